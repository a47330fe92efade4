/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* extract.c: `nysta extract`: what the plugins find in a file, without a store. */
#include "config.h"
#include "cli/extract-stages.h"
#include "cli/extract-view.h"
#include "cli/options.h"
#include "cli/terminal.h"

#include "base/error.h"
#include "base/paths.h"
#include "index/media-type.h"
#include "plugin/pool.h"
#include "text/lexicon.h"

#include <string.h>

static const NystaUsage usage = {
  .name = "extract",
  .arguments = "FILE…",
  .summary =
    "Print what reader and extractors find in each file, one thing a line with "
    "tabs between: entities, mentions, memberships, participations, values, contacts. "
    "Nothing is stored. For who writes plugins and lexicons.",
  .examples = (const char *const[]){ "what is found in a file", "nysta extract press.txt",
                                     "also tokens, matches and rules that it was found by",
                                     "nysta extract --trace press.txt",
                                     "the text with what was found marked in it",
                                     "nysta extract --view text press.txt",
                                     "the same as a page",
                                     "nysta extract --view html press.txt >found.html",
                                     "where the time goes",
                                     "nysta extract --stages press/ >/dev/null",
                                     "with an extractor of one's own",
                                     "nysta extract --plugin-path ~/plugins press.txt",
                                     NULL },
};

/* Documents that are on their way, of which short ones are asked for ahead. */
#define MAX_BEGUN 8u
#define SHORT_BYTES (64u * 1024)

typedef struct
{
  NystaRegistry *registry;
  NystaPool *pool;
  GPtrArray *extractors;
  const char *media_type; /* overrides the source's */
  gboolean trace;
  NystaView view;
  guint n_shown;
  GString *out;
  int written; /* exit code of the last writing */
  NystaStageReport report;
} Extraction;

static const char *const kind_names[] = { "?", "person", "organisation", "role",
                                          "project" };
static const char *const participation_names[] = { "?", "funder", "lead", "partner",
                                                   "participant" };

/* --- printing --------------------------------------------------------------------- */

static const NystaFoundEntity *
entity_at (const NystaFindings *findings, guint32 index)
{
  return index == NYSTA_NO_ENTITY ? NULL : g_ptr_array_index (findings->entities, index);
}

static const char *
name_at (const NystaFindings *findings, guint32 index)
{
  const NystaFoundEntity *entity = entity_at (findings, index);

  return entity != NULL ? entity->name : "-";
}

