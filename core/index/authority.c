/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/authority.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/paths.h"
#include "index/names.h"
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"

#include <string.h>

/* Stands for the store's base while Turtle is parsed. The name cannot exist (RFC 2606). */
#define STAND_IN_BASE "http://base.nysta.invalid/"

/* Of the program's own folder: word lists, which are for the lexicon alone, are left out. */
static const char *const own_files[] = {
  "agencies.ttl",
  "municipalities.ttl",
  "nysta.ttl",
  "organisations.ttl",
  "participation.ttl",
  "regions.ttl",
  "further-organisations.ttl",
  "public-bodies.ttl",
  "role-scheme.ttl",
  "roles.ttl",
  "universities.ttl",
};

typedef struct
{
  const char *predicate; /* of the string chunk */
  NystaTerm object;
} Fact;

struct NystaAuthorities
{
  char *base;
  GStringChunk *strings;
  GHashTable *subjects;      /* IRI -> GArray of Fact; keys belong to the chunk */
  GHashTable *organisations; /* name key -> IRI, or "" if several bear the name */
  GHashTable *roles;         /* a role's name in lower case -> IRI */
  GHashTable *heads;         /* IRIs of roles that end compounds */
  GHashTable *definites;     /* IRI of a role -> its definite form */
  GHashTable *by_definite;   /* that form in lower case -> the IRI */
  GChecksum *checksum;
};

NystaAuthorities *
nysta_authorities_new (const char *base)
{
  NystaAuthorities *authorities = g_new0 (NystaAuthorities, 1);

  authorities->base = g_strdup (base);
  authorities->strings = g_string_chunk_new (64 * 1024);
  authorities->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                 (GDestroyNotify) g_array_unref);
  authorities->organisations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                      NULL);
  authorities->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  authorities->heads = g_hash_table_new (g_str_hash, g_str_equal);
  authorities->definites = g_hash_table_new (g_str_hash, g_str_equal);
  authorities->by_definite = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  authorities->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return authorities;
}

void
nysta_authorities_free (NystaAuthorities *authorities)
{
  if (authorities == NULL)
    return;
  g_hash_table_unref (authorities->organisations);
  g_hash_table_unref (authorities->roles);
  g_hash_table_unref (authorities->heads);
  g_hash_table_unref (authorities->definites);
  g_hash_table_unref (authorities->by_definite);
  g_hash_table_unref (authorities->subjects);
  g_string_chunk_free (authorities->strings);
  g_checksum_free (authorities->checksum);
  g_free (authorities->base);
  g_free (authorities);
}

static const char *
keep (NystaAuthorities *authorities, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (authorities->strings, text) : NULL;
}

static const char *
keep_iri (NystaAuthorities *authorities, const char *iri)
{
  if (!g_str_has_prefix (iri, STAND_IN_BASE))
    return keep (authorities, iri);

  g_autofree char *own = g_strconcat (authorities->base, iri + strlen (STAND_IN_BASE),
                                      NULL);
  return keep (authorities, own);
}

static gboolean
is_name (const char *predicate)
{
  return strcmp (predicate, NS_SKOS "prefLabel") == 0 ||
         strcmp (predicate, NS_SKOS "altLabel") == 0 ||
         strcmp (predicate, NS_FOAF "name") == 0;
}

/* Inflections and the like, which are for the lexicon alone; not nysta's own terms. */
static gboolean
is_word_form (const NystaStatement *statement)
{
  return g_str_has_prefix (statement->predicate.value, NS_NYSTA) &&
         !g_str_has_prefix (statement->subject.value, NS_NYSTA);
}

/* An organisation that goes by @name, the article of an English one aside. */
static void
index_name (NystaAuthorities *authorities, const char *iri, const char *name)
{
  if (g_ascii_strncasecmp (name, "the ", 4) == 0 && strchr (name + 4, ' ') != NULL)
    index_name (authorities, iri, name + 4);

  g_autofree char *key = nysta_name_key (name);
  const char *holder = g_hash_table_lookup (authorities->organisations, key);

  if (holder == NULL)
    g_hash_table_insert (authorities->organisations, g_steal_pointer (&key),
                         (gpointer) iri);
  else if (strcmp (holder, iri) != 0)
    g_hash_table_insert (authorities->organisations, g_steal_pointer (&key), (gpointer) "");
}

