/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* plan-service.c: SERVICE: what is asked of the endpoint, and what it is joined to. */
#include "config.h"
#include "sparql/exec/planner.h"

#include "base/error.h"
#include "sparql/service/endpoint.h"

/* What a request costs, in µs, and how many rows nobody knows come back for one. */
#define COST_ASKED 50000.0
#define ROWS_ANSWERED 100.0

/* Its visible variables: others have no name that the endpoint could tell of. */
static GArray *
visible_variables (const NystaPlanner *planner, const NystaAlgebra *node)
{
  GArray *variables = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < node->may.n; i++)
    if (!nysta_algebra_is_hidden (planner->query, node->may.numbers[i]))
      g_array_append_val (variables, node->may.numbers[i]);
  return variables;
}

static char *
pattern_text (const NystaPlanner *planner, const NystaAlgebra *node)
{
  GString *text = g_string_new ("SELECT * WHERE ");

  nysta_syntax_write (planner->query->tree, node->service.pattern, text);
  return g_string_free (text, FALSE);
}

NystaOperator *
nysta_plan_service (NystaPlanner *planner, NystaJoinKind kind, NystaOperator *left,
                    const NystaAlgebra *node, NystaConditions *conditions)
{
  NystaExecution *execution = planner->execution;
  g_autoptr (GArray) variables = visible_variables (planner, node);
  g_autofree char *text = pattern_text (planner, node);
  g_autofree gboolean *sure = g_new0 (gboolean, variables->len + 1);
  const NystaSlot *slot = &node->service.endpoint;
  NystaServicePattern pattern = { .text = text,
                                  .sure = sure,
                                  .silent = node->service.silent };

  if (slot->kind == NYSTA_SLOT_VARIABLE)
    pattern.endpoint_variable = slot->variable;
  else
    pattern.endpoint = nysta_run_terms_add (execution->terms, slot->term);
  for (guint i = 0; i < variables->len; i++)
    sure[i] = nysta_variables_has (&node->sure, g_array_index (variables, guint, i));

  double rows = MAX (left->rows, 1), cost = left->cost;
  NystaOperator *op = nysta_service_new (
    kind, left, &pattern, (const guint *) variables->data, variables->len, conditions);

  for (guint i = 0; i < op->n_columns; i++)
    {
      gint32 column = nysta_operator_column (left, op->variables[i]);

      op->sure[i] = (column >= 0 && left->sure[column]) ||
                    (kind == NYSTA_JOIN_INNER &&
                     nysta_variables_has (&node->sure, op->variables[i]));
    }
  return nysta_plan_expect (op, MAX (rows, ROWS_ANSWERED), cost + rows * COST_ASKED);
}

gboolean
nysta_plan_may_ask (NystaPlanner *planner, const NystaAlgebra *node)
{
  const NystaSlot *slot = &node->service.endpoint;

  if (slot->kind != NYSTA_SLOT_VARIABLE)
    return nysta_endpoint_check (slot->term->value, planner->execution->services,
                                 &planner->execution->error);
  if (planner->execution->services != NULL)
    return TRUE;
  g_set_error (&planner->execution->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_REFUSED,
               "SERVICE ?%s: other endpoints are not asked unless --allow-service is given",
               nysta_algebra_variable_name (planner->query, slot->variable));
  return FALSE;
}

/* The best to ask next after what @op knows: one whose name is known, and then one that has
 * something in common with it. */
static guint
choose_next (const GPtrArray *services, const NystaOperator *op)
{
  guint best = 0;
  int best_rank = -1;

  for (guint i = 0; i < services->len; i++)
    {
      const NystaAlgebra *node = services->pdata[i];
      const NystaSlot *slot = &node->service.endpoint;
      int rank = slot->kind != NYSTA_SLOT_VARIABLE ||
                     nysta_operator_column (op, slot->variable) >= 0
                   ? 2
                   : 0;

      for (guint k = 0; k < op->n_columns; k++)
        if (nysta_variables_has (&node->may, op->variables[k]))
          {
            rank++;
            break;
          }
      if (rank > best_rank)
        {
          best = i;
          best_rank = rank;
        }
    }
  return best;
}

NystaOperator *
nysta_plan_services (NystaPlanner *planner, NystaOperator *op, GPtrArray *services)
{
  while (op != NULL && services->len > 0)
    {
      guint i = choose_next (services, op);
      const NystaAlgebra *node = services->pdata[i];

      g_ptr_array_remove_index (services, i);
      op = nysta_plan_service (planner, NYSTA_JOIN_INNER, op, node, NULL);
    }
  return op;
}
