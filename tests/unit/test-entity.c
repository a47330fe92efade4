/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "index/entity.h"

#include "rdf/rdf-reader.h"

#include <string.h>

static const char graph[] =
  "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
  "@prefix org: <http://www.w3.org/ns/org#> .\n"
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
  "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
  "@prefix schema: <http://schema.org/> .\n"
  "@prefix nysta: <https://w3id.org/nysta#> .\n"
  "@prefix oa: <http://www.w3.org/ns/oa#> .\n"
  "<http://x/doc> { <http://x/doc> a foaf:Document ; dcterms:title \"Berg i Håbo\" .\n"
  "<http://x/p> a foaf:Person ; foaf:name \"Anna Berg\" ; foaf:mbox <mailto:a@x.se> .\n"
  "<http://x/q> a foaf:Person ; foaf:name \"ANNA BERG\" .\n"
  "<http://x/r> a foaf:Person ; foaf:name \"Annika Bergman\" .\n"
  "<http://x/håbo> a org:Organization ; skos:prefLabel \"Håbo\"@en, \"Håbo kommun\"@sv ;\n"
  "  skos:altLabel \"Håbo\" .\n"
  "<http://x/habo> a org:Organization ; skos:prefLabel \"Habo kommun\"@sv .\n"
  "<http://x/role> a org:Role ; skos:prefLabel \"ordförande\"@sv .\n"
  "<http://x/project> a foaf:Project, org:Organization ; dcterms:title \"Väg\" .\n"
  "<http://x/concept> a skos:Concept ; skos:prefLabel \"Nisse\" .\n"
  "<http://x/m> a org:Membership ; org:member <http://x/p> ; org:role <http://x/role> ;\n"
  "  org:organization <http://x/håbo> ; schema:startDate \"2024\" .\n"
  "<http://x/n> a nysta:ProposedMembership ; org:member <http://x/p> ;\n"
  "  org:organization <http://x/habo> .\n"
  "<http://x/o> a org:Membership ; org:member <http://x/håbo> ;\n"
  "  org:role <urn:nysta:def/participation/lead> ; org:organization <http://x/project> .\n"
  "<http://x/a> oa:hasBody <http://x/m> ; oa:hasTarget [ oa:hasSource <http://x/doc> ;\n"
  "  oa:hasSelector [ oa:start 9 ; oa:end \"many\" ], [ oa:exact \"Anna\" ] ] .\n"
  "<http://x/b> oa:hasBody <http://x/m> . }\n";

static gboolean
add_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  nysta_memory_builder_add (user_data, statement);
  return TRUE;
}

static NystaDataset *
read_graph (const char *text)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();
  g_autoptr (GError) error = NULL;

  nysta_rdf_read_memory (text, strlen (text), "graph", NYSTA_SYNTAX_TRIG, "http://x/", "b",
                         add_statement, builder, &error);
  g_assert_no_error (error);
  return nysta_memory_builder_finish (g_steal_pointer (&builder));
}

/* --- finding ----------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *wanted;
  NystaFoundHow how;
  const char *iris; /* with spaces between */
} FindCase;

static const FindCase find_cases[] = {
  { "exact-before-case", "Anna Berg", NYSTA_FOUND_EXACT, "http://x/p" },
  { "case-aside", "anna berg", NYSTA_FOUND_FOLDED, "http://x/q http://x/p" },
  { "spaces-aside", " Anna \t Berg ", NYSTA_FOUND_EXACT, "http://x/p" },
  { "part", "BERGM", NYSTA_FOUND_PART, "http://x/r" },
  { "alternative-name", "Håbo", NYSTA_FOUND_EXACT, "http://x/håbo" },
  { "å-is-not-a", "habo", NYSTA_FOUND_PART, "http://x/habo" },
  { "decomposed",
    "Ha\xCC\x8A"
    "bo kommun",
    NYSTA_FOUND_EXACT, "http://x/håbo" },
  { "iri", "http://x/q", NYSTA_FOUND_EXACT, "http://x/q" },
  { "iri-in-brackets", "<http://x/q>", NYSTA_FOUND_EXACT, "http://x/q" },
  { "documents-last", "i Håbo", NYSTA_FOUND_PART, "http://x/doc" },
  { "document-not-beside-others", "berg", NYSTA_FOUND_PART,
    "http://x/q http://x/p http://x/r" },
  { "near", "Anika Bergmann", NYSTA_FOUND_NEAR, "http://x/r" },
  { "near-a-word", "Bergmna", NYSTA_FOUND_NEAR, "http://x/r" },
  { "of-no-kind", "Nisse", NYSTA_FOUND_NOTHING, "" },
  { "of-no-kind-by-iri", "http://x/concept", NYSTA_FOUND_NOTHING, "" },
  { "nothing", "Zebulon", NYSTA_FOUND_NOTHING, "" },
  { "empty", "", NYSTA_FOUND_NOTHING, "" },
};

