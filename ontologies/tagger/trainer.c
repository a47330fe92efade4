/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "trainer.h"

#include <stdlib.h>

#include "text/tagger-features.h"
#include "text/tagger-path.h"

/* Of the weights of one kind of tag, none is greater than this once they are bytes. */
#define MAX_WEIGHT 127

typedef gint32 Row[NYSTA_N_STATES];
typedef gint64 Sum[NYSTA_N_STATES];

/* A window of some text. */
typedef struct
{
  gsize first; /* into kinds, labels and (times NYSTA_N_FEATURES) features */
  gsize n;
} Sequence;

struct NystaTrainer
{
  NystaTrainOptions options;
  GArray *sequences;
  GByteArray *kinds;
  GByteArray *labels;
  GArray *hashes; /* of guint64 */

  /* Of the features that are learnt, by number; 0 is none. */
  GArray *known; /* of guint64, sorted */
  guint32 *rows; /* what hashes are, by number */
  Row *weights;
  Sum *debts; /* each change of a weight times the step at which it was made */
  NystaTransitions transitions;
  gint64 transition_debts[NYSTA_N_WORD_KINDS][NYSTA_N_STATES][NYSTA_N_STATES];
  gint64 step;
  guint64 random;
  GArray *scores; /* of Row */
  GByteArray *guesses;
  GByteArray *dropped; /* of the sequence's features */
  NystaPath path;
};

NystaTrainer *
nysta_trainer_new (const NystaTrainOptions *options)
{
  NystaTrainer *trainer = g_new0 (NystaTrainer, 1);

  trainer->options = *options;
  trainer->sequences = g_array_new (FALSE, FALSE, sizeof (Sequence));
  trainer->kinds = g_byte_array_new ();
  trainer->labels = g_byte_array_new ();
  trainer->hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  trainer->known = g_array_new (FALSE, FALSE, sizeof (guint64));
  trainer->scores = g_array_new (FALSE, FALSE, sizeof (Row));
  trainer->guesses = g_byte_array_new ();
  trainer->dropped = g_byte_array_new ();
  trainer->random = options->seed * 0x9e3779b97f4a7c15u + 1;
  nysta_path_init (&trainer->path);
  return trainer;
}

void
nysta_trainer_free (NystaTrainer *trainer)
{
  if (trainer == NULL)
    return;
  g_array_unref (trainer->sequences);
  g_byte_array_unref (trainer->kinds);
  g_byte_array_unref (trainer->labels);
  g_array_unref (trainer->hashes);
  g_array_unref (trainer->known);
  g_array_unref (trainer->scores);
  g_byte_array_unref (trainer->guesses);
  g_byte_array_unref (trainer->dropped);
  g_free (trainer->rows);
  g_free (trainer->weights);
  g_free (trainer->debts);
  nysta_path_clear (&trainer->path);
  g_free (trainer);
}

/* --- examples -------------------------------------------------------------------- */

/* What token @i should be. A token that a name only touches belongs to it. */
static guint8
label_of (const NystaText *text, guint32 i, guint32 first, const GArray *names)
{
  const NystaToken *token = &text->tokens[i];

  for (guint k = 0; k < names->len; k++)
    {
      const NystaName *name = &g_array_index (names, NystaName, k);

      if (token->start >= name->end || token->end <= name->start)
        continue;
      gboolean goes_on = i > first && text->tokens[i - 1].end > name->start;
      return (guint8) (2 * name->kind - (goes_on ? 0 : 1));
    }
  return NYSTA_LABEL_NONE;
}

static void
add_window (NystaTrainer *trainer, const NystaTagInput *input, const NystaTagWindow *window,
            const GArray *names)
{
  guint n = window->end - window->first;
  Sequence sequence = { trainer->kinds->len, n };
  g_autofree NystaTagWord *words = g_new (NystaTagWord, n + 4);

  g_array_append_val (trainer->sequences, sequence);
  nysta_tag_describe (input, window, words);
  for (guint i = 0; i < n; i++)
    {
      guint64 features[NYSTA_N_FEATURES];
      guint8 label = label_of (input->text, window->first + i, window->first, names);

      nysta_tag_features (words, i, features);
      g_array_append_vals (trainer->hashes, features, NYSTA_N_FEATURES);
      g_byte_array_append (trainer->kinds, &words[i + 2].kind, 1);
      g_byte_array_append (trainer->labels, &label, 1);
    }
}

