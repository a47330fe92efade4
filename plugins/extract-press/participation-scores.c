/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participation-scores.c: a learned model has the last word on each project and organisation
 * of a document: it weighs what the rules say of the two against all else that is known of
 * them. learned/README.md says what it was taught.
 */
#include "participation-pairs.h"

#define CONFIDENCE 0.6

/* By the order of the model's labels. */
static uint32_t
role_of_label (const char *label)
{
  for (uint32_t role = NYSTA_FUNDER; role <= NYSTA_PARTICIPANT; role++)
    if (strcmp (label, participation_name (role)) == 0)
      return role;
  return 0;
}

/* What the rules said of the two otherwise is dropped; said alike, it stays as it is. */
static void
decide (Press *press, const Pair *pair, uint32_t role)
{
  bool known = false;
  size_t kept = 0;

  for (size_t i = 0; i < press->n_participations; i++)
    {
      const Participation *row = &press->participations[i];

      if (row->project == pair->project && row->organisation == pair->organisation)
        {
          if (row->role != role)
            {
              TRACE (press, __func__, row->first, row->end,
                     "participation dropped: %s, %s, %s: scored as %s",
                     trace_name (press, row->project), participation_name (row->role),
                     trace_name (press, row->organisation), participation_name (role));
              continue;
            }
          known = true;
        }
      press->participations[kept++] = *row;
    }
  if (kept < press->n_participations)
    participations_keep (press, kept);
  if (!known && role != 0)
    participation_add (press, pair->project, role, pair->organisation,
                       sentence_first (press, pair->mentions[0].first),
                       sentence_end (press, pair->mentions[0].first), CONFIDENCE);
}

void
participations_score (Press *press, const uint32_t *of_block)
{
  Pairs pairs;
  Features features;
  int32_t scores[SCORER_MAX_LABELS];

  pairs_find (press, of_block, &pairs);
  uint32_t *roles = arena_alloc (&press->arena, (pairs.n_pairs + 1) * sizeof *roles);

  /* All are scored by what the rules said before any is decided. */
  for (uint32_t i = 0; i < pairs.n_pairs; i++)
    {
      const Pair *pair = &pairs.pairs[i];

      pair_features (&pairs, pair, &features);
      uint32_t best = scorer_best (&learned_participations, &features, scores);
      roles[i] = role_of_label (learned_participations.labels[best]);
      SCORER_TRACE (press, &learned_participations, pair->mentions[0].first,
                    pair->mentions[0].end, &features, scores, "%s ¦ %s",
                    scorer_names (press, pair->project),
                    scorer_names (press, pair->organisation));
    }
  for (uint32_t i = 0; i < pairs.n_pairs; i++)
    decide (press, &pairs.pairs[i], roles[i]);
}
