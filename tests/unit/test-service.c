/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* SERVICE, asked of a server of the test's own that answers right, and of one that doesn't. */
#include "http-server.h"

#include "base/error.h"
#include "base/limits.h"
#include "rdf/rdf-reader.h"
#include "sparql/query.h"
#include "sparql/results/results.h"
#include "sparql/service/http.h"
#include "sparql/update.h"

#include <string.h>

#define N_ITEMS 300

static HttpServer *server;
static int n_asked;
static GMutex asked_mutex;
static GString *asked; /* all queries, one a line */

/* --- data ----------------------------------------------------------------------------- */

static gboolean
add_statement (const NystaStatement *statement, gpointer builder, GError **error)
{
  nysta_memory_builder_add (builder, statement);
  return TRUE;
}

static NystaDataset *
dataset_from (const char *trig)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();
  g_autoptr (GError) error = NULL;

  nysta_rdf_read_memory (trig, strlen (trig), "data", NYSTA_SYNTAX_TRIG, "http://x/", "",
                         add_statement, builder, &error);
  g_assert_no_error (error);
  return nysta_memory_builder_finish (builder);
}

/* What the server knows, and, in the tests that compare, what is known here. */
static const char *
remote_data (void)
{
  return "@prefix : <http://x/> . :a :p :b . :b :p :c . :c :p :a . :a :n 1 . :b :n 2.0 . "
         ":c :n \"drei\"@de . :d :n \"a \\\"b\\\"\\n\\\\ \\t å\" . :a :q :a, :b . "
         ":e :p _:x . _:x :n 7 . :d :control \"\\u0007\" . :b :text \"\", \"2\"^^:t .";
}

static const char *
local_data (void)
{
  return "@prefix : <http://x/> . :a :l 1 . :b :l 2 . :c :l 2 . :z :l 3 . _:y :l 4 . "
         ":a :v \"drei\"@de, 1, :b . :b :v \"a \\\"b\\\"\\n\\\\ \\t å\" . "
         ":c :v \"\", \"2\"^^:t .";
}

/* --- rows as text ----------------------------------------------------------------------- */

static gboolean
ignore_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  return TRUE;
}

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer rows, GError **error)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      if (values[i].kind == NYSTA_TERM_BLANK)
        g_string_append (text, "_:");
      else
        nysta_term_append_ntriples (&values[i], text);
      g_string_append_c (text, ' ');
    }
  g_ptr_array_add (rows, g_string_free (text, FALSE));
  return TRUE;
}

static gboolean
on_boolean (gboolean value, gpointer rows, GError **error)
{
  g_ptr_array_add (rows, g_strdup (value ? "true" : "false"));
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

typedef struct
{
  const char *const *services;
  guint timeout_ms;
  gsize max_bytes;
  gboolean keeps_algebra;
} Asking;

/* Rows, sorted; NULL with @error. */
static char *
ask (const char *data, const char *text, const Asking *asking, GError **error)
{
  static const NystaAnswerFuncs funcs = { ignore_variables, on_row, on_boolean, NULL };
  const NystaQueryOptions options = { .base = "http://x/",
                                      .services = asking->services,
                                      .timeout_ms = asking->timeout_ms,
                                      .max_bytes = asking->max_bytes,
                                      .keeps_algebra = asking->keeps_algebra };
  g_autoptr (NystaDataset) dataset = dataset_from (data);
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  if (query == NULL || !nysta_query_run (query, dataset, &funcs, rows, error))
    return NULL;
  g_ptr_array_sort (rows, compare_rows);
  g_ptr_array_add (rows, NULL);
  return g_strjoinv ("\n", (char **) rows->pdata);
}

/* --- the server ------------------------------------------------------------------------- */

static gboolean
append_bytes (const char *data, gsize n_bytes, gpointer out, GError **error)
{
  g_string_append_len (out, data, (gssize) n_bytes);
  return TRUE;
}

static gboolean
tell_variables (const char *const *names, gsize n, gpointer results, GError **error)
{
  return nysta_results_variables (results, names, n, error);
}

static gboolean
tell_row (const NystaTerm *values, gsize n, gpointer results, GError **error)
{
  return nysta_results_row (results, values, n, error);
}

static void
answer_right (const char *text, NystaResultsFormat format, GString *body)
{
  static const NystaAnswerFuncs funcs = { tell_variables, tell_row, NULL, NULL };
  const NystaQueryOptions options = { .strict = TRUE };
  g_autoptr (NystaDataset) dataset = dataset_from (remote_data ());
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, &error);
  g_autoptr (NystaResults) results = nysta_results_new (format, append_bytes, body);

  g_assert_no_error (error);
  nysta_query_run (query, dataset, &funcs, results, &error);
  g_assert_no_error (error);
  g_assert_true (nysta_results_finish (results, NULL));
}

