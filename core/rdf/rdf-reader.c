/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The one file that includes raptor. */
#include "config.h"
#include "rdf/rdf-reader.h"

#include "base/error.h"
#include "base/file.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <errno.h>
#include <fcntl.h>
#include <raptor2.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES (64u * 1024)

/* Enough for every declaration that tells a syntax. */
#define GUESS_BYTES 1024u

/* RFC 3986 §5.2 resolves against bases with slashes; `urn:nysta:` has none, so relative
 * IRIs are resolved against this and given their real base afterwards. */
#define STAND_IN_BASE "nysta-base://stand-in/"

/* Labels of the nodes that a file leaves without one. */
#define ANONYMOUS_LABEL "anon"

typedef struct
{
  const char *name;
  NystaSyntax syntax;
  const char *base;
  const char *flat_base; /* what the stand-in stands for, or NULL */
  const char *blank_prefix;
  NystaStatementFunc func;
  gpointer user_data;
  raptor_parser *parser;
  guint n_anonymous;
  guint64 line;      /* of the next byte: for what is found before raptor sees it */
  char carry[8];     /* the beginning of a character that the next chunk ends */
  gsize n_carry;
  gboolean started;
  gboolean escaped;  /* the byte before was a backslash that begins an escape */
  guint n_zeros;     /* more digits 0 that would make the escape one of U+0000 */
  GString *subject;  /* room for terms that must be rewritten */
  GString *predicate;
  GString *object;
  GString *object_datatype;
  GString *graph;
  GError *error;     /* the first thing that went wrong */
} Reading;

/* --- syntaxes ------------------------------------------------------------------- */

typedef struct
{
  const char *name; /* also a file name's ending */
  NystaSyntax syntax;
} SyntaxName;

static const SyntaxName syntax_names[] = {
  { "ntriples", NYSTA_SYNTAX_NTRIPLES }, { "n-triples", NYSTA_SYNTAX_NTRIPLES },
  { "nt", NYSTA_SYNTAX_NTRIPLES },       { "nquads", NYSTA_SYNTAX_NQUADS },
  { "n-quads", NYSTA_SYNTAX_NQUADS },    { "nq", NYSTA_SYNTAX_NQUADS },
  { "turtle", NYSTA_SYNTAX_TURTLE },     { "ttl", NYSTA_SYNTAX_TURTLE },
  { "trig", NYSTA_SYNTAX_TRIG },         { "rdfxml", NYSTA_SYNTAX_RDFXML },
  { "rdf/xml", NYSTA_SYNTAX_RDFXML },    { "rdf", NYSTA_SYNTAX_RDFXML },
  { "owl", NYSTA_SYNTAX_RDFXML },        { "xml", NYSTA_SYNTAX_RDFXML },
};

static const char *const raptor_names[] = {
  [NYSTA_SYNTAX_NTRIPLES] = "ntriples", [NYSTA_SYNTAX_NQUADS] = "nquads",
  [NYSTA_SYNTAX_TURTLE] = "turtle",     [NYSTA_SYNTAX_TRIG] = "trig",
  [NYSTA_SYNTAX_RDFXML] = "rdfxml",
};

NystaSyntax
nysta_syntax_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (syntax_names); i++)
    if (g_ascii_strcasecmp (syntax_names[i].name, name) == 0)
      return syntax_names[i].syntax;
  return NYSTA_SYNTAX_GUESS;
}

