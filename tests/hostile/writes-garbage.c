/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes garbage on every open descriptor. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (int fd = 0; fd < 64; fd++)
    (void) !write (fd, "\xff\xff\xff\xff\xff\xff\xff\xff garbage", 16);
  return toy_read_all (host, input);
}

TOY_READER (misread)
