/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/why-rows.h"

#include "cli/options.h"
#include "rdf/vocabulary.h"

enum
{
  FACT,
  SUBJECT,
  PREDICATE,
  OBJECT,
  DOCUMENT,
  PATH,
  LINE,
  COLUMN,
  START,
  END,
  PREFIX,
  QUOTATION,
  SUFFIX,
  CONFIDENCE,
  PLUGIN,
  N_COLUMNS
};

static const char *const names[N_COLUMNS] = {
  "fact",   "subject",   "predicate", "object",     "document",
  "path",   "line",      "column",    "start",      "end",
  "prefix", "quotation", "suffix",    "confidence", "plugin",
};

struct NystaWhyRows
{
  NystaDataset *dataset;
  NystaResults *results;
  NystaPlaces *places;
  GStringChunk *texts; /* of a row */
  GError *error;       /* the first */
};

NystaWhyRows *
nysta_why_rows_new (NystaDataset *dataset, NystaResultsFormat format, NystaPlaces *places,
                    NystaFile *output)
{
  NystaWhyRows *rows = g_new0 (NystaWhyRows, 1);

  rows->dataset = dataset;
  rows->places = places;
  rows->results = nysta_results_new (format, nysta_output_write, output);
  rows->texts = g_string_chunk_new (1024);
  nysta_results_variables (rows->results, names, N_COLUMNS, &rows->error);
  return rows;
}

void
nysta_why_rows_free (NystaWhyRows *rows)
{
  if (rows == NULL)
    return;
  nysta_results_free (rows->results);
  g_string_chunk_free (rows->texts);
  g_clear_error (&rows->error);
  g_free (rows);
}

static void
set_id (NystaWhyRows *rows, NystaTermId id, NystaTerm *out_value)
{
  if (id != NYSTA_ANY && id != NYSTA_UNNAMED && id != NYSTA_UNION)
    nysta_dataset_term (rows->dataset, id, out_value);
}

static void
set_text (const char *text, NystaTerm *out_value)
{
  if (text != NULL)
    *out_value = nysta_literal (text, NULL, NULL);
}

static void
set_number (NystaWhyRows *rows, gint64 number, NystaTerm *out_value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  if (number >= 0)
    *out_value = nysta_literal (g_string_chunk_insert (rows->texts, text), NS_XSD "integer",
                                NULL);
}

static void
set_saying (NystaWhyRows *rows, const NystaSaying *saying, NystaTerm *values)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  guint line = 0, column = 0;
  g_autoptr (GArray) plugins = nysta_thing_objects (rows->dataset, saying->annotation,
                                                    NS_PROV "wasAttributedTo");

  if (saying->document != NYSTA_ANY)
    set_id (rows, saying->document, &values[DOCUMENT]);
  set_number (rows, saying->start, &values[START]);
  set_number (rows, saying->end, &values[END]);
  set_text (saying->prefix, &values[PREFIX]);
  set_text (saying->exact, &values[QUOTATION]);
  set_text (saying->suffix, &values[SUFFIX]);
  if (saying->confidence >= 0)
    values[CONFIDENCE] = nysta_literal (
      g_string_chunk_insert (
        rows->texts, g_ascii_formatd (number, sizeof number, "%.3f", saying->confidence)),
      XSD_DECIMAL, NULL);
  if (plugins->len > 0)
    set_id (rows, g_array_index (plugins, NystaTermId, 0), &values[PLUGIN]);
  if (nysta_places_find (rows->places, values[DOCUMENT].value, saying->exact, saying->start,
                         &line, &column))
    {
      set_number (rows, line, &values[LINE]);
      set_number (rows, column, &values[COLUMN]);
    }
}

void
nysta_why_rows_add (NystaWhyRows *rows, const char *fact, const NystaQuad *statement,
                    const NystaSaying *saying)
{
  NystaTerm values[N_COLUMNS] = { { 0 } };

  if (rows->error != NULL)
    return;
  g_string_chunk_clear (rows->texts);
  set_text (fact, &values[FACT]);
  set_id (rows, statement->subject, &values[SUBJECT]);
  set_id (rows, statement->predicate, &values[PREDICATE]);
  set_id (rows, statement->object, &values[OBJECT]);
  set_id (rows, statement->graph, &values[DOCUMENT]);
  if (saying != NULL)
    set_saying (rows, saying, values);

  g_autofree char *path = nysta_places_path (values[DOCUMENT].value);

  set_text (path, &values[PATH]);
  nysta_results_row (rows->results, values, N_COLUMNS, &rows->error);
}

gboolean
nysta_why_rows_finish (NystaWhyRows *rows, GError **error)
{
  if (rows->error == NULL && nysta_results_finish (rows->results, error))
    return TRUE;
  if (rows->error != NULL)
    g_propagate_error (error, g_steal_pointer (&rows->error));
  return FALSE;
}
