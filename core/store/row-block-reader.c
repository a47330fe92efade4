/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/row-block.h"
#include "store/row-code.h"

gboolean
nysta_block_reader_init (NystaBlockReader *reader, const guint8 *key, gsize n_key_bytes,
                         const guint8 *bytes, gsize n_bytes)
{
  guint n_rows = nysta_block_n_rows (bytes, n_bytes);

  if (n_rows == 0 || !nysta_row_load_key (&reader->row, key, n_key_bytes))
    return FALSE;
  reader->at = bytes;
  reader->end = bytes + n_bytes - TRAILER_BYTES;
  reader->order = (NystaOrder) reader->end[6];
  reader->n_left = n_rows - 1;
  reader->is_pending = TRUE;
  reader->damaged = FALSE;
  init_context (&reader->context, &reader->row, reader->order);
  return TRUE;
}

/* One row after ESCAPE; @reader->row is the previous one. FALSE if it makes no sense. */
static gboolean
read_escaped (NystaBlockReader *reader)
{
  NystaBlockContext *context = &reader->context;
  const guint8 *at = reader->at;
  guint p = nysta_row_predicate_fields[reader->order];
  NystaRow row = reader->row;
  gboolean grew = FALSE;

  if (reader->end - at < 3 || at[0] != ESCAPE)
    return FALSE;

  guint nibbles = (guint) at[2] << 8 | at[1];
  at += 3;
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      guint nibble = nibbles >> (12 - 4 * i) & 15;
      gboolean is_predicted = nibble == PREDICTED;
      gboolean is_absolute = nibble >= ABSOLUTE;
      guint length = is_predicted ? 0 : nibble % ABSOLUTE;

      if (length > NYSTA_ID_BYTES || reader->end - at < (gssize) length + is_absolute ||
          (is_predicted && (p == 0 || i != p)))
        return FALSE;

      guint8 tag = is_absolute ? *at++ : 0;
      guint64 raw = load_word (at) & MASK (length);
      guint64 sign = grew ? SIGN (length) : 0;
      at += length;
      if (tag > 15 || (is_absolute && raw > NYSTA_ID_MAX_PAYLOAD))
        return FALSE;
      if (is_predicted)
        row.ids[i] = context->predicates[slot_of (row.ids[i])];
      else if (p > 0 && i == p + 1)
        row.ids[i] = context->objects[slot_of (row.ids[p])];
      if (is_absolute)
        row.ids[i] = unfold_payload ((NystaTag) tag, raw);
      else
        row.ids[i] = (row.ids[i] + (raw ^ sign) - sign) & ID_MASK;
      grew |= nibble > 0;
    }
  if (p > 0)
    learn (context, reader->row.ids[p], row.ids[p], row.ids[p + 1]);
  reader->row = row;
  reader->at = at;
  return grew;
}

static inline gboolean
is_before (const NystaRow *row, const NystaRow *until, guint n_fields)
{
  return nysta_row_compare (row, until, n_fields) < 0;
}

/* The same with the first field looked at apart, which mostly decides. */
static inline gboolean
is_row_before (const NystaRow row, const NystaRow *until, guint n_fields)
{
  if (G_LIKELY (row.ids[0] < until->ids[0]))
    return TRUE;
  return is_before (&row, until, n_fields);
}

static inline guint64
read_change (const guint8 *at, const NystaRowCode *code, guint field)
{
  guint64 raw = load_word (at + code->begins[field]) & code->masks[field];
  guint64 sign = code->signs[field - 1];

  return (raw ^ sign) - sign;
}

/* @p: nysta_row_predicate_fields' of the order. */
static inline __attribute__ ((always_inline)) void
decode_row (NystaRow *row, NystaBlockContext *context, guint p, const guint8 *at,
            const NystaRowCode *code)
{
  NystaTermId previous = row->ids[p];

  if (p > 0)
    {
      NystaTermId predicted = context->predicates[slot_of (previous)];

      row->ids[p] ^= (previous ^ predicted) & -(guint64) code->predicts;
    }
  row->ids[0] = (row->ids[0] + (load_word (at + 1) & code->masks[0])) & ID_MASK;
  row->ids[1] = (row->ids[1] + read_change (at, code, 1)) & ID_MASK;
  if (p == 1)
    row->ids[2] = context->objects[slot_of (row->ids[1])];
  row->ids[2] = (row->ids[2] + read_change (at, code, 2)) & ID_MASK;
  if (p == 2)
    row->ids[3] = context->objects[slot_of (row->ids[2])];
  row->ids[3] = (row->ids[3] + read_change (at, code, 3)) & ID_MASK;
  if (p > 0)
    learn (context, previous, row->ids[p], row->ids[p + 1]);
}

