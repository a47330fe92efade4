/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * default-graph.h: a dataset as the W3C's tests mean it. nysta's queries see the union of
 * all graphs where they name none; here the default graph is the unnamed one alone.
 */
#pragma once

#include "store/dataset.h"

/* (transfer full); takes @inner. */
NystaDataset *default_graph_dataset_new (NystaDataset *inner);
