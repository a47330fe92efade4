/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update.h: quads into, or out of, all orders and counts at once. */
#pragma once

#include "store/order.h"

/* Make @changes (rows in SPOG order, in any sequence; of several that name one row the last
 * counts) true in all orders and in the counts. What is there already, or is not there to
 * remove, is no change. @type_id: rdf:type's, 0 if the dictionary has none. Overwrites
 * @changes. *@out_n_added and *@out_n_removed count what did change. Returns 0, or LMDB's
 * error. */
int nysta_update_apply (MDB_txn *txn, const NystaTables *tables, NystaTermId type_id,
                        NystaRowChange *changes, gsize n_changes, guint64 *out_n_added,
                        guint64 *out_n_removed);
