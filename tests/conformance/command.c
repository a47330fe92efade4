/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "command.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "rdf/iri.h"

static char *command;

void
command_use (const char *nysta)
{
  g_free (command);
  command = g_canonicalize_filename (nysta, NULL);
}

gboolean
command_is_used (void)
{
  return command != NULL;
}

/* --- a process -------------------------------------------------------------------------- */

static GPtrArray *
arguments_new (const char *subcommand)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup (command));
  g_ptr_array_add (arguments, g_strdup (subcommand));
  g_ptr_array_add (arguments, g_strdup ("--strict"));
  return arguments;
}

static void
add (GPtrArray *arguments, const char *option, const char *value)
{
  g_ptr_array_add (arguments, g_strdup (option));
  if (value != NULL)
    g_ptr_array_add (arguments, g_strdup (value));
}

/* Run it in the folder of the file at @iri; the status 2 is a syntax error, another than 0
 * some error. */
static gboolean
run (GPtrArray *arguments, const char *iri, char **out_text, GError **error)
{
  g_autofree char *path = nysta_iri_to_path (iri);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *errors = NULL;
  int status = 0;

  g_ptr_array_add (arguments, NULL);
  if (!g_spawn_sync (folder, (char **) arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                     out_text, &errors, &status, error))
    return FALSE;
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return TRUE;
  g_set_error (error, NYSTA_SPARQL_ERROR,
               WIFEXITED (status) && WEXITSTATUS (status) == 2
                 ? NYSTA_SPARQL_ERROR_SYNTAX
                 : NYSTA_SPARQL_ERROR_UNSUPPORTED,
               "%s (status %d)", g_strchomp (errors), status);
  return FALSE;
}

/* @path as it is from the folder of the query: relative, if it lies there. */
static char *
shorten (const char *path, const W3cTest *test)
{
  g_autofree char *query = nysta_iri_to_path (test->query);
  g_autofree char *folder = g_path_get_dirname (query);
  gsize n_bytes = strlen (folder);

  return g_strdup (
    g_str_has_prefix (path, folder) && path[n_bytes] == '/' ? path + n_bytes + 1 : path);
}

/* --- queries ------------------------------------------------------------------------------ */

/* A test without data is one of an empty graph. */
static void
add_data (GPtrArray *arguments, const W3cTest *test)
{
  if (test->data->len == 0)
    add (arguments, "--data", "/dev/null");
  for (guint i = 0; i < test->data->len; i++)
    {
      const GraphFile *graph = test->data->pdata[i];
      g_autofree char *whole = nysta_iri_to_path (graph->file);
      g_autofree char *path = shorten (whole, test);
      g_autofree char *named = graph->name != NULL && strcmp (graph->name, graph->file) != 0
                                 ? g_strconcat (graph->name, "=", path, NULL)
                                 : g_strdup (path);

      add (arguments, graph->name != NULL ? "--named" : "--data", named);
    }
}

/* What was printed, from a file that is named as its format wants. */
static Answer *
read_answer (const char *text, const char *suffix, GError **error)
{
  g_autofree char *template = g_strconcat ("nysta-answer-XXXXXX", suffix, NULL);
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp (template, &path, error);

  if (fd < 0)
    return NULL;
  close (fd);

  Answer *answer = g_file_set_contents (path, text, -1, error) ? answer_read (path, error)
                                                               : NULL;
  g_unlink (path);
  return answer;
}

Answer *
command_ask (const W3cTest *test, const char *suffix, GError **error)
{
  static const char *const formats[][2] = {
    { ".srx", "xml" }, { ".srj", "json" },   { ".csv", "csv" },
    { ".tsv", "tsv" }, { ".ttl", "turtle" },
  };
  g_autoptr (GPtrArray) arguments = arguments_new ("query");
  g_autofree char *path = nysta_iri_to_path (test->query);
  g_autofree char *file = shorten (path, test);
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (suffix, formats[i][0]) == 0)
      add (arguments, "--results", formats[i][1]);
  add (arguments, "--allow-service", NULL);
  add_data (arguments, test);
  add (arguments, "-f", file);
  if (!run (arguments, test->query, &text, error))
    return NULL;
  return read_answer (text, suffix, error);
}

gboolean
command_check (const char *iri, gboolean is_query, GError **error)
{
  g_autoptr (GPtrArray) arguments = arguments_new (is_query ? "query" : "update");
  g_autofree char *path = nysta_iri_to_path (iri);
  g_autofree char *text = NULL;

  add (arguments, "--explain=ast", NULL);
  add (arguments, "-f", path);
  return run (arguments, iri, &text, error);
}

/* --- updates ------------------------------------------------------------------------------- */

static gboolean
load (const W3cTest *test, const GraphFile *graph, const char *store, GError **error)
{
  g_autoptr (GPtrArray) arguments = arguments_new ("load");
  g_autofree char *path = nysta_iri_to_path (graph->file);
  g_autofree char *text = NULL;

  g_ptr_array_remove_index (arguments, 2);
  add (arguments, "--store", store);
  if (graph->name != NULL)
    add (arguments, "--graph", graph->name);
  add (arguments, path, NULL);
  return run (arguments, test->query, &text, error);
}

/* All that @store holds, by a query. */
static Tuples *
read_quads (const W3cTest *test, const char *store, GError **error)
{
  static const char everything[] = "SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION "
                                   "{ GRAPH ?g { ?s ?p ?o } } }";
  g_autoptr (GPtrArray) arguments = arguments_new ("query");
  g_autofree char *text = NULL;

  add (arguments, "--store", store);
  add (arguments, "--default-graph=strict", NULL);
  add (arguments, "--results", "json");
  add (arguments, everything, NULL);
  if (!run (arguments, test->query, &text, error))
    return NULL;

  g_autoptr (Answer) answer = read_answer (text, ".srj", error);

  return answer != NULL ? g_steal_pointer (&answer->tuples) : NULL;
}

static Tuples *
update (const W3cTest *test, const char *store, GError **error)
{
  g_autoptr (GPtrArray) arguments = arguments_new ("update");
  g_autofree char *path = nysta_iri_to_path (test->query);
  g_autofree char *file = shorten (path, test);
  g_autofree char *text = NULL;

  for (guint i = 0; i < test->data->len; i++)
    if (!load (test, test->data->pdata[i], store, error))
      return NULL;
  add (arguments, "--store", store);
  add (arguments, "--default-graph=strict", NULL);
  add (arguments, "-f", file);
  if (!run (arguments, test->query, &text, error))
    return NULL;
  return read_quads (test, store, error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

Tuples *
command_update (const W3cTest *test, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("nysta-update-XXXXXX", error);

  if (folder == NULL)
    return NULL;

  g_autofree char *store = g_build_filename (folder, "store", NULL);
  Tuples *quads = update (test, store, error);

  remove_folder (folder);
  return quads;
}
