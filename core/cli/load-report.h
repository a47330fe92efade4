/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* load-report.h: what a load says on standard error while it goes on and when it is done. */
#pragma once

#include "store/bulk-load.h"

typedef enum
{
  NYSTA_LOAD_REPORT_PLAIN,
  NYSTA_LOAD_REPORT_TERMINAL, /* and a line that is written over */
  NYSTA_LOAD_REPORT_JSON      /* everything as JSON, an object a line */
} NystaLoadReportKind;

typedef struct
{
  NystaLoadReportKind kind;
  gint64 started_us;
  gint64 told_us;
  gboolean is_drawn;
  guint64 n_messages;
} NystaLoadReport;

void nysta_load_report_init (NystaLoadReport *report, NystaLoadReportKind kind);
void nysta_load_report_progress (NystaLoadReport *report,
                                 const NystaLoadProgress *progress);
/* The first few; how many there were is said at the end. */
void nysta_load_report_skipped (NystaLoadReport *report, const char *message);
/* The closing line, of a load into the store @path; before the error if there is one.
 * @ended: "interrupted", "stopped" or NULL. */
void nysta_load_report_finish (NystaLoadReport *report, const NystaLoadProgress *result,
                               const char *path, const char *ended);
/* Instead of that, where an error says it all. */
void nysta_load_report_clear (NystaLoadReport *report);
