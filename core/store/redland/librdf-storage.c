/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * librdf-storage.c: the module through which librdf (Redland) opens a store: what librdf
 * calls, in terms of session.h. core/docs/redland.md says what each option does.
 *
 * Left to librdf, which does them with find_statements: find_sources, find_arcs,
 * find_targets, get_arcs_in, get_arcs_out, find_statements_with_options. Here they would
 * be the same scan.
 */
#include <string.h>

#include "store/redland/nodes.h"
#include "store/redland/session.h"
#include "store/redland/stream.h"

/* What librdf looks for. */
__attribute__ ((visibility ("default"))) void
librdf_storage_module_register_factory (librdf_world *world);

typedef struct
{
  char *path;
  char *base; /* NULL: the store's own */
  gboolean contexts;
  NystaSessionMode mode;
  NystaSession *session; /* NULL: closed */
} Instance;

/* --- making and opening ----------------------------------------------------- */

static gboolean
option_is_set (librdf_hash *options, const char *name, gboolean otherwise)
{
  int value = options != NULL ? librdf_hash_get_as_boolean (options, name) : -1;

  return value < 0 ? otherwise : value != 0;
}

static void
complain (librdf_storage *storage, const char *path, const char *what)
{
  librdf_log (librdf_storage_get_world (storage), 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_STORAGE,
              NULL, "%s: %s", path, what);
}

static int
storage_init (librdf_storage *storage, const char *name, librdf_hash *options)
{
  Instance *self = g_new0 (Instance, 1);
  char *base = options != NULL ? librdf_hash_get (options, "base") : NULL;
  gboolean writes = option_is_set (options, "write", TRUE);
  gboolean is_new = option_is_set (options, "new", FALSE);

  librdf_storage_set_instance (storage, self);
  self->path = g_strdup (name);
  self->base = g_strdup (base);
  self->contexts = option_is_set (options, "contexts", FALSE);
  self->mode = is_new   ? NYSTA_SESSION_NEW
               : writes ? NYSTA_SESSION_WRITE
                        : NYSTA_SESSION_READ;
  librdf_free_memory (base);
  if (options != NULL)
    librdf_free_hash (options);

  if (name == NULL || name[0] == '\0')
    complain (storage, "nysta", "a storage needs the store's folder as its name");
  else if (is_new && !writes)
    complain (storage, name, "new='yes' and write='no' exclude each other");
  else
    return 0;
  return 1;
}

