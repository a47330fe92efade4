/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* naive-algebra.h: the algebra evaluated as the standard words it, on a handful of triples: what
 * a pass makes of a query must have the same solutions. */
#pragma once

#include "sparql/plan/algebra.h"

typedef struct
{
  const NystaTerm *terms[4]; /* subject, predicate, object, graph or NULL */
} NaiveQuad;

/* Terms are interned: equal ones are the same pointer. Each `rows` is a multiset of solutions,
 * which are arrays by number of variable; NULL: unbound. */
typedef struct
{
  GHashTable *terms; /* NystaTerm -> itself */
  GArray *quads;     /* NaiveQuad */
  GPtrArray *garbage;
  const NystaAlgebraQuery *query;
} Naive;

Naive *naive_new (void);
void naive_free (Naive *naive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Naive, naive_free)

const NystaTerm *naive_term (Naive *naive, const NystaTerm *term);
void naive_add (Naive *naive, const NystaTerm *quad);

/* The solutions of @query, sorted, a line each: what its columns have. */
char *naive_answer (Naive *naive, const NystaAlgebraQuery *query);
