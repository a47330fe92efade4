/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/id-range.h"

#define DECIMAL_SCALE 10000

/* What is left of a tag: ids from @least to @most. */
static void
keep_between (GArray *holes, NystaTag tag, NystaTermId least, NystaTermId most)
{
  const NystaIdHole below = { nysta_id_make (tag, 0), least - 1 };
  const NystaIdHole above = { most + 1, nysta_id_make (tag, NYSTA_ID_MAX_PAYLOAD) };

  if (least > below.first)
    g_array_append_val (holes, below);
  if (most < above.last)
    g_array_append_val (holes, above);
}

/* Values of whole numbers (of ten-thousandths) from @least to @most. */
static void
keep_wholes (GArray *holes, NystaTag tag, gint64 least, gint64 most)
{
  NystaTermId first = nysta_id_make (tag, 0);
  NystaTermId last = nysta_id_make (tag, NYSTA_ID_MAX_PAYLOAD);

  if (least > -NYSTA_ID_BIAS && !nysta_id_from_whole (tag, least, &first))
    first = last;
  if (most < NYSTA_ID_BIAS && !nysta_id_from_whole (tag, most, &last))
    last = first;
  if (first <= last)
    keep_between (holes, tag, first, last);
}

static gint64
divide_down (gint64 value)
{
  return value >= 0 ? value / DECIMAL_SCALE
                    : -((-value + DECIMAL_SCALE - 1) / DECIMAL_SCALE);
}

/* Integers and decimals compare with one another; other numbers are looked at. */
static void
keep_numbers (GArray *holes, NystaOp op, NystaTermId constant)
{
  gint64 scaled = nysta_id_tag (constant) == NYSTA_TAG_INTEGER
                    ? nysta_id_whole (constant) * DECIMAL_SCALE
                    : nysta_id_whole (constant);
  gint64 least = G_MININT64 / 2, most = G_MAXINT64 / 2;

  if (op == NYSTA_OP_GREATER)
    least = scaled + 1;
  else if (op == NYSTA_OP_GREATER_OR_EQUAL || op == NYSTA_OP_EQUAL)
    least = scaled;
  if (op == NYSTA_OP_LESS)
    most = scaled - 1;
  else if (op == NYSTA_OP_LESS_OR_EQUAL || op == NYSTA_OP_EQUAL)
    most = scaled;
  keep_wholes (holes, NYSTA_TAG_DECIMAL, least, most);
  /* Up to a whole one from below, down to one from above. */
  keep_wholes (holes, NYSTA_TAG_INTEGER, -divide_down (-least), divide_down (most));
}

static void
keep_same_tag (GArray *holes, NystaOp op, NystaTermId constant)
{
  NystaTag tag = nysta_id_tag (constant);
  NystaTermId least = nysta_id_make (tag, 0);
  NystaTermId most = nysta_id_make (tag, NYSTA_ID_MAX_PAYLOAD);

  if (op != NYSTA_OP_LESS && op != NYSTA_OP_LESS_OR_EQUAL)
    least = constant;
  if (op != NYSTA_OP_GREATER && op != NYSTA_OP_GREATER_OR_EQUAL)
    most = constant;
  keep_between (holes, tag, least, most);
}

static NystaOp
turn_round (NystaOp op)
{
  switch (op)
    {
    case NYSTA_OP_LESS:
      return NYSTA_OP_GREATER;
    case NYSTA_OP_LESS_OR_EQUAL:
      return NYSTA_OP_GREATER_OR_EQUAL;
    case NYSTA_OP_GREATER:
      return NYSTA_OP_LESS;
    case NYSTA_OP_GREATER_OR_EQUAL:
      return NYSTA_OP_LESS_OR_EQUAL;
    default:
      return op;
    }
}

void
nysta_id_range_add (GArray *holes, const NystaNode *condition, guint variable)
{
  const NystaNode *left = condition->first, *right = condition->last;
  NystaOp op = (NystaOp) condition->op;
  NystaTermId id = 0;

  if (condition->kind != NYSTA_NODE_RELATIONAL || op == NYSTA_OP_NOT_EQUAL)
    return;
  if (left->kind != NYSTA_NODE_VAR)
    {
      left = condition->last;
      right = condition->first;
      op = turn_round (op);
    }
  if (left->kind != NYSTA_NODE_VAR || left->number != variable || right->term == NULL ||
      right->term->kind != NYSTA_TERM_LITERAL || !nysta_id_from_literal (right->term, &id))
    return;
  if (nysta_id_tag (id) == NYSTA_TAG_INTEGER || nysta_id_tag (id) == NYSTA_TAG_DECIMAL)
    keep_numbers (holes, op, id);
  else
    keep_same_tag (holes, op, id);
}

static int
compare_holes (gconstpointer a, gconstpointer b)
{
  const NystaIdHole *left = a;
  const NystaIdHole *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

void
nysta_id_range_finish (GArray *holes)
{
  guint n = 0;

  g_array_sort (holes, compare_holes);
  for (guint i = 0; i < holes->len; i++)
    {
      const NystaIdHole *hole = &g_array_index (holes, NystaIdHole, i);
      NystaIdHole *last = n > 0 ? &g_array_index (holes, NystaIdHole, n - 1) : NULL;

      if (last != NULL && hole->first <= last->last + 1)
        last->last = MAX (last->last, hole->last);
      else
        g_array_index (holes, NystaIdHole, n++) = *hole;
    }
  g_array_set_size (holes, n);
}
