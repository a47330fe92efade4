/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What each sin of a plugin costs: that document, and nothing else. */
#include "config.h"
#include "base/limits.h"
#include "toys.h"

#include <signal.h>
#include <string.h>

/* What must end by the deadline is not waited for long; anything else has time. */
#define LIMITS(seconds) "nysta:deadlineSeconds " seconds " ; nysta:memoryMegabytes 256 ; "

typedef struct
{
  const char *toy;
  NystaOutcome outcome;
  int signal;          /* -1: any */
  const char *message; /* a part of it; NULL: none wanted */
} Sin;

static const Sin reader_sins[] = {
  { "segfault", NYSTA_OUTCOME_CRASHED, SIGSEGV, "segmentation fault (signal 11)" },
  { "aborts", NYSTA_OUTCOME_CRASHED, SIGABRT, "aborted (signal 6)" },
  { "divides", NYSTA_OUTCOME_CRASHED, SIGFPE, "(signal 8)" },
  { "kills-itself", NYSTA_OUTCOME_CRASHED, SIGKILL, "killed (signal 9)" },
  { "frees-twice", NYSTA_OUTCOME_CRASHED, SIGABRT, "(signal 6)" },
  { "overflows-stack", NYSTA_OUTCOME_CRASHED, SIGSEGV, "segmentation fault" },
  { "forks", NYSTA_OUTCOME_CRASHED, SIGABRT, "(signal 6)" },
  { "exits", NYSTA_OUTCOME_EXITED, 0, "exit (0)" },
  { "loops", NYSTA_OUTCOME_TIMED_OUT, SIGKILL, "took longer than 1 s" },
  { "stops-itself", NYSTA_OUTCOME_TIMED_OUT, SIGKILL, "took longer than 1 s" },
  { "loads-slowly", NYSTA_OUTCOME_TIMED_OUT, SIGKILL, "took longer than 1 s" },
  { "eats-memory", NYSTA_OUTCOME_MEMORY, -1, "memory over the limit of 256 MiB" },
  { "doubles-memory", NYSTA_OUTCOME_MEMORY, -1, "memory over the limit of 256 MiB" },
  { "floods-text", NYSTA_OUTCOME_PROTOCOL, 0, "text" },
  { "floods-blocks", NYSTA_OUTCOME_PROTOCOL, 0, "block" },
  { "floods-warnings", NYSTA_OUTCOME_DONE, 0, NULL },
  { "writes-garbage", NYSTA_OUTCOME_PROTOCOL, 0, "frame" },
  { "writes-well-formed-garbage", NYSTA_OUTCOME_PROTOCOL, 0, "type" },
  { "writes-short-frame", NYSTA_OUTCOME_EXITED, 0, "exit (0)" },
  { "gives-latin1", NYSTA_OUTCOME_PROTOCOL, 0, "UTF-8" },
  { "gives-nul", NYSTA_OUTCOME_PROTOCOL, 0, "" },
  { "mixes-blocks", NYSTA_OUTCOME_PROTOCOL, 0, "block" },
  { "overshoots", NYSTA_OUTCOME_PROTOCOL, 0, "block" },
  { "fails-silently", NYSTA_OUTCOME_FAILED, 0, "without saying why" },
  { "returns-nonsense", NYSTA_OUTCOME_PROTOCOL, 0, "status" },
  { "closes-all", NYSTA_OUTCOME_PROTOCOL, 0, "connection" },
  { "closes-and-waits", NYSTA_OUTCOME_PROTOCOL, 0, "connection" },
  { "leaves-a-bomb", NYSTA_OUTCOME_DONE, 0, NULL },
  { "loads-badly", NYSTA_OUTCOME_CRASHED, SIGSEGV, "segmentation fault" },
  { "loads-and-exits", NYSTA_OUTCOME_EXITED, 3, "exit (3)" },
  { "old-abi", NYSTA_OUTCOME_REFUSED, 0, "plugin ABI 99, this nysta has 1" },
  { "lies-small", NYSTA_OUTCOME_REFUSED, 0, "8 bytes" },
  { "lies-large", NYSTA_OUTCOME_REFUSED, 0, "4294967295 bytes" },
  { "lies-about-class", NYSTA_OUTCOME_REFUSED, 0, "NystaReader says that it has 2 bytes" },
  { "wrong-id", NYSTA_OUTCOME_REFUSED, 0, "somebody-else" },
  { "no-id", NYSTA_OUTCOME_REFUSED, 0, "calls itself" },
  { "wrong-kind", NYSTA_OUTCOME_REFUSED, 0, "of kind 3" },
  { "wrong-class", NYSTA_OUTCOME_REFUSED, 0, "set reader alone" },
  { "null-function", NYSTA_OUTCOME_REFUSED, 0, "NULL" },
  { "no-symbol", NYSTA_OUTCOME_REFUSED, 0, "exports no symbol nysta_plugin" },
};

