/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* store-dataset.c: a store as of one commit, behind dataset.h. order.h says which table
 * answers which pattern. */
#include "store/store-internal.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/vocabulary.h"
#include "store/dictionary.h"
#include "store/text-search.h"

/* Rows read at once: they stay in the processor's first cache. */
#define BATCH_ROWS 128

/* Decoding more than are asked for is lost when there are but one or two. */
#define MIN_BATCH_ROWS 4

typedef struct
{
  NystaDataset parent;
  gatomicrefcount ref_count;
  NystaEnvironment *environment;
  MDB_txn *txn;
  const NystaTables *tables;
  NystaDictionary *dictionary;
  GHashTable *terms; /* NystaTermId -> NystaTerm, in @strings: those handed out */
  GStringChunk *strings;
  GString *buffer;
  NystaTermId type_id; /* rdf:type's; 0: not asked for yet, or not there */
  gboolean has_words;
  gboolean damaged;
} StoreDataset;

/* What of a table's rows is wanted besides the stretch. */
typedef enum
{
  ROWS_ALL,
  ROWS_UNION,   /* each triple once */
  ROWS_NAMED,   /* of named graphs */
  ROWS_FILTERED /* with the ids of @wanted, where they are not NYSTA_ANY */
} RowChoice;

typedef struct
{
  NystaCursor parent;
  StoreDataset *dataset;
  NystaOrderCursor rows;
  NystaOrder order;
  RowChoice choice;
  guint8 place[4]; /* where in a row the subject, predicate, object and graph are */
  NystaRow wanted; /* ROWS_FILTERED */
  NystaRow last;   /* ROWS_UNION: the last row yielded */
  guint n_prefix;
  gboolean has_last;
  gboolean is_empty;
  gsize n_ready; /* of @ready, read and not yet looked at */
  gsize next_ready;
  NystaRow ready[BATCH_ROWS];
} StoreCursor;

/* --- which table ------------------------------------------------------------ */

/* By bound fields: bit 0 subject, bit 1 predicate, bit 2 object. */
static const NystaOrder union_order[8] = {
  NYSTA_ORDER_SPOG, NYSTA_ORDER_SPOG, NYSTA_ORDER_POSG, NYSTA_ORDER_SPOG,
  NYSTA_ORDER_OSPG, NYSTA_ORDER_OSPG, NYSTA_ORDER_POSG, NYSTA_ORDER_SPOG,
};

/* A pattern, as a stretch of one table and what to do with its rows. */
typedef struct
{
  NystaOrder order;
  NystaRow fields; /* the pattern's ids in the table's sequence, NYSTA_ANY where free */
  guint n_prefix;
  RowChoice choice;
  gboolean is_empty;
} Stretch;

static gboolean
is_id (NystaTermId id)
{
  return id >> (8 * NYSTA_ID_BYTES) == 0;
}

/* @graph: as rows have it, 0 the unnamed one; only with @has_graph. */
static Stretch
stretch_of (const NystaQuad *pattern, NystaOrder order, gboolean has_graph,
            NystaTermId graph)
{
  const NystaTermId ids[4] = { pattern->subject, pattern->predicate, pattern->object,
                               graph };
  Stretch stretch = { .order = order };
  gboolean bound = TRUE;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      NystaField field = nysta_order_fields[order][i];

      stretch.fields.ids[i] = ids[field];
      bound = bound && (field == NYSTA_FIELD_GRAPH ? has_graph : ids[field] != NYSTA_ANY);
      stretch.n_prefix += bound;
    }
  return stretch;
}

static guint64
graph_size (StoreDataset *dataset, NystaTermId graph)
{
  return nysta_counts_get (dataset->txn, dataset->tables, NYSTA_COUNT_GRAPH_TRIPLES, graph);
}

static guint64
stretch_size (StoreDataset *dataset, const Stretch *stretch)
{
  return nysta_order_estimate (dataset->txn, dataset->tables, stretch->order,
                               &stretch->fields, stretch->n_prefix);
}

/* Within one graph, by its own table, or by the union's if that has less to filter or the
 * graph is large. */
