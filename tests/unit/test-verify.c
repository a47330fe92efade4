/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A sound file, and one for every way in which it may not be sound. */
#include "store/verify.h"

#include <string.h>

#include "made-tables.h"
#include "rdf/vocabulary.h"
#include "store/counts.h"
#include "store/term-hashes.h"
#include "store/update.h"

#define N_THINGS 500

typedef struct
{
  MadeTables made;
  guint64 seed;
  NystaTermId type;
  NystaTermId name;
  NystaTermId class;
  NystaTermId things[N_THINGS];
} Fixture;

static void
update (Fixture *fixture, NystaRowChange *changes, gsize n_changes)
{
  guint64 n_added, n_removed;

  g_assert_cmpint (nysta_update_apply (fixture->made.txn, fixture->made.tables,
                                       fixture->type, changes, n_changes, &n_added,
                                       &n_removed),
                   ==, 0);
}

static void
add_quad (Fixture *fixture, NystaTermId s, NystaTermId p, NystaTermId o, NystaTermId g)
{
  NystaRowChange change = { .row = { { s, p, o, g } }, .adds = TRUE };

  update (fixture, &change, 1);
}

static NystaTermId
add_term (NystaDictionary *dictionary, NystaTerm term)
{
  NystaTermId id = 0;

  g_assert_cmpint (nysta_dictionary_add (dictionary, &term, &id), ==, 0);
  return id;
}

static void
fixture_init (Fixture *fixture)
{
  made_tables_init (&fixture->made);
  fixture->seed = nysta_environment_seed (fixture->made.environment);

  g_autoptr (NystaDictionary) dictionary = nysta_dictionary_new (
    fixture->made.txn, fixture->made.tables, fixture->seed);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (NystaRowChange));
  NystaTermId graph;

  fixture->type = add_term (dictionary, nysta_iri (RDF_TYPE));
  fixture->name = add_term (dictionary, nysta_iri ("urn:name"));
  fixture->class = add_term (dictionary, nysta_iri ("urn:Thing"));
  graph = add_term (dictionary, nysta_iri ("urn:graph"));
  for (guint i = 0; i < N_THINGS; i++)
    {
      g_autofree char *iri = g_strdup_printf ("urn:thing:%u", i);
      g_autofree char *name = g_strdup_printf ("sak %u", i);
      NystaTermId label = add_term (dictionary, nysta_literal (name, NULL, "sv"));
      NystaTermId thing = add_term (dictionary, nysta_iri (iri));
      NystaRowChange change = { { { thing, fixture->type, fixture->class, 0 } }, TRUE };

      fixture->things[i] = thing;
      g_array_append_val (changes, change);
      change.row.ids[3] = graph;
      if (i % 3 == 0)
        g_array_append_val (changes, change);
      change.row = (NystaRow){ { thing, fixture->name, label, graph } };
      g_array_append_val (changes, change);
      change.row.ids[2] = nysta_id_make (NYSTA_TAG_INTEGER, ((guint64) 1 << 43) + i);
      g_array_append_val (changes, change);
    }
  g_assert_cmpint (nysta_dictionary_flush (dictionary), ==, 0);
  update (fixture, (NystaRowChange *) (void *) changes->data, changes->len);
}

/* --- damages ---------------------------------------------------------------- */

/* Put another block in the place of the one that has @row. */
static void
put_block (Fixture *fixture, NystaOrder order, const NystaRow *row, gsize at, guint8 flip)
{
  MDB_dbi table = fixture->made.tables->orders[order];
  guint8 bytes[NYSTA_BLOCK_MAX_BYTES];
  guint8 key_bytes[NYSTA_ROW_KEY_BYTES];
  MDB_cursor *cursor;
  MDB_val key, value;

  g_assert_cmpint (mdb_cursor_open (fixture->made.txn, table, &cursor), ==, 0);
  g_assert_cmpint (nysta_order_look_up (cursor, row, &key, &value), ==, 0);
  memcpy (key_bytes, key.mv_data, key.mv_size);
  memcpy (bytes, value.mv_data, value.mv_size);
  mdb_cursor_close (cursor);
  key.mv_data = key_bytes;
  value.mv_data = bytes;
  bytes[at < value.mv_size ? at : value.mv_size - 1] ^= flip;
  g_assert_cmpint (mdb_put (fixture->made.txn, table, &key, &value, 0), ==, 0);
}

