/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * N-Triples and N-Quads: places, pieces, compression, and what a seeded generator makes of
 * them, whole and damaged, beside what raptor says of the same.
 */
#include "base/error.h"
#include "rdf/rdf-reader.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#define SEED 20240917u
#define N_DAMAGED 4000
#define N_COMPARED 5000

static gboolean
append_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  GString *out = user_data;
  const NystaTerm *terms[] = { &statement->subject, &statement->predicate,
                               &statement->object, &statement->graph };

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      nysta_term_append_ntriples (terms[i], out);
      if (terms[i]->kind != NYSTA_TERM_NONE)
        g_string_append_c (out, ' ');
    }
  g_string_append (out, ".\n");
  return TRUE;
}

static char *
read_text (const char *text, gsize n_bytes, NystaSyntax syntax, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  return nysta_rdf_read_memory (text, n_bytes, "t", syntax, "http://base/", NULL,
                                append_statement, out, error)
           ? g_string_free (g_steal_pointer (&out), FALSE)
           : NULL;
}

static char *
write_file (const char *data, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("nysta-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, data, (gssize) n_bytes, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

/* --- places -------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *text;
  const char *place;
} PlaceCase;

static const PlaceCase place_cases[] = {
  { "letters-are-one", "<x:åäö> <x:ö> å .", "t:1:15: " },
  { "after-escapes", "<x:\\u00e5\\u00E4> <x:b> \"\\n\\U0001F600å\" x", "t:1:40: " },
  { "escape-after-escapes", "<x:\\u00e5> <x:b> \"\\t\\q\" .", "t:1:21: " },
  { "tab-is-one", "\t<x:a>\t<x:b>\t<x:c>\tx", "t:1:20: " },
  { "of-a-byte", "<x:å> <x:b> \"å\xFF\" .", "t:1:15: " },
  { "of-a-byte-in-a-comment", "<x:å> <x:b> <x:c> . # å\xC3", "t:1:24: " },
  { "byte-order-mark-is-none", "\xEF\xBB\xBF<x:a> x", "t:1:7: " },
  { "lines-of-return", "<x:a> <x:b> <x:c> .\r# a\r\rx", "t:4:1: " },
  { "lines-of-both", "<x:a> <x:b> <x:c> .\r\n\r\n\n\rx", "t:5:1: " },
  { "space-in-iri", "<x:a> <x:b c> <x:c> .", "t:1:11: " },
  { "brace-in-iri", "<x:a> <x:b> <x:{> .", "t:1:16: " },
  { "iri-without-end", "<x:a> <x:b> <x:c", "t:1:17: " },
  { "escaped-brace-in-iri", "<x:a> <x:b> <x:\\u007B> .", "t:1:16: " },
  { "relative-by-escape", "<x:a> <x:b> <\\u0061> .", "t:1:13: " },
  { "absolute-by-escape", "<x:a> <x:b> <\\u0061\\u003Ab> x", "t:1:29: " },
  { "empty-iri", "<x:a> <x:b> <> .", "t:1:13: " },
  { "two-on-a-line", "<x:a> <x:b> <x:c> . <x:a> <x:b> <x:c> .", "t:1:21: " },
};

static void
test_place (gconstpointer data)
{
  const PlaceCase *c = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (c->text, strlen (c->text), NYSTA_SYNTAX_NQUADS, &error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
  g_test_message ("%s", error->message);
  if (!g_str_has_prefix (error->message, c->place))
    g_test_fail_printf ("%s", error->message);
}

/* --- pieces -------------------------------------------------------------------------- */

static gpointer
write_slowly (gpointer data)
{
  const GString *text = ((gpointer *) data)[0];
  int fd = GPOINTER_TO_INT (((gpointer *) data)[1]);
  gsize step = GPOINTER_TO_SIZE (((gpointer *) data)[2]);

  for (gsize at = 0; at < text->len; at += step)
    if (write (fd, text->str + at, MIN (step, text->len - at)) < 0)
      break;
  close (fd);
  return NULL;
}

/* Whatever a read brings, a byte or a buffer that ends anywhere in a line. */
static void
test_pieces (gconstpointer data)
{
  gsize step = GPOINTER_TO_SIZE (data);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) got = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  int ends[2];

  for (int i = 0; i < (int) step; i++)
    {
      g_string_append_printf (text, "<x:%d> <x:åäö> \"\\u00e5å%*d\"@sv _:b .%s", i, i % 61,
                              i,
                              i % 3 == 0   ? "\r\n"
                              : i % 3 == 1 ? "\n"
                                           : "\r");
      g_string_append_printf (wanted, "<x:%d> <x:åäö> \"åå%*d\"@sv _:b .\n", i, i % 61, i);
    }
  g_assert_cmpint (pipe (ends), ==, 0);
  gpointer job[] = { text, GINT_TO_POINTER (ends[1]), GSIZE_TO_POINTER (step) };
  GThread *thread = g_thread_new ("writer", write_slowly, job);
  g_autofree char *path = g_strdup_printf ("/dev/fd/%d", ends[0]);
  nysta_rdf_read_file (path, NYSTA_SYNTAX_NQUADS, NULL, NULL, append_statement, got,
                       &error);
  g_assert_no_error (error);
  g_thread_join (thread);
  close (ends[0]);
  g_assert_true (g_string_equal (got, wanted));
}

/* --- compressed ---------------------------------------------------------------------- */

static char *
compress (const GString *text, gboolean with_gzip, gsize *out_n_bytes)
{
  if (!with_gzip)
    {
      char *made = g_malloc (ZSTD_compressBound (text->len));

      *out_n_bytes = ZSTD_compress (made, ZSTD_compressBound (text->len), text->str,
                                    text->len, 3);
      return made;
    }

  g_autoptr (GZlibCompressor)
    gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream)
    stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));

  g_assert_true (
    g_output_stream_write_all (stream, text->str, text->len, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  *out_n_bytes = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (memory));
}

