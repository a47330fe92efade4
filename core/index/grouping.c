/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/grouping.h"

#include "index/names.h"
#include "index/role-scheme.h"
#include "rdf/iri.h"

#include <string.h>

/* Namesakes that are tried before a further one stands alone, and addresses kept of one
 * person: more than honest documents have, so that a flood stays linear. */
enum
{
  MAX_NAMESAKES = 16,
  MAX_ADDRESSES = 16
};

struct NystaGrouping
{
  const NystaFindings *findings;
  guint32 n;                /* proposals */
  guint32 *parent;          /* union-find; the root is the least of its set */
  char **keys;              /* name keys of the proposals */
  char **authorities;       /* absolute IRI of each root's authority, or NULL */
  GPtrArray **emails;       /* of const char *: addresses of each root that aren't shared */
  guint32 *group;           /* proposal -> group */
  GPtrArray *members;       /* of GArray of guint32, by group */
  GHashTable *email_owners; /* address -> group + 1, or 0 if several own it */
};

static const NystaFoundEntity *
proposal (const NystaGrouping *grouping, guint32 index)
{
  return grouping->findings->entities->pdata[index];
}

static guint32
find_root (NystaGrouping *grouping, guint32 i)
{
  while (grouping->parent[i] != i)
    {
      grouping->parent[i] = grouping->parent[grouping->parent[i]];
      i = grouping->parent[i];
    }
  return i;
}

static gboolean
share_address (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (strcmp (a->pdata[i], b->pdata[j]) == 0)
        return TRUE;
  return FALSE;
}

/* May two sets be one thing? Not with two authorities, and not two people each of whom
 * has an address of their own. */
static gboolean
are_compatible (NystaGrouping *grouping, guint32 a, guint32 b)
{
  if (proposal (grouping, a)->kind != proposal (grouping, b)->kind)
    return FALSE;
  if (grouping->authorities[a] != NULL && grouping->authorities[b] != NULL &&
      strcmp (grouping->authorities[a], grouping->authorities[b]) != 0)
    return FALSE;

  const GPtrArray *emails_a = grouping->emails[a], *emails_b = grouping->emails[b];
  return emails_a == NULL || emails_b == NULL || share_address (emails_a, emails_b);
}

static gboolean
join (NystaGrouping *grouping, guint32 a, guint32 b)
{
  a = find_root (grouping, a);
  b = find_root (grouping, b);
  if (a == b)
    return TRUE;
  if (!are_compatible (grouping, a, b))
    return FALSE;

  guint32 root = MIN (a, b), other = MAX (a, b);
  grouping->parent[other] = root;
  if (grouping->authorities[root] == NULL)
    grouping->authorities[root] = g_steal_pointer (&grouping->authorities[other]);
  if (grouping->emails[root] == NULL)
    grouping->emails[root] = g_steal_pointer (&grouping->emails[other]);
  else if (grouping->emails[other] != NULL && grouping->emails[root]->len < MAX_ADDRESSES)
    g_ptr_array_extend (grouping->emails[root], grouping->emails[other], NULL, NULL);
  return TRUE;
}

/* --- what is known of each proposal ------------------------------------------- */

static char *
authority_of (const NystaFoundEntity *found, const char *base,
              NystaAuthorities *authorities)
{
  if (found->authority != NULL)
    return nysta_iri_is_absolute (found->authority)
             ? g_strdup (found->authority)
             : g_strconcat (base, found->authority, NULL);

  if (found->kind == NYSTA_ORGANISATION)
    return g_strdup (nysta_authorities_find_organisation (authorities, found->name));
  if (found->kind != NYSTA_ROLE)
    return NULL;

  /* Roles are told apart by their IRIs alone. */
  g_autofree char *spelt = nysta_role_spell (authorities, found->name);
  g_autofree char *segment = nysta_name_segment (spelt);
  return g_strconcat (base, "def/role/", segment, NULL);
}