static Stretch
choose_in_graph (StoreDataset *dataset, const NystaQuad *pattern, guint bound,
                 NystaTermId graph)
{
  Stretch own = stretch_of (pattern, NYSTA_ORDER_GSPO, TRUE, graph);
  Stretch shared = stretch_of (pattern, union_order[bound], TRUE, graph);
  gboolean own_is_exact = bound == 0 || bound == 1 || bound == 3 || bound == 7;
  guint64 n = own_is_exact ? 0 : graph_size (dataset, graph);

  if (own_is_exact)
    return own;
  own.choice = ROWS_FILTERED;
  shared.choice = ROWS_FILTERED;
  if (own.n_prefix > 1)
    return own;
  return n > NYSTA_MAX_FILTERED_GRAPH || stretch_size (dataset, &shared) < n ? shared : own;
}

static Stretch
choose_stretch (StoreDataset *dataset, const NystaQuad *pattern)
{
  guint bound = (pattern->subject != NYSTA_ANY ? 1 : 0) |
                (pattern->predicate != NYSTA_ANY ? 2 : 0) |
                (pattern->object != NYSTA_ANY ? 4 : 0);
  Stretch stretch = { .is_empty = TRUE };

  if (!is_id (pattern->subject) || !is_id (pattern->predicate) || !is_id (pattern->object))
    return stretch;
  if (pattern->graph == NYSTA_UNION || pattern->graph == NYSTA_ANY)
    {
      stretch = stretch_of (pattern, union_order[bound], FALSE, 0);
      stretch.choice = pattern->graph == NYSTA_ANY ? ROWS_NAMED : ROWS_UNION;
      return stretch;
    }
  if (pattern->graph == NYSTA_UNNAMED)
    return choose_in_graph (dataset, pattern, bound, 0);
  return is_id (pattern->graph) ? choose_in_graph (dataset, pattern, bound, pattern->graph)
                                : stretch;
}

/* --- cursors ---------------------------------------------------------------- */

static inline void
yield (const StoreCursor *cursor, const NystaRow *row, NystaTermId graph,
       NystaQuad *out_quad)
{
  *out_quad = (NystaQuad){ .subject = row->ids[cursor->place[NYSTA_FIELD_SUBJECT]],
                           .predicate = row->ids[cursor->place[NYSTA_FIELD_PREDICATE]],
                           .object = row->ids[cursor->place[NYSTA_FIELD_OBJECT]],
                           .graph = graph };
}

/* Rows of one triple stand together: the first is enough. */
static gsize
take_union (StoreCursor *cursor, const NystaRow *rows, gsize n_rows, NystaQuad *out_quads)
{
  const NystaRow *before = cursor->has_last ? &cursor->last : NULL;
  gsize n = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      if (before == NULL || nysta_row_compare (&rows[i], before, 3) != 0)
        yield (cursor, &rows[i], NYSTA_UNION, &out_quads[n++]);
      before = &rows[i];
    }
  cursor->last = rows[n_rows - 1];
  cursor->has_last = TRUE;
  return n;
}

static gboolean
fits (const StoreCursor *cursor, const NystaRow *row)
{
  for (guint i = cursor->n_prefix; i < NYSTA_ROW_FIELDS; i++)
    if (cursor->wanted.ids[i] != row->ids[i] &&
        (cursor->wanted.ids[i] != NYSTA_ANY || i == cursor->place[NYSTA_FIELD_GRAPH]))
      return FALSE;
  return TRUE;
}

static gsize
take_some (const StoreCursor *cursor, const NystaRow *rows, gsize n_rows,
           NystaQuad *out_quads)
{
  guint8 place = cursor->place[NYSTA_FIELD_GRAPH];
  gsize n = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      NystaTermId graph = rows[i].ids[place];

      if ((cursor->choice == ROWS_NAMED && graph == 0) ||
          (cursor->choice == ROWS_FILTERED && !fits (cursor, &rows[i])))
        continue;
      yield (cursor, &rows[i], graph == 0 ? NYSTA_UNNAMED : graph, &out_quads[n++]);
    }
  return n;
}

static gsize
cursor_next (NystaCursor *parent, NystaQuad *out_rows, gsize max_rows)
{
  StoreCursor *cursor = (StoreCursor *) parent;
  gsize n = 0;

  while (n < max_rows && !cursor->is_empty)
    {
      if (cursor->next_ready == cursor->n_ready)
        {
          cursor->next_ready = 0;
          cursor->n_ready = nysta_order_cursor_read (
            &cursor->rows, cursor->ready, CLAMP (max_rows - n, MIN_BATCH_ROWS, BATCH_ROWS));
          cursor->is_empty = cursor->n_ready == 0;
          cursor->dataset->damaged |= cursor->rows.damaged;
        }

      gsize n_looked = MIN (max_rows - n, cursor->n_ready - cursor->next_ready);
      const NystaRow *rows = cursor->ready + cursor->next_ready;

      if (n_looked > 0)
        n += cursor->choice == ROWS_UNION
               ? take_union (cursor, rows, n_looked, out_rows + n)
               : take_some (cursor, rows, n_looked, out_rows + n);
      cursor->next_ready += n_looked;
    }
  return n;
}

