/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/call.h"

#include "plugin/proposal.h"
#include "plugin/worker.h"
#include "rdf/iri.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* A document is sent in frames of this size: a worker holds one whole. */
#define DATA_BYTES (128u * 1024)

static void
call_plugin_clear (gpointer data)
{
  g_free (((NystaCallPlugin *) data)->id);
}

static void
write_plugin (GByteArray *buffer, const NystaManifest *manifest)
{
  g_autofree char *accepts = g_strjoinv (" ", manifest->accepts);
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_PLUGIN);

  nysta_frame_string (buffer, manifest->id);
  nysta_frame_u32 (buffer, manifest->kind);
  nysta_frame_u32 (buffer, manifest->abi);
  nysta_frame_string (buffer, manifest->object);
  nysta_frame_u64 (buffer, manifest->memory_bytes);
  nysta_frame_u32 (buffer, manifest->deadline_ms);
  nysta_frame_string (buffer, accepts);
  nysta_frame_end (buffer, begun);
}

static void
add_buffer (NystaHostCall *call, GByteArray *buffer)
{
  g_ptr_array_add (call->request, g_byte_array_free_to_bytes (buffer));
}

NystaHostCall *
nysta_host_call_new (NystaCallKind kind, const NystaManifest *const *plugins,
                     guint n_plugins, const NystaPoolOptions *options)
{
  NystaHostCall *call = g_new0 (NystaHostCall, 1);
  GByteArray *buffer = g_byte_array_new ();

  call->kind = kind;
  call->plugins = g_array_new (FALSE, FALSE, sizeof (NystaCallPlugin));
  g_array_set_clear_func (call->plugins, call_plugin_clear);
  call->request = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  call->run_deadline_ms = options->deadline_ms;
  call->max_document_bytes = options->max_document_bytes;
  for (guint i = 0; i < n_plugins; i++)
    {
      guint64 memory_bytes = plugins[i]->memory_bytes;
      NystaCallPlugin plugin = { .id = g_strdup (plugins[i]->id),
                                 .deadline_ms = plugins[i]->deadline_ms,
                                 .memory_bytes = memory_bytes > 0 ? memory_bytes
                                                                  : options->memory_bytes };

      g_array_append_val (call->plugins, plugin);
      call->run_deadline_ms = MAX (call->run_deadline_ms, plugins[i]->deadline_ms);
      write_plugin (buffer, plugins[i]);
    }
  add_buffer (call, buffer);
  return call;
}

void
nysta_host_call_free (NystaHostCall *call)
{
  if (call == NULL)
    return;
  g_array_unref (call->plugins);
  g_ptr_array_unref (call->request);
  nysta_findings_free (call->findings);
  if (call->bytes != NULL)
    g_byte_array_unref (call->bytes);
  g_clear_pointer (&call->own_warnings, g_ptr_array_unref);
  g_free (call->key);
  nysta_verdict_clear (&call->verdict);
  g_free (call);
}

void
nysta_host_call_add_data (NystaHostCall *call, GBytes *bytes)
{
  gsize n_bytes = g_bytes_get_size (bytes);

  for (gsize at = 0; at < n_bytes; at += DATA_BYTES)
    {
      guint32 n = (guint32) MIN (n_bytes - at, DATA_BYTES);
      guint32 head[3] = { GUINT32_TO_LE (n + 4), GUINT32_TO_LE (NYSTA_FRAME_DATA),
                          GUINT32_TO_LE (n) };

      g_ptr_array_add (call->request, g_bytes_new (head, sizeof head));
      g_ptr_array_add (call->request, g_bytes_new_from_bytes (bytes, at, n));
    }
}

void
nysta_host_call_add_frame (NystaHostCall *call, NystaFrameType type, int flag,
                           guint n_strings, const char *const *strings)
{
  GByteArray *buffer = g_byte_array_new ();
  guint begun = nysta_frame_begin (buffer, type);

  for (guint i = 0; i < n_strings; i++)
    nysta_frame_string (buffer, strings[i]);
  if (flag >= 0)
    nysta_frame_u32 (buffer, (guint32) flag);
  nysta_frame_end (buffer, begun);
  add_buffer (call, buffer);
}

