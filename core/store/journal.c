/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "store/checksum.h"

/* A rewrite of a handful of lines would buy nothing. */
#define MIN_RECORDS_TO_REWRITE 64

void
nysta_journal_init (NystaJournal *journal)
{
  *journal = (NystaJournal){
    .graphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .checksum = NYSTA_CHECKSUM_START,
  };
}

void
nysta_journal_clear (NystaJournal *journal)
{
  g_clear_pointer (&journal->graphs, g_hash_table_unref);
}

static void
apply (GHashTable *graphs, const char *name, const NystaGraphFile *file)
{
  if (file == NULL)
    g_hash_table_remove (graphs, name);
  else
    g_hash_table_insert (graphs, g_strdup (name), g_memdup2 (file, sizeof *file));
}

/* --- reading ---------------------------------------------------------------- */

typedef struct
{
  char *graph;
  gboolean removed;
  NystaGraphFile file;
} Record;

static void
record_clear (gpointer record)
{
  g_free (((Record *) record)->graph);
}

static gboolean
parse_number (const char *text, guint base, guint64 *out_number)
{
  return g_ascii_string_to_unsigned (text, base, 0, G_MAXUINT64, out_number, NULL);
}

/* "replace <g> 00000001.nq 12 345 0123456789abcdef" or "remove <g>", without its LF;
 * the unnamed graph is "-". */
static gboolean
record_parse (const char *line, gsize length, Record *out_record)
{
  g_autofree char *copy = g_strndup (line, length);
  char *rest = copy;
  gboolean removed = FALSE;

  if (strlen (copy) != length)
    return FALSE;
  if (g_str_has_prefix (rest, "remove "))
    removed = TRUE;
  else if (!g_str_has_prefix (rest, "replace "))
    return FALSE;
  rest = strchr (rest, ' ') + 1;

  const char *name = "";

  if (*rest == '-')
    rest++;
  else if ((name = nysta_graph_file_take_iri (&rest)) == NULL)
    return FALSE;

  NystaGraphFile file = { 0 };

  if (removed && *rest != '\0')
    return FALSE;
  if (!removed)
    {
      g_auto (GStrv) words = g_strsplit (rest, " ", 6);

      if (g_strv_length (words) != 5 || *words[0] != '\0' ||
          !nysta_graph_file_number (words[1], &file.number) ||
          !parse_number (words[2], 10, &file.n_statements) ||
          !parse_number (words[3], 10, &file.n_bytes) ||
          !parse_number (words[4], 16, &file.checksum))
        return FALSE;
    }
  *out_record = (Record){ g_strdup (name), removed, file };
  return TRUE;
}

/* "commit 3 0123456789abcdef" */
static gboolean
commit_parse (const char *line, gsize length, guint64 *out_number, guint64 *out_checksum)
{
  g_autofree char *copy = g_strndup (line, length);
  g_auto (GStrv) words = g_strsplit (copy, " ", 4);

  return strlen (copy) == length && g_strv_length (words) == 3 &&
         strcmp (words[0], "commit") == 0 && parse_number (words[1], 10, out_number) &&
         strlen (words[2]) == 16 && parse_number (words[2], 16, out_checksum);
}

static void
journal_take_commit (NystaJournal *journal, GArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = &g_array_index (records, Record, i);

      apply (journal->graphs, record->graph, record->removed ? NULL : &record->file);
      journal->highest_number = MAX (journal->highest_number, record->file.number);
    }
  journal->n_records += records->len;
  journal->n_commits++;
  g_array_set_size (records, 0);
}

/* Replay @data. The line of a commit is written after what it commits is on the disk, so
 * a commit line whose sum is wrong is rot and never a torn write; what follows the last
 * commit line is a torn write, whatever it looks like. FALSE: *@out_wrong_at is where. */
static gboolean
replay (NystaJournal *journal, const char *data, gsize n_bytes, gsize *out_wrong_at)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (Record));
  guint64 checksum = journal->checksum;
  gboolean readable = TRUE;
  gsize at = 0;

  g_array_set_clear_func (records, record_clear);
  while (at < n_bytes)
    {
      const char *line = data + at;
      const char *end = memchr (line, '\n', n_bytes - at);

      if (end == NULL)
        break;

      gsize length = end - line;
      guint64 number = 0;
      guint64 stated = 0;
      Record record = { 0 };

      if (commit_parse (line, length, &number, &stated))
        {
          *out_wrong_at = at;
          if (!readable || stated != checksum || number != journal->n_commits + 1)
            return FALSE;
          journal_take_commit (journal, records);
          checksum = nysta_checksum_add (checksum, line, length + 1);
          journal->checksum = checksum;
          journal->n_bytes = at + length + 1;
        }
      else
        {
          checksum = nysta_checksum_add (checksum, line, length + 1);
          if (record_parse (line, length, &record))
            g_array_append_val (records, record);
          else
            readable = FALSE;
        }
      at += length + 1;
    }
  journal->n_torn_bytes = n_bytes - journal->n_bytes;
  return TRUE;
}

