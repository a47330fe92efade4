/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-fold.c: expressions whose value is known, as far as they cannot fail. What costs
 * arithmetic is the executor's, once a run. */
#include "config.h"
#include "sparql/plan/optimise.h"

typedef struct
{
  const NystaVariables *may; /* where the expression stands */
  const NystaVariables *sure;
} Fold;

static const NystaNode *fold (NystaAlgebraQuery *query, const NystaNode *node,
                              const Fold *known);

static gboolean
is_constant (const NystaNode *node)
{
  return node->kind == NYSTA_NODE_IRI || node->kind == NYSTA_NODE_LITERAL;
}

/* §17.3: an IRI equals itself and nothing else, and the comparison does not fail. */
static const NystaNode *
fold_comparison (NystaAlgebraQuery *query, const NystaNode *node)
{
  const NystaNode *left = node->first, *right = node->last;
  gboolean is_same_term = node->kind == NYSTA_NODE_BUILT_IN_CALL;
  gboolean has_iri = left->kind == NYSTA_NODE_IRI || right->kind == NYSTA_NODE_IRI;

  if (!is_constant (left) || !is_constant (right) || (!has_iri && !is_same_term))
    return node;

  gboolean equal = nysta_term_equal (left->term, right->term);

  if (is_same_term || node->op == NYSTA_OP_EQUAL)
    return nysta_expression_boolean (query, equal);
  return node->op == NYSTA_OP_NOT_EQUAL ? nysta_expression_boolean (query, !equal) : node;
}

/* §17.2, the logical connectives: `true` decides an ||, `false` an &&, even beside errors;
 * the other value adds nothing to at least one operand more. */
static const NystaNode *
fold_connective (NystaAlgebraQuery *query, const NystaNode *node)
{
  int deciding = node->kind == NYSTA_NODE_OR;
  NystaNode *copy = nysta_expression_copy (query, node);

  copy->first = copy->last = NULL;
  copy->n_children = 0;
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      int truth = nysta_expression_constant_truth (child);

      if (truth == deciding)
        return nysta_expression_boolean (query, deciding);
      if (truth == -1)
        nysta_node_append (copy, nysta_expression_copy (query, child));
    }
  if (copy->n_children == node->n_children)
    return node;
  if (copy->n_children == 0)
    return nysta_expression_boolean (query, !deciding);
  /* A lone operand would be its own value, not its truth: of a condition it is the same, but
   * of BIND it is not. */
  if (copy->n_children == 1)
    nysta_node_append (copy, nysta_expression_boolean (query, !deciding));
  return copy;
}

static const NystaNode *
fold_call (NystaAlgebraQuery *query, const NystaNode *node, const Fold *known)
{
  int truth = -1;

  switch (node->number)
    {
    case NYSTA_BUILTIN_BOUND:
      if (nysta_variables_has (known->sure, node->first->number))
        return nysta_expression_boolean (query, TRUE);
      /* In an EXISTS, the solution outside may bind it. */
      if (query->n_exists_around == 0 &&
          !nysta_variables_has (known->may, node->first->number))
        return nysta_expression_boolean (query, FALSE);
      return node;
    case NYSTA_BUILTIN_IF:
      truth = nysta_expression_constant_truth (node->first);
      if (truth == -1)
        return node;
      return truth ? node->first->next : node->last;
    case NYSTA_BUILTIN_COALESCE:
      return node->first != NULL &&
                 (is_constant (node->first) ||
                  (node->first->kind == NYSTA_NODE_VAR &&
                   nysta_variables_has (known->sure, node->first->number)))
               ? node->first
               : node;
    case NYSTA_BUILTIN_SAMETERM:
      return fold_comparison (query, node);
    case NYSTA_BUILTIN_ISIRI:
    case NYSTA_BUILTIN_ISURI:
    case NYSTA_BUILTIN_ISLITERAL:
      if (!is_constant (node->first))
        return node;
      return nysta_expression_boolean (query, (node->first->kind == NYSTA_NODE_LITERAL) ==
                                                (node->number == NYSTA_BUILTIN_ISLITERAL));
    default:
      return node;
    }
}

