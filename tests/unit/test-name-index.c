/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whom an address fits best, beside an answer that compares it with everybody. */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../plugins/extract-contact/contact.h"

typedef struct
{
  GArray *found;
  GPtrArray *strings;
  Contacts contacts;
} Made;

static void
made_clear (Made *made)
{
  g_array_unref (made->found);
  g_ptr_array_unref (made->strings);
  free (made->contacts.items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

static Made
made_new (void)
{
  return (Made){ .found = g_array_new (FALSE, FALSE, sizeof (NystaFound)),
                 .strings = g_ptr_array_new_with_free_func (g_free) };
}

static void
add_found (Made *made, guint32 kind, const char *key, const char *name, guint32 start)
{
  char *own_key = g_strdup (key);
  char *own_name = g_strdup (name);
  NystaFound found = { .key = own_key,
                       .name = own_name,
                       .kind = kind,
                       .start = start,
                       .end = start + (guint32) strlen (name) };

  g_ptr_array_add (made->strings, own_key);
  g_ptr_array_add (made->strings, own_name);
  g_array_append_val (made->found, found);
}

static void
add_contact (Made *made, guint32 kind, const char *value, guint32 start)
{
  Contact contact = { .start = start, .end = start + 1, .kind = kind };

  g_assert_cmpuint (strlen (value), <, sizeof contact.value);
  strcpy (contact.value, value);
  g_assert_true (contacts_add (&made->contacts, &contact));
}

static NystaText
text_of (const Made *made)
{
  return (NystaText){ .struct_size = sizeof (NystaText),
                      .text = "",
                      .found = (const NystaFound *) (const void *) made->found->data,
                      .n_found = made->found->len };
}

static guint32
distance (const NystaFound *found, const Contact *contact)
{
  return found->start <= contact->start ? contact->start - found->start
                                        : found->start - contact->start;
}

/* Everybody in turn, as contact.h says it. A person's address is no organisation's. */
static const NystaFound *
best_of_all (const Made *made, const NameRules *rules, const Contact *contact,
             int *out_score, bool *out_ambiguous)
{
  const NystaFound *best = NULL;
  int most = rules->least;
  char key[MAX_KEY_BYTES];
  uint64_t hashes[MAX_ADDRESS_KEYS];

  if (rules->address_keys (contact->value, key, hashes) == 0)
    return NULL;

  for (guint i = 0; i < made->found->len; i++)
    {
      const NystaFound *found = &g_array_index (made->found, NystaFound, i);
      int score = found->kind == rules->kind ? rules->score (contact->value, found->name)
                                             : -1;

      if (score < most || (score == most && best != NULL &&
                           distance (found, contact) >= distance (best, contact)))
        continue;
      most = score;
      best = found;
    }
  *out_score = most;
  *out_ambiguous = false;
  for (guint i = 0; best != NULL && i < made->found->len; i++)
    {
      const NystaFound *found = &g_array_index (made->found, NystaFound, i);

      if (found->kind == rules->kind && strcmp (found->key, best->key) != 0 &&
          rules->score (contact->value, found->name) == most)
        *out_ambiguous = true;
    }
  return best;
}

static void
check_all (const Made *made, const NameRules *rules)
{
  NystaText text = text_of (made);
  NameIndex *index = name_index_new (&text, &made->contacts, rules);

  g_assert_nonnull (index);
  for (size_t i = 0; i < made->contacts.n; i++)
    {
      const Contact *contact = &made->contacts.items[i];
      int score = 0, expected_score = 0;
      bool ambiguous = false, expected_ambiguous = false;

      if (contact->kind != NYSTA_EMAIL)
        continue;
      const NystaFound *expected = best_of_all (made, rules, contact, &expected_score,
                                                &expected_ambiguous);
      const NystaFound *best = name_index_best (index, contact, &score, &ambiguous);

      g_test_message ("%s", contact->value);
      g_assert_cmpstr (best != NULL ? best->name : NULL, ==,
                       expected != NULL ? expected->name : NULL);
      g_assert_true (best == expected);
      if (best == NULL)
        continue;
      g_assert_cmpint (score, ==, expected_score);
      g_assert_cmpint (ambiguous, ==, expected_ambiguous);
    }
  name_index_free (index);
}

typedef struct
{
  const char *name;
  const char *address;
  const char *people[4];
  const char *best; /* or NULL */
  gboolean ambiguous;
} PersonCase;

static const PersonCase person_cases[] = {
  { "full", "anna.berg@x.example", { "Bo Ek", "Anna Berg" }, "Anna Berg", FALSE },
  { "nobody", "cia.alm@x.example", { "Bo Ek", "Anna Berg" }, NULL, FALSE },
  { "no-people", "anna.berg@x.example", { NULL }, NULL, FALSE },
  { "letters-folded", "asa.ohman@x.example", { "Åsa Öhman" }, "Åsa Öhman", FALSE },
  { "better-wins", "anna.berg@x.example", { "Anna Ek", "Anna Berg" }, "Anna Berg", FALSE },
  { "two-fit", "anna@x.example", { "Anna Ek", "Anna Berg" }, "Anna Berg", TRUE },
  { "one-twice", "anna@x.example", { "Anna Berg", "Anna Berg" }, "Anna Berg", FALSE },
};

static void
test_person (gconstpointer data)
{
  const PersonCase *row = data;
  g_auto (Made) made = made_new ();
  guint32 at = 0;

  for (gsize i = 0; row->people[i] != NULL; i++, at += 20)
    add_found (&made, NYSTA_PERSON, row->people[i], row->people[i], at);
  add_contact (&made, NYSTA_EMAIL, row->address, at);
  check_all (&made, &person_rules);

  NystaText text = text_of (&made);
  NameIndex *index = name_index_new (&text, &made.contacts, &person_rules);
  int score = 0;
  bool ambiguous = false;
  const NystaFound *best = name_index_best (index, &made.contacts.items[0], &score,
                                            &ambiguous);

  g_assert_cmpstr (best != NULL ? best->name : NULL, ==, row->best);
  if (best != NULL)
    g_assert_cmpint (ambiguous, ==, row->ambiguous);
  name_index_free (index);
}

/* The nearest of those that fit alike; of two at one distance the earlier. */
static void
test_nearest (void)
{
  static const guint32 places[] = { 0, 10, 40, 50, 60, 100 };
  g_auto (Made) made = made_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *key = g_strdup_printf ("p%" G_GSIZE_FORMAT, i);

      add_found (&made, NYSTA_PERSON, key, "Anna Berg", places[i]);
    }
  add_found (&made, NYSTA_PERSON, "other", "Anna Berg", 100);
  for (guint32 at = 0; at < 120; at += 5)
    add_contact (&made, NYSTA_EMAIL, "anna.berg@x.example", at);
  check_all (&made, &person_rules);
}

static void
test_no_contacts (void)
{
  g_auto (Made) made = made_new ();

  check_all (&made, &person_rules);
  add_found (&made, NYSTA_PERSON, "p", "Anna Berg", 0);
  add_contact (&made, NYSTA_PHONE, "+4630083400", 5);
  check_all (&made, &person_rules);
}

static const char *const givens[] = { "Anna", "Bo", "Åsa", "Ann-Marie", "Eva", "É", "" };
static const char *const surnames[] = {
  "Berg", "Ek", "Öhman", "Ek-Berg", "von Alm", "B", ""
};
static const char *const bodies[] = { "Ekby kommun", "Kommunala forumet", "EKF",
                                      "Region Norr", "Stiftelsen Nystan", "KF",
                                      "Ekby",        "Norr & Söder AB",   "-" };
static const char *const locals[] = { "anna.berg",    "anna",      "berg",        "abg",
                                      "ann-marie.ek", "bo.ek",     "info",        "e.b",
                                      "a.b",          "asa.ohman", "eva.von.alm", "x",
                                      "ek.berg",      "anna.ek2" };
static const char *const domains[] = { "ekby.example",      "kf.example",
                                       "forumet.example",   "nystan.example",
                                       "norrsoder.example", "norr.example",
                                       "ek-by.example",     "x.example" };

#define PICK(rand, list) (list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 300; round++)
    {
      g_auto (Made) made = made_new ();
      guint32 at = 0;
      gint n = g_rand_int_range (rand, 0, 30);

      for (gint i = 0; i < n; i++, at += (guint32) g_rand_int_range (rand, 0, 20))
        {
          gboolean person = g_rand_boolean (rand);
          g_autofree char *name = person ? g_strdup_printf ("%s %s", PICK (rand, givens),
                                                            PICK (rand, surnames))
                                         : g_strdup (PICK (rand, bodies));

          add_found (&made, person ? NYSTA_PERSON : NYSTA_ORGANISATION, name, name, at);
        }
      n = g_rand_int_range (rand, 0, 12);
      for (gint i = 0; i < n; i++)
        {
          g_autofree char *address = g_strdup_printf ("%s@%s", PICK (rand, locals),
                                                      PICK (rand, domains));

          add_contact (&made, NYSTA_EMAIL, address,
                       (guint32) g_rand_int_range (rand, 0, (gint) at + 10));
        }
      check_all (&made, &person_rules);
      check_all (&made, &organisation_rules);
    }
}

