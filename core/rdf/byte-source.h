/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * byte-source.h: the bytes of a file, of standard input or of memory, in pieces. What is
 * compressed with gzip or zstd is told by its first bytes and comes out plain. Only the
 * readers of core/rdf include it.
 */
#pragma once

#include <glib.h>

typedef struct NystaByteSource NystaByteSource;

/* (transfer full) @path "-" is standard input. @n_bytes_read: as in NystaRdfReadOptions.
 * Errors: NYSTA_IO_ERROR. */
NystaByteSource *nysta_byte_source_open (const char *path, guint64 *n_bytes_read,
                                         GError **error);
/* (transfer full) As it is, compressed or not; @data must live as long. */
NystaByteSource *nysta_byte_source_from_memory (const char *data, gsize n_bytes,
                                                const char *name);
void nysta_byte_source_free (NystaByteSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaByteSource, nysta_byte_source_free)

/* Reading fails with NYSTA_IO_ERROR_TIMED_OUT after it, by the monotonic clock; 0: never. */
void nysta_byte_source_set_deadline (NystaByteSource *source, gint64 deadline_us);

/* What messages call it. */
const char *nysta_byte_source_name (const NystaByteSource *source);

/* The first bytes, at most some thousand, all of them if there are fewer; they are read
 * all the same afterwards. Only before the first nysta_byte_source_read(). */
gboolean nysta_byte_source_peek (NystaByteSource *source, const char **out_data,
                                 gsize *out_n_bytes, GError **error);

/* Past the mark that some editors put before UTF-8. Only before the first read. */
gboolean nysta_byte_source_skip_mark (NystaByteSource *source, GError **error);

/* How many bytes came into @buffer: 0 only at the end, -1 with @error.
 * Errors: NYSTA_IO_ERROR, also for compressed data that is damaged or ends too early, as
 * `file: after byte N: what`. */
gssize nysta_byte_source_read (NystaByteSource *source, char *buffer, gsize n_bytes,
                               GError **error);
