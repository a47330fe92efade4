/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a plugin sees of the host while it runs: the functions behind NystaSourceHost,
 * NystaReaderHost and NystaExtractorHost, and the calls themselves.
 */
#include "config.h"
#include "plugin/worker.h"

#include "plugin/proposal.h"
#include "rdf/iri.h"

#include <string.h>
#include <unistd.h>

/* What the three host structs begin with. */
typedef struct
{
  uint32_t struct_size;
  void *context;
} AnyHost;

static NystaCall *
call_of (const void *host)
{
  return ((const AnyHost *) host)->context;
}

void
nysta_call_clear (NystaCall *call)
{
  g_clear_pointer (&call->failure, g_free);
  g_clear_pointer (&call->fault, g_free);
}

/* --- stopping ------------------------------------------------------------------- */

static NystaStatus
stop (NystaCall *call, const char *fault)
{
  if (call->fault == NULL)
    call->fault = g_strdup (fault);
  return NYSTA_STOP;
}

/* A plugin that was told to stop and goes on is not waited for. */
static gboolean
is_stopped (NystaCall *call)
{
  if (call->fault == NULL)
    return FALSE;
  if (++call->n_calls_after_stop > NYSTA_MAX_CALLS_AFTER_STOP)
    {
      nysta_worker_end (call->worker, NYSTA_OUTCOME_PROTOCOL, call->fault);
      nysta_worker_flush (call->worker);
      _exit (0);
    }
  return TRUE;
}

static gboolean
is_over_output (NystaCall *call)
{
  return call->worker->sent_bytes > NYSTA_MAX_WORKER_OUTPUT_BYTES;
}

/* --- saying --------------------------------------------------------------------- */

static void
say (NystaCall *call, const char *message)
{
  if (is_stopped (call))
    return;
  if (++call->n_warnings <= NYSTA_MAX_WARNINGS)
    nysta_worker_warn (call->worker, message != NULL ? message : "(nothing said)");
}

static void
keep_failure (NystaCall *call, const char *message)
{
  if (is_stopped (call) || call->failure != NULL)
    return;
  call->failure = nysta_message_clean (message != NULL ? message : "");
}

static void
source_warn (const NystaSourceHost *host, const char *message)
{
  say (call_of (host), message);
}

static void
source_fail (const NystaSourceHost *host, const char *message)
{
  keep_failure (call_of (host), message);
}

static void
reader_warn (const NystaReaderHost *host, const char *message)
{
  say (call_of (host), message);
}

static void
reader_fail (const NystaReaderHost *host, const char *message)
{
  keep_failure (call_of (host), message);
}

static void
extractor_warn (const NystaExtractorHost *host, const char *message)
{
  say (call_of (host), message);
}

static void
extractor_fail (const NystaExtractorHost *host, const char *message)
{
  keep_failure (call_of (host), message);
}

/* Whether the call went well; else ends it with a verdict. */
static gboolean
conclude (NystaCall *call, NystaStatus status)
{
  if (call->fault != NULL)
    {
      nysta_worker_end (call->worker, NYSTA_OUTCOME_PROTOCOL, call->fault);
      return FALSE;
    }
  if (status == NYSTA_OK)
    return TRUE;
  if (status == NYSTA_FAILED)
    nysta_worker_end (call->worker, NYSTA_OUTCOME_FAILED,
                      call->failure != NULL && call->failure[0] != '\0'
                        ? call->failure
                        : "failed without saying why");
  else
    nysta_worker_end (call->worker, NYSTA_OUTCOME_PROTOCOL,
                      "returned a status that was not its to return");
  return FALSE;
}

/* --- source --------------------------------------------------------------------- */

static gboolean
is_text (const char *value)
{
  return value != NULL && g_utf8_validate (value, -1, NULL);
}

