/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lexicon of this user, compiled anew whenever its Turtle has changed. */
#include "config.h"
#include "text/lexicon.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/paths.h"
#include "text/lexicon-format.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Appends the Turtle files of @folder, sorted; a missing folder has none. */
static void
list_turtle (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".ttl") && *name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (paths, g_build_filename (folder, g_ptr_array_index (names, i), NULL));
}

/* What the lexicon would be made of: the program's own (by its compiled form, which is
 * quicker to read) and each of the user's files. */
static char *
digest (const char *own_lexicon, GPtrArray *user_paths, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *version = g_strdup_printf ("%s %u", PACKAGE_VERSION,
                                              NYSTA_LEXICON_VERSION);
  g_autoptr (GMappedFile) own = g_mapped_file_new (own_lexicon, FALSE, NULL);

  g_checksum_update (checksum, (const guchar *) version, (gssize) strlen (version) + 1);
  if (own != NULL && g_mapped_file_get_length (own) >= sizeof (NystaLexiconHeader))
    g_checksum_update (checksum, (const guchar *) g_mapped_file_get_contents (own),
                       sizeof (NystaLexiconHeader));
  for (guint i = 0; i < user_paths->len; i++)
    {
      g_autofree char *data = NULL;
      gsize n_bytes;
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (user_paths, i));

      if (!nysta_file_read (g_ptr_array_index (user_paths, i), NYSTA_MAX_TURTLE_BYTES,
                            &data, &n_bytes, error))
        return NULL;
      g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
      g_checksum_update (checksum, (const guchar *) &n_bytes, sizeof n_bytes);
      g_checksum_update (checksum, (const guchar *) data, (gssize) n_bytes);
    }
  return g_strndup (g_checksum_get_string (checksum), 32);
}

static gboolean
is_usable (const char *path)
{
  g_autoptr (NystaLexicon) lexicon = nysta_lexicon_open (path, NULL);

  return lexicon != NULL;
}

static char *
compile_cached (GPtrArray *own_paths, GPtrArray *user_paths, const char *key,
                GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "nysta", NULL);
  g_autofree char *name = g_strdup_printf ("lexicon-%s.bin", key);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  if (is_usable (path))
    return g_steal_pointer (&path);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      nysta_io_set_error (error, errno, "make the folder", folder);
      return NULL;
    }
  for (guint i = 0; i < own_paths->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (own_paths, i));
  for (guint i = 0; i < user_paths->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (user_paths, i));
  g_ptr_array_add (all, NULL);
  nysta_log_debug ("text", "compiling %u files of Turtle to %s", all->len - 1, path);
  if (!nysta_lexicon_compile ((const char *const *) all->pdata, path, error))
    return NULL;
  return g_steal_pointer (&path);
}

char *
nysta_lexicon_ensure (GError **error)
{
  g_auto (GStrv) folders = nysta_path_ontology_dirs ();
  g_autofree char *own_lexicon = nysta_path_lexicon ();
  g_autoptr (GPtrArray) own_paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) user_paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; folders[i] != NULL; i++)
    list_turtle (folders[i], i == 0 ? own_paths : user_paths);
  if (user_paths->len == 0)
    return g_steal_pointer (&own_lexicon);

  if (own_paths->len == 0 && g_file_test (own_lexicon, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND,
                   "%s: holds no Turtle to join with that in %s: install it again",
                   folders[0], folders[1]);
      return NULL;
    }

  g_autofree char *key = digest (own_lexicon, user_paths, error);
  if (key == NULL)
    return NULL;
  return compile_cached (own_paths, user_paths, key, error);
}
