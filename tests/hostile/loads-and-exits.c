/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ends the process when it is opened. */
#include "toy.h"

static void __attribute__ ((constructor)) early (void)
{
  exit (3);
}

TOY_READER (toy_read_all)
