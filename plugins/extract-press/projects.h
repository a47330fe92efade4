/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* projects.h: what the files that find projects share. */
#pragma once

#include "press.h"

#define MAX_NAME_TOKENS 10

/* project-names.c */
bool project_quote (const Press *press, uint32_t i);
/* Past the last token between two quotation marks, the first of which stands before @i. */
uint32_t project_quoted_end (const Press *press, uint32_t i, uint32_t limit);
bool project_name_token (const Press *press, uint32_t i);
bool project_may_continue (const Press *press, uint32_t i);
/* As far as a name from @i on could go. */
uint32_t project_longest_end (const Press *press, uint32_t i, uint32_t limit);
/* As far as it does go. */
uint32_t project_name_end (Press *press, uint32_t i, uint32_t limit);
bool project_may_open (const Press *press, uint32_t i);
/* NULL if something else stands there. */
Span *project_add_by (Press *press, const char *rule, uint32_t first, uint32_t end,
                      double confidence);
#define project_add(press, ...) project_add_by (press, __func__, __VA_ARGS__)
/* `X (ACR)` and `ACR (Long Name)`: what the bracket at @i holds names @entity too. */
void project_add_bracketed (Press *press, uint32_t entity, uint32_t i, uint32_t limit);

/* `stöd från EU:s program X`: who pays is an organisation. @word: the noun. */
bool project_noun_of_payer (const Press *press, uint32_t word, uint32_t floor);
/* Names found, wherever they stand again. */
void projects_repeat (Press *press);

/* project-words.c: `projektet`, `projekt`, `projekten`, and whatever ends so. */
bool project_word_definite (const Press *press, uint32_t i);
bool project_word_indefinite (const Press *press, uint32_t i);
bool project_word_plural (const Press *press, uint32_t i);
/* `forskningsinfrastruktur`, `research centre`: an undertaking if the text says who pays for
 * it or carries it. */
bool project_word_infrastructure (const Press *press, uint32_t i);
/* May it be one of these, whatever stands beside it? */
bool project_word_is_any (const Press *press, uint32_t i);

/* project-english.c */
bool project_before_plural (Press *press, uint32_t word, uint32_t floor);
bool project_english (Press *press, uint32_t word, uint32_t floor);

/* project-headings.c */
void projects_under_heading (Press *press);
void projects_in_headings (Press *press);
void projects_with_labels (Press *press);
void project_in_title (Press *press);
/* Does block @b say that projects are listed below: `Projekten som får stöd`? */
bool projects_led_in (const Press *press, size_t b);
/* `Koordinator:`, `Projekttid 2021–2024`: a line that tells something of a project. */
bool project_label_line (const Press *press, size_t b);
/* The end of the name that a line of its own is; @first if it can be none. */
uint32_t project_line_name_end (const Press *press, uint32_t first, uint32_t limit);

/* project-subjects.c: `X syftar till …. Projektet …`, `Nordvindsveckan arrangeras av …` */
void projects_as_subjects (Press *press);

/* project-antecedents.c: what `Projektet` means that names none: the title, the subject. */
void projects_as_antecedents (Press *press);
/* `Syfte och mål`, `Bakgrund`, `Samarbetspartners`: a line that heads a part of any text. */
bool project_part_of_text (const Press *press, uint32_t first);
/* Does the sentence at @i begin with `Projektet`, `Inom projektet`, `The project`? Returns
 * where that noun stands, or NONE. */
uint32_t project_reference (const Press *press, uint32_t i, uint32_t limit);
