/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sparql/results/results-internal.h"

#include <string.h>

/* Handed on when so much has gathered. */
#define BUFFER_BYTES (32u * 1024)

static const struct
{
  const char *name;
  const NystaResultsClass *klass;
} formats[] = {
  [NYSTA_RESULTS_TABLE] = { "table", &nysta_results_table },
  [NYSTA_RESULTS_CSV] = { "csv", &nysta_results_csv },
  [NYSTA_RESULTS_TSV] = { "tsv", &nysta_results_tsv },
  [NYSTA_RESULTS_JSON] = { "json", &nysta_results_json },
  [NYSTA_RESULTS_XML] = { "xml", &nysta_results_xml },
};

gboolean
nysta_results_format_from_name (const char *name, NystaResultsFormat *out_format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      {
        *out_format = (NystaResultsFormat) i;
        return TRUE;
      }
  return FALSE;
}

NystaResults *
nysta_results_new (NystaResultsFormat format, NystaWriteFunc write, gpointer user_data)
{
  NystaResults *results = g_new0 (NystaResults, 1);

  results->klass = formats[format].klass;
  results->write = write;
  results->user_data = user_data;
  results->out = g_string_sized_new (BUFFER_BYTES + 1024);
  results->held = g_ptr_array_new_with_free_func (g_free);
  return results;
}

void
nysta_results_set_base (NystaResults *results, const char *base)
{
  g_free (results->base);
  results->base = g_strdup (base);
}

void
nysta_results_set_needed (NystaResults *results, gsize n_needed)
{
  results->n_needed = n_needed;
}

static gboolean
flush (NystaResults *results, gsize threshold, GError **error)
{
  if (results->out->len <= threshold)
    return TRUE;
  if (!results->write (results->out->str, results->out->len, results->user_data, error))
    return FALSE;
  g_string_truncate (results->out, 0);
  return TRUE;
}

gboolean
nysta_results_variables (NystaResults *results, const char *const *names, gsize n,
                         GError **error)
{
  g_strfreev (results->names);
  results->names = g_new0 (char *, n + 1);
  results->n_names = n;
  for (gsize i = 0; i < n; i++)
    results->names[i] = g_strdup (names[i]);
  results->klass->variables (results);
  return flush (results, BUFFER_BYTES, error);
}

gboolean
nysta_results_row (NystaResults *results, const NystaTerm *values, gsize n, GError **error)
{
  g_return_val_if_fail (results->names != NULL && n == results->n_names, FALSE);
  results->klass->row (results, values, n);
  results->n_rows++;
  return flush (results, BUFFER_BYTES, error);
}

gboolean
nysta_results_boolean (NystaResults *results, gboolean value, GError **error)
{
  results->is_boolean = TRUE;
  results->klass->boolean (results, value);
  return flush (results, BUFFER_BYTES, error);
}

gboolean
nysta_results_finish (NystaResults *results, GError **error)
{
  if (!results->is_boolean && results->klass->finish != NULL)
    results->klass->finish (results);
  return flush (results, 0, error);
}

void
nysta_results_free (NystaResults *results)
{
  if (results == NULL)
    return;
  g_string_free (results->out, TRUE);
  g_strfreev (results->names);
  g_ptr_array_unref (results->held);
  g_free (results->widths);
  g_free (results->base);
  g_free (results);
}
