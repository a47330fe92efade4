/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* JSON-LD 1.1 as any processor reads it: a context of prefixes, an object a subject, arrays
 * where there are many values; a named graph is an object with the objects of its subjects.
 * Collections stay the statements that they are: a list that is said twice, or said badly,
 * is then still the same graph. */
#include "config.h"
#include "rdf/rdf-writer-class.h"

#include "base/error.h"
#include "base/json.h"
#include "base/limits.h"
#include "rdf/graph.h"
#include "rdf/vocabulary.h"
#include "rdf/writer-names.h"

#include <string.h>

typedef struct
{
  char *base; /* or NULL */
  guint64 prefixes_used;
  gboolean begun;
  gboolean follows;   /* an object stands before: a comma comes first */
  NystaTerm *graph;   /* that is open; NULL: the unnamed one */
  NystaTerm *subject; /* of the statements that are held */
  NystaGraph *held;
  guint n_held;
} JsonLd;

/* --- prefixes --------------------------------------------------------------------------- */

static const char *
iri_of (const NystaTerm *term)
{
  return term->kind == NYSTA_TERM_IRI       ? term->value
         : term->kind == NYSTA_TERM_LITERAL ? term->datatype
                                            : NULL;
}

static void
note_prefixes (const NystaStatement *statement, const char *base,
               NystaRdfPrefixes *prefixes)
{
  const NystaTerm *const terms[] = { &statement->subject, &statement->predicate,
                                     &statement->object, &statement->graph };

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      const char *iri = iri_of (terms[i]);
      const char *prefix = NULL;
      const char *local = NULL;

      /* rdf:type is @type, but for literals, which hardly anything is of the type of. */
      if (iri == NULL || strcmp (iri, RDF_TYPE) == 0)
        continue;
      prefixes->used |= nysta_writer_name (iri, base, &prefix, &local);
      prefixes->barred |= nysta_writer_name_clash (iri, base);
    }
}

/* JSON-LD 1.1 API §5.2: `foaf:x` is taken apart wherever foaf is declared. */
static gboolean
check_clashes (const JsonLd *json, const NystaStatement *statement, GError **error)
{
  NystaRdfPrefixes prefixes = { 0 };

  note_prefixes (statement, json->base, &prefixes);
  if ((prefixes.barred & json->prefixes_used) == 0)
    return TRUE;
  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_UNWRITABLE,
               "an IRI of <%s> begins like a prefix that is declared",
               statement->subject.value);
  return FALSE;
}

/* --- values ----------------------------------------------------------------------------- */

static void
append_iri (const JsonLd *json, const char *iri, GString *out)
{
  const char *prefix = NULL;
  const char *local = NULL;
  guint64 bit = nysta_writer_name (iri, json->base, &prefix, &local);

  if ((bit & json->prefixes_used) == 0)
    {
      nysta_json_append_string (out, iri);
      return;
    }

  g_autofree char *name = g_strconcat (prefix, ":", local, NULL);

  nysta_json_append_string (out, name);
}

/* An IRI or a blank node */
static void
append_name (const JsonLd *json, const NystaTerm *term, GString *out)
{
  if (term->kind != NYSTA_TERM_BLANK)
    {
      append_iri (json, term->value, out);
      return;
    }

  g_autofree char *label = g_strconcat ("_:", term->value, NULL);

  nysta_json_append_string (out, label);
}

static void
append_value (const JsonLd *json, const NystaTerm *term, GString *out)
{
  if (term->kind != NYSTA_TERM_LITERAL)
    {
      g_string_append (out, "{\"@id\": ");
      append_name (json, term, out);
    }
  else if (term->language == NULL && term->datatype == NULL)
    {
      nysta_json_append_string (out, term->value);
      return;
    }
  else
    {
      g_string_append (out, "{\"@value\": ");
      nysta_json_append_string (out, term->value);
      g_string_append (out, term->language != NULL ? ", \"@language\": " : ", \"@type\": ");
      if (term->language != NULL)
        nysta_json_append_string (out, term->language);
      else
        append_iri (json, term->datatype, out);
    }
  g_string_append_c (out, '}');
}

/* --- objects ---------------------------------------------------------------------------- */

static void
new_line (const JsonLd *json, guint depth, GString *out)
{
  guint n_spaces = 2 * (depth + (json->graph != NULL ? 2 : 0));

  g_string_append_c (out, '\n');
  for (guint i = 0; i < n_spaces; i++)
    g_string_append_c (out, ' ');
}

/* What @type can say. */
static gboolean
is_type (const NystaStatement *statement)
{
  return strcmp (statement->predicate.value, RDF_TYPE) == 0 &&
         statement->object.kind != NYSTA_TERM_LITERAL;
}

