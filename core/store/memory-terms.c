/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/memory-terms.h"

static NystaTermId
term_id (const NystaTerm *term, guint32 number)
{
  NystaTermId id = 0;

  if (nysta_id_from_literal (term, &id))
    return id;
  return nysta_id_make (nysta_id_dictionary_tag (term), number);
}

typedef struct
{
  NystaTermId id;
  guint32 number;
} Numbered;

static int
numbered_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  NystaTermId left = ((const Numbered *) a)->id;
  NystaTermId right = ((const Numbered *) b)->id;

  return (left > right) - (left < right);
}

/* Of each tag of the dictionary the numbers rise already: only what is inline wants to be
 * sorted. */
void
nysta_memory_terms_rank (NystaMemoryTerms *terms)
{
  guint32 n = nysta_term_table_size (terms->table);

  if (terms->ranks != NULL)
    return;

  g_autofree Numbered *sorted = g_new (Numbered, MAX (n, 1));
  guint32 n_sorted = 0;

  terms->ids = g_new (NystaTermId, n + 1);
  terms->ranks = g_new (guint32, n + 1);
  for (guint32 number = 1; number <= n; number++)
    terms->ids[number - 1] = term_id (nysta_term_table_get (terms->table, number), number);
  for (guint tag = NYSTA_TAG_IRI; tag < NYSTA_TAG_INTEGER; tag++)
    for (guint32 i = 0; i < n; i++)
      if (nysta_id_tag (terms->ids[i]) == (NystaTag) tag)
        sorted[n_sorted++] = (Numbered){ terms->ids[i], i + 1 };

  guint32 n_kept = n_sorted;

  for (guint32 i = 0; i < n; i++)
    if (nysta_id_is_inline (terms->ids[i]))
      sorted[n_sorted++] = (Numbered){ terms->ids[i], i + 1 };
  g_qsort_with_data (sorted + n_kept, (int) (n_sorted - n_kept), sizeof *sorted,
                     numbered_compare, NULL);
  for (guint32 rank = 0; rank < n; rank++)
    {
      terms->ids[rank] = sorted[rank].id;
      terms->ranks[sorted[rank].number] = rank;
    }
  terms->ids[n] = NYSTA_UNNAMED;
}

/* It says itself what it is, whether or not a statement has it. */
static gboolean
inline_term (NystaMemoryTerms *terms, NystaTermId id, NystaTerm *out_term)
{
  char room[NYSTA_INLINE_BYTES];
  NystaTerm term = { 0 };
  guint32 number = 0;

  if (id >> (NYSTA_ID_TAG_SHIFT + 4) != 0 || !nysta_id_to_literal (id, room, &term))
    return FALSE;
  if (terms->extra == NULL)
    terms->extra = nysta_term_table_new ();
  number = nysta_term_table_add (terms->extra, &term);
  *out_term = *nysta_term_table_get (terms->extra, number);
  return TRUE;
}

gboolean
nysta_memory_terms_get (NystaMemoryTerms *terms, NystaTermId id, NystaTerm *out_term)
{
  const NystaTerm *term = NULL;

  if (nysta_id_is_inline (id))
    return inline_term (terms, id, out_term);
  term = nysta_term_table_get (terms->table, nysta_id_payload (id));
  if (term == NULL || nysta_id_dictionary_tag (term) != nysta_id_tag (id))
    return FALSE;
  *out_term = *term;
  return TRUE;
}

NystaTermId
nysta_memory_terms_lookup (NystaMemoryTerms *terms, const NystaTerm *term)
{
  guint32 number = nysta_term_table_find (terms->table, term);

  return number != 0 ? term_id (term, number) : NYSTA_ANY;
}

void
nysta_memory_terms_clear (NystaMemoryTerms *terms)
{
  nysta_term_table_free (terms->table);
  nysta_term_table_free (terms->extra);
  g_free (terms->ids);
  g_free (terms->ranks);
}
