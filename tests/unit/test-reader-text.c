/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "nysta-plugin.h"
#include <glib.h>

#include <string.h>

typedef struct
{
  NystaReaderHost host;
  GString *text;
  GString *blocks; /* `KIND:text`, ` | ` between */
  GString *said;   /* metadata, then warnings and failures */
} Listener;

static void
on_message (const NystaReaderHost *host, const char *message)
{
  Listener *listener = host->context;

  g_string_append_printf (listener->said, "%s! ", message);
}

static NystaStatus
on_text (const NystaReaderHost *host, const char *utf8, size_t n_bytes)
{
  Listener *listener = host->context;

  g_assert_true (g_utf8_validate (utf8, (gssize) n_bytes, NULL));
  g_string_append_len (listener->text, utf8, (gssize) n_bytes);
  return NYSTA_OK;
}

static NystaStatus
on_block (const NystaReaderHost *host, const NystaBlock *block)
{
  static const char *const kinds[] = { "?", "p", "h", "li", "td", "th", "q" };
  Listener *listener = host->context;

  g_assert_cmpuint (block->start, <, block->end);
  g_assert_cmpuint (block->end, <=, listener->text->len);
  g_assert_true (
    g_utf8_validate (listener->text->str + block->start, block->end - block->start, NULL));
  g_string_append_printf (listener->blocks, "%s%s:%.*s",
                          listener->blocks->len > 0 ? " | " : "", kinds[block->kind],
                          (int) (block->end - block->start),
                          listener->text->str + block->start);
  return NYSTA_OK;
}

static NystaStatus
on_metadata (const NystaReaderHost *host, const char *property, const char *value)
{
  Listener *listener = host->context;

  g_string_append_printf (listener->said, "%s=%s ", property, value);
  return NYSTA_OK;
}

static NystaStatus
read_bytes (const char *bytes, gsize n_bytes, Listener *listener)
{
  NystaInput input = { .struct_size = sizeof input,
                       .data = (const unsigned char *) bytes,
                       .n_bytes = n_bytes,
                       .media_type = "text/plain" };

  *listener = (Listener){
    .host = { .struct_size = sizeof listener->host,
              .context = listener,
              .warn = on_message,
              .fail = on_message,
              .text = on_text,
              .block = on_block,
              .metadata = on_metadata },
    .text = g_string_new (NULL),
    .blocks = g_string_new (NULL),
    .said = g_string_new (NULL),
  };
  return nysta_plugin.reader->read (&listener->host, &input);
}

static void
listener_clear (Listener *listener)
{
  g_string_free (listener->text, TRUE);
  g_string_free (listener->blocks, TRUE);
  g_string_free (listener->said, TRUE);
}

/* --- blocks ---------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *text;
  const char *blocks;
} BlockCase;

static const BlockCase block_cases[] = {
  { "empty", "", "" },
  { "blank-lines", "\n \n\t\n", "" },
  { "heading-and-text", "Rubrik\n\nEn mening som är text.\n",
    "h:Rubrik | p:En mening som är text." },
  { "hash", "# Ett\n\n## Två\n\nText.\n", "h:Ett | h:Två | p:Text." },
  { "bullets", "Lista:\n\n • ett\n • två\n", "p:Lista: | li:ett | li:två" },
  { "numbers", "1. ett\n2. två\n", "li:ett | li:två" },
  { "decimal-is-no-number", "1.5 grader varmare.\n", "p:1.5 grader varmare." },
  { "dash-list", "Med är:\n- Anna\n- Per\n", "p:Med är: | li:Anna | li:Per" },
  { "speech", "– Det är bra, säger Anna.\n\n– Ja, säger Per.\n",
    "p:Det är bra, säger Anna. | p:Ja, säger Per." },
  { "table", "Namn\tTelefon\nAnna\t08-123\n",
    "th:Namn | th:Telefon | td:Anna | td:08-123" },
  { "pipes", "| Namn | Roll |\n|---|---|\n| Anna | vd |\n",
    "th:Namn | th:Roll | td:Anna | td:vd" },
  { "entries", "Anna Ek, vd, A\n\nPer Ask, chef, B\n\nBo Sten, chef, C\n",
    "p:Anna Ek, vd, A | p:Per Ask, chef, B | p:Bo Sten, chef, C" },
  { "wrapped",
    "Detta är en text som har brutits för hand vid en viss bredd och som\n"
    "fortsätter på nästa rad utan att något nytt har börjat.\n",
    "p:Detta är en text som har brutits för hand vid en viss bredd och som\n"
    "fortsätter på nästa rad utan att något nytt har börjat." },
  { "crlf", "Rubrik\r\n\r\nText här.\r\n", "h:Rubrik | p:Text här." },
};

static void
test_blocks (gconstpointer data)
{
  const BlockCase *test = data;
  Listener listener;

  g_assert_cmpint (read_bytes (test->text, strlen (test->text), &listener), ==, NYSTA_OK);
  g_assert_cmpstr (listener.text->str, ==, test->text);
  g_assert_cmpstr (listener.blocks->str, ==, test->blocks);
  listener_clear (&listener);
}

/* --- bytes ------------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  const char *bytes;
  gsize n_bytes;
  const char *text; /* NULL: refused */
  const char *said;
} ByteCase;

