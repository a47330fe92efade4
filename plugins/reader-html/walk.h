/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* walk.h: from HTML to blocks. */
#pragma once

#include "markup.h"
#include "metadata.h"
#include "page.h"

/* Parse @html, which is UTF-8 (and may be changed), into @page, @metadata and @markup.
 * Returns 0 if the parser could not be started. */
int walk_html (Buffer *html, Page *page, Metadata *metadata, Markup *markup);
