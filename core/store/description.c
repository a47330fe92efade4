/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* description.c: the small file that makes a folder a store. */
#include "config.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "rdf/iri.h"
#include "store/store-internal.h"

#define FIRST_LINE "nysta store"
#define FORMAT 1
/* It has four lines; a larger one is something else. */
#define MAX_BYTES (64u * 1024)

gboolean
nysta_store_create_files (const char *path, const char *base, GError **error)
{
  g_autofree char *graphs = g_build_filename (path, NYSTA_STORE_GRAPHS, NULL);
  g_autofree char *journal = g_build_filename (path, NYSTA_STORE_JOURNAL, NULL);
  g_autofree char *readers = g_build_filename (path, NYSTA_STORE_READERS, NULL);
  g_autofree char *description = g_build_filename (path, NYSTA_STORE_DESCRIPTION, NULL);
  g_autofree char *text = g_strdup_printf (FIRST_LINE
                                           "\nformat %d\nbase %s\ncreated-by nysta %s\n",
                                           FORMAT, base, PACKAGE_VERSION);

  if (!g_file_test (graphs, G_FILE_TEST_IS_DIR) && !nysta_file_make_dir (graphs, error))
    return FALSE;
  /* The description comes last: without it there is no store, and making one can start
   * over. */
  return nysta_file_replace (journal, "", 0, error) &&
         nysta_file_replace (readers, "", 0, error) &&
         nysta_file_replace (description, text, strlen (text), error);
}

/* What follows "@key " on a line of its own. */
static char *
find_value (GStrv lines, const char *key)
{
  gsize n_key = strlen (key);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (strncmp (lines[i], key, n_key) == 0 && lines[i][n_key] == ' ')
      return g_strdup (lines[i] + n_key + 1);
  return NULL;
}

static gboolean
check_format (const char *path, const char *format, GError **error)
{
  guint64 number = 0;

  if (format == NULL ||
      !g_ascii_string_to_unsigned (format, 10, 1, G_MAXUINT32, &number, NULL))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s: its description states no format: restore %s from a copy", path,
                   NYSTA_STORE_DESCRIPTION);
      return FALSE;
    }
  if (number != FORMAT)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_VERSION,
                   "%s: made by another nysta (store format %s, this one reads %d): "
                   "use that version, or index again into a new store",
                   path, format, FORMAT);
      return FALSE;
    }
  return TRUE;
}

char *
nysta_store_read_description (const char *path, GError **error)
{
  g_autofree char *file = g_build_filename (path, NYSTA_STORE_DESCRIPTION, NULL);
  g_autofree char *data = NULL;
  gsize n_bytes = 0;

  if (!nysta_file_read (file, MAX_BYTES, &data, &n_bytes, error))
    return NULL;

  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);

  if (g_strcmp0 (lines[0], FIRST_LINE) != 0)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_A_STORE,
                   "%s: not a store (its %s begins otherwise): name another folder", path,
                   NYSTA_STORE_DESCRIPTION);
      return NULL;
    }

  g_autofree char *format = find_value (lines, "format");
  g_autofree char *base = find_value (lines, "base");

  if (!check_format (path, format, error))
    return NULL;
  if (base == NULL || !nysta_iri_is_absolute (base))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s: its description states no base IRI: restore %s from a copy", path,
                   NYSTA_STORE_DESCRIPTION);
      return NULL;
    }
  return g_steal_pointer (&base);
}
