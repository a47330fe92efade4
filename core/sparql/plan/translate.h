/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * translate.h: what the parts of the translator share. Each gives a node whose schema is up
 * to date, even after an error: that is asked for at the end.
 */
#pragma once

#include "sparql/plan/algebra.h"

typedef struct
{
  NystaAlgebraQuery *query;
  guint *blanks;      /* number of a BLANK -> its hidden variable + 1, or 0 */
  guint exists_depth; /* of the deepest EXISTS of the expressions so far, whose node is not
                       * made yet */
  GError *error;      /* the first */
} NystaTranslator;

/* --- translate.c ---------------------------------------------------------------------- */

NystaAlgebra *nysta_translate_group (NystaTranslator *translator, const NystaNode *group);
NystaAlgebra *nysta_translate_values (NystaTranslator *translator, const NystaNode *values);
/* @node has all of its children and fields. */
NystaAlgebra *nysta_translate_done (NystaTranslator *translator, NystaAlgebra *node);
NystaAlgebra *nysta_translate_join (NystaTranslator *translator, GPtrArray *parts);
guint nysta_translate_hidden (NystaTranslator *translator, char letter);
NystaSlot nysta_translate_slot (NystaTranslator *translator, const NystaNode *term);
/* Translate the patterns of EXISTS in @expression. Returns it. */
const NystaNode *nysta_translate_expression (NystaTranslator *translator,
                                             const NystaNode *expression);

/* --- translate-triples.c ----------------------------------------------------------------- */

/* Append to @parts what triples at @node and the siblings after it are: basic graph patterns
 * and paths. @open: triples in sequence that no path or pattern parts. */
void nysta_translate_triples (NystaTranslator *translator, const NystaNode *node,
                              GArray *open, GPtrArray *parts);
/* End the basic graph pattern that @open is. */
void nysta_translate_flush (NystaTranslator *translator, GArray *open, GPtrArray *parts);

/* --- translate-query.c -------------------------------------------------------------------- */

/* A query or a subquery, with its modifiers. */
NystaAlgebra *nysta_translate_select (NystaTranslator *translator, const NystaNode *query);
