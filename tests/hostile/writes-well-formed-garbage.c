/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes a sound frame of a type that does not exist. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (int fd = 0; fd < 64; fd++)
    (void) !write (fd, "\1\0\0\0\x99\0\0\0x", 9);
  return toy_read_all (host, input);
}

TOY_READER (misread)
