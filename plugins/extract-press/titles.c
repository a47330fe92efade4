/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * titles.c: titles. A title has a head that the lexicon knows (`chef`, `samordnare`, as a
 * word or as the end of a compound), words before it (`vice`, `teknisk`, `klimat- och`)
 * and after it (`för X`, `i sociologi`, `digitalisering`).
 */
#include "verbs.h"
#include "titles.h"

#include <string.h>

#include "word-sets.h"

#define LONGEST_TAIL_TOKENS 14

/* `investigators`, `speakers`: several, if the word without its s is a title. */
static bool
is_english_plural (const Token *token, char out_singular[24])
{
  size_t n = strlen (token->lower);

  if (n < 6 || n >= 24 || !word_ends_in (token->lower, "ers ors ists ants ians"))
    return false;
  memcpy (out_singular, token->lower, n - 1);
  out_singular[n - 1] = '\0';
  return (word_bits (out_singular) & W_TITLE_EXTRA) != 0;
}

static const char *const heads[] = { "guvernör",    "guvernören",    "ansvarig",
                                     "ansvarige",   "talesperson",   "ordförande",
                                     "ordföranden", "suppleant",     "suppleanter",
                                     "ledamöter",   "justeringsmän", "justeringsman" };

/* May it be the head of a title that the lexicon has not? */
static bool
ask_title (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;
  char singular[24];

  return (strlen (lower) > 3 && word_ends_in_one_of (lower + 3, heads)) ||
         token_bits (press, i, W_TITLE_EXTRA) ||
         is_english_plural (&press->tokens[i], singular) ||
         word_in (lower, "ansvarig general") || word_in (lower, "member medlem") ||
         title_english_compound (press, i);
}

/* `member of the NORDI board`, `medlem i Skogsrådet`: of a body, not of a family. */
static bool
is_member_of_body (const Press *press, uint32_t i)
{
  if (i + 2 >= press->n_tokens || !word_in (press->tokens[i + 1].lower, "of i av"))
    return false;
  for (uint32_t k = i + 2; k < press->n_tokens && k < i + 8 && token_joined (press, k); k++)
    {
      const Span *span = span_over (press, k);

      if (span != NULL)
        return span->kind == ORGANISATION;
      if (word_in (press->tokens[k].lower,
                   "board council committee team panel jury rådet kommittén styrgruppen "
                   "delegationen nämnden juryn panelen"))
        return true;
      if (token_bits (press, k, W_VERB | W_COPULA | W_SAY | W_PRONOUN | W_AND))
        return false;
    }
  return false;
}

bool
title_head (const Press *press, uint32_t i, uint32_t *out_end)
{
  const Span *span = span_over (press, i);

  if (i >= press->n_tokens || !token_word (press, i) ||
      (span != NULL && span->kind != ROLE))
    return false;
  *out_end = i + 1;
  if (press->tokens[i].first_match == NONE &&
      !token_asked (press, i, ASKED_TITLE, ask_title))
    return false;
  if (title_english_verb (press, i))
    return false;

  /* `för Nordvind och Havslod`: a firm, where no English is spoken. */
  if (token_is (press, i, "investor") && token_upper (press, i) && !in_english (press, i))
    return false;
  /* Kings and queens hold no post; `leads` is what somebody does. */
  if (word_in (press->tokens[i].lower,
               "kung kungen drottning drottningen prins prinsen "
               "prinsessa prinsessan kronprins kronprinsen "
               "kronprinsessa kronprinsessan hertig hertiginna leads"))
    return false;

  const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_ROLE);
  if (match != NULL && title_in_capitals (press, match))
    return false;
  if (match != NULL && !(match->flags & NYSTA_MATCH_AMBIGUOUS && match->n_tokens == 1 &&
                         !token_bits (press, i, W_TITLE_EXTRA)))
    {
      *out_end = i + match->n_tokens;
      return true;
    }
  const char *lower = press->tokens[i].lower;

  if (!token_asked (press, i, ASKED_TITLE, ask_title))
    return false;
  if (word_in (lower, "member medlem"))
    return is_member_of_body (press, i);
  if (strlen (lower) > 3 && word_ends_in_one_of (lower + 3, heads))
    return true;
  char singular[24];
  if (token_bits (press, i, W_TITLE_EXTRA) || title_english_compound (press, i) ||
      is_english_plural (&press->tokens[i], singular))
    return true;
  /* `general Anna Ek`, not `a general view` */
  if (token_is (press, i, "general"))
    return !token_upper (press, i) && token_upper (press, i + 1) && !in_english (press, i);
  /* `tekniskt ansvarig`, `ansvarig för teknik`, not `ansvarig för att`. */
  return token_is (press, i, "ansvarig") &&
         ((i > 0 && strlen (press->tokens[i - 1].lower) > 6 &&
           word_ends_in (press->tokens[i - 1].lower, "skt ellt")) ||
          (i + 2 < press->n_tokens && token_is (press, i + 1, "för") &&
           !token_is (press, i + 2, "att") &&
           (!token_is (press, i + 2, "det") ||
            (i + 4 < press->n_tokens && title_is_adjective (press->tokens[i + 3].lower)))));
}

