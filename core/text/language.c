/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Two words of three in running text are small ones, and few languages share them: a
 * table of some hundred tells as much as n-grams do, at a hundredth of the cost.
 */
#include "config.h"
#include "text/language.h"

#include <string.h>

#include "text/small-words.h"

/* A block is looked at so far: a language shows sooner. */
#define MAX_BLOCK_TOKENS 160

/* What tells Swedish from English, and what tells that it is neither: names such as
 * `von der Leyen` have small words too. A word of one language alone gives 24 points. */
#define LEAST_POINTS 48
#define LEAST_FOREIGN_POINTS 52

#define LETTER_POINTS 16

/* One small word in so many at least: a language that the table lacks has fewer. */
#define MOST_WORDS_PER_SMALL 5

/* N-grams: asked where so many words in small letters hardly show a small word, of so many
 * bytes; and no more bytes than this and a share of the text, since they cost. */
#define LEAST_PLAIN_WORDS 6
#define LEAST_FINGERPRINT_BYTES 50
#define MAX_FINGERPRINT_BYTES 300
#define MIN_FINGERPRINT_BUDGET 600
#define FINGERPRINT_SHARE 200

/* So much of the text must be plainly in another language for the document to be it. */
#define LEAST_OVERRULING_BYTES 200

typedef struct
{
  guint32 points[NYSTA_N_SMALL_LANGUAGES];
  guint n_words;
  guint n_small;
  guint n_plain; /* in small letters */
} Score;

typedef struct
{
  const char *text;
  const NystaToken *tokens;
  NystaFingerprints *fingerprints;
  gsize budget; /* bytes that fingerprints may still look at */
} Reader;

/* Letters that Swedish lacks or its neighbours do, in a word that is no name: `længe`,
 * `lääkäri`, `prüfen`. Each says as much as a small word. */
static void
count_letters (const char *word, gsize n_bytes, Score *score)
{
  const guint8 *at = (const guint8 *) word;

  for (gsize i = 0; i + 1 < n_bytes; i++)
    {
      if (at[i] != 0xC3)
        continue;
      switch (at[i + 1])
        {
        case 0xA6: /* æ */
        case 0xB8: /* ø */
          for (guint k = NYSTA_SMALL_DA; k <= NYSTA_SMALL_NN; k++)
            score->points[k] += LETTER_POINTS;
          return;
        case 0xA4: /* ä */
          if (i + 3 < n_bytes && at[i + 2] == 0xC3 && at[i + 3] == 0xA4)
            score->points[NYSTA_SMALL_FI] += LETTER_POINTS;
          return;
        case 0xBC: /* ü */
        case 0x9F: /* ß */
          score->points[NYSTA_SMALL_DE] += LETTER_POINTS;
          return;
        default:
          break;
        }
    }
}

/* What the token speaks for, its marks and letters made one where they are two: `a` and
 * U+030A. */
static const guint8 *
points_of (const NystaSmallWords *small, const char *word, gsize n_bytes)
{
  if (n_bytes > 2 * NYSTA_SMALL_MAX_BYTES || memchr (word, 0xCC, n_bytes) == NULL)
    return nysta_small_word (small, word, n_bytes);

  g_autofree char *composed = g_utf8_normalize (word, (gssize) n_bytes,
                                                G_NORMALIZE_DEFAULT_COMPOSE);
  return nysta_small_word (small, composed, strlen (composed));
}

static void
count_words (const Reader *reader, gsize first, gsize end, Score *out)
{
  const NystaSmallWords *small = nysta_small_words ();

  memset (out, 0, sizeof *out);
  for (gsize i = first; i < MIN (end, first + MAX_BLOCK_TOKENS); i++)
    {
      const NystaToken *token = &reader->tokens[i];

      if (token->kind != NYSTA_TOKEN_WORD)
        continue;
      out->n_words++;
      out->n_plain += (token->flags & NYSTA_TOKEN_UPPER_FIRST) == 0;
      const guint8 *points = points_of (small, reader->text + token->start,
                                        token->end - token->start);
      if (points == NULL)
        {
          if ((token->flags & NYSTA_TOKEN_UPPER_FIRST) == 0)
            count_letters (reader->text + token->start, token->end - token->start, out);
          continue;
        }
      out->n_small++;
      for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
        out->points[k] += points[k];
    }
}

