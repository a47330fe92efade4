/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/writer-names.h"

#include "rdf/prefix.h"

#include <string.h>

/* Prefixes for a store's own IRIs: bits from the top of the mask, far from those of
 * prefix.h. */
#define FIRST_OWN_BIT 48

static const NystaPrefix own_prefixes[] = {
  { "gran", "id/grant/" },          { "memb", "id/membership/" },
  { "ment", "id/mention/" },        { "orga", "id/organisation/" },
  { "part", "def/participation/" }, { "pers", "id/person/" },
  { "proj", "id/project/" },        { "role", "def/role/" },
};

static int
find_own_prefix (const char *iri, const char *base)
{
  if (base == NULL || !g_str_has_prefix (iri, base))
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (own_prefixes); i++)
    if (g_str_has_prefix (iri + strlen (base), own_prefixes[i].iri))
      return (int) i;
  return -1;
}

guint64
nysta_writer_name (const char *iri, const char *base, const char **out_prefix,
                   const char **out_local)
{
  int own = find_own_prefix (iri, base);
  int known = own < 0 ? nysta_prefix_find (iri) : -1;
  guint64 bit = 0;

  if (own >= 0)
    {
      *out_prefix = own_prefixes[own].prefix;
      *out_local = iri + strlen (base) + strlen (own_prefixes[own].iri);
      bit = (guint64) 1 << (FIRST_OWN_BIT + own);
    }
  else if (known >= 0)
    {
      *out_prefix = nysta_prefixes[known].prefix;
      *out_local = iri + strlen (nysta_prefixes[known].iri);
      bit = (guint64) 1 << known;
    }
  return bit != 0 && nysta_prefix_is_local_name (*out_local) ? bit : 0;
}

static gboolean
is_scheme_of (const char *prefix, const char *iri)
{
  gsize n_bytes = strlen (prefix);

  return strncmp (iri, prefix, n_bytes) == 0 && iri[n_bytes] == ':';
}

guint64
nysta_writer_name_clash (const char *iri, const char *base)
{
  guint64 mask = 0;

  for (guint i = 0; nysta_prefixes[i].prefix != NULL; i++)
    if (is_scheme_of (nysta_prefixes[i].prefix, iri))
      mask |= (guint64) 1 << i;
  for (guint i = 0; base != NULL && i < G_N_ELEMENTS (own_prefixes); i++)
    if (is_scheme_of (own_prefixes[i].prefix, iri))
      mask |= (guint64) 1 << (FIRST_OWN_BIT + i);
  return mask;
}

void
nysta_writer_each_prefix (guint64 mask, const char *base, NystaWriterPrefixFunc func,
                          gpointer user_data)
{
  for (guint i = 0; nysta_prefixes[i].prefix != NULL; i++)
    if ((mask & ((guint64) 1 << i)) != 0)
      func (nysta_prefixes[i].prefix, nysta_prefixes[i].iri, user_data);
  for (guint i = 0; base != NULL && i < G_N_ELEMENTS (own_prefixes); i++)
    if ((mask & ((guint64) 1 << (FIRST_OWN_BIT + i))) != 0)
      {
        g_autofree char *iri = g_strconcat (base, own_prefixes[i].iri, NULL);

        func (own_prefixes[i].prefix, iri, user_data);
      }
}
