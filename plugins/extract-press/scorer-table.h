/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * scorer-table.h: what compile-scorer.c writes of a table of weights, and scorer.c
 * reads. A table is a hash with open addressing: constant, so it is mapped with the plugin
 * and costs nothing until it is asked.
 */
#pragma once

#include <stdint.h>

#define SCORER_MAX_LABELS 8

typedef struct
{
  const char *name; /* of the file: `participations` */
  uint32_t n_labels;
  const char *labels[SCORER_MAX_LABELS];
  uint32_t mask;          /* a power of two, less one: slots */
  const uint32_t *keys;   /* of each slot: a feature's hash; 0: none */
  const int16_t *weights; /* of each slot: n_labels of them, in thousandths */
} Scorer;

#define SCORER_HASH_BEGIN 2166136261u

/* FNV-1a, by pieces. */
static inline uint32_t
scorer_hash (uint32_t hash, const char *text)
{
  for (; *text != '\0'; text++)
    hash = (hash ^ (unsigned char) *text) * 16777619u;
  return hash;
}

/* The last step: low bits pick the slot. 0 is for empty ones. */
static inline uint32_t
scorer_hash_end (uint32_t hash)
{
  hash ^= hash >> 15;
  hash *= 2246822519u;
  hash ^= hash >> 13;
  return hash != 0 ? hash : 1;
}