static void
collect_emails (NystaGrouping *grouping)
{
  GArray *contacts = grouping->findings->contacts;

  for (guint i = 0; i < contacts->len; i++)
    {
      const NystaFoundContact *contact = &g_array_index (contacts, NystaFoundContact, i);

      if (contact->kind != NYSTA_EMAIL || contact->shared ||
          proposal (grouping, contact->owner)->kind != NYSTA_PERSON)
        continue;
      if (grouping->emails[contact->owner] == NULL)
        grouping->emails[contact->owner] = g_ptr_array_new ();
      if (grouping->emails[contact->owner]->len < MAX_ADDRESSES)
        g_ptr_array_add (grouping->emails[contact->owner], contact->value);
    }
}

/* --- passes ------------------------------------------------------------------- */

/* A name in a table of one kind's names. */
static char *
kind_key (NystaEntityKind kind, const char *key)
{
  return g_strdup_printf ("%d %s", (int) kind, key);
}

static void
join_same_authority (NystaGrouping *grouping)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint32 i = 0; i < grouping->n; i++)
    if (grouping->authorities[i] != NULL)
      {
        char *key = kind_key (proposal (grouping, i)->kind, grouping->authorities[i]);
        gpointer known = g_hash_table_lookup (first, key);

        g_ptr_array_add (keys, key);
        if (known != NULL)
          join (grouping, GPOINTER_TO_UINT (known) - 1, i);
        else
          g_hash_table_insert (first, key, GUINT_TO_POINTER (i + 1));
      }
}

/* name -> GArray of the proposals that bear it, one for each thing that is not to be
 * joined with the others of the name. */
static GHashTable *
join_same_name (NystaGrouping *grouping)
{
  GHashTable *bearers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_array_unref);

  for (guint32 i = 0; i < grouping->n; i++)
    {
      if (proposal (grouping, i)->kind == NYSTA_ROLE)
        continue;

      g_autofree char *key = kind_key (proposal (grouping, i)->kind, grouping->keys[i]);
      GArray *known = g_hash_table_lookup (bearers, key);
      gboolean joined = FALSE;

      if (known == NULL)
        {
          known = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (bearers, g_steal_pointer (&key), known);
        }
      for (guint j = 0; j < MIN (known->len, MAX_NAMESAKES) && !joined; j++)
        joined = join (grouping, g_array_index (known, guint32, j), i);
      if (!joined)
        g_array_append_val (known, i);
    }
  return bearers;
}

/* The proposal that alone bears @name, or NYSTA_NO_ENTITY. */
static guint32
sole_bearer (GHashTable *bearers, NystaEntityKind kind, const char *name)
{
  g_autofree char *key = kind_key (kind, name);
  const GArray *known = g_hash_table_lookup (bearers, key);

  return known != NULL && known->len == 1 ? g_array_index (known, guint32, 0)
                                          : NYSTA_NO_ENTITY;
}

/* `AI Swedens` beside `AI Sweden`; `Digg` beside a thing with the alias `Digg`. */
static void
join_genitives_and_aliases (NystaGrouping *grouping, GHashTable *bearers)
{
  for (guint32 i = 0; i < grouping->n; i++)
    {
      const NystaFoundEntity *found = proposal (grouping, i);
      gsize n = strlen (grouping->keys[i]);

      if (found->kind != NYSTA_ORGANISATION && found->kind != NYSTA_PROJECT)
        continue;
      if (n > 3 && grouping->keys[i][n - 1] == 's')
        {
          g_autofree char *base = g_strndup (grouping->keys[i], n - 1);
          guint32 bearer = sole_bearer (bearers, found->kind, base);

          if (bearer != NYSTA_NO_ENTITY)
            join (grouping, bearer, i);
        }
      for (guint j = 0; found->aliases != NULL && j < found->aliases->len; j++)
        {
          g_autofree char *alias = nysta_name_key (found->aliases->pdata[j]);
          guint32 bearer = sole_bearer (bearers, found->kind, alias);

          if (bearer != NYSTA_NO_ENTITY)
            join (grouping, bearer, i);
        }
    }
}

/* --- groups -------------------------------------------------------------------- */

