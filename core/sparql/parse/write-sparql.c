/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* write-sparql.c: a syntax tree as SPARQL. Every compound operand and path is in brackets, so
 * that nothing hangs on precedence. */
#include "config.h"
#include "sparql/parse/syntax-tree.h"

typedef struct
{
  const NystaSyntaxTree *tree;
  GString *out;
} Writer;

static void write_node (Writer *writer, const NystaNode *node);

static void
put (Writer *writer, const char *text)
{
  g_string_append (writer->out, text);
}

static void
put_children (Writer *writer, const NystaNode *node, const char *between)
{
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      write_node (writer, child);
      if (child->next != NULL)
        put (writer, between);
    }
}

/* --- leaves and expressions ------------------------------------------------------------------ */

static void
write_leaf (Writer *writer, const NystaNode *node)
{
  switch (node->kind)
    {
    case NYSTA_NODE_VAR:
      g_string_append_printf (
        writer->out, "?%s",
        (char *) g_ptr_array_index (writer->tree->variables, node->number));
      break;
    case NYSTA_NODE_BLANK:
      g_string_append_printf (writer->out, "_:b%u", node->number);
      break;
    case NYSTA_NODE_UNDEF:
      put (writer, "UNDEF");
      break;
    default:
      nysta_term_append_ntriples (node->term, writer->out);
    }
}

/* Calls and leaves stand as they are; all else in brackets. */
static void
write_operand (Writer *writer, const NystaNode *node)
{
  gboolean is_plain = nysta_node_is_leaf (node) || node->kind == NYSTA_NODE_BUILT_IN_CALL ||
                      node->kind == NYSTA_NODE_FUNCTION_CALL ||
                      node->kind == NYSTA_NODE_AGGREGATE;

  if (!is_plain)
    put (writer, "(");
  write_node (writer, node);
  if (!is_plain)
    put (writer, ")");
}

static void
write_chain (Writer *writer, const NystaNode *node, const char *mark)
{
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      if (child != node->first)
        g_string_append_printf (writer->out, " %s ",
                                mark != NULL ? mark : nysta_op_mark (child->joined));
      write_operand (writer, child);
    }
}

static void
write_in (Writer *writer, const NystaNode *node)
{
  write_operand (writer, node->first);
  put (writer, node->kind == NYSTA_NODE_IN ? " IN (" : " NOT IN (");
  for (const NystaNode *child = node->first->next; child != NULL; child = child->next)
    {
      write_node (writer, child);
      if (child->next != NULL)
        put (writer, ", ");
    }
  put (writer, ")");
}

static void
write_call (Writer *writer, const NystaNode *node)
{
  if (node->kind == NYSTA_NODE_FUNCTION_CALL)
    nysta_term_append_ntriples (node->term, writer->out);
  else
    put (writer, node->kind == NYSTA_NODE_AGGREGATE ? nysta_aggregates[node->number]
                                                    : nysta_builtins[node->number].name);
  put (writer, " (");
  if ((node->flags & NYSTA_NODE_IS_DISTINCT) != 0)
    put (writer, "DISTINCT ");
  if ((node->flags & NYSTA_NODE_IS_ALL) != 0)
    put (writer, "*");
  put_children (writer, node, ", ");
  if (node->kind == NYSTA_NODE_AGGREGATE && node->term != NULL)
    {
      put (writer, " ; SEPARATOR = ");
      nysta_term_append_ntriples (node->term, writer->out);
    }
  put (writer, ")");
}

static void
write_expression (Writer *writer, const NystaNode *node)
{
  switch (node->kind)
    {
    case NYSTA_NODE_OR:
      write_chain (writer, node, "||");
      break;
    case NYSTA_NODE_AND:
      write_chain (writer, node, "&&");
      break;
    case NYSTA_NODE_RELATIONAL:
      write_chain (writer, node, nysta_op_mark (node->op));
      break;
    case NYSTA_NODE_ADDITIVE:
    case NYSTA_NODE_MULTIPLICATIVE:
      write_chain (writer, node, NULL);
      break;
    case NYSTA_NODE_IN:
    case NYSTA_NODE_NOT_IN:
      write_in (writer, node);
      break;
    case NYSTA_NODE_UNARY:
      put (writer, nysta_op_mark (node->op));
      put (writer, " ");
      write_operand (writer, node->first);
      break;
    case NYSTA_NODE_EXISTS:
    case NYSTA_NODE_NOT_EXISTS:
      put (writer, node->kind == NYSTA_NODE_EXISTS ? "EXISTS " : "NOT EXISTS ");
      write_node (writer, node->first);
      break;
    default:
      write_call (writer, node);
    }
}

