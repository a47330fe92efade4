/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-learned.h: names of projects by a learned model, beside the rules of projects.c:
 * candidates, what is known of each, and what is made of those that it takes for projects.
 *
 * A candidate is a name with all its mentions in the document. learned/README.md says what
 * the model was taught.
 */
#pragma once

#include "scorer.h"

/* --- project-candidates.c: what may be a name, by its shape and place alone ---------- */

/* Why a mention is one. */
enum
{
  BY_RULE = 1u << 0,   /* projects.c found it */
  BY_QUOTES = 1u << 1, /* stands between quotation marks */
  BY_RUN = 1u << 2,    /* words with capitals, small ones between them */
  BY_LINE = 1u << 3,   /* a line of its own */
  BY_HEAD = 1u << 4,   /* opens a line, before a dash, a colon or the like */
  BY_TAIL = 1u << 5,   /* ends one, behind such */
  BY_NOUN = 1u << 6,   /* what follows `forskningsprojekt` */
  BY_TAGS = 1u << 7,   /* the tagger takes it for a project */
  BY_SPAN = 1u << 8,   /* an organisation */
  BY_PART = 1u << 9,   /* a part of a longer run */
  BY_LONG = 1u << 10,  /* a run and the small words behind it */
};

typedef struct
{
  uint32_t first, end; /* tokens */
  uint32_t why;
  uint32_t next; /* of the same name: index + 1, 0 at the end */
} ProjectMention;

typedef struct
{
  uint32_t first_mention, last_mention; /* index + 1 */
  uint32_t n_mentions;
  uint32_t next; /* in its bucket: index + 1 */
  uint32_t hash;
  uint32_t why; /* of any mention */
  int32_t score;
} ProjectName;

typedef struct
{
  Press *press;
  ProjectMention *mentions;
  size_t n_mentions, max_mentions;
  ProjectName *names;
  size_t n_names, max_names;
  uint32_t buckets[256];
  /* What the document speaks of. */
  uint32_t n_nouns;    /* `projekt`, `initiativet` */
  uint32_t n_pointing; /* `Projektet`, `this project` */
  uint32_t n_known;    /* projects that rules have found */
} ProjectCandidates;

void project_candidates_find (ProjectCandidates *candidates);
static inline const ProjectMention *
project_first_mention (const ProjectCandidates *candidates, const ProjectName *name)
{
  return &candidates->mentions[name->first_mention - 1];
}

/* Do facts speak of it as of an organisation: does somebody work there? */
bool project_is_actor (const Press *press, const ProjectMention *mention);

/* --- project-features.c, project-line-features.c ---------------------------------------- */

/* The name itself, where it stands, what it is taken for: begins @out. */
void project_name_features (const ProjectCandidates *candidates, const ProjectName *name,
                            Features *out);
/* And what is said around it. */
void project_context_features (const ProjectCandidates *candidates, const ProjectName *name,
                               Features *out);
/* What is known of a mention that a line is, or that opens one. */
void project_line_features (const ProjectCandidates *candidates,
                            const ProjectMention *mention, Features *out);

/* --- project-word-kinds.c ---------------------------------------------------------------- */

/* `launch`, `fund`, `staff` …: what a word says of an undertaking or of something else, NULL
 * if nothing. Static strings. */
const char *project_word_kind (const Press *press, uint32_t i);
/* `plural`, `indefinite`, `definite`: of a noun that undertakings go by; or NULL. */
const char *project_word_number (const Press *press, uint32_t i);
/* Does an undertaking, or what is like one, go by that noun: `conference`, `lag`? */
bool project_is_head (const Press *press, uint32_t i);
/* The end of a compound that tells what it is: `veckan` of `havsveckan`; or NULL. */
const char *project_head_ending (const char *lower);
