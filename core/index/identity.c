/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/identity.h"

#include "index/grouping.h"
#include "index/names.h"
#include "index/role-scheme.h"
#include "rdf/iri.h"

#include <string.h>

typedef struct
{
  const NystaFindings *findings;
  const char *document_iri;
  const char *base;
  NystaAuthorities *authorities;
  NystaGrouping *grouping;
  char *language; /* of the document's role names */
  NystaIdentity *identity;
  GHashTable *by_iri;    /* IRI -> NystaIdentified */
  GHashTable *employers; /* group of a person -> NystaIdentified */
} Resolver;

static void
identified_free (gpointer data)
{
  NystaIdentified *entity = data;

  g_free (entity->iri);
  g_free (entity->name);
  g_free (entity->name_language);
  g_free (entity->given_name);
  g_free (entity->family_name);
  g_ptr_array_unref (entity->forms);
  g_free (entity);
}

static const NystaFoundEntity *
proposal (const Resolver *resolver, guint32 index)
{
  return resolver->findings->entities->pdata[index];
}

/* --- choosing a name --------------------------------------------------------- */

static gboolean
is_shouted (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);

  return strcmp (upper, name) == 0 && strchr (name, ' ') != NULL;
}

/* Is @a the better preferred name? The fullest form, not one in capitals throughout, not
 * the genitive of the other. */
static gboolean
is_fuller (const char *a, const char *b)
{
  g_autofree char *key_a = nysta_name_key (a);
  g_autofree char *key_b = nysta_name_key (b);

  if (nysta_name_is_genitive_of (key_a, key_b))
    return FALSE;
  if (nysta_name_is_genitive_of (key_b, key_a))
    return TRUE;
  if (is_shouted (a) != is_shouted (b))
    return is_shouted (b);

  glong length_a = g_utf8_strlen (a, -1), length_b = g_utf8_strlen (b, -1);
  return length_a != length_b ? length_a > length_b : strcmp (a, b) < 0;
}

/* A Swedish acronym's genitive: `SKR:s`. */
static char *
tidy_name (const char *name)
{
  g_autofree char *tidy = nysta_name_tidy (name);

  if (g_str_has_suffix (tidy, ":s") && strlen (tidy) > 3)
    tidy[strlen (tidy) - 2] = '\0';
  return g_steal_pointer (&tidy);
}

static char *
fullest_name (const Resolver *resolver, GArray *members)
{
  g_autofree char *best = NULL;

  for (guint i = 0; i < members->len; i++)
    {
      const NystaFoundEntity *found = proposal (resolver,
                                                g_array_index (members, guint32, i));
      g_autofree char *name = found->kind == NYSTA_ROLE
                                ? nysta_role_spell (resolver->authorities, found->name)
                                : tidy_name (found->name);

      if (best == NULL || is_fuller (name, best))
        {
          g_free (best);
          best = g_steal_pointer (&name);
        }
    }
  return g_steal_pointer (&best);
}

/* --- IRIs ------------------------------------------------------------------- */

static char *
named_iri (const char *base, const char *folder, const char *name)
{
  g_autofree char *segment = nysta_name_segment (name);

  return g_strconcat (base, folder, segment, NULL);
}

char *
nysta_identity_organisation_iri (const char *base, const char *name)
{
  g_autofree char *tidy = tidy_name (name);

  return named_iri (base, "id/organisation/", tidy);
}

/* An organisation with an authority before others, then the first by IRI, so that the
 * order of sentences does not matter. */
static gboolean
is_stronger (const NystaIdentified *a, const NystaIdentified *b)
{
  if (a->has_authority != b->has_authority)
    return a->has_authority;
  return strcmp (a->iri, b->iri) < 0;
}

/* Fill @employers: the strongest organisation of each person, by group. */
static void
find_employers (Resolver *resolver)
{
  GArray *rows = resolver->findings->memberships;

  for (guint i = 0; i < rows->len; i++)
    {
      const NystaFoundMembership *row = &g_array_index (rows, NystaFoundMembership, i);

      if (row->organisation == NYSTA_NO_ENTITY || row->assertion != NYSTA_ASSERTED)
        continue;

      gpointer person = GUINT_TO_POINTER (
        nysta_grouping_of (resolver->grouping, row->person));
      const NystaIdentified *known = g_hash_table_lookup (resolver->employers, person);
      const NystaIdentified *other = nysta_identity_of (resolver->identity,
                                                        row->organisation);

      if (known == NULL || is_stronger (other, known))
        g_hash_table_insert (resolver->employers, person, (gpointer) other);
    }
}

