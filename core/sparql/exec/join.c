/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * join.c: joins of two tables of solutions. Two solutions are compatible if no variable
 * is bound differently; the variables that every solution on both sides binds are the key
 * of a hash table, the others are compared one by one.
 */
#include "sparql/exec/run.h"

#include <string.h>

#define NO_ROW G_MAXSIZE

typedef struct
{
  const NystaSolutions *solutions;
  guint *keys;
  guint n_keys;
  guint *shared; /* bound somewhere on both sides, keys left out */
  guint n_shared;
  gsize *heads; /* by hash: the first row */
  gsize *next;  /* by row: the next with that hash */
  gsize mask;
} Index;

static void
index_clear (Index *hash_index)
{
  g_free (hash_index->keys);
  g_free (hash_index->shared);
  g_free (hash_index->heads);
  g_free (hash_index->next);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, index_clear)

typedef enum
{
  BOUND_NEVER,
  BOUND_SOMETIMES,
  BOUND_ALWAYS
} Bound;

static Bound
column_bound (const NystaSolutions *solutions, guint column)
{
  gsize n = 0;

  for (gsize i = 0; i < solutions->n_rows; i++)
    n += nysta_solutions_row (solutions, i)[column] != 0;
  return n == 0 ? BOUND_NEVER : n == solutions->n_rows ? BOUND_ALWAYS : BOUND_SOMETIMES;
}

static gsize
hash_keys (const Index *hash_index, const NystaTermId *row)
{
  guint64 hash = 0xcbf29ce484222325ull;

  for (guint i = 0; i < hash_index->n_keys; i++)
    {
      hash = (hash ^ row[hash_index->keys[i]]) * 0x9e3779b97f4a7c15ull;
      hash ^= hash >> 32;
    }
  return (gsize) hash & hash_index->mask;
}

static void
index_init (Index *hash_index, const NystaSolutions *left, const NystaSolutions *right)
{
  gsize n_heads = 16;

  while (n_heads < right->n_rows)
    n_heads *= 2;
  *hash_index = (Index){
    .solutions = right,
    .keys = g_new (guint, right->width),
    .shared = g_new (guint, right->width),
    .heads = g_new (gsize, n_heads),
    .next = g_new (gsize, MAX (right->n_rows, 1)),
    .mask = n_heads - 1,
  };
  for (guint column = 0; column < right->width; column++)
    {
      Bound in_left = column_bound (left, column);
      Bound in_right = column_bound (right, column);

      if (in_left == BOUND_ALWAYS && in_right == BOUND_ALWAYS)
        hash_index->keys[hash_index->n_keys++] = column;
      else if (in_left != BOUND_NEVER && in_right != BOUND_NEVER)
        hash_index->shared[hash_index->n_shared++] = column;
    }
  for (gsize i = 0; i < n_heads; i++)
    hash_index->heads[i] = NO_ROW;
  /* From the last on, so that chains are in the order of rows. */
  for (gsize i = right->n_rows; i-- > 0;)
    {
      gsize hash = hash_keys (hash_index, nysta_solutions_row (right, i));

      hash_index->next[i] = hash_index->heads[hash];
      hash_index->heads[hash] = i;
    }
}

static gboolean
are_compatible (const Index *hash_index, const NystaTermId *left, const NystaTermId *right)
{
  for (guint i = 0; i < hash_index->n_keys; i++)
    if (left[hash_index->keys[i]] != right[hash_index->keys[i]])
      return FALSE;
  for (guint i = 0; i < hash_index->n_shared; i++)
    {
      NystaTermId a = left[hash_index->shared[i]];
      NystaTermId b = right[hash_index->shared[i]];

      if (a != 0 && b != 0 && a != b)
        return FALSE;
    }
  return TRUE;
}

static void
merge (const NystaTermId *left, const NystaTermId *right, guint width, NystaTermId *out)
{
  for (guint i = 0; i < width; i++)
    out[i] = left[i] != 0 ? left[i] : right[i];
}

/* @filters: (nullable) */
static gboolean
join_row (NystaRun *run, const Index *hash_index, const NystaTermId *left,
          const GPtrArray *filters, NystaTermId *scratch, NystaSolutions *out,
          gboolean *out_matched)
{
  for (gsize i = hash_index->heads[hash_keys (hash_index, left)]; i != NO_ROW;
       i = hash_index->next[i])
    {
      const NystaTermId *right = nysta_solutions_row (hash_index->solutions, i);
      gboolean holds = TRUE;

      if (!nysta_run_tick (run))
        return FALSE;
      if (!are_compatible (hash_index, left, right))
        continue;
      merge (left, right, run->width, scratch);
      if (filters != NULL && !nysta_run_test (run, filters, scratch, &holds))
        return FALSE;
      if (!holds)
        continue;
      *out_matched = TRUE;
      if (nysta_run_append (run, out, scratch) == NULL)
        return FALSE;
    }
  return TRUE;
}

static NystaSolutions *
join (NystaRun *run, const NystaSolutions *left, const NystaSolutions *right,
      const GPtrArray *filters, gboolean keep_left)
{
  g_autoptr (NystaSolutions) out = nysta_solutions_new (run->width);
  g_autofree NystaTermId *scratch = g_new (NystaTermId, run->width);
  g_auto (Index) hash_index = { 0 };

  index_init (&hash_index, left, right);
  for (gsize i = 0; i < left->n_rows; i++)
    {
      const NystaTermId *row = nysta_solutions_row (left, i);
      gboolean matched = FALSE;

      if (!join_row (run, &hash_index, row, filters, scratch, out, &matched))
        return NULL;
      if (!matched && keep_left && nysta_run_append (run, out, row) == NULL)
        return NULL;
    }
  return g_steal_pointer (&out);
}

NystaSolutions *
nysta_run_join (NystaRun *run, NystaSolutions *left, NystaSolutions *right)
{
  g_autoptr (NystaSolutions) owned_left = left;
  g_autoptr (NystaSolutions) owned_right = right;

  if (nysta_solutions_is_unit (left))
    return g_steal_pointer (&owned_right);
  if (nysta_solutions_is_unit (right))
    return g_steal_pointer (&owned_left);
  return join (run, left, right, NULL, FALSE);
}

NystaSolutions *
nysta_run_left_join (NystaRun *run, NystaSolutions *left, NystaSolutions *right,
                     const GPtrArray *filters)
{
  g_autoptr (NystaSolutions) owned_left = left;
  g_autoptr (NystaSolutions) owned_right = right;

  return join (run, left, right, filters, TRUE);
}
