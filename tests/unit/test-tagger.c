/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "compose.h"
#include "corpus.h"
#include "text/document.h"
#include "text/tagger-features.h"
#include "text/tagger-path.h"
#include "trainer.h"

static char *folder;

static char *
file_of (const char *name, const char *contents, gssize n_bytes)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, contents, n_bytes, &error);
  g_assert_no_error (error);
  return path;
}

static NystaDocument *
document_of (const char *text)
{
  NystaDocument *document = nysta_document_new ();
  g_autoptr (GError) error = NULL;

  nysta_document_append_text (document, text, strlen (text), &error);
  g_assert_no_error (error);
  nysta_document_analyse (document, NULL);
  return document;
}

/* --- the best path ------------------------------------------------------------------ */

#define MAX_ROW 5

/* The best sum over all rows of labels that begin with @labels[0 … i), by trying each. */
static gint32
try_all (const gint32 (*scores)[NYSTA_N_STATES], const guint8 *kinds, gsize n,
         const NystaTransitions transitions, guint8 *labels, gsize i, gsize fixed,
         guint kind, gboolean is_kind)
{
  gint32 most = G_MININT32 / 2;

  if (i == n)
    return 0;
  for (guint8 label = 0; label < NYSTA_N_LABELS; label++)
    {
      guint before = i > 0 ? labels[i - 1] : NYSTA_LABEL_START;

      if (!nysta_label_may_follow (before, label) ||
          (i == fixed && (nysta_label_kind (label) == kind) != is_kind))
        continue;
      labels[i] = label;
      gint32 rest = try_all (scores, kinds, n, transitions, labels, i + 1, fixed, kind,
                             is_kind);
      most = MAX (most, scores[i][label] + transitions[kinds[i]][before][label] + rest);
    }
  return most;
}

static gint32
sum_of (const gint32 (*scores)[NYSTA_N_STATES], const guint8 *kinds, gsize n,
        const NystaTransitions transitions, const guint8 *labels)
{
  gint32 sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint before = i > 0 ? labels[i - 1] : NYSTA_LABEL_START;

      g_assert_true (nysta_label_may_follow (before, labels[i]));
      sum += scores[i][labels[i]] + transitions[kinds[i]][before][labels[i]];
    }
  return sum;
}

static void
test_path (void)
{
  static NystaTransitions transitions;
  NystaPath path;

  nysta_path_init (&path);
  for (guint round = 0; round < 60; round++)
    {
      gint32 scores[MAX_ROW][NYSTA_N_STATES];
      guint8 kinds[MAX_ROW], labels[MAX_ROW], tried[MAX_ROW];
      gsize n = 1 + (gsize) g_test_rand_int_range (0, MAX_ROW);

      for (gsize i = 0; i < n; i++)
        {
          kinds[i] = (guint8) g_test_rand_int_range (0, NYSTA_N_WORD_KINDS);
          for (guint label = 0; label < NYSTA_N_STATES; label++)
            scores[i][label] = g_test_rand_int_range (-40, 40);
        }
      for (guint kind = 0; kind < NYSTA_N_WORD_KINDS; kind++)
        for (guint from = 0; from < NYSTA_N_STATES; from++)
          for (guint to = 0; to < NYSTA_N_STATES; to++)
            transitions[kind][from][to] = g_test_rand_int_range (-20, 20);

      nysta_path_find (&path, scores, kinds, n, (const void *) transitions, labels);
      nysta_path_find_margins (&path, scores, kinds, n, (const void *) transitions);
      gint32 best = sum_of (scores, kinds, n, (const void *) transitions, labels);
      g_assert_cmpint (
        best, ==,
        try_all (scores, kinds, n, (const void *) transitions, tried, 0, n, 0, TRUE));
      for (gsize i = 0; i < n; i++)
        g_assert_cmpint (nysta_path_margin (&path, i, labels[i]), ==,
                         best - try_all (scores, kinds, n, (const void *) transitions,
                                         tried, 0, i, nysta_label_kind (labels[i]), FALSE));
    }
  nysta_path_clear (&path);
}

/* --- features ------------------------------------------------------------------------ */

