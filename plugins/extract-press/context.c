/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * context.c: the organisation of a title that names none: the place where the sentence is
 * set, the host that receives, or the kind of body that has such a title.
 */
#include "sections.h"

#include <string.h>

#include "word-sets.h"

static uint32_t
last_organisation (Press *press, uint32_t first, uint32_t i)
{
  while (i-- > first)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == ORGANISATION && !span->dropped)
        return span_entity (press, span);
    }
  return NONE;
}

/* `På ORG träffade …`, `till ORG, där rektor …`, `besökte ORG där`: the organisation at
 * which the sentence is set. */
static uint32_t
scene (Press *press, uint32_t first, uint32_t i)
{
  uint32_t start = first;

  while (start < i && !token_word (press, start))
    start++;
  if (start + 1 < i && (token_is (press, start, "på") || token_is (press, start, "vid") ||
                        token_is (press, start, "hos") || token_is (press, start, "från")))
    {
      Span *span = span_at (press, start + 1, ORGANISATION);

      if (span != NULL)
        return span_entity (press, span);
    }
  /* `… fortsatte till ORG. Där visade rektor NAMN …` */
  if (start < i && token_is (press, start, "där") && first > 0)
    return last_organisation (press, sentence_first (press, first - 1), first);
  /* `ett samtal på ORG med rektor NAMN` */
  if (i > first + 2 && token_is (press, i - 1, "med"))
    {
      Span *span = span_over (press, i - 2);

      if (span != NULL && span->kind == ORGANISATION && span->first > first &&
          token_bits (press, span->first - 1, W_PREP))
        return span_entity (press, span);
    }
  for (uint32_t k = i; k-- > first && i - k < 24;)
    if (token_is (press, k, "där") || token_is (press, k, "som") ||
        token_is (press, k, "when"))
      return token_is (press, k, "där") ? last_organisation (press, first, k) : NONE;
  return NONE;
}

/* `De tas emot av …`: the host is the one named last. */
static bool
is_received (const Press *press, uint32_t first, uint32_t i)
{
  for (uint32_t k = first; k + 1 < i; k++)
    if (token_is (press, k, "emot") && token_is (press, k + 1, "av"))
      return true;
  return false;
}

/* The organisation with such an ending that the document names most. */
static uint32_t
count_of_kind (Press *press, bool (*is_kind) (const Press *, const Entity *))
{
  uint32_t *counts = arena_alloc (&press->arena, (press->n_entities + 1) * sizeof *counts);
  uint32_t best = NONE;

  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];

      if (span->kind != ORGANISATION || span->dropped || span->entity == NONE ||
          !is_kind (press, &press->entities[span->entity]))
        continue;
      /* The headline's organisation comes before any that is only spoken of. */
      counts[span->entity] += block_of (press, span->first) < 2 ? 100 : 1;
      if (best == NONE || counts[span->entity] > counts[best])
        best = span->entity;
    }
  return best;
}

static bool
is_municipal (const Press *press, const Entity *entity)
{
  (void) press;
  return has_suffix (entity->name, " kommun") || has_suffix (entity->name, " stad");
}

static bool
is_regional (const Press *press, const Entity *entity)
{
  (void) press;
  return has_prefix (entity->name, "Region ") || has_suffix (entity->name, "regionen") ||
         has_suffix (entity->name, " landsting");
}

static bool
is_academic (const Press *press, const Entity *entity)
{
  (void) press;
  return strstr (entity->name, "niversi") != NULL ||
         strstr (entity->name, "ögskola") != NULL;
}

static bool
is_county_board (const Press *press, const Entity *entity)
{
  (void) press;
  return has_prefix (entity->name, "Länsstyrelsen");
}

enum
{
  MUNICIPAL,
  REGIONAL,
  COUNTY,
  ACADEMIC,
  IN_FOCUS,
  N_QUESTIONS
};
_Static_assert(N_QUESTIONS == sizeof ((Press *) 0)->focus / sizeof (uint32_t),
               "one place a question");

