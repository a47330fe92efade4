/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/pool.h"

#include "base/log.h"
#include "plugin/call.h"
#include "plugin/spawn.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* Read at most so much of one worker before the others have their turn. */
#define READ_BYTES (256u * 1024)

/* Pieces of a request that are sent in one message. */
#define MAX_VECTORS 16

/* A worker that has closed its socket is given this long to die of itself. */
#define CLOSED_GRACE_MS 500

/* How often to look for deaths where the kernel has no pidfd. */
#define TICK_MS 50

/* A host that was away for longer doesn't count it against its workers, which may have
 * waited for it to read. */
#define ABSENCE_US G_USEC_PER_SEC

/* A place for a worker, which comes and goes. */
typedef struct
{
  NystaChild child;
  gboolean reads_files;
  GByteArray *in;
  guint n_sent;         /* of the call's request */
  gsize sent_offset;    /* into request[n_sent] */
  guint n_served;       /* documents since it was started */
  gboolean is_closed;   /* by the other side */
  gboolean may_be_dead; /* by the last look of wait_for() */
  gboolean was_careful; /* about the call */
  NystaHostCall *call;  /* NULL: idle */
} Slot;

struct NystaPool
{
  NystaPoolOptions options;
  char *lexicon_path;
  char *tagger_path;
  char *program;
  Slot source;
  Slot *slots;
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

/* --- slots ---------------------------------------------------------------------- */

static void
slot_init (Slot *slot, gboolean reads_files)
{
  *slot = (Slot){ .child = NYSTA_CHILD_NONE,
                  .reads_files = reads_files,
                  .in = g_byte_array_new () };
}

static void
slot_dismiss (Slot *slot)
{
  nysta_child_end (&slot->child);
  g_byte_array_set_size (slot->in, 0);
}

static void
slot_clear (Slot *slot)
{
  slot_dismiss (slot);
  g_byte_array_unref (slot->in);
  nysta_host_call_free (slot->call);
}

/* The first thing a worker hears; small enough for the socket's buffer. */
static gboolean
send_configuration (const NystaPool *pool, const Slot *slot)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_CONFIGURE);

  nysta_frame_u32 (buffer, slot->reads_files);
  nysta_frame_u64 (buffer, pool->options.memory_bytes);
  nysta_frame_u32 (buffer, pool->options.deadline_ms);
  nysta_frame_u64 (buffer, pool->options.max_document_bytes);
  nysta_frame_string (buffer, slot->reads_files ? NULL : pool->lexicon_path);
  nysta_frame_string (buffer, slot->reads_files ? NULL : pool->tagger_path);
  nysta_frame_end (buffer, begun);
  return send (slot->child.fd, buffer->data, buffer->len, MSG_NOSIGNAL) ==
         (ssize_t) buffer->len;
}

static gboolean
slot_staff (NystaPool *pool, Slot *slot, GError **error)
{
  if (slot->child.pid > 0 && slot->n_served >= NYSTA_WORKER_DOCUMENTS)
    slot_dismiss (slot);
  if (slot->child.pid > 0)
    return TRUE;

  if (!nysta_child_spawn (pool->program, pool->options.memory_bytes, &slot->child, error))
    return FALSE;
  slot->n_served = 0;
  slot->is_closed = FALSE;
  g_byte_array_set_size (slot->in, 0);
  nysta_log_debug ("worker", "started %d", (int) slot->child.pid);
  /* If this fails, the worker's death is what the call ends with. */
  send_configuration (pool, slot);
  return TRUE;
}

/* A step that is said at once costs both sides a switch. What cannot be tried again is said
 * so, and what is being tried again. */
static gboolean
slot_is_careful (const Slot *slot)
{
  return slot->child.page == NULL || slot->call->second_try ||
         slot->call->kind == NYSTA_CALL_LIST || slot->call->kind == NYSTA_CALL_CHECK;
}

static void
slot_start (Slot *slot)
{
  slot->n_sent = 0;
  slot->sent_offset = 0;
  slot->n_served++;
  slot->was_careful = slot_is_careful (slot);
  if (slot->child.page != NULL)
    *slot->child.page = (NystaWorkerPage){ .at_once = slot->was_careful,
                                           .plugin = NYSTA_WIRE_NULL };
  nysta_host_call_start (slot->call);
}

