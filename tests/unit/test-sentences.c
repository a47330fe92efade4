/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <string.h>

#include "text/document.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *sentences; /* parted by ` || ` */
} SentenceCase;

static const SentenceCase sentence_cases[] = {
  { "plain", "Det snöar. Vi fryser! Hur länge?", "Det snöar. || Vi fryser! || Hur länge?" },
  { "no-stop", "En rubrik utan punkt", "En rubrik utan punkt" },
  { "abbreviation", "Möt bl.a. Eva och dr. Ek.", "Möt bl.a. Eva och dr. Ek." },
  { "closing-abbreviation", "Kaffe, te m.m. Alla är välkomna.",
    "Kaffe, te m.m. || Alla är välkomna." },
  { "closing-abbreviation-goes-on", "Kaffe m.m. finns.", "Kaffe m.m. finns." },
  { "initial", "Karl A. Berg kom.", "Karl A. Berg kom." },
  { "ordinal", "1:e vice ordförande. 2:e vice.", "1:e vice ordförande. || 2:e vice." },
  { "enumeration", "1. Mötet öppnas. Alla sitter.", "1. Mötet öppnas. || Alla sitter." },
  { "date", "Den 1. maj sjunger vi.", "Den 1. maj sjunger vi." },
  { "year", "Så var det 2024. Nu är det annorlunda.",
    "Så var det 2024. || Nu är det annorlunda." },
  { "number-with-stop", "Det kostar 1.5 miljoner. Dyrt.",
    "Det kostar 1.5 miljoner. || Dyrt." },
  { "quotation", "”Det blev bra!” säger Eva. ”Mycket bra.” Sedan gick hon.",
    "”Det blev bra!” säger Eva. || ”Mycket bra.” || Sedan gick hon." },
  { "dash", "– Vi börjar nu. – Ja, säger han.", "– Vi börjar nu. || – Ja, säger han." },
  { "parenthesis", "Så var det (tror vi.) Men nu!", "Så var det (tror vi.) || Men nu!" },
  { "line-break", "Eva Ek\nchef\nLunds kommun", "Eva Ek\nchef\nLunds kommun" },
  { "ellipsis", "Vi får se… Kanske. Vi får se … kanske.",
    "Vi får se… || Kanske. || Vi får se … kanske." },
  { "mixed-case-opens", "Det är klart. eSam står bakom.",
    "Det är klart. || eSam står bakom." },
  { "url", "Läs på www.x.se. Svara sedan.", "Läs på www.x.se. || Svara sedan." },
  { "no-space", "Det är slut.Nu börjar vi.", "Det är slut. || Nu börjar vi." },
  { "unknown-abbreviation", "Hans förv. chef kom.", "Hans förv. chef kom." },
  { "initial-last", "Det är plan B.", "Det är plan B." },
  { "title-abbreviations", "Tf. gd dr Eva Ek svarar. Prof. Bo Al och doc. Ann Berg också.",
    "Tf. gd dr Eva Ek svarar. || Prof. Bo Al och doc. Ann Berg också." },
  { "spans", "Det gäller fr.o.m. 1 maj t.o.m. juni. Sedan slut.",
    "Det gäller fr.o.m. 1 maj t.o.m. juni. || Sedan slut." },
  { "example", "Vi söker t.ex. Lund. Se bl.a. Malmö.",
    "Vi söker t.ex. Lund. || Se bl.a. Malmö." },
  { "examples-spaced", "Vi söker t. ex. Lund och bl. a. Malmö. Klart.",
    "Vi söker t. ex. Lund och bl. a. Malmö. || Klart." },
  { "circa", "Det tar ca 5 år. Ca. 5 år till.", "Det tar ca 5 år. || Ca. 5 år till." },
  { "two-initials", "A. B. Svensson kom. Han satt.", "A. B. Svensson kom. || Han satt." },
  { "joined-initials", "J.R. Ek och P.-O. Al kom. De satt.",
    "J.R. Ek och P.-O. Al kom. || De satt." },
  { "paragraph-sign", "Enligt § 7 gäller det. Se 3 kap. 4 § lagen.",
    "Enligt § 7 gäller det. || Se 3 kap. 4 § lagen." },
  { "clock", "Vi ses kl. 10.00 i salen. Kl. 12 är det slut.",
    "Vi ses kl. 10.00 i salen. || Kl. 12 är det slut." },
  { "number", "Ärende nr. 5 och dnr. 2024/17 bordläggs. Nästa.",
    "Ärende nr. 5 och dnr. 2024/17 bordläggs. || Nästa." },
  { "slash", "Hon bor i Ekby/Alby. Han med.", "Hon bor i Ekby/Alby. || Han med." },
  { "party", "Eva Ek (S) svarade. Bo Al (KD) teg.",
    "Eva Ek (S) svarade. || Bo Al (KD) teg." },
  { "mail", "Skriv till a.b@x.example. Vi svarar.",
    "Skriv till a.b@x.example. || Vi svarar." },
  { "mail-last", "Skriv till a.b@x.example", "Skriv till a.b@x.example" },
  { "spaced-number", "Det kostar 1 200 000 kr. Det är dyrt.",
    "Det kostar 1 200 000 kr. || Det är dyrt." },
  { "decimal-comma", "Räntan är 2,5 procent. Den stiger.",
    "Räntan är 2,5 procent. || Den stiger." },
  { "short-date", "Mötet 3.5.2024 ställs in. Nytt kommer.",
    "Mötet 3.5.2024 ställs in. || Nytt kommer." },
  { "question-in-quotes", "”Vad nu?” frågar han. ”Nej!” Sedan gick hon.",
    "”Vad nu?” frågar han. || ”Nej!” || Sedan gick hon." },
  { "straight-quotes", "\"Vad nu?\" frågar han. \"Nej.\" Sedan gick hon.",
    "\"Vad nu?\" frågar han. || \"Nej.\" || Sedan gick hon." },
  { "guillemets", "»Det går bra.» Hon log.", "»Det går bra.» || Hon log." },
  { "run-of-marks", "Va?! Nej… Jo!!! Ja.", "Va?! || Nej… || Jo!!! || Ja." },
  { "three-stops", "Vi får se... Kanske.", "Vi får se... || Kanske." },
  { "no-break-space", "Det\u00A0kostar 5\u00A0000\u00A0kr. Dyrt.",
    "Det\u00A0kostar 5\u00A0000\u00A0kr. || Dyrt." },
  { "soft-hyphen", "Kom\u00ADmunen växer. Bra.", "Kom\u00ADmunen växer. || Bra." },
  { "decomposed", "A\u030Asa kom. A\u030Ake gick.", "A\u030Asa kom. || A\u030Ake gick." },
  { "url-with-query", "Se https://x.example/a?b=c.d&e. Eller ring.",
    "Se https://x.example/a?b=c.d&e. || Eller ring." },
  { "lettered", "a) Mötet öppnas. b) Val.", "a) Mötet öppnas. || b) Val." },
  { "company", "Han leder Ek & Al AB. Hon med.", "Han leder Ek & Al AB. || Hon med." },
  { "and-others", "Bo Ek m.fl. kom. Alla satt.", "Bo Ek m.fl. kom. || Alla satt." },
  { "and-so-on", "Kaffe o.s.v. Sedan gick vi.", "Kaffe o.s.v. || Sedan gick vi." },
  { "english-titles", "Prof. Ek met Ms. Day at 5 p.m. in Lund. They left.",
    "Prof. Ek met Ms. Day at 5 p.m. in Lund. || They left." },
  { "english-company", "He left Ek Inc. in May. She stayed.",
    "He left Ek Inc. in May. || She stayed." },
  { "colon", "Han sa: Vi går. De gick.", "Han sa: Vi går. || De gick." },
  { "colon-genitive", "SKR:s vd kom. EU:s med.", "SKR:s vd kom. || EU:s med." },
  { "english", "Dr. Ek met Mr. Day, e.g. in Lund. It rained.",
    "Dr. Ek met Mr. Day, e.g. in Lund. || It rained." },
};

