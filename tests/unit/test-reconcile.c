/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One thing in several documents: what is one, in whatever order documents come, and undone. */
#include "config.h"
#include "base/error.h"
#include "index/batch.h"
#include "index/blocks.h"
#include "index/decide.h"
#include "index/graph-writer.h"
#include "index/reconcile.h"
#include "index/rename.h"
#include "made-findings.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rdf/vocabulary.h"

#define BASE NYSTA_DEFAULT_BASE
#define DIGEST "0"

/* --- a store of made documents -------------------------------------------------------- */

/* A document that mentions one person, or an organisation; NULL: not said. */
typedef struct
{
  const char *document;
  const char *person;
  const char *role;
  const char *organisation;
  const char *acronym; /* of the organisation */
  const char *email;
} Made;

typedef struct
{
  char *path;
  NystaStore *store;
  NystaAuthorities *authorities;
  NystaAuthorityGraph *authority_graph;
} World;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
world_init (World *world)
{
  world->path = g_dir_make_tmp ("nysta-reconcile-XXXXXX", NULL);
  world->store = nysta_store_open (world->path, NYSTA_STORE_CREATE, NULL, NULL);
  g_assert_nonnull (world->store);
  world->authorities = nysta_authorities_new (BASE);
  world->authority_graph = nysta_authority_graph_new (world->store, world->authorities,
                                                      NULL);
}

static void
world_clear (World *world)
{
  nysta_authority_graph_free (world->authority_graph);
  nysta_authorities_free (world->authorities);
  nysta_store_close (world->store);
  remove_tree (world->path);
  g_free (world->path);
}

static NystaGraph *
make_graph (const World *world, const Made *made)
{
  g_autoptr (MadeFindings) findings = made_findings_new ("text");
  g_autoptr (GHashTable) plugins = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 person = NYSTA_NO_ENTITY, role = NYSTA_NO_ENTITY, organisation = NYSTA_NO_ENTITY;

  if (made->person != NULL)
    person = made_entity (findings, NYSTA_PERSON, made->person, NULL, NULL);
  if (made->role != NULL)
    role = made_entity (findings, NYSTA_ROLE, made->role, NULL, NULL);
  if (made->organisation != NULL)
    organisation = made_entity (findings, NYSTA_ORGANISATION, made->organisation, NULL,
                                made->acronym);
  if (person != NYSTA_NO_ENTITY &&
      (role != NYSTA_NO_ENTITY || organisation != NYSTA_NO_ENTITY))
    made_membership (findings, person, role, organisation);
  if (made->email != NULL)
    made_contact (findings, person, NYSTA_EMAIL, made->email, FALSE);

  g_autoptr (NystaIdentity)
    identity = nysta_identity_resolve (findings, made->document, BASE, world->authorities);
  NystaGraphInput input = { .base = BASE,
                            .document_iri = made->document,
                            .findings = findings,
                            .identity = identity,
                            .authorities = world->authorities,
                            .plugin_iris = plugins,
                            .content_digest = DIGEST };
  return nysta_graph_write (&input);
}

static void
reconcile (World *world)
{
  g_autoptr (GError) error = NULL;

  nysta_reconcile (world->store, NULL, &error);
  g_assert_no_error (error);
}

static void
add (World *world, const Made *rows, gsize n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaBatch)
    batch = nysta_batch_new (world->store, world->authority_graph, NYSTA_DURABILITY_BATCH);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (NystaGraph) graph = make_graph (world, &rows[i]);

      nysta_batch_add (batch, graph, &error);
      g_assert_no_error (error);
    }
  nysta_batch_commit (batch, &error);
  g_assert_no_error (error);
  reconcile (world);
}

static void
drop (World *world, const char *document)
{
  g_autoptr (GHashTable)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NystaTransaction) transaction = NULL;

  g_assert_true (nysta_names_of_graph (world->store, document, names, NULL));
  transaction = nysta_store_begin (world->store, NULL);
  g_assert_true (nysta_transaction_remove (transaction, document, NULL));
  g_assert_true (nysta_identity_graph_mark (transaction, BASE, names, NULL));
  g_assert_true (nysta_transaction_commit (transaction, NULL));
  g_clear_pointer (&transaction, nysta_transaction_free);
  reconcile (world);
}

