/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "naive-algebra.h"

#include <stdlib.h>
#include <string.h>

#define NS_XSD_INTEGER "http://www.w3.org/2001/XMLSchema#integer"
#define NS_XSD_BOOLEAN "http://www.w3.org/2001/XMLSchema#boolean"

typedef const NystaTerm **Row;

/* Where a pattern is evaluated: in a graph (NULL: all of them as one), with values in the place
 * of variables (§18.6, substitute) */
typedef struct
{
  Naive *naive;
  const NystaTerm *graph;
  Row outer;
} At;

static GPtrArray *evaluate (At at, const NystaAlgebra *node);

/* --- terms and rows ------------------------------------------------------------------------ */

Naive *
naive_new (void)
{
  Naive *naive = g_new0 (Naive, 1);

  naive->terms = g_hash_table_new_full ((GHashFunc) nysta_term_hash,
                                        (GEqualFunc) nysta_term_equal,
                                        (GDestroyNotify) nysta_term_free, NULL);
  naive->quads = g_array_new (FALSE, FALSE, sizeof (NaiveQuad));
  naive->garbage = g_ptr_array_new_with_free_func (g_free);
  return naive;
}

void
naive_free (Naive *naive)
{
  g_hash_table_unref (naive->terms);
  g_array_unref (naive->quads);
  g_ptr_array_unref (naive->garbage);
  g_free (naive);
}

const NystaTerm *
naive_term (Naive *naive, const NystaTerm *term)
{
  NystaTerm *known = g_hash_table_lookup (naive->terms, term);

  if (known != NULL)
    return known;
  known = nysta_term_dup (term);
  g_hash_table_add (naive->terms, known);
  return known;
}

void
naive_add (Naive *naive, const NystaTerm *quad)
{
  NaiveQuad own = { { NULL } };

  for (guint i = 0; i < 4; i++)
    own.terms[i] = quad[i].kind != NYSTA_TERM_NONE ? naive_term (naive, &quad[i]) : NULL;
  g_array_append_val (naive->quads, own);
}

static guint
width (const Naive *naive)
{
  return naive->query->variables->len;
}

static Row
row_copy (Naive *naive, Row row)
{
  Row copy = g_new0 (const NystaTerm *, width (naive) + 1);

  if (row != NULL)
    memcpy (copy, row, width (naive) * sizeof *copy);
  g_ptr_array_add (naive->garbage, (gpointer) copy);
  return copy;
}

static const NystaTerm *
boolean (Naive *naive, gboolean value)
{
  const NystaTerm term = nysta_literal (value ? "true" : "false", NS_XSD_BOOLEAN, NULL);

  return naive_term (naive, &term);
}

static const NystaTerm *
integer (Naive *naive, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  const NystaTerm term = nysta_literal (text, NS_XSD_INTEGER, NULL);

  return naive_term (naive, &term);
}

static gboolean
is_integer (const NystaTerm *term)
{
  return term->datatype != NULL && strcmp (term->datatype, NS_XSD_INTEGER) == 0;
}

/* --- expressions: NULL is an error ------------------------------------------------------------ */

static const NystaTerm *value (At at, Row row, const NystaNode *node);

static const NystaTerm *
compare (At at, const NystaTerm *a, const NystaTerm *b, NystaOp op)
{
  if (a == NULL || b == NULL)
    return NULL;
  if (op == NYSTA_OP_EQUAL || op == NYSTA_OP_NOT_EQUAL)
    {
      gboolean literals = a->kind == NYSTA_TERM_LITERAL && b->kind == NYSTA_TERM_LITERAL;

      if (a != b && literals && is_integer (a) != is_integer (b))
        return NULL;
      return boolean (at.naive, (a == b) == (op == NYSTA_OP_EQUAL));
    }
  if (!is_integer (a) || !is_integer (b))
    return NULL;

  int left = atoi (a->value), right = atoi (b->value);

  return boolean (at.naive, op == NYSTA_OP_LESS            ? left < right
                            : op == NYSTA_OP_GREATER       ? left > right
                            : op == NYSTA_OP_LESS_OR_EQUAL ? left <= right
                                                           : left >= right);
}

