/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* functions.h: the functions that a query may call, by name: SPARQL 1.1 §17.4, §17.5. */
#pragma once

#include "sparql/exec/evaluate.h"

struct NystaFunction
{
  const char *name; /* in capitals, or the IRI of a cast */
  guint min_arguments;
  guint max_arguments;
  /* FALSE: an error in SPARQL's sense, as an argument of the wrong kind is. */
  gboolean (*call) (NystaEvaluation *evaluation, NystaExpression *expression,
                    const NystaTerm *arguments, guint n, NystaTerm *out_term);
};

/* (nullable) */
const NystaFunction *nysta_function_find (const char *name);
const NystaFunction *nysta_function_find_cast (const char *iri);
/* SPARQL 1.1 has it, but it is not answered here. */
gboolean nysta_function_is_refused (const char *name);