gboolean
nysta_journal_read (NystaJournal *journal, const char *path, GError **error)
{
  g_auto (NystaJournal) fresh = { 0 };
  g_autofree char *data = NULL;
  gsize n_bytes = 0;
  gsize wrong_at = 0;

  if (!nysta_file_read (path, 0, &data, &n_bytes, error))
    return FALSE;

  nysta_journal_init (&fresh);
  if (!replay (&fresh, data, n_bytes, &wrong_at))
    {
      guint line = 1;

      for (gsize i = 0; i < wrong_at; i++)
        line += data[i] == '\n';
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s:%u: the journal was changed since it was written: "
                   "restore the store from a copy, or index again into a new one",
                   path, line);
      return FALSE;
    }

  NystaJournal old = *journal;

  *journal = fresh;
  fresh = old;
  return TRUE;
}

/* --- writing ---------------------------------------------------------------- */

static void
append_record (GString *text, const char *graph, const NystaGraphFile *file)
{
  g_string_append (text, file != NULL ? "replace " : "remove ");
  if (*graph == '\0')
    g_string_append_c (text, '-');
  else
    {
      NystaTerm name = nysta_iri (graph);

      nysta_term_append_ntriples (&name, text);
    }
  if (file != NULL)
    {
      g_autofree char *file_name = nysta_graph_file_name (file->number);

      g_string_append_printf (
        text, " %s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %016" G_GINT64_MODIFIER "x",
        file_name, file->n_statements, file->n_bytes, file->checksum);
    }
  g_string_append_c (text, '\n');
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of names: two runs over the same graphs write the same journal. */
static GString *
records_to_text (GHashTable *changes)
{
  GString *text = g_string_new (NULL);
  guint n = 0;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (changes, &n);

  g_qsort_with_data (names, (int) n, sizeof (gpointer), compare_names, NULL);
  for (guint i = 0; i < n; i++)
    append_record (text, names[i], g_hash_table_lookup (changes, names[i]));
  return text;
}

static char *
commit_line (guint64 number, guint64 checksum)
{
  return g_strdup_printf ("commit %" G_GUINT64_FORMAT " %016" G_GINT64_MODIFIER "x\n",
                          number, checksum);
}

gboolean
nysta_journal_append (NystaJournal *journal, const char *path, GHashTable *changes,
                      GError **error)
{
  g_autoptr (GString) records = records_to_text (changes);
  guint64 checksum = nysta_checksum_add (journal->checksum, records->str, records->len);
  g_autofree char *commit = commit_line (journal->n_commits + 1, checksum);
  g_autoptr (NystaFile) file = nysta_file_open_append (path, error);

  /* Two syncs: the commit line must not reach the disk before what it vouches for. */
  if (file == NULL || !nysta_file_write (file, records->str, records->len, error) ||
      !nysta_file_flush (file, error) || !nysta_file_sync (file, error) ||
      !nysta_file_write (file, commit, strlen (commit), error) ||
      !nysta_file_flush (file, error) || !nysta_file_sync (file, error))
    return FALSE;

  GHashTableIter iter;
  gpointer name = NULL;
  gpointer graph_file = NULL;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &name, &graph_file))
    {
      const NystaGraphFile *entry = graph_file;

      apply (journal->graphs, name, entry);
      if (entry != NULL)
        journal->highest_number = MAX (journal->highest_number, entry->number);
    }
  journal->n_records += g_hash_table_size (changes);
  journal->n_commits++;
  journal->checksum = nysta_checksum_add (checksum, commit, strlen (commit));
  journal->n_bytes += records->len + strlen (commit);
  return TRUE;
}

gboolean
nysta_journal_is_half_dead (const NystaJournal *journal)
{
  return journal->n_records >= MIN_RECORDS_TO_REWRITE &&
         journal->n_records > 2 * (guint64) g_hash_table_size (journal->graphs);
}

gboolean
nysta_journal_rewrite (const NystaJournal *journal, const char *path, GError **error)
{
  g_autoptr (GString) text = records_to_text (journal->graphs);
  guint64 checksum = nysta_checksum_add (NYSTA_CHECKSUM_START, text->str, text->len);
  g_autofree char *commit = commit_line (1, checksum);

  g_string_append (text, commit);
  return nysta_file_replace (path, text->str, text->len, error);
}
