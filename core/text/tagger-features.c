/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/tagger-features.h"

#include "text/character.h"

/* How far from a capital a name may reach in small letters: `von der Ek`, `Centrum för
 * ny teknik`. */
#define REACH_BEFORE 2
#define REACH_AFTER 3

/* A longer word is described by its beginning. */
#define MAX_WORD_BYTES 64

/* How far from a window a word is looked for that tells what its names are. */
#define CUE_REACH 10

#define N_SUFFIXES G_N_ELEMENTS (((NystaTagWord *) NULL)->suffixes)

/* --- hashes ------------------------------------------------------------------- */

static inline guint64
step (guint64 hash, guint64 value)
{
  hash = (hash ^ value) * 0x9fb21c651e98df25u;
  return hash ^ (hash >> 29);
}

/* A feature: which of them, and up to three values. */
static inline guint64
feature (guint which, guint64 one, guint64 two, guint64 three)
{
  guint64 hash = (one + which * 0x9e3779b97f4a7c15u) ^ (two * 0xc2b2ae3d27d4eb4fu) ^
                 (three * 0x165667b19e3779f9u);

  hash ^= hash >> 32;
  hash *= 0xd6e8feb86659fd93u;
  return hash ^ (hash >> 32);
}

/* --- the lexicon ---------------------------------------------------------------- */

static guint32
class_bits (const NystaMatch *match)
{
  switch (match->match_class)
    {
    case NYSTA_MATCH_GIVEN_NAME:
      return NYSTA_LEX_GIVEN_NAME |
             (match->weight >= 1000 ? NYSTA_LEX_FREQUENT_GIVEN_NAME : 0);
    case NYSTA_MATCH_SURNAME:
      return NYSTA_LEX_SURNAME | (match->weight >= 1000 ? NYSTA_LEX_FREQUENT_SURNAME : 0);
    case NYSTA_MATCH_ROLE:
      return NYSTA_LEX_ROLE;
    case NYSTA_MATCH_MUNICIPALITY:
    case NYSTA_MATCH_REGION:
      return NYSTA_LEX_MUNICIPALITY;
    case NYSTA_MATCH_AGENCY:
    case NYSTA_MATCH_UNIVERSITY:
    case NYSTA_MATCH_ORGANISATION:
      return NYSTA_LEX_ORGANISATION;
    case NYSTA_MATCH_PLACE:
      return NYSTA_LEX_PLACE;
    case NYSTA_MATCH_FUNCTION_WORD:
      return NYSTA_LEX_FUNCTION_WORD;
    case NYSTA_MATCH_COMMON_WORD:
      return NYSTA_LEX_COMMON_WORD | (match->weight >= 200 ? NYSTA_LEX_FREQUENT_WORD : 0);
    default:
      return 0;
    }
}

static void
read_lexicon (NystaTagInput *input)
{
  const NystaText *text = input->text;

  for (gsize i = 0; i < text->n_matches; i++)
    {
      const NystaMatch *match = &text->matches[i];
      guint32 bits = class_bits (match);

      if ((match->flags & NYSTA_MATCH_GENITIVE) != 0)
        bits |= NYSTA_LEX_GENITIVE;
      if ((match->flags & NYSTA_MATCH_AMBIGUOUS) != 0)
        bits |= NYSTA_LEX_AMBIGUOUS;
      if (match->n_tokens == 1)
        {
          input->lexicon[match->first_token] |= bits;
          continue;
        }
      gboolean organisation = (bits & (NYSTA_LEX_ORGANISATION | NYSTA_LEX_MUNICIPALITY)) !=
                              0;
      for (guint32 k = 0; k < match->n_tokens; k++)
        input->lexicon[match->first_token + k] |= !organisation ? bits
                                                  : k == 0 ? NYSTA_LEX_ORGANISATION_BEGINS
                                                           : NYSTA_LEX_ORGANISATION_GOES_ON;
    }
}

/* --- windows ------------------------------------------------------------------- */

#define CAPITALS (NYSTA_TOKEN_UPPER_FIRST | NYSTA_TOKEN_ALL_UPPER | NYSTA_TOKEN_MIXED_CASE)
#define NAMES                                                                              \
  (NYSTA_LEX_GIVEN_NAME | NYSTA_LEX_SURNAME | NYSTA_LEX_MUNICIPALITY |                     \
   NYSTA_LEX_ORGANISATION | NYSTA_LEX_ORGANISATION_BEGINS | NYSTA_LEX_PLACE)

