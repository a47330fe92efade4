/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* print-tree.c: a syntax tree as indented lines. */
#include "config.h"
#include "sparql/parse/syntax-tree.h"

/* Deeper lines are not indented further, but say how deep they are: what a hostile query
 * prints stays as long as the query, nearly. */
#define MAX_INDENTED 40

typedef struct
{
  const NystaSyntaxTree *tree;
  GString *out;
  guint *ordinals; /* of blank nodes by number: 0, or in order of appearance from 1 */
  guint n_ordinals;
} Printer;

static void
append_leaf (Printer *printer, const NystaNode *node)
{
  switch (node->kind)
    {
    case NYSTA_NODE_VAR:
      g_string_append_printf (
        printer->out, "?%s",
        (char *) g_ptr_array_index (printer->tree->variables, node->number));
      break;
    case NYSTA_NODE_BLANK:
      if (printer->ordinals[node->number] == 0)
        printer->ordinals[node->number] = ++printer->n_ordinals;
      g_string_append_printf (printer->out, "_:b%u", printer->ordinals[node->number]);
      break;
    case NYSTA_NODE_UNDEF:
      g_string_append (printer->out, "UNDEF");
      break;
    default:
      nysta_term_append_ntriples (node->term, printer->out);
    }
}

static void
append_flags (Printer *printer, const NystaNode *node)
{
  static const char *const names[] = { "DISTINCT", "REDUCED", "ALL",  "NAMED",
                                       "DEFAULT",  "SILENT",  "DESC", "GROUPED" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((node->flags & 1u << i) != 0)
      g_string_append_printf (printer->out, " %s", names[i]);
}

/* What stands in the node's own fields */
static void
append_fields (Printer *printer, const NystaNode *node)
{
  GString *out = printer->out;

  append_flags (printer, node);
  if (node->op != NYSTA_OP_NONE)
    g_string_append_printf (out, " %s", nysta_op_mark (node->op));
  switch (node->kind)
    {
    case NYSTA_NODE_BUILT_IN_CALL:
      g_string_append_printf (out, " %s", nysta_builtins[node->number].name);
      break;
    case NYSTA_NODE_AGGREGATE:
      g_string_append_printf (out, " %s", nysta_aggregates[node->number]);
      break;
    case NYSTA_NODE_LIMIT_CLAUSE:
    case NYSTA_NODE_OFFSET_CLAUSE:
      g_string_append_printf (out, " %" G_GUINT64_FORMAT, node->count);
      return;
    case NYSTA_NODE_TRIPLE:
      return;
    default:
      break;
    }
  if (node->term == NULL)
    return;
  g_string_append (out, node->kind == NYSTA_NODE_AGGREGATE       ? " SEPARATOR "
                        : node->kind == NYSTA_NODE_FUNCTION_CALL ? " "
                                                                 : " BASE ");
  nysta_term_append_ntriples (node->term, out);
}

static void
begin_line (Printer *printer, const NystaNode *node, guint depth)
{
  for (guint i = 0; i < MIN (depth, MAX_INDENTED); i++)
    g_string_append (printer->out, "  ");
  if (depth > MAX_INDENTED)
    g_string_append_printf (printer->out, "(%u) ", depth);
  if (node->joined != NYSTA_OP_NONE)
    g_string_append_printf (printer->out, "%s ", nysta_op_mark (node->joined));
}

static void print_node (Printer *printer, const NystaNode *node, guint depth);

/* Triples of one object list share their path, which is printed once. */
static void
print_triple (Printer *printer, const NystaNode *node, const NystaNode *before, guint depth)
{
  gboolean same_path = before != NULL && before->kind == NYSTA_NODE_TRIPLE &&
                       before->triple[1] == node->triple[1];
  gboolean inline_verb = same_path || nysta_node_is_leaf (node->triple[1]);

  begin_line (printer, node, depth);
  g_string_append (printer->out, nysta_node_kind_name (node->kind));
  if (inline_verb)
    for (guint i = 0; i < 3; i++)
      {
        g_string_append_c (printer->out, ' ');
        if (nysta_node_is_leaf (node->triple[i]))
          append_leaf (printer, node->triple[i]);
        else
          g_string_append (printer->out, "(same path)");
      }
  g_string_append_c (printer->out, '\n');
  for (guint i = 0; !inline_verb && i < 3; i++)
    print_node (printer, node->triple[i], depth + 1);
}

/* Whether the children go on the node's own line */
static gboolean
is_inline (const NystaNode *node)
{
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    if (!nysta_node_is_leaf (child))
      return FALSE;
  return TRUE;
}

static void
append_inline (Printer *printer, const NystaNode *node)
{
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      g_string_append_c (printer->out, ' ');
      if (child->joined != NYSTA_OP_NONE)
        g_string_append_printf (printer->out, "%s ", nysta_op_mark (child->joined));
      append_leaf (printer, child);
    }
}

/* Depth is bounded by the parser: a bracket is some nodes, and there are at most
 * NYSTA_MAX_NESTING of those. */
static void
print_node (Printer *printer, const NystaNode *node, guint depth)
{
  const NystaNode *before = NULL;
  gboolean on_one_line = is_inline (node);

  begin_line (printer, node, depth);
  if (nysta_node_is_leaf (node))
    append_leaf (printer, node);
  else
    {
      g_string_append (printer->out, nysta_node_kind_name (node->kind));
      append_fields (printer, node);
    }
  if (on_one_line)
    append_inline (printer, node);
  g_string_append_c (printer->out, '\n');
  for (const NystaNode *child = on_one_line ? NULL : node->first; child != NULL;
       child = child->next)
    {
      if (child->kind == NYSTA_NODE_TRIPLE)
        print_triple (printer, child, before, depth + 1);
      else
        print_node (printer, child, depth + 1);
      before = child;
    }
}

void
nysta_syntax_print (const NystaSyntaxTree *tree, GString *out)
{
  g_autofree guint *ordinals = g_new0 (guint, tree->n_blanks + 1);
  Printer printer = { .tree = tree, .out = out, .ordinals = ordinals };

  print_node (&printer, tree->root, 0);
}
