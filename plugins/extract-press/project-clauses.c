/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-clauses.c: what a clause says by its verb: `X leds av A`, `A leder X`, `X samlar A
 * och B`, `testas i A`. The verbs are in project-frames.c.
 */
#include "project-frames.h"
#include "projects.h"

#include <string.h>

#define AGENT_REACH 8 /* from the verb to `av` */

static bool
opens_agent (const Press *press, uint32_t i, uint32_t role)
{
  return word_in (press->tokens[i].lower, "av by") ||
         (role == NYSTA_FUNDER &&
          word_in (press->tokens[i].lower, "från from through genom via"));
}

/* `kajen, som`: is what the relative pronoun at @i stands for something else than a project? */
static bool
stands_for_other (const Speech *speech, uint32_t i)
{
  const Press *press = speech->press;

  if (i > speech->first && word_in (press->tokens[i - 1].lower, ", - –"))
    i--;
  if (i <= speech->first)
    return speech->weak;
  const Span *span = span_over (press, i - 1);
  return !((span != NULL && span->kind == PROJECT) ||
           word_in (press->tokens[i - 1].lower, ") ” \" den det") ||
           project_word_definite (press, i - 1) || project_word_indefinite (press, i - 1) ||
           project_word_plural (press, i - 1) || token_bits (press, i - 1, W_VERB) ||
           has_prefix (press->tokens[i - 1].lower, "projekt"));
}

/* `en resurs som drivs av`, `a resource launched by`: is it something else that the verb at
 * @i is said of? The nearest noun before it tells, unless the clause has a subject of its
 * own. */
static bool
is_of_other (const Speech *speech, uint32_t i)
{
  const Press *press = speech->press;
  bool seen = false, has_auxiliary = false;

  for (uint32_t k = i; k > speech->first && i - k < 14; k--)
    {
      const Span *span = span_over (press, k - 1);
      const char *lower = press->tokens[k - 1].lower;

      if (span != NULL && span->kind == PROJECT)
        return false;
      if (
        project_word_definite (press, k - 1) || project_word_indefinite (press, k - 1) ||
        project_word_plural (press, k - 1) || has_prefix (lower, "projekt") ||
        word_in (
          lower,
          "det den it this detta arbetet studien forskningen we vi dessa "
          "research work study workshop conference konferensen kronor miljoner mkr euro hälften "
          "resten procent budgeten million sek"))
        return false;
      if (span != NULL && span->kind != PROJECT)
        return !seen;
      if (word_in (lower, "som which"))
        return stands_for_other (speech, k - 1);
      if (word_in (lower, ", ( ;") && k < i)
        return !has_auxiliary;
      seen |= token_bits (press, k - 1, W_AND);
      has_auxiliary |= word_in (lower, "is are was were been be är blev har och and "
                                       "will ska") ||
                       has_suffix (press->tokens[i].lower, "s");
    }
  return speech->weak;
}

/* `leds … av A`, `funded by A`. Returns past the frame, or @i. */
uint32_t
agent_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t role = frame_role (speech, i, BY_AGENT);
  uint32_t found[MAX_ORGANISATIONS], end;

  if (role == 0 || is_of_other (speech, i))
    return i;
  for (uint32_t k = i + 1; k < speech->limit && k < i + AGENT_REACH; k++)
    {
      if (frame_role (speech, k, BY_AGENT) != 0)
        break;
      /* `led by Anna Ek from A`: her employer does not lead. */
      if (token_is (press, k, ",") ||
          word_in (press->tokens[k].lower, "tillsammans samverkan samarbete together "
                                           "collaboration partnership cooperation") ||
          (role != NYSTA_FUNDER &&
           word_in (press->tokens[k].lower, "stöd medel bidrag finansiering pengar support "
                                            "funding")) ||
          (span_over (press, k) != NULL && span_over (press, k)->kind == PERSON))
        break;
      if (!opens_agent (press, k, role))
        continue;
      bool several = k + 1 < speech->limit && !token_name (press, k + 1);
      size_t n = parties_read (speech, k + 1, true, found, &end);
      if (n == 0)
        continue;
      if (role == NYSTA_PARTNER && n == 1)
        role = NYSTA_LEAD;
      /* `drivs av flera aktörer, bland annat A och B` */
      if (role == NYSTA_LEAD && n > 1 && several &&
          span_at (press, k + 1, ORGANISATION) == NULL &&
          !token_bits (press, k + 1, W_ARTICLE))
        role = NYSTA_PARTNER;
      party_add (speech, role, found, n, 0.85);
      return end > i ? end : i;
    }
  return i;
}

