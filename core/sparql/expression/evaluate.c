/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* evaluate.c: the way from a row through an expression to an id or a truth. */
#include "config.h"
#include "sparql/expression/value.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/vocabulary.h"

/* --- the context -------------------------------------------------------------------- */

NystaExpressionContext *
nysta_expression_context_new (NystaRunTerms *terms, const NystaExpressionOptions *options)
{
  NystaExpressionContext *context = g_new0 (NystaExpressionContext, 1);
  NystaTerm truth = nysta_literal ("true", NS_XSD "boolean", NULL);
  NystaTerm falsehood = nysta_literal ("false", NS_XSD "boolean", NULL);

  context->terms = terms;
  if (options != NULL)
    context->options = *options;
  context->base = g_strdup (context->options.base);
  if (context->options.now_us == 0)
    context->options.now_us = g_get_real_time ();
  context->blanks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  nysta_id_from_literal (&falsehood, &context->truths[0]);
  nysta_id_from_literal (&truth, &context->truths[1]);
  return context;
}

void
nysta_expression_context_free (NystaExpressionContext *context)
{
  if (context == NULL)
    return;
  g_free (context->base);
  g_clear_pointer (&context->random, g_rand_free);
  g_hash_table_unref (context->blanks);
  g_clear_error (&context->error);
  g_free (context);
}

GRand *
nysta_context_random (NystaExpressionContext *context)
{
  if (context->random == NULL)
    context->random = context->options.seed != 0
                        ? g_rand_new_with_seed (context->options.seed)
                        : g_rand_new ();
  return context->random;
}

NystaRunTerms *
nysta_expression_context_terms (NystaExpressionContext *context)
{
  return context->terms;
}

void
nysta_expression_context_next_solution (NystaExpressionContext *context)
{
  if (g_hash_table_size (context->blanks) > 0)
    g_hash_table_remove_all (context->blanks);
}

gboolean
nysta_expression_context_check (NystaExpressionContext *context, GError **error)
{
  if (context->error == NULL)
    return nysta_run_terms_check (context->terms, error);
  if (error != NULL)
    *error = g_error_copy (context->error);
  return FALSE;
}

gboolean
nysta_context_fail (NystaExpressionContext *context, const char *message)
{
  if (context->error == NULL)
    g_set_error_literal (&context->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                         message);
  return FALSE;
}

gboolean
nysta_context_check_result (NystaExpressionContext *context, NystaResult result)
{
  if (result == NYSTA_RESULT_RANGE)
    nysta_context_fail (context, "limit: a number needs more than 38 digits: "
                                 "ask with smaller ones, or as xsd:double");
  return result == NYSTA_RESULT_OK;
}

/* --- values ------------------------------------------------------------------------- */

gboolean
nysta_value_term (NystaExpressionContext *context, const NystaValue *value,
                  NystaTerm *out_term)
{
  switch (value->kind)
    {
    case NYSTA_VALUE_IS_ID:
      return nysta_run_terms_get (context->terms, value->id, out_term);
    case NYSTA_VALUE_IS_TERM:
      *out_term = value->term;
      return TRUE;
    case NYSTA_VALUE_IS_NUMBER:
      *out_term = nysta_numeric_to_term (
        &value->number, nysta_run_terms_alloc (context->terms, NYSTA_NUMERIC_BYTES));
      return TRUE;
    case NYSTA_VALUE_IS_TRUTH:
      *out_term = nysta_literal (value->truth ? "true" : "false", NS_XSD "boolean", NULL);
      return TRUE;
    }
  return FALSE;
}

