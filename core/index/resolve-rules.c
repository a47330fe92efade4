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
  guint32 at_a;     /* places of their roots in a Level */
  guint32 at_b;
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

typedef enum
{
  BUCKET_EMAIL,
  BUCKET_BOTH,
  BUCKET_PLACE
} BucketKind;

static BucketKind
bucket_kind (const char *key)
{
  return g_str_has_prefix (key, "email")  ? BUCKET_EMAIL
         : g_str_has_prefix (key, "both") ? BUCKET_BOTH
                                          : BUCKET_PLACE;
}

/* 0: too little */
static const double scores[][3] = {
  [NYSTA_NAMES_CLASH] = { 0 },
  [NYSTA_NAMES_LONGER] = { 0.97, 0.8, 0 },
  [NYSTA_NAMES_INITIAL] = { 0.98, 0.9, 0.7 },
  [NYSTA_NAMES_EQUAL] = { 0.99, 0.95, 0.85 },
};

/* The name that a unit was read with, of which there is one. */
static const char *
name_of (const NystaClusters *clusters, guint32 unit)
{
  return clusters->own_names[unit];
}

static char *
context_reason (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "\x1f", 3);

  switch (bucket_kind (key))
    {
    case BUCKET_EMAIL:
      return g_strdup_printf (
        "both have the address %s",
        g_str_has_prefix (parts[1], "mailto:") ? parts[1] + strlen ("mailto:") : parts[1]);
    case BUCKET_BOTH:
      return g_strdup_printf ("both are %s at %s", parts[2], parts[1]);
    case BUCKET_PLACE:
    default:
      return g_strdup_printf ("both are at %s", parts[1]);
    }
}

static char *
bucket_reason (const Edge *edge, const NystaClusters *clusters)
{
  g_autofree char *reason = context_reason (edge->what);

  switch (nysta_block_relate (name_of (clusters, edge->a), name_of (clusters, edge->b)))
    {
    case NYSTA_NAMES_LONGER:
      return g_strconcat (reason, ", one with a further name", NULL);
    case NYSTA_NAMES_INITIAL:
      return g_strconcat (reason, ", one with an initial more", NULL);
    case NYSTA_NAMES_EQUAL:
    case NYSTA_NAMES_CLASH:
    default:
      return g_steal_pointer (&reason);
    }
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
  /* The fullest of an organisation's names is told. */
  gsize n_x = strlen (x->what), n_y = strlen (y->what);
  return n_x != n_y ? (n_x > n_y ? -1 : 1) : strcmp (x->what, y->what);
}

/* (transfer full): roots of @units, each once, in their order */
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

/* What speaks for two of @bucket, all of whom have @what, being one. */
static void
add_edges (const NystaClusters *clusters, const GArray *bucket, const char *what,
           GArray *edges)
{
  BucketKind kind = bucket_kind (what);

  for (guint i = 0; i < MIN (bucket->len, MAX_COMPARED); i++)
    for (guint j = i + 1; j < bucket->len; j++)
      {
        Edge edge = { .a = g_array_index (bucket, guint32, i),
                      .b = g_array_index (bucket, guint32, j),
                      .what = what };

        edge.score = scores[nysta_block_relate (name_of (clusters, edge.a),
                                                name_of (clusters, edge.b))][kind];
        if (edge.score > 0)
          g_array_append_val (edges, edge);
      }
}

/* Those that edges of one score lead to, by their roots before anything is joined. */
typedef struct
{
  NystaClusters *clusters;
  double score;
  GArray *roots;     /* of guint32, ascending */
  GHashTable *index; /* root + 1 -> its place in @roots */
  guint32 *first;    /* of each: the least that edges lead to from it */
  gboolean *is_contested;
} Level;

static guint32
place_of (const Level *level, guint32 unit)
{
  guint32 root = nysta_clusters_root (level->clusters, unit);

  return GPOINTER_TO_UINT (g_hash_table_lookup (level->index, GUINT_TO_POINTER (root + 1)));
}

static guint32
first_of (const Level *level, guint32 i)
{
  while (level->first[i] != i)
    i = level->first[i] = level->first[level->first[i]];
  return i;
}

static void
connect (Level *level, Edge *edge)
{
  edge->at_a = place_of (level, edge->a);
  edge->at_b = place_of (level, edge->b);

  guint32 x = first_of (level, edge->at_a), y = first_of (level, edge->at_b);

  level->first[MAX (x, y)] = MIN (x, y);
}

/* Two of @members who conflict make everybody else who might be either of them nobody's: to
 * choose one would be a guess. Of many only so many are compared with each. */
