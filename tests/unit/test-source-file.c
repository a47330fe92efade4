/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "nysta-plugin.h"
#include "rdf/iri.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "../../plugins/source-file/file-iri.h"
#include "../../plugins/source-file/walk.h"

/* --- a host that writes down what it hears ---------------------------------- */

#define GONE "no such file or folder: it is gone, or a link leads nowhere"
#define CIRCLE "links that lead to each other: name the file itself"

typedef struct
{
  NystaSourceHost host;
  GString *heard; /* a line a call */
  GString *bytes;
  guint stop_after; /* documents; 0: never */
} Ear;

static void
on_message (const NystaSourceHost *host, const char *message)
{
  Ear *ear = host->context;
  g_string_append_printf (ear->heard, "message: %s\n", message);
}

static NystaStatus
on_document (const NystaSourceHost *host, const NystaSourceDocument *document)
{
  Ear *ear = host->context;
  g_autofree char *name = g_path_get_basename (document->iri);

  g_assert_cmpstr (document->key, ==, document->iri);
  g_string_append_printf (ear->heard, "%s %u%s\n", name, (guint) document->size_bytes,
                          document->named ? " named" : "");
  return ear->stop_after > 0 && --ear->stop_after == 0 ? NYSTA_STOP : NYSTA_OK;
}

static NystaStatus
on_unavailable (const NystaSourceHost *host, const char *iri, const char *message)
{
  Ear *ear = host->context;
  g_autofree char *name = g_path_get_basename (iri);

  g_string_append_printf (ear->heard, "%s: %s\n", name, message);
  return NYSTA_OK;
}

static NystaStatus
on_bytes (const NystaSourceHost *host, const void *data, size_t n_bytes)
{
  Ear *ear = host->context;
  g_string_append_len (ear->bytes, data, n_bytes);
  return NYSTA_OK;
}

static void
ear_init (Ear *ear)
{
  ear->host = (NystaSourceHost){ sizeof ear->host, ear,         on_message,
                                 on_message,       on_document, on_unavailable,
                                 on_bytes };
  ear->heard = g_string_new (NULL);
  ear->bytes = g_string_new (NULL);
  ear->stop_after = 0;
}

static void
ear_clear (Ear *ear)
{
  g_string_free (ear->heard, TRUE);
  g_string_free (ear->bytes, TRUE);
}

/* --- a folder with what folders can hold ------------------------------------- */

typedef struct
{
  char *root;
} Fixture;

