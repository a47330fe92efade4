/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/text-search.h"

#include "store/text-block.h"

/* To go through all words takes about so long a page as to look at so many strings. */
#define STRINGS_PER_PAGE 1u

typedef struct
{
  MDB_cursor *cursor;
  NystaTextBlockReader reader;
  gboolean damaged;
} Walk;

/* --- going through words -------------------------------------------------------------- */

/* At the block that @key and @value are of, if @code is 0. FALSE at the end. */
static gboolean
enter (Walk *walk, int code, const MDB_val *value)
{
  if (code != 0)
    {
      walk->damaged = walk->damaged || code != MDB_NOTFOUND;
      return FALSE;
    }
  nysta_text_block_reader_init (&walk->reader, value->mv_data, value->mv_size);
  return TRUE;
}

/* The block where words from @word on begin: they, or some before them, are the next. */
static gboolean
walk_to (Walk *walk, const char *word, gsize n_word, NystaTermId id)
{
  guint8 bytes[NYSTA_TEXT_KEY_BYTES];
  MDB_val key = { nysta_text_key_store (bytes, word, n_word, id), bytes };
  MDB_val value = { 0 };
  int code = mdb_cursor_get (walk->cursor, &key, &value, MDB_SET_RANGE);

  if (code == MDB_NOTFOUND)
    code = mdb_cursor_get (walk->cursor, &key, &value, MDB_LAST);
  else if (code == 0)
    {
      code = mdb_cursor_get (walk->cursor, &key, &value, MDB_PREV);
      if (code == MDB_NOTFOUND)
        code = mdb_cursor_get (walk->cursor, &key, &value, MDB_FIRST);
    }
  return enter (walk, code, &value);
}

static gboolean
next_block (Walk *walk)
{
  MDB_val key = { 0 };
  MDB_val value = { 0 };

  return enter (walk, mdb_cursor_get (walk->cursor, &key, &value, MDB_NEXT), &value);
}

/* The next group; of one word there may be several. */
static gboolean
next_word (Walk *walk)
{
  while (!nysta_text_block_reader_next_word (&walk->reader))
    {
      walk->damaged = walk->damaged || walk->reader.damaged;
      if (walk->damaged || !next_block (walk))
        return FALSE;
    }
  return TRUE;
}

/* --- gathering ids --------------------------------------------------------------------- */

static gboolean
take_ids (Walk *walk, guint64 max_ids, GArray *ids)
{
  NystaTermId id = 0;

  if (ids->len + walk->reader.n_ids > max_ids)
    return FALSE;
  while (nysta_text_block_reader_next_id (&walk->reader, &id))
    g_array_append_val (ids, id);
  walk->damaged = walk->damaged || walk->reader.damaged;
  return !walk->damaged;
}

static gboolean
is_anywhere (const NystaWordPattern *pattern)
{
  return pattern->match == NYSTA_WORD_SUFFIX || pattern->match == NYSTA_WORD_PART;
}

/* The words that begin with a text lie together; those that have it within, anywhere. */
static NystaSearch
find (MDB_cursor *cursor, const NystaWordPattern *pattern, guint64 max_ids, GArray *ids)
{
  Walk walk = { .cursor = cursor };
  gboolean anywhere = is_anywhere (pattern);
  const NystaTextBlockReader *reader = &walk.reader;

  g_array_set_size (ids, 0);
  if (pattern->n_bytes > NYSTA_WORD_BYTES)
    return NYSTA_SEARCH_FOUND;
  if (!walk_to (&walk, anywhere ? "" : pattern->text, anywhere ? 0 : pattern->n_bytes, 0))
    return walk.damaged ? NYSTA_SEARCH_DAMAGED : NYSTA_SEARCH_FOUND;
  while (next_word (&walk))
    if (nysta_word_pattern_fits (pattern, reader->word, reader->n_word))
      {
        if (!take_ids (&walk, max_ids, ids))
          return walk.damaged ? NYSTA_SEARCH_DAMAGED : NYSTA_SEARCH_TOO_MANY;
      }
    else if (!anywhere && nysta_word_compare (reader->word, reader->n_word, pattern->text,
                                              pattern->n_bytes) > 0)
      break;
  nysta_ids_sort (ids);
  return walk.damaged ? NYSTA_SEARCH_DAMAGED : NYSTA_SEARCH_FOUND;
}

/* --- together --------------------------------------------------------------------------- */

