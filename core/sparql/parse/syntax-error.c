/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* syntax-error.c: one line that says where, what was found and what could have stood
 * there. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include <string.h>

#include "base/error.h"

/* Longer tokens are cut. */
#define MAX_SHOWN_BYTES 40
#define MAX_SHOWN_WANTED 9

static void G_GNUC_PRINTF (5, 0)
  set_error (NystaSyntaxParser *parser, NystaSparqlError code, guint line, guint column,
             const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *presentable = nysta_error_make_line (text);

  if (parser->error == NULL)
    g_set_error (&parser->error, NYSTA_SPARQL_ERROR, code, "%s%u:%u: %s",
                 code == NYSTA_SPARQL_ERROR_LIMIT ? "limit: " : "", line, column,
                 presentable);
}

gpointer
nysta_parse_fail (NystaSyntaxParser *parser, guint line, guint column, const char *format,
                  ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_error (parser, NYSTA_SPARQL_ERROR_SYNTAX, line, column, format, arguments);
  va_end (arguments);
  return NULL;
}

gpointer
nysta_parse_fail_at (NystaSyntaxParser *parser, const NystaScanToken *token,
                     const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_error (parser, NYSTA_SPARQL_ERROR_SYNTAX, token->line, token->column, format,
             arguments);
  va_end (arguments);
  return NULL;
}

gpointer
nysta_parse_fail_limit (NystaSyntaxParser *parser, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_error (parser, NYSTA_SPARQL_ERROR_LIMIT, parser->token.line, parser->token.column,
             format, arguments);
  va_end (arguments);
  return NULL;
}

gpointer
nysta_parse_refuse_triple_term (NystaSyntaxParser *parser)
{
  if (parser->error == NULL)
    g_set_error (
      &parser->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
      "%u:%u: triple terms and reified triples of RDF 1.2 (<< … >>, {| … |}) are "
      "not supported: describe the statement with rdf:subject, rdf:predicate and "
      "rdf:object",
      parser->token.line, parser->token.column);
  return NULL;
}

char *
nysta_parse_describe_token (const NystaScanToken *token)
{
  gsize length = MIN (token->length, MAX_SHOWN_BYTES);
  g_autofree char *text = NULL;

  if (token->kind == NYSTA_SCAN_END)
    return g_strdup ("the end");
  while (length < token->length && ((guchar) token->start[length] & 0xC0) == 0x80)
    length--;
  text = g_strndup (token->start, length);
  g_strdelimit (text, "\r\n\t", ' ');
  if (token->kind == NYSTA_SCAN_MARK)
    return g_strdup_printf ("'%s'", text);
  return g_strdup_printf ("%s%s", text, length < token->length ? "…" : "");
}

/* "A, B or C": marks, and `a`, in quotes, as they would be lost among words. */
static char *
list_wanted (const NystaSyntaxParser *parser)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = MIN (parser->n_wanted, MAX_SHOWN_WANTED);

  for (guint i = 0; i < n; i++)
    {
      const char *what = parser->wanted[i];
      gboolean is_mark = what[1] == '\0' || (g_ascii_ispunct (what[0]) && what[2] == '\0');

      if (i > 0)
        g_string_append (list, i + 1 < n || n < parser->n_wanted ? ", " : " or ");
      g_string_append_printf (list, is_mark ? "'%s'" : "%s", what);
    }
  if (n < parser->n_wanted)
    g_string_append (list, " …");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

gpointer
nysta_parse_expected (NystaSyntaxParser *parser)
{
  if (parser->error != NULL)
    return NULL;
  /* `<<` and `{|` are no terminals of SPARQL 1.1: each is two marks side by side. */
  if ((nysta_parse_is_mark (parser, '<') && parser->token.start[1] == '<') ||
      (nysta_parse_is_mark (parser, '{') && parser->token.start[1] == '|') ||
      (nysta_parse_is_mark (parser, '|') && parser->open->len > 0 &&
       parser->token.start[-1] == '{'))
    return nysta_parse_refuse_triple_term (parser);

  g_autofree char *found = nysta_parse_describe_token (&parser->token);
  g_autofree char *wanted = list_wanted (parser);
  g_autofree char *hint = nysta_parse_hint (parser);

  return nysta_parse_fail_at (parser, &parser->token, "found %s, expected %s%s%s", found,
                              wanted, hint != NULL ? ": " : "", hint != NULL ? hint : "");
}