#define BYTES(literal) literal, sizeof literal - 1

static const ByteCase byte_cases[] = {
  { "utf-8", BYTES ("Räv."), "Räv.", "title=Räv. " },
  { "utf-8-mark", BYTES ("\xEF\xBB\xBFRäv."), "Räv.", "title=Räv. " },
  { "latin-1", BYTES ("R\xE4v."), "Räv.", "converted from ISO-8859-1! title=Räv. " },
  { "windows-1252", BYTES ("R\xE4v\x94."), "Räv”.",
    "converted from Windows-1252! title=Räv”. " },
  { "utf-16-little", BYTES ("\xFF\xFER\0\xE4\0"), "Rä", "title=Rä " },
  { "utf-16-big", BYTES ("\xFE\xFF\0R\0\xE4"), "Rä", "title=Rä " },
  { "utf-16-odd", BYTES ("\xFF\xFER\0\xE4"), "R\uFFFD",
    "invalid UTF-16 in 1 place, replaced with U+FFFD! title=R\uFFFD " },
  { "mostly-utf-8", BYTES ("åäö åäö \xE4."), "åäö åäö \uFFFD.",
    "invalid UTF-8 in 1 place, replaced with U+FFFD! title=åäö åäö \uFFFD. " },
  { "utf-32-little", BYTES ("\xFF\xFE\0\0R\0\0\0"), NULL, "is UTF-32: save it as UTF-8! " },
  { "utf-32-big", BYTES ("\0\0\xFE\xFF\0\0\0R"), NULL, "is UTF-32: save it as UTF-8! " },
  { "zeros", BYTES ("text\0text"), NULL, "looks binary, not text! " },
  { "controls", BYTES ("\1\2\3\4text"), NULL, "looks binary, not text! " },
  { "date-line", BYTES ("Rubrik\n5 mars 2024\n\nText.\n"), "Rubrik\n5 mars 2024\n\nText.\n",
    "issued=2024-03-05 title=Rubrik " },
  { "no-such-day", BYTES ("Rubrik\nDatum 2023-02-29\n\nText.\n"),
    "Rubrik\nDatum 2023-02-29\n\nText.\n", "title=Rubrik " },
  { "digits-behind-a-date", BYTES ("Rubrik\nDatum 2024-03-052\n\nText.\n"),
    "Rubrik\nDatum 2024-03-052\n\nText.\n", "title=Rubrik " },
  { "date-in-text", BYTES ("Den 5 mars 2024 hände det.\n"), "Den 5 mars 2024 hände det.\n",
    "title=Den 5 mars 2024 hände det. " },
  { "masthead",
    BYTES ("Sjöbo Vatten\n\nNytt verk renar för fyra kommuner\n\nText är det här.\n"),
    "Sjöbo Vatten\n\nNytt verk renar för fyra kommuner\n\nText är det här.\n",
    "title=Nytt verk renar för fyra kommuner " },
  { "heading-after-text",
    BYTES ("Kort rubrik\n\nText är det här.\n\nEn mycket längre rubrik sedan\n\nText.\n"),
    "Kort rubrik\n\nText är det här.\n\nEn mycket längre rubrik sedan\n\nText.\n",
    "title=Kort rubrik " },
};

static void
test_bytes (gconstpointer data)
{
  const ByteCase *test = data;
  Listener listener;
  NystaStatus status = read_bytes (test->bytes, test->n_bytes, &listener);

  g_assert_cmpint (status, ==, test->text != NULL ? NYSTA_OK : NYSTA_FAILED);
  if (test->text != NULL)
    g_assert_cmpstr (listener.text->str, ==, test->text);
  g_assert_cmpstr (listener.said->str, ==, test->said);
  listener_clear (&listener);
}

static void
test_random (void)
{
  static const char pieces[] = "\n\n\t -–•*#|:.,12345abcÅÄÖ\xC3\xA5\xE2\x80\x93\r\f\xFF";

  for (guint round = 0; round < 2000; round++)
    {
      char bytes[256];
      gsize n = (gsize) g_test_rand_int_range (0, sizeof bytes);
      Listener listener;

      for (gsize i = 0; i < n; i++)
        bytes[i] = round % 4 == 0 ? (char) g_test_rand_int_range (0, 256)
                                  : pieces[g_test_rand_int_range (0, sizeof pieces - 1)];
      read_bytes (bytes, n, &listener);
      listener_clear (&listener);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (block_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader-text/blocks/%s",
                                               block_cases[i].name);

      g_test_add_data_func (path, &block_cases[i], test_blocks);
    }
  for (guint i = 0; i < G_N_ELEMENTS (byte_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reader-text/bytes/%s", byte_cases[i].name);

      g_test_add_data_func (path, &byte_cases[i], test_bytes);
    }
  g_test_add_func ("/reader-text/random", test_random);
  return g_test_run ();
}
