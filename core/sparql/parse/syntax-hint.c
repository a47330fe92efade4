/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* syntax-hint.c: what was probably meant: the commonest slips, and what other query
 * languages call it. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include <string.h>

#include "base/suggest.h"
#include "rdf/prefix.h"

/* Longer words are not compared with others. */
#define MAX_WORD_BYTES 40

/* --- prefixes ---------------------------------------------------------------------------- */

/* Known far and wide, though nysta writes none of them. */
static const NystaPrefix others[] = {
  { "bibo", "http://purl.org/ontology/bibo/" },
  { "dbo", "http://dbpedia.org/ontology/" },
  { "dbr", "http://dbpedia.org/resource/" },
  { "dc", "http://purl.org/dc/elements/1.1/" },
  { "doap", "http://usefulinc.com/ns/doap#" },
  { "fn", "http://www.w3.org/2005/xpath-functions#" },
  { "geo", "http://www.w3.org/2003/01/geo/wgs84_pos#" },
  { "gn", "http://www.geonames.org/ontology#" },
  { "qb", "http://purl.org/linked-data/cube#" },
  { "sh", "http://www.w3.org/ns/shacl#" },
  { "sioc", "http://rdfs.org/sioc/ns#" },
  { "time", "http://www.w3.org/2006/time#" },
  { "wd", "http://www.wikidata.org/entity/" },
  { "wdt", "http://www.wikidata.org/prop/direct/" },
  { NULL, NULL },
};

static const char *
find_well_known (const NystaPrefix *prefixes, const char *prefix)
{
  for (; prefixes->prefix != NULL; prefixes++)
    if (g_ascii_strcasecmp (prefixes->prefix, prefix) == 0)
      return prefixes->iri;
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The prefix in use that is spelt nearly so, or NULL */
static const char *
suggest_prefix (const NystaSyntaxParser *parser, const char *prefix)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name = NULL;

  g_hash_table_iter_init (&iter, parser->prefixes);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (*(const char *) name != '\0')
      g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; !parser->options->strict && nysta_prefixes[i].prefix != NULL; i++)
    g_ptr_array_add (names, (gpointer) nysta_prefixes[i].prefix);
  g_ptr_array_add (names, NULL);
  return strlen (prefix) < 2 ? NULL
                             : nysta_suggest (prefix, (const char *const *) names->pdata);
}

char *
nysta_parse_hint_prefix (const NystaSyntaxParser *parser, const char *prefix)
{
  const char *iri = find_well_known (nysta_prefixes, prefix);
  const char *near_by = NULL;

  if (iri == NULL)
    iri = find_well_known (others, prefix);
  if (iri != NULL)
    return g_strdup_printf ("did you mean PREFIX %s: <%s>?", prefix, iri);
  near_by = suggest_prefix (parser, prefix);
  if (near_by != NULL)
    return g_strdup_printf ("did you mean %s:?", near_by);
  if (strcmp (prefix, "_") == 0)
    return g_strdup ("a blank node's label begins with a letter, a digit or _");
  return g_strdup_printf ("put PREFIX %s: <…> first", prefix);
}

/* --- words of other languages -------------------------------------------------------------- */

