/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/slot.h"

#include "base/log.h"

#include <errno.h>
#include <poll.h>
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

void
nysta_slot_init (NystaSlot *slot, const NystaPoolOptions *options, gboolean reads_files)
{
  *slot = (NystaSlot){ .options = options,
                       .child = NYSTA_CHILD_NONE,
                       .reads_files = reads_files,
                       .in = g_byte_array_new (),
                       .ahead = g_queue_new () };
}

/* What was sent ahead is gone with the worker. */
static void
slot_dismiss (NystaSlot *slot)
{
  nysta_child_end (&slot->child);
  g_byte_array_set_size (slot->in, 0);
  for (GList *one = slot->ahead->head; one != NULL; one = one->next)
    nysta_host_call_unsend (one->data);
  slot->is_alone = !g_queue_is_empty (slot->ahead);
}

void
nysta_slot_drop (NystaSlot *slot)
{
  g_queue_clear_full (slot->ahead, (GDestroyNotify) nysta_host_call_free);
  g_clear_pointer (&slot->call, nysta_host_call_free);
  slot_dismiss (slot);
}

void
nysta_slot_clear (NystaSlot *slot)
{
  nysta_slot_drop (slot);
  g_byte_array_unref (slot->in);
  g_queue_free (slot->ahead);
}

/* --- the worker ----------------------------------------------------------------- */

/* The first thing a worker hears; small enough for the socket's buffer. */
static gboolean
send_configuration (const NystaSlot *slot)
{
  const NystaPoolOptions *options = slot->options;
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_CONFIGURE);

  nysta_frame_u32 (buffer, slot->reads_files);
  nysta_frame_u64 (buffer, options->memory_bytes);
  nysta_frame_u32 (buffer, options->deadline_ms);
  nysta_frame_u64 (buffer, options->max_document_bytes);
  nysta_frame_string (buffer, slot->reads_files ? NULL : options->lexicon_path);
  nysta_frame_string (buffer, slot->reads_files ? NULL : options->tagger_path);
  nysta_frame_end (buffer, begun);
  return send (slot->child.fd, buffer->data, buffer->len, MSG_NOSIGNAL) ==
         (ssize_t) buffer->len;
}

static gboolean
slot_staff (NystaSlot *slot, GError **error)
{
  if (slot->child.pid > 0 && slot->n_served >= NYSTA_WORKER_DOCUMENTS)
    slot_dismiss (slot);
  if (slot->child.pid > 0)
    return TRUE;

  if (!nysta_child_spawn (slot->options->program, slot->options->memory_bytes, &slot->child,
                          error))
    return FALSE;
  slot->n_served = 0;
  slot->is_closed = FALSE;
  g_byte_array_set_size (slot->in, 0);
  nysta_log_debug ("worker", "started %d", (int) slot->child.pid);
  /* If this fails, the worker's death is what the call ends with. */
  send_configuration (slot);
  return TRUE;
}

/* --- sending -------------------------------------------------------------------- */

/* A step that is said at once costs both sides a switch. What cannot be tried again is said
 * so, and what is being tried again. */
static gboolean
slot_is_careful (const NystaSlot *slot)
{
  return slot->child.page == NULL || slot->call->second_try ||
         slot->call->kind == NYSTA_CALL_LIST || slot->call->kind == NYSTA_CALL_CHECK;
}

/* The worker may be at it already; the page is the worker's then. */
static void
slot_start (NystaSlot *slot)
{
  gboolean is_sent = nysta_host_call_is_begun (slot->call);

  slot->n_served++;
  slot->was_careful = !is_sent && slot_is_careful (slot);
  if (slot->child.page != NULL && !is_sent)
    *slot->child.page = (NystaWorkerPage){ .at_once = slot->was_careful,
                                           .plugin = NYSTA_WIRE_NULL };
  nysta_host_call_start (slot->call);
}

