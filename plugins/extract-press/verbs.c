/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * verbs.c: sentences that say what somebody is, becomes, was or leaves: `NAMN är titel på
 * ORG`, `NAMN utses till titel`, `Ny titel blir NAMN`, `Hon har tidigare varit titel vid
 * ORG`, `ORG utser NAMN till titel`.
 */
#include "entry-blocks.h"
#include "verbs.h"

#include <string.h>

#define GAP_TOKENS 24

/* Verbs and nouns after which `som` or `till` brings a title. */
bool
verbs_is_appointment (const char *lower)
{
  return word_in (
    lower,
    "förordna förordnar förordnade förordnat förordnas förordnades förordnats förordnad "
    "omförordna omförordnar omförordnas omförordnades omförordnats "
    "utnämna utnämner utnämnde utnämnt utnämns utnämndes utnämnts utnämnd utnämnda "
    "utse utser utsåg utsett utses utsågs utsetts utsedd utsedda "
    "anställa anställer anställde anställt anställs anställdes anställts anställd anställda "
    "välja väljer valde valt väljs valdes valts vald valda omvaldes omvalts omväljs omvald omvalda nyvald nyvalda invald invalda nyvaldes "
    "nyvalts invaldes invalts inväljs tillsätts tillsattes tillsatts tillsätter tillsatte "
    "rekrytera rekryterar rekryterade rekryterat rekryteras rekryterades rekryterats "
    "rekryterad kontrakteras kontrakterades kontrakterats anlitas anlitades anlitats "
    "adjungeras adjungerades nomineras nominerades nominerats föreslås föreslogs föreslagits "
    "entledigas entledigades befordras befordrades befordrats befordrad installeras "
    "installerades välkomnar välkomnas välkomnade "
    "tillträda tillträder tillträdde tillträtt avgå avgår avgick avgått sluta slutar slutade "
    "slutat lämna lämnar lämnade lämnat kvarstår kvarstod börja börjar började börjat "
    "startar startade fortsätta fortsätter fortsatte fortsatt övergår efterträder över "
    "verka verkar verkade verkat arbeta arbetar arbetade arbetat jobba jobbar jobbade jobbat "
    "tjänstgöra tjänstgör tjänstgjorde tjänstgjort fungera fungerar fungerade fungerat "
    "leda leder ledde lett sitter satt suttit medverkar innehar innehade innehaft vikarierar vikarierade vikarierat tackat "
    "förordnande förordnandet förordnanden utnämning utnämningen mandat mandatet "
    "tillbaka befattning befattningen befattningar anställning anställningen tjänst tjänsten tjänster "
    "uppdrag uppdraget post posten poster roll rollen rollerna tid erfarenhet bakgrund "
    "karriär karriären ersätter ersatte ersätta avlöser avlöste succeeds succeeded replaces replaced "
    "appointed appoints elected named hired engaged recruited joins joined serve serves served work "
    "works worked working role position career assignment assignments job");
}

bool
verbs_is_being (const char *lower)
{
  static const char *const words[] = {
    "är",    "var", "blir", "blev",    "varit",  "bli",  "blivit",
    "heter", "is",  "was",  "becomes", "became", "been", "am",
  };

  return word_is_one_of (lower, words);
}

static bool
is_proposal (const char *lower)
{
  static const char *const words[] = { "föreslås",    "nomineras",  "kandiderar",
                                       "nominerades", "nominerats", "föreslagits",
                                       "föreslogs",   "nej",        "föreslår",
                                       "inte",        "nominerar" };

  return word_is_one_of (lower, words);
}