/* Each question is answered once a document. */
static uint32_t
most_named_of_kind (Press *press, unsigned question)
{
  static bool (*const kinds[]) (const Press *,
                                const Entity *) = { is_municipal, is_regional,
                                                    is_county_board, is_academic };

  if (!press->focus_known[question])
    {
      press->focus[question] = count_of_kind (press, kinds[question]);
      press->focus_known[question] = true;
    }
  return press->focus[question];
}

/* The kind of body that alone has such a title; IN_FOCUS if any may have it. */
static unsigned
kind_of_title (const char *label)
{
  static const char *const municipal[] = {
    "kommunalråd",
    "kommundirektör",
    "kommunchef",
    "stadsdirektör",
    "kommunstyrelsens ordförande",
    "oppositionsråd",
    "borgarråd",
    "kommunfullmäktiges ordförande",
    "kommunstyrelsens vice ordförande",
    "socialchef",
    "näringslivschef",
    "skolchef",
    "borgmästare",
    "miljönämndens ordförande",
    "socialnämndens ordförande",
    "samhällsbyggnadschef",
  };
  static const char *const regional[] = {
    "regionråd",
    "regiondirektör",
    "regionstyrelsens ordförande",
    "sjukvårdsdirektör",
    "regionstyrelsens vice ordförande",
    "regionfullmäktiges ordförande",
    "landstingsråd",
    "hälso- och sjukvårdsdirektör",
  };
  static const char *const academic[] = { "dekan",
                                          "rektor",
                                          "prefekt",
                                          "prorektor",
                                          "vicerektor",
                                          "universitetsdirektör",
                                          "universitetslektor",
                                          "högskolelektor" };
  static const char *const county[] = { "landshövding", "länsråd", "länsöverdirektör" };

  if (word_ends_in_one_of (label, academic))
    return ACADEMIC;
  if (word_ends_in_one_of (label, municipal))
    return MUNICIPAL;
  if (word_ends_in_one_of (label, regional))
    return REGIONAL;
  if (word_ends_in_one_of (label, county))
    return COUNTY;
  return IN_FOCUS;
}

bool
title_has_its_kind (const char *label)
{
  return kind_of_title (label) != IN_FOCUS;
}

/* `I Ekeby möts de av kommunstyrelsens ordförande NAMN`: the town named before @first in its
 * sentence is where such a title is held. */
static uint32_t
municipality_of_place (Press *press, uint32_t first)
{
  uint32_t floor = sentence_first (press, first);

  for (uint32_t i = first; i-- > floor + 1;)
    {
      const NystaMatch *match = token_is (press, i - 1, "i")
                                  ? match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY)
                                  : NULL;

      if (match != NULL && token_upper (press, i) && span_over (press, i) == NULL)
        return municipality_entity (press, match, i, i + match->n_tokens);
    }
  return NONE;
}

/* `kulturnämndens ordförande`: of a municipality, or of a region. */
static uint32_t
by_committee (Press *press, const char *label)
{
  if (strstr (label, "nämndens ") == NULL && strstr (label, "utskottets ") == NULL)
    return NONE;
  bool regional = strstr (label, "sjukvård") != NULL || strstr (label, "region") != NULL ||
                  strstr (label, "trafiknämnd") != NULL;
  uint32_t found = most_named_of_kind (press, regional ? REGIONAL : MUNICIPAL);

  return found != NONE ? found
                       : most_named_of_kind (press, regional ? MUNICIPAL : REGIONAL);
}

/* Titles that only one kind of body has. */
static uint32_t
by_title (Press *press, const char *label, uint32_t first)
{
  uint32_t of_committee = by_committee (press, label);
  if (of_committee != NONE)
    return of_committee;

  unsigned kind = kind_of_title (label);
  uint32_t found = kind == IN_FOCUS ? NONE : most_named_of_kind (press, kind);

  return found == NONE && kind == MUNICIPAL ? municipality_of_place (press, first) : found;
}

/* Titles of those who speak for the whole. */
static bool
speaks_for_all (const char *label)
{
  static const char *const titles[] = {
    "vd",
    "generaldirektör",
    "koncernchef",
    "verkställande direktör",
    "styrelseordförande",
    "kanslichef",
    "förbundsordförande",
    "generalsekreterare",
    "rektor",
    "riksdagsdirektör",
    "vice vd",
    "tf generaldirektör",
    "överdirektör",
    "prorektor",
    "verksamhetsledare",
  };

  return word_is_one_of (label, titles);
}

