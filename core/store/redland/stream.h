/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* stream.h: rows and names of graphs, as librdf goes through them. */
#pragma once

#include <redland.h>

#include "store/redland/rows.h"

/* @rows (transfer full). The stream holds a reference to @storage and outlives its being
 * closed. NULL if memory is short. */
librdf_stream *nysta_stream_new (librdf_storage *storage, NystaRows *rows);
/* @graphs (transfer full): IRIs. */
librdf_iterator *nysta_graph_iterator_new (librdf_storage *storage, GStrv graphs);

/* One line in librdf's log. */
void nysta_redland_report (librdf_storage *storage, const GError *error);