static NystaStatus
source_document (const NystaSourceHost *host, const NystaSourceDocument *document)
{
  NystaCall *call = call_of (host);
  GByteArray *out = call->worker->out;

  if (is_stopped (call))
    return NYSTA_STOP;
  if (++call->n_calls > NYSTA_MAX_LISTED)
    return stop (call, "offered more documents than a locator may stand for");
  if (document->struct_size < sizeof *document)
    return stop (call, "offered a document in a struct of the wrong size");
  if (!is_text (document->key) || !is_text (document->iri) ||
      (document->media_type != NULL && !is_text (document->media_type)))
    return stop (call, "offered a document whose key, IRI or type is missing or not UTF-8");
  if (!nysta_iri_is_absolute (document->iri))
    return stop (call, "offered a document whose IRI is not absolute");

  guint begun = nysta_frame_begin (out, NYSTA_FRAME_DOCUMENT);
  nysta_frame_string (out, document->key);
  nysta_frame_string (out, document->iri);
  nysta_frame_string (out, document->media_type);
  nysta_frame_u64 (out, document->size_bytes);
  nysta_frame_u64 (out, (guint64) document->modified_s);
  nysta_frame_u32 (out, document->named != 0);
  if (!nysta_frame_end (out, begun))
    return stop (call, "offered a document with an endless key");
  nysta_worker_flush (call->worker);
  return NYSTA_OK;
}

static NystaStatus
source_unavailable (const NystaSourceHost *host, const char *iri, const char *message)
{
  NystaCall *call = call_of (host);
  GByteArray *out = call->worker->out;

  if (is_stopped (call))
    return NYSTA_STOP;
  if (++call->n_calls > NYSTA_MAX_LISTED)
    return stop (call, "offered more documents than a locator may stand for");
  if (!is_text (iri) || !nysta_iri_is_absolute (iri))
    return stop (call, "told of a document whose IRI is missing or not absolute");

  g_autofree char *clean = nysta_message_clean (message != NULL ? message : "unavailable");
  guint begun = nysta_frame_begin (out, NYSTA_FRAME_UNAVAILABLE);
  nysta_frame_string (out, iri);
  nysta_frame_string (out, clean);
  if (!nysta_frame_end (out, begun))
    return stop (call, "told of a document with an endless IRI");
  nysta_worker_flush (call->worker);
  return NYSTA_OK;
}

static NystaStatus
source_bytes (const NystaSourceHost *host, const void *data, size_t n_bytes)
{
  NystaCall *call = call_of (host);

  if (is_stopped (call))
    return NYSTA_STOP;
  if (n_bytes > call->max_bytes - call->n_bytes)
    {
      g_autofree char *fault = g_strdup_printf (
        "the document is over the limit of %.4g MiB", (double) call->max_bytes / (1 << 20));
      return stop (call, fault);
    }
  call->n_bytes += n_bytes;
  nysta_worker_send_bytes (call->worker, NYSTA_FRAME_BYTES, data, n_bytes);
  return NYSTA_OK;
}

static NystaSourceHost
source_host (NystaCall *call)
{
  return (NystaSourceHost){ .struct_size = sizeof (NystaSourceHost),
                            .context = call,
                            .warn = source_warn,
                            .fail = source_fail,
                            .document = source_document,
                            .unavailable = source_unavailable,
                            .bytes = source_bytes };
}

/* Open the plugin and prepare to call it; NULL: the call was ended. */
static const NystaPlugin *
prepare (NystaCall *call)
{
  g_autoptr (GError) error = NULL;
  const NystaPlugin *plugin = nysta_manifest_open (call->plugin, &error);

  if (plugin == NULL)
    nysta_worker_end (call->worker, NYSTA_OUTCOME_REFUSED, error->message);
  return plugin;
}

gboolean
nysta_worker_list (NystaWorker *worker, NystaCall *call, const char *locator)
{
  const NystaPlugin *plugin = prepare (call);
  NystaSourceHost host = source_host (call);

  return plugin != NULL && conclude (call, plugin->source->list (&host, locator));
}

gboolean
nysta_worker_fetch (NystaWorker *worker, NystaCall *call, const char *key)
{
  const NystaPlugin *plugin = prepare (call);
  NystaSourceHost host = source_host (call);

  call->max_bytes = worker->max_document_bytes;
  return plugin != NULL &&
         conclude (call, plugin->source->fetch (&host, key, call->max_bytes));
}

