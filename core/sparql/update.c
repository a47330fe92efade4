/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update.c: the operations of a request, one after the other. */
#include "config.h"
#include "sparql/update-request.h"

#include "base/error.h"
#include "base/limits.h"
#include "sparql/engine.h"
#include "sparql/plan/optimise.h"
#include "sparql/overlay.h"

/* Statements between two looks at the clock. */
#define CHECK_EVERY 1024u

/* --- terms and templates ------------------------------------------------------------------- */

/* What a template is filled from: a row of the engine's, or nothing, for data. */
typedef struct
{
  NystaUpdateRequest *request;
  const NystaEngine *engine;
  gsize row;
} Solution;

/* Labels of two sources never meet: those of the request's text end in a number after "b",
 * those of BNODE() in a label after "c", those of a file in a label after "l". */
static NystaTermId
add_blank (NystaUpdateRequest *request, guint64 scope, char source, const char *label)
{
  g_autofree char *name = g_strdup_printf ("u%016" G_GINT64_MODIFIER "xs%" G_GUINT64_FORMAT
                                           "%c%s",
                                           request->salt, scope, source, label);
  const NystaTerm term = { .kind = NYSTA_TERM_BLANK, .value = name };

  return nysta_overlay_add_term (request->now, &term);
}

static NystaTermId
add_value (const Solution *solution, guint variable)
{
  const NystaEngine *engine = solution->engine;
  const NystaAlgebraQuery *query = engine != NULL ? engine->query : NULL;
  NystaTermId id = 0;
  NystaTerm term = { 0 };

  for (guint i = 0; query != NULL && i < query->n_columns; i++)
    if (query->columns[i] == variable)
      id = nysta_engine_value (engine, solution->row, i);
  if ((id & NYSTA_COMPUTED_TERM) == 0)
    return id;
  nysta_run_terms_get (engine->execution.terms, id, &term);
  if (term.kind == NYSTA_TERM_NONE)
    return 0;
  if (term.kind == NYSTA_TERM_BLANK)
    return add_blank (solution->request, 0, 'c', term.value);
  return nysta_overlay_add_term (solution->request->now, &term);
}

NystaTermId
nysta_update_constant (NystaUpdateRequest *request, const NystaNode *node)
{
  NystaTermId *id = g_hash_table_lookup (request->constants, node);

  if (id == NULL)
    {
      id = g_new (NystaTermId, 1);
      *id = nysta_overlay_add_term (request->now, node->term);
      g_hash_table_insert (request->constants, (gpointer) node, id);
    }
  return *id;
}

/* 0: it has no value. Blank nodes of the text are new ones for each solution. */
static NystaTermId
fill (const Solution *solution, const NystaNode *node)
{
  char label[16];

  if (node->kind == NYSTA_NODE_VAR)
    return add_value (solution, node->number);
  if (node->kind != NYSTA_NODE_BLANK)
    return nysta_update_constant (solution->request, node);
  g_snprintf (label, sizeof label, "%u", node->number);
  return add_blank (solution->request, solution->request->n_scopes, 'b', label);
}

static gboolean
is_iri (NystaTermId id)
{
  return nysta_id_tag (id) == NYSTA_TAG_IRI;
}

/* SPARQL 1.1 Update §3.1.3: what is no triple is left out. */
static void
fill_triple (const Solution *solution, const NystaNode *triple, NystaTermId graph,
             GArray *quads)
{
  const NystaQuad quad = { .subject = fill (solution, triple->triple[0]),
                           .predicate = fill (solution, triple->triple[1]),
                           .object = fill (solution, triple->triple[2]),
                           .graph = graph };

  if ((is_iri (quad.subject) || nysta_id_tag (quad.subject) == NYSTA_TAG_BLANK) &&
      is_iri (quad.predicate) && quad.object != 0)
    g_array_append_val (quads, quad);
}

/* @with: the graph of what stands outside GRAPH. */
static void
fill_quads (const Solution *solution, const NystaNode *template, NystaTermId with,
            GArray *quads)
{
  for (const NystaNode *child = template->first; child != NULL; child = child->next)
    if (child->kind == NYSTA_NODE_TRIPLE)
      fill_triple (solution, child, with, quads);
    else
      {
        NystaTermId graph = fill (solution, child->first);

        if (!is_iri (graph))
          continue;
        for (const NystaNode *triple = child->first->next; triple != NULL;
             triple = triple->next)
          fill_triple (solution, triple, graph, quads);
      }
}

/* --- changes ------------------------------------------------------------------------------------ */

gboolean
nysta_update_check (NystaUpdateRequest *request, gsize n_bytes, GError **error)
{
  NystaBudget *budget = &request->budget;

  budget->n_bytes = 0;
  return nysta_budget_check (budget, error) &&
         nysta_budget_charge (budget, nysta_overlay_bytes (request->now) + n_bytes,
                              "the changes of the update", error);
}

