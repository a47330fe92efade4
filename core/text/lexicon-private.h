/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* lexicon-private.h: an open lexicon, between lexicon.c and lexicon-match.c. */
#pragma once

#include "text/lexicon-format.h"
#include "text/lexicon.h"

#define NYSTA_NO_WORD G_MAXUINT32
#define NYSTA_NO_HEAD G_MAXUINT32

/* A token as the lexicon sees it. */
typedef struct
{
  guint32 word;       /* slot, or NYSTA_NO_WORD */
  guint32 stem;       /* slot of the word without its ending, or NYSTA_NO_WORD */
  guint32 head;       /* slot of the title's head that ends it, or NYSTA_NO_HEAD */
  guint8 stem_flags;  /* what the ending says: GENITIVE, DEFINITE, PLURAL */
  guint8 n_ending;    /* its bytes */
  guint8 head_ending; /* bytes of a genitive behind the head */
  guint8 reserved;
  guint32
    word_node; /* what begins with the word: nysta_matcher_next_node() from the start */
  guint32 stem_node;
} NystaReading;

/* Half a megabyte: past some five thousand words each further one is rare. */
#define NYSTA_N_REMEMBERED 8192u
#define NYSTA_REMEMBERED_BYTES 34u

/* What was found of a word as it is written. Most words have stood before, in this text or
 * another, and each look into the tables is a wait for memory: this is one line of it. */
typedef struct
{
  guint32 hash;
  guint8 kind;    /* of the token */
  guint8 n_bytes; /* 0: free */
  char text[NYSTA_REMEMBERED_BYTES];
  NystaReading reading;
} NystaRemembered;

G_STATIC_ASSERT (sizeof (NystaRemembered) == 64);

struct NystaLexicon
{
  GMappedFile *file;
  const NystaLexiconWord *words;
  guint32 n_words;
  const NystaLexiconEdge *edges;
  guint32 n_edges;
  const NystaLexiconNode *nodes;
  guint32 n_nodes;
  const NystaLexiconEntry *entries;
  guint32 n_entries;
  const NystaLexiconHead *heads;
  guint32 n_heads;
  const char *strings;
  guint32 n_string_bytes;
  NystaRemembered *remembered; /* NYSTA_N_REMEMBERED, by their hash; the last one stays */
};

/* Offsets come from a file: one outside the pool is the empty string. */
static inline const char *
nysta_lexicon_string (const NystaLexicon *lexicon, guint32 offset)
{
  return lexicon->strings + (offset < lexicon->n_string_bytes ? offset : 0);
}
