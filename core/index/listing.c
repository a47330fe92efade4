/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/listing.h"

#include "index/verdict.h"
#include "rdf/iri.h"

#include <string.h>

struct NystaListing
{
  char *base;
  char *root_iri; /* with a slash at its end, or NULL */
  char *here_iri; /* of the working folder, likewise */
  GPtrArray *tasks;
  GHashTable *by_iri; /* document IRI -> NystaTask, NULL where it cannot be had */
  GPtrArray
    *folders; /* of char *: IRIs, with a slash at the end, of what was listed whole */
  GPtrArray *unknown; /* of char *: IRIs that could not be looked into */
};

static void
task_free (gpointer data)
{
  NystaTask *task = data;

  g_free (task->iri);
  g_free (task->name);
  g_free (task->key);
  g_free (task->media_type);
  g_free (task);
}

/* The IRI of a folder, with a slash at its end. */
static char *
folder_iri (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *iri = nysta_iri_from_path (absolute);

  return g_str_has_suffix (iri, "/") ? g_steal_pointer (&iri)
                                     : g_strconcat (iri, "/", NULL);
}

NystaListing *
nysta_listing_new (const char *base, const char *root)
{
  NystaListing *listing = g_new0 (NystaListing, 1);

  listing->base = g_strdup (base);
  listing->root_iri = root != NULL ? folder_iri (root) : NULL;
  listing->here_iri = folder_iri (".");
  listing->tasks = g_ptr_array_new_with_free_func (task_free);
  listing->by_iri = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  listing->folders = g_ptr_array_new_with_free_func (g_free);
  listing->unknown = g_ptr_array_new_with_free_func (g_free);
  return listing;
}

void
nysta_listing_free (NystaListing *listing)
{
  if (listing == NULL)
    return;
  g_ptr_array_unref (listing->tasks);
  g_hash_table_unref (listing->by_iri);
  g_ptr_array_unref (listing->folders);
  g_ptr_array_unref (listing->unknown);
  g_free (listing->base);
  g_free (listing->root_iri);
  g_free (listing->here_iri);
  g_free (listing);
}

GPtrArray *
nysta_listing_tasks (NystaListing *listing)
{
  return listing->tasks;
}

/* --- names ---------------------------------------------------------------------- */

/* The IRI that a document of @source_iri has in the store, or NULL if it is not below the
 * root. */
static char *
document_iri (const NystaListing *listing, const char *source_iri)
{
  if (listing->root_iri == NULL)
    return g_strdup (source_iri);
  if (!g_str_has_prefix (source_iri, listing->root_iri))
    return NULL;
  return g_strconcat (listing->base, "res/document/",
                      source_iri + strlen (listing->root_iri), NULL);
}

/* Graphs that are nysta's own: no source may call a document so. */
static gboolean
is_reserved (const NystaListing *listing, const char *iri)
{
  static const char *const own[] = { "res/authority", "res/ontology", "res/identity",
                                     "res/run/" };

  if (!g_str_has_prefix (iri, listing->base))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_has_prefix (iri + strlen (listing->base), own[i]))
      return TRUE;
  return FALSE;
}

static char *
display_name (const NystaListing *listing, const char *iri)
{
  g_autofree char *path = nysta_iri_to_path (iri);
  g_autofree char *here = nysta_iri_to_path (listing->here_iri);

  if (path == NULL)
    return g_strdup (iri);
  if (here != NULL && g_str_has_prefix (path, here) && path[strlen (here)] != '\0')
    {
      const char *rest = path + strlen (here);

      return g_strdup (rest + (rest[0] == '/'));
    }
  return g_steal_pointer (&path);
}

/* --- listing --------------------------------------------------------------------- */

static void
fail (NystaReport *report, const char *document, const char *name, const char *message)
{
  nysta_report_failure (report, nysta_failure_new (document, name, message));
  nysta_report_count (report, NYSTA_DOCUMENT_FAILED);
}

/* Why the document cannot be taken as the source offers it, or NULL. */
static const char *
objection (const NystaListing *listing, const NystaListedDocument *listed, const char *iri)
{
  if (listed->unavailable != NULL)
    return listed->unavailable;
  if (iri == NULL)
    return "not below the --root folder: leave it out, or choose another root";
  if (!nysta_iri_is_absolute (iri))
    return "the source gave it no absolute IRI";
  if (is_reserved (listing, iri))
    return "its IRI is one that nysta keeps for its own graphs";
  return NULL;
}

