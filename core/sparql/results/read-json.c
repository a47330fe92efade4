/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * read-json.c: SPARQL 1.1 Query Results JSON Format, §3 and §4. The members of an object
 * may stand in any sequence, so the head may come after what it heads: the results are
 * stepped over then, and read from where they stood.
 */
#include "sparql/results/reader-internal.h"

#include <string.h>

#include "base/limits.h"

typedef struct
{
  ResultsReader *reader;
  const char *c; /* the next character */
} JsonReader;

#define fail(json, error, ...)                                                             \
  results_reader_fail ((json)->reader, (json)->c, error, __VA_ARGS__)

static void
skip_space (JsonReader *json)
{
  json->c += strspn (json->c, " \t\r\n");
}

/* Step over @character, where it stands. */
static gboolean
accept (JsonReader *json, char character)
{
  skip_space (json);
  if (*json->c != character)
    return FALSE;
  json->c++;
  return TRUE;
}

static gboolean
expect (JsonReader *json, char character, GError **error)
{
  if (accept (json, character))
    return TRUE;
  return fail (json, error, "'%c' expected", character);
}

/* --- strings ------------------------------------------------------------------------ */

static gboolean
read_hex (JsonReader *json, gunichar *out_unit, GError **error)
{
  *out_unit = 0;
  for (guint i = 0; i < 4; i++, json->c++)
    {
      if (!g_ascii_isxdigit (*json->c))
        return fail (json, error, "an escape cut short");
      *out_unit = *out_unit * 16 + (gunichar) g_ascii_xdigit_value (*json->c);
    }
  return TRUE;
}

/* After `\u`. RFC 8259 §7: what lies outside the basic plane is two escapes. */
static gboolean
read_unicode_escape (JsonReader *json, GString *out, GError **error)
{
  gunichar unit = 0;
  gunichar low = 0;

  if (!read_hex (json, &unit, error))
    return FALSE;
  if (unit >= 0xD800 && unit < 0xDC00 && g_str_has_prefix (json->c, "\\u"))
    {
      json->c += 2;
      if (!read_hex (json, &low, error))
        return FALSE;
      if (low >= 0xDC00 && low < 0xE000)
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  if (unit == 0)
    return fail (json, error, "a NUL character");
  if (unit >= 0xD800 && unit < 0xE000)
    return fail (json, error, "half of a surrogate pair");
  g_string_append_unichar (out, unit);
  return TRUE;
}

static gboolean
read_escape (JsonReader *json, GString *out, GError **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter = *json->c != '\0' ? strchr (letters, *json->c) : NULL;

  if (*json->c == 'u')
    {
      json->c++;
      return read_unicode_escape (json, out, error);
    }
  if (letter == NULL)
    return fail (json, error, "an escape that JSON doesn't have");
  g_string_append_c (out, meanings[letter - letters]);
  json->c++;
  return TRUE;
}

static gboolean
read_string (JsonReader *json, GString *out, GError **error)
{
  g_string_truncate (out, 0);
  skip_space (json);
  if (*json->c != '"')
    return fail (json, error, "a string expected");
  for (json->c++; *json->c != '"';)
    {
      if ((guchar) *json->c < 0x20)
        return fail (json, error,
                     json->c == json->reader->end ? "the text ends within a string"
                                                  : "a control character within a string");
      if (*json->c == '\\')
        {
          json->c++;
          if (!read_escape (json, out, error))
            return FALSE;
        }
      else
        g_string_append_c (out, *json->c++);
    }
  json->c++;
  return TRUE;
}

/* --- objects and lists -------------------------------------------------------------- */

/* Go to the next member or item: FALSE with @error, or at the end with *@out_more FALSE.
 * @inout_first: TRUE before the first. */
static gboolean
next_item (JsonReader *json, char close, gboolean *inout_first, gboolean *out_more,
           GError **error)
{
  gboolean first = *inout_first;

  *inout_first = FALSE;
  *out_more = !accept (json, close);
  if (!*out_more || first)
    return TRUE;
  if (!accept (json, ','))
    return fail (json, error, "',' or '%c' expected", close);
  return TRUE;
}

/* The same for members: reads the name of the next one, and its colon. */
static gboolean
next_member (JsonReader *json, gboolean *inout_first, GString *name, gboolean *out_more,
             GError **error)
{
  if (!next_item (json, '}', inout_first, out_more, error))
    return FALSE;
  if (!*out_more)
    return TRUE;
  return read_string (json, name, error) && expect (json, ':', error);
}

/* RFC 8259 [6] number, and the three words. */
static gboolean
skip_scalar (JsonReader *json, GError **error)
{
  static const char *const words[] = { "true", "false", "null" };
  const char *c = json->c;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (c, words[i]))
      {
        json->c += strlen (words[i]);
        return TRUE;
      }
  c += *c == '-';
  if (!g_ascii_isdigit (*c))
    return fail (json, error, "a value expected");
  c += *c == '0' ? 1 : strspn (c, "0123456789");
  if (*c == '.' && g_ascii_isdigit (c[1]))
    c += 1 + strspn (c + 1, "0123456789");
  if (*c == 'e' || *c == 'E')
    {
      const char *digits = c + 1 + (c[1] == '+' || c[1] == '-');

      if (g_ascii_isdigit (*digits))
        c = digits + strspn (digits, "0123456789");
    }
  json->c = c;
  return TRUE;
}

