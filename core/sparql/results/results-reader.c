/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* results-reader.c: what reading an answer is, whatever its format. */
#include "sparql/results/reader-internal.h"

#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

gboolean
results_reader_fail (const ResultsReader *reader, const char *at, GError **error,
                     const char *format, ...)
{
  g_autofree char *what = NULL;
  const char *line_start = reader->start;
  guint line = 1;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  g_autofree char *line_of_it = nysta_error_make_line (what);

  for (const char *c = reader->start; c < at; c++)
    if (*c == '\n')
      {
        line++;
        line_start = c + 1;
      }
  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX, "%s:%u:%ld: %s",
               reader->name, line, g_utf8_strlen (line_start, at - line_start) + 1,
               line_of_it);
  return FALSE;
}

/* SPARQL 1.1 [166] VARNAME, but for which letters it may have: other engines' names are
 * theirs to choose, as long as they can be told apart from what surrounds them. */
static gboolean
is_variable_name (const char *name, gsize n_bytes)
{
  if (n_bytes == 0)
    return FALSE;
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isalnum (name[i]) && name[i] != '_' && (guchar) name[i] < 0x80)
      return FALSE;
  return TRUE;
}

gboolean
results_reader_add_variable (ResultsReader *reader, const char *at, const char *name,
                             gsize n_bytes, GError **error)
{
  g_autofree char *copy = g_strndup (name, n_bytes);

  if (!is_variable_name (name, n_bytes))
    return results_reader_fail (reader, at, error, "'%s' is no name of a variable", copy);
  if (reader->names->len >= NYSTA_MAX_VARIABLES)
    return results_reader_fail (reader, at, error, "more than %u variables",
                                NYSTA_MAX_VARIABLES);
  if (g_hash_table_contains (reader->columns, copy))
    return results_reader_fail (reader, at, error, "the variable %s stands here twice",
                                copy);
  g_ptr_array_add (reader->names, copy);
  g_hash_table_insert (reader->columns, g_steal_pointer (&copy),
                       GUINT_TO_POINTER (reader->names->len));
  return TRUE;
}

gboolean
results_reader_begin_rows (ResultsReader *reader, GError **error)
{
  reader->row = g_new0 (NystaTerm, MAX (reader->names->len, 1));
  return reader->funcs->variables ((const char *const *) reader->names->pdata,
                                   reader->names->len, reader->user_data, error);
}

gint
results_reader_column (const ResultsReader *reader, const char *at, const char *name,
                       GError **error)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (reader->columns, name));

  if (number == 0)
    results_reader_fail (reader, at, error, "the head has no variable %s", name);
  return (gint) number - 1;
}

/* Turtle [141s] BLANK_NODE_LABEL, in ASCII. What begins with x_ could be one of ours. */
static gboolean
keeps_label (const char *label)
{
  gsize length = strlen (label);

  if (!g_ascii_isalnum (label[0]) && label[0] != '_')
    return FALSE;
  if (g_str_has_prefix (label, "x_") || label[length - 1] == '.')
    return FALSE;
  for (const char *c = label; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("_-.", *c) == NULL)
      return FALSE;
  return TRUE;
}

static const char *
add_label (ResultsReader *reader, const char *label)
{
  if (keeps_label (label))
    return g_string_chunk_insert (reader->texts, label);

  g_autoptr (GString) made = g_string_new ("x_");

  for (const char *c = label; *c != '\0'; c++)
    g_string_append_printf (made, "%02X", (guchar) *c);
  return g_string_chunk_insert (reader->texts, made->str);
}

static gboolean
check_literal (const ResultsReader *reader, const char *at, const NystaTerm *term,
               GError **error)
{
  if (term->language != NULL && !nysta_term_is_language (term->language))
    return results_reader_fail (reader, at, error, "'%s' is no language tag",
                                term->language);
  if (term->language != NULL && term->datatype != NULL &&
      strcmp (term->datatype, NS_RDF "langString") != 0)
    return results_reader_fail (reader, at, error,
                                "a literal has a language and a datatype");
  if (term->datatype != NULL && !nysta_iri_is_absolute (term->datatype))
    return results_reader_fail (reader, at, error, "the datatype <%s> is no absolute IRI",
                                term->datatype);
  if (term->language == NULL && g_strcmp0 (term->datatype, NS_RDF "langString") == 0)
    return results_reader_fail (reader, at, error, "rdf:langString without a language");
  return TRUE;
}

