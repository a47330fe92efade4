/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/resolve.h"

#include "base/error.h"

#include <string.h>

/* Reading all hashes of the store, in their order, is so many times quicker for each than
 * looking one up. */
#define LOOK_UP_COST 32u

typedef struct
{
  NystaLoadBatch *batch;
  NystaKnownTerms *known;
  const NystaSortPair *terms; /* by hash: those with bytes; values: their numbers */
  gsize n_terms;
  NystaSortPair *candidates; /* an id of the store, and a number whose hash is equal */
  gsize n_candidates;        /* up to @n_terms */
  GString *bytes;
} Resolver;

static void
be_known (NystaLoadBatch *batch, gsize number, NystaTermId id)
{
  batch->ids[number] = id;
  /* It has no bytes any longer, as if its id were fixed. */
  batch->terms[number].where = 0;
}

static gboolean
is_term (const NystaLoadBatch *batch, gsize number, NystaTag tag, const char *bytes,
         gsize n_bytes)
{
  gsize n_own = 0;

  if (nysta_id_tag (batch->terms[number].where) != tag)
    return FALSE;

  const char *own = nysta_load_batch_term_bytes (batch, number, &n_own);
  return nysta_term_pack_equal (tag, own, n_own, bytes, n_bytes);
}

/* --- terms of the store ------------------------------------------------------------ */

static gboolean
compare_candidates (Resolver *resolver, GError **error)
{
  for (gsize i = 0; i < resolver->n_candidates; i++)
    {
      const NystaTermId id = resolver->candidates[i].key;
      const gsize number = resolver->candidates[i].value;

      if (!nysta_dictionary_read_packed (resolver->known->dictionary, id, resolver->bytes))
        {
          g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                       "a term that has a hash has no bytes: nysta verify says more");
          return FALSE;
        }
      if (is_term (resolver->batch, number, nysta_id_tag (id), resolver->bytes->str,
                   resolver->bytes->len))
        be_known (resolver->batch, number, id);
    }
  resolver->n_candidates = 0;
  return TRUE;
}

static gboolean
read_all_hashes (Resolver *resolver, GError **error)
{
  NystaHashCursor cursor = { 0 };
  const int code = nysta_hash_cursor_init (&cursor, resolver->known->txn,
                                           resolver->known->tables);
  guint64 hash = 0;
  NystaTermId id = 0;
  gboolean good = code == 0 || nysta_lmdb_set_error (error, code, "read", "the store");
  gsize at = 0;

  while (good && nysta_hash_cursor_next (&cursor, &hash, &id))
    {
      while (at < resolver->n_terms && resolver->terms[at].key < hash)
        at++;
      for (gsize i = at; i < resolver->n_terms && resolver->terms[i].key == hash; i++)
        {
          /* More than one each: hashes are equal whose terms are not. */
          if (resolver->n_candidates == resolver->n_terms)
            good = good && compare_candidates (resolver, error);
          resolver->candidates[resolver->n_candidates++] = (NystaSortPair){
            id, resolver->terms[i].value
          };
        }
    }
  nysta_hash_cursor_clear (&cursor);
  return good;
}

static gboolean
find_each (Resolver *resolver)
{
  for (gsize i = 0; i < resolver->n_terms; i++)
    {
      const gsize number = resolver->terms[i].value;
      const NystaLoadTerm *term = &resolver->batch->terms[number];
      gsize n_bytes = 0;

      if (nysta_is_fixed_id (term->where))
        continue;

      const char *bytes = nysta_load_batch_term_bytes (resolver->batch, number, &n_bytes);
      const NystaTermId id = nysta_dictionary_find_packed (resolver->known->dictionary,
                                                           nysta_id_tag (term->where),
                                                           bytes, n_bytes, term->hash);

      if (id != 0)
        be_known (resolver->batch, number, id);
    }
  return TRUE;
}

