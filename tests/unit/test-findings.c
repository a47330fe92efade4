/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which proposals are sound. */
#include "config.h"
#include "plugin/findings.h"

#include <math.h>
#include <string.h>

/* å is bytes 0 and 1. */
#define TEXT "åsa ek, chef, Vinnova, projekt X"

/* One entity of each kind under p, r, o, x. */
static NystaFindings *
findings_new (void)
{
  static const struct
  {
    const char *key;
    guint32 kind;
  } all[] = { { "p", NYSTA_PERSON },
              { "r", NYSTA_ROLE },
              { "o", NYSTA_ORGANISATION },
              { "x", NYSTA_PROJECT } };
  NystaFindings *findings = nysta_findings_new ();

  g_assert_true (nysta_findings_set_text (findings, TEXT, strlen (TEXT), NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      NystaEntity entity = { .struct_size = sizeof entity,
                             .key = all[i].key,
                             .kind = all[i].kind,
                             .name = all[i].key };
      g_assert_true (nysta_findings_add_entity (findings, "toy", &entity, NULL));
    }
  return findings;
}

static void
assert_outcome (const char *name, gboolean added, const GError *error, const char *refusal)
{
  g_test_message ("%s: %s", name, error != NULL ? error->message : "added");
  g_assert_true (added == (error == NULL));
  if (refusal == NULL)
    g_assert_no_error (error);
  else
    {
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, refusal));
    }
}

static char long_name[5000];

static void
test_entities (void)
{
  static const struct
  {
    const char *name;
    NystaEntity entity;
    const char *refusal; /* NULL: sound */
  } cases[] = {
    { "plain",
      { sizeof (NystaEntity), "k", NYSTA_PERSON, "Åsa Ek", NULL, "Åsa", "Ek" },
      NULL },
    { "authority",
      { sizeof (NystaEntity), "k", NYSTA_ORGANISATION, "Vinnova", "id/organisation/vinnova",
        NULL, NULL },
      NULL },
    { "again", { sizeof (NystaEntity), "p", NYSTA_PERSON, "Åsa", NULL, NULL, NULL }, NULL },
    { "qualified", { sizeof (NystaEntity), "toy#p", NYSTA_PERSON, "Å. Ek" }, NULL },
    { "larger-struct", { 400, "k", NYSTA_PERSON, "Åsa" }, NULL },
    { "small-struct", { 16, "k", NYSTA_PERSON, "Åsa" }, "16 bytes" },
    { "no-key", { sizeof (NystaEntity), NULL, NYSTA_PERSON, "Åsa" }, "the key is missing" },
    { "empty-key", { sizeof (NystaEntity), "", NYSTA_PERSON, "Åsa" }, "the key is empty" },
    { "no-name", { sizeof (NystaEntity), "k", NYSTA_PERSON, NULL }, "the name is missing" },
    { "blank-name",
      { sizeof (NystaEntity), "k", NYSTA_PERSON, " \xc2\xa0 " },
      "the name is empty" },
    { "latin1", { sizeof (NystaEntity), "k", NYSTA_PERSON, "Bj\xf6rn" }, "not UTF-8" },
    { "newline", { sizeof (NystaEntity), "k", NYSTA_PERSON, "Åsa\nEk" }, "control" },
    { "escape", { sizeof (NystaEntity), "k", NYSTA_PERSON, "\x1b[31m" }, "control" },
    { "c1-control", { sizeof (NystaEntity), "k", NYSTA_PERSON, "a\xc2\x9b" }, "control" },
    { "long", { sizeof (NystaEntity), "k", NYSTA_PERSON, long_name }, "over 4096 bytes" },
    { "kind-0", { sizeof (NystaEntity), "k", 0, "Åsa" }, "unknown kind" },
    { "kind-5", { sizeof (NystaEntity), "k", 5, "Åsa" }, "unknown kind" },
    { "kind-changes",
      { sizeof (NystaEntity), "p", NYSTA_ROLE, "Åsa" },
      "is a person already" },
    { "authority-absolute",
      { sizeof (NystaEntity), "k", NYSTA_ORGANISATION, "V", "http://example.org/v" },
      "relative to the base" },
    { "authority-root",
      { sizeof (NystaEntity), "k", NYSTA_ORGANISATION, "V", "/v" },
      "relative to the base" },
    { "authority-up",
      { sizeof (NystaEntity), "k", NYSTA_ORGANISATION, "V", "id/../../v" },
      "relative to the base" },
    { "authority-turtle",
      { sizeof (NystaEntity), "k", NYSTA_ORGANISATION, "V", "v> . <x" },
      "relative to the base" },
    { "given-name-empty",
      { sizeof (NystaEntity), "k", NYSTA_PERSON, "Åsa", NULL, "" },
      "the given name is empty" },
  };

  memset (long_name, 'a', sizeof long_name - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      g_autoptr (GError) error = NULL;
      gboolean added = nysta_findings_add_entity (findings, "toy", &cases[i].entity,
                                                  &error);

      assert_outcome (cases[i].name, added, error, cases[i].refusal);
    }
}

