/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/appearance-internal.h"

#include "index/blocks.h"
#include "index/names.h"
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"

#include <string.h>

enum
{
  BATCH_ROWS = 128,
  MAX_CONTEXTS = 64 /* of a sort, kept of one appearance */
};

const NystaAppearanceType nysta_appearance_types[NYSTA_N_APPEARANCE_TYPES] = {
  { NS_FOAF "Person", NYSTA_PERSON },
  { NS_FOAF "Project", NYSTA_PROJECT },
  { NS_ORG "Organization", NYSTA_ORGANISATION },
};

void
nysta_appearance_free (gpointer data)
{
  NystaAppearance *row = data;

  g_ptr_array_unref (row->keys);
  g_ptr_array_unref (row->emails);
  g_ptr_array_unref (row->places);
  g_ptr_array_unref (row->roles);
  g_ptr_array_unref (row->aliases);
  g_free (row);
}

NystaAppearances *
nysta_appearances_new (NystaDataset *dataset, const char *base)
{
  NystaAppearances *appearances = g_new0 (NystaAppearances, 1);
  g_autofree char *authority = g_strconcat (base, "res/authority", NULL);
  const NystaTerm graph = nysta_iri (authority);

  appearances->dataset = nysta_dataset_ref (dataset);
  appearances->base = g_strdup (base);
  appearances->authority_graph = nysta_dataset_lookup (dataset, &graph);
  appearances->strings = g_string_chunk_new (4096);
  appearances->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) g_ptr_array_unref);
  appearances->documents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                  NULL);
  appearances->settled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  appearances->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify) nysta_dataset_unref);
  return appearances;
}

void
nysta_appearances_free (NystaAppearances *appearances)
{
  if (appearances == NULL)
    return;
  g_hash_table_unref (appearances->blocks);
  g_clear_pointer (&appearances->by_name, g_hash_table_unref);
  g_hash_table_unref (appearances->documents);
  g_hash_table_unref (appearances->settled);
  g_hash_table_unref (appearances->kept);
  g_string_chunk_free (appearances->strings);
  nysta_dataset_unref (appearances->dataset);
  g_free (appearances->base);
  g_free (appearances);
}

/* --- one graph of a dataset -------------------------------------------------------------- */

NystaTermId
nysta_in_id (NystaDataset *dataset, const char *iri)
{
  const NystaTerm term = nysta_iri (iri);

  return nysta_dataset_lookup (dataset, &term);
}

const char *
nysta_in_text (NystaDataset *dataset, NystaTermId id)
{
  NystaTerm term = { 0 };

  return nysta_dataset_term (dataset, id, &term) ? term.value : "";
}

/* Until @func says FALSE. A field that is NULL matches any. */
void
nysta_in_foreach (NystaDataset *dataset, NystaTermId subject, const char *predicate,
                  NystaTermId object, NystaTermId graph, NystaRowFunc func,
                  gpointer user_data)
{
  NystaQuad pattern = { .subject = subject, .object = object, .graph = graph };
  NystaQuad rows[BATCH_ROWS];
  gsize n = 0;

  pattern.predicate = nysta_in_id (dataset, predicate);
  if (pattern.predicate == NYSTA_ANY)
    return;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);
  while ((n = nysta_cursor_next (cursor, rows, BATCH_ROWS)) > 0)
    for (gsize i = 0; i < n; i++)
      if (!func (&rows[i], user_data))
        return;
}

static gboolean
take_first (const NystaQuad *row, gpointer out)
{
  *(NystaQuad *) out = *row;
  return FALSE;
}

static NystaTermId
object_of (NystaDataset *dataset, NystaTermId subject, const char *predicate,
           NystaTermId graph)
{
  NystaQuad row = { 0 };

  nysta_in_foreach (dataset, subject, predicate, NYSTA_ANY, graph, take_first, &row);
  return row.object;
}

static NystaTermId
subject_of (NystaDataset *dataset, const char *predicate, NystaTermId object,
            NystaTermId graph)
{
  NystaQuad row = { 0 };

  nysta_in_foreach (dataset, NYSTA_ANY, predicate, object, graph, take_first, &row);
  return row.subject;
}

