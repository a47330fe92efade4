/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/plan/evidence.h"

#include "base/error.h"
#include "base/limits.h"
#include "sparql/plan/optimise.h"

/* First and last leaf in which a variable is bound, and those of a subtree, in the order of
 * the algebra: a variable whose leaves all lie in a subtree is bound by it alone. */
typedef struct
{
  guint first;
  guint last;
} Span;

typedef struct
{
  NystaEvidence *evidence;
  NystaAlgebraQuery *query;
  GArray *variables; /* Span, by variable */
  GHashTable *nodes; /* NystaAlgebra * -> Span * */
  guint n_leaves;
} Gathering;

/* --- where variables are bound ----------------------------------------------------------- */

static void
note_variable (Gathering *gathering, guint variable)
{
  guint here = gathering->n_leaves;

  while (gathering->variables->len <= variable)
    {
      const Span none = { G_MAXUINT, 0 };

      g_array_append_val (gathering->variables, none);
    }

  Span *span = &g_array_index (gathering->variables, Span, variable);

  span->first = MIN (span->first, here);
  span->last = MAX (span->last, here);
}

/* All variables that a node has in its schema and its children don't are its own. */
static void
number_leaves (Gathering *gathering, const NystaAlgebra *node)
{
  Span *span = g_new (Span, 1);

  span->first = ++gathering->n_leaves;
  if (node->n_children == 0)
    for (guint i = 0; i < node->may.n; i++)
      note_variable (gathering, node->may.numbers[i]);
  for (guint i = 0; i < node->n_children; i++)
    number_leaves (gathering, node->children[i]);
  gathering->n_leaves++;
  for (guint i = 0; node->n_children > 0 && i < node->may.n; i++)
    if (gathering->variables->len <= node->may.numbers[i] ||
        g_array_index (gathering->variables, Span, node->may.numbers[i]).first == G_MAXUINT)
      note_variable (gathering, node->may.numbers[i]);
  if (node->kind == NYSTA_ALGEBRA_EXTEND)
    note_variable (gathering, node->extend.variable);
  if (node->kind == NYSTA_ALGEBRA_GRAPH && node->graph.kind == NYSTA_SLOT_VARIABLE)
    note_variable (gathering, node->graph.variable);
  span->last = gathering->n_leaves;
  g_hash_table_insert (gathering->nodes, (gpointer) node, span);
}

static gboolean
is_only_in (const Gathering *gathering, guint variable, const NystaAlgebra *node)
{
  const Span *span = g_hash_table_lookup (gathering->nodes, node);
  const Span *own = variable < gathering->variables->len
                      ? &g_array_index (gathering->variables, Span, variable)
                      : NULL;

  return own == NULL || own->first == G_MAXUINT ||
         (span != NULL && own->first >= span->first && own->last <= span->last);
}

/* --- guards -------------------------------------------------------------------------------- */

static const NystaTerm mark_term = { .kind = NYSTA_TERM_LITERAL, .value = "1" };

static const NystaNode *
mark_expression (NystaAlgebraQuery *query, gint64 variable)
{
  NystaNode *node = nysta_algebra_new_array (query, NystaNode, 1);

  node->kind = variable < 0 ? NYSTA_NODE_LITERAL : NYSTA_NODE_VAR;
  if (variable < 0)
    node->term = &mark_term;
  else
    node->number = (guint) variable;
  return node;
}

static NystaAlgebra *
extend (NystaAlgebraQuery *query, NystaAlgebra *child, guint variable,
        const NystaNode *expression)
{
  NystaAlgebra *node = nysta_algebra_add (query, NYSTA_ALGEBRA_EXTEND, child, NULL);

  node->extend.variable = variable;
  node->extend.expression = expression;
  node->depth = child->depth + 1;
  nysta_algebra_refresh (query, node);
  return node;
}

/* A variable that is bound in a row exactly if it came through @node: one of its own, or else
 * a mark that is put there, which is in the way of cheaper joins. */
static guint
guard_of (Gathering *gathering, NystaAlgebra **inout_node)
{
  const NystaAlgebra *node = *inout_node;

  for (guint i = 0; i < node->sure.n; i++)
    if (is_only_in (gathering, node->sure.numbers[i], node))
      return node->sure.numbers[i];

  guint mark = nysta_algebra_hidden (gathering->query, 'e');

  *inout_node = extend (gathering->query, *inout_node, mark,
                        mark_expression (gathering->query, -1));
  return mark;
}

/* --- patterns -------------------------------------------------------------------------------- */

static void
add_pattern (Gathering *gathering, const NystaSlot *subject, const NystaSlot *predicate,
             const NystaSlot *object, const NystaNode *path, const NystaSlot *graph,
             guint guard)
{
  NystaEvidencePattern pattern = { .path = path, .graph = *graph, .guard = guard };

  pattern.slots[0] = *subject;
  if (predicate != NULL)
    pattern.slots[1] = *predicate;
  pattern.slots[2] = *object;
  g_array_append_val (gathering->evidence->patterns, pattern);
}