/* Small words between the verb and the title: `är också`, `blir ny`, `var under 2019`. */
uint32_t
verbs_skip_adverbs (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const words[] = {
    "också",        "även",       "nu",         "idag",      "i",           "dag",
    "sedan",        "dessutom",   "tidigare",   "bland",     "annat",       "både",
    "för",          "närvarande", "då",         "ny",        "nya",         "nye",
    "ett",          "en",         "its",        "kommunens", "regionens",   "föreningens",
    "myndighetens", "bolagets",   "företagets", "the",       "a",           "an",
    "currently",    "also",       "till",       "vardags",   "now",         "vår",
    "år",           "många",      "under",      "senast",    "från",        "med",
    "och",          "den",        "sin",        "innan",     "dess",        "års",
    "tid",          "tio",        "flera",      "olika",     "närmast",     "most",
    "bl.a.",        "bl.a",       "bl",         "appointed", "elected",     "named",
    "recently",     "previously", "both",       "alltjämt",  "fortsatt",    "åter",
    "mellan",       "åren",       "perioden",   "fram",      "länge",       "alltså",
    "dessförinnan", "just",       "ännu",       "samtidigt", "gång",        "själv",
    "därtill",      "därutöver",  "samtidigt",  "numera",    "fortfarande", "ännu",
    "officiellt",   "återigen",   "förstås",    "länge",     "still",       "then",
    "again",        "herself",    "himself",    "one",
  };
  uint32_t from = i;
  uint32_t end;

  while (i < limit && i - from < 8 && !title_head (press, i, &end) &&
         title_one_of (press, i, limit) == i &&
         (word_is_one_of (press->tokens[i].lower, words) ||
          token_bits (press, i, W_MONTH) ||
          token_of (press, i)->kind == NYSTA_TOKEN_NUMBER ||
          (i > from && token_of (press, i - 1)->kind == NYSTA_TOKEN_NUMBER &&
           word_in (press->tokens[i].lower, "– -"))))
    i++;
  return i;
}

/* The organisation that a sentence is about: its first one before @i. */
static uint32_t
subject_organisation (Press *press, uint32_t first, uint32_t i)
{
  for (uint32_t k = first; k < i; k++)
    {
      Span *span = span_at (press, k, ORGANISATION);

      if (span != NULL)
        return span_entity (press, span);
    }
  return NONE;
}

/* `A, B och C blir`: @i is where C stands. */
static bool
is_last_of_several (const Press *press, uint32_t i)
{
  const Span *before = i >= 2 && token_bits (press, i - 1, W_AND) ? span_over (press, i - 2)
                                                                  : NULL;

  return before != NULL && before->kind == PERSON && before->end == i - 1;
}

/* What the sentence says of the last of them, from membership @from on, it says of all. */
static void
share_with_several (Press *press, uint32_t person, uint32_t first, size_t from)
{
  if (!is_last_of_several (press, first))
    return;
  for (uint32_t i = first;
       i >= 2 && (token_bits (press, i - 1, W_AND) || token_is (press, i - 1, ","));)
    {
      Span *span = span_over (press, i - 2);

      if (span == NULL || span->kind != PERSON || span->end != i - 1 || i - 1 == 0)
        return;
      uint32_t name = span->first, end = span->end, other = span_entity (press, span);
      for (size_t m = from, n = press->n_memberships; m < n && m < from + 8; m++)
        {
          Membership said = press->memberships[m];

          if (said.person != person)
            continue;
          Membership *shared = membership_add (press, other, said.role, said.organisation,
                                               name, end, said.confidence);
          shared->proposed = said.proposed;
          shared->seat = said.seat;
        }
      i = name;
    }
}