/* 1, 0, or -1: an error */
static int
truth (const NystaTerm *term)
{
  if (term == NULL || term->kind != NYSTA_TERM_LITERAL)
    return -1;
  if (is_integer (term))
    return atoi (term->value) != 0;
  if (term->datatype != NULL)
    return strcmp (term->value, "true") == 0;
  return term->language == NULL ? *term->value != '\0' : -1;
}

static const NystaTerm *
connective (At at, Row row, const NystaNode *node)
{
  int deciding = node->kind == NYSTA_NODE_OR;
  gboolean failed = FALSE;

  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      int one = truth (value (at, row, child));

      if (one == deciding)
        return boolean (at.naive, deciding);
      failed = failed || one == -1;
    }
  return failed ? NULL : boolean (at.naive, !deciding);
}

static const NystaTerm *
member (At at, Row row, const NystaNode *node)
{
  const NystaTerm *needle = value (at, row, node->first);
  gboolean failed = FALSE, found = FALSE;

  for (const NystaNode *child = node->first->next; child != NULL; child = child->next)
    {
      int one = truth (compare (at, needle, value (at, row, child), NYSTA_OP_EQUAL));

      found = found || one == 1;
      failed = failed || one == -1;
    }
  if (failed && !found)
    return NULL;
  return boolean (at.naive, found == (node->kind == NYSTA_NODE_IN));
}

static const NystaTerm *
call (At at, Row row, const NystaNode *node)
{
  const NystaTerm *first = node->first != NULL ? value (at, row, node->first) : NULL;

  switch (node->number)
    {
    case NYSTA_BUILTIN_BOUND:
      return boolean (at.naive, first != NULL);
    case NYSTA_BUILTIN_COALESCE:
      for (const NystaNode *child = node->first; child != NULL; child = child->next)
        if (value (at, row, child) != NULL)
          return value (at, row, child);
      return NULL;
    case NYSTA_BUILTIN_IF:
      if (truth (first) == -1)
        return NULL;
      return value (at, row, truth (first) ? node->first->next : node->last);
    case NYSTA_BUILTIN_SAMETERM:
      if (first == NULL || value (at, row, node->last) == NULL)
        return NULL;
      return boolean (at.naive, first == value (at, row, node->last));
    default:
      g_assert (node->number == NYSTA_BUILTIN_ISIRI);
      return first == NULL ? NULL : boolean (at.naive, first->kind == NYSTA_TERM_IRI);
    }
}

static const NystaTerm *
exists (At at, Row row, const NystaNode *node)
{
  At inside = at;

  inside.outer = row_copy (at.naive, at.outer);
  for (guint i = 0; i < width (at.naive); i++)
    if (row[i] != NULL)
      inside.outer[i] = row[i];

  g_autoptr (GPtrArray)
    rows = evaluate (inside, nysta_algebra_exists (at.naive->query, node));

  return boolean (at.naive, (rows->len > 0) == (node->kind == NYSTA_NODE_EXISTS));
}

static const NystaTerm *
sum (At at, Row row, const NystaNode *node)
{
  gint64 total = 0;

  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      const NystaTerm *term = value (at, row, child);

      if (term == NULL || !is_integer (term))
        return NULL;
      total += child->joined == NYSTA_OP_SUBTRACT ? -atoi (term->value)
                                                  : atoi (term->value);
    }
  return integer (at.naive, total);
}

static const NystaTerm *
value (At at, Row row, const NystaNode *node)
{
  int one = -1;

  switch (node->kind)
    {
    case NYSTA_NODE_VAR:
      return row[node->number] != NULL ? row[node->number] : at.outer[node->number];
    case NYSTA_NODE_IRI:
    case NYSTA_NODE_LITERAL:
      return naive_term (at.naive, node->term);
    case NYSTA_NODE_OR:
    case NYSTA_NODE_AND:
      return connective (at, row, node);
    case NYSTA_NODE_RELATIONAL:
      return compare (at, value (at, row, node->first), value (at, row, node->last),
                      node->op);
    case NYSTA_NODE_IN:
    case NYSTA_NODE_NOT_IN:
      return member (at, row, node);
    case NYSTA_NODE_ADDITIVE:
      return sum (at, row, node);
    case NYSTA_NODE_UNARY:
      one = truth (value (at, row, node->first));
      return one == -1 ? NULL : boolean (at.naive, !one);
    case NYSTA_NODE_EXISTS:
    case NYSTA_NODE_NOT_EXISTS:
      return exists (at, row, node);
    default:
      return call (at, row, node);
    }
}

