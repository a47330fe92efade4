/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Proposes one person with a role in an organisation, all where the text begins. */
#include "toy.h"

static NystaStatus
misextract (const NystaExtractorHost *host, const NystaText *text)
{
  NystaEntity person = { .struct_size = sizeof person,
                         .key = "p",
                         .kind = NYSTA_PERSON,
                         .name = "Åsa Ek",
                         .given_name = "Åsa",
                         .family_name = "Ek" };
  NystaEntity role = {
    .struct_size = sizeof role, .key = "r", .kind = NYSTA_ROLE, .name = "chef"
  };
  NystaMention mention = {
    .struct_size = sizeof mention, .key = "p", .end = 1, .confidence = 0.5
  };
  NystaMembership membership = { .struct_size = sizeof membership,
                                 .person = "p",
                                 .role = "r",
                                 .end = 1,
                                 .confidence = 0.5 };
  NystaContact contact = { .struct_size = sizeof contact,
                           .owner = "p",
                           .kind = NYSTA_EMAIL,
                           .value = "asa@example.org",
                           .end = 1,
                           .confidence = 1 };

  if (text->n_bytes == 0)
    return NYSTA_OK;
  host->entity (host, &person);
  host->entity (host, &role);
  host->alias (host, "p", "Ek");
  host->mention (host, &mention);
  host->membership (host, &membership);
  return host->contact (host, &contact);
}

TOY_EXTRACTOR (misextract)
