/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/stages.h"

#include "plugin/call.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* More than any worker has; a bound on what one may send. */
#define MAX_STAGES 200u

static void
stage_clear (gpointer data)
{
  g_free (((NystaStage *) data)->name);
}

NystaStages *
nysta_stages_new (void)
{
  NystaStages *stages = g_new0 (NystaStages, 1);

  stages->rows = g_array_new (FALSE, FALSE, sizeof (NystaStage));
  g_array_set_clear_func (stages->rows, stage_clear);
  return stages;
}

void
nysta_stages_free (NystaStages *stages)
{
  if (stages == NULL)
    return;
  g_array_unref (stages->rows);
  g_free (stages);
}

guint64
nysta_stages_now_ns (void)
{
  struct timespec now = { 0 };

  /* The process's own clock goes by ticks once RLIMIT_CPU is set; there is one thread. */
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (guint64) now.tv_sec * 1000000000u + (guint64) now.tv_nsec;
}

static guint
find (NystaStages *stages, const char *name)
{
  for (guint i = 0; i < stages->rows->len; i++)
    if (strcmp (g_array_index (stages->rows, NystaStage, i).name, name) == 0)
      return i;

  NystaStage stage = { .name = g_strdup (name) };
  g_array_append_val (stages->rows, stage);
  return stages->rows->len - 1;
}

void
nysta_stages_add (NystaStages *stages, const char *name, guint64 ns)
{
  guint i = find (stages, name);

  g_array_index (stages->rows, NystaStage, i).ns += ns;
}

void
nysta_stages_enter (NystaStages *stages, const char *owner, const char *name)
{
  if (stages == NULL)
    return;

  guint64 now_ns = nysta_stages_now_ns ();
  if (stages->current > 0)
    g_array_index (stages->rows, NystaStage, stages->current - 1).ns += now_ns -
                                                                        stages->since_ns;
  stages->current = 0;
  if (owner == NULL && name == NULL)
    return;
  g_autofree char *joined = owner != NULL && name != NULL
                              ? g_strconcat (owner, ": ", name, NULL)
                              : g_strdup (owner != NULL ? owner : name);
  if (stages->rows->len < MAX_STAGES)
    stages->current = find (stages, joined) + 1;
  stages->since_ns = nysta_stages_now_ns ();
}

/* VmHWM of /proc, which an exec begins anew, as the greatest size of getrusage() is not. */
static guint64
peak_bytes (void)
{
  FILE *file = fopen ("/proc/self/status", "re");
  char line[256];
  unsigned long kib = 0;

  if (file == NULL)
    return 0;
  while (fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "VmHWM: %lu", &kib) == 1)
      break;
  fclose (file);
  return (guint64) kib * 1024;
}

void
nysta_stages_send (NystaStages *stages, GByteArray *buffer)
{
  guint begun = nysta_frame_begin (buffer, NYSTA_FRAME_STAGES);

  nysta_stages_enter (stages, NULL, NULL);
  nysta_frame_u64 (buffer, peak_bytes ());
  nysta_frame_u32 (buffer, stages->rows->len);
  for (guint i = 0; i < stages->rows->len; i++)
    {
      const NystaStage *stage = &g_array_index (stages->rows, NystaStage, i);

      nysta_frame_string (buffer, stage->name);
      nysta_frame_u64 (buffer, stage->ns);
    }
  nysta_frame_end (buffer, begun);
  g_array_set_size (stages->rows, 0);
}

gboolean
nysta_stages_take (NystaStages *stages, NystaCursor *cursor, GError **error)
{
  guint64 bytes = nysta_cursor_u64 (cursor);
  guint32 n = nysta_cursor_u32 (cursor);

  for (guint32 i = 0; i < n && !cursor->failed; i++)
    {
      const char *name = nysta_cursor_need_string (cursor);
      guint64 ns = nysta_cursor_u64 (cursor);

      if (name != NULL && stages->rows->len < MAX_STAGES)
        nysta_stages_add (stages, name, ns);
    }
  stages->worker_bytes = MAX (stages->worker_bytes, bytes);
  return nysta_cursor_finish (cursor, error);
}
