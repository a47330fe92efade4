/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * memory-dataset.c: statements as sorted arrays of ids. An order is made when the first
 * pattern asks for it, so a query pays for the two or three that it uses.
 */
#include "store/dataset.h"

#include <string.h>

#include "rdf/vocabulary.h"
#include "store/memory-terms.h"

/* Until rows are sorted, terms are numbers of 32 bits; the unnamed graph takes the highest. */
#define UNNAMED G_MAXUINT32

/* A statement as it came: numbers of the term table. */
typedef struct
{
  guint32 number[4];
} Numbers;

/* A statement in an order: a row as it is given out. */
typedef union
{
  NystaQuad quad;
  NystaTermId field[4];
} Row;

G_STATIC_ASSERT (sizeof (NystaQuad) == 4 * sizeof (NystaTermId));

#define SUBJECT NYSTA_FIELD_SUBJECT
#define PREDICATE NYSTA_FIELD_PREDICATE
#define OBJECT NYSTA_FIELD_OBJECT
#define GRAPH NYSTA_FIELD_GRAPH

/* Which statements an order holds. */
typedef enum
{
  SCOPE_GRAPH, /* all, graph first: for one given graph */
  SCOPE_NAMED, /* those of named graphs, graph last */
  SCOPE_UNION, /* each triple once, graph left out */
  N_SCOPES
} Scope;

#define N_ROTATIONS 3
static const NystaField rotations[N_ROTATIONS][3] = {
  { SUBJECT, PREDICATE, OBJECT },
  { PREDICATE, OBJECT, SUBJECT },
  { OBJECT, SUBJECT, PREDICATE },
};

/* Indexed by bound fields, bit 0 subject, bit 1 predicate, bit 2 object: the rotation
 * that begins with exactly these. */
static const guint rotation_for[8] = { 0, 0, 1, 0, 2, 2, 1, 0 };

typedef struct
{
  gboolean made;
  NystaField fields[4];
  guint n_fields;
  Row *rows;
  gsize n_rows;
} Order;

typedef struct
{
  NystaDataset parent;
  gatomicrefcount ref_count;
  NystaMemoryTerms terms;
  GArray *quads; /* Numbers in the sequence of NystaField */
  Order orders[N_SCOPES][N_ROTATIONS];
} MemoryDataset;

typedef struct
{
  NystaCursor parent;
  NystaDataset *dataset;
  const Order *order;
  gsize next_row;
  gsize end_row;
  guint n_bound; /* fields that the pattern binds: they come first */
} MemoryCursor;

struct NystaMemoryBuilder
{
  NystaTermTable *terms;
  GArray *quads;
  guint32 last_subject; /* 0: none yet. Statements come in runs of one subject… */
  guint32 last_graph;   /* …and of one graph. */
};

/* Sort @rows, which are ranks in the sequence of an order, the last field first: stable, and
 * linear because ranks leave no gaps. @n_keys: one more than the highest rank. */
static void
ranks_sort (Numbers **inout_rows, gsize n_rows, guint n_fields, gsize n_keys)
{
  g_autofree gsize *starts = g_new (gsize, n_keys + 1);
  g_autofree Numbers *other = g_new (Numbers, MAX (n_rows, 1));

  for (guint k = n_fields; k-- > 0;)
    {
      Numbers *rows = *inout_rows;

      memset (starts, 0, (n_keys + 1) * sizeof (gsize));
      for (gsize i = 0; i < n_rows; i++)
        starts[rows[i].number[k] + 1]++;
      for (gsize i = 1; i < n_keys + 1; i++)
        starts[i] += starts[i - 1];
      for (gsize i = 0; i < n_rows; i++)
        other[starts[rows[i].number[k]]++] = rows[i];
      *inout_rows = other;
      other = rows;
    }
}

/* Ranks of the statements of @order's scope, sorted as it says. (transfer full) */
static Numbers *
sorted_ranks (const MemoryDataset *memory, Scope scope, const Order *order,
              gsize *out_n_rows)
{
  guint32 n_terms = nysta_term_table_size (memory->terms.table);
  const Numbers *quads = (const Numbers *) memory->quads->data;
  Numbers *rows = g_new (Numbers, MAX (memory->quads->len, 1));
  gsize n_rows = 0;

  for (gsize i = 0; i < memory->quads->len; i++)
    {
      if (scope == SCOPE_NAMED && quads[i].number[GRAPH] == UNNAMED)
        continue;
      for (guint k = 0; k < order->n_fields; k++)
        {
          guint32 number = quads[i].number[order->fields[k]];

          rows[n_rows].number[k] = number == UNNAMED ? n_terms
                                                     : memory->terms.ranks[number];
        }
      n_rows++;
    }
  ranks_sort (&rows, n_rows, order->n_fields, (gsize) n_terms + 1);
  *out_n_rows = n_rows;
  return rows;
}

