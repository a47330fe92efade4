/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * owner.c: whose page this is. Minutes, boards and lists of staff name their organisation
 * once, at the top; its people need not say where they work.
 */
#include "press.h"

#include <string.h>

#define HEAD_BLOCKS 12

static bool
block_says (const Press *press, size_t b, const char *const *words, size_t n_words)
{
  uint32_t limit = press->block_first[b + 1];

  if (limit - press->block_first[b] > (b < 3 ? 16 : 8))
    return false;
  for (uint32_t i = press->block_first[b]; i < limit; i++)
    for (size_t k = 0; k < n_words; k++)
      if (token_is (press, i, words[k]) ||
          (words[k][0] == '*' && has_suffix (press->tokens[i].lower, words[k] + 1)))
        return true;
  return false;
}

/* The first organisation of the leading blocks, before any person. */
static uint32_t
first_organisation (Press *press, size_t n_blocks, uint32_t max_tokens)
{
  for (size_t s = 0; s < n_blocks && s < press->text->n_blocks; s++)
    for (uint32_t i = press->block_first[s]; i < press->block_first[s + 1]; i++)
      {
        Span *span = span_over (press, i);

        if (span != NULL && span->kind == PERSON)
          return NONE;
        if (press->block_first[s + 1] - press->block_first[s] > max_tokens)
          break;
        /* Who pays for it is not whose page it is. */
        if (span != NULL && span->kind == ORGANISATION && !span->dropped &&
            !(i > 0 && (token_is (press, i - 1, "by") || token_is (press, i - 1, "av"))))
          return span_entity (press, span);
      }
  return NONE;
}

/* `Teknik: ORG`: one that a label says something of, as it does of the others. */
static bool
has_label (const Press *press, const Span *span)
{
  return span->first > press->block_first[block_of (press, span->first)] + 1 &&
         token_is (press, span->first - 1, ":");
}

/* The only organisation that the document names. */
static uint32_t
sole_organisation (const Press *press)
{
  uint32_t found = NONE;

  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];

      if (span->kind != ORGANISATION || span->dropped || span->entity == NONE ||
          has_label (press, span))
        continue;
      if (found != NONE && found != span->entity)
        return NONE;
      found = span->entity;
    }
  return found;
}

/* Whose lines stand under `Om X`, or who is named in the title and oftenest. */
static uint32_t
publisher (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - i >= 2 && limit - i <= 8 &&
          (token_is (press, i, "om") || token_is (press, i, "about")))
        {
          Span *span = span_at (press, i + 1, ORGANISATION);

          if (span != NULL && !span->dropped)
            return span_entity (press, span);
        }
    }
  return NONE;
}

/* `ORG / Forskning / Projekt` in the first line: the way to the page. */
static uint32_t
first_of_way (Press *press)
{
  uint32_t limit = press->text->n_blocks > 1 ? press->block_first[1] : 0;
  Span *span = limit > 0 ? span_at (press, 0, ORGANISATION) : NULL;
  unsigned steps = 0;

  if (span == NULL || span->dropped || span->end >= limit || limit > 14)
    return NONE;
  for (uint32_t i = span->end; i < limit; i++)
    if (word_in (press->tokens[i].lower, "/ > › » →"))
      steps++;
    else if (!token_word (press, i))
      return NONE;
  return steps > 0 && !token_word (press, span->end) ? span_entity (press, span) : NONE;
}

/* `(c) ORG`, `© 2024 ORG` */
static uint32_t
owner_of_right (Press *press)
{
  for (size_t b = press->text->n_blocks; b-- > 0;)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];
      bool sign = i < limit &&
                  (token_is (press, i, "©") || token_is (press, i, "copyright") ||
                   (token_is (press, i, "(") && token_is (press, i + 1, "c")));

      for (uint32_t k = i; sign && k < limit && k < i + 7; k++)
        if (span_at (press, k, ORGANISATION) != NULL)
          return span_entity (press, span_at (press, k, ORGANISATION));
    }
  return NONE;
}

/* `För mer information: …` and below it `ORG är en myndighet som …`: who sent this out says
 * at the end what it is. */
static uint32_t
introduced_below_contact (Press *press)
{
  static const char *const words[] = { "*kontakt",    "kontakta", "kontakter",   "contact",
                                       "information", "frågor",   "upplysningar" };
  bool contact = false;

  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

      if (i < limit && limit - i <= 6 && token_is (press, limit - 1, ":"))
        contact |= block_says (press, b, words, sizeof words / sizeof words[0]);
      Span *span = contact && limit - i > 8 ? span_at (press, i, ORGANISATION) : NULL;
      if (span != NULL && !span->dropped && span->end < limit &&
          (token_bits (press, span->end, W_COPULA) ||
           token_is (press, span->end, "arbetar")))
        return span_entity (press, span);
    }
  return NONE;
}

