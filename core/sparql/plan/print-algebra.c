/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* print-algebra.c: the algebra of a query as S-expressions. Recursion is bounded, as depth
 * is. */
#include "config.h"
#include "sparql/plan/algebra.h"

#include "rdf/vocabulary.h"

/* What lies deeper is not indented further, so that what a hostile query prints stays as
 * long as the query, nearly. */
#define MAX_INDENTED 40

typedef struct
{
  const NystaAlgebraQuery *query;
  GString *out;
  guint depth;
} Printer;

static void print_node (Printer *printer, const NystaAlgebra *node);
static void print_expression (Printer *printer, const NystaNode *node);

static void
put (Printer *printer, const char *text)
{
  g_string_append (printer->out, text);
}

static void
put_line (Printer *printer)
{
  g_string_append_c (printer->out, '\n');
  for (guint i = 0; i < MIN (printer->depth, MAX_INDENTED); i++)
    put (printer, "  ");
}

/* --- terms and lists ----------------------------------------------------------------------- */

/* As SPARQL would read it without its datatype: [146] INTEGER, [134] BooleanLiteral */
static gboolean
is_bare (const NystaTerm *term)
{
  const char *digit = term->value;

  if (term->kind != NYSTA_TERM_LITERAL || term->datatype == NULL)
    return FALSE;
  if (g_str_equal (term->datatype, NS_XSD "boolean"))
    return g_str_equal (term->value, "true") || g_str_equal (term->value, "false");
  if (!g_str_equal (term->datatype, NS_XSD "integer") || *digit == '\0')
    return FALSE;
  while (g_ascii_isdigit (*digit))
    digit++;
  return *digit == '\0';
}

static void
put_term (Printer *printer, const NystaTerm *term)
{
  if (is_bare (term))
    put (printer, term->value);
  else
    nysta_term_append_ntriples (term, printer->out);
}

static void
put_variable (Printer *printer, guint variable)
{
  g_string_append_printf (printer->out, "?%s",
                          nysta_algebra_variable_name (printer->query, variable));
}

static void
put_slot (Printer *printer, const NystaSlot *slot)
{
  if (slot->kind == NYSTA_SLOT_VARIABLE)
    put_variable (printer, slot->variable);
  else if (slot->kind == NYSTA_SLOT_TERM)
    put_term (printer, slot->term);
  else
    put (printer, "_");
}

static void
put_variables (Printer *printer, const guint *variables, guint n)
{
  put (printer, "(");
  for (guint i = 0; i < n; i++)
    {
      put (printer, i > 0 ? " " : "");
      put_variable (printer, variables[i]);
    }
  put (printer, ")");
}

/* --- expressions and paths -------------------------------------------------------------------- */

static void
put_call (Printer *printer, const char *name, const NystaNode *node)
{
  g_string_append_printf (printer->out, "(%s", name);
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      put (printer, " ");
      print_expression (printer, child);
    }
  put (printer, ")");
}

/* a + b - c is (- (+ a b) c), as it is worked out. */
static void
put_chain (Printer *printer, const NystaNode *node)
{
  g_autoptr (GPtrArray) operands = g_ptr_array_new ();

  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    g_ptr_array_add (operands, (gpointer) child);
  for (guint i = operands->len - 1; i > 0; i--)
    {
      const NystaNode *operand = g_ptr_array_index (operands, i);

      g_string_append_printf (printer->out, "(%s ", nysta_op_mark (operand->joined));
    }
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      put (printer, child != node->first ? " " : "");
      print_expression (printer, child);
      put (printer, child != node->first ? ")" : "");
    }
}

static void
put_exists (Printer *printer, const NystaNode *node)
{
  put (printer, node->kind == NYSTA_NODE_EXISTS ? "(exists" : "(notexists");
  printer->depth++;
  put_line (printer);
  print_node (printer, nysta_algebra_exists (printer->query, node));
  printer->depth--;
  put (printer, ")");
}

