/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* input.h: texts that a subcommand is given, and showing where one is wrong. */
#pragma once

#include <glib.h>

/* The whole of @path ("-": standard input), at most @max_bytes; a NUL byte ends it.
 * Errors: NYSTA_IO_ERROR. */
gboolean nysta_input_read (const char *path, gsize max_bytes, char **out_text,
                           gsize *out_bytes, GError **error);

/* FALSE after saying, as `nysta COMMAND` would, where @text is no UTF-8 or has a NUL. */
gboolean nysta_input_check (const char *text, gsize n_bytes, const char *name,
                            const char *command, int *out_exit);

/* Print line @line of @text on standard error and a caret under @column, both from 1;
 * columns count characters. */
void nysta_input_show_place (const char *text, guint line, guint column);