static const struct
{
  const char *word;
  const char *hint;
} foreign_words[] = {
  { "AND", "did you mean &&?" },
  { "ANY_VALUE", "did you mean SAMPLE?" },
  { "ARRAY_AGG", "did you mean GROUP_CONCAT?" },
  { "AVERAGE", "did you mean AVG?" },
  { "BETWEEN", "write ?x >= … && ?x <= …" },
  { "BINDINGS", "did you mean VALUES?" },
  { "CASE", "write IF (condition, then, else)" },
  { "CAST", "write the type as a function, as in xsd:integer (?x)" },
  { "CEILING", "did you mean CEIL?" },
  { "CHAR_LENGTH", "did you mean STRLEN?" },
  { "CONVERT", "write the type as a function, as in xsd:integer (?x)" },
  { "CURRENT_DATE", "did you mean NOW ()?" },
  { "CURRENT_TIMESTAMP", "did you mean NOW ()?" },
  { "ELSE", "write IF (condition, then, else)" },
  { "ENDSWITH", "did you mean STRENDS?" },
  { "EXCEPT", "did you mean MINUS?" },
  { "FIRST", "did you mean SAMPLE?" },
  { "GETDATE", "did you mean NOW ()?" },
  { "HASLANG", "it is of SPARQL 1.2, which is not supported: write LANG (?x) != \"\"" },
  { "HASLANGDIR", "it is of SPARQL 1.2, which is not supported" },
  { "IFNULL", "did you mean COALESCE?" },
  { "INDEXOF", "write STRLEN (STRBEFORE (?x, \"…\"))" },
  { "INNER", "patterns in one { } are joined" },
  { "INSTR", "did you mean CONTAINS?" },
  { "INTERSECT", "patterns in one { } are joined" },
  { "IS", "write BOUND (?x) or !BOUND (?x)" },
  { "ISNULL", "write !BOUND (?x)" },
  { "ISTRIPLE", "triple terms of RDF 1.2 are not supported" },
  { "JOIN", "patterns in one { } are joined" },
  { "LANGDIR", "it is of SPARQL 1.2, which is not supported" },
  { "LEFT", "did you mean OPTIONAL { … }?" },
  { "LEN", "did you mean STRLEN?" },
  { "LENGTH", "did you mean STRLEN?" },
  { "LET", "did you mean BIND (… AS ?x)?" },
  { "LIKE", "write CONTAINS, STRSTARTS or REGEX" },
  { "LISTAGG", "did you mean GROUP_CONCAT?" },
  { "LOCATE", "did you mean CONTAINS?" },
  { "LOWER", "did you mean LCASE?" },
  { "MEAN", "did you mean AVG?" },
  { "NULL", "SPARQL has none: write !BOUND (?x), and UNDEF in VALUES" },
  { "NVL", "did you mean COALESCE?" },
  { "OBJECT", "triple terms of RDF 1.2 are not supported" },
  { "OR", "did you mean ||?" },
  { "POSITION", "did you mean CONTAINS?" },
  { "PREDICATE", "triple terms of RDF 1.2 are not supported" },
  { "RANDOM", "did you mean RAND ()?" },
  { "STARTSWITH", "did you mean STRSTARTS?" },
  { "STRING_AGG", "did you mean GROUP_CONCAT?" },
  { "STRLANGDIR", "it is of SPARQL 1.2, which is not supported" },
  { "SUBJECT", "triple terms of RDF 1.2 are not supported" },
  { "SUBSTRING", "did you mean SUBSTR?" },
  { "SYSDATE", "did you mean NOW ()?" },
  { "TODAY", "did you mean NOW ()?" },
  { "TOLOWER", "did you mean LCASE?" },
  { "TOP", "write LIMIT at the end" },
  { "TOUPPER", "did you mean UCASE?" },
  { "TRIM", "write REPLACE (?x, \"^\\\\s+|\\\\s+$\", \"\")" },
  { "TRIPLE", "triple terms of RDF 1.2 are not supported" },
  { "UPDATE", "write DELETE { … } INSERT { … } WHERE { … }" },
  { "UPPER", "did you mean UCASE?" },
};

static const char *const pattern_words[] = { "OPTIONAL", "MINUS",  "GRAPH",
                                             "SERVICE",  "FILTER", "BIND",
                                             "VALUES",   "SELECT", "UNION" };
static const char *const update_words[] = { "INSERT", "DELETE", "WITH", "LOAD", "CLEAR",
                                            "DROP",   "CREATE", "ADD",  "MOVE", "COPY" };
static const char *const query_words[] = { "SELECT", "ASK", "CONSTRUCT", "DESCRIBE" };

static const char *
find_foreign_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (foreign_words); i++)
    if (g_ascii_strcasecmp (word, foreign_words[i].word) == 0)
      return foreign_words[i].hint;
  return NULL;
}

