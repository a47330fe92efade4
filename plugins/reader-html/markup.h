/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * markup.h: the elements of a page that its data are written on, remembered while it is
 * walked through: microdata may refer to what comes later, and its values are whole elements'
 * text. Everything else is forgotten at once.
 */
#pragma once

#include "data.h"

typedef struct
{
  char *name;
  char **attributes;    /* name, value, …, NULL: those of the data's syntaxes */
  const char *language; /* in force there, of this or an outer node; or NULL */
  size_t parent;        /* number of the nearest remembered element around it, or 0 */
  size_t end;           /* past the number of the last one in it */
  size_t text_start;    /* into Markup.text */
  size_t text_end;
  int keeps_text;
} MarkupNode;

/* Nodes are numbered from 1 in the page's order. */
typedef struct
{
  MarkupNode *nodes; /* nodes[0] stands for the page */
  size_t n_nodes;
  size_t room;
  size_t current;     /* innermost that is open */
  unsigned n_keeping; /* open ones whose text is wanted */
  Buffer text;
  int has_microdata;
  int has_rdfa;
} Markup;

/* @attributes: name, value, …, NULL, or NULL. Returns what markup_end() wants. */
size_t markup_begin (Markup *markup, const char *name, const char *const *attributes);
void markup_end (Markup *markup, size_t node);
void markup_add_text (Markup *markup, const char *utf8, size_t n_bytes);
void markup_clear (Markup *markup);

/* (nullable) "" for one without a value. */
const char *markup_attribute (const MarkupNode *node, const char *name);
/* (transfer full) */
char *markup_text (const Markup *markup, const MarkupNode *node);

/* The next word of a list that white space parts, from *at on, which moves past it.
 * (transfer full) (nullable): NULL at the end. */
char *markup_next_word (const char **at);

/* Tell all that @markup says by each syntax. */
void markup_tell (const Markup *markup, Data *data);
void microdata_tell (const Markup *markup, Data *data);
void rdfa_tell (const Markup *markup, Data *data);
