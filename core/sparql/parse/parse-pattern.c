/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* parse-pattern.c: groups, triples, OPTIONAL, UNION, GRAPH, BIND and FILTER. */
#include "sparql/parse/parser.h"

#include <string.h>

#include "rdf/vocabulary.h"

static gboolean take_node (NystaParser *parser, GArray *triples, NystaSlot *out_slot);
static gboolean take_property_list (NystaParser *parser, GArray *triples,
                                    const NystaSlot *subject);

static NystaSlot
iri_slot (const char *iri)
{
  return (NystaSlot){ .term = nysta_iri (iri) };
}

static void
add_triple (GArray *triples, const NystaSlot *subject, const NystaSlot *predicate,
            const NystaSlot *object)
{
  NystaTriplePattern triple = { { *subject, *predicate, *object } };

  g_array_append_val (triples, triple);
}

/* --- nodes ------------------------------------------------------------------ */

/* SPARQL 1.1 §5.1.1: a label stands for one node within one block of triples, and may
 * not be used in two. */
static gboolean
take_blank_label (NystaParser *parser, NystaSlot *out_slot)
{
  const NystaQueryToken *token = &parser->token;
  g_autofree char *label = g_strndup (token->start, token->length);
  gpointer block = NULL;

  if (g_hash_table_lookup_extended (parser->blank_blocks, label, NULL, &block) &&
      GPOINTER_TO_UINT (block) != parser->block)
    return nysta_parser_error (parser, token,
                               "found %s, which an earlier block of triples "
                               "uses, expected another label or a variable",
                               label);
  *out_slot = (NystaSlot){ .is_variable = TRUE,
                           .variable = nysta_tree_variable (parser->tree, label,
                                                            strlen (label)) };
  g_hash_table_insert (parser->blank_blocks, g_steal_pointer (&label),
                       GUINT_TO_POINTER (parser->block));
  return nysta_parser_advance (parser);
}

static NystaSlot
fresh_blank (NystaParser *parser)
{
  return (NystaSlot){ .is_variable = TRUE,
                      .variable = nysta_tree_hidden_variable (parser->tree) };
}

/* [99] BlankNodePropertyList: "[ … ]" */
static gboolean
take_blank_properties (NystaParser *parser, GArray *triples, NystaSlot *out_slot,
                       gboolean *out_has_properties)
{
  *out_slot = fresh_blank (parser);
  if (!nysta_parser_enter (parser) || !nysta_parser_take_mark (parser, "["))
    return FALSE;
  *out_has_properties = !nysta_parser_is_mark (parser, "]");
  if (*out_has_properties && !take_property_list (parser, triples, out_slot))
    return FALSE;
  nysta_parser_leave (parser);
  return nysta_parser_take_mark (parser, "]");
}

/* [102] Collection: "( … )" */
static gboolean
take_collection (NystaParser *parser, GArray *triples, NystaSlot *out_slot)
{
  const NystaSlot first = iri_slot (NS_RDF "first");
  const NystaSlot rest = iri_slot (NS_RDF "rest");
  const NystaSlot nil = iri_slot (NS_RDF "nil");
  NystaSlot last = { 0 };
  gboolean empty = TRUE;

  if (!nysta_parser_enter (parser) || !nysta_parser_take_mark (parser, "("))
    return FALSE;
  while (!nysta_parser_is_mark (parser, ")"))
    {
      NystaSlot cell = fresh_blank (parser);
      NystaSlot item = { 0 };

      if (parser->token.kind == NYSTA_LEX_END)
        return nysta_parser_expected (parser, ")");
      if (!take_node (parser, triples, &item))
        return FALSE;
      if (empty)
        *out_slot = cell;
      else
        add_triple (triples, &last, &rest, &cell);
      add_triple (triples, &cell, &first, &item);
      last = cell;
      empty = FALSE;
    }
  if (empty)
    *out_slot = nil;
  else
    add_triple (triples, &last, &rest, &nil);
  nysta_parser_leave (parser);
  return nysta_parser_advance (parser);
}

/* "-5": the lexer gives sign and digits apart. A "+" without digits was a path's. */
static gboolean
take_signed_number (NystaParser *parser, NystaTerm *out_term)
{
  const NystaQueryToken mark = parser->token;
  const char sign = *mark.start;
  g_autofree char *text = NULL;

  if (!nysta_parser_advance (parser))
    return FALSE;
  if (parser->token.kind != NYSTA_LEX_INTEGER && parser->token.kind != NYSTA_LEX_DECIMAL &&
      parser->token.kind != NYSTA_LEX_DOUBLE)
    return sign == '+' ? nysta_parser_unsupported (parser, &mark, "property paths", "path")
                       : nysta_parser_expected (parser, "a number");
  if (!nysta_parser_take_literal (parser, out_term))
    return FALSE;
  text = g_strdup_printf ("%c%s", sign, out_term->value);
  out_term->value = g_string_chunk_insert_const (parser->tree->strings, text);
  return TRUE;
}

