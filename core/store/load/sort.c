/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/sort.h"

/* As many heaps as can be filled at once without the caches suffering. */
#define MAX_DIGIT_BITS 11
#define MAX_DIGITS 6 /* of 64 bits */
#define N_HEAPS (1u << MAX_DIGIT_BITS)

/* How the bits in which the keys differ are dealt into digits. */
typedef struct
{
  guint64 least; /* key; what is sorted by is how far a key is from it */
  guint n_digits;
  guint digit_bits;
} Digits;

static Digits
digits_of (guint64 least, guint64 greatest)
{
  Digits digits = { .least = least };
  guint n_bits = 0;

  for (guint64 range = greatest - least; range != 0; range >>= 1)
    n_bits++;
  digits.n_digits = (n_bits + MAX_DIGIT_BITS - 1) / MAX_DIGIT_BITS;
  if (digits.n_digits > 0)
    digits.digit_bits = (n_bits + digits.n_digits - 1) / digits.n_digits;
  return digits;
}

static inline guint
digit_of (const Digits *digits, guint64 key, guint digit)
{
  return (guint) ((key - digits->least) >> (digit * digits->digit_bits)) &
         ((1u << digits->digit_bits) - 1);
}

/* From how many keys have each digit to where the first of them goes. FALSE if all have the
 * same: then nothing is to be done. */
static gboolean
counts_to_starts (gsize *counts, guint n_heaps, gsize n_items)
{
  gsize start = 0;

  for (guint i = 0; i < n_heaps; i++)
    {
      gsize count = counts[i];

      if (count == n_items)
        return FALSE;
      counts[i] = start;
      start += count;
    }
  return TRUE;
}

/* One for rows and one for pairs: the loops are all there is to it, and want the type. From
 * @items into @spares by turns; returns where they are. */
#define DEFINE_SORT(name, Item, KEY)                                                       \
  static Item *name (Item *items, Item *const spares[2], gsize n, guint field)             \
  {                                                                                        \
    g_autofree gsize *counts = g_new0 (gsize, MAX_DIGITS * N_HEAPS);                       \
    const Item *from = items;                                                              \
    guint64 least = G_MAXUINT64;                                                           \
    guint64 greatest = 0;                                                                  \
                                                                                           \
    for (gsize i = 0; i < n; i++)                                                          \
      {                                                                                    \
        least = MIN (least, KEY (from[i]));                                                \
        greatest = MAX (greatest, KEY (from[i]));                                          \
      }                                                                                    \
    if (n < 2 || least == greatest)                                                        \
      return items;                                                                        \
                                                                                           \
    const Digits digits = digits_of (least, greatest);                                     \
    for (gsize i = 0; i < n; i++)                                                          \
      for (guint d = 0; d < digits.n_digits; d++)                                          \
        counts[d * N_HEAPS + digit_of (&digits, KEY (from[i]), d)]++;                      \
    for (guint d = 0; d < digits.n_digits; d++)                                            \
      {                                                                                    \
        gsize *starts = counts + d * N_HEAPS;                                              \
        Item *to = items == spares[0] ? spares[1] : spares[0];                             \
                                                                                           \
        if (!counts_to_starts (starts, 1u << digits.digit_bits, n))                        \
          continue;                                                                        \
        for (gsize i = 0; i < n; i++)                                                      \
          to[starts[digit_of (&digits, KEY (from[i]), d)]++] = from[i];                    \
        from = items = to;                                                                 \
      }                                                                                    \
    return items;                                                                          \
  }

#define ROW_KEY(row) ((row).terms[field])
#define PAIR_KEY(pair) ((void) field, (pair).key)
DEFINE_SORT (sort_rows, NystaLoadRow, ROW_KEY)
DEFINE_SORT (sort_pairs, NystaSortPair, PAIR_KEY)

NystaLoadRow *
nysta_sort_rows (NystaLoadRow *rows, NystaLoadRow *const spares[2], gsize n_rows,
                 guint field)
{
  return sort_rows (rows, spares, n_rows, field);
}

void
nysta_sort_pairs (NystaSortPair **pairs, NystaSortPair **spare, gsize n_pairs)
{
  NystaSortPair *const spares[2] = { *spare, *pairs };

  if (sort_pairs (*pairs, spares, n_pairs, 0) == *pairs)
    return;
  *spare = *pairs;
  *pairs = spares[0];
}