static gboolean
meets (At at, Row row, const NystaAlgebra *node)
{
  for (guint i = 0; i < node->n_conditions; i++)
    if (truth (value (at, row, node->conditions[i])) != 1)
      return FALSE;
  return TRUE;
}

/* --- leaves ------------------------------------------------------------------------------------ */

/* Bind @slot to @term in @row; FALSE if it is another one. */
static gboolean
bind (At at, Row row, const NystaSlot *slot, const NystaTerm *term)
{
  if (slot->kind == NYSTA_SLOT_TERM)
    return naive_term (at.naive, slot->term) == term;
  if (at.outer[slot->variable] != NULL)
    return at.outer[slot->variable] == term;
  if (row[slot->variable] != NULL)
    return row[slot->variable] == term;
  row[slot->variable] = term;
  return TRUE;
}

/* All names of graphs, each once, that @slot may be, with a row that has it. NONE: the one
 * that it stands in. */
static GPtrArray *
graphs_of (At at, const NystaSlot *slot, GPtrArray **out_rows)
{
  GPtrArray *graphs = g_ptr_array_new ();

  *out_rows = g_ptr_array_new ();
  if (slot->kind == NYSTA_SLOT_NONE)
    {
      g_ptr_array_add (graphs, (gpointer) at.graph);
      g_ptr_array_add (*out_rows, row_copy (at.naive, NULL));
      return graphs;
    }
  for (guint i = 0; i < at.naive->quads->len; i++)
    {
      const NystaTerm *graph = g_array_index (at.naive->quads, NaiveQuad, i).terms[3];
      Row row = row_copy (at.naive, NULL);

      if (graph == NULL || g_ptr_array_find (graphs, graph, NULL) ||
          !bind (at, row, slot, graph))
        continue;
      g_ptr_array_add (graphs, (gpointer) graph);
      g_ptr_array_add (*out_rows, row);
    }
  return graphs;
}

/* The triples of @graph (NULL: of all), each once */
static GArray *
triples_of (const Naive *naive, const NystaTerm *graph)
{
  GArray *triples = g_array_new (FALSE, FALSE, sizeof (NaiveQuad));

  for (guint i = 0; i < naive->quads->len; i++)
    {
      const NaiveQuad quad = g_array_index (naive->quads, NaiveQuad, i);
      gboolean known = graph != NULL && quad.terms[3] != graph;

      for (guint k = 0; k < triples->len && !known; k++)
        known = memcmp (g_array_index (triples, NaiveQuad, k).terms, quad.terms,
                        3 * sizeof quad.terms[0]) == 0;
      if (!known)
        g_array_append_val (triples, quad);
    }
  return triples;
}

static GPtrArray *
match (At at, GPtrArray *rows, const NystaAlgebraTriple *pattern, const NystaTerm *graph)
{
  g_autoptr (GArray) triples = triples_of (at.naive, graph);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < triples->len; k++)
      {
        const NaiveQuad *triple = &g_array_index (triples, NaiveQuad, k);
        Row row = row_copy (at.naive, g_ptr_array_index (rows, i));

        if (bind (at, row, &pattern->slots[0], triple->terms[0]) &&
            bind (at, row, &pattern->slots[1], triple->terms[1]) &&
            bind (at, row, &pattern->slots[2], triple->terms[2]))
          g_ptr_array_add (out, row);
      }
  g_ptr_array_unref (rows);
  return out;
}