static gboolean
may_be_name (const NystaTagInput *input, guint32 i, guint32 first)
{
  const NystaToken *token = &input->text->tokens[i];
  guint32 lexicon = input->lexicon[i];

  if (token->kind != NYSTA_TOKEN_WORD || (token->flags & CAPITALS) == 0)
    return FALSE;
  /* The capital that opens a sentence says nothing of a word that has no other reason. */
  if (i == first && (token->flags & (NYSTA_TOKEN_ALL_UPPER | NYSTA_TOKEN_MIXED_CASE)) == 0)
    return (lexicon & (NYSTA_LEX_FUNCTION_WORD | NYSTA_LEX_COMMON_WORD)) == 0 ||
           (lexicon & NAMES) != 0;
  return TRUE;
}

static void
find_windows (NystaTagInput *input)
{
  const NystaText *text = input->text;

  for (gsize s = 0; s < text->n_sentences; s++)
    {
      guint32 first = text->sentences[s].first_token;
      guint32 end = first + text->sentences[s].n_tokens;
      NystaTagWindow window = { 0, 0 };

      for (guint32 i = first; i < end; i++)
        {
          if (!may_be_name (input, i, first))
            continue;
          guint32 from = i - first > REACH_BEFORE ? i - REACH_BEFORE : first;
          if (window.end <= from)
            {
              if (window.end > 0)
                g_array_append_val (input->windows, window);
              window.first = from;
            }
          window.end = MIN (end, i + 1 + REACH_AFTER);
        }
      if (window.end > 0)
        g_array_append_val (input->windows, window);
    }
}

void
nysta_tag_input_init (NystaTagInput *input, const NystaText *text)
{
  input->text = text;
  input->lexicon = g_new0 (guint32, text->n_tokens);
  input->windows = g_array_new (FALSE, FALSE, sizeof (NystaTagWindow));
  read_lexicon (input);
  find_windows (input);
}

void
nysta_tag_input_clear (NystaTagInput *input)
{
  g_clear_pointer (&input->lexicon, g_free);
  g_clear_pointer (&input->windows, g_array_unref);
}

/* --- a token by itself ----------------------------------------------------------- */

enum
{
  KIND_SMALL = 0,
  KIND_CAPITAL,
  KIND_ALL_CAPITALS,
  KIND_MIXED,
  KIND_INITIAL,
  KIND_NUMBER,
  KIND_COMMA,
  KIND_STOP,
  KIND_BRACKET,
  KIND_MARK,   /* quotation marks, dashes, anything else */
  KIND_JOINER, /* & / */
  KIND_AND,
  KIND_PARTICLE,
  KIND_OTHER,  /* addresses, symbols */
  KIND_NAME,   /* a capital, and a name to the lexicon */
  KIND_OPENING /* a capital that the sentence's start explains */
};

/* In four bytes, the shorter ones with NULs behind. */
static const char conjunctions[][5] = { "och", "and", "samt" };
static const char particles[][5] = { "i",  "på",  "för", "av", "of",  "for",
                                     "de", "von", "van", "af", "the", "der",
                                     "du", "la",  "da",  "in", "at",  "till" };

static gboolean
is_one_of (const char (*list)[5], guint n, const char *word, gsize n_bytes)
{
  char padded[4] = "";

  if (n_bytes > sizeof padded)
    return FALSE;
  memcpy (padded, word, n_bytes);
  for (guint i = 0; i < n; i++)
    if (memcmp (list[i], padded, sizeof padded) == 0)
      return TRUE;
  return FALSE;
}

static guint8
kind_of_punctuation (const char *word)
{
  switch (word[0])
    {
    case ',':
      return KIND_COMMA;
    case '.':
    case '!':
    case '?':
    case ':':
    case ';':
      return KIND_STOP;
    case '(':
    case ')':
    case '[':
    case ']':
      return KIND_BRACKET;
    case '&':
    case '/':
    case '+':
      return KIND_JOINER;
    default:
      return KIND_MARK;
    }
}

