/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/verify.h"

#include <stdarg.h>
#include <string.h>

#include "rdf/vocabulary.h"
#include "store/counts.h"
#include "store/dictionary.h"
#include "store/text-index.h"
#include "store/text-search.h"

/* So many faults of one kind are told; then they are only counted. */
#define N_TOLD 10

typedef enum
{
  BLOCKS,
  SORTING,
  IDS,
  QUADS,
  TERMS,
  HASHES,
  WORDS,
  COUNTS,
  N_KINDS
} Kind;

typedef struct
{
  guint64 n_rows;
  guint64 sum; /* of hashes of quads */
} Total;

typedef struct
{
  MDB_txn *txn;
  const NystaTables *tables;
  guint64 seed;
  NystaDictionary *dictionary;
  guint64 n_terms[NYSTA_N_DICTIONARY_TAGS];
  NystaCounter *counter;
  gboolean has_words;
  Total words; /* that the terms have: entries, and the sum of their hashes */
  GHashTable *words_of_term;
  GHashTable *unindexed; /* of NystaTermId: strings that have an entry of the empty word */
  GString *folded;
  NystaFaultFunc func;
  gpointer user_data;
  guint64 n_faults[N_KINDS];
} Check;

static void G_GNUC_PRINTF (3, 4) fault (Check *check, Kind kind, const char *format, ...)
{
  if (check->n_faults[kind]++ >= N_TOLD)
    return;

  va_list arguments;
  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  check->func (what, check->user_data);
}

/* --- rows ------------------------------------------------------------------- */

/* The same in every order, and so good that equal sums mean equal sets. */
static guint64
hash_quad (const NystaRow *row, NystaOrder order)
{
  guint64 hash = 0;

  for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
    {
      guint64 mixed = (row->ids[field] + 1) *
                      (0x9e3779b97f4a7c15u + 2 *
                                               (guint64) nysta_order_fields[order][field] *
                                               0xbf58476d1ce4e5b9u);

      mixed ^= mixed >> 29;
      mixed *= 0x94d049bb133111ebu;
      hash += mixed ^ mixed >> 32;
    }
  hash ^= hash >> 31;
  hash *= 0xd6e8feb86659fd93u;
  return hash ^ hash >> 32;
}

static gboolean
is_term (Check *check, NystaTermId id)
{
  NystaTag tag = nysta_id_tag (id);
  char room[NYSTA_INLINE_BYTES];
  NystaTerm term;

  if (nysta_id_is_inline (id))
    return nysta_id_to_literal (id, room, &term);
  return tag > NYSTA_TAG_NONE && tag < NYSTA_N_DICTIONARY_TAGS &&
         nysta_id_payload (id) < check->n_terms[tag];
}

static gboolean
may_stand (NystaTag tag, NystaField field)
{
  switch (field)
    {
    case NYSTA_FIELD_SUBJECT:
      return tag == NYSTA_TAG_IRI || tag == NYSTA_TAG_BLANK;
    case NYSTA_FIELD_PREDICATE:
      return tag == NYSTA_TAG_IRI;
    case NYSTA_FIELD_GRAPH:
      return tag == NYSTA_TAG_IRI || tag == NYSTA_TAG_BLANK || tag == NYSTA_TAG_NONE;
    case NYSTA_FIELD_OBJECT:
      break;
    }
  return TRUE;
}

/* Each field stands first in one of the orders: there its ids come once each. */
static void
check_id (Check *check, NystaOrder order, NystaTermId id)
{
  NystaField field = nysta_order_fields[order][0];

  if (field == NYSTA_FIELD_GRAPH && id == 0)
    return;
  if (!is_term (check, id))
    fault (check, IDS, "%s: %012" G_GINT64_MODIFIER "x is no term's number",
           nysta_order_names[order], id);
  else if (!may_stand (nysta_id_tag (id), field))
    fault (check, IDS, "%s: %012" G_GINT64_MODIFIER "x is a term that cannot stand there",
           nysta_order_names[order], id);
}

typedef struct
{
  Check *check;
  NystaOrder order;
  guint64 n_blocks;
  gboolean has_last;
  NystaRow last;
  Total total;
} OrderCheck;

static void
check_rows (OrderCheck *at, const NystaRow *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const NystaRow *row = &rows[i];

      if (at->has_last && nysta_row_compare (row, &at->last, NYSTA_ROW_FIELDS) <= 0)
        fault (at->check, SORTING, "%s: block %" G_GUINT64_FORMAT " is not sorted",
               nysta_order_names[at->order], at->n_blocks);
      if (!at->has_last || row->ids[0] != at->last.ids[0])
        check_id (at->check, at->order, row->ids[0]);
      nysta_counter_add (at->check->counter, at->order, row);
      at->total.n_rows++;
      at->total.sum += hash_quad (row, at->order);
      at->last = *row;
      at->has_last = TRUE;
    }
}

