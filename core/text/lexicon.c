/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/lexicon.h"

#include <string.h>
#include <sys/mman.h>

#include "base/error.h"
#include "text/lexicon-private.h"

static gboolean
stale (GError **error, const char *path, const char *what)
{
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
               "%s: %s: make it anew with nysta lexicon compile", path, what);
  return FALSE;
}

/* Where @array's items lie, or NULL if not within the file. */
static const void *
array_at (const NystaLexiconHeader *header, const NystaLexiconArray *array,
          gsize item_bytes)
{
  guint64 end = (guint64) array->at + (guint64) array->n * item_bytes;

  if (array->at < sizeof *header || array->at % 8 != 0 || end > header->n_bytes)
    return NULL;
  return (const char *) header + array->at;
}

static gboolean
is_table_size (guint32 n)
{
  return n > 0 && (n & (n - 1)) == 0;
}

static gboolean
check_header (const char *path, const NystaLexiconHeader *header, gsize n_bytes,
              GError **error)
{
  if (n_bytes < sizeof *header || memcmp (header->magic, NYSTA_LEXICON_MAGIC, 8) != 0)
    return stale (error, path, "not a lexicon");
  if (header->version != NYSTA_LEXICON_VERSION ||
      header->byte_order != NYSTA_LEXICON_BYTE_ORDER)
    return stale (error, path, "a lexicon for another nysta or machine");
  const char *summed = (const char *) header + NYSTA_LEXICON_SUMMED_FROM;
  if (header->n_bytes != n_bytes ||
      header->checksum != nysta_checksum (summed, n_bytes - NYSTA_LEXICON_SUMMED_FROM))
    return stale (error, path, "a damaged lexicon");
  return TRUE;
}

static gboolean
find_arrays (NystaLexicon *lexicon, const char *path, const NystaLexiconHeader *header,
             GError **error)
{
  lexicon->words = array_at (header, &header->words, sizeof *lexicon->words);
  lexicon->edges = array_at (header, &header->edges, sizeof *lexicon->edges);
  lexicon->nodes = array_at (header, &header->nodes, sizeof *lexicon->nodes);
  lexicon->entries = array_at (header, &header->entries, sizeof *lexicon->entries);
  lexicon->heads = array_at (header, &header->heads, sizeof *lexicon->heads);
  lexicon->strings = array_at (header, &header->strings, 1);
  lexicon->n_words = header->words.n;
  lexicon->n_edges = header->edges.n;
  lexicon->n_nodes = header->nodes.n;
  lexicon->n_entries = header->entries.n;
  lexicon->n_heads = header->heads.n;
  lexicon->n_string_bytes = header->strings.n;
  if (lexicon->words == NULL || lexicon->edges == NULL || lexicon->nodes == NULL ||
      lexicon->entries == NULL || lexicon->heads == NULL || lexicon->strings == NULL ||
      !is_table_size (lexicon->n_words) || !is_table_size (lexicon->n_edges) ||
      !is_table_size (lexicon->n_heads) || lexicon->n_string_bytes == 0 ||
      lexicon->strings[0] != '\0' || lexicon->strings[lexicon->n_string_bytes - 1] != '\0')
    return stale (error, path, "a damaged lexicon");
  return TRUE;
}

NystaLexicon *
nysta_lexicon_open (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (NystaLexicon) lexicon = g_new0 (NystaLexicon, 1);

  lexicon->file = g_mapped_file_new (path, FALSE, &local);
  if (lexicon->file == NULL)
    {
      gboolean missing = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT);

      g_set_error (
        error, NYSTA_IO_ERROR, missing ? NYSTA_IO_ERROR_NOT_FOUND : NYSTA_IO_ERROR_FAILED,
        "%s: the lexicon cannot be read: make it with nysta lexicon compile", path);
      return NULL;
    }

  /* An empty file has no contents at all. */
  const char *data = g_mapped_file_get_contents (lexicon->file);
  gsize n_bytes = data == NULL ? 0 : g_mapped_file_get_length (lexicon->file);
  const NystaLexiconHeader *header = (const NystaLexiconHeader *) (const void *) data;

  if (!check_header (path, header, n_bytes, error) ||
      !find_arrays (lexicon, path, header, error))
    return NULL;
  lexicon->remembered = g_aligned_alloc0 (NYSTA_N_REMEMBERED, sizeof (NystaRemembered), 64);
  return g_steal_pointer (&lexicon);
}

void
nysta_lexicon_free (NystaLexicon *lexicon)
{
  if (lexicon == NULL)
    return;
  g_clear_pointer (&lexicon->file, g_mapped_file_unref);
  g_aligned_free (lexicon->remembered);
  g_free (lexicon);
}

void
nysta_lexicon_rest (NystaLexicon *lexicon)
{
#ifdef MADV_DONTNEED
  /* Mapped privately and never written: what is there comes from the file again. */
  madvise (g_mapped_file_get_contents (lexicon->file),
           g_mapped_file_get_length (lexicon->file), MADV_DONTNEED);
#else
  (void) lexicon;
#endif
}