gboolean
nysta_value_number (NystaExpressionContext *context, const NystaValue *value,
                    NystaNumeric *out_number)
{
  NystaTerm term = { 0 };

  if (value->kind == NYSTA_VALUE_IS_NUMBER)
    {
      *out_number = value->number;
      return TRUE;
    }
  if (value->kind == NYSTA_VALUE_IS_TRUTH)
    return FALSE;
  if (value->kind == NYSTA_VALUE_IS_ID && (value->id & NYSTA_COMPUTED_TERM) == 0)
    {
      /* Of the tags of the dictionary only one may hold numbers. */
      if (nysta_numeric_from_id (value->id, out_number))
        return TRUE;
      if (nysta_id_tag (value->id) != NYSTA_TAG_VALUE)
        return FALSE;
    }
  return nysta_value_term (context, value, &term) &&
         nysta_context_check_result (context, nysta_numeric_from_term (&term, out_number));
}

/* §17.2.2. Invalid numbers and booleans are false. */
static NystaTruth
term_truth (const NystaTerm *term)
{
  NystaNumeric number = { 0 };

  if (term->kind != NYSTA_TERM_LITERAL)
    return NYSTA_TRUTH_ERROR;
  if (term->language != NULL)
    return nysta_truth (*term->value != '\0');
  if (term->datatype == NULL)
    return nysta_truth (*term->value != '\0');
  if (strcmp (term->datatype, NS_XSD "boolean") == 0)
    return nysta_truth (strcmp (term->value, "true") == 0 ||
                        strcmp (term->value, "1") == 0);
  if (!nysta_numeric_is_datatype (term->datatype))
    return NYSTA_TRUTH_ERROR;

  NystaResult result = nysta_numeric_from_term (term, &number);

  /* A number too long to hold is not zero. */
  return nysta_truth (result == NYSTA_RESULT_OK ? nysta_numeric_truth (&number)
                                                : result == NYSTA_RESULT_RANGE);
}

/* By the id alone; -1 if that does not say. */
static int
id_truth (NystaTermId id)
{
  switch (nysta_id_tag (id))
    {
    case NYSTA_TAG_BOOLEAN:
      return nysta_truth (nysta_id_payload (id) != 0);
    case NYSTA_TAG_INTEGER:
    case NYSTA_TAG_DECIMAL:
      return nysta_truth (nysta_id_whole (id) != 0);
    case NYSTA_TAG_FLOAT:
      return nysta_truth (nysta_id_float (id) != 0);
    case NYSTA_TAG_DOUBLE:
      return nysta_truth (nysta_id_double (id) != 0);
    case NYSTA_TAG_IRI:
    case NYSTA_TAG_BLANK:
    case NYSTA_TAG_TYPED:
    case NYSTA_TAG_DATE:
    case NYSTA_TAG_DATE_TIME:
      return NYSTA_TRUTH_ERROR;
    default:
      return -1;
    }
}

NystaTruth
nysta_value_truth (NystaExpressionContext *context, const NystaValue *value)
{
  NystaTerm term = { 0 };

  if (value->kind == NYSTA_VALUE_IS_TRUTH)
    return nysta_truth (value->truth);
  if (value->kind == NYSTA_VALUE_IS_NUMBER)
    return nysta_truth (nysta_numeric_truth (&value->number));
  if (value->kind == NYSTA_VALUE_IS_ID && (value->id & NYSTA_COMPUTED_TERM) == 0)
    {
      int truth = id_truth (value->id);

      if (truth >= 0)
        return (NystaTruth) truth;
    }
  return nysta_value_term (context, value, &term) ? term_truth (&term) : NYSTA_TRUTH_ERROR;
}

NystaTermId
nysta_value_id (NystaExpressionContext *context, const NystaValue *value)
{
  char room[NYSTA_NUMERIC_BYTES];
  NystaTermId id = 0;
  NystaTerm term = { 0 };

  switch (value->kind)
    {
    case NYSTA_VALUE_IS_ID:
      return value->id;
    case NYSTA_VALUE_IS_TRUTH:
      return context->truths[value->truth != FALSE];
    case NYSTA_VALUE_IS_TERM:
      return nysta_run_terms_add (context->terms, &value->term);
    case NYSTA_VALUE_IS_NUMBER:
      id = nysta_numeric_to_id (&value->number);
      if (id != 0)
        return id;
      term = nysta_numeric_to_term (&value->number, room);
      return nysta_run_terms_add (context->terms, &term);
    }
  return 0;
}

