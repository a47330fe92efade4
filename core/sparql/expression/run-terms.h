/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * run-terms.h: what the ids of one run of a query stand for: terms of the dataset, and terms
 * that were computed on the way.
 *
 * A computed term that the dataset has, or that is inline, has that id; every other is kept
 * once, numbered, with bit 62 set. So two ids are equal exactly if their terms are.
 *
 * Caveats: terms that nysta_run_terms_get() returns live until nysta_run_terms_release(), or
 * until an expression is evaluated. One thread at a time.
 */
#pragma once

#include "store/dataset.h"

/* Set in the ids of computed terms. */
#define NYSTA_COMPUTED_TERM ((NystaTermId) 1 << 62)

typedef enum
{
  NYSTA_COLLATION_CODE_POINT, /* as SPARQL's "<" compares strings */
  NYSTA_COLLATION_SWEDISH
} NystaCollation;

typedef struct NystaRunTerms NystaRunTerms;

/* @max_bytes: of computed terms; 0: no limit. */
NystaRunTerms *nysta_run_terms_new (NystaDataset *dataset, gsize max_bytes);
void nysta_run_terms_free (NystaRunTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRunTerms, nysta_run_terms_free)

NystaDataset *nysta_run_terms_dataset (const NystaRunTerms *terms);

/* FALSE: @id is 0, or none. */
gboolean nysta_run_terms_get (NystaRunTerms *terms, NystaTermId id, NystaTerm *out_term);
/* A row or a batch is done with. Keeps what is likely to be asked for again. Does nothing
 * while an expression waits for the answer of an EXISTS. */
void nysta_run_terms_release (NystaRunTerms *terms);

/* The id of @term, which is copied if it is new. 0 for want of memory: see below. */
NystaTermId nysta_run_terms_add (NystaRunTerms *terms, const NystaTerm *term);
/* A blank node that is in no dataset and in no other run. */
NystaTermId nysta_run_terms_add_blank (NystaRunTerms *terms);

/* Room that lives until nysta_run_terms_release(); for literals that computations make. */
char *nysta_run_terms_alloc (NystaRunTerms *terms, gsize n_bytes);
/* Whether the limit leaves room for @n_bytes more; if not, nysta_run_terms_check() fails. */
gboolean nysta_run_terms_has_room (NystaRunTerms *terms, gsize n_bytes);
const char *nysta_run_terms_keep (NystaRunTerms *terms, const char *text, gsize length);

/* An expression begins, or ends: what it allocated is released. Those that are evaluated
 * while another waits (for the answer of an EXISTS) leave its terms alone. */
typedef struct
{
  gsize arena_used;
  guint n_large;
  gsize large_bytes;
} NystaRunTermsMark;
NystaRunTermsMark nysta_run_terms_begin (NystaRunTerms *terms);
void nysta_run_terms_end (NystaRunTerms *terms, NystaRunTermsMark mark);

/* Bytes that computed terms take. */
gsize nysta_run_terms_bytes (const NystaRunTerms *terms);
/* FALSE with NYSTA_SPARQL_ERROR_LIMIT if terms were added past @max_bytes: what was computed
 * since then is not the answer. */
gboolean nysta_run_terms_check (const NystaRunTerms *terms, GError **error);
