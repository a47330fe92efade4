/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-antecedents.c: a text that says `Projektet` before it has named any means what its
 * title or its last subject names: `Levande fjord` over `Projektet ska …`; `Levande fjord
 * främjar …. Projektet …`.
 */
#include "participations.h"
#include "names.h"
#include "projects.h"
#include "sheets.h"

#include <string.h>

#define LEAD_BLOCKS 6 /* after a heading, in which the text comes to its subject */

/* Nouns that point at one undertaking; `satsningen` and `programmet` may be anybody's. */
static bool
points (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return (project_word_definite (press, i) &&
          (has_suffix (lower, "projektet") || has_suffix (lower, "projektets") ||
           has_suffix (lower, "kampanjen") || has_suffix (lower, "kraftsamlingen") ||
           word_in (lower, "initiativet initiativets piloten förstudien forskarskolan"))) ||
         (i > 0 && word_in (lower, "project initiative projekt project's") &&
          word_in (press->tokens[i - 1].lower, "the this detta"));
}

/* `projektet X`, `projektet ”X”` name it themselves. */
static bool
names_itself (const Press *press, uint32_t i, uint32_t limit)
{
  return i + 1 < limit &&
         (project_name_token (press, i + 1) || project_quote (press, i + 1) ||
          word_in (press->tokens[i + 1].lower, ": som heter"));
}

uint32_t
project_reference (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t k = i; k < limit && k < i + 5; k++)
    {
      if (points (press, k))
        return names_itself (press, k, limit) ? NONE : k;
      if (!word_in (
            press->tokens[k].lower,
            "i inom genom under med för enligt in within through under the this detta "
            "ramen av målet syftet aim of goal purpose det pågående nya "
            "treåriga"))
        return NONE;
    }
  return NONE;
}

/* A headline tells what happens: `Kommunen får …`, `Miljoner till …`. */
static bool
is_headline (const Press *press, uint32_t first, uint32_t limit)
{
  if (word_in (press->tokens[first].lower,
               "stöd uppdrag nytt nya ny new om about pressmeddelande regeringen projekt "
               "projektet project projects miljoner"))
    return true;
  for (uint32_t i = first; i < limit; i++)
    if (token_bits (press, i, W_VERB | W_COPULA | W_SAY) ||
        project_word_plural (press, i) ||
        word_in (press->tokens[i].lower,
                 "satsar vill söker utser föreslår bjuder ökar minskar stärker fortsätter "
                 "beslutar satsas inviger öppnar hjälper möter besöker deltar inleder "
                 "lanserar går launches receives kronor miljoner miljarder gets funds ?"))
      return true;
  return false;
}

/* `Syfte och mål`, `Bakgrund`, `Samarbetspartners`: heads a part of any such text. */
bool
project_part_of_text (const Press *press, uint32_t first)
{
  return word_in (
           press->tokens[first].lower,
           "bakgrund syfte mål resultat sammanfattning fakta kontakt kontakter deltagare "
           "partner partners finansiering finansiärer tidplan budget vad hur varför "
           "vem när läs mer organisation beskrivning projektbeskrivning aktiviteter "
           "metod metoder genomförande effekter målgrupp nyheter kalender inledning "
           "upplägg förväntade planerat background aim aims goal goals results summary contact participants "
           "funding what how why about activities methods methodology objectives "
           "publications news team people introduction overview deltagande "
           "exempel lista våra pågående avslutade aktuella andra fler diarienummer status dnr "
           "ärendenummer material filmer utlysning inspelningar presentationer") ||
         word_ends_in (press->tokens[first].lower,
                       "partners parter deltagare ledare grupp");
}

static bool
stands_at (const Press *press, uint32_t i, uint32_t first, uint32_t end)
{
  for (uint32_t k = 0; first + k < end; k++)
    if (i + k >= press->n_tokens ||
        strcmp (press->tokens[i + k].lower, press->tokens[first + k].lower) != 0)
      return false;
  return true;
}

static bool
stands_again (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = press->tokens[first].next_same; i != NONE && i < end + 2000;
       i = press->tokens[i].next_same)
    if (i >= end && token_upper (press, i) && stands_at (press, i, first, end))
      return true;
  return false;
}

static bool
names_project (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    {
      const Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT && !span->dropped)
        return true;
    }
  return false;
}

/* `ACR – Long Name`, `ACR, Long Name`: the name is what stands before the mark, if that
 * stands again; otherwise all of it. */
static uint32_t
short_name_end (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first + 1; i + 1 < end; i++)
    if (!token_word (press, i) && token_of (press, i)->kind != NYSTA_TOKEN_NUMBER)
      return stands_again (press, first, i) ? i : end;
  return end;
}

static void
add_title (Press *press, uint32_t first, uint32_t end)
{
  uint32_t name_end = short_name_end (press, first, end);
  /* `Anna Ek` over what she does. */
  if (name_is_likely (press, first, name_end))
    return;
  Span *span = project_add (press, first, name_end, 0.7);

  if (span != NULL && name_end < end)
    entity_alias (press, span->entity, text_between (press, first, end));
}