#define JSON "application/sparql-results+json"
#define HEAD "{\"head\":{\"vars\":[\"s\",\"o\"]},\"results\":{\"bindings\":["

static const struct
{
  const char *path;
  guint status;
  const char *type;
  const char *body;
} replies[] = {
  { "/500", 500, "text/plain", "out of\tmemory\nat line 3" },
  { "/404", 404, "text/html", "<h1>no</h1>" },
  { "/204", 204, NULL, "" },
  { "/html", 200, "text/html; charset=utf-8", "<h1>hello</h1>" },
  { "/untyped", 200, NULL, HEAD "]}}" },
  { "/turtle", 200, "text/turtle", "<a> <b> <c> ." },
  { "/broken", 200, JSON, HEAD "{\"s\":" },
  { "/empty", 200, JSON, "" },
  { "/boolean", 200, JSON, "{\"head\":{},\"boolean\":true}" },
  { "/unbound", 200, JSON, HEAD "{\"s\":{\"type\":\"uri\",\"value\":\"http://x/a\"}}]}}" },
  { "/nowhere", 302, NULL, "" },
  { "/cut", 200, JSON, HEAD "                                               ]}}" },
  { "/others", 200, "Application/JSON; charset=UTF-8",
    "{\"head\":{\"vars\":[\"z\",\"o\",\"s\"]},\"results\":{\"bindings\":[{"
    "\"s\":{\"type\":\"uri\",\"value\":\"http://x/a\"},"
    "\"z\":{\"type\":\"literal\",\"value\":\"not asked for\"},"
    "\"o\":{\"type\":\"bnode\",\"value\":\"x\"}}]}}" },
};

static void
answer_wrong (const char *path, HttpReply *reply)
{
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    if (strcmp (path, replies[i].path) == 0)
      {
        reply->status = replies[i].status;
        reply->type = replies[i].type;
        g_string_append (reply->body, replies[i].body);
        reply->is_cut = strcmp (path, "/cut") == 0;
        return;
      }
  g_error ("%s: asked for", path);
}

static void
handle (const char *target, const char *accept, const char *query, HttpReply *reply,
        gpointer user_data)
{
  g_assert_nonnull (strstr (accept, "application/sparql-results+json"));
  g_assert_nonnull (query);
  g_mutex_lock (&asked_mutex);
  n_asked++;
  g_string_append_printf (asked, "%s\n", query);
  g_mutex_unlock (&asked_mutex);
  if (g_str_has_prefix (target, "/right"))
    {
      reply->type = JSON;
      answer_right (query, NYSTA_RESULTS_JSON, reply->body);
    }
  else if (strcmp (target, "/xml") == 0)
    {
      reply->type = "application/sparql-results+xml; charset=utf-8";
      answer_right (query, NYSTA_RESULTS_XML, reply->body);
    }
  else if (strcmp (target, "/never") == 0)
    reply->is_never = TRUE;
  else if (strcmp (target, "/huge") == 0)
    {
      reply->type = JSON;
      g_string_set_size (reply->body, 8u << 20);
      memset (reply->body->str, ' ', reply->body->len);
    }
  else if (strcmp (target, "/loop") == 0 || strcmp (target, "/sends-on") == 0 ||
           strcmp (target, "/sends-away") == 0 || strcmp (target, "/sends-to-file") == 0)
    {
      reply->status = strcmp (target, "/loop") == 0 ? 301 : 307;
      reply->location = g_strdup (strcmp (target, "/loop") == 0       ? "/loop"
                                  : strcmp (target, "/sends-on") == 0 ? "right"
                                  : strcmp (target, "/sends-away") == 0
                                    ? "http://evil.example/"
                                    : "file:///etc/passwd");
    }
  else
    answer_wrong (target, reply);
}

static void
forget_asked (void)
{
  n_asked = 0;
  g_string_truncate (asked, 0);
}

/* @text with each `$` as the server's address. */
static char *
with_address (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "$", -1);

  return g_strjoinv (http_server_address (server), parts);
}

static const char *const all_services[] = { "", NULL };

