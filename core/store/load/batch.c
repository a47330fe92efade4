/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/batch.h"

#include "base/error.h"
#include "store/dictionary.h"
#include "store/order.h"

#include <string.h>

enum
{
  AREA_ARENA,
  AREA_TERMS,
  AREA_SLOTS,
  AREA_IDS,
  AREA_ROWS,
  AREA_SPARE,
  N_AREAS
};

/* Beyond the budget, of addresses only: for one chunk whose terms are as long as terms may
 * be. */
#define SLACK_BYTES (256u * 1024 * 1024)
#define MIN_SLOTS 4096u
/* Of ten slots, how many may be taken. */
#define MAX_TAKEN 7u
/* How far ahead memory is asked for: some hundred ns. */
#define AHEAD_SLOT 16u
#define AHEAD_TERM 8u
#define LENGTH_BYTES 4u
#define MIN_ROWS_AHEAD 10000u

/* By graph first, so that OSPG is complete; then each order by the field that it begins
 * with. */
const NystaOrder nysta_load_batch_sequence[4] = { NYSTA_ORDER_OSPG, NYSTA_ORDER_POSG,
                                                  NYSTA_ORDER_SPOG, NYSTA_ORDER_GSPO };

static void
deal_areas (NystaLoadBatch *batch)
{
  batch->arena = batch->areas[AREA_ARENA].bytes;
  batch->terms = batch->areas[AREA_TERMS].bytes;
  batch->slots = batch->areas[AREA_SLOTS].bytes;
  batch->ids = batch->areas[AREA_IDS].bytes;
  batch->rows = batch->areas[AREA_ROWS].bytes;
  batch->spares[0] = batch->areas[AREA_SPARE].bytes;
  batch->spares[1] = NULL;
  batch->n_slots = MIN_SLOTS;
}

NystaLoadBatch *
nysta_load_batch_new (guint64 max_bytes, GError **error)
{
  g_autoptr (NystaLoadBatch) batch = g_new0 (NystaLoadBatch, 1);

  batch->max_bytes = MIN (max_bytes, (guint64) (G_MAXSIZE / 16));
  for (guint i = 0; i < N_AREAS; i++)
    if (!nysta_area_init (&batch->areas[i], (gsize) batch->max_bytes + SLACK_BYTES, error))
      return NULL;

  deal_areas (batch);
  return g_steal_pointer (&batch);
}

static void
wait_for_sorter (NystaLoadBatch *batch)
{
  if (batch->sorter != NULL)
    g_thread_join (g_steal_pointer (&batch->sorter));
}

void
nysta_load_batch_free (NystaLoadBatch *batch)
{
  if (batch == NULL)
    return;
  wait_for_sorter (batch);
  for (guint i = 0; i < N_AREAS; i++)
    nysta_area_clear (&batch->areas[i]);
  g_free (batch);
}

void
nysta_load_batch_empty (NystaLoadBatch *batch)
{
  wait_for_sorter (batch);
  for (guint i = 0; i < N_AREAS; i++)
    nysta_area_empty (&batch->areas[i]);
  batch->n_arena_bytes = 0;
  batch->n_terms = 0;
  deal_areas (batch);
  batch->n_rows = 0;
  batch->is_ranked = FALSE;
  batch->is_sorted = FALSE;
}

/* --- how much fits --------------------------------------------------------------- */

static gsize
slots_for (gsize n_terms)
{
  gsize n_slots = MIN_SLOTS;

  while (n_slots / 10 * MAX_TAKEN < n_terms)
    n_slots *= 2;
  return n_slots;
}

static guint64
bytes_for (guint64 n_arena_bytes, gsize n_terms, guint64 n_rows)
{
  const guint64 table_bytes = (guint64) slots_for (n_terms) * sizeof (guint64);
  const guint64 pair_bytes = (guint64) n_terms * 2 * sizeof (NystaSortPair);
  const guint64 row_bytes = n_rows * sizeof (NystaLoadRow);
  const guint64 id_bytes = n_terms * sizeof (NystaTermId);
  /* While terms are found, while ids are, and while rows are sorted ahead. */
  const guint64 most_bytes = MAX (
    n_arena_bytes + MAX (table_bytes, id_bytes + MAX (pair_bytes, row_bytes)),
    MAX (n_arena_bytes, row_bytes) + id_bytes + row_bytes);

  return n_terms * sizeof (NystaLoadTerm) + row_bytes + most_bytes;
}

