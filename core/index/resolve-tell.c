/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* resolve-tell.c: why two units are one, or are not. */
#include "config.h"
#include "index/resolve-internal.h"

#include "index/blocks.h"

#include <string.h>

/* "nordviks" beside "nordviks kommun"; @strings are sorted. */
static gboolean
is_short_form (const GPtrArray *strings, guint i)
{
  return i + 1 < strings->len &&
         g_str_has_prefix (strings->pdata[i + 1], strings->pdata[i]);
}

/* "x, y" */
static char *
join_strings (const GPtrArray *strings)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < strings->len && n <= 3; i++)
    {
      if (is_short_form (strings, i))
        continue;
      g_string_append_printf (text, "%s%s", n > 0 ? ", " : "",
                              n < 3 ? (char *) strings->pdata[i] : "…");
      n++;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
differ (NystaVerdictOnIdentity *out, double score, const char *what, const GPtrArray *a,
        const GPtrArray *b)
{
  g_autofree char *of_a = join_strings (a);
  g_autofree char *of_b = join_strings (b);

  out->is_same = FALSE;
  out->score = score;
  out->reason = g_strdup_printf ("%s: %s; %s", what, of_a, of_b);
}

/* How the names of @a and @b go together at best. */
static NystaNameRelation
relate_names (const NystaUnit *a, const NystaUnit *b)
{
  g_autofree char *x = nysta_block_words (nysta_unit_first (a)->name);
  g_autofree char *y = nysta_block_words (nysta_unit_first (b)->name);

  return nysta_unit_first (a)->kind == NYSTA_PERSON ? nysta_block_relate (x, y)
                                                    : NYSTA_NAMES_EQUAL;
}

static gboolean
share_block (const NystaUnit *a, const NystaUnit *b)
{
  return nysta_strings_common (nysta_unit_first (a)->keys, nysta_unit_first (b)->keys) !=
         NULL;
}

/* Nothing that they are or have tells them apart. */
static void
doubt (const NystaUnit *a, const NystaUnit *b, NystaVerdictOnIdentity *out)
{
  out->score = 0.5;
  if (nysta_strings_common (a->places, b->places) != NULL ||
      nysta_strings_common (a->emails, b->emails) != NULL)
    out->reason = g_strdup ("others of that name have in common what they have in common, "
                            "and differ: it may be any of them");
  else
    out->reason = g_strdup ("they have only a name in common, and others of that name "
                            "differ");
}

void
nysta_unit_compare (const NystaUnit *a, const NystaUnit *b, NystaVerdictOnIdentity *out)
{
  NystaNameRelation names = relate_names (a, b);

  out->is_same = FALSE;
  if (nysta_unit_is_apart (a) || nysta_unit_is_apart (b))
    {
      const NystaUnit *apart = nysta_unit_is_apart (a) ? a : b;

      out->score = 1.0;
      out->reason = g_strdup_printf ("somebody said that %s means another",
                                     nysta_unit_first (apart)->document);
    }
  else if (nysta_strings_disjoint (a->emails, b->emails))
    differ (out, 0.95, "each has an address of their own", a->emails, b->emails);
  else if (!share_block (a, b))
    {
      out->score = 0.9;
      out->reason = g_strdup ("they have no name in common");
    }
  else if (names == NYSTA_NAMES_CLASH)
    {
      out->score = 0.9;
      out->reason = g_strdup_printf ("their further names differ: %s; %s",
                                     nysta_unit_first (a)->name,
                                     nysta_unit_first (b)->name);
    }
  else if (nysta_unit_first (a)->has_authority && nysta_unit_first (b)->has_authority)
    {
      out->score = 1.0;
      out->reason = g_strdup ("authorities tell them apart");
    }
  else if (nysta_strings_disjoint (a->places, b->places))
    differ (out, 0.8, "they are in different organisations", a->places, b->places);
  else if (!nysta_roles_agree (a->roles, b->roles))
    differ (out, 0.6, "their roles differ, and no organisation or address is common",
            a->roles, b->roles);
  else if (names != NYSTA_NAMES_EQUAL)
    {
      out->score = 0.6;
      out->reason = g_strdup ("one has a further name, and no address, nor a role in an "
                              "organisation, is common");
    }
  else
    doubt (a, b, out);
}

/* All that is one with @unit, as a unit. */
static NystaUnit *
whole_cluster (const NystaResolution *resolution, const NystaUnit *unit)
{
  NystaUnit *whole = nysta_unit_new (unit->iri);

  g_ptr_array_extend (whole->appearances, unit->appearances, NULL, NULL);
  for (guint32 i = unit->cluster; i < resolution->units->len; i++)
    {
      const NystaUnit *other = nysta_unit_at (resolution, i);

      if (other->cluster != unit->cluster)
        continue;
      nysta_strings_add (whole->emails, other->emails);
      nysta_strings_add (whole->places, other->places);
      nysta_strings_add (whole->roles, other->roles);
    }
  return whole;
}

/* Verdicts of a cluster make a tree: go from @a to @b along it. */
static void
tell_same (const NystaResolution *resolution, const NystaUnit *a, const NystaUnit *b,
           NystaVerdictOnIdentity *out)
{
  g_autoptr (GHashTable) from = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  guint32 start = (guint32) nysta_resolution_find (resolution, b->iri);
  guint32 at = (guint32) nysta_resolution_find (resolution, a->iri);

  g_array_append_val (queue, start);
  g_hash_table_insert (from, GUINT_TO_POINTER (start + 1), NULL);
  for (guint i = 0;
       i < queue->len && !g_hash_table_contains (from, GUINT_TO_POINTER (at + 1)); i++)
    {
      guint32 here = g_array_index (queue, guint32, i);
      const GArray *edges = resolution->verdicts_of->pdata[here];

      for (guint j = 0; j < edges->len; j++)
        {
          NystaVerdictOnIdentity *verdict = &g_array_index (
            resolution->verdicts, NystaVerdictOnIdentity, g_array_index (edges, guint, j));
          guint32 next = verdict->a == here ? verdict->b : verdict->a;

          if (g_hash_table_contains (from, GUINT_TO_POINTER (next + 1)))
            continue;
          g_hash_table_insert (from, GUINT_TO_POINTER (next + 1), verdict);
          g_array_append_val (queue, next);
        }
    }

  out->is_same = TRUE;
  out->score = 1.0;
  for (const NystaVerdictOnIdentity *step = NULL;
       (step = g_hash_table_lookup (from, GUINT_TO_POINTER (at + 1))) != NULL;
       at = step->a == at ? step->b : step->a)
    {
      out->score = MIN (out->score, step->score);
      if (!g_ptr_array_find_with_equal_func (reasons, step->reason, g_str_equal, NULL))
        g_ptr_array_add (reasons, step->reason);
    }
  g_ptr_array_add (reasons, NULL);
  out->reason = reasons->len > 1
                  ? g_strjoinv ("; ", (char **) reasons->pdata)
                  : g_strdup ("their documents say the same of them: a name, and an "
                              "address or an organisation");
}

/* Is one whom @decision means in the cluster of @unit? */
static gboolean
means_cluster (const NystaResolution *resolution, const NystaDecision *decision, guint side,
               const NystaUnit *unit)
{
  g_autoptr (GArray) meant = nysta_resolution_meant (resolution, decision, side);

  for (guint i = 0; i < meant->len; i++)
    if (nysta_unit_at (resolution, g_array_index (meant, guint32, i))->cluster ==
        unit->cluster)
      return TRUE;
  return FALSE;
}

/* What somebody said of one of @a's cluster and one of @b's */
static gboolean
is_parted (const NystaResolution *resolution, const NystaUnit *a, const NystaUnit *b,
           const GPtrArray *decisions)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      const NystaDecision *decision = decisions->pdata[i];

      if (!decision->is_same && ((means_cluster (resolution, decision, 0, a) &&
                                  means_cluster (resolution, decision, 1, b)) ||
                                 (means_cluster (resolution, decision, 0, b) &&
                                  means_cluster (resolution, decision, 1, a))))
        return TRUE;
    }
  return FALSE;
}

void
nysta_resolution_compare (const NystaResolution *resolution, const NystaUnit *a,
                          const NystaUnit *b, const GPtrArray *decisions,
                          NystaVerdictOnIdentity *out)
{
  if (a->cluster == b->cluster)
    {
      tell_same (resolution, a, b, out);
      return;
    }
  if (is_parted (resolution, a, b, decisions))
    {
      nysta_unit_compare (a, b, out);
      if (out->score == 1.0)
        return; /* in a document */
      g_free (out->reason);
      out->score = 1.0;
      out->reason = g_strdup ("somebody said that they are different");
      return;
    }

  NystaUnit *whole_a = whole_cluster (resolution, a);
  NystaUnit *whole_b = whole_cluster (resolution, b);

  nysta_unit_compare (whole_a, whole_b, out);
  nysta_unit_free (whole_a);
  nysta_unit_free (whole_b);
}
