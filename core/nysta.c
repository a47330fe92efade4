/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* nysta.c: the library's face: GLib stays behind it. */
#include "config.h"
#include "nysta.h"

#include "base/error.h"
#include "rdf/vocabulary.h"
#include "sparql/query.h"
#include "store/store.h"

struct NystaSession
{
  char *base;
  NystaDataset *dataset;
};

typedef struct
{
  NystaRowFunc row;
  void *user_data;
  GStrv names;
} Caller;

const char *
nysta_version (void)
{
  return PACKAGE_VERSION;
}

static NystaSessionStatus
tell_error (const GError *error, char **out_message)
{
  if (out_message != NULL)
    *out_message = g_strdup (error->message);
  if (error->domain != NYSTA_SPARQL_ERROR)
    return NYSTA_SESSION_FAILED;
  switch ((NystaSparqlError) error->code)
    {
    case NYSTA_SPARQL_ERROR_SYNTAX:
    case NYSTA_SPARQL_ERROR_UNSUPPORTED:
      return NYSTA_SESSION_QUERY;
    case NYSTA_SPARQL_ERROR_TIMED_OUT:
      return NYSTA_SESSION_TIMED_OUT;
    default:
      return NYSTA_SESSION_FAILED;
    }
}

NystaSessionStatus
nysta_session_open (const char *path, NystaSession **out_session, char **out_message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_READ, NULL, &error);
  NystaDataset *dataset = store != NULL ? nysta_store_snapshot (store, &error) : NULL;

  if (dataset == NULL)
    return tell_error (error, out_message);

  NystaSession *session = g_new0 (NystaSession, 1);

  session->base = g_strdup (nysta_store_base (store));
  session->dataset = dataset;
  *out_session = session;
  return NYSTA_SESSION_OK;
}

const char *
nysta_session_base (const NystaSession *session)
{
  return session->base;
}

void
nysta_session_close (NystaSession *session)
{
  if (session == NULL)
    return;
  nysta_dataset_unref (session->dataset);
  g_free (session->base);
  g_free (session);
}

void
nysta_string_free (char *string)
{
  g_free (string);
}

/* --- answers ---------------------------------------------------------------- */

static NystaValue
make_value (const char *variable, const NystaTerm *term)
{
  static const NystaValueKind kinds[] = {
    [NYSTA_TERM_NONE] = NYSTA_VALUE_UNBOUND,
    [NYSTA_TERM_IRI] = NYSTA_VALUE_IRI,
    [NYSTA_TERM_BLANK] = NYSTA_VALUE_BLANK,
    [NYSTA_TERM_LITERAL] = NYSTA_VALUE_LITERAL,
  };

  return (NystaValue){ .kind = (int) kinds[term->kind],
                       .variable = variable,
                       .text = term->value,
                       .datatype = term->datatype,
                       .language = term->language };
}

/* An error without a text: the caller knows why. */
static gboolean
hand_over (Caller *caller, const NystaValue *values, gsize n, GError **error)
{
  if (caller->row == NULL || caller->row (values, n, caller->user_data) == 0)
    return TRUE;
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED, "");
  return FALSE;
}

static gboolean
on_variables (const char *const *names, gsize n, gpointer caller, GError **error)
{
  ((Caller *) caller)->names = g_strdupv ((GStrv) names);
  return TRUE;
}

static gboolean
on_row (const NystaTerm *terms, gsize n, gpointer caller, GError **error)
{
  g_autofree NystaValue *values = g_new (NystaValue, n + 1);

  for (gsize i = 0; i < n; i++)
    values[i] = make_value (((Caller *) caller)->names[i], &terms[i]);
  return hand_over (caller, values, n, error);
}

static gboolean
on_boolean (gboolean truth, gpointer caller, GError **error)
{
  NystaTerm term = nysta_literal (truth ? "true" : "false", NS_XSD "boolean", NULL);
  NystaValue value = make_value ("boolean", &term);

  return hand_over (caller, &value, 1, error);
}

static gboolean
on_statement (const NystaStatement *statement, gpointer caller, GError **error)
{
  const NystaValue values[3] = { make_value ("subject", &statement->subject),
                                 make_value ("predicate", &statement->predicate),
                                 make_value ("object", &statement->object) };

  return hand_over (caller, values, 3, error);
}

NystaSessionStatus
nysta_session_query (NystaSession *session, const char *sparql, unsigned timeout_ms,
                     NystaRowFunc row, void *user_data, char **out_message)
{
  static const NystaAnswerFuncs funcs = { on_variables, on_row, on_boolean, on_statement };
  NystaQueryOptions options = { .base = session->base,
                                .timeout_ms = timeout_ms,
                                .store_base = session->base };
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaQuery) query = nysta_query_new (sparql, &options, &error);
  Caller caller = { .row = row, .user_data = user_data };
  gboolean ok = query != NULL &&
                nysta_query_run (query, session->dataset, &funcs, &caller, &error);

  g_strfreev (caller.names);
  if (ok)
    return NYSTA_SESSION_OK;
  if (g_error_matches (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED))
    return NYSTA_SESSION_STOPPED;
  return tell_error (error, out_message);
}
