/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/dictionary.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "rdf/vocabulary.h"
#include "store/term-block.h"

#define SEED 0x6e79737461ull

/* --- a place to write to ---------------------------------------------------- */

typedef struct
{
  char *folder;
  char *path;
  NystaEnvironment *environment;
  const NystaTables *tables;
  MDB_txn *txn;
  NystaDictionary *dictionary;
} Fixture;

static void
begin (Fixture *fixture, gboolean writes)
{
  g_autoptr (GError) error = NULL;

  fixture->txn = nysta_environment_begin (fixture->environment, writes, &error);
  g_assert_no_error (error);
  fixture->dictionary = nysta_dictionary_new (fixture->txn, fixture->tables, SEED);
}

static void
commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nysta_dictionary_flush (fixture->dictionary), ==, 0);
  nysta_environment_commit (fixture->environment, fixture->txn, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->dictionary, nysta_dictionary_free);
}

static void
end (Fixture *fixture)
{
  g_clear_pointer (&fixture->dictionary, nysta_dictionary_free);
  nysta_environment_abort (fixture->environment, fixture->txn);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nysta-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "terms.mdb", NULL);
  fixture->environment = nysta_environment_open (fixture->path, NYSTA_ENVIRONMENT_CREATE,
                                                 &error);
  g_assert_no_error (error);
  fixture->tables = nysta_environment_tables (fixture->environment);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, "-lock", NULL);

  nysta_environment_unref (fixture->environment);
  g_remove (fixture->path);
  g_remove (lock);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static NystaTermId
add (Fixture *fixture, const NystaTerm *term)
{
  NystaTermId id = 0;

  g_assert_cmpint (nysta_dictionary_add (fixture->dictionary, term, &id), ==, 0);
  return id;
}

static void
assert_read (Fixture *fixture, NystaTermId id, const NystaTerm *expected)
{
  g_autoptr (GString) buffer = g_string_new ("overwritten");
  NystaTerm term = { 0 };

  g_assert_true (nysta_dictionary_read (fixture->dictionary, id, buffer, &term));
  g_assert_cmpint (term.kind, ==, expected->kind);
  g_assert_cmpstr (term.value, ==, expected->value);
  g_assert_cmpstr (term.datatype, ==, expected->datatype);
  g_assert_cmpstr (term.language, ==, expected->language);
}

/* --- packed terms ----------------------------------------------------------- */

typedef struct
{
  const char *name;
  NystaTerm term;
  NystaTag tag;
  const char *packed;
  gsize n_packed;
} PackCase;

static const PackCase pack_cases[] = {
  { "iri", { NYSTA_TERM_IRI, "http://e/å" }, NYSTA_TAG_IRI, "http://e/å", 11 },
  { "blank", { NYSTA_TERM_BLANK, "b1" }, NYSTA_TAG_BLANK, "b1", 2 },
  { "plain", { NYSTA_TERM_LITERAL, "hej" }, NYSTA_TAG_STRING, "hej", 3 },
  { "empty", { NYSTA_TERM_LITERAL, "" }, NYSTA_TAG_STRING, "", 0 },
  { "language",
    { NYSTA_TERM_LITERAL, "hej", NULL, "sv-SE" },
    NYSTA_TAG_LANGUAGE,
    "sv-SE\0hej",
    9 },
  { "typed",
    { NYSTA_TERM_LITERAL, "x", "http://e/t" },
    NYSTA_TAG_TYPED,
    "http://e/t\0x",
    12 },
  { "typed-empty",
    { NYSTA_TERM_LITERAL, "", "http://e/t" },
    NYSTA_TAG_TYPED,
    "http://e/t\0",
    11 },
  { "value",
    { NYSTA_TERM_LITERAL, "01", NS_XSD "integer" },
    NYSTA_TAG_VALUE,
    NS_XSD "integer\0"
           "01",
    43 },
};

