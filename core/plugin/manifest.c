/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/manifest.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/module.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_ID_BYTES 64
/* A descriptor that claims more is no descriptor. */
#define MAX_STRUCT_BYTES 4096u

#define SPDX_LICENCES "https://spdx.org/licenses/"

/* What is read, while it is read. */
typedef struct
{
  char *path;            /* of manifest.ttl */
  GPtrArray *statements; /* of Said */
  const char *subject;
} Draft;

typedef struct
{
  char *subject;
  char *predicate;
  NystaTerm *object;
} Said;

static void
said_free (gpointer data)
{
  Said *said = data;

  g_free (said->subject);
  g_free (said->predicate);
  nysta_term_free (said->object);
  g_free (said);
}

static void
draft_clear (Draft *draft)
{
  g_free (draft->path);
  g_ptr_array_unref (draft->statements);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

void
nysta_manifest_free (NystaManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_free (manifest->folder);
  g_free (manifest->iri);
  g_free (manifest->id);
  g_free (manifest->version);
  g_free (manifest->licence);
  g_free (manifest->label);
  g_free (manifest->object);
  g_strfreev (manifest->accepts);
  g_strfreev (manifest->after);
  g_free (manifest->digest);
  g_clear_pointer (&manifest->checksum, g_checksum_free);
  g_free (manifest);
}

static gboolean
keep_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Draft *draft = user_data;
  Said *said = g_new0 (Said, 1);

  (void) error;
  said->subject = g_strdup (statement->subject.value);
  said->predicate = g_strdup (statement->predicate.value);
  said->object = nysta_term_dup (&statement->object);
  g_ptr_array_add (draft->statements, said);
  return TRUE;
}

/* --- asking the draft --------------------------------------------------------------- */

static gboolean G_GNUC_PRINTF (4, 5) refuse (GError **error, NystaManifestError code,
                                             const char *where, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, NYSTA_MANIFEST_ERROR, code, "%s: %s", where, message);
  return FALSE;
}

/* Find the one subject that is a plugin. */
static gboolean
find_kind (Draft *draft, NystaPluginKind *out_kind, GError **error)
{
  static const char *const classes[] = { NULL, NS_NYSTA "SourcePlugin",
                                         NS_NYSTA "ReaderPlugin",
                                         NS_NYSTA "ExtractorPlugin" };
  guint n_found = 0;

  for (guint i = 0; i < draft->statements->len; i++)
    {
      const Said *said = g_ptr_array_index (draft->statements, i);

      for (guint kind = NYSTA_KIND_SOURCE; kind <= NYSTA_KIND_EXTRACTOR; kind++)
        if (strcmp (said->predicate, RDF_TYPE) == 0 &&
            strcmp (said->object->value, classes[kind]) == 0)
          {
            n_found++;
            draft->subject = said->subject;
            *out_kind = kind;
          }
    }
  if (n_found == 1)
    return TRUE;
  if (n_found > 1)
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "describes %u plugins: a folder holds one, of one kind", n_found);
  return refuse (error, NYSTA_MANIFEST_ERROR_MISSING, draft->path,
                 "describes no plugin: say <> a nysta:SourcePlugin, nysta:ReaderPlugin or "
                 "nysta:ExtractorPlugin");
}

/* The values of a property, of the kind wanted. (transfer container) */
static GPtrArray *
values_of (const Draft *draft, const char *property, const char *name, NystaTermKind kind,
           GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < draft->statements->len; i++)
    {
      const Said *said = g_ptr_array_index (draft->statements, i);

      if (strcmp (said->subject, draft->subject) != 0 ||
          strcmp (said->predicate, property) != 0)
        continue;
      if (said->object->kind != kind)
        {
          refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path, "%s wants %s", name,
                  kind == NYSTA_TERM_IRI ? "an IRI: <…>" : "a string: \"…\"");
          return NULL;
        }
      g_ptr_array_add (values, (gpointer) said->object->value);
    }
  return g_steal_pointer (&values);
}

/* At most one value; *@out_value is NULL if there is none and it isn't @needed. @name is
 * how the author writes the property. */
static gboolean
one_value (const Draft *draft, const char *property, const char *name, NystaTermKind kind,
           gboolean needed, const char **out_value, GError **error)
{
  g_autoptr (GPtrArray) values = values_of (draft, property, name, kind, error);

  if (values == NULL)
    return FALSE;
  if (values->len > 1)
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "%s has %u values: keep one", name, values->len);
  if (values->len == 0 && needed)
    return refuse (error, NYSTA_MANIFEST_ERROR_MISSING, draft->path,
                   "the plugin declares no %s", name);
  *out_value = values->len > 0 ? g_ptr_array_index (values, 0) : NULL;
  return TRUE;
}

