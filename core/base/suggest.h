/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* suggest.h: "did you mean …?": how far two words are apart. */
#pragma once

#include <glib.h>

/* How many letters must be added, removed, changed or swapped with their neighbour to make
 * @b of @a, letter case aside; more than @max counts as @max + 1. Both UTF-8. */
guint nysta_edit_distance (const char *a, const char *b, guint max);

/* (transfer none): the one of @words (up to NULL) nearest to @typed, if it is near enough
 * to have been meant, else NULL. */
const char *nysta_suggest (const char *typed, const char *const *words);
