/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-learned.c: what is made of the names that a learned model takes for projects. */
#include "project-frames.h"
#include "project-learned.h"
#include "projects.h"

#include <string.h>

/* In thousandths. Chosen so that what is found so beside the rules is right twice in three
 * times; learned/README.md has the figures. */
#define ACCEPT (-200)
/* By the name and its place alone: what is said around it does not make up for it. */
#define HOPELESS (-4000)
#define MAX_TAKEN 100 /* of one document */

static bool
points_at_one (const Press *press, uint32_t i)
{
  if (project_reference (press, i, sentence_end (press, i)) == i)
    return true;
  if (!word_in (press->tokens[i].lower, "project projekt projects"))
    return false;
  for (uint32_t k = i; k > 0 && i - k < 3; k--)
    if (word_in (press->tokens[k - 1].lower, "this our vårt the detta"))
      return true;
  return false;
}

static void
read_document (ProjectCandidates *c)
{
  const Press *press = c->press;

  for (uint32_t i = 0; i < press->n_tokens; i++)
    if (token_word (press, i) && project_word_number (press, i) != NULL)
      {
        c->n_nouns++;
        c->n_pointing += points_at_one (press, i);
      }
  for (size_t k = 0; k < press->n_entities; k++)
    c->n_known += press->entities[k].kind == PROJECT;
}

/* One word that opens a sentence, once: its capital tells nothing. */
static bool
is_mere_opening (const ProjectCandidates *c, const ProjectName *name)
{
  const ProjectMention *m = project_first_mention (c, name);

  return name->why == BY_RUN && name->n_mentions == 1 && m->end == m->first + 1 &&
         !token_acronym (c->press, m->first) && token_opens (c->press, m->first);
}

static int32_t
score_of (const Features *features, int32_t scores[SCORER_MAX_LABELS])
{
  scorer_best (&learned_projects, features, scores);
  return scores[1] - scores[0];
}

static void
score (ProjectCandidates *c)
{
  Press *press = c->press;
  int32_t scores[SCORER_MAX_LABELS];
  Features features;

  for (size_t k = 0; k < c->n_names; k++)
    {
      ProjectName *name = &c->names[k];
      const ProjectMention *m = project_first_mention (c, name);

      name->score = INT32_MIN;
      if (is_mere_opening (c, name))
        continue;
      project_name_features (c, name, &features);
      bool hopeless = score_of (&features, scores) < HOPELESS;
      if (hopeless && !NYSTA_IS_TRACED (press->host))
        continue;
      project_context_features (c, name, &features);
      int32_t whole = score_of (&features, scores);
      if (!hopeless)
        name->score = whole;
      SCORER_TRACE (press, &learned_projects, m->first, m->end, &features, scores,
                    "%s ¦ %s", text_between (press, m->first, m->end),
                    name->why & BY_RULE ? "rule" : "-");
    }
}

bool
project_is_actor (const Press *press, const ProjectMention *m)
{
  const Span *span = span_over (press, m->first);

  return span != NULL && span->kind == ORGANISATION && !span->dropped &&
         span->first == m->first && span->end == m->end && span->entity != NONE &&
         press->entities[span->entity].used;
}

/* `Nordfonden finansierar projektet`: who pays is an organisation, a programme too. */
static bool
pays (Press *press, const ProjectMention *m)
{
  Speech speech = { .press = press,
                    .project = NONE,
                    .first = sentence_first (press, m->first),
                    .limit = sentence_end (press, m->end - 1) };

  for (uint32_t i = m->end; i < speech.limit && i < m->end + 6; i++)
    if (frame_role (&speech, i, OF_SUBJECT) == NYSTA_FUNDER)
      return true;
  return false;
}

static bool
is_boundary (char c)
{
  return c == '\0' || c == ' ' || c == ',' || c == ':' || c == '(' || c == '-';
}

/* Does the one begin with the other, or hold it? */
static bool
is_prefix_of (const char *folded, const char *of)
{
  size_t n = strlen (folded);

  return strncmp (folded, of, n) == 0 && is_boundary (of[n]);
}

