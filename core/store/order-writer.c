/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/order.h"

void
nysta_order_writer_init (NystaOrderWriter *writer, MDB_txn *txn, const NystaTables *tables,
                         NystaOrder order)
{
  writer->txn = txn;
  writer->table = tables->orders[order];
  writer->order = order;
  writer->n_rows = 0;
  writer->n_blocks = 0;
  writer->n_bytes = 0;
  nysta_block_builder_init (&writer->block, order);
}

int
nysta_order_writer_flush (NystaOrderWriter *writer)
{
  guint8 key_bytes[NYSTA_ROW_KEY_BYTES];
  MDB_val key = { sizeof key_bytes, key_bytes };

  if (writer->block.n_rows == 0)
    return 0;
  nysta_block_builder_finish (&writer->block);
  nysta_row_store_key (key_bytes, &writer->block.first);

  MDB_val value = { writer->block.n_bytes, writer->block.bytes };
  int code = mdb_put (writer->txn, writer->table, &key, &value, MDB_APPEND);
  if (code != 0)
    return code;
  writer->n_blocks++;
  writer->n_bytes += key.mv_size + value.mv_size;
  nysta_block_builder_init (&writer->block, writer->order);
  return 0;
}

int
nysta_order_writer_add (NystaOrderWriter *writer, const NystaRow *row)
{
  if (writer->block.n_rows > 0)
    {
      int relation = nysta_row_compare (row, &writer->block.last, NYSTA_ROW_FIELDS);

      if (relation <= 0)
        return relation == 0 ? 0 : MDB_CORRUPTED;
    }
  if (!nysta_block_builder_add (&writer->block, row))
    {
      int code = nysta_order_writer_flush (writer);
      if (code != 0)
        return code;
      nysta_block_builder_add (&writer->block, row);
    }
  writer->n_rows++;
  return 0;
}