/* --- reader --------------------------------------------------------------------- */

/* NYSTA_OK unless @error says what the reader did wrong. */
static NystaStatus
checked (NystaCall *call, const GError *error)
{
  return error == NULL ? NYSTA_OK : stop (call, error->message);
}

static NystaStatus
reader_text (const NystaReaderHost *host, const char *utf8, size_t n_bytes)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (is_stopped (call))
    return NYSTA_STOP;
  nysta_document_append_text (call->document, utf8, n_bytes, &error);
  return checked (call, error);
}

static NystaStatus
reader_block (const NystaReaderHost *host, const NystaBlock *block)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (is_stopped (call))
    return NYSTA_STOP;
  if (++call->n_calls > NYSTA_MAX_BLOCKS)
    return stop (call, "declared more blocks than a document may have");
  nysta_document_add_block (call->document, block, &error);
  return checked (call, error);
}

static NystaStatus
reader_metadata (const NystaReaderHost *host, const char *property, const char *value)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (is_stopped (call))
    return NYSTA_STOP;
  if (!is_text (property) || !is_text (value))
    return stop (call, "gave metadata that are missing or not UTF-8");
  nysta_document_set_metadata (call->document, property, value, &error);
  return checked (call, error);
}

static NystaStatus
reader_statement (const NystaReaderHost *host, const NystaStatementProposal *statement)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (is_stopped (call))
    return NYSTA_STOP;
  if (++call->n_statements > NYSTA_MAX_PROPOSALS)
    return stop (call, "gave more statements than a document can hold");
  if (nysta_findings_add_statement (call->findings, statement, &error))
    return NYSTA_OK;

  g_autofree char *message = g_strconcat ("refused: ", error->message, NULL);
  say (call, message);
  return NYSTA_FAILED;
}

gboolean
nysta_worker_read (NystaWorker *worker, NystaCall *call, const char *media_type,
                   const char *charset)
{
  const NystaPlugin *plugin = prepare (call);
  NystaReaderHost host = { .struct_size = sizeof host,
                           .context = call,
                           .warn = reader_warn,
                           .fail = reader_fail,
                           .text = reader_text,
                           .block = reader_block,
                           .metadata = reader_metadata,
                           .statement = reader_statement };
  NystaInput input = { .struct_size = sizeof input,
                       .data = worker->data->len > 0 ? worker->data->data
                                                     : (const guint8 *) "",
                       .n_bytes = worker->data->len,
                       .media_type = media_type,
                       .charset = charset };

  return plugin != NULL && conclude (call, plugin->reader->read (&host, &input));
}

/* --- extractor ------------------------------------------------------------------ */

/* Whether a proposal may be looked at. */
static gboolean
may_propose (NystaCall *call)
{
  if (is_stopped (call))
    return FALSE;
  if (++call->n_calls > NYSTA_MAX_PROPOSALS)
    stop (call, "proposed more than a document can hold");
  else if (is_over_output (call))
    stop (call, "proposed more bytes than a document can hold");
  return call->fault == NULL;
}

/* What a sound proposal's frame and a refused one's warning have in common. */
static NystaStatus
proposed (NystaCall *call, gboolean fine, const GError *error)
{
  if (!fine)
    {
      g_autofree char *message = g_strconcat ("refused: ", error->message, NULL);
      say (call, message);
      return NYSTA_FAILED;
    }
  nysta_worker_flush_some (call->worker);
  return NYSTA_OK;
}

static NystaStatus
extractor_entity (const NystaExtractorHost *host, const NystaEntity *entity)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (!may_propose (call))
    return NYSTA_STOP;
  gboolean fine = nysta_findings_add_entity (call->findings, call->plugin->id, entity,
                                             &error);
  if (fine)
    nysta_proposal_write_entity (call->worker->out, entity);
  return proposed (call, fine, error);
}

