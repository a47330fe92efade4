/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one file that includes raptor, and what nysta-raptor.so is made of. */
#include "config.h"
#include "rdf/raptor-module.h"

#include "base/error.h"
#include "base/limits.h"
#include "rdf/iri.h"
#include "rdf/prefix.h"
#include "rdf/vocabulary.h"

#include <raptor2.h>
#include <string.h>

/* RFC 3986 §5.2 resolves against bases with slashes; `urn:nysta:` has none, so relative
 * IRIs are resolved against this and given their real base afterwards. */
#define STAND_IN_BASE "nysta-base://stand-in/"

/* Labels of the nodes that a file leaves without one. */
#define ANONYMOUS_LABEL "anon"

/* Where a term is put together that cannot be passed on as it is. */
enum
{
  ROOM_SUBJECT,
  ROOM_PREDICATE,
  ROOM_OBJECT,
  ROOM_DATATYPE,
  ROOM_GRAPH,
  N_ROOMS
};

struct NystaRaptorReader
{
  const char *name;
  const char *flat_base; /* what the stand-in stands for, or NULL */
  const char *blank_prefix;
  NystaStatementFunc func;
  gpointer user_data;
  raptor_world *world;
  raptor_uri *base;
  raptor_parser *parser; /* NULL between documents */
  NystaSyntax syntax;
  gboolean only_check;
  gboolean is_placed; /* whether messages say where */
  guint n_anonymous;
  guint64 line; /* of the next byte: for what raptor does not place */
  GString *rooms[N_ROOMS];
  GError *error; /* the first thing that went wrong */
};

static const char *const raptor_names[] = {
  [NYSTA_SYNTAX_TURTLE] = "turtle",
  [NYSTA_SYNTAX_TRIG] = "trig",
  [NYSTA_SYNTAX_RDFXML] = "rdfxml",
};

/* --- what raptor tells --------------------------------------------------------------- */

static void G_GNUC_PRINTF (4, 5) set_syntax_error (NystaRaptorReader *reader, guint64 line,
                                                   int column, const char *format, ...)
{
  va_list arguments;

  if (reader->error != NULL)
    return;
  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* raptor's messages may quote the input, line ends and all. */
  g_strdelimit (what, "\r\n\t", ' ');
  if (!reader->is_placed)
    {
      reader->error = g_error_new_literal (NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX, what);
      return;
    }
  reader->error = g_error_new (NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                               "%s:%" G_GUINT64_FORMAT ":%d: %s", reader->name,
                               MAX (line, 1), MAX (column, 1), what);
}

static void
on_log (void *user_data, raptor_log_message *message)
{
  NystaRaptorReader *reader = user_data;
  raptor_locator *locator = message->locator;

  if (message->level < RAPTOR_LOG_LEVEL_ERROR)
    return;

  /* bison's own words when its stack is full */
  const char *what = strstr (message->text, "memory exhausted") != NULL
                       ? "brackets are nested too deeply"
                       : message->text;
  /* raptor quotes one byte of what stands there. */
  if (!g_utf8_validate (what, -1, NULL))
    what = "syntax error at a letter outside ASCII";
  set_syntax_error (reader,
                    locator != NULL && locator->line > 0 ? (guint64) locator->line : 1,
                    locator != NULL ? locator->column : 1, "%s", what);
  if (reader->parser != NULL)
    raptor_parser_parse_abort (reader->parser);
}

/* raptor frees what it gets, with its own allocator. */
static unsigned char *
copy_label (const char *label)
{
  gsize n_bytes = strlen (label) + 1;
  unsigned char *copy = raptor_alloc_memory (n_bytes);

  memcpy (copy, label, n_bytes);
  return copy;
}

/* A file may itself use the label that a node without one would get: such a label is
 * lengthened. */
static unsigned char *
make_blank_label (void *user_data, unsigned char *label)
{
  NystaRaptorReader *reader = user_data;
  char *made = NULL;

  if (label == NULL)
    made = g_strdup_printf (ANONYMOUS_LABEL "%u", ++reader->n_anonymous);
  else if (g_str_has_prefix ((char *) label, ANONYMOUS_LABEL))
    made = g_strconcat ((char *) label, "x", NULL);
  else
    return label;

  unsigned char *copy = copy_label (made);
  g_free (made);
  if (label != NULL)
    raptor_free_memory (label);
  return copy;
}

