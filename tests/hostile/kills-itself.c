/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Kills its own process. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  raise (SIGKILL);
  return NYSTA_OK;
}

TOY_READER (misread)
