/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pair.h: what `why A B`, `same` and `different` share: which one entity a name is. */
#pragma once

#include "index/entity.h"

/* (transfer full): the IRI of the one thing called @wanted, without regard to case, or @wanted
 * itself if it is an IRI that something has or had. NULL with @error: nothing is called so, or
 * several are, which the message lists. */
char *nysta_pair_find (NystaDataset *dataset, const char *wanted, GError **error);
/* (transfer full): "Anna Berg (person)" for an IRI, also one that was merged away */
char *nysta_pair_name (NystaDataset *dataset, const char *iri);
