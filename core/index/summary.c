/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/summary.h"

#include "index/entity.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define BATCH_ROWS 256

typedef struct
{
  NystaDataset *dataset;
  char *own; /* graphs that begin so are nysta's, unless documents are in them */
  char *documents;
} Count;

static void
run_failure_free (gpointer data)
{
  NystaRunFailure *failure = data;

  g_free (failure->document);
  g_free (failure->message);
  g_free (failure);
}

void
nysta_summary_free (NystaSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->last_run);
  g_free (summary->last_started);
  g_free (summary->last_ended);
  g_clear_pointer (&summary->last_failures, g_ptr_array_unref);
  g_free (summary);
}

/* --- what documents say --------------------------------------------------------- */

/* Authorities, ontology, runs and identities are not findings. */
static gboolean
is_found (const Count *count, NystaTermId graph)
{
  NystaTerm name = { 0 };

  if (!nysta_dataset_term (count->dataset, graph, &name))
    return TRUE;
  return !g_str_has_prefix (name.value, count->own) ||
         g_str_has_prefix (name.value, count->documents);
}

static void
scan_subjects (const Count *count, const NystaQuad *pattern, GHashTable *set)
{
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (count->dataset, pattern);
  NystaQuad rows[BATCH_ROWS];
  NystaTermId last_graph = NYSTA_ANY;
  gboolean last_found = FALSE;
  gsize n = 0;

  while ((n = nysta_cursor_next (cursor, rows, BATCH_ROWS)) > 0)
    for (gsize i = 0; i < n; i++)
      {
        if (pattern->graph == NYSTA_UNNAMED)
          last_found = TRUE;
        else if (rows[i].graph != last_graph)
          last_found = is_found (count, rows[i].graph);
        last_graph = rows[i].graph;
        if (last_found)
          g_hash_table_add (set, g_memdup2 (&rows[i].subject, sizeof rows[i].subject));
      }
}

/* (transfer full): whatever a document or a loaded file gives that type. */
static GHashTable *
things_of_type (const Count *count, const char *type)
{
  GHashTable *set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  NystaQuad pattern = { .graph = NYSTA_ANY };

  pattern.predicate = nysta_thing_lookup_iri (count->dataset, RDF_TYPE);
  pattern.object = nysta_thing_lookup_iri (count->dataset, type);
  if (pattern.predicate != NYSTA_ANY && pattern.object != NYSTA_ANY)
    {
      scan_subjects (count, &pattern, set);
      pattern.graph = NYSTA_UNNAMED;
      scan_subjects (count, &pattern, set);
    }
  return set;
}

static guint64
count_type (const Count *count, const char *type)
{
  g_autoptr (GHashTable) set = things_of_type (count, type);

  return g_hash_table_size (set);
}

/* Those of @type that aren't of @but_not. */
static guint64
count_difference (const Count *count, const char *type, const char *but_not)
{
  g_autoptr (GHashTable) set = things_of_type (count, type);
  g_autoptr (GHashTable) other = things_of_type (count, but_not);
  GHashTableIter iter;
  gpointer id = NULL;
  guint64 n = 0;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    n += !g_hash_table_contains (other, id);
  return n;
}

/* A membership of a project is a participation. */
static void
count_memberships (const Count *count, NystaSummary *summary)
{
  g_autoptr (GHashTable) set = things_of_type (count, NS_ORG "Membership");
  g_autoptr (GHashTable) projects = things_of_type (count, NS_FOAF "Project");
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (GArray) whole = nysta_thing_objects (count->dataset, *(NystaTermId *) id,
                                                      NS_ORG "organization");

      if (whole->len > 0 &&
          g_hash_table_contains (projects, &g_array_index (whole, NystaTermId, 0)))
        summary->n_participations++;
      else
        summary->n_memberships++;
    }
}

static guint64
count_contacts (const Count *count)
{
  static const char *const predicates[] = { NS_FOAF "mbox", NS_FOAF "phone",
                                            NS_VCARD "hasEmail", NS_VCARD "hasTelephone" };
  guint64 n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (predicates); i++)
    {
      NystaQuad pattern = { .graph = NYSTA_UNION };

      pattern.predicate = nysta_thing_lookup_iri (count->dataset, predicates[i]);
      if (pattern.predicate != NYSTA_ANY)
        n += nysta_dataset_estimate (count->dataset, &pattern);
    }
  return n;
}

