/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "text/document.h"

static NystaDocument *
document_with (const char *text)
{
  NystaDocument *document = nysta_document_new ();

  g_assert_true (nysta_document_append_text (document, text, strlen (text), NULL));
  return document;
}

static void
assert_refused (gboolean accepted, GError *error, const char *part)
{
  g_assert_false (accepted);
  g_assert_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_FAILED);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_error_free (error);
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    gsize n_bytes;
  } bad[] = { { "\xFF", 1 }, { "a\0b", 3 }, { "\xC3", 1 }, { "\xED\xA0\x80", 3 } };
  g_autoptr (NystaDocument) document = document_with ("å");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GError *error = NULL;
      gboolean accepted = nysta_document_append_text (document, bad[i].text, bad[i].n_bytes,
                                                      &error);

      assert_refused (accepted, error, "is not UTF-8");
    }
  g_assert_cmpuint (nysta_document_text (document)->n_bytes, ==, 2);
}

static void
test_text_too_long (void)
{
  gsize n_bytes = NYSTA_MAX_TEXT_BYTES;
  g_autofree char *text = g_malloc (n_bytes);
  g_autoptr (NystaDocument) document = nysta_document_new ();
  GError *error = NULL;

  memset (text, 'x', n_bytes);
  g_assert_true (nysta_document_append_text (document, text, n_bytes, NULL));
  gboolean accepted = nysta_document_append_text (document, "x", 1, &error);
  assert_refused (accepted, error, "longer than");
}

typedef struct
{
  const char *name;
  NystaBlock block;
  const char *message; /* NULL: accepted */
} BlockCase;

/* Over "åäö abc", after a block of [0, 4). */
static const BlockCase block_cases[] = {
  { "fine", { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 4, .end = 10 }, NULL },
  { "empty", { .kind = NYSTA_BLOCK_TABLE_CELL, .start = 6, .end = 6 }, NULL },
  { "kind-none", { .kind = 0, .start = 4, .end = 6 }, "kind 0" },
  { "kind-unknown", { .kind = 99, .start = 4, .end = 6 }, "kind 99" },
  { "heading-level",
    { .kind = NYSTA_BLOCK_HEADING, .level = 7, .start = 4, .end = 6 },
    "level 7" },
  { "backwards", { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 6, .end = 4 }, "outside" },
  { "past-the-end", { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 4, .end = 11 }, "outside" },
  { "huge", { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 4, .end = G_MAXUINT32 }, "outside" },
  { "cuts-a-letter", { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 5, .end = 6 }, "in two" },
  { "overlaps", { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 2, .end = 6 }, "before" },
};

static void
test_block (gconstpointer data)
{
  const BlockCase *expected = data;
  g_autoptr (NystaDocument) document = document_with ("åäö abc");
  NystaBlock first = { .kind = NYSTA_BLOCK_PARAGRAPH, .end = 4 };
  GError *error = NULL;

  g_assert_true (nysta_document_add_block (document, &first, NULL));
  gboolean accepted = nysta_document_add_block (document, &expected->block, &error);
  if (expected->message != NULL)
    assert_refused (accepted, error, expected->message);
  else
    g_assert_true (accepted);
}

typedef struct
{
  const char *name;
  const char *property;
  const char *value;
  const char *kept; /* NULL: refused */
} MetadataCase;

static const MetadataCase metadata_cases[] = {
  { "title-tidied", "title", "  En\n rubrik\x01 ", "En rubrik" },
  { "title-empty", "title", " \n ", NULL },
  { "language", "language", "en-GB", "en-GB" },
  { "language-odd", "language", "svenska!", NULL },
  { "language-tail", "language", "sv-", NULL },
  { "issued", "issued", "2024-02-29", "2024-02-29" },
  { "issued-no-such-day", "issued", "2023-02-29", NULL },
  { "issued-short", "issued", "2024-2-9", NULL },
  { "issued-long", "issued", "2024-02-29T10", NULL },
  { "source", "source", "https://x.se/å", "https://x.se/å" },
  { "source-relative", "source", "/x", NULL },
  { "source-space", "source", "https://x.se/a b", NULL },
  { "unknown", "author", "Eva", NULL },
  { "not-utf8", "title", "\xFF", NULL },
};

