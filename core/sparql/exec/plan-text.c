/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * plan-text.c: conditions on text, asked of the dataset's index of words.
 *
 * nysta:search, CONTAINS, STRSTARTS, STRENDS, and REGEX of nothing but characters say what
 * words a string must have to meet them (search.h, word-pattern.h). Those that may have them
 * become a part of the join, which the triple patterns are joined with as with any other. As
 * the index knows no more than words, the condition is asked of them there, once a string.
 *
 * This is sound where the variable is the object of a triple pattern, all of whose strings
 * the index knows. Where STR is taken of the variable, the pattern's objects that are no
 * strings are added.
 */
#include "config.h"
#include "sparql/exec/join-graph.h"

#include <string.h>

#include "rdf/vocabulary.h"
#include "sparql/expression/search.h"

/* Of fewer triples each may as well be looked at. */
#define MIN_TRIPLES 100.0

/* No more strings are gathered; 16 MiB. */
#define MAX_STRINGS 2000000.0

/* No more objects that are no strings are; the index is for labels. */
#define MAX_OTHERS 1000u

typedef struct
{
  NystaJoinGraph *graph;
  const NystaJoinPart *part; /* a triple pattern with the variable as its object */
  guint variable;
  guint64 max_ids;
  GArray *ids; /* NystaTermId: strings; NULL: nothing is known */
  gboolean has_others;
  GPtrArray *conditions; /* const NystaNode *: those that @ids are for */
  GString *words;
} Text;

/* --- what a condition says ---------------------------------------------------------------- */

/* The variable whose text is looked at, through STR and LCASE. NULL: something else is. UCASE
 * is not looked through: see fold.h. */
static const NystaNode *
find_variable (const NystaNode *node, gboolean *out_has_others)
{
  *out_has_others = FALSE;
  while (node->kind == NYSTA_NODE_BUILT_IN_CALL && node->n_children == 1 &&
         (node->number == NYSTA_BUILTIN_STR || node->number == NYSTA_BUILTIN_LCASE))
    {
      /* Innermost: LCASE takes nothing but a string. */
      *out_has_others = node->number == NYSTA_BUILTIN_STR;
      node = node->first;
    }
  return node->kind == NYSTA_NODE_VAR ? node : NULL;
}

/* FALSE: @pattern is more than characters, or its flags are more than `i`. */
static gboolean
add_regex (const char *pattern, const NystaNode *flags, GArray *patterns)
{
  gboolean starts = *pattern == '^';

  if (flags != NULL && (flags->kind != NYSTA_NODE_LITERAL ||
                        strspn (flags->term->value, "i") != strlen (flags->term->value)))
    return FALSE;
  pattern += starts;
  return pattern[strcspn (pattern, "\\.[]{}()*+?|^$")] == '\0' &&
         nysta_word_patterns_add_needle (patterns, pattern, starts, FALSE);
}

static gboolean
add_built_in (const NystaNode *call, GArray *patterns)
{
  const NystaNode *second = call->first->next;
  const char *text = second->term->value;

  switch ((NystaBuiltin) call->number)
    {
    case NYSTA_BUILTIN_CONTAINS:
      return nysta_word_patterns_add_needle (patterns, text, FALSE, FALSE);
    case NYSTA_BUILTIN_STRSTARTS:
      return nysta_word_patterns_add_needle (patterns, text, TRUE, FALSE);
    case NYSTA_BUILTIN_STRENDS:
      return nysta_word_patterns_add_needle (patterns, text, FALSE, TRUE);
    case NYSTA_BUILTIN_REGEX:
      return add_regex (text, second->next, patterns);
    default:
      return FALSE;
    }
}

/* (transfer full): what the words of the text must be; NULL: nothing is known. */
static GArray *
read_patterns (const NystaNode *call)
{
  g_autoptr (GArray) patterns = nysta_word_patterns_new ();
  gboolean is_known = FALSE;

  if (call->n_children < 2 || call->first->next->kind != NYSTA_NODE_LITERAL)
    return NULL;
  if (call->kind == NYSTA_NODE_BUILT_IN_CALL)
    is_known = add_built_in (call, patterns);
  else if (call->kind == NYSTA_NODE_FUNCTION_CALL && call->n_children == 2 &&
           strcmp (call->term->value, NYSTA_SEARCH) == 0)
    {
      g_autoptr (NystaSearchQuery)
        query = nysta_search_query_new (call->first->next->term->value);

      is_known = nysta_search_query_patterns (query, patterns);
    }
  return is_known ? g_steal_pointer (&patterns) : NULL;
}

