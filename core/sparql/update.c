/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update.c: the operations of a request, one after the other. */
#include "config.h"
#include "sparql/update.h"

#include "base/error.h"
#include "sparql/engine.h"
#include "sparql/plan/optimise.h"
#include "sparql/update-state.h"

typedef struct
{
  NystaUpdateState state;
  const NystaSyntaxTree *tree;
  const NystaQueryOptions *options;
  guint64 salt;     /* in the labels of new blank nodes: no other request's */
  guint64 n_scopes; /* of blank nodes' labels: solutions and operations so far */
} Request;

/* --- terms and templates ------------------------------------------------------------------- */

/* What a template is filled from: a row of the engine's, or nothing, for data. */
typedef struct
{
  Request *request;
  const NystaEngine *engine;
  gsize row;
} Solution;

/* Labels of two sources never meet: those of the request's text end in a number after "b",
 * those of BNODE() in a label after "c". */
static guint32
add_blank (Request *request, guint64 scope, char source, const char *label)
{
  g_autofree char *name = g_strdup_printf ("u%016" G_GINT64_MODIFIER "xs%" G_GUINT64_FORMAT
                                           "%c%s",
                                           request->salt, scope, source, label);
  const NystaTerm term = { .kind = NYSTA_TERM_BLANK, .value = name };

  return nysta_term_table_add (request->state.terms, &term);
}

static guint32
add_value (const Solution *solution, guint variable)
{
  const NystaEngine *engine = solution->engine;
  const NystaAlgebraQuery *query = engine != NULL ? engine->query : NULL;
  NystaTermId id = 0;
  NystaTerm term = { 0 };

  for (guint i = 0; query != NULL && i < query->n_columns; i++)
    if (query->columns[i] == variable)
      id = nysta_engine_value (engine, solution->row, i);
  if (id == 0)
    return 0;
  nysta_run_terms_get (engine->execution.terms, id, &term);
  if (term.kind == NYSTA_TERM_NONE)
    return 0;
  if (term.kind == NYSTA_TERM_BLANK && (id & NYSTA_COMPUTED_TERM) != 0)
    return add_blank (solution->request, 0, 'c', term.value);
  return nysta_term_table_add (solution->request->state.terms, &term);
}

/* 0: it has no value. Blank nodes of the text are new ones for each solution. */
static guint32
fill (const Solution *solution, const NystaNode *node)
{
  char label[16];

  if (node->kind == NYSTA_NODE_VAR)
    return add_value (solution, node->number);
  if (node->kind != NYSTA_NODE_BLANK)
    return nysta_term_table_add (solution->request->state.terms, node->term);
  g_snprintf (label, sizeof label, "%u", node->number);
  return add_blank (solution->request, solution->request->n_scopes, 'b', label);
}

static NystaTermKind
kind_of (const Solution *solution, guint32 number)
{
  const NystaTerm *term = nysta_term_table_get (solution->request->state.terms, number);

  return term != NULL ? term->kind : NYSTA_TERM_NONE;
}

/* SPARQL 1.1 Update §3.1.3: what is no triple is left out. */
static void
fill_triple (const Solution *solution, const NystaNode *triple, guint32 graph,
             GArray *quads)
{
  NystaUpdateQuad quad = { .terms = { 0, 0, 0, graph } };

  for (guint i = 0; i < 3; i++)
    quad.terms[i] = fill (solution, triple->triple[i]);
  if (quad.terms[0] != 0 && quad.terms[2] != 0 &&
      kind_of (solution, quad.terms[0]) != NYSTA_TERM_LITERAL &&
      kind_of (solution, quad.terms[1]) == NYSTA_TERM_IRI)
    g_array_append_val (quads, quad);
}

