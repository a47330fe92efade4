/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* solutions.h: a table of solutions: a row each, a column for every variable. */
#pragma once

#include "store/dataset.h"

/* An id of a term that the query computed and the dataset lacks. */
#define NYSTA_COMPUTED ((NystaTermId) 1 << 62)

typedef struct
{
  guint width;
  gsize n_rows;
  gsize n_allocated; /* rows */
  NystaTermId *ids;  /* 0: unbound */
} NystaSolutions;

/* @width: columns, at least 1. */
NystaSolutions *nysta_solutions_new (guint width);
/* The one solution that binds nothing. */
NystaSolutions *nysta_solutions_new_unit (guint width);
void nysta_solutions_free (NystaSolutions *solutions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSolutions, nysta_solutions_free)

static inline NystaTermId *
nysta_solutions_row (const NystaSolutions *solutions, gsize row)
{
  return solutions->ids + row * solutions->width;
}

gboolean nysta_solutions_is_unit (const NystaSolutions *solutions);
/* Add a copy of @row. NULL: past NYSTA_MAX_SOLUTION_CELLS. The address holds until the
 * next call. */
NystaTermId *nysta_solutions_append (NystaSolutions *solutions, const NystaTermId *row);
