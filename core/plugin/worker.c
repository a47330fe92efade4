/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The worker's loop: frames from the host in, plugins called, frames out. */
#include "config.h"
#include "plugin/worker.h"

#include "base/paths.h"
#include "plugin/confine.h"
#include "plugin/embedded.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Frames gather up to here before they are sent. */
#define FLUSH_BYTES (64u * 1024)

/* For how long the end of a call may wait for the next. */
#define MAX_HELD_US 10000

/* Of a document or its text in one frame: the host holds one whole. */
#define PIECE_BYTES (128u * 1024)

/* --- sending -------------------------------------------------------------------- */

/* For the handler of fatal signals, which knows nothing else. */
static int crash_fd = -1;
static volatile sig_atomic_t is_sending;

static void
send_all (int fd, const guint8 *data, gsize n_bytes)
{
  while (n_bytes > 0)
    {
      ssize_t n = send (fd, data, n_bytes, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (NYSTA_WORKER_EXIT_CUT_OFF);
      data += n;
      n_bytes -= (gsize) n;
    }
}

void
nysta_worker_flush (NystaWorker *worker)
{
  is_sending = 1;
  send_all (worker->fd, worker->out->data, worker->out->len);
  is_sending = 0;
  worker->sent_bytes += worker->out->len;
  worker->flushed_us = g_get_monotonic_time ();
  g_byte_array_set_size (worker->out, 0);
}

void
nysta_worker_flush_some (NystaWorker *worker)
{
  if (worker->out->len >= FLUSH_BYTES)
    nysta_worker_flush (worker);
}

/* Whose fault it is if the process dies now. A plugin with a deadline of its own is said
 * at once, since the host looks at the clock then; the others stand in the page. */
static void
say_who (NystaWorker *worker, guint32 plugin_number, gboolean at_once)
{
  guint begun = nysta_frame_begin (worker->out, NYSTA_FRAME_ENTER);

  nysta_frame_u32 (worker->out, plugin_number);
  nysta_frame_end (worker->out, begun);
  if (worker->page != NULL && plugin_number != NYSTA_WIRE_NULL)
    {
      worker->page->plugin = plugin_number;
      worker->page->n_entered = plugin_number + 1;
    }
  if (at_once || worker->page == NULL || worker->page->at_once != 0)
    nysta_worker_flush (worker);
  /* It has not left before that was said: it may have closed the socket. */
  if (worker->page != NULL)
    worker->page->plugin = plugin_number;
}

void
nysta_worker_send_line (NystaWorker *worker, NystaFrameType type, const char *line)
{
  guint begun = nysta_frame_begin (worker->out, type);

  nysta_frame_string (worker->out, line);
  nysta_frame_end (worker->out, begun);
  nysta_worker_flush_some (worker);
}

void
nysta_worker_warn (NystaWorker *worker, const char *message)
{
  g_autofree char *clean = nysta_message_clean (message);

  nysta_worker_send_line (worker, NYSTA_FRAME_WARN, clean);
}

void
nysta_worker_end (NystaWorker *worker, NystaOutcome outcome, const char *message)
{
  g_autofree char *clean = message != NULL ? nysta_message_clean (message) : NULL;
  guint begun = nysta_frame_begin (worker->out, NYSTA_FRAME_END);

  nysta_frame_u32 (worker->out, outcome);
  nysta_frame_string (worker->out, clean);
  nysta_frame_end (worker->out, begun);
  /* What the host has sent ahead comes first, unless it waits for long; before a wait for
   * more, receive() sends it. */
  if (worker->page == NULL || worker->page->at_once != 0 ||
      g_get_monotonic_time () - worker->flushed_us > MAX_HELD_US)
    nysta_worker_flush (worker);
  else
    nysta_worker_flush_some (worker);
}

void
nysta_worker_send_bytes (NystaWorker *worker, NystaFrameType type, const void *data,
                         gsize n_bytes)
{
  const guint8 *rest = data;

  while (n_bytes > 0)
    {
      gsize n = MIN (n_bytes, (gsize) PIECE_BYTES);
      guint begun = nysta_frame_begin (worker->out, type);

      nysta_frame_bytes (worker->out, rest, n);
      nysta_frame_end (worker->out, begun);
      nysta_worker_flush_some (worker);
      rest += n;
      n_bytes -= n;
    }
}

/* --- last words ------------------------------------------------------------------- */

static void
put_u32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, sizeof value);
}

