/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * extraction.h: any bytes as a document: read, analysed, extracted from and written as a
 * graph, as a worker and its host do, without a process of its own. What a plugin proposes
 * must be sound to the letter: offsets inside the text, on whole characters; keys that were
 * proposed before; names on one line. What begins with < is read as a web page.
 */
#pragma once

#include <glib.h>

/* Aborts on what must not be. Returns how many quotations the graph has: each is the text at
 * its offsets. */
guint extract_and_check (const guint8 *data, gsize n_bytes);
