/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * stages.h: how long each stage of extraction took, for `nysta extract --stages`. A worker
 * takes the time of its stages, sends them, and the host adds them up.
 *
 * Caveats: processor time of the calling thread, so that a busy machine measures as an idle one.
 */
#pragma once

#include <glib.h>

typedef struct
{
  char *name;
  guint64 ns;
} NystaStage;

typedef struct
{
  GArray *rows;         /* of NystaStage, in the order in which they first came */
  guint64 worker_bytes; /* resident at most, mapped files and all */
  guint current;        /* index + 1 of the stage whose time is running */
  guint64 since_ns;
} NystaStages;

NystaStages *nysta_stages_new (void);
void nysta_stages_free (NystaStages *stages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaStages, nysta_stages_free)

guint64 nysta_stages_now_ns (void);
void nysta_stages_add (NystaStages *stages, const char *name, guint64 ns);
/* The time of the stage before ends and that of @owner's @name begins; NULL for neither: none
 * begins. Nothing happens where @stages is NULL. */
void nysta_stages_enter (NystaStages *stages, const char *owner, const char *name);

/* Write what there is as a frame, and begin anew. */
void nysta_stages_send (NystaStages *stages, GByteArray *buffer);
