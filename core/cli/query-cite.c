/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/query-cite.h"

#include <string.h>

struct NystaCiteColumns
{
  NystaDataset *dataset;
  NystaCiter *citer;
  guint n_citations;
  const NystaAnswerFuncs *funcs;
  gpointer user_data;
  NystaCitation *citations; /* of the row that comes */
  gsize n_cited;
  NystaTerm *values; /* the query's, then ours */
  GPtrArray *texts;  /* GString *: two a citation */
};

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

NystaCiteColumns *
nysta_cite_columns_new (NystaDataset *dataset, guint n_citations,
                        const NystaAnswerFuncs *funcs, gpointer user_data)
{
  NystaCiteColumns *columns = g_new0 (NystaCiteColumns, 1);

  columns->dataset = dataset;
  columns->citer = nysta_citer_new (dataset);
  columns->n_citations = n_citations;
  columns->funcs = funcs;
  columns->user_data = user_data;
  columns->citations = g_new0 (NystaCitation, n_citations + 1);
  columns->texts = g_ptr_array_new_with_free_func (free_text);
  for (guint i = 0; i < 2 * n_citations; i++)
    g_ptr_array_add (columns->texts, g_string_new (NULL));
  return columns;
}

void
nysta_cite_columns_free (NystaCiteColumns *columns)
{
  if (columns == NULL)
    return;
  nysta_citer_free (columns->citer);
  g_ptr_array_unref (columns->texts);
  g_free (columns->citations);
  g_free (columns->values);
  g_free (columns);
}

/* "document", "quotation2"; with underscores before it while the query has one like it. */
static char *
column_name (const char *const *names, gsize n, const char *stem, guint number)
{
  g_autoptr (GString) name = g_string_new (stem);

  if (number > 1)
    g_string_append_printf (name, "%u", number);
  for (gsize i = 0; i < n;)
    {
      if (strcmp (names[i], name->str) != 0)
        {
          i++;
          continue;
        }
      g_string_prepend_c (name, '_');
      i = 0;
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
tell_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  NystaCiteColumns *columns = user_data;
  gsize n_all = n + 2 * columns->n_citations;
  g_auto (GStrv) all = g_new0 (char *, n_all + 1);

  for (gsize i = 0; i < n; i++)
    all[i] = g_strdup (names[i]);
  for (guint i = 0; i < columns->n_citations; i++)
    {
      all[n + 2 * i] = column_name (names, n, "document", i + 1);
      all[n + 2 * i + 1] = column_name (names, n, "quotation", i + 1);
    }
  g_free (columns->values);
  columns->values = g_new0 (NystaTerm, n_all + 1);
  return columns->funcs->variables ((const char *const *) all, n_all, columns->user_data,
                                    error);
}

static gboolean
take_evidence (const NystaQuad *quads, gsize n, gpointer user_data, GError **error)
{
  NystaCiteColumns *columns = user_data;

  columns->n_cited = nysta_citer_cite (columns->citer, quads, n, columns->citations,
                                       columns->n_citations);
  return nysta_dataset_check (columns->dataset, error);
}

static void
set_citation (NystaCiteColumns *columns, const NystaCitation *citation, GString *document,
              GString *quotation, NystaTerm *out_values)
{
  out_values[0] = out_values[1] = (NystaTerm){ 0 };
  nysta_dataset_read_term (columns->dataset, citation->document, document, &out_values[0]);
  g_string_truncate (quotation, 0);
  nysta_citer_append_quotation (columns->citer, citation, quotation);
  if (quotation->len > 0)
    out_values[1] = (NystaTerm){ .kind = NYSTA_TERM_LITERAL, .value = quotation->str };
}

static gboolean
tell_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  NystaCiteColumns *columns = user_data;
  gsize n_all = n + 2 * columns->n_citations;

  for (gsize i = 0; i < n; i++)
    columns->values[i] = values[i];
  for (gsize i = n; i < n_all; i++)
    columns->values[i] = (NystaTerm){ 0 };
  for (gsize i = 0; i < columns->n_cited; i++)
    set_citation (
      columns, &columns->citations[i], g_ptr_array_index (columns->texts, 2 * i),
      g_ptr_array_index (columns->texts, 2 * i + 1), &columns->values[n + 2 * i]);
  return columns->funcs->row (columns->values, n_all, columns->user_data, error);
}

const NystaAnswerFuncs nysta_cite_columns_funcs = {
  .variables = tell_variables,
  .row = tell_row,
  .evidence = take_evidence,
};
