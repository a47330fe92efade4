/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/evidence-run.h"

#include "base/limits.h"

/* A slot in this run */
typedef struct
{
  NystaTermId id; /* a term's, or 0 */
  gint32 column;  /* of the root; -1: none */
} Place;

typedef struct
{
  Place places[3];
  Place graph;
  gboolean has_graph;
  gboolean is_guarded;
  Place guard;
  NystaEvidencePath *path; /* NULL: a triple */
} Pattern;

/* The solutions behind a row, asked anew for each */
typedef struct
{
  const NystaEvidenceUnit *unit;
  NystaEngine engine;
  NystaEvidenceRun *run;
  Place *outer;
  gint32 *inner; /* columns of its root */
  NystaTermId *values;
  gboolean is_guarded;
  Place guard;
} Unit;

struct NystaEvidenceRun
{
  NystaEngine *engine;
  NystaDataset *dataset;
  NystaTermId graph; /* of patterns outside GRAPH */
  GArray *from;      /* NystaTermId: FROM; NULL: there is none */
  Pattern *patterns;
  guint n_patterns;
  GPtrArray *units; /* Unit * */
  GArray *steps;    /* NystaQuad: of one path */
};

/* --- preparing ------------------------------------------------------------------------- */

static Place
place_of_variable (const NystaEvidenceRun *run, guint variable)
{
  return (Place){ .column = nysta_operator_column (run->engine->root, variable) };
}

static Place
place_of_slot (const NystaEvidenceRun *run, const NystaSlot *slot)
{
  if (slot->kind == NYSTA_SLOT_VARIABLE)
    return place_of_variable (run, slot->variable);
  return (Place){ .id = slot->term != NULL
                          ? nysta_run_terms_add (run->engine->execution.terms, slot->term)
                          : 0,
                  .column = -1 };
}

static void
prepare_pattern (const NystaEvidenceRun *run, const NystaEvidencePattern *given,
                 Pattern *pattern)
{
  for (guint i = 0; i < 3; i++)
    pattern->places[i] = place_of_slot (run, &given->slots[i]);
  pattern->has_graph = given->graph.kind != NYSTA_SLOT_NONE;
  pattern->graph = place_of_slot (run, &given->graph);
  pattern->is_guarded = given->guard != NYSTA_EVIDENCE_ALWAYS;
  if (pattern->is_guarded)
    pattern->guard = place_of_variable (run, given->guard);
  if (given->path != NULL)
    pattern->path = nysta_evidence_path_new (run->engine->execution.terms, given->path);
}

static void
unit_free (gpointer data)
{
  Unit *unit = data;

  nysta_evidence_run_free (unit->run);
  nysta_engine_clear (&unit->engine);
  g_free (unit->outer);
  g_free (unit->inner);
  g_free (unit->values);
  g_free (unit);
}

static gboolean
prepare_unit (NystaEvidenceRun *run, const NystaEvidenceUnit *given,
              const NystaQueryOptions *options, GError **error)
{
  Unit *unit = g_new0 (Unit, 1);
  g_autoptr (GHashTable) bound = g_hash_table_new (NULL, NULL);

  g_ptr_array_add (run->units, unit);
  unit->unit = given;
  for (guint i = 0; i < given->n; i++)
    g_hash_table_add (bound, GUINT_TO_POINTER (given->inner[i]));
  if (!nysta_engine_init_bound (&unit->engine, given->evidence->query, run->dataset,
                                options, bound, error))
    return FALSE;
  unit->run = nysta_evidence_run_new (given->evidence, &unit->engine, run->dataset, options,
                                      error);
  if (unit->run == NULL)
    return FALSE;
  unit->outer = g_new0 (Place, given->n + 1);
  unit->inner = g_new0 (gint32, given->n + 1);
  unit->values = g_new0 (NystaTermId, given->n + 1);
  for (guint i = 0; i < given->n; i++)
    {
      unit->outer[i] = place_of_variable (run, given->outer[i]);
      unit->inner[i] = nysta_operator_column (unit->engine.root, given->inner[i]);
    }
  unit->is_guarded = given->guard != NYSTA_EVIDENCE_ALWAYS;
  if (unit->is_guarded)
    unit->guard = place_of_variable (run, given->guard);
  return TRUE;
}

