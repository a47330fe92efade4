/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Declares a block that ends after the text. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  NystaBlock block = { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 0, .end = 400 };

  host->text (host, "short", 5);
  return host->block (host, &block);
}

TOY_READER (misread)
