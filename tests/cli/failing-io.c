/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * failing-io.c: preloaded (LD_PRELOAD) into a program whose n-th call that changes files
 * shall fail, also calls of libraries that do not go through core/base/file.h.
 *
 * NYSTA_TEST_FAIL_BELOW=DIR    count calls on files below DIR (an absolute path), no others
 * NYSTA_TEST_FAIL_AT=N         the N-th of them fails; without it they are only counted
 * NYSTA_TEST_FAIL_ERRNO=28|5…  how it fails; 0: the process is killed before the call
 * NYSTA_TEST_FAIL_REPORT=FILE  at the end: `calls COUNT`; when one fails: `NAME PATH`
 * NYSTA_TEST_FAIL_SHADOW=DIR   with ERRNO 0: before the process is killed, each file below
 *                              becomes what it was when it was synced last, as if the power
 *                              had gone; with AT=end, before it ends by itself. DIR, an
 *                              empty folder elsewhere, keeps that. Names of files are
 *                              taken to stay as they are.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int n_calls;
/* Calls of this file's own are let through. */
static _Thread_local int inside;

/* REAL (f): what @f was before this came in front of it. */
#define REAL(function) ((__typeof__ (&function)) dlsym (RTLD_NEXT, #function))

/* With bare system calls: what stands in for write() must not call it. */
static void
report (const char *what, const char *detail)
{
  const char *path = getenv ("NYSTA_TEST_FAIL_REPORT");
  char line[PATH_MAX + 64];

  if (path == NULL)
    return;

  int length = snprintf (line, sizeof line, "%s %s\n", what, detail);
  long fd = syscall (SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0666);

  if (fd < 0)
    return;
  if (syscall (SYS_write, fd, line, length) < 0)
    abort ();
  syscall (SYS_close, fd);
}