/* §17.4.1.9: x IN (a) is x = a, x IN () is false without looking at x. */
static const NystaNode *
fold_in (NystaAlgebraQuery *query, const NystaNode *node)
{
  if (node->n_children == 1)
    return nysta_expression_boolean (query, node->kind == NYSTA_NODE_NOT_IN);
  if (node->n_children > 2)
    return node;

  NystaNode *copy = nysta_expression_copy (query, node);

  copy->kind = NYSTA_NODE_RELATIONAL;
  copy->op = node->kind == NYSTA_NODE_IN ? NYSTA_OP_EQUAL : NYSTA_OP_NOT_EQUAL;
  return fold_comparison (query, copy);
}

/* EXISTS of a pattern that is one solution, or none. */
static const NystaNode *
fold_exists (NystaAlgebraQuery *query, const NystaNode *node)
{
  const NystaAlgebra *pattern = nysta_algebra_exists (query, node);

  if (pattern->kind == NYSTA_ALGEBRA_UNIT || pattern->kind == NYSTA_ALGEBRA_EMPTY)
    return nysta_expression_boolean (query, (pattern->kind == NYSTA_ALGEBRA_UNIT) ==
                                              (node->kind == NYSTA_NODE_EXISTS));
  return node;
}

static const NystaNode *
fold_kind (NystaAlgebraQuery *query, const NystaNode *node, const Fold *known)
{
  int truth = -1;

  switch (node->kind)
    {
    case NYSTA_NODE_OR:
    case NYSTA_NODE_AND:
      return fold_connective (query, node);
    case NYSTA_NODE_RELATIONAL:
      return fold_comparison (query, node);
    case NYSTA_NODE_UNARY:
      truth = node->op == NYSTA_OP_NOT ? nysta_expression_constant_truth (node->first) : -1;
      return truth == -1 ? node : nysta_expression_boolean (query, !truth);
    case NYSTA_NODE_BUILT_IN_CALL:
      return fold_call (query, node, known);
    case NYSTA_NODE_IN:
    case NYSTA_NODE_NOT_IN:
      return fold_in (query, node);
    case NYSTA_NODE_EXISTS:
    case NYSTA_NODE_NOT_EXISTS:
      return fold_exists (query, node);
    default:
      return node;
    }
}

/* Children first; a copy only of what changes, so that an EXISTS keeps its pattern. */
static const NystaNode *
fold (NystaAlgebraQuery *query, const NystaNode *node, const Fold *known)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  gboolean changed = FALSE;

  if (nysta_node_is_leaf (node) || node->kind == NYSTA_NODE_EXISTS ||
      node->kind == NYSTA_NODE_NOT_EXISTS)
    return fold_kind (query, node, known);
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      const NystaNode *folded = fold (query, child, known);

      changed = changed || folded != child;
      g_ptr_array_add (children, (gpointer) folded);
    }
  if (!changed)
    return fold_kind (query, node, known);

  const NystaNode *child = node->first;
  NystaNode *copy = nysta_expression_copy (query, node);

  copy->first = copy->last = NULL;
  copy->n_children = 0;
  for (guint i = 0; i < children->len; i++, child = child->next)
    {
      const NystaNode *folded = g_ptr_array_index (children, i);
      NystaNode *own = nysta_expression_copy (query, folded);

      own->joined = child->joined;
      nysta_node_append (copy, own);
    }
  return fold_kind (query, copy, known);
}

static const NystaNode *
fold_expression (NystaAlgebraQuery *query, const NystaNode *expression, gpointer user_data)
{
  return fold (query, expression, user_data);
}

/* What an expression sees: the solutions of all children (LEFT_JOIN: of both). */
static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (node->n_children == 0)
    return node;

  NystaVariables may = node->children[0]->may, sure = node->children[0]->sure;
  Fold known = { &may, &sure };

  if (node->n_children == 2 && node->n_conditions > 0)
    {
      may = nysta_variables_union (query, &may, &node->children[1]->may);
      sure = nysta_variables_union (query, &sure, &node->children[1]->sure);
    }
  nysta_algebra_map_expressions (query, node, fold_expression, &known);
  return node;
}

void
nysta_pass_fold (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
