/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * dataset.h: the one narrow interface between what holds statements and what asks for
 * them. A dataset is a snapshot: it never changes.
 *
 * Caveats: ids mean nothing outside the dataset that gave them. Terms that a dataset
 * returns live as long as it does. One thread at a time.
 */
#pragma once

#include "rdf/term.h"
#include "rdf/word-pattern.h"
#include "store/term-id.h"

typedef struct NystaDataset NystaDataset;
typedef struct NystaCursor NystaCursor;

/* In a pattern: any term. As a lookup's answer: no such term. */
#define NYSTA_ANY ((NystaTermId) 0)
/* As the graph of a pattern: the union of all graphs, each triple once. */
#define NYSTA_UNION ((NystaTermId) G_MAXUINT64)
/* The graph of statements in no named graph. */
#define NYSTA_UNNAMED ((NystaTermId) (G_MAXUINT64 - 1))

typedef struct
{
  NystaTermId subject;
  NystaTermId predicate;
  NystaTermId object;
  NystaTermId graph; /* in a pattern: an id, NYSTA_ANY (every *named* graph, told apart),
                        NYSTA_UNION or NYSTA_UNNAMED; in a row of a union scan: NYSTA_UNION */
} NystaQuad;

typedef enum
{
  NYSTA_FIELD_SUBJECT,
  NYSTA_FIELD_PREDICATE,
  NYSTA_FIELD_OBJECT,
  NYSTA_FIELD_GRAPH
} NystaField;

/* What is known of a dataset as a whole, for who plans a query. */
typedef enum
{
  NYSTA_STATISTIC_QUADS,
  NYSTA_STATISTIC_TRIPLES,            /* of the union, each once */
  NYSTA_STATISTIC_PREDICATE_TRIPLES,  /* of one predicate, likewise */
  NYSTA_STATISTIC_PREDICATE_SUBJECTS, /* distinct ones; a guess */
  NYSTA_STATISTIC_PREDICATE_OBJECTS,  /* likewise */
  NYSTA_STATISTIC_CLASS_INSTANCES,    /* of one class */
  NYSTA_STATISTIC_GRAPH_TRIPLES       /* of one graph; NYSTA_UNNAMED too */
} NystaStatistic;

typedef struct
{
  NystaDataset *(*ref) (NystaDataset *dataset);
  void (*unref) (NystaDataset *dataset);
  NystaTermId (*lookup) (NystaDataset *dataset, const NystaTerm *term);
  gboolean (*term) (NystaDataset *dataset, NystaTermId id, NystaTerm *out_term);
  gboolean (*read_term) (NystaDataset *dataset, NystaTermId id, GString *buffer,
                         NystaTerm *out_term);
  NystaCursor *(*scan) (NystaDataset *dataset, const NystaQuad *pattern);
  guint64 (*estimate) (NystaDataset *dataset, const NystaQuad *pattern);
  guint64 (*statistic) (NystaDataset *dataset, NystaStatistic statistic, NystaTermId id);
  gsize (*graphs) (NystaDataset *dataset, NystaTermId after, NystaTermId *out_graphs,
                   gsize max_graphs);
  gboolean has_exact_statistics; /* QUADS, TRIPLES and PREDICATE_TRIPLES are no guesses */
  gboolean (*check) (NystaDataset *dataset, GError **error);
  /* (nullable) */
  gboolean (*search) (NystaDataset *dataset, const GArray *patterns, guint64 max_ids,
                      GArray *out_ids);
} NystaDatasetClass;

struct NystaDataset
{
  const NystaDatasetClass *klass;
};

typedef struct
{
  gsize (*next) (NystaCursor *cursor, NystaQuad *out_rows, gsize max_rows);
  void (*seek) (NystaCursor *cursor, const NystaQuad *row);
  void (*free) (NystaCursor *cursor);
} NystaCursorClass;

struct NystaCursor
{
  const NystaCursorClass *klass;
  NystaField order[4]; /* what rows are sorted by, bound fields first */
};

NystaDataset *nysta_dataset_ref (NystaDataset *dataset);
void nysta_dataset_unref (NystaDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaDataset, nysta_dataset_unref)

/* NYSTA_ANY if no statement has @term. O(1) or O(log n). */
NystaTermId nysta_dataset_lookup (NystaDataset *dataset, const NystaTerm *term);
/* FALSE if @id is none of this dataset's; @out_term borrows from the dataset. */
gboolean nysta_dataset_term (NystaDataset *dataset, NystaTermId id, NystaTerm *out_term);
/* The same, but @out_term borrows @buffer, which is overwritten: for going through more
 * terms than should be kept. */
gboolean nysta_dataset_read_term (NystaDataset *dataset, NystaTermId id, GString *buffer,
                                  NystaTerm *out_term);

/* (transfer full): rows that match @pattern, each once, sorted as @cursor->order says. */
NystaCursor *nysta_dataset_scan (NystaDataset *dataset, const NystaQuad *pattern);
/* Fill @out_rows with up to @max_rows; 0 at the end. Allocates nothing. */
gsize nysta_cursor_next (NystaCursor *cursor, NystaQuad *out_rows, gsize max_rows);
/* Forward only: leave out the rows left that sort before @row, whose fields that the
 * pattern binds are not looked at. O(log n), less if that row is near. */
void nysta_cursor_seek (NystaCursor *cursor, const NystaQuad *row);
void nysta_cursor_free (NystaCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaCursor, nysta_cursor_free)

/* How many rows nysta_dataset_scan() would yield, exact or nearly. */
guint64 nysta_dataset_estimate (NystaDataset *dataset, const NystaQuad *pattern);
/* @id: the predicate, class or graph, where the statistic is of one. */
guint64 nysta_dataset_statistic (NystaDataset *dataset, NystaStatistic statistic,
                                 NystaTermId id);
/* Fill @out_graphs with up to @max_graphs named graphs that hold statements, sorted, beginning
 * with the first one that sorts after @after (0: with the first of all); 0 when there are no
 * more. Statements are not gone through. */
gsize nysta_dataset_graphs (NystaDataset *dataset, NystaTermId after,
                            NystaTermId *out_graphs, gsize max_graphs);
/* FALSE with NYSTA_STORE_ERROR_CORRUPT if rows or terms that were asked for could not be
 * read, so that what came is not all there is. */
gboolean nysta_dataset_check (NystaDataset *dataset, GError **error);

/* The plain and language-tagged strings that may have a word for each of @patterns (one
 * NystaWordPattern at least): all that have, and perhaps others, ascending, into @out_ids
 * (NystaTermId), which is overwritten. FALSE: nothing is known, as the dataset has no index
 * of words or they are more than @max_ids. */
gboolean nysta_dataset_search (NystaDataset *dataset, const GArray *patterns,
                               guint64 max_ids, GArray *out_ids);

/* --- a dataset in memory ---------------------------------------------------- */

typedef struct NystaMemoryBuilder NystaMemoryBuilder;
NystaMemoryBuilder *nysta_memory_builder_new (void);
/* Copies the terms. */
void nysta_memory_builder_add (NystaMemoryBuilder *builder,
                               const NystaStatement *statement);
/* What the dataset will take with the orders that most queries ask for, or nearly. */
gsize nysta_memory_builder_bytes (const NystaMemoryBuilder *builder);
/* (transfer full) of both. */
NystaDataset *nysta_memory_builder_finish (NystaMemoryBuilder *builder);
void nysta_memory_builder_free (NystaMemoryBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaMemoryBuilder, nysta_memory_builder_free)
