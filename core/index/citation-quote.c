/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* citation-quote.c: annotations read back: the words for one thing in one document. */
#include "config.h"
#include "index/citation-internal.h"

#include <string.h>

#include "rdf/vocabulary.h"

/* Rows repeat what they are about. A power of two. */
#define N_REMEMBERED 4096u

static const char *const words[NYSTA_N_WORDS] = {
  [NYSTA_CITED_HAS_BODY] = NS_OA "hasBody",
  [NYSTA_CITED_HAS_TARGET] = NS_OA "hasTarget",
  [NYSTA_CITED_HAS_SOURCE] = NS_OA "hasSource",
  [NYSTA_CITED_HAS_SELECTOR] = NS_OA "hasSelector",
  [NYSTA_CITED_EXACT] = NS_OA "exact",
  [NYSTA_CITED_PREFIX] = NS_OA "prefix",
  [NYSTA_CITED_SUFFIX] = NS_OA "suffix",
  [NYSTA_CITED_START] = NS_OA "start",
  [NYSTA_CITED_END] = NS_OA "end",
  [NYSTA_CITED_MOTIVATED_BY] = NS_OA "motivatedBy",
  [NYSTA_CITED_DESCRIBING] = NS_OA "describing",
  [NYSTA_CITED_CONFIDENCE] = NS_NIF "confidence",
  [NYSTA_CITED_DERIVED_FROM] = NS_PROV "wasDerivedFrom",
  [NYSTA_CITED_MEMBER_OF] = NS_ORG "memberOf",
  [NYSTA_CITED_FUNDED_BY] = NS_FRAPO "isFundedBy",
  [NYSTA_CITED_MEMBER] = NS_ORG "member",
  [NYSTA_CITED_ORGANIZATION] = NS_ORG "organization",
  [NYSTA_CITED_MBOX] = NS_FOAF "mbox",
  [NYSTA_CITED_HAS_EMAIL] = NS_VCARD "hasEmail",
  [NYSTA_CITED_PHONE] = NS_FOAF "phone",
  [NYSTA_CITED_HAS_TELEPHONE] = NS_VCARD "hasTelephone",
};

NystaCiter *
nysta_citer_new (NystaDataset *dataset)
{
  NystaCiter *citer = g_new0 (NystaCiter, 1);

  citer->dataset = nysta_dataset_ref (dataset);
  citer->buffer = g_string_new (NULL);
  citer->remembered = g_new0 (NystaRemembered, N_REMEMBERED);
  citer->standings = g_new0 (NystaStanding, NYSTA_CITER_MAX_QUADS);
  citer->bodies = g_array_new (FALSE, FALSE, sizeof (NystaBody));
  for (guint i = 0; i < NYSTA_N_WORDS; i++)
    {
      const NystaTerm term = nysta_iri (words[i]);

      citer->ids[i] = nysta_dataset_lookup (dataset, &term);
    }
  return citer;
}

void
nysta_citer_free (NystaCiter *citer)
{
  if (citer == NULL)
    return;
  nysta_dataset_unref (citer->dataset);
  g_string_free (citer->buffer, TRUE);
  g_free (citer->remembered);
  g_free (citer->standings);
  g_array_unref (citer->bodies);
  g_free (citer);
}

/* --- reading -------------------------------------------------------------------------- */

gsize
nysta_citer_scan (NystaCiter *citer, NystaTermId subject, NystaTermId predicate,
                  NystaTermId object, NystaTermId graph, NystaQuad *rows, gsize max)
{
  const NystaQuad pattern = { subject, predicate, object, graph };

  if (predicate == NYSTA_ANY || (subject == NYSTA_ANY && object == NYSTA_ANY))
    return 0;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (citer->dataset, &pattern);
  gsize n = 0, n_more = 0;

  while (n < max && (n_more = nysta_cursor_next (cursor, rows + n, max - n)) > 0)
    n += n_more;
  return n;
}

static NystaTermId
first_object (NystaCiter *citer, NystaTermId subject, guint word, NystaTermId graph)
{
  NystaQuad row;

  return subject != NYSTA_ANY && nysta_citer_scan (citer, subject, citer->ids[word],
                                                   NYSTA_ANY, graph, &row, 1) > 0
           ? row.object
           : NYSTA_ANY;
}

gboolean
nysta_citer_has (NystaCiter *citer, NystaTermId subject, NystaTermId predicate,
                 NystaTermId object, NystaTermId graph)
{
  NystaQuad row;

  return object != NYSTA_ANY &&
         nysta_citer_scan (citer, subject, predicate, object, graph, &row, 1) > 0;
}

/* NULL, or until the next time. */
static const char *
text_of (NystaCiter *citer, NystaTermId id)
{
  NystaTerm term = { 0 };

  if (id == NYSTA_ANY ||
      !nysta_dataset_read_term (citer->dataset, id, citer->buffer, &term))
    return NULL;
  return term.value;
}

static gint64
number_of (NystaCiter *citer, NystaTermId id)
{
  const char *text = text_of (citer, id);
  gint64 number = -1;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    return -1;
  return number;
}

/* What is said of one subject: cheaper than a look-up for each predicate. */
typedef struct
{
  NystaQuad rows[NYSTA_CITER_MAX_ANNOTATIONS];
  gsize n;
} Saying;

static void
read_saying (NystaCiter *citer, NystaTermId subject, NystaTermId graph, Saying *saying)
{
  const NystaQuad pattern = { .subject = subject, .graph = graph };

  saying->n = 0;
  if (subject == NYSTA_ANY)
    return;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (citer->dataset, &pattern);

  saying->n = nysta_cursor_next (cursor, saying->rows, NYSTA_CITER_MAX_ANNOTATIONS);
}