/* Step over any value. What is open is text, not the C stack. */
static gboolean
skip_value (JsonReader *json, GError **error)
{
  g_autoptr (GString) open = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean first = FALSE;

  do
    {
      skip_space (json);
      if (*json->c == '{' || *json->c == '[')
        {
          if (open->len >= NYSTA_MAX_NESTING)
            return fail (json, error, "more than %u brackets in each other",
                         NYSTA_MAX_NESTING);
          g_string_append_c (open, *json->c++ == '{' ? '}' : ']');
          first = TRUE;
        }
      else if (*json->c == '"' ? !read_string (json, text, error)
                               : !skip_scalar (json, error))
        return FALSE;

      gboolean more = FALSE;

      while (open->len > 0 && !more)
        {
          char close = open->str[open->len - 1];

          if (close == '}' ? !next_member (json, &first, text, &more, error)
                           : !next_item (json, close, &first, &more, error))
            return FALSE;
          if (!more)
            g_string_truncate (open, open->len - 1);
        }
    }
  while (open->len > 0);
  return TRUE;
}

/* --- terms and rows ----------------------------------------------------------------- */

typedef struct
{
  GString *texts[4]; /* as fields says; NULL where it is not there */
} TermFields;

static const char *const fields[] = { "type", "value", "datatype", "xml:lang" };

static void
term_fields_clear (TermFields *term)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (term->texts[i] != NULL)
      g_string_free (term->texts[i], TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TermFields, term_fields_clear)

