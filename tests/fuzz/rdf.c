/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Any bytes as a file of RDF in each syntax: statements that N-Quads can say, or one line of
 * error. The corpus is tests/fuzz/files.
 */
#include "fuzz.h"
#include "rdf/rdf-reader.h"

#include <string.h>

const char *const fuzz_corpus = "tests/fuzz/files";

static gboolean
on_statement (const NystaStatement *statement, gpointer text, GError **error)
{
  const NystaTerm *terms[] = { &statement->subject, &statement->predicate,
                               &statement->object, &statement->graph };

  g_assert_cmpint (terms[0]->kind, !=, NYSTA_TERM_LITERAL);
  g_assert_cmpint (terms[1]->kind, ==, NYSTA_TERM_IRI);
  g_assert_cmpint (terms[3]->kind, !=, NYSTA_TERM_LITERAL);
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      nysta_term_append_ntriples (terms[i], text);
      g_string_append_c (text, ' ');
    }
  g_string_append (text, ".\n");
  return TRUE;
}

static gboolean
read_as (const char *data, gsize n_bytes, NystaSyntax syntax, GString *out, GError **error)
{
  return nysta_rdf_read_memory (data, n_bytes, "file", syntax, "http://example.org/base",
                                NULL, on_statement, out, error);
}

static void
check_syntax (const char *data, gsize n_bytes, NystaSyntax syntax)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) again = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!read_as (data, n_bytes, syntax, text, &error))
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  if (!read_as (text->str, text->len, NYSTA_SYNTAX_NQUADS, again, &error) ||
      strcmp (text->str, again->str) != 0)
    fuzz_fail ("syntax %d: %s\n%s\n%s", (int) syntax,
               error != NULL ? error->message : "not the same", text->str, again->str);
}

static gboolean
reads_turtle (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  return read_as ("<a> <b> <c> .", 13, NYSTA_SYNTAX_TURTLE, text, NULL) && text->len > 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  static const NystaSyntax syntaxes[] = { NYSTA_SYNTAX_NTRIPLES, NYSTA_SYNTAX_NQUADS,
                                          NYSTA_SYNTAX_TURTLE, NYSTA_SYNTAX_TRIG,
                                          NYSTA_SYNTAX_RDFXML };
  static gboolean is_checked = FALSE;

  /* Without its module the reader refuses most of these before it reads a byte. */
  if (!is_checked && !reads_turtle ())
    fuzz_fail ("Turtle is not read here");
  is_checked = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (syntaxes); i++)
    check_syntax ((const char *) data, n_bytes, syntaxes[i]);
  return 0;
}
