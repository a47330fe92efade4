/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * entries.h: entries, and what stands over the list that they are in.
 */
#pragma once

#include "entry-blocks.h"

#define MAX_TITLED_COLUMNS 12

typedef struct
{
  Press *press;
  Section section;
  uint32_t heading; /* the organisation that the last heading is the name of, NONE */
  uint32_t columns[MAX_TITLED_COLUMNS + 1]; /* role + 1 that the header says, by column */
  bool seats[MAX_TITLED_COLUMNS + 1];       /* … which is a seat in a body */
  uint32_t table;                           /* whose header that is */
  unsigned n_entries;                       /* read since the section began */
  unsigned n_prose;                         /* paragraphs of running text since then */
  Section outer;                            /* of the heading whose parts are being read */
  uint32_t placed_group;    /* the lines that such a heading goes for, or 0 */
  struct Records *records;  /* records.c: room, NULL until it is needed */
  size_t no_records_before; /* this block; records.c has looked */
  unsigned n_starts;        /* of a run of blocks in which it found none */
  bool parted;              /* is there one? */
  size_t part;              /* the block that heads its first part */
} Lists;

/* What goes for every entry of the list. */
Frame entry_frame (const Lists *lists);
/* Read block @b; FALSE if it is no entry after all. */
bool entry_read (Lists *lists, size_t b);