/* The windows of a text, each as its words with spaces between, windows parted by "|". */
static char *
windows_of (const char *plain)
{
  g_autoptr (NystaDocument) document = document_of (plain);
  const NystaText *text = nysta_document_text (document);
  GString *all = g_string_new (NULL);
  g_auto (NystaTagInput) input;

  nysta_tag_input_init (&input, text);
  for (guint i = 0; i < input.windows->len; i++)
    {
      const NystaTagWindow *window = &g_array_index (input.windows, NystaTagWindow, i);

      g_string_append (all, i > 0 ? "|" : "");
      for (guint32 k = window->first; k < window->end; k++)
        g_string_append_printf (all, "%s%.*s", k > window->first ? " " : "",
                                (int) (text->tokens[k].end - text->tokens[k].start),
                                text->text + text->tokens[k].start);
    }
  return g_string_free (all, FALSE);
}

static const struct
{
  const char *name;
  const char *text;
  const char *windows;
} window_cases[] = {
  { "none", "det finns inga namn här", "" },
  { "one", "a b c d Ek e f g h i", "c d Ek e f g" },
  { "two", "a Ek b c d e f g h i j Ask", "a Ek b c d|i j Ask" },
  { "met", "a Ek b c d e Ask f", "a Ek b c d e Ask f" },
  { "empty", "", "" },
};

static void
test_windows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (window_cases); i++)
    {
      g_autofree char *windows = windows_of (window_cases[i].text);

      g_test_message ("%s", window_cases[i].name);
      g_assert_cmpstr (windows, ==, window_cases[i].windows);
    }
}

static void
describe_first (const char *plain, NystaTagWord *out)
{
  g_autoptr (NystaDocument) document = document_of (plain);
  g_auto (NystaTagInput) input;
  NystaTagWindow window = { 0, 1 };
  NystaTagWord words[5];

  nysta_tag_input_init (&input, nysta_document_text (document));
  nysta_tag_describe (&input, &window, words);
  *out = words[2];
}

static void
test_words (void)
{
  NystaTagWord small, capital, other, hyphened, long_one;

  describe_first ("ängsbo", &small);
  describe_first ("Ängsbo", &capital);
  describe_first ("Ängsta", &other);
  describe_first ("Ängs\u00ADbo", &hyphened);
  g_assert_cmpuint (small.word, ==, capital.word);
  g_assert_cmpuint (small.shape, !=, capital.shape);
  g_assert_cmpuint (capital.word, ==, hyphened.word);
  g_assert_cmpuint (capital.shape, ==, other.shape);
  g_assert_cmpuint (capital.prefixes[3], ==, other.prefixes[3]);
  g_assert_cmpuint (capital.suffixes[0], !=, other.suffixes[0]);
  describe_first ("bo", &other);
  g_assert_cmpuint (capital.suffixes[1], ==, other.suffixes[1]);
  g_assert_cmpuint (other.prefixes[2], ==, 0);

  g_autofree char *endless = g_strnfill (4000, 'B');
  describe_first (endless, &long_one);
  g_assert_cmpuint (long_one.prefixes[0], ==, other.prefixes[0]);
}

/* In a row of names the words about them are the same for each, whatever stands between. */
static void
test_cues (void)
{
  g_autoptr (NystaDocument)
    document = document_of ("Bland dem finns Ek, Ask och Alm i år.");
  g_auto (NystaTagInput) input;
  NystaTagWord words[32], finns, far;

  nysta_tag_input_init (&input, nysta_document_text (document));
  g_assert_cmpuint (input.windows->len, ==, 1);
  const NystaTagWindow *window = &g_array_index (input.windows, NystaTagWindow, 0);
  nysta_tag_describe (&input, window, words);
  describe_first ("finns", &finns);
  describe_first ("bland", &far);
  for (guint i = 0; i < 5; i += 2)
    {
      const NystaTagWord *name = &words[2 + 3 - window->first + i];

      g_assert_cmpuint (name->cue_before, ==, finns.word);
      g_assert_cmpuint (name->cue_after, ==, words[2 + window->end - window->first].word);
      g_assert_cmpuint (name->opening, ==, far.word);
    }
}

/* --- training ------------------------------------------------------------------------- */

static const char corpus[] =
  "1\tAnna\tB-PER\n2\tEk\tI-PER\n3\tbor\tO\n4\ti\tO\n5\tÄngsta\tB-LOC\n6\t.\tO\n\n"
  "1\tEfter\tO\n2\tmötet\tO\n3\tsade\tO\n4\tBo\tB-PER\n5\tAsk\tI-PER\n6\tnej\tO\n\n"
  "1\tFirman\tO\n2\tNordby\tB-ORG\n3\tAB\tI-ORG\n4\tgår\tO\n5\tbra\tO\n6\t.\tO\n\n"
  "1\tHos\tO\n2\tLindvik\tB-ORG\n3\tAB\tI-ORG\n4\tarbetar\tO\n5\tEva\tB-PER\n6\tAlm\tI-PER\n\n"
  "1\tVi\tO\n2\tbor\tO\n3\ti\tO\n4\tSjövik\tB-LOC\n5\toch\tO\n6\tÄngsta\tB-LOC\n\n";

