/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *json;
} StringCase;

static const StringCase string_cases[] = {
  { "none", NULL, "null" },
  { "empty", "", "\"\"" },
  { "letters-stay", "Åsa 🙂", "\"Åsa 🙂\"" },
  { "quote-and-backslash", "a\"b\\c", "\"a\\\"b\\\\c\"" },
  { "short-escapes", "a\nb\rc\td", "\"a\\nb\\rc\\td\"" },
  { "other-controls", "\x01\x1f\x7f", "\"\\u0001\\u001F\\u007F\"" },
  { "not-utf-8",
    "a\xff"
    "b",
    "\"a\xEF\xBF\xBD"
    "b\"" },
};

static void
test_string (gconstpointer data)
{
  const StringCase *string_case = data;
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_json_append_string (out, string_case->text);
  g_assert_cmpstr (out->str, ==, string_case->json);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (string_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/json/string/", string_cases[i].name, NULL);

      g_test_add_data_func (path, &string_cases[i], test_string);
    }
  return g_test_run ();
}
