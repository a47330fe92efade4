/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/paths.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"
#include "text/document.h"
#include "text/lexicon-format.h"

static NystaLexicon *own_lexicon; /* the build tree's */

typedef struct
{
  const char *name;
  const char *text;
  const char *form; /* as it stands in the text */
  guint32 match_class;
  const char *canonical; /* NULL: no such match */
  guint32 flags;
} MatchCase;

#define G NYSTA_MATCH_GENITIVE
#define D NYSTA_MATCH_DEFINITE
#define P NYSTA_MATCH_PLURAL
#define S NYSTA_MATCH_SHORT
#define C NYSTA_MATCH_COMPOUND
#define A NYSTA_MATCH_AMBIGUOUS
#define E NYSTA_MATCH_ENGLISH

static const MatchCase match_cases[] = {
  /* municipalities */
  { "legal-name", "i Habo kommun bor", "Habo kommun", NYSTA_MATCH_MUNICIPALITY,
    "Habo kommun", 0 },
  { "ring-is-no-dot", "i Håbo kommun bor", "Håbo kommun", NYSTA_MATCH_MUNICIPALITY,
    "Håbo kommun", 0 },
  { "bare-name", "där Trelleborg bygger", "Trelleborg", NYSTA_MATCH_MUNICIPALITY,
    "Trelleborgs kommun", S },
  { "bare-genitive", "i Trelleborgs skolor", "Trelleborgs", NYSTA_MATCH_MUNICIPALITY,
    "Trelleborgs kommun", G | S },
  { "ends-in-s", "i Borås finns", "Borås", NYSTA_MATCH_MUNICIPALITY, "Borås kommun", S },
  { "town", "från Helsingborgs stad", "Helsingborgs stad", NYSTA_MATCH_MUNICIPALITY,
    "Helsingborgs kommun", S },
  { "s-missing", "hos Boden kommun", "Boden kommun", NYSTA_MATCH_MUNICIPALITY,
    "Bodens kommun", 0 },
  { "s-too-many", "hos Kungsbackas kommun", "Kungsbackas kommun", NYSTA_MATCH_MUNICIPALITY,
    "Kungsbacka kommun", 0 },
  { "capitals", "KARLSKRONA KOMMUN SÖKER", "KARLSKRONA KOMMUN", NYSTA_MATCH_MUNICIPALITY,
    "Karlskrona kommun", 0 },
  { "english", "by Karlskrona Municipality today", "Karlskrona Municipality",
    NYSTA_MATCH_MUNICIPALITY, "Karlskrona kommun", E },
  { "small-letters-are-no-name", "med vara sig", "vara", NYSTA_MATCH_MUNICIPALITY, NULL,
    0 },
  { "word-at-the-start", "Vara eller inte", "Vara", NYSTA_MATCH_MUNICIPALITY, "Vara kommun",
    S | A },
  { "over-lines", "Habo\n\nkommun", "Habo\n\nkommun", NYSTA_MATCH_MUNICIPALITY,
    "Habo kommun", 0 },
  { "composed",
    "i Ha\xCC\x8A"
    "bo kommun",
    "Ha\xCC\x8A"
    "bo kommun",
    NYSTA_MATCH_MUNICIPALITY, "Håbo kommun", 0 },
  { "soft-hyphen",
    "i Kungs\xC2\xAD"
    "backa bor",
    "Kungs\xC2\xAD"
    "backa",
    NYSTA_MATCH_MUNICIPALITY, "Kungsbacka kommun", S },
  { "slash", "Herrljunga/Vårgårda", "Vårgårda", NYSTA_MATCH_MUNICIPALITY, "Vårgårda kommun",
    S },
  /* other organisations */
  { "region", "i Region Dalarna", "Region Dalarna", NYSTA_MATCH_REGION, "Region Dalarna",
    0 },
  { "county-board", "Länsstyrelsen i Kalmar län", "Länsstyrelsen i Kalmar län",
    NYSTA_MATCH_AGENCY, "Länsstyrelsen i Kalmar län", 0 },
  { "university", "vid Lunds universitet", "Lunds universitet", NYSTA_MATCH_UNIVERSITY,
    "Lunds universitet", 0 },
  { "university-s-and-capital", "vid Linköping Universitet", "Linköping Universitet",
    NYSTA_MATCH_UNIVERSITY, "Linköpings universitet", 0 },
  { "university-genitive", "Högskolan i Halmstads rektor", "Högskolan i Halmstads",
    NYSTA_MATCH_UNIVERSITY, "Högskolan i Halmstad", G },
  { "acronym-colon", "SKR:s råd", "SKR:s", NYSTA_MATCH_ORGANISATION,
    "Sveriges Kommuner och Regioner", G | S },
  { "acronym-s", "SKRs råd", "SKRs", NYSTA_MATCH_ORGANISATION,
    "Sveriges Kommuner och Regioner", G | S },
  { "acronym-needs-its-case", "en skr kan", "skr", NYSTA_MATCH_ORGANISATION, NULL, 0 },
  { "company-genitive", "Kommuninvests räntor", "Kommuninvests", NYSTA_MATCH_ORGANISATION,
    "Kommuninvest i Sverige AB", G | S },
  { "two-words-genitive", "AI Swedens arbete", "AI Swedens", NYSTA_MATCH_ORGANISATION,
    "AI Sweden", G },
  { "mixed-case", "i eSam och", "eSam", NYSTA_MATCH_ORGANISATION, "eSamverkansprogrammet",
    S },
  { "ambiguous-name", "Vision kräver", "Vision", NYSTA_MATCH_ORGANISATION, "Vision", A },
  { "ambiguous-in-small-letters", "en vision om", "vision", NYSTA_MATCH_ORGANISATION, NULL,
    0 },
  { "one-letter", "partiet S vill", "S", NYSTA_MATCH_ORGANISATION, "Socialdemokraterna",
    S | A },
  { "company-without-form", "hos Scania CV och", "Scania CV", NYSTA_MATCH_ORGANISATION,
    "Scania CV AB", S },
  { "letter-is-no-ministry", "I dag", "I", NYSTA_MATCH_AGENCY, NULL, 0 },
  { "known-name", "Vinnova betalar", "Vinnova", NYSTA_MATCH_AGENCY, "Vinnova", 0 },
  /* names */
  { "given", "Annika talar", "Annika", NYSTA_MATCH_GIVEN_NAME, "Annika", 0 },
  { "given-genitive", "Annikas tal", "Annikas", NYSTA_MATCH_GIVEN_NAME, "Annika", G },
  { "given-ends-in-s", "Lars talar", "Lars", NYSTA_MATCH_GIVEN_NAME, "Lars", 0 },
  { "given-capitals", "ANNIKA BERGSTRÖM", "ANNIKA", NYSTA_MATCH_GIVEN_NAME, "Annika", 0 },
  { "given-is-word", "Björn går", "Björn", NYSTA_MATCH_GIVEN_NAME, "Björn", A },
  { "given-genitive-is-word", "This is", "This", NYSTA_MATCH_GIVEN_NAME, "Thi", G | A },
  { "given-small", "en björn går", "björn", NYSTA_MATCH_GIVEN_NAME, NULL, 0 },
  { "given-double", "Siv-Annika talar", "Siv-Annika", NYSTA_MATCH_GIVEN_NAME, "Siv-Annika",
    0 },
  { "acronym-is-no-name", "med AI kan", "AI", NYSTA_MATCH_GIVEN_NAME, NULL, 0 },
  { "surname", "fru Wikström talar", "Wikström", NYSTA_MATCH_SURNAME, "Wikström", 0 },
  { "surname-double", "fru Wikström-Quist talar", "Wikström-Quist", NYSTA_MATCH_SURNAME,
    "Wikström-Quist", 0 },
  { "surname-double-genitive", "fru Quist-Wikströms tal", "Quist-Wikströms",
    NYSTA_MATCH_SURNAME, "Quist-Wikström", G },
  { "surname-unknown-parts", "Qqqq-Zzzz talar", "Qqqq-Zzzz", NYSTA_MATCH_SURNAME, NULL, 0 },
  { "surname-is-pronoun", "Man vet", "Man", NYSTA_MATCH_SURNAME, "Man", A },
  /* titles */
  { "role", "vår rektor sade", "rektor", NYSTA_MATCH_ROLE, "rektor", 0 },
  { "role-capital", "Rektor sade", "Rektor", NYSTA_MATCH_ROLE, "rektor", 0 },
  { "role-definite", "att ordföranden kom", "ordföranden", NYSTA_MATCH_ROLE, "ordförande",
    D },
  { "role-plural", "flera ledamöter kom", "ledamöter", NYSTA_MATCH_ROLE, "ledamot", P },
  { "role-definite-genitive", "generaldirektörens plan", "generaldirektörens",
    NYSTA_MATCH_ROLE, "generaldirektör", G | D },
  { "role-acronym-definite", "säger VD:n i", "VD:n", NYSTA_MATCH_ROLE, "vd", D },
  { "compound", "en digitaliseringschef", "digitaliseringschef", NYSTA_MATCH_ROLE,
    "digitaliseringschef", C },
  { "compound-definite", "Digitaliseringschefen", "Digitaliseringschefen", NYSTA_MATCH_ROLE,
    "digitaliseringschef", D | C },
  { "compound-acronym", "vår AI-samordnare är", "AI-samordnare", NYSTA_MATCH_ROLE,
    "AI-samordnare", C },
  { "compound-genitive", "Miljöstrategens råd", "Miljöstrategens", NYSTA_MATCH_ROLE,
    "miljöstrateg", G | D | C },
  { "compound-capitals", "KULTURSAMORDNARE", "KULTURSAMORDNARE", NYSTA_MATCH_ROLE,
    "kultursamordnare", C },
  { "council-is-no-role", "AI-rådet möts", "AI-rådet", NYSTA_MATCH_ROLE, NULL, 0 },
  { "partner-company", "en samarbetspartner är", "samarbetspartner", NYSTA_MATCH_ROLE, NULL,
    0 },
  { "city-is-no-policeman", "en metropolis", "metropolis", NYSTA_MATCH_ROLE, NULL, 0 },
  { "surname-is-no-compound", "fru Hallonchef", "Hallonchef", NYSTA_MATCH_ROLE,
    "hallonchef", C },
  { "joint", "vår klimat- och miljöminister", "klimat- och miljöminister", NYSTA_MATCH_ROLE,
    "klimat- och miljöminister", C },
  { "joint-acronym", "EU- och handelsministern", "EU- och handelsministern",
    NYSTA_MATCH_ROLE, "EU- och handelsminister", D | C },
  { "joint-three", "Kultur-, idrotts- och fritidschefen",
    "Kultur-, idrotts- och fritidschefen", NYSTA_MATCH_ROLE,
    "kultur-, idrotts- och fritidschef", D | C },
  { "joint-modified", "tf biträdande hälso- och sjukvårdsdirektör",
    "tf biträdande hälso- och sjukvårdsdirektör", NYSTA_MATCH_ROLE,
    "tf biträdande hälso- och sjukvårdsdirektör", C },
  { "joint-not", "barn- och rektor", "barn- och rektor", NYSTA_MATCH_ROLE, NULL, 0 },
  { "two-words", "vår verkställande direktör", "verkställande direktör", NYSTA_MATCH_ROLE,
    "verkställande direktör", 0 },
  { "modifier", "den biträdande kommundirektören", "biträdande kommundirektören",
    NYSTA_MATCH_ROLE, "biträdande kommundirektör", D },
  { "modifier-stop", "är tf. generaldirektör", "tf. generaldirektör", NYSTA_MATCH_ROLE,
    "tf. generaldirektör", 0 },
  { "modifier-of-compound", "som tf vägchef", "tf vägchef", NYSTA_MATCH_ROLE, "tf vägchef",
    C },
  { "modifiers", "som 1:e vice ordförande", "1:e vice ordförande", NYSTA_MATCH_ROLE,
    "1:e vice ordförande", 0 },
  { "modifier-alone", "en biträdande stol", "biträdande", NYSTA_MATCH_ROLE, NULL, 0 },
  { "english-role", "the Chief Executive Officer said", "Chief Executive Officer",
    NYSTA_MATCH_ROLE, "chief executive officer", E },
  { "english-plural", "two project managers", "project managers", NYSTA_MATCH_ROLE,
    "project manager", P | E },
  /* places and words */
  { "place", "till Abisko", "Abisko", NYSTA_MATCH_PLACE, "Abisko", 0 },
  { "function-word", "Och sedan", "Och", NYSTA_MATCH_FUNCTION_WORD, "och", 0 },
  { "common-word", "en Hund", "Hund", NYSTA_MATCH_COMMON_WORD, "hund", 0 },
};

