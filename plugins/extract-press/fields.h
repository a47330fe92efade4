/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fields.h: in which order the entries of a document say things. */
#pragma once

#include "press.h"

/* What stands first after the names of most entries; FIELD_UNKNOWN if they differ. Found
 * out once a document. */
Field fields_first (Press *press);
/* Past the words at @i if they can only be a title: where most entries have one, though no
 * list knows this; @i if not. Sets *@out_label. */
uint32_t field_title_end (Press *press, uint32_t i, uint32_t limit, const char **out_label);
