/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Who holds what where, and how to reach them, in a document's data. */
#include "config.h"
#include "plugin/embedded-data.h"

#include <string.h>

/* YYYY, YYYY-MM or the day of a moment; NULL if there is none. */
static char *
date_of (const NystaEmbedded *embedded, const NystaDataNode *node, NystaEmbeddedTerm term)
{
  g_autofree char *value = node != NULL ? nysta_embedded_value (embedded, node, term)
                                        : NULL;

  if (value == NULL || strlen (value) < 4 ||
      strspn (value, "0123456789-") < MIN (strlen (value), 10))
    return NULL;
  if (strlen (value) > 10)
    value[10] = '\0';
  return g_steal_pointer (&value);
}

/* @post says when, and may be NULL. */
static void
add_relation (NystaEmbedded *embedded, NystaDataNode *member, NystaDataNode *whole,
              const char *title, const NystaDataNode *post,
              NystaParticipationRole participation)
{
  NystaDataRelation relation = { .member = member,
                                 .whole = whole,
                                 .title = g_strdup (title),
                                 .start_date = date_of (embedded, post,
                                                        NYSTA_EMBEDDED_START),
                                 .end_date = date_of (embedded, post, NYSTA_EMBEDDED_END),
                                 .participation = participation };

  member->has_fact = TRUE;
  if (whole != NULL)
    whole->has_fact = TRUE;
  g_array_append_val (embedded->relations, relation);
}

/* @other is what @node has by a property that leads to a member or from one. */
static void
relate (NystaEmbedded *embedded, NystaDataNode *node, NystaDataNode *other,
        const char *title, const NystaDataNode *post)
{
  NystaDataNode *person = node->kind == NYSTA_EMBEDDED_PERSON ? node : other;
  NystaDataNode *whole = person == node ? other : node;

  if (!nysta_embedded_is_thing (person) || !nysta_embedded_is_thing (whole) ||
      person == whole)
    return;
  if (person->kind == NYSTA_EMBEDDED_PERSON && whole->kind == NYSTA_EMBEDDED_ORGANISATION)
    add_relation (embedded, person, whole, title, post, 0);
  else if (person->kind == NYSTA_EMBEDDED_ORGANISATION &&
           whole->kind == NYSTA_EMBEDDED_PROJECT)
    add_relation (embedded, person, whole, NULL, NULL, NYSTA_PARTICIPANT);
  else if (person->kind == NYSTA_EMBEDDED_PROJECT &&
           whole->kind == NYSTA_EMBEDDED_ORGANISATION)
    add_relation (embedded, whole, person, NULL, NULL, NYSTA_PARTICIPANT);
}

/* A post between @node and whom or what it leads on to: schema:Role repeats the property
 * that led to it, org:Membership names both ends. */
static void
relate_by_post (NystaEmbedded *embedded, NystaDataNode *node, const NystaDataNode *post)
{
  static const NystaEmbeddedTerm ends[] = { NYSTA_EMBEDDED_EMPLOYER,
                                            NYSTA_EMBEDDED_EMPLOYEE,
                                            NYSTA_EMBEDDED_ORGANISATION_OF };
  g_autofree char *title = nysta_embedded_value (embedded, post, NYSTA_EMBEDDED_TITLE);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      guint at = 0, index = 0;

      while (nysta_embedded_next (embedded, post, ends[i], &at, &index))
        {
          NystaDataNode *other = nysta_embedded_object (embedded, index);

          if (other != NULL && other != node)
            relate (embedded, node, other, title, post);
        }
    }
}

/* --- titles -------------------------------------------------------------------------- */

/* Is @where the organisation @name, in a longer or a shorter form: `Åbro`, `Åbro kommun`? */
static gboolean
is_place (const char *where, const char *name)
{
  gsize n_where = strlen (where), n_name = strlen (name), n = MIN (n_where, n_name);

  return n > 0 && strncmp (where, name, n) == 0 &&
         (n_where == n_name || (n_where > n ? where : name)[n] == ' ');
}

/* Cut `, Åbro kommun` and `på Åbro kommun` from @title: where somebody works is told
 * elsewhere in the data. */
static void
cut_organisation (const NystaEmbedded *embedded, char *title)
{
  static const char *const joints[] = { ", ",    " på ", " vid ", " i ",    " hos ",
                                        " för ", " at ", " of ",  " with ", " | " };

  for (gsize j = 0; j < G_N_ELEMENTS (joints); j++)
    {
      char *joint = g_strrstr (title, joints[j]);

      for (guint i = 0; joint != NULL && joint > title && i < embedded->nodes->len; i++)
        {
          const NystaDataNode *node = embedded->nodes->pdata[i];

          if (node->kind != NYSTA_EMBEDDED_ORGANISATION || node->name == NULL ||
              !is_place (joint + strlen (joints[j]), node->name))
            continue;
          *joint = '\0';
          return;
        }
    }
}

