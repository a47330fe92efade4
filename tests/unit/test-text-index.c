/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The index of words: against going through all strings, and in the hands of damage. */
#include "store/text-index.h"

#include <string.h>

#include "base/limits.h"
#include "made-tables.h"
#include "rdf/fold.h"
#include "store/dictionary.h"
#include "store/text-block.h"
#include "store/text-search.h"
#include "store/verify.h"

/* --- blocks --------------------------------------------------------------------------- */

static void
test_block_round_trip (void)
{
  static const char *const words[] = { "", "a", "ab", "abc", "b", "kommun", "åäö" };
  NystaTextBlockBuilder builder;
  NystaTextBlockReader reader;
  guint n_read = 0;

  nysta_text_block_builder_init (&builder);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint k = 0; k <= i; k++)
      {
        g_assert_true (nysta_text_block_builder_add (
          &builder, words[i], strlen (words[i]),
          nysta_id_make (NYSTA_TAG_STRING, (guint64) k << (6 * k)), sizeof builder.bytes));
      }
  for (guint i = 0; i < 2; i++)
    g_assert_true (nysta_text_block_builder_add (
      &builder, "åäö", strlen ("åäö"),
      nysta_id_make (NYSTA_TAG_LANGUAGE, i * NYSTA_ID_MAX_PAYLOAD), sizeof builder.bytes));
  nysta_text_block_builder_finish (&builder);
  g_assert_cmpuint (builder.n_key, ==, 1 + NYSTA_ID_BYTES);

  nysta_text_block_reader_init (&reader, builder.bytes, builder.n_bytes);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      NystaTermId id = 0;

      g_assert_true (nysta_text_block_reader_next_word (&reader));
      g_assert_cmpstr (reader.word, ==, words[i]);
      g_assert_cmpuint (reader.n_ids, ==, i + 1);
      /* Words whose ids are not read are passed over. */
      for (guint k = 0; k <= i && i % 3 != 1; k++)
        {
          g_assert_true (nysta_text_block_reader_next_id (&reader, &id));
          g_assert_cmpuint (nysta_id_payload (id), ==, (guint64) k << (6 * k));
          n_read++;
        }
    }
  g_assert_true (nysta_text_block_reader_next_word (&reader));
  g_assert_cmpint (reader.tag, ==, NYSTA_TAG_LANGUAGE);
  g_assert_false (nysta_text_block_reader_next_word (&reader));
  g_assert_false (reader.damaged);
  g_assert_cmpuint (n_read, >, 10);
}

/* Each byte changed, and each length: what comes is wrong or less, and never a crash. */
static void
test_block_damaged (void)
{
  NystaTextBlockBuilder builder;
  guint n_damaged = 0;

  nysta_text_block_builder_init (&builder);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *word = g_strdup_printf ("ord%02u", i);

      for (guint k = 0; k < 1 + i % 4; k++)
        nysta_text_block_builder_add (&builder, word, strlen (word),
                                      nysta_id_make (NYSTA_TAG_STRING, k * 1000),
                                      sizeof builder.bytes);
    }
  nysta_text_block_builder_finish (&builder);
  for (guint i = 0; i < builder.n_bytes * 9; i++)
    {
      gsize n_bytes = i % 9 == 8 ? i / 9 : builder.n_bytes;
      g_autofree guint8 *bytes = g_memdup2 (builder.bytes, n_bytes);
      NystaTextBlockReader reader;
      NystaTermId id = 0;

      if (i % 9 < 8)
        bytes[i / 9] ^= (guint8) (1 << i % 9);
      nysta_text_block_reader_init (&reader, bytes, n_bytes);
      while (nysta_text_block_reader_next_word (&reader))
        while (nysta_text_block_reader_next_id (&reader, &id))
          ;
      n_damaged += reader.damaged;
    }
  g_assert_cmpuint (n_damaged, >, builder.n_bytes);
}

/* --- against all strings ----------------------------------------------------------------- */

typedef struct
{
  MadeTables made;
  GPtrArray *texts; /* by number */
  GArray *ids;      /* NystaTermId, likewise */
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  made_tables_init (&fixture->made);
  fixture->texts = g_ptr_array_new_with_free_func (g_free);
  fixture->ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
}

