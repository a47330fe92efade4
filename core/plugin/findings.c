/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/findings.h"

#include "base/error.h"
#include "base/limits.h"

#include <math.h>
#include <string.h>

static void
found_entity_free (gpointer data)
{
  NystaFoundEntity *entity = data;

  g_free (entity->key);
  g_free (entity->name);
  g_free (entity->authority);
  g_free (entity->given_name);
  g_free (entity->family_name);
  g_free (entity->plugin);
  g_ptr_array_unref (entity->aliases);
  g_free (entity);
}

static void
found_membership_clear (gpointer data)
{
  NystaFoundMembership *membership = data;

  g_free (membership->start_date);
  g_free (membership->end_date);
}

static void
found_value_clear (gpointer data)
{
  g_free (((NystaFoundValue *) data)->value);
  g_free (((NystaFoundValue *) data)->currency);
}

static void
found_contact_clear (gpointer data)
{
  g_free (((NystaFoundContact *) data)->value);
}

static void
found_statement_free (gpointer data)
{
  NystaFoundStatement *statement = data;

  g_free (statement->subject);
  g_free (statement->predicate);
  g_free (statement->object);
  g_free (statement->datatype);
  g_free (statement->language);
  g_free (statement);
}

NystaFindings *
nysta_findings_new (void)
{
  NystaFindings *findings = g_new0 (NystaFindings, 1);

  findings->text = "";
  findings->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  findings->entities = g_ptr_array_new_with_free_func (found_entity_free);
  findings->mentions = g_array_new (FALSE, FALSE, sizeof (NystaFoundMention));
  findings->memberships = g_array_new (FALSE, FALSE, sizeof (NystaFoundMembership));
  findings->participations = g_array_new (FALSE, FALSE, sizeof (NystaFoundParticipation));
  findings->contacts = g_array_new (FALSE, FALSE, sizeof (NystaFoundContact));
  findings->statements = g_ptr_array_new_with_free_func (found_statement_free);
  findings->values = g_array_new (FALSE, FALSE, sizeof (NystaFoundValue));
  findings->warnings = g_ptr_array_new_with_free_func (g_free);
  findings->trace = g_ptr_array_new_with_free_func (g_free);
  findings->entity_by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_array_set_clear_func (findings->memberships, found_membership_clear);
  g_array_set_clear_func (findings->contacts, found_contact_clear);
  g_array_set_clear_func (findings->values, found_value_clear);
  return findings;
}

void
nysta_findings_free (NystaFindings *findings)
{
  if (findings == NULL)
    return;
  g_free (findings->reader);
  g_free (findings->own_text);
  g_hash_table_unref (findings->metadata);
  g_hash_table_unref (findings->entity_by_key);
  g_ptr_array_unref (findings->entities);
  g_array_unref (findings->mentions);
  g_array_unref (findings->memberships);
  g_array_unref (findings->participations);
  g_array_unref (findings->contacts);
  g_ptr_array_unref (findings->statements);
  g_array_unref (findings->values);
  g_ptr_array_unref (findings->warnings);
  g_ptr_array_unref (findings->trace);
  g_free (findings);
}

/* --- what is sound ------------------------------------------------------------ */

static gboolean
check_name (const char *what, const char *value, GError **error)
{
  if (value == NULL)
    return nysta_findings_refuse (error, "%s is missing", what);

  /* Most names are letters and blanks of ASCII, or begin so. */
  const char *at = value;
  while (*at >= ' ' && *at < 0x7F)
    at++;
  gsize n_plain = (gsize) (at - value);
  gsize n_bytes = n_plain + (*at == '\0' || n_plain > NYSTA_MAX_NAME_BYTES
                               ? 0
                               : strnlen (at, NYSTA_MAX_NAME_BYTES + 1 - n_plain));
  if (n_bytes > NYSTA_MAX_NAME_BYTES)
    return nysta_findings_refuse (error, "%s is over %u bytes", what, NYSTA_MAX_NAME_BYTES);
  if (!g_utf8_validate (at, (gssize) (n_bytes - n_plain), NULL))
    return nysta_findings_refuse (error, "%s is not UTF-8", what);

  gboolean visible = strspn (value, " ") < n_plain;
  for (const char *p = at; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c))
        return nysta_findings_refuse (error, "%s holds a control character", what);
      visible = visible || !g_unichar_isspace (c);
    }
  return visible || nysta_findings_refuse (error, "%s is empty", what);
}

