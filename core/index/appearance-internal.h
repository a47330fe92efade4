/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* appearance-internal.h: reading one thing of a document, for whoever finds it by its name. */
#pragma once

#include "index/appearance.h"

typedef struct
{
  NystaTermId subject;
  NystaTermId graph;
} NystaPlace;

struct NystaAppearances
{
  NystaDataset *dataset;
  char *base;
  NystaTermId authority_graph;
  GStringChunk *strings;
  GHashTable *blocks;  /* key -> GPtrArray of NystaAppearance */
  GHashTable *by_name; /* name key -> GArray of NystaPlace; NULL: ask the index of words */
  GHashTable *documents; /* graph -> whether it is a document's */
  GHashTable *settled;   /* subject -> whether nothing was decided on it */
  GHashTable *kept;      /* document -> NystaDataset of it as it was read; owned */
};

#define NYSTA_N_APPEARANCE_TYPES 3

typedef struct
{
  const char *type;
  NystaEntityKind kind;
} NystaAppearanceType;
extern const NystaAppearanceType nysta_appearance_types[NYSTA_N_APPEARANCE_TYPES];

void nysta_appearance_free (gpointer appearance);
/* (transfer full): what the subject is or was in the graph; NULL: no such thing. */
NystaAppearance *nysta_appearances_read (NystaAppearances *appearances,
                                         const NystaPlace *place);
/* Is @graph one that indexing writes for a document? */
gboolean nysta_appearances_is_document (NystaAppearances *appearances, NystaTermId graph);

/* Is @subject an organisation of an authority's that nothing was ever decided on? Then its
 * appearances are alike, and one will do. */
gboolean nysta_appearances_is_settled (NystaAppearances *appearances, NystaTermId subject);

/* NYSTA_ANY: no such term. */
NystaTermId nysta_in_id (NystaDataset *dataset, const char *iri);
const char *nysta_in_text (NystaDataset *dataset, NystaTermId id);
typedef gboolean (*NystaRowFunc) (const NystaQuad *row, gpointer user_data);
/* Until @func says FALSE. A field that is NYSTA_ANY matches any. */
void nysta_in_foreach (NystaDataset *dataset, NystaTermId subject, const char *predicate,
                       NystaTermId object, NystaTermId graph, NystaRowFunc func,
                       gpointer user_data);
