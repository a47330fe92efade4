/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/rename.h"

#include "base/limits.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define REPLACED_BY NS_DCTERMS "isReplacedBy"
#define AS_READ NS_NYSTA "asRead"

static void
rename_free (gpointer data)
{
  NystaRename *row = data;

  g_free (row->iri);
  g_free (row->name);
  g_free (row->language);
  g_free (row);
}

GHashTable *
nysta_renames_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rename_free);
}

void
nysta_renames_add (GHashTable *renames, const char *from, const char *iri, const char *name,
                   const char *language)
{
  NystaRename *row = g_new0 (NystaRename, 1);

  row->iri = g_strdup (iri);
  row->name = g_strdup (name);
  row->language = g_strdup (language);
  g_hash_table_replace (renames, g_strdup (from), row);
}

/* --- memberships, whose IRIs say who is what where ----------------------------------- */

typedef struct
{
  gboolean is_membership;
  gboolean is_proposed;
  const char *member;
  const char *role;
  const char *organisation;
  const char *start;
  const char *end;
} Membership;

typedef struct
{
  const char *base;
  GHashTable *renames;     /* IRI -> NystaRename; borrowed */
  GHashTable *memberships; /* IRI -> Membership, of the graph */
  GHashTable *new_iris;    /* IRI of a membership -> its new one */
  GHashTable *namers;      /* new IRI -> the old one whose names it keeps; borrowed */
  gboolean is_forward;     /* what things were called is to be kept */
  NystaGraph *out;
} Renaming;

static Membership *
membership_of (Renaming *renaming, const char *iri)
{
  Membership *row = g_hash_table_lookup (renaming->memberships, iri);

  if (row == NULL)
    {
      row = g_new0 (Membership, 1);
      g_hash_table_insert (renaming->memberships, (gpointer) iri, row);
    }
  return row;
}

static void
note_membership (Renaming *renaming, const NystaStatement *statement)
{
  static const struct
  {
    const char *predicate;
    gsize place;
  } places[] = {
    { NS_ORG "member", offsetof (Membership, member) },
    { NS_ORG "role", offsetof (Membership, role) },
    { NS_ORG "organization", offsetof (Membership, organisation) },
    { NS_SCHEMA "startDate", offsetof (Membership, start) },
    { NS_SCHEMA "endDate", offsetof (Membership, end) },
  };
  const char *predicate = statement->predicate.value;
  const char *object = statement->object.value;

  if (strcmp (predicate, RDF_TYPE) == 0)
    {
      gboolean is_proposed = strcmp (object, NS_NYSTA "ProposedMembership") == 0;

      if (is_proposed || strcmp (object, NS_ORG "Membership") == 0)
        {
          Membership *row = membership_of (renaming, statement->subject.value);

          row->is_membership = TRUE;
          row->is_proposed = is_proposed;
        }
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (predicate, places[i].predicate) == 0)
      G_STRUCT_MEMBER (const char *, membership_of (renaming, statement->subject.value),
                       places[i].place) = object;
}