static gboolean
has_row (NystaDataset *dataset, NystaTermId subject, const char *predicate,
         const char *object, NystaTermId graph)
{
  NystaTermId id = nysta_in_id (dataset, object);
  NystaQuad row = { 0 };

  if (id != NYSTA_ANY)
    nysta_in_foreach (dataset, subject, predicate, id, graph, take_first, &row);
  return row.subject != NYSTA_ANY;
}

/* --- what a document says of one --------------------------------------------------------- */

typedef struct
{
  NystaAppearances *appearances;
  NystaDataset *dataset; /* the whole, or one document as it was read */
  NystaTermId graph;     /* in @dataset */
  GPtrArray *out;
} Reading;

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_string (Reading *reading, GPtrArray *out, const char *text)
{
  const char *kept = g_string_chunk_insert_const (reading->appearances->strings, text);

  /* The chunk gives equal strings one address. */
  if (out->len < MAX_CONTEXTS && !g_ptr_array_find (out, kept, NULL))
    g_ptr_array_add (out, (gpointer) kept);
}

static void
add_key (Reading *reading, const char *name)
{
  g_autofree char *key = nysta_name_key (name);

  add_string (reading, reading->out, key);
}

/* A place's, with what it is without a legal form. */
static void
add_place_keys (Reading *reading, const char *name)
{
  g_autofree char *key = nysta_name_key (name);
  g_auto (GStrv) bare = nysta_block_bare_names (key);

  add_string (reading, reading->out, key);
  for (guint i = 0; bare[i] != NULL; i++)
    add_string (reading, reading->out, bare[i]);
}

static gboolean
take_text (const NystaQuad *row, gpointer user_data)
{
  Reading *reading = user_data;

  add_string (reading, reading->out, nysta_in_text (reading->dataset, row->object));
  return TRUE;
}

static gboolean
take_key (const NystaQuad *row, gpointer user_data)
{
  Reading *reading = user_data;

  add_key (reading, nysta_in_text (reading->dataset, row->object));
  return TRUE;
}

static gboolean
take_place_keys (const NystaQuad *row, gpointer user_data)
{
  Reading *reading = user_data;

  add_place_keys (reading, nysta_in_text (reading->dataset, row->object));
  return TRUE;
}

static gboolean
take_acronym (const NystaQuad *row, gpointer user_data)
{
  Reading *reading = user_data;
  const char *form = nysta_in_text (reading->dataset, row->object);

  if (nysta_block_is_acronym (form))
    add_key (reading, form);
  return TRUE;
}

/* The name that @id had when the document was read. */
static NystaTermId
name_as_read (Reading *reading, NystaTermId id, const char *predicate)
{
  NystaTermId old = subject_of (reading->dataset, NS_DCTERMS "isReplacedBy", id,
                                reading->graph);

  return old != NYSTA_ANY ? object_of (reading->dataset, old, RDFS_LABEL, reading->graph)
                          : object_of (reading->dataset, id, predicate, reading->graph);
}

/* Names of an organisation as places where somebody is. */
static gboolean
take_place (const NystaQuad *row, gpointer user_data)
{
  Reading *reading = user_data;
  NystaTermId name = name_as_read (reading, row->object, NS_FOAF "name");

  if (name != NYSTA_ANY)
    add_place_keys (reading, nysta_in_text (reading->dataset, name));
  nysta_in_foreach (reading->dataset, row->object, NS_SKOS "altLabel", NYSTA_ANY,
                    reading->graph, take_place_keys, reading);
  return TRUE;
}

static gboolean
take_role (const NystaQuad *row, gpointer user_data)
{
  Reading *reading = user_data;
  NystaTermId role = NYSTA_ANY;

  if (!has_row (reading->dataset, row->subject, RDF_TYPE, NS_ORG "Membership",
                reading->graph))
    return TRUE;
  role = object_of (reading->dataset, row->subject, NS_ORG "role", reading->graph);
  if (role != NYSTA_ANY)
    nysta_in_foreach (reading->dataset, role, NS_SKOS "prefLabel", NYSTA_ANY,
                      reading->graph, take_key, reading);
  return TRUE;
}

static void
read_person (Reading *reading, NystaTermId person, NystaAppearance *row)
{
  reading->out = row->emails;
  nysta_in_foreach (reading->dataset, person, NS_FOAF "mbox", NYSTA_ANY, reading->graph,
                    take_text, reading);
  reading->out = row->places;
  nysta_in_foreach (reading->dataset, person, NS_ORG "memberOf", NYSTA_ANY, reading->graph,
                    take_place, reading);
  reading->out = row->roles;
  nysta_in_foreach (reading->dataset, NYSTA_ANY, NS_ORG "member", person, reading->graph,
                    take_role, reading);
}

