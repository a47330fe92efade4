/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/resolve-internal.h"

#include "index/blocks.h"
#include "index/parting.h"

#include <string.h>

/* Persons of one role in one organisation (resolve-rules.c) */
#define SURE_OF_ROLE 0.95

/* --- strings ------------------------------------------------------------------------ */

const char *
nysta_strings_common (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (strcmp (a->pdata[i], b->pdata[j]) == 0)
        return a->pdata[i];
  return NULL;
}

gboolean
nysta_strings_disjoint (const GPtrArray *a, const GPtrArray *b)
{
  return a->len > 0 && b->len > 0 && nysta_strings_common (a, b) == NULL;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
nysta_strings_add (GPtrArray *out, const GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    if (!g_ptr_array_find_with_equal_func (out, more->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (out, more->pdata[i]);
  g_ptr_array_sort (out, compare_strings);
}

gboolean
nysta_roles_agree (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len == 0 || b->len == 0)
    return TRUE;
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (g_str_has_suffix (a->pdata[i], b->pdata[j]) ||
          g_str_has_suffix (b->pdata[j], a->pdata[i]))
        return TRUE;
  return FALSE;
}

/* --- units --------------------------------------------------------------------------- */

void
nysta_unit_free (gpointer data)
{
  NystaUnit *unit = data;

  g_ptr_array_unref (unit->appearances);
  g_ptr_array_unref (unit->emails);
  g_ptr_array_unref (unit->places);
  g_ptr_array_unref (unit->roles);
  g_free (unit);
}

NystaUnit *
nysta_unit_new (const char *iri)
{
  NystaUnit *unit = g_new0 (NystaUnit, 1);

  unit->iri = iri;
  unit->appearances = g_ptr_array_new ();
  unit->emails = g_ptr_array_new ();
  unit->places = g_ptr_array_new ();
  unit->roles = g_ptr_array_new ();
  return unit;
}

static int
compare_appearances (gconstpointer a, gconstpointer b)
{
  const NystaAppearance *x = *(const NystaAppearance *const *) a;
  const NystaAppearance *y = *(const NystaAppearance *const *) b;
  int order = strcmp (x->iri, y->iri);

  return order != 0 ? order : strcmp (x->document, y->document);
}

/* One that is in several blocks comes several times. */
static GPtrArray *
make_units (const GPtrArray *appearances)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (nysta_unit_free);
  g_autoptr (GPtrArray) sorted = nysta_borrowed_copy (appearances);
  const NystaAppearance *last = NULL;
  NystaUnit *unit = NULL;

  g_ptr_array_sort (sorted, compare_appearances);
  for (guint i = 0; i < sorted->len; i++)
    {
      NystaAppearance *row = sorted->pdata[i];

      if (last != NULL && strcmp (last->iri, row->iri) == 0 &&
          strcmp (last->document, row->document) == 0)
        continue;
      if (last == NULL || strcmp (last->iri, row->iri) != 0)
        {
          unit = nysta_unit_new (row->iri);
          g_ptr_array_add (units, unit);
        }
      g_ptr_array_add (unit->appearances, row);
      nysta_strings_add (unit->emails, row->emails);
      nysta_strings_add (unit->places, row->places);
      nysta_strings_add (unit->roles, row->roles);
      last = row;
    }
  return units;
}

const NystaAppearance *
nysta_unit_first (const NystaUnit *unit)
{
  return unit->appearances->pdata[0];
}

gboolean
nysta_unit_is_apart (const NystaUnit *unit)
{
  for (guint i = 0; i < unit->appearances->len; i++)
    if (((const NystaAppearance *) unit->appearances->pdata[i])->is_apart)
      return TRUE;
  return FALSE;
}

const char *
nysta_unit_name (const NystaUnit *unit, const char **out_language)
{
  const NystaAppearance *best = NULL;

  for (guint i = 0; i < unit->appearances->len; i++)
    {
      const NystaAppearance *row = unit->appearances->pdata[i];

      /* Capitals sort first: by the last in order, so not one in capitals throughout. */
      if (best == NULL || strcmp (row->name, best->name) > 0)
        best = row;
    }
  *out_language = best->language;
  return best->name;
}

/* --- clusters ------------------------------------------------------------------------ */

NystaUnit *
nysta_unit_at (const NystaResolution *resolution, guint32 i)
{
  return resolution->units->pdata[i];
}

guint32
nysta_clusters_root (NystaClusters *clusters, guint32 i)
{
  while (clusters->parent[i] != i)
    {
      clusters->parent[i] = clusters->parent[clusters->parent[i]];
      i = clusters->parent[i];
    }
  return i;
}

gboolean
nysta_emails_share_host (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (g_strcmp0 (strrchr (a->pdata[i], '@'), strrchr (b->pdata[j], '@')) == 0)
        return TRUE;
  return FALSE;
}

/* Who has one role in one organisation may have been given a new address there, or have one at
 * home. */
static gboolean
emails_conflict (const GPtrArray *a, const GPtrArray *b, double score)
{
  return nysta_strings_disjoint (a, b) &&
         (score < SURE_OF_ROLE || nysta_emails_share_host (a, b));
}

static gboolean
names_clash (const NystaClusters *clusters, guint32 a, guint32 b)
{
  const GPtrArray *x = clusters->names[a], *y = clusters->names[b];

  if (clusters->is_said[a] || clusters->is_said[b])
    return FALSE;
  for (guint i = 0; i < x->len; i++)
    for (guint j = 0; j < y->len; j++)
      if (nysta_block_relate (x->pdata[i], y->pdata[j]) == NYSTA_NAMES_CLASH)
        return TRUE;
  return FALSE;
}

gboolean
nysta_clusters_conflict (NystaClusters *clusters, guint32 a, guint32 b, double score)
{
  if (emails_conflict (clusters->emails[a], clusters->emails[b], score) ||
      names_clash (clusters, a, b) ||
      (clusters->authority[a] != NULL && clusters->authority[b] != NULL &&
       strcmp (clusters->authority[a], clusters->authority[b]) != 0))
    return TRUE;
  for (guint i = 0; i + 1 < clusters->different->len; i += 2)
    {
      guint32 x = nysta_clusters_root (clusters,
                                       g_array_index (clusters->different, guint32, i));
      guint32 y = nysta_clusters_root (clusters,
                                       g_array_index (clusters->different, guint32, i + 1));

      if ((x == a && y == b) || (x == b && y == a))
        return TRUE;
    }
  return FALSE;
}

gboolean
nysta_clusters_join (NystaClusters *clusters, guint32 a, guint32 b, double score,
                     gboolean must, char *reason)
{
  guint32 x = nysta_clusters_root (clusters, a), y = nysta_clusters_root (clusters, b);
  guint32 root = MIN (x, y), other = MAX (x, y);
  NystaVerdictOnIdentity verdict = { MIN (a, b), MAX (a, b), TRUE, score, reason };

  if (x == y || (!must && nysta_clusters_conflict (clusters, x, y, score)))
    {
      g_free (reason);
      return FALSE;
    }
  clusters->parent[other] = root;
  nysta_strings_add (clusters->emails[root], clusters->emails[other]);
  nysta_strings_add (clusters->places[root], clusters->places[other]);
  nysta_strings_add (clusters->roles[root], clusters->roles[other]);
  nysta_strings_add (clusters->names[root], clusters->names[other]);
  clusters->is_said[root] |= clusters->is_said[other] || must;
  if (clusters->authority[root] == NULL)
    clusters->authority[root] = clusters->authority[other];
  g_array_append_val (clusters->resolution->verdicts, verdict);
  return TRUE;
}

int
nysta_resolution_find (const NystaResolution *resolution, const char *iri)
{
  guint low = 0, high = resolution->units->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (iri, nysta_unit_at (resolution, middle)->iri);

      if (order == 0)
        return (int) middle;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return -1;
}

static int
compare_decisions (gconstpointer a, gconstpointer b)
{
  const NystaDecision *x = *(const NystaDecision *const *) a;
  const NystaDecision *y = *(const NystaDecision *const *) b;
  int order = strcmp (x->a, y->a);

  return order != 0 ? order : strcmp (x->b, y->b);
}

gboolean
nysta_decision_means (const NystaDecision *decision, guint side, const NystaAppearance *row)
{
  const GPtrArray *documents = decision->meant_in[side];

  if (strcmp (side == 0 ? decision->a : decision->b, row->iri) == 0)
    return TRUE;
  for (guint i = 0; decision->meant_name[side] != NULL && i < documents->len; i++)
    if (strcmp (documents->pdata[i], row->document) == 0)
      {
        g_autofree char *key = nysta_parting_key (row->kind, row->name);

        return strcmp (decision->meant_name[side], key) == 0;
      }
  return FALSE;
}

GArray *
nysta_resolution_meant (const NystaResolution *resolution, const NystaDecision *decision,
                        guint side)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint32));
  int own = nysta_resolution_find (resolution, side == 0 ? decision->a : decision->b);

  if (own >= 0)
    {
      guint32 unit = (guint32) own;

      g_array_append_val (units, unit);
    }
  for (guint32 i = 0;
       own < 0 && decision->meant_name[side] != NULL && i < resolution->units->len; i++)
    {
      const GPtrArray *rows = nysta_unit_at (resolution, i)->appearances;
      gboolean is_meant = FALSE;

      for (guint j = 0; j < rows->len && !is_meant; j++)
        is_meant = nysta_decision_means (decision, side, rows->pdata[j]);
      if (is_meant)
        g_array_append_val (units, i);
    }
  return units;
}

