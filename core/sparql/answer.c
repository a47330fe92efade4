/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* answer.c: rows told as the answer of each form of query. */
#include "config.h"
#include "sparql/engine.h"

#include "sparql/evidence-run.h"
#include "sparql/exec/rows.h"

#define CHUNK_QUADS 256u

static void
get_term (NystaEngine *engine, NystaTermId id, NystaTerm *out_term)
{
  *out_term = (NystaTerm){ 0 };
  if (id != 0)
    nysta_run_terms_get (engine->execution.terms, id, out_term);
}

/* --- SELECT and ASK ------------------------------------------------------------------------- */

static gboolean
tell_variables (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                GError **error)
{
  const NystaAlgebraQuery *query = engine->query;
  g_autofree const char **names = g_new0 (const char *, query->n_columns + 1);

  for (guint i = 0; i < query->n_columns; i++)
    names[i] = nysta_algebra_variable_name (query, query->columns[i]);
  return funcs->variables == NULL ||
         funcs->variables (names, query->n_columns, user_data, error);
}

static gboolean
tell_evidence (NystaEngine *engine, gsize row, const NystaAnswerFuncs *funcs,
               gpointer user_data, GError **error)
{
  if (engine->evidence == NULL || funcs->evidence == NULL)
    return TRUE;
  g_array_set_size (engine->quads, 0);
  return nysta_evidence_run_row (engine->evidence, row, engine->quads, error) &&
         funcs->evidence ((const NystaQuad *) engine->quads->data, engine->quads->len,
                          user_data, error);
}

static gboolean
answer_select (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
               GError **error)
{
  guint n = engine->query->n_columns;
  g_autofree NystaTermId *ids = g_new0 (NystaTermId, n + 1);

  if (!tell_variables (engine, funcs, user_data, error))
    return FALSE;
  do
    {
      if (!nysta_engine_next (engine, error))
        return FALSE;
      for (gsize i = 0; i < engine->root->n_rows; i++)
        {
          if (!tell_evidence (engine, i, funcs, user_data, error))
            return FALSE;
          for (guint k = 0; k < n; k++)
            {
              NystaTermId id = nysta_engine_value (engine, i, k);

              /* Terms last as long as their batch. */
              if (i == 0 || id != ids[k])
                get_term (engine, id, &engine->terms[k]);
              ids[k] = id;
            }
          if (!funcs->row (engine->terms, n, user_data, error))
            return FALSE;
        }
    }
  while (engine->root->n_rows > 0);
  return TRUE;
}

static gboolean
answer_ask (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
            GError **error)
{
  return nysta_engine_next (engine, error) &&
         funcs->boolean (engine->root->n_rows > 0, user_data, error);
}

/* --- CONSTRUCT -------------------------------------------------------------------------------- */

/* So many triples are remembered, so that each is told once; fewer in little memory, of
 * which each takes about so much. */
#define MAX_KNOWN_TRIPLES (1024u * 1024)
#define KNOWN_TRIPLE_BYTES 64u

/* A place of the template. */
typedef struct
{
  NystaTermKind kind; /* NYSTA_TERM_NONE: it is a variable's */
  gint column;        /* of the query; -1: it has none */
  guint number;       /* of a blank node */
  NystaTermId id;     /* of a term */
  const NystaTerm *term;
} Slot;

typedef struct
{
  NystaEngine *engine;
  GArray *slots; /* Slot, three for each triple */
  gsize row;
  guint64 n_solutions;
  char labels[3][48];
  NystaRowSet known;
  gsize max_known;
} Solution;

static Slot
slot_of (const NystaEngine *engine, const NystaNode *node)
{
  const NystaAlgebraQuery *query = engine->query;
  Slot slot = { .column = -1, .number = node->number, .term = node->term };

  if (node->kind == NYSTA_NODE_BLANK)
    slot.kind = NYSTA_TERM_BLANK;
  else if (node->kind != NYSTA_NODE_VAR)
    {
      slot.kind = node->term->kind;
      slot.id = nysta_run_terms_add (engine->execution.terms, node->term);
    }
  for (guint i = 0; node->kind == NYSTA_NODE_VAR && i < query->n_columns; i++)
    if (query->columns[i] == node->number)
      slot.column = (gint) i;
  return slot;
}