static void
check_block (OrderCheck *at, const MDB_val *key, const MDB_val *block)
{
  NystaBlockReader reader;
  NystaRow rows[256];
  gsize n_read;

  at->n_blocks++;
  if (!nysta_block_is_whole (key->mv_data, key->mv_size, block->mv_data, block->mv_size))
    fault (at->check, BLOCKS, "%s: the checksum of block %" G_GUINT64_FORMAT " is wrong",
           nysta_order_names[at->order], at->n_blocks);
  if (!nysta_block_reader_init (&reader, key->mv_data, key->mv_size, block->mv_data,
                                block->mv_size))
    return;
  while ((n_read = nysta_block_reader_read (&reader, rows, G_N_ELEMENTS (rows))) > 0)
    check_rows (at, rows, n_read);
  if (reader.damaged || reader.order != at->order)
    fault (at->check, BLOCKS, "%s: block %" G_GUINT64_FORMAT " makes no sense",
           nysta_order_names[at->order], at->n_blocks);
}

static void
check_order (Check *check, NystaOrder order, Total *out_total)
{
  OrderCheck at = { .check = check, .order = order };
  MDB_cursor *cursor = NULL;
  MDB_val key, block;
  int code = mdb_cursor_open (check->txn, check->tables->orders[order], &cursor);

  if (code == 0)
    {
      while ((code = mdb_cursor_get (cursor, &key, &block, MDB_NEXT)) == 0)
        check_block (&at, &key, &block);
      mdb_cursor_close (cursor);
    }
  if (code != MDB_NOTFOUND)
    fault (check, BLOCKS, "%s: %s", nysta_order_names[order], mdb_strerror (code));
  *out_total = at.total;
}

static void
check_orders (Check *check)
{
  Total first = { 0 };

  for (NystaOrder order = 0; order < NYSTA_N_ORDERS; order++)
    {
      Total total = { 0 };

      check_order (check, order, &total);
      if (order == NYSTA_ORDER_SPOG)
        first = total;
      else if (total.n_rows != first.n_rows)
        fault (check, QUADS, "%s has %" G_GUINT64_FORMAT " quads, %s %" G_GUINT64_FORMAT,
               nysta_order_names[NYSTA_ORDER_SPOG], first.n_rows, nysta_order_names[order],
               total.n_rows);
      else if (total.sum != first.sum)
        fault (check, QUADS, "%s has other quads than %s", nysta_order_names[order],
               nysta_order_names[NYSTA_ORDER_SPOG]);
    }
}

/* --- terms ------------------------------------------------------------------ */

static guint64
hash_entry (const char *word, gsize n_word, NystaTermId id)
{
  const NystaRow row = { { nysta_term_pack_hash (NYSTA_TAG_STRING, word, n_word, 0), id } };

  return hash_quad (&row, NYSTA_ORDER_SPOG);
}

/* A word counts once, however often the string has it. */
static void
note_word (const char *word, gsize n_word, NystaTermId id, gpointer user_data)
{
  Check *check = user_data;

  if (!g_hash_table_add (check->words_of_term, g_strndup (word, n_word)))
    return;
  check->words.n_rows++;
  check->words.sum += hash_entry (word, n_word, id);
}

/* A string that is to be looked at by whoever searches may be so for no reason but that
 * GLib did not know its characters when it came. */
static void
note_words (Check *check, NystaTermId id, const GString *packed)
{
  if (g_hash_table_contains (check->unindexed, &id))
    note_word ("", 0, id, check);
  else
    nysta_text_foreach_word (id, packed->str, packed->len, check->folded, note_word, check);
  g_hash_table_remove_all (check->words_of_term);
}

static gboolean
note_unindexed (const char *word, gsize n_word, NystaTermId id, gpointer user_data)
{
  if (n_word == 0)
    g_hash_table_add (((Check *) user_data)->unindexed, g_memdup2 (&id, sizeof id));
  return n_word == 0;
}

static gboolean
count_entry (const char *word, gsize n_word, NystaTermId id, gpointer user_data)
{
  Total *total = user_data;

  total->n_rows++;
  total->sum += hash_entry (word, n_word, id);
  return TRUE;
}

/* As many entries as the strings have words, and the same. */
static void
check_words (Check *check)
{
  Total found = { 0 };

  if (!check->has_words)
    return;
  if (!nysta_text_foreach (check->txn, check->tables, count_entry, &found))
    fault (check, WORDS, "words: a block makes no sense");
  if (found.n_rows != check->words.n_rows)
    fault (check, WORDS, "words: %" G_GUINT64_FORMAT " entries for %" G_GUINT64_FORMAT,
           found.n_rows, check->words.n_rows);
  else if (found.sum != check->words.sum)
    fault (check, WORDS, "words: they are not those of the strings");
}