void
nysta_trainer_add (NystaTrainer *trainer, const NystaText *text, const GArray *names)
{
  g_auto (NystaTagInput) input;

  nysta_tag_input_init (&input, text);
  for (guint i = 0; i < input.windows->len; i++)
    add_window (trainer, &input, &g_array_index (input.windows, NystaTagWindow, i), names);
}

/* --- which features -------------------------------------------------------------- */

static int
compare_hashes (const void *a, const void *b)
{
  guint64 one = *(const guint64 *) a;
  guint64 other = *(const guint64 *) b;

  return one < other ? -1 : one > other;
}

static guint32
row_of (const NystaTrainer *trainer, guint64 hash)
{
  const guint64 *found = bsearch (&hash, trainer->known->data, trainer->known->len,
                                  sizeof hash, compare_hashes);

  return found == NULL
           ? 0
           : (guint32) (found - (const guint64 *) (void *) trainer->known->data) + 1;
}

static void
number_features (NystaTrainer *trainer)
{
  guint n = trainer->hashes->len;
  g_autofree guint64 *sorted = g_memdup2 (trainer->hashes->data, n * sizeof (guint64));

  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_hashes);
  for (guint i = 0; i < n;)
    {
      guint end = i + 1;

      while (end < n && sorted[end] == sorted[i])
        end++;
      if (end - i >= trainer->options.min_count)
        g_array_append_val (trainer->known, sorted[i]);
      i = end;
    }
  trainer->rows = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    trainer->rows[i] = row_of (trainer, g_array_index (trainer->hashes, guint64, i));
  trainer->weights = g_new0 (Row, trainer->known->len + 1);
  trainer->debts = g_new0 (Sum, trainer->known->len + 1);
}

/* --- learning ---------------------------------------------------------------------- */

/* xorshift64*, Vigna 2016 */
static guint64
next_random (NystaTrainer *trainer)
{
  trainer->random ^= trainer->random >> 12;
  trainer->random ^= trainer->random << 25;
  trainer->random ^= trainer->random >> 27;
  return trainer->random * 0x2545f4914f6cdd1du;
}

/* Which features of the sequence are left out this time. */
static void
drop_some (NystaTrainer *trainer, gsize n_features)
{
  g_byte_array_set_size (trainer->dropped, (guint) n_features);
  for (gsize i = 0; i < n_features; i++)
    trainer->dropped->data[i] = trainer->options.drop_one_in > 0 &&
                                (next_random (trainer) >> 32) %
                                    trainer->options.drop_one_in ==
                                  0;
}

static void
guess (NystaTrainer *trainer, const Sequence *sequence)
{
  const guint32 *rows = trainer->rows + sequence->first * NYSTA_N_FEATURES;
  const guint8 *dropped = trainer->dropped->data;

  g_array_set_size (trainer->scores, (guint) sequence->n);
  g_byte_array_set_size (trainer->guesses, (guint) sequence->n);
  Row *scores = (Row *) (void *) trainer->scores->data;
  for (gsize i = 0; i < sequence->n; i++)
    {
      memset (scores[i], 0, sizeof (Row));
      for (guint k = 0; k < NYSTA_N_FEATURES; k++, rows++, dropped++)
        if (*rows != 0 && !*dropped)
          for (guint label = 0; label < NYSTA_N_STATES; label++)
            scores[i][label] += trainer->weights[*rows][label];
    }
  nysta_path_find (&trainer->path, (const void *) scores,
                   trainer->kinds->data + sequence->first, sequence->n,
                   (const void *) trainer->transitions, trainer->guesses->data);
}

