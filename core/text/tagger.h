/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * tagger.h: persons, organisations, places and projects by what words look like and stand
 * beside, learnt from annotated text (ontologies/tagger/README.md says which, and how well).
 *
 * Caveats: a model is a guess, and its confidence orders guesses: it is no probability.
 */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

typedef struct NystaTagger NystaTagger;

/* (transfer full): maps the file; costs a pass over it, for its checksum. Errors:
 * NYSTA_IO_ERROR; for a file that is cut short, damaged or no model too. */
NystaTagger *nysta_tagger_open (const char *path, GError **error);
void nysta_tagger_free (NystaTagger *tagger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaTagger, nysta_tagger_free)

/* Tag @text, which has its sentences, tokens and matches: @out_tags has room for one a
 * token. No tag goes past a sentence's end. */
void nysta_tagger_tag (NystaTagger *tagger, const NystaText *text, NystaNameTag *out_tags);
