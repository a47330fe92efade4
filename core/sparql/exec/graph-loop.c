/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* graph-loop.c: GRAPH: the child, a graph at a time. */
#include "config.h"
#include "sparql/exec/operators.h"

#define CHUNK_GRAPHS 64u

typedef struct
{
  NystaOperator parent;
  gint64 variable; /* -1: none */
  gint32 column;   /* the child's, of it; -1: none */
  NystaTermId graph;
  NystaTermId graphs[CHUNK_GRAPHS]; /* those that come next */
  gsize n_graphs;
  NystaInnerEnvironment inner;
  NystaTermId only; /* 0: all */
  gsize next_graph;
  NystaTermId last_graph; /* that was listed; 0: none */
  gboolean is_open;
} GraphLoop;

static gboolean
graph_loop_open (NystaOperator *op, const NystaEnvironment *environment)
{
  GraphLoop *self = (GraphLoop *) op;

  nysta_inner_environment_set (&self->inner, op->execution, environment, NULL, 0);
  self->only = self->variable < 0 ? self->graph : environment->values[self->variable];
  self->next_graph = 0;
  self->n_graphs = 0;
  self->last_graph = 0;
  self->is_open = FALSE;
  return TRUE;
}

/* 0: there are no more. */
static NystaTermId
list_graph (GraphLoop *self)
{
  if (self->next_graph == self->n_graphs)
    {
      self->n_graphs = nysta_dataset_graphs (self->parent.execution->dataset,
                                             self->last_graph, self->graphs, CHUNK_GRAPHS);
      self->next_graph = 0;
    }
  if (self->next_graph == self->n_graphs)
    return 0;
  self->last_graph = self->graphs[self->next_graph++];
  return self->last_graph;
}

static gboolean
is_graph (GraphLoop *self, NystaTermId graph)
{
  const NystaQuad pattern = { .graph = graph };
  g_autoptr (NystaCursor) cursor = NULL;
  NystaQuad quad;

  if ((graph & NYSTA_COMPUTED_TERM) != 0)
    return FALSE;
  cursor = nysta_dataset_scan (self->parent.execution->dataset, &pattern);
  return nysta_cursor_next (cursor, &quad, 1) > 0;
}

/* Open the child in the next graph. FALSE at the end, or with an error. */
static gboolean
next_graph (GraphLoop *self)
{
  NystaOperator *op = &self->parent;
  NystaTermId graph = self->only;

  if (graph != 0 && (self->next_graph++ > 0 || !is_graph (self, graph)))
    return FALSE;
  if (graph == 0)
    graph = list_graph (self);
  if (graph == 0)
    return FALSE;
  self->inner.given.graph = graph;
  if (self->variable >= 0)
    self->inner.values[self->variable] = graph;
  self->is_open = TRUE;
  return nysta_operator_open (op->children[0], &self->inner.given);
}

static void
take (GraphLoop *self)
{
  NystaOperator *op = &self->parent;
  const NystaOperator *child = op->children[0];
  NystaTermId graph = self->inner.given.graph;

  for (gsize i = 0; i < child->n_rows; i++)
    {
      const NystaTermId *from = nysta_operator_row (child, i);
      NystaTermId *row = nysta_operator_row (op, op->n_rows);

      if (self->column >= 0 && from[self->column] != 0 && from[self->column] != graph)
        continue;
      for (guint k = 0; k < child->n_columns; k++)
        row[k] = from[k];
      if (self->variable >= 0)
        row[self->column >= 0 ? (guint) self->column : child->n_columns] = graph;
      op->n_rows++;
    }
}

static gboolean
graph_loop_next (NystaOperator *op)
{
  GraphLoop *self = (GraphLoop *) op;
  NystaOperator *child = op->children[0];

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (op->n_rows == 0)
    {
      if (!self->is_open && !next_graph (self))
        return op->execution->error == NULL;
      if (!nysta_operator_next (child))
        return FALSE;
      if (child->n_rows == 0)
        self->is_open = FALSE;
      else
        take (self);
    }
  return TRUE;
}

static void
graph_loop_finish (NystaOperator *op)
{
  GraphLoop *self = (GraphLoop *) op;

  nysta_inner_environment_clear (&self->inner);
}

static void
graph_loop_describe (const NystaOperator *op, GString *out)
{
  const GraphLoop *self = (const GraphLoop *) op;

  g_string_append_c (out, ' ');
  if (self->variable >= 0)
    nysta_operator_append_variable (op->execution, (guint) self->variable, out);
  else
    nysta_operator_append_term (op->execution, self->graph, out);
}

static const NystaOperatorClass graph_loop_class = {
  .name = "graph",
  .size = sizeof (GraphLoop),
  .open = graph_loop_open,
  .next = graph_loop_next,
  .finish = graph_loop_finish,
  .describe = graph_loop_describe,
};

NystaOperator *
nysta_graph_loop_new (NystaOperator *child, gint64 variable, NystaTermId graph)
{
  gint32 column = variable >= 0 ? nysta_operator_column (child, (guint) variable) : -1;
  g_autofree guint *columns = g_new (guint, child->n_columns + 1);
  guint n = child->n_columns;

  for (guint i = 0; i < n; i++)
    columns[i] = child->variables[i];
  if (variable >= 0 && column < 0)
    columns[n++] = (guint) variable;

  GraphLoop *self = nysta_operator_new (child->execution, &graph_loop_class, columns, n);

  nysta_operator_adopt (&self->parent, child);
  self->parent.max_rows = child->max_rows;
  self->variable = variable;
  self->column = column;
  self->graph = graph;
  return &self->parent;
}
