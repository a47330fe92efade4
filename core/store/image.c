/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/image.h"

#include "base/file.h"
#include "rdf/vocabulary.h"
#include "store/text-index.h"

/* Committed each time that about so much was written: what a transaction has changed is
 * private memory until then. */
#define PART_BYTES ((guint64) 32 << 20)
/* The map has room for a part whatever its pages look like. */
#define ROOM_BYTES (4 * PART_BYTES)
/* An entry of the table of hashes with its share of pages that are not full. */
#define HASH_BYTES 16

struct NystaImage
{
  char *path;
  NystaEnvironment *environment; /* NULL: finished */
  const NystaTables *tables;
  guint64 seed;
  MDB_txn *txn;
  NystaDictionary *dictionary; /* of @txn; NULL before it is asked for */
  NystaTextWriter *text_writer;
  guint64 n_part_bytes;
  gboolean has_rows; /* @writer and @counter are in use */
  NystaOrderWriter writer;
  NystaCounter *counter;
};

/* --- parts ------------------------------------------------------------------ */

static gboolean
fail (NystaImage *image, int code, GError **error)
{
  return nysta_lmdb_set_error (error, code, "write", image->path);
}

static gboolean
begin_part (NystaImage *image, GError **error)
{
  image->n_part_bytes = 0;
  image->txn = nysta_environment_begin (image->environment, TRUE, error);
  image->writer.txn = image->txn;
  return image->txn != NULL;
}

static gboolean
commit_part (NystaImage *image, GError **error)
{
  int code = image->dictionary != NULL ? nysta_dictionary_flush (image->dictionary) : 0;

  if (code != 0)
    return fail (image, code, error);
  g_clear_pointer (&image->dictionary, nysta_dictionary_free);
  return nysta_environment_commit (image->environment, g_steal_pointer (&image->txn),
                                   error);
}

/* Room for @n_bytes beyond what any part takes. */
static gboolean
grow (NystaImage *image, MDB_env *mdb, guint64 n_bytes, GError **error)
{
  MDB_envinfo info = { 0 };
  MDB_stat pages = { 0 };

  mdb_env_info (mdb, &info);
  mdb_env_stat (mdb, &pages);

  guint64 n_used = (guint64) (info.me_last_pgno + 1) * pages.ms_psize;

  return n_used + n_bytes <= info.me_mapsize ||
         nysta_environment_grow (image->environment, n_bytes, error);
}

/* Before something of @n_bytes is written. */
static gboolean
reserve (NystaImage *image, guint64 n_bytes, GError **error)
{
  MDB_env *mdb = mdb_txn_env (image->txn);

  image->n_part_bytes += n_bytes;
  if (image->n_part_bytes < PART_BYTES)
    return TRUE;
  if (!commit_part (image, error) || !grow (image, mdb, ROOM_BYTES + n_bytes, error) ||
      !begin_part (image, error))
    return FALSE;
  image->n_part_bytes = n_bytes;
  return TRUE;
}

static NystaDictionary *
ensure_dictionary (NystaImage *image)
{
  if (image->dictionary == NULL)
    image->dictionary = nysta_dictionary_new (image->txn, image->tables, image->seed);
  return image->dictionary;
}

/* Words go into whatever place of their table: all of it may be written anew. */
static gboolean
write_words (NystaImage *image, GError **error)
{
  MDB_stat table = { 0 };
  int code = mdb_stat (image->txn, image->tables->words, &table);
  guint64 n_bytes = PART_BYTES + nysta_text_writer_bytes (image->text_writer) +
                    (guint64) table.ms_psize *
                      (table.ms_leaf_pages + table.ms_branch_pages);

  if (code != 0)
    return fail (image, code, error);
  if (!reserve (image, n_bytes, error))
    return FALSE;
  code = nysta_text_writer_flush (image->text_writer, image->txn, image->tables);
  return code == 0 || fail (image, code, error);
}

/* --- the whole -------------------------------------------------------------- */

NystaImage *
nysta_image_new (const char *path, guint64 seed, GError **error)
{
  NystaEnvironment *environment = nysta_environment_open (path, NYSTA_ENVIRONMENT_BUILD,
                                                          error);

  if (environment == NULL)
    return NULL;

  g_autoptr (NystaImage) image = g_new0 (NystaImage, 1);

  image->path = g_strdup (path);
  image->environment = environment;
  image->tables = nysta_environment_tables (environment);
  image->seed = seed;
  image->text_writer = nysta_text_writer_new ();
  if (!begin_part (image, error))
    return NULL;

  MDB_env *mdb = mdb_txn_env (image->txn);

  if (!nysta_environment_set_seed (environment, image->txn, seed))
    {
      fail (image, MDB_MAP_FULL, error);
      return NULL;
    }
  if (!commit_part (image, error) || !grow (image, mdb, ROOM_BYTES, error) ||
      !begin_part (image, error))
    return NULL;
  return g_steal_pointer (&image);
}

void
nysta_image_free (NystaImage *image)
{
  if (image == NULL)
    return;
  nysta_dictionary_free (image->dictionary);
  nysta_counter_free (image->counter);
  nysta_text_writer_free (image->text_writer);
  if (image->txn != NULL)
    nysta_environment_abort (image->environment, image->txn);
  if (image->environment != NULL)
    {
      nysta_environment_unref (image->environment);
      nysta_file_remove (image->path, NULL);
    }
  g_free (image->path);
  g_free (image);
}