static void append_row (GString *out, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The strings, with tabs between. */
static void
append_row (GString *out, const char *first, ...)
{
  va_list rest;

  g_string_append (out, first);
  va_start (rest, first);
  for (const char *field; (field = va_arg (rest, const char *)) != NULL;)
    {
      g_string_append_c (out, '\t');
      g_string_append (out, field);
    }
  va_end (rest);
}

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static void
append_number (GString *out, guint32 number)
{
  char digits[10];
  gsize n = 0;

  do
    digits[sizeof digits - ++n] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  g_string_append_len (out, digits + sizeof digits - n, (gssize) n);
}

/* With two decimals, as printf() does it: what lies between two of them is left to it. */
static void
append_confidence (GString *out, double confidence)
{
  double hundredths = confidence * 100;
  guint32 nearest = hundredths >= 0 && hundredths <= 100 ? (guint32) (hundredths + 0.5) : 0;

  if (ABS (hundredths - nearest) > 0.49)
    {
      g_string_append_printf (out, "%.2f", confidence);
      return;
    }
  append_number (out, nearest / 100);
  g_string_append_c (out, '.');
  append_number (out, nearest / 10 % 10);
  append_number (out, nearest % 10);
}

/* The tail of every line that quotes: bytes, confidence, plugin, quotation. */
static void
append_evidence (GString *out, const NystaFindings *findings, guint32 start, guint32 end,
                 double confidence, const char *plugin)
{
  g_autofree char *quote = g_strndup (findings->text + start, end - start);

  g_string_append_c (out, '\t');
  append_number (out, start);
  g_string_append_c (out, '-');
  append_number (out, end);
  g_string_append_c (out, '\t');
  append_confidence (out, confidence);
  append_row (out, "", plugin, "", NULL);
  nysta_append_printable (out, quote);
  g_string_append_c (out, '\n');
}

static void
append_entities (GString *out, const NystaFindings *findings)
{
  for (guint i = 0; i < findings->entities->len; i++)
    {
      const NystaFoundEntity *entity = g_ptr_array_index (findings->entities, i);

      append_row (out, "entity", entity->key, kind_names[entity->kind], entity->name,
                  or_dash (entity->authority), NULL);
      for (guint a = 0; a < entity->aliases->len; a++)
        append_row (out, "", (const char *) g_ptr_array_index (entity->aliases, a), NULL);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < findings->mentions->len; i++)
    {
      const NystaFoundMention *mention = &g_array_index (findings->mentions,
                                                         NystaFoundMention, i);

      append_row (out, "mention", entity_at (findings, mention->entity)->key,
                  name_at (findings, mention->entity), NULL);
      append_evidence (out, findings, mention->start, mention->end, mention->confidence,
                       mention->plugin);
    }
}

static void
append_relations (GString *out, const NystaFindings *findings)
{
  for (guint i = 0; i < findings->memberships->len; i++)
    {
      const NystaFoundMembership *m = &g_array_index (findings->memberships,
                                                      NystaFoundMembership, i);

      append_row (out, "membership", name_at (findings, m->person),
                  name_at (findings, m->role), name_at (findings, m->organisation),
                  m->assertion == NYSTA_ASSERTED ? "asserted" : "proposed",
                  or_dash (m->start_date), or_dash (m->end_date), NULL);
      append_evidence (out, findings, m->start, m->end, m->confidence, m->plugin);
    }
  for (guint i = 0; i < findings->participations->len; i++)
    {
      const NystaFoundParticipation *p = &g_array_index (findings->participations,
                                                         NystaFoundParticipation, i);

      append_row (out, "participation", name_at (findings, p->project),
                  participation_names[p->role], name_at (findings, p->organisation), NULL);
      append_evidence (out, findings, p->start, p->end, p->confidence, p->plugin);
    }
  for (guint i = 0; i < findings->values->len; i++)
    {
      static const char *const properties[] = { "?", "start", "end", "amount" };
      const NystaFoundValue *v = &g_array_index (findings->values, NystaFoundValue, i);

      append_row (out, "value", name_at (findings, v->project), properties[v->property],
                  v->value, or_dash (v->currency), name_at (findings, v->funder), NULL);
      append_evidence (out, findings, v->start, v->end, v->confidence, v->plugin);
    }
  for (guint i = 0; i < findings->contacts->len; i++)
    {
      const NystaFoundContact *c = &g_array_index (findings->contacts, NystaFoundContact,
                                                   i);

      append_row (out, "contact", name_at (findings, c->owner),
                  c->kind == NYSTA_EMAIL ? "email" : "phone", c->value,
                  c->shared ? "shared" : "own", NULL);
      append_evidence (out, findings, c->start, c->end, c->confidence, c->plugin);
    }
}

static void
append_statements (GString *out, const NystaFindings *findings)
{
  for (guint i = 0; i < findings->statements->len; i++)
    {
      const NystaFoundStatement *s = g_ptr_array_index (findings->statements, i);

      g_string_append_printf (out, "statement\t%s\t%s\t",
                              s->subject[0] != '\0' ? s->subject : ".", s->predicate);
      if (s->object_kind == NYSTA_OBJECT_LITERAL)
        {
          g_autofree char *object = g_strdelimit (g_strdup (s->object), "\n\r\t", ' ');

          nysta_append_printable (out, object);
          g_string_append_printf (out, "\t%s",
                                  s->language != NULL   ? s->language
                                  : s->datatype != NULL ? s->datatype
                                                        : "-");
        }
      else
        g_string_append (out, s->object[0] != '\0' ? s->object : ".");
      g_string_append_c (out, '\n');
    }
}

static void
append_metadata (GString *out, const NystaFindings *findings)
{
  g_autoptr (GList) keys = g_hash_table_get_keys (findings->metadata);

  keys = g_list_sort (keys, (GCompareFunc) strcmp);
  for (const GList *key = keys; key != NULL; key = key->next)
    g_string_append_printf (
      out, "metadata\t%s\t%s\n", (const char *) key->data,
      (const char *) g_hash_table_lookup (findings->metadata, key->data));
}

static void
append_lines (GString *out, const char *kind, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s%s\n", kind,
                            (const char *) g_ptr_array_index (lines, i));
}

