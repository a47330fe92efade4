/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-parties.c: the organisations that a sentence on a project names: those of an
 * enumeration, those that act; and the words by which such a sentence is known.
 */
#include "participations.h"

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

/* `rådet Nordvind`, `klustret Nordvind`: what kind of body the name behind is of. */
static bool
says_kind_of_body (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const endings[] = { "rådet",     "fonden",     "verket",  "klustret",
                                         "nätverket", "akademin",   "centret", "sällskapet",
                                         "facket",    "stiftelsen", "gruppen" };

  if (i + 1 >= limit || token_upper (press, i) || !token_name (press, i + 1))
    return false;
  return word_ends_in_one_of (press->tokens[i].lower, endings);
}

/* `forskare från A`, `researchers from four departments at A`: A, past what tells whom. */
static uint32_t
past_people (const Press *press, uint32_t i, uint32_t limit)
{
  if (!word_in (press->tokens[i].lower,
                "forskare experter representanter medarbetare elever studenter företrädare "
                "researchers experts scientists students representatives teams groups"))
    return i;
  for (uint32_t k = i + 1; k + 1 < limit && k < i + 7; k++)
    {
      if (token_upper (press, k) || !(token_word (press, k) || token_is (press, k, "(")))
        return i;
      if (token_bits (press, k, W_PREP) && token_name (press, k + 1))
        return k + 1;
    }
  return i;
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

      i = past_people (press, i, limit);
      if (token_bits (press, i, W_ARTICLE) || token_is (press, i, "både"))
        i++;
      if (i < limit && says_kind_of_body (press, i, limit))
        i++;
      Span *span = i < limit ? span_over (press, i) : NULL;

      if (span != NULL && span->kind != ORGANISATION && !(span->kind == ROLE))
        break;
      /* What stands in line with organisations is one. */
      uint32_t organisation = organisation_parse (press, i, limit, trusted || n > 0, &end);
      if (organisation == NONE)
        break;
      out[n++] = organisation;
      i = end;
      if (i + 2 < limit && token_is (press, i, "(") && token_is (press, i + 2, ")"))
        i += 3;
      *out_end = i;
      /* Swedish writes no comma before the last `och`: a clause begins there. */
      if (i + 1 < limit && token_is (press, i, ",") && token_is (press, i + 1, "och"))
        break;
      if (i < limit && token_is (press, i, ","))
        i++;
      else if (!(i < limit && (token_bits (press, i, W_AND) || token_is (press, i, "/"))))
        break;
      while (i < limit && (token_bits (press, i, W_AND) || token_is (press, i, "/")))
        i++;
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

/* `A, som äger marken, samordnar`: the sentence opens with who acts. */
static uint32_t
before_apposition (Speech *speech, uint32_t verb)
{
  Press *press = speech->press;
  Span *span = span_at (press, speech->first, ORGANISATION);

  if (verb == speech->first || !token_is (press, verb - 1, ",") || span == NULL ||
      span->end + 2 >= verb || !token_is (press, span->end, ",") ||
      !(token_bits (press, span->end + 1, W_ARTICLE) ||
        word_in (press->tokens[span->end + 1].lower, "som as which")))
    return NONE;
  for (uint32_t i = span->end + 1; i < verb - 1; i++)
    if (token_is (press, i, ";") ||
        (span_over (press, i) != NULL && span_over (press, i)->kind == PERSON))
      return NONE;
  return span_entity (press, span);
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