/* Decode up to @max_rows into @out_rows, or (NULL) until one is not before @until: then
 * that one is @reader->row. Inlined once for each @p and each of both. */
static inline __attribute__ ((always_inline)) gsize
decode (NystaBlockReader *reader, guint p, NystaRow *out_rows, gsize max_rows,
        const NystaRow *until, guint n_fields)
{
  const NystaRowCode *table = nysta_row_codes[reader->order];
  const guint8 *lengths = nysta_row_lengths[reader->order];
  const guint8 *at = reader->at;
  const guint8 *end = reader->end;
  NystaRow row = reader->row;
  gsize n_rows = 0;
  gsize n_wanted = MIN (max_rows, reader->n_left);

  while (n_rows < n_wanted && G_LIKELY (at < end))
    {
      guint n_bytes = lengths[*at];

      if (G_LIKELY (n_bytes != 0))
        {
          if (G_UNLIKELY (end - at < (gssize) n_bytes))
            break;
          decode_row (&row, &reader->context, p, at, &table[*at]);
          at += n_bytes;
        }
      else
        {
          reader->at = at;
          reader->row = row;
          if (!read_escaped (reader))
            break;
          at = reader->at;
          row = reader->row;
        }
      n_rows++;
      if (out_rows != NULL)
        out_rows[n_rows - 1] = row;
      else if (!is_row_before (row, until, n_fields))
        break;
    }
  reader->at = at;
  reader->row = row;
  return n_rows;
}

static NYSTA_SCALAR gsize
decode_rows (NystaBlockReader *reader, NystaRow *out_rows, gsize max_rows)
{
  switch (nysta_row_predicate_fields[reader->order])
    {
    case 2:
      return decode (reader, 2, out_rows, max_rows, NULL, 0);
    case 1:
      return decode (reader, 1, out_rows, max_rows, NULL, 0);
    default:
      return decode (reader, 0, out_rows, max_rows, NULL, 0);
    }
}

static NYSTA_SCALAR gsize
decode_until (NystaBlockReader *reader, const NystaRow *until, guint n_fields)
{
  switch (nysta_row_predicate_fields[reader->order])
    {
    case 2:
      return decode (reader, 2, NULL, G_MAXSIZE, until, n_fields);
    case 1:
      return decode (reader, 1, NULL, G_MAXSIZE, until, n_fields);
    default:
      return decode (reader, 0, NULL, G_MAXSIZE, until, n_fields);
    }
}

static void
set_damaged (NystaBlockReader *reader)
{
  reader->damaged = TRUE;
  reader->n_left = 0;
  reader->is_pending = FALSE;
}

gsize
nysta_block_reader_read (NystaBlockReader *reader, NystaRow *out_rows, gsize max_rows)
{
  gsize n_rows = 0;

  if (reader->is_pending && max_rows > 0)
    {
      out_rows[n_rows++] = reader->row;
      reader->is_pending = FALSE;
    }

  gsize n_wanted = MIN (max_rows - n_rows, reader->n_left);
  if (n_wanted == 0)
    return n_rows;

  gsize n_read = decode_rows (reader, out_rows + n_rows, n_wanted);
  reader->n_left -= n_read;
  if (n_read < n_wanted || (reader->n_left == 0 && reader->at != reader->end))
    set_damaged (reader);
  return n_rows + n_read;
}

void
nysta_block_reader_seek (NystaBlockReader *reader, const NystaRow *row, guint n_fields)
{
  if (reader->is_pending && !is_before (&reader->row, row, n_fields))
    return;
  reader->is_pending = FALSE;
  if (reader->n_left == 0)
    return;

  guint n_before = reader->n_left;
  gsize n_read = decode_until (reader, row, n_fields);
  reader->n_left -= n_read;
  if (n_read > 0 && !is_before (&reader->row, row, n_fields))
    reader->is_pending = TRUE;
  else if (n_read < n_before)
    set_damaged (reader);
}