static bool
read_titles (Press *press, uint32_t person, uint32_t name_first, uint32_t i, uint32_t limit,
             uint32_t employer, bool proposed)
{
  Frame frame = {
    .body = NONE, .body_role = NONE, .employer = employer, .mode = TITLE_PLAIN
  };
  size_t before = press->n_memberships;
  Title title;

  i += i < limit && token_bits (press, i, W_PRONOUN); /* `Dessförinnan var hon titel` */
  uint32_t from = i;
  i = verbs_skip_adverbs (press, i, limit);
  if (i > from && employer == NONE)
    frame.employer = organisation_of_word (press, i - 1);
  /* `utses till kommissionens ordförande` */
  if (i + 1 < limit && !token_upper (press, i) &&
      (has_suffix (press->tokens[i].lower, "ens") ||
       has_suffix (press->tokens[i].lower, "ets")) &&
      section_find_body (press, i, i + 1) != NONE)
    {
      frame.employer = section_find_body (press, i, i + 1);
      i++;
    }
  /* `är Nordvinds ekonomichef` */
  Span *owner = span_at (press, i, ORGANISATION);
  uint32_t head_end;
  if (owner != NULL && owner->end < limit &&
      ((title_head (press, owner->end, &head_end) &&
        has_suffix (press->tokens[owner->end - 1].lower, "s")) ||
       (in_english (press, i) &&
        title_parse (press, owner->end, limit, TITLE_PLAIN, &title) &&
        title.first == owner->end)))
    {
      frame.employer = span_entity (press, owner);
      i = press->spans[press->tokens[i].span].end;
    }
  if (i >= limit || !title_parse (press, i, limit, TITLE_PLAIN, &title) ||
      (title.plural && !is_last_of_several (press, name_first)))
    return false;
  description_read (press, person, name_first, i, limit, &frame);
  verbs_share_place_of_next (press, before, limit);
  for (size_t m = before; m < press->n_memberships; m++)
    press->memberships[m].proposed = proposed;
  return true;
}

/* `ser sig som`, `lika … som`: what stands behind `som` is what somebody is taken for. */
static bool
is_likening (const char *lower)
{
  return word_in (lower,
                  "ser såg sett ses sågs betraktar betraktade betraktas uppfattar "
                  "uppfattas beskriver beskrev beskrivs beskrevs kallar kallade kallas "
                  "upplever upplevs känner kände känns framstår lika så samma sådan "
                  "sådana både såväl precis liksom av tackar tackade tackas avtackades "
                  "avtackas söker sökte sökt vill ville");
}

