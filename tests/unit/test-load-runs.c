/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "store/load/merge.h"
#include "store/load/resolve.h"

#include <glib/gstdio.h>
#include <string.h>

#define BUDGET (16u * 1024 * 1024)

typedef struct
{
  char *folder;
  NystaSpill *spill;
  GArray *runs;
  NystaLoadBatch *batch;
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nysta-test-XXXXXX", &error);
  fixture->spill = nysta_spill_new (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->runs = g_array_new (FALSE, FALSE, sizeof (NystaLoadRun));
  fixture->batch = nysta_load_batch_new (BUDGET, &error);
  g_assert_no_error (error);
}

static void
fixture_clear (Fixture *fixture)
{
  nysta_load_batch_free (fixture->batch);
  g_array_unref (fixture->runs);
  nysta_spill_free (fixture->spill);
  /* The temporary file has no name: nothing is left. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
spill_batch (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NystaLoadRun run = { 0 };

  nysta_load_run_write (fixture->batch, fixture->spill, &run, &error);
  g_assert_no_error (error);
  nysta_load_batch_empty (fixture->batch);
  g_array_append_val (fixture->runs, run);
  nysta_spill_map (fixture->spill, &error);
  g_assert_no_error (error);
}

/* --- rows ------------------------------------------------------------------------- */

/* Random rows of few terms: many are equal, within a batch and between batches. */
static void
fill_with_rows (NystaLoadBatch *batch, GRand *random, gsize n_rows, GHashTable *keys)
{
  batch->n_terms = 40;
  for (guint i = 0; i < batch->n_terms; i++)
    batch->ids[i] = nysta_id_make (NYSTA_TAG_IRI, 100 - i);
  batch->n_rows = n_rows;
  for (gsize i = 0; i < n_rows; i++)
    {
      guint32 key = 0;

      for (guint field = 0; field < 4; field++)
        {
          batch->rows[i].terms[field] = g_rand_int (random) % 10;
          key = key * 64 + batch->rows[i].terms[field];
        }
      g_hash_table_add (keys, GUINT_TO_POINTER (key));
    }
}

static guint
check_merged (NystaMerge *merge, gsize at_once)
{
  g_autoptr (GError) error = NULL;
  NystaRow rows[64];
  guint8 origins[64];
  NystaRow last = { { 0 } };
  guint n_rows = 0;
  gsize n = 0;

  while ((n = nysta_merge_read (merge, rows, origins, at_once)) > 0)
    for (gsize i = 0; i < n; i++)
      {
        g_assert_cmpint (nysta_row_compare (&last, &rows[i], 4), <, 0);
        g_assert_cmpuint (origins[i], ==, NYSTA_MERGE_LOADED);
        last = rows[i];
        n_rows++;
      }
  nysta_merge_check (merge, &error);
  g_assert_no_error (error);
  return n_rows;
}

static void
test_merge_rows (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);
  const gsize sizes[] = { 5000, 1, 0, 3000, 700 };

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      fill_with_rows (fixture.batch, random, sizes[i], keys);
      spill_batch (&fixture);
    }
  fill_with_rows (fixture.batch, random, 2000, keys);
  nysta_load_batch_rank (fixture.batch);

  for (guint i = 0; i < 4; i++)
    {
      const NystaOrder order = nysta_load_batch_sequence[i];
      g_autoptr (NystaMerge) merge = nysta_merge_new (order);

      nysta_load_batch_sort (fixture.batch, order);
      nysta_merge_add_batch (merge, fixture.batch);
      for (guint j = 0; j < fixture.runs->len; j++)
        nysta_merge_add_run (merge, fixture.spill,
                             &g_array_index (fixture.runs, NystaLoadRun, j));
      g_assert_cmpuint (check_merged (merge, 1 + 21 * i), ==, g_hash_table_size (keys));
    }
}

static void
test_merge_nothing (void)
{
  g_autoptr (NystaMerge) merge = nysta_merge_new (NYSTA_ORDER_SPOG);

  g_assert_cmpuint (check_merged (merge, 64), ==, 0);
}

/* --- terms ------------------------------------------------------------------------ */

typedef struct
{
  guint64 hash;
  NystaTag tag;
  const char *text;
  guint64 payload; /* the id that it must get */
} TermRow;

/* Three batches, parted by {0}; a hash of the first comes again with other terms. */
static const TermRow term_rows[] = {
  { 0x1100, NYSTA_TAG_IRI, "http://x/a", 0 },
  { 0x2200, NYSTA_TAG_IRI, "http://x/b", 1 },
  { 0x2200, NYSTA_TAG_STRING, "b", 0 },
  { 0 },
  { 0x2200, NYSTA_TAG_IRI, "http://x/b", 1 },
  { 0x2200, NYSTA_TAG_IRI, "http://x/collides", 2 },
  { 0x2200, NYSTA_TAG_STRING, "b", 0 },
  { 0x22ff, NYSTA_TAG_STRING, "nearly", 1 },
  { 0x0000, NYSTA_TAG_STRING, "", 2 },
  { 0 },
  { 0x22ff, NYSTA_TAG_STRING, "nearly", 1 },
  { 0x2200, NYSTA_TAG_IRI, "http://x/collides", 2 },
  { 0xffffffffffffffff, NYSTA_TAG_BLANK, "b", 0 },
  { 0x1100, NYSTA_TAG_IRI, "http://x/a", 0 },
  { 0x1100, NYSTA_TAG_IRI, "http://x/c", 3 },
  { 0x0000, NYSTA_TAG_STRING, "", 2 },
};

