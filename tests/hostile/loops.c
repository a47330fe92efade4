/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Never returns. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (volatile unsigned i = 0;; i = i + 1)
    ;
}

TOY_READER (misread)
