/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* titles.h: what the files that read a title share. */
#pragma once

#include "press.h"

/* title-modifiers.c: `konstvetare och skribent`, by the word between them. */
bool title_parts_occupations (const Press *press, uint32_t i, uint32_t limit);
/* `konstnär`: what somebody lives by, and no post unless it is held somewhere. */
bool title_is_mere_occupation (const char *label);
/* A word of `sedan i våras` before a title. */
bool title_is_since (const Press *press, uint32_t i, uint32_t limit);
/* title-english.c. `LEAD` in Swedish is a name, if `lead` is a title in English; `CISO` stands
 * for one. */
bool title_in_capitals (const Press *press, const NystaMatch *match);
/* `NAME, professor, leads the work`: no plural of a title. */
bool title_english_verb (const Press *press, uint32_t i);
bool title_english_compound (const Press *press, uint32_t i);
uint32_t title_past_state (const Press *press, uint32_t of, uint32_t limit);
uint32_t title_named_end (const Press *press, uint32_t i, uint32_t limit);
uint32_t title_group_end (const Press *press, uint32_t i, uint32_t limit);
bool title_leads_whole (const Press *press, uint32_t of);
uint32_t title_outer_organisation (Press *press, uint32_t inner, uint32_t limit,
                                   uint32_t *end);
/* `at the Department of X and Y, ORG`, `at the Division of X at ORG`: the university, whose
 * parts are no organisations. Where it begins, or @i. */
uint32_t title_past_department (const Press *press, uint32_t i, uint32_t limit);
/* `Operations Office`, `Library Unit` */
bool title_is_english_unit (const Press *press, uint32_t i);
/* `(Department of X and Y, Z, ORG`: past the unit. @i if no organisation follows. */
uint32_t title_past_english_unit (const Press *press, uint32_t i, uint32_t limit);
/* `(NI)` behind the organisation's name at @i: past it, and an alias; else @i. */
uint32_t title_past_acronym (Press *press, uint32_t organisation, uint32_t i,
                             uint32_t limit);
/* `at the Department of Physics, ORG`: the organisation around the unit that begins at @i;
 * NONE. Sets *@out_end. */
uint32_t title_organisation_around_unit (Press *press, uint32_t i, uint32_t limit,
                                         uint32_t *out_end);
/* title-places.c. Of `forskare i NORDBY` the university of that town, if the text names it;
 * NONE - 1 if it does not, NONE if this is something else. */
uint32_t title_university_of_town (Press *press, uint32_t i, bool academic);
/* `vd för X`, `grundare av X`: who leads an organisation, or made it. */
bool title_leads_swedish (const Press *press, uint32_t i);
bool title_is_maker (const Press *press, uint32_t head);
/* `project manager for X`: past X; @of if that is no project. */
uint32_t title_project_end (const Press *press, uint32_t of, uint32_t limit);
/* title-groups.c */
bool title_is_group (const Press *press, uint32_t i, uint32_t limit);
bool title_is_bare_body (const Press *press, uint32_t i, uint32_t limit);
bool title_is_unit_phrase (const Press *press, uint32_t i);
uint32_t title_genitive_unit_end (const Press *press, uint32_t end, uint32_t limit);
bool title_says_how_long (const Press *press, uint32_t i, uint32_t limit);
/* title-tails.c: read on past the head at @i. Returns where the title itself ends;
 * out->organisation and out->end are set if an organisation follows. */
uint32_t title_tail_read (Press *press, uint32_t i, uint32_t limit, TitleMode mode,
                          bool academic, Title *out);
