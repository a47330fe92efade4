/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * successions.c: who had a post before or has it after another: `Hon efterträder NAMN`,
 * `avgår som titel och efterträds av NAMN`, `ersätter NAMN som titel`.
 */
#include "verbs.h"

#include <string.h>

uint32_t
verbs_last_person (const Press *press, uint32_t i)
{
  uint32_t block = block_of (press, i);
  uint32_t floor = press->block_first[block > 0 ? block - 1 : 0];

  while (i-- > floor)
    {
      const Span *span = span_over (press, i);

      if (span != NULL && span->kind == PERSON)
        return press->tokens[i].span;
    }
  return NONE;
}

/* `tar över som titel efter NAMN`: @i is `efter`. */
static bool
takes_over (const Press *press, uint32_t i)
{
  uint32_t floor = sentence_first (press, i);

  for (uint32_t k = i; k-- > floor && i - k < 16;)
    if (token_is (press, k, "över") && k > floor &&
        word_in (press->tokens[k - 1].lower, "tar ta tog tagit") &&
        word_in (press->tokens[k + 1].lower, "som rollen posten uppdraget tjänsten efter"))
      return true;
  return i > 0 && token_is (press, i - 1, "tar");
}

/* `efterträder`, `efterträds av`, `succeeded by`: past it, or @i. */
static uint32_t
succession_end (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  if (word_in (lower, "efterträds efterträddes ersätts ersattes avlöses avlöstes "
                      "efterträtts ersatts avlösts succeeded replaced") &&
      (token_is (press, i + 1, "av") || token_is (press, i + 1, "by")))
    return i + 2;
  if (token_is (press, i, "efter"))
    return takes_over (press, i) ? i + 1 : i;
  return word_in (lower, "succeeds succeeded replaces replaced succeeding efterträder "
                         "ersätter efterträdde ersatte avlöser avlöste efterträda ersätta")
           ? i + 1
           : i;
}

/* What the sentence of @i says, or what the text began with: a post of @person; NONE. */
static uint32_t
post_taken_over (const Press *press, uint32_t person, uint32_t i)
{
  uint32_t start = sentence_first (press, i), limit = sentence_end (press, i);
  uint32_t post = NONE;

  for (uint32_t m = press->entities[person].facts, n = 0; m != 0 && n < 64;
       m = press->memberships[m - 1].next, n++)
    {
      const Membership *one = &press->memberships[m - 1];
      bool here = one->first >= start && one->first < limit;
      const Membership *best = post != NONE ? &press->memberships[post] : NULL;
      bool best_here = best != NULL && best->first >= start && best->first < limit;

      if (one->role == NONE || (best_here && !here))
        continue;
      if (best == NULL || (here && !best_here) || one->first <= best->first)
        post = m - 1;
    }
  return post;
}

/* `lämnar ORG:s styrelse`, `lämnar styrelsen för ORG`, `lämnar rådet`: the body that the verb
 * at @i is said of; NONE. */
static uint32_t
body_left (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t at = i + 1;

  while (at < limit && at < i + 4 &&
         word_in (press->tokens[at].lower, "nu även också från ur"))
    at++;
  Span *span = at < limit ? span_at (press, at, ORGANISATION) : NULL;
  if (span != NULL)
    return token_is (press, span->end, "styrelse") ||
               word_ends_in (press->tokens[span->end - 1].lower,
                             "rådet kommittén delegationen nämnden styrelsen kommissionen")
             ? span_entity (press, span)
             : NONE;
  if (at + 2 < limit && token_is (press, at, "styrelsen") &&
      word_in (press->tokens[at + 1].lower, "för i på vid"))
    {
      span = span_at (press, at + 2, ORGANISATION);
      return span != NULL ? span_entity (press, span) : NONE;
    }
  if (at >= limit ||
      !word_in (press->tokens[at].lower,
                "styrelsen rådet kommittén delegationen nämnden insynsrådet"))
    return NONE;
  /* The one that the text has spoken of as somebody's seat. */
  for (size_t m = press->n_memberships; m-- > 0;)
    {
      const Membership *one = &press->memberships[m];

      if (one->organisation != NONE && one->role != NONE && one->first < i &&
          block_of (press, one->first) == block_of (press, i) &&
          title_is_seat (press->entities[one->role].name))
        return one->organisation;
    }
  return token_is (press, at, "styrelsen") ? press->owner
                                           : section_find_body (press, at, at + 1);
}

