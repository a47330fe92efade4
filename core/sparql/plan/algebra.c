/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* algebra.c: making and freeing the algebra of a query. */
#include "config.h"
#include "sparql/plan/algebra.h"

#define CHUNK_BYTES ((gsize) 16 * 1024)
#define ALIGNMENT ((gsize) 8)

static const char *const kind_names[] = {
  [NYSTA_ALGEBRA_UNIT] = "unit",
  [NYSTA_ALGEBRA_EMPTY] = "empty",
  [NYSTA_ALGEBRA_BGP] = "bgp",
  [NYSTA_ALGEBRA_PATH] = "path",
  [NYSTA_ALGEBRA_JOIN] = "join",
  [NYSTA_ALGEBRA_LEFT_JOIN] = "leftjoin",
  [NYSTA_ALGEBRA_MINUS] = "minus",
  [NYSTA_ALGEBRA_UNION] = "union",
  [NYSTA_ALGEBRA_FILTER] = "filter",
  [NYSTA_ALGEBRA_EXTEND] = "extend",
  [NYSTA_ALGEBRA_TABLE] = "table",
  [NYSTA_ALGEBRA_GRAPH] = "graph",
  [NYSTA_ALGEBRA_SERVICE] = "service",
  [NYSTA_ALGEBRA_GROUP] = "group",
  [NYSTA_ALGEBRA_ORDER] = "order",
  [NYSTA_ALGEBRA_PROJECT] = "project",
  [NYSTA_ALGEBRA_DISTINCT] = "distinct",
  [NYSTA_ALGEBRA_REDUCED] = "reduced",
  [NYSTA_ALGEBRA_SLICE] = "slice",
  [NYSTA_ALGEBRA_SEMI_JOIN] = "semijoin",
  [NYSTA_ALGEBRA_ANTI_JOIN] = "antijoin",
  [NYSTA_ALGEBRA_COUNT] = "count",
};

const char *
nysta_algebra_kind_name (NystaAlgebraKind kind)
{
  return kind_names[kind];
}

NystaAlgebraQuery *
nysta_algebra_query_new (const NystaSyntaxTree *tree)
{
  NystaAlgebraQuery *query = g_new0 (NystaAlgebraQuery, 1);

  query->tree = tree;
  query->operation = tree->root;
  query->variables = g_ptr_array_new_with_free_func (g_free);
  query->exists = g_hash_table_new (NULL, NULL);
  query->chunks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tree->variables->len; i++)
    g_ptr_array_add (query->variables, g_strdup (g_ptr_array_index (tree->variables, i)));
  return query;
}

void
nysta_algebra_query_free (NystaAlgebraQuery *query)
{
  if (query == NULL)
    return;
  g_ptr_array_unref (query->variables);
  g_hash_table_unref (query->exists);
  g_ptr_array_unref (query->chunks);
  g_free (query);
}

gpointer
nysta_algebra_alloc (NystaAlgebraQuery *query, gsize n, gsize size)
{
  g_assert (size > 0 && n <= (G_MAXSIZE - ALIGNMENT) / size);

  gsize n_bytes = (n * size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);

  if (query->chunks->len == 0 || n_bytes > query->n_room - query->n_used)
    {
      query->n_room = MAX (n_bytes, CHUNK_BYTES);
      query->n_used = 0;
      g_ptr_array_add (query->chunks, g_malloc0 (query->n_room));
    }

  char *chunk = g_ptr_array_index (query->chunks, query->chunks->len - 1);
  gpointer place = chunk + query->n_used;

  query->n_used += n_bytes;
  return place;
}

NystaAlgebra *
nysta_algebra_add_array (NystaAlgebraQuery *query, NystaAlgebraKind kind,
                         GPtrArray *children)
{
  NystaAlgebra *node = nysta_algebra_new_array (query, NystaAlgebra, 1);

  node->kind = kind;
  node->n_children = children->len;
  node->children = nysta_algebra_new_array (query, NystaAlgebra *, children->len);
  for (guint i = 0; i < children->len; i++)
    node->children[i] = g_ptr_array_index (children, i);
  return node;
}

NystaAlgebra *
nysta_algebra_add (NystaAlgebraQuery *query, NystaAlgebraKind kind, NystaAlgebra *left,
                   NystaAlgebra *right)
{
  NystaAlgebra *node = nysta_algebra_new_array (query, NystaAlgebra, 1);

  node->kind = kind;
  node->children = nysta_algebra_new_array (query, NystaAlgebra *, 2);
  if (left != NULL)
    node->children[node->n_children++] = left;
  if (right != NULL)
    node->children[node->n_children++] = right;
  return node;
}

/* Room doubles, so that a condition more costs little on the whole. */
void
nysta_algebra_add_condition (NystaAlgebraQuery *query, NystaAlgebra *node,
                             const NystaNode *condition)
{
  guint n = node->n_conditions;

  if ((n & (n - 1)) == 0)
    {
      const NystaNode **room = nysta_algebra_new_array (query, const NystaNode *,
                                                        MAX (2 * n, 1));

      for (guint i = 0; i < n; i++)
        room[i] = node->conditions[i];
      node->conditions = room;
    }
  node->conditions[node->n_conditions++] = condition;
}

guint
nysta_algebra_hidden (NystaAlgebraQuery *query, char letter)
{
  guint number = query->variables->len;

  g_ptr_array_add (query->variables,
                   g_strdup_printf (".%c%u", letter, number - query->tree->variables->len));
  return number;
}

gboolean
nysta_algebra_is_hidden (const NystaAlgebraQuery *query, guint variable)
{
  return variable >= query->tree->variables->len;
}

const char *
nysta_algebra_variable_name (const NystaAlgebraQuery *query, guint variable)
{
  return g_ptr_array_index (query->variables, variable);
}

NystaAlgebra *
nysta_algebra_exists (const NystaAlgebraQuery *query, const NystaNode *node)
{
  return g_hash_table_lookup (query->exists, node);
}
