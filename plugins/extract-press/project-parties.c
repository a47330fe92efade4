/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-parties.c: the organisations that a sentence on a project names: those of an
 * enumeration, those that act; and the words by which such a sentence is known.
 */
#include "project-frames.h"

#include <string.h>

bool
tokens_have_one (const Press *press, uint32_t first, uint32_t limit, WordSet *set,
                 const char *list)
{
  for (uint32_t i = first; i < limit; i++)
    if (word_set_has (set, press->tokens[i].lower, (WordList){ .text = list }))
      return true;
  return false;
}

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
      /* What stands in line with organisations is one. */
      uint32_t organisation = organisation_parse (press, i, limit, trusted || n > 0, &end);
      if (organisation == NONE)
        break;
      uint32_t parent = parent_behind (press, i, end, limit);
      if (parent > end)
        organisation = organisation_parse (press, parent, limit, false, &end);
      out[n++] = organisation;
      i = past_bracket (press, end, limit);
      *out_end = i;
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
    }
  return n;
}

/* A line that is one name, whatever is in it: `Care in Change`, `Le marché i Belgien`. TRUE if
 * it is. */
static bool
line_party (Press *press, uint32_t first, uint32_t limit, uint32_t *out)
{
  uint32_t end = first;

  if (limit > first && token_is (press, limit - 1, "."))
    limit--;
  for (; end < limit && !token_is (press, end, "("); end++)
    {
      const Span *span = span_over (press, end);

      if (!(token_word (press, end) || token_is (press, end, "&") ||
            token_of (press, end)->kind == NYSTA_TOKEN_NUMBER) ||
          token_bits (press, end, W_COPULA | W_SAY) ||
          (token_bits (press, end, W_AND) && !token_is (press, end, "&")) ||
          (span != NULL && span->kind != ORGANISATION))
        return false;
      /* `A vid Nordviks universitet`, `A i Belgien`: whose, and where. */
      if (end > first && word_in (press->tokens[end].lower, "vid at i in") &&
          end + 1 < limit && token_upper (press, end + 1))
        {
          const Span *parent = span_over (press, end + 1);

          if (word_in (press->tokens[end].lower, "vid at") && parent != NULL)
            return false;
          if (end + 2 >= limit &&
              match_at (press, end + 1, 1u << NYSTA_MATCH_PLACE) != NULL)
            break;
        }
    }
  const Span *known = span_at (press, first, ORGANISATION);
  if (end == first || end - first > 7 || !token_name (press, first) ||
      (known != NULL && (known->end == end || known->match != NULL)) ||
      (end - first == 1 && known == NULL &&
       token_class (press, first, NYSTA_MATCH_COMMON_WORD)) ||
      match_at (press, first, 1u << NYSTA_MATCH_MUNICIPALITY | 1u << NYSTA_MATCH_PLACE) !=
        NULL)
    return false;
  for (uint32_t i = first; i < end; i++)
    {
      Span *inside = span_over (press, i);

      if (inside != NULL)
        span_drop (press, inside);
    }
  *out = entity_of (press, ORGANISATION, text_between (press, first, end));
  Span *span = span_add (press, ORGANISATION, first, end, 0.65);
  span->entity = *out;
  mention_add (press, *out, first, end, 0.65);
  return true;
}

/* `A (koordinator), B och C` */
static void
read_marked (Speech *speech, uint32_t i, uint32_t end)
{
  Press *press = speech->press;

  for (; i + 2 < end; i++)
    {
      Span *span = token_is (press, i + 1, "(") ? span_over (press, i) : NULL;

      if (span == NULL || span->kind != ORGANISATION ||
          part_of_noun (press->tokens[i + 2].lower) != NYSTA_LEAD)
        continue;
      uint32_t organisation = span_entity (press, span);
      party_add (speech, NYSTA_LEAD, &organisation, 1, 0.8);
    }
}

/* Those after @i; where the sentence breaks off there (`i samarbete med`, `Partner är`),
 * those of the lines below. */