static void
add_block (Reading *reading, NystaAppearance *row, const char *name_key)
{
  g_autofree char *block = nysta_block_new (row->kind, name_key);

  add_string (reading, row->keys, block);
}

static void
add_blocks (Reading *reading, NystaAppearance *row)
{
  g_autofree char *key = row->kind == NYSTA_PERSON ? nysta_block_person_name (row->name)
                                                   : nysta_name_key (row->name);
  g_auto (GStrv) bare = nysta_block_bare_names (key);

  add_block (reading, row, key);
  if (row->kind == NYSTA_ORGANISATION)
    {
      for (guint i = 0; bare[i] != NULL; i++)
        add_block (reading, row, bare[i]);
      for (guint i = 0; i < row->aliases->len; i++)
        add_block (reading, row, row->aliases->pdata[i]);
    }
  g_ptr_array_sort (row->keys, compare_strings);
}

static gboolean
read_kind (const Reading *reading, NystaTermId id, NystaEntityKind *out_kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nysta_appearance_types); i++)
    if (has_row (reading->dataset, id, RDF_TYPE, nysta_appearance_types[i].type,
                 reading->graph))
      {
        *out_kind = nysta_appearance_types[i].kind;
        return TRUE;
      }
  return FALSE;
}

static NystaAppearance *
appearance_new (NystaEntityKind kind)
{
  NystaAppearance *row = g_new0 (NystaAppearance, 1);

  row->kind = kind;
  row->keys = g_ptr_array_new ();
  row->emails = g_ptr_array_new ();
  row->places = g_ptr_array_new ();
  row->roles = g_ptr_array_new ();
  row->aliases = g_ptr_array_new ();
  return row;
}

/* What the document says of @now, which was @old when it was read. NULL: it names no such
 * thing. */
static NystaAppearance *
read_appearance (Reading *reading, NystaTermId old, NystaTermId now)
{
  NystaEntityKind kind;
  NystaTerm name = { 0 };

  if (!read_kind (reading, now, &kind))
    return NULL;

  NystaTermId name_id = old != now
                          ? object_of (reading->dataset, old, RDFS_LABEL, reading->graph)
                          : object_of (reading->dataset, now,
                                       kind == NYSTA_PROJECT ? NS_DCTERMS "title"
                                                             : NS_FOAF "name",
                                       reading->graph);
  if (name_id == NYSTA_ANY || !nysta_dataset_term (reading->dataset, name_id, &name))
    return NULL;

  NystaAppearance *row = appearance_new (kind);

  row->document = nysta_in_text (reading->dataset, reading->graph);
  row->iri = nysta_in_text (reading->dataset, old);
  row->now = nysta_in_text (reading->dataset, now);
  row->name = name.value;
  row->language = name.language;
  row->is_apart = object_of (reading->dataset, now, NS_NYSTA "partedFrom",
                             reading->graph) != NYSTA_ANY;
  if (kind == NYSTA_PERSON)
    read_person (reading, now, row);
  else if (kind == NYSTA_ORGANISATION)
    {
      reading->out = row->aliases;
      nysta_in_foreach (reading->dataset, now, NS_SKOS "altLabel", NYSTA_ANY,
                        reading->graph, take_acronym, reading);
    }
  add_blocks (reading, row);
  return row;
}

/* --- documents ----------------------------------------------------------------------------- */

typedef struct
{
  NystaMemoryBuilder *builder;
  const char *graph;
} Building;

static gboolean
build (const NystaStatement *statement, gpointer user_data, G_GNUC_UNUSED GError **error)
{
  Building *building = user_data;
  NystaStatement quad = *statement;

  quad.graph = nysta_iri (building->graph);
  nysta_memory_builder_add (building->builder, &quad);
  return TRUE;
}

