/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* results-internal.h: what a format has to do. Each appends to results->out. */
#pragma once

#include "sparql/results/results.h"

typedef struct
{
  void (*variables) (NystaResults *results);
  void (*row) (NystaResults *results, const NystaTerm *values, gsize n);
  void (*boolean) (NystaResults *results, gboolean value);
  void (*finish) (NystaResults *results);
} NystaResultsClass;

struct NystaResults
{
  const NystaResultsClass *klass;
  NystaWriteFunc write;
  gpointer user_data;
  GString *out; /* not yet written */
  GStrv names;
  gsize n_names;
  guint64 n_rows;
  gboolean is_boolean;
  /* The table's own: */
  char *base;     /* (nullable) */
  gsize n_needed; /* columns that are shown even if they are empty; 0: all */
  gsize n_shown;
  GPtrArray *held; /* char *: cells of the rows that are held back; NULL once shown */
  guint *widths;   /* of the columns; NULL until they are settled */
};

extern const NystaResultsClass nysta_results_table;
extern const NystaResultsClass nysta_results_csv;
extern const NystaResultsClass nysta_results_tsv;
extern const NystaResultsClass nysta_results_json;
extern const NystaResultsClass nysta_results_xml;
