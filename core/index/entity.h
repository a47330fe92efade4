/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * entity.h: what a dataset says of a person, organisation, role, project or document, read
 * back in the shape in which indexing writes it. For whoever shows entities: the command
 * line and, later, pages.
 *
 * Caveats: strings and ids belong to the dataset. Every list comes in an order that only
 * what the dataset says decides. A look-up by name reads all names: milliseconds for tens
 * of thousands, no index.
 */
#pragma once

#include "store/dataset.h"

typedef enum
{
  NYSTA_THING_NONE = 0,
  NYSTA_THING_PERSON,
  NYSTA_THING_ORGANISATION,
  NYSTA_THING_ROLE,
  NYSTA_THING_PROJECT,
  NYSTA_THING_DOCUMENT
} NystaThingKind;

typedef struct
{
  NystaTermId id;
  NystaThingKind kind;
  const char *iri;
  const char *name; /* never NULL: the IRI if it has none */
} NystaThing;

/* "person", "organisation", … */
const char *nysta_thing_kind_name (NystaThingKind kind);

/* FALSE, and a kind of NONE, if @id is none of the kinds above. Name and IRI are set all
 * the same. */
gboolean nysta_thing_read (NystaDataset *dataset, NystaTermId id, NystaThing *out_thing);

/* --- finding ------------------------------------------------------------------ */

typedef enum
{
  NYSTA_FOUND_NOTHING,
  NYSTA_FOUND_NEAR,   /* misspelt, perhaps */
  NYSTA_FOUND_PART,   /* part of a name, letter case aside */
  NYSTA_FOUND_FOLDED, /* a whole name, letter case aside */
  NYSTA_FOUND_EXACT   /* a name or an IRI */
} NystaFoundHow;

/* (transfer full) (element-type NystaThing): what @wanted, a name or an IRI, may stand
 * for: the best way of matching only, by kind, then name. @wanted is UTF-8. */
GArray *nysta_thing_find (NystaDataset *dataset, const char *wanted,
                          NystaFoundHow *out_how);

/* NYSTA_ANY if nothing has this IRI. */
NystaTermId nysta_thing_lookup_iri (NystaDataset *dataset, const char *iri);
/* What @id, an IRI that was merged away, is called now; @id itself if it was not. */
NystaTermId nysta_thing_now (NystaDataset *dataset, NystaTermId id);

/* --- reading ------------------------------------------------------------------ */

/* (transfer full) (element-type NystaTermId): objects of @predicate, sorted as terms. */
GArray *nysta_thing_objects (NystaDataset *dataset, NystaTermId subject,
                             const char *predicate);
/* (transfer full) (element-type NystaTermId): subjects with @object, sorted as terms. */
GArray *nysta_thing_subjects (NystaDataset *dataset, const char *predicate,
                              NystaTermId object);
/* (nullable): the value of the first object. */
const char *nysta_thing_value (NystaDataset *dataset, NystaTermId subject,
                               const char *predicate);
/* (transfer full) (element-type utf8): all names but @thing's own, without doubles. */
GPtrArray *nysta_thing_other_names (NystaDataset *dataset, const NystaThing *thing);
/* (transfer full) (element-type NystaTermId): graphs that say anything of @subject with
 * @predicate (NULL: any) and @object (NYSTA_ANY: any), sorted as terms. */
GArray *nysta_thing_graphs (NystaDataset *dataset, NystaTermId subject,
                            const char *predicate, NystaTermId object);

/* (transfer full) (element-type NystaThing): what @graph speaks of, by kind, then name. */
GArray *nysta_thing_in_graph (NystaDataset *dataset, NystaTermId graph);

typedef enum
{
  NYSTA_FACT_MEMBERSHIP,    /* member: a person; organisation: an organisation */
  NYSTA_FACT_PARTICIPATION, /* member: an organisation; organisation: a project */
  NYSTA_FACT_CONTACT        /* member: whose; value: mailto: or tel: */
} NystaFactKind;

typedef struct
{
  NystaFactKind kind;
  gboolean proposed;  /* suggested, denied or supposed: no fact */
  NystaTermId id;     /* the membership; NYSTA_ANY for contacts */
  NystaTermId member; /* these four: NYSTA_ANY if unknown */
  NystaTermId role;
  NystaTermId organisation;
  NystaTermId value;
  const char *start_date; /* or NULL */
  const char *end_date;
  GArray *graphs; /* of NystaTermId: which documents say so */
} NystaFact;

void nysta_fact_free (NystaFact *fact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaFact, nysta_fact_free)

/* (transfer full) (element-type NystaFact): all that @entity has a part in: memberships,
 * participations, contacts; by kind, proposed ones last, then by names. */
GPtrArray *nysta_thing_facts (NystaDataset *dataset, NystaTermId entity);

/* Where a document says something. */
typedef struct
{
  NystaTermId annotation;
  NystaTermId document; /* NYSTA_ANY if unknown */
  const char *exact;    /* these three: NULL if unknown */
  const char *prefix;
  const char *suffix;
  gint64 start; /* code points; -1 if unknown */
  gint64 end;
  double confidence; /* -1 if unknown */
} NystaSaying;

/* (transfer full) (element-type NystaSaying): where @body, an entity or a membership, is
 * said, by document, then offset. */
GArray *nysta_thing_sayings (NystaDataset *dataset, NystaTermId body);
