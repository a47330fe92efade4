/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/proposal.h"

gboolean
nysta_proposal_write_entity (GByteArray *buffer, const NystaEntity *value)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_ENTITY);

  nysta_frame_string (buffer, value->key);
  nysta_frame_u32 (buffer, value->kind);
  nysta_frame_string (buffer, value->name);
  nysta_frame_string (buffer, value->authority);
  nysta_frame_string (buffer, value->given_name);
  nysta_frame_string (buffer, value->family_name);
  return nysta_frame_end (buffer, begun);
}

gboolean
nysta_proposal_write_alias (GByteArray *buffer, const char *key, const char *form)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_ALIAS);

  nysta_frame_string (buffer, key);
  nysta_frame_string (buffer, form);
  return nysta_frame_end (buffer, begun);
}

/* Where it is said, and how sure: the tail of all that follow. */
static void
write_evidence (GByteArray *buffer, guint32 start, guint32 end, double confidence)
{
  nysta_frame_u32 (buffer, start);
  nysta_frame_u32 (buffer, end);
  nysta_frame_double (buffer, confidence);
}

gboolean
nysta_proposal_write_mention (GByteArray *buffer, const NystaMention *value)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_MENTION);

  nysta_frame_string (buffer, value->key);
  write_evidence (buffer, value->start, value->end, value->confidence);
  return nysta_frame_end (buffer, begun);
}

gboolean
nysta_proposal_write_membership (GByteArray *buffer, const NystaMembership *value)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_MEMBERSHIP);

  nysta_frame_string (buffer, value->person);
  nysta_frame_string (buffer, value->role);
  nysta_frame_string (buffer, value->organisation);
  nysta_frame_u32 (buffer, value->assertion);
  nysta_frame_string (buffer, value->start_date);
  nysta_frame_string (buffer, value->end_date);
  write_evidence (buffer, value->start, value->end, value->confidence);
  return nysta_frame_end (buffer, begun);
}

gboolean
nysta_proposal_write_participation (GByteArray *buffer, const NystaParticipation *value)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_PARTICIPATION);

  nysta_frame_string (buffer, value->project);
  nysta_frame_string (buffer, value->organisation);
  nysta_frame_u32 (buffer, value->role);
  write_evidence (buffer, value->start, value->end, value->confidence);
  return nysta_frame_end (buffer, begun);
}

gboolean
nysta_proposal_write_contact (GByteArray *buffer, const NystaContact *value)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_CONTACT);

  nysta_frame_string (buffer, value->owner);
  nysta_frame_u32 (buffer, value->kind);
  nysta_frame_string (buffer, value->value);
  nysta_frame_u32 (buffer, value->shared);
  write_evidence (buffer, value->start, value->end, value->confidence);
  return nysta_frame_end (buffer, begun);
}

gboolean
nysta_proposal_write_statement (GByteArray *buffer, const NystaFoundStatement *value)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_STATEMENT);

  nysta_frame_string (buffer, value->subject);
  nysta_frame_string (buffer, value->predicate);
  nysta_frame_string (buffer, value->object);
  nysta_frame_u32 (buffer, value->object_kind);
  nysta_frame_string (buffer, value->datatype);
  nysta_frame_string (buffer, value->language);
  return nysta_frame_end (buffer, begun);
}

gboolean
nysta_proposal_write_value (GByteArray *buffer, const NystaValue *value)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_VALUE);

  nysta_frame_string (buffer, value->key);
  nysta_frame_u32 (buffer, value->property);
  nysta_frame_string (buffer, value->value);
  nysta_frame_string (buffer, value->currency);
  nysta_frame_string (buffer, value->funder);
  write_evidence (buffer, value->start, value->end, value->confidence);
  return nysta_frame_end (buffer, begun);
}

static gboolean
apply_entity (NystaFindings *findings, const char *plugin, NystaCursor *cursor,
              GError **error)
{
  NystaEntity value = { .struct_size = sizeof value };

  value.key = nysta_cursor_need_string (cursor);
  value.kind = nysta_cursor_u32 (cursor);
  value.name = nysta_cursor_need_string (cursor);
  value.authority = nysta_cursor_string (cursor);
  value.given_name = nysta_cursor_string (cursor);
  value.family_name = nysta_cursor_string (cursor);
  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_entity (findings, plugin, &value, error);
}

static gboolean
apply_alias (NystaFindings *findings, const char *plugin, NystaCursor *cursor,
             GError **error)
{
  const char *key = nysta_cursor_need_string (cursor);
  const char *form = nysta_cursor_need_string (cursor);

  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_alias (findings, plugin, key, form, error);
}

