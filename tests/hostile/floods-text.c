/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Appends text for ever, whatever the host says. */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  static char text[1 << 16];

  memset (text, 'a', sizeof text);
  for (;;)
    host->text (host, text, sizeof text);
}

TOY_READER (misread)
