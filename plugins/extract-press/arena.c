/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* arena.c: memory that lives as long as the document. */
#include "press.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES 65536
#define MAX_SPARE 8

struct Chunk
{
  Chunk *next;
  size_t used, max;
  _Alignas(max_align_t) char data[];
};

/* Chunks of documents before, all zeros again. Plugins are never called from two threads. */
static Chunk *spare;
static unsigned n_spare;

static Chunk *
chunk_new (size_t n_bytes)
{
  size_t max = n_bytes > CHUNK_BYTES ? n_bytes : CHUNK_BYTES;
  Chunk *chunk = max == CHUNK_BYTES ? spare : NULL;

  if (chunk != NULL)
    {
      spare = chunk->next;
      n_spare--;
      return chunk;
    }
  chunk = calloc (1, sizeof *chunk + max);
  if (chunk != NULL)
    chunk->max = max;
  return chunk;
}

static void
chunk_free (Chunk *chunk)
{
  if (chunk->max > CHUNK_BYTES || n_spare >= MAX_SPARE)
    {
      free (chunk);
      return;
    }
  memset (chunk->data, 0, chunk->used);
  chunk->used = 0;
  chunk->next = spare;
  spare = chunk;
  n_spare++;
}

void *
arena_alloc (Arena *arena, size_t n_bytes)
{
  size_t rounded = (n_bytes + 15) & ~(size_t) 15;
  Chunk *chunk = arena->chunks;

  if (chunk == NULL || chunk->max - chunk->used < rounded)
    {
      chunk = chunk_new (rounded);
      if (chunk == NULL)
        longjmp (*arena->out_of_memory, 1);
      chunk->next = arena->chunks;
      arena->chunks = chunk;
    }

  void *p = chunk->data + chunk->used;
  chunk->used += rounded;
  return p;
}

char *
arena_copy (Arena *arena, const char *text, size_t n_bytes)
{
  char *copy = arena_alloc (arena, n_bytes + 1);

  memcpy (copy, text, n_bytes);
  return copy;
}

char *
arena_printf (Arena *arena, const char *format, ...)
{
  va_list args;
  char first[200]; /* most are no longer */

  va_start (args, format);
  int n = vsnprintf (first, sizeof first, format, args);
  va_end (args);
  if (n < 0)
    return arena_copy (arena, "", 0);
  if ((size_t) n < sizeof first)
    return arena_copy (arena, first, (size_t) n);

  char *text = arena_alloc (arena, (size_t) n + 1);
  va_start (args, format);
  vsnprintf (text, (size_t) n + 1, format, args);
  va_end (args);
  return text;
}

void *
arena_grow (Arena *arena, void *array, size_t n, size_t *n_max, size_t size)
{
  if (n < *n_max)
    return array;

  size_t max = *n_max == 0 ? 16 : *n_max * 2;
  void *bigger = arena_alloc (arena, max * size);
  if (n > 0)
    memcpy (bigger, array, n * size);
  *n_max = max;
  return bigger;
}

void
arena_clear (Arena *arena)
{
  while (arena->chunks != NULL)
    {
      Chunk *next = arena->chunks->next;

      chunk_free (arena->chunks);
      arena->chunks = next;
    }
}
