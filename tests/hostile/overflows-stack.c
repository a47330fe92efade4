/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls itself until the stack is gone. */
#include "toy.h"

static volatile int depth;

static int
deeper (volatile char *above)
{
  char room[4096];

  room[0] = above != NULL ? above[0] : 0;
  depth++;
  return deeper (room) + room[1];
}

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  return deeper (NULL) == 0 ? NYSTA_OK : NYSTA_FAILED;
}

TOY_READER (misread)