static gboolean
append (const NystaStatement *statement, gpointer lines, GError **error)
{
  GString *line = g_string_new (NULL);

  nysta_term_append_ntriples (&statement->subject, line);
  nysta_term_append_ntriples (&statement->predicate, line);
  nysta_term_append_ntriples (&statement->object, line);
  nysta_term_append_ntriples (&statement->graph, line);
  g_ptr_array_add (lines, g_string_free (line, FALSE));
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All that it holds, as text */
static char *
state (World *world)
{
  g_auto (GStrv) graphs = nysta_store_graphs (world->store);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; graphs[i] != NULL; i++)
    g_assert_true (nysta_store_foreach (world->store, graphs[i], append, lines, NULL));
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

typedef struct
{
  const char *type;
  char *found;
} Search;

static gboolean
take_subject (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Search *search = user_data;

  if (strcmp (statement->predicate.value, RDF_TYPE) == 0 &&
      strcmp (statement->object.value, search->type) == 0 && search->found == NULL)
    search->found = g_strdup (statement->subject.value);
  return TRUE;
}

/* What @document calls the one that it mentions */
static char *
called (World *world, const char *document, const char *type)
{
  Search search = { type, NULL };

  nysta_store_foreach (world->store, document, take_subject, &search, NULL);
  g_assert_nonnull (search.found);
  return search.found;
}

/* --- persons and organisations ----------------------------------------------------------- */

typedef struct
{
  const char *label;
  Made rows[4];
  const char *expected; /* a letter for each document: the same letter, the same thing */
} Case;

#define NAME "Anna Berg"

static const Case cases[] = {
  { "address",
    { { "d:1", NAME, .email = "a@example.se" },
      { "d:2", NAME, "chef", "Alfa", NULL, "a@example.se" } },
    "aa" },
  { "address-and-organisation",
    { { "d:1", NAME, NULL, "Alfa", NULL, "a@example.se" }, { "d:2", NAME, NULL, "Alfa" } },
    "aa" },
  { "other-address",
    { { "d:1", NAME, "chef", "Alfa", NULL, "a@example.se" },
      { "d:2", NAME, "chef", "Alfa", NULL, "b@example.se" } },
    "ab" },
  { "other-organisation",
    { { "d:1", NAME, "chef", "Alfa" }, { "d:2", NAME, "chef", "Beta" } },
    "ab" },
  { "name-alone", { { "d:1", NAME }, { "d:2", NAME } }, "aa" },
  { "name-and-one-context", { { "d:1", NAME, "chef", "Alfa" }, { "d:2", NAME } }, "aa" },
  { "name-and-two-contexts",
    { { "d:1", NAME, "chef", "Alfa" }, { "d:2", NAME, "jurist", "Beta" }, { "d:3", NAME } },
    "abc" },
  { "role-tells",
    { { "d:1", NAME, "chef", "Alfa" },
      { "d:2", NAME, "jurist", "Beta" },
      { "d:3", NAME, "jurist" } },
    "abb" },
  { "role-tells-not",
    { { "d:1", NAME, "chef", "Alfa" },
      { "d:2", NAME, "chef", "Beta" },
      { "d:3", NAME, "chef" },
      { "d:4", NAME, "chef" } },
    "abcc" },
  { "head-word", { { "d:1", NAME, "civilminister" }, { "d:2", NAME, "minister" } }, "aa" },
  { "other-role", { { "d:1", NAME, "minister" }, { "d:2", NAME, "skribent" } }, "ab" },
  { "half-a-name", { { "d:1", "Anna" }, { "d:2", "Anna" } }, "ab" },
  { "half-a-name-and-organisation",
    { { "d:1", "Anna", NULL, "Alfa", NULL, "a@example.se" },
      { "d:2", "Anna", NULL, "Alfa" } },
    "aa" },
  { "case",
    { { "d:1", "ANNA BERG", NULL, "Alfa", NULL, "a@example.se" },
      { "d:2", NAME, NULL, "Alfa" } },
    "aa" },
  { "a-bridge-between-addresses",
    { { "d:1", NAME, NULL, "Alfa", NULL, "a@example.se" },
      { "d:2", NAME, NULL, "Alfa" },
      { "d:3", NAME, NULL, "Alfa", NULL, "b@example.se" } },
    "abc" },
  { "either-of-two-is-neither",
    { { "d:1", NAME, "chef", "Alfa", NULL, "a@example.se" },
      { "d:2", NAME, "chef", "Alfa", NULL, "b@example.se" },
      { "d:3", NAME, "chef", "Alfa" },
      { "d:4", NAME, "chef", "Alfa" } },
    "abcc" },
  { "a-new-address-in-the-same-role",
    { { "d:1", NAME, "chef", "Alfa", NULL, "a@alfa.example" },
      { "d:2", NAME, "chef", "Alfa", NULL, "a@beta.example" } },
    "aa" },
  { "an-address-elsewhere",
    { { "d:1", NAME, NULL, "Alfa", NULL, "a@alfa.example" },
      { "d:2", NAME, NULL, "Alfa", NULL, "a@beta.example" } },
    "ab" },
  { "accents-and-hyphens",
    { { "d:1", "André Lind-Berg", "chef", "Alfa" },
      { "d:2", "Andre Lind Berg", NULL, "Alfa" },
      { "d:3", "ANDRÉ LIND–BERG" } },
    "aaa" },
  { "dots-and-rings-count",
    { { "d:1", "Anna Bärg", "chef", "Alfa" }, { "d:2", "Anna Barg", "chef", "Alfa" } },
    "ab" },
  { "initial",
    { { "d:1", "Anna M. Berg", "chef", "Alfa" }, { "d:2", NAME, "jurist", "Alfa" } },
    "aa" },
  { "initial-alone", { { "d:1", "Anna M. Berg" }, { "d:2", NAME } }, "ab" },
  { "further-name",
    { { "d:1", "Anna Svensson Berg", "chef", "Alfa" }, { "d:2", NAME, "chef", "Alfa" } },
    "aa" },
  { "further-name-and-address",
    { { "d:1", "Anna Svensson Berg", NULL, NULL, NULL, "a@example.se" },
      { "d:2", NAME, "chef", "Beta", NULL, "a@example.se" } },
    "aa" },
  { "further-name-and-organisation-alone",
    { { "d:1", "Anna Svensson Berg", "chef", "Alfa" }, { "d:2", NAME, "jurist", "Alfa" } },
    "ab" },
  { "further-names-clash",
    { { "d:1", "Anna Karin Berg", "chef", "Alfa" },
      { "d:2", "Anna Maria Berg", "chef", "Alfa" } },
    "ab" },
  { "between-further-names",
    { { "d:1", "Anna Karin Berg", "chef", "Alfa" },
      { "d:2", "Anna Maria Berg", "chef", "Alfa" },
      { "d:3", NAME, "chef", "Alfa" } },
    "abc" },
  { "initials-clash",
    { { "d:1", "Anna K. Berg", "chef", "Alfa" },
      { "d:2", "Anna Maria Berg", "chef", "Alfa" } },
    "ab" },
  { "a-place-without-its-form",
    { { "d:1", NAME, "chef", "Nordviks kommun" },
      { "d:2", NAME, "jurist", "Nordvik" },
      { "d:3", "Anna M. Berg", "tolk", "Nordviks kommun" } },
    "aaa" },
  { "acronym-of-the-place",
    { { "d:1", NAME, NULL, "Nordiska rådet", "NDR" }, { "d:2", NAME, NULL, "NDR" } },
    "aa" },
};

/* Documents of few names, roles and places: whatever comes of them, it does so in any order, and
 * documents that go and come back change nothing. */
static void
test_random (gconstpointer data)
{
  enum
  {
    N = 9
  };
  static const char *const documents[N] = { "d:1", "d:2", "d:3", "d:4", "d:5",
                                            "d:6", "d:7", "d:8", "d:9" };
  static const char *const persons[] = { NAME,           NAME,
                                         "Anna M. Berg", "Anna Maria Berg",
                                         "ANNA BERG",    "Anna Karin Berg",
                                         "Anna-M Berg",  "Ánna Berg" };
  static const char *const roles[] = { NULL, "chef", "it-chef", "jurist" };
  static const char *const places[] = {
    NULL,  NULL,         "Alfa", "Alfa AB", "Nordvik", "Beta", "Nordviks kommun",
    "NDR", "Norra rådet"
  };
  static const char *const emails[] = { NULL, NULL, NULL, "a@x.se", "b@x.se", "a@y.se" };
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) GPOINTER_TO_UINT (data));
  Made rows[N];
  World world, other;

  for (gsize i = 0; i < N; i++)
    {
      rows[i] = (Made){
        .document = documents[i],
        .person = persons[g_rand_int_range (random, 0, G_N_ELEMENTS (persons))],
        .role = roles[g_rand_int_range (random, 0, G_N_ELEMENTS (roles))],
        .organisation = places[g_rand_int_range (random, 0, G_N_ELEMENTS (places))],
        .email = emails[g_rand_int_range (random, 0, G_N_ELEMENTS (emails))],
      };
      if (g_strcmp0 (rows[i].organisation, "Norra rådet") == 0 && g_rand_boolean (random))
        rows[i].acronym = "NDR";
    }
  world_init (&world);
  add (&world, rows, N);

  g_autofree char *before = state (&world);
  for (gsize i = N; i-- > 1;)
    {
      gsize j = (gsize) g_rand_int_range (random, 0, (gint32) i + 1);
      Made row = rows[i];

      rows[i] = rows[j];
      rows[j] = row;
    }
  world_init (&other);
  for (gsize i = 0; i < N; i++)
    add (&other, &rows[i], 1);
  g_autofree char *shuffled = state (&other);
  g_assert_cmpstr (before, ==, shuffled);
  for (gsize i = 0; i < N; i += 2)
    drop (&other, rows[i].document);
  for (gsize i = 0; i < N; i += 2)
    add (&other, &rows[i], 1);
  g_autofree char *again = state (&other);
  g_assert_cmpstr (before, ==, again);
  world_clear (&world);
  world_clear (&other);
}