guint64
nysta_load_batch_bytes (const NystaLoadBatch *batch)
{
  return bytes_for (batch->n_arena_bytes, batch->n_terms, batch->n_rows);
}

gboolean
nysta_load_batch_has_room (const NystaLoadBatch *batch, const NystaChunk *chunk)
{
  const guint64 n_arena_bytes = batch->n_arena_bytes + chunk->bytes->len +
                                (guint64) chunk->terms->len * LENGTH_BYTES;
  const gsize n_terms = batch->n_terms + chunk->terms->len;
  const guint64 n_rows = batch->n_rows + chunk->rows->len;
  const guint64 n_bytes = bytes_for (n_arena_bytes, n_terms, n_rows);

  return n_terms < G_MAXUINT32 &&
         n_bytes <= batch->max_bytes + (batch->n_rows == 0 ? SLACK_BYTES : 0);
}

/* --- numbers for terms ------------------------------------------------------------ */

static inline guint64
slot_of (guint64 hash, gsize number)
{
  return (hash >> 32) << 32 | (number + 1);
}

static void
grow_table (NystaLoadBatch *batch)
{
  batch->n_slots *= 2;
  nysta_area_empty (&batch->areas[AREA_SLOTS]);
  for (gsize i = 0; i < batch->n_terms; i++)
    {
      const guint64 hash = batch->terms[i].hash;
      gsize at = hash & (batch->n_slots - 1);

      while (batch->slots[at] != 0)
        at = (at + 1) & (batch->n_slots - 1);
      batch->slots[at] = slot_of (hash, i);
    }
}

const char *
nysta_load_batch_term_bytes (const NystaLoadBatch *batch, gsize number, gsize *out_n_bytes)
{
  const char *at = batch->arena + nysta_id_payload (batch->terms[number].where);
  guint32 n_bytes = 0;

  memcpy (&n_bytes, at, LENGTH_BYTES);
  *out_n_bytes = n_bytes;
  return at + LENGTH_BYTES;
}

static gboolean
is_same (const NystaLoadBatch *batch, gsize number, const NystaChunkTerm *term,
         const char *bytes)
{
  const NystaLoadTerm *known = &batch->terms[number];
  const NystaTag tag = nysta_id_tag (term->where);
  gsize n_known = 0;

  if (known->hash != term->hash || nysta_id_tag (known->where) != tag)
    return FALSE;
  if (nysta_is_fixed_id (term->where))
    return known->where == term->where;

  const char *known_bytes = nysta_load_batch_term_bytes (batch, number, &n_known);
  if (n_known == term->n_bytes && memcmp (known_bytes, bytes, n_known) == 0)
    return TRUE;
  return tag == NYSTA_TAG_LANGUAGE &&
         nysta_term_pack_equal (tag, known_bytes, n_known, bytes, term->n_bytes);
}

static guint32
add_term (NystaLoadBatch *batch, gsize slot, const NystaChunkTerm *term, const char *bytes)
{
  const gsize number = batch->n_terms++;
  NystaLoadTerm *added = &batch->terms[number];

  added->hash = term->hash;
  added->where = term->where;
  batch->slots[slot] = slot_of (term->hash, number);
  if (nysta_is_fixed_id (term->where))
    return (guint32) number;

  const guint32 n_bytes = (guint32) term->n_bytes;
  added->where = nysta_id_make (nysta_id_tag (term->where), batch->n_arena_bytes);
  memcpy (batch->arena + batch->n_arena_bytes, &n_bytes, LENGTH_BYTES);
  memcpy (batch->arena + batch->n_arena_bytes + LENGTH_BYTES, bytes, n_bytes);
  batch->n_arena_bytes += LENGTH_BYTES + n_bytes;
  return (guint32) number;
}

static guint32
number_of (NystaLoadBatch *batch, const NystaChunkTerm *term, const char *bytes)
{
  const gsize mask = batch->n_slots - 1;
  const guint64 high = term->hash >> 32;

  for (gsize at = term->hash & mask;; at = (at + 1) & mask)
    {
      const guint64 slot = batch->slots[at];

      if (slot == 0)
        return add_term (batch, at, term, bytes);
      if (slot >> 32 == high && is_same (batch, (guint32) slot - 1, term, bytes))
        return (guint32) slot - 1;
    }
}