gboolean
nysta_update_set_all (NystaUpdateRequest *request, const GArray *quads, gboolean adds,
                      GError **error)
{
  for (guint i = 0; i < quads->len; i++)
    {
      if (nysta_overlay_set (request->now, &g_array_index (quads, NystaQuad, i), adds))
        *(adds ? &request->n_added : &request->n_removed) += 1;
      if (i % CHECK_EVERY == CHECK_EVERY - 1 &&
          !nysta_update_check (request, quads->len * sizeof (NystaQuad), error))
        return FALSE;
    }
  return nysta_update_check (request, quads->len * sizeof (NystaQuad), error);
}

static gboolean
do_data (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  const Solution solution = { .request = request };
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (NystaQuad));

  fill_quads (&solution, operation->first, NYSTA_UNNAMED, quads);
  return nysta_update_set_all (request, quads, operation->kind == NYSTA_NODE_INSERT_DATA,
                               error);
}

/* --- WHERE ------------------------------------------------------------------------------------ */

typedef struct
{
  const NystaNode *removes; /* QUADS, or NULL */
  const NystaNode *adds;
  NystaTermId with;
  GArray *removed; /* NystaQuad */
  GArray *added;
} Templates;

static const NystaNode *
quads_of (const NystaNode *operation, NystaNodeKind kind)
{
  const NystaNode *clause = nysta_node_find (operation, kind);

  return clause != NULL ? clause->first : NULL;
}

/* What is left of the request's time and memory. */
static gboolean
start_engine (NystaUpdateRequest *request, const NystaAlgebraQuery *query,
              NystaEngine *engine, GError **error)
{
  NystaQueryOptions options = request->options->query;

  if (!nysta_update_check (request, 0, error))
    return FALSE;
  options.max_bytes = MAX (1, request->budget.max_bytes - request->budget.n_bytes);
  options.deadline_us = request->budget.deadline_us;
  return nysta_engine_init (engine, query, request->now, &options, error) &&
         nysta_engine_open (engine, error);
}

static gboolean
fill_solutions (NystaUpdateRequest *request, const NystaAlgebraQuery *query,
                Templates *templates, GError **error)
{
  g_auto (NystaEngine) engine = { 0 };
  Solution solution = { .request = request, .engine = &engine };

  if (!start_engine (request, query, &engine, error))
    return FALSE;
  do
    {
      if (!nysta_engine_next (&engine, error))
        return FALSE;
      for (gsize i = 0; i < engine.root->n_rows; i++, request->n_scopes++)
        {
          solution.row = i;
          if (templates->removes != NULL)
            fill_quads (&solution, templates->removes, templates->with, templates->removed);
          if (templates->adds != NULL)
            fill_quads (&solution, templates->adds, templates->with, templates->added);
        }
      if (!nysta_update_check (request,
                               ((gsize) templates->removed->len + templates->added->len) *
                                 sizeof (NystaQuad),
                               error))
        return FALSE;
    }
  while (engine.root->n_rows > 0);
  return TRUE;
}

/* All solutions are there before the first change; what is removed goes first. */
static gboolean
do_modify (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  const NystaNode *with = nysta_node_find (operation, NYSTA_NODE_WITH);
  g_autoptr (GArray) removed = g_array_new (FALSE, FALSE, sizeof (NystaQuad));
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (NystaQuad));
  Templates templates = { .removes = operation->kind == NYSTA_NODE_DELETE_WHERE
                                       ? operation->first
                                       : quads_of (operation, NYSTA_NODE_DELETE_CLAUSE),
                          .adds = quads_of (operation, NYSTA_NODE_INSERT_CLAUSE),
                          .with = NYSTA_UNNAMED,
                          .removed = removed,
                          .added = added };
  g_autoptr (NystaAlgebraQuery)
    query = nysta_algebra_translate (request->tree, operation, error);

  if (query == NULL)
    return FALSE;
  if (with != NULL)
    templates.with = nysta_update_constant (request, with->first);
  if (!request->options->query.keeps_algebra)
    nysta_algebra_optimise (query);
  return fill_solutions (request, query, &templates, error) &&
         nysta_update_set_all (request, removed, FALSE, error) &&
         nysta_update_set_all (request, added, TRUE, error);
}

/* --- what became of it ----------------------------------------------------------------------- */

typedef struct
{
  NystaUpdateRequest *request;
  NystaUpdateFunc func;
  gpointer user_data;
  NystaUpdateCounts counts;
  NystaQuad last;      /* what @statement was read from */
  GString *buffers[4]; /* by NystaField */
  NystaStatement statement;
} Telling;

static gboolean
read_term (Telling *telling, NystaTermId id, NystaTermId last, NystaField field,
           NystaTerm *out_term)
{
  if (id == last)
    return TRUE;
  if (id == NYSTA_UNNAMED)
    {
      *out_term = (NystaTerm){ 0 };
      return TRUE;
    }
  return nysta_dataset_read_term (telling->request->now, id, telling->buffers[field],
                                  out_term);
}