/* What `bolaget`, `kommunen` may stand for. */
static bool
fits_word (const char *word, const Span *span, const Entity *entity)
{
  NystaMatchClass class = span->match != NULL ? span->match->match_class : 0;
  bool public_body = class == NYSTA_MATCH_MUNICIPALITY || class == NYSTA_MATCH_REGION ||
                     class == NYSTA_MATCH_AGENCY || class == NYSTA_MATCH_UNIVERSITY ||
                     is_municipal (NULL, entity) || is_regional (NULL, entity);

  if (has_prefix (word, "kommun"))
    return is_municipal (NULL, entity);
  if (has_prefix (word, "region"))
    return is_regional (NULL, entity);
  if (has_prefix (word, "myndighet"))
    return class == NYSTA_MATCH_AGENCY || (class == 0 && !is_municipal (NULL, entity));
  if (has_prefix (word, "universitet") || has_prefix (word, "högskola"))
    return class == NYSTA_MATCH_UNIVERSITY || strstr (entity->name, "niversi") ||
           strstr (entity->name, "ögskola");
  if (has_prefix (word, "sjukhus") || has_prefix (word, "lasarett"))
    return strstr (entity->name, "jukhus") || strstr (entity->name, "asarett");
  if (has_prefix (word, "fond"))
    return strstr (entity->name, "ond") != NULL;
  if (has_prefix (word, "skol"))
    return strstr (entity->name, "kola") != NULL;
  if (has_prefix (word, "förening"))
    return !public_body;
  if (has_prefix (word, "bolag") || has_prefix (word, "företag") ||
      has_prefix (word, "koncern"))
    return !public_body;
  return true;
}

/* `the Foundation`: the last one whose name holds the word. */
static uint32_t
organisation_of_english_word (Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  if (i == 0 || !token_is (press, i - 1, "the") ||
      !word_in (lower, "foundation university agency institute centre center association "
                       "academy council authority museum bank college society company "
                       "ministry organisation organization federation network"))
    return NONE;
  for (uint32_t k = i; k-- > 0 && i - k < 600;)
    {
      Span *span = span_over (press, k);

      if (span != NULL && span->kind == ORGANISATION && !span->dropped &&
          span->first == k && strstr (fold (press, span->name), lower) != NULL)
        return span_entity (press, span);
    }
  return NONE;
}

/* Does the word at @k stand in an organisation's name and begin with @stem, and hardly go on? */
static bool
span_has_stem (const Press *press, uint32_t k, const char *stem, size_t n)
{
  const Span *span = span_over (press, k);

  if (span == NULL || span->kind != ORGANISATION || span->dropped)
    return false;
  const char *lower = press->tokens[k].lower;
  size_t length = strlen (lower), noun = strlen (stem) - (has_suffix (stem, "s") ? 1 : 0);

  /* `klustret` for Träklustret */
  if (n >= 5 && length > noun && memcmp (lower + length - noun, stem, noun) == 0)
    return true;
  return length <= n + 3 && strncmp (lower, stem, n) == 0;
}

/* `energikontoret`, `science parken`, `klustrets`: the last organisation named whose name has
 * the noun, in whatever form. */
static uint32_t
organisation_with_noun (Press *press, uint32_t i)
{
  static const char *const endings[] = { "ens", "ets", "ns", "ts", "en", "et", "n", "t" };
  const char *lower = press->tokens[i].lower;
  size_t n = strlen (lower), stem = 0;

  if (token_upper (press, i) || token_bits (press, i, W_PROJECT | W_NO_ACTOR | W_VERB) ||
      word_in (lower, "styrelsen styrelsens marknaden landet staten regeringen") ||
      word_ends_in (lower, "gruppen gruppens projektet programmet arbetet"))
    return NONE;
  for (size_t k = 0; k < sizeof endings / sizeof endings[0] && stem == 0; k++)
    if (has_suffix (lower, endings[k]) && n - strlen (endings[k]) >= 4)
      stem = n - strlen (endings[k]);
  if (stem == 0)
    return NONE;
  /* The last before, or the first behind. */
  for (uint32_t k = i; k-- > 0 && i - k < 600;)
    if (span_has_stem (press, k, lower, stem))
      return span_entity (press, span_over (press, k));
  for (uint32_t k = i + 1; k < press->n_tokens && k - i < 600; k++)
    if (span_has_stem (press, k, lower, stem))
      return span_entity (press, span_over (press, k));
  return NONE;
}

