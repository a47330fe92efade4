/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participation-pairs.h: which projects and organisations of a document may have to do with
 * each other, and what tells so: participation-pairs.c finds them, participation-features.c
 * says what a model is to know of them.
 */
#pragma once

#include "participations.h"
#include "scorer.h"

/* How near a mention of an organisation is to its project, the nearest first. */
typedef enum
{
  LINK_SENTENCE, /* the sentence names the project */
  LINK_POINTED,  /* it says `projektet` */
  LINK_AFTER,    /* one of the two sentences before names it */
  LINK_SECTION,  /* its heading does */
  LINK_BEFORE,   /* the next one names it */
  LINK_TEXT,     /* the title does, or it is the only one */
  LINKS
} Link;

typedef struct
{
  uint32_t first, end; /* the organisation, as it stands there */
  uint32_t project;    /* a token of the project's mention; NONE if only far off */
  Link link;
  bool rivalled; /* another project is as near, or nearer */
  bool sole;     /* no other is as near by its link */
} PairMention;

#define MAX_PAIR_MENTIONS 3

typedef struct
{
  uint32_t project, organisation;          /* entities */
  PairMention mentions[MAX_PAIR_MENTIONS]; /* the nearest first */
  uint32_t n_mentions;
  uint32_t n_links[LINKS];
} Pair;

typedef struct
{
  Press *press;
  Pair *pairs;
  uint32_t n_pairs;
  uint32_t n_projects, n_organisations;
  uint32_t title_project;
  const uint32_t *of_block; /* the project that each block's heading names */
} Pairs;

/* No more than some hundreds, whatever the text. */
void pairs_find (Press *press, const uint32_t *of_block, Pairs *out);
/* What is true of @pair. */
void pair_features (const Pairs *pairs, const Pair *pair, Features *out);

/* participation-parties.c */
const char *link_name (Link link);
/* What the lexicon takes the organisation at @i for. */
const char *pair_class (const Press *press, uint32_t i);
/* What is true of the organisation, wherever it stands, and of the two by the rules. */
void pair_add_party (const Pairs *pairs, const Pair *pair, Features *out);