/* (transfer full): the titles in @text, of which a stroke makes two, and "och" of
 * single words: `IT-chef och CISO`, but not `chef för ekonomi och styrning`. */
static GStrv
split_titles (const char *text)
{
  static const char *const joints[] = { " och ", " and ", " & " };
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean is_split = FALSE;

      g_strstrip (parts[i]);
      for (gsize j = 0; j < G_N_ELEMENTS (joints) && !is_split; j++)
        {
          g_auto (GStrv) two = g_strsplit (parts[i], joints[j], -1);

          is_split = g_strv_length (two) == 2 && strpbrk (two[0], " ,") == NULL &&
                     strpbrk (two[1], " ,") == NULL && two[0][0] != '\0' &&
                     two[1][0] != '\0';
          if (is_split)
            g_strv_builder_add_many (titles, two[0], two[1], NULL);
        }
      if (!is_split && parts[i][0] != '\0')
        g_strv_builder_add (titles, parts[i]);
    }
  return g_strv_builder_end (titles);
}

/* The posts of a person: each title at the first organisation, the others without one. */
static void
relate_person (NystaEmbedded *embedded, NystaDataNode *person)
{
  guint at = 0, index = 0;
  NystaDataNode *first = NULL;
  gboolean has_title = FALSE;

  while (nysta_embedded_next (embedded, person, NYSTA_EMBEDDED_EMPLOYER, &at, &index))
    {
      NystaDataNode *other = nysta_embedded_object (embedded, index);

      if (other == NULL ||
          (other->kind != NYSTA_EMBEDDED_POST && !nysta_embedded_is_thing (other)))
        continue;
      nysta_embedded_use (embedded, index);
      if (other->kind == NYSTA_EMBEDDED_POST)
        relate_by_post (embedded, person, other);
      else if (first == NULL && other->kind == NYSTA_EMBEDDED_ORGANISATION)
        first = other;
      else
        relate (embedded, person, other, NULL, NULL);
    }
  for (at = 0; nysta_embedded_next (embedded, person, NYSTA_EMBEDDED_TITLE, &at, &index);)
    {
      g_autofree char *title = nysta_embedded_words (embedded, index);

      if (title == NULL)
        continue;
      nysta_embedded_use (embedded, index);
      cut_organisation (embedded, title);

      g_auto (GStrv) titles = split_titles (title);
      for (guint i = 0; titles[i] != NULL; i++)
        add_relation (embedded, person, first, titles[i], NULL, 0);
      has_title = TRUE;
    }
  if (first != NULL && !has_title)
    relate (embedded, person, first, NULL, NULL);
}

static const char *
founder_title (const NystaEmbedded *embedded)
{
  const char *language = g_hash_table_lookup (embedded->findings->metadata,
                                              NYSTA_META_LANGUAGE);

  return language != NULL && g_str_has_prefix (language, "en") ? "founder" : "grundare";
}

/* The members, founders and funders of an organisation or project. */
static void
relate_whole (NystaEmbedded *embedded, NystaDataNode *whole)
{
  guint at = 0, index = 0;

  while (nysta_embedded_next (embedded, whole, NYSTA_EMBEDDED_EMPLOYEE, &at, &index))
    {
      NystaDataNode *other = nysta_embedded_object (embedded, index);

      if (other == NULL ||
          (other->kind != NYSTA_EMBEDDED_POST && !nysta_embedded_is_thing (other)))
        continue;
      nysta_embedded_use (embedded, index);
      if (other->kind == NYSTA_EMBEDDED_POST)
        relate_by_post (embedded, whole, other);
      else
        relate (embedded, whole, other, NULL, NULL);
    }
  for (at = 0; nysta_embedded_next (embedded, whole, NYSTA_EMBEDDED_FOUNDER, &at, &index);)
    {
      NystaDataNode *other = nysta_embedded_object (embedded, index);

      if (whole->kind != NYSTA_EMBEDDED_ORGANISATION || !nysta_embedded_is_thing (other) ||
          other->kind != NYSTA_EMBEDDED_PERSON)
        continue;
      nysta_embedded_use (embedded, index);
      relate (embedded, whole, other, founder_title (embedded), NULL);
    }
  for (at = 0; nysta_embedded_next (embedded, whole, NYSTA_EMBEDDED_FUNDER, &at, &index);)
    {
      NystaDataNode *other = nysta_embedded_object (embedded, index);

      if (whole->kind != NYSTA_EMBEDDED_PROJECT || !nysta_embedded_is_thing (other) ||
          other->kind != NYSTA_EMBEDDED_ORGANISATION)
        continue;
      nysta_embedded_use (embedded, index);
      add_relation (embedded, other, whole, NULL, NULL, NYSTA_FUNDER);
    }
}

