/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * name-variants.c: one person by two names. `Carlos Vega` is `Carlos Vega Montero` where the
 * document has only one who may be so called, in another paragraph.
 */
#include "names.h"

#define MAX_COMPARED_SPANS 400

static bool
same_word (const Press *press, uint32_t a, uint32_t b)
{
  return press->tokens[a].known == press->tokens[b].known ||
         strcmp (press->tokens[a].lower, press->tokens[b].lower) == 0;
}

/* Are the words of @shorter those of @longer with some left out, not the first? */
static bool
leaves_out (const Press *press, const Span *shorter, const Span *longer)
{
  uint32_t i = shorter->first, k = longer->first;

  if (shorter->end - i < 2 || longer->end - k != shorter->end - i + 1 ||
      !same_word (press, i, k))
    return false;
  for (; i < shorter->end && k < longer->end; k++)
    i += same_word (press, i, k);
  return i == shorter->end;
}

/* `af Ugglas`, `av Ugglas`: nothing but the particle differs. */
static bool
differ_in_particle (const Press *press, const Span *a, const Span *b)
{
  if (a->end - a->first != b->end - b->first || a->end - a->first < 3)
    return false;
  for (uint32_t n = 0; n < a->end - a->first; n++)
    if (!same_word (press, a->first + n, b->first + n) &&
        !(token_bits (press, a->first + n, W_PARTICLE) &&
          token_bits (press, b->first + n, W_PARTICLE)))
      return false;
  return true;
}

/* Whose fuller name, or whose name as it was spelt first, the span bears; NULL if nobody's or
 * more than one's. */
static const Span *
namesake (const Press *press, size_t s, size_t n)
{
  const Span *span = &press->spans[s], *found = NULL;

  for (size_t k = 0; k < n; k++)
    {
      const Span *other = &press->spans[k];

      if (k == s || other->kind != PERSON || other->dropped ||
          !(leaves_out (press, span, other) ||
            (other->first < span->first && differ_in_particle (press, span, other))))
        continue;
      /* Side by side they are two. */
      if (block_of (press, other->first) == block_of (press, span->first) ||
          (found != NULL && strcmp (found->name, other->name) != 0))
        return NULL;
      found = other;
    }
  return found;
}

/* `träffade Bo Ek Anna Alm`: two names, where the first is one elsewhere. */
static void
part_pair (Press *press, size_t s, size_t n)
{
  const Span *span = &press->spans[s];
  uint32_t middle = span->first + 2, end = span->end;

  if (span->kind != PERSON || span->dropped || end != middle + 2)
    return;
  for (size_t k = 0; k < n; k++)
    {
      const Span *other = &press->spans[k];

      if (other->kind != PERSON || other->dropped || other->end != other->first + 2 ||
          !same_word (press, other->first, span->first) ||
          !same_word (press, other->first + 1, span->first + 1))
        continue;
      press->spans[s].end = middle;
      press->spans[s].name = text_between (press, middle - 2, middle);
      press->tokens[middle].span = press->tokens[middle + 1].span = NONE;
      span_add (press, PERSON, middle, end, 0.7);
      return;
    }
}

void
names_join_variants (Press *press)
{
  size_t n = press->n_spans < MAX_COMPARED_SPANS ? press->n_spans : MAX_COMPARED_SPANS;

  for (size_t s = 0; s < n; s++)
    part_pair (press, s, n);

  for (size_t s = 0; s < n; s++)
    {
      Span *span = &press->spans[s];
      const Span *fuller = span->kind == PERSON && !span->dropped && span->entity == NONE
                             ? namesake (press, s, n)
                             : NULL;

      if (fuller == NULL || strcmp (fuller->name, span->name) == 0)
        continue;
      uint32_t person = entity_of (press, PERSON, fuller->name);
      entity_alias (press, person, span->name);
      span->entity = person;
      TRACE (press, __func__, span->first, span->end, "the same as %s", fuller->name);
    }
}
