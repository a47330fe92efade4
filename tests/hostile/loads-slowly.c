/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sleeps when it is opened. */
#include "toy.h"

static void __attribute__ ((constructor)) early (void)
{
  for (;;)
    pause ();
}

TOY_READER (toy_read_all)