/* A block that says something, after the heading @b; the number of blocks if none does. */
static size_t
lead_after (const Press *press, size_t b)
{
  size_t k = b + 1;

  while (k < press->text->n_blocks && k <= b + 3 &&
         press->block_first[k + 1] - press->block_first[k] < 6)
    k++;
  return k <= b + 3 ? k : press->text->n_blocks;
}

/* `Delområde: Norr`, right below a name. */
static bool
is_labelled (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  return limit - first < 12 && ((first + 1 < limit && token_is (press, first + 1, ":")) ||
                                (first + 2 < limit && token_is (press, first + 2, ":")));
}

/* May the line name a project that what stands below tells of? */
static bool
may_name (Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  if (limit == first || limit - first > 14 || !project_name_token (press, first) ||
      press->text->blocks[b].kind == NYSTA_BLOCK_LIST_ITEM ||
      press->text->blocks[b].kind == NYSTA_BLOCK_TABLE_CELL ||
      token_is (press, limit - 1, ".") || token_is (press, limit - 1, ":") ||
      project_label_line (press, b) || (b > 0 && is_labelled (press, b)) ||
      project_part_of_text (press, first) || sheet_part_heading (press, first, limit) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      is_headline (press, first, limit))
    return false;
  if (limit - first == 1 && token_class (press, first, NYSTA_MATCH_COMMON_WORD) &&
      !token_acronym (press, first) && !stands_again (press, first, limit))
    return false;
  /* `X, A, B`: a row of a list, unless `X` alone stands again. */
  for (uint32_t i = first; i < limit; i++)
    if (token_is (press, i, ",") && short_name_end (press, first, limit) == limit)
      return false;
  for (uint32_t i = first; i < limit; i++)
    {
      const Span *span = span_over (press, i);

      if (span != NULL &&
          (span->kind == PROJECT || span->kind == PERSON ||
           (span->first == first && span->end == limit && span->match != NULL) ||
           (span->first > first && token_is (press, span->first - 1, ","))))
        return false;
    }
  return true;
}

/* `Levande-projektet` below `Levande`. */
static bool
is_compound_of (const Press *press, uint32_t i, uint32_t first, uint32_t limit)
{
  const char *lower = press->tokens[i].lower;

  return limit - first == 1 && has_prefix (lower, press->tokens[first].lower) &&
         has_suffix (lower, "-projektet");
}

/* `Styrkommittén beviljade medel till åtta projekt`: does the text tell of several? */
static bool
tells_of_several (const Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks && b < 4; b++)
    for (uint32_t i = press->block_first[b]; i < press->block_first[b + 1]; i++)
      if (project_word_plural (press, i) ||
          (i > 0 && word_ends_in (press->tokens[i].lower, "projekt") &&
           (token_of (press, i - 1)->kind == NYSTA_TOKEN_NUMBER ||
            word_in (press->tokens[i - 1].lower,
                     "två tre fyra fem sex sju åtta nio tio flera "
                     "olika följande nya svensk-norska våra"))))
        return true;
  return false;
}

/* Do the blocks from @b on tell of a project that they do not name, or have labels as sheets
 * of projects do? */
static bool
tells_of_one (const Press *press, size_t b)
{
  for (size_t k = b; k < press->text->n_blocks && k < b + LEAD_BLOCKS; k++)
    {
      if (k > b && project_label_line (press, k))
        return true;
      for (uint32_t i = press->block_first[k]; i < press->block_first[k + 1]; i++)
        {
          if (names_project (press, i, i + 1))
            return false;
          if (points (press, i) && !names_itself (press, i, press->block_first[k + 1]))
            return true;
        }
    }
  return false;
}

/* `Levande fjord`, and below `Projektet …`, or `Levande fjord främjar …` and soon
 * `Projektet`: the title, or, in a text of several, the heading of each. */
