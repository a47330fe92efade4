/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/format1/journal.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "store/format1/checksum.h"

static void
journal_init (NystaFormat1Journal *journal)
{
  *journal = (NystaFormat1Journal){
    .graphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .checksum = NYSTA_CHECKSUM_START,
  };
}

void
nysta_format1_journal_clear (NystaFormat1Journal *journal)
{
  g_clear_pointer (&journal->graphs, g_hash_table_unref);
}

static void
apply (GHashTable *graphs, const char *name, const NystaFormat1File *file)
{
  if (file == NULL)
    g_hash_table_remove (graphs, name);
  else
    g_hash_table_insert (graphs, g_strdup (name), g_memdup2 (file, sizeof *file));
}

typedef struct
{
  char *graph;
  gboolean removed;
  NystaFormat1File file;
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
  else if ((name = nysta_format1_file_take_iri (&rest)) == NULL)
    return FALSE;

  NystaFormat1File file = { 0 };

  if (removed && *rest != '\0')
    return FALSE;
  if (!removed)
    {
      g_auto (GStrv) words = g_strsplit (rest, " ", 6);

      if (g_strv_length (words) != 5 || *words[0] != '\0' ||
          !nysta_format1_file_number (words[1], &file.number) ||
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
take_commit (NystaFormat1Journal *journal, GArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = &g_array_index (records, Record, i);

      apply (journal->graphs, record->graph, record->removed ? NULL : &record->file);
    }
  journal->n_commits++;
  g_array_set_size (records, 0);
}

/* Replay @data. The line of a commit is written after what it commits is on the disk, so
 * a commit line whose sum is wrong is rot and never a torn write; what follows the last
 * commit line is a torn write, whatever it looks like. FALSE: *@out_wrong_at is where. */
static gboolean
replay (NystaFormat1Journal *journal, const char *data, gsize n_bytes, gsize *out_wrong_at)
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
          take_commit (journal, records);
          checksum = nysta_checksum_add (checksum, line, length + 1);
          journal->checksum = checksum;
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
  return TRUE;
}

gboolean
nysta_format1_journal_read (const char *path, NystaFormat1Journal *out_journal,
                            GError **error)
{
  g_auto (NystaFormat1Journal) journal = { 0 };
  g_autofree char *data = NULL;
  gsize n_bytes = 0;
  gsize wrong_at = 0;

  if (!nysta_file_read (path, 0, &data, &n_bytes, error))
    return FALSE;

  journal_init (&journal);
  if (!replay (&journal, data, n_bytes, &wrong_at))
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
  *out_journal = journal;
  journal.graphs = NULL;
  return TRUE;
}
