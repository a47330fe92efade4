/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * parser.c: the outline of a query, and what all parts of the parser lean on. Numbers in
 * brackets are the productions of SPARQL 1.1 §19.8.
 */
#include "sparql/parse/parser.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/iri.h"

static const char *const keywords[] = { "ASC",       "ASK",    "BASE",     "BIND",
                                        "CONSTRUCT", "DESC",   "DISTINCT", "FILTER",
                                        "GRAPH",     "LIMIT",  "OFFSET",   "OPTIONAL",
                                        "ORDER",     "PREFIX", "REDUCED",  "SELECT",
                                        "UNION",     "WHERE",  NULL };

/* --- errors ----------------------------------------------------------------- */

static char *
describe_token (const NystaQueryToken *token)
{
  gsize length = MIN (token->length, 40);
  g_autofree char *text = NULL;

  if (token->kind == NYSTA_LEX_END)
    return g_strdup ("the end of the query");
  while (length > 0 && length < token->length &&
         ((guchar) token->start[length] & 0xC0) == 0x80)
    length--;
  text = g_strndup (token->start, length);
  g_strdelimit (text, "\r\n\t", ' ');
  if (token->kind == NYSTA_LEX_MARK)
    return g_strdup_printf ("'%s'", text);
  return g_strdup_printf ("%s%s", text, length < token->length ? "…" : "");
}

/* Levenshtein, for words of up to 15 letters. */
static guint
distance (const char *a, gsize n_a, const char *b)
{
  guint row[16];
  gsize n_b = strlen (b);

  for (gsize j = 0; j <= n_b; j++)
    row[j] = (guint) j;
  for (gsize i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (gsize j = 1; j <= n_b; j++)
        {
          guint above = row[j];
          guint cost = g_ascii_toupper (a[i - 1]) != b[j - 1];

          row[j] = MIN (MIN (row[j] + 1, row[j - 1] + 1), diagonal + cost);
          diagonal = above;
        }
    }
  return row[n_b];
}

/* The keyword that a misspelt word may have meant, or NULL. */
static const char *
find_similar (const NystaQueryToken *token)
{
  if (token->kind != NYSTA_LEX_WORD || token->length < 3 || token->length > 14)
    return NULL;
  for (guint i = 0; keywords[i] != NULL; i++)
    {
      guint d = distance (token->start, token->length, keywords[i]);

      if (d > 0 && d <= (token->length > 5 ? 2 : 1))
        return keywords[i];
    }
  return NULL;
}

gboolean
nysta_parser_error (NystaParser *parser, const NystaQueryToken *at, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (parser->error == NULL)
    g_set_error (&parser->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX, "%u:%u: %s",
                 at->line, at->column, text);
  return FALSE;
}

gboolean
nysta_parser_expected (NystaParser *parser, const char *what)
{
  const NystaQueryToken *token = &parser->token;
  g_autofree char *found = describe_token (token);
  const char *similar = find_similar (token);

  if (parser->error != NULL)
    return FALSE;
  if (nysta_parser_refuse_word (parser))
    return FALSE;
  if (similar != NULL)
    return nysta_parser_error (parser, token, "found %s, expected %s (is %s meant?)", found,
                               what, similar);
  return nysta_parser_error (parser, token, "found %s, expected %s", found, what);
}

gboolean
nysta_parser_too_deep (NystaParser *parser)
{
  if (parser->error == NULL)
    g_set_error (&parser->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                 "limit: %u:%u: nested deeper than %d: write it flatter",
                 parser->token.line, parser->token.column, NYSTA_MAX_NESTING);
  return FALSE;
}

gboolean
nysta_parser_enter (NystaParser *parser)
{
  if (parser->depth >= NYSTA_MAX_NESTING)
    return nysta_parser_too_deep (parser);
  parser->depth++;
  return TRUE;
}

void
nysta_parser_leave (NystaParser *parser)
{
  parser->depth--;
}

/* --- tokens ----------------------------------------------------------------- */

gboolean
nysta_parser_advance (NystaParser *parser)
{
  /* Here, since OPTIONAL and blank nodes have variables of their own. */
  if (parser->tree->variables->len > NYSTA_MAX_VARIABLES && parser->error == NULL)
    g_set_error (
      &parser->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
      "limit: %u:%u: more than %d variables, blank nodes and OPTIONALs: ask with "
      "fewer",
      parser->token.line, parser->token.column, NYSTA_MAX_VARIABLES);
  return parser->error == NULL &&
         nysta_lexer_next (&parser->lexer, &parser->token, &parser->error);
}

