/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The tables of row-code.h, made by the preprocessor. */
#include "config.h"

#include "store/row-code.h"

/* What the control byte says of each field: a symbol, of so many. */
#define SPOG_RADIX_0 2
#define SPOG_RADIX_1 4
#define SPOG_RADIX_2 7
#define SPOG_RADIX_3 4
#define POSG_RADIX_0 1
#define POSG_RADIX_1 7
#define POSG_RADIX_2 6
#define POSG_RADIX_3 5
#define OSPG_RADIX_0 4
#define OSPG_RADIX_1 5
#define OSPG_RADIX_2 3
#define OSPG_RADIX_3 4
#define GSPO_RADIX_0 2
#define GSPO_RADIX_1 4
#define GSPO_RADIX_2 4
#define GSPO_RADIX_3 7

/* The lengths that symbols stand for: mostly themselves; a predicate's 0, PREDICTED, 2, 3;
 * and 0, 2, 3 where one is rare. */
#define PREDICATE_LENGTH(symbol) ((symbol) == 1 ? 0 : (symbol))
#define SPARSE_LENGTH(symbol) ((symbol) == 0 ? 0 : (symbol) + 1)
#define SPOG_LENGTH_1(symbol) PREDICATE_LENGTH (symbol)
#define SPOG_LENGTH_2(symbol) (symbol)
#define POSG_LENGTH_1(symbol) (symbol)
#define POSG_LENGTH_2(symbol) (symbol)
#define OSPG_LENGTH_1(symbol) (symbol)
#define OSPG_LENGTH_2(symbol) SPARSE_LENGTH (symbol)
#define GSPO_LENGTH_1(symbol) (symbol)
#define GSPO_LENGTH_2(symbol) PREDICATE_LENGTH (symbol)
#define SPOG_PREDICTS(c) (SYMBOL_1 (SPOG, c) == 1)
#define POSG_PREDICTS(c) 0
#define OSPG_PREDICTS(c) 0
#define GSPO_PREDICTS(c) (SYMBOL_2 (GSPO, c) == 1)

#define SYMBOL_3(o, c) ((c) % o##_RADIX_3)
#define SYMBOL_2(o, c) ((c) / o##_RADIX_3 % o##_RADIX_2)
#define SYMBOL_1(o, c) ((c) / o##_RADIX_3 / o##_RADIX_2 % o##_RADIX_1)
#define SYMBOL_0(o, c) ((c) / o##_RADIX_3 / o##_RADIX_2 / o##_RADIX_1)
#define N_CODES(o) (o##_RADIX_0 * o##_RADIX_1 * o##_RADIX_2 * o##_RADIX_3)
#define IS_CODE(o, c) ((c) > 0 && (c) < N_CODES (o))
#define LENGTH_0(o, c) SYMBOL_0 (o, c)
#define LENGTH_1(o, c) o##_LENGTH_1 (SYMBOL_1 (o, c))
#define LENGTH_2(o, c) o##_LENGTH_2 (SYMBOL_2 (o, c))
#define LENGTH_3(o, c) SYMBOL_3 (o, c)
#define SIGN_1(o, c) (SYMBOL_0 (o, c) > 0 ? SIGN (LENGTH_1 (o, c)) : 0)
#define SIGN_2(o, c) (SYMBOL_0 (o, c) + SYMBOL_1 (o, c) > 0 ? SIGN (LENGTH_2 (o, c)) : 0)
#define SIGN_3(o, c)                                                                       \
  (SYMBOL_0 (o, c) + SYMBOL_1 (o, c) + SYMBOL_2 (o, c) > 0 ? SIGN (LENGTH_3 (o, c)) : 0)
