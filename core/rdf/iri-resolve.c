/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* iri-resolve.c: relative IRIs, RFC 3986 §5. */
#include "rdf/iri.h"

#include <string.h>

/* RFC 3986 §3, as places in the IRI; a part that is not there has length 0. */
typedef struct
{
  const char *scheme;
  gsize n_scheme; /* with its colon */
  const char *authority;
  gsize n_authority; /* with its slashes */
  const char *path;
  gsize n_path;
  const char *query;
  gsize n_query;        /* with its question mark */
  const char *fragment; /* with its hash */
} Parts;

static Parts
split (const char *iri)
{
  Parts parts = { .scheme = iri };
  gsize n = 0;

  if (g_ascii_isalpha (*iri))
    while (g_ascii_isalnum (iri[n]) || (iri[n] != '\0' && strchr ("+-.", iri[n]) != NULL))
      n++;
  if (n > 0 && iri[n] == ':')
    parts.n_scheme = n + 1;
  parts.authority = iri + parts.n_scheme;
  if (strncmp (parts.authority, "//", 2) == 0)
    parts.n_authority = 2 + strcspn (parts.authority + 2, "/?#");
  parts.path = parts.authority + parts.n_authority;
  parts.n_path = strcspn (parts.path, "?#");
  parts.query = parts.path + parts.n_path;
  parts.n_query = strcspn (parts.query, "#");
  parts.fragment = parts.query + parts.n_query;
  return parts;
}

/* RFC 3986 §5.2.4 */
static void
append_without_dots (GString *out, const char *path)
{
  gsize start = out->len;
  const char *in = path;

  while (*in != '\0')
    {
      if (strncmp (in, "../", 3) == 0)
        in += 3;
      else if (strncmp (in, "./", 2) == 0)
        in += 2;
      else if (strncmp (in, "/./", 3) == 0)
        in += 2;
      else if (strcmp (in, "/.") == 0)
        {
          g_string_append_c (out, '/');
          return;
        }
      else if (strncmp (in, "/../", 4) == 0 || strcmp (in, "/..") == 0)
        {
          gsize end = out->len;

          while (end > start && out->str[end - 1] != '/')
            end--;
          g_string_truncate (out, end > start ? end - 1 : start);
          if (in[3] == '\0')
            {
              g_string_append_c (out, '/');
              return;
            }
          in += 3;
        }
      else if (strcmp (in, ".") == 0 || strcmp (in, "..") == 0)
        return;
      else
        {
          gsize n = 1 + strcspn (in + 1, "/");

          g_string_append_len (out, in, (gssize) n);
          in += n;
        }
    }
}

static void
append_merged_path (GString *out, const Parts *base, const Parts *reference)
{
  g_autoptr (GString) path = g_string_new (NULL);

  if (*reference->path != '/')
    {
      gsize n = base->n_path;

      while (n > 0 && base->path[n - 1] != '/')
        n--;
      if (base->n_path == 0 && base->n_authority > 0)
        g_string_append_c (path, '/');
      g_string_append_len (path, base->path, (gssize) n);
    }
  g_string_append_len (path, reference->path, (gssize) reference->n_path);
  append_without_dots (out, path->str);
}

char *
nysta_iri_resolve (const char *base_iri, const char *iri)
{
  Parts reference = split (iri);

  /* §5.2.2 takes the dots out of these too, and so do readers of Turtle: what is the same
   * there and in a query must be so here. */
  if (reference.n_scheme > 0 && reference.n_authority > 0)
    {
      g_autofree char *path = g_strndup (reference.path, reference.n_path);
      GString *clean = g_string_new_len (iri, reference.path - iri);

      append_without_dots (clean, path);
      g_string_append (clean, reference.query);
      return g_string_free (clean, FALSE);
    }
  if (reference.n_scheme > 0)
    return g_strdup (iri);
  if (base_iri == NULL)
    return NULL;

  Parts base = split (base_iri);
  GString *out = g_string_new_len (base.scheme, (gssize) base.n_scheme);

  if (reference.n_authority > 0)
    {
      g_string_append_len (out, reference.authority, (gssize) reference.n_authority);
      append_merged_path (out, &reference, &reference);
      g_string_append (out, reference.query);
      return g_string_free (out, FALSE);
    }
  g_string_append_len (out, base.authority, (gssize) base.n_authority);
  if (reference.n_path > 0)
    {
      append_merged_path (out, &base, &reference);
      g_string_append (out, reference.query);
    }
  else
    {
      g_string_append_len (out, base.path, (gssize) base.n_path);
      if (reference.n_query > 0)
        g_string_append_len (out, reference.query, (gssize) reference.n_query);
      else
        g_string_append_len (out, base.query, (gssize) base.n_query);
      g_string_append (out, reference.fragment);
    }
  return g_string_free (out, FALSE);
}
