/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * stack.h: a stack as large as the limits on depth want it, whatever `ulimit -s` says.
 *
 * What walks over a query recurses, and how deep a query may be is NYSTA_MAX_NESTING's and
 * NYSTA_MAX_ALGEBRA_DEPTH's to say: where the process has a small stack, a deep query would
 * end it with a signal.
 */
#pragma once

typedef int (*NystaStackFunc) (int argc, char **argv);

/* What @func returns, which runs in a thread of its own where the stack is small. */
int nysta_stack_call (NystaStackFunc func, int argc, char **argv);
