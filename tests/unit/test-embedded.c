/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What becomes of a document's own data: which statements are sound, what is proposed. */
#include "config.h"
#include "plugin/embedded.h"

#include "base/limits.h"
#include "plugin/proposal.h"

#include <string.h>

#define S "http://schema.org/"
#define RDF_TYPE_IRI "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

static NystaFindings *
findings_new (void)
{
  NystaFindings *findings = nysta_findings_new ();

  findings->reader = g_strdup ("toy");
  return findings;
}

/* --- statements ---------------------------------------------------------------------- */

static char long_text[NYSTA_MAX_STATEMENT_BYTES + 2];

static void
test_sound (void)
{
  static const struct
  {
    const char *name;
    NystaStatementProposal statement;
    const char *refusal; /* NULL: it is sound */
  } cases[] = {
    { "iri", { 0, "http://x/a", S "name", "b", NYSTA_OBJECT_LITERAL, NULL, "sv" }, NULL },
    { "relative", { 0, "#a", S "knows", "/b?c", NYSTA_OBJECT_RESOURCE, NULL, NULL }, NULL },
    { "document", { 0, "", S "about", "_:j-1", NYSTA_OBJECT_RESOURCE, NULL, NULL }, NULL },
    { "empty-literal",
      { 0, "_:a", S "name", "", NYSTA_OBJECT_LITERAL, S "T", NULL },
      NULL },
    { "no-subject", { 0, NULL, S "name", "b", 2, NULL, NULL }, "missing" },
    { "no-object", { 0, "a", S "name", NULL, 2, NULL, NULL }, "missing" },
    { "space", { 0, "a b", S "name", "b", 2, NULL, NULL }, "no IRI" },
    { "bracket", { 0, "a", S "knows", "<b>", 1, NULL, NULL }, "no IRI" },
    { "key", { 0, "_:a.b", S "name", "b", 2, NULL, NULL }, "no key" },
    { "empty-key", { 0, "_:", S "name", "b", 2, NULL, NULL }, "empty key" },
    { "predicate", { 0, "a", "name", "b", 2, NULL, NULL }, "not absolute" },
    { "kind", { 0, "a", S "name", "b", 3, NULL, NULL }, "kind" },
    { "not-utf-8", { 0, "a", S "name", "\xFF", 2, NULL, NULL }, "UTF-8" },
    { "language", { 0, "a", S "name", "b", 2, NULL, "sv_" }, "BCP 47" },
    { "both", { 0, "a", S "name", "b", 2, S "T", "sv" }, "both" },
    { "datatype", { 0, "a", S "name", "b", 2, "T", NULL }, "not absolute" },
    { "long", { 0, "a", S "name", long_text, 2, NULL, NULL }, "over" },
  };

  memset (long_text, 'x', sizeof long_text - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaFindings) findings = findings_new ();
      NystaStatementProposal statement = cases[i].statement;
      g_autoptr (GError) error = NULL;

      statement.struct_size = sizeof statement;
      gboolean added = nysta_findings_add_statement (findings, &statement, &error);
      g_test_message ("%s: %s", cases[i].name, error != NULL ? error->message : "added");
      g_assert_true (added == (cases[i].refusal == NULL));
      if (!added)
        g_assert_nonnull (strstr (error->message, cases[i].refusal));
    }
}

static void
test_flood (void)
{
  g_autoptr (NystaFindings) findings = findings_new ();
  NystaStatementProposal statement = { sizeof statement,     "a",  S "name", "b",
                                       NYSTA_OBJECT_LITERAL, NULL, NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < NYSTA_MAX_STATEMENTS; i++)
    g_assert_true (nysta_findings_add_statement (findings, &statement, NULL));
  g_assert_false (nysta_findings_add_statement (findings, &statement, &error));
  g_assert_nonnull (strstr (error->message, "more than"));
}

/* --- proposals ----------------------------------------------------------------------- */

