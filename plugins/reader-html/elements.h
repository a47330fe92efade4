/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* elements.h: what an element means for the text of a page. */
#pragma once

typedef enum
{
  ELEMENT_INLINE = 0, /* and whatever is not known */
  ELEMENT_BLOCK,
  ELEMENT_HEADING,
  ELEMENT_LIST,
  ELEMENT_ITEM,
  ELEMENT_TABLE,
  ELEMENT_ROW,
  ELEMENT_CELL,
  ELEMENT_HEADER_CELL,
  ELEMENT_QUOTATION, /* <blockquote> */
  ELEMENT_QUOTE,     /* <q> */
  ELEMENT_ADDRESS,
  ELEMENT_PRE,
  ELEMENT_BREAK,
  ELEMENT_LINK,
  ELEMENT_TIME,
  ELEMENT_TITLE,
  ELEMENT_META,
  ELEMENT_RELATION, /* <link> */
  ELEMENT_ROOT,
  ELEMENT_SKIP /* neither it nor what is in it is text */
} ElementKind;

/* The part that an element or its role plays on the page. */
typedef enum
{
  REGION_NONE = 0,
  REGION_MAIN,
  REGION_ARTICLE,
  REGION_SECTION,
  REGION_HEADER,
  REGION_FOOTER,
  REGION_ASIDE,
  REGION_FORM,
  REGION_LEFT_OUT /* navigation, search, dialogs, cookie banners, hidden parts */
} ElementRegion;

typedef struct
{
  ElementKind kind;
  ElementRegion region;
  unsigned level;      /* of a heading */
  int is_hidden;       /* by attribute, style or class, and no part of the page */
  int is_contact;      /* says that it holds how to reach somebody */
  int is_presentation; /* a table that is only layout */
} Element;

/* @name in small letters; @attributes: name, value, …, NULL, or NULL. */
Element element_look_up (const char *name, const char *const *attributes);

/* (nullable) The value of an attribute; "" for one without a value. */
const char *element_attribute (const char *const *attributes, const char *name);
