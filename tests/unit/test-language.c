/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <string.h>

#include "text/document.h"
#include "text/small-words.h"

/* A paragraph each. */
static const struct
{
  const char *language;
  const char *text;
} paragraphs[] = {
  { "sv", "Regionen inrättar en ny nämnd för digitala tjänster och utser en ordförande." },
  { "sv", "Eva Ek blir ny kommundirektör i Ekby." },
  { "sv", "– Vi har väntat länge på det här, säger Bo Al, som leder arbetet vid museet." },
  { "sv", "Beslutet fattades på måndagen efter en lång debatt." },
  { "sv", "Projektet, som pågår till 2027, finansieras av tre stiftelser." },
  { "sv", "Mötet ställs in. Nytt datum meddelas senare under veckan." },
  { "sv", "Hon efterträder Karin Al, som går i pension vid årsskiftet." },
  { "sv", "Har du frågor om bidraget är du välkommen att höra av dig till oss." },
  { "sv",
    "Inspelningar, protokoll, föredragningslistor, bilagor, yttranden, remisser, kallelser" },
  { "sv", "Ansökningarna granskas av två utredare." },
  { "en", "The board appointed a new head of digital services on Monday." },
  { "en", "Eva Ek is the chair of the council." },
  { "en", "“We have waited for this,” says Bo Day, who leads the work at the museum." },
  { "en", "The project runs until 2027 and is funded by three foundations." },
  { "en", "Applications are reviewed by two officers." },
  { "en", "She succeeds Karen Day, who retires at the end of the year." },
  { "en", "If you have questions about the grant, you are welcome to contact us." },
  { "en",
    "Archives, minutes, agendas, statements, hearings, recordings, appendices, referrals" },
  { "da", "Regionen opretter et nyt udvalg for digitale tjenester og udpeger en formand." },
  { "da", "Beslutningen blev truffet mandag efter en lang debat." },
  { "da", "– Vi har ventet længe på det her, siger Bo Dal, som leder arbejdet på museet." },
  { "da", "Projektet, der løber til 2027, er finansieret af tre fonde." },
  { "da", "Hun afløser Karin Dal, der går på pension ved årsskiftet." },
  { "da", "Har du spørgsmål om tilskuddet, er du velkommen til at kontakte os." },
  { "da", "Ansøgningerne gennemgås af to sagsbehandlere, inden nævnet mødes." },
  { "nb",
    "Regionen oppretter et nytt utvalg for digitale tjenester og utnevner en leder." },
  { "nb", "Vedtaket ble fattet mandag etter en lang debatt." },
  { "nb", "– Vi har ventet lenge på dette, sier Bo Dal, som leder arbeidet ved museet." },
  { "nb", "Prosjektet, som varer til 2027, er finansiert av tre stiftelser." },
  { "nb", "Hun etterfølger Karin Dal, som går av med pensjon ved årsskiftet." },
  { "nb", "Har du spørsmål om tilskuddet, er du velkommen til å ta kontakt med oss." },
  { "nb", "Søknadene gjennomgås av to saksbehandlere før nemnda møtes." },
  { "nn", "Vedtaket vart gjort måndag etter ein lang debatt, og rådet er ikkje samd." },
  { "nn",
    "Ho etterfølgjer Kari Dal, som går av med pensjon, og vil gjere meir for dei unge." },
  { "fi", "Alue perustaa uuden lautakunnan ja nimittää sille puheenjohtajan." },
  { "fi", "Päätös tehtiin maanantaina pitkän keskustelun jälkeen." },
  { "fi", "Hanke kestää vuoteen 2027, ja sitä rahoittavat kolme säätiötä." },
  { "fi", "Hän seuraa tehtävässä Kaisa Mäkeä, joka jää eläkkeelle vuoden lopussa." },
  { "fi", "Jos sinulla on kysyttävää avustuksesta, ota meihin yhteyttä." },
  { "fi", "Kaksi esittelijää käsittelee hakemukset ennen lautakunnan kokousta." },
  { "fi", "Kaupunginhallitus valitsi Eeva Mäen uudeksi digijohtajaksi." },
  { "de", "Die Region richtet einen neuen Ausschuss ein und ernennt eine Vorsitzende." },
  { "de", "Der Beschluss wurde am Montag nach langer Debatte gefasst." },
  { "de", "Das Projekt läuft bis 2027 und wird von drei Stiftungen gefördert." },
  { "de", "Sie folgt auf Karin Thal, die zum Jahresende in den Ruhestand geht." },
  { "de", "Wenn Sie Fragen zur Förderung haben, wenden Sie sich bitte an uns." },
  { "de", "Zwei Referenten prüfen die Anträge, bevor der Ausschuss tagt." },
  { "fr", "La région crée une nouvelle commission et nomme une présidente." },
  { "fr", "La décision a été prise lundi après un long débat." },
  { "fr", "Le projet, qui dure jusqu’en 2027, est financé par trois fondations." },
  { "fr", "Elle succède à Karine Val, qui part à la retraite à la fin de l’année." },
  { "fr", "Si vous avez des questions sur la subvention, contactez-nous." },
  { "fr", "Deux rapporteurs examinent les demandes avant la réunion." },
  { "es",
    "El ayuntamiento crea un nuevo consejo y nombra presidenta desde enero próximo." },
  { "nl",
    "De gemeente richt een nieuwe raad op en benoemt een voorzitter voor drie jaar." },
  { "et", "Linnavalitsus loob uue nõukogu ja nimetab sellele esimehe järgmisest aastast." },
};

