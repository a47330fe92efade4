/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* link.h: addresses that a page shows only when its links are followed. */
#pragma once

#include "page.h"

/* The link that is open. */
typedef struct
{
  Buffer address; /* empty if it is no mailto: or tel: link */
  size_t start;   /* where its text begins in the run */
  size_t block;   /* how many blocks there were */
} Link;

/* Returns whether it is a mailto: or tel: link with an address. */
int link_begin (Link *link, const Page *page, const char *const *attributes);

/* `<a href="mailto:a@example.org">Mejla Anna</a>`: a reader of the text alone needs the
 * address, and a fact about it must have something to quote. It is added to the text
 * unless the link's own text shows it. */
void link_end (Link *link, Page *page, const Place *place);

void link_clear (Link *link);
