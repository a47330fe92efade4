/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/tagger-path.h"

/* Worse than any path: scores are sums of some thousand at most, a token. */
#define NEVER (G_MININT32 / 2)

typedef gint32 Row[NYSTA_N_STATES];
typedef guint8 Steps[NYSTA_N_STATES];

void
nysta_path_init (NystaPath *path)
{
  path->forward = g_array_new (FALSE, FALSE, sizeof (Row));
  path->backward = g_array_new (FALSE, FALSE, sizeof (Row));
  path->from = g_array_new (FALSE, FALSE, sizeof (Steps));
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
  Steps *from = (Steps *) (void *) path->from->data;

  enter_first (best[0], scores[0], transitions[kinds[0]]);
  for (gsize i = 1; i < n; i++)
    for (guint8 label = 0; label < NYSTA_N_LABELS; label++)
      {
        /* Inside goes on from the begin and the inside of its kind, which stand next to
         * each other; anything else from anywhere. */
        gboolean inside = nysta_label_is_inside (label);
        guint8 before = inside ? (guint8) (label - 1) : 0;
        guint8 end = inside ? (guint8) (label + 1) : NYSTA_N_LABELS;
        gint32 most = NEVER;
        guint8 step = 0;

        for (; before < end; before++)
          {
            gint32 sum = best[i - 1][before] + transitions[kinds[i]][before][label];

            if (best[i - 1][before] > NEVER && sum > most)
              {
                most = sum;
                step = before;
              }
          }
        best[i][label] = most > NEVER ? most + scores[i][label] : NEVER;
        from[i][label] = step;
      }

  guint8 label = 0;
  for (guint8 other = 1; other < NYSTA_N_LABELS; other++)
    if (best[n - 1][other] > best[n - 1][label])
      label = other;
  for (gsize i = n; i-- > 0;)
    {
      out_labels[i] = label;
      label = i > 0 ? from[i][label] : 0;
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

  memset (rest[n - 1], 0, sizeof (Row));
  for (gsize i = n - 1; i-- > 0;)
    {
      Row after;

      for (guint next = 0; next < NYSTA_N_LABELS; next++)
        after[next] = rest[i + 1][next] + scores[i + 1][next];
      for (guint label = 0; label < NYSTA_N_LABELS; label++)
        {
          const gint32 *transition = transitions[kinds[i + 1]][label];
          guint inside = label + label % 2; /* of its kind; none of no kind */
          gint32 most = MAX (NEVER, after[0] + transition[0]);

          for (guint begin = 1; begin < NYSTA_N_LABELS; begin += 2)
            most = MAX (most, after[begin] + transition[begin]);
          rest[i][label] = inside == 0 ? most
                                       : MAX (most, after[inside] + transition[inside]);
        }
    }
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