static GByteArray *
train (const char *name)
{
  NystaTrainOptions options = NYSTA_TRAIN_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    examples = nysta_corpus_read (name, NYSTA_HOLD_OUT_NOTHING, 0, &error);

  g_assert_no_error (error);
  options.line_bits = 8;
  options.min_count = 1;
  options.drop_one_in = 5;
  g_autoptr (NystaTrainer) trainer = nysta_trainer_new (&options);
  for (guint i = 0; i < examples->len; i++)
    {
      const NystaExample *example = g_ptr_array_index (examples, i);
      g_autoptr (NystaDocument) document = document_of (example->text);

      nysta_trainer_add (trainer, nysta_document_text (document), example->names);
    }
  return nysta_trainer_finish (trainer);
}

static GByteArray *
trained (void)
{
  g_autofree char *path = file_of ("corpus.iob2", corpus, -1);
  g_autofree char *name = g_strconcat ("uner:", path, NULL);

  return train (name);
}

static void
test_same_bytes (void)
{
  g_autoptr (GByteArray) one = trained ();
  g_autoptr (GByteArray) other = trained ();

  g_assert_cmpmem (one->data, one->len, other->data, other->len);
  /* As made on another machine. Features or tokens that change change this, too: then train
   * the shipped model anew. */
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, one->data,
                                                      one->len);
  g_assert_cmpstr (sum, ==,
                   "e608ec378f814cf8e6e7e6997bead23da2217d80dbc3731fccc303606dd23707");
}

static NystaTagger *
tagger_of (const GByteArray *file)
{
  g_autofree char *path = file_of ("model.bin", (const char *) file->data,
                                   (gssize) file->len);
  g_autoptr (GError) error = NULL;
  NystaTagger *tagger = nysta_tagger_open (path, &error);

  g_assert_no_error (error);
  return tagger;
}

/* `Eva Alm:1 Ängsta:3`: each name with its kind. */
static char *
names_in (NystaDocument *document)
{
  const NystaText *text = nysta_document_text (document);
  GString *all = g_string_new (NULL);

  g_assert_cmpuint (text->n_tags, ==, text->n_tokens);
  for (gsize i = 0; i < text->n_tags; i++)
    {
      gsize end = i + 1;

      if (text->tags[i].kind == NYSTA_NAME_NONE)
        continue;
      /* A name begins somewhere, and within one sentence. */
      g_assert_cmpuint (text->tags[i].begins, ==, 1);
      while (end < text->n_tags && text->tags[end].kind != NYSTA_NAME_NONE &&
             text->tags[end].begins == 0)
        {
          g_assert_cmpuint (text->tags[end].kind, ==, text->tags[i].kind);
          g_assert_cmpuint (text->tokens[end].sentence, ==, text->tokens[i].sentence);
          end++;
        }
      g_string_append_printf (all, "%s%.*s:%u", all->len > 0 ? " " : "",
                              (int) (text->tokens[end - 1].end - text->tokens[i].start),
                              text->text + text->tokens[i].start, text->tags[i].kind);
      i = end - 1;
    }
  return g_string_free (all, FALSE);
}

static void
test_learns (void)
{
  g_autoptr (GByteArray) file = trained ();
  g_autoptr (NystaTagger) tagger = tagger_of (file);
  g_autoptr (NystaDocument) document = document_of (
    "Efter valet sade Per Ask nej. Alla bor i Björkvik och Ängsta. Hos Grandal AB är det bra.");

  g_assert_cmpuint (nysta_document_text (document)->n_tags, ==, 0);
  nysta_document_tag (document, tagger);
  g_autofree char *names = names_in (document);
  g_assert_cmpstr (names, ==, "Per Ask:1 Björkvik:3 Ängsta:3 Grandal AB:2");
}