/* Neither of Danish and the Norwegians speaks against another. */
static gboolean
are_kin (guint a, guint b)
{
  return a == b || (nysta_small_is_kin (a) && nysta_small_is_kin (b));
}

/* Does its kin have as many points as @language? */
static gboolean
is_tied (const Score *score, const char *language)
{
  guint32 most = 0;
  guint n = 0;

  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    most = MAX (most, score->points[k]);
  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    n += nysta_small_is_kin (k) && score->points[k] == most;
  return language != NULL && n > 1;
}

static const char *
decide (const Score *score)
{
  guint best = 0;
  guint32 second = 0;

  for (guint k = 1; k < NYSTA_N_SMALL_LANGUAGES; k++)
    if (score->points[k] > score->points[best])
      best = k;
  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    if (!are_kin (best, k))
      second = MAX (second, score->points[k]);

  gboolean home = best == NYSTA_SMALL_SV || best == NYSTA_SMALL_EN;
  if (score->points[best] < (home ? LEAST_POINTS : LEAST_FOREIGN_POINTS) ||
      2 * score->points[best] < 3 * second ||
      score->n_small * MOST_WORDS_PER_SMALL < score->n_words)
    return NULL;
  return nysta_small_languages[best];
}

/* Words without small ones: a language that the table lacks, or one with few of them. */
static const char *
ask_fingerprints (Reader *reader, const NystaBlock *block, const Score *score)
{
  gsize n_bytes = MIN (block->end - block->start, MAX_FINGERPRINT_BYTES);

  if (reader->fingerprints == NULL || n_bytes > reader->budget ||
      n_bytes < LEAST_FINGERPRINT_BYTES || score->n_plain < LEAST_PLAIN_WORDS ||
      score->n_plain * 2 < score->n_words)
    return NULL;
  reader->budget -= n_bytes;
  while (n_bytes > 0 && block->start + n_bytes < block->end &&
         ((guchar) reader->text[block->start + n_bytes] & 0xC0) == 0x80)
    n_bytes--;
  return nysta_fingerprints_find (reader->fingerprints, reader->text + block->start,
                                  n_bytes);
}

/* --- the document ---------------------------------------------------------------- */

static gboolean
has_primary (const char *tag, const char *primary)
{
  gsize n = strlen (primary);

  return g_ascii_strncasecmp (tag, primary, n) == 0 && (tag[n] == '\0' || tag[n] == '-');
}

/* `no` is either Norwegian. */
static gboolean
is_same_language (const char *told, const char *found)
{
  return has_primary (told, found) ||
         (has_primary (told, "no") &&
          (strcmp (found, "nb") == 0 || strcmp (found, "nn") == 0));
}

static gboolean
is_home (const char *language)
{
  return strcmp (language, "sv") == 0 || strcmp (language, "en") == 0;
}

/* What most of the text is in, by bytes; languages are few, so a list will do. Another than
 * Swedish and English needs more than half, since blocks that don't tell will have it. */
static const char *
majority (const NystaBlock *blocks, const GPtrArray *languages, gsize *out_bytes)
{
  const char *names[16];
  gsize bytes[G_N_ELEMENTS (names)] = { 0 };
  gsize all = 0;
  guint n = 0;
  guint best = G_MAXUINT;

  for (guint i = 0; i < languages->len; i++)
    {
      const char *language = g_ptr_array_index (languages, i);
      gsize n_bytes = blocks[i].end - blocks[i].start;
      guint k = 0;

      if (language == NULL)
        continue;
      all += n_bytes;
      while (k < n && strcmp (names[k], language) != 0)
        k++;
      if (k == G_N_ELEMENTS (names))
        continue;
      if (k == n)
        names[n++] = language;
      bytes[k] += n_bytes;
    }
  for (guint k = 0; k < n; k++)
    if ((is_home (names[k]) || bytes[k] > all / 2) &&
        (best == G_MAXUINT || bytes[k] > bytes[best]))
      best = k;
  *out_bytes = best != G_MAXUINT ? bytes[best] : 0;
  return best != G_MAXUINT ? names[best] : NULL;
}