/* Names, titles and addresses, which no language may be told of. */
static const char *const mute[] = {
  "Eva Ek",
  "Ursula von der Linde",
  "Charles de la Tour, ordförande",
  "Eva Ek (S), Bo Al (KD), Ann-Marie Lind (M)",
  "Ek & Al AB, Storgatan 3, 123 45 Ekby",
  "Kontakt: Eva Ek, 040-12 34 56, eva.ek@x.example",
  "Chief Digital Officer",
  "Mikko Mäkinen, Päivi Virtanen, Jyrki Lehtonen, Satu Nieminen, Antti Korhonen",
  "2027-01-01 10.00–12.00",
};

static NystaFingerprints *
fingerprints (void)
{
  static NystaFingerprints *opened;
  static gboolean tried;

  if (!tried)
    opened = nysta_fingerprints_open (NYSTA_SOURCE_ROOT "/ontologies/languages.conf", NULL);
  tried = TRUE;
  return opened;
}

static NystaDocument *
analysed (const char *text, const char *told, NystaFingerprints *prints)
{
  NystaDocument *document = nysta_document_new ();

  g_assert_true (nysta_document_append_text (document, text, strlen (text), NULL));
  if (told != NULL)
    g_assert_true (nysta_document_set_metadata (document, "language", told, NULL));
  nysta_document_set_fingerprints (document, prints);
  nysta_document_analyse (document, NULL);
  return document;
}

/* How many are found; the others may be left open, but hardly any taken for another. */
static void
check_paragraphs (NystaFingerprints *prints, guint least, guint most_wrong)
{
  guint n_right = 0;
  guint n_wrong = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    {
      g_autoptr (NystaDocument) document = analysed (paragraphs[i].text, NULL, prints);
      const char *found = nysta_document_text (document)->languages[0];

      if (g_strcmp0 (found, paragraphs[i].language) == 0)
        n_right++;
      else
        {
          n_wrong += found != NULL;
          g_test_message ("%s: %s: %s", paragraphs[i].language,
                          found != NULL ? found : "nothing", paragraphs[i].text);
        }
    }
  g_test_message ("of %u: %u right, %u wrong", (guint) G_N_ELEMENTS (paragraphs), n_right,
                  n_wrong);
  g_assert_cmpuint (n_right, >=, least);
  g_assert_cmpuint (n_wrong, <=, most_wrong);
}

static void
test_small_words (void)
{
  check_paragraphs (NULL, 36, 1);
}

static void
test_fingerprints (void)
{
  if (fingerprints () == NULL)
    {
      g_test_skip ("built without libexttextcat");
      return;
    }
  check_paragraphs (fingerprints (), 44, 1);
}

