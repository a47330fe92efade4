/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* evidence-path.c: a property path as an automaton over statements, and the shortest way
 * through both together. */
#include "config.h"
#include "sparql/evidence-run.h"

#include "base/limits.h"

#define CHUNK_QUADS 128u

typedef struct
{
  guint from;
  guint to;
  gboolean is_free;     /* takes no statement */
  gboolean is_backward; /* from its object */
  NystaTermId id;       /* the predicate; 0: any but */
  GArray *refused;      /* NystaTermId */
} Step;

struct NystaEvidencePath
{
  GArray *steps; /* Step; from state 0 to state 1 */
  guint n_states;
};

/* --- the automaton -------------------------------------------------------------------- */

static void
add_step (NystaEvidencePath *path, guint from, guint to, const Step *like)
{
  Step step = *like;

  step.from = from;
  step.to = to;
  g_array_append_val (path->steps, step);
}

static void
add_free (NystaEvidencePath *path, guint from, guint to)
{
  add_step (path, from, to, &(Step){ .is_free = TRUE });
}

static void add_path (NystaEvidencePath *path, NystaRunTerms *terms, const NystaNode *node,
                      guint from, guint to, gboolean backward);

/* Those that go one way; @inverse: the children that are PATH_INVERSE */
static void
add_refusal (NystaEvidencePath *path, NystaRunTerms *terms, const NystaNode *node,
             guint from, guint to, gboolean backward, gboolean inverse)
{
  Step step = { .is_backward = backward != inverse };
  gboolean any = node->first == NULL && !inverse;

  step.refused = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  for (const NystaNode *part = node->first; part != NULL; part = part->next)
    if ((part->kind == NYSTA_NODE_PATH_INVERSE) == inverse)
      {
        NystaTermId id = nysta_run_terms_add (terms, (inverse ? part->first : part)->term);

        g_array_append_val (step.refused, id);
        any = TRUE;
      }
  if (any)
    add_step (path, from, to, &step);
  else
    g_array_unref (step.refused);
}

/* A path backwards is its parts backwards, from the last on. */
static void
add_sequence (NystaEvidencePath *path, NystaRunTerms *terms, const NystaNode *node,
              guint from, guint to, gboolean backward)
{
  guint here = backward ? to : from;

  for (const NystaNode *part = node->first; part != NULL; part = part->next)
    {
      guint there = part->next != NULL ? path->n_states++ : backward ? from : to;

      if (backward)
        add_path (path, terms, part, there, here, backward);
      else
        add_path (path, terms, part, here, there, backward);
      here = there;
    }
}

static void
add_repeat (NystaEvidencePath *path, NystaRunTerms *terms, const NystaNode *node,
            guint from, guint to, gboolean backward)
{
  if (node->op == NYSTA_OP_ZERO_OR_ONE)
    {
      add_path (path, terms, node->first, from, to, backward);
      add_free (path, from, to);
      return;
    }

  guint before = path->n_states++, after = path->n_states++;

  add_free (path, from, before);
  add_path (path, terms, node->first, before, after, backward);
  add_free (path, after, before);
  add_free (path, after, to);
  if (node->op == NYSTA_OP_ZERO_OR_MORE)
    add_free (path, from, to);
}

/* Recursion follows brackets, which are bounded. */
static void
add_path (NystaEvidencePath *path, NystaRunTerms *terms, const NystaNode *node, guint from,
          guint to, gboolean backward)
{
  switch (node->kind)
    {
    case NYSTA_NODE_PATH_INVERSE:
      add_path (path, terms, node->first, from, to, !backward);
      break;
    case NYSTA_NODE_PATH_SEQUENCE:
      add_sequence (path, terms, node, from, to, backward);
      break;
    case NYSTA_NODE_PATH_ALTERNATIVE:
      for (const NystaNode *part = node->first; part != NULL; part = part->next)
        add_path (path, terms, part, from, to, backward);
      break;
    case NYSTA_NODE_PATH_REPEAT:
      add_repeat (path, terms, node, from, to, backward);
      break;
    case NYSTA_NODE_PATH_NEGATED:
      add_refusal (path, terms, node, from, to, backward, FALSE);
      add_refusal (path, terms, node, from, to, backward, TRUE);
      break;
    default:
      add_step (
        path, from, to,
        &(Step){ .is_backward = backward, .id = nysta_run_terms_add (terms, node->term) });
    }
}