static char *
ask_all (const char *text, GError **error)
{
  const Asking asking = { .services = all_services };
  g_autofree char *whole = with_address (text);

  forget_asked ();
  return ask (local_data (), whole, &asking, error);
}

/* --- the same as without SERVICE ---------------------------------------------------------- */

/* `{{ … }}`: said by the server, or here, where what it knows is a graph of its own. */
static const char *const patterns[] = {
  "SELECT * { {{ ?s :p ?o }} }",
  "SELECT * { ?s :l ?n {{ ?s :p ?o }} }",
  "SELECT * { {{ ?s :p ?o }} ?s :l ?n }",
  "SELECT * { ?s :l ?n {{ ?s :p ?o }} {{ ?o :p ?z }} }",
  "SELECT * { ?s :l ?n OPTIONAL { {{ ?s :p ?o }} } }",
  "SELECT * { ?s :l ?n OPTIONAL { {{ ?s :q ?o }} FILTER (?n > 1) } }",
  "SELECT * { ?s :l ?n OPTIONAL { ?s :v ?v } {{ ?s :p ?o OPTIONAL { ?o :n ?v } }} }",
  "SELECT * { ?s :v ?v {{ ?x :n ?v }} }",
  "SELECT * { ?s :v ?v {{ ?x ?p ?v }} }",
  "SELECT * { ?s :l ?n MINUS { {{ ?s :q ?o }} } }",
  "SELECT * { ?s :l ?n FILTER EXISTS { {{ ?s :q ?o }} } }",
  "SELECT * { ?s :l ?n FILTER NOT EXISTS { {{ ?s :p ?o }} } }",
  "SELECT * { { ?s :l ?n } UNION { {{ ?s :p ?o }} } }",
  "SELECT * { ?s :l ?n {{ SELECT ?s (COUNT (*) AS ?c) { ?s ?p ?o } GROUP BY ?s }} }",
  "SELECT * { ?s :l ?n {{ SELECT ?s { ?s :p ?o } ORDER BY DESC (?s) LIMIT 2 }} }",
  "SELECT * { {{ ?s :p [ :p ?o ] }} FILTER (?s != ?o) }",
  "SELECT * { VALUES ?s { :a UNDEF :b } {{ ?s :p ?o }} }",
  "SELECT * { VALUES (?s ?o) { (:a :b) (:a UNDEF) (:b :z) } {{ ?s ?p ?o }} }",
  "SELECT * { {{ ?s :n ?o FILTER (isNumeric (?o)) BIND (?o + 1 AS ?z) }} ?s :l ?n }",
  "SELECT (COUNT (*) AS ?c) { ?s :l ?n {{ ?s :p ?o }} }",
  "SELECT DISTINCT ?n { ?s :l ?n {{ ?s ?p ?o }} } LIMIT 1",
  "SELECT * { BIND (:a AS ?s) {{ ?s :p ?o }} }",
  "SELECT * { {{ :a :p :b }} ?s :l ?n }",
  "SELECT * { {{ :a :p :z }} ?s :l ?n }",
  "SELECT * { ?s :l ?n { {{ ?s :p ?o }} FILTER (?o != :b) } }",
  "SELECT * { ?s :none ?n {{ ?s :p ?o }} }",
  "SELECT * { SELECT ?s { ?s :l ?n {{ ?s :p ?o }} } }",
};

static char *
replace_marks (const char *text, const char *before, const char *after)
{
  g_auto (GStrv) opened = g_strsplit (text, "{{", -1);
  g_autofree char *half = g_strjoinv (before, opened);
  g_auto (GStrv) closed = g_strsplit (half, "}}", -1);

  return g_strjoinv (after, closed);
}

