/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-parties.c: the organisations that a sentence on a project names: those of an
 * enumeration, those that act; and the words by which such a sentence is known.
 */
#include "project-frames.h"
#include "projects.h"

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

/* `A (koordinator), B och C` */
void
parties_read_marked (Speech *speech, uint32_t i, uint32_t end)
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
  size_t n = 0;

  *out_end = i;
  if (i < speech->limit && token_is (press, i, ":"))
    i++;
  if (i < speech->limit)
    {
      n = enumeration_read (press, i, speech->limit, trusted, out, out_end);
      if (n > 0)
        parties_read_marked (speech, i, *out_end);
      return n;
    }
  if (i == 0 || i < block_end (press, i - 1))
    return 0;
  return sheet_parties (speech, block_of (press, i - 1), out);
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

static bool
is_union (const Press *press, uint32_t organisation)
{
  const char *name = press->entities[organisation].name;

  return strcmp (name, "European Union") == 0 || strcmp (name, "Europeiska unionen") == 0 ||
         strcmp (name, "EU") == 0;
}

void
party_add_by (Speech *speech, const char *rule, uint32_t role,
              const uint32_t *organisations, size_t n, double confidence)
{
  /* Who takes part in research carries it out. */
  if (role == NYSTA_PARTICIPANT &&
      tokens_have (speech->press, speech->first, speech->limit,
                   "forskningsprojektet forskningsprojekt samarbetsprojektet "
                   "utvecklingsprojektet innovationsprojektet research"))
    role = NYSTA_PARTNER;
  for (size_t a = 0; a < speech->n_also; a++)
    for (size_t k = 0; k < n; k++)
      participation_add_by (speech->press, rule, speech->also[a], role, organisations[k],
                            speech->first, speech->limit, confidence);
  for (size_t k = 0; k < n; k++)
    if (is_union (speech->press, organisations[k]))
      continue; /* it acts by its commission, its funds and its programmes */
    else if (!((role == NYSTA_PARTNER || role == NYSTA_PARTICIPANT) &&
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
  bool opens = first == floor || token_bits (press, first - 1, W_AND) ||
               word_in (press->tokens[first - 1].lower, ", där som att when where that");
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

/* `medverkar Nordvind, Holmvik och A`: names in line, one of them known. */
bool
names_follow (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t k = i; k < limit && k < i + 12; k++)
    {
      const Span *span = span_over (press, k);

      if (span != NULL)
        return span->kind == ORGANISATION && k > i;
      if (!token_name (press, k) && !token_is (press, k, ",") &&
          !token_bits (press, k, W_AND))
        return false;
    }
  return false;
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
  /* `Tillsammans med A driver vi`: A is company, not who acts. */
  bool besides = token_is (press, speech->first, "utöver") ||
                 token_is (press, speech->first, "förutom") ||
                 (i >= speech->first + 2 &&
                  word_in (press->tokens[i - 1].lower, "med with") &&
                  word_in (press->tokens[i - 2].lower,
                           "tillsammans ihop samarbete samverkan together collaboration"));
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
      n = enumeration_read (press, start, speech->limit,
                            names_follow (press, start, speech->limit), out, &end);
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