static void
test_mentions (void)
{
  static const struct
  {
    const char *name;
    NystaMention mention;
    const char *refusal;
  } cases[] = {
    { "start", { sizeof (NystaMention), "p", 0, 7, 0.5 }, NULL },
    { "whole", { sizeof (NystaMention), "p", 0, sizeof TEXT - 1, 1 }, NULL },
    { "qualified", { sizeof (NystaMention), "toy#p", 0, 7, 0 }, NULL },
    { "dangling", { sizeof (NystaMention), "q", 0, 7, 0.5 }, "never proposed" },
    { "other-plugin", { sizeof (NystaMention), "other#p", 0, 7, 0.5 }, "never proposed" },
    { "empty", { sizeof (NystaMention), "p", 7, 7, 0.5 }, "no stretch" },
    { "backwards", { sizeof (NystaMention), "p", 7, 0, 0.5 }, "no stretch" },
    { "beyond", { sizeof (NystaMention), "p", 0, sizeof TEXT, 0.5 }, "outside the text" },
    { "far-beyond", { sizeof (NystaMention), "p", 0, G_MAXUINT32, 0.5 }, "outside" },
    { "cuts-at-start", { sizeof (NystaMention), "p", 1, 7, 0.5 }, "in two" },
    { "cuts-at-end", { sizeof (NystaMention), "p", 0, 1, 0.5 }, "in two" },
    { "too-sure", { sizeof (NystaMention), "p", 0, 7, 1.01 }, "between 0 and 1" },
    { "negative", { sizeof (NystaMention), "p", 0, 7, -0.1 }, "between 0 and 1" },
    { "nan", { sizeof (NystaMention), "p", 0, 7, NAN }, "between 0 and 1" },
    { "small-struct", { 4, "p", 0, 7, 0.5 }, "4 bytes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      g_autoptr (GError) error = NULL;
      gboolean added = nysta_findings_add_mention (findings, "toy", &cases[i].mention,
                                                   &error);

      assert_outcome (cases[i].name, added, error, cases[i].refusal);
      g_assert_cmpuint (findings->mentions->len, ==, added);
    }
}

#define MEMBERSHIP(person, role, organisation, assertion, from, to)                        \
  {                                                                                        \
    sizeof (NystaMembership), person, role, organisation, assertion, from, to, 0, 7, 0.5   \
  }

static void
test_memberships (void)
{
  static const struct
  {
    const char *name;
    NystaMembership membership;
    const char *refusal;
  } cases[] = {
    { "whole", MEMBERSHIP ("p", "r", "o", 0, "2024-02-29", "2025-12"), NULL },
    { "role-only", MEMBERSHIP ("p", "r", NULL, 1, NULL, NULL), NULL },
    { "organisation-only", MEMBERSHIP ("p", NULL, "o", 0, "1999", NULL), NULL },
    { "neither", MEMBERSHIP ("p", NULL, NULL, 0, NULL, NULL), "neither role nor" },
    { "no-person", MEMBERSHIP (NULL, "r", "o", 0, NULL, NULL), "the person is missing" },
    { "role-as-person", MEMBERSHIP ("r", "r", "o", 0, NULL, NULL), "“r” is a role" },
    { "person-as-role", MEMBERSHIP ("p", "p", "o", 0, NULL, NULL), "“p” is a person" },
    { "project-as-organisation", MEMBERSHIP ("p", "r", "x", 0, NULL, NULL),
      "is a project" },
    { "assertion", MEMBERSHIP ("p", "r", "o", 2, NULL, NULL), "unknown way 2" },
    { "no-such-day", MEMBERSHIP ("p", "r", "o", 0, "2023-02-29", NULL), "the start date" },
    { "month-13", MEMBERSHIP ("p", "r", "o", 0, NULL, "2023-13"), "the end date" },
    { "word", MEMBERSHIP ("p", "r", "o", 0, "in May", NULL), "the start date" },
    { "slashes", MEMBERSHIP ("p", "r", "o", 0, "2023/02/01", NULL), "the start date" },
    { "year-0", MEMBERSHIP ("p", "r", "o", 0, "0000", NULL), "the start date" },
    { "tail", MEMBERSHIP ("p", "r", "o", 0, "2023-02-01T", NULL), "the start date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      g_autoptr (GError) error = NULL;
      gboolean added = nysta_findings_add_membership (findings, "toy", &cases[i].membership,
                                                      &error);

      assert_outcome (cases[i].name, added, error, cases[i].refusal);
      g_assert_cmpuint (findings->memberships->len, ==, added);
    }
}

static void
test_participations (void)
{
  static const struct
  {
    const char *name;
    NystaParticipation participation;
    const char *refusal;
  } cases[] = {
    { "funder", { sizeof (NystaParticipation), "x", "o", NYSTA_FUNDER, 0, 7, 0.5 }, NULL },
    { "role-0", { sizeof (NystaParticipation), "x", "o", 0, 0, 7, 0.5 }, "unknown role 0" },
    { "role-5", { sizeof (NystaParticipation), "x", "o", 5, 0, 7, 0.5 }, "unknown role 5" },
    { "person", { sizeof (NystaParticipation), "x", "p", 1, 0, 7, 0.5 }, "is a person" },
    { "swapped",
      { sizeof (NystaParticipation), "o", "x", 1, 0, 7, 0.5 },
      "is an organisation" },
    { "outside", { sizeof (NystaParticipation), "x", "o", 1, 0, 700, 0.5 }, "outside" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      g_autoptr (GError) error = NULL;
      gboolean added = nysta_findings_add_participation (findings, "toy",
                                                         &cases[i].participation, &error);

      assert_outcome (cases[i].name, added, error, cases[i].refusal);
    }
}

#define VALUE(key, property, value, currency, funder)                                      \
  {                                                                                        \
    sizeof (NystaValue), key, property, value, currency, funder, 0, 7, 0.5                 \
  }

static void
test_values (void)
{
  static const struct
  {
    const char *name;
    NystaValue value;
    const char *refusal;
  } cases[] = {
    { "year", VALUE ("x", NYSTA_START_DATE, "2023", NULL, NULL), NULL },
    { "day", VALUE ("x", NYSTA_END_DATE, "2023-05-31", NULL, NULL), NULL },
    { "amount", VALUE ("x", NYSTA_AMOUNT, "1500000.50", "SEK", "o"), NULL },
    { "no-date", VALUE ("x", NYSTA_END_DATE, "snart", NULL, NULL), "YYYY" },
    { "null", VALUE ("x", NYSTA_END_DATE, NULL, NULL, NULL), "the value" },
    { "dear-date", VALUE ("x", NYSTA_END_DATE, "2023", "SEK", NULL), "has a currency" },
    { "words", VALUE ("x", NYSTA_AMOUNT, "mycket", "SEK", NULL), "not digits" },
    { "below-zero", VALUE ("x", NYSTA_AMOUNT, "-5", "SEK", NULL), "not digits" },
    { "no-currency", VALUE ("x", NYSTA_AMOUNT, "5", NULL, NULL), "not digits" },
    { "small-currency", VALUE ("x", NYSTA_AMOUNT, "5", "kr", NULL), "not digits" },
    { "line", VALUE ("x", NYSTA_AMOUNT, "5", "SEK\n", NULL), "not digits" },
    { "property-0", VALUE ("x", 0, "5", "SEK", NULL), "unknown property 0" },
    { "property-4", VALUE ("x", 4, "5", "SEK", NULL), "unknown property 4" },
    { "person", VALUE ("p", NYSTA_AMOUNT, "5", "SEK", NULL), "is a person" },
    { "paid-by-person", VALUE ("x", NYSTA_AMOUNT, "5", "SEK", "p"), "is a person" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      g_autoptr (GError) error = NULL;
      gboolean added = nysta_findings_add_value (findings, "toy", &cases[i].value, &error);

      assert_outcome (cases[i].name, added, error, cases[i].refusal);
      g_assert_cmpuint (findings->values->len, ==, added);
    }
}

#define CONTACT(owner, kind, value)                                                        \
  {                                                                                        \
    sizeof (NystaContact), owner, kind, value, 0, 0, 7, 0.5                                \
  }

static void
test_contacts (void)
{
  static const struct
  {
    const char *name;
    NystaContact contact;
    const char *refusal;
  } cases[] = {
    { "email", CONTACT ("p", NYSTA_EMAIL, "asa.ek@example.org"), NULL },
    { "email-å", CONTACT ("p", NYSTA_EMAIL, "åsa@örebro.example"), NULL },
    { "phone", CONTACT ("o", NYSTA_PHONE, "+46739725914"), NULL },
    { "role", CONTACT ("r", NYSTA_PHONE, "+46739725914"), "is a role" },
    { "capital", CONTACT ("p", NYSTA_EMAIL, "Asa@example.org"), "lower-cased" },
    { "no-at", CONTACT ("p", NYSTA_EMAIL, "example.org"), "lower-cased" },
    { "two-ats", CONTACT ("p", NYSTA_EMAIL, "a@b@c"), "lower-cased" },
    { "mailto", CONTACT ("p", NYSTA_EMAIL, "mailto:asa@example.org"), "lower-cased" },
    { "turtle", CONTACT ("p", NYSTA_EMAIL, "a>@b"), "lower-cased" },
    { "nothing-before", CONTACT ("p", NYSTA_EMAIL, "@b"), "lower-cased" },
    { "phone-spaces", CONTACT ("p", NYSTA_PHONE, "+46 739"), "E.164" },
    { "phone-national", CONTACT ("p", NYSTA_PHONE, "0739725914"), "E.164" },
    { "phone-long", CONTACT ("p", NYSTA_PHONE, "+4673972591400000"), "E.164" },
    { "kind", CONTACT ("p", 3, "x"), "unknown kind 3" },
    { "empty", CONTACT ("p", NYSTA_EMAIL, ""), "the value is empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      g_autoptr (GError) error = NULL;
      gboolean added = nysta_findings_add_contact (findings, "toy", &cases[i].contact,
                                                   &error);

      assert_outcome (cases[i].name, added, error, cases[i].refusal);
    }
}

static void
test_metadata (void)
{
  static const struct
  {
    const char *property;
    const char *value;
    const char *refusal;
  } cases[] = {
    { "title", "En rubrik", NULL },
    { "issued", "2024-02-29", NULL },
    { "issued", "2024-02", "not YYYY-MM-DD" },
    { "modified", "yesterday", "not YYYY-MM-DD" },
    { "colour", "red", "is not known" },
    { "title", "", "title is empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      g_autoptr (GError) error = NULL;
      gboolean added = nysta_findings_add_metadata (findings, cases[i].property,
                                                    cases[i].value, &error);

      assert_outcome (cases[i].value, added, error, cases[i].refusal);
    }
}

/* Two extractors may both say "p" and mean two people; a qualified key reaches across. */
static void
test_keys (void)
{
  g_autoptr (NystaFindings) findings = findings_new ();
  NystaEntity other = {
    .struct_size = sizeof other, .key = "p", .kind = NYSTA_PERSON, .name = "Bo Al"
  };
  NystaEntity same = { .struct_size = sizeof same,
                       .key = "toy#p",
                       .kind = NYSTA_PERSON,
                       .name = "Åsa Ek",
                       .authority = "id/person/1" };

  g_assert_true (nysta_findings_add_entity (findings, "other", &other, NULL));
  g_assert_true (nysta_findings_add_entity (findings, "other", &same, NULL));
  g_assert_true (nysta_findings_add_entity (findings, "other", &same, NULL));
  g_assert_cmpuint (findings->entities->len, ==, 5);
  const NystaFoundEntity *first = g_ptr_array_index (findings->entities, 0);
  const NystaFoundEntity *last = g_ptr_array_index (findings->entities, 4);
  g_assert_cmpstr (first->key, ==, "toy#p");
  g_assert_cmpstr (first->name, ==, "p");
  g_assert_cmpstr (first->plugin, ==, "toy");
  g_assert_cmpstr (first->authority, ==, "id/person/1");
  g_assert_cmpuint (first->aliases->len, ==, 1);
  g_assert_cmpstr (last->key, ==, "other#p");

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *form = g_strdup_printf ("form %u", i);
      nysta_findings_add_alias (findings, "toy", "p", form, NULL);
    }
  g_assert_cmpuint (first->aliases->len, ==, 100);
}

static void
test_messages (void)
{
  static const struct
  {
    const char *said;
    const char *clean;
  } cases[] = {
    { "plain", "plain" },
    { "two\nlines\r\n", "two lines" },
    { "\x1b[31mred", " [31mred" },
    { "Bj\xf6rn", "Bj\xef\xbf\xbdrn" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = nysta_message_clean (cases[i].said);
      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
  g_autofree char *endless = g_strnfill (100000, 'a');
  g_autofree char *cut = nysta_message_clean (endless);
  g_assert_cmpuint (strlen (cut), ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/findings/entities", test_entities);
  g_test_add_func ("/findings/mentions", test_mentions);
  g_test_add_func ("/findings/memberships", test_memberships);
  g_test_add_func ("/findings/participations", test_participations);
  g_test_add_func ("/findings/values", test_values);
  g_test_add_func ("/findings/contacts", test_contacts);
  g_test_add_func ("/findings/metadata", test_metadata);
  g_test_add_func ("/findings/keys", test_keys);
  g_test_add_func ("/findings/messages", test_messages);
  return g_test_run ();
}
