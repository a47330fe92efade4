/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* translate.c: SPARQL 1.1 §18.2.2, graph patterns. Recursion follows brackets, which are
 * bounded; what stands in sequence is a loop. */
#include "config.h"
#include "sparql/plan/translate.h"

#include "base/error.h"
#include "base/limits.h"

/* --- nodes ----------------------------------------------------------------------------------- */

NystaAlgebra *
nysta_translate_done (NystaTranslator *translator, NystaAlgebra *node)
{
  node->depth = translator->exists_depth;
  translator->exists_depth = 0;
  for (guint i = 0; i < node->n_children; i++)
    node->depth = MAX (node->depth, node->children[i]->depth);
  node->depth++;
  if (node->depth > NYSTA_MAX_ALGEBRA_DEPTH && translator->error == NULL)
    g_set_error (&translator->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                 "limit: the query has more than %u patterns in or after one another",
                 NYSTA_MAX_ALGEBRA_DEPTH);
  /* What is too deep is not used: its schema would be work for nothing. */
  if (translator->error == NULL)
    nysta_algebra_refresh (translator->query, node);
  return node;
}

guint
nysta_translate_hidden (NystaTranslator *translator, char letter)
{
  if (translator->query->variables->len >= NYSTA_MAX_ALGEBRA_VARIABLES &&
      translator->error == NULL)
    g_set_error (&translator->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                 "limit: the query has more than %u variables, blank nodes, steps of paths "
                 "and aggregates",
                 NYSTA_MAX_ALGEBRA_VARIABLES);
  return translator->error == NULL ? nysta_algebra_hidden (translator->query, letter) : 0;
}

/* One blank node is one basic graph pattern's (§5.1.1), and a hidden variable is as good. */
NystaSlot
nysta_translate_slot (NystaTranslator *translator, const NystaNode *term)
{
  if (term->kind == NYSTA_NODE_VAR)
    return (NystaSlot){ .kind = NYSTA_SLOT_VARIABLE, .variable = term->number };
  if (term->kind != NYSTA_NODE_BLANK)
    return (NystaSlot){ .kind = NYSTA_SLOT_TERM, .term = term->term };
  if (translator->blanks[term->number] == 0)
    translator->blanks[term->number] = nysta_translate_hidden (translator, 'b') + 1;
  return (NystaSlot){ .kind = NYSTA_SLOT_VARIABLE,
                      .variable = translator->blanks[term->number] - 1 };
}

static NystaAlgebra *
unit (NystaTranslator *translator)
{
  return nysta_translate_done (
    translator, nysta_algebra_add (translator->query, NYSTA_ALGEBRA_UNIT, NULL, NULL));
}

/* Join is associative: one node for a chain. §18.2.2.8: Z is left out. */
NystaAlgebra *
nysta_translate_join (NystaTranslator *translator, GPtrArray *parts)
{
  guint n = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      NystaAlgebra *part = g_ptr_array_index (parts, i);

      if (part->kind != NYSTA_ALGEBRA_UNIT)
        g_ptr_array_index (parts, n++) = part;
    }
  g_ptr_array_set_size (parts, (gint) n);
  if (parts->len == 0)
    return unit (translator);
  if (parts->len == 1)
    return g_ptr_array_index (parts, 0);
  return nysta_translate_done (
    translator, nysta_algebra_add_array (translator->query, NYSTA_ALGEBRA_JOIN, parts));
}

const NystaNode *
nysta_translate_expression (NystaTranslator *translator, const NystaNode *expression)
{
  if (expression->kind == NYSTA_NODE_EXISTS || expression->kind == NYSTA_NODE_NOT_EXISTS)
    {
      guint depth = translator->exists_depth;

      translator->exists_depth = 0;

      NystaAlgebra *pattern = nysta_translate_group (translator, expression->first);

      translator->exists_depth = MAX (depth, pattern->depth);
      g_hash_table_insert (translator->query->exists, (gpointer) expression, pattern);
      return expression;
    }
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    if (!nysta_node_is_leaf (child))
      nysta_translate_expression (translator, child);
  return expression;
}

NystaAlgebra *
nysta_translate_values (NystaTranslator *translator, const NystaNode *values)
{
  NystaAlgebraQuery *query = translator->query;
  NystaAlgebra *node = nysta_algebra_add (query, NYSTA_ALGEBRA_TABLE, NULL, NULL);
  const NystaNode *head = values->first;
  guint *variables = nysta_algebra_new_array (query, guint, head->n_children);
  gsize n = 0;

  for (const NystaNode *child = head->first; child != NULL; child = child->next)
    variables[n++] = child->number;
  node->table.variables = variables;
  node->table.n_variables = head->n_children;
  node->table.n_rows = values->n_children - 1;
  node->table.terms = nysta_algebra_new_array (
    query, const NystaTerm *, (gsize) node->table.n_rows * head->n_children);
  n = 0;
  for (const NystaNode *row = head->next; row != NULL; row = row->next)
    for (const NystaNode *child = row->first; child != NULL; child = child->next)
      node->table.terms[n++] = child->kind == NYSTA_NODE_UNDEF ? NULL : child->term;
  return nysta_translate_done (translator, node);
}

/* --- groups ------------------------------------------------------------------------------------ */

/* A group on the way: §18.2.2.6's G is the join of parts and of the open basic graph
 * pattern. */
typedef struct
{
  NystaTranslator *translator;
  GPtrArray *parts;
  GArray *open;
  GPtrArray *filters; /* §18.2.2.2: FS */
} Group;

