/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sorter.c: gathers records, and writes them as runs when there is no room for more;
 * sorter-merge.c puts the runs together. */
#include "config.h"
#include "base/sorter.h"

#include <string.h>

#include "base/sorter-internal.h"

/* Records past the limit that are let come in before the rest is thrown out. */
#define MIN_SPARE_RECORDS 4096u
#define MIN_PLACES 16u
/* Shorter stretches are sorted by insertion. */
#define STRETCH 16u

/* Beginning of the key, and where the record is: a Head, the payload, the key. */
typedef struct
{
  guint64 prefix;
  const guint8 *record;
} Place;

typedef struct
{
  guint8 *bytes;
  gsize n_bytes;
} Chunk;

struct NystaSorter
{
  NystaSorterOwner owner;
  guint64 limit;
  GArray *chunks; /* Chunk */
  gsize n_used;   /* bytes of the last one */
  Place *places;
  gsize n_places;
  gsize n_room;
  gsize n_held;  /* bytes that were granted */
  guint8 *bound; /* (nullable): a key that is not less is not wanted */
  gsize n_bound;
  GArray *runs; /* NystaSpool */
  guint n_runs;
  gboolean is_finished;
  gsize next_place;
  guint64 n_given;
  NystaSorterMerge *merge;
};

static gsize
padded (gsize n_bytes)
{
  return (n_bytes + 7) & ~(gsize) 7;
}

static const NystaSorterHead *
head_of (const guint8 *record)
{
  return (const NystaSorterHead *) record;
}

static const guint8 *
key_of (const guint8 *record)
{
  return record + sizeof (NystaSorterHead) + padded (head_of (record)->n_payload);
}

/* --- memory ------------------------------------------------------------------------------ */

static gboolean
hold (NystaSorter *sorter, gsize n_bytes)
{
  if (!sorter->owner.funcs->grow (n_bytes, sorter->owner.user_data))
    return FALSE;
  sorter->n_held += n_bytes;
  return TRUE;
}

static void
forget_records (NystaSorter *sorter)
{
  for (guint i = 0; i < sorter->chunks->len; i++)
    g_free (g_array_index (sorter->chunks, Chunk, i).bytes);
  g_array_set_size (sorter->chunks, 0);
  g_clear_pointer (&sorter->places, g_free);
  sorter->n_places = 0;
  sorter->n_room = 0;
  sorter->n_used = 0;
  sorter->owner.funcs->shrink (sorter->n_held, sorter->owner.user_data);
  sorter->n_held = 0;
}

NystaSorter *
nysta_sorter_new (NystaScratch *scratch, guint64 limit, const NystaSorterFuncs *funcs,
                  gpointer user_data)
{
  NystaSorter *sorter = g_new0 (NystaSorter, 1);

  sorter->owner = (NystaSorterOwner){
    .scratch = scratch, .funcs = funcs, .user_data = user_data, .limit = limit
  };
  sorter->limit = limit;
  sorter->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  sorter->runs = g_array_new (FALSE, FALSE, sizeof (NystaSpool));
  return sorter;
}

void
nysta_sorter_reset (NystaSorter *sorter)
{
  g_clear_pointer (&sorter->merge, nysta_sorter_merge_free);
  forget_records (sorter);
  for (guint i = 0; i < sorter->runs->len; i++)
    nysta_spool_clear (&g_array_index (sorter->runs, NystaSpool, i));
  g_array_set_size (sorter->runs, 0);
  g_clear_pointer (&sorter->bound, g_free);
  sorter->n_runs = 0;
  sorter->is_finished = FALSE;
  sorter->next_place = 0;
  sorter->n_given = 0;
}

void
nysta_sorter_free (NystaSorter *sorter)
{
  if (sorter == NULL)
    return;
  nysta_sorter_reset (sorter);
  g_array_unref (sorter->chunks);
  g_array_unref (sorter->runs);
  g_free (sorter);
}

guint
nysta_sorter_n_runs (const NystaSorter *sorter)
{
  return sorter->n_runs;
}

/* --- sorting in memory --------------------------------------------------------------------- */

static int
compare_places (const Place *a, const Place *b)
{
  if (a->prefix != b->prefix)
    return a->prefix < b->prefix ? -1 : 1;
  return nysta_sorter_compare_keys (key_of (a->record), head_of (a->record)->n_key,
                                    key_of (b->record), head_of (b->record)->n_key);
}

static void
sort_stretch (Place *places, gsize n)
{
  for (gsize i = 1; i < n; i++)
    {
      Place place = places[i];
      gsize at = i;

      for (; at > 0 && compare_places (&place, &places[at - 1]) < 0; at--)
        places[at] = places[at - 1];
      places[at] = place;
    }
}

