/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * pattern.c: groups, SPARQL 1.1 §18.2.2 and §18.5, from the inside out. What
 * may be given the solutions so far (plan/group-shape.h) extends them, the rest is evaluated
 * apart and joined.
 */
#include "sparql/exec/run.h"

#include <string.h>

#include "sparql/plan/group-shape.h"

static NystaSolutions *run_group (NystaRun *run, const NystaGroup *group, NystaTermId graph,
                                  NystaSolutions *input);

static const NystaGroup *
inner_group (const NystaElement *element)
{
  return g_ptr_array_index (element->groups, 0);
}

static NystaSolutions *
copy_solutions (NystaRun *run, const NystaSolutions *solutions)
{
  g_autoptr (NystaSolutions) copy = nysta_solutions_new (run->width);

  for (gsize i = 0; i < solutions->n_rows; i++)
    if (nysta_run_append (run, copy, nysta_solutions_row (solutions, i)) == NULL)
      return NULL;
  return g_steal_pointer (&copy);
}

/* Append to @out all of @more (transfer full; NULL fails). */
static gboolean
append_all (NystaRun *run, NystaSolutions *out, NystaSolutions *more)
{
  g_autoptr (NystaSolutions) owned = more;

  if (more == NULL)
    return FALSE;
  for (gsize i = 0; i < more->n_rows; i++)
    if (nysta_run_append (run, out, nysta_solutions_row (more, i)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
apply_filters (NystaRun *run, const GPtrArray *filters, NystaSolutions *solutions)
{
  gsize n_kept = 0;

  if (filters->len == 0)
    return TRUE;
  for (gsize i = 0; i < solutions->n_rows; i++)
    {
      NystaTermId *row = nysta_solutions_row (solutions, i);
      gboolean holds = FALSE;

      if (!nysta_run_test (run, filters, row, &holds))
        return FALSE;
      if (holds && n_kept++ != i)
        memcpy (nysta_solutions_row (solutions, n_kept - 1), row,
                run->width * sizeof (NystaTermId));
    }
  solutions->n_rows = n_kept;
  return TRUE;
}

/* --- elements: each takes @input over --------------------------------------- */

static NystaSolutions *
run_bind (NystaRun *run, const NystaElement *element, NystaSolutions *input)
{
  g_autoptr (NystaSolutions) solutions = input;

  for (gsize i = 0; i < solutions->n_rows; i++)
    {
      NystaTermId *row = nysta_solutions_row (solutions, i);
      NystaTermId id = 0;

      if (!nysta_run_evaluate (run, element->expression, row, &id))
        return NULL;
      row[element->variable] = id;
    }
  return g_steal_pointer (&solutions);
}

static NystaSolutions *
run_union (NystaRun *run, const NystaElement *element, NystaTermId graph,
           NystaSolutions *input)
{
  g_autoptr (NystaSolutions) left = input;
  g_autoptr (NystaSolutions) out = nysta_solutions_new (run->width);
  gboolean extend = TRUE;

  for (guint i = 0; i < element->groups->len; i++)
    extend = extend && nysta_group_is_extendable (g_ptr_array_index (element->groups, i));
  for (guint i = 0; i < element->groups->len; i++)
    {
      NystaSolutions *start = extend ? copy_solutions (run, left)
                                     : nysta_solutions_new_unit (run->width);

      if (start == NULL ||
          !append_all (
            run, out,
            run_group (run, g_ptr_array_index (element->groups, i), graph, start)))
        return NULL;
    }
  return extend ? g_steal_pointer (&out)
                : nysta_run_join (run, g_steal_pointer (&left), g_steal_pointer (&out));
}

static NystaSolutions *
run_inner (NystaRun *run, const NystaElement *element, NystaTermId graph,
           NystaSolutions *input)
{
  const NystaGroup *group = inner_group (element);
  g_autoptr (NystaSolutions) left = input;
  NystaSolutions *right = NULL;

  if (nysta_group_is_extendable (group))
    return run_group (run, group, graph, g_steal_pointer (&left));
  right = run_group (run, group, graph, nysta_solutions_new_unit (run->width));
  return right != NULL ? nysta_run_join (run, g_steal_pointer (&left), right) : NULL;
}

static NystaSolutions *run_elements (NystaRun *run, const NystaGroup *group,
                                     NystaTermId graph, NystaSolutions *input);

/* Put what each solution of @left led to (its number from 1 is in the column @tag of
 * @matches, which is in no order) in its place; one that led to nothing stays itself. */
static NystaSolutions *
merge_by_tag (NystaRun *run, const NystaSolutions *left, const NystaSolutions *matches,
              guint tag)
{
  g_autoptr (NystaSolutions) out = nysta_solutions_new (run->width);
  g_autofree gsize *starts = g_new0 (gsize, left->n_rows + 2);
  g_autofree gsize *sorted = g_new (gsize, matches->n_rows + 1);

  for (gsize i = 0; i < matches->n_rows; i++)
    starts[nysta_solutions_row (matches, i)[tag] + 1]++;
  for (gsize i = 1; i < left->n_rows + 2; i++)
    starts[i] += starts[i - 1];
  for (gsize i = 0; i < matches->n_rows; i++)
    sorted[starts[nysta_solutions_row (matches, i)[tag]]++] = i;

  /* Now starts[t] is where the matches of the number t end. */
  for (gsize i = 1; i <= left->n_rows; i++)
    {
      if (starts[i] == starts[i - 1] &&
          nysta_run_append (run, out, nysta_solutions_row (left, i - 1)) == NULL)
        return NULL;
      for (gsize k = starts[i - 1]; k < starts[i]; k++)
        {
          NystaTermId *row = nysta_run_append (run, out,
                                               nysta_solutions_row (matches, sorted[k]));

          if (row == NULL)
            return NULL;
          row[tag] = 0;
        }
    }
  return g_steal_pointer (&out);
}

/* The filters at the top of an OPTIONAL group see the solution that it is joined to. */
static NystaSolutions *
run_optional (NystaRun *run, const NystaElement *element, NystaTermId graph,
              NystaSolutions *input)
{
  const NystaGroup *group = inner_group (element);
  g_autoptr (NystaSolutions) left = input;
  g_autoptr (NystaSolutions) right = NULL;

  if (!nysta_group_has_only_triples (group))
    {
      right = run_elements (run, group, graph, nysta_solutions_new_unit (run->width));
      return right != NULL ? nysta_run_left_join (run, g_steal_pointer (&left),
                                                  g_steal_pointer (&right), group->filters)
                           : NULL;
    }

  NystaSolutions *tagged = copy_solutions (run, left);

  if (tagged == NULL)
    return NULL;
  for (gsize i = 0; i < tagged->n_rows; i++)
    nysta_solutions_row (tagged, i)[element->variable] = i + 1;
  right = run_elements (run, group, graph, tagged);
  if (right == NULL || !apply_filters (run, group->filters, right))
    return NULL;
  return merge_by_tag (run, left, right, element->variable);
}

/* --- GRAPH ------------------------------------------------------------------ */

static const GArray *
named_graphs (NystaRun *run)
{
  NystaQuad pattern = { .graph = NYSTA_ANY };
  NystaQuad rows[64];

  if (run->named_graphs != NULL)
    return run->named_graphs;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (run->dataset, &pattern);
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  run->named_graphs = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  for (gsize n = 0; (n = nysta_cursor_next (cursor, rows, G_N_ELEMENTS (rows))) > 0;)
    for (gsize i = 0; i < n; i++)
      if (!g_hash_table_contains (seen, &rows[i].graph))
        {
          g_hash_table_add (seen, g_memdup2 (&rows[i].graph, sizeof (NystaTermId)));
          g_array_append_val (run->named_graphs, rows[i].graph);
        }
  return run->named_graphs;
}

/* Eval (D (G), Graph (var, P)): each graph on its own, so that what is inside does not
 * see the variable before it should. */
static NystaSolutions *
run_each_graph (NystaRun *run, const NystaGroup *group, guint variable)
{
  const GArray *graphs = named_graphs (run);
  g_autoptr (NystaSolutions) out = nysta_solutions_new (run->width);

  for (guint i = 0; i < graphs->len; i++)
    {
      NystaTermId graph = g_array_index (graphs, NystaTermId, i);
      g_autoptr (NystaSolutions)
        found = run_group (run, group, graph, nysta_solutions_new_unit (run->width));

      if (found == NULL)
        return NULL;
      for (gsize k = 0; k < found->n_rows; k++)
        {
          NystaTermId *row = nysta_solutions_row (found, k);

          if (row[variable] == 0)
            row[variable] = graph;
          if (row[variable] == graph && nysta_run_append (run, out, row) == NULL)
            return NULL;
        }
    }
  return g_steal_pointer (&out);
}

static NystaSolutions *
run_given_graph (NystaRun *run, const NystaElement *element, NystaSolutions *input)
{
  g_autoptr (NystaSolutions) left = input;
  NystaQuad pattern = { .graph = nysta_dataset_lookup (run->dataset,
                                                       &element->graph.term) };

  /* Zero would stand for any. */
  if (pattern.graph == 0 || nysta_dataset_estimate (run->dataset, &pattern) == 0)
    return nysta_solutions_new (run->width);
  return run_inner (run, element, pattern.graph, g_steal_pointer (&left));
}

static NystaSolutions *
run_graph (NystaRun *run, const NystaElement *element, NystaSolutions *input)
{
  const NystaGroup *group = inner_group (element);
  g_autoptr (NystaSolutions) left = input;
  NystaSolutions *right = NULL;

  if (!element->graph.is_variable)
    return run_given_graph (run, element, g_steal_pointer (&left));

  /* A single block of triples binds the variable by itself. */
  if (group->filters->len == 0 && group->elements->len == 1)
    {
      const NystaElement *only = g_ptr_array_index (group->elements, 0);
      NystaGraphScope scope = { .is_variable = TRUE, .variable = element->graph.variable };

      if (only->kind == NYSTA_ELEMENT_TRIPLES && only->triples->len > 0)
        return nysta_run_triples (run, g_steal_pointer (&left), only->triples, &scope);
    }
  right = run_each_graph (run, group, element->graph.variable);
  return right != NULL ? nysta_run_join (run, g_steal_pointer (&left), right) : NULL;
}

/* --- groups ----------------------------------------------------------------- */

static NystaSolutions *
run_element (NystaRun *run, const NystaElement *element, NystaTermId graph,
             NystaSolutions *input)
{
  NystaGraphScope scope = { .id = graph };

  switch (element->kind)
    {
    case NYSTA_ELEMENT_TRIPLES:
      return nysta_run_triples (run, input, element->triples, &scope);
    case NYSTA_ELEMENT_GROUP:
      return run_inner (run, element, graph, input);
    case NYSTA_ELEMENT_OPTIONAL:
      return run_optional (run, element, graph, input);
    case NYSTA_ELEMENT_UNION:
      return run_union (run, element, graph, input);
    case NYSTA_ELEMENT_GRAPH:
      return run_graph (run, element, input);
    case NYSTA_ELEMENT_BIND:
      return run_bind (run, element, input);
    }
  g_assert_not_reached ();
}

static NystaSolutions *
run_elements (NystaRun *run, const NystaGroup *group, NystaTermId graph,
              NystaSolutions *input)
{
  NystaSolutions *solutions = input;

  for (guint i = 0; i < group->elements->len && solutions != NULL; i++)
    solutions = run_element (run, g_ptr_array_index (group->elements, i), graph, solutions);
  return solutions;
}

static NystaSolutions *
run_group (NystaRun *run, const NystaGroup *group, NystaTermId graph, NystaSolutions *input)
{
  g_autoptr (NystaSolutions) solutions = run_elements (run, group, graph, input);

  if (solutions == NULL || !apply_filters (run, group->filters, solutions))
    return NULL;
  return g_steal_pointer (&solutions);
}

NystaSolutions *
nysta_run_pattern (NystaRun *run)
{
  return run_group (run, run->tree->where, NYSTA_UNION,
                    nysta_solutions_new_unit (run->width));
}
