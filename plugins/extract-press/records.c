/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * records.c: entries of one form, found by the names in them. A record is a line, lines
 * that stand together, or so many lines from one name to the next as tables leave when
 * their borders are lost; its parts stand in one order, so what is plain in most records
 * tells what stands in the same place of the others.
 *
 * Lines that begin with a name and in which everything is known are read by entries.c.
 */
#include "records.h"

#include <string.h>

#define MAX_FIELDS 400
#define MAX_RECORDS 128
#define MAX_BLOCKS 800 /* of cells that are looked at together */
#define MAX_STARTS 3   /* blocks at which the same run of them may begin: it has headings */
#define MAX_COLUMNS 8  /* on each side of the name */
#define MIN_CELL_RECORDS 3

typedef struct
{
  size_t first, end; /* fields */
  size_t name;       /* field */
} Record;

typedef struct Records
{
  Press *press;
  RecordField fields[MAX_FIELDS];
  size_t n_fields;
  Record records[MAX_RECORDS];
  size_t n_records;
  size_t end; /* the block past them */
  Field columns[2 * MAX_COLUMNS + 1];
} Records;

/* --- gathering ------------------------------------------------------------------------ */

/* Add the fields of block @b but for ways to reach somebody and what says nothing. FALSE if
 * the block has no place in a record. */
static bool
add_block (Records *r, size_t b)
{
  RecordField fields[MAX_BLOCK_FIELDS];
  size_t n = record_fields (r->press, b, fields);

  if (n == 0 || r->n_fields + n > MAX_FIELDS)
    return false;
  for (size_t k = 0; k < n; k++)
    if (fields[k].kind != FIELD_CONTACT && fields[k].kind != FIELD_OTHER)
      r->fields[r->n_fields++] = fields[k];
  return true;
}

/* The one name among fields [@first, n_fields): its index, SIZE_MAX if there is none, or
 * more than one. */
static size_t
only_name (const Records *r, size_t first)
{
  size_t found = SIZE_MAX;

  for (size_t k = first; k < r->n_fields; k++)
    if (r->fields[k].kind == FIELD_NAME)
      {
        if (found != SIZE_MAX)
          return SIZE_MAX;
        found = k;
      }
  return found;
}

static bool
close_record (Records *r, size_t first)
{
  if (r->n_records == MAX_RECORDS)
    return false;
  r->records[r->n_records++] = (Record){ first, r->n_fields, only_name (r, first) };
  return true;
}

/* In records whose name no list has it stands where the others have theirs. */
static bool
find_names (Records *r)
{
  size_t counts[MAX_BLOCK_FIELDS] = { 0 }, usual = 0, n_sure = 0;

  for (size_t k = 0; k < r->n_records; k++)
    if (r->records[k].name != SIZE_MAX)
      {
        size_t at = r->records[k].name - r->records[k].first;

        n_sure++;
        if (at < MAX_BLOCK_FIELDS && ++counts[at] > counts[usual])
          usual = at;
      }
  if (n_sure < 2 || n_sure * 4 < r->n_records * 3 || counts[usual] * 4 < n_sure * 3)
    return false;
  for (size_t k = 0; k < r->n_records; k++)
    {
      Record *record = &r->records[k];
      size_t at = record->first + usual;

      if (record->name != SIZE_MAX)
        continue;
      if (at >= record->end || !r->fields[at].likely_name)
        return false;
      for (size_t f = record->first; f < record->end; f++)
        if (r->fields[f].kind == FIELD_NAME)
          return false; /* it names several */
      record->name = at;
    }
  return true;
}

/* A record a line. */
static bool
gather_lines (Records *r, size_t b)
{
  const NystaBlock *blocks = r->press->text->blocks;
  size_t end = b;

  if (blocks[b].kind == NYSTA_BLOCK_TABLE_CELL ||
      blocks[b].kind == NYSTA_BLOCK_TABLE_HEADER)
    return false;
  for (; end < r->press->text->n_blocks && blocks[end].group == blocks[b].group &&
         blocks[end].kind == blocks[b].kind && !r->press->block_read[end];
       end++)
    {
      size_t first = r->n_fields;

      if (!add_block (r, end) || !close_record (r, first))
        break;
      if (r->records[r->n_records - 1].name == SIZE_MAX && r->n_fields == first)
        return false;
    }
  r->end = end;
  return blocks[b].group != 0 && find_names (r);
}

static size_t
group_end (const Press *press, size_t b)
{
  const NystaBlock *blocks = press->text->blocks;
  size_t end = b + 1;

  while (blocks[b].group != 0 && end < press->text->n_blocks &&
         blocks[end].group == blocks[b].group && blocks[end].kind == blocks[b].kind)
    end++;
  return end;
}

