/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * lexicon-format.h: the compiled file, as it lies in memory.
 *
 * A header, then five arrays at multiples of eight bytes, then the strings. Phrases are a
 * trie over words: the first word's node stands in the word itself, the others are found by
 * (node, word) in the edges. Words, edges and heads are hash tables with open addressing,
 * a power of two in size, never full.
 */
#pragma once

#include <glib.h>

#include "text/checksum.h"

#define NYSTA_LEXICON_MAGIC "nystalex"
#define NYSTA_LEXICON_VERSION 1u
#define NYSTA_LEXICON_BYTE_ORDER 0x01020304u

typedef struct
{
  guint32 at; /* from the start of the file */
  guint32 n;
} NystaLexiconArray;

typedef struct
{
  char magic[8];
  guint32 version;
  guint32 byte_order;
  guint64 checksum; /* of everything after itself */
  guint64 n_bytes;  /* of the file */
  NystaLexiconArray words;
  NystaLexiconArray edges;
  NystaLexiconArray nodes;
  NystaLexiconArray entries;
  NystaLexiconArray heads;
  NystaLexiconArray strings; /* bytes; begins with an empty string, ends with a NUL */
} NystaLexiconHeader;

typedef struct
{
  guint32 hash;
  guint32 text; /* folded; 0: free slot */
  guint32 node; /* of the phrase that is this word, or begins with it; 0: none */
  guint32 reserved;
} NystaLexiconWord;

typedef struct
{
  guint32 from;
  guint32 word; /* index into words */
  guint32 to;   /* 0: free slot */
} NystaLexiconEdge;

typedef struct
{
  guint32 first_entry;
  guint16 n_entries;
  guint16 has_children;
} NystaLexiconNode;

typedef enum
{
  NYSTA_CASE_ANY = 0,
  NYSTA_CASE_CAPITAL, /* the text has a capital at its start */
  NYSTA_CASE_EXACT    /* one word, spelt just as `surface` */
} NystaLexiconCase;

/* A match class of its own, never reported: what may stand before a title. */
#define NYSTA_CLASS_ROLE_MODIFIER 200

typedef struct
{
  guint32 canonical;
  guint32 authority; /* 0: none */
  guint32 surface;   /* for NYSTA_CASE_EXACT */
  guint32 weight;
  guint16 flags; /* NYSTA_MATCH_… */
  guint8 match_class;
  guint8 letter_case; /* NystaLexiconCase */
} NystaLexiconEntry;

typedef struct
{
  guint32 hash;   /* of the suffix, from its end */
  guint32 suffix; /* folded; 0: free slot */
  guint32 base;   /* dictionary form of the head */
  guint32 flags;  /* NYSTA_MATCH_… */
} NystaLexiconHead;

/* FNV-1a. */
static inline guint32
nysta_lexicon_hash (const char *data, gsize n_bytes)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ (guchar) data[i]) * 16777619u;
  return hash;
}

static inline guint32
nysta_lexicon_hash_step (guint32 hash, char byte)
{
  return (hash ^ (guchar) byte) * 16777619u;
}

/* The low bits of FNV alone crowd a table. */
static inline guint32
nysta_lexicon_slot (guint32 hash, guint32 n_slots)
{
  hash ^= hash >> 15;
  hash *= 0x2c1b3c6du;
  hash ^= hash >> 13;
  return hash & (n_slots - 1);
}

static inline guint32
nysta_lexicon_edge_hash (guint32 from, guint32 word)
{
  return (from * 0x9e3779b1u) ^ (word * 0x85ebca6bu);
}

#define NYSTA_LEXICON_SUMMED_FROM G_STRUCT_OFFSET (NystaLexiconHeader, n_bytes)