static gboolean
is_among (const char *word, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp (word, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* --- what could have stood there --------------------------------------------------------- */

static gboolean
wants (const NystaSyntaxParser *parser, const char *what)
{
  return is_among (what, parser->wanted, parser->n_wanted);
}

static gboolean
is_keyword (const char *wanted)
{
  return g_ascii_isupper (wanted[0]) && g_ascii_isupper (wanted[1]) &&
         strchr (wanted, ' ') == NULL;
}

static const char *
suggest_word (const NystaSyntaxParser *parser, const char *word)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < parser->n_wanted; i++)
    if (is_keyword (parser->wanted[i]))
      g_ptr_array_add (words, (gpointer) parser->wanted[i]);
  if (wants (parser, "a pattern"))
    for (gsize i = 0; i < G_N_ELEMENTS (pattern_words); i++)
      g_ptr_array_add (words, (gpointer) pattern_words[i]);
  if (parser->wants_function)
    {
      for (guint i = 0; i < NYSTA_N_BUILTINS; i++)
        g_ptr_array_add (words, (gpointer) nysta_builtins[i].name);
      for (guint i = 0; i < NYSTA_N_AGGREGATES; i++)
        g_ptr_array_add (words, (gpointer) nysta_aggregates[i]);
      g_ptr_array_add (words, (gpointer) "EXISTS");
    }
  g_ptr_array_add (words, NULL);
  return nysta_suggest (word, (const char *const *) words->pdata);
}

static char *
hint_at_start (const NystaSyntaxParser *parser, const char *word)
{
  if (wants (parser, "CONSTRUCT") &&
      is_among (word, update_words, G_N_ELEMENTS (update_words)))
    return g_strdup ("that begins an update, not a query");
  if (wants (parser, "LOAD") && is_among (word, query_words, G_N_ELEMENTS (query_words)))
    return g_strdup ("that begins a query, not an update");
  if (wants (parser, "DATA") && g_ascii_strcasecmp (word, "FROM") == 0)
    return g_strdup ("write DELETE WHERE { … } or DELETE DATA { … }");
  if (wants (parser, "DATA") && g_ascii_strcasecmp (word, "INTO") == 0)
    return g_strdup ("write INSERT DATA { … } or INSERT { … } WHERE { … }");
  return NULL;
}

/* Words that have their place, but not here */
static const char *
hint_misplaced (const NystaSyntaxParser *parser)
{
  if (wants (parser, "a") && parser->token.length == 1 && *parser->token.start == 'A')
    return "write a in small letters";
  if (wants (parser, "a pattern") && nysta_parse_is_word (parser, "SELECT"))
    return "a subquery stands in { } of its own";
  if (wants (parser, "a pattern") && nysta_parse_is_word (parser, "UNION"))
    return "UNION stands between two patterns in { }";
  if (wants (parser, "a triple") && !wants (parser, "a pattern") &&
      nysta_parse_is_word (parser, "GRAPH"))
    return "GRAPH stands in WHERE, and once in the quads of an update";
  return NULL;
}

static char *
hint_word (const NystaSyntaxParser *parser)
{
  g_autofree char *word = g_strndup (parser->token.start, parser->token.length);
  const char *misplaced = hint_misplaced (parser);
  const char *foreign = find_foreign_word (word);
  const char *suggestion = NULL;
  char *hint = hint_at_start (parser, word);

  if (hint != NULL || parser->token.length > MAX_WORD_BYTES)
    return hint;
  if (misplaced != NULL || foreign != NULL)
    return g_strdup (misplaced != NULL ? misplaced : foreign);
  if (wants (parser, "*") && nysta_parse_is_built_in_call (parser))
    {
      g_autofree char *upper = g_ascii_strup (word, -1);

      return g_strdup_printf ("write (%s (…) AS ?name)", upper);
    }
  suggestion = suggest_word (parser, word);
  if (suggestion != NULL && g_ascii_strcasecmp (suggestion, word) != 0)
    return g_strdup_printf ("did you mean %s?", suggestion);
  if (wants (parser, "a variable") && !nysta_parse_is_built_in_call (parser) &&
      !is_among (word, pattern_words, G_N_ELEMENTS (pattern_words)))
    return g_strdup_printf ("did you mean ?%s?", word);
  return NULL;
}

/* --- brackets and marks --------------------------------------------------------------------- */

