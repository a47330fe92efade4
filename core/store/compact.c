/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/compact.h"

#include <errno.h>

#define ROWS_AT_ONCE 256

#define WORD_BITS 64

/* Which of 64 terms are used, and how many of those before them: together, since each row
 * asks for both, at random. */
typedef struct
{
  guint64 bits;
  guint64 n_before;
} UsedWord;

/* Of a tag. */
typedef struct
{
  guint64 n_terms;
  UsedWord *words;
} UsedTerms;

typedef struct
{
  MDB_txn *txn;
  const NystaTables *tables;
  NystaDictionary *dictionary;
  UsedTerms used[NYSTA_N_DICTIONARY_TAGS];
} Compaction;

static gboolean
fail (Compaction *compaction, int code, GError **error)
{
  const char *path = NULL;

  mdb_env_get_path (mdb_txn_env (compaction->txn), &path);
  return nysta_lmdb_set_error (error, code, "compact", path);
}

/* --- what is used ----------------------------------------------------------- */

static gboolean
allocate (Compaction *compaction, GError **error)
{
  for (guint tag = 1; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      UsedTerms *used = &compaction->used[tag];

      used->n_terms = nysta_dictionary_n_terms (compaction->dictionary, (NystaTag) tag);

      used->words = g_try_new0 (UsedWord, (gsize) (used->n_terms / WORD_BITS) + 1);
      if (used->words == NULL)
        return fail (compaction, ENOMEM, error);
    }
  return TRUE;
}

/* The unnamed graph is no term either. */
static inline gboolean
is_in_dictionary (NystaTermId id)
{
  return id != 0 && !nysta_id_is_inline (id);
}

/* NULL if no term can have @id. */
static inline UsedTerms *
find_used (Compaction *compaction, NystaTermId id)
{
  NystaTag tag = nysta_id_tag (id);

  return tag < NYSTA_N_DICTIONARY_TAGS &&
             nysta_id_payload (id) < compaction->used[tag].n_terms
           ? &compaction->used[tag]
           : NULL;
}

static gboolean
mark_id (Compaction *compaction, NystaTermId id)
{
  UsedTerms *used = find_used (compaction, id);
  guint64 payload = nysta_id_payload (id);

  if (used != NULL)
    used->words[payload / WORD_BITS].bits |= (guint64) 1 << payload % WORD_BITS;
  return used != NULL;
}

static guint
count_bits (guint64 word)
{
  return (guint) __builtin_popcountll (word);
}

static void
count_used (UsedTerms *used)
{
  guint64 n = 0;

  for (guint64 i = 0; i <= used->n_terms / WORD_BITS; i++)
    {
      used->words[i].n_before = n;
      n += count_bits (used->words[i].bits);
    }
}

static inline gboolean
is_used (const UsedTerms *used, guint64 payload)
{
  return (used->words[payload / WORD_BITS].bits >> payload % WORD_BITS & 1) != 0;
}

/* What @id is in the image; 0 if it was not marked. */
static NystaTermId
new_id (Compaction *compaction, NystaTermId id)
{
  const UsedTerms *used = find_used (compaction, id);
  guint64 payload = nysta_id_payload (id);

  if (used == NULL || !is_used (used, payload))
    return 0;

  const UsedWord *word = &used->words[payload / WORD_BITS];
  guint64 before = word->bits & (((guint64) 1 << payload % WORD_BITS) - 1);

  return nysta_id_make (nysta_id_tag (id), word->n_before + count_bits (before));
}

/* --- copying ---------------------------------------------------------------- */

typedef gboolean (*RowsFunc) (Compaction *compaction, NystaImage *image, NystaOrder order,
                              NystaRow *rows, gsize n_rows, GError **error);