/* A term that is damaged is told of by nysta_dataset_check(). */
static gboolean
tell_change (const NystaQuad *quad, gboolean adds, gpointer user_data, GError **error)
{
  Telling *telling = user_data;
  NystaStatement *statement = &telling->statement;
  const NystaQuad last = telling->last;

  if (!read_term (telling, quad->subject, last.subject, NYSTA_FIELD_SUBJECT,
                  &statement->subject) ||
      !read_term (telling, quad->predicate, last.predicate, NYSTA_FIELD_PREDICATE,
                  &statement->predicate) ||
      !read_term (telling, quad->object, last.object, NYSTA_FIELD_OBJECT,
                  &statement->object) ||
      !read_term (telling, quad->graph, last.graph, NYSTA_FIELD_GRAPH, &statement->graph))
    {
      telling->last = (NystaQuad){ 0 };
      return nysta_dataset_check (telling->request->now, error);
    }
  telling->counts.n_graphs += quad->graph != last.graph;
  *(adds ? &telling->counts.n_added : &telling->counts.n_removed) += 1;
  telling->last = *quad;
  return telling->func (statement, adds, telling->user_data, error);
}

static gboolean
tell (NystaUpdateRequest *request, NystaUpdateFunc func, gpointer user_data,
      NystaUpdateCounts *out_counts, GError **error)
{
  Telling telling = { .request = request, .func = func, .user_data = user_data };
  gboolean ok = nysta_dataset_check (request->now, error);

  for (guint i = 0; i < G_N_ELEMENTS (telling.buffers); i++)
    telling.buffers[i] = g_string_new (NULL);
  ok = ok && nysta_overlay_foreach (request->now, tell_change, &telling, error);
  for (guint i = 0; i < G_N_ELEMENTS (telling.buffers); i++)
    g_string_free (telling.buffers[i], TRUE);
  if (ok && out_counts != NULL)
    *out_counts = telling.counts;
  return ok;
}

/* --- the request --------------------------------------------------------------------------------- */

static gboolean
do_operation (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  switch (operation->kind)
    {
    case NYSTA_NODE_INSERT_DATA:
    case NYSTA_NODE_DELETE_DATA:
      return do_data (request, operation, error);
    case NYSTA_NODE_DELETE_WHERE:
    case NYSTA_NODE_MODIFY:
      return do_modify (request, operation, error);
    case NYSTA_NODE_LOAD:
      return nysta_update_load (request, operation, error);
    default:
      return nysta_update_graphs (request, operation, error);
    }
}

static void
note_step (NystaUpdateRequest *request, const NystaNode *operation)
{
  const NystaUpdateStep step = { .operation = nysta_update_operation_name (operation),
                                 .line = operation->line,
                                 .column = operation->column,
                                 .n_added = request->n_added,
                                 .n_removed = request->n_removed };

  if (request->options->steps != NULL)
    g_array_append_val (request->options->steps, step);
  request->n_added = request->n_removed = 0;
}

static void
request_init (NystaUpdateRequest *request, const NystaSyntaxTree *tree,
              const NystaUpdateOptions *options, NystaDataset *before)
{
  guint timeout_ms = options->query.timeout_ms;

  *request = (NystaUpdateRequest){
    .tree = tree,
    .options = options,
    .now = nysta_overlay_new (before),
    .budget.max_bytes = options->query.max_bytes != 0 ? options->query.max_bytes
                                                      : NYSTA_QUERY_MEMORY_BYTES,
    .budget.timeout_ms = timeout_ms,
    .constants = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .created = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .salt = (guint64) g_random_int () << 32 | g_random_int (),
    .n_scopes = 1,
  };
  if (timeout_ms != 0)
    request->budget.deadline_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
}

static void
request_clear (NystaUpdateRequest *request)
{
  nysta_dataset_unref (request->now);
  g_hash_table_unref (request->constants);
  g_hash_table_unref (request->created);
}

gboolean
nysta_sparql_update (const char *text, const NystaUpdateOptions *options,
                     NystaDataset *before, NystaUpdateFunc func, gpointer user_data,
                     NystaUpdateCounts *out_counts, GError **error)
{
  g_autoptr (NystaSyntaxTree) tree = nysta_update_parse (text, &options->query, error);
  NystaUpdateRequest request;
  gboolean ok = TRUE;

  if (tree == NULL)
    return FALSE;
  request_init (&request, tree, options, before);
  for (const NystaNode *child = tree->root->first; ok && child != NULL;
       child = child->next, request.n_scopes++)
    {
      ok = do_operation (&request, child, error);
      note_step (&request, child);
    }
  ok = ok && tell (&request, func, user_data, out_counts, error);
  request_clear (&request);
  return ok;
}