/* A record a group of lines. */
static bool
gather_groups (Records *r, size_t b)
{
  const NystaBlock *blocks = r->press->text->blocks;
  size_t n_lines = 0;

  if (blocks[b].group == 0 || (b > 0 && blocks[b - 1].group == blocks[b].group))
    return false;
  r->end = b;
  while (r->end < r->press->text->n_blocks &&
         blocks[r->end].kind == NYSTA_BLOCK_PARAGRAPH && blocks[r->end].group != 0)
    {
      size_t first = r->n_fields, end = group_end (r->press, r->end);

      for (size_t k = r->end; k < end; k++)
        if (!add_block (r, k) && k == r->end)
          {
            r->n_fields = first;
            end = r->end;
          }
      if (end == r->end || r->n_fields == first || r->n_fields - first > MAX_COLUMNS ||
          !close_record (r, first))
        break;
      size_t names = 0, likely = 0;
      for (size_t f = first; f < r->n_fields; f++)
        {
          names += r->fields[f].kind == FIELD_NAME;
          likely += r->fields[f].likely_name;
        }
      if (names > 1 || (names == 0 && likely == 0))
        {
          r->n_records--;
          r->n_fields = first;
          break;
        }
      n_lines += end - r->end;
      r->end = end;
    }
  return r->n_records >= 2 && n_lines > r->n_records && find_names (r);
}

/* A record a row; what the header calls a column its cells are. */
static bool
gather_rows (Records *r, size_t b)
{
  const NystaBlock *blocks = r->press->text->blocks;
  size_t n_rows = 0;

  if (blocks[b].kind != NYSTA_BLOCK_TABLE_CELL)
    return false;
  for (r->end = b; r->end < r->press->text->n_blocks &&
                   blocks[r->end].kind == NYSTA_BLOCK_TABLE_CELL &&
                   blocks[r->end].group == blocks[b].group;)
    {
      size_t first = r->n_fields, row = blocks[r->end].row;

      for (; r->end < r->press->text->n_blocks && blocks[r->end].group == blocks[b].group &&
             blocks[r->end].row == row;
           r->end++)
        {
          RecordField field;

          if (r->press->block_first[r->end] == r->press->block_first[r->end + 1])
            continue;
          if (r->n_fields == MAX_FIELDS || !record_cell (r->press, r->end, &field))
            return false;
          if (field.kind != FIELD_CONTACT && field.kind != FIELD_OTHER)
            r->fields[r->n_fields++] = field;
        }
      if (!close_record (r, first))
        return false;
      n_rows++;
    }
  return n_rows >= 2 && find_names (r);
}

/* --- cells ------------------------------------------------------------------------------ */

static bool
may_be_name (const Records *r, size_t k)
{
  return r->fields[k].kind == FIELD_NAME || r->fields[k].likely_name;
}

/* How well the parts agree if each record begins @lead parts before its name. */
static int
agreement (const Records *r, const size_t *names, size_t n, size_t period, size_t lead)
{
  int score = 0;

  for (size_t c = 0; c < period; c++)
    {
      int counts[FIELD_KINDS] = { 0 }, missing = 0, known = 0;

      for (size_t k = 0; k < n; k++)
        {
          size_t at = names[k] + c - lead;

          if (names[k] + c < lead || at >= r->n_fields)
            missing++;
          else if (r->fields[at].kind != FIELD_UNKNOWN)
            {
              counts[r->fields[at].kind]++;
              known++;
            }
        }
      int best = 0;
      for (size_t kind = 0; kind < FIELD_KINDS; kind++)
        best = counts[kind] > best ? counts[kind] : best;
      score += best - (known - best) - missing;
    }
  return score;
}