/* @with: the graph of what stands outside GRAPH. */
static void
fill_quads (const Solution *solution, const NystaNode *template, guint32 with,
            GArray *quads)
{
  for (const NystaNode *child = template->first; child != NULL; child = child->next)
    if (child->kind == NYSTA_NODE_TRIPLE)
      fill_triple (solution, child, with, quads);
    else
      {
        guint32 graph = fill (solution, child->first);

        if (kind_of (solution, graph) != NYSTA_TERM_IRI)
          continue;
        for (const NystaNode *triple = child->first->next; triple != NULL;
             triple = triple->next)
          fill_triple (solution, triple, graph, quads);
      }
}

static void
set_all (Request *request, const GArray *quads, gboolean adds)
{
  for (guint i = 0; i < quads->len; i++)
    nysta_update_state_set (&request->state, &g_array_index (quads, NystaUpdateQuad, i),
                            adds);
}

static gboolean
do_data (Request *request, const NystaNode *operation)
{
  const Solution solution = { .request = request };
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (NystaUpdateQuad));

  fill_quads (&solution, operation->first, 0, quads);
  set_all (request, quads, operation->kind == NYSTA_NODE_INSERT_DATA);
  return TRUE;
}

/* --- WHERE ------------------------------------------------------------------------------------ */

typedef struct
{
  const NystaNode *removes; /* QUADS, or NULL */
  const NystaNode *adds;
  guint32 with;
  GArray *removed;
  GArray *added;
} Templates;

static const NystaNode *
quads_of (const NystaNode *operation, NystaNodeKind kind)
{
  const NystaNode *clause = nysta_node_find (operation, kind);

  return clause != NULL ? clause->first : NULL;
}

static gboolean
fill_solutions (Request *request, const NystaAlgebraQuery *query, Templates *templates,
                GError **error)
{
  NystaDataset *now = nysta_update_state_now (&request->state, error);
  g_auto (NystaEngine) engine = { 0 };
  Solution solution = { .request = request, .engine = &engine };

  if (now == NULL || !nysta_engine_init (&engine, query, now, request->options, error) ||
      !nysta_engine_open (&engine, error))
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
    }
  while (engine.root->n_rows > 0);
  return TRUE;
}

/* All solutions are there before the first change; what is removed goes first. */
static gboolean
do_modify (Request *request, const NystaNode *operation, GError **error)
{
  const NystaNode *with = nysta_node_find (operation, NYSTA_NODE_WITH);
  g_autoptr (GArray) removed = g_array_new (FALSE, FALSE, sizeof (NystaUpdateQuad));
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (NystaUpdateQuad));
  Templates templates = { .removes = operation->kind == NYSTA_NODE_DELETE_WHERE
                                       ? operation->first
                                       : quads_of (operation, NYSTA_NODE_DELETE_CLAUSE),
                          .adds = quads_of (operation, NYSTA_NODE_INSERT_CLAUSE),
                          .removed = removed,
                          .added = added };
  g_autoptr (NystaAlgebraQuery)
    query = nysta_algebra_translate (request->tree, operation, error);

  if (query == NULL)
    return FALSE;
  if (with != NULL)
    templates.with = nysta_term_table_add (request->state.terms, with->first->term);
  if (!request->options->keeps_algebra)
    nysta_algebra_optimise (query);
  if (!fill_solutions (request, query, &templates, error))
    return FALSE;
  set_all (request, removed, FALSE);
  set_all (request, added, TRUE);
  return TRUE;
}

/* --- graphs ------------------------------------------------------------------------------------- */

/* (transfer full): the quads that are there of what @ref names. */
static GArray *
referred (Request *request, const NystaNode *ref)
{
  NystaUpdateState *state = &request->state;

  if ((ref->flags & NYSTA_NODE_IS_ALL) != 0)
    return nysta_update_state_all (state, TRUE, TRUE);
  if ((ref->flags & NYSTA_NODE_IS_NAMED) != 0)
    return nysta_update_state_all (state, FALSE, TRUE);
  return nysta_update_state_graph (
    state, ref->first != NULL ? nysta_term_table_add (state->terms, ref->first->term) : 0);
}

static gboolean
is_silent (const NystaNode *operation)
{
  return (operation->flags & NYSTA_NODE_IS_SILENT) != 0;
}

