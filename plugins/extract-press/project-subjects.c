/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-subjects.c: names that what is said of them shows to be of projects: weeks, days
 * and conferences that somebody arranges.
 */
#include "participations.h"
#include "projects.h"

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
      for (uint32_t i = first; i < limit; i++)
        read_event (press, i, first, limit);
    }
}
