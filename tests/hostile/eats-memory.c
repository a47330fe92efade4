/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes memory and uses it until there is none. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  /* volatile: a compiler may see that nobody looks at it, and take none. */
  for (;;)
    {
      unsigned char *volatile taken = malloc (1 << 20);
      memset (taken, 1, 1 << 20);
    }
}

TOY_READER (misread)
