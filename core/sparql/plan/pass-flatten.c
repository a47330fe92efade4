/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-flatten.c: joins in joins become one, and basic graph patterns in it become one, so that
 * the planner has all triple patterns before it at once. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* OPTIONALs that are taken out of one join: each is a look at all of its parts. */
#define MAX_OPTIONALS 64

/* A join on the way */
typedef struct
{
  NystaAlgebraQuery *query;
  GPtrArray *parts;
  GPtrArray *conditions; /* lifted out of the parts */
  GPtrArray *optionals;  /* taken out of it, the outermost first */
  GHashTable *binders; /* variable -> number of parts, and of right sides of optionals, that
                          * may bind it */
} Flat;

static void
count_binder (Flat *flat, const NystaAlgebra *node)
{
  for (guint i = 0; i < node->may.n; i++)
    {
      gpointer key = GUINT_TO_POINTER (node->may.numbers[i]);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (flat->binders, key));

      g_hash_table_insert (flat->binders, key, GUINT_TO_POINTER (n + 1));
    }
}

static void
count_binders (Flat *flat)
{
  g_hash_table_remove_all (flat->binders);
  for (guint i = 0; i < flat->parts->len; i++)
    count_binder (flat, g_ptr_array_index (flat->parts, i));
  for (guint i = 0; i < flat->optionals->len; i++)
    count_binder (flat,
                  ((NystaAlgebra *) g_ptr_array_index (flat->optionals, i))->children[1]);
}

/* Whether each of @variables is surely bound by @node, or by nothing but @part, which @node is
 * a part of. Then it has the value in their join that it has in @node. */
static gboolean
keeps_values (const Flat *flat, const NystaAlgebra *node, GArray *variables,
              const NystaAlgebra *part)
{
  for (guint i = 0; i < variables->len; i++)
    {
      guint variable = g_array_index (variables, guint, i);
      guint n = GPOINTER_TO_UINT (
        g_hash_table_lookup (flat->binders, GUINT_TO_POINTER (variable)));

      if (!nysta_variables_has (&node->sure, variable) &&
          n > (nysta_variables_has (&part->may, variable) ? 1 : 0))
        return FALSE;
    }
  return TRUE;
}

static void
gather_conditions (const Flat *flat, const NystaAlgebra *node, GArray *variables)
{
  for (guint i = 0; i < node->n_conditions; i++)
    nysta_expression_variables (flat->query, node->conditions[i], variables);
}

/* Join (Filter (c, A), B) = Filter (c, Join (A, B)), if c sees the same values in both. How
 * often a volatile one is evaluated would change. */
static void
lift_filters (Flat *flat)
{
  for (guint i = 0; i < flat->parts->len; i++)
    {
      NystaAlgebra *part = g_ptr_array_index (flat->parts, i);
      g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));
      gboolean is_volatile = FALSE;

      if (part->kind != NYSTA_ALGEBRA_FILTER)
        continue;
      gather_conditions (flat, part, variables);
      for (guint k = 0; k < part->n_conditions; k++)
        is_volatile = is_volatile || nysta_expression_is_volatile (part->conditions[k]);
      if (is_volatile || !keeps_values (flat, part->children[0], variables, part))
        continue;
      for (guint k = 0; k < part->n_conditions; k++)
        g_ptr_array_add (flat->conditions, (gpointer) part->conditions[k]);
      g_ptr_array_index (flat->parts, i) = part->children[0];
    }
}

/* Join is associative and commutative (§18.5: it is a union of compatible mappings). */
static void
splice (GPtrArray *parts, const NystaAlgebra *node, NystaAlgebraKind kind)
{
  for (guint i = 0; i < node->n_children; i++)
    {
      NystaAlgebra *child = node->children[i];

      if (child->kind != kind)
        g_ptr_array_add (parts, child);
      for (guint k = 0; child->kind == kind && k < child->n_children; k++)
        g_ptr_array_add (parts, child->children[k]);
    }
}

/* A filter that was lifted may have had a join under it. */
static void
splice_again (Flat *flat)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < flat->parts->len; i++)
    {
      NystaAlgebra *part = g_ptr_array_index (flat->parts, i);

      if (part->kind == NYSTA_ALGEBRA_JOIN)
        splice (parts, part, NYSTA_ALGEBRA_JOIN);
      else
        g_ptr_array_add (parts, part);
    }
  g_ptr_array_set_size (flat->parts, 0);
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (flat->parts, g_ptr_array_index (parts, i));
}

static gboolean
same_slot (const NystaSlot *a, const NystaSlot *b)
{
  if (a->kind != b->kind)
    return FALSE;
  if (a->kind == NYSTA_SLOT_VARIABLE)
    return a->variable == b->variable;
  return a->kind == NYSTA_SLOT_NONE || nysta_term_equal (a->term, b->term);
}

/* Basic graph patterns in the same graph: a solution of both together is one of each, that
 * fit (§18.3.1), as blank nodes are hidden variables here, each in one of them only. */
static NystaAlgebra *
merge (NystaAlgebraQuery *query, GPtrArray *patterns)
{
  NystaAlgebra *first = g_ptr_array_index (patterns, 0);
  NystaAlgebra *merged = nysta_algebra_add (query, NYSTA_ALGEBRA_BGP, NULL, NULL);
  guint n = 0;

  if (patterns->len == 1)
    return first;
  for (guint i = 0; i < patterns->len; i++)
    n += ((NystaAlgebra *) g_ptr_array_index (patterns, i))->bgp.n_triples;
  merged->bgp.graph = first->bgp.graph;
  merged->bgp.triples = nysta_algebra_new_array (query, NystaAlgebraTriple, n);
  for (guint i = 0; i < patterns->len; i++)
    {
      const NystaAlgebra *pattern = g_ptr_array_index (patterns, i);

      for (guint k = 0; k < pattern->bgp.n_triples; k++)
        merged->bgp.triples[merged->bgp.n_triples++] = pattern->bgp.triples[k];
    }
  nysta_algebra_refresh (query, merged);
  return merged;
}

