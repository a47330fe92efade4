/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/expression/aggregate.h"

#include <string.h>

#include "base/limits.h"
#include "sparql/expression/order.h"
#include "sparql/expression/value.h"

struct NystaAggregator
{
  NystaExpressionContext *context;
  NystaAggregate kind;
  gboolean rows; /* COUNT (*) */
  const char *separator;
  NystaCollation collation;
  gsize bytes;
  gsize state_bytes;
};

/* Every state begins so. */
typedef struct
{
  guint64 count; /* of values that were not errors */
  gboolean failed;
} State;

typedef struct
{
  State state;
  NystaTermId id;
} BestState; /* MIN, MAX, SAMPLE */

/* Whole numbers, as nearly all are, are added as such; the rest in @sum. */
typedef struct
{
  State state;
  gint64 whole;
  gboolean has_sum;
  guint8 sum[sizeof (NystaNumeric)]; /* not aligned as __int128 would have it */
} SumState;

typedef struct
{
  State state;
  GString *text;
} TextState;

NystaAggregator *
nysta_aggregator_new (const NystaNode *node, NystaCollation collation,
                      NystaExpressionContext *context)
{
  NystaAggregator *aggregator = g_new0 (NystaAggregator, 1);

  aggregator->context = context;
  aggregator->kind = (NystaAggregate) node->number;
  aggregator->rows = (node->flags & NYSTA_NODE_IS_ALL) != 0;
  aggregator->separator = node->term != NULL ? node->term->value : " ";
  aggregator->collation = collation;
  switch (aggregator->kind)
    {
    case NYSTA_AGGREGATE_SUM:
    case NYSTA_AGGREGATE_AVG:
      aggregator->state_bytes = sizeof (SumState);
      break;
    case NYSTA_AGGREGATE_GROUP_CONCAT:
      aggregator->state_bytes = sizeof (TextState);
      break;
    case NYSTA_AGGREGATE_COUNT:
      aggregator->state_bytes = sizeof (State);
      break;
    default:
      aggregator->state_bytes = sizeof (BestState);
    }
  return aggregator;
}

void
nysta_aggregator_free (NystaAggregator *aggregator)
{
  g_free (aggregator);
}

gsize
nysta_aggregate_state_bytes (const NystaAggregator *aggregator)
{
  return aggregator->state_bytes;
}

gsize
nysta_aggregate_bytes (const NystaAggregator *aggregator)
{
  return aggregator->bytes;
}

void
nysta_aggregate_init (const NystaAggregator *aggregator, gpointer state)
{
  memset (state, 0, aggregator->state_bytes);
}

/* --- adding -------------------------------------------------------------------------------- */

static gboolean
get_number (NystaAggregator *aggregator, NystaTermId id, NystaNumeric *out_number)
{
  NystaRunTermsMark mark;
  NystaValue value = { .kind = NYSTA_VALUE_IS_ID, .id = id };
  gboolean is_number = FALSE;

  mark = nysta_run_terms_begin (aggregator->context->terms);
  is_number = nysta_value_number (aggregator->context, &value, out_number);
  nysta_run_terms_end (aggregator->context->terms, mark);
  return is_number;
}

static void
add_to_sum (NystaAggregator *aggregator, SumState *state, NystaTermId id)
{
  NystaNumeric number;
  NystaNumeric sum;
  gint64 whole = 0;

  /* 2^43 times a number of rows that fits into memory is below 2^63 for long; where it is
   * not, the sum goes on in 128 bits. */
  if (!state->has_sum && (id & NYSTA_COMPUTED_TERM) == 0 &&
      nysta_id_tag (id) == NYSTA_TAG_INTEGER &&
      !__builtin_add_overflow (state->whole, nysta_id_whole (id), &whole))
    {
      state->whole = whole;
      return;
    }
  if (!get_number (aggregator, id, &number))
    {
      state->state.failed = TRUE;
      return;
    }
  if (state->has_sum)
    memcpy (&sum, state->sum, sizeof sum);
  else
    sum = (NystaNumeric){ .kind = NYSTA_NUMERIC_INTEGER, .digits = state->whole };
  if (!nysta_context_check_result (aggregator->context,
                                   nysta_numeric_compute ('+', &sum, &number, &sum)))
    state->state.failed = TRUE;
  state->has_sum = TRUE;
  memcpy (state->sum, &sum, sizeof sum);
}

/* §18.5.1.7: of each its STR (). */
static void
add_text (NystaAggregator *aggregator, TextState *state, NystaTermId id)
{
  NystaRunTerms *terms = aggregator->context->terms;
  NystaTerm term = { 0 };
  NystaRunTermsMark mark = nysta_run_terms_begin (terms);

  if (!nysta_run_terms_get (terms, id, &term) || term.kind == NYSTA_TERM_BLANK)
    state->state.failed = TRUE;
  else
    {
      gsize before = state->text != NULL ? state->text->allocated_len : 0;

      if (state->text == NULL)
        state->text = g_string_new (NULL);
      else
        g_string_append (state->text, aggregator->separator);
      g_string_append (state->text, term.value);
      aggregator->bytes += state->text->allocated_len - before;
      if (state->text->len > NYSTA_MAX_LITERAL_BYTES)
        {
          nysta_context_fail (aggregator->context,
                              "limit: GROUP_CONCAT makes a string of more than 16 MiB: "
                              "group by more, or ask for less");
          state->state.failed = TRUE;
        }
    }
  nysta_run_terms_end (terms, mark);
}

