/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/overlay-internal.h"

#include <string.h>

#include "rdf/vocabulary.h"

/* Set in the payloads of the overlay's own terms. A dictionary that has given out half of its
 * numbers would be larger than any disk. */
#define OWN_TERM ((guint64) 1 << (NYSTA_ID_TAG_SHIFT - 1))

/* Changes that an estimate looks at. */
#define MAX_COUNTED 1024u

#define CHUNK_QUADS 256u

enum
{
  BY_GRAPH,
  BY_PREDICATE
};

static NystaOverlay *
overlay_of (NystaDataset *dataset)
{
  return (NystaOverlay *) dataset;
}

static NystaDataset *
overlay_ref (NystaDataset *dataset)
{
  g_atomic_ref_count_inc (&overlay_of (dataset)->ref_count);
  return dataset;
}

static void
overlay_unref (NystaDataset *dataset)
{
  NystaOverlay *overlay = overlay_of (dataset);

  if (!g_atomic_ref_count_dec (&overlay->ref_count))
    return;
  nysta_changes_clear (&overlay->changes);
  nysta_term_table_free (overlay->terms);
  g_hash_table_unref (overlay->sums[BY_GRAPH]);
  g_hash_table_unref (overlay->sums[BY_PREDICATE]);
  nysta_dataset_unref (overlay->base);
  g_free (overlay);
}

/* --- terms ------------------------------------------------------------------------------------- */

static NystaTermId
own_id (const NystaTerm *term, guint32 number)
{
  return nysta_id_make (nysta_id_dictionary_tag (term), OWN_TERM | number);
}

static gboolean
is_own (NystaTermId id)
{
  return !nysta_id_is_inline (id) && (id & OWN_TERM) != 0 &&
         id >> (8 * NYSTA_ID_BYTES) == 0;
}

static NystaTermId
overlay_lookup (NystaDataset *dataset, const NystaTerm *term)
{
  NystaOverlay *overlay = overlay_of (dataset);
  NystaTermId id = nysta_dataset_lookup (overlay->base, term);

  if (id != NYSTA_ANY || nysta_id_from_literal (term, &id))
    return id;

  guint32 number = nysta_term_table_find (overlay->terms, term);

  return number != 0 ? own_id (term, number) : NYSTA_ANY;
}

NystaTermId
nysta_overlay_add_term (NystaDataset *dataset, const NystaTerm *term)
{
  NystaOverlay *overlay = overlay_of (dataset);
  NystaTermId id = overlay_lookup (dataset, term);

  if (id != NYSTA_ANY)
    return id;
  return own_id (term, nysta_term_table_add (overlay->terms, term));
}

static gboolean
overlay_term (NystaDataset *dataset, NystaTermId id, NystaTerm *out_term)
{
  NystaOverlay *overlay = overlay_of (dataset);

  if (!is_own (id))
    return nysta_dataset_term (overlay->base, id, out_term);

  const NystaTerm *term = nysta_term_table_get (overlay->terms,
                                                nysta_id_payload (id) & ~OWN_TERM);

  if (term == NULL || nysta_id_dictionary_tag (term) != nysta_id_tag (id))
    return FALSE;
  *out_term = *term;
  return TRUE;
}

static gboolean
overlay_read_term (NystaDataset *dataset, NystaTermId id, GString *buffer,
                   NystaTerm *out_term)
{
  return is_own (id)
           ? overlay_term (dataset, id, out_term)
           : nysta_dataset_read_term (overlay_of (dataset)->base, id, buffer, out_term);
}

/* --- changes ------------------------------------------------------------------------------------ */

gboolean
nysta_overlay_fits (const NystaQuad *pattern, const NystaQuad *quad)
{
  if ((pattern->subject != NYSTA_ANY && pattern->subject != quad->subject) ||
      (pattern->predicate != NYSTA_ANY && pattern->predicate != quad->predicate) ||
      (pattern->object != NYSTA_ANY && pattern->object != quad->object))
    return FALSE;
  if (pattern->graph == NYSTA_ANY)
    return quad->graph != NYSTA_UNNAMED;
  return pattern->graph == NYSTA_UNION || pattern->graph == quad->graph;
}

static gboolean
is_in_base (NystaOverlay *overlay, const NystaQuad *quad)
{
  NystaQuad found;

  if (is_own (quad->subject) || is_own (quad->predicate) || is_own (quad->object) ||
      (quad->graph != NYSTA_UNNAMED && is_own (quad->graph)))
    return FALSE;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (overlay->base, quad);

  return nysta_cursor_next (cursor, &found, 1) > 0;
}

