/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The W3C's syntax tests of SPARQL 1.1, from all manifests of its suite that have some, and
 * the queries and updates of its evaluation tests, which must be right too: configure
 * --with-w3c=DIR. The suite is also looked for beside the source.
 */
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"
#include "sparql/parse/syntax-tree.h"

#include <string.h>

#define NS_MF "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
#define NS_QT "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
#define NS_UT "http://www.w3.org/2009/sparql/tests/test-update#"
#define BASE "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"

typedef struct
{
  char *type; /* PositiveSyntaxTest11 */
  char *action;
} Entry;

typedef struct
{
  char *path;
  char *base;
  gboolean negative;
} Case;

/* Of one manifest */
typedef struct
{
  GHashTable *entries; /* IRI -> Entry */
  GHashTable *texts;   /* an action's blank node -> IRI of its query or update */
} Manifest;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->type);
  g_free (entry->action);
  g_free (entry);
}

static void
case_free (gpointer data)
{
  Case *c = data;

  g_free (c->path);
  g_free (c->base);
  g_free (c);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  gboolean is_update = g_str_has_suffix (c->path, ".ru");
  NystaSyntaxOptions options = { .base = c->base, .strict = TRUE };
  g_autofree char *text = NULL;
  gsize n_bytes = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (c->path, &text, &n_bytes, NULL));

  g_autoptr (NystaSyntaxTree) tree = nysta_syntax_parse (
    text, (gssize) n_bytes, is_update ? NYSTA_SYNTAX_UPDATE_UNIT : NYSTA_SYNTAX_QUERY_UNIT,
    &options, &error);
  if (c->negative && tree != NULL)
    g_test_fail_printf ("%s: is parsed without an error", c->path);
  else if (!c->negative && tree == NULL)
    g_test_fail_printf ("%s: %s", c->path, error->message);
}

/* --- manifests ---------------------------------------------------------------------------- */

static Entry *
entry_of (Manifest *manifest, const char *iri)
{
  Entry *entry = g_hash_table_lookup (manifest->entries, iri);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_hash_table_insert (manifest->entries, g_strdup (iri), entry);
    }
  return entry;
}

static gboolean
take_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Manifest *manifest = user_data;
  const char *predicate = statement->predicate.value;
  const char *object = statement->object.value;
  Entry *entry = NULL;

  if (strcmp (predicate, RDF_TYPE) == 0 && g_str_has_prefix (object, NS_MF) &&
      (strstr (object, "SyntaxTest11") != NULL ||
       strstr (object, "EvaluationTest") != NULL))
    {
      entry = entry_of (manifest, statement->subject.value);
      g_free (entry->type);
      entry->type = g_strdup (object + strlen (NS_MF));
    }
  else if (strcmp (predicate, NS_MF "action") == 0)
    {
      entry = entry_of (manifest, statement->subject.value);
      g_free (entry->action);
      entry->action = g_strdup (object);
    }
  else if (strcmp (predicate, NS_QT "query") == 0 ||
           strcmp (predicate, NS_UT "request") == 0)
    g_hash_table_insert (manifest->texts, g_strdup (statement->subject.value),
                         g_strdup (object));
  return TRUE;
}

static void
add_entry (const Manifest *manifest, const char *root, const char *name, const Entry *entry)
{
  const char *iri = g_hash_table_lookup (manifest->texts, entry->action);

  if (iri == NULL)
    iri = entry->action;
  if (entry->type == NULL || !g_str_has_prefix (iri, BASE) ||
      !(g_str_has_suffix (iri, ".rq") || g_str_has_suffix (iri, ".ru")))
    return;

  g_autofree char *path = g_build_filename (root, iri + strlen (BASE), NULL);
  gboolean is_syntax = strstr (entry->type, "Syntax") != NULL;
  g_autofree char *test = g_strdup_printf ("/w3c/sparql11/%s/%s",
                                           is_syntax ? "syntax" : "evaluation", name);
  Case *c = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  c = g_new0 (Case, 1);
  c->path = g_steal_pointer (&path);
  c->base = g_strdup (iri);
  c->negative = g_str_has_prefix (entry->type, "Negative");
  g_test_add_data_func_full (test, c, test_case, case_free);
}

static void
add_manifest (const char *root, const char *folder)
{
  g_autofree char *path = g_build_filename (root, folder, "manifest.ttl", NULL);
  g_autofree char *base = g_strconcat (BASE, folder, "/manifest.ttl", NULL);
  g_autoptr (GHashTable)
    entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  g_autoptr (GHashTable)
    texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Manifest manifest = { entries, texts };
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer iri = NULL, entry = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  nysta_rdf_read_file (path, NYSTA_SYNTAX_TURTLE, base, "b", take_statement, &manifest,
                       &error);
  g_assert_no_error (error);
  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &iri, &entry))
    if (((Entry *) entry)->action != NULL && strchr (iri, '#') != NULL)
      {
        g_autofree char *name = g_strconcat (folder, "/", strchr (iri, '#') + 1, NULL);

        add_entry (&manifest, root, name, entry);
      }
}

static char *
find_suite (void)
{
  const char *source = g_getenv ("SRCDIR");
  const char *configured = g_getenv ("W3C_DIR");
  g_autofree char *beside = g_build_filename (source != NULL ? source : NYSTA_SOURCE_ROOT,
                                              "..", "shared", "w3c", NULL);
  const char *const dirs[] = { configured, beside };

  for (gsize i = 0; i < G_N_ELEMENTS (dirs); i++)
    if (dirs[i] != NULL && dirs[i][0] != '\0')
      {
        g_autofree char *path = g_build_filename (dirs[i], "sparql11", NULL);

        if (g_file_test (path, G_FILE_TEST_IS_DIR))
          return g_steal_pointer (&path);
      }
  return NULL;
}

static void
test_no_suite (void)
{
  g_test_skip ("the W3C's suites are not here: configure --with-w3c=DIR");
}

int
main (int argc, char **argv)
{
  g_autofree char *root = NULL;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  root = find_suite ();
  if (root == NULL)
    g_test_add_func ("/w3c/sparql11/none", test_no_suite);

  g_autoptr (GDir) dir = root != NULL ? g_dir_open (root, 0, NULL) : NULL;

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    add_manifest (root, name);
  return g_test_run ();
}
