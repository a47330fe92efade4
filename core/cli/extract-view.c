/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/extract-view.h"
#include "cli/terminal.h"

#include <string.h>

static const char *const kinds[] = { "?", "person", "organisation", "role", "project" };
static const char *const colours[] = { "", "32", "34", "33", "35" };
static const char *const parts[] = { "?", "funder", "lead", "partner", "participant" };

/* One fact on a line, and the words that say so. */
typedef struct
{
  guint32 start;
  guint32 end;
  char *line;
} Fact;

typedef struct
{
  NystaView view;
  GString *out;
  const NystaFindings *findings;
  guint number;  /* of the document */
  GArray *marks; /* of NystaFoundMention: in order, none over another */
  GArray *facts; /* of Fact: by their ends */
} Page;

/* --- what is shown ----------------------------------------------------------------- */

static int
compare_mentions (gconstpointer a, gconstpointer b)
{
  const NystaFoundMention *one = a;
  const NystaFoundMention *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;
  return one->entity < other->entity ? -1 : one->entity > other->entity;
}

static GArray *
find_marks (const NystaFindings *findings)
{
  g_autoptr (GArray) all = g_array_copy (findings->mentions);
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (NystaFoundMention));
  guint32 past = 0;

  g_array_sort (all, compare_mentions);
  for (guint i = 0; i < all->len; i++)
    {
      const NystaFoundMention *mention = &g_array_index (all, NystaFoundMention, i);

      if (mention->start < past || mention->end <= mention->start)
        continue;
      g_array_append_vals (marks, mention, 1);
      past = mention->end;
    }
  return marks;
}

static const char *
name_of (const NystaFindings *findings, guint32 entity)
{
  return entity == NYSTA_NO_ENTITY
           ? "–"
           : ((NystaFoundEntity *) g_ptr_array_index (findings->entities, entity))->name;
}

static void
fact_clear (gpointer fact)
{
  g_free (((Fact *) fact)->line);
}

static int
compare_facts (gconstpointer a, gconstpointer b)
{
  const Fact *one = a;
  const Fact *other = b;

  if (one->end != other->end)
    return one->end < other->end ? -1 : 1;
  return one->start != other->start ? (one->start < other->start ? -1 : 1)
                                    : strcmp (one->line, other->line);
}

static void
add_fact (GArray *facts, guint32 start, guint32 end, char *line)
{
  Fact fact = { start, end, line };

  g_array_append_val (facts, fact);
}

static GArray *
find_facts (const NystaFindings *findings)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (Fact));

  g_array_set_clear_func (facts, fact_clear);
  for (guint i = 0; i < findings->memberships->len; i++)
    {
      const NystaFoundMembership *m = &g_array_index (findings->memberships,
                                                      NystaFoundMembership, i);

      add_fact (facts, m->start, m->end,
                g_strdup_printf (
                  "%s: %s, %s%s (%.2f)", name_of (findings, m->person),
                  name_of (findings, m->role), name_of (findings, m->organisation),
                  m->assertion == NYSTA_ASSERTED ? "" : ", proposed", m->confidence));
    }
  for (guint i = 0; i < findings->participations->len; i++)
    {
      const NystaFoundParticipation *p = &g_array_index (findings->participations,
                                                         NystaFoundParticipation, i);

      add_fact (facts, p->start, p->end,
                g_strdup_printf ("%s: %s %s (%.2f)", name_of (findings, p->project),
                                 parts[p->role], name_of (findings, p->organisation),
                                 p->confidence));
    }
  for (guint i = 0; i < findings->contacts->len; i++)
    {
      const NystaFoundContact *c = &g_array_index (findings->contacts, NystaFoundContact,
                                                   i);

      add_fact (facts, c->start, c->end,
                g_strdup_printf ("%s: %s (%.2f)", name_of (findings, c->owner), c->value,
                                 c->confidence));
    }
  g_array_sort (facts, compare_facts);
  return facts;
}

/* --- writing ------------------------------------------------------------------------- */

/* Neither a terminal nor a browser obeys what a document says. */
static void
append_plain (const Page *page, const char *text, gsize n_bytes)
{
  g_autofree char *piece = g_strndup (text, n_bytes);
  g_autoptr (GString) printable = g_string_new (NULL);

  nysta_append_printable (printable, piece);
  if (page->view != NYSTA_VIEW_HTML)
    {
      g_string_append (page->out, printable->str);
      return;
    }
  g_autofree char *escaped = g_markup_escape_text (printable->str, -1);
  g_string_append (page->out, escaped);
}

static void
append_mark (const Page *page, guint index)
{
  const NystaFoundMention *mark = &g_array_index (page->marks, NystaFoundMention, index);
  const NystaFoundEntity *entity = g_ptr_array_index (page->findings->entities,
                                                      mark->entity);
  const char *text = page->findings->text + mark->start;
  gsize n_bytes = mark->end - mark->start;

  switch (page->view)
    {
    case NYSTA_VIEW_HTML:
      g_string_append_printf (page->out, "<mark class=\"%s\" id=\"d%um%u\" title=\"",
                              kinds[entity->kind], page->number, index);
      append_plain (page, entity->name, strlen (entity->name));
      g_string_append_printf (page->out, " · %s · %.2f · %s\">", kinds[entity->kind],
                              mark->confidence, mark->plugin);
      append_plain (page, text, n_bytes);
      g_string_append (page->out, "</mark>");
      break;
    case NYSTA_VIEW_COLOUR:
      g_string_append_printf (page->out, "\x1b[1;%sm", colours[entity->kind]);
      append_plain (page, text, n_bytes);
      g_string_append (page->out, "\x1b[0m");
      break;
    default:
      g_string_append_c (page->out, '[');
      append_plain (page, text, n_bytes);
      g_string_append_printf (page->out, ":%s]", kinds[entity->kind]);
    }
}

