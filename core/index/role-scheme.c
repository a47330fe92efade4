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

/* "digitaliseringschefen" -> "digitaliseringschef"; NULL: it is no definite form */
static char *
indefinite (NystaAuthorities *authorities, const char *word)
{
  g_autofree char *folded = g_utf8_strdown (word, -1);
  guint n_letters = 0;

  if (nysta_authorities_find_role (authorities, folded) != NULL)
    return NULL;
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p), n_letters++)
    {
      const char *role = n_letters != 1 ? nysta_authorities_find_definite (authorities, p)
                                        : NULL;
      NystaTerm name = { 0 };

      if (role == NULL || !nysta_authorities_name (authorities, role, &name) ||
          (n_letters > 0 && !nysta_authorities_is_head (authorities, role)))
        continue;

      const char *end = g_utf8_offset_to_pointer (word, (glong) n_letters);
      g_autofree char *first = g_strndup (word, (gsize) (end - word));

      return g_strconcat (first, name.value, NULL);
    }
  return NULL;
}

static gboolean
is_shouted (const char *text)
{
  guint n_letters = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)))
        return FALSE;
      n_letters += g_unichar_isupper (g_utf8_get_char (p)) ? 1 : 0;
    }
  return n_letters > 5; /* acronyms are shorter */
}

/* The word that tells what a title is: before the first preposition, else the last. */
static guint
head_word (char **words)
{
  guint n = g_strv_length (words), last = 0;

  while (last + 1 < n && !is_preposition (words[last + 1]))
    last++;
  return last;
}

char *
nysta_role_spell (NystaAuthorities *authorities, const char *name)
{
  g_autofree char *spelt = nysta_name_spell_role (name);

  if (authorities == NULL)
    return g_steal_pointer (&spelt);
  if (is_shouted (spelt))
    {
      g_autofree char *quiet = g_utf8_strdown (spelt, -1);
      g_autofree char *broader = nysta_role_broader (authorities, quiet);
      g_autofree char *known = indefinite (authorities, quiet);

      if (broader != NULL || known != NULL ||
          nysta_authorities_find_role (authorities, quiet) != NULL)
        {
          g_free (spelt);
          spelt = g_steal_pointer (&quiet);
        }
    }

  g_auto (GStrv) words = g_strsplit (spelt, " ", -1);
  guint head = words[0] != NULL ? head_word (words) : 0;
  char *known = words[0] != NULL ? indefinite (authorities, words[head]) : NULL;

  if (known == NULL)
    return g_steal_pointer (&spelt);
  g_free (words[head]);
  words[head] = known;
  return g_strjoinv (" ", words);
}

/* "chef för digitalisering" -> "digitaliseringschef", or NULL: of words with the endings of
 * abstract nouns, which take an s in compounds and name nobody. */
static char *
cut_ending (const char *word, const char *const *endings)
{
  for (; *endings != NULL; endings++)
    if (g_str_has_suffix (word, *endings) && strlen (word) > strlen (*endings) + 4)
      return g_strndup (word, strlen (word) - strlen (*endings));
  return NULL;
}

static char *
as_compound (char **words)
{
  static const char *const endings[] = { "ing", "ion", "het", "itet", "skap" };
  static const char *const definites[] = { "en", "et", NULL };
  static const char *const units[] = { "avdelningen", "enheten", "sektionen",  "staben",
                                       "kontoret",    "området", "programmet", NULL };
  g_autofree char *field = NULL;

  if (strcmp (words[1], "för") != 0)
    return NULL;
  /* "digitaliseringsavdelningen", "digitaliseringen" -> "digitalisering" */
  field = cut_ending (words[2], units);
  if (field != NULL && g_str_has_suffix (field, "s"))
    field[strlen (field) - 1] = '\0';
  for (guint round = 0; round < 2; round++)
    {
      const char *noun = field != NULL ? field : words[2];

      for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
        if (g_str_has_suffix (noun, endings[i]))
          return g_strconcat (noun, "s", words[0], NULL);
      if (field == NULL)
        field = cut_ending (words[2], definites);
    }
  return NULL;
}

/* One step, whether or not it leads anywhere: the word before the first preposition, the last
 * one if there is none; of a word the head. */
static char *
next_broader (NystaAuthorities *authorities, const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  guint n = g_strv_length (words);

  char *compound = n == 3 ? as_compound (words) : NULL;

  if (compound != NULL)
    return compound;
  if (n > 1)
    return g_strdup (words[head_word (words)]);
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
  NystaTerm name = { 0 };

  if (broader == NULL)
    return NULL;
  if (!nysta_authorities_name (authorities, iri, &name))
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
