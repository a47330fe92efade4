/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <string.h>

#include "segmentation-cases.h"
#include "text/document.h"

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
  const NystaSentenceCase *expected = data;
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
  for (gsize i = 0; i < nysta_n_sentence_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sentences/parts/%s",
                                               nysta_sentence_cases[i].name);
      g_test_add_data_func (path, &nysta_sentence_cases[i], test_sentences);
    }
  g_test_add_func ("/sentences/offsets", test_offsets);
  g_test_add_func ("/sentences/blocks-bound-sentences", test_blocks_bound_sentences);
  g_test_add_data_func ("/sentences/flood/stops", ".!?", test_flood);
  g_test_add_data_func ("/sentences/flood/closing", ".)!\"", test_flood);
  g_test_add_data_func ("/sentences/flood/short", "A. b. ", test_flood);
  return g_test_run ();
}
