/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/terminal.h"

typedef struct
{
  const char *name;
  const char *text;
  guint columns;
  const char *wanted;
} WrapCase;

static const WrapCase wrap_cases[] = {
  { "fits", "one two", 10, "one two" },
  { "breaks-at-spaces", "one two three", 8, "one two\n  three" },
  { "exactly", "one two", 7, "one two" },
  { "long-word-alone", "a bcdefghijkl m", 6, "a\n  bcdefghijkl\n  m" },
  { "long-word-first", "bcdefghijkl m", 6, "bcdefghijkl\n  m" },
  { "letters-not-bytes", "åäö åäö", 7, "åäö åäö" },
  { "wide-letters", "日本 日本", 8, "日本\n  日本" },
  { "line-breaks-are-spaces", "one\n\ttwo", 10, "one two" },
  { "empty", "", 10, "" },
  { "spaces-only", "  ", 10, "" },
};

static void
test_wrap (gconstpointer data)
{
  const WrapCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_wrap (out, c->text, 0, 2, c->columns);
  g_assert_cmpstr (out->str, ==, c->wanted);
}

static void
test_width (void)
{
  g_assert_cmpuint (nysta_display_width ("åäö"), ==, 3);
  g_assert_cmpuint (nysta_display_width ("a\xCC\x8A"), ==, 1);
  g_assert_cmpuint (nysta_display_width ("日本"), ==, 4);
  g_assert_cmpuint (nysta_display_width (""), ==, 0);
}

static void
test_pad (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_pad (out, "åä", 4);
  nysta_pad (out, "too long", 4);
  g_assert_cmpstr (out->str, ==, "åä  too long");
}

static void
test_printable (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_append_printable (out, "å\033[31m\n\x7F\xFFz\xC2\x9Bq");
  g_assert_cmpstr (out->str, ==, "å\\x1b[31m \\x7f\xEF\xBF\xBDz\\x9bq");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (wrap_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/terminal/wrap/", wrap_cases[i].name, NULL);
      g_test_add_data_func (path, &wrap_cases[i], test_wrap);
    }
  g_test_add_func ("/terminal/width", test_width);
  g_test_add_func ("/terminal/pad", test_pad);
  g_test_add_func ("/terminal/printable", test_printable);
  return g_test_run ();
}
