/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Turtle for people and for diffs: a subject's statements together, `a` first. TriG is the
 * same with a graph's statements in braces. */
#include "config.h"
#include "rdf/rdf-writer-class.h"

#include "base/limits.h"
#include "rdf/graph.h"
#include "rdf/vocabulary.h"
#include "rdf/writer-names.h"

#include <string.h>

/* Objects go on to a new line where this would be passed. */
#define LINE_COLUMNS 92

typedef struct
{
  char *base; /* or NULL */
  guint64 prefixes_used;
  gboolean begun;
  gboolean separate;  /* something stands before: an empty line comes first */
  NystaTerm *graph;   /* that is open; NULL: the unnamed one */
  NystaTerm *subject; /* of the statements that are held */
  NystaGraph *held;
  guint n_held;
  GString *piece;
} Turtle;

/* --- literals ------------------------------------------------------------------------ */

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

/* Turtle reads `1`, `0.5` and `true` with these datatypes and keeps how they are spelt;
 * signs and zeros that nobody expects stay in quotes. */
static gboolean
is_bare_literal (const NystaTerm *term)
{
  const char *text = term->value;

  if (term->language != NULL || term->datatype == NULL)
    return FALSE;
  if (strcmp (term->datatype, NS_XSD "boolean") == 0)
    return strcmp (text, "true") == 0 || strcmp (text, "false") == 0;

  gboolean is_integer = strcmp (term->datatype, NS_XSD "integer") == 0;
  if (!is_integer && strcmp (term->datatype, XSD_DECIMAL) != 0)
    return FALSE;
  if (text[0] == '-')
    text++;
  if (!g_ascii_isdigit (text[0]) || (text[0] == '0' && g_ascii_isdigit (text[1])))
    return FALSE;
  if (term->value[0] == '-' && strspn (text, "0.") == strlen (text))
    return FALSE;
  text = skip_digits (text);
  if (is_integer)
    return *text == '\0';
  return text[0] == '.' && g_ascii_isdigit (text[1]) && *skip_digits (text + 1) == '\0';
}

/* --- terms --------------------------------------------------------------------------- */

static guint64
prefix_of_term (const NystaTerm *term, const char *base)
{
  const char *prefix = NULL;
  const char *local = NULL;

  if (term->kind == NYSTA_TERM_IRI)
    return nysta_writer_name (term->value, base, &prefix, &local);
  if (term->kind == NYSTA_TERM_LITERAL && term->language == NULL &&
      term->datatype != NULL && !is_bare_literal (term))
    return nysta_writer_name (term->datatype, base, &prefix, &local);
  return 0;
}

static void
note_prefixes (const NystaStatement *statement, const char *base,
               NystaRdfPrefixes *prefixes)
{
  prefixes->used |= prefix_of_term (&statement->subject, base) |
                    prefix_of_term (&statement->object, base);
  if (statement->predicate.kind == NYSTA_TERM_IRI &&
      strcmp (statement->predicate.value, RDF_TYPE) != 0)
    prefixes->used |= prefix_of_term (&statement->predicate, base);
}

static void
note_prefixes_of_quad (const NystaStatement *statement, const char *base,
                       NystaRdfPrefixes *prefixes)
{
  note_prefixes (statement, base, prefixes);
  prefixes->used |= prefix_of_term (&statement->graph, base);
}

static void
append_name (const Turtle *turtle, const char *iri, GString *out)
{
  const char *prefix = NULL;
  const char *local = NULL;
  guint64 bit = nysta_writer_name (iri, turtle->base, &prefix, &local);

  if ((bit & turtle->prefixes_used) != 0)
    {
      g_string_append (out, prefix);
      g_string_append_c (out, ':');
      g_string_append (out, local);
      return;
    }

  NystaTerm term = nysta_iri (iri);
  nysta_term_append_ntriples (&term, out);
}

static void
append_term (const Turtle *turtle, const NystaTerm *term, GString *out)
{
  if (term->kind == NYSTA_TERM_IRI)
    append_name (turtle, term->value, out);
  else if (term->kind == NYSTA_TERM_LITERAL && is_bare_literal (term))
    g_string_append (out, term->value);
  else if (term->kind == NYSTA_TERM_LITERAL && term->language == NULL &&
           term->datatype != NULL)
    {
      NystaTerm plain = nysta_literal (term->value, NULL, NULL);

      nysta_term_append_ntriples (&plain, out);
      g_string_append (out, "^^");
      append_name (turtle, term->datatype, out);
    }
  else
    nysta_term_append_ntriples (term, out);
}

/* --- statements ---------------------------------------------------------------------- */

static void
append_prefix (const char *prefix, const char *iri, gpointer out)
{
  g_string_append_printf (out, "@prefix %s: <%s> .\n", prefix, iri);
}

static void
append_prefixes (Turtle *turtle, GString *out)
{
  if (turtle->begun)
    return;
  turtle->begun = TRUE;
  turtle->separate = turtle->prefixes_used != 0;
  nysta_writer_each_prefix (turtle->prefixes_used, turtle->base, append_prefix, out);
}

static gboolean
is_type (const NystaStatement *statement)
{
  return strcmp (statement->predicate.value, RDF_TYPE) == 0;
}