static void
add_bgp (Gathering *gathering, const NystaAlgebra *node, const NystaSlot *graph,
         guint guard)
{
  for (guint i = 0; i < node->bgp.n_triples; i++)
    {
      const NystaSlot *slots = node->bgp.triples[i].slots;

      add_pattern (gathering, &slots[0], &slots[1], &slots[2], NULL, graph, guard);
    }
}

/* --- units: rows that stand for several ------------------------------------------------------ */

/* Below @node only what works on rows, not patterns, down to a GROUP; NULL: there is none. */
static const NystaAlgebra *
find_group (const NystaAlgebra *node)
{
  while (node->kind == NYSTA_ALGEBRA_PROJECT || node->kind == NYSTA_ALGEBRA_ORDER ||
         node->kind == NYSTA_ALGEBRA_EXTEND || node->kind == NYSTA_ALGEBRA_FILTER ||
         node->kind == NYSTA_ALGEBRA_REDUCED || node->kind == NYSTA_ALGEBRA_SLICE)
    node = node->children[0];
  return node->kind == NYSTA_ALGEBRA_GROUP ? node : NULL;
}

static void
add_unit (Gathering *gathering, const NystaAlgebra *pattern, const NystaVariables *shared,
          guint guard)
{
  NystaEvidenceUnit *unit = g_new0 (NystaEvidenceUnit, 1);

  unit->guard = guard;
  unit->pattern = pattern;
  unit->outer = g_new (guint, shared->n + 1);
  unit->inner = g_new (guint, shared->n + 1);
  for (guint i = 0; i < shared->n; i++)
    unit->outer[i] = unit->inner[i] = shared->numbers[i];
  unit->n = shared->n;
  g_ptr_array_add (gathering->evidence->units, unit);
}

static void
add_group_unit (Gathering *gathering, const NystaAlgebra *node, guint guard)
{
  const NystaVariables keys = { node->group.keys, node->group.n_keys };

  add_unit (gathering, node->children[0], &keys, guard);
}

static void
add_distinct_unit (Gathering *gathering, const NystaAlgebra *node, guint guard)
{
  const NystaAlgebra *child = node->children[0];
  const NystaAlgebra *group = find_group (child);
  NystaVariables shared = child->may;

  if (group != NULL)
    {
      const NystaVariables keys = { group->group.keys, group->group.n_keys };

      shared = nysta_variables_common (gathering->query, &shared, &keys);
    }
  add_unit (gathering,
            group != NULL                          ? group->children[0]
            : child->kind == NYSTA_ALGEBRA_PROJECT ? child->children[0]
                                                   : child,
            &shared, guard);
}

/* --- subqueries: letting variables through ------------------------------------------------------ */

typedef struct
{
  Gathering *gathering;
  NystaAlgebra *node; /* PROJECT */
  GHashTable *names;  /* variable -> what it is called outside */
} Opening;

/* What @variable is called outside. One that means something else there gets a new name. */
static guint
let_through (Opening *opening, guint variable)
{
  NystaAlgebraQuery *query = opening->gathering->query;
  NystaAlgebra *node = opening->node;
  gpointer known = NULL;
  guint name = variable;

  if (variable == NYSTA_EVIDENCE_ALWAYS || nysta_variables_has (&node->project, variable))
    return variable;
  if (g_hash_table_lookup_extended (opening->names, GUINT_TO_POINTER (variable), NULL,
                                    &known))
    return GPOINTER_TO_UINT (known);
  if (!is_only_in (opening->gathering, variable, node))
    {
      name = nysta_algebra_hidden (query, 'e');
      node->children[0] = extend (query, node->children[0], name,
                                  mark_expression (query, variable));
    }
  g_hash_table_insert (opening->names, GUINT_TO_POINTER (variable),
                       GUINT_TO_POINTER (name));
  return name;
}

static void
let_slot_through (Opening *opening, NystaSlot *slot)
{
  if (slot->kind == NYSTA_SLOT_VARIABLE)
    slot->variable = let_through (opening, slot->variable);
}

