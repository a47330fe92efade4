/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/paths.h"
#include "text/document.h"

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
  { "small-letters-are-no-name", "med vara sig", "vara", NYSTA_MATCH_MUNICIPALITY, NULL, 0 },
  { "word-at-the-start", "Vara eller inte", "Vara", NYSTA_MATCH_MUNICIPALITY, "Vara kommun",
    S | A },
  { "not-over-blocks", "Habo\n\nkommun", "Habo\n\nkommun", NYSTA_MATCH_MUNICIPALITY,
    "Habo kommun", 0 },
  { "composed", "i Ha\xCC\x8A" "bo kommun", "Ha\xCC\x8A" "bo kommun", NYSTA_MATCH_MUNICIPALITY,
    "Håbo kommun", 0 },
  { "soft-hyphen", "i Kungs\xC2\xAD" "backa bor", "Kungs\xC2\xAD" "backa",
    NYSTA_MATCH_MUNICIPALITY, "Kungsbacka kommun", S },
  { "slash", "Herrljunga/Vårgårda", "Vårgårda", NYSTA_MATCH_MUNICIPALITY, "Vårgårda kommun",
    S },
  /* other organisations */
  { "region", "i Region Dalarna", "Region Dalarna", NYSTA_MATCH_REGION, "Region Dalarna", 0 },
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
  { "mixed-case", "i eSam och", "eSam", NYSTA_MATCH_ORGANISATION, "eSamverkansprogrammet", S },
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
  { "role-definite", "att ordföranden kom", "ordföranden", NYSTA_MATCH_ROLE, "ordförande", D },
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
  { "surname-is-no-compound", "fru Hallonchef", "Hallonchef", NYSTA_MATCH_ROLE, "hallonchef",
    C },
  { "joint", "vår klimat- och miljöminister", "klimat- och miljöminister", NYSTA_MATCH_ROLE,
    "klimat- och miljöminister", C },
  { "joint-acronym", "EU- och handelsministern", "EU- och handelsministern",
    NYSTA_MATCH_ROLE, "EU- och handelsminister", D | C },
  { "joint-three", "Kultur-, idrotts- och fritidschefen", "Kultur-, idrotts- och fritidschefen",
    NYSTA_MATCH_ROLE, "kultur-, idrotts- och fritidschef", D | C },
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
    if (view->matches[i].match_class == match_class && view->matches[i].start == start
        && view->matches[i].end == start + strlen (form))
      return &view->matches[i];
  return NULL;
}

static void
test_match (gconstpointer data)
{
  const MatchCase *expected = data;
  g_autoptr (NystaDocument) document = nysta_document_new ();

  g_assert_true (nysta_document_append_text (document, expected->text,
                                             strlen (expected->text), NULL));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *path = g_build_filename (NYSTA_BUILD_ROOT, "ontologies", "lexicon.bin", NULL);
  own_lexicon = nysta_lexicon_open (path, NULL);
  g_assert_nonnull (own_lexicon);

  for (gsize i = 0; i < G_N_ELEMENTS (match_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/lexicon/match/%s", match_cases[i].name);
      g_test_add_data_func (name, &match_cases[i], test_match);
    }
  g_test_add_func ("/lexicon/order", test_order);
  int status = g_test_run ();
  nysta_lexicon_free (own_lexicon);
  return status;
}
