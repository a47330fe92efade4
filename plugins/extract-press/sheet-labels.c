/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * sheet-labels.c: the words of labels. A label is made of nothing but such words, at least
 * one of which says what it labels: `Externa partners är`, `Funded by`, `Main applicant`.
 */
#include "project-frames.h"
#include "sheets.h"

#include <string.h>

#define MAX_LABEL_TOKENS 9
#define MAX_ALIKE 50 /* other lines that begin so, looked at */

/* What may stand in a label beside the word that says what it is. */
static bool
is_modifier (const char *lower)
{
  return word_in (
    lower,
    "projektets projektet projekt project projects project's project’s programmets satsningens the our våra "
    "vår dess its i in av by of från from för for med with och and & samt externa interna "
    "external internal övriga andra other svenska swedish nationella national internationella "
    "international europeiska european nordiska nordic norska norwegian finska danska lokala "
    "local regionala regional main huvudsaklig huvudsakliga är are is was ett en urval "
    "följande the following några också även list lista associerade associated strategiska "
    "strategic akademiska academic industriella industrial key full deltagande medverkande "
    "participating involved involverade samverkande ingående organisationer organisation "
    "organisations organizations organization institution företag companies universitet universities "
    "lärosäten kommuner kommunerna municipalities regioner regions städer cities länder "
    "countries aktörer actors institutions myndigheter agencies skolor schools föreningar "
    "bolag offentliga public privata private total totala gemensamt jointly finansiellt "
    "ekonomiskt financial received has have får stöd support stöds annan start end "
    "slut co med- sponsorer namn name titel title / ( ) details information fakta "
    "forskningsprojektet forskningen forskning research work arbetet");
}

/* Who, apart from what project-frames.c knows. */
static uint32_t
role_of_label (const char *lower)
{
  if (word_in (lower,
               "ägare leadpartner huvudpartner beneficiary värdkommun värdlärosäte "
               "värduniversitet ledande leading drivs koordineras samordnas ägs led hosted "
               "coordinated managed run genomförs"))
    return NYSTA_LEAD;
  if (word_in (lower, "supported sponsored finansieringskälla finansieringskällor "
                      "finansiärerna stödgivare anslagsgivare projektfinansiär "
                      "projektfinansiärer medfinansieras delfinansieras stöds donor donors "
                      "projektfinansiering"))
    return NYSTA_FUNDER;
  if (word_in (lower,
               "samarbetar samverkar samarbete samverkan tillsammans collaboration "
               "cooperation collaborators beneficiaries partnerskap consortium-members "
               "samarbetsorganisationer samverkansorganisationer samarbetsaktörer "
               "projektorganisationer projektaktörer projektmedlemmar"))
    return NYSTA_PARTNER;
  return part_of_noun (lower);
}

static bool
is_people (const char *lower)
{
  return word_ends_in (lower,
                       "ledare ledaren ledning grupp gruppen kontakt kontakter person "
                       "personer medarbetare") ||
         word_in (lower, "contact contacts manager leader investigator team people "
                         "researchers forskare staff participants-list pi projektkontakt "
                         "kommunikatör projektekonom members medlemmar");
}

static bool
is_value (const char *lower)
{
  return word_in (
           lower,
           "period tidsperiod löptid varaktighet duration startdatum slutdatum tidplan "
           "timeline budget totalbudget kostnad kostnader totalkostnad cost costs belopp "
           "bidrag beviljat beviljade grant stödbelopp eu-stöd webbplats website webbsida "
           "hemsida homepage diarienummer delområde insatsområde programområde tid "
           "projektstart projektslut status utlysning call acronym akronym "
           "medfinansiering webb länk acronym beviljad omfattning roll role") ||
         (has_prefix (lower, "projekt") &&
          word_ends_in (lower, "tid tiden period budget start slut kostnad bidrag medel "
                               "nummer sida data fakta status id"));
}

/* `Delområde: X` under each of several headings: what recurs before a colon is a label. */
static bool
recurs (const Press *press, uint32_t first, uint32_t colon)
{
  unsigned n_seen = 0;

  for (uint32_t k = token_first_same (press, first); k != NONE && n_seen < MAX_ALIKE;
       k = press->tokens[k].next_same, n_seen++)
    if (k != first && press->block_first[block_of (press, k)] == k &&
        token_is (press, k + (colon - first), ":") &&
        block_end (press, k) > k + (colon - first))
      return true;
  return false;
}

/* `Koordinator Nordviks universitet`: nothing parts it from its value. */
static bool
may_stand_bare (const Press *press, uint32_t first, uint32_t end)
{
  return word_in (press->tokens[end - 1].lower,
                  "koordinator coordinator projektägare huvudman finansiär funder "
                  "projektkoordinator stödmottagare löptid duration projektledare") ||
         (end - first >= 2 && word_in (press->tokens[end - 1].lower, "från from av by") &&
          word_in (press->tokens[end - 2].lower,
                   "bidrag stöd funding medel finansieras finansierat funded "
                   "medfinansieras medfinansierat")) ||
         (end - first >= 2 && word_in (press->tokens[end - 1].lower, "period duration") &&
          has_prefix (press->tokens[first].lower, "project"));
}

