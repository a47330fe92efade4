/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The parser calls back for every tag and piece of text; no tree is built. What is open
 * is kept on a stack of frames in the heap, so that depth costs memory and nothing else.
 */
#define _GNU_SOURCE /* memmem */
#include "walk.h"

#include "elements.h"
#include "link.h"
#include "table.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A date among the first blocks of an article is the article's. */
#define TOP_BLOCKS 6u

/* Open elements that are searched for the one that an end tag means; the parser balances
 * them, so it is the last. */
#define MAX_UNBALANCED 64u

/* A DOCTYPE is looked for no further in. */
#define MAX_PROLOGUE_BYTES 1024u

typedef struct
{
  const char *name; /* in the parser's dictionary */
  Element element;
  Place place;
  int is_skipped;
  int is_preformatted;
  unsigned list_group;
  unsigned list_level;
  size_t table;        /* number of the innermost, or 0 */
  size_t first_block;  /* that may come from it */
  unsigned n_contacts; /* addresses met before it */
  size_t markup;       /* what markup_begin() gave */
} Frame;

typedef struct
{
  Page *page;
  Metadata *metadata;
  Markup *markup;
  Frame *frames;
  size_t n_frames;
  size_t frame_room;
  TableStack tables;
  Link link;
  unsigned n_contacts;
  size_t content_start; /* first block of the main part, or SIZE_MAX */
  int has_title;
} Walk;

static const Frame outermost = { .place.block.kind = NYSTA_BLOCK_PARAGRAPH };

static const Frame *
top_frame (const Walk *walk)
{
  return walk->n_frames > 0 ? &walk->frames[walk->n_frames - 1] : &outermost;
}

/* --- block boundaries ---------------------------------------------------------------- */

static void
end_block (Walk *walk)
{
  page_end_block (walk->page, &top_frame (walk)->place);
}

/* A paragraph inside a list item is a line of the item: its blocks would else look like
 * items of their own. Cells have row and column to tell them apart. */
static int
keeps_together (const Frame *frame)
{
  return frame->place.block.kind == NYSTA_BLOCK_LIST_ITEM ||
         frame->place.block.kind == NYSTA_BLOCK_HEADING;
}

static void
meet_boundary (Walk *walk, const Element *element)
{
  switch (element->kind)
    {
    case ELEMENT_BLOCK:
    case ELEMENT_ADDRESS:
    case ELEMENT_PRE:
      if (element->region == REGION_NONE && keeps_together (top_frame (walk)))
        page_end_line (walk->page);
      else
        end_block (walk);
      break;
    case ELEMENT_HEADING:
    case ELEMENT_LIST:
    case ELEMENT_ITEM:
    case ELEMENT_TABLE:
    case ELEMENT_ROW:
    case ELEMENT_CELL:
    case ELEMENT_HEADER_CELL:
    case ELEMENT_QUOTATION:
    case ELEMENT_ROOT:
      end_block (walk);
      break;
    case ELEMENT_INLINE:
    case ELEMENT_QUOTE:
    case ELEMENT_BREAK:
    case ELEMENT_LINK:
    case ELEMENT_TIME:
    case ELEMENT_TITLE:
    case ELEMENT_META:
    case ELEMENT_RELATION:
    case ELEMENT_SKIP:
      /* A span with a role can be a part of the page too. */
      if (element->region != REGION_NONE)
        end_block (walk);
      break;
    }
}

/* --- parts of the page --------------------------------------------------------------- */

static unsigned
enter_region (ElementRegion region, unsigned zones)
{
  switch (region)
    {
    case REGION_MAIN:
      return (zones & ~(unsigned) (ZONE_CHROME | ZONE_NEVER)) | ZONE_MAIN | ZONE_SECTION;
    case REGION_ARTICLE:
      if ((zones & (ZONE_CHROME | ZONE_NEVER)) == 0)
        zones |= ZONE_ARTICLE;
      return zones | ZONE_SECTION;
    case REGION_SECTION:
      return zones | ZONE_SECTION;
    case REGION_HEADER:
    case REGION_FOOTER:
      return (zones & ZONE_SECTION) != 0 ? zones : zones | ZONE_CHROME;
    case REGION_ASIDE:
      return zones | ZONE_CHROME | ZONE_SECTION;
    case REGION_FORM:
      return zones | ZONE_CHROME;
    case REGION_LEFT_OUT:
      return zones | ZONE_NEVER;
    case REGION_NONE:
      break;
    }
  return zones;
}

/* An aside in the main part that says how to reach somebody belongs to it. */
static void
leave_aside (Walk *walk, const Frame *frame)
{
  if ((frame->place.zones & (ZONE_MAIN | ZONE_ARTICLE)) == 0 ||
      walk->n_contacts == frame->n_contacts)
    return;
  for (size_t i = frame->first_block; i < walk->page->n_blocks; i++)
    walk->page->blocks[i].place.zones &= ~(unsigned) ZONE_CHROME;
}

