/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * order.c: ORDER BY, SPARQL 1.1 §15.1. What "<" does not compare has an order all the
 * same: unbound, blank nodes, IRIs, numbers, strings, truth, dates with time, dates, others.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/vocabulary.h"
#include "sparql/exec/run.h"

typedef enum
{
  KEY_UNBOUND,
  KEY_BLANK,
  KEY_IRI,
  KEY_NUMBER,
  KEY_STRING,
  KEY_BOOLEAN,
  KEY_DATE_TIME,
  KEY_DATE,
  KEY_OTHER
} KeyKind;

typedef struct
{
  KeyKind kind;
  NystaTerm term;
  NystaNumber number;
  NystaMoment moment;
} Key;

typedef struct
{
  const Key *keys; /* of row i and condition k: i * n_conditions + k */
  const GArray *conditions;
} Sorting;

static void
key_init (Key *key, const NystaTerm *term)
{
  gboolean truth = FALSE;

  *key = (Key){ .kind = KEY_OTHER, .term = *term };
  if (term->kind == NYSTA_TERM_BLANK)
    key->kind = KEY_BLANK;
  else if (term->kind == NYSTA_TERM_IRI)
    key->kind = KEY_IRI;
  else if (term->datatype == NULL)
    key->kind = KEY_STRING;
  else if (nysta_number_from_term (term, &key->number) == NYSTA_VALUE_OK &&
           !isnan (key->number.real))
    key->kind = KEY_NUMBER;
  else if (nysta_moment_from_term (term, &key->moment))
    key->kind = strcmp (term->datatype, XSD_DATE) == 0 ? KEY_DATE : KEY_DATE_TIME;
  else if (strcmp (term->datatype, NS_XSD "boolean") == 0 &&
           nysta_truth_from_term (term, &truth) == NYSTA_VALUE_OK)
    {
      key->kind = KEY_BOOLEAN;
      key->number.digits = truth;
    }
}

static int
compare_numbers (const NystaNumber *a, const NystaNumber *b)
{
  int order = 0;

  if (nysta_number_compare (a, b, &order) == NYSTA_VALUE_OK)
    return order;

  double left = nysta_number_to_double (a);
  double right = nysta_number_to_double (b);

  return (left > right) - (left < right);
}

static int
compare_keys (const Key *a, const Key *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  switch (a->kind)
    {
    case KEY_UNBOUND:
      return 0;
    case KEY_NUMBER:
      return compare_numbers (&a->number, &b->number);
    case KEY_BOOLEAN:
      return (a->number.digits > b->number.digits) - (a->number.digits < b->number.digits);
    case KEY_DATE_TIME:
    case KEY_DATE:
      return nysta_moment_compare (&a->moment, &b->moment);
    default:
      return nysta_term_compare (&a->term, &b->term);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Sorting *sorting = user_data;
  guint n = sorting->conditions->len;
  const Key *left = sorting->keys + *(const gsize *) a * n;
  const Key *right = sorting->keys + *(const gsize *) b * n;

  for (guint i = 0; i < n; i++)
    {
      int order = compare_keys (&left[i], &right[i]);

      if (order != 0)
        return g_array_index (sorting->conditions, NystaOrderCondition, i).descending
                 ? -order
                 : order;
    }
  return 0;
}

static gboolean
fill_keys (NystaRun *run, const NystaSolutions *solutions, Key *keys)
{
  const GArray *conditions = run->tree->order;

  for (gsize i = 0; i < solutions->n_rows; i++)
    for (guint k = 0; k < conditions->len; k++)
      {
        NystaTermId id = 0;
        NystaTerm term = { 0 };

        if (!nysta_run_evaluate (
              run, g_array_index (conditions, NystaOrderCondition, k).expression,
              nysta_solutions_row (solutions, i), &id))
          return FALSE;
        if (nysta_run_term (run, id, &term))
          key_init (&keys[i * conditions->len + k], &term);
      }
  return TRUE;
}

static Key *
new_keys (NystaRun *run, gsize n_rows, guint n_conditions)
{
  /* A key is as large as some twenty cells. */
  Key *keys = n_rows <= NYSTA_MAX_SOLUTION_CELLS / 4 / n_conditions
                ? g_try_new0 (Key, n_rows * n_conditions)
                : NULL;

  if (keys == NULL)
    g_set_error (&run->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                 "limit: %" G_GSIZE_FORMAT " solutions are too many to sort by %u "
                 "conditions: ask for less",
                 n_rows, n_conditions);
  return keys;
}

gboolean
nysta_run_order (NystaRun *run, NystaSolutions *solutions)
{
  gsize n = solutions->n_rows;
  guint n_conditions = run->tree->order->len;

  if (n_conditions == 0 || n == 0)
    return TRUE;

  g_autofree Key *keys = new_keys (run, n, n_conditions);
  g_autofree gsize *rows = g_new (gsize, n);
  g_autoptr (NystaSolutions) sorted = nysta_solutions_new (run->width);
  Sorting sorting = { .keys = keys, .conditions = run->tree->order };

  if (keys == NULL || !fill_keys (run, solutions, keys))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    rows[i] = i;
  /* GLib's is a merge sort, and says so: stable. */
  g_qsort_with_data (rows, (int) n, sizeof (gsize), compare_rows, &sorting);
  for (gsize i = 0; i < n; i++)
    if (nysta_run_append (run, sorted, nysta_solutions_row (solutions, rows[i])) == NULL)
      return FALSE;

  NystaTermId *ids = solutions->ids;

  solutions->ids = sorted->ids;
  solutions->n_allocated = sorted->n_allocated;
  sorted->ids = ids;
  return TRUE;
}
