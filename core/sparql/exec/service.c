/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * service.c: SERVICE, joined to what is known already: rows of the left side are gathered,
 * and what they have in common with the pattern goes along as VALUES (SPARQL 1.1 Federated
 * Query §2.4), so that an endpoint tells of them alone.
 *
 * That is sound because VALUES at a query's end is joined to all of its answer, and because
 * it has only variables that each of the rows binds, and no row twice: each solution then
 * comes as often as the pattern has it. Blank nodes mean nothing to others: they do not go
 * along.
 */
#include "config.h"
#include "sparql/exec/join.h"
#include "sparql/exec/rows.h"
#include "sparql/service/endpoint.h"

#include "base/error.h"
#include "base/limits.h"

#include <string.h>

/* What one endpoint said. */
typedef struct
{
  NystaTermId endpoint;
  gboolean is_whole; /* nothing went along: it goes for every row */
  NystaRowIndex index;
  guint *left_keys;
} Answer;

typedef struct
{
  NystaOperator parent;
  NystaJoin join;
  NystaEndpoints *endpoints;
  NystaServicePattern pattern;
  guint n_columns; /* of the pattern's variables and the endpoint's */
  guint *columns;
  gint32 own_endpoint;  /* among them; -1: it isn't a variable */
  gint32 left_endpoint; /* column of the left; -1: none */
  const NystaTermId *values;

  GPtrArray *answers;
  gsize next_left;
  gsize window_end; /* rows of the left before it went along */
  Answer *answer;   /* for the row at hand */
  gint64 candidate;
  gboolean is_open;

  /* while an answer is read */
  Answer *reading;
  gint32 *read_columns; /* by the answer's column; -1: not asked for */
  gsize n_read_columns;
  GHashTable *labels; /* of its blank nodes -> NystaTermId * */
} Service;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  nysta_row_index_clear (&answer->index);
  g_free (answer->left_keys);
  g_free (answer);
}

/* --- reading an answer -------------------------------------------------------------------- */

static gboolean
on_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  Service *self = user_data;
  const NystaExecution *execution = self->parent.execution;

  g_free (self->read_columns);
  self->read_columns = g_new (gint32, n + 1);
  self->n_read_columns = n;
  for (gsize i = 0; i < n; i++)
    {
      self->read_columns[i] = -1;
      for (guint k = 0; k < self->n_columns; k++)
        if ((gint32) k != self->own_endpoint &&
            strcmp (names[i], execution->names->pdata[self->columns[k]]) == 0)
          self->read_columns[i] = (gint32) k;
    }
  return TRUE;
}

/* A label means one node in one answer, and nothing outside of it. */
static NystaTermId
blank_id (Service *self, const char *label)
{
  NystaTermId *known = g_hash_table_lookup (self->labels, label);

  if (known == NULL)
    {
      known = g_new (NystaTermId, 1);
      *known = nysta_run_terms_add_blank (self->parent.execution->terms);
      g_hash_table_insert (self->labels, g_strdup (label), known);
    }
  return *known;
}

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  Service *self = user_data;
  NystaExecution *execution = self->parent.execution;
  NystaTermId *row = nysta_rows_add (&self->reading->index.rows);

  for (gsize i = 0; row != NULL && i < MIN (n, self->n_read_columns); i++)
    if (self->read_columns[i] >= 0 && values[i].kind != NYSTA_TERM_NONE)
      row[self->read_columns[i]] = values[i].kind == NYSTA_TERM_BLANK
                                     ? blank_id (self, values[i].value)
                                     : nysta_run_terms_add (execution->terms, &values[i]);
  if (row == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&execution->error));
      return FALSE;
    }
  if (self->own_endpoint >= 0)
    row[self->own_endpoint] = self->reading->endpoint;
  return nysta_run_terms_check (execution->terms, error);
}

static gboolean
on_boolean (gboolean value, gpointer user_data, GError **error)
{
  g_set_error_literal (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                       "its answer is yes or no, and rows were asked for");
  return FALSE;
}

