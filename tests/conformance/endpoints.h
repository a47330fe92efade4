/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * endpoints.h: the endpoints that tests of SERVICE ask: one server on this machine, which is
 * taken for a proxy, so that the addresses stay those of the tests.
 */
#pragma once

#include "tuples.h"

typedef struct Endpoints Endpoints;

/* From here on all requests of this process, and of those that it starts, go there. */
Endpoints *endpoints_new (void);
void endpoints_free (Endpoints *endpoints);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Endpoints, endpoints_free)

/* Before anything is asked: that one at @iri answers over @quads, which are taken. Others are
 * not there. */
void endpoints_add (Endpoints *endpoints, const char *iri, Tuples *quads);
