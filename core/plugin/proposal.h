/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* proposal.h: an extractor's proposals as frames, there and back. */
#pragma once

#include "plugin/findings.h"
#include "plugin/wire.h"

/* Append a frame. FALSE if it is over the limit. What @value points to was checked. */
gboolean nysta_proposal_write_entity (GByteArray *buffer, const NystaEntity *value);
gboolean nysta_proposal_write_alias (GByteArray *buffer, const char *key, const char *form);
gboolean nysta_proposal_write_mention (GByteArray *buffer, const NystaMention *value);
gboolean nysta_proposal_write_membership (GByteArray *buffer, const NystaMembership *value);
gboolean nysta_proposal_write_participation (GByteArray *buffer,
                                             const NystaParticipation *value);
gboolean nysta_proposal_write_contact (GByteArray *buffer, const NystaContact *value);
gboolean nysta_proposal_write_value (GByteArray *buffer, const NystaValue *value);

gboolean nysta_proposal_write_statement (GByteArray *buffer,
                                         const NystaFoundStatement *value);

/* Add what the frame proposes to @findings as @plugin's. Any other type of frame is an
 * error. Errors: NYSTA_WIRE_ERROR_MALFORMED, NYSTA_PLUGIN_ERROR_FAILED. */
gboolean nysta_proposal_apply (NystaFindings *findings, const char *plugin, guint32 type,
                               NystaCursor *cursor, GError **error);