static void
put (const Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename (fixture->root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
point (const Fixture *fixture, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (fixture->root, name, NULL);
  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("nysta-source-XXXXXX", NULL);
  put (fixture, "b.txt", "bb");
  put (fixture, "a.txt", "a");
  put (fixture, ".hidden", "no");
  put (fixture, "å ä?.txt", "ccc");
  put (fixture, "sub/deep/x.html", "xxxx");
  put (fixture, "sub/a.txt", "aaaaa");
  put (fixture, "sub/.git/config.txt", "no");
  put (fixture, "graph.nysta/nysta.store", "1");
  put (fixture, "graph.nysta/quads.txt", "no");
  put (fixture, "outside/o.txt", "oooooo");
  point (fixture, "dangling", "nowhere");
  point (fixture, "loop", ".");
  point (fixture, "sub/up", "..");
  point (fixture, "self", "self");
  g_autofree char *fifo = g_build_filename (fixture->root, "fifo", NULL);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *quoted = g_shell_quote (fixture->root);
  g_autofree char *command = g_strdup_printf ("rm -rf %s", quoted);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->root);
}

typedef struct
{
  const char *name;
  const char *locator; /* below the root; "." the root itself */
  NystaStatus status;
  const char *heard;
} ListCase;

#define ODD_NAME "å%20ä%3F.txt 3\n"

static const ListCase list_cases[] = {
  { "file", "a.txt", NYSTA_OK, "a.txt 1 named\n" },
  { "dots", "sub/../sub/./a.txt", NYSTA_OK, "a.txt 5 named\n" },
  { "slashes", "sub//a.txt", NYSTA_OK, "a.txt 5 named\n" },
  { "hidden-named", ".hidden", NYSTA_OK, ".hidden 2 named\n" },
  { "no-such", "c.txt", NYSTA_FAILED, "message: no such file or folder: check the name\n" },
  { "below-a-file", "a.txt/x", NYSTA_FAILED, "message: Not a directory\n" },
  { "dangling", "dangling", NYSTA_OK, "dangling: " GONE "\n" },
  { "fifo", "fifo", NYSTA_OK, "fifo: a FIFO, not a file\n" },
  { "store", "graph.nysta", NYSTA_FAILED,
    "message: a nysta store, not a folder of documents\n" },
  { "folder", ".", NYSTA_OK,
    "a.txt 1\nb.txt 2\ndangling: the link leads nowhere\nfifo: a FIFO, not a file\n"
    "o.txt 6\nself: " CIRCLE "\na.txt 5\nx.html 4\n" ODD_NAME },
  { "folder-slash", "sub/", NYSTA_OK,
    "a.txt 5\nx.html 4\na.txt 1\nb.txt 2\ndangling: the link leads nowhere\n"
    "fifo: a FIFO, not a file\no.txt 6\nself: " CIRCLE "\n" ODD_NAME },
  { "glob", "*.txt", NYSTA_OK, "a.txt 1\nb.txt 2\n" ODD_NAME },
  { "glob-set", "[ab].txt", NYSTA_OK, "a.txt 1\nb.txt 2\n" },
  { "glob-folder", "su*", NYSTA_OK,
    "a.txt 5\nx.html 4\na.txt 1\nb.txt 2\ndangling: the link leads nowhere\n"
    "fifo: a FIFO, not a file\no.txt 6\nself: " CIRCLE "\n" ODD_NAME },
  { "glob-nothing", "*.pdf", NYSTA_FAILED,
    "message: nothing matches: check the pattern\n" },
  { "deep", "**/*.html", NYSTA_OK, "x.html 4\n" },
  { "deep-here-too", "**/a.txt", NYSTA_OK, "a.txt 1\na.txt 5\n" },
  { "deep-below", "sub/**/x.*", NYSTA_OK, "x.html 4\n" },
  { "deep-nothing", "**/*.pdf", NYSTA_FAILED,
    "message: nothing matches: check the pattern\n" },
  { "deep-no-base", "none/**/*.pdf", NYSTA_FAILED,
    "message: nothing matches: check the pattern\n" },
};

static void
test_list (Fixture *fixture, gconstpointer data)
{
  const ListCase *row = data;
  g_autofree char *locator = strcmp (row->locator, ".") == 0
                               ? g_strdup (fixture->root)
                               : g_strdup_printf ("%s/%s", fixture->root, row->locator);
  Ear ear;

  ear_init (&ear);
  g_assert_cmpint (nysta_plugin.source->list (&ear.host, locator), ==, row->status);
  g_assert_cmpstr (ear.heard->str, ==, row->heard);
  ear_clear (&ear);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  Ear ear;

  ear_init (&ear);
  ear.stop_after = 1;
  g_assert_cmpint (nysta_plugin.source->list (&ear.host, fixture->root), ==, NYSTA_STOP);
  g_assert_cmpstr (ear.heard->str, ==, "a.txt 1\n");
  ear_clear (&ear);
}

static void
test_socket (Fixture *fixture, gconstpointer data)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  g_autofree char *path = g_build_filename (fixture->root, "s", NULL);
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);
  Ear ear;

  g_assert_cmpuint (g_strlcpy (address.sun_path, path, sizeof address.sun_path), <,
                    sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  ear_init (&ear);
  g_assert_cmpint (nysta_plugin.source->list (&ear.host, path), ==, NYSTA_OK);
  g_assert_cmpstr (ear.heard->str, ==, "s: a socket, not a file\n");
  ear_clear (&ear);
  close (fd);
}

/* Root may read everything, so there is nothing to see then. */
static void
test_denied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->root, "sub", NULL);
  Ear ear;

  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }
  g_assert_cmpint (g_chmod (folder, 0), ==, 0);
  ear_init (&ear);
  g_assert_cmpint (nysta_plugin.source->list (&ear.host, fixture->root), ==, NYSTA_OK);
  g_assert_nonnull (strstr (ear.heard->str, "sub: permission denied: "));
  g_assert_nonnull (strstr (ear.heard->str, "a.txt 1\n"));
  ear_clear (&ear);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
}