/* "subject property object": a literal if the object begins with ', else a resource. A
 * property without a colon is schema.org's, and so are classes. */
static void
add (NystaFindings *findings, const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 3);
  gboolean is_literal = parts[2][0] == '\'';
  gboolean is_type = strcmp (parts[1], "a") == 0;
  g_autofree char *predicate = is_type ? g_strdup (RDF_TYPE_IRI)
                               : strchr (parts[1], ':') != NULL
                                 ? g_strdup (parts[1])
                                 : g_strconcat (S, parts[1], NULL);
  g_autofree char *object = is_type ? g_strconcat (S, parts[2], NULL)
                                    : g_strdup (parts[2] + is_literal);
  NystaStatementProposal statement = { .struct_size = sizeof statement,
                                       .subject = parts[0],
                                       .predicate = predicate,
                                       .object = object,
                                       .object_kind = is_literal ? NYSTA_OBJECT_LITERAL
                                                                 : NYSTA_OBJECT_RESOURCE };

  g_assert_true (nysta_findings_add_statement (findings, &statement, NULL));
}

static const char *
name_of (const NystaFindings *findings, guint32 entity)
{
  return entity == NYSTA_NO_ENTITY
           ? "-"
           : ((const NystaFoundEntity *) findings->entities->pdata[entity])->name;
}

static void
show_memberships (const NystaFindings *findings, GString *out)
{
  for (guint i = 0; i < findings->memberships->len; i++)
    {
      const NystaFoundMembership *m = &g_array_index (findings->memberships,
                                                      NystaFoundMembership, i);

      g_string_append_printf (out, "%s is %s of %s", name_of (findings, m->person),
                              name_of (findings, m->role),
                              name_of (findings, m->organisation));
      if (m->start_date != NULL)
        g_string_append_printf (out, " from %s", m->start_date);
      if (m->end_date != NULL)
        g_string_append_printf (out, " to %s", m->end_date);
      g_string_append_c (out, '\n');
    }
}

static char *
show (const NystaFindings *findings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < findings->entities->len; i++)
    {
      const NystaFoundEntity *entity = findings->entities->pdata[i];

      g_string_append_printf (out, "%u %s", entity->kind, entity->name);
      for (guint j = 0; j < entity->aliases->len; j++)
        g_string_append_printf (out, " = %s", (const char *) entity->aliases->pdata[j]);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < findings->mentions->len; i++)
    {
      const NystaFoundMention *m = &g_array_index (findings->mentions, NystaFoundMention,
                                                   i);

      if (m->end > 0)
        g_string_append_printf (out, "at %u-%u %s\n", m->start, m->end,
                                name_of (findings, m->entity));
    }
  show_memberships (findings, out);
  for (guint i = 0; i < findings->participations->len; i++)
    {
      const NystaFoundParticipation *p = &g_array_index (findings->participations,
                                                         NystaFoundParticipation, i);

      g_string_append_printf (out, "%s has %s in role %u\n", name_of (findings, p->project),
                              name_of (findings, p->organisation), p->role);
    }
  for (guint i = 0; i < findings->contacts->len; i++)
    {
      const NystaFoundContact *c = &g_array_index (findings->contacts, NystaFoundContact,
                                                   i);

      g_string_append_printf (out, "%s %s%s\n", name_of (findings, c->owner), c->value,
                              c->shared ? " shared" : "");
    }
  return g_string_free (out, FALSE);
}

/* What frames carry to the host is what the worker has; returns how many statements are
 * left. */
static guint
replay (const GByteArray *frames, const char *text, const char *wanted)
{
  g_autoptr (NystaFindings) there = findings_new ();
  gsize at = 0;

  g_assert_true (nysta_findings_set_text (there, text, strlen (text), NULL));
  while (at < frames->len)
    {
      NystaCursor cursor = { 0 };
      guint32 type = 0;
      gsize consumed = 0;
      g_autoptr (GError) error = NULL;

      g_assert_true (nysta_frame_next (frames->data + at, frames->len - at, &type, &cursor,
                                       &consumed, &error));
      g_assert_cmpuint (consumed, >, 0);
      nysta_proposal_apply (there, "toy", type, &cursor, &error);
      g_assert_no_error (error);
      at += consumed;
    }
  g_autofree char *shown = show (there);
  g_assert_cmpstr (shown, ==, wanted);
  return there->statements->len;
}