static void
refuse_term (NystaRaptorReader *reader, const char *what, const char *value)
{
  raptor_locator *locator = raptor_parser_get_locator (reader->parser);
  g_autofree char *shown = g_utf8_make_valid (value, -1);

  set_syntax_error (reader,
                    locator != NULL && locator->line > 0 ? (guint64) locator->line : 1,
                    locator != NULL ? locator->column : 1, "%s: %.200s", what, shown);
}

static const char *
convert_iri (NystaRaptorReader *reader, raptor_uri *uri, GString *room)
{
  const char *iri = (const char *) raptor_uri_as_string (uri);

  if (reader->flat_base != NULL && g_str_has_prefix (iri, STAND_IN_BASE))
    {
      g_string_assign (room, reader->flat_base);
      g_string_append (room, iri + strlen (STAND_IN_BASE));
      iri = room->str;
    }
  if (!nysta_iri_is_absolute (iri))
    refuse_term (reader, "not an absolute IRI", iri);
  return iri;
}

static void
convert_literal (NystaRaptorReader *reader, const raptor_term_literal_value *literal,
                 GString *room, NystaTerm *out)
{
  *out = nysta_literal ((const char *) literal->string, NULL,
                        (const char *) literal->language);
  if (literal->string_len > NYSTA_MAX_LITERAL_BYTES)
    refuse_term (reader, "a literal is over 16 MiB", out->value);
  /* Halves of surrogate pairs can be written as escapes. */
  if (!g_utf8_validate (out->value, -1, NULL))
    refuse_term (reader, "a literal is not Unicode", out->value);
  if (out->language != NULL && !nysta_term_is_language (out->language))
    refuse_term (reader, "not a language tag", out->language);
  if (literal->language == NULL && literal->datatype != NULL)
    {
      out->datatype = convert_iri (reader, literal->datatype, room);
      if (strcmp (out->datatype, XSD_STRING) == 0)
        out->datatype = NULL;
    }
}

static void
convert_term (NystaRaptorReader *reader, const raptor_term *term, GString *room,
              GString *datatype, NystaTerm *out)
{
  *out = (NystaTerm){ 0 };
  if (term == NULL)
    return;
  switch (term->type)
    {
    case RAPTOR_TERM_TYPE_URI:
      *out = nysta_iri (convert_iri (reader, term->value.uri, room));
      break;
    case RAPTOR_TERM_TYPE_BLANK:
      g_string_assign (room, reader->blank_prefix);
      g_string_append (room, (const char *) term->value.blank.string);
      if (!nysta_prefix_is_local_name (room->str))
        refuse_term (reader, "not a blank node label", room->str);
      out->kind = NYSTA_TERM_BLANK;
      out->value = room->str;
      break;
    case RAPTOR_TERM_TYPE_LITERAL:
      convert_literal (reader, &term->value.literal, datatype, out);
      break;
    case RAPTOR_TERM_TYPE_UNKNOWN:
      break;
    }
}

static void
convert_graph (NystaRaptorReader *reader, const raptor_term *term, NystaTerm *out)
{
  GString *room = reader->rooms[ROOM_GRAPH];

  convert_term (reader, term, room, NULL, out);
  if (out->kind != NYSTA_TERM_IRI ||
      !g_str_has_prefix (out->value, NYSTA_RAPTOR_BLANK_GRAPH))
    return;

  const char *label_there = out->value + strlen (NYSTA_RAPTOR_BLANK_GRAPH);
  raptor_term node = { .type = RAPTOR_TERM_TYPE_BLANK };
  /* A full stop begins a label that was made up for a graph without one. */
  unsigned char *label = *label_there == '.'
                           ? copy_label (label_there + 1)
                           : make_blank_label (reader, copy_label (label_there));
  node.value.blank.string = label;
  convert_term (reader, &node, room, NULL, out);
  raptor_free_memory (label);
}

static void
on_statement (void *user_data, raptor_statement *found)
{
  NystaRaptorReader *reader = user_data;
  NystaStatement statement = { 0 };

  if (reader->error != NULL)
    return;
  convert_term (reader, found->subject, reader->rooms[ROOM_SUBJECT], NULL,
                &statement.subject);
  convert_term (reader, found->predicate, reader->rooms[ROOM_PREDICATE], NULL,
                &statement.predicate);
  convert_term (reader, found->object, reader->rooms[ROOM_OBJECT],
                reader->rooms[ROOM_DATATYPE], &statement.object);
  convert_graph (reader, found->graph, &statement.graph);
  if (reader->error == NULL && !reader->only_check)
    reader->func (&statement, reader->user_data, &reader->error);
  if (reader->error != NULL)
    raptor_parser_parse_abort (reader->parser);
}