static void
apply_decision (NystaClusters *clusters, const NystaDecision *decision)
{
  g_autoptr (GArray) a = nysta_resolution_meant (clusters->resolution, decision, 0);
  g_autoptr (GArray) b = nysta_resolution_meant (clusters->resolution, decision, 1);

  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      {
        guint32 pair[] = { g_array_index (a, guint32, i), g_array_index (b, guint32, j) };

        if (pair[0] == pair[1])
          continue;
        if (decision->is_same)
          nysta_clusters_join (clusters, pair[0], pair[1], 1.0, TRUE,
                               g_strdup ("somebody said that they are the same"));
        else
          g_array_append_vals (clusters->different, pair, 2);
      }
}

/* What somebody said comes first, and stands against everything. */
static void
apply_decisions (NystaClusters *clusters, const GPtrArray *decisions)
{
  g_autoptr (GPtrArray) sorted = nysta_borrowed_copy (decisions);

  g_ptr_array_sort (sorted, compare_decisions);
  for (guint i = 0; i < sorted->len; i++)
    apply_decision (clusters, sorted->pdata[i]);
}

/* block -> GArray of guint32: units, ascending */
static GHashTable *
collect_blocks (const NystaResolution *resolution)
{
  GHashTable *blocks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                              (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < resolution->units->len; i++)
    {
      const GPtrArray *rows = nysta_unit_at (resolution, i)->appearances;

      for (guint j = 0;
           j < rows->len && !nysta_unit_is_apart (nysta_unit_at (resolution, i)); j++)
        {
          const GPtrArray *keys = ((const NystaAppearance *) rows->pdata[j])->keys;

          for (guint k = 0; k < keys->len; k++)
            {
              GArray *units = g_hash_table_lookup (blocks, keys->pdata[k]);

              if (units == NULL)
                {
                  units = g_array_new (FALSE, FALSE, sizeof (guint32));
                  g_hash_table_insert (blocks, keys->pdata[k], units);
                }
              if (units->len == 0 || g_array_index (units, guint32, units->len - 1) != i)
                g_array_append_val (units, i);
            }
        }
    }
  return blocks;
}

