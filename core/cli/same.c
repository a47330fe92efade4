/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* same.c: `nysta same` and `nysta different`: overrule what nysta takes for one. */
#include "config.h"
#include "cli/options.h"
#include "cli/pair.h"
#include "cli/terminal.h"

#include "index/decide.h"
#include "index/parting.h"

#include <stdio.h>

static const char *const same_examples[] = {
  "two names of one person",
  "nysta same \"Anna Berg\" \"Anna Berg Lund\"",
  "an organisation and what it was called before",
  "nysta same \"Åbro elverk\" \"Åbro energi\"",
  "take it back",
  "nysta same --undo \"Åbro elverk\" \"Åbro energi\"",
  NULL,
};

static const char *const different_examples[] = {
  "two persons of one name, by the IRIs that nysta why and nysta show give",
  "nysta different urn:nysta:id/person/14696017c32c8d59912c872cdb78b8bc "
  "urn:nysta:id/person/4d322696a2610b4462d3421eebe0e7ba",
  "the one whom a document means is another than elsewhere",
  "nysta different \"Anna Berg\" --in press/b.txt",
  "take it back",
  "nysta different --undo urn:nysta:id/person/14696017c32c8d59912c872cdb78b8bc "
  "urn:nysta:id/person/4d322696a2610b4462d3421eebe0e7ba",
  NULL,
};

static const NystaUsage same_usage = {
  "same",
  "A B",
  "Say that two persons, organisations or projects are one. A and B are whole names, or IRIs, "
  "also such as were merged away. It holds when documents are indexed again, until it is "
  "taken back; nysta why A B tells how things stand.",
  same_examples,
};

static const NystaUsage different_usage = {
  "different",
  "A B | A --in DOCUMENT",
  "Say that two persons, organisations or projects are not one. A and B are whole names, or "
  "IRIs, also such as were merged away; with --in, whom that document calls A is another than "
  "A elsewhere, which parts those whom nysta gave one IRI. It holds when documents are "
  "indexed again, until it is taken back; nysta why A B tells how things stand.",
  different_examples,
};

/* What was said makes two names one: to take it back they are looked up as they were. */
static gboolean
find_both (NystaDataset *dataset, const char *base, const char *const *arguments,
           gboolean is_same, gboolean undo, char **out_a, char **out_b, GError **error)
{
  if (undo && nysta_decision_find (dataset, base, is_same, arguments[0], arguments[1],
                                   out_a, out_b))
    return TRUE;
  *out_a = nysta_pair_find (dataset, arguments[0], error);
  *out_b = *out_a != NULL ? nysta_pair_find (dataset, arguments[1], error) : NULL;
  return *out_b != NULL;
}

static int
say (const char *command, const char *store_option, const char *const *arguments,
     gboolean is_same, gboolean undo)
{
  g_autofree char *path = nysta_store_choice (store_option);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_WRITE, NULL, &error);
  g_autoptr (NystaDataset) dataset = store != NULL ? nysta_store_snapshot (store, &error)
                                                   : NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  guint n = 0;

  if (dataset == NULL ||
      !find_both (dataset, nysta_store_base (store), arguments, is_same, undo, &a, &b,
                  &error) ||
      !nysta_decide (store, a, b, is_same, undo, &n, &error))
    return nysta_fail (command, error);

  g_autofree char *name_a = nysta_pair_name (dataset, a);
  g_autofree char *name_b = nysta_pair_name (dataset, b);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) safe = g_string_new (NULL);

  g_string_append_printf (line, "%s and %s: %s%s; %u document%s changed", name_a, name_b,
                          undo ? "no longer said to be " : "",
                          is_same ? "the same" : "different", n, n == 1 ? "" : "s");
  nysta_append_printable (safe, line->str);
  g_string_append_c (safe, '\n');
  return nysta_output_text (safe->str);
}