static void
cursor_seek (NystaCursor *parent, const NystaQuad *quad)
{
  StoreCursor *cursor = (StoreCursor *) parent;
  NystaRow row = { 0 };

  if (cursor->is_empty)
    return;
  row.ids[cursor->place[NYSTA_FIELD_SUBJECT]] = quad->subject;
  row.ids[cursor->place[NYSTA_FIELD_PREDICATE]] = quad->predicate;
  row.ids[cursor->place[NYSTA_FIELD_OBJECT]] = quad->object;
  /* A union's row stands for that of any graph. */
  row.ids[cursor->place[NYSTA_FIELD_GRAPH]] = is_id (quad->graph) ? quad->graph : 0;
  for (guint i = 0; i < cursor->n_prefix; i++)
    row.ids[i] = cursor->wanted.ids[i];

  while (cursor->next_ready < cursor->n_ready)
    {
      if (nysta_row_compare (&cursor->ready[cursor->next_ready], &row, NYSTA_ROW_FIELDS) >=
          0)
        return;
      cursor->next_ready++;
    }
  nysta_order_cursor_seek (&cursor->rows, &row);
}

static void
cursor_free (NystaCursor *parent)
{
  StoreCursor *cursor = (StoreCursor *) parent;

  nysta_order_cursor_clear (&cursor->rows);
  nysta_dataset_unref (&cursor->dataset->parent);
  g_free (cursor);
}

static const NystaCursorClass cursor_class = {
  .next = cursor_next,
  .seek = cursor_seek,
  .free = cursor_free,
};

/* --- the dataset ------------------------------------------------------------ */

static NystaDataset *
dataset_ref (NystaDataset *parent)
{
  g_atomic_ref_count_inc (&((StoreDataset *) parent)->ref_count);
  return parent;
}

static void
dataset_unref (NystaDataset *parent)
{
  StoreDataset *dataset = (StoreDataset *) parent;

  if (!g_atomic_ref_count_dec (&dataset->ref_count))
    return;
  nysta_dictionary_free (dataset->dictionary);
  nysta_environment_abort (dataset->environment, dataset->txn);
  nysta_environment_unref (dataset->environment);
  g_hash_table_unref (dataset->terms);
  g_string_chunk_free (dataset->strings);
  g_string_free (dataset->buffer, TRUE);
  g_free (dataset);
}

static NystaTermId
dataset_lookup (NystaDataset *parent, const NystaTerm *term)
{
  return nysta_dictionary_find (((StoreDataset *) parent)->dictionary, term);
}

static gboolean
dataset_read_term (NystaDataset *parent, NystaTermId id, GString *buffer,
                   NystaTerm *out_term)
{
  StoreDataset *dataset = (StoreDataset *) parent;

  if (!is_id (id) || id == 0)
    return FALSE;
  if (nysta_dictionary_read (dataset->dictionary, id, buffer, out_term))
    return TRUE;
  dataset->damaged = TRUE;
  return FALSE;
}

static const char *
keep (StoreDataset *dataset, const char *string)
{
  return string != NULL ? g_string_chunk_insert (dataset->strings, string) : NULL;
}

static const char *
keep_common (StoreDataset *dataset, const char *string)
{
  return string != NULL ? g_string_chunk_insert_const (dataset->strings, string) : NULL;
}

static gboolean
dataset_term (NystaDataset *parent, NystaTermId id, NystaTerm *out_term)
{
  StoreDataset *dataset = (StoreDataset *) parent;
  NystaTerm *kept = g_hash_table_lookup (dataset->terms, &id);
  NystaTerm term = { 0 };

  if (kept == NULL)
    {
      if (!dataset_read_term (parent, id, dataset->buffer, &term))
        return FALSE;
      kept = g_new (NystaTerm, 1);
      *kept = (NystaTerm){ .kind = term.kind,
                           .value = keep (dataset, term.value),
                           .datatype = keep_common (dataset, term.datatype),
                           .language = keep_common (dataset, term.language) };
      g_hash_table_insert (dataset->terms, g_memdup2 (&id, sizeof id), kept);
    }
  *out_term = *kept;
  return TRUE;
}

