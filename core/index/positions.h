/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * positions.h: where something stands in a text: byte offsets as code points, and what
 * stands around a quotation.
 */
#pragma once

#include <glib.h>

typedef struct NystaPositions NystaPositions;

/* @text must outlive it. */
NystaPositions *nysta_positions_new (const char *text, gsize n_bytes);
void nysta_positions_free (NystaPositions *positions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaPositions, nysta_positions_free)

/* Say that @byte_offset will be asked for: first all of them, then count once. */
void nysta_positions_want (NystaPositions *positions, guint32 byte_offset);
/* One pass over the text. */
void nysta_positions_count (NystaPositions *positions);
/* Code points before @byte_offset, which was wanted. */
guint32 nysta_positions_get (const NystaPositions *positions, guint32 byte_offset);

/* Up to NYSTA_QUOTE_CONTEXT code points before @start and after @end, shortened to whole
 * words where there is room for one, and never begun or ended inside what a reader sees as
 * one character. (transfer full) */
#define NYSTA_QUOTE_CONTEXT 32
char *nysta_quote_prefix (const char *text, gsize n_bytes, guint32 start);
char *nysta_quote_suffix (const char *text, gsize n_bytes, guint32 end);
