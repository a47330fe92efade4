/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* why.c: `nysta why`: the sentences behind each fact about an entity. */
#include "config.h"
#include "cli/entity.h"
#include "cli/options.h"
#include "cli/terminal.h"

#include "rdf/vocabulary.h"

#include <string.h>

#define DEFAULT_LIMIT 3

static const char *const examples[] = {
  "who says what about a person, word for word",
  "nysta why \"Anna Berg\"",
  "every quotation, not the first few only",
  "nysta why --limit 0 \"Anna Berg\"",
  NULL,
};

static const NystaUsage usage = {
  "why",
  "NAME|IRI",
  "Show each fact about an entity with the quotations behind it: the words that say so "
  "between « and », what stands around them, the document, the place in it (characters of "
  "its text), how sure the plugin was, and which one it was.",
  examples,
};

/* "extract-press 0.1.0" of …/res/plugin/extract-press/0.1.0 */
static char *
plugin_name (const char *iri)
{
  const char *at = strstr (iri, "res/plugin/");
  char *name = g_strdup (at != NULL ? at + strlen ("res/plugin/") : iri);

  if (at != NULL)
    g_strdelimit (name, "/", ' ');
  return name;
}

static void
append_quotation (NystaPage *page, const NystaSaying *saying)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (saying->prefix != NULL && saying->prefix[0] != '\0')
    g_string_append_printf (text, "…%s", saying->prefix);
  g_string_append_printf (text, "«%s»", saying->exact);
  if (saying->suffix != NULL && saying->suffix[0] != '\0')
    g_string_append_printf (text, "%s…", saying->suffix);

  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GString) wrapped = g_string_new (NULL);

  nysta_append_printable (line, text->str);
  nysta_wrap (wrapped, line->str, 4, 4, page->columns);
  g_string_append (page->out, "    ");
  for (const char *p = wrapped->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter == 0xAB)
        nysta_page_style (page, NYSTA_STYLE_QUOTED);
      g_string_append_unichar (page->out, letter);
      if (letter == 0xBB)
        nysta_page_style (page, NYSTA_STYLE_END);
    }
  g_string_append_c (page->out, '\n');
}

/* Where it stands, how sure, and who says so. */
static void
append_origin (NystaPage *page, const NystaSaying *saying)
{
  g_autoptr (GArray) plugins = nysta_thing_objects (page->dataset, saying->annotation,
                                                    NS_PROV "wasAttributedTo");
  g_autoptr (GString) line = g_string_new (NULL);

  if (saying->document != NYSTA_ANY)
    g_string_append_printf (line, "[%u]", nysta_page_reference (page, saying->document));
  else
    g_string_append (line, "somewhere");
  if (saying->start >= 0)
    g_string_append_printf (line, " characters %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT,
                            saying->start, saying->end);
  if (saying->confidence >= 0)
    g_string_append_printf (line, ", confidence %.2f", saying->confidence);
  for (guint i = 0; i < plugins->len; i++)
    {
      NystaTerm plugin = { 0 };

      nysta_dataset_term (page->dataset, g_array_index (plugins, NystaTermId, i), &plugin);

      g_autofree char *name = plugin_name (plugin.value);
      g_string_append_printf (line, "%s%s", i == 0 ? ", by " : " and ", name);
    }

  g_autoptr (GString) safe = g_string_new (NULL);

  nysta_append_printable (safe, line->str);
  g_string_append (page->out, "    ");
  nysta_page_style (page, NYSTA_STYLE_FAINT);
  nysta_wrap (page->out, safe->str, 4, 6, page->columns);
  nysta_page_style (page, NYSTA_STYLE_END);
  g_string_append_c (page->out, '\n');
}

static gboolean
contains_id (const GArray *ids, NystaTermId id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, NystaTermId, i) == id)
      return TRUE;
  return FALSE;
}