static gboolean
one_number (const Draft *draft, const char *property, const char *name, gboolean needed,
            guint64 max, guint64 *out_value, GError **error)
{
  const char *text = NULL;

  if (!one_value (draft, property, name, NYSTA_TERM_LITERAL, needed, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, max, out_value, NULL))
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "%s “%s” is not a whole number from 1 to %" G_GUINT64_FORMAT, name, text,
                   max);
  return TRUE;
}

static gboolean
several_values (const Draft *draft, const char *property, const char *name,
                GStrv *out_values, GError **error)
{
  g_autoptr (GPtrArray)
    values = values_of (draft, property, name, NYSTA_TERM_LITERAL, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (values, i));
  *out_values = g_strv_builder_end (builder);
  return TRUE;
}

/* --- reading the parts ----------------------------------------------------------------- */

static gboolean
is_id (const char *id)
{
  gsize n = strlen (id);

  return n > 0 && n <= MAX_ID_BYTES && g_ascii_islower (id[0]) &&
         strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

static gboolean
read_identity (const Draft *draft, NystaManifest *manifest, GError **error)
{
  const char *id = NULL;
  guint64 abi = 0;

  if (!one_value (draft, NS_NYSTA "id", "nysta:id", NYSTA_TERM_LITERAL, TRUE, &id, error))
    return FALSE;
  if (!is_id (id))
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "nysta:id “%s” is not an id: small letters a–z, digits and hyphens, at "
                   "most %d, a letter first",
                   id, MAX_ID_BYTES);
  if (!one_number (draft, NS_NYSTA "abi", "nysta:abi", TRUE, G_MAXINT32, &abi, error))
    return FALSE;
  if (abi != NYSTA_PLUGIN_ABI)
    return refuse (
      error, NYSTA_MANIFEST_ERROR_ABI, draft->path,
      "%s is made for plugin ABI %u, this nysta has %u: %s", id, (guint) abi,
      NYSTA_PLUGIN_ABI,
      abi < NYSTA_PLUGIN_ABI
        ? "build it anew against this nysta's nysta-plugin.h"
        : "install a later nysta, or build it against this one's nysta-plugin.h");
  manifest->id = g_strdup (id);
  manifest->abi = (guint) abi;
  manifest->iri = g_strdup (draft->subject);
  return TRUE;
}

static gboolean
read_description (const Draft *draft, NystaManifest *manifest, GError **error)
{
  const char *version = NULL;
  const char *licence = NULL;
  g_autoptr (GPtrArray) labels = NULL;

  if (!one_value (draft, NS_NYSTA "version", "nysta:version", NYSTA_TERM_LITERAL, TRUE,
                  &version, error) ||
      !one_value (draft, NS_DCTERMS "license", "dcterms:license", NYSTA_TERM_IRI, TRUE,
                  &licence, error))
    return FALSE;
  labels = values_of (draft, RDFS_LABEL, "rdfs:label", NYSTA_TERM_LITERAL, error);
  if (labels == NULL)
    return FALSE;

  /* It becomes a part of the plugin's IRI. */
  if (version[0] == '\0' ||
      version[strspn (version, "0123456789abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-+_~")] != '\0')
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "nysta:version “%s” is not a version such as 1.2.0", version);
  manifest->version = g_strdup (version);
  manifest->licence = g_strdup (
    g_str_has_prefix (licence, SPDX_LICENCES) ? licence + strlen (SPDX_LICENCES) : licence);
  if (labels->len > 0)
    manifest->label = g_strdup (g_ptr_array_index (labels, 0));
  return TRUE;
}

