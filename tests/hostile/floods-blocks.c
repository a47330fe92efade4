/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Declares blocks for ever, whatever the host says. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  host->text (host, "a", 1);
  for (;;)
    {
      NystaBlock block = { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 1, .end = 1 };
      host->block (host, &block);
    }
}

TOY_READER (misread)
