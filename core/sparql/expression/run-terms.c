/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/expression/run-terms.h"

#include <string.h>

#include "base/error.h"
#include "rdf/term-table.h"

/* Terms of the dataset that were read lately. A term that many rows share is read once; one
 * that is read for the first time costs no more than without. */
#define CACHE_BITS 10u
/* Most queries read few. */
#define FIRST_CACHE_BITS 5u

/* A text beyond it is not worth what the cache would keep. */
#define MAX_CACHED_BYTES 65536u

#define ARENA_BYTES (64u * 1024)

typedef struct
{
  NystaTermId id; /* 0: none */
  guint64 used;   /* the round in which it was asked for last */
  GString *buffer;
  NystaTerm term;
} Entry;

struct NystaRunTerms
{
  NystaDataset *dataset;
  NystaTermTable *computed;
  gsize computed_bytes;
  gsize max_bytes; /* 0: no limit */
  gboolean over;
  guint64 round; /* terms given out in this one must stay */
  Entry *entries;
  guint cache_bits; /* 2 ^ that many entries */
  guint n_read;
  char room[NYSTA_INLINE_BYTES];
  GString *buffer; /* for terms whose place in the cache is taken */
  guint64 blank_scope;
  guint64 n_blanks;
  char *arena;
  gsize arena_used;
  guint depth;      /* of expressions that wait for one another */
  GPtrArray *large; /* what the arena has no room for */
  gsize large_bytes;
};

NystaRunTerms *
nysta_run_terms_new (NystaDataset *dataset, gsize max_bytes)
{
  NystaRunTerms *terms = g_new0 (NystaRunTerms, 1);

  terms->dataset = nysta_dataset_ref (dataset);
  terms->computed = nysta_term_table_new ();
  terms->max_bytes = max_bytes;
  terms->cache_bits = FIRST_CACHE_BITS;
  terms->entries = g_new0 (Entry, 1u << FIRST_CACHE_BITS);
  terms->round = 1;
  terms->buffer = g_string_new (NULL);
  terms->blank_scope = (guint64) g_random_int () << 32 | g_random_int ();
  terms->large = g_ptr_array_new_with_free_func (g_free);
  return terms;
}

void
nysta_run_terms_free (NystaRunTerms *terms)
{
  if (terms == NULL)
    return;
  for (guint i = 0; i < 1u << terms->cache_bits; i++)
    if (terms->entries[i].buffer != NULL)
      g_string_free (terms->entries[i].buffer, TRUE);
  g_free (terms->entries);
  nysta_term_table_free (terms->computed);
  g_string_free (terms->buffer, TRUE);
  g_free (terms->arena);
  g_ptr_array_unref (terms->large);
  nysta_dataset_unref (terms->dataset);
  g_free (terms);
}

NystaDataset *
nysta_run_terms_dataset (const NystaRunTerms *terms)
{
  return terms->dataset;
}

/* --- the arena -------------------------------------------------------------------- */

char *
nysta_run_terms_alloc (NystaRunTerms *terms, gsize n_bytes)
{
  if (n_bytes > ARENA_BYTES - terms->arena_used)
    {
      char *bytes = g_malloc (n_bytes);

      g_ptr_array_add (terms->large, bytes);
      terms->large_bytes += n_bytes;
      return bytes;
    }

  if (terms->arena == NULL)
    terms->arena = g_malloc (ARENA_BYTES);

  char *bytes = terms->arena + terms->arena_used;

  terms->arena_used += n_bytes;
  return bytes;
}

gboolean
nysta_run_terms_has_room (NystaRunTerms *terms, gsize n_bytes)
{
  if (terms->max_bytes > 0 && (terms->large_bytes > terms->max_bytes ||
                               n_bytes > terms->max_bytes - terms->large_bytes))
    terms->over = TRUE;
  return !terms->over;
}

