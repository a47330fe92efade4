/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/graph-writer.h"

#include "index/positions.h"
#include "made-findings.h"
#include "rdf/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#define BASE "urn:nysta:"
#define DOC "file:///docs/a.txt"
#define PLUGIN BASE "res/plugin/extract-test/1.0"

/* --- asking a graph ----------------------------------------------------------------- */

/* With @n_parts not NULL: put together from the facts and annotations by twos, counted. */
static NystaGraph *
write_graph_by (NystaFindings *findings, NystaAuthorities *authorities, guint *n_parts)
{
  g_autoptr (NystaIdentity)
    identity = nysta_identity_resolve (findings, DOC, BASE, authorities);
  g_autoptr (GHashTable) plugins = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (plugins, (gpointer) "extract-test", (gpointer) PLUGIN);
  NystaGraphInput input = { .base = BASE,
                            .document_iri = DOC,
                            .media_type = "text/plain",
                            .findings = findings,
                            .identity = identity,
                            .authorities = authorities,
                            .plugin_iris = plugins };
  if (n_parts == NULL)
    return nysta_graph_write (&input);

  g_autoptr (NystaAnnotations) annotations = NULL;
  NystaGraph *graph = nysta_graph_write_facts (&input, &annotations);
  guint n = nysta_annotations_n (annotations);
  for (*n_parts = 0; nysta_annotations_write_some (annotations, 2, graph); ++*n_parts)
    ;
  g_assert_cmpuint (*n_parts, ==, (n + 1) / 2);
  nysta_graph_sort (graph);
  return graph;
}

static NystaGraph *
write_graph (NystaFindings *findings, NystaAuthorities *authorities)
{
  return write_graph_by (findings, authorities, NULL);
}

static gboolean
matches (const NystaTerm *term, const char *value)
{
  return value == NULL || (term->value != NULL && strcmp (term->value, value) == 0);
}

/* How many statements match; NULL is anything. */
static guint
count (const NystaGraph *graph, const char *subject, const char *predicate,
       const char *object)
{
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);
  guint found = 0;

  for (gsize i = 0; i < n; i++)
    found += matches (&rows[i].subject, subject) &&
             matches (&rows[i].predicate, predicate) && matches (&rows[i].object, object);
  return found;
}

/* The first object of @subject's @predicate, or NULL. */
static const NystaTerm *
object_of (const NystaGraph *graph, const char *subject, const char *predicate)
{
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    if (matches (&rows[i].subject, subject) && matches (&rows[i].predicate, predicate))
      return &rows[i].object;
  return NULL;
}

static const char *
subject_with (const NystaGraph *graph, const char *predicate, const char *object)
{
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    if (matches (&rows[i].predicate, predicate) && matches (&rows[i].object, object))
      return rows[i].subject.value;
  return NULL;
}

/* --- the model ---------------------------------------------------------------------- */

static void
test_membership (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("Anna Berg, IT-chef, Åre kommun");
  guint32 person = made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, "Berg");
  guint32 role = made_entity (findings, NYSTA_ROLE, "IT-chef", NULL, "IT-chefen");
  guint32 organisation = made_entity (findings, NYSTA_ORGANISATION, "Åre kommun", NULL,
                                      NULL);

  made_mention (findings, person, "Anna Berg", 0, 0.9);
  NystaFoundMembership *row = made_membership (findings, person, role, organisation);
  row->start_date = g_strdup ("2022-05");
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  const char *m = subject_with (graph, RDF_TYPE, NS_ORG "Membership");
  g_assert_nonnull (m);
  const char *p = object_of (graph, m, NS_ORG "member")->value;
  g_assert_cmpuint (count (graph, m, NS_ORG "role", BASE "def/role/it-chef"), ==, 1);
  g_assert_cmpuint (
    count (graph, m, NS_ORG "organization", BASE "id/organisation/åre-kommun"), ==, 1);
  g_assert_cmpuint (count (graph, p, NS_ORG "memberOf", BASE "id/organisation/åre-kommun"),
                    ==, 1);
  g_assert_cmpuint (count (graph, p, RDF_TYPE, NS_FOAF "Person"), ==, 1);
  g_assert_cmpuint (count (graph, p, RDF_TYPE, NS_PERSON "Person"), ==, 1);
  g_assert_cmpuint (count (graph, p, NS_FOAF "name", "Anna Berg"), ==, 1);
  g_assert_cmpuint (count (graph, p, NS_SKOS "altLabel", NULL), ==, 0);
  g_assert_cmpstr (
    object_of (graph, BASE "def/role/it-chef", NS_SKOS "prefLabel")->language, ==, "sv");
  g_assert_cmpuint (count (graph, BASE "def/role/it-chef", NS_SKOS "altLabel", "IT-chefen"),
                    ==, 1);
  g_assert_cmpstr (object_of (graph, m, NS_SCHEMA "startDate")->datatype, ==,
                   NS_XSD "gYearMonth");

  const char *a = object_of (graph, m, NS_PROV "wasDerivedFrom")->value;
  g_assert_cmpuint (count (graph, a, NS_OA "motivatedBy", NS_OA "describing"), ==, 1);
  g_assert_cmpuint (count (graph, a, NS_OA "hasBody", m), ==, 1);
  g_assert_cmpuint (count (graph, a, NS_PROV "wasAttributedTo", PLUGIN), ==, 1);
  g_assert_cmpuint (count (graph, m, NS_NIF "confidence", NULL), ==, 0);
}

