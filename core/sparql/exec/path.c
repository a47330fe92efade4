/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * path.c: a property path between two ends. Known ends are walked from; with none, every node
 * that a path may begin at is one (§18.4).
 */
#include "config.h"
#include "sparql/exec/operators.h"
#include "sparql/exec/path-step.h"

#include "base/error.h"

#define CHUNK_QUADS 256u

typedef struct
{
  NystaOperator parent;
  NystaPath *path;
  const NystaNode *node;
  gboolean is_negated;
  gint64 variables[2]; /* of subject and object; -1: a term */
  NystaTermId terms[2];
  gint32 columns[2];
  gboolean is_same; /* one variable at both ends */

  NystaTermId graph;
  NystaTermId ends[2]; /* 0: free */
  gboolean backwards;  /* walked from the object */
  NystaCursor *cursor; /* negated property sets */
  NystaRowSet starts;
  gsize next_start;
  NystaRowSet reached;
  gsize next_reached;
  NystaTermId start;
  gboolean is_begun;
} Path;

static void
forget (Path *self)
{
  g_clear_pointer (&self->cursor, nysta_cursor_free);
  nysta_row_set_clear (&self->starts);
  nysta_row_set_clear (&self->reached);
}

static gboolean
path_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Path *self = (Path *) op;

  forget (self);
  nysta_row_set_init (&self->starts, op, 1);
  nysta_row_set_init (&self->reached, op, 1);
  self->graph = environment->graph;
  for (guint i = 0; i < 2; i++)
    self->ends[i] = self->variables[i] < 0 ? self->terms[i]
                                           : environment->values[self->variables[i]];
  self->next_start = 0;
  self->next_reached = 0;
  self->start = 0;
  self->is_begun = FALSE;
  /* Only a term, or what is put in a variable's place, is at the end of an empty path
   * though the graph hasn't it. */
  for (guint i = 0; i < 2; i++)
    if (self->variables[i] >= 0 && self->ends[i] != 0 &&
        (environment->substituted == NULL ||
         environment->substituted[self->variables[i]] == 0) &&
        nysta_path_is_nullable (self->path) &&
        !nysta_path_is_node (op, self->graph, self->ends[i]))
      {
        /* The other end may be a term that is equal to it. */
        gboolean is_other = self->variables[1 - i] < 0 &&
                            self->terms[1 - i] == self->ends[i];

        if (!is_other)
          self->is_begun = TRUE;
      }
  return TRUE;
}

static void
emit (Path *self, NystaTermId subject, NystaTermId object)
{
  NystaOperator *op = &self->parent;
  NystaTermId *row = nysta_operator_row (op, op->n_rows);

  if (self->is_same && subject != object)
    return;
  if (self->columns[0] >= 0)
    row[self->columns[0]] = subject;
  if (self->columns[1] >= 0)
    row[self->columns[1]] = object;
  op->n_rows++;
}

/* --- negated property sets: one solution a triple ---------------------------------------- */

static gboolean
next_negated (Path *self)
{
  NystaOperator *op = &self->parent;
  NystaQuad quads[CHUNK_QUADS];

  if (!self->is_begun)
    {
      const NystaQuad pattern = { .subject = self->ends[0],
                                  .object = self->ends[1],
                                  .graph = self->graph };

      self->is_begun = TRUE;
      if (((pattern.subject | pattern.object) & NYSTA_COMPUTED_TERM) == 0)
        self->cursor = nysta_dataset_scan (op->execution->dataset, &pattern);
    }
  while (self->cursor != NULL && op->n_rows == 0)
    {
      gsize n = nysta_cursor_next (self->cursor, quads, MIN (CHUNK_QUADS, op->max_rows));

      if (n == 0)
        g_clear_pointer (&self->cursor, nysta_cursor_free);
      for (gsize i = 0; i < n; i++)
        if (nysta_path_lets (self->path, quads[i].predicate, FALSE))
          emit (self, quads[i].subject, quads[i].object);
    }
  return TRUE;
}

/* --- repetitions --------------------------------------------------------------------------- */