typedef struct
{
  const char *a;
  const char *b;
  NystaNameRelation expected;
} Relation;

static const Relation relations[] = {
  { "Anna Berg", "ANNA  berg", NYSTA_NAMES_EQUAL },
  { "André Lind", "Andre Lind", NYSTA_NAMES_EQUAL },
  { "Anna-Karin Berg", "Anna Karin Berg", NYSTA_NAMES_EQUAL },
  { "Anna Bärg", "Anna Barg", NYSTA_NAMES_CLASH },
  { "Anna M. Berg", "Anna Berg", NYSTA_NAMES_INITIAL },
  { "Anna M Berg", "Anna Maria Berg", NYSTA_NAMES_INITIAL },
  { "Anna M Berg", "Anna Karin Berg", NYSTA_NAMES_CLASH },
  { "Anna Berg", "Anna Maria Berg", NYSTA_NAMES_LONGER },
  { "Anna Karin Berg", "Anna Maria Berg", NYSTA_NAMES_CLASH },
  { "Anna M. Berg", "Anna Maria Svensson Berg", NYSTA_NAMES_LONGER },
  { "A. Berg", "Anna Berg", NYSTA_NAMES_CLASH },
  { "…", "…", NYSTA_NAMES_EQUAL },
  { "…", "!", NYSTA_NAMES_CLASH },
};

