/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-enumerations.c: `flera aktörer, bland annat A, som äger marken, B (C) och forskare
 * från D`: organisations in line, past what leads in to them and what is said aside.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

/* Past a phrase that lets examples or members follow: `bland annat`, `such as`; or @i. */
static uint32_t
past_opener (const Press *press, uint32_t i, uint32_t limit)
{
  const char *next = i + 1 < limit ? press->tokens[i + 1].lower : "";

  if ((token_is (press, i, "bl") && strcmp (next, "a") == 0) ||
      (token_is (press, i, "bland") && word_in (next, "annat andra annars")) ||
      (token_is (press, i, "till") && strcmp (next, "exempel") == 0) ||
      (token_is (press, i, "such") && strcmp (next, "as") == 0) ||
      (token_is (press, i, "among") && strcmp (next, "others") == 0))
    i += 2;
  else if (word_in (press->tokens[i].lower,
                    "bl.a. bl.a t.ex. däribland såsom exempelvis nämligen including "
                    "inklusive e.g. : även också både såväl både dels"))
    i++;
  else
    return i;
  return i < limit && (token_is (press, i, ":") || token_is (press, i, ",")) ? i + 1 : i;
}

/* Is it a noun of people, bodies or parts of bodies, whose own is said after a preposition:
 * `forskare från A`, `miljöförvaltningen i A`, `medel från A`? */
static bool
is_of_another (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return word_in (
           lower,
           "forskare experter representanter medarbetare elever studenter företrädare "
           "researchers experts scientists students representatives teams groups "
           "aktörer organisationer parter partner kommuner regioner universitet "
           "företag myndigheter lärosäten medel pengar staten institutionen "
           "avdelningen enheten sektionen department school faculty partners "
           "universities organisations organizations companies municipalities "
           "departments kansliet") ||
         word_ends_in (lower, "förvaltningen institutionen avdelningen enheten kontoret "
                              "sektionen företag kommuner bolag forskare");
}

/* `Institutionen för hav och land vid A`: where A stands, or @i. */
static uint32_t
unit_parent (const Press *press, uint32_t i, uint32_t limit)
{
  if (!token_upper (press, i) ||
      !word_in (press->tokens[i].lower,
                "institutionen avdelningen enheten sektionen faculty "
                "department school division centrum"))
    return i;
  for (uint32_t k = i + 1; k + 1 < limit && k < i + 12; k++)
    {
      const Span *span = span_over (press, k + 1);

      if (word_in (press->tokens[k].lower, "vid på at ,") && span != NULL &&
          span->kind == ORGANISATION && span->first == k + 1)
        return k + 1;
    }
  return i;
}

/* `flera aktörer, bland annat A`, `ett spanskt bolag, A`, `forskare från A`, `the Finnish
 * association A`: where A stands, or @i. */