static NystaSyntax
syntax_from_content (const char *data, gsize n_bytes)
{
  g_autofree char *head = g_strndup (data, MIN (n_bytes, GUESS_BYTES));
  const char *c = head;

  if (g_str_has_prefix (c, "\xEF\xBB\xBF"))
    c += 3;
  while (g_ascii_isspace (*c))
    c++;
  if (g_str_has_prefix (c, "<?xml") || g_str_has_prefix (c, "<!") ||
      g_str_has_prefix (c, "<rdf:"))
    return NYSTA_SYNTAX_RDFXML;
  /* `<s> <p> <o> <g> .`: only N-Quads has a fourth IRI on a line. */
  if (g_regex_match_simple ("^(<[^>]*>|_:\\S+)[ \\t]+<[^>]*>[ \\t]+(<[^>]*>|_:\\S+|"
                            "\"(\\\\.|[^\"\\\\])*\"(@[\\w-]+|\\^\\^<[^>]*>)?)[ \\t]+"
                            "(<[^>]*>|_:\\S+)[ \\t]*\\.",
                            c, G_REGEX_MULTILINE, 0))
    return NYSTA_SYNTAX_NQUADS;
  if (g_regex_match_simple ("^\\s*(GRAPH\\s*)?(<[^>]*>|[\\w-]*:[\\w-]*)?\\s*\\{", c,
                            G_REGEX_MULTILINE | G_REGEX_CASELESS, 0))
    return NYSTA_SYNTAX_TRIG;
  return NYSTA_SYNTAX_TURTLE;
}

static NystaSyntax
guess_syntax (const char *name, const char *data, gsize n_bytes)
{
  const char *ending = strrchr (name, '.');
  NystaSyntax syntax = NYSTA_SYNTAX_GUESS;

  if (ending != NULL)
    syntax = nysta_syntax_from_name (ending + 1);
  return syntax != NYSTA_SYNTAX_GUESS ? syntax : syntax_from_content (data, n_bytes);
}

/* --- what raptor tells ------------------------------------------------------------ */

static void G_GNUC_PRINTF (4, 5)
set_syntax_error (Reading *reading, guint64 line, int column, const char *format, ...)
{
  va_list arguments;

  if (reading->error != NULL)
    return;
  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* raptor's messages may quote the input, line ends and all. */
  g_strdelimit (what, "\r\n\t", ' ');
  reading->error = g_error_new (NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                                "%s:%" G_GUINT64_FORMAT ":%d: %s", reading->name,
                                MAX (line, 1), MAX (column, 1), what);
}

static void
on_log (void *user_data, raptor_log_message *message)
{
  Reading *reading = user_data;
  raptor_locator *locator = message->locator;

  if (message->level < RAPTOR_LOG_LEVEL_ERROR)
    return;

  /* bison's own words when its stack is full */
  const char *what = strstr (message->text, "memory exhausted") != NULL
                       ? "brackets are nested too deeply"
                       : message->text;
  set_syntax_error (reading,
                    locator != NULL && locator->line > 0 ? (guint64) locator->line : 1,
                    locator != NULL ? locator->column : 1, "%s", what);
  if (reading->parser != NULL)
    raptor_parser_parse_abort (reading->parser);
}

/* A file may itself use the label that a node without one would get: such a label is
 * lengthened, which N-Triples and N-Quads, where every node has one, do not need. */
static unsigned char *
make_blank_label (void *user_data, unsigned char *label)
{
  Reading *reading = user_data;
  char *made = NULL;

  if (label == NULL)
    made = g_strdup_printf (ANONYMOUS_LABEL "%u", ++reading->n_anonymous);
  else if (g_str_has_prefix ((char *) label, ANONYMOUS_LABEL))
    made = g_strconcat ((char *) label, "x", NULL);
  else
    return label;

  /* raptor frees what it gets, with its own allocator. */
  gsize n_bytes = strlen (made) + 1;
  unsigned char *copy = raptor_alloc_memory (n_bytes);
  memcpy (copy, made, n_bytes);
  g_free (made);
  if (label != NULL)
    raptor_free_memory (label);
  return copy;
}

static void
refuse_term (Reading *reading, const char *what, const char *value)
{
  raptor_locator *locator = raptor_parser_get_locator (reading->parser);
  g_autofree char *shown = g_utf8_make_valid (value, -1);

  set_syntax_error (reading,
                    locator != NULL && locator->line > 0 ? (guint64) locator->line : 1,
                    locator != NULL ? locator->column : 1, "%s: %.200s", what, shown);
}

static const char *
convert_iri (Reading *reading, raptor_uri *uri, GString *room)
{
  const char *iri = (const char *) raptor_uri_as_string (uri);

  if (reading->flat_base != NULL && g_str_has_prefix (iri, STAND_IN_BASE))
    {
      g_string_assign (room, reading->flat_base);
      g_string_append (room, iri + strlen (STAND_IN_BASE));
      iri = room->str;
    }
  if (!nysta_iri_is_absolute (iri))
    refuse_term (reading, "not an absolute IRI", iri);
  return iri;
}