/* The organisation that `bolaget` or `kommunens` at @i means: the last of that kind. */
uint32_t
organisation_of_word (Press *press, uint32_t i)
{
  uint32_t english = organisation_of_english_word (press, i);

  if (english != NONE)
    return english;

  static const char *const words[] = {
    "centret",    "centrumet",  "myndigheten", "bolaget",       "företaget",
    "föreningen", "stiftelsen", "institutet",  "universitetet", "organisationen",
    "koncernen",  "förbundet",  "banken",      "museet",        "kommunen",
    "regionen",   "högskolan",  "fonden",      "sjukhuset",     "lasarettet",
    "skolan",
  };
  const char *lower = press->tokens[i].lower;
  bool known = false;

  for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
    known |= has_prefix (lower, words[k]) && strlen (lower) <= strlen (words[k]) + 1;
  if (!known)
    return organisation_with_noun (press, i);
  if (token_upper (press, i) && !token_opens (press, i))
    return NONE;
  for (uint32_t k = i; k-- > 0 && i - k < 600;)
    {
      Span *span = span_over (press, k);

      if (span != NULL && span->kind == ORGANISATION && !span->dropped)
        {
          uint32_t entity = span_entity (press, span);

          if (fits_word (lower, span_over (press, k), &press->entities[entity]))
            return entity;
        }
    }
  return NONE;
}

/* The organisation of the headline, if no other is named as often: who sent the text. */
static uint32_t
find_focus (Press *press)
{
  uint32_t *counts = arena_alloc (&press->arena, (press->n_entities + 1) * sizeof *counts);
  uint32_t best = NONE;
  size_t heads = press->text->n_blocks < 3 ? press->text->n_blocks : 3;

  if (press->owner != NONE)
    return press->owner;
  if (press->publisher != NONE)
    return press->publisher;
  for (size_t s = 0; s < press->n_spans; s++)
    if (press->spans[s].kind == ORGANISATION && !press->spans[s].dropped &&
        press->spans[s].entity != NONE)
      counts[press->spans[s].entity]++;
  for (uint32_t i = 0; heads > 0 && i < press->block_first[heads]; i++)
    {
      Span *span = span_at (press, i, ORGANISATION);

      /* An authority in a headline is often only spoken of; a firm speaks for itself. */
      if (span == NULL || span->dropped || span->entity == NONE ||
          counts[span->entity] < 2 ||
          (press->entities[span->entity].authority != NULL &&
           !is_municipal (press, &press->entities[span->entity]) &&
           !is_regional (press, &press->entities[span->entity])))
        continue;
      if (best == NONE || counts[span->entity] > counts[best])
        best = span->entity;
    }
  for (uint32_t e = 0; best != NONE && e < press->n_entities; e++)
    if (e != best && counts[e] >= counts[best])
      return NONE;
  return best;
}

uint32_t
organisation_in_focus (Press *press)
{
  if (!press->focus_known[IN_FOCUS])
    {
      press->focus[IN_FOCUS] = find_focus (press);
      press->focus_known[IN_FOCUS] = true;
    }
  return press->focus[IN_FOCUS];
}

/* A chair without a body chairs the council that the text is about. */
bool
title_is_seat (const char *label)
{
  return strcmp (label, "ordförande") == 0 || strcmp (label, "vice ordförande") == 0 ||
         strcmp (label, "ledamot") == 0 || strcmp (label, "huvudsekreterare") == 0 ||
         strcmp (label, "ersättare") == 0 || strcmp (label, "suppleant") == 0 ||
         strcmp (label, "förste vice ordförande") == 0 ||
         strcmp (label, "andre vice ordförande") == 0;
}