static void
put_builtin (Printer *printer, const NystaNode *node)
{
  g_autofree char *name = g_ascii_strdown (nysta_builtins[node->number].name, -1);

  put_call (printer, name, node);
}

static void
put_function (Printer *printer, const NystaNode *node)
{
  g_autoptr (GString) name = g_string_new (NULL);

  nysta_term_append_ntriples (node->term, name);
  if ((node->flags & NYSTA_NODE_IS_DISTINCT) != 0)
    g_string_append (name, " distinct");
  put_call (printer, name->str, node);
}

static void
put_repeat (Printer *printer, const NystaNode *node)
{
  put_call (printer,
            node->op == NYSTA_OP_ZERO_OR_MORE  ? "path*"
            : node->op == NYSTA_OP_ONE_OR_MORE ? "path+"
                                               : "path?",
            node);
}

static void
print_expression (Printer *printer, const NystaNode *node)
{
  switch (node->kind)
    {
    case NYSTA_NODE_VAR:
      put_variable (printer, node->number);
      break;
    case NYSTA_NODE_IRI:
    case NYSTA_NODE_LITERAL:
      put_term (printer, node->term);
      break;
    case NYSTA_NODE_OR:
      put_call (printer, "||", node);
      break;
    case NYSTA_NODE_AND:
      put_call (printer, "&&", node);
      break;
    case NYSTA_NODE_RELATIONAL:
    case NYSTA_NODE_UNARY:
      put_call (printer, nysta_op_mark (node->op), node);
      break;
    case NYSTA_NODE_IN:
      put_call (printer, "in", node);
      break;
    case NYSTA_NODE_NOT_IN:
      put_call (printer, "notin", node);
      break;
    case NYSTA_NODE_ADDITIVE:
    case NYSTA_NODE_MULTIPLICATIVE:
      put_chain (printer, node);
      break;
    case NYSTA_NODE_BUILT_IN_CALL:
      put_builtin (printer, node);
      break;
    case NYSTA_NODE_EXISTS:
    case NYSTA_NODE_NOT_EXISTS:
      put_exists (printer, node);
      break;
    case NYSTA_NODE_PATH_ALTERNATIVE:
      put_call (printer, "alt", node);
      break;
    case NYSTA_NODE_PATH_SEQUENCE:
      put_call (printer, "seq", node);
      break;
    case NYSTA_NODE_PATH_INVERSE:
      put_call (printer, "reverse", node);
      break;
    case NYSTA_NODE_PATH_NEGATED:
      put_call (printer, "notoneof", node);
      break;
    case NYSTA_NODE_PATH_REPEAT:
      put_repeat (printer, node);
      break;
    default:
      put_function (printer, node);
    }
}

/* --- nodes, less their children ------------------------------------------------------------------- */

static void
put_triple (Printer *printer, const NystaAlgebraTriple *triple)
{
  put (printer, "(triple");
  for (guint i = 0; i < 3; i++)
    {
      put (printer, " ");
      put_slot (printer, &triple->slots[i]);
    }
  put (printer, ")");
}

static void
put_leaf_graph (Printer *printer, const NystaSlot *graph)
{
  if (graph->kind == NYSTA_SLOT_NONE)
    return;
  put (printer, " @");
  put_slot (printer, graph);
}

/* What of it is looked at, if that is not all */
static void
put_wanted (Printer *printer, const NystaAlgebra *node)
{
  if (!node->is_pruned)
    return;
  if (node->wanted.n < node->may.n)
    {
      put (printer, " (keep ");
      put_variables (printer, node->wanted.numbers, node->wanted.n);
      put (printer, ")");
    }
  put (printer, node->any_number ? " (any)" : "");
}

static void
print_bgp (Printer *printer, const NystaAlgebra *node)
{
  put_leaf_graph (printer, &node->bgp.graph);
  put_wanted (printer, node);
  printer->depth++;
  for (guint i = 0; i < node->bgp.n_triples; i++)
    {
      put_line (printer);
      put_triple (printer, &node->bgp.triples[i]);
    }
  printer->depth--;
}

