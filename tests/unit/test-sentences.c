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
  g_test_add_func ("/sentences/blocks-bound-sentences", test_blocks_bound_sentences);
  g_test_add_data_func ("/sentences/flood/stops", ".!?", test_flood);
  g_test_add_data_func ("/sentences/flood/closing", ".)!\"", test_flood);
  g_test_add_data_func ("/sentences/flood/short", "A. b. ", test_flood);
  return g_test_run ();
}