#define BEGIN_1(o, c) (1 + LENGTH_0 (o, c))
#define BEGIN_2(o, c) (BEGIN_1 (o, c) + LENGTH_1 (o, c))
#define BEGIN_3(o, c) (BEGIN_2 (o, c) + LENGTH_2 (o, c))
#define N_BYTES(o, c) (IS_CODE (o, c) ? BEGIN_3 (o, c) + LENGTH_3 (o, c) : 0)
/* clang-format off */
#define CODE(o, c)                                                                         \
  { { MASK (LENGTH_0 (o, c)), MASK (LENGTH_1 (o, c)), MASK (LENGTH_2 (o, c)),              \
      MASK (LENGTH_3 (o, c)) },                                                            \
    { SIGN_1 (o, c), SIGN_2 (o, c), SIGN_3 (o, c) },                                       \
    { 1, BEGIN_1 (o, c), BEGIN_2 (o, c), BEGIN_3 (o, c) },                                 \
    o##_PREDICTS (c) }
#define CODES_4(o, c) CODE (o, c), CODE (o, (c) + 1), CODE (o, (c) + 2), CODE (o, (c) + 3)
#define CODES_16(o, c)                                                                     \
  CODES_4 (o, c), CODES_4 (o, (c) + 4), CODES_4 (o, (c) + 8), CODES_4 (o, (c) + 12)
#define CODES_64(o, c)                                                                     \
  CODES_16 (o, c), CODES_16 (o, (c) + 16), CODES_16 (o, (c) + 32), CODES_16 (o, (c) + 48)
#define CODES_256(o)                                                                       \
  { CODES_64 (o, 0), CODES_64 (o, 64), CODES_64 (o, 128), CODES_64 (o, 192) }

const NystaRowCode nysta_row_codes[4][256] = {
  [NYSTA_ORDER_SPOG] = CODES_256 (SPOG),
  [NYSTA_ORDER_POSG] = CODES_256 (POSG),
  [NYSTA_ORDER_OSPG] = CODES_256 (OSPG),
  [NYSTA_ORDER_GSPO] = CODES_256 (GSPO),
};

#define LENGTHS_4(o, c)                                                                    \
  N_BYTES (o, c), N_BYTES (o, (c) + 1), N_BYTES (o, (c) + 2), N_BYTES (o, (c) + 3)
#define LENGTHS_16(o, c)                                                                   \
  LENGTHS_4 (o, c), LENGTHS_4 (o, (c) + 4), LENGTHS_4 (o, (c) + 8), LENGTHS_4 (o, (c) + 12)
#define LENGTHS_64(o, c)                                                                   \
  LENGTHS_16 (o, c), LENGTHS_16 (o, (c) + 16), LENGTHS_16 (o, (c) + 32),                   \
    LENGTHS_16 (o, (c) + 48)
#define LENGTHS_256(o)                                                                     \
  { LENGTHS_64 (o, 0), LENGTHS_64 (o, 64), LENGTHS_64 (o, 128), LENGTHS_64 (o, 192) }

const guint8 nysta_row_lengths[4][256] = {
  [NYSTA_ORDER_SPOG] = LENGTHS_256 (SPOG),
  [NYSTA_ORDER_POSG] = LENGTHS_256 (POSG),
  [NYSTA_ORDER_OSPG] = LENGTHS_256 (OSPG),
  [NYSTA_ORDER_GSPO] = LENGTHS_256 (GSPO),
};

#define HAS(n, symbol) ((symbol) < (n) ? (symbol) : NO_SYMBOL)
#define PLAIN(n)                                                                           \
  { n, { 0, HAS (n, 1), HAS (n, 2), HAS (n, 3), HAS (n, 4), HAS (n, 5), HAS (n, 6),        \
         NO_SYMBOL }, { 0, 1, 2, 3, 4, 5, 6 } }
#define PREDICATE(n)                                                                       \
  { n, { 0, 2, 2, 3, NO_SYMBOL, NO_SYMBOL, NO_SYMBOL, 1 }, { 0, 0, 2, 3 } }
#define SPARSE(n)                                                                          \
  { n, { 0, 1, 1, 2, NO_SYMBOL, NO_SYMBOL, NO_SYMBOL, NO_SYMBOL }, { 0, 2, 3 } }

const NystaRowSymbols nysta_row_symbols[4][NYSTA_ROW_FIELDS] = {
  [NYSTA_ORDER_SPOG] = { PLAIN (SPOG_RADIX_0), PREDICATE (SPOG_RADIX_1),
                         PLAIN (SPOG_RADIX_2), PLAIN (SPOG_RADIX_3) },
  [NYSTA_ORDER_POSG] = { PLAIN (POSG_RADIX_0), PLAIN (POSG_RADIX_1),
                         PLAIN (POSG_RADIX_2), PLAIN (POSG_RADIX_3) },
  [NYSTA_ORDER_OSPG] = { PLAIN (OSPG_RADIX_0), PLAIN (OSPG_RADIX_1),
                         SPARSE (OSPG_RADIX_2), PLAIN (OSPG_RADIX_3) },
  [NYSTA_ORDER_GSPO] = { PLAIN (GSPO_RADIX_0), PLAIN (GSPO_RADIX_1),
                         PREDICATE (GSPO_RADIX_2), PLAIN (GSPO_RADIX_3) },
};
/* clang-format on */

const guint8 nysta_row_predicate_fields[4] = {
  [NYSTA_ORDER_SPOG] = 1,
  [NYSTA_ORDER_GSPO] = 2,
};
