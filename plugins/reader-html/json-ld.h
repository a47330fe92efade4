/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * json-ld.h: JSON-LD 1.1 in pages, as far as pages use it: prefixes, @vocab, term definitions
 * with type, language and container, @graph, @reverse, lists, nested nodes. No context is
 * fetched: schema.org's is known, others are left out with a warning.
 */
#pragma once

#include "data.h"

/* Tell the statements of one script's @text, which is valid UTF-8. What is no JSON is warned
 * of, and nothing else. */
void json_ld_tell (const char *text, size_t n_bytes, Data *data);
