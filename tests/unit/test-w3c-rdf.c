/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The W3C's suites of RDF syntaxes, from their manifests: configure --with-w3c=DIR. They
 * are also looked for beside the source. What raptor does not pass stands with its reason
 * in tests/w3c/rdf-skipped.tsv; what stands there and passes all the same fails.
 */
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define NS_MF "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
#define NS_RDFT "http://www.w3.org/ns/rdftest#"

/* More rounds tell no two nodes of the suites apart. */
#define ROUNDS 6

static const char *const suites[] = { "rdf-n-triples", "rdf-n-quads", "rdf-turtle",
                                      "rdf-trig" };

typedef struct
{
  char *name; /* rdf-turtle/IRI_subject */
  char *type; /* TestTurtleEval */
  char *action;
  char *result; /* or NULL */
  char *base;
  const char *skip_reason; /* or NULL */
} Entry;

static GHashTable *skipped; /* name -> reason */
static char *w3c_dir;

/* --- graphs without the names of their blank nodes ----------------------------------- */

typedef struct
{
  char *terms[4]; /* N-Triples; "" for the unnamed graph */
} Quad;

static void
quad_clear (gpointer data)
{
  for (gsize i = 0; i < 4; i++)
    g_free (((Quad *) data)->terms[i]);
}

static char *
spell (const NystaTerm *term)
{
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_term_append_ntriples (term, out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
keep_quad (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Quad quad = { { spell (&statement->subject), spell (&statement->predicate),
                  spell (&statement->object), spell (&statement->graph) } };

  g_array_append_val (user_data, quad);
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What is said of @node (NULL: of all), with colours for blank nodes and itself as `@`. */
static char *
describe (const GArray *quads, GHashTable *colours, const char *node)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < quads->len; i++)
    {
      const Quad *quad = &g_array_index (quads, Quad, i);
      g_autoptr (GString) line = g_string_new (NULL);
      gboolean has_node = node == NULL;

      for (gsize k = 0; k < 4; k++)
        {
          const char *term = quad->terms[k];
          const char *colour = g_hash_table_lookup (colours, term);

          if (node != NULL && strcmp (term, node) == 0)
            {
              has_node = TRUE;
              colour = "@";
            }
          g_string_append_printf (line, "%s ", colour != NULL ? colour : term);
        }
      if (has_node)
        g_ptr_array_add (lines, g_string_free (g_steal_pointer (&line), FALSE));
    }
  g_ptr_array_sort (lines, compare_lines);
  /* A statement said twice is said once. */
  for (guint i = lines->len; i-- > 1;)
    if (strcmp (lines->pdata[i], lines->pdata[i - 1]) == 0)
      g_ptr_array_remove_index (lines, i);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* The same for two graphs that differ in labels alone; graphs that differ otherwise could
 * look the same only where no node can be told from another. */
static char *
canonical (const GArray *quads)
{
  g_autoptr (GHashTable)
    colours = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < quads->len; i++)
    for (gsize k = 0; k < 4; k++)
      {
        char *term = g_array_index (quads, Quad, i).terms[k];

        if (g_str_has_prefix (term, "_:"))
          g_hash_table_replace (colours, term, g_strdup ("*"));
      }
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GHashTable)
        next = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      GHashTableIter iter;
      gpointer node = NULL;

      g_hash_table_iter_init (&iter, colours);
      while (g_hash_table_iter_next (&iter, &node, NULL))
        {
          g_autofree char *text = describe (quads, colours, node);
          g_hash_table_insert (next, node,
                               g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1));
        }
      g_hash_table_unref (colours);
      colours = g_steal_pointer (&next);
    }
  return describe (quads, colours, NULL);
}

/* --- one test ------------------------------------------------------------------------ */

static GArray *
read_quads (const char *path, NystaSyntax syntax, const char *base, GError **error)
{
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (Quad));

  g_array_set_clear_func (quads, quad_clear);
  return nysta_rdf_read_file (path, syntax, base, "b", keep_quad, quads, error)
           ? g_steal_pointer (&quads)
           : NULL;
}

static NystaSyntax
syntax_of (const char *type)
{
  return strstr (type, "NTriples") != NULL ? NYSTA_SYNTAX_NTRIPLES
         : strstr (type, "NQuads") != NULL ? NYSTA_SYNTAX_NQUADS
         : strstr (type, "Trig") != NULL   ? NYSTA_SYNTAX_TRIG
                                           : NYSTA_SYNTAX_TURTLE;
}

/* NULL if @entry passes, else why not. (transfer full) */
static char *
what_fails (const Entry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray)
    got = read_quads (entry->action, syntax_of (entry->type), entry->base, &error);

  if (strstr (entry->type, "Negative") != NULL)
    return got == NULL ? NULL : g_strdup ("it is read without an error");
  if (got == NULL)
    return g_strdup (error->message);
  if (entry->result == NULL)
    return NULL;

  g_autoptr (GArray) wanted = read_quads (entry->result, NYSTA_SYNTAX_NQUADS, NULL, &error);
  if (wanted == NULL)
    return g_strdup (error->message);
  g_autofree char *got_text = canonical (got);
  g_autofree char *wanted_text = canonical (wanted);
  if (strcmp (got_text, wanted_text) == 0)
    return NULL;
  return g_strdup_printf ("got:\n%s\nwanted:\n%s", got_text, wanted_text);
}