/* What tells this person from others of the name: an address nobody shares, else an
 * organisation, else the document. */
static char *
person_iri (const Resolver *resolver, guint32 group, const char *name)
{
  g_autofree char *key = nysta_name_key (name);
  const char *email = nysta_grouping_personal_email (resolver->grouping, group);
  const NystaIdentified *employer = g_hash_table_lookup (resolver->employers,
                                                         GUINT_TO_POINTER (group));
  const char *kind = email != NULL      ? "email"
                     : employer != NULL ? "organisation"
                                        : "document";
  const char *context = email != NULL      ? email
                        : employer != NULL ? employer->iri
                                           : resolver->document_iri;
  g_autofree char *hash = nysta_iri_hash ("person", key, kind, context, NULL);

  return g_strconcat (resolver->base, "id/person/", hash, NULL);
}

static char *
group_iri (const Resolver *resolver, guint32 group, NystaEntityKind kind, const char *name)
{
  const char *authority = nysta_grouping_authority (resolver->grouping, group);

  if (authority != NULL)
    return g_strdup (authority);
  switch (kind)
    {
    case NYSTA_PERSON:
      return person_iri (resolver, group, name);
    case NYSTA_ORGANISATION:
      return named_iri (resolver->base, "id/organisation/", name);
    case NYSTA_ROLE:
      return named_iri (resolver->base, "def/role/", name);
    case NYSTA_PROJECT:
    default:
      return named_iri (resolver->base, "id/project/", name);
    }
}

/* --- entities ---------------------------------------------------------------- */

/* The authority's name in the place of the document's own. */
static void
take_preferred_name (const Resolver *resolver, NystaIdentified *entity,
                     const char *own_name)
{
  NystaTerm name = { 0 };

  entity->has_authority = nysta_authorities_has (resolver->authorities, entity->iri);
  if (nysta_authorities_name (resolver->authorities, entity->iri, &name))
    {
      entity->name = g_strdup (name.value);
      entity->name_language = g_strdup (name.language);
      return;
    }
  entity->name = g_strdup (own_name);
  entity->name_language = entity->kind == NYSTA_ROLE ? g_strdup (resolver->language) : NULL;
}

/* Collect @form under its key; of two with one key the lesser, whatever their order. */
static void
add_form (GHashTable *forms, const char *form)
{
  g_autofree char *tidy = tidy_name (form);
  g_autofree char *key = nysta_name_key (tidy);
  const char *known = g_hash_table_lookup (forms, key);

  if (known == NULL || strcmp (tidy, known) < 0)
    g_hash_table_replace (forms, g_steal_pointer (&key), g_steal_pointer (&tidy));
}