/* --- reading ------------------------------------------------------------------------- */

/* A base with no slash after its scheme cannot be resolved against. */
static gboolean
is_flat (const char *base)
{
  const char *colon = strchr (base, ':');

  return colon == NULL || colon[1] != '/';
}

static void
configure (NystaRaptorReader *reader)
{
  raptor_parser_set_option (reader->parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  raptor_parser_set_option (reader->parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  raptor_parser_set_option (reader->parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  raptor_parser_set_option (reader->parser, RAPTOR_OPTION_NORMALIZE_LANGUAGE, NULL, 0);
  raptor_parser_set_statement_handler (reader->parser, reader, on_statement);
}

static gboolean
start (NystaRaptorReader *reader, const char *base)
{
  raptor_world_set_flag (reader->world, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
  raptor_world_set_log_handler (reader->world, reader, on_log);
  raptor_world_set_generate_bnodeid_handler (reader->world, reader, make_blank_label);
  if (raptor_world_open (reader->world) != 0)
    return FALSE;
  reader->base = raptor_new_uri (reader->world, (const unsigned char *) base);
  return TRUE;
}

static gboolean
start_document (NystaRaptorReader *reader)
{
  reader->parser = raptor_new_parser (reader->world, raptor_names[reader->syntax]);
  if (reader->parser == NULL)
    return FALSE;
  configure (reader);
  return raptor_parser_parse_start (reader->parser, reader->base) == 0;
}

static void
end_document (NystaRaptorReader *reader)
{
  if (reader->parser != NULL)
    raptor_free_parser (reader->parser);
  reader->parser = NULL;
}

static void
reader_close (NystaRaptorReader *reader)
{
  if (reader == NULL)
    return;
  end_document (reader);
  if (reader->base != NULL)
    raptor_free_uri (reader->base);
  if (reader->world != NULL)
    raptor_free_world (reader->world);
  for (gsize i = 0; i < N_ROOMS; i++)
    g_string_free (reader->rooms[i], TRUE);
  g_clear_error (&reader->error);
  g_free (reader);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRaptorReader, reader_close)

static NystaRaptorReader *
reader_open (const char *name, NystaSyntax syntax, const char *base,
             const char *blank_prefix, NystaStatementFunc func, gpointer user_data,
             GError **error)
{
  g_autoptr (NystaRaptorReader) reader = g_new0 (NystaRaptorReader, 1);

  reader->name = name;
  reader->blank_prefix = blank_prefix;
  reader->func = func;
  reader->user_data = user_data;
  reader->line = 1;
  reader->syntax = syntax;
  reader->is_placed = TRUE;
  for (gsize i = 0; i < N_ROOMS; i++)
    reader->rooms[i] = g_string_new (NULL);
  reader->world = raptor_new_world ();
  if (is_flat (base))
    reader->flat_base = base;
  if (!start (reader, reader->flat_base != NULL ? STAND_IN_BASE : base))
    set_syntax_error (reader, 1, 1, "the RDF parser cannot be started");
  if (reader->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reader->error));
      return NULL;
    }
  return g_steal_pointer (&reader);
}

static gboolean
reader_feed (NystaRaptorReader *reader, const char *data, gsize n_bytes, gboolean is_end,
             GError **error)
{
  if (reader->parser == NULL && !start_document (reader))
    set_syntax_error (reader, 1, 1, "the RDF parser cannot be started");
  int result = reader->error != NULL
                 ? 0
                 : raptor_parser_parse_chunk (reader->parser, (const unsigned char *) data,
                                              n_bytes, is_end);
  const char *end = data + n_bytes;

  for (const char *c = data; c < end; c++)
    reader->line += *c == '\n';
  if (result != 0 && reader->error == NULL)
    set_syntax_error (reader, reader->line, 1, "cannot be parsed");
  if (reader->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reader->error));
  return FALSE;
}

extern const NystaRaptorModule nysta_raptor __attribute__ ((visibility ("default")));

static gboolean
reader_parse (NystaRaptorReader *reader, const char *data, gsize n_bytes,
              gboolean only_check, GError **error)
{
  reader->only_check = only_check;
  reader->is_placed = FALSE;

  gboolean ok = reader_feed (reader, data, n_bytes, TRUE, error);
  end_document (reader);
  return ok;
}

const NystaRaptorModule nysta_raptor = {
  .version = PACKAGE_VERSION,
  .open = reader_open,
  .feed = reader_feed,
  .parse = reader_parse,
  .close = reader_close,
};