static void
test_entry (gconstpointer data)
{
  const Entry *entry = data;
  g_autofree char *failure = what_fails (entry);

  if (entry->skip_reason != NULL && failure != NULL)
    g_test_skip (entry->skip_reason);
  else if (entry->skip_reason != NULL)
    g_test_fail_printf ("passes: take it out of rdf-skipped.tsv");
  else if (failure != NULL)
    g_test_fail_printf ("%s", failure);
}

/* --- manifests ----------------------------------------------------------------------- */

typedef struct
{
  GHashTable *entries; /* IRI -> Entry */
  char *base;
} Manifest;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->type);
  g_free (entry->action);
  g_free (entry->result);
  g_free (entry->base);
  g_free (entry);
}

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

  if (strcmp (predicate, NS_MF "assumedTestBase") == 0)
    manifest->base = g_strdup (object);
  else if (strcmp (predicate, RDF_TYPE) == 0 && g_str_has_prefix (object, NS_RDFT))
    entry_of (manifest, statement->subject.value)->type = g_strdup (object +
                                                                    strlen (NS_RDFT));
  else if (strcmp (predicate, NS_MF "action") == 0)
    entry_of (manifest, statement->subject.value)->action = g_strdup (object);
  else if (strcmp (predicate, NS_MF "result") == 0)
    entry_of (manifest, statement->subject.value)->result = g_strdup (object);
  return TRUE;
}

static void
add_entry (const char *suite, const char *iri, Entry *entry, const char *base)
{
  g_autofree char *folder = g_build_filename (w3c_dir, suite, NULL);
  g_autofree char *action = g_steal_pointer (&entry->action);
  g_autofree char *result = g_steal_pointer (&entry->result);

  entry->name = g_strconcat (suite, "/", strchr (iri, '#') + 1, NULL);
  entry->base = g_strconcat (base != NULL ? base : "http://x/", action, NULL);
  entry->action = g_build_filename (folder, action, NULL);
  if (result != NULL)
    entry->result = g_build_filename (folder, result, NULL);
  entry->skip_reason = g_hash_table_lookup (skipped, entry->name);

  g_autofree char *path = g_strconcat ("/w3c/", entry->name, NULL);
  g_test_add_data_func_full (path, entry, test_entry, entry_free);
}

static void
add_suite (const char *suite)
{
  Manifest manifest = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                        NULL };
  g_autofree char *path = g_build_filename (w3c_dir, suite, "manifest.ttl", NULL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer iri = NULL;
  gpointer entry = NULL;

  /* A base that leaves the files' names as they are. */
  nysta_rdf_read_file (path, NYSTA_SYNTAX_TURTLE, "m:", "b", take_statement, &manifest,
                       &error);
  g_assert_no_error (error);
  g_hash_table_iter_init (&iter, manifest.entries);
  while (g_hash_table_iter_next (&iter, &iri, &entry))
    {
      Entry *e = entry;

      g_assert_nonnull (e->type);
      g_assert_true (g_str_has_prefix (e->action, "m:"));
      memmove (e->action, e->action + 2, strlen (e->action) - 1);
      if (e->result != NULL)
        memmove (e->result, e->result + 2, strlen (e->result) - 1);
      add_entry (suite, iri, e, manifest.base);
    }
  g_hash_table_unref (manifest.entries);
  g_free (manifest.base);
}

static void
read_skipped (void)
{
  const char *root = g_getenv ("SRCDIR");
  g_autofree char *path = g_build_filename (root != NULL ? root : NYSTA_SOURCE_ROOT,
                                            "tests", "w3c", "rdf-skipped.tsv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (char **line = lines; *line != NULL; line++)
    {
      char *tab = strchr (*line, '\t');

      if (**line != '#' && tab != NULL)
        g_hash_table_insert (skipped, g_strndup (*line, (gsize) (tab - *line)),
                             g_strdup (tab + 1));
    }
}

static gboolean
find_suites (void)
{
  const char *root = g_getenv ("SRCDIR");
  const char *configured = g_getenv ("W3C_DIR");
  g_autofree char *beside = g_build_filename (root != NULL ? root : NYSTA_SOURCE_ROOT, "..",
                                              "shared", "w3c", NULL);
  const char *const dirs[] = { configured, beside };

  for (gsize i = 0; i < G_N_ELEMENTS (dirs); i++)
    if (dirs[i] != NULL && dirs[i][0] != '\0')
      {
        g_autofree char *path = g_build_filename (dirs[i], suites[0], NULL);

        if (g_file_test (path, G_FILE_TEST_IS_DIR))
          w3c_dir = g_strdup (dirs[i]);
        if (w3c_dir != NULL)
          return TRUE;
      }
  return FALSE;
}

static void
test_no_suites (void)
{
  g_test_skip ("the W3C's suites are not here: configure --with-w3c=DIR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  read_skipped ();
  if (find_suites ())
    for (gsize i = 0; i < G_N_ELEMENTS (suites); i++)
      add_suite (suites[i]);
  else
    g_test_add_func ("/w3c/none", test_no_suites);

  int status = g_test_run ();
  g_hash_table_unref (skipped);
  g_free (w3c_dir);
  return status;
}
