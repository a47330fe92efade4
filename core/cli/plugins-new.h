/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* plugins-new.h: `nysta plugins new KIND NAME`. */
#pragma once

#include <glib.h>

/* @arguments: KIND and NAME. Returns an exit code. */
int nysta_plugins_new (char **arguments, const char *directory);