static void
test_same (gconstpointer data)
{
  static const char *const kinds[] = { "{ SERVICE <$/right> {",
                                       "{ SERVICE SILENT <$/xml> {",
                                       "{ SERVICE <$/sends-on> {" };
  g_autofree char *prefixed = g_strconcat ("PREFIX : <http://x/> ", data, NULL);
  g_autofree char *here = replace_marks (prefixed, "{ GRAPH <http://x/remote> {", "} }");
  g_autofree char *both = g_strdup_printf ("%s <http://x/remote> { %s }", local_data (),
                                           remote_data () +
                                             strlen ("@prefix : <http://x/> ."));
  const Asking asking = { .services = all_services };
  g_autoptr (GError) error = NULL;
  /* What is local is asked of the whole, but no predicate is in both. */
  g_autofree char *wanted = ask (both, here, &asking, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (kinds); i++)
    {
      const Asking way = { .services = all_services, .keeps_algebra = i % 2 };
      g_autofree char *before = with_address (kinds[i / 2]);
      g_autofree char *there = replace_marks (prefixed, before, "} }");
      g_autofree char *got = ask (local_data (), there, &way, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (got, ==, wanted);
    }
}

/* --- what is sent ------------------------------------------------------------------------- */

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = ask_all (
    "PREFIX : <http://x/> SELECT ?s { ?s :l ?n SERVICE <$/right> { ?s :p ?o } }", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, "<http://x/a> \n<http://x/b> \n<http://x/c> ");
  g_assert_cmpint (n_asked, ==, 1);
  g_assert_nonnull (strstr (asked->str, "VALUES ( ?s ) { ( <http://x/"));
  g_assert_nonnull (strstr (asked->str, "( <http://x/z> )"));
  g_assert_null (strstr (asked->str, "_:"));
  g_assert_null (strstr (asked->str, "?n"));
}

/* XML could not carry it back. */
static void
test_control (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = ask_all (
    "PREFIX : <http://x/> SELECT ?s ?t { VALUES ?t { \"\\u0007\" \"\\u0008\" } "
    "SERVICE <$/right> { ?s :control ?t } }",
    &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, "<http://x/d> \"\\u0007\" ");
}

/* Many rows go along in parts, and equal ones once. */
static void
test_batches (void)
{
  const Asking asking = { .services = all_services };
  g_autoptr (GString) data = g_string_new ("@prefix : <http://x/> .");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = with_address (
    "PREFIX : <http://x/> SELECT ?s { ?i :of ?s SERVICE <$/right> { ?s :p ?o } }");

  for (guint i = 0; i < N_ITEMS; i++)
    g_string_append_printf (data, ":i%u :of :s%u, :a .", i, i);
  forget_asked ();

  g_autofree char *rows = ask (data->str, text, &asking, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (rows), ==, N_ITEMS * strlen ("<http://x/a> \n") - 1);
  g_assert_cmpint (n_asked, >=, 2 * N_ITEMS / NYSTA_SERVICE_BINDINGS);
  g_assert_cmpint (n_asked, <=, 10);
}

/* Nothing in common: one question will do; and none where nothing is to be joined. */
static void
test_fewest (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *product = ask_all (
    "PREFIX : <http://x/> SELECT (COUNT (*) AS ?c) { ?l :l ?n SERVICE <$/right> { ?s :p ?o } }",
    &error);

  g_assert_no_error (error);
  g_assert_cmpstr (product, ==, "\"20\"^^<http://www.w3.org/2001/XMLSchema#integer> ");
  g_assert_cmpint (n_asked, ==, 1);
  g_assert_null (strstr (asked->str, "VALUES"));

  g_autofree char *none = ask_all (
    "PREFIX : <http://x/> SELECT * { ?s :none ?n SERVICE <$/500> { ?s :p ?o } }", &error);

  g_assert_no_error (error);
  g_assert_cmpint (n_asked, ==, 0);
}

static void
test_variable (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = ask_all (
    "PREFIX : <http://x/> SELECT ?s ?o ?e { VALUES (?s ?e) { (:a <$/right1>) (:b <$/right2>) "
    "(:c <$/right1>) } SERVICE ?e { ?s :p ?o } }",
    &error);
  g_autofree char *wanted = with_address (
    "<http://x/a> <http://x/b> <$/right1> \n<http://x/b> <http://x/c> <$/right2> \n"
    "<http://x/c> <http://x/a> <$/right1> ");

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, wanted);
  g_assert_cmpint (n_asked, ==, 2);

  g_autofree char *none = ask_all ("SELECT * { SERVICE ?e { ?s ?p ?o } }", &error);

  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_REFUSED);
  g_clear_error (&error);

  g_autofree char *literal = ask_all ("SELECT * { BIND (1 AS ?e) SERVICE ?e { ?s ?p ?o } }",
                                      &error);

  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SERVICE);
}

/* A label is one node in one answer, and none that is known here. Columns that were not
 * asked for are left out. */