static void
flip_row (Fixture *fixture)
{
  NystaRow row = { { fixture->type, fixture->class, fixture->things[250] } };

  put_block (fixture, NYSTA_ORDER_POSG, &row, 100, 1);
}

static void
flip_trailer (Fixture *fixture)
{
  NystaRow row = { { fixture->things[250] } };

  put_block (fixture, NYSTA_ORDER_SPOG, &row, G_MAXSIZE, 1);
}

/* A whole block of two rows, where its first row sorts but the second one is too large. */
static void
put_overlapping (Fixture *fixture)
{
  NystaBlockBuilder builder;
  NystaRow first = { { fixture->type, fixture->class, fixture->things[250] + 1, 7 } };
  NystaRow second = { { fixture->type, fixture->class, fixture->things[270] + 1, 7 } };
  guint8 bytes[NYSTA_ROW_KEY_BYTES];
  MDB_val key = { sizeof bytes, bytes };

  nysta_block_builder_init (&builder, NYSTA_ORDER_POSG);
  nysta_block_builder_add (&builder, &first);
  nysta_block_builder_add (&builder, &second);
  nysta_block_builder_finish (&builder);
  nysta_row_store_key (bytes, &first);

  MDB_val value = { builder.n_bytes, builder.bytes };
  g_assert_cmpint (mdb_put (fixture->made.txn,
                            fixture->made.tables->orders[NYSTA_ORDER_POSG], &key, &value,
                            0),
                   ==, 0);
}

static void
change_ospg (Fixture *fixture, guint thing, gboolean adds)
{
  NystaRowChange change = {
    { { fixture->class, fixture->things[thing], fixture->type, 0 } },
    adds,
  };

  if (adds)
    change.row.ids[3] = fixture->name;
  g_assert_cmpint (nysta_order_change (fixture->made.txn, fixture->made.tables,
                                       NYSTA_ORDER_OSPG, &change, 1),
                   ==, 0);
}

static void
lose_row (Fixture *fixture)
{
  change_ospg (fixture, 9, FALSE);
}

static void
exchange_row (Fixture *fixture)
{
  change_ospg (fixture, 9, FALSE);
  change_ospg (fixture, 10, TRUE);
}

static void
use_unknown_id (Fixture *fixture)
{
  add_quad (fixture, nysta_id_make (NYSTA_TAG_IRI, 99999), fixture->name, fixture->class,
            0);
}

static void
use_impossible_value (Fixture *fixture)
{
  add_quad (fixture, fixture->things[0], fixture->name, nysta_id_make (15, 1), 0);
}

static void
use_number_as_predicate (Fixture *fixture)
{
  add_quad (fixture, fixture->things[0], nysta_id_make (NYSTA_TAG_BOOLEAN, 1),
            fixture->class, 0);
}

static void
miscount (Fixture *fixture)
{
  g_assert_cmpint (nysta_counts_add (fixture->made.txn, fixture->made.tables,
                                     NYSTA_COUNT_CLASS_INSTANCES, fixture->class, 1),
                   ==, 0);
}

static NystaTermId
append_iri (Fixture *fixture, const char *iri)
{
  g_autoptr (NystaDictionary) dictionary = nysta_dictionary_new (
    fixture->made.txn, fixture->made.tables, fixture->seed);
  NystaTermId id = 0;

  g_assert_cmpint (
    nysta_dictionary_append (dictionary, NYSTA_TAG_IRI, iri, strlen (iri), &id), ==, 0);
  g_assert_cmpint (nysta_dictionary_flush (dictionary), ==, 0);
  return id;
}

static void
add_hash (Fixture *fixture, guint64 hash, NystaTermId id)
{
  g_assert_cmpint (
    nysta_term_hashes_add (fixture->made.txn, fixture->made.tables, hash, id), ==, 0);
}

