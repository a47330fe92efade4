/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/lexicon-source.h"

#include <string.h>

#include "nysta-plugin.h"
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"
#include "text/lexicon-format.h"

/* Relative IRIs are read against this and made relative again. */
#define BASE "urn:nysta:"

typedef void (*Handler) (NystaLexiconResource *resource, const NystaTerm *object,
                         guint what);

static void
clear_label (gpointer label)
{
  g_free (((NystaLabel *) label)->text);
}

static void
resource_free (gpointer data)
{
  NystaLexiconResource *resource = data;

  g_free (resource->iri);
  g_array_unref (resource->labels);
  g_ptr_array_unref (resource->words);
  g_free (resource);
}

static NystaLexiconResource *
resource_new (const char *iri)
{
  NystaLexiconResource *resource = g_new0 (NystaLexiconResource, 1);

  resource->iri = g_strdup (g_str_has_prefix (iri, BASE) ? iri + strlen (BASE) : iri);
  resource->labels = g_array_new (FALSE, FALSE, sizeof (NystaLabel));
  g_array_set_clear_func (resource->labels, clear_label);
  resource->words = g_ptr_array_new_with_free_func (g_free);
  return resource;
}

/* --- predicates --------------------------------------------------------------- */

static void
take_type (NystaLexiconResource *resource, const NystaTerm *object, guint unused)
{
  static const char *const organisations[] = {
    NS_ORG "Organization",      NS_ORG "FormalOrganization", NS_ORG "OrganizationalUnit",
    NS_CV "PublicOrganisation", NS_FOAF "Organization",      NS_SCHEMA "Organization"
  };

  for (guint i = 0; i < G_N_ELEMENTS (organisations); i++)
    resource->is_organisation |= strcmp (object->value, organisations[i]) == 0;
  resource->is_role |= strcmp (object->value, NS_ORG "Role") == 0;
  resource->is_list |= strcmp (object->value, NS_NYSTA "WordList") == 0;
}

static void
take_label (NystaLexiconResource *resource, const NystaTerm *object, guint kind)
{
  if (object->kind != NYSTA_TERM_LITERAL || *object->value == '\0')
    return;

  gboolean english = object->language != NULL &&
                     g_ascii_strncasecmp (object->language, "en", 2) == 0;
  /* Texts have the article in small letters, or none. */
  gboolean has_article = english && g_ascii_strncasecmp (object->value, "the ", 4) == 0 &&
                         strchr (object->value + 4, ' ') != NULL;
  NystaLabel label = { .kind = (NystaLabelKind) kind,
                       .text = g_strdup (object->value + (has_article ? 4 : 0)),
                       .english = english };
  g_array_append_val (resource->labels, label);
}

static void
take_classification (NystaLexiconResource *resource, const NystaTerm *object, guint unused)
{
  static const struct
  {
    const char *kind;
    guint32 match_class;
  } kinds[] = { { "municipality", NYSTA_MATCH_MUNICIPALITY },
                { "region", NYSTA_MATCH_REGION },
                { "agency", NYSTA_MATCH_AGENCY },
                { "university", NYSTA_MATCH_UNIVERSITY } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *suffix = g_strconcat ("def/organisation-kind/", kinds[i].kind, NULL);

      if (g_str_has_suffix (object->value, suffix))
        resource->match_class = kinds[i].match_class;
    }
}