static const NystaMatch *
find (const NystaText *view, const char *form, guint32 match_class)
{
  const char *at = strstr (view->text, form);
  guint32 start = (guint32) (at - view->text);

  for (gsize i = 0; i < view->n_matches; i++)
    if (view->matches[i].match_class == match_class && view->matches[i].start == start &&
        view->matches[i].end == start + strlen (form))
      return &view->matches[i];
  return NULL;
}

static void
test_match (gconstpointer data)
{
  const MatchCase *expected = data;
  g_autoptr (NystaDocument) document = nysta_document_new ();

  g_assert_true (
    nysta_document_append_text (document, expected->text, strlen (expected->text), NULL));
  nysta_document_analyse (document, own_lexicon);
  const NystaText *view = nysta_document_text (document);
  const NystaMatch *match = find (view, expected->form, expected->match_class);
  if (expected->canonical == NULL)
    {
      g_assert_null (match);
      return;
    }
  g_assert_nonnull (match);
  g_assert_cmpstr (match->canonical, ==, expected->canonical);
  g_assert_cmphex (match->flags, ==, expected->flags);
}

static void
test_blocks_part (void)
{
  static const NystaBlock blocks[] = {
    { .kind = NYSTA_BLOCK_TABLE_CELL, .start = 0, .end = 4 },
    { .kind = NYSTA_BLOCK_TABLE_CELL, .start = 5, .end = 11 },
  };
  g_autoptr (NystaDocument) document = nysta_document_new ();

  g_assert_true (nysta_document_append_text (document, "Habo kommun", 11, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    g_assert_true (nysta_document_add_block (document, &blocks[i], NULL));
  nysta_document_analyse (document, own_lexicon);
  const NystaText *view = nysta_document_text (document);
  g_assert_null (find (view, "Habo kommun", NYSTA_MATCH_MUNICIPALITY));
  g_assert_nonnull (find (view, "Habo", NYSTA_MATCH_MUNICIPALITY));
}

/* What makes the matcher look ahead, over and over: linear, or this takes for ever. */
static void
test_flood (gconstpointer data)
{
  const char *unit = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (NystaDocument) document = nysta_document_new ();

  while (text->len < 2u * 1024 * 1024)
    g_string_append (text, unit);
  g_assert_true (nysta_document_append_text (document, text->str, text->len, NULL));
  nysta_document_analyse (document, own_lexicon);
  g_assert_cmpuint (nysta_document_text (document)->n_tokens, >, 0);
}

static void
test_order (void)
{
  static const char text[] = "Lunds kommun och Högskolan i Borås söker biträdande rektor.";
  g_autoptr (NystaDocument) document = nysta_document_new ();

  g_assert_true (nysta_document_append_text (document, text, strlen (text), NULL));
  nysta_document_analyse (document, own_lexicon);
  const NystaText *view = nysta_document_text (document);
  g_assert_cmpuint (view->n_matches, >, 8);
  for (gsize i = 1; i < view->n_matches; i++)
    {
      const NystaMatch *before = &view->matches[i - 1];
      const NystaMatch *match = &view->matches[i];

      g_assert_cmpuint (before->first_token, <=, match->first_token);
      if (before->first_token == match->first_token)
        g_assert_cmpuint (before->n_tokens, >=, match->n_tokens);
      g_assert_cmpuint (match->start, ==, view->tokens[match->first_token].start);
      g_assert_cmpuint (match->end, ==,
                        view->tokens[match->first_token + match->n_tokens - 1].end);
    }
  const NystaMatch *lund = find (view, "Lunds kommun", NYSTA_MATCH_MUNICIPALITY);
  g_assert_cmpstr (lund->authority, ==, "id/organisation/lunds-kommun");
}

/* --- lexicons of one's own ------------------------------------------------------ */

static char *folder; /* for what the tests write */

static char *
write_file (const char *name, const char *data, gsize n_bytes)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, (gssize) n_bytes, NULL));
  return path;
}

