/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participation-scores.c: what a learned model says of each project and organisation of a
 * document. learned/README.md says what it was taught.
 */
#include "participation-pairs.h"

void
participations_score (Press *press, const uint32_t *of_block)
{
  Pairs pairs;
  Features features;
  int32_t scores[SCORER_MAX_LABELS];

  pairs_find (press, of_block, &pairs);
  for (uint32_t i = 0; i < pairs.n_pairs; i++)
    {
      const Pair *pair = &pairs.pairs[i];

      pair_features (&pairs, pair, &features);
      scorer_best (&learned_participations, &features, scores);
      SCORER_TRACE (press, &learned_participations, pair->mentions[0].first,
                    pair->mentions[0].end, &features, scores, "%s ¦ %s",
                    scorer_names (press, pair->project),
                    scorer_names (press, pair->organisation));
    }
}
