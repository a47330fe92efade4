/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* train-tagger: annotated text in, the tagger's model out, and how well it does on what was
 * held out. Built with the tree, not installed. */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

#include "text/document.h"
#include "text/tagger.h"
#include "compose.h"
#include "trainer.h"

#define N_KINDS 5 /* 0: all together */

typedef struct
{
  guint right[N_KINDS];
  guint guessed[N_KINDS];
  guint expected[N_KINDS];
} Count;

static NystaDocument *
document_of (const NystaExample *example, NystaLexicon *lexicon)
{
  NystaDocument *document = nysta_document_new ();
  g_autoptr (GError) error = NULL;

  if (!nysta_document_append_text (document, example->text, strlen (example->text), &error))
    g_error ("%s", error->message);
  nysta_document_analyse (document, lexicon);
  return document;
}

static void
teach (NystaTrainer *trainer, GPtrArray *examples, NystaLexicon *lexicon)
{
  for (guint i = 0; i < examples->len; i++)
    {
      const NystaExample *example = g_ptr_array_index (examples, i);

      if (example->held_out)
        continue;
      g_autoptr (NystaDocument) document = document_of (example, lexicon);
      nysta_trainer_add (trainer, nysta_document_text (document), example->names);
    }
}

/* --- measuring ------------------------------------------------------------------- */

static gboolean
is_expected (const NystaName *name, const GArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      const NystaName *other = &g_array_index (names, NystaName, i);

      if (other->start == name->start && other->end == name->end &&
          other->kind == name->kind)
        return TRUE;
    }
  return FALSE;
}

static void
judge (Count *count, const NystaText *text, const NystaNameTag *tags,
       const NystaExample *example, gboolean verbose)
{
  for (guint i = 0; i < example->names->len; i++)
    {
      const NystaName *name = &g_array_index (example->names, NystaName, i);

      count->expected[0]++;
      count->expected[name->kind]++;
      if (verbose)
        g_print ("expected\t%u\t%.*s\t%s\n", name->kind, (int) (name->end - name->start),
                 text->text + name->start, text->text);
    }
  for (gsize i = 0; i < text->n_tokens; i++)
    {
      if (tags[i].kind == NYSTA_NAME_NONE || !tags[i].begins)
        continue;
      gsize end = i + 1;
      while (end < text->n_tokens && tags[end].kind == tags[i].kind && !tags[end].begins)
        end++;

      NystaName name = { text->tokens[i].start, text->tokens[end - 1].end, tags[i].kind };
      gboolean right = is_expected (&name, example->names);
      count->guessed[0]++;
      count->guessed[name.kind]++;
      count->right[0] += right;
      count->right[name.kind] += right;
      if (verbose)
        g_print ("%s\t%u\t%.*s\t%u\n", right ? "right" : "wrong", name.kind,
                 (int) (name.end - name.start), text->text + name.start,
                 tags[i].confidence);
    }
}

static double
ratio (guint part, guint whole)
{
  return whole == 0 ? 0 : (double) part / whole;
}

static void
print_count (const char *name, const Count *count)
{
  static const char *const kinds[N_KINDS] = { "all", "person", "organisation", "place",
                                              "project" };

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      double precision = ratio (count->right[kind], count->guessed[kind]);
      double recall = ratio (count->right[kind], count->expected[kind]);

      g_print ("%s\t%s\t%u\t%.3f\t%.3f\t%.3f\n", name, kinds[kind], count->expected[kind],
               precision, recall,
               precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0);
    }
}

static void
measure (const char *name, NystaTagger *tagger, GPtrArray *examples, NystaLexicon *lexicon,
         gboolean verbose)
{
  Count count = { 0 };
  guint n_held_out = 0;

  for (guint i = 0; i < examples->len; i++)
    {
      const NystaExample *example = g_ptr_array_index (examples, i);

      if (!example->held_out)
        continue;
      g_autoptr (NystaDocument) document = document_of (example, lexicon);
      const NystaText *text = nysta_document_text (document);
      g_autofree NystaNameTag *tags = g_new0 (NystaNameTag, text->n_tokens + 1);
      nysta_tagger_tag (tagger, text, tags);
      judge (&count, text, tags, example, verbose);
      n_held_out++;
    }
  if (n_held_out > 0)
    print_count (name, &count);
}

/* How fast tagging is, the rest of the analysis left out. */
static gboolean
time_tagging (const char *path, NystaTagger *tagger, NystaLexicon *lexicon, GError **error)
{
  g_autofree char *data = NULL;
  gsize n_bytes = 0;
  g_autoptr (NystaDocument) document = nysta_document_new ();

  if (!g_file_get_contents (path, &data, &n_bytes, error) ||
      !nysta_document_append_text (document, data, n_bytes, error))
    return FALSE;
  gint64 begun_us = g_get_monotonic_time ();
  nysta_document_analyse (document, lexicon);
  gint64 analysed_us = g_get_monotonic_time ();
  const NystaText *text = nysta_document_text (document);
  g_autofree NystaNameTag *tags = g_new0 (NystaNameTag, text->n_tokens + 1);
  nysta_tagger_tag (tagger, text, tags);
  gint64 tagged_us = g_get_monotonic_time ();

  g_print ("analysis\t%.1f MB/s\ntagging\t%.1f MB/s\t%.0f ns a token\n",
           (double) n_bytes / (double) MAX (1, analysed_us - begun_us),
           (double) n_bytes / (double) MAX (1, tagged_us - analysed_us),
           (double) (tagged_us - analysed_us) * 1000 / (double) MAX (1, text->n_tokens));
  return TRUE;
}

