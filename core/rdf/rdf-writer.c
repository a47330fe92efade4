/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/rdf-writer.h"

#include "base/error.h"
#include "rdf/iri.h"
#include "rdf/prefix.h"
#include "rdf/rdf-writer-class.h"

#include <string.h>

/* What a writer has made is handed on in pieces of about this size. */
#define PIECE_BYTES (32u * 1024)

struct NystaRdfWriter
{
  const NystaRdfWriterClass *klass;
  gpointer state;
  NystaWriteFunc write;
  gpointer user_data;
  GString *out;
};

static const NystaRdfWriterClass *
class_of (NystaSyntax syntax)
{
  switch (syntax)
    {
    case NYSTA_SYNTAX_NTRIPLES:
      return &nysta_ntriples_class;
    case NYSTA_SYNTAX_NQUADS:
      return &nysta_nquads_class;
    case NYSTA_SYNTAX_TURTLE:
      return &nysta_turtle_class;
    case NYSTA_SYNTAX_TRIG:
      return &nysta_trig_class;
    case NYSTA_SYNTAX_RDFXML:
      return &nysta_rdfxml_class;
    case NYSTA_SYNTAX_JSONLD:
      return &nysta_jsonld_class;
    case NYSTA_SYNTAX_GUESS:
      break;
    }
  return NULL;
}

void
nysta_rdf_prefixes_note (NystaRdfPrefixes *prefixes, NystaSyntax syntax,
                         const NystaStatement *statement, const char *base)
{
  const NystaRdfWriterClass *klass = class_of (syntax);

  g_return_if_fail (klass != NULL);

  if (klass->note_prefixes != NULL)
    klass->note_prefixes (statement, base, prefixes);
}

gboolean
nysta_rdf_syntax_has_graphs (NystaSyntax syntax)
{
  return syntax == NYSTA_SYNTAX_NQUADS || syntax == NYSTA_SYNTAX_TRIG ||
         syntax == NYSTA_SYNTAX_JSONLD;
}

NystaRdfWriter *
nysta_rdf_writer_new (NystaSyntax syntax, const char *base, guint64 prefixes_used,
                      NystaWriteFunc write, gpointer user_data)
{
  const NystaRdfWriterClass *klass = class_of (syntax);

  g_return_val_if_fail (klass != NULL, NULL);

  NystaRdfWriter *writer = g_new0 (NystaRdfWriter, 1);
  writer->klass = klass;
  writer->state = klass->new != NULL ? klass->new (base, prefixes_used) : NULL;
  writer->write = write;
  writer->user_data = user_data;
  writer->out = g_string_sized_new (PIECE_BYTES);
  return writer;
}

void
nysta_rdf_writer_free (NystaRdfWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->klass->free != NULL)
    writer->klass->free (writer->state);
  g_string_free (writer->out, TRUE);
  g_free (writer);
}

/* --- what RDF cannot say ------------------------------------------------------------- */

static const char *
term_fault (const NystaTerm *term)
{
  switch (term->kind)
    {
    case NYSTA_TERM_NONE:
      return "a term is missing";
    case NYSTA_TERM_IRI:
      return nysta_iri_is_absolute (term->value) ? NULL : "not an absolute IRI";
    case NYSTA_TERM_BLANK:
      return nysta_prefix_is_local_name (term->value) ? NULL : "not a blank node label";
    case NYSTA_TERM_LITERAL:
      if (!g_utf8_validate (term->value, -1, NULL))
        return "a literal is not UTF-8";
      if (term->language != NULL)
        return nysta_term_is_language (term->language) ? NULL : "not a language tag";
      if (term->datatype != NULL && !nysta_iri_is_absolute (term->datatype))
        return "a datatype is not an absolute IRI";
      return NULL;
    }
  return "no known kind of term";
}

static gboolean
check_term (const NystaTerm *term, const char *place, gboolean allowed, GError **error)
{
  const char *fault = allowed ? term_fault (term) : "this kind of term cannot stand there";

  if (fault == NULL)
    return TRUE;
  g_autofree char *valid = term->value != NULL ? g_utf8_make_valid (term->value, -1) : NULL;
  g_autofree char *shown = valid != NULL ? g_strescape (valid, NULL) : g_strdup ("");
  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX, "%s %.200s: %s", place,
               shown, fault);
  return FALSE;
}

static gboolean
check_statement (const NystaStatement *statement, GError **error)
{
  NystaTermKind subject = statement->subject.kind;
  NystaTermKind graph = statement->graph.kind;

  return check_term (&statement->subject, "subject", subject != NYSTA_TERM_LITERAL,
                     error) &&
         check_term (&statement->predicate, "predicate",
                     statement->predicate.kind == NYSTA_TERM_IRI, error) &&
         check_term (&statement->object, "object", TRUE, error) &&
         (graph == NYSTA_TERM_NONE ||
          check_term (&statement->graph, "graph", graph != NYSTA_TERM_LITERAL, error));
}

/* --- writing ------------------------------------------------------------------------- */

static gboolean
hand_on (NystaRdfWriter *writer, GError **error)
{
  gboolean ok = writer->out->len == 0 || writer->write (writer->out->str, writer->out->len,
                                                        writer->user_data, error);

  g_string_truncate (writer->out, 0);
  return ok;
}

gboolean
nysta_rdf_writer_add (NystaRdfWriter *writer, const NystaStatement *statement,
                      GError **error)
{
  if (!check_statement (statement, error))
    return FALSE;
  if (!writer->klass->add (writer->state, statement, writer->out, error))
    return FALSE;
  return writer->out->len < PIECE_BYTES || hand_on (writer, error);
}

gboolean
nysta_rdf_writer_finish (NystaRdfWriter *writer, GError **error)
{
  if (writer->klass->finish != NULL)
    writer->klass->finish (writer->state, writer->out);
  return hand_on (writer, error);
}