static void
test_pack (gconstpointer data)
{
  const PackCase *c = data;
  g_autoptr (GString) bytes = g_string_new ("overwritten");
  NystaTerm term = { 0 };

  nysta_term_pack (&c->term, bytes);
  g_assert_cmpmem (bytes->str, bytes->len, c->packed, c->n_packed);
  g_assert_true (nysta_term_unpack (c->tag, bytes->str, bytes->len, &term));
  g_assert_cmpint (nysta_id_dictionary_tag (&term), ==, c->tag);
  g_assert_true (nysta_term_equal (&term, &c->term));
}

typedef struct
{
  const char *name;
  NystaTag tag;
  const char *bytes;
  gsize n_bytes;
} DamageCase;

static const DamageCase unpack_cases[] = {
  { "no-tag", NYSTA_TAG_NONE, "a", 1 },
  { "reserved-tag", NYSTA_TAG_TRIPLE, "a", 1 },
  { "inline-tag", NYSTA_TAG_INTEGER, "1", 1 },
  { "nul-in-iri", NYSTA_TAG_IRI, "a\0b", 3 },
  { "one-part", NYSTA_TAG_LANGUAGE, "sv", 2 },
  { "first-part-empty", NYSTA_TAG_TYPED, "\0a", 2 },
  { "three-parts", NYSTA_TAG_LANGUAGE, "sv\0a\0b", 6 },
  { "nothing", NYSTA_TAG_VALUE, "", 0 },
};

static void
test_unpack (gconstpointer data)
{
  const DamageCase *c = data;
  NystaTerm term = { 0 };

  g_assert_false (nysta_term_unpack (c->tag, c->bytes, c->n_bytes, &term));
  g_assert_cmpint (term.kind, ==, NYSTA_TERM_NONE);
}

static void
test_hash (void)
{
  guint64 hash = nysta_term_pack_hash (NYSTA_TAG_LANGUAGE, "sv-SE\0A", 7, SEED);

  g_assert_cmphex (hash, ==,
                   nysta_term_pack_hash (NYSTA_TAG_LANGUAGE, "SV-se\0A", 7, SEED));
  g_assert_cmphex (hash, !=,
                   nysta_term_pack_hash (NYSTA_TAG_LANGUAGE, "sv-SE\0a", 7, SEED));
  g_assert_cmphex (hash, !=, nysta_term_pack_hash (NYSTA_TAG_LANGUAGE, "sv-SE\0A", 7, 1));
  g_assert_cmphex (hash, !=, nysta_term_pack_hash (NYSTA_TAG_TYPED, "sv-SE\0A", 7, SEED));
  g_assert_true (nysta_term_pack_equal (NYSTA_TAG_LANGUAGE, "sv-SE\0A", 7, "SV-se\0A", 7));
  g_assert_false (nysta_term_pack_equal (NYSTA_TAG_LANGUAGE, "sv-SE\0A", 7, "sv-SE\0a", 7));
  g_assert_false (nysta_term_pack_equal (NYSTA_TAG_LANGUAGE, "sv\0A", 4, "s\0vA", 4));
  g_assert_false (nysta_term_pack_equal (NYSTA_TAG_IRI, "a", 1, "A", 1));
  g_assert_false (nysta_term_pack_equal (NYSTA_TAG_IRI, "a", 1, "ab", 2));
}

/* --- blocks ----------------------------------------------------------------- */

/* Bytes that often begin as others do. */
static char *
make_random_term (gsize max_bytes)
{
  gsize n = (gsize) g_test_rand_int_range (0, (gint32) max_bytes + 1);
  char *term = g_malloc (n + 1);
  gsize changed = n > 0 ? (gsize) g_test_rand_int_range (0, (gint32) n + 1) : 0;

  memset (term, 'a', n);
  term[n] = '\0';
  for (gsize i = changed; i < n; i++)
    term[i] = (char) g_test_rand_int_range (1, 127);
  return term;
}

