/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/text-block.h"

/* What a group's numbers take at most: the word's two, its ids', their bytes'. */
#define HEAD_BYTES (2 + 3 + 2)

gsize
nysta_text_key_store (guint8 key[NYSTA_TEXT_KEY_BYTES], const char *word, gsize n_word,
                      NystaTermId id)
{
  memcpy (key, word, n_word);
  key[n_word] = 0;
  nysta_id_store (key + n_word + 1, id);
  return n_word + 1 + NYSTA_ID_BYTES;
}

int
nysta_word_compare (const char *a, gsize n_a, const char *b, gsize n_b)
{
  int order = memcmp (a, b, MIN (n_a, n_b));

  return order != 0 ? order : n_a < n_b ? -1 : n_a > n_b;
}

/* --- reading ------------------------------------------------------------------------ */

void
nysta_text_block_reader_init (NystaTextBlockReader *reader, const guint8 *bytes,
                              gsize n_bytes)
{
  reader->at = bytes;
  reader->end = bytes + n_bytes;
  reader->ids_end = NULL;
  reader->n_word = 0;
  reader->n_left = 0;
  reader->damaged = FALSE;
}

static gboolean
damaged (NystaTextBlockReader *reader)
{
  reader->damaged = TRUE;
  reader->at = reader->end;
  reader->n_left = 0;
  return FALSE;
}

static gboolean
read_word (NystaTextBlockReader *reader)
{
  guint64 n_shared = 0;
  guint64 n_more = 0;

  if (!nysta_text_number_load (&reader->at, reader->end, &n_shared) ||
      !nysta_text_number_load (&reader->at, reader->end, &n_more) ||
      n_shared > reader->n_word || n_more > NYSTA_WORD_BYTES - n_shared ||
      n_more > (guint64) (reader->end - reader->at))
    return FALSE;
  memcpy (reader->word + n_shared, reader->at, n_more);
  reader->at += n_more;
  reader->n_word = (guint) (n_shared + n_more);
  reader->word[reader->n_word] = '\0';
  return TRUE;
}

gboolean
nysta_text_block_reader_next_word (NystaTextBlockReader *reader)
{
  guint64 n_ids = 0;
  guint64 n_bytes = 0;
  NystaTermId skipped = 0;

  if (reader->n_left > 0 && reader->ids_end != NULL)
    reader->at = reader->ids_end;
  else if (reader->n_left > 0 && !nysta_text_block_reader_next_id (reader, &skipped))
    return FALSE;
  if (reader->at == reader->end)
    return FALSE;
  if (!read_word (reader) || !nysta_text_number_load (&reader->at, reader->end, &n_ids) ||
      n_ids < 2)
    return damaged (reader);
  reader->tag = (n_ids & 1) != 0 ? NYSTA_TAG_LANGUAGE : NYSTA_TAG_STRING;
  reader->n_ids = n_ids >> 1;
  reader->n_left = reader->n_ids;
  reader->payload = 0;
  reader->ids_end = NULL;
  if (reader->n_ids == 1)
    return TRUE;
  if (!nysta_text_number_load (&reader->at, reader->end, &n_bytes) ||
      n_bytes > (guint64) (reader->end - reader->at))
    return damaged (reader);
  reader->ids_end = reader->at + n_bytes;
  return TRUE;
}

gboolean
nysta_text_block_reader_next_id (NystaTextBlockReader *reader, NystaTermId *out_id)
{
  const guint8 *end = reader->ids_end != NULL ? reader->ids_end : reader->end;
  guint64 difference = 0;

  if (reader->n_left == 0)
    return FALSE;
  if (!nysta_text_number_load (&reader->at, end, &difference) ||
      (difference == 0 && reader->n_left < reader->n_ids) ||
      difference > NYSTA_ID_MAX_PAYLOAD - reader->payload)
    return damaged (reader);
  reader->payload += difference;
  reader->n_left--;
  if (reader->n_left == 0 && reader->ids_end != NULL && reader->at != reader->ids_end)
    return damaged (reader);
  *out_id = nysta_id_make (reader->tag, reader->payload);
  return TRUE;
}

/* --- writing ------------------------------------------------------------------------ */

void
nysta_text_block_builder_init (NystaTextBlockBuilder *builder)
{
  builder->n_bytes = 0;
  builder->n_written = 0;
  builder->n_ids = 0;
  builder->n_id_bytes = 0;
}

static void
end_group (NystaTextBlockBuilder *builder)
{
  guint8 *at = builder->bytes + builder->n_bytes;
  guint n_shared = 0;
  guint most = MIN (builder->n_written, builder->n_word);

  if (builder->n_ids == 0)
    return;
  while (n_shared < most && builder->written[n_shared] == builder->word[n_shared])
    n_shared++;
  at = nysta_text_number_store (at, n_shared);
  at = nysta_text_number_store (at, builder->n_word - n_shared);
  memcpy (at, builder->word + n_shared, builder->n_word - n_shared);
  at += builder->n_word - n_shared;
  at = nysta_text_number_store (at,
                                builder->n_ids << 1 | (builder->tag == NYSTA_TAG_LANGUAGE));
  if (builder->n_ids > 1)
    at = nysta_text_number_store (at, builder->n_id_bytes);
  memcpy (at, builder->ids, builder->n_id_bytes);
  builder->n_bytes = (gsize) (at - builder->bytes) + builder->n_id_bytes;
  memcpy (builder->written, builder->word, builder->n_word);
  builder->n_written = builder->n_word;
  builder->n_ids = 0;
  builder->n_id_bytes = 0;
}

/* What the group at hand takes at most. */
static gsize
group_bytes (const NystaTextBlockBuilder *builder)
{
  return builder->n_ids == 0 ? 0 : HEAD_BYTES + builder->n_word + builder->n_id_bytes;
}

gboolean
nysta_text_block_builder_add (NystaTextBlockBuilder *builder, const char *word,
                              gsize n_word, NystaTermId id, gsize max_bytes)
{
  gboolean is_first = builder->n_bytes == 0 && builder->n_ids == 0;
  gboolean same = builder->n_ids > 0 && builder->tag == nysta_id_tag (id) &&
                  builder->n_word == n_word && memcmp (builder->word, word, n_word) == 0;
  gsize n_more = NYSTA_TEXT_NUMBER_BYTES + (same ? 0 : HEAD_BYTES + n_word);

  if (!is_first && builder->n_bytes + group_bytes (builder) + n_more > max_bytes)
    return FALSE;
  if (is_first)
    builder->n_key = nysta_text_key_store (builder->key, word, n_word, id);
  if (!same)
    {
      end_group (builder);
      memcpy (builder->word, word, n_word);
      builder->n_word = (guint) n_word;
      builder->tag = nysta_id_tag (id);
      builder->payload = 0;
    }

  guint8 *at = builder->ids + builder->n_id_bytes;

  at = nysta_text_number_store (at, nysta_id_payload (id) - builder->payload);
  builder->n_id_bytes = (gsize) (at - builder->ids);
  builder->payload = nysta_id_payload (id);
  builder->n_ids++;
  return TRUE;
}

void
nysta_text_block_builder_finish (NystaTextBlockBuilder *builder)
{
  end_group (builder);
}