size_t
parties_read (Speech *speech, uint32_t i, bool trusted, uint32_t out[MAX_ORGANISATIONS],
              uint32_t *out_end)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  size_t n = 0, missed = 0;

  *out_end = i;
  if (i < speech->limit && token_is (press, i, ":"))
    i++;
  if (i < speech->limit)
    {
      n = enumeration_read (press, i, speech->limit, trusted, out, out_end);
      if (n > 0)
        read_marked (speech, i, *out_end);
      return n;
    }
  if (i == 0 || i < block_end (press, i - 1))
    return 0;
  for (size_t b = block_of (press, i - 1) + 1; b < press->text->n_blocks && missed < 2; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

      if (limit == first)
        continue;
      if (limit - first > 24 || press->text->blocks[b].kind == NYSTA_BLOCK_HEADING ||
          (span_over (press, first) != NULL && span_over (press, first)->kind == PERSON))
        break;
      size_t more = line_party (press, first, limit, found)
                      ? 1
                      : enumeration_read (press, first, limit, true, found, &end);
      for (size_t k = 0; k < more && n < MAX_ORGANISATIONS; k++)
        out[n++] = found[k];
      read_marked (speech, first, limit);
      missed += more == 0;
      if (token_is (press, limit - 1, ".") && !token_word (press, limit - 1))
        break;
    }
  return n;
}

/* Who leads is not also called a partner. */
static bool
already_leads (const Press *press, uint32_t project, uint32_t organisation)
{
  for (size_t k = press->n_participations; k-- > 0 && press->n_participations - k < 64;)
    if (press->participations[k].project == project &&
        press->participations[k].organisation == organisation &&
        press->participations[k].role == NYSTA_LEAD)
      return true;
  return false;
}

void
party_add_by (Speech *speech, const char *rule, uint32_t role,
              const uint32_t *organisations, size_t n, double confidence)
{
  for (size_t a = 0; a < speech->n_also; a++)
    for (size_t k = 0; k < n; k++)
      participation_add_by (speech->press, rule, speech->also[a], role, organisations[k],
                            speech->first, speech->limit, confidence);
  for (size_t k = 0; k < n; k++)
    if (!((role == NYSTA_PARTNER || role == NYSTA_PARTICIPANT) &&
          already_leads (speech->press, speech->project, organisations[k])))
      participation_add_by (speech->press, rule, speech->project, role, organisations[k],
                            speech->first, speech->limit, confidence);
    else
      TRACE (speech->press, rule, speech->first, speech->limit,
             "participation dropped: %s leads %s already",
             trace_name (speech->press, organisations[k]),
             trace_name (speech->press, speech->project));
  if (role == NYSTA_LEAD && n > 0)
    speech->has_leader = true;
}

/* Where the name of small and capital letters begins that ends before @end, nothing else
 * being known of it and a comma, an `och` or the sentence's beginning before it; or @end. */
static uint32_t
unknown_in_line (const Press *press, uint32_t end, uint32_t floor)
{
  uint32_t first = end;

  while (first > floor && end - first < 5 && token_name (press, first - 1) &&
         span_over (press, first - 1) == NULL)
    first--;
  bool opens = first == floor || token_is (press, first - 1, ",") ||
               token_bits (press, first - 1, W_AND);
  if (first == end || !opens ||
      token_bits (press, first, W_ARTICLE | W_PRONOUN | W_PROJECT) ||
      token_class (press, first, NYSTA_MATCH_GIVEN_NAME) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      (end - first == 1 && token_class (press, first, NYSTA_MATCH_COMMON_WORD)))
    return end;
  return first;
}

/* `A, som äger marken, samordnar`: the last organisation before it that an aside follows which
 * ends at @verb. */
static uint32_t
before_apposition (Speech *speech, uint32_t verb)
{
  Press *press = speech->press;

  if (verb == speech->first || !token_is (press, verb - 1, ","))
    return NONE;
  for (uint32_t i = verb - 1; i > speech->first && verb - i < 30; i--)
    {
      const Span *last = span_over (press, i - 1);

      if (token_is (press, i, ";") || (last != NULL && last->kind == PERSON))
        return NONE;
      if (i + 2 < verb && token_is (press, i, ",") && last != NULL &&
          last->kind == ORGANISATION && last->end == i &&
          (token_bits (press, i + 1, W_ARTICLE) ||
           word_in (press->tokens[i + 1].lower, "som as which")))
        return span_entity (press, span_over (press, i - 1));
    }
  return NONE;
}

