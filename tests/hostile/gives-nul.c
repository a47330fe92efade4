/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gives text with a NUL in it. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  return host->text (host, "a\0b", 3);
}

TOY_READER (misread)
