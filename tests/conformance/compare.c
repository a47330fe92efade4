/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * compare.c: two heaps of tuples but for the labels of blank nodes.
 *
 * A blank node's colour is what can be said of it without a label: the rows it stands in
 * and the colours of the others there, again and again until no more can be told apart.
 * Where nodes of one colour are left, one is paired with each of the other side's in turn.
 * A pairing of all is checked row by row, so that colours, being hashes, decide nothing
 * alone.
 */
#include "tuples.h"

#include <stdlib.h>
#include <string.h>

/* A cell: ground terms share numbers between the sides, blank nodes have their side's. */
typedef struct
{
  gboolean is_blank;
  guint number;
} Cell;

typedef struct
{
  Cell *cells; /* of the distinct rows */
  guint *counts;
  guint n_rows;
  guint n_blanks;
} Side;

typedef struct
{
  Side sides[2]; /* actual, expected */
  guint n_columns;
  CompareMode mode;
  guint n_steps_left;
  gboolean gave_up;
} Comparison;

static guint64
mix (guint64 hash, guint64 value)
{
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
  hash ^= hash >> 29;
  hash *= 0xbf58476d1ce4e5b9ull;
  return hash ^ hash >> 32;
}

/* --- rows as numbers ------------------------------------------------------------------ */

static guint
number_of (GHashTable *numbers, const NystaTerm *term)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, term));

  if (number == 0)
    {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, (gpointer) term, GUINT_TO_POINTER (number));
    }
  return number - 1;
}

static int
compare_cells (gconstpointer a, gconstpointer b, gpointer n_columns)
{
  return memcmp (a, b, GPOINTER_TO_UINT (n_columns) * sizeof (Cell));
}

static GHashTable *
term_numbers_new (void)
{
  return g_hash_table_new ((GHashFunc) nysta_term_hash, (GEqualFunc) nysta_term_equal);
}

/* The cells of all rows, in their sequence. */
static Cell *
number_rows (const Tuples *tuples, GHashTable *ground, guint *out_n_blanks)
{
  gsize n_cells = tuples->n_rows * tuples->n_columns;
  Cell *cells = g_new0 (Cell, n_cells + 1);
  g_autoptr (GHashTable) blanks = term_numbers_new ();

  for (gsize i = 0; i < n_cells; i++)
    {
      const NystaTerm *term = &((const NystaTerm *) tuples->terms->data)[i];

      cells[i].is_blank = term->kind == NYSTA_TERM_BLANK;
      cells[i].number = number_of (cells[i].is_blank ? blanks : ground, term);
    }
  *out_n_blanks = g_hash_table_size (blanks);
  return cells;
}

/* Sort the rows and count equal ones. */
static void
side_init (Side *side, const Tuples *tuples, GHashTable *ground)
{
  guint n_columns = tuples->n_columns;

  side->cells = number_rows (tuples, ground, &side->n_blanks);
  side->counts = g_new0 (guint, tuples->n_rows + 1);
  if (n_columns > 0)
    g_qsort_with_data (side->cells, (gint) tuples->n_rows, n_columns * sizeof (Cell),
                       compare_cells, GUINT_TO_POINTER (n_columns));
  for (gsize i = 0; i < tuples->n_rows; i++)
    {
      Cell *last = &side->cells[(side->n_rows - (side->n_rows > 0)) * n_columns];
      const Cell *row = &side->cells[i * n_columns];

      if (side->n_rows == 0 || memcmp (last, row, n_columns * sizeof (Cell)) != 0)
        memmove (&side->cells[side->n_rows++ * n_columns], row, n_columns * sizeof (Cell));
      side->counts[side->n_rows - 1]++;
    }
}

static void
side_clear (Side *side)
{
  g_free (side->cells);
  g_free (side->counts);
}

/* --- colours ---------------------------------------------------------------------------- */

static guint64
row_hash (const Comparison *comparison, const Side *side, guint row, const guint64 *colours)
{
  const Cell *cells = &side->cells[row * comparison->n_columns];
  guint64 hash = comparison->mode == COMPARE_MULTISET ? side->counts[row] : 1;

  for (guint i = 0; i < comparison->n_columns; i++)
    {
      guint first = 0;

      if (!cells[i].is_blank)
        {
          hash = mix (hash, 2 * (guint64) cells[i].number);
          continue;
        }
      /* A node that stands in a row twice is not two nodes of one colour. */
      while (!cells[first].is_blank || cells[first].number != cells[i].number)
        first++;
      hash = mix (mix (hash, colours[cells[i].number]), 2 * (guint64) first + 1);
    }
  return hash;
}