/* §18.4: the pairs of a path as a matrix over @nodes */
static gboolean *
pairs_of (At at, const NystaNode *path, GPtrArray *nodes, GArray *triples)
{
  guint n = nodes->len;
  gboolean *pairs = g_new0 (gboolean, n * n + 1);
  gboolean *inner = NULL;

  if (path->kind == NYSTA_NODE_IRI || path->kind == NYSTA_NODE_PATH_NEGATED)
    for (guint i = 0; i < triples->len; i++)
      {
        const NaiveQuad *triple = &g_array_index (triples, NaiveQuad, i);
        guint s = 0, o = 0;
        gboolean in_set = FALSE;

        for (const NystaNode *c = path->first; c != NULL; c = c->next)
          in_set = in_set || naive_term (at.naive, c->term) == triple->terms[1];
        if (path->kind == NYSTA_NODE_IRI
              ? naive_term (at.naive, path->term) != triple->terms[1]
              : in_set)
          continue;
        g_assert_true (g_ptr_array_find (nodes, triple->terms[0], &s));
        g_assert_true (g_ptr_array_find (nodes, triple->terms[2], &o));
        pairs[s * n + o] = TRUE;
      }
  else
    {
      gboolean is_repeat = path->kind == NYSTA_NODE_PATH_REPEAT;

      inner = pairs_of (at, path->first, nodes, triples);
      for (guint i = 0; i < n * n; i++)
        pairs[path->kind == NYSTA_NODE_PATH_INVERSE ? i % n * n + i / n : i] = inner[i];
      for (guint turn = 0; turn < n && is_repeat && path->op != NYSTA_OP_ZERO_OR_ONE;
           turn++)
        for (guint i = 0; i < n * n * n; i++)
          if (inner[i / n / n * n + i / n % n] && pairs[i / n % n * n + i % n])
            pairs[i / n / n * n + i % n] = TRUE;
      for (guint i = 0; i < n && is_repeat && path->op != NYSTA_OP_ONE_OR_MORE; i++)
        pairs[i * n + i] = TRUE;
      g_free (inner);
    }
  return pairs;
}

static void
add_once (GPtrArray *nodes, const NystaTerm *term)
{
  if (term != NULL && !g_ptr_array_find (nodes, term, NULL))
    g_ptr_array_add (nodes, (gpointer) term);
}

static const NystaTerm *
constant_of (At at, const NystaSlot *slot)
{
  return slot->kind == NYSTA_SLOT_TERM ? naive_term (at.naive, slot->term)
                                       : at.outer[slot->variable];
}

static void
match_path (At at, const NystaAlgebra *node, const NystaTerm *graph, Row base,
            GPtrArray *out)
{
  g_autoptr (GArray) triples = triples_of (at.naive, graph);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  for (guint i = 0; i < triples->len; i++)
    {
      add_once (nodes, g_array_index (triples, NaiveQuad, i).terms[0]);
      add_once (nodes, g_array_index (triples, NaiveQuad, i).terms[2]);
    }
  add_once (nodes, constant_of (at, &node->path.subject));
  add_once (nodes, constant_of (at, &node->path.object));

  g_autofree gboolean *pairs = pairs_of (at, node->path.path, nodes, triples);

  for (guint i = 0; i < nodes->len * nodes->len; i++)
    {
      Row row = row_copy (at.naive, base);

      if (pairs[i] &&
          bind (at, row, &node->path.subject, g_ptr_array_index (nodes, i / nodes->len)) &&
          bind (at, row, &node->path.object, g_ptr_array_index (nodes, i % nodes->len)))
        g_ptr_array_add (out, row);
    }
}

/* BGP, PATH and the pattern of COUNT */
static GPtrArray *
evaluate_leaf (At at, const NystaAlgebra *node, const NystaSlot *graph,
               const NystaAlgebraTriple *triples, guint n)
{
  g_autoptr (GPtrArray) bases = NULL;
  g_autoptr (GPtrArray) graphs = graphs_of (at, graph, &bases);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < graphs->len; i++)
    {
      GPtrArray *rows = g_ptr_array_new ();

      if (triples == NULL)
        match_path (at, node, g_ptr_array_index (graphs, i), g_ptr_array_index (bases, i),
                    rows);
      else
        g_ptr_array_add (rows, g_ptr_array_index (bases, i));
      for (guint k = 0; k < n; k++)
        rows = match (at, rows, &triples[k], g_ptr_array_index (graphs, i));
      g_ptr_array_extend_and_steal (out, rows);
    }
  return out;
}

