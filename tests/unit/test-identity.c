/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/identity.h"

#include "index/names.h"
#include "made-findings.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define BASE "http://example.org/"
#define DOC "file:///docs/a.txt"

/* --- names ----------------------------------------------------------------------- */

typedef struct
{
  const char *label;
  const char *input;
  const char *expected;
} NameCase;

static const NameCase tidy_cases[] = {
  { "spaces", "  Anna \n\t Berg ", "Anna Berg" },
  { "composes", "A\xCC\x8Agren", "Ågren" },
  { "soft-hyphen", "kom\xC2\xADmun", "kommun" },
  { "outer-quotes", "”Kraftsamling”", "Kraftsamling" },
  { "nested-quotes", "\"'AI'\"", "'AI'" },
  { "inner-quotes-stay", "Bolaget ”X” AB", "Bolaget ”X” AB" },
  { "quotes-alone", "\"\"", "\"\"" },
};

static const NameCase key_cases[] = {
  { "case", "AI SWEDEN", "ai sweden" },     { "rings-and-dots-stay", "Håbo", "håbo" },
  { "acronym-genitive", "SKR:s", "skr" },   { "apostrophe-genitive", "Digg’s", "digg" },
  { "dash", "Data–rådet", "data-rådet" },   { "quotes", "Projekt ”X”", "projekt x" },
  { "sharp-s-folds", "Straße", "strasse" },
};

static const NameCase role_cases[] = {
  { "lower", "digitaliseringschef", "digitaliseringschef" },
  { "first-capital", "Digitaliseringschef", "digitaliseringschef" },
  { "acronym", "VD", "VD" },
  { "acronym-in-compound", "IT-chef", "IT-chef" },
  { "sentence-case", "Chef för digitalisering", "chef för digitalisering" },
  { "title-case", "Chief Digital Officer", "chief digital officer" },
  { "title-case-small-words", "Head of Data and AI", "head of data and AI" },
  { "proper-name", "områdesledare Digital Omställning",
    "områdesledare Digital Omställning" },
  { "mixed-case", "eSam-ansvarig", "eSam-ansvarig" },
  { "non-ascii", "Överläkare", "överläkare" },
};

static const NameCase segment_cases[] = {
  { "plain", "Kungsbacka kommun", "kungsbacka-kommun" },
  { "letters-stay", "Håbo", "håbo" },
  { "punctuation-drops", "Berg & Co. AB", "berg-co-ab" },
};

static void
test_tidy (gconstpointer data)
{
  const NameCase *row = data;
  g_autofree char *result = nysta_name_tidy (row->input);
  g_assert_cmpstr (result, ==, row->expected);
}

static void
test_key (gconstpointer data)
{
  const NameCase *row = data;
  g_autofree char *result = nysta_name_key (row->input);
  g_assert_cmpstr (result, ==, row->expected);
}

static void
test_role_spelling (gconstpointer data)
{
  const NameCase *row = data;
  g_autofree char *result = nysta_name_spell_role (row->input);
  g_autofree char *again = nysta_name_spell_role (result);
  g_assert_cmpstr (result, ==, row->expected);
  g_assert_cmpstr (again, ==, row->expected);
}

static void
test_segment (gconstpointer data)
{
  const NameCase *row = data;
  g_autofree char *result = nysta_name_segment (row->input);
  g_assert_cmpstr (result, ==, row->expected);
}

static void
test_segment_clash (void)
{
  g_autofree char *plain = nysta_name_segment ("C");
  g_autofree char *plus = nysta_name_segment ("C++");
  g_autofree char *again = nysta_name_segment ("c++");

  g_assert_cmpstr (plain, ==, "c");
  g_assert_cmpstr (plus, !=, plain);
  g_assert_true (g_str_has_prefix (plus, "c-"));
  g_assert_cmpstr (plus, ==, again);
}

/* --- identities ------------------------------------------------------------------- */

static NystaAuthorities *
authorities_new (void)
{
  static const char *const rows[][3] = {
    { BASE "id/organisation/helsingborgs-kommun", NS_SKOS "prefLabel",
      "Helsingborgs kommun" },
    { BASE "id/organisation/helsingborgs-kommun", NS_SKOS "altLabel", "Helsingborgs stad" },
    { BASE "id/organisation/habo-kommun", NS_SKOS "prefLabel", "Habo kommun" },
    { BASE "id/organisation/håbo-kommun", NS_SKOS "prefLabel", "Håbo kommun" },
    { BASE "id/organisation/vision-a", NS_SKOS "prefLabel", "Vision" },
    { BASE "id/organisation/vision-b", NS_SKOS "prefLabel", "Vision" },
    { BASE "def/role/vd", NS_SKOS "prefLabel", "verkställande direktör" },
  };
  NystaAuthorities *authorities = nysta_authorities_new (BASE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NystaStatement statement = { .subject = nysta_iri (rows[i][0]),
                                   .predicate = nysta_iri (rows[i][1]),
                                   .object = nysta_literal (rows[i][2], NULL, "sv") };
      nysta_authorities_add (authorities, &statement);
    }
  return authorities;
}

