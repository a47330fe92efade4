/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"

#include "base/text-run.h"

/* Deletion needs no escape, but is a control that a terminal may obey. */
static const NystaTextStops stops = {
  [0 ... 0x1F] = TRUE, ['"'] = TRUE, ['\\'] = TRUE, [0x7F] = TRUE
};
static const NystaTextStops ascii_stops = {
  [0 ... 0x1F] = TRUE, ['"'] = TRUE, ['\\'] = TRUE, [0x7F ... 0xFF] = TRUE
};

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

  const char *plain = text;

  g_string_append_c (out, '"');
  text = nysta_text_skip (text, ascii_stops);
  if ((guchar) *text >= 0x80 && !g_utf8_validate (text, -1, NULL))
    {
      g_string_append_len (out, plain, text - plain);
      plain = text = valid = g_utf8_make_valid (text, -1);
    }
  for (;;)
    {
      text = nysta_text_skip (text, stops);
      g_string_append_len (out, plain, text - plain);
      if (*text == '\0')
        break;
      append_escaped (out, (guchar) *text++);
      plain = text;
    }
  g_string_append_c (out, '"');
}
