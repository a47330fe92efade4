/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/dictionary.h"

#include <errno.h>
#include <string.h>

#include "store/term-block.h"
#include "store/term-hashes.h"
#include "store/text-index.h"

/* The last block of a tag while terms are added. */
typedef struct
{
  guint64 number;  /* key in the table */
  gboolean is_new; /* not in the table */
  gboolean changed;
  NystaTermBlock block;
} OpenBlock;

/* Blocks read lately, each in one place. Their bytes lie in the mapped file, where a reading
 * transaction keeps them. */
#define N_KNOWN_BLOCKS 1024u

typedef struct
{
  NystaTermId begin; /* the id of its first term; 0: none, for none begins there */
  NystaTermBlockView view;
} KnownBlock;

struct NystaDictionary
{
  MDB_txn *txn;
  NystaTables tables;
  guint64 seed;
  MDB_cursor *hashes; /* of a reading transaction only: one that writes closes its own */
  OpenBlock *open[NYSTA_N_DICTIONARY_TAGS]; /* NULL: nothing was added */
  gint64 n_terms[NYSTA_N_DICTIONARY_TAGS];  /* -1: not counted yet */
  NystaHashWriter *hash_writer;             /* NULL: none was appended */
  KnownBlock *known;                        /* NULL: blocks may change */
  NystaTextWriter *text_writer;             /* NULL: no string was added */
  GString *packed;
  GString *other;
};