static const char *
singular_of (const char *lower)
{
  static const char *const pairs[][2] = {
    { "ledamöter", "ledamot" },
    { "ledamöterna", "ledamot" },
    { "ordföranden", "ordförande" },
    { "suppleanter", "suppleant" },
    { "revisorer", "revisor" },
    { "ledamoten", "ledamot" },
    { "ersättare", "ersättare" },
    { "generaldirektören", "generaldirektör" },
    { "ordf", "ordförande" },
    { "justeringsmän", "justeringsman" },
    { "rösträknare", "rösträknare" },
    { "suppleanterna", "suppleant" },
    { "justeringspersoner", "justeringsperson" },
    { "ordf.", "ordförande" },
    { "generalguvernören", "generalguvernör" },
    { "prof", "professor" },
    { "prof.", "professor" },
  };

  for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
    if (lower[0] == pairs[i][0][0] && strcmp (lower, pairs[i][0]) == 0)
      return pairs[i][1];
  return lower;
}

/* The word as it stands in a label: small letters but for acronyms and names. */
static const char *
label_word (Press *press, uint32_t i, bool keep_capital)
{
  const Token *token = &press->tokens[i];

  if (word_in (token->lower, "vd gd"))
    return token->lower;
  /* `v. ordf.` */
  if (strcmp (token->lower, "v.") == 0 || strcmp (token->lower, "v") == 0)
    return "vice";
  if (token_acronym (press, i) || keep_capital ||
      (token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE))
    return token->word;
  /* `AI-samordnare`, `EU-samordnare`: the acronym stays. */
  if (token->word[0] >= 'A' && token->word[0] <= 'Z' && token->word[1] >= 'A' &&
      token->word[1] <= 'Z')
    return token->word;
  return token->lower;
}

/* Set apart as in the text: `klimat- och`. */
static const char *
append_word (Press *press, const char *label, uint32_t i, const char *word)
{
  bool tight = !(token_of (press, i)->flags &
                 (NYSTA_TOKEN_SPACE_BEFORE | NYSTA_TOKEN_LINE_BEFORE));

  return arena_printf (&press->arena, "%s%s%s", label, label[0] == '\0' || tight ? "" : " ",
                       word);
}

static const char *
head_label (Press *press, uint32_t i, uint32_t end, bool *out_plural)
{
  const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_ROLE);

  const char *known = singular_of (press->tokens[i].lower);
  *out_plural = match != NULL && (match->flags & NYSTA_MATCH_PLURAL) != 0;
  if (end == i + 1 && known != press->tokens[i].lower)
    {
      *out_plural |= word_ends_in (press->tokens[i].lower, "er erna män");
      return known;
    }
  /* `styrelsesuppleanter` */
  if (end == i + 1 && match == NULL &&
      word_ends_in (press->tokens[i].lower, "suppleanter ledamöter"))
    {
      size_t n = strlen (press->tokens[i].lower);
      bool seat = has_suffix (press->tokens[i].lower, "ledamöter");

      *out_plural = true;
      return arena_printf (&press->arena, "%.*s%s",
                           (int) (n - (seat ? strlen ("ledamöter") : 2)),
                           press->tokens[i].lower, seat ? "ledamot" : "");
    }
  if (match != NULL && i + match->n_tokens == end &&
      (match->flags & (NYSTA_MATCH_PLURAL | NYSTA_MATCH_DEFINITE | NYSTA_MATCH_GENITIVE)))
    return match->canonical;
  char singular[24];
  if (end == i + 1 && is_english_plural (&press->tokens[i], singular))
    {
      *out_plural = true;
      return arena_printf (&press->arena, "%s", singular);
    }
  if (end == i + 1)
    return label_word (press, i, false);

  const char *label = "";
  for (uint32_t k = i; k < end; k++)
    label = append_word (press, label, k, label_word (press, k, false));
  return label;
}

