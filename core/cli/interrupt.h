/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* interrupt.h: signals that ask a long command to come to an end. */
#pragma once

#include <glib.h>

/* From now on the first SIGINT, SIGTERM or SIGHUP (not under nohup) is only noted; a second
 * one ends the program. */
void nysta_interrupt_catch (void);
/* What was noted takes effect now, and signals do again what they did at first. */
void nysta_interrupt_release (void);
/* The signal that was noted; 0 if there was none. */
int nysta_interrupt_caught (void);
