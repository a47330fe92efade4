/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* spawn.h: starting and ending a worker process. */
#pragma once

#include <glib.h>
#include <sys/types.h>

/* Memory that a worker shares with its host: who is to blame when it comes to an end, which
 * would otherwise have to be sent ahead of each step. Not to be trusted. */
typedef struct
{
  guint32 at_once;   /* the host's: say each step on the socket all the same */
  guint32 plugin;    /* the number of the one that runs, NYSTA_WIRE_NULL between them */
  guint32 n_entered; /* so many have run, or run */
} NystaWorkerPage;

typedef struct
{
  pid_t pid; /* leads a process group of its own; 0: none */
  int fd;    /* our end of the socket, non-blocking; -1: none */
  int pidfd; /* readable when the process has died; -1: this kernel has none */
  guint64 inherited_bytes; /* this process's greatest size when it forked */
  NystaWorkerPage *page;   /* NULL: none, and the worker says all on its socket */
} NystaChild;

#define NYSTA_CHILD_NONE ((NystaChild){ .fd = -1, .pidfd = -1 })

/* Start @program (NULL: this program) as `--worker FD`. Its standard descriptors lead
 * nowhere, all others are closed, and it dies with this process. */
gboolean nysta_child_spawn (const char *program, guint64 memory_bytes,
                            NystaChild *out_child, GError **error);

/* Whether the process has died: then it is reaped, and whatever it started in its group
 * killed. @out_resident_bytes is how large it was at most; 0 if that isn't known, because
 * this process was larger when it forked and the kernel counts that. */
gboolean nysta_child_reap (NystaChild *child, int *out_status, guint64 *out_resident_bytes);

/* In a worker: the page that it shares with its host, or NULL. */
NystaWorkerPage *nysta_child_page (void);

/* Kill it and its group, reap it, close all. */
void nysta_child_end (NystaChild *child);