/* --- tables and lists ---------------------------------------------------------------- */

static void
begin_table (Walk *walk, Frame *frame)
{
  unsigned group = frame->element.is_presentation ? 0 : page_new_group (walk->page);

  frame->table = table_begin (&walk->tables, group);
}

static void
begin_cell (Walk *walk, Frame *frame, const char *const *attributes)
{
  TableCell cell = { 0 };

  if (frame->table != 0)
    cell = table_begin_cell (&walk->tables, frame->table, attributes);
  if (cell.group == 0)
    return;
  frame->place.block = (NystaBlock){
    .kind = frame->element.kind == ELEMENT_CELL ? NYSTA_BLOCK_TABLE_CELL
                                                : NYSTA_BLOCK_TABLE_HEADER,
    .group = cell.group,
    .row = cell.row,
    .column = cell.column,
  };
}

static void
begin_item (Walk *walk, Frame *frame)
{
  if (frame->list_group == 0)
    {
      frame->list_group = page_new_group (walk->page);
      frame->list_level = 1;
    }
  frame->place.block = (NystaBlock){ .kind = NYSTA_BLOCK_LIST_ITEM,
                                     .level = frame->list_level,
                                     .group = frame->list_group };
}

/* --- elements ------------------------------------------------------------------------ */

static int
is_content (const Frame *frame)
{
  return (frame->place.zones & (ZONE_MAIN | ZONE_ARTICLE)) != 0 &&
         (frame->place.zones & (ZONE_CHROME | ZONE_NEVER)) == 0;
}

static void
begin_time (Walk *walk, const Frame *frame, const char *const *attributes)
{
  int is_near_top = is_content (frame) &&
                    walk->page->n_blocks - walk->content_start < TOP_BLOCKS;

  metadata_add_time (walk->metadata, attributes, is_near_top);
}

/* What an element does to the frame that is opened for it. */
static void
begin_element (Walk *walk, Frame *frame, const char *const *attributes)
{
  switch (frame->element.kind)
    {
    case ELEMENT_HEADING:
      frame->place.block = (NystaBlock){ .kind = NYSTA_BLOCK_HEADING,
                                         .level = frame->element.level };
      break;
    case ELEMENT_QUOTATION:
      frame->place.block = (NystaBlock){ .kind = NYSTA_BLOCK_QUOTATION };
      break;
    case ELEMENT_LIST:
      frame->list_group = page_new_group (walk->page);
      frame->list_level++;
      break;
    case ELEMENT_ITEM:
      begin_item (walk, frame);
      break;
    case ELEMENT_TABLE:
      begin_table (walk, frame);
      break;
    case ELEMENT_ROW:
      if (frame->table != 0)
        table_begin_row (&walk->tables, frame->table);
      break;
    case ELEMENT_CELL:
    case ELEMENT_HEADER_CELL:
      begin_cell (walk, frame, attributes);
      break;
    case ELEMENT_PRE:
      frame->is_preformatted = 1;
      break;
    case ELEMENT_BREAK:
      page_add_break (walk->page);
      break;
    case ELEMENT_QUOTE:
      page_add_text (walk->page, &frame->place, "”", strlen ("”"), 0);
      break;
    case ELEMENT_LINK:
      if (link_begin (&walk->link, walk->page, attributes))
        walk->n_contacts++;
      break;
    case ELEMENT_TIME:
      begin_time (walk, frame, attributes);
      break;
    case ELEMENT_META:
      metadata_add_meta (walk->metadata, attributes);
      break;
    case ELEMENT_RELATION:
      metadata_add_link (walk->metadata, attributes);
      break;
    case ELEMENT_ROOT:
      metadata_add_root (walk->metadata, attributes);
      break;
    case ELEMENT_SKIP:
      frame->is_skipped = 1;
      break;
    case ELEMENT_INLINE:
    case ELEMENT_BLOCK:
    case ELEMENT_ADDRESS:
    case ELEMENT_TITLE:
      break;
    }
}

static void
on_start (void *data, const xmlChar *name, const xmlChar **raw_attributes)
{
  Walk *walk = data;
  const char *const *attributes = (const char *const *) raw_attributes;
  Frame frame = *top_frame (walk);

  frame.name = (const char *) name;
  frame.markup = markup_begin (walk->markup, frame.name, attributes);
  frame.element = element_look_up (frame.name, attributes);
  if (frame.element.is_hidden)
    frame.element.kind = ELEMENT_SKIP;
  if (!frame.is_skipped)
    {
      meet_boundary (walk, &frame.element);
      frame.first_block = walk->page->n_blocks;
      frame.n_contacts = walk->n_contacts;
      frame.place.zones = enter_region (frame.element.region, frame.place.zones);
      if (is_content (&frame) && walk->content_start == SIZE_MAX)
        walk->content_start = walk->page->n_blocks;
      begin_element (walk, &frame, attributes);
    }
  walk->frames = array_grow (walk->frames, walk->n_frames, &walk->frame_room,
                             sizeof (Frame));
  walk->frames[walk->n_frames++] = frame;
}