static void
test_relations (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    {
      g_autofree char *a = nysta_block_words (relations[i].a);
      g_autofree char *b = nysta_block_words (relations[i].b);

      g_test_message ("%s, %s", a, b);
      g_assert_cmpint (nysta_block_relate (a, b), ==, relations[i].expected);
      g_assert_cmpint (nysta_block_relate (b, a), ==, relations[i].expected);
    }
}

static void
check_parts (World *world, const Case *row, gsize n)
{
  g_autoptr (GHashTable)
    letters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) parts = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      char *iri = called (world, row->rows[i].document, NS_FOAF "Person");
      guint letter = GPOINTER_TO_UINT (g_hash_table_lookup (letters, iri));

      if (letter == 0)
        letter = 'a' + g_hash_table_size (letters);
      g_hash_table_replace (letters, iri, GUINT_TO_POINTER (letter));
      g_string_append_c (parts, (char) letter);
    }
  if (row->expected != NULL)
    g_assert_cmpstr (parts->str, ==, row->expected);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  gsize n = 0;
  World world, backwards, piecemeal;

  while (n < G_N_ELEMENTS (row->rows) && row->rows[n].document != NULL)
    n++;
  world_init (&world);
  add (&world, row->rows, n);
  check_parts (&world, row, n);

  world_init (&backwards);
  for (gsize i = n; i-- > 0;)
    add (&backwards, &row->rows[i], 1);
  g_autofree char *forward = state (&world), *backward = state (&backwards);
  g_assert_cmpstr (forward, ==, backward);

  /* Each goes and comes back. */
  world_init (&piecemeal);
  add (&piecemeal, row->rows, n);
  for (gsize i = 0; i < n; i++)
    {
      drop (&piecemeal, row->rows[i].document);
      add (&piecemeal, &row->rows[i], 1);
    }
  g_autofree char *again = state (&piecemeal);
  g_assert_cmpstr (forward, ==, again);
  world_clear (&world);
  world_clear (&backwards);
  world_clear (&piecemeal);
}

