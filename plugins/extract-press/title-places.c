/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* title-places.c: organisations that a title's tail names by where they are. */
#include "titles.h"

/* Of `forskare i NORDBY` the university of that town, if the text names it; NONE - 1 if it
 * does not, NONE if this is something else. */
uint32_t
title_university_of_town (Press *press, uint32_t i, bool academic)
{
  const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY);

  if (match == NULL || !(match->flags & NYSTA_MATCH_SHORT) || match->n_tokens != 1 ||
      span_over (press, i) != NULL ||
      !(academic || word_ends_in (press->tokens[i - 2].lower,
                                  "postdoktor doktorand forskare lektor adjunkt "
                                  "universitetslektor gästforskare")))
    return NONE;
  for (size_t s = 0; s < press->n_spans; s++)
    {
      const Span *span = &press->spans[s];

      if (span->kind == ORGANISATION && !span->dropped &&
          has_prefix (press->tokens[span->first].lower, press->tokens[i].lower) &&
          word_ends_in (press->tokens[span->end - 1].lower, "universitet universitets "
                                                            "högskola högskolas"))
        return span_entity (press, &press->spans[s]);
    }
  return NONE - 1;
}

/* `vd för X`, not `ansvarig för X`: who leads an organisation. */
bool
title_leads_swedish (const Press *press, uint32_t i)
{
  return token_is (press, i, "för") && i > 0 &&
         word_ends_in (
           press->tokens[i - 1].lower,
           "vd ordförande ordföranden direktör direktören rektor sekreterare "
           "sekreteraren talesperson talespersonen koncernchef koncernchefen "
           "kanslichef kanslichefen grundare föreståndare föreståndaren president "
           "verksamhetsledare verksamhetschef");
}

/* `grundare av ORG`, `initiativtagare till ORG` */
bool
title_is_maker (const Press *press, uint32_t head)
{
  return word_ends_in (press->tokens[head].lower,
                       "grundare grundaren grundarna initiativtagare initiativtagaren "
                       "initiativtagarna");
}

/* `project manager for NORDI`: past the project, whatever it looks like; @of if there is none. */
uint32_t
title_project_end (const Press *press, uint32_t of, uint32_t limit)
{
  const Span *span = span_over (press, of + 1);

  if (of == 0 || !word_in (press->tokens[of].lower, "för for") ||
      !token_upper (press, of + 1) ||
      !(span == NULL || (span->kind == ORGANISATION && span->match == NULL)) ||
      !(has_suffix (press->tokens[of - 1].lower, "projektledare") ||
        (of > 1 && token_is (press, of - 2, "project") &&
         word_in (press->tokens[of - 1].lower, "manager leader coordinator"))))
    return of;
  uint32_t run = span != NULL ? span->end : capital_run_end (press, of + 1, limit);

  return run > of + 1 && run <= limit ? run : of;
}
