/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/leaf.h"

guint
nysta_leaf_finish (NystaLeaf *leaf, guint *out_variables)
{
  guint n = 0;

  leaf->n_outputs = 0;
  leaf->n_same = 0;
  for (guint i = 0; i < 4; i++)
    {
      guint earlier = 0;

      if (leaf->variables[i] < 0)
        continue;
      while (earlier < i && leaf->variables[earlier] != leaf->variables[i])
        earlier++;
      if (earlier < i)
        {
          leaf->same[leaf->n_same][0] = (guint8) earlier;
          leaf->same[leaf->n_same++][1] = (guint8) i;
          continue;
        }
      leaf->fields[leaf->n_outputs] = (guint8) i;
      leaf->columns[leaf->n_outputs++] = (guint8) n;
      out_variables[n++] = (guint) leaf->variables[i];
    }
  return n;
}

gboolean
nysta_leaf_pattern (const NystaLeaf *leaf, const NystaEnvironment *environment,
                    NystaQuad *out_pattern)
{
  NystaQuad pattern = { .graph = leaf->has_no_graph ? environment->graph
                                                    : leaf->terms[NYSTA_FIELD_GRAPH] };

  if (leaf->is_impossible)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      NystaTermId id = leaf->variables[i] < 0 ? leaf->terms[i]
                                              : environment->values[leaf->variables[i]];

      if (id == 0)
        continue;
      if (leaf->variables[i] >= 0 && (id & NYSTA_COMPUTED_TERM) != 0)
        return FALSE;
      *nysta_quad_field_at (&pattern, i) = id;
    }
  *out_pattern = pattern;
  return TRUE;
}

void
nysta_leaf_describe (const NystaLeaf *leaf, NystaExecution *execution, GString *out)
{
  for (guint i = 0; i < 4; i++)
    {
      if (i == NYSTA_FIELD_GRAPH && (leaf->has_no_graph || leaf->terms[i] >= NYSTA_UNNAMED))
        continue;
      g_string_append (out, i == NYSTA_FIELD_GRAPH ? " in " : " ");
      if (leaf->variables[i] >= 0)
        nysta_operator_append_variable (execution, (guint) leaf->variables[i], out);
      else
        nysta_operator_append_term (execution, leaf->terms[i], out);
    }
}