/* Is @key a genitive of the preferred name or of another form? */
static gboolean
is_genitive_of_known (const char *key, const char *own_key, GHashTable *forms)
{
  gsize n = strlen (key);

  if (nysta_name_is_genitive_of (key, own_key))
    return TRUE;
  if (n < 4 || key[n - 1] != 's')
    return FALSE;

  g_autofree char *base = g_strndup (key, n - 1);
  return g_hash_table_contains (forms, base);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The document's other spellings: those that differ from the preferred name by more than
 * case, quotes and a genitive s. */
static void
take_forms (NystaIdentified *entity, GHashTable *forms)
{
  g_autofree char *own_key = nysta_name_key (entity->name);
  GHashTableIter iter;
  gpointer key = NULL, form = NULL;

  g_hash_table_iter_init (&iter, forms);
  while (g_hash_table_iter_next (&iter, &key, &form))
    if (strcmp (key, own_key) != 0 && !is_genitive_of_known (key, own_key, forms))
      g_ptr_array_add (entity->forms, g_strdup (form));
  g_ptr_array_sort (entity->forms, compare_strings);
}

static NystaIdentified *
entity_new (Resolver *resolver, NystaEntityKind kind, const char *iri, const char *name)
{
  NystaIdentified *entity = g_new0 (NystaIdentified, 1);

  entity->kind = kind;
  entity->iri = g_strdup (iri);
  entity->forms = g_ptr_array_new_with_free_func (g_free);
  take_preferred_name (resolver, entity, name);
  g_hash_table_insert (resolver->by_iri, entity->iri, entity);
  g_ptr_array_add (resolver->identity->entities, entity);
  return entity;
}

static void
identify_group (Resolver *resolver, guint32 group)
{
  GArray *members = nysta_grouping_members (resolver->grouping, group);
  NystaEntityKind kind = proposal (resolver, g_array_index (members, guint32, 0))->kind;
  g_autofree char *name = fullest_name (resolver, members);
  g_autofree char *iri = group_iri (resolver, group, kind, name);
  NystaIdentified *entity = g_hash_table_lookup (resolver->by_iri, iri);

  if (entity == NULL)
    entity = entity_new (resolver, kind, iri, name);

  g_autoptr (GHashTable)
    forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < members->len; i++)
    {
      guint32 member = g_array_index (members, guint32, i);
      const NystaFoundEntity *found = proposal (resolver, member);

      add_form (forms, found->name);
      for (guint j = 0; found->aliases != NULL && j < found->aliases->len; j++)
        add_form (forms, found->aliases->pdata[j]);
      if (entity->given_name == NULL)
        entity->given_name = g_strdup (found->given_name);
      if (entity->family_name == NULL)
        entity->family_name = g_strdup (found->family_name);
      resolver->identity->of_proposal->pdata[member] = entity;
    }
  take_forms (entity, forms);
}

/* Persons after the rest: what tells them apart may be their organisation. */
static void
identify_all (Resolver *resolver)
{
  guint32 n = nysta_grouping_n_groups (resolver->grouping);

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint32 group = 0; group < n; group++)
        {
          GArray *members = nysta_grouping_members (resolver->grouping, group);
          guint32 first = g_array_index (members, guint32, 0);

          if ((proposal (resolver, first)->kind == NYSTA_PERSON) == (pass == 1))
            identify_group (resolver, group);
        }
      if (pass == 0)
        find_employers (resolver);
    }
}

static int
compare_entities (gconstpointer a, gconstpointer b)
{
  const NystaIdentified *x = *(const NystaIdentified *const *) a;
  const NystaIdentified *y = *(const NystaIdentified *const *) b;

  return strcmp (x->iri, y->iri);
}

/* The language that a title without an authority is in: the document's, Swedish if it does
 * not say. */
static char *
role_language (const NystaFindings *findings)
{
  const char *language = g_hash_table_lookup (findings->metadata, NYSTA_META_LANGUAGE);

  if (language == NULL || !g_ascii_isalpha (language[0]))
    return g_strdup ("sv");
  g_autofree char *primary = g_strndup (language, strcspn (language, "-_"));
  return g_ascii_strdown (primary, -1);
}

NystaIdentity *
nysta_identity_resolve (const NystaFindings *findings, const char *document_iri,
                        const char *base, NystaAuthorities *authorities)
{
  g_autoptr (NystaGrouping) grouping = nysta_grouping_new (findings, base, authorities);
  g_autoptr (GHashTable) by_iri = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) employers = g_hash_table_new (NULL, NULL);
  g_autofree char *language = role_language (findings);
  NystaIdentity *identity = g_new0 (NystaIdentity, 1);

  identity->entities = g_ptr_array_new_with_free_func (identified_free);
  identity->of_proposal = g_ptr_array_new ();
  g_ptr_array_set_size (identity->of_proposal, (gint) findings->entities->len);

  Resolver resolver = { findings, document_iri, base,   authorities, grouping,
                        language, identity,     by_iri, employers };
  identify_all (&resolver);
  g_ptr_array_sort (identity->entities, compare_entities);
  return identity;
}

void
nysta_identity_free (NystaIdentity *identity)
{
  if (identity == NULL)
    return;
  g_ptr_array_unref (identity->of_proposal);
  g_ptr_array_unref (identity->entities);
  g_free (identity);
}

const NystaIdentified *
nysta_identity_of (const NystaIdentity *identity, guint32 index)
{
  return index != NYSTA_NO_ENTITY ? identity->of_proposal->pdata[index] : NULL;
}
