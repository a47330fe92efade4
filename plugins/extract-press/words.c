/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * words.c: the closed lists. Every word here is one of the language or of the genre;
 * names of persons, places and organisations come from the lexicon.
 */
#include "press.h"

#include <stdlib.h>
#include <string.h>

static const struct
{
  uint32_t bits;
  const char *words; /* small letters, separated by blanks */
} lists[] = {
  { W_SAY, "säger menar berättar kommenterar tycker förklarar konstaterar understryker "
           "betonar fortsätter avslutar uppger skriver tillägger påpekar sade sa "
           "framhåller hälsar poängterar sammanfattar inflikar resonerar says said "
           "comments explains adds notes concludes" },
  { W_AND, "tillika och samt respektive jämte & and" },
  { W_PREP, "på vid hos i från inom för åt at in of from with" },
  { W_PREMODIFIER,
    "ytterst vice v v. biträdande bitr bitr. tf t.f t.f. tillförordnad tillförordnade vikarierande "
    "verkställande ställföreträdande förste första andre andra 1:e 2:e 3:e 1:a 2:a "
    "tjänstgörande särskild särskilda teknisk tekniske tekniska "
    "administrativ administrative administrativa vetenskaplig vetenskapliga operativ "
    "operativa global globala nordisk nordiska regional regionala nationell nationella "
    "internationell senior junior ordinarie adjungerad adjungerade extern externa "
    "politisk politiska strategisk strategiska personlig ekonomisk kommersiell "
    "konstnärlig konstnärliga pedagogisk medicinsk medicinska klinisk ledande "
    "filosofie medicine teknologie juris ekonomie teologie "
    "gästande affilierad särskild särskilda särskilde deputy acting assistant "
    "associate principal chief founding ansvarig ansvariga "
    "executive managing general scientific technical honorary lead" },
  { W_FORMER,
    "f.d. f.d fd tidigare före förre förra dåvarande nuvarande tillträdande "
    "avgående nytillträdd nytillträdda nytillträdde nyvald nyvalda nyvalde "
    "nyutnämnd nyutnämnda blivande former outgoing incoming previously ny nya nye "
    "new självskriven självskrivna pensionerad pensionerade retired disputerad disputerade utbildad utbildade" },
  { W_MEMBERS, "ledamöter ledamöterna ledamot medlemmar medlemmarna medlem deltagare "
               "deltagarna representanter representanterna personer members member "
               "participants beslutande närvarande styrelsen styrelse "
               "sammansättning" },
  { W_ORG_HEAD,
    "universitet universitetet högskola institut institute institutet museum museet "
    "sjukhus universitetssjukhus lasarett bibliotek förening förbund stiftelse sällskap "
    "bank fond bolag koncern klubb kår akademi akademien akademin teater församling "
    "sjukstuga hälsocentral vårdcentral folktandvård pastorat stift ambassad kommun "
    "kommuner stad landsting kommunförbund nätverk "
    "university college institution foundation association society council agency "
    "authority municipality group company library centre center network federation "
    "union laboratory hospital museum commission ministry bureau fund trust alliance "
    "archives observatory survey consortium school academy board office gruppen arkitekter "
    "energi partners "
    "konsult consulting fastigheter bostäder hamn vatten kraft renhållning lokaltrafik "
    "konserthus konsthall stadsmission opera elnät räddningstjänst brandförsvar "
    "garden gardens partnership coalition committee secretariat cluster chamber embassy "
    "theatre directorate parliament inspectorate orchestra ensemble airlines airways railways clinic institutes tidning tidningar "
    "dagblad folkblad" },
  { W_ORG_OPENER,
    "stiftelsen föreningen region regionen länsstyrelsen högskolan universitetet "
    "institutet delegationen myndigheten nämnden rådet kommissionen kommittén "
    "förbundet handelsbolaget aktiebolaget bolaget sällskapet kooperativet "
    "ekonomiska kommunalförbundet samordningsförbundet bostadsrättsföreningen brf "
    "ab fonden banken akademin institute ministry university hushållningssällskapet "
    "sparbanken forum" },
  { W_LEGAL,
    "ab ab:s aktiebolag hb kb oy oyj as a/s asa aps gmbh ltd limited inc llc plc bv "
    "oü eû sp.z.o.o sp uab sia srl spa sas group holding" },
  { W_NOT_NAME,
    "sverige sveriges norden europa stockholm måndag tisdag onsdag torsdag fredag lördag "
    "söndag monday tuesday wednesday thursday friday saturday sunday dr dr. fru herr prof "
    "prof. "
    "kontakt kontakter telefon epost e-post mobil tel plats tid datum foto bild text "
    "dr. prof. adress webb läs mer om följ dela hem meny the this that and for with our we "
    "konungen drottningen kungen prins prinsessan h.m. h.k.h. presskontakt pressbild "
    "pressmeddelande ordförande sekreterare kassör ledamot ledamöter suppleanter "
    "revisorer justerare beslutande närvarande projekt projektet programmet fakta "
    "bakgrund internet fellowship foundation award opportunity center centre lab research "
    "sustainable projektgruppen startup science regionråd kommunalråd vd gd" },
  { W_NO_ACTOR,
    "regeringen regeringens eu fn nato riksdagen riksdag kommunstyrelsen "
    "kommunstyrelse kommunfullmäktige fullmäktige regionstyrelsen regionfullmäktige "
    "kommunkansliet regionkansliet styrelsen styrelse nämnden valberedningen årsmötet "
    "arbetsutskottet kommunen regionen förvaltningen utskottet facebook instagram "
    "linkedin twitter youtube github google microsoft internet rådet förbundet "
    "stiftelsen föreningen universitetet myndigheten bolaget sverige konungen kungen "
    "monarkin europarådet kansliet sekretariatet presstjänsten pressjouren "
    "presskontakt centret socialnämnden byggnadsnämnden "
    "utbildningsnämnden valnämnden kulturnämnden projects projekt kontakt contact staff "
    "people team funding news nyheter publications publikationer kalender dokument "
    "nyckelord medarbetare ledning" },
  { W_PARTICLE,
    "af av von van de der den la le du di da el al bin ben ibn ter zu dos del" },
  { W_PROJECT, "projektet programmet initiativet satsningen utlysningen piloten "
               "pilotprojektet forskningsprojektet forskningsprogrammet projekt program "
               "samarbetsprojektet utvecklingsprojektet samverkansprojektet eu-projektet "
               "innovationsprogrammet samarbetet kampanjen initiativ delprojektet "
               "stödprogrammet huvudprojektet innovationsprojektet kulturprojektet "
               "samverkansprogrammet" },
  { W_COPULA, "är var blir blev heter varit bli is was becomes became" },
  { W_ARTICLE, "en ett den det de vår vårt våra sin the a an our" },
  { W_PRONOUN, "han hon hen she he" },
  { W_ACADEMIC,
    "student doctoral lecturer fellow professor docent lektor universitetslektor "
    "universitetsadjunkt adjunkt "
    "doktorand lärare gymnasielärare researcher lecturer forskare doktor adjungerad seniorprofessor biträdande "
    "expert specialist överläkare gästprofessor postdoktor forskarstuderande "
    "student universitetslektor högskolelektor" },
  { W_BOARD,
    "ordförande ordföranden ledamot ledamöter ersättare suppleant suppleanter "
    "ordf ordf. kassör sekreterare sammankallande justeringsman justeringsmän revisor revisorer revisorssuppleant "
    "justerare justeringsperson valberedning adjungerad adjungerade "
    "styrelseordförande styrelseledamot vice chair chairman chairperson member "
    "treasurer secretary convenor convener webbansvarig ungdomsansvarig materialansvarig "
    "revisorsersättare protokollförare protokollsekreterare firmatecknare "
    "mötesordförande mötessekreterare rösträknare kontaktperson" },
  { W_UNIT,
    "avdelningen enheten institutionen förvaltningen sektionen kansliet staben "
    "kontoret affärsområdet divisionen fakulteten department unit division "
    "faculty inst inst. avd avd. dept dept. sekt. avdelning enhet institution centrum centret gruppen" },
  { W_CONTACT,
    "telefon tel tfn mobil mob e-post epost mejl mail email e-mail phone växel "
    "telefonnummer webb fax direkt tel. tfn. mob. tlf tlf. vx vx. ph ph. mobile cell "
    "telephone mobilnummer mobiltelefon direktnummer epostadress e-postadress "
    "webbplats hemsida website besöksadress postadress box" },
  { W_VERB, "är var blir blev har hade ska skall kan vill får fick gör som att där när då "
            "om men eller syftar handlar startar startade drivs leds ägs finansieras "
            "pågår innebär ger tar kommer ingår deltar medverkar samlar bidrar "
            "genomförs genomför möjliggör utvecklar undersöker ska vilket under "
            "tillsammans genom mellan sedan samt inte också nu redan även bygger "
            "beviljas beviljades avslutas avslutades presenterar presenterades "
            "lanseras lanserades initierades drevs leder äger driver bedrivs visar "
            "förordnas förordnades förordnats utnämns utnämndes anställs anställdes utses "
            "utsågs väljs valdes utser föreslås anställs tillträder avslår "
            "besöker besökte mötte berättade visade togs tas välkomnades hälsade "
            "beslutar beslutade godkänner avsätter reserverar yrkar föredrar "
            "tog gav stöttar stödjer koordineras samordnas is was will has are that "
            "which aims brings began started säger menar berättar ställer får kunna" },
  { W_DESCRIPTOR, "företaget myndigheten bolaget kommunen organisationen föreningen "
                  "stiftelsen koncernen energibolaget konsultbolaget bostadsbolaget "
                  "teknikföretaget forskningsinstitutet branschorganisationen "
                  "fastighetsbolaget intresseorganisationen universitetet grannkommunen "
                  "tankesmedjan dotterbolaget moderbolaget industriföretaget "
                  "konsultfirman advokatfirman arkitektfirman firman techbolaget "
                  "startupbolaget förlaget byrån konsultföretaget forskningscentrumet "
                  "kompetenscentrumet forskningsinfrastrukturen" },
  { W_MONTH, "januari februari mars april maj juni juli augusti september oktober november "
             "december january february march may june july august october" },
  { W_GENERIC, "advisory steering editorial executive governing management" },
  { W_TITLE_EXTRA,
    "ledamot ledamöter ordförande ordföranden ordf ordf. vd gd cdo ciso cio ceo cto cfo "
    "coo cmo hr "
    "generaldirektör prof prof. ersättare suppleant kassör sekreterare sammankallande "
    "justerare "
    "pressekreterare pressansvarig statssekreterare koncernchef revisor "
    "föredragande samordnare kontaktperson projektägare talesperson talman statsminister "
    "presskontakt minister docent professor doktorand representant valberedning grundare medgrundare "
    "regionråd kommunalråd oppositionsråd borgarråd landshövding biskop rektor director "
    "manager lead head developer architect curator researcher coordinator co-ordinator "
    "fellow scientist founder student co-pi candidate postdoc investigator co-investigator "
    "pi "
    "president advisor adviser consultant specialist lecturer programmer archivist steward "
    "administrator leader representative spokesperson dean researcher chair chairman "
    "chairperson vice-chair editor editor-in-chief treasurer secretary professor minister "
    "journalist moderator föreläsare konsult kommunikatör processledare verksamhetsledare "
    "projektmedarbetare konferencier programvärd "
    "justeringsmän justeringsman rösträknare convenor convener co-chair co-founder cofounder co-director co-lead vice-chairman "
    "founder engineer librarian analyst officer ledare delägare chair-in-elect chair-elect "
    "evaluator" },
};