/* Statements that stand under one key. Returns how many. */
static gsize
append_key (const JsonLd *json, const NystaStatement *statements, gsize n, GString *out)
{
  gboolean types = is_type (&statements[0]);
  gsize n_same = 1;

  while (n_same < n && is_type (&statements[n_same]) == types &&
         nysta_term_equal (&statements[n_same].predicate, &statements[0].predicate))
    n_same++;
  g_string_append_c (out, ',');
  new_line (json, 3, out);
  if (types)
    g_string_append (out, "\"@type\"");
  else
    append_iri (json, statements[0].predicate.value, out);
  g_string_append (out, n_same > 1 ? ": [" : ": ");
  for (gsize i = 0; i < n_same; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (n_same > 1)
        new_line (json, 4, out);
      if (types)
        append_name (json, &statements[i].object, out);
      else
        append_value (json, &statements[i].object, out);
    }
  if (n_same > 1)
    {
      new_line (json, 3, out);
      g_string_append_c (out, ']');
    }
  return n_same;
}

static void
begin_object (JsonLd *json, const NystaTerm *name, GString *out)
{
  if (json->follows)
    g_string_append_c (out, ',');
  json->follows = TRUE;
  new_line (json, 2, out);
  g_string_append_c (out, '{');
  new_line (json, 3, out);
  g_string_append (out, "\"@id\": ");
  append_name (json, name, out);
}

static void
append_held (JsonLd *json, GString *out)
{
  gsize n = 0;

  if (json->subject == NULL)
    return;
  nysta_graph_sort (json->held);

  const NystaStatement *all = nysta_graph_statements (json->held, &n);

  begin_object (json, json->subject, out);
  for (int types = 1; types >= 0; types--)
    for (gsize i = 0; i < n;)
      i += is_type (&all[i]) == (types == 1) ? append_key (json, &all[i], n - i, out) : 1;
  new_line (json, 2, out);
  g_string_append_c (out, '}');
  g_clear_pointer (&json->held, nysta_graph_free);
  g_clear_pointer (&json->subject, nysta_term_free);
  json->n_held = 0;
}

static void
leave_graph (JsonLd *json, GString *out)
{
  append_held (json, out);
  if (json->graph == NULL)
    return;
  g_clear_pointer (&json->graph, nysta_term_free);
  new_line (json, 3, out);
  g_string_append_c (out, ']');
  new_line (json, 2, out);
  g_string_append_c (out, '}');
  json->follows = TRUE;
}

static void
enter_graph (JsonLd *json, const NystaTerm *graph, GString *out)
{
  const NystaTerm unnamed = { 0 };

  if (nysta_term_equal (json->graph != NULL ? json->graph : &unnamed, graph))
    return;
  leave_graph (json, out);
  if (graph->kind == NYSTA_TERM_NONE)
    return;
  begin_object (json, graph, out);
  g_string_append_c (out, ',');
  new_line (json, 3, out);
  g_string_append (out, "\"@graph\": [");
  json->graph = nysta_term_dup (graph);
  json->follows = FALSE;
}

/* --- the document ------------------------------------------------------------------------ */

typedef struct
{
  GString *out;
  gboolean follows;
} Context;

static void
append_prefix (const char *prefix, const char *iri, gpointer user_data)
{
  Context *context = user_data;

  g_string_append_printf (context->out, "%s\n    ", context->follows ? "," : "");
  nysta_json_append_string (context->out, prefix);
  g_string_append (context->out, ": ");
  nysta_json_append_string (context->out, iri);
  context->follows = TRUE;
}

static void
append_begin (JsonLd *json, GString *out)
{
  Context context = { out, FALSE };

  if (json->begun)
    return;
  json->begun = TRUE;
  g_string_append (out, "{\n  \"@context\": {");
  nysta_writer_each_prefix (json->prefixes_used, json->base, append_prefix, &context);
  g_string_append (out, context.follows ? "\n  },\n" : "},\n");
  g_string_append (out, "  \"@graph\": [");
}

static gboolean
jsonld_add (gpointer state, const NystaStatement *statement, GString *out, GError **error)
{
  JsonLd *json = state;

  if (!check_clashes (json, statement, error))
    return FALSE;
  append_begin (json, out);
  enter_graph (json, &statement->graph, out);
  if (json->subject != NULL && (json->n_held >= NYSTA_MAX_HELD_STATEMENTS ||
                                !nysta_term_equal (json->subject, &statement->subject)))
    append_held (json, out);
  if (json->subject == NULL)
    {
      json->subject = nysta_term_dup (&statement->subject);
      json->held = nysta_graph_new (NULL);
    }
  nysta_graph_add (json->held, &statement->subject, &statement->predicate,
                   &statement->object);
  json->n_held++;
  return TRUE;
}

static void
jsonld_finish (gpointer state, GString *out)
{
  JsonLd *json = state;

  append_begin (json, out);
  leave_graph (json, out);
  g_string_append (out, json->follows ? "\n  ]\n}\n" : "]\n}\n");
}

static gpointer
jsonld_new (const char *base, guint64 prefixes_used)
{
  JsonLd *json = g_new0 (JsonLd, 1);

  json->base = g_strdup (base);
  json->prefixes_used = prefixes_used;
  return json;
}

static void
jsonld_free (gpointer state)
{
  JsonLd *json = state;

  g_free (json->base);
  nysta_term_free (json->graph);
  nysta_term_free (json->subject);
  nysta_graph_free (json->held);
  g_free (json);
}

const NystaRdfWriterClass nysta_jsonld_class = {
  .note_prefixes = note_prefixes,
  .new = jsonld_new,
  .add = jsonld_add,
  .finish = jsonld_finish,
  .free = jsonld_free,
};
