/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* citation-internal.h: what choosing documents and reading annotations share. */
#pragma once

#include "index/citation.h"

/* Documents of one statement, and annotations of one thing in one, that are looked at. */
#define NYSTA_CITER_MAX_GRAPHS 64u
#define NYSTA_CITER_MAX_ANNOTATIONS 32u
#define NYSTA_CITER_MAX_QUADS 64u

enum
{
  NYSTA_CITED_HAS_BODY,
  NYSTA_CITED_HAS_TARGET,
  NYSTA_CITED_HAS_SOURCE,
  NYSTA_CITED_HAS_SELECTOR,
  NYSTA_CITED_EXACT,
  NYSTA_CITED_PREFIX,
  NYSTA_CITED_SUFFIX,
  NYSTA_CITED_START,
  NYSTA_CITED_END,
  NYSTA_CITED_MOTIVATED_BY,
  NYSTA_CITED_DESCRIBING,
  NYSTA_CITED_CONFIDENCE,
  NYSTA_CITED_DERIVED_FROM,
  NYSTA_CITED_MEMBER_OF,
  NYSTA_CITED_FUNDED_BY,
  NYSTA_CITED_MEMBER,
  NYSTA_CITED_ORGANIZATION,
  NYSTA_CITED_MBOX,
  NYSTA_CITED_HAS_EMAIL,
  NYSTA_CITED_PHONE,
  NYSTA_CITED_HAS_TELEPHONE,
  NYSTA_N_WORDS
};

typedef struct
{
  NystaTermId body;
  NystaTermId graph;
  gboolean is_known;
  NystaCitation citation;
} NystaRemembered;

/* Where a statement stands */
typedef struct
{
  NystaTermId graphs[NYSTA_CITER_MAX_GRAPHS];
  guint n;
  gboolean is_cut; /* and in more */
  gboolean is_cited;
} NystaStanding;

/* What a quotation may be about */
typedef struct
{
  NystaTermId id;
  double weight;
} NystaBody;

struct NystaCiter
{
  NystaDataset *dataset;
  NystaTermId ids[NYSTA_N_WORDS];
  NystaRemembered *remembered;
  NystaStanding *standings; /* of the quads at hand */
  GArray *bodies;           /* NystaBody: likewise */
  GString *buffer;
};

/* Up to @max rows of a pattern; none where a term of it is not in the dataset. */
gsize nysta_citer_scan (NystaCiter *citer, NystaTermId subject, NystaTermId predicate,
                        NystaTermId object, NystaTermId graph, NystaQuad *rows, gsize max);
gboolean nysta_citer_has (NystaCiter *citer, NystaTermId subject, NystaTermId predicate,
                          NystaTermId object, NystaTermId graph);