/* What was gathered from @n_patterns and @n_units on lies below @node. */
static void
open_project (Gathering *gathering, NystaAlgebra *node, guint n_patterns, guint n_units)
{
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  NystaEvidence *evidence = gathering->evidence;
  Opening opening = { gathering, node, names };
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer name = NULL;

  for (guint i = n_patterns; i < evidence->patterns->len; i++)
    {
      NystaEvidencePattern *pattern = &g_array_index (evidence->patterns,
                                                      NystaEvidencePattern, i);

      for (guint k = 0; k < 3; k++)
        let_slot_through (&opening, &pattern->slots[k]);
      let_slot_through (&opening, &pattern->graph);
      pattern->guard = let_through (&opening, pattern->guard);
    }
  for (guint i = n_units; i < evidence->units->len; i++)
    {
      NystaEvidenceUnit *unit = g_ptr_array_index (evidence->units, i);

      for (guint k = 0; k < unit->n; k++)
        unit->outer[k] = let_through (&opening, unit->outer[k]);
      unit->guard = let_through (&opening, unit->guard);
    }
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, NULL, &name))
    {
      guint number = GPOINTER_TO_UINT (name);

      g_array_append_val (numbers, number);
    }

  NystaVariables more = nysta_variables_new (gathering->query, numbers);

  node->project = nysta_variables_union (gathering->query, &node->project, &more);
}

/* --- the walk --------------------------------------------------------------------------------- */

static NystaAlgebra *gather (Gathering *gathering, NystaAlgebra *node,
                             const NystaSlot *graph, guint guard);

/* A part that a row may have come through, or not */
static void
gather_part (Gathering *gathering, NystaAlgebra *node, guint i, const NystaSlot *graph)
{
  NystaAlgebra *part = node->children[i];
  guint guard = guard_of (gathering, &part);

  node->children[i] = part;
  if (part->kind == NYSTA_ALGEBRA_EXTEND && part->extend.variable == guard &&
      nysta_algebra_is_hidden (gathering->query, guard))
    {
      part->children[0] = gather (gathering, part->children[0], graph, guard);
      nysta_algebra_refresh (gathering->query, part);
    }
  else
    node->children[i] = gather (gathering, part, graph, guard);
}

static void
gather_children (Gathering *gathering, NystaAlgebra *node, const NystaSlot *graph,
                 guint guard)
{
  guint n_sure = node->kind == NYSTA_ALGEBRA_LEFT_JOIN ? 1
                 : node->kind == NYSTA_ALGEBRA_UNION   ? 0
                 : node->kind == NYSTA_ALGEBRA_MINUS   ? 1
                 : node->kind == NYSTA_ALGEBRA_SERVICE ? 0
                                                       : node->n_children;

  if (node->kind == NYSTA_ALGEBRA_GRAPH)
    graph = &node->graph;
  for (guint i = 0; i < n_sure; i++)
    node->children[i] = gather (gathering, node->children[i], graph, guard);
  if (node->kind == NYSTA_ALGEBRA_LEFT_JOIN || node->kind == NYSTA_ALGEBRA_UNION)
    for (guint i = n_sure; i < node->n_children; i++)
      gather_part (gathering, node, i, graph);
}

/* What stands in the place of @node. */
static NystaAlgebra *
gather (Gathering *gathering, NystaAlgebra *node, const NystaSlot *graph, guint guard)
{
  guint n_patterns = gathering->evidence->patterns->len;
  guint n_units = gathering->evidence->units->len;

  switch (node->kind)
    {
    case NYSTA_ALGEBRA_BGP:
      add_bgp (gathering, node, graph, guard);
      return node;
    case NYSTA_ALGEBRA_PATH:
      add_pattern (gathering, &node->path.subject, NULL, &node->path.object,
                   node->path.path, graph, guard);
      return node;
    case NYSTA_ALGEBRA_DISTINCT:
      add_distinct_unit (gathering, node, guard);
      return node;
    case NYSTA_ALGEBRA_GROUP:
      add_group_unit (gathering, node, guard);
      return node;
    case NYSTA_ALGEBRA_REDUCED:
      /* §15.3.2 lets all of them stay, and each has its own evidence. */
      return gather (gathering, node->children[0], graph, guard);
    default:
      gather_children (gathering, node, graph, guard);
    }
  if (node->kind == NYSTA_ALGEBRA_PROJECT)
    open_project (gathering, node, n_patterns, n_units);
  nysta_algebra_refresh (gathering->query, node);
  return node;
}

/* --- the whole ---------------------------------------------------------------------------------- */

static void
unit_free (gpointer data)
{
  NystaEvidenceUnit *unit = data;

  nysta_evidence_free (unit->evidence);
  g_free (unit->outer);
  g_free (unit->inner);
  g_free (unit);
}

void
nysta_evidence_free (NystaEvidence *evidence)
{
  if (evidence == NULL)
    return;
  nysta_algebra_query_free (evidence->query);
  g_array_unref (evidence->patterns);
  g_ptr_array_unref (evidence->units);
  g_free (evidence);
}

