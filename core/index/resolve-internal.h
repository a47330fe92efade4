/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* resolve-internal.h: clusters under construction, for the rules of resolve-*.c. */
#pragma once

#include "index/resolve.h"

typedef struct
{
  NystaResolution *resolution;
  guint32 n;
  guint32 *parent;    /* union-find; the root is the least of its set */
  GPtrArray **emails; /* these three: of each root; of char *, borrowed */
  GPtrArray **places;
  GPtrArray **roles;
  GPtrArray **names;      /* of each root; as nysta_block_words() gives them, persons' */
  const char **own_names; /* of each unit; persons' */
  gboolean *is_said;      /* whether somebody said who is one with each root */
  const char **authority; /* of each root, or NULL */
  GStringChunk *strings;
  GArray *different; /* of guint32, in pairs: units that somebody parted */
} NystaClusters;

guint32 nysta_clusters_root (NystaClusters *clusters, guint32 unit);
/* May two never be one, whatever else they have in common? By roots. @score: how much that
 * else is. */
gboolean nysta_clusters_conflict (NystaClusters *clusters, guint32 a, guint32 b,
                                  double score);
/* Make them one and say why (@reason: transfer full), unless they are or conflict;
 * @must: even if they conflict. */
gboolean nysta_clusters_join (NystaClusters *clusters, guint32 a, guint32 b, double score,
                              gboolean must, char *reason);

/* (transfer full) */
NystaUnit *nysta_unit_new (const char *iri);
void nysta_unit_free (gpointer unit);
NystaUnit *nysta_unit_at (const NystaResolution *resolution, guint32 i);
/* Whether somebody said that it is nothing of its name. */
gboolean nysta_unit_is_apart (const NystaUnit *unit);
const NystaAppearance *nysta_unit_first (const NystaUnit *unit);
/* Its index, or -1. */
int nysta_resolution_find (const NystaResolution *resolution, const char *iri);

/* Those of @more that @out lacks; sorted. */
void nysta_strings_add (GPtrArray *out, const GPtrArray *more);
/* NULL: nothing in common */
const char *nysta_strings_common (const GPtrArray *a, const GPtrArray *b);
gboolean nysta_strings_disjoint (const GPtrArray *a, const GPtrArray *b);
/* Whether one of each may be titles of one office: "minister", "civilminister". */
gboolean nysta_roles_agree (const GPtrArray *a, const GPtrArray *b);

/* Whether @emails_a and @emails_b have an address each at one host. */
gboolean nysta_emails_share_host (const GPtrArray *a, const GPtrArray *b);

/* The rules; @units (of guint32, ascending) are those of one block. */
void nysta_resolve_persons (NystaClusters *clusters, const GArray *units);
void nysta_resolve_organisations (NystaClusters *clusters, const GArray *units,
                                  const char *name_key);
