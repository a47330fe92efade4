/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Microdata as in the HTML standard, §5: items (itemscope) with properties (itemprop), as
 * statements. A property's IRI is its name after the item's type, less the type's own last
 * part; the properties of an item without a type mean something to its page only.
 */
#include "markup.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const Markup *markup;
  Data *data;
  char **subjects; /* of each item, by node */
} Microdata;

static int
is_item (const MarkupNode *node)
{
  return markup_attribute (node, "itemscope") != NULL;
}

/* (transfer full) (nullable): what the names of an item's properties begin with: its first
 * type up to the last slash or hash. */
static char *
vocabulary_of (const MarkupNode *item)
{
  const char *types = markup_attribute (item, "itemtype");
  char *type = types != NULL ? markup_next_word (&types) : NULL;

  if (type == NULL || strstr (type, "://") == NULL)
    {
      free (type);
      return NULL;
    }

  char *hash = strrchr (type, '#');
  char *slash = strrchr (type, '/');
  char *last = hash != NULL ? hash : slash;
  last[1] = '\0';
  return type;
}

/* §5.2.4 "Values": the attribute that is a URL, by element. */
static const char *
url_attribute (const char *name)
{
  static const struct
  {
    const char *name;
    const char *attribute;
  } rows[] = {
    { "a", "href" },    { "area", "href" },  { "link", "href" },   { "audio", "src" },
    { "embed", "src" }, { "iframe", "src" }, { "img", "src" },     { "source", "src" },
    { "track", "src" }, { "video", "src" },  { "object", "data" },
  };

  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    if (strcmp (rows[i].name, name) == 0)
      return rows[i].attribute;
  return NULL;
}

static void
tell_value (const Microdata *microdata, const char *subject, const char *predicate,
            size_t number)
{
  const MarkupNode *node = &microdata->markup->nodes[number];
  const char *url = url_attribute (node->name);
  const char *text = NULL;

  if (microdata->subjects[number] != NULL)
    {
      data_say_resource (microdata->data, subject, predicate, microdata->subjects[number]);
      return;
    }
  if (url != NULL && markup_attribute (node, url) != NULL)
    {
      char *iri = data_resource (microdata->data, markup_attribute (node, url));

      data_say_resource (microdata->data, subject, predicate, iri);
      free (iri);
      return;
    }
  if (strcmp (node->name, "meta") == 0)
    text = markup_attribute (node, "content");
  else if (strcmp (node->name, "data") == 0 || strcmp (node->name, "meter") == 0)
    text = markup_attribute (node, "value");
  else if (strcmp (node->name, "time") == 0)
    text = markup_attribute (node, "datetime");
  if (text != NULL)
    data_say_literal (microdata->data, subject, predicate, text, NULL, node->language);
  else
    {
      char *content = markup_text (microdata->markup, node);

      /* A page may well show a content attribute on other elements; browsers ignore it. */
      data_say_literal (microdata->data, subject, predicate, content, NULL, node->language);
      free (content);
    }
}

static void
tell_properties (const Microdata *microdata, const char *subject, const char *vocabulary,
                 size_t number)
{
  const char *names = markup_attribute (&microdata->markup->nodes[number], "itemprop");
  char *name = NULL;

  while (names != NULL && (name = markup_next_word (&names)) != NULL)
    {
      Buffer predicate = { 0 };

      if (strstr (name, "://") == NULL)
        buffer_append (&predicate, vocabulary, strlen (vocabulary));
      buffer_append (&predicate, name, strlen (name));
      tell_value (microdata, subject, buffer_string (&predicate), number);
      buffer_clear (&predicate);
      free (name);
    }
}

/* The properties of @item on @from and in it, but for those of items inside. */
static void
tell_subtree (const Microdata *microdata, size_t item, const char *vocabulary, size_t from)
{
  const Markup *markup = microdata->markup;
  size_t end = markup->nodes[from].end;

  for (size_t i = from; i < end && data_may_go_on (microdata->data, 1);)
    {
      const MarkupNode *node = &markup->nodes[i];

      int is_root = i == item;

      if (!is_root && markup_attribute (node, "itemprop") != NULL)
        tell_properties (microdata, microdata->subjects[item], vocabulary, i);
      i = is_item (node) && !is_root ? node->end : i + 1;
    }
}

static void
tell_references (const Microdata *microdata, size_t item, const char *vocabulary)
{
  const Markup *markup = microdata->markup;
  const char *references = markup_attribute (&markup->nodes[item], "itemref");
  char *id = NULL;

  while (references != NULL && data_is_open (microdata->data) &&
         (id = markup_next_word (&references)) != NULL)
    {
      for (size_t i = 1; i < markup->n_nodes && data_may_go_on (microdata->data, 1); i++)
        {
          const char *own = markup_attribute (&markup->nodes[i], "id");

          if (own == NULL || strcmp (own, id) != 0)
            continue;
          /* An item that refers to what it is in would hold itself. */
          if (i > item || markup->nodes[i].end <= item)
            tell_subtree (microdata, item, vocabulary, i);
          break;
        }
      free (id);
    }
}

static void
tell_item (const Microdata *microdata, size_t item)
{
  const MarkupNode *node = &microdata->markup->nodes[item];
  const char *types = markup_attribute (node, "itemtype");
  char *vocabulary = vocabulary_of (node);
  char *type = NULL;

  if (vocabulary == NULL)
    return;
  while (types != NULL && (type = markup_next_word (&types)) != NULL)
    {
      if (strstr (type, "://") != NULL)
        data_say_resource (microdata->data, microdata->subjects[item], RDF_NS "type", type);
      free (type);
    }
  tell_subtree (microdata, item, vocabulary, item);
  tell_references (microdata, item, vocabulary);
  free (vocabulary);
}

void
microdata_tell (const Markup *markup, Data *data)
{
  Microdata microdata = { markup, data, calloc (markup->n_nodes, sizeof (char *)) };

  if (microdata.subjects == NULL)
    abort ();
  for (size_t i = 1; i < markup->n_nodes; i++)
    if (is_item (&markup->nodes[i]))
      {
        const char *id = markup_attribute (&markup->nodes[i], "itemid");
        char *iri = id != NULL ? data_resource (data, id) : NULL;

        microdata.subjects[i] = iri != NULL && iri[0] != '\0' && iri[0] != '_'
                                  ? iri
                                  : (free (iri), data_new_key (data, "m"));
      }
  for (size_t i = 1; i < markup->n_nodes && data_is_open (data); i++)
    if (microdata.subjects[i] != NULL)
      tell_item (&microdata, i);
  for (size_t i = 1; i < markup->n_nodes; i++)
    free (microdata.subjects[i]);
  free (microdata.subjects);
}