const char *
nysta_run_terms_keep (NystaRunTerms *terms, const char *text, gsize length)
{
  char *copy = nysta_run_terms_alloc (terms, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}

static const char *
keep_string (NystaRunTerms *terms, const char *text)
{
  return text != NULL ? nysta_run_terms_keep (terms, text, strlen (text)) : NULL;
}

NystaRunTermsMark
nysta_run_terms_begin (NystaRunTerms *terms)
{
  nysta_run_terms_release (terms);
  terms->depth++;
  return (NystaRunTermsMark){ terms->arena_used, terms->large->len, terms->large_bytes };
}

void
nysta_run_terms_end (NystaRunTerms *terms, NystaRunTermsMark mark)
{
  terms->depth--;
  terms->arena_used = mark.arena_used;
  terms->large_bytes = mark.large_bytes;
  if (terms->large->len > mark.n_large)
    g_ptr_array_set_size (terms->large, (int) mark.n_large);
}

void
nysta_run_terms_release (NystaRunTerms *terms)
{
  if (terms->depth > 0)
    return;
  terms->round++;
  terms->arena_used = 0;
  terms->large_bytes = 0;
  if (terms->large->len > 0)
    g_ptr_array_set_size (terms->large, 0);
}

/* --- terms ------------------------------------------------------------------------ */

/* Into the arena: its place is taken, or it is too large to keep. */
static gboolean
read_aside (NystaRunTerms *terms, NystaTermId id, NystaTerm *out_term)
{
  if (!nysta_dataset_read_term (terms->dataset, id, terms->buffer, out_term))
    return FALSE;
  out_term->value = keep_string (terms, out_term->value);
  out_term->datatype = keep_string (terms, out_term->datatype);
  out_term->language = keep_string (terms, out_term->language);
  if (terms->buffer->allocated_len > MAX_CACHED_BYTES)
    {
      g_string_free (terms->buffer, TRUE);
      terms->buffer = g_string_new (NULL);
    }
  return TRUE;
}

static inline Entry *
entry_of (const NystaRunTerms *terms, NystaTermId id)
{
  return &terms->entries[(id * 0x9E3779B97F4A7C15u) >> (64 - terms->cache_bits)];
}

/* What has entries of their own keeps them: each place is parted. */
static void
grow_cache (NystaRunTerms *terms)
{
  guint n = 1u << terms->cache_bits;
  g_autofree Entry *old = terms->entries;

  terms->cache_bits = CACHE_BITS;
  terms->entries = g_new0 (Entry, 1u << CACHE_BITS);
  for (guint i = 0; i < n; i++)
    if (old[i].id != 0)
      *entry_of (terms, old[i].id) = old[i];
    else if (old[i].buffer != NULL)
      g_string_free (old[i].buffer, TRUE);
}

static gboolean
get_from_dataset (NystaRunTerms *terms, NystaTermId id, NystaTerm *out_term)
{
  Entry *entry = entry_of (terms, id);

  if (entry->id != id && ++terms->n_read == 1u << FIRST_CACHE_BITS)
    {
      grow_cache (terms);
      entry = entry_of (terms, id);
    }
  if (entry->id != id)
    {
      if (entry->used == terms->round)
        return read_aside (terms, id, out_term);
      if (entry->buffer == NULL)
        entry->buffer = g_string_new (NULL);
      entry->id = 0;
      if (entry->buffer->allocated_len > MAX_CACHED_BYTES)
        {
          g_string_free (entry->buffer, TRUE);
          entry->buffer = g_string_new (NULL);
        }
      if (!nysta_dataset_read_term (terms->dataset, id, entry->buffer, &entry->term))
        return FALSE;
      entry->id = id;
    }
  entry->used = terms->round;
  *out_term = entry->term;
  return TRUE;
}

gboolean
nysta_run_terms_get (NystaRunTerms *terms, NystaTermId id, NystaTerm *out_term)
{
  if (id == 0)
    return FALSE;
  if ((id & NYSTA_COMPUTED_TERM) != 0)
    {
      const NystaTerm *term = nysta_term_table_get (terms->computed,
                                                    id & ~NYSTA_COMPUTED_TERM);

      if (term == NULL)
        return FALSE;
      *out_term = *term;
      return TRUE;
    }
  if (nysta_id_is_inline (id))
    {
      if (id >> (NYSTA_ID_TAG_SHIFT + 4) != 0 ||
          !nysta_id_to_literal (id, terms->room, out_term))
        return FALSE;
      out_term->value = keep_string (terms, out_term->value);
      return TRUE;
    }
  return get_from_dataset (terms, id, out_term);
}

static gsize
string_bytes (const char *text)
{
  return text != NULL ? strlen (text) + 1 : 0;
}

static NystaTermId
add_computed (NystaRunTerms *terms, const NystaTerm *term)
{
  guint32 n = nysta_term_table_size (terms->computed);
  guint32 number = 0;

  if (terms->over)
    return 0;
  number = nysta_term_table_add (terms->computed, term);
  if (number > n)
    {
      /* With the table's entry and its share of the hash table. */
      terms->computed_bytes += sizeof (NystaTerm) + 40 + string_bytes (term->value);
      if (terms->max_bytes > 0 && terms->computed_bytes > terms->max_bytes)
        {
          terms->over = TRUE;
          return 0;
        }
    }
  return NYSTA_COMPUTED_TERM | number;
}

NystaTermId
nysta_run_terms_add (NystaRunTerms *terms, const NystaTerm *term)
{
  NystaTermId id = 0;

  if (nysta_id_from_literal (term, &id))
    return id;
  id = nysta_dataset_lookup (terms->dataset, term);
  return id != NYSTA_ANY ? id : add_computed (terms, term);
}

NystaTermId
nysta_run_terms_add_blank (NystaRunTerms *terms)
{
  char label[64];
  NystaTerm term = { .kind = NYSTA_TERM_BLANK, .value = label };

  g_snprintf (label, sizeof label, "n%016" G_GINT64_MODIFIER "xx%" G_GUINT64_FORMAT,
              terms->blank_scope, ++terms->n_blanks);
  return add_computed (terms, &term);
}

gsize
nysta_run_terms_bytes (const NystaRunTerms *terms)
{
  return terms->computed_bytes;
}

gboolean
nysta_run_terms_check (const NystaRunTerms *terms, GError **error)
{
  if (!terms->over)
    return TRUE;
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
               "limit: the values that the query computes need more than "
               "%" G_GSIZE_FORMAT " bytes: ask for less, or raise --memory",
               terms->max_bytes);
  return FALSE;
}