static void
test_parts (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("Anna Berg, Åre, Anna Berg, Umeå");
  guint32 person = made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, "Berg");
  guint32 place = made_entity (findings, NYSTA_ORGANISATION, "Åre", NULL, NULL);
  gsize n = 0, n_whole = 0;
  guint n_parts = 0;

  made_mention (findings, person, "Anna Berg", 0, 0.9);
  made_mention (findings, person, "Anna Berg", 1, 0.9);
  made_mention (findings, place, "Åre", 0, 0.8);
  made_membership (findings, person, NYSTA_NO_ENTITY, place);
  g_autoptr (NystaGraph) whole = write_graph (findings, NULL);
  g_autoptr (NystaGraph) parts = write_graph_by (findings, NULL, &n_parts);
  const NystaStatement *rows = nysta_graph_statements (parts, &n);
  const NystaStatement *whole_rows = nysta_graph_statements (whole, &n_whole);

  g_assert_cmpuint (n_parts, >=, 2);
  g_assert_cmpuint (n, ==, n_whole);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (nysta_statement_compare (&rows[i], &whole_rows[i]), ==, 0);
}

static void
test_proposed (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("Anna Berg föreslås");
  guint32 person = made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);
  guint32 organisation = made_entity (findings, NYSTA_ORGANISATION, "Vinnova", NULL, NULL);

  made_membership (findings, person, NYSTA_NO_ENTITY, organisation)
    ->assertion = NYSTA_PROPOSED;
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  g_assert_cmpuint (count (graph, NULL, RDF_TYPE, NS_ORG "Membership"), ==, 0);
  g_assert_cmpuint (count (graph, NULL, RDF_TYPE, NS_NYSTA "ProposedMembership"), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NS_ORG "memberOf", NULL), ==, 0);
  g_assert_cmpuint (count (graph, NULL, NS_ORG "role", NULL), ==, 0);
}

static void
test_participation (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("Vinnova betalar Ronja");
  guint32 project = made_entity (findings, NYSTA_PROJECT, "Ronja", NULL, NULL);
  guint32 funder = made_entity (findings, NYSTA_ORGANISATION, "Vinnova", NULL, NULL);

  made_participation (findings, project, NYSTA_FUNDER, funder);
  made_participation (findings, project, NYSTA_LEAD, funder);
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  g_assert_cmpuint (count (graph, NULL, NS_ORG "role", BASE "def/participation/funder"), ==,
                    1);
  g_assert_cmpuint (count (graph, NULL, NS_ORG "role", BASE "def/participation/lead"), ==,
                    1);
  g_assert_cmpuint (count (graph, BASE "id/project/ronja", NS_FRAPO "isFundedBy", NULL), ==,
                    1);
  g_assert_cmpuint (count (graph, NULL, NS_ORG "organization", BASE "id/project/ronja"), ==,
                    2);
  g_assert_cmpuint (count (graph, BASE "id/project/ronja", NS_DCTERMS "title", "Ronja"), ==,
                    1);
  g_assert_cmpuint (count (graph, BASE "def/participation/funder", NULL, NULL), ==, 0);
}

