/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/suggest.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *a;
  const char *b;
  guint max;
  guint distance;
} DistanceCase;

static const DistanceCase distance_cases[] = {
  { "same", "export", "export", 3, 0 },
  { "case-aside", "Öberg", "öBERG", 3, 0 },
  { "one-changed", "load", "lead", 3, 1 },
  { "one-added", "show", "shows", 3, 1 },
  { "one-removed", "query", "quey", 3, 1 },
  { "neighbours-swapped", "qurey", "query", 3, 1 },
  { "letters-not-bytes", "Håbo", "Habo", 3, 1 },
  { "empty", "", "abc", 9, 3 },
  { "both-empty", "", "", 3, 0 },
  { "more-than-max", "abcdef", "uvwxyz", 2, 3 },
};

static void
test_distance (gconstpointer data)
{
  const DistanceCase *c = data;

  g_assert_cmpuint (nysta_edit_distance (c->a, c->b, c->max), ==, c->distance);
  g_assert_cmpuint (nysta_edit_distance (c->b, c->a, c->max), ==, c->distance);
}

static void
test_distance_of_long_words (void)
{
  g_autofree char *one = g_strnfill (100000, 'a');
  g_autofree char *other = g_strnfill (100000, 'b');

  g_assert_cmpuint (nysta_edit_distance (one, other, 2), ==, 3);
}

static void
test_suggest (void)
{
  const char *const words[] = { "index", "query", "export", "help", NULL };

  g_assert_cmpstr (nysta_suggest ("qurey", words), ==, "query");
  g_assert_cmpstr (nysta_suggest ("exprot", words), ==, "export");
  g_assert_cmpstr (nysta_suggest ("xyz", words), ==, NULL);
  g_assert_cmpstr (nysta_suggest ("", words), ==, NULL);
  g_assert_cmpstr (nysta_suggest ("hel\xFF", words), ==, NULL);
  g_assert_cmpstr (nysta_suggest ("help", words + 4), ==, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (distance_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/suggest/distance/", distance_cases[i].name,
                                           NULL);
      g_test_add_data_func (path, &distance_cases[i], test_distance);
    }
  g_test_add_func ("/suggest/distance/long-words", test_distance_of_long_words);
  g_test_add_func ("/suggest/nearest", test_suggest);
  return g_test_run ();
}