static void
convert_literal (Reading *reading, const raptor_term_literal_value *literal, GString *room,
                 NystaTerm *out)
{
  *out = nysta_literal ((const char *) literal->string, NULL,
                        (const char *) literal->language);
  /* Halves of surrogate pairs can be written as escapes. */
  if (!g_utf8_validate (out->value, -1, NULL))
    refuse_term (reading, "a literal is not Unicode", out->value);
  if (literal->language == NULL && literal->datatype != NULL)
    {
      out->datatype = convert_iri (reading, literal->datatype, room);
      if (strcmp (out->datatype, XSD_STRING) == 0)
        out->datatype = NULL;
    }
}

static void
convert_term (Reading *reading, const raptor_term *term, GString *room, GString *datatype,
              NystaTerm *out)
{
  *out = (NystaTerm){ 0 };
  if (term == NULL)
    return;
  switch (term->type)
    {
    case RAPTOR_TERM_TYPE_URI:
      *out = nysta_iri (convert_iri (reading, term->value.uri, room));
      break;
    case RAPTOR_TERM_TYPE_BLANK:
      g_string_assign (room, reading->blank_prefix);
      g_string_append (room, (const char *) term->value.blank.string);
      out->kind = NYSTA_TERM_BLANK;
      out->value = room->str;
      break;
    case RAPTOR_TERM_TYPE_LITERAL:
      convert_literal (reading, &term->value.literal, datatype, out);
      break;
    case RAPTOR_TERM_TYPE_UNKNOWN:
      break;
    }
}

static void
on_statement (void *user_data, raptor_statement *found)
{
  Reading *reading = user_data;
  NystaStatement statement = { 0 };

  if (reading->error != NULL)
    return;
  convert_term (reading, found->subject, reading->subject, NULL, &statement.subject);
  convert_term (reading, found->predicate, reading->predicate, NULL, &statement.predicate);
  convert_term (reading, found->object, reading->object, reading->object_datatype,
                &statement.object);
  convert_term (reading, found->graph, reading->graph, NULL, &statement.graph);
  if (reading->error == NULL)
    reading->func (&statement, reading->user_data, &reading->error);
  if (reading->error != NULL)
    raptor_parser_parse_abort (reading->parser);
}

/* --- feeding it ------------------------------------------------------------------- */

static void
feed (Reading *reading, const char *data, gsize n_bytes, gboolean is_end)
{
  int result = raptor_parser_parse_chunk (reading->parser, (const unsigned char *) data,
                                          n_bytes, is_end);

  for (const char *c = data; (c = memchr (c, '\n', n_bytes - (gsize) (c - data))) != NULL; c++)
    reading->line++;
  if (result != 0 && reading->error == NULL)
    set_syntax_error (reading, reading->line, 1, "cannot be parsed");
}

/* raptor ends a literal at `\u0000` without a word, so it must not get there. */
static gboolean
meets_escaped_nul (Reading *reading, const char *data, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (reading->n_zeros > 0 && data[i] == '0')
        {
          if (--reading->n_zeros == 0)
            return TRUE;
          continue;
        }
      reading->n_zeros = 0;
      if (reading->escaped)
        {
          reading->escaped = FALSE;
          reading->n_zeros = data[i] == 'u' ? 4 : data[i] == 'U' ? 8 : 0;
        }
      else if (data[i] == '\\')
        reading->escaped = TRUE;
    }
  return FALSE;
}