/* Those that are told apart by the first @n_fields, as ids. */
static void
fill_order (const MemoryDataset *memory, Order *order, const Numbers *ranks, gsize n_rows)
{
  gsize n_bytes = order->n_fields * sizeof (guint32);
  gsize n_kept = 0;

  for (gsize i = 0; i < n_rows; i++)
    n_kept += i == 0 || memcmp (&ranks[i - 1], &ranks[i], n_bytes) != 0;
  order->rows = g_new (Row, MAX (n_kept, 1));
  for (gsize i = 0; i < n_rows; i++)
    {
      Row *row = &order->rows[order->n_rows];

      if (i > 0 && memcmp (&ranks[i - 1], &ranks[i], n_bytes) == 0)
        continue;
      row->field[GRAPH] = NYSTA_UNION;
      for (guint k = 0; k < order->n_fields; k++)
        row->field[order->fields[k]] = memory->terms.ids[ranks[i].number[k]];
      order->n_rows++;
    }
}

static const Order *
order_get (MemoryDataset *memory, Scope scope, guint rotation)
{
  Order *order = &memory->orders[scope][rotation];
  gsize n_rows = 0;

  if (order->made)
    return order;
  nysta_memory_terms_rank (&memory->terms);

  if (scope == SCOPE_GRAPH)
    order->fields[order->n_fields++] = GRAPH;
  for (guint i = 0; i < 3; i++)
    order->fields[order->n_fields++] = rotations[rotation][i];
  if (scope == SCOPE_NAMED)
    order->fields[order->n_fields++] = GRAPH;

  g_autofree Numbers *ranks = sorted_ranks (memory, scope, order, &n_rows);

  fill_order (memory, order, ranks, n_rows);
  order->made = TRUE;
  return order;
}

static gboolean
is_before (const Order *order, gsize row, const NystaTermId *keys, guint n_keys,
           gboolean past)
{
  for (guint i = 0; i < n_keys; i++)
    {
      NystaTermId id = order->rows[row].field[order->fields[i]];

      if (id != keys[i])
        return id < keys[i];
    }
  return past;
}

/* First row from @low on whose first @n_keys are not less (or, with @past, greater) than @keys.
 * From within the rows it goes in steps that double: what is looked for is mostly near. */
static gsize
order_search (const Order *order, gsize low, const NystaTermId *keys, guint n_keys,
              gboolean past)
{
  gsize high = order->n_rows;

  for (gsize step = 1; (low > 0 || past) && low + step <= high; step *= 2)
    {
      if (!is_before (order, low + step - 1, keys, n_keys, past))
        {
          high = low + step - 1;
          break;
        }
      low += step;
    }
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (is_before (order, middle, keys, n_keys, past))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The rows of some order that match @pattern: always one unbroken stretch. */
static const Order *
find_rows (MemoryDataset *memory, const NystaQuad *pattern, gsize *out_first,
           gsize *out_end)
{
  Scope scope = pattern->graph == NYSTA_UNION ? SCOPE_UNION
                : pattern->graph == NYSTA_ANY ? SCOPE_NAMED
                                              : SCOPE_GRAPH;
  guint bound = (pattern->subject != NYSTA_ANY ? 1 : 0) |
                (pattern->predicate != NYSTA_ANY ? 2 : 0) |
                (pattern->object != NYSTA_ANY ? 4 : 0);
  const Order *order = order_get (memory, scope, rotation_for[bound]);
  const NystaTermId wanted[4] = { pattern->subject, pattern->predicate, pattern->object,
                                  pattern->graph };
  NystaTermId keys[4] = { 0 };
  guint n_keys = 0;

  *out_first = *out_end = 0;
  for (guint i = 0; i < order->n_fields; i++)
    {
      NystaField field = order->fields[i];

      if (wanted[field] == NYSTA_ANY || (field == GRAPH && scope == SCOPE_NAMED))
        break;
      keys[n_keys++] = wanted[field];
    }
  *out_first = order_search (order, 0, keys, n_keys, FALSE);
  *out_end = order_search (order, *out_first, keys, n_keys, TRUE);
  return order;
}

static NystaDataset *
memory_ref (NystaDataset *dataset)
{
  g_atomic_ref_count_inc (&((MemoryDataset *) dataset)->ref_count);
  return dataset;
}

static void
memory_unref (NystaDataset *dataset)
{
  MemoryDataset *memory = (MemoryDataset *) dataset;

  if (!g_atomic_ref_count_dec (&memory->ref_count))
    return;
  for (guint scope = 0; scope < N_SCOPES; scope++)
    for (guint rotation = 0; rotation < N_ROTATIONS; rotation++)
      g_free (memory->orders[scope][rotation].rows);
  g_array_unref (memory->quads);
  nysta_memory_terms_clear (&memory->terms);
  g_free (memory);
}

static NystaTermId
memory_lookup (NystaDataset *dataset, const NystaTerm *term)
{
  return nysta_memory_terms_lookup (&((MemoryDataset *) dataset)->terms, term);
}

static gboolean
memory_term (NystaDataset *dataset, NystaTermId id, NystaTerm *out_term)
{
  return nysta_memory_terms_get (&((MemoryDataset *) dataset)->terms, id, out_term);
}

static gboolean
memory_read_term (NystaDataset *dataset, NystaTermId id, GString *buffer,
                  NystaTerm *out_term)
{
  return memory_term (dataset, id, out_term);
}

static guint64
memory_estimate (NystaDataset *dataset, const NystaQuad *pattern)
{
  gsize first = 0;
  gsize end = 0;

  find_rows ((MemoryDataset *) dataset, pattern, &first, &end);
  return end - first;
}

/* Rows that differ from the one before in field @changing, or in one that stands before it:
 * what is distinct of it in a sorted stretch. */
static guint64
count_changes (const Order *order, gsize first, gsize end, guint changing)
{
  guint64 n = 0;

  for (gsize i = first; i < end; i++)
    {
      gboolean differs = i == first;

      for (guint k = 0; k <= changing && !differs; k++)
        differs = order->rows[i].field[order->fields[k]] !=
                  order->rows[i - 1].field[order->fields[k]];
      n += differs;
    }
  return n;
}

/* Distinct subjects of a predicate: no order has them in sequence. */
static guint64
count_subjects (const Order *order, gsize first, gsize end)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (gsize i = first; i < end; i++)
    g_hash_table_add (seen, &((Row *) order->rows)[i].quad.subject);
  return g_hash_table_size (seen);
}