static void
keep_best (NystaAggregator *aggregator, BestState *state, NystaTermId id)
{
  int order = 0;

  if (state->id == 0)
    {
      state->id = id;
      return;
    }
  if (aggregator->kind == NYSTA_AGGREGATE_SAMPLE || state->id == id)
    return;
  order = nysta_order_compare (aggregator->context->terms, aggregator->collation, id,
                               state->id);
  if (aggregator->kind == NYSTA_AGGREGATE_MIN ? order < 0 : order > 0)
    state->id = id;
}

void
nysta_aggregate_add (NystaAggregator *aggregator, gpointer state, NystaTermId id)
{
  State *common = state;

  if (aggregator->rows)
    {
      common->count++;
      return;
    }
  if (id == 0)
    {
      common->failed = TRUE;
      return;
    }
  common->count++;
  switch (aggregator->kind)
    {
    case NYSTA_AGGREGATE_SUM:
    case NYSTA_AGGREGATE_AVG:
      if (!common->failed)
        add_to_sum (aggregator, state, id);
      break;
    case NYSTA_AGGREGATE_MIN:
    case NYSTA_AGGREGATE_MAX:
    case NYSTA_AGGREGATE_SAMPLE:
      keep_best (aggregator, state, id);
      break;
    case NYSTA_AGGREGATE_GROUP_CONCAT:
      if (!common->failed)
        add_text (aggregator, state, id);
      break;
    default:
      break;
    }
}

void
nysta_aggregate_add_count (NystaAggregator *aggregator, gpointer state, guint64 n)
{
  g_assert (aggregator->kind == NYSTA_AGGREGATE_COUNT);
  ((State *) state)->count += n;
}

/* --- the end ---------------------------------------------------------------------------------- */

static NystaTermId
number_id (NystaAggregator *aggregator, const NystaNumeric *number)
{
  NystaValue value = { .kind = NYSTA_VALUE_IS_NUMBER, .number = *number };

  return nysta_value_id (aggregator->context, &value);
}

static NystaTermId
finish_sum (NystaAggregator *aggregator, const SumState *state)
{
  NystaNumeric count = { .kind = NYSTA_NUMERIC_INTEGER, .digits = state->state.count };
  NystaNumeric sum = { .kind = NYSTA_NUMERIC_INTEGER, .digits = state->whole };

  if (state->has_sum)
    memcpy (&sum, state->sum, sizeof sum);
  /* §18.5.1.4: the average of nothing is 0. */
  if (aggregator->kind == NYSTA_AGGREGATE_AVG && state->state.count > 0 &&
      !nysta_context_check_result (aggregator->context,
                                   nysta_numeric_compute ('/', &sum, &count, &sum)))
    return 0;
  return number_id (aggregator, &sum);
}

static NystaTermId
finish_text (NystaAggregator *aggregator, const TextState *state)
{
  NystaTerm term = nysta_literal (state->text != NULL ? state->text->str : "", NULL, NULL);

  return nysta_run_terms_add (aggregator->context->terms, &term);
}

NystaTermId
nysta_aggregate_finish (NystaAggregator *aggregator, gpointer state)
{
  const State *common = state;
  NystaNumeric count = { .kind = NYSTA_NUMERIC_INTEGER, .digits = common->count };
  gboolean failed = common->failed;
  NystaTermId id = 0;

  switch (aggregator->kind)
    {
    case NYSTA_AGGREGATE_COUNT:
      id = number_id (aggregator, &count);
      break;
    case NYSTA_AGGREGATE_SUM:
    case NYSTA_AGGREGATE_AVG:
      id = failed ? 0 : finish_sum (aggregator, state);
      break;
    case NYSTA_AGGREGATE_MIN:
    case NYSTA_AGGREGATE_MAX:
      id = failed ? 0 : ((const BestState *) state)->id;
      break;
    case NYSTA_AGGREGATE_SAMPLE:
      id = ((const BestState *) state)->id;
      break;
    case NYSTA_AGGREGATE_GROUP_CONCAT:
      id = failed ? 0 : finish_text (aggregator, state);
      break;
    default:
      break;
    }
  nysta_aggregate_clear (aggregator, state);
  return id;
}

void
nysta_aggregate_clear (NystaAggregator *aggregator, gpointer state)
{
  if (aggregator->kind == NYSTA_AGGREGATE_GROUP_CONCAT &&
      ((TextState *) state)->text != NULL)
    {
      aggregator->bytes -= ((TextState *) state)->text->allocated_len;
      g_string_free (((TextState *) state)->text, TRUE);
    }
  nysta_aggregate_init (aggregator, state);
}
