/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/terminal.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DEFAULT_COLUMNS 80
#define LEAST_COLUMNS 20
#define MOST_COLUMNS 1000

guint
nysta_terminal_columns (void)
{
  const char *set = g_getenv ("COLUMNS");
  guint64 columns = 0;

  if (set != NULL &&
      g_ascii_string_to_unsigned (set, 10, LEAST_COLUMNS, MOST_COLUMNS, &columns, NULL))
    return (guint) columns;

  struct winsize size = { 0 };

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return CLAMP (size.ws_col, LEAST_COLUMNS, MOST_COLUMNS);
  return DEFAULT_COLUMNS;
}

gboolean
nysta_terminal_has_colour (void)
{
  const char *refused = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && (refused == NULL || refused[0] == '\0') &&
         terminal != NULL && strcmp (terminal, "dumb") != 0;
}

static guint
letter_width (gunichar letter)
{
  if (g_unichar_iszerowidth (letter))
    return 0;
  return g_unichar_iswide (letter) ? 2 : 1;
}

guint
nysta_display_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += letter_width (g_utf8_get_char (p));
  return width;
}

void
nysta_wrap (GString *out, const char *text, guint column, guint indent, guint columns)
{
  gboolean at_start = TRUE;

  for (const char *p = text + strspn (text, " \t\r\n"); *p != '\0';
       p += strspn (p, " \t\r\n"))
    {
      gsize n_bytes = strcspn (p, " \t\r\n");
      g_autofree char *word = g_strndup (p, n_bytes);
      guint width = nysta_display_width (word);

      if (!at_start && column + 1 + width > columns)
        {
          g_string_append_printf (out, "\n%*s", (int) indent, "");
          column = indent;
        }
      else if (!at_start)
        {
          g_string_append_c (out, ' ');
          column++;
        }
      g_string_append (out, word);
      column += width;
      at_start = FALSE;
      p += n_bytes;
    }
}

void
nysta_pad (GString *out, const char *text, guint columns)
{
  guint width = nysta_display_width (text);

  g_string_append (out, text);
  if (width < columns)
    g_string_append_printf (out, "%*s", (int) (columns - width), "");
}

/* Bytes of @text before the next that may not stay as it is. Of valid UTF-8, that is a
 * control: below U+0020, or U+007F to U+009F. */
static gsize
plain_length (const char *text)
{
  const guchar *p = (const guchar *) text;

  while (*p >= ' ' && *p != 0x7F && (*p != 0xC2 || p[1] >= 0xA0))
    p++;
  return (gsize) (p - (const guchar *) text);
}

void
nysta_append_printable (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL
                                                            : g_utf8_make_valid (text, -1);

  for (const char *p = valid != NULL ? valid : text;; p = g_utf8_next_char (p))
    {
      gsize n = plain_length (p);

      g_string_append_len (out, p, (gssize) n);
      p += n;
      if (*p == '\0')
        return;
      if (*p == '\n' || *p == '\r' || *p == '\t')
        g_string_append_c (out, ' ');
      else
        g_string_append_printf (out, "\\x%02x", g_utf8_get_char (p));
    }
}