/* Two sorted stretches of @from after one another, into @to. */
static void
merge_stretches (const Place *from, gsize n_first, gsize n, Place *to)
{
  gsize left = 0, right = n_first;

  if (n_first >= n || compare_places (&from[n_first - 1], &from[n_first]) <= 0)
    {
      memcpy (to, from, n * sizeof *to);
      return;
    }
  for (gsize i = 0; i < n; i++)
    if (right >= n || (left < n_first && compare_places (&from[left], &from[right]) <= 0))
      to[i] = from[left++];
    else
      to[i] = from[right++];
}

/* Merge sort, from short stretches to long ones: so that it can be ended in between. */
static gboolean
sort_places (NystaSorter *sorter, GError **error)
{
  gsize n = sorter->n_places;
  g_autofree Place *other = g_new (Place, n + 1);

  for (gsize i = 0; i < n; i += STRETCH)
    sort_stretch (sorter->places + i, MIN (STRETCH, n - i));
  for (gsize length = STRETCH; length < n; length *= 2)
    {
      for (gsize i = 0; i < n; i += 2 * length)
        {
          gsize n_both = MIN (2 * length, n - i);

          merge_stretches (sorter->places + i, MIN (length, n_both), n_both, other + i);
          if (!nysta_sorter_tick (&sorter->owner, n_both, error))
            return FALSE;
        }

      Place *sorted = other;

      other = sorter->places;
      sorter->places = sorted;
    }
  /* The one that is kept must have the room that is known of it. */
  sorter->n_room = MIN (sorter->n_room, n + 1);
  return TRUE;
}

static void
set_bound (NystaSorter *sorter, const guint8 *record)
{
  g_free (sorter->bound);
  sorter->n_bound = head_of (record)->n_key;
  sorter->bound = g_memdup2 (key_of (record), sorter->n_bound + 1);
}

/* --- runs ------------------------------------------------------------------------------------- */

static gboolean
write_run (NystaSorter *sorter, gsize n, GError **error)
{
  NystaSpool run;
  gboolean ok = TRUE;

  nysta_spool_init (&run, sorter->owner.scratch);
  for (gsize i = 0; ok && i < n; i++)
    {
      const guint8 *record = sorter->places[i].record;
      const NystaSorterHead *head = head_of (record);

      ok = nysta_spool_write (&run, record, sizeof *head + head->n_payload, error) &&
           nysta_spool_write (&run, key_of (record), head->n_key, error) &&
           nysta_sorter_tick (&sorter->owner, 1, error);
    }
  ok = ok && nysta_spool_finish (&run, error);
  g_array_append_val (sorter->runs, run);
  sorter->n_runs++;
  return ok;
}

static gboolean
spill (NystaSorter *sorter, GError **error)
{
  gsize n = 0;

  if (!sort_places (sorter, error))
    return FALSE;
  n = (gsize) MIN (sorter->n_places, sorter->limit);
  if (n > 0 && n == sorter->limit)
    set_bound (sorter, sorter->places[n - 1].record);
  if (!write_run (sorter, n, error))
    return FALSE;
  forget_records (sorter);
  return TRUE;
}

/* Sort what is there, and keep what may still be among the first. */
static gboolean
prune (NystaSorter *sorter, GError **error)
{
  gsize n_bytes = 0, n_old = 0, n_kept = (gsize) sorter->limit;
  Chunk kept = { NULL, 0 };

  if (!sort_places (sorter, error))
    return FALSE;
  for (gsize i = 0; i < n_kept; i++)
    {
      const NystaSorterHead *head = head_of (sorter->places[i].record);

      n_bytes += sizeof *head + padded (head->n_payload) + padded (head->n_key + 1);
    }
  if (!hold (sorter, n_bytes))
    return spill (sorter, error);
  kept = (Chunk){ g_malloc (n_bytes + 1), n_bytes };
  if (n_kept > 0)
    set_bound (sorter, sorter->places[n_kept - 1].record);
  sorter->n_used = 0;
  for (gsize i = 0; i < n_kept; i++)
    {
      const NystaSorterHead *head = head_of (sorter->places[i].record);
      gsize n = sizeof *head + padded (head->n_payload) + padded (head->n_key + 1);

      memcpy (kept.bytes + sorter->n_used, head, n);
      sorter->places[i].record = kept.bytes + sorter->n_used;
      sorter->n_used += n;
    }
  for (guint i = 0; i < sorter->chunks->len; i++)
    {
      n_old += g_array_index (sorter->chunks, Chunk, i).n_bytes;
      g_free (g_array_index (sorter->chunks, Chunk, i).bytes);
    }
  g_array_set_size (sorter->chunks, 0);
  g_array_append_val (sorter->chunks, kept);
  sorter->n_places = n_kept;
  n_old = MIN (n_old, sorter->n_held);
  sorter->owner.funcs->shrink (n_old, sorter->owner.user_data);
  sorter->n_held -= n_old;
  return TRUE;
}