static void
contest (Level *level, const GArray *members)
{
  guint n_compared = 0;

  for (guint i = 0; i < members->len && n_compared < MAX_WEAK; i++)
    {
      guint32 a = g_array_index (members, guint32, i);
      guint32 root = g_array_index (level->roots, guint32, a);

      if (members->len > MAX_WEAK && level->clusters->emails[root]->len == 0)
        continue;
      n_compared++;
      for (guint j = 0; j < members->len; j++)
        {
          guint32 b = g_array_index (members, guint32, j);

          if (i != j && nysta_clusters_conflict (level->clusters, root,
                                                 g_array_index (level->roots, guint32, b),
                                                 level->score))
            level->is_contested[a] = level->is_contested[b] = TRUE;
        }
    }
}

static void
contest_all (Level *level)
{
  guint n = level->roots->len;
  g_autoptr (GPtrArray)
    members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < n; i++)
    g_ptr_array_add (members, g_array_new (FALSE, FALSE, sizeof (guint32)));
  for (guint32 i = 0; i < n; i++)
    g_array_append_val ((GArray *) members->pdata[first_of (level, i)], i);
  for (guint i = 0; i < n; i++)
    if (((GArray *) members->pdata[i])->len > 2)
      contest (level, members->pdata[i]);
}

/* @edges, @n of one score */
static void
join_level (NystaClusters *clusters, Edge *edges, guint n)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (ends, edges[i].a);
      g_array_append_val (ends, edges[i].b);
    }

  g_autoptr (GArray) roots = roots_of (clusters, ends);
  g_autoptr (GHashTable) index = g_hash_table_new (NULL, NULL);
  g_autofree guint32 *first = g_new (guint32, roots->len);
  g_autofree gboolean *is_contested = g_new0 (gboolean, roots->len);
  Level level = { clusters, edges[0].score, roots, index, first, is_contested };

  for (guint32 i = 0; i < roots->len; i++)
    {
      first[i] = i;
      g_hash_table_insert (index, GUINT_TO_POINTER (g_array_index (roots, guint32, i) + 1),
                           GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < n; i++)
    connect (&level, &edges[i]);
  contest_all (&level);
  for (guint i = 0; i < n; i++)
    if (is_contested[edges[i].at_a] == is_contested[edges[i].at_b] &&
        nysta_clusters_root (clusters, edges[i].a) !=
          nysta_clusters_root (clusters, edges[i].b))
      nysta_clusters_join (clusters, edges[i].a, edges[i].b, edges[i].score, FALSE,
                           bucket_reason (&edges[i], clusters));
}

static void
join_by_contexts (NystaClusters *clusters, const GArray *units)
{
  g_autoptr (GHashTable) buckets = fill_buckets (clusters, units);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  GHashTableIter iter;
  gpointer key = NULL, bucket = NULL;

  g_hash_table_iter_init (&iter, buckets);
  while (g_hash_table_iter_next (&iter, &key, &bucket))
    add_edges (clusters, bucket, key, edges);
  g_array_sort (edges, compare_edges);
  for (guint i = 0, n = 0; i < edges->len; i += n)
    {
      double score = g_array_index (edges, Edge, i).score;

      for (n = 1; i + n < edges->len && g_array_index (edges, Edge, i + n).score == score;)
        n++;
      join_level (clusters, &g_array_index (edges, Edge, i), n);
    }
}

/* --- persons: what does not conflict ----------------------------------------------------- */

static gboolean
has_context (const NystaClusters *clusters, guint32 root)
{
  return clusters->emails[root]->len > 0 || clusters->places[root]->len > 0;
}

static gboolean
may_be_one (NystaClusters *clusters, guint32 a, guint32 b)
{
  return !nysta_clusters_conflict (clusters, a, b, 0) &&
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
          if (nysta_clusters_conflict (clusters, root, g_array_index (roots, guint32, j),
                                       0))
            return;
    }
  if (all_may_be_one (clusters, known))
    join_all (clusters, roots, 0.5, "they have the name in common, and nothing conflicts");
}

void
nysta_resolve_persons (NystaClusters *clusters, const GArray *units)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                          (GDestroyNotify) g_array_unref);

  join_by_contexts (clusters, units);
  for (guint i = 0; i < units->len; i++)
    {
      guint32 unit = g_array_index (units, guint32, i);
      char *name = (char *) name_of (clusters, unit);
      GArray *known = g_hash_table_lookup (by_name, name);

      if (known == NULL)
        g_hash_table_insert (by_name, name,
                             known = g_array_new (FALSE, FALSE, sizeof (guint32)));
      g_array_append_val (known, unit);
    }

  g_autoptr (GPtrArray) names = nysta_sorted_keys (by_name);

  for (guint i = 0; i < names->len; i++)
    {
      const GArray *namesakes = g_hash_table_lookup (by_name, names->pdata[i]);

      if (namesakes->len < 2 || strchr (names->pdata[i], ' ') == NULL)
        continue; /* half a name is too little without a context */
      join_by_roles (clusters, namesakes);
      join_by_name (clusters, namesakes);
    }
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
      g_auto (GStrv) bare = nysta_block_bare_names (key);

      if (strcmp (key, name_key) == 0)
        count (clusters, &named, index);
      else if (g_strv_contains ((const char *const *) bare, name_key))
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
