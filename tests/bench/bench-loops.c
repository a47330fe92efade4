/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bench-loops.h"

#include <stdlib.h>
#include <string.h>

#define ORG "http://www.w3.org/ns/org#"
#define KG "http://kg.example.org/"
#define N_ROWS 256

static NystaTermId
look_up (NystaDataset *dataset, const char *iri)
{
  NystaTerm term = nysta_iri (iri);

  return nysta_dataset_lookup (dataset, &term);
}

/* Append what @pattern leaves open of each row: its subject, or its object. */
static void
gather (NystaDataset *dataset, NystaTermId s, NystaTermId p, NystaTermId o, GArray *out)
{
  const NystaQuad pattern = {
    .subject = s, .predicate = p, .object = o, .graph = NYSTA_UNION
  };
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);
  NystaQuad rows[N_ROWS];

  for (gsize n = 0; (n = nysta_cursor_next (cursor, rows, N_ROWS)) > 0;)
    for (gsize i = 0; i < n; i++)
      g_array_append_val (out, *(s == NYSTA_ANY ? &rows[i].subject : &rows[i].object));
}

static guint64
text_bytes (NystaDataset *dataset, NystaTermId id, GString *buffer)
{
  NystaTerm term = { 0 };

  return nysta_dataset_read_term (dataset, id, buffer, &term) ? strlen (term.value) : 0;
}

guint64
bench_loop_path (NystaDataset *dataset)
{
  NystaTermId below = look_up (dataset, ORG "subOrganizationOf");
  NystaTermId top = look_up (dataset, KG "org/1");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GString) buffer = g_string_new (NULL);
  guint64 n_bytes = 0;

  gather (dataset, NYSTA_ANY, below, top, next);
  for (guint at = 0;; at++)
    {
      for (guint i = 0; i < next->len; i++)
        {
          NystaTermId id = g_array_index (next, NystaTermId, i);

          if (!g_hash_table_add (seen, GSIZE_TO_POINTER (id)))
            continue;
          g_array_append_val (found, id);
          n_bytes += text_bytes (dataset, id, buffer);
        }
      if (at >= found->len)
        break;
      g_array_set_size (next, 0);
      gather (dataset, NYSTA_ANY, below, g_array_index (found, NystaTermId, at), next);
    }
  return n_bytes > 0 ? found->len : 0;
}

/* --- the triangle ------------------------------------------------------------------------ */

/* Somebody in an organisation. */
typedef struct
{
  NystaTermId organisation;
  NystaTermId person;
} Member;

static int
compare_members (const void *a, const void *b)
{
  const Member *left = a;
  const Member *right = b;

  if (left->organisation != right->organisation)
    return left->organisation < right->organisation ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person;
}

/* Where each member of @first is: one entry a membership on either side. */
static GArray *
gather_members (NystaDataset *dataset, NystaTermId first)
{
  NystaTermId organization = look_up (dataset, ORG "organization");
  NystaTermId member = look_up (dataset, ORG "member");
  g_autoptr (GArray) memberships = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));

  gather (dataset, NYSTA_ANY, organization, first, memberships);
  for (guint i = 0; i < memberships->len; i++)
    gather (dataset, g_array_index (memberships, NystaTermId, i), member, NYSTA_ANY,
            people);
  for (guint i = 0; i < people->len; i++)
    {
      NystaTermId person = g_array_index (people, NystaTermId, i);

      g_array_set_size (others, 0);
      g_array_set_size (places, 0);
      gather (dataset, NYSTA_ANY, member, person, others);
      for (guint k = 0; k < others->len; k++)
        gather (dataset, g_array_index (others, NystaTermId, k), organization, NYSTA_ANY,
                places);
      for (guint k = 0; k < places->len; k++)
        {
          const Member one = { g_array_index (places, NystaTermId, k), person };

          if (one.organisation != first)
            g_array_append_val (members, one);
        }
    }
  return members;
}

guint64
bench_loop_triangle (NystaDataset *dataset)
{
  g_autoptr (GArray) members = gather_members (dataset, look_up (dataset, KG "org/100"));
  const Member *all = (const Member *) (gpointer) members->data;
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };
  guint64 n_rows = 0;

  qsort (members->data, members->len, sizeof (Member), compare_members);
  for (guint i = 0; i < members->len; i++)
    for (guint k = i + 1; k < members->len && all[k].organisation == all[i].organisation;
         k++)
      if (all[k].person != all[i].person &&
          nysta_dataset_read_term (dataset, all[i].person, left, &a) &&
          nysta_dataset_read_term (dataset, all[k].person, right, &b))
        n_rows += strcmp (a.value, b.value) != 0 &&
                  text_bytes (dataset, all[i].organisation, left) > 0;
  return n_rows;
}
