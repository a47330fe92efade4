/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frees memory twice. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  char *volatile data = malloc (100000);

  free (data);
  free (data);
  return toy_read_all (host, input);
}

TOY_READER (misread)