typedef struct
{
  const char *name;
  const char *file;
  guint64 max_bytes;
  NystaStatus status;
  const char *heard;
  const char *bytes;
} FetchCase;

static const FetchCase fetch_cases[] = {
  { "whole", "b.txt", 64, NYSTA_OK, "", "bb" },
  { "exactly", "b.txt", 2, NYSTA_OK, "", "bb" },
  { "odd-name", "å ä?.txt", 64, NYSTA_OK, "", "ccc" },
  { "too-large", "b.txt", 1, NYSTA_FAILED,
    "message: larger than the limit of 1 bytes (--max-document)\n", "" },
  { "vanished", "v.txt", 64, NYSTA_FAILED, "message: " GONE "\n", "" },
  { "fifo", "fifo", 64, NYSTA_FAILED, "message: a FIFO, not a file\n", "" },
  { "folder", "sub", 64, NYSTA_FAILED, "message: a folder, not a file\n", "" },
};

static void
test_fetch (Fixture *fixture, gconstpointer data)
{
  const FetchCase *row = data;
  g_autofree char *path = g_build_filename (fixture->root, row->file, NULL);
  char *iri = file_iri_from_path (path);
  Ear ear;

  ear_init (&ear);
  g_assert_cmpint (nysta_plugin.source->fetch (&ear.host, iri, row->max_bytes), ==,
                   row->status);
  g_assert_cmpstr (ear.heard->str, ==, row->heard);
  g_assert_cmpstr (ear.bytes->str, ==, row->bytes);
  ear_clear (&ear);
  free (iri);
}

/* The limit is said in the unit that people wrote it in; a device never ends. */
static void
test_fetch_device (void)
{
  Ear ear;

  ear_init (&ear);
  g_assert_cmpint (nysta_plugin.source->fetch (&ear.host, "file:///dev/zero", 64), ==,
                   NYSTA_FAILED);
  g_assert_cmpint (nysta_plugin.source->fetch (&ear.host, "http://x.example/", 64), ==,
                   NYSTA_FAILED);
  g_assert_cmpint (nysta_plugin.source->list (&ear.host, ""), ==, NYSTA_FAILED);
  g_assert_cmpint (nysta_plugin.source->list (&ear.host, "file://far.example/x"), ==,
                   NYSTA_FAILED);
  g_assert_cmpstr (ear.heard->str, ==,
                   "message: a device, not a file\n"
                   "message: not the IRI of a file on this machine\n"
                   "message: an empty name: name a file or a folder\n"
                   "message: not the IRI of a file on this machine\n");
  ear_clear (&ear);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->root, "large", NULL);
  char *iri = file_iri_from_path (path);
  Ear ear;

  put (fixture, "large", "");
  g_assert_cmpint (truncate (path, (64 << 20) + 1), ==, 0);
  ear_init (&ear);
  g_assert_cmpint (nysta_plugin.source->fetch (&ear.host, iri, 64 << 20), ==, NYSTA_FAILED);
  g_assert_cmpstr (ear.heard->str, ==,
                   "message: larger than the limit of 64 MiB (--max-document)\n");
  ear_clear (&ear);
  free (iri);
}

typedef struct
{
  const char *name;
  const char *path;
  const char *iri;
} IriCase;

