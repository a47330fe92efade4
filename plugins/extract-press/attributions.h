/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* attributions.h: an organisation, or NONE, by what stands around a title and a name. */
#pragma once

#include "press.h"

/* `genom docent NAMN`, `under ledning av NAMN`: the subject of the clause. @i: the title. */
uint32_t place_of_actor (Press *press, uint32_t i);
/* `ORG skiljer sin vd NAMN` */
uint32_t place_of_possessor (Press *press, uint32_t i);
/* `på ORG, där NAMN`: @i is the name. */
uint32_t place_of_clause (Press *press, uint32_t i);
/* `ORG, vars ordförande NAMN` */
uint32_t place_of_relative (Press *press, uint32_t i);
/* `NAMN (ORG)`: the name ends at @i. Sets *@out_end. */
uint32_t place_in_brackets (Press *press, uint32_t i, uint32_t limit, uint32_t *out_end);
/* `professor A och professor B (ORG)`: of A, whose name ends at @end. */
uint32_t place_of_pair (Press *press, uint32_t end, uint32_t limit);