/* --- the whole --------------------------------------------------------------------------
 */

/* `i styrelsen` says where the seat is, not what it is called. */
static bool
ends_in_board (const Press *press, uint32_t end)
{
  return token_is (press, end - 1, "styrelsen") && token_is (press, end - 2, "i");
}

static void
set_kind (Press *press, Title *out, uint32_t head)
{
  out->office = token_is (press, head, "sammankallande") ||
                has_suffix (press->tokens[head].lower, "ansvarig") ||
                has_suffix (press->tokens[head].lower, "kontaktperson");
  out->board = token_bits (press, head, W_BOARD) || out->office ||
               word_in (press->tokens[head].lower, "member members medlem medlemmar") ||
               word_ends_in (press->tokens[head].lower,
                             "suppleant suppleanter styrelseledamöter kassör");
  out->minister = has_suffix (press->tokens[head].lower, "minister") ||
                  has_suffix (press->tokens[head].lower, "ministern") ||
                  token_is (press, head, "statssekreterare");
}

static const char *
phrase_label (Press *press, const char *label, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    label = append_word (press, label, i,
                         label_word (press, i, i > first || label[0] != '\0'));
  return label;
}

/* A title that the lexicon does not know, in an entry: small letters to the next mark. */
static bool
guess_title (Press *press, uint32_t i, uint32_t limit, Title *out)
{
  uint32_t end = i;

  while (end < limit && token_word (press, end) && span_over (press, end) == NULL &&
         end - i < 6 && !title_parts_occupations (press, end, limit))
    end++;
  if (end == i || (end < limit && !title_parts_occupations (press, end, limit)) ||
      token_upper (press, i) || strlen (press->tokens[i].lower) < 5 ||
      token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) ||
      token_bits (press, i, W_PREP | W_AND | W_VERB | W_CONTACT | W_PRONOUN | W_ARTICLE))
    return false;
  for (uint32_t k = i; k < end; k++)
    if (token_bits (press, k, W_VERB | W_COPULA | W_SAY | W_PRONOUN))
      return false;
  out->label = phrase_label (press, "", i, end);
  out->end = end;
  out->guessed = true;
  return true;
}

/* `Sveriges ambassadör`, `Norges dåvarande utrikesminister`: whose it is, if a state's. */
static bool
is_state_genitive (const Press *press, uint32_t i)
{
  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);

  return token_is (press, i, "sveriges") ||
         (place != NULL && place->n_tokens == 1 && token_upper (press, i) &&
          (place->flags & NYSTA_MATCH_GENITIVE) != 0 &&
          match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY) == NULL);
}

/* Past it, if a title follows; else @i. */
static uint32_t
skip_state (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t next = i + 1, end;

  if (i + 1 >= limit || !is_state_genitive (press, i) || span_over (press, i) != NULL)
    return i;
  while (next < limit && next < i + 4 && token_bits (press, next, W_FORMER | W_PREMODIFIER))
    next++;
  return next < limit && title_head (press, next, &end) ? i + 1 : i;
}

