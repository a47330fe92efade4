/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/confine.h"

#include "base/limits.h"

#include <fcntl.h>
#include <signal.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Lower the soft limit; with @hard both, for good. */
static void
limit (int resource, rlim_t value, gboolean hard)
{
  struct rlimit now = { 0 };

  if (getrlimit (resource, &now) != 0)
    return;
  if (now.rlim_max != RLIM_INFINITY && value > now.rlim_max)
    value = now.rlim_max;
  now.rlim_cur = value;
  if (hard)
    now.rlim_max = value;
  setrlimit (resource, &now);
}

void
nysta_confine_self (gboolean reads_files)
{
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  /* Where nysta was started is no business of a reader's. */
  if (!reads_files && chdir ("/") != 0)
    _exit (1);
  limit (RLIMIT_CORE, 0, TRUE);
  limit (RLIMIT_NOFILE, NYSTA_MAX_OPEN_FILES, TRUE);
  /* A write past the limit is to fail, not to kill: libraries try to write caches. */
  signal (SIGXFSZ, SIG_IGN);
  limit (RLIMIT_FSIZE, 0, TRUE);
#ifndef NYSTA_SANITIZERS
  /* Doesn't bind root. AddressSanitizer needs a thread of its own. */
  if (!reads_files)
    limit (RLIMIT_NPROC, 0, TRUE);
#endif
}

/* Of this process before plugins had their say. */
static guint64 own_bytes;

/* Which number of /proc/self/statm: the address space, but under AddressSanitizer, which
 * reserves terabytes, what is resident. */
#ifdef NYSTA_SANITIZERS
#define STATM_FIELD 1
#else
#define STATM_FIELD 0
#endif

static guint64
bytes_in_use (void)
{
  char text[64] = "";
  int fd = open ("/proc/self/statm", O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return 0;
  ssize_t n = read (fd, text, sizeof text - 1);
  close (fd);

  guint64 pages = 0;
  int field = 0;
  for (ssize_t i = 0; i < n && field <= STATM_FIELD; i++)
    if (text[i] == ' ')
      field++;
    else if (field == STATM_FIELD)
      pages = pages * 10 + (guint64) (text[i] - '0');
  return pages * (guint64) sysconf (_SC_PAGESIZE);
}

guint64
nysta_confine_grown_bytes (void)
{
  guint64 now = bytes_in_use ();

  return now > own_bytes && own_bytes > 0 ? now - own_bytes : 0;
}

void
nysta_confine_memory (guint64 bytes)
{
  if (own_bytes == 0)
    own_bytes = bytes_in_use ();
#ifndef NYSTA_SANITIZERS
  /* AddressSanitizer reserves terabytes: there the host sets hard_rss_limit_mb. */
  static guint64 limited_to; /* most plugins have the same limit */

  if (limited_to != bytes)
    limit (RLIMIT_AS, own_bytes + bytes, FALSE);
  limited_to = bytes;
#else
  (void) bytes;
#endif
}

void
nysta_confine_processor (guint seconds)
{
  static rlim_t limited_to; /* many documents take no second together */
  struct rusage used = { 0 };

  getrusage (RUSAGE_SELF, &used);
  rlim_t until = (rlim_t) used.ru_utime.tv_sec + (rlim_t) used.ru_stime.tv_sec + seconds;
  if (limited_to != until)
    limit (RLIMIT_CPU, until, FALSE);
  limited_to = until;
}

void
nysta_confine_heap (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, NYSTA_HEAP_LARGE_BYTES);
  mallopt (M_TRIM_THRESHOLD, 4 * NYSTA_HEAP_LARGE_BYTES);
#endif
}
