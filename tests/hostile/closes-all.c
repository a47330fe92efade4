/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Closes every descriptor, then goes on. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (int fd = 0; fd < 64; fd++)
    close (fd);
  return toy_read_all (host, input);
}

TOY_READER (misread)
