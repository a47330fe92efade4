/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* metadata.h: what a page says about itself in its head and its attributes. */
#pragma once

#include "buffer.h"

#include <nysta-plugin.h>

/* Several ways lead to one property: the way with the smallest rank wins, the first one
 * among equals. */
typedef struct
{
  char *value;
  unsigned rank;
} MetadataValue;

typedef struct
{
  MetadataValue title; /* og:title and its like, not <title> */
  MetadataValue site_name;
  MetadataValue language;
  MetadataValue issued;
  MetadataValue modified;
  MetadataValue source;
  Buffer title_element;
} Metadata;

void metadata_add_meta (Metadata *metadata, const char *const *attributes);
void metadata_add_link (Metadata *metadata, const char *const *attributes);
void metadata_add_root (Metadata *metadata, const char *const *attributes);
/* @is_near_top: in the page's main part, before much of its text. */
void metadata_add_time (Metadata *metadata, const char *const *attributes, int is_near_top);

/* Tell @host; @heading is the page's first heading, or NULL. */
NystaStatus metadata_emit (Metadata *metadata, const char *heading,
                           const NystaReaderHost *host);
void metadata_clear (Metadata *metadata);
