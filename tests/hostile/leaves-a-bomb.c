/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads well, and leaves a timer that kills the process a moment later. */
#include "toy.h"

#include <sys/time.h>

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  struct itimerval soon = { .it_value = { .tv_usec = 20000 } };

  setitimer (ITIMER_REAL, &soon, NULL);
  return toy_read_all (host, input);
}

TOY_READER (misread)
