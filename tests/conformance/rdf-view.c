/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rdf-view.h"

#include <string.h>

#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"

/* What a list may hold: no manifest comes near, and a list may be a ring. */
#define MAX_LIST 100000u

static gboolean
add_statement (const NystaStatement *statement, gpointer builder, GError **error)
{
  nysta_memory_builder_add (builder, statement);
  return TRUE;
}

RdfView *
rdf_view_new (const char *path, GError **error)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();

  if (!nysta_rdf_read (path, NULL, add_statement, builder, error))
    return NULL;

  RdfView *view = g_new0 (RdfView, 1);

  view->dataset = nysta_memory_builder_finish (g_steal_pointer (&builder));
  return view;
}

void
rdf_view_free (RdfView *view)
{
  if (view == NULL)
    return;
  nysta_dataset_unref (view->dataset);
  g_free (view);
}

static NystaTermId
find_iri (const RdfView *view, const char *iri)
{
  const NystaTerm term = nysta_iri (iri);

  return nysta_dataset_lookup (view->dataset, &term);
}

static GArray *
find (const RdfView *view, const NystaQuad *pattern, NystaField field)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (view->dataset, pattern);
  NystaQuad row;

  while (nysta_cursor_next (cursor, &row, 1) == 1)
    g_array_append_val (ids, *(field == NYSTA_FIELD_SUBJECT ? &row.subject : &row.object));
  return ids;
}

GArray *
rdf_view_objects (const RdfView *view, NystaTermId subject, const char *predicate)
{
  NystaQuad pattern = { .subject = subject,
                        .predicate = find_iri (view, predicate),
                        .graph = NYSTA_UNION };

  if (subject == NYSTA_ANY || pattern.predicate == NYSTA_ANY)
    return g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  return find (view, &pattern, NYSTA_FIELD_OBJECT);
}

GArray *
rdf_view_subjects (const RdfView *view, const char *predicate, const char *object)
{
  NystaQuad pattern = { .predicate = find_iri (view, predicate),
                        .object = find_iri (view, object),
                        .graph = NYSTA_UNION };

  if (pattern.object == NYSTA_ANY || pattern.predicate == NYSTA_ANY)
    return g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  return find (view, &pattern, NYSTA_FIELD_SUBJECT);
}

NystaTermId
rdf_view_object (const RdfView *view, NystaTermId subject, const char *predicate)
{
  g_autoptr (GArray) ids = rdf_view_objects (view, subject, predicate);

  return ids->len > 0 ? g_array_index (ids, NystaTermId, 0) : NYSTA_ANY;
}

GArray *
rdf_view_list (const RdfView *view, NystaTermId list)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));

  while (list != NYSTA_ANY && ids->len < MAX_LIST)
    {
      NystaTermId first = rdf_view_object (view, list, NS_RDF "first");

      if (first == NYSTA_ANY)
        break;
      g_array_append_val (ids, first);
      list = rdf_view_object (view, list, NS_RDF "rest");
    }
  return ids;
}

NystaTerm
rdf_view_term (const RdfView *view, NystaTermId id)
{
  NystaTerm term = { 0 };

  if (id != NYSTA_ANY)
    nysta_dataset_term (view->dataset, id, &term);
  return term;
}

const char *
rdf_view_value (const RdfView *view, NystaTermId subject, const char *predicate)
{
  return rdf_view_term (view, rdf_view_object (view, subject, predicate)).value;
}
