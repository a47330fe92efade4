/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/citation-internal.h"

/* Of two documents that say as much, the better quotation counts: among so many. */
#define MAX_TIES 8u
/* Mostly one of a row's statements is in a single document, so that the others need not be
 * gone through. */
#define FEW_GRAPHS 4u

/* --- the words for some statements --------------------------------------------------------- */

typedef struct
{
  NystaCiter *citer;
  NystaTermId graph;
  gboolean found;
  double rank;
  NystaCitation best;
} Choice;

/* What says a fact goes before what names one of its parts; a fact about more of the
 * statements before one about fewer; what is surer before what is less. */
static void
consider (Choice *choice, NystaTermId body, double weight)
{
  NystaCitation citation;

  if (body == NYSTA_ANY ||
      !nysta_citer_quote (choice->citer, body, choice->graph, &citation))
    return;

  double rank = weight + (citation.describes ? 1000 : 0) +
                (citation.exact != NYSTA_ANY ? 0 : -2000) + citation.confidence / 2;

  if (choice->found && rank <= choice->rank)
    return;
  choice->found = TRUE;
  choice->rank = rank;
  choice->best = citation;
}

static gboolean
is_contact (const NystaCiter *citer, NystaTermId predicate)
{
  for (guint i = NYSTA_CITED_MBOX; i <= NYSTA_CITED_HAS_TELEPHONE; i++)
    if (citer->ids[i] != NYSTA_ANY && citer->ids[i] == predicate)
      return TRUE;
  return FALSE;
}

/* A shortcut says what a membership says, and that has the words. */
static void
consider_shortcut (Choice *choice, const NystaQuad *quad)
{
  NystaCiter *citer = choice->citer;
  gboolean is_member = citer->ids[NYSTA_CITED_MEMBER_OF] != NYSTA_ANY &&
                       quad->predicate == citer->ids[NYSTA_CITED_MEMBER_OF];
  gboolean is_funded = citer->ids[NYSTA_CITED_FUNDED_BY] != NYSTA_ANY &&
                       quad->predicate == citer->ids[NYSTA_CITED_FUNDED_BY];
  NystaTermId member = is_member ? quad->subject : quad->object;
  NystaTermId whole = is_member ? quad->object : quad->subject;
  NystaQuad rows[NYSTA_CITER_MAX_ANNOTATIONS];

  if (!is_member && !is_funded)
    return;

  gsize n = nysta_citer_scan (citer, NYSTA_ANY, citer->ids[NYSTA_CITED_MEMBER], member,
                              choice->graph, rows, NYSTA_CITER_MAX_ANNOTATIONS);

  for (gsize i = 0; i < n; i++)
    if (nysta_citer_has (citer, rows[i].subject, citer->ids[NYSTA_CITED_ORGANIZATION],
                         whole, choice->graph))
      consider (choice, rows[i].subject, 1);
}

static guint
count_mentions (const NystaQuad *quads, gsize n, NystaTermId id)
{
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    count += quads[i].subject == id || quads[i].object == id;
  return count;
}

static void
add_body (GArray *bodies, NystaTermId id, double weight)
{
  for (guint i = 0; i < bodies->len; i++)
    {
      NystaBody *body = &g_array_index (bodies, NystaBody, i);

      if (body->id == id)
        {
          body->weight = MAX (body->weight, weight);
          return;
        }
    }

  const NystaBody body = { id, weight };

  g_array_append_val (bodies, body);
}

static void
add_bodies (NystaCiter *citer, const NystaQuad *quads, gsize n, gsize i)
{
  const NystaQuad *quad = &quads[i];

  add_body (citer->bodies, quad->subject, 1 + count_mentions (quads, n, quad->subject));
  add_body (citer->bodies, quad->object,
            is_contact (citer, quad->predicate) ? 500
                                                : count_mentions (quads, n, quad->object));
}

static int
compare_bodies (gconstpointer a, gconstpointer b)
{
  const NystaBody *x = a, *y = b;

  if (x->weight != y->weight)
    return x->weight < y->weight ? 1 : -1;
  return (x->id > y->id) - (x->id < y->id);
}

/* The first that has words that say a fact is the best: what follows weighs less. */
static void
consider_bodies (Choice *choice)
{
  GArray *bodies = choice->citer->bodies;

  g_array_sort (bodies, compare_bodies);
  for (guint i = 0; i < bodies->len && choice->rank < 1000; i++)
    consider (choice, g_array_index (bodies, NystaBody, i).id,
              g_array_index (bodies, NystaBody, i).weight);
}

/* --- documents ------------------------------------------------------------------------------- */

