/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* tagger-path.h: the best labels of a row of tokens, and by how much (Viterbi). */
#pragma once

#include "text/tagger-format.h"

typedef gint32 NystaTransitions[NYSTA_N_WORD_KINDS][NYSTA_N_STATES][NYSTA_N_STATES];

typedef struct
{
  GArray *forward; /* of gint32[NYSTA_N_STATES] */
  GArray *backward;
  GArray *from; /* likewise: the label before each */
} NystaPath;

void nysta_path_init (NystaPath *path);
void nysta_path_clear (NystaPath *path);

/* The labels whose scores and transitions (by the kind of the token that is entered) sum
 * highest; of equals, the lowest label. @scores and @kinds have a row a token. An INSIDE
 * stands only after its BEGIN or another INSIDE of its kind. */
void nysta_path_find (NystaPath *path, const gint32 (*scores)[NYSTA_N_STATES],
                      const guint8 *kinds, gsize n, const NystaTransitions transitions,
                      guint8 *out_labels);

/* After nysta_path_find(): by how much the best path beats the best one that gives token @i
 * another kind of tag. */
gint32 nysta_path_margin (const NystaPath *path, gsize i, guint8 label);
/* Prepare for nysta_path_margin(). */
void nysta_path_find_margins (NystaPath *path, const gint32 (*scores)[NYSTA_N_STATES],
                              const guint8 *kinds, gsize n,
                              const NystaTransitions transitions);
