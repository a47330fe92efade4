/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* word-table.c: whether the table of words (text-index.h) is there, and whole. */
#include "config.h"
#include "store/environment.h"

/* Which folding (rdf/fold.h) the words went through, if they are all there. */
#define WORDS_VERSION 1

static int
write_words_version (MDB_txn *txn, const NystaTables *tables)
{
  MDB_val key = { 5, "words" };
  guint8 version = WORDS_VERSION;
  MDB_val value = { sizeof version, &version };

  return mdb_put (txn, tables->meta, &key, &value, 0);
}

gboolean
nysta_tables_have_words (MDB_txn *txn, const NystaTables *tables)
{
  MDB_val key = { 5, "words" };
  MDB_val value = { 0 };

  return tables->has_words && mdb_get (txn, tables->meta, &key, &value) == 0 &&
         value.mv_size == 1 && *(const guint8 *) value.mv_data == WORDS_VERSION;
}

/* One that an earlier nysta made has none. */
int
nysta_tables_open_words (NystaTables *tables, MDB_txn *txn, gboolean creates)
{
  int code = mdb_dbi_open (txn, "words", creates ? MDB_CREATE : 0, &tables->words);

  if (code == 0 && creates)
    code = write_words_version (txn, tables);
  tables->has_words = code == 0;
  tables->has_words = nysta_tables_have_words (txn, tables);
  return code == MDB_NOTFOUND ? 0 : code;
}

int
nysta_tables_make_words (NystaTables *tables, MDB_txn *txn)
{
  int code = mdb_dbi_open (txn, "words", MDB_CREATE, &tables->words);

  if (code == 0)
    code = mdb_drop (txn, tables->words, 0);
  return code == 0 ? write_words_version (txn, tables) : code;
}