/* Send what the socket takes of the request. */
static void
slot_send (Slot *slot)
{
  while (slot->n_sent < slot->call->request->len && !slot->is_closed)
    {
      struct iovec vectors[MAX_VECTORS];
      guint n_vectors = nysta_host_call_request (slot->call, slot->n_sent,
                                                 slot->sent_offset, vectors, MAX_VECTORS);
      struct msghdr message = { .msg_iov = vectors, .msg_iovlen = n_vectors };
      ssize_t n = sendmsg (slot->child.fd, &message, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return; /* full, or its death will be noticed */
      for (guint i = 0; i < n_vectors && (gsize) n >= vectors[i].iov_len; i++)
        {
          n -= (ssize_t) vectors[i].iov_len;
          slot->n_sent++;
          slot->sent_offset = 0;
        }
      slot->sent_offset += (gsize) n;
    }
}

/* Who is to blame for what the worker has come to. */
static NystaWorkerPage
slot_page (const Slot *slot)
{
  const NystaWorkerPage *page = slot->child.page;

  if (page == NULL)
    return (NystaWorkerPage){ .plugin = slot->call->current,
                              .n_entered = slot->call->n_entered };
  return (
    NystaWorkerPage){ .plugin = __atomic_load_n (&page->plugin, __ATOMIC_RELAXED),
                      .n_entered = __atomic_load_n (&page->n_entered, __ATOMIC_RELAXED) };
}

static void
slot_blame (Slot *slot, NystaWorkerPage page)
{
  nysta_host_call_note (slot->call, page.plugin, page.n_entered);
}

static void
slot_take_frames (Slot *slot)
{
  g_autoptr (GError) error = NULL;
  gsize at = 0;
  gboolean fine = TRUE;

  while (fine)
    {
      guint32 type = 0;
      NystaCursor cursor = { 0 };
      gsize consumed = 0;

      fine = nysta_frame_next (slot->in->data + at, slot->in->len - at, &type, &cursor,
                               &consumed, &error);
      if (!fine || consumed == 0)
        break;
      fine = nysta_host_call_take (slot->call, type, &cursor, &error);
      at += consumed;
    }
  g_byte_array_remove_range (slot->in, 0, (guint) at);
  if (fine)
    return;
  nysta_host_call_end (slot->call, NYSTA_OUTCOME_PROTOCOL, 0, error->message);
  slot_dismiss (slot);
}

/* Read what has come; TRUE if there may be more. */
static gboolean
slot_receive (Slot *slot)
{
  guint before = slot->in->len;

  if (slot->child.fd < 0 || slot->is_closed)
    return FALSE;
  g_byte_array_set_size (slot->in, before + READ_BYTES);
  ssize_t n = recv (slot->child.fd, slot->in->data + before, READ_BYTES, 0);
  int saved_errno = errno;
  g_byte_array_set_size (slot->in, before + (guint) MAX (n, 0));

  if (n > 0)
    slot_take_frames (slot);
  else if (n == 0 || (saved_errno != EAGAIN && saved_errno != EINTR))
    {
      gint64 soon_us = g_get_monotonic_time () + CLOSED_GRACE_MS * 1000;

      slot->is_closed = TRUE;
      slot->call->deadline_us = MIN (slot->call->deadline_us, soon_us);
    }
  return n > 0;
}

static void
slot_check_death (Slot *slot)
{
  guint64 resident_bytes = 0;
  int status = 0;

  if (slot->call->is_over)
    return;
  NystaWorkerPage page = slot_page (slot);
  if (!nysta_child_reap (&slot->child, &status, &resident_bytes))
    return;
  slot_blame (slot, page);
  nysta_log_debug ("worker", "a worker died: status %d", status);
  nysta_host_call_died (slot->call, status, resident_bytes);
  g_byte_array_set_size (slot->in, 0);
}

static void
slot_check_deadline (Slot *slot)
{
  if (slot->call->is_over || g_get_monotonic_time () < slot->call->deadline_us)
    return;
  slot_blame (slot, slot_page (slot));
  if (slot->is_closed)
    nysta_host_call_end (slot->call, NYSTA_OUTCOME_PROTOCOL, 0,
                         "cut its connection to nysta");
  else
    nysta_host_call_timed_out (slot->call);
  slot_dismiss (slot);
}

/* One look at a worker after poll(). */
static void
slot_attend (Slot *slot)
{
  /* Looked at before reading, so that all it said before it died is read. */
  gboolean died = slot->may_be_dead;

  slot_send (slot);
  gboolean more = slot_receive (slot);
  while (more && died && !slot->call->is_over)
    more = slot_receive (slot);
  if (died)
    slot_check_death (slot);
  slot_check_deadline (slot);

  /* A worker whose plugin ended in disgrace is not used again. */
  NystaOutcome outcome = slot->call->verdict.outcome;
  if (slot->call->is_over && outcome != NYSTA_OUTCOME_DONE &&
      outcome != NYSTA_OUTCOME_FAILED)
    slot_dismiss (slot);
}

/* What an earlier document's plugin left behind may kill the next one's call: when a worker
 * that wasn't fresh dies or talks nonsense, a fresh one has the last word. */
static gboolean
slot_tries_again (NystaPool *pool, Slot *slot)
{
  NystaHostCall *call = slot->call;
  NystaOutcome outcome = call->verdict.outcome;
  gboolean suspicious = outcome == NYSTA_OUTCOME_CRASHED ||
                        outcome == NYSTA_OUTCOME_EXITED ||
                        outcome == NYSTA_OUTCOME_PROTOCOL ||
                        outcome == NYSTA_OUTCOME_MEMORY ||
                        (outcome == NYSTA_OUTCOME_TIMED_OUT && call->n_entered == 0);

  /* Nonsense comes from whoever wrote to the socket; with steps unsaid that is a guess. */
  gboolean unclear = outcome == NYSTA_OUTCOME_PROTOCOL && !slot->was_careful;

  if (!suspicious || call->second_try || (slot->n_served < 2 && !unclear) ||
      call->kind == NYSTA_CALL_LIST)
    return FALSE;
  slot_dismiss (slot);
  if (!slot_staff (pool, slot, NULL))
    return FALSE;
  call->second_try = TRUE;
  slot_start (slot);
  return TRUE;
}

/* --- waiting -------------------------------------------------------------------- */

static int
remaining_ms (const Slot *slot, gint64 now_us)
{
  gint64 left_us = slot->call->deadline_us - now_us;

  return left_us <= 0 ? 0 : (int) MIN (left_us / 1000 + 1, 60 * 1000);
}

/* Sleep until something is to be done for one of the busy @slots, at most @timeout_ms
 * (-1: as long as it takes). */
static void
wait_for (Slot **slots, guint n_slots, int timeout_ms)
{
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, 2 * n_slots);
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = 0; i < n_slots; i++)
    {
      const Slot *slot = slots[i];
      gboolean unsent = slot->n_sent < slot->call->request->len;
      int left_ms = remaining_ms (slot, now_us);

      if (slot->child.pidfd < 0)
        left_ms = MIN (left_ms, TICK_MS);
      timeout_ms = timeout_ms < 0 ? left_ms : MIN (timeout_ms, left_ms);
      fds[2 * i] = (struct pollfd){ .fd = slot->is_closed ? -1 : slot->child.fd,
                                    .events = (short) (POLLIN | (unsent ? POLLOUT : 0)) };
      fds[2 * i + 1] = (struct pollfd){ .fd = slot->child.pidfd, .events = POLLIN };
    }
  if (poll (fds, 2 * n_slots, timeout_ms) < 0)
    for (guint i = 0; i < n_slots; i++)
      fds[2 * i + 1].revents = 0;
  for (guint i = 0; i < n_slots; i++)
    slots[i]->may_be_dead = slots[i]->child.pidfd < 0 || fds[2 * i + 1].revents != 0;
}

