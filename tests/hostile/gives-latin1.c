/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gives text that is not UTF-8. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  return host->text (host, "Bj\xf6rn", 5);
}

TOY_READER (misread)
