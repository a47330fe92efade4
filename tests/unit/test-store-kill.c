/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A writer that is killed, at random moments of committing, loading, compacting and
 * removing: the store opens, nothing in it is damaged, and it holds the last commit or the
 * one that was being made. NYSTA_KILLS=n kills more often. */
#include "store/bulk-load.h"
#include "base/error.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 200
/* Where a slow disk does not get far in so many, more of them. */
#define MAX_KILLS 3000

#define FEW 3
#define MANY 1500
/* In both graphs together more than is added in place, so that loading writes a new data
 * file. */
#define ENOUGH 10500

static const char *const names[] = { "urn:one", "urn:two" };

/* What a writer does, in turn; each step is one commit. */
typedef enum
{
  STEP_REPLACE,
  STEP_LOAD_FEW,
  STEP_LOAD_MANY,
  STEP_COMPACT,
  STEP_REMOVE,
  STEP_LOAD_INTO_EMPTY,
  N_STEPS
} StepKind;

static StepKind
kind_of (guint64 step)
{
  return (StepKind) (step % N_STEPS);
}

/* Both graphs hold the number of the step that wrote them, so often. */
typedef struct
{
  guint64 number;
  guint n_statements; /* in each */
} State;

static State
state_after (guint64 step)
{
  static const guint n_statements[N_STEPS] = { [STEP_REPLACE] = FEW,
                                               [STEP_LOAD_FEW] = FEW,
                                               [STEP_LOAD_MANY] = MANY,
                                               [STEP_LOAD_INTO_EMPTY] = ENOUGH };

  if (kind_of (step) == STEP_COMPACT)
    step--;
  /* Step 0 is before the first. */
  if (step == 0 || kind_of (step) == STEP_REMOVE)
    return (State){ 0 };
  return (State){ step, n_statements[kind_of (step)] };
}

typedef struct
{
  char *folder;
  char *path; /* of the store */
  char *file; /* to load */
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("nysta-kill-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "graph.nysta", NULL);
  fixture->file = g_build_filename (fixture->folder, "data.nq", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->file);
}

/* --- the writer --------------------------------------------------------------- */

static gboolean
commit (NystaStore *store, guint64 step, GError **error)
{
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  g_autofree char *value = g_strdup_printf ("%" G_GUINT64_FORMAT, step);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NystaGraph) graph = nysta_graph_new (names[i]);

      for (guint j = 0; j < FEW; j++)
        {
          g_autofree char *subject = g_strdup_printf ("urn:s%u", j);

          nysta_graph_add_literal (graph, subject, "urn:p", value, NULL);
        }
      if (!(kind_of (step) == STEP_REMOVE
              ? nysta_transaction_remove (transaction, names[i], error)
              : nysta_transaction_replace (transaction, graph, error)))
        return FALSE;
    }
  return nysta_transaction_commit (transaction, error);
}

static gboolean
load (const Fixture *fixture, NystaStore *store, guint64 step, GError **error)
{
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;
  NystaLoadProgress progress = { 0 };
  char *const files[] = { fixture->file, NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < state_after (step).n_statements; j++)
      g_string_append_printf (text, "<urn:s%u> <urn:p> \"%" G_GUINT64_FORMAT "\" <%s> .\n",
                              j, step, names[i]);
  options.replace = TRUE;
  return g_file_set_contents (fixture->file, text->str, (gssize) text->len, error) &&
         nysta_store_load (store, files, &options, &progress, error);
}

static gboolean
do_step (const Fixture *fixture, NystaStore *store, guint64 step, GError **error)
{
  switch (kind_of (step))
    {
    case STEP_REPLACE:
    case STEP_REMOVE:
      return commit (store, step, error);
    case STEP_COMPACT:
      return nysta_store_compact (store, error);
    default:
      return load (fixture, store, step, error);
    }
}

