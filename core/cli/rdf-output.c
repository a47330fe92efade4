/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/rdf-output.h"

#include "rdf/vocabulary.h"

#include <string.h>

#define BATCH_ROWS 256

/* What one call needs at hand. */
typedef struct
{
  NystaDataset *dataset;
  const NystaRdfOutputOptions *options;
  const char *base;    /* that of the IRIs as they are written */
  GHashTable *renamed; /* NystaTermId -> IRI under the new base */
  GHashTable *graphs;  /* set of NystaTermId: those that are written */
  NystaRdfWriter *writer;
} Output;

gboolean
nysta_rdf_output_syntax (const char *name, NystaSyntax *out_syntax)
{
  NystaSyntax syntax = nysta_syntax_from_name (name);

  if (syntax == NYSTA_SYNTAX_GUESS)
    return FALSE;
  *out_syntax = syntax;
  return TRUE;
}

/* --- a graph in memory --------------------------------------------------------- */

/* `a` comes first and blank nodes, which have no name to look for, come last. */
static int
compare_terms (const NystaTerm *a, const NystaTerm *b)
{
  if ((a->kind == NYSTA_TERM_BLANK) != (b->kind == NYSTA_TERM_BLANK))
    return a->kind == NYSTA_TERM_BLANK ? 1 : -1;
  return nysta_term_compare (a, b);
}

static int
compare_predicates (const NystaTerm *a, const NystaTerm *b)
{
  gboolean a_is_type = strcmp (a->value, RDF_TYPE) == 0;
  gboolean b_is_type = strcmp (b->value, RDF_TYPE) == 0;

  return a_is_type != b_is_type ? b_is_type - a_is_type : nysta_term_compare (a, b);
}

static int
compare_statements (gconstpointer a, gconstpointer b)
{
  const NystaStatement *x = a, *y = b;
  int order = compare_terms (&x->subject, &y->subject);

  if (order == 0)
    order = compare_predicates (&x->predicate, &y->predicate);
  return order != 0 ? order : compare_terms (&x->object, &y->object);
}

gboolean
nysta_rdf_output_graph (NystaGraph *graph, NystaSyntax syntax, const char *base,
                        NystaWriteFunc write, gpointer user_data, GError **error)
{
  gsize n = 0;
  NystaRdfPrefixes prefixes = { 0 };

  nysta_graph_sort_by (graph, compare_statements);

  const NystaStatement *sorted = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    nysta_rdf_prefixes_note (&prefixes, syntax, &sorted[i], base);

  g_autoptr (NystaRdfWriter) writer = nysta_rdf_writer_new (
    syntax, base, nysta_rdf_prefixes_mask (&prefixes), write, user_data);

  for (gsize i = 0; i < n; i++)
    if (!nysta_rdf_writer_add (writer, &sorted[i], error))
      return FALSE;
  return nysta_rdf_writer_finish (writer, error);
}

/* --- graphs of a dataset --------------------------------------------------------- */

/* A set of NystaTermId, or a map from it. */
static GHashTable *
id_table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_value);
}

static NystaTerm
output_term (Output *output, NystaTermId id)
{
  NystaTerm term = { 0 };
  const NystaRdfOutputOptions *options = output->options;

  if (!nysta_dataset_term (output->dataset, id, &term) || options->base == NULL ||
      term.kind != NYSTA_TERM_IRI || !g_str_has_prefix (term.value, options->store_base))
    return term;

  char *renamed = g_hash_table_lookup (output->renamed, &id);

  if (renamed == NULL)
    {
      renamed = g_strconcat (options->base, term.value + strlen (options->store_base),
                             NULL);
      g_hash_table_insert (output->renamed, g_memdup2 (&id, sizeof id), renamed);
    }
  term.value = renamed;
  return term;
}

static int
compare_subjects (gconstpointer a, gconstpointer b, gpointer user_data)
{
  NystaTerm x = output_term (user_data, *(const NystaTermId *) a);
  NystaTerm y = output_term (user_data, *(const NystaTermId *) b);

  return compare_terms (&x, &y);
}

/* Call @visit with each row that matches @pattern and is in a graph that is written. */
static void
visit_rows (Output *output, const NystaQuad *pattern,
            void (*visit) (Output *, const NystaQuad *, gpointer), gpointer user_data)
{
  NystaQuad rows[BATCH_ROWS];
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (output->dataset, pattern);
  gsize n = 0;

  while ((n = nysta_cursor_next (cursor, rows, BATCH_ROWS)) > 0)
    for (gsize i = 0; i < n; i++)
      if (pattern->graph != NYSTA_ANY ||
          g_hash_table_contains (output->graphs, &rows[i].graph))
        visit (output, &rows[i], user_data);
}

