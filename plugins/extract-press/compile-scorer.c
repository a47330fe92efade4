/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * compile-scorer.c: NAME.tsv, weights of a model, into NAME.c, a constant table of them. Runs
 * when the plugin is built; is no part of it.
 *
 *   compile-scorer NAME.tsv NAME.c
 *
 * The first line that is no comment is `feature`, then the labels; each further one a feature
 * and a weight per label, with a tab between.
 */
#include "scorer-table.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINE 4096
#define MAX_ROWS (1u << 20)

typedef struct
{
  uint32_t key;
  uint32_t line;
  int weights[SCORER_MAX_LABELS];
} Row;

typedef struct
{
  const char *path;
  uint32_t line;
  uint32_t n_labels;
  char *labels[SCORER_MAX_LABELS];
  Row *rows;
  uint32_t n_rows, max_rows;
} Table;

static void __attribute__ ((format (printf, 2, 3), noreturn))
fail (const Table *table, const char *format, ...)
{
  va_list arguments;

  fprintf (stderr, "%s:%u: ", table->path, table->line);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  exit (1);
}

/* Cuts @line at its tabs. */
static uint32_t
split (char *line, char *cells[SCORER_MAX_LABELS + 2])
{
  uint32_t n = 0;

  for (char *at = line; at != NULL && n < SCORER_MAX_LABELS + 2;)
    {
      char *tab = strchr (at, '\t');

      cells[n++] = at;
      if (tab != NULL)
        *tab++ = '\0';
      at = tab;
    }
  return n;
}

static void
read_labels (Table *table, char **cells, uint32_t n)
{
  if (strcmp (cells[0], "feature") != 0 || n < 3 || n - 1 > SCORER_MAX_LABELS)
    fail (table, "the first line must be `feature` and 2 to %d labels", SCORER_MAX_LABELS);
  table->n_labels = n - 1;
  for (uint32_t k = 0; k < table->n_labels; k++)
    {
      const char *label = cells[k + 1];

      if (label[0] == '\0' ||
          strspn (label, "abcdefghijklmnopqrstuvwxyz-") != strlen (label))
        fail (table, "a label is of small letters: `%s` is not", label);
      table->labels[k] = strdup (label);
    }
}

static void
read_row (Table *table, char **cells, uint32_t n)
{
  if (n != table->n_labels + 1 || cells[0][0] == '\0')
    fail (table, "%u cells; a feature and %u weights are wanted", n, table->n_labels);
  if (table->n_rows == MAX_ROWS)
    fail (table, "more than %u features", MAX_ROWS);
  if (table->n_rows == table->max_rows)
    {
      table->max_rows = table->max_rows == 0 ? 1024 : table->max_rows * 2;
      table->rows = realloc (table->rows, table->max_rows * sizeof *table->rows);
      if (table->rows == NULL)
        fail (table, "not enough memory");
    }
  Row *row = &table->rows[table->n_rows++];
  row->key = scorer_hash_end (scorer_hash (SCORER_HASH_BEGIN, cells[0]));
  row->line = table->line;
  for (uint32_t k = 0; k < table->n_labels; k++)
    {
      char *end = NULL;
      double weight = strtod (cells[k + 1], &end) * 1000;

      if (end == cells[k + 1] || *end != '\0' || !(fabs (weight) <= INT16_MAX))
        fail (table, "`%s` is no weight between -32.767 and 32.767", cells[k + 1]);
      row->weights[k] = (int) lround (weight);
    }
}

static void
read_table (Table *table)
{
  FILE *file = fopen (table->path, "r");
  char line[MAX_LINE], *cells[SCORER_MAX_LABELS + 2];

  if (file == NULL)
    fail (table, "%s", strerror (errno));
  while (fgets (line, sizeof line, file) != NULL)
    {
      table->line++;
      if (strchr (line, '\n') == NULL)
        fail (table, "the line is longer than %d bytes or does not end", MAX_LINE - 2);
      line[strcspn (line, "\n")] = '\0';
      if (line[0] == '#')
        continue;
      uint32_t n = split (line, cells);
      if (table->n_labels == 0)
        read_labels (table, cells, n);
      else
        read_row (table, cells, n);
    }
  if (ferror (file) != 0 || table->n_labels == 0)
    fail (table, "%s", ferror (file) != 0 ? strerror (errno) : "no labels");
  fclose (file);
}

