/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-term.c: [107] VarOrIri to [138] BlankNode: the leaves. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include <string.h>

#include "base/limits.h"
#include "rdf/iri.h"
#include "rdf/prefix.h"
#include "rdf/vocabulary.h"

static NystaNode *
term_node (NystaSyntaxParser *parser, NystaNodeKind kind, const NystaScanToken *token,
           NystaTermKind term_kind, const char *value)
{
  NystaNode *node = nysta_parse_node_at (parser, kind, token);
  NystaTerm *term = nysta_syntax_tree_alloc (parser->tree, sizeof *term);

  term->kind = term_kind;
  term->value = nysta_syntax_tree_keep (parser->tree, value);
  node->term = term;
  return node;
}

NystaNode *
nysta_parse_known_iri (NystaSyntaxParser *parser, const char *iri,
                       const NystaScanToken *token)
{
  return term_node (parser, NYSTA_NODE_IRI, token, NYSTA_TERM_IRI, iri);
}

/* --- IRIs ------------------------------------------------------------------------------ */

gboolean
nysta_parse_is_iri (const NystaSyntaxParser *parser)
{
  return parser->token.kind == NYSTA_SCAN_IRI || parser->token.kind == NYSTA_SCAN_NAME;
}

/* [139] IRIREF */
static NystaNode *
iriref (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  g_autofree char *text = g_strndup (token.start + 1, token.length - 2);
  g_autofree char *iri = nysta_iri_resolve (parser->base, text);

  if (iri == NULL)
    return nysta_parse_fail_at (parser, &token,
                                "found the relative IRI <%s>, expected an absolute one, or "
                                "a BASE before it",
                                text);
  if (!nysta_parse_advance (parser))
    return NULL;
  return nysta_parse_known_iri (parser, iri, &token);
}

static const char *
find_prefix (const NystaSyntaxParser *parser, const char *prefix)
{
  const char *iri = g_hash_table_lookup (parser->prefixes, prefix);

  if (iri != NULL || parser->options->strict)
    return iri;
  if (*prefix == '\0')
    return parser->options->store_base;
  for (guint i = 0; nysta_prefixes[i].prefix != NULL; i++)
    if (strcmp (nysta_prefixes[i].prefix, prefix) == 0)
      return nysta_prefixes[i].iri;
  return NULL;
}

/* [137] PrefixedName */
static NystaNode *
prefixed_name (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  const char *end = token.start + token.length;
  const char *colon = memchr (token.start, ':', token.length);
  g_autofree char *prefix = g_strndup (token.start, (gsize) (colon - token.start));
  const char *iri = find_prefix (parser, prefix);

  if (iri == NULL)
    {
      g_autofree char *hint = nysta_parse_hint_prefix (parser, prefix);

      return nysta_parse_fail_at (parser, &token, "prefix %s: is not declared: %s", prefix,
                                  hint);
    }

  g_autoptr (GString) whole = g_string_new (iri);

  for (const char *c = colon + 1; c < end; c++)
    {
      if (*c == '\\')
        c++;
      g_string_append_c (whole, *c);
    }
  if (!nysta_parse_advance (parser))
    return NULL;
  return nysta_parse_known_iri (parser, whole->str, &token);
}

NystaNode *
nysta_parse_iri_node (NystaSyntaxParser *parser)
{
  if (nysta_parse_at_kind (parser, NYSTA_SCAN_IRI, "an IRI"))
    return iriref (parser);
  if (parser->token.kind == NYSTA_SCAN_NAME)
    return prefixed_name (parser);
  return nysta_parse_expected (parser);
}

/* --- variables --------------------------------------------------------------------------- */

NystaNode *
nysta_parse_var (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;

  if (!nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
    return nysta_parse_expected (parser);
  if (parser->no_variable != NULL)
    return nysta_parse_fail_at (parser, &token,
                                "found %.*s, expected no variable %s: write a value, or "
                                "INSERT { … } WHERE { … }",
                                (int) token.length, token.start, parser->no_variable);

  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_VAR);

  node->number = nysta_syntax_tree_variable (parser->tree, token.start + 1,
                                             token.length - 1);
  if (parser->tree->variables->len > NYSTA_MAX_VARIABLES)
    return nysta_parse_fail_limit (parser, "more than %d variables: ask with fewer",
                                   NYSTA_MAX_VARIABLES);
  return nysta_parse_advance (parser) ? node : NULL;
}