static void
prepare_graphs (NystaEvidenceRun *run, const NystaAlgebraQuery *query,
                const NystaQueryOptions *options)
{
  run->graph = options->strict_default_graph ? NYSTA_UNNAMED : NYSTA_UNION;
  if (query->n_default_graphs + query->n_named_graphs == 0)
    return;
  run->from = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  for (guint i = 0; i < query->n_default_graphs; i++)
    {
      NystaTermId id = nysta_dataset_lookup (run->dataset, query->default_graphs[i]);

      if (id != NYSTA_ANY)
        g_array_append_val (run->from, id);
    }
}

NystaEvidenceRun *
nysta_evidence_run_new (const NystaEvidence *evidence, NystaEngine *engine,
                        NystaDataset *dataset, const NystaQueryOptions *options,
                        GError **error)
{
  g_autoptr (NystaEvidenceRun) run = g_new0 (NystaEvidenceRun, 1);

  run->engine = engine;
  run->dataset = dataset;
  run->units = g_ptr_array_new_with_free_func (unit_free);
  run->steps = g_array_new (FALSE, FALSE, sizeof (NystaQuad));
  prepare_graphs (run, evidence->query, options);
  run->n_patterns = evidence->patterns->len;
  run->patterns = g_new0 (Pattern, run->n_patterns + 1);
  for (guint i = 0; i < run->n_patterns; i++)
    prepare_pattern (run, &g_array_index (evidence->patterns, NystaEvidencePattern, i),
                     &run->patterns[i]);
  for (guint i = 0; i < evidence->units->len; i++)
    if (!prepare_unit (run, g_ptr_array_index (evidence->units, i), options, error))
      return NULL;
  return g_steal_pointer (&run);
}

void
nysta_evidence_run_free (NystaEvidenceRun *run)
{
  if (run == NULL)
    return;
  for (guint i = 0; i < run->n_patterns; i++)
    nysta_evidence_path_free (run->patterns[i].path);
  g_free (run->patterns);
  g_clear_pointer (&run->from, g_array_unref);
  g_ptr_array_unref (run->units);
  g_array_unref (run->steps);
  g_free (run);
}

/* --- a row ---------------------------------------------------------------------------------- */

static NystaTermId
value_at (const NystaEvidenceRun *run, gsize row, const Place *place)
{
  return place->column < 0 ? place->id
                           : nysta_operator_row (run->engine->root, row)[place->column];
}

static void
add_quad (GArray *quads, const NystaQuad *quad)
{
  if (quads->len >= NYSTA_MAX_EVIDENCE_QUADS)
    return;
  for (guint i = 0; i < quads->len; i++)
    {
      const NystaQuad *known = &g_array_index (quads, NystaQuad, i);

      if (known->subject == quad->subject && known->predicate == quad->predicate &&
          known->object == quad->object && known->graph == quad->graph)
        return;
    }
  g_array_append_val (quads, *quad);
}

static gboolean
has_quad (NystaDataset *dataset, const NystaQuad *quad)
{
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, quad);
  NystaQuad found;

  return nysta_cursor_next (cursor, &found, 1) > 0;
}

/* A statement outside GRAPH stands in those graphs of FROM that have it. */
static void
add_statement (const NystaEvidenceRun *run, NystaQuad quad, gboolean has_graph,
               GArray *quads)
{
  if (has_graph || run->from == NULL)
    {
      add_quad (quads, &quad);
      return;
    }
  for (guint i = 0; i < run->from->len; i++)
    {
      quad.graph = g_array_index (run->from, NystaTermId, i);
      if (has_quad (run->dataset, &quad))
        add_quad (quads, &quad);
    }
}

static gboolean
is_stored (NystaTermId id)
{
  return id != 0 && (id & NYSTA_COMPUTED_TERM) == 0;
}

