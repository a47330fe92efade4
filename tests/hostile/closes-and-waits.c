/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Closes every descriptor and never returns. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (int fd = 0; fd < 64; fd++)
    close (fd);
  for (;;)
    pause ();
}

TOY_READER (misread)
