/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participation-pairs.c: the pairs of a project and an organisation that a text may say
 * something of: those that stand in one sentence or in sentences next to each other, those of
 * a project's section, and everybody with the project that the text is about.
 */
#include "participation-pairs.h"
#include "projects.h"

#define MAX_SCORED_PROJECTS 32
#define MAX_SCORED_ORGANISATIONS 128
#define MAX_PAIRS 400
#define MAX_NEAR 10
#define MAX_WINDOW 12 /* mentions of projects looked at for one of an organisation */

/* Where a project is named, or pointed at. */
typedef struct
{
  uint32_t project; /* index into projects */
  uint32_t first, sentence;
  bool pointed;
} Mentioned;

typedef struct
{
  Pairs *out;
  uint32_t projects[MAX_SCORED_PROJECTS];
  uint32_t organisations[MAX_SCORED_ORGANISATIONS];
  uint16_t of[MAX_SCORED_PROJECTS][MAX_SCORED_ORGANISATIONS]; /* pair + 1 */
  Mentioned *mentioned;
  size_t n_mentioned, max_mentioned;
} Finder;

static uint32_t
index_of (uint32_t *all, uint32_t *n, uint32_t max, uint32_t entity)
{
  for (uint32_t i = 0; i < *n; i++)
    if (all[i] == entity)
      return i;
  if (*n == max)
    return NONE;
  all[*n] = entity;
  return (*n)++;
}

static bool
ask_pointing (const Press *press, uint32_t i)
{
  if (project_word_definite (press, i))
    return true;
  return word_in (press->tokens[i].lower,
                  "projektet projektets programmet programmets satsningen initiativet "
                  "samarbetet arbetet project pilotprojektet insatsen forskningsprojektet "
                  "piloten utvecklingsprojektet konsortiet consortium initiative programme "
                  "kampanjen studien förstudien study");
}

static void
mention (Finder *finder, uint32_t project, uint32_t first, bool pointed)
{
  Press *press = finder->out->press;

  finder->mentioned = arena_grow (&press->arena, finder->mentioned, finder->n_mentioned,
                                  &finder->max_mentioned, sizeof *finder->mentioned);
  finder->mentioned[finder->n_mentioned++] = (Mentioned){
    .project = project,
    .first = first,
    .sentence = token_of (press, first)->sentence,
    .pointed = pointed,
  };
}

/* Where each project is named; `projektet` is the last one named, before any the first. */
static void
find_projects (Finder *finder)
{
  Pairs *out = finder->out;
  Press *press = out->press;
  uint32_t last = NONE;

  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT && !span->dropped)
        {
          uint32_t project = index_of (finder->projects, &out->n_projects,
                                       MAX_SCORED_PROJECTS, span_entity (press, span));

          if (project != NONE)
            mention (finder, project, i, false);
          last = project != NONE ? project : last;
          i = span->end > i ? span->end - 1 : i;
        }
      else if (span == NULL && token_asked (press, i, ASKED_POINTING, ask_pointing))
        mention (finder, last, i, true);
    }
  for (size_t i = 0; i < finder->n_mentioned; i++)
    if (finder->mentioned[i].project == NONE)
      finder->mentioned[i].project = 0;
}

static bool
is_nearer (const PairMention *a, const PairMention *b)
{
  uint32_t far_a = a->first > a->project ? a->first - a->project : a->project - a->first;
  uint32_t far_b = b->first > b->project ? b->first - b->project : b->project - b->first;

  return a->link != b->link ? a->link < b->link : far_a < far_b;
}

/* What one mention of an organisation is near to: the nearest mention of each project. */
typedef struct
{
  uint32_t projects[MAX_NEAR];
  PairMention mentions[MAX_NEAR];
  uint32_t n;
} Near;

static void
near_add (Near *near, uint32_t project, PairMention found)
{
  for (uint32_t i = 0; i < near->n; i++)
    if (near->projects[i] == project)
      {
        if (is_nearer (&found, &near->mentions[i]))
          near->mentions[i] = found;
        return;
      }
  if (near->n == MAX_NEAR)
    return;
  near->projects[near->n] = project;
  near->mentions[near->n++] = found;
}

