/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "word-sets.h"

#include <stdlib.h>

#define MAX_TAIL 4

static uint32_t
hash (const char *word, size_t n)
{
  uint32_t h = 2166136261u;

  for (size_t i = 0; i < n; i++)
    h = (h ^ (unsigned char) word[i]) * 16777619u;
  return h ^ h >> 15;
}

/* The next word of @list at *@at; FALSE after the last. */
static bool
next_word (WordList list, size_t *at, WordPlace *out)
{
  if (list.text == NULL)
    {
      if (*at >= list.n_array)
        return false;
      const char *word = NULL;

      memcpy (&word, (const char *) list.array + *at * list.n_bytes, sizeof word);
      *out = (WordPlace){ word, strlen (word) };
      ++*at;
      return true;
    }
  *at += strspn (list.text + *at, " ");
  *out = (WordPlace){ list.text + *at, strcspn (list.text + *at, " ") };
  *at += out->n;
  return out->n > 0;
}

/* For a list that is asked of where another is known, or when memory has run out. */
static bool
search (WordList list, const char *word)
{
  size_t n = strlen (word);
  WordPlace one;

  for (size_t at = 0; next_word (list, &at, &one);)
    if (one.n == n && memcmp (one.word, word, n) == 0)
      return true;
  return false;
}

static bool
search_ending (WordList list, const char *word)
{
  size_t n = strlen (word);
  WordPlace one;

  for (size_t at = 0; next_word (list, &at, &one);)
    if (one.n <= n && memcmp (word + n - one.n, one.word, one.n) == 0)
      return true;
  return false;
}

static bool
make_room (WordSet *set, WordList list, bool of_two)
{
  size_t n_words = 0;
  size_t n_places = 4;
  WordPlace one;

  for (size_t at = 0; next_word (list, &at, &one);)
    n_words++;
  while (of_two && n_places < 2 * n_words)
    n_places *= 2;
  set->n_places = (uint32_t) (of_two ? n_places : n_words);
  set->places = calloc (set->n_places + 1, sizeof *set->places);
  return set->places != NULL;
}

static void
mark (WordSet *set, uint32_t key)
{
  set->known[key >> 6] |= UINT64_C (1) << (key & 63);
}

/* --- words ------------------------------------------------------------------------ */

bool
word_set_look (const WordSet *set, const char *word)
{
  size_t n = strlen (word);
  uint32_t mask = set->n_places - 1;

  for (uint32_t at = hash (word, n) & mask; set->places[at].word != NULL;
       at = (at + 1) & mask)
    if (set->places[at].n == n && memcmp (set->places[at].word, word, n) == 0)
      return true;
  return false;
}

bool
word_set_ask (WordSet *set, const char *word, WordList list)
{
  WordPlace one;

  if (set->made_of != NULL || !make_room (set, list, true))
    return search (list, word);
  for (size_t at = 0; next_word (list, &at, &one);)
    {
      char head[4] = "";
      uint32_t place = hash (one.word, one.n) & (set->n_places - 1);

      memcpy (head, one.word, one.n < 3 ? one.n : 3);
      mark (set, word_set_head (head));
      while (set->places[place].word != NULL)
        place = (place + 1) & (set->n_places - 1);
      set->places[place] = one;
    }
  set->made_of = list.text != NULL ? (const void *) list.text : list.array;
  return word_set_has (set, word, list);
}

/* --- endings ---------------------------------------------------------------------- */

bool
word_set_look_ending (const WordSet *set, const char *word, size_t n)
{
  for (uint32_t k = 0; k < set->n_places; k++)
    {
      const WordPlace *one = &set->places[k];

      if (one->n <= n && memcmp (word + n - one->n, one->word, one->n) == 0)
        return true;
    }
  return false;
}

bool
word_set_ask_ending (WordSet *set, const char *word, WordList list)
{
  uint32_t n = 0;
  WordPlace one;

  if (set->made_of != NULL || !make_room (set, list, false))
    return search_ending (list, word);
  set->n_tail = MAX_TAIL;
  for (size_t at = 0; next_word (list, &at, &one);)
    {
      set->places[n++] = one;
      set->n_tail = one.n < set->n_tail ? (uint32_t) one.n : set->n_tail;
    }
  for (uint32_t k = 0; k < n; k++)
    mark (set, word_set_tail (set->places[k].word + set->places[k].n, set->n_tail));
  set->made_of = list.text != NULL ? (const void *) list.text : list.array;
  return word_set_has_ending (set, word, list);
}
