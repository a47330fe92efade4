/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Divides by nothing. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  raise (SIGFPE);
  return NYSTA_OK;
}

TOY_READER (misread)
