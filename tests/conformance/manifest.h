/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * manifest.h: the W3C's manifests of SPARQL tests as structs: the vocabularies of 1.1
 * (mf:, qt:, ut:) and of 1.0, which calls some of it otherwise.
 */
#pragma once

#include <glib.h>

typedef enum
{
  TEST_QUERY,
  TEST_CSV, /* values only: CSV forgets what is an IRI */
  TEST_POSITIVE_SYNTAX,
  TEST_NEGATIVE_SYNTAX,
  TEST_UPDATE,
  TEST_POSITIVE_UPDATE_SYNTAX,
  TEST_NEGATIVE_UPDATE_SYNTAX,
  TEST_OTHER, /* protocol, graph store, service description, entailment, … */
  N_TEST_KINDS
} TestKind;

extern const char *const test_kind_names[N_TEST_KINDS];

/* A graph of a dataset: its name, NULL for the default graph, and the IRI of its file. */
typedef struct
{
  char *name;
  char *file;
} GraphFile;

typedef struct
{
  char *iri;
  TestKind kind;
  char *query;         /* IRI of the file of query or request; NULL: none */
  GPtrArray *data;     /* GraphFile * */
  GPtrArray *services; /* GraphFile *: endpoints and what they know */
  char *result;        /* IRI of the file; NULL: none, the test is that it runs */
  GPtrArray *after;    /* GraphFile *: what an update leaves */
  gboolean is_reduced; /* mf:LaxCardinality */
  gboolean by_value;   /* numbers of one datatype are equal if their values are */
} W3cTest;

/* All tests of @folder in the manifests' sequence; (transfer full) (element-type W3cTest).
 * @warnings: lines about what was not there. NULL with @error. */
GPtrArray *manifest_read_folder (const char *folder, GString *warnings, GError **error);
