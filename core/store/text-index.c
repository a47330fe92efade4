/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/text-index.h"

#include "store/dictionary.h"

static int
add_terms (NystaTextWriter *writer, NystaDictionary *dictionary, NystaTag tag, MDB_txn *to,
           const NystaTables *to_tables)
{
  g_autoptr (GString) packed = g_string_new (NULL);
  guint64 n_terms = nysta_dictionary_n_terms (dictionary, tag);
  int code = 0;

  for (guint64 payload = 0; code == 0 && payload < n_terms; payload++)
    {
      NystaTermId id = nysta_id_make (tag, payload);

      if (!nysta_dictionary_read_packed (dictionary, id, packed))
        return MDB_CORRUPTED;
      nysta_text_writer_add (writer, id, packed->str, packed->len);
      if (nysta_text_writer_bytes (writer) >= NYSTA_TEXT_WRITER_BYTES)
        code = nysta_text_writer_flush (writer, to, to_tables);
    }
  return code;
}

int
nysta_text_writer_add_all (NystaTextWriter *writer, MDB_txn *txn, const NystaTables *tables,
                           MDB_txn *to, const NystaTables *to_tables)
{
  g_autoptr (NystaDictionary) dictionary = nysta_dictionary_new (txn, tables, 0);
  int code = add_terms (writer, dictionary, NYSTA_TAG_STRING, to, to_tables);

  if (code == 0)
    code = add_terms (writer, dictionary, NYSTA_TAG_LANGUAGE, to, to_tables);
  return code == 0 ? nysta_text_writer_flush (writer, to, to_tables) : code;
}

/* 0, LMDB's error, or -1 with @error. */
static int
try_build (NystaEnvironment *environment, GError **error)
{
  const NystaTables *tables = nysta_environment_tables (environment);
  g_autoptr (NystaTextWriter) writer = nysta_text_writer_new ();
  MDB_txn *txn = nysta_environment_begin (environment, TRUE, error);
  int code = 0;

  if (txn == NULL)
    return -1;
  code = nysta_environment_make_words (environment, txn);
  if (code == 0)
    code = nysta_text_writer_add_all (writer, txn, tables, txn, tables);
  if (code == 0)
    return nysta_environment_try_commit (environment, txn);
  nysta_environment_abort (environment, txn);
  return code;
}

gboolean
nysta_text_index_build (NystaEnvironment *environment, GError **error)
{
  int code = 0;

  while ((code = try_build (environment, error)) == MDB_MAP_FULL)
    if (!nysta_environment_grow (environment, 0, error))
      return FALSE;
  if (code == 0)
    nysta_environment_has_words (environment);
  else if (code != -1)
    nysta_lmdb_set_error (error, code, "write", nysta_environment_path (environment));
  return code == 0;
}