static void
add_to_sum (NystaOverlay *overlay, guint by, NystaTermId id, gint64 difference)
{
  gint64 *sum = g_hash_table_lookup (overlay->sums[by], &id);

  if (sum == NULL)
    {
      gint64 *entry = g_new0 (gint64, 2); /* the id, which is the key, and its sum */

      entry[0] = (gint64) id;
      sum = entry + 1;
      g_hash_table_insert (overlay->sums[by], entry, sum);
    }
  *sum += difference;
}

static gint64
get_sum (const NystaOverlay *overlay, guint by, NystaTermId id)
{
  const gint64 *sum = g_hash_table_lookup (overlay->sums[by], &id);

  return sum != NULL ? *sum : 0;
}

static void
set_state (NystaOverlay *overlay, NystaChange *change, gboolean adds)
{
  gint64 difference = adds ? 1 : -1;

  change->state = adds == change->is_in_base ? NYSTA_CHANGE_NONE
                  : adds                     ? NYSTA_CHANGE_ADDED
                                             : NYSTA_CHANGE_REMOVED;
  add_to_sum (overlay, BY_GRAPH, change->quad.graph, difference);
  add_to_sum (overlay, BY_PREDICATE, change->quad.predicate, difference);
  overlay->sum += difference;
}

static gboolean
is_there (const NystaChange *change)
{
  return change->is_in_base ? change->state == NYSTA_CHANGE_NONE
                            : change->state == NYSTA_CHANGE_ADDED;
}

gboolean
nysta_overlay_set (NystaDataset *dataset, const NystaQuad *quad, gboolean adds)
{
  NystaOverlay *overlay = overlay_of (dataset);
  NystaChange *change = nysta_changes_find (&overlay->changes, quad);

  if (change == NULL)
    {
      gboolean in_base = is_in_base (overlay, quad);

      if (in_base == adds)
        return FALSE;
      change = nysta_changes_add (&overlay->changes, quad);
      change->is_in_base = in_base;
    }
  if (is_there (change) == adds)
    return FALSE;
  set_state (overlay, change, adds);
  return TRUE;
}

guint64
nysta_overlay_clear (NystaDataset *dataset, NystaTermId graph)
{
  NystaOverlay *overlay = overlay_of (dataset);
  const NystaQuad pattern = { .graph = graph };
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (overlay->base, &pattern);
  gsize n_changes = overlay->changes.n;
  NystaQuad rows[CHUNK_QUADS];
  guint64 n_removed = 0;

  for (gsize i = 0; i < n_changes; i++)
    {
      NystaChange *change = nysta_changes_get (&overlay->changes, i);

      if (!is_there (change) || !nysta_overlay_fits (&pattern, &change->quad))
        continue;
      set_state (overlay, change, FALSE);
      n_removed++;
    }
  for (gsize n = 0; (n = nysta_cursor_next (cursor, rows, CHUNK_QUADS)) > 0;)
    for (gsize i = 0; i < n; i++)
      {
        /* Those that are known are dealt with. */
        if (n_changes > 0 && nysta_changes_find (&overlay->changes, &rows[i]) != NULL)
          continue;

        NystaChange *change = nysta_changes_add (&overlay->changes, &rows[i]);

        change->is_in_base = TRUE;
        set_state (overlay, change, FALSE);
        n_removed++;
      }
  return n_removed;
}

gboolean
nysta_overlay_has_triple (NystaOverlay *overlay, const NystaQuad *triple)
{
  static const NystaTermId graphs[] = { NYSTA_UNNAMED, NYSTA_ANY };
  NystaQuad found;

  for (guint i = 0; i < G_N_ELEMENTS (graphs); i++)
    {
      const NystaQuad pattern = { triple->subject, triple->predicate, triple->object,
                                  graphs[i] };
      g_autoptr (NystaCursor) cursor = nysta_dataset_scan (overlay->base, &pattern);

      while (nysta_cursor_next (cursor, &found, 1) > 0)
        {
          const NystaChange *change = nysta_changes_find (&overlay->changes, &found);

          if (change == NULL || is_there (change))
            return TRUE;
        }
    }
  return FALSE;
}

gsize
nysta_overlay_bytes (NystaDataset *dataset)
{
  NystaOverlay *overlay = overlay_of (dataset);

  return nysta_term_table_bytes (overlay->terms) + nysta_changes_bytes (&overlay->changes);
}