/* What the standard says is bound in each solution is relied on further up. */
static gboolean
check_bound (Service *self, const char *endpoint, GError **error)
{
  const NystaRows *rows = &self->reading->index.rows;

  for (guint k = 0; k < self->n_columns; k++)
    for (gsize i = 0; self->pattern.sure[k] && i < rows->n_rows; i++)
      if (nysta_rows_get (rows, i)[k] == 0)
        {
          g_set_error (
            error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SERVICE,
            "SERVICE <%s>: a row of its answer has no value for ?%s, which the "
            "pattern binds",
            endpoint,
            (const char *) self->parent.execution->names->pdata[self->columns[k]]);
          return FALSE;
        }
  return TRUE;
}

/* --- what goes along ----------------------------------------------------------------------- */

static gboolean
is_blank (Service *self, NystaTermId id)
{
  NystaTerm term;

  return nysta_run_terms_get (self->parent.execution->terms, id, &term) &&
         term.kind == NYSTA_TERM_BLANK;
}

/* Whether row @i of the left is asked about, of @endpoint. */
static gboolean
is_asked (Service *self, gsize i, NystaTermId endpoint)
{
  const NystaTermId *row = nysta_operator_row (self->parent.children[0], i);

  return self->left_endpoint < 0 || row[self->left_endpoint] == endpoint;
}

/* Shared columns whose values can go along: those that every row binds, to what others
 * understand. A row with a blank node that no solution can have is not asked about. */
static guint
choose_columns (Service *self, NystaTermId endpoint, gboolean *fits)
{
  guint n_fit = 0;

  for (guint k = 0; k < self->join.n_shared; k++)
    {
      guint right = self->join.shared_right[k];

      fits[k] = (gint32) right != self->own_endpoint;
      for (gsize i = self->next_left; fits[k] && i < self->window_end; i++)
        {
          const NystaTermId *row = nysta_operator_row (self->parent.children[0], i);
          NystaTermId id = row[self->join.shared_left[k]];

          if (is_asked (self, i, endpoint) &&
              (id == 0 || (!self->pattern.sure[right] && is_blank (self, id))))
            fits[k] = FALSE;
        }
      n_fit += fits[k] ? 1 : 0;
    }
  return n_fit;
}

/* "( <a> "b" )", or NULL */
static char *
row_text (Service *self, const NystaTermId *row, const gboolean *fits)
{
  g_autoptr (GString) text = g_string_new ("(");

  for (guint k = 0; k < self->join.n_shared; k++)
    {
      NystaTerm term;

      if (!fits[k])
        continue;
      if (!nysta_run_terms_get (self->parent.execution->terms,
                                row[self->join.shared_left[k]], &term) ||
          term.kind == NYSTA_TERM_BLANK)
        return NULL;
      g_string_append_c (text, ' ');
      nysta_term_append_ntriples (&term, text);
    }
  g_string_append (text, " )");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Append the rows of the window, each once. Returns how many. */
static guint
append_values (Service *self, NystaTermId endpoint, const gboolean *fits, GString *text)
{
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_string_append (text, " VALUES (");
  for (guint k = 0; k < self->join.n_shared; k++)
    if (fits[k])
      g_string_append_printf (text, " ?%s",
                              (const char *) self->parent.execution->names
                                ->pdata[self->columns[self->join.shared_right[k]]]);
  g_string_append (text, " ) {");
  for (gsize i = self->next_left; i < self->window_end; i++)
    {
      g_autofree char *row = is_asked (self, i, endpoint)
                               ? row_text (self,
                                           nysta_operator_row (self->parent.children[0], i),
                                           fits)
                               : NULL;

      if (row == NULL || g_hash_table_contains (seen, row))
        continue;
      g_string_append_printf (text, " %s", row);
      g_hash_table_add (seen, g_steal_pointer (&row));
    }
  g_string_append (text, " }");
  nysta_run_terms_release (self->parent.execution->terms);
  return g_hash_table_size (seen);
}

/* --- asking ------------------------------------------------------------------------------- */

/* By what left and right rows always have. */
static gboolean
build_index (Service *self, Answer *answer)
{
  const NystaOperator *left = self->parent.children[0];
  g_autofree guint *keys = g_new (guint, self->join.n_shared + 1);
  guint n = 0;

  answer->left_keys = g_new (guint, self->join.n_shared + 1);
  for (guint k = 0; k < self->join.n_shared; k++)
    {
      guint right = self->join.shared_right[k];

      if (!left->sure[self->join.shared_left[k]] || !self->pattern.sure[right])
        continue;
      answer->left_keys[n] = self->join.shared_left[k];
      keys[n++] = right;
    }

  NystaRows rows = answer->index.rows;

  nysta_row_index_init (&answer->index, &self->parent, self->n_columns, keys, n);
  answer->index.rows = rows;
  return nysta_row_index_build (&answer->index);
}

static gboolean
ask_text (Service *self, const char *endpoint, const char *text, GError **error)
{
  static const NystaResultsFuncs funcs = { on_variables, on_row, on_boolean };

  g_hash_table_remove_all (self->labels);
  return nysta_endpoints_ask (self->endpoints, endpoint, text, &funcs, self, error) &&
         check_bound (self, endpoint, error);
}

/* SILENT: a failure is one solution without bindings (§2.3 of Federated Query). */
static gboolean
forgive (Service *self, GError *error)
{
  NystaExecution *execution = self->parent.execution;

  if (!self->pattern.silent ||
      !g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SERVICE))
    {
      g_propagate_error (&execution->error, error);
      return FALSE;
    }
  g_error_free (error);
  nysta_rows_clear (&self->reading->index.rows);

  NystaTermId *row = nysta_rows_add (&self->reading->index.rows);

  if (row != NULL && self->own_endpoint >= 0)
    row[self->own_endpoint] = self->reading->endpoint;
  return row != NULL;
}

