/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema.c: which variables the solutions of an algebra node may bind, and which all of them
 * do. */
#include "config.h"
#include "sparql/plan/algebra.h"

#include <string.h>

static const NystaVariables none = { 0 };

/* Where @variable is, or would be. */
static guint
place_of (const NystaVariables *variables, guint variable)
{
  guint low = 0, high = variables->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (variables->numbers[middle] < variable)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
nysta_variables_has (const NystaVariables *variables, guint variable)
{
  guint place = place_of (variables, variable);

  return place < variables->n && variables->numbers[place] == variable;
}

gboolean
nysta_variables_include (const NystaVariables *all, const NystaVariables *some)
{
  guint at = 0;

  if (all->numbers == some->numbers && all->n >= some->n)
    return TRUE;
  if (some->n > all->n)
    return FALSE;
  if (some->n == 1)
    return nysta_variables_has (all, some->numbers[0]);
  for (guint i = 0; i < some->n; i++)
    {
      while (at < all->n && all->numbers[at] < some->numbers[i])
        at++;
      if (at == all->n || all->numbers[at] != some->numbers[i])
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_variables_meet (const NystaVariables *a, const NystaVariables *b)
{
  for (guint i = 0, k = 0; i < a->n && k < b->n;)
    {
      if (a->numbers[i] == b->numbers[k])
        return TRUE;
      if (a->numbers[i] < b->numbers[k])
        i++;
      else
        k++;
    }
  return FALSE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return (left > right) - (left < right);
}

NystaVariables
nysta_variables_new (NystaAlgebraQuery *query, GArray *numbers)
{
  guint n = 0;

  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);

      if (n == 0 || g_array_index (numbers, guint, n - 1) != number)
        g_array_index (numbers, guint, n++) = number;
    }

  guint *copy = nysta_algebra_new_array (query, guint, n);

  for (guint i = 0; i < n; i++)
    copy[i] = g_array_index (numbers, guint, i);
  return (NystaVariables){ .numbers = copy, .n = n };
}

/* What came a moment ago is left out: a million triples often have three variables. */
static void
gather_one (GArray *numbers, guint number)
{
  for (guint i = numbers->len; i > 0 && i + 8 > numbers->len; i--)
    if (g_array_index (numbers, guint, i - 1) == number)
      return;
  g_array_append_val (numbers, number);
}

static void
gather (GArray *numbers, const NystaVariables *variables)
{
  for (guint i = 0; i < variables->n; i++)
    gather_one (numbers, variables->numbers[i]);
}

/* Two sets into one, without sorting: a long chain of BIND makes many such, of which the
 * second is one variable. */
static void
merge (GArray *numbers, const NystaVariables *a, const NystaVariables *b)
{
  guint n = 0;

  if (b->n == 1)
    {
      guint place = place_of (a, b->numbers[0]);

      g_array_append_vals (numbers, a->numbers, a->n);
      g_array_insert_vals (numbers, place, b->numbers, 1);
      return;
    }
  g_array_set_size (numbers, a->n + b->n);
  for (guint i = 0, k = 0; i < a->n || k < b->n;)
    {
      gboolean is_a = k == b->n || (i < a->n && a->numbers[i] <= b->numbers[k]);
      guint number = is_a ? a->numbers[i] : b->numbers[k];

      i += i < a->n && a->numbers[i] == number;
      k += k < b->n && b->numbers[k] == number;
      g_array_index (numbers, guint, n++) = number;
    }
  g_array_set_size (numbers, n);
}

/* @set, or @old if it is the same: each pass asks again, and a query keeps what it makes. */
static NystaVariables
keep (NystaAlgebraQuery *query, const NystaVariables *old, GArray *set)
{
  guint *copy = NULL;

  if (old->n == set->len &&
      (set->len == 0 || memcmp (old->numbers, set->data, set->len * sizeof (guint)) == 0))
    return *old;
  copy = nysta_algebra_new_array (query, guint, set->len);
  if (set->len > 0)
    memcpy (copy, set->data, set->len * sizeof (guint));
  return (NystaVariables){ .numbers = copy, .n = set->len };
}

/* Chains of nodes that add nothing share one set: otherwise memory would grow as depth times
 * variables. */
NystaVariables
nysta_variables_union (NystaAlgebraQuery *query, const NystaVariables *a,
                       const NystaVariables *b)
{
  if (nysta_variables_include (a, b))
    return *a;
  if (nysta_variables_include (b, a))
    return *b;

  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  merge (numbers, a, b);
  return keep (query, &none, numbers);
}

/* The same; @old is what it was before, which may be what it is now. */
static NystaVariables
union_again (NystaAlgebraQuery *query, const NystaVariables *old, const NystaVariables *a,
             const NystaVariables *b)
{
  if (nysta_variables_include (a, b))
    return *a;

  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  merge (numbers, a, b);
  return keep (query, old, numbers);
}

NystaVariables
nysta_variables_common (NystaAlgebraQuery *query, const NystaVariables *a,
                        const NystaVariables *b)
{
  if (nysta_variables_include (a, b))
    return *b;
  if (nysta_variables_include (b, a))
    return *a;

  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0, k = 0; i < a->n && k < b->n;)
    {
      guint left = a->numbers[i], right = b->numbers[k];

      if (left == right)
        g_array_append_val (numbers, left);
      i += left <= right;
      k += right <= left;
    }
  return keep (query, &none, numbers);
}