/* The one thing called @wanted that a document called @document mentions. */
static char *
find_in (NystaDataset *dataset, const char *wanted, const char *document, GError **error)
{
  g_autoptr (GError) ambiguous = NULL;
  g_autofree char *valid = g_utf8_make_valid (wanted, -1);
  char *iri = nysta_pair_find (dataset, valid, &ambiguous);
  const char *sole = NULL;
  guint n = 0;

  if (iri != NULL)
    return iri;

  NystaFoundHow how = NYSTA_FOUND_NOTHING;
  g_autoptr (GArray) things = nysta_thing_find (dataset, valid, &how);

  for (guint i = 0; how >= NYSTA_FOUND_FOLDED && i < things->len; i++)
    {
      const NystaThing *thing = &g_array_index (things, NystaThing, i);
      g_autoptr (GPtrArray)
        documents = nysta_documents_called (dataset, thing->iri, document);

      n += documents->len > 0 ? 1 : 0;
      sole = documents->len > 0 ? thing->iri : sole;
    }
  if (n == 1)
    return g_strdup (sole);
  g_propagate_error (error, g_steal_pointer (&ambiguous));
  return NULL;
}

/* What is said of the one whom a document means. */
static NystaDecision *
decide_in (NystaStore *store, NystaDataset *dataset, const char *wanted,
           const char *document, gboolean undo, guint *out_n, GError **error)
{
  const char *base = nysta_store_base (store);
  g_autoptr (NystaDecision) decision = NULL;

  if (undo)
    {
      decision = nysta_decision_find_in (dataset, base, wanted, document, error);
      return decision != NULL && nysta_decide_in_undo (store, decision, out_n, error)
               ? g_steal_pointer (&decision)
               : NULL;
    }

  g_autofree char *iri = find_in (dataset, wanted, document, error);
  if (iri == NULL || !nysta_decide_in (store, iri, document, &decision, out_n, error))
    return NULL;
  return g_steal_pointer (&decision);
}

static int
say_in (const char *store_option, const char *wanted, const char *document, gboolean undo)
{
  g_autofree char *path = nysta_store_choice (store_option);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_WRITE, NULL, &error);
  g_autoptr (NystaDataset) dataset = store != NULL ? nysta_store_snapshot (store, &error)
                                                   : NULL;
  guint n = 0;
  g_autoptr (NystaDecision)
    decision = dataset != NULL
                 ? decide_in (store, dataset, wanted, document, undo, &n, &error)
                 : NULL;

  if (decision == NULL)
    return nysta_fail ("different", error);

  g_autofree char *iri = nysta_parting_iri (nysta_store_base (store), decision->document,
                                            decision->named);
  g_autofree char *other = g_strdup_printf (" another than elsewhere: <%s>", iri);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) safe = g_string_new (NULL);

  g_string_append_printf (
    line, "%s in <%s>:%s; %u document%s changed", wanted, decision->document,
    undo ? " no longer said to be another" : other, n, n == 1 ? "" : "s");
  nysta_append_printable (safe, line->str);
  g_string_append_c (safe, '\n');
  return nysta_output_text (safe->str);
}

static int
run (const NystaUsage *usage, gboolean is_same, int argc, char **argv)
{
  g_autofree char *store = NULL;
  g_autofree char *document = NULL;
  gboolean undo = FALSE;
  const GOptionEntry in = {
    "in",
    0,
    0,
    G_OPTION_ARG_STRING,
    &document,
    "whom this document calls so is another: its IRI, or a path that "
    "its IRI ends with, such as press/b.txt",
    "DOCUMENT"
  };
  const GOptionEntry none = { NULL };
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store),
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, "take back that this was said", NULL },
    is_same ? none : in,
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;

  guint n = g_strv_length (arguments);
  if (document != NULL && n != 1)
    return nysta_fail_usage (usage->name, "--in wants one name or IRI");
  if (document == NULL && n != 2)
    return nysta_fail_usage (
      usage->name, "two names or IRIs are wanted, each in quotes if it has spaces");
  if (document != NULL)
    return say_in (store, arguments[0], document, undo);
  return say (usage->name, store, (const char *const *) arguments, is_same, undo);
}

int
nysta_command_same (int argc, char **argv)
{
  return run (&same_usage, TRUE, argc, argv);
}

int
nysta_command_different (int argc, char **argv)
{
  return run (&different_usage, FALSE, argc, argv);
}
