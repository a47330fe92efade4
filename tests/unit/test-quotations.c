/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Every quotation in the graph is the text at its offsets: of the samples, and of samples
 * that hostile characters were put into and pieces taken out of.
 */
#include <glib.h>
#include <string.h>

#include "../fuzz/extraction.h"

#define N_ROUNDS 60

static const char *const hostile[] = {
  "\u00AD",     "\u00A0",   "\u200B", "\uFEFF", "\u0301",  "\u030A", "\u2028",
  "\u2029",     "\xC2\x85", "\u202E", "\u2066", "\u200D",  "\uFE0F", "👩‍👩‍👧",
  "\U0010FFFD", "ﬁ",        "İ",      "ß",      "\r\n",    "\t",     "”",
  "’",          "–",        "…",      "«",      "A\u030A", "\xFF",   "\xC3",
  "(",          ")",        "@",      ".",      ":s",      "\n\n",   "- ",
};

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
samples (void)
{
  static const char *const folders[] = { "tests/samples/press", "tests/samples/pages",
                                         "tests/fuzz/documents" };
  const char *source = g_getenv ("SRCDIR");
  GPtrArray *texts = g_ptr_array_new_with_free_func (free_string);

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (
        source != NULL ? source : NYSTA_SOURCE_ROOT, folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      g_assert_nonnull (dir);
      for (const char *name = g_dir_read_name (dir); name != NULL;
           name = g_dir_read_name (dir))
        g_ptr_array_add (names, g_build_filename (folder, name, NULL));
      /* A seed gives the same texts anywhere. */
      g_ptr_array_sort (names, compare_names);
      for (guint k = 0; k < names->len; k++)
        {
          char *text = NULL;
          gsize n_bytes = 0;

          g_assert_true (g_file_get_contents (names->pdata[k], &text, &n_bytes, NULL));
          GString *string = g_string_new_len (text, (gssize) n_bytes);
          g_free (text);
          g_ptr_array_add (texts, string);
        }
    }
  return texts;
}

static void
test_samples (void)
{
  g_autoptr (GPtrArray) texts = samples ();
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      const GString *text = texts->pdata[i];

      n += extract_and_check ((const guint8 *) text->str, text->len);
    }
  g_test_message ("%u quotations of %u texts", n, texts->len);
  g_assert_cmpuint (n, >=, 10 * texts->len / 2);
}

static void
mutate (GRand *rand, GString *text)
{
  for (guint i = 0; i < 40 && text->len > 0; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint) text->len);

      gsize n_bytes = (gsize) g_rand_int_range (rand, 1, 9);

      if (g_rand_int_range (rand, 0, 8) == 0)
        g_string_erase (text, (gssize) at, (gssize) MIN (text->len - at, n_bytes));
      else
        g_string_insert (text, (gssize) at,
                         hostile[g_rand_int_range (rand, 0, G_N_ELEMENTS (hostile))]);
    }
}

static void
test_mutated (void)
{
  g_autoptr (GPtrArray) texts = samples ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint n = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < texts->len; i++)
      {
        const GString *sample = texts->pdata[i];
        g_autoptr (GString) text = g_string_new_len (sample->str, (gssize) sample->len);

        mutate (rand, text);
        n += extract_and_check ((const guint8 *) text->str, text->len);
      }
  g_test_message ("%u quotations", n);
  g_assert_cmpuint (n, >, N_ROUNDS * texts->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quotations/samples", test_samples);
  g_test_add_func ("/quotations/mutated", test_mutated);
  return g_test_run ();
}
