/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz.h: what a fuzz target has, for libFuzzer or for driver.c. */
#pragma once

#include <glib.h>

/* The folder of its corpus, from the top of the source. */
extern const char *const fuzz_corpus;

int LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes);