static void
test_block_random (void)
{
  static const gsize sizes[] = { 1, 12, 40, 130, NYSTA_LONG_TERM_BYTES + 20 };
  g_autofree NystaTermBlock *block = g_new (NystaTermBlock, 1);
  g_autofree NystaTermBlock *loaded = g_new (NystaTermBlock, 1);
  g_autoptr (GString) bytes = g_string_new (NULL);
  guint n_elsewhere = 0;

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
      gboolean here[NYSTA_TERMS_PER_BLOCK] = { FALSE };

      nysta_term_block_init (block);
      for (guint i = 0; i < NYSTA_TERMS_PER_BLOCK; i++)
        {
          char *term = make_random_term (sizes[round % G_N_ELEMENTS (sizes)]);

          g_ptr_array_add (terms, term);
          here[i] = nysta_term_block_add (block, term, strlen (term));
          g_assert_cmpuint (block->n_bytes, <=, NYSTA_TERM_BLOCK_BYTES);
          /* A block that is gone on with is the block that was never left. */
          g_assert_true (nysta_term_block_load (loaded, block->bytes, block->n_bytes));
          memcpy (block, loaded, sizeof *block);
        }
      g_assert_cmpuint (nysta_term_block_n_terms (block->bytes, block->n_bytes), ==, 16);
      for (guint i = 0; i < NYSTA_TERMS_PER_BLOCK; i++)
        {
          NystaTermPlace place = nysta_term_block_read (block->bytes, block->n_bytes, i,
                                                        bytes);

          g_assert_cmpint (place, ==,
                           here[i] ? NYSTA_TERM_BLOCK_HERE : NYSTA_TERM_BLOCK_ELSEWHERE);
          n_elsewhere += !here[i];
          if (here[i])
            g_assert_cmpstr (bytes->str, ==, terms->pdata[i]);
        }
      g_assert_cmpint (nysta_term_block_read (block->bytes, block->n_bytes, 16, bytes), ==,
                       NYSTA_TERM_BLOCK_DAMAGED);
    }
  g_assert_cmpuint (n_elsewhere, >, 100);
}

/* Terms that share are told in few bytes. */
static void
test_block_shares (void)
{
  g_autofree NystaTermBlock *block = g_new (NystaTermBlock, 1);

  nysta_term_block_init (block);
  for (guint i = 0; i < NYSTA_TERMS_PER_BLOCK; i++)
    {
      g_autofree char *term = g_strdup_printf (
        i % 2 == 0 ? "http://kg.example.org/person/%u" : "https://data.example.se/dok/%u",
        70000 + i);

      g_assert_true (nysta_term_block_add (block, term, strlen (term)));
    }
  g_assert_cmpuint (block->n_bytes, <, 120);
}

/* Whatever the bytes, nothing outside of them is read: an exact copy lets the sanitizers
 * see it. */
static void
test_block_damaged (void)
{
  g_autofree NystaTermBlock *block = g_new (NystaTermBlock, 1);
  g_autofree NystaTermBlock *loaded = g_new (NystaTermBlock, 1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint round = 0; round < 3000; round++)
    {
      nysta_term_block_init (block);
      for (guint i = 0; i < NYSTA_TERMS_PER_BLOCK; i++)
        {
          g_autofree char *term = make_random_term (round % 2 == 0 ? 10 : 460);

          nysta_term_block_add (block, term, strlen (term));
        }

      guint n = (guint) g_test_rand_int_range (0, (gint32) block->n_bytes + 1);
      g_autofree guint8 *bytes = g_memdup2 (block->bytes, MAX (n, 1));

      for (guint flips = (guint) g_test_rand_int_range (0, 4); n > 0 && flips > 0; flips--)
        bytes[g_test_rand_int_range (0, (gint32) n)] ^= 1u << g_test_rand_int_range (0, 8);
      for (guint i = 0; i < NYSTA_TERMS_PER_BLOCK; i++)
        if (nysta_term_block_read (bytes, n, i, out) == NYSTA_TERM_BLOCK_HERE)
          g_assert_cmpuint (out->len, <=, NYSTA_LONG_TERM_BYTES);
      if (nysta_term_block_load (loaded, bytes, n))
        while (loaded->n_terms < NYSTA_TERMS_PER_BLOCK)
          nysta_term_block_add (loaded, "more", 4);
    }
}

/* --- blocks of hashes ------------------------------------------------------- */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return nysta_hash_entry_compare (a, b);
}

