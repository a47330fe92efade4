/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-subjects.c: names that what is said of them shows to be of projects: weeks, days
 * and conferences that somebody arranges.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

#define ARRANGED                                                                           \
  "arrangeras arrangerades anordnas anordnades organiseras organiserades organised "       \
  "organized arranged hosted"
#define RUNNING "driver startar lanserar startade lanserade drev"

/* `Nordic Sailing Week arrangeras av`: an event with a name that somebody runs. */
static void
read_event (Press *press, uint32_t frame, uint32_t floor, uint32_t limit)
{
  if (!word_in (press->tokens[frame].lower, ARRANGED) ||
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

/* `driver vi Fjordlyftet,`: what somebody runs, by a name of its own. */
static void
read_object (Press *press, uint32_t verb, uint32_t limit)
{
  uint32_t i = verb + 1;

  if (!word_in (press->tokens[verb].lower, RUNNING) || i + 1 >= limit)
    return;
  const Span *span = span_over (press, i);
  if (token_is (press, i, "vi"))
    i++;
  else if (span != NULL && span->kind == ORGANISATION && span->first == i)
    i = span->end;
  else
    return;
  if (i >= limit || !project_may_open (press, i) || span_over (press, i) != NULL ||
      token_class (press, i, NYSTA_MATCH_COMMON_WORD) || token_acronym (press, i))
    return;
  uint32_t end = i;
  while (end < limit && token_upper (press, end) && end - i < 4)
    end++;
  if (end < limit && word_in (press->tokens[end].lower, ", som – . för"))
    project_add (press, i, end, 0.65);
}

/* The end of the name that a sentence opens with and `is … by` follows, or @first. */
static uint32_t
subject_end (const Press *press, uint32_t first, uint32_t limit,
             bool (*says) (const char *))
{
  uint32_t end = first;

  while (end < limit && project_name_token (press, end) && end - first < 6)
    end++;
  if (end == first || end + 2 >= limit ||
      !word_in (press->tokens[end].lower, "is was are är var") ||
      !says (press->tokens[end + 1].lower))
    return first;
  return end;
}

static bool
says_funded (const char *lower)
{
  return word_in (lower, "funded financed supported finansierad finansierat sponsored");
}

static bool
says_led (const char *lower)
{
  return word_in (lower, "led hosted coordinated managed run organised organized initiated "
                         "ledd koordinerad");
}

/* `X is hosted by A. X is funded by B.`: an undertaking, as of an organisation one alone is
 * said. */
static void
read_run_and_funded (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t end = subject_end (press, first, limit, says_funded);

  if (end == first || !span_free (press, first, end) || !project_may_open (press, first))
    return;
  for (size_t s = 0; s < press->text->n_sentences && s < 200; s++)
    {
      uint32_t other = press->text->sentences[s].first_token;

      if (other >= press->n_tokens || other == first)
        continue;
      uint32_t other_end = subject_end (press, other, sentence_end (press, other),
                                        says_led);
      if (other_end - other == end - first &&
          strcmp (text_between (press, other, other_end),
                  text_between (press, first, end)) == 0)
        {
          project_add (press, first, end, 0.7);
          return;
        }
    }
}

/* A word that read_event() or read_object() begins with. */
static bool
ask_event (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, ARRANGED) ||
         word_in (press->tokens[i].lower, RUNNING);
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
      read_run_and_funded (press, first, limit);
      for (uint32_t i = first; i < limit; i++)
        {
          if (!token_asked (press, i, ASKED_EVENT, ask_event))
            continue;
          read_event (press, i, first, limit);
          read_object (press, i, limit);
        }
    }
}