static const Sin extractor_sins[] = {
  { "proposes-nonsense", NYSTA_OUTCOME_DONE, 0, NULL },
  { "floods-proposals", NYSTA_OUTCOME_PROTOCOL, 0, "more than a document can hold" },
  { "crashes-late", NYSTA_OUTCOME_CRASHED, SIGSEGV, "segmentation fault" },
};

static NystaPool *
pool_new (void)
{
  NystaPoolOptions options;
  GError *error = NULL;

  nysta_pool_options_init (&options);
  options.n_workers = 1;
  NystaPool *pool = nysta_pool_new (&options, &error);
  g_assert_no_error (error);
  return pool;
}

static void
assert_verdict (const NystaVerdict *verdict, const Sin *sin)
{
  g_test_message ("%s: outcome %d, signal %d, %s: %s", sin->toy, verdict->outcome,
                  verdict->signal, verdict->plugin, verdict->message);
  g_assert_cmpint (verdict->outcome, ==, sin->outcome);
  if (sin->signal >= 0)
    g_assert_cmpint (verdict->signal, ==, sin->signal);
  if (sin->message == NULL)
    {
      g_assert_null (verdict->message);
      g_assert_null (verdict->plugin);
      return;
    }
  g_assert_cmpstr (verdict->plugin, ==, sin->toy);
  g_assert_nonnull (strstr (verdict->message, sin->message));
  g_assert_null (strpbrk (verdict->message, "\n\r\t\x1b"));
}

/* An honest document before and after, in the same place. */
static void
assert_honest (NystaPool *pool, const NystaManifest *reader)
{
  g_autoptr (NystaJobResult) result = nysta_toy_read (pool, reader, NULL, "Gott nytt år.");

  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_cmpstr (result->findings->text, ==, "Gott nytt år.");
}

static void
test_reader (gconstpointer data)
{
  const Sin *sin = data;
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    honest = nysta_toy (box, "honest-reader", "ReaderPlugin", "text/plain", "");
  g_autoptr (NystaManifest) hostile = nysta_toy (
    box, sin->toy, "ReaderPlugin", "text/plain",
    sin->outcome == NYSTA_OUTCOME_TIMED_OUT ? LIMITS ("1") : LIMITS ("30"));
  g_autoptr (NystaPool) pool = pool_new ();

  assert_honest (pool, honest);
  g_autoptr (NystaJobResult) result = nysta_toy_read (pool, hostile, NULL, "hello");
  assert_verdict (&result->verdict, sin);
  g_assert_true ((result->findings != NULL) == (sin->outcome == NYSTA_OUTCOME_DONE));
  /* What it left behind is to have gone off before the next document. */
  if (strcmp (sin->toy, "leaves-a-bomb") == 0)
    g_usleep (60 * 1000);
  assert_honest (pool, honest);
}

static void
test_extractor (gconstpointer data)
{
  const Sin *sin = data;
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    reader = nysta_toy (box, "honest-reader", "ReaderPlugin", "text/plain", "");
  g_autoptr (NystaManifest)
    honest = nysta_toy (box, "honest-extractor", "ExtractorPlugin", "*", "");
  g_autoptr (NystaManifest) hostile = nysta_toy (box, sin->toy, "ExtractorPlugin", "*", "");
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (NystaPool) pool = pool_new ();

  g_ptr_array_add (both, honest);
  g_ptr_array_add (both, hostile);
  g_autoptr (NystaJobResult) result = nysta_toy_read (pool, reader, both, "hello");
  assert_verdict (&result->verdict, sin);
  /* Half of what can be known of a document is not given out. */
  g_assert_true ((result->findings != NULL) == (sin->outcome == NYSTA_OUTCOME_DONE));
  assert_honest (pool, reader);
}

static void
test_warnings_are_bounded (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    reader = nysta_toy (box, "floods-warnings", "ReaderPlugin", "text/plain", "");
  g_autoptr (NystaPool) pool = pool_new ();
  g_autoptr (NystaJobResult) result = nysta_toy_read (pool, reader, NULL, "hello");

  g_assert_cmpuint (result->findings->warnings->len, ==, 100);
  g_assert_cmpstr (g_ptr_array_index (result->findings->warnings, 0), ==,
                   "floods-warnings: this is the end of the world");
}

