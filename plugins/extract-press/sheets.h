/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * sheets.h: pages that tell of projects by labels and lists: `Finansiär: A`, `Projektpartners
 * är` over items, `Coordinator` over a line.
 */
#pragma once

#include "press.h"

typedef enum
{
  SHEET_NONE,
  SHEET_NAME,    /* `Projektnamn` */
  SHEET_PARTIES, /* `Finansiär`, `Project partners`, `Deltagande kommuner` */
  SHEET_PEOPLE,  /* `Projektledare`, `Kontakt` */
  SHEET_VALUE    /* `Projekttid`, `Budget` */
} SheetKind;

typedef struct SheetLabel
{
  SheetKind kind;
  uint32_t role;  /* SHEET_PARTIES: NystaParticipationRole */
  uint32_t value; /* where what it labels begins; the block's end if on the lines below */
  bool found;     /* what sheet_label() returns */
  bool maybe_people; /* `Deltagare`: organisations, or people */
  bool strong;       /* it speaks of a project, not of anything that has a budget */
} SheetLabel;

/* Does block @b begin with a label, or is it one? Where it could be, but stands over running
 * text, @out says what it would be. */
bool sheet_label (const Press *press, size_t b, SheetLabel *out);
/* Past the items, or lines, that stand under block @b. */
size_t sheet_items_end (const Press *press, size_t b);
/* Past the paragraphs under heading @b that each begin with one whom it means, and of which
 * that is told (`A är …`), or that enumerate (`A, B och C.`). */
size_t sheet_paragraphs_end (const Press *press, size_t b);
/* Where the verb stands that ends the name a paragraph begins with; its end if it only
 * enumerates; its beginning if it does neither. */
uint32_t sheet_paragraph_name_end (const Press *press, size_t b);
/* Read them all: words tell them, so they do not change. */
void sheet_labels_read (Press *press);
/* `Läs mer`, `Projektfakta`, `Acknowledgement`: heads a part of a page, names nothing. */
bool sheet_part_heading (const Press *press, uint32_t first, uint32_t limit);

/* sheet-items.c: what an item of a list of organisations names: tokens [*out_first, end);
 * returns the end, or @first if it names none. */
uint32_t sheet_item_name (Press *press, uint32_t first, uint32_t limit,
                          uint32_t *out_first);
/* Items and enumerations that a label or a sentence says to be of organisations. */
void sheets_find_organisations (Press *press);