typedef struct
{
  const char *name;
  const char *text;
  const char *lines[12];
  const char *wanted;
  guint n_left; /* statements that stay */
} Case;

static const Case cases[] = {
  { "person",
    "Berit Almgren (inte Berit Almgrens) talar.",
    { "_:p a Person", "_:p name 'Berit  Almgren", "_:p jobTitle 'Chef", "_:p worksFor _:o",
      "_:o a Organization", "_:o name 'Kartverket Nord", "_:p image http://x/b.jpg" },
    "1 Berit Almgren\n2 Kartverket Nord\n3 Chef\nat 0-13 Berit Almgren\n"
    "Berit Almgren is Chef of Kartverket Nord\n",
    1 },
  { "name-alone", "Ingen här.", { "_:p a Person", "_:p name 'Web Editor" }, "", 2 },
  { "name-in-text",
    "Med Ann Ek.",
    { "_:p a Person", "_:p givenName 'Ann", "_:p familyName 'Ek" },
    "1 Ann Ek\nat 4-10 Ann Ek\n",
    0 },
  { "https",
    "Ann Ek",
    { "_:p http://www.w3.org/1999/02/22-rdf-syntax-ns#type https://schema.org/Person",
      "_:p https://schema.org/name 'Ann Ek" },
    "1 Ann Ek\nat 0-6 Ann Ek\n",
    0 },
  { "decomposed",
    "\xC3\x85sa Ek",
    { "_:p a Person", "_:p name 'A\xCC\x8Asa Ek" },
    "1 \xC3\x85sa Ek\nat 0-7 \xC3\x85sa Ek\n",
    0 },
  { "two-titles-two-places",
    "",
    { "_:p a Person", "_:p name 'Bo Ek", "_:p jobTitle 'chef", "_:p jobTitle 'docent",
      "_:p worksFor _:a", "_:p affiliation _:b", "_:a a Organization", "_:a name 'A-verket",
      "_:b a CollegeOrUniversity", "_:b name 'B-skolan" },
    "1 Bo Ek\n2 A-verket\n2 B-skolan\n3 chef\n3 docent\nBo Ek is - of B-skolan\n"
    "Bo Ek is chef of A-verket\nBo Ek is docent of A-verket\n",
    1 },
  { "post",
    "",
    { "_:p a Person", "_:p name 'Bo Ek", "_:p memberOf _:r", "_:r a OrganizationRole",
      "_:r roleName 'kassör", "_:r startDate '2020-02-03T00:00:00Z", "_:r endDate 'snart",
      "_:r memberOf _:o", "_:o a Organization", "_:o name 'Sällskapet" },
    "1 Bo Ek\n2 Sällskapet\n3 kassör\nBo Ek is kassör of Sällskapet from 2020-02-03\n",
    5 },
  { "founder-and-member",
    "",
    { "_:o a Organization", "_:o name 'Sällskapet", "_:o founder _:p", "_:o member _:q",
      "_:p a Person", "_:p name 'Bo Ek", "_:q a Person", "_:q name 'Ann Ek" },
    "2 Sällskapet\n1 Bo Ek\n1 Ann Ek\n3 grundare\nAnn Ek is - of Sällskapet\n"
    "Bo Ek is grundare of Sällskapet\n",
    0 },
  { "project",
    "",
    { "_:x a Project", "_:x name 'Nya kartor", "_:x funder _:o", "_:x member _:q",
      "_:o a FundingAgency", "_:o name 'Rådet", "_:q a Organization",
      "_:q name 'A-verket" },
    "4 Nya kartor\n2 Rådet\n2 A-verket\nNya kartor has A-verket in role 4\n"
    "Nya kartor has Rådet in role 1\n",
    1 },
  { "contacts",
    "",
    { "_:o a Organization", "_:o name 'A-verket", "_:o alternateName 'AV",
      "_:o telephone '0999-12 34 00", "_:o contactPoint _:c", "_:c email 'Info@A.example",
      "_:c telephone '+46 (0)70-174 06 05", "_:o telephone 'ring oss", "_:o email 'ingen" },
    "2 A-verket = AV\nA-verket +46999123400\nA-verket info@a.example shared\n"
    "A-verket +46701740605 shared\n",
    3 },
  { "knows-oneself",
    "",
    { "_:p a Person", "_:p name 'Bo Ek", "_:p worksFor _:p", "_:p memberOf _:r",
      "_:r a Role", "_:r memberOf _:r", "_:r roleName _:r" },
    "",
    5 },
};

