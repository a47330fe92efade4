/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * summary.h: what a store holds, in numbers.
 *
 * Caveats: counted anew each time: a scan over the statements with types and addresses.
 * Authorities that stand in the store's own graphs only are not counted as found.
 */
#pragma once

#include "store/store.h"

typedef struct
{
  guint64 n_documents;
  guint64 n_people;
  guint64 n_organisations;
  guint64 n_roles;
  guint64 n_projects;
  guint64 n_memberships;    /* of people */
  guint64 n_proposed;       /* memberships proposed, denied or supposed */
  guint64 n_participations; /* of organisations in projects */
  guint64 n_contacts;       /* addresses and numbers, each with its owner */
  guint64 n_runs;
  char *last_run;     /* IRI, or NULL */
  char *last_started; /* xsd:dateTime, or NULL */
  char *last_ended;
  guint64 n_last_documents; /* that the last run looked at */
  GPtrArray *last_failures; /* of NystaRunFailure */
} NystaSummary;

typedef struct
{
  char *document; /* IRI or locator */
  char *message;
} NystaRunFailure;

/* (transfer full) */
NystaSummary *nysta_summary_new (NystaDataset *dataset, const char *base);
void nysta_summary_free (NystaSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSummary, nysta_summary_free)