typedef struct
{
  bool people, value, name, strong, maybe_people;
  uint32_t role;
} Words;

/* Past the words of a label from @first on. */
static uint32_t
words_end (const Press *press, uint32_t first, uint32_t limit, Words *words)
{
  uint32_t i = first;

  for (; i < limit && i - first < MAX_LABEL_TOKENS; i++)
    {
      const char *lower = press->tokens[i].lower;
      uint32_t role = role_of_label (lower);
      bool people = is_people (lower), value = is_value (lower);

      if (i > first && token_upper (press, i) && !token_is (press, i - 1, "/") &&
          role == 0 && !people && !value)
        break;
      words->people |= people;
      words->value |= value;
      words->maybe_people |= word_in (lower,
                                      "deltagare deltagarna participants medverkande "
                                      "projektdeltagare koordinator coordinator "
                                      "applicant applicants co-applicants "
                                      "sökande medsökande huvudsökande");
      words->name |= word_in (lower, "projektnamn projekttitel titel title namn name");
      words->strong |= role != 0 || has_prefix (lower, "projekt") ||
                       has_prefix (lower, "project");
      /* The particular word counts: `Deltagande parter`, `lead partner`. */
      if (role == NYSTA_LEAD || role == NYSTA_FUNDER ||
          (role == NYSTA_PARTNER && words->role != NYSTA_LEAD &&
           words->role != NYSTA_FUNDER) ||
          words->role == 0)
        words->role = role != 0 ? role : words->role;
      if (role == 0 && !people && !value && !is_modifier (lower) &&
          !word_in (lower, "projektnamn projekttitel"))
        break;
    }
  return i;
}

static bool
is_dash (const Press *press, uint32_t i)
{
  return token_is (press, i, "–") || token_is (press, i, "—") ||
         (token_is (press, i, "-") && i > 0 &&
          (token_of (press, i)->flags & NYSTA_TOKEN_SPACE_BEFORE) != 0);
}

/* Is what stands below items, or lines? */
static bool
stands_over_values (const Press *press, size_t b)
{
  size_t k = b + 1;

  while (k < press->text->n_blocks && press->block_first[k] == press->block_first[k + 1])
    k++;
  if (k >= press->text->n_blocks)
    return false;
  if (press->text->blocks[k].kind == NYSTA_BLOCK_LIST_ITEM)
    return true;
  for (uint32_t i = press->block_first[k]; i < press->block_first[k + 1]; i++)
    if (token_bits (press, i, W_COPULA) && !token_upper (press, i))
      return false;
  uint32_t n = press->block_first[k + 1] - press->block_first[k];
  return n <= 14 && (n <= 6 || !token_is (press, press->block_first[k + 1] - 1, "."));
}

static bool
read_label (const Press *press, size_t b, SheetLabel *out)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  Words words = { .role = 0 };

  *out = (SheetLabel){ .kind = SHEET_NONE, .value = limit };
  if (first == limit || !token_upper (press, first) ||
      press->text->blocks[b].kind == NYSTA_BLOCK_TABLE_HEADER ||
      press->text->blocks[b].kind == NYSTA_BLOCK_TABLE_CELL ||
      token_bits (press, first, W_CONTACT))
    return false;
  uint32_t end = words_end (press, first, limit, &words);
  bool colon = end < limit && token_is (press, end, ":");

  if (end == first || !(colon || end == limit || is_dash (press, end) ||
                        may_stand_bare (press, first, end)))
    {
      for (end = first; end + 1 < limit && end < first + 6 && !token_is (press, end, ":");)
        end++;
      /* `Nordviks roll: projektägare` */
      bool role = end > first + 1 && token_is (press, end, ":") &&
                  word_in (press->tokens[end - 1].lower, "roll role");
      if (!token_is (press, end, ":") || end == first ||
          !(role || recurs (press, first, end)))
        return false;
      out->kind = SHEET_VALUE;
      out->strong = role;
      out->value = end + 1;
      return true;
    }
  bool names = words.name && (words.strong || words.role != 0) &&
               word_in (press->tokens[end - 1].lower,
                        "projektnamn projekttitel titel title namn name");
  if (names)
    out->kind = SHEET_NAME;
  else if (words.people)
    out->kind = SHEET_PEOPLE;
  else if (words.role != 0)
    out->kind = SHEET_PARTIES;
  else if (words.value)
    out->kind = SHEET_VALUE;
  if (out->kind == SHEET_NONE)
    return false;
  out->role = out->kind == SHEET_PARTIES ? words.role : 0;
  out->strong = words.strong;
  out->maybe_people = words.maybe_people;
  out->value = colon || (end < limit && is_dash (press, end)) ? end + 1 : end;
  /* A sentence of such words, or running text after them, is no label. */
  if (!colon && end < limit &&
      (token_is (press, limit - 1, ".") || limit - first > 24 ||
       !(token_name (press, out->value) ||
         token_of (press, out->value)->kind == NYSTA_TOKEN_NUMBER ||
         token_bits (press, out->value, W_MONTH))))
    return false;
  /* `Budget`, `Våra samarbetspartner` over a text head a part of it. */
  if (out->value == limit && ((out->kind == SHEET_VALUE && !colon && !out->strong) ||
                              !stands_over_values (press, b)))
    return false;
  return true;
}

