/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/limits.h"
#include "rdf/rdf-reader.h"
#include "rdf/read-plain-turtle.h"

#include <string.h>
#include <unistd.h>

static gboolean
append_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  GString *out = user_data;
  const NystaTerm *terms[] = { &statement->subject, &statement->predicate,
                               &statement->object, &statement->graph };

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      if (i > 0 && terms[i]->kind != NYSTA_TERM_NONE)
        g_string_append_c (out, ' ');
      nysta_term_append_ntriples (terms[i], out);
    }
  g_string_append_c (out, '\n');
  return TRUE;
}

typedef struct
{
  const char *name;
  NystaSyntax syntax;
  const char *base;
  const char *input;
  const char *wanted; /* N-Quads without the dots */
} ReadCase;

static const ReadCase read_cases[] = {
  { "flat-base", NYSTA_SYNTAX_TURTLE,
    "urn:nysta:", "<id/organisation/x> <def/p> <#f>, <> .",
    "<urn:nysta:id/organisation/x> <urn:nysta:def/p> <urn:nysta:#f>\n"
    "<urn:nysta:id/organisation/x> <urn:nysta:def/p> <urn:nysta:>\n" },
  { "flat-base-prefixes", NYSTA_SYNTAX_TURTLE,
    "urn:nysta:", "@prefix r: <def/role/> . r:a r:b \"x\"^^r:t .",
    "<urn:nysta:def/role/a> <urn:nysta:def/role/b> \"x\"^^<urn:nysta:def/role/t>\n" },
  { "steep-base", NYSTA_SYNTAX_TURTLE, "http://x/d/f", "<a> </b> <../c> . <#f> <?q> <> .",
    "<http://x/d/a> <http://x/b> <http://x/c>\n<http://x/d/f#f> <http://x/d/f?q> "
    "<http://x/d/f>\n" },
  { "base-in-the-file", NYSTA_SYNTAX_TURTLE, "urn:nysta:",
    "@base <http://y/> . <a> <b> <c> .", "<http://y/a> <http://y/b> <http://y/c>\n" },
  { "literals-as-spelt", NYSTA_SYNTAX_TURTLE, "http://x/",
    "<s> <p> \"a\"@sv-SE, 01, 1.50, true, \"b\"^^<http://www.w3.org/2001/XMLSchema#string> "
    ".",
    "<http://x/s> <http://x/p> \"a\"@sv-SE\n"
    "<http://x/s> <http://x/p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer>\n"
    "<http://x/s> <http://x/p> \"1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>\n"
    "<http://x/s> <http://x/p> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>\n"
    "<http://x/s> <http://x/p> \"b\"\n" },
  { "blank-nodes-do-not-clash", NYSTA_SYNTAX_TURTLE, "http://x/",
    "<s> <p> _:anon1, [], _:anon1x .",
    "<http://x/s> <http://x/p> _:f1-anon1x\n<http://x/s> <http://x/p> _:f1-anon1\n"
    "<http://x/s> <http://x/p> _:f1-anon1xx\n" },
  { "blank-nodes-of-quads-stay", NYSTA_SYNTAX_NQUADS, NULL, "_:anon1 <x:p> _:b <x:g> .\n",
    "_:f1-anon1 <x:p> _:f1-b <x:g>\n" },
  { "quads", NYSTA_SYNTAX_NQUADS, NULL, "<x:s> <x:p> \"a\" <x:g> .\n<x:s> <x:p> \"a\" .\n",
    "<x:s> <x:p> \"a\" <x:g>\n<x:s> <x:p> \"a\"\n" },
  { "lines", NYSTA_SYNTAX_NQUADS, NULL,
    "# a\r\n\r\n<x:s><x:p><x:o>.# b\r  <x:s>\t<x:p> _:b.\n<x:s> <x:p> \"a\"@sv-SE .",
    "<x:s> <x:p> <x:o>\n<x:s> <x:p> _:f1-b\n<x:s> <x:p> \"a\"@sv-SE\n" },
  { "escapes", NYSTA_SYNTAX_NTRIPLES, NULL,
    "<x:\\u00e5> <x:p> \"\\t\\b\\n\\r\\f\\\"\\'\\\\\\u00E5\\U0001F600\" .",
    "<x:å> <x:p> \"\\t\\b\\n\\r\\f\\\"'\\\\å\xF0\x9F\x98\x80\"\n" },
  { "string-is-plain", NYSTA_SYNTAX_NTRIPLES, NULL,
    "<x:s> <x:p> \"a\"^^<http://www.w3.org/2001/XMLSchema#string> .\n"
    "<x:s> <x:p> \"a\"^^<x:t> .\n",
    "<x:s> <x:p> \"a\"\n<x:s> <x:p> \"a\"^^<x:t>\n" },
  { "labels", NYSTA_SYNTAX_NTRIPLES, NULL, "_:0å <x:p> _:a.b.\n",
    "_:f1-0å <x:p> _:f1-a.b\n" },
  { "trig", NYSTA_SYNTAX_TRIG, "http://x/", "<g> { <s> <p> <o> } <s> <p> <o> .",
    "<http://x/s> <http://x/p> <http://x/o> <http://x/g>\n"
    "<http://x/s> <http://x/p> <http://x/o>\n" },
  { "rdf-xml", NYSTA_SYNTAX_RDFXML, "urn:nysta:",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='x:'>"
    "<rdf:Description rdf:about='id/1'><e:p>å</e:p></rdf:Description></rdf:RDF>",
    "<urn:nysta:id/1> <x:p> \"å\"\n" },
  { "byte-order-mark", NYSTA_SYNTAX_TURTLE, NULL, "\xEF\xBB\xBF<x:s> <x:p> <x:o> .",
    "<x:s> <x:p> <x:o>\n" },
  { "escaped-backslash-before-u0000", NYSTA_SYNTAX_TURTLE, NULL,
    "<x:s> <x:p> \"\\\\u0000 \\u00001\" .", NULL },
  { "backslash-then-u0000", NYSTA_SYNTAX_TURTLE, NULL, "<x:s> <x:p> \"\\\\u0000\" .",
    "<x:s> <x:p> \"\\\\u0000\"\n" },
  { "noncharacters", NYSTA_SYNTAX_NTRIPLES, NULL,
    "<x:s> <x:p> \"\xEF\xBF\xBE\xEF\xBF\xBF\xF4\x8F\xBF\xBF\" .\n",
    "<x:s> <x:p> \"\xEF\xBF\xBE\xEF\xBF\xBF\xF4\x8F\xBF\xBF\"\n" },
  { "guess-xml", NYSTA_SYNTAX_GUESS, NULL,
    "<?xml version='1.0'?>"
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
    "" },
  { "guess-turtle", NYSTA_SYNTAX_GUESS, NULL, "@prefix : <x:> . :s :p :o .",
    "<x:s> <x:p> <x:o>\n" },
  { "guess-quads", NYSTA_SYNTAX_GUESS, NULL, "# c\n<x:s> <x:p> \"a b\"@sv <x:g> .\n",
    "<x:s> <x:p> \"a b\"@sv <x:g>\n" },
  { "guess-trig", NYSTA_SYNTAX_GUESS, NULL, "<x:g> { <x:s> <x:p> <x:o> }",
    "<x:s> <x:p> <x:o> <x:g>\n" },
  { "empty", NYSTA_SYNTAX_TURTLE, NULL, "", "" },
};

