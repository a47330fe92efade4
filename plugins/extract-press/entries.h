/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * entries.h: entries, and what stands over the list that they are in.
 */
#pragma once

#include "entry-blocks.h"

typedef struct
{
  Press *press;
  Section section;
  uint32_t heading;   /* the organisation that the last heading is the name of, NONE */
  bool pending_clear; /* a paragraph has come since; the next entry starts afresh */
} Lists;

/* What goes for every entry of the list. */
Frame entry_frame (const Lists *lists);
/* Read block @b; FALSE if it is no entry after all. */
bool entry_read (Lists *lists, size_t b);