NystaNode *
nysta_parse_var_or_iri (NystaSyntaxParser *parser)
{
  if (nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
    return nysta_parse_var (parser);
  return nysta_parse_iri_node (parser);
}

/* --- literals ----------------------------------------------------------------------------- */

gboolean
nysta_parse_is_literal (const NystaSyntaxParser *parser)
{
  switch (parser->token.kind)
    {
    case NYSTA_SCAN_STRING:
    case NYSTA_SCAN_INTEGER:
    case NYSTA_SCAN_DECIMAL:
    case NYSTA_SCAN_DOUBLE:
      return TRUE;
    default:
      return nysta_parse_is_word (parser, "true") || nysta_parse_is_word (parser, "false");
    }
}

const char *
nysta_parse_string (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!nysta_parse_at_kind (parser, NYSTA_SCAN_STRING, "a string"))
    return nysta_parse_expected (parser);

  gsize n_quotes = token.length >= 6 && token.start[1] == token.start[0] &&
                       token.start[2] == token.start[0]
                     ? 3
                     : 1;
  const char *bad = nysta_scan_unescape (token.start + n_quotes,
                                         token.length - 2 * n_quotes, text);

  if (bad != NULL)
    return nysta_parse_fail_at (parser, &token,
                                "found \\%.*s in a string, expected \\t, \\b, \\n, \\r, "
                                "\\f, \\\", \\', \\\\ or \\uXXXX: write \\\\ for a "
                                "backslash",
                                (int) (g_utf8_next_char (bad + 1) - (bad + 1)), bad + 1);
  if (!nysta_parse_advance (parser))
    return NULL;
  return nysta_syntax_tree_keep (parser->tree, text->str);
}

/* [129] RDFLiteral */
static NystaNode *
rdf_literal (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_LITERAL);
  NystaTerm *term = nysta_syntax_tree_alloc (parser->tree, sizeof *term);

  term->kind = NYSTA_TERM_LITERAL;
  term->value = nysta_parse_string (parser);
  node->term = term;
  if (term->value == NULL)
    return NULL;
  if (parser->token.kind == NYSTA_SCAN_TAG)
    {
      g_autofree char *tag = g_strndup (parser->token.start + 1, parser->token.length - 1);

      term->language = nysta_syntax_tree_keep (parser->tree, tag);
      return nysta_parse_advance (parser) ? node : NULL;
    }
  if (nysta_parse_is_mark (parser, NYSTA_MARK ('^', '^')))
    {
      NystaNode *datatype = nysta_parse_advance (parser) ? nysta_parse_iri_node (parser)
                                                         : NULL;

      if (datatype == NULL)
        return NULL;
      if (strcmp (datatype->term->value, XSD_STRING) != 0)
        term->datatype = datatype->term->value;
    }
  return node;
}

/* [130] NumericLiteral, [134] BooleanLiteral */
NystaNode *
nysta_parse_literal_node (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  const char *datatype = NULL;

  switch (token.kind)
    {
    case NYSTA_SCAN_STRING:
      return rdf_literal (parser);
    case NYSTA_SCAN_INTEGER:
      datatype = NS_XSD "integer";
      break;
    case NYSTA_SCAN_DECIMAL:
      datatype = XSD_DECIMAL;
      break;
    case NYSTA_SCAN_DOUBLE:
      datatype = NS_XSD "double";
      break;
    default:
      datatype = NS_XSD "boolean";
    }

  g_autofree char *text = g_strndup (token.start, token.length);

  if (token.kind == NYSTA_SCAN_WORD)
    for (char *c = text; *c != '\0'; c++)
      *c = g_ascii_tolower (*c);

  NystaNode *node = term_node (parser, NYSTA_NODE_LITERAL, &token, NYSTA_TERM_LITERAL,
                               text);

  ((NystaTerm *) node->term)->datatype = datatype;
  return nysta_parse_advance (parser) ? node : NULL;
}

/* --- blank nodes: §19.6 ----------------------------------------------------------------- */

typedef struct
{
  guint block;
  guint number;
} Label;

void
nysta_parse_begin_block (NystaSyntaxParser *parser, NystaLabelsIn labels_in)
{
  parser->labels_in = labels_in;
  parser->block = ++parser->n_blocks;
  if (labels_in == NYSTA_LABELS_TEMPLATE)
    g_hash_table_remove_all (parser->labels[labels_in]);
}

NystaNode *
nysta_parse_fresh_blank (NystaSyntaxParser *parser, const NystaScanToken *token)
{
  if (parser->no_blank != NULL)
    return nysta_parse_fail_at (parser, token,
                                "found a blank node, expected none %s: write a variable "
                                "in DELETE { … } WHERE { … }, or an IRI",
                                parser->no_blank);

  NystaNode *node = nysta_parse_node_at (parser, NYSTA_NODE_BLANK, token);

  node->number = parser->tree->n_blanks++;
  return node;
}

NystaNode *
nysta_parse_blank_node (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  GHashTable *labels = parser->labels[parser->labels_in];
  g_autofree char *name = g_strndup (token.start + 2, token.length - 2);
  Label *label = g_hash_table_lookup (labels, name);

  if (label != NULL && label->block != parser->block)
    return nysta_parse_fail_at (
      parser, &token,
      "found _:%s, which stands in another %s, expected a label of its own%s", name,
      parser->labels_in == NYSTA_LABELS_DATA ? "operation" : "group of triples",
      parser->labels_in == NYSTA_LABELS_DATA ? "" : ": write a variable to join the two");

  NystaNode *node = nysta_parse_fresh_blank (parser, &token);

  if (node == NULL)
    return NULL;
  if (label == NULL)
    {
      label = g_new (Label, 1);
      *label = (Label){ parser->block, node->number };
      g_hash_table_insert (labels, (gpointer) nysta_syntax_tree_keep (parser->tree, name),
                           label);
    }
  else
    {
      parser->tree->n_blanks--;
      node->number = label->number;
    }
  return nysta_parse_advance (parser) ? node : NULL;
}