static void
number_groups (NystaGrouping *grouping)
{
  for (guint32 i = 0; i < grouping->n; i++)
    {
      guint32 root = find_root (grouping, i);

      /* A root is the least of its set and so has its number already. */
      if (root == i)
        {
          grouping->group[i] = grouping->members->len;
          g_ptr_array_add (grouping->members, g_array_new (FALSE, FALSE, sizeof (guint32)));
        }
      grouping->group[i] = grouping->group[root];
      g_array_append_val ((GArray *) grouping->members->pdata[grouping->group[i]], i);
    }
}

static void
find_email_owners (NystaGrouping *grouping)
{
  GArray *contacts = grouping->findings->contacts;

  for (guint i = 0; i < contacts->len; i++)
    {
      const NystaFoundContact *contact = &g_array_index (contacts, NystaFoundContact, i);
      gpointer owner = GUINT_TO_POINTER (grouping->group[contact->owner] + 1);
      gpointer known = NULL;

      if (contact->kind != NYSTA_EMAIL)
        continue;
      if (contact->shared)
        owner = NULL;
      if (g_hash_table_lookup_extended (grouping->email_owners, contact->value, NULL,
                                        &known) &&
          known != owner)
        owner = NULL;
      g_hash_table_insert (grouping->email_owners, contact->value, owner);
    }
}

NystaGrouping *
nysta_grouping_new (const NystaFindings *findings, const char *base,
                    NystaAuthorities *authorities)
{
  NystaGrouping *grouping = g_new0 (NystaGrouping, 1);

  grouping->findings = findings;
  grouping->n = findings->entities->len;
  grouping->parent = g_new (guint32, grouping->n);
  grouping->group = g_new0 (guint32, grouping->n);
  grouping->keys = g_new0 (char *, grouping->n);
  grouping->authorities = g_new0 (char *, grouping->n);
  grouping->emails = g_new0 (GPtrArray *, grouping->n);
  grouping->members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  grouping->email_owners = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint32 i = 0; i < grouping->n; i++)
    {
      grouping->parent[i] = i;
      grouping->keys[i] = nysta_name_key (proposal (grouping, i)->name);
      grouping->authorities[i] = authority_of (proposal (grouping, i), base, authorities);
    }
  collect_emails (grouping);

  join_same_authority (grouping);
  g_autoptr (GHashTable) bearers = join_same_name (grouping);
  join_genitives_and_aliases (grouping, bearers);
  number_groups (grouping);
  find_email_owners (grouping);
  return grouping;
}

void
nysta_grouping_free (NystaGrouping *grouping)
{
  if (grouping == NULL)
    return;
  for (guint32 i = 0; i < grouping->n; i++)
    {
      g_free (grouping->keys[i]);
      g_free (grouping->authorities[i]);
      g_clear_pointer (&grouping->emails[i], g_ptr_array_unref);
    }
  g_free (grouping->parent);
  g_free (grouping->group);
  g_free (grouping->keys);
  g_free (grouping->authorities);
  g_free (grouping->emails);
  g_ptr_array_unref (grouping->members);
  g_hash_table_unref (grouping->email_owners);
  g_free (grouping);
}

guint32
nysta_grouping_n_groups (const NystaGrouping *grouping)
{
  return grouping->members->len;
}

guint32
nysta_grouping_of (const NystaGrouping *grouping, guint32 index)
{
  return grouping->group[index];
}

GArray *
nysta_grouping_members (const NystaGrouping *grouping, guint32 group)
{
  return grouping->members->pdata[group];
}

static guint32
root_of_group (const NystaGrouping *grouping, guint32 group)
{
  return g_array_index (nysta_grouping_members (grouping, group), guint32, 0);
}

const char *
nysta_grouping_authority (const NystaGrouping *grouping, guint32 group)
{
  return grouping->authorities[root_of_group (grouping, group)];
}

const char *
nysta_grouping_personal_email (const NystaGrouping *grouping, guint32 group)
{
  const GPtrArray *emails = grouping->emails[root_of_group (grouping, group)];
  const char *first = NULL;

  for (guint i = 0; emails != NULL && i < emails->len; i++)
    {
      const char *email = emails->pdata[i];

      if (GPOINTER_TO_UINT (g_hash_table_lookup (grouping->email_owners, email)) ==
            group + 1 &&
          (first == NULL || strcmp (email, first) < 0))
        first = email;
    }
  return first;
}