static void
take_listed (NystaListing *listing, const NystaManifest *source,
             const NystaListedDocument *listed, NystaReport *report)
{
  g_autofree char *iri = document_iri (listing, listed->iri);
  g_autofree char *name = display_name (listing, listed->iri);
  const char *wrong = objection (listing, listed, iri);
  const char *known_as = iri != NULL ? iri : listed->iri;
  NystaTask *known = g_hash_table_lookup (listing->by_iri, known_as);

  if (known != NULL)
    known->named = known->named || listed->named;
  if (g_hash_table_contains (listing->by_iri, known_as))
    return;

  NystaTask *task = NULL;
  if (wrong != NULL)
    {
      g_ptr_array_add (listing->unknown, g_strdup (known_as));
      fail (report, known_as, name, wrong);
    }
  else
    {
      task = g_new0 (NystaTask, 1);
      task->iri = g_strdup (iri);
      task->name = g_steal_pointer (&name);
      task->key = g_strdup (listed->key);
      task->media_type = g_strdup (listed->media_type);
      task->size_bytes = listed->size_bytes;
      task->named = listed->named;
      task->source = source;
      g_ptr_array_add (listing->tasks, task);
    }
  g_hash_table_insert (listing->by_iri, g_strdup (known_as), task);
}

/* A folder of this machine that was listed to its end: what is not in the list is gone. */
static void
note_folder (NystaListing *listing, const char *locator)
{
  g_autofree char *from_iri = nysta_iri_to_path (locator);
  const char *path = from_iri != NULL ? from_iri : locator;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return;
  g_autofree char *folder = folder_iri (path);
  g_autofree char *mapped = document_iri (listing, folder);
  if (mapped != NULL)
    g_ptr_array_add (listing->folders, g_steal_pointer (&mapped));
}

gboolean
nysta_listing_add (NystaListing *listing, NystaPool *pool, NystaRegistry *registry,
                   const char *locator, NystaReport *report, GError **error)
{
  /* What crosses to a plugin is UTF-8; an IRI spells any other name. */
  g_autofree char *spelt = g_utf8_validate (locator, -1, NULL)
                             ? g_strdup (locator)
                             : nysta_iri_from_path (locator);
  const NystaManifest *source = nysta_registry_source (registry, spelt);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (
    (GDestroyNotify) nysta_listed_document_free);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_auto (NystaVerdict) verdict = { 0 };

  if (source == NULL)
    {
      fail (report, spelt, locator,
            "no source plugin takes it: name a file or a folder, or see nysta plugins");
      return TRUE;
    }
  if (!nysta_pool_list (pool, source, spelt, documents, warnings, &verdict, error))
    return FALSE;

  for (guint i = 0; i < warnings->len; i++)
    nysta_report_warning (report, locator, warnings->pdata[i]);
  for (guint i = 0; i < documents->len; i++)
    take_listed (listing, source, documents->pdata[i], report);
  if (verdict.outcome == NYSTA_OUTCOME_DONE)
    {
      note_folder (listing, spelt);
      return TRUE;
    }
  nysta_report_failure (report,
                        nysta_failure_from_verdict (spelt, locator, &verdict, source));
  nysta_report_count (report, NYSTA_DOCUMENT_FAILED);
  return TRUE;
}

/* --- what is gone ------------------------------------------------------------------ */

static gboolean
is_below (const GPtrArray *iris, const char *iri)
{
  for (guint i = 0; i < iris->len; i++)
    {
      const char *folder = iris->pdata[i];
      gsize n = strlen (folder);

      if (strncmp (iri, folder, n) == 0 && (folder[n - 1] == '/' || iri[n] == '/'))
        return TRUE;
    }
  return FALSE;
}

gboolean
nysta_listing_is_gone (NystaListing *listing, const char *iri)
{
  return is_below (listing->folders, iri) && !is_below (listing->unknown, iri) &&
         !g_hash_table_contains (listing->by_iri, iri);
}