static void
print_path (Printer *printer, const NystaAlgebra *node)
{
  put_leaf_graph (printer, &node->path.graph);
  put_wanted (printer, node);
  put (printer, " ");
  put_slot (printer, &node->path.subject);
  put (printer, " ");
  print_expression (printer, node->path.path);
  put (printer, " ");
  put_slot (printer, &node->path.object);
}

static void
print_table (Printer *printer, const NystaAlgebra *node)
{
  guint n = node->table.n_variables;

  put (printer, " ");
  put_variables (printer, node->table.variables, n);
  printer->depth++;
  for (gsize row = 0; row < node->table.n_rows; row++)
    {
      put_line (printer);
      put (printer, "(row");
      for (guint column = 0; column < n; column++)
        {
          const NystaTerm *term = node->table.terms[row * n + column];

          put (printer, " ");
          if (term != NULL)
            put_term (printer, term);
          else
            put (printer, "undef");
        }
      put (printer, ")");
    }
  printer->depth--;
}

static void
put_aggregate (Printer *printer, const NystaAlgebraAggregate *aggregate)
{
  g_autofree char *name = g_ascii_strdown (nysta_aggregates[aggregate->function], -1);

  put (printer, "(");
  put_variable (printer, aggregate->variable);
  g_string_append_printf (printer->out, " (%s%s", name,
                          aggregate->distinct ? " distinct" : "");
  if (aggregate->expression != NULL)
    {
      put (printer, " ");
      print_expression (printer, aggregate->expression);
    }
  if (aggregate->separator != NULL)
    {
      const NystaTerm separator = nysta_literal (aggregate->separator, NULL, NULL);

      put (printer, " (separator ");
      nysta_term_append_ntriples (&separator, printer->out);
      put (printer, ")");
    }
  put (printer, "))");
}

static void
print_group (Printer *printer, const NystaAlgebra *node)
{
  put (printer, " ");
  put_variables (printer, node->group.keys, node->group.n_keys);
  put (printer, " (");
  for (guint i = 0; i < node->group.n_aggregates; i++)
    {
      put (printer, i > 0 ? " " : "");
      put_aggregate (printer, &node->group.aggregates[i]);
    }
  put (printer, ")");
}

static void
put_number (Printer *printer, guint64 number)
{
  if (number == NYSTA_ALGEBRA_NO_LIMIT)
    put (printer, " _");
  else
    g_string_append_printf (printer->out, " %" G_GUINT64_FORMAT, number);
}

static void
print_order (Printer *printer, const NystaAlgebra *node)
{
  if (node->order.limit != NYSTA_ALGEBRA_NO_LIMIT)
    g_string_append_printf (printer->out, " (top %" G_GUINT64_FORMAT ")",
                            node->order.limit);
  put (printer, " (");
  for (guint i = 0; i < node->order.n_conditions; i++)
    {
      put (printer, i > 0 ? " " : "");
      put (printer, node->order.conditions[i].descending ? "(desc " : "(asc ");
      print_expression (printer, node->order.conditions[i].expression);
      put (printer, ")");
    }
  put (printer, ")");
}

/* (count ((?.a1 KEY DISTINCT)) …): which slots, by name */
static void
print_count (Printer *printer, const NystaAlgebra *node)
{
  static const char *const slots[] = { "subject", "predicate", "object", "graph" };

  put_leaf_graph (printer, &node->count.graph);
  put (printer, " ");
  put_variable (printer, node->count.variable);
  if (node->count.key >= 0)
    g_string_append_printf (printer->out, " (by %s)", slots[node->count.key]);
  if (node->count.distinct >= 0)
    g_string_append_printf (printer->out, " (distinct %s)", slots[node->count.distinct]);
  put (printer, " ");
  put_triple (printer, &node->count.triple);
}

