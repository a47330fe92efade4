/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-word-kinds.c: what the words around a name, and the last word of the name itself,
 * tell of it: some twenty kinds in place of thousands of words, so that a few hundred
 * annotated documents teach a weight for each.
 */
#include "project-learned.h"
#include "projects.h"

#include <string.h>

enum
{
  NOT_ASKED,
  NO_KIND,
  SAYING,
  FIRST_ROW,
  HEAD = 1u << 7 /* besides */
};

typedef struct
{
  const char *kind;
  const char *words;
  const char *endings;
  WordSet words_set, endings_set;
} KindRow;

#define ORGANISATION_ROW 9

/* The first that fits counts. */
static KindRow kinds[] = {
  { "undertaking",
    "project projects programme programmes initiative initiatives campaign study studies",
    "projekt projektet projektets projekten program programmet programmets programmen "
    "initiativ initiativet initiativets satsning satsningen satsningens satsningar kampanj "
    "kampanjen pilot piloten utlysning utlysningen utlysningar kraftsamling kraftsamlingen "
    "innovationsmiljön forskarskolan testbädden studien insatsen uppdraget",
    { 0 },
    { 0 } },
  { "event",
    "workshop workshops conference event events",
    "konferens konferensen konferenser seminarium seminariet seminarier workshopen mässa "
    "mässan festival festivalen evenemang evenemanget tävlingen tävling webbinarium "
    "arrangemang arrangemanget vecka veckan dagarna temadag hackathon möte mötet",
    { 0 },
    { 0 } },
  { "launch",
    "lansera lanserar lanserade lanseras lanserades lanserat lansering lanseringen starta "
    "startar startade startas startades startat inleds inleder inledde invigs invigdes "
    "invigde inviger invigning invigningen etablera etablerar etableras etablerades "
    "etableringen bildades skapades initierades initierat kickar drar drog igång premiär "
    "launch launched launches started starts established kick-off startskottet",
    "",
    { 0 },
    { 0 } },
  { "run",
    "driver drivs drev drevs drivits driva bedrivs bedriver genomför genomförs genomfördes "
    "genomföra genomförts koordinerar koordineras koordinerades leder leds leddes leda ledde "
    "pågår pågick löper arrangerar arrangeras arrangerades arrangera anordnas anordnar "
    "samordnas samordnar samordna organiserar organiseras hålls run runs led leads hosted "
    "coordinated coordinates carried organised organized managed ongoing avslutas avslutades "
    "avslutat",
    "",
    { 0 },
    { 0 } },
  { "aim",
    "syftar syftade syfte syftet mål målet ambition ambitionen aims aim goal seeks fokuserar "
    "handlar inriktar riktar vänder bidrar undersöker utforskar utvecklar testar focuses "
    "explores addresses contributes gäller erbjuder möjliggör främja",
    "",
    { 0 },
    { 0 } },
  { "fund",
    "finansieras finansierar finansierade finansierat finansiering finansierad finansierades "
    "stöd stöds stödjer stöttas medel bidrag bidraget beviljas beviljats beviljades beviljade "
    "anslag anslår funded funding funds grant grants granted financed supported support "
    "miljoner budget sponsored",
    "",
    { 0 },
    { 0 } },
  { "join",
    "delta deltar deltagit deltog deltagande deltagare medverkar medverkat ingår ingick "
    "ansluter anslutit anslutna ansökt söka join joined participate participating "
    "participates participation participants partner partners parter samarbete samverkan "
    "collaboration",
    "",
    { 0 },
    { 0 } },
  { "within",
    "inom ramen ramar within part del delen genom through via",
    "",
    { 0 },
    { 0 } },
  { "staff",
    "vd ordförande styrelse styrelsen chef direktör generaldirektör anställd arbetar jobbar "
    "medarbetare medlem medlemmar grundare ceo director founder works board chair member "
    "members kontor kontoret huvudkontor professor forskare",
    "",
    { 0 },
    { 0 } },
  { "organisation",
    "organisationen organisation organisationer företag aktörer aktörerna myndigheter partiet "
    "tidningen nätverket nätverk",
    "",
    { 0 },
    { 0 } },
  { "product",
    "verktyget verktyg appen app tjänsten tjänst boken bok rapporten rapport lagen lag filmen "
    "webbplatsen sidan webbplats systemet system plattformen plattform portalen databasen "
    "artikeln podden strategin strategi avtalet priset pris artikel publikation tool platform "
    "report book website service article paper dataset data tekniken konceptet modellen "
    "metoden",
    "",
    { 0 },
    { 0 } },
  { "call",
    "heter kallas kallat kallad namnet called named hette titeln döpts döpt",
    "",
    { 0 },
    { 0 } },
};

