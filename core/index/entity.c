/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/entity.h"

#include "base/suggest.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define BATCH_ROWS 128

/* What a thing's type says about its kind; the first that fits: a project is an
 * organisation of a sort, too. */
static const struct
{
  const char *type;
  NystaThingKind kind;
} kinds[] = {
  { NS_FOAF "Person", NYSTA_THING_PERSON },
  { NS_PERSON "Person", NYSTA_THING_PERSON },
  { NS_FOAF "Project", NYSTA_THING_PROJECT },
  { NS_ORG "Role", NYSTA_THING_ROLE },
  { NS_ORG "Organization", NYSTA_THING_ORGANISATION },
  { NS_FOAF "Organization", NYSTA_THING_ORGANISATION },
  { NS_FOAF "Document", NYSTA_THING_DOCUMENT },
};

/* Preferred names first. */
static const char *const name_predicates[] = {
  NS_SKOS "prefLabel", NS_FOAF "name", NS_DCTERMS "title", RDFS_LABEL, NS_SKOS "altLabel",
};

const char *
nysta_thing_kind_name (NystaThingKind kind)
{
  static const char *const names[] = { "thing", "person",  "organisation",
                                       "role",  "project", "document" };

  return names[kind];
}

/* --- scanning ------------------------------------------------------------------- */

NystaTermId
nysta_thing_lookup_iri (NystaDataset *dataset, const char *iri)
{
  NystaTerm term = nysta_iri (iri);

  return nysta_dataset_lookup (dataset, &term);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer dataset)
{
  NystaTerm x = { 0 }, y = { 0 };

  nysta_dataset_term (dataset, *(const NystaTermId *) a, &x);
  nysta_dataset_term (dataset, *(const NystaTermId *) b, &y);
  return nysta_term_compare (&x, &y);
}

/* The terms in one place of the rows that match @pattern, sorted, each once. */
static GArray *
scan_place (NystaDataset *dataset, const NystaQuad *pattern, gsize place)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, pattern);
  NystaQuad rows[BATCH_ROWS];
  gsize n = 0;
  guint n_kept = 0;

  while ((n = nysta_cursor_next (cursor, rows, BATCH_ROWS)) > 0)
    for (gsize i = 0; i < n; i++)
      g_array_append_val (ids, G_STRUCT_MEMBER (NystaTermId, &rows[i], place));

  g_array_sort_with_data (ids, compare_ids, dataset);
  for (guint i = 0; i < ids->len; i++)
    {
      NystaTermId id = g_array_index (ids, NystaTermId, i);

      if (n_kept == 0 || g_array_index (ids, NystaTermId, n_kept - 1) != id)
        g_array_index (ids, NystaTermId, n_kept++) = id;
    }
  g_array_set_size (ids, n_kept);
  return ids;
}

GArray *
nysta_thing_objects (NystaDataset *dataset, NystaTermId subject, const char *predicate)
{
  NystaQuad pattern = { .subject = subject, .graph = NYSTA_UNION };

  pattern.predicate = nysta_thing_lookup_iri (dataset, predicate);
  if (subject == NYSTA_ANY || pattern.predicate == NYSTA_ANY)
    return g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  return scan_place (dataset, &pattern, offsetof (NystaQuad, object));
}

GArray *
nysta_thing_subjects (NystaDataset *dataset, const char *predicate, NystaTermId object)
{
  NystaQuad pattern = { .object = object, .graph = NYSTA_UNION };

  pattern.predicate = nysta_thing_lookup_iri (dataset, predicate);
  if (object == NYSTA_ANY || pattern.predicate == NYSTA_ANY)
    return g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  return scan_place (dataset, &pattern, offsetof (NystaQuad, subject));
}

GArray *
nysta_thing_graphs (NystaDataset *dataset, NystaTermId subject, const char *predicate,
                    NystaTermId object)
{
  NystaQuad pattern = { .subject = subject, .object = object, .graph = NYSTA_ANY };

  if (predicate != NULL)
    pattern.predicate = nysta_thing_lookup_iri (dataset, predicate);
  return scan_place (dataset, &pattern, offsetof (NystaQuad, graph));
}

NystaTermId
nysta_thing_now (NystaDataset *dataset, NystaTermId id)
{
  g_autoptr (GArray) now = nysta_thing_objects (dataset, id, NS_DCTERMS "isReplacedBy");

  return now->len == 1 ? g_array_index (now, NystaTermId, 0) : id;
}

const char *
nysta_thing_value (NystaDataset *dataset, NystaTermId subject, const char *predicate)
{
  g_autoptr (GArray) ids = nysta_thing_objects (dataset, subject, predicate);
  NystaTerm term = { 0 };

  if (ids->len > 0)
    nysta_dataset_term (dataset, g_array_index (ids, NystaTermId, 0), &term);
  return term.value;
}

