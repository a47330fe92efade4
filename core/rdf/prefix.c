/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/prefix.h"

#include "rdf/vocabulary.h"

#include <string.h>

const NystaPrefix nysta_prefixes[] = {
  { "adms", NS_ADMS },   { "cv", NS_CV },
  { "dcat", NS_DCAT },   { "dcterms", NS_DCTERMS },
  { "foaf", NS_FOAF },   { "frapo", NS_FRAPO },
  { "nif", NS_NIF },     { "nysta", NS_NYSTA },
  { "oa", NS_OA },       { "org", NS_ORG },
  { "owl", NS_OWL },     { "person", NS_PERSON },
  { "prov", NS_PROV },   { "rdf", NS_RDF },
  { "rdfs", NS_RDFS },   { "schema", NS_SCHEMA },
  { "skos", NS_SKOS },   { "spdx", NS_SPDX },
  { "vcard", NS_VCARD }, { "void", NS_VOID },
  { "xsd", NS_XSD },     { NULL, NULL },
};

/* One more is the end mark; a mask of prefixes is a guint64. */
G_STATIC_ASSERT (G_N_ELEMENTS (nysta_prefixes) <= 65);

int
nysta_prefix_find (const char *iri)
{
  int best = -1;
  gsize best_bytes = 0;

  for (int i = 0; nysta_prefixes[i].prefix != NULL; i++)
    {
      gsize n_bytes = strlen (nysta_prefixes[i].iri);

      if (n_bytes > best_bytes && strncmp (iri, nysta_prefixes[i].iri, n_bytes) == 0)
        {
          best = i;
          best_bytes = n_bytes;
        }
    }
  return best;
}

/* Turtle [163s] PN_CHARS_BASE */
static gboolean
is_name_base (gunichar c)
{
  static const gunichar ranges[][2] = {
    { 'A', 'Z' },       { 'a', 'z' },         { 0x00C0, 0x00D6 }, { 0x00D8, 0x00F6 },
    { 0x00F8, 0x02FF }, { 0x0370, 0x037D },   { 0x037F, 0x1FFF }, { 0x200C, 0x200D },
    { 0x2070, 0x218F }, { 0x2C00, 0x2FEF },   { 0x3001, 0xD7FF }, { 0xF900, 0xFDCF },
    { 0xFDF0, 0xFFFD }, { 0x10000, 0xEFFFF },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i][0] && c <= ranges[i][1])
      return TRUE;
  return FALSE;
}

/* Turtle [166s] PN_CHARS, less what PN_CHARS_U [164s] covers. */
static gboolean
is_name_tail_only (gunichar c)
{
  return c == '-' || (c >= '0' && c <= '9') || c == 0xB7 || (c >= 0x0300 && c <= 0x036F) ||
         (c >= 0x203F && c <= 0x2040);
}

gboolean
nysta_prefix_is_name_start (gunichar c)
{
  return is_name_base (c) || c == '_' || (c >= '0' && c <= '9');
}

gboolean
nysta_prefix_is_name_character (gunichar c)
{
  return nysta_prefix_is_name_start (c) || is_name_tail_only (c);
}

/* Turtle [168s] PN_LOCAL without PLX: no `.` at either end. A colon would be legal too, but
 * labels of blank nodes, which are checked here as well, have none. */
gboolean
nysta_prefix_is_local_name (const char *name)
{
  gunichar last = 0;

  if (name[0] == '\0' || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      gboolean fits = c == name ? nysta_prefix_is_name_start (u)
                                : nysta_prefix_is_name_character (u) || u == '.';

      if (!fits)
        return FALSE;
      last = u;
    }
  return last != '.';
}

char *
nysta_prefix_shorten (const char *iri)
{
  int i = nysta_prefix_find (iri);

  if (i < 0)
    return NULL;

  const char *local = iri + strlen (nysta_prefixes[i].iri);
  if (!nysta_prefix_is_local_name (local))
    return NULL;
  return g_strconcat (nysta_prefixes[i].prefix, ":", local, NULL);
}
