/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participations.c: who funds, leads, carries out and takes part in a project: `finansieras
 * av`, `leds av`, `i samverkan med`, `Med är också`, `Finansiär:`, lists of projects.
 *
 * A sentence speaks of the project that it names; where it says `projektet`, of the one named
 * last; otherwise of the one that the paragraph, its heading or the title names. What verbs
 * and nouns say is in project-frames.c, and read in project-clauses.c and project-phrases.c.
 */
#include "participations.h"
#include "project-frames.h"
#include "projects.h"
#include "sheets.h"

#include <string.h>

#define MAX_SETTLED 500 /* compared with each other */

#define SUPPOSING                                                                                     \
  "föreslår föreslås föreslog föreslagit ansöker ansökt ansökte söker sökt hoppas skulle " \
  "överväger nekas nekades avslog proposes proposed apply applies applied may might "               \
  "kanske planeras planerar plans"
#define NEGATING "inte ej not never aldrig"

static bool
ask_supposed (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, SUPPOSING " " NEGATING " kan");
}

bool
participations_supposed (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    if (token_asked (press, i, ASKED_SUPPOSED, ask_supposed))
      return true;
  return false;
}

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

      if (!token_asked (press, k, ASKED_SUPPOSED, ask_supposed))
        continue;
      if (word_in (lower, "inte ej not") && k + 1 < speech->limit &&
          word_in (press->tokens[k + 1].lower, "bara minst enbart only least"))
        continue;
      if (word_in (lower, SUPPOSING) || (k < i + 2 && word_in (lower, NEGATING)) ||
          (k + 2 < speech->limit && word_in (lower, "kan") &&
           token_is (press, k + 1, "komma") && token_is (press, k + 2, "att")))
        return true;
    }
  return false;
}

static bool
ask_pointing_back (const Press *press, uint32_t i)
{
  return word_in (
           press->tokens[i].lower,
           "projektet projektets programmet satsningen initiativet samarbetet arbetet "
           "project pilotprojektet insatsen forskningsprojektet pengarna piloten "
           "utvecklingsprojektet konsortiet consortium initiative programme kampanjen "
           "träningarna forskningen studien förstudien research study work") ||
         has_prefix (press->tokens[i].lower, "projekt");
}

static bool
points_back (const Press *press, uint32_t i)
{
  return token_asked (press, i, ASKED_POINTING_BACK, ask_pointing_back) ||
         (i + 2 < press->n_tokens && token_is (press, i, "med") &&
          token_is (press, i + 1, "är") && token_opens (press, i));
}

/* `inom programmet X`, `inom ramen för satsningen X`. */
static bool
is_passing (const Press *press, uint32_t first)
{
  /* `in the X Programme` */
  if (first >= 2 && token_is (press, first - 1, "the") &&
      word_in (press->tokens[first - 2].lower, "in within under"))
    return true;
  if (first < 2 || !project_word_definite (press, first - 1))
    return false;
  for (uint32_t i = first - 1; i > 0 && first - i < 5; i--)
    if (word_in (press->tokens[i - 1].lower, "inom within ramen under del part"))
      return true;
  return false;
}

uint32_t
project_spoken_of (Press *press, uint32_t first, uint32_t limit, uint32_t before)
{
  for (uint32_t i = first; i < limit; i++)
    {
      Span *span = span_at (press, i, PROJECT);

      /* `Projektet är en del av programmet X och …`: X is the background. */
      if (span != NULL && !span->dropped &&
          !(project_word_definite (press, first) && span->first > first + 1 &&
            is_passing (press, span->first)))
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

/* Of each block the project that its title or heading names; NONE. */
static uint32_t *
projects_of_sections (Press *press)
{
  uint32_t *of_block = arena_alloc (&press->arena,
                                    (press->text->n_blocks + 1) * sizeof *of_block);
  uint32_t current = NONE;

  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      bool heads = limit > first && limit - first <= 18 &&
                   press->text->blocks[b].kind != NYSTA_BLOCK_LIST_ITEM &&
                   press->text->blocks[b].kind != NYSTA_BLOCK_TABLE_CELL &&
                   !word_in (press->tokens[limit - 1].lower, ". : ;") &&
                   !project_label_line (press, b);

      for (uint32_t i = first; heads && i < limit; i++)
        {
          Span *span = span_at (press, i, PROJECT);

          if (span == NULL || span->dropped)
            continue;
          current = span_entity (press, span);
          break;
        }
      of_block[b] = current;
    }
  return of_block;
}

/* `projekten`, `dessa projekt`, `both projects`: all that the text names, if they are few. */
static bool
speaks_of_all (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    if (token_is (press, i, "projekten") ||
        (i > first && word_in (press->tokens[i].lower, "projekt projects") &&
         word_in (press->tokens[i - 1].lower,
                  "dessa båda alla samtliga both these all två tre fyra fem two three four "
                  "five")))
      return true;
  return false;
}

static void
add_all (Speech *speech)
{
  Press *press = speech->press;

  if (press->n_of_kind[PROJECT] > MAX_PROJECTS)
    return;
  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];
      bool known = span->kind != PROJECT || span->dropped || span->entity == NONE;

      known |= span->entity == speech->project;
      for (size_t k = 0; k < speech->n_also && !known; k++)
        known = speech->also[k] == span->entity;
      if (!known && speech->n_also < MAX_PROJECTS)
        speech->also[speech->n_also++] = span->entity;
    }
}

