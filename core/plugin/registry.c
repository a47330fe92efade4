/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/manifest.h"

#include <stdlib.h>
#include <string.h>

struct NystaRegistry
{
  GPtrArray *found;  /* of NystaRegistryEntry, in the order of the search path */
  GPtrArray *sorted; /* the same by kind and id */
};

static void
registry_entry_free (gpointer data)
{
  NystaRegistryEntry *entry = data;

  g_free (entry->folder);
  nysta_manifest_free (entry->manifest);
  g_clear_error (&entry->error);
  g_free (entry);
}

static gboolean
is_usable (const NystaRegistryEntry *entry)
{
  return entry->manifest != NULL && !entry->shadowed;
}

static void
add_folder (NystaRegistry *registry, GHashTable *seen, const char *folder)
{
  /* One folder may be on the path twice, under two names. */
  char *real = realpath (folder, NULL);
  if (real == NULL || !g_hash_table_add (seen, real))
    return;

  NystaRegistryEntry *entry = g_new0 (NystaRegistryEntry, 1);
  entry->folder = g_canonicalize_filename (folder, NULL);
  entry->manifest = nysta_manifest_load (folder, &entry->error);
  entry->shadowed = entry->manifest != NULL &&
                    nysta_registry_find (registry, entry->manifest->id) != NULL;
  g_ptr_array_add (registry->found, entry);
}

static gboolean
has_manifest (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "manifest.ttl", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
scan (NystaRegistry *registry, GHashTable *seen, const char *dir)
{
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  if (handle == NULL)
    return;
  if (has_manifest (dir)) /* a plugin's own folder will do as well */
    add_folder (registry, seen, dir);
  while ((name = g_dir_read_name (handle)) != NULL)
    {
      g_autofree char *folder = g_build_filename (dir, name, NULL);

      if (has_manifest (folder))
        g_ptr_array_add (folders, g_steal_pointer (&folder));
    }
  g_ptr_array_sort (folders, compare_strings);
  for (guint i = 0; i < folders->len; i++)
    add_folder (registry, seen, g_ptr_array_index (folders, i));
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const NystaRegistryEntry *one = *(const NystaRegistryEntry *const *) a;
  const NystaRegistryEntry *two = *(const NystaRegistryEntry *const *) b;

  if (one->manifest == NULL || two->manifest == NULL)
    return one->manifest == two->manifest ? strcmp (one->folder, two->folder)
           : one->manifest == NULL        ? 1
                                          : -1;
  if (one->manifest->kind != two->manifest->kind)
    return one->manifest->kind < two->manifest->kind ? -1 : 1;

  int by_id = strcmp (one->manifest->id, two->manifest->id);
  return by_id != 0 ? by_id : (int) one->shadowed - (int) two->shadowed;
}

NystaRegistry *
nysta_registry_new (const char *const *dirs)
{
  NystaRegistry *registry = g_new0 (NystaRegistry, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, free, NULL);

  registry->found = g_ptr_array_new_with_free_func (registry_entry_free);
  for (guint i = 0; dirs != NULL && dirs[i] != NULL; i++)
    scan (registry, seen, dirs[i]);
  registry->sorted = g_ptr_array_new ();
  g_ptr_array_extend (registry->sorted, registry->found, NULL, NULL);
  g_ptr_array_sort (registry->sorted, compare_entries);
  return registry;
}

void
nysta_registry_free (NystaRegistry *registry)
{
  if (registry == NULL)
    return;
  g_ptr_array_unref (registry->sorted);
  g_ptr_array_unref (registry->found);
  g_free (registry);
}

GPtrArray *
nysta_registry_entries (NystaRegistry *registry)
{
  return registry->sorted;
}

const NystaManifest *
nysta_registry_find (NystaRegistry *registry, const char *id)
{
  for (guint i = 0; i < registry->found->len; i++)
    {
      const NystaRegistryEntry *entry = g_ptr_array_index (registry->found, i);

      if (is_usable (entry) && strcmp (entry->manifest->id, id) == 0)
        return entry->manifest;
    }
  return NULL;
}

/* The first on the path of @kind that accepts @what. */
static const NystaManifest *
find_acceptor (NystaRegistry *registry, NystaPluginKind kind, const char *what)
{
  for (guint i = 0; i < registry->found->len; i++)
    {
      const NystaRegistryEntry *entry = g_ptr_array_index (registry->found, i);

      if (is_usable (entry) && entry->manifest->kind == kind &&
          g_strv_contains ((const char *const *) entry->manifest->accepts, what))
        return entry->manifest;
    }
  return NULL;
}

const NystaManifest *
nysta_registry_source (NystaRegistry *registry, const char *locator)
{
  g_autofree char *scheme = g_uri_parse_scheme (locator);

  if (scheme != NULL)
    {
      g_autofree char *small = g_ascii_strdown (scheme, -1);
      const NystaManifest *source = find_acceptor (registry, NYSTA_KIND_SOURCE, small);

      /* `notes: May.txt` is a file all the same. */
      if (source != NULL || g_str_has_prefix (locator + strlen (scheme), "://"))
        return source;
    }
  return find_acceptor (registry, NYSTA_KIND_SOURCE, "path");
}

const NystaManifest *
nysta_registry_reader (NystaRegistry *registry, const char *media_type)
{
  g_autofree char *bare = g_strndup (media_type, strcspn (media_type, "; \t"));
  g_autofree char *small = g_ascii_strdown (bare, -1);

  return find_acceptor (registry, NYSTA_KIND_READER, small);
}

static gboolean
contains_id (const GPtrArray *manifests, const char *id)
{
  for (guint i = 0; i < manifests->len; i++)
    if (strcmp (((const NystaManifest *) g_ptr_array_index (manifests, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* Whether one of those that @manifest runs after is still waiting. */
static gboolean
must_wait (const NystaManifest *manifest, const GPtrArray *waiting)
{
  for (guint i = 0; manifest->after[i] != NULL; i++)
    if (strcmp (manifest->after[i], manifest->id) != 0 &&
        contains_id (waiting, manifest->after[i]))
      return TRUE;
  return FALSE;
}

GPtrArray *
nysta_registry_extractors (NystaRegistry *registry)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  GPtrArray *ordered = g_ptr_array_new ();

  for (guint i = 0; i < registry->sorted->len; i++)
    {
      const NystaRegistryEntry *entry = g_ptr_array_index (registry->sorted, i);

      if (is_usable (entry) && entry->manifest->kind == NYSTA_KIND_EXTRACTOR)
        g_ptr_array_add (waiting, entry->manifest);
    }
  while (waiting->len > 0)
    {
      guint next = 0;

      while (next < waiting->len && must_wait (g_ptr_array_index (waiting, next), waiting))
        next++;
      /* Two that wait for each other: the first by id goes first. */
      g_ptr_array_add (ordered,
                       g_ptr_array_steal_index (waiting, next < waiting->len ? next : 0));
    }
  return ordered;
}
