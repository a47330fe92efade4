/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/ledger.h"

#include "rdf/vocabulary.h"

#include <string.h>

/* Raise it when identity or the graph model changes: every document is written anew. */
#define GRAPH_MODEL "nysta graph 2"

void
nysta_digests_clear (NystaDigests *digests)
{
  g_clear_pointer (&digests->content, g_free);
  g_clear_pointer (&digests->process, g_free);
}

char *
nysta_digest_content (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* The NUL keeps "a" "bc" from being "ab" "c". */
static void
add (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""),
                     text != NULL ? (gssize) strlen (text) + 1 : 1);
}

/* What lies in the file; nothing of one that cannot be read. */
static void
add_file (GChecksum *checksum, const char *path)
{
  g_autoptr (GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL)
                                              : NULL;

  if (file != NULL && g_mapped_file_get_length (file) > 0)
    g_checksum_update (checksum, (const guchar *) g_mapped_file_get_contents (file),
                       (gssize) g_mapped_file_get_length (file));
}

char *
nysta_digest_ground (const char *authorities, const char *lexicon_path,
                     const char *tagger_path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add (checksum, GRAPH_MODEL);
  add (checksum, authorities);
  add_file (checksum, lexicon_path);
  add_file (checksum, tagger_path);
  return g_strdup (g_checksum_get_string (checksum));
}

char *
nysta_digest_process (const char *ground, const char *media_type,
                      const NystaManifest *reader, const GPtrArray *extractors)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add (checksum, ground);
  add (checksum, media_type);
  add (checksum, reader->id);
  add (checksum, nysta_manifest_digest ((NystaManifest *) reader));
  for (guint i = 0; i < extractors->len; i++)
    {
      const NystaManifest *extractor = extractors->pdata[i];

      add (checksum, extractor->id);
      add (checksum, nysta_manifest_digest ((NystaManifest *) extractor));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

typedef struct
{
  const char *document_iri;
  NystaDigests *digests;
} Search;

static gboolean
take_digest (const NystaStatement *statement, gpointer user_data,
             G_GNUC_UNUSED GError **error)
{
  const Search *search = user_data;

  if (strcmp (statement->subject.value, search->document_iri) != 0)
    return TRUE;
  if (strcmp (statement->predicate.value, NS_NYSTA "contentDigest") == 0)
    {
      g_free (search->digests->content);
      search->digests->content = g_strdup (statement->object.value);
    }
  else if (strcmp (statement->predicate.value, NS_NYSTA "processDigest") == 0)
    {
      g_free (search->digests->process);
      search->digests->process = g_strdup (statement->object.value);
    }
  return TRUE;
}

gboolean
nysta_ledger_read (NystaStore *store, const char *document_iri, NystaDigests *out_digests,
                   GError **error)
{
  Search search = { document_iri, out_digests };

  if (!nysta_store_has_graph (store, document_iri))
    return TRUE;
  return nysta_store_foreach (store, document_iri, take_digest, &search, error);
}
