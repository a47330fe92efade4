/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * graph-file.h: one graph as one file of canonical, sorted N-Quads.
 *
 * Caveats: the reader takes what the writer writes and nothing else; a file that differs
 * by a byte is corrupt. Other people's N-Quads are read by rdf/rdf-reader.h.
 */
#pragma once

#include "base/file.h"
#include "rdf/graph.h"

typedef struct
{
  guint64 number; /* the file's name, see nysta_graph_file_name() */
  guint64 n_statements;
  guint64 n_bytes;
  guint64 checksum;
} NystaGraphFile;

/* (transfer full): "00000012.nq" */
char *nysta_graph_file_name (guint64 number);
/* FALSE if @name is no graph file's. */
gboolean nysta_graph_file_number (const char *name, guint64 *out_number);

/* Sort @graph and write it to @path. Fills all of @out_file but its number. (transfer full):
 * the file, to be synced before a commit names it.
 * Errors: NYSTA_IO_ERROR; NYSTA_RDF_ERROR_SYNTAX if a term cannot be told in N-Quads. */
NystaFile *nysta_graph_file_write (const char *path, NystaGraph *graph,
                                   NystaGraphFile *out_file, GError **error);

/* Call @func with each statement in @path. @graph: the name that every line must bear,
 * NULL for none. Errors: NYSTA_IO_ERROR; NYSTA_STORE_ERROR_CORRUPT as `file:line: what`;
 * what @func sets. */
gboolean nysta_graph_file_foreach (const char *path, const char *graph,
                                   const NystaGraphFile *file, NystaStatementFunc func,
                                   gpointer user_data, GError **error);

/* Read one IRI in angle brackets, in place: *@inout_text moves past it, and what it
 * decodes to stands, NUL-ended, where it stood. NULL if there is none. */
char *nysta_graph_file_take_iri (char **inout_text);
