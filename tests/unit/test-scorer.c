/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The weights are those of learned/sample.tsv, compiled as a model's are. */
#include "config.h"

#include <glib.h>

#include "scorer.h"

extern const Scorer learned_sample;

typedef struct
{
  const char *name;
  const char *features[4][3]; /* template, value, second value */
  gint32 scores[3];
  guint best;
} ScoreCase;

static const ScoreCase score_cases[] = {
  { "nothing-is-the-first-label", { { NULL } }, { 0, 0, 0 }, 0 },
  { "one", { { "bias" } }, { 500, 0, 0 }, 0 },
  { "sum", { { "bias" }, { "before", "av" } }, { 250, 1250, 125 }, 1 },
  { "letters-of-several-bytes", { { "before", "från" } }, { -1000, 0, 2000 }, 2 },
  { "of-two-values", { { "around", "av", "END" } }, { 0, 1, 0 }, 1 },
  { "counts-once", { { "before", "av" }, { "before", "av" } }, { -250, 1250, 125 }, 1 },
  { "unknown-counts-nothing", { { "before", "inom" }, { "before" } }, { 0, 0, 0 }, 0 },
  { "template-is-not-value",
    { { "beforea", "v" }, { "before=av" } },
    { -250, 1250, 125 },
    1 },
};

static void
test_score (gconstpointer data)
{
  const ScoreCase *one = data;
  gint32 scores[SCORER_MAX_LABELS];
  Features features;

  features_begin (&features, NULL);
  for (guint i = 0; i < 4 && one->features[i][0] != NULL; i++)
    feature_add_pair (&features, one->features[i][0], one->features[i][1],
                      one->features[i][2]);
  g_assert_cmpuint (scorer_best (&learned_sample, &features, scores), ==, one->best);
  for (guint k = 0; k < 3; k++)
    g_assert_cmpint (scores[k], ==, one->scores[k]);
}

static void
test_labels (void)
{
  g_assert_cmpstr (learned_sample.name, ==, "sample");
  g_assert_cmpuint (learned_sample.n_labels, ==, 3);
  g_assert_cmpstr (learned_sample.labels[2], ==, "pays");
}

static void
test_steps (void)
{
  static const struct
  {
    guint n;
    const char *step;
  } steps[] = { { 0, "0" },     { 2, "2" },      { 3, "3-4" }, { 4, "3-4" },
                { 5, "5-8" },   { 64, "33-64" }, { 65, "65" }, { G_MAXUINT32, "65" },
                { 17, "17-32" } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpstr (feature_step (steps[i].n), ==, steps[i].step);
}

/* More than fit: the first ones stay, and nothing is written past the end. */
static void
test_many (void)
{
  gint32 scores[SCORER_MAX_LABELS];
  Features features;

  features_begin (&features, NULL);
  feature_add (&features, "before", "av");
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *value = g_strdup_printf ("w%u", i);
      feature_add (&features, "left", value);
    }
  feature_add (&features, "before", "från");
  g_assert_cmpuint (features.n, ==, MAX_FEATURES);
  g_assert_cmpuint (scorer_best (&learned_sample, &features, scores), ==, 1);
}

static void
on_trace (const NystaExtractorHost *host, const char *rule, guint32 start, guint32 end,
          const char *message)
{
  GString *lines = host->context;

  g_string_append_printf (lines, "%s %u-%u %s", rule, start, end, message);
}

/* What train.py reads. */
static void
test_trace (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  NystaExtractorHost host = { .struct_size = sizeof host,
                              .context = lines,
                              .trace = on_trace };
  NystaToken tokens[] = { { .start = 4, .end = 9 } };
  NystaText text = { .struct_size = sizeof text, .tokens = tokens, .n_tokens = 1 };
  jmp_buf out_of_memory;
  Press press = {
    .host = &host, .text = &text, .n_tokens = 1, .step = "participations_read"
  };
  gint32 scores[SCORER_MAX_LABELS];
  Features features;

  press.arena.out_of_memory = &out_of_memory;
  if (setjmp (out_of_memory) != 0)
    g_error ("out of memory");
  features_begin (&features, &press);
  feature_add (&features, "bias", NULL);
  feature_add (&features, "bias", NULL);
  feature_add_number (&features, "apart", 4);
  feature_add_pair (&features, "around", "av", "END");
  scorer_best (&learned_sample, &features, scores);
  SCORER_TRACE (&press, &learned_sample, 0, 1, &features, scores, "%s", "Nordvind");
  SCORER_TRACE (&press, &learned_sample, 1, 2, &features, scores, "past the text");
  g_assert_cmpstr (lines->str, ==,
                   "participations_read/scorer 4-9 scored by sample: none=500 leads=-499 "
                   "pays=250 ¦ Nordvind ¦ bias apart=3-4 around=av+END");
  arena_clear (&press.arena);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (score_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scorer/score/%s", score_cases[i].name);
      g_test_add_data_func (path, &score_cases[i], test_score);
    }
  g_test_add_func ("/scorer/labels", test_labels);
  g_test_add_func ("/scorer/steps", test_steps);
  g_test_add_func ("/scorer/more-features-than-fit", test_many);
  g_test_add_func ("/scorer/trace", test_trace);
  return g_test_run ();
}
