/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* participations.h: what the files on projects and their parties share. */
#pragma once

#include "press.h"

#define MAX_ORGANISATIONS 24 /* in one enumeration */

/* Is @word one of the words of @list, which blanks part? */
bool word_in (const char *word, const char *list);
bool tokens_have (const Press *press, uint32_t first, uint32_t limit, const char *list);
/* `A, B och C` from @i on. Returns how many; *@out_end is past the last. */
size_t enumeration_read (Press *press, uint32_t i, uint32_t limit, bool trusted,
                         uint32_t out[MAX_ORGANISATIONS], uint32_t *out_end);
/* The project that tokens [first, limit) name, or, by `projektet`, @before; NONE. */
uint32_t project_spoken_of (Press *press, uint32_t first, uint32_t limit, uint32_t before);
void project_lists_read (Press *press);    /* project-lists.c */
void project_councils_read (Press *press); /* project-councils.c */
