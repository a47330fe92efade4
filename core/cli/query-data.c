/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/query-data.h"

#include "cli/options.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"

#include <string.h>

typedef struct
{
  NystaMemoryBuilder *builder;
  const char *graph; /* for every statement, whatever the file says; NULL: as it says */
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

static gboolean
add_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  NystaStatement placed = *statement;

  (void) error;
  if (reading->graph != NULL)
    placed.graph = nysta_iri (reading->graph);
  nysta_memory_builder_add (reading->builder, &placed);
  return TRUE;
}

/* @index tells the blank nodes of one file from those of another. */
static gboolean
read_one (NystaMemoryBuilder *builder, const char *path, const char *graph, guint index,
          GError **error)
{
  g_autofree char *blank_prefix = g_strdup_printf ("f%u-", index);
  Reading reading = { builder, graph };

  return nysta_rdf_read_file (path, NYSTA_SYNTAX_GUESS, NULL, blank_prefix, add_statement,
                              &reading, error);
}

/* Names are read once, whether they were given or said in the query. */
static gboolean
read_named (NystaMemoryBuilder *builder, const NystaQueryData *files, GHashTable *names,
            guint *n_read, GError **error)
{
  for (char **named = files->named; named != NULL && *named != NULL; named++)
    {
      g_autofree char *given = NULL;
      const char *path = split_named (*named, &given);
      char *iri = given != NULL ? g_strdup (given) : nysta_iri_from_path (path);

      g_hash_table_add (names, iri);
      if (!read_one (builder, path, iri, ++*n_read, error))
        return FALSE;
    }
  return TRUE;
}

/* A graph that is no file may be in one of those that were given. */
static gboolean
read_from (NystaMemoryBuilder *builder, const NystaQuery *query, gboolean has_files,
           GHashTable *names, guint *n_read, GError **error)
{
  g_autoptr (GPtrArray) from = nysta_query_dup_from (query);

  for (guint i = 0; i < from->len; i++)
    {
      const char *iri = ((const NystaTerm *) from->pdata[i])->value;
      g_autofree char *path = nysta_iri_to_path (iri);

      if (path == NULL || (has_files && !g_file_test (path, G_FILE_TEST_EXISTS)) ||
          !g_hash_table_add (names, g_strdup (iri)))
        continue;
      if (!read_one (builder, path, iri, ++*n_read, error))
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

NystaDataset *
nysta_query_data_read (const NystaQueryData *files, const NystaQuery *query, GError **error)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();
  g_autoptr (GHashTable)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_files = files->data != NULL || files->named != NULL;
  guint n_read = 0;

  for (char **data = files->data; data != NULL && *data != NULL; data++)
    if (!read_one (builder, *data, NULL, ++n_read, error))
      return NULL;
  if (!read_named (builder, files, names, &n_read, error) ||
      !read_from (builder, query, has_files, names, &n_read, error))
    return NULL;
  return nysta_memory_builder_finish (g_steal_pointer (&builder));
}
