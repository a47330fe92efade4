/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* table.h: which row and column a cell stands in. */
#pragma once

#include <stddef.h>

typedef struct
{
  unsigned group; /* 0: layout only */
  unsigned row;
  unsigned column;
  unsigned *busy_until; /* by column: the last row that a cell above reaches into */
} Table;

/* The tables that are open, the innermost last. */
typedef struct
{
  Table *items;
  size_t n_items;
  size_t room;
} TableStack;

/* @group: 0 for a table that is only layout. Returns its number, from 1. */
size_t table_begin (TableStack *tables, unsigned group);
/* The table @number and all that were opened after it are over. */
void table_end (TableStack *tables, size_t number);
void table_begin_row (TableStack *tables, size_t number);

typedef struct
{
  unsigned group; /* 0: no cell of a table that counts */
  unsigned row;
  unsigned column;
} TableCell;

/* @attributes: of the <td> or <th>. */
TableCell table_begin_cell (TableStack *tables, size_t number,
                            const char *const *attributes);

void table_clear (TableStack *tables);
