/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * call.h: the host's side of one call into a worker: what was asked, what has come back
 * so far, how it ended. Trusts nothing that a worker says.
 */
#pragma once

#include "plugin/pool.h"
#include "plugin/stages.h"
#include "plugin/wire.h"

#include <sys/uio.h>

typedef enum
{
  NYSTA_CALL_DOCUMENT,
  NYSTA_CALL_LIST,
  NYSTA_CALL_FETCH,
  NYSTA_CALL_CHECK
} NystaCallKind;

/* Of each plugin that takes part, what is needed once it is blamed. */
typedef struct
{
  char *id;
  guint deadline_ms;    /* its own, or 0 */
  guint64 memory_bytes; /* its own or the run's */
} NystaCallPlugin;

typedef struct
{
  NystaCallKind kind;
  GArray *plugins;    /* of NystaCallPlugin */
  GPtrArray *request; /* of GBytes: the frames that start it, kept for a second try */
  gpointer user_data;
  gboolean trace;
  NystaStages *stages; /* NULL: nobody asked; borrowed from the job */
  gboolean second_try;
  gboolean is_long;     /* not to be sent ahead */
  gboolean has_company; /* sent while others had no answer yet */
  guint n_sent;         /* pieces of the request */
  gsize sent_offset;    /* bytes of the next */
  char *key;            /* NYSTA_CALL_FETCH */

  guint run_deadline_ms;
  gint64 started_us;
  gint64 deadline_us;

  guint32 current; /* the plugin in charge, or NYSTA_WIRE_NULL */
  guint n_entered;
  guint n_listed;
  guint64 received_bytes;
  guint64 max_document_bytes;
  guint64 grown_bytes; /* from its last words; 0 if it had none */

  NystaFindings *findings; /* NYSTA_CALL_DOCUMENT */
  GByteArray *bytes;       /* the text, or what was fetched */
  GPtrArray *documents;    /* NYSTA_CALL_LIST: borrowed from the caller */
  GPtrArray *warnings;     /* LIST, FETCH, CHECK: borrowed, or NULL */
  GPtrArray *own_warnings; /* of what is fetched ahead, or NULL */

  gboolean is_over;
  NystaVerdict verdict;
} NystaHostCall;

/* @plugins: (element-type NystaManifest). */
NystaHostCall *nysta_host_call_new (NystaCallKind kind, const NystaManifest *const *plugins,
                                    guint n_plugins, const NystaPoolOptions *options);
void nysta_host_call_free (NystaHostCall *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaHostCall, nysta_host_call_free)

/* Add to the request. */
void nysta_host_call_add_data (NystaHostCall *call, GBytes *bytes);
/* Closes the request; strings are added after one another, then @flag if it is ≥ 0. */
void nysta_host_call_add_frame (NystaHostCall *call, NystaFrameType type, int flag,
                                guint n_strings, const char *const *strings);

/* The clock runs from now; what an earlier try brought is forgotten. */
void nysta_host_call_start (NystaHostCall *call);

/* A deadline that runs from now. */
void nysta_host_call_renew (NystaHostCall *call);

/* What is left of the request. Returns how many of @vectors it takes. */
guint nysta_host_call_request (const NystaHostCall *call, struct iovec *vectors,
                               guint n_vectors);
/* So many bytes of it have gone. */
void nysta_host_call_note_sent (NystaHostCall *call, gsize n_bytes);
gboolean nysta_host_call_is_sent (const NystaHostCall *call);
gboolean nysta_host_call_is_begun (const NystaHostCall *call);
/* Who it was sent to has gone. */
void nysta_host_call_unsend (NystaHostCall *call);

/* Take one frame. FALSE: it was nonsense. */
gboolean nysta_host_call_take (NystaHostCall *call, guint32 type, NystaCursor *cursor,
                               GError **error);

/* Which plugin the worker says runs now, NYSTA_WIRE_NULL for none, and how many have run, or
 * run: for when it will say no more on its socket. */
void nysta_host_call_note (NystaHostCall *call, guint32 plugin, guint32 n_entered);

/* Add what a worker sent: stages.c. */
gboolean nysta_stages_take (NystaStages *stages, NystaCursor *cursor, GError **error);

/* End it; the plugin in charge is the culprit. */
void nysta_host_call_end (NystaHostCall *call, NystaOutcome outcome, int number,
                          const char *message);
void nysta_host_call_timed_out (NystaHostCall *call);
/* @resident_bytes: how large the worker was at most; 0 if unknown. */
void nysta_host_call_died (NystaHostCall *call, int status, guint64 resident_bytes);
