/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/sentence.h"

#include "text/abbreviation.h"
#include "text/character.h"
#include "text/small-words.h"

/* Marks that may close a sentence after its stop: `!”)`. More is no sentence's end, and a
 * bound keeps hostile runs linear. */
#define MAX_CLOSING_MARKS 8

typedef struct
{
  const char *text;
  const NystaToken *tokens;
  gsize n_tokens;
} Tokens;

static gunichar
first_char (const Tokens *tokens, gsize index)
{
  return g_utf8_get_char (tokens->text + tokens->tokens[index].start);
}

static gboolean
is_stop (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

static gboolean
is_closing_mark (gunichar c)
{
  return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 ||
         c == 0xBB || c == 0x201C;
}

/* `b)` that letters what follows. */
static gboolean
letters_an_item (const Tokens *tokens, gsize index)
{
  const NystaToken *token = &tokens->tokens[index];

  return token->end - token->start == 1 && index + 1 < tokens->n_tokens &&
         first_char (tokens, index + 1) == ')' &&
         tokens->tokens[index + 1].start == token->end;
}

/* What opens a sentence after a stop: anything but a small letter, behind quotation marks
 * and dashes too. `eSam` has its capital later and may open one. */
static gboolean
opens_sentence (const Tokens *tokens, gsize index)
{
  for (gsize i = index; i < tokens->n_tokens && i < index + 4; i++)
    {
      const NystaToken *token = &tokens->tokens[i];

      if (token->kind == NYSTA_TOKEN_PUNCT)
        continue;
      if (token->kind != NYSTA_TOKEN_WORD || letters_an_item (tokens, i))
        return TRUE;
      return nysta_char_kind (first_char (tokens, i)) != NYSTA_CHAR_LOWER ||
             (token->flags & NYSTA_TOKEN_MIXED_CASE) != 0;
    }
  return TRUE;
}

/* `1.` that numbers what follows, or a date such as `1. maj`. */
static gboolean
is_enumeration (const Tokens *tokens, gsize stop, gsize sentence_start)
{
  if (stop == 0 || stop - 1 != sentence_start)
    return FALSE;
  const NystaToken *token = &tokens->tokens[stop - 1];
  return token->kind == NYSTA_TOKEN_NUMBER && token->end - token->start <= 3 &&
         tokens->tokens[stop].start == token->end;
}

/* `t. ex.`, `p. g. a.`: the stop is the last of an abbreviation that is written with
 * spaces. */
static gboolean
ends_spaced_abbreviation (const Tokens *tokens, gsize stop, gsize sentence_start)
{
  const NystaToken *array = tokens->tokens;

  if (stop == 0 || array[stop - 1].kind != NYSTA_TOKEN_WORD ||
      array[stop].start != array[stop - 1].end)
    return FALSE;
  for (gsize first = stop - 1; first-- > sentence_start && first + 4 > stop;)
    {
      if (array[first].kind != NYSTA_TOKEN_WORD ||
          tokens->text[array[first].end - 1] != '.')
        return FALSE;
      if (nysta_abbreviation_is_spaced (tokens->text, array[first].start,
                                        array[stop - 1].end))
        return TRUE;
    }
  return FALSE;
}

/* What follows a stop without space, unless it begins as a sentence does that lacks the
 * space: `slut.Nu`, but `ASP.NET`. */
static gboolean
is_inside_name (const Tokens *tokens, gsize stop, gsize next)
{
  guint32 flags = tokens->tokens[next].flags;

  if ((flags & NYSTA_TOKEN_SPACE_BEFORE) != 0)
    return FALSE;
  return (flags & NYSTA_TOKEN_UPPER_FIRST) == 0 ||
         (stop > 0 &&
          (flags & tokens->tokens[stop - 1].flags & NYSTA_TOKEN_ALL_UPPER) != 0);
}

static gboolean
opens_name (const char *word)
{
  return word[0] == 'D' && (word[1] == 'e' || word[1] == 'u') && word[2] == ' ';
}

/* `plan B. Vi`: a letter behind a word that is no name, before what opens a sentence;
 * `av A. De Geer` is a name. */
static gboolean
letter_closes (const Tokens *tokens, gsize index)
{
  const NystaToken *token = &tokens->tokens[index];

  if (token->end - token->start != 2 || index == 0 || index + 1 >= tokens->n_tokens ||
      tokens->tokens[index - 1].kind != NYSTA_TOKEN_WORD ||
      (tokens->tokens[index - 1].flags & NYSTA_TOKEN_UPPER_FIRST) != 0)
    return FALSE;
  const NystaToken *next = &tokens->tokens[index + 1];
  const char *word = tokens->text + next->start;
  const guint8 *points = nysta_small_word (nysta_small_words (), word,
                                           next->end - next->start);

  return points != NULL && points[NYSTA_SMALL_SV] + points[NYSTA_SMALL_EN] > 0 &&
         (next->flags & NYSTA_TOKEN_UPPER_FIRST) != 0 && !opens_name (word);
}

/* Index past the sentence if one ends with the token at @index, else @index. */
static gsize
sentence_end (const Tokens *tokens, gsize index, gsize sentence_start)
{
  const NystaToken *token = &tokens->tokens[index];
  gsize next = index + 1;

  if (token->kind == NYSTA_TOKEN_WORD)
    {
      if (tokens->text[token->end - 1] != '.' ||
          (!nysta_abbreviation_may_close (tokens->text, token->start, token->end) &&
           !letter_closes (tokens, index)))
        return index;
    }
  else
    {
      gunichar c = first_char (tokens, index);

      if (token->kind != NYSTA_TOKEN_PUNCT || !is_stop (c))
        return index;
      if (c == '.' && (is_enumeration (tokens, index, sentence_start) ||
                       ends_spaced_abbreviation (tokens, index, sentence_start)))
        return index;
    }
  while (next < tokens->n_tokens && next <= index + MAX_CLOSING_MARKS &&
         tokens->tokens[next].kind == NYSTA_TOKEN_PUNCT &&
         (tokens->tokens[next].flags & NYSTA_TOKEN_SPACE_BEFORE) == 0)
    {
      gunichar c = first_char (tokens, next);

      if (!is_closing_mark (c) && !is_stop (c))
        return index;
      next++;
    }
  if (next < tokens->n_tokens &&
      (is_inside_name (tokens, index, next) || !opens_sentence (tokens, next)))
    return index;
  return next;
}

void
nysta_text_split_sentences (const char *text, GArray *tokens, gsize first_token,
                            GArray *sentences)
{
  NystaToken *array = (NystaToken *) (void *) tokens->data;
  Tokens view = { text, array, tokens->len };
  gsize start = first_token;

  for (gsize i = first_token; i < view.n_tokens; i++)
    {
      gsize end = sentence_end (&view, i, start);

      array[i].sentence = sentences->len;
      if (end == i && i + 1 < view.n_tokens)
        continue;
      if (end == i)
        end = i + 1;
      for (; i + 1 < end; i++)
        array[i + 1].sentence = sentences->len;

      NystaSentence sentence = { .start = array[start].start,
                                 .end = array[end - 1].end,
                                 .first_token = (guint32) start,
                                 .n_tokens = (guint32) (end - start),
                                 .block = array[start].block };
      g_array_append_val (sentences, sentence);
      start = end;
    }
}
