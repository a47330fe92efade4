/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * decide.h: ask why two entities are one or are not, and say otherwise.
 *
 * Entities are named by any IRI that a document gave them when it was read, also one that was
 * merged away: what is said holds for what these documents speak of, whatever it is called
 * later.
 */
#pragma once

#include "index/identity-graph.h"

typedef struct
{
  gboolean is_same;
  double score;
  char *reason;
  char *now[2];            /* what they are called now */
  GPtrArray *documents[2]; /* of char *: that mention each, sorted */
} NystaIdentityAnswer;

void nysta_identity_answer_clear (NystaIdentityAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaIdentityAnswer, nysta_identity_answer_clear)

/* Errors: NYSTA_IDENTITY_ERROR_NOT_FOUND: no indexed document names one of them. */
gboolean nysta_identity_ask (NystaDataset *dataset, const char *base, const char *a,
                             const char *b, NystaIdentityAnswer *out, GError **error);

/* Say that @a and @b are the same or different, which replaces what was said of these two
 * before, or with @undo take back that it was said; write the graphs that it changes; *@out_n is their number.
 * Errors: NYSTA_IDENTITY_ERROR_NOT_FOUND: as above, or nothing was said that could be taken
 * back; NYSTA_IDENTITY_ERROR_CONFLICT: it contradicts what was said of others, whom the
 * message names, or they are of two kinds. */
gboolean nysta_decide (NystaStore *store, const char *a, const char *b, gboolean is_same,
                       gboolean undo, guint *out_n, GError **error);

/* Whether @new and what was said of others, @decisions, contradict each other: CONFLICT. */
gboolean nysta_decisions_check (const GPtrArray *decisions, const NystaDecision *new,
                                GError **error);

/* Say that who is called @iri (its IRI as read, or what it is called now) in one document is
 * another there than elsewhere (parting.h), and write the graphs that it changes. @document is
 * the document's IRI, or the end of it from a slash on, such as a path. *@out (transfer full) is
 * what was decided.
 * Errors: NYSTA_IDENTITY_ERROR_NOT_FOUND: no such document mentions it, or several, which the
 * message lists; NYSTA_IDENTITY_ERROR_CONFLICT: as above, or it was said before. */
gboolean nysta_decide_in (NystaStore *store, const char *iri, const char *document,
                          NystaDecision **out, guint *out_n, GError **error);
/* Take back @decision, one with a document. */
gboolean nysta_decide_in_undo (NystaStore *store, const NystaDecision *decision,
                               guint *out_n, GError **error);
/* (transfer full) (nullable): what was said of who is or was called @wanted, a name or an IRI,
 * in @document; NULL with @error: nothing, or of several. */
NystaDecision *nysta_decision_find_in (NystaDataset *dataset, const char *base,
                                       const char *wanted, const char *document,
                                       GError **error);
/* (transfer full) (element-type char *): documents that mention @iri and are called
 * @document (NULL: any), sorted. */
GPtrArray *nysta_documents_called (NystaDataset *dataset, const char *iri,
                                   const char *document);

/* Is @iri what @wanted says, or was it called so when a document was read? */
gboolean nysta_decision_is_called (NystaAppearances *appearances, const char *iri,
                                   const char *wanted);

/* The one thing that somebody said of two who are, or were when their documents were read,
 * called @x and @y, names or IRIs: FALSE if there is none, or several. *@out_a and *@out_b
 * (transfer full) are the IRIs that it was said of. */
gboolean nysta_decision_find (NystaDataset *dataset, const char *base, gboolean is_same,
                              const char *x, const char *y, char **out_a, char **out_b);