#define N_BUCKETS 4096u

typedef struct
{
  char text[28];
  uint32_t bits;
} Slot;

/* Filled once a process: plugins are never called from two threads. */
static Slot slots[N_BUCKETS];
static bool slots_filled;

static uint32_t
hash (const char *word)
{
  uint32_t h = 2166136261u;

  for (const unsigned char *p = (const unsigned char *) word; *p != '\0'; p++)
    h = (h ^ *p) * 16777619u;
  return h;
}

static Slot *
slot_of (const char *word)
{
  uint32_t i = hash (word) % N_BUCKETS;

  while (slots[i].text[0] != '\0' && strcmp (slots[i].text, word) != 0)
    i = (i + 1) % N_BUCKETS;
  return &slots[i];
}

static void
fill_slots (void)
{
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
    for (const char *p = lists[i].words; *p != '\0';)
      {
        char word[28] = "";
        size_t n = strcspn (p, " ");

        if (n < sizeof word)
          {
            memcpy (word, p, n);
            Slot *slot = slot_of (word);
            memcpy (slot->text, word, sizeof word);
            slot->bits |= lists[i].bits;
          }
        p += n;
        p += strspn (p, " ");
      }
  slots_filled = true;
}

uint32_t
word_bits (const char *lower)
{
  if (!slots_filled)
    fill_slots ();
  return strlen (lower) < sizeof slots[0].text ? slot_of (lower)->bits : 0;
}

