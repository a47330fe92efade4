/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/interrupt.h"

#include <signal.h>

static volatile sig_atomic_t caught;

static void
note_signal (int number)
{
  caught = number;
}

void
nysta_interrupt_catch (void)
{
  struct sigaction action = { .sa_handler = note_signal, .sa_flags = (int) SA_RESETHAND };
  struct sigaction inherited = { 0 };

  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  if (sigaction (SIGHUP, NULL, &inherited) == 0 && inherited.sa_handler != SIG_IGN)
    sigaction (SIGHUP, &action, NULL);
}

int
nysta_interrupt_caught (void)
{
  return caught;
}

void
nysta_interrupt_release (void)
{
  struct sigaction action = { .sa_handler = SIG_DFL };
  struct sigaction inherited = { 0 };
  int number = caught;

  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  if (sigaction (SIGHUP, NULL, &inherited) == 0 && inherited.sa_handler != SIG_IGN)
    sigaction (SIGHUP, &action, NULL);
  caught = 0;
  if (number != 0)
    raise (number);
}
