/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* read-xml.c: SPARQL Query Results XML Format (Second Edition), §2. */
#include "sparql/results/reader-internal.h"

#include <stdarg.h>
#include <string.h>

#include "base/error.h"

#define RESULTS_NAMESPACE "http://www.w3.org/2005/sparql-results#"

typedef enum
{
  NOWHERE,
  SPARQL,
  HEAD,
  VARIABLE,
  LINK,
  BOOLEAN,
  RESULTS,
  RESULT,
  BINDING,
  URI,
  BNODE,
  LITERAL,
  N_ELEMENTS
} Element;

static const struct
{
  const char *name;
  Element parent;
  gboolean has_text;
} elements[N_ELEMENTS] = {
  [NOWHERE] = { "", NOWHERE, FALSE },       [SPARQL] = { "sparql", NOWHERE, FALSE },
  [HEAD] = { "head", SPARQL, FALSE },       [VARIABLE] = { "variable", HEAD, FALSE },
  [LINK] = { "link", HEAD, FALSE },         [BOOLEAN] = { "boolean", SPARQL, TRUE },
  [RESULTS] = { "results", SPARQL, FALSE }, [RESULT] = { "result", RESULTS, FALSE },
  [BINDING] = { "binding", RESULT, FALSE }, [URI] = { "uri", BINDING, TRUE },
  [BNODE] = { "bnode", BINDING, TRUE },     [LITERAL] = { "literal", BINDING, TRUE },
};

typedef struct
{
  ResultsReader *reader;
  Element element;   /* the innermost one open */
  char *prefix;      /* before the colon of every element; "" without one */
  gboolean has_root; /* each of these stands once */
  gboolean has_head;
  gboolean has_answer;
  GString *text;  /* of the element that has one */
  char *datatype; /* of the literal */
  char *language;
  guint column; /* of the binding */
  gboolean is_bound;
} XmlReader;

/* GMarkup says where it stands only as line and character: the message gets that place
 * in read_markup(). */
static void fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (
    error,
    g_error_new_valist (G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, format, args));
  va_end (args);
}

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

/* The namespace of the root decides the prefix of all: nothing else may stand inside. */
static gboolean
begin_root (XmlReader *xml, const char *qualified_name, const char **names,
            const char **values, GError **error)
{
  const char *colon = strchr (qualified_name, ':');
  gsize n_prefix = colon ? (gsize) (colon - qualified_name) + 1 : 0;
  g_autofree char *prefix = g_strndup (qualified_name, n_prefix ? n_prefix - 1 : 0);
  g_autofree char *declaration = g_strconcat (n_prefix ? "xmlns:" : "xmlns", prefix, NULL);
  const char *namespace = find_attribute (names, values, declaration);

  if (g_strcmp0 (namespace, RESULTS_NAMESPACE) != 0)
    {
      fail (error, "the namespace of the root is '%s', not that of SPARQL results",
            namespace ? namespace : "");
      return FALSE;
    }
  xml->has_root = TRUE;
  xml->prefix = g_strndup (qualified_name, n_prefix);
  return TRUE;
}

static Element
find_element (const XmlReader *xml, const char *qualified_name)
{
  if (!g_str_has_prefix (qualified_name, xml->prefix))
    return NOWHERE;
  for (Element e = SPARQL; e < N_ELEMENTS; e++)
    if (strcmp (elements[e].name, qualified_name + strlen (xml->prefix)) == 0)
      return e;
  return NOWHERE;
}

static void
begin_variable (XmlReader *xml, const char **names, const char **values, GError **error)
{
  const char *name = find_attribute (names, values, "name");

  if (name == NULL)
    fail (error, "a <variable> without a name");
  else
    results_reader_add_variable (xml->reader, xml->reader->start, name, strlen (name),
                                 error);
}

static void
begin_binding (XmlReader *xml, const char **names, const char **values, GError **error)
{
  const char *name = find_attribute (names, values, "name");

  if (name == NULL)
    {
      fail (error, "a <binding> without a name");
      return;
    }
  /* -1 comes with an error, after which nothing looks at it. */
  xml->column = (guint) results_reader_column (xml->reader, xml->reader->start, name,
                                               error);
  xml->is_bound = FALSE;
}

static void
begin_term (XmlReader *xml, const char **names, const char **values, GError **error)
{
  if (xml->is_bound)
    {
      fail (error, "a second term in one <binding>");
      return;
    }
  xml->is_bound = TRUE;
  xml->datatype = g_strdup (find_attribute (names, values, "datatype"));
  xml->language = g_strdup (find_attribute (names, values, "xml:lang"));
}

static void
begin_answer (XmlReader *xml, Element element, GError **error)
{
  if (!xml->has_head)
    fail (error, "<%s> before <head>", elements[element].name);
  else if (xml->has_answer)
    fail (error, "<%s> after another answer", elements[element].name);
  else if (element == RESULTS)
    results_reader_begin_rows (xml->reader, error);
  xml->has_answer = TRUE;
}

static void
on_begin (GMarkupParseContext *context, const char *name, const char **names,
          const char **values, gpointer user_data, GError **error)
{
  XmlReader *xml = user_data;

  if (!xml->has_root && !begin_root (xml, name, names, values, error))
    return;

  Element element = find_element (xml, name);

  if (element == NOWHERE || elements[element].parent != xml->element)
    {
      fail (error, "<%s> cannot stand here", name);
      return;
    }
  if (element == HEAD && xml->has_head)
    {
      fail (error, "a second <head>");
      return;
    }
  xml->element = element;
  g_string_truncate (xml->text, 0);
  if (element == HEAD)
    xml->has_head = TRUE;
  else if (element == VARIABLE)
    begin_variable (xml, names, values, error);
  else if (element == RESULTS || element == BOOLEAN)
    begin_answer (xml, element, error);
  else if (element == BINDING)
    begin_binding (xml, names, values, error);
  else if (elements[element].parent == BINDING)
    begin_term (xml, names, values, error);
}