static void
test_proposals (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (NystaFindings) findings = findings_new ();
  g_autoptr (GByteArray) frames = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (c->lines) && c->lines[i] != NULL; i++)
    add (findings, c->lines[i]);
  g_assert_true (nysta_findings_set_text (findings, c->text, strlen (c->text), NULL));

  g_autoptr (NystaEmbedded) embedded = nysta_embedded_new (findings);
  nysta_embedded_propose (embedded, frames);
  g_autofree char *shown = show (findings);
  g_assert_cmpstr (shown, ==, c->wanted);
  g_assert_cmpuint (replay (frames, c->text, c->wanted), ==, c->n_left);
}

/* --- metadata ------------------------------------------------------------------------ */

static void
test_metadata (void)
{
  static const char *const lines[] = {
    "#a a NewsArticle",   "#a headline 'Ny chef",   "#a datePublished '2024-03-04T10:00",
    "#a inLanguage 'sv",  "#a dateModified 'i går", "#a publisher _:o",
    "_:o a Organization", "_:o name 'A-verket",
  };
  g_autoptr (NystaFindings) findings = findings_new ();
  g_autoptr (NystaDocument) document = nysta_document_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    add (findings, lines[i]);
  g_assert_true (nysta_document_set_metadata (document, NYSTA_META_TITLE, "Rubrik", NULL));

  g_autoptr (NystaEmbedded) embedded = nysta_embedded_new (findings);
  nysta_embedded_describe (embedded, document);
  g_assert_cmpstr (nysta_document_metadata (document, NYSTA_META_TITLE), ==, "Rubrik");
  g_assert_cmpstr (nysta_document_metadata (document, NYSTA_META_ISSUED), ==, "2024-03-04");
  g_assert_cmpstr (nysta_document_metadata (document, NYSTA_META_LANGUAGE), ==, "sv");
  g_assert_null (nysta_document_metadata (document, NYSTA_META_MODIFIED));
  g_assert_cmpstr (nysta_document_metadata (document, NYSTA_META_PUBLISHER), ==,
                   "A-verket");
}

/* Teasers on a start page say nothing of the page. */
static void
test_teasers (void)
{
  g_autoptr (NystaFindings) findings = findings_new ();
  g_autoptr (NystaDocument) document = nysta_document_new ();

  add (findings, "#a a NewsArticle");
  add (findings, "#a headline 'Ny chef");
  add (findings, "#b a NewsArticle");

  g_autoptr (NystaEmbedded) embedded = nysta_embedded_new (findings);
  nysta_embedded_describe (embedded, document);
  g_assert_null (nysta_document_metadata (document, NYSTA_META_TITLE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/embedded/statement/sound", test_sound);
  g_test_add_func ("/embedded/statement/flood", test_flood);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/embedded/proposal/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_proposals);
    }
  g_test_add_func ("/embedded/metadata/article", test_metadata);
  g_test_add_func ("/embedded/metadata/teasers", test_teasers);
  return g_test_run ();
}