/* --- paths and triples --------------------------------------------------------------------- */

static void
write_path (Writer *writer, const NystaNode *node)
{
  const char *between = node->kind == NYSTA_NODE_PATH_SEQUENCE ? " / " : " | ";

  if (node->kind == NYSTA_NODE_PATH_INVERSE)
    put (writer, "^");
  if (node->kind == NYSTA_NODE_PATH_NEGATED)
    put (writer, "!");
  /* What a negated set inverts has no brackets there. */
  if (node->kind == NYSTA_NODE_PATH_INVERSE && nysta_node_is_leaf (node->first))
    write_leaf (writer, node->first);
  else
    {
      put (writer, "(");
      put_children (writer, node, between);
      put (writer, ")");
    }
  if (node->kind == NYSTA_NODE_PATH_REPEAT)
    put (writer, nysta_op_mark (node->op));
}

/* Those that share subject and verb are written so that they will again. */
static const NystaNode *
write_triples (Writer *writer, const NystaNode *first)
{
  const NystaNode *node = first, *before = NULL;

  for (; node != NULL && node->kind == NYSTA_NODE_TRIPLE; node = node->next)
    {
      if (before != NULL && before->triple[0] == node->triple[0] &&
          before->triple[1] == node->triple[1])
        put (writer, ", ");
      else
        {
          put (writer, before != NULL ? " . " : "");
          write_node (writer, node->triple[0]);
          put (writer, " ");
          write_node (writer, node->triple[1]);
          put (writer, " ");
        }
      write_node (writer, node->triple[2]);
      before = node;
    }
  put (writer, before != NULL ? " . " : "");
  return node;
}

/* TRIPLE and QUADS_GRAPH in sequence */
static void
write_quads (Writer *writer, const NystaNode *node)
{
  while (node != NULL)
    {
      node = write_triples (writer, node);
      if (node == NULL)
        return;
      put (writer, "GRAPH ");
      write_node (writer, node->first);
      put (writer, " { ");
      write_quads (writer, node->first->next);
      put (writer, "} ");
      node = node->next;
    }
}

/* --- patterns ------------------------------------------------------------------------------- */

static void
write_values (Writer *writer, const NystaNode *node)
{
  put (writer, "VALUES (");
  put_children (writer, node->first, " ");
  put (writer, ") { ");
  for (const NystaNode *row = node->first->next; row != NULL; row = row->next)
    {
      put (writer, "(");
      put_children (writer, row, " ");
      put (writer, ") ");
    }
  put (writer, "}");
}

static void
write_as (Writer *writer, const NystaNode *node)
{
  put (writer, "(");
  write_node (writer, node->first);
  put (writer, " AS ");
  write_node (writer, node->last);
  put (writer, ")");
}

static void
write_pattern (Writer *writer, const NystaNode *node)
{
  switch (node->kind)
    {
    case NYSTA_NODE_GROUP_GRAPH_PATTERN:
      put (writer, "{ ");
      for (const NystaNode *child = node->first; child != NULL; child = child->next)
        {
          write_node (writer, child);
          put (writer, " ");
        }
      put (writer, "}");
      break;
    case NYSTA_NODE_TRIPLES_BLOCK:
      write_triples (writer, node->first);
      break;
    case NYSTA_NODE_OPTIONAL:
      put (writer, "OPTIONAL ");
      write_node (writer, node->first);
      break;
    case NYSTA_NODE_MINUS:
      put (writer, "MINUS ");
      write_node (writer, node->first);
      break;
    case NYSTA_NODE_GRAPH:
      put (writer, "GRAPH ");
      put_children (writer, node, " ");
      break;
    case NYSTA_NODE_SERVICE:
      put (writer,
           (node->flags & NYSTA_NODE_IS_SILENT) != 0 ? "SERVICE SILENT " : "SERVICE ");
      put_children (writer, node, " ");
      break;
    case NYSTA_NODE_BIND:
      put (writer, "BIND ");
      write_as (writer, node);
      break;
    case NYSTA_NODE_UNION:
      put_children (writer, node, " UNION ");
      break;
    case NYSTA_NODE_VALUES:
      write_values (writer, node);
      break;
    default:
      put (writer, "FILTER (");
      write_node (writer, node->first);
      put (writer, ")");
    }
}

