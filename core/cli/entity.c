/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/entity.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "cli/why-telling.h"

#include "rdf/vocabulary.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

/* As many answers as fit on a screen are shown whole; of more there is a list. */
#define SHOWN_WHOLE 3
#define LISTED 40
#define SUGGESTED 3

/* --- finding ------------------------------------------------------------------ */

static int
fail_missing (const char *command, const char *store, const char *wanted,
              const GArray *near)
{
  g_autoptr (GString) message = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_append_printf (message, "%s: no such name in %s: ", wanted, store);
  if (near->len == 0)
    g_string_append (message, "a part of a name will do, or an IRI");
  for (guint i = 0; i < MIN (near->len, SUGGESTED); i++)
    {
      const NystaThing *thing = &g_array_index (near, NystaThing, i);

      g_string_append_printf (message, "%s%s (%s)", i == 0 ? "did you mean " : " or ",
                              thing->name, nysta_thing_kind_name (thing->kind));
    }
  if (near->len > 0)
    g_string_append_c (message, '?');
  error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, message->str);
  return nysta_fail (command, error);
}

/* More than a screen holds: say which there are. */
static int
list_things (NystaDataset *dataset, const char *command, const GArray *things)
{
  NystaPage page;
  guint width = 0;

  nysta_page_init (&page, dataset);
  for (guint i = 0; i < MIN (things->len, LISTED); i++)
    {
      const NystaThing *thing = &g_array_index (things, NystaThing, i);
      g_autofree char *name = nysta_page_name (&page, thing->id);

      width = MAX (width, nysta_display_width (name));
    }
  for (guint i = 0; i < MIN (things->len, LISTED); i++)
    {
      const NystaThing *thing = &g_array_index (things, NystaThing, i);
      g_autofree char *name = nysta_page_name (&page, thing->id);

      nysta_pad (page.out, nysta_thing_kind_name (thing->kind), 14);
      nysta_pad (page.out, name, MIN (width, 40));
      g_string_append (page.out, "  ");
      nysta_append_printable (page.out, thing->iri);
      g_string_append_c (page.out, '\n');
    }

  int exit_code = nysta_page_finish (&page);

  if (things->len > LISTED)
    fprintf (stderr, "… and %u more; ", things->len - LISTED);
  fprintf (stderr, "%u match: nysta %s with a whole name or an IRI tells about one\n",
           things->len, command);
  return exit_code;
}

/* "Anna Berg" and Anna Berg without quotes are the same wish. */
static char *
join_arguments (const char *const *arguments)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) arguments);

  return g_utf8_make_valid (joined, -1);
}

/* What @wanted, an IRI, is, whatever kind of thing that is */
static gboolean
add_any (NystaDataset *dataset, const char *wanted, GArray *things)
{
  g_autofree char *iri = nysta_telling_iri (wanted);
  NystaTermId id = iri != NULL ? nysta_thing_lookup_iri (dataset, iri) : NYSTA_ANY;
  NystaThing thing;

  if (id == NYSTA_ANY)
    return FALSE;
  g_array_set_size (things, 0);
  nysta_thing_read (dataset, id, &thing);
  g_array_append_val (things, thing);
  return TRUE;
}

gboolean
nysta_page_find (const char *command, const char *store_option,
                 const char *const *arguments, gboolean accepts_any,
                 NystaDataset **out_dataset, GArray **out_things, int *out_exit)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wanted = join_arguments (arguments);
  g_autofree char *path = nysta_store_choice (store_option);
  NystaFoundHow how = NYSTA_FOUND_NOTHING;

  if (wanted[strspn (wanted, " \t\n")] == '\0')
    {
      *out_exit = nysta_fail_usage (command, "no name: say whom or what, by name or IRI");
      return FALSE;
    }

  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_READ, NULL, &error);
  g_autoptr (NystaDataset) dataset = store != NULL ? nysta_store_snapshot (store, &error)
                                                   : NULL;
  if (dataset == NULL)
    {
      *out_exit = nysta_fail (command, error);
      return FALSE;
    }

  g_autoptr (GArray) things = nysta_thing_find (dataset, wanted, &how);
  if (accepts_any && how <= NYSTA_FOUND_NEAR && add_any (dataset, wanted, things))
    how = NYSTA_FOUND_EXACT;
  if (how == NYSTA_FOUND_NOTHING || how == NYSTA_FOUND_NEAR)
    *out_exit = fail_missing (command, path, wanted, things);
  else if (things->len > SHOWN_WHOLE)
    *out_exit = list_things (dataset, command, things);
  else
    {
      *out_things = g_steal_pointer (&things);
      *out_dataset = g_steal_pointer (&dataset);
      return TRUE;
    }
  return FALSE;
}

/* --- the page ------------------------------------------------------------------- */

void
nysta_page_init (NystaPage *page, NystaDataset *dataset)
{
  page->dataset = dataset;
  page->out = g_string_new (NULL);
  page->columns = nysta_terminal_columns ();
  page->colour = nysta_terminal_has_colour ();
  page->documents = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
}

int
nysta_page_finish (NystaPage *page)
{
  int exit_code = nysta_output_text (page->out->str);

  nysta_page_clear (page);
  return exit_code;
}

void
nysta_page_clear (NystaPage *page)
{
  g_string_free (page->out, TRUE);
  g_array_unref (page->documents);
}

