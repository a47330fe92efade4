/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run-graph.h: what a run used, did and could not do, in the graph {base}res/run/N. */
#pragma once

#include "index/report.h"
#include "plugin/manifest.h"
#include "store/store.h"

typedef struct NystaRunRecord NystaRunRecord;

NystaRunRecord *nysta_run_record_new (const char *base);
void nysta_run_record_free (NystaRunRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRunRecord, nysta_run_record_free)

/* {base}res/plugin/NAME/VERSION (transfer full) */
char *nysta_plugin_iri (const char *base, const NystaManifest *plugin);

/* A document whose graph was written. */
void nysta_run_record_document (NystaRunRecord *record, const char *iri);
void nysta_run_record_plugin (NystaRunRecord *record, const NystaManifest *plugin);

/* Write the graph under the next free number, in a transaction of its own; nothing if the
 * run did nothing. */
gboolean nysta_run_record_commit (NystaRunRecord *record, NystaStore *store,
                                  const GPtrArray *failures, GError **error);
