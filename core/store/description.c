/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* description.c: the small file that makes a folder a store, and names its data file. */
#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "rdf/iri.h"
#include "store/store-internal.h"

#define FIRST_LINE "nysta store"
/* It has five lines; a larger one is something else. */
#define MAX_BYTES (64u * 1024)

char *
nysta_store_data_name (guint number)
{
  return g_strdup_printf (NYSTA_STORE_DATA_PREFIX "%08u" NYSTA_STORE_DATA_SUFFIX, number);
}

gboolean
nysta_store_data_number (const char *name, guint *out_number)
{
  static const char *const suffixes[] = { NYSTA_STORE_DATA_SUFFIX,
                                          NYSTA_STORE_DATA_SUFFIX "-lock" };
  gsize n_prefix = strlen (NYSTA_STORE_DATA_PREFIX);
  char *end = NULL;

  if (!g_str_has_prefix (name, NYSTA_STORE_DATA_PREFIX) ||
      !g_ascii_isdigit (name[n_prefix]))
    return FALSE;

  guint64 number = g_ascii_strtoull (name + n_prefix, &end, 10);

  if (number > G_MAXUINT - 1 ||
      (strcmp (end, suffixes[0]) != 0 && strcmp (end, suffixes[1]) != 0))
    return FALSE;
  *out_number = (guint) number;
  return TRUE;
}

gboolean
nysta_store_write_description (const char *path, const char *base, const char *data,
                               GError **error)
{
  g_autofree char *file = g_build_filename (path, NYSTA_STORE_DESCRIPTION, NULL);
  g_autofree char *text = g_strdup_printf (FIRST_LINE "\nformat %d\ndata %s\nbase %s\n"
                                                      "created-by nysta %s\n",
                                           NYSTA_STORE_FORMAT, data, base, PACKAGE_VERSION);

  return nysta_file_replace (file, text, strlen (text), error);
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
fail_incomplete (GError **error, const char *path, const char *what)
{
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
               "%s: its description states no %s: restore %s from a copy", path, what,
               NYSTA_STORE_DESCRIPTION);
  return FALSE;
}

static gboolean
check_format (const char *path, const char *format, GError **error)
{
  guint64 number = 0;

  if (format == NULL ||
      !g_ascii_string_to_unsigned (format, 10, 1, G_MAXUINT32, &number, NULL))
    return fail_incomplete (error, path, "format");
  if (number < NYSTA_STORE_FORMAT_WITHOUT_WORDS)
    g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_VERSION,
                 "%s: made by an earlier nysta (store format %s, this one has %d): "
                 "nysta migrate --store %s makes it new",
                 path, format, NYSTA_STORE_FORMAT, path);
  else if (number > NYSTA_STORE_FORMAT)
    g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_VERSION,
                 "%s: made by a later nysta (store format %s, this one reads %d): "
                 "use that version",
                 path, format, NYSTA_STORE_FORMAT);
  return number >= NYSTA_STORE_FORMAT_WITHOUT_WORDS && number <= NYSTA_STORE_FORMAT;
}

gboolean
nysta_store_read_description (const char *path, char **out_base, char **out_data,
                              GError **error)
{
  g_autofree char *file = g_build_filename (path, NYSTA_STORE_DESCRIPTION, NULL);
  g_autofree char *text = NULL;
  gsize n_bytes = 0;
  guint number = 0;

  if (!nysta_file_read (file, MAX_BYTES, &text, &n_bytes, error))
    return FALSE;

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (g_strcmp0 (lines[0], FIRST_LINE) != 0)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_A_STORE,
                   "%s: not a store (its %s begins otherwise): name another folder", path,
                   NYSTA_STORE_DESCRIPTION);
      return FALSE;
    }

  g_autofree char *format = find_value (lines, "format");
  g_autofree char *base = find_value (lines, "base");
  g_autofree char *data = find_value (lines, "data");

  if (!check_format (path, format, error))
    return FALSE;
  if (base == NULL || !nysta_iri_is_absolute (base))
    return fail_incomplete (error, path, "base IRI");
  if (data == NULL || !nysta_store_data_number (data, &number) ||
      !g_str_has_suffix (data, NYSTA_STORE_DATA_SUFFIX))
    return fail_incomplete (error, path, "data file");
  *out_base = g_steal_pointer (&base);
  *out_data = g_steal_pointer (&data);
  return TRUE;
}