static void
change_features (NystaTrainer *trainer, gsize token, const guint8 *dropped, guint label,
                 gint32 by)
{
  const guint32 *rows = trainer->rows + token * NYSTA_N_FEATURES;

  for (guint k = 0; k < NYSTA_N_FEATURES; k++)
    if (rows[k] != 0 && !dropped[k])
      {
        trainer->weights[rows[k]][label] += by;
        trainer->debts[rows[k]][label] += by * trainer->step;
      }
}

static void
change_transition (NystaTrainer *trainer, guint kind, guint from, guint to, gint32 by)
{
  trainer->transitions[kind][from][to] += by;
  trainer->transition_debts[kind][from][to] += by * trainer->step;
}

static guint
learn (NystaTrainer *trainer, const Sequence *sequence)
{
  const guint8 *right = trainer->labels->data + sequence->first;
  const guint8 *kinds = trainer->kinds->data + sequence->first;
  guint n_wrong = 0;

  drop_some (trainer, sequence->n * NYSTA_N_FEATURES);
  guess (trainer, sequence);
  const guint8 *guessed = trainer->guesses->data;
  for (gsize i = 0; i < sequence->n; i++)
    {
      guint right_before = i > 0 ? right[i - 1] : NYSTA_LABEL_START;
      guint guessed_before = i > 0 ? guessed[i - 1] : NYSTA_LABEL_START;
      const guint8 *dropped = trainer->dropped->data + i * NYSTA_N_FEATURES;

      if (guessed[i] != right[i])
        {
          change_features (trainer, sequence->first + i, dropped, right[i], 1);
          change_features (trainer, sequence->first + i, dropped, guessed[i], -1);
          n_wrong++;
        }
      if (guessed[i] != right[i] || guessed_before != right_before)
        {
          change_transition (trainer, kinds[i], right_before, right[i], 1);
          change_transition (trainer, kinds[i], guessed_before, guessed[i], -1);
        }
    }
  trainer->step++;
  return n_wrong;
}

static void
run_epochs (NystaTrainer *trainer)
{
  guint n = trainer->sequences->len;
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  trainer->step = 1;
  for (guint epoch = 0; epoch < trainer->options.n_epochs; epoch++)
    {
      guint n_wrong = 0;

      for (guint i = n; i > 1; i--)
        {
          guint other = (guint) ((next_random (trainer) >> 32) % i);
          guint kept = order[i - 1];

          order[i - 1] = order[other];
          order[other] = kept;
        }
      for (guint i = 0; i < n; i++)
        n_wrong += learn (trainer, &g_array_index (trainer->sequences, Sequence, order[i]));
      g_debug ("epoch %u: %u tokens of %u wrong", epoch + 1, n_wrong, trainer->kinds->len);
    }
}

/* --- the file ------------------------------------------------------------------------ */

typedef struct
{
  guint64 hash;
  gint64 size; /* of its greatest weight */
  guint32 row;
} Ranked;

static int
compare_ranked (const void *a, const void *b)
{
  const Ranked *one = a;
  const Ranked *other = b;

  if (one->size != other->size)
    return one->size > other->size ? -1 : 1;
  return compare_hashes (&one->hash, &other->hash);
}

/* The sum of a weight over all steps. */
static gint64
total (const NystaTrainer *trainer, gint32 weight, gint64 debt)
{
  return weight * trainer->step - debt;
}

/* How much more the label weighs than NONE does. */
static gint64
weight_over_none (const NystaTrainer *trainer, guint32 row, guint label)
{
  return total (trainer, trainer->weights[row][label], trainer->debts[row][label]) -
         total (trainer, trainer->weights[row][NYSTA_LABEL_NONE],
                trainer->debts[row][NYSTA_LABEL_NONE]);
}

static gint64
rounded (gint64 value, gint64 unit)
{
  return value >= 0 ? (value + unit / 2) / unit : -((-value + unit / 2) / unit);
}

