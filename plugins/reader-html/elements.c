/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements.h"

#include "buffer.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *name;
  ElementKind kind;
  ElementRegion region;
} KnownElement;

/* Sorted by name. Anything else is inline. */
static const KnownElement known_elements[] = {
  { "a", ELEMENT_LINK, REGION_NONE },
  { "address", ELEMENT_ADDRESS, REGION_NONE },
  { "article", ELEMENT_BLOCK, REGION_ARTICLE },
  { "aside", ELEMENT_BLOCK, REGION_ASIDE },
  { "audio", ELEMENT_SKIP, REGION_NONE },
  { "blockquote", ELEMENT_QUOTATION, REGION_NONE },
  { "body", ELEMENT_BLOCK, REGION_NONE },
  { "br", ELEMENT_BREAK, REGION_NONE },
  { "button", ELEMENT_SKIP, REGION_NONE },
  { "canvas", ELEMENT_SKIP, REGION_NONE },
  { "caption", ELEMENT_BLOCK, REGION_NONE },
  { "center", ELEMENT_BLOCK, REGION_NONE },
  { "datalist", ELEMENT_SKIP, REGION_NONE },
  { "dd", ELEMENT_ITEM, REGION_NONE },
  { "details", ELEMENT_BLOCK, REGION_NONE },
  { "dialog", ELEMENT_BLOCK, REGION_LEFT_OUT },
  { "dir", ELEMENT_LIST, REGION_NONE },
  { "div", ELEMENT_BLOCK, REGION_NONE },
  { "dl", ELEMENT_LIST, REGION_NONE },
  { "dt", ELEMENT_ITEM, REGION_NONE },
  { "embed", ELEMENT_SKIP, REGION_NONE },
  { "fieldset", ELEMENT_BLOCK, REGION_NONE },
  { "figcaption", ELEMENT_BLOCK, REGION_NONE },
  { "figure", ELEMENT_BLOCK, REGION_NONE },
  { "footer", ELEMENT_BLOCK, REGION_FOOTER },
  { "form", ELEMENT_BLOCK, REGION_FORM },
  { "h1", ELEMENT_HEADING, REGION_NONE },
  { "h2", ELEMENT_HEADING, REGION_NONE },
  { "h3", ELEMENT_HEADING, REGION_NONE },
  { "h4", ELEMENT_HEADING, REGION_NONE },
  { "h5", ELEMENT_HEADING, REGION_NONE },
  { "h6", ELEMENT_HEADING, REGION_NONE },
  { "header", ELEMENT_BLOCK, REGION_HEADER },
  { "hgroup", ELEMENT_BLOCK, REGION_NONE },
  { "hr", ELEMENT_BLOCK, REGION_NONE },
  { "html", ELEMENT_ROOT, REGION_NONE },
  { "iframe", ELEMENT_SKIP, REGION_NONE },
  { "li", ELEMENT_ITEM, REGION_NONE },
  { "link", ELEMENT_RELATION, REGION_NONE },
  { "main", ELEMENT_BLOCK, REGION_MAIN },
  { "math", ELEMENT_SKIP, REGION_NONE },
  { "menu", ELEMENT_LIST, REGION_NONE },
  { "meta", ELEMENT_META, REGION_NONE },
  { "nav", ELEMENT_BLOCK, REGION_LEFT_OUT },
  { "noembed", ELEMENT_SKIP, REGION_NONE },
  { "noframes", ELEMENT_SKIP, REGION_NONE },
  { "noscript", ELEMENT_SKIP, REGION_NONE },
  { "object", ELEMENT_SKIP, REGION_NONE },
  { "ol", ELEMENT_LIST, REGION_NONE },
  { "option", ELEMENT_SKIP, REGION_NONE },
  { "p", ELEMENT_BLOCK, REGION_NONE },
  { "pre", ELEMENT_PRE, REGION_NONE },
  { "q", ELEMENT_QUOTE, REGION_NONE },
  { "script", ELEMENT_SKIP, REGION_NONE },
  { "search", ELEMENT_BLOCK, REGION_LEFT_OUT },
  { "section", ELEMENT_BLOCK, REGION_SECTION },
  { "select", ELEMENT_SKIP, REGION_NONE },
  { "style", ELEMENT_SKIP, REGION_NONE },
  { "summary", ELEMENT_BLOCK, REGION_NONE },
  { "svg", ELEMENT_SKIP, REGION_NONE },
  { "table", ELEMENT_TABLE, REGION_NONE },
  { "td", ELEMENT_CELL, REGION_NONE },
  { "template", ELEMENT_SKIP, REGION_NONE },
  { "textarea", ELEMENT_SKIP, REGION_NONE },
  { "th", ELEMENT_HEADER_CELL, REGION_NONE },
  { "time", ELEMENT_TIME, REGION_NONE },
  { "title", ELEMENT_TITLE, REGION_NONE },
  { "tr", ELEMENT_ROW, REGION_NONE },
  { "ul", ELEMENT_LIST, REGION_NONE },
  { "video", ELEMENT_SKIP, REGION_NONE },
};

typedef struct
{
  const char *role;
  ElementRegion region;
} RoleRegion;

