/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * graph-writer.h: one document's findings as its named graph. The model is in
 * core/docs/graph.md.
 */
#pragma once

#include "index/annotation.h"
#include "index/identity.h"

typedef struct
{
  const char *base; /* of the store */
  const char *document_iri;
  const char *media_type;
  const NystaFindings *findings;
  const NystaIdentity *identity; /* of these findings */
  NystaAuthorities *authorities; /* or NULL */
  GHashTable *plugin_iris;       /* plugin id -> IRI with its version */
  const char *content_digest;    /* of the document's bytes, or NULL */
  const char *process_digest;    /* of all that made the graph of them, or NULL */
} NystaGraphInput;

/* (transfer full), sorted. Depends on nothing but @input. */
NystaGraph *nysta_graph_write (const NystaGraphInput *input);
/* The same but for the annotations, which are most of it: they are *@out_annotations
 * (transfer full), and live no longer than the findings. Together they are that graph. */
NystaGraph *nysta_graph_write_facts (const NystaGraphInput *input,
                                     NystaAnnotations **out_annotations);
