/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* facts.c: memberships, participations and contacts of an entity, and where they are said.
 */
#include "config.h"
#include "index/entity.h"

#include "rdf/vocabulary.h"

#include <string.h>

#define PROPOSED_MEMBERSHIP NS_NYSTA "ProposedMembership"

void
nysta_fact_free (NystaFact *fact)
{
  if (fact == NULL)
    return;
  g_clear_pointer (&fact->graphs, g_array_unref);
  g_free (fact);
}

static NystaTermId
first_object (NystaDataset *dataset, NystaTermId subject, const char *predicate)
{
  g_autoptr (GArray) ids = nysta_thing_objects (dataset, subject, predicate);

  return ids->len > 0 ? g_array_index (ids, NystaTermId, 0) : NYSTA_ANY;
}

static gboolean
has_type (NystaDataset *dataset, NystaTermId subject, const char *type)
{
  NystaTermId wanted = nysta_thing_lookup_iri (dataset, type);
  g_autoptr (GArray) types = nysta_thing_objects (dataset, subject, RDF_TYPE);

  for (guint i = 0; i < types->len; i++)
    if (wanted != NYSTA_ANY && g_array_index (types, NystaTermId, i) == wanted)
      return TRUE;
  return FALSE;
}

/* --- facts ------------------------------------------------------------------------ */

static gboolean
is_project (NystaDataset *dataset, NystaTermId id)
{
  NystaThing thing;

  return id != NYSTA_ANY && nysta_thing_read (dataset, id, &thing) &&
         thing.kind == NYSTA_THING_PROJECT;
}

static NystaFact *
read_membership (NystaDataset *dataset, NystaTermId id)
{
  NystaFact *fact = g_new0 (NystaFact, 1);

  fact->id = id;
  fact->member = first_object (dataset, id, NS_ORG "member");
  fact->role = first_object (dataset, id, NS_ORG "role");
  fact->organisation = first_object (dataset, id, NS_ORG "organization");
  fact->kind = is_project (dataset, fact->organisation) ? NYSTA_FACT_PARTICIPATION
                                                        : NYSTA_FACT_MEMBERSHIP;
  fact->proposed = has_type (dataset, id, PROPOSED_MEMBERSHIP) &&
                   !has_type (dataset, id, NS_ORG "Membership");
  fact->start_date = nysta_thing_value (dataset, id, NS_SCHEMA "startDate");
  fact->end_date = nysta_thing_value (dataset, id, NS_SCHEMA "endDate");
  fact->graphs = nysta_thing_graphs (dataset, id, NS_ORG "member", NYSTA_ANY);
  return fact;
}

static void
add_memberships (NystaDataset *dataset, NystaTermId entity, GPtrArray *facts)
{
  static const char *const parts[] = { NS_ORG "member", NS_ORG "role",
                                       NS_ORG "organization" };
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GArray) ids = nysta_thing_subjects (dataset, parts[i], entity);

      for (guint j = 0; j < ids->len; j++)
        {
          NystaTermId id = g_array_index (ids, NystaTermId, j);

          if (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
            g_ptr_array_add (facts, read_membership (dataset, id));
        }
    }
}

static void
add_contacts (NystaDataset *dataset, NystaTermId entity, GPtrArray *facts)
{
  static const char *const predicates[] = { NS_FOAF "mbox", NS_VCARD "hasEmail",
                                            NS_FOAF "phone", NS_VCARD "hasTelephone" };

  for (gsize i = 0; i < G_N_ELEMENTS (predicates); i++)
    {
      g_autoptr (GArray) ids = nysta_thing_objects (dataset, entity, predicates[i]);

      for (guint j = 0; j < ids->len; j++)
        {
          NystaFact *fact = g_new0 (NystaFact, 1);

          fact->kind = NYSTA_FACT_CONTACT;
          fact->member = entity;
          fact->value = g_array_index (ids, NystaTermId, j);
          fact->graphs = nysta_thing_graphs (dataset, entity, predicates[i], fact->value);
          g_ptr_array_add (facts, fact);
        }
    }
}

