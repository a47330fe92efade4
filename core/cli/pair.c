/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/pair.h"

#include "base/error.h"
#include "cli/why-telling.h"

#include <string.h>

/* So many that have a name are listed; the rest are counted. */
#define LISTED 5

/* "<urn:…> (person, it-chef, Åbro kommun)" */
static void
append_candidate (NystaDataset *dataset, const NystaThing *thing, GString *out)
{
  g_autoptr (GPtrArray) facts = nysta_thing_facts (dataset, thing->id);

  g_string_append_printf (out, "<%s> (%s", thing->iri, nysta_thing_kind_name (thing->kind));
  for (guint i = 0; i < facts->len; i++)
    {
      const NystaFact *fact = facts->pdata[i];
      const NystaTermId ids[] = { fact->role, fact->organisation };

      if (fact->kind != NYSTA_FACT_MEMBERSHIP || fact->member != thing->id)
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (ids); j++)
        {
          NystaThing other;

          if (ids[j] == NYSTA_ANY)
            continue;
          nysta_thing_read (dataset, ids[j], &other);
          g_string_append_printf (out, ", %s", other.name);
        }
      break;
    }
  g_string_append_c (out, ')');
}

static void
fail_ambiguous (NystaDataset *dataset, const char *wanted, const GArray *things,
                GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (things->len, LISTED); i++)
    {
      g_string_append (list, i > 0 ? ", " : "");
      append_candidate (dataset, &g_array_index (things, NystaThing, i), list);
    }
  if (things->len > LISTED)
    g_string_append_printf (list, " and %u more", things->len - LISTED);
  g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
               "%s: %u are called so: %s: say which by its IRI", wanted, things->len,
               list->str);
}

char *
nysta_pair_find (NystaDataset *dataset, const char *wanted, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (wanted, -1);
  g_autofree char *iri = nysta_telling_iri (valid);
  NystaTermId id = iri != NULL ? nysta_thing_lookup_iri (dataset, iri) : NYSTA_ANY;
  NystaFoundHow how = NYSTA_FOUND_NOTHING;
  NystaThing thing;

  if (id != NYSTA_ANY && nysta_thing_read (dataset, nysta_thing_now (dataset, id), &thing))
    return g_steal_pointer (&iri);

  g_autoptr (GArray) things = nysta_thing_find (dataset, valid, &how);
  if (how < NYSTA_FOUND_FOLDED)
    {
      g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
                   "%s: nothing is called just so: a whole name is wanted, or an IRI "
                   "(nysta show finds parts of names)",
                   valid);
      return NULL;
    }
  if (things->len > 1)
    {
      fail_ambiguous (dataset, valid, things, error);
      return NULL;
    }
  return g_strdup (g_array_index (things, NystaThing, 0).iri);
}

char *
nysta_pair_name (NystaDataset *dataset, const char *iri)
{
  NystaTermId id = nysta_thing_lookup_iri (dataset, iri);
  NystaThing thing;

  if (id == NYSTA_ANY || !nysta_thing_read (dataset, nysta_thing_now (dataset, id), &thing))
    return g_strdup (iri);
  return g_strdup_printf ("%s (%s)", thing.name, nysta_thing_kind_name (thing.kind));
}
