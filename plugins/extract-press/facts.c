/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* facts.c: memberships and participations, each once. */
#include "sections.h"

#include <string.h>

/* Nobody has more posts in one document; a text made to have them takes no longer. */
#define MAX_COMPARED 64

static void
use (Press *press, uint32_t entity)
{
  if (entity != NONE)
    press->entities[entity].used = true;
}

static void
trace_membership (Press *press, const char *rule, const Membership *m, const char *what)
{
  TRACE (press, rule, m->first, m->end, "membership%s: %s, %s, %s", what,
         trace_name (press, m->person), trace_name (press, m->role),
         trace_name (press, m->organisation));
}

Membership *
membership_add_by (Press *press, const char *rule, uint32_t person, uint32_t role,
                   uint32_t organisation, uint32_t first, uint32_t end, double confidence)
{
  unsigned n_seen = 0;

  for (uint32_t i = press->entities[person].facts; i != 0 && n_seen++ < MAX_COMPARED;
       i = press->memberships[i - 1].next)
    {
      Membership *known = &press->memberships[i - 1];

      if (known->role == role && known->organisation == organisation)
        {
          TRACE (press, rule, first, end, "membership again: %s, %s, %s",
                 trace_name (press, person), trace_name (press, role),
                 trace_name (press, organisation));
          if (confidence > known->confidence)
            known->confidence = confidence;
          /* The first words that say so are its evidence. */
          if (first < known->first)
            {
              known->first = first;
              known->end = end;
            }
          return known;
        }
    }
  press->memberships = arena_grow (&press->arena, press->memberships, press->n_memberships,
                                   &press->max_memberships, sizeof *press->memberships);
  Membership *added = &press->memberships[press->n_memberships++];
  *added = (Membership){ .person = person,
                         .role = role,
                         .organisation = organisation,
                         .first = first,
                         .end = end,
                         .confidence = confidence,
                         .next = press->entities[person].facts,
                         .rule = rule };
  press->entities[person].facts = (uint32_t) press->n_memberships;
  trace_membership (press, rule, added, "");
  return added;
}

/* `projektledare` beside `projektledare för X`. */
static bool
is_shorter (const Press *press, uint32_t shorter, uint32_t longer)
{
  const char *a, *b;

  if (shorter == NONE || longer == NONE)
    return shorter == NONE;
  if (shorter == longer)
    return true;
  a = press->entities[shorter].name;
  b = press->entities[longer].name;
  /* `NORD project manager` */
  if (has_prefix (a, "project ") && has_suffix (b, a) && strlen (b) > strlen (a) + 1 &&
      b[strlen (b) - strlen (a) - 1] == ' ')
    return true;
  /* `project manager for NORD` */
  const char *of = strstr (a, " for ");
  size_t n = of != NULL ? strlen (of + 5) : 0;
  if (n > 0 && strlen (b) == strlen (a) - 4 && strncmp (b, of + 5, n) == 0 && b[n] == ' ' &&
      strncmp (b + n + 1, a, (size_t) (of - a)) == 0)
    return true;
  return has_prefix (b, a) && b[strlen (a)] == ' ';
}

/* `vd` and `verkställande direktör` of one person are one title: the one read first. */
static bool
is_twin (const Press *press, const Membership *weak, const Membership *strong)
{
  static const char *const twins[] = { "vd", "verkställande direktör", "gd",
                                       "generaldirektör" };

  if (weak->role == NONE || strong->role == NONE || strong->first >= weak->first)
    return false;
  for (size_t k = 0; k < sizeof twins / sizeof twins[0]; k++)
    if (strcmp (press->entities[weak->role].name, twins[k]) == 0)
      return strcmp (press->entities[strong->role].name, twins[k ^ 1]) == 0;
  return false;
}

/* Two that became equal when their organisation was found. */
static bool
is_same (const Membership *a, const Membership *b)
{
  return a->person == b->person && a->role == b->role &&
         a->organisation == b->organisation && a->proposed == b->proposed;
}