typedef struct
{
  MadeFindings *findings;
  NystaAuthorities *authorities;
  NystaIdentity *identity;
} Fixture;

static void
set_up (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  fixture->findings = made_findings_new ("text");
  fixture->authorities = authorities_new ();
}

static void
tear_down (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  nysta_identity_free (fixture->identity);
  nysta_authorities_free (fixture->authorities);
  made_findings_free (fixture->findings);
}

static void
resolve (Fixture *fixture)
{
  fixture->identity = nysta_identity_resolve (fixture->findings, DOC, BASE,
                                              fixture->authorities);
}

static const NystaIdentified *
of (const Fixture *fixture, guint32 proposal)
{
  return nysta_identity_of (fixture->identity, proposal);
}

static void
test_authority_name (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  guint32 a = made_entity (fixture->findings, NYSTA_ORGANISATION, "Helsingborgs stad",
                           "id/organisation/helsingborgs-kommun", "Helsingborg");
  guint32 b = made_entity (fixture->findings, NYSTA_ORGANISATION, "Helsingborg",
                           "id/organisation/helsingborgs-kommun", NULL);
  guint32 c = made_entity (fixture->findings, NYSTA_ORGANISATION, "helsingborgs stad", NULL,
                           NULL);

  resolve (fixture);
  g_assert_cmpuint (fixture->identity->entities->len, ==, 1);
  g_assert_true (of (fixture, a) == of (fixture, b) && of (fixture, b) == of (fixture, c));
  g_assert_cmpstr (of (fixture, a)->iri, ==, BASE "id/organisation/helsingborgs-kommun");
  g_assert_cmpstr (of (fixture, a)->name, ==, "Helsingborgs kommun");
  g_assert_cmpstr (of (fixture, a)->name_language, ==, "sv");
  g_assert_true (of (fixture, a)->has_authority);
  g_assert_cmpuint (of (fixture, a)->forms->len, ==, 2);
  g_assert_cmpstr (of (fixture, a)->forms->pdata[0], ==, "Helsingborg");
  g_assert_cmpstr (of (fixture, a)->forms->pdata[1], ==, "Helsingborgs stad");
}

static void
test_habo_and_haabo (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  guint32 a = made_entity (fixture->findings, NYSTA_ORGANISATION, "Habo kommun", NULL,
                           NULL);
  guint32 b = made_entity (fixture->findings, NYSTA_ORGANISATION, "Håbo kommun", NULL,
                           NULL);

  resolve (fixture);
  g_assert_cmpstr (of (fixture, a)->iri, ==, BASE "id/organisation/habo-kommun");
  g_assert_cmpstr (of (fixture, b)->iri, ==, BASE "id/organisation/håbo-kommun");
}

static void
test_ambiguous_name (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  guint32 a = made_entity (fixture->findings, NYSTA_ORGANISATION, "Vision",
                           "id/organisation/vision-a", NULL);
  guint32 b = made_entity (fixture->findings, NYSTA_ORGANISATION, "Vision",
                           "id/organisation/vision-b", NULL);

  resolve (fixture);
  g_assert_cmpuint (fixture->identity->entities->len, ==, 2);
  g_assert_true (of (fixture, a) != of (fixture, b));
}

typedef struct
{
  const char *label;
  NystaEntityKind kind;
  const char *first;
  const char *first_aliases;
  const char *second;
  const char *expected; /* the one name, or NULL if they stay two */
} JoinCase;

static const JoinCase join_cases[] = {
  { "case", NYSTA_ORGANISATION, "AI Sweden", NULL, "Ai sweden", "AI Sweden" },
  { "capitals-lose", NYSTA_ORGANISATION, "AI SWEDEN", NULL, "AI Sweden", "AI Sweden" },
  { "genitive", NYSTA_ORGANISATION, "AI Swedens", NULL, "AI Sweden", "AI Sweden" },
  { "genitive-after", NYSTA_ORGANISATION, "AI Sweden", NULL, "AI Swedens", "AI Sweden" },
  { "acronym-genitive", NYSTA_ORGANISATION, "SKR:s", NULL, "SKR", "SKR" },
  { "quotes", NYSTA_PROJECT, "”Kraftsamling”", NULL, "Kraftsamling", "Kraftsamling" },
  { "alias", NYSTA_ORGANISATION, "Myndigheten för digital förvaltning", "Digg", "DIGG",
    "Myndigheten för digital förvaltning" },
  { "two-names", NYSTA_ORGANISATION, "Vinnova", NULL, "Sida", NULL },
  { "persons-by-full-name", NYSTA_PERSON, "Anna Berg", "Berg", "Anna  berg", "Anna Berg" },
  { "persons-not-by-alias", NYSTA_PERSON, "Anna Berg", "Berg", "Berg", NULL },
  { "persons-not-by-genitive", NYSTA_PERSON, "Anna Ander", NULL, "Anna Anders", NULL },
  { "roles-by-iri", NYSTA_ROLE, "IT-chef", NULL, "it-chef", "IT-chef" },
};

