/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * log.h: what goes to standard error besides errors. NYSTA_DEBUG=worker,store,…|all|help
 * switches debug messages on per room; warnings are one line `nysta: warning: …`.
 */
#pragma once

#include <glib.h>

/* Once, from main: reads NYSTA_DEBUG and installs the log writer. */
void nysta_log_init (void);
/* For what costs something to put into words. */
gboolean nysta_log_enabled (const char *room);
void nysta_log_debug (const char *room, const char *format, ...) G_GNUC_PRINTF (2, 3);