static void
apply_rules (NystaClusters *clusters)
{
  g_autoptr (GHashTable) blocks = collect_blocks (clusters->resolution);
  g_autoptr (GPtrArray) keys = nysta_sorted_keys (blocks);

  for (guint i = 0; i < keys->len; i++)
    {
      const GArray *units = g_hash_table_lookup (blocks, keys->pdata[i]);
      NystaEntityKind kind;
      const char *name = NULL;

      if (units->len < 2 || !nysta_block_parse (keys->pdata[i], &kind, &name))
        continue;
      if (kind == NYSTA_PERSON)
        nysta_resolve_persons (clusters, units);
      else if (kind == NYSTA_ORGANISATION)
        nysta_resolve_organisations (clusters, units, name);
    }
}

static void
clusters_init (NystaClusters *clusters, NystaResolution *resolution)
{
  guint32 n = resolution->units->len;

  clusters->resolution = resolution;
  clusters->n = n;
  clusters->parent = g_new (guint32, n);
  clusters->emails = g_new (GPtrArray *, n);
  clusters->places = g_new (GPtrArray *, n);
  clusters->roles = g_new (GPtrArray *, n);
  clusters->names = g_new (GPtrArray *, n);
  clusters->own_names = g_new0 (const char *, n);
  clusters->is_said = g_new0 (gboolean, n);
  clusters->authority = g_new0 (const char *, n);
  clusters->strings = g_string_chunk_new (1024);
  clusters->different = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < n; i++)
    {
      NystaUnit *unit = nysta_unit_at (resolution, i);

      clusters->parent[i] = i;
      clusters->emails[i] = nysta_borrowed_copy (unit->emails);
      clusters->places[i] = nysta_borrowed_copy (unit->places);
      clusters->roles[i] = nysta_borrowed_copy (unit->roles);
      clusters->names[i] = g_ptr_array_new ();
      if (nysta_unit_first (unit)->kind == NYSTA_PERSON)
        {
          g_autofree char *words = nysta_block_words (nysta_unit_first (unit)->name);

          clusters->own_names[i] = g_string_chunk_insert_const (clusters->strings, words);
          g_ptr_array_add (clusters->names[i], (gpointer) clusters->own_names[i]);
        }
      if (nysta_unit_first (unit)->has_authority)
        clusters->authority[i] = unit->iri;
    }
}