static void
fixture_clear (Fixture *fixture)
{
  g_ptr_array_unref (fixture->texts);
  g_array_unref (fixture->ids);
  made_tables_clear (&fixture->made);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
add (Fixture *fixture, NystaDictionary *dictionary, const char *text, const char *language)
{
  const NystaTerm term = nysta_literal (text, NULL, language);
  NystaTermId id = 0;

  g_assert_cmpint (nysta_dictionary_add (dictionary, &term, &id), ==, 0);
  for (guint i = 0; i < fixture->ids->len; i++)
    if (g_array_index (fixture->ids, NystaTermId, i) == id)
      return;
  g_array_append_val (fixture->ids, id);
  g_ptr_array_add (fixture->texts, g_strdup (text));
}

static NystaDictionary *
dictionary_of (Fixture *fixture)
{
  return nysta_dictionary_new (fixture->made.txn, fixture->made.tables,
                               nysta_environment_seed (fixture->made.environment));
}

static gboolean
is_word_in (const NystaWordPattern *pattern, const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *at = NULL;
  const char *word = NULL;
  gsize n_word = 0;

  nysta_fold (text, strlen (text), folded);
  at = folded->str;
  while ((word = nysta_fold_next_word (&at, folded->str + folded->len, &n_word)) != NULL)
    if (nysta_word_pattern_fits (pattern, word, n_word))
      return TRUE;
  return FALSE;
}

static gboolean
is_among (const GArray *ids, NystaTermId id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, NystaTermId, i) == id)
      return TRUE;
  return FALSE;
}

/* All that have the words are found; and no others, if the patterns are looked for in the
 * order of words. */
static void
compare_search (Fixture *fixture, const GArray *patterns, gboolean exactly)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  guint n_fit = 0;

  g_assert_cmpint (
    nysta_text_search (fixture->made.txn, fixture->made.tables, patterns, 1000000, ids), ==,
    NYSTA_SEARCH_FOUND);
  for (guint i = 1; i < ids->len; i++)
    g_assert_cmpuint (g_array_index (ids, NystaTermId, i - 1), <,
                      g_array_index (ids, NystaTermId, i));
  for (guint i = 0; i < fixture->texts->len; i++)
    {
      gboolean fits = TRUE;

      for (guint k = 0; k < patterns->len; k++)
        fits = fits && is_word_in (&g_array_index (patterns, NystaWordPattern, k),
                                   fixture->texts->pdata[i]);
      if (fits)
        g_assert_true (is_among (ids, g_array_index (fixture->ids, NystaTermId, i)));
      n_fit += fits;
    }
  if (exactly)
    g_assert_cmpuint (ids->len, ==, n_fit);
}

static char *
random_word (GRand *random)
{
  GString *word = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 1, 4);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (word, g_utf8_get_char (g_utf8_offset_to_pointer (
                                     "abcdåäé", g_rand_int_range (random, 0, 7))));
  return g_string_free (word, FALSE);
}

static void
search_randomly (Fixture *fixture, GRand *random, guint n_searches)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (guint i = 0; i < n_searches; i++)
    {
      g_autoptr (GArray) patterns = nysta_word_patterns_new ();
      guint n = (guint) g_rand_int_range (random, 1, 3);
      gboolean exactly = TRUE;

      for (guint k = 0; k < n; k++)
        {
          g_autofree char *word = random_word (random);
          NystaWordMatch match = (NystaWordMatch) g_rand_int_range (random, 0, 4);

          nysta_fold (word, strlen (word), folded);
          nysta_word_patterns_add (patterns, match, folded->str, folded->len);
          exactly = exactly && (match == NYSTA_WORD_WHOLE || match == NYSTA_WORD_PREFIX);
        }
      compare_search (fixture, patterns, exactly);
    }
}

static void assert_sound (Fixture *fixture);

