/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/embedded-data.h"

#include "base/limits.h"

#include <string.h>

static void
node_free (gpointer data)
{
  NystaDataNode *node = data;

  g_array_unref (node->statements);
  g_array_unref (node->spans);
  g_free (node->name);
  g_free (node);
}

static void
relation_clear (gpointer data)
{
  NystaDataRelation *relation = data;

  g_free (relation->title);
  g_free (relation->start_date);
  g_free (relation->end_date);
}

static void
address_clear (gpointer data)
{
  g_free (((NystaDataAddress *) data)->value);
}

/* --- nodes -------------------------------------------------------------------------- */

const NystaFoundStatement *
nysta_embedded_statement (const NystaEmbedded *embedded, guint index)
{
  return embedded->findings->statements->pdata[index];
}

static NystaDataNode *
node_called (const NystaEmbedded *embedded, const char *id)
{
  return g_hash_table_lookup (embedded->by_id, id);
}

NystaDataNode *
nysta_embedded_object (const NystaEmbedded *embedded, guint index)
{
  const NystaFoundStatement *statement = nysta_embedded_statement (embedded, index);

  return statement->object_kind == NYSTA_OBJECT_RESOURCE
           ? node_called (embedded, statement->object)
           : NULL;
}

static NystaDataNode *
node_of_subject (NystaEmbedded *embedded, const char *id)
{
  NystaDataNode *node = node_called (embedded, id);

  if (node == NULL)
    {
      node = g_new0 (NystaDataNode, 1);
      node->id = id;
      node->statements = g_array_new (FALSE, FALSE, sizeof (guint));
      node->spans = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (embedded->by_id, (gpointer) id, node);
      g_ptr_array_add (embedded->nodes, node);
    }
  return node;
}