static int
compare_colours (const void *a, const void *b)
{
  guint64 left = *(const guint64 *) a;
  guint64 right = *(const guint64 *) b;

  return (left > right) - (left < right);
}

static guint
count_colours (const guint64 *colours, guint n, guint64 *scratch)
{
  guint n_distinct = 0;

  memcpy (scratch, colours, n * sizeof (guint64));
  qsort (scratch, n, sizeof (guint64), compare_colours);
  for (guint i = 0; i < n; i++)
    n_distinct += i == 0 || scratch[i] != scratch[i - 1];
  return n_distinct;
}

/* One look at the neighbours. */
static void
refine_once (const Comparison *comparison, const Side *side, guint64 *colours,
             guint64 *sums)
{
  memset (sums, 0, side->n_blanks * sizeof (guint64));
  for (guint row = 0; row < side->n_rows; row++)
    {
      const Cell *cells = &side->cells[row * comparison->n_columns];
      guint64 hash = row_hash (comparison, side, row, colours);

      for (guint i = 0; i < comparison->n_columns; i++)
        if (cells[i].is_blank)
          sums[cells[i].number] += mix (hash, i);
    }
  for (guint i = 0; i < side->n_blanks; i++)
    colours[i] = mix (colours[i], sums[i]);
}

/* Both sides in step, so that colours mean the same on both. FALSE: they cannot be
 * paired. @scratch: twice as many as there are blank nodes. */
static gboolean
refine (const Comparison *comparison, guint64 *const colours[2], guint64 *scratch)
{
  guint n = comparison->sides[0].n_blanks;
  guint n_colours = 0;

  for (;;)
    {
      guint n_before = n_colours;

      for (guint i = 0; i < 2; i++)
        refine_once (comparison, &comparison->sides[i], colours[i], scratch);
      n_colours = count_colours (colours[0], n, scratch);
      if (count_colours (colours[1], n, scratch + n) != n_colours ||
          memcmp (scratch, scratch + n, n * sizeof (guint64)) != 0)
        return FALSE;
      if (n_colours == n || n_colours == n_before)
        return TRUE;
    }
}

/* --- pairing ------------------------------------------------------------------------------ */

static gboolean
counts_agree (CompareMode mode, guint actual, guint expected)
{
  if (mode == COMPARE_MULTISET)
    return actual == expected;
  return mode == COMPARE_SET || actual <= expected;
}

/* Whether the pairing that colours give makes the rows equal. Rows of either side are
 * distinct and as many, so it is enough that each of one has its like. */
static gboolean
check_pairing (const Comparison *comparison, guint64 *const colours[2])
{
  const Side *actual = &comparison->sides[0];
  const Side *expected = &comparison->sides[1];
  gsize row_bytes = comparison->n_columns * sizeof (Cell);
  g_autofree Cell *row = g_new (Cell, comparison->n_columns + 1);
  g_autofree guint *partner = g_new (guint, actual->n_blanks + 1);
  g_autoptr (GHashTable) by_colour = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < expected->n_blanks; i++)
    g_hash_table_insert (by_colour, &colours[1][i], GUINT_TO_POINTER (i));
  for (guint i = 0; i < actual->n_blanks; i++)
    partner[i] = GPOINTER_TO_UINT (g_hash_table_lookup (by_colour, &colours[0][i]));

  for (guint i = 0; i < actual->n_rows; i++)
    {
      guint low = 0;
      guint high = expected->n_rows;

      memcpy (row, &actual->cells[i * comparison->n_columns], row_bytes);
      for (guint k = 0; k < comparison->n_columns; k++)
        if (row[k].is_blank)
          row[k].number = partner[row[k].number];
      while (low < high)
        {
          guint middle = low + (high - low) / 2;
          int order = memcmp (&expected->cells[middle * comparison->n_columns], row,
                              row_bytes);

          if (order == 0)
            low = high = middle;
          else if (order < 0)
            low = middle + 1;
          else
            high = middle;
        }
      if (low >= expected->n_rows ||
          memcmp (&expected->cells[low * comparison->n_columns], row, row_bytes) != 0 ||
          !counts_agree (comparison->mode, actual->counts[i], expected->counts[low]))
        return FALSE;
    }
  return TRUE;
}

