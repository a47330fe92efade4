/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* made-tables.h: an LMDB file in a folder of its own, for tests of what is kept in it. */
#pragma once

#include "store/environment.h"

typedef struct
{
  char *folder;
  char *path;
  NystaEnvironment *environment;
  const NystaTables *tables;
  MDB_txn *txn; /* writes */
} MadeTables;

void made_tables_init (MadeTables *made);
void made_tables_clear (MadeTables *made);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadeTables, made_tables_clear)