/* Tells of each step that was done. */
static void
write_forever (const Fixture *fixture, guint64 step, int pipe_fd)
{
  g_autoptr (GError) error = NULL;
  NystaStore *store = nysta_store_open (fixture->path, NYSTA_STORE_CREATE, NULL, &error);

  while (store != NULL)
    {
      step++;
      if (!do_step (fixture, store, step, &error) ||
          write (pipe_fd, &step, sizeof step) != sizeof step)
        break;
    }
  g_printerr ("step %" G_GUINT64_FORMAT ": %s\n", step,
              error != NULL ? error->message : "the pipe is closed");
  _exit (1);
}

/* --- what is left of it -------------------------------------------------------- */

static void
print_fault (const char *what, gpointer user_data)
{
  g_test_message ("fault: %s", what);
}

static gboolean
count_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  State *state = user_data;
  guint64 number = g_ascii_strtoull (statement->object.value, NULL, 10);

  g_assert_true (state->n_statements == 0 || state->number == number);
  state->number = number;
  state->n_statements++;
  return TRUE;
}

/* Nothing at all if the store was never made. */
static State
read_state (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore)
    store = nysta_store_open (fixture->path, NYSTA_STORE_READ, NULL, &error);
  State states[G_N_ELEMENTS (names)] = { 0 };

  if (store == NULL &&
      g_error_matches (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_FOUND))
    return states[0];
  g_assert_no_error (error);
  g_assert_cmpint (nysta_store_verify (store, print_fault, NULL, &error), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      nysta_store_foreach (store, names[i], count_statement, &states[i], &error);
      g_assert_no_error (error);
    }
  g_assert_cmpuint (states[0].number, ==, states[1].number);
  g_assert_cmpuint (states[0].n_statements, ==, states[1].n_statements);
  return states[0];
}

static gboolean
is_after (State state, guint64 step)
{
  State expected = state_after (step);

  return state.number == expected.number && state.n_statements == expected.n_statements;
}

/* Let a writer go on after @step for @delay_us, kill it; returns the last step of which it
 * is known that it was done. */
static guint64
write_and_kill (const Fixture *fixture, guint64 step, gulong delay_us)
{
  int fds[2];
  int status = 0;

  g_assert_cmpint (pipe (fds), ==, 0);

  pid_t child = fork ();

  if (child == 0)
    {
      close (fds[0]);
      write_forever (fixture, step, fds[1]);
    }
  close (fds[1]);
  g_usleep (delay_us);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  while (read (fds[0], &step, sizeof step) == sizeof step)
    ;
  close (fds[0]);
  return step;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("NYSTA_KILLS");
  guint64 n_wanted = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : KILLS;
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  guint64 step = 0;
  guint max_delay_us = 8000;
  guint n_in_vain = 0;

  for (guint64 i = 0; i < n_wanted || (step < 3 * N_STEPS && i < MAX_KILLS); i++)
    {
      guint delay_us = (guint) g_rand_int_range (random, 100, (gint32) max_delay_us);
      guint64 done = write_and_kill (fixture, step, delay_us);
      State state = read_state (fixture);

      g_test_message ("after %u µs: step %" G_GUINT64_FORMAT, delay_us, done);
      g_assert_true (is_after (state, done) || is_after (state, done + 1));
      /* A step takes as long as it takes here. */
      n_in_vain = done > step ? 0 : n_in_vain + 1;
      if (n_in_vain > 4)
        {
          max_delay_us = MIN (max_delay_us * 5 / 4, 1000000);
          n_in_vain = 0;
        }
      step = done;
    }
  g_assert_cmpuint (step, >=, 3 * N_STEPS);

  /* The next writer goes on, and leaves no files of those that died. */
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore)
    store = nysta_store_open (fixture->path, NYSTA_STORE_WRITE, NULL, &error);
  guint n_files = 0;

  g_assert_no_error (error);
  do_step (fixture, store, N_STEPS, &error);
  g_assert_no_error (error);
  g_clear_pointer (&store, nysta_store_close);
  g_assert_true (is_after (read_state (fixture), N_STEPS));

  g_autoptr (GDir) dir = g_dir_open (fixture->path, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_test_message ("left: %s", name);
      n_files++;
    }
  /* nysta.store, lock, the data file and its lock. */
  g_assert_cmpuint (n_files, <=, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/kill/any-moment", Fixture, NULL, set_up, test_kill, tear_down);
  return g_test_run ();
}
