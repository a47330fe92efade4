/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* text-writer.c: entries of the text index, gathered by word, then merged into the table. */
#include "config.h"
#include "store/text-index.h"

#include <errno.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/limits.h"
#include "rdf/fold.h"
#include "store/load/sort.h"
#include "store/text-block.h"

#define FIRST_SLOTS 1024u
#define CHUNK_BYTES ((gsize) 256 << 10)

/* The ids of a word and tag: payloads as in a block, as they came. */
typedef struct
{
  const char *word; /* in a chunk */
  guint8 n_word;
  guint8 tag;
  guint32 hash;
  guint32 n_bytes;
  guint32 n_room;
  guint64 last;
  guint8 *bytes;
} Posting;

struct NystaTextWriter
{
  GArray *postings; /* Posting */
  guint32 *slots;   /* number + 1; 0: free */
  gsize n_slots;    /* a power of two */
  GPtrArray *chunks;
  gsize n_used; /* of the last chunk */
  gsize n_bytes;
  GString *folded;
};

static void
posting_clear (gpointer posting)
{
  g_free (((Posting *) posting)->bytes);
}

NystaTextWriter *
nysta_text_writer_new (void)
{
  NystaTextWriter *writer = g_new0 (NystaTextWriter, 1);

  writer->postings = g_array_new (FALSE, FALSE, sizeof (Posting));
  g_array_set_clear_func (writer->postings, posting_clear);
  writer->n_slots = FIRST_SLOTS;
  writer->slots = g_new0 (guint32, writer->n_slots);
  writer->chunks = g_ptr_array_new_with_free_func (g_free);
  writer->folded = g_string_new (NULL);
  return writer;
}

void
nysta_text_writer_free (NystaTextWriter *writer)
{
  if (writer == NULL)
    return;
  g_array_unref (writer->postings);
  g_free (writer->slots);
  g_ptr_array_unref (writer->chunks);
  g_string_free (writer->folded, TRUE);
  g_free (writer);
}

gsize
nysta_text_writer_bytes (const NystaTextWriter *writer)
{
  return writer->n_bytes + writer->postings->len * sizeof (Posting) +
         writer->n_slots * sizeof *writer->slots;
}

static void
empty (NystaTextWriter *writer)
{
  g_array_set_size (writer->postings, 0);
  memset (writer->slots, 0, writer->n_slots * sizeof *writer->slots);
  g_ptr_array_set_size (writer->chunks, 0);
  writer->n_used = 0;
  writer->n_bytes = 0;
}

/* --- words of a term ---------------------------------------------------------------- */

/* NULL: not a string. */
static const char *
find_text (NystaTag tag, const char *packed, gsize n_bytes, gsize *out_n_text)
{
  const char *text = packed;

  if (tag == NYSTA_TAG_LANGUAGE)
    {
      text = memchr (packed, '\0', n_bytes);
      if (text == NULL)
        return NULL;
      text++;
    }
  else if (tag != NYSTA_TAG_STRING)
    return NULL;
  *out_n_text = n_bytes - (gsize) (text - packed);
  return text;
}

static gboolean
has_long_word (const GString *folded)
{
  const char *at = folded->str;
  gsize n_word = 0;

  while (nysta_fold_next_word (&at, folded->str + folded->len, &n_word) != NULL)
    if (n_word > NYSTA_WORD_BYTES)
      return TRUE;
  return FALSE;
}

void
nysta_text_foreach_word (NystaTermId id, const char *packed, gsize n_bytes, GString *buffer,
                         NystaTextEntryFunc func, gpointer user_data)
{
  gsize n_text = 0;
  const char *text = find_text (nysta_id_tag (id), packed, n_bytes, &n_text);
  const char *at = NULL;
  const char *word = NULL;
  gsize n_word = 0;

  if (text == NULL)
    return;
  if (n_text > NYSTA_MAX_INDEXED_BYTES ||
      nysta_fold (text, n_text, buffer) != NYSTA_FOLD_KNOWN || has_long_word (buffer))
    {
      func ("", 0, id, user_data);
      return;
    }
  at = buffer->str;
  while ((word = nysta_fold_next_word (&at, buffer->str + buffer->len, &n_word)) != NULL)
    func (word, n_word, id, user_data);
}

/* --- gathering ---------------------------------------------------------------------- */

static const char *
keep_word (NystaTextWriter *writer, const char *word, gsize n_word)
{
  char *kept = NULL;

  if (writer->chunks->len == 0 || writer->n_used + n_word > CHUNK_BYTES)
    {
      g_ptr_array_add (writer->chunks, g_malloc (CHUNK_BYTES));
      writer->n_used = 0;
      writer->n_bytes += CHUNK_BYTES;
    }
  kept = (char *) writer->chunks->pdata[writer->chunks->len - 1] + writer->n_used;
  memcpy (kept, word, n_word);
  writer->n_used += n_word;
  return kept;
}

