/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * resolve.h: which of many appearances are one person, organisation or project, why, and how
 * sure that is.
 *
 * The same appearances and decisions give the same answer, in whatever order they come.
 * Appearances that were given one IRI when their documents were read are one unit. Units
 * become one if
 *
 * - somebody said so (1.00);
 * - persons of one name have an e-mail address in common (0.99), an organisation and a role
 *   (0.95), or an organisation (0.85);
 * - one of two persons has an initial more than the other, and they have an address (0.98), an
 *   organisation and a role (0.90) or an organisation (0.70) in common; or a further name, and
 *   they have an address (0.97) or an organisation and a role (0.80) in common;
 * - persons of one name have a role in common, and no other of that name and role differs by
 *   organisation or address (0.70);
 * - nothing at all conflicts among those of a name (0.50);
 * - one organisation's acronym is the other's name, and no other organisation has that
 *   acronym (0.80), or their names differ by a legal form (`AB`, `kommun`; 0.75); never if each has an
 *   authority of its own.
 *
 * Persons with addresses and none in common stay two, but for those of one role in one
 * organisation who have them at different hosts; so do persons whose further names clash. Who
 * might be either of two such is neither.
 */
#pragma once

#include "index/appearance.h"

typedef struct
{
  char *a; /* IRIs as read; a < b */
  char *b;
  gboolean is_same;
  char *document; /* these two: NULL, or: who is called @named there is another */
  char *named;
  /* Whom @a and @b meant: their names (nysta_parting_key()), or NULL, and up to
   * NYSTA_MAX_MEANT documents. A document that says more of them later gives them another
   * IRI; it is they all the same. */
  char *meant_name[2];
  GPtrArray *meant_in[2]; /* of char *, sorted */
} NystaDecision;

#define NYSTA_MAX_MEANT 8

typedef struct
{
  const char *iri;        /* borrowed from an appearance */
  GPtrArray *appearances; /* of NystaAppearance, borrowed */
  GPtrArray *emails;      /* these three: of what all of them have, borrowed */
  GPtrArray *places;
  GPtrArray *roles;
  guint32 cluster; /* the index of its cluster's unit with the least index */
} NystaUnit;

/* Why two units are one, or are not. */
typedef struct
{
  guint32 a;
  guint32 b;
  gboolean is_same;
  double score; /* how sure it is */
  char *reason;
} NystaVerdictOnIdentity;

typedef struct
{
  GPtrArray *units; /* of NystaUnit, by IRI */
  GArray *verdicts; /* of NystaVerdictOnIdentity: what made the clusters, in that order */
  GPtrArray *verdicts_of; /* of GArray of guint: for each unit those it has a part in */
} NystaResolution;

/* @appearances (of NystaAppearance) share blocks or decisions; @decisions (of
 * NystaDecision *) that are of others do not matter. */
NystaResolution *nysta_resolve (const GPtrArray *appearances, const GPtrArray *decisions);
void nysta_resolution_free (NystaResolution *resolution);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaResolution, nysta_resolution_free)

/* The unit that was read as @iri, or NULL. */
NystaUnit *nysta_resolution_unit (const NystaResolution *resolution, const char *iri);
/* The unit whose IRI the cluster of @unit gets: one with an authority, then one with an
 * address, then one with an organisation, then the first by IRI. */
NystaUnit *nysta_resolution_head (const NystaResolution *resolution, const NystaUnit *unit);
/* The best name of @unit (borrowed), with its language. */
const char *nysta_unit_name (const NystaUnit *unit, const char **out_language);

/* Does @decision speak of @row as its @a (@side 0) or @b (1)? */
gboolean nysta_decision_means (const NystaDecision *decision, guint side,
                               const NystaAppearance *row);
/* (transfer full) (element-type guint32): the units that @decision's @side means: that of its
 * IRI, else those whom it meant. */
GArray *nysta_resolution_meant (const NystaResolution *resolution,
                                const NystaDecision *decision, guint side);

/* What speaks for @a and @b being one, or against it, seen by themselves. Fills @out but for
 * its indices; free its reason. */
void nysta_unit_compare (const NystaUnit *a, const NystaUnit *b,
                         NystaVerdictOnIdentity *out);
/* The same of all that is one with each. */
void nysta_resolution_compare (const NystaResolution *resolution, const NystaUnit *a,
                               const NystaUnit *b, const GPtrArray *decisions,
                               NystaVerdictOnIdentity *out);
