/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * tagger-format.h: the tagger's model as it lies in its file and in memory.
 *
 * A header, transitions between labels, then the weights: lines of 64 bytes, a power of two
 * of them. A line holds the weights of seven features, found by one byte of the feature's
 * hash each; the other bits of the hash choose the line, so a feature costs one cache line.
 * A feature that is not there weighs nothing. Numbers of more than a byte are little-endian:
 * one file serves every machine.
 */
#pragma once

#include <glib.h>
#include <string.h>

#include "text/checksum.h"

#define NYSTA_TAGGER_MAGIC "nystatag"
#define NYSTA_TAGGER_VERSION 2u

/* Begin or inside, of a person, an organisation, a place, a project. */
typedef enum
{
  NYSTA_LABEL_NONE = 0,
  NYSTA_LABEL_BEGIN_PERSON,
  NYSTA_LABEL_INSIDE_PERSON,
  NYSTA_LABEL_BEGIN_ORGANISATION,
  NYSTA_LABEL_INSIDE_ORGANISATION,
  NYSTA_LABEL_BEGIN_PLACE,
  NYSTA_LABEL_INSIDE_PLACE,
  NYSTA_LABEL_BEGIN_PROJECT,
  NYSTA_LABEL_INSIDE_PROJECT,
  NYSTA_N_LABELS,
  NYSTA_LABEL_START = NYSTA_N_LABELS /* before the first token; never a token's */
} NystaTagLabel;

#define NYSTA_N_STATES 12 /* the labels and the start, and what makes rows come out even */
#define NYSTA_N_WORD_KINDS 16

static inline gboolean
nysta_label_is_inside (guint label)
{
  return label != NYSTA_LABEL_NONE && label % 2 == 0;
}

/* NYSTA_NAME_… of a label. */
static inline guint
nysta_label_kind (guint label)
{
  return (label + 1) / 2;
}

/* Inside goes on from where something of its kind has begun. */
static inline gboolean
nysta_label_may_follow (guint before, guint label)
{
  return !nysta_label_is_inside (label) || before == label || before == label - 1;
}

typedef struct
{
  char magic[8];
  guint32 version;
  guint32 line_bits;        /* 1 << line_bits lines */
  guint64 checksum;         /* of everything after itself */
  guint64 n_bytes;          /* of the file */
  guint32 confidence_scale; /* the margin that counts as half sure */
  guint32 reserved[7];
  gint16 transitions[NYSTA_N_WORD_KINDS][NYSTA_N_STATES][NYSTA_N_STATES];
} NystaTaggerHeader;

#define NYSTA_TAGGER_SUMMED_FROM G_STRUCT_OFFSET (NystaTaggerHeader, n_bytes)
#define NYSTA_TAGGER_MIN_LINE_BITS 4
#define NYSTA_TAGGER_MAX_LINE_BITS 17 /* 8 MiB */
#define NYSTA_LINE_FEATURES 7
/* Every token has one label, so only differences count: NONE always weighs nothing, and the
 * others are what they weigh more than it. */
#define NYSTA_LINE_LABELS (NYSTA_N_LABELS - 1)

typedef struct
{
  guint8 checks[8]; /* 0: free; the last is always free */
  gint8 weights[NYSTA_LINE_FEATURES][NYSTA_LINE_LABELS];
} NystaTaggerLine;

G_STATIC_ASSERT (sizeof (NystaTaggerLine) == 64);
G_STATIC_ASSERT (sizeof (NystaTaggerHeader) % 64 == 0);

static inline gsize
nysta_tagger_line (guint64 feature, guint line_bits)
{
  return (gsize) (feature & ((G_GUINT64_CONSTANT (1) << line_bits) - 1));
}

static inline guint8
nysta_tagger_check (guint64 feature)
{
  guint8 check = (guint8) (feature >> 56);

  return check == 0 ? 1 : check;
}