/* --- decisions ------------------------------------------------------------------------------ */

static void
test_decisions (void)
{
  static const Made rows[] = {
    { "d:1", NAME, "chef", "Alfa" },
    { "d:2", NAME, "jurist", "Beta" },
    { "d:3", "Anna Lund", "chef", "Gamma" },
  };
  g_autoptr (GError) error = NULL;
  World world, other;
  guint n = 0;

  world_init (&world);
  add (&world, rows, 3);
  g_autofree char *before = state (&world);
  g_autofree char *a = called (&world, "d:1", NS_FOAF "Person");
  g_autofree char *b = called (&world, "d:2", NS_FOAF "Person");
  g_autofree char *c = called (&world, "d:3", NS_FOAF "Person");

  g_assert_true (nysta_decide (world.store, a, b, TRUE, FALSE, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (nysta_decide (world.store, b, c, TRUE, FALSE, &n, NULL));
  g_assert_false (nysta_decide (world.store, a, c, FALSE, FALSE, &n, &error));
  g_assert_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_CONFLICT);
  g_autofree char *said = state (&world);
  g_autofree char *now = called (&world, "d:3", NS_FOAF "Person");
  g_autofree char *one = called (&world, "d:1", NS_FOAF "Person");
  g_assert_cmpstr (now, ==, one);

  /* The same things said while documents come in another order. */
  world_init (&other);
  add (&other, &rows[2], 1);
  add (&other, &rows[1], 1);
  g_assert_true (nysta_decide (other.store, c, b, TRUE, FALSE, &n, NULL));
  add (&other, &rows[0], 1);
  drop (&other, "d:3");
  g_assert_true (nysta_decide (other.store, b, a, TRUE, FALSE, &n, NULL));
  add (&other, &rows[2], 1);
  g_autofree char *otherwise = state (&other);
  g_assert_cmpstr (said, ==, otherwise);

  g_assert_true (nysta_decide (world.store, a, b, TRUE, TRUE, &n, NULL));
  g_assert_true (nysta_decide (world.store, b, c, TRUE, TRUE, &n, NULL));
  g_autofree char *after = state (&world);
  g_assert_cmpstr (before, ==, after);
  world_clear (&world);
  world_clear (&other);
}

/* --- others stay ----------------------------------------------------------------------------- */

static void
test_others_stay (void)
{
  static const Made rows[] = {
    { "d:1", NAME, "chef", "Alfa", NULL, "a@example.se" },
    { "d:2", NAME, "chef", "Alfa" },
    { "d:3", "Bo Ek", "chef", "Alfa" },
  };
  static const Made new = { "d:4", "Bo Ek", NULL, "Alfa", NULL, "b@example.se" };
  World world;

  world_init (&world);
  add (&world, rows, 3);
  g_autofree char *before = called (&world, "d:2", NS_FOAF "Person");
  add (&world, &new, 1);
  g_autofree char *after = called (&world, "d:2", NS_FOAF "Person");
  g_autofree char *bo = called (&world, "d:3", NS_FOAF "Person");
  g_autofree char *new_bo = called (&world, "d:4", NS_FOAF "Person");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (bo, ==, new_bo);
  world_clear (&world);
}

/* --- many of one name -------------------------------------------------------------------------- */

static void
test_thousand (void)
{
  enum
  {
    N = 1000
  };
  g_autoptr (GPtrArray) appearances = g_ptr_array_new ();
  g_autoptr (GPtrArray) decisions = g_ptr_array_new ();
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  NystaAppearance *rows = g_new0 (NystaAppearance, N);

  g_ptr_array_add (keys, (gpointer) "person anna berg");
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *iri = g_strdup_printf ("p:%04u", i);
      g_autofree char *email = g_strdup_printf ("mailto:%u@example.se", i);
      NystaAppearance *row = &rows[i];

      *row = (NystaAppearance){
        .kind = NYSTA_PERSON, .name = NAME, .keys = keys, .roles = none, .aliases = none
      };
      row->iri = row->document = row->now = g_string_chunk_insert (strings, iri);
      row->places = g_ptr_array_new ();
      g_ptr_array_add (row->places, (gpointer) "alfa");
      row->emails = g_ptr_array_new ();
      g_ptr_array_add (row->emails, g_string_chunk_insert (strings, email));
      g_ptr_array_add (appearances, row);
    }

  g_autoptr (NystaResolution) resolution = nysta_resolve (appearances, decisions);
  g_assert_cmpuint (resolution->units->len, ==, N);
  g_assert_cmpuint (resolution->verdicts->len, ==, 0);
  for (guint i = 0; i < N; i++)
    {
      g_ptr_array_unref (rows[i].places);
      g_ptr_array_unref (rows[i].emails);
    }
  g_free (rows);
}