/* `ORG är en myndighet …. Vi finansierar …`: who sent this out speaks of itself. */
static uint32_t
introduced_as_we (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];
      Span *span = limit - i > 8 ? span_at (press, i, ORGANISATION) : NULL;

      if (span == NULL || span->dropped || span->end >= limit ||
          !token_bits (press, span->end, W_COPULA))
        continue;
      for (i = sentence_end (press, i); i < limit; i = sentence_end (press, i))
        if (word_in (press->tokens[i].lower, "vi våra vår vårt we our"))
          return span_entity (press, span);
    }
  return NONE;
}

static uint32_t
most_named (Press *press)
{
  uint32_t *counts = arena_alloc (&press->arena, (press->n_entities + 1) * sizeof *counts);
  uint32_t best = NONE;

  for (size_t s = 0; s < press->n_spans; s++)
    {
      uint32_t entity = press->spans[s].entity;

      if (press->spans[s].kind != ORGANISATION || press->spans[s].dropped || entity == NONE)
        continue;
      if (++counts[entity] >= 2 && (best == NONE || counts[entity] > counts[best]))
        best = entity;
    }
  /* Named as often as another it is one of several. */
  for (size_t e = 0; best != NONE && e < press->n_entities; e++)
    if (e != best && counts[e] == counts[best])
      return NONE;
  return best;
}

/* `Nordvind är en förening som …`, `Nordvind leds av en styrelse` at the top of a page: it speaks of itself. */
static uint32_t
introduced (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks && b < 4; b++)
    {
      uint32_t i = press->block_first[b];
      Span *span = i < press->block_first[b + 1] ? span_at (press, i, ORGANISATION) : NULL;

      if (span != NULL && !span->dropped && span->end < press->block_first[b + 1] &&
          (token_bits (press, span->end, W_COPULA) || token_is (press, span->end, "leds") ||
           token_is (press, span->end, "har")))
        return span_entity (press, span);
    }
  return NONE;
}

/* The title of the page, if it is an organisation's name and nothing more, and a heading
 * below is a part of it: `Havsverket` over `Enheten för juridik`. */
static uint32_t
titled_organisation (Press *press)
{
  const NystaBlock *blocks = press->text->blocks;
  Span *span = press->text->n_blocks > 1 && blocks[0].kind == NYSTA_BLOCK_HEADING
                 ? span_at (press, press->block_first[0], ORGANISATION)
                 : NULL;

  uint32_t past = span != NULL ? span->end : 0;
  /* `X – organisation` */
  if (span != NULL && past + 2 == press->block_first[1] && !token_word (press, past) &&
      word_in (press->tokens[past + 1].lower, "organisation organisationen avdelningar"))
    past += 2;
  if (span == NULL || past != press->block_first[1])
    return NONE;
  for (size_t b = 1; b < press->text->n_blocks; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

      if ((blocks[b].kind == NYSTA_BLOCK_HEADING || blocks[b].group != 0) && i < limit &&
          limit - i <= 8 &&
          word_ends_in (press->tokens[i].lower,
                        "enheten enhet avdelningen avdelning förvaltningen förvaltning "
                        "sektionen sektion kansliet kontoret staben gruppen teamet unit "
                        "department division section organisation organisationen"))
        return span_entity (press, span);
    }
  return NONE;
}

/* `ny ordförande i ORG:s styrelse`, `ledamöter i styrelsen för ORG`: whose board the first
 * lines speak of. */
static uint32_t
owner_of_board (Press *press)
{
  uint32_t limit = press
                     ->block_first[press->text->n_blocks < 3 ? press->text->n_blocks : 3];

  for (uint32_t i = 1; i < limit; i++)
    {
      if (!token_is (press, i, "styrelse") && !token_is (press, i, "styrelsen"))
        continue;
      uint32_t first, end, floor = press->block_first[block_of (press, i)];

      if (token_is (press, i, "styrelse"))
        return organisation_before (press, i, floor, &first);
      if (i + 2 < limit && (token_is (press, i + 1, "för") || token_is (press, i + 1, "i")))
        return organisation_parse (press, i + 2, limit, false, &end);
    }
  return NONE;
}

/* `ORG höll årsmöte`, `ORG:s årsstämma`, `årsmötet i ORG`: whose meeting the first lines tell
 * of. */
