/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows through the code of blocks and back; blocks with bytes that lie. */
#include "store/row-block.h"

#include <string.h>

#define N_ROWS 3000
#define ID_MAX ((((guint64) 1) << 48) - 1)

typedef struct
{
  const char *name;
  guint n_tags;
  NystaTag tags[5];
  guint32 n_payloads; /* how many different ones; 0: any 44 bits */
} Kind;

static const Kind kinds[] = {
  { "few", 1, { NYSTA_TAG_IRI }, 12 },
  { "iris", 1, { NYSTA_TAG_IRI }, 100000 },
  { "graphs", 2, { NYSTA_TAG_IRI, NYSTA_TAG_NONE }, 300 },
  { "mixed", 5, { 1, 2, 3, 6, NYSTA_TAG_INTEGER }, 5000 },
  { "inline", 4, { NYSTA_TAG_INTEGER, NYSTA_TAG_DOUBLE, NYSTA_TAG_DATE, 14 }, 0 },
  { "any", 5, { 1, 4, 5, NYSTA_TAG_DOUBLE, 15 }, 0 },
};

static guint64
random_word (GRand *random)
{
  return (guint64) g_rand_int (random) << 32 | g_rand_int (random);
}

static NystaTermId
random_id (GRand *random, const Kind *kind)
{
  guint64 payload = random_word (random) & NYSTA_ID_MAX_PAYLOAD;

  if (kind->n_payloads > 0)
    payload %= kind->n_payloads;
  if (g_rand_int_range (random, 0, 200) == 0)
    return g_rand_boolean (random) ? 0 : ID_MAX;
  return nysta_id_make (kind->tags[g_rand_int (random) % kind->n_tags], payload);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return nysta_row_compare (a, b, NYSTA_ROW_FIELDS);
}

/* Sorted, each once. */
static GArray *
random_rows (guint32 seed, const Kind *kind, guint n_rows)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NystaRow));
  GArray *distinct = g_array_new (FALSE, FALSE, sizeof (NystaRow));
  NystaRow row = { 0 };

  for (guint i = 0; i < n_rows; i++)
    {
      guint from = (guint) g_rand_int_range (random, 0, NYSTA_ROW_FIELDS);

      for (guint j = from; j < NYSTA_ROW_FIELDS; j++)
        row.ids[j] = random_id (random, kind);
      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const NystaRow *at = &g_array_index (rows, NystaRow, i);

      if (i == 0 || compare_rows (at - 1, at) != 0)
        g_array_append_vals (distinct, at, 1);
    }
  return distinct;
}

typedef struct
{
  guint8 key[NYSTA_ROW_KEY_BYTES];
  guint8 *bytes; /* of its own, so that a sanitizer sees who reads beyond */
  gsize n_bytes;
} Block;

static void
block_clear (gpointer data)
{
  g_free (((Block *) data)->bytes);
}

static GArray *
build (const GArray *rows, NystaOrder order)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  NystaBlockBuilder builder;

  g_array_set_clear_func (blocks, block_clear);
  nysta_block_builder_init (&builder, order);
  for (guint i = 0; i <= rows->len; i++)
    {
      const NystaRow *row = &g_array_index (rows, NystaRow, i);

      if (i < rows->len && nysta_block_builder_add (&builder, row))
        continue;
      nysta_block_builder_finish (&builder);
      g_assert_cmpuint (builder.n_bytes, <=, NYSTA_BLOCK_MAX_BYTES);

      Block block = { .n_bytes = builder.n_bytes };
      nysta_row_store_key (block.key, &builder.first);
      block.bytes = g_memdup2 (builder.bytes, builder.n_bytes);
      g_array_append_val (blocks, block);
      nysta_block_builder_init (&builder, order);
      if (i < rows->len)
        g_assert_true (nysta_block_builder_add (&builder, row));
    }
  return blocks;
}

static gboolean
reader_of (NystaBlockReader *reader, const Block *block)
{
  return nysta_block_reader_init (reader, block->key, sizeof block->key, block->bytes,
                                  block->n_bytes);
}