/* How much memory was in use tells the host a crash from malloc() having returned NULL.
 * Async-signal-safe: no allocation, no stdio. */
static void
on_fatal_signal (int number)
{
  guint8 frame[NYSTA_WIRE_HEADER_BYTES + 12];
  guint64 bytes = nysta_confine_grown_bytes ();

  put_u32 (frame, 12);
  put_u32 (frame + 4, NYSTA_FRAME_CRASH);
  put_u32 (frame + 8, (guint32) number);
  put_u32 (frame + 12, (guint32) bytes);
  put_u32 (frame + 16, (guint32) (bytes >> 32));
  if (!is_sending)
    (void) !send (crash_fd, frame, sizeof frame, MSG_NOSIGNAL | MSG_DONTWAIT);
  raise (number);
}

static void
install_crash_handler (int fd)
{
  /* A stack of its own: one of the ways to crash is to have none left. */
  static guint8 stack_bytes[32 * 1024];
  static const int numbers[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP };
  stack_t stack = { .ss_sp = stack_bytes, .ss_size = sizeof stack_bytes };
  struct sigaction action = { .sa_handler = on_fatal_signal,
                              .sa_flags = (int) (SA_ONSTACK | SA_RESETHAND) };

  crash_fd = fd;
  sigaltstack (&stack, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    sigaction (numbers[i], &action, NULL);
}

/* --- receiving -------------------------------------------------------------------- */

/* The next frame, valid until the next call; ends the process when the host has gone. */
static guint32
receive (NystaWorker *worker, gsize *consumed, NystaCursor *out_cursor)
{
  g_byte_array_remove_range (worker->in, 0, (guint) *consumed);
  for (;;)
    {
      guint32 type = 0;
      guint8 chunk[64 * 1024];

      if (!nysta_frame_next (worker->in->data, worker->in->len, &type, out_cursor, consumed,
                             NULL))
        _exit (NYSTA_WORKER_EXIT_CUT_OFF);
      if (*consumed > 0)
        return type;

      if (worker->out->len > 0)
        nysta_worker_flush (worker);
      ssize_t n = read (worker->fd, chunk, sizeof chunk);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (n == 0 ? 0 : NYSTA_WORKER_EXIT_CUT_OFF);
      g_byte_array_append (worker->in, chunk, (guint) n);
    }
}

/* Languages are told by less where they are missing, so that nobody need be warned. */
static void
open_fingerprints (NystaWorker *worker, gboolean reads_files)
{
  g_autofree char *list = nysta_path_languages ();

  if (!reads_files)
    worker->fingerprints = nysta_fingerprints_open (list, NULL);
}

static void
configure (NystaWorker *worker, NystaCursor *cursor)
{
  gboolean reads_files = nysta_cursor_u32 (cursor) != 0;
  worker->memory_bytes = nysta_cursor_u64 (cursor);
  worker->deadline_ms = nysta_cursor_u32 (cursor);
  worker->max_document_bytes = nysta_cursor_u64 (cursor);
  const char *lexicon_path = nysta_cursor_string (cursor);

  guint64 began_ns = nysta_stages_now_ns ();
  if (lexicon_path != NULL)
    {
      g_autoptr (GError) error = NULL;

      worker->lexicon = nysta_lexicon_open (lexicon_path, &error);
      if (worker->lexicon == NULL)
        worker->lexicon_error = g_strdup (error->message);
    }

  /* The host has looked at the file and warned, if need be. */
  const char *tagger_path = nysta_cursor_string (cursor);
  guint64 lexicon_ns = nysta_stages_now_ns ();
  if (tagger_path != NULL)
    worker->tagger = nysta_tagger_open (tagger_path, NULL);
  guint64 tagger_ns = nysta_stages_now_ns ();
  open_fingerprints (worker, reads_files);
  worker->loading_ns[0] = lexicon_ns - began_ns;
  worker->loading_ns[1] = tagger_ns - lexicon_ns;
  worker->loading_ns[2] = nysta_stages_now_ns () - tagger_ns;
  nysta_confine_self (reads_files);
}

static void
add_plugin (NystaWorker *worker, NystaCursor *cursor)
{
  NystaManifest *manifest = g_new0 (NystaManifest, 1);

  manifest->id = g_strdup (nysta_cursor_need_string (cursor));
  manifest->kind = nysta_cursor_u32 (cursor);
  manifest->abi = nysta_cursor_u32 (cursor);
  manifest->object = g_strdup (nysta_cursor_need_string (cursor));
  manifest->memory_bytes = nysta_cursor_u64 (cursor);
  manifest->deadline_ms = nysta_cursor_u32 (cursor);
  manifest->accepts = g_strsplit (nysta_cursor_need_string (cursor), " ", -1);
  g_ptr_array_add (worker->plugins, manifest);
}

/* --- calls -------------------------------------------------------------------------- */

static NystaCall
enter (NystaWorker *worker, guint number)
{
  const NystaManifest *plugin = g_ptr_array_index (worker->plugins, number);

  nysta_confine_memory (plugin->memory_bytes > 0 ? plugin->memory_bytes
                                                 : worker->memory_bytes);
  say_who (worker, number, plugin->deadline_ms > 0);
  return (NystaCall){ .worker = worker, .plugin = plugin };
}

static void
leave (NystaWorker *worker)
{
  say_who (worker, NYSTA_WIRE_NULL, FALSE);
}

/* "sv-SE" goes to who takes "sv"; a text in no known language to everyone. */
static gboolean
accepts_language (const NystaManifest *plugin, const char *language)
{
  if (language == NULL)
    return TRUE;

  g_autofree char *primary = g_strndup (language, strcspn (language, "-"));
  for (guint i = 0; plugin->accepts[i] != NULL; i++)
    if (strcmp (plugin->accepts[i], "*") == 0 ||
        g_ascii_strcasecmp (plugin->accepts[i], language) == 0 ||
        g_ascii_strcasecmp (plugin->accepts[i], primary) == 0)
      return TRUE;
  return FALSE;
}

static void
send_metadata (NystaWorker *worker, const char *property, const char *value)
{
  guint begun = nysta_frame_begin (worker->out, NYSTA_FRAME_METADATA);

  nysta_frame_string (worker->out, property);
  nysta_frame_string (worker->out, value);
  nysta_frame_end (worker->out, begun);
}

/* What the reader brought, for the host and for checking proposals against. */
static void
publish_document (NystaWorker *worker, NystaDocument *document, NystaFindings *findings)
{
  static const char *const properties[] = { NYSTA_META_TITLE,     NYSTA_META_LANGUAGE,
                                            NYSTA_META_ISSUED,    NYSTA_META_MODIFIED,
                                            NYSTA_META_PUBLISHER, NYSTA_META_SOURCE };
  const NystaText *text = nysta_document_text (document);
  g_autoptr (GError) error = NULL;

  nysta_findings_borrow_text (findings, text->text, text->n_bytes);
  nysta_worker_send_bytes (worker, NYSTA_FRAME_TEXT, text->text, text->n_bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      const char *value = nysta_document_metadata (document, properties[i]);

      if (value == NULL && strcmp (properties[i], NYSTA_META_LANGUAGE) == 0)
        value = text->language;
      if (value == NULL)
        continue;
      if (nysta_findings_add_metadata (findings, properties[i], value, &error))
        send_metadata (worker, properties[i], value);
      else
        nysta_worker_warn (worker, error->message);
      g_clear_error (&error);
    }
}

/* Let the extractors that follow see the mentions from @from on. */
static void
pass_on (NystaDocument *document, const NystaFindings *findings, guint from)
{
  for (guint i = from; i < findings->mentions->len; i++)
    {
      const NystaFoundMention *mention = &g_array_index (findings->mentions,
                                                         NystaFoundMention, i);
      const NystaFoundEntity *entity = g_ptr_array_index (findings->entities,
                                                          mention->entity);

      nysta_document_add_found (document, entity->key, entity->name, entity->kind,
                                mention->start, mention->end);
    }
}

/* The same for what the document's data name, unless an extractor has found that name: two
 * keys of one person would look like two persons. @n: mentions before any extractor's. */
static void
pass_on_embedded (NystaDocument *document, const NystaFindings *findings, guint n)
{
  g_autoptr (GHashTable)
    keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < findings->mentions->len; i++)
    {
      guint k = i + n < findings->mentions->len ? i + n : i + n - findings->mentions->len;
      const NystaFoundMention *mention = &g_array_index (findings->mentions,
                                                         NystaFoundMention, k);
      const NystaFoundEntity *entity = g_ptr_array_index (findings->entities,
                                                          mention->entity);
      char *name = g_strdup_printf ("%u %s", entity->kind, entity->name);
      const char *known = g_hash_table_lookup (keys, name);

      if (k < n && mention->end > 0 && (known == NULL || strcmp (known, entity->key) == 0))
        nysta_document_add_found (document, entity->key, entity->name, entity->kind,
                                  mention->start, mention->end);
      if (known == NULL)
        g_hash_table_insert (keys, name, entity->key);
      else
        g_free (name);
    }
}

