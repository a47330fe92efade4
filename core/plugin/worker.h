/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* worker.h: the child's side, shared by worker*.c. */
#pragma once

#include "plugin/findings.h"
#include "plugin/manifest.h"
#include "plugin/pool.h"
#include "plugin/spawn.h"
#include "plugin/stages.h"
#include "plugin/wire.h"
#include "text/document.h"

/* How a worker ends itself when it can no longer speak to the host. */
#define NYSTA_WORKER_EXIT_CUT_OFF 71

typedef struct
{
  int fd;
  GByteArray *in;
  GByteArray *out;
  guint64 memory_bytes;
  guint deadline_ms;
  guint64 max_document_bytes;
  NystaLexicon *lexicon;
  char *lexicon_error;             /* why it could not be opened, or NULL */
  NystaTagger *tagger;             /* NULL: no tags */
  NystaFingerprints *fingerprints; /* NULL: small words alone tell languages */

  /* the call being run */
  GPtrArray *plugins; /* of NystaManifest: the reader or source, then the extractors */
  GByteArray *data;
  guint64 sent_bytes;
  gint64 flushed_us;
  NystaWorkerPage *page; /* NULL: none */
  NystaStages *stages;   /* of this call; NULL: nobody asked */
  guint64 loading_ns[3]; /* lexicon, tagger, languages; 0 once told */
} NystaWorker;

/* One call into one plugin: what the host structs' `context` points at. */
typedef struct
{
  NystaWorker *worker;
  const NystaManifest *plugin;
  NystaDocument *document; /* readers and extractors */
  NystaFindings *findings;
  guint64 max_bytes; /* fetch */
  guint64 n_bytes;
  guint n_calls; /* blocks, proposals */
  guint n_statements;
  guint n_warnings;
  gboolean trace; /* extractors */
  guint n_traced;
  char *failure; /* what the plugin said to fail() */
  char *fault;   /* what it did wrong: it was told to stop */
  guint n_calls_after_stop;
} NystaCall;

/* Send what was written so far. Ends the process if the host is gone. */
void nysta_worker_flush (NystaWorker *worker);
/* The same once enough has gathered. */
void nysta_worker_flush_some (NystaWorker *worker);
void nysta_worker_warn (NystaWorker *worker, const char *message);
void nysta_worker_end (NystaWorker *worker, NystaOutcome outcome, const char *message);
void nysta_worker_send_line (NystaWorker *worker, NystaFrameType type, const char *line);
void nysta_worker_send_bytes (NystaWorker *worker, NystaFrameType type, const void *data,
                              gsize n_bytes);

/* worker-calls.c: run one plugin. TRUE: go on. FALSE: nysta_worker_end() was called. */
gboolean nysta_worker_read (NystaWorker *worker, NystaCall *call, const char *media_type,
                            const char *charset);
gboolean nysta_worker_extract (NystaWorker *worker, NystaCall *call);
gboolean nysta_worker_list (NystaWorker *worker, NystaCall *call, const char *locator);
gboolean nysta_worker_fetch (NystaWorker *worker, NystaCall *call, const char *key);
void nysta_call_clear (NystaCall *call);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaCall, nysta_call_clear)

/* worker-trace.c */
void nysta_worker_trace (NystaWorker *worker, const NystaText *text);
/* One line of an extractor: what @rule made of a stretch of @text. */
void nysta_worker_trace_rule (NystaWorker *worker, const char *plugin,
                              const NystaText *text, const char *rule, guint32 start,
                              guint32 end, const char *message);
