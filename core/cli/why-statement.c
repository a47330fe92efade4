/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* why-statement.c: `nysta why SUBJECT PREDICATE [OBJECT]`: who says a statement. */
#include "config.h"
#include "cli/why-telling.h"

#include <string.h>

#include "index/citation.h"
#include "rdf/prefix.h"
#include "rdf/vocabulary.h"

#define CHUNK_QUADS 128u

char *
nysta_telling_iri (const char *text)
{
  gsize n = strlen (text);
  const char *colon = strchr (text, ':');

  if (strcmp (text, "a") == 0)
    return g_strdup (RDF_TYPE);
  if (n > 2 && text[0] == '<' && text[n - 1] == '>')
    return g_strndup (text + 1, n - 2);
  if (colon == NULL || strpbrk (text, " \t\n\"") != NULL)
    return NULL;
  for (const NystaPrefix *prefix = nysta_prefixes; prefix->prefix != NULL; prefix++)
    if (strncmp (prefix->prefix, text, (gsize) (colon - text)) == 0 &&
        prefix->prefix[colon - text] == '\0')
      return g_strconcat (prefix->iri, colon + 1, NULL);
  return g_strdup (text);
}

/* (transfer full): a literal, a short or a whole IRI */
static char *
term_text (NystaTelling *telling, NystaTermId id)
{
  NystaTerm term = { 0 };
  char *shortened = NULL;

  if (!nysta_dataset_term (telling->page.dataset, id, &term))
    return g_strdup ("");
  if (term.kind == NYSTA_TERM_IRI)
    shortened = nysta_prefix_shorten (term.value);
  return shortened != NULL ? shortened : g_strdup (term.value);
}

/* (transfer full): what a person calls it */
static char *
name_text (NystaTelling *telling, NystaTermId id)
{
  NystaTerm term = { 0 };
  g_autofree char *name = NULL;

  nysta_dataset_term (telling->page.dataset, id, &term);
  if (term.kind == NYSTA_TERM_IRI)
    name = nysta_page_name (&telling->page, id);
  return name != NULL && strcmp (name, term.value) != 0 ? g_steal_pointer (&name)
                                                        : term_text (telling, id);
}

static gboolean
is_called (NystaTelling *telling, NystaTermId id, const char *wanted)
{
  NystaTerm term = { 0 };
  g_autofree char *iri = nysta_telling_iri (wanted);
  g_autofree char *name = name_text (telling, id);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *wanted_folded = g_utf8_casefold (wanted, -1);

  nysta_dataset_term (telling->page.dataset, id, &term);
  return strcmp (folded, wanted_folded) == 0 || g_strcmp0 (term.value, wanted) == 0 ||
         (iri != NULL && term.kind == NYSTA_TERM_IRI && g_strcmp0 (term.value, iri) == 0);
}

/* --- in one graph ------------------------------------------------------------------- */

static const char *
text_of (NystaTelling *telling, NystaTermId id)
{
  NystaTerm term = { 0 };

  if (id != NYSTA_ANY)
    nysta_dataset_term (telling->page.dataset, id, &term);
  return term.value;
}

static void
tell_silence (NystaTelling *telling, const char *fact, const NystaQuad *statement)
{
  NystaThing graph;
  g_autofree char *line = NULL;

  if (statement->graph == NYSTA_UNNAMED)
    line = g_strdup ("in the unnamed graph: loaded, no document says so");
  else if (nysta_thing_read (telling->page.dataset, statement->graph, &graph) &&
           graph.kind == NYSTA_THING_DOCUMENT)
    line = g_strdup_printf ("no quotation; stated in [%u]",
                            nysta_page_reference (&telling->page, statement->graph));
  else
    line = g_strdup_printf ("in graph <%s>: no document says so", graph.iri);
  nysta_telling_silence (telling, fact, statement, line);
}

static void
tell_graph (NystaTelling *telling, NystaCiter *citer, const char *fact,
            const NystaQuad *statement)
{
  NystaCitation citation;

  if (nysta_citer_cite (citer, statement, 1, &citation, 1) == 0 ||
      citation.annotation == NYSTA_ANY)
    {
      tell_silence (telling, fact, statement);
      return;
    }

  const NystaSaying saying = { .annotation = citation.annotation,
                               .document = citation.document,
                               .exact = text_of (telling, citation.exact),
                               .prefix = text_of (telling, citation.prefix),
                               .suffix = text_of (telling, citation.suffix),
                               .start = citation.start,
                               .end = citation.end,
                               .confidence = citation.confidence };

  nysta_telling_saying (telling, fact, statement, &saying);
}

/* --- one statement ------------------------------------------------------------------- */

static void
tell_statement (NystaTelling *telling, NystaCiter *citer, NystaQuad statement)
{
  NystaDataset *dataset = telling->page.dataset;
  const char *predicate = text_of (telling, statement.predicate);
  g_autofree char *subject_name = name_text (telling, statement.subject);
  g_autofree char *predicate_name = term_text (telling, statement.predicate);
  g_autofree char *object_name = name_text (telling, statement.object);
  g_autofree char *fact = g_strdup_printf ("%s: %s %s", subject_name, predicate_name,
                                           object_name);
  g_autoptr (GArray)
    graphs = nysta_thing_graphs (dataset, statement.subject, predicate, statement.object);
  guint n = telling->limit == 0 ? graphs->len : MIN (graphs->len, telling->limit);

  nysta_telling_fact (telling, fact);
  for (guint i = 0; i < n; i++)
    {
      statement.graph = g_array_index (graphs, NystaTermId, i);
      tell_graph (telling, citer, fact, &statement);
    }
  if (n < graphs->len && telling->rows == NULL)
    g_string_append_printf (telling->page.out, "    … and %u more (--limit 0)\n",
                            graphs->len - n);
  statement.graph = NYSTA_UNNAMED;

  NystaQuad found;
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &statement);

  if (nysta_cursor_next (cursor, &found, 1) > 0)
    tell_graph (telling, citer, fact, &statement);
}

static int
compare_quads (gconstpointer a, gconstpointer b, gpointer dataset)
{
  const NystaQuad *x = a, *y = b;
  NystaTerm left = { 0 }, right = { 0 };
  gboolean same = x->predicate == y->predicate;

  nysta_dataset_term (dataset, same ? x->object : x->predicate, &left);
  nysta_dataset_term (dataset, same ? y->object : y->predicate, &right);
  return nysta_term_compare (&left, &right);
}

gboolean
nysta_telling_statements (NystaTelling *telling, NystaTermId subject, NystaTermId predicate,
                          const char *object)
{
  NystaDataset *dataset = telling->page.dataset;
  const NystaQuad pattern = { .subject = subject,
                              .predicate = predicate,
                              .graph = NYSTA_UNION };
  g_autoptr (NystaCiter) citer = nysta_citer_new (dataset);
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (NystaQuad));
  NystaQuad rows[CHUNK_QUADS];
  gsize n = 0;

  while ((n = nysta_cursor_next (cursor, rows, CHUNK_QUADS)) > 0)
    for (gsize i = 0; i < n; i++)
      if (object == NULL || is_called (telling, rows[i].object, object))
        g_array_append_val (quads, rows[i]);
  g_array_sort_with_data (quads, compare_quads, dataset);
  for (guint i = 0; i < quads->len; i++)
    tell_statement (telling, citer, g_array_index (quads, NystaQuad, i));
  return quads->len > 0;
}
