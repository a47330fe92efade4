/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* confine.h: what a worker gives up before it opens the first plugin. */
#pragma once

#include <glib.h>

/* For the calling process and for good. @reads_files: a source's worker; others may write
 * no file either way. Everything that takes rights away (later seccomp and Landlock) goes
 * in here, so that there is one place to look. */
void nysta_confine_self (gboolean reads_files);

/* Let this process's address space grow by @bytes over what it has now that it has loaded
 * its own libraries; called before each call into a plugin. */
void nysta_confine_memory (guint64 bytes);

/* Let it use @seconds of processor time from now on: a backstop for when the host, which
 * keeps the deadline, is itself stopped. */
void nysta_confine_processor (guint seconds);

/* By how much the process has grown since the first nysta_confine_memory(). Safe in
 * a signal handler. */
guint64 nysta_confine_grown_bytes (void);

/* What is larger goes back to the system once it is free, so that a long document leaves no
 * holes; smaller blocks are kept for the next. */
#define NYSTA_HEAP_LARGE_BYTES (512 * 1024)
void nysta_confine_heap (void);