/* --- the command line ------------------------------------------------------------- */

typedef struct
{
  NystaTrainOptions training;
  char *lexicon;
  char *out;
  char *timed;
  char *sentences; /* to fill with names */
  char *names;     /* how they are made up */
  gint n_times;
  char **tests; /* only to be measured with */
  gint fold;    /* −1: learn from everything */
  gboolean verbose;
  gboolean list;
} Options;

static gboolean
parse (Options *options, int *argc, char ***argv, GError **error)
{
  NystaTrainOptions *training = &options->training;
  gint seed = (gint) training->seed;
  const GOptionEntry entries[] = {
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &options->lexicon, "compiled", "FILE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->out, "write the model", "FILE" },
    { "test", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->tests, "only measure", "CORPUS" },
    { "fold", 0, 0, G_OPTION_ARG_INT, &options->fold,
      "which tenth is held out, 0 to 9; -1: none", "N" },
    { "sentences", 0, 0, G_OPTION_ARG_FILENAME, &options->sentences, "with room for names",
      "FILE" },
    { "names", 0, 0, G_OPTION_ARG_FILENAME, &options->names, "how they are made up",
      "FILE" },
    { "times", 0, 0, G_OPTION_ARG_INT, &options->n_times, "that each is filled", "N" },
    { "time", 0, 0, G_OPTION_ARG_FILENAME, &options->timed, "tag a text", "FILE" },
    { "epochs", 0, 0, G_OPTION_ARG_INT, &training->n_epochs, "passes", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "of the order", "N" },
    { "lines", 0, 0, G_OPTION_ARG_INT, &training->line_bits, "size: 2^N * 64", "N" },
    { "min-count", 0, 0, G_OPTION_ARG_INT, &training->min_count, "of a feature", "N" },
    { "drop", 0, 0, G_OPTION_ARG_INT, &training->drop_one_in, "one feature in", "N" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options->list, "print the sentences, filled",
      NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options->verbose, "print each name", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("CORPUS…");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  training->seed = (guint64) seed;
  return TRUE;
}

/* Write the model to @path and open it as everybody else does. */
static NystaTagger *
train (NystaTrainer *trainer, const char *path, GError **error)
{
  g_autoptr (GByteArray) file = nysta_trainer_finish (trainer);

  if (!g_file_set_contents (path, (const char *) file->data, file->len, error))
    return NULL;
  return nysta_tagger_open (path, error);
}

static gboolean
run (const Options *options, char **corpora, GError **error)
{
  g_autoptr (NystaTrainer) trainer = nysta_trainer_new (&options->training);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray)
    read = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (NystaLexicon) lexicon = NULL;

  if (options->lexicon != NULL &&
      (lexicon = nysta_lexicon_open (options->lexicon, error)) == NULL)
    return FALSE;
  for (guint i = 0; corpora[i] != NULL; i++)
    {
      GPtrArray *examples = nysta_corpus_read (
        corpora[i], options->fold < 0 ? NYSTA_HOLD_OUT_NOTHING : NYSTA_HOLD_OUT_TENTH,
        (guint) MAX (options->fold, 0), error);

      if (examples == NULL)
        return FALSE;
      g_ptr_array_add (names, corpora[i]);
      g_ptr_array_add (read, examples);
      teach (trainer, examples, lexicon);
    }
  if (options->sentences != NULL && options->names != NULL && lexicon != NULL)
    {
      GPtrArray *examples = nysta_compose (options->sentences, options->names, lexicon,
                                           (guint) MAX (options->n_times, 1),
                                           options->fold >= 0, error);

      if (examples == NULL)
        return FALSE;
      for (guint i = 0; options->list && i < examples->len; i++)
        g_print ("%s\n", ((const NystaExample *) g_ptr_array_index (examples, i))->text);
      g_ptr_array_add (names, options->sentences);
      g_ptr_array_add (read, examples);
      teach (trainer, examples, lexicon);
    }
  for (guint i = 0; options->tests != NULL && options->tests[i] != NULL; i++)
    {
      GPtrArray *examples = nysta_corpus_read (options->tests[i], NYSTA_HOLD_OUT_ALL, 0,
                                               error);

      if (examples == NULL)
        return FALSE;
      g_ptr_array_add (names, options->tests[i]);
      g_ptr_array_add (read, examples);
    }

  g_autoptr (NystaTagger) tagger = train (trainer, options->out, error);
  if (tagger == NULL)
    return FALSE;
  g_print ("corpus\tkind\tnames\tprecision\trecall\tF1\n");
  for (guint i = 0; i < read->len; i++)
    measure (g_ptr_array_index (names, i), tagger, g_ptr_array_index (read, i), lexicon,
             options->verbose);
  return options->timed == NULL || time_tagging (options->timed, tagger, lexicon, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Options options = { .training = NYSTA_TRAIN_OPTIONS_INIT, .fold = -1, .n_times = 6 };

  /* So many different names: more is left out, and it takes longer to learn. */
  options.training.n_epochs = 20;
  options.training.drop_one_in = 3;

  setlocale (LC_ALL, "");
  if (!parse (&options, &argc, &argv, &error) || options.out == NULL || argc < 2)
    {
      g_printerr ("train-tagger: %s\n",
                  error != NULL ? error->message : "usage: train-tagger -o MODEL CORPUS…");
      return 2;
    }
  if (!run (&options, argv + 1, &error))
    {
      g_printerr ("train-tagger: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