/* Leave in @ids what is in @others, too. */
static void
intersect (GArray *ids, const GArray *others)
{
  NystaTermId *all = (NystaTermId *) (void *) ids->data;
  guint k = 0;
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      while (k < others->len && g_array_index (others, NystaTermId, k) < all[i])
        k++;
      if (k < others->len && g_array_index (others, NystaTermId, k) == all[i])
        all[n++] = all[i];
    }
  g_array_set_size (ids, n);
}

typedef struct
{
  MDB_cursor *cursor;
  guint64 max_ids;
  GArray *ids;
  GArray *others;
  gboolean has_ids; /* a pattern was looked for */
} Search;

/* The patterns that have to be looked for anywhere, or the others. */
static NystaSearch
narrow (Search *search, const GArray *patterns, gboolean anywhere, guint64 enough)
{
  for (guint i = 0; i < patterns->len; i++)
    {
      const NystaWordPattern *pattern = &g_array_index (patterns, NystaWordPattern, i);
      NystaSearch found = NYSTA_SEARCH_FOUND;

      if (is_anywhere (pattern) != anywhere ||
          (search->has_ids && search->ids->len <= enough))
        continue;
      found = find (search->cursor, pattern, search->max_ids, search->others);
      if (found == NYSTA_SEARCH_DAMAGED)
        return found;
      if (found == NYSTA_SEARCH_TOO_MANY)
        continue;
      if (search->has_ids)
        intersect (search->ids, search->others);
      else
        g_array_append_vals (search->ids, search->others->data, search->others->len);
      search->has_ids = TRUE;
    }
  return NYSTA_SEARCH_FOUND;
}

static NystaSearch
search_all (Search *search, const GArray *patterns, guint64 n_pages)
{
  const NystaWordPattern unindexed = { NYSTA_WORD_WHOLE, (char *) "", 0 };
  NystaSearch found = narrow (search, patterns, FALSE, 0);

  if (found == NYSTA_SEARCH_FOUND)
    found = narrow (search, patterns, TRUE, n_pages * STRINGS_PER_PAGE);
  if (found != NYSTA_SEARCH_FOUND)
    return found;
  if (!search->has_ids)
    return NYSTA_SEARCH_TOO_MANY;
  found = find (search->cursor, &unindexed, search->max_ids, search->others);
  if (found != NYSTA_SEARCH_FOUND)
    return found;
  g_array_append_vals (search->ids, search->others->data, search->others->len);
  nysta_ids_sort (search->ids);
  return search->ids->len <= search->max_ids ? found : NYSTA_SEARCH_TOO_MANY;
}

NystaSearch
nysta_text_search (MDB_txn *txn, const NystaTables *tables, const GArray *patterns,
                   guint64 max_ids, GArray *ids)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  Search search = { .max_ids = max_ids, .ids = ids, .others = others };
  MDB_stat table = { 0 };
  NystaSearch found = NYSTA_SEARCH_DAMAGED;

  g_array_set_size (ids, 0);
  if (mdb_stat (txn, tables->words, &table) != 0 ||
      mdb_cursor_open (txn, tables->words, &search.cursor) != 0)
    return NYSTA_SEARCH_DAMAGED;
  found = search_all (&search, patterns, table.ms_leaf_pages);
  mdb_cursor_close (search.cursor);
  return found;
}

/* --- all ---------------------------------------------------------------------------------- */

gboolean
nysta_text_foreach (MDB_txn *txn, const NystaTables *tables, NystaTextFunc func,
                    gpointer user_data)
{
  Walk walk = { 0 };
  g_autoptr (GString) last_word = g_string_new (NULL);
  NystaTermId last_id = 0;
  NystaTermId id = 0;
  gboolean is_first = TRUE;
  gboolean goes_on = mdb_cursor_open (txn, tables->words, &walk.cursor) == 0;

  if (!goes_on)
    return FALSE;
  goes_on = walk_to (&walk, "", 0, 0);
  while (goes_on && next_word (&walk))
    {
      const NystaTextBlockReader *reader = &walk.reader;

      while (goes_on && nysta_text_block_reader_next_id (&walk.reader, &id))
        {
          int order = nysta_word_compare (last_word->str, last_word->len, reader->word,
                                          reader->n_word);

          if (!is_first && (order > 0 || (order == 0 && last_id >= id)))
            walk.damaged = TRUE;
          is_first = FALSE;
          g_string_truncate (last_word, 0);
          g_string_append_len (last_word, reader->word, reader->n_word);
          last_id = id;
          goes_on = !walk.damaged && func (reader->word, reader->n_word, id, user_data);
        }
      walk.damaged = walk.damaged || reader->damaged;
    }
  mdb_cursor_close (walk.cursor);
  return !walk.damaged;
}