static NystaStatus
extractor_alias (const NystaExtractorHost *host, const char *key, const char *form)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (!may_propose (call))
    return NYSTA_STOP;
  gboolean fine = nysta_findings_add_alias (call->findings, call->plugin->id, key, form,
                                            &error);
  if (fine)
    nysta_proposal_write_alias (call->worker->out, key, form);
  return proposed (call, fine, error);
}

static NystaStatus
extractor_mention (const NystaExtractorHost *host, const NystaMention *mention)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (!may_propose (call))
    return NYSTA_STOP;
  gboolean fine = nysta_findings_add_mention (call->findings, call->plugin->id, mention,
                                              &error);
  if (fine)
    nysta_proposal_write_mention (call->worker->out, mention);
  return proposed (call, fine, error);
}

static NystaStatus
extractor_membership (const NystaExtractorHost *host, const NystaMembership *membership)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (!may_propose (call))
    return NYSTA_STOP;
  gboolean fine = nysta_findings_add_membership (call->findings, call->plugin->id,
                                                 membership, &error);
  if (fine)
    nysta_proposal_write_membership (call->worker->out, membership);
  return proposed (call, fine, error);
}

static NystaStatus
extractor_participation (const NystaExtractorHost *host,
                         const NystaParticipation *participation)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (!may_propose (call))
    return NYSTA_STOP;
  gboolean fine = nysta_findings_add_participation (call->findings, call->plugin->id,
                                                    participation, &error);
  if (fine)
    nysta_proposal_write_participation (call->worker->out, participation);
  return proposed (call, fine, error);
}

static NystaStatus
extractor_contact (const NystaExtractorHost *host, const NystaContact *contact)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (!may_propose (call))
    return NYSTA_STOP;
  gboolean fine = nysta_findings_add_contact (call->findings, call->plugin->id, contact,
                                              &error);
  if (fine)
    nysta_proposal_write_contact (call->worker->out, contact);
  return proposed (call, fine, error);
}

static NystaStatus
extractor_value (const NystaExtractorHost *host, const NystaValue *value)
{
  NystaCall *call = call_of (host);
  g_autoptr (GError) error = NULL;

  if (!may_propose (call))
    return NYSTA_STOP;
  gboolean fine = nysta_findings_add_value (call->findings, call->plugin->id, value,
                                            &error);
  if (fine)
    nysta_proposal_write_value (call->worker->out, value);
  return proposed (call, fine, error);
}

/* What is over the limit is left out: a trace is no reason to fail. */
static void
extractor_trace (const NystaExtractorHost *host, const char *rule, uint32_t start,
                 uint32_t end, const char *message)
{
  NystaCall *call = call_of (host);

  if (call->fault == NULL && ++call->n_traced <= NYSTA_MAX_TRACED &&
      call->worker->sent_bytes <= NYSTA_MAX_WORKER_OUTPUT_BYTES / 2)
    nysta_worker_trace_rule (call->worker, call->plugin->id,
                             nysta_document_text (call->document), rule, start, end,
                             message);
}

static void
extractor_stage (const NystaExtractorHost *host, const char *name)
{
  NystaCall *call = call_of (host);

  nysta_stages_enter (call->worker->stages, call->plugin->id, name);
}

gboolean
nysta_worker_extract (NystaWorker *worker, NystaCall *call)
{
  const NystaPlugin *plugin = prepare (call);
  NystaExtractorHost host = { .struct_size = sizeof host,
                              .context = call,
                              .warn = extractor_warn,
                              .fail = extractor_fail,
                              .entity = extractor_entity,
                              .alias = extractor_alias,
                              .mention = extractor_mention,
                              .membership = extractor_membership,
                              .participation = extractor_participation,
                              .contact = extractor_contact,
                              .trace = call->trace ? extractor_trace : NULL,
                              .value = extractor_value,
                              .stage = worker->stages != NULL ? extractor_stage : NULL };

  return plugin != NULL && conclude (call, plugin->extractor->extract (
                                             &host, nysta_document_text (call->document)));
}