static void
find_graphs (NystaCiter *citer, const NystaQuad *quad, guint max, NystaStanding *standing)
{
  NystaQuad rows[NYSTA_CITER_MAX_GRAPHS + 1];
  gsize n = 0;

  standing->is_cited = FALSE;
  if (quad->graph == NYSTA_UNION)
    n = nysta_citer_scan (citer, quad->subject, quad->predicate, quad->object, NYSTA_ANY,
                          rows, max + 1);
  else if (quad->graph != NYSTA_UNNAMED)
    {
      rows[0] = *quad;
      n = 1;
    }
  standing->is_cut = n > max;
  standing->n = (guint) MIN (n, max);
  for (guint i = 0; i < standing->n; i++)
    standing->graphs[i] = rows[i].graph;
}

static gboolean
stands_in (NystaCiter *citer, const NystaQuad *quad, const NystaStanding *standing,
           NystaTermId graph)
{
  for (guint i = 0; i < standing->n; i++)
    if (standing->graphs[i] == graph)
      return TRUE;
  return standing->is_cut &&
         nysta_citer_has (citer, quad->subject, quad->predicate, quad->object, graph);
}

static Choice
choose_words (NystaCiter *citer, const NystaQuad *quads, gsize n, NystaTermId graph)
{
  Choice choice = { .citer = citer, .graph = graph };

  g_array_set_size (citer->bodies, 0);
  for (gsize i = 0; i < n; i++)
    if (!citer->standings[i].is_cited &&
        stands_in (citer, &quads[i], &citer->standings[i], graph))
      {
        add_bodies (citer, quads, n, i);
        consider_shortcut (&choice, &quads[i]);
      }
  consider_bodies (&choice);
  if (!choice.found)
    choice.best = (NystaCitation){ .start = -1, .end = -1, .confidence = -1 };
  choice.best.document = graph;
  return choice;
}

/* Any document that says all says the statement that the fewest say. */
static gint64
find_rarest (NystaCiter *citer, const NystaQuad *quads, gsize n)
{
  gint64 rarest = -1;

  for (gsize i = 0; i < n; i++)
    {
      const NystaStanding *standing = &citer->standings[i];

      if (!standing->is_cited && standing->n > 0 &&
          (rarest < 0 || standing->n < citer->standings[rarest].n))
        rarest = (gint64) i;
    }
  if (rarest >= 0 && citer->standings[rarest].is_cut)
    find_graphs (citer, &quads[rarest], NYSTA_CITER_MAX_GRAPHS, &citer->standings[rarest]);
  return rarest;
}

/* FALSE: no document says any of what is left. */
static gboolean
cite_next (NystaCiter *citer, const NystaQuad *quads, gsize n, NystaCitation *out)
{
  gint64 rarest = find_rarest (citer, quads, n);
  guint most = 0, n_ties = 0;
  Choice best = { 0 };

  if (rarest < 0)
    return FALSE;

  const NystaStanding *candidates = &citer->standings[rarest];

  for (guint i = 0; i < candidates->n; i++)
    {
      NystaTermId graph = candidates->graphs[i];
      guint count = 0;

      for (gsize k = 0; k < n; k++)
        count += !citer->standings[k].is_cited &&
                 stands_in (citer, &quads[k], &citer->standings[k], graph);
      n_ties = count > most ? 0 : n_ties + 1;
      if (count < most || n_ties >= MAX_TIES)
        continue;

      Choice choice = choose_words (citer, quads, n, graph);

      if (count > most || (choice.found && (!best.found || choice.rank > best.rank)))
        best = choice;
      most = count;
    }
  for (gsize k = 0; k < n; k++)
    if (stands_in (citer, &quads[k], &citer->standings[k], best.graph))
      citer->standings[k].is_cited = TRUE;
  *out = best.best;
  return TRUE;
}

static gboolean
is_cited (const NystaCitation *citations, gsize n, NystaTermId document)
{
  for (gsize i = 0; i < n; i++)
    if (citations[i].document == document)
      return TRUE;
  return FALSE;
}

gsize
nysta_citer_cite (NystaCiter *citer, const NystaQuad *quads, gsize n, NystaCitation *out,
                  gsize max)
{
  gsize n_out = 0;

  n = MIN (n, NYSTA_CITER_MAX_QUADS);
  for (gsize i = 0; i < n; i++)
    find_graphs (citer, &quads[i], FEW_GRAPHS, &citer->standings[i]);
  while (n_out < max && cite_next (citer, quads, n, &out[n_out]))
    n_out++;
  /* What stands in no named graph */
  for (gsize i = 0; i < n && n_out < max; i++)
    {
      Choice choice = { .citer = citer, .graph = NYSTA_UNION };

      if (citer->standings[i].n > 0)
        continue;
      g_array_set_size (citer->bodies, 0);
      add_bodies (citer, quads, n, i);
      consider_bodies (&choice);
      if (choice.found && choice.best.document != NYSTA_ANY &&
          !is_cited (out, n_out, choice.best.document))
        out[n_out++] = choice.best;
    }
  return n_out;
}
