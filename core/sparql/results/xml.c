/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* xml.c: SPARQL Query Results XML Format (Second Edition). */
#include "sparql/results/results-internal.h"

#include "base/text-run.h"

#define HEAD                                                                               \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                           \
  "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"

/* XML 1.0 [2] Char leaves most controls out, however they are written. */
static gboolean
is_xml_character (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/* What is written otherwise, and what begins a character of several bytes. */
static const NystaTextStops stops = {
  ['\0'] = TRUE, [0x01 ... 0x08] = TRUE, [0x0B ... 0x1F] = TRUE, ['&'] = TRUE,
  ['<'] = TRUE,  ['>'] = TRUE,           ['"'] = TRUE,           [0x80 ... 0xFF] = TRUE
};

static void
append_text (GString *out, const char *text)
{
  for (const char *c = text;; c = g_utf8_next_char (c))
    {
      const char *plain = c;

      c = nysta_text_skip (c, stops);
      g_string_append_len (out, plain, c - plain);
      if (*c == '\0')
        break;

      gunichar character = g_utf8_get_char (c);

      if (character == '&')
        g_string_append (out, "&amp;");
      else if (character == '<')
        g_string_append (out, "&lt;");
      else if (character == '>')
        g_string_append (out, "&gt;");
      else if (character == '"')
        g_string_append (out, "&quot;");
      else if (character == '\r')
        g_string_append (out, "&#xD;");
      else
        g_string_append_unichar (out, is_xml_character (character) ? character : 0xFFFD);
    }
}

static void
append_element (GString *out, const char *name, const char *text)
{
  g_string_append_c (out, '<');
  g_string_append (out, name);
  g_string_append_c (out, '>');
  append_text (out, text);
  g_string_append (out, "</");
  g_string_append (out, name);
  g_string_append_c (out, '>');
}

static void
append_literal (GString *out, const NystaTerm *term)
{
  g_string_append (out, "<literal");
  if (term->language != NULL)
    {
      g_string_append (out, " xml:lang=\"");
      append_text (out, term->language);
      g_string_append_c (out, '"');
    }
  else if (term->datatype != NULL)
    {
      g_string_append (out, " datatype=\"");
      append_text (out, term->datatype);
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
  append_text (out, term->value);
  g_string_append (out, "</literal>");
}

static void
xml_variables (NystaResults *results)
{
  g_string_append (results->out, HEAD "  <head>\n");
  for (gsize i = 0; i < results->n_names; i++)
    {
      g_string_append (results->out, "    <variable name=\"");
      append_text (results->out, results->names[i]);
      g_string_append (results->out, "\"/>\n");
    }
  g_string_append (results->out, "  </head>\n  <results>\n");
}

static void
xml_row (NystaResults *results, const NystaTerm *values, gsize n)
{
  GString *out = results->out;

  g_string_append (out, "    <result>\n");
  for (gsize i = 0; i < n; i++)
    {
      if (values[i].kind == NYSTA_TERM_NONE)
        continue;
      g_string_append (out, "      <binding name=\"");
      append_text (out, results->names[i]);
      g_string_append (out, "\">");
      if (values[i].kind == NYSTA_TERM_LITERAL)
        append_literal (out, &values[i]);
      else
        append_element (out, values[i].kind == NYSTA_TERM_IRI ? "uri" : "bnode",
                        values[i].value);
      g_string_append (out, "</binding>\n");
    }
  g_string_append (out, "    </result>\n");
}

static void
xml_boolean (NystaResults *results, gboolean value)
{
  g_string_append_printf (results->out,
                          HEAD "  <head>\n  </head>\n  <boolean>%s</boolean>\n</sparql>\n",
                          value ? "true" : "false");
}

static void
xml_finish (NystaResults *results)
{
  g_string_append (results->out, "  </results>\n</sparql>\n");
}

const NystaResultsClass nysta_results_xml = {
  .variables = xml_variables,
  .row = xml_row,
  .boolean = xml_boolean,
  .finish = xml_finish,
};
