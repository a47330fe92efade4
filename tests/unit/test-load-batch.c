/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/dictionary.h"
#include "store/load/batch.h"
#include "store/order.h"

#include <string.h>

#define BUDGET (16u * 1024 * 1024)

/* --- chunks --------------------------------------------------------------------- */

static void
add (NystaChunk *chunk, const char *subject, const NystaTerm *object, const char *graph)
{
  NystaStatement statement = { 0 };

  statement.subject = nysta_iri (subject);
  statement.predicate = nysta_iri ("http://x/p");
  statement.object = *object;
  if (graph != NULL)
    statement.graph = nysta_iri (graph);
  nysta_chunk_add (chunk, &statement);
}

static const NystaChunkTerm *
term_of (const NystaChunk *chunk, gsize row, guint field)
{
  const guint32 number = g_array_index (chunk->rows, NystaLoadRow, row).terms[field];

  return &g_array_index (chunk->terms, NystaChunkTerm, number);
}

static void
test_chunk (void)
{
  g_autoptr (NystaChunk) chunk = nysta_chunk_new (1);
  const NystaTerm five = nysta_literal ("5", "http://www.w3.org/2001/XMLSchema#integer",
                                        NULL);
  const NystaTerm word = nysta_literal ("ord", NULL, "sv");

  add (chunk, "http://x/a", &five, NULL);
  add (chunk, "http://x/a", &word, "http://x/g");
  g_assert_cmpuint (chunk->rows->len, ==, 2);
  /* a, p, 5, none; "ord"@sv, g: each once. */
  g_assert_cmpuint (chunk->terms->len, ==, 6);
  g_assert_true (term_of (chunk, 0, 0) == term_of (chunk, 1, 0));
  g_assert_cmpuint (nysta_id_tag (term_of (chunk, 0, 2)->where), ==, NYSTA_TAG_INTEGER);
  g_assert_cmpuint (term_of (chunk, 0, 3)->where, ==, 0);
  g_assert_cmpuint (term_of (chunk, 1, 2)->n_bytes, ==, strlen ("sv") + 1 + strlen ("ord"));
  g_assert_cmpuint (nysta_id_tag (term_of (chunk, 1, 3)->where), ==, NYSTA_TAG_IRI);

  nysta_chunk_empty (chunk);
  g_assert_cmpuint (chunk->terms->len, ==, 0);
  add (chunk, "http://x/a", &word, NULL);
  g_assert_cmpuint (chunk->terms->len, ==, 4);
  g_assert_false (nysta_chunk_is_full (chunk));
}

/* The queue is as long as it is: who fills it waits, and is told if nobody wants more. */
static gpointer
fill_queue (gpointer data)
{
  NystaChunkQueue *queue = data;
  guint n = 0;

  for (NystaChunk *chunk = NULL; (chunk = nysta_chunk_queue_take_empty (queue)) != NULL;
       n++)
    {
      chunk->n_skipped = n;
      nysta_chunk_queue_put (queue, chunk);
    }
  return GUINT_TO_POINTER (n);
}

static void
test_queue (void)
{
  g_autoptr (NystaChunkQueue) queue = nysta_chunk_queue_new (0);
  GThread *thread = NULL;

  g_assert_null (nysta_chunk_queue_take (queue, 0));
  thread = g_thread_new ("fill", fill_queue, queue);
  for (guint i = 0; i < 100; i++)
    {
      NystaChunk *chunk = nysta_chunk_queue_take (queue, 60000);

      g_assert_nonnull (chunk);
      g_assert_cmpuint (chunk->n_skipped, ==, i);
      nysta_chunk_queue_give_back (queue, chunk);
    }
  nysta_chunk_queue_stop (queue);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (thread)), >=, 100);
}

/* --- numbers for terms ------------------------------------------------------------ */

/* A term with any hash: two that are equal in it show who looks at the bytes. */
static void
add_made_term (NystaChunk *chunk, guint64 hash, NystaTag tag, const char *bytes,
               gsize n_bytes)
{
  const NystaChunkTerm term = { hash, nysta_id_make (tag, chunk->bytes->len), n_bytes };
  const guint32 number = chunk->terms->len;
  const NystaLoadRow row = { { number, number, number, number } };

  g_string_append_len (chunk->bytes, bytes, (gssize) n_bytes);
  g_array_append_val (chunk->terms, term);
  g_array_append_val (chunk->rows, row);
}

