/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * failing-io.c: preloaded (LD_PRELOAD) into a program whose n-th call that changes files
 * shall fail, also calls of libraries that do not go through core/base/file.h.
 *
 * NYSTA_TEST_FAIL_BELOW=DIR    count calls on files below DIR (an absolute path), no others
 * NYSTA_TEST_FAIL_AT=N         the N-th of them fails; without it they are only counted
 * NYSTA_TEST_FAIL_ERRNO=28|5…  how it fails; 0: the process is killed before the call
 * NYSTA_TEST_FAIL_REPORT=FILE  at the end: `calls COUNT`; when one fails: `NAME PATH`
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
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

/* Whether this call is the one. */
static int
fails_path (const char *name, const char *path)
{
  const char *fail_at = getenv ("NYSTA_TEST_FAIL_AT");
  const char *number = getenv ("NYSTA_TEST_FAIL_ERRNO");

  if (!is_below (path) ||
      atomic_fetch_add (&n_calls, 1) + 1 != atoi (fail_at != NULL ? fail_at : "0"))
    return 0;
  report (name, path);
  errno = number != NULL ? atoi (number) : ENOSPC;
  if (errno == 0)
    raise (SIGKILL);
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
  char count[16];

  snprintf (count, sizeof count, "%d", atomic_load (&n_calls));
  if (getenv ("NYSTA_TEST_FAIL_BELOW") != NULL && atomic_load (&n_calls) > 0)
    report ("calls", count);
}

/* REAL (f): what @f was before this came in front of it. */
#define REAL(function) ((__typeof__ (&function)) dlsym (RTLD_NEXT, #function))

#define STAND_IN_FD(result, function, parameters, arguments)                               \
  result function parameters;                                                              \
  result function parameters                                                               \
  {                                                                                        \
    return fails_fd (#function, fd) ? (result) -1 : REAL (function) arguments;             \
  }

STAND_IN_FD (ssize_t, write, (int fd, const void *data, size_t n), (fd, data, n))
STAND_IN_FD (ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at),
             (fd, data, n, at))
STAND_IN_FD (ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at),
             (fd, data, n, at))
STAND_IN_FD (ssize_t, writev, (int fd, const struct iovec *parts, int n), (fd, parts, n))
STAND_IN_FD (ssize_t, pwritev, (int fd, const struct iovec *parts, int n, off_t at),
             (fd, parts, n, at))
STAND_IN_FD (int, fsync, (int fd), (fd))
STAND_IN_FD (int, fdatasync, (int fd), (fd))
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