#define PREFIXES                                                                           \
  "@prefix org: <http://www.w3.org/ns/org#> .\n"                                           \
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"                               \
  "@prefix nysta: <https://w3id.org/nysta#> .\n"

static NystaLexicon *
compile (const char *turtle)
{
  g_autofree char *text = g_strconcat (PREFIXES, turtle, NULL);
  g_autofree char *source = write_file ("own.ttl", text, strlen (text));
  g_autofree char *binary = g_build_filename (folder, "own.bin", NULL);
  const char *const sources[] = { source, NULL };
  g_autoptr (GError) error = NULL;

  nysta_lexicon_compile (sources, binary, &error);
  g_assert_no_error (error);
  NystaLexicon *lexicon = nysta_lexicon_open (binary, &error);
  g_assert_no_error (error);
  return lexicon;
}

typedef struct
{
  const char *name;
  const char *turtle;
  const char *text;
  guint32 match_class;
  const char *canonical; /* NULL: no match of the class */
  const char *authority;
  guint32 flags;
} CompileCase;

#define NAMES(class, words)                                                                \
  "<l> a nysta:WordList ; nysta:listOf nysta:" class " ; nysta:words \"\"\"" words         \
                                                     "\"\"\" .\n"

static const CompileCase compile_cases[] = {
  { "absolute-iri",
    "<https://x.se/o> a org:Organization ; skos:prefLabel \"Garnbolaget\"@sv .",
    "hos Garnbolaget", NYSTA_MATCH_ORGANISATION, "Garnbolaget", "https://x.se/o", 0 },
  { "relative-iri",
    "<id/organisation/g> a org:Organization ; skos:prefLabel \"Garnbolaget\" .",
    "hos Garnbolaget", NYSTA_MATCH_ORGANISATION, "Garnbolaget", "id/organisation/g", 0 },
  { "no-label", "<g> a org:Organization .", "hos g", NYSTA_MATCH_ORGANISATION, NULL, NULL,
    0 },
  { "empty-label", "<g> a org:Organization ; skos:prefLabel \"\", \"Garn\"@en .",
    "hos Garn", NYSTA_MATCH_ORGANISATION, "Garn", "g", E },
  { "two-owners",
    "<a> a org:Organization ; skos:prefLabel \"Alfa\" ; skos:altLabel \"XYZ\" .\n"
    "<b> a org:Organization ; skos:prefLabel \"Beta\" ; skos:altLabel \"XYZ\" .",
    "hos XYZ", NYSTA_MATCH_ORGANISATION, "Alfa", "a", S | A },
  { "role-of-ones-own",
    "<def/role/nystare> a org:Role ; skos:prefLabel \"nystare\"@sv ;"
    " nysta:definite \"nystaren\"@sv ; nysta:compoundHead true .",
    "vår garnnystaren", NYSTA_MATCH_ROLE, "garnnystare", NULL, D | C },
  { "title-inflected", NAMES ("RoleTitle", "garnbagare"), "att garnbagarna",
    NYSTA_MATCH_ROLE, "garnbagare", NULL, D | P },
  { "name-rarer-than-word",
    NAMES ("Surname", "Nysta\t30") "<m> a nysta:WordList ; nysta:listOf nysta:CommonWord ; "
                                   "nysta:words \"nysta\t1000\" .",
    "Nysta går", NYSTA_MATCH_SURNAME, "Nysta", NULL, A },
  { "name-commoner-than-word",
    NAMES ("Surname", "Nysta\t3000") "<m> a nysta:WordList ; nysta:listOf nysta:CommonWord "
                                     "; nysta:words \"nysta\t1000\" .",
    "Nysta går", NYSTA_MATCH_SURNAME, "Nysta", NULL, 0 },
  { "genitive-of-the-commoner", NAMES ("GivenName", "Evas\t12\nEva\t90000"), "Evas tal",
    NYSTA_MATCH_GIVEN_NAME, "Evas", NULL, 0 },
  { "odd-lines", NAMES ("Place", "\n\t5\n  Garnö \n\n"), "till Garnö", NYSTA_MATCH_PLACE,
    "Garnö", NULL, 0 },
  { "nothing", "", "till Garnö", NYSTA_MATCH_PLACE, NULL, NULL, 0 },
};