static void
test_join (gconstpointer data)
{
  const JoinCase *row = data;
  g_autoptr (MadeFindings) findings = made_findings_new ("text");
  guint32 a = made_entity (findings, row->kind, row->first, NULL, row->first_aliases);
  guint32 b = made_entity (findings, row->kind, row->second, NULL, NULL);
  g_autoptr (NystaIdentity) identity = nysta_identity_resolve (findings, DOC, BASE, NULL);
  const NystaIdentified *one = nysta_identity_of (identity, a);
  const NystaIdentified *other = nysta_identity_of (identity, b);

  if (row->expected == NULL)
    {
      g_assert_true (one != other);
      g_assert_cmpstr (one->iri, !=, other->iri);
      return;
    }
  g_assert_true (one == other);
  g_assert_cmpstr (one->name, ==, row->expected);
}

static void
test_kinds_stay_apart (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  guint32 a = made_entity (fixture->findings, NYSTA_ORGANISATION, "Ronja", NULL, NULL);
  guint32 b = made_entity (fixture->findings, NYSTA_PROJECT, "Ronja", NULL, NULL);

  resolve (fixture);
  g_assert_cmpstr (of (fixture, a)->iri, ==, BASE "id/organisation/ronja");
  g_assert_cmpstr (of (fixture, b)->iri, ==, BASE "id/project/ronja");
}

static void
test_role_language (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  guint32 a = made_entity (fixture->findings, NYSTA_ROLE, "VD", NULL, "VD:n");
  guint32 b = made_entity (fixture->findings, NYSTA_ROLE, "Head of Data", NULL, NULL);

  made_meta (fixture->findings, NYSTA_META_LANGUAGE, "en-GB");
  resolve (fixture);
  g_assert_cmpstr (of (fixture, a)->iri, ==, BASE "def/role/vd");
  g_assert_cmpstr (of (fixture, a)->name, ==, "verkställande direktör");
  g_assert_cmpstr (of (fixture, a)->name_language, ==, "sv");
  g_assert_cmpstr (of (fixture, b)->iri, ==, BASE "def/role/head-of-data");
  g_assert_cmpstr (of (fixture, b)->name_language, ==, "en");
}

/* The IRI of "Anna Berg", with this address and organisation (each may be NULL), in @doc. */
static char *
person_iri (const char *doc, const char *email, const char *organisation)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("text");
  guint32 person = made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);

  if (email != NULL)
    made_contact (findings, person, NYSTA_EMAIL, email, FALSE);
  if (organisation != NULL)
    made_membership (findings, person, NYSTA_NO_ENTITY,
                     made_entity (findings, NYSTA_ORGANISATION, organisation, NULL, NULL));
  g_autoptr (NystaIdentity) identity = nysta_identity_resolve (findings, doc, BASE, NULL);
  return g_strdup (nysta_identity_of (identity, person)->iri);
}

static void
test_person_context (void)
{
  g_autofree char *bare_a = person_iri ("urn:a", NULL, NULL);
  g_autofree char *bare_b = person_iri ("urn:b", NULL, NULL);
  g_autofree char *org_a = person_iri ("urn:a", NULL, "Vinnova");
  g_autofree char *org_b = person_iri ("urn:b", NULL, "Vinnova");
  g_autofree char *mail_a = person_iri ("urn:a", "a@x.se", "Vinnova");
  g_autofree char *mail_b = person_iri ("urn:b", "a@x.se", NULL);

  g_assert_cmpstr (bare_a, !=, bare_b);
  g_assert_cmpstr (org_a, ==, org_b);
  g_assert_cmpstr (org_a, !=, bare_a);
  g_assert_cmpstr (mail_a, ==, mail_b);
  g_assert_cmpstr (mail_a, !=, org_a);
  g_assert_true (g_str_has_prefix (mail_a, BASE "id/person/"));
  g_assert_cmpuint (strlen (mail_a), ==, strlen (BASE "id/person/") + 32);
  g_assert_null (strstr (mail_a, "anna"));
}

