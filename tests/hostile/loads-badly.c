/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Crashes when it is opened. */
#include "toy.h"

static void __attribute__ ((constructor)) early (void)
{
  raise (SIGSEGV);
}

TOY_READER (toy_read_all)
