/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * graph-file.h: the first format's graphs, each a file of canonical, sorted N-Quads. Only
 * read, by nysta_store_migrate().
 *
 * Caveats: the reader takes what that version wrote and nothing else; a file that differs
 * by a byte is corrupt. Other people's N-Quads are read by rdf/rdf-reader.h.
 */
#pragma once

#include "rdf/graph.h"

typedef struct
{
  guint64 number; /* the file's name, see nysta_format1_file_name() */
  guint64 n_statements;
  guint64 n_bytes;
  guint64 checksum;
} NystaFormat1File;

/* (transfer full): "00000012.nq" */
char *nysta_format1_file_name (guint64 number);
/* FALSE if @name is no graph file's. */
gboolean nysta_format1_file_number (const char *name, guint64 *out_number);

/* Call @func with each statement in @path. @graph: the name that every line must bear,
 * NULL for none. Errors: NYSTA_IO_ERROR; NYSTA_STORE_ERROR_CORRUPT as `file:line: what`;
 * what @func sets. */
gboolean nysta_format1_file_foreach (const char *path, const char *graph,
                                     const NystaFormat1File *file, NystaStatementFunc func,
                                     gpointer user_data, GError **error);

/* Read one IRI in angle brackets, in place: *@inout_text moves past it, and what it
 * decodes to stands, NUL-ended, where it stood. NULL if there is none. */
char *nysta_format1_file_take_iri (char **inout_text);