/* librdf wants one of the same kind that is empty, beside the old one. */
static int
storage_clone (librdf_storage *new_storage, librdf_storage *old_storage)
{
  const Instance *old = librdf_storage_get_instance (old_storage);
  Instance *self = g_new0 (Instance, 1);

  librdf_storage_set_instance (new_storage, self);
  self->base = g_strdup (old->base);
  self->contexts = old->contexts;
  self->mode = NYSTA_SESSION_NEW;
  for (guint i = 2; self->path == NULL || g_file_test (self->path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (self->path);
      self->path = g_strdup_printf ("%s-%u", old->path, i);
    }
  return 0;
}

static void
storage_terminate (librdf_storage *storage)
{
  Instance *self = librdf_storage_get_instance (storage);

  if (self == NULL)
    return;
  nysta_session_free (self->session);
  g_free (self->base);
  g_free (self->path);
  g_free (self);
}

/* Take @error, if there is one, to librdf's log; what a function of librdf returns. */
static int
finish (librdf_storage *storage, GError *error)
{
  if (error == NULL)
    return 0;
  nysta_redland_report (storage, error);
  return 1;
}

static int
storage_open (librdf_storage *storage, librdf_model *model)
{
  Instance *self = librdf_storage_get_instance (storage);
  g_autoptr (GError) error = NULL;

  if (self->session != NULL)
    return 0;
  self->session = nysta_session_open (self->path, self->mode, self->base, &error);
  /* Opened once more, it is not to be emptied once more. */
  if (self->session != NULL && self->mode == NYSTA_SESSION_NEW)
    self->mode = NYSTA_SESSION_WRITE;
  return finish (storage, error);
}

/* (nullable): NULL if @storage was not opened, which is said. */
static NystaSession *
session_of (librdf_storage *storage)
{
  const Instance *self = librdf_storage_get_instance (storage);

  if (self->session == NULL)
    complain (storage, self->path, "the storage is not open");
  return self->session;
}

static int
storage_sync (librdf_storage *storage)
{
  NystaSession *session = session_of (storage);
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return 1;
  /* What a transaction has changed waits for its own commit. */
  if (!nysta_session_in_transaction (session))
    nysta_session_commit (session, &error);
  return finish (storage, error);
}

static int
storage_close (librdf_storage *storage)
{
  Instance *self = librdf_storage_get_instance (storage);

  if (self->session == NULL)
    return 0;

  int status = storage_sync (storage);

  g_clear_pointer (&self->session, nysta_session_free);
  return status;
}

/* --- reading ---------------------------------------------------------------- */

/* Where a pattern without a context looks. */
static NystaRowsScope
scope_of (librdf_storage *storage)
{
  const Instance *self = librdf_storage_get_instance (storage);

  return self->contexts ? NYSTA_ROWS_QUADS : NYSTA_ROWS_UNION;
}

static int
storage_size (librdf_storage *storage)
{
  NystaSession *session = session_of (storage);
  g_autoptr (GError) error = NULL;
  gint64 size = session != NULL ? nysta_session_size (session, scope_of (storage), &error)
                                : -1;

  finish (storage, error);
  /* More than librdf can count is, for librdf, not known. */
  return size <= G_MAXINT ? (int) size : -1;
}

/* (transfer full) (nullable): NULL if that failed, which is reported. */
static librdf_stream *
find (librdf_storage *storage, const NystaStatement *pattern, NystaRowsScope scope)
{
  NystaSession *session = session_of (storage);
  g_autoptr (GError) error = NULL;
  NystaRows *rows = session != NULL ? nysta_session_find (session, pattern, scope, &error)
                                    : NULL;

  finish (storage, error);
  return rows != NULL ? nysta_stream_new (storage, rows) : NULL;
}

static librdf_stream *
storage_serialise (librdf_storage *storage)
{
  static const NystaStatement anything = { 0 };

  return find (storage, &anything, scope_of (storage));
}

static librdf_stream *
storage_find_statements (librdf_storage *storage, librdf_statement *statement)
{
  NystaStatement pattern = { 0 };

  if (!nysta_statement_to_terms (statement, &pattern))
    return librdf_new_empty_stream (librdf_storage_get_world (storage));
  return find (storage, &pattern, scope_of (storage));
}

static int
is_there (librdf_storage *storage, const NystaStatement *pattern)
{
  NystaSession *session = session_of (storage);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaRows)
    rows = session != NULL
             ? nysta_session_find (session, pattern, scope_of (storage), &error)
             : NULL;

  finish (storage, error);
  return rows != NULL && nysta_rows_next (rows);
}

static int
storage_contains_statement (librdf_storage *storage, librdf_statement *statement)
{
  NystaStatement pattern = { 0 };

  return nysta_statement_to_terms (statement, &pattern) && is_there (storage, &pattern);
}

static int
storage_has_arc_in (librdf_storage *storage, librdf_node *node, librdf_node *property)
{
  NystaStatement pattern = { 0 };

  return nysta_node_to_term (node, &pattern.object) &&
         nysta_node_to_term (property, &pattern.predicate) && is_there (storage, &pattern);
}

static int
storage_has_arc_out (librdf_storage *storage, librdf_node *node, librdf_node *property)
{
  NystaStatement pattern = { 0 };

  return nysta_node_to_term (node, &pattern.subject) &&
         nysta_node_to_term (property, &pattern.predicate) && is_there (storage, &pattern);
}

/* --- writing ---------------------------------------------------------------- */

/* librdf's sign for a statement that it may skip; a negative one ends a parse. */
#define ILLEGAL 1
#define FAILED (-1)