/* What @endpoint, an IRI or not, has to say about the rows of the window. */
static gboolean
ask (Service *self, Answer *answer)
{
  NystaExecution *execution = self->parent.execution;
  g_autofree gboolean *fits = g_new (gboolean, self->join.n_shared + 1);
  g_autoptr (GString) text = g_string_new (self->pattern.text);
  g_autofree char *endpoint = NULL;
  GError *error = NULL;
  NystaTerm term = { 0 };

  self->reading = answer;
  nysta_run_terms_get (execution->terms, answer->endpoint, &term);
  endpoint = g_strdup (term.value);
  if (term.kind != NYSTA_TERM_IRI)
    {
      error = g_error_new (NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SERVICE,
                           "SERVICE: \"%s\" is not the IRI of an endpoint", endpoint);
      return forgive (self, error);
    }
  answer->is_whole = choose_columns (self, answer->endpoint, fits) == 0;
  if (!answer->is_whole && append_values (self, answer->endpoint, fits, text) == 0)
    return TRUE;
  return ask_text (self, endpoint, text->str, &error) || forgive (self, error);
}

static NystaTermId
endpoint_of (Service *self, const NystaTermId *left)
{
  NystaTermId id = self->pattern.endpoint;

  if (self->left_endpoint >= 0)
    id = left[self->left_endpoint];
  else if (self->own_endpoint >= 0)
    id = self->values[self->columns[self->own_endpoint]];
  if (id == 0)
    g_set_error_literal (
      &self->parent.execution->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_REFUSED,
      "SERVICE: its variable has no value: bind it in the same group, to "
      "the IRI of an endpoint");
  return id;
}

static Answer *
answer_for (Service *self, const NystaTermId *left)
{
  NystaTermId endpoint = endpoint_of (self, left);

  for (guint i = 0; i < self->answers->len; i++)
    if (((Answer *) self->answers->pdata[i])->endpoint == endpoint)
      return self->answers->pdata[i];
  if (endpoint == 0)
    return NULL;

  Answer *answer = g_new0 (Answer, 1);

  answer->endpoint = endpoint;
  g_ptr_array_add (self->answers, answer);
  nysta_row_index_init (&answer->index, &self->parent, self->n_columns, NULL, 0);
  return ask (self, answer) && build_index (self, answer) ? answer : NULL;
}

/* --- the operator -------------------------------------------------------------------------- */

static void
forget_answers (Service *self)
{
  for (guint i = 0; i < self->answers->len;)
    if (((Answer *) self->answers->pdata[i])->is_whole)
      i++;
    else
      g_ptr_array_remove_index_fast (self->answers, i);
}

static gboolean
service_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Service *self = (Service *) op;

  self->values = environment->values;
  self->next_left = 0;
  self->window_end = 0;
  self->is_open = FALSE;
  forget_answers (self);
  nysta_join_open (&self->join, environment);
  return nysta_operator_open (op->children[0], environment);
}

