/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* participations.h: what the files on projects and their parties share. */
#pragma once

#include "press.h"

#define MAX_ORGANISATIONS 24 /* in one enumeration */
#define MAX_PROJECTS 8       /* that one sentence speaks of */

/* Words that show that a sentence speaks of money. */
#define MONEY                                                                                     \
  "kronor kr miljoner miljon tkr mkr euro finansiering finansieringen stöd medel bidrag budget " \
  "budgeten kostnaden kostnaderna pengar hälften anslag resterande procent million "             \
  "funding grant sek eur tusen tkr msek"

typedef struct
{
  Press *press;
  uint32_t project;      /* that this sentence speaks of, NONE */
  uint32_t first, limit; /* the sentence */
  bool has_leader;
  bool weak; /* it does not name or point at the project: the title or heading does */
  uint32_t also[MAX_PROJECTS]; /* further ones: `A och B`, `projekten` */
  size_t n_also;
} Speech;

/* Is one of tokens [@first, @limit) a word of @list? */
#define tokens_have(press, first, limit, list)                                             \
  __extension__({                                                                          \
    static WordSet set_of_these;                                                           \
    tokens_have_one (press, first, limit, &set_of_these, list);                            \
  })
bool tokens_have_one (const Press *press, uint32_t first, uint32_t limit, WordSet *set,
                      const char *list);
/* `A, B och C` from @i on. Returns how many; *@out_end is past the last. */
size_t enumeration_read (Press *press, uint32_t i, uint32_t limit, bool trusted,
                         uint32_t out[MAX_ORGANISATIONS], uint32_t *out_end);
size_t parties_read (Speech *speech, uint32_t i, bool trusted,
                     uint32_t out[MAX_ORGANISATIONS], uint32_t *out_end);
/* The project that tokens [first, limit) name, or, by `projektet`, @before; NONE. */
uint32_t project_spoken_of (Press *press, uint32_t first, uint32_t limit, uint32_t before);
/* May anything in the sentence be supposed only? */
bool participations_supposed (const Press *press, uint32_t first, uint32_t limit);
void project_councils_read (Press *press); /* project-councils.c */
void project_focus_read (Press *press);    /* project-focus.c */
/* participation-scores.c */
void participations_score (Press *press, const uint32_t *of_block);

/* project-parties.c: record that they take part in the project that is spoken of. */
void party_add_by (Speech *speech, const char *rule, uint32_t role,
                   const uint32_t *organisations, size_t n, double confidence);
#define party_add(speech, ...) party_add_by (speech, __func__, __VA_ARGS__)
/* The organisations that act: those before @verb in the same clause, or right behind it. */
size_t parties_before (Speech *speech, uint32_t verb, uint32_t out[MAX_ORGANISATIONS]);
/* `Nordvind, Holmvik och A` at @i: names in line, one of them known. */
bool names_follow (const Press *press, uint32_t i, uint32_t limit);
/* `Nordvind leder projektet`: a name right before @verb that nothing else tells of. */
size_t unknown_party_before (Speech *speech, uint32_t verb,
                             uint32_t out[MAX_ORGANISATIONS]);

/* Each is tried at token @i, and returns past what it has read, or @i. */
uint32_t clause_read (Speech *speech, uint32_t i); /* project-clauses.c: by its verb */
uint32_t agent_read (Speech *speech, uint32_t i);
uint32_t phrase_read (Speech *speech, uint32_t i); /* project-phrases.c: by a noun */
uint32_t membership_phrase_read (Speech *speech, uint32_t i);

/* `A (koordinator), B`: who leads among those of tokens [i, end). */
void parties_read_marked (Speech *speech, uint32_t i, uint32_t end);

/* project-sheets.c: those whom the items or lines under block @b name. */
size_t sheet_parties (Speech *speech, size_t b, uint32_t out[MAX_ORGANISATIONS]);
/* What labels say, of the project that each block is about. */
void sheets_read (Press *press, const uint32_t *of_block);

/* project-values.c: dates and sums at token @i, after its sentence's funders. */
void values_read (Speech *speech, uint32_t i);
/* Of a line with a label: what stands from @value on. */
void values_read_label (Speech *speech, uint32_t value);