void
sheet_labels_read (Press *press)
{
  SheetLabel *labels = arena_alloc (&press->arena,
                                    (press->text->n_blocks + 1) * sizeof *labels);

  for (size_t b = 0; b < press->text->n_blocks; b++)
    labels[b].found = read_label (press, b, &labels[b]);
  press->sheet_labels = labels;
}

bool
sheet_label (const Press *press, size_t b, SheetLabel *out)
{
  *out = press->sheet_labels[b];
  return out->found;
}

bool
sheet_part_heading (const Press *press, uint32_t first, uint32_t limit)
{
  if (limit - first > 5)
    return false;
  return word_in (press->tokens[first].lower,
                  "läs read projektfakta projektdata projektinformation kortfakta fakta "
                  "facts acknowledgement acknowledgements acknowledgments tack relaterat "
                  "related dokument documents abstract arbetspaket kontaktuppgifter "
                  "organising organizing organisers publikationer links länkar dela share "
                  "senast skriv print ladda download nyheter news more mer "
                  "workpackages deliverables om about");
}

static bool
may_be_item (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  SheetLabel label;

  if (limit - first > 14 || sheet_part_heading (press, first, limit) ||
      (sheet_label (press, b, &label) && label.kind != SHEET_NONE))
    return false;
  for (uint32_t i = first; i < limit; i++)
    if ((token_bits (press, i, W_COPULA | W_SAY) && !token_upper (press, i)) ||
        token_is (press, i, ":") || token_is (press, i, "@") || token_is (press, i, "?"))
      return false;
  return true;
}

size_t
sheet_items_end (const Press *press, size_t b)
{
  const NystaBlock *blocks = press->text->blocks;
  size_t k = b + 1, n = press->text->n_blocks;

  while (k < n && press->block_first[k] == press->block_first[k + 1])
    k++;
  if (k >= n)
    return b + 1;
  if (blocks[k].kind == NYSTA_BLOCK_LIST_ITEM)
    {
      uint32_t group = blocks[k].group;

      while (k < n && blocks[k].kind == NYSTA_BLOCK_LIST_ITEM && blocks[k].group == group)
        k++;
      return k;
    }
  if (blocks[b].kind == NYSTA_BLOCK_LIST_ITEM)
    return b + 1;
  for (; k < n && k < b + 40; k++)
    {
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];

      if (first == limit)
        continue;
      if ((blocks[k].kind != NYSTA_BLOCK_PARAGRAPH &&
           blocks[k].kind != NYSTA_BLOCK_HEADING) ||
          !may_be_item (press, k) ||
          (token_is (press, limit - 1, ".") && limit - first > 5))
        break;
      /* Lines of one paragraph, or a line each: nothing else begins among them. */
      if (k > b + 1 && blocks[k].group != blocks[k - 1].group && blocks[k - 1].group != 0)
        break;
    }
  return k;
}

uint32_t
sheet_paragraph_name_end (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  uint32_t end = sentence_end (press, first);
  unsigned n_marks = 0;

  if (first == limit || !token_name (press, first) ||
      token_bits (press, first, W_PRONOUN | W_ARTICLE) ||
      word_in (press->tokens[first].lower, "vi we you du ni här nu projektet"))
    return first;
  for (uint32_t i = first; i < end; i++)
    {
      if (word_in (press->tokens[i].lower, "som att om which that who vill"))
        return first;
      bool verb = !token_upper (press, i) &&
                  (token_bits (press, i, W_COPULA) ||
                   (token_bits (press, i, W_VERB) && !token_bits (press, i, W_AND)) ||
                   word_in (press->tokens[i].lower,
                            "ger arbetar driver samlar erbjuder utvecklar bidrar ansvarar "
                            "works offers provides develops contributes leads runs"));

      if (verb)
        return i - first <= 9 && n_marks == 0 ? i : first;
      n_marks += token_is (press, i, ",") || token_bits (press, i, W_AND);
    }
  return end == limit && n_marks >= 2 && limit - first <= 60 ? limit : first;
}

size_t
sheet_paragraphs_end (const Press *press, size_t b)
{
  size_t k = b + 1;

  while (k < press->text->n_blocks && k < b + 20 &&
         (press->block_first[k] == press->block_first[k + 1] ||
          (press->text->blocks[k].kind == NYSTA_BLOCK_PARAGRAPH &&
           sheet_paragraph_name_end (press, k) > press->block_first[k])))
    k++;
  return k;
}
