/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* parse-term.c: IRIs, literals and variables of a query. */
#include "sparql/parse/parser.h"

#include <string.h>

#include "rdf/prefix.h"
#include "rdf/vocabulary.h"
#include "rdf/iri.h"

static const char *
keep (NystaParser *parser, const char *text)
{
  return g_string_chunk_insert_const (parser->tree->strings, text);
}

gboolean
nysta_parser_is_iri (const NystaParser *parser)
{
  return parser->token.kind == NYSTA_LEX_IRI || parser->token.kind == NYSTA_LEX_PNAME;
}

/* [139] IRIREF */
static gboolean
take_full_iri (NystaParser *parser, const char **out_iri)
{
  const NystaQueryToken token = parser->token;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!nysta_token_unescape (token.start + 1, token.length - 2, text))
    return nysta_parser_error (parser, &token,
                               "found an escape that means nothing in an "
                               "IRI, expected \\uXXXX or \\UXXXXXXXX");
  for (gsize i = 0; i < text->len; i++)
    if ((guchar) text->str[i] <= 0x20 || strchr ("<>\"{}|^`\\", text->str[i]) != NULL)
      return nysta_parser_error (parser, &token, "found a character that no IRI may have");

  g_autofree char *iri = nysta_iri_resolve (parser->base, text->str);

  if (iri == NULL)
    return nysta_parser_error (parser, &token,
                               "found the relative IRI <%s>, expected an "
                               "absolute one, or a BASE before it",
                               text->str);
  *out_iri = keep (parser, iri);
  return nysta_parser_advance (parser);
}

static const char *
find_prefix (NystaParser *parser, const char *prefix)
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
static gboolean
take_prefixed_name (NystaParser *parser, const char **out_iri)
{
  const NystaQueryToken token = parser->token;
  const char *colon = memchr (token.start, ':', token.length);
  g_autofree char *prefix = g_strndup (token.start, (gsize) (colon - token.start));
  const char *iri = find_prefix (parser, prefix);

  if (iri == NULL && strcmp (prefix, "_") == 0)
    return nysta_parser_expected (parser, "an IRI or a prefixed name");
  if (iri == NULL)
    return nysta_parser_error (parser, &token,
                               "prefix %s: is not declared: put PREFIX %s: <…> first",
                               prefix, prefix);

  g_autoptr (GString) whole = g_string_new (iri);

  for (const char *c = colon + 1; c < token.start + token.length; c++)
    {
      if (*c == '\\')
        c++;
      g_string_append_c (whole, *c);
    }
  *out_iri = keep (parser, whole->str);
  return nysta_parser_advance (parser);
}

gboolean
nysta_parser_take_iri (NystaParser *parser, const char **out_iri)
{
  if (parser->token.kind == NYSTA_LEX_IRI)
    return take_full_iri (parser, out_iri);
  if (parser->token.kind == NYSTA_LEX_PNAME)
    return take_prefixed_name (parser, out_iri);
  return nysta_parser_expected (parser, "an IRI or a prefixed name");
}

gboolean
nysta_parser_is_literal (const NystaParser *parser)
{
  switch (parser->token.kind)
    {
    case NYSTA_LEX_STRING:
    case NYSTA_LEX_INTEGER:
    case NYSTA_LEX_DECIMAL:
    case NYSTA_LEX_DOUBLE:
      return TRUE;
    default:
      return nysta_parser_is_word (parser, "true") ||
             nysta_parser_is_word (parser, "false");
    }
}

/* [129] RDFLiteral */
static gboolean
take_string (NystaParser *parser, NystaTerm *out_term)
{
  const NystaQueryToken token = parser->token;
  gboolean is_long = token.length >= 6 && token.start[1] == token.start[0] &&
                     token.start[2] == token.start[0];
  gsize n_quotes = is_long ? 3 : 1;
  g_autoptr (GString) text = g_string_new (NULL);
  NystaTerm term = { .kind = NYSTA_TERM_LITERAL };

  if (!nysta_token_unescape (token.start + n_quotes, token.length - 2 * n_quotes, text))
    return nysta_parser_error (parser, &token,
                               "found an escape that means nothing in a "
                               "string, expected one of \\t \\n \\r \\\" \\' \\\\ \\uXXXX");
  term.value = keep (parser, text->str);
  if (!nysta_parser_advance (parser))
    return FALSE;
  if (parser->token.kind == NYSTA_LEX_TAG)
    {
      g_autofree char *tag = g_strndup (parser->token.start + 1, parser->token.length - 1);

      term.language = keep (parser, tag);
      if (!nysta_parser_advance (parser))
        return FALSE;
    }
  else if (nysta_parser_is_mark (parser, "^^"))
    {
      if (!nysta_parser_advance (parser) || !nysta_parser_take_iri (parser, &term.datatype))
        return FALSE;
      if (strcmp (term.datatype, XSD_STRING) == 0)
        term.datatype = NULL;
    }
  *out_term = term;
  return TRUE;
}

gboolean
nysta_parser_take_literal (NystaParser *parser, NystaTerm *out_term)
{
  const NystaQueryToken token = parser->token;
  g_autofree char *text = g_strndup (token.start, token.length);
  const char *datatype = NULL;

  switch (token.kind)
    {
    case NYSTA_LEX_STRING:
      return take_string (parser, out_term);
    case NYSTA_LEX_INTEGER:
      datatype = NS_XSD "integer";
      break;
    case NYSTA_LEX_DECIMAL:
      datatype = XSD_DECIMAL;
      break;
    case NYSTA_LEX_DOUBLE:
      datatype = NS_XSD "double";
      break;
    default:
      datatype = NS_XSD "boolean";
      for (char *c = text; *c != '\0'; c++)
        *c = g_ascii_tolower (*c);
    }
  *out_term = nysta_literal (keep (parser, text), datatype, NULL);
  return nysta_parser_advance (parser);
}

gboolean
nysta_parser_take_variable (NystaParser *parser, guint *out_variable)
{
  if (parser->token.kind != NYSTA_LEX_VARIABLE)
    return nysta_parser_expected (parser, "a variable such as ?name");
  *out_variable = nysta_tree_variable (parser->tree, parser->token.start + 1,
                                       parser->token.length - 1);
  return nysta_parser_advance (parser);
}
