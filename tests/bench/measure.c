/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * measure.c: run a command and print, on descriptor 3, what it took: seconds of wall clock,
 * user and system time, peak of private memory in KiB, exit status.
 *
 *   measure [-n RUNS] [-p PID] COMMAND…
 *
 * -n: so often; each figure is the median. -p: time and memory are those of a server that
 * does the work, and not of COMMAND. Private memory is RssAnon of /proc, looked at 50 times
 * a second: pages of a mapped file are the system's to take back, and not counted.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_RUNS 1000

typedef struct
{
  double wall;
  double user;
  double system;
  double peak_kib;
  int status;
} Figures;

static double
now (void)
{
  struct timespec time = { 0 };

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static long
private_kib (pid_t pid)
{
  char path[64];
  char line[256];
  long kib = 0;

  snprintf (path, sizeof path, "/proc/%d/status", (int) pid);

  FILE *file = fopen (path, "r");

  if (file == NULL)
    return 0;
  while (fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "RssAnon: %ld", &kib) == 1)
      break;
  fclose (file);
  return kib;
}

/* User and system time of another process so far. */
static void
times_of (pid_t pid, double *out_user, double *out_system)
{
  char path[64];
  char text[1024];
  unsigned long user = 0;
  unsigned long system = 0;

  snprintf (path, sizeof path, "/proc/%d/stat", (int) pid);

  FILE *file = fopen (path, "r");
  size_t n = file != NULL ? fread (text, 1, sizeof text - 1, file) : 0;

  if (file != NULL)
    fclose (file);
  text[n] = '\0';

  /* The name, in brackets, may hold anything. */
  const char *rest = strrchr (text, ')');

  if (rest != NULL)
    sscanf (rest, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  *out_user = (double) user / (double) sysconf (_SC_CLK_TCK);
  *out_system = (double) system / (double) sysconf (_SC_CLK_TCK);
}

static void
run_child (char **command)
{
  execvp (command[0], command);
  fprintf (stderr, "measure: %s: %s\n", command[0], strerror (errno));
  _exit (127);
}

static Figures
run (char **command, pid_t server)
{
  Figures figures = { 0 };
  struct rusage usage = { 0 };
  double user = 0;
  double system = 0;
  int status = 0;

  if (server != 0)
    times_of (server, &user, &system);

  double begin = now ();
  pid_t child = fork ();

  if (child == 0)
    run_child (command);

  /* A short command is waited for without the grain of the samples. */
  struct timespec pause = { 0, 500 * 1000 };
  pid_t ended = 0;

  while ((ended = wait4 (child, &status, WNOHANG, &usage)) == 0)
    {
      long kib = private_kib (server != 0 ? server : child);

      if ((double) kib > figures.peak_kib)
        figures.peak_kib = (double) kib;
      nanosleep (&pause, NULL);
      if (now () - begin > 0.2)
        pause.tv_nsec = 20 * 1000 * 1000;
    }
  figures.wall = now () - begin;
  figures.user = (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6;
  figures.system = (double) usage.ru_stime.tv_sec + (double) usage.ru_stime.tv_usec / 1e6;
  if (server != 0)
    {
      times_of (server, &figures.user, &figures.system);
      figures.user -= user;
      figures.system -= system;
    }
  figures.status = WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
  return figures;
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
median (double *values, int n)
{
  qsort (values, (size_t) n, sizeof *values, compare);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

int
main (int argc, char **argv)
{
  static double figures[4][MAX_RUNS];
  int n_runs = 1;
  pid_t server = 0;
  int status = 0;
  int option = 0;

  while ((option = getopt (argc, argv, "+n:p:")) != -1)
    switch (option)
      {
      case 'n':
        n_runs = atoi (optarg);
        break;
      case 'p':
        server = (pid_t) atoi (optarg);
        break;
      default:
        return 2;
      }
  if (optind == argc || n_runs < 1 || n_runs > MAX_RUNS)
    {
      fputs ("usage: measure [-n RUNS] [-p PID] COMMAND...\n", stderr);
      return 2;
    }
  for (int i = 0; i < n_runs; i++)
    {
      Figures one = run (argv + optind, server);

      figures[0][i] = one.wall;
      figures[1][i] = one.user;
      figures[2][i] = one.system;
      figures[3][i] = one.peak_kib;
      status = one.status != 0 ? one.status : status;
    }
  /* On a descriptor of its own, so that what the command prints does not get among it. */
  dprintf (3, "%.4f\t%.4f\t%.4f\t%.0f\t%d\n", median (figures[0], n_runs),
           median (figures[1], n_runs), median (figures[2], n_runs),
           median (figures[3], n_runs), status);
  return status;
}
