/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Proposes what cannot be, each of which must be refused. */
#include "toy.h"

static NystaStatus
misextract (const NystaExtractorHost *host, const NystaText *text)
{
  uint32_t beyond = (uint32_t) text->n_bytes + 1;
  NystaEntity nameless = {
    .struct_size = sizeof nameless, .key = "a", .kind = NYSTA_PERSON, .name = ""
  };
  NystaEntity latin1 = {
    .struct_size = sizeof latin1, .key = "b", .kind = NYSTA_PERSON, .name = "Bj\xf6rn"
  };
  NystaEntity small = { .struct_size = 4, .key = "c", .kind = NYSTA_PERSON, .name = "Åsa" };
  NystaMention dangling = { .struct_size = sizeof dangling, .key = "nobody", .end = 1 };
  NystaEntity fine = {
    .struct_size = sizeof fine, .key = "p", .kind = NYSTA_PERSON, .name = "Åsa Ek"
  };
  NystaMention outside = { .struct_size = sizeof outside, .key = "p", .end = beyond };
  int n_taken = 0;

  n_taken += host->entity (host, &nameless) == NYSTA_OK;
  n_taken += host->entity (host, &latin1) == NYSTA_OK;
  n_taken += host->entity (host, &small) == NYSTA_OK;
  n_taken += host->mention (host, &dangling) == NYSTA_OK;
  n_taken += host->entity (host, &fine) != NYSTA_OK;
  n_taken += host->mention (host, &outside) == NYSTA_OK;
  if (n_taken == 0)
    return NYSTA_OK;
  host->fail (host, "nonsense was taken");
  return NYSTA_FAILED;
}

TOY_EXTRACTOR (misextract)
