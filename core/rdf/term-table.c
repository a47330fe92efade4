/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rdf/term-table.h"

#include <string.h>

/* A block never moves, so that the hash table may point into it. */
#define TERMS_PER_BLOCK 1024u
#define STRING_CHUNK_BYTES (64u * 1024)

typedef struct
{
  NystaTerm term;
  guint32 id;
  guint32 hash;
} Entry;

struct NystaTermTable
{
  GPtrArray *blocks; /* of Entry[TERMS_PER_BLOCK] */
  guint32 n_terms;
  GHashTable *ids; /* Entry, as a set */
  GStringChunk *strings;
  gsize n_string_bytes;
};

static guint
entry_hash (gconstpointer entry)
{
  return ((const Entry *) entry)->hash;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *left = a;
  const Entry *right = b;

  return left->hash == right->hash && nysta_term_equal (&left->term, &right->term);
}

NystaTermTable *
nysta_term_table_new (void)
{
  NystaTermTable *table = g_new0 (NystaTermTable, 1);

  table->blocks = g_ptr_array_new_with_free_func (g_free);
  table->ids = g_hash_table_new (entry_hash, entry_equal);
  table->strings = g_string_chunk_new (STRING_CHUNK_BYTES);
  return table;
}

void
nysta_term_table_free (NystaTermTable *table)
{
  if (table == NULL)
    return;
  g_hash_table_unref (table->ids);
  g_ptr_array_unref (table->blocks);
  g_string_chunk_free (table->strings);
  g_free (table);
}

static const Entry *
find (NystaTermTable *table, const NystaTerm *term, guint32 hash)
{
  Entry key = { .term = *term, .hash = hash };

  return g_hash_table_lookup (table->ids, &key);
}

guint32
nysta_term_table_find (NystaTermTable *table, const NystaTerm *term)
{
  const Entry *entry = find (table, term, nysta_term_hash (term));

  return entry != NULL ? entry->id : 0;
}

guint32
nysta_term_table_add (NystaTermTable *table, const NystaTerm *term)
{
  guint32 hash = nysta_term_hash (term);
  const Entry *known = find (table, term, hash);

  if (known != NULL)
    return known->id;

  if (table->n_terms % TERMS_PER_BLOCK == 0)
    g_ptr_array_add (table->blocks, g_new (Entry, TERMS_PER_BLOCK));

  Entry *block = g_ptr_array_index (table->blocks, table->blocks->len - 1);
  Entry *entry = &block[table->n_terms % TERMS_PER_BLOCK];

  entry->term.kind = term->kind;
  entry->term.value = g_string_chunk_insert (table->strings, term->value);
  /* Few different ones: kept once each. */
  entry->term.datatype = term->datatype == NULL
                           ? NULL
                           : g_string_chunk_insert_const (table->strings, term->datatype);
  entry->term.language = term->language == NULL
                           ? NULL
                           : g_string_chunk_insert_const (table->strings, term->language);
  table->n_string_bytes += strlen (entry->term.value) + 1;
  entry->hash = hash;
  entry->id = ++table->n_terms;
  g_hash_table_add (table->ids, entry);
  return entry->id;
}

guint32
nysta_term_table_size (const NystaTermTable *table)
{
  return table->n_terms;
}

gsize
nysta_term_table_bytes (const NystaTermTable *table)
{
  /* A set of GLib's has up to twice as many places as it holds, of a pointer and a hash. */
  return table->n_string_bytes + table->n_terms * (sizeof (Entry) + 2 * 12);
}

const NystaTerm *
nysta_term_table_get (const NystaTermTable *table, guint64 id)
{
  if (id == 0 || id > table->n_terms)
    return NULL;

  const Entry *block = g_ptr_array_index (table->blocks, (id - 1) / TERMS_PER_BLOCK);

  return &block[(id - 1) % TERMS_PER_BLOCK].term;
}