static gboolean
join_row (Service *self, const NystaTermId *left)
{
  gboolean is_decided = FALSE;

  if (!self->is_open)
    {
      self->answer = answer_for (self, left);
      if (self->answer == NULL)
        return FALSE;
      nysta_join_begin (&self->join);
      self->candidate = nysta_row_index_first (&self->answer->index, left,
                                               self->answer->left_keys);
      self->is_open = TRUE;
    }

  NystaRowIndex *index = &self->answer->index;

  while (!is_decided && self->candidate >= 0 && !nysta_join_is_full (&self->join))
    {
      is_decided = nysta_join_offer (
        &self->join, left, nysta_rows_get (&index->rows, (gsize) self->candidate));
      self->candidate = nysta_row_index_next (index, self->candidate, left,
                                              self->answer->left_keys);
    }
  if (!is_decided && (self->candidate >= 0 || nysta_join_is_full (&self->join)))
    return TRUE;
  if (!is_decided)
    nysta_join_end (&self->join, left);
  self->is_open = FALSE;
  self->next_left++;
  return TRUE;
}

static gboolean
service_next (NystaOperator *op)
{
  Service *self = (Service *) op;
  NystaOperator *left = op->children[0];

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (!nysta_join_is_full (&self->join))
    {
      if (self->next_left >= left->n_rows)
        {
          /* What there is may be enough: asking takes long. */
          if (op->n_rows > 0)
            break;
          self->next_left = 0;
          self->window_end = 0;
          if (!nysta_operator_next (left))
            return FALSE;
          if (left->n_rows == 0)
            break;
        }
      if (self->next_left >= self->window_end)
        {
          if (op->n_rows > 0)
            break;
          self->window_end = MIN (left->n_rows, self->next_left + NYSTA_SERVICE_BINDINGS);
          forget_answers (self);
        }
      if (!join_row (self, nysta_operator_row (left, self->next_left)))
        return FALSE;
    }
  return nysta_execution_check (op->execution);
}

static void
service_finish (NystaOperator *op)
{
  Service *self = (Service *) op;

  g_ptr_array_unref (self->answers);
  nysta_join_clear (&self->join);
  nysta_endpoints_free (self->endpoints);
  g_hash_table_unref (self->labels);
  g_free (self->read_columns);
  g_free (self->columns);
  g_free (self->pattern.sure);
  g_free (self->pattern.text);
}

static void
service_describe (const NystaOperator *op, GString *out)
{
  const Service *self = (const Service *) op;

  nysta_join_describe (&self->join, out);
  g_string_append_c (out, ' ');
  if (self->own_endpoint >= 0)
    nysta_operator_append_variable (op->execution, self->columns[self->own_endpoint], out);
  else
    nysta_operator_append_term (op->execution, self->pattern.endpoint, out);
}

static const NystaOperatorClass service_class = {
  .name = "service",
  .size = sizeof (Service),
  .open = service_open,
  .next = service_next,
  .finish = service_finish,
  .describe = service_describe,
};

NystaOperator *
nysta_service_new (NystaJoinKind kind, NystaOperator *left,
                   const NystaServicePattern *pattern, const guint *variables,
                   guint n_variables, NystaConditions *conditions)
{
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, variables, n_variables, &n);
  gboolean makes = kind == NYSTA_JOIN_INNER || kind == NYSTA_JOIN_LEFT;
  Service *self = nysta_operator_new (left->execution, &service_class, columns,
                                      makes ? n : left->n_columns);

  nysta_operator_adopt (&self->parent, left);
  nysta_join_init (&self->join, &self->parent, kind, left, variables, n_variables,
                   conditions);
  self->pattern = *pattern;
  self->pattern.text = g_strdup (pattern->text);
  self->pattern.sure = g_memdup2 (pattern->sure, n_variables * sizeof *pattern->sure);
  self->n_columns = n_variables;
  self->columns = g_memdup2 (variables, n_variables * sizeof *variables);
  self->own_endpoint = -1;
  self->left_endpoint = -1;
  for (guint k = 0; pattern->endpoint == 0 && k < n_variables; k++)
    if (variables[k] == pattern->endpoint_variable)
      {
        self->own_endpoint = (gint32) k;
        self->left_endpoint = nysta_operator_column (left, variables[k]);
      }
  self->endpoints = nysta_endpoints_new (left->execution->services,
                                         &left->execution->budget);
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return &self->parent;
}
