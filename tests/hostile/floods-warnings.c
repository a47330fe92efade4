/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Warns a million times, then goes on as it should. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (int i = 0; i < 1000000; i++)
    host->warn (host, "this is the end of the world");
  return toy_read_all (host, input);
}

TOY_READER (misread)