static NystaAlgebra *
group_so_far (Group *group)
{
  nysta_translate_flush (group->translator, group->open, group->parts);

  NystaAlgebra *node = nysta_translate_join (group->translator, group->parts);

  g_ptr_array_set_size (group->parts, 0);
  return node;
}

static void translate_elements (Group *group, const NystaNode *node);

/* The pattern of @node; its filters are appended to @filters, to be put where they
 * belong. */
static NystaAlgebra *
translate_bare_group (NystaTranslator *translator, const NystaNode *node,
                      GPtrArray *filters)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (NystaAlgebraTriple));
  Group group = { translator, parts, open, filters };

  translate_elements (&group, node);
  return group_so_far (&group);
}

/* Give @node the conditions @filters, whose EXISTS are translated here: where a group is
 * done, as the standard has it. */
static NystaAlgebra *
with_conditions (NystaTranslator *translator, NystaAlgebra *node, GPtrArray *filters)
{
  for (guint i = 0; i < filters->len; i++)
    nysta_algebra_add_condition (
      translator->query, node,
      nysta_translate_expression (translator, g_ptr_array_index (filters, i)));
  return nysta_translate_done (translator, node);
}

NystaAlgebra *
nysta_translate_group (NystaTranslator *translator, const NystaNode *node)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new ();
  NystaAlgebra *pattern = translate_bare_group (translator, node, filters);

  if (filters->len == 0)
    return pattern;
  return with_conditions (
    translator, nysta_algebra_add (translator->query, NYSTA_ALGEBRA_FILTER, pattern, NULL),
    filters);
}

/* §18.2.2.6: the filters of the group itself become the condition of the join; those of a
 * group in it do not. */
static void
translate_optional (Group *group, const NystaNode *node)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new ();
  NystaAlgebra *left = group_so_far (group);
  NystaAlgebra *right = translate_bare_group (group->translator, node->first, filters);

  g_ptr_array_add (
    group->parts, with_conditions (group->translator,
                                   nysta_algebra_add (group->translator->query,
                                                      NYSTA_ALGEBRA_LEFT_JOIN, left, right),
                                   filters));
}

static void
translate_minus (Group *group, const NystaNode *node)
{
  NystaAlgebra *left = group_so_far (group);
  NystaAlgebra *right = nysta_translate_group (group->translator, node->first);

  g_ptr_array_add (group->parts, nysta_translate_done (
                                   group->translator,
                                   nysta_algebra_add (group->translator->query,
                                                      NYSTA_ALGEBRA_MINUS, left, right)));
}

static void
translate_bind (Group *group, const NystaNode *node)
{
  NystaAlgebra *extend = nysta_algebra_add (group->translator->query, NYSTA_ALGEBRA_EXTEND,
                                            group_so_far (group), NULL);

  extend->extend.variable = node->last->number;
  extend->extend.expression = nysta_translate_expression (group->translator, node->first);
  g_ptr_array_add (group->parts, nysta_translate_done (group->translator, extend));
}

static NystaAlgebra *
translate_union (NystaTranslator *translator, const NystaNode *node)
{
  g_autoptr (GPtrArray) branches = g_ptr_array_new ();

  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    g_ptr_array_add (branches, nysta_translate_group (translator, child));
  return nysta_translate_done (
    translator, nysta_algebra_add_array (translator->query, NYSTA_ALGEBRA_UNION, branches));
}

/* GRAPH and SERVICE */
static NystaAlgebra *
translate_named (NystaTranslator *translator, const NystaNode *node)
{
  gboolean is_service = node->kind == NYSTA_NODE_SERVICE;
  NystaAlgebra *child = nysta_translate_group (translator, node->last);
  NystaAlgebra *named = nysta_algebra_add (
    translator->query, is_service ? NYSTA_ALGEBRA_SERVICE : NYSTA_ALGEBRA_GRAPH, child,
    NULL);
  NystaSlot slot = nysta_translate_slot (translator, node->first);

  if (is_service)
    {
      named->service.endpoint = slot;
      named->service.pattern = node->last;
      named->service.silent = (node->flags & NYSTA_NODE_IS_SILENT) != 0;
    }
  else
    named->graph = slot;
  return nysta_translate_done (translator, named);
}

/* What is joined to what stands before it */
static NystaAlgebra *
translate_joined (NystaTranslator *translator, const NystaNode *node)
{
  switch (node->kind)
    {
    case NYSTA_NODE_UNION:
      return translate_union (translator, node);
    case NYSTA_NODE_GRAPH:
    case NYSTA_NODE_SERVICE:
      return translate_named (translator, node);
    case NYSTA_NODE_VALUES:
      return nysta_translate_values (translator, node);
    case NYSTA_NODE_SUB_SELECT:
      return nysta_translate_select (translator, node);
    default:
      return nysta_translate_group (translator, node);
    }
}

static void
translate_elements (Group *group, const NystaNode *node)
{
  NystaTranslator *translator = group->translator;

  for (const NystaNode *child = node->first; child != NULL && translator->error == NULL;
       child = child->next)
    switch (child->kind)
      {
      case NYSTA_NODE_FILTER:
        g_ptr_array_add (group->filters, child->first);
        break;
      case NYSTA_NODE_TRIPLES_BLOCK:
        nysta_translate_triples (translator, child->first, group->open, group->parts);
        break;
      case NYSTA_NODE_OPTIONAL:
        translate_optional (group, child);
        break;
      case NYSTA_NODE_MINUS:
        translate_minus (group, child);
        break;
      case NYSTA_NODE_BIND:
        translate_bind (group, child);
        break;
      default:
        nysta_translate_flush (translator, group->open, group->parts);
        g_ptr_array_add (group->parts, translate_joined (translator, child));
      }
}
