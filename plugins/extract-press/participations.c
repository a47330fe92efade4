/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participations.c: who funds, leads, carries out and takes part in a project: `finansieras
 * av`, `leds av`, `i samverkan med`, `Med är också`, `Finansiär:`, lists of projects.
 *
 * A sentence speaks of the project that it names, or, where it says `projektet`, of the one
 * named last. What each frame says is read in project-verbs.c, project-funding.c,
 * project-leading.c and project-company.c.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

#define MAX_SETTLED 500 /* compared with each other */

/* `föreslår att A finansierar`, `ansöker om medel från A`, `A deltar inte`: no fact. */
static bool
is_supposed (const Speech *speech, uint32_t i)
{
  const Press *press = speech->press;
  uint32_t floor = i > speech->first + 8 ? i - 8 : speech->first;
  uint32_t limit = i + 3 < speech->limit ? i + 3 : speech->limit;

  for (uint32_t k = floor; k < limit; k++)
    {
      const char *lower = press->tokens[k].lower;

      if (word_in (lower, "inte ej not") && k + 1 < speech->limit &&
          word_in (press->tokens[k + 1].lower, "bara minst enbart only least"))
        continue;
      if (word_in (lower,
                   "föreslår föreslås föreslog föreslagit ansöker ansökt ansökte söker "
                   "sökt hoppas skulle överväger nekas nekades avslog proposes "
                   "proposed apply applies applied may might kanske planeras planerar "
                   "plans") ||
          (k < i + 2 && word_in (lower, "inte ej not never aldrig")) ||
          (k + 2 < speech->limit && word_in (lower, "kan") &&
           token_is (press, k + 1, "komma") && token_is (press, k + 2, "att")))
        return true;
    }
  return false;
}

static bool
points_back (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, "projektet projektets programmet satsningen "
                                          "initiativet samarbetet arbetet project "
                                          "pilotprojektet insatsen forskningsprojektet "
                                          "pengarna piloten utvecklingsprojektet "
                                          "konsortiet consortium initiative programme "
                                          "kampanjen träningarna") ||
         has_prefix (press->tokens[i].lower, "projekt") ||
         (i + 2 < press->n_tokens && token_is (press, i, "med") &&
          token_is (press, i + 1, "är") && token_opens (press, i));
}

uint32_t
project_spoken_of (Press *press, uint32_t first, uint32_t limit, uint32_t before)
{
  for (uint32_t i = first; i < limit; i++)
    {
      Span *span = span_at (press, i, PROJECT);

      if (span != NULL && !span->dropped)
        return span_entity (press, span);
    }
  for (uint32_t i = first; i < limit; i++)
    if (points_back (press, i))
      return before;
  return NONE;
}

static uint32_t
project_entity (const Press *press)
{
  for (size_t e = 0; e < press->n_entities; e++)
    if (press->entities[e].kind == PROJECT)
      return (uint32_t) e;
  return NONE;
}

/* The same paragraph, or items of the same list. */
static bool
same_passage (const Press *press, uint32_t a, uint32_t b)
{
  return a == b || (press->text->blocks[a].group != 0 &&
                    press->text->blocks[a].group == press->text->blocks[b].group);
}

/* The project whose name is the whole block right above. */
static uint32_t
project_of_heading (Press *press, uint32_t first)
{
  uint32_t b = block_of (press, first);

  if (b == 0 || press->block_first[b] != first)
    return NONE;
  Span *span = span_at (press, press->block_first[b - 1], PROJECT);
  return span != NULL && !span->dropped && span->end == first ? span_entity (press, span)
                                                              : NONE;
}

static void
read_sentences (Press *press)
{
  uint32_t last = NONE, last_block = NONE;

  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first < press->n_tokens ? sentence_end (press, first) : first;
      uint32_t named = project_spoken_of (press, first, limit, last);
      Speech speech = { .press = press, .project = named, .first = first, .limit = limit };

      if (first >= limit)
        continue;
      /* In a paragraph about a project the next sentence still is. */
      if (named == NONE && last == NONE && press->n_of_kind[PROJECT] == 1 &&
          first < limit &&
          tokens_have (
            press, first, limit,
            "samarbete samarbetet projekt projektet initiativ initiativet satsning "
            "satsningen project initiative programme"))
        speech.project = project_entity (press);
      if (named == NONE && last != NONE &&
          same_passage (press, last_block, block_of (press, first)) &&
          tokens_have (press, first, limit,
                       "medverkar deltar svarar värd huvudman koordinator budgeten "
                       "avsätter kostnaden partner beviljat beviljar bidrar bidragit "
                       "också finansieras leds drivs finansierat stöttar "
                       "finansierar partners funded supported pilotkommuner testkommuner "
                       "skjuter satsar stödjer stöder anslår medfinansieras sponsras "
                       "ansluter konsortiet koordineras samordnas hosted coordinated "
                       "kronor kr mkr miljoner million euro samarbetspartner parter "
                       "projektpartner medfinansiär finansiär projektägare testas"))
        speech.project = last;
      if (speech.project == NONE && s > 0 && first > 0)
        speech.project = project_of_heading (press, first);
      if (speech.project == NONE)
        continue;
      last = speech.project;
      last_block = block_of (press, first);
      for (uint32_t i = first; i < limit; i++)
        {
          Span *span = span_at (press, i, PROJECT);
          if (span != NULL && !span->dropped)
            speech.project = last = span_entity (press, span);

          if (is_supposed (&speech, i))
            continue;
          uint32_t end = passive_read (&speech, i);
          if (end == i)
            end = grant_read (&speech, i);
          if (end == i)
            end = funding_noun_read (&speech, i);
          if (end == i)
            end = leadership_read (&speech, i);
          if (end == i)
            end = company_read (&speech, i);
          if (end == i)
            end = site_read (&speech, i);
          if (end == i)
            end = membership_phrase_read (&speech, i);
          if (end == i)
            active_read (&speech, i);
          if (end > i)
            i = end - 1;
        }
      for (uint32_t i = first; i < limit; i++)
        if (!is_supposed (&speech, i))
          values_read (&speech, i);
    }
}