static NystaCursor *
dataset_scan (NystaDataset *parent, const NystaQuad *pattern)
{
  StoreDataset *dataset = (StoreDataset *) parent;
  Stretch stretch = choose_stretch (dataset, pattern);
  StoreCursor *cursor = g_malloc (sizeof *cursor);

  /* Rows that are not ready yet need not be zero: a look-up takes no longer than that. */
  memset (cursor, 0, G_STRUCT_OFFSET (StoreCursor, ready));

  cursor->parent.klass = &cursor_class;
  cursor->dataset = (StoreDataset *) nysta_dataset_ref (parent);
  cursor->order = stretch.order;
  cursor->choice = stretch.choice;
  cursor->wanted = stretch.fields;
  cursor->n_prefix = stretch.n_prefix;
  cursor->is_empty = stretch.is_empty;
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      cursor->parent.order[i] = nysta_order_fields[stretch.order][i];
      cursor->place[cursor->parent.order[i]] = (guint8) i;
    }
  if (!cursor->is_empty &&
      !nysta_order_cursor_init (&cursor->rows, dataset->txn, dataset->tables, stretch.order,
                                &stretch.fields, stretch.n_prefix, NULL))
    {
      dataset->damaged = TRUE;
      cursor->is_empty = TRUE;
    }
  return &cursor->parent;
}

static guint64
dataset_statistic (NystaDataset *parent, NystaStatistic statistic, NystaTermId id)
{
  static const NystaCountKind kinds[] = {
    [NYSTA_STATISTIC_QUADS] = NYSTA_COUNT_QUADS,
    [NYSTA_STATISTIC_TRIPLES] = NYSTA_COUNT_TRIPLES,
    [NYSTA_STATISTIC_PREDICATE_TRIPLES] = NYSTA_COUNT_PREDICATE_TRIPLES,
    [NYSTA_STATISTIC_PREDICATE_SUBJECTS] = NYSTA_COUNT_PREDICATE_SUBJECTS,
    [NYSTA_STATISTIC_PREDICATE_OBJECTS] = NYSTA_COUNT_PREDICATE_OBJECTS,
    [NYSTA_STATISTIC_CLASS_INSTANCES] = NYSTA_COUNT_CLASS_INSTANCES,
    [NYSTA_STATISTIC_GRAPH_TRIPLES] = NYSTA_COUNT_GRAPH_TRIPLES,
  };
  StoreDataset *dataset = (StoreDataset *) parent;
  gboolean of_one = statistic != NYSTA_STATISTIC_QUADS &&
                    statistic != NYSTA_STATISTIC_TRIPLES;
  NystaTermId key = of_one && id != NYSTA_UNNAMED ? id : 0;

  return is_id (key)
           ? nysta_counts_get (dataset->txn, dataset->tables, kinds[statistic], key)
           : 0;
}

/* The counts that answer without a look at the table. FALSE if there is none. */
static gboolean
estimate_by_counts (StoreDataset *dataset, const NystaQuad *pattern, guint64 *out_n)
{
  const NystaTerm type = nysta_iri (RDF_TYPE);
  gboolean has_predicate = pattern->predicate != NYSTA_ANY;
  gboolean has_object = pattern->object != NYSTA_ANY;

  if (pattern->graph == NYSTA_ANY || pattern->subject != NYSTA_ANY)
    return FALSE;
  if (pattern->graph != NYSTA_UNION)
    {
      if (has_predicate || has_object)
        return FALSE;
      *out_n = dataset_statistic (&dataset->parent, NYSTA_STATISTIC_GRAPH_TRIPLES,
                                  pattern->graph);
      return TRUE;
    }
  if (dataset->type_id == 0 && has_predicate && has_object)
    dataset->type_id = nysta_dictionary_find (dataset->dictionary, &type);
  if (has_object && (!has_predicate || pattern->predicate != dataset->type_id))
    return FALSE;
  *out_n = dataset_statistic (&dataset->parent,
                              has_object      ? NYSTA_STATISTIC_CLASS_INSTANCES
                              : has_predicate ? NYSTA_STATISTIC_PREDICATE_TRIPLES
                                              : NYSTA_STATISTIC_TRIPLES,
                              has_object ? pattern->object : pattern->predicate);
  return TRUE;
}