static gboolean
run_extractors (NystaWorker *worker, NystaDocument *document, NystaFindings *findings,
                gboolean trace)
{
  guint n_embedded = findings->mentions->len;

  for (guint i = 1; i < worker->plugins->len; i++)
    {
      guint n_mentions = findings->mentions->len;

      if (i == 2)
        pass_on_embedded (document, findings, n_embedded);
      if (!accepts_language (g_ptr_array_index (worker->plugins, i),
                             nysta_document_text (document)->language))
        continue;
      g_auto (NystaCall) call = enter (worker, i);
      nysta_stages_enter (worker->stages, call.plugin->id, NULL);
      call.document = document;
      call.findings = findings;
      call.trace = trace;
      if (!nysta_worker_extract (worker, &call))
        return FALSE;
      leave (worker);
      pass_on (document, findings, n_mentions);
    }
  return TRUE;
}

/* The document as it came: the reader alone needs it. */
static void
forget_data (NystaWorker *worker)
{
  if (worker->data->len < NYSTA_HEAP_LARGE_BYTES)
    {
      g_byte_array_set_size (worker->data, 0);
      return;
    }
  g_byte_array_unref (worker->data);
  worker->data = g_byte_array_new ();
}

/* What took time before the first document was asked for belongs to it. */
static void
begin_stages (NystaWorker *worker)
{
  static const char *const names[] = { "loading the lexicon", "loading the tagger",
                                       "loading languages" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (worker->loading_ns));
  worker->stages = nysta_stages_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (worker->loading_ns[i] > 0)
      nysta_stages_add (worker->stages, names[i], worker->loading_ns[i]);
  memset (worker->loading_ns, 0, sizeof worker->loading_ns);
}

