/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * entities.c: what has been found, one entity a thing however often and in whatever form
 * it is named. A form (a name or an alias, folded) leads to its entity.
 */
#include "press.h"

#include <string.h>

static uint32_t
bucket_of (Kind kind, const char *folded)
{
  uint32_t h = 2166136261u + (uint32_t) kind;

  for (const unsigned char *p = (const unsigned char *) folded; *p != '\0'; p++)
    h = (h ^ *p) * 16777619u;
  return h % (sizeof ((Press *) 0)->buckets / sizeof (uint32_t));
}

static uint32_t
form_find (const Press *press, Kind kind, const char *folded)
{
  for (uint32_t i = press->buckets[bucket_of (kind, folded)]; i != NONE;
       i = press->forms[i].next)
    if (press->forms[i].kind == kind && strcmp (press->forms[i].folded, folded) == 0)
      return press->forms[i].entity;
  return NONE;
}

static uint32_t
opener_of (const char *folded)
{
  uint32_t h = 5381;

  for (const unsigned char *p = (const unsigned char *) folded; *p != '\0' && *p != ' ';
       p++)
    h = h * 33 + *p;
  return h % 4096;
}

bool
entity_may_begin (const Press *press, Kind kind, uint32_t i)
{
  const char *lower = press->tokens[i].lower;
  size_t n = strlen (lower);
  char base[64];

  if (press->openers[opener_of (lower)] & 1u << kind)
    return true;
  /* One word in the genitive. */
  if (n < 3 || n >= sizeof base || lower[n - 1] != 's')
    return false;
  memcpy (base, lower, n - 1);
  base[n - 1] = '\0';
  if (base[n - 2] == ':')
    base[n - 2] = '\0';
  return (press->openers[opener_of (base)] & 1u << kind) != 0;
}

static void
form_add (Press *press, Kind kind, const char *folded, uint32_t entity)
{
  uint32_t bucket = bucket_of (kind, folded);

  if (folded[0] == '\0' || form_find (press, kind, folded) != NONE)
    return;
  press->forms = arena_grow (&press->arena, press->forms, press->n_forms, &press->max_forms,
                             sizeof *press->forms);
  press->forms[press->n_forms] = (Form){
    .folded = folded, .kind = kind, .entity = entity, .next = press->buckets[bucket]
  };
  press->buckets[bucket] = (uint32_t) press->n_forms++;
  press->openers[opener_of (folded)] |= (unsigned char) (1u << kind);
}

uint32_t
entity_find (Press *press, Kind kind, const char *name)
{
  size_t n = strlen (name);
  char *folded = fold_with_room (press, name, n, 1);
  uint32_t entity = form_find (press, kind, folded);

  if (entity != NONE || kind == ROLE)
    return entity;
  /* In the genitive, or, the other way about, known in the genitive only. */
  if (n > 3 && folded[n - 1] == 's')
    {
      size_t n_base = n - (folded[n - 2] == ':' ? 2 : 1);
      char last = folded[n_base];

      folded[n_base] = '\0';
      entity = form_find (press, kind, folded);
      folded[n_base] = last;
      if (entity != NONE)
        return entity;
    }
  memcpy (folded + n, "s", 2);
  return form_find (press, kind, folded);
}

/* `p12` */
static char *
key_new (Press *press, char letter, uint32_t number)
{
  char digits[12];
  size_t at = sizeof digits - 1;

  digits[at] = '\0';
  do
    digits[--at] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  digits[--at] = letter;
  return arena_copy (&press->arena, digits + at, sizeof digits - 1 - at);
}

uint32_t
entity_of (Press *press, Kind kind, const char *name)
{
  static const char letters[] = { 'p', 'o', 'r', 'x', 's' };
  uint32_t found = entity_find (press, kind, name);

  if (found != NONE)
    return found;
  press->entities = arena_grow (&press->arena, press->entities, press->n_entities,
                                &press->max_entities, sizeof *press->entities);

  uint32_t index = (uint32_t) press->n_entities++;
  press->entities[index] = (Entity){
    .kind = kind,
    .name = name,
    .key = key_new (press, letters[kind], ++press->n_of_kind[kind]),
  };
  form_add (press, kind, fold (press, name), index);
  return index;
}

void
entity_alias (Press *press, uint32_t index, const char *form)
{
  if (form[0] == '\0')
    return;
  form_add (press, press->entities[index].kind, fold (press, form), index);
  entity_alias_only (press, index, form);
}

void
entity_alias_only (Press *press, uint32_t index, const char *form)
{
  Entity *entity = &press->entities[index];

  if (form[0] == '\0' || strcmp (form, entity->name) == 0)
    return;
  for (size_t i = 0; i < entity->n_aliases; i++)
    if (strcmp (entity->aliases[i], form) == 0)
      return;
  entity->aliases = arena_grow (&press->arena, entity->aliases, entity->n_aliases,
                                &entity->max_aliases, sizeof *entity->aliases);
  entity->aliases[entity->n_aliases++] = form;
}

/* The given names and the surname of a full name: particles belong to the surname. */
static void
part_name (Press *press, uint32_t index, const Span *span)
{
  Entity *entity = &press->entities[index];
  uint32_t last = span->end - 1, cut = span->first + 1;

  if (entity->family != NULL || span->end - span->first < 2)
    return;
  for (uint32_t i = cut; i < last; i++)
    if (token_bits (press, i, W_PARTICLE) ||
        !token_class (press, i, NYSTA_MATCH_GIVEN_NAME))
      {
        bool initial = strlen (press->tokens[i].lower) <= 2 &&
                       !token_bits (press, i, W_PARTICLE);

        cut = initial ? i + 1 : i;
        if (!initial)
          break;
      }
    else
      cut = i + 1;
  entity->given = text_between (press, span->first, cut);
  size_t n_given = strlen (entity->given);
  entity->family = strncmp (span->name, entity->given, n_given) == 0 &&
                       span->name[n_given] == ' '
                     ? span->name + n_given + 1
                     : text_between (press, cut, span->end);
}

uint32_t
span_entity (Press *press, Span *span)
{
  if (span->entity != NONE)
    return span->entity;

  const NystaMatch *match = span->match;
  bool resolved = match != NULL && match->authority != NULL && span->kind == ORGANISATION;
  const char *name = resolved || (match != NULL && span->kind == ORGANISATION &&
                                  (match->flags & NYSTA_MATCH_GENITIVE))
                       ? match->canonical
                       : span->name;
  /* In no list: foreign_span(). */
  if (press->block_foreign[block_of (press, span->first)])
    return span->entity = entity_of (press, span->kind, name);

  size_t position = (size_t) (span - press->spans);
  uint32_t entity = entity_of (press, span->kind, name);

  if (resolved)
    {
      press->entities[entity].authority = match->authority;
      entity_alias (press, entity, span->name);
    }
  if (span->kind == PERSON)
    part_name (press, entity, &press->spans[position]);
  press->spans[position].entity = entity;
  return entity;
}

void
mention_add (Press *press, uint32_t entity, uint32_t first, uint32_t end, double confidence)
{
  if (entity == NONE || first >= end || press->block_foreign[block_of (press, first)])
    return;
  press->mentions = arena_grow (&press->arena, press->mentions, press->n_mentions,
                                &press->max_mentions, sizeof *press->mentions);
  press->mentions[press->n_mentions++] = (Mention){ entity, first, end, confidence };
}