static void
take_term (NystaChunk *chunk, const TermRow *row)
{
  const NystaChunkTerm term = { row->hash, nysta_id_make (row->tag, chunk->bytes->len),
                                strlen (row->text) };
  const guint32 number = chunk->terms->len;
  const NystaLoadRow numbers = { { number, number, number, number } };

  g_string_append (chunk->bytes, row->text);
  g_array_append_val (chunk->terms, term);
  g_array_append_val (chunk->rows, numbers);
}

static void
resolve (Fixture *fixture, NystaKnownTerms *known, const TermRow *rows, guint n_rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaChunk) chunk = nysta_chunk_new (0);

  for (guint i = 0; i < n_rows; i++)
    take_term (chunk, &rows[i]);
  nysta_load_batch_take (fixture->batch, chunk, 0, n_rows);
  nysta_load_batch_close (fixture->batch);
  nysta_resolve_terms (fixture->batch, known, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->batch->n_terms, ==, n_rows);
  for (guint i = 0; i < n_rows; i++)
    g_assert_cmpuint (fixture->batch->ids[i], ==,
                      nysta_id_make (rows[i].tag, rows[i].payload));
}

static void
test_terms (void)
{
  g_auto (Fixture) fixture = { 0 };
  NystaKnownTerms known = { 0 };
  guint first = 0;

  fixture_init (&fixture);
  known.runs = fixture.runs;
  known.spill = fixture.spill;
  for (guint i = 0; i <= G_N_ELEMENTS (term_rows); i++)
    if (i == G_N_ELEMENTS (term_rows) || term_rows[i].tag == NYSTA_TAG_NONE)
      {
        resolve (&fixture, &known, &term_rows[first], i - first);
        spill_batch (&fixture);
        first = i + 1;
      }
  g_assert_cmpuint (known.next_payloads[NYSTA_TAG_IRI], ==, 4);
  g_assert_cmpuint (known.next_payloads[NYSTA_TAG_STRING], ==, 3);
  g_assert_cmpuint (known.next_payloads[NYSTA_TAG_BLANK], ==, 1);
}

/* All hashes of all runs, sorted; those of one hash by id. */
static void
test_hashes (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NystaMerge) merge = nysta_merge_new (NYSTA_ORDER_SPOG);
  NystaKnownTerms known = { 0 };
  NystaRow rows[16];
  guint8 origins[16];

  fixture_init (&fixture);
  known.runs = fixture.runs;
  known.spill = fixture.spill;
  resolve (&fixture, &known, term_rows, 3);
  spill_batch (&fixture);
  resolve (&fixture, &known, term_rows + 4, 5);

  gsize n_pairs = 0;
  const NystaSortPair *pairs = nysta_load_batch_new_hashes (fixture.batch, FALSE, &n_pairs);
  g_assert_cmpuint (n_pairs, ==, 3);
  nysta_merge_add_batch_hashes (merge, pairs, n_pairs);
  nysta_merge_add_run_hashes (merge, fixture.spill,
                              &g_array_index (fixture.runs, NystaLoadRun, 0));
  g_assert_cmpuint (nysta_merge_read (merge, rows, origins, G_N_ELEMENTS (rows)), ==, 6);

  const guint64 hashes[] = { 0, 0x1100, 0x2200, 0x2200, 0x2200, 0x2200 };
  const NystaTermId ids[] = {
    nysta_id_make (NYSTA_TAG_STRING, 2), nysta_id_make (NYSTA_TAG_IRI, 0),
    nysta_id_make (NYSTA_TAG_IRI, 1),    nysta_id_make (NYSTA_TAG_IRI, 2),
    nysta_id_make (NYSTA_TAG_STRING, 0), nysta_id_make (NYSTA_TAG_STRING, 1),
  };
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpuint (rows[i].ids[0], ==, hashes[i]);
      g_assert_cmpuint (rows[i].ids[1], ==, ids[i]);
    }
}

static void
test_too_many_terms (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaChunk) chunk = nysta_chunk_new (0);
  NystaKnownTerms known = { 0 };

  fixture_init (&fixture);
  known.runs = fixture.runs;
  known.next_payloads[NYSTA_TAG_IRI] = NYSTA_ID_MAX_PAYLOAD;
  take_term (chunk, &term_rows[0]);
  take_term (chunk, &term_rows[1]);
  nysta_load_batch_take (fixture.batch, chunk, 0, 2);
  g_assert_false (nysta_resolve_terms (fixture.batch, &known, &error));
  g_assert_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_FULL);
}

/* --- the temporary file ------------------------------------------------------------ */

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nysta_spill_new ("no/such/folder", &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no/such/folder"));
}

static void
test_disk_full (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *bytes = g_malloc0 (1024 * 1024);

  fixture_init (&fixture);
  nysta_spill_begin (fixture.spill);
  g_setenv ("NYSTA_IO_FAIL_AT", "1", TRUE);
  g_assert_false (nysta_spill_write (fixture.spill, bytes, 1024 * 1024, &error));
  g_unsetenv ("NYSTA_IO_FAIL_AT");
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, fixture.folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/merge/rows", test_merge_rows);
  g_test_add_func ("/load/merge/nothing", test_merge_nothing);
  g_test_add_func ("/load/merge/hashes", test_hashes);
  g_test_add_func ("/load/resolve/terms", test_terms);
  g_test_add_func ("/load/resolve/too-many", test_too_many_terms);
  g_test_add_func ("/load/spill/no-folder", test_no_folder);
  g_test_add_func ("/load/spill/disk-full", test_disk_full);
  return g_test_run ();
}