static GPtrArray *
evaluate_table (At at, const NystaAlgebra *node)
{
  GPtrArray *out = g_ptr_array_new ();
  guint n = node->table.n_variables;

  for (guint i = 0; i < node->table.n_rows; i++)
    {
      Row row = row_copy (at.naive, NULL);
      gboolean fits = TRUE;

      for (guint k = 0; k < n; k++)
        {
          const NystaSlot slot = { .kind = NYSTA_SLOT_VARIABLE,
                                   .variable = node->table.variables[k] };
          const NystaTerm *term = node->table.terms[i * n + k];

          fits = fits &&
                 (term == NULL || bind (at, row, &slot, naive_term (at.naive, term)));
        }
      if (fits)
        g_ptr_array_add (out, row);
    }
  return out;
}

/* --- §18.5 ---------------------------------------------------------------------------------------- */

/* NULL if they are not compatible */
static Row
merge (At at, Row a, Row b, gboolean *out_share)
{
  Row row = row_copy (at.naive, a);

  *out_share = FALSE;
  for (guint i = 0; i < width (at.naive); i++)
    {
      *out_share = *out_share || (a[i] != NULL && b[i] != NULL);
      if (a[i] != NULL && b[i] != NULL && a[i] != b[i])
        return NULL;
      if (b[i] != NULL)
        row[i] = b[i];
    }
  return row;
}

static GPtrArray *
evaluate_join (At at, const NystaAlgebra *node)
{
  GPtrArray *rows = evaluate (at, node->children[0]);

  for (guint c = 1; c < node->n_children; c++)
    {
      g_autoptr (GPtrArray) left = rows;
      g_autoptr (GPtrArray) right = evaluate (at, node->children[c]);

      rows = g_ptr_array_new ();
      for (guint i = 0; i < left->len * right->len; i++)
        {
          gboolean share = FALSE;
          Row row = merge (at, g_ptr_array_index (left, i / right->len),
                           g_ptr_array_index (right, i % right->len), &share);

          if (row != NULL)
            g_ptr_array_add (rows, (gpointer) row);
        }
    }
  return rows;
}

/* LEFT_JOIN, MINUS, SEMI_JOIN, ANTI_JOIN */
static GPtrArray *
evaluate_sides (At at, const NystaAlgebra *node)
{
  g_autoptr (GPtrArray) left = evaluate (at, node->children[0]);
  g_autoptr (GPtrArray) right = evaluate (at, node->children[1]);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < left->len; i++)
    {
      guint n = 0;

      for (guint k = 0; k < right->len; k++)
        {
          gboolean share = FALSE;
          Row row = merge (at, g_ptr_array_index (left, i), g_ptr_array_index (right, k),
                           &share);

          if (row == NULL || (node->kind == NYSTA_ALGEBRA_MINUS && !share) ||
              !meets (at, row, node))
            continue;
          n++;
          if (node->kind == NYSTA_ALGEBRA_LEFT_JOIN)
            g_ptr_array_add (out, (gpointer) row);
        }
      if ((n > 0) == (node->kind == NYSTA_ALGEBRA_SEMI_JOIN))
        g_ptr_array_add (out, g_ptr_array_index (left, i));
    }
  return out;
}

/* A pattern in which only some variables are the ones outside */
static At
behind (At at, const guint *variables, guint n)
{
  Row outer = row_copy (at.naive, NULL);

  for (guint i = 0; i < n; i++)
    outer[variables[i]] = at.outer[variables[i]];
  at.outer = outer;
  return at;
}

static gboolean
same_row (const Naive *naive, Row a, Row b)
{
  return memcmp (a, b, width (naive) * sizeof *a) == 0;
}

static GPtrArray *
distinct (At at, GPtrArray *rows)
{
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < out->len && !known; k++)
        known = same_row (at.naive, g_ptr_array_index (rows, i),
                          g_ptr_array_index (out, k));
      if (!known)
        g_ptr_array_add (out, g_ptr_array_index (rows, i));
    }
  g_ptr_array_unref (rows);
  return out;
}

