/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* extract-view.h: a document's text with what was found marked in it. */
#pragma once

#include "plugin/findings.h"

typedef enum
{
  NYSTA_VIEW_NONE,
  NYSTA_VIEW_TEXT,   /* [Anna Berg:person] */
  NYSTA_VIEW_COLOUR, /* the same in colours of a terminal */
  NYSTA_VIEW_HTML
} NystaView;

/* What stands before the first document and after the last. */
void nysta_view_begin (NystaView view, GString *out);
void nysta_view_end (NystaView view, GString *out);
/* @number: of the document, from 1. Where mentions overlap the one that begins first, then
 * the longest, is marked. Facts stand below the line that ends what says so. */
void nysta_view_append (NystaView view, GString *out, const NystaFindings *findings,
                        const char *iri, guint number);
