/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * index-join.c: for each row of the left side, the triples of a pattern that fit it.
 *
 * The rows of a batch are taken in the order of what they bind of the pattern: equal ones
 * need one look-up, near ones read pages that were just read.
 */
#include "config.h"
#include "sparql/exec/join.h"
#include "sparql/exec/seeker.h"

#include <stdlib.h>

#define CHUNK_QUADS 64u

/* Most look-ups find one triple or two: more are read when these are not all. */
#define FIRST_QUADS 4u

/* From so many keys on a cursor that goes through them pays. */
#define MIN_SOUGHT 6u

/* What a left row binds of the pattern. */
typedef struct
{
  NystaTermId ids[4];
  guint32 row;
} Key;

typedef struct
{
  NystaOperator parent;
  NystaJoin join;
  NystaLeaf leaf;
  guint n_bound; /* fields that the left has columns for */
  guint8 fields[4];
  guint8 columns[4];
  NystaQuad pattern; /* as the environment has it */
  gboolean is_empty; /* nothing can match there */

  Key *keys; /* of the left batch */
  gsize n_keys;
  gsize at;
  gboolean is_open; /* the row at @at has been begun */

  enum
  {
    SEEKER_UNTRIED,
    SEEKER_THERE,
    SEEKER_NONE
  } has_seeker;
  NystaSeeker seeker;
  gboolean seeks;      /* in this batch */
  NystaCursor *cursor; /* of one key; NULL: it is the seeker's */
  NystaQuad quads[CHUNK_QUADS];
  gsize n_quads;
  gsize next_quad;
  gboolean is_whole;   /* @quads is all there is for that key */
  gboolean is_drained; /* all was read */
} IndexJoin;

static gboolean
index_join_open (NystaOperator *op, const NystaEnvironment *environment)
{
  IndexJoin *self = (IndexJoin *) op;

  g_clear_pointer (&self->cursor, nysta_cursor_free);
  self->n_keys = 0;
  self->at = 0;
  self->is_open = FALSE;
  nysta_seeker_clear (&self->seeker);
  self->has_seeker = SEEKER_UNTRIED;
  self->is_empty = !nysta_leaf_pattern (&self->leaf, environment, &self->pattern);
  nysta_join_open (&self->join, environment);
  return nysta_operator_open (op->children[0], environment);
}