/* Of each slot the row in it: index + 1, or 0. At most half of them are taken. */
static uint32_t *
place (Table *table, uint32_t *out_n_slots)
{
  uint32_t n_slots = 2;

  while (n_slots < table->n_rows * 2)
    n_slots *= 2;
  uint32_t *slots = calloc (n_slots, sizeof *slots);
  if (slots == NULL)
    fail (table, "not enough memory");
  for (uint32_t i = 0; i < table->n_rows; i++)
    {
      uint32_t slot = table->rows[i].key & (n_slots - 1);

      for (; slots[slot] != 0; slot = (slot + 1) & (n_slots - 1))
        if (table->rows[slots[slot] - 1].key == table->rows[i].key)
          {
            table->line = table->rows[i].line;
            fail (table, "the same feature as in line %u, or one that hashes alike",
                  table->rows[slots[slot] - 1].line);
          }
      slots[slot] = i + 1;
    }
  *out_n_slots = n_slots;
  return slots;
}

static void
write_table (const Table *table, const uint32_t *slots, uint32_t n_slots, FILE *out)
{
  const char *slash = strrchr (table->path, '/');
  const char *name = slash != NULL ? slash + 1 : table->path;
  int n_name = (int) strcspn (name, ".");

  fprintf (out, "/* Made of %s by compile-scorer. */\n#include \"scorer-table.h\"\n\n",
           name);
  fprintf (out, "static const uint32_t keys[%u] = {\n", n_slots);
  for (uint32_t i = 0; i < n_slots; i++)
    fprintf (out, "%uu,\n", slots[i] != 0 ? table->rows[slots[i] - 1].key : 0);
  fprintf (out, "};\n\nstatic const int16_t weights[%u] = {\n", n_slots * table->n_labels);
  for (uint32_t i = 0; i < n_slots; i++)
    for (uint32_t k = 0; k < table->n_labels; k++)
      fprintf (out, "%d,%s", slots[i] != 0 ? table->rows[slots[i] - 1].weights[k] : 0,
               k + 1 == table->n_labels ? "\n" : " ");
  fprintf (out, "};\n\nextern const Scorer learned_%.*s;\nconst Scorer learned_%.*s = {\n",
           n_name, name, n_name, name);
  fprintf (out, "  .name = \"%.*s\",\n  .n_labels = %u,\n  .labels = {", n_name, name,
           table->n_labels);
  for (uint32_t k = 0; k < table->n_labels; k++)
    fprintf (out, " \"%s\",", table->labels[k]);
  fprintf (out, " },\n  .mask = %u,\n  .keys = keys,\n  .weights = weights,\n};\n",
           n_slots - 1);
}

int
main (int argc, char **argv)
{
  uint32_t n_slots = 0;

  if (argc != 3)
    {
      fprintf (stderr, "usage: compile-scorer NAME.tsv NAME.c\n");
      return 2;
    }
  Table table = { .path = argv[1] };
  read_table (&table);
  uint32_t *slots = place (&table, &n_slots);

  FILE *out = fopen (argv[2], "w");
  if (out == NULL)
    {
      fprintf (stderr, "%s: %s\n", argv[2], strerror (errno));
      return 1;
    }
  write_table (&table, slots, n_slots, out);
  if (fclose (out) != 0)
    {
      fprintf (stderr, "%s: %s\n", argv[2], strerror (errno));
      return 1;
    }
  for (uint32_t k = 0; k < table.n_labels; k++)
    free (table.labels[k]);
  free (table.rows);
  free (slots);
  return 0;
}