/* Sorted entries whose hashes and ids need up to so many bits. */
static void
make_entries (NystaHashEntry *entries, guint n, guint hash_bits, guint id_bits)
{
  guint64 first = (guint64) (guint32) g_test_rand_int () << 16;

  for (guint i = 0; i < n; i++)
    {
      guint64 random = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

      entries[i].hash = first + (random & (((guint64) 1 << hash_bits) - 1));
      random = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      entries[i].id = nysta_id_make ((NystaTag) g_test_rand_int_range (1, 7),
                                     random & (((guint64) 1 << id_bits) - 1));
    }
  qsort (entries, n, sizeof *entries, compare_entries);
}

static void
test_hash_block_random (void)
{
  NystaHashEntry entries[NYSTA_HASH_BLOCK_ENTRIES];
  guint8 key[NYSTA_HASH_KEY_BYTES];
  guint8 bytes[NYSTA_HASH_BLOCK_BYTES];

  for (guint round = 0; round < 5000; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, NYSTA_HASH_BLOCK_ENTRIES + 1);
      guint hash_bits = (guint) g_test_rand_int_range (0, 50);
      NystaHashBlock block;

      make_entries (entries, n, hash_bits, (guint) g_test_rand_int_range (0, 45));
      while (nysta_hash_block_size (entries, n) > sizeof bytes)
        n--;
      nysta_hash_entry_store (key, &entries[0]);
      nysta_hash_block_write (entries, n, bytes);
      g_assert_true (nysta_hash_block_open (&block, key, sizeof key, bytes,
                                            nysta_hash_block_size (entries, n)));
      g_assert_cmpuint (block.n_entries, ==, n);
      for (guint i = 0; i < n; i++)
        {
          NystaHashEntry entry = nysta_hash_block_get (&block, i);
          guint found = nysta_hash_block_find (&block, entry.hash);

          g_assert_cmphex (entry.hash, ==, entries[i].hash);
          g_assert_cmphex (entry.id, ==, entries[i].id);
          g_assert_cmphex (entries[found].hash, ==, entry.hash);
          g_assert_true (found == 0 || entries[found - 1].hash < entry.hash);
          found = nysta_hash_block_find (&block, entry.hash + 1);
          g_assert_true (found == n || entries[found].hash > entry.hash);
          g_assert_true (found == 0 || entries[found - 1].hash <= entry.hash);
        }
      g_assert_cmpuint (nysta_hash_block_find (&block, 0), ==, 0);
    }
}

static void
test_hash_block_damaged (void)
{
  NystaHashEntry entries[NYSTA_HASH_BLOCK_ENTRIES];
  guint8 key[NYSTA_HASH_KEY_BYTES];
  guint8 out[NYSTA_HASH_BLOCK_BYTES];

  for (guint round = 0; round < 5000; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, NYSTA_HASH_BLOCK_BYTES + 20);
      g_autofree guint8 *bytes = g_malloc (MAX (n, 1));
      NystaHashBlock block;

      for (guint i = 0; i < n; i++)
        bytes[i] = (guint8) g_test_rand_int ();
      make_entries (entries, 1, 32, 30);
      nysta_hash_entry_store (key, &entries[0]);
      if (!nysta_hash_block_open (&block, key, sizeof key, bytes, n))
        continue;
      g_assert_cmpuint (block.n_entries, <=, NYSTA_HASH_BLOCK_ENTRIES);

      guint at = nysta_hash_block_find (&block, entries[0].hash + round);

      g_assert_cmpuint (at, <=, block.n_entries);
      g_assert_cmpuint (nysta_hash_block_insert (&block, at, &entries[0], out), <=,
                        sizeof out);
      for (guint i = 0; i < block.n_entries; i++)
        nysta_hash_block_get (&block, i);
    }
}

/* --- dictionaries ----------------------------------------------------------- */

