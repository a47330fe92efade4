/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * seeker.h: the triples of a pattern for many keys that come sorted, by one cursor that only
 * goes forward: what lies near the key before costs a fraction of a look-up.
 */
#pragma once

#include "sparql/exec/operator.h"

#define NYSTA_SEEKER_QUADS 32u

typedef struct
{
  NystaDataset *dataset;
  NystaQuad scanned; /* the cursor's pattern */
  NystaField order[4];
  guint n_prefix; /* of @order: what key and pattern bind together */
  NystaCursor *cursor;
  NystaTermId wanted[4]; /* by place in @order */
  gsize n_quads;         /* of @quads, read ahead */
  gsize next_quad;
  guint n_wanted; /* to be read next */
  NystaQuad quads[NYSTA_SEEKER_QUADS];
} NystaSeeker;

/* @pattern: what all keys have in common; @fields: those of a key, which are put in the
 * sequence by which keys must be sorted. FALSE: no cursor has such an order. */
gboolean nysta_seeker_init (NystaSeeker *seeker, NystaDataset *dataset,
                            const NystaQuad *pattern, guint8 *fields, guint n_fields);
void nysta_seeker_clear (NystaSeeker *seeker);
/* The next key may be any. */
void nysta_seeker_restart (NystaSeeker *seeker);
/* To the triples of @pattern with its key filled in, which sorts after the one before. */
void nysta_seeker_seek (NystaSeeker *seeker, const NystaQuad *pattern);
/* Up to @max_quads of them; fewer only at their end. */
gsize nysta_seeker_next (NystaSeeker *seeker, NystaQuad *out_quads, gsize max_quads);