static void
test_blank_nodes (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = ask_all (
    "PREFIX : <http://x/> SELECT * { SERVICE <$/others> { ?s :p ?o } OPTIONAL { ?o :l ?n } }",
    &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, "<http://x/a> _:  ");

  g_autofree char *same = ask_all (
    "PREFIX : <http://x/> ASK { SERVICE <$/right> { ?s :p ?o . ?o :n 7 } ?o :l ?n }",
    &error);

  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, "false");
}

/* --- what goes wrong ------------------------------------------------------------------------ */

typedef struct
{
  const char *path;
  const char *message;
} WrongCase;

static const WrongCase wrong_cases[] = {
  { "/500", "HTTP status 500: out of\tmemory" },
  { "/404", "HTTP status 404" },
  { "/204", "HTTP status 204" },
  { "/html", "text/html" },
  { "/untyped", "no media type" },
  { "/turtle", "text/turtle" },
  { "/broken", "its answer:1:" },
  { "/empty", "its answer:1:1: " },
  { "/boolean", "yes or no" },
  { "/unbound", "?o" },
  { "/nowhere", "without saying where to" },
  { "/cut", "remaining" },
  { "/loop", "again and again" },
};

static void
test_wrong (gconstpointer data)
{
  const WrongCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
    "PREFIX : <http://x/> SELECT ?n ?o { ?s :l ?n SERVICE <$%s> { ?s :p ?o } }", c->path);
  g_autofree char *rows = ask_all (text, &error);
  g_autofree char *endpoint = g_strdup_printf (
    "SERVICE <%s%s>: ", http_server_address (server), c->path);

  g_assert_null (rows);
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SERVICE);
  g_assert_true (g_str_has_prefix (error->message, endpoint));
  g_assert_nonnull (strstr (error->message, c->message));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpint (n_asked, ==,
                   strcmp (c->path, "/loop") == 0 ? NYSTA_SERVICE_REDIRECTIONS + 1 : 1);
}

/* One solution without bindings, to each row on the left. An answer that does not bind what
 * it should is one to SILENT, which relies on nothing. */
static void
test_silent (gconstpointer data)
{
  const WrongCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
    "PREFIX : <http://x/> SELECT ?s ?n ?o { VALUES (?s ?n) { (:a 1) (:b 2) } "
    "SERVICE SILENT <$%s> { ?s :p ?o } }",
    c->path);
  g_autofree char *rows = ask_all (text, &error);
  const char *integer = "^^<http://www.w3.org/2001/XMLSchema#integer>  ";
  gboolean is_answer = strcmp (c->path, "/unbound") == 0;
  g_autofree char *wanted = g_strconcat ("<http://x/a> \"1\"", integer,
                                         is_answer ? NULL : "\n<http://x/b> \"2\"", integer,
                                         NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, wanted);
}

/* No server listens there. */
static void
test_nobody (void)
{
  HttpServer *gone = http_server_new (handle, NULL);
  g_autofree char *text = g_strdup_printf ("SELECT * { SERVICE <%s/> { ?s ?p ?o } }",
                                           http_server_address (gone));
  g_autoptr (GError) error = NULL;

  http_server_free (gone);

  g_autofree char *rows = ask_all (text, &error);

  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SERVICE);
}

/* What is up is up, also where errors are to be silent. */
static void
test_limits (void)
{
  static const char *const words[] = { "SERVICE", "SERVICE SILENT" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const Asking short_time = { .services = all_services, .timeout_ms = 100 };
      const Asking small = { .services = all_services, .max_bytes = 4u << 20 };
      g_autofree char *never = g_strdup_printf ("SELECT * { %s <$/never> { ?s ?p ?o } }",
                                                words[i]);
      g_autofree char *huge = g_strdup_printf ("SELECT * { %s <$/huge> { ?s ?p ?o } }",
                                               words[i]);
      g_autofree char *never_here = with_address (never);
      g_autofree char *huge_here = with_address (huge);
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (local_data (), never_here, &short_time, &error));
      g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT);
      g_clear_error (&error);
      g_assert_null (ask (local_data (), huge_here, &small, &error));
      g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
      g_assert_true (g_str_has_prefix (error->message, "limit: SERVICE <"));
    }
}

/* --- who may be asked ------------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  const char *service; /* what is asked */
  const char *allowed; /* NULL: nothing */
  gboolean is_allowed;
} AllowedCase;

