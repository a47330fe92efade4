/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/stack.h"

#include <pthread.h>
#include <sys/resource.h>

#include <glib.h>

#include "base/limits.h"

typedef struct
{
  NystaStackFunc func;
  int argc;
  char **argv;
  int result;
} Call;

static gpointer
call_on_thread (gpointer user_data)
{
  Call *call = user_data;

  call->result = call->func (call->argc, call->argv);
  return NULL;
}

static gboolean
is_large (void)
{
  struct rlimit limit = { 0 };

  return getrlimit (RLIMIT_STACK, &limit) == 0 &&
         (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= NYSTA_STACK_BYTES);
}

int
nysta_stack_call (NystaStackFunc func, int argc, char **argv)
{
  Call call = { .func = func, .argc = argc, .argv = argv };
  pthread_attr_t attributes;
  pthread_t thread;
  gboolean runs = FALSE;

  if (is_large () || pthread_attr_init (&attributes) != 0)
    return func (argc, argv);
  runs = pthread_attr_setstacksize (&attributes, NYSTA_STACK_BYTES) == 0 &&
         pthread_create (&thread, &attributes, call_on_thread, &call) == 0;
  pthread_attr_destroy (&attributes);
  if (!runs)
    return func (argc, argv);
  pthread_join (thread, NULL);
  return call.result;
}
