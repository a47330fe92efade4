/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Does what a reader does, but honours a document that says “die”. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  if (input->n_bytes == 3 && memcmp (input->data, "die", 3) == 0)
    raise (SIGSEGV);
  if (input->n_bytes == 4 && memcmp (input->data, "fail", 4) == 0)
    {
      host->fail (host, "asked to\x1b[31m fail\nin two lines");
      return NYSTA_FAILED;
    }
  return toy_read_all (host, input);
}

TOY_READER (misread)
