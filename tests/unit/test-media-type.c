/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/media-type.h"

#include <string.h>

typedef struct
{
  const char *label;
  const char *name;
  const char *content;
  gssize n_bytes; /* -1: up to the NUL */
  const char *expected;
} TypeCase;

static const TypeCase cases[] = {
  { "text-ending", "a/b.txt", "", -1, "text/plain" },
  { "upper-case-ending", "A.TXT", "", -1, "text/plain" },
  { "markdown", "README.md", "", -1, "text/markdown" },
  { "htm", "a.htm", "", -1, "text/html" },
  { "xhtml", "a.xhtml", "", -1, "application/xhtml+xml" },
  { "two-dots", "a.txt.gz", "", -1, "application/gzip" },
  { "dot-in-folder-only", "a.html/b", "words", -1, "text/plain" },
  { "hidden-file-has-no-ending", "/home/x/.txt", "words", -1, "text/plain" },
  { "iri-with-query", "http://x.se/a.html?b=c.pdf", "", -1, "text/html" },
  { "iri-with-fragment", "http://x.se/a.html#s1.2", "", -1, "text/html" },
  { "picture-is-known-by-name", "a.jpg", "", -1, "image/jpeg" },
  { "trailing-dot", "a.", "words", -1, "text/plain" },
  { "empty-name", "", "words", -1, "text/plain" },
  { "sniff-doctype", "page", "\n <!DOCTYPE HTML><p>", -1, "text/html" },
  { "sniff-html-after-comment", "page", "<!-- x --><html>", -1, "text/html" },
  { "sniff-html-after-bom", "page", "\xEF\xBB\xBF<html>", -1, "text/html" },
  { "sniff-xhtml", "page", "<?xml version='1.0'?><!doctype html>", -1, "text/html" },
  { "sniff-xml", "page", "<?xml version='1.0'?><feed>", -1, "application/xml" },
  { "sniff-open-comment", "page", "<!-- never ended", -1, "text/plain" },
  { "sniff-pdf", "page", "%PDF-1.7\n", -1, "application/pdf" },
  { "sniff-latin-1", "page", "f\xF6rvaltning", -1, "text/plain" },
  { "sniff-utf-16", "page",
    "\xFF\xFE"
    "a\0b\0",
    6, "text/plain" },
  { "sniff-nul", "page", "ab\0cd", 5, NULL },
  { "sniff-control", "page", "ab\x01", -1, NULL },
  { "sniff-nothing", "page", "", -1, NULL },
};

static void
test_type (gconstpointer data)
{
  const TypeCase *row = data;
  gsize n = row->n_bytes >= 0 ? (gsize) row->n_bytes : strlen (row->content);

  g_assert_cmpstr (nysta_media_type (row->name, row->content, n), ==, row->expected);
}

/* The table is searched by halving: each ending must be found. */
static void
test_every_ending (void)
{
  static const char *const endings[] = { "7z",   "asc", "htm", "html", "md",     "txt",
                                         "xlsx", "zip", "pdf", "json", "jsonld", "text" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("x.", endings[i], NULL);
      g_assert_nonnull (nysta_media_type_from_name (name));
    }
  g_assert_null (nysta_media_type_from_name ("x.unheard-of"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/media-type/%s", cases[i].label);
      g_test_add_data_func (path, &cases[i], test_type);
    }
  g_test_add_func ("/media-type/every-ending", test_every_ending);
  return g_test_run ();
}