/* raptor lets bytes through that are not UTF-8. XML has encodings of its own. */
static void
feed_checked (Reading *reading, const char *data, gsize n_bytes, gboolean is_end)
{
  const char *bad = NULL;

  if (reading->syntax == NYSTA_SYNTAX_RDFXML)
    {
      feed (reading, data, n_bytes, is_end);
      return;
    }
  if (!reading->started && n_bytes >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      n_bytes -= 3;
    }
  reading->started = TRUE;

  g_autofree char *joined = NULL;
  if (reading->n_carry > 0)
    {
      joined = g_malloc (reading->n_carry + n_bytes);
      memcpy (joined, reading->carry, reading->n_carry);
      if (n_bytes > 0)
        memcpy (joined + reading->n_carry, data, n_bytes);
      data = joined;
      n_bytes += reading->n_carry;
      reading->n_carry = 0;
    }
  if (n_bytes > 0 && !g_utf8_validate_len (data, n_bytes, &bad))
    {
      gsize n_left = n_bytes - (gsize) (bad - data);

      if (is_end || n_left >= 4 ||
          g_utf8_get_char_validated (bad, (gssize) n_left) != (gunichar) -2)
        {
          feed (reading, data, (gsize) (bad - data), FALSE);
          set_syntax_error (reading, reading->line, 1,
                            *bad == '\0' ? "a NUL byte: is this a text file?"
                                         : "not UTF-8 (byte 0x%02X): convert the file to UTF-8",
                            (guchar) *bad);
          return;
        }
      memcpy (reading->carry, bad, n_left);
      reading->n_carry = n_left;
      n_bytes -= n_left;
    }
  if (meets_escaped_nul (reading, data, n_bytes))
    {
      set_syntax_error (reading, reading->line, 1,
                        "\\u0000 cannot be kept in a literal: take it out");
      return;
    }
  feed (reading, data, n_bytes, is_end);
}

/* Where the bytes come from: returns how many, 0 at the end, -1 with @error. */
typedef gssize (*ReadFunc) (gpointer source, char *buffer, gsize n_bytes, GError **error);

static gboolean
parse (Reading *reading, ReadFunc read_func, gpointer source, char *buffer, gsize n_bytes)
{
  gboolean is_end = FALSE;

  while (reading->error == NULL && !is_end)
    {
      is_end = n_bytes == 0;
      feed_checked (reading, buffer, n_bytes, is_end);
      if (reading->error != NULL || is_end)
        break;

      gssize n_read = read_func (source, buffer, CHUNK_BYTES, &reading->error);
      n_bytes = n_read > 0 ? (gsize) n_read : 0;
    }
  return reading->error == NULL;
}

/* A base with no slash after its scheme cannot be resolved against. */
static gboolean
is_flat (const char *base)
{
  const char *colon = strchr (base, ':');

  return colon == NULL || colon[1] != '/';
}