gboolean
nysta_overlay_foreach (NystaDataset *dataset, NystaOverlayFunc func, gpointer user_data,
                       GError **error)
{
  static const NystaField fields[4] = { NYSTA_FIELD_GRAPH, NYSTA_FIELD_SUBJECT,
                                        NYSTA_FIELD_PREDICATE, NYSTA_FIELD_OBJECT };
  NystaOverlay *overlay = overlay_of (dataset);
  const NystaChangeOrder *order = nysta_changes_order (&overlay->changes, fields);
  NystaChangeWalk all;

  nysta_change_walk_init (&all, order, &(NystaQuad){ 0 }, 0);
  for (const NystaChange *first = NULL; (first = nysta_change_walk_peek (&all)) != NULL;)
    {
      static const NystaChangeState states[] = { NYSTA_CHANGE_REMOVED, NYSTA_CHANGE_ADDED };

      for (guint i = 0; i < G_N_ELEMENTS (states); i++)
        {
          NystaChangeWalk walk;

          nysta_change_walk_init (&walk, order, &first->quad, 1);
          for (const NystaChange *change = NULL;
               (change = nysta_change_walk_peek (&walk)) != NULL;
               nysta_change_walk_skip (&walk))
            if (change->state == states[i] &&
                !func (&change->quad, change->state == NYSTA_CHANGE_ADDED, user_data,
                       error))
              return FALSE;
          memcpy (all.at, walk.end, sizeof all.at);
        }
    }
  return TRUE;
}

/* --- numbers ------------------------------------------------------------------------------------ */

static const NystaField orders[4][4] = {
  { NYSTA_FIELD_SUBJECT, NYSTA_FIELD_PREDICATE, NYSTA_FIELD_OBJECT, NYSTA_FIELD_GRAPH },
  { NYSTA_FIELD_PREDICATE, NYSTA_FIELD_OBJECT, NYSTA_FIELD_SUBJECT, NYSTA_FIELD_GRAPH },
  { NYSTA_FIELD_OBJECT, NYSTA_FIELD_SUBJECT, NYSTA_FIELD_PREDICATE, NYSTA_FIELD_GRAPH },
  { NYSTA_FIELD_GRAPH, NYSTA_FIELD_SUBJECT, NYSTA_FIELD_PREDICATE, NYSTA_FIELD_OBJECT },
};

/* By bound fields, bit 0 subject, bit 1 predicate, bit 2 object: which of the orders, and how
 * many of its fields. */
static const guint8 order_for[8][2] = { { 3, 1 }, { 0, 1 }, { 1, 1 }, { 0, 2 },
                                        { 2, 1 }, { 2, 2 }, { 1, 2 }, { 0, 3 } };

/* Added less removed among the changes that fit: of many, as the first ones are. */
static gint64
count_changes (NystaOverlay *overlay, const NystaQuad *pattern, guint64 *out_n_added)
{
  guint bound = (pattern->subject != NYSTA_ANY ? 1 : 0) |
                (pattern->predicate != NYSTA_ANY ? 2 : 0) |
                (pattern->object != NYSTA_ANY ? 4 : 0);
  guint n_fields = order_for[bound][1];
  NystaChangeWalk walk;
  gint64 counts[3] = { 0 };
  guint64 n_seen = 0;

  if (bound == 0 && (pattern->graph == NYSTA_ANY || pattern->graph == NYSTA_UNION))
    n_fields = 0;
  nysta_change_walk_init (
    &walk, nysta_changes_order (&overlay->changes, orders[order_for[bound][0]]), pattern,
    n_fields);

  double n = (double) nysta_change_walk_size (&walk);

  for (; n_seen < MAX_COUNTED && nysta_change_walk_size (&walk) > 0; n_seen++)
    {
      const NystaChange *change = nysta_change_walk_peek (&walk);

      if (nysta_overlay_fits (pattern, &change->quad))
        counts[change->state]++;
      nysta_change_walk_skip (&walk);
    }

  double factor = n_seen > 0 ? n / (double) n_seen : 0;

  *out_n_added = (guint64) ((double) counts[NYSTA_CHANGE_ADDED] * factor);
  return (gint64) *out_n_added - (gint64) ((double) counts[NYSTA_CHANGE_REMOVED] * factor);
}

static guint64
add_signed (guint64 n, gint64 difference)
{
  return difference < 0 && (guint64) -difference > n ? 0 : n + (guint64) difference;
}

