/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* appearance-names.c: finding what has a name, and what shares a block with it. */
#include "config.h"
#include "index/appearance-internal.h"

#include "index/blocks.h"
#include "index/names.h"
#include "rdf/fold.h"
#include "rdf/vocabulary.h"

#include <string.h>

enum
{
  MAX_FOUND_TEXTS = 20000 /* that the words of a name are in, before all are read */
};

static const char *const name_predicates[] = {
  NS_FOAF "name", NS_SKOS "prefLabel", RDFS_LABEL, NS_SKOS "altLabel", NS_DCTERMS "title",
};

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "exempelbolaget" and "exempelbolaget ab": what a literal is found by. */
static void
add_place (GHashTable *by_name, const char *key, const NystaQuad *row)
{
  GArray *places = g_hash_table_lookup (by_name, key);
  const NystaPlace place = { row->subject, row->graph };

  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (NystaPlace));
      g_hash_table_insert (by_name, g_strdup (key), places);
    }
  /* Rows of one thing's names stand together. */
  if (places->len == 0 || memcmp (&g_array_index (places, NystaPlace, places->len - 1),
                                  &place, sizeof place) != 0)
    g_array_append_val (places, place);
}

typedef struct
{
  NystaAppearances *appearances;
  GHashTable *by_name;
  const char *wanted; /* NULL: all names */
} Naming;

static gboolean
take_named (const NystaQuad *row, gpointer user_data)
{
  Naming *naming = user_data;
  const char *text = nysta_in_text (naming->appearances->dataset, row->object);
  g_autofree char *key = nysta_name_key (text);
  g_auto (GStrv) bare = nysta_block_bare_names (key);
  g_autofree char *person = nysta_block_person_name (text);

  if (naming->wanted == NULL || strcmp (key, naming->wanted) == 0)
    add_place (naming->by_name, key, row);
  if (strcmp (person, key) != 0 &&
      (naming->wanted == NULL || strcmp (person, naming->wanted) == 0))
    add_place (naming->by_name, person, row);
  for (guint i = 0; bare[i] != NULL; i++)
    if (naming->wanted == NULL || strcmp (bare[i], naming->wanted) == 0)
      add_place (naming->by_name, bare[i], row);
  return TRUE;
}

static void
read_names (Naming *naming, NystaTermId object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (name_predicates); i++)
    nysta_in_foreach (naming->appearances->dataset, NYSTA_ANY, name_predicates[i], object,
                      NYSTA_ANY, take_named, naming);
}

static GHashTable *
by_name_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_array_unref);
}

void
nysta_appearances_read_all (NystaAppearances *appearances)
{
  Naming naming = { appearances, NULL, NULL };

  if (appearances->by_name != NULL)
    return;
  naming.by_name = appearances->by_name = by_name_new ();
  read_names (&naming, NYSTA_ANY);
}

/* The literals that have the words of @key, by the index of words. FALSE: all names must be
 * read. Case folding makes ss of ß, which is another letter to that index. */
static gboolean
find_texts (NystaAppearances *appearances, const char *key, GArray *out_ids)
{
  g_autoptr (GArray) patterns = nysta_word_patterns_new ();
  g_autoptr (GString) folded = g_string_new (NULL);

  if (strstr (key, "ss") != NULL ||
      nysta_fold (key, strlen (key), folded) != NYSTA_FOLD_KNOWN)
    return FALSE;

  const char *at = folded->str, *end = folded->str + folded->len, *word = NULL;
  gsize n = 0;

  while ((word = nysta_fold_next_word (&at, end, &n)) != NULL)
    nysta_word_patterns_add (patterns, NYSTA_WORD_WHOLE, word, n);
  return patterns->len > 0 &&
         nysta_dataset_search (appearances->dataset, patterns, MAX_FOUND_TEXTS, out_ids);
}