static void
test_values (void)
{
  char start[] = "2023-05", end[] = "2024", sum[] = "4500000", sek[] = "SEK";
  g_autoptr (MadeFindings) findings = made_findings_new ("Vinnova betalar Ronja");
  guint32 project = made_entity (findings, NYSTA_PROJECT, "Ronja", NULL, NULL);
  guint32 funder = made_entity (findings, NYSTA_ORGANISATION, "Vinnova", NULL, NULL);

  made_value (findings, project, NYSTA_START_DATE, start, NULL, NYSTA_NO_ENTITY);
  made_value (findings, project, NYSTA_END_DATE, end, NULL, NYSTA_NO_ENTITY);
  made_value (findings, project, NYSTA_AMOUNT, sum, sek, funder);
  made_value (findings, project, NYSTA_AMOUNT, sum, sek, NYSTA_NO_ENTITY);
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  const char *iri = BASE "id/project/ronja";
  g_assert_cmpuint (count (graph, iri, NS_SCHEMA "startDate", "2023-05"), ==, 1);
  g_assert_cmpuint (count (graph, iri, NS_SCHEMA "endDate", "2024"), ==, 1);
  g_assert_cmpuint (count (graph, iri, NS_SCHEMA "funding", NULL), ==, 2);
  g_assert_cmpuint (count (graph, NULL, RDF_TYPE, NS_SCHEMA "MonetaryGrant"), ==, 2);
  g_assert_cmpuint (count (graph, NULL, NS_SCHEMA "amount", "4500000"), ==, 2);
  g_assert_cmpuint (count (graph, NULL, NS_SCHEMA "currency", "SEK"), ==, 2);
  g_assert_cmpuint (count (graph, NULL, NS_SCHEMA "funder", NULL), ==, 1);
  /* The words that say so are kept for each of them. */
  g_assert_cmpuint (count (graph, NULL, NS_OA "hasBody", iri), ==, 1);
}

static void
test_document (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("x");

  made_meta (findings, NYSTA_META_TITLE, "Ett råd");
  made_meta (findings, NYSTA_META_LANGUAGE, "sv");
  made_meta (findings, NYSTA_META_ISSUED, "2022-05-09");
  made_meta (findings, NYSTA_META_PUBLISHER, "AI Sweden");
  made_meta (findings, NYSTA_META_SOURCE, "https://example.org/a");
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  g_assert_cmpstr (nysta_graph_name (graph), ==, DOC);
  g_assert_cmpuint (count (graph, DOC, RDF_TYPE, NS_FOAF "Document"), ==, 1);
  g_assert_cmpuint (count (graph, DOC, NS_DCTERMS "title", "Ett råd"), ==, 1);
  g_assert_cmpstr (object_of (graph, DOC, NS_DCTERMS "issued")->datatype, ==, XSD_DATE);
  g_assert_cmpuint (count (graph, DOC, NS_DCTERMS "format", "text/plain"), ==, 1);
  g_assert_cmpuint (count (graph, DOC, NS_DCTERMS "source", "https://example.org/a"), ==,
                    1);
  g_assert_cmpstr (object_of (graph, DOC, NS_DCTERMS "publisher")->value, ==,
                   BASE "id/organisation/ai-sweden");
  g_assert_cmpuint (
    count (graph, BASE "id/organisation/ai-sweden", NS_SKOS "prefLabel", NULL), ==, 1);
}

static void
test_empty_document (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("");
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  g_assert_cmpuint (count (graph, NULL, NULL, NULL), ==, 2); /* its type and its format */
}

/* --- contacts ------------------------------------------------------------------------ */