static gboolean
parse_in_world (Reading *reading, raptor_world *world, ReadFunc read_func, gpointer source,
                char *buffer, gsize n_bytes)
{
  if (is_flat (reading->base))
    reading->flat_base = reading->base;

  raptor_world_set_flag (world, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1);
  raptor_world_set_log_handler (world, reading, on_log);
  if (reading->syntax != NYSTA_SYNTAX_NTRIPLES && reading->syntax != NYSTA_SYNTAX_NQUADS)
    raptor_world_set_generate_bnodeid_handler (world, reading, make_blank_label);
  if (raptor_world_open (world) != 0)
    {
      set_syntax_error (reading, 1, 1, "the RDF parser cannot be started");
      return FALSE;
    }

  const char *base = reading->flat_base != NULL ? STAND_IN_BASE : reading->base;
  raptor_uri *uri = raptor_new_uri (world, (const unsigned char *) base);
  reading->parser = raptor_new_parser (world, raptor_names[reading->syntax]);
  raptor_parser_set_option (reading->parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  raptor_parser_set_option (reading->parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  raptor_parser_set_option (reading->parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  raptor_parser_set_option (reading->parser, RAPTOR_OPTION_NORMALIZE_LANGUAGE, NULL, 0);
  raptor_parser_set_statement_handler (reading->parser, reading, on_statement);

  if (raptor_parser_parse_start (reading->parser, uri) != 0)
    set_syntax_error (reading, 1, 1, "the RDF parser cannot be started");
  gboolean ok = parse (reading, read_func, source, buffer, n_bytes);
  raptor_free_parser (reading->parser);
  reading->parser = NULL;
  raptor_free_uri (uri);
  return ok && reading->error == NULL;
}

/* The first bytes are in @buffer (CHUNK_BYTES long); @read_func brings the rest. */
static gboolean
read_rdf (Reading *reading, ReadFunc read_func, gpointer source, char *buffer,
          gsize n_bytes, GError **error)
{
  raptor_world *world = raptor_new_world ();

  if (reading->syntax == NYSTA_SYNTAX_GUESS)
    reading->syntax = guess_syntax (reading->name, buffer, n_bytes);
  if (reading->blank_prefix == NULL)
    reading->blank_prefix = "";
  reading->line = 1;
  reading->subject = g_string_new (NULL);
  reading->predicate = g_string_new (NULL);
  reading->object = g_string_new (NULL);
  reading->object_datatype = g_string_new (NULL);
  reading->graph = g_string_new (NULL);

  gboolean ok = parse_in_world (reading, world, read_func, source, buffer, n_bytes);

  raptor_free_world (world);
  g_string_free (reading->subject, TRUE);
  g_string_free (reading->predicate, TRUE);
  g_string_free (reading->object, TRUE);
  g_string_free (reading->object_datatype, TRUE);
  g_string_free (reading->graph, TRUE);
  if (!ok)
    g_propagate_error (error, reading->error);
  return ok;
}

/* --- from a file, from memory ----------------------------------------------------- */

typedef struct
{
  int fd;
  const char *path;
} FileSource;

static gssize
read_from_file (gpointer source, char *buffer, gsize n_bytes, GError **error)
{
  FileSource *file = source;

  for (;;)
    {
      ssize_t n_read = read (file->fd, buffer, n_bytes);

      if (n_read >= 0)
        return n_read;
      if (errno != EINTR)
        {
          nysta_io_set_error (error, errno, "read", file->path);
          return -1;
        }
    }
}

gboolean
nysta_rdf_read_file (const char *path, NystaSyntax syntax, const char *base,
                     const char *blank_prefix, NystaStatementFunc func, gpointer user_data,
                     GError **error)
{
  gboolean is_stdin = strcmp (path, "-") == 0;
  FileSource source = { .fd = STDIN_FILENO, .path = is_stdin ? "standard input" : path };
  g_autofree char *own_base = NULL;
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);

  if (!is_stdin)
    source.fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (source.fd < 0)
    {
      nysta_io_set_error (error, errno, "open", path);
      return FALSE;
    }
  if (base == NULL)
    {
      g_autofree char *iri = nysta_iri_from_path (is_stdin ? "." : path);
      own_base = g_strconcat (iri, is_stdin ? "/" : "", NULL);
    }

  Reading reading = { .name = source.path,
                      .syntax = syntax,
                      .base = base != NULL ? base : own_base,
                      .blank_prefix = blank_prefix,
                      .func = func,
                      .user_data = user_data };
  gssize n_read = read_from_file (&source, buffer, CHUNK_BYTES, error);
  gboolean ok = n_read >= 0 && read_rdf (&reading, read_from_file, &source, buffer,
                                         (gsize) n_read, error);

  if (!is_stdin)
    close (source.fd);
  return ok;
}

typedef struct
{
  const char *data;
  gsize n_bytes;
} MemorySource;

static gssize
read_from_memory (gpointer source, char *buffer, gsize n_bytes, GError **error)
{
  MemorySource *memory = source;
  gsize n_read = MIN (n_bytes, memory->n_bytes);

  if (n_read > 0)
    memcpy (buffer, memory->data, n_read);
  memory->data += n_read;
  memory->n_bytes -= n_read;
  return (gssize) n_read;
}

gboolean
nysta_rdf_read_memory (const char *data, gsize n_bytes, const char *name, NystaSyntax syntax,
                       const char *base, const char *blank_prefix, NystaStatementFunc func,
                       gpointer user_data, GError **error)
{
  MemorySource source = { data, n_bytes };
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  g_autofree char *own_base = base != NULL ? NULL : nysta_iri_from_path (name);
  Reading reading = { .name = name,
                      .syntax = syntax,
                      .base = base != NULL ? base : own_base,
                      .blank_prefix = blank_prefix,
                      .func = func,
                      .user_data = user_data };
  gssize n_read = read_from_memory (&source, buffer, CHUNK_BYTES, error);

  return read_rdf (&reading, read_from_memory, &source, buffer, (gsize) n_read, error);
}