bool
is_body_name (const char *lower)
{
  static const char *const suffixes[] = {
    "rådet",         "myndigheten",   "verket",
    "utredningen",   "beredningen",   "delegationen",
    "kommissionen",  "kommittén",     "institutet",
    "inspektionen",  "sekretariatet", "fonden",
    "stiftelsen",    "förbundet",     "universitetet",
    "högskolan",     "akademin",      "akademien",
    "föreningen",    "museet",        "nämnden",
    "sällskapet",    "banken",        "kassan",
    "bolagen",       "teatern",       "ombudsmannen",
    "unionen",       "alliansen",     "klustret",
    "nätverket",     "forumet",       "centret",
    "parlamentet",   "styrelsen",     "sjukhuset",
    "biblioteket",   "arkivet",       "-representationen",
    "departementet", "domstolen",     "ämbetet",
  };
  /* What any municipality has: these belong to their parent. */
  static const char *const generic[] = {
    "kommunstyrelsen",
    "regionstyrelsen",
    "utskottet",
    "arbetsutskottet",
    "projektstyrelsen",
    "bolagsstyrelsen",
    "årsmötet",
    "idag",
    "föreningsstyrelsen",
    "förbundsstyrelsen",
    "allmännyttan",
    "regeringen",
    "universitetssjukhuset",
    "förvaltningsrätten",
    "huvudstyrelsen",
    "grannföreningen",
    "moderbolagen",
    "dotterbolagen",
    "landsbanken",
    "databanken",
    "grannkommunen",
    "riksdagsstyrelsen",
    "universitetsstyrelsen",
    "högskolestyrelsen",
    "myndighetsstyrelsen",
    "stadsbiblioteket",
    "folkbiblioteket",
    "huvudverket",
    "hantverket",
    "nätverket",
    "ramverket",
    "regelverket",
    "konstverket",
    "samverket",
    "stadsnätverket",
    "referensgruppen",
    "bostadsrättsföreningen",
    "lokalföreningen",
    "moderföreningen",
    "forskningsinstitutet",
    "intresseföreningen",
    "branschföreningen",
    "bygdegårdsföreningen",
    "idrottsföreningen",
    "personalstiftelsen",
    "miljonämnden",
    "byggnadsnämnden",
    "socialnämnden",
    "utbildningsnämnden",
    "kulturnämnden",
    "valnämnden",
    "omsorgsnämnden",
    "fritidsnämnden",
    "tekniknämnden",
    "revisionsnämnden",
    "bildningsnämnden",
    "vårdnämnden",
    "äldrenämnden",
    "samhällsbyggnadsnämnden",
    "krisledningsnämnden",
    "kollektivtrafiknämnden",
    "utredningen",
    "beredningen",
    "valberedningen",
    "fastighetsbolagen",
    "teknikbolagen",
    "elbolagen",
    "storbanken",
    "näringslivsrådet?",
    "skolbiblioteket",
    "vetenskapsteatern",
  };

  if (has_suffix (lower, "området") || has_prefix (lower, "insynsråd"))
    return false;
  /* What the ending is of must be a word. */
  return strlen (lower) > 3 && word_ends_in_one_of (lower + 3, suffixes) &&
         !word_is_one_of (lower, generic);
}