static int
change (librdf_storage *storage, librdf_statement *statement, librdf_node *context,
        gboolean adds)
{
  NystaSession *session = session_of (storage);
  NystaStatement terms = { 0 };
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return FAILED;
  if (!nysta_statement_to_terms (statement, &terms) ||
      !nysta_node_to_term (context, &terms.graph))
    {
      complain (storage, "statement", "a text with a NUL in it is not stored");
      return ILLEGAL;
    }
  if (!nysta_statement_is_storable (&terms, &error))
    {
      finish (storage, error);
      return ILLEGAL;
    }
  if (adds || context != NULL)
    nysta_session_change (session, &terms, adds, &error);
  else
    nysta_session_remove_everywhere (session, &terms, &error);
  return finish (storage, error) != 0 ? FAILED : 0;
}

static int
storage_add_statement (librdf_storage *storage, librdf_statement *statement)
{
  return change (storage, statement, NULL, TRUE);
}

static int
storage_remove_statement (librdf_storage *storage, librdf_statement *statement)
{
  return change (storage, statement, NULL, FALSE);
}

static int
add_stream (librdf_storage *storage, librdf_node *context, librdf_stream *stream)
{
  for (; !librdf_stream_end (stream); librdf_stream_next (stream))
    {
      librdf_statement *statement = librdf_stream_get_object (stream);

      if (statement == NULL || change (storage, statement, context, TRUE) == FAILED)
        return FAILED;
    }
  return 0;
}

static int
storage_add_statements (librdf_storage *storage, librdf_stream *stream)
{
  return add_stream (storage, NULL, stream);
}

/* --- contexts --------------------------------------------------------------- */

static gboolean
has_contexts (librdf_storage *storage)
{
  const Instance *self = librdf_storage_get_instance (storage);

  if (!self->contexts)
    complain (storage, self->path, "opened without contexts='yes'");
  return self->contexts;
}

static int
storage_context_add_statement (librdf_storage *storage, librdf_node *context,
                               librdf_statement *statement)
{
  if (context != NULL && !has_contexts (storage))
    return FAILED;
  return change (storage, statement, context, TRUE);
}

static int
storage_context_add_statements (librdf_storage *storage, librdf_node *context,
                                librdf_stream *stream)
{
  if (context != NULL && !has_contexts (storage))
    return FAILED;
  return add_stream (storage, context, stream);
}

static int
storage_context_remove_statement (librdf_storage *storage, librdf_node *context,
                                  librdf_statement *statement)
{
  if (context != NULL && !has_contexts (storage))
    return FAILED;
  return change (storage, statement, context, FALSE);
}

static int
storage_context_remove_statements (librdf_storage *storage, librdf_node *context)
{
  NystaSession *session = session_of (storage);
  NystaTerm graph = { 0 };
  g_autoptr (GError) error = NULL;

  if (session == NULL || !has_contexts (storage))
    return FAILED;
  /* Nothing else is the name of a graph, so there is nothing to remove. */
  if (!nysta_node_to_term (context, &graph) || graph.kind != NYSTA_TERM_IRI)
    return 0;
  nysta_session_remove_graph (session, graph.value, &error);
  return finish (storage, error);
}

static librdf_stream *
storage_find_statements_in_context (librdf_storage *storage, librdf_statement *statement,
                                    librdf_node *context)
{
  NystaStatement pattern = { 0 };

  if (context == NULL)
    return storage_find_statements (storage, statement);
  if (!has_contexts (storage))
    return NULL;
  if (!nysta_statement_to_terms (statement, &pattern) ||
      !nysta_node_to_term (context, &pattern.graph) || pattern.graph.kind != NYSTA_TERM_IRI)
    return librdf_new_empty_stream (librdf_storage_get_world (storage));
  return find (storage, &pattern, NYSTA_ROWS_GRAPH);
}

static librdf_stream *
storage_context_serialise (librdf_storage *storage, librdf_node *context)
{
  return storage_find_statements_in_context (storage, NULL, context);
}