/* Which project it is nearest to, and whether another is as near. */
static void
compare (Near *near)
{
  for (uint32_t i = 0; i < near->n; i++)
    {
      PairMention *one = &near->mentions[i];

      one->sole = true;
      for (uint32_t k = 0; k < near->n; k++)
        {
          one->rivalled |= k != i && is_nearer (&near->mentions[k], one);
          one->sole &= k == i || near->mentions[k].link > one->link;
        }
    }
}

static void
link_add (Finder *finder, uint32_t project, uint32_t organisation, const PairMention *found)
{
  Pairs *out = finder->out;
  uint16_t *at = &finder->of[project][organisation];
  uint32_t i = 0;

  if (*at == 0)
    {
      if (out->n_pairs == MAX_PAIRS)
        return;
      out->pairs[out->n_pairs] = (Pair){
        .project = finder->projects[project],
        .organisation = finder->organisations[organisation],
      };
      *at = (uint16_t) ++out->n_pairs;
    }
  Pair *pair = &out->pairs[*at - 1];

  pair->n_links[found->link]++;
  while (i < pair->n_mentions && !is_nearer (found, &pair->mentions[i]))
    i++;
  if (i == MAX_PAIR_MENTIONS)
    return;
  if (pair->n_mentions == MAX_PAIR_MENTIONS)
    pair->n_mentions--;
  memmove (&pair->mentions[i + 1], &pair->mentions[i],
           (pair->n_mentions - i) * sizeof *found);
  pair->mentions[i] = *found;
  pair->n_mentions++;
}

/* The projects named in the sentences around that of @span. */
static void
find_near (Finder *finder, const Span *span, size_t from, Near *near)
{
  uint32_t sentence = token_of (finder->out->press, span->first)->sentence;

  for (size_t k = from; k < finder->n_mentioned && k < from + MAX_WINDOW; k++)
    {
      const Mentioned *there = &finder->mentioned[k];
      Link link = there->pointed ? LINK_POINTED : LINK_SENTENCE;

      if (there->sentence > sentence + 1)
        break;
      if (there->sentence != sentence)
        link = there->sentence < sentence ? LINK_AFTER : LINK_BEFORE;
      if (!there->pointed || link == LINK_POINTED)
        near_add (near, there->project,
                  (PairMention){ .first = span->first,
                                 .end = span->end,
                                 .project = there->first,
                                 .link = link });
    }
}

static void
find_organisations (Finder *finder)
{
  Pairs *out = finder->out;
  Press *press = out->press;
  size_t from = 0;

  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      Span *span = span_over (press, i);
      Near near = { .n = 0 };

      if (span == NULL || span->kind != ORGANISATION || span->dropped || span->first != i)
        continue;
      uint32_t organisation = index_of (finder->organisations, &out->n_organisations,
                                        MAX_SCORED_ORGANISATIONS,
                                        span_entity (press, span));
      uint32_t sentence = token_of (press, i)->sentence;
      uint32_t headed = out->of_block[block_of (press, i)];

      if (organisation == NONE)
        continue;
      while (from < finder->n_mentioned && finder->mentioned[from].sentence + 2 < sentence)
        from++;
      find_near (finder, span, from, &near);
      for (uint32_t p = 0; p < out->n_projects; p++)
        if (finder->projects[p] == headed || finder->projects[p] == out->title_project)
          near_add (&near, p,
                    (PairMention){ .first = i,
                                   .end = span->end,
                                   .project = NONE,
                                   .link = finder->projects[p] == headed ? LINK_SECTION
                                                                         : LINK_TEXT });
      compare (&near);
      for (uint32_t k = 0; k < near.n; k++)
        link_add (finder, near.projects[k], organisation, &near.mentions[k]);
    }
}

void
pairs_find (Press *press, const uint32_t *of_block, Pairs *out)
{
  Finder *finder = arena_alloc (&press->arena, sizeof *finder);

  *out = (Pairs){ .press = press, .of_block = of_block, .title_project = NONE };
  finder->out = out;
  find_projects (finder);
  if (out->n_projects == 0)
    return;
  out->pairs = arena_alloc (&press->arena, MAX_PAIRS * sizeof *out->pairs);
  /* What the text is about: what its first block names, or the only one. */
  if (out->n_projects == 1 || block_of (press, finder->mentioned[0].first) == 0)
    out->title_project = finder->projects[finder->mentioned[0].project];
  find_organisations (finder);
}