static gboolean
check_optional_name (const char *what, const char *value, GError **error)
{
  return value == NULL || check_name (what, value, error);
}

/* Relative to the store's base and inside it: N-Triples [8] IRIREF, no scheme, no way up. */
static gboolean
check_authority (const char *value, GError **error)
{
  if (value == NULL)
    return TRUE;
  if (!check_name ("the authority", value, error))
    return FALSE;
  if (strpbrk (value, " <>\"{}|^`\\:") != NULL || value[0] == '/' ||
      strstr (value, "..") != NULL)
    return nysta_findings_refuse (
      error, "the authority “%s” is not an IRI relative to the base", value);
  return TRUE;
}

static gboolean
check_confidence (double confidence, GError **error)
{
  if (isfinite (confidence) && confidence >= 0 && confidence <= 1)
    return TRUE;
  return nysta_findings_refuse (error, "the confidence is not between 0 and 1");
}

static gboolean
on_boundary (const NystaFindings *findings, guint32 offset)
{
  return offset == findings->n_bytes || (findings->text[offset] & 0xC0) != 0x80;
}

static gboolean
check_span (const NystaFindings *findings, const char *plugin, guint32 start, guint32 end,
            GError **error)
{
  if (start == 0 && end == 0 && g_strcmp0 (plugin, findings->reader) == 0)
    return TRUE;
  if (start >= end)
    return nysta_findings_refuse (error, "bytes %u to %u are no stretch of text", start,
                                  end);
  if (end > findings->n_bytes)
    return nysta_findings_refuse (error,
                                  "bytes %u to %u lie outside the text of %" G_GSIZE_FORMAT,
                                  start, end, findings->n_bytes);
  if (!on_boundary (findings, start) || !on_boundary (findings, end))
    return nysta_findings_refuse (error, "bytes %u to %u cut a character in two", start,
                                  end);
  return TRUE;
}