static gboolean
find_in_store (Resolver *resolver, GError **error)
{
  guint64 n_known = 0;

  for (NystaTag tag = NYSTA_TAG_IRI; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    n_known += nysta_dictionary_n_terms (resolver->known->dictionary, tag);
  if (n_known == 0)
    return TRUE;
  if (n_known / LOOK_UP_COST > resolver->n_terms)
    return find_each (resolver);
  if (!read_all_hashes (resolver, error))
    return FALSE;

  /* Terms lie in the order of their ids: read so, each block is decoded once. */
  NystaSortPair *spare = (NystaSortPair *) resolver->terms;
  nysta_sort_pairs (&resolver->candidates, &spare, resolver->n_candidates);
  return compare_candidates (resolver, error);
}

/* --- terms of earlier batches --------------------------------------------------------- */

static void
find_in_run (Resolver *resolver, const NystaLoadRun *run)
{
  const guint8 *terms = nysta_spill_bytes (resolver->known->spill, run->terms);
  const guint8 *at = nysta_spill_bytes (resolver->known->spill, run->index);
  const guint8 *end = at + run->index.n_bytes;
  gsize first = 0;

  for (; at < end; at += sizeof (NystaTermIndex))
    {
      NystaTermIndex entry;

      memcpy (&entry, at, sizeof entry);
      while (first < resolver->n_terms && resolver->terms[first].key < entry.hash)
        first++;
      for (gsize i = first; i < resolver->n_terms && resolver->terms[i].key == entry.hash;
           i++)
        {
          const gsize number = resolver->terms[i].value;
          const guint8 *term = terms + entry.n_before;
          const char *bytes = NULL;
          gsize n_bytes = 0;
          const NystaTag tag = nysta_load_run_take_term (&term, &bytes, &n_bytes);

          if (is_term (resolver->batch, number, tag, bytes, n_bytes))
            be_known (resolver->batch, number, entry.id);
        }
    }
}

/* --- all of them ---------------------------------------------------------------------- */

static void
sort_by_hash (Resolver *resolver)
{
  NystaLoadBatch *batch = resolver->batch;
  NystaSortPair *pairs = NULL;
  NystaSortPair *spare = NULL;

  nysta_load_batch_borrow_pairs (batch, batch->n_terms, &pairs, &spare);
  for (gsize i = 0; i < batch->n_terms; i++)
    if (!nysta_is_fixed_id (batch->terms[i].where))
      pairs[resolver->n_terms++] = (NystaSortPair){ batch->terms[i].hash & ~(guint64) 0xFF,
                                                    i };
  nysta_sort_pairs (&pairs, &spare, resolver->n_terms);
  resolver->terms = pairs;
  resolver->candidates = spare;
}

static gboolean
number_new_terms (NystaLoadBatch *batch, NystaKnownTerms *known, GError **error)
{
  memcpy (batch->first_payloads, known->next_payloads, sizeof batch->first_payloads);
  for (gsize i = 0; i < batch->n_terms; i++)
    {
      const NystaTag tag = nysta_id_tag (batch->terms[i].where);

      if (nysta_is_fixed_id (batch->terms[i].where))
        continue;
      if (known->next_payloads[tag] > NYSTA_ID_MAX_PAYLOAD)
        {
          g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_FULL,
                       "more terms than ids: part the data into two stores");
          return FALSE;
        }
      batch->ids[i] = nysta_id_make (tag, known->next_payloads[tag]++);
    }
  return TRUE;
}

gboolean
nysta_resolve_terms (NystaLoadBatch *batch, NystaKnownTerms *known, GError **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  Resolver resolver = { .batch = batch, .known = known, .bytes = bytes };

  for (gsize i = 0; i < batch->n_terms; i++)
    if (nysta_is_fixed_id (batch->terms[i].where))
      batch->ids[i] = batch->terms[i].where;
  if (known->runs->len > 0 || known->dictionary != NULL)
    sort_by_hash (&resolver);
  for (guint i = 0; i < known->runs->len; i++)
    find_in_run (&resolver, &g_array_index (known->runs, NystaLoadRun, i));
  if (known->dictionary != NULL && !find_in_store (&resolver, error))
    return FALSE;
  return number_new_terms (batch, known, error);
}
