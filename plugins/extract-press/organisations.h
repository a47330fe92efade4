/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* organisations.h: what the files that look for organisations share. */
#pragma once

#include "press.h"

#define MAX_RUN_TOKENS 8 /* of capitals in one name */

Span *organisation_add_by (Press *press, const char *rule, uint32_t first, uint32_t end,
                           double confidence);
#define organisation_add(press, ...) organisation_add_by (press, __func__, __VA_ARGS__)
/* The text as a name: without a genitive that only an acronym shows (`SKR:s`). */
char *organisation_base_form (Press *press, uint32_t first, uint32_t end);
/* May a name of an organisation begin here? Not with an article, a title or an ordinary
 * word that opens its sentence. */
bool organisation_may_open (const Press *press, uint32_t i);
/* Is it the number of an item, among others like it: `PP2`? */
bool organisation_item_code (const Press *press, uint32_t i);
/* What kind of organisation it is, in definite form before its name: `flygbolaget`. */
bool organisation_descriptor (const Press *press, uint32_t i);
void organisations_find_by_shape (Press *press);
/* organisation-described.c: `företaget X`. */
void organisations_find_described (Press *press);
/* Past a noun phrase in small letters: `för levande språk`. */
uint32_t organisation_phrase_end (const Press *press, uint32_t i, uint32_t limit);
void organisation_strip_genitive (Press *press, Span *span);
/* The name with a capital at its start. */
char *organisation_capital (Press *press, const char *name);
/* organisation-bodies.c: by the noun that says what they are. */
uint32_t organisation_adjective_end (const Press *press, uint32_t i, uint32_t limit);
void organisation_find_body (Press *press, uint32_t i);
void organisations_find_bracketed (Press *press);
void organisations_find_small (Press *press);
/* organisation-pairs.c: what is joined within one name. Each returns the end, or where it was
 * to begin. */
uint32_t organisation_elliptic_end (const Press *press, uint32_t i, uint32_t limit,
                                    bool *out_genitive);
uint32_t organisation_noun_pair_end (const Press *press, uint32_t first, uint32_t end,
                                     uint32_t limit);
uint32_t organisation_genitive_pair_end (const Press *press, uint32_t i, uint32_t limit);
uint32_t organisation_plural_pair_end (const Press *press, uint32_t first, uint32_t end,
                                       uint32_t limit);
uint32_t organisation_subject_pair_end (const Press *press, uint32_t i, uint32_t limit);
/* organisation-initials.c: names that letters in brackets are the initials of. */
void organisations_find_spelt_out (Press *press);
/* Do the letters that @match has at @i stand for something else in this text? */
bool organisation_spelt_otherwise (const Press *press, uint32_t i, const NystaMatch *match);
/* organisation-titled.c: `kommittén Långsiktiga villkor för skogen`. */
void organisations_find_titled (Press *press);
/* organisation-offices.c: `Sveriges ambassad i X`, `kammarrätten i X`, after the lexicon. */
void organisations_find_offices (Press *press);
/* organisation-actors.c: `X ansvarar för`, `besöker X`, once persons are known. */
void organisations_find_actors (Press *press);
/* Past a free run of capitals that may be an organisation's name; @i if it is none. @lone:
 * one word will do. */
uint32_t organisation_free_end (Press *press, uint32_t i, uint32_t limit, bool lone);
/* Says of what people or part of the world something is. */
bool organisation_is_people (const Press *press, uint32_t i);
/* organisation-series.c: what stands in a row with organisations. */
void organisations_find_series (Press *press);
/* organisation-tagged.c: what the tagger takes for one, after everything else. */
void organisations_find_tagged (Press *press);
/* organisation-headings.c: `Personal på X`, once persons are known. */
void organisations_find_headed (Press *press);
/* organisation-tails.c: those of which a part is known, as far as they go. */
void organisations_extend (Press *press);
/* organisation-municipal.c: by the bare name of a place. */
void organisations_find_municipal (Press *press);
