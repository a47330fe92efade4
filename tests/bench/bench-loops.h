/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* bench-loops.h: what somebody would write by hand, over the store's cursors, for two queries
 * of gen_kg.py's data. Each returns how many rows there are. */
#pragma once

#include "store/dataset.h"

/* q07: what lies below org/1, over org:subOrganizationOf. */
guint64 bench_loop_path (NystaDataset *dataset);
/* q11: pairs of members of org/100 that are together in another organisation. */
guint64 bench_loop_triangle (NystaDataset *dataset);