typedef struct
{
  const char *name;
  guint64 hashes[2];
  NystaTag tags[2];
  const char *bytes[2];
  gsize n_bytes[2];
  gboolean are_one;
} SameCase;

static const SameCase same_cases[] = {
  { "equal", { 9, 9 }, { 1, 1 }, { "ab", "ab" }, { 2, 2 }, TRUE },
  { "hash-collides", { 9, 9 }, { 1, 1 }, { "ab", "ac" }, { 2, 2 }, FALSE },
  { "high-half-collides",
    { 5ull << 32, 5ull << 32 | 4096 },
    { 1, 1 },
    { "ab", "ac" },
    { 2, 2 },
    FALSE },
  { "beginning-alike", { 9, 9 }, { 1, 1 }, { "ab", "abc" }, { 2, 3 }, FALSE },
  { "other-tag", { 9, 9 }, { 1, 2 }, { "ab", "ab" }, { 2, 2 }, FALSE },
  { "empty", { 0, 0 }, { 3, 3 }, { "", "" }, { 0, 0 }, TRUE },
  { "language-case", { 9, 9 }, { 4, 4 }, { "sv\0ord", "SV\0ord" }, { 6, 6 }, TRUE },
  { "word-case", { 9, 9 }, { 4, 4 }, { "sv\0ord", "sv\0Ord" }, { 6, 6 }, FALSE },
  { "string-case", { 9, 9 }, { 3, 3 }, { "ord", "Ord" }, { 3, 3 }, FALSE },
};

static void
test_same (gconstpointer data)
{
  const SameCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaChunk) chunk = nysta_chunk_new (1);
  g_autoptr (NystaLoadBatch) batch = nysta_load_batch_new (BUDGET, &error);
  gsize n_bytes = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    add_made_term (chunk, c->hashes[i], c->tags[i], c->bytes[i], c->n_bytes[i]);
  nysta_load_batch_take (batch, chunk, 0, 2);
  g_assert_cmpuint (batch->n_terms, ==, c->are_one ? 1 : 2);
  g_assert_cmpuint (batch->rows[1].terms[0], ==, c->are_one ? 0 : 1);
  for (guint i = 0; i < batch->n_terms; i++)
    {
      const char *bytes = nysta_load_batch_term_bytes (batch, i, &n_bytes);

      g_assert_cmpmem (bytes, n_bytes, c->bytes[i], c->n_bytes[i]);
    }
}

/* The table grows many times on the way; numbers stay. */
static void
test_many_terms (void)
{
  enum
  {
    N = 50000
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaLoadBatch) batch = nysta_load_batch_new (BUDGET, &error);
  g_autoptr (NystaChunk) chunk = nysta_chunk_new (1);

  g_assert_no_error (error);
  for (guint i = 0; i < 2 * N; i++)
    {
      g_autofree char *text = g_strdup_printf ("http://x/%u", i % N);
      const NystaTerm term = nysta_iri (text);

      add (chunk, "http://x/s", &term, NULL);
      if (!nysta_chunk_is_full (chunk) && i + 1 < 2 * N)
        continue;
      g_assert_true (nysta_load_batch_has_room (batch, chunk));
      nysta_load_batch_take (batch, chunk, 0, chunk->rows->len);
      nysta_chunk_empty (chunk);
    }
  g_assert_cmpuint (batch->n_rows, ==, 2 * N);
  g_assert_cmpuint (batch->n_terms, ==, N + 3);
  for (guint i = 0; i < N; i++)
    g_assert_cmpuint (batch->rows[i].terms[2], ==, batch->rows[i + N].terms[2]);

  nysta_load_batch_empty (batch);
  g_assert_cmpuint (nysta_load_batch_bytes (batch), <, BUDGET / 100);
}

/* What only the other part of a chunk names is not this batch's. */
static void
test_part_of_chunk (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaLoadBatch) batch = nysta_load_batch_new (BUDGET, &error);
  g_autoptr (NystaChunk) chunk = nysta_chunk_new (1);

  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    add_made_term (chunk, i, NYSTA_TAG_IRI, &"abc"[i], 1);
  nysta_load_batch_take (batch, chunk, 1, 1);
  g_assert_cmpuint (batch->n_rows, ==, 1);
  g_assert_cmpuint (batch->n_terms, ==, 1);
}

