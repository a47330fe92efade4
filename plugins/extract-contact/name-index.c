/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * name-index.c: whom each address fits best, without comparing everybody with every
 * address. The keys of all addresses are put into a table; one pass over what was found
 * looks its keys up there, and compares in earnest where they meet.
 */
#include "contact.h"

#include <stdlib.h>
#include <string.h>

#define NO_INDEX UINT32_MAX

/* What all addresses of one key share. */
typedef struct
{
  char key[MAX_KEY_BYTES];
  const char *address; /* one of them */
  int score;
  uint32_t *found; /* those of that score, in the order of the text */
  size_t n;
  size_t allocated;
  bool is_ambiguous;
} Answer;

typedef struct
{
  uint64_t hash;
  uint32_t answer;
} Slot;

/* A name that was met, and what it fits. */
typedef struct
{
  uint32_t found; /* the first that bears it */
  uint32_t first_hit;
} Name;

typedef struct
{
  uint32_t answer;
  int score;
  uint32_t next;
} Hit;

struct NameIndex
{
  const NystaText *text;
  const NameRules *rules;
  Answer *answers;
  size_t n_answers;
  uint32_t *by_key; /* of answers */
  size_t n_by_key;
  Slot *slots; /* of hashes: where one is taken, the next is tried */
  size_t n_slots;
  Name *names;
  size_t n_names; /* places */
  Hit *hits;
  size_t n_hits;
  size_t allocated_hits;
};

static size_t
power_above (size_t n)
{
  size_t power = 16;

  while (power < n)
    power *= 2;
  return power;
}

uint64_t
hash_key (uint64_t before, const char *text, size_t n_bytes)
{
  for (size_t i = 0; i < n_bytes; i++)
    before = (before ^ (unsigned char) text[i]) * 1099511628211u;
  return before;
}

/* --- addresses ------------------------------------------------------------------ */

static uint32_t *
place_of_key (const NameIndex *index, const char *key)
{
  size_t at = hash_key (KEY_SEED, key, strlen (key)) & (index->n_by_key - 1);

  while (index->by_key[at] != NO_INDEX &&
         strcmp (index->answers[index->by_key[at]].key, key) != 0)
    at = (at + 1) & (index->n_by_key - 1);
  return &index->by_key[at];
}

static void
add_slot (NameIndex *index, uint64_t hash, uint32_t answer)
{
  size_t at = hash & (index->n_slots - 1);

  while (index->slots[at].answer != NO_INDEX)
    at = (at + 1) & (index->n_slots - 1);
  index->slots[at] = (Slot){ hash, answer };
}

static void
add_address (NameIndex *index, const char *address)
{
  char key[MAX_KEY_BYTES];
  uint64_t hashes[MAX_ADDRESS_KEYS];
  size_t n = index->rules->address_keys (address, key, hashes);
  uint32_t *place = n > 0 ? place_of_key (index, key) : NULL;

  if (place == NULL || *place != NO_INDEX)
    return;
  *place = (uint32_t) index->n_answers++;
  Answer *answer = &index->answers[*place];
  strcpy (answer->key, key);
  answer->address = address;
  answer->score = index->rules->least - 1;
  for (size_t i = 0; i < n; i++)
    add_slot (index, hashes[i], *place);
}

/* --- names ---------------------------------------------------------------------- */

/* False without memory. */
static bool
add_hit (NameIndex *index, Name *name, uint32_t answer)
{
  for (uint32_t i = name->first_hit; i != NO_INDEX; i = index->hits[i].next)
    if (index->hits[i].answer == answer)
      return true;
  int score = index->rules->score (index->answers[answer].address,
                                   index->text->found[name->found].name);

  if (score < index->rules->least)
    return true;
  if (index->n_hits == index->allocated_hits)
    {
      size_t wanted = index->allocated_hits == 0 ? 64 : 2 * index->allocated_hits;
      Hit *hits = realloc (index->hits, wanted * sizeof *hits);

      if (hits == NULL)
        return false;
      index->hits = hits;
      index->allocated_hits = wanted;
    }
  index->hits[index->n_hits] = (Hit){ answer, score, name->first_hit };
  name->first_hit = (uint32_t) index->n_hits++;
  return true;
}

static bool
find_hits (NameIndex *index, Name *name)
{
  uint64_t hashes[MAX_NAME_KEYS];
  size_t n = index->rules->name_keys (index->text->found[name->found].name, hashes);

  for (size_t i = 0; i < n; i++)
    for (size_t at = hashes[i] & (index->n_slots - 1); index->slots[at].answer != NO_INDEX;
         at = (at + 1) & (index->n_slots - 1))
      if (index->slots[at].hash == hashes[i] &&
          !add_hit (index, name, index->slots[at].answer))
        return false;
  return true;
}

/* NULL without memory. */
static Name *
name_of (NameIndex *index, uint32_t found)
{
  const char *text = index->text->found[found].name;
  size_t at = hash_key (KEY_SEED, text, strlen (text)) & (index->n_names - 1);

  for (; index->names[at].found != NO_INDEX; at = (at + 1) & (index->n_names - 1))
    if (strcmp (index->text->found[index->names[at].found].name, text) == 0)
      return &index->names[at];
  index->names[at] = (Name){ found, NO_INDEX };
  return find_hits (index, &index->names[at]) ? &index->names[at] : NULL;
}