/* Posts in a staff, which whoever sends out the text need not place. */
static bool
is_staff (const char *label)
{
  static const char *const endings[] = { "chef",         "direktör",   "ansvarig",
                                         "kommunikatör", "strateg",    "handläggare",
                                         "samordnare",   "utvecklare", "pressekreterare",
                                         "controller",   "manager",    "presskontakt",
                                         "utgivare",     "redaktör" };

  return has_prefix (label, "chef för ") || word_ends_in_one_of (label, endings);
}

bool
title_is_of_staff (const char *label)
{
  return speaks_for_all (label) || is_staff (label) || has_suffix (label, "ledare") ||
         has_prefix (label, "projektledare");
}

/* The inquiry that the text is of: `Skogsutredningen`, `Utredningen om …`. */
static uint32_t
inquiry (Press *press)
{
  uint32_t found = NONE;

  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];

      if (span->kind != ORGANISATION || span->dropped ||
          !word_ends_in (press->tokens[span->first].lower, "utredningen utredningens"))
        continue;
      uint32_t entity = span_entity (press, &press->spans[s]);
      if (found != NONE && found != entity)
        return NONE;
      found = entity;
    }
  return found;
}

static bool
is_sole_post (const char *label)
{
  const char *last = strrchr (label, ' ');

  return word_in (
    last != NULL ? last + 1 : label,
    "vd generaldirektör koncernchef generalsekreterare landshövding rektor ordförande "
    "överbefälhavare riksbankschef rikspolischef överintendent kanslichef");
}

/* `tack till NAMN, som varit vikarierande generaldirektör`: there is one such post, and the
 * text says of another where. */
static uint32_t
organisation_of_same_post (const Press *press, const char *label)
{
  const char *last = strrchr (label, ' '), *head = last != NULL ? last + 1 : label;
  uint32_t found = NONE;

  for (size_t m = 0;
       is_sole_post (label) && !title_has_its_kind (label) && m < press->n_memberships; m++)
    {
      const Membership *other = &press->memberships[m];

      if (other->role == NONE || other->organisation == NONE ||
          strcmp (press->entities[other->role].name, head) != 0)
        continue;
      if (found != NONE && found != other->organisation)
        return NONE;
      found = other->organisation;
    }
  return found;
}

uint32_t
organisation_by_title (Press *press, const char *label, uint32_t first)
{
  uint32_t body = office_body (press, label);

  if (body != NONE)
    return body;
  if (has_prefix (label, "särskild") && has_suffix (label, " utredare"))
    return inquiry (press);
  if ((strcmp (label, "huvudsekreterare") == 0 ||
       strcmp (label, "utredningssekreterare") == 0) &&
      inquiry (press) != NONE)
    return inquiry (press);
  if (strcmp (label, "styrelseordförande") == 0)
    return organisation_in_focus (press);
  if (title_is_seat (label))
    {
      uint32_t council = press->owner != NONE ? press->owner
                                              : section_last_seats (press, first);

      if (council == NONE && strcmp (label, "ordförande") == 0)
        council = organisation_in_focus (press);
      return council != NONE ? council : organisation_of_same_post (press, label);
    }

  uint32_t found = by_title (press, label, first);

  if (found == NONE && (speaks_for_all (label) || is_staff (label)))
    found = organisation_in_focus (press);
  return found != NONE ? found : organisation_of_same_post (press, label);
}

uint32_t
organisation_of_context (Press *press, const char *label, uint32_t first)
{
  uint32_t start = sentence_first (press, first);
  uint32_t found = NONE;
  bool said = false;

  for (uint32_t k = first > start + 4 ? first - 4 : start; k < first; k++)
    said |= token_bits (press, k, W_SAY);
  if (!said)
    found = scene (press, start, first);
  if (found == NONE && !said && is_received (press, start, first))
    found = last_organisation (press, press->block_first[block_of (press, first)], first);
  return found != NONE ? found : organisation_by_title (press, label, first);
}