static void
test_nonsense_is_refused (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    reader = nysta_toy (box, "honest-reader", "ReaderPlugin", "text/plain", "");
  g_autoptr (NystaManifest)
    extractor = nysta_toy (box, "proposes-nonsense", "ExtractorPlugin", "*", "");
  g_autoptr (GPtrArray) extractors = g_ptr_array_new ();
  g_autoptr (NystaPool) pool = pool_new ();

  g_ptr_array_add (extractors, extractor);
  g_autoptr (NystaJobResult) result = nysta_toy_read (pool, reader, extractors, "hello");
  g_assert_cmpuint (result->findings->entities->len, ==, 1);
  g_assert_cmpuint (result->findings->mentions->len, ==, 0);
  g_assert_cmpuint (result->findings->warnings->len, ==, 5);
}

/* A trace holds what can be shown, up to a limit, and changes nothing. */
static void
test_trace_of_nonsense (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    reader = nysta_toy (box, "honest-reader", "ReaderPlugin", "text/plain", "");
  g_autoptr (NystaManifest)
    extractor = nysta_toy (box, "traces-nonsense", "ExtractorPlugin", "*", "");
  g_autoptr (GPtrArray) extractors = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("åäö", 6);
  g_autoptr (NystaPool) pool = pool_new ();
  const char *const first[] = { "rule\ttraces-nonsense\t\t0-1\t\t\uFFFD",
                                "rule\ttraces-nonsense\ta rule\t0-0\t [2J\uFFFD\t",
                                "rule\ttraces-nonsense\tr\t0-0\tbackwards\t",
                                "rule\ttraces-nonsense\tr\t1-2\thalf of å\t\uFFFD" };
  NystaJob job = { .bytes = bytes,
                   .media_type = "text/plain",
                   .reader = reader,
                   .extractors = extractors,
                   .trace = TRUE };
  guint n_rules = 0;

  g_ptr_array_add (extractors, extractor);
  g_assert_true (nysta_pool_submit (pool, &job, NULL));
  g_autoptr (NystaJobResult) result = nysta_pool_next (pool, -1, NULL);
  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_cmpuint (result->findings->entities->len, ==, 1);
  for (guint i = 0; i < result->findings->trace->len; i++)
    {
      const char *line = g_ptr_array_index (result->findings->trace, i);

      if (!g_str_has_prefix (line, "rule\t"))
        continue;
      if (n_rules < G_N_ELEMENTS (first))
        g_assert_cmpstr (line, ==, first[n_rules]);
      n_rules++;
    }
  g_assert_cmpuint (n_rules, ==, NYSTA_MAX_TRACED);

  job.trace = FALSE;
  g_assert_true (nysta_pool_submit (pool, &job, NULL));
  g_autoptr (NystaJobResult) untraced = nysta_pool_next (pool, -1, NULL);
  g_assert_cmpint (untraced->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_cmpuint (untraced->findings->trace->len, ==, 0);
  g_assert_cmpuint (untraced->findings->entities->len, ==, 1);
}

/* How many processes have @object mapped; a corpse has nothing. */
static guint
count_users (const char *object)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name = NULL;
  guint n_alive = 0;

  while (processes != NULL && (name = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *maps = g_build_filename ("/proc", name, "maps", NULL);
      g_autofree char *text = NULL;

      if (g_ascii_isdigit (name[0]) && g_file_get_contents (maps, &text, NULL, NULL))
        n_alive += strstr (text, object) != NULL;
    }
  return n_alive;
}

/* The children of a worker that died belong to its group, and go with it. */
static void
test_children_die (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    hostile = nysta_toy (box, "forks", "ReaderPlugin", "text/plain", "");
  g_autoptr (NystaPool) pool = pool_new ();
  g_autoptr (NystaJobResult) result = nysta_toy_read (pool, hostile, NULL, "hello");
  guint n_alive = count_users (hostile->object);

  /* They are killed; the kernel takes a moment to clear them away. */
  for (guint i = 0; n_alive > 0 && i < 500; i++)
    {
      g_usleep (10 * 1000);
      n_alive = count_users (hostile->object);
    }
  g_assert_cmpuint (n_alive, ==, 0);
}

/* The kernel counts what this process had in memory when it forked as its child's. */
static void
test_large_host (void)
{
  const gsize n_bytes = 400u * 1024 * 1024;
  g_autofree char *ballast = g_malloc (n_bytes);
  const Sin sin = { "segfault", NYSTA_OUTCOME_CRASHED, SIGSEGV, "segmentation fault" };

  memset (ballast, 1, n_bytes);
  test_reader (&sin);
  g_assert_cmpint (ballast[n_bytes / 2], ==, 1);
}

static void
test_source (void)
{
  static const struct
  {
    const char *locator;
    guint n_listed;
    Sin sin;
  } cases[] = {
    { "toy:honest", 4, { "bad-source", NYSTA_OUTCOME_DONE, 0, NULL } },
    { "toy:crash", 3, { "bad-source", NYSTA_OUTCOME_CRASHED, SIGSEGV, "segmentation" } },
    { "toy:endless",
      1000000,
      { "bad-source", NYSTA_OUTCOME_PROTOCOL, 0, "more documents" } },
    { "toy:latin1", 0, { "bad-source", NYSTA_OUTCOME_PROTOCOL, 0, "UTF-8" } },
    { "toy:honest", 4, { "bad-source", NYSTA_OUTCOME_DONE, 0, NULL } },
  };
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    source = nysta_toy (box, "bad-source", "SourcePlugin", "toy", "");
  g_autoptr (NystaPool) pool = pool_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func (
        (GDestroyNotify) nysta_listed_document_free);
      NystaVerdict verdict = { 0 };
      GError *error = NULL;

      nysta_pool_list (pool, source, cases[i].locator, listed, NULL, &verdict, &error);
      g_assert_no_error (error);
      assert_verdict (&verdict, &cases[i].sin);
      g_assert_cmpuint (listed->len, ==, cases[i].n_listed);
      nysta_verdict_clear (&verdict);
    }
}

