/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/read-plain-turtle.h"

#include "rdf/iri.h"
#include "rdf/prefix.h"
#include "rdf/vocabulary.h"

#include <string.h>

struct NystaPlainTurtle
{
  GArray *statements; /* of NystaStatement */
  GStringChunk *strings;
};

typedef struct
{
  NystaPlainTurtle *turtle;
  const char *c;
  const char *end;
  const char *base;
  GHashTable *prefixes; /* name -> IRI; both in the strings */
} Parser;

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

static void
skip_space (Parser *parser)
{
  while (parser->c < parser->end && strchr (" \t\r\n#", *parser->c) != NULL)
    if (*parser->c == '#')
      while (parser->c < parser->end && *parser->c != '\n')
        parser->c++;
    else
      parser->c++;
}

static gboolean
take (Parser *parser, char c)
{
  skip_space (parser);
  if (parser->c == parser->end || *parser->c != c)
    return FALSE;
  parser->c++;
  return TRUE;
}

/* What is_name_char() holds for; may be empty. */
static const char *
take_name (Parser *parser, gsize *out_n)
{
  const char *start = parser->c;

  while (parser->c < parser->end && is_name_char (*parser->c))
    parser->c++;
  *out_n = (gsize) (parser->c - start);
  return g_string_chunk_insert_len (parser->turtle->strings, start, (gssize) *out_n);
}

/* No name or number may go on here: a full stop may be a part of one. */
static gboolean
ends_token (const Parser *parser)
{
  const char *c = parser->c;

  if (c < parser->end && *c == '.')
    return c + 1 == parser->end || strchr (" \t\r\n#", c[1]) != NULL;
  return c == parser->end || strchr (" \t\r\n;,#", *c) != NULL;
}

/* Past its `<`. */
static gboolean
take_iri (Parser *parser, const char **out_iri)
{
  const char *start = parser->c;

  while (parser->c < parser->end && (guchar) *parser->c > ' ' &&
         strchr ("<>\"{}|^`\\", *parser->c) == NULL)
    parser->c++;
  if (parser->c == parser->end || *parser->c != '>')
    return FALSE;

  g_autofree char *written = g_strndup (start, (gsize) (parser->c - start));
  g_autofree char *iri = nysta_iri_resolve (parser->base, written);
  parser->c++;
  if (iri == NULL || !nysta_iri_is_absolute (iri))
    return FALSE;
  *out_iri = g_string_chunk_insert (parser->turtle->strings, iri);
  return TRUE;
}

static gboolean
take_prefixed (Parser *parser, const char **out_iri)
{
  gsize n_prefix = 0;
  gsize n_local = 0;
  const char *prefix = take_name (parser, &n_prefix);

  if (parser->c == parser->end || *parser->c != ':')
    return FALSE;
  parser->c++;
  const char *local = take_name (parser, &n_local);
  const char *iri = g_hash_table_lookup (parser->prefixes, prefix);
  if (iri == NULL || n_local == 0 || local[0] == '-' || !ends_token (parser))
    return FALSE;
  g_autofree char *whole = g_strconcat (iri, local, NULL);
  *out_iri = g_string_chunk_insert (parser->turtle->strings, whole);
  return TRUE;
}

static gboolean
take_resource (Parser *parser, NystaTerm *out_term)
{
  out_term->kind = NYSTA_TERM_IRI;
  return take (parser, '<') ? take_iri (parser, &out_term->value)
                            : take_prefixed (parser, &out_term->value);
}

static gboolean
take_verb (Parser *parser, NystaTerm *out_term)
{
  skip_space (parser);
  if (parser->end - parser->c < 2 || parser->c[0] != 'a' ||
      strchr (" \t\r\n", parser->c[1]) == NULL)
    return take_resource (parser, out_term);
  parser->c++;
  *out_term = nysta_iri (RDF_TYPE);
  return TRUE;
}