static void
put_conditions (Printer *printer, const NystaAlgebra *node)
{
  if (node->n_conditions > 1)
    put (printer, " (&&");
  for (guint i = 0; i < node->n_conditions; i++)
    {
      put (printer, " ");
      print_expression (printer, node->conditions[i]);
    }
  put (printer, node->n_conditions > 1 ? ")" : "");
}

static void
print_extend (Printer *printer, const NystaAlgebra *node)
{
  put (printer, " ((");
  put_variable (printer, node->extend.variable);
  put (printer, " ");
  print_expression (printer, node->extend.expression);
  put (printer, "))");
}

static void
print_fields (Printer *printer, const NystaAlgebra *node)
{
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_BGP:
      print_bgp (printer, node);
      break;
    case NYSTA_ALGEBRA_PATH:
      print_path (printer, node);
      break;
    case NYSTA_ALGEBRA_TABLE:
      print_table (printer, node);
      break;
    case NYSTA_ALGEBRA_EXTEND:
      print_extend (printer, node);
      break;
    case NYSTA_ALGEBRA_GRAPH:
      put (printer, " ");
      put_slot (printer, &node->graph);
      break;
    case NYSTA_ALGEBRA_SERVICE:
      put (printer, node->service.silent ? " silent " : " ");
      put_slot (printer, &node->service.endpoint);
      break;
    case NYSTA_ALGEBRA_GROUP:
      print_group (printer, node);
      break;
    case NYSTA_ALGEBRA_ORDER:
      print_order (printer, node);
      break;
    case NYSTA_ALGEBRA_PROJECT:
      put (printer, " ");
      put_variables (printer, node->project.numbers, node->project.n);
      break;
    case NYSTA_ALGEBRA_SLICE:
      put_number (printer, node->slice.offset);
      put_number (printer, node->slice.limit);
      break;
    case NYSTA_ALGEBRA_COUNT:
      print_count (printer, node);
      break;
    default:
      break;
    }
}

/* Conditions stand where the standard's examples have them: a filter's before the pattern,
 * a join's after. */
static void
print_node (Printer *printer, const NystaAlgebra *node)
{
  gboolean before = node->kind == NYSTA_ALGEBRA_FILTER;

  g_string_append_printf (printer->out, "(%s", nysta_algebra_kind_name (node->kind));
  print_fields (printer, node);
  if (before)
    put_conditions (printer, node);
  printer->depth++;
  for (guint i = 0; i < node->n_children; i++)
    {
      put_line (printer);
      print_node (printer, node->children[i]);
    }
  if (!before && node->n_conditions > 0)
    {
      put_line (printer);
      put (printer, "(if");
      put_conditions (printer, node);
      put (printer, ")");
    }
  printer->depth--;
  put (printer, ")");
}

/* --- the whole ---------------------------------------------------------------------------------------- */

static void
put_terms (Printer *printer, const char *name, const NystaTerm **terms, guint n)
{
  if (n == 0)
    return;
  g_string_append_printf (printer->out, " (%s", name);
  for (guint i = 0; i < n; i++)
    {
      put (printer, " ");
      put_term (printer, terms[i]);
    }
  put (printer, ")");
}

void
nysta_algebra_print (const NystaAlgebraQuery *query, GString *out)
{
  static const char *const forms[] = { "select", "construct", "describe", "ask", "update" };
  Printer printer = { .query = query, .out = out, .depth = 1 };

  g_string_append_printf (out, "(%s ", forms[query->form]);
  put_variables (&printer, query->columns, query->n_columns);
  put_terms (&printer, "describe", query->described, query->n_described);
  put_terms (&printer, "with", (const NystaTerm **) &query->with, query->with != NULL);
  put_terms (&printer, "from", query->default_graphs, query->n_default_graphs);
  put_terms (&printer, "named", query->named_graphs, query->n_named_graphs);
  put_line (&printer);
  print_node (&printer, query->root);
  g_string_append (out, ")\n");
}