/* The project named last before @i, or the document's first. */
static uint32_t
project_before (Press *press, uint32_t i)
{
  while (i-- > 0)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT && !span->dropped)
        return span_entity (press, span);
    }
  return project_entity (press);
}

/* Past the label of the line: `Finansiär:`, `Coordinator` before a name; or @first. */
static uint32_t
label_end (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t colon = first;

  while (colon < limit && colon < first + 5 && !token_is (press, colon, ":"))
    colon++;
  if (colon > first && colon < limit && token_is (press, colon, ":"))
    return colon;
  return first;
}

/* The words of a line that is nothing but a label and who it names. */
static bool
is_bare_label (const Press *press, uint32_t first, uint32_t limit)
{
  return limit - first >= 2 && limit - first <= 10 && token_upper (press, first + 1) &&
         word_in (press->tokens[first].lower,
                  "koordinator coordinator projektägare huvudman finansiär funder "
                  "projektkoordinator stödmottagare");
}

static void
read_bare_label (Press *press, uint32_t project, uint32_t first, uint32_t limit)
{
  uint32_t found[MAX_ORGANISATIONS], end;
  size_t n = enumeration_read (press, first + 1, limit, true, found, &end);
  Speech speech = { .press = press, .project = project, .first = first, .limit = limit };

  party_add (&speech,
             word_in (press->tokens[first].lower, "finansiär funder") ? NYSTA_FUNDER
                                                                      : NYSTA_LEAD,
             found, n, 0.8);
}

static void
read_labels (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      uint32_t colon = first < limit ? label_end (press, first, limit) : first;

      if (colon > first)
        {
          Speech speech = { .press = press,
                            .project = project_before (press, first),
                            .first = first,
                            .limit = limit };
          membership_phrase_read (&speech, colon);
          values_read_label (&speech, colon + 1);
        }
      else if (first + 2 < limit && limit - first < 12 &&
               ((token_is (press, first, "bidrag") &&
                 token_is (press, first + 1, "från")) ||
                (token_is (press, first, "funding") &&
                 token_is (press, first + 1, "from")) ||
                (token_is (press, first, "finansieras") &&
                 token_is (press, first + 1, "av"))))
        {
          Speech speech = { .press = press,
                            .project = project_before (press, first),
                            .first = first,
                            .limit = limit };
          if (funding_noun_read (&speech, first) == first)
            passive_read (&speech, first);
        }
      else if (first < limit && is_bare_label (press, first, limit))
        read_bare_label (press, project_before (press, first), first, limit);
    }
}

/* `Nordvind Startup Programme`: whose name the project's begins with runs it. */
static void
read_names (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];

      if (span->kind != PROJECT || span->dropped || span->end - span->first < 3 ||
          !word_in (press->tokens[span->end - 1].lower,
                    "program programme project initiative"))
        continue;
      for (uint32_t end = span->first + 1; end + 1 < span->end && end < span->first + 4;
           end++)
        {
          uint32_t organisation = entity_find (press, ORGANISATION,
                                               text_between (press, span->first, end));

          if (organisation != NONE)
            {
              participation_add (press, span->entity, NYSTA_LEAD, organisation, span->first,
                                 span->end, 0.65);
              break;
            }
        }
    }
}

/* Who leads is no partner or participant besides, in whatever order it was said. */
static void
settle (Press *press)
{
  size_t kept = 0;

  for (size_t i = 0; i < press->n_participations; i++)
    {
      const Participation *p = &press->participations[i];
      bool leads = false;

      for (size_t k = 0; k < press->n_participations && k < MAX_SETTLED && !leads; k++)
        leads = press->participations[k].role == NYSTA_LEAD &&
                press->participations[k].project == p->project &&
                press->participations[k].organisation == p->organisation;
      if (!leads || p->role == NYSTA_LEAD || p->role == NYSTA_FUNDER)
        press->participations[kept++] = *p;
      else
        TRACE (press, __func__, p->first, p->end, "participation dropped: %s leads %s",
               trace_name (press, p->organisation), trace_name (press, p->project));
    }
  press->n_participations = kept;
}

/* `inom programmet X`, `inom ramen för satsningen X`. */
static bool
is_passing (const Press *press, uint32_t first)
{
  if (first < 2 || !project_word_definite (press, first - 1))
    return false;
  for (uint32_t i = first - 1; i > 0 && first - i < 5; i--)
    if (word_in (press->tokens[i - 1].lower, "inom within ramen under"))
      return true;
  return false;
}

/* A programme within which something else is done, and of which nothing more is said, is
 * background. */
static void
drop_passing (Press *press)
{
  for (size_t e = 0; e < press->n_entities; e++)
    {
      bool passing = press->entities[e].kind == PROJECT && press->entities[e].facts == 0;

      for (size_t s = 0; s < press->n_spans && passing; s++)
        if (press->spans[s].entity == e && !press->spans[s].dropped)
          passing = is_passing (press, press->spans[s].first);
      for (size_t s = 0; s < press->n_spans && passing; s++)
        if (press->spans[s].entity == e)
          span_drop (press, &press->spans[s]);
    }
}

void
participations_read (Press *press)
{
  project_lists_read (press);
  if (press->n_of_kind[PROJECT] == 0)
    return;
  read_sentences (press);
  read_labels (press);
  read_names (press);
  project_councils_read (press);
  settle (press);
  drop_passing (press);
}
