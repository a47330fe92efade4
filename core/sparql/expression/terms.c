/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* terms.c: functions on RDF terms, SPARQL 1.1 §17.4.2. */
#include "config.h"
#include "sparql/expression/operators.h"

#include <string.h>

#include "rdf/iri.h"
#include "rdf/vocabulary.h"

gboolean
nysta_part_str (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  NystaTerm term = { 0 };

  if (!nysta_operand_term (part, 0, context, &term) || term.kind == NYSTA_TERM_BLANK)
    return FALSE;
  term = nysta_literal (term.value, NULL, NULL);
  return nysta_give_term_value (&term, out_value);
}

gboolean
nysta_part_lang (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  NystaTerm term = { 0 };

  if (!nysta_operand_term (part, 0, context, &term) || term.kind != NYSTA_TERM_LITERAL)
    return FALSE;
  term = nysta_literal (term.language != NULL ? term.language : "", NULL, NULL);
  return nysta_give_term_value (&term, out_value);
}

/* RFC 4647 §3.3.1 */
NystaTruth
nysta_test_lang_matches (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTerm tag = { 0 };
  NystaTerm range = { 0 };

  if (!nysta_operand_simple (part, 0, context, &tag) ||
      !nysta_operand_simple (part, 1, context, &range))
    return NYSTA_TRUTH_ERROR;
  if (strcmp (range.value, "*") == 0)
    return nysta_truth (*tag.value != '\0');

  gsize n_range = strlen (range.value);

  return nysta_truth (n_range > 0 &&
                      g_ascii_strncasecmp (tag.value, range.value, n_range) == 0 &&
                      (tag.value[n_range] == '\0' || tag.value[n_range] == '-'));
}

/* By the tag of an id that is its own value. */
static const char *
inline_datatype (NystaTermId id)
{
  switch (nysta_id_tag (id))
    {
    case NYSTA_TAG_STRING:
      return XSD_STRING;
    case NYSTA_TAG_LANGUAGE:
      return NS_RDF "langString";
    case NYSTA_TAG_INTEGER:
      return NS_XSD "integer";
    case NYSTA_TAG_DECIMAL:
      return XSD_DECIMAL;
    case NYSTA_TAG_FLOAT:
      return NS_XSD "float";
    case NYSTA_TAG_DOUBLE:
      return NS_XSD "double";
    case NYSTA_TAG_BOOLEAN:
      return NS_XSD "boolean";
    case NYSTA_TAG_DATE:
      return XSD_DATE;
    case NYSTA_TAG_DATE_TIME:
      return NS_XSD "dateTime";
    default:
      return NULL;
    }
}

gboolean
nysta_part_datatype (const NystaPart *part, NystaExpressionContext *context,
                     NystaValue *out_value)
{
  const char *datatype = NULL;
  NystaTerm term = { 0 };
  NystaValue value;

  if (!nysta_part_value (part->parts[0], context, &value))
    return FALSE;
  if (value.kind == NYSTA_VALUE_IS_ID && (value.id & NYSTA_COMPUTED_TERM) == 0)
    datatype = inline_datatype (value.id);
  if (datatype == NULL)
    {
      if (!nysta_value_term (context, &value, &term) || term.kind != NYSTA_TERM_LITERAL)
        return FALSE;
      datatype = term.language != NULL   ? NS_RDF "langString"
                 : term.datatype != NULL ? term.datatype
                                         : XSD_STRING;
    }
  term = nysta_iri (datatype);
  return nysta_give_term_value (&term, out_value);
}

/* --- constructors ----------------------------------------------------------------------- */

gboolean
nysta_part_iri (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  NystaTerm term = { 0 };

  if (!nysta_operand_term (part, 0, context, &term))
    return FALSE;
  if (term.kind == NYSTA_TERM_IRI)
    return nysta_give_term_value (&term, out_value);
  if (term.kind != NYSTA_TERM_LITERAL || term.datatype != NULL || term.language != NULL)
    return FALSE;

  g_autofree char *iri = nysta_iri_resolve (context->base, term.value);

  if (iri == NULL || !nysta_iri_is_absolute (iri))
    return FALSE;
  term = nysta_iri (nysta_run_terms_keep (context->terms, iri, strlen (iri)));
  return nysta_give_term_value (&term, out_value);
}

/* One node for each label in a solution, §17.4.2.9. */
gboolean
nysta_part_bnode (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  NystaTerm label = { 0 };
  NystaTermId *id = NULL;

  if (part->n_parts == 0)
    return nysta_give_id_value (nysta_run_terms_add_blank (context->terms), out_value);
  if (!nysta_operand_simple (part, 0, context, &label))
    return FALSE;
  id = g_hash_table_lookup (context->blanks, label.value);
  if (id == NULL)
    {
      id = g_new (NystaTermId, 1);
      *id = nysta_run_terms_add_blank (context->terms);
      g_hash_table_insert (context->blanks, g_strdup (label.value), id);
    }
  return nysta_give_id_value (*id, out_value);
}