gboolean
nysta_parser_is_word (const NystaParser *parser, const char *word)
{
  return nysta_token_is_word (&parser->token, word);
}

gboolean
nysta_parser_is_mark (const NystaParser *parser, const char *mark)
{
  return nysta_token_is_mark (&parser->token, mark);
}

gboolean
nysta_parser_take_mark (NystaParser *parser, const char *mark)
{
  if (!nysta_parser_is_mark (parser, mark))
    return nysta_parser_expected (parser, mark);
  return nysta_parser_advance (parser);
}

gboolean
nysta_parser_take_word (NystaParser *parser, const char *word)
{
  if (!nysta_parser_is_word (parser, word))
    return nysta_parser_expected (parser, word);
  return nysta_parser_advance (parser);
}

/* --- prologue --------------------------------------------------------------- */

/* [5] BaseDecl */
static gboolean
take_base (NystaParser *parser)
{
  const char *iri = NULL;

  if (!nysta_parser_advance (parser))
    return FALSE;
  if (parser->token.kind != NYSTA_LEX_IRI)
    return nysta_parser_expected (parser, "an IRI such as <https://example.org/>");
  if (!nysta_parser_take_iri (parser, &iri))
    return FALSE;
  g_free (parser->base);
  parser->base = g_strdup (iri);
  return TRUE;
}

/* [6] PrefixDecl */
static gboolean
take_prefix (NystaParser *parser)
{
  const char *iri = NULL;

  if (!nysta_parser_advance (parser))
    return FALSE;

  const NystaQueryToken name = parser->token;

  if (name.kind != NYSTA_LEX_PNAME || name.start[name.length - 1] != ':' ||
      memchr (name.start, ':', name.length) != name.start + name.length - 1)
    return nysta_parser_expected (parser, "a prefix with its colon such as foaf:");
  if (!nysta_parser_advance (parser))
    return FALSE;
  if (parser->token.kind != NYSTA_LEX_IRI)
    return nysta_parser_expected (parser, "an IRI such as <http://xmlns.com/foaf/0.1/>");
  if (!nysta_parser_take_iri (parser, &iri))
    return FALSE;
  g_hash_table_insert (parser->prefixes, g_strndup (name.start, name.length - 1),
                       g_strdup (iri));
  return TRUE;
}

/* [4] Prologue */
static gboolean
take_prologue (NystaParser *parser)
{
  for (;;)
    {
      if (nysta_parser_is_word (parser, "BASE"))
        {
          if (!take_base (parser))
            return FALSE;
        }
      else if (nysta_parser_is_word (parser, "PREFIX"))
        {
          if (!take_prefix (parser))
            return FALSE;
        }
      else
        return TRUE;
    }
}

/* --- query forms ------------------------------------------------------------ */

/* [17] WhereClause */
static gboolean
take_where (NystaParser *parser)
{
  if (nysta_parser_is_word (parser, "WHERE") && !nysta_parser_advance (parser))
    return FALSE;
  if (!nysta_parser_is_mark (parser, "{"))
    return nysta_parser_expected (parser, "WHERE or {");
  return nysta_parser_take_group (parser, &parser->tree->where);
}

/* "(expression AS ?name)" */
static gboolean
take_projected_expression (NystaParser *parser)
{
  NystaProjection projection = { 0 };

  if (!nysta_parser_take_mark (parser, "(") ||
      !nysta_parser_take_expression (parser, &projection.expression) ||
      !nysta_parser_take_word (parser, "AS"))
    return FALSE;

  const NystaQueryToken at = parser->token;

  if (!nysta_parser_take_variable (parser, &projection.variable))
    return FALSE;
  projection.line = at.line;
  projection.column = at.column;
  for (guint i = 0; i < parser->tree->projections->len; i++)
    if (g_array_index (parser->tree->projections, NystaProjection, i).variable ==
        projection.variable)
      return nysta_parser_error (parser, &at,
                                 "found a variable that is selected already, "
                                 "expected a new one after AS");
  g_array_append_val (parser->tree->projections, projection);
  return nysta_parser_take_mark (parser, ")");
}

/* [9] SelectClause, after DISTINCT or REDUCED */
static gboolean
take_projections (NystaParser *parser)
{
  for (;;)
    {
      NystaProjection projection = { 0 };

      if (nysta_parser_is_mark (parser, "("))
        {
          if (!take_projected_expression (parser))
            return FALSE;
        }
      else if (parser->token.kind == NYSTA_LEX_VARIABLE)
        {
          if (!nysta_parser_take_variable (parser, &projection.variable))
            return FALSE;
          g_array_append_val (parser->tree->projections, projection);
        }
      else if (parser->tree->projections->len == 0)
        return nysta_parser_expected (parser, "* or a variable such as ?name");
      else
        return TRUE;
    }
}

