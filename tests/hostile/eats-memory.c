/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Takes memory and uses it until there is none. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (;;)
    memset (malloc (1 << 20), 1, 1 << 20);
}

TOY_READER (misread)
