/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Any bytes as an answer in each format: rows as wide as its head, or one line of error; and
 * what was read is written and read again as the same. The corpus is tests/fuzz/answers.
 */
#include "fuzz.h"
#include "sparql/results/results-reader.h"

#include <string.h>

const char *const fuzz_corpus = "tests/fuzz/answers";

/* What a reading told, as text, and written again. */
typedef struct
{
  GString *told;
  GString *written;
  NystaResults *results; /* NULL: it isn't */
  gsize n_columns;
} Reading;

static gboolean
on_bytes (const char *bytes, gsize n_bytes, gpointer text, GError **error)
{
  g_string_append_len (text, bytes, (gssize) n_bytes);
  return TRUE;
}

static void
reading_init (Reading *reading, NystaResultsFormat format, gboolean writes)
{
  *reading = (Reading){ g_string_new (NULL), g_string_new (NULL), NULL, 0 };
  if (writes)
    reading->results = nysta_results_new (format, on_bytes, reading->written);
}

static void
reading_clear (Reading *reading)
{
  g_string_free (reading->told, TRUE);
  g_string_free (reading->written, TRUE);
  nysta_results_free (reading->results);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
on_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  reading->n_columns = n;
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (reading->told, "?%s ", names[i]);
  return reading->results == NULL ||
         nysta_results_variables (reading->results, names, n, error);
}

/* Blank nodes may be called otherwise once they are written. */
static gboolean
on_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  g_assert_cmpuint (n, ==, reading->n_columns);
  for (gsize i = 0; i < n; i++)
    {
      if (values[i].kind == NYSTA_TERM_BLANK)
        g_string_append (reading->told, "_:");
      else
        nysta_term_append_ntriples (&values[i], reading->told);
      g_string_append_c (reading->told, ' ');
    }
  g_string_append_c (reading->told, '\n');
  return reading->results == NULL || nysta_results_row (reading->results, values, n, error);
}

static gboolean
on_boolean (gboolean value, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  g_string_append (reading->told, value ? "true" : "false");
  return reading->results == NULL || nysta_results_boolean (reading->results, value, error);
}

static const NystaResultsFuncs funcs = { on_variables, on_row, on_boolean };

static void
check_format (const char *data, gsize n_bytes, NystaResultsFormat format)
{
  g_autoptr (GError) error = NULL;
  g_auto (Reading) first = { 0 };
  g_auto (Reading) second = { 0 };

  reading_init (&first, format, TRUE);
  reading_init (&second, format, FALSE);
  if (!nysta_results_read (data, n_bytes, "answer", format, &funcs, &first, &error))
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_true (nysta_results_finish (first.results, NULL));
  nysta_results_read (first.written->str, first.written->len, "answer", format, &funcs,
                      &second, &error);
  /* CSV writes what is empty as what is unbound. */
  if (error != NULL ||
      (format != NYSTA_RESULTS_CSV && strcmp (first.told->str, second.told->str) != 0))
    fuzz_fail ("format %d: %s\n%s\nas\n%s\nread as\n%s", (int) format,
               error != NULL ? error->message : "not the same", first.told->str,
               first.written->str, second.told->str);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  static const NystaResultsFormat formats[] = { NYSTA_RESULTS_CSV, NYSTA_RESULTS_TSV,
                                                NYSTA_RESULTS_JSON, NYSTA_RESULTS_XML };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    check_format ((const char *) data, n_bytes, formats[i]);
  return 0;
}