/* What AS names must be new: SPARQL 1.1 §18.2.1 */
static gboolean
check_projections (NystaParser *parser)
{
  NystaQueryTree *tree = parser->tree;
  g_autofree gboolean *in_scope = g_new0 (gboolean, tree->variables->len + 1);

  nysta_group_variables (tree->where, in_scope);
  for (guint i = 0; i < tree->projections->len; i++)
    {
      const NystaProjection *projection = &g_array_index (tree->projections,
                                                          NystaProjection, i);

      const NystaQueryToken at = { .line = projection->line, .column = projection->column };

      if (projection->expression != NULL && in_scope[projection->variable])
        return nysta_parser_error (
          parser, &at, "AS ?%s: the pattern binds that variable: choose another name",
          (char *) g_ptr_array_index (tree->variables, projection->variable));
    }
  return TRUE;
}

/* [7] SelectQuery */
static gboolean
take_select (NystaParser *parser)
{
  NystaQueryTree *tree = parser->tree;

  tree->form = NYSTA_QUERY_SELECT;
  if (!nysta_parser_advance (parser))
    return FALSE;
  tree->distinct = nysta_parser_is_word (parser, "DISTINCT");
  /* REDUCED may remove doubles; nothing says that it must. */
  if ((tree->distinct || nysta_parser_is_word (parser, "REDUCED")) &&
      !nysta_parser_advance (parser))
    return FALSE;

  if (!nysta_parser_is_mark (parser, "*"))
    return take_projections (parser) && take_where (parser) && check_projections (parser);

  if (!nysta_parser_advance (parser) || !take_where (parser))
    return FALSE;

  g_autofree gboolean *in_scope = g_new0 (gboolean, tree->variables->len + 1);

  nysta_group_variables (tree->where, in_scope);
  for (guint i = 0; i < tree->variables->len; i++)
    {
      NystaProjection projection = { .variable = i };

      if (in_scope[i] && !nysta_tree_is_hidden (tree, i))
        g_array_append_val (tree->projections, projection);
    }
  return TRUE;
}

/* [10] ConstructQuery */
static gboolean
take_construct (NystaParser *parser)
{
  NystaQueryTree *tree = parser->tree;

  tree->form = NYSTA_QUERY_CONSTRUCT;
  if (!nysta_parser_advance (parser))
    return FALSE;
  if (nysta_parser_is_mark (parser, "{"))
    return nysta_parser_take_template (parser, tree->construct) && take_where (parser);

  /* CONSTRUCT WHERE { triples } */
  const NystaQueryToken at = parser->token;

  if (!nysta_parser_is_word (parser, "WHERE"))
    return nysta_parser_expected (parser, "{ or WHERE");
  if (!take_where (parser))
    return FALSE;
  for (guint i = 0; i < tree->where->elements->len; i++)
    {
      const NystaElement *element = g_ptr_array_index (tree->where->elements, i);

      if (element->kind != NYSTA_ELEMENT_TRIPLES || tree->where->filters->len > 0)
        return nysta_parser_error (parser, &at,
                                   "found more than triples, expected only "
                                   "triples when CONSTRUCT has no { } of its own");
      g_array_append_vals (tree->construct, element->triples->data, element->triples->len);
    }
  return TRUE;
}

/* --- solution modifiers ----------------------------------------------------- */

/* [24] OrderCondition */
static gboolean
take_order_condition (NystaParser *parser)
{
  NystaOrderCondition condition = { .descending = nysta_parser_is_word (parser, "DESC") };

  if (condition.descending || nysta_parser_is_word (parser, "ASC"))
    {
      if (!nysta_parser_advance (parser))
        return FALSE;
      if (!nysta_parser_is_mark (parser, "("))
        return nysta_parser_expected (parser, "(");
    }
  if (parser->token.kind == NYSTA_LEX_VARIABLE)
    {
      condition.expression = nysta_tree_add_expression (parser->tree,
                                                        NYSTA_EXPRESSION_VARIABLE);
      if (!nysta_parser_take_variable (parser, &condition.expression->variable))
        return FALSE;
    }
  else if (!nysta_parser_is_constraint (parser))
    return nysta_parser_expected (parser, "a variable, ASC, DESC, ( or a function");
  else if (!nysta_parser_take_constraint (parser, &condition.expression))
    return FALSE;
  g_array_append_val (parser->tree->order, condition);
  return TRUE;
}

