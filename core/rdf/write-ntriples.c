/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* N-Triples and N-Quads in their canonical form: one space, one line a statement. */
#include "config.h"
#include "rdf/rdf-writer-class.h"

static void
append_triple (const NystaStatement *statement, GString *out)
{
  nysta_term_append_ntriples (&statement->subject, out);
  g_string_append_c (out, ' ');
  nysta_term_append_ntriples (&statement->predicate, out);
  g_string_append_c (out, ' ');
  nysta_term_append_ntriples (&statement->object, out);
}

static gboolean
add_triple (gpointer state, const NystaStatement *statement, GString *out, GError **error)
{
  append_triple (statement, out);
  g_string_append (out, " .\n");
  return TRUE;
}

static gboolean
add_quad (gpointer state, const NystaStatement *statement, GString *out, GError **error)
{
  append_triple (statement, out);
  if (statement->graph.kind != NYSTA_TERM_NONE)
    {
      g_string_append_c (out, ' ');
      nysta_term_append_ntriples (&statement->graph, out);
    }
  g_string_append (out, " .\n");
  return TRUE;
}

const NystaRdfWriterClass nysta_ntriples_class = { .add = add_triple };
const NystaRdfWriterClass nysta_nquads_class = { .add = add_quad };
