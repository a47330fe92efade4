/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * parse.h: the thread that reads files and parses them, into chunks on a queue.
 */
#pragma once

#include "rdf/rdf-reader.h"
#include "store/load/chunk.h"

typedef struct NystaLoadParser NystaLoadParser;

typedef struct
{
  char *const *paths; /* NULL-ended */
  NystaSyntax syntax;
  const char *graph; /* where all goes, or NULL: where the files say */
  gboolean lenient;
} NystaLoadParserOptions;

/* Starts at once. Its chunks come from @queue, the last one marked so, and with the error
 * that ended it, if one did. */
NystaLoadParser *nysta_load_parser_new (const NystaLoadParserOptions *options,
                                        NystaChunkQueue *queue);
/* Ends it. If it waits for a pipe that gives nothing, it ends when that does, or with the
 * process. */
void nysta_load_parser_free (NystaLoadParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaLoadParser, nysta_load_parser_free)

/* Bytes of files read so far. */
guint64 nysta_load_parser_n_bytes_read (const NystaLoadParser *parser);