/* [23] OrderClause */
static gboolean
take_order (NystaParser *parser)
{
  if (!nysta_parser_advance (parser) || !nysta_parser_take_word (parser, "BY"))
    return FALSE;
  do
    if (!take_order_condition (parser))
      return FALSE;
  while (parser->token.kind == NYSTA_LEX_VARIABLE || nysta_parser_is_word (parser, "ASC") ||
         nysta_parser_is_word (parser, "DESC") || nysta_parser_is_constraint (parser));
  return TRUE;
}

/* [26] LimitClause, [27] OffsetClause */
static gboolean
take_count (NystaParser *parser, guint64 *out_count)
{
  g_autofree char *text = NULL;

  if (!nysta_parser_advance (parser))
    return FALSE;
  if (parser->token.kind != NYSTA_LEX_INTEGER)
    return nysta_parser_expected (parser, "a whole number");
  text = g_strndup (parser->token.start, parser->token.length);
  /* Past the range it saturates: more rows than anybody has. */
  *out_count = g_ascii_strtoull (text, NULL, 10);
  return nysta_parser_advance (parser);
}

/* [18] SolutionModifier, and then nothing. */
static gboolean
take_modifiers (NystaParser *parser)
{
  gboolean has_limit = FALSE;
  gboolean has_offset = FALSE;
  gboolean has_order = nysta_parser_is_word (parser, "ORDER");

  if (has_order && !take_order (parser))
    return FALSE;
  for (;;)
    {
      if (nysta_parser_is_word (parser, "LIMIT") && !has_limit)
        {
          has_limit = TRUE;
          if (!take_count (parser, &parser->tree->limit))
            return FALSE;
        }
      else if (nysta_parser_is_word (parser, "OFFSET") && !has_offset)
        {
          has_offset = TRUE;
          if (!take_count (parser, &parser->tree->offset))
            return FALSE;
        }
      else
        break;
    }
  if (parser->token.kind == NYSTA_LEX_END)
    return TRUE;
  return nysta_parser_expected (
    parser, has_limit && has_offset ? "the end of the query"
            : has_limit             ? "OFFSET or the end of the query"
            : has_offset            ? "LIMIT or the end of the query"
            : has_order             ? "LIMIT, OFFSET or the end of the query"
                                    : "ORDER BY, LIMIT, OFFSET or the end of the query");
}

static gboolean
take_query (NystaParser *parser)
{
  if (!nysta_parser_advance (parser) || !take_prologue (parser))
    return FALSE;

  if (nysta_parser_is_word (parser, "SELECT"))
    {
      if (!take_select (parser))
        return FALSE;
    }
  else if (nysta_parser_is_word (parser, "ASK"))
    {
      parser->tree->form = NYSTA_QUERY_ASK;
      if (!nysta_parser_advance (parser) || !take_where (parser))
        return FALSE;
    }
  else if (nysta_parser_is_word (parser, "CONSTRUCT"))
    {
      if (!take_construct (parser))
        return FALSE;
    }
  else
    return nysta_parser_expected (parser, "SELECT, ASK, CONSTRUCT, PREFIX or BASE");

  return take_modifiers (parser);
}

static gboolean
check_utf8 (const char *text, GError **error)
{
  const char *bad = NULL;
  guint line = 1;
  guint column = 1;

  if (g_utf8_validate (text, -1, &bad))
    return TRUE;
  for (const char *c = text; c < bad; c = g_utf8_next_char (c))
    {
      column = *c == '\n' ? 1 : column + 1;
      line += *c == '\n';
    }
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX,
               "%u:%u: found the byte 0x%02X, which is not UTF-8: save the query as UTF-8",
               line, column, (guchar) *bad);
  return FALSE;
}

NystaQueryTree *
nysta_query_parse (const char *text, const NystaQueryOptions *options, GError **error)
{
  g_autoptr (NystaQueryTree) tree = nysta_query_tree_new ();
  g_autoptr (GHashTable)
    prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable)
    blank_blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NystaParser parser = {
    .tree = tree, .options = options, .prefixes = prefixes, .blank_blocks = blank_blocks
  };

  if (!check_utf8 (text, error))
    return NULL;
  parser.base = g_strdup (options->base);
  nysta_lexer_init (&parser.lexer, text);

  gboolean ok = take_query (&parser);

  tree->base = parser.base;
  if (!ok)
    {
      g_propagate_error (error, parser.error);
      return NULL;
    }
  return g_steal_pointer (&tree);
}
