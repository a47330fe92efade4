/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* builtin.h: the functions and aggregates that SPARQL's grammar names. */
#pragma once

#include <glib.h>

#define NYSTA_BUILTIN_ANY G_MAXUINT8

/* [121] BuiltInCall, less EXISTS and aggregates: name, least and most arguments. BOUND's is
 * a variable. */
#define NYSTA_BUILTINS(X)                                                                  \
  X (ABS, 1, 1)                                                                            \
  X (BNODE, 0, 1)                                                                          \
  X (BOUND, 1, 1)                                                                          \
  X (CEIL, 1, 1)                                                                           \
  X (COALESCE, 0, NYSTA_BUILTIN_ANY)                                                       \
  X (CONCAT, 0, NYSTA_BUILTIN_ANY)                                                         \
  X (CONTAINS, 2, 2)                                                                       \
  X (DATATYPE, 1, 1)                                                                       \
  X (DAY, 1, 1)                                                                            \
  X (ENCODE_FOR_URI, 1, 1)                                                                 \
  X (FLOOR, 1, 1)                                                                          \
  X (HOURS, 1, 1)                                                                          \
  X (IF, 3, 3)                                                                             \
  X (IRI, 1, 1)                                                                            \
  X (ISBLANK, 1, 1)                                                                        \
  X (ISIRI, 1, 1)                                                                          \
  X (ISLITERAL, 1, 1)                                                                      \
  X (ISNUMERIC, 1, 1)                                                                      \
  X (ISURI, 1, 1)                                                                          \
  X (LANG, 1, 1)                                                                           \
  X (LANGMATCHES, 2, 2)                                                                    \
  X (LCASE, 1, 1)                                                                          \
  X (MD5, 1, 1)                                                                            \
  X (MINUTES, 1, 1)                                                                        \
  X (MONTH, 1, 1)                                                                          \
  X (NOW, 0, 0)                                                                            \
  X (RAND, 0, 0)                                                                           \
  X (REGEX, 2, 3)                                                                          \
  X (REPLACE, 3, 4)                                                                        \
  X (ROUND, 1, 1)                                                                          \
  X (SAMETERM, 2, 2)                                                                       \
  X (SECONDS, 1, 1)                                                                        \
  X (SHA1, 1, 1)                                                                           \
  X (SHA256, 1, 1)                                                                         \
  X (SHA384, 1, 1)                                                                         \
  X (SHA512, 1, 1)                                                                         \
  X (STR, 1, 1)                                                                            \
  X (STRAFTER, 2, 2)                                                                       \
  X (STRBEFORE, 2, 2)                                                                      \
  X (STRDT, 2, 2)                                                                          \
  X (STRENDS, 2, 2)                                                                        \
  X (STRLANG, 2, 2)                                                                        \
  X (STRLEN, 1, 1)                                                                         \
  X (STRSTARTS, 2, 2)                                                                      \
  X (STRUUID, 0, 0)                                                                        \
  X (SUBSTR, 2, 3)                                                                         \
  X (TIMEZONE, 1, 1)                                                                       \
  X (TZ, 1, 1)                                                                             \
  X (UCASE, 1, 1)                                                                          \
  X (URI, 1, 1)                                                                            \
  X (UUID, 0, 0)                                                                           \
  X (YEAR, 1, 1)

typedef enum
{
#define X(name, least, most) NYSTA_BUILTIN_##name,
  NYSTA_BUILTINS (X)
#undef X
    NYSTA_N_BUILTINS
} NystaBuiltin;

/* [127] Aggregate */
typedef enum
{
  NYSTA_AGGREGATE_COUNT,
  NYSTA_AGGREGATE_SUM,
  NYSTA_AGGREGATE_MIN,
  NYSTA_AGGREGATE_MAX,
  NYSTA_AGGREGATE_AVG,
  NYSTA_AGGREGATE_SAMPLE,
  NYSTA_AGGREGATE_GROUP_CONCAT,
  NYSTA_N_AGGREGATES
} NystaAggregate;

typedef struct
{
  const char *name; /* upper case */
  guint8 least;
  guint8 most;
} NystaBuiltinShape;

extern const NystaBuiltinShape nysta_builtins[NYSTA_N_BUILTINS];
extern const char *const nysta_aggregates[NYSTA_N_AGGREGATES];

/* Without regard to case; -1 if there is none. */
int nysta_builtin_find (const char *name, gsize length);
int nysta_aggregate_find (const char *name, gsize length);