guint
nysta_host_call_request (const NystaHostCall *call, struct iovec *vectors, guint n_vectors)
{
  gsize offset = call->sent_offset;
  guint n = 0;

  for (guint i = call->n_sent; i < call->request->len && n < n_vectors; i++, offset = 0)
    {
      gsize n_bytes = 0;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (call->request, i),
                                             &n_bytes);

      vectors[n++] = (struct iovec){ (void *) (data + offset), n_bytes - offset };
    }
  return n;
}

void
nysta_host_call_note_sent (NystaHostCall *call, gsize n_bytes)
{
  call->sent_offset += n_bytes;
  while (call->n_sent < call->request->len)
    {
      gsize n_piece = g_bytes_get_size (g_ptr_array_index (call->request, call->n_sent));

      if (call->sent_offset < n_piece)
        return;
      call->sent_offset -= n_piece;
      call->n_sent++;
    }
}

gboolean
nysta_host_call_is_sent (const NystaHostCall *call)
{
  return call->n_sent == call->request->len;
}

gboolean
nysta_host_call_is_begun (const NystaHostCall *call)
{
  return call->n_sent > 0 || call->sent_offset > 0;
}

void
nysta_host_call_unsend (NystaHostCall *call)
{
  call->n_sent = 0;
  call->sent_offset = 0;
  call->has_company = FALSE;
}

static void
set_deadline (NystaHostCall *call, guint ms)
{
  call->deadline_us = g_get_monotonic_time () + (gint64) ms * 1000;
}

void
nysta_host_call_renew (NystaHostCall *call)
{
  set_deadline (call, call->run_deadline_ms);
}

void
nysta_host_call_start (NystaHostCall *call)
{
  call->started_us = g_get_monotonic_time ();
  set_deadline (call, call->run_deadline_ms);
  call->current = NYSTA_WIRE_NULL;
  call->n_entered = 0;
  call->n_listed = 0;
  call->received_bytes = 0;
  call->grown_bytes = 0;
  call->is_over = FALSE;
  nysta_verdict_clear (&call->verdict);
  g_clear_pointer (&call->findings, nysta_findings_free);
  g_clear_pointer (&call->bytes, g_byte_array_unref);
  call->bytes = g_byte_array_new ();
  if (call->kind == NYSTA_CALL_DOCUMENT)
    {
      call->findings = nysta_findings_new ();
      call->findings->reader = g_strdup (
        g_array_index (call->plugins, NystaCallPlugin, 0).id);
    }
}

/* --- what goes to the caller ---------------------------------------------------- */

void
nysta_listed_document_free (NystaListedDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->key);
  g_free (document->iri);
  g_free (document->media_type);
  g_free (document->unavailable);
  g_free (document);
}

void
nysta_job_result_free (NystaJobResult *result)
{
  if (result == NULL)
    return;
  nysta_verdict_clear (&result->verdict);
  nysta_findings_free (result->findings);
  g_free (result);
}

/* --- frames --------------------------------------------------------------------- */

static gboolean G_GNUC_PRINTF (2, 3) nonsense (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, NYSTA_WIRE_ERROR, NYSTA_WIRE_ERROR_MALFORMED, message);
  return FALSE;
}

static const NystaCallPlugin *
plugin_in_charge (const NystaHostCall *call)
{
  return call->current < call->plugins->len
           ? &g_array_index (call->plugins, NystaCallPlugin, call->current)
           : NULL;
}

/* Its limit of memory holds until another plugin is entered, also for what the host's own
 * code does with the text in between. */
static const NystaCallPlugin *
last_plugin_in_charge (const NystaHostCall *call)
{
  return call->n_entered > 0 && call->n_entered <= call->plugins->len
           ? &g_array_index (call->plugins, NystaCallPlugin, call->n_entered - 1)
           : NULL;
}