static const char *
choose_document (const char *told, const char *found, gsize n_bytes, const Score *whole)
{
  const char *guess = found != NULL ? found : decide (whole);

  if (told == NULL || guess == NULL)
    return told != NULL ? told : guess;
  /* A page of little but names and titles, in a frame that says Finnish. */
  if (is_home (guess) && !has_primary (told, "sv") && !has_primary (told, "en"))
    return guess;
  if (found == NULL || is_same_language (told, found) || n_bytes < LEAST_OVERRULING_BYTES)
    return told;
  return found;
}

static void
add_scores (Score *sum, const Score *score)
{
  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    sum->points[k] += score->points[k];
  sum->n_words += score->n_words;
  sum->n_small += score->n_small;
}

/* Of its kin the document's own, where a block says as much for each. */
static void
settle_kin (const GArray *scores, GPtrArray *languages)
{
  guint64 points[NYSTA_N_SMALL_LANGUAGES] = { 0 };
  guint best = NYSTA_SMALL_NB;

  for (guint i = 0; i < scores->len; i++)
    for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
      points[k] += g_array_index (scores, Score, i).points[k];
  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    if (nysta_small_is_kin (k) && points[k] > points[best])
      best = k;
  for (guint i = 0; i < scores->len; i++)
    if (is_tied (&g_array_index (scores, Score, i), languages->pdata[i]))
      languages->pdata[i] = (gpointer) nysta_small_languages[best];
}

/* Does anything speak against the language that a block will have if nobody is asked? */
static gboolean
is_open (const Score *score, const char *language)
{
  guint own = NYSTA_N_SMALL_LANGUAGES;
  guint32 most = 0;

  for (guint k = 0; k < NYSTA_N_SMALL_LANGUAGES; k++)
    {
      most = MAX (most, score->points[k]);
      if (language != NULL && has_primary (language, nysta_small_languages[k]))
        own = k;
    }
  return own == NYSTA_N_SMALL_LANGUAGES || most == 0 || score->points[own] < most;
}

/* What small words leave open. */
static void
fill_in (Reader *reader, const NystaBlock *blocks, const char *document,
         const GArray *scores, GPtrArray *languages)
{
  for (guint i = 0; i < languages->len; i++)
    {
      const Score *score = &g_array_index (scores, Score, i);

      if (languages->pdata[i] == NULL && is_open (score, document))
        languages->pdata[i] = (gpointer) ask_fingerprints (reader, &blocks[i], score);
    }
}

void
nysta_text_find_languages (const char *text, const NystaBlock *blocks, gsize n_blocks,
                           const NystaToken *tokens, gsize n_tokens, const char *told,
                           NystaFingerprints *fingerprints, NystaLanguages *languages)
{
  Reader reader = { .text = text, .tokens = tokens, .fingerprints = fingerprints };
  g_autoptr (GArray)
    scores = g_array_sized_new (FALSE, FALSE, sizeof (Score), (guint) n_blocks);
  GPtrArray *found = languages->blocks;
  Score whole = { 0 };
  gsize n_bytes = 0;

  g_ptr_array_set_size (found, 0);
  for (gsize i = 0, first = 0; i < n_blocks; i++)
    {
      gsize end = first;
      Score score;

      while (end < n_tokens && tokens[end].block == i)
        end++;
      count_words (&reader, first, end, &score);
      g_array_append_val (scores, score);
      g_ptr_array_add (found, (gpointer) decide (&score));
      if (found->pdata[i] == NULL)
        add_scores (&whole, &score);
      first = end;
    }

  settle_kin (scores, found);
  const char *most = majority (blocks, found, &n_bytes);
  if (fingerprints != NULL)
    {
      reader.budget = MIN_FINGERPRINT_BUDGET +
                      (n_blocks > 0 ? blocks[n_blocks - 1].end / FINGERPRINT_SHARE : 0);
      fill_in (&reader, blocks, choose_document (told, most, n_bytes, &whole), scores,
               found);
      most = majority (blocks, found, &n_bytes);
    }
  languages->document = choose_document (told, most, n_bytes, &whole);
  for (guint i = 0; i < found->len; i++)
    if (found->pdata[i] == NULL)
      found->pdata[i] = (gpointer) languages->document;
}