bool
title_parse (Press *press, uint32_t i, uint32_t limit, TitleMode mode, Title *out)
{
  *out = (Title){ .first = i, .organisation = NONE };
  limit = token_next_gap (press, i, limit);
  i = skip_state (press, i, limit);
  while (
    i < limit && title_one_of (press, i, limit) == i &&
    ((token_bits (press, i, W_FORMER | W_ARTICLE) && !token_bits (press, i, W_PREP)) ||
     token_is (press, i, "styrelsens") || title_is_since (press, i, limit) ||
     word_in (press->tokens[i].lower, "numera därefter senare slutligen") ||
     (i > out->first && token_is (press, i, "detta") && token_is (press, i - 1, "före"))))
    i++;
  bool of_several = title_one_of (press, i, limit) > i;
  i = title_one_of (press, i, limit);
  /* `länsstyrelsens beredskapsdirektör`: whose, of a kind that the text has one of. */
  uint32_t owner = NONE, title_end;
  if (i + 1 < limit && !token_upper (press, i) &&
      word_ends_in (press->tokens[i].lower, "ens ets ans") &&
      title_head (press, i + 1, &title_end) &&
      (word_in (press->tokens[i].lower,
                "länsstyrelsens kommunens regionens myndighetens föreningens bolagets "
                "företagets universitetets högskolans förbundets stiftelsens stadens") ||
       (strlen (press->tokens[i].lower) > 6 && organisation_of_word (press, i) != NONE)))
    owner = i++;
  /* `Presskontakt Kommunikationschef`: the first only says what one may call about. */
  uint32_t after;
  if (i + 1 < limit && word_in (press->tokens[i].lower, "presskontakt kontaktperson") &&
      title_head (press, i + 1, &after))
    i++;
  out->first = i;

  uint32_t head = i, head_end = i;
  while (title_skip_coordination (press, &head, limit))
    ;
  while (head < limit && head - i < 6 && !title_head (press, head, &head_end))
    if (title_is_modifier (press, head, mode))
      head++;
    else
      break;
  if (head >= limit || !title_head (press, head, &head_end) || head_end > limit)
    return mode == TITLE_ENTRY && guess_title (press, i, limit, out);
  /* `IT architect`, `project manager`: the last of adjoining heads is the head. */
  for (uint32_t next = head_end, next_end;
       next < limit && title_head (press, next, &next_end) && next_end <= limit;
       next = next_end)
    {
      head = next;
      head_end = next_end;
    }

  /* `professor emerita` */
  bool retired = head_end < limit &&
                 word_in (press->tokens[head_end].lower, "emeritus emerita emeriti");
  bool plural = false;
  const char *label = phrase_label (press, "", i, head);
  label = arena_printf (&press->arena, "%s%s%s", label, label[0] != '\0' ? " " : "",
                        head_label (press, head, head_end, &plural));
  if (retired)
    label = append_word (press, label, head_end, press->tokens[head_end].lower);
  out->plural = plural && !of_several;
  set_kind (press, out, head_end - 1);
  head_end += retired;
  out->end = head_end;

  uint32_t end = title_tail_read (press, head_end, limit, mode,
                                  token_bits (press, head_end - 1 - retired, W_ACADEMIC),
                                  out);
  if (end > head_end && ends_in_board (press, end))
    out->end = end;
  else if (end > head_end)
    {
      out->short_label = label;
      label = phrase_label (press, label, head_end, end);
    }
  if (end > out->end)
    out->end = end;
  out->label = label;
  if (owner != NONE && out->organisation == NONE)
    out->organisation = organisation_of_word (press, owner);
  return true;
}

/* `kommunstyrelsens ordförande`: the body is part of the title, `styrelsens` is not. */
static uint32_t
body_genitive_first (const Press *press, uint32_t i, uint32_t floor)
{
  static const char *const bodies[] = { "styrelsens", "fullmäktiges", "nämndens",
                                        "utskottets", "valberedningens" };

  for (size_t k = 0; k < sizeof bodies / sizeof bodies[0]; k++)
    if (i > floor && has_suffix (press->tokens[i - 1].lower, bodies[k]) &&
        span_over (press, i - 1) == NULL &&
        !word_in (press->tokens[i - 1].lower, "styrelsens länsstyrelsens"))
      return i - 1;
  return i;
}

uint32_t
title_first (const Press *press, uint32_t head, uint32_t floor)
{
  uint32_t first = head;

  while (first > floor && head - first < 3 &&
         title_is_modifier (press, first - 1, TITLE_PLAIN) &&
         !token_bits (press, first - 1, W_FORMER))
    first--;
  return title_coordination_first (press, first, floor);
}

/* `ORG:s representant i Jordanien NAMN`: where somebody holds the post is no part of it. */
static bool
title_with_place_before (Press *press, uint32_t end, uint32_t floor, Title *out)
{
  uint32_t i = end;

  while (i > floor && end - i < 4 && token_upper (press, i - 1) &&
         span_over (press, i - 1) == NULL)
    i--;
  if (i == end || i <= floor + 1 || !token_is (press, i - 1, "i") ||
      !title_before (press, i - 1, floor, out) || out->organisation == NONE)
    return false;
  out->end = end;
  return true;
}