/* Read on from @i, after the subject: a verb, then a title. */
static bool
read_predicate (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                uint32_t limit)
{
  bool appointed = false, proposed = false, likened = false;
  uint32_t from = i, place = NONE;
  uint32_t start = sentence_first (press, name_first);
  uint32_t employer = subject_organisation (press, start, name_first);
  bool found = false;

  /* `ORG har utsett NAMN till titel`, `Styrelsen föreslår att NAMN väljs`. */
  for (uint32_t k = start; k < name_first; k++)
    {
      appointed |= verbs_is_appointment (press->tokens[k].lower);
      proposed |= is_proposal (press->tokens[k].lower);
    }

  /* `Fram till årsskiftet är NAMN titel` */
  if (name_first > start && verbs_is_being (press->tokens[name_first - 1].lower) &&
      read_titles (press, person, name_first, i, limit, NONE, proposed))
    return true;

  /* `NAMN till titel.` below `Mötet valde` */
  Title title;
  if (name_first == start && i + 1 < limit && token_is (press, i, "till") &&
      title_parse (press, i + 1, limit, TITLE_PLAIN, &title) && title.board &&
      (title.end == limit || token_is (press, title.end, ".")) && press->owner != NONE)
    return read_titles (press, person, name_first, i + 1, limit, press->owner, proposed);

  /* `NAMN ny titel på ORG` */
  if (i + 1 < limit && token_is (press, i, "ny") &&
      read_titles (press, person, name_first, i + 1, limit, NONE, proposed))
    return true;

  uint32_t verb = i;
  if (name_first == start || token_bits (press, name_first, W_PRONOUN) ||
      workplace_opening (press, start, limit) == employer)
    place = workplace_opening (press, start, limit);
  if (employer == NONE)
    employer = place;
  for (; i < limit && i - from < GAP_TOKENS; i++)
    {
      const char *lower = press->tokens[i].lower;

      if (span_over (press, i) != NULL && span_over (press, i)->kind == PERSON)
        {
          /* `efterträder NAMN som titel` */
          if (i == 0 ||
              !word_in (press->tokens[i - 1].lower,
                        "efterträder ersätter efterträdde ersatte efterträda ersätta"))
            break;
          i = span_over (press, i)->end - 1;
          continue;
        }
      if (token_bits (press, i, W_SAY) && !(verbs_is_appointment (lower) && i + 1 < limit &&
                                            token_is (press, i + 1, "som")))
        break;
      proposed |= is_proposal (lower);
      likened |= is_likening (lower);
      if (strcmp (lower, "där") == 0 || strcmp (lower, "where") == 0)
        place = workplace_of_place (press, start, i);
      /* `NAMN ingår i ORG` */
      uint32_t seat = i + 2;
      if (seat + 1 < limit &&
          word_in (press->tokens[seat].lower,
                   "styrelsen ledningen ledningsgruppen insynsrådet") &&
          word_in (press->tokens[seat + 1].lower, "för i vid på"))
        seat += 2;
      if ((strcmp (lower, "ingår") == 0 || strcmp (lower, "sitter") == 0) && seat < limit &&
          token_is (press, i + 1, "i") && span_at (press, seat, ORGANISATION) != NULL)
        {
          Span *body = span_at (press, seat, ORGANISATION);

          membership_add (press, person, NONE, span_entity (press, body), name_first,
                          body->end, 0.75)
            ->seat = true;
          workplace_read_series (press, person, name_first,
                                 span_at (press, seat, ORGANISATION)->end, limit, true);
          found = true;
        }
      if (verbs_is_appointment (lower))
        {
          appointed = true;
          if (employer == NONE && word_in (lower, "joins joined")) /* `joins ORG as` */
            employer = workplace_before_as (press, i + 1, limit);
          continue;
        }
      if ((verbs_is_being (lower) || (appointed && strcmp (lower, "vara") == 0)) &&
          read_titles (press, person, name_first, i + 1, limit, place, proposed))
        {
          found = true;
          from = i;
        }
      /* `… samt titel vid ORG`: what stands between need not be understood. */
      if (found && token_is (press, i, "samt") &&
          read_titles (press, person, name_first, i + 1, limit, NONE, proposed))
        from = i;
      if (token_bits (press, i, W_PREP) && !token_upper (press, i) && i + 2 < limit &&
          employer == NONE)
        {
          employer = workplace_before_as (press, i + 1, limit);
          if (employer != NONE)
            from = i;
        }
      /* `the position of`, `i egenskap av` */
      bool office = i > from &&
                    ((strcmp (lower, "of") == 0 &&
                      word_in (press->tokens[i - 1].lower,
                               "position role post office capacity")) ||
                     (strcmp (lower, "av") == 0 && token_is (press, i - 1, "egenskap")));
      appointed |= office;
      if ((strcmp (lower, "som") == 0 || strcmp (lower, "till") == 0 ||
           strcmp (lower, "as") == 0 || office) &&
          (appointed || (lower[0] == 's' && !likened)) &&
          (read_titles (press, person, name_first, i + 1, limit,
                        place != NONE ? place : employer, proposed) ||
           (appointed && strcmp (lower, "som") == 0 && !proposed &&
            workplace_read_unknown (press, person, name_first, i + 1, limit))))
        {
          if (appointed && strcmp (lower, "som") == 0 && !proposed)
            workplace_read_further (press, person, name_first, i + 1, limit);
          found = true;
          from = i;
        }
    }
  found |= workplace_read_positions (press, person, name_first, verb, limit);
  return found || workplace_read (press, person, name_first, verb, limit);
}

/* `är A (X) och B (Y).`: past A and what stands in brackets; TRUE if no more is said. */
static bool
is_bracketed_pair (const Press *press, uint32_t *i, uint32_t limit)
{
  uint32_t k = *i, n = 0;

  for (; n < 2 && k + 2 < limit && token_is (press, k, "("); n++)
    {
      while (k < limit && !token_is (press, k, ")"))
        k++;
      k++;
      if (n == 1)
        return k >= limit || token_is (press, k, ".");
      if (k + 1 >= limit || !token_bits (press, k, W_AND) ||
          span_at (press, k + 1, PERSON) == NULL)
        return false;
      *i = k;
      k = span_at (press, k + 1, PERSON)->end;
    }
  return false;
}

/* `Till justerare utsågs A och B`. */
static void
read_second (Press *press, uint32_t role, uint32_t organisation, uint32_t i, uint32_t limit)
{
  for (; i < limit && (token_bits (press, i, W_AND) ||
                       !token_bits (press, i, W_VERB | W_SAY | W_COPULA));
       i++)
    {
      Span *span = i > 0 && token_bits (press, i - 1, W_AND) ? span_at (press, i, PERSON)
                                                             : NULL;

      if (span == NULL)
        continue;
      membership_add (press, span_entity (press, span), role, organisation, span->first,
                      span->end, 0.8);
      return;
    }
}

