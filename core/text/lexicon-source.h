/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* lexicon-source.h: what the Turtle of a lexicon says, gathered by subject. */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_LABEL_PREFERRED = 0,
  NYSTA_LABEL_ALTERNATIVE,
  NYSTA_LABEL_AMBIGUOUS,
  NYSTA_LABEL_DEFINITE,
  NYSTA_LABEL_PLURAL,
  NYSTA_LABEL_DEFINITE_PLURAL
} NystaLabelKind;

typedef struct
{
  NystaLabelKind kind;
  char *text;
  gboolean english;
} NystaLabel;

typedef struct
{
  char *iri; /* relative to the store's base, or absolute */
  gboolean is_organisation;
  gboolean is_role;
  gboolean is_compound_head;
  guint32 match_class; /* of an organisation or a list; 0: none said */
  GArray *labels;      /* of NystaLabel */
  GPtrArray *words;    /* of char *: the text of nysta:words */
  gboolean is_list;
  gboolean is_ambiguous_list;
  gboolean is_title_list;
  gboolean english; /* the list's language */
} NystaLexiconResource;

/* (transfer full): of NystaLexiconResource, sorted by IRI. Errors: as of rdf-reader.h. */
GPtrArray *nysta_lexicon_source_read (const char *const *turtle_paths, GError **error);
