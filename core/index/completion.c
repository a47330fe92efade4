/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/completion.h"

#include <string.h>

struct NystaCompletion
{
  const NystaIdentity *identity;
  GHashTable *wholes; /* what a part of a post says -> Whole */
};

/* The posts that a part fits. */
typedef struct
{
  const char *plugin;
  const NystaIdentified *missing; /* NULL: several */
} Whole;

static char *
part_key (const NystaIdentified *person, const NystaIdentified *known)
{
  return g_strjoin (" ", person->iri, known->iri, NULL);
}

static gboolean
is_plain (const NystaFoundMembership *row)
{
  return row->assertion == NYSTA_ASSERTED && row->start_date == NULL &&
         row->end_date == NULL;
}

static void
add_part (NystaCompletion *completion, const NystaFoundMembership *row,
          const NystaIdentified *known, const NystaIdentified *missing)
{
  g_autofree char *key = part_key (nysta_identity_of (completion->identity, row->person),
                                   known);
  Whole *whole = g_hash_table_lookup (completion->wholes, key);

  if (whole == NULL)
    {
      whole = g_new0 (Whole, 1);
      *whole = (Whole){ row->plugin, missing };
      g_hash_table_insert (completion->wholes, g_steal_pointer (&key), whole);
    }
  else if (whole->missing != missing)
    whole->missing = NULL;
}

NystaCompletion *
nysta_completion_new (const NystaFindings *findings, const NystaIdentity *identity)
{
  NystaCompletion *completion = g_new0 (NystaCompletion, 1);

  completion->identity = identity;
  completion->wholes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < findings->memberships->len; i++)
    {
      const NystaFoundMembership *row = &g_array_index (findings->memberships,
                                                        NystaFoundMembership, i);
      const NystaIdentified *role = nysta_identity_of (identity, row->role);
      const NystaIdentified *organisation = nysta_identity_of (identity, row->organisation);

      if (!is_plain (row) || role == NULL || organisation == NULL)
        continue;
      add_part (completion, row, role, organisation);
      add_part (completion, row, organisation, role);
    }
  return completion;
}

void
nysta_completion_free (NystaCompletion *completion)
{
  if (completion == NULL)
    return;
  g_hash_table_unref (completion->wholes);
  g_free (completion);
}

void
nysta_completion_look_up (const NystaCompletion *completion,
                          const NystaFoundMembership *row, const NystaIdentified **out_role,
                          const NystaIdentified **out_organisation)
{
  const NystaIdentified *role = nysta_identity_of (completion->identity, row->role);
  const NystaIdentified *organisation = nysta_identity_of (completion->identity,
                                                           row->organisation);

  *out_role = role;
  *out_organisation = organisation;
  if (!is_plain (row) || (role == NULL) == (organisation == NULL))
    return;

  g_autofree char *key = part_key (nysta_identity_of (completion->identity, row->person),
                                   role != NULL ? role : organisation);
  const Whole *whole = g_hash_table_lookup (completion->wholes, key);

  /* A plugin that says less on purpose knows what it does. */
  if (whole == NULL || g_strcmp0 (whole->plugin, row->plugin) == 0)
    return;
  if (role == NULL)
    *out_role = whole->missing;
  else
    *out_organisation = whole->missing;
}