/* Send what the socket takes of the request. FALSE: some is left. */
static gboolean
send_call (const NystaSlot *slot, NystaHostCall *call)
{
  while (!nysta_host_call_is_sent (call))
    {
      struct iovec vectors[MAX_VECTORS];
      guint n_vectors = nysta_host_call_request (call, vectors, MAX_VECTORS);
      struct msghdr message = { .msg_iov = vectors, .msg_iovlen = n_vectors };
      ssize_t n = sendmsg (slot->child.fd, &message, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE; /* full, or its death will be noticed */
      nysta_host_call_note_sent (call, (gsize) n);
    }
  return TRUE;
}

/* The next that is to be sent, or NULL. */
static NystaHostCall *
next_unsent (const NystaSlot *slot)
{
  if (!nysta_host_call_is_sent (slot->call))
    return slot->call;
  for (GList *one = slot->ahead->head; one != NULL && !slot->is_alone; one = one->next)
    if (((NystaHostCall *) one->data)->is_long)
      return NULL;
    else if (!nysta_host_call_is_sent (one->data))
      return one->data;
  return NULL;
}

static void
slot_send (NystaSlot *slot)
{
  NystaHostCall *call;

  while (!slot->is_closed && (call = next_unsent (slot)) != NULL)
    {
      /* Either may be to blame for what becomes of the other. */
      if (call != slot->call)
        call->has_company = slot->call->has_company = TRUE;
      if (!send_call (slot, call))
        return;
    }
}

/* --- receiving ------------------------------------------------------------------ */

/* Who is to blame for what the worker has come to. */
static NystaWorkerPage
slot_page (const NystaSlot *slot)
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
slot_blame (NystaSlot *slot, NystaWorkerPage page)
{
  nysta_host_call_note (slot->call, page.plugin, page.n_entered);
}

static void
slot_take_frames (NystaSlot *slot)
{
  g_autoptr (GError) error = NULL;
  gsize at = 0;
  gboolean fine = TRUE;

  /* What follows the end is of the next call, if there is one. */
  while (fine && (!slot->call->is_over || g_queue_is_empty (slot->ahead)))
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
slot_receive (NystaSlot *slot)
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
slot_check_death (NystaSlot *slot)
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
slot_check_deadline (NystaSlot *slot)
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

/* A worker whose plugin ended in disgrace is not used again. */
static void
end_disgrace (NystaSlot *slot)
{
  NystaOutcome outcome = slot->call->verdict.outcome;

  if (slot->call->is_over && outcome != NYSTA_OUTCOME_DONE &&
      outcome != NYSTA_OUTCOME_FAILED)
    slot_dismiss (slot);
}

void
nysta_slot_attend (NystaSlot *slot)
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
  end_disgrace (slot);
}

/* What an earlier document's plugin left behind may kill the next one's call: when a worker
 * that wasn't fresh dies or talks nonsense, a fresh one has the last word. */
gboolean
nysta_slot_tries_again (NystaSlot *slot)
{
  NystaHostCall *call = slot->call;
  NystaOutcome outcome = call->verdict.outcome;
  gboolean suspicious = outcome == NYSTA_OUTCOME_CRASHED ||
                        outcome == NYSTA_OUTCOME_EXITED ||
                        outcome == NYSTA_OUTCOME_PROTOCOL ||
                        outcome == NYSTA_OUTCOME_MEMORY ||
                        (outcome == NYSTA_OUTCOME_TIMED_OUT && call->n_entered == 0);

  /* Nonsense comes from whoever wrote to the socket; with steps unsaid that is a guess, and
   * so is whose deadline has passed of several that were sent. */
  gboolean unclear = (outcome == NYSTA_OUTCOME_PROTOCOL && !slot->was_careful) ||
                     (call->has_company &&
                      (suspicious || outcome == NYSTA_OUTCOME_TIMED_OUT));

  if (!(suspicious || unclear) || call->second_try || (slot->n_served < 2 && !unclear) ||
      call->kind == NYSTA_CALL_LIST)
    return FALSE;
  slot_dismiss (slot);
  if (!slot_staff (slot, NULL))
    return FALSE;
  call->second_try = TRUE;
  nysta_host_call_unsend (call);
  slot_start (slot);
  return TRUE;
}

/* --- calls ---------------------------------------------------------------------- */

guint
nysta_slot_room (const NystaSlot *slot)
{
  guint n_calls = (slot->call != NULL) + g_queue_get_length (slot->ahead);

  if (slot->call == NULL)
    return NYSTA_SLOT_CALLS;
  /* A long document waits for its turn in our memory: one at a time. */
  const NystaHostCall *last = g_queue_peek_tail (slot->ahead);
  if (slot->call->is_long || (last != NULL && last->is_long))
    return 0;
  /* The last documents that this worker will have. */
  guint n_left = slot->n_served >= NYSTA_WORKER_DOCUMENTS
                   ? 0
                   : NYSTA_WORKER_DOCUMENTS - slot->n_served;
  n_left = slot->child.pid <= 0 ? 0 : MIN (n_left, NYSTA_SLOT_CALLS);
  return n_left > n_calls ? n_left - n_calls : 0;
}

gboolean
nysta_slot_add (NystaSlot *slot, NystaHostCall *call, GError **error)
{
  if (slot->call != NULL)
    {
      g_queue_push_tail (slot->ahead, call);
      slot_send (slot);
      return TRUE;
    }
  slot->is_alone = FALSE;
  if (!slot_staff (slot, error))
    {
      nysta_host_call_free (call);
      return FALSE;
    }
  slot->call = call;
  slot_start (slot);
  slot_send (slot);
  return TRUE;
}

/* Its answer may have come with the one before. */
static void
begin_next (NystaSlot *slot)
{
  g_autoptr (GError) error = NULL;

  slot->call = g_queue_pop_head (slot->ahead);
  if (slot->call == NULL)
    {
      slot->is_alone = FALSE;
      return;
    }
  gboolean is_staffed = slot_staff (slot, &error);
  slot_start (slot);
  if (!is_staffed)
    {
      nysta_host_call_end (slot->call, NYSTA_OUTCOME_REFUSED, 0, error->message);
      return;
    }
  slot_send (slot);
  if (slot->in->len > 0)
    slot_take_frames (slot);
  end_disgrace (slot);
}

NystaHostCall *
nysta_slot_take (NystaSlot *slot)
{
  NystaHostCall *call = g_steal_pointer (&slot->call);

  begin_next (slot);
  return call;
}

/* --- waiting -------------------------------------------------------------------- */

static int
remaining_ms (const NystaSlot *slot, gint64 now_us)
{
  gint64 left_us = slot->call->deadline_us - now_us;

  return left_us <= 0 ? 0 : (int) MIN (left_us / 1000 + 1, 60 * 1000);
}

void
nysta_slot_wait (NystaSlot **slots, guint n_slots, int timeout_ms)
{
  g_autofree struct pollfd *fds = g_new0 (struct pollfd, 2 * n_slots);
  gint64 now_us = g_get_monotonic_time ();

  for (guint i = 0; i < n_slots; i++)
    {
      const NystaSlot *slot = slots[i];
      gboolean unsent = next_unsent (slot) != NULL;
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