static GPtrArray *
project (At at, GPtrArray *rows, const guint *variables, guint n)
{
  for (guint i = 0; i < rows->len; i++)
    {
      Row row = row_copy (at.naive, NULL);

      for (guint k = 0; k < n; k++)
        row[variables[k]] = ((Row) g_ptr_array_index (rows, i))[variables[k]];
      g_ptr_array_index (rows, i) = (gpointer) row;
    }
  return rows;
}

/* COUNT only */
static const NystaTerm *
count (At at, GPtrArray *rows, Row key, const guint *keys, guint n_keys,
       const NystaNode *expression, gboolean is_distinct)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      Row row = g_ptr_array_index (rows, i);
      gconstpointer one = row;
      gboolean in_group = TRUE;

      for (guint k = 0; k < n_keys; k++)
        in_group = in_group && row[keys[k]] == key[keys[k]];
      if (expression != NULL)
        one = value (at, row, expression);
      if (in_group && one != NULL && !(is_distinct && g_ptr_array_find (values, one, NULL)))
        g_ptr_array_add (values, (gpointer) one);
    }
  return integer (at.naive, values->len);
}

static GPtrArray *
evaluate_group (At at, const NystaAlgebra *node)
{
  const guint *keys = node->group.keys;
  guint n = node->group.n_keys;
  At inside = behind (at, keys, n);
  GPtrArray *rows = evaluate (inside, node->children[0]);
  g_autoptr (GPtrArray) all = g_ptr_array_copy (rows, NULL, NULL);
  GPtrArray *out = NULL;

  if (n == 0)
    {
      g_ptr_array_set_size (rows, 0);
      g_ptr_array_add (rows, (gpointer) row_copy (at.naive, NULL));
    }
  out = distinct (at, project (at, rows, keys, n));
  for (guint i = 0; i < out->len; i++)
    {
      Row row = g_ptr_array_index (out, i);

      for (guint k = 0; k < node->group.n_aggregates; k++)
        {
          const NystaAlgebraAggregate *a = &node->group.aggregates[k];
          g_autoptr (GPtrArray)
            distinct_rows = a->expression == NULL && a->distinct
                              ? distinct (inside, g_ptr_array_copy (all, NULL, NULL))
                              : NULL;

          row[a->variable] = count (inside, distinct_rows != NULL ? distinct_rows : all,
                                    row, keys, n, a->expression, a->distinct);
        }
    }
  return out;
}

/* As a group of the pattern's solutions */
static GPtrArray *
evaluate_count (At at, const NystaAlgebra *node)
{
  const NystaAlgebraTriple *triple = &node->count.triple;
  const NystaSlot *key = node->count.key == 3 ? &node->count.graph
                                              : &triple->slots[MAX (node->count.key, 0)];
  const NystaSlot *counted = &triple->slots[MAX (node->count.distinct, 0)];
  guint n = node->count.key >= 0;
  NystaNode variable = { .kind = NYSTA_NODE_VAR, .number = counted->variable };
  At inside = behind (at, &key->variable, n);
  g_autoptr (GPtrArray) rows = evaluate_leaf (inside, node, &node->count.graph, triple, 1);
  GPtrArray *out = g_ptr_array_new ();

  if (n > 0)
    {
      g_ptr_array_unref (out);
      out = distinct (at,
                      project (at, g_ptr_array_copy (rows, NULL, NULL), &key->variable, 1));
    }
  else
    g_ptr_array_add (out, (gpointer) row_copy (at.naive, NULL));
  for (guint i = 0; i < out->len; i++)
    {
      Row row = g_ptr_array_index (out, i);

      row[node->count.variable] = count (inside, rows, row, &key->variable, n,
                                         node->count.distinct >= 0 ? &variable : NULL,
                                         node->count.distinct >= 0);
    }
  return out;
}

static GPtrArray *
evaluate_graph (At at, const NystaAlgebra *node)
{
  g_autoptr (GPtrArray) bases = NULL;
  g_autoptr (GPtrArray) graphs = graphs_of (at, &node->graph, &bases);
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < graphs->len; i++)
    {
      At inside = at;

      inside.graph = g_ptr_array_index (graphs, i);

      g_autoptr (GPtrArray) rows = evaluate (inside, node->children[0]);

      for (guint k = 0; k < rows->len; k++)
        {
          gboolean share = FALSE;
          Row row = merge (at, g_ptr_array_index (rows, k), g_ptr_array_index (bases, i),
                           &share);

          if (row != NULL)
            g_ptr_array_add (out, (gpointer) row);
        }
    }
  return out;
}

