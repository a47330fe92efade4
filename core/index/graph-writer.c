/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/graph-writer.h"

#include "index/annotation.h"
#include "index/completion.h"
#include "index/contact-writer.h"
#include "index/names.h"
#include "index/statement-writer.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <string.h>

typedef struct
{
  const NystaGraphInput *input;
  NystaGraph *graph;
  NystaAnnotations *annotations;
  const NystaCompletion *completion;
} Writer;

static const char *
plugin_iri (const Writer *writer, const char *id)
{
  return id != NULL ? g_hash_table_lookup (writer->input->plugin_iris, id) : NULL;
}

/* @name in @language (NULL: a plain string). */
static void
add_name (NystaGraph *graph, const char *subject, const char *predicate, const char *name,
          const char *language)
{
  NystaTerm subject_term = nysta_iri (subject), predicate_term = nysta_iri (predicate);
  NystaTerm object = nysta_literal (name, NULL, language);

  nysta_graph_add (graph, &subject_term, &predicate_term, &object);
}

/* --- the document ------------------------------------------------------------- */

static const char *
metadata (const Writer *writer, const char *property)
{
  const char *value = g_hash_table_lookup (writer->input->findings->metadata, property);

  return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Does the document itself name an organisation with this IRI? */
static gboolean
is_identified (const Writer *writer, const char *iri)
{
  const GPtrArray *entities = writer->input->identity->entities;

  for (guint i = 0; i < entities->len; i++)
    if (strcmp (((const NystaIdentified *) entities->pdata[i])->iri, iri) == 0)
      return TRUE;
  return FALSE;
}

/* The organisation of the document that is called @name, or NULL. */
static const char *
identified_organisation (const Writer *writer, const char *name)
{
  const GPtrArray *entities = writer->input->identity->entities;
  g_autofree char *key = nysta_name_key (name);

  for (guint i = 0; i < entities->len; i++)
    {
      const NystaIdentified *entity = entities->pdata[i];
      g_autofree char *own = nysta_name_key (entity->name);
      gboolean found = strcmp (own, key) == 0;

      if (entity->kind != NYSTA_ORGANISATION)
        continue;
      for (guint j = 0; j < entity->forms->len && !found; j++)
        {
          g_autofree char *form = nysta_name_key (entity->forms->pdata[j]);

          found = strcmp (form, key) == 0;
        }
      if (found)
        return entity->iri;
    }
  return NULL;
}

static void
add_authority_type (const NystaStatement *statement, gpointer user_data)
{
  static const char *const repeated[] = { NS_ORG "FormalOrganization",
                                          NS_ORG "OrganizationalUnit",
                                          NS_CV "PublicOrganisation" };

  if (strcmp (statement->predicate.value, RDF_TYPE) != 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (repeated); i++)
    if (strcmp (statement->object.value, repeated[i]) == 0)
      nysta_graph_add (user_data, &statement->subject, &statement->predicate,
                       &statement->object);
}

static void
write_organisation (const Writer *writer, const char *iri, const char *name,
                    const char *language)
{
  nysta_graph_add_iri (writer->graph, iri, RDF_TYPE, NS_ORG "Organization");
  nysta_authorities_foreach (writer->input->authorities, iri, add_authority_type,
                             writer->graph);
  add_name (writer->graph, iri, NS_SKOS "prefLabel", name, language);
  add_name (writer->graph, iri, NS_FOAF "name", name, language);
}

/* What a page says of its publisher is a name. It is an organisation that the text names,
 * one that an authority knows, or a further one. */
static void
write_publisher (const Writer *writer, const char *name)
{
  const NystaGraphInput *input = writer->input;
  g_autofree char *tidy = nysta_name_tidy (name);
  g_autofree char *iri = g_strdup (identified_organisation (writer, tidy));

  if (iri == NULL)
    iri = g_strdup (nysta_authorities_find_organisation (input->authorities, tidy));
  if (iri == NULL)
    iri = nysta_identity_organisation_iri (input->base, tidy);
  nysta_graph_add_iri (writer->graph, input->document_iri, NS_DCTERMS "publisher", iri);

  if (!is_identified (writer, iri))
    {
      NystaTerm known = nysta_literal (tidy, NULL, NULL);

      nysta_authorities_name (input->authorities, iri, &known);
      write_organisation (writer, iri, known.value, known.language);
    }
}

static void
write_plain (const Writer *writer, const char *property, const char *predicate,
             const char *datatype)
{
  const char *value = metadata (writer, property);

  if (value != NULL)
    nysta_graph_add_literal (writer->graph, writer->input->document_iri, predicate, value,
                             datatype);
}

static void
write_document (const Writer *writer)
{
  const NystaGraphInput *input = writer->input;
  const char *iri = input->document_iri;
  const char *title = metadata (writer, NYSTA_META_TITLE);
  const char *source = metadata (writer, NYSTA_META_SOURCE);
  const char *publisher = metadata (writer, NYSTA_META_PUBLISHER);

  nysta_graph_add_iri (writer->graph, iri, RDF_TYPE, NS_FOAF "Document");
  if (title != NULL)
    add_name (writer->graph, iri, NS_DCTERMS "title", title,
              metadata (writer, NYSTA_META_LANGUAGE));
  write_plain (writer, NYSTA_META_LANGUAGE, NS_DCTERMS "language", NULL);
  write_plain (writer, NYSTA_META_ISSUED, NS_DCTERMS "issued", XSD_DATE);
  write_plain (writer, NYSTA_META_MODIFIED, NS_DCTERMS "modified", XSD_DATE);
  if (publisher != NULL)
    write_publisher (writer, publisher);
  if (source != NULL && nysta_iri_is_absolute (source))
    nysta_graph_add_iri (writer->graph, iri, NS_DCTERMS "source", source);
  if (input->media_type != NULL)
    nysta_graph_add_literal (writer->graph, iri, NS_DCTERMS "format", input->media_type,
                             NULL);
  if (input->content_digest != NULL)
    nysta_graph_add_literal (writer->graph, iri, NS_NYSTA "contentDigest",
                             input->content_digest, NULL);
  if (input->process_digest != NULL)
    nysta_graph_add_literal (writer->graph, iri, NS_NYSTA "processDigest",
                             input->process_digest, NULL);
}

/* --- entities ------------------------------------------------------------------ */

static void
write_person (NystaGraph *graph, const NystaIdentified *person)
{
  nysta_graph_add_iri (graph, person->iri, RDF_TYPE, NS_FOAF "Person");
  nysta_graph_add_iri (graph, person->iri, RDF_TYPE, NS_PERSON "Person");
  nysta_graph_add_literal (graph, person->iri, NS_FOAF "name", person->name, NULL);
  nysta_graph_add_literal (graph, person->iri, RDFS_LABEL, person->name, NULL);
  if (person->given_name != NULL)
    nysta_graph_add_literal (graph, person->iri, NS_FOAF "givenName", person->given_name,
                             NULL);
  if (person->family_name != NULL)
    nysta_graph_add_literal (graph, person->iri, NS_FOAF "familyName", person->family_name,
                             NULL);
}

static void
write_role (NystaGraph *graph, const NystaIdentified *role)
{
  nysta_graph_add_iri (graph, role->iri, RDF_TYPE, NS_ORG "Role");
  nysta_graph_add_iri (graph, role->iri, RDF_TYPE, NS_SKOS "Concept");
  add_name (graph, role->iri, NS_SKOS "prefLabel", role->name, role->name_language);
}

static void
write_project (NystaGraph *graph, const NystaIdentified *project)
{
  nysta_graph_add_iri (graph, project->iri, RDF_TYPE, NS_FOAF "Project");
  nysta_graph_add_iri (graph, project->iri, RDF_TYPE, NS_ORG "OrganizationalCollaboration");
  nysta_graph_add_literal (graph, project->iri, NS_DCTERMS "title", project->name, NULL);
  nysta_graph_add_literal (graph, project->iri, RDFS_LABEL, project->name, NULL);
}

static void
write_entity (const Writer *writer, const NystaIdentified *entity)
{
  switch (entity->kind)
    {
    case NYSTA_PERSON:
      write_person (writer->graph, entity);
      return; /* a bare surname is no name to find a person by: it stays a quotation */
    case NYSTA_ORGANISATION:
      write_organisation (writer, entity->iri, entity->name, entity->name_language);
      break;
    case NYSTA_ROLE:
      write_role (writer->graph, entity);
      break;
    case NYSTA_PROJECT:
      write_project (writer->graph, entity);
      break;
    }
  /* A title is in a language; what an organisation is called is in none. */
  const char *language = entity->kind == NYSTA_ROLE ? entity->name_language : NULL;
  for (guint i = 0; i < entity->forms->len; i++)
    add_name (writer->graph, entity->iri, NS_SKOS "altLabel", entity->forms->pdata[i],
              language);
}

static void
annotate_mentions (const Writer *writer)
{
  const GArray *mentions = writer->input->findings->mentions;

  for (guint i = 0; i < mentions->len; i++)
    {
      const NystaFoundMention *mention = &g_array_index (mentions, NystaFoundMention, i);
      const NystaIdentified *entity = nysta_identity_of (writer->input->identity,
                                                         mention->entity);

      nysta_annotations_add (writer->annotations, NYSTA_IDENTIFYING, entity->iri,
                             mention->start, mention->end, mention->confidence,
                             plugin_iri (writer, mention->plugin));
    }
}

/* --- facts --------------------------------------------------------------------- */

/* YYYY, YYYY-MM or YYYY-MM-DD */
static const char *
date_datatype (const char *date)
{
  switch (strlen (date))
    {
    case 4:
      return NS_XSD "gYear";
    case 7:
      return NS_XSD "gYearMonth";
    default:
      return XSD_DATE;
    }
}

static void
annotate_fact (const Writer *writer, const char *fact, guint32 start, guint32 end,
               double confidence, const char *plugin)
{
  /* Only what the document holds as data lies nowhere in its text. */
  const char *reader = writer->input->findings->reader;
  if (end <= start && (reader == NULL || g_strcmp0 (plugin, reader) != 0))
    return;

  const char *annotation = nysta_annotations_add (writer->annotations, NYSTA_DESCRIBING,
                                                  fact, start, end, confidence,
                                                  plugin_iri (writer, plugin));
  nysta_graph_add_iri (writer->graph, fact, NS_PROV "wasDerivedFrom", annotation);
}

static const char *
iri_or_empty (const NystaIdentified *entity)
{
  return entity != NULL ? entity->iri : "";
}

static char *
membership_iri (const Writer *writer, const NystaFoundMembership *row,
                const NystaIdentified *person, const NystaIdentified *role,
                const NystaIdentified *organisation)
{
  g_autofree char *hash = nysta_iri_hash (
    row->assertion == NYSTA_ASSERTED ? "membership" : "proposed-membership", person->iri,
    iri_or_empty (role), iri_or_empty (organisation),
    row->start_date != NULL ? row->start_date : "",
    row->end_date != NULL ? row->end_date : "", NULL);

  return g_strconcat (writer->input->base, "id/membership/", hash, NULL);
}

static void
write_membership (const Writer *writer, const NystaFoundMembership *row)
{
  const NystaIdentity *identity = writer->input->identity;
  const NystaIdentified *person = nysta_identity_of (identity, row->person);
  const NystaIdentified *role = NULL, *organisation = NULL;

  nysta_completion_look_up (writer->completion, row, &role, &organisation);

  g_autofree char *iri = membership_iri (writer, row, person, role, organisation);
  gboolean is_fact = row->assertion == NYSTA_ASSERTED;
  NystaGraph *graph = writer->graph;

  nysta_graph_add_iri (graph, iri, RDF_TYPE,
                       is_fact ? NS_ORG "Membership" : NS_NYSTA "ProposedMembership");
  nysta_graph_add_iri (graph, iri, NS_ORG "member", person->iri);
  if (role != NULL)
    nysta_graph_add_iri (graph, iri, NS_ORG "role", role->iri);
  if (organisation != NULL)
    nysta_graph_add_iri (graph, iri, NS_ORG "organization", organisation->iri);
  if (organisation != NULL && is_fact)
    nysta_graph_add_iri (graph, person->iri, NS_ORG "memberOf", organisation->iri);
  if (row->start_date != NULL)
    nysta_graph_add_literal (graph, iri, NS_SCHEMA "startDate", row->start_date,
                             date_datatype (row->start_date));
  if (row->end_date != NULL)
    nysta_graph_add_literal (graph, iri, NS_SCHEMA "endDate", row->end_date,
                             date_datatype (row->end_date));
  annotate_fact (writer, iri, row->start, row->end, row->confidence, row->plugin);
}

static const char *
participation_term (NystaParticipationRole role)
{
  switch (role)
    {
    case NYSTA_FUNDER:
      return "funder";
    case NYSTA_LEAD:
      return "lead";
    case NYSTA_PARTNER:
      return "partner";
    case NYSTA_PARTICIPANT:
    default:
      return "participant";
    }
}

static void
write_participation (const Writer *writer, const NystaFoundParticipation *row)
{
  const NystaIdentity *identity = writer->input->identity;
  const char *project = nysta_identity_of (identity, row->project)->iri;
  const char *organisation = nysta_identity_of (identity, row->organisation)->iri;
  const char *term = participation_term (row->role);
  g_autofree char *role = g_strconcat (writer->input->base, "def/participation/", term,
                                       NULL);
  g_autofree char *hash = nysta_iri_hash ("participation", project, term, organisation,
                                          NULL);
  g_autofree char *iri = g_strconcat (writer->input->base, "id/membership/", hash, NULL);

  nysta_graph_add_iri (writer->graph, iri, RDF_TYPE, NS_ORG "Membership");
  nysta_graph_add_iri (writer->graph, iri, NS_ORG "member", organisation);
  nysta_graph_add_iri (writer->graph, iri, NS_ORG "organization", project);
  nysta_graph_add_iri (writer->graph, iri, NS_ORG "role", role);
  if (row->role == NYSTA_FUNDER)
    nysta_graph_add_iri (writer->graph, project, NS_FRAPO "isFundedBy", organisation);
  annotate_fact (writer, iri, row->start, row->end, row->confidence, row->plugin);
}

/* What is paid for a project: the same sum said twice in a document is one grant. */
static void
write_grant (const Writer *writer, const char *project, const NystaFoundValue *row)
{
  const NystaIdentified *funder = nysta_identity_of (writer->input->identity, row->funder);
  g_autofree char *hash = nysta_iri_hash ("grant", project, row->value, row->currency,
                                          iri_or_empty (funder), NULL);
  g_autofree char *iri = g_strconcat (writer->input->base, "id/grant/", hash, NULL);

  nysta_graph_add_iri (writer->graph, project, NS_SCHEMA "funding", iri);
  nysta_graph_add_iri (writer->graph, iri, RDF_TYPE, NS_SCHEMA "MonetaryGrant");
  nysta_graph_add_literal (writer->graph, iri, NS_SCHEMA "amount", row->value,
                           NS_XSD "decimal");
  nysta_graph_add_literal (writer->graph, iri, NS_SCHEMA "currency", row->currency, NULL);
  if (funder != NULL)
    nysta_graph_add_iri (writer->graph, iri, NS_SCHEMA "funder", funder->iri);
  annotate_fact (writer, iri, row->start, row->end, row->confidence, row->plugin);
}

static void
write_value (const Writer *writer, const NystaFoundValue *row)
{
  const char *project = nysta_identity_of (writer->input->identity, row->project)->iri;

  if (row->property == NYSTA_AMOUNT)
    {
      write_grant (writer, project, row);
      return;
    }
  nysta_graph_add_literal (writer->graph, project,
                           row->property == NYSTA_START_DATE ? NS_SCHEMA "startDate"
                                                             : NS_SCHEMA "endDate",
                           row->value, date_datatype (row->value));
  if (row->end > row->start)
    nysta_annotations_add (writer->annotations, NYSTA_DESCRIBING, project, row->start,
                           row->end, row->confidence, plugin_iri (writer, row->plugin));
}

static void
write_facts (const Writer *writer)
{
  const NystaFindings *findings = writer->input->findings;

  for (guint i = 0; i < findings->memberships->len; i++)
    write_membership (writer,
                      &g_array_index (findings->memberships, NystaFoundMembership, i));
  for (guint i = 0; i < findings->participations->len; i++)
    write_participation (
      writer, &g_array_index (findings->participations, NystaFoundParticipation, i));
  for (guint i = 0; i < findings->values->len; i++)
    write_value (writer, &g_array_index (findings->values, NystaFoundValue, i));
}

NystaGraph *
nysta_graph_write_facts (const NystaGraphInput *input, NystaAnnotations **out_annotations)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (input->document_iri);
  g_autoptr (NystaAnnotations) annotations = nysta_annotations_new (
    input->base, input->document_iri, input->findings->text, input->findings->n_bytes);
  g_autoptr (NystaCompletion)
    completion = nysta_completion_new (input->findings, input->identity);
  Writer writer = { input, graph, annotations, completion };

  write_document (&writer);
  for (guint i = 0; i < input->identity->entities->len; i++)
    write_entity (&writer, input->identity->entities->pdata[i]);
  annotate_mentions (&writer);
  write_facts (&writer);
  nysta_contacts_write (input, graph, annotations);
  nysta_statements_write (input, graph);
  nysta_graph_sort (graph);
  *out_annotations = g_steal_pointer (&annotations);
  return g_steal_pointer (&graph);
}

NystaGraph *
nysta_graph_write (const NystaGraphInput *input)
{
  g_autoptr (NystaAnnotations) annotations = NULL;
  NystaGraph *graph = nysta_graph_write_facts (input, &annotations);

  nysta_annotations_write (annotations, graph);
  nysta_graph_sort (graph);
  return graph;
}
