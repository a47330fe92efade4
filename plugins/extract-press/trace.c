/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* trace.c: what the rules did, for who writes them. Runs only where the host asks. */
#include "press.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
trace (Press *press, const char *rule, uint32_t first, uint32_t end, const char *format,
       ...)
{
  char message[1024], name[128];
  uint32_t last = end > first ? end - 1 : first;
  va_list arguments;

  if (last >= press->n_tokens)
    return;
  va_start (arguments, format);
  vsnprintf (message, sizeof message, format, arguments);
  va_end (arguments);
  if (strcmp (rule, press->step) == 0)
    snprintf (name, sizeof name, "%s", rule);
  else
    snprintf (name, sizeof name, "%s/%s", press->step, rule);
  press->host->trace (press->host, name, token_of (press, first)->start,
                      token_of (press, last)->end, message);
}

const char *
kind_name (Kind kind)
{
  static const char *const names[] = { "person", "organisation", "role", "project",
                                       "short name" };

  return names[kind];
}

const char *
participation_name (uint32_t role)
{
  static const char *const names[] = { "?", "funder", "lead", "partner", "participant" };

  return role < sizeof names / sizeof *names ? names[role] : "?";
}

const char *
trace_name (const Press *press, uint32_t entity)
{
  return entity == NONE ? "-" : press->entities[entity].name;
}

void
trace_left_out (Press *press)
{
  if (!NYSTA_IS_TRACED (press->host))
    return;
  for (size_t i = 0; i < press->n_mentions; i++)
    {
      const Mention *mention = &press->mentions[i];
      const Entity *entity = &press->entities[mention->entity];

      if (!entity->used)
        trace (press, "emit_mentions", mention->first, mention->end,
               "%s not reported: %s: no fact speaks of it", kind_name (entity->kind),
               entity->name);
    }
  for (size_t i = 0; i < press->n_spans; i++)
    if (press->spans[i].kind == ROLE && !press->spans[i].dropped &&
        (press->spans[i].entity == NONE || !press->entities[press->spans[i].entity].used))
      trace (press, "use_spans", press->spans[i].first, press->spans[i].end,
             "role not reported: nobody holds it");
}
