/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * name-candidates.h: names that may be organisations, each over all places where it stands,
 * and what a model is to know of them.
 */
#pragma once

#include "press.h"
#include "scorer.h"

#define MAX_PLACES 6 /* of one name that are looked at */

/* How its end was found. */
typedef enum
{
  NAME_RUN,    /* words with capitals, as far as they go */
  NAME_TAGGED, /* as the host's tagger has it */
  NAME_HEADED, /* and a noun in small letters that bodies are called by */
  NAME_SEATED, /* and `i` with a place */
  NAME_PROVED, /* the letters in brackets behind it are its initials */
  NAME_FOUND,  /* a rule has found it */
  NAME_KNOWN,  /* a list has it, or it is another's: looked at for training alone */
  NAME_FORMS
} NameForm;

typedef struct
{
  uint32_t first, end; /* where it stands first */
  const char *text;
  NameForm form;
  uint32_t places[MAX_PLACES]; /* tokens that it begins at */
  uint32_t n_places;
  bool genitive; /* it stands with an s, too */
  bool in_text;  /* not in headings alone, where ordinary words have capitals */
  bool merged;   /* that is what this one is: another has it without */
  int32_t score;
} NameCandidate;

/* name-features.c */
/* Of the place, and of the name, which are the same in all places. */
void name_features (Press *press, const NameCandidate *name, uint32_t place, Features *out);
