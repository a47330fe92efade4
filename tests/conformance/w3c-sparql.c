/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The W3C's suites of SPARQL tests, from their manifests: configure --with-w3c=DIR, or
 * `w3c-sparql DIR`, where DIR holds sparql11/, sparql10/ or data-r2/, or is one of them.
 *
 * skipped.tsv: tests that are not for us, and why; one that passes all the same fails. An
 * IRI that ends in * stands for all of a manifest.
 * not-yet.tsv: tests that the engine does not pass yet, which count as skipped. That list
 * only shrinks: one that passes fails until its line is gone, and NYSTA_BLESS=1 takes out
 * the lines of those that pass; nothing adds any.
 *
 * by-value.tsv: tests whose numbers are compared by value, since what is expected has forms
 * that no standard settles, such as 13 and 1.0 for two floats; elsewhere a term is equal
 * to itself alone.
 *
 * `w3c-sparql --only=TEXT [DIR]` runs the tests whose IRI has TEXT in it, in this process
 * and whatever the lists say. With --command=NYSTA all goes through the command line, and
 * only what concerns that is said: the same tests, with the same lists.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "engine.h"
#include "run-test.h"
#include "sparql/service/http.h"

typedef struct
{
  GHashTable *skipped; /* IRI -> why */
  GHashTable *not_yet;
  GHashTable *by_value;
  GHashTable *passed; /* IRIs of not_yet: to be taken out */
  const char *only;   /* or NULL */
  gboolean blesses;
  guint number;
  guint n_failed;
  guint n_passed[N_TEST_KINDS];
  guint n_tests[N_TEST_KINDS];
} Suite;

static char *
list_path (const char *name)
{
  const char *root = g_getenv ("SRCDIR");

  return g_build_filename (root != NULL ? root : NYSTA_SOURCE_ROOT, "tests", "conformance",
                           name, NULL);
}

static GHashTable *
read_list (const char *name)
{
  GHashTable *list = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = list_path (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", 2);

      if ((*line)[0] != '#' && (*line)[0] != '\0')
        g_hash_table_insert (list, g_strdup (fields[0]),
                             g_strdup (fields[1] != NULL ? fields[1] : ""));
    }
  return list;
}

/* --- saying it ------------------------------------------------------------------------- */

static void
say_ok (Suite *suite, const char *iri)
{
  printf ("ok %u - %s\n", ++suite->number, iri);
}

static void
say_skipped (Suite *suite, const char *iri, const char *why)
{
  printf ("ok %u - %s # SKIP %s\n", ++suite->number, iri, why);
}

static void
say_failed (Suite *suite, const char *iri, const char *why)
{
  printf ("not ok %u - %s\n%s", ++suite->number, iri, why);
  suite->n_failed++;
}

/* --- a test and the lists ----------------------------------------------------------------- */

/* Why @iri is skipped, or NULL. */
static const char *
find_skipped (const Suite *suite, const char *iri)
{
  g_autofree char *manifest = g_strndup (iri, strcspn (iri, "#"));
  g_autofree char *all = g_strconcat (manifest, "#*", NULL);
  const char *why = g_hash_table_lookup (suite->skipped, iri);

  return why != NULL ? why : g_hash_table_lookup (suite->skipped, all);
}

static void
say_passed (Suite *suite, const W3cTest *test)
{
  const char *skipped = find_skipped (suite, test->iri);

  suite->n_passed[test->kind]++;
  if (skipped != NULL)
    say_failed (suite, test->iri,
                "# it passes: take its line out of tests/conformance/skipped.tsv\n");
  else if (!g_hash_table_contains (suite->not_yet, test->iri))
    say_ok (suite, test->iri);
  else if (suite->blesses)
    {
      g_hash_table_add (suite->passed, g_strdup (test->iri));
      say_ok (suite, test->iri);
    }
  else
    say_failed (suite, test->iri,
                "# it passes: take its line out of tests/conformance/not-yet.tsv "
                "(NYSTA_BLESS=1 does)\n");
}

static void
run_listed (Suite *suite, const W3cTest *test)
{
  g_autoptr (GString) why = g_string_new (NULL);
  const char *skipped = find_skipped (suite, test->iri);
  const char *not_yet = g_hash_table_lookup (suite->not_yet, test->iri);

  suite->n_tests[test->kind]++;
  if (skipped != NULL && test->kind == TEST_OTHER)
    say_skipped (suite, test->iri, skipped);
  else if (test->kind == TEST_UPDATE && !engine_has_updates ())
    say_skipped (suite, test->iri, "no updates yet");
  else if (test->kind == TEST_QUERY && test_asks_services (test) &&
           nysta_http_module (NULL) == NULL)
    say_skipped (suite, test->iri, "SERVICE: nysta is built without libcurl");
  else if (test_run_apart (test, why))
    say_passed (suite, test);
  else if (skipped != NULL)
    say_skipped (suite, test->iri, skipped);
  else if (not_yet != NULL)
    {
      g_autofree char *reason = g_strconcat ("not yet: ", not_yet, NULL);

      say_skipped (suite, test->iri, reason);
    }
  else
    say_failed (suite, test->iri, why->str);
}

static void
run_only (Suite *suite, const W3cTest *test)
{
  g_autoptr (GString) why = g_string_new (NULL);

  if (strstr (test->iri, suite->only) == NULL)
    return;
  if (test_run (test, why))
    say_ok (suite, test->iri);
  else
    say_failed (suite, test->iri, why->str);
}

/* --- the lists ------------------------------------------------------------------------------ */