static void
append_findings (GString *out, const NystaFindings *findings)
{
  append_metadata (out, findings);
  append_lines (out, "", findings->trace);
  append_entities (out, findings);
  append_relations (out, findings);
  append_statements (out, findings);
  append_lines (out, "warning\t", findings->warnings);
}

/* --- running ---------------------------------------------------------------------- */

static gboolean
check_verdict (const NystaVerdict *verdict, const char *what, GError **error)
{
  if (verdict->outcome == NYSTA_OUTCOME_DONE)
    return TRUE;
  g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_FAILED, "%s: %s: %s", what,
               verdict->plugin != NULL ? verdict->plugin : "nysta",
               verdict->message != NULL ? verdict->message : "failed");
  return FALSE;
}

static void
note_writing (Extraction *extraction, guint64 began_ns)
{
  if (extraction->report.stages != NULL)
    nysta_stages_add (extraction->report.stages, "writing",
                      nysta_stages_now_ns () - began_ns);
}

/* Hand it to a worker, which may have others before it. */
static gboolean
submit (Extraction *extraction, const NystaListedDocument *document, GBytes *bytes,
        GError **error)
{
  const char *type = extraction->media_type != NULL ? extraction->media_type
                                                    : document->media_type;
  gsize n_bytes = 0;
  const void *data = g_bytes_get_data (bytes, &n_bytes);

  if (type == NULL)
    type = nysta_media_type (document->iri, data, n_bytes);
  const NystaManifest *reader = type != NULL
                                  ? nysta_registry_reader (extraction->registry, type)
                                  : NULL;

  if (reader == NULL)
    {
      g_set_error (error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_NO_READER,
                   "%s: no reader for %s: see nysta plugins", document->iri,
                   type != NULL ? type : "a document of unknown type");
      return FALSE;
    }
  NystaJob job = { .bytes = bytes,
                   .media_type = type,
                   .reader = reader,
                   .extractors = extraction->extractors,
                   .trace = extraction->trace,
                   .stages = extraction->report.stages };
  return nysta_pool_submit (extraction->pool, &job, error);
}

static gboolean
begin_document (Extraction *extraction, const NystaManifest *source,
                const NystaListedDocument *document, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  NystaVerdict verdict = { 0 };

  if (document->unavailable != NULL)
    {
      g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED, "%s: %s", document->iri,
                   document->unavailable);
      return FALSE;
    }
  gboolean fine = nysta_pool_fetch (extraction->pool, source, document->key, &bytes, NULL,
                                    &verdict, error) &&
                  check_verdict (&verdict, document->iri, error) &&
                  submit (extraction, document, bytes, error);
  nysta_verdict_clear (&verdict);
  return fine;
}

static gboolean
end_document (Extraction *extraction, const NystaListedDocument *document, GError **error)
{
  g_autoptr (NystaJobResult) result = nysta_pool_next (extraction->pool, -1, error);

  if (result == NULL || !check_verdict (&result->verdict, document->iri, error))
    return FALSE;
  extraction->report.n_documents++;
  extraction->report.n_bytes += result->findings->n_bytes;
  guint64 began_ns = nysta_stages_now_ns ();
  if (extraction->view == NYSTA_VIEW_NONE)
    append_findings (extraction->out, result->findings);
  else
    nysta_view_append (extraction->view, extraction->out, result->findings, document->iri,
                       ++extraction->n_shown);
  note_writing (extraction, began_ns);
  return TRUE;
}

/* Document by document: a folder may hold many. */
static gboolean
write_out (Extraction *extraction)
{
  guint64 began_ns = nysta_stages_now_ns ();

  extraction->written = nysta_output_text (extraction->out->str);
  g_string_truncate (extraction->out, 0);
  note_writing (extraction, began_ns);
  return extraction->written == NYSTA_EXIT_OK;
}

