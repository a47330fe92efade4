/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"

static void
append_escaped (GString *out, guchar c)
{
  switch (c)
    {
    case '"':
    case '\\':
      g_string_append_printf (out, "\\%c", c);
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append_printf (out, "\\u%04X", c);
    }
}

void
nysta_json_append_string (GString *out, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  while (*text != '\0')
    {
      const char *plain = text;

      /* Deletion needs no escape, but is a control that a terminal may obey. */
      while ((guchar) *text >= 0x20 && *text != '"' && *text != '\\' && *text != 0x7F)
        text++;
      g_string_append_len (out, plain, text - plain);
      if (*text != '\0')
        append_escaped (out, (guchar) *text++);
    }
  g_string_append_c (out, '"');
}
