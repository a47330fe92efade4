/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* verbs.h: what the readers of sentences share. */
#pragma once

#include "sections.h"

/* Verbs and nouns after which `som` or `till` brings a title. */
bool verbs_is_appointment (const char *lower);
/* `är`, `blir`, `varit`. */
bool verbs_is_being (const char *lower);
/* enumerations.c: each person from @i on holds @role in @organisation. */
void verbs_read_enumerated (Press *press, uint32_t role, uint32_t organisation, uint32_t i,
                            uint32_t limit);
/* The members of a body that the sentence names. */
void verbs_read_members (Press *press, uint32_t first, uint32_t limit);
