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

/* What the rules said of the two otherwise is dropped; said alike, it stays as it is. Returns
 * how many rows are left, and sets *@out_known if one says so. */
static size_t
drop_others (Press *press, size_t n, const Pair *pair, uint32_t role, bool *out_known)
{
  size_t kept = 0;

  for (size_t i = 0; i < n; i++)
    {
      const Participation *row = &press->participations[i];
      bool same = row->project == pair->project && row->organisation == pair->organisation;

      if (same && row->role != role)
        {
          TRACE (press, __func__, row->first, row->end,
                 "participation dropped: %s, %s, %s: scored as %s",
                 trace_name (press, row->project), participation_name (row->role),
                 trace_name (press, row->organisation),
                 role != 0 ? participation_name (role) : "none");
          continue;
        }
      *out_known |= same;
      press->participations[kept++] = *row;
    }
  return kept;
}

static void
decide (const Pairs *pairs, const uint32_t *roles)
{
  Press *press = pairs->press;
  bool *known = arena_alloc (&press->arena, pairs->n_pairs + 1);
  size_t kept = press->n_participations;

  for (uint32_t i = 0; i < pairs->n_pairs; i++)
    kept = drop_others (press, kept, &pairs->pairs[i], roles[i], &known[i]);
  participations_keep (press, kept);
  for (uint32_t i = 0; i < pairs->n_pairs; i++)
    {
      const Pair *pair = &pairs->pairs[i];
      uint32_t first = pair->mentions[0].first;

      if (!known[i] && roles[i] != 0)
        participation_add (press, pair->project, roles[i], pair->organisation,
                           sentence_first (press, first), sentence_end (press, first),
                           CONFIDENCE);
    }
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
  decide (&pairs, roles);
}
