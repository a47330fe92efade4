/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-optional.c: what a filter around an OPTIONAL says of it. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* A variable that the right side alone binds, and always: it tells whether there was a right
 * solution. */
static gboolean
is_witness (const NystaAlgebra *node, guint variable)
{
  return nysta_variables_has (&node->children[1]->sure, variable) &&
         !nysta_variables_has (&node->children[0]->may, variable);
}

/* FILTER (!BOUND (?v)), with a witness ?v: the left solutions that stayed alone (§18.5,
 * LeftJoin = Filter ∪ Diff: those of Diff), and that is what an anti join gives. */
static gboolean
wants_none (const NystaAlgebra *left_join, const NystaNode *condition)
{
  const NystaNode *call = condition->first;

  return condition->kind == NYSTA_NODE_UNARY && condition->op == NYSTA_OP_NOT &&
         call->kind == NYSTA_NODE_BUILT_IN_CALL && call->number == NYSTA_BUILTIN_BOUND &&
         is_witness (left_join, call->first->number);
}

/* A condition that is never true where a witness is unbound drops all of Diff: what stays is
 * Filter (Join), with the join's own condition. */
static gboolean
wants_one (const NystaAlgebra *left_join, const NystaNode *condition)
{
  const NystaVariables *sure = &left_join->children[1]->sure;

  for (guint i = 0; i < sure->n; i++)
    if (is_witness (left_join, sure->numbers[i]) &&
        nysta_expression_rejects_unbound (condition, sure->numbers[i]))
      return TRUE;
  return FALSE;
}

static NystaAlgebra *
to_join (NystaAlgebraQuery *query, NystaAlgebra *left_join)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new ();

  for (guint i = 0; i < left_join->n_conditions; i++)
    g_ptr_array_add (conditions, (gpointer) left_join->conditions[i]);
  return nysta_algebra_make_filter (query,
                                    nysta_algebra_make (query, NYSTA_ALGEBRA_JOIN,
                                                        left_join->children[0],
                                                        left_join->children[1]),
                                    conditions);
}

/* One condition of a filter meets a chain of OPTIONALs: each has its say on its own witnesses,
 * which those further out leave as they are unless they bind them, too. */
static NystaAlgebra *
apply (NystaAlgebraQuery *query, NystaAlgebra *node, const NystaNode *condition,
       gboolean *out_is_used)
{
  if (node->kind == NYSTA_ALGEBRA_FILTER)
    {
      node->children[0] = apply (query, node->children[0], condition, out_is_used);
      nysta_algebra_refresh (query, node);
      return node;
    }
  if (node->kind != NYSTA_ALGEBRA_LEFT_JOIN)
    return node;
  if (wants_none (node, condition))
    {
      *out_is_used = TRUE;
      node->kind = NYSTA_ALGEBRA_ANTI_JOIN;
    }
  else if (wants_one (node, condition))
    return to_join (query, node);
  else
    {
      NystaAlgebra *left = node->children[0];
      g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

      nysta_expression_variables (query, condition, numbers);
      for (guint i = 0; i < numbers->len; i++)
        if (nysta_variables_has (&node->children[1]->may,
                                 g_array_index (numbers, guint, i)))
          return node;
      node->children[0] = apply (query, left, condition, out_is_used);
    }
  nysta_algebra_refresh (query, node);
  return node;
}

/* In an EXISTS, the solution outside may bind a witness. */
static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  guint n = 0;

  if (node->kind != NYSTA_ALGEBRA_FILTER || query->n_exists_around > 0)
    return node;
  for (guint i = 0; i < node->n_conditions; i++)
    {
      const NystaNode *condition = node->conditions[i];
      gboolean is_used = FALSE;

      node->children[0] = apply (query, node->children[0], condition, &is_used);
      if (!is_used)
        node->conditions[n++] = condition;
    }
  node->n_conditions = n;
  return n == 0 ? node->children[0] : node;
}

void
nysta_pass_optional (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
