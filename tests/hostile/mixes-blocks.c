/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Declares blocks out of order. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  NystaBlock second = { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 5, .end = 8 };
  NystaBlock first = { .kind = NYSTA_BLOCK_PARAGRAPH, .start = 0, .end = 4 };

  host->text (host, "one two three", 13);
  host->block (host, &second);
  host->block (host, &first);
  return NYSTA_OK;
}

TOY_READER (misread)