NystaVariables
nysta_variables_with (NystaAlgebraQuery *query, const NystaVariables *variables,
                      guint variable)
{
  const NystaVariables one = { .numbers = &variable, .n = 1 };

  if (variables->n > 0)
    return nysta_variables_union (query, variables, &one);

  guint *number = nysta_algebra_new_array (query, guint, 1);

  *number = variable;
  return (NystaVariables){ .numbers = number, .n = 1 };
}

/* --- kind by kind ------------------------------------------------------------------------ */

static void
gather_slot (GArray *numbers, const NystaSlot *slot)
{
  if (slot->kind == NYSTA_SLOT_VARIABLE)
    gather_one (numbers, slot->variable);
}

static void
gather_triple (GArray *numbers, const NystaAlgebraTriple *triple)
{
  for (guint i = 0; i < 3; i++)
    gather_slot (numbers, &triple->slots[i]);
}

/* All that a leaf binds, it binds in each solution. */
static void
refresh_leaf (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  switch (node->kind)
    {
    case NYSTA_ALGEBRA_BGP:
      for (guint i = 0; i < node->bgp.n_triples; i++)
        gather_triple (numbers, &node->bgp.triples[i]);
      gather_slot (numbers, &node->bgp.graph);
      break;
    case NYSTA_ALGEBRA_PATH:
      gather_slot (numbers, &node->path.subject);
      gather_slot (numbers, &node->path.object);
      gather_slot (numbers, &node->path.graph);
      break;
    case NYSTA_ALGEBRA_COUNT:
      g_array_append_val (numbers, node->count.variable);
      if (node->count.key >= 0)
        gather_slot (numbers, node->count.key < 3
                                ? &node->count.triple.slots[node->count.key]
                                : &node->count.graph);
      break;
    default:
      break;
    }
  node->may = nysta_variables_new (query, numbers);
  node->sure = node->may;
}

static void
refresh_table (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GArray) may = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sure = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = node->table.n_variables;

  for (guint column = 0; column < n; column++)
    {
      gboolean missing = FALSE;

      for (gsize row = 0; row < node->table.n_rows && !missing; row++)
        missing = node->table.terms[row * n + column] == NULL;
      g_array_append_val (may, node->table.variables[column]);
      if (!missing)
        g_array_append_val (sure, node->table.variables[column]);
    }
  node->may = nysta_variables_new (query, may);
  node->sure = nysta_variables_new (query, sure);
}

/* One pass over all children: a chain of unions would cost as many sets as there are
 * children. */
static void
refresh_join (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GArray) may = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sure = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < node->n_children; i++)
    {
      gather (may, &node->children[i]->may);
      gather (sure, &node->children[i]->sure);
    }
  node->may = nysta_variables_new (query, may);
  node->sure = nysta_variables_new (query, sure);
}

static void
refresh_union (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GArray) may = g_array_new (FALSE, FALSE, sizeof (guint));
  NystaVariables sure = node->children[0]->sure;

  for (guint i = 0; i < node->n_children; i++)
    {
      gather (may, &node->children[i]->may);
      if (i > 0 && sure.n > 0)
        sure = nysta_variables_common (query, &sure, &node->children[i]->sure);
    }
  node->may = nysta_variables_new (query, may);
  node->sure = sure;
}

