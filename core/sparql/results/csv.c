/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* csv.c: SPARQL 1.1 Query Results CSV and TSV Formats, §3 (RFC 4180) and §4. */
#include "sparql/results/results-internal.h"

#include "base/text-run.h"

static const NystaTextStops csv_stops = {
  ['\0'] = TRUE, ['"'] = TRUE, [','] = TRUE, ['\r'] = TRUE, ['\n'] = TRUE
};

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}

static void
append_csv (GString *out, const char *text)
{
  const char *end = nysta_text_skip (text, csv_stops);

  if (*end == '\0')
    g_string_append_len (out, text, end - text);
  else
    append_quoted (out, text);
}

static void
csv_variables (NystaResults *results)
{
  for (gsize i = 0; i < results->n_names; i++)
    {
      if (i > 0)
        g_string_append_c (results->out, ',');
      /* A name may begin with U+FEFF: as a file's first character it would be lost. */
      if (g_str_has_prefix (results->names[i], "\uFEFF"))
        append_quoted (results->out, results->names[i]);
      else
        append_csv (results->out, results->names[i]);
    }
  g_string_append (results->out, "\r\n");
}

static void
csv_row (NystaResults *results, const NystaTerm *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (results->out, ',');
      if (values[i].kind == NYSTA_TERM_BLANK)
        g_string_append (results->out, "_:");
      if (values[i].kind != NYSTA_TERM_NONE)
        append_csv (results->out, values[i].value);
    }
  g_string_append (results->out, "\r\n");
}

/* The recommendation has no form for ASK. */
static void
csv_boolean (NystaResults *results, gboolean value)
{
  g_string_append (results->out, value ? "true\r\n" : "false\r\n");
}

const NystaResultsClass nysta_results_csv = {
  .variables = csv_variables,
  .row = csv_row,
  .boolean = csv_boolean,
};

static void
tsv_variables (NystaResults *results)
{
  for (gsize i = 0; i < results->n_names; i++)
    g_string_append_printf (results->out, "%s?%s", i > 0 ? "\t" : "", results->names[i]);
  g_string_append_c (results->out, '\n');
}

/* Terms as in Turtle; N-Triples is that, and escapes tabs and line ends. */
static void
tsv_row (NystaResults *results, const NystaTerm *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (results->out, '\t');
      nysta_term_append_ntriples (&values[i], results->out);
    }
  g_string_append_c (results->out, '\n');
}

static void
tsv_boolean (NystaResults *results, gboolean value)
{
  g_string_append (results->out, value ? "true\n" : "false\n");
}

const NystaResultsClass nysta_results_tsv = {
  .variables = tsv_variables,
  .row = tsv_row,
  .boolean = tsv_boolean,
};
