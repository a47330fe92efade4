/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * overlay-changes.h: the changes of an overlay: each quad that was ever changed once, found
 * by what it is, and sorted in each order that was asked for.
 *
 * A quad that becomes again what it was keeps its place, so that the orders need not be
 * looked at: they grow only.
 */
#pragma once

#include "store/dataset.h"

typedef enum
{
  NYSTA_CHANGE_NONE, /* as it was */
  NYSTA_CHANGE_ADDED,
  NYSTA_CHANGE_REMOVED
} NystaChangeState;

typedef struct
{
  NystaQuad quad;
  NystaChangeState state;
  gboolean is_in_base;
} NystaChange;

/* Changes sorted by four fields. Those that came lately stand in an array of their own, which
 * is small: not each of them moves all others. */
typedef struct
{
  NystaField fields[4];
  GPtrArray *runs[2]; /* NystaChange: most of them, and the late ones */
  gsize n_seen;       /* of all changes, as they came */
} NystaChangeOrder;

typedef struct
{
  GPtrArray *chunks;  /* arrays of NystaChange */
  gsize n;            /* of them, as they came */
  GHashTable *places; /* a set of NystaChange, by quad */
  NystaChangeOrder *orders[256];
} NystaChanges;

void nysta_changes_init (NystaChanges *changes);
void nysta_changes_clear (NystaChanges *changes);

/* NULL: it never changed. */
NystaChange *nysta_changes_find (const NystaChanges *changes, const NystaQuad *quad);
/* A new one, which nysta_changes_find() did not find. */
NystaChange *nysta_changes_add (NystaChanges *changes, const NystaQuad *quad);
NystaChange *nysta_changes_get (const NystaChanges *changes, gsize i);
/* With all changes up to now. */
const NystaChangeOrder *nysta_changes_order (NystaChanges *changes,
                                             const NystaField fields[4]);
gsize nysta_changes_bytes (const NystaChanges *changes);

/* By the first @n_fields of @fields. */
int nysta_quad_compare (const NystaQuad *a, const NystaQuad *b, const NystaField *fields,
                        guint n_fields);

/* --- the changes of a stretch ------------------------------------------------------------- */

typedef struct
{
  const NystaChangeOrder *order;
  guint at[2]; /* in both runs */
  guint end[2];
} NystaChangeWalk;

/* To the changes whose first @n_fields are as in @quad. */
void nysta_change_walk_init (NystaChangeWalk *walk, const NystaChangeOrder *order,
                             const NystaQuad *quad, guint n_fields);
/* NULL at the end. */
const NystaChange *nysta_change_walk_peek (const NystaChangeWalk *walk);
void nysta_change_walk_skip (NystaChangeWalk *walk);
/* Past those that sort before @quad by the first @n_fields. */
void nysta_change_walk_seek (NystaChangeWalk *walk, const NystaQuad *quad, guint n_fields);
guint64 nysta_change_walk_size (const NystaChangeWalk *walk);
