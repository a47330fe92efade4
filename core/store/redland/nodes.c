/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/redland/nodes.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/iri.h"
#include "rdf/prefix.h"
#include "rdf/vocabulary.h"

static gboolean
uri_to_term (librdf_node *node, NystaTerm *out_term)
{
  librdf_uri *uri = librdf_node_get_uri (node);

  if (uri == NULL)
    return FALSE;
  *out_term = nysta_iri ((const char *) librdf_uri_as_string (uri));
  return TRUE;
}

static gboolean
literal_to_term (librdf_node *node, NystaTerm *out_term)
{
  size_t length = 0;
  const char *value = (const char *) librdf_node_get_literal_value_as_counted_string (
    node, &length);
  const char *language = librdf_node_get_literal_value_language (node);
  librdf_uri *uri = librdf_node_get_literal_value_datatype_uri (node);
  const char *datatype = uri != NULL ? (const char *) librdf_uri_as_string (uri) : NULL;

  if (value == NULL || strlen (value) != length)
    return FALSE;
  if (language != NULL && language[0] == '\0')
    language = NULL;
  /* RDF 1.1 §3.3: "x" and "x"^^xsd:string are one term; a tag implies the datatype. */
  if (language != NULL || g_strcmp0 (datatype, XSD_STRING) == 0)
    datatype = NULL;
  *out_term = nysta_literal (value, datatype, language);
  return TRUE;
}

gboolean
nysta_node_to_term (librdf_node *node, NystaTerm *out_term)
{
  if (node == NULL)
    {
      *out_term = (NystaTerm){ .kind = NYSTA_TERM_NONE };
      return TRUE;
    }
  if (librdf_node_is_resource (node))
    return uri_to_term (node, out_term);
  if (librdf_node_is_literal (node))
    return literal_to_term (node, out_term);
  if (!librdf_node_is_blank (node))
    return FALSE;
  *out_term = (NystaTerm){ .kind = NYSTA_TERM_BLANK,
                           .value = (const char *) librdf_node_get_blank_identifier (
                             node) };
  return out_term->value != NULL;
}

static librdf_node *
literal_from_term (librdf_world *world, const NystaTerm *term)
{
  librdf_uri *datatype = NULL;

  if (term->datatype != NULL)
    {
      datatype = librdf_new_uri (world, (const unsigned char *) term->datatype);
      if (datatype == NULL)
        return NULL;
    }

  librdf_node *node = librdf_new_node_from_typed_literal (
    world, (const unsigned char *) term->value, term->language, datatype);

  if (datatype != NULL)
    librdf_free_uri (datatype);
  return node;
}

librdf_node *
nysta_node_from_term (librdf_world *world, const NystaTerm *term)
{
  switch (term->kind)
    {
    case NYSTA_TERM_IRI:
      return librdf_new_node_from_uri_string (world, (const unsigned char *) term->value);
    case NYSTA_TERM_BLANK:
      return librdf_new_node_from_blank_identifier (world,
                                                    (const unsigned char *) term->value);
    case NYSTA_TERM_LITERAL:
      return literal_from_term (world, term);
    case NYSTA_TERM_NONE:
      break;
    }
  return NULL;
}

gboolean
nysta_statement_to_terms (librdf_statement *statement, NystaStatement *out_terms)
{
  *out_terms = (NystaStatement){ 0 };
  if (statement == NULL)
    return TRUE;
  return nysta_node_to_term (librdf_statement_get_subject (statement),
                             &out_terms->subject) &&
         nysta_node_to_term (librdf_statement_get_predicate (statement),
                             &out_terms->predicate) &&
         nysta_node_to_term (librdf_statement_get_object (statement), &out_terms->object);
}

/* --- what a store may hold -------------------------------------------------- */

static gboolean
refuse (GError **error, const char *what, const char *why)
{
  g_autofree char *shown = g_utf8_make_valid (what, MIN ((gssize) strlen (what), 200));

  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX, "%s: %s", shown, why);
  return FALSE;
}

static gboolean
iri_is_storable (const char *iri, GError **error)
{
  if (!g_utf8_validate (iri, -1, NULL) || !nysta_iri_is_absolute (iri))
    return refuse (error, iri, "not an absolute IRI");
  return TRUE;
}

static gboolean
literal_is_storable (const NystaTerm *term, GError **error)
{
  if (strlen (term->value) > NYSTA_MAX_LITERAL_BYTES)
    return refuse (error, term->value, "a literal this long is not stored");
  if (!g_utf8_validate (term->value, -1, NULL))
    return refuse (error, term->value, "a literal that is not UTF-8");
  if (term->language != NULL && !nysta_term_is_language (term->language))
    return refuse (error, term->language, "not a language tag");
  return term->datatype == NULL || iri_is_storable (term->datatype, error);
}

static gboolean
term_is_storable (const NystaTerm *term, GError **error)
{
  switch (term->kind)
    {
    case NYSTA_TERM_NONE:
      return TRUE;
    case NYSTA_TERM_IRI:
      return iri_is_storable (term->value, error);
    case NYSTA_TERM_BLANK:
      return nysta_prefix_is_local_name (term->value) ||
             refuse (error, term->value, "not a label of a blank node");
    case NYSTA_TERM_LITERAL:
      return literal_is_storable (term, error);
    }
  return FALSE;
}

gboolean
nysta_statement_is_storable (const NystaStatement *statement, GError **error)
{
  const NystaTermKind subject = statement->subject.kind;
  const NystaTermKind graph = statement->graph.kind;

  if (subject != NYSTA_TERM_IRI && subject != NYSTA_TERM_BLANK)
    return refuse (error, "subject", "neither a URI nor a blank node");
  if (statement->predicate.kind != NYSTA_TERM_IRI)
    return refuse (error, "predicate", "not a URI");
  if (statement->object.kind == NYSTA_TERM_NONE)
    return refuse (error, "object", "missing");
  if (graph != NYSTA_TERM_NONE && graph != NYSTA_TERM_IRI)
    return refuse (error, statement->graph.value, "not a URI, so not a context");
  return term_is_storable (&statement->subject, error) &&
         term_is_storable (&statement->predicate, error) &&
         term_is_storable (&statement->object, error) &&
         term_is_storable (&statement->graph, error);
}
