/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sparql/parse/tree.h"

#include <string.h>

static void
group_free (gpointer data)
{
  NystaGroup *group = data;

  g_ptr_array_unref (group->elements);
  g_ptr_array_unref (group->filters);
  g_free (group);
}

static void
element_free (gpointer data)
{
  NystaElement *element = data;

  g_array_unref (element->triples);
  g_ptr_array_unref (element->groups);
  g_free (element);
}

static void
expression_free (gpointer data)
{
  NystaExpression *expression = data;

  g_clear_pointer (&expression->arguments, g_ptr_array_unref);
  g_clear_pointer (&expression->regex, g_regex_unref);
  g_free (expression->regex_source);
  g_free (expression);
}

NystaQueryTree *
nysta_query_tree_new (void)
{
  NystaQueryTree *tree = g_new0 (NystaQueryTree, 1);

  tree->variables = g_ptr_array_new_with_free_func (g_free);
  tree->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  tree->projections = g_array_new (FALSE, TRUE, sizeof (NystaProjection));
  tree->construct = g_array_new (FALSE, TRUE, sizeof (NystaTriplePattern));
  tree->order = g_array_new (FALSE, TRUE, sizeof (NystaOrderCondition));
  tree->limit = G_MAXUINT64;
  tree->strings = g_string_chunk_new (4096);
  tree->groups = g_ptr_array_new_with_free_func (group_free);
  tree->elements = g_ptr_array_new_with_free_func (element_free);
  tree->expressions = g_ptr_array_new_with_free_func (expression_free);
  return tree;
}

void
nysta_query_tree_free (NystaQueryTree *tree)
{
  if (tree == NULL)
    return;
  g_hash_table_unref (tree->numbers);
  g_ptr_array_unref (tree->variables);
  g_array_unref (tree->projections);
  g_array_unref (tree->construct);
  g_array_unref (tree->order);
  g_string_chunk_free (tree->strings);
  g_ptr_array_unref (tree->groups);
  g_ptr_array_unref (tree->elements);
  g_ptr_array_unref (tree->expressions);
  g_free (tree->base);
  g_free (tree);
}

NystaGroup *
nysta_tree_add_group (NystaQueryTree *tree)
{
  NystaGroup *group = g_new0 (NystaGroup, 1);

  group->elements = g_ptr_array_new ();
  group->filters = g_ptr_array_new ();
  g_ptr_array_add (tree->groups, group);
  return group;
}

NystaElement *
nysta_tree_add_element (NystaQueryTree *tree, NystaElementKind kind)
{
  NystaElement *element = g_new0 (NystaElement, 1);

  element->kind = kind;
  element->triples = g_array_new (FALSE, TRUE, sizeof (NystaTriplePattern));
  element->groups = g_ptr_array_new ();
  g_ptr_array_add (tree->elements, element);
  return element;
}

NystaExpression *
nysta_tree_add_expression (NystaQueryTree *tree, NystaExpressionKind kind)
{
  NystaExpression *expression = g_new0 (NystaExpression, 1);

  expression->kind = kind;
  expression->depth = 1;
  g_ptr_array_add (tree->expressions, expression);
  return expression;
}

void
nysta_expression_add_argument (NystaExpression *expression, NystaExpression *argument)
{
  if (expression->arguments == NULL)
    expression->arguments = g_ptr_array_new ();
  g_ptr_array_add (expression->arguments, argument);
  expression->depth = MAX (expression->depth, argument->depth + 1);
}

static guint
add_variable (NystaQueryTree *tree, char *name)
{
  guint number = tree->variables->len;

  g_ptr_array_add (tree->variables, name);
  g_hash_table_insert (tree->numbers, name, GUINT_TO_POINTER (number));
  return number;
}

guint
nysta_tree_variable (NystaQueryTree *tree, const char *name, gsize length)
{
  g_autofree char *copy = g_strndup (name, length);
  gpointer known = NULL;

  if (g_hash_table_lookup_extended (tree->numbers, copy, NULL, &known))
    return GPOINTER_TO_UINT (known);
  return add_variable (tree, g_steal_pointer (&copy));
}

guint
nysta_tree_hidden_variable (NystaQueryTree *tree)
{
  return add_variable (tree, g_strdup_printf ("_::%u", tree->variables->len));
}

gboolean
nysta_tree_is_hidden (const NystaQueryTree *tree, guint variable)
{
  return g_str_has_prefix (g_ptr_array_index (tree->variables, variable), "_:");
}

static void
slot_variables (const NystaSlot *slot, gboolean *out_variables)
{
  if (slot->is_variable)
    out_variables[slot->variable] = TRUE;
}

/* Depth is at most NYSTA_MAX_NESTING: the parser saw to that. */
void
nysta_group_variables (const NystaGroup *group, gboolean *out_variables)
{
  for (guint i = 0; i < group->elements->len; i++)
    {
      const NystaElement *element = g_ptr_array_index (group->elements, i);

      for (guint k = 0; k < element->triples->len; k++)
        for (guint s = 0; s < 3; s++)
          slot_variables (&g_array_index (element->triples, NystaTriplePattern, k).slots[s],
                          out_variables);
      if (element->kind == NYSTA_ELEMENT_GRAPH)
        slot_variables (&element->graph, out_variables);
      if (element->kind == NYSTA_ELEMENT_BIND)
        out_variables[element->variable] = TRUE;
      for (guint k = 0; k < element->groups->len; k++)
        nysta_group_variables (g_ptr_array_index (element->groups, k), out_variables);
    }
}
