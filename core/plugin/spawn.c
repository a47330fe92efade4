/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/spawn.h"

#include "base/error.h"
#include "base/file.h"
#include "base/log.h"
#include "base/paths.h"
#include "plugin/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The descriptor that a worker finds its socket at. */
#define WORKER_FD 3
#define WORKER_FD_TEXT "3"
/* And its page. */
#define PAGE_FD 4

/* Between fork and exec: async-signal-safe calls only. */
static void G_GNUC_NORETURN
become_worker (const char *program, int fd, int page_fd, pid_t parent, gboolean keep_stderr,
               char **envp)
{
  char *argv[] = { (char *) "nysta", (char *) "--worker", (char *) WORKER_FD_TEXT, NULL };
  int null_fd = open ("/dev/null", O_RDWR);
  sigset_t none;

  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != parent)
    _exit (1); /* it died before the line above */

  /* Above what is about to be overwritten, in case it is one of 0, 1, 2. */
  fd = fcntl (fd, F_DUPFD, PAGE_FD + 1);
  page_fd = page_fd >= 0 ? fcntl (page_fd, F_DUPFD, PAGE_FD + 1) : -1;
  if (null_fd < 0 || fd < 0)
    _exit (1);
  dup2 (null_fd, STDIN_FILENO);
  dup2 (null_fd, STDOUT_FILENO);
  if (!keep_stderr)
    dup2 (null_fd, STDERR_FILENO);
  dup2 (fd, WORKER_FD);
  if (page_fd < 0 || dup2 (page_fd, PAGE_FD) < 0)
    close (PAGE_FD);
  if (close_range (PAGE_FD + 1, ~0U, 0) != 0)
    for (int i = PAGE_FD + 1; i < 1024; i++)
      close (i);

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  execve (program, argv, envp);
  _exit (127);
}

static GStrv
worker_environment (guint64 memory_bytes)
{
  GStrv envp = g_get_environ ();

#ifdef NYSTA_SANITIZERS
  g_autofree char *asan = g_strdup_printf (
    "hard_rss_limit_mb=%" G_GUINT64_FORMAT ":handle_segv=0:handle_abort=0:handle_sigbus=0:"
    "handle_sigfpe=0:handle_sigill=0:abort_on_error=1:detect_leaks=0:"
    "allocator_may_return_null=1:use_sigaltstack=0",
    memory_bytes / (1024 * 1024));

  envp = g_environ_setenv (envp, "ASAN_OPTIONS", asan, TRUE);
  envp = g_environ_setenv (envp, "UBSAN_OPTIONS", "abort_on_error=1", TRUE);
#else
  (void) memory_bytes;
#endif
  return envp;
}

/* --- the page ------------------------------------------------------------------- */

/* Sealed: were it cut short, looking at it would kill the host. */
static NystaWorkerPage *
page_new (int *out_fd)
{
  int fd = memfd_create ("nysta-worker", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  NystaWorkerPage *page = MAP_FAILED;

  if (fd >= 0 && ftruncate (fd, sizeof *page) == 0 &&
      fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    page = mmap (NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (page == MAP_FAILED)
    {
      if (fd >= 0)
        close (fd);
      *out_fd = -1;
      return NULL;
    }
  page->plugin = NYSTA_WIRE_NULL;
  *out_fd = fd;
  return page;
}

static void
page_free (NystaWorkerPage **page)
{
  if (*page != NULL)
    munmap (*page, sizeof **page);
  *page = NULL;
}

NystaWorkerPage *
nysta_child_page (void)
{
  NystaWorkerPage *page = mmap (NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED,
                                PAGE_FD, 0);

  if (page == MAP_FAILED)
    return NULL;
  close (PAGE_FD);
  return page;
}

/* --- the process ---------------------------------------------------------------- */

static guint64
own_peak_bytes (void)
{
  struct rusage usage = { 0 };

  getrusage (RUSAGE_SELF, &usage);
  return (guint64) usage.ru_maxrss * 1024;
}

gboolean
nysta_child_spawn (const char *program, guint64 memory_bytes, NystaChild *out_child,
                   GError **error)
{
  g_auto (GStrv) envp = worker_environment (memory_bytes);
  gboolean keep_stderr = nysta_log_enabled ("worker");
  pid_t parent = getpid ();
  int pair[2] = { -1, -1 };

  /* The file may have been replaced since this program started; then its name ends in
   * " (deleted)". Not always the link: under valgrind that leads to valgrind. */
  g_autofree char *own = nysta_path_program ();
  if (program == NULL)
    program = access (own, X_OK) == 0 ? own : "/proc/self/exe";
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      nysta_io_set_error (error, errno, "starting a worker", program);
      return FALSE;
    }
  fcntl (pair[0], F_SETFL, O_NONBLOCK);

  int page_fd = -1;
  NystaWorkerPage *page = page_new (&page_fd);
  pid_t pid = fork ();
  if (pid == 0)
    become_worker (program, pair[1], page_fd, parent, keep_stderr, envp);
  int saved_errno = errno;
  close (pair[1]);
  if (page_fd >= 0)
    close (page_fd);
  if (pid < 0)
    {
      page_free (&page);
      close (pair[0]);
      nysta_io_set_error (error, saved_errno, "starting a worker", program);
      return FALSE;
    }
  setpgid (pid, pid);
  *out_child = (NystaChild){ .pid = pid,
                             .fd = pair[0],
                             .pidfd = -1,
                             .inherited_bytes = own_peak_bytes (),
                             .page = page };
  out_child->pidfd = (int) syscall (SYS_pidfd_open, pid, 0);
  return TRUE;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

gboolean
nysta_child_reap (NystaChild *child, int *out_status, guint64 *out_resident_bytes)
{
  struct rusage usage = { 0 };
  siginfo_t info = { 0 };

  if (waitid (P_PID, (id_t) child->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
      info.si_pid == 0)
    return FALSE;

  /* Not reaped yet, the group's number cannot have gone to a stranger. */
  kill (-child->pid, SIGKILL);
  while (wait4 (child->pid, out_status, 0, &usage) < 0 && errno == EINTR)
    ;
  guint64 peak_bytes = (guint64) usage.ru_maxrss * 1024;
  *out_resident_bytes = peak_bytes > child->inherited_bytes ? peak_bytes : 0;
  child->pid = 0;
  close_fd (&child->fd);
  close_fd (&child->pidfd);
  page_free (&child->page);
  return TRUE;
}

void
nysta_child_end (NystaChild *child)
{
  if (child->pid > 0)
    {
      kill (-child->pid, SIGKILL);
      kill (child->pid, SIGKILL);
      while (waitpid (child->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    }
  close_fd (&child->fd);
  close_fd (&child->pidfd);
  page_free (&child->page);
  child->pid = 0;
}