static gboolean
is_acceptable (NystaPluginKind kind, const char *value)
{
  static const char small[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  gsize n = strlen (value);

  if (kind == NYSTA_KIND_SOURCE)
    return g_ascii_islower (value[0]) &&
           value[strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789+.-")] == '\0';
  if (kind == NYSTA_KIND_EXTRACTOR)
    return strcmp (value, "*") == 0 ||
           (n >= 2 && g_ascii_isalpha (value[0]) &&
            value[strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789-")] == '\0');
  const char *slash = strchr (value, '/');
  return slash != NULL && strspn (value, small) > 0 && strchr (small, slash[1]) != NULL &&
         slash[1] != '\0' &&
         value[strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789/!#$&^_.+-")] == '\0';
}

static gboolean
read_work (const Draft *draft, NystaManifest *manifest, GError **error)
{
  static const char *const wanted[] = {
    NULL, "\"path\" or a scheme such as \"https\"",
    "a media type in small letters such as \"text/plain\"",
    "a language such as \"sv\", or \"*\""
  };
  guint64 seconds = 0;
  guint64 megabytes = 0;

  if (!several_values (draft, NS_NYSTA "accepts", "nysta:accepts", &manifest->accepts,
                       error) ||
      !several_values (draft, NS_NYSTA "after", "nysta:after", &manifest->after, error) ||
      !one_number (draft, NS_NYSTA "deadlineSeconds", "nysta:deadlineSeconds", FALSE,
                   24 * 3600, &seconds, error) ||
      !one_number (draft, NS_NYSTA "memoryMegabytes", "nysta:memoryMegabytes", FALSE,
                   1024 * 1024, &megabytes, error))
    return FALSE;
  manifest->deadline_ms = (guint) seconds * 1000;
  manifest->memory_bytes = megabytes * 1024 * 1024;

  if (manifest->accepts[0] == NULL)
    return refuse (error, NYSTA_MANIFEST_ERROR_MISSING, draft->path,
                   "the plugin declares no nysta:accepts: %s", wanted[manifest->kind]);
  for (guint i = 0; manifest->accepts[i] != NULL; i++)
    if (!is_acceptable (manifest->kind, manifest->accepts[i]))
      return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                     "nysta:accepts “%s” is not %s", manifest->accepts[i],
                     wanted[manifest->kind]);
  return TRUE;
}

static gboolean
read_object (const Draft *draft, NystaManifest *manifest, GError **error)
{
  const char *iri = NULL;
  struct stat status;

  if (!one_value (draft, NS_NYSTA "object", "nysta:object", NYSTA_TERM_IRI, TRUE, &iri,
                  error))
    return FALSE;
  g_autofree char *path = nysta_iri_to_path (iri);
  if (path == NULL)
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "nysta:object <%s> is not a file: write <%s.so>", iri, manifest->id);

  /* The real ones, so that a link leads nowhere else. (GLib's memory is malloc's.) */
  char *real_folder = realpath (manifest->folder, NULL);
  manifest->object = realpath (path, NULL);
  g_autofree char *inside = g_strconcat (real_folder != NULL ? real_folder : "", "/", NULL);
  free (real_folder);
  if (manifest->object == NULL)
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "nysta:object %s cannot be found: build the plugin first", path);
  if (!g_str_has_prefix (manifest->object, inside))
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "nysta:object %s lies outside the plugin's folder: move it there",
                   manifest->object);
  if (stat (manifest->object, &status) != 0 || !S_ISREG (status.st_mode))
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "nysta:object %s is not a file", manifest->object);
  if (status.st_size > NYSTA_MAX_OBJECT_BYTES)
    return refuse (error, NYSTA_MANIFEST_ERROR_INVALID, draft->path,
                   "nysta:object %s is larger than %u bytes", manifest->object,
                   (guint) NYSTA_MAX_OBJECT_BYTES);
  return TRUE;
}

static void
begin_digest (NystaManifest *manifest, const char *text, gsize n_bytes)
{
  manifest->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (manifest->checksum, (const guchar *) text, (gssize) n_bytes);
}

const char *
nysta_manifest_digest (NystaManifest *manifest)
{
  g_autofree char *object = NULL;
  gsize object_bytes = 0;

  if (manifest->digest != NULL)
    return manifest->digest;
  /* One that has gone since is another plugin, and will not run. */
  if (nysta_file_read (manifest->object, NYSTA_MAX_OBJECT_BYTES, &object, &object_bytes,
                       NULL))
    g_checksum_update (manifest->checksum, (const guchar *) object, (gssize) object_bytes);
  manifest->digest = g_strdup (g_checksum_get_string (manifest->checksum));
  return manifest->digest;
}

