/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * id-range.h: which ids a comparison with a constant rules out. Within a tag that is inline,
 * ids lie as their values do; of other tags nothing is ruled out.
 */
#pragma once

#include "sparql/exec/operator.h"
#include "sparql/parse/syntax-tree.h"

/* Ids from @first to @last that are not wanted. */
typedef struct
{
  NystaTermId first;
  NystaTermId last;
} NystaIdHole;

/* Append what @condition rules out of @variable, if it compares it with a number or a time.
 * @holes: NystaIdHole. */
void nysta_id_range_add (GArray *holes, const NystaNode *condition, guint variable);
/* Sort @holes and part them from one another. */
void nysta_id_range_finish (GArray *holes);