/* Those, and "nordviks kommun", which is of the block "nordvik". */
static gboolean
find_texts_and_towns (NystaAppearances *appearances, const char *key, GArray *out_ids)
{
  g_autofree char *genitive = g_strconcat (key, "s", NULL);
  g_autoptr (GArray) towns = g_array_new (FALSE, FALSE, sizeof (NystaTermId));

  if (!find_texts (appearances, key, out_ids))
    return FALSE;
  if (strchr (key, ' ') != NULL || g_str_has_suffix (key, "s"))
    return TRUE;
  if (!find_texts (appearances, genitive, towns))
    return FALSE;
  g_array_append_vals (out_ids, towns->data, towns->len);
  return TRUE;
}

/* (element-type NystaPlace) (transfer full) */
static GArray *
find_places (NystaAppearances *appearances, const char *key)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GHashTable) by_name = NULL;
  Naming naming = { appearances, NULL, key };

  if (appearances->by_name == NULL && find_texts_and_towns (appearances, key, ids))
    {
      naming.by_name = by_name = by_name_new ();
      for (guint i = 0; i < ids->len; i++)
        read_names (&naming, g_array_index (ids, NystaTermId, i));
    }
  else
    {
      nysta_appearances_read_all (appearances);
      naming.by_name = appearances->by_name;
    }

  GArray *places = g_hash_table_lookup (naming.by_name, key);
  return places != NULL ? g_array_copy (places)
                        : g_array_new (FALSE, FALSE, sizeof (NystaPlace));
}

/* --- blocks ------------------------------------------------------------------------------ */

static int
compare_appearances (gconstpointer a, gconstpointer b)
{
  const NystaAppearance *x = *(const NystaAppearance *const *) a;
  const NystaAppearance *y = *(const NystaAppearance *const *) b;
  int order = strcmp (x->document, y->document);

  return order != 0 ? order : strcmp (x->iri, y->iri);
}

static gboolean
is_in_block (const NystaAppearance *row, const char *block)
{
  return g_ptr_array_find_with_equal_func (row->keys, block, g_str_equal, NULL);
}

static guint
place_hash (gconstpointer data)
{
  const NystaPlace *place = data;

  return g_int64_hash (&place->subject) * 31 + g_int64_hash (&place->graph);
}

static gboolean
place_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (NystaPlace)) == 0;
}

/* Of what is settled only the document with the least IRI: as many as mention an agency. */
static void
thin_out (NystaAppearances *appearances, GArray *places)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    {
      NystaPlace place = g_array_index (places, NystaPlace, i);
      NystaPlace *known = g_hash_table_lookup (first, &place.subject);

      if (!nysta_appearances_is_settled (appearances, place.subject))
        g_array_index (places, NystaPlace, n++) = place;
      else if (!nysta_appearances_is_document (appearances, place.graph))
        continue;
      else if (known == NULL)
        {
          g_array_index (places, NystaPlace, n) = place;
          known = &g_array_index (places, NystaPlace, n++);
          g_hash_table_insert (first, &known->subject, known);
        }
      else if (strcmp (nysta_in_text (appearances->dataset, place.graph),
                       nysta_in_text (appearances->dataset, known->graph)) < 0)
        known->graph = place.graph;
    }
  g_array_set_size (places, n);
}

GPtrArray *
nysta_appearances_of_block (NystaAppearances *appearances, const char *block)
{
  GPtrArray *rows = g_hash_table_lookup (appearances->blocks, block);
  NystaEntityKind kind;
  const char *key = NULL;

  if (rows != NULL)
    return rows;
  rows = g_ptr_array_new_with_free_func (nysta_appearance_free);
  g_hash_table_insert (appearances->blocks, g_strdup (block), rows);
  if (!nysta_block_parse (block, &kind, &key))
    return rows;

  g_autoptr (GArray) places = find_places (appearances, key);
  g_autoptr (GHashTable) seen = g_hash_table_new (place_hash, place_equal);

  thin_out (appearances, places);

  for (guint i = 0; i < places->len; i++)
    {
      NystaPlace *place = &g_array_index (places, NystaPlace, i);
      NystaAppearance *row = g_hash_table_add (seen, place) &&
                                 nysta_appearances_is_document (appearances, place->graph)
                               ? nysta_appearances_read (appearances, place)
                               : NULL;

      if (row != NULL && row->kind == kind && is_in_block (row, block))
        g_ptr_array_add (rows, row);
      else if (row != NULL)
        nysta_appearance_free (row);
    }
  g_ptr_array_sort (rows, compare_appearances);
  return rows;
}