static void
take_list_class (NystaLexiconResource *resource, const NystaTerm *object, guint unused)
{
  static const struct
  {
    const char *content;
    guint32 match_class;
  } contents[] = {
    { NS_NYSTA "GivenName", NYSTA_MATCH_GIVEN_NAME },
    { NS_NYSTA "Surname", NYSTA_MATCH_SURNAME },
    { NS_NYSTA "Place", NYSTA_MATCH_PLACE },
    { NS_NYSTA "RoleTitle", NYSTA_MATCH_ROLE },
    { NS_NYSTA "RoleModifier", NYSTA_CLASS_ROLE_MODIFIER },
    { NS_NYSTA "FunctionWord", NYSTA_MATCH_FUNCTION_WORD },
    { NS_NYSTA "CommonWord", NYSTA_MATCH_COMMON_WORD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    if (strcmp (object->value, contents[i].content) == 0)
      resource->match_class = contents[i].match_class;
  resource->is_ambiguous_list |= strcmp (object->value, NS_NYSTA "AmbiguousWord") == 0;
}

static void
take_words (NystaLexiconResource *resource, const NystaTerm *object, guint unused)
{
  if (object->kind == NYSTA_TERM_LITERAL)
    g_ptr_array_add (resource->words, g_strdup (object->value));
}

static void
take_language (NystaLexiconResource *resource, const NystaTerm *object, guint unused)
{
  resource->english |= g_ascii_strncasecmp (object->value, "en", 2) == 0;
}

static void
take_compound_head (NystaLexiconResource *resource, const NystaTerm *object, guint unused)
{
  resource->is_compound_head |= strcmp (object->value, "true") == 0 ||
                                strcmp (object->value, "1") == 0;
}

static const struct
{
  const char *predicate;
  Handler take;
  guint what;
} handlers[] = {
  { RDF_TYPE, take_type, 0 },
  { NS_SKOS "prefLabel", take_label, NYSTA_LABEL_PREFERRED },
  { NS_FOAF "name", take_label, NYSTA_LABEL_PREFERRED },
  { NS_SKOS "altLabel", take_label, NYSTA_LABEL_ALTERNATIVE },
  { NS_NYSTA "ambiguousLabel", take_label, NYSTA_LABEL_AMBIGUOUS },
  { NS_NYSTA "definite", take_label, NYSTA_LABEL_DEFINITE },
  { NS_NYSTA "plural", take_label, NYSTA_LABEL_PLURAL },
  { NS_NYSTA "definitePlural", take_label, NYSTA_LABEL_DEFINITE_PLURAL },
  { NS_NYSTA "compoundHead", take_compound_head, 0 },
  { NS_NYSTA "listOf", take_list_class, 0 },
  { NS_NYSTA "words", take_words, 0 },
  { NS_ORG "classification", take_classification, 0 },
  { NS_DCTERMS "language", take_language, 0 },
};

static gboolean
take_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  GHashTable *resources = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    {
      if (statement->predicate.value == NULL ||
          strcmp (statement->predicate.value, handlers[i].predicate) != 0)
        continue;
      NystaLexiconResource *resource = g_hash_table_lookup (resources,
                                                            statement->subject.value);
      if (resource == NULL)
        {
          resource = resource_new (statement->subject.value);
          g_hash_table_insert (resources, g_strdup (statement->subject.value), resource);
        }
      handlers[i].take (resource, &statement->object, handlers[i].what);
      return TRUE;
    }
  return TRUE;
}

static int
compare_resource (gconstpointer a, gconstpointer b)
{
  const NystaLexiconResource *const *one = a;
  const NystaLexiconResource *const *other = b;

  return strcmp ((*one)->iri, (*other)->iri);
}

GPtrArray *
nysta_lexicon_source_read (const char *const *turtle_paths, GError **error)
{
  g_autoptr (GHashTable)
    resources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (resource_free);
  gboolean fine = TRUE;

  for (guint i = 0; fine && turtle_paths[i] != NULL; i++)
    {
      g_autofree char *blank_prefix = g_strdup_printf ("f%u", i);

      fine = nysta_rdf_read_file (turtle_paths[i], NYSTA_SYNTAX_TURTLE, BASE, blank_prefix,
                                  take_statement, resources, error);
    }

  GHashTableIter iter;
  gpointer resource;
  g_hash_table_iter_init (&iter, resources);
  while (g_hash_table_iter_next (&iter, NULL, &resource))
    g_ptr_array_add (sorted, resource);
  if (!fine)
    return NULL;
  g_ptr_array_sort (sorted, compare_resource);
  return g_steal_pointer (&sorted);
}
