/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "json-ld-context.h"

#include <stdlib.h>
#include <string.h>

/* Terms defined by terms defined by terms. */
#define MAX_DEFINITIONS 8u

static void
term_free (gpointer data)
{
  JsonLdTerm *term = data;

  g_free (term->iri);
  g_free (term->type);
  g_free (term->language);
  g_free (term);
}

JsonLdContext *
json_ld_context_new (const JsonLdContext *outer)
{
  JsonLdContext *context = g_new0 (JsonLdContext, 1);

  context->outer = outer;
  context->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, term_free);
  return context;
}

void
json_ld_context_free (JsonLdContext *context)
{
  g_hash_table_unref (context->terms);
  g_free (context->vocabulary);
  g_free (context->language);
  g_free (context);
}

/* (nullable) */
static const char *
string_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static const char *
string_in (JsonObject *object, const char *name)
{
  return string_of (json_object_get_member (object, name));
}

/* --- reading ------------------------------------------------------------------------ */

/* schema.org's own context: all names are its terms. */
static gboolean
is_schema_org (const char *iri)
{
  const char *rest = iri;

  if (g_str_has_prefix (rest, "https://"))
    rest += strlen ("https://");
  else if (g_str_has_prefix (rest, "http://"))
    rest += strlen ("http://");
  if (g_str_has_prefix (rest, "www."))
    rest += strlen ("www.");
  if (!g_str_has_prefix (rest, "schema.org"))
    return FALSE;
  rest += strlen ("schema.org");
  return rest[0] == '\0' || rest[0] == '/' || rest[0] == '#';
}

static void
read_remote (JsonLdContext *context, const char *iri, Data *data)
{
  if (is_schema_org (iri))
    {
      g_free (context->vocabulary);
      context->vocabulary = g_strdup ("http://schema.org/");
      return;
    }
  g_autofree char *message = g_strdup_printf (
    "JSON-LD: the context %.200s is not fetched: its terms are left out", iri);
  data_warn (data, message);
}

static void
read_term (JsonLdContext *context, const char *name, JsonNode *node)
{
  JsonLdTerm *term = g_new0 (JsonLdTerm, 1);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *reverse = string_in (object, "@reverse");
      const char *container = string_in (object, "@container");
      const char *id = string_in (object, "@id");

      term->iri = g_strdup (reverse != NULL ? reverse : id != NULL ? id : name);
      term->is_reverse = reverse != NULL;
      term->type = g_strdup (string_in (object, "@type"));
      term->language = g_strdup (string_in (object, "@language"));
      term->by_language = g_strcmp0 (container, "@language") == 0;
      term->is_list = g_strcmp0 (container, "@list") == 0;
    }
  else
    term->iri = g_strdup (string_of (node) != NULL ? string_of (node) : "");
  g_hash_table_replace (context->terms, g_strdup (name), term);
}

static void
read_object (JsonLdContext *context, JsonObject *object, Data *data)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (const GList *at = names; at != NULL && data_may_go_on (data, 1); at = at->next)
    {
      const char *name = at->data;
      JsonNode *node = json_object_get_member (object, name);
      const char *value = string_of (node);

      if (strcmp (name, "@vocab") == 0)
        {
          g_free (context->vocabulary);
          context->vocabulary = g_strdup (value != NULL ? value : "");
        }
      else if (strcmp (name, "@language") == 0)
        {
          g_free (context->language);
          context->language = g_strdup (value != NULL ? value : "");
        }
      else if (name[0] != '@')
        read_term (context, name, node);
      else if (strcmp (name, "@version") != 0 && strcmp (name, "@base") != 0 &&
               strcmp (name, "@protected") != 0)
        data_warn (data, "JSON-LD: a part of a context is not known and left out");
    }
}

void
json_ld_context_read (JsonLdContext *context, JsonNode *node, Data *data)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array) && data_may_go_on (data, 1); i++)
        json_ld_context_read (context, json_array_get_element (array, i), data);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    read_object (context, json_node_get_object (node), data);
  else if (string_of (node) != NULL)
    read_remote (context, string_of (node), data);
  else if (JSON_NODE_HOLDS_NULL (node))
    {
      context->outer = NULL;
      g_hash_table_remove_all (context->terms);
      g_clear_pointer (&context->vocabulary, g_free);
      g_clear_pointer (&context->language, g_free);
    }
}

/* --- looking up --------------------------------------------------------------------- */

const JsonLdTerm *
json_ld_context_term (const JsonLdContext *context, const char *name)
{
  for (; context != NULL; context = context->outer)
    {
      const JsonLdTerm *term = g_hash_table_lookup (context->terms, name);

      if (term != NULL)
        return term;
    }
  return NULL;
}

const char *
json_ld_context_language (const JsonLdContext *context)
{
  for (; context != NULL; context = context->outer)
    if (context->language != NULL)
      return context->language[0] != '\0' ? context->language : NULL;
  return NULL;
}

static const char *
vocabulary_of (const JsonLdContext *context)
{
  for (; context != NULL; context = context->outer)
    if (context->vocabulary != NULL)
      return context->vocabulary[0] != '\0' ? context->vocabulary : NULL;
  return NULL;
}

static char *expand (const JsonLdContext *context, const char *name, guint depth);

/* "schema:name" by what "schema" stands for, else itself if it is an IRI. */
static char *
expand_compact (const JsonLdContext *context, const char *name, guint depth)
{
  const char *colon = strchr (name, ':');
  g_autofree char *prefix = g_strndup (name, (gsize) (colon - name));

  if (!g_str_has_prefix (colon, "://") && strcmp (prefix, "_") != 0 &&
      json_ld_context_term (context, prefix) != NULL)
    {
      g_autofree char *iri = expand (context, prefix, depth + 1);

      return iri != NULL && iri[0] != '@' ? g_strconcat (iri, colon + 1, NULL) : NULL;
    }
  return g_str_has_prefix (colon, "://") || g_str_has_prefix (name, "urn:") ||
             g_str_has_prefix (name, "mailto:") || g_str_has_prefix (name, "tel:")
           ? g_strdup (name)
           : NULL;
}

static char *
expand (const JsonLdContext *context, const char *name, guint depth)
{
  const JsonLdTerm *term = json_ld_context_term (context, name);
  const char *vocabulary = vocabulary_of (context);

  if (name[0] == '@')
    return g_strdup (name);
  if (depth > MAX_DEFINITIONS || name[0] == '\0')
    return NULL;
  if (term != NULL && strcmp (term->iri, name) != 0)
    return expand (context, term->iri, depth + 1);
  if (strchr (name, ':') != NULL)
    return expand_compact (context, name, depth);
  return vocabulary != NULL ? g_strconcat (vocabulary, name, NULL) : NULL;
}

char *
json_ld_expand (const JsonLdContext *context, const char *name)
{
  return expand (context, name, 0);
}

char *
json_ld_expand_id (const JsonLdContext *context, const char *id, const Data *data)
{
  g_autofree char *compact = strchr (id, ':') != NULL ? expand_compact (context, id, 0)
                                                      : NULL;
  char *resource = data_resource (data, compact != NULL ? compact : id);
  char *copy = g_strdup (resource);

  free (resource);
  return copy;
}
