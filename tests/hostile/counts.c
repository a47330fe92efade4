/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Remembers how many documents it has read, which it must not, and says so. */
#include "toy.h"

#include <stdio.h>

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  static int n_read;
  char text[32] = "";

  snprintf (text, sizeof text, "%d", ++n_read);
  return host->text (host, text, strlen (text));
}

TOY_READER (misread)
