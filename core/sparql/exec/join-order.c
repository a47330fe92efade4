/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * join-order.c: which parts of a join are joined first, and how. Of few parts every way to
 * put them together is looked at, bushy ones too (dynamic programming over sets); of many,
 * the cheapest pair again and again.
 */
#include "config.h"
#include "sparql/exec/join-graph.h"

#include <math.h>

#define MAX_EXHAUSTIVE_PARTS 9u
#define MAX_GREEDY_PARTS 64u

/* So many rows are opened one by one for a part that is no triple pattern. */
#define MAX_BIND_ROWS 20000.0

/* Very many are made for a join of nine parts, so each has room for no more variables than
 * there are. */
static NystaJoinStep *
step_new (const NystaJoinGraph *graph, GPtrArray *arena)
{
  guint n = graph->variables->len;
  NystaJoinStep *step = g_malloc0 (sizeof *step + 2 * n * sizeof (float));

  step->from = step->terms + n;
  g_ptr_array_add (arena, step);
  return step;
}

static NystaJoinStep *
step_of_part (const NystaJoinGraph *graph, const NystaJoinPart *part, GPtrArray *arena)
{
  NystaJoinStep *step = step_new (graph, arena);

  step->method = NYSTA_STEP_PART;
  step->part = part;
  step->sure = part->sure;
  step->may = part->may;
  step->rows = part->rows;
  step->cost = part->cost;
  step->sorted_by = part->sorted_by;
  for (guint i = 0; i < graph->variables->len; i++)
    {
      step->terms[i] = part->terms[i];
      step->from[i] = part->from[i];
    }
  return step;
}

/* A value of one side is one of so many that it could be, and the other side has some of
 * these. */
static double
joined_rows (const NystaJoinStep *a, const NystaJoinStep *b)
{
  double rows = a->rows * b->rows;

  for (guint64 shared = a->sure & b->sure; shared != 0; shared &= shared - 1)
    {
      guint i = (guint) __builtin_ctzll (shared);

      rows /= MAX (MAX (a->from[i], b->from[i]), 1);
    }
  return CLAMP (rows, 0.001, 1e15);
}

/* Look-ups for @left's rows: of equal keys one. */
static double
n_seeks (const NystaJoinStep *left, guint64 shared)
{
  double keys = 1;

  for (; shared != 0; shared &= shared - 1)
    keys *= MAX (left->terms[__builtin_ctzll (shared)], 1);
  return MIN (left->rows, keys);
}

typedef struct
{
  NystaJoinMethod method;
  double cost;
  guint key;
  guint leaves;
} Choice;

static void
consider (Choice *choice, NystaJoinMethod method, double cost, guint key)
{
  if (cost < choice->cost)
    *choice = (Choice){ method, cost, key, 0 };
}

/* The cheapest way to join @a, which comes first, and @b. */
static Choice
choose (const NystaJoinGraph *graph, const NystaJoinStep *a, const NystaJoinStep *b,
        double rows)
{
  guint64 shared = a->sure & b->sure;
  double output = rows * NYSTA_COST_ROW * 2;
  Choice choice = { NYSTA_STEP_HASH_JOIN,
                    a->cost + b->cost + b->rows * NYSTA_COST_BUILT +
                      a->rows * NYSTA_COST_PROBED + output,
                    0, 0 };

  if (shared == 0)
    choice.cost += a->rows * b->rows * NYSTA_COST_ROW;
  if (shared != 0 && b->method == NYSTA_STEP_PART && b->part->is_leaf)
    consider (&choice, NYSTA_STEP_INDEX_JOIN,
              a->cost + n_seeks (a, shared) * NYSTA_COST_SEEK + a->rows * NYSTA_COST_ROW +
                rows * NYSTA_COST_SCANNED + output,
              0);
  if (a->sorted_by >= 0 && a->sorted_by == b->sorted_by)
    {
      /* Of the longer side stretches may be skipped. */
      double longer = MAX (a->rows, b->rows), shorter = MIN (a->rows, b->rows);
      double saved = MAX (longer - shorter * 300, 0) * NYSTA_COST_SCANNED;
      guint64 key = (guint64) 1 << a->sorted_by;
      /* Other variables that both have are compared pair by pair. */
      double pairs = shared == key
                       ? 0
                       : a->rows * b->rows /
                           MAX (MAX (a->from[a->sorted_by], b->from[a->sorted_by]), 1);

      consider (&choice, NYSTA_STEP_MERGE_JOIN,
                a->cost + b->cost - saved + (longer + shorter) * 0.004 +
                  pairs * NYSTA_COST_ROW + output,
                (guint) a->sorted_by);
    }
  if ((a->sure & b->may) != 0 && b->method == NYSTA_STEP_PART && !b->part->is_leaf &&
      b->part->node != NULL && a->rows <= MAX_BIND_ROWS && graph->planner->graph != 0 &&
      graph->planner->n_tried < NYSTA_MAX_TRIED)
    {
      double fraction = n_seeks (b, a->sure & b->may);

      consider (&choice, NYSTA_STEP_BIND_JOIN,
                a->cost + a->rows * (2 * NYSTA_COST_OPENED + b->cost / MAX (fraction, 1)) +
                  output,
                0);
    }
  return choice;
}

