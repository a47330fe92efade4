/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-headings.c: projects by their place: headings, titles, lines above a text. */
#include "names.h"
#include "participations.h"
#include "projects.h"
#include "sheets.h"

#include <string.h>

/* `Client: A` and, below, `Client: B`: a label. */
static bool
is_label (const Press *press, uint32_t first, uint32_t end)
{
  if (end != first + 1 || !token_is (press, end, ":"))
    return false;
  for (uint32_t i = token_first_same (press, first); i != NONE;
       i = press->tokens[i].next_same)
    if (i != first && token_is (press, i + 1, ":"))
      return true;
  return false;
}

/* Paragraphs under a heading `Projekt` that begin with a name: `X är …`, `X (2021–2024)`.
 */
void
projects_under_heading (Press *press)
{
  bool under = false;

  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - first <= 3 && limit > first)
        {
          bool names = false;

          for (uint32_t i = first; i < limit; i++)
            names |= token_is (press, i, "projects") || token_is (press, i, "projekt") ||
                     token_is (press, i, "forskningsprojekt");
          if (names || press->text->blocks[b].kind == NYSTA_BLOCK_HEADING)
            under = names;
          continue;
        }
      /* `Vatten för framtiden – VATFRAM`: a line of its own. */
      if (under && limit - first >= 4 && limit - first <= 14 &&
          (token_is (press, limit - 2, "–") || token_is (press, limit - 2, "-")) &&
          project_name_token (press, limit - 1) && project_may_open (press, first) &&
          span_free (press, first, limit))
        {
          Span *span = project_add (press, first, limit - 2, 0.75);

          if (span != NULL)
            {
              entity_alias (press, span->entity, press->tokens[limit - 1].word);
              entity_alias (press, span->entity, text_between (press, first, limit));
            }
          continue;
        }
      uint32_t end = first < limit ? capital_run_end (press, first, limit) : first;
      if (!under || end == first || end >= limit || !project_may_open (press, first) ||
          !span_free (press, first, end) || is_label (press, first, end) ||
          token_class (press, first, NYSTA_MATCH_FUNCTION_WORD))
        continue;
      if (token_bits (press, end, W_COPULA) || token_is (press, end, "(") ||
          token_is (press, end, ":") || token_is (press, end, "–"))
        project_add (press, first, end, 0.7);
    }
}

/* A line that may name: short, a capital first, no mark at the end. */
static bool
is_name_line (const Press *press, uint32_t first, uint32_t limit)
{
  if (limit == first || limit - first > 7 || !project_may_open (press, first) ||
      token_bits (press, first, W_NOT_NAME | W_CONTACT))
    return false;
  for (uint32_t i = first; i < limit; i++)
    if (!token_word (press, i) && token_of (press, i)->kind != NYSTA_TOKEN_NUMBER &&
        !token_is (press, i, "-") && !token_is (press, i, "–"))
      return false;
  for (uint32_t i = first; i < limit; i++)
    if (span_over (press, i) != NULL &&
        (span_over (press, i)->kind == PERSON ||
         (span_over (press, i)->first == first && span_over (press, i)->end == limit)))
      return false;
  return limit - first > 1 || !(token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
                                token_class (press, first, NYSTA_MATCH_FUNCTION_WORD));
}

/* `Treårigt projekt med`, `Ett samarbete mellan`, `A four-year project`: says of the line
 * above what it is, as no verb follows its noun. */
static bool
describes_project (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t noun = first;

  while (noun < limit && noun < first + 5 && !project_word_indefinite (press, noun))
    noun++;
  if (noun >= limit || noun >= first + 5 || token_upper (press, noun + 1))
    return false;
  for (uint32_t i = first; i < noun; i++)
    if (!token_word (press, i) || (i > first && token_bits (press, i, W_ARTICLE)) ||
        token_bits (press, i, W_VERB | W_COPULA | W_PREP) || span_over (press, i) != NULL)
      return false;
  return noun + 1 < limit &&
         (token_is (press, noun + 1, "mellan") || token_is (press, noun + 1, "som") ||
          token_is (press, noun + 1, "med") || token_is (press, noun + 1, "where") ||
          token_is (press, noun + 1, "där") || token_is (press, noun + 1, "between") ||
          token_is (press, noun + 1, "with") || token_is (press, noun + 1, "funded") ||
          token_is (press, noun + 1, "led") || token_is (press, noun + 1, "that") ||
          token_is (press, noun + 1, "för") || token_is (press, noun + 1, "finansierat"));
}

