/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* projects.c: projects by name. */
#include "press.h"

void
projects_find (Press *press)
{
  (void) press;
}
