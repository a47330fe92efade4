/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-focus.c: who takes part in the one project of a text where no frame says so. In a
 * paragraph that names the project or points at it these do: whoever a sentence of cooperation
 * names (`Bakom arbetet står ett nätverk där A möter B`), several in one sentence (`Inom ramen
 * för X har A, B och C åtagit sig …`), one that acts (`A bidrar med kunskap om …`).
 *
 * A guess, and told as one: what another rule says of the same two counts instead.
 */
#include "participations.h"

#define MAX_ORGANISATIONS_OF_TEXT 200
#define MANY 3 /* in one sentence */
#define CONFIDENCE 0.5

static const struct
{
  uint32_t role;
  const char *beginning;
} cues[] = {
  { NYSTA_PARTNER, "samarbet" },     { NYSTA_PARTNER, "samverk" },
  { NYSTA_PARTNER, "tillsammans" },  { NYSTA_PARTNER, "partner" },
  { NYSTA_PARTNER, "gemensam" },     { NYSTA_PARTNER, "konsorti" },
  { NYSTA_PARTNER, "collaborat" },   { NYSTA_PARTNER, "cooperat" },
  { NYSTA_PARTNER, "consorti" },     { NYSTA_PARTNER, "together" },
  { NYSTA_PARTNER, "jointly" },      { NYSTA_PARTNER, "parter" },
  { NYSTA_PARTICIPANT, "delta" },    { NYSTA_PARTICIPANT, "medverka" },
  { NYSTA_PARTICIPANT, "ingår" },    { NYSTA_PARTICIPANT, "ingick" },
  { NYSTA_PARTICIPANT, "anslut" },   { NYSTA_PARTICIPANT, "pilot" },
  { NYSTA_PARTICIPANT, "particip" }, { NYSTA_PARTICIPANT, "joined" },
};

static uint32_t
role_of_cue (const Press *press, uint32_t i)
{
  for (size_t k = 0; k < sizeof cues / sizeof cues[0]; k++)
    if (has_prefix (press->tokens[i].lower, cues[k].beginning))
      return cues[k].role;
  return 0;
}

static bool
ask_cue (const Press *press, uint32_t i)
{
  return role_of_cue (press, i) != 0;
}

/* What the words of tokens [@first, @limit) make of those named there, or 0. */
static uint32_t
role_of_cues (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t role = 0;

  for (uint32_t i = first; i < limit; i++)
    if (token_asked (press, i, ASKED_COOPERATION, ask_cue))
      {
        role = role_of_cue (press, i);
        if (role == NYSTA_PARTNER)
          break;
      }
  return role;
}

static uint32_t
only_project (const Press *press)
{
  uint32_t only = NONE;

  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];

      if (span->kind != PROJECT || span->dropped || span->entity == NONE ||
          span->entity == only)
        continue;
      if (only != NONE)
        return NONE;
      only = span->entity;
    }
  return only;
}

static bool
names_project (const Press *press, size_t block, uint32_t project)
{
  for (uint32_t i = press->block_first[block]; i < press->block_first[block + 1]; i++)
    {
      const Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT && span->entity == project)
        return true;
    }
  return false;
}

static bool
points_at_project (const Press *press, size_t block)
{
  return tokens_have (
    press, press->block_first[block], press->block_first[block + 1],
    "projektet projektets initiativet satsningen kampanjen programmet project");
}

/* Does it stand at token @i as somebody's place of work? */
static bool
employs (const Press *press, uint32_t organisation, uint32_t i)
{
  for (size_t m = 0; m < press->n_memberships; m++)
    if (press->memberships[m].organisation == organisation &&
        press->memberships[m].first <= i && i < press->memberships[m].end)
      return true;
  return false;
}

static bool
takes_part (const Press *press, uint32_t project, uint32_t organisation)
{
  for (size_t p = 0; p < press->n_participations; p++)
    if (press->participations[p].project == project &&
        press->participations[p].organisation == organisation)
      return true;
  return false;
}

static size_t
n_organisations (const Press *press, uint32_t first, uint32_t limit)
{
  size_t n = 0;

  for (uint32_t i = first; i < limit; i++)
    {
      const Span *span = span_at (press, i, ORGANISATION);

      n += span != NULL && !span->dropped;
    }
  return n;
}

/* Does the sentence begin with an organisation and its verb? */
static bool
tells_of_act (const Press *press, uint32_t first, uint32_t limit)
{
  const Span *span = span_at (press, first, ORGANISATION);

  return span != NULL && !span->dropped && span->end < limit &&
         token_bits (press, span->end, W_VERB);
}

typedef struct
{
  Press *press;
  uint32_t project;
  uint32_t role; /* of those of whom no word says more */
} Focus;

static void
read_sentence (const Focus *focus, uint32_t first, uint32_t limit)
{
  Press *press = focus->press;
  uint32_t role = role_of_cues (press, first, limit);
  bool all = role != 0 || n_organisations (press, first, limit) >= MANY;

  if (!all && !tells_of_act (press, first, limit))
    return;
  for (uint32_t i = first; i < (all ? limit : first + 1); i++)
    {
      Span *span = span_at (press, i, ORGANISATION);

      if (span == NULL || span->dropped)
        continue;
      uint32_t organisation = span_entity (press, span);
      if (!employs (press, organisation, i) &&
          !takes_part (press, focus->project, organisation))
        participation_add (press, focus->project, role != 0 ? role : focus->role,
                           organisation, first, limit, CONFIDENCE);
    }
}

void
project_focus_read (Press *press)
{
  Focus focus = { .press = press, .project = only_project (press) };
  size_t block = press->text->n_blocks; /* asked last */
  bool near = false;                    /* whether it names the project */

  if (focus.project == NONE || press->n_of_kind[ORGANISATION] > MAX_ORGANISATIONS_OF_TEXT)
    return;
  if (names_project (press, 0, focus.project))
    focus.role = role_of_cues (press, 0, press->block_first[1]);
  if (focus.role == 0)
    focus.role = NYSTA_PARTNER;
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first < press->n_tokens ? sentence_end (press, first) : first;

      if (first >= limit)
        continue;
      if (block != block_of (press, first))
        {
          block = block_of (press, first);
          near = names_project (press, block, focus.project) ||
                 points_at_project (press, block);
        }
      if (near && !participations_supposed (press, first, limit))
        read_sentence (&focus, first, limit);
    }
}
