/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* why-telling.h: the two ways in which `nysta why` tells of a fact: a page, or rows. */
#pragma once

#include "cli/entity.h"
#include "cli/why-rows.h"

typedef struct
{
  NystaPage page;
  NystaWhyRows *rows; /* NULL: on the page */
  NystaPlaces *places;
  guint limit; /* of quotations of a fact; 0: all */
} NystaTelling;

/* A fact's own line; rows have it in each. */
void nysta_telling_fact (NystaTelling *telling, const char *fact);
/* Words and where they stand */
void nysta_telling_saying (NystaTelling *telling, const char *fact,
                           const NystaQuad *statement, const NystaSaying *saying);
/* A line in the place of words. @statement->graph: where it stands. */
void nysta_telling_silence (NystaTelling *telling, const char *fact,
                            const NystaQuad *statement, const char *line);

/* Tell of @subject's statements with @predicate (NYSTA_ANY: any) whose object is called
 * @object (NULL: any). FALSE: there is none. */
gboolean nysta_telling_statements (NystaTelling *telling, NystaTermId subject,
                                   NystaTermId predicate, const char *object);
/* (transfer full): the IRI that "foaf:name", "<http://…>", "a" or an IRI stands for; NULL if
 * @text looks like none. */
char *nysta_telling_iri (const char *text);