const char *
nysta_image_path (const NystaImage *image)
{
  return image->path;
}

gboolean
nysta_image_finish (NystaImage *image, GError **error)
{
  int code = image->has_rows ? nysta_order_writer_flush (&image->writer) : 0;

  if (code == 0 && !write_words (image, error))
    return FALSE;
  if (image->counter == NULL)
    image->counter = nysta_counter_new (0);
  if (code == 0)
    code = nysta_counter_write (image->counter, image->txn, image->tables);
  if (code != 0)
    return fail (image, code, error);
  if (!commit_part (image, error) || !nysta_environment_sync (image->environment, error))
    return FALSE;
  /* It was opened in a way of its own: who adopts the file must not get this one. */
  g_clear_pointer (&image->environment, nysta_environment_unref);
  return TRUE;
}

/* --- terms ------------------------------------------------------------------ */

gboolean
nysta_image_add_term (NystaImage *image, NystaTag tag, const char *bytes, gsize n_bytes,
                      NystaTermId *out_id, GError **error)
{
  if (!reserve (image, n_bytes, error))
    return FALSE;

  int code = nysta_dictionary_append (ensure_dictionary (image), tag, bytes, n_bytes,
                                      out_id);

  if (code != 0)
    return fail (image, code, error);
  nysta_text_writer_add (image->text_writer, *out_id, bytes, n_bytes);
  return nysta_text_writer_bytes (image->text_writer) < NYSTA_TEXT_WRITER_BYTES ||
         write_words (image, error);
}

static gboolean
copy_table (NystaImage *image, MDB_cursor *cursor, MDB_dbi table, GError **error)
{
  MDB_val key = { 0 };
  MDB_val value = { 0 };
  int code = mdb_cursor_get (cursor, &key, &value, MDB_FIRST);

  for (; code == 0; code = mdb_cursor_get (cursor, &key, &value, MDB_NEXT))
    {
      if (!reserve (image, key.mv_size + value.mv_size, error))
        return FALSE;
      code = mdb_put (image->txn, table, &key, &value, MDB_APPEND);
      if (code != 0)
        break;
    }
  return code == MDB_NOTFOUND || fail (image, code, error);
}

/* Of a dictionary that has none, they are looked for. */
static gboolean
copy_words (NystaImage *image, MDB_txn *txn, const NystaTables *tables, GError **error)
{
  MDB_cursor *cursor = NULL;
  gboolean done = FALSE;
  int code = 0;

  if (!nysta_tables_have_words (txn, tables))
    {
      code = nysta_text_writer_add_all (image->text_writer, txn, tables, image->txn,
                                        image->tables);
      return code == 0 || fail (image, code, error);
    }
  code = mdb_cursor_open (txn, tables->words, &cursor);
  if (code != 0)
    return fail (image, code, error);
  done = copy_table (image, cursor, image->tables->words, error);
  mdb_cursor_close (cursor);
  return done;
}

gboolean
nysta_image_copy_terms (NystaImage *image, MDB_txn *txn, const NystaTables *tables,
                        GError **error)
{
  for (guint tag = 1; tag <= NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      gboolean is_long = tag == NYSTA_N_DICTIONARY_TAGS;
      MDB_cursor *cursor = NULL;
      int code = mdb_cursor_open (txn, is_long ? tables->long_terms : tables->terms[tag],
                                  &cursor);

      if (code != 0)
        return fail (image, code, error);

      gboolean done = copy_table (
        image, cursor, is_long ? image->tables->long_terms : image->tables->terms[tag],
        error);

      mdb_cursor_close (cursor);
      if (!done)
        return FALSE;
    }
  return copy_words (image, txn, tables, error);
}

gboolean
nysta_image_add_hash (NystaImage *image, guint64 hash, NystaTermId id, GError **error)
{
  if (!reserve (image, HASH_BYTES, error))
    return FALSE;

  int code = nysta_dictionary_append_hash (ensure_dictionary (image), hash, id);

  return code == 0 || fail (image, code, error);
}

/* --- rows ------------------------------------------------------------------- */

static gboolean
begin_order (NystaImage *image, NystaOrder order, GError **error)
{
  if (!image->has_rows)
    {
      NystaTerm type = nysta_iri (RDF_TYPE);
      int flushed = nysta_dictionary_flush (ensure_dictionary (image));

      if (flushed != 0)
        return fail (image, flushed, error);
      image->counter = nysta_counter_new (
        nysta_dictionary_find (ensure_dictionary (image), &type));
    }

  int code = image->has_rows ? nysta_order_writer_flush (&image->writer) : 0;

  if (code != 0)
    return fail (image, code, error);
  nysta_order_writer_init (&image->writer, image->txn, image->tables, order);
  image->has_rows = TRUE;
  return TRUE;
}

gboolean
nysta_image_add_row (NystaImage *image, NystaOrder order, const NystaRow *row,
                     GError **error)
{
  if (!image->has_rows || image->writer.order != order)
    if (!begin_order (image, order, error))
      return FALSE;

  guint64 n_rows = image->writer.n_rows;
  guint64 n_bytes = image->writer.n_bytes;
  int code = nysta_order_writer_add (&image->writer, row);

  if (code != 0)
    return fail (image, code, error);
  /* A row that is there already was left out. */
  if (image->writer.n_rows > n_rows)
    nysta_counter_add (image->counter, order, row);
  return image->writer.n_bytes == n_bytes ||
         reserve (image, image->writer.n_bytes - n_bytes, error);
}