static void
test_add_find_read (Fixture *fixture, gconstpointer data)
{
  NystaTermId ids[G_N_ELEMENTS (pack_cases)] = { 0 };
  NystaTerm other = nysta_iri ("http://e/other");
  NystaTerm none = { 0 };
  NystaTerm inlined = nysta_literal ("17", NS_XSD "integer", NULL);

  begin (fixture, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &pack_cases[i].term), ==,
                       0);
      ids[i] = add (fixture, &pack_cases[i].term);
      g_assert_cmpint (nysta_id_tag (ids[i]), ==, pack_cases[i].tag);
      g_assert_cmphex (add (fixture, &pack_cases[i].term), ==, ids[i]);
      assert_read (fixture, ids[i], &pack_cases[i].term);
    }
  g_assert_cmphex (add (fixture, &none), ==, 0);
  g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &none), ==, 0);
  commit (fixture);

  begin (fixture, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &pack_cases[i].term), ==,
                       ids[i]);
      assert_read (fixture, ids[i], &pack_cases[i].term);
    }
  g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &other), ==, 0);
  g_assert_cmpint (nysta_id_tag (nysta_dictionary_find (fixture->dictionary, &inlined)), ==,
                   NYSTA_TAG_INTEGER);
  assert_read (fixture, nysta_dictionary_find (fixture->dictionary, &inlined), &inlined);
  g_assert_cmpuint (nysta_dictionary_n_terms (fixture->dictionary, NYSTA_TAG_STRING), ==,
                    2);
  g_assert_cmpuint (nysta_dictionary_n_terms (fixture->dictionary, NYSTA_TAG_INTEGER), ==,
                    0);
  end (fixture);
}

static void
test_no_such_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) buffer = g_string_new (NULL);
  NystaTerm term = nysta_iri ("http://e/1");
  NystaTerm out = { 0 };

  begin (fixture, TRUE);
  add (fixture, &term);
  for (guint tag = 0; tag < 16; tag++)
    for (guint64 payload = 1; payload <= NYSTA_ID_MAX_PAYLOAD; payload = payload * 4 + 3)
      if (tag < NYSTA_TAG_INTEGER)
        g_assert_false (nysta_dictionary_read (
          fixture->dictionary, nysta_id_make ((NystaTag) tag, payload), buffer, &out));
  g_assert_false (nysta_dictionary_read (fixture->dictionary, G_MAXUINT64, buffer, &out));
  g_assert_false (nysta_dictionary_read (fixture->dictionary, 0, buffer, &out));
  g_assert_cmpint (out.kind, ==, NYSTA_TERM_NONE);
  end (fixture);
}

/* Many terms in many transactions, some of them given up: ids without gaps, and what was
 * given up is not there. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N_TERMS = 5000,
    N_KINDS = 3
  };
  g_autofree NystaTermId *ids = g_new0 (NystaTermId, N_TERMS);
  guint64 n_found[N_KINDS] = { 0 };

  for (guint i = 0; i < N_TERMS;)
    {
      guint n = (guint) g_test_rand_int_range (1, 200);
      gboolean gives_up = g_test_rand_int_range (0, 4) == 0;

      /* On its own: MIN () would draw twice. */
      n = MIN (n, N_TERMS - i);
      begin (fixture, TRUE);
      for (guint j = i; j < i + n; j++)
        {
          g_autofree char *value = g_strdup_printf ("http://e/%u/%u", j % 7, j);
          NystaTerm term = j % N_KINDS == 0
                             ? nysta_iri (value)
                             : nysta_literal (value, NULL, j % N_KINDS == 1 ? "sv" : NULL);

          ids[j] = add (fixture, &term);
          g_assert_cmpuint (nysta_id_payload (ids[j]), ==, j / N_KINDS);
        }
      if (gives_up)
        end (fixture);
      else
        {
          commit (fixture);
          i += n;
        }
    }

  begin (fixture, FALSE);
  for (guint j = 0; j < N_TERMS; j++)
    {
      guint i = j * 37 % N_TERMS;
      g_autofree char *value = g_strdup_printf ("http://e/%u/%u", i % 7, i);
      NystaTerm term = i % N_KINDS == 0
                         ? nysta_iri (value)
                         : nysta_literal (value, NULL, i % N_KINDS == 1 ? "sv" : NULL);

      g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &term), ==, ids[i]);
      assert_read (fixture, ids[i], &term);
      n_found[i % N_KINDS]++;
    }
  g_assert_cmpuint (nysta_dictionary_n_terms (fixture->dictionary, NYSTA_TAG_IRI), ==,
                    n_found[0]);
  g_assert_cmpuint (nysta_dictionary_n_terms (fixture->dictionary, NYSTA_TAG_LANGUAGE), ==,
                    n_found[1]);
  end (fixture);
}