/* `Våra projekt`, `Pågående projekt`, `Projects`: its lines that are headings name them. */
static bool
is_list_of_projects (const Press *press, uint32_t first, uint32_t limit)
{
  return limit > first && limit - first <= 3 &&
         (token_is (press, limit - 1, "projekt") ||
          token_is (press, limit - 1, "projects"));
}

void
projects_in_headings (Press *press)
{
  bool listing = false;

  for (size_t b = 0; b + 1 < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      uint32_t next_limit = press->block_first[b + 2];

      if (is_list_of_projects (press, first, limit))
        {
          listing = true;
          continue;
        }
      if (!is_name_line (press, first, limit) || next_limit - limit < 5)
        continue;
      uint32_t next_end = sentence_end (press, limit);
      bool says = describes_project (press, limit, next_end) ||
                  (listing && (token_is (press, limit, "projektet") ||
                               (token_is (press, limit, "the") &&
                                token_is (press, limit + 1, "project"))));
      if (says)
        project_add (press, first, limit, 0.75);
    }
}

/* `Följande infrastrukturprojekt`, `The projects`: several of them. */
static bool
names_several (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    if (project_word_plural (press, i) ||
        word_in (press->tokens[i].lower,
                 "ansökningar program initiativ initiativen satsningar") ||
        (word_ends_in (press->tokens[i].lower, "projekt initiativ satsningar") &&
         project_word_indefinite (press, i)))
      return true;
  return false;
}

bool
projects_led_in (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  bool colon = limit > first && token_is (press, limit - 1, ":");
  bool over_list = b + 1 < press->text->n_blocks &&
                   press->text->blocks[b + 1].kind == NYSTA_BLOCK_LIST_ITEM;

  if (limit == first || limit - first > (colon && over_list ? 30 : 14) ||
      !names_several (press, first, limit))
    return false;
  if (limit - first <= 3 && names_several (press, limit - 1, limit))
    return true;
  return (colon || press->text->blocks[b].kind == NYSTA_BLOCK_HEADING ||
          (!token_is (press, limit - 1, ".") && limit - first <= 8)) &&
         tokens_have (
           press, first, limit,
           "beviljade utvalda följande svenska finansierade granted selected "
           "funded nya stöd beviljas deltagande får fick våra pågående aktuella "
           "avslutade ongoing our tilldelas bidrag finansiering following receiving "
           "receive supported leds led koordineras coordinated medfinansiering");
}

bool
project_label_line (const Press *press, size_t b)
{
  SheetLabel label;

  /* `Projektledare` below a name is whose title it is. */
  return sheet_label (press, b, &label) &&
         (label.kind != SHEET_PEOPLE || label.value < press->block_first[b + 1]);
}

/* It speaks of a project, not of anything that has a budget. */
static bool
is_strong_label (const Press *press, size_t b)
{
  SheetLabel label;

  return sheet_label (press, b, &label) && label.strong;
}