static const AllowedCase allowed_cases[] = {
  { "nothing", "$/right", NULL, FALSE },
  { "all", "$/right", "", TRUE },
  { "itself", "$/right", "$/right", TRUE },
  { "host", "$/right", "$", TRUE },
  { "folder", "$/right", "$/", TRUE },
  { "another", "$/right", "$/other", FALSE },
  { "half-a-name", "$/right", "$/rig", FALSE },
  { "longer-host", "http://127.0.0.1.evil.example/", "http://127.0.0.1", FALSE },
  { "user", "http://127.0.0.1@evil.example/", "http://127.0.0.1", FALSE },
  { "file", "file:///etc/passwd", "", FALSE },
  { "ftp", "ftp://127.0.0.1/", "", FALSE },
  { "sent-on", "$/sends-on", "$/", TRUE },
  { "sent-on-to-another", "$/sends-on", "$/sends-on", FALSE },
  { "sent-away", "$/sends-away", "$/", FALSE },
  { "sent-to-file", "$/sends-to-file", "", FALSE },
};

static void
test_allowed (gconstpointer data)
{
  const AllowedCase *c = data;
  g_autofree char *allowed = c->allowed != NULL ? with_address (c->allowed) : NULL;
  const char *services[] = { allowed, NULL };
  const Asking asking = { .services = allowed != NULL ? services : NULL };

  for (guint silent = 0; silent < 2; silent++)
    {
      g_autofree char *service = with_address (c->service);
      g_autofree char *text = g_strdup_printf ("ASK { SERVICE %s <%s> { ?s ?p ?o } }",
                                               silent ? "SILENT" : "", service);
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = ask (local_data (), text, &asking, &error);

      if (c->is_allowed)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (rows, ==, "true");
          continue;
        }
      g_assert_null (rows);
      g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_REFUSED);
    }
}

/* --- updates --------------------------------------------------------------------------------- */

static gboolean
on_change (const NystaStatement *statement, gboolean adds, gpointer text, GError **error)
{
  g_string_append_c (text, adds ? '+' : '-');
  nysta_term_append_ntriples (&statement->subject, text);
  return TRUE;
}

static void
test_update (void)
{
  NystaUpdateOptions options = { .query = { .services = all_services } };
  g_autofree char *text = with_address (
    "PREFIX : <http://x/> INSERT { ?s :new ?o } WHERE { ?s :l 1 SERVICE <$/right> { ?s :p ?o } }");
  g_autoptr (NystaDataset) dataset = dataset_from (local_data ());
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  nysta_sparql_update (text, &options, dataset, on_change, changes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (changes->str, ==, "+<http://x/a>");
  options.query.services = NULL;
  g_assert_false (
    nysta_sparql_update (text, &options, dataset, on_change, changes, NULL, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  static const char *const proxies[] = { "http_proxy", "HTTP_PROXY", "all_proxy",
                                         "ALL_PROXY" };
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (proxies); i++)
    g_unsetenv (proxies[i]);
  g_test_add_data_func ("/service/allowed/nothing", &allowed_cases[0], test_allowed);
  asked = g_string_new (NULL);
  server = http_server_new (handle, NULL);
  if (nysta_http_module (&error) == NULL)
    return g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *path = g_strdup_printf ("/service/same/%" G_GSIZE_FORMAT, i);
      g_test_add_data_func (path, patterns[i], test_same);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_cases); i++)
    {
      g_autofree char *wrong = g_strconcat ("/service/wrong", wrong_cases[i].path, NULL);
      g_autofree char *silent = g_strconcat ("/service/silent", wrong_cases[i].path, NULL);
      g_test_add_data_func (wrong, &wrong_cases[i], test_wrong);
      g_test_add_data_func (silent, &wrong_cases[i], test_silent);
    }
  for (gsize i = 1; i < G_N_ELEMENTS (allowed_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/service/allowed/", allowed_cases[i].name,
                                           NULL);
      g_test_add_data_func (path, &allowed_cases[i], test_allowed);
    }
  g_test_add_func ("/service/sent/values", test_values);
  g_test_add_func ("/service/sent/control", test_control);
  g_test_add_func ("/service/sent/batches", test_batches);
  g_test_add_func ("/service/sent/fewest", test_fewest);
  g_test_add_func ("/service/variable", test_variable);
  g_test_add_func ("/service/blank-nodes", test_blank_nodes);
  g_test_add_func ("/service/nobody", test_nobody);
  g_test_add_func ("/service/limits", test_limits);
  g_test_add_func ("/service/update", test_update);

  int status = g_test_run ();

  http_server_free (server);
  g_string_free (asked, TRUE);
  return status;
}