static void
finish_document (NystaWorker *worker)
{
  if (worker->stages != NULL)
    nysta_stages_send (worker->stages, worker->out);
  nysta_worker_end (worker, NYSTA_OUTCOME_DONE, NULL);
}

static void
run_document (NystaWorker *worker, NystaCursor *cursor)
{
  const char *media_type = nysta_cursor_need_string (cursor);
  const char *charset = nysta_cursor_string (cursor);
  guint32 flags = nysta_cursor_u32 (cursor);
  gboolean trace = (flags & NYSTA_RUN_TRACED) != 0;
  g_autoptr (NystaDocument) document = nysta_document_new ();
  g_autoptr (NystaFindings) findings = nysta_findings_new ();

  if (worker->lexicon_error != NULL)
    {
      nysta_worker_end (worker, NYSTA_OUTCOME_FAILED, worker->lexicon_error);
      return;
    }
  if ((flags & NYSTA_RUN_TIMED) != 0)
    begin_stages (worker);
  g_auto (NystaCall) call = enter (worker, 0);
  nysta_stages_enter (worker->stages, call.plugin->id, NULL);
  call.document = document;
  call.findings = findings;
  findings->reader = g_strdup (call.plugin->id);
  if (!nysta_worker_read (worker, &call, media_type, charset))
    return;
  leave (worker);
  forget_data (worker);

  g_autoptr (NystaEmbedded) embedded = nysta_embedded_new (findings);
  nysta_embedded_describe (embedded, document);
  nysta_stages_enter (worker->stages, NULL, "words, sentences, languages");
  nysta_document_set_fingerprints (document, worker->fingerprints);
  nysta_document_analyse (document, NULL);
  nysta_stages_enter (worker->stages, NULL, "lexicon");
  if (worker->lexicon != NULL)
    nysta_document_match (document, worker->lexicon);
  nysta_stages_enter (worker->stages, NULL, "tagger");
  if (worker->tagger != NULL)
    nysta_document_tag (document, worker->tagger);
  if (worker->lexicon != NULL &&
      nysta_document_text (document)->n_bytes >= NYSTA_HEAP_LARGE_BYTES)
    nysta_lexicon_rest (worker->lexicon);
  nysta_stages_enter (worker->stages, NULL, "handing over the text");
  publish_document (worker, document, findings);
  nysta_embedded_propose (embedded, worker->out);
  nysta_worker_flush_some (worker);
  if (trace)
    nysta_worker_trace (worker, nysta_document_text (document));
  if (run_extractors (worker, document, findings, trace))
    finish_document (worker);
}