static void
end_element (Walk *walk)
{
  const Frame *frame = top_frame (walk);

  markup_end (walk->markup, frame->markup);
  if (!frame->is_skipped)
    {
      if (frame->element.kind == ELEMENT_QUOTE)
        page_add_text (walk->page, &frame->place, "”", strlen ("”"), 0);
      if (frame->element.kind == ELEMENT_LINK)
        link_end (&walk->link, walk->page, &frame->place);
      meet_boundary (walk, &frame->element);
      if (frame->element.kind == ELEMENT_TABLE)
        table_end (&walk->tables, frame->table);
      if (frame->element.kind == ELEMENT_TITLE)
        walk->has_title = 1;
      if (frame->element.region == REGION_ASIDE)
        leave_aside (walk, frame);
      if (frame->element.is_contact)
        page_group_lines (walk->page, frame->first_block);
    }
  walk->n_frames--;
}

static void
on_end (void *data, const xmlChar *name)
{
  Walk *walk = data;
  size_t depth = 1;

  while (depth <= walk->n_frames && depth <= MAX_UNBALANCED &&
         strcmp (walk->frames[walk->n_frames - depth].name, (const char *) name) != 0)
    depth++;
  if (depth > walk->n_frames || depth > MAX_UNBALANCED)
    return;
  while (depth-- > 0)
    end_element (walk);
}

static void
on_text (void *data, const xmlChar *text, int n_bytes)
{
  Walk *walk = data;
  const Frame *frame = top_frame (walk);

  if (n_bytes <= 0)
    return;
  markup_add_text (walk->markup, (const char *) text, (size_t) n_bytes);
  if (frame->is_skipped)
    return;
  if (frame->element.kind != ELEMENT_TITLE)
    page_add_text (walk->page, &frame->place, (const char *) text, (size_t) n_bytes,
                   frame->is_preformatted);
  else if (!walk->has_title)
    buffer_append (&walk->metadata->title_element, (const char *) text, (size_t) n_bytes);
}

static void
on_error (void *data, const char *message, ...)
{
  /* Every page has errors. */
}

/* --- the parser ---------------------------------------------------------------------- */

/* XHTML may declare entities between brackets in its DOCTYPE. They are not expanded, and
 * the parser for HTML would take them for text: blank them out. */
static void
blank_internal_subset (Buffer *html)
{
  static const char doctype[] = "<!doctype";
  char *text = html->data;
  size_t i = 0;

  while (i < html->n_bytes && i < MAX_PROLOGUE_BYTES &&
         (text[i] != '<' || (i + 1 < html->n_bytes && text[i + 1] == '?')))
    i++;
  if (html->n_bytes < i + sizeof doctype)
    return;
  for (size_t j = 0; doctype[j] != '\0'; j++)
    if (lower (text[i + j]) != doctype[j])
      return;
  while (i < html->n_bytes && text[i] != '>' && text[i] != '[')
    i++;
  if (i == html->n_bytes || text[i] == '>')
    return;

  char *close = memmem (text + i, html->n_bytes - i, "]>", 2);
  if (close != NULL)
    memset (text + i, ' ', (size_t) (close + 1 - (text + i)));
}

static int
parse (Walk *walk, Buffer *html)
{
  htmlParserCtxtPtr parser = NULL;

  if (html->n_bytes > INT_MAX)
    return 0;
  blank_internal_subset (html);
  parser = htmlCreateMemoryParserCtxt (html->data, (int) html->n_bytes);
  if (parser == NULL)
    return 0;

  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                HTML_PARSE_IGNORE_ENC);
  /* With handlers of its own it makes no tree, fetches nothing and expands only what HTML
   * itself defines. */
  htmlSAXHandler handlers = {
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .error = on_error,
    .warning = on_error,
    .fatalError = on_error,
  };
  *parser->sax = handlers;
  parser->userData = walk;
  xmlSwitchEncoding (parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument (parser);
  /* Elements that the page left open. */
  while (walk->n_frames > 0)
    end_element (walk);
  end_block (walk);
  htmlFreeParserCtxt (parser);
  return 1;
}

int
walk_html (Buffer *html, Page *page, Metadata *metadata, Markup *markup)
{
  Walk walk = {
    .page = page, .metadata = metadata, .markup = markup, .content_start = SIZE_MAX
  };
  int ok = html->n_bytes == 0 || parse (&walk, html);

  table_clear (&walk.tables);
  free (walk.frames);
  link_clear (&walk.link);
  return ok;
}