/* `NAMN lämnar styrelsen`, `ersätter NAMN som lämnar rådet`, `Följande personer lämnar
 * styrelsen: …`: they sat there. */
static void
read_leaving (Press *press, uint32_t i)
{
  uint32_t start = sentence_first (press, i), limit = sentence_end (press, i);

  if (!word_in (press->tokens[i].lower, "lämnar lämnade lämnat lämna"))
    return;
  uint32_t body = body_left (press, i, limit);
  if (body == NONE)
    return;
  uint32_t subject = NONE;
  for (uint32_t k = i; k-- > start && subject == NONE && i - k < 10;)
    if (span_over (press, k) != NULL && span_over (press, k)->kind == PERSON)
      subject = press->tokens[k].span;
  if (subject == NONE)
    {
      for (uint32_t k = i; k < limit && !token_is (press, k, ":"); k++)
        if (k + 1 < limit && token_is (press, k + 1, ":"))
          verbs_read_enumerated (press, NONE, body, k + 1, limit);
      return;
    }
  /* `A, B och C lämnar` */
  for (uint32_t first = press->spans[subject].first;;)
    {
      uint32_t end = press->spans[subject].end;

      membership_add (press, span_entity (press, &press->spans[subject]), NONE, body, first,
                      end, 0.7)
        ->seat = true;
      if (first < start + 2 ||
          !(token_bits (press, first - 1, W_AND) || token_is (press, first - 1, ",")) ||
          span_over (press, first - 2) == NULL ||
          span_over (press, first - 2)->kind != PERSON)
        return;
      subject = press->tokens[first - 2].span;
      first = press->spans[subject].first;
    }
}

/* Does the text say that the one whose name ends at @end leaves a body? */
static bool
is_leaving (Press *press, uint32_t end)
{
  uint32_t limit = sentence_end (press, end - 1), i = end;

  i += i < limit && token_is (press, i, ",");
  if (i >= limit || !token_is (press, i, "som"))
    return false;
  for (uint32_t k = i + 1; k < limit && k < i + 6; k++)
    if (word_in (press->tokens[k].lower, "lämnar lämnade lämnat"))
      return body_left (press, k, limit) != NONE;
  return false;
}

static bool
ask_post (const Press *press, uint32_t i)
{
  return strlen (press->tokens[i].lower) > 7 &&
         word_ends_in (press->tokens[i].lower,
                       "posten skapet klubban rollen tjänsten jobbet uppdraget stolen");
}

/* `ordförandeposten`, `vd-posten`, `ordförandeskapet`: the title in it; NULL. */
static const char *
title_in_post (Press *press, uint32_t i)
{
  static const char *const endings[] = { "posten",   "skapet", "klubban",   "rollen",
                                         "tjänsten", "jobbet", "uppdraget", "stolen" };
  const char *lower = press->tokens[i].lower;

  for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
    {
      size_t n = strlen (lower);
      if (!has_suffix (lower, endings[k]))
        continue;
      n -= strlen (endings[k]);
      n -= n > 0 && lower[n - 1] == '-';
      char *title = arena_copy (&press->arena, lower, n);
      if (n > 3 && title[n - 1] == 's') /* `generaldirektörsposten` */
        title[n - 1] = '\0';
      return word_in (title,
                      "ordförande vd gd generaldirektör rektor chef direktör kassör "
                      "sekreterare koncernchef styrelseordförande förbundsordförande "
                      "generalsekreterare kommundirektör")
               ? title
               : NULL;
    }
  return NULL;
}

/* `NAMN tar över ordförandeposten efter NAMN`, `lämnade över ordförandeklubban till NAMN`: each
 * holds it or did. */
