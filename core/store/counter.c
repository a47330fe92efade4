/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/counts.h"

#include <string.h>

typedef struct
{
  NystaTermId id; /* of a predicate */
  guint64 n_triples;
  guint64 n_subjects;
  guint64 n_objects;
} PredicateCount;

typedef struct
{
  NystaTermId id;
  guint64 n;
} IdCount;

typedef struct
{
  NystaCountKind kind;
  NystaTermId id;
  guint64 n;
} Count;

/* Predicates are few and come again and again: the ones of late are found here. */
#define N_RECENT 64

struct NystaCounter
{
  NystaTermId type_id;
  guint64 n_quads;
  guint64 n_triples;
  guint64 n_subjects;
  guint64 n_objects;
  GHashTable *predicates; /* &id -> PredicateCount */
  PredicateCount *recent[N_RECENT];
  GHashTable *classes; /* &id -> IdCount */
  GArray *graphs;      /* IdCount, sorted */
  NystaRow last[NYSTA_N_ORDERS];
  gboolean has_last[NYSTA_N_ORDERS];
};

NystaCounter *
nysta_counter_new (NystaTermId type_id)
{
  NystaCounter *counter = g_new0 (NystaCounter, 1);

  counter->type_id = type_id;
  counter->predicates = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  counter->classes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  counter->graphs = g_array_new (FALSE, FALSE, sizeof (IdCount));
  return counter;
}

void
nysta_counter_free (NystaCounter *counter)
{
  if (counter == NULL)
    return;
  g_hash_table_unref (counter->predicates);
  g_hash_table_unref (counter->classes);
  g_array_unref (counter->graphs);
  g_free (counter);
}

static PredicateCount *
find_predicate (NystaCounter *counter, NystaTermId id)
{
  PredicateCount **recent = &counter->recent[id % N_RECENT];

  if (*recent != NULL && (*recent)->id == id)
    return *recent;

  PredicateCount *count = g_hash_table_lookup (counter->predicates, &id);
  if (count == NULL)
    {
      count = g_new0 (PredicateCount, 1);
      count->id = id;
      g_hash_table_insert (counter->predicates, &count->id, count);
    }
  *recent = count;
  return count;
}

static void
count_class (NystaCounter *counter, NystaTermId id)
{
  IdCount *count = g_hash_table_lookup (counter->classes, &id);

  if (count == NULL)
    {
      count = g_new0 (IdCount, 1);
      count->id = id;
      g_hash_table_insert (counter->classes, &count->id, count);
    }
  count->n++;
}

static void
count_graph (NystaCounter *counter, NystaTermId id)
{
  GArray *graphs = counter->graphs;

  if (graphs->len == 0 || g_array_index (graphs, IdCount, graphs->len - 1).id != id)
    {
      IdCount count = { .id = id };
      g_array_append_val (graphs, count);
    }
  g_array_index (graphs, IdCount, graphs->len - 1).n++;
}

/* @n_same: how many of the first fields are the previous row's. */
static void
count_spog (NystaCounter *counter, const NystaRow *row, guint n_same)
{
  counter->n_quads++;
  if (n_same >= 3)
    return;

  PredicateCount *predicate = find_predicate (counter, row->ids[1]);
  counter->n_triples++;
  predicate->n_triples++;
  if (counter->type_id != 0 && row->ids[1] == counter->type_id)
    count_class (counter, row->ids[2]);
  predicate->n_subjects += n_same < 2;
  counter->n_subjects += n_same < 1;
}

void
nysta_counter_add (NystaCounter *counter, NystaOrder order, const NystaRow *row)
{
  NystaRow *last = &counter->last[order];
  guint n_same = 0;

  if (counter->has_last[order])
    while (n_same < NYSTA_ROW_FIELDS && row->ids[n_same] == last->ids[n_same])
      n_same++;
  if (n_same == NYSTA_ROW_FIELDS)
    return;
  counter->has_last[order] = TRUE;
  *last = *row;
  switch (order)
    {
    case NYSTA_ORDER_SPOG:
      count_spog (counter, row, n_same);
      break;
    case NYSTA_ORDER_POSG:
      if (n_same < 2)
        find_predicate (counter, row->ids[0])->n_objects++;
      break;
    case NYSTA_ORDER_OSPG:
      counter->n_objects += n_same < 1;
      break;
    case NYSTA_ORDER_GSPO:
      count_graph (counter, row->ids[0]);
      break;
    }
}

