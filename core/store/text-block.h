/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * text-block.h: entries of the text index, each a word and a literal that has it, sorted by
 * word, then id, as one string of bytes.
 *
 *   key     the first entry: the word, a NUL, 6 bytes of id
 *   block   groups of entries with the same word and tag, each:
 *             how many bytes of the word before it it begins with (of the first: 0), how many
 *             follow, and these;
 *             how many ids, times two, and one more if they are language-tagged;
 *             if there are two or more, how many bytes they take;
 *             the first one's payload, each next one's less the one before
 *           Numbers have 7 bits a byte, the lowest first, with the highest bit set if more
 *           follow.
 *
 * Caveats: a block may come from a damaged disk: reading never leaves its bytes.
 */
#pragma once

#include "store/term-id.h"

/* A literal with a longer word is one of those that have to be looked at. */
#define NYSTA_WORD_BYTES 64
#define NYSTA_TEXT_KEY_BYTES (NYSTA_WORD_BYTES + 1 + NYSTA_ID_BYTES)
/* Two blocks with their keys fill one page of LMDB's. */
#define NYSTA_TEXT_BLOCK_BYTES 1940

gsize nysta_text_key_store (guint8 key[NYSTA_TEXT_KEY_BYTES], const char *word,
                            gsize n_word, NystaTermId id);

/* As memcmp(), a shorter one first. */
int nysta_word_compare (const char *a, gsize n_a, const char *b, gsize n_b);

/* --- reading ------------------------------------------------------------------------ */

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  const guint8
    *ids_end; /* where the group's ids end; NULL: not known before they are read */
  char word[NYSTA_WORD_BYTES + 1]; /* of the group */
  guint n_word;
  NystaTag tag;
  guint64 n_ids;
  guint64 n_left; /* ids of the group */
  guint64 payload;
  gboolean damaged;
} NystaTextBlockReader;

void nysta_text_block_reader_init (NystaTextBlockReader *reader, const guint8 *bytes,
                                   gsize n_bytes);
/* Go to the next group, past what is left of this one. FALSE at the end, or @damaged. */
gboolean nysta_text_block_reader_next_word (NystaTextBlockReader *reader);
/* The next id of the group. FALSE at its end, or @damaged. */
gboolean nysta_text_block_reader_next_id (NystaTextBlockReader *reader,
                                          NystaTermId *out_id);

/* --- writing ------------------------------------------------------------------------ */

typedef struct
{
  guint8 key[NYSTA_TEXT_KEY_BYTES];
  gsize n_key;
  guint8 bytes[NYSTA_TEXT_BLOCK_BYTES];
  gsize n_bytes; /* without the group at hand */
  char written[NYSTA_WORD_BYTES];
  guint n_written; /* the last group's word */
  char word[NYSTA_WORD_BYTES];
  guint n_word;
  NystaTag tag;
  guint8 ids[NYSTA_TEXT_BLOCK_BYTES];
  gsize n_id_bytes;
  guint64 n_ids; /* 0: no entry yet */
  guint64 payload;
} NystaTextBlockBuilder;

void nysta_text_block_builder_init (NystaTextBlockBuilder *builder);
/* The next entry, past all before it. FALSE: there is no room within @max_bytes. */
gboolean nysta_text_block_builder_add (NystaTextBlockBuilder *builder, const char *word,
                                       gsize n_word, NystaTermId id, gsize max_bytes);
/* Makes @bytes whole; there is an entry. */
void nysta_text_block_builder_finish (NystaTextBlockBuilder *builder);

/* --- numbers ------------------------------------------------------------------------ */

#define NYSTA_TEXT_NUMBER_BYTES 10

static inline guint8 *
nysta_text_number_store (guint8 *at, guint64 number)
{
  for (; number >= 0x80; number >>= 7)
    *at++ = (guint8) (number | 0x80);
  *at++ = (guint8) number;
  return at;
}

/* FALSE: it does not end before @end, or is too large. */
static inline gboolean
nysta_text_number_load (const guint8 **at, const guint8 *end, guint64 *out_number)
{
  guint64 number = 0;

  for (guint shift = 0; *at < end && shift < 63; shift += 7)
    {
      guint8 byte = *(*at)++;

      number |= (guint64) (byte & 0x7F) << shift;
      if (byte < 0x80)
        {
          *out_number = number;
          return TRUE;
        }
    }
  return FALSE;
}
