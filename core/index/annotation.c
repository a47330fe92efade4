/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/annotation.h"

#include "index/positions.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <string.h>

typedef struct
{
  char *iri;
  char *body;
  NystaMotivation motivation;
  guint32 start;
  guint32 end;
  double confidence;
  GPtrArray *plugins; /* of char *, without doubles */
} Annotation;

struct NystaAnnotations
{
  char *base;
  char *document_iri;
  const char *text;
  gsize n_bytes;
  GHashTable *by_iri; /* -> Annotation; owns them */
  GPtrArray *waiting; /* of Annotation, to be written; NULL until the first is asked for */
  guint n_written;
  NystaPositions *positions;
};

static void
annotation_free (gpointer data)
{
  Annotation *annotation = data;

  g_free (annotation->iri);
  g_free (annotation->body);
  g_ptr_array_unref (annotation->plugins);
  g_free (annotation);
}

NystaAnnotations *
nysta_annotations_new (const char *base, const char *document_iri, const char *text,
                       gsize n_bytes)
{
  NystaAnnotations *annotations = g_new0 (NystaAnnotations, 1);

  annotations->base = g_strdup (base);
  annotations->document_iri = g_strdup (document_iri);
  annotations->text = text;
  annotations->n_bytes = n_bytes;
  annotations->by_iri = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                               annotation_free);
  return annotations;
}

void
nysta_annotations_free (NystaAnnotations *annotations)
{
  if (annotations == NULL)
    return;
  g_hash_table_unref (annotations->by_iri);
  g_clear_pointer (&annotations->waiting, g_ptr_array_unref);
  nysta_positions_free (annotations->positions);
  g_free (annotations->base);
  g_free (annotations->document_iri);
  g_free (annotations);
}

const char *
nysta_annotations_add (NystaAnnotations *annotations, NystaMotivation motivation,
                       const char *body, guint32 start, guint32 end, double confidence,
                       const char *plugin_iri)
{
  g_autofree char *span = g_strdup_printf ("%u-%u", start, end);
  g_autofree char *hash = nysta_iri_hash ("mention", annotations->document_iri, span, body,
                                          NULL);
  g_autofree char *iri = g_strconcat (annotations->base, "id/mention/", hash, NULL);
  Annotation *annotation = g_hash_table_lookup (annotations->by_iri, iri);

  if (annotation == NULL)
    {
      annotation = g_new0 (Annotation, 1);
      annotation->iri = g_steal_pointer (&iri);
      annotation->body = g_strdup (body);
      annotation->motivation = motivation;
      annotation->start = start;
      annotation->end = end;
      annotation->plugins = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (annotations->by_iri, annotation->iri, annotation);
    }
  annotation->confidence = MAX (annotation->confidence, confidence);
  if (plugin_iri != NULL && !g_ptr_array_find_with_equal_func (
                              annotation->plugins, plugin_iri, g_str_equal, NULL))
    g_ptr_array_add (annotation->plugins, g_strdup (plugin_iri));
  return annotation->iri;
}

/* xsd:decimal with up to three places, whatever the locale: "0.85", "1.0". */
static char *
format_confidence (double confidence)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3f", CLAMP (confidence, 0.0, 1.0));
  gsize n = strlen (text);
  while (n > 3 && text[n - 1] == '0')
    text[--n] = '\0';
  return g_strdup (text);
}

static void
write_selectors (const Annotation *annotation, const NystaAnnotations *annotations,
                 const NystaPositions *positions, const char *position_iri,
                 const char *quote_iri, NystaGraph *graph)
{
  const char *text = annotations->text;
  g_autofree char *start = g_strdup_printf (
    "%u", nysta_positions_get (positions, annotation->start));
  g_autofree char *end = g_strdup_printf ("%u",
                                          nysta_positions_get (positions, annotation->end));
  g_autofree char *exact = g_strndup (text + annotation->start,
                                      annotation->end - annotation->start);
  g_autofree char *prefix = nysta_quote_prefix (text, annotations->n_bytes,
                                                annotation->start);
  g_autofree char *suffix = nysta_quote_suffix (text, annotations->n_bytes,
                                                annotation->end);

  nysta_graph_add_iri (graph, position_iri, RDF_TYPE, NS_OA "TextPositionSelector");
  nysta_graph_add_literal (graph, position_iri, NS_OA "start", start,
                           XSD_NON_NEGATIVE_INTEGER);
  nysta_graph_add_literal (graph, position_iri, NS_OA "end", end, XSD_NON_NEGATIVE_INTEGER);

  nysta_graph_add_iri (graph, quote_iri, RDF_TYPE, NS_OA "TextQuoteSelector");
  nysta_graph_add_literal (graph, quote_iri, NS_OA "exact", exact, NULL);
  nysta_graph_add_literal (graph, quote_iri, NS_OA "prefix", prefix, NULL);
  nysta_graph_add_literal (graph, quote_iri, NS_OA "suffix", suffix, NULL);
}

