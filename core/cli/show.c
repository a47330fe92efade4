/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* show.c: `nysta show`: all about one entity on one screen. */
#include "config.h"
#include "cli/entity.h"
#include "cli/options.h"
#include "cli/terminal.h"

#include "rdf/vocabulary.h"

#include <string.h>

/* A screen full; --all shows more. */
#define SECTION_ROWS 30
#define MOST_LEFT_COLUMNS 34

static const char *const examples[] = {
  "a person: roles, projects, contacts, sources",
  "nysta show \"Anna Berg\"",
  "part of a name will do, in any case",
  "nysta show berg",
  "who belongs to an organisation",
  "nysta show --all \"Helsingborgs kommun\"",
  NULL,
};

static const NystaUsage usage = {
  "show",
  "NAME|IRI",
  "Show what the store knows of a person, organisation, role, project or document, and in "
  "which documents it is said. Names match whole, else without regard to case, else in "
  "part. Numbers in brackets refer to the documents below.",
  examples,
};

/* A section's lines: left column, right column, documents. */
typedef struct
{
  char *left;
  char *right;
  GArray *graphs; /* borrowed; or NULL */
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->left);
  g_free (row->right);
}

static GArray *
rows_new (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, row_clear);
  return rows;
}

static void
rows_take (GArray *rows, char *left, char *right, GArray *graphs)
{
  Row row = { left, right, graphs };

  g_array_append_val (rows, row);
}

/* " [1] [3]", for the documents among @graphs; authorities and identities are none. */
static void
append_references (NystaPage *page, const GArray *graphs, GString *text)
{
  for (guint i = 0; graphs != NULL && i < graphs->len; i++)
    {
      NystaTermId graph = g_array_index (graphs, NystaTermId, i);
      NystaThing thing;

      if (nysta_thing_read (page->dataset, graph, &thing) &&
          thing.kind == NYSTA_THING_DOCUMENT)
        g_string_append_printf (text, " [%u]", nysta_page_reference (page, graph));
    }
}

/* One line of two columns, or more where @left is wider than its @width. */
static void
append_row (NystaPage *page, const char *left, const char *right, guint width)
{
  guint left_width = nysta_display_width (left);
  const char *between = width > 0 && right[0] != '[' && right[0] != '\0' ? ", " : " ";
  g_autofree char *joined = g_strconcat (left, between, right, NULL);

  g_string_append (page->out, "  ");
  if (width == 0 || left_width > width)
    nysta_wrap (page->out, joined, 2, width == 0 ? 4 : width + 4, page->columns);
  else
    {
      nysta_pad (page->out, left, width + 2);
      nysta_wrap (page->out, right, width + 4, width + 4, page->columns);
    }
  g_string_append_c (page->out, '\n');
}

static void
print_section (NystaPage *page, const char *heading, const GArray *rows, gboolean all)
{
  guint n_shown = all ? rows->len : MIN (rows->len, SECTION_ROWS);
  gboolean has_right = FALSE;
  guint width = 0;

  if (rows->len == 0)
    return;
  g_string_append_c (page->out, '\n');
  nysta_page_style (page, NYSTA_STYLE_HEADING);
  g_string_append (page->out, heading);
  nysta_page_style (page, NYSTA_STYLE_END);
  g_string_append_c (page->out, '\n');

  for (guint i = 0; i < n_shown; i++)
    has_right |= g_array_index (rows, Row, i).right[0] != '\0';
  for (guint i = 0; has_right && i < n_shown; i++)
    {
      guint needed = nysta_display_width (g_array_index (rows, Row, i).left);

      width = MAX (width, MIN (needed, MIN (MOST_LEFT_COLUMNS, page->columns / 2)));
    }
  for (guint i = 0; i < n_shown; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      g_autoptr (GString) right = g_string_new (row->right);

      append_references (page, row->graphs, right);
      append_row (page, row->left, g_strchug (right->str), width);
    }
  if (n_shown < rows->len)
    g_string_append_printf (page->out, "  … and %u more (--all)\n", rows->len - n_shown);
}

/* --- sections ------------------------------------------------------------------- */

