/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sparql/plan/group-shape.h"

/* Depth is at most NYSTA_MAX_NESTING: the parser saw to that. */
gboolean
nysta_group_has_only_triples (const NystaGroup *group)
{
  for (guint i = 0; i < group->elements->len; i++)
    {
      const NystaElement *element = g_ptr_array_index (group->elements, i);

      if (element->kind != NYSTA_ELEMENT_TRIPLES && element->kind != NYSTA_ELEMENT_GROUP &&
          element->kind != NYSTA_ELEMENT_UNION)
        return FALSE;
      for (guint k = 0; k < element->groups->len; k++)
        if (!nysta_group_is_extendable (g_ptr_array_index (element->groups, k)))
          return FALSE;
    }
  return TRUE;
}

gboolean
nysta_group_is_extendable (const NystaGroup *group)
{
  return group->filters->len == 0 && nysta_group_has_only_triples (group);
}
