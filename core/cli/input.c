/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/terminal.h"

#include "base/error.h"
#include "rdf/iri.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The part of a long line that is shown around the caret. */
#define CONTEXT_LETTERS 60

static gboolean
read_standard_input (gsize max_bytes, char **out_text, gsize *out_bytes, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char piece[16384];

  for (;;)
    {
      ssize_t n = read (STDIN_FILENO, piece, sizeof piece);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          nysta_io_set_error (error, errno, "read", "standard input");
          return FALSE;
        }
      if (n == 0)
        break;
      if (text->len + (gsize) n > max_bytes)
        {
          g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
                       "standard input: longer than %" G_GSIZE_FORMAT " bytes", max_bytes);
          return FALSE;
        }
      g_string_append_len (text, piece, n);
    }
  *out_bytes = text->len;
  *out_text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

gboolean
nysta_input_read (const char *path, gsize max_bytes, char **out_text, gsize *out_bytes,
                  GError **error)
{
  if (strcmp (path, "-") == 0)
    return read_standard_input (max_bytes, out_text, out_bytes, error);
  return nysta_file_read (path, max_bytes, out_text, out_bytes, error);
}

gboolean
nysta_input_check (const char *text, gsize n_bytes, const char *name, const char *command,
                   int *out_exit)
{
  const char *end = NULL;

  if (g_utf8_validate_len (text, n_bytes, &end))
    return TRUE;

  guint line = 1, column = 1;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      column = *p == '\n' ? 1 : column + 1;
      line += *p == '\n';
    }
  g_autoptr (GError) error = g_error_new (
    NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_USAGE,
    *end == '\0' && end < text + n_bytes ? "%s:%u:%u: a NUL byte ends the text: take it out"
                                         : "%s:%u:%u: is not UTF-8: save the text as UTF-8",
    name, line, column);
  *out_exit = nysta_fail (command, error);
  return FALSE;
}

/* Line @line of @text and a caret under @column, both from 1; columns count characters. */
static void
show_place (const char *text, guint line, guint column)
{
  for (guint i = 1; i < line; i++)
    {
      const char *end = strchr (text, '\n');

      if (end == NULL)
        return;
      text = end + 1;
    }

  g_autofree char *whole = g_strndup (text, strcspn (text, "\r\n"));
  glong n_letters = g_utf8_strlen (whole, -1);
  glong at = CLAMP ((glong) column - 1, 0, n_letters);
  glong first = MAX (0, at - CONTEXT_LETTERS);
  glong last = MIN (n_letters, first + 2 * CONTEXT_LETTERS);
  g_autofree char *before = g_utf8_substring (whole, first, at);
  g_autofree char *after = g_utf8_substring (whole, at, last);
  g_autoptr (GString) shown = g_string_new ("  ");
  guint indent = 0;

  nysta_append_printable (shown, before);
  indent = nysta_display_width (shown->str);
  nysta_append_printable (shown, after);
  fprintf (stderr, "%s\n%*s^\n", shown->str, (int) indent, "");
}

int
nysta_input_fail (const char *command, const GError *error, const char *text,
                  const char *name)
{
  guint line = 0, column = 0;

  if (!g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX) &&
      !g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_FAILED) &&
      !g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED))
    return nysta_fail (command, error);

  g_autoptr (GError)
    placed = g_error_new (error->domain, error->code, "%s:%s%s", name,
                          g_ascii_isdigit (error->message[0]) ? "" : " ", error->message);
  int exit_code = nysta_fail (command, placed);

  if (isatty (STDERR_FILENO) && sscanf (error->message, "%u:%u:", &line, &column) == 2)
    show_place (text, line, column);
  return exit_code;
}

/* RFC 3986 §5.1: the base is where the text came from. */
char *
nysta_input_base (const char *given, const char *file, gboolean is_here)
{
  if (given != NULL)
    return g_strdup (given);
  if (file != NULL && strcmp (file, "-") != 0)
    return nysta_iri_from_path (file);
  if (!is_here)
    return NULL;

  g_autofree char *folder = nysta_iri_from_path (".");

  return g_str_has_suffix (folder, "/") ? g_steal_pointer (&folder)
                                        : g_strconcat (folder, "/", NULL);
}
