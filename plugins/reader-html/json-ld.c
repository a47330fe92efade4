/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "json-ld.h"

#include "json-ld-context.h"

#include <stdlib.h>
#include <string.h>

/* A script: the largest honest ones are some 100 KiB; the parser takes forty times as much
 * memory. And how deep it may nest: the parser recurses. */
#define MAX_SCRIPT_BYTES (2u * 1024 * 1024)
#define MAX_NESTING 64u

typedef struct
{
  Data *data;
  GPtrArray *contexts;
  GHashTable *labels; /* of blank nodes in this script -> key */
} Script;

static char *tell_node (Script *script, JsonObject *object, const JsonLdContext *context);
static void tell_top (Script *script, JsonNode *node, const JsonLdContext *context);

static gboolean
holds_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_utf8_validate (json_node_get_string (node), -1, NULL);
}

static char *
new_key (Script *script)
{
  char *key = data_new_key (script->data, "j");
  char *copy = g_strdup (key);

  free (key);
  return copy;
}

/* An @id: "_:label" means something in its script only. (transfer full) (nullable) */
static char *
expand_id (Script *script, const JsonLdContext *context, const char *id)
{
  if (!g_str_has_prefix (id, "_:"))
    return json_ld_expand_id (context, id, script->data);

  const char *known = g_hash_table_lookup (script->labels, id);
  if (known == NULL)
    {
      known = new_key (script);
      g_hash_table_insert (script->labels, g_strdup (id), (gpointer) known);
    }
  return g_strdup (known);
}

/* The context inside @object. */
static const JsonLdContext *
enter (Script *script, JsonObject *object, const JsonLdContext *context)
{
  JsonNode *node = json_object_get_member (object, "@context");

  if (node == NULL)
    return context;
  JsonLdContext *inner = json_ld_context_new (context);
  g_ptr_array_add (script->contexts, inner);
  json_ld_context_read (inner, node, script->data);
  return inner;
}

/* --- values ------------------------------------------------------------------------- */

/* A statement to be made once its object is known. */
typedef struct
{
  const char *subject;
  const char *predicate;
  const JsonLdTerm *term; /* the key's definition, or NULL */
  gboolean is_reverse;
} Slot;

static void tell_value (Script *script, const Slot *slot, JsonNode *node,
                        const JsonLdContext *context);

static void
fill_resource (Script *script, const Slot *slot, const char *object)
{
  if (object == NULL)
    return;
  if (slot->is_reverse)
    data_say_resource (script->data, object, slot->predicate, slot->subject);
  else
    data_say_resource (script->data, slot->subject, slot->predicate, object);
}

static void
fill_literal (Script *script, const Slot *slot, const char *text, const char *datatype,
              const char *language)
{
  if (!slot->is_reverse)
    data_say_literal (script->data, slot->subject, slot->predicate, text, datatype,
                      language);
}

