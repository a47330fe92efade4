/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * enumerations.c: sentences that name several who hold the same: `I rådet ingår A, B och C`,
 * `Övriga ledamöter är A och B`, `förordnades som experter: A, B`.
 */
#include "verbs.h"

#include <string.h>

/* `Nya ledamöter är A, B och C`: the others of the enumeration. */
void
verbs_read_enumerated (Press *press, uint32_t role, uint32_t organisation, uint32_t i,
                       uint32_t limit)
{
  for (; i < limit && !token_bits (press, i, W_SAY); i++)
    {
      Span *span = span_at (press, i, PERSON);

      if (span != NULL)
        membership_add (press, span_entity (press, span), role, organisation, span->first,
                        span->end, 0.85)
          ->seat = true;
    }
}

/* `att justera utsågs A och B` */
static bool
read_adjusters (Press *press, uint32_t first, uint32_t limit)
{
  bool justify = false;

  for (uint32_t i = first; i < limit; i++)
    {
      justify |= token_is (press, i, "justera");
      if (!justify || !verbs_is_appointment (press->tokens[i].lower))
        continue;
      uint32_t role = entity_of (press, ROLE, "justerare");
      verbs_read_enumerated (press, role, press->owner, i, limit);
      return true;
    }
  return false;
}

/* `… förordnades följande som experter i utredningen: A, B och C`. */
static bool
read_appointed_list (Press *press, uint32_t first, uint32_t limit)
{
  bool appointed = false;
  uint32_t colon = first;
  Title title;

  while (colon < limit && !token_is (press, colon, ":"))
    colon++;
  for (uint32_t i = first; colon < limit && i < colon; i++)
    {
      appointed |= verbs_is_appointment (press->tokens[i].lower);
      if (!appointed || !(token_is (press, i, "som") || token_is (press, i, "till")) ||
          !title_parse (press, i + 1, colon, TITLE_PLAIN, &title) || !title.plural)
        continue;
      verbs_read_enumerated (press, title_entity (press, &title), title.organisation, colon,
                             limit);
      return true;
    }
  return false;
}

static bool
ask_belonging (const Press *press, uint32_t i)
{
  return token_is (press, i, "ingår") || token_is (press, i, "består") ||
         token_is (press, i, "sitter") || token_is (press, i, "utgörs");
}

static bool
ask_saying (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return verbs_is_being (lower) || verbs_is_appointment (lower) ||
         token_is (press, i, "har");
}

/* `I rådet ingår A, B och C`, `Kommissionen består av …`, `Övriga ledamöter är A och B`,
 * `Till ledamöter har A, B och C utsetts`. */
void
verbs_read_members (Press *press, uint32_t first, uint32_t limit)
{
  bool belongs = false, says = false;
  uint32_t role = NONE, person = first, verb = first;

  if (read_adjusters (press, first, limit) || read_appointed_list (press, first, limit))
    return;
  for (; person < limit; person++)
    {
      if (token_bits (press, person, W_SAY))
        return;
      /* `Utöver ordföranden NAMN består …`: the members come after the verb. */
      if (span_at (press, person, PERSON) != NULL && (belongs || (role != NONE && says)))
        break;
      belongs |= token_asked (press, person, ASKED_BELONGING, ask_belonging);
      verb = belongs && verb == first ? person : verb;
      says |= token_asked (press, person, ASKED_SAYING, ask_saying);
      if (token_is (press, person, "ledamöter") || token_is (press, person, "ledamöterna"))
        role = entity_of (press, ROLE,
                          person > first && token_is (press, person - 1, "ordinarie")
                            ? "ordinarie ledamot"
                            : "ledamot");
    }
  if (person >= limit || (!belongs && (role == NONE || !says)))
    return;
  uint32_t body = verb > first ? section_find_body (press, first, verb) : NONE;
  if (body == NONE)
    body = section_find_body (press, first, person);
  if (body == NONE && role != NONE)
    body = press->owner != NONE ? press->owner : section_last_council (press, first);
  if (body == NONE)
    return;
  if (role != NONE)
    entity_alias (press, role, "ledamöter");
  verbs_read_enumerated (press, role, body, person, limit);
}

/* `A till ledamot och B till ersättare i ORG`: both posts are there. @from: the first
 * membership of A. */
void
verbs_share_place_of_next (Press *press, size_t from, uint32_t limit)
{
  for (size_t m = from; m < press->n_memberships; m++)
    {
      uint32_t i = press->memberships[m].end;
      Title title;

      if (press->memberships[m].organisation != NONE ||
          press->memberships[m].role == NONE || i + 3 >= limit ||
          !(token_bits (press, i, W_AND) || token_is (press, i, ",")) ||
          span_at (press, i + 1, PERSON) == NULL)
        continue;
      i = span_at (press, i + 1, PERSON)->end;
      if (word_in (press->tokens[i].lower, "till som") &&
          title_parse (press, i + 1, limit, TITLE_PLAIN, &title))
        press->memberships[m].organisation = title.organisation;
    }
}
