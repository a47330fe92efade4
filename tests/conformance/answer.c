/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "answer.h"

#include <string.h>

#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"
#include "result-set.h"
#include "sparql/results/results-reader.h"

Answer *
answer_new (AnswerKind kind)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->kind = kind;
  answer->names = g_ptr_array_new_with_free_func (g_free);
  if (kind == ANSWER_GRAPH)
    answer->tuples = tuples_new (4);
  return answer;
}

void
answer_free (Answer *answer)
{
  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->names);
  tuples_free (answer->tuples);
  g_free (answer);
}

void
answer_set_names (Answer *answer, const char *const *names, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (answer->names, g_strdup (names[i]));
  answer->tuples = tuples_new ((guint) n);
}

/* --- results in a format of their own ------------------------------------------------- */

gboolean
answer_format_from_path (const char *path, NystaResultsFormat *out_format)
{
  static const struct
  {
    const char *suffix;
    NystaResultsFormat format;
  } suffixes[] = {
    { ".srx", NYSTA_RESULTS_XML },
    { ".srj", NYSTA_RESULTS_JSON },
    { ".csv", NYSTA_RESULTS_CSV },
    { ".tsv", NYSTA_RESULTS_TSV },
  };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (path, suffixes[i].suffix))
      {
        *out_format = suffixes[i].format;
        return TRUE;
      }
  return FALSE;
}

static gboolean
on_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  answer_set_names (user_data, names, n);
  return TRUE;
}

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  tuples_add (((Answer *) user_data)->tuples, values);
  return TRUE;
}

static gboolean
on_boolean (gboolean value, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  answer->kind = ANSWER_BOOLEAN;
  answer->boolean = value;
  return TRUE;
}

static Answer *
read_results (const char *data, gsize n_bytes, const char *name, NystaResultsFormat format,
              GError **error)
{
  static const NystaResultsFuncs funcs = { on_variables, on_row, on_boolean };
  g_autoptr (Answer) answer = answer_new (ANSWER_ROWS);

  if (!nysta_results_read (data, n_bytes, name, format, &funcs, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static gboolean
append_bytes (const char *data, gsize n_bytes, gpointer text, GError **error)
{
  g_string_append_len (text, data, (gssize) n_bytes);
  return TRUE;
}

gboolean
answer_write (const Answer *answer, NystaResultsFormat format, GString *out, GError **error)
{
  g_autoptr (NystaResults) results = nysta_results_new (format, append_bytes, out);
  gboolean ok = TRUE;

  if (answer->kind == ANSWER_BOOLEAN)
    ok = nysta_results_boolean (results, answer->boolean, error);
  else
    ok = nysta_results_variables (results, (const char *const *) answer->names->pdata,
                                  answer->names->len, error);
  for (gsize i = 0; ok && answer->kind == ANSWER_ROWS && i < answer->tuples->n_rows; i++)
    ok = nysta_results_row (results, tuples_row (answer->tuples, i), answer->names->len,
                            error);
  return ok && nysta_results_finish (results, error);
}

Answer *
answer_reformat (const Answer *answer, NystaResultsFormat format, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!answer_write (answer, format, text, error))
    return NULL;
  return read_results (text->str, text->len, "what was written", format, error);
}

/* --- RDF ------------------------------------------------------------------------------- */

static gboolean
on_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  tuples_add_statement (((Answer *) user_data)->tuples, statement);
  return TRUE;
}

Answer *
answer_read (const char *path, GError **error)
{
  NystaResultsFormat format = NYSTA_RESULTS_TABLE;

  if (answer_format_from_path (path, &format))
    {
      g_autofree char *data = NULL;
      gsize n_bytes = 0;

      if (!g_file_get_contents (path, &data, &n_bytes, error))
        return NULL;
      return read_results (data, n_bytes, path, format, error);
    }

  g_autoptr (Answer) answer = answer_new (ANSWER_GRAPH);

  if (result_set_read (path, &answer, error) &&
      (answer->kind != ANSWER_GRAPH ||
       nysta_rdf_read (path, NULL, on_statement, answer, error)))
    return g_steal_pointer (&answer);
  return NULL;
}

/* --- numbers -------------------------------------------------------------------------- */

/* The canonical form of @text as a number of @datatype, or NULL. (transfer full) */
static char *
canonical_number (const char *text, const char *datatype)
{
  gboolean is_float = strcmp (datatype, NS_XSD "float") == 0;
  char *end = NULL;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (is_float || strcmp (datatype, NS_XSD "double") == 0)
    {
      double value = g_ascii_strtod (text, &end);

      if (*end != '\0' || end == text)
        return NULL;
      return g_strdup (g_ascii_formatd (digits, sizeof digits, is_float ? "%.9g" : "%.17g",
                                        is_float ? (double) (float) value : value));
    }
  if (strcmp (datatype, NS_XSD "decimal") != 0 && strcmp (datatype, NS_XSD "integer") != 0)
    return NULL;

  const char *whole = text + (*text == '+' || *text == '-');
  gsize n_whole = strspn (whole, "0123456789");
  const char *fraction = whole[n_whole] == '.' ? whole + n_whole + 1 : whole + n_whole;
  gsize n_fraction = strspn (fraction, "0123456789");
  gsize n_zeros = strspn (whole, "0");

  if (fraction[n_fraction] != '\0' || n_whole + n_fraction == 0)
    return NULL;
  while (n_fraction > 0 && fraction[n_fraction - 1] == '0')
    n_fraction--;
  if (n_zeros == n_whole && n_fraction == 0)
    return g_strdup ("0");
  return g_strdup_printf ("%s%.*s%s%.*s", *text == '-' ? "-" : "",
                          (int) (n_whole - n_zeros), whole + n_zeros,
                          n_fraction > 0 ? "." : "", (int) n_fraction, fraction);
}

void
answer_make_numbers_canonical (Answer *answer)
{
  for (guint i = 0; answer->tuples != NULL && i < answer->tuples->terms->len; i++)
    {
      NystaTerm *term = &g_array_index (answer->tuples->terms, NystaTerm, i);
      g_autofree char *number = NULL;

      if (term->kind == NYSTA_TERM_LITERAL && term->datatype != NULL)
        number = canonical_number (term->value, term->datatype);
      if (number != NULL)
        term->value = g_string_chunk_insert (answer->tuples->texts, number);
    }
}

/* --- comparing -------------------------------------------------------------------------- */

/* The column of @name, or -1. */
static int
find_name (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (names->pdata[i], name) == 0)
      return (int) i;
  return -1;
}