static void
lose_hash (Fixture *fixture)
{
  append_iri (fixture, "urn:unhashed");
}

static void
double_term (Fixture *fixture)
{
  NystaTermId id = append_iri (fixture, "urn:name");

  add_hash (fixture, nysta_term_pack_hash (NYSTA_TAG_IRI, "urn:name", 8, fixture->seed),
            id);
}

static void
double_hash (Fixture *fixture)
{
  add_hash (fixture, 0x123456789abcde00, fixture->name);
}

static void
hash_unknown (Fixture *fixture)
{
  add_hash (fixture, 0x123456789abcde00, nysta_id_make (NYSTA_TAG_TYPED, 5));
}

static void
damage_terms (Fixture *fixture)
{
  guint8 bytes[NYSTA_ID_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  MDB_val value = { 5, (void *) "\1\2\3\4\5" };

  nysta_id_store (bytes, 3);
  g_assert_cmpint (mdb_put (fixture->made.txn,
                            fixture->made.tables->terms[NYSTA_TAG_LANGUAGE], &key, &value,
                            0),
                   ==, 0);
}

static void
number_terms_wildly (Fixture *fixture)
{
  guint8 bytes[NYSTA_ID_BYTES];
  guint8 first[NYSTA_ID_BYTES] = { 0 };
  g_autofree guint8 *block = NULL;
  MDB_val key = { sizeof first, first };
  MDB_val value;
  MDB_dbi table = fixture->made.tables->terms[NYSTA_TAG_IRI];

  g_assert_cmpint (mdb_get (fixture->made.txn, table, &key, &value), ==, 0);
  block = g_memdup2 (value.mv_data, value.mv_size);
  value.mv_data = block;
  nysta_id_store (bytes, NYSTA_ID_MAX_PAYLOAD / NYSTA_TERMS_PER_BLOCK);
  key.mv_data = bytes;
  g_assert_cmpint (mdb_put (fixture->made.txn, table, &key, &value, 0), ==, 0);
}

/* --- cases ------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  void (*damage) (Fixture *fixture);
  const char *wanted; /* in what is told */
} Case;

static const Case cases[] = {
  { "sound", NULL, NULL },
  { "row", flip_row, "posg: the checksum of block" },
  { "trailer", flip_trailer, "spog: the checksum of block" },
  { "overlapping", put_overlapping, "posg: block 4 is not sorted" },
  { "lost-row", lose_row, "spog has 1667 quads, ospg 1666" },
  { "exchanged-row", exchange_row, "ospg has other quads than spog" },
  { "unknown-id", use_unknown_id, "spog: 10000001869f is no term's number" },
  { "impossible-value", use_impossible_value, "ospg: f00000000001 is no term's number" },
  { "number-as-predicate", use_number_as_predicate,
    "posg: c00000000001 is a term that cannot stand there" },
  { "count", miscount, "counts: instances of class" },
  { "lost-hash", lose_hash, "is not found by its hash" },
  { "double-term", double_term, "are one" },
  { "double-hash", double_hash, "entries for" },
  { "unknown-hash", hash_unknown, "hashes: 500000000005 is no term's number" },
  { "terms", damage_terms, "cannot be read" },
  { "term-numbers", number_terms_wildly, "terms of tag 1: blocks are missing" },
};

static void
append_fault (const char *what, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", what);
}

static void
test_case (gconstpointer data)
{
  const Case *this = data;
  Fixture fixture;
  g_autoptr (GString) faults = g_string_new (NULL);

  fixture_init (&fixture);
  if (this->damage != NULL)
    this->damage (&fixture);

  guint64 n_faults = nysta_verify_tables (fixture.made.txn, fixture.made.tables,
                                          fixture.seed, append_fault, faults);
  g_test_message ("%s", faults->str);
  if (this->wanted == NULL)
    g_assert_cmpstr (faults->str, ==, "");
  else if (strstr (faults->str, this->wanted) == NULL)
    g_error ("got %s instead of %s", faults->str, this->wanted);
  g_assert_cmpint (n_faults > 0, ==, this->wanted != NULL);
  made_tables_clear (&fixture.made);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/verify/%s", cases[i].name);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