static bool
is_within (const char *folded, const char *of)
{
  size_t n = strlen (folded);

  for (const char *at = of; (at = strstr (at, folded)) != NULL; at++)
    if ((at == of || is_boundary (at[-1])) && is_boundary (at[n]))
      return true;
  return false;
}

/* The mention that has the name in its shortest form: not in the genitive. */
static const ProjectMention *
plainest_mention (const ProjectCandidates *c, const ProjectName *name)
{
  const ProjectMention *best = project_first_mention (c, name);

  for (uint32_t k = best->next; k != 0; k = c->mentions[k - 1].next)
    {
      const ProjectMention *m = &c->mentions[k - 1];

      if (strlen (c->press->tokens[m->end - 1].lower) <
          strlen (c->press->tokens[best->end - 1].lower))
        best = m;
    }
  return best;
}

/* The projects known so far. */
typedef struct
{
  uint32_t entity;
  const char *folded;
} Known;

typedef struct
{
  ProjectCandidates *candidates;
  Known *known;
  size_t n_known, max_known;
} Taking;

static void
know (Taking *taking, uint32_t entity, const char *folded)
{
  taking->known = arena_grow (&taking->candidates->press->arena, taking->known,
                              taking->n_known, &taking->max_known, sizeof *taking->known);
  taking->known[taking->n_known++] = (Known){ entity, folded };
}

/* The project that has the name for a shorter or a longer form. *@out_part: one is a part of
 * the other in another way, so it is none of its own. */
static uint32_t
project_like (const Taking *taking, const char *folded, bool *out_part)
{
  *out_part = false;
  for (size_t k = 0; k < taking->n_known; k++)
    {
      const char *other = taking->known[k].folded;

      if (is_prefix_of (folded, other) || is_prefix_of (other, folded))
        return taking->known[k].entity;
      *out_part |= is_within (folded, other) || is_within (other, folded);
    }
  return NONE;
}

/* Mark its mentions, as far as no other spans stand in the way. */
static void
take (Taking *taking, const ProjectName *name)
{
  ProjectCandidates *c = taking->candidates;
  Press *press = c->press;
  const ProjectMention *plain = plainest_mention (c, name);
  const char *form = text_between (press, plain->first, plain->end);
  const char *folded = fold (press, form);
  bool part = false;
  uint32_t entity = project_like (taking, folded, &part);

  for (uint32_t k = name->first_mention; k != 0; k = c->mentions[k - 1].next)
    if (project_is_actor (press, &c->mentions[k - 1]) || pays (press, &c->mentions[k - 1]))
      return;
  if (entity != NONE)
    entity_alias (press, entity, form);
  else
    {
      Span *span = part ? NULL : project_add (press, plain->first, plain->end, 0.6);

      if (span == NULL)
        return;
      entity = span->entity;
    }
  know (taking, entity, folded);
  for (uint32_t k = name->first_mention; k != 0; k = c->mentions[k - 1].next)
    {
      const ProjectMention *m = &c->mentions[k - 1];

      const char *other = text_between (press, m->first, m->end);

      entity_alias (press, entity, other);
      if (strcmp (other, form) != 0)
        know (taking, entity, fold (press, other));
      Span *span = project_add (press, m->first, m->end, 0.6);
      if (span != NULL)
        span->entity = entity;
    }
}

static bool
take_best (ProjectCandidates *c)
{
  Taking taking = { .candidates = c };
  Press *press = c->press;

  for (uint32_t e = 0; e < press->n_entities; e++)
    if (press->entities[e].kind == PROJECT)
      know (&taking, e, fold (press, press->entities[e].name));
  for (unsigned n = 0; n < MAX_TAKEN; n++)
    {
      ProjectName *best = NULL;

      for (size_t k = 0; k < c->n_names; k++)
        if (c->names[k].score > ACCEPT && (c->names[k].why & BY_RULE) == 0 &&
            (best == NULL || c->names[k].score > best->score))
          best = &c->names[k];
      if (best == NULL)
        return n > 0;
      take (&taking, best);
      best->score = ACCEPT;
    }
  return true;
}

void
projects_learned (Press *press)
{
  ProjectCandidates candidates = { .press = press };

  read_document (&candidates);
  project_candidates_find (&candidates);
  score (&candidates);
  if (take_best (&candidates))
    projects_repeat (press);
}
