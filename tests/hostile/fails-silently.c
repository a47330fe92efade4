/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Fails and does not say why. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  return NYSTA_FAILED;
}

TOY_READER (misread)
