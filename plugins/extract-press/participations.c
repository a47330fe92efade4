/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* participations.c: who funds, leads and takes part in a project. */
#include "press.h"

void
participations_read (Press *press)
{
  (void) press;
}
