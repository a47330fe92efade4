/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* segmentation-cases.h: texts, and where their sentences and tokens end. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *name;
  const char *text;
  const char *sentences; /* parted by ` || ` */
} NystaSentenceCase;

extern const NystaSentenceCase nysta_sentence_cases[];
extern const gsize nysta_n_sentence_cases;

extern const NystaSentenceCase nysta_hard_sentence_cases[];
extern const gsize nysta_n_hard_sentence_cases;

typedef struct
{
  const char *name;
  const char *text;
  const char *tokens; /* parted by `|` */
  const char *kinds;  /* w n p e u s */
} NystaTokenCase;

extern const NystaTokenCase nysta_token_cases[];
extern const gsize nysta_n_token_cases;