static void
add_pattern (NystaEvidenceRun *run, const Pattern *pattern, gsize row, GArray *quads)
{
  const NystaQuad quad = { .subject = value_at (run, row, &pattern->places[0]),
                           .predicate = value_at (run, row, &pattern->places[1]),
                           .object = value_at (run, row, &pattern->places[2]),
                           .graph = pattern->has_graph
                                      ? value_at (run, row, &pattern->graph)
                                      : run->graph };

  if ((pattern->is_guarded && value_at (run, row, &pattern->guard) == 0) ||
      !is_stored (quad.subject) || !is_stored (quad.object) || quad.graph == 0)
    return;
  if (pattern->path == NULL)
    {
      if (is_stored (quad.predicate))
        add_statement (run, quad, pattern->has_graph, quads);
      return;
    }
  g_array_set_size (run->steps, 0);
  /* What the run asks, FROM and all; its default graph is the union of what it has. */
  nysta_evidence_path_find (pattern->path, run->engine->execution.dataset,
                            pattern->has_graph ? quad.graph : NYSTA_UNION, quad.subject,
                            quad.object, run->steps);
  for (guint i = 0; i < run->steps->len; i++)
    {
      NystaQuad step = g_array_index (run->steps, NystaQuad, i);

      step.graph = quad.graph;
      add_statement (run, step, pattern->has_graph, quads);
    }
}

/* A computed value is numbered in each run. */
static NystaTermId
inner_value (const NystaEvidenceRun *run, Unit *unit, NystaTermId id)
{
  NystaTerm term = { 0 };

  if ((id & NYSTA_COMPUTED_TERM) == 0 ||
      !nysta_run_terms_get (run->engine->execution.terms, id, &term))
    return id;
  return nysta_run_terms_add (unit->engine.execution.terms, &term);
}

/* What the environment hints at may have been overlooked. */
static gboolean
fits (const Unit *unit, gsize row)
{
  const NystaTermId *cells = nysta_operator_row (unit->engine.root, row);

  for (guint i = 0; i < unit->unit->n; i++)
    if (unit->inner[i] >= 0 && cells[unit->inner[i]] != unit->values[i])
      return FALSE;
  return TRUE;
}

static gboolean
add_unit (const NystaEvidenceRun *run, Unit *unit, gsize row, GArray *quads, GError **error)
{
  guint n_shown = 0, n_seen = 0;

  if (unit->is_guarded && value_at (run, row, &unit->guard) == 0)
    return TRUE;
  for (guint i = 0; i < unit->unit->n; i++)
    {
      unit->values[i] = inner_value (run, unit, value_at (run, row, &unit->outer[i]));
      unit->engine.nothing[unit->unit->inner[i]] = unit->values[i];
    }
  if (!nysta_engine_open (&unit->engine, error))
    return FALSE;
  while (n_shown < NYSTA_EVIDENCE_SOLUTIONS && n_seen < NYSTA_MAX_EVIDENCE_SOLUTIONS)
    {
      const NystaOperator *root = unit->engine.root;

      if (!nysta_engine_next (&unit->engine, error))
        return FALSE;
      if (root->n_rows == 0)
        break;
      for (gsize i = 0; i < root->n_rows && n_shown < NYSTA_EVIDENCE_SOLUTIONS; i++)
        if (fits (unit, i))
          {
            if (!nysta_evidence_run_row (unit->run, i, quads, error))
              return FALSE;
            n_shown++;
          }
      n_seen += (guint) root->n_rows;
    }
  return TRUE;
}

gboolean
nysta_evidence_run_row (NystaEvidenceRun *run, gsize row, GArray *quads, GError **error)
{
  for (guint i = 0; i < run->n_patterns; i++)
    add_pattern (run, &run->patterns[i], row, quads);
  for (guint i = 0; i < run->units->len; i++)
    if (!add_unit (run, g_ptr_array_index (run->units, i), row, quads, error))
      return FALSE;
  return TRUE;
}