static void
write_annotation (const Annotation *annotation, const NystaAnnotations *annotations,
                  const NystaPositions *positions, NystaGraph *graph)
{
  g_autofree char *target = g_strconcat (annotation->iri, "#target", NULL);
  g_autofree char *position = g_strconcat (annotation->iri, "#position", NULL);
  g_autofree char *quote = g_strconcat (annotation->iri, "#quote", NULL);
  g_autofree char *confidence = format_confidence (annotation->confidence);

  nysta_graph_add_iri (graph, annotation->iri, RDF_TYPE, NS_OA "Annotation");
  nysta_graph_add_iri (graph, annotation->iri, NS_OA "motivatedBy",
                       annotation->motivation == NYSTA_IDENTIFYING ? NS_OA "identifying"
                                                                   : NS_OA "describing");
  nysta_graph_add_iri (graph, annotation->iri, NS_OA "hasBody", annotation->body);
  nysta_graph_add_iri (graph, annotation->iri, NS_OA "hasTarget", target);
  nysta_graph_add_literal (graph, annotation->iri, NS_NIF "confidence", confidence,
                           XSD_DECIMAL);
  for (guint i = 0; i < annotation->plugins->len; i++)
    nysta_graph_add_iri (graph, annotation->iri, NS_PROV "wasAttributedTo",
                         annotation->plugins->pdata[i]);

  nysta_graph_add_iri (graph, target, RDF_TYPE, NS_OA "SpecificResource");
  nysta_graph_add_iri (graph, target, NS_OA "hasSource", annotations->document_iri);
  if (annotation->end == 0)
    return;
  nysta_graph_add_iri (graph, target, NS_OA "hasSelector", position);
  nysta_graph_add_iri (graph, target, NS_OA "hasSelector", quote);
  write_selectors (annotation, annotations, positions, position, quote, graph);
}

guint
nysta_annotations_n (const NystaAnnotations *annotations)
{
  return g_hash_table_size (annotations->by_iri);
}

static int
compare_iris (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Annotation *const *) a)->iri,
                 (*(const Annotation *const *) b)->iri);
}

static void
begin_writing (NystaAnnotations *annotations)
{
  GHashTableIter iter;
  gpointer value = NULL;

  annotations->waiting = g_ptr_array_new ();
  annotations->positions = nysta_positions_new (annotations->text, annotations->n_bytes);
  g_hash_table_iter_init (&iter, annotations->by_iri);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      nysta_positions_want (annotations->positions, ((Annotation *) value)->start);
      nysta_positions_want (annotations->positions, ((Annotation *) value)->end);
      g_ptr_array_add (annotations->waiting, value);
    }
  nysta_positions_count (annotations->positions);
  g_ptr_array_sort (annotations->waiting, compare_iris);
}

gboolean
nysta_annotations_write_some (NystaAnnotations *annotations, guint n_max, NystaGraph *graph)
{
  if (annotations->waiting == NULL)
    begin_writing (annotations);

  guint n = MIN (n_max, annotations->waiting->len - annotations->n_written);
  for (guint i = 0; i < n; i++)
    write_annotation (annotations->waiting->pdata[annotations->n_written + i], annotations,
                      annotations->positions, graph);
  annotations->n_written += n;
  return n > 0;
}

void
nysta_annotations_write (NystaAnnotations *annotations, NystaGraph *graph)
{
  nysta_annotations_write_some (annotations, G_MAXUINT, graph);
}