static GString *
many_lines (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "<x:%u> <x:b> \"%u\" .\n", i, i * 2654435761u);
  return text;
}

static gboolean
read_bytes (const char *data, gsize n_bytes, gboolean lenient, GString *got, GError **error)
{
  g_autofree char *path = write_file (data, n_bytes);
  guint64 n_bytes_read = 0;
  NystaRdfReadOptions options = { .syntax = NYSTA_SYNTAX_NTRIPLES,
                                  .lenient = lenient,
                                  .n_bytes_read = &n_bytes_read };
  gboolean ok = nysta_rdf_read (path, &options, append_statement, got, error);

  if (ok)
    g_assert_cmpuint (n_bytes_read, ==, n_bytes);
  else
    g_assert_true (g_str_has_prefix ((*error)->message, path));
  unlink (path);
  return ok;
}

/* One after the other, as `cat a.gz b.gz` makes them. */
static void
test_compressed_twice (gconstpointer data)
{
  g_autoptr (GString) text = many_lines (20000);
  g_autoptr (GString) got = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;
  g_autofree char *once = compress (text, data != NULL, &n_bytes);
  g_autofree char *twice = g_malloc (2 * n_bytes);

  memcpy (twice, once, n_bytes);
  memcpy (twice + n_bytes, once, n_bytes);
  read_bytes (twice, 2 * n_bytes, FALSE, got, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (got->len, ==, 2 * text->len);
  g_assert_cmpint (memcmp (got->str, text->str, text->len), ==, 0);
  g_assert_cmpint (memcmp (got->str + text->len, text->str, text->len), ==, 0);
}

/* What ends too early says so, lenient or not, wherever it is cut. */
static void
test_cut_off (gconstpointer data)
{
  g_autoptr (GString) text = many_lines (30000);
  gsize n_bytes = 0;
  g_autofree char *whole = compress (text, data != NULL, &n_bytes);
  const gsize cuts[] = { 5, 9, 30, n_bytes / 2, n_bytes - 9, n_bytes - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (GString) got = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (read_bytes (whole, cuts[i], i % 2 == 1, got, &error));
      g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, ": after byte "));
      g_assert_nonnull (strstr (error->message, "ends too early"));
    }
}

static void
test_damaged_compressed (gconstpointer data)
{
  g_autoptr (GString) text = many_lines (3000);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gsize n_bytes = 0;
  g_autofree char *whole = compress (text, data != NULL, &n_bytes);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *copy = g_memdup2 (whole, n_bytes);
      g_autoptr (GString) got = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      /* Past the mark, or it is taken for text; a header's time and name bear anything. */
      copy[g_rand_int_range (random, 4, (gint32) n_bytes)] ^= (char) g_rand_int (random);
      if (!read_bytes (copy, n_bytes, FALSE, got, &error))
        g_assert_nonnull (error);
      else if (data != NULL)
        g_assert_cmpstr (got->str, ==, text->str);
    }
}