/* Each plugin is entered once, in order, so that no one gains time by entering again. */
static gboolean
take_enter (NystaHostCall *call, NystaCursor *cursor, GError **error)
{
  guint32 number = nysta_cursor_u32 (cursor);

  if (!nysta_cursor_finish (cursor, error))
    return FALSE;
  call->current = NYSTA_WIRE_NULL;
  if (number == NYSTA_WIRE_NULL)
    return TRUE;
  if (number >= call->plugins->len || number < call->n_entered)
    return nonsense (error, "entered plugin %u out of turn", number);
  call->current = number;
  call->n_entered = number + 1;

  guint own_ms = plugin_in_charge (call)->deadline_ms;
  gint64 own_us = g_get_monotonic_time () + (gint64) own_ms * 1000;
  if (own_ms > 0 && own_us < call->deadline_us)
    call->deadline_us = own_us;
  return TRUE;
}

void
nysta_host_call_note (NystaHostCall *call, guint32 plugin, guint32 n_entered)
{
  if (call->is_over)
    return;
  call->n_entered = MAX (call->n_entered, MIN (n_entered, call->plugins->len));
  call->current = plugin < call->n_entered ? plugin : NYSTA_WIRE_NULL;
}

static gboolean
take_warning (NystaHostCall *call, NystaCursor *cursor, GError **error)
{
  const char *message = nysta_cursor_need_string (cursor);
  const NystaCallPlugin *plugin = plugin_in_charge (call);
  const char *who = plugin != NULL ? plugin->id : "nysta";

  if (!nysta_cursor_finish (cursor, error))
    return FALSE;
  if (call->findings != NULL)
    nysta_findings_warn (call->findings, who, message);
  else if (call->warnings != NULL && call->warnings->len < NYSTA_MAX_WARNINGS)
    {
      g_autofree char *clean = nysta_message_clean (message);
      g_ptr_array_add (call->warnings, g_strdup_printf ("%s: %s", who, clean));
    }
  return TRUE;
}

static gboolean
take_bytes (NystaHostCall *call, guint64 max_bytes, NystaCursor *cursor, GError **error)
{
  gsize n_bytes = 0;
  const guint8 *data = nysta_cursor_bytes (cursor, &n_bytes);

  if (!nysta_cursor_finish (cursor, error))
    return FALSE;
  if (n_bytes > max_bytes - MIN (call->bytes->len, max_bytes))
    return nonsense (error, "sent more than %" G_GUINT64_FORMAT " bytes", max_bytes);
  g_byte_array_append (call->bytes, data, (guint) n_bytes);
  return TRUE;
}

/* All the text comes before the first proposal. */
static gboolean
settle_text (NystaHostCall *call, GError **error)
{
  if (call->bytes->len == 0)
    return TRUE;
  gboolean fine = nysta_findings_set_text (call->findings, (const char *) call->bytes->data,
                                           call->bytes->len, error);
  g_byte_array_set_size (call->bytes, 0);
  return fine;
}

static gboolean
take_metadata (NystaHostCall *call, NystaCursor *cursor, GError **error)
{
  const char *property = nysta_cursor_need_string (cursor);
  const char *value = nysta_cursor_need_string (cursor);

  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_metadata (call->findings, property, value, error);
}

static gboolean
take_trace (NystaHostCall *call, NystaCursor *cursor, GError **error)
{
  const char *line = nysta_cursor_need_string (cursor);

  if (!nysta_cursor_finish (cursor, error))
    return FALSE;
  if (!call->trace)
    return nonsense (error, "sent a trace that nobody asked for");
  g_ptr_array_add (call->findings->trace, g_strdup (line));
  return TRUE;
}

static gboolean
take_stages (NystaHostCall *call, NystaCursor *cursor, GError **error)
{
  if (call->stages == NULL)
    return nonsense (error, "sent stages that nobody asked for");
  return nysta_stages_take (call->stages, cursor, error);
}