static void
test_read (gconstpointer data)
{
  const ReadCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean ok = nysta_rdf_read_memory (c->input, strlen (c->input), "test", c->syntax,
                                       c->base, "f1-", append_statement, out, &error);

  g_assert_cmpint (ok, ==, c->wanted != NULL);
  g_assert_cmpint (ok, ==, error == NULL);
  if (ok)
    g_assert_cmpstr (out->str, ==, c->wanted);
}

typedef struct
{
  const char *name;
  NystaSyntax syntax;
  const char *input;
  gssize n_bytes; /* -1: up to the NUL */
  const char *place;
  const char *word;
} ErrorCase;

static const ErrorCase error_cases[] = {
  { "syntax", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> <x:c> .\n<x:a> <x:b> .", -1,
    "t.ttl:2:13: ", "" },
  { "unfinished", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b>", -1, "t.ttl:1:1: ", "end" },
  { "letter", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> å .", -1, "t.ttl:1:13: ", "outside ASCII" },
  { "column", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> <x:c> .\nfoo .\n", -1, "t.ttl:2:", "" },
  { "exact-column", NYSTA_SYNTAX_NTRIPLES, "\r\n<x:a> <x:b> x .\n", -1,
    "t.ttl:2:13: ", "literal" },
  { "fourth-in-triples", NYSTA_SYNTAX_NTRIPLES, "<x:a> <x:b> <x:c> <x:d> .\n", -1,
    "t.ttl:1:19: ", "full stop" },
  { "literal-subject", NYSTA_SYNTAX_NTRIPLES, "\"a\" <x:b> <x:c> .\n", -1,
    "t.ttl:1:1: ", "" },
  { "blank-predicate", NYSTA_SYNTAX_NQUADS, "<x:a> _:b <x:c> .\n", -1,
    "t.ttl:1:7: ", "IRI" },
  { "colon-in-label", NYSTA_SYNTAX_NQUADS, "_:a:b <x:b> <x:c> .\n", -1,
    "t.ttl:1:4: ", "IRI" },
  { "line-in-literal", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> \"a\nb\" .\n", -1,
    "t.ttl:1:15: ", "closed" },
  { "bad-escape", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> \"a\\x\" .\n", -1,
    "t.ttl:1:15: ", "escape" },
  { "surrogate-in-quads", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> \"\\uD800\" .\n", -1,
    "t.ttl:1:14: ", "character" },
  { "escape-cut-off", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> \"\\u12", -1, "t.ttl:1:14: ", "" },
  { "backslash-last", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> \"\\", -1, "t.ttl:1:14: ", "" },
  { "no-full-stop", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> <x:c>", -1,
    "t.ttl:1:18: ", "full stop" },
  { "language-empty", NYSTA_SYNTAX_NQUADS, "<x:a> <x:b> \"a\"@ .\n", -1,
    "t.ttl:1:17: ", "" },
  { "escaped-space-in-iri", NYSTA_SYNTAX_NQUADS, "<x:a\\u0020> <x:b> <x:c> .\n", -1,
    "t.ttl:1:5: ", "absolute" },
  { "language-digit", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> \"a\"@sv1 .", -1,
    "t.ttl:1:16: ", "language" },
  { "language-hyphen", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> \"a\"@sv- .", -1,
    "t.ttl:1:16: ", "language" },
  { "space-in-iri", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> <x:c\\u0020d> .", -1,
    "t.ttl:1:", "" },
  { "relative-in-quads", NYSTA_SYNTAX_NQUADS, "<a> <x:b> <x:c> .\n", -1,
    "t.ttl:1:", "absolute" },
  { "latin-1", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> \"\n\xE5\" .", -1,
    "t.ttl:2:1: ", "UTF-8" },
  { "cut-in-a-letter", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> \"\xC3", -1,
    "t.ttl:1:14: ", "UTF-8" },
  { "nul-byte", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> \"a\0b\" .", 19, "t.ttl:1:15: ", "NUL" },
  { "escaped-nul", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> \"a\\u0000b\" .", -1,
    "t.ttl:1:15: ", "u0000" },
  { "escaped-nul-long", NYSTA_SYNTAX_NTRIPLES, "<x:a> <x:b> \"\\U00000000\" .", -1,
    "t.ttl:1:14: ", "u0000" },
  { "surrogate", NYSTA_SYNTAX_TURTLE, "<x:a> <x:b> \"\\uD800\" .", -1,
    "t.ttl:1:", "Unicode" },
  { "entities", NYSTA_SYNTAX_RDFXML,
    "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='x:'>"
    "<rdf:Description rdf:about='x:1'><e:p>&h;&h;&h;</e:p></rdf:Description></rdf:RDF>",
    -1, "t.ttl:1:", "" },
};

static void
test_error (gconstpointer data)
{
  const ErrorCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize n_bytes = c->n_bytes < 0 ? strlen (c->input) : (gsize) c->n_bytes;

  g_assert_false (nysta_rdf_read_memory (c->input, n_bytes, "t.ttl", c->syntax, "http://b/",
                                         NULL, append_statement, out, &error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, c->place));
  g_assert_nonnull (strstr (error->message, c->word));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* Deep brackets end in an error, not in a crash. */
static void
test_depth (void)
{
  static const char brackets[] = "([";

  for (gsize i = 0; i < 2; i++)
    {
      g_autofree char *deep = g_strnfill (200000, brackets[i]);
      g_autofree char *text = g_strconcat ("<x:a> <x:b> ", deep, NULL);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (nysta_rdf_read_memory (text, strlen (text), "t", NYSTA_SYNTAX_TURTLE,
                                             NULL, NULL, append_statement, out, &error));
      g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
    }
}

static gboolean
count_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  (void) statement;
  (void) error;
  ++*(guint *) user_data;
  return TRUE;
}

/* What is as long as may be is read; a byte more is refused, escaped or not. */
static void
test_long_literal (void)
{
  static const struct
  {
    NystaSyntax syntax;
    gsize n_bytes;
    const char *tail;
    gboolean fits;
  } cases[] = {
    { NYSTA_SYNTAX_NTRIPLES, NYSTA_MAX_LITERAL_BYTES, "", TRUE },
    { NYSTA_SYNTAX_NTRIPLES, NYSTA_MAX_LITERAL_BYTES - 1, "\\u0061", TRUE },
    { NYSTA_SYNTAX_NTRIPLES, NYSTA_MAX_LITERAL_BYTES, "\\u0061", FALSE },
    { NYSTA_SYNTAX_TURTLE, NYSTA_MAX_LITERAL_BYTES, "", TRUE },
    { NYSTA_SYNTAX_TURTLE, NYSTA_MAX_LITERAL_BYTES, "a", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *literal = g_strnfill (cases[i].n_bytes, 'a');
      g_autofree char *text = g_strconcat ("\n<x:a> <x:b> \"", literal, cases[i].tail,
                                           "\" .\n", NULL);
      g_autoptr (GError) error = NULL;
      guint n = 0;

      gboolean read = nysta_rdf_read_memory (text, strlen (text), "t", cases[i].syntax,
                                             NULL, NULL, count_statement, &n, &error);
      g_assert_cmpint (read, ==, cases[i].fits);
      g_assert_cmpuint (n, ==, cases[i].fits);
      if (!read)
        {
          g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
          g_assert_true (g_str_has_prefix (
            error->message, cases[i].syntax == NYSTA_SYNTAX_TURTLE ? "t:" : "t:2:"));
          g_assert_nonnull (strstr (error->message, "a literal is over 16 MiB"));
        }
    }
}

static gboolean
stop_at_third (const NystaStatement *statement, gpointer user_data, GError **error)
{
  guint *n = user_data;

  if (++*n < 3)
    return TRUE;
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED, "enough");
  return FALSE;
}

static void
test_stop (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (int i = 0; i < 10; i++)
    g_string_append_printf (text, "<x:%d> <x:p> <x:o>, <x:q> .\n", i);
  g_assert_false (nysta_rdf_read_memory (text->str, text->len, "t", NYSTA_SYNTAX_TURTLE,
                                         NULL, NULL, stop_at_third, &n, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED);
  g_assert_cmpuint (n, ==, 3);
}

/* Letters of two bytes at every place where a piece of the input may end. */
static void
test_pieces (void)
{
  for (gsize shift = 0; shift < 24; shift++)
    {
      g_autofree char *pad = g_strnfill (128 * 1024 - 20 + shift, ' ');
      g_autofree char *text = g_strconcat (
        pad, "<x:å> <x:ååååååååå> \"åäö\xF0\x9F\x98\x80\" .\n", NULL);
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      nysta_rdf_read_memory (text, strlen (text), "t", NYSTA_SYNTAX_TURTLE, NULL, NULL,
                             append_statement, out, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (out->str, ==, "<x:å> <x:ååååååååå> \"åäö\xF0\x9F\x98\x80\"\n");
    }
}

static void
note_skipped (const char *message, gpointer skipped_data)
{
  g_string_append_printf (skipped_data, "%s|", message);
}

typedef struct
{
  const char *name;
  NystaSyntax syntax;
  const char *text;
  const char *wanted;
  const char *skipped; /* what stands after the file's name, each ended by | */
} LenientCase;

static const LenientCase lenient_cases[] = {
  { "lines", NYSTA_SYNTAX_NQUADS,
    "<x:a> <x:b> <x:c> .\n<a> <x:b> <x:c> .\nfoo\n_:b <x:b> \"\" .",
    "<x:a> <x:b> <x:c>\n_:f-b <x:b> \"\"\n",
    ":2:1: not an absolute IRI|:3:1: expected an IRI or a blank node|" },
  { "bytes", NYSTA_SYNTAX_NTRIPLES, "<x:a> <x:b> \"\xFF\" .\n<x:a> <x:b> <x:c> .\n\xFF",
    "<x:a> <x:b> <x:c>\n",
    ":1:14: not UTF-8 (byte 0xFF): convert the file to UTF-8|"
    ":3:1: not UTF-8 (byte 0xFF): convert the file to UTF-8|" },
  { "statements", NYSTA_SYNTAX_TURTLE,
    "@prefix : <x:> .\n:a :b :c . :a :b ; :d [ .\n:a :b 1.5 .\n_:b :b 'x' .",
    "<x:a> <x:b> <x:c>\n"
    "<x:a> <x:b> \"1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>\n"
    "_:f-b <x:b> \"x\"\n",
    ":2:18: *|" },
  { "directives-after-an-error", NYSTA_SYNTAX_TURTLE,
    ":a :b :c .\nPREFIX : <x:>\n:a :b :c .\n:a :b \"\n:a :b \"\xFF\" . :a :b :d .",
    "<x:a> <x:b> <x:c>\n<x:a> <x:b> <x:d>\n", ":1:1: *|:5:8: *|" },
  { "nothing-of-what-is-wrong", NYSTA_SYNTAX_TURTLE,
    "<x:a> <x:b> <x:c>, <x:d>, <x:e>, \"a\"@1 . <x:a> <x:b> <x:f> .", "<x:a> <x:b> <x:f>\n",
    ":1:* *|" },
  { "graphs", NYSTA_SYNTAX_TRIG,
    "@prefix : <x:> . GRAPH :g { :a :b :c . :a :b . :a :b :d } _:g { :a :b [] }\n"
    "{ :a :b :e } :g { oops } :a :b :f .",
    "<x:a> <x:b> <x:c> <x:g>\n<x:a> <x:b> <x:d> <x:g>\n<x:a> <x:b> _:f-* _:f-g\n"
    "<x:a> <x:b> <x:e>\n<x:a> <x:b> <x:f>\n",
    ":1:46: *|:2:19: *|" },
  { "graph-left-open", NYSTA_SYNTAX_TRIG, "<x:g> { <x:a> <x:b> <x:c> .",
    "<x:a> <x:b> <x:c> <x:g>\n",
    ":1:28: the end of the file, and a graph is not closed with }|" },
};

/* What is wrong is left out, and told; the bytes of the file are counted. */
static void
test_lenient (gconstpointer data)
{
  const LenientCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) skipped = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *path = NULL;
  guint64 n_bytes_read = 5;
  NystaRdfReadOptions options = { .syntax = c->syntax,
                                  .blank_prefix = "f-",
                                  .lenient = TRUE,
                                  .skipped = note_skipped,
                                  .skipped_data = skipped,
                                  .n_bytes_read = &n_bytes_read };
  int fd = g_file_open_tmp ("nysta-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, c->text, -1, &error);
  g_assert_no_error (error);
  nysta_rdf_read (path, &options, append_statement, out, &error);
  unlink (path);
  g_assert_no_error (error);
  g_string_replace (skipped, path, "", 0);
  g_test_message ("%s%s", out->str, skipped->str);
  g_assert_true (g_pattern_match_simple (c->wanted, out->str));
  g_assert_true (g_pattern_match_simple (c->skipped, skipped->str));
  g_assert_cmpuint (n_bytes_read, ==, 5 + strlen (c->text));
}

/* --- without raptor ---------------------------------------------------------------- */

/* Read from a file, so by raptor, whatever is plain says the same. */
static const char *const plain_cases[] = {
  "",
  "# nothing",
  "@prefix n: <http://x/n#> .\n@prefix : <http://x/d/> .\n"
  "<> a n:Reader ;\n  n:id \"a b å\" ; n:abi 1, 02 ;# more\n"
  "  :e-mail_1 <../f.so#å>, <?q>, </>, <//y/z> ; :label \"x\"@sv-SE .\n"
  ":s n:p :o . :s :p <http://y/>.",
  "@prefix a: <b> . @prefix a: <http://c/> . a:x a a:y. a:z a:1 \"\".",
  "<a><b><c>.",
};

/* What only raptor reads, or refuses. */
static const char *const elaborate_cases[] = {
  "<a> <b> .",
  "<a> <b> <c>",
  "<a> <b> <c> ; .",
  "<a> <b> <c> . <d>",
  "<a> <b> <c d> .",
  "<a> <b> <\\u0063> .",
  "<a> <b> 'c' .",
  "<a> <b> \"\"\"c\"\"\" .",
  "<a> <b> \"c\\n\" .",
  "<a> <b> \"c\nd\" .",
  "<a> <b> \"c\"@ .",
  "<a> <b> \"c\"^^<d> .",
  "<a> <b> 1.5 .",
  "<a> <b> 1e5 .",
  "<a> <b> -1 .",
  "<a> <b> true .",
  "<a> <b> [] .",
  "_:a <b> <c> .",
  "<a> <b> (<c>) .",
  "a:b <b> <c> .",
  "@base <http://x/> .",
  "PREFIX a: <http://x/> a:b a:c a:d .",
  "@prefix a: <http://x/>\na:b a:c a:d .",
  "@prefix 1: <http://x/> .",
  "@prefix a: <http://x/> . a:b.c a a:d .",
  "@prefix a: <http://x/> . a:b:c a a:d .",
  "@prefix a: <http://x/> . a: a a:d .",
  "<a> <b> \"\xFF\" .",
  "\xEF\xBB\xBF<a> <b> <c> .",
};

static void
test_plain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_cases); i++)
    {
      g_autoptr (GString) plain = g_string_new (NULL);
      g_autoptr (GString) by_raptor = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;
      g_autoptr (NystaPlainTurtle) turtle = nysta_plain_turtle_new (
        plain_cases[i], strlen (plain_cases[i]), "http://x/d/f");

      g_assert_nonnull (turtle);
      g_assert_true (nysta_plain_turtle_tell (turtle, append_statement, plain, &error));
      int fd = g_file_open_tmp ("nysta-XXXXXX", &path, &error);
      g_assert_no_error (error);
      close (fd);
      g_file_set_contents (path, plain_cases[i], -1, &error);
      g_assert_no_error (error);
      nysta_rdf_read_file (path, NYSTA_SYNTAX_TURTLE, "http://x/d/f", NULL,
                           append_statement, by_raptor, &error);
      unlink (path);
      g_assert_no_error (error);
      g_assert_cmpstr (plain->str, ==, by_raptor->str);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (elaborate_cases); i++)
    {
      g_autoptr (NystaPlainTurtle) turtle = nysta_plain_turtle_new (
        elaborate_cases[i], strlen (elaborate_cases[i]), "http://x/d/f");

      g_test_message ("%s", elaborate_cases[i]);
      g_assert_null (turtle);
    }
}

static void
test_missing_file (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nysta_rdf_read_file ("/no/such/file.ttl", NYSTA_SYNTAX_GUESS, NULL, NULL,
                                       append_statement, out, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND);
}

static void
test_syntax_names (void)
{
  g_assert_cmpint (nysta_syntax_from_name ("ttl"), ==, NYSTA_SYNTAX_TURTLE);
  g_assert_cmpint (nysta_syntax_from_name ("NQuads"), ==, NYSTA_SYNTAX_NQUADS);
  g_assert_cmpint (nysta_syntax_from_name ("html"), ==, NYSTA_SYNTAX_GUESS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (gsize i = 0; i < G_N_ELEMENTS (read_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rdf-reader/read/%s", read_cases[i].name);
      g_test_add_data_func (path, &read_cases[i], test_read);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rdf-reader/error/%s", error_cases[i].name);
      g_test_add_data_func (path, &error_cases[i], test_error);
    }
  g_test_add_func ("/rdf-reader/error/depth", test_depth);
  g_test_add_func ("/rdf-reader/error/long-literal", test_long_literal);
  g_test_add_func ("/rdf-reader/read/plain", test_plain);
  g_test_add_func ("/rdf-reader/error/missing-file", test_missing_file);
  for (gsize i = 0; i < G_N_ELEMENTS (lenient_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rdf-reader/lenient/%s",
                                               lenient_cases[i].name);
      g_test_add_data_func (path, &lenient_cases[i], test_lenient);
    }
  g_test_add_func ("/rdf-reader/read/stops", test_stop);
  g_test_add_func ("/rdf-reader/read/pieces", test_pieces);
  g_test_add_func ("/rdf-reader/syntax/names", test_syntax_names);
  return g_test_run ();
}