static void
test_metadata (gconstpointer data)
{
  const MetadataCase *expected = data;
  g_autoptr (NystaDocument) document = nysta_document_new ();
  GError *error = NULL;
  gboolean accepted = nysta_document_set_metadata (document, expected->property,
                                                   expected->value, &error);

  if (expected->kept == NULL)
    {
      assert_refused (accepted, error, "metadata");
      return;
    }
  g_assert_true (accepted);
  g_assert_true (
    nysta_document_set_metadata (document, expected->property, expected->value, NULL));
  g_assert_cmpstr (nysta_document_metadata (document, expected->property), ==,
                   expected->kept);
}

static void
test_first_metadata_stands (void)
{
  g_autoptr (NystaDocument) document = nysta_document_new ();

  g_assert_true (nysta_document_set_metadata (document, "title", "Ett", NULL));
  g_assert_true (nysta_document_set_metadata (document, "title", "Två", NULL));
  g_assert_cmpstr (nysta_document_text (document)->title, ==, "Ett");
}

typedef struct
{
  const char *name;
  const char *told;
  const char *text;
  const char *language;
} LanguageCase;

static const LanguageCase language_cases[] = {
  { "swedish", NULL, "Rådet ska möta staden och det är en start för alla.", "sv" },
  { "english", NULL, "The council will meet the city and this is a start.", "en" },
  { "told", "sv", "The council will meet the city and this is a start.", "sv" },
  { "nothing", NULL, "Eva Ek", NULL },
  { "empty", NULL, "", NULL },
};

static void
test_language (gconstpointer data)
{
  const LanguageCase *expected = data;
  g_autoptr (NystaDocument) document = document_with (expected->text);

  if (expected->told != NULL)
    g_assert_true (
      nysta_document_set_metadata (document, "language", expected->told, NULL));
  nysta_document_analyse (document, NULL);
  g_assert_cmpstr (nysta_document_text (document)->language, ==, expected->language);
}

static void
test_found (void)
{
  g_autoptr (NystaDocument) document = document_with ("Eva Ek, chef");

  nysta_document_add_found (document, "a#2", "chef", NYSTA_ROLE, 8, 12);
  nysta_document_add_found (document, "a#1", "Eva", NYSTA_PERSON, 0, 3);
  nysta_document_add_found (document, "a#1", "Eva Ek", NYSTA_PERSON, 0, 6);
  nysta_document_analyse (document, NULL);
  const NystaText *view = nysta_document_text (document);
  g_assert_cmpuint (view->struct_size, ==, sizeof (NystaText));
  g_assert_cmpuint (view->n_found, ==, 3);
  g_assert_cmpstr (view->found[0].name, ==, "Eva Ek");
  g_assert_cmpstr (view->found[1].name, ==, "Eva");
  g_assert_cmpstr (view->found[2].key, ==, "a#2");
}

static void
test_whole_text_is_a_block (void)
{
  g_autoptr (NystaDocument) document = document_with ("Eva Ek");

  nysta_document_analyse (document, NULL);
  nysta_document_analyse (document, NULL);
  const NystaText *view = nysta_document_text (document);
  g_assert_cmpuint (view->n_blocks, ==, 1);
  g_assert_cmpuint (view->n_tokens, ==, 2);
  g_assert_cmpuint (view->n_matches, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/text/not-utf8", test_text);
  g_test_add_func ("/document/text/too-long", test_text_too_long);
  for (gsize i = 0; i < G_N_ELEMENTS (block_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/document/block/%s", block_cases[i].name);
      g_test_add_data_func (path, &block_cases[i], test_block);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (metadata_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/document/metadata/%s",
                                               metadata_cases[i].name);
      g_test_add_data_func (path, &metadata_cases[i], test_metadata);
    }
  g_test_add_func ("/document/metadata/first-stands", test_first_metadata_stands);
  for (gsize i = 0; i < G_N_ELEMENTS (language_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/document/language/%s",
                                               language_cases[i].name);
      g_test_add_data_func (path, &language_cases[i], test_language);
    }
  g_test_add_func ("/document/found/sorted", test_found);
  g_test_add_func ("/document/whole-text-is-a-block", test_whole_text_is_a_block);
  return g_test_run ();
}