static gboolean
begin (Path *self)
{
  NystaOperator *op = &self->parent;
  gboolean is_new = FALSE;

  self->is_begun = TRUE;
  self->backwards = self->ends[0] == 0 && self->ends[1] != 0;
  if (self->ends[self->backwards ? 1 : 0] != 0)
    return nysta_row_set_add (&self->starts, &self->ends[self->backwards ? 1 : 0],
                              &is_new) >= 0;
  if (nysta_path_is_nullable (self->path))
    return nysta_path_nodes (op, self->graph, &self->starts);
  return nysta_path_starts (self->path, op, self->graph, FALSE, &self->starts);
}

static gboolean
walk (Path *self)
{
  self->start = *nysta_rows_get (&self->starts.rows, self->next_start++);
  self->next_reached = 0;
  nysta_row_set_clear (&self->reached);
  nysta_row_set_init (&self->reached, &self->parent, 1);
  return nysta_path_follow (self->path, &self->parent, self->graph, self->start,
                            self->backwards, &self->reached);
}

static gboolean
path_next (NystaOperator *op)
{
  Path *self = (Path *) op;

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  if (self->is_negated)
    return next_negated (self);
  if (!self->is_begun && !begin (self))
    return FALSE;
  while (op->n_rows < op->max_rows)
    {
      if (self->next_reached == self->reached.rows.n_rows)
        {
          if (self->next_start == self->starts.rows.n_rows)
            break;
          if (!walk (self))
            return FALSE;
          continue;
        }

      NystaTermId end = *nysta_rows_get (&self->reached.rows, self->next_reached++);
      NystaTermId wanted = self->ends[self->backwards ? 0 : 1];

      if (wanted == 0 || wanted == end)
        emit (self, self->backwards ? end : self->start,
              self->backwards ? self->start : end);
    }
  return TRUE;
}

static void
path_finish (NystaOperator *op)
{
  Path *self = (Path *) op;

  forget (self);
  nysta_path_free (self->path);
}

static void
path_describe (const NystaOperator *op, GString *out)
{
  const Path *self = (const Path *) op;

  for (guint i = 0; i < 2; i++)
    {
      g_string_append (out, i == 0 ? " " : " to ");
      if (self->variables[i] >= 0)
        nysta_operator_append_variable (op->execution, (guint) self->variables[i], out);
      else
        nysta_operator_append_term (op->execution, self->terms[i], out);
    }
}

static const NystaOperatorClass path_class = {
  .name = "path",
  .size = sizeof (Path),
  .open = path_open,
  .next = path_next,
  .finish = path_finish,
  .describe = path_describe,
};

NystaOperator *
nysta_path_new (NystaExecution *execution, const NystaAlgebra *node)
{
  const NystaSlot *slots[2] = { &node->path.subject, &node->path.object };
  guint variables[2];
  guint n = 0;
  gint32 columns[2] = { -1, -1 };
  gboolean is_same = slots[0]->kind == NYSTA_SLOT_VARIABLE &&
                     slots[1]->kind == NYSTA_SLOT_VARIABLE &&
                     slots[0]->variable == slots[1]->variable;

  for (guint i = 0; i < 2; i++)
    if (slots[i]->kind == NYSTA_SLOT_VARIABLE && (i == 0 || !is_same))
      {
        columns[i] = (gint32) n;
        variables[n++] = slots[i]->variable;
      }

  Path *self = nysta_operator_new (execution, &path_class, variables, n);

  self->node = node->path.path;
  self->path = nysta_path_compile (execution, node->path.path);
  self->is_negated = node->path.path->kind == NYSTA_NODE_PATH_NEGATED;
  self->is_same = is_same;
  for (guint i = 0; i < 2; i++)
    {
      gboolean is_variable = slots[i]->kind == NYSTA_SLOT_VARIABLE;

      self->columns[i] = columns[i];
      self->variables[i] = is_variable ? (gint64) slots[i]->variable : -1;
      self->terms[i] = is_variable ? 0
                                   : nysta_run_terms_add (execution->terms, slots[i]->term);
    }
  return &self->parent;
}