static librdf_iterator *
storage_get_contexts (librdf_storage *storage)
{
  NystaSession *session = session_of (storage);
  g_autoptr (GError) error = NULL;
  GStrv graphs = NULL;

  if (session == NULL || !has_contexts (storage))
    return NULL;
  graphs = nysta_session_graphs (session, &error);
  finish (storage, error);
  return graphs != NULL ? nysta_graph_iterator_new (storage, graphs) : NULL;
}

/* --- features and transactions ---------------------------------------------- */

static gboolean
is_contexts_feature (librdf_uri *feature)
{
  return g_strcmp0 ((const char *) librdf_uri_as_string (feature),
                    LIBRDF_MODEL_FEATURE_CONTEXTS) == 0;
}

static librdf_node *
storage_get_feature (librdf_storage *storage, librdf_uri *feature)
{
  const Instance *self = librdf_storage_get_instance (storage);

  if (!is_contexts_feature (feature))
    return NULL;
  return librdf_new_node_from_typed_literal (
    librdf_storage_get_world (storage),
    (const unsigned char *) (self->contexts ? "1" : "0"), NULL, NULL);
}

static int
storage_set_feature (librdf_storage *storage, librdf_uri *feature, librdf_node *value)
{
  const Instance *self = librdf_storage_get_instance (storage);
  const char *text = (const char *) librdf_node_get_literal_value (value);

  if (!is_contexts_feature (feature))
    return -1;
  /* A model asks once, when it is made: what it was told has to stay true. */
  return g_strcmp0 (text, self->contexts ? "1" : "0") == 0 ? 0 : 1;
}

static int
storage_transaction_start (librdf_storage *storage)
{
  NystaSession *session = session_of (storage);
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return 1;
  nysta_session_begin (session, &error);
  return finish (storage, error);
}

static NystaSession *
session_in_transaction (librdf_storage *storage)
{
  const Instance *self = librdf_storage_get_instance (storage);
  NystaSession *session = session_of (storage);

  if (session == NULL || nysta_session_in_transaction (session))
    return session;
  complain (storage, self->path, "no transaction is open");
  return NULL;
}

static int
storage_transaction_commit (librdf_storage *storage)
{
  NystaSession *session = session_in_transaction (storage);
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return 1;
  nysta_session_commit (session, &error);
  return finish (storage, error);
}

static int
storage_transaction_rollback (librdf_storage *storage)
{
  NystaSession *session = session_in_transaction (storage);

  if (session == NULL)
    return 1;
  nysta_session_roll_back (session);
  return 0;
}

/* --- registering ------------------------------------------------------------ */

static void
register_functions (librdf_storage_factory *factory)
{
  factory->version = LIBRDF_STORAGE_INTERFACE_VERSION;
  factory->init = storage_init;
  factory->clone = storage_clone;
  factory->terminate = storage_terminate;
  factory->open = storage_open;
  factory->close = storage_close;
  factory->sync = storage_sync;
  factory->size = storage_size;
  factory->serialise = storage_serialise;
  factory->find_statements = storage_find_statements;
  factory->contains_statement = storage_contains_statement;
  factory->has_arc_in = storage_has_arc_in;
  factory->has_arc_out = storage_has_arc_out;
  factory->add_statement = storage_add_statement;
  factory->add_statements = storage_add_statements;
  factory->remove_statement = storage_remove_statement;
  factory->context_add_statement = storage_context_add_statement;
  factory->context_add_statements = storage_context_add_statements;
  factory->context_remove_statement = storage_context_remove_statement;
  factory->context_remove_statements = storage_context_remove_statements;
  factory->context_serialise = storage_context_serialise;
  factory->find_statements_in_context = storage_find_statements_in_context;
  factory->get_contexts = storage_get_contexts;
  factory->get_feature = storage_get_feature;
  factory->set_feature = storage_set_feature;
  factory->transaction_start = storage_transaction_start;
  factory->transaction_commit = storage_transaction_commit;
  factory->transaction_rollback = storage_transaction_rollback;
}

void
librdf_storage_module_register_factory (librdf_world *world)
{
  librdf_storage_register_factory (world, "nysta", "nysta graph store", register_functions);
}