static const IriCase iri_cases[] = {
  { "plain", "/srv/a-b_c.txt", "file:///srv/a-b_c.txt" },
  { "utf-8", "/srv/Håbo/ö.txt", "file:///srv/Håbo/ö.txt" },
  { "space", "/a b", "file:///a%20b" },
  { "reserved", "/a?b#c%d[e]", "file:///a%3Fb%23c%25d%5Be%5D" },
  { "forbidden", "/<>\"{}|\\^`\x01\x7f", "file:///%3C%3E%22%7B%7D%7C%5C%5E%60%01%7F" },
  { "sub-delims", "/a!$&'()*+,;=:@~", "file:///a!$&'()*+,;=:@~" },
  { "latin-1", "/f\xf6r", "file:///f%F6r" },
  { "overlong", "/\xc0\xaf", "file:///%C0%AF" },
  { "surrogate", "/\xed\xa0\x80", "file:///%ED%A0%80" },
  { "c1-control", "/\xc2\x85", "file:///%C2%85" },
  { "direction-mark", "/a\xe2\x80\x8e", "file:///a%E2%80%8E" },
  { "emoji", "/\xf0\x9f\x98\x80", "file:///\xf0\x9f\x98\x80" },
  { "private-use", "/\xee\x80\x80", "file:///%EE%80%80" },
  { "noncharacter", "/\xef\xbf\xbf", "file:///%EF%BF%BF" },
  { "truncated", "/\xe2\x82", "file:///%E2%82" },
};

static void
test_iri (gconstpointer data)
{
  const IriCase *row = data;
  char *iri = file_iri_from_path (row->path);
  char *path = file_iri_to_path (row->iri);

  g_autofree char *as_core_says = nysta_iri_from_path (row->path);

  g_assert_cmpstr (iri, ==, row->iri);
  g_assert_cmpstr (path, ==, row->path);
  /* The plugin cannot call the core, but must agree with it. */
  g_assert_cmpstr (as_core_says, ==, row->iri);
  free (iri);
  free (path);
}

static void
test_iri_refused (void)
{
  static const char *const bad[] = { "http://a/",  "file:a",      "file://host/a",
                                     "file:///%0", "file:///%zz", "file:///a%00b",
                                     "",           "file:" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (file_iri_to_path (bad[i]));
}

static void
test_absolute (void)
{
  static const char *const rows[][2] = { { "/", "/" },      { "//a//b/", "/a/b" },
                                         { "/../..", "/" }, { "/a/./b/../c", "/a/c" },
                                         { "/a/..", "/" },  { "/a/...", "/a/..." } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *path = absolute_path (rows[i][0]);
      g_assert_cmpstr (path, ==, rows[i][1]);
      free (path);
    }
}

static void
test_match (void)
{
  static const struct
  {
    const char *pattern;
    const char *path;
    bool expected;
  } rows[] = {
    { "*.txt", "a.txt", true },
    { "*.txt", "s/a.txt", false },
    { "**/*.txt", "a.txt", true },
    { "**/*.txt", "s/t/a.txt", true },
    { "**", "s/t/a.txt", true },
    { "s/**", "s/t/a.txt", true },
    { "s/**/t/*", "s/t/a", true },
    { "s/**/t/*", "s/x/t/y/t/a", true },
    { "**/b/**/d", "a/b/c/c/d", true },
    { "**/b/**/d", "a/c/d", false },
    { "a/**/b/c", "a/b/b/c", true },
    { "**/*.txt", "s/.a.txt", false },
    { "a", "a/b", false },
    { "a/b", "a", false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (walk_match (rows[i].pattern, rows[i].path), ==, rows[i].expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (list_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/source-file/list/%s", list_cases[i].name);
      g_test_add (path, Fixture, &list_cases[i], set_up, test_list, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fetch_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/source-file/fetch/%s",
                                               fetch_cases[i].name);
      g_test_add (path, Fixture, &fetch_cases[i], set_up, test_fetch, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (iri_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/source-file/iri/%s", iri_cases[i].name);
      g_test_add_data_func (path, &iri_cases[i], test_iri);
    }
  g_test_add ("/source-file/list/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/source-file/list/socket", Fixture, NULL, set_up, test_socket, tear_down);
  g_test_add ("/source-file/list/denied", Fixture, NULL, set_up, test_denied, tear_down);
  g_test_add ("/source-file/fetch/large", Fixture, NULL, set_up, test_large, tear_down);
  g_test_add_func ("/source-file/fetch/device", test_fetch_device);
  g_test_add_func ("/source-file/iri/refused", test_iri_refused);
  g_test_add_func ("/source-file/absolute", test_absolute);
  g_test_add_func ("/source-file/match", test_match);
  return g_test_run ();
}
