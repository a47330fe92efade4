/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/tagger.h"

#include "base/error.h"
#include "text/tagger-features.h"
#include "text/tagger-path.h"

struct NystaTagger
{
  GMappedFile *file;
  const NystaTaggerLine *lines;
  guint line_bits;
  guint32 confidence_scale;
  NystaTransitions transitions;

  /* Room, kept from call to call. */
  NystaPath path;
  GArray *words;  /* of NystaTagWord */
  GArray *scores; /* of gint32[NYSTA_N_STATES] */
  GByteArray *kinds;
  GByteArray *labels;
};

/* --- the file -------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *path, const char *what)
{
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED, "%s: %s: install nysta again",
               path, what);
  return FALSE;
}

static gboolean
check (const char *path, const NystaTaggerHeader *header, gsize n_bytes, GError **error)
{
  if (n_bytes < sizeof *header || memcmp (header->magic, NYSTA_TAGGER_MAGIC, 8) != 0)
    return refuse (error, path, "not a tagger's model");
  if (GUINT32_FROM_LE (header->version) != NYSTA_TAGGER_VERSION)
    return refuse (error, path, "a model for another nysta");

  const char *summed = (const char *) header + NYSTA_TAGGER_SUMMED_FROM;
  guint32 line_bits = GUINT32_FROM_LE (header->line_bits);
  if (GUINT64_FROM_LE (header->n_bytes) != n_bytes ||
      GUINT64_FROM_LE (header->checksum) !=
        nysta_checksum (summed, n_bytes - NYSTA_TAGGER_SUMMED_FROM) ||
      line_bits < NYSTA_TAGGER_MIN_LINE_BITS || line_bits > NYSTA_TAGGER_MAX_LINE_BITS ||
      n_bytes != sizeof *header + (sizeof (NystaTaggerLine) << line_bits))
    return refuse (error, path, "a damaged model");
  return TRUE;
}

static void
read_header (NystaTagger *tagger, const NystaTaggerHeader *header)
{
  tagger->lines = (const NystaTaggerLine *) (header + 1);
  tagger->line_bits = GUINT32_FROM_LE (header->line_bits);
  tagger->confidence_scale = CLAMP (GUINT32_FROM_LE (header->confidence_scale), 1, 1 << 20);
  for (guint kind = 0; kind < NYSTA_N_WORD_KINDS; kind++)
    for (guint from = 0; from < NYSTA_N_STATES; from++)
      for (guint to = 0; to < NYSTA_N_STATES; to++)
        tagger->transitions[kind][from][to] = GINT16_FROM_LE (
          header->transitions[kind][from][to]);
}

NystaTagger *
nysta_tagger_open (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &local);

  if (file == NULL)
    {
      gboolean missing = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT);

      g_set_error (error, NYSTA_IO_ERROR,
                   missing ? NYSTA_IO_ERROR_NOT_FOUND : NYSTA_IO_ERROR_FAILED,
                   "%s: the tagger's model cannot be read: install nysta again", path);
      return NULL;
    }

  /* An empty file has no contents at all. */
  const char *data = g_mapped_file_get_contents (file);
  gsize n_bytes = data == NULL ? 0 : g_mapped_file_get_length (file);
  const NystaTaggerHeader *header = (const NystaTaggerHeader *) (const void *) data;
  if (!check (path, header, n_bytes, error))
    return NULL;

  NystaTagger *tagger = g_new0 (NystaTagger, 1);
  tagger->file = g_steal_pointer (&file);
  read_header (tagger, header);
  nysta_path_init (&tagger->path);
  tagger->words = g_array_new (FALSE, FALSE, sizeof (NystaTagWord));
  tagger->scores = g_array_new (FALSE, FALSE, sizeof (gint32[NYSTA_N_STATES]));
  tagger->kinds = g_byte_array_new ();
  tagger->labels = g_byte_array_new ();
  return tagger;
}

void
nysta_tagger_free (NystaTagger *tagger)
{
  if (tagger == NULL)
    return;
  g_mapped_file_unref (tagger->file);
  nysta_path_clear (&tagger->path);
  g_array_unref (tagger->words);
  g_array_unref (tagger->scores);
  g_byte_array_unref (tagger->kinds);
  g_byte_array_unref (tagger->labels);
  g_free (tagger);
}

/* --- scores ---------------------------------------------------------------------- */

