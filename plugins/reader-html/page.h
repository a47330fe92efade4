/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* page.h: a page's text as it grows, in blocks, with the region each came from. */
#pragma once

#include "buffer.h"

#include <nysta-plugin.h>

enum
{
  ZONE_MAIN = 1u << 0,    /* in <main> */
  ZONE_ARTICLE = 1u << 1, /* in an <article> that is no aside's */
  ZONE_SECTION = 1u << 2, /* in something that has headers and footers of its own */
  ZONE_CHROME = 1u << 3,  /* left out if the page has a main part */
  ZONE_NEVER = 1u << 4    /* left out */
};

/* What a piece of text is, wherever it stands. */
typedef struct
{
  NystaBlock block; /* kind, level, group, row, column; offsets unused */
  unsigned zones;   /* ZONE_… */
} Place;

typedef struct
{
  Place place;
  size_t start; /* into Page.text */
  size_t n_bytes;
} PageBlock;

typedef struct
{
  Buffer text;
  PageBlock *blocks;
  size_t n_blocks;
  size_t room;
  Buffer run;        /* the block that is being made */
  int space_waits;   /* white space was met after the run's last character */
  unsigned n_breaks; /* line breaks were */
  unsigned last_group;
} Page;

#define PAGE_DROPPED 0u

/* The character of well-formed UTF-8 at *@c, which is moved past it: a plain space for
 * every space, PAGE_DROPPED for what nobody sees. */
unsigned page_next_character (const char **c, const char *end);

/* Add the characters of @utf8 to the run at @place; white space counts once, unless
 * @is_preformatted, and not at all at the ends of lines. */
void page_add_text (Page *page, const Place *place, const char *utf8, size_t n_bytes,
                    int is_preformatted);

/* <br>: a line ends. Two of them end a paragraph. */
void page_add_break (Page *page);

/* A line ends if there is one. */
void page_end_line (Page *page);

/* End the run: what was added becomes a block at @place, if it is anything. */
void page_end_block (Page *page, const Place *place);

unsigned page_new_group (Page *page);

/* Give the paragraphs from the block @first on a group of their own, if they are few and
 * short enough to be read as one thing. */
void page_group_lines (Page *page, size_t first);

/* Which zones the page's own text is in: leave out blocks for which
 * page_block_is_wanted() is false. */
typedef enum
{
  PAGE_HAS_MAIN,
  PAGE_HAS_ARTICLE,
  PAGE_HAS_NEITHER,
  PAGE_IS_ALL_CHROME
} PageLayout;
PageLayout page_layout (const Page *page);
int page_block_is_wanted (const PageBlock *block, PageLayout layout);

void page_clear (Page *page);