static void
append_patterns (const GArray *patterns, GString *out)
{
  for (guint i = 0; i < patterns->len; i++)
    {
      const NystaWordPattern *pattern = &g_array_index (patterns, NystaWordPattern, i);
      NystaWordMatch match = pattern->match;

      g_string_append_printf (
        out, "%s%s%s%s", out->len > 0 && out->str[out->len - 1] != '(' ? " " : "",
        match == NYSTA_WORD_SUFFIX || match == NYSTA_WORD_PART ? "*" : "", pattern->text,
        match == NYSTA_WORD_PREFIX || match == NYSTA_WORD_PART ? "*" : "");
    }
}

/* --- strings ------------------------------------------------------------------------------ */

static gboolean look_up (Text *text, const NystaNode *condition, GArray *out_ids,
                         gboolean *out_has_others);

/* a || b: those of both, if both are of the variable. */
static gboolean
look_up_any (Text *text, const NystaNode *condition, GArray *out_ids,
             gboolean *out_has_others)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  gboolean has_others = FALSE;

  *out_has_others = FALSE;
  for (const NystaNode *child = condition->first; child != NULL; child = child->next)
    {
      if (child != condition->first)
        g_string_append (text->words, " |");
      if (!look_up (text, child, ids, &has_others))
        return FALSE;
      g_array_append_vals (out_ids, ids->data, ids->len);
      *out_has_others = *out_has_others || has_others;
    }
  nysta_ids_sort (out_ids);
  return out_ids->len <= text->max_ids;
}

/* The strings that may meet @condition, into @out_ids, which is empty; and whether others
 * than strings may. FALSE: nothing is known. The parser bounds the depth. */
static gboolean
look_up (Text *text, const NystaNode *condition, GArray *out_ids, gboolean *out_has_others)
{
  const NystaNode *variable = NULL;
  g_autoptr (GArray) patterns = NULL;

  g_array_set_size (out_ids, 0);
  if (condition->kind == NYSTA_NODE_OR)
    return look_up_any (text, condition, out_ids, out_has_others);
  if (condition->first == NULL)
    return FALSE;
  patterns = read_patterns (condition);
  if (patterns == NULL)
    return FALSE;
  variable = find_variable (condition->first, out_has_others);
  if (variable == NULL || variable->number != text->variable)
    return FALSE;
  append_patterns (patterns, text->words);
  return nysta_dataset_search (text->graph->planner->execution->dataset, patterns,
                               text->max_ids, out_ids);
}

static void
intersect (GArray *ids, const GArray *others)
{
  guint k = 0;
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      NystaTermId id = g_array_index (ids, NystaTermId, i);

      while (k < others->len && g_array_index (others, NystaTermId, k) < id)
        k++;
      if (k < others->len && g_array_index (others, NystaTermId, k) == id)
        g_array_index (ids, NystaTermId, n++) = id;
    }
  g_array_set_size (ids, n);
}

static void
narrow (Text *text, const NystaNode *condition)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  gsize n_words = text->words->len;
  gboolean has_others = FALSE;

  if (!look_up (text, condition, ids, &has_others))
    {
      g_string_truncate (text->words, n_words);
      return;
    }
  if (text->ids == NULL)
    text->ids = g_steal_pointer (&ids);
  else
    intersect (text->ids, ids);
  text->has_others = text->has_others && has_others;
  g_ptr_array_add (text->conditions, (gpointer) condition);
}

/* --- what is no string ---------------------------------------------------------------------- */

/* Add the different objects of the pattern that are no strings, by a cursor in which they
 * lie together. FALSE: there is none, or they are many. */
