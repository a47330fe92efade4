/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Any bytes as a query, and as an update, of a few quads: an answer or one line of error.
 * What is answered is answered alike without the optimiser, and reads back as it was written
 * in each format of results. The corpus is tests/fuzz/execution.
 *
 * What takes longer or more memory than a small query ought to ends in an error; that it ends
 * is what libFuzzer's -timeout sees to.
 */
#include "fuzz.h"
#include "rdf/rdf-reader.h"
#include "sparql/results/results-reader.h"
#include "sparql/update.h"

#include <string.h>

const char *const fuzz_corpus = "tests/fuzz/execution";

#define MAX_ROWS 20000u

/* A clique to go round in, a list, values of most kinds, two named graphs. */
static const char data_text[] =
  "<urn:a> <urn:p> <urn:b> .\n<urn:b> <urn:p> <urn:c> .\n<urn:c> <urn:p> <urn:a> .\n"
  "<urn:a> <urn:p> <urn:a> .\n<urn:a> <urn:q> _:l1 .\n"
  "_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <urn:b> .\n"
  "_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
  "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n"
  "<urn:a> <urn:v> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
  "<urn:a> <urn:v> \"2.50\"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .\n"
  "<urn:b> <urn:v> \"1.5e0\"^^<http://www.w3.org/2001/XMLSchema#double> .\n"
  "<urn:b> <urn:v> \"x\"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:h> .\n"
  "<urn:b> <urn:v> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n"
  "<urn:c> <urn:v> \"2020-02-29T12:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n"
  "<urn:c> <urn:v> \"1999-12-31\"^^<http://www.w3.org/2001/XMLSchema#date> <urn:g> .\n"
  "<urn:c> <urn:v> \"ett\" .\n<urn:c> <urn:v> \"\\u00C5\\n,\\\"\"@sv .\n"
  "<urn:c> <urn:v> \"?\"^^<urn:t> <urn:h> .\n_:n <urn:p> <urn:a> <urn:h> .\n"
  "<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:g> <urn:p> <urn:h> <urn:g> .\n";

static const NystaResultsFormat formats[] = { NYSTA_RESULTS_JSON, NYSTA_RESULTS_XML,
                                              NYSTA_RESULTS_TSV, NYSTA_RESULTS_CSV,
                                              NYSTA_RESULTS_TABLE };

/* An answer, row by row, and as each format has it. */
typedef struct
{
  GPtrArray *rows; /* char * */
  guint n_columns;
  NystaResults *results[G_N_ELEMENTS (formats)];
  GString *texts[G_N_ELEMENTS (formats)];
} Answer;

static gboolean
add_statement (const NystaStatement *statement, gpointer builder, GError **error)
{
  nysta_memory_builder_add (builder, statement);
  return TRUE;
}

static NystaDataset *
the_data (void)
{
  static NystaDataset *data = NULL;

  if (data == NULL)
    {
      NystaMemoryBuilder *builder = nysta_memory_builder_new ();

      g_assert_true (nysta_rdf_read_memory (data_text, strlen (data_text), "data",
                                            NYSTA_SYNTAX_NQUADS, NULL, NULL, add_statement,
                                            builder, NULL));
      data = nysta_memory_builder_finish (builder);
    }
  return data;
}

/* --- an answer ---------------------------------------------------------------------- */

static gboolean
on_bytes (const char *bytes, gsize n_bytes, gpointer text, GError **error)
{
  g_string_append_len (text, bytes, (gssize) n_bytes);
  return TRUE;
}

static void
answer_init (Answer *answer)
{
  answer->rows = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      answer->texts[i] = g_string_new (NULL);
      answer->results[i] = nysta_results_new (formats[i], on_bytes, answer->texts[i]);
    }
}

static void
answer_clear (Answer *answer)
{
  g_ptr_array_unref (answer->rows);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      nysta_results_free (answer->results[i]);
      g_string_free (answer->texts[i], TRUE);
    }
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/* Blank nodes are not told apart: an answer has other names for them when it is read. */
static gboolean
add_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;
  GString *row = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      if (values[i].kind == NYSTA_TERM_BLANK)
        g_string_append (row, "_:");
      else
        nysta_term_append_ntriples (&values[i], row);
      g_string_append_c (row, ' ');
    }
  g_ptr_array_add (answer->rows, g_string_free (row, FALSE));
  if (answer->rows->len < MAX_ROWS)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "enough rows");
  return FALSE;
}

static gboolean
on_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  answer->n_columns = (guint) n;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_assert_true (nysta_results_variables (answer->results[i], names, n, NULL));
  return TRUE;
}

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_assert_true (nysta_results_row (answer->results[i], values, n, NULL));
  return add_row (values, n, user_data, error);
}

static gboolean
add_boolean (gboolean value, gpointer user_data, GError **error)
{
  g_ptr_array_add (((Answer *) user_data)->rows, g_strdup (value ? "true" : "false"));
  return TRUE;
}

static gboolean
on_boolean (gboolean value, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_assert_true (nysta_results_boolean (answer->results[i], value, NULL));
  return add_boolean (value, user_data, error);
}

static gboolean
on_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  const NystaTerm terms[] = { statement->subject, statement->predicate, statement->object };

  g_assert_cmpint (terms[0].kind, !=, NYSTA_TERM_LITERAL);
  g_assert_cmpint (terms[1].kind, ==, NYSTA_TERM_IRI);
  return add_row (terms, 3, user_data, error);
}