/* `A och B är projekt som`: what is said of the one is said of the others. */
static void
add_coordinated (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  const Span *span = span_at (press, i, PROJECT);

  speech->n_also = 0;
  while (span != NULL && span->end + 1 < speech->limit &&
         (token_bits (press, span->end, W_AND) || token_is (press, span->end, ",")))
    {
      span = span_at (press, span->end + 1, PROJECT);
      if (span != NULL && !span->dropped && speech->n_also < MAX_PROJECTS)
        speech->also[speech->n_also++] = span->entity;
    }
}

static void
read_sentence (Speech *speech)
{
  Press *press = speech->press;
  uint32_t coordinated_end = speech->first;
  bool supposing = participations_supposed (press, speech->first, speech->limit);

  for (uint32_t i = speech->first; i < speech->limit; i++)
    {
      Span *span = span_at (press, i, PROJECT);
      if (span != NULL && !span->dropped && i >= coordinated_end &&
          !(speech->project != NONE && is_passing (press, span->first)))
        {
          speech->project = span_entity (press, span);
          speech->weak = false;
          add_coordinated (speech, i);
          for (coordinated_end = i + 1;
               speech->n_also > 0 && coordinated_end < speech->limit &&
               !token_bits (press, coordinated_end, W_COPULA | W_VERB);)
            coordinated_end++;
        }
      if (supposing && is_supposed (speech, i))
        continue;
      uint32_t end = clause_read (speech, i);
      if (end == i)
        end = phrase_read (speech, i);
      if (end > i)
        i = end - 1;
    }
  for (uint32_t i = speech->first; i < speech->limit; i++)
    if (!supposing || !is_supposed (speech, i))
      values_read (speech, i);
}

/* Is it right under the heading of its project, which is not the title of the page? */
static bool
is_under_own_heading (const uint32_t *of_block, uint32_t block)
{
  uint32_t heading = block;

  if (of_block[block] == NONE)
    return false;
  while (heading > 0 && of_block[heading - 1] == of_block[block])
    heading--;
  return heading > 0 && block - heading <= 3;
}

static void
read_sentences (Press *press, const uint32_t *of_block)
{
  uint32_t last = NONE, last_block = 0;

  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first < press->n_tokens ? sentence_end (press, first) : first;
      Speech speech = { .press = press, .first = first, .limit = limit };
      SheetLabel label;

      if (first >= limit)
        continue;
      uint32_t block = block_of (press, first);
      uint32_t section = of_block[block];
      /* `Projektet` is the one named last, in this section; before any is named, the only
       * one of the text. */
      uint32_t before = last;
      if (before == NONE || of_block[last_block] != section)
        before = section;
      if (before == NONE && press->n_of_kind[PROJECT] == 1)
        before = project_entity (press);
      speech.project = project_spoken_of (press, first, limit, before);
      /* `Ett projekt för … startas av A`, and only then its name. */
      if (speech.project == NONE && last == NONE && press->n_of_kind[PROJECT] == 1 &&
          tokens_have (press, first, limit,
                       "samarbete projekt initiativ satsning kampanj pilotprojekt project "
                       "initiative programme campaign forskningsprojekt"))
        speech.project = project_entity (press);
      if (speech.project == NONE && last != NONE && same_passage (press, last_block, block))
        speech.project = last;
      /* The text names but one. */
      if (section == NONE && last != NONE && press->n_of_kind[PROJECT] == 1)
        section = last;
      if (speech.project == NONE)
        {
          speech.project = section;
          /* `Samarbetspartners` over a text: a label, had it a list under it. Under the
           * heading of a project of several, the text is of nothing else. */
          speech.weak = !is_under_own_heading (of_block, block);
          if (block > 0 && speech.weak)
            {
              sheet_label (press, block - 1, &label);
              speech.weak = label.kind != SHEET_PARTIES || label.value < first;
            }
        }
      if (speech.project == NONE)
        continue;
      if (speaks_of_all (press, first, limit))
        add_all (&speech);
      read_sentence (&speech);
      if (speech.weak)
        continue;
      last = speech.project;
      last_block = block;
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

/* Who leads is no partner or participant besides, a partner no participant, in whatever order
 * it was said. */
static void
settle (Press *press)
{
  size_t kept = 0;

  for (size_t i = 0; i < press->n_participations; i++)
    {
      const Participation *p = &press->participations[i];
      bool leads = false;

      for (size_t k = 0; k < press->n_participations && k < MAX_SETTLED && !leads; k++)
        leads = (press->participations[k].role == NYSTA_LEAD ||
                 (press->participations[k].role == NYSTA_PARTNER &&
                  p->role == NYSTA_PARTICIPANT)) &&
                press->participations[k].project == p->project &&
                press->participations[k].organisation == p->organisation;
      if (!leads || p->role == NYSTA_LEAD || p->role == NYSTA_FUNDER)
        press->participations[kept++] = *p;
      else
        TRACE (press, __func__, p->first, p->end,
               "participation dropped: %s does more in %s",
               trace_name (press, p->organisation), trace_name (press, p->project));
    }
  participations_keep (press, kept);
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
  if (press->n_of_kind[PROJECT] == 0)
    return;
  uint32_t *of_block = projects_of_sections (press);
  read_sentences (press, of_block);
  sheets_read (press, of_block);
  read_names (press);
  project_councils_read (press);
  settle (press);
  drop_passing (press);
  project_focus_read (press);
  participations_score (press, of_block);
}
