/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* emit.c: hand to the host what has been found. */
#include "press.h"

#include <string.h>

static NystaStatus
emit_entity (const Press *press, const Entity *entity)
{
  static const uint32_t kinds[] = { NYSTA_PERSON, NYSTA_ORGANISATION, NYSTA_ROLE,
                                    NYSTA_PROJECT };
  const NystaExtractorHost *host = press->host;
  NystaEntity out = {
    .struct_size = sizeof out,
    .key = entity->key,
    .kind = kinds[entity->kind],
    .name = entity->name,
    .authority = entity->authority,
    .given_name = entity->given,
    .family_name = entity->family,
  };

  if (host->entity (host, &out) == NYSTA_STOP)
    return NYSTA_STOP;
  for (size_t i = 0; i < entity->n_aliases; i++)
    if (host->alias (host, entity->key, entity->aliases[i]) == NYSTA_STOP)
      return NYSTA_STOP;
  return NYSTA_OK;
}

static const char *
key_of (const Press *press, uint32_t entity)
{
  return entity == NONE ? NULL : press->entities[entity].key;
}

static void
range (const Press *press, uint32_t first, uint32_t end, uint32_t *out_start,
       uint32_t *out_end)
{
  if (end <= first)
    end = first + 1;
  *out_start = token_of (press, first)->start;
  *out_end = token_of (press, end - 1)->end;
}

static NystaStatus
emit_mentions (const Press *press)
{
  const NystaExtractorHost *host = press->host;

  for (size_t i = 0; i < press->n_mentions; i++)
    {
      const Mention *mention = &press->mentions[i];
      NystaMention out = { .struct_size = sizeof out,
                           .key = key_of (press, mention->entity),
                           .confidence = mention->confidence };

      if (!press->entities[mention->entity].used)
        continue;
      range (press, mention->first, mention->end, &out.start, &out.end);
      if (host->mention (host, &out) == NYSTA_STOP)
        return NYSTA_STOP;
    }
  return NYSTA_OK;
}

static NystaStatus
emit_memberships (const Press *press)
{
  const NystaExtractorHost *host = press->host;

  for (size_t i = 0; i < press->n_memberships; i++)
    {
      const Membership *m = &press->memberships[i];
      NystaMembership out = {
        .struct_size = sizeof out,
        .person = key_of (press, m->person),
        .role = key_of (press, m->role),
        .organisation = key_of (press, m->organisation),
        .assertion = m->proposed ? NYSTA_PROPOSED : NYSTA_ASSERTED,
        .start_date = m->start_date,
        .end_date = m->end_date,
        .confidence = m->confidence,
      };

      if (m->role == NONE && m->organisation == NONE)
        continue;
      range (press, m->first, m->end, &out.start, &out.end);
      if (host->membership (host, &out) == NYSTA_STOP)
        return NYSTA_STOP;
    }
  return NYSTA_OK;
}

static NystaStatus
emit_participations (const Press *press)
{
  const NystaExtractorHost *host = press->host;

  for (size_t i = 0; i < press->n_participations; i++)
    {
      const Participation *p = &press->participations[i];
      NystaParticipation out = {
        .struct_size = sizeof out,
        .project = key_of (press, p->project),
        .organisation = key_of (press, p->organisation),
        .role = p->role,
        .confidence = p->confidence,
      };

      range (press, p->first, p->end, &out.start, &out.end);
      if (host->participation (host, &out) == NYSTA_STOP)
        return NYSTA_STOP;
    }
  return NYSTA_OK;
}

static NystaStatus
emit_values (const Press *press)
{
  const NystaExtractorHost *host = press->host;

  if (!NYSTA_TAKES_VALUES (host))
    return NYSTA_OK;
  for (size_t i = 0; i < press->n_values; i++)
    {
      const Value *v = &press->values[i];
      NystaValue out = {
        .struct_size = sizeof out,
        .key = key_of (press, v->project),
        .property = v->property,
        .value = v->value,
        .currency = v->currency,
        .funder = key_of (press, v->funder),
        .confidence = v->confidence,
      };

      range (press, v->first, v->end, &out.start, &out.end);
      if (host->value (host, &out) == NYSTA_STOP)
        return NYSTA_STOP;
    }
  return NYSTA_OK;
}

/* Spans that no fact speaks of: persons, organisations and projects are reported all the
 * same, titles are not. */
static void
use_spans (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      Span *span = &press->spans[s];

      if (span->kind == ROLE || span->dropped)
        continue;
      uint32_t entity = span_entity (press, span);
      press->entities[entity].used = true;
      mention_add (press, entity, span->first, span->end, span->confidence);
    }
}

static int
later (const Mention *a, const Mention *b)
{
  if (a->first != b->first)
    return a->first > b->first;
  return a->end != b->end ? a->end > b->end : a->entity > b->entity;
}

/* The same stretch is said once, whoever recorded it. Shell sort: no call back, in place.
 */
static void
sort_mentions (Press *press)
{
  size_t kept = 0;

  for (size_t gap = press->n_mentions / 2; gap > 0; gap /= 2)
    for (size_t i = gap; i < press->n_mentions; i++)
      {
        Mention moving = press->mentions[i];
        size_t k = i;

        for (; k >= gap && later (&press->mentions[k - gap], &moving); k -= gap)
          press->mentions[k] = press->mentions[k - gap];
        press->mentions[k] = moving;
      }
  for (size_t i = 0; i < press->n_mentions; i++)
    if (kept == 0 || press->mentions[kept - 1].entity != press->mentions[i].entity ||
        press->mentions[kept - 1].first != press->mentions[i].first ||
        press->mentions[kept - 1].end != press->mentions[i].end)
      press->mentions[kept++] = press->mentions[i];
  press->n_mentions = kept;
}

NystaStatus
emit_all (Press *press)
{
  memberships_settle (press);
  use_spans (press);
  sort_mentions (press);
  trace_left_out (press);
  for (size_t i = 0; i < press->n_entities; i++)
    if (press->entities[i].used && emit_entity (press, &press->entities[i]) == NYSTA_STOP)
      return NYSTA_STOP;
  if (emit_mentions (press) == NYSTA_STOP || emit_memberships (press) == NYSTA_STOP)
    return NYSTA_STOP;
  if (emit_participations (press) == NYSTA_STOP)
    return NYSTA_STOP;
  return emit_values (press);
}
