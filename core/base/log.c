/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/log.h"

#include <stdio.h>
#include <string.h>

static const char *const rooms[] = { "file",   "rdf",    "store", "sparql", "text",
                                     "plugin", "worker", "index", "cli",    NULL };

/* The level that NYSTA_DEBUG sets, read once: nothing else changes it. */
static GStrv
enabled_rooms (void)
{
  static gsize once = 0;
  static GStrv enabled = NULL;

  if (g_once_init_enter (&once))
    {
      const char *wanted = g_getenv ("NYSTA_DEBUG");

      enabled = g_strsplit (wanted != NULL ? wanted : "", ",", -1);
      g_once_init_leave (&once, 1);
    }
  return enabled;
}

static const char *
field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, key) == 0)
      return fields[i].value;
  return NULL;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields,
           gpointer user_data)
{
  const char *message = field (fields, n_fields, "MESSAGE");

  /* A broken promise in the program itself: GLib's own way, which G_DEBUG can make
   * fatal. */
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0)
    return g_log_writer_default (level, fields, n_fields, user_data);
  if ((level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) != 0)
    {
      const char *domain = field (fields, n_fields, "GLIB_DOMAIN");

      if (domain == NULL || !nysta_log_enabled (domain))
        return G_LOG_WRITER_HANDLED;
      fprintf (stderr, "nysta: %s: %s\n", domain, message);
      return G_LOG_WRITER_HANDLED;
    }
  fprintf (stderr, "nysta: %s%s\n", (level & G_LOG_LEVEL_WARNING) != 0 ? "warning: " : "",
           message);
  return G_LOG_WRITER_HANDLED;
}

void
nysta_log_init (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
  if (g_strv_contains ((const char *const *) enabled_rooms (), "help"))
    {
      g_autofree char *list = g_strjoinv (", ", (char **) rooms);

      fprintf (stderr, "nysta: NYSTA_DEBUG takes all or a list of: %s\n", list);
    }
}

gboolean
nysta_log_enabled (const char *room)
{
  const char *const *enabled = (const char *const *) enabled_rooms ();

  return g_strv_contains (enabled, "all") || g_strv_contains (enabled, room);
}

void
nysta_log_debug (const char *room, const char *format, ...)
{
  va_list arguments;

  if (!nysta_log_enabled (room))
    return;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "nysta: %s: %s\n", room, message);
}
