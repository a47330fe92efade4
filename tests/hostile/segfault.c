/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes where nothing is. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  *(volatile int *) 8 = 1;
  return NYSTA_OK;
}

TOY_READER (misread)