static void
test_namesakes (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  guint32 a = made_entity (fixture->findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);
  guint32 b = made_entity (fixture->findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);
  guint32 c = made_entity (fixture->findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);

  made_contact (fixture->findings, a, NYSTA_EMAIL, "anna@x.se", FALSE);
  made_contact (fixture->findings, b, NYSTA_EMAIL, "anna@y.se", FALSE);
  resolve (fixture);
  g_assert_true (of (fixture, a) != of (fixture, b));
  g_assert_true (of (fixture, c) == of (fixture, a));
}

static void
test_shared_address_is_no_context (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  guint32 a = made_entity (fixture->findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);
  guint32 b = made_entity (fixture->findings, NYSTA_PERSON, "Bo Ek", NULL, NULL);
  g_autofree char *bare = person_iri (DOC, NULL, NULL);

  made_contact (fixture->findings, a, NYSTA_EMAIL, "press@x.se", FALSE);
  made_contact (fixture->findings, b, NYSTA_EMAIL, "press@x.se", FALSE);
  resolve (fixture);
  g_assert_cmpstr (of (fixture, a)->iri, ==, bare);
}

/* An organisation with an authority is the stronger context, in whatever order rows come. */
static void
test_context_ignores_order (void)
{
  char *iris[2] = { NULL, NULL };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MadeFindings) findings = made_findings_new ("text");
      g_autoptr (NystaAuthorities) authorities = authorities_new ();
      guint32 person = made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, NULL);
      guint32 council = made_entity (findings, NYSTA_ORGANISATION, "AI-rådet", NULL, NULL);
      guint32 town = made_entity (findings, NYSTA_ORGANISATION, "Habo kommun", NULL, NULL);

      made_membership (findings, person, NYSTA_NO_ENTITY, i == 0 ? council : town);
      made_membership (findings, person, NYSTA_NO_ENTITY, i == 0 ? town : council);
      g_autoptr (NystaIdentity)
        identity = nysta_identity_resolve (findings, DOC, BASE, authorities);
      iris[i] = g_strdup (nysta_identity_of (identity, person)->iri);
    }
  g_assert_cmpstr (iris[0], ==, iris[1]);
  g_free (iris[0]);
  g_free (iris[1]);
}

/* Namesakes by the thousand must not take quadratic time. */
static void
test_flood (void)
{
  enum
  {
    N = 20000
  };
  g_autoptr (MadeFindings) findings = made_findings_new ("text");

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *authority = g_strdup_printf ("id/organisation/a%u", i);
      g_autofree char *email = g_strdup_printf ("a%u@x.se", i);

      made_entity (findings, NYSTA_ORGANISATION, "Vision", authority, NULL);
      made_contact (findings, made_entity (findings, NYSTA_PERSON, "Anna Berg", NULL, NULL),
                    NYSTA_EMAIL, email, FALSE);
    }
  gint64 start = g_get_monotonic_time ();
  g_autoptr (NystaIdentity) identity = nysta_identity_resolve (findings, DOC, BASE, NULL);
  g_assert_cmpuint (identity->entities->len, >=, N);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
add_names (const char *what, const NameCase *rows, gsize n, GTestDataFunc func)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/names/%s/%s", what, rows[i].label);
      g_test_add_data_func (path, &rows[i], func);
    }
}

#define ADD(name, func)                                                                    \
  g_test_add ("/identity/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_names ("tidy", tidy_cases, G_N_ELEMENTS (tidy_cases), test_tidy);
  add_names ("key", key_cases, G_N_ELEMENTS (key_cases), test_key);
  add_names ("role", role_cases, G_N_ELEMENTS (role_cases), test_role_spelling);
  add_names ("segment", segment_cases, G_N_ELEMENTS (segment_cases), test_segment);
  g_test_add_func ("/names/segment/clash", test_segment_clash);
  for (gsize i = 0; i < G_N_ELEMENTS (join_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/identity/join/%s", join_cases[i].label);
      g_test_add_data_func (path, &join_cases[i], test_join);
    }
  ADD ("authority/name", test_authority_name);
  ADD ("authority/habo", test_habo_and_haabo);
  ADD ("authority/ambiguous", test_ambiguous_name);
  ADD ("kinds-stay-apart", test_kinds_stay_apart);
  ADD ("role/language", test_role_language);
  ADD ("person/namesakes", test_namesakes);
  ADD ("person/shared-address", test_shared_address_is_no_context);
  g_test_add_func ("/identity/person/context", test_person_context);
  g_test_add_func ("/identity/person/order", test_context_ignores_order);
  g_test_add_func ("/identity/flood", test_flood);
  return g_test_run ();
}
