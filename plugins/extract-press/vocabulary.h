/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * vocabulary.h: what is known of a word whatever document it stands in. Most words of a
 * text have stood in one before: what is asked of them is asked once a process.
 *
 * Caveats: plugins are never called from two threads.
 */
#pragma once

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

/* What rules ask of the word of every token: once for all that spell the same, in all
 * documents, so that the answer must be of nothing but the word. */
typedef enum
{
  ASKED_BELONGING,
  ASKED_COLLABORATION,
  ASKED_PROJECT,
  ASKED_INDEFINITE_PROJECT,
  ASKED_SAYING,
  ASKED_PLURAL_PROJECT,
  ASKED_OFFICE,
  ASKED_ACTOR,
  ASKED_TERM,
  ASKED_SUPPOSED,
  ASKED_FRAME,
  ASKED_COOPERATION,
  ASKED_CURRENCY,
  ASKED_POINTING_BACK,
  ASKED_POST,
  ASKED_POINTING,
  ASKED_KIND_OF_BODY,
  ASKED_SMALL_BODY,
  ASKED_MUNICIPAL,
  ASKED_PROJECT_CUE,
  ASKED_INFRASTRUCTURE,
  ASKED_EVENT,
  ASKED_TITLE,
  ASKED_AFFILIATION
} Question;

typedef struct
{
  const char *word; /* as written, without soft hyphens */
  const char *lower;
  uint64_t asked, answers; /* 1 << Question */
  uint32_t bits;           /* WordBits */
  uint32_t document;       /* the last that it stood in, and its tokens there */
  uint32_t first, last;
  uint8_t project_kind; /* project-word-kinds.c; 0 until it is asked */
} Word;

/* To be called before the first word of a document; returns a number of its own. When memory
 * ends, what is called then jumps to @out_of_memory. */
uint32_t vocabulary_begin (jmp_buf *out_of_memory);
/* The word that is written so. Valid until the next document begins. */
Word *vocabulary_word (const char *text, size_t n);
