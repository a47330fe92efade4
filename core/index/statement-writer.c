/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/statement-writer.h"

#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <string.h>

typedef struct
{
  const NystaGraphInput *input;
  const char *page_iri; /* what relative IRIs are relative to */
} Naming;

static const NystaIdentified *
entity_of (const Naming *naming, const char *id)
{
  const NystaFindings *findings = naming->input->findings;
  g_autofree char *key = g_strconcat ("@", id, NULL);

  return nysta_identity_of (naming->input->identity,
                            nysta_findings_find_entity (findings, findings->reader, key));
}

/* (transfer full) (nullable): @id's own IRI; NULL if it has none or no sound one. */
static char *
own_iri (const Naming *naming, const char *id)
{
  if (id[0] == '\0' || g_str_has_prefix (id, "_:"))
    return NULL;

  g_autofree char *iri = nysta_iri_resolve (naming->page_iri, id);
  if (iri == NULL || !nysta_iri_is_absolute (iri))
    return NULL;
  /* What the page calls itself is the document. */
  if (strcmp (iri, naming->page_iri) == 0)
    return g_strdup (naming->input->document_iri);
  return g_steal_pointer (&iri);
}

/* (transfer full) (nullable) */
static char *
name_resource (const Naming *naming, const char *id)
{
  const NystaIdentified *entity = entity_of (naming, id);

  if (entity != NULL)
    return g_strdup (entity->iri);
  if (id[0] == '\0')
    return g_strdup (naming->input->document_iri);
  if (!g_str_has_prefix (id, "_:"))
    return own_iri (naming, id);

  g_autofree char *hash = nysta_iri_hash ("embedded", naming->input->document_iri, id + 2,
                                          NULL);
  return g_strconcat (naming->input->base, "id/embedded/", hash, NULL);
}

static void
write_statement (const Naming *naming, const NystaFoundStatement *statement,
                 NystaGraph *graph)
{
  g_autofree char *subject = name_resource (naming, statement->subject);
  gboolean is_literal = statement->object_kind == NYSTA_OBJECT_LITERAL;
  g_autofree char *object = is_literal ? NULL : name_resource (naming, statement->object);

  if (subject == NULL || (!is_literal && object == NULL))
    return;

  NystaTerm subject_term = nysta_iri (subject);
  NystaTerm predicate_term = nysta_iri (statement->predicate);
  gboolean is_plain = g_strcmp0 (statement->datatype, XSD_STRING) == 0;
  NystaTerm object_term = is_literal ? nysta_literal (statement->object,
                                                      is_plain ? NULL : statement->datatype,
                                                      statement->language)
                                     : nysta_iri (object);

  nysta_graph_add (graph, &subject_term, &predicate_term, &object_term);
}

/* The entities that the reader proposed keep the IRIs that the page gave them. */
static void
write_matches (const Naming *naming, NystaGraph *graph)
{
  const NystaFindings *findings = naming->input->findings;
  g_autofree char *prefix = g_strconcat (findings->reader, "#@", NULL);

  for (guint32 i = 0; i < findings->entities->len; i++)
    {
      const NystaFoundEntity *found = findings->entities->pdata[i];

      if (found->key == NULL || !g_str_has_prefix (found->key, prefix))
        continue;
      g_autofree char *iri = own_iri (naming, found->key + strlen (prefix));
      if (iri != NULL && strcmp (iri, naming->input->document_iri) != 0)
        nysta_graph_add_iri (graph, nysta_identity_of (naming->input->identity, i)->iri,
                             NS_SKOS "closeMatch", iri);
    }
}

void
nysta_statements_write (const NystaGraphInput *input, NystaGraph *graph)
{
  const NystaFindings *findings = input->findings;
  const char *source = g_hash_table_lookup (findings->metadata, NYSTA_META_SOURCE);
  Naming naming = { input, source != NULL && nysta_iri_is_absolute (source)
                             ? source
                             : input->document_iri };

  if (findings->reader == NULL)
    return;
  for (guint i = 0; i < findings->statements->len; i++)
    write_statement (&naming, findings->statements->pdata[i], graph);
  write_matches (&naming, graph);
}