NystaEvidencePath *
nysta_evidence_path_new (NystaRunTerms *terms, const NystaNode *node)
{
  NystaEvidencePath *path = g_new0 (NystaEvidencePath, 1);

  path->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  path->n_states = 2;
  add_path (path, terms, node, 0, 1, FALSE);
  return path;
}

void
nysta_evidence_path_free (NystaEvidencePath *path)
{
  if (path == NULL)
    return;
  for (guint i = 0; i < path->steps->len; i++)
    g_clear_pointer (&g_array_index (path->steps, Step, i).refused, g_array_unref);
  g_array_unref (path->steps);
  g_free (path);
}

/* --- the search ----------------------------------------------------------------------- */

typedef struct
{
  NystaTermId term;
  guint state;
  guint before;   /* where it was come from */
  NystaQuad quad; /* by which; subject 0: by none */
} Place;

typedef struct
{
  const NystaEvidencePath *path;
  NystaDataset *dataset;
  NystaTermId graph;
  NystaTermId goal;
  GArray *places;    /* Place, in the order of their distance */
  GHashTable *known; /* term and state, as bytes */
  gint64 found;      /* the place of the goal, or -1 */
} Search;

static gboolean
is_over (const Search *search)
{
  return search->found >= 0 || search->places->len >= NYSTA_MAX_EVIDENCE_NODES;
}

static void
reach (Search *search, NystaTermId term, guint state, guint before, const NystaQuad *quad)
{
  const guint64 key[2] = { term, state };
  Place place = { .term = term, .state = state, .before = before };
  GBytes *bytes = g_bytes_new (key, sizeof key);

  if (!g_hash_table_add (search->known, bytes))
    return;
  if (quad != NULL)
    place.quad = *quad;
  if (state == 1 && term == search->goal)
    search->found = search->places->len;
  g_array_append_val (search->places, place);
}

static gboolean
is_refused (const Step *step, NystaTermId predicate)
{
  for (guint i = 0; step->refused != NULL && i < step->refused->len; i++)
    if (g_array_index (step->refused, NystaTermId, i) == predicate)
      return TRUE;
  return FALSE;
}

static void
follow (Search *search, const Step *step, guint number)
{
  const Place place = g_array_index (search->places, Place, number);
  NystaQuad pattern = { .predicate = step->id, .graph = search->graph };
  NystaQuad quads[CHUNK_QUADS];
  gsize n = 0;

  if (step->is_free)
    {
      reach (search, place.term, step->to, number, NULL);
      return;
    }
  if (((step->id | place.term) & NYSTA_COMPUTED_TERM) != 0)
    return;
  if (step->is_backward)
    pattern.object = place.term;
  else
    pattern.subject = place.term;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (search->dataset, &pattern);

  while (!is_over (search) && (n = nysta_cursor_next (cursor, quads, CHUNK_QUADS)) > 0)
    for (gsize i = 0; i < n && !is_over (search); i++)
      if (!is_refused (step, quads[i].predicate))
        reach (search, step->is_backward ? quads[i].subject : quads[i].object, step->to,
               number, &quads[i]);
}

void
nysta_evidence_path_find (const NystaEvidencePath *path, NystaDataset *dataset,
                          NystaTermId graph, NystaTermId from, NystaTermId to,
                          GArray *quads)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GHashTable) known = g_hash_table_new_full (
    g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  Search search = { path, dataset, graph, to, places, known, -1 };

  reach (&search, from, 0, 0, NULL);
  for (guint i = 0; i < places->len && !is_over (&search); i++)
    for (guint k = 0; k < path->steps->len && !is_over (&search); k++)
      {
        const Step *step = &g_array_index (path->steps, Step, k);

        if (step->from == g_array_index (places, Place, i).state)
          follow (&search, step, i);
      }
  for (gint64 at = search.found; at > 0; at = g_array_index (places, Place, at).before)
    {
      NystaQuad quad = g_array_index (places, Place, at).quad;

      quad.graph = graph;
      if (quad.subject != 0)
        g_array_prepend_val (quads, quad);
    }
}
