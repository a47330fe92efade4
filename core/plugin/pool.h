/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * pool.h: worker processes. Plugins run in them and nowhere else; a worker that crashes,
 * hangs, eats memory or talks nonsense costs the one document it had.
 *
 * One worker serves the source plugins (it may read files); `n_workers` others read and
 * extract. A worker is this same program, started as `nysta --worker FD`.
 *
 * Caveats: one thread. A program that has a pool calls nysta_worker_main() first thing when
 * it was started as `--worker FD`; a test does the same or names another program.
 */
#pragma once

#include "plugin/stages.h"
#include "plugin/findings.h"
#include "plugin/manifest.h"

typedef struct
{
  guint n_workers;
  guint deadline_ms;
  guint64 memory_bytes;
  guint64 max_document_bytes;
  const char *lexicon_path; /* NULL: extract without a lexicon */
  const char *tagger_path;  /* NULL: extract without tags */
  const char *program;      /* NULL: this program */
} NystaPoolOptions;

/* One worker a processor, and the limits of base/limits.h. */
void nysta_pool_options_init (NystaPoolOptions *options);

typedef enum
{
  NYSTA_OUTCOME_DONE,
  NYSTA_OUTCOME_FAILED,  /* the plugin said so: message */
  NYSTA_OUTCOME_CRASHED, /* signal */
  NYSTA_OUTCOME_EXITED,  /* called exit(): exit status in `signal` */
  NYSTA_OUTCOME_TIMED_OUT,
  NYSTA_OUTCOME_MEMORY,
  NYSTA_OUTCOME_PROTOCOL, /* wrote nonsense, or too much */
  NYSTA_OUTCOME_REFUSED   /* the plugin could not be opened: message */
} NystaOutcome;

/* How a call into a plugin ended. */
typedef struct
{
  NystaOutcome outcome;
  char *plugin; /* id of the culprit; NULL if none */
  int signal;
  char *message; /* one line, fit for the ledger: "segmentation fault (signal 11)" */
} NystaVerdict;
void nysta_verdict_clear (NystaVerdict *verdict);

typedef struct
{
  char *key;
  char *iri;
  char *media_type; /* or NULL */
  guint64 size_bytes;
  gint64 modified_s;
  gboolean named;
  char *unavailable; /* why it cannot be had, or NULL */
} NystaListedDocument;

typedef struct NystaPool NystaPool;

/* (transfer full): copies @options. Workers start when they are first needed, so what may
 * fail fails then. */
NystaPool *nysta_pool_new (const NystaPoolOptions *options, GError **error);
/* Ends all workers at once. */
void nysta_pool_free (NystaPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaPool, nysta_pool_free)

/* Ask @source what @locator stands for; blocks. Appends to @out_documents (of
 * NystaListedDocument *). TRUE whatever the plugin did: @out_verdict tells; FALSE with
 * @error only if no worker can be had. Documents listed before a crash stay listed.
 * Warnings go to @warnings (of char *). */
gboolean nysta_pool_list (NystaPool *pool, const NystaManifest *source, const char *locator,
                          GPtrArray *out_documents, GPtrArray *warnings,
                          NystaVerdict *out_verdict, GError **error);
void nysta_listed_document_free (NystaListedDocument *document);

/* Ask for a document before it is wanted, which nysta_pool_fetch() is then to ask for, in
 * the same order; for short ones. Does nothing unless nysta_pool_fetch_room() > 0. */
void nysta_pool_fetch_ahead (NystaPool *pool, const NystaManifest *source, const char *key);
guint nysta_pool_fetch_room (NystaPool *pool);

/* The bytes of one document; blocks. *@out_bytes is NULL unless the verdict is DONE. */
gboolean nysta_pool_fetch (NystaPool *pool, const NystaManifest *source, const char *key,
                           GBytes **out_bytes, GPtrArray *warnings,
                           NystaVerdict *out_verdict, GError **error);

/* Open the plugin's object in a worker and check what it says of itself; blocks. The
 * verdict is DONE if it may run, else it says why not. Call only while
 * nysta_pool_idle() > 0. */
gboolean nysta_pool_check (NystaPool *pool, const NystaManifest *plugin,
                           NystaVerdict *out_verdict, GError **error);

typedef struct
{
  GBytes *bytes;
  const char *media_type;
  const char *charset; /* or NULL */
  const NystaManifest *reader;
  GPtrArray *extractors; /* of const NystaManifest *, in order */
  gpointer user_data;    /* comes back with the result */
  gboolean trace;        /* fill findings->trace */
  NystaStages *stages;   /* add what each stage took, or NULL; outlives the job */
} NystaJob;

typedef struct
{
  gpointer user_data;
  NystaVerdict verdict;
  NystaFindings *findings; /* NULL unless DONE */
  guint elapsed_ms;
} NystaJobResult;
void nysta_job_result_free (NystaJobResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaJobResult, nysta_job_result_free)

/* How many more jobs can start at once. */
guint nysta_pool_idle (NystaPool *pool);
/* How many more jobs may be submitted, which a worker begins when it has ended those that it
 * has. */
guint nysta_pool_room (NystaPool *pool);
/* Hand a job to a worker; copies what it needs. Call only while nysta_pool_room() > 0.
 * The jobs of a pool of one worker end in their order. */
gboolean nysta_pool_submit (NystaPool *pool, const NystaJob *job, GError **error);
/* Wait for the next result, at most @timeout_ms (-1: for ever). NULL without @error:
 * nothing is running, or time is up. (transfer full) */
NystaJobResult *nysta_pool_next (NystaPool *pool, int timeout_ms, GError **error);

/* --- the other side: called by the program when it was started as a worker --- */
int nysta_worker_main (int fd);
