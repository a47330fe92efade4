/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * scratch.h: what does not fit the memory: blocks in a temporary file that has no name, so
 * that it is gone however the process ends; and spools, bytes that are read in the sequence
 * in which they were written.
 *
 * Caveats: one thread. Errors of all calls: NYSTA_IO_ERROR, naming the folder, and
 * NYSTA_SPARQL_ERROR_LIMIT past what a scratch may take.
 */
#pragma once

#include <glib.h>

/* A descriptor of a new file in @folder without a name; -1 with @error. */
int nysta_temporary_open (const char *folder, GError **error);

typedef struct NystaScratch NystaScratch;

/* The file is made in $TMPDIR when the first block is written. Blocks have @block_bytes;
 * together they may take @max_bytes (0: no limit). */
NystaScratch *nysta_scratch_new (gsize block_bytes, guint64 max_bytes);
void nysta_scratch_free (NystaScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaScratch, nysta_scratch_free)
gsize nysta_scratch_block_bytes (const NystaScratch *scratch);
/* What the file has grown to. */
guint64 nysta_scratch_bytes (const NystaScratch *scratch);

/* Bytes in the file, and at most one block in memory. Storage is the caller's. */
typedef struct
{
  NystaScratch *scratch;
  guint8 *pending;
  gsize n_pending;
  GArray *blocks; /* guint64: their numbers */
  guint64 n_bytes;
} NystaSpool;

void nysta_spool_init (NystaSpool *spool, NystaScratch *scratch);
/* Its blocks are free for others. Does nothing to a zeroed one. */
void nysta_spool_clear (NystaSpool *spool);
gboolean nysta_spool_write (NystaSpool *spool, const void *bytes, gsize n_bytes,
                            GError **error);
/* All is written; it takes no memory but to know its blocks, and can be read. */
gboolean nysta_spool_finish (NystaSpool *spool, GError **error);

typedef struct
{
  NystaSpool *spool; /* finished; outlives the reader */
  guint8 *buffer;
  gsize at;
  gsize n_buffered;
  guint next_block;
  guint64 n_left;
} NystaSpoolReader;

void nysta_spool_reader_init (NystaSpoolReader *reader, NystaSpool *spool);
void nysta_spool_reader_clear (NystaSpoolReader *reader);
/* The next @n_bytes, no more than reader->n_left. */
gboolean nysta_spool_read (NystaSpoolReader *reader, void *out_bytes, gsize n_bytes,
                           GError **error);