static gboolean
take_listed (NystaHostCall *call, guint32 type, NystaCursor *cursor, GError **error)
{
  NystaListedDocument listed = { 0 };
  gboolean offered = type == NYSTA_FRAME_DOCUMENT;
  const char *key = offered ? nysta_cursor_need_string (cursor) : "";
  const char *iri = nysta_cursor_need_string (cursor);
  const char *rest = offered ? nysta_cursor_string (cursor)
                             : nysta_cursor_need_string (cursor);

  if (offered)
    {
      listed.size_bytes = nysta_cursor_u64 (cursor);
      listed.modified_s = (gint64) nysta_cursor_u64 (cursor);
      listed.named = nysta_cursor_u32 (cursor) != 0;
    }
  if (!nysta_cursor_finish (cursor, error))
    return FALSE;
  if (!nysta_iri_is_absolute (iri))
    return nonsense (error, "offered a document whose IRI is not absolute: %s", iri);
  if (++call->n_listed > NYSTA_MAX_LISTED)
    return nonsense (error, "offered more than %u documents", NYSTA_MAX_LISTED);
  listed.key = g_strdup (key);
  listed.iri = g_strdup (iri);
  listed.media_type = offered ? g_strdup (rest) : NULL;
  listed.unavailable = offered ? NULL : nysta_message_clean (rest);
  g_ptr_array_add (call->documents, g_memdup2 (&listed, sizeof listed));
  set_deadline (call, call->run_deadline_ms); /* a long list is not a hang */
  return TRUE;
}

static gboolean
take_crash (NystaHostCall *call, NystaCursor *cursor, GError **error)
{
  nysta_cursor_u32 (cursor); /* the signal is the kernel's to tell */
  call->grown_bytes = nysta_cursor_u64 (cursor);
  return nysta_cursor_finish (cursor, error);
}

static gboolean
take_end (NystaHostCall *call, NystaCursor *cursor, GError **error)
{
  guint32 outcome = nysta_cursor_u32 (cursor);
  const char *message = nysta_cursor_string (cursor);

  if (!nysta_cursor_finish (cursor, error))
    return FALSE;
  if (outcome != NYSTA_OUTCOME_DONE && outcome != NYSTA_OUTCOME_FAILED &&
      outcome != NYSTA_OUTCOME_PROTOCOL && outcome != NYSTA_OUTCOME_REFUSED)
    return nonsense (error, "ended in the unknown way %u", outcome);
  if (call->kind == NYSTA_CALL_DOCUMENT && !settle_text (call, error))
    return FALSE;
  if (outcome == NYSTA_OUTCOME_DONE)
    call->current = NYSTA_WIRE_NULL;
  nysta_host_call_end (call, outcome, 0, message);
  return TRUE;
}

static gboolean
take_of_document (NystaHostCall *call, guint32 type, NystaCursor *cursor, GError **error)
{
  if (type == NYSTA_FRAME_TEXT)
    return take_bytes (call, NYSTA_MAX_TEXT_BYTES, cursor, error);
  if (!settle_text (call, error))
    return FALSE;
  if (type == NYSTA_FRAME_METADATA)
    return take_metadata (call, cursor, error);
  if (type == NYSTA_FRAME_TRACE)
    return take_trace (call, cursor, error);
  if (type == NYSTA_FRAME_STAGES)
    return take_stages (call, cursor, error);

  /* Between the reader and the first extractor comes what the reader found as data. */
  gboolean is_embedded = call->current == NYSTA_WIRE_NULL && call->n_entered == 1;
  const NystaCallPlugin *plugin = is_embedded ? last_plugin_in_charge (call)
                                              : plugin_in_charge (call);
  if (plugin == NULL || call->current == 0)
    return nonsense (error, "sent a frame of type %u out of turn", type);
  return nysta_proposal_apply (call->findings, plugin->id, type, cursor, error);
}

gboolean
nysta_host_call_take (NystaHostCall *call, guint32 type, NystaCursor *cursor,
                      GError **error)
{
  if (call->is_over)
    return nonsense (error, "went on after the end");
  call->received_bytes += cursor->n_bytes + NYSTA_WIRE_HEADER_BYTES;
  if (call->kind == NYSTA_CALL_DOCUMENT && !call->trace &&
      call->received_bytes > NYSTA_MAX_WORKER_OUTPUT_BYTES)
    return nonsense (error, "sent more than %llu bytes", NYSTA_MAX_WORKER_OUTPUT_BYTES);

  switch (type)
    {
    case NYSTA_FRAME_ENTER:
      return take_enter (call, cursor, error);
    case NYSTA_FRAME_WARN:
      return take_warning (call, cursor, error);
    case NYSTA_FRAME_CRASH:
      return take_crash (call, cursor, error);
    case NYSTA_FRAME_END:
      return take_end (call, cursor, error);
    default:
      break;
    }
  if (call->kind == NYSTA_CALL_DOCUMENT)
    return take_of_document (call, type, cursor, error);
  if (call->kind == NYSTA_CALL_LIST &&
      (type == NYSTA_FRAME_DOCUMENT || type == NYSTA_FRAME_UNAVAILABLE))
    return take_listed (call, type, cursor, error);
  if (call->kind == NYSTA_CALL_FETCH && type == NYSTA_FRAME_BYTES)
    return take_bytes (call, call->max_document_bytes, cursor, error);
  return nonsense (error, "sent a frame of the unexpected type %u", type);
}

