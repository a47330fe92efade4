/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "markup.h"

#include "elements.h"
#include "json-ld.h"

#include <stdlib.h>
#include <string.h>

/* Elements and text that are remembered: a page with ten thousand rows of data. */
#define MAX_NODES 100000u
#define MAX_TEXT_BYTES (16u * 1024 * 1024)

static const char *const kept_attributes[] = {
  "itemscope", "itemtype", "itemprop", "itemid", "itemref", "id",
  "vocab",     "typeof",   "property", "prefix", "about",   "resource",
  "content",   "datatype", "href",     "src",    "data",    "value",
  "datetime",  "lang",     "xml:lang", "type"
};

static int
has (const char *const *attributes, const char *name)
{
  return element_attribute (attributes, name) != NULL;
}

static int
is_json_ld (const char *name, const char *const *attributes)
{
  const char *type = element_attribute (attributes, "type");

  return strcmp (name, "script") == 0 && type != NULL &&
         contains_no_case (type, "application/ld+json");
}

static int
is_wanted (Markup *markup, const char *name, const char *const *attributes)
{
  int is_rdfa = has (attributes, "typeof") || has (attributes, "property") ||
                has (attributes, "vocab") || has (attributes, "about");
  int is_microdata = has (attributes, "itemscope") || has (attributes, "itemprop");

  markup->has_rdfa |= is_rdfa;
  markup->has_microdata |= is_microdata;
  return is_rdfa || is_microdata || has (attributes, "prefix") || has (attributes, "id") ||
         has (attributes, "lang") || has (attributes, "xml:lang") ||
         strcmp (name, "base") == 0 || is_json_ld (name, attributes) ||
         (markup->has_rdfa && (has (attributes, "resource") || has (attributes, "href") ||
                               has (attributes, "src")));
}

static char **
keep_attributes (const char *const *attributes)
{
  size_t n_kinds = sizeof kept_attributes / sizeof kept_attributes[0];
  char **kept = calloc (2 * n_kinds + 1, sizeof *kept);
  size_t n = 0;

  if (kept == NULL)
    abort ();
  for (size_t i = 0; i < n_kinds; i++)
    {
      const char *value = element_attribute (attributes, kept_attributes[i]);

      if (value == NULL)
        continue;
      kept[n++] = (char *) kept_attributes[i];
      kept[n++] = strdup (value);
    }
  return kept;
}

static void
add_node (Markup *markup, const MarkupNode *node)
{
  markup->nodes = array_grow (markup->nodes, markup->n_nodes, &markup->room,
                              sizeof (MarkupNode));
  markup->nodes[markup->n_nodes++] = *node;
}

size_t
markup_begin (Markup *markup, const char *name, const char *const *attributes)
{
  if (markup->n_nodes == 0)
    add_node (markup, &(MarkupNode){ .end = 1 });
  if (attributes == NULL || markup->n_nodes >= MAX_NODES ||
      !is_wanted (markup, name, attributes))
    return 0;

  MarkupNode node = { .name = strdup (name),
                      .attributes = keep_attributes (attributes),
                      .language = markup->nodes[markup->current].language,
                      .parent = markup->current,
                      .text_start = markup->text.n_bytes };
  const char *language = markup_attribute (&node, "lang");

  if (language == NULL)
    language = markup_attribute (&node, "xml:lang");
  if (language != NULL)
    node.language = language;
  node.keeps_text = markup_attribute (&node, "itemprop") != NULL ||
                    markup_attribute (&node, "property") != NULL ||
                    is_json_ld (name, attributes);
  markup->n_keeping += node.keeps_text != 0;
  add_node (markup, &node);
  markup->current = markup->n_nodes - 1;
  return markup->current;
}

void
markup_end (Markup *markup, size_t number)
{
  if (number == 0)
    return;

  MarkupNode *node = &markup->nodes[number];
  node->end = markup->n_nodes;
  node->text_end = markup->text.n_bytes;
  markup->n_keeping -= node->keeps_text != 0;
  markup->current = node->parent;
}

void
markup_add_text (Markup *markup, const char *utf8, size_t n_bytes)
{
  if (markup->n_keeping > 0 && markup->text.n_bytes + n_bytes <= MAX_TEXT_BYTES)
    buffer_append (&markup->text, utf8, n_bytes);
}

void
markup_clear (Markup *markup)
{
  for (size_t i = 1; i < markup->n_nodes; i++)
    {
      MarkupNode *node = &markup->nodes[i];

      for (size_t j = 0; node->attributes[j] != NULL; j += 2)
        free (node->attributes[j + 1]);
      free (node->attributes);
      free (node->name);
    }
  free (markup->nodes);
  buffer_clear (&markup->text);
  *markup = (Markup){ 0 };
}

const char *
markup_attribute (const MarkupNode *node, const char *name)
{
  return element_attribute ((const char *const *) node->attributes, name);
}

char *
markup_text (const Markup *markup, const MarkupNode *node)
{
  size_t n_bytes = node->text_end - node->text_start;
  char *text = malloc (n_bytes + 1);

  if (text == NULL)
    abort ();
  if (n_bytes > 0)
    memcpy (text, markup->text.data + node->text_start, n_bytes);
  text[n_bytes] = '\0';
  return text;
}

char *
markup_next_word (const char **at)
{
  const char *start = *at;

  while (is_space (*start))
    start++;

  const char *end = start;
  while (*end != '\0' && !is_space (*end))
    end++;
  *at = end;
  return end > start ? strndup (start, (size_t) (end - start)) : NULL;
}

/* The first <base href> if it is absolute. */
static const char *
find_base (const Markup *markup)
{
  for (size_t i = 1; i < markup->n_nodes; i++)
    {
      const MarkupNode *node = &markup->nodes[i];
      const char *href = strcmp (node->name, "base") == 0 ? markup_attribute (node, "href")
                                                          : NULL;

      if (href != NULL)
        return strncmp (href, "http://", 7) == 0 || strncmp (href, "https://", 8) == 0
                 ? href
                 : NULL;
    }
  return NULL;
}

void
markup_tell (const Markup *markup, Data *data)
{
  data->base = find_base (markup);
  for (size_t i = 1; i < markup->n_nodes && data_is_open (data); i++)
    {
      const MarkupNode *node = &markup->nodes[i];

      if (is_json_ld (node->name, (const char *const *) node->attributes))
        {
          char *text = markup_text (markup, node);

          json_ld_tell (text, strlen (text), data);
          free (text);
        }
    }
  if (markup->has_microdata)
    microdata_tell (markup, data);
  if (markup->has_rdfa)
    rdfa_tell (markup, data);
}