/* --- queries ---------------------------------------------------------------------------------- */

/* GROUP BY takes only variables without brackets, HAVING nothing. */
static gboolean
wants_brackets (const NystaNode *clause, const NystaNode *child)
{
  if (child->kind == NYSTA_NODE_AS || child->kind == NYSTA_NODE_ORDER_CONDITION)
    return FALSE;
  return clause->kind == NYSTA_NODE_HAVING_CLAUSE ||
         (clause->kind == NYSTA_NODE_GROUP_CLAUSE && child->kind != NYSTA_NODE_VAR);
}

/* The keyword, and children one by one */
static void
write_clause (Writer *writer, const NystaNode *node, const char *keyword)
{
  put (writer, keyword);
  if ((node->flags & NYSTA_NODE_IS_DISTINCT) != 0)
    put (writer, " DISTINCT");
  if ((node->flags & NYSTA_NODE_IS_REDUCED) != 0)
    put (writer, " REDUCED");
  if ((node->flags & NYSTA_NODE_IS_NAMED) != 0)
    put (writer, " NAMED");
  if ((node->flags & NYSTA_NODE_IS_ALL) != 0)
    put (writer, " *");
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      gboolean brackets = wants_brackets (node, child);

      put (writer, brackets ? " (" : " ");
      write_node (writer, child);
      put (writer, brackets ? ")" : "");
    }
}

static void
write_modifier (Writer *writer, const NystaNode *node)
{
  switch (node->kind)
    {
    case NYSTA_NODE_SELECT_CLAUSE:
      write_clause (writer, node, "SELECT");
      break;
    case NYSTA_NODE_DESCRIBE_CLAUSE:
      write_clause (writer, node, "DESCRIBE");
      break;
    case NYSTA_NODE_DATASET_CLAUSE:
      write_clause (writer, node, "FROM");
      break;
    case NYSTA_NODE_GROUP_CLAUSE:
      write_clause (writer, node, "GROUP BY");
      break;
    case NYSTA_NODE_HAVING_CLAUSE:
      write_clause (writer, node, "HAVING");
      break;
    case NYSTA_NODE_ORDER_CLAUSE:
      write_clause (writer, node, "ORDER BY");
      break;
    case NYSTA_NODE_ORDER_CONDITION:
      put (writer, (node->flags & NYSTA_NODE_IS_DESCENDING) != 0 ? "DESC (" : "ASC (");
      write_node (writer, node->first);
      put (writer, ")");
      break;
    case NYSTA_NODE_CONSTRUCT_TEMPLATE:
      put (writer, "{ ");
      write_triples (writer, node->first);
      put (writer, "}");
      break;
    default:
      g_string_append_printf (writer->out, "%s %" G_GUINT64_FORMAT,
                              node->kind == NYSTA_NODE_LIMIT_CLAUSE ? "LIMIT" : "OFFSET",
                              node->count);
    }
}

static void
put_base (Writer *writer, const NystaTerm *base)
{
  put (writer, "BASE ");
  nysta_term_append_ntriples (base, writer->out);
  put (writer, " ");
}

static void
write_query (Writer *writer, const NystaNode *node)
{
  if (node->term != NULL)
    put_base (writer, node->term);
  if (node->kind == NYSTA_NODE_CONSTRUCT_QUERY)
    put (writer, "CONSTRUCT ");
  if (node->kind == NYSTA_NODE_ASK_QUERY)
    put (writer, "ASK ");
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->kind == NYSTA_NODE_GROUP_GRAPH_PATTERN)
        put (writer, "WHERE ");
      write_node (writer, child);
      if (child->next != NULL)
        put (writer, " ");
    }
}

/* --- updates ---------------------------------------------------------------------------------- */

