/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* translate-query.c: SPARQL 1.1 §18.2.3 to §18.2.5: grouping, aggregates, VALUES, SELECT
 * expressions and solution modifiers; and what a query is besides its algebra. */
#include "config.h"
#include "sparql/plan/translate.h"

static const NystaNode *
find (const NystaNode *node, NystaNodeKind kind)
{
  return nysta_node_find (node, kind);
}

/* --- aggregates --------------------------------------------------------------------------------- */

static gboolean
has_aggregate (const NystaNode *expression)
{
  if (expression->kind == NYSTA_NODE_AGGREGATE)
    return TRUE;
  if (expression->kind == NYSTA_NODE_EXISTS || expression->kind == NYSTA_NODE_NOT_EXISTS)
    return FALSE;
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    if (has_aggregate (child))
      return TRUE;
  return FALSE;
}

/* §18.2.4.1: the aggregate becomes one of the group's, and a variable stands for it. */
static NystaNode *
add_aggregate (NystaTranslator *translator, const NystaNode *node, GArray *aggregates)
{
  NystaAlgebraAggregate aggregate = {
    .function = node->number,
    .distinct = (node->flags & NYSTA_NODE_IS_DISTINCT) != 0,
    .expression = node->first != NULL ? nysta_translate_expression (translator, node->first)
                                      : NULL,
    .variable = nysta_translate_hidden (translator, 'a'),
  };
  NystaNode *variable = nysta_algebra_new_array (translator->query, NystaNode, 1);

  if (aggregate.function == NYSTA_AGGREGATE_GROUP_CONCAT)
    aggregate.separator = node->term != NULL ? node->term->value : " ";
  g_array_append_val (aggregates, aggregate);
  variable->kind = NYSTA_NODE_VAR;
  variable->joined = node->joined;
  variable->line = node->line;
  variable->column = node->column;
  variable->number = aggregate.variable;
  return variable;
}

/* @expression, or a copy without aggregates */
static NystaNode *
take_aggregates (NystaTranslator *translator, const NystaNode *expression,
                 GArray *aggregates)
{
  if (expression->kind == NYSTA_NODE_AGGREGATE)
    return add_aggregate (translator, expression, aggregates);

  NystaNode *copy = nysta_algebra_new_array (translator->query, NystaNode, 1);

  *copy = *expression;
  copy->next = NULL;
  if (expression->kind == NYSTA_NODE_EXISTS || expression->kind == NYSTA_NODE_NOT_EXISTS)
    return copy;
  copy->first = copy->last = NULL;
  copy->n_children = 0;
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    nysta_node_append (copy, take_aggregates (translator, child, aggregates));
  return copy;
}

/* --- one query, step by step ----------------------------------------------------------------------- */

/* An expression after grouping: where it stands, and what stands for it */
typedef struct
{
  NystaTranslator *translator;
  NystaAlgebra *node;    /* X of §18.2.4 */
  GArray *aggregates;    /* NystaAlgebraAggregate */
  GHashTable *rewritten; /* expression -> what it is with its aggregates taken out */
} Select;

static void
take_aggregates_of (Select *select, const NystaNode *clause)
{
  if (clause == NULL)
    return;
  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    {
      gboolean is_bare = child->kind != NYSTA_NODE_AS &&
                         child->kind != NYSTA_NODE_ORDER_CONDITION;
      const NystaNode *expression = is_bare ? child : child->first;

      if (has_aggregate (expression))
        g_hash_table_insert (
          select->rewritten, (gpointer) expression,
          take_aggregates (select->translator, expression, select->aggregates));
    }
}

/* @expression as it is evaluated after grouping */
static const NystaNode *
expression_of (Select *select, const NystaNode *expression)
{
  const NystaNode *rewritten = g_hash_table_lookup (select->rewritten, expression);

  return nysta_translate_expression (select->translator,
                                     rewritten != NULL ? rewritten : expression);
}

