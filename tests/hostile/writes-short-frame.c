/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Announces a hundred bytes, writes two, ends. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  for (int fd = 0; fd < 64; fd++)
    (void) !write (fd, "\x64\0\0\0\x43\0\0\0ab", 10);
  _exit (0);
}

TOY_READER (misread)