static guint64
memory_statistic (NystaDataset *dataset, NystaStatistic statistic, NystaTermId id)
{
  MemoryDataset *memory = (MemoryDataset *) dataset;
  const NystaTerm type = nysta_iri (RDF_TYPE);
  NystaQuad pattern = { .graph = NYSTA_UNION };
  gsize first = 0;
  gsize end = 0;

  if (statistic == NYSTA_STATISTIC_QUADS)
    {
      pattern.graph = NYSTA_ANY;
      find_rows (memory, &pattern, &first, &end);
      pattern.graph = NYSTA_UNNAMED;
      return end - first + memory_estimate (dataset, &pattern);
    }
  if (statistic == NYSTA_STATISTIC_GRAPH_TRIPLES)
    pattern.graph = id;
  else if (statistic == NYSTA_STATISTIC_CLASS_INSTANCES)
    pattern = (NystaQuad){ .predicate = memory_lookup (dataset, &type),
                           .object = id,
                           .graph = NYSTA_UNION };
  else if (statistic != NYSTA_STATISTIC_TRIPLES)
    pattern.predicate = id;
  if (statistic == NYSTA_STATISTIC_CLASS_INSTANCES && pattern.predicate == NYSTA_ANY)
    return 0;

  const Order *order = find_rows (memory, &pattern, &first, &end);

  if (statistic == NYSTA_STATISTIC_PREDICATE_OBJECTS)
    return count_changes (order, first, end, 1);
  if (statistic == NYSTA_STATISTIC_PREDICATE_SUBJECTS)
    return count_subjects (order, first, end);
  return end - first;
}

static gsize
memory_graphs (NystaDataset *dataset, NystaTermId after, NystaTermId *out_graphs,
               gsize max_graphs)
{
  const Order *order = order_get ((MemoryDataset *) dataset, SCOPE_GRAPH, 0);
  gsize row = order_search (order, 0, &after, 1, TRUE);
  gsize n = 0;

  while (n < max_graphs && row < order->n_rows &&
         order->rows[row].quad.graph != NYSTA_UNNAMED)
    {
      out_graphs[n] = order->rows[row].quad.graph;
      row = order_search (order, row, &out_graphs[n++], 1, TRUE);
    }
  return n;
}

static gboolean
memory_check (NystaDataset *dataset, GError **error)
{
  return TRUE;
}

static gsize
cursor_next (NystaCursor *cursor, NystaQuad *out_rows, gsize max_rows)
{
  MemoryCursor *memory = (MemoryCursor *) cursor;
  gsize n = MIN (max_rows, memory->end_row - memory->next_row);

  if (n > 0)
    memcpy (out_rows, memory->order->rows + memory->next_row, n * sizeof *out_rows);
  memory->next_row += n;
  return n;
}

