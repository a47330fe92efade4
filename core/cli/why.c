/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* why.c: `nysta why`: the sentences behind each fact about an entity. */
#include "config.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/why-pair.h"
#include "cli/why-telling.h"

#include <string.h>

#include "rdf/vocabulary.h"

#define DEFAULT_LIMIT 3

static const char *const examples[] = {
  "who says what about a person, word for word",
  "nysta why \"Anna Berg\"",
  "who says that she has this role",
  "nysta why \"Anna Berg\" org:memberOf \"Åbro kommun\"",
  "why two are one, or are not",
  "nysta why \"Anna Berg\" urn:nysta:id/person/4d322696a2610b4462d3421eebe0e7ba",
  "the quotations for a program",
  "nysta why --results json \"Anna Berg\"",
  "every quotation, not the first few only",
  "nysta why --limit 0 \"Anna Berg\"",
  NULL,
};

static const NystaUsage usage = {
  "why",
  "SUBJECT [PREDICATE [OBJECT]] | A B",
  "Show each fact about an entity, or one statement, with the quotations behind it: the "
  "words that say so between « and », what stands around them, the document, the place in "
  "it (characters of its text; line and column where the file can be read), how sure the "
  "plugin was, and which one it was. SUBJECT and OBJECT are a name or an IRI, PREDICATE an "
  "IRI such as foaf:name. A and B, names or IRIs of two persons, organisations or projects: "
  "why they are one, or are not.",
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
append_origin (NystaTelling *telling, const NystaSaying *saying)
{
  NystaPage *page = &telling->page;
  NystaTerm document = { 0 };
  guint in_line = 0, column = 0;
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
  if (saying->document != NYSTA_ANY)
    nysta_dataset_term (page->dataset, saying->document, &document);
  if (nysta_places_find (telling->places, document.value, saying->exact, saying->start,
                         &in_line, &column))
    g_string_append_printf (line, ", line %u:%u", in_line, column);
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

void
nysta_telling_saying (NystaTelling *telling, const char *fact, const NystaQuad *statement,
                      const NystaSaying *saying)
{
  if (telling->rows != NULL)
    {
      nysta_why_rows_add (telling->rows, fact, statement, saying);
      return;
    }
  if (saying->exact != NULL)
    append_quotation (&telling->page, saying);
  append_origin (telling, saying);
}

void
nysta_telling_silence (NystaTelling *telling, const char *fact, const NystaQuad *statement,
                       const char *line)
{
  if (telling->rows != NULL)
    nysta_why_rows_add (telling->rows, fact, statement, NULL);
  else
    g_string_append_printf (telling->page.out, "    %s\n", line);
}

/* Nothing is quoted for @body. */
static void
tell_graphs (NystaTelling *telling, const char *fact, NystaTermId body,
             const GArray *graphs)
{
  NystaQuad statement = { .subject = body, .graph = NYSTA_UNION };
  g_autoptr (GString) line = g_string_new ("no quotation");

  for (guint i = 0; graphs != NULL && i < graphs->len; i++)
    {
      statement.graph = g_array_index (graphs, NystaTermId, i);
      if (telling->rows != NULL)
        nysta_why_rows_add (telling->rows, fact, &statement, NULL);
      else
        g_string_append_printf (line, "%s[%u]", i == 0 ? "; stated in " : " ",
                                nysta_page_reference (&telling->page, statement.graph));
    }
  if (telling->rows == NULL)
    g_string_append_printf (telling->page.out, "    %s\n", line->str);
  else if (graphs == NULL || graphs->len == 0)
    nysta_why_rows_add (telling->rows, fact, &statement, NULL);
}

/* What says @body; with @graphs, in these documents only. */
static void
tell_sayings (NystaTelling *telling, const char *fact, NystaTermId body,
              const GArray *graphs)
{
  g_autoptr (GArray) sayings = nysta_thing_sayings (telling->page.dataset, body);
  const NystaQuad statement = { .subject = body, .graph = NYSTA_UNION };
  guint n_shown = 0, n_more = 0;

  for (guint i = 0; i < sayings->len; i++)
    {
      const NystaSaying *saying = &g_array_index (sayings, NystaSaying, i);

      if (graphs != NULL && !contains_id (graphs, saying->document))
        continue;
      if (telling->limit > 0 && n_shown == telling->limit)
        {
          n_more++;
          continue;
        }
      nysta_telling_saying (telling, fact, &statement, saying);
      n_shown++;
    }
  if (n_more > 0 && telling->rows == NULL)
    g_string_append_printf (telling->page.out, "    … and %u more (--limit 0)\n", n_more);
  if (n_shown == 0)
    tell_graphs (telling, fact, body, graphs);
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

void
nysta_telling_fact (NystaTelling *telling, const char *fact)
{
  NystaPage *page = &telling->page;

  if (telling->rows != NULL)
    return;

  g_autoptr (GString) safe = g_string_new (NULL);

  nysta_append_printable (safe, fact);
  g_string_append (page->out, "\n  ");
  nysta_page_style (page, NYSTA_STYLE_NAME);
  nysta_wrap (page->out, safe->str, 2, 4, page->columns);
  nysta_page_style (page, NYSTA_STYLE_END);
  g_string_append_c (page->out, '\n');
}

static void
tell_facts (NystaTelling *telling, const NystaThing *thing)
{
  NystaPage *page = &telling->page;
  g_autoptr (GPtrArray) facts = nysta_thing_facts (page->dataset, thing->id);
  g_autofree char *name = nysta_page_name (page, thing->id);
  g_autofree char *named = g_strconcat (name, ": named", NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const NystaFact *fact = facts->pdata[i];
      g_autofree char *text = describe_fact (page, fact);

      nysta_telling_fact (telling, text);
      tell_sayings (telling, text,
                    fact->kind == NYSTA_FACT_CONTACT ? fact->value : fact->id,
                    fact->graphs);
    }
  nysta_telling_fact (telling, named);
  tell_sayings (telling, named, thing->id, NULL);
}

/* What was asked */
typedef struct
{
  const char *subject[2]; /* one, or all words as one */
  NystaTermId predicate;
  const char *object;
  gboolean is_statement;
} Wish;

/* FALSE: nothing says so. What is no person, organisation, role, project or document has
 * statements and no facts. */
static gboolean
tell_thing (NystaTelling *telling, const NystaThing *thing, const Wish *wish)
{
  NystaPage *page = &telling->page;
  gboolean found = TRUE;

  g_array_set_size (page->documents, 0);
  if (telling->rows == NULL)
    nysta_page_heading (page, thing);
  if (wish->is_statement || thing->kind == NYSTA_THING_NONE)
    found = nysta_telling_statements (telling, thing->id, wish->predicate, wish->object);
  else
    tell_facts (telling, thing);
  if (telling->rows != NULL || page->documents->len == 0)
    return found;
  g_string_append_c (page->out, '\n');
  nysta_page_list_documents (page, 0);
  return found;
}

/* --- the command ------------------------------------------------------------------- */

static int
fail_unsaid (const char *const *arguments)
{
  g_autofree char *wish = g_strjoinv (" ", (char **) arguments);
  g_autoptr (GError) error = g_error_new (
    G_FILE_ERROR, G_FILE_ERROR_NOENT,
    "%s: nothing says so: leave the object or the predicate out to see what is said", wish);

  return nysta_fail ("why", error);
}

static int
tell_all (NystaTelling *telling, const GArray *things, const Wish *wish,
          const char *const *arguments)
{
  gboolean any = FALSE;

  for (guint i = 0; i < things->len; i++)
    {
      gsize n_before = telling->page.out->len;

      if (n_before > 0)
        g_string_append (telling->page.out, "\n");
      if (tell_thing (telling, &g_array_index (things, NystaThing, i), wish))
        any = TRUE;
      else
        g_string_truncate (telling->page.out, n_before);
    }
  return any ? NYSTA_EXIT_OK : fail_unsaid (arguments);
}

/* Several words are one name, unless the second is a predicate. */
static gboolean
read_wish (const char *const *arguments, Wish *wish, char **out_predicate, int *out_exit)
{
  guint n = g_strv_length ((char **) arguments);

  *wish = (Wish){ .predicate = NYSTA_ANY };
  *out_predicate = n > 1 ? nysta_telling_iri (arguments[1]) : NULL;
  if (*out_predicate == NULL)
    return TRUE;
  if (n > 3)
    {
      *out_exit = nysta_fail_usage (
        "why", "%s: more than SUBJECT PREDICATE OBJECT: put names in quotes", arguments[3]);
      return FALSE;
    }
  wish->is_statement = TRUE;
  wish->subject[0] = arguments[0];
  wish->object = n > 2 ? arguments[2] : NULL;
  return TRUE;
}

static int
tell_in (NystaTelling *telling, const char *format, const GArray *things, const Wish *wish,
         const char *const *arguments)
{
  NystaResultsFormat results = NYSTA_RESULTS_TABLE;
  g_autoptr (NystaPlaces) places = nysta_places_new ();
  g_autoptr (GError) error = NULL;

  telling->places = places;
  if (format == NULL)
    {
      int exit_code = tell_all (telling, things, wish, arguments);
      int shown = nysta_page_finish (&telling->page);

      return exit_code != NYSTA_EXIT_OK ? exit_code : shown;
    }
  nysta_results_format_from_name (format, &results);

  g_autoptr (NystaFile) output = nysta_output_new ();
  g_autoptr (NystaWhyRows)
    rows = nysta_why_rows_new (telling->page.dataset, results, places, output);

  telling->rows = rows;

  int exit_code = tell_all (telling, things, wish, arguments);

  nysta_page_clear (&telling->page);
  if (!nysta_why_rows_finish (rows, &error))
    exit_code = nysta_fail ("why", error);
  return nysta_output_finish (output, exit_code);
}

int
nysta_command_why (int argc, char **argv)
{
  g_autofree char *store = NULL;
  g_autofree char *results = NULL;
  int limit = -1;
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store),
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit,
      "at most so many quotations for a fact; 0: all [3, with --results: all]", "N" },
    { "results", 0, 0, G_OPTION_ARG_FILENAME, &results,
      "rows for a program: table, csv, tsv, json or xml", "FORMAT" },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *predicate = NULL;
  g_autoptr (NystaDataset) dataset = NULL;
  g_autoptr (GArray) things = NULL;
  NystaResultsFormat format;
  int exit_code = NYSTA_EXIT_OK;
  NystaTelling telling = { .rows = NULL };
  Wish wish;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (limit < -1)
    return nysta_fail_usage ("why", "--limit %d: must not be below 0", limit);
  if (results != NULL && !nysta_results_format_from_name (results, &format))
    return nysta_fail_usage (
      "why", "--results %s: not a format; must be table, csv, tsv, json or xml", results);

  const char *const *given = (const char *const *) arguments;

  if (g_strv_length (arguments) == 2 && nysta_why_pair (store, given, results, &exit_code))
    return exit_code;
  if (!read_wish (given, &wish, &predicate, &exit_code) ||
      !nysta_page_find ("why", store, wish.is_statement ? wish.subject : given, TRUE,
                        &dataset, &things, &exit_code))
    return exit_code;
  if (wish.is_statement)
    wish.predicate = nysta_thing_lookup_iri (dataset, predicate);
  if (wish.is_statement && wish.predicate == NYSTA_ANY)
    return fail_unsaid (given);
  telling.limit = limit >= 0 ? (guint) limit : results != NULL ? 0 : DEFAULT_LIMIT;
  nysta_page_init (&telling.page, dataset);
  return tell_in (&telling, results, things, &wish, given);
}
