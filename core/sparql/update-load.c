/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update-load.c: LOAD, SPARQL 1.1 Update §3.1.4: of files. */
#include "config.h"
#include "sparql/update-request.h"

#include "base/error.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"
#include "sparql/overlay.h"

/* Statements between two looks at the clock. */
#define CHECK_EVERY 1024u

typedef struct
{
  NystaUpdateRequest *request;
  NystaTermId graph; /* 0: as the file says */
  GArray *quads;     /* NystaQuad: a file that breaks off has added nothing */
} Loading;

static gboolean
take_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Loading *loading = user_data;
  NystaDataset *now = loading->request->now;
  NystaQuad quad = { nysta_overlay_add_term (now, &statement->subject),
                     nysta_overlay_add_term (now, &statement->predicate),
                     nysta_overlay_add_term (now, &statement->object), loading->graph };

  if (quad.graph == 0)
    quad.graph = statement->graph.kind == NYSTA_TERM_NONE
                   ? NYSTA_UNNAMED
                   : nysta_overlay_add_term (now, &statement->graph);
  g_array_append_val (loading->quads, quad);
  return loading->quads->len % CHECK_EVERY != 0 ||
         nysta_update_check (loading->request, loading->quads->len * sizeof quad, error);
}

/* The file behind @iri; NULL with @error. */
static char *
find_file (const NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  const char *iri = operation->first->term->value;
  char *path = request->options->reads_files ? nysta_iri_to_path (iri) : NULL;

  if (path != NULL)
    return path;
  g_set_error (
    error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
    request->options->reads_files
      ? "%u:%u: LOAD <%s>: only file: IRIs are read, nothing is fetched: save it "
        "to a file, and load that"
      : "%u:%u: LOAD <%s>: no files are read here",
    operation->line, operation->column, iri);
  return NULL;
}

static gboolean
load (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  const NystaNode *into = operation->first->next;
  g_autofree char *path = find_file (request, operation, error);
  g_autofree char *blanks = g_strdup_printf (
    "u%016" G_GINT64_MODIFIER "xs%" G_GUINT64_FORMAT "l", request->salt, request->n_scopes);
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (NystaQuad));
  Loading loading = { .request = request, .quads = quads };
  const NystaRdfReadOptions options = { .blank_prefix = blanks,
                                        .deadline_us = request->budget.deadline_us };

  if (path == NULL)
    return FALSE;
  if (into != NULL)
    loading.graph = nysta_update_constant (request, into);
  return nysta_rdf_read (path, &options, take_statement, &loading, error) &&
         nysta_update_set_all (request, quads, TRUE, error);
}

gboolean
nysta_update_load (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (load (request, operation, &local_error))
    return TRUE;
  if ((operation->flags & NYSTA_NODE_IS_SILENT) != 0 &&
      !g_error_matches (local_error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_TIMED_OUT) &&
      !g_error_matches (local_error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT) &&
      !g_error_matches (local_error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