bool
is_org_compound (const char *lower)
{
  static const char *const suffixes[] = {
    "förening",
    "föreningen",
    "förbund",
    "förbundet",
    "stiftelse",
    "stiftelsen",
    "sällskap",
    "sällskapet",
    "klubb",
    "klubben",
    "bolag",
    "bolaget",
    "universitetssjukhus",
    "sjukhus",
    "museum",
    "bibliotek",
    "högskola",
    "institut",
    "bank",
    "sparbank",
    "kommunförbund",
    "fond",
    "akademi",
    "teater",
    "kooperativ",
    "kår",
    "studentkår",
    "gymnasium",
    "myndighet",
    "verken",
    "församling",
    "kyrka",
    "orkester",
    "skärgårdsstiftelse",
    "folkhögskola",
    "lasarett",
    "teatern",
    "rederi",
    "byrå",
    "förlag",
    "verkstad",
    "kommunalförbund",
    "handelskammare",
    "samfällighet",
    "nämnd",
    "råd",
    "bruk",
    "varv",
    "hembygdsförening",
    "kommunförbundet",
    "skola",
    "arkiv",
    "centrum",
    "tingsrätt",
    "inspektion",
    "energi",
    "fastigheter",
    "vårdcentral",
    "hälsocentral",
    "larmcentral",
    "sjukstuga",
    "bostäder",
    "arkitekter",
    "konsult",
    "center",
    "välfärdscenter",
    "centrumet",
  };

  return word_ends_in_one_of (lower, suffixes);
}