/* What says @body; with @graphs, in these documents only. */
static void
print_sayings (NystaPage *page, NystaTermId body, const GArray *graphs, guint limit)
{
  g_autoptr (GArray) sayings = nysta_thing_sayings (page->dataset, body);
  guint n_shown = 0, n_more = 0;

  for (guint i = 0; i < sayings->len; i++)
    {
      const NystaSaying *saying = &g_array_index (sayings, NystaSaying, i);

      if (graphs != NULL && !contains_id (graphs, saying->document))
        continue;
      if (limit > 0 && n_shown == limit)
        {
          n_more++;
          continue;
        }
      if (saying->exact != NULL)
        append_quotation (page, saying);
      append_origin (page, saying);
      n_shown++;
    }
  if (n_more > 0)
    g_string_append_printf (page->out, "    … and %u more (--limit 0)\n", n_more);
  if (n_shown > 0)
    return;

  g_autoptr (GString) line = g_string_new ("no quotation");

  for (guint i = 0; graphs != NULL && i < graphs->len; i++)
    g_string_append_printf (
      line, "%s[%u]", i == 0 ? "; stated in " : " ",
      nysta_page_reference (page, g_array_index (graphs, NystaTermId, i)));
  g_string_append_printf (page->out, "    %s\n", line->str);
}

/* A fact as a sentence. */
static char *
describe_fact (NystaPage *page, const NystaFact *fact)
{
  g_autofree char *member = nysta_page_name (page, fact->member);
  g_autofree char *role = nysta_page_role (page, fact->role);
  g_autofree char *organisation = nysta_page_name (page, fact->organisation);
  g_autofree char *period = nysta_page_period (fact->start_date, fact->end_date);
  g_autoptr (GString) text = g_string_new (member);

  if (fact->kind == NYSTA_FACT_CONTACT)
    {
      g_autofree char *address = nysta_page_contact (page, fact->value);

      g_string_append_printf (text, ": %s", address);
    }
  else if (fact->kind == NYSTA_FACT_PARTICIPATION)
    g_string_append_printf (text, ": %s of %s", role, organisation);
  else
    g_string_append_printf (text, ": %s%s%s", role,
                            role[0] != '\0' && organisation[0] != '\0' ? ", " : "",
                            organisation);
  if (period[0] != '\0')
    g_string_append_printf (text, ", %s", period);
  if (fact->proposed)
    g_string_append (text, " (proposed, denied or supposed: no fact)");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_fact_heading (NystaPage *page, const char *text)
{
  g_string_append (page->out, "\n  ");
  nysta_page_style (page, NYSTA_STYLE_NAME);
  nysta_wrap (page->out, text, 2, 4, page->columns);
  nysta_page_style (page, NYSTA_STYLE_END);
  g_string_append_c (page->out, '\n');
}

static void
explain_thing (NystaPage *page, const NystaThing *thing, guint limit)
{
  g_autoptr (GPtrArray) facts = nysta_thing_facts (page->dataset, thing->id);
  g_autofree char *name = nysta_page_name (page, thing->id);
  g_autofree char *named = g_strconcat (name, ": named", NULL);

  g_array_set_size (page->documents, 0);
  nysta_page_heading (page, thing);
  for (guint i = 0; i < facts->len; i++)
    {
      const NystaFact *fact = facts->pdata[i];
      g_autofree char *text = describe_fact (page, fact);

      print_fact_heading (page, text);
      if (fact->kind == NYSTA_FACT_CONTACT)
        print_sayings (page, fact->value, fact->graphs, limit);
      else
        print_sayings (page, fact->id, fact->graphs, limit);
    }
  print_fact_heading (page, named);
  print_sayings (page, thing->id, NULL, limit);
  if (page->documents->len > 0)
    g_string_append_c (page->out, '\n');
  nysta_page_list_documents (page, 0);
}

int
nysta_command_why (int argc, char **argv)
{
  g_autofree char *store = NULL;
  int limit = DEFAULT_LIMIT;
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store),
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit,
      "at most so many quotations for a fact; 0: all [3]", "N" },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (NystaDataset) dataset = NULL;
  g_autoptr (GArray) things = NULL;
  int exit_code = NYSTA_EXIT_OK;
  NystaPage page;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (limit < 0)
    return nysta_fail_usage ("why", "--limit %d: must not be below 0", limit);
  if (!nysta_page_find ("why", store, (const char *const *) arguments, &dataset, &things,
                        &exit_code))
    return exit_code;

  nysta_page_init (&page, dataset);
  for (guint i = 0; i < things->len; i++)
    {
      if (i > 0)
        g_string_append (page.out, "\n");
      explain_thing (&page, &g_array_index (things, NystaThing, i), (guint) limit);
    }
  return nysta_page_finish (&page);
}
