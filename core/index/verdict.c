/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/verdict.h"

static const char *
ended (NystaOutcome outcome)
{
  switch (outcome)
    {
    case NYSTA_OUTCOME_CRASHED:
      return "crashed";
    case NYSTA_OUTCOME_EXITED:
      return "exited";
    case NYSTA_OUTCOME_TIMED_OUT:
      return "timed out";
    case NYSTA_OUTCOME_MEMORY:
      return "ran out of memory";
    case NYSTA_OUTCOME_PROTOCOL:
      return "misbehaved";
    case NYSTA_OUTCOME_REFUSED:
      return "was refused";
    case NYSTA_OUTCOME_DONE:
    case NYSTA_OUTCOME_FAILED:
    default:
      return NULL;
    }
}

NystaFailure *
nysta_failure_from_verdict (const char *document, const char *name,
                            const NystaVerdict *verdict, const NystaManifest *source)
{
  const char *message = verdict->message != NULL && verdict->message[0] != '\0'
                          ? verdict->message
                          : "it did not say why";
  NystaFailure *failure = nysta_failure_new (document, name, message);
  gboolean is_said_by_source = source != NULL && verdict->outcome == NYSTA_OUTCOME_FAILED;

  failure->plugin = is_said_by_source ? NULL : g_strdup (verdict->plugin);
  if (verdict->outcome == NYSTA_OUTCOME_MEMORY)
    {
      g_autofree char *bare = g_steal_pointer (&failure->message);

      failure->message = g_strdup_printf ("%s (--worker-memory)", bare);
    }
  failure->ended = g_strdup (ended (verdict->outcome));
  failure->signal = verdict->outcome == NYSTA_OUTCOME_EXITED ? 0 : verdict->signal;
  return failure;
}
