/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* names.h: what the files that look for persons share. */
#pragma once

#include "press.h"

typedef enum
{
  UNKNOWN,
  POSSIBLE,
  KNOWN
} Certainty;

/* How sure the lists are that the token is a given name, or a surname. */
Certainty name_given (const Press *press, uint32_t i);
Certainty name_surname (const Press *press, uint32_t i);
/* A free word with a capital that may stand in a name. */
bool name_is_capital (const Press *press, uint32_t i);
/* A word of the language, whatever names it is like. */
bool name_is_plain (const Press *press, uint32_t i);
/* Do [first, end) look like the name of a person, by the lists alone? */
bool name_is_likely (const Press *press, uint32_t first, uint32_t end);
/* name-series.c: what looks like the names before and after it, line by line. */
void names_find_series (Press *press);
/* name-variants.c: who is called by a longer name elsewhere. */
void names_join_variants (Press *press);
