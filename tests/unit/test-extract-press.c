/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the rules read is in tests/cli/press-rules.sh; here, that no text breaks them. */
#include "config.h"
#include "text/document.h"

#include <string.h>

/* --- a host that only checks --------------------------------------------------- */

typedef struct
{
  NystaExtractorHost host;
  const NystaText *text;
  GHashTable *keys; /* of entities */
  guint n_proposals;
  GString *said; /* entities and memberships, as they came */
} Checker;

static gboolean
is_range (const Checker *checker, guint32 start, guint32 end)
{
  return start < end && end <= checker->text->n_bytes &&
         g_utf8_validate (checker->text->text + start, end - start, NULL);
}

static void
on_message (const NystaExtractorHost *host, const char *message)
{
  (void) host;
  g_test_message ("%s", message);
  g_test_fail ();
}

static NystaStatus
on_entity (const NystaExtractorHost *host, const NystaEntity *entity)
{
  Checker *checker = host->context;

  g_assert_true (entity->kind >= NYSTA_PERSON && entity->kind <= NYSTA_PROJECT);
  g_assert_true (entity->name[0] != '\0');
  g_assert_true (g_utf8_validate (entity->name, -1, NULL));
  g_hash_table_add (checker->keys, g_strdup (entity->key));
  g_string_append_printf (checker->said, "%s %s\n", entity->key, entity->name);
  return NYSTA_OK;
}

static NystaStatus
on_alias (const NystaExtractorHost *host, const char *key, const char *form)
{
  Checker *checker = host->context;

  g_assert_true (g_hash_table_contains (checker->keys, key));
  g_assert_true (g_utf8_validate (form, -1, NULL));
  return NYSTA_OK;
}

static NystaStatus
on_mention (const NystaExtractorHost *host, const NystaMention *mention)
{
  Checker *checker = host->context;

  g_assert_true (g_hash_table_contains (checker->keys, mention->key));
  g_assert_true (is_range (checker, mention->start, mention->end));
  g_assert_true (mention->confidence > 0 && mention->confidence <= 1);
  return NYSTA_OK;
}

static NystaStatus
on_membership (const NystaExtractorHost *host, const NystaMembership *membership)
{
  Checker *checker = host->context;

  g_assert_true (g_hash_table_contains (checker->keys, membership->person));
  g_assert_true (membership->role != NULL || membership->organisation != NULL);
  if (membership->role != NULL)
    g_assert_true (g_hash_table_contains (checker->keys, membership->role));
  if (membership->organisation != NULL)
    g_assert_true (g_hash_table_contains (checker->keys, membership->organisation));
  g_assert_true (is_range (checker, membership->start, membership->end));
  g_string_append_printf (checker->said, "%s %s %s %u-%u\n", membership->person,
                          membership->role, membership->organisation, membership->start,
                          membership->end);
  checker->n_proposals++;
  return NYSTA_OK;
}

static NystaStatus
on_participation (const NystaExtractorHost *host, const NystaParticipation *participation)
{
  Checker *checker = host->context;

  g_assert_true (g_hash_table_contains (checker->keys, participation->project));
  g_assert_true (g_hash_table_contains (checker->keys, participation->organisation));
  g_assert_true (participation->role >= NYSTA_FUNDER &&
                 participation->role <= NYSTA_PARTICIPANT);
  g_assert_true (is_range (checker, participation->start, participation->end));
  checker->n_proposals++;
  return NYSTA_OK;
}

static NystaStatus
on_value (const NystaExtractorHost *host, const NystaValue *value)
{
  Checker *checker = host->context;

  g_assert_true (g_hash_table_contains (checker->keys, value->key));
  g_assert_cmpstr (value->value, !=, NULL);
  g_assert_true ((value->property == NYSTA_AMOUNT) == (value->currency != NULL));
  if (value->funder != NULL)
    g_assert_true (g_hash_table_contains (checker->keys, value->funder));
  g_assert_true (is_range (checker, value->start, value->end));
  checker->n_proposals++;
  return NYSTA_OK;
}

