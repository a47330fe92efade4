/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rdf/term.h"

#define XSD "http://www.w3.org/2001/XMLSchema#"

typedef struct
{
  const char *name;
  NystaTerm term;
  const char *ntriples;
} WriteCase;

#define IRI(v)                                                                             \
  {                                                                                        \
    .kind = NYSTA_TERM_IRI, .value = v                                                     \
  }
#define BLANK(v)                                                                           \
  {                                                                                        \
    .kind = NYSTA_TERM_BLANK, .value = v                                                   \
  }
#define LITERAL(v, d, l)                                                                   \
  {                                                                                        \
    .kind = NYSTA_TERM_LITERAL, .value = v, .datatype = d, .language = l                   \
  }

static const WriteCase write_cases[] = {
  { "none-is-nothing", { 0 }, "" },
  { "iri", IRI ("http://example.org/å"), "<http://example.org/å>" },
  { "iri-escapes-forbidden", IRI ("http://e/a b>\"\\^`"),
    "<http://e/a\\u0020b\\u003E\\u0022\\u005C\\u005E\\u0060>" },
  { "blank", BLANK ("b1"), "_:b1" },
  { "plain", LITERAL ("hej", NULL, NULL), "\"hej\"" },
  { "empty", LITERAL ("", NULL, NULL), "\"\"" },
  { "language", LITERAL ("hej", NULL, "sv"), "\"hej\"@sv" },
  { "typed", LITERAL ("1", XSD "integer", NULL), "\"1\"^^<" XSD "integer>" },
  { "quotes-and-lines", LITERAL ("a\"b\\c\nd\re\tf\bg\fh", NULL, NULL),
    "\"a\\\"b\\\\c\\nd\\re\\tf\\bg\\fh\"" },
  { "controls", LITERAL ("\001\037\177", NULL, NULL), "\"\\u0001\\u001F\\u007F\"" },
  { "unicode-kept", LITERAL ("åäö\xEF\xBF\xBF\xF0\x9F\x98\x80", NULL, NULL),
    "\"åäö\xEF\xBF\xBF\xF0\x9F\x98\x80\"" },
};

static void
test_write (gconstpointer data)
{
  const WriteCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_term_append_ntriples (&c->term, out);
  g_assert_cmpstr (out->str, ==, c->ntriples);
}

/* Each is smaller than the next. */
static const NystaTerm in_order[] = {
  { 0 },
  BLANK ("z"),
  IRI ("http://e/a"),
  IRI ("http://e/b"),
  LITERAL ("a", NULL, NULL),
  LITERAL ("a", NULL, "en"),
  LITERAL ("a", NULL, "sv"),
  LITERAL ("a", XSD "date", NULL),
  LITERAL ("b", NULL, NULL),
};

static void
test_order (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (in_order); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (in_order); j++)
      {
        int order = nysta_term_compare (&in_order[i], &in_order[j]);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
        g_assert_cmpint (nysta_term_equal (&in_order[i], &in_order[j]), ==, i == j);
      }
}

static void
test_language_case (void)
{
  NystaTerm small = LITERAL ("a", NULL, "sv-se");
  NystaTerm large = LITERAL ("a", NULL, "sv-SE");

  g_assert_true (nysta_term_equal (&small, &large));
  g_assert_cmpuint (nysta_term_hash (&small), ==, nysta_term_hash (&large));
}

static void
test_dup (void)
{
  NystaTerm term = LITERAL ("a", XSD "date", NULL);
  g_autoptr (NystaTerm) copy = nysta_term_dup (&term);

  g_assert_true (nysta_term_equal (&term, copy));
  g_assert_true (copy->value != term.value);
  nysta_term_free (NULL);
}

/* Names that count are what data is full of: terms that differ in a number alone must not
 * share their hashes, or every table of terms becomes a list. */
static void
test_hash_spread (gconstpointer format)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);
  const guint n = 50000;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) name = g_string_new (format);

      g_string_append_printf (name, "%u", i);

      NystaTerm term = nysta_iri (name->str);

      g_hash_table_add (hashes, GUINT_TO_POINTER (nysta_term_hash (&term)));
    }
  g_assert_cmpuint (g_hash_table_size (hashes), >, n - n / 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (write_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/term/ntriples/%s", write_cases[i].name);
      g_test_add_data_func (path, &write_cases[i], test_write);
    }
  g_test_add_func ("/term/compare/order", test_order);
  g_test_add_func ("/term/compare/language-case", test_language_case);
  g_test_add_data_func ("/term/hash/short", "", test_hash_spread);
  g_test_add_data_func ("/term/hash/odd-length", "http://e/s", test_hash_spread);
  g_test_add_data_func ("/term/hash/long", "http://kg.example.org/membership/",
                        test_hash_spread);
  g_test_add_func ("/term/dup/own-strings", test_dup);
  return g_test_run ();
}
