/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* RDF/XML, for programs that read nothing else: a Description a subject, an element a
 * statement. Elements are called by prefixes where one is declared that fits, else each
 * brings its own namespace. */
#include "config.h"
#include "rdf/rdf-writer-class.h"

#include "base/error.h"
#include "rdf/prefix.h"
#include "rdf/vocabulary.h"
#include "rdf/writer-names.h"

#include <string.h>

#define RDF_PREFIX "rdf"

typedef struct
{
  char *base; /* or NULL */
  guint64 prefixes_used;
  gboolean begun;
  NystaTerm *subject; /* whose Description is open */
  GString *element;   /* the statement at hand */
} RdfXml;

/* --- what XML cannot say ---------------------------------------------------------------- */

/* XML 1.0 [2] Char, the rest of which cannot be written even as a reference. */
static gboolean
is_character (gunichar c)
{
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

/* FALSE with an error that names @of, if @text has a character that XML has not. */
static gboolean
check_text (const char *text, const NystaStatement *of, GError **error)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!is_character (g_utf8_get_char (c)))
      {
        g_autoptr (GString) names = g_string_new (NULL);

        nysta_term_append_ntriples (&of->subject, names);
        g_string_append_c (names, ' ');
        nysta_term_append_ntriples (&of->predicate, names);
        g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_UNWRITABLE,
                     "%s: has the character U+%04X, which XML 1.0 forbids: choose another "
                     "format than RDF/XML",
                     names->str, g_utf8_get_char (c));
        return FALSE;
      }
  return TRUE;
}

/* Names that mean something else as an element: RDF/XML §5.1, and §7.4 for li. */
static gboolean
is_reserved (const char *iri)
{
  static const char *const names[] = {
    "Description", "ID",       "RDF", "about",  "aboutEach", "aboutEachPrefix",
    "bagID",       "datatype", "li",  "nodeID", "parseType", "resource",
  };

  if (!g_str_has_prefix (iri, NS_RDF))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (iri + strlen (NS_RDF), names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* --- names ------------------------------------------------------------------------------ */

/* Namespaces in XML 1.0 [4] NCName begins with such. */
static gboolean
is_name_start (gunichar c)
{
  return nysta_prefix_is_name_start (c) && !(c >= '0' && c <= '9');
}

/* The longest end of @iri that is an NCName of characters up to @last, or NULL. */
static const char *
find_local_name (const char *iri, gunichar last)
{
  const char *local = NULL;

  for (const char *c = iri + strlen (iri); c > iri;)
    {
      c = g_utf8_prev_char (c);

      gunichar u = g_utf8_get_char (c);

      if (u > last || (u != '.' && !nysta_prefix_is_name_character (u)))
        break;
      /* The namespace that declares namespaces cannot be declared (Namespaces §3). */
      if (is_name_start (u) && c > iri &&
          !(c - iri == (gssize) strlen ("http://www.w3.org/2000/xmlns/") &&
            g_str_has_prefix (iri, "http://www.w3.org/2000/xmlns/")))
        local = c;
    }
  return local;
}

static const char *
split_name (const char *iri)
{
  /* Not every parser has heard of the fifth edition of XML, which let in the rest. */
  const char *local = find_local_name (iri, 0xFFFD);

  return local != NULL ? local : find_local_name (iri, 0x10FFFF);
}

/* --- text ------------------------------------------------------------------------------- */

/* A carriage return that is written as it is would be read as a line feed (XML §2.11). */
static void
append_text (GString *out, const char *text, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    switch (text[i])
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\r':
        g_string_append (out, "&#xD;");
        break;
      default:
        g_string_append_c (out, text[i]);
      }
}

static void
append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  append_text (out, value, strlen (value));
  g_string_append_c (out, '"');
}

/* rdf:nodeID is an NCName. Labels that are one in ASCII stay as they are; others begin with
 * a low line and have each other character by its number, so that no two become one. */
static void
append_node_id (GString *out, const char *label)
{
  gboolean is_plain = g_ascii_isalpha (label[0]);

  for (const char *c = label; is_plain && *c != '\0'; c++)
    is_plain = g_ascii_isalnum (*c) || strchr ("_-.", *c) != NULL;
  g_string_append (out, " rdf:nodeID=\"");
  if (is_plain)
    g_string_append (out, label);
  else
    {
      g_string_append_c (out, '_');
      for (const char *c = label; *c != '\0'; c = g_utf8_next_char (c))
        if (g_ascii_isalnum (*c))
          g_string_append_c (out, *c);
        else
          g_string_append_printf (out, "-%X-", g_utf8_get_char (c));
    }
  g_string_append_c (out, '"');
}

static void
append_node (GString *out, const char *attribute, const NystaTerm *term)
{
  if (term->kind == NYSTA_TERM_BLANK)
    append_node_id (out, term->value);
  else
    append_attribute (out, attribute, term->value);
}

/* --- statements ------------------------------------------------------------------------- */

static guint64
prefix_of_element (const char *iri, const char *base, const char **out_prefix,
                   const char **out_local)
{
  guint64 bit = nysta_writer_name (iri, base, out_prefix, out_local);

  return bit != 0 && is_name_start (g_utf8_get_char (*out_local)) ? bit : 0;
}