static void
test_language_case (Fixture *fixture, gconstpointer data)
{
  NystaTerm first = nysta_literal ("A", NULL, "sv-SE");
  NystaTerm second = nysta_literal ("A", NULL, "SV-se");
  NystaTerm other = nysta_literal ("a", NULL, "sv-SE");

  begin (fixture, TRUE);

  NystaTermId id = add (fixture, &first);

  g_assert_cmphex (add (fixture, &second), ==, id);
  g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &second), ==, id);
  assert_read (fixture, id, &first);
  g_assert_cmphex (add (fixture, &other), !=, id);
  end (fixture);
}

/* The same characters as other kinds of term are other terms. */
static void
test_kinds_differ (Fixture *fixture, gconstpointer data)
{
  const NystaTerm terms[] = {
    nysta_iri ("a"),
    { .kind = NYSTA_TERM_BLANK, .value = "a" },
    nysta_literal ("a", NULL, NULL),
    nysta_literal ("a", NULL, "a"),
    nysta_literal ("a", "a", NULL),
    nysta_literal ("a", NS_XSD "integer", NULL),
  };
  NystaTermId ids[G_N_ELEMENTS (terms)];

  begin (fixture, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      ids[i] = add (fixture, &terms[i]);
      for (guint j = 0; j < i; j++)
        g_assert_cmphex (ids[i], !=, ids[j]);
    }
  end (fixture);
}

static void
test_collisions (Fixture *fixture, gconstpointer data)
{
  const guint64 hash = 0x123456789abcde00ull;
  NystaTermId ids[600];

  begin (fixture, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i / 2);
      NystaTag tag = i % 2 == 0 ? NYSTA_TAG_IRI : NYSTA_TAG_STRING;

      /* Half of them differ from the others in a byte that is not kept. */
      g_assert_cmpint (nysta_dictionary_add_packed (fixture->dictionary, tag, value,
                                                    strlen (value), hash + (i & 0x80),
                                                    &ids[i]),
                       ==, 0);
      g_assert_cmpuint (nysta_id_payload (ids[i]), ==, i / 2);
    }
  commit (fixture);

  begin (fixture, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i / 2);

      g_assert_cmphex (nysta_dictionary_find_packed (fixture->dictionary,
                                                     nysta_id_tag (ids[i]), value,
                                                     strlen (value), hash),
                       ==, ids[i]);
    }
  g_assert_cmphex (
    nysta_dictionary_find_packed (fixture->dictionary, NYSTA_TAG_IRI, "x", 1, hash), ==, 0);
  g_assert_cmphex (
    nysta_dictionary_find_packed (fixture->dictionary, NYSTA_TAG_IRI, "1", 1, hash + 0x100),
    ==, 0);
  end (fixture);
}

static const gsize long_sizes[] = {
  NYSTA_LONG_TERM_BYTES, NYSTA_LONG_TERM_BYTES + 1, 511, 512, 5000, 100000, 16 * 1024 * 1024
};

static void
test_long (Fixture *fixture, gconstpointer data)
{
  NystaTermId ids[G_N_ELEMENTS (long_sizes) * 2] = { 0 };

  for (guint pass = 0; pass < 3; pass++)
    {
      begin (fixture, pass < 2);
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          gsize n = long_sizes[i / 2];
          g_autofree char *value = g_malloc (n + 1);

          memset (value, 'x', n);
          value[n - 1] = i % 2 == 0 ? 'y' : 'z';
          value[n] = '\0';

          NystaTerm term = nysta_literal (value, NULL, NULL);

          if (pass == 0)
            ids[i] = add (fixture, &term);
          else if (pass == 1)
            g_assert_cmphex (add (fixture, &term), ==, ids[i]);
          else
            g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &term), ==,
                             ids[i]);
          assert_read (fixture, ids[i], &term);
        }
      if (pass < 2)
        commit (fixture);
      else
        end (fixture);
    }
}