static void
test_mute (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mute); i++)
    {
      g_autoptr (NystaDocument) document = analysed (mute[i], NULL, fingerprints ());

      g_test_message ("%s", mute[i]);
      g_assert_cmpstr (nysta_document_text (document)->languages[0], ==, NULL);
    }
}

/* All paragraphs of a language: those that don't tell have the others'. */
static void
test_document (void)
{
  static const char *const languages[] = { "sv", "en", "da", "nb", "fi", "de", "fr" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (NystaDocument) document = nysta_document_new ();

      for (gsize k = 0; k < G_N_ELEMENTS (paragraphs); k++)
        if (strcmp (paragraphs[k].language, languages[i]) == 0)
          {
            NystaBlock block = { .kind = NYSTA_BLOCK_PARAGRAPH,
                                 .start = (guint32) text->len };

            g_string_append (text, paragraphs[k].text);
            block.end = (guint32) text->len;
            nysta_document_append_text (document, text->str + block.start,
                                        block.end - block.start, NULL);
            g_assert_true (nysta_document_add_block (document, &block, NULL));
          }
      nysta_document_analyse (document, NULL);
      const NystaText *view = nysta_document_text (document);
      g_assert_cmpstr (view->language, ==, languages[i]);
      g_assert_cmpuint (view->n_languages, ==, view->n_blocks);
      for (gsize k = 0; k < view->n_languages; k++)
        if (strcmp (languages[i], "nb") != 0)
          g_assert_cmpstr (view->languages[k], ==, languages[i]);
    }
}

typedef struct
{
  const char *name;
  const char *told;
  const char *text;
  const char *language;
} ToldCase;

#define SWEDISH                                                                            \
  "Vi har väntat länge på det här och nu är det klart, säger hon som leder arbetet. "

static const ToldCase told_cases[] = {
  { "same", "sv-SE", SWEDISH SWEDISH SWEDISH, "sv-SE" },
  { "frame-of-another", "en", SWEDISH SWEDISH SWEDISH, "sv" },
  { "too-short-to-overrule", "en", SWEDISH, "en" },
  { "norwegian-of-either-kind", "no",
    "Vi har ventet lenge på dette, og nå er det klart, sier hun som leder arbeidet etter det. "
    "Vi har ventet lenge på dette, og nå er det klart, sier hun som leder arbeidet etter det. "
    "Vi har ventet lenge på dette, og nå er det klart, sier hun som leder arbeidet etter det.",
    "no" },
  { "unknown-to-the-table", "pl", "Eva Ek, Lund", "pl" },
  { "names-in-a-foreign-frame", "fi", "Eva Ek, chef för it och för data vid Ekby kommun",
    "sv" },
};

static void
test_told (gconstpointer data)
{
  const ToldCase *expected = data;
  g_autoptr (NystaDocument) document = analysed (expected->text, expected->told, NULL);

  g_assert_cmpstr (nysta_document_text (document)->language, ==, expected->language);
}

/* Bytes of any kind, cut anywhere: no word is read past its end. */
static void
test_words (void)
{
  const NystaSmallWords *words = nysta_small_words ();

  g_assert_cmpuint (nysta_small_word (words, "och", 3)[NYSTA_SMALL_SV], ==, 24);
  g_assert_cmpuint (nysta_small_word (words, "Och", 3)[NYSTA_SMALL_SV], ==, 24);
  g_assert_cmpuint (nysta_small_word (words, "Är", 3)[NYSTA_SMALL_SV], ==, 24);
  g_assert_null (nysta_small_word (words, "ochs", 4));
  g_assert_null (nysta_small_word (words, "", 0));
  g_assert_null (nysta_small_word (words, "kommundirektör", 15));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/small-words", test_small_words);
  g_test_add_func ("/language/fingerprints", test_fingerprints);
  g_test_add_func ("/language/mute", test_mute);
  g_test_add_func ("/language/document", test_document);
  for (gsize i = 0; i < G_N_ELEMENTS (told_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/language/told/%s", told_cases[i].name);
      g_test_add_data_func (path, &told_cases[i], test_told);
    }
  g_test_add_func ("/language/words", test_words);
  return g_test_run ();
}