static gboolean
foreach_rows (Compaction *compaction, NystaImage *image, NystaOrder order, RowsFunc func,
              GError **error)
{
  NystaRow rows[ROWS_AT_ONCE];
  g_auto (NystaOrderCursor) cursor = { 0 };
  gsize n_rows = 0;

  if (!nysta_order_cursor_init (&cursor, compaction->txn, compaction->tables, order, NULL,
                                0, error))
    return FALSE;
  while ((n_rows = nysta_order_cursor_read (&cursor, rows, ROWS_AT_ONCE)) > 0)
    if (!func (compaction, image, order, rows, n_rows, error))
      return FALSE;
  return !cursor.damaged || fail (compaction, MDB_CORRUPTED, error);
}

static gboolean
mark_rows (Compaction *compaction, NystaImage *image, NystaOrder order, NystaRow *rows,
           gsize n_rows, GError **error)
{
  for (gsize i = 0; i < n_rows; i++)
    for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
      if (is_in_dictionary (rows[i].ids[field]) &&
          !mark_id (compaction, rows[i].ids[field]))
        return fail (compaction, MDB_CORRUPTED, error);
  return TRUE;
}

static gboolean
copy_rows (Compaction *compaction, NystaImage *image, NystaOrder order, NystaRow *rows,
           gsize n_rows, GError **error)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
        {
          NystaTermId id = rows[i].ids[field];

          if (!is_in_dictionary (id))
            continue;
          rows[i].ids[field] = new_id (compaction, id);
          /* In the order that was marked there is no such term. */
          if (rows[i].ids[field] == 0)
            return fail (compaction, MDB_CORRUPTED, error);
        }
      if (!nysta_image_add_row (image, order, &rows[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_terms (Compaction *compaction, NystaImage *image, NystaTag tag, GError **error)
{
  const UsedTerms *used = &compaction->used[tag];
  g_autoptr (GString) bytes = g_string_new (NULL);

  for (guint64 payload = 0; payload < used->n_terms; payload++)
    {
      NystaTermId copy = 0;

      if (!is_used (used, payload))
        continue;
      if (!nysta_dictionary_read_packed (compaction->dictionary,
                                         nysta_id_make (tag, payload), bytes))
        return fail (compaction, MDB_CORRUPTED, error);
      if (!nysta_image_add_term (image, tag, bytes->str, bytes->len, &copy, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_hashes (Compaction *compaction, NystaImage *image, GError **error)
{
  NystaHashCursor cursor;
  guint64 hash = 0;
  NystaTermId id = 0;
  gboolean done = TRUE;
  int code = nysta_hash_cursor_init (&cursor, compaction->txn, compaction->tables);

  if (code != 0)
    return fail (compaction, code, error);
  while (done && nysta_hash_cursor_next (&cursor, &hash, &id))
    {
      NystaTermId copy = new_id (compaction, id);

      if (copy != 0)
        done = nysta_image_add_hash (image, hash, copy, error);
    }
  nysta_hash_cursor_clear (&cursor);
  if (done && cursor.damaged)
    return fail (compaction, MDB_CORRUPTED, error);
  return done;
}

static gboolean
copy_all (Compaction *compaction, NystaImage *image, GError **error)
{
  if (!allocate (compaction, error) ||
      !foreach_rows (compaction, image, NYSTA_ORDER_SPOG, mark_rows, error))
    return FALSE;
  for (guint tag = 1; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      count_used (&compaction->used[tag]);
      if (!copy_terms (compaction, image, (NystaTag) tag, error))
        return FALSE;
    }
  if (!copy_hashes (compaction, image, error))
    return FALSE;
  for (guint order = 0; order < NYSTA_N_ORDERS; order++)
    if (!foreach_rows (compaction, image, (NystaOrder) order, copy_rows, error))
      return FALSE;
  return TRUE;
}

gboolean
nysta_compact_copy (NystaImage *image, MDB_txn *txn, const NystaTables *tables,
                    GError **error)
{
  Compaction compaction = { .txn = txn, .tables = tables };

  compaction.dictionary = nysta_dictionary_new (txn, tables, 0);

  gboolean done = copy_all (&compaction, image, error);

  nysta_dictionary_free (compaction.dictionary);
  for (guint tag = 0; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    g_free (compaction.used[tag].words);
  return done;
}
