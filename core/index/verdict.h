/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* verdict.h: how a call into a plugin ended, in words. */
#pragma once

#include "index/report.h"
#include "plugin/pool.h"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaVerdict, nysta_verdict_clear)

/* (transfer full): @verdict, which is not DONE, as a line for people and the ledger.
 * @source: the plugin that was asked to list or fetch; what it says by itself needs no
 * name before it. NULL if others were asked. */
NystaFailure *nysta_failure_from_verdict (const char *document, const char *name,
                                          const NystaVerdict *verdict,
                                          const NystaManifest *source);
