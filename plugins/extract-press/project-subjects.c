/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-subjects.c: names that what is said of them shows to be of projects: the subject
 * before `Projektet …`, and weeks, days and conferences that somebody arranges.
 */
#include "participations.h"
#include "projects.h"

static bool
occurs_again (const Press *press, uint32_t i)
{
  return press->tokens[press->tokens[i].first_same].next_same != NONE;
}

/* `EXAMPLE2 bidrar till …. Projektet stärker …` */
static void
read_antecedent (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t end = first;

  while (end < limit && project_name_token (press, end) && end - first < 6)
    end++;
  if (end == first || end + 1 >= limit || !span_free (press, first, end) ||
      !project_may_open (press, first) || !occurs_again (press, first) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      token_class (press, first, NYSTA_MATCH_GIVEN_NAME) ||
      (end - first == 1 && token_class (press, first, NYSTA_MATCH_COMMON_WORD)) ||
      !word_in (press->tokens[end].lower,
                "syftar pågår startade startar handlar bidrar finansieras undersöker löper "
                "avslutas contributes aims seeks explores investigates started runs "
                "strävar fokuserar focuses"))
    return;
  uint32_t next = limit, next_limit = block_end (press, first);
  if (next + 1 >= next_limit)
    return;
  if (word_in (press->tokens[next].lower, "projektet projektets initiativet satsningen") ||
      (token_is (press, next, "the") &&
       word_in (press->tokens[next + 1].lower, "project initiative programme")))
    project_add (press, first, end, 0.7);
}

/* `Nordic Sailing Week arrangeras av`: an event with a name that somebody runs. */
static void
read_event (Press *press, uint32_t frame, uint32_t floor, uint32_t limit)
{
  if (!word_in (press->tokens[frame].lower,
                "arrangeras arrangerades anordnas anordnades organiseras organiserades "
                "organised organized arranged hosted") ||
      !tokens_have (press, frame, limit, "av by"))
    return;
  for (uint32_t i = frame; i-- > floor && frame - i < 24;)
    {
      bool head = word_in (press->tokens[i].lower,
                           "week weeks days day conference summit forum festival hackathon "
                           "challenge dagarna veckan dagen konferensen");
      bool compound = has_suffix (press->tokens[i].lower, "veckan") ||
                      has_suffix (press->tokens[i].lower, "dagarna") ||
                      has_suffix (press->tokens[i].lower, "konferensen");
      uint32_t first = i;

      if (!(head || compound) || !token_upper (press, i))
        continue;
      while (first > floor && project_name_token (press, first - 1) && i - first < 6 &&
             !token_bits (press, first - 1, W_ARTICLE))
        first--;
      if (first == i && (head || token_class (press, i, NYSTA_MATCH_COMMON_WORD)))
        return;
      project_add (press, first, i + 1, 0.7);
      return;
    }
}

void
projects_as_subjects (Press *press)
{
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;

      if (first >= press->n_tokens)
        break;
      uint32_t limit = sentence_end (press, first);
      read_antecedent (press, first, limit);
      for (uint32_t i = first; i < limit; i++)
        read_event (press, i, first, limit);
    }
}
