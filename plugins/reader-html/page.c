/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "page.h"

#include "charset.h"

#include <stdlib.h>
#include <string.h>

/* Lines that are read as one: a business card, not a page of contacts. */
#define MAX_GROUP_BLOCKS 12u
#define MAX_GROUP_BYTES 800u

/* --- characters ---------------------------------------------------------------------- */

unsigned
page_next_character (const char **c, const char *end)
{
  unsigned char first = (unsigned char) **c;
  size_t n_bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  unsigned code = first < 0x80 ? first : first & (0x7Fu >> n_bytes);

  if (n_bytes > (size_t) (end - *c))
    {
      *c = end;
      return PAGE_DROPPED;
    }
  for (size_t i = 1; i < n_bytes; i++)
    code = code << 6 | ((unsigned char) (*c)[i] & 0x3F);
  *c += n_bytes;

  if (code >= 0x80 && code <= 0x9F)
    code = charset_windows_1252 ((unsigned char) code);
  /* Spaces of every width; soft hyphen, zero-width space and joiner, byte order mark. */
  if (code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
      code == 0x205F || code == 0x3000)
    return ' ';
  if (code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF)
    return PAGE_DROPPED;
  if ((code < 0x20 && code != '\t' && code != '\n' && code != '\r' && code != '\f') ||
      (code >= 0x7F && code <= 0x9F))
    return PAGE_DROPPED;
  return code == 0x2028 || code == 0x2029 ? '\n' : code;
}

/* What was met between the run's last character and the next one. */
static void
add_waiting (Page *page, const Place *place)
{
  if (page->run.n_bytes > 0 && page->n_breaks >= 2 &&
      (place->block.kind == NYSTA_BLOCK_PARAGRAPH ||
       place->block.kind == NYSTA_BLOCK_QUOTATION))
    page_end_block (page, place);
  if (page->run.n_bytes > 0 && page->n_breaks > 0)
    buffer_append_char (&page->run, '\n');
  else if (page->run.n_bytes > 0 && page->space_waits)
    buffer_append_char (&page->run, ' ');
  page->n_breaks = 0;
  page->space_waits = 0;
}

void
page_add_text (Page *page, const Place *place, const char *utf8, size_t n_bytes,
               int is_preformatted)
{
  const char *end = utf8 + n_bytes;

  for (const char *c = utf8; c < end;)
    {
      unsigned code = page_next_character (&c, end);

      if (code == PAGE_DROPPED)
        continue;
      if (code == '\n' && is_preformatted)
        page->n_breaks++;
      else if (code < 0x80 && is_space ((char) code))
        page->space_waits = 1;
      else
        {
          add_waiting (page, place);
          buffer_append_unicode (&page->run, code);
        }
    }
}

void
page_add_break (Page *page)
{
  page->n_breaks++;
}

void
page_end_line (Page *page)
{
  if (page->n_breaks == 0)
    page->n_breaks = 1;
}

/* --- blocks -------------------------------------------------------------------------- */

void
page_end_block (Page *page, const Place *place)
{
  page->space_waits = 0;
  page->n_breaks = 0;
  if (page->run.n_bytes == 0)
    return;

  page->blocks = array_grow (page->blocks, page->n_blocks, &page->room, sizeof (PageBlock));
  page->blocks[page->n_blocks++] = (PageBlock){ .place = *place,
                                                .start = page->text.n_bytes,
                                                .n_bytes = page->run.n_bytes };
  buffer_append (&page->text, page->run.data, page->run.n_bytes);
  page->run.n_bytes = 0;
}

unsigned
page_new_group (Page *page)
{
  return ++page->last_group;
}

void
page_group_lines (Page *page, size_t first)
{
  size_t n_bytes = 0;
  size_t n_lines = 0;
  unsigned group = 0;

  for (size_t i = first; i < page->n_blocks; i++)
    if (page->blocks[i].place.block.kind == NYSTA_BLOCK_PARAGRAPH)
      {
        n_lines++;
        n_bytes += page->blocks[i].n_bytes;
      }
  if (n_lines < 2 || n_lines > MAX_GROUP_BLOCKS || n_bytes > MAX_GROUP_BYTES)
    return;
  group = page_new_group (page);
  for (size_t i = first; i < page->n_blocks; i++)
    if (page->blocks[i].place.block.kind == NYSTA_BLOCK_PARAGRAPH)
      page->blocks[i].place.block.group = group;
}

void
page_clear (Page *page)
{
  buffer_clear (&page->text);
  buffer_clear (&page->run);
  free (page->blocks);
  *page = (Page){ 0 };
}

/* --- which blocks are the page's own ------------------------------------------------- */

int
page_block_is_wanted (const PageBlock *block, PageLayout layout)
{
  unsigned zones = block->place.zones;
  int is_content = (zones & (ZONE_CHROME | ZONE_NEVER)) == 0;

  switch (layout)
    {
    case PAGE_HAS_MAIN:
      return is_content && (zones & ZONE_MAIN) != 0;
    case PAGE_HAS_ARTICLE:
      return is_content && (zones & (ZONE_ARTICLE | ZONE_MAIN)) != 0;
    case PAGE_HAS_NEITHER:
      return (zones & ZONE_NEVER) == 0;
    case PAGE_IS_ALL_CHROME:
      break;
    }
  return 1;
}

static size_t
count_bytes (const Page *page, PageLayout layout)
{
  size_t n_bytes = 0;

  for (size_t i = 0; i < page->n_blocks; i++)
    if (page_block_is_wanted (&page->blocks[i], layout))
      n_bytes += page->blocks[i].n_bytes;
  return n_bytes;
}

/* A <main> is taken at its word unless there is next to nothing in it; an <article> may
 * be no more than a teaser beside the text. */
PageLayout
page_layout (const Page *page)
{
  size_t n_all = count_bytes (page, PAGE_HAS_NEITHER);
  size_t n_main = count_bytes (page, PAGE_HAS_MAIN);
  size_t n_article = count_bytes (page, PAGE_HAS_ARTICLE);

  if (n_main > 0 && n_main >= n_all / 20)
    return PAGE_HAS_MAIN;
  if (n_article > 0 && n_article >= n_all / 4)
    return PAGE_HAS_ARTICLE;
  return n_all > 0 ? PAGE_HAS_NEITHER : PAGE_IS_ALL_CHROME;
}