/* … with @subject (or NYSTA_ANY) in @graph, or in all of them if that is NYSTA_ANY. */
static void
visit_subject (Output *output, NystaTermId subject, NystaTermId graph,
               void (*visit) (Output *, const NystaQuad *, gpointer), gpointer user_data)
{
  const NystaTermId unnamed = NYSTA_UNNAMED;
  NystaQuad pattern = { .subject = subject, .graph = graph };

  visit_rows (output, &pattern, visit, user_data);
  pattern.graph = NYSTA_UNNAMED;
  if (graph == NYSTA_ANY && g_hash_table_contains (output->graphs, &unnamed))
    visit_rows (output, &pattern, visit, user_data);
}

static void
note_subject (Output *output, const NystaQuad *row, gpointer user_data)
{
  g_hash_table_add (user_data, g_memdup2 (&row->subject, sizeof row->subject));
}

static NystaStatement
output_statement (Output *output, const NystaQuad *row)
{
  return (NystaStatement){
    .subject = output_term (output, row->subject),
    .predicate = output_term (output, row->predicate),
    .object = output_term (output, row->object),
  };
}

static void
note_row (Output *output, const NystaQuad *row, gpointer user_data)
{
  GArray *rows = user_data;
  NystaStatement statement = output_statement (output, row);

  g_array_append_val (rows, statement);
}

static void
note_prefixes (Output *output, const NystaQuad *row, gpointer user_data)
{
  NystaSyntax syntax = output->options->syntax;
  NystaStatement statement = output_statement (output, row);

  if (nysta_rdf_syntax_has_graphs (syntax) && row->graph != NYSTA_UNNAMED)
    statement.graph = output_term (output, row->graph);
  nysta_rdf_prefixes_note (user_data, syntax, &statement, output->base);
}

/* The subjects of @graph (NYSTA_ANY: of all that are written), sorted. */
static GArray *
sorted_subjects (Output *output, NystaTermId graph)
{
  g_autoptr (GHashTable) set = id_table_new (NULL);
  GArray *subjects = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  GHashTableIter iter;
  gpointer id = NULL;

  visit_subject (output, NYSTA_ANY, graph, note_subject, set);
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (subjects, id, 1);
  g_array_sort_with_data (subjects, compare_subjects, output);
  return subjects;
}

static gboolean
write_rows (Output *output, GArray *rows, const NystaTerm *graph, GError **error)
{
  g_array_sort (rows, compare_statements);
  for (guint i = 0; i < rows->len; i++)
    {
      NystaStatement *row = &g_array_index (rows, NystaStatement, i);

      /* Two graphs may say the same. */
      if (i > 0 && compare_statements (row - 1, row) == 0)
        continue;
      row->graph = *graph;
      if (!nysta_rdf_writer_add (output->writer, row, error))
        return FALSE;
    }
  return TRUE;
}

/* Write @graph; NYSTA_ANY: the union of all that are written. */
static gboolean
write_graph (Output *output, NystaTermId graph, GError **error)
{
  g_autoptr (GArray) subjects = sorted_subjects (output, graph);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NystaStatement));
  NystaTerm name = { 0 };

  if (graph != NYSTA_ANY && graph != NYSTA_UNNAMED)
    name = output_term (output, graph);
  for (guint i = 0; i < subjects->len; i++)
    {
      g_array_set_size (rows, 0);
      visit_subject (output, g_array_index (subjects, NystaTermId, i), graph, note_row,
                     rows);
      if (!write_rows (output, rows, &name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (Output *output, GError **error)
{
  if (!nysta_rdf_syntax_has_graphs (output->options->syntax))
    return write_graph (output, NYSTA_ANY, error);

  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, output->graphs);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  g_array_sort_with_data (ids, compare_subjects, output);
  for (guint i = 0; i < ids->len; i++)
    if (!write_graph (output, g_array_index (ids, NystaTermId, i), error))
      return FALSE;
  return TRUE;
}

gboolean
nysta_rdf_output_dataset (NystaDataset *dataset, const NystaRdfOutputOptions *options,
                          NystaWriteFunc write, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) renamed = id_table_new (g_free);
  g_autoptr (GHashTable) graphs = id_table_new (NULL);
  const char *base = options->base != NULL ? options->base : options->store_base;
  Output output = { dataset, options, base, renamed, graphs, NULL };
  NystaRdfPrefixes prefixes = { 0 };

  for (const char *const *name = options->graphs; *name != NULL; name++)
    {
      NystaTerm term = nysta_iri (*name);
      NystaTermId id = (*name)[0] == '\0' ? NYSTA_UNNAMED
                                          : nysta_dataset_lookup (dataset, &term);

      if (id != NYSTA_ANY)
        g_hash_table_add (graphs, g_memdup2 (&id, sizeof id));
    }
  if (options->syntax != NYSTA_SYNTAX_NTRIPLES && options->syntax != NYSTA_SYNTAX_NQUADS)
    visit_subject (&output, NYSTA_ANY, NYSTA_ANY, note_prefixes, &prefixes);

  g_autoptr (NystaRdfWriter) writer = nysta_rdf_writer_new (
    options->syntax, base, nysta_rdf_prefixes_mask (&prefixes), write, user_data);

  output.writer = writer;
  return write_all (&output, error) && nysta_rdf_writer_finish (writer, error);
}