/* Go through the statements of @node with @term: *at is 0 at first. FALSE: no more. */
gboolean
nysta_embedded_next (const NystaEmbedded *embedded, const NystaDataNode *node,
                     NystaEmbeddedTerm term, guint *at, guint *out_statement)
{
  while (*at < node->statements->len)
    {
      guint index = g_array_index (node->statements, guint, (*at)++);

      if (embedded->terms[index] == term)
        {
          *out_statement = index;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
nysta_embedded_is_thing (const NystaDataNode *node)
{
  return node != NULL && node->name != NULL &&
         (node->kind == NYSTA_EMBEDDED_PERSON ||
          node->kind == NYSTA_EMBEDDED_ORGANISATION ||
          node->kind == NYSTA_EMBEDDED_PROJECT);
}

void
nysta_embedded_use (NystaEmbedded *embedded, guint index)
{
  embedded->is_used[index] = TRUE;
}

/* White space once, none at the ends, composed letters; NULL if nothing is left or it is no
 * name. (transfer full) */
static char *
tidy (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (strlen (text) > NYSTA_MAX_NAME_BYTES / 4)
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  g_strchomp (out->str);
  return out->str[0] != '\0' ? g_utf8_normalize (out->str, -1, G_NORMALIZE_NFC) : NULL;
}

char *nysta_embedded_value (const NystaEmbedded *embedded, const NystaDataNode *node,
                            NystaEmbeddedTerm term);

/* What statement @index says in words: a literal, or the name of what it leads to. */
char *
nysta_embedded_words (const NystaEmbedded *embedded, guint index)
{
  const NystaDataNode *node = nysta_embedded_object (embedded, index);

  if (nysta_embedded_statement (embedded, index)->object_kind == NYSTA_OBJECT_LITERAL)
    return tidy (nysta_embedded_statement (embedded, index)->object);
  if (node == NULL || embedded->terms[index] == NYSTA_EMBEDDED_NAME)
    return NULL;
  return node->name != NULL ? g_strdup (node->name)
                            : nysta_embedded_value (embedded, node, NYSTA_EMBEDDED_NAME);
}

/* (transfer full) (nullable): the first value of @term. */
char *
nysta_embedded_value (const NystaEmbedded *embedded, const NystaDataNode *node,
                      NystaEmbeddedTerm term)
{
  guint at = 0, index = 0;
  char *words = NULL;

  while (words == NULL && nysta_embedded_next (embedded, node, term, &at, &index))
    words = nysta_embedded_words (embedded, index);
  return words;
}

static void
take_kind (const NystaEmbedded *embedded, NystaDataNode *node)
{
  guint at = 0, index = 0;

  while (node->kind == NYSTA_EMBEDDED_NOTHING &&
         nysta_embedded_next (embedded, node, NYSTA_EMBEDDED_TYPE, &at, &index))
    {
      NystaEmbeddedTerm class = nysta_embedded_term (
        nysta_embedded_statement (embedded, index)->object);

      if (class >= NYSTA_EMBEDDED_PERSON && class <= NYSTA_EMBEDDED_PAGE)
        node->kind = class;
    }
}

static void
take_name (const NystaEmbedded *embedded, NystaDataNode *node)
{
  node->name = nysta_embedded_value (embedded, node, NYSTA_EMBEDDED_NAME);
  if (node->name != NULL || node->kind != NYSTA_EMBEDDED_PERSON)
    return;

  g_autofree char *given = nysta_embedded_value (embedded, node, NYSTA_EMBEDDED_GIVEN_NAME);
  g_autofree char *family = nysta_embedded_value (embedded, node,
                                                  NYSTA_EMBEDDED_FAMILY_NAME);
  if (given != NULL && family != NULL)
    node->name = g_strconcat (given, " ", family, NULL);
}

/* The only one of its kind; a list of teasers has many. */
static NystaDataNode *
sole_node (const NystaEmbedded *embedded, NystaEmbeddedTerm kind)
{
  NystaDataNode *sole = NULL;

  for (guint i = 0; i < embedded->nodes->len; i++)
    {
      NystaDataNode *node = embedded->nodes->pdata[i];

      if (node->kind != kind)
        continue;
      if (sole != NULL)
        return NULL;
      sole = node;
    }
  return sole;
}

NystaEmbedded *
nysta_embedded_new (NystaFindings *findings)
{
  NystaEmbedded *embedded = g_new0 (NystaEmbedded, 1);
  guint n = findings->statements->len;

  embedded->findings = findings;
  embedded->nodes = g_ptr_array_new_with_free_func (node_free);
  embedded->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  embedded->terms = g_new0 (guint8, n + 1);
  embedded->is_used = g_new0 (guint8, n + 1);
  embedded->relations = g_array_new (FALSE, FALSE, sizeof (NystaDataRelation));
  embedded->addresses = g_array_new (FALSE, FALSE, sizeof (NystaDataAddress));
  g_array_set_clear_func (embedded->relations, relation_clear);
  g_array_set_clear_func (embedded->addresses, address_clear);
  for (guint i = 0; i < n; i++)
    {
      const NystaFoundStatement *statement = nysta_embedded_statement (embedded, i);

      embedded->terms[i] = (guint8) nysta_embedded_term (statement->predicate);
      g_array_append_val (node_of_subject (embedded, statement->subject)->statements, i);
    }
  for (guint i = 0; i < embedded->nodes->len; i++)
    take_kind (embedded, embedded->nodes->pdata[i]);
  for (guint i = 0; i < embedded->nodes->len; i++)
    take_name (embedded, embedded->nodes->pdata[i]);
  embedded->article = sole_node (embedded, NYSTA_EMBEDDED_ARTICLE);
  embedded->page = sole_node (embedded, NYSTA_EMBEDDED_PAGE);
  return embedded;
}

void
nysta_embedded_free (NystaEmbedded *embedded)
{
  if (embedded == NULL)
    return;
  g_ptr_array_unref (embedded->nodes);
  g_hash_table_unref (embedded->by_id);
  g_array_unref (embedded->relations);
  g_array_unref (embedded->addresses);
  g_free (embedded->terms);
  g_free (embedded->is_used);
  g_free (embedded);
}

/* --- the document ------------------------------------------------------------------- */

/* What an article's data say of its date is meant for programs; a reader may have taken the
 * first date that it saw. */
static void
replace_metadata (NystaDocument *document, const char *property, const char *value)
{
  g_autofree char *old = g_strdup (nysta_document_metadata (document, property));

  nysta_document_drop_metadata (document, property);
  if (!nysta_document_set_metadata (document, property, value, NULL) && old != NULL)
    nysta_document_set_metadata (document, property, old, NULL);
}

static void
describe_by (const NystaEmbedded *embedded, const NystaDataNode *node,
             NystaDocument *document)
{
  static const struct
  {
    NystaEmbeddedTerm term;
    const char *property;
    gboolean is_date;
  } rows[] = {
    { NYSTA_EMBEDDED_HEADLINE, NYSTA_META_TITLE, FALSE },
    { NYSTA_EMBEDDED_NAME, NYSTA_META_TITLE, FALSE },
    { NYSTA_EMBEDDED_PUBLISHED, NYSTA_META_ISSUED, TRUE },
    { NYSTA_EMBEDDED_MODIFIED, NYSTA_META_MODIFIED, TRUE },
    { NYSTA_EMBEDDED_LANGUAGE, NYSTA_META_LANGUAGE, FALSE },
    { NYSTA_EMBEDDED_PUBLISHER, NYSTA_META_PUBLISHER, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = nysta_embedded_value (embedded, node, rows[i].term);

      if (value == NULL)
        continue;
      /* A moment's day. What is no date is not taken. */
      if (rows[i].is_date && strlen (value) > 10)
        value[10] = '\0';
      if (rows[i].is_date && node == embedded->article)
        replace_metadata (document, rows[i].property, value);
      else
        nysta_document_set_metadata (document, rows[i].property, value, NULL);
    }
}

void
nysta_embedded_describe (const NystaEmbedded *embedded, NystaDocument *document)
{
  if (embedded->article != NULL)
    describe_by (embedded, embedded->article, document);
  if (embedded->page != NULL)
    describe_by (embedded, embedded->page, document);
}