static void
test_contacts (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("x");
  guint32 anna = made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);
  guint32 bo = made_entity (findings, NYSTA_PERSON, "Bo Ek", NULL, NULL);
  guint32 org = made_entity (findings, NYSTA_ORGANISATION, "Vinnova", NULL, NULL);

  made_contact (findings, anna, NYSTA_EMAIL, "anna@x.se", FALSE);
  made_contact (findings, anna, NYSTA_EMAIL, "press@x.se", FALSE);
  made_contact (findings, bo, NYSTA_EMAIL, "press@x.se", FALSE);
  made_contact (findings, bo, NYSTA_EMAIL, "team@x.se", TRUE);
  made_contact (findings, org, NYSTA_EMAIL, "info@x.se", TRUE);
  made_contact (findings, bo, NYSTA_EMAIL, "info@x.se", FALSE);
  made_contact (findings, bo, NYSTA_PHONE, "+46739725914", FALSE);
  made_contact (findings, bo, NYSTA_PHONE, "073-972 59 14", FALSE);
  made_contact (findings, bo, NYSTA_EMAIL, "no address", FALSE);
  made_contact (findings, bo, NYSTA_EMAIL, "a%b?c@x.se", FALSE);
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  g_assert_cmpuint (count (graph, NULL, NS_FOAF "mbox", "mailto:anna@x.se"), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NS_FOAF "mbox", "mailto:press@x.se"), ==, 0);
  g_assert_cmpuint (count (graph, NULL, NS_VCARD "hasEmail", "mailto:press@x.se"), ==, 2);
  g_assert_cmpuint (count (graph, NULL, NS_FOAF "mbox", "mailto:team@x.se"), ==, 0);
  g_assert_cmpuint (count (graph, NULL, NS_VCARD "hasEmail", "mailto:team@x.se"), ==, 1);
  g_assert_cmpuint (
    count (graph, BASE "id/organisation/vinnova", NS_FOAF "mbox", "mailto:info@x.se"), ==,
    1);
  g_assert_cmpuint (count (graph, NULL, NS_FOAF "mbox", "mailto:info@x.se"), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NS_VCARD "hasEmail", "mailto:info@x.se"), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NS_FOAF "phone", NULL), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NS_FOAF "phone", "tel:+46739725914"), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NULL, "mailto:a%25b%3Fc@x.se"), ==, 1);
}

/* --- positions and quotations ---------------------------------------------------------- */

static const char long_text[] =
  "Å\xCC\x84sa 👩‍👩‍👧 och Örjan Ek, e\xCC\x81lev i Malmö, mötte 🇸🇪 "
  "Åsa Öberg i dag. "
  "Nästa rad\nhar ett väldigt långtordutanmellanslagsomärlängreänkontexten Ek.";

static void
test_quotations (void)
{
  static const char *const words[] = {
    "Å\xCC\x84sa", "👩‍👩‍👧", "Örjan Ek",       "e\xCC\x81lev", "Malmö",
    "🇸🇪",          "Åsa Öberg",          "Nästa rad\nhar", "Ek."
  };
  g_autoptr (MadeFindings) findings = made_findings_new (long_text);
  g_autofree gunichar *points = g_utf8_to_ucs4_fast (long_text, -1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *name = g_strdup_printf ("Thing %zu", i);
      made_mention (findings, made_entity (findings, NYSTA_PROJECT, name, NULL, NULL),
                    words[i], 0, 0.5);
    }
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);
  gsize n = 0, checked = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (strcmp (rows[i].predicate.value, RDF_TYPE) != 0 ||
          strcmp (rows[i].object.value, NS_OA "Annotation") != 0)
        continue;

      g_autofree char *position = g_strconcat (rows[i].subject.value, "#position", NULL);
      g_autofree char *quote = g_strconcat (rows[i].subject.value, "#quote", NULL);
      int start = atoi (object_of (graph, position, NS_OA "start")->value);
      int end = atoi (object_of (graph, position, NS_OA "end")->value);
      g_autofree char *there = g_ucs4_to_utf8 (points + start, end - start, NULL, NULL,
                                               NULL);
      const char *exact = object_of (graph, quote, NS_OA "exact")->value;
      g_autofree char *around = g_strconcat (
        object_of (graph, quote, NS_OA "prefix")->value, exact,
        object_of (graph, quote, NS_OA "suffix")->value, NULL);

      g_assert_cmpstr (there, ==, exact);
      g_assert_nonnull (strstr (long_text, around));
      g_assert_true (g_utf8_validate (around, -1, NULL));
      checked++;
    }
  g_assert_cmpuint (checked, ==, G_N_ELEMENTS (words));
}

typedef struct
{
  const char *label;
  const char *before;
  const char *after;
  const char *prefix;
  const char *suffix;
} QuoteCase;