static guint8
kind_of (const NystaToken *token, const char *word, guint n_characters, guint32 lexicon,
         gboolean opens)
{
  gsize n_bytes = token->end - token->start;

  if (token->kind == NYSTA_TOKEN_PUNCT)
    return kind_of_punctuation (word);
  if (token->kind == NYSTA_TOKEN_NUMBER)
    return KIND_NUMBER;
  if (token->kind != NYSTA_TOKEN_WORD)
    return word[0] == '&' ? KIND_JOINER : KIND_OTHER;
  if ((token->flags & CAPITALS) == 0)
    return is_one_of (conjunctions, G_N_ELEMENTS (conjunctions), word, n_bytes) ? KIND_AND
           : is_one_of (particles, G_N_ELEMENTS (particles), word, n_bytes) ? KIND_PARTICLE
                                                                            : KIND_SMALL;
  if (n_characters == 1 || (n_characters == 2 && word[n_bytes - 1] == '.'))
    return KIND_INITIAL;
  if ((token->flags & NYSTA_TOKEN_ALL_UPPER) != 0)
    return KIND_ALL_CAPITALS;
  if ((token->flags & NYSTA_TOKEN_MIXED_CASE) != 0)
    return KIND_MIXED;
  if ((lexicon & NAMES) != 0)
    return KIND_NAME;
  return opens ? KIND_OPENING : KIND_CAPITAL;
}

/* The shape's next class; a run counts once, capitals twice: `X`, `XX`, `Xx`, `x-X`. */
static inline guint64
shape_step (guint64 shape, NystaCharKind kind)
{
  guint64 last = shape & 7;
  guint64 before = (shape >> 3) & 7;
  guint64 class = kind == NYSTA_CHAR_UPPER      ? 1
                  : kind == NYSTA_CHAR_LOWER    ? 2
                  : kind == NYSTA_CHAR_DIGIT    ? 3
                  : nysta_kind_is_letter (kind) ? 4
                                                : 5;

  if (class == last && (class != 1 || before == 1))
    return shape;
  return shape >> 57 != 0 ? shape : shape << 3 | class;
}

static void
describe (const NystaTagInput *input, guint32 i, gboolean opens, NystaTagWord *out)
{
  const NystaToken *token = &input->text->tokens[i];
  const char *word = input->text->text + token->start;
  guint32 n_bytes = MIN (token->end - token->start, MAX_WORD_BYTES);
  guint64 hash = 0x6e79737461746167u;
  gunichar last[N_SUFFIXES] = { 0 };
  guint n_characters = 0;
  guint64 shape = 0;

  memset (out, 0, sizeof *out);
  for (guint32 at = 0; at < n_bytes;)
    {
      guint32 n = 0;
      gunichar c = nysta_char_at (word, at, &n);
      NystaCharKind kind = nysta_char_kind (c);

      at += n;
      if (kind == NYSTA_CHAR_MARK)
        continue;
      shape = shape_step (shape, kind);
      if (kind == NYSTA_CHAR_UPPER)
        c = c < 128 ? c + 32 : g_unichar_tolower (c);
      hash = step (hash, c);
      if (n_characters < 4)
        out->prefixes[n_characters] = hash;
      last[n_characters++ % N_SUFFIXES] = c;
    }
  out->word = hash;
  out->shape = shape;
  hash = 0x73756666u;
  for (guint k = 0; k < MIN (n_characters, N_SUFFIXES); k++)
    out->suffixes[k] = hash = step (hash, last[(n_characters - 1 - k) % N_SUFFIXES]);
  out->lexicon = input->lexicon[i];
  out->opens = opens;
  out->kind = kind_of (token, word, n_characters, out->lexicon, opens);
}

/* Past a sentence's edge: its beginning or its end. */
static const NystaTagWord before_sentence = { .word = 1, .shape = 6 };
static const NystaTagWord after_sentence = { .word = 2, .shape = 7 };

static gboolean
ends_without_mark (const NystaTagInput *input, const NystaSentence *sentence)
{
  guint32 end = sentence->first_token + sentence->n_tokens;
  const NystaToken *last = &input->text->tokens[end - 1];

  return last->kind != NYSTA_TOKEN_PUNCT;
}

/* A word that may tell what the names beside it are: `deltar`, `projektet`. */
static gboolean
is_cue (const NystaTagWord *word)
{
  return word->kind == KIND_SMALL && word->prefixes[2] != 0;
}