/* `Ny vd för ORG blir NAMN`, `Projektledare är NAMN`, `Till ordförande valdes NAMN`. */
static bool
read_inverted (Press *press, uint32_t person, uint32_t first, uint32_t end)
{
  uint32_t start = sentence_first (press, first), verb = first;
  Title title;

  /* `Till utredare utses lagmannen NAMN` */
  if (title_before (press, first, start, &title))
    verb = title.first;
  while (verb > start && token_bits (press, verb - 1, W_FORMER))
    verb--;
  verb -= verb > start && token_is (press, verb - 1, ":");
  /* `förordnades den 1 september 2022 NAMN` */
  while (verb > start &&
         (token_of (press, verb - 1)->kind == NYSTA_TOKEN_NUMBER ||
          token_bits (press, verb - 1, W_MONTH) || token_is (press, verb - 1, "den")))
    verb--;
  if (verb <= start + 1 || !(verbs_is_being (press->tokens[verb - 1].lower) ||
                             verbs_is_appointment (press->tokens[verb - 1].lower)))
    return false;
  uint32_t i = start;
  /* `… och till sekreterare valdes NAMN`: the last one before the verb. */
  for (uint32_t k = verb - 1; k-- > start && verb - k < GAP_TOKENS;)
    if (token_is (press, k, "till"))
      {
        i = k;
        break;
      }
  while (
    i < first &&
    (token_is (press, i, "till") || token_is (press, i, "som") ||
     token_bits (press, i, W_FORMER | W_ARTICLE) || !token_word (press, i) ||
     (i == start && word_in (press->tokens[i].lower,
                             "omvald omvalda nyvald nyvalda invald vald valda utsedd"))))
    i++;
  bool english = press->text->language != NULL && has_prefix (press->text->language, "en");
  /* `ORG:s ordförande är NAMN` */
  Span *owner = span_at (press, i, ORGANISATION);
  uint32_t owned = NONE;
  if (owner != NULL && owner->end < verb - 1 &&
      has_suffix (press->tokens[owner->end - 1].lower, "s"))
    {
      i = owner->end;
      owned = span_entity (press, owner);
    }
  if (!title_parse (press, i, verb - 1, english ? TITLE_DESCRIPTION : TITLE_PLAIN,
                    &title) &&
      !verbs_title_of_clause (press, verb - 1, start, &title))
    return false;
  uint32_t role = title_entity (press, &title);
  uint32_t organisation = title.organisation != NONE ? title.organisation : owned;
  if (organisation == NONE && !title.minister)
    organisation = organisation_of_context (press, title.label, i);
  if (title.minister)
    organisation = NONE;
  if (organisation == NONE && title.board)
    organisation = press->owner;
  if (organisation == NONE && !title.minister)
    organisation = verbs_place_behind_name (press, person, first);
  membership_add (press, person, role, organisation, start, end, 0.85);
  if (title.plural)
    verbs_read_enumerated (press, role, organisation, end, sentence_end (press, first));
  else if (!verbs_is_being (press->tokens[verb - 1].lower) ||
           is_bracketed_pair (press, &end, sentence_end (press, first)))
    read_second (press, role, organisation, end, sentence_end (press, first));
  return true;
}

