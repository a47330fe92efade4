/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* dataset-view.h: the dataset of a query: what FROM and FROM NAMED leave of another one, or
 * one whose default graph is the unnamed graph and not the union. */
#pragma once

#include "store/dataset.h"

/* (transfer full). @default_graphs: ids, merged; @named_graphs: likewise. Refs @inner. */
NystaDataset *nysta_dataset_view_new (NystaDataset *inner,
                                      const NystaTermId *default_graphs, guint n_default,
                                      const NystaTermId *named_graphs, guint n_named);
/* (transfer full): the default graph is @inner's graph @graph, such as NYSTA_UNNAMED; 0: an
 * empty one. The named graphs are as they are. */
NystaDataset *nysta_dataset_view_new_strict (NystaDataset *inner, NystaTermId graph);