/* Is @weak said more fully by @strong? */
static bool
is_covered (const Press *press, const Membership *weak, const Membership *strong)
{
  if (weak->person != strong->person || weak->proposed != strong->proposed)
    return false;
  bool same_place = weak->organisation == strong->organisation;
  bool no_place = weak->organisation == NONE;

  if (weak->role == NONE)
    return !weak->seat && same_place && strong->role != NONE;
  /* `statsrådet NAMN` beside `finansminister NAMN` */
  if (strong->role != NONE && strcmp (press->entities[weak->role].name, "statsråd") == 0 &&
      weak->organisation == NONE &&
      has_suffix (press->entities[strong->role].name, "minister"))
    return true;
  if (is_twin (press, weak, strong))
    return no_place || same_place;
  if (!is_shorter (press, weak->role, strong->role))
    return false;
  return no_place ? !same_place || weak->role != strong->role
                  : same_place && weak->role != strong->role;
}

static bool
needs_organisation (const Press *press, const Membership *m)
{
  const char *role = m->role != NONE ? press->entities[m->role].name : "minister";

  return m->organisation == NONE && !m->seat && !has_suffix (role, "minister") &&
         !has_prefix (role, "minister") && !has_prefix (role, "pressekreterare") &&
         !has_prefix (role, "statssekreterare");
}

/* A professor is one at the university that the text says the same person is at. */
static bool
is_chair_at (const Press *press, uint32_t role, uint32_t organisation)
{
  const char *label = press->entities[role].name,
             *name = press->entities[organisation].name;

  return (strstr (label, "professor") != NULL || strstr (label, "lecturer") != NULL ||
          strstr (label, "lektor") != NULL) &&
         (strstr (name, "niversi") != NULL || strstr (name, "ögskola") != NULL);
}

/* Is somebody with a post that names no organisation a member of the board of the page's
 * owner? */
static bool
has_seat_at_owner (const Press *press, const Membership *m)
{
  if (m->role == NONE || title_is_seat (press->entities[m->role].name) ||
      title_is_of_staff (press->entities[m->role].name))
    return false;
  for (uint32_t k = press->entities[m->person].facts, n = 0; k != 0 && n < MAX_COMPARED;
       k = press->memberships[k - 1].next, n++)
    {
      const Membership *other = &press->memberships[k - 1];

      if (other->seat && other->organisation == press->owner && other->role != NONE &&
          title_is_seat (press->entities[other->role].name))
        return true;
    }
  return false;
}

/* A title without an organisation and the one organisation that the person is said to be
 * of belong together; so do a title and the organisation whose page this is. */
static void
join_halves (Press *press)
{
  for (size_t i = 0; i < press->n_memberships; i++)
    {
      Membership *m = &press->memberships[i];
      uint32_t employer = NONE, n_employers = 0, only = NONE;
      bool one = true;
      bool elsewhere = false;

      /* `statssekreterare NAMN, ORG` */
      bool secretary = m->role != NONE && m->organisation == NONE && !m->seat &&
                       strcmp (press->entities[m->role].name, "statssekreterare") == 0;
      if (!needs_organisation (press, m) && !secretary)
        continue;
      /* `ledamot NAMN, ORG`: the seat is in the council, the work there. */
      if (m->role != NONE && title_is_seat (press->entities[m->role].name) &&
          strstr (press->entities[m->role].name, "ordförande") == NULL && !m->listed &&
          press->owner == NONE && section_last_seats (press, m->first) != NONE)
        {
          m->organisation = section_last_seats (press, m->first);
          m->inferred = true;
          trace_membership (press, __func__, m, " given the council named before");
          continue;
        }
      for (uint32_t k = press->entities[m->person].facts, n = 0; k != 0 && n < MAX_COMPARED;
           k = press->memberships[k - 1].next, n++)
        {
          const Membership *other = &press->memberships[k - 1];

          if (other->organisation == NONE || other->seat || other->organisation == employer)
            continue;
          elsewhere |= other->organisation != press->owner;
          one &= only == NONE || only == other->organisation;
          only = other->organisation;
          employer = other->role == NONE ? other->organisation : NONE;
          n_employers++;
        }
      const char *why = NULL;
      if (n_employers == 1 && employer != NONE)
        {
          m->organisation = employer;
          why = " given the one employer";
        }
      else if (one && only != NONE && m->role != NONE && is_chair_at (press, m->role, only))
        {
          m->organisation = only;
          why = " given the one university";
        }
      else if (secretary)
        continue;
      /* Who has a seat on the board works elsewhere: `psykologen NAMN`. */
      else if (!elsewhere && press->owner != NONE && !m->listed &&
               !has_seat_at_owner (press, m))
        {
          m->organisation = press->owner;
          why = " given the page's owner";
        }
      else if (!m->listed)
        {
          m->organisation = organisation_by_title (press, press->entities[m->role].name,
                                                   m->first);
          m->inferred = m->organisation != NONE;
          why = m->inferred ? " given what the title implies" : NULL;
        }
      if (why != NULL)
        trace_membership (press, __func__, m, why);
    }
}

