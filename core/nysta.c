/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "nysta.h"

const char *
nysta_version (void)
{
  return PACKAGE_VERSION;
}
