/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Proposes for ever, whatever the host says. */
#include "toy.h"

static NystaStatus
misextract (const NystaExtractorHost *host, const NystaText *text)
{
  NystaEntity person = {
    .struct_size = sizeof person, .key = "p", .kind = NYSTA_PERSON, .name = "Åsa Ek"
  };

  for (;;)
    host->entity (host, &person);
}

TOY_EXTRACTOR (misextract)
