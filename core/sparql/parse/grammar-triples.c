/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-triples.c: [52] TriplesTemplate, [55] TriplesBlock, and [75] TriplesSameSubject to
 * [107] VarOrTerm, with collections and [ ] written out as triples. The standard has each
 * production twice, with paths and without: here no_path tells. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include "rdf/vocabulary.h"

#define RDF_FIRST NS_RDF "first"
#define RDF_REST NS_RDF "rest"
#define RDF_NIL NS_RDF "nil"

static NystaNode *graph_node (NystaSyntaxParser *parser, NystaNode *parent,
                              gboolean *out_has_triples);

gboolean
nysta_parse_at_triples (NystaSyntaxParser *parser)
{
  nysta_parse_want (parser, "a triple");
  return parser->token.kind == NYSTA_SCAN_VARIABLE || nysta_parse_is_iri (parser) ||
         nysta_parse_is_literal (parser) || parser->token.kind == NYSTA_SCAN_BLANK ||
         nysta_parse_is_mark (parser, '(') || nysta_parse_is_mark (parser, '[');
}

static void
add_triple (NystaSyntaxParser *parser, NystaNode *parent, NystaNode *subject,
            NystaNode *verb, NystaNode *object)
{
  NystaNode *node = nysta_syntax_tree_add (parser->tree, NYSTA_NODE_TRIPLE, subject->line,
                                           subject->column);

  node->triple = nysta_syntax_tree_alloc (parser->tree, 3 * sizeof *node->triple);
  node->triple[0] = subject;
  node->triple[1] = verb;
  node->triple[2] = object;
  nysta_node_append (parent, node);
}

/* --- verbs and objects ----------------------------------------------------------------- */

