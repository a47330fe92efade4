/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/contact-writer.h"

#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <string.h>

/* Who owns an address. */
typedef struct
{
  const NystaIdentified *organisation; /* the only one so far */
  const NystaIdentified *person;
  gboolean several_organisations;
  gboolean several_persons;
  gboolean functional; /* info@, or said to be shared */
} Owners;

static const NystaIdentified *
owner_of (const NystaGraphInput *input, const NystaFoundContact *contact)
{
  return nysta_identity_of (input->identity, contact->owner);
}

/* address -> Owners */
static GHashTable *
collect_owners (const NystaGraphInput *input)
{
  const GArray *contacts = input->findings->contacts;
  GHashTable *owners = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < contacts->len; i++)
    {
      const NystaFoundContact *contact = &g_array_index (contacts, NystaFoundContact, i);
      const NystaIdentified *owner = owner_of (input, contact);
      Owners *row = g_hash_table_lookup (owners, contact->value);

      if (row == NULL)
        {
          row = g_new0 (Owners, 1);
          g_hash_table_insert (owners, contact->value, row);
        }
      row->functional = row->functional || contact->shared;
      if (owner->kind == NYSTA_ORGANISATION)
        {
          row->several_organisations |= row->organisation != NULL &&
                                        row->organisation != owner;
          row->organisation = owner;
        }
      else
        {
          row->several_persons |= row->person != NULL && row->person != owner;
          row->person = owner;
        }
    }
  return owners;
}

static gboolean
is_mailbox_of (const Owners *row, const NystaIdentified *owner)
{
  if (owner->kind == NYSTA_ORGANISATION)
    return !row->several_organisations;
  return row->organisation == NULL && !row->several_persons && !row->functional;
}

/* RFC 6068: what a mailto: IRI must not hold raw is percent-encoded. NULL if @value is no
 * address. (transfer full) */
static char *
mailto_iri (const char *value)
{
  const char *at = strchr (value, '@');

  if (at == NULL || at == value || at[1] == '\0' || strpbrk (value, " \t\r\n<>\"") != NULL)
    return NULL;

  g_autofree char *escaped = g_uri_escape_string (value, "@!$'*+=", TRUE);
  return g_strconcat ("mailto:", escaped, NULL);
}

/* RFC 3966, global numbers. NULL unless @value is E.164. (transfer full) */
static char *
tel_iri (const char *value)
{
  gsize n = value[0] == '+' ? strspn (value + 1, "0123456789") : 0;

  return n >= 5 && n <= 15 && value[1 + n] == '\0' ? g_strconcat ("tel:", value, NULL)
                                                   : NULL;
}

void
nysta_contacts_write (const NystaGraphInput *input, NystaGraph *graph,
                      NystaAnnotations *annotations)
{
  const GArray *contacts = input->findings->contacts;
  const char *reader = input->findings->reader;
  g_autoptr (GHashTable) owners = collect_owners (input);

  for (guint i = 0; i < contacts->len; i++)
    {
      const NystaFoundContact *contact = &g_array_index (contacts, NystaFoundContact, i);
      const NystaIdentified *owner = owner_of (input, contact);
      gboolean is_email = contact->kind == NYSTA_EMAIL;
      g_autofree char *iri = is_email ? mailto_iri (contact->value)
                                      : tel_iri (contact->value);
      const char *predicate = NS_FOAF "phone";

      if (iri == NULL)
        continue;
      if (is_email)
        predicate = is_mailbox_of (g_hash_table_lookup (owners, contact->value), owner)
                      ? NS_FOAF "mbox"
                      : NS_VCARD "hasEmail";
      nysta_graph_add_iri (graph, owner->iri, predicate, iri);
      if (contact->end > contact->start ||
          (reader != NULL && g_strcmp0 (contact->plugin, reader) == 0))
        nysta_annotations_add (annotations, NYSTA_IDENTIFYING, iri, contact->start,
                               contact->end, contact->confidence,
                               g_hash_table_lookup (input->plugin_iris, contact->plugin));
    }
}