static int
compare_keys (const void *a, const void *b)
{
  const Key *left = a;
  const Key *right = b;

  for (guint i = 0; i < 4; i++)
    if (left->ids[i] != right->ids[i])
      return left->ids[i] < right->ids[i] ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

/* Fields of the left in the sequence in which a seeker wants them. */
static void
prepare_seeker (IndexJoin *self)
{
  NystaQuad pattern = self->pattern;
  guint8 fields[4];
  guint8 columns[4] = { 0 };

  self->seeks = FALSE;
  if (self->has_seeker == SEEKER_NONE || self->is_empty ||
      self->parent.children[0]->n_rows < MIN_SOUGHT)
    return;
  if (self->has_seeker == SEEKER_THERE)
    {
      nysta_seeker_restart (&self->seeker);
      self->seeks = TRUE;
      return;
    }
  for (guint i = 0; i < self->n_bound; i++)
    {
      fields[i] = self->fields[i];
      *nysta_quad_field_at (&pattern, fields[i]) = 0;
    }
  self->has_seeker = SEEKER_NONE;
  if (!nysta_seeker_init (&self->seeker, self->parent.execution->dataset, &pattern, fields,
                          self->n_bound))
    return;
  for (guint i = 0; i < self->n_bound; i++)
    for (guint k = 0; k < self->n_bound; k++)
      if (self->fields[k] == fields[i])
        columns[i] = self->columns[k];
  for (guint i = 0; i < self->n_bound; i++)
    {
      self->fields[i] = fields[i];
      self->columns[i] = columns[i];
    }
  self->has_seeker = SEEKER_THERE;
  self->seeks = TRUE;
}

static gboolean
next_batch (IndexJoin *self)
{
  NystaOperator *left = self->parent.children[0];
  gboolean is_sorted = TRUE;

  self->at = 0;
  self->n_keys = 0;
  self->is_whole = FALSE;
  if (!nysta_operator_next (left))
    return FALSE;
  prepare_seeker (self);
  self->n_keys = left->n_rows;
  for (gsize i = 0; i < left->n_rows; i++)
    {
      const NystaTermId *row = nysta_operator_row (left, i);
      Key *key = &self->keys[i];

      *key = (Key){ .row = (guint32) i };
      for (guint k = 0; k < self->n_bound; k++)
        key->ids[k] = row[self->columns[k]];
      is_sorted = is_sorted && (i == 0 || compare_keys (key - 1, key) < 0);
    }
  if (!is_sorted)
    qsort (self->keys, self->n_keys, sizeof *self->keys, compare_keys);
  return TRUE;
}

/* @again: the key is the one before, whose triples were not kept. */
static void
look_up (IndexJoin *self, gboolean again)
{
  const Key *key = &self->keys[self->at];
  NystaQuad pattern = self->pattern;
  gboolean is_empty = self->is_empty;
  gboolean is_whole = TRUE;

  for (guint i = 0; i < self->n_bound; i++)
    {
      NystaTermId *field = nysta_quad_field_at (&pattern, self->fields[i]);
      NystaTermId id = key->ids[i];

      is_whole &= id != 0;
      is_empty |= (id & NYSTA_COMPUTED_TERM) != 0 ||
                  (id != 0 && *field != 0 && *field != id);
      if (id != 0)
        *field = id;
    }
  g_clear_pointer (&self->cursor, nysta_cursor_free);
  self->n_quads = 0;
  self->is_whole = TRUE;
  self->is_drained = FALSE;
  if (is_empty)
    return;
  if (self->seeks && is_whole && !again)
    {
      nysta_seeker_seek (&self->seeker, &pattern);
      self->n_quads = nysta_seeker_next (&self->seeker, self->quads, CHUNK_QUADS);
      self->is_whole = self->n_quads < CHUNK_QUADS;
      return;
    }
  self->cursor = nysta_dataset_scan (self->parent.execution->dataset, &pattern);
  self->n_quads = nysta_cursor_next (self->cursor, self->quads, FIRST_QUADS);
  self->is_whole = self->n_quads < FIRST_QUADS;
  if (self->is_whole)
    g_clear_pointer (&self->cursor, nysta_cursor_free);
}

static void
begin_row (IndexJoin *self)
{
  const Key *key = &self->keys[self->at];
  gboolean same = self->at > 0;

  for (guint i = 0; i < self->n_bound && same; i++)
    same = key->ids[i] == key[-1].ids[i];
  if (!same || !self->is_whole)
    look_up (self, same);
  self->next_quad = 0;
  self->is_open = TRUE;
  nysta_join_begin (&self->join);
}

/* FALSE: there are no more for this row. */
static gboolean
more_quads (IndexJoin *self)
{
  if (self->next_quad < self->n_quads)
    return TRUE;
  if (self->is_whole || self->is_drained)
    return FALSE;
  self->n_quads = self->cursor != NULL
                    ? nysta_cursor_next (self->cursor, self->quads, CHUNK_QUADS)
                    : nysta_seeker_next (&self->seeker, self->quads, CHUNK_QUADS);
  self->next_quad = 0;
  self->is_drained = self->n_quads == 0;
  return !self->is_drained;
}

/* Until the row is done with, or the batch is full. */
static void
join_row (IndexJoin *self)
{
  const NystaTermId *left = nysta_operator_row (self->parent.children[0],
                                                self->keys[self->at].row);
  NystaTermId right[4];
  gboolean is_decided = FALSE;

  while (!is_decided && !nysta_join_is_full (&self->join) && more_quads (self))
    {
      const NystaQuad *quad = &self->quads[self->next_quad++];

      if (!nysta_leaf_fits (&self->leaf, quad))
        continue;
      nysta_leaf_output (&self->leaf, quad, right);
      is_decided = nysta_join_offer (&self->join, left, right);
    }
  if (nysta_join_is_full (&self->join) && !is_decided)
    return;
  if (!is_decided)
    nysta_join_end (&self->join, left);
  else if (!self->is_whole)
    self->n_quads = 0;
  self->is_open = FALSE;
  self->at++;
}

static gboolean
index_join_next (NystaOperator *op)
{
  IndexJoin *self = (IndexJoin *) op;

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (!nysta_join_is_full (&self->join))
    {
      if (self->at == self->n_keys)
        {
          if (op->n_rows > 0 && self->n_keys < op->children[0]->max_rows &&
              self->n_keys > 0)
            break;
          if (!next_batch (self))
            return FALSE;
          if (self->n_keys == 0)
            break;
        }
      if (!self->is_open)
        begin_row (self);
      join_row (self);
    }
  return nysta_execution_check (op->execution);
}

static void
index_join_finish (NystaOperator *op)
{
  IndexJoin *self = (IndexJoin *) op;

  nysta_join_clear (&self->join);
  nysta_cursor_free (self->cursor);
  nysta_seeker_clear (&self->seeker);
  g_free (self->keys);
}

static void
index_join_describe (const NystaOperator *op, GString *out)
{
  const IndexJoin *self = (const IndexJoin *) op;

  g_string_append (out, ":");
  nysta_leaf_describe (&self->leaf, op->execution, out);
  nysta_join_describe (&self->join, out);
}

static const NystaOperatorClass index_join_class = {
  .name = "index join",
  .size = sizeof (IndexJoin),
  .open = index_join_open,
  .next = index_join_next,
  .finish = index_join_finish,
  .describe = index_join_describe,
};

NystaOperator *
nysta_index_join_new (NystaJoinKind kind, NystaOperator *left, const NystaLeaf *leaf,
                      NystaConditions *conditions)
{
  NystaLeaf finished = *leaf;
  guint right[4];
  guint n_right = nysta_leaf_finish (&finished, right);
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, right, n_right, &n);
  gboolean makes = kind == NYSTA_JOIN_INNER || kind == NYSTA_JOIN_LEFT;
  IndexJoin *self = nysta_operator_new (left->execution, &index_join_class, columns,
                                        makes ? n : left->n_columns);

  nysta_operator_adopt (&self->parent, left);
  self->leaf = finished;
  nysta_join_init (&self->join, &self->parent, kind, left, right, n_right, conditions);
  for (guint i = 0; i < 4; i++)
    {
      gint32 column = leaf->variables[i] < 0
                        ? -1
                        : nysta_operator_column (left, (guint) leaf->variables[i]);

      if (column < 0)
        continue;
      self->fields[self->n_bound] = (guint8) i;
      self->columns[self->n_bound++] = (guint8) column;
    }
  self->keys = g_new (Key, left->max_rows);
  return &self->parent;
}
