/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a pool does for plugins that behave, and for one that doesn't now and then. */
#include "config.h"
#include "toys.h"

#include "base/limits.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  NystaToyBox *box;
  NystaManifest *reader;
  NystaManifest *honest;
  NystaManifest *follows;
  GPtrArray *extractors;
  NystaPool *pool;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  NystaPoolOptions options;

  nysta_pool_options_init (&options);
  options.n_workers = 3;
  options.lexicon_path = data;
  fixture->box = nysta_toy_box_new ();
  fixture->reader = nysta_toy (fixture->box, "honest-reader", "ReaderPlugin", "text/plain",
                               "");
  fixture->honest = nysta_toy (fixture->box, "honest-extractor", "ExtractorPlugin", "*",
                               "");
  fixture->follows = nysta_toy (fixture->box, "follows-on", "ExtractorPlugin", "*",
                                "nysta:after \"honest-extractor\" ; ");
  fixture->extractors = g_ptr_array_new ();
  g_ptr_array_add (fixture->extractors, fixture->honest);
  g_ptr_array_add (fixture->extractors, fixture->follows);
  fixture->pool = nysta_pool_new (&options, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  nysta_pool_free (fixture->pool);
  g_ptr_array_unref (fixture->extractors);
  nysta_manifest_free (fixture->reader);
  nysta_manifest_free (fixture->honest);
  nysta_manifest_free (fixture->follows);
  nysta_toy_box_free (fixture->box);
}

static void
test_document (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (NystaJobResult) result = nysta_toy_read (fixture->pool, fixture->reader,
                                                      fixture->extractors, "Hej på dig.");

  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  const NystaFindings *findings = result->findings;
  g_assert_cmpstr (findings->text, ==, "Hej på dig.");
  g_assert_cmpuint (findings->entities->len, ==, 3);
  const NystaFoundEntity *person = g_ptr_array_index (findings->entities, 0);
  g_assert_cmpstr (person->key, ==, "honest-extractor#p");
  g_assert_cmpstr (person->name, ==, "Åsa Ek");
  g_assert_cmpstr (g_ptr_array_index (person->aliases, 0), ==, "Ek");

  /* The second extractor joined the first one's person to a role of its own. */
  g_assert_cmpuint (findings->memberships->len, ==, 2);
  const NystaFoundMembership *second = &g_array_index (findings->memberships,
                                                       NystaFoundMembership, 1);
  const NystaFoundEntity *role = g_ptr_array_index (findings->entities, second->role);
  g_assert_cmpuint (second->person, ==, 0);
  g_assert_cmpstr (role->key, ==, "follows-on#r");
  g_assert_cmpstr (second->plugin, ==, "follows-on");
  g_assert_cmpuint (findings->warnings->len, ==, 0);
  g_assert_cmpuint (findings->trace->len, ==, 0);
}

static void
test_empty_document (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (NystaJobResult)
    result = nysta_toy_read (fixture->pool, fixture->reader, fixture->extractors, "");

  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_cmpstr (result->findings->text, ==, "");
  g_assert_cmpuint (result->findings->n_bytes, ==, 0);
}

/* Larger than a frame, than the socket's buffer, and than the worker's answer's. */
static void
test_large_document (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (9 * 1024 * 1024, 'a');

  (void) data;
  for (gsize i = 60; i < 9 * 1024 * 1024; i += 61)
    text[i] = '\n';
  g_autoptr (NystaJobResult)
    result = nysta_toy_read (fixture->pool, fixture->reader, NULL, text);

  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_cmpuint (result->findings->n_bytes, ==, 9 * 1024 * 1024);
  g_assert_true (strcmp (result->findings->text, text) == 0);
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (NystaJobResult)
    result = nysta_toy_read (fixture->pool, fixture->reader, NULL, "fail");

  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_FAILED);
  g_assert_cmpstr (result->verdict.plugin, ==, "honest-reader");
  g_assert_cmpstr (result->verdict.message, ==, "asked to [31m fail in two lines");
  g_assert_null (result->findings);
}

/* A hundred documents at once on three workers, each seventh of which kills its worker. @room:
 * how many more may be submitted. */
