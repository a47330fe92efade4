/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Any bytes as a query and as an update: a tree or one line of error; and what a tree is
 * written back as gives the same tree. The corpus is tests/query-syntax.
 */
#include "fuzz.h"
#include "sparql/parse/syntax-tree.h"

#include <string.h>

const char *const fuzz_corpus = "tests/query-syntax";

static const NystaSyntaxOptions options = { .base = "http://example.org/base" };

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_round_trip (const NystaSyntaxTree *tree, NystaSyntaxUnit unit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  nysta_syntax_write (tree, tree->root, text);
  nysta_syntax_print (tree, before);

  g_autoptr (NystaSyntaxTree)
    again = nysta_syntax_parse (text->str, (gssize) text->len, unit, &options, &error);
  /* It has more brackets than what it was read from. */
  if (again == NULL && g_str_has_prefix (error->message, "limit:"))
    return;
  g_assert_no_error (error);
  nysta_syntax_print (again, after);
  g_assert_cmpstr (before->str, ==, after->str);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  static const NystaSyntaxUnit units[] = { NYSTA_SYNTAX_QUERY_UNIT,
                                           NYSTA_SYNTAX_UPDATE_UNIT };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NystaSyntaxTree) tree = nysta_syntax_parse (
        (const char *) data, (gssize) n_bytes, units[i], &options, &error);

      if (tree == NULL)
        check_error (error);
      else
        check_round_trip (tree, units[i]);
    }
  return 0;
}