/* Past its quotation mark. */
static gboolean
take_string (Parser *parser, NystaTerm *out_term)
{
  const char *start = parser->c;
  gsize n = 0;

  while (parser->c < parser->end && (guchar) *parser->c >= ' ' && *parser->c != '"' &&
         *parser->c != '\\')
    parser->c++;
  if (parser->c == parser->end || *parser->c != '"')
    return FALSE;
  *out_term = nysta_literal (g_string_chunk_insert_len (parser->turtle->strings, start,
                                                        (gssize) (parser->c - start)),
                             NULL, NULL);
  parser->c++;
  if (parser->c < parser->end && *parser->c == '@')
    {
      parser->c++;
      out_term->language = take_name (parser, &n);
      if (!nysta_term_is_language (out_term->language))
        return FALSE;
    }
  return ends_token (parser);
}

static gboolean
take_integer (Parser *parser, NystaTerm *out_term)
{
  const char *start = parser->c;

  while (parser->c < parser->end && g_ascii_isdigit (*parser->c))
    parser->c++;
  *out_term = nysta_literal (g_string_chunk_insert_len (parser->turtle->strings, start,
                                                        (gssize) (parser->c - start)),
                             NS_XSD "integer", NULL);
  return ends_token (parser);
}

static gboolean
take_object (Parser *parser, NystaTerm *out_term)
{
  if (take (parser, '"'))
    return take_string (parser, out_term);
  if (parser->c < parser->end && g_ascii_isdigit (*parser->c))
    return take_integer (parser, out_term);
  return take_resource (parser, out_term);
}

/* All that is said of one subject, with its full stop. */
static gboolean
take_statements (Parser *parser)
{
  NystaStatement statement = { 0 };

  if (!take_resource (parser, &statement.subject))
    return FALSE;
  do
    {
      if (!take_verb (parser, &statement.predicate))
        return FALSE;
      do
        {
          statement.object = (NystaTerm){ 0 };
          if (!take_object (parser, &statement.object))
            return FALSE;
          g_array_append_val (parser->turtle->statements, statement);
        }
      while (take (parser, ','));
    }
  while (take (parser, ';'));
  return take (parser, '.');
}

static gboolean
take_prefix (Parser *parser)
{
  static const char word[] = "@prefix ";
  gsize n = 0;
  const char *iri = NULL;

  if ((gsize) (parser->end - parser->c) < strlen (word) ||
      memcmp (parser->c, word, strlen (word)) != 0)
    return FALSE;
  parser->c += strlen (word);
  skip_space (parser);
  const char *name = take_name (parser, &n);
  if ((n > 0 && !g_ascii_isalpha (name[0])) || !take (parser, ':') || !take (parser, '<') ||
      !take_iri (parser, &iri))
    return FALSE;
  g_hash_table_insert (parser->prefixes, (gpointer) name, (gpointer) iri);
  return take (parser, '.');
}

static gboolean
take_all (Parser *parser)
{
  for (skip_space (parser); parser->c < parser->end; skip_space (parser))
    if (*parser->c == '@' ? !take_prefix (parser) : !take_statements (parser))
      return FALSE;
  return TRUE;
}

NystaPlainTurtle *
nysta_plain_turtle_new (const char *data, gsize n_bytes, const char *base)
{
  /* What is relative to a base without a hierarchy, raptor's reader knows. */
  if (!g_utf8_validate (data, (gssize) n_bytes, NULL) || strstr (base, "://") == NULL)
    return NULL;

  g_autoptr (NystaPlainTurtle) turtle = g_new0 (NystaPlainTurtle, 1);
  g_autoptr (GHashTable) prefixes = g_hash_table_new (g_str_hash, g_str_equal);
  turtle->statements = g_array_new (FALSE, FALSE, sizeof (NystaStatement));
  turtle->strings = g_string_chunk_new (1024);
  Parser parser = {
    .turtle = turtle, .c = data, .end = data + n_bytes, .base = base, .prefixes = prefixes
  };

  return take_all (&parser) ? g_steal_pointer (&turtle) : NULL;
}

void
nysta_plain_turtle_free (NystaPlainTurtle *turtle)
{
  if (turtle == NULL)
    return;
  g_array_unref (turtle->statements);
  g_string_chunk_free (turtle->strings);
  g_free (turtle);
}

gboolean
nysta_plain_turtle_tell (const NystaPlainTurtle *turtle, NystaStatementFunc func,
                         gpointer user_data, GError **error)
{
  for (guint i = 0; i < turtle->statements->len; i++)
    if (!func (&g_array_index (turtle->statements, NystaStatement, i), user_data, error))
      return FALSE;
  return TRUE;
}