/* Properties whose values schema.org's context says are IRIs. */
static gboolean
is_link (const char *predicate, const char *text)
{
  static const char *const names[] = { "url",     "sameAs",           "image",
                                       "logo",    "mainEntityOfPage", "contentUrl",
                                       "license", "additionalType",   "thumbnailUrl",
                                       "embedUrl" };
  const char *local = g_str_has_prefix (predicate, "http://schema.org/")
                        ? predicate + strlen ("http://schema.org/")
                        : "";

  if (!g_str_has_prefix (text, "http://") && !g_str_has_prefix (text, "https://"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (local, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
tell_string (Script *script, const Slot *slot, const char *text,
             const JsonLdContext *context)
{
  const char *type = slot->term != NULL ? slot->term->type : NULL;

  if (g_strcmp0 (type, "@id") == 0 || g_strcmp0 (type, "@vocab") == 0 ||
      is_link (slot->predicate, text))
    {
      g_autofree char *term = g_strcmp0 (type, "@vocab") == 0
                                ? json_ld_expand (context, text)
                                : NULL;
      g_autofree char *iri = term == NULL ? expand_id (script, context, text) : NULL;

      fill_resource (script, slot, term != NULL ? term : iri);
      return;
    }
  g_autofree char *datatype = type != NULL ? json_ld_expand (context, type) : NULL;
  const char *language = slot->term != NULL && slot->term->language != NULL
                           ? slot->term->language
                           : json_ld_context_language (context);

  fill_literal (script, slot, text,
                datatype != NULL && datatype[0] == '@' ? NULL : datatype, language);
}

/* A number or boolean, as JSON-LD 1.1 API §8.6 makes literals of them; or a string. */
static void
tell_scalar (Script *script, const Slot *slot, JsonNode *node, const char *datatype,
             const char *language)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      if (holds_string (node))
        fill_literal (script, slot, json_node_get_string (node), datatype, language);
      break;
    case G_TYPE_BOOLEAN:
      fill_literal (script, slot, json_node_get_boolean (node) ? "true" : "false",
                    datatype != NULL ? datatype : XSD_NS "boolean", NULL);
      break;
    case G_TYPE_INT64:
      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, json_node_get_int (node));
      fill_literal (script, slot, text, datatype != NULL ? datatype : XSD_NS "integer",
                    NULL);
      break;
    case G_TYPE_DOUBLE:
      fill_literal (script, slot,
                    g_ascii_dtostr (text, sizeof text, json_node_get_double (node)),
                    datatype != NULL ? datatype : XSD_NS "double", NULL);
      break;
    default:
      break;
    }
}

static void
tell_value_object (Script *script, const Slot *slot, JsonObject *object,
                   const JsonLdContext *context)
{
  JsonNode *value = json_object_get_member (object, "@value");
  JsonNode *type = json_object_get_member (object, "@type");
  JsonNode *language = json_object_get_member (object, "@language");
  g_autofree char *datatype = type != NULL && holds_string (type)
                                ? json_ld_expand (context, json_node_get_string (type))
                                : NULL;

  if (JSON_NODE_HOLDS_VALUE (value))
    tell_scalar (
      script, slot, value, datatype != NULL && datatype[0] == '@' ? NULL : datatype,
      language != NULL && holds_string (language) ? json_node_get_string (language) : NULL);
}

/* An RDF collection. */
static void
tell_list (Script *script, const Slot *slot, JsonArray *array, const JsonLdContext *context)
{
  guint n = json_array_get_length (array);
  g_autofree char *cell = n > 0 ? new_key (script) : g_strdup (RDF_NS "nil");

  fill_resource (script, slot, cell);
  for (guint i = 0; i < n && data_is_open (script->data); i++)
    {
      g_autofree char *next = i + 1 < n ? new_key (script) : g_strdup (RDF_NS "nil");
      Slot first = { .subject = cell, .predicate = RDF_NS "first", .term = slot->term };
      JsonLdTerm no_list = slot->term != NULL ? *slot->term : (JsonLdTerm){ 0 };

      no_list.is_list = FALSE;
      first.term = slot->term != NULL ? &no_list : NULL;
      tell_value (script, &first, json_array_get_element (array, i), context);
      data_say_resource (script->data, cell, RDF_NS "rest", next);
      g_free (cell);
      cell = g_steal_pointer (&next);
    }
}

static void
tell_language_map (Script *script, const Slot *slot, JsonObject *object)
{
  g_autoptr (GList) languages = json_object_get_members (object);

  for (const GList *at = languages; at != NULL; at = at->next)
    {
      JsonNode *node = json_object_get_member (object, at->data);

      if (holds_string (node))
        fill_literal (script, slot, json_node_get_string (node), NULL,
                      strcmp (at->data, "@none") != 0 ? at->data : NULL);
    }
}

static void
tell_object (Script *script, const Slot *slot, JsonObject *object,
             const JsonLdContext *context)
{
  JsonNode *list = json_object_get_member (object, "@list");
  JsonNode *set = json_object_get_member (object, "@set");

  if (slot->term != NULL && slot->term->by_language)
    tell_language_map (script, slot, object);
  else if (json_object_has_member (object, "@value"))
    tell_value_object (script, slot, object, context);
  else if (list != NULL && JSON_NODE_HOLDS_ARRAY (list))
    tell_list (script, slot, json_node_get_array (list), context);
  else if (set != NULL)
    tell_value (script, slot, set, context);
  else
    {
      g_autofree char *node = tell_node (script, object, context);

      fill_resource (script, slot, node);
    }
}

static void
tell_value (Script *script, const Slot *slot, JsonNode *node, const JsonLdContext *context)
{
  if (!data_may_go_on (script->data, 1))
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    tell_object (script, slot, json_node_get_object (node), context);
  else if (JSON_NODE_HOLDS_ARRAY (node) && slot->term != NULL && slot->term->is_list)
    tell_list (script, slot, json_node_get_array (node), context);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        tell_value (script, slot, json_array_get_element (array, i), context);
    }
  else if (holds_string (node))
    tell_string (script, slot, json_node_get_string (node), context);
  else if (JSON_NODE_HOLDS_VALUE (node))
    tell_scalar (script, slot, node, NULL, NULL);
}

/* --- nodes -------------------------------------------------------------------------- */

static void
tell_types (Script *script, const char *subject, JsonNode *node,
            const JsonLdContext *context)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array) && data_is_open (script->data);
           i++)
        if (!JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, i)))
          tell_types (script, subject, json_array_get_element (array, i), context);
    }
  else if (holds_string (node))
    {
      g_autofree char *type = json_ld_expand (context, json_node_get_string (node));

      if (type != NULL && type[0] != '@')
        data_say_resource (script->data, subject, RDF_NS "type", type);
    }
}

static void tell_members (Script *script, const char *subject, JsonObject *object,
                          const JsonLdContext *context, gboolean is_reverse);

