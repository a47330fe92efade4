/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "extraction.h"

#include <string.h>

#include "fuzz.h"
#include "index/graph-writer.h"
#include "plugin/manifest.h"
#include "text/document.h"
#include "text/fingerprint.h"
#include "text/lexicon.h"
#include "text/tagger.h"

typedef struct
{
  const NystaPlugin *plugin;
  NystaDocument *document;
  NystaFindings *findings;
} Call;

static void
check (gboolean fine, const Call *call, const GError *error)
{
  if (!fine)
    fuzz_fail ("%s: %s\n", call->plugin->id, error->message);
}

/* --- reader ------------------------------------------------------------------------ */

static void
reader_says (const NystaReaderHost *host, const char *message)
{
}

static NystaStatus
reader_text (const NystaReaderHost *host, const char *utf8, size_t n_bytes)
{
  Call *call = host->context;
  g_autoptr (GError) error = NULL;

  gboolean fine = nysta_document_append_text (call->document, utf8, n_bytes, &error);
  check (fine, call, error);
  return NYSTA_OK;
}

static NystaStatus
reader_block (const NystaReaderHost *host, const NystaBlock *block)
{
  Call *call = host->context;
  g_autoptr (GError) error = NULL;

  gboolean fine = nysta_document_add_block (call->document, block, &error);
  check (fine, call, error);
  return NYSTA_OK;
}

static NystaStatus
reader_metadata (const NystaReaderHost *host, const char *property, const char *value)
{
  Call *call = host->context;
  g_autoptr (GError) error = NULL;

  /* A title of nothing but odd white space is the host's to leave out. */
  if (!nysta_document_set_metadata (call->document, property, value, &error) &&
      strstr (error->message, "is not some text") == NULL)
    check (FALSE, call, error);
  return NYSTA_OK;
}

/* --- extractors ---------------------------------------------------------------------- */

static void
extractor_says (const NystaExtractorHost *host, const char *message)
{
}

#define ON_PROPOSAL(name, Type)                                                            \
  static NystaStatus on_##name (const NystaExtractorHost *host, const Type *name)          \
  {                                                                                        \
    Call *call = host->context;                                                            \
    g_autoptr (GError) error = NULL;                                                       \
                                                                                           \
    gboolean fine = nysta_findings_add_##name (call->findings, call->plugin->id, name,     \
                                               &error);                                    \
    check (fine, call, error);                                                             \
    return NYSTA_OK;                                                                       \
  }
ON_PROPOSAL (entity, NystaEntity)
ON_PROPOSAL (mention, NystaMention)
ON_PROPOSAL (membership, NystaMembership)
ON_PROPOSAL (participation, NystaParticipation)
ON_PROPOSAL (contact, NystaContact)
ON_PROPOSAL (value, NystaValue)

/* More forms than an entity may have are the host's to leave out. */
static NystaStatus
on_alias (const NystaExtractorHost *host, const char *key, const char *form)
{
  Call *call = host->context;
  g_autoptr (GError) error = NULL;

  if (!nysta_findings_add_alias (call->findings, call->plugin->id, key, form, &error) &&
      strstr (error->message, "forms already") == NULL)
    check (FALSE, call, error);
  return NYSTA_OK;
}

static void
on_trace (const NystaExtractorHost *host, const char *rule, uint32_t start, uint32_t end,
          const char *message)
{
  Call *call = host->context;

  if (start > end || end > nysta_document_text (call->document)->n_bytes ||
      rule[0] == '\0' || message[0] == '\0')
    fuzz_fail ("%s: %s traces %u to %u\n", call->plugin->id, rule, start, end);
}

/* --- a document -------------------------------------------------------------------------- */

static const NystaPlugin *
plugin (const char *id, NystaPluginKind kind)
{
  static GHashTable *opened;
  g_autoptr (GError) error = NULL;

  if (opened == NULL)
    opened = g_hash_table_new (g_str_hash, g_str_equal);
  const NystaPlugin *known = g_hash_table_lookup (opened, id);
  if (known != NULL)
    return known;

  NystaManifest manifest = { .id = (char *) id,
                             .kind = kind,
                             .abi = NYSTA_PLUGIN_ABI,
                             .object = g_strdup_printf ("%s/plugins/%s/.libs/%s.so",
                                                        NYSTA_BUILD_ROOT, id, id) };
  known = nysta_manifest_open (&manifest, &error);
  if (known == NULL)
    fuzz_fail ("%s\n", error->message);
  g_free (manifest.object);
  g_hash_table_insert (opened, (gpointer) id, (gpointer) known);
  return known;
}

