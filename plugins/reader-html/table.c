/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "table.h"

#include "buffer.h"
#include "elements.h"

#include <stdlib.h>

/* As HTML has it for colspan and rowspan. */
#define MAX_COLUMNS 1000u
#define MAX_ROWS 65534u

static unsigned
span_of (const char *const *attributes, const char *name, unsigned most)
{
  const char *text = element_attribute (attributes, name);
  unsigned long span = text != NULL ? strtoul (text, NULL, 10) : 1;

  return span < 1 ? 1 : span > most ? most : (unsigned) span;
}

size_t
table_begin (TableStack *tables, unsigned group)
{
  tables->items = array_grow (tables->items, tables->n_items, &tables->room,
                              sizeof (Table));
  tables->items[tables->n_items++] = (Table){ .group = group };
  return tables->n_items;
}

void
table_end (TableStack *tables, size_t number)
{
  while (tables->n_items >= number)
    free (tables->items[--tables->n_items].busy_until);
}

void
table_clear (TableStack *tables)
{
  table_end (tables, 1);
  free (tables->items);
  *tables = (TableStack){ 0 };
}

void
table_begin_row (TableStack *tables, size_t number)
{
  tables->items[number - 1].row++;
  tables->items[number - 1].column = 0;
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

TableCell
table_begin_cell (TableStack *tables, size_t number, const char *const *attributes)
{
  Table *table = &tables->items[number - 1];
  unsigned column = table->column + 1;
  unsigned n_columns = span_of (attributes, "colspan", MAX_COLUMNS);
  unsigned n_rows = span_of (attributes, "rowspan", MAX_ROWS);

  if (table->group == 0)
    return (TableCell){ 0 };
  if (table->row == 0)
    table->row = 1;
  while (table->busy_until != NULL && column <= MAX_COLUMNS &&
         table->busy_until[column] >= table->row)
    column++;
  if (n_rows > 1)
    mark_busy (table, column, n_columns, table->row + n_rows - 1);
  table->column = column + n_columns - 1;
  return (TableCell){ table->group, table->row, column };
}
