/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* corpus.h: annotated sentences, from the files of those who publish them. */
#pragma once

#include <glib.h>

/* A name in a sentence, in bytes. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 kind; /* NYSTA_NAME_… */
} NystaName;

typedef struct
{
  char *text;
  GArray *names;     /* of NystaName */
  gboolean held_out; /* not to be learnt from */
} NystaExample;

/* What of a file is held out: each tenth sentence, or document where the file tells them
 * apart, beginning with @fold (0–9); or all of it; or nothing. */
typedef enum
{
  NYSTA_HOLD_OUT_TENTH,
  NYSTA_HOLD_OUT_ALL,
  NYSTA_HOLD_OUT_NOTHING
} NystaHoldOut;

/* @name: `uner:FILE` (number, token, BIO tag; as Universal NER publishes), `runs:FILE`
 * (token, kind; neighbours of one kind are one name) or `suc:FILE` (token, BIO tag of SUC,
 * another tag). (transfer full): of NystaExample. Errors: NYSTA_IO_ERROR. */
GPtrArray *nysta_corpus_read (const char *name, NystaHoldOut hold_out, guint fold,
                              GError **error);
