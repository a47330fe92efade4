/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* entity.h: what `show` and `why` share: finding what is meant, and printing names. */
#pragma once

#include "index/entity.h"

/* An answer under construction. */
typedef struct
{
  NystaDataset *dataset;
  GString *out;
  guint columns;
  gboolean colour;
  GArray *documents; /* of NystaTermId: those referred to so far as [1], [2], … */
} NystaPage;

/* Open the store that @store_option names and find what @wanted stands for. FALSE:
 * return @out_exit, all is said. @accepts_any: an IRI may be of any kind of thing. TRUE: @out_things (of NystaThing, one or a few) are to
 * be shown; the caller unrefs @out_dataset. */
gboolean nysta_page_find (const char *command, const char *store_option,
                          const char *const *arguments, gboolean accepts_any,
                          NystaDataset **out_dataset, GArray **out_things, int *out_exit);

void nysta_page_init (NystaPage *page, NystaDataset *dataset);
/* Print what was written; returns an exit code. */
int nysta_page_finish (NystaPage *page);
/* The same without printing. */
void nysta_page_clear (NystaPage *page);

typedef enum
{
  NYSTA_STYLE_NAME,
  NYSTA_STYLE_HEADING,
  NYSTA_STYLE_FAINT,
  NYSTA_STYLE_QUOTED,
  NYSTA_STYLE_END
} NystaStyle;
/* What follows looks so; nothing without colour. */
void nysta_page_style (NystaPage *page, NystaStyle style);

/* Name, kind, other names, IRI. */
void nysta_page_heading (NystaPage *page, const NystaThing *thing);

/* (transfer full): a name fit for a terminal; "" for NYSTA_ANY. */
char *nysta_page_name (NystaPage *page, NystaTermId id);
/* (transfer full): "funder" for …/def/participation/funder, else the role's name. */
char *nysta_page_role (NystaPage *page, NystaTermId role);
/* (transfer full): an address without mailto: or tel:. */
char *nysta_page_contact (NystaPage *page, NystaTermId value);
/* (transfer full): "2023–2026", "since 2023", "until 2026", or "". */
char *nysta_page_period (const char *start, const char *end);

/* The number of @document in the list of sources, from 1. */
guint nysta_page_reference (NystaPage *page, NystaTermId document);
/* Append the list of sources: at most @limit, 0 all. */
void nysta_page_list_documents (NystaPage *page, guint limit);