static uint32_t
lead_in_end (const Press *press, uint32_t i, uint32_t limit, bool trusted)
{
  bool of_another = false, opened = false, placed = false;

  for (uint32_t k = i, n = 0; k < limit && n < 12; n++)
    {
      const Span *span = span_over (press, k);
      uint32_t past = past_opener (press, k, limit);

      if (past > k)
        {
          opened = true;
          k = past;
        }
      else if (span != NULL)
        return span->kind == ORGANISATION && span->first == k ? k : i;
      else if (of_another && k > i && !opened &&
               (match_at (press, k, 1u << NYSTA_MATCH_PLACE) != NULL || placed) &&
               (word_in (press->tokens[k - 1].lower, "i in och and") || placed))
        {
          /* `forskare i Kenya (A och B)` */
          opened = placed && token_is (press, k, "(");
          placed = true;
          k++;
        }
      /* `organisationer i Norrland, bland annat A` */
      else if (of_another && k > i && k + 2 < limit &&
               word_in (press->tokens[k - 1].lower, "i in") &&
               token_is (press, k + 1, ",") && past_opener (press, k + 2, limit) > k + 2)
        k++;
      else if (unit_parent (press, k, limit) > k)
        return unit_parent (press, k, limit);
      else if ((token_is (press, k, "european") &&
                has_prefix (press->tokens[k + 1].lower, "union")))
        k += 2;
      else if (word_in (press->tokens[k].lower, "eu:s eu’s eu's"))
        k++;
      else if (word_in (press->tokens[k].lower,
                        "swedish finnish danish norwegian german french european spanish "
                        "british american dutch italian"))
        k++;
      else if (token_name (press, k))
        /* Only a place where a name is expected makes one of what small words lead to. */
        return k == i || opened || of_another || trusted ? k : i;
      else if (token_is (press, k, ","))
        {
          /* `flera kommuner, samt A` */
          if (of_another && k + 2 < limit && token_bits (press, k + 1, W_AND) &&
              token_name (press, k + 2))
            return k + 2;
          if (k + 1 >= limit || (past_opener (press, k + 1, limit) == k + 1 &&
                                 !(token_name (press, k + 1) && k > i)))
            return i;
          k++;
        }
      else if (k > i && k + 1 < limit && token_is (press, k, "(") &&
               !token_upper (press, k - 1) && span_over (press, k + 1) != NULL &&
               span_over (press, k + 1)->kind == ORGANISATION)
        return k + 1; /* `industrin (A och B)` */
      else if (of_another && word_in (press->tokens[k].lower, "genom through"))
        k++; /* `staten genom A` */
      else if (k > i && k + 1 < limit && token_bits (press, k, W_AND) &&
               token_word (press, k + 1) && !token_upper (press, k + 1) &&
               word_ends_in (press->tokens[k + 1].lower, "na en et ar er erna arna"))
        k++; /* `stiftelserna och föreningarna A` */
      else if (token_bits (press, k, W_VERB | W_COPULA | W_SAY | W_PRONOUN) ||
               (token_bits (press, k, W_AND) && !opened) ||
               word_in (press->tokens[k].lower,
                        "som att där vilket which that when för to för med with och and"))
        return i;
      else if (token_bits (press, k, W_PREP) || token_is (press, k, "av"))
        {
          if (!of_another)
            return i;
          k++;
        }
      else if (token_word (press, k) || token_of (press, k)->kind == NYSTA_TOKEN_NUMBER)
        {
          of_another |= is_of_another (press, k);
          k++;
        }
      else
        return i;
    }
  return i;
}

/* Past `i Finland` at @i, if a further name or the end is near; or @i. */
static uint32_t
past_place (const Press *press, uint32_t i, uint32_t limit)
{
  if (i + 1 >= limit || !word_in (press->tokens[i].lower, "i in") ||
      !token_upper (press, i + 1) || span_over (press, i + 1) != NULL)
    return i;
  uint32_t end = i + 2;
  while (end < limit && end < i + 4 && token_upper (press, end) &&
         token_joined (press, end))
    end++;
  return end >= limit || word_in (press->tokens[end].lower, ", ; och samt and & . (") ? end
                                                                                      : i;
}

/* Past `(…)` at @i; or @i. */
static uint32_t
past_bracket (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;

  if (i >= limit || !token_is (press, i, "("))
    return i;
  while (end < limit && end - i < 24 && !token_is (press, end, ")"))
    end++;
  return end < limit && token_is (press, end, ")") ? end + 1 : i;
}

/* `A, som arbetar med x, B`, `A, with a lab, and B`: to the mark before B; or @i. */
static uint32_t
past_apposition (const Press *press, uint32_t i, uint32_t limit)
{
  /* `A med professor Ek, B`; `A, nr 12, samt B`; `A, flera kommuner och B` */
  if (i + 2 < limit && word_in (press->tokens[i].lower, "med genom through with") &&
      !token_upper (press, i + 1))
    {
      for (uint32_t k = i + 1; k + 1 < limit && k < i + 9; k++)
        if (token_is (press, k, ","))
          return past_apposition (press, k, limit) > k ? past_apposition (press, k, limit)
                                                       : k;
      return i;
    }
  if (i + 2 >= limit || !token_is (press, i, ",") ||
      !(token_bits (press, i + 1, W_ARTICLE) ||
        word_in (
          press->tokens[i + 1].lower,
          "som med vars with which who whose där nr no dnr flera ett several other andra")))
    return i;
  for (uint32_t k = i + 2; k + 1 < limit && k < i + 24; k++)
    {
      const Span *span = span_over (
        press, k + 1 + (token_is (press, k, ",") && token_bits (press, k + 1, W_AND)));

      if (token_is (press, k, ";"))
        return i;
      if ((token_is (press, k, ",") ||
           (token_bits (press, k, W_AND) && token_is (press, k - 1, ","))) &&
          span != NULL && span->kind == ORGANISATION && span->first <= k + 2)
        return k;
    }
  return i;
}

