/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/join.h"

#include <string.h>

guint *
nysta_join_columns (const NystaOperator *left, const guint *right, guint n_right,
                    guint *out_n)
{
  guint *columns = g_new (guint, left->n_columns + n_right + 1);
  guint n = left->n_columns;

  if (n > 0)
    memcpy (columns, left->variables, n * sizeof *columns);
  for (guint i = 0; i < n_right; i++)
    if (nysta_operator_column (left, right[i]) < 0)
      columns[n++] = right[i];
  *out_n = n;
  return columns;
}

void
nysta_join_init (NystaJoin *join, NystaOperator *op, NystaJoinKind kind,
                 const NystaOperator *left, const guint *right, guint n_right,
                 NystaConditions *conditions)
{
  *join = (NystaJoin){
    .op = op, .kind = kind, .conditions = conditions, .n_left = left->n_columns
  };
  join->shared_left = g_new (guint, n_right + 1);
  join->shared_right = g_new (guint, n_right + 1);
  join->added = g_new (guint, n_right + 1);
  for (guint i = 0; i < n_right; i++)
    {
      gint32 column = nysta_operator_column (left, right[i]);

      if (column < 0)
        {
          join->added[join->n_added++] = i;
          continue;
        }
      join->shared_left[join->n_shared] = (guint) column;
      join->shared_right[join->n_shared++] = i;
    }
  join->merged = g_new0 (NystaTermId, join->n_left + join->n_added + 1);
}

void
nysta_join_clear (NystaJoin *join)
{
  g_clear_pointer (&join->conditions, nysta_conditions_free);
  g_clear_pointer (&join->shared_left, g_free);
  g_clear_pointer (&join->shared_right, g_free);
  g_clear_pointer (&join->added, g_free);
  g_clear_pointer (&join->merged, g_free);
}

static gboolean
merge (const NystaJoin *join, const NystaTermId *left, const NystaTermId *right,
       NystaTermId *out_row)
{
  for (guint i = 0; i < join->n_shared; i++)
    {
      NystaTermId a = left[join->shared_left[i]], b = right[join->shared_right[i]];

      if (a != b && a != 0 && b != 0)
        return FALSE;
    }
  for (guint i = 0; i < join->n_left; i++)
    out_row[i] = left[i];
  for (guint i = 0; i < join->n_shared; i++)
    out_row[join->shared_left[i]] |= right[join->shared_right[i]];
  for (guint i = 0; i < join->n_added; i++)
    out_row[join->n_left + i] = right[join->added[i]];
  return TRUE;
}

static gboolean
shares (const NystaJoin *join, const NystaTermId *left, const NystaTermId *right)
{
  for (guint i = 0; i < join->n_shared; i++)
    if (left[join->shared_left[i]] != 0 && right[join->shared_right[i]] != 0)
      return TRUE;
  return FALSE;
}

static void
emit_left (NystaJoin *join, const NystaTermId *left)
{
  NystaOperator *op = join->op;
  NystaTermId *row = nysta_operator_row (op, op->n_rows++);

  for (guint i = 0; i < op->n_columns; i++)
    row[i] = i < join->n_left ? left[i] : 0;
}

gboolean
nysta_join_offer (NystaJoin *join, const NystaTermId *left, const NystaTermId *right)
{
  NystaOperator *op = join->op;
  gboolean makes = join->kind == NYSTA_JOIN_INNER || join->kind == NYSTA_JOIN_LEFT;
  NystaTermId *row = makes ? nysta_operator_row (op, op->n_rows) : join->merged;

  if (!merge (join, left, right, row) ||
      (join->must_share && !shares (join, left, right)) ||
      (join->conditions != NULL && !nysta_conditions_test (join->conditions, row)))
    return FALSE;
  join->matched = TRUE;
  if (makes)
    op->n_rows++;
  else if (join->kind == NYSTA_JOIN_SEMI)
    emit_left (join, left);
  return !makes;
}

void
nysta_join_end (NystaJoin *join, const NystaTermId *left)
{
  if (!join->matched && (join->kind == NYSTA_JOIN_LEFT || join->kind == NYSTA_JOIN_ANTI))
    emit_left (join, left);
}

void
nysta_conditions_describe (const NystaConditions *conditions, GString *out)
{
  for (guint i = 0; conditions != NULL && i < conditions->nodes->len; i++)
    {
      g_string_append (out, i == 0 ? " " : " && ");
      nysta_syntax_write (conditions->view->execution->tree, conditions->nodes->pdata[i],
                          out);
    }
}

void
nysta_join_describe (const NystaJoin *join, GString *out)
{
  static const char *const names[] = { "", " left", " semi", " anti" };

  g_string_append (out, names[join->kind]);
  if (join->n_shared > 0)
    g_string_append (out, " on");
  for (guint i = 0; i < join->n_shared; i++)
    {
      g_string_append_c (out, ' ');
      nysta_operator_append_variable (join->op->execution,
                                      join->op->variables[join->shared_left[i]], out);
    }
  if (join->conditions != NULL)
    {
      g_string_append (out, " if");
      nysta_conditions_describe (join->conditions, out);
    }
}
