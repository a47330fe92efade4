/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Stops its own process. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  raise (SIGSTOP);
  return toy_read_all (host, input);
}

TOY_READER (misread)