/* Whatever the text, names begin before they go on, and stay in their block. */
static void
test_hostile_text (void)
{
  static const char *const pieces[] = { "Anna ",  "Ek",     "AB", " ", "\n\n", ".", "i ",
                                        "Ängsta", "\u00AD", "1",  "”", "&",    "É́", "😀" };
  g_autoptr (GByteArray) file = trained ();
  g_autoptr (NystaTagger) tagger = tagger_of (file);

  for (guint round = 0; round < 100; round++)
    {
      g_autoptr (NystaDocument) document = nysta_document_new ();
      guint32 at = 0;

      for (guint b = 0; b < 8; b++)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          for (guint i = 0; i < 6; i++)
            g_string_append (text,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          nysta_document_append_text (document, text->str, text->len, NULL);
          NystaBlock block = { .kind = NYSTA_BLOCK_PARAGRAPH,
                               .start = at,
                               .end = at + (guint32) text->len };
          nysta_document_add_block (document, &block, NULL);
          at = block.end;
        }
      nysta_document_analyse (document, NULL);
      nysta_document_tag (document, tagger);
      g_autofree char *names = names_in (document);
      g_assert_nonnull (names);
    }
}

/* --- files ------------------------------------------------------------------------------ */

static void
refused (const GByteArray *file, gsize n_bytes, const char *pattern)
{
  g_autofree char *path = file_of ("bad.bin", (const char *) file->data, (gssize) n_bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (nysta_tagger_open (path, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);
  g_assert_true (g_pattern_match_simple (pattern, error->message));
}

static void
test_damaged (void)
{
  g_autoptr (GByteArray) file = trained ();
  g_autoptr (GError) error = NULL;

  refused (file, 0, "*bad.bin: not a tagger's model: install nysta again");
  refused (file, 100, "*not a tagger's model*");
  refused (file, file->len - 1, "*a damaged model*");
  for (gsize at = 0; at < file->len; at += 1 + at / 40)
    {
      file->data[at] ^= 1;
      refused (file, file->len, "*model*");
      file->data[at] ^= 1;
    }
  g_assert_null (nysta_tagger_open ("/no/such/model", &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND);
}

static void
test_corpora (void)
{
  static const char runs[] = "Anna\tPER\nEk\tPER\n,\t0\nNordby\tORG\n\nHej\t0\n";
  static const char suc[] = "a1b2\nSverige  B-inst B-LOC\nsade   O O\nBo B-person B-PRS\n"
                            "Ek I-person I-PRS\n\n";
  g_autofree char *runs_path = file_of ("runs.txt", runs, -1);
  g_autofree char *suc_path = file_of ("suc.txt", suc, -1);
  g_autofree char *runs_name = g_strconcat ("runs:", runs_path, NULL);
  g_autofree char *suc_name = g_strconcat ("suc:", suc_path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    one = nysta_corpus_read (runs_name, NYSTA_HOLD_OUT_TENTH, 1, &error);
  g_autoptr (GPtrArray) other = nysta_corpus_read (suc_name, NYSTA_HOLD_OUT_ALL, 0, &error);

  g_assert_no_error (error);
  const NystaExample *example = g_ptr_array_index (one, 0);
  g_assert_cmpstr (example->text, ==, "Anna Ek, Nordby");
  g_assert_cmpuint (example->names->len, ==, 2);
  g_assert_cmpuint (g_array_index (example->names, NystaName, 0).end, ==, 7);
  g_assert_false (example->held_out);
  g_assert_true (((NystaExample *) g_ptr_array_index (one, 1))->held_out);
  example = g_ptr_array_index (other, 0);
  g_assert_cmpstr (example->text, ==, "Sverige sade Bo Ek");
  g_assert_cmpuint (g_array_index (example->names, NystaName, 0).kind, ==,
                    NYSTA_NAME_PLACE);
  g_assert_cmpuint (g_array_index (example->names, NystaName, 1).kind, ==,
                    NYSTA_NAME_PERSON);
  g_assert_true (example->held_out);

  g_assert_null (nysta_corpus_read ("conll:x", NYSTA_HOLD_OUT_ALL, 0, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);
}

/* Names are put where there is room, and said to be there. */
static void
test_composed (void)
{
  static const char lines[] = "# no sentence\n{P}s hund bor i {L} med {R}\n{O} och {M}\n";
  static const char initials[] = "{O} ({A}) i {year}\n{no such rule}\n";
  static const char rules[] = "[person]\n{^given} {surname}\n\n# one or the other\n"
                              "[organisation]\n9 {made}verket | {^word}rådet\n2 {agency}\n";
  g_autofree char *path = file_of ("lines.txt", lines, -1);
  g_autofree char *names = file_of ("names.txt", rules, -1);
  g_autofree char *words = g_build_filename (NYSTA_BUILD_ROOT, "ontologies", "lexicon.bin",
                                             NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaLexicon) lexicon = nysta_lexicon_open (words, &error);
  g_autoptr (GPtrArray) one = nysta_compose (path, names, lexicon, 5, FALSE, &error);
  g_autoptr (GPtrArray) other = nysta_compose (path, names, lexicon, 5, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 10);
  for (guint i = 0; i < one->len; i++)
    {
      const NystaExample *example = g_ptr_array_index (one, i);
      const NystaName *name = &g_array_index (example->names, NystaName, 0);
      const NystaExample *again = g_ptr_array_index (other, i);

      g_assert_cmpstr (example->text, ==, again->text);
      g_assert_true (g_utf8_validate (example->text, -1, NULL));
      g_assert_cmpuint (example->names->len, ==, 2);
      g_assert_cmpuint (name->start, ==, 0);
      g_assert_true (
        g_str_has_prefix (example->text + name->end, i < 5 ? " hund bor i " : " och "));
      g_assert_cmpuint (name->kind, ==,
                        i < 5 ? NYSTA_NAME_PERSON : NYSTA_NAME_ORGANISATION);
    }

  /* The initials of a name are of its kind; a slot that nothing fills is an error. */
  g_autofree char *other_path = file_of ("initials.txt", initials, 23);
  g_autofree char *bad_path = file_of ("bad.txt", initials, -1);
  g_autofree char *fixed = file_of ("fixed.txt", "[organisation]\nRådet för hav\n", -1);
  g_autoptr (GPtrArray)
    third = nysta_compose (other_path, fixed, lexicon, 1, FALSE, &error);
  g_assert_no_error (error);
  const NystaExample *example = g_ptr_array_index (third, 0);
  g_assert_true (g_str_has_prefix (example->text, "Rådet för hav (RFH) i 20"));
  g_assert_cmpuint (example->names->len, ==, 2);
  g_assert_cmpuint (g_array_index (example->names, NystaName, 1).kind, ==,
                    NYSTA_NAME_ORGANISATION);
  g_assert_null (nysta_compose (bad_path, fixed, lexicon, 1, FALSE, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_null (nysta_compose ("/no/such/file", names, lexicon, 1, FALSE, &error));
  g_assert_nonnull (error);
}

/* The shipped model, on sentences of our own. */
static void
test_shipped (void)
{
  g_autofree char *model = g_build_filename (NYSTA_BUILD_ROOT, "ontologies", "tagger.bin",
                                             NULL);
  g_autofree char *words = g_build_filename (NYSTA_BUILD_ROOT, "ontologies", "lexicon.bin",
                                             NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaLexicon) lexicon = nysta_lexicon_open (words, &error);
  g_autoptr (NystaTagger) tagger = nysta_tagger_open (model, &error);
  const char *text = "I går sade Anna Björkqvist att hon flyttar till Uppsala. "
                     "Projektet Trygga byar leds av Nordsjö Energi AB.";
  g_autoptr (NystaDocument) document = nysta_document_new ();

  g_assert_no_error (error);
  nysta_document_append_text (document, text, strlen (text), &error);
  nysta_document_analyse (document, lexicon);
  nysta_document_tag (document, tagger);
  g_autofree char *names = names_in (document);
  g_assert_cmpstr (names, ==,
                   "Anna Björkqvist:1 Uppsala:3 Trygga byar:4 Nordsjö Energi AB:2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("nysta-tagger-XXXXXX", NULL);
  g_test_add_func ("/tagger/path/as-by-trying-all", test_path);
  g_test_add_func ("/tagger/features/windows", test_windows);
  g_test_add_func ("/tagger/features/words", test_words);
  g_test_add_func ("/tagger/features/cues", test_cues);
  g_test_add_func ("/tagger/training/same-bytes", test_same_bytes);
  g_test_add_func ("/tagger/training/learns", test_learns);
  g_test_add_func ("/tagger/training/corpora", test_corpora);
  g_test_add_func ("/tagger/training/composed", test_composed);
  g_test_add_func ("/tagger/tags/hostile-text", test_hostile_text);
  g_test_add_func ("/tagger/file/damaged", test_damaged);
  g_test_add_func ("/tagger/file/shipped", test_shipped);
  int status = g_test_run ();

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
