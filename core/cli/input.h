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

/* Say, as `nysta COMMAND` would, what is wrong with the SPARQL @text that messages call @name,
 * and show a person where. Returns the exit code. */
int nysta_input_fail (const char *command, const GError *error, const char *text,
                      const char *name);

/* What relative IRIs of a text are relative to: @given, or where the text is from: the IRI of
 * @file, or of the current folder if it is from no file and @is_here. Else NULL. (transfer
 * full) */
char *nysta_input_base (const char *given, const char *file, gboolean is_here);
