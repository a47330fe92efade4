/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "press.h"

#include <stdlib.h>
#include <string.h>

/* When more are known, all are forgotten before the next document: some 8 MB. */
#define MAX_WORDS 40000

#define FIRST_PLACES 4096u

typedef struct
{
  const char *text;
  size_t n;
  Word *word;
} Place;

typedef struct
{
  Place *places;
  uint32_t n_places; /* a power of two */
  uint32_t n_used;
} Table;

/* Plugins are never called from two threads. */
static struct
{
  Arena arena;
  Table by_text; /* as it stands in the text, soft hyphens and all */
  Table by_word;
  uint32_t document;
} vocabulary;

static uint64_t
load (const char *text, size_t n)
{
  uint64_t value = 0;

  memcpy (&value, text, n);
  return value;
}

static uint32_t
hash (const char *text, size_t n)
{
  const uint64_t odd = UINT64_C (0x9E3779B97F4A7C15);
  uint64_t h = n;

  for (; n >= 8; text += 8, n -= 8)
    h = ((h ^ load (text, 8)) * odd) ^ (h >> 29);
  if (n >= 4)
    h ^= load (text, 4) | load (text + n - 4, 4) << 32;
  else if (n > 0)
    h ^= (uint64_t) (unsigned char) text[0] | (uint64_t) (unsigned char) text[n / 2] << 8 |
         (uint64_t) (unsigned char) text[n - 1] << 16;
  h *= odd;
  return (uint32_t) (h >> 32);
}

/* Where what is written so stands, or is to stand. */
static Place *
place_of (const Table *table, const char *text, size_t n)
{
  uint32_t mask = table->n_places - 1;
  uint32_t at = hash (text, n) & mask;

  while (table->places[at].word != NULL &&
         (table->places[at].n != n || memcmp (table->places[at].text, text, n) != 0))
    at = (at + 1) & mask;
  return &table->places[at];
}

static void
table_clear (Table *table)
{
  free (table->places);
  *table = (Table){ 0 };
}

/* Half of the places stay free. */
static void
table_make_room (Table *table)
{
  Table bigger = { .n_used = table->n_used };

  if (table->n_places > 2 * table->n_used)
    return;
  bigger.n_places = table->n_places > 0 ? 2 * table->n_places : FIRST_PLACES;
  bigger.places = calloc (bigger.n_places, sizeof *bigger.places);
  if (bigger.places == NULL)
    longjmp (*vocabulary.arena.out_of_memory, 1);
  for (uint32_t i = 0; i < table->n_places; i++)
    if (table->places[i].word != NULL)
      *place_of (&bigger, table->places[i].text, table->places[i].n) = table->places[i];
  free (table->places);
  *table = bigger;
}

uint32_t
vocabulary_begin (jmp_buf *out_of_memory)
{
  vocabulary.arena.out_of_memory = out_of_memory;
  if (vocabulary.by_text.n_used > MAX_WORDS)
    {
      table_clear (&vocabulary.by_text);
      table_clear (&vocabulary.by_word);
      arena_clear (&vocabulary.arena);
    }
  /* No word that is known may have stood in a document of number 0. */
  return vocabulary.document = vocabulary.document % UINT32_MAX + 1;
}

static Word *
word_new (const char *plain)
{
  Arena *arena = &vocabulary.arena;
  Word *word = arena_alloc (arena, sizeof *word);
  char *lower = arena_copy (arena, plain, strlen (plain));

  lower_in_place (lower);
  word->word = plain;
  word->lower = lower;
  word->bits = word_bits (lower);
  return word;
}

static Word *
learn (const char *text, size_t n)
{
  const char *plain = copy_plain (&vocabulary.arena, text, n);
  size_t n_plain = strlen (plain);

  table_make_room (&vocabulary.by_text);
  table_make_room (&vocabulary.by_word);
  Place *place = place_of (&vocabulary.by_word, plain, n_plain);
  if (place->word == NULL)
    {
      *place = (Place){ plain, n_plain, word_new (plain) };
      vocabulary.by_word.n_used++;
    }
  /* What is written so in this document is gone with it. */
  const char *own = n_plain == n && memcmp (plain, text, n) == 0
                      ? plain
                      : arena_copy (&vocabulary.arena, text, n);
  *place_of (&vocabulary.by_text, own, n) = (Place){ own, n, place->word };
  vocabulary.by_text.n_used++;
  return place->word;
}

Word *
vocabulary_word (const char *text, size_t n)
{
  Word *word = vocabulary.by_text.n_places > 0
                 ? place_of (&vocabulary.by_text, text, n)->word
                 : NULL;

  return word != NULL ? word : learn (text, n);
}