/* The table is many times the caches' size: ask for what will be looked at in a moment. */
static inline void
look_ahead (const NystaLoadBatch *batch, const NystaChunkTerm *terms, gsize i,
            gsize n_terms)
{
  const gsize mask = batch->n_slots - 1;

  if (i + AHEAD_SLOT < n_terms)
    __builtin_prefetch (&batch->slots[terms[i + AHEAD_SLOT].hash & mask]);
  if (i + AHEAD_TERM < n_terms)
    {
      const guint64 slot = batch->slots[terms[i + AHEAD_TERM].hash & mask];

      __builtin_prefetch (&batch->terms[(guint32) slot]);
    }
}

/* Which terms the rows name: all, but where a chunk is parted. */
static guint8 *
used_terms (const NystaChunk *chunk, const NystaLoadRow *rows, gsize n_rows)
{
  guint8 *used = g_new (guint8, chunk->terms->len + 1);

  memset (used, n_rows == chunk->rows->len, chunk->terms->len);
  for (gsize i = 0; i < n_rows && n_rows < chunk->rows->len; i++)
    for (guint field = 0; field < 4; field++)
      used[rows[i].terms[field]] = TRUE;
  return used;
}

void
nysta_load_batch_take (NystaLoadBatch *batch, const NystaChunk *chunk, gsize first_row,
                       gsize n_rows)
{
  const NystaChunkTerm *terms = (const NystaChunkTerm *) (void *) chunk->terms->data;
  const NystaLoadRow *from = (const NystaLoadRow *) (void *) chunk->rows->data + first_row;
  const gsize n_terms = chunk->terms->len;
  g_autofree guint32 *numbers = g_new (guint32, n_terms + 1);
  g_autofree guint8 *used = used_terms (chunk, from, n_rows);

  while (slots_for (batch->n_terms + n_terms) > batch->n_slots)
    grow_table (batch);
  for (gsize i = 0; i < n_terms; i++)
    {
      const NystaTermId where = terms[i].where;

      look_ahead (batch, terms, i, n_terms);
      if (used[i])
        numbers[i] = number_of (
          batch, &terms[i],
          chunk->bytes->str + (nysta_is_fixed_id (where) ? 0 : nysta_id_payload (where)));
    }

  NystaLoadRow *to = batch->rows + batch->n_rows;
  for (gsize i = 0; i < n_rows; i++)
    for (guint field = 0; field < 4; field++)
      to[i].terms[field] = numbers[from[i].terms[field]];
  batch->n_rows += n_rows;
}

void
nysta_load_batch_close (NystaLoadBatch *batch)
{
  nysta_area_empty (&batch->areas[AREA_SLOTS]);
}

/* --- sorting ------------------------------------------------------------------- */

void
nysta_load_batch_borrow_pairs (NystaLoadBatch *batch, gsize n_pairs,
                               NystaSortPair **out_pairs, NystaSortPair **out_spare)
{
  *out_pairs = (NystaSortPair *) (void *) batch->spares[0];
  *out_spare = *out_pairs + n_pairs;
}

NystaSortPair *
nysta_load_batch_new_hashes (NystaLoadBatch *batch, gboolean numbers, gsize *out_n_pairs)
{
  NystaSortPair *pairs = NULL;
  NystaSortPair *spare = NULL;
  gsize n_pairs = 0;

  nysta_load_batch_borrow_pairs (batch, batch->n_terms, &pairs, &spare);
  /* By tag, so that they are in the order of ids: the sort keeps that. */
  for (NystaTag tag = NYSTA_TAG_IRI; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      NystaTermId id = nysta_id_make (tag, batch->first_payloads[tag]);

      for (gsize i = 0; i < batch->n_terms; i++)
        if (nysta_id_tag (batch->terms[i].where) == tag)
          {
            pairs[n_pairs++] = (NystaSortPair){ batch->terms[i].hash & ~(guint64) 0xFF,
                                                numbers ? i : id };
            id++;
          }
    }
  nysta_sort_pairs (&pairs, &spare, n_pairs);
  *out_n_pairs = n_pairs;
  return pairs;
}

