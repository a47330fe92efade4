/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/graph.h"

#include "rdf/vocabulary.h"

#include <string.h>

struct NystaGraph
{
  NystaTerm name;
  GStringChunk *strings;
  GHashTable *known;  /* its strings, each once */
  GArray *statements; /* of NystaStatement */
  gsize n_string_bytes;
};

/* What a string takes beside its bytes: two to four places in the table. */
#define STRING_BYTES 40u

static const char *
keep_string (NystaGraph *graph, const char *text)
{
  const char *kept = g_hash_table_lookup (graph->known, text);

  if (kept != NULL)
    return kept;
  kept = g_string_chunk_insert (graph->strings, text);
  g_hash_table_add (graph->known, (gpointer) kept);
  graph->n_string_bytes += strlen (text) + 1 + STRING_BYTES;
  return kept;
}

NystaGraph *
nysta_graph_new (const char *name)
{
  NystaGraph *graph = g_new0 (NystaGraph, 1);

  graph->strings = g_string_chunk_new (4096);
  graph->known = g_hash_table_new (g_str_hash, g_str_equal);
  graph->statements = g_array_new (FALSE, FALSE, sizeof (NystaStatement));
  if (name != NULL)
    graph->name = nysta_iri (keep_string (graph, name));
  return graph;
}

void
nysta_graph_free (NystaGraph *graph)
{
  if (graph == NULL)
    return;
  g_hash_table_unref (graph->known);
  g_string_chunk_free (graph->strings);
  g_array_unref (graph->statements);
  g_free (graph);
}

const char *
nysta_graph_name (const NystaGraph *graph)
{
  return graph->name.value;
}

static NystaTerm
copy_term (NystaGraph *graph, const NystaTerm *term)
{
  NystaTerm copy = { .kind = term->kind };

  if (term->value != NULL)
    copy.value = keep_string (graph, term->value);
  if (term->language != NULL)
    copy.language = keep_string (graph, term->language);
  else if (term->datatype != NULL && strcmp (term->datatype, XSD_STRING) != 0)
    copy.datatype = keep_string (graph, term->datatype);
  return copy;
}

void
nysta_graph_add (NystaGraph *graph, const NystaTerm *subject, const NystaTerm *predicate,
                 const NystaTerm *object)
{
  NystaStatement statement = {
    .subject = copy_term (graph, subject),
    .predicate = copy_term (graph, predicate),
    .object = copy_term (graph, object),
    .graph = graph->name,
  };

  g_array_append_val (graph->statements, statement);
}

void
nysta_graph_add_iri (NystaGraph *graph, const char *subject, const char *predicate,
                     const char *object)
{
  NystaTerm s = nysta_iri (subject);
  NystaTerm p = nysta_iri (predicate);
  NystaTerm o = nysta_iri (object);

  nysta_graph_add (graph, &s, &p, &o);
}

void
nysta_graph_add_literal (NystaGraph *graph, const char *subject, const char *predicate,
                         const char *lexical, const char *language_or_datatype)
{
  NystaTerm s = nysta_iri (subject);
  NystaTerm p = nysta_iri (predicate);
  NystaTerm o = nysta_literal (lexical, language_or_datatype, NULL);

  if (language_or_datatype != NULL && language_or_datatype[0] == '@')
    o = nysta_literal (lexical, NULL, language_or_datatype + 1);
  nysta_graph_add (graph, &s, &p, &o);
}

static int
compare_statements (gconstpointer a, gconstpointer b)
{
  return nysta_statement_compare (a, b);
}

void
nysta_graph_sort (NystaGraph *graph)
{
  nysta_graph_sort_by (graph, compare_statements);
}

void
nysta_graph_sort_by (NystaGraph *graph, GCompareFunc compare)
{
  NystaStatement *all = (NystaStatement *) (gpointer) graph->statements->data;
  guint kept = 0;

  if (graph->statements->len < 2)
    return;
  g_array_sort (graph->statements, compare);
  for (guint i = 1; i < graph->statements->len; i++)
    if (nysta_statement_compare (&all[kept], &all[i]) != 0)
      all[++kept] = all[i];
  g_array_set_size (graph->statements, kept + 1);
}

const NystaStatement *
nysta_graph_statements (const NystaGraph *graph, gsize *out_n)
{
  *out_n = graph->statements->len;
  return (const NystaStatement *) (gconstpointer) graph->statements->data;
}

/* The statements' array doubles; to sort it takes two pointers for each. */
gsize
nysta_graph_n_bytes (const NystaGraph *graph)
{
  gsize n = graph->statements->len, room = 1;

  while (room < n)
    room *= 2;
  return room * sizeof (NystaStatement) + n * 2 * sizeof (gpointer) + graph->n_string_bytes;
}
