/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "result-set.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "rdf-view.h"
#include "rdf/vocabulary.h"

#define RS "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

typedef struct
{
  NystaTermId id;
  gint64 index; /* rs:index, or -1 */
} Solution;

static int
compare_solutions (gconstpointer a, gconstpointer b)
{
  const Solution *left = a;
  const Solution *right = b;

  return (left->index > right->index) - (left->index < right->index);
}

/* In the sequence of their indexes, where all have one. */
static GArray *
find_solutions (const RdfView *view, NystaTermId set, gboolean *out_is_ordered)
{
  GArray *solutions = g_array_new (FALSE, FALSE, sizeof (Solution));
  g_autoptr (GArray) ids = rdf_view_objects (view, set, RS "solution");

  *out_is_ordered = ids->len > 0;
  for (guint i = 0; i < ids->len; i++)
    {
      Solution solution = { g_array_index (ids, NystaTermId, i), -1 };
      const char *index = rdf_view_value (view, solution.id, RS "index");

      if (index != NULL)
        solution.index = g_ascii_strtoll (index, NULL, 10);
      else
        *out_is_ordered = FALSE;
      g_array_append_val (solutions, solution);
    }
  g_array_sort (solutions, compare_solutions);
  return solutions;
}

static gboolean
add_row (const RdfView *view, const char *path, NystaTermId solution, Answer *answer,
         GError **error)
{
  g_autoptr (GArray) bindings = rdf_view_objects (view, solution, RS "binding");
  g_autofree NystaTerm *row = g_new0 (NystaTerm, answer->names->len + 1);

  for (guint i = 0; i < bindings->len; i++)
    {
      NystaTermId binding = g_array_index (bindings, NystaTermId, i);
      const char *name = rdf_view_value (view, binding, RS "variable");
      guint column = 0;

      while (column < answer->names->len &&
             g_strcmp0 (answer->names->pdata[column], name) != 0)
        column++;
      if (column == answer->names->len)
        {
          g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                       "%s: the result set binds %s, which is none of its variables", path,
                       name ? name : "nothing");
          return FALSE;
        }
      row[column] = rdf_view_term (view, rdf_view_object (view, binding, RS "value"));
    }
  tuples_add (answer->tuples, row);
  return TRUE;
}

static Answer *
read_rows (const RdfView *view, const char *path, NystaTermId set, GError **error)
{
  g_autoptr (Answer) answer = answer_new (ANSWER_ROWS);
  g_autoptr (GArray) variables = rdf_view_objects (view, set, RS "resultVariable");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < variables->len; i++)
    g_ptr_array_add (
      names,
      (gpointer) rdf_view_term (view, g_array_index (variables, NystaTermId, i)).value);
  answer_set_names (answer, (const char *const *) names->pdata, names->len);

  g_autoptr (GArray) solutions = find_solutions (view, set, &answer->is_ordered);

  for (guint i = 0; i < solutions->len; i++)
    if (!add_row (view, path, g_array_index (solutions, Solution, i).id, answer, error))
      return NULL;
  return g_steal_pointer (&answer);
}

gboolean
result_set_read (const char *path, Answer **inout_answer, GError **error)
{
  g_autoptr (RdfView) view = rdf_view_new (path, error);

  if (view == NULL)
    return FALSE;

  g_autoptr (GArray) sets = rdf_view_subjects (view, RDF_TYPE, RS "ResultSet");

  if (sets->len == 0)
    return TRUE;

  NystaTermId set = g_array_index (sets, NystaTermId, 0);
  const char *boolean = rdf_view_value (view, set, RS "boolean");
  Answer *answer = NULL;

  if (boolean != NULL)
    {
      answer = answer_new (ANSWER_BOOLEAN);
      answer->boolean = strcmp (boolean, "true") == 0 || strcmp (boolean, "1") == 0;
    }
  else
    answer = read_rows (view, path, set, error);
  if (answer == NULL)
    return FALSE;
  answer_free (*inout_answer);
  *inout_answer = answer;
  return TRUE;
}