static const char *
renamed (const Renaming *renaming, const char *iri)
{
  const NystaRename *row = iri != NULL ? g_hash_table_lookup (renaming->renames, iri)
                                       : NULL;
  const char *membership = iri != NULL ? g_hash_table_lookup (renaming->new_iris, iri)
                                       : NULL;

  return row != NULL ? row->iri : membership != NULL ? membership : iri;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* As graph-writer.c makes them. */
static char *
membership_iri (const Renaming *renaming, const Membership *row)
{
  g_autofree char *terms = g_strconcat (renaming->base, "def/participation/", NULL);
  const char *member = renamed (renaming, row->member);
  const char *organisation = or_empty (renamed (renaming, row->organisation));
  g_autofree char *hash = NULL;

  if (row->role != NULL && g_str_has_prefix (row->role, terms))
    hash = nysta_iri_hash ("participation", organisation, row->role + strlen (terms),
                           member, NULL);
  else
    hash = nysta_iri_hash (row->is_proposed ? "proposed-membership" : "membership", member,
                           or_empty (row->role), organisation, or_empty (row->start),
                           or_empty (row->end), NULL);
  return g_strconcat (renaming->base, "id/membership/", hash, NULL);
}

static void
rename_memberships (Renaming *renaming)
{
  GHashTableIter iter;
  gpointer iri = NULL, value = NULL;

  g_hash_table_iter_init (&iter, renaming->memberships);
  while (g_hash_table_iter_next (&iter, &iri, &value))
    {
      const Membership *row = value;

      if (row->is_membership && row->member != NULL &&
          (g_hash_table_contains (renaming->renames, row->member) ||
           (row->organisation != NULL &&
            g_hash_table_contains (renaming->renames, row->organisation))))
        g_hash_table_insert (renaming->new_iris, iri, membership_iri (renaming, row));
    }
}

/* --- names ------------------------------------------------------------------------- */

static gboolean
is_one_of (const char *predicate, const char *const *list)
{
  for (; *list != NULL; list++)
    if (strcmp (predicate, *list) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_preferred_name (const char *predicate)
{
  static const char *const list[] = { NS_FOAF "name", NS_SKOS "prefLabel",
                                      NS_DCTERMS "title", RDFS_LABEL, NULL };

  return is_one_of (predicate, list);
}

static gboolean
is_name (const char *predicate)
{
  static const char *const list[] = { NS_FOAF "givenName", NS_FOAF "familyName", NULL };

  return is_preferred_name (predicate) || is_one_of (predicate, list);
}

/* Of several that become one, that whose IRI all get keeps its names, else the first. */
static void
choose_namers (Renaming *renaming)
{
  GHashTableIter iter;
  gpointer from = NULL, value = NULL;

  g_hash_table_iter_init (&iter, renaming->renames);
  while (g_hash_table_iter_next (&iter, &from, &value))
    {
      const NystaRename *row = value;
      const char *known = g_hash_table_lookup (renaming->namers, row->iri);

      if (known == NULL || strcmp (from, row->iri) == 0 ||
          (strcmp (known, row->iri) != 0 && strcmp (from, known) < 0))
        g_hash_table_insert (renaming->namers, row->iri, from);
    }
}

/* What replaces a statement with a name of @row's, which is called @from here. */
static void
add_name (const Renaming *renaming, const NystaStatement *statement, const NystaRename *row)
{
  const char *from = statement->subject.value;
  const char *predicate = statement->predicate.value;
  const NystaTerm subject = nysta_iri (row->iri);
  const NystaTerm label = nysta_iri (RDFS_LABEL);
  const NystaTerm alt_label = nysta_iri (NS_SKOS "altLabel");

  if (renaming->is_forward && strcmp (from, row->iri) != 0 && is_preferred_name (predicate))
    nysta_graph_add (renaming->out, &statement->subject, &label, &statement->object);
  if (row->name != NULL && is_preferred_name (predicate))
    {
      const NystaTerm name = nysta_literal (row->name, NULL, row->language);
      const NystaTerm alias = nysta_literal (statement->object.value, NULL, NULL);

      nysta_graph_add (renaming->out, &subject, &statement->predicate, &name);
      if (strcmp (alias.value, row->name) != 0)
        nysta_graph_add (renaming->out, &subject, &alt_label, &alias);
    }
  else if (g_strcmp0 (g_hash_table_lookup (renaming->namers, row->iri), from) == 0)
    nysta_graph_add (renaming->out, &subject, &statement->predicate, &statement->object);
  else if (renaming->is_forward && is_preferred_name (predicate))
    nysta_graph_add (renaming->out, &subject, &alt_label, &statement->object);
}

static void
add_renamed (const Renaming *renaming, const NystaStatement *statement)
{
  const NystaRename *row = g_hash_table_lookup (renaming->renames,
                                                statement->subject.value);
  NystaTerm subject = statement->subject, object = statement->object;

  if (row != NULL && is_name (statement->predicate.value))
    {
      add_name (renaming, statement, row);
      return;
    }
  if (row != NULL && row->name != NULL && object.kind == NYSTA_TERM_LITERAL &&
      strcmp (statement->predicate.value, NS_SKOS "altLabel") == 0 &&
      strcmp (object.value, row->name) == 0)
    return; /* it is the preferred one now */
  subject.value = renamed (renaming, subject.value);
  if (object.kind == NYSTA_TERM_IRI)
    object.value = renamed (renaming, object.value);
  nysta_graph_add (renaming->out, &subject, &statement->predicate, &object);
}

static NystaGraph *
rename_all (const NystaGraph *graph, GHashTable *renames, const char *base,
            gboolean is_forward)
{
  g_autoptr (NystaGraph) out = nysta_graph_new (nysta_graph_name (graph));
  g_autoptr (GHashTable)
    memberships = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable)
    new_iris = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) namers = g_hash_table_new (g_str_hash, g_str_equal);
  Renaming renaming = { .base = base,
                        .renames = renames,
                        .memberships = memberships,
                        .new_iris = new_iris,
                        .namers = namers,
                        .is_forward = is_forward,
                        .out = out };
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    note_membership (&renaming, &statements[i]);
  rename_memberships (&renaming);
  choose_namers (&renaming);
  for (gsize i = 0; i < n; i++)
    add_renamed (&renaming, &statements[i]);
  return g_steal_pointer (&out);
}

/* --- both ways ------------------------------------------------------------------------ */

static gboolean
are_equal (const NystaGraph *a, const NystaGraph *b)
{
  gsize n_a = 0, n_b = 0;
  const NystaStatement *rows_a = nysta_graph_statements (a, &n_a);
  const NystaStatement *rows_b = nysta_graph_statements (b, &n_b);

  if (n_a != n_b)
    return FALSE;
  for (gsize i = 0; i < n_a; i++)
    if (nysta_statement_compare (&rows_a[i], &rows_b[i]) != 0)
      return FALSE;
  return TRUE;
}

static NystaGraph *
copy_sorted (const NystaGraph *graph)
{
  NystaGraph *copy = nysta_graph_new (nysta_graph_name (graph));
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    nysta_graph_add (copy, &statements[i].subject, &statements[i].predicate,
                     &statements[i].object);
  nysta_graph_sort (copy);
  return copy;
}

static void
keep_as_read (NystaGraph *out, const NystaGraph *graph)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    {
      const NystaTerm *terms[] = { &statements[i].subject, &statements[i].predicate,
                                   &statements[i].object };

      for (gsize j = 0; j < G_N_ELEMENTS (terms); j++)
        {
          nysta_term_append_ntriples (terms[j], text);
          g_string_append (text, j < 2 ? " " : " .\n");
        }
    }
  nysta_graph_add_literal (out, nysta_graph_name (graph), AS_READ, text->str, NULL);
}

