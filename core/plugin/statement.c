/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* statement.c: which statements of a document's own data are sound, and how to say
 * what is not. */
#include "config.h"
#include "plugin/findings.h"

#include "base/error.h"
#include "base/limits.h"
#include "rdf/iri.h"

#include <string.h>

gboolean
nysta_findings_refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_FAILED, message);
  return FALSE;
}

/* What IRIs are made of, N-Triples [8] IRIREF: UTF-8 without controls, spaces and some
 * marks. An empty one is the document. */
static gboolean
check_characters (const char *what, const char *value, GError **error)
{
  if (value == NULL)
    return nysta_findings_refuse (error, "a statement's %s is missing", what);

  gsize n_bytes = strnlen (value, NYSTA_MAX_NAME_BYTES / 2 + 1);
  if (n_bytes > NYSTA_MAX_NAME_BYTES / 2)
    return nysta_findings_refuse (error, "a statement's %s is over %u bytes", what,
                                  NYSTA_MAX_NAME_BYTES / 2);
  if (!g_utf8_validate (value, (gssize) n_bytes, NULL))
    return nysta_findings_refuse (error, "a statement's %s is not UTF-8", what);
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c <= 0x20 || g_unichar_iscntrl (c) ||
          (c < 0x80 && strchr ("<>\"{}|^`\\", (int) c) != NULL))
        return nysta_findings_refuse (error, "a statement's %s is no IRI", what);
    }
  return TRUE;
}

static gboolean
check_resource (const char *what, const char *value, GError **error)
{
  if (!check_characters (what, value, error))
    return FALSE;
  if (!g_str_has_prefix (value, "_:"))
    return TRUE;
  for (const char *p = value + 2; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return nysta_findings_refuse (error, "a statement's %s “%s” is no key", what, value);
  return value[2] != '\0' ||
         nysta_findings_refuse (error, "a statement's %s has an empty key", what);
}

static gboolean
check_term (const char *what, const char *value, GError **error)
{
  return check_characters (what, value, error) &&
         (nysta_iri_is_absolute (value) ||
          nysta_findings_refuse (error, "a statement's %s “%s” is not absolute", what,
                                 value));
}

/* RFC 5646 in outline, as Turtle has it: [144s] LANGTAG. */
static gboolean
check_language (const char *value, GError **error)
{
  gsize part = 0;
  gboolean first = TRUE, fine = TRUE;

  for (const char *p = value; *p != '\0' && fine; p++)
    {
      fine = *p == '-' ? part > 0
                       : (first ? g_ascii_isalpha (*p) : g_ascii_isalnum (*p)) && part < 8;
      first = first && *p != '-';
      part = *p == '-' ? 0 : part + 1;
    }
  return (fine && part > 0) ||
         nysta_findings_refuse (error, "a statement's language is no BCP 47 tag");
}

static gboolean
check_literal (const NystaStatementProposal *statement, GError **error)
{
  if (statement->object == NULL)
    return nysta_findings_refuse (error, "a statement's object is missing");

  gsize n_bytes = strnlen (statement->object, NYSTA_MAX_STATEMENT_BYTES + 1);
  if (n_bytes > NYSTA_MAX_STATEMENT_BYTES)
    return nysta_findings_refuse (error, "a statement's literal is over %u bytes",
                                  NYSTA_MAX_STATEMENT_BYTES);
  if (!g_utf8_validate (statement->object, (gssize) n_bytes, NULL))
    return nysta_findings_refuse (error, "a statement's literal is not UTF-8");
  if (statement->datatype != NULL && statement->language != NULL)
    return nysta_findings_refuse (error,
                                  "a statement's literal has both datatype and language");
  if (statement->datatype != NULL)
    return check_term ("datatype", statement->datatype, error);
  return statement->language == NULL || check_language (statement->language, error);
}

gboolean
nysta_findings_add_statement (NystaFindings *findings,
                              const NystaStatementProposal *statement, GError **error)
{
  gboolean is_literal = statement->object_kind == NYSTA_OBJECT_LITERAL;

  if (statement->struct_size < sizeof *statement)
    return nysta_findings_refuse (error,
                                  "a statement says that it has %u bytes; this ABI has "
                                  "%" G_GSIZE_FORMAT,
                                  statement->struct_size, sizeof *statement);
  if (findings->statements->len >= NYSTA_MAX_STATEMENTS)
    return nysta_findings_refuse (error, "more than %u statements", NYSTA_MAX_STATEMENTS);
  if (!is_literal && statement->object_kind != NYSTA_OBJECT_RESOURCE)
    return nysta_findings_refuse (error, "a statement's object is of the unknown kind %u",
                                  statement->object_kind);
  if (!check_resource ("subject", statement->subject, error) ||
      !check_term ("predicate", statement->predicate, error) ||
      !(is_literal ? check_literal (statement, error)
                   : check_resource ("object", statement->object, error)))
    return FALSE;

  gsize n_bytes = strlen (statement->subject) + strlen (statement->predicate) +
                  strlen (statement->object);
  if (findings->statement_bytes + n_bytes > NYSTA_MAX_LITERAL_BYTES)
    return nysta_findings_refuse (error, "more than %u bytes of statements",
                                  NYSTA_MAX_LITERAL_BYTES);

  NystaFoundStatement *found = g_new0 (NystaFoundStatement, 1);
  found->subject = g_strdup (statement->subject);
  found->predicate = g_strdup (statement->predicate);
  found->object = g_strdup (statement->object);
  found->object_kind = statement->object_kind;
  found->datatype = is_literal ? g_strdup (statement->datatype) : NULL;
  found->language = is_literal ? g_strdup (statement->language) : NULL;
  findings->statement_bytes += n_bytes;
  g_ptr_array_add (findings->statements, found);
  return TRUE;
}
