/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * completion.h: posts that one plugin tells in part and another whole: prose says that
 * somebody is it-chef, the page's data say where. They are one.
 */
#pragma once

#include "index/identity.h"

typedef struct NystaCompletion NystaCompletion;

/* Borrows both. */
NystaCompletion *nysta_completion_new (const NystaFindings *findings,
                                       const NystaIdentity *identity);
void nysta_completion_free (NystaCompletion *completion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaCompletion, nysta_completion_free)

/* The role and the organisation of @row: those that it lacks are another plugin's, if there is
 * but one that fits. NULL: not known. */
void nysta_completion_look_up (const NystaCompletion *completion,
                               const NystaFoundMembership *row,
                               const NystaIdentified **out_role,
                               const NystaIdentified **out_organisation);
