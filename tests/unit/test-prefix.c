/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rdf/prefix.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *iri;
  const char *wanted; /* NULL: no short form */
} ShortenCase;

static const ShortenCase shorten_cases[] = {
  { "name", "http://xmlns.com/foaf/0.1/name", "foaf:name" },
  { "two-that-share-a-beginning", "http://www.w3.org/ns/person#Person", "person:Person" },
  { "letters", "http://schema.org/åäö", "schema:åäö" },
  { "digit-first", "http://schema.org/1a", "schema:1a" },
  { "inner-dot", "http://schema.org/a.b", "schema:a.b" },
  { "colon", "http://schema.org/_:b", NULL },
  { "last-dot", "http://schema.org/a.", NULL },
  { "first-dot", "http://schema.org/.a", NULL },
  { "first-hyphen", "http://schema.org/-a", NULL },
  { "slash", "http://schema.org/a/b", NULL },
  { "percent", "http://schema.org/a%20b", NULL },
  { "multiplication-sign", "http://schema.org/a×b", NULL },
  { "empty", "http://schema.org/", NULL },
  { "unknown", "http://example.org/a", NULL },
  { "shorter-than-prefix", "http://", NULL },
};

static void
test_shorten (gconstpointer data)
{
  const ShortenCase *c = data;
  g_autofree char *name = nysta_prefix_shorten (c->iri);

  g_assert_cmpstr (name, ==, c->wanted);
}

static void
test_order (void)
{
  guint n = 0;

  for (; nysta_prefixes[n].prefix != NULL; n++)
    {
      if (n > 0)
        g_assert_cmpstr (nysta_prefixes[n - 1].prefix, <, nysta_prefixes[n].prefix);
      g_assert_cmpint (nysta_prefix_find (nysta_prefixes[n].iri), ==, (int) n);
    }
  g_assert_cmpuint (n, <=, 48); /* Turtle keeps the bits above for a store's own */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (shorten_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/prefix/shorten/%s", shorten_cases[i].name);
      g_test_add_data_func (path, &shorten_cases[i], test_shorten);
    }
  g_test_add_func ("/prefix/list/order", test_order);
  return g_test_run ();
}