static void
read_headings (Press *press)
{
  bool several = tells_of_several (press), catalogue = several, led = several;
  bool titled = press->text->n_blocks > 1 && may_name (press, 0);

  for (size_t b = 0; b + 1 < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      size_t lead = b == 0 ? lead_after (press, b) : b + 1;
      lead += b > 0 && lead + 1 < press->text->n_blocks && is_labelled (press, lead);

      led |= projects_led_in (press, b);
      catalogue |= led || b == 0;
      if (lead >= press->text->n_blocks || !may_name (press, b))
        continue;
      uint32_t start = press->block_first[lead];
      if (press->block_first[lead + 1] - start < 5)
        continue;
      bool refers = project_reference (press, start, sentence_end (press, start)) != NONE ||
                    is_compound_of (press, start, first, limit);
      /* Among several, each heading is one below which `projektet` comes. */
      if (!refers && several && b > 0 && press->block_first[lead + 1] - start > 12)
        for (uint32_t i = start; i < press->block_first[lead + 1] && !refers; i++)
          refers = points (press, i) &&
                   !names_itself (press, i, press->block_first[lead + 1]);
      bool repeats = stands_at (press, start, first,
                                short_name_end (press, first, limit)) &&
                     tells_of_one (press, lead);
      /* In a text about one project, parts have headings too. */
      bool labelled = false;
      for (size_t k = lead; k < press->text->n_blocks && k < lead + 16 && !labelled; k++)
        {
          if (k > lead && may_name (press, k) && k + 1 < press->text->n_blocks &&
              project_reference (press, press->block_first[k + 1],
                                 press->block_first[k + 2]) != NONE)
            break;
          labelled = project_label_line (press, k);
        }
      /* One heading over `Projektet …` parts the text that the title names. */
      if (b > 0 && titled && !led && !labelled && !repeats)
        continue;
      if ((refers && (catalogue || labelled)) || (repeats && (catalogue || labelled)))
        {
          add_title (press, first, limit);
          catalogue = labelled || several || b == 0;
        }
      if (press->n_of_kind[PROJECT] > 0 && !labelled && !several)
        catalogue = false;
    }
}

/* `Levande fjord främjar …. Projektet …` */
static void
read_subject (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t end = first;

  while (end < limit && project_name_token (press, end) && end - first < 6)
    end++;
  if (end == first || end + 1 >= limit || !span_free (press, first, end) ||
      !project_may_open (press, first) || !stands_again (press, first, end) ||
      token_upper (press, end) || !token_word (press, end) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      token_class (press, first, NYSTA_MATCH_GIVEN_NAME) ||
      (end - first == 1 && token_class (press, first, NYSTA_MATCH_COMMON_WORD)))
    return;
  /* The next sentence, or what begins the next paragraph. */
  uint32_t next = limit < block_end (press, first) ? limit : block_end (press, first);
  if (next < press->n_tokens &&
      project_reference (press, next, sentence_end (press, next)) != NONE)
    project_add (press, first, end, 0.7);
}

/* Nothing is named, and yet the text goes on about `projektet`: what the title names. */
/* `The workshop has been supported by A`, `Konferensen finansierades av A`: the meeting that
 * the title names is an undertaking that is paid for. */
static bool
is_paid_meeting (const Press *press, uint32_t first, uint32_t limit)
{
  bool meeting = false;

  for (uint32_t i = first; i < limit && i < first + 8; i++)
    meeting |= word_in (press->tokens[i].lower,
                        "workshop workshopen conference konferensen symposium symposiet "
                        "seminariet seminar school festival festivalen utställningen "
                        "exhibition hackathon");
  return meeting && tokens_have (press, first, limit,
                                 "supported funded financed sponsored finansieras "
                                 "finansierades finansierats stöds stöddes");
}

static bool
has_paid_meeting (const Press *press)
{
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;

      if (first < press->n_tokens &&
          is_paid_meeting (press, first, sentence_end (press, first)))
        return true;
    }
  return false;
}

static void
read_title_of_all (Press *press)
{
  unsigned n_references = 0;

  if (press->n_of_kind[PROJECT] > 0 || press->text->n_blocks < 2 || !may_name (press, 0))
    return;
  for (uint32_t i = press->block_first[1]; i < press->n_tokens; i++)
    n_references += points (press, i) ||
                    has_prefix (press->tokens[i].lower, "projektpart") ||
                    has_prefix (press->tokens[i].lower, "projektdelta");
  if (n_references >= 2 || has_paid_meeting (press))
    add_title (press, press->block_first[0], press->block_first[1]);
}

/* `Styrgruppsmöte nr 3, Levande fjord`, `Slutrapport – Levande fjord`: papers of a project. */
static void
read_paper_of (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks && b < 4; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - i < 3 || limit - i > 14 ||
          !word_ends_in (press->tokens[i].lower,
                         "styrgruppsmöte projektgruppsmöte projektmöte styrgruppsprotokoll "
                         "projektrapport slutrapport lägesrapport delrapport projektplan "
                         "projektbeskrivning uppstartsmöte"))
        continue;
      i++;
      while (i < limit && (token_of (press, i)->kind == NYSTA_TOKEN_NUMBER ||
                           word_in (press->tokens[i].lower, "nr . i för av projektet")))
        i++;
      if (i + 1 < limit && word_in (press->tokens[i].lower, ", : – -"))
        i++;
      uint32_t end = i;
      while (end < limit &&
             (token_word (press, end) || token_of (press, end)->kind == NYSTA_TOKEN_NUMBER))
        end++;
      if (end > i && end == limit && project_may_open (press, i))
        project_add (press, i, end, 0.7);
    }
}

void
projects_as_antecedents (Press *press)
{
  read_paper_of (press);
  read_headings (press);
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;

      if (first >= press->n_tokens)
        break;
      read_subject (press, first, sentence_end (press, first));
    }
  read_title_of_all (press);
}