/* --- documents ------------------------------------------------------------------- */

static NystaLexicon *
lexicon (void)
{
  static NystaLexicon *opened;

  if (opened == NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("BUILDDIR"), "ontologies",
                                                "lexicon.bin", NULL);
      g_autoptr (GError) error = NULL;

      opened = nysta_lexicon_open (path, &error);
      g_assert_no_error (error);
    }
  return opened;
}

/* A block a line, its kind by its number, so that every kind meets every text. */
static void
add_lines (NystaDocument *document, const char *text, guint seed)
{
  g_autoptr (GError) error = NULL;
  guint32 start = 0;
  guint n = 0;

  nysta_document_append_text (document, text, strlen (text), &error);
  g_assert_no_error (error);
  for (guint32 i = 0;; i++)
    {
      if (text[i] != '\n' && text[i] != '\0')
        continue;
      guint kind = seed == 0 ? (guint) NYSTA_BLOCK_PARAGRAPH : 1 + (n * 7 + seed) % 6;
      NystaBlock block = { .kind = kind,
                           .level = 1,
                           .start = start,
                           .end = i,
                           .group = 1 + n / 4,
                           .row = 1 + n / 2,
                           .column = 1 + n % 2 };

      if (i > start)
        nysta_document_add_block (document, &block, NULL);
      n++;
      start = i + 1;
      if (text[i] == '\0')
        break;
    }
}

/* What was said of it is for the caller to free. */
static char *
extract_and_tell (const char *text, guint seed, guint *out_n_proposals)
{
  g_autoptr (NystaDocument) document = nysta_document_new ();
  g_autoptr (GHashTable)
    keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_lines (document, text, seed);
  nysta_document_analyse (document, lexicon ());
  Checker checker = {
    .host = { .struct_size = sizeof checker.host,
              .warn = on_message,
              .fail = on_message,
              .entity = on_entity,
              .alias = on_alias,
              .mention = on_mention,
              .membership = on_membership,
              .value = on_value,
              .participation = on_participation },
    .text = nysta_document_text (document),
    .keys = keys,
    .said = g_string_new (NULL),
  };
  checker.host.context = &checker;
  g_assert_cmpint (nysta_plugin.extractor->extract (&checker.host, checker.text), ==,
                   NYSTA_OK);
  *out_n_proposals = checker.n_proposals;
  return g_string_free (checker.said, FALSE);
}

static guint
extract (const char *text, guint seed)
{
  guint n_proposals = 0;
  g_autofree char *said = extract_and_tell (text, seed, &n_proposals);

  return n_proposals;
}

static const char *const samples[] = {
  "Rådets ledamöter\nAnna Berg, digitaliseringschef, Habo\nOskar Lind, CDO/CISO, Tranås\n"
  "Ann-Britt Ek (S), 1:e vice ordförande\nMaria af Klint, professor i sociologi, KTH",
  "– Vi är glada, säger Anna Berg, vd för Nordvind AB och ordförande i nämnden.\n"
  "Hon efterträder Per Ask, som tidigare varit klimat- och miljöminister.\n"
  "Utöver ordföranden Nils Ek består Vattenrådet av professor Eva Ask och vd Bo Sten.",
  "Projektet Tysta hamnar 2031 (TH31) finansieras av Vinnova och leds av Habo kommun.\n"
  "Med är också Region Halland, SKR och Ale, Kungälvs och Lerums kommuner.\n"
  "Beviljade projekt:\nBlå mat (BM), Fiskarna AB, Habo kommun\nFinansiär: Vinnova",
  "Protokoll\nHabo kommun\nBeslutande\nUtsedd att justera: Anna Berg\nVid protokollet\n"
  "Per Ask\nOrdförande\nEva Ek\nNamn\tTitel\nKontakt: Bo Sten, 070-123 45 67, b@x.example",
  "I am a visiting fellow of the Example Lab at Stanford University, too, says Anna Berg.\n"
  "The Example Data Network (EDN) is funded by Vinnova (VIN). Members of the board:",
};