static guint64
dataset_estimate (NystaDataset *parent, const NystaQuad *pattern)
{
  StoreDataset *dataset = (StoreDataset *) parent;
  guint64 n = 0;

  if (!is_id (pattern->predicate) || !is_id (pattern->object))
    return 0;
  if (estimate_by_counts (dataset, pattern, &n))
    return n;

  Stretch stretch = choose_stretch (dataset, pattern);

  n = stretch.is_empty ? 0 : stretch_size (dataset, &stretch);
  if (pattern->graph == NYSTA_ANY && stretch.n_prefix == 0 && n > 0)
    n -= MIN (n, graph_size (dataset, 0));
  return n;
}

typedef struct
{
  NystaTermId *graphs;
  gsize n;
  gsize max;
} GraphList;

static gboolean
list_graph (NystaTermId graph, guint64 count, gpointer user_data)
{
  GraphList *list = user_data;

  if (list->n == list->max)
    return FALSE;
  list->graphs[list->n++] = graph;
  return TRUE;
}

/* Graphs are counted one by one: their names need no look at their rows. */
static gsize
dataset_graphs (NystaDataset *parent, NystaTermId after, NystaTermId *out_graphs,
                gsize max_graphs)
{
  StoreDataset *dataset = (StoreDataset *) parent;
  GraphList list = { .graphs = out_graphs, .max = max_graphs };

  if (is_id (after + 1) &&
      nysta_counts_foreach (dataset->txn, dataset->tables, NYSTA_COUNT_GRAPH_TRIPLES,
                            after + 1, list_graph, &list) != 0)
    dataset->damaged = TRUE;
  return list.n;
}

static gboolean
dataset_check (NystaDataset *parent, GError **error)
{
  StoreDataset *dataset = (StoreDataset *) parent;

  if (!dataset->damaged)
    return TRUE;
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
               "%s: damaged, so that not everything in it can be read: "
               "'nysta verify' says more; restore the store from a copy",
               nysta_environment_path (dataset->environment));
  return FALSE;
}

static gboolean
dataset_search (NystaDataset *parent, const GArray *patterns, guint64 max_ids,
                GArray *out_ids)
{
  StoreDataset *dataset = (StoreDataset *) parent;
  NystaSearch found = NYSTA_SEARCH_TOO_MANY;

  if (dataset->has_words)
    found = nysta_text_search (dataset->txn, dataset->tables, patterns, max_ids, out_ids);
  dataset->damaged |= found == NYSTA_SEARCH_DAMAGED;
  return found == NYSTA_SEARCH_FOUND;
}

static const NystaDatasetClass dataset_class = {
  .ref = dataset_ref,
  .unref = dataset_unref,
  .lookup = dataset_lookup,
  .term = dataset_term,
  .read_term = dataset_read_term,
  .scan = dataset_scan,
  .estimate = dataset_estimate,
  .statistic = dataset_statistic,
  .graphs = dataset_graphs,
  .has_exact_statistics = TRUE,
  .check = dataset_check,
  .search = dataset_search,
};

NystaDataset *
nysta_store_dataset_new (NystaEnvironment *environment, GError **error)
{
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, error);

  if (txn == NULL)
    return NULL;

  StoreDataset *dataset = g_new0 (StoreDataset, 1);

  dataset->parent.klass = &dataset_class;
  g_atomic_ref_count_init (&dataset->ref_count);
  dataset->environment = nysta_environment_ref (environment);
  dataset->txn = txn;
  dataset->tables = nysta_environment_tables (environment);
  dataset->has_words = nysta_tables_have_words (txn, dataset->tables);
  dataset->dictionary = nysta_dictionary_new (txn, dataset->tables,
                                              nysta_environment_seed (environment));
  nysta_dictionary_keep_blocks (dataset->dictionary);
  dataset->terms = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  dataset->strings = g_string_chunk_new (4096);
  dataset->buffer = g_string_new (NULL);
  return &dataset->parent;
}

gboolean
nysta_store_dataset_foreach_graph (NystaDataset *parent, NystaCountFunc func,
                                   gpointer user_data)
{
  StoreDataset *dataset = (StoreDataset *) parent;

  g_return_val_if_fail (parent->klass == &dataset_class, FALSE);
  return nysta_counts_foreach (dataset->txn, dataset->tables, NYSTA_COUNT_GRAPH_TRIPLES, 0,
                               func, user_data) == 0;
}
