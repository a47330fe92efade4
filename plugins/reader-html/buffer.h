/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* buffer.h: bytes and arrays that grow. Memory that cannot be had ends the process, which
 * is a worker: the host says so and goes on with another. */
#pragma once

#include <stddef.h>

typedef struct
{
  char *data;
  size_t n_bytes;
  size_t room;
} Buffer;

void buffer_append (Buffer *buffer, const char *data, size_t n_bytes);
void buffer_append_char (Buffer *buffer, char c);
/* One character as UTF-8. */
void buffer_append_unicode (Buffer *buffer, unsigned code);
/* (transfer none): with a NUL after the last byte. */
const char *buffer_string (Buffer *buffer);
void buffer_clear (Buffer *buffer);

/* @items grown, if need be, to hold @n_items + 1. */
void *array_grow (void *items, size_t n_items, size_t *room, size_t item_bytes);

/* --- text helpers: ASCII letters only, whatever the locale --------------------------- */

int is_space (char c);
int is_digit (char c);
int is_alpha (char c);
char lower (char c);
int equal_no_case (const char *a, const char *b);
/* Whether @text contains @part, which is in small letters. */
int contains_no_case (const char *text, const char *part);
