/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/redland/stream.h"

#include "store/redland/nodes.h"

void
nysta_redland_report (librdf_storage *storage, const GError *error)
{
  librdf_log (librdf_storage_get_world (storage), 0, LIBRDF_LOG_ERROR, LIBRDF_FROM_STORAGE,
              NULL, "%s", error->message);
}

/* --- statements ------------------------------------------------------------- */

typedef struct
{
  librdf_storage *storage;
  librdf_world *world;
  NystaRows *rows;
  gboolean at_end;
  /* Of the current row, once they were asked for. */
  librdf_statement *statement;
  librdf_node *context;
  /* Rows are sorted: most share terms with the row before. URIs are kept, not nodes, as
   * rdfproc 1.0.17 frees nodes of arcs-in and arcs-out that are not its own: what it has
   * freed must not be given out again. */
  librdf_uri *uris[4];
  NystaTermId ids[4];
} Stream;

static void
forget_row (Stream *stream)
{
  g_clear_pointer (&stream->statement, librdf_free_statement);
  g_clear_pointer (&stream->context, librdf_free_node);
}

static int
stream_is_end (void *user_data)
{
  return ((const Stream *) user_data)->at_end;
}

/* librdf takes a statement that cannot be made for the end: say what happened. */
static void
report_damage (Stream *stream)
{
  g_autoptr (GError) error = NULL;

  if (!nysta_rows_check (stream->rows, &error))
    nysta_redland_report (stream->storage, error);
}

static int
stream_next (void *user_data)
{
  Stream *stream = user_data;

  if (stream->at_end)
    return 1;
  forget_row (stream);
  stream->at_end = !nysta_rows_next (stream->rows);
  if (stream->at_end)
    report_damage (stream);
  return stream->at_end;
}

/* (transfer full) (nullable) */
static librdf_node *
make_node (Stream *stream, NystaField field)
{
  NystaTermId id = nysta_rows_id (stream->rows, field);
  librdf_uri **uri = &stream->uris[field];
  NystaTerm term = { 0 };

  if (*uri == NULL || id == 0 || id != stream->ids[field])
    {
      g_clear_pointer (uri, librdf_free_uri);
      if (!nysta_rows_term (stream->rows, field, &term))
        return NULL;
      if (term.kind != NYSTA_TERM_IRI)
        return nysta_node_from_term (stream->world, &term);
      *uri = librdf_new_uri (stream->world, (const unsigned char *) term.value);
      stream->ids[field] = id;
    }
  return *uri != NULL ? librdf_new_node_from_uri (stream->world, *uri) : NULL;
}

/* A new one each time: who copies a statement of librdf's shares it. */
static librdf_statement *
make_statement (Stream *stream)
{
  librdf_node *subject = make_node (stream, NYSTA_FIELD_SUBJECT);
  librdf_node *predicate = make_node (stream, NYSTA_FIELD_PREDICATE);
  librdf_node *object = make_node (stream, NYSTA_FIELD_OBJECT);

  if (subject != NULL && predicate != NULL && object != NULL)
    return librdf_new_statement_from_nodes (stream->world, subject, predicate, object);
  g_clear_pointer (&subject, librdf_free_node);
  g_clear_pointer (&predicate, librdf_free_node);
  g_clear_pointer (&object, librdf_free_node);
  report_damage (stream);
  return NULL;
}

static void *
stream_get (void *user_data, int flags)
{
  Stream *stream = user_data;

  if (stream->at_end)
    return NULL;
  if (flags == LIBRDF_STREAM_GET_METHOD_GET_OBJECT)
    {
      if (stream->statement == NULL)
        stream->statement = make_statement (stream);
      return stream->statement;
    }
  if (flags == LIBRDF_STREAM_GET_METHOD_GET_CONTEXT)
    {
      if (stream->context == NULL)
        stream->context = make_node (stream, NYSTA_FIELD_GRAPH);
      return stream->context;
    }
  return NULL;
}

static void
stream_finished (void *user_data)
{
  Stream *stream = user_data;

  forget_row (stream);
  for (int i = 0; i < 4; i++)
    g_clear_pointer (&stream->uris[i], librdf_free_uri);
  nysta_rows_free (stream->rows);
  librdf_storage_remove_reference (stream->storage);
  g_free (stream);
}

librdf_stream *
nysta_stream_new (librdf_storage *storage, NystaRows *rows)
{
  Stream *stream = g_new0 (Stream, 1);

  stream->storage = storage;
  librdf_storage_add_reference (storage);
  stream->world = librdf_storage_get_world (storage);
  stream->rows = rows;
  stream_next (stream);

  librdf_stream *made = librdf_new_stream (stream->world, stream, stream_is_end,
                                           stream_next, stream_get, stream_finished);

  if (made == NULL)
    stream_finished (stream);
  return made;
}

/* --- names of graphs -------------------------------------------------------- */

typedef struct
{
  librdf_storage *storage;
  librdf_world *world;
  GStrv graphs;
  gsize position;
  librdf_node *node; /* of the current one, once it was asked for */
} GraphIterator;

static int
graphs_is_end (void *user_data)
{
  const GraphIterator *iterator = user_data;

  return iterator->graphs[iterator->position] == NULL;
}

static int
graphs_next (void *user_data)
{
  GraphIterator *iterator = user_data;

  if (graphs_is_end (iterator))
    return 1;
  g_clear_pointer (&iterator->node, librdf_free_node);
  iterator->position++;
  return graphs_is_end (iterator);
}

static void *
graphs_get (void *user_data, int flags)
{
  GraphIterator *iterator = user_data;

  if (flags != LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT || graphs_is_end (iterator))
    return NULL;
  if (iterator->node == NULL)
    {
      NystaTerm term = nysta_iri (iterator->graphs[iterator->position]);

      iterator->node = nysta_node_from_term (iterator->world, &term);
    }
  return iterator->node;
}

static void
graphs_finished (void *user_data)
{
  GraphIterator *iterator = user_data;

  g_clear_pointer (&iterator->node, librdf_free_node);
  g_strfreev (iterator->graphs);
  librdf_storage_remove_reference (iterator->storage);
  g_free (iterator);
}

librdf_iterator *
nysta_graph_iterator_new (librdf_storage *storage, GStrv graphs)
{
  GraphIterator *iterator = g_new0 (GraphIterator, 1);

  iterator->storage = storage;
  librdf_storage_add_reference (storage);
  iterator->world = librdf_storage_get_world (storage);
  iterator->graphs = graphs;

  librdf_iterator *made = librdf_new_iterator (iterator->world, iterator, graphs_is_end,
                                               graphs_next, graphs_get, graphs_finished);

  if (made == NULL)
    graphs_finished (iterator);
  return made;
}
