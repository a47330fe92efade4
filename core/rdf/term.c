/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/term.h"

#include <string.h>

#include "base/text-run.h"

/* The enum's numbers are older than the order that readers of an export expect. */
static int
kind_rank (NystaTermKind kind)
{
  switch (kind)
    {
    case NYSTA_TERM_NONE:
      return 0;
    case NYSTA_TERM_BLANK:
      return 1;
    case NYSTA_TERM_IRI:
      return 2;
    case NYSTA_TERM_LITERAL:
      return 3;
    }
  return 4;
}

static int
compare_language (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a != NULL) - (b != NULL);
  return g_ascii_strcasecmp (a, b);
}

int
nysta_term_compare (const NystaTerm *a, const NystaTerm *b)
{
  int order = kind_rank (a->kind) - kind_rank (b->kind);

  if (order == 0)
    order = g_strcmp0 (a->value, b->value);
  if (order == 0 && a->kind == NYSTA_TERM_LITERAL)
    {
      order = g_strcmp0 (a->datatype, b->datatype);
      if (order == 0)
        order = compare_language (a->language, b->language);
    }
  return order;
}

gboolean
nysta_term_equal (const NystaTerm *a, const NystaTerm *b)
{
  return nysta_term_compare (a, b) == 0;
}

/* Eight bytes a step: a byte a step, as g_str_hash() goes, is half of the time that a
 * snapshot takes to build. */
static guint64
hash_text (guint64 hash, const char *text)
{
  gsize length = strlen (text);

  hash ^= length;
  for (gsize i = 0; i < length; i += 8)
    {
      guint64 word = 0;

      memcpy (&word, text + i, MIN (length - i, 8));
      hash = (hash ^ word) * 0x9e3779b97f4a7c15ull;
      hash ^= hash >> 32;
    }
  return hash;
}

guint
nysta_term_hash (const NystaTerm *term)
{
  guint64 hash = (guint64) term->kind;

  if (term->value != NULL)
    hash = hash_text (hash, term->value);
  if (term->kind == NYSTA_TERM_LITERAL && term->datatype != NULL)
    hash = hash_text (hash, term->datatype);
  if (term->kind == NYSTA_TERM_LITERAL && term->language != NULL)
    for (const char *c = term->language; *c != '\0'; c++)
      hash = hash * 31 + (guchar) g_ascii_tolower (*c);
  /* The high half has something of every byte; folding it once more would undo the last
   * step of hash_text(), and names that differ in a number at the end would be alike. */
  return (guint) (hash * 0x9e3779b97f4a7c15ull >> 32);
}

int
nysta_statement_compare (const NystaStatement *a, const NystaStatement *b)
{
  int order = nysta_term_compare (&a->graph, &b->graph);

  if (order == 0)
    order = nysta_term_compare (&a->subject, &b->subject);
  if (order == 0)
    order = nysta_term_compare (&a->predicate, &b->predicate);
  if (order == 0)
    order = nysta_term_compare (&a->object, &b->object);
  return order;
}

NystaTerm *
nysta_term_dup (const NystaTerm *term)
{
  NystaTerm *copy = g_new0 (NystaTerm, 1);

  copy->kind = term->kind;
  copy->value = g_strdup (term->value);
  copy->datatype = g_strdup (term->datatype);
  copy->language = g_strdup (term->language);
  return copy;
}

void
nysta_term_free (NystaTerm *term)
{
  if (term == NULL)
    return;
  g_free ((gpointer) term->value);
  g_free ((gpointer) term->datatype);
  g_free ((gpointer) term->language);
  g_free (term);
}

/* N-Triples [8] IRIREF: what it forbids can only stand as an escape. */
static const NystaTextStops iri_stops = {
  [0 ... 0x20] = TRUE, ['<'] = TRUE, ['>'] = TRUE, ['"'] = TRUE, ['{'] = TRUE,
  ['}'] = TRUE,        ['|'] = TRUE, ['^'] = TRUE, ['`'] = TRUE, ['\\'] = TRUE
};
/* Canonical N-Triples names seven escapes and asks for \u of the other controls. */
static const NystaTextStops text_stops = {
  [0 ... 0x1F] = TRUE, ['"'] = TRUE, ['\\'] = TRUE, [0x7F] = TRUE
};

static void
append_iri (const char *iri, GString *out)
{
  const char *run = iri;

  g_string_append_c (out, '<');
  for (const char *c = iri;; c++)
    {
      c = nysta_text_skip (c, iri_stops);
      g_string_append_len (out, run, c - run);
      if (*c == '\0')
        break;
      g_string_append_printf (out, "\\u%04X", (guchar) *c);
      run = c + 1;
    }
  g_string_append_c (out, '>');
}

static const char *
escape_of (char c)
{
  switch (c)
    {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    default:
      return NULL;
    }
}

static void
append_escaped (const char *text, GString *out)
{
  const char *run = text;

  for (const char *c = text;; c++)
    {
      const char *escape = NULL;

      c = nysta_text_skip (c, text_stops);
      g_string_append_len (out, run, c - run);
      if (*c == '\0')
        break;
      escape = escape_of (*c);
      if (escape != NULL)
        g_string_append (out, escape);
      else
        g_string_append_printf (out, "\\u%04X", (guchar) *c);
      run = c + 1;
    }
}

void
nysta_term_append_ntriples (const NystaTerm *term, GString *out)
{
  switch (term->kind)
    {
    case NYSTA_TERM_NONE:
      break;
    case NYSTA_TERM_IRI:
      append_iri (term->value, out);
      break;
    case NYSTA_TERM_BLANK:
      g_string_append (out, "_:");
      g_string_append (out, term->value);
      break;
    case NYSTA_TERM_LITERAL:
      g_string_append_c (out, '"');
      append_escaped (term->value, out);
      g_string_append_c (out, '"');
      if (term->language != NULL)
        {
          g_string_append_c (out, '@');
          g_string_append (out, term->language);
        }
      else if (term->datatype != NULL)
        {
          g_string_append (out, "^^");
          append_iri (term->datatype, out);
        }
      break;
    }
}

/* Turtle [144s] LANGTAG */
gboolean
nysta_term_is_language (const char *tag)
{
  const char *c = tag;

  if (!g_ascii_isalpha (*c))
    return FALSE;
  while (g_ascii_isalpha (*c))
    c++;
  while (*c == '-' && g_ascii_isalnum (c[1]))
    for (c++; g_ascii_isalnum (*c);)
      c++;
  return *c == '\0';
}