/* Two titles of one entry are held in the same place, unless each says where. */
static void
share_place (Press *press)
{
  for (size_t i = 0; i + 1 < press->n_memberships; i++)
    {
      Membership *a = &press->memberships[i], *b = &press->memberships[i + 1];

      if (a->person != b->person || a->first != b->first || a->seat || b->seat)
        continue;
      if (needs_organisation (press, a) && a->role != NONE && b->role != NONE &&
          !needs_organisation (press, b))
        a->organisation = b->inferred ? b->organisation : a->organisation;
      else if (needs_organisation (press, b) && a->role != NONE && b->role != NONE)
        b->organisation = a->inferred ? a->organisation : b->organisation;
    }
}

static void
trace_covered (Press *press, const Membership *weak, const Membership *strong)
{
  TRACE (press, weak->rule, weak->first, weak->end,
         "membership dropped: %s, %s, %s: said more fully: %s, %s (%s)",
         trace_name (press, weak->person), trace_name (press, weak->role),
         trace_name (press, weak->organisation), trace_name (press, strong->role),
         trace_name (press, strong->organisation), strong->rule);
}

void
memberships_settle (Press *press)
{
  join_halves (press);
  share_place (press);

  size_t kept = 0;
  bool *covered = arena_alloc (&press->arena, press->n_memberships + 1);

  for (size_t i = 0; i < press->n_memberships; i++)
    for (uint32_t k = press->entities[press->memberships[i].person].facts, n = 0;
         k != 0 && n < MAX_COMPARED; k = press->memberships[k - 1].next, n++)
      if (k - 1 != i && !covered[k - 1] &&
          (is_covered (press, &press->memberships[i], &press->memberships[k - 1]) ||
           (k - 1 < i && is_same (&press->memberships[i], &press->memberships[k - 1]))))
        {
          Membership *weak = &press->memberships[i], *strong = &press->memberships[k - 1];

          if (strong->start_date == NULL && strong->end_date == NULL)
            {
              strong->start_date = weak->start_date;
              strong->end_date = weak->end_date;
            }
          if (is_twin (press, weak, strong))
            entity_alias_only (press, strong->role, press->entities[weak->role].name);
          covered[i] = true;
          trace_covered (press, &press->memberships[i], &press->memberships[k - 1]);
          break;
        }
  for (size_t i = 0; i < press->n_memberships; i++)
    if (!covered[i])
      {
        use (press, press->memberships[i].person);
        use (press, press->memberships[i].role);
        use (press, press->memberships[i].organisation);
        press->memberships[kept++] = press->memberships[i];
      }
  press->n_memberships = kept;
}

void
participation_add_by (Press *press, const char *rule, uint32_t project, uint32_t role,
                      uint32_t organisation, uint32_t first, uint32_t end,
                      double confidence)
{
  if (project == NONE || organisation == NONE)
    return;
  TRACE (press, rule, first, end, "participation: %s, %s, %s", trace_name (press, project),
         participation_name (role), trace_name (press, organisation));
  unsigned n_seen = 0;
  for (uint32_t i = press->entities[project].facts; i != 0 && n_seen++ < MAX_COMPARED;
       i = press->participations[i - 1].next)
    {
      const Participation *known = &press->participations[i - 1];

      if (known->organisation == organisation && known->role == role)
        return;
    }
  press->participations = arena_grow (&press->arena, press->participations,
                                      press->n_participations, &press->max_participations,
                                      sizeof *press->participations);
  press->participations[press->n_participations++] = (Participation){
    .project = project,
    .organisation = organisation,
    .role = role,
    .first = first,
    .end = end,
    .confidence = confidence,
    .next = press->entities[project].facts,
    .rule = rule,
  };
  press->entities[project].facts = (uint32_t) press->n_participations;
  use (press, project);
  use (press, organisation);
}

void
participations_keep (Press *press, size_t n)
{
  press->n_participations = n;
  for (size_t e = 0; e < press->n_entities; e++)
    if (press->entities[e].kind == PROJECT)
      press->entities[e].facts = 0;
  for (size_t i = 0; i < n; i++)
    {
      Participation *row = &press->participations[i];

      row->next = press->entities[row->project].facts;
      press->entities[row->project].facts = (uint32_t) i + 1;
    }
}