/* Graphs are few: one list for each that is met. */
static void
merge_patterns (Flat *flat)
{
  g_autoptr (GPtrArray)
    lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n = 0;

  for (guint i = 0; i < flat->parts->len; i++)
    {
      NystaAlgebra *part = g_ptr_array_index (flat->parts, i);
      GPtrArray *list = NULL;

      if (part->kind != NYSTA_ALGEBRA_BGP)
        {
          g_ptr_array_index (flat->parts, n++) = part;
          continue;
        }
      for (guint k = 0; k < lists->len && list == NULL; k++)
        {
          GPtrArray *known = g_ptr_array_index (lists, k);
          const NystaAlgebra *first = g_ptr_array_index (known, 0);

          list = same_slot (&first->bgp.graph, &part->bgp.graph) ? known : NULL;
        }
      if (list == NULL)
        g_ptr_array_add (lists, list = g_ptr_array_new ());
      g_ptr_array_add (list, part);
    }
  g_ptr_array_set_size (flat->parts, (gint) n);
  for (guint i = 0; i < lists->len; i++)
    g_ptr_array_insert (flat->parts, (gint) i,
                        merge (flat->query, g_ptr_array_index (lists, i)));
}

/* Whether Join (LeftJoin (A, B, c), C) = LeftJoin (Join (A, C), B, c): what C shares with B and
 * c is bound by A, so that C changes neither whether a pair fits nor what c sees. */
static gboolean
may_go_out (const Flat *flat, const NystaAlgebra *node)
{
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));
  const NystaAlgebra *right = node->children[1];

  if (right->may.n > 0)
    g_array_append_vals (variables, right->may.numbers, right->may.n);
  gather_conditions (flat, node, variables);
  for (guint i = 0; i < node->n_conditions; i++)
    if (nysta_expression_is_volatile (node->conditions[i]))
      return FALSE;
  return keeps_values (flat, node->children[0], variables, node);
}

/* Take the first OPTIONAL out of the join that may go out. It goes round what is left. */
static NystaAlgebra *
take_optional (Flat *flat)
{
  for (guint i = 0; flat->optionals->len < MAX_OPTIONALS && i < flat->parts->len; i++)
    {
      NystaAlgebra *part = g_ptr_array_index (flat->parts, i);

      if (part->kind == NYSTA_ALGEBRA_LEFT_JOIN && may_go_out (flat, part))
        {
          g_ptr_array_index (flat->parts, i) = part->children[0];
          return part;
        }
    }
  return NULL;
}

static NystaAlgebra *
join (Flat *flat)
{
  merge_patterns (flat);

  NystaAlgebra *node = flat->parts->len == 1
                         ? g_ptr_array_index (flat->parts, 0)
                         : nysta_algebra_add_array (flat->query, NYSTA_ALGEBRA_JOIN,
                                                    flat->parts);

  nysta_algebra_refresh (flat->query, node);
  return node;
}

static NystaAlgebra *
flatten_join (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GPtrArray) conditions = g_ptr_array_new ();
  g_autoptr (GPtrArray) optionals = g_ptr_array_new ();
  g_autoptr (GHashTable) binders = g_hash_table_new (NULL, NULL);
  Flat flat = { query, parts, conditions, optionals, binders };
  NystaAlgebra *optional = NULL;

  splice (parts, node, NYSTA_ALGEBRA_JOIN);
  do
    {
      count_binders (&flat);
      lift_filters (&flat);
      splice_again (&flat);
      optional = take_optional (&flat);
      if (optional != NULL)
        g_ptr_array_add (optionals, optional);
    }
  while (optional != NULL);

  NystaAlgebra *all = join (&flat);

  /* The innermost first: those that were taken last. */
  for (guint i = optionals->len; i > 0; i--)
    {
      optional = g_ptr_array_index (optionals, i - 1);
      optional->children[0] = all;
      nysta_algebra_refresh (query, optional);
      all = optional;
    }
  return nysta_algebra_make_filter (query, all, conditions);
}

static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GPtrArray) conditions = g_ptr_array_new ();

  switch (node->kind)
    {
    case NYSTA_ALGEBRA_JOIN:
      return flatten_join (query, node);
    case NYSTA_ALGEBRA_UNION:
      splice (parts, node, NYSTA_ALGEBRA_UNION);
      return nysta_algebra_add_array (query, NYSTA_ALGEBRA_UNION, parts);
    case NYSTA_ALGEBRA_FILTER:
      if (node->children[0]->kind != NYSTA_ALGEBRA_FILTER)
        return node;
      for (guint i = 0; i < node->children[0]->n_conditions; i++)
        g_ptr_array_add (conditions, (gpointer) node->children[0]->conditions[i]);
      for (guint i = 0; i < node->n_conditions; i++)
        g_ptr_array_add (conditions, (gpointer) node->conditions[i]);
      return nysta_algebra_make_filter (query, node->children[0]->children[0], conditions);
    default:
      return node;
    }
}

void
nysta_pass_flatten (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
