/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* table.c: results for the eye: columns as wide as what the first rows hold. */
#include "sparql/results/results-internal.h"

#include <string.h>

#include "rdf/prefix.h"

#define GAP "  "

/* Columns that a terminal gives the text. */
static guint
display_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }
  return width;
}

/* Nothing in a cell may move the cursor or give the terminal orders. */
static char *
literal_cell (const char *text)
{
  GString *cell = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      g_string_append_unichar (cell, g_unichar_iscntrl (character) ? ' ' : character);
    }
  return g_string_free (cell, FALSE);
}

static char *
cell_text (const NystaResults *results, const NystaTerm *term)
{
  char *prefixed = NULL;

  switch (term->kind)
    {
    case NYSTA_TERM_NONE:
      return g_strdup ("");
    case NYSTA_TERM_BLANK:
      return g_strconcat ("_:", term->value, NULL);
    case NYSTA_TERM_LITERAL:
      return literal_cell (term->value);
    case NYSTA_TERM_IRI:
      break;
    }
  prefixed = nysta_prefix_shorten (term->value);
  if (prefixed != NULL)
    return prefixed;

  const char *iri = term->value;

  if (results->base != NULL && g_str_has_prefix (iri, results->base))
    iri += strlen (results->base);

  g_autofree char *plain = literal_cell (iri);

  return g_strdup_printf ("<%s>", plain);
}

/* The last column needs no filling. */
static void
append_cell (NystaResults *results, gsize column, const char *text)
{
  g_string_append (results->out, text);
  if (column + 1 >= results->n_shown)
    return;
  for (guint width = display_width (text); width < results->widths[column]; width++)
    g_string_append_c (results->out, ' ');
  g_string_append (results->out, GAP);
}

static void
append_rule (NystaResults *results)
{
  for (gsize i = 0; i < results->n_shown; i++)
    {
      for (guint width = 0; width < results->widths[i]; width++)
        g_string_append_c (results->out, '-');
      if (i + 1 < results->n_shown)
        g_string_append (results->out, GAP);
    }
  g_string_append_c (results->out, '\n');
}

static void
append_cells (NystaResults *results, char *const *cells)
{
  for (gsize i = 0; i < results->n_shown; i++)
    append_cell (results, i, cells[i]);
  /* What comes in a column that was thought empty is not lost. */
  for (gsize i = results->n_shown; i < results->n_names; i++)
    if (cells != (char *const *) results->names && cells[i][0] != '\0')
      g_string_append_printf (results->out, GAP "%s", cells[i]);
  /* An empty last cell leaves spaces behind. */
  while (results->out->len > 0 && results->out->str[results->out->len - 1] == ' ')
    g_string_truncate (results->out, results->out->len - 1);
  g_string_append_c (results->out, '\n');
}

/* Columns but optional ones that nothing held back has a value for, at the end */
static gsize
count_shown (const NystaResults *results)
{
  gsize n = results->n_names;

  while (results->n_needed > 0 && n > results->n_needed)
    {
      for (guint i = (guint) n - 1; i < results->held->len; i += (guint) results->n_names)
        if (((const char *) g_ptr_array_index (results->held, i))[0] != '\0')
          return n;
      n--;
    }
  return n;
}

/* Settle the widths and show what was held back. */
static void
show_held (NystaResults *results)
{
  gsize n = results->n_names;

  results->n_shown = count_shown (results);
  results->widths = g_new0 (guint, n + 1);
  for (gsize i = 0; i < n; i++)
    results->widths[i] = display_width (results->names[i]);
  for (guint i = 0; i < results->held->len; i++)
    {
      guint width = display_width (g_ptr_array_index (results->held, i));

      results->widths[i % n] = MAX (results->widths[i % n], width);
    }
  append_cells (results, results->names);
  append_rule (results);
  for (guint i = 0; n > 0 && i < results->held->len; i += (guint) n)
    append_cells (results, (char *const *) &results->held->pdata[i]);
  g_ptr_array_set_size (results->held, 0);
}

static void
table_variables (NystaResults *results)
{
}

static void
table_row (NystaResults *results, const NystaTerm *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (results->held, cell_text (results, &values[i]));
  if (results->widths != NULL)
    {
      append_cells (results, (char *const *) results->held->pdata);
      g_ptr_array_set_size (results->held, 0);
    }
  else if (results->n_rows + 1 == NYSTA_TABLE_MEASURE_ROWS)
    show_held (results);
}

static void
table_boolean (NystaResults *results, gboolean value)
{
  g_string_append (results->out, value ? "true\n" : "false\n");
}

static void
table_finish (NystaResults *results)
{
  if (results->widths == NULL)
    show_held (results);
}

const NystaResultsClass nysta_results_table = {
  .variables = table_variables,
  .row = table_row,
  .boolean = table_boolean,
  .finish = table_finish,
};
