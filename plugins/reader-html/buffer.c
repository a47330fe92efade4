/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void
reserve (Buffer *buffer, size_t n_more)
{
  if (n_more > SIZE_MAX / 4 - buffer->n_bytes)
    abort ();
  if (buffer->n_bytes + n_more <= buffer->room)
    return;

  size_t room = (buffer->n_bytes + n_more) * 2 + 64;
  char *data = realloc (buffer->data, room);
  if (data == NULL)
    abort ();
  buffer->data = data;
  buffer->room = room;
}

void
buffer_append (Buffer *buffer, const char *data, size_t n_bytes)
{
  if (n_bytes == 0)
    return;
  reserve (buffer, n_bytes);
  memcpy (buffer->data + buffer->n_bytes, data, n_bytes);
  buffer->n_bytes += n_bytes;
}

void
buffer_append_char (Buffer *buffer, char c)
{
  buffer_append (buffer, &c, 1);
}

void
buffer_append_unicode (Buffer *buffer, unsigned code)
{
  char bytes[4] = { 0 };
  size_t n_bytes = 0;

  if (code < 0x80)
    bytes[n_bytes++] = (char) code;
  else if (code < 0x800)
    bytes[n_bytes++] = (char) (0xC0 | code >> 6);
  else if (code < 0x10000)
    {
      bytes[n_bytes++] = (char) (0xE0 | code >> 12);
      bytes[n_bytes++] = (char) (0x80 | (code >> 6 & 0x3F));
    }
  else
    {
      bytes[n_bytes++] = (char) (0xF0 | code >> 18);
      bytes[n_bytes++] = (char) (0x80 | (code >> 12 & 0x3F));
      bytes[n_bytes++] = (char) (0x80 | (code >> 6 & 0x3F));
    }
  if (code >= 0x80)
    bytes[n_bytes++] = (char) (0x80 | (code & 0x3F));
  buffer_append (buffer, bytes, n_bytes);
}

const char *
buffer_string (Buffer *buffer)
{
  reserve (buffer, 1);
  buffer->data[buffer->n_bytes] = '\0';
  return buffer->data;
}

void
buffer_clear (Buffer *buffer)
{
  free (buffer->data);
  *buffer = (Buffer){ 0 };
}

void *
array_grow (void *items, size_t n_items, size_t *room, size_t item_bytes)
{
  if (n_items < *room)
    return items;

  size_t new_room = n_items * 2 + 16;
  void *grown = new_room <= SIZE_MAX / 2 / item_bytes
                  ? realloc (items, new_room * item_bytes)
                  : NULL;
  if (grown == NULL)
    abort ();
  *room = new_room;
  return grown;
}

int
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

int
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

int
is_alpha (char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char
lower (char c)
{
  return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

int
equal_no_case (const char *a, const char *b)
{
  while (*a != '\0' && lower (*a) == lower (*b))
    {
      a++;
      b++;
    }
  return *a == '\0' && *b == '\0';
}

int
contains_no_case (const char *text, const char *part)
{
  size_t n_bytes = strlen (part);

  for (; *text != '\0'; text++)
    {
      size_t i = 0;

      while (i < n_bytes && lower (text[i]) == part[i])
        i++;
      if (i == n_bytes)
        return 1;
    }
  return 0;
}
