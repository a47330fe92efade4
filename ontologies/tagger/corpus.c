/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "corpus.h"

#include <string.h>

#include "base/error.h"
#include "nysta-plugin.h"

#define TENTH 10
#define OUTSIDE NYSTA_NAME_NONE

static void
example_free (gpointer data)
{
  NystaExample *example = data;

  g_free (example->text);
  g_array_unref (example->names);
  g_free (example);
}

typedef struct
{
  GPtrArray *examples;
  GString *text;
  GArray *names;
  guint32 open; /* kind of the name that goes on, or OUTSIDE */
  gboolean in_quotes;
  gboolean glued; /* no space comes before the next token */
  guint n_sentences;
  guint n_documents;
  NystaHoldOut hold_out;
  guint fold;
} Reading;

static void
end_sentence (Reading *reading)
{
  if (reading->text->len == 0)
    return;

  /* Where documents are told apart they are held out whole: a name is repeated in one. */
  guint unit = reading->n_documents > 0 ? reading->n_documents - 1 : reading->n_sentences;
  NystaExample *example = g_new0 (NystaExample, 1);
  example->text = g_strdup (reading->text->str);
  example->names = reading->names;
  example->held_out = reading->hold_out == NYSTA_HOLD_OUT_ALL ||
                      (reading->hold_out == NYSTA_HOLD_OUT_TENTH &&
                       unit % TENTH == reading->fold);
  g_ptr_array_add (reading->examples, example);

  reading->names = g_array_new (FALSE, FALSE, sizeof (NystaName));
  g_string_truncate (reading->text, 0);
  reading->open = OUTSIDE;
  reading->in_quotes = FALSE;
  reading->glued = TRUE;
  reading->n_sentences++;
}

/* Tokens are published apart; a text has no space before a comma. */
static gboolean
clings_to_left (const Reading *reading, const char *token)
{
  return (strchr (",.;:!?)]%", token[0]) != NULL && token[1] == '\0') ||
         (strcmp (token, "\"") == 0 && reading->in_quotes) || strcmp (token, "”") == 0 ||
         strcmp (token, "...") == 0;
}

static gboolean
clings_to_right (const Reading *reading, const char *token)
{
  return strcmp (token, "(") == 0 || strcmp (token, "[") == 0 ||
         (strcmp (token, "\"") == 0 && !reading->in_quotes);
}

static void
add_token (Reading *reading, const char *token, guint32 kind, gboolean begins)
{
  if (*token == '\0' || !g_utf8_validate (token, -1, NULL))
    return;
  if (reading->text->len > 0 && !reading->glued && !clings_to_left (reading, token))
    g_string_append_c (reading->text, ' ');
  reading->glued = clings_to_right (reading, token);
  if (strcmp (token, "\"") == 0)
    reading->in_quotes = !reading->in_quotes;

  guint32 start = (guint32) reading->text->len;
  g_string_append (reading->text, token);
  guint32 end = (guint32) reading->text->len;
  if (kind != OUTSIDE && kind == reading->open && !begins)
    g_array_index (reading->names, NystaName, reading->names->len - 1).end = end;
  else if (kind != OUTSIDE)
    {
      NystaName name = { start, end, kind };

      g_array_append_val (reading->names, name);
    }
  reading->open = kind;
}

/* --- formats ------------------------------------------------------------------ */

static guint32
kind_of (const char *label)
{
  static const struct
  {
    const char *label;
    guint32 kind;
  } kinds[] = { { "PER", NYSTA_NAME_PERSON },        { "ORG", NYSTA_NAME_ORGANISATION },
                { "LOC", NYSTA_NAME_PLACE },         { "person", NYSTA_NAME_PERSON },
                { "inst", NYSTA_NAME_ORGANISATION }, { "place", NYSTA_NAME_PLACE } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].label, label) == 0)
      return kinds[i].kind;
  return OUTSIDE;
}

static void
add_bio (Reading *reading, const char *token, const char *tag)
{
  guint32 kind = tag[0] != '\0' && tag[1] == '-' ? kind_of (tag + 2) : OUTSIDE;

  add_token (reading, token, kind, tag[0] == 'B');
}

static void
read_uner (Reading *reading, char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, "\t", -1);

  if (g_str_has_prefix (line, "# newdoc"))
    {
      end_sentence (reading);
      reading->n_documents++;
    }
  else if (line[0] != '#' && g_strv_length (columns) >= 3)
    add_bio (reading, columns[1], columns[2]);
}

/* The next of what white space parts; NULL at the end. Cuts @line up. */
static char *
next_column (char **line)
{
  char *start = *line + strspn (*line, " \t");

  if (*start == '\0')
    return NULL;
  *line = start + strcspn (start, " \t");
  if (**line != '\0')
    *(*line)++ = '\0';
  return start;
}

static void
read_runs (Reading *reading, char *line)
{
  const char *token = next_column (&line);
  const char *label = next_column (&line);

  if (label != NULL)
    add_token (reading, token, kind_of (label), FALSE);
}

/* What SUC calls an institution and its other tagger a place is one: `Sverige` that acts. */
static void
read_suc (Reading *reading, char *line)
{
  const char *token = next_column (&line);
  const char *tag = next_column (&line);
  const char *other = next_column (&line);

  if (other == NULL)
    return; /* the sentence's own number */
  if (g_str_has_suffix (tag, "-inst") && strstr (other, "LOC") != NULL)
    add_token (reading, token, NYSTA_NAME_PLACE, tag[0] == 'B');
  else
    add_bio (reading, token, tag);
}

static const struct
{
  const char *prefix;
  void (*read) (Reading *reading, char *line);
} formats[] = { { "uner:", read_uner }, { "runs:", read_runs }, { "suc:", read_suc } };

GPtrArray *
nysta_corpus_read (const char *name, NystaHoldOut hold_out, guint fold, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (!g_str_has_prefix (name, formats[i].prefix))
        continue;
      g_autofree char *data = NULL;
      const char *path = name + strlen (formats[i].prefix);
      if (!g_file_get_contents (path, &data, NULL, error))
        return NULL;

      g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
      Reading reading = { .examples = g_ptr_array_new_with_free_func (example_free),
                          .text = g_string_new (NULL),
                          .names = g_array_new (FALSE, FALSE, sizeof (NystaName)),
                          .glued = TRUE,
                          .hold_out = hold_out,
                          .fold = fold };
      for (guint k = 0; lines[k] != NULL; k++)
        {
          g_strchomp (lines[k]);
          if (lines[k][0] == '\0')
            end_sentence (&reading);
          else
            formats[i].read (&reading, lines[k]);
        }
      end_sentence (&reading);
      g_string_free (reading.text, TRUE);
      g_array_unref (reading.names);
      return reading.examples;
    }
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
               "%s: of no known format: write uner:FILE, runs:FILE or suc:FILE", name);
  return NULL;
}