static void
forgive_absence (NystaPool *pool, Slot *slot)
{
  if (slot->call == NULL)
    return;

  gint64 since_us = MAX (pool->away_since_us, slot->call->started_us);
  gint64 away_us = g_get_monotonic_time () - since_us;
  if (away_us > ABSENCE_US)
    slot->call->deadline_us += away_us;
}

/* --- one call at a time ---------------------------------------------------------- */

static Slot *
idle_slot (NystaPool *pool)
{
  for (guint i = 0; i < pool->options.n_workers; i++)
    if (pool->slots[i].call == NULL)
      return &pool->slots[i];
  return NULL;
}

/* Run @call to its end. Takes @call; its verdict goes to @out_verdict. */
static gboolean
run_alone (NystaPool *pool, Slot *slot, NystaHostCall *call, GBytes **out_bytes,
           NystaVerdict *out_verdict, GError **error)
{
  g_autoptr (NystaHostCall) owned = call;

  if (!slot_staff (pool, slot, error))
    return FALSE;
  slot->call = call;
  slot_start (slot);
  do
    {
      slot_send (slot);
      wait_for (&slot, 1, -1);
      slot_attend (slot);
    }
  while (!call->is_over || slot_tries_again (pool, slot));
  slot->call = NULL;

  *out_verdict = call->verdict;
  call->verdict = (NystaVerdict){ 0 };
  if (out_bytes != NULL)
    *out_bytes = out_verdict->outcome == NYSTA_OUTCOME_DONE
                   ? g_byte_array_free_to_bytes (g_steal_pointer (&call->bytes))
                   : NULL;
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
  return run_alone (pool, &pool->source, call, NULL, out_verdict, error);
}

