/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* resolve-rules.c: what makes persons, and organisations, of one block one. */
#include "config.h"
#include "index/resolve-internal.h"

#include "index/blocks.h"
#include "index/names.h"

#include <string.h>

enum
{
  /* Of those that have one thing in common so many are compared with each of the others:
   * enough for any that do not conflict to meet, and a thousand namesakes stay cheap. */
  MAX_COMPARED = 32,
  /* More persons of one name who all might be one are not told apart by looking. */
  MAX_WEAK = 64
};

static NystaUnit *
unit_at (const NystaClusters *clusters, guint32 i)
{
  return clusters->resolution->units->pdata[i];
}

/* --- persons: what they have in common ------------------------------------------------- */

typedef struct
{
  guint32 a;
  guint32 b;
  double score;
  const char *what; /* borrowed from the table of buckets */
} Edge;

/* "email\x1fanna@example.se" -> GArray of guint32 */
static void
add_to_bucket (GHashTable *buckets, guint32 unit, const char *kind, const char *x,
               const char *y)
{
  g_autofree char *key = g_strjoin ("\x1f", kind, x, y, NULL);
  GArray *bucket = g_hash_table_lookup (buckets, key);

  if (bucket == NULL)
    {
      bucket = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (buckets, g_steal_pointer (&key), bucket);
    }
  if (bucket->len == 0 || g_array_index (bucket, guint32, bucket->len - 1) != unit)
    g_array_append_val (bucket, unit);
}

/* Roles and organisations are paired as one document has them. */
static void
add_pairs (GHashTable *buckets, guint32 unit, const NystaAppearance *row)
{
  for (guint i = 0; i < row->places->len; i++)
    for (guint j = 0; j < row->roles->len; j++)
      add_to_bucket (buckets, unit, "both", row->places->pdata[i], row->roles->pdata[j]);
}

static GHashTable *
fill_buckets (const NystaClusters *clusters, const GArray *units)
{
  GHashTable *buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < units->len; i++)
    {
      guint32 index = g_array_index (units, guint32, i);
      const NystaUnit *unit = unit_at (clusters, index);

      for (guint j = 0; j < unit->emails->len; j++)
        add_to_bucket (buckets, index, "email", unit->emails->pdata[j], NULL);
      for (guint j = 0; j < unit->places->len; j++)
        add_to_bucket (buckets, index, "place", unit->places->pdata[j], NULL);
      for (guint j = 0; j < unit->appearances->len; j++)
        add_pairs (buckets, index, unit->appearances->pdata[j]);
    }
  return buckets;
}

static double
bucket_score (const char *key)
{
  return g_str_has_prefix (key, "email")  ? 0.99
         : g_str_has_prefix (key, "both") ? 0.95
                                          : 0.85;
}

static char *
bucket_reason (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "\x1f", 3);

  if (strcmp (parts[0], "email") == 0)
    return g_strdup_printf (
      "both have the address %s",
      g_str_has_prefix (parts[1], "mailto:") ? parts[1] + strlen ("mailto:") : parts[1]);
  if (strcmp (parts[0], "both") == 0)
    return g_strdup_printf ("both are %s at %s", parts[2], parts[1]);
  return g_strdup_printf ("both are at %s", parts[1]);
}

/* The surest first; equals in an order that only what is compared decides. */
static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  if (x->b != y->b)
    return x->b < y->b ? -1 : 1;
  return strcmp (x->what, y->what);
}

static void
join_by_contexts (NystaClusters *clusters, const GArray *units)
{
  g_autoptr (GHashTable) buckets = fill_buckets (clusters, units);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  g_hash_table_iter_init (&iter, buckets);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GArray *bucket = value;

      for (guint i = 0; i < MIN (bucket->len, MAX_COMPARED); i++)
        for (guint j = i + 1; j < bucket->len; j++)
          {
            Edge edge = { g_array_index (bucket, guint32, i),
                          g_array_index (bucket, guint32, j), bucket_score (key), key };

            g_array_append_val (edges, edge);
          }
    }
  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);

      if (nysta_clusters_root (clusters, edge->a) !=
          nysta_clusters_root (clusters, edge->b))
        nysta_clusters_join (clusters, edge->a, edge->b, edge->score, FALSE,
                             bucket_reason (edge->what));
    }
}

/* --- persons: what does not conflict ----------------------------------------------------- */

/* (transfer full): roots of @units, each once, ascending */
static GArray *
roots_of (NystaClusters *clusters, const GArray *units)
{
  GArray *roots = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < units->len; i++)
    {
      guint32 root = nysta_clusters_root (clusters, g_array_index (units, guint32, i));

      if (g_hash_table_add (seen, GUINT_TO_POINTER (root + 1)))
        g_array_append_val (roots, root);
    }
  return roots;
}

static gboolean
has_context (const NystaClusters *clusters, guint32 root)
{
  return clusters->emails[root]->len > 0 || clusters->places[root]->len > 0;
}

static gboolean
may_be_one (NystaClusters *clusters, guint32 a, guint32 b)
{
  return !nysta_clusters_conflict (clusters, a, b) &&
         !nysta_strings_disjoint (clusters->places[a], clusters->places[b]) &&
         nysta_roles_agree (clusters->roles[a], clusters->roles[b]);
}