/* The organisations that act: those before @verb in the same clause. */
size_t
parties_before (Speech *speech, uint32_t verb, uint32_t out[MAX_ORGANISATIONS])
{
  Press *press = speech->press;
  uint32_t i = verb;
  bool trusted = false;

  out[0] = before_apposition (speech, verb);
  if (out[0] != NONE)
    return 1;

  /* Back to the beginning of the clause, over organisations and what joins them; a comma
   * right before the verb ends another clause. */
  while (i > speech->first && !(i == verb && token_is (press, i - 1, ",")))
    {
      Span *span = span_over (press, i - 1);

      /* `…, och A ställer upp`: a clause of its own begins there. */
      if (i > speech->first + 1 && i < verb && token_is (press, i - 1, "och") &&
          token_is (press, i - 2, ","))
        break;
      if (span != NULL && span->kind == ORGANISATION && span->first >= speech->first)
        i = span->first;
      else if (token_bits (press, i - 1, W_AND | W_DESCRIPTOR) ||
               token_is (press, i - 1, ",") || token_is (press, i - 1, "har") ||
               (i == verb && i > speech->first + 1 &&
                word_in (press->tokens[i - 1].lower, "som which that who")) ||
               token_is (press, i - 1, "kommuner") || token_is (press, i - 1, "(") ||
               token_is (press, i - 1, ")") ||
               (token_upper (press, i - 1) &&
                match_at (press, i - 1, 1u << NYSTA_MATCH_MUNICIPALITY) != NULL))
        i--;
      else if (i < verb && unknown_in_line (press, i, speech->first) < i &&
               (token_is (press, i, ",") || token_bits (press, i, W_AND)))
        {
          i = unknown_in_line (press, i, speech->first);
          trusted = true;
        }
      else
        break;
    }
  while (i < verb && (token_is (press, i, ",") || token_bits (press, i, W_AND)))
    i++;
  uint32_t end;
  bool besides = token_is (press, speech->first, "utöver") ||
                 token_is (press, speech->first, "förutom");
  size_t n = i < verb && !besides ? enumeration_read (press, i, verb, trusted, out, &end)
                                  : 0;

  /* `Utöver X medverkar …`, `driver föreningen X`: nothing stands before the verb. */
  if (n == 0 && verb + 1 < speech->limit)
    {
      bool generic = word_in (
        press->tokens[verb + 1].lower,
        "föreningen kommunen vi regionen myndigheten stiftelsen bolaget");
      uint32_t owner = press->owner != NONE ? press->owner : press->publisher;
      uint32_t start = verb + 1;

      while (start < speech->limit &&
             word_in (press->tokens[start].lower, "även också bland annat bl.a. andra nu"))
        start++;
      n = enumeration_read (press, start, speech->limit, false, out, &end);
      if (n == 0 && generic && owner != NONE)
        out[n++] = owner;
    }
  if (n == 0 && verb > speech->first + 1 && token_is (press, verb - 1, "have"))
    return parties_before (speech, verb - 1, out);
  if (n == 0 && verb > speech->first &&
      word_in (press->tokens[verb - 1].lower,
               "föreningen kommunen vi regionen myndigheten bolaget") &&
      press->owner != NONE)
    out[n++] = press->owner;
  return n;
}

/* `Nordvind leder projektet`: a name right before the verb that nothing else tells of. */
size_t
unknown_party_before (Speech *speech, uint32_t verb, uint32_t out[MAX_ORGANISATIONS])
{
  Press *press = speech->press;
  uint32_t first = verb, end;

  while (first > speech->first && token_name (press, first - 1) &&
         span_over (press, first - 1) == NULL && verb - first < 5)
    first--;
  /* `Exempel-klustret Nordvind` */
  if (first + 1 < verb && strchr (press->tokens[first].word, '-') != NULL &&
      has_suffix (press->tokens[first].lower, "et"))
    first++;
  if (first == verb || token_class (press, first, NYSTA_MATCH_GIVEN_NAME) ||
      token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      token_class (press, first, NYSTA_MATCH_MUNICIPALITY) ||
      token_bits (press, first, W_PROJECT | W_PRONOUN | W_ARTICLE | W_NOT_NAME) ||
      title_head (press, verb - 1, &end) ||
      has_suffix (press->tokens[verb - 1].lower, "en") ||
      has_suffix (press->tokens[verb - 1].lower, "et"))
    return 0;
  out[0] = organisation_parse (press, first, verb, true, &end);
  return out[0] != NONE && end == verb;
}