static void
test_something_after (gconstpointer data)
{
  g_autoptr (GString) text = many_lines (10);
  g_autoptr (GString) got = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;
  g_autofree char *whole = compress (text, data != NULL, &n_bytes);
  g_autofree char *longer = g_malloc0 (n_bytes + 512);

  memcpy (longer, whole, n_bytes);
  if (data != NULL)
    {
      read_bytes (longer, n_bytes + 512, FALSE, got, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (got->str, ==, text->str);
    }
  memcpy (longer + n_bytes, "<x:a>", 5);
  g_assert_false (read_bytes (longer, n_bytes + 5, FALSE, got, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);
}

/* The syntax is guessed by the name inside, and by the plain bytes. */
static void
test_compressed_names (void)
{
  static const struct
  {
    const char *name;
    const char *text;
    const char *wanted;
  } cases[] = {
    { "a.ttl.gz", "@prefix : <x:> . :a :b :c .", "<x:a> <x:b> <x:c> .\n" },
    { "a.nq.zst", "<x:a> <x:b> <x:c> <x:d> .", "<x:a> <x:b> <x:c> <x:d> .\n" },
    { "a.nt.GZ", "<x:a> <x:b> <x:c> .", "<x:a> <x:b> <x:c> .\n" },
    { "a.gz", "<x:a> <x:b> \"c\" <x:d> .", "<x:a> <x:b> \"c\" <x:d> .\n" },
    { "a", "@prefix : <x:> . :a :b :c .", "<x:a> <x:b> <x:c> .\n" },
  };
  g_autofree char *folder = g_dir_make_tmp ("nysta-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autoptr (GString) text = g_string_new (cases[i].text);
      g_autoptr (GString) got = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gsize n_bytes = 0;
      g_autofree char *data = compress (text, i % 2 == 0, &n_bytes);

      g_file_set_contents (path, data, (gssize) n_bytes, &error);
      g_assert_no_error (error);
      nysta_rdf_read (path, NULL, append_statement, got, &error);
      unlink (path);
      g_assert_no_error (error);
      g_assert_cmpstr (got->str, ==, cases[i].wanted);
    }
  rmdir (folder);
}

/* --- generated ----------------------------------------------------------------------- */

static const char *
pick (GRand *random, const char *const *from)
{
  return from[g_rand_int_range (random, 0, (gint32) g_strv_length ((char **) from))];
}

static void
generate_iri (GRand *random, GString *out)
{
  static const char *const iris[] = { "x:a",
                                      "http://kg.example.org/person/12",
                                      "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                                      "urn:å:ö",
                                      "http://a/\\u00e5",
                                      "\\u0078:\\U0001F600",
                                      "mailto:a@b.se",
                                      "x:?q=1&r='()*+,;=%20#f",
                                      NULL };

  g_string_append_printf (out, "<%s>", pick (random, iris));
}

static void
generate_blank (GRand *random, GString *out)
{
  static const char *const labels[] = { "a",  "b1", "0",    "a.b", "a-b",
                                        "_x", "å",  "x..y", "A-",  NULL };

  g_string_append_printf (out, "_:%s", pick (random, labels));
}

static void
generate_literal (GRand *random, GString *out)
{
  static const char *const parts[] = { "",
                                       "a",
                                       "Anna Å",
                                       "\\n",
                                       "\\\"",
                                       "\\\\",
                                       "\\'",
                                       "\\t\\b",
                                       "\\u00e5",
                                       "\\U0001F600",
                                       "å",
                                       "\xF0\x9F\x98\x80",
                                       "#",
                                       " . ",
                                       "<x:a>",
                                       "\xC2\x85",
                                       "0123456789abcdef",
                                       "\xEF\xBF\xBF",
                                       NULL };
  static const char *const tails[] = { "",
                                       "",
                                       "@sv",
                                       "@en-GB",
                                       "@de-1996",
                                       "^^<x:t>",
                                       "^^<http://www.w3.org/2001/XMLSchema#integer>",
                                       "^^<http://www.w3.org/2001/XMLSchema#string>",
                                       NULL };

  g_string_append_c (out, '"');
  for (int i = g_rand_int_range (random, 0, 5); i > 0; i--)
    g_string_append (out, pick (random, parts));
  g_string_append_c (out, '"');
  g_string_append (out, pick (random, tails));
}

static char *
generate_line (GRand *random, gboolean with_graph)
{
  static const char *const spaces[] = { " ", " ", "\t", "  ", NULL };
  g_autoptr (GString) line = g_string_new (NULL);

  if (g_rand_int_range (random, 0, 3) > 0)
    generate_iri (random, line);
  else
    generate_blank (random, line);
  g_string_append (line, pick (random, spaces));
  generate_iri (random, line);
  g_string_append (line, pick (random, spaces));
  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      generate_iri (random, line);
      break;
    case 1:
      generate_blank (random, line);
      break;
    default:
      generate_literal (random, line);
    }
  if (with_graph && g_rand_boolean (random))
    {
      g_string_append_c (line, ' ');
      generate_iri (random, line);
    }
  g_string_append (line, " .");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* One to three bytes changed, taken out, put in or doubled. */
static void
damage (GRand *random, GString *text)
{
  static const char marks[] = "<>\"\\_:.@^# \t\n\r{}u\xC3\xFF";

  for (int i = g_rand_int_range (random, 1, 4); i > 0 && text->len > 2; i--)
    {
      gssize at = g_rand_int_range (random, 0, (gint32) text->len);
      char c = g_rand_boolean (random)
                 ? marks[g_rand_int_range (random, 0, sizeof marks - 1)]
                 : (char) g_rand_int_range (random, 1, 256);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          text->str[at] = c;
          break;
        case 1:
          g_string_erase (text, at, 1);
          break;
        case 2:
          g_string_insert_c (text, at, c);
          break;
        default:
          g_string_truncate (text, (gsize) at + 1);
        }
    }
}

static gboolean
has_place (const char *message)
{
  return g_regex_match_simple ("^t:[1-9][0-9]*:[1-9][0-9]*: .", message, 0, 0) &&
         strchr (message, '\n') == NULL && g_utf8_validate (message, -1, NULL);
}

/* Damaged input ends in statements or in an error with its place, and a lenient reading
 * keeps every line that was left alone. */
static void
test_damaged (gconstpointer data)
{
  NystaSyntax syntax = (NystaSyntax) GPOINTER_TO_UINT (data);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED + syntax);

  for (guint i = 0; i < N_DAMAGED; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (int k = g_rand_int_range (random, 1, 5); k > 0; k--)
        {
          g_autofree char *line = generate_line (random, syntax == NYSTA_SYNTAX_NQUADS ||
                                                           syntax == NYSTA_SYNTAX_TRIG);
          g_string_append (text, line);
          g_string_append_c (text, '\n');
        }
      damage (random, text);
      g_autofree char *got = read_text (text->str, text->len, syntax, &error);
      if (got == NULL && !has_place (error->message))
        g_test_fail_printf ("%s: %s", text->str, error->message);
    }
}