static void
double_slots (NystaTextWriter *writer)
{
  g_free (writer->slots);
  writer->n_slots *= 2;
  writer->slots = g_new0 (guint32, writer->n_slots);
  for (guint i = 0; i < writer->postings->len; i++)
    {
      gsize slot = g_array_index (writer->postings, Posting, i).hash &
                   (writer->n_slots - 1);

      while (writer->slots[slot] != 0)
        slot = (slot + 1) & (writer->n_slots - 1);
      writer->slots[slot] = i + 1;
    }
}

static Posting *
find_posting (NystaTextWriter *writer, const char *word, gsize n_word, NystaTag tag)
{
  guint32 hash = (guint32) XXH3_64bits_withSeed (word, n_word, tag);
  gsize slot = hash & (writer->n_slots - 1);

  for (; writer->slots[slot] != 0; slot = (slot + 1) & (writer->n_slots - 1))
    {
      Posting *posting = &g_array_index (writer->postings, Posting,
                                         writer->slots[slot] - 1);

      if (posting->hash == hash && posting->tag == tag && posting->n_word == n_word &&
          memcmp (posting->word, word, n_word) == 0)
        return posting;
    }

  Posting posting = { .word = keep_word (writer, word, n_word),
                      .n_word = (guint8) n_word,
                      .tag = (guint8) tag,
                      .hash = hash };

  g_array_append_val (writer->postings, posting);
  writer->slots[slot] = writer->postings->len;
  if (writer->postings->len > writer->n_slots / 2)
    double_slots (writer);
  return &g_array_index (writer->postings, Posting, writer->postings->len - 1);
}

static void
add_entry (const char *word, gsize n_word, NystaTermId id, gpointer user_data)
{
  NystaTextWriter *writer = user_data;
  Posting *posting = find_posting (writer, word, n_word, nysta_id_tag (id));
  guint64 payload = nysta_id_payload (id);

  /* A word that the string has twice. */
  if (posting->n_bytes > 0 && posting->last == payload)
    return;
  g_assert (posting->n_bytes == 0 || posting->last < payload);
  if (posting->n_bytes + NYSTA_TEXT_NUMBER_BYTES > posting->n_room)
    {
      guint32 n_room = MAX (16, posting->n_room * 2);

      posting->bytes = g_realloc (posting->bytes, n_room);
      writer->n_bytes += n_room - posting->n_room + (posting->n_room == 0 ? 16 : 0);
      posting->n_room = n_room;
    }

  guint8 *end = nysta_text_number_store (posting->bytes + posting->n_bytes,
                                         payload - posting->last);

  posting->n_bytes = (guint32) (end - posting->bytes);
  posting->last = payload;
}

void
nysta_text_writer_add (NystaTextWriter *writer, NystaTermId id, const char *packed,
                       gsize n_bytes)
{
  nysta_text_foreach_word (id, packed, n_bytes, writer->folded, add_entry, writer);
}

/* --- in order ----------------------------------------------------------------------- */

static int
compare_postings (gconstpointer a, gconstpointer b, gpointer data)
{
  const NystaTextWriter *writer = data;
  const Posting *x = &g_array_index (writer->postings, Posting,
                                     ((const NystaSortPair *) a)->value);
  const Posting *y = &g_array_index (writer->postings, Posting,
                                     ((const NystaSortPair *) b)->value);
  int order = nysta_word_compare (x->word, x->n_word, y->word, y->n_word);

  return order != 0 ? order : (int) x->tag - (int) y->tag;
}

/* (transfer full): the numbers of postings, by word and tag. First by eight bytes, which is
 * quick, then those that share them. */
static NystaSortPair *
sort_postings (const NystaTextWriter *writer)
{
  gsize n = writer->postings->len;
  NystaSortPair *pairs = g_new (NystaSortPair, n + 1);
  NystaSortPair *spare = g_new (NystaSortPair, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      const Posting *posting = &g_array_index (writer->postings, Posting, i);
      guint64 key = 0;

      memcpy (&key, posting->word, MIN (posting->n_word, sizeof key));
      pairs[i] = (NystaSortPair){ GUINT64_FROM_BE (key), i };
    }
  nysta_sort_pairs (&pairs, &spare, n);
  g_free (spare);
  for (gsize i = 0, next = 0; i < n; i = next)
    {
      for (next = i + 1; next < n && pairs[next].key == pairs[i].key; next++)
        ;
      if (next - i > 1)
        g_qsort_with_data (pairs + i, (gint) (next - i), sizeof *pairs, compare_postings,
                           (gpointer) writer);
    }
  return pairs;
}

