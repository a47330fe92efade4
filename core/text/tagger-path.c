/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/tagger-path.h"

/* Worse than any path: scores are sums of some thousand at most, a token. */
#define NEVER (G_MININT32 / 2)

/* What may not follow costs more than anything else can be worth. */
#define FORBIDDEN (-(1 << 24))

typedef gint32 Row[NYSTA_N_STATES];

/* A row as the processor adds it up. */
typedef gint32 Lanes __attribute__ ((vector_size (16), aligned (4), may_alias));
#define N_LANES (NYSTA_N_STATES / 4)
G_STATIC_ASSERT (NYSTA_N_STATES % 4 == 0);

#define F FORBIDDEN
static const Row follows[NYSTA_N_LABELS] = {
  /* none, persons, organisations, places, projects, past the labels */
  { 0, 0, F, 0, F, 0, F, 0, F, F, F, F }, { 0, 0, 0, 0, F, 0, F, 0, F, F, F, F },
  { 0, 0, 0, 0, F, 0, F, 0, F, F, F, F }, { 0, 0, F, 0, 0, 0, F, 0, F, F, F, F },
  { 0, 0, F, 0, 0, 0, F, 0, F, F, F, F }, { 0, 0, F, 0, F, 0, 0, 0, F, F, F, F },
  { 0, 0, F, 0, F, 0, 0, 0, F, F, F, F }, { 0, 0, F, 0, F, 0, F, 0, 0, F, F, F },
  { 0, 0, F, 0, F, 0, F, 0, 0, F, F, F },
};
#undef F

void
nysta_path_init (NystaPath *path)
{
  path->forward = g_array_new (FALSE, FALSE, sizeof (Row));
  path->backward = g_array_new (FALSE, FALSE, sizeof (Row));
  path->from = g_array_new (FALSE, FALSE, sizeof (Row));
}

void
nysta_path_clear (NystaPath *path)
{
  g_clear_pointer (&path->forward, g_array_unref);
  g_clear_pointer (&path->backward, g_array_unref);
  g_clear_pointer (&path->from, g_array_unref);
}

static void
enter_first (Row out, const gint32 *scores, const gint32 (*transitions)[NYSTA_N_STATES])
{
  for (guint label = 0; label < NYSTA_N_LABELS; label++)
    out[label] = nysta_label_is_inside (label)
                   ? NEVER
                   : scores[label] + transitions[NYSTA_LABEL_START][label];
}

static inline Lanes
choose (Lanes mask, Lanes one, Lanes other)
{
  return (one & mask) | (other & ~mask);
}

/* The best way to each label from @before, and by which label it came. */
static void
enter (const Row before, const gint32 (*transitions)[NYSTA_N_STATES], const gint32 *scores,
       Row out, Row out_from)
{
  const Lanes *score = (const Lanes *) scores;

  for (guint k = 0; k < N_LANES; k++)
    {
      Lanes most = before[0] + ((const Lanes *) transitions[0])[k] +
                   ((const Lanes *) follows[0])[k];
      Lanes from = { 0 };

      for (gint32 label = 1; label < NYSTA_N_LABELS; label++)
        {
          Lanes sum = before[label] + ((const Lanes *) transitions[label])[k] +
                      ((const Lanes *) follows[label])[k];
          Lanes better = sum > most;

          most = choose (better, sum, most);
          from = choose (better, from * 0 + label, from);
        }
      ((Lanes *) out)[k] = most + score[k];
      ((Lanes *) out_from)[k] = from;
    }
}

void
nysta_path_find (NystaPath *path, const gint32 (*scores)[NYSTA_N_STATES],
                 const guint8 *kinds, gsize n, const NystaTransitions transitions,
                 guint8 *out_labels)
{
  if (n == 0)
    return;
  g_array_set_size (path->forward, (guint) n);
  g_array_set_size (path->from, (guint) n);
  Row *best = (Row *) (void *) path->forward->data;
  Row *from = (Row *) (void *) path->from->data;

  enter_first (best[0], scores[0], transitions[kinds[0]]);
  for (gsize i = 1; i < n; i++)
    enter (best[i - 1], transitions[kinds[i]], scores[i], best[i], from[i]);

  guint8 label = 0;
  for (guint8 other = 1; other < NYSTA_N_LABELS; other++)
    if (best[n - 1][other] > best[n - 1][label])
      label = other;
  for (gsize i = n; i-- > 0;)
    {
      out_labels[i] = label;
      label = i > 0 ? (guint8) from[i][label] : 0;
    }
}

/* The best sum of what comes after each label. */
static void
leave (const Row rest, const gint32 *scores, const gint32 (*transitions)[NYSTA_N_STATES],
       Row out)
{
  Lanes after[N_LANES];

  for (guint k = 0; k < N_LANES; k++)
    after[k] = ((const Lanes *) rest)[k] + ((const Lanes *) scores)[k];
  for (guint label = 0; label < NYSTA_N_LABELS; label++)
    {
      Lanes most = after[0] + ((const Lanes *) transitions[label])[0] +
                   ((const Lanes *) follows[label])[0];

      for (guint k = 1; k < N_LANES; k++)
        {
          Lanes sum = after[k] + ((const Lanes *) transitions[label])[k] +
                      ((const Lanes *) follows[label])[k];

          most = choose (sum > most, sum, most);
        }
      out[label] = MAX (MAX (most[0], most[1]), MAX (most[2], most[3]));
    }
}

void
nysta_path_find_margins (NystaPath *path, const gint32 (*scores)[NYSTA_N_STATES],
                         const guint8 *kinds, gsize n, const NystaTransitions transitions)
{
  if (n == 0)
    return;
  g_array_set_size (path->backward, (guint) n);
  Row *rest = (Row *) (void *) path->backward->data;

  memset (rest, 0, n * sizeof *rest);
  for (gsize i = n - 1; i-- > 0;)
    leave (rest[i + 1], scores[i + 1], transitions[kinds[i + 1]], rest[i]);
}

gint32
nysta_path_margin (const NystaPath *path, gsize i, guint8 label)
{
  const Row *best = (const Row *) (const void *) path->forward->data;
  const Row *rest = (const Row *) (const void *) path->backward->data;
  gint32 here = NEVER;
  gint32 other = NEVER;

  for (guint k = 0; k < NYSTA_N_LABELS; k++)
    {
      if (best[i][k] <= NEVER)
        continue;
      gint32 sum = best[i][k] + rest[i][k];
      if (nysta_label_kind (k) == nysta_label_kind (label))
        here = MAX (here, sum);
      else
        other = MAX (other, sum);
    }
  return other <= NEVER ? G_MAXINT16 : here - other;
}
