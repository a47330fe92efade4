/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Starts children that outlive it, and dies; their ids are no secret. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (int i = 0; i < 8; i++)
    if (fork () == 0)
      for (;;)
        pause ();
  abort ();
}

TOY_READER (misread)