static char *
with_period (char *text, const NystaFact *fact)
{
  g_autofree char *period = nysta_page_period (fact->start_date, fact->end_date);
  g_autofree char *taken = text;

  if (period[0] == '\0')
    return g_steal_pointer (&taken);
  return taken[0] == '\0' ? g_steal_pointer (&period)
                          : g_strdup_printf ("%s, %s", taken, period);
}

/* What stands to the left of a fact and what to the right depends on who is shown. */
static void
add_fact (NystaPage *page, const NystaThing *thing, const NystaFact *fact, GArray *rows)
{
  g_autofree char *member = nysta_page_name (page, fact->member);
  g_autofree char *role = nysta_page_role (page, fact->role);
  g_autofree char *organisation = nysta_page_name (page, fact->organisation);
  const char *left = member;
  const char *right = role;

  if (fact->member == thing->id)
    {
      gboolean is_project = fact->kind == NYSTA_FACT_PARTICIPATION;

      left = is_project || role[0] == '\0' ? organisation : role;
      right = is_project ? role : role[0] == '\0' ? "" : organisation;
    }
  else if (fact->role == thing->id)
    right = organisation;
  rows_take (rows, g_strdup (left), with_period (g_strdup (right), fact), fact->graphs);
}

static void
print_facts (NystaPage *page, const NystaThing *thing, const GPtrArray *facts,
             NystaFactKind kind, gboolean proposed, const char *heading, gboolean all)
{
  g_autoptr (GArray) rows = rows_new ();

  for (guint i = 0; i < facts->len; i++)
    {
      const NystaFact *fact = facts->pdata[i];

      if (fact->kind != kind || fact->proposed != proposed)
        continue;
      if (kind == NYSTA_FACT_CONTACT)
        rows_take (rows, nysta_page_contact (page, fact->value), g_strdup (""),
                   fact->graphs);
      else
        add_fact (page, thing, fact, rows);
    }
  print_section (page, heading, rows, all);
}

static void
add_value (NystaPage *page, GArray *rows, const char *label, NystaTermId subject,
           const char *predicate)
{
  g_autoptr (GArray) ids = nysta_thing_objects (page->dataset, subject, predicate);

  for (guint i = 0; i < ids->len; i++)
    rows_take (rows, g_strdup (label),
               nysta_page_name (page, g_array_index (ids, NystaTermId, i)), NULL);
}

static char *
object_name (NystaPage *page, NystaTermId subject, const char *predicate)
{
  g_autoptr (GArray) ids = nysta_thing_objects (page->dataset, subject, predicate);

  return ids->len > 0 ? nysta_page_name (page, g_array_index (ids, NystaTermId, 0)) : NULL;
}

/* `4500000 SEK from Vinnova` */
static void
add_grant (NystaPage *page, GArray *rows, NystaTermId grant)
{
  g_autofree char *amount = object_name (page, grant, NS_SCHEMA "amount");
  g_autofree char *currency = object_name (page, grant, NS_SCHEMA "currency");
  g_autofree char *funder = object_name (page, grant, NS_SCHEMA "funder");

  if (amount != NULL)
    rows_take (rows, g_strdup ("amount"),
               g_strconcat (amount, currency != NULL ? " " : "",
                            currency != NULL ? currency : "",
                            funder != NULL ? " from " : "", funder, NULL),
               NULL);
}

static void
print_properties (NystaPage *page, const NystaThing *thing)
{
  g_autoptr (GArray) rows = rows_new ();

  if (thing->kind == NYSTA_THING_DOCUMENT)
    {
      add_value (page, rows, "published", thing->id, NS_DCTERMS "issued");
      add_value (page, rows, "publisher", thing->id, NS_DCTERMS "publisher");
      add_value (page, rows, "language", thing->id, NS_DCTERMS "language");
      add_value (page, rows, "source", thing->id, NS_DCTERMS "source");
    }
  else if (thing->kind == NYSTA_THING_PROJECT)
    {
      g_autoptr (GArray)
        grants = nysta_thing_objects (page->dataset, thing->id, NS_SCHEMA "funding");

      add_value (page, rows, "from", thing->id, NS_SCHEMA "startDate");
      add_value (page, rows, "to", thing->id, NS_SCHEMA "endDate");
      for (guint i = 0; i < grants->len; i++)
        add_grant (page, rows, g_array_index (grants, NystaTermId, i));
    }
  else if (thing->kind == NYSTA_THING_ORGANISATION)
    add_value (page, rows, "number", thing->id, NS_ORG "identifier");
  add_value (page, rows, "the same as", thing->id, NS_SKOS "exactMatch");
  add_value (page, rows, "much like", thing->id, NS_SKOS "closeMatch");
  print_section (page, "About", rows, TRUE);
}