/* --- checks --------------------------------------------------------------------------- */

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
check_same (Answer *answer, Answer *other, gboolean only_their_number, const char *what)
{
  if (answer->rows->len != other->rows->len)
    fuzz_fail ("%s: %u rows and %u", what, answer->rows->len, other->rows->len);
  g_ptr_array_sort (answer->rows, compare_rows);
  g_ptr_array_sort (other->rows, compare_rows);
  for (guint i = 0; i < answer->rows->len && !only_their_number; i++)
    {
      const char *row = g_ptr_array_index (answer->rows, i);
      const char *other_row = g_ptr_array_index (other->rows, i);

      if (strcmp (row, other_row) != 0)
        fuzz_fail ("%s: %s and %s", what, row, other_row);
    }
}

static gboolean
read_variables (const char *const *names, gsize n, gpointer answer, GError **error)
{
  g_assert_cmpuint (n, ==, ((Answer *) answer)->n_columns);
  return TRUE;
}

/* XML has no way to write most controls. */
static gboolean
fits_in_xml (const Answer *answer)
{
  static const char *const marks[] = { "\\u00", "\\b", "\\f", "\uFFFE", "\uFFFF" };

  for (guint i = 0; i < answer->rows->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (marks); k++)
      if (strstr (g_ptr_array_index (answer->rows, i), marks[k]) != NULL)
        return FALSE;
  return TRUE;
}

/* CSV does not say what its values are, and has no form for ASK; a table is not read. */
static void
check_formats (Answer *answer, gboolean is_ask)
{
  static const NystaResultsFuncs funcs = { read_variables, add_row, add_boolean };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gboolean is_csv = formats[i] == NYSTA_RESULTS_CSV;
      g_autoptr (GError) error = NULL;
      g_auto (Answer) read = { 0 };

      answer_init (&read);
      read.n_columns = answer->n_columns;
      g_assert_true (nysta_results_finish (answer->results[i], NULL));
      if (formats[i] == NYSTA_RESULTS_TABLE || (is_csv && is_ask))
        continue;
      nysta_results_read (answer->texts[i]->str, answer->texts[i]->len, "answer",
                          formats[i], &funcs, &read, &error);
      if (error != NULL && error->domain == G_FILE_ERROR)
        continue;
      if (error != NULL)
        fuzz_fail ("%s\n%s", error->message, answer->texts[i]->str);
      check_same (answer, &read,
                  is_csv || (formats[i] == NYSTA_RESULTS_XML && !fits_in_xml (answer)),
                  "as it is read");
    }
}

/* Words for what may well be another thing the next time. */
static gboolean
has_one_answer (const char *text, gboolean *out_only_their_number)
{
  static const char *const words[] = { "LIMIT", "OFFSET", "REDUCED", "RAND",        "NOW",
                                       "UUID",  "SAMPLE", "BNODE",   "GROUP_CONCAT" };
  static const char *const values[] = { "SUM", "AVG", "MIN", "MAX" };
  g_autofree char *upper = g_ascii_strup (text, -1);

  *out_only_their_number = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (strstr (upper, values[i]) != NULL)
      *out_only_their_number = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (upper, words[i]) != NULL)
      return FALSE;
  return TRUE;
}

/* --- a query and an update ------------------------------------------------------------ */

/* FALSE after checking why. */
static gboolean
ask (const char *text, gboolean keeps_algebra, const NystaAnswerFuncs *funcs,
     Answer *answer, NystaQueryForm *out_form)
{
  const NystaQueryOptions options = { .base = "urn:base",
                                      .timeout_ms = 100,
                                      .max_bytes = 8 * 1024 * 1024,
                                      .keeps_algebra = keeps_algebra };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) plan = g_string_new (NULL);
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, &error);

  if (query != NULL &&
      nysta_query_explain (query, the_data (), NYSTA_QUERY_STAGE_PLAN, plan, &error) &&
      nysta_query_run (query, the_data (), funcs, answer, &error))
    {
      *out_form = nysta_query_form (query);
      return TRUE;
    }
  check_error (error);
  return FALSE;
}

static void
check_query (const char *text)
{
  static const NystaAnswerFuncs funcs = { on_variables, on_row, on_boolean, on_statement };
  static const NystaAnswerFuncs plain = { NULL, add_row, add_boolean, on_statement };
  NystaQueryForm form = NYSTA_QUERY_SELECT;
  gboolean only_their_number = FALSE;
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) other = { 0 };

  answer_init (&answer);
  answer_init (&other);
  if (!ask (text, FALSE, &funcs, &answer, &form))
    return;
  if (form != NYSTA_QUERY_CONSTRUCT)
    check_formats (&answer, form == NYSTA_QUERY_ASK);
  if (has_one_answer (text, &only_their_number) && ask (text, TRUE, &plain, &other, &form))
    check_same (&answer, &other, only_their_number, "without the optimiser");
}

static gboolean
on_change (const NystaStatement *statement, gboolean adds, gpointer n_changes,
           GError **error)
{
  g_assert_cmpint (statement->subject.kind, !=, NYSTA_TERM_LITERAL);
  g_assert_cmpint (statement->predicate.kind, ==, NYSTA_TERM_IRI);
  *(guint64 *) n_changes += 1;
  return TRUE;
}

static void
check_update (const char *text)
{
  const NystaUpdateOptions options = {
    .query = { .base = "urn:base", .timeout_ms = 100, .max_bytes = 8 * 1024 * 1024 },
  };
  NystaUpdateCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  guint64 n_changes = 0;

  if (nysta_sparql_update (text, &options, the_data (), on_change, &n_changes, &counts,
                           &error))
    g_assert_cmpuint (n_changes, ==, counts.n_added + counts.n_removed);
  else
    check_error (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  g_autofree char *text = g_strndup ((const char *) data, n_bytes);

  check_query (text);
  check_update (text);
  return 0;
}