/* @n_ahead: asked for before they are wanted, of which one may cost the others their worker. */
static void
test_fetch (gconstpointer n_ahead)
{
  static const struct
  {
    const char *key;
    Sin sin;
  } cases[] = {
    { "toy:7", { "bad-source", NYSTA_OUTCOME_DONE, 0, NULL } },
    { "toy:crash", { "bad-source", NYSTA_OUTCOME_CRASHED, SIGSEGV, "segmentation" } },
    { "toy:endless", { "bad-source", NYSTA_OUTCOME_PROTOCOL, 0, "limit of 64 MiB" } },
    { "toy:7", { "bad-source", NYSTA_OUTCOME_DONE, 0, NULL } },
  };
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    source = nysta_toy (box, "bad-source", "SourcePlugin", "toy", "");
  g_autoptr (NystaPool) pool = pool_new ();

  for (gsize i = 0; i < GPOINTER_TO_SIZE (n_ahead); i++)
    nysta_pool_fetch_ahead (pool, source, cases[i % G_N_ELEMENTS (cases)].key);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GBytes) bytes = NULL;
      NystaVerdict verdict = { 0 };
      GError *error = NULL;

      nysta_pool_fetch (pool, source, cases[i].key, &bytes, warnings, &verdict, &error);
      g_assert_no_error (error);
      assert_verdict (&verdict, &cases[i].sin);
      g_assert_true ((bytes != NULL) == (verdict.outcome == NYSTA_OUTCOME_DONE));
      if (bytes != NULL)
        {
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                           "toy:7", 5);
          g_assert_cmpstr (g_ptr_array_index (warnings, 0), ==, "bad-source: hello");
        }
      nysta_verdict_clear (&verdict);
    }
}

/* What was asked for ahead and is not wanted after all. */
static void
test_fetch_another (void)
{
  g_autoptr (NystaToyBox) box = nysta_toy_box_new ();
  g_autoptr (NystaManifest)
    source = nysta_toy (box, "bad-source", "SourcePlugin", "toy", "");
  g_autoptr (NystaPool) pool = pool_new ();
  g_autoptr (GBytes) bytes = NULL;
  NystaVerdict verdict = { 0 };

  nysta_pool_fetch_ahead (pool, source, "toy:1");
  nysta_pool_fetch_ahead (pool, source, "toy:2");
  g_assert_true (nysta_pool_fetch (pool, source, "toy:3", &bytes, NULL, &verdict, NULL));
  g_assert_cmpint (verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "toy:3", 5);
  nysta_verdict_clear (&verdict);
}

int
main (int argc, char **argv)
{
  int status = 0;

  if (nysta_toy_is_worker (argc, argv, &status))
    return status;
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (reader_sins); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/reader/%s", reader_sins[i].toy);
      g_test_add_data_func (path, &reader_sins[i], test_reader);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (extractor_sins); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/extractor/%s",
                                               extractor_sins[i].toy);
      g_test_add_data_func (path, &extractor_sins[i], test_extractor);
    }
  g_test_add_func ("/hostile/warnings-are-bounded", test_warnings_are_bounded);
  g_test_add_func ("/hostile/nonsense-is-refused", test_nonsense_is_refused);
  g_test_add_func ("/hostile/trace-of-nonsense", test_trace_of_nonsense);
  g_test_add_func ("/hostile/children-die", test_children_die);
  g_test_add_func ("/hostile/large-host", test_large_host);
  g_test_add_func ("/hostile/source", test_source);
  g_test_add_data_func ("/hostile/fetch", NULL, test_fetch);
  g_test_add_data_func ("/hostile/source/fetch-ahead", GSIZE_TO_POINTER (4), test_fetch);
  g_test_add_func ("/hostile/source/fetch-another", test_fetch_another);
  return g_test_run ();
}