static GPtrArray *
evaluate_filter (At at, const NystaAlgebra *node)
{
  GPtrArray *rows = evaluate (at, node->children[0]);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    if (meets (at, g_ptr_array_index (rows, i), node))
      g_ptr_array_index (rows, n++) = g_ptr_array_index (rows, i);
  g_ptr_array_set_size (rows, (gint) n);
  return rows;
}

static GPtrArray *
evaluate_extend (At at, const NystaAlgebra *node)
{
  GPtrArray *rows = evaluate (at, node->children[0]);

  for (guint i = 0; i < rows->len; i++)
    {
      Row row = row_copy (at.naive, g_ptr_array_index (rows, i));

      row[node->extend.variable] = value (at, row, node->extend.expression);
      g_ptr_array_index (rows, i) = (gpointer) row;
    }
  return rows;
}

static GPtrArray *
evaluate_union (At at, const NystaAlgebra *node)
{
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < node->n_children; i++)
    g_ptr_array_extend_and_steal (out, evaluate (at, node->children[i]));
  return out;
}

static GPtrArray *
evaluate (At at, const NystaAlgebra *node)
{
  GPtrArray *unit = NULL;

  switch (node->kind)
    {
    case NYSTA_ALGEBRA_UNIT:
      unit = g_ptr_array_new ();
      g_ptr_array_add (unit, (gpointer) row_copy (at.naive, NULL));
      return unit;
    case NYSTA_ALGEBRA_EMPTY:
      return g_ptr_array_new ();
    case NYSTA_ALGEBRA_BGP:
      return evaluate_leaf (at, node, &node->bgp.graph, node->bgp.triples,
                            node->bgp.n_triples);
    case NYSTA_ALGEBRA_PATH:
      return evaluate_leaf (at, node, &node->path.graph, NULL, 0);
    case NYSTA_ALGEBRA_TABLE:
      return evaluate_table (at, node);
    case NYSTA_ALGEBRA_COUNT:
      return evaluate_count (at, node);
    case NYSTA_ALGEBRA_JOIN:
      return evaluate_join (at, node);
    case NYSTA_ALGEBRA_LEFT_JOIN:
    case NYSTA_ALGEBRA_MINUS:
    case NYSTA_ALGEBRA_SEMI_JOIN:
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return evaluate_sides (at, node);
    case NYSTA_ALGEBRA_UNION:
      return evaluate_union (at, node);
    case NYSTA_ALGEBRA_FILTER:
      return evaluate_filter (at, node);
    case NYSTA_ALGEBRA_EXTEND:
      return evaluate_extend (at, node);
    case NYSTA_ALGEBRA_GRAPH:
      return evaluate_graph (at, node);
    case NYSTA_ALGEBRA_GROUP:
      return evaluate_group (at, node);
    case NYSTA_ALGEBRA_PROJECT:
      return project (
        at,
        evaluate (behind (at, node->project.numbers, node->project.n), node->children[0]),
        node->project.numbers, node->project.n);
    case NYSTA_ALGEBRA_DISTINCT:
      return distinct (at, evaluate (at, node->children[0]));
    default: /* ORDER: the answer is sorted. */
      g_assert (node->kind == NYSTA_ALGEBRA_ORDER);
      return evaluate (at, node->children[0]);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
naive_answer (Naive *naive, const NystaAlgebraQuery *query)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  naive->query = query;

  At at = { naive, NULL, row_copy (naive, NULL) };
  g_autoptr (GPtrArray) rows = evaluate (at, query->root);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint k = 0; k < query->n_columns; k++)
        {
          const NystaTerm *term = ((Row) g_ptr_array_index (rows, i))[query->columns[k]];

          if (term != NULL)
            nysta_term_append_ntriples (term, line);
          g_string_append_c (line, '\t');
        }
      g_ptr_array_add (lines, g_string_free (g_steal_pointer (&line), FALSE));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  g_ptr_array_set_size (naive->garbage, 0);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