/* As many parts from one name to the next. */
static bool
gather_cells (Records *r, size_t b)
{
  const NystaBlock *blocks = r->press->text->blocks;
  size_t names[MAX_RECORDS], n = 0, period = 0, block = b;

  if (blocks[b].group != 0 && b > 0 && blocks[b - 1].group == blocks[b].group)
    return false;
  for (; block < r->press->text->n_blocks && block < b + MAX_BLOCKS &&
         (blocks[block].kind == NYSTA_BLOCK_PARAGRAPH ||
          blocks[block].kind == NYSTA_BLOCK_HEADING);
       block++)
    {
      size_t first = r->n_fields;

      /* A cell is one part. */
      if (!add_block (r, block) || r->n_fields > first + 1)
        {
          r->n_fields = first;
          break;
        }
    }
  r->end = block;
  for (size_t k = 0; k < r->n_fields && n < MAX_RECORDS; k++)
    {
      if (n == 0 ? r->fields[k].kind != FIELD_NAME : !may_be_name (r, k))
        continue;
      if (n == 1)
        period = k - names[0];
      if (n > 1 && k != names[n - 1] + period)
        {
          if (k > names[n - 1] + period)
            break;
          continue;
        }
      names[n++] = k;
    }
  if (n < MIN_CELL_RECORDS || period < 2 || period > MAX_COLUMNS)
    return false;
  size_t lead = 0;
  for (size_t j = 1; j < period && j <= names[0]; j++)
    if (agreement (r, names, n, period, j) > agreement (r, names, n, period, lead))
      lead = j;
  for (size_t k = 0; k < n; k++)
    {
      size_t end = names[k] + period - lead;

      end = end < r->n_fields ? end : r->n_fields;
      /* Lines that stand together belong together. */
      if (blocks[r->fields[names[k] - lead].block].group !=
            blocks[r->fields[end - 1].block].group &&
          (blocks[r->fields[names[k] - lead].block].kind == NYSTA_BLOCK_PARAGRAPH &&
           blocks[r->fields[names[k] - lead].block].group != 0))
        return false;
      r->records[r->n_records++] = (Record){ names[k] - lead, end, names[k] };
    }
  /* What follows the last one as it does the others: its telephone. */
  size_t last = r->records[n - 1].end;
  r->end = last < r->n_fields ? r->fields[last].block : block;
  return true;
}

/* --- by place -------------------------------------------------------------------------- */

static Field *
column_of (Records *r, const Record *record, size_t field)
{
  size_t at = MAX_COLUMNS + field - record->name;

  return field + MAX_COLUMNS < record->name || at > 2 * MAX_COLUMNS ? NULL
                                                                    : &r->columns[at];
}

/* May the part be the name of an organisation, for all that is known? */
static bool
may_be_organisation (const Press *press, const RecordField *field)
{
  return field->kind == FIELD_UNKNOWN && field->whole &&
         capital_run_end (press, field->first, field->end) == field->end &&
         field->end - field->first <= 4 &&
         !token_class (press, field->first, NYSTA_MATCH_FUNCTION_WORD) &&
         !(token_of (press, field->first)->flags & NYSTA_TOKEN_HAS_DIGIT);
}

/* `Kustskolan | rektor | Namn` in every record: beside titles stand organisations, where
 * something with capitals stands in all of them that differs. */
static void
guess_organisations (Records *r)
{
  for (size_t c = 0; c <= 2 * MAX_COLUMNS; c++)
    {
      size_t n = 0;

      if (c == MAX_COLUMNS || r->columns[c] == FIELD_ORGANISATION)
        continue;
      for (size_t k = 0; k < r->n_records; k++)
        {
          size_t at = r->records[k].name + c - MAX_COLUMNS;

          n += r->records[k].name + c >= MAX_COLUMNS && at >= r->records[k].first &&
               at < r->records[k].end && may_be_organisation (r->press, &r->fields[at]);
        }
      if (n < 3 || n < r->n_records || r->columns[c] != FIELD_UNKNOWN)
        continue;
      r->columns[c] = FIELD_ORGANISATION;
      return;
    }
}

