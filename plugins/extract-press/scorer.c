/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* scorer.c: a linear model's score: the sum of the weights of what is true of a candidate. */
#include "scorer.h"

#include <stdarg.h>
#include <stdio.h>

void
features_begin (Features *features, Press *press)
{
  features->press = press;
  features->n = 0;
  memset (features->seen, 0, sizeof features->seen);
  features->traced = press != NULL && NYSTA_IS_TRACED (press->host);
  features->names = NULL;
  features->n_names = features->max_names = 0;
}

static void
append (Features *features, const char *text)
{
  size_t n = strlen (text);

  while (features->n_names + n + 1 > features->max_names)
    features->names = arena_grow (&features->press->arena, features->names,
                                  features->max_names, &features->max_names, 1);
  memcpy (features->names + features->n_names, text, n + 1);
  features->n_names += n;
}

static void
name (Features *features, const char *template, const char *a, const char *b)
{
  if (features->n_names > 0)
    append (features, " ");
  append (features, template);
  append (features, a != NULL ? "=" : "");
  append (features, a != NULL ? a : "");
  append (features, b != NULL ? "+" : "");
  append (features, b != NULL ? b : "");
}

static bool
is_known (const Features *features, uint32_t key)
{
  if ((features->seen[key >> 6 & 3] >> (key & 63) & 1) == 0)
    return false;
  for (uint32_t i = 0; i < features->n; i++)
    if (features->keys[i] == key)
      return true;
  return false;
}

void
feature_add_pair (Features *features, const char *template, const char *a, const char *b)
{
  uint32_t key = scorer_hash (SCORER_HASH_BEGIN, template);

  if (a != NULL)
    key = scorer_hash (scorer_hash (key, "="), a);
  if (b != NULL)
    key = scorer_hash (scorer_hash (key, "+"), b);
  key = scorer_hash_end (key);
  if (features->n == MAX_FEATURES || is_known (features, key))
    return;
  features->seen[key >> 6 & 3] |= 1ull << (key & 63);
  features->keys[features->n++] = key;
  if (features->traced)
    name (features, template, a, b);
}

void
feature_add (Features *features, const char *template, const char *value)
{
  feature_add_pair (features, template, value, NULL);
}

const char *
feature_step (uint32_t n)
{
  static const char *const steps[] = { "3-4", "5-8", "9-16", "17-32", "33-64" };
  static const char *const small[] = { "0", "1", "2" };

  if (n < 3)
    return small[n];
  for (uint32_t i = 0, limit = 4; i < sizeof steps / sizeof *steps; i++, limit *= 2)
    if (n <= limit)
      return steps[i];
  return "65";
}

void
feature_add_number (Features *features, const char *template, uint32_t n)
{
  feature_add (features, template, feature_step (n));
}

uint32_t
scorer_best (const Scorer *scorer, const Features *features,
             int32_t out_scores[SCORER_MAX_LABELS])
{
  uint32_t best = 0;

  memset (out_scores, 0, SCORER_MAX_LABELS * sizeof *out_scores);
  for (uint32_t i = 0; i < features->n; i++)
    {
      uint32_t key = features->keys[i], slot = key & scorer->mask;

      while (scorer->keys[slot] != 0 && scorer->keys[slot] != key)
        slot = (slot + 1) & scorer->mask;
      if (scorer->keys[slot] == 0)
        continue;
      const int16_t *weights = scorer->weights + (size_t) slot * scorer->n_labels;
      for (uint32_t k = 0; k < scorer->n_labels; k++)
        out_scores[k] += weights[k];
    }
  for (uint32_t k = 1; k < scorer->n_labels; k++)
    if (out_scores[k] > out_scores[best])
      best = k;
  return best;
}

const char *
scorer_names (Press *press, uint32_t entity)
{
  const Entity *known = &press->entities[entity];
  const char *all = known->name;

  for (size_t i = 0; i < known->n_aliases; i++)
    all = arena_printf (&press->arena, "%s ‖ %s", all, known->aliases[i]);
  return all;
}

void
scorer_trace (Press *press, const Scorer *scorer, uint32_t first, uint32_t end,
              const Features *features, const int32_t *scores, const char *format, ...)
{
  char what[4096], rule[128];
  const char *message = arena_printf (&press->arena, "scored by %s:", scorer->name);
  uint32_t last = end > first ? end - 1 : first;
  va_list arguments;

  if (last >= press->n_tokens)
    return;
  va_start (arguments, format);
  vsnprintf (what, sizeof what, format, arguments);
  va_end (arguments);
  for (uint32_t k = 0; k < scorer->n_labels; k++)
    message = arena_printf (&press->arena, "%s %s=%d", message, scorer->labels[k],
                            scores[k]);
  message = arena_printf (&press->arena, "%s ¦ %s ¦ %s", message, what,
                          features->names != NULL ? features->names : "");
  snprintf (rule, sizeof rule, "%s/scorer", press->step);
  press->host->trace (press->host, rule, token_of (press, first)->start,
                      token_of (press, last)->end, message);
}