/* The statements of one predicate; returns how many there were. */
static gsize
append_predicate (Turtle *turtle, const NystaStatement *statements, gsize n, GString *out)
{
  glong column = 4;
  gsize i = 0;

  g_string_truncate (turtle->piece, 0);
  if (is_type (statements))
    g_string_append_c (turtle->piece, 'a');
  else
    append_name (turtle, statements->predicate.value, turtle->piece);
  column += g_utf8_strlen (turtle->piece->str, -1);
  g_string_append (out, turtle->piece->str);

  for (; i < n && nysta_term_equal (&statements[i].predicate, &statements->predicate); i++)
    {
      g_string_truncate (turtle->piece, 0);
      append_term (turtle, &statements[i].object, turtle->piece);

      glong length = g_utf8_strlen (turtle->piece->str, (gssize) turtle->piece->len);
      gboolean new_line = i > 0 && column + length + 3 > LINE_COLUMNS;

      g_string_append (out, i == 0 ? " " : new_line ? ",\n        " : ", ");
      g_string_append_len (out, turtle->piece->str, (gssize) turtle->piece->len);
      column = (new_line ? 8 : column + 2) + length;
    }
  return i;
}

static void
append_held (Turtle *turtle, GString *out)
{
  gsize n = 0;
  gboolean first = TRUE;

  if (turtle->subject == NULL)
    return;
  nysta_graph_sort (turtle->held);
  const NystaStatement *all = nysta_graph_statements (turtle->held, &n);

  if (turtle->separate)
    g_string_append_c (out, '\n');
  turtle->separate = TRUE;
  append_term (turtle, turtle->subject, out);
  for (int types = 1; types >= 0; types--)
    for (gsize i = 0; i < n;)
      {
        if (is_type (&all[i]) != (types == 1))
          {
            i++;
            continue;
          }
        g_string_append (out, first ? "\n    " : " ;\n    ");
        first = FALSE;
        i += append_predicate (turtle, &all[i], n - i, out);
      }
  g_string_append (out, " .\n");
  g_clear_pointer (&turtle->held, nysta_graph_free);
  g_clear_pointer (&turtle->subject, nysta_term_free);
  turtle->n_held = 0;
}

static void
hold (Turtle *turtle, const NystaStatement *statement, GString *out)
{
  if (turtle->subject != NULL && (turtle->n_held >= NYSTA_MAX_HELD_STATEMENTS ||
                                  !nysta_term_equal (turtle->subject, &statement->subject)))
    append_held (turtle, out);
  if (turtle->subject == NULL)
    {
      turtle->subject = nysta_term_dup (&statement->subject);
      turtle->held = nysta_graph_new (NULL);
    }
  nysta_graph_add (turtle->held, &statement->subject, &statement->predicate,
                   &statement->object);
  turtle->n_held++;
}

static gboolean
turtle_add (gpointer state, const NystaStatement *statement, GString *out, GError **error)
{
  append_prefixes (state, out);
  hold (state, statement, out);
  return TRUE;
}

static void
turtle_finish (gpointer state, GString *out)
{
  append_prefixes (state, out);
  append_held (state, out);
}

/* --- graphs -------------------------------------------------------------------------- */

static void
leave_graph (Turtle *turtle, GString *out)
{
  append_held (turtle, out);
  if (turtle->graph != NULL)
    g_string_append (out, "}\n");
  g_clear_pointer (&turtle->graph, nysta_term_free);
}

/* TriG [3g] triplesOrGraph: a graph's name, and its statements in braces. */
static void
enter_graph (Turtle *turtle, const NystaTerm *graph, GString *out)
{
  const NystaTerm unnamed = { 0 };

  if (nysta_term_equal (turtle->graph != NULL ? turtle->graph : &unnamed, graph))
    return;
  leave_graph (turtle, out);
  if (graph->kind == NYSTA_TERM_NONE)
    return;
  if (turtle->separate)
    g_string_append_c (out, '\n');
  append_term (turtle, graph, out);
  g_string_append (out, " {\n");
  turtle->graph = nysta_term_dup (graph);
  turtle->separate = FALSE;
}

static gboolean
trig_add (gpointer state, const NystaStatement *statement, GString *out, GError **error)
{
  append_prefixes (state, out);
  enter_graph (state, &statement->graph, out);
  hold (state, statement, out);
  return TRUE;
}

static void
trig_finish (gpointer state, GString *out)
{
  append_prefixes (state, out);
  leave_graph (state, out);
}

static gpointer
turtle_new (const char *base, guint64 prefixes_used)
{
  Turtle *turtle = g_new0 (Turtle, 1);

  turtle->base = g_strdup (base);
  turtle->prefixes_used = prefixes_used;
  turtle->piece = g_string_new (NULL);
  return turtle;
}

static void
turtle_free (gpointer state)
{
  Turtle *turtle = state;

  g_free (turtle->base);
  g_string_free (turtle->piece, TRUE);
  nysta_term_free (turtle->graph);
  nysta_term_free (turtle->subject);
  nysta_graph_free (turtle->held);
  g_free (turtle);
}

const NystaRdfWriterClass nysta_turtle_class = {
  .note_prefixes = note_prefixes,
  .new = turtle_new,
  .add = turtle_add,
  .finish = turtle_finish,
  .free = turtle_free,
};

const NystaRdfWriterClass nysta_trig_class = {
  .note_prefixes = note_prefixes_of_quad,
  .new = turtle_new,
  .add = trig_add,
  .finish = trig_finish,
  .free = turtle_free,
};
