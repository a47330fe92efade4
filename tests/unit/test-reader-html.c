/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Runs plugins/reader-html/reader-html.so as a host would. tests/reader-html/NAME.html
 * reads as NAME.txt: metadata, then a line for each block. NYSTA_BLESS=1 writes those
 * anew. Then the same pages cut and damaged, and pages that no one would write.
 */
#include "base/module.h"
#include "nysta-plugin.h"

#include <glib.h>
#include <string.h>

typedef struct
{
  NystaReaderHost host;
  GString *text;
  GString *metadata;
  GArray *blocks;
  GString *warnings;
  GString *statements;
  guint n_statements;
  guint stop_after; /* NYSTA_STOP from this many pieces of text on; 0: never */
  guint n_calls;
} Told;

static void
on_warn (const NystaReaderHost *host, const char *message)
{
  Told *told = host->context;

  g_string_append_printf (told->warnings, "warning: %s\n", message);
}

static void
on_fail (const NystaReaderHost *host, const char *message)
{
  on_warn (host, message);
}

static NystaStatus
on_text (const NystaReaderHost *host, const char *utf8, size_t n_bytes)
{
  Told *told = host->context;

  g_assert_true (g_utf8_validate_len (utf8, n_bytes, NULL));
  g_string_append_len (told->text, utf8, (gssize) n_bytes);
  return told->stop_after != 0 && ++told->n_calls >= told->stop_after ? NYSTA_STOP
                                                                      : NYSTA_OK;
}