NystaManifest *
nysta_manifest_load (const char *folder, GError **error)
{
  g_autoptr (NystaManifest) manifest = g_new0 (NystaManifest, 1);
  g_auto (Draft) draft = { .statements = g_ptr_array_new_with_free_func (said_free) };
  g_autofree char *text = NULL;
  gsize n_bytes = 0;

  manifest->folder = g_canonicalize_filename (folder, NULL);
  draft.path = g_build_filename (manifest->folder, "manifest.ttl", NULL);
  if (!g_file_test (draft.path, G_FILE_TEST_EXISTS))
    {
      refuse (error, NYSTA_MANIFEST_ERROR_MISSING, manifest->folder,
              "holds no manifest.ttl: a plugin is a folder with a manifest");
      return NULL;
    }
  if (!nysta_file_read (draft.path, NYSTA_MAX_MANIFEST_BYTES, &text, &n_bytes, error))
    return NULL;

  g_autofree char *base = nysta_iri_from_path (draft.path);
  if (!nysta_rdf_read_memory (text, n_bytes, draft.path, NYSTA_SYNTAX_TURTLE, base, "m",
                              keep_statement, &draft, error) ||
      !find_kind (&draft, &manifest->kind, error) ||
      !read_identity (&draft, manifest, error) ||
      !read_description (&draft, manifest, error) || !read_work (&draft, manifest, error) ||
      !read_object (&draft, manifest, error))
    return NULL;
  begin_digest (manifest, text, n_bytes);
  return g_steal_pointer (&manifest);
}

/* --- the descriptor ------------------------------------------------------------------ */

static gboolean G_GNUC_PRINTF (3, 4)
  mismatch (GError **error, const NystaManifest *manifest, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_MISMATCH, "%s: %s",
               manifest->object, message);
  return FALSE;
}

static gboolean
check_size (const NystaManifest *manifest, const char *what, guint32 size, gsize known,
            GError **error)
{
  return (size >= known && size <= MAX_STRUCT_BYTES) ||
         mismatch (error, manifest,
                   "%s says that it has %u bytes, not %" G_GSIZE_FORMAT
                   ": set struct_size to sizeof, and build it against nysta-plugin.h",
                   what, size, known);
}

/* A class that must be there or not, and its functions. */
static gboolean
check_classes (const NystaManifest *manifest, const NystaPlugin *plugin, GError **error)
{
  static const char *const names[] = { NULL, "source", "reader", "extractor" };
  guint n_set = (plugin->source != NULL) + (plugin->reader != NULL) +
                (plugin->extractor != NULL);
  gboolean complete = FALSE;

  if (n_set != 1 || (plugin->kind == NYSTA_KIND_SOURCE) != (plugin->source != NULL) ||
      (plugin->kind == NYSTA_KIND_READER) != (plugin->reader != NULL))
    return mismatch (error, manifest,
                     "sets %u of source, reader and extractor: set %s alone", n_set,
                     names[plugin->kind]);
  if (plugin->source != NULL)
    {
      if (!check_size (manifest, "its NystaSource", plugin->source->struct_size,
                       sizeof (NystaSource), error))
        return FALSE;
      complete = plugin->source->list != NULL && plugin->source->fetch != NULL;
    }
  else if (plugin->reader != NULL)
    {
      if (!check_size (manifest, "its NystaReader", plugin->reader->struct_size,
                       sizeof (NystaReader), error))
        return FALSE;
      complete = plugin->reader->read != NULL;
    }
  else
    {
      if (!check_size (manifest, "its NystaExtractor", plugin->extractor->struct_size,
                       sizeof (NystaExtractor), error))
        return FALSE;
      complete = plugin->extractor->extract != NULL;
    }
  return complete || mismatch (error, manifest, "leaves a function of its %s NULL",
                               names[plugin->kind]);
}

const NystaPlugin *
nysta_manifest_open (const NystaManifest *manifest, GError **error)
{
  const NystaPlugin *plugin = nysta_module_symbol (manifest->object, "nysta_plugin", error);

  if (plugin == NULL ||
      !check_size (manifest, "its descriptor", plugin->struct_size, sizeof *plugin, error))
    return NULL;
  if (plugin->abi != NYSTA_PLUGIN_ABI)
    mismatch (error, manifest,
              "is built for plugin ABI %u, this nysta has %u: build it anew against this "
              "nysta's nysta-plugin.h",
              plugin->abi, NYSTA_PLUGIN_ABI);
  else if (plugin->id == NULL || strcmp (plugin->id, manifest->id) != 0)
    mismatch (error, manifest, "calls itself “%.64s”, its manifest “%s”: make them agree",
              plugin->id != NULL ? plugin->id : "", manifest->id);
  else if (plugin->kind != manifest->kind)
    mismatch (error, manifest, "is of kind %u, its manifest says %u: make them agree",
              plugin->kind, manifest->kind);
  else if (check_classes (manifest, plugin, error))
    return plugin;
  return NULL;
}