/* --- whole new ones --------------------------------------------------------- */

static int
compare_hashes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

static void
test_append (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N_TERMS = 3000
  };
  g_autofree guint64 *entries = g_new (guint64, N_TERMS * 2);
  NystaHashCursor cursor;
  guint64 hash = 0;
  NystaTermId id = 0;
  guint n = 0;

  begin (fixture, TRUE);
  for (guint i = 0; i < N_TERMS; i++)
    {
      g_autofree char *value = g_strdup_printf ("http://e/%u", i);

      g_assert_cmpint (nysta_dictionary_append (fixture->dictionary, NYSTA_TAG_IRI, value,
                                                strlen (value), &entries[2 * i + 1]),
                       ==, 0);
      g_assert_cmpuint (nysta_id_payload (entries[2 * i + 1]), ==, i);
      entries[2 * i] = nysta_term_pack_hash (NYSTA_TAG_IRI, value, strlen (value), SEED);
      /* Many in few places. */
      entries[2 * i] &= i % 2 == 0 ? ~0xFE00000000000000ull : ~0ull;
    }
  g_qsort_with_data (entries, N_TERMS, 2 * sizeof *entries, compare_hashes, NULL);
  for (guint i = 0; i < N_TERMS; i++)
    g_assert_cmpint (nysta_dictionary_append_hash (fixture->dictionary, entries[2 * i],
                                                   entries[2 * i + 1]),
                     ==, 0);
  commit (fixture);

  begin (fixture, FALSE);
  g_assert_cmpint (nysta_hash_cursor_init (&cursor, fixture->txn, fixture->tables), ==, 0);
  for (; nysta_hash_cursor_next (&cursor, &hash, &id); n++)
    {
      g_assert_cmphex (hash, ==, entries[2 * n] & ~(guint64) 0xFF);
      g_assert_cmphex (id, ==, entries[2 * n + 1]);
    }
  g_assert_cmpuint (n, ==, N_TERMS);
  nysta_hash_cursor_clear (&cursor);
  g_assert_cmpuint (nysta_dictionary_n_terms (fixture->dictionary, NYSTA_TAG_IRI), ==,
                    N_TERMS);
  end (fixture);
}

/* --- damage ----------------------------------------------------------------- */

static const DamageCase damage_cases[] = {
  { "empty", NYSTA_TAG_IRI, "", 0 },
  { "count-alone", NYSTA_TAG_IRI, "\1", 1 },
  { "no-terms", NYSTA_TAG_IRI, "\0\1x", 3 },
  { "too-many-terms", NYSTA_TAG_IRI, "\x11\1x", 3 },
  { "longer-than-the-block", NYSTA_TAG_IRI, "\1\5x", 3 },
  { "shares-with-none", NYSTA_TAG_IRI, "\1\x11\1x", 4 },
  { "endless-number", NYSTA_TAG_IRI, "\1\x0E\xFF\xFF\xFF\xFF\xFF", 7 },
  { "long-term-missing", NYSTA_TAG_IRI, "\1\x0F", 2 },
  { "no-language", NYSTA_TAG_LANGUAGE, "\1\2sv", 4 },
};

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  const DamageCase *c = data;
  g_autoptr (GString) buffer = g_string_new (NULL);
  NystaTerm iri = nysta_iri ("http://e/1");
  NystaTerm tagged = nysta_literal ("a", NULL, "sv");
  const NystaTerm *term = c->tag == NYSTA_TAG_IRI ? &iri : &tagged;
  NystaTerm out = { 0 };

  begin (fixture, TRUE);

  NystaTermId id = add (fixture, term);
  guint8 key_bytes[NYSTA_ID_BYTES] = { 0 };
  MDB_val key = { sizeof key_bytes, key_bytes };
  MDB_val value = { c->n_bytes, (gpointer) c->bytes };

  commit (fixture);
  begin (fixture, TRUE);
  g_assert_cmpint (mdb_put (fixture->txn, fixture->tables->terms[c->tag], &key, &value, 0),
                   ==, 0);
  g_assert_false (nysta_dictionary_read (fixture->dictionary, id, buffer, &out));
  g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, term), ==, 0);
  g_assert_cmpint (out.kind, ==, NYSTA_TERM_NONE);
  end (fixture);
}