/* --- the last run ------------------------------------------------------------------ */

static guint64
run_number (NystaDataset *dataset, NystaTermId run)
{
  NystaTerm term = { 0 };

  nysta_dataset_term (dataset, run, &term);

  const char *slash = term.value != NULL ? strrchr (term.value, '/') : NULL;
  return slash != NULL ? g_ascii_strtoull (slash + 1, NULL, 10) : 0;
}

static void
read_failures (NystaDataset *dataset, NystaTermId run, NystaSummary *summary)
{
  g_autoptr (GArray) ids = nysta_thing_objects (dataset, run, NS_NYSTA "failure");

  for (guint i = 0; i < ids->len; i++)
    {
      NystaTermId id = g_array_index (ids, NystaTermId, i);
      NystaRunFailure *failure = g_new0 (NystaRunFailure, 1);
      const char *document = nysta_thing_value (dataset, id, NS_NYSTA "document");
      const char *plugin = nysta_thing_value (dataset, id, NS_NYSTA "plugin");
      const char *message = nysta_thing_value (dataset, id, NS_DCTERMS "description");

      if (document == NULL)
        document = nysta_thing_value (dataset, id, NS_DCTERMS "identifier");
      if (message == NULL)
        message = "failed";
      failure->document = g_strdup (document != NULL ? document : "");
      failure->message = plugin != NULL ? g_strdup_printf ("%s: %s", plugin, message)
                                        : g_strdup (message);
      g_ptr_array_add (summary->last_failures, failure);
    }
}

static void
read_last_run (NystaDataset *dataset, const char *base, NystaSummary *summary)
{
  NystaTermId activity = nysta_thing_lookup_iri (dataset, NS_PROV "Activity");
  g_autoptr (GArray) runs = nysta_thing_subjects (dataset, RDF_TYPE, activity);
  g_autofree char *prefix = g_strconcat (base, "res/run/", NULL);
  NystaTermId last = NYSTA_ANY;

  for (guint i = 0; i < runs->len; i++)
    {
      NystaTermId run = g_array_index (runs, NystaTermId, i);
      NystaTerm term = { 0 };

      nysta_dataset_term (dataset, run, &term);
      if (!g_str_has_prefix (term.value, prefix))
        continue;
      summary->n_runs++;
      if (last == NYSTA_ANY || run_number (dataset, run) > run_number (dataset, last))
        last = run;
    }
  if (last == NYSTA_ANY)
    return;

  NystaTerm term = { 0 };
  g_autoptr (GArray) used = nysta_thing_objects (dataset, last, NS_PROV "used");

  nysta_dataset_term (dataset, last, &term);
  summary->last_run = g_strdup (term.value);
  summary->last_started = g_strdup (
    nysta_thing_value (dataset, last, NS_PROV "startedAtTime"));
  summary->last_ended = g_strdup (nysta_thing_value (dataset, last, NS_PROV "endedAtTime"));
  summary->n_last_documents = used->len;
  read_failures (dataset, last, summary);
}

NystaSummary *
nysta_summary_new (NystaDataset *dataset, const char *base)
{
  NystaSummary *summary = g_new0 (NystaSummary, 1);
  g_autofree char *own = g_strconcat (base, "res/", NULL);
  g_autofree char *documents = g_strconcat (base, "res/document/", NULL);
  const Count count = { dataset, own, documents };

  summary->last_failures = g_ptr_array_new_with_free_func (run_failure_free);
  summary->n_documents = count_type (&count, NS_FOAF "Document");
  summary->n_people = count_type (&count, NS_FOAF "Person");
  summary->n_organisations = count_difference (&count, NS_ORG "Organization",
                                               NS_FOAF "Project");
  summary->n_roles = count_type (&count, NS_ORG "Role");
  summary->n_projects = count_type (&count, NS_FOAF "Project");
  summary->n_proposed = count_difference (&count, NS_NYSTA "ProposedMembership",
                                          NS_ORG "Membership");
  count_memberships (&count, summary);
  summary->n_contacts = count_contacts (&count);
  read_last_run (dataset, base, summary);
  return summary;
}