/* Linked to the first mark among the words that say so. */
static void
append_fact (const Page *page, const Fact *fact)
{
  guint mark = 0;

  if (page->view != NYSTA_VIEW_HTML)
    {
      g_string_append (page->out,
                       page->view == NYSTA_VIEW_COLOUR ? "\x1b[2m    → " : "    → ");
      append_plain (page, fact->line, strlen (fact->line));
      g_string_append (page->out, page->view == NYSTA_VIEW_COLOUR ? "\x1b[0m\n" : "\n");
      return;
    }
  for (guint high = page->marks->len; mark < high;)
    {
      guint middle = mark + (high - mark) / 2;

      if (g_array_index (page->marks, NystaFoundMention, middle).start < fact->start)
        mark = middle + 1;
      else
        high = middle;
    }
  gboolean linked = mark < page->marks->len &&
                    g_array_index (page->marks, NystaFoundMention, mark).start < fact->end;
  g_string_append (page->out, "<li>");
  if (linked)
    g_string_append_printf (page->out, "<a href=\"#d%um%u\">", page->number, mark);
  append_plain (page, fact->line, strlen (fact->line));
  g_string_append (page->out, linked ? "</a></li>\n" : "</li>\n");
}

/* The text from @start to @end, and the marks in it from *@mark on; a mark that runs over
 * the line's end takes its lines with it. Returns where the line ended. */
static guint32
append_line (const Page *page, guint32 start, guint32 end, guint *mark)
{
  guint32 at = start;

  for (; *mark < page->marks->len; ++*mark)
    {
      const NystaFoundMention *next = &g_array_index (page->marks, NystaFoundMention,
                                                      *mark);

      if (next->start >= end)
        break;
      append_plain (page, page->findings->text + at, next->start - at);
      append_mark (page, *mark);
      at = next->end;
    }
  if (at < end)
    append_plain (page, page->findings->text + at, end - at);
  return MAX (at, end);
}

static void
append_lines (const Page *page)
{
  const char *text = page->findings->text != NULL ? page->findings->text : "";
  guint32 n_bytes = (guint32) page->findings->n_bytes;
  gboolean html = page->view == NYSTA_VIEW_HTML;
  guint mark = 0;
  guint fact = 0;

  for (guint32 at = 0; at < n_bytes;)
    {
      const char *line_end = memchr (text + at, '\n', n_bytes - at);
      guint32 end = line_end != NULL ? (guint32) (line_end - text) : n_bytes;
      gboolean is_empty = end == at;

      g_string_append (page->out, html && !is_empty ? "<p>" : "");
      at = append_line (page, at, end, &mark);
      g_string_append (page->out, !html ? "\n" : is_empty ? "" : "</p>\n");
      guint first = fact;
      while (fact < page->facts->len && g_array_index (page->facts, Fact, fact).end <= at)
        {
          g_string_append (page->out, html && fact == first ? "<ul>\n" : "");
          append_fact (page, &g_array_index (page->facts, Fact, fact++));
        }
      g_string_append (page->out, html && fact > first ? "</ul>\n" : "");
      at++;
    }
}

/* --- pages ----------------------------------------------------------------------------- */

static const char html_head[] =
  "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
  "<title>nysta extract</title>\n<style>\n"
  "body { font: 1rem/1.5 sans-serif; max-width: 50rem; margin: 2rem auto; }\n"
  "p { margin: .4rem 0; white-space: pre-wrap; }\n"
  "ul { font-size: .85rem; margin: 0 0 .6rem; }\n"
  "mark { border-radius: .2rem; padding: 0 .1rem; }\n"
  "mark:target { outline: 2px solid; }\n"
  ".person { background: #c8f0c8; } .organisation { background: #cfe0ff; }\n"
  ".role { background: #fff0b0; } .project { background: #f4d0f4; }\n"
  "</style>\n</head>\n<body>\n";

void
nysta_view_begin (NystaView view, GString *out)
{
  gboolean html = view == NYSTA_VIEW_HTML;

  /* Without colours each name says its kind. */
  if (!html && view != NYSTA_VIEW_COLOUR)
    return;
  if (html)
    g_string_append_printf (out, "%s<p>", html_head);
  for (guint i = 1; i < G_N_ELEMENTS (kinds); i++)
    if (html)
      g_string_append_printf (out, "<mark class=\"%s\">%s</mark> ", kinds[i], kinds[i]);
    else
      g_string_append_printf (out, "\x1b[1;%sm%s\x1b[0m ", colours[i], kinds[i]);
  g_string_append (out, html ? "</p>\n" : "\n");
}

void
nysta_view_end (NystaView view, GString *out)
{
  if (view == NYSTA_VIEW_HTML)
    g_string_append (out, "</body>\n</html>\n");
}

void
nysta_view_append (NystaView view, GString *out, const NystaFindings *findings,
                   const char *iri, guint number)
{
  g_autoptr (GArray) marks = find_marks (findings);
  g_autoptr (GArray) facts = find_facts (findings);
  Page page = { view, out, findings, number, marks, facts };
  const char *language = g_hash_table_lookup (findings->metadata, NYSTA_META_LANGUAGE);

  if (view == NYSTA_VIEW_HTML)
    g_string_append (out, "<h1>");
  append_plain (&page, iri, strlen (iri));
  if (view == NYSTA_VIEW_HTML)
    g_string_append_printf (out, "</h1>\n<div lang=\"%s\">\n",
                            language != NULL ? language : "");
  else
    g_string_append (out, "\n\n");
  append_lines (&page);
  g_string_append (out, view == NYSTA_VIEW_HTML ? "</div>\n" : "\n");
}