static void
pass_many (Fixture *fixture, guint (*room) (NystaPool *pool))
{
  g_autoptr (GBytes) fine = g_bytes_new_static ("fine", 4);
  g_autoptr (GBytes) deadly = g_bytes_new_static ("die", 3);
  guint n_submitted = 0;
  guint n_done = 0;
  guint n_crashed = 0;

  while (n_done + n_crashed < 100)
    {
      while (n_submitted < 100 && room (fixture->pool) > 0)
        {
          NystaJob job = { .bytes = n_submitted % 7 == 6 ? deadly : fine,
                           .media_type = "text/plain",
                           .reader = fixture->reader,
                           .extractors = fixture->extractors,
                           .user_data = GUINT_TO_POINTER (n_submitted + 1) };

          g_assert_true (nysta_pool_submit (fixture->pool, &job, NULL));
          n_submitted++;
        }
      g_autoptr (NystaJobResult) result = nysta_pool_next (fixture->pool, -1, NULL);
      gboolean dies = (GPOINTER_TO_UINT (result->user_data) - 1) % 7 == 6;

      g_assert_cmpint (result->verdict.outcome, ==,
                       dies ? NYSTA_OUTCOME_CRASHED : NYSTA_OUTCOME_DONE);
      n_done += !dies;
      n_crashed += dies;
    }
  g_assert_cmpuint (n_crashed, ==, 14);
  g_assert_cmpuint (nysta_pool_idle (fixture->pool), ==, 3);
  g_assert_null (nysta_pool_next (fixture->pool, -1, NULL));
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  (void) data;
  pass_many (fixture, nysta_pool_idle);
}

static void
test_many_ahead (Fixture *fixture, gconstpointer data)
{
  (void) data;
  pass_many (fixture, nysta_pool_room);
}

/* Sent to one worker together: each comes to its own end, in their order. */
static void
test_company (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean loops;
    NystaOutcome outcome;
  } cases[] = {
    { "fine", FALSE, NYSTA_OUTCOME_DONE },   { "x", TRUE, NYSTA_OUTCOME_TIMED_OUT },
    { "fine", FALSE, NYSTA_OUTCOME_DONE },   { "die", FALSE, NYSTA_OUTCOME_CRASHED },
    { "fail", FALSE, NYSTA_OUTCOME_FAILED }, { "die", FALSE, NYSTA_OUTCOME_CRASHED },
    { "", FALSE, NYSTA_OUTCOME_DONE },       { "fine", FALSE, NYSTA_OUTCOME_DONE },
  };
  g_autoptr (NystaManifest)
    slow = nysta_toy (fixture->box, "loops", "ReaderPlugin", "text/plain", "");
  NystaPoolOptions options;

  (void) data;
  nysta_pool_options_init (&options);
  options.n_workers = 1;
  options.deadline_ms = 300;
  g_autoptr (NystaPool) pool = nysta_pool_new (&options, NULL);
  g_assert_cmpuint (nysta_pool_room (pool), >=, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      NystaJob job = { .bytes = bytes,
                       .media_type = "text/plain",
                       .reader = cases[i].loops ? slow : fixture->reader,
                       .extractors = fixture->extractors,
                       .user_data = GSIZE_TO_POINTER (i) };

      g_assert_true (nysta_pool_submit (pool, &job, NULL));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaJobResult) result = nysta_pool_next (pool, -1, NULL);

      g_assert_cmpuint (GPOINTER_TO_SIZE (result->user_data), ==, i);
      g_assert_cmpint (result->verdict.outcome, ==, cases[i].outcome);
      if (cases[i].outcome == NYSTA_OUTCOME_TIMED_OUT)
        g_assert_cmpstr (result->verdict.plugin, ==, "loops");
      else if (cases[i].outcome != NYSTA_OUTCOME_DONE)
        g_assert_cmpstr (result->verdict.plugin, ==, "honest-reader");
      else
        g_assert_cmpstr (result->findings->text, ==, cases[i].text);
    }
  g_assert_null (nysta_pool_next (pool, -1, NULL));
}

static void
test_timeout_of_next (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaManifest)
    slow = nysta_toy (fixture->box, "loops", "ReaderPlugin", "text/plain", "");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  NystaJob job = { .bytes = bytes, .media_type = "text/plain", .reader = slow };

  (void) data;
  g_assert_true (nysta_pool_submit (fixture->pool, &job, NULL));
  g_assert_null (nysta_pool_next (fixture->pool, 0, NULL));
  g_assert_null (nysta_pool_next (fixture->pool, 20, NULL));
  g_assert_cmpuint (nysta_pool_idle (fixture->pool), ==, 2);
  /* And the pool is freed while it runs. */
}