static gboolean
is_blank (const char *text, guint32 start, guint32 end)
{
  for (guint32 i = start; i < end; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* What the header promises of blocks. */
static NystaStatus
on_block (const NystaReaderHost *host, const NystaBlock *block)
{
  Told *told = host->context;
  guint32 last = 0;

  if (told->blocks->len > 0)
    last = g_array_index (told->blocks, NystaBlock, told->blocks->len - 1).end;
  g_assert_cmpuint (block->start, >=, last);
  g_assert_cmpuint (block->end, >, block->start);
  g_assert_cmpuint (block->end, <=, told->text->len);
  g_assert_cmpuint (block->kind, >=, NYSTA_BLOCK_PARAGRAPH);
  g_assert_cmpuint (block->kind, <=, NYSTA_BLOCK_QUOTATION);
  g_assert_true (is_blank (told->text->str, last, block->start));
  g_assert_false (g_ascii_isspace (told->text->str[block->start]));
  g_assert_false (g_ascii_isspace (told->text->str[block->end - 1]));
  if (block->kind == NYSTA_BLOCK_HEADING)
    g_assert_true (block->level >= 1 && block->level <= 6);
  if (block->kind == NYSTA_BLOCK_LIST_ITEM)
    g_assert_true (block->level >= 1 && block->group >= 1);
  if (block->kind == NYSTA_BLOCK_TABLE_CELL || block->kind == NYSTA_BLOCK_TABLE_HEADER)
    g_assert_true (block->row >= 1 && block->column >= 1 && block->group >= 1);
  g_array_append_val (told->blocks, *block);
  return NYSTA_OK;
}

static NystaStatus
on_metadata (const NystaReaderHost *host, const char *property, const char *value)
{
  Told *told = host->context;

  g_assert_true (g_utf8_validate (value, -1, NULL));
  g_assert_cmpstr (value, !=, "");
  g_string_append_printf (told->metadata, "%s: %s\n", property, value);
  return NYSTA_OK;
}

static NystaStatus
on_statement (const NystaReaderHost *host, const NystaStatementProposal *statement)
{
  Told *told = host->context;

  told->n_statements++;
  g_assert_true (g_utf8_validate (statement->subject, -1, NULL));
  g_assert_true (g_utf8_validate (statement->object, -1, NULL));
  g_assert_nonnull (strstr (statement->predicate, ":"));
  g_string_append_printf (told->statements, "data | %s %s %s%s%s%s%s\n", statement->subject,
                          statement->predicate,
                          statement->object_kind == NYSTA_OBJECT_LITERAL ? "= " : "",
                          statement->object, statement->language != NULL ? " @" : "",
                          statement->language != NULL ? statement->language : "",
                          statement->datatype != NULL ? " typed" : "");
  return NYSTA_OK;
}

static void
told_free (Told *told)
{
  g_string_free (told->statements, TRUE);
  g_string_free (told->text, TRUE);
  g_string_free (told->metadata, TRUE);
  g_string_free (told->warnings, TRUE);
  g_array_unref (told->blocks);
  g_free (told);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Told, told_free)

static const NystaPlugin *
open_plugin (void)
{
  g_autofree char *path = g_build_filename (
    g_getenv ("BUILDDIR") != NULL ? g_getenv ("BUILDDIR") : NYSTA_BUILD_ROOT, "plugins",
    "reader-html", "reader-html.so", NULL);
  g_autoptr (GError) error = NULL;
  const NystaPlugin *plugin = nysta_module_symbol (path, "nysta_plugin", &error);

  g_assert_no_error (error);
  return plugin;
}

static Told *
told_new (void)
{
  Told *told = g_new0 (Told, 1);

  told->host = (NystaReaderHost){ .struct_size = sizeof (NystaReaderHost),
                                  .context = told,
                                  .warn = on_warn,
                                  .fail = on_fail,
                                  .text = on_text,
                                  .block = on_block,
                                  .metadata = on_metadata,
                                  .statement = on_statement };
  told->statements = g_string_new (NULL);
  told->text = g_string_new (NULL);
  told->metadata = g_string_new (NULL);
  told->warnings = g_string_new (NULL);
  told->blocks = g_array_new (FALSE, FALSE, sizeof (NystaBlock));
  return told;
}

static Told *
read_page (const char *data, gsize n_bytes, const char *charset)
{
  g_autoptr (Told) told = told_new ();
  /* No byte follows the page's last: one read past it shows under the sanitizers. */
  g_autofree guchar *exact = g_malloc (n_bytes);
  NystaInput input = { .struct_size = sizeof input,
                       .data = exact,
                       .n_bytes = n_bytes,
                       .media_type = "text/html",
                       .charset = charset };

  if (n_bytes > 0)
    memcpy (exact, data, n_bytes);
  g_assert_cmpint (open_plugin ()->reader->read (&told->host, &input), ==, NYSTA_OK);
  return g_steal_pointer (&told);
}

static char *
show (const Told *told)
{
  static const char *const kinds[] = { "",     "paragraph", "heading",  "item",
                                       "cell", "header",    "quotation" };
  g_autoptr (GString) out = g_string_new (told->warnings->str);

  g_string_append (out, told->metadata->str);
  for (guint i = 0; i < told->blocks->len; i++)
    {
      const NystaBlock *block = &g_array_index (told->blocks, NystaBlock, i);
      g_autofree char *text = g_strndup (told->text->str + block->start,
                                         block->end - block->start);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      g_autofree char *joined = g_strjoinv (" / ", lines);

      g_string_append (out, kinds[block->kind]);
      if (block->level > 0)
        g_string_append_printf (out, " level=%u", block->level);
      if (block->group > 0)
        g_string_append_printf (out, " group=%u", block->group);
      if (block->row > 0)
        g_string_append_printf (out, " row=%u column=%u", block->row, block->column);
      g_string_append_printf (out, " | %s\n", joined);
    }
  g_string_append (out, told->statements->str);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
sample_path (const char *name, const char *ending)
{
  const char *root = g_getenv ("SRCDIR") != NULL ? g_getenv ("SRCDIR") : NYSTA_SOURCE_ROOT;
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_build_filename (root, "tests", "reader-html", file, NULL);
}

static const char *const samples[] = { "press",   "lists", "tables",  "divs",
                                       "teasers", "links", "latin-1", "data" };

static void
test_sample (gconstpointer name)
{
  g_autofree char *page_path = sample_path (name, ".html");
  g_autofree char *wanted_path = sample_path (name, ".txt");
  g_autofree char *page = NULL;
  g_autofree char *wanted = NULL;
  gsize n_bytes = 0;

  g_assert_true (g_file_get_contents (page_path, &page, &n_bytes, NULL));
  g_autoptr (Told) told = read_page (page, n_bytes, NULL);
  g_autofree char *shown = show (told);
  if (g_getenv ("NYSTA_BLESS") != NULL)
    g_assert_true (g_file_set_contents (wanted_path, shown, -1, NULL));
  g_assert_true (g_file_get_contents (wanted_path, &wanted, NULL, NULL));
  g_assert_cmpstr (shown, ==, wanted);
}

/* Cut anywhere, or with bits turned over, a page still reads as something. */
static void
test_damaged (gconstpointer name)
{
  g_autofree char *path = sample_path (name, ".html");
  g_autofree char *page = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  gsize n_bytes = 0;

  g_assert_true (g_file_get_contents (path, &page, &n_bytes, NULL));
  for (gsize n = 0; n < n_bytes; n += 13)
    {
      g_autoptr (Told) told = read_page (page, n, NULL);
    }
  for (guint round = 0; round < 200; round++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) n_bytes);
      char kept = page[at];

      page[at] = (char) (page[at] ^ (1 << g_rand_int_range (rand, 0, 8)));
      g_autoptr (Told) told = read_page (page, n_bytes, NULL);
      if (round % 4 != 0)
        page[at] = kept; /* else the damage adds up */
    }
}

typedef struct
{
  const char *name;
  const char *page;
  gssize n_bytes; /* -1: up to the NUL */
  const char *charset;
  const char *wanted; /* NULL: whatever */
} PageCase;

static const PageCase page_cases[] = {
  { "empty", "", -1, NULL, "" },
  { "white-space", " \n\t ", -1, NULL, "" },
  { "bare-text", "Hej  \n du", -1, NULL, "paragraph | Hej du\n" },
  { "nul", "<p>a\0b</p>", 10, NULL, "paragraph | ab\n" },
  { "utf-8", "<p>\xC3\xA5</p>", -1, NULL, "paragraph | å\n" },
  { "utf-8-mark", "\xEF\xBB\xBF<p>\xC3\xA5</p>", -1, "iso-8859-1", "paragraph | å\n" },
  { "utf-16-mark", "\xFF\xFE<\0p\0>\0\xE5\0", 10, NULL, "paragraph | å\n" },
  { "told", "<p>\xE5 \x96</p>", -1, "ISO-8859-1", "paragraph | å –\n" },
  { "told-beats-meta", "<meta charset=utf-8><p>\xE5</p>", -1, "latin1", "paragraph | å\n" },
  { "meta", "<meta charset='windows-1252'><p>\xE5</p>", -1, NULL, "paragraph | å\n" },
  { "meta-http-equiv",
    "<meta http-equiv=Content-Type content=\"text/html; charset=ISO-8859-2\"><p>\xE6</p>",
    -1, NULL, "paragraph | ć\n" },
  { "meta-lies-utf-16", "<meta charset=utf-16><p>\xC3\xA5</p>", -1, NULL,
    "paragraph | å\n" },
  { "undeclared-latin-1", "<p>\xE5\xE4\xF6</p>", -1, NULL,
    "warning: not UTF-8: read as Windows-1252 (Latin-1)\nparagraph | åäö\n" },
  { "mostly-utf-8", "<p>\xC3\xA5\xC3\xA4\xFF</p>", -1, NULL,
    "warning: not all of it is UTF-8: what is not was replaced\nparagraph | "
    "åä\xEF\xBF\xBD\n" },
  { "unknown-charset", "<p>a</p>", -1, "klingon",
    "warning: unknown character encoding klingon: guessed\nparagraph | a\n" },
  { "references",
    "<p>&aring;&#229;&#xE5;&nbsp;&amp;&bogus;&#150;&#0;&#xD800;&#x110000;</p>", -1, NULL,
    "paragraph | åå\xC3\xA5 &&bogus;–\n" },
  { "invisible",
    "<p>a\xC2\xAD"
    "b\xE2\x80\x8B"
    "c\x01"
    "d\xE2\x80\xAF"
    "e</p>",
    -1, NULL, "paragraph | abcd e\n" },
  { "breaks", "<p>a <br> b<br><br>c<br></p>", -1, NULL,
    "paragraph | a / b\nparagraph | c\n" },
  { "inline-glue", "<p>A<b>B</b>C <i> D</i></p>", -1, NULL, "paragraph | ABC D\n" },
  { "preformatted", "<pre>a  b\nc\n\nd</pre>", -1, NULL,
    "paragraph | a b / c\nparagraph | d\n" },
  { "hidden",
    "<p>a</p><p hidden>b</p><p aria-hidden=true>c</p><p style='x:y; DISPLAY : none'>d</p>"
    "<p class='sr-only'>e</p><script>f<p></script><style>g</style><template>h</template>"
    "<noscript><p>i</p></noscript><svg><text>j</text></svg><p style='undisplay:none'>k</p>",
    -1, NULL, "paragraph | a\nparagraph | k\n" },
  { "hidden-around-main",
    "<div aria-hidden=true><p>a</p><main><p>b</p></main></div><div role=dialog>c</div>", -1,
    NULL, "paragraph | b\n" },
  { "hidden-all", "<div style='visibility:hidden'><p>a</p></div>", -1, NULL,
    "paragraph | a\n" },
  { "main-next-to-empty",
    "<main><p>-</p></main><div><p>The text is beside the part that is called "
    "main.</p></div>",
    -1, NULL,
    "paragraph | -\nparagraph | The text is beside the part that is called main.\n" },
  { "article-in-aside",
    "<p>a long text that has no main part around it</p>"
    "<aside><article><p>b</p></article></aside>",
    -1, NULL, "paragraph | a long text that has no main part around it\nparagraph | b\n" },
  { "form-around-all", "<form><main><p>a</p><form><p>b</p></form></main></form>", -1, NULL,
    "paragraph | a\n" },
  { "unclosed", "<h1>A<p>b<ul><li>c<li>d<b>e<table><tr><td>f<td>g", -1, NULL,
    "title: A\nheading level=1 | A\nparagraph | b\nitem level=1 group=1 | c\n"
    "item level=1 group=1 | de\ncell group=2 row=1 column=1 | f\n"
    "cell group=2 row=1 column=2 | g\n" },
  { "entities-of-its-own",
    "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY y 'yyyy'>]>"
    "<p>&x;&y;</p>",
    -1, NULL, "paragraph | &x;&y;\n" },
  { "entities-unclosed", "<?xml version='1.0'?>\n<!DOCTYPE html [<!ENTITY x 'x'", -1, NULL,
    NULL },
  { "comment-unclosed", "<p>a</p><!-- b <p>c", -1, NULL, "paragraph | a\n" },
  { "json-ld-is-no-text",
    "<p>a</p><script type='application/ld+json; x=y'>{\"@context\":\"http://schema.org/\","
    "\"name\":\"b\"}</script>",
    -1, NULL, "paragraph | a\ndata | _:j1 http://schema.org/name = b\n" },
  { "json-ld-script-inside",
    "<script type='application/ld+json'>{\"http://x/y\":\"<\\/script><p>\"}</script><p>a</p>",
    -1, NULL, "paragraph | a\ndata | _:j1 http://x/y = </script><p>\n" },
  { "json-ld-in-comment",
    "<script type='application/ld+json'>/*<![CDATA[*/{\"http://x/y\":\"1\"}/*]]>*/</script>",
    -1, NULL, "data | _:j1 http://x/y = 1\n" },
  { "json-ld-no-context", "<script type='application/ld+json'>{\"name\":\"b\"}</script>",
    -1, NULL, "" },
  { "json-ld-nul",
    "<script type='application/ld+json'>{\"http://x/y\":\"a\\u0000b\",\"http://x/z\":1}"
    "</script>",
    -1, NULL, NULL },
  { "json-ld-surrogate",
    "<script type='application/ld+json'>{\"http://x/y\":\"\\ud800\"}</script>", -1, NULL,
    NULL },
  { "json-ld-terms-in-a-ring",
    "<script type='application/ld+json'>{\"@context\":{\"a\":\"b:c\",\"b\":\"a:d\"},"
    "\"a\":1,\"b:x\":2}</script>",
    -1, NULL, "" },
  { "json-ld-iri-with-spaces",
    "<script type='application/ld+json'>{\"@id\":\"http://x/<p>\",\"http://x/y\":\"1\"}"
    "</script>",
    -1, NULL, "data | _:j1 http://x/y = 1\n" },
  { "microdata-no-type", "<div itemscope><b itemprop=name>a</b></div>", -1, NULL,
    "paragraph | a\n" },
  { "microdata-ring",
    "<div itemscope itemtype='http://x/T' itemid='http://x/1' id=a itemref='a b'>"
    "<i itemprop=p>v</i></div><p id=b><b itemscope itemtype='http://x/T' "
    "itemid='http://x/2' itemref='a b' itemprop=q></b></p>",
    -1, NULL,
    "paragraph | v\n"
    "data | http://x/1 http://www.w3.org/1999/02/22-rdf-syntax-ns#type http://x/T\n"
    "data | http://x/1 http://x/p = v\ndata | http://x/1 http://x/q http://x/2\n"
    "data | http://x/2 http://www.w3.org/1999/02/22-rdf-syntax-ns#type http://x/T\n" },
  { "rdfa-outer-prefix",
    "<div prefix='a: http://a/'><p prefix='b: http://b/' about='http://x/'>"
    "<b property='a:p b:q c:r'>v</b></p></div>",
    -1, NULL,
    "paragraph | v\ndata | http://x/ http://a/p = v\ndata | http://x/ http://b/q = v\n" },
  { "rdfa-social", "<meta property='og:locale' content='sv_SE'><p property='name'>a</p>",
    -1, NULL, "language: sv-SE\nparagraph | a\n" },
};

static void
test_page (gconstpointer data)
{
  const PageCase *c = data;
  gsize n_bytes = c->n_bytes < 0 ? strlen (c->page) : (gsize) c->n_bytes;
  g_autoptr (Told) told = read_page (c->page, n_bytes, c->charset);
  g_autofree char *shown = show (told);

  if (c->wanted != NULL)
    g_assert_cmpstr (shown, ==, c->wanted);
}

typedef struct
{
  const char *name;
  const char *before;
  const char *repeated;
  guint n;
  const char *after;
  const char *wanted; /* somewhere in the text */
} LargeCase;

static const LargeCase large_cases[] = {
  { "nested-divs", "", "<div>", 100000, "deep", "deep" },
  { "nested-inline", "<p>", "<b>", 100000, "deep", "deep" },
  { "nested-lists", "", "<ul><li>", 50000, "deep", "deep" },
  { "nested-tables", "", "<table><tr><td rowspan=9>", 20000, "deep", "deep" },
  { "nested-quotes", "", "<q>", 50000, "deep", "deep" },
  { "end-tags", "<p>a", "</b></div>", 200000, "b", "b" },
  { "attributes", "<p ", "a=b ", 200000, ">text", "text" },
  { "one-line", "<p>", "ord och ", 2621440, "slut", "slut" }, /* 20 MiB */
  { "one-word", "<p>", "ord", 2000000, "slut", "slut" },
  { "paragraphs", "", "<p>a", 200000, "<p>slut", "slut" },
  { "breaks", "<p>a", "<br>", 500000, "slut", "slut" },
  { "open-brackets", "<p>", "<", 500000, " <p>slut", "" },
  { "references", "<p>", "&amp;", 500000, "slut", "slut" },
  { "json-brackets", "<script type=application/ld+json>", "[", 200000, "</script><p>slut",
    "slut" },
  { "json-objects", "<script type=application/ld+json>[1", ",{\"http://x/y\":[]}", 100000,
    "]</script><p>slut", "slut" },
  { "json-statements", "<script type=application/ld+json>[1", ",{\"http://x/y\":1}", 100000,
    "]</script><p>slut", "slut" },
  { "json-bytes", "<script type=application/ld+json>\"", "0123456789", 1048576,
    "\"</script><p>slut", "slut" },
  { "items", "", "<div itemscope itemtype='http://x/T'><i itemprop=a>b</i>", 20000, "slut",
    "slut" },
  { "items-that-refer", "<div id=a itemprop=b>",
    "<p itemscope itemtype='http://x/T' itemref='a a'>c</p>", 20000, "slut", "slut" },
  { "rdfa", "", "<div typeof='http://x/T' property='http://x/p' prefix='x: http://x/'>",
    20000, "slut", "slut" },
  { "rdfa-prefixes", "", "<div prefix='x: http://x/' property='y:z'>", 20000, "slut",
    "slut" },
  { "links", "<p>", "<a href='mailto:a@example.org'>b</a>", 50000, "slut", "slut" },
};

static void
test_large (gconstpointer data)
{
  const LargeCase *c = data;
  g_autoptr (GString) page = g_string_new (c->before);
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < c->n; i++)
    g_string_append (page, c->repeated);
  g_string_append (page, c->after);

  g_autoptr (Told) told = read_page (page->str, page->len, NULL);
  g_assert_nonnull (g_strstr_len (told->text->str, (gssize) told->text->len, c->wanted));
  g_test_message ("%.2f s", (double) (g_get_monotonic_time () - start_us) / 1e6);
}

/* The host's word to stop is heard. */
static void
test_stop (void)
{
  static const char page[] = "<p>a<p>b<p>c<p>d";
  g_autoptr (Told) told = told_new ();
  NystaInput input = { .struct_size = sizeof input,
                       .data = (const guchar *) page,
                       .n_bytes = strlen (page),
                       .media_type = "text/html" };

  told->stop_after = 2;
  g_assert_cmpint (open_plugin ()->reader->read (&told->host, &input), ==, NYSTA_STOP);
  g_assert_cmpuint (told->n_calls, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *golden = g_strdup_printf ("/reader-html/sample/%s", samples[i]);
      g_autofree char *damaged = g_strdup_printf ("/reader-html/damaged/%s", samples[i]);
      g_test_add_data_func (golden, samples[i], test_sample);
      g_test_add_data_func (damaged, samples[i], test_damaged);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (page_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader-html/page/%s", page_cases[i].name);
      g_test_add_data_func (path, &page_cases[i], test_page);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (large_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader-html/large/%s",
                                               large_cases[i].name);
      g_test_add_data_func (path, &large_cases[i], test_large);
    }
  g_test_add_func ("/reader-html/host/stop", test_stop);
  return g_test_run ();
}