static void
solution_init (Solution *solution, NystaEngine *engine)
{
  const NystaNode *template = engine->query->template;

  *solution = (Solution){ .engine = engine };
  solution->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  /* CONSTRUCT WHERE {} has none. */
  for (const NystaNode *node = template != NULL ? template->first : NULL; node != NULL;
       node = node->next)
    for (guint i = 0; i < 3; i++)
      {
        Slot slot = slot_of (engine, node->triple[i]);

        g_array_append_val (solution->slots, slot);
      }
  nysta_row_set_init (&solution->known, engine->root, 3);
  solution->max_known = MIN (MAX_KNOWN_TRIPLES,
                             engine->execution.budget.max_bytes / 8 / KNOWN_TRIPLE_BYTES);
}

static void
solution_clear (Solution *solution)
{
  g_array_unref (solution->slots);
  nysta_row_set_clear (&solution->known);
}

/* Blank nodes of the template are new ones for each solution. */
static void
get_slot (Solution *solution, const Slot *slot, NystaTermId id, guint place,
          NystaTerm *out_term)
{
  if (slot->kind == NYSTA_TERM_BLANK)
    {
      g_snprintf (solution->labels[place], sizeof solution->labels[place],
                  "c%" G_GUINT64_FORMAT "v%u", solution->n_solutions, slot->number);
      *out_term = (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = solution->labels[place] };
    }
  else if (slot->kind != NYSTA_TERM_NONE)
    *out_term = *slot->term;
  else
    get_term (solution->engine, id, out_term);
}

/* Where memory has no room for one more, no more are remembered. */
static gboolean
is_known (Solution *solution, const NystaTermId ids[3])
{
  gboolean is_new = TRUE;

  if (solution->known.rows.n_rows >= solution->max_known)
    return nysta_row_set_find (&solution->known, ids) >= 0;
  if (nysta_row_set_add (&solution->known, ids, &is_new) < 0)
    {
      solution->max_known = 0;
      g_clear_error (&solution->engine->execution.error);
      return FALSE;
    }
  return !is_new;
}

/* §16.2: what is no triple is left out. */
static gboolean
tell_triple (Solution *solution, const Slot *slots, const NystaAnswerFuncs *funcs,
             gpointer user_data, GError **error)
{
  NystaEngine *engine = solution->engine;
  NystaTermId ids[3] = { 0 };
  gboolean has_blank = FALSE;
  NystaStatement statement = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      ids[i] = slots[i].column >= 0
                 ? nysta_engine_value (engine, solution->row, (guint) slots[i].column)
                 : slots[i].id;
      has_blank = has_blank || slots[i].kind == NYSTA_TERM_BLANK;
      if (ids[i] == 0 && slots[i].kind == NYSTA_TERM_NONE)
        return TRUE;
    }
  if (!has_blank && is_known (solution, ids))
    return TRUE;
  get_slot (solution, &slots[0], ids[0], 0, &statement.subject);
  get_slot (solution, &slots[1], ids[1], 1, &statement.predicate);
  get_slot (solution, &slots[2], ids[2], 2, &statement.object);
  if (statement.subject.kind == NYSTA_TERM_LITERAL ||
      statement.subject.kind == NYSTA_TERM_NONE ||
      statement.predicate.kind != NYSTA_TERM_IRI ||
      statement.object.kind == NYSTA_TERM_NONE)
    return TRUE;
  return funcs->statement (&statement, user_data, error);
}

static gboolean
tell_solutions (Solution *solution, const NystaAnswerFuncs *funcs, gpointer user_data,
                GError **error)
{
  NystaEngine *engine = solution->engine;
  const Slot *slots = (const Slot *) (gpointer) solution->slots->data;

  do
    {
      if (!nysta_engine_next (engine, error))
        return FALSE;
      for (gsize i = 0; i < engine->root->n_rows; i++, solution->n_solutions++)
        {
          solution->row = i;
          for (guint k = 0; k < solution->slots->len; k += 3)
            if (!tell_triple (solution, slots + k, funcs, user_data, error))
              return FALSE;
        }
    }
  while (engine->root->n_rows > 0);
  return TRUE;
}

