/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz.h: what a fuzz target has, for libFuzzer or for driver.c. */
#pragma once

#include <glib.h>
#include <stdlib.h>

/* The folders of its corpus, from the top of the source, a space between. */
extern const char *const fuzz_corpus;

/* libFuzzer takes note of abort(), not of what g_error() does. */
#define fuzz_fail(...)                                                                     \
  G_STMT_START                                                                             \
  {                                                                                        \
    g_printerr (__VA_ARGS__);                                                              \
    abort ();                                                                              \
  }                                                                                        \
  G_STMT_END

int LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes);