static void
read_post (Press *press, uint32_t i)
{
  uint32_t start = sentence_first (press, i), limit = sentence_end (press, i);
  bool taken = false;
  uint32_t past = i + 1, organisation = NONE;

  for (uint32_t k = i; k-- > start && i - k < 8;)
    taken |= word_in (press->tokens[k].lower, "tar tog tagit ta över lämnar lämnade lämnat "
                                              "axlar axlade tillträder tillträdde får fick "
                                              "överlämnar överlämnade övertar övertog");
  const char *label = taken ? title_in_post (press, i) : NULL;
  if (label == NULL)
    return;
  if (past + 1 < limit && word_in (press->tokens[past].lower, "för i på vid"))
    organisation = organisation_parse (press, past + 1, limit, false, &past);
  else if (i > start && span_over (press, i - 1) != NULL &&
           span_over (press, i - 1)->kind == ORGANISATION)
    organisation = span_entity (press, span_over (press, i - 1));
  if (organisation == NONE)
    organisation = organisation_by_title (press, label, i);
  uint32_t role = entity_of (press, ROLE,
                             strcmp (label, "gd") == 0 ? "generaldirektör" : label);
  uint32_t before = NONE;
  for (uint32_t k = i; k-- > start && before == NONE;)
    if (span_over (press, k) != NULL && span_over (press, k)->kind == PERSON)
      before = press->tokens[k].span;
  if (before != NONE)
    membership_add (press, span_entity (press, &press->spans[before]), role, organisation,
                    press->spans[before].first, i + 1, 0.75);
  /* `… i ORG:s råd efter NAMN` */
  while (past + 1 < limit && past < i + 6 && token_word (press, past) &&
         !word_in (press->tokens[past].lower, "till efter från av"))
    past++;
  Span *other = past + 1 < limit &&
                    word_in (press->tokens[past].lower, "till efter från av")
                  ? span_at (press, past + 1, PERSON)
                  : NULL;
  if (other != NULL)
    membership_add (press, span_entity (press, other), role, organisation, i, past + 2,
                    0.75);
}

void
verbs_read_successions (Press *press)
{
  for (uint32_t i = 1; i < press->n_tokens; i++)
    if (!press->block_read[block_of (press, i)] &&
        token_asked (press, i, ASKED_POST, ask_post))
      read_post (press, i);
  for (uint32_t i = 1; i + 1 < press->n_tokens; i++)
    if (!press->block_read[block_of (press, i)])
      read_leaving (press, i);
  for (uint32_t i = 1; i + 1 < press->n_tokens; i++)
    {
      uint32_t at = succession_end (press, i);

      if (at == i || press->block_read[block_of (press, i)])
        continue;
      for (uint32_t k = 0; k < 2 && at + 1 < press->n_tokens &&
                           (token_is (press, at, "då") || token_bits (press, at, W_FORMER));
           k++)
        at++;
      /* `ersätts av professor NAMN` */
      Title title;
      bool titled = at < press->n_tokens && span_at (press, at, PERSON) == NULL &&
                    title_parse (press, at, sentence_end (press, i), TITLE_PLAIN, &title);
      Span *other = span_at (press, titled ? title.end : at, PERSON);
      uint32_t span = verbs_last_person (press, i);
      if (other == NULL || span == NONE)
        continue;
      uint32_t gains = span_entity (press, other),
               has = span_entity (press, &press->spans[span]);
      /* Who leaves a seat is followed in that, not in a post. */
      uint32_t end = span_at (press, titled ? title.end : at, PERSON)->end;
      if (is_leaving (press, end))
        {
          uint32_t limit = sentence_end (press, i), k = end;

          while (k < limit && !word_in (press->tokens[k].lower, "lämnar lämnade lämnat"))
            k++;
          uint32_t body = body_left (press, k, limit);
          bool known = false;
          for (size_t m = 0; m < press->n_memberships; m++)
            known |= press->memberships[m].person == has &&
                     press->memberships[m].organisation == body;
          if (!known)
            membership_add (press, has, NONE, body, i, at + 1, 0.65)->seat = true;
          continue;
        }
      uint32_t post = post_taken_over (press, has, i);
      if (post != NONE && gains != has)
        membership_add (press, gains, press->memberships[post].role,
                        press->memberships[post].organisation, i, at + 1, 0.65)
          ->seat = press->memberships[post].seat;
    }
}
