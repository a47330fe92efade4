/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/media-type.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *ending;
  const char *media_type;
} Ending;

/* Sorted, for bsearch. */
static const Ending endings[] = {
  { "7z", "application/x-7z-compressed" },
  { "asc", "text/plain" },
  { "avif", "image/avif" },
  { "bmp", "image/bmp" },
  { "bz2", "application/x-bzip2" },
  { "css", "text/css" },
  { "csv", "text/csv" },
  { "doc", "application/msword" },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "eml", "message/rfc822" },
  { "epub", "application/epub+zip" },
  { "gif", "image/gif" },
  { "gz", "application/gzip" },
  { "heic", "image/heic" },
  { "htm", "text/html" },
  { "html", "text/html" },
  { "ico", "image/vnd.microsoft.icon" },
  { "jpeg", "image/jpeg" },
  { "jpg", "image/jpeg" },
  { "js", "text/javascript" },
  { "json", "application/json" },
  { "jsonld", "application/ld+json" },
  { "log", "text/plain" },
  { "markdown", "text/markdown" },
  { "md", "text/markdown" },
  { "mov", "video/quicktime" },
  { "mp3", "audio/mpeg" },
  { "mp4", "video/mp4" },
  { "nq", "application/n-quads" },
  { "nt", "application/n-triples" },
  { "odp", "application/vnd.oasis.opendocument.presentation" },
  { "ods", "application/vnd.oasis.opendocument.spreadsheet" },
  { "odt", "application/vnd.oasis.opendocument.text" },
  { "ogg", "audio/ogg" },
  { "pdf", "application/pdf" },
  { "png", "image/png" },
  { "ppt", "application/vnd.ms-powerpoint" },
  { "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  { "rdf", "application/rdf+xml" },
  { "rss", "application/rss+xml" },
  { "rtf", "application/rtf" },
  { "svg", "image/svg+xml" },
  { "tar", "application/x-tar" },
  { "text", "text/plain" },
  { "tif", "image/tiff" },
  { "tiff", "image/tiff" },
  { "trig", "application/trig" },
  { "tsv", "text/tab-separated-values" },
  { "ttl", "text/turtle" },
  { "txt", "text/plain" },
  { "wav", "audio/wav" },
  { "webm", "video/webm" },
  { "webp", "image/webp" },
  { "xht", "application/xhtml+xml" },
  { "xhtml", "application/xhtml+xml" },
  { "xls", "application/vnd.ms-excel" },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "xml", "application/xml" },
  { "xz", "application/x-xz" },
  { "zip", "application/zip" },
};

static int
compare_ending (const void *key, const void *row)
{
  return g_ascii_strcasecmp (key, ((const Ending *) row)->ending);
}

const char *
nysta_media_type_from_name (const char *name)
{
  gsize length = strcspn (name, "?#");
  gsize dot = length;

  while (dot > 0 && name[dot - 1] != '.' && name[dot - 1] != '/')
    dot--;
  /* ".txt" alone is a hidden file without an ending. */
  if (dot < 2 || name[dot - 1] != '.' || name[dot - 2] == '/')
    return NULL;

  g_autofree char *ending = g_strndup (name + dot, length - dot);
  const Ending *row = bsearch (ending, endings, G_N_ELEMENTS (endings), sizeof endings[0],
                               compare_ending);

  return row != NULL ? row->media_type : NULL;
}

/* --- content ---------------------------------------------------------------- */

enum
{
  SNIFF_BYTES = 4096
};

typedef struct
{
  const char *mark; /* lower case */
  const char *media_type;
} Mark;

/* What a document may begin with, white space, comments and a BOM passed over. */
static const Mark first_marks[] = {
  { "<!doctype html", "text/html" },
  { "<html", "text/html" },
  { "<head", "text/html" },
  { "<body", "text/html" },
  { "<rdf:rdf", "application/rdf+xml" },
  { "%pdf-", "application/pdf" },
};

static const char *
skip_to_first_mark (const char *text)
{
  for (;;)
    {
      text += strspn (text, " \t\r\n\f");
      if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
        text += 3;
      else if (g_str_has_prefix (text, "<!--") && strstr (text, "-->") != NULL)
        text = strstr (text, "-->") + 3;
      else if (g_str_has_prefix (text, "<?xml") && strstr (text, "?>") != NULL)
        text = strstr (text, "?>") + 2;
      else
        return text;
    }
}

static gboolean
looks_like_text (const guchar *data, gsize n_bytes)
{
  /* UTF-16 says so in its first two bytes; a reader converts it. */
  if (n_bytes >= 2 &&
      ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)))
    return TRUE;

  for (gsize i = 0; i < n_bytes; i++)
    if ((data[i] < 0x20 && strchr ("\t\n\r\f\v\033", data[i]) == NULL) || data[i] == 0 ||
        data[i] == 0x7F)
      return FALSE;
  return n_bytes > 0;
}

const char *
nysta_media_type_sniff (const void *data, gsize n_bytes)
{
  gsize n = MIN (n_bytes, SNIFF_BYTES);
  g_autofree char *head = g_strndup (data != NULL ? data : "", n);
  g_autofree char *lower = g_ascii_strdown (head, -1);
  const char *first = skip_to_first_mark (lower);

  for (gsize i = 0; i < G_N_ELEMENTS (first_marks); i++)
    if (g_str_has_prefix (first, first_marks[i].mark))
      return first_marks[i].media_type;
  if (g_str_has_prefix (lower, "<?xml"))
    return "application/xml";
  return looks_like_text (data, n) ? "text/plain" : NULL;
}

const char *
nysta_media_type (const char *name, const void *data, gsize n_bytes)
{
  const char *named = nysta_media_type_from_name (name);

  return named != NULL ? named : nysta_media_type_sniff (data, n_bytes);
}
