/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* tags.c: what the host's tagger takes a word for: a second opinion, where there is one. */
#include "press.h"

bool
tags_known (const Press *press)
{
  return press->text->struct_size >= offsetof (NystaText, n_tags) + sizeof (size_t) &&
         press->text->n_tags == press->n_tokens;
}

bool
tag_over (const Press *press, uint32_t first, uint32_t end, NystaNameKind kind)
{
  for (uint32_t i = first; i < end && i < press->n_tokens; i++)
    if (tags_known (press) && press->text->tags[i].kind == kind)
      return true;
  return false;
}

uint32_t
tag_end (const Press *press, uint32_t i, NystaNameKind kind, uint32_t *out_confidence)
{
  const NystaNameTag *tags = press->text->tags;
  uint32_t end = i;

  if (!tags_known (press) || tags[i].kind != kind || !tags[i].begins)
    return i;
  *out_confidence = tags[i].confidence;
  for (end = i + 1; end < press->n_tokens && tags[end].kind == kind && !tags[end].begins;
       end++)
    if (tags[end].confidence < *out_confidence)
      *out_confidence = tags[end].confidence;
  return end;
}
