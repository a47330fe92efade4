/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Returns a status that does not exist. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  return (NystaStatus) 77;
}

TOY_READER (misread)
