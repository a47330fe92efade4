/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/why-pair.h"

#include "base/error.h"
#include "cli/entity.h"
#include "cli/options.h"
#include "cli/pair.h"
#include "cli/terminal.h"
#include "cli/why-telling.h"
#include "index/decide.h"
#include "rdf/vocabulary.h"
#include "sparql/results/results.h"

#include <string.h>

static NystaThingKind
kind_of (NystaDataset *dataset, const char *iri)
{
  NystaTermId id = nysta_thing_lookup_iri (dataset, iri);
  NystaThing thing = { 0 };

  if (id != NYSTA_ANY)
    nysta_thing_read (dataset, nysta_thing_now (dataset, id), &thing);
  return thing.kind;
}

static gboolean
is_decided_on (NystaThingKind kind)
{
  return kind == NYSTA_THING_PERSON || kind == NYSTA_THING_ORGANISATION ||
         kind == NYSTA_THING_PROJECT;
}

/* A name that several have makes a pair, too: of which the message tells. */
static NystaThingKind
wanted_kind (NystaDataset *dataset, const char *wanted, const char *iri)
{
  NystaFoundHow how = NYSTA_FOUND_NOTHING;

  if (iri != NULL)
    return kind_of (dataset, iri);
  g_autofree char *valid = g_utf8_make_valid (wanted, -1);
  g_autoptr (GArray) things = nysta_thing_find (dataset, valid, &how);

  return how >= NYSTA_FOUND_FOLDED ? g_array_index (things, NystaThing, 0).kind
                                   : NYSTA_THING_NONE;
}

static gboolean
is_one_name (NystaDataset *dataset, const char *const *arguments)
{
  g_autofree char *joined = g_strjoin (" ", arguments[0], arguments[1], NULL);
  g_autofree char *valid = g_utf8_make_valid (joined, -1);
  NystaFoundHow how = NYSTA_FOUND_NOTHING;
  g_autoptr (GArray) things = nysta_thing_find (dataset, valid, &how);

  return how >= NYSTA_FOUND_FOLDED;
}

static void
append_side (NystaPage *page, const char *iri, const NystaIdentityAnswer *answer, guint i)
{
  g_autofree char *name = nysta_pair_name (page->dataset, iri);
  g_autoptr (GString) line = g_string_new (name);
  g_autoptr (GString) safe = g_string_new (NULL);

  g_string_append_printf (line, " <%s>", iri);
  if (strcmp (answer->now[i], iri) != 0)
    g_string_append_printf (line, ", now <%s>", answer->now[i]);
  g_string_append (line, ", in");
  for (guint j = 0; j < answer->documents[i]->len; j++)
    {
      NystaTermId document = nysta_thing_lookup_iri (page->dataset,
                                                     answer->documents[i]->pdata[j]);

      g_string_append_printf (line, " [%u]", nysta_page_reference (page, document));
    }
  nysta_append_printable (safe, line->str);
  nysta_wrap (page->out, safe->str, 0, 2, page->columns);
  g_string_append_c (page->out, '\n');
}

static int
tell (NystaDataset *dataset, const char *a, const char *b,
      const NystaIdentityAnswer *answer)
{
  NystaPage page;
  g_autoptr (GString) safe = g_string_new (NULL);
  g_autofree char *verdict = g_strdup_printf ("%s (score %.2f): %s",
                                              answer->is_same ? "the same" : "different",
                                              answer->score, answer->reason);

  nysta_page_init (&page, dataset);
  append_side (&page, a, answer, 0);
  append_side (&page, b, answer, 1);
  nysta_append_printable (safe, verdict);
  g_string_append_c (page.out, '\n');
  nysta_wrap (page.out, safe->str, 0, 2, page.columns);
  g_string_append (page.out, "\n\n");
  nysta_page_list_documents (&page, 0);
  return nysta_page_finish (&page);
}

/* (transfer full): the row's values belong to @chunk. */
static NystaTerm
documents_term (const GPtrArray *documents, GStringChunk *chunk)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < documents->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? " " : "",
                            (const char *) documents->pdata[i]);
  return nysta_literal (g_string_chunk_insert (chunk, list->str), NULL, NULL);
}

/* One row for programs. */
static int
tell_row (const char *a, const char *b, const NystaIdentityAnswer *answer,
          const char *format_name)
{
  static const char *const names[] = { "a",      "b",           "now_a",
                                       "now_b",  "verdict",     "score",
                                       "reason", "documents_a", "documents_b" };
  NystaResultsFormat format = NYSTA_RESULTS_TABLE;
  g_autoptr (NystaFile) output = nysta_output_new ();
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (256);
  g_autoptr (GError) error = NULL;
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (score, sizeof score, "%.2f", answer->score);
  nysta_results_format_from_name (format_name, &format);

  g_autoptr (NystaResults) results = nysta_results_new (format, nysta_output_write, output);
  const NystaTerm values[] = {
    nysta_iri (a),
    nysta_iri (b),
    nysta_iri (answer->now[0]),
    nysta_iri (answer->now[1]),
    nysta_literal (answer->is_same ? "same" : "different", NULL, NULL),
    nysta_literal (score, XSD_DECIMAL, NULL),
    nysta_literal (answer->reason, NULL, NULL),
    documents_term (answer->documents[0], chunk),
    documents_term (answer->documents[1], chunk),
  };

  if (nysta_results_variables (results, names, G_N_ELEMENTS (names), &error) &&
      nysta_results_row (results, values, G_N_ELEMENTS (values), &error) &&
      nysta_results_finish (results, &error))
    return nysta_output_finish (output, NYSTA_EXIT_OK);
  return nysta_output_finish (output, nysta_fail ("why", error));
}

/* @iri: NULL with @error if it is not one thing that @wanted names. */
typedef struct
{
  char *iri;
  GError *error;
  NystaThingKind kind;
} Side;

static void
side_clear (Side *side)
{
  g_clear_pointer (&side->iri, g_free);
  g_clear_error (&side->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

static void
side_find (Side *side, NystaDataset *dataset, const char *wanted)
{
  side->iri = nysta_pair_find (dataset, wanted, &side->error);
  side->kind = wanted_kind (dataset, wanted, side->iri);
}

gboolean
nysta_why_pair (const char *store_option, const char *const *arguments, const char *results,
                int *out_exit)
{
  g_autofree char *path = nysta_store_choice (store_option);
  g_auto (NystaIdentityAnswer) answer = { 0 };
  g_auto (Side) a = { 0 };
  g_auto (Side) b = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_READ, NULL, NULL);
  g_autoptr (NystaDataset) dataset = store != NULL ? nysta_store_snapshot (store, NULL)
                                                   : NULL;

  if (dataset == NULL)
    return FALSE; /* whoever comes next says what is wrong with it */
  side_find (&a, dataset, arguments[0]);
  side_find (&b, dataset, arguments[1]);
  if (!is_decided_on (a.kind) || a.kind != b.kind || is_one_name (dataset, arguments))
    return FALSE;
  if (a.iri == NULL || b.iri == NULL)
    *out_exit = nysta_fail ("why", a.iri == NULL ? a.error : b.error);
  else if (nysta_identity_ask (dataset, nysta_store_base (store), a.iri, b.iri, &answer,
                               &error))
    *out_exit = results != NULL ? tell_row (a.iri, b.iri, &answer, results)
                                : tell (dataset, a.iri, b.iri, &answer);
  else
    *out_exit = nysta_fail ("why", error);
  return TRUE;
}