static void
check_sentences (const NystaText *view)
{
  guint32 token = 0;

  for (gsize i = 0; i < view->n_sentences; i++)
    {
      const NystaSentence *sentence = &view->sentences[i];

      g_assert_cmpuint (sentence->first_token, ==, token);
      g_assert_cmpuint (sentence->n_tokens, >, 0);
      for (guint32 n = 0; n < sentence->n_tokens; n++, token++)
        {
          g_assert_cmpuint (view->tokens[token].sentence, ==, i);
          g_assert_cmpuint (view->tokens[token].block, ==, sentence->block);
        }
      g_assert_cmpuint (view->tokens[token - 1].end, ==, sentence->end);
    }
  g_assert_cmpuint (token, ==, view->n_tokens);
}

static void
test_sentences (gconstpointer data)
{
  const SentenceCase *expected = data;
  g_autoptr (NystaDocument) document = nysta_document_new ();
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  nysta_document_append_text (document, expected->text, strlen (expected->text), &error);
  g_assert_no_error (error);
  nysta_document_analyse (document, NULL);
  const NystaText *view = nysta_document_text (document);
  for (gsize i = 0; i < view->n_sentences; i++)
    {
      if (i > 0)
        g_string_append (found, " || ");
      g_string_append_len (found, view->text + view->sentences[i].start,
                           view->sentences[i].end - view->sentences[i].start);
    }
  g_assert_cmpstr (found->str, ==, expected->sentences);
  check_sentences (view);
}