static void
test_room (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaLoadBatch) batch = nysta_load_batch_new (1024 * 1024, &error);
  g_autoptr (NystaChunk) chunk = nysta_chunk_new (1);
  g_autofree char *text = g_strnfill (2 * 1024 * 1024, 'x');
  const NystaTerm huge = nysta_literal (text, NULL, NULL);

  g_assert_no_error (error);
  add (chunk, "http://x/s", &huge, NULL);
  /* Larger than the budget: an empty batch takes it, another one doesn't. */
  g_assert_true (nysta_chunk_is_full (chunk));
  g_assert_true (nysta_load_batch_has_room (batch, chunk));
  nysta_load_batch_take (batch, chunk, 0, 1);
  g_assert_cmpuint (nysta_load_batch_bytes (batch), >, 2 * 1024 * 1024);
  g_assert_false (nysta_load_batch_has_room (batch, chunk));
}

/* --- sorting ---------------------------------------------------------------------- */

/* Ids that fall as numbers rise: ranks and rows must follow the ids. So many that a sort
 * takes more than one round, and is done ahead. */
static void
test_sort (gconstpointer data)
{
  enum
  {
    N_ROWS = 20000,
    N_TERMS = 6000
  };
  const gboolean is_ahead = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (NystaLoadBatch) batch = nysta_load_batch_new (BUDGET, &error);
  g_autofree NystaRow *rows = g_new (NystaRow, N_ROWS + 1);
  guint64 sum = 0;

  g_assert_no_error (error);
  batch->n_terms = N_TERMS;
  for (guint i = 0; i < N_TERMS; i++)
    batch->ids[i] = nysta_id_make (1 + i % 3, 2 * N_TERMS - i);
  batch->n_rows = N_ROWS;
  for (guint i = 0; i < N_ROWS; i++)
    for (guint field = 0; field < 4; field++)
      {
        const guint32 number = g_rand_int (random) % N_TERMS;

        batch->rows[i].terms[field] = field == 3 ? number % 7 : number;
        const NystaTermId id = batch->ids[batch->rows[i].terms[field]];
        sum += id * (id | 1);
      }
  nysta_load_batch_rank (batch);
  if (is_ahead)
    nysta_load_batch_forget_terms (batch);

  for (guint i = 0; i < 4; i++)
    {
      nysta_load_batch_sort (batch, nysta_load_batch_sequence[i]);
      if (is_ahead && i < 3)
        nysta_load_batch_sort_ahead (batch, nysta_load_batch_sequence[i + 1]);
      g_assert_cmpuint (nysta_load_batch_read (batch, 0, rows, N_ROWS / 2), ==, N_ROWS / 2);
      g_assert_cmpuint (
        nysta_load_batch_read (batch, N_ROWS / 2, rows + N_ROWS / 2, N_ROWS), ==,
        N_ROWS / 2);
      g_assert_cmpuint (nysta_load_batch_read (batch, N_ROWS, rows, N_ROWS), ==, 0);

      guint64 order_sum = 0;
      for (guint j = 0; j < N_ROWS; j++)
        {
          if (j > 0)
            g_assert_cmpint (nysta_row_compare (&rows[j - 1], &rows[j], 4), <=, 0);
          for (guint field = 0; field < 4; field++)
            order_sum += rows[j].ids[field] * (rows[j].ids[field] | 1);
        }
      /* None is lost, none comes twice. */
      g_assert_cmpuint (order_sum, ==, sum);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/chunk/terms", test_chunk);
  g_test_add_func ("/load/chunk/queue", test_queue);
  for (gsize i = 0; i < G_N_ELEMENTS (same_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/load/batch/same/%s", same_cases[i].name);

      g_test_add_data_func (path, &same_cases[i], test_same);
    }
  g_test_add_func ("/load/batch/many-terms", test_many_terms);
  g_test_add_func ("/load/batch/part-of-chunk", test_part_of_chunk);
  g_test_add_func ("/load/batch/room", test_room);
  g_test_add_data_func ("/load/batch/sort", GINT_TO_POINTER (FALSE), test_sort);
  g_test_add_data_func ("/load/batch/sort-ahead", GINT_TO_POINTER (TRUE), test_sort);
  return g_test_run ();
}