static void
check_term (Check *check, NystaTermId id, GString *packed)
{
  NystaTag tag = nysta_id_tag (id);
  NystaTermId inline_id = 0;
  NystaTerm term;

  if (!nysta_dictionary_read_packed (check->dictionary, id, packed) ||
      !nysta_term_unpack (tag, packed->str, packed->len, &term))
    {
      fault (check, TERMS, "the term %012" G_GINT64_MODIFIER "x cannot be read", id);
      return;
    }
  if (nysta_id_dictionary_tag (&term) != tag || nysta_id_from_literal (&term, &inline_id))
    fault (check, TERMS, "the term %012" G_GINT64_MODIFIER "x has the wrong kind of number",
           id);

  if (check->has_words)
    note_words (check, id, packed);

  guint64 hash = nysta_term_pack_hash (tag, packed->str, packed->len, check->seed);
  NystaTermId found = nysta_dictionary_find_packed (check->dictionary, tag, packed->str,
                                                    packed->len, hash);
  if (found == 0)
    fault (check, HASHES, "the term %012" G_GINT64_MODIFIER "x is not found by its hash",
           id);
  else if (found != id)
    fault (check, HASHES,
           "the terms %012" G_GINT64_MODIFIER "x and %012" G_GINT64_MODIFIER "x are one",
           id, found);
}

/* That every term is found was seen: as many entries as terms are one each. */
static void
check_hashes (Check *check, guint64 n_terms)
{
  NystaHashCursor cursor;
  guint64 n_entries = 0;
  guint64 hash, last_hash = 0;
  NystaTermId id, last_id = 0;
  int code = nysta_hash_cursor_init (&cursor, check->txn, check->tables);

  if (code != 0)
    {
      fault (check, HASHES, "hashes: %s", mdb_strerror (code));
      return;
    }
  while (nysta_hash_cursor_next (&cursor, &hash, &id))
    {
      if (n_entries > 0 && (hash < last_hash || (hash == last_hash && id <= last_id)))
        fault (check, HASHES, "hashes: not sorted at %012" G_GINT64_MODIFIER "x", id);
      if (nysta_id_is_inline (id) || !is_term (check, id))
        fault (check, HASHES, "hashes: %012" G_GINT64_MODIFIER "x is no term's number", id);
      last_hash = hash;
      last_id = id;
      n_entries++;
    }
  if (cursor.damaged)
    fault (check, HASHES, "hashes: a block makes no sense");
  nysta_hash_cursor_clear (&cursor);
  if (n_entries != n_terms)
    fault (check, HASHES,
           "hashes: %" G_GUINT64_FORMAT " entries for %" G_GUINT64_FORMAT " terms",
           n_entries, n_terms);
}

static void
check_terms (Check *check)
{
  g_autoptr (GString) packed = g_string_new (NULL);
  guint64 n_terms = 0;

  for (guint tag = NYSTA_TAG_IRI; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      for (guint64 payload = 0; payload < check->n_terms[tag]; payload++)
        check_term (check, nysta_id_make ((NystaTag) tag, payload), packed);
      n_terms += check->n_terms[tag];
    }
  check_hashes (check, n_terms);
}

/* Blocks are numbered without gaps, so a number that is too high is no reason to look for
 * millions of millions of terms. */
static void
count_terms (Check *check)
{
  for (guint tag = NYSTA_TAG_IRI; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      guint64 n_terms = nysta_dictionary_n_terms (check->dictionary, (NystaTag) tag);
      MDB_stat stat = { 0 };

      mdb_stat (check->txn, check->tables->terms[tag], &stat);
      if (n_terms > stat.ms_entries * NYSTA_TERMS_PER_BLOCK)
        {
          n_terms = stat.ms_entries * NYSTA_TERMS_PER_BLOCK;
          fault (check, TERMS, "terms of tag %u: blocks are missing", tag);
        }
      check->n_terms[tag] = n_terms;
    }
}

static void
check_counts (Check *check)
{
  g_autoptr (GString) difference = g_string_new (NULL);
  int code = nysta_counter_compare (check->counter, check->txn, check->tables, difference);

  if (difference->len > 0)
    fault (check, COUNTS, "counts: %s", difference->str);
  else if (code != 0)
    fault (check, COUNTS, "counts: %s", mdb_strerror (code));
}

guint64
nysta_verify_tables (MDB_txn *txn, const NystaTables *tables, guint64 seed,
                     NystaFaultFunc func, gpointer user_data)
{
  g_autoptr (NystaDictionary) dictionary = nysta_dictionary_new (txn, tables, seed);
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autoptr (GHashTable)
    words_of_term = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
    unindexed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  NystaTerm type = nysta_iri (RDF_TYPE);
  g_autoptr (NystaCounter)
    counter = nysta_counter_new (nysta_dictionary_find (dictionary, &type));
  Check check = {
    .txn = txn,
    .tables = tables,
    .seed = seed,
    .dictionary = dictionary,
    .counter = counter,
    .func = func,
    .user_data = user_data,
    .has_words = nysta_tables_have_words (txn, tables),
    .words_of_term = words_of_term,
    .unindexed = unindexed,
    .folded = folded,
  };
  guint64 n_faults = 0;

  count_terms (&check);
  check_orders (&check);
  if (check.has_words)
    nysta_text_foreach (txn, tables, note_unindexed, &check);
  check_terms (&check);
  check_words (&check);
  check_counts (&check);
  for (guint kind = 0; kind < N_KINDS; kind++)
    n_faults += check.n_faults[kind];
  return n_faults;
}