uint32_t
project_line_name_end (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t end = limit;

  if (limit == first || limit - first > 18 || !project_may_open (press, first) ||
      token_bits (press, first, W_NOT_NAME | W_CONTACT) ||
      project_part_of_text (press, first) || sheet_part_heading (press, first, limit) ||
      token_is (press, limit - 1, ".") || token_is (press, limit - 1, ":"))
    return first;
  if (token_is (press, end - 1, ")"))
    while (end > first + 1 && !token_is (press, end - 1, "("))
      end--;
  if (end < limit)
    end--;
  /* `Namn, Småland`: a place tells where. */
  for (uint32_t i = first + 1; i + 1 < end; i++)
    if (token_is (press, i, ",") &&
        match_at (press, i + 1,
                  1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY |
                    1u << NYSTA_MATCH_REGION) != NULL)
      end = i;
  unsigned depth = 0;
  for (uint32_t i = first; i < end; i++)
    {
      depth += token_is (press, i, "(");
      depth -= depth > 0 && token_is (press, i, ")");
      if ((span_over (press, i) != NULL && span_over (press, i)->kind == PERSON) ||
          token_is (press, i, ":") || token_is (press, i, "@") ||
          (depth == 0 && token_is (press, i, ",")))
        return first;
    }
  /* `X är koordinator för projektet som drivs med` goes on below. */
  if (end == limit && (token_bits (press, limit - 1, W_COPULA | W_PREP) ||
                       word_in (press->tokens[limit - 1].lower, "med av with by of")))
    return first;
  /* The whole line is an organisation: its page, not its project. */
  const Span *span = span_over (press, first);
  if (span != NULL && span->kind == ORGANISATION && span->first == first &&
      (span->end == end || token_is (press, span->end, ",")))
    return first;
  return end;
}

/* `Projektnamn: X`, `Project: X`. */
static bool
read_named_by_label (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t i = first;

  if (limit - first < 3 || limit - first > 18 ||
      !word_in (press->tokens[i].lower, "projektnamn projekttitel projekt project"))
    return false;
  i++;
  if (word_in (press->tokens[i].lower, "name title"))
    i++;
  if (!token_is (press, i, ":") || i + 1 >= limit || !project_may_open (press, i + 1))
    return false;
  if (token_is (press, limit - 1, "."))
    limit--;
  return project_add (press, i + 1, limit, 0.85) != NULL;
}

/* A line that labels follow, or, in a list of projects, `Projektet …`, names one. */
void
projects_with_labels (Press *press)
{
  bool listing = false;

  for (size_t b = 1; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      unsigned n_labels = 0, n_strong = 0;
      bool told = false;

      if (projects_led_in (press, b))
        {
          listing = true;
          continue;
        }
      if (read_named_by_label (press, first, limit))
        {
          listing = false;
          continue;
        }
      uint32_t end = project_line_name_end (press, first, limit);
      if (end == first || project_label_line (press, b) ||
          name_is_likely (press, first, end) ||
          press->text->blocks[b].kind == NYSTA_BLOCK_LIST_ITEM)
        continue;
      for (size_t k = b + 1; k < press->text->n_blocks && k < b + 6; k++)
        {
          uint32_t next = press->block_first[k];

          if (press->block_first[k + 1] == next)
            continue;
          bool label = project_label_line (press, k);
          n_labels += label;
          n_strong += is_strong_label (press, k);
          /* The next name begins: what follows is said of that. */
          if (!label && k > b + 1 &&
              project_line_name_end (press, next, press->block_first[k + 1]) > next)
            break;
          told |= listing && k <= b + 2 &&
                  tokens_have (press, next, press->block_first[k + 1],
                               "projektet projektets initiativet satsningen projekt");
        }
      if ((n_labels >= 2 && n_strong > 0) || (listing && (n_strong > 0 || told)))
        {
          Span *span = project_add (press, first, end, 0.75);

          if (span != NULL && end < limit && token_is (press, end, "(") &&
              end + 2 < limit && token_acronym (press, end + 1))
            project_add_bracketed (press, span->entity, end, limit);
          /* A line below it, before the labels, is its subtitle. */
          if (span != NULL && b + 2 < press->text->n_blocks &&
              !project_label_line (press, b + 1))
            b++;
        }
    }
}

/* A sheet of `Koordinator …`, `Projektets löptid …` without another name is of the project
 * in its title. */
void
project_in_title (Press *press)
{
  size_t n_labels = 0;

  if (press->n_of_kind[PROJECT] > 0 || press->text->n_blocks < 4 ||
      press->block_first[1] - press->block_first[0] > 16)
    return;
  for (size_t b = 1; b < press->text->n_blocks && b < 40; b++)
    {
      n_labels += is_strong_label (press, b);
    }
  uint32_t end = project_line_name_end (press, 0, press->block_first[1]);
  if (n_labels >= 2 && end > 0 && !projects_led_in (press, 0) &&
      !tokens_have (press, 0, end, MONEY))
    project_add (press, 0, end, 0.7);
}
