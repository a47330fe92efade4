/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Extraction from any bytes. The corpus is tests/fuzz/documents and the samples. */
#include "extraction.h"
#include "fuzz.h"

const char
  *const fuzz_corpus = "tests/fuzz/documents tests/samples/press tests/samples/pages";

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes)
{
  extract_and_check (data, n_bytes);
  return 0;
}