/* Whatever stands side by side, tokens lie on the borders of the original's characters, in
 * order, and nothing but white space and what nobody sees lies between them. */
static void
test_offsets (void)
{
  static const char *const pieces[] = { "A\u030Asa",   "kom\u00ADmun",
                                        "\u200B",      "\uFEFF",
                                        "\u00A0",      "\u2009",
                                        "”",           "–",
                                        "…",           "§ 7",
                                        "5 000",       "bl.a.",
                                        "(S)",         "e\u0301",
                                        "ﬁ",           "\u0308",
                                        "x@y.example", "https://å.se/ö",
                                        "Ek",          "-",
                                        "'",           ":s",
                                        ".",           " ",
                                        "\n",          "😀",
                                        "\u202F",      "\u0301" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (NystaDocument) document = nysta_document_new ();
      guint32 last = 0;

      for (guint i = 0; i < 12; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_assert_true (nysta_document_append_text (document, text->str, text->len, NULL));
      nysta_document_analyse (document, NULL);
      const NystaText *view = nysta_document_text (document);
      for (gsize i = 0; i < view->n_tokens; i++)
        {
          const NystaToken *token = &view->tokens[i];

          g_assert_cmpuint (token->start, >=, last);
          g_assert_cmpuint (token->end, >, token->start);
          g_assert_cmpuint (token->end, <=, text->len);
          g_assert_true (
            g_utf8_validate (text->str + token->start, token->end - token->start, NULL));
          g_assert_true (g_utf8_validate (text->str + last, token->start - last, NULL));
          for (const char *c = text->str + last; c < text->str + token->start;
               c = g_utf8_next_char (c))
            {
              gunichar letter = g_utf8_get_char (c);

              g_assert_false (g_unichar_isalnum (letter) || g_unichar_ispunct (letter));
            }
          last = token->end;
        }
    }
}

static void
test_blocks_bound_sentences (void)
{
  static const char text[] = "Rubrik\nEva Ek\n\nSlut";
  static const NystaBlock blocks[] = {
    { .kind = NYSTA_BLOCK_HEADING, .level = 1, .start = 0, .end = 6 },
    { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 7, .end = 13 },
    { .kind = NYSTA_BLOCK_TABLE_CELL, .start = 14, .end = 14 },
    { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 15, .end = 19 },
  };
  g_autoptr (NystaDocument) document = nysta_document_new ();

  g_assert_true (nysta_document_append_text (document, text, strlen (text), NULL));
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    g_assert_true (nysta_document_add_block (document, &blocks[i], NULL));
  nysta_document_analyse (document, NULL);
  const NystaText *view = nysta_document_text (document);
  g_assert_cmpuint (view->n_sentences, ==, 3);
  g_assert_cmpuint (view->sentences[1].block, ==, 1);
  g_assert_cmpuint (view->sentences[2].block, ==, 3);
  check_sentences (view);
}

static void
test_flood (gconstpointer data)
{
  const char *unit = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (NystaDocument) document = nysta_document_new ();

  while (text->len < 4u * 1024 * 1024)
    g_string_append (text, unit);
  g_assert_true (nysta_document_append_text (document, text->str, text->len, NULL));
  nysta_document_analyse (document, NULL);
  check_sentences (nysta_document_text (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sentence_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sentences/parts/%s",
                                               sentence_cases[i].name);
      g_test_add_data_func (path, &sentence_cases[i], test_sentences);
    }
  g_test_add_func ("/sentences/offsets", test_offsets);
  g_test_add_func ("/sentences/blocks-bound-sentences", test_blocks_bound_sentences);
  g_test_add_data_func ("/sentences/flood/stops", ".!?", test_flood);
  g_test_add_data_func ("/sentences/flood/closing", ".)!\"", test_flood);
  g_test_add_data_func ("/sentences/flood/short", "A. b. ", test_flood);
  return g_test_run ();
}