static void
tell_keyword (Script *script, const char *subject, const char *keyword, JsonNode *node,
              const JsonLdContext *context)
{
  if (strcmp (keyword, "@type") == 0)
    tell_types (script, subject, node, context);
  else if (strcmp (keyword, "@graph") == 0 || strcmp (keyword, "@included") == 0)
    tell_top (script, node, context);
  else if (strcmp (keyword, "@reverse") == 0 && JSON_NODE_HOLDS_OBJECT (node))
    tell_members (script, subject, json_node_get_object (node), context, TRUE);
  else if (strcmp (keyword, "@nest") == 0 && JSON_NODE_HOLDS_OBJECT (node))
    tell_members (script, subject, json_node_get_object (node), context, FALSE);
  else if (strcmp (keyword, "@id") != 0 && strcmp (keyword, "@context") != 0 &&
           strcmp (keyword, "@index") != 0)
    data_warn (script->data, "JSON-LD: a keyword is not known and left out");
}

static void
tell_members (Script *script, const char *subject, JsonObject *object,
              const JsonLdContext *context, gboolean is_reverse)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (const GList *at = names; at != NULL && data_may_go_on (script->data, 1);
       at = at->next)
    {
      JsonNode *node = json_object_get_member (object, at->data);
      g_autofree char *predicate = g_utf8_validate (at->data, -1, NULL)
                                     ? json_ld_expand (context, at->data)
                                     : NULL;

      if (predicate == NULL)
        continue;
      if (predicate[0] == '@')
        {
          tell_keyword (script, subject, predicate, node, context);
          continue;
        }
      const JsonLdTerm *term = json_ld_context_term (context, at->data);
      Slot slot = { .subject = subject,
                    .predicate = predicate,
                    .term = term,
                    .is_reverse = is_reverse != (term != NULL && term->is_reverse) };

      tell_value (script, &slot, node, context);
    }
}

/* The member that is @id, by that name or an alias of it. */
static const char *
id_of (JsonObject *object, const JsonLdContext *context)
{
  static const char *const names[] = { "@id", "id" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);
      g_autofree char *keyword = json_ld_expand (context, names[i]);

      if (node != NULL && holds_string (node) && g_strcmp0 (keyword, "@id") == 0)
        return json_node_get_string (node);
    }
  return NULL;
}

/* (transfer full): what stands for the node in statements. */
static char *
tell_node (Script *script, JsonObject *object, const JsonLdContext *outer)
{
  const JsonLdContext *context = enter (script, object, outer);
  const char *id = id_of (object, context);
  char *subject = id != NULL ? expand_id (script, context, id) : NULL;

  if (subject == NULL)
    subject = new_key (script);
  tell_members (script, subject, object, context, FALSE);
  return subject;
}

static void
tell_top (Script *script, JsonNode *node, const JsonLdContext *context)
{
  if (!data_may_go_on (script->data, 1))
    return;
  if (JSON_NODE_HOLDS_OBJECT (node))
    g_free (tell_node (script, json_node_get_object (node), context));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        tell_top (script, json_array_get_element (array, i), context);
    }
}

/* --- scripts ------------------------------------------------------------------------ */

/* How deep brackets lie in each other, those in strings left out. */
static guint
nesting_of (const char *text, gsize n_bytes)
{
  guint depth = 0, deepest = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < n_bytes; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '{' || text[i] == '['))
        deepest = MAX (deepest, ++depth);
      else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
    }
  return deepest;
}

/* Old pages hide scripts in comments and CDATA sections. */
static void
trim (const char **text, gsize *n_bytes)
{
  const char *start = *text, *end = *text + *n_bytes;
  const char *section = g_strstr_len (start, (gssize) MIN (*n_bytes, 40), "CDATA[");

  if (section != NULL)
    start = section + strlen ("CDATA[");
  if (strcspn (start, "{[") < MIN ((gsize) (end - start), 40))
    start += strcspn (start, "{[");
  while (start > *text && end > start && end[-1] != (*start == '{' ? '}' : ']'))
    end--;
  *n_bytes = (gsize) (end - start);
  *text = start;
}

void
json_ld_tell (const char *text, size_t n_bytes, Data *data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (n_bytes > MAX_SCRIPT_BYTES)
    {
      data_warn (data, "JSON-LD: a script of more than 2 MiB is left out");
      return;
    }
  if (nesting_of (text, n_bytes) > MAX_NESTING)
    {
      data_warn (data, "JSON-LD: a script that nests more than 64 deep is left out");
      return;
    }
  trim (&text, &n_bytes);
  if (!json_parser_load_from_data (parser, text, (gssize) n_bytes, &error))
    {
      g_autofree char *message = g_strdup_printf ("JSON-LD: no JSON, left out: %.300s",
                                                  error->message);

      data_warn (data, message);
      return;
    }

  JsonNode *root = json_parser_get_root (parser);
  Script script = {
    .data = data,
    .contexts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_ld_context_free),
    .labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free)
  };

  if (root != NULL)
    tell_top (&script, root, NULL);
  g_ptr_array_unref (script.contexts);
  g_hash_table_unref (script.labels);
}