static void
print_contents (NystaPage *page, const NystaThing *document, gboolean all)
{
  static const char *const headings[] = { NULL, "People", "Organisations", "Roles",
                                          "Projects" };
  g_autoptr (GArray) things = nysta_thing_in_graph (page->dataset, document->id);

  for (guint kind = NYSTA_THING_PERSON; kind <= NYSTA_THING_PROJECT; kind++)
    {
      g_autoptr (GArray) rows = rows_new ();

      for (guint i = 0; i < things->len; i++)
        {
          const NystaThing *thing = &g_array_index (things, NystaThing, i);

          if (thing->kind == kind)
            rows_take (rows, nysta_page_name (page, thing->id), g_strdup (""), NULL);
        }
      print_section (page, headings[kind], rows, all);
    }
}

/* Documents that were referred to, then those that only mention @thing. */
static void
print_sources (NystaPage *page, const NystaThing *thing, gboolean all)
{
  g_autoptr (GArray)
    graphs = nysta_thing_graphs (page->dataset, thing->id, RDF_TYPE, NYSTA_ANY);
  g_autoptr (GString) unused = g_string_new (NULL);

  append_references (page, graphs, unused);
  if (page->documents->len == 0)
    return;
  g_string_append_c (page->out, '\n');
  nysta_page_style (page, NYSTA_STYLE_HEADING);
  g_string_append (page->out, "Said in");
  nysta_page_style (page, NYSTA_STYLE_END);
  g_string_append_c (page->out, '\n');
  nysta_page_list_documents (page, all ? 0 : SECTION_ROWS);
}

static void
show_thing (NystaPage *page, const NystaThing *thing, gboolean all)
{
  static const char *const roles[] = { NULL,      "Roles",        "Members",
                                       "Holders", "Participants", NULL };
  g_autoptr (GPtrArray) facts = nysta_thing_facts (page->dataset, thing->id);

  g_array_set_size (page->documents, 0);
  nysta_page_heading (page, thing);
  print_properties (page, thing);
  if (thing->kind == NYSTA_THING_DOCUMENT)
    {
      print_contents (page, thing, all);
      return;
    }
  print_facts (page, thing, facts, NYSTA_FACT_MEMBERSHIP, FALSE, roles[thing->kind], all);
  print_facts (page, thing, facts, NYSTA_FACT_MEMBERSHIP, TRUE,
               "Proposed, denied or supposed (no facts)", all);
  print_facts (page, thing, facts, NYSTA_FACT_PARTICIPATION, FALSE,
               thing->kind == NYSTA_THING_PROJECT ? "Participants" : "Projects", all);
  print_facts (page, thing, facts, NYSTA_FACT_CONTACT, FALSE, "Contacts", all);
  print_sources (page, thing, all);
}

int
nysta_command_show (int argc, char **argv)
{
  g_autofree char *store = NULL;
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store),
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "every line of long lists", NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (NystaDataset) dataset = NULL;
  g_autoptr (GArray) things = NULL;
  int exit_code = NYSTA_EXIT_OK;
  NystaPage page;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code) ||
      !nysta_page_find ("show", store, (const char *const *) arguments, FALSE, &dataset,
                        &things, &exit_code))
    return exit_code;

  nysta_page_init (&page, dataset);
  for (guint i = 0; i < things->len; i++)
    {
      if (i > 0)
        g_string_append (page.out, "\n");
      show_thing (&page, &g_array_index (things, NystaThing, i), all);
    }
  return nysta_page_finish (&page);
}
