/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * role-scheme.h: roles as a concept scheme: each title that documents mention below its head
 * word (digitaliseringschef, chef för digitalisering: chef), as far as heads are known.
 */
#pragma once

#include "index/authority.h"

/* (transfer full): @name as a role is spelt everywhere: nysta_name_spell_role(), and the
 * indefinite form of what the authorities know: "ordförande" of "Ordföranden",
 * "digitaliseringschef" of "DIGITALISERINGSCHEFEN". */
char *nysta_role_spell (NystaAuthorities *authorities, const char *name);

/* (transfer full) (nullable): what is broader than @title, which is in lower case: "enhetschef" of "biträdande enhetschef", "chef" of
 * "enhetschef" and of "chef för digitalisering". NULL
 * unless that leads to a role that the authorities know. */
char *nysta_role_broader (NystaAuthorities *authorities, const char *title);

/* Append what is to be said of the role @iri beside what the authorities say: what is
 * broader, and what it is if they do not know it. (transfer full) (nullable): that broader
 * role's IRI; NULL: nothing is, and nothing was said. */
char *nysta_role_describe (NystaAuthorities *authorities, const char *base, const char *iri,
                           NystaGraph *out);
