/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The parser calls back for every tag and piece of text; no tree is built. What is open
 * is kept on a stack of frames in the heap, so that depth costs memory and nothing else.
 */
#define _GNU_SOURCE /* memmem */
#include "walk.h"

#include "elements.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* As HTML has it for colspan and rowspan. */
#define MAX_COLUMNS 1000u
#define MAX_ROWS 65534u

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
  size_t table;       /* index into tables + 1, or 0 */
  size_t first_block; /* that may come from it */
  unsigned n_contacts;/* addresses met before it */
} Frame;

typedef struct
{
  unsigned group; /* 0: layout only */
  unsigned row;
  unsigned column;
  unsigned *busy_until; /* by column: the last row that a cell above reaches into */
} Table;

typedef struct
{
  Page *page;
  Metadata *metadata;
  Frame *frames;
  size_t n_frames;
  size_t frame_room;
  Table *tables;
  size_t n_tables;
  size_t table_room;
  Buffer link;          /* the address that the open link stands for */
  size_t link_start;    /* where its text begins in the run */
  size_t link_block;
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

/* --- parts of the page ------------------------------------------------------------------ */

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
    case REGION_NAVIGATION:
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

/* --- tables ------------------------------------------------------------------------------- */

static unsigned
span_of (const char *const *attributes, const char *name, unsigned most)
{
  const char *text = element_attribute (attributes, name);
  unsigned long span = text != NULL ? strtoul (text, NULL, 10) : 1;

  return span < 1 ? 1 : span > most ? most : (unsigned) span;
}

static void
begin_table (Walk *walk, Frame *frame)
{
  Table table = { 0 };

  if (!frame->element.is_presentation)
    table.group = page_new_group (walk->page);
  walk->tables
    = array_grow (walk->tables, walk->n_tables, &walk->table_room, sizeof (Table));
  walk->tables[walk->n_tables++] = table;
  frame->table = walk->n_tables;
}

static void
end_table (Walk *walk, const Frame *frame)
{
  while (walk->n_tables >= frame->table)
    free (walk->tables[--walk->n_tables].busy_until);
}

static void
mark_busy (Table *table, unsigned column, unsigned n_columns, unsigned last_row)
{
  if (table->busy_until == NULL)
    table->busy_until = calloc (MAX_COLUMNS + 1, sizeof *table->busy_until);
  if (table->busy_until == NULL)
    abort ();
  for (unsigned i = column; i < column + n_columns && i <= MAX_COLUMNS; i++)
    table->busy_until[i] = last_row;
}

static void
begin_cell (Walk *walk, Frame *frame, const char *const *attributes)
{
  Table *table = frame->table > 0 ? &walk->tables[frame->table - 1] : NULL;

  if (table == NULL || table->group == 0)
    return;
  if (table->row == 0)
    table->row = 1;

  unsigned column = table->column + 1;
  unsigned n_columns = span_of (attributes, "colspan", MAX_COLUMNS);
  unsigned n_rows = span_of (attributes, "rowspan", MAX_ROWS);

  while (table->busy_until != NULL && column <= MAX_COLUMNS &&
         table->busy_until[column] >= table->row)
    column++;
  if (n_rows > 1)
    mark_busy (table, column, n_columns, table->row + n_rows - 1);
  table->column = column + n_columns - 1;
  frame->place.block = (NystaBlock){
    .kind = frame->element.kind == ELEMENT_CELL ? NYSTA_BLOCK_TABLE_CELL
                                                : NYSTA_BLOCK_TABLE_HEADER,
    .group = table->group,
    .row = table->row,
    .column = column,
  };
}

/* --- lists, links --------------------------------------------------------------------------- */

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

static int
hex_value (char c)
{
  return is_digit (c) ? c - '0' : lower (c) >= 'a' && lower (c) <= 'f' ? lower (c) - 'a' + 10 : -1;
}

/* The address in a mailto: or tel: link, up to its parameters. */
static void
begin_link (Walk *walk, const char *const *attributes)
{
  const char *target = element_attribute (attributes, "href");

  walk->link.n_bytes = 0;
  walk->link_start = walk->page->run.n_bytes;
  walk->link_block = walk->page->n_blocks;
  while (target != NULL && is_space (*target))
    target++;
  if (target == NULL || (lower (target[0]) != 'm' && lower (target[0]) != 't'))
    return;

  const char *c = strchr (target, ':');
  size_t n_scheme = c != NULL ? (size_t) (c - target) : 0;
  if (!(n_scheme == 6 && contains_no_case (target, "mailto:")) &&
      !(n_scheme == 3 && contains_no_case (target, "tel:")))
    return;
  for (c++; *c != '\0' && *c != '?' && *c != ';'; c++)
    if (*c == '%' && hex_value (c[1]) >= 0 && hex_value (c[2]) >= 0)
      {
        int byte = hex_value (c[1]) * 16 + hex_value (c[2]);

        /* Addresses are ASCII; anything else could break a character in two. */
        if (byte > ' ' && byte < 0x7F)
          buffer_append_char (&walk->link, (char) byte);
        c += 2;
      }
    else if ((unsigned char) *c > ' ')
      buffer_append_char (&walk->link, lower (*c));
  if (walk->link.n_bytes > 0)
    walk->n_contacts++;
}

static size_t
keep_digits (const char *text, char *out, size_t room)
{
  size_t n = 0;

  for (; *text != '\0' && n + 1 < room; text++)
    if (is_digit (*text))
      out[n++] = *text;
  out[n] = '\0';
  return n;
}

/* Numbers are the same if they end the same: +46 70… is 070… */
static int
shows_address (const char *text, const char *address)
{
  enum { SAME_DIGITS = 7 };
  char shown[200] = "";
  char wanted[60] = "";

  if (strchr (address, '@') != NULL)
    return contains_no_case (text, address);
  keep_digits (text, shown, sizeof shown);
  size_t n = keep_digits (address, wanted, sizeof wanted);
  return n == 0 || strstr (shown, wanted + (n > SAME_DIGITS ? n - SAME_DIGITS : 0)) != NULL;
}

/* `<a href="mailto:a@example.org">Mejla Anna</a>`: a reader of the text alone needs the
 * address, and a fact about it must have something to quote. */
static void
end_link (Walk *walk, const Frame *frame)
{
  Page *page = walk->page;

  if (walk->link.n_bytes == 0)
    return;

  size_t start = page->n_blocks == walk->link_block && walk->link_start <= page->run.n_bytes
                   ? walk->link_start
                   : 0;
  const char *address = buffer_string (&walk->link);

  if (!shows_address (buffer_string (&page->run) + start, address))
    {
      int has_text = page->run.n_bytes > start;

      page->n_breaks = 0;
      page->space_waits = 1;
      if (has_text)
        page_add_text (page, &frame->place, "(", 1, 0);
      page_add_text (page, &frame->place, address, walk->link.n_bytes, 0);
      if (has_text)
        page_add_text (page, &frame->place, ")", 1, 0);
    }
  walk->link.n_bytes = 0;
}

/* --- elements ------------------------------------------------------------------------------ */

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

static void
begin_row (Walk *walk, const Frame *frame)
{
  if (frame->table == 0)
    return;
  walk->tables[frame->table - 1].row++;
  walk->tables[frame->table - 1].column = 0;
}

/* What an element does to the frame that is opened for it. */
static void
begin_element (Walk *walk, Frame *frame, const char *const *attributes)
{
  switch (frame->element.kind)
    {
    case ELEMENT_HEADING:
      frame->place.block
        = (NystaBlock){ .kind = NYSTA_BLOCK_HEADING, .level = frame->element.level };
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
      begin_row (walk, frame);
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
      begin_link (walk, attributes);
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
  walk->frames
    = array_grow (walk->frames, walk->n_frames, &walk->frame_room, sizeof (Frame));
  walk->frames[walk->n_frames++] = frame;
}

static void
end_element (Walk *walk)
{
  const Frame *frame = top_frame (walk);

  if (!frame->is_skipped)
    {
      if (frame->element.kind == ELEMENT_QUOTE)
        page_add_text (walk->page, &frame->place, "”", strlen ("”"), 0);
      if (frame->element.kind == ELEMENT_LINK)
        end_link (walk, frame);
      meet_boundary (walk, &frame->element);
      if (frame->element.kind == ELEMENT_TABLE)
        end_table (walk, frame);
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

  if (frame->is_skipped || n_bytes <= 0)
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

/* --- the parser ------------------------------------------------------------------------------ */

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

  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
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
walk_html (Buffer *html, Page *page, Metadata *metadata)
{
  Walk walk = { .page = page, .metadata = metadata, .content_start = SIZE_MAX };
  int ok = html->n_bytes == 0 || parse (&walk, html);

  while (walk.n_tables > 0)
    free (walk.tables[--walk.n_tables].busy_until);
  free (walk.tables);
  free (walk.frames);
  buffer_clear (&walk.link);
  return ok;
}