/* `the Faculty of Law, A`, `the Example Group at A`: the parent counts. Returns where it
 * stands, or @i. */
static uint32_t
parent_behind (const Press *press, uint32_t first, uint32_t i, uint32_t limit)
{
  uint32_t k = i + 1;

  if (k + 1 >= limit)
    return i;
  if (word_in (press->tokens[i].lower, "at vid på"))
    k += token_bits (press, k, W_ARTICLE);
  else if (!token_is (press, i, ",") ||
           !word_in (press->tokens[first].lower,
                     "faculty department school division section institutionen enheten"))
    return i;
  const Span *span = span_over (press, k);
  return span != NULL && span->kind == ORGANISATION && span->first == k ? k : i;
}

/* `A, B och C` from @i on. Returns how many; *@out_end is past the last. */
size_t
enumeration_read (Press *press, uint32_t i, uint32_t limit, bool trusted,
                  uint32_t out[MAX_ORGANISATIONS], uint32_t *out_end)
{
  size_t n = 0;

  *out_end = i;
  while (i < limit && n < MAX_ORGANISATIONS)
    {
      uint32_t end = i;

      i = lead_in_end (press, i, limit, trusted);
      i += i < limit && token_bits (press, i, W_ARTICLE);
      const Span *span = i < limit ? span_over (press, i) : NULL;

      if (span != NULL && span->kind != ORGANISATION && span->kind != ROLE)
        break;
      /* `med stöd av AI`: a means. */
      if (i < limit && span == NULL &&
          word_in (press->tokens[i].lower, "ai it iot ict gis api vr ar"))
        break;
      if (token_is (press, i, "europeiska") && token_is (press, i + 1, "unionen"))
        break;
      /* What stands in line with organisations is one. */
      uint32_t organisation = organisation_parse (press, i, limit, trusted || n > 0, &end);
      if (organisation == NONE)
        break;
      uint32_t parent = parent_behind (press, i, end, limit);
      if (parent > end)
        organisation = organisation_parse (press, parent, limit, false, &end);
      out[n++] = organisation;
      i = past_bracket (press, past_place (press, end, limit), limit);
      *out_end = i;
      /* `industrin (A och B) och staten genom C` */
      if (i + 1 < limit && token_is (press, i, ")") && token_bits (press, i + 1, W_AND))
        i++;
      i = past_apposition (press, i, limit);
      /* Swedish writes no comma before the last `och`: a clause begins there. */
      if (i + 1 < limit && i == *out_end && token_is (press, i, ",") &&
          token_is (press, i + 1, "och"))
        break;
      if (i < limit && (token_is (press, i, ",") || token_is (press, i, ";")))
        i++;
      else if (!(i < limit && (token_bits (press, i, W_AND) || token_is (press, i, "/"))))
        break;
      while (i < limit && (token_bits (press, i, W_AND) || token_is (press, i, "/")))
        i++;
      /* `hosted by A and funded by B` */
      if (i < limit && token_bits (press, i - 1, W_AND) &&
          word_in (press->tokens[i].lower,
                   "funded financed co-funded supported sponsored led coordinated hosted "
                   "managed run finansieras medfinansieras finansierat finansierad stöds "
                   "leds drivs koordineras samordnas"))
        break;
      /* `av A och B samt av C` */
      if (i + 1 < limit && token_bits (press, i - 1, W_AND) &&
          word_in (press->tokens[i].lower, "av från med by from with även"))
        i++;
    }
  return n;
}
