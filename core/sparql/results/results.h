/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * results.h: answers of SELECT and ASK as a table, CSV, TSV, JSON or XML, streaming.
 * Formats: SPARQL 1.1 Query Results CSV and TSV / JSON / XML Format, W3C.
 */
#pragma once

#include "rdf/rdf-writer.h"

typedef enum
{
  NYSTA_RESULTS_TABLE,
  NYSTA_RESULTS_CSV,
  NYSTA_RESULTS_TSV,
  NYSTA_RESULTS_JSON,
  NYSTA_RESULTS_XML
} NystaResultsFormat;

/* So many rows of a table are measured, and thus held back, before the first is shown. */
#define NYSTA_TABLE_MEASURE_ROWS 1000

typedef struct NystaResults NystaResults;

/* FALSE if @name is none of table, csv, tsv, json, xml. */
gboolean nysta_results_format_from_name (const char *name, NystaResultsFormat *out_format);

/* The table shortens IRIs with the well-known prefixes and aligns columns by display
 * width, shows literals bare and languages not; it holds its first rows back
 * (NYSTA_TABLE_MEASURE_ROWS) to measure them. */
NystaResults *nysta_results_new (NystaResultsFormat format, NystaWriteFunc write,
                                 gpointer user_data);
/* A table shows what is below @base as <relative>. Before the first row. */
void nysta_results_set_base (NystaResults *results, const char *base);
/* A table leaves out those columns after the first @n_needed at its end that are empty as far
 * as it measures. Before the first row. */
void nysta_results_set_needed (NystaResults *results, gsize n_needed);
/* The order is: variables, rows, finish; or boolean, finish. */
gboolean nysta_results_variables (NystaResults *results, const char *const *names, gsize n,
                                  GError **error);
gboolean nysta_results_row (NystaResults *results, const NystaTerm *values, gsize n,
                            GError **error);
gboolean nysta_results_boolean (NystaResults *results, gboolean value, GError **error);
gboolean nysta_results_finish (NystaResults *results, GError **error);
void nysta_results_free (NystaResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaResults, nysta_results_free)
