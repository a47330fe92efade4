/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* translate-triples.c: SPARQL 1.1 §18.2.2.3 to §18.2.2.5, property paths and basic graph
 * patterns. */
#include "config.h"
#include "sparql/plan/translate.h"

typedef struct
{
  NystaTranslator *translator;
  GArray *open; /* NystaAlgebraTriple */
  GPtrArray *parts;
} Block;

static void translate_path (Block *block, NystaSlot subject, const NystaNode *path,
                            NystaSlot object);

void
nysta_translate_flush (NystaTranslator *translator, GArray *open, GPtrArray *parts)
{
  if (open->len == 0)
    return;

  NystaAlgebra *node = nysta_algebra_add (translator->query, NYSTA_ALGEBRA_BGP, NULL, NULL);

  node->bgp.n_triples = open->len;
  node->bgp.triples = nysta_algebra_new_array (translator->query, NystaAlgebraTriple,
                                               open->len);
  for (guint i = 0; i < open->len; i++)
    node->bgp.triples[i] = g_array_index (open, NystaAlgebraTriple, i);
  g_array_set_size (open, 0);
  g_ptr_array_add (parts, nysta_translate_done (translator, node));
}

static void
add_triple (Block *block, NystaSlot subject, NystaSlot predicate, NystaSlot object)
{
  const NystaAlgebraTriple triple = { .slots = { subject, predicate, object } };

  g_array_append_val (block->open, triple);
}

static void
add_path (Block *block, NystaSlot subject, const NystaNode *path, NystaSlot object)
{
  NystaAlgebra *node = nysta_algebra_add (block->translator->query, NYSTA_ALGEBRA_PATH,
                                          NULL, NULL);

  node->path.subject = subject;
  node->path.path = path;
  node->path.object = object;
  nysta_translate_flush (block->translator, block->open, block->parts);
  g_ptr_array_add (block->parts, nysta_translate_done (block->translator, node));
}

/* §18.2.2.4: X seq(P, Q) Y is X P ?v. ?v Q Y, with ?v fresh. */
static void
translate_sequence (Block *block, NystaSlot subject, const NystaNode *path,
                    NystaSlot object)
{
  for (const NystaNode *step = path->first; step != NULL; step = step->next)
    {
      NystaSlot end = object;

      if (step->next != NULL)
        end = (NystaSlot){ .kind = NYSTA_SLOT_VARIABLE,
                           .variable = nysta_translate_hidden (block->translator, 'p') };
      translate_path (block, subject, step, end);
      subject = end;
    }
}

/* §18.5, evaluation of alternative paths: the union of what the two give. */
static void
add_union (Block *block, GPtrArray *branches)
{
  nysta_translate_flush (block->translator, block->open, block->parts);

  NystaAlgebra *node = nysta_algebra_add_array (block->translator->query,
                                                NYSTA_ALGEBRA_UNION, branches);

  g_ptr_array_add (block->parts, nysta_translate_done (block->translator, node));
}

static void
translate_alternative (Block *block, NystaSlot subject, const NystaNode *path,
                       NystaSlot object)
{
  g_autoptr (GPtrArray) branches = g_ptr_array_new ();

  for (const NystaNode *child = path->first; child != NULL; child = child->next)
    {
      g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (NystaAlgebraTriple));
      g_autoptr (GPtrArray) parts = g_ptr_array_new ();
      Block branch = { block->translator, open, parts };

      translate_path (&branch, subject, child, object);
      nysta_translate_flush (block->translator, open, parts);
      g_ptr_array_add (branches, nysta_translate_join (block->translator, parts));
    }
  add_union (block, branches);
}

/* A negated set of those of @path that are inverse, or are not, all as forward ones; NULL if
 * it has none of them. */
static const NystaNode *
half_of_negated (NystaTranslator *translator, const NystaNode *path, gboolean inverse)
{
  NystaNode *half = nysta_algebra_new_array (translator->query, NystaNode, 1);

  half->kind = NYSTA_NODE_PATH_NEGATED;
  half->line = path->line;
  half->column = path->column;
  for (const NystaNode *child = path->first; child != NULL; child = child->next)
    if ((child->kind == NYSTA_NODE_PATH_INVERSE) == inverse)
      {
        NystaNode *copy = nysta_algebra_new_array (translator->query, NystaNode, 1);

        *copy = inverse ? *child->first : *child;
        copy->next = NULL;
        nysta_node_append (half, copy);
      }
  return half->first != NULL || (path->first == NULL && !inverse) ? half : NULL;
}

/* §18.2.2.3: !(i1 | … | ^in | …) is alt(NPS({i1 …}), inv(NPS({in …}))). */
static void
translate_negated (Block *block, NystaSlot subject, const NystaNode *path, NystaSlot object)
{
  const NystaNode *forward = half_of_negated (block->translator, path, FALSE);
  const NystaNode *inverse = half_of_negated (block->translator, path, TRUE);
  g_autoptr (GPtrArray) branches = g_ptr_array_new ();
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (NystaAlgebraTriple));
  Block both = { block->translator, open, branches };

  if (forward != NULL)
    add_path (inverse != NULL ? &both : block, subject, forward, object);
  if (inverse != NULL)
    add_path (forward != NULL ? &both : block, object, inverse, subject);
  if (branches->len > 0)
    add_union (block, branches);
}

/* Recursion follows brackets, which are bounded. */
static void
translate_path (Block *block, NystaSlot subject, const NystaNode *path, NystaSlot object)
{
  switch (path->kind)
    {
    case NYSTA_NODE_PATH_SEQUENCE:
      translate_sequence (block, subject, path, object);
      break;
    case NYSTA_NODE_PATH_INVERSE:
      translate_path (block, object, path->first, subject);
      break;
    case NYSTA_NODE_PATH_ALTERNATIVE:
      translate_alternative (block, subject, path, object);
      break;
    case NYSTA_NODE_PATH_NEGATED:
      translate_negated (block, subject, path, object);
      break;
    case NYSTA_NODE_PATH_REPEAT:
      add_path (block, subject, path, object);
      break;
    default:
      add_triple (block, subject, nysta_translate_slot (block->translator, path), object);
    }
}

void
nysta_translate_triples (NystaTranslator *translator, const NystaNode *node, GArray *open,
                         GPtrArray *parts)
{
  Block block = { translator, open, parts };

  for (; node != NULL && node->kind == NYSTA_NODE_TRIPLE; node = node->next)
    translate_path (&block, nysta_translate_slot (translator, node->triple[0]),
                    node->triple[1], nysta_translate_slot (translator, node->triple[2]));
}
