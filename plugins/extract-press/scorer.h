/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * scorer.h: what a learned linear model says of a candidate.
 *
 *   Features features;
 *   features_begin (&features, press);
 *   feature_add (&features, "before", press->tokens[i].lower);   before=av
 *   feature_add_number (&features, "apart", n);                  apart=3-4
 *   uint32_t best = scorer_best (&learned_projects, &features, scores);
 *   SCORER_TRACE (press, &learned_projects, first, end, &features, scores, "%s", name);
 *
 * The weights are in learned/NAME.tsv, which learned/train.py makes from what `nysta extract
 * --trace` prints of each candidate: training sees what the rules see. learned/README.md says
 * how, and what a feature may hold.
 *
 * Caveats: a feature counts once however often it is added. No name may be part of one.
 */
#pragma once

#include "press.h"
#include "scorer-table.h"

#define MAX_FEATURES 255 /* of one candidate: what goes beyond is left out */

typedef struct
{
  Press *press;
  uint32_t n;
  uint32_t keys[MAX_FEATURES];
  uint64_t seen[4]; /* a bit for the low byte of each key */
  bool traced;
  char *names; /* `before=av apart=3-4`, only where traced */
  size_t n_names, max_names;
} Features;

void features_begin (Features *features, Press *press);
/* `@template` where @value is NULL, otherwise `@template=@value`. */
void feature_add (Features *features, const char *template, const char *value);
void feature_add_pair (Features *features, const char *template, const char *a,
                       const char *b);
/* In steps: 0, 1, 2, 3-4, 5-8 … more than 64. */
void feature_add_number (Features *features, const char *template, uint32_t n);
const char *feature_step (uint32_t n);

/* The label with the highest score, the first of equals. @out_scores: of each label, in
 * thousandths. */
uint32_t scorer_best (const Scorer *scorer, const Features *features,
                      int32_t out_scores[SCORER_MAX_LABELS]);

/* For train.py: the scores, then what the candidate is (its names, by ` ‖ ` where it bears
 * several; ` ¦ ` between its parts), then its features. */
#define SCORER_TRACE(press, scorer, first, end, features, scores, ...)                     \
  do                                                                                       \
    if (NYSTA_IS_TRACED ((press)->host))                                                   \
      scorer_trace (press, scorer, first, end, features, scores, __VA_ARGS__);             \
  while (0)
void scorer_trace (Press *press, const Scorer *scorer, uint32_t first, uint32_t end,
                   const Features *features, const int32_t *scores, const char *format, ...)
  __attribute__ ((format (printf, 7, 8)));
/* The names that train.py knows an entity by. */
const char *scorer_names (Press *press, uint32_t entity);

extern const Scorer learned_participations;
extern const Scorer learned_projects;
