/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Traces what is not there, and without end; then says one thing. */
#include "toy.h"

static NystaStatus
misextract (const NystaExtractorHost *host, const NystaText *text)
{
  NystaEntity person = {
    .struct_size = sizeof person, .key = "p", .kind = NYSTA_PERSON, .name = "Åsa Ek"
  };

  if (NYSTA_IS_TRACED (host))
    {
      host->trace (host, NULL, 0, 1, NULL);
      host->trace (host, "a\trule\n", 0, UINT32_MAX, "\033[2J\xff");
      host->trace (host, "r", 2, 1, "backwards");
      host->trace (host, "r", 1, 2, "half of å");
      for (int i = 0; i < 300000; i++)
        host->trace (host, "r", 0, 0, "");
    }
  return host->entity (host, &person);
}

TOY_EXTRACTOR (misextract)
