/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* translate-form.c: what a query or an operation of an update is besides its pattern: form,
 * columns, template, dataset. */
#include "config.h"
#include "sparql/plan/translate.h"

static NystaAlgebraForm
form_of (const NystaNode *operation)
{
  switch (operation->kind)
    {
    case NYSTA_NODE_SELECT_QUERY:
      return NYSTA_ALGEBRA_FORM_SELECT;
    case NYSTA_NODE_CONSTRUCT_QUERY:
      return NYSTA_ALGEBRA_FORM_CONSTRUCT;
    case NYSTA_NODE_DESCRIBE_QUERY:
      return NYSTA_ALGEBRA_FORM_DESCRIBE;
    case NYSTA_NODE_ASK_QUERY:
      return NYSTA_ALGEBRA_FORM_ASK;
    default:
      return NYSTA_ALGEBRA_FORM_UPDATE;
    }
}

/* --- columns -------------------------------------------------------------------------------------- */

static void
gather (GArray *numbers, const NystaNode *node)
{
  if (node->kind == NYSTA_NODE_VAR)
    g_array_append_val (numbers, node->number);
}

/* TRIPLE and QUADS_GRAPH in sequence */
static void
gather_templates (GArray *numbers, const NystaNode *parent)
{
  for (const NystaNode *child = parent->first; child != NULL; child = child->next)
    if (child->kind == NYSTA_NODE_TRIPLE)
      for (guint i = 0; i < 3; i++)
        gather (numbers, child->triple[i]);
    else if (child->kind == NYSTA_NODE_QUADS_GRAPH)
      {
        gather (numbers, child->first);
        gather_templates (numbers, child);
      }
}

static void
set_columns (NystaAlgebraQuery *query, GArray *numbers, gboolean sorted)
{
  if (sorted)
    {
      NystaVariables set = nysta_variables_new (query, numbers);

      query->columns = set.numbers;
      query->n_columns = set.n;
      return;
    }

  guint *columns = nysta_algebra_new_array (query, guint, numbers->len);

  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);
      gboolean known = FALSE;

      for (guint k = 0; k < query->n_columns && !known; k++)
        known = columns[k] == number;
      if (!known)
        columns[query->n_columns++] = number;
    }
  query->columns = columns;
}

/* SELECT: (VAR | AS)*; DESCRIBE: (VAR | IRI)*. `*` is all that can be seen, in order of
 * appearance in the text. */
static void
columns_of_clause (NystaAlgebraQuery *query, const NystaNode *clause)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean all = (clause->flags & NYSTA_NODE_IS_ALL) != 0;

  for (guint i = 0; all && i < query->root->may.n; i++)
    if (!nysta_algebra_is_hidden (query, query->root->may.numbers[i]))
      g_array_append_val (numbers, query->root->may.numbers[i]);
  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    gather (numbers, child->kind == NYSTA_NODE_AS ? child->last : child);
  set_columns (query, numbers, FALSE);
}

static void
described (NystaAlgebraQuery *query, const NystaNode *clause)
{
  query->described = nysta_algebra_new_array (query, const NystaTerm *, clause->n_children);
  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    if (child->kind == NYSTA_NODE_IRI)
      query->described[query->n_described++] = child->term;
}

/* [10] Without a template the group, which is only triples, is one. */
static const NystaNode *
template_of (const NystaNode *operation)
{
  const NystaNode *template = nysta_node_find (operation, NYSTA_NODE_CONSTRUCT_TEMPLATE);
  const NystaNode *group = nysta_node_find (operation, NYSTA_NODE_GROUP_GRAPH_PATTERN);
  const NystaNode *block = template == NULL && group != NULL
                             ? nysta_node_find (group, NYSTA_NODE_TRIPLES_BLOCK)
                             : NULL;

  return template != NULL ? template : block;
}

static void
columns_of_templates (NystaAlgebraQuery *query)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  if (query->template != NULL)
    gather_templates (numbers, query->template);
  for (const NystaNode *child = query->operation->first;
       query->form == NYSTA_ALGEBRA_FORM_UPDATE && child != NULL; child = child->next)
    {
      if (child->kind == NYSTA_NODE_QUADS)
        gather_templates (numbers, child);
      else if (child->kind == NYSTA_NODE_DELETE_CLAUSE ||
               child->kind == NYSTA_NODE_INSERT_CLAUSE)
        gather_templates (numbers, child->first);
    }
  set_columns (query, numbers, TRUE);
}

