/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "query-text.h"

#include <string.h>

#include "rdf/iri.h"

/* After a string that begins at @c, SPARQL 1.1 [156]–[159]; an open one ends the text. */
static const char *
skip_string (const char *c)
{
  char quote = *c;
  guint n_quotes = c[1] == quote && c[2] == quote ? 3 : 1;

  for (c += n_quotes; *c != '\0'; c++)
    {
      if (*c == '\\' && c[1] != '\0')
        c++;
      else if (*c == quote && (n_quotes == 1 || (c[1] == quote && c[2] == quote)))
        return c + n_quotes;
    }
  return c;
}

/* What is after an IRI that begins at @c; @c itself if it is a comparison. [139] IRIREF */
static const char *
skip_iri (const char *c)
{
  gsize n_bytes = strcspn (c + 1, "<>\"{}|^`\\ \t\r\n");

  return c[n_bytes + 1] == '>' ? c + n_bytes + 2 : c;
}

/* The next token: a word, an IRI with its brackets, or one character; empty at the end. */
static const char *
next_token (const char *c, GString *token)
{
  const char *start = c;

  g_string_truncate (token, 0);
  while (*c != '\0' && (g_ascii_isspace (*c) || *c == '#'))
    c += *c == '#' ? strcspn (c, "\r\n") : 1;
  start = c;
  if (*c == '"' || *c == '\'')
    c = skip_string (c);
  else if (*c == '<' && skip_iri (c) != c)
    c = skip_iri (c);
  else if (g_ascii_isalpha (*c) || *c == '?' || *c == '$')
    for (c++; g_ascii_isalnum (*c) || *c == '_' || *c == ':' || *c == '-';)
      c++;
  else if (*c != '\0')
    c++;
  g_string_append_len (token, start, c - start);
  return c;
}

static char *
resolve (const GString *token, const char *base)
{
  g_autofree char *iri = g_strndup (token->str + 1, token->len - 2);

  return nysta_iri_resolve (base, iri);
}

void
query_text_init (QueryText *query, const char *text, const char *base)
{
  g_autoptr (GString) token = g_string_new (NULL);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autofree char *own_base = g_strdup (base);
  gint depth = 0;

  query->from = g_ptr_array_new_with_free_func (g_free);
  query->is_ordered = FALSE;
  for (const char *c = next_token (text, token); token->len > 0; c = next_token (c, token))
    {
      depth += token->str[0] == '{' ? 1 : token->str[0] == '}' ? -1 : 0;
      if (depth > 0)
        continue;
      if (token->str[0] != '<' || token->len == 1)
        {
          query->is_ordered |= g_ascii_strcasecmp (token->str, "ORDER") == 0;
          /* NAMED stands between FROM and the IRI. */
          if (g_ascii_strcasecmp (token->str, "NAMED") != 0)
            g_string_assign (before, token->str);
          continue;
        }

      g_autofree char *iri = resolve (token, own_base);

      if (iri != NULL && g_ascii_strcasecmp (before->str, "FROM") == 0)
        g_ptr_array_add (query->from, g_steal_pointer (&iri));
      else if (iri != NULL && g_ascii_strcasecmp (before->str, "BASE") == 0)
        {
          g_free (own_base);
          own_base = g_steal_pointer (&iri);
        }
      g_string_truncate (before, 0);
    }
}

void
query_text_clear (QueryText *query)
{
  g_ptr_array_unref (query->from);
}
