/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * group-shape.h: which groups may be handed the solutions so far, instead of being
 * evaluated apart and then joined, as SPARQL 1.1 §18.5 words it, with the same outcome.
 */
#pragma once

#include "sparql/parse/tree.h"

/* Nothing but triples, groups and unions, filters at its top left aside: what stands further
 * out does not change what these yield. A filter, BIND or OPTIONAL inside would see
 * variables that are not in its scope. */
gboolean nysta_group_has_only_triples (const NystaGroup *group);
/* The same, and no filters. */
gboolean nysta_group_is_extendable (const NystaGroup *group);