/* What most records have in each place; then what the others have there. */
static bool
learn_columns (Records *r)
{
  size_t titles[2 * MAX_COLUMNS + 1] = { 0 }, organisations[2 * MAX_COLUMNS + 1] = { 0 };
  size_t small[2 * MAX_COLUMNS + 1] = { 0 }; /* titles that begin with a small letter */
  size_t n_known = 0;

  for (size_t k = 0; k < r->n_records; k++)
    for (size_t f = r->records[k].first; f < r->records[k].end; f++)
      {
        Field *column = column_of (r, &r->records[k], f);

        if (column == NULL)
          return false;
        titles[column - r->columns] += r->fields[f].kind == FIELD_TITLE;
        small[column - r->columns] += r->fields[f].kind == FIELD_TITLE &&
                                      !token_upper (r->press, r->fields[f].first);
        organisations[column - r->columns] += r->fields[f].kind == FIELD_ORGANISATION &&
                                              !r->fields[f].doubtful;
      }
  for (size_t c = 0; c <= 2 * MAX_COLUMNS; c++)
    {
      r->columns[c] = FIELD_UNKNOWN;
      if (titles[c] > 0 && titles[c] >= 2 * organisations[c])
        r->columns[c] = FIELD_TITLE;
      else if (organisations[c] > 0 && organisations[c] >= 2 * titles[c])
        r->columns[c] = FIELD_ORGANISATION;
      n_known += r->columns[c] != FIELD_UNKNOWN;
    }
  bool titled = false;
  for (size_t c = 0; c <= 2 * MAX_COLUMNS; c++)
    titled |= r->columns[c] == FIELD_TITLE;
  if (n_known == 1 && titled)
    guess_organisations (r);
  for (size_t k = 0; k < r->n_records; k++)
    for (size_t f = r->records[k].first; f < r->records[k].end; f++)
      {
        Field column = *column_of (r, &r->records[k], f);

        if (r->fields[f].doubtful && column == FIELD_TITLE)
          {
            span_drop (r->press, span_over (r->press, r->fields[f].first));
            r->fields[f].kind = FIELD_UNKNOWN;
            r->fields[f].whole = true;
          }
        if (r->fields[f].kind != FIELD_UNKNOWN || f == r->records[k].name ||
            column == FIELD_UNKNOWN || !r->fields[f].whole)
          continue;
        /* `(rektor, Kustskolan)`, `(Kustposten)`: a capital where titles have none. */
        size_t c = (size_t) (column_of (r, &r->records[k], f) - r->columns);
        if (column == FIELD_TITLE && token_upper (r->press, r->fields[f].first) &&
            small[c] * 2 > titles[c])
          column = FIELD_ORGANISATION;
        r->fields[f].kind = column;
        r->fields[f].learnt = true;
      }
  return n_known > 0;
}

/* Is it a line that begins with a name and has nothing that is known by its place alone?
 * entries.c reads more of such. */
static bool
is_plain (const Records *r, const Record *record)
{
  if (record->name != record->first || r->fields[record->name].kind != FIELD_NAME ||
      r->fields[record->first].block != r->fields[record->end - 1].block)
    return false;
  for (size_t f = record->first; f < record->end; f++)
    if (r->fields[f].learnt)
      return false;
  return true;
}

static void
emit_record (Lists *lists, const Records *r, const Record *record)
{
  Press *press = lists->press;
  const RecordField *name = &r->fields[record->name];
  Span *span = span_at (press, name->first, PERSON);
  Frame frame = entry_frame (lists);

  if (is_plain (r, record) && entry_read (lists, name->block))
    return;
  if (span == NULL)
    {
      if (!span_free (press, name->first, name->end))
        return;
      span = span_add (press, PERSON, name->first, name->end, 0.6);
    }
  description_read_fields (press, span_entity (press, span), name->first,
                           &r->fields[record->first], record->end - record->first, &frame);
}

static bool
are_plain (const Records *r)
{
  for (size_t k = 0; k < r->n_records; k++)
    if (!is_plain (r, &r->records[k]))
      return false;
  return true;
}

/* The same room for each block of the document. */
static Records *
records_begin (Lists *lists)
{
  if (lists->records == NULL)
    lists->records = arena_alloc (&lists->press->arena, sizeof *lists->records);
  Records *r = lists->records;

  r->press = lists->press;
  r->n_fields = r->n_records = r->end = 0;
  memset (r->columns, 0, sizeof r->columns);
  return r;
}

size_t
records_read (Lists *lists, size_t b)
{
  static bool (*const gather[]) (Records *, size_t) = { gather_rows, gather_lines,
                                                        gather_groups, gather_cells };
  Press *press = lists->press;

  if (b < lists->no_records_before)
    return b;
  size_t reach = b;
  for (size_t k = 0; k < sizeof gather / sizeof gather[0]; k++)
    {
      Records *r = records_begin (lists);

      if (!gather[k](r, b) || !learn_columns (r) || are_plain (r))
        {
          reach = r->end > reach ? r->end : reach;
          continue;
        }
      if (r->fields[r->records[0].first].block > b)
        {
          lists->no_records_before = r->fields[r->records[0].first].block;
          return b;
        }
      for (size_t n = 0; n < r->n_records; n++)
        emit_record (lists, r, &r->records[n]);
      /* A sentence below an entry is read as one. */
      for (size_t block = b; block < r->end; block++)
        press->block_read[block] |= block_is_entry (press, block);
      lists->n_entries += (unsigned) r->n_records;
      lists->n_prose = 0;
      lists->section.fresh = false;
      lists->n_starts = 0;
      return r->end;
    }
  /* What holds no records is not gone through again for each of its blocks. */
  lists->n_starts = reach > b + 1 ? lists->n_starts + 1 : 0;
  if (lists->n_starts == MAX_STARTS)
    {
      lists->no_records_before = reach;
      lists->n_starts = 0;
    }
  return b;
}