/* Back over what stands between the subject and @verb: `har också`, `har beslutat att`,
 * `får i uppdrag att`. */
static uint32_t
verb_group_first (const Speech *speech, uint32_t verb)
{
  while (verb > speech->first &&
         word_in (speech->press->tokens[verb - 1].lower,
                  "har att beslutat beslutade beslutar valt väljer fått får fick i uppdrag "
                  "också även nu tidigare redan tillsammans gemensamt has have been also "
                  "jointly already ska skall kommer will to is are leder och är med"))
    verb--;
  return verb;
}

/* `beslutat att bidra`, `i uppdrag att leda`, `ska leda`: an infinitive that tells a fact. */
static bool
is_settled (const Speech *speech, uint32_t verb)
{
  const Press *press = speech->press;

  if (verb <= speech->first)
    return false;
  if (word_in (press->tokens[verb - 1].lower, "ska skall will"))
    return true;
  if (verb <= speech->first + 1 || !word_in (press->tokens[verb - 1].lower, "att to"))
    return false;
  return word_in (press->tokens[verb - 2].lower,
                  "beslutat beslutade beslutar valt väljer uppdrag kommer decided");
}

/* `A finansierar`, `A leder`, `A deltar i`, `A ska leda`. */
static void
subject_read (Speech *speech, uint32_t i)
{
  uint32_t found[MAX_ORGANISATIONS];
  uint32_t role = frame_role (speech, i, OF_SUBJECT);

  if (role == 0 && is_settled (speech, i))
    role = frame_role (speech, i, INFINITIVE);
  if (role == 0)
    return;
  uint32_t first = verb_group_first (speech, i);
  size_t n = parties_before (speech, first, found);
  if (n == 0 && first > speech->first && span_over (speech->press, first - 1) == NULL)
    n = unknown_party_before (speech, first, found);
  /* `A:s program X finansierar`: A does. */
  Span *owner = span_at (speech->press, speech->first, ORGANISATION);
  if (n == 0 && role == NYSTA_FUNDER && owner != NULL && owner->end < first &&
      word_ends_in (speech->press->tokens[owner->end].lower,
                    "program satsning fond utlysning"))
    found[n++] = span_entity (speech->press, owner);
  /* Under a project's title `A leder` may be anything; `Från B medverkar A, C` is not. */
  if (speech->weak && role != NYSTA_FUNDER && !(role == NYSTA_PARTICIPANT && n > 1))
    return;
  if (role == NYSTA_LEAD && n > 1)
    role = NYSTA_PARTNER;
  party_add (speech, role, found, n, 0.75);
}

/* `projektet samlar A, B och C`, `the project brings together A and B`. */
static uint32_t
object_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end, start = i + 1;
  uint32_t role = frame_role (speech, i, OF_OBJECT);

  if (role == 0 || (token_is (press, i, "brings") && !token_is (press, i + 1, "together")))
    return i;
  start += token_is (press, start, "together");
  start += word_in (press->tokens[i].lower, "består consists") && start < speech->limit &&
           word_in (press->tokens[start].lower, "av of");
  size_t n = parties_read (speech, start, false, found, &end);
  if (n < 2)
    return i;
  party_add (speech, role, found, n, 0.7);
  return end > i ? end : i;
}

/* `testas i Habo kommun och Region Halland`: pilot sites. */
static uint32_t
site_read (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;

  if (i + 2 >= speech->limit || !token_is (press, i + 1, "i") ||
      !word_in (press->tokens[i].lower, "testas provas piloteras prövas testats testades"))
    return i;
  size_t n = enumeration_read (press, i + 2, speech->limit, false, found, &end);
  party_add (speech, NYSTA_PARTICIPANT, found, n, 0.7);
  return n > 0 ? end : i;
}

uint32_t
clause_read (Speech *speech, uint32_t i)
{
  uint32_t end = agent_read (speech, i);

  if (end == i)
    end = object_read (speech, i);
  if (end == i)
    end = site_read (speech, i);
  if (end == i)
    subject_read (speech, i);
  return end;
}