static gboolean
answer_construct (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                  GError **error)
{
  Solution solution;

  solution_init (&solution, engine);
  gboolean ok = tell_solutions (&solution, funcs, user_data, error);
  solution_clear (&solution);
  return ok;
}

/* --- DESCRIBE ---------------------------------------------------------------------------------- */

static gboolean
tell_quad (NystaEngine *engine, const NystaQuad *quad, const NystaAnswerFuncs *funcs,
           gpointer user_data, GError **error)
{
  NystaStatement statement = { 0 };

  get_term (engine, quad->subject, &statement.subject);
  get_term (engine, quad->predicate, &statement.predicate);
  get_term (engine, quad->object, &statement.object);
  return funcs->statement (&statement, user_data, error);
}

/* Concise bounded description: what is said of it, and of the blank nodes in that. */
static gboolean
describe (NystaEngine *engine, NystaRowSet *resources, const NystaAnswerFuncs *funcs,
          gpointer user_data, GError **error)
{
  NystaExecution *execution = &engine->execution;
  NystaQuad quads[CHUNK_QUADS];

  for (gsize i = 0; i < resources->rows.n_rows; i++)
    {
      const NystaQuad pattern = { .subject = *nysta_rows_get (&resources->rows, i),
                                  .graph = NYSTA_UNION };
      g_autoptr (NystaCursor) cursor = NULL;
      gsize n = 0;

      if ((pattern.subject & NYSTA_COMPUTED_TERM) != 0)
        continue;
      cursor = nysta_dataset_scan (execution->dataset, &pattern);
      nysta_run_terms_release (execution->terms);
      if (!nysta_budget_check (&execution->budget, error))
        return FALSE;
      while ((n = nysta_cursor_next (cursor, quads, CHUNK_QUADS)) > 0)
        for (gsize k = 0; k < n; k++)
          {
            NystaTerm object;
            gboolean is_new = FALSE;

            if (!tell_quad (engine, &quads[k], funcs, user_data, error))
              return FALSE;
            get_term (engine, quads[k].object, &object);
            if (object.kind == NYSTA_TERM_BLANK &&
                nysta_row_set_add (resources, &quads[k].object, &is_new) < 0)
              {
                g_propagate_error (error, g_steal_pointer (&execution->error));
                return FALSE;
              }
          }
    }
  return nysta_dataset_check (execution->dataset, error);
}

static gboolean
gather_described (NystaEngine *engine, NystaRowSet *resources, GError **error)
{
  const NystaAlgebraQuery *query = engine->query;
  gboolean is_new = FALSE;
  gboolean ok = TRUE;

  for (guint i = 0; i < query->n_described; i++)
    {
      NystaTermId id = nysta_run_terms_add (engine->execution.terms, query->described[i]);

      ok = ok && nysta_row_set_add (resources, &id, &is_new) >= 0;
    }
  while (ok)
    {
      if (!nysta_engine_next (engine, error))
        return FALSE;
      if (engine->root->n_rows == 0)
        return TRUE;
      for (gsize i = 0; i < engine->root->n_rows; i++)
        for (guint k = 0; k < query->n_columns; k++)
          {
            NystaTermId id = nysta_engine_value (engine, i, k);

            ok = ok && (id == 0 || nysta_row_set_add (resources, &id, &is_new) >= 0);
          }
    }
  g_propagate_error (error, g_steal_pointer (&engine->execution.error));
  return FALSE;
}

static gboolean
answer_describe (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                 GError **error)
{
  NystaRowSet resources;

  nysta_row_set_init (&resources, engine->root, 1);
  gboolean ok = gather_described (engine, &resources, error) &&
                describe (engine, &resources, funcs, user_data, error);
  nysta_row_set_clear (&resources);
  return ok;
}

gboolean
nysta_engine_answer (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                     GError **error)
{
  if (!nysta_engine_open (engine, error))
    return FALSE;
  switch (engine->query->form)
    {
    case NYSTA_ALGEBRA_FORM_ASK:
      return answer_ask (engine, funcs, user_data, error);
    case NYSTA_ALGEBRA_FORM_CONSTRUCT:
      return answer_construct (engine, funcs, user_data, error);
    case NYSTA_ALGEBRA_FORM_DESCRIBE:
      return answer_describe (engine, funcs, user_data, error);
    default:
      return answer_select (engine, funcs, user_data, error);
    }
}