/* [106] VarOrTerm */
static gboolean
take_simple_node (NystaParser *parser, NystaSlot *out_slot)
{
  *out_slot = (NystaSlot){ 0 };
  if (parser->token.kind == NYSTA_LEX_VARIABLE)
    {
      out_slot->is_variable = TRUE;
      return nysta_parser_take_variable (parser, &out_slot->variable);
    }
  if (parser->token.kind == NYSTA_LEX_BLANK)
    return take_blank_label (parser, out_slot);
  if (nysta_parser_is_iri (parser))
    {
      out_slot->term.kind = NYSTA_TERM_IRI;
      return nysta_parser_take_iri (parser, &out_slot->term.value);
    }
  if (nysta_parser_is_literal (parser))
    return nysta_parser_take_literal (parser, &out_slot->term);
  if (nysta_parser_is_mark (parser, "-") || nysta_parser_is_mark (parser, "+"))
    return take_signed_number (parser, &out_slot->term);
  return nysta_parser_expected (parser, "a variable, an IRI, a prefixed name or a literal");
}

/* [104] GraphNode */
static gboolean
take_node (NystaParser *parser, GArray *triples, NystaSlot *out_slot)
{
  gboolean has_properties = FALSE;

  if (nysta_parser_is_mark (parser, "["))
    return take_blank_properties (parser, triples, out_slot, &has_properties);
  if (nysta_parser_is_mark (parser, "("))
    return take_collection (parser, triples, out_slot);
  return take_simple_node (parser, out_slot);
}

/* --- triples ---------------------------------------------------------------- */