/* Ask for those that come next, if they are short: what is read of them waits in memory. */
static void
fetch_ahead (Extraction *extraction, const NystaManifest *source,
             const GPtrArray *documents, guint *next)
{
  for (; *next < documents->len && nysta_pool_fetch_room (extraction->pool) > 0; ++*next)
    {
      const NystaListedDocument *document = documents->pdata[*next];

      if (document->size_bytes == 0 || document->size_bytes > SHORT_BYTES)
        return;
      if (document->unavailable == NULL)
        nysta_pool_fetch_ahead (extraction->pool, source, document->key);
    }
}

/* Each is shown once those before it are, while the worker is at the next. */
static int
extract_documents (Extraction *extraction, const NystaManifest *source,
                   const GPtrArray *documents)
{
  g_autofree GError **errors = g_new0 (GError *, documents->len + 1);
  int status = NYSTA_EXIT_OK;

  for (guint i = 0, begun = 0, asked = 0; i < documents->len; i++)
    {
      for (; begun < documents->len &&
             (begun == i ||
              (begun - i < MAX_BEGUN && nysta_pool_room (extraction->pool) > 0));
           begun++)
        {
          asked = MAX (asked, begun);
          fetch_ahead (extraction, source, documents, &asked);
          begin_document (extraction, source, documents->pdata[begun], &errors[begun]);
        }

      const NystaListedDocument *document = documents->pdata[i];
      g_autoptr (GError) error = errors[i];
      if (extraction->view == NYSTA_VIEW_NONE)
        g_string_append_printf (extraction->out, "document\t%s\n", document->iri);
      if (error != NULL || !end_document (extraction, document, &error))
        {
          nysta_fail ("extract", error);
          status = NYSTA_EXIT_PARTIAL;
        }
      if (!write_out (extraction))
        {
          for (guint k = i + 1; k < begun; k++)
            g_clear_error (&errors[k]);
          return extraction->written;
        }
    }
  return status;
}

/* Returns an exit code; failures of single documents are printed. */
static int
extract_locator (Extraction *extraction, const char *locator)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (
    (GDestroyNotify) nysta_listed_document_free);
  const NystaManifest *source = nysta_registry_source (extraction->registry, locator);
  NystaVerdict verdict = { 0 };
  g_autoptr (GError) error = NULL;

  if (source == NULL)
    {
      g_set_error (&error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_NO_SOURCE,
                   "%s: no source plugin takes it: see nysta plugins", locator);
      return nysta_fail ("extract", error);
    }
  gboolean fine = nysta_pool_list (extraction->pool, source, locator, documents, NULL,
                                   &verdict, &error) &&
                  check_verdict (&verdict, locator, &error);
  nysta_verdict_clear (&verdict);
  if (!fine)
    return nysta_fail ("extract", error);
  return extract_documents (extraction, source, documents);
}

/* @lexicon_path, @tagger_path: NULL for none. */
static int
run (char **files, GStrv plugin_path, const char *lexicon_path, const char *tagger_path,
     const char *media_type, gboolean trace, NystaView view, NystaStages *stages)
{
  g_auto (GStrv) dirs = nysta_path_plugin_dirs ((const char *const *) plugin_path);
  g_autoptr (NystaRegistry) registry = nysta_registry_new ((const char *const *) dirs);
  g_autoptr (GPtrArray) extractors = nysta_registry_extractors (registry);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  NystaPoolOptions options;
  int status = NYSTA_EXIT_OK;

  nysta_pool_options_init (&options);
  options.n_workers = 1;
  options.lexicon_path = lexicon_path;
  options.tagger_path = tagger_path;
  g_autoptr (NystaPool) pool = nysta_pool_new (&options, &error);
  if (pool == NULL)
    return nysta_fail ("extract", error);

  Extraction extraction = { .registry = registry,
                            .pool = pool,
                            .extractors = extractors,
                            .media_type = media_type,
                            .trace = trace,
                            .view = view,
                            .out = out,
                            .report = { .stages = stages } };
  if (stages != NULL)
    nysta_stages_add (stages, "starting", nysta_stages_now_ns ());
  nysta_view_begin (view, out);
  for (guint i = 0; files[i] != NULL; i++)
    {
      int one = extract_locator (&extraction, files[i]);
      if (files[i + 1] == NULL)
        nysta_view_end (view, out);
      if (extraction.written != NYSTA_EXIT_OK || !write_out (&extraction))
        return extraction.written;
      status = MAX (status, one);
    }
  /* The workers' end tells what they took. */
  g_clear_pointer (&pool, nysta_pool_free);
  if (stages != NULL)
    nysta_stage_report_print (&extraction.report);
  return status;
}