/* Entries of all postings, one after the other. */
typedef struct
{
  const NystaTextWriter *writer;
  const NystaSortPair *order;
  gsize at;
  const guint8 *next; /* in the posting's bytes */
  guint64 payload;
  const Posting *posting; /* NULL: there are no more */
} Stream;

static inline NystaTermId
stream_id (const Stream *stream)
{
  return nysta_id_make ((NystaTag) stream->posting->tag, stream->payload);
}

static void
stream_next (Stream *stream)
{
  guint64 difference = 0;

  if (stream->posting != NULL &&
      stream->next == stream->posting->bytes + stream->posting->n_bytes)
    {
      stream->posting = NULL;
      stream->at++;
    }
  if (stream->posting == NULL)
    {
      if (stream->at == stream->writer->postings->len)
        return;
      stream->posting = &g_array_index (stream->writer->postings, Posting,
                                        stream->order[stream->at].value);
      stream->next = stream->posting->bytes;
      stream->payload = 0;
    }
  nysta_text_number_load (&stream->next, stream->posting->bytes + stream->posting->n_bytes,
                          &difference);
  stream->payload += difference;
}

/* --- merging ------------------------------------------------------------------------ */

/* A block that is there already; and where the next one begins. */
typedef struct
{
  guint8 key[NYSTA_TEXT_KEY_BYTES];
  gsize n_key;
  guint8 bytes[NYSTA_TEXT_BLOCK_BYTES];
  gsize n_bytes;
  guint8 next[NYSTA_TEXT_KEY_BYTES];
  gsize n_next; /* 0: it is the last one */
} OldBlock;

typedef struct
{
  MDB_txn *txn;
  MDB_dbi table;
  OldBlock old;
  NystaTextBlockBuilder builder;
  gsize max_bytes; /* of a block */
  guint flags;     /* of mdb_put() */
  gboolean counts; /* only find out how much it is */
  gsize n_total;
} Merge;

static gboolean
take_key (const MDB_val *key, guint8 *out_bytes, gsize *out_n_bytes)
{
  if (key->mv_size > NYSTA_TEXT_KEY_BYTES || key->mv_size <= NYSTA_ID_BYTES)
    return FALSE;
  memcpy (out_bytes, key->mv_data, key->mv_size);
  *out_n_bytes = key->mv_size;
  return TRUE;
}

/* The block in which @wanted belongs: the last one that does not begin past it. None
 * (n_key 0) if all do. */
static int
find_old_block (Merge *merge, MDB_val *wanted)
{
  MDB_cursor *cursor = NULL;
  MDB_val key = *wanted;
  MDB_val value = { 0 };
  OldBlock *old = &merge->old;
  int code = mdb_cursor_open (merge->txn, merge->table, &cursor);

  old->n_key = old->n_next = old->n_bytes = 0;
  if (code != 0)
    return code;
  code = mdb_cursor_get (cursor, &key, &value, MDB_SET_RANGE);
  if (code == 0 && !(key.mv_size == wanted->mv_size &&
                     memcmp (key.mv_data, wanted->mv_data, key.mv_size) == 0))
    {
      code = take_key (&key, old->next, &old->n_next)
               ? mdb_cursor_get (cursor, &key, &value, MDB_PREV)
               : MDB_CORRUPTED;
    }
  else if (code == MDB_NOTFOUND)
    code = mdb_cursor_get (cursor, &key, &value, MDB_LAST);
  if (code == 0 &&
      (!take_key (&key, old->key, &old->n_key) || value.mv_size > sizeof old->bytes))
    code = MDB_CORRUPTED;
  if (code == 0)
    {
      memcpy (old->bytes, value.mv_data, value.mv_size);
      old->n_bytes = value.mv_size;
      old->n_next = 0;
      code = mdb_cursor_get (cursor, &key, &value, MDB_NEXT);
      if (code == 0 && !take_key (&key, old->next, &old->n_next))
        code = MDB_CORRUPTED;
    }
  mdb_cursor_close (cursor);
  return code == MDB_NOTFOUND ? 0 : code;
}

static int
put_block (Merge *merge)
{
  NystaTextBlockBuilder *builder = &merge->builder;

  nysta_text_block_builder_finish (builder);

  MDB_val key = { builder->n_key, builder->key };
  MDB_val value = { builder->n_bytes, builder->bytes };

  merge->n_total += builder->n_bytes;
  return merge->counts ? 0 : mdb_put (merge->txn, merge->table, &key, &value, merge->flags);
}