static void
test_samples (void)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint seed = 0; seed < 7; seed++)
      n += extract (samples[i], seed);
  g_assert_cmpuint (n, >, 50);
}

/* What is kept of words from document to document changes nothing: not where all were seen
 * before, nor written with soft hyphens, nor forgotten since there were too many. */
static void
test_repeated (void)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) many = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    g_ptr_array_add (first, extract_and_tell (samples[i], 0, &n));
  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (many, "Ord%u o\u00ADrd%u%c", i, i, i % 16 == 0 ? '\n' : ' ');
  for (guint round = 0; round < 3; round++)
    {
      for (guint i = G_N_ELEMENTS (samples); i-- > 0;)
        {
          g_autofree char *again = extract_and_tell (samples[i], 0, &n);

          g_assert_cmpstr (again, ==, first->pdata[i]);
        }
      extract (round == 0 ? "dig\u00ADitalise\u00ADringschef Hab\u00ADo" : many->str, 0);
    }
}

static void
test_empty (void)
{
  static const char *const texts[] = {
    "",     "\n\n",      ",",          "(",  "\"",  "–",         ":",
    "Anna", "Anna Berg", "Anna Berg,", "vd", "AB",  "projektet", "projektet \"",
    "och",  "säger",     "- , ( )",    "I",  "(S)", "Om X",      "1:e"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint seed = 0; seed < 7; seed++)
      extract (texts[i], seed);
}

/* Words of the samples, shuffled, cut and glued. */
static void
test_shuffled (void)
{
  g_autofree char *all = g_strjoinv ("\n", (char **) samples);
  g_auto (GStrv) words = g_strsplit_set (all, " ", -1);
  guint n_words = g_strv_length (words);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint length = (guint) g_test_rand_int_range (1, 120);

      for (guint i = 0; i < length; i++)
        {
          g_string_append (text, words[g_test_rand_int_range (0, (gint) n_words)]);
          g_string_append (text, g_test_rand_int_range (0, 8) == 0 ? "\n" : " ");
        }
      extract (text->str, (guint) g_test_rand_int_range (0, 7));
    }
}

/* Bytes changed at random; what is no UTF-8 by then never reaches an extractor. */
static void
test_mutated (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autofree char *text = g_strdup (samples[round % G_N_ELEMENTS (samples)]);
      gsize n = strlen (text);

      for (guint i = 0; i < 1 + round % 20; i++)
        text[g_test_rand_int_range (0, (gint) n)] = (char) g_test_rand_int_range (1, 256);
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      extract (valid, round % 7);
    }
}

/* Ten times the text, about ten times the time: a quadratic rule takes a hundred. */
static void
test_linear (void)
{
  static const char *const lines[] = {
    "projektet Alfa beta finansieras av ",
    "Projektet Grön hamn leds av Habo kommun och Exempel AB. ",
    "Anna Berg, vd, Exempel AB\n",
    "Ledamöter:\n",
    "Hon efterträder Per Ask. ",
    "kommuner Ale, ",
    "( ",
    "Anna Berg och ",
    "säger vd ",
    "Vattenrådet består av Anna Berg. "
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gint64 taken[2];

      for (guint k = 0; k < 2; k++)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          for (guint n = 0; n < (k == 0 ? 300 : 3000); n++)
            g_string_append (text, lines[i]);
          gint64 start = g_get_monotonic_time ();
          extract (text->str, 0);
          taken[k] = g_get_monotonic_time () - start;
        }
      g_test_message ("%s: %d µs, ten times: %d µs", lines[i], (int) taken[0],
                      (int) taken[1]);
      g_assert_cmpint (taken[1], <, 40 * taken[0] + 400000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract-press/samples", test_samples);
  g_test_add_func ("/extract-press/repeated", test_repeated);
  g_test_add_func ("/extract-press/next-to-nothing", test_empty);
  g_test_add_func ("/extract-press/shuffled", test_shuffled);
  g_test_add_func ("/extract-press/mutated", test_mutated);
  g_test_add_func ("/extract-press/linear", test_linear);
  return g_test_run ();
}
