/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-councils.c: who sits in a project's council takes part for their municipality. */
#include "participations.h"

#include <string.h>

/* `Inom ramen för projektet har ett råd … tillsatts`. */
static uint32_t
project_of_council (Press *press, uint32_t council)
{
  const char *name = fold (press, press->entities[council].name);
  size_t n = strlen (name);

  if (n < 6 || strchr (name, ' ') != NULL)
    return NONE;
  char *base = arena_copy (&press->arena, name, n - 2);
  uint32_t last = NONE;
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first + press->text->sentences[s].n_tokens;
      uint32_t project = project_spoken_of (press, first, limit, last);

      if (project == NONE)
        continue;
      last = project;
      if (!tokens_have (press, first, limit,
                        "tillsatts tillsätts inrättats inrättas bildats bildas startats "
                        "skapats tillsattes inrättades bildades"))
        continue;
      for (uint32_t i = first; i < limit; i++)
        if (has_prefix (press->tokens[i].lower, base))
          return project;
    }
  return NONE;
}

static bool
is_municipality (const Press *press, uint32_t entity)
{
  const Entity *e = &press->entities[entity];

  return has_suffix (e->name, " kommun") || has_suffix (e->name, " stad") ||
         has_prefix (e->name, "Region ");
}

/* Whoever sits in a project's council takes part for the municipality that sent them. */
void
project_councils_read (Press *press)
{
  for (size_t m = 0; m < press->n_memberships; m++)
    {
      const Membership *seat = &press->memberships[m];
      uint32_t known = NONE;

      if (!seat->seat || seat->organisation == NONE || press->n_memberships > 2000)
        continue;
      for (size_t k = 0; k < m && known == NONE; k++)
        if (press->memberships[k].seat &&
            press->memberships[k].organisation == seat->organisation)
          known = (uint32_t) k;
      if (known != NONE)
        continue;
      uint32_t council = seat->organisation;
      uint32_t project = project_of_council (press, council);
      if (project == NONE)
        continue;
      for (size_t k = 0; k < press->n_memberships; k++)
        {
          if (!press->memberships[k].seat || press->memberships[k].organisation != council)
            continue;
          for (size_t j = 0; j < press->n_memberships; j++)
            if (press->memberships[j].person == press->memberships[k].person &&
                !press->memberships[j].seat && press->memberships[j].organisation != NONE &&
                is_municipality (press, press->memberships[j].organisation))
              participation_add (
                press, project, NYSTA_PARTICIPANT, press->memberships[j].organisation,
                press->memberships[j].first, press->memberships[j].end, 0.7);
        }
    }
}