static void
count_skipped (const char *message, gpointer skipped_data)
{
  g_assert_nonnull (strstr (message, ":2:"));
  ++*(guint *) skipped_data;
}

static void
test_damaged_lenient (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_DAMAGED / 10; i++)
    {
      g_autofree char *first = generate_line (random, TRUE);
      g_autofree char *second = generate_line (random, TRUE);
      g_autofree char *third = generate_line (random, TRUE);
      g_autoptr (GString) damaged = g_string_new (second);
      g_autoptr (GString) got = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      guint n_skipped = 0;
      NystaRdfReadOptions options = { .syntax = NYSTA_SYNTAX_NQUADS,
                                      .lenient = TRUE,
                                      .skipped = count_skipped,
                                      .skipped_data = &n_skipped };

      damage (random, damaged);
      g_strdelimit (damaged->str, "\r\n", ' ');
      g_autofree char *text = g_strconcat (first, "\n", damaged->str, "\n", third, NULL);
      g_autofree char *path = write_file (text, strlen (text));
      nysta_rdf_read (path, &options, append_statement, got, &error);
      unlink (path);
      g_assert_no_error (error);

      g_autofree char *wanted_first = read_text (first, strlen (first), NYSTA_SYNTAX_NQUADS,
                                                 &error);
      g_autofree char *wanted_third = read_text (third, strlen (third), NYSTA_SYNTAX_NQUADS,
                                                 &error);
      g_assert_true (g_str_has_prefix (got->str, wanted_first));
      g_assert_true (g_str_has_suffix (got->str, wanted_third));
      if (n_skipped == 1)
        g_assert_cmpuint (got->len, ==, strlen (wanted_first) + strlen (wanted_third));
      else
        g_assert_cmpuint (n_skipped, ==, 0);
    }
}

/* --- beside raptor ------------------------------------------------------------------- */

/* Every line of N-Triples is Turtle: raptor must say the same of it, whole or damaged, but
 * for what stands here. */