/* --- blocks, acronyms --------------------------------------------------------------------------- */

static void
test_acronyms (void)
{
  g_auto (GStrv) bare = nysta_block_bare_names ("exempel ab");
  g_auto (GStrv) town = nysta_block_bare_names ("nordviks kommun");
  g_auto (GStrv) none = nysta_block_bare_names ("stab");

  g_assert_true (nysta_block_is_acronym ("NDR"));
  g_assert_true (nysta_block_is_acronym ("SKR"));
  g_assert_false (nysta_block_is_acronym ("Kungsbacka"));
  g_assert_false (nysta_block_is_acronym ("N R"));
  g_assert_false (nysta_block_is_acronym ("KE"));
  g_assert_cmpstr (bare[0], ==, "exempel");
  g_assert_cmpstr (town[0], ==, "nordviks");
  g_assert_cmpstr (town[1], ==, "nordvik");
  g_assert_null (none[0]);
}

static void
test_organisations (void)
{
  static const Made rows[] = {
    { "d:1", .organisation = "Nordiska rådet", .acronym = "NDR" },
    { "d:2", .organisation = "NDR" },
    { "d:3", .organisation = "Nordens dräktriksdag", .acronym = "NDR" },
  };
  World world;

  world_init (&world);
  add (&world, rows, 2);
  g_autofree char *known = called (&world, "d:2", NS_ORG "Organization");
  g_assert_cmpstr (known, ==, BASE "id/organisation/nordiska-rådet");
  add (&world, &rows[2], 1);
  g_autofree char *unclear = called (&world, "d:2", NS_ORG "Organization");
  g_assert_cmpstr (unclear, ==, BASE "id/organisation/ndr");
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reconcile/persons/%s", cases[i].label);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/reconcile/decisions", test_decisions);
  g_test_add_func ("/reconcile/others-stay", test_others_stay);
  g_test_add_func ("/reconcile/a-thousand-of-one-name", test_thousand);
  g_test_add_func ("/reconcile/acronyms", test_acronyms);
  for (guint seed = 1; seed <= 6; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/reconcile/random/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_random);
    }
  g_test_add_func ("/reconcile/names", test_relations);
  g_test_add_func ("/reconcile/organisations", test_organisations);
  return g_test_run ();
}