gboolean
nysta_part_strdt (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  NystaTerm text = { 0 };
  NystaTerm datatype = { 0 };

  if (!nysta_operand_simple (part, 0, context, &text) ||
      !nysta_operand_term (part, 1, context, &datatype) ||
      datatype.kind != NYSTA_TERM_IRI || strcmp (datatype.value, NS_RDF "langString") == 0)
    return FALSE;
  if (strcmp (datatype.value, XSD_STRING) != 0)
    text.datatype = datatype.value;
  return nysta_give_term_value (&text, out_value);
}

/* What could not be written as a tag must not become one. */
gboolean
nysta_part_strlang (const NystaPart *part, NystaExpressionContext *context,
                    NystaValue *out_value)
{
  NystaTerm text = { 0 };
  NystaTerm language = { 0 };

  if (!nysta_operand_simple (part, 0, context, &text) ||
      !nysta_operand_simple (part, 1, context, &language) ||
      !nysta_term_is_language (language.value))
    return FALSE;
  text.language = language.value;
  return nysta_give_term_value (&text, out_value);
}

/* RFC 9562 §5.4: version 4. */
static void
make_uuid (NystaExpressionContext *context, char out_text[37])
{
  guint32 words[4] = { 0 };

  for (guint i = 0; i < 4; i++)
    words[i] = g_rand_int (nysta_context_random (context));
  words[1] = (words[1] & 0xFFFF0FFF) | 0x4000;
  words[2] = (words[2] & 0x3FFFFFFF) | 0x80000000;
  g_snprintf (out_text, 37, "%08x-%04x-%04x-%04x-%04x%08x", words[0], words[1] >> 16,
              words[1] & 0xFFFF, words[2] >> 16, words[2] & 0xFFFF, words[3]);
}

gboolean
nysta_part_uuid (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  char text[9 + 37] = "urn:uuid:";
  NystaTerm term = { 0 };

  make_uuid (context, text + 9);
  term = nysta_iri (nysta_run_terms_keep (context->terms, text, strlen (text)));
  return nysta_give_term_value (&term, out_value);
}

gboolean
nysta_part_struuid (const NystaPart *part, NystaExpressionContext *context,
                    NystaValue *out_value)
{
  char text[37];

  make_uuid (context, text);
  return nysta_give_text_value (context, text, strlen (text), NULL, out_value);
}

/* --- kinds ------------------------------------------------------------------------------ */

/* NONE: an error. Of what is in the dictionary the tag says enough. */
static NystaTermKind
kind_of_operand (const NystaPart *part, NystaExpressionContext *context)
{
  NystaValue value;
  NystaTerm term = { 0 };

  if (!nysta_part_value (part->parts[0], context, &value))
    return NYSTA_TERM_NONE;
  if (value.kind == NYSTA_VALUE_IS_ID && (value.id & NYSTA_COMPUTED_TERM) == 0)
    switch (nysta_id_tag (value.id))
      {
      case NYSTA_TAG_NONE:
        return NYSTA_TERM_NONE;
      case NYSTA_TAG_IRI:
        return NYSTA_TERM_IRI;
      case NYSTA_TAG_BLANK:
        return NYSTA_TERM_BLANK;
      default:
        return NYSTA_TERM_LITERAL;
      }
  return nysta_value_term (context, &value, &term) ? term.kind : NYSTA_TERM_NONE;
}

static NystaTruth
test_kind (const NystaPart *part, NystaExpressionContext *context, NystaTermKind wanted)
{
  NystaTermKind kind = kind_of_operand (part, context);

  return kind == NYSTA_TERM_NONE ? NYSTA_TRUTH_ERROR : nysta_truth (kind == wanted);
}

NystaTruth
nysta_test_is_iri (const NystaPart *part, NystaExpressionContext *context)
{
  return test_kind (part, context, NYSTA_TERM_IRI);
}

NystaTruth
nysta_test_is_blank (const NystaPart *part, NystaExpressionContext *context)
{
  return test_kind (part, context, NYSTA_TERM_BLANK);
}

NystaTruth
nysta_test_is_literal (const NystaPart *part, NystaExpressionContext *context)
{
  return test_kind (part, context, NYSTA_TERM_LITERAL);
}

/* A number too long to hold is one. */
NystaTruth
nysta_test_is_numeric (const NystaPart *part, NystaExpressionContext *context)
{
  NystaNumeric number;
  NystaTerm term = { 0 };
  NystaValue value;

  if (!nysta_part_value (part->parts[0], context, &value))
    return NYSTA_TRUTH_ERROR;
  if (value.kind == NYSTA_VALUE_IS_NUMBER ||
      (value.kind == NYSTA_VALUE_IS_ID && (value.id & NYSTA_COMPUTED_TERM) == 0 &&
       nysta_numeric_from_id (value.id, &number)))
    return NYSTA_TRUTH_TRUE;
  return nysta_value_term (context, &value, &term)
           ? nysta_truth (nysta_numeric_from_term (&term, &number) != NYSTA_RESULT_NONE)
           : NYSTA_TRUTH_ERROR;
}