static gboolean
do_clear (Request *request, const NystaNode *operation)
{
  g_autoptr (GArray) quads = referred (request, operation->first);

  set_all (request, quads, FALSE);
  return TRUE;
}

static gboolean
do_create (Request *request, const NystaNode *operation, GError **error)
{
  g_autoptr (GArray) quads = referred (request, operation->first);

  if (quads->len == 0 || is_silent (operation))
    return TRUE;
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
               "CREATE GRAPH <%s>: there is one of that name",
               operation->first->first->term->value);
  return FALSE;
}

/* ADD, COPY and MOVE: the same but for what else is removed. */
static gboolean
do_transfer (Request *request, const NystaNode *operation, GError **error)
{
  const NystaNode *from = operation->first;
  const NystaNode *to = from->next;
  g_autoptr (GArray) source = referred (request, from);
  guint32 target = to->first != NULL
                     ? nysta_term_table_add (request->state.terms, to->first->term)
                     : 0;
  guint32 origin = from->first != NULL
                     ? nysta_term_table_add (request->state.terms, from->first->term)
                     : 0;

  if (origin == target || (source->len == 0 && origin != 0 && is_silent (operation)))
    return TRUE;
  if (source->len == 0 && origin != 0)
    {
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
                   "no graph <%s> to take from", from->first->term->value);
      return FALSE;
    }
  if (operation->kind != NYSTA_NODE_ADD)
    {
      g_autoptr (GArray) gone = nysta_update_state_graph (&request->state, target);

      set_all (request, gone, FALSE);
    }
  if (operation->kind == NYSTA_NODE_MOVE)
    set_all (request, source, FALSE);
  for (guint i = 0; i < source->len; i++)
    g_array_index (source, NystaUpdateQuad, i).terms[3] = target;
  set_all (request, source, TRUE);
  return TRUE;
}

/* --- the request --------------------------------------------------------------------------------- */

static gboolean
do_operation (Request *request, const NystaNode *operation, GError **error)
{
  switch (operation->kind)
    {
    case NYSTA_NODE_INSERT_DATA:
    case NYSTA_NODE_DELETE_DATA:
      return do_data (request, operation);
    case NYSTA_NODE_DELETE_WHERE:
    case NYSTA_NODE_MODIFY:
      return do_modify (request, operation, error);
    case NYSTA_NODE_CLEAR:
    case NYSTA_NODE_DROP:
      return do_clear (request, operation);
    case NYSTA_NODE_CREATE:
      return do_create (request, operation, error);
    case NYSTA_NODE_ADD:
    case NYSTA_NODE_MOVE:
    case NYSTA_NODE_COPY:
      return do_transfer (request, operation, error);
    default:
      if (is_silent (operation))
        return TRUE;
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
                   "%u:%u: LOAD is not done here: use nysta load", operation->line,
                   operation->column);
      return FALSE;
    }
}

gboolean
nysta_sparql_update (const char *text, const NystaQueryOptions *options,
                     NystaDataset *before, NystaUpdateFunc func, gpointer user_data,
                     NystaUpdateCounts *out_counts, GError **error)
{
  const NystaSyntaxOptions syntax = { .base = options->base,
                                      .strict = options->strict,
                                      .store_base = options->store_base };
  g_autoptr (NystaSyntaxTree)
    tree = nysta_syntax_parse (text, -1, NYSTA_SYNTAX_UPDATE_UNIT, &syntax, error);

  if (tree == NULL)
    return FALSE;

  Request request = { .tree = tree,
                      .options = options,
                      .salt = (guint64) g_random_int () << 32 | g_random_int (),
                      .n_scopes = 1 };
  gboolean ok = TRUE;

  nysta_update_state_init (&request.state, before);
  for (const NystaNode *child = tree->root->first; ok && child != NULL;
       child = child->next, request.n_scopes++)
    ok = do_operation (&request, child, error);
  ok = ok && nysta_update_state_tell (&request.state, func, user_data, out_counts, error);
  nysta_update_state_clear (&request.state);
  return ok;
}