static const RoleRegion role_regions[] = {
  { "main", REGION_MAIN },
  { "article", REGION_ARTICLE },
  { "banner", REGION_HEADER },
  { "contentinfo", REGION_FOOTER },
  { "complementary", REGION_ASIDE },
  { "navigation", REGION_LEFT_OUT },
  { "search", REGION_LEFT_OUT },
  { "menu", REGION_LEFT_OUT },
  { "menubar", REGION_LEFT_OUT },
  { "dialog", REGION_LEFT_OUT },
  { "alertdialog", REGION_LEFT_OUT },
};

static int
compare_names (const void *name, const void *known)
{
  return strcmp (name, ((const KnownElement *) known)->name);
}

const char *
element_attribute (const char *const *attributes, const char *name)
{
  if (attributes == NULL)
    return NULL;
  for (; attributes[0] != NULL; attributes += 2)
    if (strcmp (attributes[0], name) == 0)
      return attributes[1] != NULL ? attributes[1] : "";
  return NULL;
}

static const char *
attribute_or_empty (const char *const *attributes, const char *name)
{
  const char *value = element_attribute (attributes, name);

  return value != NULL ? value : "";
}

/* Whether @style, an attribute, has @property (in small letters) with @value first. */
static int
has_style (const char *style, const char *property, const char *value)
{
  size_t n_property = strlen (property);

  for (const char *c = style; *c != '\0'; c++)
    {
      size_t i = 0;

      if (c > style && c[-1] != ';' && !is_space (c[-1]))
        continue;
      while (i < n_property && lower (c[i]) == property[i])
        i++;
      if (i < n_property)
        continue;

      const char *rest = c + i;
      while (is_space (*rest))
        rest++;
      if (*rest != ':')
        continue;
      for (rest++; is_space (*rest);)
        rest++;
      for (i = 0; value[i] != '\0' && lower (rest[i]) == value[i];)
        i++;
      if (value[i] == '\0')
        return 1;
    }
  return 0;
}

/* Text for screen readers only: "opens in a new window", "skip to the content". */
static int
is_off_screen (const char *classes)
{
  return contains_no_case (classes, "sr-only") ||
         contains_no_case (classes, "visually-hidden") ||
         contains_no_case (classes, "visuallyhidden") ||
         contains_no_case (classes, "screen-reader-text");
}

static int
is_hidden (const char *const *attributes)
{
  const char *style = attribute_or_empty (attributes, "style");

  return element_attribute (attributes, "hidden") != NULL ||
         equal_no_case (attribute_or_empty (attributes, "aria-hidden"), "true") ||
         has_style (style, "display", "none") ||
         has_style (style, "visibility", "hidden") ||
         is_off_screen (attribute_or_empty (attributes, "class"));
}

static int
is_cookie_banner (const char *const *attributes)
{
  static const char *const places[] = { "id", "class", "aria-label" };
  static const char *const words[] = { "cookie", "kakor", "consent" };

  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
    for (size_t j = 0; j < sizeof words / sizeof words[0]; j++)
      if (contains_no_case (attribute_or_empty (attributes, places[i]), words[j]))
        return 1;
  return 0;
}

static int
is_contact (const char *const *attributes)
{
  const char *classes = attribute_or_empty (attributes, "class");
  const char *type = attribute_or_empty (attributes, "itemtype");

  return contains_no_case (classes, "contact") || contains_no_case (classes, "kontakt") ||
         contains_no_case (classes, "vcard") || contains_no_case (classes, "h-card") ||
         contains_no_case (type, "schema.org/person") ||
         contains_no_case (type, "schema.org/contactpoint");
}

Element
element_look_up (const char *name, const char *const *attributes)
{
  Element element = { 0 };
  const char *role = attribute_or_empty (attributes, "role");
  const KnownElement *known = bsearch (name, known_elements,
                                       sizeof known_elements / sizeof known_elements[0],
                                       sizeof known_elements[0], compare_names);

  if (known != NULL)
    {
      element.kind = known->kind;
      element.region = known->region;
    }
  if (element.kind == ELEMENT_HEADING)
    element.level = (unsigned) (name[1] - '0');
  element.is_contact = element.kind == ELEMENT_ADDRESS;
  if (attributes == NULL)
    return element;

  for (size_t i = 0; i < sizeof role_regions / sizeof role_regions[0]; i++)
    if (equal_no_case (role, role_regions[i].role))
      element.region = role_regions[i].region;
  if (equal_no_case (role, "heading") && element.kind != ELEMENT_SKIP)
    {
      const char *level = attribute_or_empty (attributes, "aria-level");

      element.kind = ELEMENT_HEADING;
      element.level = level[0] >= '1' && level[0] <= '6' ? (unsigned) (level[0] - '0') : 2;
    }
  element.is_presentation = equal_no_case (role, "presentation") ||
                            equal_no_case (role, "none");
  /* The whole page may say what it is about in its classes: only its parts can be
   * hidden. */
  if (element.kind == ELEMENT_ROOT || strcmp (name, "body") == 0 ||
      element.region == REGION_MAIN)
    return element;
  element.is_hidden = is_hidden (attributes);
  /* A page may hide all of itself until its script or its cookie banner is done, so what
   * is hidden is kept in mind in case there is a main part in it, or nothing else. */
  if (element.kind == ELEMENT_BLOCK && element.is_hidden)
    {
      element.is_hidden = 0;
      element.region = REGION_LEFT_OUT;
    }
  if (element.kind == ELEMENT_BLOCK && element.region != REGION_ARTICLE &&
      is_cookie_banner (attributes))
    element.region = REGION_LEFT_OUT;
  element.is_contact = element.is_contact || is_contact (attributes);
  return element;
}