static void
append_count (GArray *counts, NystaCountKind kind, NystaTermId id, guint64 n)
{
  Count count = { .kind = kind, .id = id, .n = n };

  if (n > 0)
    g_array_append_val (counts, count);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const Count *x = a;
  const Count *y = b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* All counts, in the order of the table's keys. */
static GArray *
all_counts (NystaCounter *counter)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (Count));
  GHashTableIter iter;
  gpointer value;

  append_count (counts, NYSTA_COUNT_QUADS, 0, counter->n_quads);
  append_count (counts, NYSTA_COUNT_TRIPLES, 0, counter->n_triples);
  append_count (counts, NYSTA_COUNT_SUBJECTS, 0, counter->n_subjects);
  append_count (counts, NYSTA_COUNT_OBJECTS, 0, counter->n_objects);
  g_hash_table_iter_init (&iter, counter->predicates);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PredicateCount *count = value;

      append_count (counts, NYSTA_COUNT_PREDICATE_TRIPLES, count->id, count->n_triples);
      append_count (counts, NYSTA_COUNT_PREDICATE_SUBJECTS, count->id, count->n_subjects);
      append_count (counts, NYSTA_COUNT_PREDICATE_OBJECTS, count->id, count->n_objects);
    }
  g_hash_table_iter_init (&iter, counter->classes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const IdCount *count = value;
      append_count (counts, NYSTA_COUNT_CLASS_INSTANCES, count->id, count->n);
    }
  for (guint i = 0; i < counter->graphs->len; i++)
    {
      const IdCount *count = &g_array_index (counter->graphs, IdCount, i);
      append_count (counts, NYSTA_COUNT_GRAPH_TRIPLES, count->id, count->n);
    }
  g_array_sort (counts, compare_counts);
  return counts;
}

int
nysta_counter_write (NystaCounter *counter, MDB_txn *txn, const NystaTables *tables)
{
  g_autoptr (GArray) counts = all_counts (counter);
  int code = 0;

  for (guint i = 0; i < counts->len && code == 0; i++)
    {
      const Count *count = &g_array_index (counts, Count, i);

      code = nysta_counts_add (txn, tables, count->kind, count->id, (gint64) count->n);
    }
  return code;
}

/* --- comparing -------------------------------------------------------------- */

typedef struct
{
  const GArray *counts;
  guint next;
  NystaCountKind kind;
  GString *difference;
} Comparison;

static void
note_difference (Comparison *comparison, NystaTermId id, guint64 kept, guint64 counted)
{
  static const char *const kinds[] = {
    [NYSTA_COUNT_QUADS] = "quads",
    [NYSTA_COUNT_TRIPLES] = "triples",
    [NYSTA_COUNT_PREDICATE_TRIPLES] = "triples of predicate",
    [NYSTA_COUNT_CLASS_INSTANCES] = "instances of class",
    [NYSTA_COUNT_GRAPH_TRIPLES] = "triples of graph",
    [NYSTA_COUNT_PREDICATE_SUBJECTS] = "subjects of predicate",
    [NYSTA_COUNT_PREDICATE_OBJECTS] = "objects of predicate",
    [NYSTA_COUNT_SUBJECTS] = "subjects",
    [NYSTA_COUNT_OBJECTS] = "objects",
  };

  /* The first one is enough to know that it is wrong, and there may be millions. */
  if (comparison->difference->len == 0)
    g_string_append_printf (comparison->difference,
                            "%s %" G_GINT64_MODIFIER "x: %" G_GUINT64_FORMAT
                            " by the table of counts, in fact %" G_GUINT64_FORMAT,
                            kinds[comparison->kind], id, kept, counted);
}

static gboolean
compare_kept (NystaTermId id, guint64 kept, gpointer user_data)
{
  Comparison *comparison = user_data;
  Count wanted = { .kind = comparison->kind, .id = id };

  while (comparison->next < comparison->counts->len)
    {
      const Count *count = &g_array_index (comparison->counts, Count, comparison->next);
      int relation = compare_counts (count, &wanted);

      if (relation > 0)
        break;
      comparison->next++;
      if (relation < 0)
        note_difference (comparison, count->id, 0, count->n);
      else if (count->n != kept)
        note_difference (comparison, id, kept, count->n);
      if (relation == 0)
        return TRUE;
    }
  note_difference (comparison, id, kept, 0);
  return TRUE;
}

int
nysta_counter_compare (NystaCounter *counter, MDB_txn *txn, const NystaTables *tables,
                       GString *out_difference)
{
  g_autoptr (GArray) counts = all_counts (counter);
  Comparison comparison = { .counts = counts, .difference = out_difference };
  int code = 0;

  g_string_truncate (out_difference, 0);
  for (NystaCountKind kind = NYSTA_COUNT_QUADS; kind <= NYSTA_COUNT_OBJECTS && code == 0;
       kind++)
    {
      comparison.kind = kind;
      code = nysta_counts_foreach (txn, tables, kind, 0, compare_kept, &comparison);
      while (comparison.next < counts->len &&
             g_array_index (counts, Count, comparison.next).kind == kind)
        {
          const Count *count = &g_array_index (counts, Count, comparison.next++);
          note_difference (&comparison, count->id, 0, count->n);
        }
    }
  return code == 0 && out_difference->len > 0 ? MDB_CORRUPTED : code;
}