static void
test_round_trip (gconstpointer data)
{
  const Kind *kind = data;

  for (NystaOrder order = 0; order <= NYSTA_ORDER_GSPO; order++)
    {
      g_autoptr (GArray) rows = random_rows (17 + order, kind, N_ROWS);
      g_autoptr (GArray) blocks = build (rows, order);
      guint n_rows = 0;

      for (guint i = 0; i < blocks->len; i++)
        {
          const Block *block = &g_array_index (blocks, Block, i);
          NystaBlockReader reader;
          NystaRow got[7];
          gsize n_got;
          guint n_before = n_rows;

          g_assert_true (reader_of (&reader, block));
          g_assert_true (nysta_block_is_whole (block->key, sizeof block->key, block->bytes,
                                               block->n_bytes));
          while ((n_got = nysta_block_reader_read (&reader, got, 1 + n_rows % 7)) > 0)
            for (gsize j = 0; j < n_got; j++, n_rows++)
              g_assert_cmpmem (&got[j], sizeof got[j],
                               &g_array_index (rows, NystaRow, n_rows), sizeof got[j]);
          g_assert_false (reader.damaged);
          g_assert_cmpuint (n_rows - n_before, ==,
                            nysta_block_n_rows (block->bytes, block->n_bytes));
        }
      g_assert_cmpuint (n_rows, ==, rows->len);
    }
}

/* The first row of the block's that is not before @wanted, from row @from on. */
static guint
plain_seek (const NystaRow *rows, guint from, guint n_rows, const NystaRow *wanted,
            guint n_fields)
{
  while (from < n_rows && nysta_row_compare (&rows[from], wanted, n_fields) < 0)
    from++;
  return from;
}

static void
test_seek (gconstpointer data)
{
  const Kind *kind = data;

  for (NystaOrder order = 0; order <= NYSTA_ORDER_GSPO; order++)
    {
      g_autoptr (GArray) rows = random_rows (91 + order, kind, 200);
      g_autoptr (GArray) blocks = build (rows, order);
      const Block *block = &g_array_index (blocks, Block, 0);
      guint n_rows = nysta_block_n_rows (block->bytes, block->n_bytes);
      const NystaRow *all = &g_array_index (rows, NystaRow, 0);
      g_autoptr (GRand) random = g_rand_new_with_seed (3 + order);

      for (guint i = 0; i < 500; i++)
        {
          NystaBlockReader reader;
          guint at = 0;

          g_assert_true (reader_of (&reader, block));
          for (guint j = 0; j < 4; j++)
            {
              NystaRow got;
              NystaRow wanted = all[g_rand_int (random) % rows->len];
              guint n_fields = (guint) g_rand_int_range (random, 1, 5);

              wanted.ids[n_fields - 1] += (NystaTermId) g_rand_int_range (random, -1, 2);
              nysta_block_reader_seek (&reader, &wanted, n_fields);
              at = plain_seek (all, at, n_rows, &wanted, n_fields);
              g_assert_cmpuint (nysta_block_reader_read (&reader, &got, 1), ==,
                                at < n_rows);
              if (at < n_rows)
                g_assert_cmpmem (&got, sizeof got, &all[at], sizeof got);
              at += at < n_rows;
            }
          g_assert_false (reader.damaged);
        }
    }
}

/* Read all of it, by reading and by seeking: nothing to be had but an end. */
static void
read_anyhow (const Block *block, guint n_key_bytes)
{
  NystaBlockReader reader;
  NystaRow rows[16];
  NystaRow middle = { { ID_MAX / 2, 0, 0, 0 } };
  guint n_rows = 0;
  gsize n_got;

  if (!nysta_block_reader_init (&reader, block->key, n_key_bytes, block->bytes,
                                block->n_bytes))
    return;
  while ((n_got = nysta_block_reader_read (&reader, rows, 16)) > 0)
    for (gsize i = 0; i < n_got; i++, n_rows++)
      for (guint j = 0; j < NYSTA_ROW_FIELDS; j++)
        g_assert_cmpuint (rows[i].ids[j], <=, ID_MAX);
  g_assert_cmpuint (n_rows, <=, nysta_block_n_rows (block->bytes, block->n_bytes));
  if (!reader.damaged)
    g_assert_cmpuint (n_rows, ==, nysta_block_n_rows (block->bytes, block->n_bytes));

  g_assert_true (nysta_block_reader_init (&reader, block->key, n_key_bytes, block->bytes,
                                          block->n_bytes));
  nysta_block_reader_seek (&reader, &middle, 1);
  nysta_block_reader_read (&reader, rows, 16);
}