static NystaTermId
object_in (const NystaCiter *citer, const Saying *saying, guint word)
{
  for (gsize i = 0; i < saying->n; i++)
    if (saying->rows[i].predicate == citer->ids[word])
      return saying->rows[i].object;
  return NYSTA_ANY;
}

/* --- one thing in one document ----------------------------------------------------------- */

static void
read_selector (NystaCiter *citer, NystaTermId selector, NystaTermId graph,
               NystaCitation *out)
{
  Saying saying;
  NystaTermId exact = NYSTA_ANY;

  read_saying (citer, selector, graph, &saying);
  exact = object_in (citer, &saying, NYSTA_CITED_EXACT);
  if (exact != NYSTA_ANY)
    {
      out->exact = exact;
      out->prefix = object_in (citer, &saying, NYSTA_CITED_PREFIX);
      out->suffix = object_in (citer, &saying, NYSTA_CITED_SUFFIX);
    }
  else if (out->start < 0)
    {
      out->start = number_of (citer, object_in (citer, &saying, NYSTA_CITED_START));
      out->end = number_of (citer, object_in (citer, &saying, NYSTA_CITED_END));
    }
}

static void
read_annotation (NystaCiter *citer, NystaTermId annotation, NystaTermId graph,
                 NystaCitation *out)
{
  Saying saying;
  const char *confidence = NULL;

  read_saying (citer, annotation, graph, &saying);
  confidence = text_of (citer, object_in (citer, &saying, NYSTA_CITED_CONFIDENCE));
  *out = (NystaCitation){
    .annotation = annotation,
    .start = -1,
    .end = -1,
    .confidence = confidence != NULL ? g_ascii_strtod (confidence, NULL) : -1,
    .describes = citer->ids[NYSTA_CITED_DESCRIBING] != NYSTA_ANY &&
                 object_in (citer, &saying, NYSTA_CITED_MOTIVATED_BY) ==
                   citer->ids[NYSTA_CITED_DESCRIBING],
  };
  read_saying (citer, object_in (citer, &saying, NYSTA_CITED_HAS_TARGET), graph, &saying);
  out->document = object_in (citer, &saying, NYSTA_CITED_HAS_SOURCE);
  for (gsize i = 0; i < saying.n; i++)
    if (saying.rows[i].predicate == citer->ids[NYSTA_CITED_HAS_SELECTOR])
      read_selector (citer, saying.rows[i].object, graph, out);
}

/* The surest; of equals the one that stands first. */
static gboolean
read_best (NystaCiter *citer, NystaTermId body, NystaTermId graph, NystaCitation *out)
{
  NystaQuad rows[NYSTA_CITER_MAX_ANNOTATIONS];
  gsize n = nysta_citer_scan (citer, NYSTA_ANY, citer->ids[NYSTA_CITED_HAS_BODY], body,
                              graph, rows, NYSTA_CITER_MAX_ANNOTATIONS);

  for (gsize i = 0; i < n; i++)
    {
      NystaCitation citation;

      read_annotation (citer, rows[i].subject, graph, &citation);
      if (i == 0 || citation.confidence > out->confidence ||
          (citation.confidence == out->confidence && citation.start >= 0 &&
           (out->start < 0 || citation.start < out->start)))
        *out = citation;
    }
  return n > 0;
}

/* What comes from a document as a whole, or from an annotation that names no body */
static gboolean
read_derivation (NystaCiter *citer, NystaTermId body, NystaTermId graph, NystaCitation *out)
{
  NystaTermId origin = first_object (citer, body, NYSTA_CITED_DERIVED_FROM, graph);

  if (origin == NYSTA_ANY)
    return FALSE;
  if (first_object (citer, origin, NYSTA_CITED_HAS_TARGET, graph) != NYSTA_ANY)
    read_annotation (citer, origin, graph, out);
  else
    *out = (NystaCitation){ .document = origin, .start = -1, .end = -1, .confidence = -1 };
  return TRUE;
}

gboolean
nysta_citer_quote (NystaCiter *citer, NystaTermId body, NystaTermId graph,
                   NystaCitation *out)
{
  guint64 hash = (body * 0x9e3779b97f4a7c15ull) ^ (graph * 0xc2b2ae3d27d4eb4full);
  NystaRemembered *place = &citer->remembered[(hash >> 40) & (N_REMEMBERED - 1)];

  if (place->body != body || place->graph != graph)
    {
      place->body = body;
      place->graph = graph;
      place->is_known = read_best (citer, body, graph, &place->citation) ||
                        read_derivation (citer, body, graph, &place->citation);
    }
  if (place->is_known)
    *out = place->citation;
  return place->is_known;
}

/* --- words -------------------------------------------------------------------------------- */

/* Line ends and runs of spaces as one space */
static void
append_words (GString *out, const char *text)
{
  for (const char *c = text != NULL ? text : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (!g_unichar_isspace (character))
        g_string_append_unichar (out, character);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
}

void
nysta_citer_append_quotation (NystaCiter *citer, const NystaCitation *citation,
                              GString *out)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (!citation->describes)
    append_words (line, text_of (citer, citation->prefix));
  append_words (line, text_of (citer, citation->exact));
  if (!citation->describes)
    append_words (line, text_of (citer, citation->suffix));
  if (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  g_string_append (out, line->str);
}
