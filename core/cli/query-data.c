/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/query-data.h"

#include "base/error.h"
#include "base/limits.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"
#include "store/bulk-load.h"

#include <glib/gstdio.h>
#include <string.h>

/* How much larger than a compressed file its statements are. */
#define PACKED_FACTOR 8

/* Statements between two looks at the limits. */
#define CHECK_EVERY 1024u

typedef struct
{
  NystaMemoryBuilder *builder;
  const char *path;
  const char *graph; /* for every statement, whatever the file says; NULL: as it says */
  guint n_read;      /* files */
  gint64 deadline_us;
  gsize max_bytes;
  guint n_unchecked;
} Reading;

/* The file of @named; @out_iri (transfer full) is NULL if none stands before it. IRIs have
 * more use for a `=` of their own than names of files, so the last one parts them. */
static const char *
split_named (const char *named, char **out_iri)
{
  const char *equals = strrchr (named, '=');

  *out_iri = NULL;
  if (equals == NULL)
    return named;

  g_autofree char *iri = g_strndup (named, (gsize) (equals - named));

  if (!nysta_iri_is_absolute (iri))
    return named;
  *out_iri = g_steal_pointer (&iri);
  return equals + 1;
}

static gboolean
check_named (const char *named, int *out_exit)
{
  g_autofree char *iri = NULL;
  const char *path = split_named (named, &iri);

  *out_exit = 0;
  if (path[0] == '\0')
    *out_exit = nysta_fail_usage ("query", "--named %s: no file after the IRI", named);
  else if (iri == NULL && strcmp (path, "-") == 0)
    *out_exit = nysta_fail_usage (
      "query", "--named -: standard input has no IRI of its own: give IRI=-");
  else if (iri == NULL && strchr (path, '=') != NULL &&
           !g_file_test (path, G_FILE_TEST_EXISTS))
    *out_exit = nysta_fail_usage (
      "query", "--named %s: no such file, and no absolute IRI before the =", named);
  return *out_exit == 0;
}

static guint
count_stdin (const NystaQueryData *files)
{
  guint n = 0;

  for (char **data = files->data; data != NULL && *data != NULL; data++)
    n += strcmp (*data, "-") == 0;
  for (char **named = files->named; named != NULL && *named != NULL; named++)
    {
      g_autofree char *iri = NULL;

      n += strcmp (split_named (*named, &iri), "-") == 0;
    }
  return n;
}

gboolean
nysta_query_data_has_stdin (const NystaQueryData *files)
{
  return count_stdin (files) > 0;
}

gboolean
nysta_query_data_check (const NystaQueryData *files, int *out_exit)
{
  for (char **named = files->named; named != NULL && *named != NULL; named++)
    if (!check_named (*named, out_exit))
      return FALSE;
  if (count_stdin (files) < 2)
    return TRUE;
  *out_exit = nysta_fail_usage ("query", "-: standard input can be read once only");
  return FALSE;
}

/* A small file that is compressed may hold any amount. */
static gboolean
check_limits (Reading *reading, GError **error)
{
  reading->n_unchecked = 0;
  if (nysta_memory_builder_bytes (reading->builder) > reading->max_bytes)
    {
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                   "limit: %s: does not fit into %" G_GSIZE_FORMAT
                   " MiB of memory: load it into a store (nysta load), or allow more "
                   "(--memory)",
                   reading->path, reading->max_bytes >> 20);
      return FALSE;
    }
  if (reading->deadline_us == 0 || g_get_monotonic_time () < reading->deadline_us)
    return TRUE;
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_TIMED_OUT,
               "%s: was not read in time: raise --timeout", reading->path);
  return FALSE;
}

static gboolean
add_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  NystaStatement placed = *statement;

  if (reading->graph != NULL)
    placed.graph = nysta_iri (reading->graph);
  nysta_memory_builder_add (reading->builder, &placed);
  return ++reading->n_unchecked < CHECK_EVERY || check_limits (reading, error);
}