gboolean
nysta_give_term_value (const NystaTerm *term, NystaValue *out_value)
{
  out_value->kind = NYSTA_VALUE_IS_TERM;
  out_value->term = *term;
  return TRUE;
}

gboolean
nysta_give_id_value (NystaTermId id, NystaValue *out_value)
{
  out_value->kind = NYSTA_VALUE_IS_ID;
  out_value->id = id;
  return id != 0;
}

gboolean
nysta_give_number_value (const NystaNumeric *number, NystaValue *out_value)
{
  out_value->kind = NYSTA_VALUE_IS_NUMBER;
  out_value->number = *number;
  return TRUE;
}

gboolean
nysta_give_whole_value (gint64 number, NystaValue *out_value)
{
  out_value->kind = NYSTA_VALUE_IS_NUMBER;
  out_value->number = (NystaNumeric){ .kind = NYSTA_NUMERIC_INTEGER, .digits = number };
  return TRUE;
}

gboolean
nysta_give_truth_value (gboolean truth, NystaValue *out_value)
{
  out_value->kind = NYSTA_VALUE_IS_TRUTH;
  out_value->truth = truth;
  return TRUE;
}

gboolean
nysta_give_text_value (NystaExpressionContext *context, const char *text, gsize length,
                       const char *language, NystaValue *out_value)
{
  /* Who makes short ones doesn't look at what is returned. */
  *out_value = (NystaValue){ .kind = NYSTA_VALUE_IS_TERM,
                             .term = nysta_literal ("", NULL, NULL) };
  if (length > NYSTA_MAX_LITERAL_BYTES)
    return nysta_context_fail (context, "limit: a function makes a string of more than "
                                        "16 MiB: make shorter ones");
  if (!nysta_run_terms_has_room (context->terms, length))
    return FALSE;
  out_value->term = nysta_literal (nysta_run_terms_keep (context->terms, text, length),
                                   NULL, language);
  return TRUE;
}

/* --- parts --------------------------------------------------------------------------- */

gboolean
nysta_part_value (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  NystaTruth truth = NYSTA_TRUTH_ERROR;

  if (part->value != NULL)
    return part->value (part, context, out_value);
  truth = part->test (part, context);
  nysta_give_truth_value (truth == NYSTA_TRUTH_TRUE, out_value);
  return truth != NYSTA_TRUTH_ERROR;
}

NystaTruth
nysta_part_test (const NystaPart *part, NystaExpressionContext *context)
{
  NystaValue value;

  if (part->test != NULL)
    return part->test (part, context);
  return part->value (part, context, &value) ? nysta_value_truth (context, &value)
                                             : NYSTA_TRUTH_ERROR;
}

gboolean
nysta_operand_term (const NystaPart *part, guint i, NystaExpressionContext *context,
                    NystaTerm *out_term)
{
  NystaValue value;

  return nysta_part_value (part->parts[i], context, &value) &&
         nysta_value_term (context, &value, out_term);
}

gboolean
nysta_operand_number (const NystaPart *part, guint i, NystaExpressionContext *context,
                      NystaNumeric *out_number)
{
  NystaValue value;

  return nysta_part_value (part->parts[i], context, &value) &&
         nysta_value_number (context, &value, out_number);
}

gboolean
nysta_operand_string (const NystaPart *part, guint i, NystaExpressionContext *context,
                      NystaTerm *out_term)
{
  return nysta_operand_term (part, i, context, out_term) &&
         out_term->kind == NYSTA_TERM_LITERAL && out_term->datatype == NULL;
}

gboolean
nysta_operand_simple (const NystaPart *part, guint i, NystaExpressionContext *context,
                      NystaTerm *out_term)
{
  return nysta_operand_string (part, i, context, out_term) && out_term->language == NULL;
}