gboolean
nysta_pool_fetch (NystaPool *pool, const NystaManifest *source, const char *key,
                  GBytes **out_bytes, GPtrArray *warnings, NystaVerdict *out_verdict,
                  GError **error)
{
  NystaHostCall *call = nysta_host_call_new (NYSTA_CALL_FETCH, &source, 1, &pool->options);

  call->warnings = warnings;
  nysta_host_call_add_frame (call, NYSTA_FRAME_FETCH, -1, 1, &key);
  return run_alone (pool, &pool->source, call, out_bytes, out_verdict, error);
}

gboolean
nysta_pool_check (NystaPool *pool, const NystaManifest *plugin, NystaVerdict *out_verdict,
                  GError **error)
{
  Slot *slot = plugin->kind == NYSTA_KIND_SOURCE ? &pool->source : idle_slot (pool);

  g_return_val_if_fail (slot != NULL, FALSE);
  NystaHostCall *call = nysta_host_call_new (NYSTA_CALL_CHECK, &plugin, 1, &pool->options);
  nysta_host_call_add_frame (call, NYSTA_FRAME_CHECK, -1, 0, NULL);
  return run_alone (pool, slot, call, NULL, out_verdict, error);
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
  slot_init (&pool->source, TRUE);
  pool->slots = g_new0 (Slot, pool->options.n_workers);
  for (guint i = 0; i < pool->options.n_workers; i++)
    slot_init (&pool->slots[i], FALSE);
  return pool;
}

void
nysta_pool_free (NystaPool *pool)
{
  if (pool == NULL)
    return;
  slot_clear (&pool->source);
  for (guint i = 0; i < pool->options.n_workers; i++)
    slot_clear (&pool->slots[i]);
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

gboolean
nysta_pool_submit (NystaPool *pool, const NystaJob *job, GError **error)
{
  Slot *slot = idle_slot (pool);
  g_autoptr (GPtrArray) plugins = g_ptr_array_new ();
  const char *strings[] = { job->media_type, job->charset };

  g_return_val_if_fail (slot != NULL, FALSE);
  if (!slot_staff (pool, slot, error))
    return FALSE;

  g_ptr_array_add (plugins, (gpointer) job->reader);
  if (job->extractors != NULL)
    g_ptr_array_extend (plugins, job->extractors, NULL, NULL);
  slot->call = nysta_host_call_new (NYSTA_CALL_DOCUMENT,
                                    (const NystaManifest *const *) plugins->pdata,
                                    plugins->len, &pool->options);
  slot->call->user_data = job->user_data;
  slot->call->trace = job->trace;
  slot->call->stages = job->stages;
  nysta_host_call_add_data (slot->call, job->bytes);
  nysta_host_call_add_frame (slot->call, NYSTA_FRAME_RUN,
                             (job->trace ? NYSTA_RUN_TRACED : 0) |
                               (job->stages != NULL ? NYSTA_RUN_TIMED : 0),
                             2, strings);
  slot_start (slot);
  slot_send (slot);
  return TRUE;
}

static NystaJobResult *
slot_collect (Slot *slot)
{
  g_autoptr (NystaHostCall) call = g_steal_pointer (&slot->call);
  NystaJobResult *result = g_new0 (NystaJobResult, 1);

  result->user_data = call->user_data;
  result->verdict = call->verdict;
  call->verdict = (NystaVerdict){ 0 };
  if (result->verdict.outcome == NYSTA_OUTCOME_DONE)
    result->findings = g_steal_pointer (&call->findings);
  result->elapsed_ms = (guint) ((g_get_monotonic_time () - call->started_us) / 1000);
  return result;
}

static NystaJobResult *
attend_all (NystaPool *pool)
{
  for (guint i = 0; i < pool->options.n_workers; i++)
    {
      Slot *slot = &pool->slots[i];

      if (slot->call == NULL)
        continue;
      slot_attend (slot);
      if (slot->call->is_over && !slot_tries_again (pool, slot))
        return slot_collect (slot);
    }
  return NULL;
}

NystaJobResult *
nysta_pool_next (NystaPool *pool, int timeout_ms, GError **error)
{
  gint64 until_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  g_autofree Slot **busy = g_new0 (Slot *, pool->options.n_workers);
  NystaJobResult *result = NULL;

  (void) error;
  for (guint i = 0; i < pool->options.n_workers; i++)
    forgive_absence (pool, &pool->slots[i]);

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
      wait_for (busy, n_busy, is_last ? 0 : (int) left_ms);
      result = attend_all (pool);
    }
  pool->away_since_us = g_get_monotonic_time ();
  return result;
}
