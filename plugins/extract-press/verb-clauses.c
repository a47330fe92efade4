/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * verb-clauses.c: what stands around the verb of a clause that is not the first of its sentence:
 * the title before it, and the place behind the name.
 */
#include "verbs.h"

/* `Projektledare är NAMN vid ORG`: where the name that begins at @first is said to be. */
uint32_t
verbs_place_behind_name (const Press *press, uint32_t person, uint32_t first)
{
  for (uint32_t m = press->entities[person].facts, n = 0; m != 0 && n < 64;
       m = press->memberships[m - 1].next, n++)
    if (press->memberships[m - 1].first == first && press->memberships[m - 1].role == NONE)
      return press->memberships[m - 1].organisation;
  return NONE;
}

/* `Perioden är tre år och projektledare är NAMN`: the title that ends right before the verb. */
bool
verbs_title_of_clause (Press *press, uint32_t verb, uint32_t start, Title *out)
{
  return verbs_is_being (press->tokens[verb].lower) &&
         title_before (press, verb, start, out) && !out->plural && out->first > start &&
         (token_bits (press, out->first - 1, W_AND) ||
          token_is (press, out->first - 1, ","));
}