void
nysta_page_style (NystaPage *page, NystaStyle style)
{
  static const char *const sequences[] = { "\033[1m", "\033[4m", "\033[2m", "\033[1;33m",
                                           "\033[0m" };

  if (page->colour)
    g_string_append (page->out, sequences[style]);
}

void
nysta_page_heading (NystaPage *page, const NystaThing *thing)
{
  g_autofree char *name = nysta_page_name (page, thing->id);
  g_autoptr (GPtrArray) others = nysta_thing_other_names (page->dataset, thing);

  g_autofree char *heading = g_strdup_printf ("%s (%s)", name,
                                              nysta_thing_kind_name (thing->kind));

  nysta_page_style (page, NYSTA_STYLE_NAME);
  nysta_wrap (page->out, heading, 0, 0, page->columns);
  nysta_page_style (page, NYSTA_STYLE_END);
  g_string_append_c (page->out, '\n');
  if (others->len > 0)
    {
      g_autoptr (GString) also = g_string_new ("also: ");

      for (guint i = 0; i < others->len; i++)
        {
          if (i > 0)
            g_string_append (also, "; ");
          nysta_append_printable (also, others->pdata[i]);
        }
      g_string_append (page->out, "  ");
      nysta_wrap (page->out, also->str, 2, 4, page->columns);
      g_string_append_c (page->out, '\n');
    }
  g_string_append (page->out, "  ");
  nysta_page_style (page, NYSTA_STYLE_FAINT);
  nysta_append_printable (page->out, thing->iri);
  nysta_page_style (page, NYSTA_STYLE_END);
  g_string_append_c (page->out, '\n');
}

static char *
printable (const char *text)
{
  GString *out = g_string_new (NULL);

  nysta_append_printable (out, text);
  return g_string_free (out, FALSE);
}

char *
nysta_page_name (NystaPage *page, NystaTermId id)
{
  NystaThing thing;

  if (id == NYSTA_ANY)
    return g_strdup ("");
  nysta_thing_read (page->dataset, id, &thing);
  return printable (thing.name);
}

char *
nysta_page_role (NystaPage *page, NystaTermId role)
{
  NystaTerm term = { 0 };
  const char *participation = NULL;

  if (role != NYSTA_ANY && nysta_dataset_term (page->dataset, role, &term))
    participation = strstr (term.value, "def/participation/");
  return participation != NULL ? printable (strrchr (participation, '/') + 1)
                               : nysta_page_name (page, role);
}

char *
nysta_page_contact (NystaPage *page, NystaTermId value)
{
  NystaTerm term = { 0 };

  if (!nysta_dataset_term (page->dataset, value, &term))
    return g_strdup ("");
  if (!g_str_has_prefix (term.value, "mailto:") && !g_str_has_prefix (term.value, "tel:"))
    return printable (term.value);

  g_autofree char *plain = g_uri_unescape_string (strchr (term.value, ':') + 1, NULL);
  return printable (plain != NULL ? plain : term.value);
}

char *
nysta_page_period (const char *start, const char *end)
{
  g_autofree char *text = start != NULL && end != NULL
                            ? g_strdup_printf ("%s–%s", start, end)
                          : start != NULL ? g_strconcat ("since ", start, NULL)
                          : end != NULL   ? g_strconcat ("until ", end, NULL)
                                          : g_strdup ("");
  return printable (text);
}

guint
nysta_page_reference (NystaPage *page, NystaTermId document)
{
  for (guint i = 0; i < page->documents->len; i++)
    if (g_array_index (page->documents, NystaTermId, i) == document)
      return i + 1;
  g_array_append_val (page->documents, document);
  return page->documents->len;
}

/* (transfer full): title, date and publisher on one line. */
static char *
document_line (NystaPage *page, NystaTermId document)
{
  g_autofree char *title = nysta_page_name (page, document);
  const char *issued = nysta_thing_value (page->dataset, document, NS_DCTERMS "issued");
  g_autoptr (GArray)
    publishers = nysta_thing_objects (page->dataset, document, NS_DCTERMS "publisher");
  g_autoptr (GString) line = g_string_new (title);

  if (publishers->len > 0)
    {
      g_autofree char *publisher = nysta_page_name (
        page, g_array_index (publishers, NystaTermId, 0));

      g_string_append_printf (line, ", %s", publisher);
    }
  if (issued != NULL)
    {
      g_string_append (line, ", ");
      nysta_append_printable (line, issued);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

void
nysta_page_list_documents (NystaPage *page, guint limit)
{
  guint n = page->documents->len;
  guint n_shown = limit == 0 ? n : MIN (n, limit);

  for (guint i = 0; i < n_shown; i++)
    {
      NystaTermId id = g_array_index (page->documents, NystaTermId, i);
      g_autofree char *text = document_line (page, id);
      g_autofree char *number = g_strdup_printf ("[%u]", i + 1);
      NystaThing document;

      nysta_thing_read (page->dataset, id, &document);
      g_string_append (page->out, "  ");
      nysta_pad (page->out, number, 4);
      if (document.name != document.iri)
        {
          nysta_wrap (page->out, text, 6, 6, page->columns);
          g_string_append (page->out, "\n      ");
        }
      nysta_page_style (page, NYSTA_STYLE_FAINT);
      nysta_append_printable (page->out, document.iri);
      nysta_page_style (page, NYSTA_STYLE_END);
      g_string_append_c (page->out, '\n');
    }
  if (n_shown < n)
    g_string_append_printf (page->out, "  … and %u more (--all)\n", n - n_shown);
}