static NystaLexicon *
lexicon (void)
{
  static NystaLexicon *opened;
  g_autoptr (GError) error = NULL;

  if (opened == NULL)
    {
      const char *build = g_getenv ("BUILDDIR");
      g_autofree char *path = g_build_filename (build != NULL ? build : NYSTA_BUILD_ROOT,
                                                "ontologies", "lexicon.bin", NULL);
      opened = nysta_lexicon_open (path, &error);
      if (opened == NULL)
        fuzz_fail ("%s\n", error->message);
    }
  return opened;
}

static NystaTagger *
tagger (void)
{
  static NystaTagger *opened;
  static gsize tried = 0;

  if (g_once_init_enter (&tried))
    {
      const char *build = g_getenv ("BUILDDIR");
      g_autofree char *path = g_build_filename (build != NULL ? build : NYSTA_BUILD_ROOT,
                                                "ontologies", "tagger.bin", NULL);

      opened = nysta_tagger_open (path, NULL);
      g_once_init_leave (&tried, 1);
    }
  return opened;
}

/* Where they are missing, small words alone tell languages. */
static NystaFingerprints *
fingerprints (void)
{
  static NystaFingerprints *opened;
  static gsize tried = 0;

  if (g_once_init_enter (&tried))
    {
      opened = nysta_fingerprints_open (NYSTA_SOURCE_ROOT "/ontologies/languages.conf",
                                        NULL);
      g_once_init_leave (&tried, 1);
    }
  return opened;
}

static gboolean
read_document (NystaDocument *document, const guint8 *data, gsize n_bytes)
{
  gboolean page = n_bytes > 0 && data[0] == '<';
  Call call = { plugin (page ? "reader-html" : "reader-text", NYSTA_KIND_READER), document,
                NULL };
  NystaReaderHost host = { .struct_size = sizeof host,
                           .context = &call,
                           .warn = reader_says,
                           .fail = reader_says,
                           .text = reader_text,
                           .block = reader_block,
                           .metadata = reader_metadata };
  NystaInput input = { .struct_size = sizeof input,
                       .data = n_bytes > 0 ? data : (const guint8 *) "",
                       .n_bytes = n_bytes,
                       .media_type = page ? "text/html" : "text/plain" };

  return call.plugin->reader->read (&host, &input) == NYSTA_OK;
}

