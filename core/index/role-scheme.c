/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/role-scheme.h"

#include "index/names.h"
#include "rdf/vocabulary.h"

#include <string.h>

enum
{
  /* Titles are shorter; what comes from a hostile text is cut short. */
  MAX_STEPS = 8,
  MIN_FIRST_LETTERS = 2
};

/* The words before which a title's head stands: "chef för", "head of". */
static gboolean
is_preposition (const char *word)
{
  static const char *const list[] = { "för",  "på",   "vid", "inom", "i",    "av",
                                      "till", "från", "hos", "med",  "of",   "for",
                                      "at",   "in",   "on",  "with", "with", NULL };

  return g_strv_contains (list, word);
}

/* "digitaliseringschef" -> "chef", the longest that ends it, or NULL */
static char *
compound_head (NystaAuthorities *authorities, const char *word)
{
  const char *p = word;

  for (guint i = 0; i < MIN_FIRST_LETTERS && *p != '\0'; i++)
    p = g_utf8_next_char (p);
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *folded = g_utf8_strdown (p, -1);
      const char *role = nysta_authorities_find_role (authorities, folded);

      if (role != NULL && nysta_authorities_is_head (authorities, role))
        return g_steal_pointer (&folded);
    }
  return NULL;
}

/* "chef för digitalisering" -> "digitaliseringschef", or NULL: of words with the endings of
 * abstract nouns, which take an s in compounds and name nobody. */
static char *
as_compound (char **words)
{
  static const char *const endings[] = { "ing", "ion", "het", "itet", "skap" };

  if (strcmp (words[1], "för") != 0)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (words[2], endings[i]))
      return g_strconcat (words[2], "s", words[0], NULL);
  return NULL;
}

/* One step, whether or not it leads anywhere: the word before the first preposition, the last
 * one if there is none; of a word the head. */
static char *
next_broader (NystaAuthorities *authorities, const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  guint n = g_strv_length (words), last = 0;

  char *compound = n == 3 ? as_compound (words) : NULL;

  if (compound != NULL)
    return compound;
  while (last + 1 < n && !is_preposition (words[last + 1]))
    last++;
  if (n > 1)
    return g_strdup (words[last]);
  return compound_head (authorities, title);
}

char *
nysta_role_broader (NystaAuthorities *authorities, const char *title)
{
  g_autofree char *first = next_broader (authorities, title);
  g_autofree char *at = g_strdup (first);

  for (guint i = 0; i < MAX_STEPS && at != NULL; i++)
    {
      if (nysta_authorities_find_role (authorities, at) != NULL)
        return g_steal_pointer (&first);

      char *next = next_broader (authorities, at);

      g_free (at);
      at = next;
    }
  return NULL;
}

/* A title by its IRI, so that spellings that share one have one place in the scheme. */
static char *
title_of (NystaAuthorities *authorities, const char *base, const char *iri)
{
  NystaTerm name = { 0 };
  char *title = NULL;

  if (nysta_authorities_name (authorities, iri, &name))
    return g_utf8_strdown (name.value, -1);
  title = g_strdup (iri + strlen (base) + strlen ("def/role/"));
  return g_strdelimit (title, "-", ' ');
}

/* A compound, or a word that others have before a preposition. */
static void
add_concept (NystaAuthorities *authorities, const char *base, const char *iri,
             const char *title, NystaGraph *out)
{
  g_autofree char *head = compound_head (authorities, title);
  const char *role = head != NULL ? nysta_authorities_find_role (authorities, head) : NULL;
  const char *definite = role != NULL ? nysta_authorities_definite (authorities, role)
                                      : NULL;
  g_autofree char *scheme = g_strconcat (base, "def/role", NULL);

  nysta_graph_add_iri (out, iri, RDF_TYPE, NS_ORG "Role");
  nysta_graph_add_iri (out, iri, RDF_TYPE, NS_SKOS "Concept");
  nysta_graph_add_iri (out, iri, NS_SKOS "inScheme", scheme);
  if (definite == NULL || strchr (title, ' ') != NULL)
    return; /* not to be spelt by its IRI */

  g_autofree char *first = g_strndup (title, strlen (title) - strlen (head));
  g_autofree char *form = g_strconcat (first, definite, NULL);

  nysta_graph_add_literal (out, iri, NS_SKOS "prefLabel", title, "@sv");
  nysta_graph_add_literal (out, iri, NS_SKOS "altLabel", form, "@sv");
}

char *
nysta_role_describe (NystaAuthorities *authorities, const char *base, const char *iri,
                     NystaGraph *out)
{
  g_autofree char *title = title_of (authorities, base, iri);
  g_autofree char *broader = nysta_role_broader (authorities, title);
  const char *known = NULL;

  if (broader == NULL)
    return NULL;
  if (!nysta_authorities_has (authorities, iri))
    add_concept (authorities, base, iri, title, out);
  known = nysta_authorities_find_role (authorities, broader);

  g_autofree char *segment = nysta_name_segment (broader);
  g_autofree char *above = known != NULL ? g_strdup (known)
                                         : g_strconcat (base, "def/role/", segment, NULL);

  if (strcmp (above, iri) == 0)
    return NULL;
  nysta_graph_add_iri (out, iri, NS_SKOS "broader", above);
  nysta_graph_add_iri (out, above, NS_SKOS "narrower", iri);
  return g_steal_pointer (&above);
}