typedef struct
{
  NystaAppearances *appearances;
  GPtrArray *out;
} Finding;

static gboolean
take_blocks_of (const NystaQuad *quad, gpointer user_data)
{
  Finding *reading = user_data;
  const NystaPlace place = { quad->subject, quad->graph };
  NystaAppearance *row = nysta_appearances_is_document (reading->appearances, quad->graph)
                           ? nysta_appearances_read (reading->appearances, &place)
                           : NULL;

  for (guint i = 0; row != NULL && i < row->keys->len; i++)
    if (!g_ptr_array_find_with_equal_func (reading->out, row->keys->pdata[i], g_str_equal,
                                           NULL))
      g_ptr_array_add (reading->out, g_strdup (row->keys->pdata[i]));
  if (row != NULL)
    nysta_appearance_free (row);
  return TRUE;
}

GPtrArray *
nysta_appearances_blocks_of (NystaAppearances *appearances, const char *iri)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  NystaTermId id = nysta_in_id (appearances->dataset, iri);
  Finding reading = { appearances, keys };

  for (gsize i = 0; id != NYSTA_ANY && i < G_N_ELEMENTS (name_predicates); i++)
    nysta_in_foreach (appearances->dataset, id, name_predicates[i], NYSTA_ANY, NYSTA_ANY,
                      take_blocks_of, &reading);
  /* Others that are it now. */
  if (id != NYSTA_ANY)
    nysta_in_foreach (appearances->dataset, NYSTA_ANY, NS_DCTERMS "isReplacedBy", id,
                      NYSTA_ANY, take_blocks_of, &reading);
  g_ptr_array_sort (keys, compare_strings);
  return keys;
}

static void
note_block (GHashTable *keys, NystaEntityKind kind, const char *key)
{
  g_hash_table_add (keys, nysta_block_new (kind, key));
}

void
nysta_appearances_note_blocks (const NystaStatement *statements, gsize n, GHashTable *keys)
{
  g_autoptr (GHashTable) kind_of = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (nysta_appearance_types); j++)
      if (strcmp (statements[i].predicate.value, RDF_TYPE) == 0 &&
          strcmp (statements[i].object.value, nysta_appearance_types[j].type) == 0)
        g_hash_table_insert (kind_of, (gpointer) statements[i].subject.value,
                             GINT_TO_POINTER (nysta_appearance_types[j].kind));
  for (gsize i = 0; i < n; i++)
    if (strcmp (statements[i].predicate.value, NS_DCTERMS "isReplacedBy") == 0 &&
        g_hash_table_contains (kind_of, statements[i].object.value))
      g_hash_table_insert (kind_of, (gpointer) statements[i].subject.value,
                           g_hash_table_lookup (kind_of, statements[i].object.value));

  for (gsize i = 0; i < n; i++)
    {
      const NystaTerm *object = &statements[i].object;
      gpointer known = g_hash_table_lookup (kind_of, statements[i].subject.value);
      gboolean is_name = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (name_predicates) && !is_name; j++)
        is_name = strcmp (statements[i].predicate.value, name_predicates[j]) == 0;
      if (known == NULL || !is_name || object->kind != NYSTA_TERM_LITERAL)
        continue;

      NystaEntityKind kind = (NystaEntityKind) GPOINTER_TO_INT (known);
      g_autofree char *key = kind == NYSTA_PERSON ? nysta_block_person_name (object->value)
                                                  : nysta_name_key (object->value);

      note_block (keys, kind, key);
      if (kind != NYSTA_ORGANISATION)
        continue;

      g_auto (GStrv) bare = nysta_block_bare_names (key);
      for (guint j = 0; bare[j] != NULL; j++)
        note_block (keys, kind, bare[j]);
    }
}