void
nysta_load_batch_rank (NystaLoadBatch *batch)
{
  NystaSortPair *pairs = NULL;
  NystaSortPair *spare = NULL;

  nysta_load_batch_borrow_pairs (batch, batch->n_terms, &pairs, &spare);
  for (gsize i = 0; i < batch->n_terms; i++)
    pairs[i] = (NystaSortPair){ .key = batch->ids[i], .value = i };
  nysta_sort_pairs (&pairs, &spare, batch->n_terms);

  guint32 *ranks = (guint32 *) (void *) spare;
  for (gsize i = 0; i < batch->n_terms; i++)
    {
      batch->ids[i] = pairs[i].key;
      ranks[pairs[i].value] = (guint32) i;
    }
  for (gsize i = 0; i < batch->n_rows; i++)
    for (guint field = 0; field < 4; field++)
      batch->rows[i].terms[field] = ranks[batch->rows[i].terms[field]];
  batch->is_ranked = TRUE;
}

/* Where the rows are, sorted by @field; they were at @rows. */
static NystaLoadRow *
sort_by_field (NystaLoadBatch *batch, NystaLoadRow *rows, guint field)
{
  NystaLoadRow *spares[2] = { batch->spares[0], batch->spares[1] };

  /* What was sorted by another field before may be left. */
  for (guint i = 0; i < 2; i++)
    if (rows == spares[i])
      spares[i] = batch->rows;
  /* Two places only: to the other one and back. */
  if (spares[1] == NULL)
    spares[1] = rows;
  return nysta_sort_rows (rows, spares, batch->n_rows, field);
}

static gpointer
sort_rows (gpointer data)
{
  static const guint8 from_the_start[] = { NYSTA_FIELD_GRAPH, NYSTA_FIELD_PREDICATE,
                                           NYSTA_FIELD_SUBJECT, NYSTA_FIELD_OBJECT };
  NystaLoadBatch *batch = data;
  NystaLoadRow *rows = batch->rows;

  if (batch->sorter_order != nysta_load_batch_sequence[0])
    return sort_by_field (batch, rows, nysta_order_fields[batch->sorter_order][0]);
  for (gsize i = 0; i < G_N_ELEMENTS (from_the_start); i++)
    rows = sort_by_field (batch, rows, from_the_start[i]);
  return rows;
}

static void
take_sorted (NystaLoadBatch *batch, NystaLoadRow *rows)
{
  for (guint i = 0; i < 2; i++)
    if (batch->spares[i] == rows)
      batch->spares[i] = batch->rows;
  batch->rows = rows;
  batch->is_sorted = TRUE;
  batch->order = batch->sorter_order;
}

void
nysta_load_batch_forget_terms (NystaLoadBatch *batch)
{
  g_assert (batch->sorter == NULL);
  if (batch->spares[1] == NULL)
    batch->spares[1] = (NystaLoadRow *) (void *) batch->arena;
}

void
nysta_load_batch_sort_ahead (NystaLoadBatch *batch, NystaOrder order)
{
  g_assert (batch->is_ranked && batch->sorter == NULL);
  /* A thread is not worth its while for few. */
  if (batch->n_rows < MIN_ROWS_AHEAD || (batch->is_sorted && batch->order == order))
    return;
  batch->sorter_order = order;
  batch->sorter = g_thread_new ("sort", sort_rows, batch);
}

void
nysta_load_batch_sort (NystaLoadBatch *batch, NystaOrder order)
{
  g_assert (batch->is_ranked);
  if (batch->sorter != NULL)
    {
      g_assert (batch->sorter_order == order);
      take_sorted (batch, g_thread_join (g_steal_pointer (&batch->sorter)));
    }
  if (batch->is_sorted && batch->order == order)
    return;
  batch->sorter_order = order;
  take_sorted (batch, sort_rows (batch));
}

gsize
nysta_load_batch_read (const NystaLoadBatch *batch, gsize first, NystaRow *out_rows,
                       gsize max_rows)
{
  const guint8 *fields = nysta_order_fields[batch->order];
  const gsize n_rows = MIN (max_rows, batch->n_rows - first);
  const NystaLoadRow *rows = batch->rows + first;

  for (gsize i = 0; i < n_rows; i++)
    for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
      out_rows[i].ids[field] = batch->ids[rows[i].terms[fields[field]]];
  return n_rows;
}
