/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sections.h: what stands over a list. */
#pragma once

#include "press.h"

typedef struct
{
  bool active;
  uint32_t body;     /* NONE if unknown */
  uint32_t role;     /* what the entries are called there, NONE */
  uint32_t second;   /* and also: `It-chef och dataskyddsombud`: + 1, or 0 */
  uint32_t employer; /* of those whose entry names none */
  bool placed;       /* the heading is the employer */
  bool nameless;     /* a group without a proper name: `Styrgrupp` */
  bool once;         /* a title over one name */
  bool post;         /* the role is a post, not a seat: `Forskare`, `Developers` */
  bool fresh;        /* nothing has been read under it yet */
} Section;

/* Does the block say that a list of members follows? Then fill @section. */
bool section_read (Press *press, uint32_t first, uint32_t limit, Section *section);
bool section_read_label (Press *press, uint32_t first, uint32_t limit, Section *section);
/* Past `Övriga` before what they are. */
uint32_t section_skip_opening (const Press *press, uint32_t i, uint32_t limit);
/* The council, delegation or the like that the document spoke of last before @i; NONE. */
uint32_t section_last_council (Press *press, uint32_t i);
uint32_t section_last_seats (Press *press, uint32_t i);
/* A role that a set phrase stands for: `Utsedd att justera`, `Vid protokollet`; or NONE. */
uint32_t section_phrase_role (Press *press, uint32_t first, uint32_t end);
/* The body that tokens [first, limit) name or point back to; NONE. */
uint32_t section_find_body (Press *press, uint32_t first, uint32_t limit);
/* Whose `insynsråd` the document speaks of, and whose group without a proper name; NONE. */
uint32_t section_insight_parent (Press *press);
uint32_t section_group_parent (Press *press);
/* The organisation that block @b is, if it heads a list of people; NONE. */
uint32_t section_heading_organisation (Press *press, size_t b);
/* Is the line a group without a proper name: `Styrgrupp`? */
bool section_is_nameless (const Press *press, uint32_t first, uint32_t limit);