/* A line about a test that isn't there helps nobody; of suites that are not here nothing
 * can be said. */
static void
check_list (Suite *suite, GHashTable *list, const GPtrArray *tests, const char *name)
{
  g_autoptr (GHashTable)
    manifests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) iris = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) stale = g_string_new (NULL);
  g_autofree char *what = g_strdup_printf ("%s names no test that isn't there", name);
  GHashTableIter iter;
  gpointer iri = NULL;

  for (guint i = 0; i < tests->len; i++)
    {
      const W3cTest *test = tests->pdata[i];

      g_hash_table_add (iris, test->iri);
      g_hash_table_add (manifests, g_strndup (test->iri, strcspn (test->iri, "#")));
    }
  g_hash_table_iter_init (&iter, list);
  while (g_hash_table_iter_next (&iter, &iri, NULL))
    {
      g_autofree char *manifest = g_strndup (iri, strcspn (iri, "#"));

      if (g_hash_table_contains (manifests, manifest) &&
          !g_hash_table_contains (iris, iri) && !g_str_has_suffix (iri, "#*"))
        g_string_append_printf (stale, "# %s\n", (char *) iri);
    }
  if (stale->len > 0)
    say_failed (suite, what, stale->str);
  else
    say_ok (suite, what);
}

static void
check_files (Suite *suite, const GPtrArray *tests)
{
  g_autoptr (GString) wrong = g_string_new (NULL);

  for (guint i = 0; i < tests->len; i++)
    {
      const W3cTest *test = tests->pdata[i];

      if (test->kind != TEST_OTHER && !test_check_files (test, wrong))
        g_string_append_printf (wrong, "# needed by %s\n", test->iri);
    }
  if (wrong->len > 0)
    say_failed (suite, "every file of the tests can be read", wrong->str);
  else
    say_ok (suite, "every file of the tests can be read");
}

static void
bless (const Suite *suite)
{
  g_autofree char *path = list_path ("not-yet.tsv");
  g_autofree char *text = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);

  if (g_hash_table_size (suite->passed) == 0 ||
      !g_file_get_contents (path, &text, NULL, NULL))
    return;
  for (const char *line = text; *line != '\0';)
    {
      gsize n_bytes = strcspn (line, "\n") + (strchr (line, '\n') != NULL);
      g_autofree char *iri = g_strndup (line, strcspn (line, "\t\n"));

      if (!g_hash_table_contains (suite->passed, iri))
        g_string_append_len (kept, line, (gssize) n_bytes);
      line += n_bytes;
    }
  g_file_set_contents (path, kept->str, (gssize) kept->len, NULL);
}

/* --- all -------------------------------------------------------------------------------------- */

static void
run_suite (Suite *suite, const GPtrArray *tests)
{
  for (guint i = 0; i < tests->len; i++)
    {
      W3cTest *test = tests->pdata[i];

      test->by_value = g_hash_table_contains (suite->by_value, test->iri);
      if (suite->only != NULL)
        run_only (suite, test);
      else
        run_listed (suite, test);
    }
  if (suite->only == NULL)
    {
      check_files (suite, tests);
      check_list (suite, suite->skipped, tests, "skipped.tsv");
      check_list (suite, suite->not_yet, tests, "not-yet.tsv");
      check_list (suite, suite->by_value, tests, "by-value.tsv");
      for (guint i = 0; i < N_TEST_KINDS; i++)
        if (suite->n_tests[i] > 0)
          printf ("# %s: %u of %u pass\n", test_kind_names[i], suite->n_passed[i],
                  suite->n_tests[i]);
    }
  printf ("1..%u\n", suite->number);
}

/* The folder asked for, or the configured one, or the one beside the sources. */
static char *
find_folder (const char *argument)
{
  const char *configured = g_getenv ("W3C_DIR");
  const char *root = g_getenv ("SRCDIR");

  if (argument != NULL)
    return g_strdup (argument);
  if (configured != NULL && configured[0] != '\0')
    return g_strdup (configured);
  return g_build_filename (root != NULL ? root : NYSTA_SOURCE_ROOT, "..", "shared", "w3c",
                           NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GHashTable) skipped = read_list ("skipped.tsv");
  g_autoptr (GHashTable) not_yet = read_list ("not-yet.tsv");
  g_autoptr (GHashTable) by_value = read_list ("by-value.tsv");
  g_autoptr (GHashTable)
    passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Suite suite = { .skipped = skipped,
                  .not_yet = not_yet,
                  .by_value = by_value,
                  .passed = passed,
                  .blesses = g_strcmp0 (g_getenv ("NYSTA_BLESS"), "1") == 0 };
  const char *argument = NULL;

  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--only="))
      suite.only = argv[i] + strlen ("--only=");
    else if (g_str_has_prefix (argv[i], "--command="))
      command_use (argv[i] + strlen ("--command="));
    else if (argv[i][0] != '-')
      argument = argv[i];

  g_autofree char *folder = find_folder (argument);
  g_autoptr (GString) warnings = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tests = manifest_read_folder (folder, warnings, &error);

  if (tests == NULL)
    {
      printf ("Bail out! %s\n", error->message);
      return 99;
    }
  if (tests->len == 0 && argument == NULL)
    {
      printf (
        "1..0 # SKIP the W3C's SPARQL tests are not here: configure --with-w3c=DIR\n");
      return 0;
    }
  printf ("%s", warnings->str);
  run_suite (&suite, tests);
  if (suite.blesses)
    bless (&suite);
  return suite.n_failed > 0 ? 1 : 0;
}