static void
test_find (gconstpointer data)
{
  const FindCase *c = data;
  g_autoptr (NystaDataset) dataset = read_graph (graph);
  NystaFoundHow how = NYSTA_FOUND_EXACT;
  g_autoptr (GArray) things = nysta_thing_find (dataset, c->wanted, &how);
  g_autoptr (GString) iris = g_string_new (NULL);

  for (guint i = 0; i < things->len; i++)
    g_string_append_printf (iris, "%s%s", i > 0 ? " " : "",
                            g_array_index (things, NystaThing, i).iri);
  g_assert_cmpstr (iris->str, ==, c->iris);
  g_assert_cmpint (how, ==, c->how);
}

static void
test_find_in_nothing (void)
{
  g_autoptr (NystaDataset) dataset = read_graph ("");
  NystaFoundHow how = NYSTA_FOUND_EXACT;
  g_autoptr (GArray) things = nysta_thing_find (dataset, "Anna", &how);

  g_assert_cmpuint (things->len, ==, 0);
  g_assert_cmpint (how, ==, NYSTA_FOUND_NOTHING);
}

/* --- reading ------------------------------------------------------------------------ */

static NystaThing
thing_of (NystaDataset *dataset, const char *iri)
{
  NystaThing thing;

  nysta_thing_read (dataset, nysta_thing_lookup_iri (dataset, iri), &thing);
  return thing;
}

static void
test_kinds_and_names (void)
{
  g_autoptr (NystaDataset) dataset = read_graph (graph);
  NystaThing municipality = thing_of (dataset, "http://x/håbo");
  g_autoptr (GPtrArray) others = nysta_thing_other_names (dataset, &municipality);

  g_assert_cmpstr (municipality.name, ==, "Håbo kommun");
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (others->pdata[0], ==, "Håbo");
  g_assert_cmpint (thing_of (dataset, "http://x/project").kind, ==, NYSTA_THING_PROJECT);
  g_assert_cmpint (thing_of (dataset, "http://x/m").kind, ==, NYSTA_THING_NONE);
  g_assert_cmpstr (thing_of (dataset, "http://x/m").name, ==, "http://x/m");
}

static void
test_facts (void)
{
  g_autoptr (NystaDataset) dataset = read_graph (graph);
  NystaThing person = thing_of (dataset, "http://x/p");
  NystaThing municipality = thing_of (dataset, "http://x/håbo");
  g_autoptr (GPtrArray) facts = nysta_thing_facts (dataset, person.id);
  g_autoptr (GPtrArray) part = nysta_thing_facts (dataset, municipality.id);

  g_assert_cmpuint (facts->len, ==, 3);

  const NystaFact *held = facts->pdata[0], *proposed = facts->pdata[1];
  const NystaFact *contact = facts->pdata[2];

  g_assert_false (held->proposed);
  g_assert_cmpuint (held->organisation, ==, municipality.id);
  g_assert_cmpstr (held->start_date, ==, "2024");
  g_assert_null (held->end_date);
  g_assert_cmpuint (held->graphs->len, ==, 1);
  g_assert_true (proposed->proposed);
  g_assert_cmpuint (proposed->role, ==, NYSTA_ANY);
  g_assert_cmpint (contact->kind, ==, NYSTA_FACT_CONTACT);

  g_assert_cmpuint (part->len, ==, 2);
  g_assert_cmpint (((NystaFact *) part->pdata[1])->kind, ==, NYSTA_FACT_PARTICIPATION);
}

/* What is missing or makes no sense is unknown, not an error. */
static void
test_sayings (void)
{
  g_autoptr (NystaDataset) dataset = read_graph (graph);
  NystaThing membership = thing_of (dataset, "http://x/m");
  g_autoptr (GArray) sayings = nysta_thing_sayings (dataset, membership.id);

  g_assert_cmpuint (sayings->len, ==, 2);

  const NystaSaying *whole = &g_array_index (sayings, NystaSaying, 0);
  const NystaSaying *bare = &g_array_index (sayings, NystaSaying, 1);

  g_assert_cmpstr (whole->exact, ==, "Anna");
  g_assert_null (whole->prefix);
  g_assert_cmpint (whole->start, ==, 9);
  g_assert_cmpint (whole->end, ==, -1);
  g_assert_cmpfloat (whole->confidence, ==, -1);
  g_assert_cmpuint (bare->document, ==, NYSTA_ANY);
  g_assert_null (bare->exact);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (find_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/entity/find/", find_cases[i].name, NULL);
      g_test_add_data_func (path, &find_cases[i], test_find);
    }
  g_test_add_func ("/entity/find/in-nothing", test_find_in_nothing);
  g_test_add_func ("/entity/kinds-and-names", test_kinds_and_names);
  g_test_add_func ("/entity/facts", test_facts);
  g_test_add_func ("/entity/sayings", test_sayings);
  return g_test_run ();
}