/* What plugins leak does not add up for ever. */
static void
test_recycling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaManifest)
    reader = nysta_toy (fixture->box, "counts", "ReaderPlugin", "text/plain", "");
  gboolean was_fresh = FALSE;

  (void) data;
  for (guint i = 1; i <= NYSTA_WORKER_DOCUMENTS + 1; i++)
    {
      g_autoptr (NystaJobResult) result = nysta_toy_read (fixture->pool, reader, NULL, "x");

      g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
      was_fresh = strcmp (result->findings->text, "1") == 0;
      g_assert_true (was_fresh == (i == 1 || i == NYSTA_WORKER_DOCUMENTS + 1));
    }
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaManifest)
    bad = nysta_toy (fixture->box, "wrong-id", "ReaderPlugin", "text/plain", "");
  NystaVerdict verdict = { 0 };

  (void) data;
  g_assert_true (nysta_pool_check (fixture->pool, fixture->reader, &verdict, NULL));
  g_assert_cmpint (verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  nysta_verdict_clear (&verdict);
  g_assert_true (nysta_pool_check (fixture->pool, bad, &verdict, NULL));
  g_assert_cmpint (verdict.outcome, ==, NYSTA_OUTCOME_REFUSED);
  nysta_verdict_clear (&verdict);
}

static void
test_no_lexicon (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_autoptr (NystaJobResult)
    result = nysta_toy_read (fixture->pool, fixture->reader, NULL, "hello");

  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_FAILED);
  g_assert_null (result->verdict.plugin);
  g_assert_nonnull (strstr (result->verdict.message, "/no/such/lexicon"));
}

/* An extractor for Finnish is not run on Swedish. */
static void
test_language (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) extractors = g_ptr_array_new ();

  (void) data;
  g_strfreev (fixture->honest->accepts);
  fixture->honest->accepts = g_strsplit ("fi en-GB", " ", -1);
  g_ptr_array_add (extractors, fixture->honest);
  g_autoptr (NystaJobResult) result = nysta_toy_read (
    fixture->pool, fixture->reader, extractors,
    "Det här är en text som är skriven på svenska och som handlar om ingenting alls.");

  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);
  g_assert_cmpstr (g_hash_table_lookup (result->findings->metadata, "language"), ==, "sv");
  g_assert_cmpuint (result->findings->entities->len, ==, 0);
}

static void
test_trace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Hej Åsa", 8);
  NystaJob job = {
    .bytes = bytes, .media_type = "text/plain", .reader = fixture->reader, .trace = TRUE
  };

  (void) data;
  g_assert_true (nysta_pool_submit (fixture->pool, &job, NULL));
  g_autoptr (NystaJobResult) result = nysta_pool_next (fixture->pool, -1, NULL);
  g_assert_cmpint (result->verdict.outcome, ==, NYSTA_OUTCOME_DONE);

  guint n_tokens = 0;
  for (guint i = 0; i < result->findings->trace->len; i++)
    n_tokens += g_str_has_prefix (g_ptr_array_index (result->findings->trace, i),
                                  "token\t");
  g_assert_cmpuint (n_tokens, ==, 2);
}

int
main (int argc, char **argv)
{
  int status = 0;

  if (nysta_toy_is_worker (argc, argv, &status))
    return status;
  g_test_init (&argc, &argv, NULL);
#define ADD(name, lexicon, function)                                                       \
  g_test_add ("/pool/" name, Fixture, lexicon, set_up, function, tear_down)
  ADD ("document", NULL, test_document);
  ADD ("empty-document", NULL, test_empty_document);
  ADD ("large-document", NULL, test_large_document);
  ADD ("failure", NULL, test_failure);
  ADD ("many", NULL, test_many);
  ADD ("many-ahead", NULL, test_many_ahead);
  ADD ("company", NULL, test_company);
  ADD ("timeout-of-next", NULL, test_timeout_of_next);
  ADD ("recycling", NULL, test_recycling);
  ADD ("check", NULL, test_check);
  ADD ("no-lexicon", "/no/such/lexicon", test_no_lexicon);
  ADD ("language", NULL, test_language);
  ADD ("trace", NULL, test_trace);
  return g_test_run ();
}