static gboolean
add_others (Text *text)
{
  NystaQuad row = text->part->pattern;
  g_autoptr (NystaCursor) cursor = NULL;
  guint n_others = 0;
  guint first = 0;

  /* Of a graph that is not known yet the pattern is a guess. */
  if (text->graph->planner->graph == 0)
    return FALSE;
  cursor = nysta_dataset_scan (text->graph->planner->execution->dataset, &row);
  while (first < 3 &&
         nysta_quad_field (&text->part->pattern, cursor->order[first]) != NYSTA_ANY)
    first++;
  if (cursor->order[first] != NYSTA_FIELD_OBJECT)
    return FALSE;
  while (nysta_cursor_next (cursor, &row, 1) > 0)
    {
      NystaTermId id = row.object;
      NystaTag tag = nysta_id_tag (id);
      NystaQuad next = text->part->pattern;

      next.object = id + 1;
      if (tag == NYSTA_TAG_STRING || tag == NYSTA_TAG_LANGUAGE)
        next.object = nysta_id_make (NYSTA_TAG_LANGUAGE + 1, 0);
      else if (++n_others > MAX_OTHERS)
        return FALSE;
      else
        g_array_append_val (text->ids, id);
      nysta_cursor_seek (cursor, &next);
    }
  return TRUE;
}

/* --- a part of the join ------------------------------------------------------------------- */

/* Whether another pattern has @part's object as its own. */
static gboolean
is_first (const NystaJoinGraph *graph, guint number)
{
  const NystaJoinPart *part = graph->parts->pdata[number];

  for (guint i = 0; i < number; i++)
    {
      const NystaJoinPart *other = graph->parts->pdata[i];

      if (other->is_leaf && other->leaf.variables[NYSTA_FIELD_OBJECT] ==
                              part->leaf.variables[NYSTA_FIELD_OBJECT])
        return FALSE;
    }
  return TRUE;
}

/* (transfer full): what was found, of that what meets the conditions, which need not be asked
 * again. NULL with execution->error. */
static NystaOperator *
make_plan (Text *text)
{
  NystaPlanner *planner = text->graph->planner;
  gsize n_bytes = text->ids->len * sizeof (NystaTermId);
  NystaOperator *op = NULL;

  if (!nysta_budget_charge (&planner->execution->budget, n_bytes, "text",
                            &planner->execution->error))
    return NULL;
  op = nysta_text_new (planner->execution, text->variable, text->ids, text->words->str);
  op->sure[0] = TRUE;
  nysta_plan_expect (op, text->ids->len, text->ids->len * NYSTA_COST_ROW);
  for (guint i = 0; i < text->conditions->len; i++)
    g_ptr_array_remove (text->graph->conditions, text->conditions->pdata[i]);
  return nysta_plan_filter (planner, op, (const NystaNode *const *) text->conditions->pdata,
                            text->conditions->len);
}

static gboolean
add_part (Text *text)
{
  NystaJoinGraph *graph = text->graph;
  gint number = nysta_join_graph_number (graph, text->variable);
  NystaJoinPart *part = NULL;
  NystaOperator *plan = NULL;

  if (text->has_others && !add_others (text))
    return TRUE;
  plan = make_plan (text);
  if (plan == NULL)
    return FALSE;
  part = g_new0 (NystaJoinPart, 1);
  part->sorted_by = -1;
  part->rows = MAX (plan->rows, 0.001);
  part->cost = plan->cost;
  part->plan = plan;
  if (number >= 0)
    {
      part->sure = part->may = (guint64) 1 << number;
      part->terms[number] = (float) MAX (part->rows, 1);
      part->from[number] = text->part->from[number];
    }
  graph->is_empty = graph->is_empty || text->ids->len == 0;
  g_ptr_array_add (graph->parts, part);
  return TRUE;
}

gboolean
nysta_join_graph_add_texts (NystaJoinGraph *graph)
{
  guint n_parts = graph->parts->len;

  for (guint i = 0; i < n_parts && graph->conditions->len > 0; i++)
    {
      const NystaJoinPart *part = graph->parts->pdata[i];
      gint32 variable = part->is_leaf ? part->leaf.variables[NYSTA_FIELD_OBJECT] : -1;
      g_autoptr (GString) words = NULL;
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GPtrArray) conditions = NULL;
      Text text = { .graph = graph, .part = part, .has_others = TRUE };

      if (variable < 0 || part->rows < MIN_TRIPLES ||
          nysta_planner_is_bound (graph->planner, (guint) variable) || !is_first (graph, i))
        continue;
      words = g_string_new (NULL);
      conditions = g_ptr_array_new ();
      text.words = words;
      text.conditions = conditions;
      text.variable = (guint) variable;
      text.max_ids = (guint64) MIN (part->rows / 2, MAX_STRINGS);
      for (guint k = 0; k < graph->conditions->len; k++)
        narrow (&text, graph->conditions->pdata[k]);
      ids = text.ids;
      if (ids != NULL && !add_part (&text))
        return FALSE;
    }
  return TRUE;
}
