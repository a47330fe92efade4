/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/pool.h"

#include "plugin/slot.h"

#include <signal.h>
#include <string.h>

/* A host that was away for longer doesn't count it against its workers, which may have
 * waited for it to read. */
#define ABSENCE_US G_USEC_PER_SEC

/* A longer document is sent when its turn has come. */
#define SHORT_BYTES (64u * 1024)

struct NystaPool
{
  NystaPoolOptions options;
  char *lexicon_path;
  char *tagger_path;
  char *program;
  NystaSlot source;
  NystaSlot *slots;
  gint64 away_since_us;
};

void
nysta_pool_options_init (NystaPoolOptions *options)
{
  *options = (NystaPoolOptions){ .n_workers = g_get_num_processors (),
                                 .deadline_ms = NYSTA_DEADLINE_MS,
                                 .memory_bytes = NYSTA_WORKER_MEMORY_BYTES,
                                 .max_document_bytes = NYSTA_MAX_DOCUMENT_BYTES };
}

static void
forgive_absence (NystaPool *pool, NystaSlot *slot)
{
  if (slot->call == NULL)
    return;

  gint64 since_us = MAX (pool->away_since_us, slot->call->started_us);
  gint64 away_us = g_get_monotonic_time () - since_us;
  if (away_us > ABSENCE_US)
    slot->call->deadline_us += away_us;
}

/* --- one call at a time ---------------------------------------------------------- */

static NystaSlot *
idle_slot (NystaPool *pool)
{
  for (guint i = 0; i < pool->options.n_workers; i++)
    if (pool->slots[i].call == NULL)
      return &pool->slots[i];
  return NULL;
}

/* Wait until the slot's call is over; its verdict goes to @out_verdict, the rest to the
 * caller to free. */
static NystaHostCall *
finish_call (NystaSlot *slot, GBytes **out_bytes, NystaVerdict *out_verdict)
{
  do
    if (!slot->call->is_over)
      {
        nysta_slot_wait (&slot, 1, -1);
        nysta_slot_attend (slot);
      }
  while (!slot->call->is_over || nysta_slot_tries_again (slot));

  NystaHostCall *call = nysta_slot_take (slot);
  *out_verdict = call->verdict;
  call->verdict = (NystaVerdict){ 0 };
  if (out_bytes != NULL)
    *out_bytes = out_verdict->outcome == NYSTA_OUTCOME_DONE
                   ? g_byte_array_free_to_bytes (g_steal_pointer (&call->bytes))
                   : NULL;
  return call;
}

/* Run @call to its end. Takes @call. */
static gboolean
run_alone (NystaSlot *slot, NystaHostCall *call, GBytes **out_bytes,
           NystaVerdict *out_verdict, GError **error)
{
  /* What was asked for ahead and is not wanted. */
  if (slot->call != NULL)
    nysta_slot_drop (slot);
  if (!nysta_slot_add (slot, call, error))
    return FALSE;
  nysta_host_call_free (finish_call (slot, out_bytes, out_verdict));
  return TRUE;
}

gboolean
nysta_pool_list (NystaPool *pool, const NystaManifest *source, const char *locator,
                 GPtrArray *out_documents, GPtrArray *warnings, NystaVerdict *out_verdict,
                 GError **error)
{
  NystaHostCall *call = nysta_host_call_new (NYSTA_CALL_LIST, &source, 1, &pool->options);

  call->documents = out_documents;
  call->warnings = warnings;
  nysta_host_call_add_frame (call, NYSTA_FRAME_LIST, -1, 1, &locator);
  return run_alone (&pool->source, call, NULL, out_verdict, error);
}

static NystaHostCall *
fetch_call_new (NystaPool *pool, const NystaManifest *source, const char *key)
{
  NystaHostCall *call = nysta_host_call_new (NYSTA_CALL_FETCH, &source, 1, &pool->options);

  call->key = g_strdup (key);
  nysta_host_call_add_frame (call, NYSTA_FRAME_FETCH, -1, 1, &key);
  return call;
}

