/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json.c: SPARQL 1.1 Query Results JSON Format; a solution a line. */
#include "sparql/results/results-internal.h"

#include "base/json.h"

static void
append_member (GString *out, const char *name, const char *text)
{
  g_string_append (out, name);
  nysta_json_append_string (out, text);
}

static void
append_term (GString *out, const NystaTerm *term)
{
  static const char *const types[] = {
    [NYSTA_TERM_IRI] = "{\"type\":\"uri\"",
    [NYSTA_TERM_BLANK] = "{\"type\":\"bnode\"",
    [NYSTA_TERM_LITERAL] = "{\"type\":\"literal\"",
  };

  g_string_append (out, types[term->kind]);
  append_member (out, ",\"value\":", term->value);
  if (term->language != NULL)
    append_member (out, ",\"xml:lang\":", term->language);
  else if (term->datatype != NULL)
    append_member (out, ",\"datatype\":", term->datatype);
  g_string_append_c (out, '}');
}

static void
json_variables (NystaResults *results)
{
  g_string_append (results->out, "{\"head\":{\"vars\":[");
  for (gsize i = 0; i < results->n_names; i++)
    {
      if (i > 0)
        g_string_append_c (results->out, ',');
      nysta_json_append_string (results->out, results->names[i]);
    }
  g_string_append (results->out, "]},\"results\":{\"bindings\":[");
}

static void
json_row (NystaResults *results, const NystaTerm *values, gsize n)
{
  gboolean first = TRUE;

  g_string_append (results->out, results->n_rows > 0 ? ",\n{" : "\n{");
  for (gsize i = 0; i < n; i++)
    {
      if (values[i].kind == NYSTA_TERM_NONE)
        continue;
      if (!first)
        g_string_append_c (results->out, ',');
      nysta_json_append_string (results->out, results->names[i]);
      g_string_append_c (results->out, ':');
      append_term (results->out, &values[i]);
      first = FALSE;
    }
  g_string_append_c (results->out, '}');
}

static void
json_boolean (NystaResults *results, gboolean value)
{
  g_string_append_printf (results->out, "{\"head\":{},\"boolean\":%s}\n",
                          value ? "true" : "false");
}

static void
json_finish (NystaResults *results)
{
  g_string_append (results->out, "\n]}}\n");
}

const NystaResultsClass nysta_results_json = {
  .variables = json_variables,
  .row = json_row,
  .boolean = json_boolean,
  .finish = json_finish,
};
