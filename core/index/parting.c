/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/parting.h"

#include "index/blocks.h"
#include "index/names.h"
#include "index/rename.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define PARTED_FROM NS_NYSTA "partedFrom"

char *
nysta_parting_key (NystaEntityKind kind, const char *name)
{
  g_autofree char *key = nysta_name_key (name);

  return nysta_block_new (kind, key);
}

char *
nysta_parting_block (const char *key)
{
  NystaEntityKind kind;
  const char *name = NULL;

  if (key == NULL || !nysta_block_parse (key, &kind, &name))
    return NULL;

  g_autofree char *block = kind == NYSTA_PERSON ? nysta_block_person_name (name)
                                                : g_strdup (name);
  return nysta_block_new (kind, block);
}

char *
nysta_parting_iri (const char *base, const char *document, const char *key)
{
  g_autofree char *hash = nysta_iri_hash ("parting", document, key, NULL);
  NystaEntityKind kind = NYSTA_PERSON;
  const char *name = NULL;

  if (!nysta_block_parse (key, &kind, &name) || kind == NYSTA_PERSON)
    return g_strconcat (base, "id/person/", hash, NULL);

  g_autofree char *segment = nysta_name_segment (name);
  return g_strdup_printf ("%sid/%s/%s-%.8s", base, nysta_block_kind (kind), segment, hash);
}

/* --- what a graph names ------------------------------------------------------------- */

static gboolean
kind_of_type (const char *type, NystaEntityKind *out_kind)
{
  static const struct
  {
    const char *type;
    NystaEntityKind kind;
  } rows[] = {
    { NS_FOAF "Person", NYSTA_PERSON },
    { NS_FOAF "Project", NYSTA_PROJECT },
    { NS_ORG "Organization", NYSTA_ORGANISATION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (type, rows[i].type) == 0)
      {
        *out_kind = rows[i].kind;
        return TRUE;
      }
  return FALSE;
}

/* (transfer full): IRI -> "person anna berg", of all that @graph names */
static GHashTable *
keys_of (const NystaGraph *graph)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);
  NystaEntityKind kind;

  for (gsize i = 0; i < n; i++)
    if (strcmp (rows[i].predicate.value, RDF_TYPE) == 0 &&
        kind_of_type (rows[i].object.value, &kind))
      g_hash_table_insert (kinds, (gpointer) rows[i].subject.value, GINT_TO_POINTER (kind));
  for (gsize i = 0; i < n; i++)
    {
      gpointer known = g_hash_table_lookup (kinds, rows[i].subject.value);

      if (known != NULL && (strcmp (rows[i].predicate.value, NS_FOAF "name") == 0 ||
                            strcmp (rows[i].predicate.value, NS_DCTERMS "title") == 0))
        g_hash_table_insert (keys, (gpointer) rows[i].subject.value,
                             nysta_parting_key ((NystaEntityKind) GPOINTER_TO_INT (known),
                                                rows[i].object.value));
    }
  return keys;
}

char *
nysta_parting_find (const NystaGraph *graph, GHashTable *renames, const char *iri,
                    char **out_key)
{
  g_autoptr (GHashTable) keys = keys_of (graph);
  const char *found = g_hash_table_contains (keys, iri) ? iri : NULL;
  GHashTableIter iter;
  gpointer from = NULL, row = NULL;

  g_hash_table_iter_init (&iter, renames);
  while (found != iri && g_hash_table_iter_next (&iter, &from, &row))
    if (strcmp (((NystaRename *) row)->iri, iri) == 0 && g_hash_table_contains (keys, from))
      {
        if (found != NULL)
          return NULL;
        found = from;
      }
  if (found == NULL)
    return NULL;
  *out_key = g_strdup (g_hash_table_lookup (keys, found));
  return g_strdup (found);
}

/* --- parting -------------------------------------------------------------------------- */

/* Whom @decision means; of several of one name the one whose IRI it has. */
static const char *
meant_by (const NystaDecision *decision, GHashTable *keys)
{
  const char *sole = NULL;
  gboolean is_sole = TRUE;
  GHashTableIter iter;
  gpointer iri = NULL, key = NULL;

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &iri, &key))
    {
      if (strcmp (key, decision->named) != 0)
        continue;
      if (strcmp (iri, decision->a) == 0 || strcmp (iri, decision->b) == 0)
        return iri;
      is_sole = sole == NULL;
      sole = iri;
    }
  return is_sole ? sole : NULL;
}

NystaGraph *
nysta_parting_apply (const NystaGraph *graph, const GPtrArray *decisions, const char *base)
{
  g_autoptr (GHashTable) keys = NULL;
  g_autoptr (GHashTable) renames = nysta_renames_new ();
  GHashTableIter iter;
  gpointer from = NULL, row = NULL;

  for (guint i = 0; i < decisions->len; i++)
    {
      const NystaDecision *decision = decisions->pdata[i];

      if (g_strcmp0 (decision->document, nysta_graph_name (graph)) != 0)
        continue;
      if (keys == NULL)
        keys = keys_of (graph);

      const char *meant = meant_by (decision, keys);
      g_autofree char *iri = nysta_parting_iri (base, decision->document, decision->named);

      if (meant != NULL)
        nysta_renames_add (renames, meant, iri, NULL, NULL);
    }
  if (g_hash_table_size (renames) == 0)
    return NULL;

  NystaGraph *parted = nysta_rename_replace (graph, renames, base);

  g_hash_table_iter_init (&iter, renames);
  while (g_hash_table_iter_next (&iter, &from, &row))
    nysta_graph_add_iri (parted, ((NystaRename *) row)->iri, PARTED_FROM, from);
  nysta_graph_sort (parted);
  return parted;
}

NystaGraph *
nysta_parting_undo (const NystaGraph *graph, const char *base)
{
  g_autoptr (NystaGraph) rest = nysta_graph_new (nysta_graph_name (graph));
  g_autoptr (GHashTable) renames = nysta_renames_new ();
  gsize n = 0;
  const NystaStatement *rows = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (rows[i].predicate.value, PARTED_FROM) == 0)
      nysta_renames_add (renames, rows[i].subject.value, rows[i].object.value, NULL, NULL);
    else
      nysta_graph_add (rest, &rows[i].subject, &rows[i].predicate, &rows[i].object);
  return nysta_rename_replace (rest, renames, base);
}
