/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "made-findings.h"

#include <string.h>

static void
entity_free (gpointer data)
{
  NystaFoundEntity *entity = data;

  g_free (entity->key);
  g_free (entity->name);
  g_free (entity->authority);
  g_free (entity->plugin);
  g_ptr_array_unref (entity->aliases);
  g_free (entity);
}

static void
membership_clear (gpointer data)
{
  g_free (((NystaFoundMembership *) data)->start_date);
  g_free (((NystaFoundMembership *) data)->end_date);
}

static void
contact_clear (gpointer data)
{
  g_free (((NystaFoundContact *) data)->value);
}

MadeFindings *
made_findings_new (const char *text)
{
  MadeFindings *findings = g_new0 (MadeFindings, 1);

  findings->text = findings->own_text = g_strdup (text);
  findings->n_bytes = strlen (text);
  findings->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  findings->entities = g_ptr_array_new_with_free_func (entity_free);
  findings->mentions = g_array_new (FALSE, FALSE, sizeof (NystaFoundMention));
  findings->memberships = g_array_new (FALSE, FALSE, sizeof (NystaFoundMembership));
  findings->participations = g_array_new (FALSE, FALSE, sizeof (NystaFoundParticipation));
  findings->contacts = g_array_new (FALSE, FALSE, sizeof (NystaFoundContact));
  findings->values = g_array_new (FALSE, FALSE, sizeof (NystaFoundValue));
  g_array_set_clear_func (findings->memberships, membership_clear);
  g_array_set_clear_func (findings->contacts, contact_clear);
  return findings;
}

void
made_findings_free (MadeFindings *findings)
{
  if (findings == NULL)
    return;
  g_free (findings->own_text);
  g_hash_table_unref (findings->metadata);
  g_ptr_array_unref (findings->entities);
  g_array_unref (findings->mentions);
  g_array_unref (findings->memberships);
  g_array_unref (findings->participations);
  g_array_unref (findings->contacts);
  g_array_unref (findings->values);
  g_free (findings);
}

guint32
made_entity (NystaFindings *findings, NystaEntityKind kind, const char *name,
             const char *authority, const char *aliases)
{
  NystaFoundEntity *entity = g_new0 (NystaFoundEntity, 1);

  entity->key = g_strdup_printf ("test#%u", findings->entities->len);
  entity->kind = kind;
  entity->name = g_strdup (name);
  entity->authority = g_strdup (authority);
  entity->plugin = g_strdup ("extract-test");
  entity->aliases = g_ptr_array_new_with_free_func (g_free);
  if (aliases != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (aliases, "|", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        g_ptr_array_add (entity->aliases, g_strdup (parts[i]));
    }
  g_ptr_array_add (findings->entities, entity);
  return findings->entities->len - 1;
}

void
made_meta (NystaFindings *findings, const char *property, const char *value)
{
  g_hash_table_replace (findings->metadata, g_strdup (property), g_strdup (value));
}

void
made_mention (NystaFindings *findings, guint32 entity, const char *words, guint nth,
              double confidence)
{
  const char *at = strstr (findings->text, words);

  for (; nth > 0; nth--)
    at = strstr (at + 1, words);
  g_assert_nonnull (at);

  NystaFoundMention mention = { .entity = entity,
                                .start = (guint32) (at - findings->text),
                                .end = (guint32) (at - findings->text + strlen (words)),
                                .confidence = confidence,
                                .plugin = "extract-test" };
  g_array_append_val (findings->mentions, mention);
}

NystaFoundMembership *
made_membership (NystaFindings *findings, guint32 person, guint32 role,
                 guint32 organisation)
{
  NystaFoundMembership row = { .person = person,
                               .role = role,
                               .organisation = organisation,
                               .end = (guint32) findings->n_bytes,
                               .confidence = 0.8,
                               .plugin = "extract-test" };

  g_array_append_val (findings->memberships, row);
  return &g_array_index (findings->memberships, NystaFoundMembership,
                         findings->memberships->len - 1);
}

NystaFoundParticipation *
made_participation (NystaFindings *findings, guint32 project, NystaParticipationRole role,
                    guint32 organisation)
{
  NystaFoundParticipation row = { .project = project,
                                  .organisation = organisation,
                                  .role = role,
                                  .end = (guint32) findings->n_bytes,
                                  .confidence = 0.7,
                                  .plugin = "extract-test" };

  g_array_append_val (findings->participations, row);
  return &g_array_index (findings->participations, NystaFoundParticipation,
                         findings->participations->len - 1);
}

void
made_value (NystaFindings *findings, guint32 project, NystaProperty property, char *value,
            char *currency, guint32 funder)
{
  NystaFoundValue row = { .project = project,
                          .property = property,
                          .value = value,
                          .currency = currency,
                          .funder = funder,
                          .end = (guint32) findings->n_bytes,
                          .confidence = 0.7,
                          .plugin = "extract-test" };

  g_array_append_val (findings->values, row);
}

NystaFoundContact *
made_contact (NystaFindings *findings, guint32 owner, NystaContactKind kind,
              const char *value, gboolean shared)
{
  NystaFoundContact row = { .owner = owner,
                            .kind = kind,
                            .value = g_strdup (value),
                            .shared = shared,
                            .confidence = 0.9,
                            .plugin = "extract-test" };

  g_array_append_val (findings->contacts, row);
  return &g_array_index (findings->contacts, NystaFoundContact,
                         findings->contacts->len - 1);
}
