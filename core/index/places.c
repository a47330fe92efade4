/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/places.h"

#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"

struct NystaPlaces
{
  char *path;
  char *text; /* NULL: not readable, or no UTF-8 */
};

NystaPlaces *
nysta_places_new (void)
{
  return g_new0 (NystaPlaces, 1);
}

void
nysta_places_free (NystaPlaces *places)
{
  if (places == NULL)
    return;
  g_free (places->path);
  g_free (places->text);
  g_free (places);
}

char *
nysta_places_path (const char *iri)
{
  if (iri == NULL || !g_str_has_prefix (iri, "file:///"))
    return NULL;
  /* An IRI's letters need no escape, but g_filename_from_uri() wants one for each. */
  return g_uri_unescape_string (iri + strlen ("file://"), "/");
}

/* Neither a pipe, which would hang, nor more than a document may be */
static gboolean
is_small_file (const char *path)
{
  struct stat status;

  return stat (path, &status) == 0 && S_ISREG (status.st_mode) &&
         (guint64) status.st_size <= NYSTA_MAX_DOCUMENT_BYTES;
}

static const char *
text_of (NystaPlaces *places, const char *path)
{
  gsize n = 0;

  if (places->path != NULL && strcmp (places->path, path) == 0)
    return places->text;
  g_free (places->path);
  places->path = g_strdup (path);
  g_clear_pointer (&places->text, g_free);
  if (!is_small_file (path) || !g_file_get_contents (path, &places->text, &n, NULL) ||
      !g_utf8_validate (places->text, (gssize) n, NULL))
    g_clear_pointer (&places->text, g_free);
  return places->text;
}

static const char *
at_offset (const char *text, gint64 offset)
{
  if (offset < 0)
    return NULL;
  for (; offset > 0 && *text != '\0'; offset--)
    text = g_utf8_next_char (text);
  return text;
}

static const char *
find_words (const char *text, const char *words, gint64 start)
{
  const char *there = at_offset (text, start);
  const char *found = NULL;

  if (there != NULL && g_str_has_prefix (there, words))
    return there;
  found = strstr (text, words);
  return found != NULL && strstr (found + 1, words) == NULL ? found : NULL;
}

gboolean
nysta_places_find (NystaPlaces *places, const char *iri, const char *words, gint64 start,
                   guint *out_line, guint *out_column)
{
  g_autofree char *path = nysta_places_path (iri);
  const char *text = path != NULL && words != NULL && words[0] != '\0'
                       ? text_of (places, path)
                       : NULL;
  const char *found = text != NULL ? find_words (text, words, start) : NULL;

  if (found == NULL)
    return FALSE;
  *out_line = *out_column = 1;
  for (const char *c = text; c < found; c = g_utf8_next_char (c))
    if (*c == '\n')
      {
        ++*out_line;
        *out_column = 1;
      }
    else if (*c != '\r')
      ++*out_column;
  return TRUE;
}