static void
run_check (NystaWorker *worker)
{
  g_autoptr (GError) error = NULL;
  g_auto (NystaCall) call = enter (worker, 0);

  if (nysta_manifest_open (call.plugin, &error) != NULL)
    nysta_worker_end (worker, NYSTA_OUTCOME_DONE, NULL);
  else
    nysta_worker_end (worker, NYSTA_OUTCOME_REFUSED, error->message);
}

static void
run_source (NystaWorker *worker, guint32 type, NystaCursor *cursor)
{
  const char *what = nysta_cursor_need_string (cursor);
  g_auto (NystaCall) call = enter (worker, 0);
  gboolean fine = type == NYSTA_FRAME_LIST ? nysta_worker_list (worker, &call, what)
                                           : nysta_worker_fetch (worker, &call, what);

  if (fine)
    nysta_worker_end (worker, NYSTA_OUTCOME_DONE, NULL);
}

static void
run_call (NystaWorker *worker, guint32 type, NystaCursor *cursor)
{
  worker->sent_bytes = 0;
  if (worker->page != NULL)
    {
      worker->page->plugin = NYSTA_WIRE_NULL;
      worker->page->n_entered = 0;
    }
  nysta_confine_processor (worker->deadline_ms / 1000 * 2 + 60);
  if (worker->plugins->len == 0)
    _exit (NYSTA_WORKER_EXIT_CUT_OFF);
  if (type == NYSTA_FRAME_RUN)
    run_document (worker, cursor);
  else if (type == NYSTA_FRAME_CHECK)
    run_check (worker);
  else
    run_source (worker, type, cursor);
  g_clear_pointer (&worker->stages, nysta_stages_free);
  g_ptr_array_set_size (worker->plugins, 0);
  forget_data (worker);
}

int
nysta_worker_main (int fd)
{
  NystaWorker worker = { .fd = fd,
                         .in = g_byte_array_new (),
                         .out = g_byte_array_new (),
                         .memory_bytes = NYSTA_WORKER_MEMORY_BYTES,
                         .deadline_ms = NYSTA_DEADLINE_MS,
                         .max_document_bytes = NYSTA_MAX_DOCUMENT_BYTES,
                         .plugins = g_ptr_array_new_with_free_func (
                           (GDestroyNotify) nysta_manifest_free),
                         .data = g_byte_array_new () };
  gsize consumed = 0;

  nysta_confine_heap ();
  worker.page = nysta_child_page ();
  /* What a plugin finds must not depend on who runs it. */
  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    setlocale (LC_ALL, "C");
  g_setenv ("TZ", "UTC", TRUE);
  install_crash_handler (fd);

  for (;;)
    {
      NystaCursor cursor = { 0 };
      guint32 type = receive (&worker, &consumed, &cursor);
      const guint8 *data = NULL;
      gsize n_bytes = 0;

      switch (type)
        {
        case NYSTA_FRAME_CONFIGURE:
          configure (&worker, &cursor);
          break;
        case NYSTA_FRAME_PLUGIN:
          add_plugin (&worker, &cursor);
          break;
        case NYSTA_FRAME_DATA:
          data = nysta_cursor_bytes (&cursor, &n_bytes);
          g_byte_array_append (worker.data, data, (guint) n_bytes);
          break;
        default:
          run_call (&worker, type, &cursor);
        }
      if (nysta_cursor_finish (&cursor, NULL) == FALSE)
        _exit (NYSTA_WORKER_EXIT_CUT_OFF);
    }
}