NystaDictionary *
nysta_dictionary_new (MDB_txn *txn, const NystaTables *tables, guint64 seed)
{
  NystaDictionary *dictionary = g_new0 (NystaDictionary, 1);

  dictionary->txn = txn;
  dictionary->tables = *tables;
  dictionary->seed = seed;
  dictionary->packed = g_string_sized_new (NYSTA_LONG_TERM_BYTES);
  dictionary->other = g_string_sized_new (NYSTA_LONG_TERM_BYTES);
  for (guint tag = 0; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    dictionary->n_terms[tag] = -1;
  return dictionary;
}

void
nysta_dictionary_free (NystaDictionary *dictionary)
{
  if (dictionary == NULL)
    return;
  for (guint tag = 0; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    g_free (dictionary->open[tag]);
  g_free (dictionary->hash_writer);
  nysta_text_writer_free (dictionary->text_writer);
  g_clear_pointer (&dictionary->hashes, mdb_cursor_close);
  g_free (dictionary->known);
  g_string_free (dictionary->packed, TRUE);
  g_string_free (dictionary->other, TRUE);
  g_free (dictionary);
}

void
nysta_dictionary_keep_blocks (NystaDictionary *dictionary)
{
  if (dictionary->known == NULL)
    dictionary->known = g_new0 (KnownBlock, N_KNOWN_BLOCKS);
}

static inline gboolean
is_dictionary_tag (NystaTag tag)
{
  return tag > NYSTA_TAG_NONE && tag < NYSTA_N_DICTIONARY_TAGS;
}

/* --- reading ---------------------------------------------------------------- */

static int
get_block (NystaDictionary *dictionary, NystaTag tag, guint64 number, MDB_val *out_block)
{
  guint8 bytes[NYSTA_ID_BYTES];
  MDB_val key = { sizeof bytes, bytes };

  nysta_id_store (bytes, number);
  return mdb_get (dictionary->txn, dictionary->tables.terms[tag], &key, out_block);
}

static gboolean
read_long_term (NystaDictionary *dictionary, NystaTermId id, GString *out_bytes)
{
  guint8 bytes[NYSTA_ID_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  MDB_val value = { 0 };

  nysta_id_store (bytes, id);
  if (mdb_get (dictionary->txn, dictionary->tables.long_terms, &key, &value) != 0)
    return FALSE;
  g_string_set_size (out_bytes, value.mv_size);
  memcpy (out_bytes->str, value.mv_data, value.mv_size);
  return TRUE;
}

static NystaTermPlace
read_from_block (NystaDictionary *dictionary, NystaTermId id, GString *out_bytes)
{
  NystaTag tag = nysta_id_tag (id);
  guint64 number = nysta_id_payload (id) / NYSTA_TERMS_PER_BLOCK;
  guint index = nysta_id_payload (id) % NYSTA_TERMS_PER_BLOCK;
  NystaTermId begin = id - index;
  KnownBlock *known = dictionary->known != NULL
                        ? &dictionary->known[number * 0x9E3779B97F4A7C15u >> 54]
                        : NULL;
  MDB_val value = { 0 };

  if (known != NULL && known->begin == begin)
    return nysta_term_block_view_read (&known->view, index, out_bytes);
  if (get_block (dictionary, tag, number, &value) != 0)
    return NYSTA_TERM_BLOCK_DAMAGED;
  if (known == NULL)
    return nysta_term_block_read (value.mv_data, value.mv_size, index, out_bytes);
  known->begin = begin;
  nysta_term_block_view_init (&known->view, value.mv_data, value.mv_size);
  return nysta_term_block_view_read (&known->view, index, out_bytes);
}

gboolean
nysta_dictionary_read_packed (NystaDictionary *dictionary, NystaTermId id,
                              GString *out_bytes)
{
  NystaTag tag = nysta_id_tag (id);
  guint64 number = nysta_id_payload (id) / NYSTA_TERMS_PER_BLOCK;
  guint index = nysta_id_payload (id) % NYSTA_TERMS_PER_BLOCK;

  if (!is_dictionary_tag (tag))
    return FALSE;

  const OpenBlock *open = dictionary->open[tag];

  switch (
    open != NULL && open->number == number
      ? nysta_term_block_read (open->block.bytes, open->block.n_bytes, index, out_bytes)
      : read_from_block (dictionary, id, out_bytes))
    {
    case NYSTA_TERM_BLOCK_HERE:
      return TRUE;
    case NYSTA_TERM_BLOCK_ELSEWHERE:
      return read_long_term (dictionary, id, out_bytes);
    case NYSTA_TERM_BLOCK_DAMAGED:
      break;
    }
  return FALSE;
}

gboolean
nysta_dictionary_read (NystaDictionary *dictionary, NystaTermId id, GString *buffer,
                       NystaTerm *out_term)
{
  if (nysta_id_is_inline (id))
    {
      g_string_set_size (buffer, NYSTA_INLINE_BYTES);
      return nysta_id_to_literal (id, buffer->str, out_term);
    }
  return nysta_dictionary_read_packed (dictionary, id, buffer) &&
         nysta_term_unpack (nysta_id_tag (id), buffer->str, buffer->len, out_term);
}

/* The number of the last block of @tag, and how many terms it has. Terms come at its end
 * only, so all before it are full. */
static int
find_last_block (NystaDictionary *dictionary, NystaTag tag, guint64 *out_number,
                 MDB_val *out_block)
{
  MDB_cursor *cursor = NULL;
  MDB_val key = { 0 };
  int code = mdb_cursor_open (dictionary->txn, dictionary->tables.terms[tag], &cursor);

  if (code != 0)
    return code;
  code = mdb_cursor_get (cursor, &key, out_block, MDB_LAST);
  mdb_cursor_close (cursor);
  if (code != 0)
    return code;
  if (key.mv_size != NYSTA_ID_BYTES)
    return MDB_CORRUPTED;
  *out_number = nysta_id_load (key.mv_data);
  return *out_number <= NYSTA_ID_MAX_PAYLOAD / NYSTA_TERMS_PER_BLOCK ? 0 : MDB_CORRUPTED;
}

guint64
nysta_dictionary_n_terms (NystaDictionary *dictionary, NystaTag tag)
{
  guint64 number = 0;
  MDB_val block = { 0 };

  if (!is_dictionary_tag (tag))
    return 0;
  if (dictionary->n_terms[tag] < 0)
    {
      dictionary->n_terms[tag] = 0;
      if (find_last_block (dictionary, tag, &number, &block) == 0)
        dictionary->n_terms[tag] = (gint64) number * NYSTA_TERMS_PER_BLOCK +
                                   nysta_term_block_n_terms (block.mv_data, block.mv_size);
    }
  return (guint64) dictionary->n_terms[tag];
}

/* --- finding ---------------------------------------------------------------- */

/* LMDB frees the cursors of a transaction that writes when it ends, but not those of one
 * that reads; and it renews only the latter. */
static int
open_hashes (NystaDictionary *dictionary, MDB_cursor **out_cursor)
{
  int code = 0;

  if (dictionary->hashes != NULL)
    {
      *out_cursor = dictionary->hashes;
      return 0;
    }
  code = mdb_cursor_open (dictionary->txn, dictionary->tables.hashes, out_cursor);
  if (code == 0 && mdb_cursor_renew (dictionary->txn, *out_cursor) == 0)
    dictionary->hashes = *out_cursor;
  return code;
}

NystaTermId
nysta_dictionary_find_packed (NystaDictionary *dictionary, NystaTag tag, const char *bytes,
                              gsize n_bytes, guint64 hash)
{
  MDB_cursor *cursor = NULL;
  NystaHashFinder finder;
  NystaTermId id = 0;
  NystaTermId found = 0;

  if (open_hashes (dictionary, &cursor) != 0)
    return 0;
  nysta_hash_finder_init (&finder, cursor, hash);
  while (found == 0 && nysta_hash_finder_next (&finder, &id))
    if (nysta_id_tag (id) == tag &&
        nysta_dictionary_read_packed (dictionary, id, dictionary->other) &&
        nysta_term_pack_equal (tag, bytes, n_bytes, dictionary->other->str,
                               dictionary->other->len))
      found = id;
  if (cursor != dictionary->hashes)
    mdb_cursor_close (cursor);
  return found;
}

NystaTermId
nysta_dictionary_find (NystaDictionary *dictionary, const NystaTerm *term)
{
  GString *packed = dictionary->packed;
  NystaTermId id = 0;

  if (term->kind == NYSTA_TERM_NONE || nysta_id_from_literal (term, &id))
    return id;

  NystaTag tag = nysta_id_dictionary_tag (term);

  nysta_term_pack (term, packed);
  return nysta_dictionary_find_packed (
    dictionary, tag, packed->str, packed->len,
    nysta_term_pack_hash (tag, packed->str, packed->len, dictionary->seed));
}

/* --- adding ----------------------------------------------------------------- */

static int
write_open_block (NystaDictionary *dictionary, NystaTag tag)
{
  OpenBlock *open = dictionary->open[tag];
  guint8 bytes[NYSTA_ID_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  MDB_val value = { open->block.n_bytes, open->block.bytes };

  if (!open->changed)
    return 0;
  nysta_id_store (bytes, open->number);

  int code = mdb_put (dictionary->txn, dictionary->tables.terms[tag], &key, &value,
                      open->is_new ? MDB_APPEND : 0);

  if (code == 0)
    open->changed = open->is_new = FALSE;
  return code;
}

/* The block in which the next term of @tag belongs. */
static int
ensure_open_block (NystaDictionary *dictionary, NystaTag tag)
{
  guint64 number = 0;
  MDB_val block = { 0 };

  if (dictionary->open[tag] != NULL)
    return 0;

  int code = find_last_block (dictionary, tag, &number, &block);

  if (code != 0 && code != MDB_NOTFOUND)
    return code;

  g_autofree OpenBlock *open = g_new (OpenBlock, 1);

  open->number = number;
  open->changed = FALSE;
  open->is_new = code == MDB_NOTFOUND;
  if (open->is_new)
    nysta_term_block_init (&open->block);
  else if (!nysta_term_block_load (&open->block, block.mv_data, block.mv_size))
    return MDB_CORRUPTED;
  dictionary->n_terms[tag] = (gint64) number * NYSTA_TERMS_PER_BLOCK + open->block.n_terms;
  dictionary->open[tag] = g_steal_pointer (&open);
  return 0;
}

static int
next_open_block (NystaDictionary *dictionary, NystaTag tag)
{
  OpenBlock *open = dictionary->open[tag];
  int code = write_open_block (dictionary, tag);

  if (code != 0)
    return code;
  open->number++;
  open->is_new = TRUE;
  nysta_term_block_init (&open->block);
  return 0;
}

static int
write_long_term (NystaDictionary *dictionary, NystaTermId id, const char *bytes,
                 gsize n_bytes)
{
  guint8 key_bytes[NYSTA_ID_BYTES];
  MDB_val key = { sizeof key_bytes, key_bytes };
  MDB_val value = { n_bytes, (gpointer) bytes };

  nysta_id_store (key_bytes, id);
  return mdb_put (dictionary->txn, dictionary->tables.long_terms, &key, &value, 0);
}

int
nysta_dictionary_append (NystaDictionary *dictionary, NystaTag tag, const char *bytes,
                         gsize n_bytes, NystaTermId *out_id)
{
  g_return_val_if_fail (is_dictionary_tag (tag), EINVAL);

  int code = ensure_open_block (dictionary, tag);

  if (code == 0 && dictionary->open[tag]->block.n_terms == NYSTA_TERMS_PER_BLOCK)
    code = next_open_block (dictionary, tag);
  if (code != 0)
    return code;
  if ((guint64) dictionary->n_terms[tag] > NYSTA_ID_MAX_PAYLOAD)
    return EOVERFLOW;

  OpenBlock *open = dictionary->open[tag];
  NystaTermId id = nysta_id_make (tag, (guint64) dictionary->n_terms[tag]);

  open->changed = TRUE;
  if (!nysta_term_block_add (&open->block, bytes, n_bytes))
    code = write_long_term (dictionary, id, bytes, n_bytes);
  dictionary->n_terms[tag]++;
  if (code == 0)
    *out_id = id;
  return code;
}

static int
add_words (NystaDictionary *dictionary, NystaTermId id, const char *bytes, gsize n_bytes)
{
  NystaTag tag = nysta_id_tag (id);

  if (!dictionary->tables.has_words ||
      (tag != NYSTA_TAG_STRING && tag != NYSTA_TAG_LANGUAGE))
    return 0;
  if (dictionary->text_writer == NULL)
    dictionary->text_writer = nysta_text_writer_new ();
  nysta_text_writer_add (dictionary->text_writer, id, bytes, n_bytes);
  return nysta_text_writer_bytes (dictionary->text_writer) < NYSTA_TEXT_WRITER_BYTES
           ? 0
           : nysta_text_writer_flush (dictionary->text_writer, dictionary->txn,
                                      &dictionary->tables);
}

int
nysta_dictionary_add_packed (NystaDictionary *dictionary, NystaTag tag, const char *bytes,
                             gsize n_bytes, guint64 hash, NystaTermId *out_id)
{
  NystaTermId id = nysta_dictionary_find_packed (dictionary, tag, bytes, n_bytes, hash);

  if (id == 0)
    {
      int code = nysta_dictionary_append (dictionary, tag, bytes, n_bytes, &id);

      if (code == 0)
        code = nysta_term_hashes_add (dictionary->txn, &dictionary->tables, hash, id);
      if (code == 0)
        code = add_words (dictionary, id, bytes, n_bytes);
      if (code != 0)
        return code;
    }
  *out_id = id;
  return 0;
}

int
nysta_dictionary_add (NystaDictionary *dictionary, const NystaTerm *term,
                      NystaTermId *out_id)
{
  GString *packed = dictionary->packed;

  if (term->kind == NYSTA_TERM_NONE)
    *out_id = 0;
  if (term->kind == NYSTA_TERM_NONE || nysta_id_from_literal (term, out_id))
    return 0;

  NystaTag tag = nysta_id_dictionary_tag (term);

  nysta_term_pack (term, packed);
  return nysta_dictionary_add_packed (
    dictionary, tag, packed->str, packed->len,
    nysta_term_pack_hash (tag, packed->str, packed->len, dictionary->seed), out_id);
}

int
nysta_dictionary_append_hash (NystaDictionary *dictionary, guint64 hash, NystaTermId id)
{
  if (dictionary->hash_writer == NULL)
    {
      dictionary->hash_writer = g_new (NystaHashWriter, 1);
      nysta_hash_writer_init (dictionary->hash_writer);
    }
  return nysta_hash_writer_add (dictionary->hash_writer, dictionary->txn,
                                &dictionary->tables, hash, id);
}

int
nysta_dictionary_flush (NystaDictionary *dictionary)
{
  int code = 0;

  for (guint tag = 0; code == 0 && tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    if (dictionary->open[tag] != NULL)
      code = write_open_block (dictionary, (NystaTag) tag);
  if (code == 0 && dictionary->hash_writer != NULL)
    code = nysta_hash_writer_flush (dictionary->hash_writer, dictionary->txn,
                                    &dictionary->tables);
  if (code == 0 && dictionary->text_writer != NULL)
    code = nysta_text_writer_flush (dictionary->text_writer, dictionary->txn,
                                    &dictionary->tables);
  return code;
}