static uint8_t
kind_index (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  if (token_bits (press, i, W_SAY))
    return SAYING;
  /* `skrytprojekt`, `dataprogram` */
  if (word_ends_in (lower, "projekt projektet program programmet") &&
      project_word_number (press, i) == NULL)
    return NO_KIND;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
    if (word_set_has (&kinds[k].words_set, lower, (WordList){ .text = kinds[k].words }) ||
        (kinds[k].endings[0] != '\0' &&
         word_set_has_ending (&kinds[k].endings_set, lower,
                              (WordList){ .text = kinds[k].endings })))
      return (uint8_t) (FIRST_ROW + k);
  if (token_bits (press, i, W_DESCRIPTOR | W_ORG_OPENER | W_ORG_HEAD))
    return FIRST_ROW + ORGANISATION_ROW;
  return NO_KIND;
}

static bool
is_head (const char *lower)
{
  return word_in (
    lower,
    "projekt projektet program programmet initiativ initiativet satsning satsningen centrum "
    "center centret centrumet vecka veckan dag dagen dagarna konferens konferensen pilot "
    "piloten studie studien utlysning utlysningen kampanj kampanjen plattform plattformen "
    "labb labbet lab nätverk nätverket tjänst tjänsten infrastruktur infrastrukturen hubb "
    "hubben testbädd testbädden verkstad verkstaden fabrik fabriken lyftet resan akademi "
    "akademin turné turnén festival festivalen mässa mässan forum seminarium seminarieserie "
    "workshop conference week day programme project initiative network platform "
    "infrastructure hub challenge study school summit academy assembly symposium call "
    "campaign budget medborgarbudget modell modellen metod samarbete samverkan partnerskap "
    "konsortium forskningsmiljö miljö consortium mission uppdrag laboratory node portal "
    "portalen forskarskola prize pris priset award rapport rapporten strategi strategin "
    "strategy report lag lagen act agreement avtal avtalet");
}

static uint8_t
known_of (const Press *press, uint32_t i)
{
  Word *word = press->tokens[i].known;

  if (word->project_kind == NOT_ASKED)
    word->project_kind = (uint8_t) (kind_index (press, i) |
                                    (is_head (word->lower) ? HEAD : 0));
  return word->project_kind;
}

const char *
project_word_kind (const Press *press, uint32_t i)
{
  unsigned kind = known_of (press, i) & ~(unsigned) HEAD;

  return kind == NO_KIND ? NULL : kind == SAYING ? "say" : kinds[kind - FIRST_ROW].kind;
}

bool
project_is_head (const Press *press, uint32_t i)
{
  return (known_of (press, i) & HEAD) != 0;
}

const char *
project_head_ending (const char *lower)
{
  static const char *const endings[] = {
    "projektet",     "projekt",     "programmet",  "program",      "initiativet",
    "initiativ",     "satsningen",  "satsning",    "centrum",      "center",
    "centret",       "veckan",      "dagen",       "dagarna",      "konferensen",
    "piloten",       "studien",     "utlysningen", "kampanjen",    "plattformen",
    "plattform",     "labbet",      "labb",        "lab",          "nätverket",
    "infrastruktur", "hubben",      "testbädd",    "verkstaden",   "verkstad",
    "fabriken",      "lyftet",      "resan",       "akademin",     "turnén",
    "festivalen",    "mässan",      "forum",       "budget",       "modellen",
    "portalen",      "hub",         "priset",      "lagen",        "strategin",
    "rapporten",     "avtalet",     "skolan",      "rådet",        "verket",
    "nämnden",       "myndigheten", "föreningen",  "förbundet",    "institutet",
    "bolaget",       "kommittén",   "utredningen", "delegationen", "beredningen",
    "partiet",       "banken",      "gruppen",     "fonden",       "museet",
    "stiftelsen",
  };

  if (!word_ends_in_one_of (lower, endings))
    return NULL;
  for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
    if (has_suffix (lower, endings[k]))
      return endings[k];
  return NULL;
}

const char *
project_word_number (const Press *press, uint32_t i)
{
  return project_word_plural (press, i)       ? "plural"
         : project_word_indefinite (press, i) ? "indefinite"
         : project_word_definite (press, i)   ? "definite"
                                              : NULL;
}
