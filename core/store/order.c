/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/order.h"

#define S NYSTA_FIELD_SUBJECT
#define P NYSTA_FIELD_PREDICATE
#define O NYSTA_FIELD_OBJECT
#define G NYSTA_FIELD_GRAPH

const guint8 nysta_order_fields[NYSTA_N_ORDERS][NYSTA_ROW_FIELDS] = {
  [NYSTA_ORDER_SPOG] = { S, P, O, G },
  [NYSTA_ORDER_POSG] = { P, O, S, G },
  [NYSTA_ORDER_OSPG] = { O, S, P, G },
  [NYSTA_ORDER_GSPO] = { G, S, P, O },
};

const char *const nysta_order_names[NYSTA_N_ORDERS] = {
  [NYSTA_ORDER_SPOG] = "spog",
  [NYSTA_ORDER_POSG] = "posg",
  [NYSTA_ORDER_OSPG] = "ospg",
  [NYSTA_ORDER_GSPO] = "gspo",
};

NystaRow
nysta_row_reorder (const NystaRow *row, NystaOrder from_order, NystaOrder to_order)
{
  NystaTermId quad[NYSTA_ROW_FIELDS];
  NystaRow reordered;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    quad[nysta_order_fields[from_order][i]] = row->ids[i];
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    reordered.ids[i] = quad[nysta_order_fields[to_order][i]];
  return reordered;
}
