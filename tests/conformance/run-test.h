/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run-test.h: one test of a manifest. */
#pragma once

#include "manifest.h"

/* Run it here; FALSE with lines in @why that begin with `# `. */
gboolean test_run (const W3cTest *test, GString *why);
/* Run it in a process of its own, so that one that crashes or hangs is one that fails. */
gboolean test_run_apart (const W3cTest *test, GString *why);
/* Whether it has SERVICE, for which nysta wants libcurl. */
gboolean test_asks_services (const W3cTest *test);
/* Whether what the test needs can be read: nothing else tells of one that cannot pass. */
gboolean test_check_files (const W3cTest *test, GString *why);