static void
add_fact (NystaAuthorities *authorities, const char *subject, const char *predicate,
          const NystaTerm *object)
{
  GArray *facts = g_hash_table_lookup (authorities->subjects, subject);
  gboolean is_iri = object->kind == NYSTA_TERM_IRI;
  Fact fact = {
    keep_iri (authorities, predicate),
    { object->kind,
      is_iri ? keep_iri (authorities, object->value) : keep (authorities, object->value),
      keep (authorities, object->datatype), keep (authorities, object->language) }
  };

  if (facts == NULL)
    {
      facts = g_array_new (FALSE, FALSE, sizeof (Fact));
      g_hash_table_insert (authorities->subjects, (gpointer) subject, facts);
    }
  g_array_append_val (facts, fact);
}

/* What is said of a role for its concept scheme. The lexicon's inflections and what the lexicon
 * must not know are other names of the concept: of these TRUE. */
static gboolean
take_role_form (NystaAuthorities *authorities, const char *subject,
                const NystaStatement *statement)
{
  const char *predicate = statement->predicate.value;
  const NystaTerm *object = &statement->object;

  if (strcmp (predicate, NS_SKOS "prefLabel") == 0)
    g_hash_table_insert (authorities->roles, g_utf8_strdown (object->value, -1),
                         (gpointer) subject);
  if (strcmp (predicate, NS_NYSTA "compoundHead") == 0)
    g_hash_table_add (authorities->heads, (gpointer) subject);
  /* Not preferred, in another language either: who asks for the title of everybody wants each
   * once. */
  if (strcmp (predicate, NS_NYSTA "definite") == 0 ||
      strcmp (predicate, NS_NYSTA "variant") == 0 ||
      strcmp (predicate, NS_NYSTA "translation") == 0)
    add_fact (authorities, subject, NS_SKOS "altLabel", object);
  else
    return FALSE;
  if (strcmp (predicate, NS_NYSTA "definite") == 0)
    {
      g_hash_table_insert (authorities->definites, (gpointer) subject,
                           (gpointer) keep (authorities, object->value));
      g_hash_table_insert (authorities->by_definite, g_utf8_strdown (object->value, -1),
                           (gpointer) subject);
    }
  return TRUE;
}

static gboolean
is_below (const NystaAuthorities *authorities, const char *iri, const char *folder)
{
  return g_str_has_prefix (iri, authorities->base) &&
         g_str_has_prefix (iri + strlen (authorities->base), folder);
}

void
nysta_authorities_add (NystaAuthorities *authorities, const NystaStatement *statement)
{
  if (statement->subject.kind != NYSTA_TERM_IRI ||
      statement->object.kind == NYSTA_TERM_BLANK)
    return;

  const NystaTerm *object = &statement->object;
  const char *subject = keep_iri (authorities, statement->subject.value);

  if ((is_below (authorities, subject, "def/role/") &&
       take_role_form (authorities, subject, statement)) ||
      is_word_form (statement))
    return;
  add_fact (authorities, subject, statement->predicate.value, object);
  if (object->kind == NYSTA_TERM_LITERAL && is_name (statement->predicate.value) &&
      is_below (authorities, subject, "id/organisation/"))
    index_name (authorities, subject, keep (authorities, object->value));
}

static gboolean
add_statement (const NystaStatement *statement, gpointer user_data,
               G_GNUC_UNUSED GError **error)
{
  nysta_authorities_add (user_data, statement);
  return TRUE;
}

gboolean
nysta_authorities_load (NystaAuthorities *authorities, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  gsize n_bytes = 0;

  if (!nysta_file_read (path, NYSTA_MAX_TURTLE_BYTES, &data, &n_bytes, error))
    return FALSE;
  g_checksum_update (authorities->checksum, (const guchar *) data, n_bytes);
  return nysta_rdf_read_memory (data, n_bytes, path, NYSTA_SYNTAX_TURTLE, STAND_IN_BASE,
                                "authority", add_statement, authorities, error);
}

