/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tuples.h"

#include <string.h>

Tuples *
tuples_new (guint n_columns)
{
  Tuples *tuples = g_new0 (Tuples, 1);

  tuples->n_columns = n_columns;
  tuples->terms = g_array_new (FALSE, FALSE, sizeof (NystaTerm));
  tuples->texts = g_string_chunk_new (4096);
  return tuples;
}

static const char *
keep (Tuples *tuples, const char *text)
{
  return text ? g_string_chunk_insert_const (tuples->texts, text) : NULL;
}

void
tuples_add (Tuples *tuples, const NystaTerm *row)
{
  for (guint i = 0; i < tuples->n_columns; i++)
    {
      NystaTerm term = { .kind = row[i].kind };

      if (term.kind != NYSTA_TERM_NONE)
        term.value = keep (tuples, row[i].value);
      if (term.kind == NYSTA_TERM_LITERAL)
        {
          term.datatype = keep (tuples, row[i].datatype);
          term.language = keep (tuples, row[i].language);
        }
      g_array_append_val (tuples->terms, term);
    }
  tuples->n_rows++;
}

void
tuples_add_statement (Tuples *tuples, const NystaStatement *statement)
{
  const NystaTerm row[] = { statement->subject, statement->predicate, statement->object,
                            statement->graph };

  tuples_add (tuples, row);
}

const NystaTerm *
tuples_row (const Tuples *tuples, gsize i)
{
  return &((const NystaTerm *) tuples->terms->data)[i * tuples->n_columns];
}

void
tuples_free (Tuples *tuples)
{
  if (tuples == NULL)
    return;
  g_array_unref (tuples->terms);
  g_string_chunk_free (tuples->texts);
  g_free (tuples);
}

/* --- what differs ------------------------------------------------------------------ */

#define MAX_LINES 12

static char *
row_text (const Tuples *tuples, gsize i)
{
  const NystaTerm *row = tuples_row (tuples, i);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint k = 0; k < tuples->n_columns; k++)
    {
      g_string_append (text, k > 0 ? "  " : "");
      if (row[k].kind == NYSTA_TERM_NONE)
        g_string_append_c (text, '-');
      else if (row[k].kind == NYSTA_TERM_BLANK)
        g_string_append (text, "_:");
      else
        nysta_term_append_ntriples (&row[k], text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_rest (GHashTable *counts, const char *sign, int direction, GString *out)
{
  GHashTableIter iter;
  gpointer text = NULL;
  gpointer value = NULL;
  guint n_lines = 0;

  g_hash_table_iter_init (&iter, counts);
  while (n_lines < MAX_LINES && g_hash_table_iter_next (&iter, &text, &value))
    {
      int n = GPOINTER_TO_INT (value) * direction;

      if (n <= 0)
        continue;
      g_string_append_printf (out, "# %s %s", sign, (char *) text);
      if (n > 1)
        g_string_append_printf (out, " (%d times)", n);
      g_string_append_c (out, '\n');
      n_lines++;
    }
}

void
tuples_describe_difference (const Tuples *actual, const Tuples *expected, GString *out)
{
  g_autoptr (GHashTable)
    counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const Tuples *const sides[] = { expected, actual };

  for (guint side = 0; side < 2; side++)
    for (gsize i = 0; i < sides[side]->n_rows; i++)
      {
        char *text = row_text (sides[side], i);
        int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, text));

        g_hash_table_insert (counts, text, GINT_TO_POINTER (side == 0 ? n + 1 : n - 1));
      }
  g_string_append_printf (out, "# %" G_GSIZE_FORMAT " rows, %" G_GSIZE_FORMAT " expected\n",
                          actual->n_rows, expected->n_rows);
  append_rest (counts, "-", 1, out);
  append_rest (counts, "+", -1, out);
}