static void
gather_all (NystaEvidence *evidence)
{
  static const NystaSlot no_graph = { .kind = NYSTA_SLOT_NONE };
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Gathering gathering = { evidence, evidence->query, variables, nodes, 0 };

  number_leaves (&gathering, evidence->query->root);
  evidence->query->root = gather (&gathering, evidence->query->root, &no_graph,
                                  NYSTA_EVIDENCE_ALWAYS);
}

/* The query whose solutions are behind the rows of the unit that @path leads to, from unit to
 * unit; of none: the query itself. Nothing is shared between them, so that each can be
 * rewritten: translating anew gives the same nodes, variables and units. */
static NystaEvidence *
evidence_at (const NystaSyntaxTree *tree, GArray *path, GError **error)
{
  g_autoptr (NystaEvidence) evidence = g_new0 (NystaEvidence, 1);

  evidence->patterns = g_array_new (FALSE, FALSE, sizeof (NystaEvidencePattern));
  evidence->units = g_ptr_array_new_with_free_func (unit_free);
  evidence->query = nysta_algebra_translate (tree, tree->root, error);
  if (evidence->query == NULL)
    return NULL;
  gather_all (evidence);
  for (guint i = 0; i < path->len; i++)
    {
      const NystaEvidenceUnit *unit = g_ptr_array_index (evidence->units,
                                                         g_array_index (path, guint, i));

      evidence->query->root = (NystaAlgebra *) unit->pattern;
      evidence->query->n_columns = 0;
      g_array_set_size (evidence->patterns, 0);
      g_ptr_array_set_size (evidence->units, 0);
      gather_all (evidence);
    }
  if (path->len > NYSTA_MAX_EVIDENCE_DEPTH && evidence->units->len > 0)
    {
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                   "limit: more than %u of DISTINCT and GROUP BY in each other are not "
                   "cited: ask for what is within",
                   NYSTA_MAX_EVIDENCE_DEPTH + 1);
      return NULL;
    }
  for (guint i = 0; i < evidence->units->len; i++)
    {
      NystaEvidenceUnit *unit = g_ptr_array_index (evidence->units, i);

      g_array_append_val (path, i);
      unit->evidence = evidence_at (tree, path, error);
      g_array_set_size (path, path->len - 1);
      if (unit->evidence == NULL)
        return NULL;
      nysta_algebra_optimise (unit->evidence->query);
    }
  return g_steal_pointer (&evidence);
}

NystaEvidence *
nysta_evidence_new (const NystaSyntaxTree *tree, GError **error)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));

  if (tree->root->kind != NYSTA_NODE_SELECT_QUERY)
    {
      g_set_error_literal (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
                           "only the rows of a SELECT are cited: ask SELECT * instead, or "
                           "nysta why about one thing");
      return NULL;
    }
  return evidence_at (tree, path, error);
}

/* --- printing ------------------------------------------------------------------------------------- */

static void
print_slot (const NystaEvidence *evidence, const NystaSlot *slot, GString *out)
{
  g_string_append_c (out, ' ');
  if (slot->kind == NYSTA_SLOT_VARIABLE)
    g_string_append_printf (out, "?%s",
                            nysta_algebra_variable_name (evidence->query, slot->variable));
  else
    nysta_term_append_ntriples (slot->term, out);
}

static void
print (const NystaEvidence *evidence, guint indent, GString *out)
{
  for (guint i = 0; i < evidence->patterns->len; i++)
    {
      const NystaEvidencePattern *pattern = &g_array_index (evidence->patterns,
                                                            NystaEvidencePattern, i);

      g_string_append_printf (out, "%*s", (int) indent, "");
      g_string_append (out, pattern->path != NULL ? "path" : "triple");
      print_slot (evidence, &pattern->slots[0], out);
      if (pattern->path == NULL)
        print_slot (evidence, &pattern->slots[1], out);
      print_slot (evidence, &pattern->slots[2], out);
      if (pattern->graph.kind != NYSTA_SLOT_NONE)
        {
          g_string_append (out, " in");
          print_slot (evidence, &pattern->graph, out);
        }
      if (pattern->guard != NYSTA_EVIDENCE_ALWAYS)
        g_string_append_printf (
          out, " if ?%s", nysta_algebra_variable_name (evidence->query, pattern->guard));
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < evidence->units->len; i++)
    {
      const NystaEvidenceUnit *unit = g_ptr_array_index (evidence->units, i);

      g_string_append_printf (out, "%*sunit", (int) indent, "");
      for (guint k = 0; k < unit->n; k++)
        g_string_append_printf (
          out, " ?%s=?%s", nysta_algebra_variable_name (evidence->query, unit->outer[k]),
          nysta_algebra_variable_name (unit->evidence->query, unit->inner[k]));
      g_string_append_c (out, '\n');
      print (unit->evidence, indent + 2, out);
    }
}

void
nysta_evidence_print (const NystaEvidence *evidence, GString *out)
{
  print (evidence, 0, out);
}