/* Many small additions part blocks again and again. */
static void
test_random (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  fixture_init (&fixture);
  for (guint round = 0; round < 30; round++)
    {
      g_autoptr (NystaDictionary) dictionary = dictionary_of (&fixture);
      guint n = round == 0 ? 1500 : 40;

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          guint n_words = (guint) g_rand_int_range (random, 0, 5);

          for (guint k = 0; k < n_words; k++)
            {
              g_autofree char *word = random_word (random);

              g_string_append_printf (text, "%s%s", k > 0 ? " " : "", word);
            }
          add (&fixture, dictionary, text->str, i % 3 == 0 ? "sv" : NULL);
        }
      g_assert_cmpint (nysta_dictionary_flush (dictionary), ==, 0);
      search_randomly (&fixture, random, 20);
    }
  assert_sound (&fixture);
}

/* --- strings that words do not tell ---------------------------------------------------------- */

static guint
count_found (Fixture *fixture, NystaWordMatch match, const char *word, guint64 max_ids)
{
  g_autoptr (GArray) patterns = nysta_word_patterns_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  NystaSearch found = NYSTA_SEARCH_FOUND;

  nysta_word_patterns_add (patterns, match, word, strlen (word));
  found = nysta_text_search (fixture->made.txn, fixture->made.tables, patterns, max_ids,
                             ids);
  g_assert_cmpint (found, !=, NYSTA_SEARCH_DAMAGED);
  return found == NYSTA_SEARCH_FOUND ? ids->len : G_MAXUINT;
}

static void
test_unindexed (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *long_text = g_strnfill (NYSTA_MAX_INDEXED_BYTES + 1, 'x');
  g_autofree char *largest = g_strnfill (NYSTA_MAX_INDEXED_BYTES, ' ');
  g_autofree char *long_word = g_strnfill (NYSTA_WORD_BYTES + 1, 'y');
  g_autofree char *largest_word = g_strnfill (NYSTA_WORD_BYTES, 'z');

  fixture_init (&fixture);
  memcpy (largest, "ord", 3);

  g_autoptr (NystaDictionary) dictionary = dictionary_of (&fixture);

  add (&fixture, dictionary, long_text, NULL);
  add (&fixture, dictionary, largest, NULL);
  add (&fixture, dictionary, long_word, "sv");
  add (&fixture, dictionary, largest_word, "sv");
  /* U+0378: no character yet */
  add (&fixture, dictionary, "\xCD\xB8", NULL);
  add (&fixture, dictionary, "ett ord till", "sv");
  g_assert_cmpint (nysta_dictionary_flush (dictionary), ==, 0);

  /* Three are always to be looked at. */
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_WHOLE, "none", 100), ==, 3);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_WHOLE, long_word, 100), ==, 3);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_PREFIX, long_word, 100), ==, 3);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_PART, long_word, 100), ==, 3);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_WHOLE, "ord", 100), ==, 5);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_WHOLE, largest_word, 100), ==, 4);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_PREFIX, "zzz", 100), ==, 4);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_SUFFIX, "rd", 100), ==, 5);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_PART, "il", 100), ==, 4);
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_WHOLE, "ord", 4), ==, G_MAXUINT);
  assert_sound (&fixture);
}

/* --- damage ------------------------------------------------------------------------------- */

static void
note_fault (const char *what, gpointer user_data)
{
  GString *faults = user_data;

  if (strstr (what, "words:") != NULL)
    g_string_append_printf (faults, "%s\n", what);
}

static char *
verify (Fixture *fixture)
{
  GString *faults = g_string_new (NULL);

  nysta_verify_tables (fixture->made.txn, fixture->made.tables,
                       nysta_environment_seed (fixture->made.environment), note_fault,
                       faults);
  return g_string_free (faults, FALSE);
}

static void
assert_sound (Fixture *fixture)
{
  g_autofree char *faults = verify (fixture);

  g_assert_cmpstr (faults, ==, "");
}

static void
fill (Fixture *fixture)
{
  g_autoptr (NystaDictionary) dictionary = dictionary_of (fixture);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *text = g_strdup_printf ("sak nummer %u", i * 7);

      add (fixture, dictionary, text, "sv");
    }
  g_assert_cmpint (nysta_dictionary_flush (dictionary), ==, 0);
}

