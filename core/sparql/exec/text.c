/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* text.c: what the index of words found for a variable, each term once. */
#include "config.h"
#include "sparql/exec/operators.h"

#include <string.h>

typedef struct
{
  NystaOperator parent;
  GArray *ids; /* NystaTermId */
  char *words; /* as they were asked */
  guint next_id;
} Text;

static gboolean
text_open (NystaOperator *op, const NystaEnvironment *environment)
{
  ((Text *) op)->next_id = 0;
  return TRUE;
}

static gboolean
text_next (NystaOperator *op)
{
  Text *self = (Text *) op;

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  op->n_rows = MIN (op->max_rows, self->ids->len - self->next_id);
  if (op->n_rows > 0)
    memcpy (op->cells, &g_array_index (self->ids, NystaTermId, self->next_id),
            op->n_rows * sizeof (NystaTermId));
  self->next_id += (guint) op->n_rows;
  return TRUE;
}

static void
text_finish (NystaOperator *op)
{
  Text *self = (Text *) op;

  nysta_budget_release (&op->execution->budget, self->ids->len * sizeof (NystaTermId));
  g_array_unref (self->ids);
  g_free (self->words);
}

static void
text_describe (const NystaOperator *op, GString *out)
{
  g_string_append_c (out, ' ');
  nysta_operator_append_variable (op->execution, op->variables[0], out);
  g_string_append_printf (out, ": %s", ((const Text *) op)->words);
}

static const NystaOperatorClass text_class = {
  .name = "text",
  .size = sizeof (Text),
  .open = text_open,
  .next = text_next,
  .finish = text_finish,
  .describe = text_describe,
};

NystaOperator *
nysta_text_new (NystaExecution *execution, guint variable, GArray *ids, const char *words)
{
  Text *self = nysta_operator_new (execution, &text_class, &variable, 1);

  self->ids = g_array_ref (ids);
  self->words = g_strdup (words);
  return &self->parent;
}