static void
extract (NystaDocument *document, NystaFindings *findings, const char *id)
{
  guint from = findings->mentions->len;
  Call call = { plugin (id, NYSTA_KIND_EXTRACTOR), document, findings };
  NystaExtractorHost host = { .struct_size = sizeof host,
                              .context = &call,
                              .warn = extractor_says,
                              .fail = extractor_says,
                              .entity = on_entity,
                              .alias = on_alias,
                              .mention = on_mention,
                              .membership = on_membership,
                              .participation = on_participation,
                              .contact = on_contact,
                              .trace = on_trace,
                              .value = on_value };

  if (call.plugin->extractor->extract (&host, nysta_document_text (document)) != NYSTA_OK)
    fuzz_fail ("%s failed\n", id);
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

/* Tokens come in order and lie in their blocks; sentences hold whole tokens. */
static void
check_analysis (const NystaText *text)
{
  if (text->n_languages != text->n_blocks)
    fuzz_fail ("%" G_GSIZE_FORMAT " blocks have no language\n", text->n_blocks);
  for (gsize i = 0; i < text->n_tokens; i++)
    {
      const NystaToken *token = &text->tokens[i];
      const NystaBlock *block = &text->blocks[token->block];

      if (token->start >= token->end || token->start < block->start ||
          token->end > block->end || (i > 0 && token->start < token[-1].end) ||
          !g_utf8_validate (text->text + token->start, token->end - token->start, NULL))
        fuzz_fail ("token %" G_GSIZE_FORMAT " is none\n", i);
      const NystaSentence *sentence = &text->sentences[token->sentence];
      if (i < sentence->first_token || i >= sentence->first_token + sentence->n_tokens)
        fuzz_fail ("token %" G_GSIZE_FORMAT " is not in its sentence\n", i);
    }
}

/* --- quotations -------------------------------------------------------------------- */

/* What the graph says of one place in the text. */
typedef struct
{
  const char *start;
  const char *end;
  const char *exact;
  const char *prefix;
  const char *suffix;
} Quotation;

static Quotation *
quotation_of (GHashTable *all, const char *subject)
{
  const char *mark = strrchr (subject, '#');
  g_autofree char *annotation = g_strndup (subject, mark != NULL ? mark - subject : 0);
  Quotation *quotation = g_hash_table_lookup (all, annotation);

  if (quotation == NULL)
    {
      quotation = g_new0 (Quotation, 1);
      g_hash_table_insert (all, g_steal_pointer (&annotation), quotation);
    }
  return quotation;
}

static void
gather (const NystaGraph *graph, GHashTable *all)
{
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    {
      const char *predicate = rows[i].predicate.value;
      const char *value = rows[i].object.value;

      if (g_str_has_suffix (predicate, "/ns/oa#start"))
        quotation_of (all, rows[i].subject.value)->start = value;
      else if (g_str_has_suffix (predicate, "/ns/oa#end"))
        quotation_of (all, rows[i].subject.value)->end = value;
      else if (g_str_has_suffix (predicate, "/ns/oa#exact"))
        quotation_of (all, rows[i].subject.value)->exact = value;
      else if (g_str_has_suffix (predicate, "/ns/oa#prefix"))
        quotation_of (all, rows[i].subject.value)->prefix = value;
      else if (g_str_has_suffix (predicate, "/ns/oa#suffix"))
        quotation_of (all, rows[i].subject.value)->suffix = value;
    }
}

/* The text at the place is what is quoted, and what is said to stand around it does. */
static void
check_quotation (const char *text, const char *iri, const Quotation *quotation)
{
  if (quotation->start == NULL || quotation->end == NULL || quotation->exact == NULL ||
      quotation->prefix == NULL || quotation->suffix == NULL)
    fuzz_fail ("%s: a place without quotation, or the other way round\n", iri);
  glong n = g_utf8_strlen (text, -1);
  glong start = (glong) g_ascii_strtoll (quotation->start, NULL, 10);
  glong end = (glong) g_ascii_strtoll (quotation->end, NULL, 10);

  if (start < 0 || start >= end || end > n)
    fuzz_fail ("%s: %ld to %ld of %ld characters\n", iri, start, end, n);
  const char *from = g_utf8_offset_to_pointer (text, start);
  const char *to = g_utf8_offset_to_pointer (from, end - start);
  g_autofree char *before = g_strndup (text, from - text);
  g_autofree char *exact = g_strndup (from, to - from);

  if (strcmp (exact, quotation->exact) != 0 ||
      !g_str_has_suffix (before, quotation->prefix) ||
      !g_str_has_prefix (to, quotation->suffix))
    fuzz_fail ("%s: quotes “%s” for “%s”\n", iri, quotation->exact, exact);
}

static guint
check_quotations (NystaFindings *findings)
{
  g_autoptr (GHashTable) plugins = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable)
    all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (NystaIdentity)
    identity = nysta_identity_resolve (findings, "file:///x.txt", "urn:nysta:", NULL);
  NystaGraphInput input = { .base = "urn:nysta:",
                            .document_iri = "file:///x.txt",
                            .media_type = "text/plain",
                            .findings = findings,
                            .identity = identity,
                            .plugin_iris = plugins };
  g_autoptr (NystaGraph) graph = nysta_graph_write (&input);
  GHashTableIter iter;
  gpointer iri;
  gpointer quotation;

  gather (graph, all);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &iri, &quotation))
    check_quotation (findings->text, iri, quotation);
  return g_hash_table_size (all);
}

guint
extract_and_check (const guint8 *data, gsize n_bytes)
{
  g_autoptr (NystaDocument) document = nysta_document_new ();
  g_autoptr (NystaFindings) findings = nysta_findings_new ();
  g_autoptr (GError) error = NULL;

  if (!read_document (document, data, n_bytes))
    return 0;
  nysta_document_set_fingerprints (document, fingerprints ());
  nysta_document_analyse (document, lexicon ());
  if (tagger () != NULL)
    nysta_document_tag (document, tagger ());
  const NystaText *text = nysta_document_text (document);
  check_analysis (text);
  if (!nysta_findings_set_text (findings, text->text, text->n_bytes, &error))
    fuzz_fail ("%s\n", error->message);
  extract (document, findings, "extract-press");
  extract (document, findings, "extract-contact");
  return check_quotations (findings);
}