static GHashTable *
only_changes (GHashTable *renames)
{
  GHashTable *changes = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer from = NULL, row = NULL;
  g_autoptr (GHashTable) targets = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_iter_init (&iter, renames);
  while (g_hash_table_iter_next (&iter, &from, &row))
    if (strcmp (from, ((NystaRename *) row)->iri) != 0)
      {
        g_hash_table_insert (changes, from, row);
        g_hash_table_add (targets, ((NystaRename *) row)->iri);
      }
  /* One that keeps its IRI matters where another gets that one. */
  g_hash_table_iter_init (&iter, renames);
  while (g_hash_table_iter_next (&iter, &from, &row))
    if (g_hash_table_contains (targets, from) &&
        strcmp (from, ((NystaRename *) row)->iri) == 0)
      g_hash_table_insert (changes, from, row);
  return changes;
}

NystaGraph *
nysta_rename_apply (const NystaGraph *graph, GHashTable *renames, const char *base)
{
  g_autoptr (NystaGraph) before = copy_sorted (graph);
  g_autoptr (GHashTable) changes = only_changes (renames);
  GHashTableIter iter;
  gpointer from = NULL, row = NULL;

  if (g_hash_table_size (changes) == 0)
    return g_steal_pointer (&before);

  g_autoptr (NystaGraph) out = rename_all (before, changes, base, TRUE);
  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &from, &row))
    if (strcmp (from, ((NystaRename *) row)->iri) != 0)
      nysta_graph_add_iri (out, from, REPLACED_BY, ((NystaRename *) row)->iri);
  nysta_graph_sort (out);

  g_autoptr (NystaGraph) back = nysta_rename_undo (out, base);
  if (!are_equal (back, before))
    {
      keep_as_read (out, before);
      nysta_graph_sort (out);
    }
  return g_steal_pointer (&out);
}

NystaGraph *
nysta_rename_replace (const NystaGraph *graph, GHashTable *renames, const char *base)
{
  NystaGraph *out = rename_all (graph, renames, base, FALSE);

  nysta_graph_sort (out);
  return out;
}