/* org:Membership that nothing leads to. */
static void
relate_ends (NystaEmbedded *embedded, const NystaDataNode *post)
{
  guint at = 0, index = 0;
  g_autofree char *title = nysta_embedded_value (embedded, post, NYSTA_EMBEDDED_TITLE);

  while (nysta_embedded_next (embedded, post, NYSTA_EMBEDDED_EMPLOYEE, &at, &index))
    {
      NystaDataNode *person = nysta_embedded_object (embedded, index);

      if (!nysta_embedded_is_thing (person) || person->kind != NYSTA_EMBEDDED_PERSON)
        continue;
      guint where_at = 0, where = 0;
      gboolean found = nysta_embedded_next (embedded, post, NYSTA_EMBEDDED_ORGANISATION_OF,
                                            &where_at, &where);
      if (found && nysta_embedded_is_thing (nysta_embedded_object (embedded, where)))
        relate (embedded, person, nysta_embedded_object (embedded, where), title, post);
      else if (title != NULL)
        add_relation (embedded, person, NULL, title, post, 0);
    }
}

static void
add_addresses (NystaEmbedded *embedded, NystaDataNode *owner, const NystaDataNode *node,
               gboolean shared)
{
  const char *language = g_hash_table_lookup (embedded->findings->metadata,
                                              NYSTA_META_LANGUAGE);
  gboolean is_swedish = language == NULL || g_str_has_prefix (language, "sv");

  for (guint i = 0; i < node->statements->len; i++)
    {
      guint index = g_array_index (node->statements, guint, i);
      const char *object = nysta_embedded_statement (embedded, index)->object;
      NystaEmbeddedTerm term = embedded->terms[index];
      NystaDataAddress address = { .owner = owner, .shared = shared };

      if (term == NYSTA_EMBEDDED_EMAIL)
        address.value = nysta_embedded_email (object);
      else if (term == NYSTA_EMBEDDED_PHONE)
        address.value = nysta_embedded_phone (object, is_swedish);
      if (address.value == NULL)
        continue;
      address.kind = term == NYSTA_EMBEDDED_EMAIL ? NYSTA_EMAIL : NYSTA_PHONE;
      nysta_embedded_use (embedded, index);
      owner->has_fact = TRUE;
      g_array_append_val (embedded->addresses, address);
    }
}

void
nysta_embedded_find_facts (NystaEmbedded *embedded, NystaDataNode *node)
{
  guint at = 0, index = 0;

  if (node->kind == NYSTA_EMBEDDED_POST)
    relate_ends (embedded, node);
  if (!nysta_embedded_is_thing (node))
    return;
  if (node->kind == NYSTA_EMBEDDED_PERSON)
    relate_person (embedded, node);
  else
    relate_whole (embedded, node);
  if (node->kind == NYSTA_EMBEDDED_PROJECT)
    return;
  add_addresses (embedded, node, node, FALSE);
  while (nysta_embedded_next (embedded, node, NYSTA_EMBEDDED_CONTACT_POINT, &at, &index))
    if (nysta_embedded_object (embedded, index) != NULL)
      add_addresses (embedded, node, nysta_embedded_object (embedded, index), TRUE);
}

/* --- all together -------------------------------------------------------------------- */

static gboolean
is_post (const NystaDataRelation *relation)
{
  return relation->participation == 0 && relation->member->kind == NYSTA_EMBEDDED_PERSON;
}

/* (transfer full): person -> the one organisation that they are in; NULL for several */
static GHashTable *
sole_organisations (const NystaEmbedded *embedded)
{
  GHashTable *soles = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < embedded->relations->len; i++)
    {
      const NystaDataRelation *row = &g_array_index (embedded->relations, NystaDataRelation,
                                                     i);
      gpointer known = NULL;

      if (!is_post (row) || row->whole == NULL)
        continue;
      if (!g_hash_table_lookup_extended (soles, row->member, NULL, &known))
        g_hash_table_insert (soles, row->member, row->whole);
      else if (known != row->whole)
        g_hash_table_insert (soles, row->member, NULL);
    }
  return soles;
}

static char *
post_key (const NystaDataRelation *relation)
{
  return g_strdup_printf ("%p %p", (void *) relation->member, (void *) relation->whole);
}

void
nysta_embedded_settle_facts (NystaEmbedded *embedded)
{
  g_autoptr (GHashTable) soles = sole_organisations (embedded);
  g_autoptr (GHashTable)
    titled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < embedded->relations->len; i++)
    {
      NystaDataRelation *row = &g_array_index (embedded->relations, NystaDataRelation, i);

      if (!is_post (row) || row->title == NULL)
        continue;
      if (row->whole == NULL)
        row->whole = g_hash_table_lookup (soles, row->member);
      g_hash_table_add (titled, post_key (row));
    }
  for (guint i = 0; i < embedded->relations->len; i++)
    {
      NystaDataRelation *row = &g_array_index (embedded->relations, NystaDataRelation, i);
      g_autofree char *key = post_key (row);

      row->is_needless = is_post (row) && row->title == NULL && row->start_date == NULL &&
                         row->end_date == NULL && g_hash_table_contains (titled, key);
    }
}