/* Rows of @part for one value of each of @bound. */
static double
rows_for (const NystaJoinPart *part, guint64 bound)
{
  double rows = part->rows;

  for (guint64 left = part->sure & bound; left != 0; left &= left - 1)
    rows /= MAX (part->terms[__builtin_ctzll (left)], 1);
  return MAX (rows, 0.001);
}

/* The parts of @set, if with @a's variables known all of them are patterns that have the same
 * one still to be found: what it costs to find it in all at once. FALSE if they aren't. */
static gboolean
expect_leapfrog (const NystaJoinGraph *graph, const NystaJoinStep *a, guint set,
                 double rows, double *out_cost, guint *out_key)
{
  double fewest = INFINITY;
  guint n = 0;
  guint64 wanted = 0, known = 0;

  for (guint left = set; left != 0; left &= left - 1, n++)
    {
      const NystaJoinPart *part = graph->parts->pdata[__builtin_ctz (left)];
      guint64 more = part->sure & ~a->sure;

      if (!part->is_leaf || part->leaf.n_same > 0 || part->leaf.variables[3] >= 0 ||
          more == 0 || (more & (more - 1)) != 0 || (n > 0 && more != wanted) ||
          graph->variables->len == NYSTA_JOIN_VARIABLES)
        return FALSE;
      known |= part->sure & a->sure;
      wanted = more;
      fewest = MIN (fewest, rows_for (part, a->sure));
    }
  *out_key = (guint) __builtin_ctzll (wanted);
  *out_cost = a->cost + a->rows * n * (NYSTA_COST_SEEK + fewest * NYSTA_COST_LEAP) +
              rows * NYSTA_COST_ROW * 2;
  return n >= 2 && known != 0;
}

static NystaJoinStep *
combine (const NystaJoinGraph *graph, const NystaJoinStep *a, const NystaJoinStep *b,
         double rows, Choice choice, GPtrArray *arena)
{
  NystaJoinStep *step = step_new (graph, arena);

  step->method = choice.method;
  step->left = a;
  step->right = b;
  step->key = choice.key;
  step->leaves = choice.leaves;
  step->sure = a->sure | b->sure;
  step->may = a->may | b->may;
  step->rows = rows;
  step->cost = choice.cost;
  step->sorted_by = choice.method == NYSTA_STEP_MERGE_JOIN ? a->sorted_by : -1;
  if (choice.method == NYSTA_STEP_HASH_JOIN || choice.method == NYSTA_STEP_LEAPFROG)
    step->sorted_by = a->sorted_by;
  for (guint i = 0; i < graph->variables->len; i++)
    {
      float terms = a->terms[i] == 0   ? b->terms[i]
                    : b->terms[i] == 0 ? a->terms[i]
                                       : MIN (a->terms[i], b->terms[i]);

      step->terms[i] = (float) MIN (terms, MAX (rows, 1));
      step->from[i] = MAX (a->from[i], b->from[i]);
    }
  return step;
}

static void
consider_leapfrog (const NystaJoinGraph *graph, Choice *choice, const NystaJoinStep *a,
                   guint set, double rows)
{
  double cost = 0;
  guint key = 0;

  if ((set & (set - 1)) == 0 || !expect_leapfrog (graph, a, set, rows, &cost, &key) ||
      cost >= choice->cost)
    return;
  *choice = (Choice){ NYSTA_STEP_LEAPFROG, cost, key, set };
}

static const NystaJoinStep *
join_two (const NystaJoinGraph *graph, const NystaJoinStep *a, const NystaJoinStep *b,
          GPtrArray *arena)
{
  double rows = joined_rows (a, b);

  return combine (graph, a, b, rows, choose (graph, a, b, rows), arena);
}