static GArray *
rank (const NystaTrainer *trainer)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint32 row = 1; row <= trainer->known->len; row++)
    {
      Ranked one = { .hash = g_array_index (trainer->known, guint64, row - 1), .row = row };

      for (guint label = 1; label < NYSTA_N_LABELS; label++)
        one.size = MAX (one.size, ABS (weight_over_none (trainer, row, label)));
      if (one.size > 0)
        g_array_append_val (ranked, one);
    }
  if (ranked->len > 0)
    qsort (ranked->data, ranked->len, sizeof (Ranked), compare_ranked);
  return ranked;
}

/* The heaviest features come first, and find room. */
static void
place (const NystaTrainer *trainer, NystaTaggerLine *lines, const Ranked *one, gint64 unit)
{
  NystaTaggerLine *line = &lines[nysta_tagger_line (one->hash, trainer->options.line_bits)];
  guint8 check = nysta_tagger_check (one->hash);
  guint slot = 0;

  while (slot < NYSTA_LINE_FEATURES && line->checks[slot] != 0 &&
         line->checks[slot] != check)
    slot++;
  if (slot == NYSTA_LINE_FEATURES || line->checks[slot] != 0 || one->size * 2 < unit)
    return;
  line->checks[slot] = check;
  for (guint label = 1; label < NYSTA_N_LABELS; label++)
    line->weights[slot][label - 1] = (gint8) CLAMP (
      rounded (weight_over_none (trainer, one->row, label), unit), -MAX_WEIGHT, MAX_WEIGHT);
}

GByteArray *
nysta_trainer_finish (NystaTrainer *trainer)
{
  gsize n_lines = (gsize) 1 << trainer->options.line_bits;
  gsize n_bytes = sizeof (NystaTaggerHeader) + n_lines * sizeof (NystaTaggerLine);
  GByteArray *file = g_byte_array_sized_new ((guint) n_bytes);

  number_features (trainer);
  run_epochs (trainer);
  g_autoptr (GArray) ranked = rank (trainer);

  /* One feature in five hundred may be cut down to what a byte holds. */
  gint64 unit = 1;
  if (ranked->len > 0)
    unit = MAX (1, g_array_index (ranked, Ranked, ranked->len / 500).size / MAX_WEIGHT);

  g_byte_array_set_size (file, (guint) n_bytes);
  memset (file->data, 0, n_bytes);
  NystaTaggerHeader *header = (NystaTaggerHeader *) (void *) file->data;
  NystaTaggerLine *lines = (NystaTaggerLine *) (header + 1);
  for (guint i = 0; i < ranked->len; i++)
    place (trainer, lines, &g_array_index (ranked, Ranked, i), unit);

  memcpy (header->magic, NYSTA_TAGGER_MAGIC, 8);
  header->version = GUINT32_TO_LE (NYSTA_TAGGER_VERSION);
  header->line_bits = GUINT32_TO_LE (trainer->options.line_bits);
  header->n_bytes = GUINT64_TO_LE (n_bytes);
  /* What two changes of all features of a token make. */
  header->confidence_scale = GUINT32_TO_LE (
    (guint32) CLAMP (rounded (trainer->step * 2 * NYSTA_N_FEATURES, unit), 1, 1 << 20));
  for (guint kind = 0; kind < NYSTA_N_WORD_KINDS; kind++)
    for (guint from = 0; from < NYSTA_N_STATES; from++)
      for (guint to = 0; to < NYSTA_N_LABELS; to++)
        header->transitions[kind][from][to] = GINT16_TO_LE (
          (gint16) CLAMP (rounded (total (trainer, trainer->transitions[kind][from][to],
                                          trainer->transition_debts[kind][from][to]),
                                   unit),
                          G_MININT16, G_MAXINT16));
  const char *summed = (const char *) header + NYSTA_TAGGER_SUMMED_FROM;
  header->checksum = GUINT64_TO_LE (
    nysta_checksum (summed, n_bytes - NYSTA_TAGGER_SUMMED_FROM));
  return file;
}
