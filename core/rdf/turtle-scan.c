/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/turtle-scan.h"

#include <string.h>

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What no name or number goes on with. */
static gboolean
ends_word (char c)
{
  return is_space (c) || (c != '\0' && strchr ("<>\"'[](){},;#^", c) != NULL);
}

static const char *
skip_comment (const char *c, const char *end)
{
  while (c < end && *c != '\n' && *c != '\r')
    c++;
  return c;
}

const char *
nysta_turtle_skip_space (const char *c, const char *end)
{
  while (c < end && (is_space (*c) || *c == '#'))
    c = *c == '#' ? skip_comment (c, end) : c + 1;
  return c;
}

/* An IRI that no `>` ends is over at white space, where no IRI goes on. */
static const char *
skip_iri (const char *c, const char *end)
{
  for (c++; c < end; c++)
    if (*c == '>' || is_space (*c))
      return *c == '>' ? c + 1 : c;
  return NULL;
}

/* A short string that nothing ends is over where its line is. */
static const char *
skip_string (const char *c, const char *end)
{
  char quote = *c;
  gboolean is_long = FALSE;

  if (end - c < 3)
    return NULL;
  is_long = c[1] == quote && c[2] == quote;
  if (!is_long && c[1] == quote)
    return c + 2;
  for (c += is_long ? 3 : 1; c < end; c++)
    {
      if (*c == '\\')
        c++;
      else if (!is_long && (*c == quote || *c == '\n' || *c == '\r'))
        return *c == quote ? c + 1 : c;
      else if (is_long && *c == quote && (end - c < 3 || (c[1] == quote && c[2] == quote)))
        return end - c < 3 ? NULL : c + 3;
    }
  return NULL;
}

/* Full stops within a name or a number belong to it, one before its end does not. */
static const char *
skip_word (const char *c, const char *end)
{
  const char *after = c;

  for (; c < end && !ends_word (*c); c++)
    {
      gboolean is_part = *c != '.';

      if (*c == '\\')
        c++;
      if (is_part)
        after = c + 1;
    }
  return c < end ? after : NULL;
}

const char *
nysta_turtle_skip_token (const char *c, const char *end)
{
  switch (*c)
    {
    case '<':
      return skip_iri (c, end);
    case '"':
    case '\'':
      return skip_string (c, end);
    case '[':
    case ']':
    case '(':
    case ')':
    case '{':
    case '}':
    case ',':
    case ';':
    case '^':
    case '>':
      return c + 1;
    case '.':
      /* A number may begin with it. */
      if (c + 1 == end)
        return NULL;
      if (!g_ascii_isdigit (c[1]))
        return c + 1;
      break;
    }
  return skip_word (c, end);
}

/* Whether the word at @c is @word: then what follows it is no part of a name. */
static gboolean
is_word (const char *c, const char *end, const char *word)
{
  gsize n = strlen (word);

  return (gsize) (end - c) > n && g_ascii_strncasecmp (c, word, n) == 0 && ends_word (c[n]);
}

static NystaTurtleKind
kind_of (const char *c, const char *end)
{
  if (*c == '@')
    return NYSTA_TURTLE_DIRECTIVE;
  return is_word (c, end, "PREFIX") || is_word (c, end, "BASE") ? NYSTA_TURTLE_SPARQL
                                                                : NYSTA_TURTLE_STATEMENT;
}

/* Whether the full stop at @c ends a statement: what may be a part of a word does not. */
static gboolean
is_full_stop (const char *c, const char *end, gboolean is_end)
{
  return *c == '.' && (c + 1 < end ? ends_word (c[1]) : is_end);
}

NystaTurtleKind
nysta_turtle_next (const char **start, const char *end, gboolean is_end, gboolean is_trig,
                   gboolean in_graph, const char **out_end)
{
  const char *c = *start;

  while (c < end && (is_space (*c) || *c == '#'))
    {
      *start = c;
      c = *c == '#' ? skip_comment (c, end) : c + 1;
      /* Its end may be yet to come. */
      if (c == end && **start == '#' && !is_end)
        return NYSTA_TURTLE_MORE;
    }
  *start = c;
  if (c == end)
    return NYSTA_TURTLE_NOTHING;
  /* The longest word that tells a kind, and a byte after it. */
  if (!is_end && end - c < 8)
    return NYSTA_TURTLE_MORE;

  NystaTurtleKind kind = in_graph ? NYSTA_TURTLE_STATEMENT : kind_of (c, end);
  const char *first = c;
  while (c < end)
    {
      gboolean is_iri = *c == '<';

      if (is_trig && ((*c == '{' && !in_graph) || (*c == '}' && c == first)))
        {
          *out_end = c + 1;
          return *c == '{' ? NYSTA_TURTLE_OPEN : NYSTA_TURTLE_CLOSE;
        }
      if ((is_trig && *c == '}') || is_full_stop (c, end, is_end))
        {
          *out_end = *c == '}' ? c : c + 1;
          return kind;
        }
      c = nysta_turtle_skip_token (c, end);
      if (c == NULL)
        break;
      if (kind == NYSTA_TURTLE_SPARQL && is_iri)
        {
          *out_end = c;
          return kind;
        }
      c = nysta_turtle_skip_space (c, end);
    }
  *out_end = end;
  return is_end ? kind : NYSTA_TURTLE_MORE;
}