static void
note_prefixes (const NystaStatement *statement, const char *base,
               NystaRdfPrefixes *prefixes)
{
  const char *prefix = NULL;
  const char *local = NULL;

  if (statement->predicate.kind == NYSTA_TERM_IRI)
    prefixes->used |= prefix_of_element (statement->predicate.value, base, &prefix, &local);
}

static void
append_namespace (const char *prefix, const char *iri, gpointer user_data)
{
  GString *out = user_data;

  if (strcmp (prefix, RDF_PREFIX) == 0)
    return;
  g_string_append_printf (out, "\n         xmlns:%s=\"", prefix);
  append_text (out, iri, strlen (iri));
  g_string_append_c (out, '"');
}

static void
append_begin (RdfXml *xml, GString *out)
{
  if (xml->begun)
    return;
  xml->begun = TRUE;
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<rdf:RDF xmlns:rdf=\"" NS_RDF "\"");
  nysta_writer_each_prefix (xml->prefixes_used, xml->base, append_namespace, out);
  g_string_append (out, ">\n");
}

/* The element's name into @out_name, and `<name`, with its namespace where that is declared
 * nowhere, to the element. */
static gboolean
begin_element (RdfXml *xml, const char *iri, char **out_name, GError **error)
{
  const char *prefix = NULL;
  const char *local = NULL;
  guint64 bit = prefix_of_element (iri, xml->base, &prefix, &local);
  gboolean is_rdf = bit != 0 && strcmp (prefix, RDF_PREFIX) == 0;

  if (bit == 0)
    {
      prefix = "ns";
      local = split_name (iri);
    }
  if (local == NULL || is_reserved (iri))
    {
      g_set_error (
        error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_UNWRITABLE,
        "property <%s>: RDF/XML has no name for it (%s): choose another format", iri,
        local == NULL ? "its end is no XML name" : "the syntax keeps it for itself");
      return FALSE;
    }
  *out_name = g_strconcat (prefix, ":", local, NULL);
  g_string_append_printf (xml->element, "    <%s", *out_name);
  if (is_rdf || (bit & xml->prefixes_used) != 0)
    return TRUE;
  g_string_append_printf (xml->element, " xmlns:%s=\"", prefix);
  append_text (xml->element, iri, (gsize) (local - iri));
  g_string_append_c (xml->element, '"');
  return TRUE;
}

static gboolean
make_element (RdfXml *xml, const NystaStatement *statement, GError **error)
{
  const NystaTerm *object = &statement->object;
  g_autofree char *name = NULL;

  g_string_truncate (xml->element, 0);
  if (!check_text (statement->subject.value, statement, error) ||
      !check_text (statement->predicate.value, statement, error) ||
      !check_text (object->value, statement, error) ||
      (object->datatype != NULL && !check_text (object->datatype, statement, error)) ||
      !begin_element (xml, statement->predicate.value, &name, error))
    return FALSE;
  if (object->kind != NYSTA_TERM_LITERAL)
    {
      append_node (xml->element, "rdf:resource", object);
      g_string_append (xml->element, "/>\n");
      return TRUE;
    }
  if (object->language != NULL)
    append_attribute (xml->element, "xml:lang", object->language);
  else if (object->datatype != NULL)
    append_attribute (xml->element, "rdf:datatype", object->datatype);
  g_string_append_c (xml->element, '>');
  append_text (xml->element, object->value, strlen (object->value));
  g_string_append_printf (xml->element, "</%s>\n", name);
  return TRUE;
}

static void
close_subject (RdfXml *xml, GString *out)
{
  if (xml->subject != NULL)
    g_string_append (out, "  </rdf:Description>\n");
  g_clear_pointer (&xml->subject, nysta_term_free);
}

static gboolean
rdfxml_add (gpointer state, const NystaStatement *statement, GString *out, GError **error)
{
  RdfXml *xml = state;

  if (!make_element (xml, statement, error))
    return FALSE;
  append_begin (xml, out);
  if (xml->subject == NULL || !nysta_term_equal (xml->subject, &statement->subject))
    {
      close_subject (xml, out);
      xml->subject = nysta_term_dup (&statement->subject);
      g_string_append (out, "  <rdf:Description");
      append_node (out, "rdf:about", &statement->subject);
      g_string_append (out, ">\n");
    }
  g_string_append_len (out, xml->element->str, (gssize) xml->element->len);
  return TRUE;
}

static void
rdfxml_finish (gpointer state, GString *out)
{
  append_begin (state, out);
  close_subject (state, out);
  g_string_append (out, "</rdf:RDF>\n");
}

static gpointer
rdfxml_new (const char *base, guint64 prefixes_used)
{
  RdfXml *xml = g_new0 (RdfXml, 1);

  xml->base = g_strdup (base);
  xml->prefixes_used = prefixes_used;
  xml->element = g_string_new (NULL);
  return xml;
}

static void
rdfxml_free (gpointer state)
{
  RdfXml *xml = state;

  g_free (xml->base);
  nysta_term_free (xml->subject);
  g_string_free (xml->element, TRUE);
  g_free (xml);
}

const NystaRdfWriterClass nysta_rdfxml_class = {
  .note_prefixes = note_prefixes,
  .new = rdfxml_new,
  .add = rdfxml_add,
  .finish = rdfxml_finish,
  .free = rdfxml_free,
};