/* --- ends ------------------------------------------------------------------------- */

void
nysta_verdict_clear (NystaVerdict *verdict)
{
  g_clear_pointer (&verdict->plugin, g_free);
  g_clear_pointer (&verdict->message, g_free);
  *verdict = (NystaVerdict){ 0 };
}

void
nysta_host_call_end (NystaHostCall *call, NystaOutcome outcome, int number,
                     const char *message)
{
  const NystaCallPlugin *plugin = plugin_in_charge (call);

  nysta_verdict_clear (&call->verdict);
  call->is_over = TRUE;
  call->verdict.outcome = outcome;
  call->verdict.signal = number;
  call->verdict.plugin = plugin != NULL ? g_strdup (plugin->id) : NULL;
  call->verdict.message = message != NULL ? nysta_message_clean (message) : NULL;
}

void
nysta_host_call_timed_out (NystaHostCall *call)
{
  const NystaCallPlugin *plugin = plugin_in_charge (call);
  guint ms = plugin != NULL && plugin->deadline_ms > 0 ? plugin->deadline_ms
                                                       : call->run_deadline_ms;
  g_autofree char *message = g_strdup_printf ("took longer than %g s", ms / 1000.0);

  nysta_host_call_end (call, NYSTA_OUTCOME_TIMED_OUT, SIGKILL, message);
}

/* The system gives a process no more memory silently: the plugin sees NULL and crashes on
 * it. Resident pages near the limit, or an address space that another doubling would not
 * have fitted, tell. */
static gboolean
was_short_of_memory (const NystaHostCall *call, guint64 resident_bytes)
{
  const NystaCallPlugin *plugin = last_plugin_in_charge (call);

  return plugin != NULL && (resident_bytes >= plugin->memory_bytes / 10 * 8 ||
                            call->grown_bytes >= plugin->memory_bytes / 2);
}

static void
died_by_signal (NystaHostCall *call, int number, guint64 resident_bytes)
{
  if (was_short_of_memory (call, resident_bytes))
    {
      guint64 limit_bytes = last_plugin_in_charge (call)->memory_bytes;
      g_autofree char *message = g_strdup_printf ("memory over the limit of %.4g MiB",
                                                  (double) limit_bytes / (1 << 20));

      nysta_host_call_end (call, NYSTA_OUTCOME_MEMORY, number, message);
      return;
    }
  const char *description = sigdescr_np (number);
  g_autofree char *message = g_strdup_printf (
    "%s (signal %d)", description != NULL ? description : "ended", number);

  message[0] = g_ascii_tolower (message[0]);
  nysta_host_call_end (call, NYSTA_OUTCOME_CRASHED, number, message);
}

void
nysta_host_call_died (NystaHostCall *call, int status, guint64 resident_bytes)
{
  if (call->is_over)
    return;
  if (WIFSIGNALED (status))
    {
      died_by_signal (call, WTERMSIG (status), resident_bytes);
      return;
    }
  int code = WEXITSTATUS (status);
  if (code == NYSTA_WORKER_EXIT_CUT_OFF)
    {
      nysta_host_call_end (call, NYSTA_OUTCOME_PROTOCOL, 0, "cut its connection to nysta");
      return;
    }
  if (call->n_entered == 0 && code == 127)
    {
      nysta_host_call_end (call, NYSTA_OUTCOME_EXITED, code, "the worker did not start");
      return;
    }
  g_autofree char *message = g_strdup_printf ("ended its process with exit (%d)", code);
  nysta_host_call_end (call, NYSTA_OUTCOME_EXITED, code, message);
}