/* `Som ordförande utses A samt som sekreterare ambassadör NAMN`: one verb for both. */
static bool
read_further_appointed (Press *press, uint32_t person, uint32_t first, uint32_t end)
{
  uint32_t start = sentence_first (press, first);
  Title own, title;
  bool appointed = false;

  if (first < start + 5 || !title_before (press, first, start, &title))
    return false;
  if (title_before (press, title.first, start, &own))
    title = own; /* the one right before the name is what they live by */
  uint32_t i = title.first;
  if (i < start + 3 || !word_in (press->tokens[i - 1].lower, "som till") ||
      !(token_bits (press, i - 2, W_AND) || token_is (press, i - 2, ",")))
    return false;
  for (uint32_t k = start; k + 2 < i && !appointed; k++)
    appointed = verbs_is_appointment (press->tokens[k].lower);
  if (!appointed)
    return false;
  uint32_t organisation = title.organisation;
  for (size_t m = press->n_memberships; organisation == NONE && m-- > 0;)
    {
      if (press->memberships[m].first < start || press->memberships[m].first >= i)
        continue;
      organisation = press->memberships[m].organisation;
    }
  membership_add (press, person, title_entity (press, &title), organisation, i - 1, end,
                  0.8);
  return true;
}

/* `Hennes tidigare uppdrag omfattar …`, `Andra styrelseuppdrag är …`: of whom the text was
 * speaking. */
static void
read_of_unnamed (Press *press, uint32_t first, uint32_t past, uint32_t limit)
{
  bool possessive = word_in (press->tokens[first].lower, "hennes hans");

  if (past < limit && token_bits (press, past, W_SAY))
    return;
  if (!possessive && !word_in (press->tokens[first].lower, "andra tidigare övriga bland"))
    return;
  uint32_t span = verbs_last_person (press, first);
  if (span == NONE || entry_next_person (press, first, limit) < limit)
    return;
  uint32_t person = span_entity (press, &press->spans[span]);
  if (possessive && read_predicate (press, person, first, first + 1, limit))
    return;
  workplace_read_positions (press, person, first, first, limit);
}

void
verbs_read (Press *press)
{
  size_t n = press->n_spans;

  for (size_t s = 0; s < n; s++)
    {
      if (press->spans[s].kind != PERSON)
        continue;
      uint32_t first = press->spans[s].first, end = press->spans[s].end;
      uint32_t limit = sentence_end (press, first);
      if (press->block_read[block_of (press, first)] || end >= limit)
        {
          if (!press->block_read[block_of (press, first)] &&
              !read_further_appointed (press, span_entity (press, &press->spans[s]), first,
                                       end))
            read_inverted (press, span_entity (press, &press->spans[s]), first, end);
          continue;
        }
      uint32_t person = span_entity (press, &press->spans[s]);

      size_t before = press->n_memberships;
      if (!read_further_appointed (press, person, first, end) &&
          !read_inverted (press, person, first, end) &&
          read_predicate (press, person, first, end, limit))
        share_with_several (press, person, first, before);
    }
  for (size_t k = 0; k < press->text->n_sentences; k++)
    {
      uint32_t first = press->text->sentences[k].first_token;
      uint32_t limit = first < press->n_tokens ? sentence_end (press, first) : first;

      if (first >= limit)
        continue;
      if (!press->block_read[block_of (press, first)])
        {
          verbs_read_members (press, first, limit);
          workplaces_read_representation (press, first, limit);
        }
      uint32_t pronoun = first;
      while (pronoun < limit && pronoun < first + 7 &&
             !token_bits (press, pronoun, W_PRONOUN) &&
             !verbs_speaks_of_self (press, pronoun) && span_over (press, pronoun) == NULL &&
             !token_bits (press, pronoun, W_SAY))
        pronoun++;
      if (pronoun >= limit || (!token_bits (press, pronoun, W_PRONOUN) &&
                               !verbs_speaks_of_self (press, pronoun)))
        {
          read_of_unnamed (press, first, pronoun, limit);
          continue;
        }
      uint32_t span = verbs_last_person (press, first);
      if (verbs_speaks_of_self (press, pronoun))
        span = verbs_speaker (press, first, span);
      uint32_t self = verbs_speaks_of_self (press, pronoun) ? pronoun + 1 : NONE;
      /* `I’m also a …` holds its verb in the pronoun. */
      if (span != NONE && self != NONE && strlen (press->tokens[pronoun].word) > 1)
        read_titles (press, span_entity (press, &press->spans[span]), first, self, limit,
                     NONE, false);
      if (span != NONE)
        read_predicate (press, span_entity (press, &press->spans[span]), first, first + 1,
                        limit);
    }
  verbs_read_successions (press);
}