/* [78] Verb, [84] VerbPath, [85] VerbSimple */
static NystaNode *
verb (NystaSyntaxParser *parser)
{
  if (nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
    return nysta_parse_var (parser);
  if (parser->no_path)
    return nysta_parse_step (parser);
  if (nysta_parse_is_path (parser))
    return nysta_parse_path (parser);
  nysta_parse_want (parser, "an IRI");
  nysta_parse_want (parser, "a");
  nysta_parse_want (parser, "a path");
  return nysta_parse_expected (parser);
}

/* A path where none may be is better named than left to the next token. */
static gboolean
check_no_path (NystaSyntaxParser *parser)
{
  static const char marks[] = "/|^*+?";

  if (!parser->no_path)
    return TRUE;
  for (const char *mark = marks; *mark != '\0'; mark++)
    if (nysta_parse_is_mark (parser, (guchar) *mark))
      {
        nysta_parse_fail_at (parser, &parser->token,
                             "found '%c', expected an object: a path stands in WHERE only, "
                             "not in data or templates",
                             *mark);
        return FALSE;
      }
  return TRUE;
}

/* [79] ObjectList, [86] ObjectListPath */
static NystaNode *
object_list (NystaSyntaxParser *parser, NystaNode *parent, NystaNode *subject,
             NystaNode *predicate)
{
  for (;;)
    {
      gboolean has_triples = FALSE;
      NystaNode *object = graph_node (parser, parent, &has_triples);

      if (object == NULL)
        return NULL;
      add_triple (parser, parent, subject, predicate, object);
      if (!nysta_parse_at_mark (parser, ","))
        return parent;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
}

static gboolean
is_verb (const NystaSyntaxParser *parser)
{
  return parser->token.kind == NYSTA_SCAN_VARIABLE || nysta_parse_is_path (parser);
}

/* [77] PropertyListNotEmpty, [83] PropertyListPathNotEmpty */
static NystaNode *
property_list_not_empty (NystaSyntaxParser *parser, NystaNode *parent, NystaNode *subject)
{
  for (;;)
    {
      NystaNode *predicate = verb (parser);

      if (predicate == NULL || !check_no_path (parser) ||
          object_list (parser, parent, subject, predicate) == NULL)
        return NULL;
      if (!nysta_parse_at_mark (parser, ";"))
        return parent;
      while (nysta_parse_is_mark (parser, ';'))
        if (!nysta_parse_advance (parser))
          return NULL;
      /* "; ;" and "; ." are legal. */
      if (!is_verb (parser))
        {
          nysta_parse_want (parser, "a variable");
          nysta_parse_want (parser, "an IRI");
          nysta_parse_want (parser, "a");
          nysta_parse_want (parser, ";");
          return parent;
        }
    }
}

/* --- [ ] and ( ) -------------------------------------------------------------------------- */

/* [99] BlankNodePropertyList, [163] ANON */
static NystaNode *
blank_node_property_list (NystaSyntaxParser *parser, NystaNode *parent,
                          gboolean *out_has_triples)
{
  NystaNode *blank = nysta_parse_fresh_blank (parser, &parser->token);

  if (blank == NULL || !nysta_parse_open (parser, "["))
    return NULL;
  *out_has_triples = !nysta_parse_at_mark (parser, "]");
  if (*out_has_triples && property_list_not_empty (parser, parent, blank) == NULL)
    return NULL;
  return nysta_parse_close (parser, "]") ? blank : NULL;
}

/* [102] Collection, [161] NIL */
static NystaNode *
collection (NystaSyntaxParser *parser, NystaNode *parent, gboolean *out_has_triples)
{
  const NystaScanToken token = parser->token;
  NystaNode *head = NULL, *cell = NULL;

  if (!nysta_parse_open (parser, "("))
    return NULL;
  while (!nysta_parse_at_mark (parser, ")"))
    {
      const NystaScanToken at = parser->token;
      NystaNode *next = nysta_parse_fresh_blank (parser, head == NULL ? &token : &at);
      gboolean has_triples = FALSE;

      if (next == NULL)
        return NULL;
      if (head == NULL)
        head = next;
      else
        add_triple (parser, parent, cell, nysta_parse_known_iri (parser, RDF_REST, &at),
                    next);
      cell = next;

      NystaNode *element = graph_node (parser, parent, &has_triples);

      if (element == NULL)
        return NULL;
      add_triple (parser, parent, cell, nysta_parse_known_iri (parser, RDF_FIRST, &at),
                  element);
    }

  NystaNode *nil = nysta_parse_known_iri (parser, RDF_NIL, &token);

  *out_has_triples = head != NULL;
  if (head != NULL)
    add_triple (parser, parent, cell, nysta_parse_known_iri (parser, RDF_REST, &token),
                nil);
  return nysta_parse_close (parser, ")") ? (head != NULL ? head : nil) : NULL;
}

/* [104] GraphNode, [105] GraphNodePath, [109] GraphTerm */
static NystaNode *
graph_node (NystaSyntaxParser *parser, NystaNode *parent, gboolean *out_has_triples)
{
  *out_has_triples = FALSE;
  if (nysta_parse_is_mark (parser, '('))
    return collection (parser, parent, out_has_triples);
  if (nysta_parse_is_mark (parser, '['))
    return blank_node_property_list (parser, parent, out_has_triples);
  if (nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
    return nysta_parse_var (parser);
  if (parser->token.kind == NYSTA_SCAN_BLANK)
    return nysta_parse_blank_node (parser);
  if (nysta_parse_is_literal (parser))
    return nysta_parse_literal_node (parser);
  nysta_parse_want (parser, "a literal");
  nysta_parse_want (parser, "a blank node");
  nysta_parse_want (parser, "[");
  nysta_parse_want (parser, "(");
  return nysta_parse_iri_node (parser);
}

/* --- triples --------------------------------------------------------------------------------- */

/* [75] TriplesSameSubject, [81] TriplesSameSubjectPath */
static NystaNode *
triples_same_subject (NystaSyntaxParser *parser, NystaNode *parent)
{
  gboolean has_triples = FALSE;
  NystaNode *subject = graph_node (parser, parent, &has_triples);

  if (subject == NULL)
    return NULL;
  if (has_triples && !is_verb (parser))
    {
      nysta_parse_want (parser, "a variable");
      nysta_parse_want (parser, "an IRI");
      return parent;
    }
  return property_list_not_empty (parser, parent, subject);
}

NystaNode *
nysta_parse_triples_template (NystaSyntaxParser *parser, NystaNode *parent)
{
  while (nysta_parse_at_triples (parser))
    {
      if (triples_same_subject (parser, parent) == NULL)
        return NULL;
      if (!nysta_parse_at_mark (parser, "."))
        return parent;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
  return parent;
}
