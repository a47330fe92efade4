/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-equality.c: a variable that a filter fixes becomes the constant, which the index knows
 * how to look up. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* A variable that has one value, in all of the solutions that are wanted */
typedef struct
{
  NystaAlgebraQuery *query;
  guint variable;
  const NystaTerm *term;
} Fixed;

/* Terms of which no other is equal, §17.4.1.7 and the table of operators: an IRI, and a string,
 * which compares by its characters; other literals of other datatypes are an error to compare
 * with, and in a filter not true. A language tag has more spellings than one, but a dataset
 * has one of them, and gives it for any. */
static gboolean
is_its_own_value (const NystaNode *node, gboolean by_term)
{
  if (node->kind == NYSTA_NODE_IRI)
    return TRUE;
  return node->kind == NYSTA_NODE_LITERAL && (by_term || node->term->datatype == NULL);
}

/* ?x = term, sameTerm (?x, term), or the other way round */
static gboolean
fixes (const NystaNode *condition, Fixed *fixed)
{
  gboolean by_term = condition->kind == NYSTA_NODE_BUILT_IN_CALL &&
                     condition->number == NYSTA_BUILTIN_SAMETERM;
  const NystaNode *left = condition->first, *right = condition->last;

  if (!by_term &&
      (condition->kind != NYSTA_NODE_RELATIONAL || condition->op != NYSTA_OP_EQUAL))
    return FALSE;
  if (left->kind != NYSTA_NODE_VAR)
    {
      left = condition->last;
      right = condition->first;
    }
  if (left->kind != NYSTA_NODE_VAR || !is_its_own_value (right, by_term))
    return FALSE;
  fixed->variable = left->number;
  fixed->term = right->term;
  return TRUE;
}

/* --- whether it may be put in ----------------------------------------------------------------------- */

static const NystaNode *
find_exists (G_GNUC_UNUSED NystaAlgebraQuery *query, const NystaNode *expression,
             gpointer user_data)
{
  gboolean *found = user_data;

  *found = *found || nysta_expression_has_exists (expression);
  return expression;
}

static gboolean
is_other (const NystaSlot *slot, guint variable)
{
  return slot->kind != NYSTA_SLOT_VARIABLE || slot->variable != variable;
}

/* An expression that mentions the variable sees its value, not that it is unbound there; and
 * not how the question spells a language. */
static gboolean
sees_it (const Fixed *fixed, const NystaAlgebra *node)
{
  if (fixed->term->language == NULL &&
      nysta_variables_has (&node->children[0]->sure, fixed->variable))
    return TRUE;
  for (guint i = 0; i < node->n_conditions; i++)
    if (nysta_expression_mentions (fixed->query, node->conditions[i], fixed->variable))
      return FALSE;
  return node->kind != NYSTA_ALGEBRA_EXTEND ||
         !nysta_expression_mentions (fixed->query, node->extend.expression,
                                     fixed->variable);
}

/* Whether, in @node, putting the constant for the variable gives the solutions that have it,
 * less the variable. All of them bind it, but for the leaves of a join: there one at least
 * does. */
static gboolean
can_fix (const Fixed *fixed, const NystaAlgebra *node)
{
  gboolean has_exists = FALSE;

  if (!nysta_algebra_mentions (fixed->query, node, fixed->variable))
    return TRUE;
  nysta_algebra_map_expressions (fixed->query, (NystaAlgebra *) node, find_exists,
                                 &has_exists);
  if (has_exists)
    return FALSE;
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_BGP:
      return TRUE;
    case NYSTA_ALGEBRA_PATH:
      /* Of length zero, a constant matches where the variable does not: §18.4. */
      return node->path.path->kind != NYSTA_NODE_PATH_REPEAT ||
             node->path.path->op == NYSTA_OP_ONE_OR_MORE;
    case NYSTA_ALGEBRA_JOIN:
    case NYSTA_ALGEBRA_UNION:
      for (guint i = 0; i < node->n_children; i++)
        if (!can_fix (fixed, node->children[i]))
          return FALSE;
      return TRUE;
    case NYSTA_ALGEBRA_FILTER:
      return sees_it (fixed, node) && can_fix (fixed, node->children[0]);
    case NYSTA_ALGEBRA_EXTEND:
      return node->extend.variable != fixed->variable && sees_it (fixed, node) &&
             can_fix (fixed, node->children[0]);
    case NYSTA_ALGEBRA_GRAPH:
      return can_fix (fixed, node->children[0]) &&
             (is_other (&node->graph, fixed->variable) ||
              !nysta_algebra_mentions (fixed->query, node->children[0], fixed->variable));
    case NYSTA_ALGEBRA_LEFT_JOIN:
    case NYSTA_ALGEBRA_SEMI_JOIN:
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return nysta_variables_has (&node->children[0]->sure, fixed->variable) &&
             sees_it (fixed, node) && can_fix (fixed, node->children[0]) &&
             can_fix (fixed, node->children[1]);
    case NYSTA_ALGEBRA_MINUS:
      /* The right side has it in common with the left, or has not. */
      return can_fix (fixed, node->children[0]) &&
             !nysta_algebra_mentions (fixed->query, node->children[1], fixed->variable);
    default:
      return FALSE;
    }
}

/* --- putting it in ------------------------------------------------------------------------------------ */

