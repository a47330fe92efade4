/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* verbs.h: what the readers of sentences share. */
#pragma once

#include "sections.h"

/* Verbs and nouns after which `som` or `till` brings a title. */
bool verbs_is_appointment (const char *lower);
/* speakers.c: is the token an `I`, and who is it, as a span: of the sentence that begins with
 * @i; NONE, or @otherwise in English. */
bool verbs_speaks_of_self (const Press *press, uint32_t i);
uint32_t verbs_speaker (Press *press, uint32_t i, uint32_t otherwise);
/* The only person of the document, as a span; NONE if there are none or more. */
uint32_t verbs_only_person (Press *press);
/* `är`, `blir`, `varit`. */
bool verbs_is_being (const char *lower);
/* enumerations.c: each person from @i on holds @role in @organisation. */
void verbs_read_enumerated (Press *press, uint32_t role, uint32_t organisation, uint32_t i,
                            uint32_t limit);
/* `A till ledamot och B till ersättare i ORG`: what is said of A from membership @from on is
 * there, too. */
void verbs_share_place_of_next (Press *press, size_t from, uint32_t limit);
/* The members of a body that the sentence names. */
void verbs_read_members (Press *press, uint32_t first, uint32_t limit);
/* successions.c: the span of the person that `hon` means at @i: the last one named before, in
 * this block or the one above; NONE. */
uint32_t verbs_last_person (const Press *press, uint32_t i);
/* `Hon efterträder NAMN`, `ersätts av NAMN`: the other has the same post. */
void verbs_read_successions (Press *press);
/* verb-clauses.c: `… och projektledare är NAMN`: the title that ends right before the verb. */
bool verbs_title_of_clause (Press *press, uint32_t verb, uint32_t start, Title *out);
/* Where the name that begins at @first is said to be; NONE. */
uint32_t verbs_place_behind_name (const Press *press, uint32_t person, uint32_t first);
/* Past small words between a verb and its title: `är också`, `blir ny`. */
uint32_t verbs_skip_adverbs (const Press *press, uint32_t i, uint32_t limit);

/* --- workplaces.c: an organisation, or NONE --------------------------------------- */

/* `från ORG, där hon var`: @i is `där`. */
uint32_t workplace_of_place (Press *press, uint32_t floor, uint32_t i);
/* `arbetade på ORG som titel`: @i is past the preposition. */
uint32_t workplace_before_as (Press *press, uint32_t i, uint32_t limit);
/* `I ORG var hon titel`: @start opens the sentence. */
uint32_t workplace_opening (Press *press, uint32_t start, uint32_t limit);
/* `arbetat som stridspilot inom ORG`: @i is past `som`. */
bool workplace_read_unknown (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                             uint32_t limit);
/* `… och provflygare på ORG` behind a title that is known. */
bool workplace_read_further (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                             uint32_t limit);
/* `arbetar på ORG`: where, and not as what. */
bool workplace_read (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                     uint32_t limit);
/* `… A, B och C` from @i on, a mark or `och` between them: @person is with each. Returns
 * whether there was any. @joined: what stands at @i joins them to one before. */
bool workplace_read_series (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                            uint32_t limit, bool joined);
/* `har haft ledande befattningar på A och B`, `Andra styrelseuppdrag är A och B`. */
bool workplace_read_positions (Press *press, uint32_t person, uint32_t name_first,
                               uint32_t i, uint32_t limit);
/* `NAMN representerar ORG`, `Från ORG deltog NAMN`, in the sentence [@first, @limit). */
void workplaces_read_representation (Press *press, uint32_t first, uint32_t limit);
