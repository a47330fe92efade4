/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-frames.h: what verbs and nouns say of an organisation and a project. project-frames.c
 * is the table; project-clauses.c and project-phrases.c read the constructions.
 */
#pragma once

#include "participations.h"

typedef enum
{
  BY_AGENT,   /* `finansieras av A`, `led by A` */
  OF_SUBJECT, /* `A finansierar projektet` */
  OF_OBJECT,  /* `projektet samlar A och B`, `the project involves A` */
  INFINITIVE  /* `A ska leda`: of the subject, if it is settled */
} Construction;

typedef enum
{
  ALWAYS,
  WITH_MONEY,   /* in a sentence about money: `A bidrar med 2 miljoner` */
  WITH_PROJECT, /* its object is the project: `A stöder projektet` */
} Need;

/* What the frame of @construction that the word at @i opens gives, or 0. */
uint32_t frame_role (const Speech *speech, uint32_t i, Construction construction);
/* What somebody is in a project who is called @noun: `projektägare`, `funder`; or 0. */
uint32_t part_of_noun (const char *noun);
/* Does a word of tokens [first, limit) say what its bearer is in a project? That part, or 0. */
uint32_t part_in (const Press *press, uint32_t first, uint32_t limit);