/* The document as it was read, if its graph holds less than that. */
static NystaDataset *
kept_document (NystaAppearances *appearances, NystaTermId graph)
{
  const char *document = nysta_in_text (appearances->dataset, graph);
  NystaDataset *known = g_hash_table_lookup (appearances->kept, document);

  if (known != NULL)
    return known;

  NystaTermId id = object_of (appearances->dataset, graph, NS_NYSTA "asRead", graph);
  if (id == NYSTA_ANY)
    return NULL;

  const char *text = nysta_in_text (appearances->dataset, id);
  Building building = { nysta_memory_builder_new (), document };

  nysta_rdf_read_memory (text, strlen (text), document, NYSTA_SYNTAX_NTRIPLES, NULL, "kept",
                         build, &building, NULL);
  known = nysta_memory_builder_finish (building.builder);
  g_hash_table_insert (appearances->kept, (gpointer) document, known);
  return known;
}

/* Is @graph one that indexing writes for a document? */
gboolean
nysta_appearances_is_document (NystaAppearances *appearances, NystaTermId graph)
{
  gpointer known = NULL;

  if (g_hash_table_lookup_extended (appearances->documents, &graph, NULL, &known))
    return GPOINTER_TO_INT (known);

  gboolean is_document = object_of (appearances->dataset, graph, NS_NYSTA "contentDigest",
                                    graph) != NYSTA_ANY &&
                         has_row (appearances->dataset, graph, RDF_TYPE, NS_FOAF "Document",
                                  graph);

  g_hash_table_insert (appearances->documents, g_memdup2 (&graph, sizeof graph),
                       GINT_TO_POINTER (is_document));
  return is_document;
}

static gboolean
has_authority (NystaAppearances *appearances, NystaTermId subject)
{
  return appearances->authority_graph != NYSTA_ANY &&
         object_of (appearances->dataset, subject, RDF_TYPE,
                    appearances->authority_graph) != NYSTA_ANY;
}

gboolean
nysta_appearances_is_settled (NystaAppearances *appearances, NystaTermId subject)
{
  NystaDataset *dataset = appearances->dataset;
  gpointer known = NULL;

  if (g_hash_table_lookup_extended (appearances->settled, &subject, NULL, &known))
    return GPOINTER_TO_INT (known);

  gboolean is_settled = has_authority (appearances, subject) &&
                        object_of (dataset, subject, NS_DCTERMS "isReplacedBy",
                                   NYSTA_ANY) == NYSTA_ANY &&
                        subject_of (dataset, NS_DCTERMS "isReplacedBy", subject,
                                    NYSTA_ANY) == NYSTA_ANY &&
                        subject_of (dataset, NS_NYSTA "about", subject, NYSTA_ANY) ==
                          NYSTA_ANY;

  g_hash_table_insert (appearances->settled, g_memdup2 (&subject, sizeof subject),
                       GINT_TO_POINTER (is_settled));
  return is_settled;
}

/* What @iri is or was in @graph, or NULL. */
NystaAppearance *
nysta_appearances_read (NystaAppearances *appearances, const NystaPlace *place)
{
  NystaDataset *dataset = appearances->dataset;
  NystaDataset *kept = kept_document (appearances, place->graph);
  const char *iri = nysta_in_text (dataset, place->subject);
  NystaTermId now = object_of (dataset, place->subject, NS_DCTERMS "isReplacedBy",
                               place->graph);
  Reading reading = { appearances, dataset, place->graph, NULL };
  NystaAppearance *row = NULL;

  if (kept != NULL)
    {
      NystaTermId old = nysta_in_id (kept, iri);

      reading.dataset = kept;
      reading.graph = nysta_in_id (kept, nysta_in_text (dataset, place->graph));
      row = old != NYSTA_ANY ? read_appearance (&reading, old, old) : NULL;
      if (row != NULL && now != NYSTA_ANY)
        row->now = nysta_in_text (dataset, now);
    }
  else if (now != NYSTA_ANY)
    row = read_appearance (&reading, place->subject, now);
  else if (subject_of (dataset, NS_DCTERMS "isReplacedBy", place->subject, place->graph) ==
           NYSTA_ANY)
    row = read_appearance (&reading, place->subject, place->subject);
  if (row != NULL)
    row->has_authority = row->kind == NYSTA_ORGANISATION &&
                         appearances->authority_graph != NYSTA_ANY &&
                         object_of (dataset, nysta_in_id (dataset, row->iri), RDF_TYPE,
                                    appearances->authority_graph) != NYSTA_ANY;
  return row;
}