gboolean
results_reader_bind (ResultsReader *reader, const char *at, guint column,
                     const NystaTerm *term, GError **error)
{
  NystaTerm *cell = &reader->row[column];
  const char *datatype = term->datatype;

  if (cell->kind != NYSTA_TERM_NONE)
    return results_reader_fail (reader, at, error, "%s is bound twice in a row",
                                (char *) reader->names->pdata[column]);
  if (strlen (term->value) > NYSTA_MAX_LITERAL_BYTES)
    return results_reader_fail (reader, at, error, "a value of more than %u bytes",
                                NYSTA_MAX_LITERAL_BYTES);
  if (term->kind == NYSTA_TERM_IRI && !nysta_iri_is_absolute (term->value))
    return results_reader_fail (reader, at, error, "<%s> is no absolute IRI", term->value);
  if (term->kind == NYSTA_TERM_BLANK && term->value[0] == '\0')
    return results_reader_fail (reader, at, error, "a blank node without a label");
  if (term->kind == NYSTA_TERM_LITERAL && !check_literal (reader, at, term, error))
    return FALSE;

  if (term->language != NULL || g_strcmp0 (datatype, NS_XSD "string") == 0)
    datatype = NULL;
  *cell = (NystaTerm){
    .kind = term->kind,
    .value = term->kind == NYSTA_TERM_BLANK
               ? add_label (reader, term->value)
               : g_string_chunk_insert (reader->texts, term->value),
    .datatype = datatype ? g_string_chunk_insert (reader->texts, datatype) : NULL,
    .language = term->language ? g_string_chunk_insert (reader->texts, term->language)
                               : NULL,
  };
  return TRUE;
}

gboolean
results_reader_end_row (ResultsReader *reader, GError **error)
{
  if (!reader->funcs->row (reader->row, reader->names->len, reader->user_data, error))
    return FALSE;
  memset (reader->row, 0, reader->names->len * sizeof (NystaTerm));
  g_string_chunk_clear (reader->texts);
  return TRUE;
}

static gboolean
read_format (ResultsReader *reader, NystaResultsFormat format, GError **error)
{
  const char *wrong = NULL;

  if (!g_utf8_validate (reader->start, reader->end - reader->start, &wrong))
    return results_reader_fail (reader, wrong, error,
                                wrong < reader->end && *wrong == '\0' ? "a NUL character"
                                                                      : "not UTF-8");
  switch (format)
    {
    case NYSTA_RESULTS_XML:
      return results_read_xml (reader, error);
    case NYSTA_RESULTS_JSON:
      return results_read_json (reader, error);
    case NYSTA_RESULTS_CSV:
      return results_read_csv (reader, error);
    case NYSTA_RESULTS_TSV:
      return results_read_tsv (reader, error);
    case NYSTA_RESULTS_TABLE:
      break;
    }
  g_return_val_if_reached (FALSE);
}

gboolean
nysta_results_read (const char *data, gsize n_bytes, const char *name,
                    NystaResultsFormat format, const NystaResultsFuncs *funcs,
                    gpointer user_data, GError **error)
{
  /* The readers look one character ahead, so the text has to end. A byte order mark says
   * nothing in UTF-8. */
  gsize n_skipped = n_bytes >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  g_autofree char *text = g_malloc (n_bytes - n_skipped + 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable)
    columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GStringChunk *texts = g_string_chunk_new (1024);
  ResultsReader reader = { .name = name,
                           .start = text,
                           .end = text + n_bytes - n_skipped,
                           .funcs = funcs,
                           .user_data = user_data,
                           .names = names,
                           .columns = columns,
                           .texts = texts };

  if (n_bytes > n_skipped)
    memcpy (text, data + n_skipped, n_bytes - n_skipped);
  text[n_bytes - n_skipped] = '\0';

  gboolean ok = read_format (&reader, format, error);

  g_free (reader.row);
  g_string_chunk_free (texts);
  return ok;
}