/* The colour that fewest nodes share, more than one; FALSE if each has its own. */
static gboolean
choose_colour (const guint64 *colours, guint n, guint64 *scratch, guint64 *out_colour)
{
  guint fewest = G_MAXUINT;

  memcpy (scratch, colours, n * sizeof (guint64));
  qsort (scratch, n, sizeof (guint64), compare_colours);
  for (guint i = 0, first = 0; i < n; i++)
    {
      if (scratch[i] != scratch[first])
        first = i;
      if ((i + 1 == n || scratch[i + 1] != scratch[i]) && i > first &&
          i - first + 1 < fewest)
        {
          fewest = i - first + 1;
          *out_colour = scratch[i];
        }
    }
  return fewest != G_MAXUINT;
}

static gboolean
search (Comparison *comparison, guint64 *const colours[2])
{
  guint n = comparison->sides[0].n_blanks;
  g_autofree guint64 *scratch = g_new (guint64, 2 * n + 1);
  g_autofree guint64 *actual = g_new (guint64, n + 1);
  g_autofree guint64 *expected = g_new (guint64, n + 1);
  guint64 *const next[2] = { actual, expected };
  guint64 colour = 0;
  guint chosen = 0;

  if (comparison->n_steps_left == 0)
    {
      comparison->gave_up = TRUE;
      return FALSE;
    }
  comparison->n_steps_left--;
  if (!refine (comparison, colours, scratch))
    return FALSE;
  if (!choose_colour (colours[0], n, scratch, &colour))
    return check_pairing (comparison, colours);

  while (colours[0][chosen] != colour)
    chosen++;
  for (guint i = 0; i < n && !comparison->gave_up; i++)
    {
      if (colours[1][i] != colour)
        continue;
      memcpy (actual, colours[0], n * sizeof (guint64));
      memcpy (expected, colours[1], n * sizeof (guint64));
      actual[chosen] = expected[i] = mix (colour, 1);
      if (search (comparison, next))
        return TRUE;
    }
  return FALSE;
}

/* --- in sequence ---------------------------------------------------------------------------- */

/* The sequence pairs the nodes: nothing is left to choose. */
static gboolean
equal_in_sequence (const Tuples *actual, const Tuples *expected)
{
  g_autoptr (GHashTable) ground = term_numbers_new ();
  guint n_blanks = 0;
  guint n_expected_blanks = 0;
  g_autofree Cell *left = number_rows (actual, ground, &n_blanks);
  g_autofree Cell *right = number_rows (expected, ground, &n_expected_blanks);

  if (actual->n_rows != expected->n_rows)
    return FALSE;
  /* Blank nodes are numbered as they come: equal rows have equal numbers. */
  return memcmp (left, right, actual->n_rows * actual->n_columns * sizeof (Cell)) == 0;
}

static CompareVerdict
compare_in_any_sequence (const Tuples *actual, const Tuples *expected, CompareMode mode,
                         guint max_steps)
{
  g_autoptr (GHashTable) ground = term_numbers_new ();
  Comparison comparison = { .n_columns = actual->n_columns,
                            .mode = mode,
                            .n_steps_left = max_steps };
  const Side *sides = comparison.sides;
  gboolean same = FALSE;

  side_init (&comparison.sides[0], actual, ground);
  side_init (&comparison.sides[1], expected, ground);
  if (sides[0].n_rows == sides[1].n_rows && sides[0].n_blanks == sides[1].n_blanks)
    {
      g_autofree guint64 *left = g_new0 (guint64, sides[0].n_blanks + 1);
      g_autofree guint64 *right = g_new0 (guint64, sides[0].n_blanks + 1);
      guint64 *const colours[2] = { left, right };

      same = search (&comparison, colours);
    }
  side_clear (&comparison.sides[0]);
  side_clear (&comparison.sides[1]);
  return same ? COMPARE_SAME : comparison.gave_up ? COMPARE_GAVE_UP : COMPARE_DIFFERENT;
}

CompareVerdict
tuples_compare (const Tuples *actual, const Tuples *expected, CompareMode mode,
                guint max_steps)
{
  if (actual->n_columns != expected->n_columns)
    return COMPARE_DIFFERENT;
  if (mode == COMPARE_ORDERED)
    return equal_in_sequence (actual, expected) ? COMPARE_SAME : COMPARE_DIFFERENT;
  return compare_in_any_sequence (actual, expected, mode, max_steps);
}
