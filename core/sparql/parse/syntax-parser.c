/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include <string.h>

#include "base/limits.h"

/* --- tokens -------------------------------------------------------------------------- */

gboolean
nysta_parse_advance (NystaSyntaxParser *parser)
{
  if (parser->error != NULL)
    return FALSE;
  parser->n_wanted = 0;
  parser->wants_function = FALSE;
  parser->n_taken++;
  return nysta_scanner_next (&parser->scanner, &parser->token, &parser->error);
}

gboolean
nysta_parse_is_word (const NystaSyntaxParser *parser, const char *word)
{
  return parser->token.kind == NYSTA_SCAN_WORD && strlen (word) == parser->token.length &&
         g_ascii_strncasecmp (parser->token.start, word, parser->token.length) == 0;
}

gboolean
nysta_parse_is_mark (const NystaSyntaxParser *parser, guint mark)
{
  return parser->token.kind == NYSTA_SCAN_MARK && parser->token.mark == mark;
}

void
nysta_parse_want (NystaSyntaxParser *parser, const char *what)
{
  for (guint i = 0; i < parser->n_wanted; i++)
    if (strcmp (parser->wanted[i], what) == 0)
      return;
  if (parser->n_wanted < NYSTA_MAX_WANTED)
    parser->wanted[parser->n_wanted++] = what;
}

gboolean
nysta_parse_at_word (NystaSyntaxParser *parser, const char *word)
{
  nysta_parse_want (parser, word);
  return nysta_parse_is_word (parser, word);
}

gboolean
nysta_parse_at_mark (NystaSyntaxParser *parser, const char *mark)
{
  nysta_parse_want (parser, mark);
  return nysta_parse_is_mark (parser, mark[1] != '\0' ? NYSTA_MARK (mark[0], mark[1])
                                                      : (guint) *mark);
}

gboolean
nysta_parse_at_kind (NystaSyntaxParser *parser, NystaScanKind kind, const char *name)
{
  nysta_parse_want (parser, name);
  return parser->token.kind == kind;
}

gboolean
nysta_parse_take_word (NystaSyntaxParser *parser, const char *word)
{
  if (nysta_parse_at_word (parser, word))
    return nysta_parse_advance (parser);
  nysta_parse_expected (parser);
  return FALSE;
}

gboolean
nysta_parse_take_mark (NystaSyntaxParser *parser, const char *mark)
{
  if (nysta_parse_at_mark (parser, mark))
    return nysta_parse_advance (parser);
  nysta_parse_expected (parser);
  return FALSE;
}

gboolean
nysta_parse_take_optional (NystaSyntaxParser *parser, const char *word, gboolean *out_found)
{
  *out_found = nysta_parse_at_word (parser, word);
  return !*out_found || nysta_parse_advance (parser);
}

/* --- brackets ------------------------------------------------------------------------ */

gboolean
nysta_parse_open (NystaSyntaxParser *parser, const char *mark)
{
  if (!nysta_parse_at_mark (parser, mark))
    {
      nysta_parse_expected (parser);
      return FALSE;
    }
  /* Every way to nest has its bracket, so that this bounds the parser's own stack, and that
   * of all who walk the tree. */
  if (parser->open->len >= NYSTA_MAX_NESTING)
    {
      nysta_parse_fail_limit (parser, "brackets nested deeper than %d: write it flatter",
                              NYSTA_MAX_NESTING);
      return FALSE;
    }
  g_array_append_val (parser->open, parser->token);
  return nysta_parse_advance (parser);
}

gboolean
nysta_parse_close (NystaSyntaxParser *parser, const char *mark)
{
  if (!nysta_parse_at_mark (parser, mark))
    {
      nysta_parse_expected (parser);
      return FALSE;
    }
  g_array_set_size (parser->open, parser->open->len - 1);
  return nysta_parse_advance (parser);
}

/* --- nodes --------------------------------------------------------------------------- */

NystaNode *
nysta_parse_node_at (NystaSyntaxParser *parser, NystaNodeKind kind,
                     const NystaScanToken *token)
{
  return nysta_syntax_tree_add (parser->tree, kind, token->line, token->column);
}

NystaNode *
nysta_parse_node_here (NystaSyntaxParser *parser, NystaNodeKind kind)
{
  return nysta_parse_node_at (parser, kind, &parser->token);
}

NystaNode *
nysta_parse_add (NystaNode *parent, NystaNode *child)
{
  if (child == NULL)
    return NULL;
  nysta_node_append (parent, child);
  return child;
}

/* --- the whole ----------------------------------------------------------------------- */

static void
parser_clear (NystaSyntaxParser *parser)
{
  g_clear_pointer (&parser->prefixes, g_hash_table_unref);
  g_clear_pointer (&parser->open, g_array_unref);
  for (guint i = 0; i < NYSTA_N_LABELS; i++)
    g_clear_pointer (&parser->labels[i], g_hash_table_unref);
  g_clear_error (&parser->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaSyntaxParser, parser_clear)

NystaSyntaxTree *
nysta_syntax_parse (const char *text, gssize length, NystaSyntaxUnit unit,
                    const NystaSyntaxOptions *options, GError **error)
{
  g_autoptr (NystaSyntaxTree) tree = nysta_syntax_tree_new ();
  g_auto (NystaSourceText) source = { 0 };
  g_auto (NystaSyntaxParser) parser = {
    .tree = tree,
    .options = options,
    .base = options->base,
    .prefixes = g_hash_table_new (g_str_hash, g_str_equal),
    .open = g_array_new (FALSE, FALSE, sizeof (NystaScanToken)),
    .no_aggregate = "there",
  };

  if (!nysta_source_text_init (&source, text, length, error))
    return NULL;
  for (guint i = 0; i < NYSTA_N_LABELS; i++)
    parser.labels[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  nysta_scanner_init (&parser.scanner, &source);
  if (nysta_parse_advance (&parser))
    tree->root = unit == NYSTA_SYNTAX_QUERY_UNIT ? nysta_parse_query_unit (&parser)
                                                 : nysta_parse_update_unit (&parser);
  if (tree->root == NULL || !nysta_check_scope (&parser))
    {
      g_propagate_error (error, g_steal_pointer (&parser.error));
      return NULL;
    }
  return g_steal_pointer (&tree);
}