static const QuoteCase quote_cases[] = {
  { "short", "säger ", ", chef", "säger ", ", chef" },
  { "nothing-around", "", "", "", "" },
  { "whole-words", "Ett två tre fyra fem sex sju åtta nio ",
    " tio elva tolv tretton fjorton femton", "tre fyra fem sex sju åtta nio ",
    " tio elva tolv tretton fjorton" },
  { "no-word-boundary", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop", "klmnopqrstuvwxyzabcdefghijklmnop",
    "abcdefghijklmnopqrstuvwxyzabcdef" },
  /* 32 code points back begin with the accent of an x: it is left out. */
  { "accent-at-the-cut",
    "xx\xCC\x81"
    "bcdefghijklmnopqrstuvwxyzabcdef",
    "", "bcdefghijklmnopqrstuvwxyzabcdef", "" },
  { "accent-after-the-cut", "", "abcdefghijklmnopqrstuvwxyzabcdex\xCC\x81yy", "",
    "abcdefghijklmnopqrstuvwxyzabcde" },
};

static void
test_quote (gconstpointer data)
{
  const QuoteCase *row = data;
  g_autofree char *text = g_strconcat (row->before, "EXACT", row->after, NULL);
  guint32 start = (guint32) strlen (row->before);
  g_autofree char *prefix = nysta_quote_prefix (text, strlen (text), start);
  g_autofree char *suffix = nysta_quote_suffix (text, strlen (text), start + 5);

  g_assert_cmpstr (prefix, ==, row->prefix);
  g_assert_cmpstr (suffix, ==, row->suffix);
}

static void
test_positions (void)
{
  const char *text = "aåé👍e\xCC\x81z";
  g_autoptr (NystaPositions) positions = nysta_positions_new (text, strlen (text));
  const guint32 bytes[] = { 12, 0, 9, 5, 3, 1, 13, 5 };
  const guint32 points[] = { 6, 0, 4, 3, 2, 1, 7, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (bytes); i++)
    nysta_positions_want (positions, bytes[i]);
  nysta_positions_count (positions);
  for (gsize i = 0; i < G_N_ELEMENTS (bytes); i++)
    g_assert_cmpuint (nysta_positions_get (positions, bytes[i]), ==, points[i]);
}

/* --- what must hold of any graph --------------------------------------------------------- */

static void
test_confidence (void)
{
  static const double given[] = { 0.0, 1.0, 0.85, 0.8567, 0.3, -1.0, 7.0 };
  static const char *const expected[] = {
    "0.0", "1.0", "0.85", "0.857", "0.3", "0.0", "1.0"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autoptr (MadeFindings) findings = made_findings_new ("Ronja");
      made_mention (findings, made_entity (findings, NYSTA_PROJECT, "Ronja", NULL, NULL),
                    "Ronja", 0, given[i]);
      g_autoptr (NystaGraph) graph = write_graph (findings, NULL);
      const char *annotation = subject_with (graph, RDF_TYPE, NS_OA "Annotation");
      const NystaTerm *value = object_of (graph, annotation, NS_NIF "confidence");

      g_assert_cmpstr (value->value, ==, expected[i]);
      g_assert_cmpstr (value->datatype, ==, XSD_DECIMAL);
    }
}

/* One span said twice is one annotation with the greater confidence. */
static void
test_annotation_once (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("Ronja");
  guint32 a = made_entity (findings, NYSTA_PROJECT, "Ronja", NULL, NULL);
  guint32 b = made_entity (findings, NYSTA_PROJECT, "ronja", NULL, NULL);

  made_mention (findings, a, "Ronja", 0, 0.4);
  made_mention (findings, b, "Ronja", 0, 0.9);
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);

  g_assert_cmpuint (count (graph, NULL, RDF_TYPE, NS_OA "Annotation"), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NS_NIF "confidence", NULL), ==, 1);
  g_assert_cmpuint (count (graph, NULL, NS_NIF "confidence", "0.9"), ==, 1);
}

static void
assert_one_name (const NystaGraph *graph, const char *type, const char *property)
{
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (rows[i].predicate.value, RDF_TYPE) == 0 &&
        strcmp (rows[i].object.value, type) == 0)
      g_assert_cmpuint (count (graph, rows[i].subject.value, property, NULL), ==, 1);
}