static void
extend (Select *select, guint variable, const NystaNode *expression)
{
  NystaAlgebra *node = nysta_algebra_add (select->translator->query, NYSTA_ALGEBRA_EXTEND,
                                          select->node, NULL);

  node->extend.variable = variable;
  node->extend.expression = expression_of (select, expression);
  select->node = nysta_translate_done (select->translator, node);
}

static NystaAlgebra *
wrap (Select *select, NystaAlgebraKind kind)
{
  return nysta_algebra_add (select->translator->query, kind, select->node, NULL);
}

static void
done (Select *select, NystaAlgebra *node)
{
  select->node = nysta_translate_done (select->translator, node);
}

static NystaVariables
visible (Select *select)
{
  const NystaAlgebraQuery *query = select->translator->query;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < select->node->may.n; i++)
    if (!nysta_algebra_is_hidden (query, select->node->may.numbers[i]))
      g_array_append_val (numbers, select->node->may.numbers[i]);
  return nysta_variables_new (select->translator->query, numbers);
}

static void
project (Select *select, NystaVariables variables)
{
  NystaAlgebra *node = wrap (select, NYSTA_ALGEBRA_PROJECT);

  node->project = variables;
  done (select, node);
}

/* §18.2.4.1. A key that is an expression is worked out before: an error leaves it unbound,
 * which as a key is one more value. */
static void
group_keys (Select *select, const NystaNode *clause, GArray *keys)
{
  for (const NystaNode *child = clause != NULL ? clause->first : NULL; child != NULL;
       child = child->next)
    {
      guint key = child->number;

      if (child->kind == NYSTA_NODE_AS)
        key = child->last->number;
      else if (child->kind != NYSTA_NODE_VAR)
        key = nysta_translate_hidden (select->translator, 'k');
      if (child->kind != NYSTA_NODE_VAR)
        extend (select, key, child->kind == NYSTA_NODE_AS ? child->first : child);
      g_array_append_val (keys, key);
    }
}

/* COUNT (DISTINCT *) is of solutions as they can be seen. */
static gboolean
counts_distinct_solutions (const GArray *aggregates)
{
  for (guint i = 0; i < aggregates->len; i++)
    {
      const NystaAlgebraAggregate *aggregate = &g_array_index (aggregates,
                                                               NystaAlgebraAggregate, i);

      if (aggregate->expression == NULL && aggregate->distinct)
        return TRUE;
    }
  return FALSE;
}

static void
group (Select *select, const NystaNode *query)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint));
  NystaAlgebraQuery *owner = select->translator->query;

  group_keys (select, find (query, NYSTA_NODE_GROUP_CLAUSE), keys);
  take_aggregates_of (select, find (query, NYSTA_NODE_SELECT_CLAUSE));
  take_aggregates_of (select, find (query, NYSTA_NODE_HAVING_CLAUSE));
  take_aggregates_of (select, find (query, NYSTA_NODE_ORDER_CLAUSE));
  if (counts_distinct_solutions (select->aggregates))
    project (select, visible (select));

  NystaAlgebra *node = wrap (select, NYSTA_ALGEBRA_GROUP);
  NystaVariables set = nysta_variables_new (owner, keys);

  node->group.keys = set.numbers;
  node->group.n_keys = set.n;
  node->group.n_aggregates = select->aggregates->len;
  node->group.aggregates = nysta_algebra_new_array (owner, NystaAlgebraAggregate,
                                                    select->aggregates->len);
  for (guint i = 0; i < select->aggregates->len; i++)
    node->group.aggregates[i] = g_array_index (select->aggregates, NystaAlgebraAggregate,
                                               i);
  done (select, node);
}

/* §18.2.4.2 */
static void
having (Select *select, const NystaNode *clause)
{
  if (clause == NULL)
    return;

  NystaAlgebra *node = wrap (select, NYSTA_ALGEBRA_FILTER);

  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    nysta_algebra_add_condition (select->translator->query, node,
                                 expression_of (select, child));
  done (select, node);
}

