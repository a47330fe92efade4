/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every way in which a plugin's folder can be broken, and which plugin is chosen. */
#include "config.h"
#include "toys.h"

#include "base/error.h"
#include "base/limits.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PREFIXES                                                                           \
  "@prefix nysta: <https://w3id.org/nysta#> . @prefix dcterms: "                           \
  "<http://purl.org/dc/terms/> "                                                           \
  ". @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
#define LICENCE "; dcterms:license <https://spdx.org/licenses/MIT> "
#define READER "<> a nysta:ReaderPlugin "
#define ID "; nysta:id \"toy\" "
#define ABI "; nysta:abi 1 "
#define RELEASE "; nysta:version \"0.1.0\" "
#define OBJECT "; nysta:object <toy.so> "
#define ACCEPTS "; nysta:accepts \"text/plain\" "
#define END ".\n"

typedef struct
{
  const char *name;
  const char *turtle; /* NULL: no file */
  int code;           /* of NYSTA_MANIFEST_ERROR; -1: another domain */
  const char *message;
} BrokenCase;

static const BrokenCase broken_cases[] = {
  { "no-manifest", NULL, NYSTA_MANIFEST_ERROR_MISSING, "holds no manifest.ttl" },
  { "empty", "", NYSTA_MANIFEST_ERROR_MISSING, "describes no plugin" },
  { "not-turtle", PREFIXES "<> a nysta:ReaderPlugin ; ;; nysta:id", -1, "manifest.ttl:" },
  { "binary",
    "\x7f"
    "ELF\1\2\3",
    -1, "manifest.ttl" },
  { "other-class", PREFIXES "<> a nysta:Plugin " ID END, NYSTA_MANIFEST_ERROR_MISSING,
    "describes no plugin" },
  { "two-kinds", PREFIXES "<> a nysta:ReaderPlugin, nysta:SourcePlugin " ID END,
    NYSTA_MANIFEST_ERROR_INVALID, "describes 2 plugins" },
  { "two-plugins", PREFIXES READER ID END "<x> a nysta:ReaderPlugin .",
    NYSTA_MANIFEST_ERROR_INVALID, "describes 2 plugins" },
  { "no-id", PREFIXES READER ABI RELEASE OBJECT ACCEPTS LICENCE END,
    NYSTA_MANIFEST_ERROR_MISSING, "no nysta:id" },
  { "two-ids", PREFIXES READER ID "; nysta:id \"other\" " END, NYSTA_MANIFEST_ERROR_INVALID,
    "nysta:id has 2 values" },
  { "id-iri", PREFIXES READER "; nysta:id <toy> " END, NYSTA_MANIFEST_ERROR_INVALID,
    "nysta:id wants a string" },
  { "id-capital", PREFIXES READER "; nysta:id \"Toy\" " ABI END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not an id" },
  { "id-hash", PREFIXES READER "; nysta:id \"a#b\" " ABI END, NYSTA_MANIFEST_ERROR_INVALID,
    "is not an id" },
  { "id-path", PREFIXES READER "; nysta:id \"../toy\" " ABI END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not an id" },
  { "id-long",
    PREFIXES READER "; nysta:id \"a0123456789012345678901234567890123456789"
                    "0123456789012345678901234567890123456789\" " ABI END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not an id" },
  { "no-abi", PREFIXES READER ID RELEASE OBJECT ACCEPTS LICENCE END,
    NYSTA_MANIFEST_ERROR_MISSING, "no nysta:abi" },
  { "abi-word", PREFIXES READER ID "; nysta:abi \"one\" " END, NYSTA_MANIFEST_ERROR_INVALID,
    "nysta:abi “one” is not a whole number" },
  { "abi-huge", PREFIXES READER ID "; nysta:abi 99999999999999999999 " END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not a whole number" },
  /* Refused for its ABI although its object isn't even there: nothing is opened. */
  { "abi-later", PREFIXES READER ID "; nysta:abi 2 ; nysta:object <none.so> " END,
    NYSTA_MANIFEST_ERROR_ABI,
    "toy is made for plugin ABI 2, this nysta has 1: install a later nysta" },
  { "no-version", PREFIXES READER ID ABI OBJECT ACCEPTS LICENCE END,
    NYSTA_MANIFEST_ERROR_MISSING, "no nysta:version" },
  { "version-spaces", PREFIXES READER ID ABI "; nysta:version \"1 0\" " LICENCE END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not a version" },
  { "no-licence", PREFIXES READER ID ABI RELEASE OBJECT ACCEPTS END,
    NYSTA_MANIFEST_ERROR_MISSING, "no dcterms:license" },
  { "licence-string", PREFIXES READER ID ABI RELEASE "; dcterms:license \"MIT\" " END,
    NYSTA_MANIFEST_ERROR_INVALID, "dcterms:license wants an IRI" },
  { "no-accepts", PREFIXES READER ID ABI RELEASE OBJECT LICENCE END,
    NYSTA_MANIFEST_ERROR_MISSING, "no nysta:accepts" },
  { "accepts-not-a-type",
    PREFIXES READER ID ABI RELEASE OBJECT LICENCE "; nysta:accepts \"text\" " END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not a media type" },
  { "accepts-spaces",
    PREFIXES READER ID ABI RELEASE OBJECT LICENCE
    "; nysta:accepts \"text/plain text/html\" " END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not a media type" },
  { "accepts-no-scheme",
    PREFIXES "<> a nysta:SourcePlugin " ID ABI RELEASE OBJECT LICENCE
             "; nysta:accepts \"https://\" " END,
    NYSTA_MANIFEST_ERROR_INVALID, "a scheme" },
  { "accepts-no-language",
    PREFIXES "<> a nysta:ExtractorPlugin " ID ABI RELEASE OBJECT LICENCE
             "; nysta:accepts \"på svenska\" " END,
    NYSTA_MANIFEST_ERROR_INVALID, "a language" },
  { "deadline-zero",
    PREFIXES READER ID ABI RELEASE OBJECT ACCEPTS LICENCE "; nysta:deadlineSeconds 0 " END,
    NYSTA_MANIFEST_ERROR_INVALID, "nysta:deadlineSeconds" },
  { "memory-negative",
    PREFIXES READER ID ABI RELEASE OBJECT ACCEPTS LICENCE "; nysta:memoryMegabytes -5 " END,
    NYSTA_MANIFEST_ERROR_INVALID, "nysta:memoryMegabytes" },
  { "no-object", PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE END,
    NYSTA_MANIFEST_ERROR_MISSING, "no nysta:object" },
  { "object-string",
    PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE "; nysta:object \"toy.so\" " END,
    NYSTA_MANIFEST_ERROR_INVALID, "nysta:object wants an IRI" },
  { "object-not-built",
    PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE "; nysta:object <other.so> " END,
    NYSTA_MANIFEST_ERROR_INVALID, "other.so cannot be found: build the plugin first" },
  { "object-web",
    PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE
    "; nysta:object <http://example.org/toy.so> " END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not a file" },
  { "object-outside",
    PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE "; nysta:object <../outside.so> " END,
    NYSTA_MANIFEST_ERROR_INVALID, "lies outside the plugin's folder" },
  { "object-system",
    PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE
    "; nysta:object <file:///etc/passwd> " END,
    NYSTA_MANIFEST_ERROR_INVALID, "lies outside the plugin's folder" },
  { "object-link-outside",
    PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE "; nysta:object <link.so> " END,
    NYSTA_MANIFEST_ERROR_INVALID, "lies outside the plugin's folder" },
  { "object-folder",
    PREFIXES READER ID ABI RELEASE ACCEPTS LICENCE "; nysta:object <sub> " END,
    NYSTA_MANIFEST_ERROR_INVALID, "is not a file" },
};

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A plugin's folder in @box with something for an object. */
static char *
folder_new (const NystaToyBox *box, const char *name, const char *turtle)
{
  char *folder = g_build_filename (box->folder, name, NULL);
  g_autofree char *sub = g_build_filename (folder, "sub", NULL);
  g_autofree char *link = g_build_filename (folder, "link.so", NULL);

  g_mkdir_with_parents (sub, 0700);
  write_file (box->folder, "outside.so", "not an object");
  write_file (folder, "toy.so", "not an object");
  g_assert_cmpint (symlink ("../outside.so", link), ==, 0);
  if (turtle != NULL)
    write_file (folder, "manifest.ttl", turtle);
  return folder;
}

static void
test_broken (gconstpointer data)
{
  const BrokenCase *broken = data;
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autofree char *folder = folder_new (box, "toy", broken->turtle);
  g_autoptr (GError) error = NULL;
  NystaManifest *manifest = nysta_manifest_load (folder, &error);

  g_assert_null (manifest);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  if (broken->code >= 0)
    g_assert_error (error, NYSTA_MANIFEST_ERROR, broken->code);
  else
    g_assert_true (error->domain == NYSTA_RDF_ERROR);
  g_assert_nonnull (strstr (error->message, broken->message));
  g_assert_true (g_str_has_prefix (error->message, box->folder));
  g_assert_null (strchr (error->message, '\n'));
}

/* A manifest that never ends is not read to its end. */
static void
test_too_long (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autofree char *turtle = g_strnfill (NYSTA_MAX_MANIFEST_BYTES + 1, ' ');
  g_autofree char *folder = folder_new (box, "toy", turtle);
  g_autoptr (GError) error = NULL;

  g_assert_null (nysta_manifest_load (folder, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "manifest.ttl: "));
  g_assert_nonnull (strstr (error->message, "larger than"));
}

#define WHOLE PREFIXES READER ID ABI RELEASE OBJECT ACCEPTS LICENCE

static void
test_sound (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autofree char *folder = folder_new (
    box, "en mapp ö%",
    WHOLE "; nysta:accepts \"text/x-toy\" ; nysta:after \"b\", \"c\" ;"
          "nysta:deadlineSeconds 7 ; nysta:memoryMegabytes 9 ; rdfs:label \"Läser\"@sv .");
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaManifest) manifest = nysta_manifest_load (folder, &error);

  g_assert_no_error (error);
  g_autofree char *object = g_build_filename (folder, "toy.so", NULL);
  g_assert_cmpstr (manifest->folder, ==, folder);
  g_assert_cmpstr (manifest->object, ==, object);
  g_assert_cmpstr (manifest->id, ==, "toy");
  g_assert_cmpint (manifest->kind, ==, NYSTA_KIND_READER);
  g_assert_cmpuint (manifest->abi, ==, 1);
  g_assert_cmpstr (manifest->version, ==, "0.1.0");
  g_assert_cmpstr (manifest->licence, ==, "MIT");
  g_assert_cmpstr (manifest->label, ==, "Läser");
  g_assert_true (g_strv_contains ((const char *const *) manifest->accepts, "text/plain"));
  g_assert_true (g_strv_contains ((const char *const *) manifest->accepts, "text/x-toy"));
  g_assert_cmpuint (g_strv_length (manifest->after), ==, 2);
  g_assert_cmpuint (manifest->deadline_ms, ==, 7000);
  g_assert_cmpuint (manifest->memory_bytes, ==, 9 * 1024 * 1024);
  g_assert_cmpuint (strlen (nysta_manifest_digest (manifest)), ==, 64);
}

/* A changed object or a changed manifest is another plugin. */
static void
test_digest (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autofree char *folder = folder_new (box, "toy", WHOLE END);
  g_autoptr (NystaManifest) first = nysta_manifest_load (folder, NULL);
  g_autoptr (NystaManifest) again = nysta_manifest_load (folder, NULL);

  nysta_manifest_digest (first);
  nysta_manifest_digest (again);
  write_file (folder, "toy.so", "not an object either");
  g_autoptr (NystaManifest) rebuilt = nysta_manifest_load (folder, NULL);
  nysta_manifest_digest (rebuilt);
  write_file (folder, "manifest.ttl", WHOLE "; nysta:deadlineSeconds 7 " END);
  g_autoptr (NystaManifest) rewritten = nysta_manifest_load (folder, NULL);

  g_assert_cmpstr (nysta_manifest_digest (first), ==, nysta_manifest_digest (again));
  g_assert_cmpstr (nysta_manifest_digest (first), !=, nysta_manifest_digest (rebuilt));
  g_assert_cmpstr (nysta_manifest_digest (rebuilt), !=, nysta_manifest_digest (rewritten));
}

/* --- the registry ------------------------------------------------------------------ */

static void
add_plugin (const NystaToyBox *box, const char *dir, const char *class_name, const char *id,
            const char *accepts, const char *after)
{
  g_autofree char *name = g_build_filename (dir, id, NULL);
  g_autofree char *turtle = g_strdup_printf (
    PREFIXES "<> a nysta:%s ; nysta:id \"%s\" ; nysta:accepts \"%s\" %s" ABI RELEASE OBJECT
      LICENCE END,
    class_name, id, accepts, after);
  g_autofree char *folder = folder_new (box, name, turtle);
}

static void
test_choice (void)
{
  static const struct
  {
    const char *locator;
    const char *source;
  } cases[] = {
    { "press", "source-a" },
    { "./a: b.txt", "source-a" },
    { "notes: May.txt", "source-a" },
    { "https://example.org/", "source-b" },
    { "HTTPS://example.org/", "source-b" },
    { "gopher://example.org/", NULL },
    { "-", "source-a" },
  };
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autofree char *dir = g_build_filename (box->folder, "one", NULL);
  const char *dirs[] = { "/no/such/folder", dir, NULL };

  add_plugin (box, "one", "SourcePlugin", "source-a", "path", "");
  add_plugin (box, "one", "SourcePlugin", "source-b", "https", "");
  add_plugin (box, "one", "ReaderPlugin", "reader-a", "text/plain", "");
  g_autoptr (NystaRegistry) registry = nysta_registry_new (dirs);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const NystaManifest *source = nysta_registry_source (registry, cases[i].locator);
      g_assert_cmpstr (source != NULL ? source->id : NULL, ==, cases[i].source);
    }
  g_assert_cmpstr (nysta_registry_reader (registry, "Text/Plain; charset=utf-8")->id, ==,
                   "reader-a");
  g_assert_null (nysta_registry_reader (registry, "text/html"));
  g_assert_null (nysta_registry_find (registry, "reader-b"));
}

static void
test_shadowing (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autofree char *one = g_build_filename (box->folder, "one", NULL);
  g_autofree char *two = g_build_filename (box->folder, "two", NULL);
  g_autofree char *three = g_build_filename (box->folder, "three", NULL);
  const char *dirs[] = { one, two, one, three, NULL };

  g_autofree char *broken = folder_new (box, "one/toy", PREFIXES READER ID END);
  add_plugin (box, "two", "ReaderPlugin", "toy", "text/plain", "");
  add_plugin (box, "three", "ReaderPlugin", "toy", "text/plain", "");
  g_autoptr (NystaRegistry) registry = nysta_registry_new (dirs);
  GPtrArray *entries = nysta_registry_entries (registry);

  /* A broken one shadows nothing; a folder that is searched twice is there once. */
  g_assert_cmpuint (entries->len, ==, 3);
  const NystaRegistryEntry *first = g_ptr_array_index (entries, 0);
  const NystaRegistryEntry *second = g_ptr_array_index (entries, 1);
  const NystaRegistryEntry *third = g_ptr_array_index (entries, 2);
  g_assert_true (nysta_registry_find (registry, "toy") == first->manifest);
  g_assert_true (g_str_has_prefix (first->folder, two));
  g_assert_false (first->shadowed);
  g_assert_true (second->shadowed);
  g_assert_cmpstr (third->folder, ==, broken);
  g_assert_null (third->manifest);
  g_assert_error (third->error, NYSTA_MANIFEST_ERROR, NYSTA_MANIFEST_ERROR_MISSING);
}

static char *
extractor_order (NystaRegistry *registry)
{
  g_autoptr (GPtrArray) extractors = nysta_registry_extractors (registry);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < extractors->len; i++)
    g_string_append_printf (order, "%s ",
                            ((NystaManifest *) g_ptr_array_index (extractors, i))->id);
  return g_string_free (order, FALSE);
}

static void
test_order (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autofree char *dir = g_build_filename (box->folder, "one", NULL);
  g_autofree char *own = g_build_filename (dir, "d", NULL);
  const char *dirs[] = { dir, NULL };
  const char *one_plugin[] = { own, NULL };

  add_plugin (box, "one", "ExtractorPlugin", "a", "*", "; nysta:after \"c\", \"nobody\" ");
  add_plugin (box, "one", "ExtractorPlugin", "b", "*", "");
  add_plugin (box, "one", "ExtractorPlugin", "c", "sv", "; nysta:after \"d\" ");
  add_plugin (box, "one", "ExtractorPlugin", "d", "*", "; nysta:after \"d\" ");
  /* Two that wait for each other run all the same. */
  add_plugin (box, "one", "ExtractorPlugin", "x", "*", "; nysta:after \"y\" ");
  add_plugin (box, "one", "ExtractorPlugin", "y", "*", "; nysta:after \"x\" ");

  g_autoptr (NystaRegistry) registry = nysta_registry_new (dirs);
  g_autofree char *order = extractor_order (registry);
  g_assert_cmpstr (order, ==, "b d c a x y ");

  /* A plugin's own folder on the path. */
  g_autoptr (NystaRegistry) small = nysta_registry_new (one_plugin);
  g_autofree char *small_order = extractor_order (small);
  g_assert_cmpstr (small_order, ==, "d ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (broken_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/manifest/broken/%s", broken_cases[i].name);
      g_test_add_data_func (path, &broken_cases[i], test_broken);
    }
  g_test_add_func ("/manifest/too-long", test_too_long);
  g_test_add_func ("/manifest/sound", test_sound);
  g_test_add_func ("/manifest/digest", test_digest);
  g_test_add_func ("/registry/choice", test_choice);
  g_test_add_func ("/registry/shadowing", test_shadowing);
  g_test_add_func ("/registry/order", test_order);
  return g_test_run ();
}
