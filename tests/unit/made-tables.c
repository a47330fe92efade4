/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "made-tables.h"

#include <glib/gstdio.h>

void
made_tables_init (MadeTables *made)
{
  g_autoptr (GError) error = NULL;

  made->folder = g_dir_make_tmp ("nysta-tables-XXXXXX", &error);
  g_assert_no_error (error);
  made->path = g_build_filename (made->folder, "graph.mdb", NULL);
  made->environment = nysta_environment_open (made->path, NYSTA_ENVIRONMENT_BUILD, &error);
  g_assert_no_error (error);
  made->tables = nysta_environment_tables (made->environment);
  made->txn = nysta_environment_begin (made->environment, TRUE, &error);
  g_assert_no_error (error);
}

void
made_tables_clear (MadeTables *made)
{
  g_autofree char *lock = g_strconcat (made->path, "-lock", NULL);

  nysta_environment_abort (made->environment, made->txn);
  nysta_environment_unref (made->environment);
  g_unlink (lock);
  g_unlink (made->path);
  g_rmdir (made->folder);
  g_free (made->path);
  g_free (made->folder);
}