/* An expression that cannot fail: a constant, or a variable that is bound. */
static void
refresh_extend (NystaAlgebraQuery *query, NystaAlgebra *node, NystaVariables may,
                NystaVariables sure)
{
  const NystaAlgebra *child = node->children[0];
  const NystaNode *expression = node->extend.expression;
  gboolean cannot_fail = expression->kind == NYSTA_NODE_IRI ||
                         expression->kind == NYSTA_NODE_LITERAL ||
                         (expression->kind == NYSTA_NODE_VAR &&
                          nysta_variables_has (&child->sure, expression->number));

  const NystaVariables made = { .numbers = &node->extend.variable, .n = 1 };

  node->may = union_again (query, &may, &child->may, &made);
  node->sure = cannot_fail ? union_again (query, &sure, &child->sure, &made) : child->sure;
}

/* §18.5.1: of the aggregates only COUNT never fails; of the keys those are bound that were. */
static void
refresh_group (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GArray) may = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sure = g_array_new (FALSE, FALSE, sizeof (guint));
  const NystaAlgebra *child = node->children[0];

  for (guint i = 0; i < node->group.n_keys; i++)
    {
      guint key = node->group.keys[i];

      g_array_append_val (may, key);
      if (nysta_variables_has (&child->sure, key))
        g_array_append_val (sure, key);
    }
  for (guint i = 0; i < node->group.n_aggregates; i++)
    {
      const NystaAlgebraAggregate *aggregate = &node->group.aggregates[i];

      g_array_append_val (may, aggregate->variable);
      if (aggregate->function == NYSTA_AGGREGATE_COUNT)
        g_array_append_val (sure, aggregate->variable);
    }
  node->may = nysta_variables_new (query, may);
  node->sure = nysta_variables_new (query, sure);
}

/* A graph's or a service's name, if it is a variable, is bound in each solution. SILENT makes
 * a failure one solution without bindings. */
static void
refresh_named (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  gboolean is_service = node->kind == NYSTA_ALGEBRA_SERVICE;
  const NystaSlot *slot = is_service ? &node->service.endpoint : &node->graph;
  const NystaAlgebra *child = node->children[0];

  node->may = child->may;
  node->sure = is_service && node->service.silent ? none : child->sure;
  if (slot->kind != NYSTA_SLOT_VARIABLE)
    return;
  node->may = nysta_variables_with (query, &node->may, slot->variable);
  node->sure = nysta_variables_with (query, &node->sure, slot->variable);
}

static gboolean
is_leaf (const NystaAlgebra *node)
{
  return node->kind == NYSTA_ALGEBRA_BGP || node->kind == NYSTA_ALGEBRA_PATH ||
         node->kind == NYSTA_ALGEBRA_COUNT || node->kind == NYSTA_ALGEBRA_UNIT ||
         node->kind == NYSTA_ALGEBRA_EMPTY;
}

void
nysta_algebra_refresh (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (is_leaf (node))
    {
      refresh_leaf (query, node);
      return;
    }
  if (node->kind == NYSTA_ALGEBRA_TABLE)
    {
      refresh_table (query, node);
      return;
    }

  const NystaAlgebra *left = node->children[0];
  const NystaVariables may = node->may, sure = node->sure;

  /* FILTER, ORDER, DISTINCT, REDUCED, SLICE, MINUS, SEMI_JOIN, ANTI_JOIN; the others below. */
  node->may = left->may;
  node->sure = left->sure;
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_JOIN:
      refresh_join (query, node);
      break;
    case NYSTA_ALGEBRA_LEFT_JOIN:
      node->may = union_again (query, &may, &left->may, &node->children[1]->may);
      break;
    case NYSTA_ALGEBRA_UNION:
      refresh_union (query, node);
      break;
    case NYSTA_ALGEBRA_EXTEND:
      refresh_extend (query, node, may, sure);
      break;
    case NYSTA_ALGEBRA_GROUP:
      refresh_group (query, node);
      break;
    case NYSTA_ALGEBRA_GRAPH:
    case NYSTA_ALGEBRA_SERVICE:
      refresh_named (query, node);
      break;
    case NYSTA_ALGEBRA_PROJECT:
      node->may = node->project;
      node->sure = nysta_variables_common (query, &left->sure, &node->project);
      break;
    default:
      break;
    }
}