typedef gint8 Weights __attribute__ ((vector_size (8)));
typedef gint16 Sums __attribute__ ((vector_size (16)));

/* The first of eight bytes that is @check, 8 if none: exact for the lowest one. */
static inline guint
find_check (const guint8 checks[8], guint8 check)
{
  guint64 bytes;

  memcpy (&bytes, checks, 8);
  bytes = GUINT64_FROM_LE (bytes) ^ (check * G_GUINT64_CONSTANT (0x0101010101010101));
  guint64 zero = (bytes - G_GUINT64_CONSTANT (0x0101010101010101)) & ~bytes &
                 G_GUINT64_CONSTANT (0x8080808080808080);
  return zero == 0 ? 8 : (guint) __builtin_ctzll (zero) / 8;
}

/* 41 weights of a byte fit in 16 bits. */
static void
score (const NystaTagger *tagger, const guint64 features[NYSTA_N_FEATURES],
       gint32 out[NYSTA_N_STATES])
{
  Sums sums = { 0 };

  for (guint i = 0; i < NYSTA_N_FEATURES; i++)
    __builtin_prefetch (&tagger->lines[nysta_tagger_line (features[i], tagger->line_bits)]);
  for (guint i = 0; i < NYSTA_N_FEATURES; i++)
    {
      const NystaTaggerLine
        *line = &tagger->lines[nysta_tagger_line (features[i], tagger->line_bits)];
      guint slot = find_check (line->checks, nysta_tagger_check (features[i]));

      if (slot >= NYSTA_LINE_FEATURES)
        continue;
      Weights weights;
      memcpy (&weights, line->weights[slot], sizeof weights);
      sums += __builtin_convertvector(weights, Sums);
    }
  memset (out, 0, NYSTA_N_STATES * sizeof *out);
  for (guint label = 0; label < NYSTA_LINE_LABELS; label++)
    out[label + 1] = sums[label];
}

/* --- tags -------------------------------------------------------------------------- */

static guint8
confidence (const NystaTagger *tagger, gint32 margin)
{
  guint32 clamped = (guint32) CLAMP (margin, 0, 1 << 20);

  return (guint8) (255u * clamped / (clamped + tagger->confidence_scale));
}

static void
tag_window (NystaTagger *tagger, const NystaTagInput *input, const NystaTagWindow *window,
            NystaNameTag *out_tags)
{
  guint n = window->end - window->first;

  g_array_set_size (tagger->words, n + 4);
  g_array_set_size (tagger->scores, n);
  g_byte_array_set_size (tagger->kinds, n);
  g_byte_array_set_size (tagger->labels, n);
  NystaTagWord *words = (NystaTagWord *) (void *) tagger->words->data;
  gint32 (*scores)[NYSTA_N_STATES] = (void *) tagger->scores->data;
  guint8 *labels = tagger->labels->data;

  nysta_tag_describe (input, window, words);
  for (guint i = 0; i < n; i++)
    {
      guint64 features[NYSTA_N_FEATURES];

      nysta_tag_features (words, i, features);
      score (tagger, features, scores[i]);
      tagger->kinds->data[i] = words[i + 2].kind;
    }

  nysta_path_find (&tagger->path, (const void *) scores, tagger->kinds->data, n,
                   (const void *) tagger->transitions, labels);
  nysta_path_find_margins (&tagger->path, (const void *) scores, tagger->kinds->data, n,
                           (const void *) tagger->transitions);
  for (guint i = 0; i < n; i++)
    out_tags[window->first + i] = (NystaNameTag){
      .kind = (uint8_t) nysta_label_kind (labels[i]),
      .begins = labels[i] != NYSTA_LABEL_NONE && !nysta_label_is_inside (labels[i]),
      .confidence = confidence (tagger, nysta_path_margin (&tagger->path, i, labels[i])),
    };
}

void
nysta_tagger_tag (NystaTagger *tagger, const NystaText *text, NystaNameTag *out_tags)
{
  if (text->n_tokens == 0)
    return;

  g_auto (NystaTagInput) input;
  memset (out_tags, 0, text->n_tokens * sizeof *out_tags);
  nysta_tag_input_init (&input, text);
  for (guint i = 0; i < input.windows->len; i++)
    tag_window (tagger, &input, &g_array_index (input.windows, NystaTagWindow, i),
                out_tags);
}