/* `ordförande i socialnämnden NAMN`, `rektor för ORG NAMN`: a title whose head is not the
 * last word. */
static bool
title_with_tail_before (Press *press, uint32_t end, uint32_t floor, Title *out)
{
  for (uint32_t i = end; i-- > floor && end - i <= LONGEST_TAIL_TOKENS;)
    {
      const Span *span = span_over (press, i);
      uint32_t head_end;

      if (token_is (press, i, ",") || token_bits (press, i, W_SAY | W_COPULA) ||
          (span != NULL && span->kind == PERSON))
        return false;
      if (!title_head (press, i, &head_end) || head_end + 1 >= end ||
          !(token_bits (press, head_end, W_PREP) ||
            (token_is (press, head_end, "med") &&
             word_in (press->tokens[head_end + 1].lower, "ansvar inriktning"))))
        continue;
      uint32_t first = title_first (press, i, floor);
      if (!title_parse (press, first, end, TITLE_DESCRIPTION, out) || out->end != end ||
          out->guessed)
        return false;
      if (out->organisation == NONE)
        out->organisation = organisation_before (press, first, floor, &out->first);
      return true;
    }
  return false;
}

/* `Minister for Energy, Business and Industry NAME` */
static bool
english_minister_before (Press *press, uint32_t end, uint32_t floor, Title *out)
{
  uint32_t i = end;

  while (i > floor && end - i < 12 &&
         (token_upper (press, i - 1) || token_is (press, i - 1, ",") ||
          token_is (press, i - 1, "and")))
    i--;
  if (i == end || i < floor + 2 || !token_is (press, i - 1, "for") ||
      !token_is (press, i - 2, "minister"))
    return false;
  uint32_t first = i - 2;
  while (first > floor && word_in (press->tokens[first - 1].lower, "deputy prime state"))
    first--;
  *out = (Title){ .first = first,
                  .end = end,
                  .organisation = NONE,
                  .minister = true,
                  .label = fold (press, text_between (press, first, end)) };
  return true;
}

bool
title_before (Press *press, uint32_t end, uint32_t floor, Title *out)
{
  if (english_minister_before (press, end, floor, out))
    return true;

  uint32_t head = end, head_end = 0;

  /* `Professor emeritus NAMN` */
  if (end > floor + 1 && word_in (press->tokens[end - 1].lower, "emeritus emerita") &&
      title_before (press, end - 1, floor, out))
    {
      out->label = append_word (press, out->label, end - 1, press->tokens[end - 1].lower);
      out->end = end;
      return true;
    }
  for (uint32_t i = end; i-- > floor && end - i <= 4;)
    if (title_head (press, i, &head_end) && head_end == end)
      head = i;
  if (head == end)
    return title_with_tail_before (press, end, floor, out) ||
           title_with_place_before (press, end, floor, out);
  *out = (Title){ .first = head, .end = end, .organisation = NONE };

  uint32_t first = title_first (press, head, floor);
  uint32_t body = body_genitive_first (press, first, floor);

  bool plural = false;
  const char *label = phrase_label (press, "", body, head);
  out->label = arena_printf (&press->arena, "%s%s%s", label, label[0] != '\0' ? " " : "",
                             head_label (press, head, end, &plural));
  if (body < first)
    out->short_label = head_label (press, head, end, &plural);
  out->plural = plural;
  out->first = body;
  set_kind (press, out, end - 1);

  uint32_t before = body;
  while (before > floor && (token_bits (press, before - 1, W_FORMER) ||
                            token_is (press, before - 1, "styrelsens")))
    before--;
  out->organisation = organisation_before (press, before, floor, &out->first);
  return true;
}

uint32_t
title_entity (Press *press, const Title *title)
{
  uint32_t role = entity_of (press, ROLE, title->label);

  /* Another may be `professor` plain, so the short form names nobody's title by itself. */
  if (title->short_label != NULL)
    entity_alias_only (press, role, title->short_label);
  mention_add (press, role, title->first,
               title->end > title->first ? title->end : title->first + 1,
               title->guessed ? 0.5 : 0.9);
  return role;
}
