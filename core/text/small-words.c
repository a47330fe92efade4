/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/small-words.h"

#include <string.h>

#define N_PLACES 2048 /* some 500 words: one step in most */
/* Of a word that is in one language alone. */
#define ALL_POINTS 24

const char *const nysta_small_languages[NYSTA_N_SMALL_LANGUAGES] = {
  "sv", "en", "da", "nb", "nn", "fi", "de", "fr"
};

/* By NystaSmallLanguage. A word is in the row of each language that it is frequent in, and
 * of each that it stands in as a word of names. */
static const char *const lists[NYSTA_N_SMALL_LANGUAGES] = {
  /* sv */
  "och att det som är för på av med inte till ett en den har hade vi jag ni från vid kan "
  "ska skall eller hos säger också mellan samt även när nya ny nytt efter om de i du han "
  "hon var sig men nu så mot under över genom där här hur vad vara blir blev får sin sitt "
  "sina deras dem denna detta dessa alla mer än utan inom bland båda kommer måste finns oss "
  "vår vårt våra upp ut in åt ha varit bli göra kring år flera andra enligt bara sedan",
  /* en */
  "the and of to in is that with by at from was are has have had this will its their which "
  "our an be as new who were said says it for on or not we you he she his her they but can "
  "all also been more than between into about would there when what if so these those such "
  "other after may no do i my your us how where only through under over during a",
  /* da */
  "og at det som er for på af med ikke til et en den har havde vi jeg i fra ved kan skal "
  "eller hos også mellem samt når nye ny nyt efter om de du han hun var sig men nu så mod "
  "under over gennem hvor hvad være bliver blev får sin sit sine deres dem denne dette disse "
  "alle mere end uden inden blandt begge kommer må findes os vores op ud ind ad været blive "
  "gøre år flere andre ifølge kun siden nogle noget der har",
  /* nb */
  "og at det som er for på av med ikke til et en den har hadde vi jeg fra ved kan skal eller "
  "hos også mellom samt når nye ny nytt etter om de i du han hun var seg men nå så mot under "
  "over gjennom hvor hva være blir ble får sin sitt sine deres dem denne dette disse alle mer "
  "enn uten innen blant begge kommer må finnes oss vår vårt våre opp ut inn vært bli gjøre år "
  "flere andre ifølge bare siden noen noe der her "
  "bruk bruke brukere gir gjelder tas slik dersom ulike uker sier",
  /* nn */
  "og at det som er for på av med ikkje til eit ein den har hadde vi eg frå ved kan skal eller "
  "hos også mellom samt når nye ny nytt etter om dei i du han ho var seg men no så mot under "
  "over gjennom kvar kva vere blir vart får sin sitt sine deira denne dette desse alle meir "
  "enn utan innan blant begge kjem må finst oss vår vårt våre opp ut inn vore bli gjere år "
  "fleire andre ifølgje berre sidan nokon noko der her",
  /* fi */
  "ja on ei se että hän oli ovat mutta myös kun niin joka mukaan sekä tai jos vain kuin ole "
  "voi tämä olla sen hänen mitä nyt kanssa ennen jotka siitä tämän asti pois uusi uuden "
  "vuoden vuonna jälkeen aikana jossa eri ne nämä kaikki me te he oman yli alle noin saa hyvä "
  "koko kautta ettei ovat eivät tuli mikä jota joita minä kuten muun muita lisäksi tulee",
  /* de */
  "der die das und ist in zu den von mit für auf des im ein eine einer eines dem nicht als "
  "auch es an werden aus er hat dass sie nach wird bei um am sind noch wie einem über einen "
  "so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wurden sei wir ich "
  "ihr kann neue neuen unter zwischen seit beim vom",
  /* fr */
  "le la les de des du et en un une est que qui dans pour par sur au aux avec ne pas ce il se "
  "sont plus son sa ses cette ont été être nous vous ils elle leur ou mais comme fait entre "
  "aussi même sans était à d l a"
};

typedef struct
{
  guint64 word; /* 0: empty */
  guint8 points[NYSTA_N_SMALL_LANGUAGES];
} Place;

struct NystaSmallWords
{
  Place places[N_PLACES];
};

/* At most NYSTA_SMALL_MAX_BYTES. Å, Ä, Ö and their like begin a word with two bytes. */
static guint64
pack (const char *word, gsize n_bytes)
{
  guint8 bytes[NYSTA_SMALL_MAX_BYTES] = { 0 };
  guint64 packed;

  for (gsize i = 0; i < n_bytes; i++)
    bytes[i] = (guint8) word[i];
  if (bytes[0] >= 'A' && bytes[0] <= 'Z')
    bytes[0] += 'a' - 'A';
  else if (bytes[0] == 0xC3 && bytes[1] >= 0x80 && bytes[1] <= 0x9E)
    bytes[1] += 0x20;
  memcpy (&packed, bytes, sizeof packed);
  return packed;
}

static gsize
place_of (const NystaSmallWords *words, guint64 word)
{
  gsize at = (gsize) ((word * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 40) % N_PLACES;

  while (words->places[at].word != 0 && words->places[at].word != word)
    at = (at + 1) % N_PLACES;
  return at;
}

static void
add_list (NystaSmallWords *words, guint language)
{
  for (const char *at = lists[language]; *at != '\0';)
    {
      gsize n_bytes = strcspn (at, " ");

      if (n_bytes <= NYSTA_SMALL_MAX_BYTES)
        {
          guint64 word = pack (at, n_bytes);
          Place *place = &words->places[place_of (words, word)];

          place->word = word;
          place->points[language] = 1;
        }
      at += n_bytes + (at[n_bytes] == ' ');
    }
}

/* The three kin count as one, less a point for each other of them that has the word: that
 * tells them apart where nothing else does. */
static void
weigh (Place *place)
{
  guint n_kin = 0;
  guint n = 0;

  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    if (nysta_small_is_kin (k))
      n_kin += place->points[k];
    else
      n += place->points[k];
  n += n_kin > 0;
  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    if (place->points[k] != 0)
      place->points[k] = (guint8) (ALL_POINTS / n -
                                   (nysta_small_is_kin (k) ? n_kin - 1 : 0));
}

const NystaSmallWords *
nysta_small_words (void)
{
  static NystaSmallWords table;
  static gsize made = 0;

  if (!g_once_init_enter (&made))
    return &table;
  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    add_list (&table, k);
  for (gsize i = 0; i < N_PLACES; i++)
    weigh (&table.places[i]);
  g_once_init_leave (&made, 1);
  return &table;
}

const guint8 *
nysta_small_word (const NystaSmallWords *words, const char *word, gsize n_bytes)
{
  if (n_bytes > NYSTA_SMALL_MAX_BYTES)
    return NULL;
  const Place *place = &words->places[place_of (words, pack (word, n_bytes))];
  return place->word != 0 ? place->points : NULL;
}
