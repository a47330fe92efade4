/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* toys.h: plugin folders made of the objects in tests/hostile, and calls into them. */
#pragma once

#include "plugin/pool.h"

/* A folder that holds toys; gone with nysta_toy_box_free(). */
typedef struct
{
  char *folder;
} NystaToyBox;

NystaToyBox *nysta_toy_box_new (void);
void nysta_toy_box_free (NystaToyBox *box);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaToyBox, nysta_toy_box_free)

/* Make a folder of the toy @name with a manifest for @class_name ("ReaderPlugin" …);
 * @more: further Turtle for the subject, such as "nysta:deadlineSeconds 1 ;", or "". */
NystaManifest *nysta_toy (NystaToyBox *box, const char *name, const char *class_name,
                          const char *accepts, const char *more);

/* Read @text with @reader, then @extractors (may be NULL); waits for the result. */
NystaJobResult *nysta_toy_read (NystaPool *pool, const NystaManifest *reader,
                                GPtrArray *extractors, const char *text);

/* What main() of a test with a pool begins with: TRUE if it was started as a worker, which
 * has then run to its end. */
gboolean nysta_toy_is_worker (int argc, char **argv, int *out_status);