static void
fix_slot (const Fixed *fixed, NystaSlot *slot)
{
  if (is_other (slot, fixed->variable))
    return;
  slot->kind = NYSTA_SLOT_TERM;
  slot->variable = 0;
  slot->term = fixed->term;
}

static const NystaNode *
fix_expression (NystaAlgebraQuery *query, const NystaNode *expression, gpointer user_data)
{
  const Fixed *fixed = user_data;

  return nysta_expression_replace (query, expression, fixed->variable, fixed->term);
}

static void
fix (const Fixed *fixed, NystaAlgebra *node)
{
  if (!nysta_algebra_mentions (fixed->query, node, fixed->variable))
    return;
  for (guint i = 0; i < node->n_children; i++)
    fix (fixed, node->children[i]);
  nysta_algebra_map_expressions (fixed->query, node, fix_expression, (gpointer) fixed);
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_BGP:
      for (guint i = 0; i < node->bgp.n_triples; i++)
        for (guint k = 0; k < 3; k++)
          fix_slot (fixed, &node->bgp.triples[i].slots[k]);
      fix_slot (fixed, &node->bgp.graph);
      break;
    case NYSTA_ALGEBRA_PATH:
      fix_slot (fixed, &node->path.subject);
      fix_slot (fixed, &node->path.object);
      fix_slot (fixed, &node->path.graph);
      break;
    case NYSTA_ALGEBRA_GRAPH:
      fix_slot (fixed, &node->graph);
      break;
    default:
      break;
    }
  nysta_algebra_refresh (fixed->query, node);
}

/* The variable still has its value further out. */
static NystaAlgebra *
bind (const Fixed *fixed, NystaAlgebra *node)
{
  NystaAlgebra *extend = nysta_algebra_add (fixed->query, NYSTA_ALGEBRA_EXTEND, node, NULL);
  NystaNode *constant = nysta_algebra_new_array (fixed->query, NystaNode, 1);

  constant->kind = fixed->term->kind == NYSTA_TERM_IRI ? NYSTA_NODE_IRI
                                                       : NYSTA_NODE_LITERAL;
  constant->term = fixed->term;
  extend->extend.variable = fixed->variable;
  extend->extend.expression = constant;
  nysta_algebra_refresh (fixed->query, extend);
  return extend;
}

/* --- ?x IN (…) ------------------------------------------------------------------------------------------ */

/* ?x IN (a, b, …) of terms that are their own values, each once: Join with their table. */
static NystaAlgebra *
table_of (NystaAlgebraQuery *query, const NystaNode *condition)
{
  NystaAlgebra *table = NULL;
  guint *variable = NULL;
  g_autoptr (GHashTable)
    known = g_hash_table_new ((GHashFunc) nysta_term_hash, (GEqualFunc) nysta_term_equal);

  if (condition->kind != NYSTA_NODE_IN || condition->first->kind != NYSTA_NODE_VAR)
    return NULL;
  for (const NystaNode *item = condition->first->next; item != NULL; item = item->next)
    if (!is_its_own_value (item, FALSE))
      return NULL;
  table = nysta_algebra_add (query, NYSTA_ALGEBRA_TABLE, NULL, NULL);
  variable = nysta_algebra_new_array (query, guint, 1);
  *variable = condition->first->number;
  table->table.variables = variable;
  table->table.n_variables = 1;
  table->table.terms = nysta_algebra_new_array (query, const NystaTerm *,
                                                condition->n_children);
  for (const NystaNode *item = condition->first->next; item != NULL; item = item->next)
    if (g_hash_table_add (known, (gpointer) item->term))
      table->table.terms[table->table.n_rows++] = item->term;
  nysta_algebra_refresh (query, table);
  return table;
}

/* --- the pass --------------------------------------------------------------------------------------------- */

/* What may be under conditions that are left: the filter's child with one put in, or NULL. */
static NystaAlgebra *
apply (NystaAlgebraQuery *query, NystaAlgebra *child, const NystaNode *condition)
{
  Fixed fixed = { .query = query };
  NystaAlgebra *table = NULL;

  if (fixes (condition, &fixed))
    {
      if (!nysta_variables_has (&child->sure, fixed.variable) || !can_fix (&fixed, child))
        return NULL;
      fix (&fixed, child);
      return bind (&fixed, child);
    }
  table = table_of (query, condition);
  return table != NULL && nysta_variables_has (&child->sure, table->table.variables[0])
           ? nysta_algebra_make (query, NYSTA_ALGEBRA_JOIN, table, child)
           : NULL;
}

/* Filter (?x = t, P) = Extend (P with t for ?x, ?x, t): §18.3.1, what matches a pattern with ?x
 * mapped to t is what matches with t in its place. */
static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *child = NULL;
  guint n = 0;

  /* In an EXISTS, the variable may be the solution's outside. */
  if (node->kind != NYSTA_ALGEBRA_FILTER || query->n_exists_around > 0)
    return node;
  child = node->children[0];
  for (guint i = 0; i < node->n_conditions; i++)
    {
      NystaAlgebra *now = apply (query, child, node->conditions[i]);

      if (now != NULL)
        child = now;
      else
        node->conditions[n++] = node->conditions[i];
    }
  node->n_conditions = n;
  node->children[0] = child;
  return n == 0 ? child : node;
}

void
nysta_pass_equality (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
