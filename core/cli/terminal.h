/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* terminal.h: how wide it is, whether it has colours, and text laid out for it. */
#pragma once

#include <glib.h>

/* Columns of the terminal on standard output; 80 if it is none. $COLUMNS wins. */
guint nysta_terminal_columns (void);

/* Standard output is a terminal, and neither NO_COLOR nor TERM=dumb speaks against it. */
gboolean nysta_terminal_has_colour (void);

/* Columns that @text takes up: 2 for a wide character, 0 for a combining one. */
guint nysta_display_width (const char *text);

/* Append @text to @out, broken at spaces so that no line passes @columns; lines after the
 * first begin with @indent spaces. @column is where the first line stands already. A word
 * that is too long for a line gets one of its own. Line breaks in @text count as spaces. */
void nysta_wrap (GString *out, const char *text, guint column, guint indent, guint columns);

/* Append @text and spaces up to @columns. */
void nysta_pad (GString *out, const char *text, guint columns);

/* Append @text as one line that no terminal obeys: controls become spaces or \x1b. */
void nysta_append_printable (GString *out, const char *text);
