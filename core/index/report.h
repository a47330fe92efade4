/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * report.h: what a run says on standard error while it goes on and when it is done:
 * progress, warnings, failures, a summary.
 */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_PROGRESS_NONE,
  NYSTA_PROGRESS_TERMINAL, /* one line that is written over */
  NYSTA_PROGRESS_JSON      /* everything as JSON, an object a line */
} NystaProgress;

typedef enum
{
  NYSTA_DOCUMENT_NEW,
  NYSTA_DOCUMENT_CHANGED,
  NYSTA_DOCUMENT_UNCHANGED,
  NYSTA_DOCUMENT_FAILED,
  NYSTA_DOCUMENT_PASSED_OVER, /* no reader takes it, and nobody named it */
  NYSTA_DOCUMENT_PRUNED,
  NYSTA_N_DOCUMENT_STATES
} NystaDocumentState;

typedef struct
{
  char *document; /* IRI, or the locator that could not be listed */
  char *name;     /* for people */
  char *plugin;   /* id of the culprit, or NULL */
  char *ended;    /* "crashed", "timed out", …: how; NULL if the message says it all */
  char *message;
  int signal; /* 0 if none */
} NystaFailure;
NystaFailure *nysta_failure_new (const char *document, const char *name,
                                 const char *message);
void nysta_failure_free (NystaFailure *failure);

typedef struct NystaReport NystaReport;

/* @quiet: failures only. */
NystaReport *nysta_report_new (NystaProgress progress, gboolean quiet);
void nysta_report_free (NystaReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaReport, nysta_report_free)

/* How many documents there are to go through. */
void nysta_report_set_total (NystaReport *report, guint n_documents);
/* One more has come to its end; draws the progress now and then. */
void nysta_report_count (NystaReport *report, NystaDocumentState state);
guint nysta_report_n (const NystaReport *report, NystaDocumentState state);
/* Note an entity, once however often it is named. @kind: 0 people, 1 organisations,
 * 2 roles, 3 projects. */
void nysta_report_entity (NystaReport *report, guint kind, const char *iri);

void nysta_report_warning (NystaReport *report, const char *name, const char *message);
/* (transfer full): prints and keeps it. */
void nysta_report_failure (NystaReport *report, NystaFailure *failure);
/* (element-type NystaFailure) (transfer none) */
const GPtrArray *nysta_report_failures (const NystaReport *report);

/* The closing line. @cut_short says why the run ended early, in a word; NULL if it did not. */
void nysta_report_finish (NystaReport *report, const char *cut_short);