void
nysta_pool_fetch_ahead (NystaPool *pool, const NystaManifest *source, const char *key)
{
  if (nysta_slot_room (&pool->source) == 0)
    return;

  NystaHostCall *call = fetch_call_new (pool, source, key);
  call->warnings = call->own_warnings = g_ptr_array_new_with_free_func (g_free);
  /* If no worker can be had, nysta_pool_fetch() says so. */
  nysta_slot_add (&pool->source, call, NULL);
}

guint
nysta_pool_fetch_room (NystaPool *pool)
{
  return nysta_slot_room (&pool->source);
}

static gboolean
is_fetch_of (const NystaHostCall *call, const NystaManifest *source, const char *key)
{
  return call != NULL && call->kind == NYSTA_CALL_FETCH && call->own_warnings != NULL &&
         strcmp (call->key, key) == 0 &&
         strcmp (g_array_index (call->plugins, NystaCallPlugin, 0).id, source->id) == 0;
}

gboolean
nysta_pool_fetch (NystaPool *pool, const NystaManifest *source, const char *key,
                  GBytes **out_bytes, GPtrArray *warnings, NystaVerdict *out_verdict,
                  GError **error)
{
  NystaSlot *slot = &pool->source;

  if (!is_fetch_of (slot->call, source, key))
    {
      NystaHostCall *call = fetch_call_new (pool, source, key);

      call->warnings = warnings;
      return run_alone (slot, call, out_bytes, out_verdict, error);
    }
  /* It may have waited for its host a long while. */
  nysta_host_call_renew (slot->call);
  g_autoptr (NystaHostCall) call = finish_call (slot, out_bytes, out_verdict);
  for (guint i = 0; warnings != NULL && i < call->own_warnings->len; i++)
    g_ptr_array_add (warnings, g_strdup (call->own_warnings->pdata[i]));
  return TRUE;
}

gboolean
nysta_pool_check (NystaPool *pool, const NystaManifest *plugin, NystaVerdict *out_verdict,
                  GError **error)
{
  NystaSlot *slot = plugin->kind == NYSTA_KIND_SOURCE ? &pool->source : idle_slot (pool);

  g_return_val_if_fail (slot != NULL, FALSE);
  NystaHostCall *call = nysta_host_call_new (NYSTA_CALL_CHECK, &plugin, 1, &pool->options);
  nysta_host_call_add_frame (call, NYSTA_FRAME_CHECK, -1, 0, NULL);
  return run_alone (slot, call, NULL, out_verdict, error);
}

/* --- the pool ------------------------------------------------------------------- */