static void
write_graph_ref (Writer *writer, const NystaNode *node)
{
  if (node->first == NULL)
    {
      put (writer, (node->flags & NYSTA_NODE_IS_DEFAULT) != 0 ? "DEFAULT"
                   : (node->flags & NYSTA_NODE_IS_NAMED) != 0 ? "NAMED"
                                                              : "ALL");
      return;
    }
  put (writer, "GRAPH ");
  write_node (writer, node->first);
}

static void
write_modify (Writer *writer, const NystaNode *node)
{
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->kind == NYSTA_NODE_WITH)
        write_clause (writer, child, "WITH");
      else if (child->kind == NYSTA_NODE_USING_CLAUSE)
        write_clause (writer, child, "USING");
      else
        {
          put (writer, child->kind == NYSTA_NODE_DELETE_CLAUSE   ? "DELETE "
                       : child->kind == NYSTA_NODE_INSERT_CLAUSE ? "INSERT "
                                                                 : "WHERE ");
          write_node (writer,
                      child->kind == NYSTA_NODE_GROUP_GRAPH_PATTERN ? child : child->first);
        }
      put (writer, child->next != NULL ? " " : "");
    }
}

static void
write_operation (Writer *writer, const NystaNode *node)
{
  static const char *const keywords[] = {
    [NYSTA_NODE_LOAD - NYSTA_NODE_LOAD] = "LOAD",
    [NYSTA_NODE_CLEAR - NYSTA_NODE_LOAD] = "CLEAR",
    [NYSTA_NODE_DROP - NYSTA_NODE_LOAD] = "DROP",
    [NYSTA_NODE_CREATE - NYSTA_NODE_LOAD] = "CREATE",
    [NYSTA_NODE_ADD - NYSTA_NODE_LOAD] = "ADD",
    [NYSTA_NODE_MOVE - NYSTA_NODE_LOAD] = "MOVE",
    [NYSTA_NODE_COPY - NYSTA_NODE_LOAD] = "COPY",
    [NYSTA_NODE_INSERT_DATA - NYSTA_NODE_LOAD] = "INSERT DATA",
    [NYSTA_NODE_DELETE_DATA - NYSTA_NODE_LOAD] = "DELETE DATA",
    [NYSTA_NODE_DELETE_WHERE - NYSTA_NODE_LOAD] = "DELETE WHERE",
  };

  if (node->kind == NYSTA_NODE_MODIFY)
    {
      write_modify (writer, node);
      return;
    }
  put (writer, keywords[node->kind - NYSTA_NODE_LOAD]);
  put (writer, (node->flags & NYSTA_NODE_IS_SILENT) != 0 ? " SILENT " : " ");
  put_children (writer, node, node->kind == NYSTA_NODE_LOAD ? " INTO GRAPH " : " TO ");
}

static void
write_update (Writer *writer, const NystaNode *node)
{
  const NystaTerm *base = NULL;

  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->term != NULL && (base == NULL || !nysta_term_equal (base, child->term)))
        put_base (writer, child->term);
      base = child->term;
      write_operation (writer, child);
      put (writer, child->next != NULL ? " ; " : "");
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static void
write_node (Writer *writer, const NystaNode *node)
{
  const NystaNodeKind kind = node->kind;

  if (nysta_node_is_leaf (node))
    write_leaf (writer, node);
  else if (kind == NYSTA_NODE_AS)
    write_as (writer, node);
  else if (kind <= NYSTA_NODE_SUB_SELECT)
    write_query (writer, node);
  else if (kind < NYSTA_NODE_GROUP_GRAPH_PATTERN)
    write_modifier (writer, node);
  else if (kind < NYSTA_NODE_PATH_ALTERNATIVE)
    write_pattern (writer, node);
  else if (kind < NYSTA_NODE_OR)
    write_path (writer, node);
  else if (kind < NYSTA_NODE_VAR)
    write_expression (writer, node);
  else if (kind == NYSTA_NODE_UPDATE)
    write_update (writer, node);
  else if (kind == NYSTA_NODE_GRAPH_REF)
    write_graph_ref (writer, node);
  else if (kind == NYSTA_NODE_QUADS)
    {
      put (writer, "{ ");
      write_quads (writer, node->first);
      put (writer, "}");
    }
  else
    write_operation (writer, node);
}

void
nysta_syntax_write (const NystaSyntaxTree *tree, const NystaNode *node, GString *out)
{
  Writer writer = { .tree = tree, .out = out };

  write_node (&writer, node);
}