/* --color alone calls for the text. */
static gboolean
choose_view (const char *view, const char *colour, NystaView *out_view)
{
  if (view == NULL && colour == NULL)
    return TRUE;
  if (g_strcmp0 (view, "html") == 0)
    {
      *out_view = NYSTA_VIEW_HTML;
      return colour == NULL;
    }
  if (view != NULL && strcmp (view, "text") != 0)
    return FALSE;
  gboolean coloured = FALSE;
  if (colour == NULL || strcmp (colour, "auto") == 0)
    coloured = nysta_terminal_has_colour ();
  else if (strcmp (colour, "always") == 0)
    coloured = TRUE;
  else if (strcmp (colour, "never") != 0)
    return FALSE;
  *out_view = coloured ? NYSTA_VIEW_COLOUR : NYSTA_VIEW_TEXT;
  return TRUE;
}

int
nysta_command_extract (int argc, char **argv)
{
  g_auto (GStrv) plugin_path = NULL;
  g_autofree char *lexicon = NULL;
  g_autofree char *media_type = NULL;
  gboolean trace = FALSE;
  gboolean no_lexicon = FALSE;
  gboolean no_tagger = FALSE;
  gboolean timed = FALSE;
  g_autofree char *view_name = NULL;
  g_autofree char *colour = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "trace", 0, 0, G_OPTION_ARG_NONE, &trace,
      "also print blocks, tokens, lexicon matches, tags, and what each rule did", NULL },
    { "view", 0, 0, G_OPTION_ARG_STRING, &view_name,
      "show the text with what was found marked in it, facts below their lines",
      "text|html" },
    { "color", 0, 0, G_OPTION_ARG_STRING, &colour,
      "mark by colour in --view text: on a terminal, or as said here",
      "always|never|auto" },
    { "stages", 0, 0, G_OPTION_ARG_NONE, &timed,
      "say in the end, on standard error, what each stage took", NULL },
    { "media-type", 0, 0, G_OPTION_ARG_FILENAME, &media_type,
      "what the files are, whatever their names say", "TYPE" },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon,
      "a compiled lexicon instead of the usual one", "FILE" },
    { "no-lexicon", 0, 0, G_OPTION_ARG_NONE, &no_lexicon,
      "go by form alone, without known names and titles", NULL },
    { "no-tagger", 0, 0, G_OPTION_ARG_NONE, &no_tagger,
      "go by rules alone, without names that a model guesses", NULL },
    { "plugin-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plugin_path,
      "a folder of plugins to search first; may be repeated", "DIR" },
    { NULL },
  };
  int status = 0;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &status))
    return status;
  if (arguments[0] == NULL)
    return nysta_fail_usage ("extract", "which files?");
  NystaView view = NYSTA_VIEW_NONE;
  if (!choose_view (view_name, colour, &view))
    return nysta_fail_usage ("extract", "--view is text or html, --color always, never or "
                                        "auto with --view text");
  if (trace && view != NYSTA_VIEW_NONE)
    return nysta_fail_usage ("extract",
                             "--trace prints lines, --view the text: one of both");
  if (!no_lexicon && lexicon == NULL)
    lexicon = nysta_lexicon_ensure (&error);
  if (error != NULL)
    return nysta_fail ("extract", error);
  /* The model was trained with the lexicon: without it, it guesses too much. */
  g_autofree char *tagger = no_tagger || no_lexicon ? NULL
                                                    : nysta_tagger_choice ("extract");
  g_autoptr (NystaStages) stages = timed ? nysta_stages_new () : NULL;
  return run (arguments, plugin_path, no_lexicon ? NULL : lexicon, tagger, media_type,
              trace, view, stages);
}
