/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/query-graph.h"

#include "base/error.h"
#include "base/limits.h"
#include "cli/options.h"
#include "cli/rdf-output.h"

typedef struct
{
  NystaQuery *query;
  NystaSyntax syntax;
  const char *base;
  NystaFile *output;
  NystaGraph *graph;
  gsize n_charged;        /* bytes */
  NystaRdfWriter *writer; /* NULL as long as the graph is gathered */
} Answer;

static gboolean
write_gathered (Answer *answer, GError **error)
{
  return nysta_rdf_output_graph (answer->graph, answer->syntax, answer->base,
                                 nysta_output_write, answer->output, error);
}

/* From now on statements are written as they come. */
static gboolean
stop_gathering (Answer *answer, GError **error)
{
  if (!write_gathered (answer, error))
    return FALSE;
  g_clear_pointer (&answer->graph, nysta_graph_free);
  nysta_query_release (answer->query, answer->n_charged);
  answer->writer = nysta_rdf_writer_new (answer->syntax, answer->base, 0,
                                         nysta_output_write, answer->output);
  return TRUE;
}

static gboolean
on_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Answer *answer = user_data;
  gboolean may_stream = answer->syntax == NYSTA_SYNTAX_NTRIPLES ||
                        answer->syntax == NYSTA_SYNTAX_NQUADS;
  g_autoptr (GError) full = NULL;

  if (answer->writer != NULL)
    return nysta_rdf_writer_add (answer->writer, statement, error);
  nysta_graph_add (answer->graph, &statement->subject, &statement->predicate,
                   &statement->object);

  gsize n_bytes = nysta_graph_n_bytes (answer->graph);

  if (may_stream && n_bytes > NYSTA_MAX_SORTED_GRAPH_BYTES)
    return stop_gathering (answer, error);
  if (n_bytes <= answer->n_charged)
    return TRUE;
  if (nysta_query_charge (answer->query, n_bytes - answer->n_charged,
                          "the graph, which ntriples need not hold", &full))
    {
      answer->n_charged = n_bytes;
      return TRUE;
    }
  if (may_stream)
    return stop_gathering (answer, error);
  g_propagate_error (error, g_steal_pointer (&full));
  return FALSE;
}

gboolean
nysta_query_graph_run (NystaQuery *query, NystaDataset *dataset, NystaSyntax syntax,
                       const char *base, NystaFile *output, GError **error)
{
  static const NystaAnswerFuncs funcs = { .statement = on_statement };
  Answer answer = { .query = query,
                    .syntax = syntax,
                    .base = base,
                    .output = output,
                    .graph = nysta_graph_new (NULL) };
  gboolean ok = nysta_query_run (query, dataset, &funcs, &answer, error);

  if (ok)
    ok = answer.writer != NULL ? nysta_rdf_writer_finish (answer.writer, error)
                               : write_gathered (&answer, error);
  nysta_graph_free (answer.graph);
  nysta_rdf_writer_free (answer.writer);
  return ok;
}