/* §18.2.4.3 */
static void
values (Select *select, const NystaNode *clause)
{
  if (clause == NULL)
    return;

  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, select->node);
  g_ptr_array_add (parts, nysta_translate_values (select->translator, clause));
  select->node = nysta_translate_join (select->translator, parts);
}

/* §18.2.4.4 */
static NystaVariables
select_expressions (Select *select, const NystaNode *clause)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  if ((clause->flags & NYSTA_NODE_IS_ALL) != 0)
    return visible (select);
  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    {
      guint variable = child->kind == NYSTA_NODE_AS ? child->last->number : child->number;

      if (child->kind == NYSTA_NODE_AS)
        extend (select, variable, child->first);
      g_array_append_val (numbers, variable);
    }
  return nysta_variables_new (select->translator->query, numbers);
}

/* §18.2.5.1 */
static void
order (Select *select, const NystaNode *clause)
{
  if (clause == NULL)
    return;

  NystaAlgebra *node = wrap (select, NYSTA_ALGEBRA_ORDER);

  node->order.limit = NYSTA_ALGEBRA_NO_LIMIT;
  node->order.conditions = nysta_algebra_new_array (select->translator->query,
                                                    NystaAlgebraOrder, clause->n_children);
  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    node->order.conditions[node->order.n_conditions++] = (NystaAlgebraOrder){
      .expression = expression_of (select, child->first),
      .descending = (child->flags & NYSTA_NODE_IS_DESCENDING) != 0,
    };
  done (select, node);
}

/* §18.2.5.5 */
static void
slice (Select *select, const NystaNode *query)
{
  const NystaNode *offset = find (query, NYSTA_NODE_OFFSET_CLAUSE);
  const NystaNode *limit = find (query, NYSTA_NODE_LIMIT_CLAUSE);

  if (offset == NULL && limit == NULL)
    return;

  NystaAlgebra *node = wrap (select, NYSTA_ALGEBRA_SLICE);

  node->slice.offset = offset != NULL ? offset->count : 0;
  node->slice.limit = limit != NULL ? limit->count : NYSTA_ALGEBRA_NO_LIMIT;
  done (select, node);
}

NystaAlgebra *
nysta_translate_select (NystaTranslator *translator, const NystaNode *query)
{
  g_autoptr (GArray)
    aggregates = g_array_new (FALSE, FALSE, sizeof (NystaAlgebraAggregate));
  g_autoptr (GHashTable) rewritten = g_hash_table_new (NULL, NULL);
  const NystaNode *where = find (query, NYSTA_NODE_GROUP_GRAPH_PATTERN);
  const NystaNode *clause = find (query, NYSTA_NODE_SELECT_CLAUSE);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  Select select = { translator, NULL, aggregates, rewritten };
  NystaVariables projected = { 0 };

  select.node = where != NULL ? nysta_translate_group (translator, where)
                              : nysta_translate_join (translator, nothing);
  if ((query->flags & NYSTA_NODE_IS_GROUPED) != 0)
    group (&select, query);
  having (&select, find (query, NYSTA_NODE_HAVING_CLAUSE));
  values (&select, find (query, NYSTA_NODE_VALUES));
  if (clause != NULL)
    projected = select_expressions (&select, clause);
  order (&select, find (query, NYSTA_NODE_ORDER_CLAUSE));
  if (clause != NULL)
    project (&select, projected);
  if (clause != NULL && (clause->flags & NYSTA_NODE_IS_DISTINCT) != 0)
    done (&select, wrap (&select, NYSTA_ALGEBRA_DISTINCT));
  if (clause != NULL && (clause->flags & NYSTA_NODE_IS_REDUCED) != 0)
    done (&select, wrap (&select, NYSTA_ALGEBRA_REDUCED));
  slice (&select, query);
  return select.node;
}
