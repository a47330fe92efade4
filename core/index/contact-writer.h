/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* contact-writer.h: addresses and numbers in a document's graph. Part of graph-writer. */
#pragma once

#include "index/annotation.h"
#include "index/graph-writer.h"

/* foaf:mbox is inverse-functional, so it is said only of the one whose address it is: an
 * organisation before its people, nobody if several remain. The others get vcard:hasEmail.
 * What is no address or number in the form that nysta-plugin.h asks for is left out. */
void nysta_contacts_write (const NystaGraphInput *input, NystaGraph *graph,
                           NystaAnnotations *annotations);
