/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* source-text.h: the text of a query before its grammar: UTF-8, and \uXXXX anywhere. */
#pragma once

#include <glib.h>

/* A codepoint escape was replaced. */
typedef struct
{
  gsize offset;   /* of its character, in the text that came of it */
  guint n_hidden; /* columns that it took beyond that character's one */
} NystaSourceEscape;

typedef struct
{
  char *text; /* valid UTF-8, without a byte-order mark */
  gsize length;
  GArray *escapes; /* NystaSourceEscape, by offset */
} NystaSourceText;

/* SPARQL 1.1 §19.2. A doubled backslash is none that begins an escape. Refuses NUL, what
 * isn't UTF-8, and escapes of what is no character: NYSTA_SPARQL_ERROR_SYNTAX. */
gboolean nysta_source_text_init (NystaSourceText *source, const char *text, gssize length,
                                 GError **error);
void nysta_source_text_clear (NystaSourceText *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaSourceText, nysta_source_text_clear)