static gboolean
read_term_fields (JsonReader *json, TermFields *term, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean first = TRUE;
  gboolean more = TRUE;

  if (!expect (json, '{', error))
    return FALSE;
  while (next_member (json, &first, name, &more, error))
    {
      guint i = 0;

      if (!more)
        return TRUE;
      while (i < G_N_ELEMENTS (fields) && strcmp (name->str, fields[i]) != 0)
        i++;
      if (i == G_N_ELEMENTS (fields))
        {
          if (!skip_value (json, error))
            return FALSE;
          continue;
        }
      if (term->texts[i] != NULL)
        return fail (json, error, "\"%s\" stands here twice", name->str);
      /* A triple term's value is an object: say what it is, not that it is no string. */
      if (i == 1 && accept (json, '{'))
        return fail (json, error, "a triple term: RDF 1.2 is not read");
      term->texts[i] = g_string_new (NULL);
      if (!read_string (json, term->texts[i], error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
read_term (JsonReader *json, guint column, GError **error)
{
  g_auto (TermFields) read = { { NULL } };
  const char *at = json->c;

  if (!read_term_fields (json, &read, error))
    return FALSE;
  if (read.texts[0] == NULL || read.texts[1] == NULL)
    return results_reader_fail (json->reader, at, error, "a term without \"%s\"",
                                fields[read.texts[0] == NULL ? 0 : 1]);

  const char *type = read.texts[0]->str;
  NystaTerm term = { .value = read.texts[1]->str,
                     .datatype = read.texts[2] ? read.texts[2]->str : NULL,
                     .language = read.texts[3] ? read.texts[3]->str : NULL };

  /* typed-literal: from before the recommendation, and Virtuoso still writes it. */
  if (strcmp (type, "literal") == 0 || strcmp (type, "typed-literal") == 0)
    term.kind = NYSTA_TERM_LITERAL;
  else if (strcmp (type, "uri") == 0)
    term.kind = NYSTA_TERM_IRI;
  else if (strcmp (type, "bnode") == 0)
    term.kind = NYSTA_TERM_BLANK;
  else
    return results_reader_fail (json->reader, at, error, "no term has the type '%s'", type);
  return results_reader_bind (json->reader, at, column, &term, error);
}

static gboolean
read_solution (JsonReader *json, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean first = TRUE;
  gboolean more = TRUE;

  if (!expect (json, '{', error))
    return FALSE;
  while (next_member (json, &first, name, &more, error))
    {
      if (!more)
        return results_reader_end_row (json->reader, error);
      skip_space (json);

      gint column = results_reader_column (json->reader, json->c, name->str, error);

      if (column < 0 || !read_term (json, (guint) column, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
read_bindings (JsonReader *json, GError **error)
{
  gboolean first = TRUE;
  gboolean more = TRUE;

  if (!expect (json, '[', error))
    return FALSE;
  while (next_item (json, ']', &first, &more, error))
    {
      if (!more)
        return TRUE;
      if (!read_solution (json, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
read_results (JsonReader *json, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean has_bindings = FALSE;
  gboolean first = TRUE;
  gboolean more = TRUE;

  if (!expect (json, '{', error))
    return FALSE;
  while (next_member (json, &first, name, &more, error))
    {
      gboolean is_bindings = more && strcmp (name->str, "bindings") == 0;

      if (!more && !has_bindings)
        return fail (json, error, "\"results\" without \"bindings\"");
      if (!more)
        return TRUE;
      if (is_bindings && has_bindings)
        return fail (json, error, "\"bindings\" stands here twice");
      has_bindings |= is_bindings;
      if (is_bindings ? !read_bindings (json, error) : !skip_value (json, error))
        return FALSE;
    }
  return FALSE;
}

/* --- the whole ---------------------------------------------------------------------- */

static gboolean
read_variables (JsonReader *json, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean first = TRUE;
  gboolean more = TRUE;

  if (!expect (json, '[', error))
    return FALSE;
  while (next_item (json, ']', &first, &more, error))
    {
      if (!more)
        return TRUE;
      skip_space (json);

      const char *at = json->c;

      if (!read_string (json, name, error) ||
          !results_reader_add_variable (json->reader, at, name->str, name->len, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
read_head (JsonReader *json, gboolean *out_has_variables, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean first = TRUE;
  gboolean more = TRUE;

  if (!expect (json, '{', error))
    return FALSE;
  while (next_member (json, &first, name, &more, error))
    {
      gboolean is_vars = more && strcmp (name->str, "vars") == 0;

      if (!more)
        return TRUE;
      if (is_vars && *out_has_variables)
        return fail (json, error, "\"vars\" stands here twice");
      *out_has_variables |= is_vars;
      if (is_vars ? !read_variables (json, error) : !skip_value (json, error))
        return FALSE;
    }
  return FALSE;
}

/* Where the parts of the answer begin, NULL where they are not there. */
typedef struct
{
  const char *head;
  const char *results;
  const char *boolean;
} Parts;

static gboolean
find_parts (JsonReader *json, Parts *parts, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gboolean first = TRUE;
  gboolean more = TRUE;

  if (!expect (json, '{', error))
    return FALSE;
  while (next_member (json, &first, name, &more, error))
    {
      const char **part = !more                                ? NULL
                          : strcmp (name->str, "head") == 0    ? &parts->head
                          : strcmp (name->str, "results") == 0 ? &parts->results
                          : strcmp (name->str, "boolean") == 0 ? &parts->boolean
                                                               : NULL;

      skip_space (json);
      if (!more && json->c != json->reader->end)
        return fail (json, error, "text after the answer");
      if (!more)
        return TRUE;
      if (part != NULL && *part != NULL)
        return fail (json, error, "\"%s\" stands here twice", name->str);
      if (part != NULL)
        *part = json->c;
      if (!skip_value (json, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
results_read_json (ResultsReader *reader, GError **error)
{
  JsonReader json = { reader, reader->start };
  Parts parts = { NULL };
  gboolean has_variables = FALSE;

  if (!find_parts (&json, &parts, error))
    return FALSE;
  if (parts.head == NULL || (parts.results == NULL) == (parts.boolean == NULL))
    return fail (&json, error,
                 parts.head == NULL      ? "no \"head\""
                 : parts.results == NULL ? "neither \"results\" nor \"boolean\""
                                         : "both \"results\" and \"boolean\"");
  json.c = parts.head;
  if (!read_head (&json, &has_variables, error))
    return FALSE;
  if (parts.boolean != NULL)
    {
      json.c = parts.boolean;
      if (*json.c != 't' && *json.c != 'f')
        return fail (&json, error, "\"boolean\" is neither true nor false");
      if (reader->names->len > 0)
        return fail (&json, error, "a head with variables and \"boolean\"");
      return reader->funcs->boolean (*json.c == 't', reader->user_data, error);
    }
  if (!has_variables)
    return fail (&json, error, "\"results\" without \"vars\" in the head");
  json.c = parts.results;
  return results_reader_begin_rows (reader, error) && read_results (&json, error);
}