/* Digits of @text[from..from+n), or -1. */
static int
digits (const char *text, guint from, guint n)
{
  int value = 0;

  for (guint i = from; i < from + n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

/* YYYY, YYYY-MM or, unless @whole_only, nothing shorter than YYYY-MM-DD. */
static gboolean
is_date (const char *text, gboolean whole_only)
{
  gsize n = strnlen (text, 11);

  if (n != 10 && (whole_only || (n != 4 && n != 7)))
    return FALSE;
  int year = digits (text, 0, 4);
  if (year < 1)
    return FALSE;
  if (n == 4)
    return TRUE;
  int month = text[4] == '-' ? digits (text, 5, 2) : -1;
  if (month < 1 || month > 12)
    return FALSE;
  if (n == 7)
    return TRUE;
  int day = text[7] == '-' ? digits (text, 8, 2) : -1;
  return day >= 1 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
check_date (const char *what, const char *value, GError **error)
{
  if (value == NULL || is_date (value, FALSE))
    return TRUE;
  return nysta_findings_refuse (error, "%s is not YYYY, YYYY-MM or YYYY-MM-DD", what);
}

static gboolean
check_struct (const char *what, guint32 size, gsize known, GError **error)
{
  return size >= known ||
         nysta_findings_refuse (
           error, "%s says that it has %u bytes; this ABI has %" G_GSIZE_FORMAT, what, size,
           known);
}

static gboolean
check_room (const NystaFindings *findings, GError **error)
{
  gsize n = (gsize) findings->entities->len + findings->mentions->len +
            findings->memberships->len + findings->participations->len +
            findings->contacts->len + findings->values->len;

  return n < NYSTA_MAX_PROPOSALS ||
         nysta_findings_refuse (error, "more than %u proposals", NYSTA_MAX_PROPOSALS);
}

/* --- entities ------------------------------------------------------------------- */

guint32
nysta_findings_find_entity (const NystaFindings *findings, const char *plugin,
                            const char *key)
{
  gsize n_plugin = strlen (plugin);
  gsize n_key = strlen (key);
  char room[128];
  g_autofree char *long_name = NULL;
  char *own = n_plugin + n_key + 2 <= sizeof room
                ? room
                : (long_name = g_malloc (n_plugin + n_key + 2));

  memcpy (own, plugin, n_plugin);
  own[n_plugin] = '#';
  memcpy (own + n_plugin + 1, key, n_key + 1);
  gpointer index = g_hash_table_lookup (findings->entity_by_key, own);

  if (index == NULL)
    index = g_hash_table_lookup (findings->entity_by_key, key);
  return index != NULL ? GPOINTER_TO_UINT (index) - 1 : NYSTA_NO_ENTITY;
}

static const char *const kind_names[] = { "nothing", "a person", "an organisation",
                                          "a role", "a project" };

/* @kinds: bits 1 << NystaEntityKind that will do. */
static gboolean
resolve (const NystaFindings *findings, const char *plugin, const char *what,
         const char *key, guint kinds, guint32 *out_index, GError **error)
{
  if (!check_name (what, key, error))
    return FALSE;

  guint32 index = nysta_findings_find_entity (findings, plugin, key);
  if (index == NYSTA_NO_ENTITY)
    return nysta_findings_refuse (error, "%s “%s” was never proposed", what, key);

  const NystaFoundEntity *entity = g_ptr_array_index (findings->entities, index);
  if ((kinds & 1u << entity->kind) == 0)
    return nysta_findings_refuse (error, "%s “%s” is %s", what, key,
                                  kind_names[entity->kind]);
  *out_index = index;
  return TRUE;
}

enum
{
  ANY_KIND = 1u << NYSTA_PERSON | 1u << NYSTA_ORGANISATION | 1u << NYSTA_ROLE |
             1u << NYSTA_PROJECT
};

static void
add_form (NystaFoundEntity *entity, const char *form)
{
  if (strcmp (entity->name, form) != 0 &&
      !g_ptr_array_find_with_equal_func (entity->aliases, form, g_str_equal, NULL))
    g_ptr_array_add (entity->aliases, g_strdup (form));
}

static void
fill (char **field, const char *value)
{
  if (*field == NULL)
    *field = g_strdup (value);
}

gboolean
nysta_findings_add_entity (NystaFindings *findings, const char *plugin,
                           const NystaEntity *entity, GError **error)
{
  if (!check_struct ("the entity", entity->struct_size, sizeof *entity, error) ||
      !check_room (findings, error) || !check_name ("the key", entity->key, error) ||
      !check_name ("the name", entity->name, error) ||
      !check_optional_name ("the given name", entity->given_name, error) ||
      !check_optional_name ("the family name", entity->family_name, error) ||
      !check_authority (entity->authority, error))
    return FALSE;
  if (entity->kind < NYSTA_PERSON || entity->kind > NYSTA_PROJECT)
    return nysta_findings_refuse (error, "the entity “%s” is of the unknown kind %u",
                                  entity->key, entity->kind);

  guint32 known = nysta_findings_find_entity (findings, plugin, entity->key);
  if (known != NYSTA_NO_ENTITY)
    {
      NystaFoundEntity *found = g_ptr_array_index (findings->entities, known);

      if (found->kind != entity->kind)
        return nysta_findings_refuse (error, "the entity “%s” is %s already", entity->key,
                                      kind_names[found->kind]);
      if (!nysta_findings_add_alias (findings, plugin, entity->key, entity->name, error))
        return FALSE;
      fill (&found->authority, entity->authority);
      fill (&found->given_name, entity->given_name);
      fill (&found->family_name, entity->family_name);
      return TRUE;
    }

  NystaFoundEntity *found = g_new0 (NystaFoundEntity, 1);
  found->key = g_strconcat (plugin, "#", entity->key, NULL);
  found->kind = entity->kind;
  found->name = g_strdup (entity->name);
  found->authority = g_strdup (entity->authority);
  found->given_name = g_strdup (entity->given_name);
  found->family_name = g_strdup (entity->family_name);
  found->aliases = g_ptr_array_new_with_free_func (g_free);
  found->plugin = g_strdup (plugin);
  g_ptr_array_add (findings->entities, found);
  g_hash_table_insert (findings->entity_by_key, found->key,
                       GUINT_TO_POINTER (findings->entities->len));
  return TRUE;
}

gboolean
nysta_findings_add_alias (NystaFindings *findings, const char *plugin, const char *key,
                          const char *form, GError **error)
{
  guint32 index = 0;

  if (!resolve (findings, plugin, "the entity", key, ANY_KIND, &index, error) ||
      !check_name ("the form", form, error))
    return FALSE;

  NystaFoundEntity *entity = g_ptr_array_index (findings->entities, index);
  if (entity->aliases->len >= NYSTA_MAX_ALIASES)
    return nysta_findings_refuse (error, "the entity “%s” has %u forms already", key,
                                  NYSTA_MAX_ALIASES);
  add_form (entity, form);
  return TRUE;
}

gboolean
nysta_findings_add_mention (NystaFindings *findings, const char *plugin,
                            const NystaMention *mention, GError **error)
{
  NystaFoundMention found = { .start = mention->start,
                              .end = mention->end,
                              .confidence = mention->confidence,
                              .plugin = g_intern_string (plugin) };

  if (!check_struct ("the mention", mention->struct_size, sizeof *mention, error) ||
      !check_room (findings, error) ||
      !resolve (findings, plugin, "the entity", mention->key, ANY_KIND, &found.entity,
                error) ||
      !check_span (findings, plugin, found.start, found.end, error) ||
      !check_confidence (found.confidence, error))
    return FALSE;
  g_array_append_val (findings->mentions, found);
  return TRUE;
}

/* --- relations ------------------------------------------------------------------ */

gboolean
nysta_findings_add_membership (NystaFindings *findings, const char *plugin,
                               const NystaMembership *membership, GError **error)
{
  NystaFoundMembership found = { .role = NYSTA_NO_ENTITY,
                                 .organisation = NYSTA_NO_ENTITY,
                                 .assertion = membership->assertion,
                                 .start = membership->start,
                                 .end = membership->end,
                                 .confidence = membership->confidence,
                                 .plugin = g_intern_string (plugin) };

  if (!check_struct ("the membership", membership->struct_size, sizeof *membership,
                     error) ||
      !check_room (findings, error) ||
      !resolve (findings, plugin, "the person", membership->person, 1u << NYSTA_PERSON,
                &found.person, error) ||
      (membership->role != NULL && !resolve (findings, plugin, "the role", membership->role,
                                             1u << NYSTA_ROLE, &found.role, error)) ||
      (membership->organisation != NULL &&
       !resolve (findings, plugin, "the organisation", membership->organisation,
                 1u << NYSTA_ORGANISATION, &found.organisation, error)) ||
      !check_span (findings, plugin, found.start, found.end, error) ||
      !check_confidence (found.confidence, error) ||
      !check_date ("the start date", membership->start_date, error) ||
      !check_date ("the end date", membership->end_date, error))
    return FALSE;
  if (membership->role == NULL && membership->organisation == NULL)
    return nysta_findings_refuse (
      error, "a membership of “%s” has neither role nor organisation", membership->person);
  if (membership->assertion > NYSTA_PROPOSED)
    return nysta_findings_refuse (error,
                                  "a membership of “%s” is asserted in the unknown way %u",
                                  membership->person, membership->assertion);
  found.start_date = g_strdup (membership->start_date);
  found.end_date = g_strdup (membership->end_date);
  g_array_append_val (findings->memberships, found);
  return TRUE;
}

gboolean
nysta_findings_add_participation (NystaFindings *findings, const char *plugin,
                                  const NystaParticipation *participation, GError **error)
{
  NystaFoundParticipation found = { .role = participation->role,
                                    .start = participation->start,
                                    .end = participation->end,
                                    .confidence = participation->confidence,
                                    .plugin = g_intern_string (plugin) };

  if (!check_struct ("the participation", participation->struct_size, sizeof *participation,
                     error) ||
      !check_room (findings, error) ||
      !resolve (findings, plugin, "the project", participation->project,
                1u << NYSTA_PROJECT, &found.project, error) ||
      !resolve (findings, plugin, "the organisation", participation->organisation,
                1u << NYSTA_ORGANISATION, &found.organisation, error) ||
      !check_span (findings, plugin, found.start, found.end, error) ||
      !check_confidence (found.confidence, error))
    return FALSE;
  if (participation->role < NYSTA_FUNDER || participation->role > NYSTA_PARTICIPANT)
    return nysta_findings_refuse (error, "a participation in “%s” has the unknown role %u",
                                  participation->project, participation->role);
  g_array_append_val (findings->participations, found);
  return TRUE;
}

/* A date, or `1500000.50` in a currency `SEK`. */
static gboolean
check_value (const NystaValue *value, GError **error)
{
  gboolean is_amount = value->property == NYSTA_AMOUNT;

  if (value->property < NYSTA_START_DATE || value->property > NYSTA_AMOUNT)
    return nysta_findings_refuse (error, "a value of “%s” is of the unknown property %u",
                                  value->key, value->property);
  if (!check_name ("the value", value->value, error))
    return FALSE;
  if (!is_amount)
    return value->currency == NULL && value->funder == NULL
             ? check_date ("the date", value->value, error)
             : nysta_findings_refuse (error, "a date of “%s” has a currency or a funder",
                                      value->key);
  return (g_regex_match_simple ("^[0-9]{1,18}([.][0-9]{1,4})?\\z", value->value, 0, 0) &&
          value->currency != NULL &&
          g_regex_match_simple ("^[A-Z]{3}\\z", value->currency, 0, 0)) ||
         nysta_findings_refuse (error, "an amount of “%s” is not digits in a currency",
                                value->key);
}

gboolean
nysta_findings_add_value (NystaFindings *findings, const char *plugin,
                          const NystaValue *value, GError **error)
{
  NystaFoundValue found = { .property = value->property,
                            .funder = NYSTA_NO_ENTITY,
                            .start = value->start,
                            .end = value->end,
                            .confidence = value->confidence,
                            .plugin = g_intern_string (plugin) };

  if (!check_struct ("the value", value->struct_size, sizeof *value, error) ||
      !check_room (findings, error) ||
      !resolve (findings, plugin, "the project", value->key, 1u << NYSTA_PROJECT,
                &found.project, error) ||
      (value->funder != NULL &&
       !resolve (findings, plugin, "the funder", value->funder, 1u << NYSTA_ORGANISATION,
                 &found.funder, error)) ||
      !check_span (findings, plugin, found.start, found.end, error) ||
      !check_confidence (found.confidence, error) || !check_value (value, error))
    return FALSE;
  found.value = g_strdup (value->value);
  found.currency = g_strdup (value->currency);
  g_array_append_val (findings->values, found);
  return TRUE;
}

/* What goes into mailto: and tel: IRIs. The plugin looked for it; this is the form. */
static gboolean
check_contact_value (guint32 kind, const char *value, GError **error)
{
  if (!check_name ("the value", value, error))
    return FALSE;

  gsize n = strlen (value);
  if (kind == NYSTA_PHONE)
    {
      gboolean fine = value[0] == '+' && n >= 5 && n <= 16 &&
                      strspn (value + 1, "0123456789") == n - 1;
      return fine || nysta_findings_refuse (error, "“%s” is not a number in E.164", value);
    }
  if (kind != NYSTA_EMAIL)
    return nysta_findings_refuse (error, "“%s” is a contact of the unknown kind %u", value,
                                  kind);

  const char *at = strchr (value, '@');
  g_autofree char *lower = g_utf8_strdown (value, -1);
  gboolean fine = at != NULL && at != value && at[1] != '\0' &&
                  strchr (at + 1, '@') == NULL &&
                  strpbrk (value, " <>\"{}|^`\\,;:()[]") == NULL &&
                  strcmp (lower, value) == 0;
  return fine ||
         nysta_findings_refuse (error, "“%s” is not a lower-cased e-mail address", value);
}

gboolean
nysta_findings_add_contact (NystaFindings *findings, const char *plugin,
                            const NystaContact *contact, GError **error)
{
  NystaFoundContact found = { .kind = contact->kind,
                              .shared = contact->shared != 0,
                              .start = contact->start,
                              .end = contact->end,
                              .confidence = contact->confidence,
                              .plugin = g_intern_string (plugin) };

  if (!check_struct ("the contact", contact->struct_size, sizeof *contact, error) ||
      !check_room (findings, error) ||
      !resolve (findings, plugin, "the owner", contact->owner,
                1u << NYSTA_PERSON | 1u << NYSTA_ORGANISATION, &found.owner, error) ||
      !check_contact_value (contact->kind, contact->value, error) ||
      !check_span (findings, plugin, found.start, found.end, error) ||
      !check_confidence (found.confidence, error))
    return FALSE;
  found.value = g_strdup (contact->value);
  g_array_append_val (findings->contacts, found);
  return TRUE;
}

/* --- the document ---------------------------------------------------------------- */

gboolean
nysta_findings_add_metadata (NystaFindings *findings, const char *property,
                             const char *value, GError **error)
{
  static const char *const known[] = { NYSTA_META_TITLE,
                                       NYSTA_META_LANGUAGE,
                                       NYSTA_META_ISSUED,
                                       NYSTA_META_MODIFIED,
                                       NYSTA_META_PUBLISHER,
                                       NYSTA_META_SOURCE,
                                       NULL };

  if (!g_strv_contains (known, property))
    return nysta_findings_refuse (error, "“%s” is not known of a document", property);
  if (!check_name (property, value, error))
    return FALSE;
  if ((strcmp (property, NYSTA_META_ISSUED) == 0 ||
       strcmp (property, NYSTA_META_MODIFIED) == 0) &&
      !is_date (value, TRUE))
    return nysta_findings_refuse (error, "%s: “%s” is not YYYY-MM-DD", property, value);
  if (!g_hash_table_contains (findings->metadata, property))
    g_hash_table_insert (findings->metadata, g_strdup (property), g_strdup (value));
  return TRUE;
}

gboolean
nysta_findings_set_text (NystaFindings *findings, const char *text, gsize n_bytes,
                         GError **error)
{
  if (n_bytes > NYSTA_MAX_TEXT_BYTES)
    return nysta_findings_refuse (error, "the text is over %u bytes", NYSTA_MAX_TEXT_BYTES);
  if (!g_utf8_validate (text, (gssize) n_bytes, NULL))
    return nysta_findings_refuse (error, "the text is not UTF-8 without NUL");
  g_free (findings->own_text);
  findings->text = findings->own_text = g_strndup (text, n_bytes);
  findings->n_bytes = n_bytes;
  return TRUE;
}

void
nysta_findings_borrow_text (NystaFindings *findings, const char *text, gsize n_bytes)
{
  g_clear_pointer (&findings->own_text, g_free);
  findings->text = text;
  findings->n_bytes = n_bytes;
}

char *
nysta_message_clean (const char *message)
{
  gsize n_bytes = strnlen (message, NYSTA_MAX_MESSAGE_BYTES);
  g_autofree char *valid = g_utf8_make_valid (message, (gssize) n_bytes);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, g_unichar_iscntrl (c) ? ' ' : c);
    }
  g_strchomp (clean->str);
  return g_string_free (clean, FALSE);
}

void
nysta_findings_warn (NystaFindings *findings, const char *plugin, const char *message)
{
  if (findings->warnings->len >= NYSTA_MAX_WARNINGS)
    {
      findings->n_warnings_dropped++;
      return;
    }
  g_autofree char *clean = nysta_message_clean (message);
  g_ptr_array_add (findings->warnings, g_strdup_printf ("%s: %s", plugin, clean));
}