/* Thousands of namesakes and addresses: linear, or this takes minutes. */
static void
test_many (void)
{
  g_auto (Made) made = made_new ();

  for (guint32 i = 0; i < 20000; i++)
    add_found (&made, NYSTA_PERSON, "p", "Anna Berg", 10 * i);
  for (guint32 i = 0; i < 2000; i++)
    add_contact (&made, NYSTA_EMAIL, "anna.berg@x.example", 100 * i + 4);

  NystaText text = text_of (&made);
  NameIndex *index = name_index_new (&text, &made.contacts, &person_rules);
  for (size_t i = 0; i < made.contacts.n; i++)
    {
      int score = 0;
      bool ambiguous = true;
      const NystaFound *best = name_index_best (index, &made.contacts.items[i], &score,
                                                &ambiguous);

      g_assert_nonnull (best);
      g_assert_cmpuint (best->start, ==, 100 * i);
      g_assert_false (ambiguous);
    }
  name_index_free (index);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (person_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/name-index/person/%s",
                                               person_cases[i].name);
      g_test_add_data_func (path, &person_cases[i], test_person);
    }
  g_test_add_func ("/name-index/nearest", test_nearest);
  g_test_add_func ("/name-index/no-contacts", test_no_contacts);
  g_test_add_func ("/name-index/random", test_random);
  g_test_add_func ("/name-index/many", test_many);
  return g_test_run ();
}