static int
compare_names (NystaDataset *dataset, NystaTermId a, NystaTermId b)
{
  NystaThing x, y;

  if (a == b || a == NYSTA_ANY || b == NYSTA_ANY)
    return a == b ? 0 : a == NYSTA_ANY ? 1 : -1;
  nysta_thing_read (dataset, a, &x);
  nysta_thing_read (dataset, b, &y);

  int order = strcmp (x.name, y.name);
  return order != 0 ? order : strcmp (x.iri, y.iri);
}

static int
compare_facts (gconstpointer a, gconstpointer b, gpointer dataset)
{
  const NystaFact *x = *(NystaFact *const *) a, *y = *(NystaFact *const *) b;
  int order = (int) x->kind - (int) y->kind;

  if (order == 0)
    order = x->proposed - y->proposed;
  if (order == 0)
    order = compare_names (dataset, x->role, y->role);
  if (order == 0)
    order = compare_names (dataset, x->organisation, y->organisation);
  if (order == 0)
    order = compare_names (dataset, x->member, y->member);
  return order != 0 ? order : compare_names (dataset, x->id, y->id);
}

GPtrArray *
nysta_thing_facts (NystaDataset *dataset, NystaTermId entity)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_fact_free);
  g_autoptr (GPtrArray)
    contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_fact_free);

  add_memberships (dataset, entity, facts);
  g_ptr_array_sort_with_data (facts, compare_facts, dataset);
  /* Contacts come sorted already: e-mail, then telephone. */
  add_contacts (dataset, entity, contacts);
  g_ptr_array_extend_and_steal (facts, g_steal_pointer (&contacts));
  return facts;
}

/* --- sayings ------------------------------------------------------------------------ */

static gint64
read_number (NystaDataset *dataset, NystaTermId subject, const char *predicate)
{
  const char *text = nysta_thing_value (dataset, subject, predicate);
  gint64 number = -1;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL))
    return -1;
  return number;
}

static void
read_selector (NystaDataset *dataset, NystaTermId selector, NystaSaying *saying)
{
  const char *exact = nysta_thing_value (dataset, selector, NS_OA "exact");

  if (exact != NULL)
    {
      saying->exact = exact;
      saying->prefix = nysta_thing_value (dataset, selector, NS_OA "prefix");
      saying->suffix = nysta_thing_value (dataset, selector, NS_OA "suffix");
    }
  else
    {
      saying->start = read_number (dataset, selector, NS_OA "start");
      saying->end = read_number (dataset, selector, NS_OA "end");
    }
}

static NystaSaying
read_annotation (NystaDataset *dataset, NystaTermId annotation)
{
  NystaSaying saying = {
    .annotation = annotation, .start = -1, .end = -1, .confidence = -1
  };
  NystaTermId target = first_object (dataset, annotation, NS_OA "hasTarget");
  g_autoptr (GArray) selectors = nysta_thing_objects (dataset, target, NS_OA "hasSelector");
  const char *confidence = nysta_thing_value (dataset, annotation, NS_NIF "confidence");

  saying.document = first_object (dataset, target, NS_OA "hasSource");
  if (confidence != NULL)
    saying.confidence = g_ascii_strtod (confidence, NULL);
  for (guint i = 0; i < selectors->len; i++)
    read_selector (dataset, g_array_index (selectors, NystaTermId, i), &saying);
  return saying;
}

static int
compare_sayings (gconstpointer a, gconstpointer b, gpointer dataset)
{
  const NystaSaying *x = a, *y = b;
  int order = compare_names (dataset, x->document, y->document);

  if (order == 0)
    order = (x->start > y->start) - (x->start < y->start);
  if (order == 0)
    order = (x->end > y->end) - (x->end < y->end);
  return order != 0 ? order : compare_names (dataset, x->annotation, y->annotation);
}

GArray *
nysta_thing_sayings (NystaDataset *dataset, NystaTermId body)
{
  GArray *sayings = g_array_new (FALSE, FALSE, sizeof (NystaSaying));
  g_autoptr (GArray) annotations = nysta_thing_subjects (dataset, NS_OA "hasBody", body);

  for (guint i = 0; i < annotations->len; i++)
    {
      NystaSaying saying = read_annotation (dataset,
                                            g_array_index (annotations, NystaTermId, i));

      g_array_append_val (sayings, saying);
    }
  g_array_sort_with_data (sayings, compare_sayings, dataset);
  return sayings;
}