/* --- adding ------------------------------------------------------------------------------------- */

/* Places are counted twice: sorting needs as much again. */
static gboolean
make_place (NystaSorter *sorter, gboolean must)
{
  gsize n_room = MAX (sorter->n_room * 2, MIN_PLACES);

  if (sorter->n_places < sorter->n_room)
    return TRUE;
  if (!hold (sorter, (n_room - sorter->n_room) * 2 * sizeof (Place)) && !must)
    return FALSE;
  sorter->places = g_renew (Place, sorter->places, n_room);
  sorter->n_room = n_room;
  return TRUE;
}

static guint8 *
make_room (NystaSorter *sorter, gsize n_bytes, gboolean must)
{
  Chunk chunk = { NULL, 0 };

  if (sorter->chunks->len > 0)
    chunk = g_array_index (sorter->chunks, Chunk, sorter->chunks->len - 1);
  if (n_bytes > chunk.n_bytes - (chunk.n_bytes == 0 ? 0 : sorter->n_used))
    {
      chunk.n_bytes = MAX (nysta_scratch_block_bytes (sorter->owner.scratch), n_bytes);
      if (!hold (sorter, chunk.n_bytes) && !must)
        return NULL;
      chunk.bytes = g_malloc (chunk.n_bytes);
      g_array_append_val (sorter->chunks, chunk);
      sorter->n_used = 0;
    }
  sorter->n_used += n_bytes;
  return chunk.bytes + sorter->n_used - n_bytes;
}

gboolean
nysta_sorter_add (NystaSorter *sorter, const void *key, gsize n_key, const void *payload,
                  gsize n_payload, GError **error)
{
  const NystaSorterHead head = { (guint32) MIN (n_key, G_MAXUINT32), (guint32) n_payload };
  /* With a byte more, so that a key of none can be copied. */
  gsize n_record = sizeof head + padded (n_payload) + padded (n_key + 1);
  guint8 *record = NULL;

  if (sorter->limit == 0 ||
      (sorter->bound != NULL &&
       nysta_sorter_compare_keys (key, head.n_key, sorter->bound, sorter->n_bound) >= 0))
    return TRUE;
  if (make_place (sorter, sorter->n_places == 0))
    record = make_room (sorter, n_record, sorter->n_places == 0);
  if (record == NULL)
    {
      if (!spill (sorter, error))
        return FALSE;
      make_place (sorter, TRUE);
      record = make_room (sorter, n_record, TRUE);
    }
  memcpy (record, &head, sizeof head);
  if (n_payload > 0)
    memcpy (record + sizeof head, payload, n_payload);
  if (n_key > 0)
    memcpy (record + sizeof head + padded (n_payload), key, head.n_key);
  sorter->places[sorter->n_places++] = (Place){ nysta_sorter_prefix (key, n_key), record };
  if (sorter->limit < G_MAXUINT32 &&
      sorter->n_places >= sorter->limit + MAX (sorter->limit, MIN_SPARE_RECORDS))
    return prune (sorter, error);
  return TRUE;
}

/* --- giving --------------------------------------------------------------------------------------- */

gboolean
nysta_sorter_finish (NystaSorter *sorter, GError **error)
{
  sorter->is_finished = TRUE;
  if (sorter->n_runs == 0)
    return sort_places (sorter, error);
  if (sorter->n_places > 0 && !spill (sorter, error))
    return FALSE;
  sorter->merge = nysta_sorter_merge_new (&sorter->owner, sorter->runs, error);
  return sorter->merge != NULL;
}

gboolean
nysta_sorter_next (NystaSorter *sorter, const void **out_payload, gsize *out_n_payload,
                   GError **error)
{
  const guint8 *record = NULL;

  g_assert (sorter->is_finished);
  *out_payload = NULL;
  *out_n_payload = 0;
  if (sorter->n_given >= sorter->limit)
    return TRUE;
  if (sorter->merge != NULL)
    {
      if (!nysta_sorter_merge_next (sorter->merge, &record, error))
        return FALSE;
    }
  else if (sorter->next_place < sorter->n_places)
    record = sorter->places[sorter->next_place++].record;
  if (record == NULL)
    return TRUE;
  *out_payload = record + sizeof (NystaSorterHead);
  *out_n_payload = head_of (record)->n_payload;
  sorter->n_given++;
  return TRUE;
}