/* Whether no two of @roots conflict; too many are said to. */
static gboolean
all_may_be_one (NystaClusters *clusters, const GArray *roots)
{
  if (roots->len > MAX_WEAK)
    return FALSE;
  for (guint i = 0; i < roots->len; i++)
    for (guint j = i + 1; j < roots->len; j++)
      if (!may_be_one (clusters, g_array_index (roots, guint32, i),
                       g_array_index (roots, guint32, j)))
        return FALSE;
  return TRUE;
}

static void
join_all (NystaClusters *clusters, const GArray *roots, double score, const char *reason)
{
  for (guint i = 1; i < roots->len; i++)
    nysta_clusters_join (clusters, g_array_index (roots, guint32, 0),
                         g_array_index (roots, guint32, i), score, FALSE,
                         g_strdup (reason));
}

/* Those of one role: who has nothing else joins the others that have nothing else, and then
 * the one, or those who do not conflict, that have more. */
static void
join_by_role (NystaClusters *clusters, const GArray *roots, const char *role)
{
  g_autofree char *reason = g_strdup_printf ("both are %s, and nothing conflicts", role);
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) anchored = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < roots->len; i++)
    {
      guint32 root = g_array_index (roots, guint32, i);

      g_array_append_val (has_context (clusters, root) ? anchored : bare, root);
    }
  join_all (clusters, bare, 0.7, reason);
  if (anchored->len > 0 && all_may_be_one (clusters, anchored))
    {
      join_all (clusters, anchored, 0.7, reason);
      if (bare->len > 0)
        nysta_clusters_join (clusters, g_array_index (anchored, guint32, 0),
                             g_array_index (bare, guint32, 0), 0.7, FALSE,
                             g_strdup (reason));
    }
}

static void
join_by_roles (NystaClusters *clusters, const GArray *units)
{
  g_autoptr (GArray) roots = roots_of (clusters, units);
  g_autoptr (GHashTable) holders = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                          (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < roots->len; i++)
    {
      guint32 root = g_array_index (roots, guint32, i);
      const GPtrArray *roles = clusters->roles[root];

      for (guint j = 0; j < roles->len; j++)
        {
          GArray *known = g_hash_table_lookup (holders, roles->pdata[j]);

          if (known == NULL)
            {
              known = g_array_new (FALSE, FALSE, sizeof (guint32));
              g_hash_table_insert (holders, roles->pdata[j], known);
            }
          g_array_append_val (known, root);
        }
    }

  g_autoptr (GPtrArray) roles = nysta_sorted_keys (holders);

  for (guint i = 0; i < roles->len; i++)
    {
      g_autoptr (GArray)
        now = roots_of (clusters, g_hash_table_lookup (holders, roles->pdata[i]));

      if (now->len > 1)
        join_by_role (clusters, now, roles->pdata[i]);
    }
}

static void
join_by_name (NystaClusters *clusters, const GArray *units)
{
  g_autoptr (GArray) roots = roots_of (clusters, units);
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < roots->len; i++)
    {
      guint32 root = g_array_index (roots, guint32, i);

      if (has_context (clusters, root) || clusters->roles[root]->len > 0)
        g_array_append_val (known, root);
      else
        for (guint j = 0; clusters->different->len > 0 && j < i; j++)
          if (nysta_clusters_conflict (clusters, root, g_array_index (roots, guint32, j)))
            return;
    }
  if (all_may_be_one (clusters, known))
    join_all (clusters, roots, 0.5, "they have the name in common, and nothing conflicts");
}

void
nysta_resolve_persons (NystaClusters *clusters, const GArray *units, const char *name_key)
{
  join_by_contexts (clusters, units);
  if (strchr (name_key, ' ') == NULL)
    return; /* half a name is too little without a context */
  join_by_roles (clusters, units);
  join_by_name (clusters, units);
}

/* --- organisations ------------------------------------------------------------------------ */

typedef struct
{
  guint32 unit; /* one of them */
  guint n;      /* clusters that are so */
} Sole;

static void
count (NystaClusters *clusters, Sole *sole, guint32 unit)
{
  if (sole->n > 0 &&
      nysta_clusters_root (clusters, sole->unit) == nysta_clusters_root (clusters, unit))
    return;
  sole->unit = unit;
  sole->n++;
}

void
nysta_resolve_organisations (NystaClusters *clusters, const GArray *units,
                             const char *name_key)
{
  Sole named = { 0 }, with_acronym = { 0 }, with_form = { 0 };

  for (guint i = 0; i < units->len; i++)
    {
      guint32 index = g_array_index (units, guint32, i);
      const NystaUnit *unit = unit_at (clusters, index);
      const char *language = NULL;
      g_autofree char *key = nysta_name_key (nysta_unit_name (unit, &language));
      g_autofree char *bare = nysta_block_bare_name (key);

      if (strcmp (key, name_key) == 0)
        count (clusters, &named, index);
      else if (bare != NULL && strcmp (bare, name_key) == 0)
        count (clusters, &with_form, index);
      else
        count (clusters, &with_acronym, index);
    }
  if (named.n == 1 && with_form.n == 1)
    nysta_clusters_join (clusters, named.unit, with_form.unit, 0.75, FALSE,
                         g_strdup ("their names differ by a legal form alone"));
  if (named.n == 1 && with_acronym.n == 1)
    nysta_clusters_join (clusters, named.unit, with_acronym.unit, 0.8, FALSE,
                         g_strdup_printf ("one alone is called %s for short", name_key));
}
