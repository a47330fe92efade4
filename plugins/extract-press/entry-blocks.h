/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* entry-blocks.h: what kind of line it is. */
#pragma once

#include "sections.h"

/* The first person of tokens [i, limit); @limit if there is none. */
uint32_t entry_next_person (const Press *press, uint32_t i, uint32_t limit);
bool entry_ends_in_stop (const Press *press, size_t b);
bool entry_has_comma (const Press *press, uint32_t first, uint32_t limit);
bool entry_has_contact (const Press *press, uint32_t first, uint32_t limit);
bool entry_has_verb (const Press *press, uint32_t first, uint32_t limit);
bool entry_opens_with_phrase (Press *press, uint32_t first, uint32_t limit);
uint32_t entry_skip_election (const Press *press, uint32_t first, uint32_t limit);
bool block_is_entry (const Press *press, size_t b);
/* May the block say what the entries below it are? */
bool block_is_lead (const Press *press, size_t b);
bool block_opens_list (const Press *press, size_t b);
bool block_says_following (const Press *press, size_t b);