static uint32_t
owner_of_meeting (Press *press)
{
  size_t n = press->text->n_blocks < 6 ? press->text->n_blocks : 6;

  for (uint32_t i = 0; i < press->block_first[n]; i++)
    {
      if (!word_in (press->tokens[i].lower,
                    "årsmöte årsmötet årsmötesförhandlingar årsstämma årsstämman "
                    "förbundsstämma förbundsstämman föreningsstämma föreningsstämman"))
        continue;
      uint32_t floor = sentence_first (press, i), limit = sentence_end (press, i);
      Span *span = i + 2 < limit && word_in (press->tokens[i + 1].lower, "i för med hos")
                     ? span_at (press, i + 2, ORGANISATION)
                     : NULL;
      bool held = false;

      for (uint32_t k = i; span == NULL && k-- > floor && i - k < 12;)
        {
          Span *before = span_over (press, k);

          held |= word_in (
            press->tokens[k].lower,
            "höll håller hållit hade genomförde samlades bjöd kallade kallar");
          if (before != NULL && before->kind == PERSON)
            break;
          if (before != NULL && before->kind == ORGANISATION && !before->dropped &&
              (held || (i - k < 4 && has_suffix (press->tokens[k].lower, "s")) ||
               (before->end == i && before->first > floor &&
                word_in (press->tokens[before->first - 1].lower,
                         "höll håller hållit hade"))))
            span = before;
        }
      if (span != NULL)
        return span_entity (press, span);
    }
  return NONE;
}

/* `Nyhetsbrev från ORG`, `Press release from ORG` on top: who sent this out. */
static uint32_t
sender (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks && b < 3; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - i > 16)
        continue;
      for (uint32_t k = i + 1; k + 1 < limit && k < i + 4; k++)
        if (word_in (press->tokens[k].lower, "från from") &&
            word_in (press->tokens[k - 1].lower,
                     "nyhetsbrev nyhetsbrevet månadsbrev medlemsbrev medlemsblad "
                     "pressmeddelande pressmeddelanden pressinformation nyheter newsletter "
                     "release news hälsning hälsningar"))
          {
            uint32_t end;
            uint32_t found = organisation_parse (press, k + 1, limit, false, &end);

            if (found != NONE && !has_suffix (press->entities[found].name, "departementet"))
              return found;
          }
    }
  return NONE;
}

void
owner_find (Press *press)
{
  static const char *const minutes[] = {
    "*protokoll", "*protokollet",       "minnesanteckningar", "mötesanteckningar",
    "minutes",    "styrelsemöte",       "*årsmöte",           "*stämma",
    "*årsmötet",  "årsstämman",         "sammanträde",        "medlemsmöte",
    "dagordning", "föredragningslista",
  };
  static const char *const pages[] = {
    "styrelse",        "styrelsen",     "styrelseledamöter",
    "personal",        "medarbetare",   "kontakta",
    "ledning",         "ledningsgrupp", "ledningsgruppen",
    "kansli",          "kansliet",      "staff",
    "people",          "team",          "board",
    "förtroendevalda", "personalen",    "kontaktuppgifter",
    "kontaktpersoner", "valberedning",  "valberedningen",
  };
  static const char *const contacts[] = { "kontakt", "kontakter", "contact" };
  size_t n = press->text->n_blocks < HEAD_BLOCKS ? press->text->n_blocks : HEAD_BLOCKS;
  bool is_minutes = false, is_page = false;

  for (size_t b = 0; b < n; b++)
    {
      is_minutes |= block_says (press, b, minutes, sizeof minutes / sizeof minutes[0]);
      is_page |= b < 2 &&
                 block_says (press, b, contacts, sizeof contacts / sizeof contacts[0]);
      is_page |= b < 5 && block_says (press, b, pages, sizeof pages / sizeof pages[0]);
    }
  if (is_page)
    press->owner = owner_of_board (press);
  if (press->owner == NONE && (is_minutes || is_page))
    press->owner = first_organisation (press, is_minutes ? n : 4, is_minutes ? 60 : 10);
  if (is_page && press->owner == NONE)
    press->owner = introduced (press);
  if (is_page && press->owner == NONE)
    press->owner = most_named (press);
  if (is_page && press->owner == NONE)
    press->owner = sole_organisation (press);
  if (press->owner == NONE)
    press->owner = titled_organisation (press);
  if (press->owner == NONE)
    press->owner = first_of_way (press);
  if (press->owner == NONE)
    press->owner = owner_of_meeting (press);
  if (press->owner == NONE && is_minutes)
    press->owner = first_organisation (press, press->text->n_blocks, 400);
  if (press->text->publisher != NULL)
    press->publisher = entity_find (press, ORGANISATION, press->text->publisher);
  if (press->publisher == NONE)
    press->publisher = owner_of_right (press);
  if (press->publisher == NONE)
    press->publisher = sender (press);
  if (press->publisher == NONE)
    press->publisher = publisher (press);
  if (press->publisher == NONE)
    press->publisher = introduced_below_contact (press);
  if (press->publisher == NONE)
    press->publisher = introduced_as_we (press);
}