/* A program that was started with SIGCHLD ignored never learns how its children died. */
static void
wait_for_children (void)
{
  struct sigaction action = { 0 };

  if (sigaction (SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
    signal (SIGCHLD, SIG_DFL);
}

NystaPool *
nysta_pool_new (const NystaPoolOptions *options, GError **error)
{
  NystaPool *pool = g_new0 (NystaPool, 1);

  (void) error; /* workers are started when the first call needs them */
  wait_for_children ();
  pool->options = *options;
  pool->options.n_workers = MAX (options->n_workers, 1);
  pool->lexicon_path = g_strdup (options->lexicon_path);
  pool->tagger_path = g_strdup (options->tagger_path);
  pool->program = g_strdup (options->program);
  pool->options.lexicon_path = pool->lexicon_path;
  pool->options.tagger_path = pool->tagger_path;
  pool->options.program = pool->program;
  nysta_slot_init (&pool->source, &pool->options, TRUE);
  pool->slots = g_new0 (NystaSlot, pool->options.n_workers);
  for (guint i = 0; i < pool->options.n_workers; i++)
    nysta_slot_init (&pool->slots[i], &pool->options, FALSE);
  return pool;
}

void
nysta_pool_free (NystaPool *pool)
{
  if (pool == NULL)
    return;
  nysta_slot_clear (&pool->source);
  for (guint i = 0; i < pool->options.n_workers; i++)
    nysta_slot_clear (&pool->slots[i]);
  g_free (pool->slots);
  g_free (pool->lexicon_path);
  g_free (pool->tagger_path);
  g_free (pool->program);
  g_free (pool);
}

guint
nysta_pool_idle (NystaPool *pool)
{
  guint n_idle = 0;

  for (guint i = 0; i < pool->options.n_workers; i++)
    n_idle += pool->slots[i].call == NULL;
  return n_idle;
}

guint
nysta_pool_room (NystaPool *pool)
{
  guint n = 0;

  for (guint i = 0; i < pool->options.n_workers; i++)
    n += nysta_slot_room (&pool->slots[i]);
  return n;
}

/* The one that has least to do. */
static NystaSlot *
roomy_slot (NystaPool *pool)
{
  NystaSlot *best = idle_slot (pool);

  for (guint i = 0; i < pool->options.n_workers && (best == NULL || best->call != NULL);
       i++)
    if (nysta_slot_room (&pool->slots[i]) > (best != NULL ? nysta_slot_room (best) : 0))
      best = &pool->slots[i];
  return best;
}

gboolean
nysta_pool_submit (NystaPool *pool, const NystaJob *job, GError **error)
{
  NystaSlot *slot = roomy_slot (pool);
  g_autoptr (GPtrArray) plugins = g_ptr_array_new ();
  const char *strings[] = { job->media_type, job->charset };

  g_return_val_if_fail (slot != NULL, FALSE);
  g_ptr_array_add (plugins, (gpointer) job->reader);
  if (job->extractors != NULL)
    g_ptr_array_extend (plugins, job->extractors, NULL, NULL);
  NystaHostCall *call = nysta_host_call_new (NYSTA_CALL_DOCUMENT,
                                             (const NystaManifest *const *) plugins->pdata,
                                             plugins->len, &pool->options);
  call->user_data = job->user_data;
  call->trace = job->trace;
  call->stages = job->stages;
  call->is_long = g_bytes_get_size (job->bytes) > SHORT_BYTES;
  nysta_host_call_add_data (call, job->bytes);
  nysta_host_call_add_frame (call, NYSTA_FRAME_RUN,
                             (job->trace ? NYSTA_RUN_TRACED : 0) |
                               (job->stages != NULL ? NYSTA_RUN_TIMED : 0),
                             2, strings);
  return nysta_slot_add (slot, call, error);
}

static NystaJobResult *
slot_collect (NystaSlot *slot)
{
  g_autoptr (NystaHostCall) call = nysta_slot_take (slot);
  NystaJobResult *result = g_new0 (NystaJobResult, 1);

  result->user_data = call->user_data;
  result->verdict = call->verdict;
  call->verdict = (NystaVerdict){ 0 };
  if (result->verdict.outcome == NYSTA_OUTCOME_DONE)
    result->findings = g_steal_pointer (&call->findings);
  result->elapsed_ms = (guint) ((g_get_monotonic_time () - call->started_us) / 1000);
  return result;
}

/* Of a call that is over for good. */
static NystaJobResult *
collect (NystaPool *pool)
{
  for (guint i = 0; i < pool->options.n_workers; i++)
    {
      NystaSlot *slot = &pool->slots[i];

      if (slot->call != NULL && slot->call->is_over && !nysta_slot_tries_again (slot))
        return slot_collect (slot);
    }
  return NULL;
}

NystaJobResult *
nysta_pool_next (NystaPool *pool, int timeout_ms, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  g_autofree NystaSlot **busy = g_new0 (NystaSlot *, pool->options.n_workers);

  (void) error;
  for (guint i = 0; i < pool->options.n_workers; i++)
    forgive_absence (pool, &pool->slots[i]);

  NystaJobResult *result = collect (pool);
  for (gboolean is_last = FALSE; result == NULL && !is_last;)
    {
      gint64 left_ms = timeout_ms < 0 ? -1 : (until_us - g_get_monotonic_time ()) / 1000;
      guint n_busy = 0;

      for (guint i = 0; i < pool->options.n_workers; i++)
        if (pool->slots[i].call != NULL)
          busy[n_busy++] = &pool->slots[i];
      if (n_busy == 0)
        break;
      is_last = timeout_ms >= 0 && left_ms <= 0;
      nysta_slot_wait (busy, n_busy, is_last ? 0 : (int) left_ms);
      for (guint i = 0; i < n_busy; i++)
        nysta_slot_attend (busy[i]);
      result = collect (pool);
    }
  pool->away_since_us = g_get_monotonic_time ();
  return result;
}
