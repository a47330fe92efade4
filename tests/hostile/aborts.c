/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Calls abort(). */
#include "toy.h"

static NystaStatus
misread (const NystaReaderHost *host, const NystaInput *input)
{
  abort ();
}

TOY_READER (misread)