/* The blank nodes of one file are told from those of another. */
static gboolean
read_one (Reading *reading, const char *path, const char *graph, GError **error)
{
  g_autofree char *blank_prefix = g_strdup_printf ("f%u-", ++reading->n_read);
  const NystaRdfReadOptions options = { .blank_prefix = blank_prefix,
                                        .deadline_us = reading->deadline_us };

  reading->path = strcmp (path, "-") == 0 ? "standard input" : path;
  reading->graph = graph;
  return nysta_rdf_read (path, &options, add_statement, reading, error) &&
         check_limits (reading, error);
}

/* Names are read once, whether they were given or said in the query. */
static gboolean
read_named (Reading *reading, const NystaQueryData *files, GHashTable *names,
            GError **error)
{
  for (char **named = files->named; named != NULL && *named != NULL; named++)
    {
      g_autofree char *given = NULL;
      const char *path = split_named (*named, &given);
      char *iri = given != NULL ? g_strdup (given) : nysta_iri_from_path (path);

      g_hash_table_add (names, iri);
      if (!read_one (reading, path, iri, error))
        return FALSE;
    }
  return TRUE;
}

/* A graph that is no file may be in one of those that were given. */
static gboolean
read_from (Reading *reading, const NystaQuery *query, gboolean has_files, GHashTable *names,
           GError **error)
{
  g_autoptr (GPtrArray) from = nysta_query_dup_from (query);

  for (guint i = 0; i < from->len; i++)
    {
      const char *iri = ((const NystaTerm *) from->pdata[i])->value;
      g_autofree char *path = nysta_iri_to_path (iri);

      if (path == NULL || (has_files && !g_file_test (path, G_FILE_TEST_EXISTS)) ||
          !g_hash_table_add (names, g_strdup (iri)))
        continue;
      if (!read_one (reading, path, iri, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_query_data_is_in (const NystaQuery *query)
{
  g_autoptr (GPtrArray) from = nysta_query_dup_from (query);

  for (guint i = 0; i < from->len; i++)
    {
      g_autofree char *path = nysta_iri_to_path (
        ((const NystaTerm *) from->pdata[i])->value);

      if (path != NULL)
        return TRUE;
    }
  return !nysta_query_needs_data (query);
}

static gboolean
read_all (Reading *reading, const NystaQueryData *files, const NystaQuery *query,
          GError **error)
{
  g_autoptr (GHashTable)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_files = files->data != NULL || files->named != NULL;

  for (char **data = files->data; data != NULL && *data != NULL; data++)
    if (!read_one (reading, *data, NULL, error))
      return FALSE;
  return read_named (reading, files, names, error) &&
         read_from (reading, query, has_files, names, error);
}

/* --- large files: a store for as long as it takes ------------------------------------- */

/* Of what is given, as it lies on disk, but for compressed files; 0 with standard input, which
 * can be read once only. */
static guint64
count_bytes (const NystaQueryData *files)
{
  char **const lists[] = { files->data, files->named };
  guint64 n_bytes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (char **file = lists[i]; file != NULL && *file != NULL; file++)
      {
        g_autofree char *iri = NULL;
        const char *path = i == 0 ? *file : split_named (*file, &iri);
        GStatBuf info = { 0 };
        gboolean is_packed = g_str_has_suffix (path, ".gz") ||
                             g_str_has_suffix (path, ".zst");

        if (strcmp (path, "-") == 0)
          return 0;
        if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode))
          n_bytes += (guint64) info.st_size * (is_packed ? PACKED_FACTOR : 1);
      }
  return n_bytes;
}

static gboolean
is_in_time (const NystaLoadProgress *progress, gpointer user_data)
{
  const Reading *reading = user_data;

  (void) progress;
  return nysta_interrupt_caught () == 0 &&
         (reading->deadline_us == 0 || g_get_monotonic_time () < reading->deadline_us);
}

static gboolean
load_one (NystaStore *store, char *path, const char *graph, Reading *reading,
          GError **error)
{
  char *const paths[] = { path, NULL };
  const NystaLoadOptions options = { .graph = graph,
                                     .memory_bytes = MIN (reading->max_bytes,
                                                          NYSTA_LOAD_MEMORY_BYTES),
                                     .progress = is_in_time,
                                     .user_data = reading };
  NystaLoadProgress result = { 0 };
  g_autoptr (GError) local_error = NULL;

  if (nysta_store_load (store, paths, &options, &result, &local_error))
    return TRUE;
  if (g_error_matches (local_error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED))
    g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_TIMED_OUT,
                 "%s: was not read in time: raise --timeout", path);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static NystaDataset *
load_all (const NystaQueryData *files, const char *folder, Reading *reading, GError **error)
{
  g_autoptr (NystaStore) store = nysta_store_open (folder, NYSTA_STORE_CREATE, NULL, error);

  if (store == NULL)
    return NULL;
  for (char **data = files->data; data != NULL && *data != NULL; data++)
    if (!load_one (store, *data, NULL, reading, error))
      return NULL;
  for (char **named = files->named; named != NULL && *named != NULL; named++)
    {
      g_autofree char *given = NULL;
      const char *path = split_named (*named, &given);
      g_autofree char *iri = given != NULL ? g_strdup (given) : nysta_iri_from_path (path);

      if (!load_one (store, (char *) path, iri, reading, error))
        return NULL;
    }
  return nysta_store_snapshot (store, error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_remove (file);
    }
  g_rmdir (folder);
}

/* NULL without @error: there is no room for it. The files are deleted at once; the snapshot
 * keeps what is in them. */
static NystaDataset *
read_into_store (const NystaQueryData *files, Reading *reading, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("nysta-query-XXXXXX", NULL);
  g_autoptr (GError) local_error = NULL;
  NystaDataset *dataset = NULL;

  if (folder == NULL)
    return NULL;
  nysta_interrupt_catch ();
  dataset = load_all (files, folder, reading, &local_error);
  remove_folder (folder);
  nysta_interrupt_release ();
  if (dataset == NULL &&
      !g_error_matches (local_error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE))
    g_propagate_error (error, g_steal_pointer (&local_error));
  return dataset;
}

/* What is asked of many statements is answered sooner from a store, with its making: they
 * are sorted by several threads, and not all of them are in memory. */
static gboolean
suits_store (const NystaQueryData *files, const NystaQuery *query, const Reading *reading)
{
  g_autoptr (GPtrArray) from = nysta_query_dup_from (query);

  return from->len == 0 && reading->max_bytes >= NYSTA_MIN_LOAD_MEMORY_BYTES &&
         count_bytes (files) > NYSTA_MAX_MEMORY_DATA_BYTES;
}

NystaDataset *
nysta_query_data_read (const NystaQueryData *files, NystaQuery *query,
                       const NystaLimits *limits, GError **error)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();
  Reading reading = { .builder = builder,
                      .max_bytes = limits->max_bytes != 0 ? limits->max_bytes
                                                          : NYSTA_QUERY_MEMORY_BYTES };

  if (limits->timeout_ms != 0)
    reading.deadline_us = g_get_monotonic_time () + (gint64) limits->timeout_ms * 1000;
  if (suits_store (files, query, &reading))
    {
      g_autoptr (GError) local_error = NULL;
      NystaDataset *dataset = read_into_store (files, &reading, &local_error);

      nysta_query_limit (query, reading.deadline_us, reading.max_bytes);
      if (dataset != NULL || local_error != NULL)
        {
          if (local_error != NULL)
            g_propagate_error (error, g_steal_pointer (&local_error));
          return dataset;
        }
    }
  if (!read_all (&reading, files, query, error))
    return NULL;
  nysta_query_limit (query, reading.deadline_us,
                     MAX (1, reading.max_bytes - nysta_memory_builder_bytes (builder)));
  return nysta_memory_builder_finish (g_steal_pointer (&builder));
}