static gboolean
is_own_file (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (own_files); i++)
    if (strcmp (name, own_files[i]) == 0)
      return TRUE;
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
load_folder (NystaAuthorities *authorities, const char *folder, gboolean own,
             GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (own ? is_own_file (name) : g_str_has_suffix (name, ".ttl"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (!nysta_authorities_load (authorities, path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_authorities_load_all (NystaAuthorities *authorities, GError **error)
{
  g_auto (GStrv) folders = nysta_path_ontology_dirs ();

  for (guint i = 0; folders[i] != NULL; i++)
    if (!load_folder (authorities, folders[i], i == 0, error))
      return FALSE;
  return TRUE;
}

const char *
nysta_authorities_digest (NystaAuthorities *authorities)
{
  return g_checksum_get_string (authorities->checksum);
}

gboolean
nysta_authorities_has (NystaAuthorities *authorities, const char *iri)
{
  return authorities != NULL && g_hash_table_contains (authorities->subjects, iri);
}

const char *
nysta_authorities_find_organisation (NystaAuthorities *authorities, const char *name)
{
  if (authorities == NULL)
    return NULL;

  g_autofree char *key = nysta_name_key (name);
  const char *iri = g_hash_table_lookup (authorities->organisations, key);

  return iri != NULL && iri[0] != '\0' ? iri : NULL;
}

/* The laws, and so the names, are Swedish. */
static guint
language_rank (const char *tag)
{
  if (tag == NULL)
    return 2;
  return g_ascii_strncasecmp (tag, "sv", 2) == 0 ? 3 : 1;
}

gboolean
nysta_authorities_name (NystaAuthorities *authorities, const char *iri, NystaTerm *out_name)
{
  GArray *facts = authorities != NULL ? g_hash_table_lookup (authorities->subjects, iri)
                                      : NULL;
  const NystaTerm *best = NULL;
  guint best_rank = 0;

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);

      if (strcmp (fact->predicate, NS_SKOS "prefLabel") != 0)
        continue;

      guint rank = language_rank (fact->object.language);
      /* The lesser of two equals, so that the order of a file does not matter. */
      if (rank > best_rank ||
          (rank == best_rank && nysta_term_compare (&fact->object, best) < 0))
        {
          best = &fact->object;
          best_rank = rank;
        }
    }
  if (best == NULL)
    return FALSE;
  *out_name = *best;
  return TRUE;
}

void
nysta_authorities_foreach (NystaAuthorities *authorities, const char *iri,
                           void (*func) (const NystaStatement *statement,
                                         gpointer user_data),
                           gpointer user_data)
{
  GArray *facts = authorities != NULL ? g_hash_table_lookup (authorities->subjects, iri)
                                      : NULL;

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);
      NystaStatement statement = { .subject = nysta_iri (iri),
                                   .predicate = nysta_iri (fact->predicate),
                                   .object = fact->object };

      func (&statement, user_data);
    }
}

void
nysta_authorities_foreach_term (NystaAuthorities *authorities, const char *prefix,
                                void (*func) (const NystaStatement *statement,
                                              gpointer user_data),
                                gpointer user_data)
{
  GHashTableIter iter;
  gpointer iri = NULL;

  g_hash_table_iter_init (&iter, authorities->subjects);
  while (g_hash_table_iter_next (&iter, &iri, NULL))
    if (g_str_has_prefix (iri, prefix))
      nysta_authorities_foreach (authorities, iri, func, user_data);
}

const char *
nysta_authorities_find_role (NystaAuthorities *authorities, const char *title)
{
  return authorities != NULL ? g_hash_table_lookup (authorities->roles, title) : NULL;
}

const char *
nysta_authorities_find_definite (NystaAuthorities *authorities, const char *form)
{
  return authorities != NULL ? g_hash_table_lookup (authorities->by_definite, form) : NULL;
}

gboolean
nysta_authorities_is_head (NystaAuthorities *authorities, const char *role)
{
  return g_hash_table_contains (authorities->heads, role);
}

const char *
nysta_authorities_definite (NystaAuthorities *authorities, const char *role)
{
  return g_hash_table_lookup (authorities->definites, role);
}