static void
test_truncated (gconstpointer data)
{
  const Kind *kind = data;

  for (NystaOrder order = 0; order <= NYSTA_ORDER_GSPO; order++)
    {
      g_autoptr (GArray) rows = random_rows (5 + order, kind, 60);
      g_autoptr (GArray) blocks = build (rows, order);
      const Block *whole = &g_array_index (blocks, Block, 0);

      for (gsize n_bytes = 0; n_bytes < whole->n_bytes; n_bytes++)
        {
          Block block = *whole;
          g_autofree guint8 *bytes = g_memdup2 (whole->bytes, n_bytes);

          block.bytes = bytes;
          block.n_bytes = n_bytes;
          read_anyhow (&block, sizeof block.key);
          g_assert_false (
            nysta_block_is_whole (block.key, sizeof block.key, bytes, n_bytes));
        }
      read_anyhow (whole, NYSTA_ROW_KEY_BYTES - 1);
    }
}

static void
test_damaged (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (23);

  for (NystaOrder order = 0; order <= NYSTA_ORDER_GSPO; order++)
    {
      g_autoptr (GArray) rows = random_rows (7 + order, kind, 200);
      g_autoptr (GArray) blocks = build (rows, order);
      const Block *whole = &g_array_index (blocks, Block, 0);

      for (guint i = 0; i < 2000; i++)
        {
          Block block = *whole;
          g_autofree guint8 *bytes = g_memdup2 (whole->bytes, whole->n_bytes);
          gsize at = g_rand_int (random) % whole->n_bytes;
          guint8 flip = (guint8) g_rand_int_range (random, 1, 256);

          block.bytes = bytes;
          bytes[at] ^= flip;
          read_anyhow (&block, sizeof block.key);
          g_assert_false (
            nysta_block_is_whole (block.key, sizeof block.key, bytes, block.n_bytes));
          bytes[at] ^= flip;
          g_assert_true (
            nysta_block_is_whole (block.key, sizeof block.key, bytes, block.n_bytes));
          block.key[at % sizeof block.key] ^= flip;
          g_assert_false (
            nysta_block_is_whole (block.key, sizeof block.key, bytes, block.n_bytes));
          for (gsize j = g_rand_int (random) % block.n_bytes; j < block.n_bytes; j++)
            bytes[j] = (guint8) g_rand_int (random);
          read_anyhow (&block, sizeof block.key);
        }
    }
}

/* A row a field at its least and at its most, beside each other. */
static void
test_extremes (void)
{
  for (NystaOrder order = 0; order <= NYSTA_ORDER_GSPO; order++)
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NystaRow));

      for (guint i = 0; i < 256; i++)
        {
          static const NystaTermId ids[] = { 0, 1, ID_MAX - 1, ID_MAX };
          NystaRow row = {
            { ids[i >> 6], ids[i >> 4 & 3], ids[i >> 2 & 3], ids[i & 3] },
          };
          g_array_append_val (rows, row);
        }

      g_autoptr (GArray) blocks = build (rows, order);
      guint n_rows = 0;
      for (guint i = 0; i < blocks->len; i++)
        {
          NystaBlockReader reader;
          NystaRow got;

          g_assert_true (reader_of (&reader, &g_array_index (blocks, Block, i)));
          for (; nysta_block_reader_read (&reader, &got, 1) > 0; n_rows++)
            g_assert_cmpmem (&got, sizeof got, &g_array_index (rows, NystaRow, n_rows),
                             sizeof got);
        }
      g_assert_cmpuint (n_rows, ==, rows->len);
    }
}

/* What is usual takes few bytes: two a row of one predicate's many subjects. */
static void
test_small (void)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NystaRow));

  for (guint i = 0; i < 1000; i++)
    {
      NystaRow row = { { nysta_id_make (NYSTA_TAG_IRI, 5), nysta_id_make (NYSTA_TAG_IRI, 7),
                         nysta_id_make (NYSTA_TAG_IRI, 100 + 9 * i), 0 } };
      g_array_append_val (rows, row);
    }

  g_autoptr (GArray) blocks = build (rows, NYSTA_ORDER_POSG);
  g_assert_cmpuint (blocks->len, ==, 5);
}

static void
add_kinds (const char *what, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/row-block/%s/%s", what, kinds[i].name);

      g_test_add_data_func (path, &kinds[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_kinds ("round-trip", test_round_trip);
  add_kinds ("seek", test_seek);
  add_kinds ("truncated", test_truncated);
  add_kinds ("damaged", test_damaged);
  g_test_add_func ("/row-block/extremes", test_extremes);
  g_test_add_func ("/row-block/small", test_small);
  return g_test_run ();
}