static bool
add_to_answer (NameIndex *index, Answer *answer, int score, uint32_t found)
{
  if (score < answer->score)
    return true;
  if (score > answer->score)
    {
      answer->score = score;
      answer->n = 0;
      answer->is_ambiguous = false;
    }
  if (answer->n == answer->allocated)
    {
      size_t wanted = answer->allocated == 0 ? 4 : 2 * answer->allocated;
      uint32_t *bigger = realloc (answer->found, wanted * sizeof *bigger);

      if (bigger == NULL)
        return false;
      answer->found = bigger;
      answer->allocated = wanted;
    }
  const NystaFound *all = index->text->found;
  if (answer->n > 0 && strcmp (all[answer->found[0]].key, all[found].key) != 0)
    answer->is_ambiguous = true;
  answer->found[answer->n++] = found;
  return true;
}

static bool
read_names (NameIndex *index)
{
  index->n_names = power_above (2 * index->text->n_found);
  index->names = malloc (index->n_names * sizeof *index->names);
  if (index->names == NULL)
    return false;
  memset (index->names, 0xFF, index->n_names * sizeof *index->names);
  for (uint32_t i = 0; i < index->text->n_found; i++)
    {
      if (index->text->found[i].kind != index->rules->kind)
        continue;
      const Name *name = name_of (index, i);

      if (name == NULL)
        return false;
      for (uint32_t hit = name->first_hit; hit != NO_INDEX; hit = index->hits[hit].next)
        if (!add_to_answer (index, &index->answers[index->hits[hit].answer],
                            index->hits[hit].score, i))
          return false;
    }
  return true;
}

/* --- both ------------------------------------------------------------------------ */

void
name_index_free (NameIndex *index)
{
  if (index == NULL)
    return;
  for (size_t i = 0; i < index->n_answers; i++)
    free (index->answers[i].found);
  free (index->answers);
  free (index->by_key);
  free (index->slots);
  free (index->names);
  free (index->hits);
  free (index);
}

/* False without memory. */
static bool
make_room (NameIndex *index, size_t n_addresses)
{
  index->n_by_key = power_above (2 * n_addresses);
  index->n_slots = power_above (2 * MAX_ADDRESS_KEYS * n_addresses);
  index->answers = calloc (n_addresses + 1, sizeof *index->answers);
  index->by_key = malloc (index->n_by_key * sizeof *index->by_key);
  index->slots = malloc (index->n_slots * sizeof *index->slots);
  if (index->answers == NULL || index->by_key == NULL || index->slots == NULL)
    return false;
  memset (index->by_key, 0xFF, index->n_by_key * sizeof *index->by_key);
  memset (index->slots, 0xFF, index->n_slots * sizeof *index->slots);
  return true;
}

NameIndex *
name_index_new (const NystaText *text, const Contacts *contacts, const NameRules *rules)
{
  NameIndex *index = calloc (1, sizeof *index);
  size_t n_addresses = 0;

  if (index == NULL)
    return NULL;
  index->text = text;
  index->rules = rules;
  for (size_t i = 0; i < contacts->n; i++)
    n_addresses += contacts->items[i].kind == NYSTA_EMAIL;
  if (!make_room (index, n_addresses))
    {
      name_index_free (index);
      return NULL;
    }
  for (size_t i = 0; i < contacts->n; i++)
    if (contacts->items[i].kind == NYSTA_EMAIL)
      add_address (index, contacts->items[i].value);
  if (index->n_answers > 0 && !read_names (index))
    {
      name_index_free (index);
      return NULL;
    }
  return index;
}

const NystaFound *
name_index_best (const NameIndex *index, const Contact *contact, int *out_score,
                 bool *out_ambiguous)
{
  char key[MAX_KEY_BYTES];
  uint64_t hashes[MAX_ADDRESS_KEYS];

  if (index->rules->address_keys (contact->value, key, hashes) == 0)
    return NULL;
  uint32_t place = *place_of_key (index, key);
  const Answer *answer = place != NO_INDEX ? &index->answers[place] : NULL;
  if (answer == NULL || answer->n == 0)
    return NULL;

  /* The first that begins behind the address, and those that begin where the one before
   * it does: of two at one distance the earlier counts. */
  const NystaFound *all = index->text->found;
  size_t low = 0, high = answer->n;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (all[answer->found[middle]].start <= contact->start)
        low = middle + 1;
      else
        high = middle;
    }
  size_t best = low;
  if (low > 0 && (low == answer->n || contact->start - all[answer->found[low - 1]].start <=
                                        all[answer->found[low]].start - contact->start))
    best = low - 1;
  while (best > 0 && all[answer->found[best - 1]].start == all[answer->found[best]].start)
    best--;
  *out_score = answer->score;
  *out_ambiguous = answer->is_ambiguous;
  return &all[answer->found[best]];
}
