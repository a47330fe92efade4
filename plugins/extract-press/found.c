/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * found.c: projects and organisations that an extractor which ran before has found. They stand
 * as they were said: its author has looked for them, the rules here only happen upon names.
 */
#include "press.h"

/* The first token that begins at @start or later. */
static uint32_t
token_from (const Press *press, uint32_t start)
{
  uint32_t low = 0, high = press->n_tokens;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;

      if (token_of (press, middle)->start < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
clear (Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    {
      Span *span = span_over (press, i);

      if (span == NULL)
        continue;
      span_drop (press, span);
      for (uint32_t k = span->first; k < span->end; k++)
        press->tokens[k].span = NONE;
    }
}

void
found_take (Press *press)
{
  for (size_t i = 0; i < press->text->n_found; i++)
    {
      const NystaFound *found = &press->text->found[i];
      Kind kind = found->kind == NYSTA_PROJECT ? PROJECT : ORGANISATION;
      uint32_t first = token_from (press, found->start),
               end = token_from (press, found->end);

      if ((found->kind != NYSTA_PROJECT && found->kind != NYSTA_ORGANISATION) ||
          first >= end)
        continue;
      const Span *there = span_at (press, first, kind);
      if (there != NULL && !there->dropped && there->end == end)
        continue;
      clear (press, first, end);
      Span *span = span_add (press, kind, first, end, 0.9);
      if (span == NULL)
        continue;
      span->name = arena_copy (&press->arena, found->name, strlen (found->name));
      span_entity (press, span);
    }
}