typedef struct
{
  const char *our_error; /* is in it; NULL: we read the line */
  const char *line;      /* matches it */
  const char *why;
} Difference;

static const Difference differences[] = {
  { "not an absolute IRI", "", "Turtle resolves it against the base" },
  { "not an escape", "", "raptor takes any letter after a backslash for itself" },
  { "expected", "[\v\f]", "raptor takes \\v and \\f for white space" },
  { "expected", "[\r\n].", "line ends are white space in Turtle" },
  { "expected a full stop", "@[A-Za-z0-9-]*_", "raptor takes _ in a language tag for -" },
  { NULL, "[:/]\\.\\.?[/>?#]", "raptor takes dots out of the path of an absolute IRI" },
  { NULL, "rdf-syntax-ns#_", "raptor wants a number there" },
  { "expected a full stop", "[;,]", "Turtle says more of one subject" },
};

static const char *
explain (const char *our_error, const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (differences); i++)
    if ((our_error == NULL) == (differences[i].our_error == NULL) &&
        (our_error == NULL || strstr (our_error, differences[i].our_error) != NULL) &&
        g_regex_match_simple (differences[i].line, line, G_REGEX_RAW, 0))
      return differences[i].why;
  return NULL;
}

static void
test_beside_raptor (gconstpointer data)
{
  gboolean damaged = data != NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_COMPARED; i++)
    {
      g_autofree char *made = generate_line (random, FALSE);
      g_autoptr (GString) line = g_string_new (made);
      g_autoptr (GError) our_error = NULL;
      g_autoptr (GError) raptors_error = NULL;

      if (damaged)
        damage (random, line);
      g_string_append_c (line, '\n');
      g_autofree char *ours = read_text (line->str, line->len, NYSTA_SYNTAX_NTRIPLES,
                                         &our_error);
      g_autofree char *raptors = read_text (line->str, line->len, NYSTA_SYNTAX_TURTLE,
                                            &raptors_error);
      if (g_strcmp0 (ours, raptors) == 0)
        continue;
      if (explain (ours != NULL ? NULL : our_error->message, line->str) == NULL)
        g_test_fail_printf ("%s: we: %s raptor: %s", line->str,
                            ours != NULL ? ours : our_error->message,
                            raptors != NULL ? raptors : raptors_error->message);
    }
}

static void
add_compressed (const char *name, GTestDataFunc func)
{
  g_autofree char *gzip = g_strconcat ("/ntriples/gzip/", name, NULL);
  g_autofree char *zstd = g_strconcat ("/ntriples/zstd/", name, NULL);

  g_test_add_data_func (gzip, "gzip", func);
  g_test_add_data_func (zstd, NULL, func);
}

int
main (int argc, char **argv)
{
  static const guint steps[] = { 1, 7, 4095, 4096 };

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  for (gsize i = 0; i < G_N_ELEMENTS (place_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ntriples/place/%s", place_cases[i].name);
      g_test_add_data_func (path, &place_cases[i], test_place);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ntriples/pieces/%u", steps[i]);
      g_test_add_data_func (path, GUINT_TO_POINTER (steps[i]), test_pieces);
    }
  add_compressed ("twice", test_compressed_twice);
  add_compressed ("cut-off", test_cut_off);
  add_compressed ("damaged", test_damaged_compressed);
  add_compressed ("something-after", test_something_after);
  g_test_add_func ("/ntriples/compressed/names", test_compressed_names);
  g_test_add_data_func ("/ntriples/damaged/ntriples",
                        GUINT_TO_POINTER (NYSTA_SYNTAX_NTRIPLES), test_damaged);
  g_test_add_data_func ("/ntriples/damaged/nquads", GUINT_TO_POINTER (NYSTA_SYNTAX_NQUADS),
                        test_damaged);
  g_test_add_data_func ("/ntriples/damaged/turtle", GUINT_TO_POINTER (NYSTA_SYNTAX_TURTLE),
                        test_damaged);
  g_test_add_data_func ("/ntriples/damaged/trig", GUINT_TO_POINTER (NYSTA_SYNTAX_TRIG),
                        test_damaged);
  g_test_add_func ("/ntriples/damaged/lenient", test_damaged_lenient);
  g_test_add_data_func ("/ntriples/beside-raptor/whole", NULL, test_beside_raptor);
  g_test_add_data_func ("/ntriples/beside-raptor/damaged", "damaged", test_beside_raptor);
  return g_test_run ();
}
