/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/syntax.h"

#include <string.h>

/* Enough for every declaration that tells a syntax. */
#define GUESS_BYTES 1024u

typedef struct
{
  const char *name; /* also a file name's ending */
  NystaSyntax syntax;
} SyntaxName;

static const SyntaxName syntax_names[] = {
  { "ntriples", NYSTA_SYNTAX_NTRIPLES }, { "n-triples", NYSTA_SYNTAX_NTRIPLES },
  { "nt", NYSTA_SYNTAX_NTRIPLES },       { "nquads", NYSTA_SYNTAX_NQUADS },
  { "n-quads", NYSTA_SYNTAX_NQUADS },    { "nq", NYSTA_SYNTAX_NQUADS },
  { "turtle", NYSTA_SYNTAX_TURTLE },     { "ttl", NYSTA_SYNTAX_TURTLE },
  { "trig", NYSTA_SYNTAX_TRIG },         { "rdfxml", NYSTA_SYNTAX_RDFXML },
  { "rdf/xml", NYSTA_SYNTAX_RDFXML },    { "rdf", NYSTA_SYNTAX_RDFXML },
  { "owl", NYSTA_SYNTAX_RDFXML },        { "xml", NYSTA_SYNTAX_RDFXML },
  { "jsonld", NYSTA_SYNTAX_JSONLD },     { "json-ld", NYSTA_SYNTAX_JSONLD },
};

NystaSyntax
nysta_syntax_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (syntax_names); i++)
    if (g_ascii_strcasecmp (syntax_names[i].name, name) == 0)
      return syntax_names[i].syntax;
  return NYSTA_SYNTAX_GUESS;
}

static NystaSyntax
syntax_from_content (const char *data, gsize n_bytes)
{
  g_autofree char *head = g_strndup (data, MIN (n_bytes, GUESS_BYTES));
  const char *c = head;

  if (g_str_has_prefix (c, "\xEF\xBB\xBF"))
    c += 3;
  while (g_ascii_isspace (*c))
    c++;
  if (g_str_has_prefix (c, "<?xml") || g_str_has_prefix (c, "<!") ||
      g_str_has_prefix (c, "<rdf:"))
    return NYSTA_SYNTAX_RDFXML;
  /* An object with a key in quotation marks, or an array of such: TriG's braces hold none. */
  if (g_regex_match_simple ("^(\\[\\s*)?\\{\\s*\"[^\"]*\"\\s*:", c, 0, 0))
    return NYSTA_SYNTAX_JSONLD;
  /* `<s> <p> <o> <g> .`: only N-Quads has a fourth IRI on a line. */
  if (g_regex_match_simple ("^(<[^>]*>|_:\\S+)[ \\t]+<[^>]*>[ \\t]+(<[^>]*>|_:\\S+|"
                            "\"(\\\\.|[^\"\\\\])*\"(@[\\w-]+|\\^\\^<[^>]*>)?)[ \\t]+"
                            "(<[^>]*>|_:\\S+)[ \\t]*\\.",
                            c, G_REGEX_MULTILINE, 0))
    return NYSTA_SYNTAX_NQUADS;
  if (g_regex_match_simple ("^\\s*(GRAPH\\s*)?(<[^>]*>|[\\w-]*:[\\w-]*)?\\s*\\{", c,
                            G_REGEX_MULTILINE | G_REGEX_CASELESS, 0))
    return NYSTA_SYNTAX_TRIG;
  return NYSTA_SYNTAX_TURTLE;
}

NystaSyntax
nysta_syntax_guess (const char *name, const char *data, gsize n_bytes)
{
  static const char *const compressed[] = { ".gz", ".gzip", ".zst", ".zstd" };
  g_autofree char *inner = g_strdup (name);
  NystaSyntax syntax = NYSTA_SYNTAX_GUESS;

  for (gsize i = 0; i < G_N_ELEMENTS (compressed); i++)
    if (g_str_has_suffix (inner, compressed[i]))
      {
        inner[strlen (inner) - strlen (compressed[i])] = '\0';
        break;
      }
  const char *ending = strrchr (inner, '.');
  if (ending != NULL)
    syntax = nysta_syntax_from_name (ending + 1);
  return syntax != NYSTA_SYNTAX_GUESS ? syntax : syntax_from_content (data, n_bytes);
}