static gboolean
refuse_path (NystaParser *parser)
{
  static const char *const marks[] = { "/", "|", "*", "+", "?", "^", "!", "(" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (nysta_parser_is_mark (parser, marks[i]))
      return nysta_parser_unsupported (parser, &parser->token, "property paths", "path");
  return TRUE;
}

/* [78] Verb */
static gboolean
take_verb (NystaParser *parser, NystaSlot *out_slot)
{
  *out_slot = (NystaSlot){ 0 };
  if (parser->token.kind == NYSTA_LEX_VARIABLE)
    {
      out_slot->is_variable = TRUE;
      return nysta_parser_take_variable (parser, &out_slot->variable);
    }
  if (!refuse_path (parser))
    return FALSE;
  if (parser->token.kind == NYSTA_LEX_WORD && parser->token.length == 1 &&
      *parser->token.start == 'a')
    {
      *out_slot = iri_slot (RDF_TYPE);
      if (!nysta_parser_advance (parser))
        return FALSE;
    }
  else if (nysta_parser_is_iri (parser))
    {
      out_slot->term.kind = NYSTA_TERM_IRI;
      if (!nysta_parser_take_iri (parser, &out_slot->term.value))
        return FALSE;
    }
  else
    return nysta_parser_expected (parser, "a property: an IRI, a prefixed name, a or a "
                                          "variable");
  /* "(" and "+" here open a collection or a number, not a path. */
  return nysta_parser_is_mark (parser, "(") || nysta_parser_is_mark (parser, "+") ||
         refuse_path (parser);
}

/* [77] PropertyListNotEmpty */
static gboolean
take_property_list (NystaParser *parser, GArray *triples, const NystaSlot *subject)
{
  for (;;)
    {
      NystaSlot verb = { 0 };

      if (!take_verb (parser, &verb))
        return FALSE;
      for (;;)
        {
          NystaSlot object = { 0 };

          if (!take_node (parser, triples, &object))
            return FALSE;
          add_triple (triples, subject, &verb, &object);
          if (!nysta_parser_is_mark (parser, ","))
            break;
          if (!nysta_parser_advance (parser))
            return FALSE;
        }
      if (!nysta_parser_is_mark (parser, ";"))
        return TRUE;
      while (nysta_parser_is_mark (parser, ";"))
        if (!nysta_parser_advance (parser))
          return FALSE;
      /* A semicolon may be the last mark of a list. */
      if (nysta_parser_is_mark (parser, ".") || nysta_parser_is_mark (parser, "]") ||
          nysta_parser_is_mark (parser, "}"))
        return TRUE;
    }
}

/* [75] TriplesSameSubject */
static gboolean
take_triples_of_subject (NystaParser *parser, GArray *triples)
{
  NystaSlot subject = { 0 };
  gboolean optional_list = FALSE;

  if (nysta_parser_is_mark (parser, "["))
    {
      if (!take_blank_properties (parser, triples, &subject, &optional_list))
        return FALSE;
    }
  else if (nysta_parser_is_mark (parser, "("))
    {
      if (!take_collection (parser, triples, &subject))
        return FALSE;
      optional_list = subject.is_variable;
    }
  else if (!take_simple_node (parser, &subject))
    return FALSE;

  if (optional_list &&
      (nysta_parser_is_mark (parser, ".") || nysta_parser_is_mark (parser, "}")))
    return TRUE;
  return take_property_list (parser, triples, &subject);
}

/* [73] ConstructTemplate */
gboolean
nysta_parser_take_template (NystaParser *parser, GArray *out_triples)
{
  parser->block++;
  if (!nysta_parser_take_mark (parser, "{"))
    return FALSE;
  while (!nysta_parser_is_mark (parser, "}"))
    {
      if (!take_triples_of_subject (parser, out_triples))
        return FALSE;
      if (!nysta_parser_is_mark (parser, "."))
        break;
      if (!nysta_parser_advance (parser))
        return FALSE;
    }
  if (!nysta_parser_is_mark (parser, "}"))
    return nysta_parser_expected (parser, ". or }");
  /* What the pattern says of a label is another matter. */
  g_hash_table_remove_all (parser->blank_blocks);
  return nysta_parser_advance (parser);
}

/* --- groups ----------------------------------------------------------------- */

/* The block of triples that goes on at the end of @group: filters do not end one. */
static GArray *
current_triples (NystaParser *parser, NystaGroup *group)
{
  NystaElement *element = group->elements->len > 0
                            ? g_ptr_array_index (group->elements, group->elements->len - 1)
                            : NULL;

  if (element == NULL || element->kind != NYSTA_ELEMENT_TRIPLES)
    {
      element = nysta_tree_add_element (parser->tree, NYSTA_ELEMENT_TRIPLES);
      g_ptr_array_add (group->elements, element);
      parser->block++;
    }
  return element->triples;
}

static gboolean
take_nested (NystaParser *parser, NystaElement *element)
{
  NystaGroup *group = NULL;

  if (!nysta_parser_take_group (parser, &group))
    return FALSE;
  g_ptr_array_add (element->groups, group);
  return TRUE;
}

/* [67] GroupOrUnionGraphPattern: "{ … }" or "{ … } UNION { … }" */
static gboolean
take_union (NystaParser *parser, NystaGroup *group)
{
  NystaElement *element = nysta_tree_add_element (parser->tree, NYSTA_ELEMENT_GROUP);

  g_ptr_array_add (group->elements, element);
  if (!take_nested (parser, element))
    return FALSE;
  while (nysta_parser_is_word (parser, "UNION"))
    {
      element->kind = NYSTA_ELEMENT_UNION;
      if (!nysta_parser_advance (parser))
        return FALSE;
      if (!nysta_parser_is_mark (parser, "{"))
        return nysta_parser_expected (parser, "{ after UNION");
      if (!take_nested (parser, element))
        return FALSE;
    }
  return TRUE;
}

/* [57] OptionalGraphPattern */
static gboolean
take_optional (NystaParser *parser, NystaGroup *group)
{
  NystaElement *element = nysta_tree_add_element (parser->tree, NYSTA_ELEMENT_OPTIONAL);

  element->variable = nysta_tree_hidden_variable (parser->tree);
  g_ptr_array_add (group->elements, element);
  if (!nysta_parser_advance (parser))
    return FALSE;
  if (!nysta_parser_is_mark (parser, "{"))
    return nysta_parser_expected (parser, "{ after OPTIONAL");
  return take_nested (parser, element);
}

/* [58] GraphGraphPattern */
static gboolean
take_graph (NystaParser *parser, NystaGroup *group)
{
  NystaElement *element = nysta_tree_add_element (parser->tree, NYSTA_ELEMENT_GRAPH);

  g_ptr_array_add (group->elements, element);
  if (!nysta_parser_advance (parser))
    return FALSE;
  if (parser->token.kind != NYSTA_LEX_VARIABLE && !nysta_parser_is_iri (parser))
    return nysta_parser_expected (parser, "a variable or an IRI after GRAPH");
  if (!take_simple_node (parser, &element->graph))
    return FALSE;
  if (!nysta_parser_is_mark (parser, "{"))
    return nysta_parser_expected (parser, "{ after the graph");
  return take_nested (parser, element);
}

/* [60] Bind */
static gboolean
take_bind (NystaParser *parser, NystaGroup *group)
{
  NystaElement *element = nysta_tree_add_element (parser->tree, NYSTA_ELEMENT_BIND);

  if (!nysta_parser_advance (parser) || !nysta_parser_take_mark (parser, "(") ||
      !nysta_parser_take_expression (parser, &element->expression) ||
      !nysta_parser_take_word (parser, "AS"))
    return FALSE;

  const NystaQueryToken at = parser->token;

  if (!nysta_parser_take_variable (parser, &element->variable))
    return FALSE;

  g_autofree gboolean *in_scope = g_new0 (gboolean, parser->tree->variables->len);

  nysta_group_variables (group, in_scope);
  if (in_scope[element->variable])
    return nysta_parser_error (
      parser, &at, "?%s is bound already in this group: choose another name after AS",
      (char *) g_ptr_array_index (parser->tree->variables, element->variable));
  g_ptr_array_add (group->elements, element);
  return nysta_parser_take_mark (parser, ")");
}

/* [68] Filter */
static gboolean
take_filter (NystaParser *parser, NystaGroup *group)
{
  NystaExpression *expression = NULL;

  if (!nysta_parser_advance (parser) || !nysta_parser_take_constraint (parser, &expression))
    return FALSE;
  g_ptr_array_add (group->filters, expression);
  return TRUE;
}

typedef struct
{
  const char *word;
  gboolean (*take) (NystaParser *parser, NystaGroup *group);
} GroupWord;

static const GroupWord group_words[] = {
  { "OPTIONAL", take_optional },
  { "GRAPH", take_graph },
  { "BIND", take_bind },
  { "FILTER", take_filter },
};

/* FALSE without an error: something else stands there. */
static gboolean
take_group_word (NystaParser *parser, NystaGroup *group)
{
  if (nysta_parser_is_mark (parser, "{"))
    return take_union (parser, group);
  for (guint i = 0; i < G_N_ELEMENTS (group_words); i++)
    if (nysta_parser_is_word (parser, group_words[i].word))
      return group_words[i].take (parser, group);
  return FALSE;
}

static gboolean
begins_triples (const NystaParser *parser)
{
  return parser->token.kind == NYSTA_LEX_VARIABLE ||
         parser->token.kind == NYSTA_LEX_BLANK || nysta_parser_is_iri (parser) ||
         nysta_parser_is_literal (parser) || nysta_parser_is_mark (parser, "[") ||
         nysta_parser_is_mark (parser, "(") || nysta_parser_is_mark (parser, "-") ||
         nysta_parser_is_mark (parser, "+");
}

/* [54] GroupGraphPatternSub */
static gboolean
take_group_body (NystaParser *parser, NystaGroup *group)
{
  /* After triples a dot must come before more of them. */
  gboolean needs_dot = FALSE;

  while (!nysta_parser_is_mark (parser, "}"))
    {
      if (take_group_word (parser, group))
        {
          needs_dot = FALSE;
          if (nysta_parser_is_mark (parser, ".") && !nysta_parser_advance (parser))
            return FALSE;
          continue;
        }
      if (parser->error != NULL)
        return FALSE;
      if (nysta_parser_is_word (parser, "SELECT"))
        return nysta_parser_unsupported (parser, &parser->token, "subqueries", "subquery");
      if (needs_dot)
        return nysta_parser_expected (parser, ". or ; or } after the triple");
      if (!begins_triples (parser))
        return nysta_parser_expected (parser, "a triple, a keyword such as OPTIONAL or "
                                              "FILTER, or }");
      if (!take_triples_of_subject (parser, current_triples (parser, group)))
        return FALSE;
      needs_dot = !nysta_parser_is_mark (parser, ".");
      if (!needs_dot && !nysta_parser_advance (parser))
        return FALSE;
    }
  return TRUE;
}

/* [53] GroupGraphPattern */
gboolean
nysta_parser_take_group (NystaParser *parser, NystaGroup **out_group)
{
  *out_group = nysta_tree_add_group (parser->tree);
  if (!nysta_parser_enter (parser) || !nysta_parser_take_mark (parser, "{") ||
      !take_group_body (parser, *out_group))
    return FALSE;
  nysta_parser_leave (parser);
  return nysta_parser_advance (parser);
}