static gboolean
apply_mention (NystaFindings *findings, const char *plugin, NystaCursor *cursor,
               GError **error)
{
  NystaMention value = { .struct_size = sizeof value };

  value.key = nysta_cursor_need_string (cursor);
  value.start = nysta_cursor_u32 (cursor);
  value.end = nysta_cursor_u32 (cursor);
  value.confidence = nysta_cursor_double (cursor);
  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_mention (findings, plugin, &value, error);
}

static gboolean
apply_membership (NystaFindings *findings, const char *plugin, NystaCursor *cursor,
                  GError **error)
{
  NystaMembership value = { .struct_size = sizeof value };

  value.person = nysta_cursor_need_string (cursor);
  value.role = nysta_cursor_string (cursor);
  value.organisation = nysta_cursor_string (cursor);
  value.assertion = nysta_cursor_u32 (cursor);
  value.start_date = nysta_cursor_string (cursor);
  value.end_date = nysta_cursor_string (cursor);
  value.start = nysta_cursor_u32 (cursor);
  value.end = nysta_cursor_u32 (cursor);
  value.confidence = nysta_cursor_double (cursor);
  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_membership (findings, plugin, &value, error);
}

static gboolean
apply_participation (NystaFindings *findings, const char *plugin, NystaCursor *cursor,
                     GError **error)
{
  NystaParticipation value = { .struct_size = sizeof value };

  value.project = nysta_cursor_need_string (cursor);
  value.organisation = nysta_cursor_need_string (cursor);
  value.role = nysta_cursor_u32 (cursor);
  value.start = nysta_cursor_u32 (cursor);
  value.end = nysta_cursor_u32 (cursor);
  value.confidence = nysta_cursor_double (cursor);
  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_participation (findings, plugin, &value, error);
}

static gboolean
apply_contact (NystaFindings *findings, const char *plugin, NystaCursor *cursor,
               GError **error)
{
  NystaContact value = { .struct_size = sizeof value };

  value.owner = nysta_cursor_need_string (cursor);
  value.kind = nysta_cursor_u32 (cursor);
  value.value = nysta_cursor_need_string (cursor);
  value.shared = nysta_cursor_u32 (cursor);
  value.start = nysta_cursor_u32 (cursor);
  value.end = nysta_cursor_u32 (cursor);
  value.confidence = nysta_cursor_double (cursor);
  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_contact (findings, plugin, &value, error);
}

static gboolean
apply_statement (NystaFindings *findings, NystaCursor *cursor, GError **error)
{
  NystaStatementProposal value = { .struct_size = sizeof value };

  value.subject = nysta_cursor_need_string (cursor);
  value.predicate = nysta_cursor_need_string (cursor);
  value.object = nysta_cursor_need_string (cursor);
  value.object_kind = nysta_cursor_u32 (cursor);
  value.datatype = nysta_cursor_string (cursor);
  value.language = nysta_cursor_string (cursor);
  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_statement (findings, &value, error);
}

static gboolean
apply_value (NystaFindings *findings, const char *plugin, NystaCursor *cursor,
             GError **error)
{
  NystaValue value = { .struct_size = sizeof value };

  value.key = nysta_cursor_need_string (cursor);
  value.property = nysta_cursor_u32 (cursor);
  value.value = nysta_cursor_need_string (cursor);
  value.currency = nysta_cursor_string (cursor);
  value.funder = nysta_cursor_string (cursor);
  value.start = nysta_cursor_u32 (cursor);
  value.end = nysta_cursor_u32 (cursor);
  value.confidence = nysta_cursor_double (cursor);
  return nysta_cursor_finish (cursor, error) &&
         nysta_findings_add_value (findings, plugin, &value, error);
}

gboolean
nysta_proposal_apply (NystaFindings *findings, const char *plugin, guint32 type,
                      NystaCursor *cursor, GError **error)
{
  switch (type)
    {
    case NYSTA_FRAME_ENTITY:
      return apply_entity (findings, plugin, cursor, error);
    case NYSTA_FRAME_ALIAS:
      return apply_alias (findings, plugin, cursor, error);
    case NYSTA_FRAME_MENTION:
      return apply_mention (findings, plugin, cursor, error);
    case NYSTA_FRAME_MEMBERSHIP:
      return apply_membership (findings, plugin, cursor, error);
    case NYSTA_FRAME_PARTICIPATION:
      return apply_participation (findings, plugin, cursor, error);
    case NYSTA_FRAME_CONTACT:
      return apply_contact (findings, plugin, cursor, error);
    case NYSTA_FRAME_VALUE:
      return apply_value (findings, plugin, cursor, error);
    case NYSTA_FRAME_STATEMENT:
      if (g_strcmp0 (plugin, findings->reader) == 0)
        return apply_statement (findings, cursor, error);
      /* fall through */
    default:
      g_set_error (error, NYSTA_WIRE_ERROR, NYSTA_WIRE_ERROR_MALFORMED,
                   "sent a frame of the unexpected type %u", type);
      return FALSE;
    }
}