/* XML 1.0 [2] Char; GMarkup lets controls pass. */
static gboolean
is_xml_text (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if ((u < 0x20 && strchr ("\t\n\r", (int) u) == NULL) || u == 0xFFFE || u == 0xFFFF)
        return FALSE;
    }
  return TRUE;
}

static void
end_term (XmlReader *xml, GError **error)
{
  NystaTermKind kind = xml->element == URI     ? NYSTA_TERM_IRI
                       : xml->element == BNODE ? NYSTA_TERM_BLANK
                                               : NYSTA_TERM_LITERAL;
  NystaTerm term = { .kind = kind, .value = xml->text->str };

  if (!is_xml_text (term.value))
    {
      fail (error, "a character that XML doesn't have");
      return;
    }
  if (kind == NYSTA_TERM_LITERAL)
    {
      term.datatype = xml->datatype;
      term.language = xml->language;
    }
  results_reader_bind (xml->reader, xml->reader->start, xml->column, &term, error);
  g_clear_pointer (&xml->datatype, g_free);
  g_clear_pointer (&xml->language, g_free);
}

static void
end_boolean (XmlReader *xml, GError **error)
{
  const ResultsReader *reader = xml->reader;
  const char *text = g_strstrip (xml->text->str);

  if (reader->names->len > 0)
    fail (error, "a head with variables before <boolean>");
  else if (strcmp (text, "true") != 0 && strcmp (text, "false") != 0)
    fail (error, "'%s' is neither true nor false", text);
  else
    reader->funcs->boolean (text[0] == 't', reader->user_data, error);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  XmlReader *xml = user_data;

  if (elements[xml->element].parent == BINDING)
    end_term (xml, error);
  else if (xml->element == BINDING && !xml->is_bound)
    fail (error, "a <binding> without a term");
  else if (xml->element == RESULT)
    results_reader_end_row (xml->reader, error);
  else if (xml->element == BOOLEAN)
    end_boolean (xml, error);
  else if (xml->element == SPARQL && !xml->has_answer)
    fail (error, "<sparql> without <results> or <boolean>");
  xml->element = elements[xml->element].parent;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize n_bytes, gpointer user_data,
         GError **error)
{
  XmlReader *xml = user_data;

  if (elements[xml->element].has_text)
    g_string_append_len (xml->text, text, (gssize) n_bytes);
  else if (strspn (text, " \t\r\n") < n_bytes)
    fail (error, "text inside <%s>", elements[xml->element].name);
}

/* Comments, processing instructions and the like: only an encoding that isn't ours is of
 * interest. A document type could declare entities, which no result has need of. */
static void
on_other (GMarkupParseContext *context, const char *text, gsize n_bytes, gpointer user_data,
          GError **error)
{
  g_autofree char *lower = g_ascii_strdown (text, (gssize) n_bytes);
  const char *encoding = g_str_has_prefix (lower, "<?xml ") ? strstr (lower, "encoding")
                                                            : NULL;

  if (g_str_has_prefix (lower, "<!doctype"))
    fail (error, "a document type is not read");
  else if (encoding != NULL && strstr (encoding, "utf-8") == NULL &&
           strstr (encoding, "us-ascii") == NULL)
    fail (error, "an encoding that isn't UTF-8");
}

static const GMarkupParser parser = {
  .start_element = on_begin,
  .end_element = on_end,
  .text = on_text,
  .passthrough = on_other,
};

/* GMarkup begins its own messages with the place, and so do the reader's, with a place
 * that is not known there: leave either out. */
static char *
message_without_place (const ResultsReader *reader, const GError *error)
{
  g_autofree char *ours = g_strdup_printf ("%s:1:1: ", reader->name);
  const char *message = error->message;
  const char *colon = strstr (message, ": ");

  if (g_str_has_prefix (message, ours))
    message += strlen (ours);
  else if (g_str_has_prefix (message, "Error on line ") && colon != NULL)
    message = colon + 2;

  char *copy = nysta_error_make_line (message);

  copy[0] = g_ascii_tolower (copy[0]);
  if (g_str_has_suffix (copy, "."))
    copy[strlen (copy) - 1] = '\0';
  return copy;
}

static gboolean
read_markup (XmlReader *xml, GError **error)
{
  const ResultsReader *reader = xml->reader;
  g_autoptr (GMarkupParseContext)
    context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, xml, NULL);
  g_autoptr (GError) local = NULL;
  gint line = 0;
  gint column = 0;

  if (g_markup_parse_context_parse (context, reader->start, reader->end - reader->start,
                                    &local) &&
      g_markup_parse_context_end_parse (context, &local))
    {
      if (xml->has_root)
        return TRUE;
      /* GMarkup takes a declaration or a comment alone for a document. */
      fail (&local, "no <sparql>: the answer is empty");
    }

  if (local->domain != G_MARKUP_ERROR && local->domain != NYSTA_RDF_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_autofree char *what = message_without_place (reader, local);

  g_markup_parse_context_get_position (context, &line, &column);
  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX, "%s:%d:%d: %s", reader->name,
               line, column, what);
  return FALSE;
}

gboolean
results_read_xml (ResultsReader *reader, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  XmlReader xml = { .reader = reader, .text = text };
  gboolean ok = read_markup (&xml, error);

  g_free (xml.prefix);
  g_free (xml.datatype);
  g_free (xml.language);
  return ok;
}