static const NystaMatch *
first_of_class (const NystaText *view, guint32 match_class)
{
  for (gsize i = 0; i < view->n_matches; i++)
    if (view->matches[i].match_class == match_class)
      return &view->matches[i];
  return NULL;
}

static NystaDocument *
analyse (const char *text, NystaLexicon *lexicon)
{
  NystaDocument *document = nysta_document_new ();

  g_assert_true (nysta_document_append_text (document, text, strlen (text), NULL));
  nysta_document_analyse (document, lexicon);
  return document;
}

static void
test_compile (gconstpointer data)
{
  const CompileCase *expected = data;
  g_autoptr (NystaLexicon) lexicon = compile (expected->turtle);
  g_autoptr (NystaDocument) document = analyse (expected->text, lexicon);
  const NystaMatch *match = first_of_class (nysta_document_text (document),
                                            expected->match_class);

  if (expected->canonical == NULL)
    {
      g_assert_null (match);
      return;
    }
  g_assert_nonnull (match);
  g_assert_cmpstr (match->canonical, ==, expected->canonical);
  g_assert_cmpstr (match->authority, ==, expected->authority);
  g_assert_cmphex (match->flags, ==, expected->flags);
}

static void
test_compile_is_deterministic (void)
{
  g_autofree char *binary = g_build_filename (folder, "own.bin", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize n_first, n_second;

  nysta_lexicon_free (compile (compile_cases[4].turtle));
  g_assert_true (g_file_get_contents (binary, &first, &n_first, NULL));
  nysta_lexicon_free (compile (compile_cases[4].turtle));
  g_assert_true (g_file_get_contents (binary, &second, &n_second, NULL));
  g_assert_cmpmem (first, n_first, second, n_second);
}

static void
test_compile_wrong (void)
{
  g_autofree char *bad = write_file ("bad.ttl", "<a> <b> .\n", 10);
  g_autofree char *binary = g_build_filename (folder, "bad.bin", NULL);
  const char *const sources[] = { bad, NULL };
  const char *const missing[] = { "/no/such.ttl", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (nysta_lexicon_compile (sources, binary, &error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
  g_assert_false (g_file_test (binary, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_false (nysta_lexicon_compile (missing, binary, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND);
}

/* --- IRIs ------------------------------------------------------------------------- */

/* Whoever makes an IRI of a name and whoever reads it here must come to the same one. */
static gboolean
check_iri (const NystaStatement *statement, gpointer n_checked, GError **error)
{
  static const char *const folders[] = { "urn:nysta:id/organisation/",
                                         "urn:nysta:def/role/" };
  const char *iri = statement->subject.value;

  if (strcmp (statement->predicate.value, NS_SKOS "prefLabel") != 0 ||
      g_strcmp0 (statement->object.language, "sv") != 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      if (!g_str_has_prefix (iri, folders[i]))
        continue;
      g_autofree char *slug = nysta_iri_slug (statement->object.value);

      /* A clash has something appended. */
      if (!g_str_has_prefix (iri + strlen (folders[i]), slug))
        g_error ("%s: not made of %s", iri, slug);
      (*(guint *) n_checked)++;
    }
  return TRUE;
}

static void
test_iris (void)
{
  static const char *const files[] = { "agencies", "municipalities", "organisations",
                                       "regions",  "roles",          "universities" };
  guint n_checked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf (NYSTA_SOURCE_ROOT "/ontologies/%s.ttl",
                                               files[i]);
      g_autoptr (GError) error = NULL;

      nysta_rdf_read_file (path, NYSTA_SYNTAX_TURTLE, "urn:nysta:", "b", check_iri,
                           &n_checked, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (n_checked, >, 1500);
}

/* --- files that are damaged ------------------------------------------------------ */

static void
assert_refused (const char *data, gsize n_bytes)
{
  g_autofree char *path = write_file ("damaged.bin", data, n_bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaLexicon) lexicon = nysta_lexicon_open (path, &error);

  g_assert_null (lexicon);
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);
}

static void
test_damaged (void)
{
  g_autofree char *path = g_build_filename (folder, "own.bin", NULL);
  g_autofree char *data = NULL;
  gsize n_bytes;

  nysta_lexicon_free (compile (compile_cases[4].turtle));
  g_assert_true (g_file_get_contents (path, &data, &n_bytes, NULL));
  for (gsize cut = 0; cut < n_bytes; cut += 7)
    assert_refused (data, cut);
  for (gsize at = 0; at < n_bytes; at += 5)
    {
      data[at] ^= 0x10;
      assert_refused (data, n_bytes);
      data[at] ^= 0x10;
    }
}

/* A file with a right checksum and wrong contents: nothing it says may lead outside it. */
static void
test_forged (void)
{
  g_autofree char *path = g_build_filename (folder, "own.bin", NULL);
  g_autofree char *data = NULL;
  gsize n_bytes;

  nysta_lexicon_free (compile (compile_cases[5].turtle));
  g_assert_true (g_file_get_contents (path, &data, &n_bytes, NULL));
  for (gsize at = NYSTA_LEXICON_SUMMED_FROM; at < n_bytes; at++)
    {
      static const guint8 values[] = { 0xFF, 0x01, 0x7F };
      char old = data[at];
      NystaLexiconHeader header;

      data[at] = (char) values[at % G_N_ELEMENTS (values)];
      memcpy (&header, data, sizeof header);
      header.checksum = nysta_checksum (data + NYSTA_LEXICON_SUMMED_FROM,
                                        n_bytes - NYSTA_LEXICON_SUMMED_FROM);
      memcpy (data, &header, sizeof header);
      g_autofree char *forged = write_file ("forged.bin", data, n_bytes);
      g_autoptr (NystaLexicon) lexicon = nysta_lexicon_open (forged, NULL);
      if (lexicon != NULL)
        nysta_document_free (analyse ("vår garnnystaren och nystarens XYZ", lexicon));
      data[at] = old;
    }
}

static void
test_not_there (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nysta_lexicon_open ("/no/such.bin", &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND);
}

/* --- the user's own Turtle --------------------------------------------------------- */

static void
test_user (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *own = nysta_path_lexicon ();
  g_autofree char *without = nysta_lexicon_ensure (&error);

  g_assert_no_error (error);
  g_assert_cmpstr (without, ==, own);

  static const char turtle[] = PREFIXES
    "<id/organisation/nystföreningen> a org:Organization ;"
    " skos:prefLabel \"Nystföreningen i Ekeby\"@sv ; skos:altLabel \"NYFÖ\" .\n";
  g_autofree char *source = write_file ("data/nysta/ontologies/own.ttl", turtle,
                                        strlen (turtle));
  g_autofree char *path = nysta_lexicon_ensure (&error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (path, folder));
  g_autoptr (NystaLexicon) lexicon = nysta_lexicon_open (path, &error);
  g_assert_no_error (error);
  g_autoptr (NystaDocument) document = analyse ("NYFÖ:s kassör", lexicon);
  const NystaText *view = nysta_document_text (document);
  const NystaMatch *match = first_of_class (view, NYSTA_MATCH_ORGANISATION);
  g_assert_cmpstr (match->canonical, ==, "Nystföreningen i Ekeby");
  g_assert_cmpstr (match->authority, ==, "id/organisation/nystföreningen");

  /* Nothing changed: the same file. Something did: another. */
  g_autofree char *again = nysta_lexicon_ensure (&error);
  g_assert_cmpstr (again, ==, path);
  g_autofree char *more = write_file ("data/nysta/ontologies/own.ttl", turtle,
                                      strlen (turtle) - 1);
  g_autofree char *changed = nysta_lexicon_ensure (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (changed, !=, path);

  g_autofree char *bad = write_file ("data/nysta/ontologies/bad.ttl", "<a> .\n", 6);
  g_assert_null (nysta_lexicon_ensure (&error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "bad.ttl"));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *binary = g_build_filename (NYSTA_BUILD_ROOT, "ontologies", "lexicon.bin",
                                              NULL);

  folder = g_dir_make_tmp ("nysta-lexicon-XXXXXX", NULL);
  g_autofree char *data_home = g_build_filename (folder, "data", NULL);
  g_autofree char *cache_home = g_build_filename (folder, "cache", NULL);
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache_home, TRUE);
  g_test_init (&argc, &argv, NULL);
  own_lexicon = nysta_lexicon_open (binary, NULL);
  g_assert_nonnull (own_lexicon);

  for (gsize i = 0; i < G_N_ELEMENTS (match_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/lexicon/match/%s", match_cases[i].name);
      g_test_add_data_func (name, &match_cases[i], test_match);
    }
  g_test_add_func ("/lexicon/order", test_order);
  g_test_add_func ("/lexicon/blocks-part", test_blocks_part);
  g_test_add_data_func ("/lexicon/flood/modifiers", "biträdande ", test_flood);
  g_test_add_data_func ("/lexicon/flood/joint", "klimat- och ", test_flood);
  g_test_add_data_func ("/lexicon/flood/commas", "miljö-, ", test_flood);
  g_test_add_data_func ("/lexicon/flood/phrases", "Länsstyrelsen i ", test_flood);
  g_test_add_data_func ("/lexicon/flood/heads", "chefchef", test_flood);
  g_test_add_data_func ("/lexicon/flood/hyphens", "Anna-", test_flood);
  g_test_add_data_func ("/lexicon/flood/endings", "s:s", test_flood);
  for (gsize i = 0; i < G_N_ELEMENTS (compile_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/lexicon/compile/%s",
                                               compile_cases[i].name);
      g_test_add_data_func (name, &compile_cases[i], test_compile);
    }
  g_test_add_func ("/lexicon/compile/deterministic", test_compile_is_deterministic);
  g_test_add_func ("/lexicon/compile/wrong", test_compile_wrong);
  g_test_add_func ("/lexicon/iris", test_iris);
  g_test_add_func ("/lexicon/file/damaged", test_damaged);
  g_test_add_func ("/lexicon/file/forged", test_forged);
  g_test_add_func ("/lexicon/file/not-there", test_not_there);
  g_test_add_func ("/lexicon/user", test_user);
  int status = g_test_run ();
  nysta_lexicon_free (own_lexicon);
  remove_tree (folder);
  g_free (folder);
  return status;
}