static gboolean
same_names (const Answer *actual, const Answer *expected, GString *why)
{
  gboolean same = actual->names->len == expected->names->len;

  for (guint i = 0; same && i < expected->names->len; i++)
    same = find_name (actual->names, expected->names->pdata[i]) >= 0;
  if (same)
    return TRUE;
  for (guint side = 0; side < 2; side++)
    {
      const GPtrArray *names = (side == 0 ? actual : expected)->names;

      g_string_append (why, side == 0 ? "# variables:" : "# expected:");
      for (guint i = 0; i < names->len; i++)
        g_string_append_printf (why, " %s", (char *) names->pdata[i]);
      g_string_append_c (why, '\n');
    }
  return FALSE;
}

/* The rows with their columns in the sequence of the expected answer's. */
static Tuples *
align (const Answer *actual, const Answer *expected)
{
  Tuples *aligned = tuples_new (expected->names->len);
  g_autofree NystaTerm *row = g_new0 (NystaTerm, expected->names->len + 1);

  for (gsize i = 0; i < actual->tuples->n_rows; i++)
    {
      const NystaTerm *cells = tuples_row (actual->tuples, i);

      for (guint k = 0; k < expected->names->len; k++)
        row[k] = cells[find_name (actual->names, expected->names->pdata[k])];
      tuples_add (aligned, row);
    }
  return aligned;
}

static gboolean
compare_tuples (const Tuples *actual, const Tuples *expected, CompareMode mode,
                GString *why)
{
  CompareVerdict verdict = tuples_compare (actual, expected, mode, COMPARE_MAX_STEPS);

  if (verdict == COMPARE_SAME)
    return TRUE;
  if (verdict == COMPARE_GAVE_UP)
    g_string_append (why, "# too many ways to pair the blank nodes\n");
  else if (mode == COMPARE_ORDERED && tuples_compare (actual, expected, COMPARE_MULTISET,
                                                      COMPARE_MAX_STEPS) == COMPARE_SAME)
    g_string_append (why, "# the rows are right, their sequence is not\n");
  tuples_describe_difference (actual, expected, why);
  return FALSE;
}

gboolean
answer_compare (const Answer *actual, const Answer *expected, CompareMode mode,
                GString *why)
{
  static const char *const kinds[] = { "rows", "a boolean", "a graph" };

  if (actual->kind != expected->kind)
    {
      g_string_append_printf (why, "# %s, not %s\n", kinds[actual->kind],
                              kinds[expected->kind]);
      return FALSE;
    }
  if (actual->kind == ANSWER_BOOLEAN)
    {
      if (actual->boolean != expected->boolean)
        g_string_append_printf (why, "# %s\n", actual->boolean ? "true" : "false");
      return actual->boolean == expected->boolean;
    }
  if (actual->kind == ANSWER_GRAPH)
    return compare_tuples (actual->tuples, expected->tuples, COMPARE_SET, why);
  if (!same_names (actual, expected, why))
    return FALSE;

  g_autoptr (Tuples) aligned = align (actual, expected);

  return compare_tuples (aligned, expected->tuples, mode, why);
}