static guint64
overlay_estimate (NystaDataset *dataset, const NystaQuad *pattern)
{
  NystaOverlay *overlay = overlay_of (dataset);
  guint64 n_base = nysta_dataset_estimate (overlay->base, pattern);
  guint64 n_added = 0;

  if (overlay->changes.n == 0)
    return n_base;

  guint64 n = add_signed (n_base, count_changes (overlay, pattern, &n_added));

  /* A triple may be left in another graph: only what never was is nothing for sure. */
  return n == 0 && n_base + n_added > 0 ? 1 : n;
}

static guint64
overlay_statistic (NystaDataset *dataset, NystaStatistic statistic, NystaTermId id)
{
  NystaOverlay *overlay = overlay_of (dataset);
  const NystaTerm type = nysta_iri (RDF_TYPE);
  guint64 n = nysta_dataset_statistic (overlay->base, statistic, id);
  NystaQuad pattern = { .object = id, .graph = NYSTA_UNION };
  guint64 n_added = 0;

  switch (statistic)
    {
    case NYSTA_STATISTIC_QUADS:
    case NYSTA_STATISTIC_TRIPLES:
      return add_signed (n, overlay->sum);
    case NYSTA_STATISTIC_PREDICATE_TRIPLES:
      return add_signed (n, get_sum (overlay, BY_PREDICATE, id));
    case NYSTA_STATISTIC_PREDICATE_SUBJECTS:
    case NYSTA_STATISTIC_PREDICATE_OBJECTS:
      return n + (guint64) MAX (0, get_sum (overlay, BY_PREDICATE, id));
    case NYSTA_STATISTIC_GRAPH_TRIPLES:
      return add_signed (n, get_sum (overlay, BY_GRAPH, id));
    default:
      pattern.predicate = overlay_lookup (dataset, &type);
      return pattern.predicate == NYSTA_ANY || overlay->changes.n == 0
               ? n
               : add_signed (n, count_changes (overlay, &pattern, &n_added));
    }
}

/* --- graphs -------------------------------------------------------------------------------------- */

/* The lowest graph above @after that changes are about; 0: none. */
static NystaTermId
next_changed (NystaOverlay *overlay, NystaTermId after)
{
  const NystaQuad first = { .graph = after + 1 };
  NystaChangeWalk walk;
  const NystaChange *change = NULL;

  nysta_change_walk_init (&walk, nysta_changes_order (&overlay->changes, orders[3]), &first,
                          0);
  nysta_change_walk_seek (&walk, &first, 1);
  change = nysta_change_walk_peek (&walk);
  return change != NULL && change->quad.graph != NYSTA_UNNAMED ? change->quad.graph : 0;
}

static gsize
overlay_graphs (NystaDataset *dataset, NystaTermId after, NystaTermId *out_graphs,
                gsize max_graphs)
{
  NystaOverlay *overlay = overlay_of (dataset);
  gsize n = 0;

  while (n < max_graphs)
    {
      NystaTermId base = 0;
      NystaTermId changed = next_changed (overlay, after);

      nysta_dataset_graphs (overlay->base, after, &base, 1);
      if (base == 0 && changed == 0)
        break;
      after = base == 0 || (changed != 0 && changed < base) ? changed : base;
      if (after != changed ||
          overlay_statistic (dataset, NYSTA_STATISTIC_GRAPH_TRIPLES, after) > 0)
        out_graphs[n++] = after;
    }
  return n;
}

static gboolean
overlay_check (NystaDataset *dataset, GError **error)
{
  return nysta_dataset_check (overlay_of (dataset)->base, error);
}

static const NystaDatasetClass overlay_class = {
  .ref = overlay_ref,
  .unref = overlay_unref,
  .lookup = overlay_lookup,
  .term = overlay_term,
  .read_term = overlay_read_term,
  .scan = nysta_overlay_scan,
  .estimate = overlay_estimate,
  .statistic = overlay_statistic,
  .graphs = overlay_graphs,
  .check = overlay_check,
};

NystaDataset *
nysta_overlay_new (NystaDataset *base)
{
  NystaOverlay *overlay = g_new0 (NystaOverlay, 1);

  overlay->parent.klass = &overlay_class;
  g_atomic_ref_count_init (&overlay->ref_count);
  overlay->base = nysta_dataset_ref (base);
  overlay->terms = nysta_term_table_new ();
  nysta_changes_init (&overlay->changes);
  for (guint i = 0; i < G_N_ELEMENTS (overlay->sums); i++)
    overlay->sums[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return &overlay->parent;
}
