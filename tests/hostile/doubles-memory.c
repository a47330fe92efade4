/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Grows an array that it hardly touches, and trusts realloc(). */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  char *data = NULL;

  for (size_t n = 1 << 20;; n *= 2)
    {
      data = realloc (data, n);
      data[n - 1] = 1;
    }
}

TOY_READER (misread)
