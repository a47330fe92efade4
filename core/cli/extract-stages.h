/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* extract-stages.h: where the time of `nysta extract` goes, on standard error. */
#pragma once

#include "plugin/stages.h"

typedef struct
{
  NystaStages *stages; /* NULL: nobody asked */
  guint64 n_bytes;     /* of text */
  guint n_documents;
} NystaStageReport;

/* After the workers have ended: what they took is known then. */
void nysta_stage_report_print (const NystaStageReport *report);