static void
cursor_seek (NystaCursor *cursor, const NystaQuad *row)
{
  MemoryCursor *memory = (MemoryCursor *) cursor;
  const Order *order = memory->order;
  const NystaTermId wanted[4] = { row->subject, row->predicate, row->object, row->graph };
  NystaTermId keys[4] = { 0 };

  if (memory->next_row == memory->end_row)
    return;
  for (guint k = 0; k < order->n_fields; k++)
    keys[k] = k < memory->n_bound ? order->rows[memory->next_row].field[order->fields[k]]
                                  : wanted[order->fields[k]];
  memory->next_row = MIN (
    memory->end_row, order_search (order, memory->next_row, keys, order->n_fields, FALSE));
}

static void
cursor_free (NystaCursor *cursor)
{
  nysta_dataset_unref (((MemoryCursor *) cursor)->dataset);
  g_free (cursor);
}

static const NystaCursorClass memory_cursor_class = {
  .next = cursor_next,
  .seek = cursor_seek,
  .free = cursor_free,
};

static NystaCursor *
memory_scan (NystaDataset *dataset, const NystaQuad *pattern)
{
  MemoryCursor *cursor = g_new0 (MemoryCursor, 1);

  cursor->parent.klass = &memory_cursor_class;
  cursor->dataset = nysta_dataset_ref (dataset);
  cursor->order = find_rows ((MemoryDataset *) dataset, pattern, &cursor->next_row,
                             &cursor->end_row);
  for (guint k = 0; k < cursor->order->n_fields; k++)
    cursor->parent.order[k] = cursor->order->fields[k];
  if (cursor->order->n_fields == 3)
    cursor->parent.order[3] = GRAPH;
  cursor->n_bound = (pattern->subject != NYSTA_ANY) + (pattern->predicate != NYSTA_ANY) +
                    (pattern->object != NYSTA_ANY) +
                    (pattern->graph != NYSTA_ANY && pattern->graph != NYSTA_UNION);
  return &cursor->parent;
}

static const NystaDatasetClass memory_class = {
  .ref = memory_ref,
  .unref = memory_unref,
  .lookup = memory_lookup,
  .term = memory_term,
  .read_term = memory_read_term,
  .scan = memory_scan,
  .estimate = memory_estimate,
  .statistic = memory_statistic,
  .graphs = memory_graphs,
  .has_exact_statistics = TRUE,
  .check = memory_check,
};

NystaMemoryBuilder *
nysta_memory_builder_new (void)
{
  NystaMemoryBuilder *builder = g_new0 (NystaMemoryBuilder, 1);

  builder->terms = nysta_term_table_new ();
  builder->quads = g_array_new (FALSE, FALSE, sizeof (Numbers));
  return builder;
}

/* @term, which is most likely the same as the last time. */
static guint32
add_likely (NystaTermTable *terms, const NystaTerm *term, guint32 *inout_last)
{
  const NystaTerm *last = nysta_term_table_get (terms, *inout_last);

  if (last == NULL || !nysta_term_equal (last, term))
    *inout_last = nysta_term_table_add (terms, term);
  return *inout_last;
}

void
nysta_memory_builder_add (NystaMemoryBuilder *builder, const NystaStatement *statement)
{
  NystaTermTable *terms = builder->terms;
  Numbers row = { { add_likely (terms, &statement->subject, &builder->last_subject),
                    nysta_term_table_add (terms, &statement->predicate),
                    nysta_term_table_add (terms, &statement->object),
                    statement->graph.kind == NYSTA_TERM_NONE
                      ? UNNAMED
                      : add_likely (terms, &statement->graph, &builder->last_graph) } };

  g_array_append_val (builder->quads, row);
}

gsize
nysta_memory_builder_bytes (const NystaMemoryBuilder *builder)
{
  enum
  {
    N_ORDERS = 3
  };

  return nysta_term_table_bytes (builder->terms) +
         (gsize) nysta_term_table_size (builder->terms) *
           (sizeof (NystaTermId) + sizeof (guint32)) +
         (gsize) builder->quads->len * (sizeof (Numbers) + N_ORDERS * sizeof (Row));
}

NystaDataset *
nysta_memory_builder_finish (NystaMemoryBuilder *builder)
{
  MemoryDataset *memory = g_new0 (MemoryDataset, 1);

  memory->parent.klass = &memory_class;
  g_atomic_ref_count_init (&memory->ref_count);
  memory->terms.table = g_steal_pointer (&builder->terms);
  memory->quads = g_steal_pointer (&builder->quads);
  nysta_memory_builder_free (builder);
  return &memory->parent;
}

void
nysta_memory_builder_free (NystaMemoryBuilder *builder)
{
  if (builder == NULL)
    return;
  nysta_term_table_free (builder->terms);
  if (builder->quads != NULL)
    g_array_unref (builder->quads);
  g_free (builder);
}
