/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* path-step.h: property paths (SPARQL 1.1 §9, §18.4) over ids, from one end. */
#pragma once

#include "sparql/exec/operator.h"
#include "sparql/exec/rows.h"

typedef struct NystaPath NystaPath;

/* Compile @node. @execution is asked for the ids of its IRIs. */
NystaPath *nysta_path_compile (NystaExecution *execution, const NystaNode *node);
void nysta_path_free (NystaPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaPath, nysta_path_free)

/* Whether a node is at the end of a path of length zero from itself. */
gboolean nysta_path_is_nullable (const NystaPath *path);

/* Add to @out what @path leads to from @from (or, @backwards, what leads there), each once.
 * @owner: whose memory and time it is. */
gboolean nysta_path_follow (const NystaPath *path, NystaOperator *owner, NystaTermId graph,
                            NystaTermId from, gboolean backwards, NystaRowSet *out);

/* Add to @out the nodes that a path of more than zero steps may begin at (or end at). */
gboolean nysta_path_starts (const NystaPath *path, NystaOperator *owner, NystaTermId graph,
                            gboolean backwards, NystaRowSet *out);

/* Subjects and objects of @graph. */
gboolean nysta_path_nodes (NystaOperator *owner, NystaTermId graph, NystaRowSet *out);
gboolean nysta_path_is_node (NystaOperator *owner, NystaTermId graph, NystaTermId id);

/* Whether a negated property set lets @predicate through forwards. */
gboolean nysta_path_lets (const NystaPath *path, NystaTermId predicate, gboolean backwards);