/* A term whose hash cannot be looked up is none; and none is added beside it. */
static void
test_damaged_hashes (Fixture *fixture, gconstpointer data)
{
  NystaTerm term = nysta_iri ("http://e/1");
  NystaTerm other = nysta_iri ("http://e/2");
  guint8 key_bytes[NYSTA_HASH_KEY_BYTES] = { 0 };
  MDB_val key = { sizeof key_bytes, key_bytes };
  MDB_val value = { 2, (gpointer) "\x11\1" };
  NystaHashCursor cursor;
  guint64 hash = 0;
  NystaTermId id = 0;

  begin (fixture, TRUE);
  add (fixture, &term);
  g_assert_cmpint (mdb_drop (fixture->txn, fixture->tables->hashes, 0), ==, 0);
  g_assert_cmpint (mdb_put (fixture->txn, fixture->tables->hashes, &key, &value, 0), ==, 0);
  g_assert_cmphex (nysta_dictionary_find (fixture->dictionary, &term), ==, 0);
  g_assert_cmpint (nysta_dictionary_add (fixture->dictionary, &other, &id), ==,
                   MDB_CORRUPTED);
  g_assert_cmpint (nysta_hash_cursor_init (&cursor, fixture->txn, fixture->tables), ==, 0);
  g_assert_false (nysta_hash_cursor_next (&cursor, &hash, &id));
  g_assert_true (cursor.damaged);
  nysta_hash_cursor_clear (&cursor);
  end (fixture);
}

static void
test_add_after_damage (Fixture *fixture, gconstpointer data)
{
  NystaTerm term = nysta_iri ("http://e/1");
  guint8 key_bytes[NYSTA_ID_BYTES] = { 0 };
  MDB_val key = { sizeof key_bytes, key_bytes };
  MDB_val value = { 3, (gpointer) "\2\1x" };
  NystaTermId id = 0;

  begin (fixture, TRUE);
  g_assert_cmpint (
    mdb_put (fixture->txn, fixture->tables->terms[NYSTA_TAG_IRI], &key, &value, 0), ==, 0);
  g_assert_cmpint (nysta_dictionary_add (fixture->dictionary, &term, &id), ==,
                   MDB_CORRUPTED);
  g_assert_cmphex (id, ==, 0);
  end (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pack_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dictionary/pack/%s", pack_cases[i].name);
      g_test_add_data_func (path, &pack_cases[i], test_pack);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unpack_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dictionary/unpack/%s",
                                               unpack_cases[i].name);
      g_test_add_data_func (path, &unpack_cases[i], test_unpack);
    }
  g_test_add_func ("/dictionary/pack/hash", test_hash);
  g_test_add_func ("/dictionary/block/random", test_block_random);
  g_test_add_func ("/dictionary/block/shares", test_block_shares);
  g_test_add_func ("/dictionary/block/damaged", test_block_damaged);
  g_test_add_func ("/dictionary/hash-block/random", test_hash_block_random);
  g_test_add_func ("/dictionary/hash-block/damaged", test_hash_block_damaged);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/dictionary/terms/add-find-read", test_add_find_read);
  ADD ("/dictionary/terms/no-such-id", test_no_such_id);
  ADD ("/dictionary/terms/many", test_many);
  ADD ("/dictionary/terms/language-case", test_language_case);
  ADD ("/dictionary/terms/kinds-differ", test_kinds_differ);
  ADD ("/dictionary/terms/collisions", test_collisions);
  ADD ("/dictionary/terms/long", test_long);
  ADD ("/dictionary/append/terms-and-hashes", test_append);
  ADD ("/dictionary/damage/add", test_add_after_damage);
  ADD ("/dictionary/damage/hashes", test_damaged_hashes);
  for (gsize i = 0; i < G_N_ELEMENTS (damage_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/dictionary/damage/%s",
                                               damage_cases[i].name);
      g_test_add (path, Fixture, &damage_cases[i], set_up, test_damage, tear_down);
    }
  return g_test_run ();
}
