/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* tagger-features.h: what the tagger sees of a token, between the tagger and its trainer. */
#pragma once

#include "nysta-plugin.h"
#include "text/tagger-format.h"

/* What the lexicon says of a token. */
enum
{
  NYSTA_LEX_GIVEN_NAME = 1u << 0,
  NYSTA_LEX_FREQUENT_GIVEN_NAME = 1u << 1,
  NYSTA_LEX_SURNAME = 1u << 2,
  NYSTA_LEX_FREQUENT_SURNAME = 1u << 3,
  NYSTA_LEX_ROLE = 1u << 4,
  NYSTA_LEX_MUNICIPALITY = 1u << 5, /* or region, by its bare name */
  NYSTA_LEX_ORGANISATION = 1u << 6,
  NYSTA_LEX_ORGANISATION_BEGINS = 1u << 7, /* of more than one token */
  NYSTA_LEX_ORGANISATION_GOES_ON = 1u << 8,
  NYSTA_LEX_PLACE = 1u << 9,
  NYSTA_LEX_FUNCTION_WORD = 1u << 10,
  NYSTA_LEX_COMMON_WORD = 1u << 11,
  NYSTA_LEX_FREQUENT_WORD = 1u << 12,
  NYSTA_LEX_GENITIVE = 1u << 13,
  NYSTA_LEX_AMBIGUOUS = 1u << 14
};

/* A token by itself. */
typedef struct
{
  guint64 word; /* in small letters */
  guint64 shape;
  guint64 prefixes[4];
  guint64 suffixes[6];
  guint64 cue_before; /* the nearest word in small letters to the left, less `och`, `på` */
  guint64 cue_after;
  guint64 opening; /* the sentence's first word */
  guint32 lexicon; /* NYSTA_LEX_… */
  guint8 kind;     /* < NYSTA_N_WORD_KINDS */
  guint8 opens;    /* its sentence */
  guint8 is_open;  /* the sentence ends without a mark, as headings and list items do */
  guint8 reserved;
} NystaTagWord;

#define NYSTA_N_FEATURES 38

/* A stretch of tokens [first, end) of one sentence that may hold a name: a capital, a few
 * tokens to either side. What lies outside is tagged as nothing. */
typedef struct
{
  guint32 first;
  guint32 end;
} NystaTagWindow;

/* A text being tagged. */
typedef struct
{
  const NystaText *text;
  guint32 *lexicon; /* of each token */
  GArray *windows;  /* of NystaTagWindow, in order */
} NystaTagInput;

void nysta_tag_input_init (NystaTagInput *input, const NystaText *text);
void nysta_tag_input_clear (NystaTagInput *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaTagInput, nysta_tag_input_clear)

/* The tokens from two before @window to two after it, or as far as the sentence goes, are
 * described; @words[2] is the window's first. @words has room for the window and four more. */
void nysta_tag_describe (const NystaTagInput *input, const NystaTagWindow *window,
                         NystaTagWord *words);

/* The features of @words[2 + i], from what nysta_tag_describe() wrote. */
void nysta_tag_features (const NystaTagWord *words, gsize i,
                         guint64 features[NYSTA_N_FEATURES]);
