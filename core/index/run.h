/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * run.h: a run: locators in at one end, documents' graphs in the store at the other.
 *
 * source -> reader -> extractors -> identity -> graph. A document is committed when it
 * is done, with others that are (batch.h), in whatever order that happens; what the store
 * then holds does not depend on the order, the number of workers or the time. A document
 * that fails leaves the graph that it had.
 */
#pragma once

#include "index/batch.h"
#include "index/report.h"
#include "plugin/pool.h"
#include "store/store.h"

typedef struct
{
  NystaStore *store; /* open for writing */
  NystaRegistry *registry;
  NystaPoolOptions pool;
  const char *root; /* documents' IRIs are relative to this folder, or NULL */
  gboolean force;   /* also what is unchanged */
  gboolean prune;   /* drop documents of the folders given that are gone */
  NystaDurability durability;
  NystaReport *report;
  gboolean (*is_interrupted) (void); /* asked between documents; NULL: never */
} NystaRunOptions;

/* Index @locators. What is wrong with a document goes to the report.
 * FALSE with @error: the store cannot be written, or no worker can be started; what was
 * committed stays. An interrupted run returns TRUE. */
gboolean nysta_run (const char *const *locators, const NystaRunOptions *options,
                    GError **error);
