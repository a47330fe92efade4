/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * slot.h: a place for a worker, which comes and goes, and the calls that it has. Only pool.c
 * includes this.
 *
 * Calls are answered in their order. Short ones are sent ahead, so that the worker goes on to
 * the next without waiting for its host: each wait costs both sides more than a short text
 * does. What goes wrong then might be any of them: all that have no answer are tried again,
 * one at a time.
 */
#pragma once

#include "plugin/call.h"
#include "plugin/spawn.h"

/* Calls that a worker has at once. */
#define NYSTA_SLOT_CALLS 8u

typedef struct
{
  const NystaPoolOptions *options;
  NystaChild child;
  gboolean reads_files;
  GByteArray *in;
  guint n_served;       /* documents since it was started */
  gboolean is_closed;   /* by the other side */
  gboolean may_be_dead; /* by the last look of nysta_slot_wait() */
  gboolean was_careful; /* about the call */
  gboolean is_alone;    /* something went wrong: nothing is sent ahead for now */
  NystaHostCall *call;  /* NULL: idle */
  GQueue *ahead;        /* of NystaHostCall: those that come after it */
} NystaSlot;

void nysta_slot_init (NystaSlot *slot, const NystaPoolOptions *options,
                      gboolean reads_files);
void nysta_slot_clear (NystaSlot *slot);

/* How many more calls it takes. */
guint nysta_slot_room (const NystaSlot *slot);
/* Add a call, which is begun once those before it are over. Takes @call, also in vain. */
gboolean nysta_slot_add (NystaSlot *slot, NystaHostCall *call, GError **error);
/* The call, which is over, for the caller to free; the next one is begun. */
NystaHostCall *nysta_slot_take (NystaSlot *slot);
/* Drop the worker and all its calls. */
void nysta_slot_drop (NystaSlot *slot);

/* Sleep until something is to be done for one of the busy @slots, at most @timeout_ms (-1: as
 * long as it takes). */
void nysta_slot_wait (NystaSlot **slots, guint n_slots, int timeout_ms);
/* One look at a worker after that. */
void nysta_slot_attend (NystaSlot *slot);
/* Whether the call that is over begins anew. */
gboolean nysta_slot_tries_again (NystaSlot *slot);