GHashTable *
nysta_renames_of (const NystaGraph *graph)
{
  GHashTable *renames = nysta_renames_new ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (statements[i].predicate.value, NS_SKOS "prefLabel") == 0)
      g_hash_table_insert (names, (gpointer) statements[i].subject.value,
                           (gpointer) &statements[i].object);
  for (gsize i = 0; i < n; i++)
    if (strcmp (statements[i].predicate.value, REPLACED_BY) == 0 &&
        statements[i].object.kind == NYSTA_TERM_IRI)
      {
        const char *to = statements[i].object.value;
        const NystaTerm *name = g_hash_table_lookup (names, to);

        nysta_renames_add (renames, statements[i].subject.value, to,
                           name != NULL ? name->value : NULL,
                           name != NULL ? name->language : NULL);
      }
  return renames;
}

static gboolean
add_statement (const NystaStatement *statement, gpointer graph,
               G_GNUC_UNUSED GError **error)
{
  nysta_graph_add (graph, &statement->subject, &statement->predicate, &statement->object);
  return TRUE;
}

/* The graph as it was read, if it was kept whole. */
static NystaGraph *
read_kept (const NystaGraph *graph)
{
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (statements[i].predicate.value, AS_READ) == 0)
      {
        g_autoptr (NystaGraph) kept = nysta_graph_new (nysta_graph_name (graph));
        const char *text = statements[i].object.value;

        if (!nysta_rdf_read_memory (text, strlen (text), nysta_graph_name (graph),
                                    NYSTA_SYNTAX_NTRIPLES, NULL, "kept", add_statement,
                                    kept, NULL))
          return NULL;
        nysta_graph_sort (kept);
        return g_steal_pointer (&kept);
      }
  return NULL;
}

/* The names that replaced IRIs had: IRI -> literal, borrowed from @graph. */
static GHashTable *
old_names (const NystaGraph *graph, GHashTable *renames)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (statements[i].predicate.value, RDFS_LABEL) == 0 &&
        g_hash_table_contains (renames, statements[i].subject.value))
      g_hash_table_insert (names, (gpointer) statements[i].subject.value,
                           (gpointer) &statements[i].object);
  return names;
}

/* Without what renaming added, with the old names, the IRIs still new. */
static NystaGraph *
restore_names (const NystaGraph *graph, GHashTable *renames, GHashTable *backwards)
{
  g_autoptr (GHashTable) names = old_names (graph, renames);
  NystaGraph *out = nysta_graph_new (nysta_graph_name (graph));
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    {
      const NystaStatement *row = &statements[i];
      const NystaRename *back = g_hash_table_lookup (backwards, row->subject.value);
      const NystaTerm *name = back != NULL ? g_hash_table_lookup (names, back->iri) : NULL;
      const char *predicate = row->predicate.value;

      if (g_hash_table_contains (renames, row->subject.value) &&
          (strcmp (predicate, REPLACED_BY) == 0 || strcmp (predicate, RDFS_LABEL) == 0))
        continue;
      if (name != NULL && strcmp (predicate, NS_SKOS "altLabel") == 0 &&
          strcmp (row->object.value, name->value) == 0)
        continue;
      nysta_graph_add (out, &row->subject, &row->predicate,
                       name != NULL && is_preferred_name (predicate) ? name : &row->object);
    }
  return out;
}

NystaGraph *
nysta_rename_undo (const NystaGraph *graph, const char *base)
{
  g_autoptr (NystaGraph) kept = read_kept (graph);
  g_autoptr (GHashTable) renames = nysta_renames_of (graph);
  g_autoptr (GHashTable) backwards = nysta_renames_new ();
  GHashTableIter iter;
  gpointer from = NULL, row = NULL;

  if (kept != NULL)
    return g_steal_pointer (&kept);
  if (g_hash_table_size (renames) == 0)
    return copy_sorted (graph);

  g_hash_table_iter_init (&iter, renames);
  while (g_hash_table_iter_next (&iter, &from, &row))
    nysta_renames_add (backwards, ((NystaRename *) row)->iri, from, NULL, NULL);

  g_autoptr (NystaGraph) named = restore_names (graph, renames, backwards);
  NystaGraph *out = rename_all (named, backwards, base, FALSE);
  nysta_graph_sort (out);
  return out;
}