/* --- dataset --------------------------------------------------------------------------------------- */

static void
dataset (NystaAlgebraQuery *query)
{
  const NystaNode *operation = query->operation;
  guint n = operation->n_children;

  query->default_graphs = nysta_algebra_new_array (query, const NystaTerm *, n);
  query->named_graphs = nysta_algebra_new_array (query, const NystaTerm *, n);
  for (const NystaNode *child = operation->first; child != NULL; child = child->next)
    {
      if (child->kind == NYSTA_NODE_WITH)
        query->with = child->first->term;
      if (child->kind != NYSTA_NODE_DATASET_CLAUSE &&
          child->kind != NYSTA_NODE_USING_CLAUSE)
        continue;
      if ((child->flags & NYSTA_NODE_IS_NAMED) != 0)
        query->named_graphs[query->n_named_graphs++] = child->first->term;
      else
        query->default_graphs[query->n_default_graphs++] = child->first->term;
    }
  /* SPARQL 1.1 Update §3.1.3: USING overrides WITH. */
  if (query->n_default_graphs > 0 || query->n_named_graphs > 0)
    query->with = NULL;
}

/* --- the whole --------------------------------------------------------------------------------------- */

/* [40] DELETE WHERE: the quads are a pattern. */
static NystaAlgebra *
translate_quads (NystaTranslator *translator, const NystaNode *first)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (NystaAlgebraTriple));

  for (const NystaNode *child = first, *before = NULL; child != NULL;
       before = child, child = child->next)
    if (child->kind == NYSTA_NODE_QUADS_GRAPH)
      {
        NystaAlgebra *graph = nysta_algebra_add (
          translator->query, NYSTA_ALGEBRA_GRAPH,
          translate_quads (translator, child->first->next), NULL);

        graph->graph = nysta_translate_slot (translator, child->first);
        nysta_translate_flush (translator, open, parts);
        g_ptr_array_add (parts, nysta_translate_done (translator, graph));
      }
    else if (before == NULL || before->kind == NYSTA_NODE_QUADS_GRAPH)
      nysta_translate_triples (translator, child, open, parts);
  nysta_translate_flush (translator, open, parts);
  return nysta_translate_join (translator, parts);
}

static NystaAlgebra *
translate_operation (NystaTranslator *translator, const NystaNode *operation)
{
  switch (operation->kind)
    {
    case NYSTA_NODE_MODIFY:
      return nysta_translate_group (translator, operation->last);
    case NYSTA_NODE_DELETE_WHERE:
      return translate_quads (translator, operation->first->first);
    default:
      return nysta_translate_select (translator, operation);
    }
}

NystaAlgebraQuery *
nysta_algebra_translate (const NystaSyntaxTree *tree, const NystaNode *operation,
                         GError **error)
{
  g_autoptr (NystaAlgebraQuery) query = nysta_algebra_query_new (tree);
  g_autofree guint *blanks = g_new0 (guint, tree->n_blanks + 1);
  NystaTranslator translator = { .query = query, .blanks = blanks };
  const NystaNode *clause = nysta_node_find (operation, NYSTA_NODE_SELECT_CLAUSE);

  query->operation = operation;
  query->form = form_of (operation);
  query->root = translate_operation (&translator, operation);
  if (translator.error != NULL)
    {
      g_propagate_error (error, translator.error);
      return NULL;
    }
  if (clause == NULL)
    clause = nysta_node_find (operation, NYSTA_NODE_DESCRIBE_CLAUSE);
  if (query->form == NYSTA_ALGEBRA_FORM_CONSTRUCT)
    query->template = template_of (operation);
  if (clause != NULL)
    columns_of_clause (query, clause);
  else
    columns_of_templates (query);
  if (query->form == NYSTA_ALGEBRA_FORM_DESCRIBE)
    described (query, clause);
  dataset (query);
  return g_steal_pointer (&query);
}