static void
put (Fixture *fixture, const char *word, guint64 payload)
{
  NystaTextBlockBuilder builder;
  NystaTermId id = nysta_id_make (NYSTA_TAG_LANGUAGE, payload);

  nysta_text_block_builder_init (&builder);
  nysta_text_block_builder_add (&builder, word, strlen (word), id, sizeof builder.bytes);
  nysta_text_block_builder_finish (&builder);

  MDB_val key = { builder.n_key, builder.key };
  MDB_val value = { builder.n_bytes, builder.bytes };

  g_assert_cmpint (
    mdb_put (fixture->made.txn, fixture->made.tables->words, &key, &value, 0), ==, 0);
}

static void
cut_first_block (Fixture *fixture, gboolean whole)
{
  guint8 bytes[NYSTA_TEXT_BLOCK_BYTES];
  guint8 key_bytes[NYSTA_TEXT_KEY_BYTES];
  MDB_cursor *cursor = NULL;
  MDB_val key = { 0 };
  MDB_val value = { 0 };

  g_assert_cmpint (
    mdb_cursor_open (fixture->made.txn, fixture->made.tables->words, &cursor), ==, 0);
  g_assert_cmpint (mdb_cursor_get (cursor, &key, &value, MDB_FIRST), ==, 0);
  memcpy (key_bytes, key.mv_data, key.mv_size);
  memcpy (bytes, value.mv_data, value.mv_size);
  mdb_cursor_close (cursor);
  key.mv_data = key_bytes;
  value.mv_data = bytes;
  value.mv_size -= 3;
  if (whole)
    g_assert_cmpint (mdb_del (fixture->made.txn, fixture->made.tables->words, &key, NULL),
                     ==, 0);
  else
    g_assert_cmpint (
      mdb_put (fixture->made.txn, fixture->made.tables->words, &key, &value, 0), ==, 0);
}

static void
test_verify (void)
{
  for (guint i = 0; i < 5; i++)
    {
      g_auto (Fixture) fixture = { 0 };
      g_autofree char *faults = NULL;

      fixture_init (&fixture);
      fill (&fixture);
      assert_sound (&fixture);
      switch (i)
        {
        case 0: /* a word that no string has */
          put (&fixture, "ååå", 5);
          break;
        case 1: /* one that was there already */
          put (&fixture, "ååå", 9999);
          break;
        case 2: /* a block that begins too early */
          put (&fixture, "a", 5);
          put (&fixture, "b", 5);
          break;
        default:
          cut_first_block (&fixture, i == 4);
        }
      faults = verify (&fixture);
      g_assert_nonnull (strstr (faults, "words: "));
    }
}

/* Entries that make no sense are an error, and not another answer. */
static void
test_search_damaged (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GArray) patterns = nysta_word_patterns_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));

  fixture_init (&fixture);
  fill (&fixture);
  cut_first_block (&fixture, FALSE);
  nysta_word_patterns_add (patterns, NYSTA_WORD_PART, "sak", 3);
  g_assert_cmpint (
    nysta_text_search (fixture.made.txn, fixture.made.tables, patterns, 10000, ids), ==,
    NYSTA_SEARCH_DAMAGED);
}

/* A store without the table gets one of what it has. */
static void
test_build (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  MDB_txn *txn = NULL;

  fixture_init (&fixture);
  fill (&fixture);
  g_assert_cmpint (mdb_drop (fixture.made.txn, fixture.made.tables->words, 0), ==, 0);
  g_assert_cmpint (
    nysta_environment_try_commit (fixture.made.environment, fixture.made.txn), ==, 0);
  g_assert_true (nysta_text_index_build (fixture.made.environment, &error));
  g_assert_no_error (error);
  txn = nysta_environment_begin (fixture.made.environment, TRUE, &error);
  g_assert_nonnull (txn);
  fixture.made.txn = txn;
  g_assert_cmpuint (count_found (&fixture, NYSTA_WORD_WHOLE, "sak", 1000), ==, 300);
  assert_sound (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-index/block/round-trip", test_block_round_trip);
  g_test_add_func ("/text-index/block/damaged", test_block_damaged);
  g_test_add_func ("/text-index/random", test_random);
  g_test_add_func ("/text-index/unindexed", test_unindexed);
  g_test_add_func ("/text-index/verify", test_verify);
  g_test_add_func ("/text-index/search-damaged", test_search_damaged);
  g_test_add_func ("/text-index/build", test_build);
  return g_test_run ();
}