static int
put_entry (Merge *merge, const char *word, gsize n_word, NystaTermId id)
{
  int code = 0;

  if (nysta_text_block_builder_add (&merge->builder, word, n_word, id, merge->max_bytes))
    return 0;
  code = put_block (merge);
  nysta_text_block_builder_init (&merge->builder);
  nysta_text_block_builder_add (&merge->builder, word, n_word, id, merge->max_bytes);
  return code;
}

static gboolean
is_before_next (const Merge *merge, const Stream *stream)
{
  guint8 key[NYSTA_TEXT_KEY_BYTES];

  if (merge->old.n_next == 0)
    return TRUE;

  gsize n_key = nysta_text_key_store (key, stream->posting->word, stream->posting->n_word,
                                      stream_id (stream));

  return nysta_word_compare ((const char *) key, n_key, (const char *) merge->old.next,
                             merge->old.n_next) < 0;
}

/* Entries of @stream that come before @word and @id (@word NULL: before the next block);
 * one that is the same is left out. */
static int
put_new_entries (Merge *merge, Stream *stream, const char *word, gsize n_word,
                 NystaTermId id)
{
  int code = 0;

  while (code == 0 && stream->posting != NULL)
    {
      const Posting *posting = stream->posting;
      int order = word == NULL
                    ? -1
                    : nysta_word_compare (posting->word, posting->n_word, word, n_word);

      if (order == 0)
        order = stream_id (stream) < id ? -1 : stream_id (stream) > id;
      if (order > 0 || (word == NULL && !is_before_next (merge, stream)))
        break;
      if (order < 0)
        code = put_entry (merge, posting->word, posting->n_word, stream_id (stream));
      stream_next (stream);
    }
  return code;
}

/* What belongs into the old block's place, old and new. */
static int
merge_block (Merge *merge, Stream *stream)
{
  NystaTextBlockReader reader;
  NystaTermId id = 0;
  int code = 0;

  nysta_text_block_builder_init (&merge->builder);
  merge->n_total = 0;
  nysta_text_block_reader_init (&reader, merge->old.bytes, merge->old.n_bytes);
  while (code == 0 && nysta_text_block_reader_next_word (&reader))
    while (code == 0 && nysta_text_block_reader_next_id (&reader, &id))
      {
        code = put_new_entries (merge, stream, reader.word, reader.n_word, id);
        if (code == 0)
          code = put_entry (merge, reader.word, reader.n_word, id);
      }
  if (code == 0)
    code = reader.damaged ? MDB_CORRUPTED : put_new_entries (merge, stream, NULL, 0, 0);
  return code == 0 ? put_block (merge) : code;
}

/* Past the last block all come in a row, into full blocks. Of another that becomes too large
 * the parts are as large as each other: else what is left over would be small again and
 * again. */
static int
rewrite_block (Merge *merge, Stream *stream)
{
  MDB_val key = { merge->old.n_key, merge->old.key };
  gboolean is_last = merge->old.n_next == 0;
  Stream start = *stream;
  int code = 0;

  merge->max_bytes = NYSTA_TEXT_BLOCK_BYTES;
  merge->flags = is_last ? MDB_APPEND : 0;
  if (!is_last)
    {
      merge->counts = TRUE;
      code = merge_block (merge, stream);
      merge->counts = FALSE;
      *stream = start;
      if (merge->n_total > NYSTA_TEXT_BLOCK_BYTES)
        merge->max_bytes = merge->n_total / (merge->n_total / NYSTA_TEXT_BLOCK_BYTES + 1) +
                           NYSTA_WORD_BYTES;
      merge->max_bytes = MIN (merge->max_bytes, NYSTA_TEXT_BLOCK_BYTES);
    }
  if (code == 0 && merge->old.n_key > 0)
    code = mdb_del (merge->txn, merge->table, &key, NULL);
  return code == 0 ? merge_block (merge, stream) : code;
}

int
nysta_text_writer_flush (NystaTextWriter *writer, MDB_txn *txn, const NystaTables *tables)
{
  g_autofree NystaSortPair *order = sort_postings (writer);
  g_autofree Merge *merge = g_new0 (Merge, 1);
  Stream stream = { .writer = writer, .order = order };
  int code = 0;

  merge->txn = txn;
  merge->table = tables->words;
  stream_next (&stream);
  while (code == 0 && stream.posting != NULL)
    {
      guint8 bytes[NYSTA_TEXT_KEY_BYTES];
      MDB_val key = { 0, bytes };

      key.mv_size = nysta_text_key_store (bytes, stream.posting->word,
                                          stream.posting->n_word, stream_id (&stream));
      code = find_old_block (merge, &key);
      if (code == 0)
        code = rewrite_block (merge, &stream);
    }
  if (code == 0)
    empty (writer);
  return code;
}
