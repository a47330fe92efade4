/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * word-sets.h: closed lists that a rule asks of every word of a text, made so that asking
 * costs a few instructions and not a search of the list.
 *
 *   word_in (lower, "säger menar berättar")       is it one of these words?
 *   word_ends_in (lower, "rådet verket nämnden")  does it end as one of these?
 *   word_is_one_of (lower, VERBS)                 the same of a static array of strings,
 *   word_ends_in_one_of (lower, ENDINGS)          or of structs that begin with one
 *
 * Each place that asks keeps what it made of its list for as long as the process lives; a
 * list is made ready when it is first asked of. A bit of their first or last bytes tells
 * off most words.
 *
 * Caveats: a place is for one list. Asked of another, it answers right and takes as long as
 * a search does. Plugins are never called from two threads.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct
{
  const char *word;
  size_t n;
} WordPlace;

typedef struct
{
  const void *made_of; /* the list, NULL until it is ready */
  WordPlace *places;   /* words: by their hash; endings: in order */
  uint32_t n_places;   /* words: a power of two */
  uint32_t n_tail;     /* bytes of the shortest ending, at most 4 */
  uint64_t known[4];   /* a bit for each key of a word */
} WordSet;

/* A list is words with single blanks between them, or an array: of strings, or of structs
 * that begin with one. */
typedef struct
{
  const char *text;
  const void *array;
  size_t n_array;
  size_t n_bytes; /* of an item */
} WordList;

/* Of the first three bytes. */
static inline uint32_t
word_set_head (const char *word)
{
  uint32_t a = (unsigned char) word[0];
  uint32_t b = a != 0 ? (unsigned char) word[1] : 0;
  uint32_t c = b != 0 ? (unsigned char) word[2] : 0;

  return (a * 5 + b * 37 + c * 113) & 255u;
}

/* Of the last @n_tail bytes before @end. */
static inline uint32_t
word_set_tail (const char *end, uint32_t n_tail)
{
  uint32_t key = 0;

  for (uint32_t k = 1; k <= n_tail; k++)
    key = key * 37 + (unsigned char) end[-(ptrdiff_t) k];
  return (key ^ key >> 8) & 255u;
}

static inline bool
word_set_may_have (const WordSet *set, uint32_t key)
{
  return (set->known[key >> 6] >> (key & 63) & 1) != 0;
}

bool word_set_ask (WordSet *set, const char *word, WordList list);
bool word_set_look (const WordSet *set, const char *word);
bool word_set_ask_ending (WordSet *set, const char *word, WordList list);
bool word_set_look_ending (const WordSet *set, const char *word, size_t n);

static inline bool
word_set_has (WordSet *set, const char *word, WordList list)
{
  const void *list_itself = list.text != NULL ? (const void *) list.text : list.array;

  if (set->made_of != list_itself)
    return word_set_ask (set, word, list);
  return word_set_may_have (set, word_set_head (word)) && word_set_look (set, word);
}

static inline bool
word_set_has_ending (WordSet *set, const char *word, WordList list)
{
  const void *list_itself = list.text != NULL ? (const void *) list.text : list.array;

  if (set->made_of != list_itself)
    return word_set_ask_ending (set, word, list);

  size_t n = strlen (word);
  return n >= set->n_tail &&
         word_set_may_have (set, word_set_tail (word + n, set->n_tail)) &&
         word_set_look_ending (set, word, n);
}

#define WORD_SET_ASK(ask, word, ...)                                                       \
  __extension__({                                                                          \
    static WordSet set_of_this_place;                                                      \
    ask (&set_of_this_place, (word), (WordList){ __VA_ARGS__ });                           \
  })

#define word_in(one, list) WORD_SET_ASK (word_set_has, one, .text = (list))
#define word_ends_in(one, list) WORD_SET_ASK (word_set_has_ending, one, .text = (list))
#define word_is_one_of(one, list)                                                          \
  WORD_SET_ASK (word_set_has, one, .array = (list),                                        \
                .n_array = sizeof (list) / sizeof (list)[0], .n_bytes = sizeof (list)[0])
#define word_ends_in_one_of(one, list)                                                     \
  WORD_SET_ASK (word_set_has_ending, one, .array = (list),                                 \
                .n_array = sizeof (list) / sizeof (list)[0], .n_bytes = sizeof (list)[0])
