/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * grouping.h: which of one document's proposals speak of one thing. Part of identity.
 *
 * Organisations and projects are one if they resolve to one authority, or if their names
 * are one but for case, quotes and a genitive s, or if one's name is the other's alias;
 * never if they have two authorities. Roles are one if they get one IRI. Persons are one
 * if their full names are, unless each has an address of their own.
 */
#pragma once

#include "index/authority.h"
#include "plugin/findings.h"

typedef struct NystaGrouping NystaGrouping;

NystaGrouping *nysta_grouping_new (const NystaFindings *findings, const char *base,
                                   NystaAuthorities *authorities);
void nysta_grouping_free (NystaGrouping *grouping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaGrouping, nysta_grouping_free)

/* Groups are numbered by their first proposal. */
guint32 nysta_grouping_n_groups (const NystaGrouping *grouping);
guint32 nysta_grouping_of (const NystaGrouping *grouping, guint32 proposal);
/* (element-type guint32) (transfer none): in the order found; at least one. */
GArray *nysta_grouping_members (const NystaGrouping *grouping, guint32 group);
/* The group's absolute authority IRI, or NULL. */
const char *nysta_grouping_authority (const NystaGrouping *grouping, guint32 group);
/* The first (by letters) address that is this person's alone, or NULL. */
const char *nysta_grouping_personal_email (const NystaGrouping *grouping, guint32 group);