/* The first cue from token @i on, in steps of @by, before token @end; or @none. */
static guint64
find_cue (const NystaTagInput *input, gint64 i, gint64 end, gint64 by, guint64 none)
{
  for (guint n = 0; n < CUE_REACH && i != end; n++, i += by)
    {
      const NystaToken *token = &input->text->tokens[i];
      NystaTagWord word;

      if (token->kind != NYSTA_TOKEN_WORD || (token->flags & CAPITALS) != 0)
        continue;
      describe (input, (guint32) i, FALSE, &word);
      if (is_cue (&word))
        return word.word;
    }
  return none;
}

/* What stands farther off: in a row of names it is the same for each of them. */
static void
describe_cues (const NystaTagInput *input, const NystaSentence *sentence, gint64 from,
               NystaTagWord *words, gsize n)
{
  gint64 first = sentence->first_token;
  gint64 end = first + sentence->n_tokens;
  gint64 past = from + (gint64) n;
  guint64 before = find_cue (input, MAX (from, first) - 1, first - 1, -1,
                             before_sentence.word);
  guint64 after = find_cue (input, MIN (past, end), end, 1, after_sentence.word);
  NystaTagWord opening;

  if (from > first)
    describe (input, (guint32) first, TRUE, &opening);
  else
    opening = words[first - from];
  for (gsize k = 0; k < n; k++)
    {
      words[k].opening = opening.word;
      words[k].cue_before = before;
      before = is_cue (&words[k]) ? words[k].word : before;
    }
  for (gsize k = n; k-- > 0;)
    {
      words[k].cue_after = after;
      after = is_cue (&words[k]) ? words[k].word : after;
    }
}

void
nysta_tag_describe (const NystaTagInput *input, const NystaTagWindow *window,
                    NystaTagWord *words)
{
  const NystaText *text = input->text;
  const NystaSentence *sentence = &text->sentences[text->tokens[window->first].sentence];
  gint64 first = sentence->first_token;
  gint64 end = first + sentence->n_tokens;
  gboolean is_open = ends_without_mark (input, sentence);

  gint64 from = (gint64) window->first - 2;
  gsize n = window->end - window->first + 4;

  for (gsize k = 0; k < n; k++)
    {
      gint64 i = from + (gint64) k;

      if (i < first)
        words[k] = before_sentence;
      else if (i >= end)
        words[k] = after_sentence;
      else
        describe (input, (guint32) i, i == first, &words[k]);
      words[k].is_open = is_open;
    }
  describe_cues (input, sentence, from, words, n);
}

/* --- features --------------------------------------------------------------------- */

void
nysta_tag_features (const NystaTagWord *words, gsize i, guint64 features[NYSTA_N_FEATURES])
{
  const NystaTagWord *w = &words[i + 2];
  guint64 here = w->word;
  guint64 before = w[-1].word;
  guint64 after = w[1].word;
  guint64 lex = w->lexicon;
  guint64 lex_before = w[-1].lexicon;
  guint64 lex_after = w[1].lexicon;
  guint64 shape = w->shape;
  guint n = 0;

#define ADD(one, two, three) (features[n] = feature (n, one, two, three), n++)
  ADD (here, 0, 0);
  ADD (before, 0, 0);
  ADD (after, 0, 0);
  ADD (w[-2].word, 0, 0);
  ADD (before, here, 0);
  ADD (here, after, 0);
  ADD (before, after, shape);
  for (guint k = 0; k < 4; k++)
    ADD (w->prefixes[k], 0, 0);
  for (guint k = 0; k < N_SUFFIXES; k++)
    ADD (w->suffixes[k], 0, 0);
  ADD (w[-1].suffixes[2], shape, 0);
  ADD (w[1].suffixes[2], shape, 0);
  ADD (shape, 0, 0);
  ADD (w[-1].shape, shape, 0);
  ADD (shape, w[1].shape, 0);
  ADD (w[-1].shape, shape, w[1].shape);
  ADD (shape, w[1].shape, w[2].shape);
  ADD (lex, 0, 0);
  ADD (lex_before, shape, 0);
  ADD (lex_after, shape, 0);
  ADD (lex, lex_after, shape);
  ADD (before, lex, shape);
  ADD (after, lex, shape);
  ADD (before, shape, 0);
  ADD (w[-2].word, before, shape);
  ADD (after, w[2].word, shape);
  ADD (w->opens, shape, lex);
  ADD (w->is_open, shape, w->opens);
  ADD (w->cue_before, shape, 0);
  ADD (w->cue_after, shape, 0);
  ADD (w->opening, shape, 0);
#undef ADD
  g_assert (n == NYSTA_N_FEATURES);
}