/* --- kinds and names -------------------------------------------------------------- */

static NystaThingKind
read_kind (NystaDataset *dataset, NystaTermId id)
{
  NystaQuad pattern = { .subject = id, .graph = NYSTA_UNION };

  pattern.predicate = nysta_thing_lookup_iri (dataset, RDF_TYPE);
  if (pattern.predicate == NYSTA_ANY)
    return NYSTA_THING_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      NystaQuad row;

      pattern.object = nysta_thing_lookup_iri (dataset, kinds[i].type);
      if (pattern.object == NYSTA_ANY)
        continue;

      g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);
      if (nysta_cursor_next (cursor, &row, 1) > 0)
        return kinds[i].kind;
    }
  return NYSTA_THING_NONE;
}

/* Names in Swedish, the language of most of the sources, go before those in none, and
 * these before others. */
static int
language_rank (const NystaTerm *name)
{
  if (name->language == NULL)
    return 1;
  return g_ascii_strncasecmp (name->language, "sv", 2) == 0 ? 0 : 2;
}

static const char *
read_name (NystaDataset *dataset, NystaTermId id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (name_predicates); i++)
    {
      g_autoptr (GArray) ids = nysta_thing_objects (dataset, id, name_predicates[i]);
      NystaTerm best = { 0 };

      for (guint j = 0; j < ids->len; j++)
        {
          NystaTerm name = { 0 };

          nysta_dataset_term (dataset, g_array_index (ids, NystaTermId, j), &name);
          if (best.value == NULL || language_rank (&name) < language_rank (&best))
            best = name;
        }
      if (best.value != NULL)
        return best.value;
    }
  return NULL;
}

gboolean
nysta_thing_read (NystaDataset *dataset, NystaTermId id, NystaThing *out_thing)
{
  NystaTerm term = { 0 };

  nysta_dataset_term (dataset, id, &term);
  out_thing->id = id;
  out_thing->iri = term.value != NULL ? term.value : "";
  out_thing->name = read_name (dataset, id);
  if (out_thing->name == NULL)
    out_thing->name = out_thing->iri;
  out_thing->kind = read_kind (dataset, id);
  return out_thing->kind != NYSTA_THING_NONE;
}

GPtrArray *
nysta_thing_other_names (NystaDataset *dataset, const NystaThing *thing)
{
  GPtrArray *names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (name_predicates); i++)
    {
      g_autoptr (GArray) ids = nysta_thing_objects (dataset, thing->id, name_predicates[i]);

      for (guint j = 0; j < ids->len; j++)
        {
          NystaTerm name = { 0 };

          nysta_dataset_term (dataset, g_array_index (ids, NystaTermId, j), &name);
          if (strcmp (name.value, thing->name) != 0 &&
              !g_ptr_array_find_with_equal_func (names, name.value, g_str_equal, NULL))
            g_ptr_array_add (names, (gpointer) name.value);
        }
    }
  return names;
}

/* --- finding ------------------------------------------------------------------ */

typedef struct
{
  NystaDataset *dataset;
  char *exact;       /* what is wanted, NFC */
  char *folded;      /* without letter case */
  GHashTable *best;  /* NystaTermId -> NystaFoundHow */
  NystaFoundHow how; /* the best so far */
} Search;

static NystaFoundHow
match_name (const Search *search, const char *name)
{
  g_autofree char *exact = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  if (exact == NULL)
    return NYSTA_FOUND_NOTHING;
  if (strcmp (exact, search->exact) == 0)
    return NYSTA_FOUND_EXACT;

  g_autofree char *folded = g_utf8_casefold (exact, -1);
  if (strcmp (folded, search->folded) == 0)
    return NYSTA_FOUND_FOLDED;
  return strstr (folded, search->folded) != NULL ? NYSTA_FOUND_PART : NYSTA_FOUND_NOTHING;
}

static void
note_match (Search *search, NystaTermId id, NystaFoundHow how)
{
  if (how == NYSTA_FOUND_NOTHING || how < search->how ||
      read_kind (search->dataset, id) == NYSTA_THING_NONE)
    return;
  if (how > search->how)
    g_hash_table_remove_all (search->best);
  search->how = how;
  g_hash_table_add (search->best, g_memdup2 (&id, sizeof id));
}