static void
clusters_clear (NystaClusters *clusters)
{
  for (guint32 i = 0; i < clusters->n; i++)
    {
      g_ptr_array_unref (clusters->emails[i]);
      g_ptr_array_unref (clusters->places[i]);
      g_ptr_array_unref (clusters->roles[i]);
      g_ptr_array_unref (clusters->names[i]);
    }
  g_free (clusters->parent);
  g_free (clusters->emails);
  g_free (clusters->places);
  g_free (clusters->roles);
  g_free (clusters->names);
  g_free (clusters->own_names);
  g_free (clusters->is_said);
  g_free (clusters->authority);
  g_string_chunk_free (clusters->strings);
  g_array_unref (clusters->different);
}

static void
verdict_clear (gpointer data)
{
  g_free (((NystaVerdictOnIdentity *) data)->reason);
}

static void
list_verdicts (NystaResolution *resolution)
{
  resolution->verdicts_of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < resolution->units->len; i++)
    g_ptr_array_add (resolution->verdicts_of, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < resolution->verdicts->len; i++)
    {
      const NystaVerdictOnIdentity *verdict = &g_array_index (resolution->verdicts,
                                                              NystaVerdictOnIdentity, i);

      g_array_append_val ((GArray *) resolution->verdicts_of->pdata[verdict->a], i);
      g_array_append_val ((GArray *) resolution->verdicts_of->pdata[verdict->b], i);
    }
}

NystaResolution *
nysta_resolve (const GPtrArray *appearances, const GPtrArray *decisions)
{
  NystaResolution *resolution = g_new0 (NystaResolution, 1);
  NystaClusters clusters = { 0 };

  resolution->units = make_units (appearances);
  resolution->verdicts = g_array_new (FALSE, FALSE, sizeof (NystaVerdictOnIdentity));
  g_array_set_clear_func (resolution->verdicts, verdict_clear);
  clusters_init (&clusters, resolution);
  apply_decisions (&clusters, decisions);
  apply_rules (&clusters);
  for (guint32 i = 0; i < resolution->units->len; i++)
    nysta_unit_at (resolution, i)->cluster = nysta_clusters_root (&clusters, i);
  clusters_clear (&clusters);
  list_verdicts (resolution);
  return resolution;
}

void
nysta_resolution_free (NystaResolution *resolution)
{
  if (resolution == NULL)
    return;
  g_ptr_array_unref (resolution->verdicts_of);
  g_array_unref (resolution->verdicts);
  g_ptr_array_unref (resolution->units);
  g_free (resolution);
}

NystaUnit *
nysta_resolution_unit (const NystaResolution *resolution, const char *iri)
{
  int i = nysta_resolution_find (resolution, iri);

  return i >= 0 ? nysta_unit_at (resolution, (guint32) i) : NULL;
}

static guint
strength (const NystaUnit *unit)
{
  return nysta_unit_first (unit)->has_authority ? 3
         : unit->emails->len > 0                ? 2
         : unit->places->len > 0                ? 1
                                                : 0;
}

/* Of two organisations without an authority the one with the longer name: the acronym is
 * no head. */
static gboolean
is_better_head (const NystaUnit *a, const NystaUnit *b)
{
  guint strength_a = strength (a), strength_b = strength (b);

  if (strength_a != strength_b)
    return strength_a > strength_b;
  if (nysta_unit_first (a)->kind != NYSTA_ORGANISATION)
    return FALSE; /* units come by IRI */
  return strlen (a->iri) > strlen (b->iri);
}

NystaUnit *
nysta_resolution_head (const NystaResolution *resolution, const NystaUnit *unit)
{
  NystaUnit *best = NULL;

  for (guint32 i = unit->cluster; i < resolution->units->len; i++)
    if (nysta_unit_at (resolution, i)->cluster == unit->cluster &&
        (best == NULL || is_better_head (nysta_unit_at (resolution, i), best)))
      best = nysta_unit_at (resolution, i);
  return best;
}
