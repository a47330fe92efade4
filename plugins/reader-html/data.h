/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * data.h: the statements that a page makes as data, on their way to the host.
 *
 * Three syntaxes say them: json-ld.c, microdata.c, rdfa.c. A resource is an IRI as the page
 * has it, made absolute if the page says by <base> against what, or "_:key".
 */
#pragma once

#include "buffer.h"

#include <nysta-plugin.h>

#define RDF_NS "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define XSD_NS "http://www.w3.org/2001/XMLSchema#"

typedef struct
{
  const NystaReaderHost *host;
  const char *base; /* absolute, or NULL */
  unsigned n_statements;
  unsigned n_keys;
  size_t n_steps;     /* spent on looking through the page again and again */
  NystaStatus status; /* NYSTA_STOP: the host wants no more */
} Data;

/* Whether another statement would be taken. */
int data_is_open (const Data *data);

/* Steps of work that pages which are meant to be read stay far below: 0 once they are used
 * up, with a warning. */
int data_may_go_on (Data *data, size_t n_steps);

void data_warn (Data *data, const char *message);

/* (transfer full) "_:KIND" and a number. */
char *data_new_key (Data *data, const char *kind);

/* (transfer full) (nullable): @reference tidied and made absolute if that can be done. NULL:
 * it is no IRI. */
char *data_resource (const Data *data, const char *reference);

/* What is missing or too long is left out. @predicate: absolute. */
void data_say_resource (Data *data, const char *subject, const char *predicate,
                        const char *object);
/* @datatype or @language may be NULL. */
void data_say_literal (Data *data, const char *subject, const char *predicate,
                       const char *text, const char *datatype, const char *language);