static int
is_below (const char *path)
{
  const char *folder = getenv ("NYSTA_TEST_FAIL_BELOW");
  size_t n = folder != NULL ? strlen (folder) : 0;
  char absolute[PATH_MAX];

  if (n == 0)
    return 0;
  if (path[0] != '/')
    {
      char here[PATH_MAX];

      if (getcwd (here, sizeof here) == NULL ||
          snprintf (absolute, sizeof absolute, "%s/%s", here, path) >= PATH_MAX)
        return 0;
      path = absolute;
    }
  return strncmp (path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

/* --- the power goes -------------------------------------------------------------- */

static int
shadow_path (ino_t inode, char *out_path)
{
  const char *folder = getenv ("NYSTA_TEST_FAIL_SHADOW");

  return folder != NULL && snprintf (out_path, PATH_MAX, "%s/%llu", folder,
                                     (unsigned long long) inode) < PATH_MAX;
}

static void
copy_file (const char *from, const char *to)
{
  static char buffer[1 << 16];
  int in = open (from, O_RDONLY | O_CLOEXEC);
  int out = open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  ssize_t n = 0;

  while (out >= 0 && in >= 0 && (n = read (in, buffer, sizeof buffer)) > 0)
    if (write (out, buffer, (size_t) n) != n)
      abort ();
  if (in >= 0)
    close (in);
  close (out);
}

static int
is_lock (const char *path)
{
  size_t n = strlen (path);

  return n > 4 && strcmp (path + n - 4, "lock") == 0;
}

static int
keep_one (const char *path, const struct stat *info, int type, struct FTW *place)
{
  char shadow[PATH_MAX];

  if (type == FTW_F && !is_lock (path) && shadow_path (info->st_ino, shadow))
    copy_file (path, shadow);
  return 0;
}

static int
lose_one (const char *path, const struct stat *info, int type, struct FTW *place)
{
  char shadow[PATH_MAX];

  /* Without a shadow it was never synced: it is empty. */
  if (type == FTW_F && !is_lock (path) && shadow_path (info->st_ino, shadow))
    copy_file (shadow, path);
  return 0;
}

static void
for_each_file (__nftw_func_t func)
{
  const char *folder = getenv ("NYSTA_TEST_FAIL_BELOW");

  if (folder == NULL || getenv ("NYSTA_TEST_FAIL_SHADOW") == NULL)
    return;
  inside++;
  nftw (folder, func, 8, FTW_PHYS);
  inside--;
}

/* What was there before is on the disk. */
__attribute__ ((constructor)) static void
begin (void)
{
  for_each_file (keep_one);
}

/* @fd, below the folder, was synced, or (@n > 0) only that part of it. */
static void
keep_synced (int fd, const void *data, size_t n, off_t at)
{
  struct stat info;
  char link[64];
  char shadow[PATH_MAX];

  inside++;
  if (getenv ("NYSTA_TEST_FAIL_SHADOW") != NULL && fstat (fd, &info) == 0 &&
      S_ISREG (info.st_mode) && info.st_nlink > 0 && shadow_path (info.st_ino, shadow))
    {
      snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
      if (n == 0)
        copy_file (link, shadow);
      else
        {
          int out = open (shadow, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

          if (out < 0 || pwrite (out, data, n, at) != (ssize_t) n)
            abort ();
          close (out);
        }
    }
  inside--;
}

/* --- failing --------------------------------------------------------------------- */

/* Whether this call is the one. */
static int
fails_path (const char *name, const char *path)
{
  const char *fail_at = getenv ("NYSTA_TEST_FAIL_AT");
  const char *number = getenv ("NYSTA_TEST_FAIL_ERRNO");

  if (inside > 0 || !is_below (path) ||
      atomic_fetch_add (&n_calls, 1) + 1 != atoi (fail_at != NULL ? fail_at : "0"))
    return 0;
  report (name, path);
  errno = number != NULL ? atoi (number) : ENOSPC;
  if (errno == 0)
    {
      for_each_file (lose_one);
      raise (SIGKILL);
    }
  return 1;
}

static int
fails_fd (const char *name, int fd)
{
  char link[64];
  char path[PATH_MAX];

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);

  ssize_t n = readlink (link, path, sizeof path - 1);

  if (n < 0)
    return 0;
  path[n] = '\0';
  return fails_path (name, path);
}

__attribute__ ((destructor)) static void
finish (void)
{
  const char *fail_at = getenv ("NYSTA_TEST_FAIL_AT");
  char count[16];

  if (fail_at != NULL && strcmp (fail_at, "end") == 0)
    for_each_file (lose_one);
  snprintf (count, sizeof count, "%d", atomic_load (&n_calls));
  if (getenv ("NYSTA_TEST_FAIL_BELOW") != NULL && atomic_load (&n_calls) > 0)
    report ("calls", count);
}

#define STAND_IN_FD(result, function, parameters, arguments)                               \
  result function parameters;                                                              \
  result function parameters                                                               \
  {                                                                                        \
    return fails_fd (#function, fd) ? (result) -1 : REAL (function) arguments;             \
  }

STAND_IN_FD (ssize_t, write, (int fd, const void *data, size_t n), (fd, data, n))

/* LMDB writes its last page of a commit to a descriptor that syncs by itself. */
#define STAND_IN_PWRITE(function, offset)                                                  \
  ssize_t function (int fd, const void *data, size_t n, offset at)                         \
  {                                                                                        \
    if (fails_fd (#function, fd))                                                          \
      return -1;                                                                           \
                                                                                           \
    ssize_t result = REAL (function) (fd, data, n, at);                                    \
                                                                                           \
    if (result > 0 && inside == 0 && (fcntl (fd, F_GETFL) & O_DSYNC) != 0)                 \
      keep_synced (fd, data, (size_t) result, at);                                         \
    return result;                                                                         \
  }

STAND_IN_PWRITE (pwrite, off_t)
STAND_IN_PWRITE (pwrite64, off64_t)

STAND_IN_FD (ssize_t, writev, (int fd, const struct iovec *parts, int n), (fd, parts, n))
STAND_IN_FD (ssize_t, pwritev, (int fd, const struct iovec *parts, int n, off_t at),
             (fd, parts, n, at))

#define STAND_IN_SYNC(function)                                                            \
  int function (int fd)                                                                    \
  {                                                                                        \
    if (fails_fd (#function, fd))                                                          \
      return -1;                                                                           \
    keep_synced (fd, NULL, 0, 0);                                                          \
    return REAL (function) (fd);                                                           \
  }

STAND_IN_SYNC (fsync)
STAND_IN_SYNC (fdatasync)
STAND_IN_FD (int, ftruncate, (int fd, off_t n), (fd, n))
STAND_IN_FD (int, ftruncate64, (int fd, off64_t n), (fd, n))

void *
mmap (void *address, size_t n, int protection, int flags, int fd, off_t at)
{
  if (fd >= 0 && fails_fd ("mmap", fd))
    return MAP_FAILED;
  return REAL (mmap) (address, n, protection, flags, fd, at);
}

void *
mmap64 (void *address, size_t n, int protection, int flags, int fd, off64_t at)
{
  if (fd >= 0 && fails_fd ("mmap", fd))
    return MAP_FAILED;
  return REAL (mmap64) (address, n, protection, flags, fd, at);
}

int
msync (void *address, size_t n, int flags)
{
  /* Only the store's files are mapped to be written. */
  return fails_path ("msync", getenv ("NYSTA_TEST_FAIL_BELOW") != NULL
                                ? getenv ("NYSTA_TEST_FAIL_BELOW")
                                : "")
           ? -1
           : REAL (msync) (address, n, flags);
}

/* Opening makes a file; what only reads is let through. */
#define STAND_IN_OPEN(function)                                                            \
  int function (const char *path, int flags, ...)                                          \
  {                                                                                        \
    va_list more;                                                                          \
    mode_t mode = 0;                                                                       \
                                                                                           \
    va_start (more, flags);                                                                \
    if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE)                        \
      mode = va_arg (more, mode_t);                                                        \
    va_end (more);                                                                         \
    if ((flags & (O_ACCMODE | O_CREAT)) != O_RDONLY && fails_path (#function, path))       \
      return -1;                                                                           \
    return REAL (function) (path, flags, mode);                                            \
  }

STAND_IN_OPEN (open)
STAND_IN_OPEN (open64)

#define STAND_IN_PATH(function, parameters, arguments)                                     \
  int function parameters                                                                  \
  {                                                                                        \
    return fails_path (#function, path) ? -1 : REAL (function) arguments;                  \
  }

STAND_IN_PATH (rename, (const char *path, const char *to), (path, to))
STAND_IN_PATH (unlink, (const char *path), (path))
STAND_IN_PATH (truncate, (const char *path, off_t n), (path, n))
STAND_IN_PATH (mkdir, (const char *path, mode_t mode), (path, mode))
STAND_IN_PATH (rmdir, (const char *path), (path))
