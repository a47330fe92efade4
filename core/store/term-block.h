/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * term-block.h: up to sixteen terms of the dictionary as one string of bytes, each told by
 * how many of its first bytes one of those before it has, and by the rest.
 *
 *   block   how many terms: 1 byte; then each
 *   term    1 byte: how many terms back the one is that it shares with (4 bits; 0: with
 *           none), and the length of the rest (4 bits; 14: 14 and the number that follows
 *           are; 15: the bytes lie elsewhere, and nothing follows);
 *           how much is shared: a number, unless it is with none;
 *           the rest
 *   number  7 bits a byte, lowest first, all but the last with the highest bit set
 *
 * Caveats: a block may come from a damaged disk: reading never leaves its bytes.
 */
#pragma once

#include "store/dictionary.h"

/* Four blocks with their keys fill one page of LMDB's. A term that would make a block
 * larger has its bytes elsewhere, as a long one has. */
#define NYSTA_TERM_BLOCK_BYTES 1000

/* A block that terms are added to. */
typedef struct
{
  guint n_terms;
  guint n_bytes; /* of the block */
  guint8 bytes[NYSTA_TERM_BLOCK_BYTES];
  /* The terms as they are; of one that lies elsewhere nothing. */
  guint starts[NYSTA_TERMS_PER_BLOCK + 1];
  gboolean elsewhere[NYSTA_TERMS_PER_BLOCK];
  char terms[NYSTA_TERMS_PER_BLOCK * NYSTA_LONG_TERM_BYTES];
} NystaTermBlock;

void nysta_term_block_init (NystaTermBlock *block);
/* Go on with what was written. FALSE if it isn't a block. */
gboolean nysta_term_block_load (NystaTermBlock *block, const guint8 *bytes, gsize n_bytes);
/* There must be room for one more. FALSE if the term's bytes must be put elsewhere. */
gboolean nysta_term_block_add (NystaTermBlock *block, const char *bytes, gsize n_bytes);

typedef enum
{
  NYSTA_TERM_BLOCK_DAMAGED, /* or there is no such term */
  NYSTA_TERM_BLOCK_HERE,
  NYSTA_TERM_BLOCK_ELSEWHERE
} NystaTermPlace;

/* The bytes of term @index, which replace those of @out_bytes if they are here. */
NystaTermPlace nysta_term_block_read (const guint8 *bytes, gsize n_bytes, guint index,
                                      GString *out_bytes);

/* A block of which several terms are read: what was found out about them is kept. */
typedef struct
{
  guint16 rest; /* where it begins */
  guint16 n_rest;
  guint16 n_shared;
  guint8 shares_with;
  guint8 elsewhere;
} NystaTermBlockEntry;

typedef struct
{
  const guint8 *bytes;
  guint16 n_bytes;
  guint16 at; /* where entry @n_known begins */
  guint8 n_terms;
  guint8 n_known;
  NystaTermBlockEntry entries[NYSTA_TERMS_PER_BLOCK];
} NystaTermBlockView;

/* @bytes must stay as they are. */
void nysta_term_block_view_init (NystaTermBlockView *view, const guint8 *bytes,
                                 gsize n_bytes);
NystaTermPlace nysta_term_block_view_read (NystaTermBlockView *view, guint index,
                                           GString *out_bytes);

/* 0 if it isn't a block. */
guint nysta_term_block_n_terms (const guint8 *bytes, gsize n_bytes);
