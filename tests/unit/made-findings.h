/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* made-findings.h: findings made by hand, for tests. */
#pragma once

#include "plugin/findings.h"

/* Findings that no worker brought: keys and warnings are not looked after. */
typedef NystaFindings MadeFindings;

MadeFindings *made_findings_new (const char *text);
void made_findings_free (MadeFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadeFindings, made_findings_free)

/* Returns the proposal's index. @aliases: separated by "|", or NULL. */
guint32 made_entity (NystaFindings *findings, NystaEntityKind kind, const char *name,
                     const char *authority, const char *aliases);
void made_meta (NystaFindings *findings, const char *property, const char *value);
/* A mention of the @nth (from 0) time that @words stand in the text. */
void made_mention (NystaFindings *findings, guint32 entity, const char *words, guint nth,
                   double confidence);
NystaFoundMembership *made_membership (NystaFindings *findings, guint32 person,
                                       guint32 role, guint32 organisation);
NystaFoundParticipation *made_participation (NystaFindings *findings, guint32 project,
                                             NystaParticipationRole role,
                                             guint32 organisation);
/* Strings are literals: they are not freed. */
void made_value (NystaFindings *findings, guint32 project, NystaProperty property,
                 char *value, char *currency, guint32 funder);
NystaFoundContact *made_contact (NystaFindings *findings, guint32 owner,
                                 NystaContactKind kind, const char *value, gboolean shared);