static gboolean
is_open_bracket_other (const NystaSyntaxParser *parser, const NystaScanToken *open)
{
  guint closing = open->mark == '{' ? '}' : open->mark == '(' ? ')' : ']';

  return (nysta_parse_is_mark (parser, '}') || nysta_parse_is_mark (parser, ')') ||
          nysta_parse_is_mark (parser, ']')) &&
         !nysta_parse_is_mark (parser, closing);
}

/* A bracket that closes another one, or none; the end, while one is open. */
static char *
hint_bracket (const NystaSyntaxParser *parser)
{
  const NystaScanToken *token = &parser->token;

  if (parser->open->len == 0)
    return nysta_parse_is_mark (parser, '}') || nysta_parse_is_mark (parser, ')') ||
               nysta_parse_is_mark (parser, ']')
             ? g_strdup ("it closes nothing")
             : NULL;

  const NystaScanToken *open = &g_array_index (parser->open, NystaScanToken,
                                               parser->open->len - 1);

  if (token->kind == NYSTA_SCAN_END || is_open_bracket_other (parser, open))
    return g_strdup_printf ("the '%c' at %u:%u is not closed", (char) open->mark,
                            open->line, open->column);
  return NULL;
}

static gboolean
begins_term (const NystaScanToken *token)
{
  return token->kind == NYSTA_SCAN_VARIABLE || token->kind == NYSTA_SCAN_IRI ||
         token->kind == NYSTA_SCAN_NAME || token->kind == NYSTA_SCAN_BLANK;
}

static const char *
hint_mark (const NystaSyntaxParser *parser)
{
  if (nysta_parse_is_mark (parser, '=') && parser->n_taken > 1 &&
      parser->token.start[-1] == '=')
    return "SPARQL compares with one =";
  if (nysta_parse_is_mark (parser, '|') && wants (parser, "an operator"))
    return "did you mean ||?";
  if (nysta_parse_is_mark (parser, ',') && parser->open->len == 0)
    return "variables stand side by side, without commas";
  if (nysta_parse_is_mark (parser, '!') && wants (parser, "a function"))
    return "a second ! wants brackets, as in !(!?x)";
  if (nysta_parse_is_mark (parser, ';') && wants (parser, "the end") &&
      !wants (parser, "LOAD"))
    return "a query has no ; after it";
  if (nysta_parse_is_mark (parser, '.') && wants (parser, "PREFIX"))
    return "PREFIX and BASE have no full stop after them";
  if (nysta_parse_is_mark (parser, ')') && wants (parser, "AS"))
    return "what is worked out needs a name, as in (… AS ?name)";
  if (nysta_parse_is_mark (parser, '{') && wants (parser, "[") &&
      g_ascii_isdigit (parser->token.start[1]))
    return "SPARQL 1.1 has no counted paths: write the steps out, or * or +";
  if (nysta_parse_is_mark (parser, '<') && wants (parser, "an IRI"))
    return "an IRI ends with > and has no spaces, quotes or braces";
  return NULL;
}

static const char *
hint_other (const NystaSyntaxParser *parser)
{
  const NystaScanToken *token = &parser->token;

  if (token->kind == NYSTA_SCAN_IRI && token->length == 2 && wants (parser, "an operator"))
    return "did you mean !=?";
  if (token->kind == NYSTA_SCAN_TAG && wants (parser, "PREFIX"))
    return "write PREFIX and BASE, without @ and without a full stop after them";
  if (begins_term (token) && wants (parser, ".") && wants (parser, ","))
    return "is a '.' or ';' missing before it?";
  if (parser->n_wanted == 1 && wants (parser, "EXISTS"))
    return "did you mean !?";
  if (token->kind == NYSTA_SCAN_NAME &&
      wants (parser, "a prefix with its colon such as foaf:"))
    return "the colon is its last character";
  return NULL;
}

char *
nysta_parse_hint (const NystaSyntaxParser *parser)
{
  char *hint = NULL;

  if (parser->token.kind == NYSTA_SCAN_WORD)
    {
      hint = hint_word (parser);
      return hint != NULL ? hint : g_strdup (hint_other (parser));
    }
  if (parser->token.kind == NYSTA_SCAN_MARK)
    hint = g_strdup (hint_mark (parser));
  if (hint == NULL)
    hint = hint_bracket (parser);
  return hint != NULL ? hint : g_strdup (hint_other (parser));
}