static void
test_invariants (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("Anna Berg");

  made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);
  made_entity (findings, NYSTA_PERSON, "ANNA BERG", NULL, NULL);
  made_entity (findings, NYSTA_ORGANISATION, "AI Swedens", NULL, "AI Sweden|AIS");
  made_entity (findings, NYSTA_ORGANISATION, "AI Sweden", NULL, NULL);
  made_entity (findings, NYSTA_ROLE, "Chef", NULL, NULL);
  made_entity (findings, NYSTA_ROLE, "chef", NULL, "chefen");
  made_entity (findings, NYSTA_PROJECT, "Ronja", NULL, NULL);
  made_entity (findings, NYSTA_PROJECT, "RONJA", NULL, NULL);
  made_meta (findings, NYSTA_META_PUBLISHER, "AI SWEDEN");
  g_autoptr (NystaGraph) graph = write_graph (findings, NULL);
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);

  assert_one_name (graph, NS_FOAF "Person", NS_FOAF "name");
  assert_one_name (graph, NS_ORG "Organization", NS_SKOS "prefLabel");
  assert_one_name (graph, NS_ORG "Organization", NS_FOAF "name");
  assert_one_name (graph, NS_ORG "Role", NS_SKOS "prefLabel");
  assert_one_name (graph, NS_FOAF "Project", NS_DCTERMS "title");
  g_assert_cmpuint (count (graph, NULL, RDF_TYPE, NS_ORG "Organization"), ==, 1);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpint (rows[i].subject.kind, ==, NYSTA_TERM_IRI);
      g_assert_cmpint (rows[i].object.kind, !=, NYSTA_TERM_BLANK);
    }
}

static void
test_authority_types (void)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("Digg");
  g_autoptr (NystaAuthorities) authorities = nysta_authorities_new (BASE);
  const char *iri = BASE "id/organisation/digg";
  const NystaStatement facts[] = {
    { .subject = nysta_iri (iri),
      .predicate = nysta_iri (RDF_TYPE),
      .object = nysta_iri (NS_CV "PublicOrganisation") },
    { .subject = nysta_iri (iri),
      .predicate = nysta_iri (RDF_TYPE),
      .object = nysta_iri (NS_NYSTA "Agency") },
    { .subject = nysta_iri (iri),
      .predicate = nysta_iri (NS_SKOS "prefLabel"),
      .object = nysta_literal ("Myndigheten för digital förvaltning", NULL, "sv") },
    { .subject = nysta_iri (iri),
      .predicate = nysta_iri (NS_SKOS "prefLabel"),
      .object = nysta_literal ("Agency for Digital Government", NULL, "en") },
    { .subject = nysta_iri (iri),
      .predicate = nysta_iri (NS_ORG "identifier"),
      .object = nysta_literal ("202100-6883", NULL, NULL) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    nysta_authorities_add (authorities, &facts[i]);
  made_entity (findings, NYSTA_ORGANISATION, "Digg", "id/organisation/digg", NULL);
  g_autoptr (NystaGraph) graph = write_graph (findings, authorities);

  g_assert_cmpuint (count (graph, iri, RDF_TYPE, NULL), ==, 2);
  g_assert_cmpuint (count (graph, iri, RDF_TYPE, NS_CV "PublicOrganisation"), ==, 1);
  g_assert_cmpuint (count (graph, iri, NS_SKOS "prefLabel", NULL), ==, 1);
  g_assert_cmpuint (
    count (graph, iri, NS_FOAF "name", "Myndigheten för digital förvaltning"), ==, 1);
  g_assert_cmpuint (count (graph, iri, NS_SKOS "altLabel", "Digg"), ==, 1);
  g_assert_cmpuint (count (graph, iri, NS_ORG "identifier", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph-writer/membership", test_membership);
  g_test_add_func ("/graph-writer/parts", test_parts);
  g_test_add_func ("/graph-writer/proposed", test_proposed);
  g_test_add_func ("/graph-writer/participation", test_participation);
  g_test_add_func ("/graph-writer/values", test_values);
  g_test_add_func ("/graph-writer/document", test_document);
  g_test_add_func ("/graph-writer/document-empty", test_empty_document);
  g_test_add_func ("/graph-writer/contacts", test_contacts);
  g_test_add_func ("/graph-writer/quotations", test_quotations);
  g_test_add_func ("/graph-writer/confidence", test_confidence);
  g_test_add_func ("/graph-writer/annotation-once", test_annotation_once);
  g_test_add_func ("/graph-writer/invariants", test_invariants);
  g_test_add_func ("/graph-writer/authority-types", test_authority_types);
  g_test_add_func ("/positions/code-points", test_positions);
  for (gsize i = 0; i < G_N_ELEMENTS (quote_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/quote/%s", quote_cases[i].label);
      g_test_add_data_func (path, &quote_cases[i], test_quote);
    }
  return g_test_run ();
}
