/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Uses by its qualified key what an extractor before it found. */
#include "toy.h"

static NystaStatus
misextract (const NystaExtractorHost *host, const NystaText *text)
{
  for (size_t i = 0; i < text->n_found; i++)
    if (text->found[i].kind == NYSTA_PERSON)
      {
        NystaEntity role = {
          .struct_size = sizeof role, .key = "r", .kind = NYSTA_ROLE, .name = "ordförande"
        };
        NystaMembership membership = { .struct_size = sizeof membership,
                                       .person = text->found[i].key,
                                       .role = "r",
                                       .start = text->found[i].start,
                                       .end = text->found[i].end,
                                       .confidence = 0.5 };

        host->entity (host, &role);
        host->membership (host, &membership);
      }
  return NYSTA_OK;
}

TOY_EXTRACTOR (misextract)
