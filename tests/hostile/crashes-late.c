/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Proposes something, then crashes. */
#include "toy.h"

static NystaStatus
misextract (const NystaExtractorHost *host, const NystaText *text)
{
  NystaEntity person = {
    .struct_size = sizeof person, .key = "p", .kind = NYSTA_PERSON, .name = "Åsa Ek"
  };

  host->entity (host, &person);
  *(volatile int *) 8 = 1;
  return NYSTA_OK;
}

TOY_EXTRACTOR (misextract)