static void
search_names (Search *search, NystaFoundHow (*match) (const Search *, const char *))
{
  for (gsize i = 0; i < G_N_ELEMENTS (name_predicates); i++)
    {
      NystaQuad pattern = { .graph = NYSTA_UNION };
      NystaQuad rows[BATCH_ROWS];
      gsize n = 0;

      pattern.predicate = nysta_thing_lookup_iri (search->dataset, name_predicates[i]);
      if (pattern.predicate == NYSTA_ANY)
        continue;

      g_autoptr (NystaCursor) cursor = nysta_dataset_scan (search->dataset, &pattern);
      while ((n = nysta_cursor_next (cursor, rows, BATCH_ROWS)) > 0)
        for (gsize j = 0; j < n; j++)
          {
            NystaTerm name = { 0 };

            if (nysta_dataset_term (search->dataset, rows[j].object, &name) &&
                name.kind == NYSTA_TERM_LITERAL)
              note_match (search, rows[j].subject, match (search, name.value));
          }
    }
}

/* A fourth of the letters may be wrong, in the whole name or, for one word, in one of
 * its words. */
static NystaFoundHow
match_near (const Search *search, const char *name)
{
  guint n_letters = (guint) g_utf8_strlen (search->exact, -1);
  guint max = CLAMP (n_letters / 4, 1, 4);

  if (nysta_edit_distance (search->exact, name, max) <= max)
    return NYSTA_FOUND_NEAR;
  if (strchr (search->exact, ' ') != NULL || n_letters < 4)
    return NYSTA_FOUND_NOTHING;

  g_auto (GStrv) words = g_strsplit (name, " ", -1);
  for (char **word = words; *word != NULL; word++)
    if (nysta_edit_distance (search->exact, *word, max) <= max)
      return NYSTA_FOUND_NEAR;
  return NYSTA_FOUND_NOTHING;
}

static int
compare_things (gconstpointer a, gconstpointer b)
{
  const NystaThing *x = a, *y = b;
  int order = (int) x->kind - (int) y->kind;

  if (order == 0)
    order = strcmp (x->name, y->name);
  return order != 0 ? order : strcmp (x->iri, y->iri);
}

/* Titles hold the names of what a document is about: they are no hint at the document
 * unless nothing else has that name. */
static void
drop_documents (GArray *things)
{
  guint n = 0;

  while (n < things->len &&
         g_array_index (things, NystaThing, n).kind != NYSTA_THING_DOCUMENT)
    n++;
  if (n > 0)
    g_array_set_size (things, n);
}

static GArray *
collect_things (Search *search)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (NystaThing));
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, search->best);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      NystaThing thing;

      if (nysta_thing_read (search->dataset, *(NystaTermId *) id, &thing))
        g_array_append_val (things, thing);
    }
  g_array_sort (things, compare_things);
  drop_documents (things);
  return things;
}

GArray *
nysta_thing_in_graph (NystaDataset *dataset, NystaTermId graph)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (NystaThing));
  NystaQuad pattern = { .graph = graph };

  pattern.predicate = nysta_thing_lookup_iri (dataset, RDF_TYPE);
  if (pattern.predicate == NYSTA_ANY)
    return things;

  g_autoptr (GArray) ids = scan_place (dataset, &pattern, offsetof (NystaQuad, subject));
  for (guint i = 0; i < ids->len; i++)
    {
      NystaThing thing;

      if (nysta_thing_read (dataset, g_array_index (ids, NystaTermId, i), &thing))
        g_array_append_val (things, thing);
    }
  g_array_sort (things, compare_things);
  return things;
}

/* "  Anna\tBerg " -> "Anna Berg", composed; "<http://…>" loses its brackets. */
static char *
tidy (const char *wanted)
{
  if (wanted[0] == '<' && g_str_has_suffix (wanted, ">"))
    return g_strndup (wanted + 1, strlen (wanted) - 2);

  g_auto (GStrv) words = g_regex_split_simple ("\\s+", wanted, G_REGEX_DEFAULT, 0);
  g_autofree char *joined = g_strjoinv (" ", words);

  return g_utf8_normalize (g_strstrip (joined), -1, G_NORMALIZE_NFC);
}

GArray *
nysta_thing_find (NystaDataset *dataset, const char *wanted, NystaFoundHow *out_how)
{
  g_autofree char *exact = tidy (wanted);
  g_autofree char *folded = g_utf8_casefold (exact, -1);
  g_autoptr (GHashTable)
    best = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Search search = { dataset, exact, folded, best, NYSTA_FOUND_NOTHING };
  NystaTermId iri = nysta_thing_lookup_iri (dataset, exact);

  if (iri != NYSTA_ANY)
    note_match (&search, nysta_thing_now (dataset, iri), NYSTA_FOUND_EXACT);
  else if (exact[0] != '\0')
    search_names (&search, match_name);
  if (search.how == NYSTA_FOUND_NOTHING && exact[0] != '\0')
    search_names (&search, match_near);

  GArray *things = collect_things (&search);

  *out_how = things->len > 0 ? search.how : NYSTA_FOUND_NOTHING;
  return things;
}
