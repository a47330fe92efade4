/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rdf/iri.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *input;
  const char *wanted;
} TextCase;

static const TextCase slug_cases[] = {
  { "spaces", "Myndigheten för digital förvaltning",
    "myndigheten-för-digital-förvaltning" },
  { "habo-is-not-håbo", "Habo kommun", "habo-kommun" },
  { "håbo-is-not-habo", "Håbo kommun", "håbo-kommun" },
  { "decomposed", "A\xCC\x8Angstro\xCC\x88m", "ångström" },
  { "ends-trimmed", " – SKR (Sveriges) ! ", "skr-sveriges" },
  { "marks-are-one-hyphen", "AI & IT / data", "ai-it-data" },
  { "digits", "5G-nät 2", "5g-nät-2" },
  { "sharp-s-and-accents", "Café Straße", "café-straße" },
  { "bad-bytes", "a\xFFz", "a-z" },
};

static void
test_slug (gconstpointer data)
{
  const TextCase *c = data;
  g_autofree char *slug = nysta_iri_slug (c->input);

  g_assert_cmpstr (slug, ==, c->wanted);
}

static void
test_slug_never_empty (void)
{
  g_autofree char *marks = nysta_iri_slug ("!!!");
  g_autofree char *others = nysta_iri_slug ("???");
  g_autofree char *nothing = nysta_iri_slug ("");

  g_assert_cmpint (marks[0], ==, 'x');
  g_assert_cmpstr (marks, !=, others);
  g_assert_cmpint (nothing[0], ==, 'x');
}

static void
test_hash (void)
{
  g_autofree char *joined = nysta_iri_hash ("ab", "c", NULL);
  g_autofree char *parted = nysta_iri_hash ("a", "bc", NULL);
  g_autofree char *empty_part = nysta_iri_hash ("ab", "c", "", NULL);
  g_autofree char *known = nysta_iri_hash ("abc", NULL);

  g_assert_cmpstr (joined, !=, parted);
  g_assert_cmpstr (joined, !=, empty_part);
  /* printf 'abc\0' | sha256sum */
  g_assert_cmpstr (known, ==, "dc1114cd074914bd872cc1f9a23ec910");
}

typedef struct
{
  const char *name;
  const char *iri;
  gboolean absolute;
} AbsoluteCase;

static const AbsoluteCase absolute_cases[] = {
  { "http", "http://example.org/å", TRUE },
  { "urn", "urn:nysta:id/person/1", TRUE },
  { "scheme-only", "x:", TRUE },
  { "relative", "id/person/1", FALSE },
  { "empty", "", FALSE },
  { "no-scheme", "//example.org/", FALSE },
  { "digit-first", "1x:y", FALSE },
  { "space", "http://e/a b", FALSE },
  { "quote", "http://e/\"", FALSE },
  { "backslash", "http://e/\\", FALSE },
  { "control", "http://e/\n", FALSE },
  { "bad-bytes", "http://e/\xFF", FALSE },
};

static void
test_absolute (gconstpointer data)
{
  const AbsoluteCase *c = data;

  g_assert_cmpint (nysta_iri_is_absolute (c->iri), ==, c->absolute);
}

static const TextCase path_cases[] = {
  { "plain", "/a/b.txt", "file:///a/b.txt" },
  { "swedish", "/a/å ä.txt", "file:///a/å%20ä.txt" },
  { "marks", "/a/50%#?[1]", "file:///a/50%25%23%3F%5B1%5D" },
  { "latin-1-byte", "/a/\xE5", "file:///a/%E5" },
  { "private-use", "/a/\xEE\x80\x80", "file:///a/%EE%80%80" },
  { "direction-mark", "/a/\xE2\x80\xAE", "file:///a/%E2%80%AE" },
};

static void
test_path (gconstpointer data)
{
  const TextCase *c = data;
  g_autofree char *iri = nysta_iri_from_path (c->input);
  g_autofree char *path = nysta_iri_to_path (iri);

  g_assert_cmpstr (iri, ==, c->wanted);
  g_assert_true (nysta_iri_is_absolute (iri));
  g_assert_cmpstr (path, ==, c->input);
}

static void
test_path_refused (void)
{
  static const char *const none[] = { "http://e/a",    "file://host/a", "file:///a#b",
                                      "file:///a%00b", "file:a",        "" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (nysta_iri_to_path (none[i]));
}

static void
test_path_relative (void)
{
  g_autofree char *iri = nysta_iri_from_path ("x/../y");

  g_assert_true (g_str_has_prefix (iri, "file:///"));
  g_assert_true (g_str_has_suffix (iri, "/y"));
  g_assert_null (strstr (iri, ".."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (slug_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/iri/slug/%s", slug_cases[i].name);
      g_test_add_data_func (path, &slug_cases[i], test_slug);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (absolute_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/iri/absolute/%s", absolute_cases[i].name);
      g_test_add_data_func (path, &absolute_cases[i], test_absolute);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (path_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/iri/path/%s", path_cases[i].name);
      g_test_add_data_func (path, &path_cases[i], test_path);
    }
  g_test_add_func ("/iri/slug/never-empty", test_slug_never_empty);
  g_test_add_func ("/iri/hash/parts-count", test_hash);
  g_test_add_func ("/iri/path/refused", test_path_refused);
  g_test_add_func ("/iri/path/relative", test_path_relative);
  return g_test_run ();
}