static gboolean
is_connected (const NystaJoinStep *a, const NystaJoinStep *b)
{
  return (a->may & b->may) != 0;
}

/* best[set]: the cheapest step for the set of parts. */
static const NystaJoinStep *
order_exhaustively (NystaJoinGraph *graph, GPtrArray *arena)
{
  guint n = graph->parts->len;
  guint all = (1u << n) - 1;
  g_autofree const NystaJoinStep **best = g_new0 (const NystaJoinStep *, all + 1);

  for (guint i = 0; i < n; i++)
    best[1u << i] = step_of_part (graph, graph->parts->pdata[i], arena);
  for (guint set = 1; set <= all; set++)
    {
      const NystaJoinStep *first = NULL, *second = NULL;
      Choice best_choice = { .cost = INFINITY };
      double rows = -1;

      if (best[set] != NULL)
        continue;
      /* Products only where nothing else is left. */
      for (guint pass = 0; pass < 2 && first == NULL; pass++)
        for (guint left = (set - 1) & set; left != 0; left = (left - 1) & set)
          {
            const NystaJoinStep *a = best[left], *b = best[set & ~left];

            /* Each way to join them has the cost of the first. */
            if ((first != NULL && a->cost >= best_choice.cost) ||
                (pass == 0 && !is_connected (a, b)))
              continue;
            if (rows < 0)
              rows = joined_rows (a, b);

            Choice choice = choose (graph, a, b, rows);

            consider_leapfrog (graph, &choice, a, set & ~left, rows);
            if (first != NULL && choice.cost >= best_choice.cost)
              continue;
            best_choice = choice;
            first = a;
            second = b;
          }
      best[set] = combine (graph, first, second, rows, best_choice, arena);
    }
  return best[all];
}

/* Of very many: from the part with the fewest rows on, the next one that is connected. */
static const NystaJoinStep *
order_in_a_row (NystaJoinGraph *graph, GPtrArray *arena)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  const NystaJoinStep *step = NULL;

  for (guint i = 0; i < graph->parts->len; i++)
    g_ptr_array_add (left, step_of_part (graph, graph->parts->pdata[i], arena));
  while (left->len > 0)
    {
      guint next = 0;
      gboolean connects = FALSE;

      for (guint i = 0; i < left->len; i++)
        {
          const NystaJoinStep *part = left->pdata[i];
          gboolean is = step != NULL && is_connected (step, part);

          if ((is && !connects) ||
              (is == connects && part->rows < ((NystaJoinStep *) left->pdata[next])->rows))
            next = i;
          connects = connects || is;
        }

      const NystaJoinStep *part = g_ptr_array_steal_index_fast (left, next);

      step = step == NULL ? part : join_two (graph, step, part, arena);
    }
  return step;
}

static const NystaJoinStep *
order_greedily (NystaJoinGraph *graph, GPtrArray *arena)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  for (guint i = 0; i < graph->parts->len; i++)
    g_ptr_array_add (steps, step_of_part (graph, graph->parts->pdata[i], arena));
  while (steps->len > 1)
    {
      const NystaJoinStep *found = NULL;
      double least = INFINITY;
      guint first = 0, second = 1;

      for (guint pass = 0; pass < 2 && found == NULL; pass++)
        for (guint i = 0; i < steps->len; i++)
          for (guint k = 0; k < steps->len; k++)
            {
              const NystaJoinStep *a = steps->pdata[i], *b = steps->pdata[k];

              if (i == k || (pass == 0 && !is_connected (a, b)))
                continue;

              double rows = joined_rows (a, b);
              double added = choose (graph, a, b, rows).cost - a->cost - b->cost;

              if (added + rows * 0.1 >= least)
                continue;
              least = added + rows * 0.1;
              found = a;
              first = i;
              second = k;
            }

      const NystaJoinStep *a = steps->pdata[first], *b = steps->pdata[second];

      steps->pdata[first] = (gpointer) join_two (graph, a, b, arena);
      g_ptr_array_remove_index_fast (steps, second);
    }
  return steps->pdata[0];
}

const NystaJoinStep *
nysta_join_order (NystaJoinGraph *graph, GPtrArray *arena)
{
  if (graph->parts->len <= MAX_EXHAUSTIVE_PARTS)
    return order_exhaustively (graph, arena);
  return graph->parts->len <= MAX_GREEDY_PARTS ? order_greedily (graph, arena)
                                               : order_in_a_row (graph, arena);
}
