/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "plugin/wire.h"

#include <string.h>

guint
nysta_frame_begin (GByteArray *buffer, NystaFrameType type)
{
  guint begun = buffer->len;

  nysta_frame_u32 (buffer, 0);
  nysta_frame_u32 (buffer, type);
  return begun;
}

void
nysta_frame_u32 (GByteArray *buffer, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (buffer, (const guint8 *) &little, sizeof little);
}

void
nysta_frame_u64 (GByteArray *buffer, guint64 value)
{
  guint64 little = GUINT64_TO_LE (value);

  g_byte_array_append (buffer, (const guint8 *) &little, sizeof little);
}

void
nysta_frame_double (GByteArray *buffer, double value)
{
  guint64 bits = 0;

  memcpy (&bits, &value, sizeof bits);
  nysta_frame_u64 (buffer, bits);
}

void
nysta_frame_string (GByteArray *buffer, const char *value)
{
  if (value == NULL)
    {
      nysta_frame_u32 (buffer, NYSTA_WIRE_NULL);
      return;
    }
  gsize n_bytes = MIN (strlen (value), (gsize) NYSTA_WIRE_MAX_FRAME_BYTES);

  nysta_frame_u32 (buffer, (guint32) n_bytes);
  g_byte_array_append (buffer, (const guint8 *) value, (guint) n_bytes);
  g_byte_array_append (buffer, (const guint8 *) "", 1);
}

void
nysta_frame_bytes (GByteArray *buffer, gconstpointer data, gsize n_bytes)
{
  g_return_if_fail (n_bytes <= NYSTA_WIRE_MAX_FRAME_BYTES);

  nysta_frame_u32 (buffer, (guint32) n_bytes);
  if (n_bytes > 0)
    g_byte_array_append (buffer, data, (guint) n_bytes);
}

gboolean
nysta_frame_end (GByteArray *buffer, guint begun)
{
  guint32 payload = buffer->len - begun - NYSTA_WIRE_HEADER_BYTES;

  if (payload > NYSTA_WIRE_MAX_FRAME_BYTES)
    {
      g_byte_array_set_size (buffer, begun);
      return FALSE;
    }
  guint32 little = GUINT32_TO_LE (payload);
  memcpy (buffer->data + begun, &little, sizeof little);
  return TRUE;
}

static guint32
load_u32 (const guint8 *data)
{
  guint32 little = 0;

  memcpy (&little, data, sizeof little);
  return GUINT32_FROM_LE (little);
}

gboolean
nysta_frame_next (const guint8 *data, gsize n_bytes, guint32 *out_type,
                  NystaCursor *out_cursor, gsize *out_consumed, GError **error)
{
  *out_consumed = 0;
  if (n_bytes < NYSTA_WIRE_HEADER_BYTES)
    return TRUE;

  guint32 payload = load_u32 (data);
  if (payload > NYSTA_WIRE_MAX_FRAME_BYTES)
    {
      g_set_error (error, NYSTA_WIRE_ERROR, NYSTA_WIRE_ERROR_FRAME_TOO_LARGE,
                   "announced a frame of %u bytes; the limit is %u", payload,
                   NYSTA_WIRE_MAX_FRAME_BYTES);
      return FALSE;
    }
  if (n_bytes - NYSTA_WIRE_HEADER_BYTES < payload)
    return TRUE;

  *out_type = load_u32 (data + 4);
  *out_cursor = (NystaCursor){ .data = data + NYSTA_WIRE_HEADER_BYTES, .n_bytes = payload };
  *out_consumed = (gsize) NYSTA_WIRE_HEADER_BYTES + payload;
  return TRUE;
}

/* The next @n_bytes of the payload, or NULL. */
static const guint8 *
take (NystaCursor *cursor, gsize n_bytes)
{
  if (cursor->failed || cursor->n_bytes - cursor->position < n_bytes)
    {
      cursor->failed = TRUE;
      return NULL;
    }
  const guint8 *start = cursor->data + cursor->position;
  cursor->position += n_bytes;
  return start;
}

guint32
nysta_cursor_u32 (NystaCursor *cursor)
{
  const guint8 *data = take (cursor, 4);

  return data != NULL ? load_u32 (data) : 0;
}

guint64
nysta_cursor_u64 (NystaCursor *cursor)
{
  const guint8 *data = take (cursor, 8);
  guint64 little = 0;

  if (data != NULL)
    memcpy (&little, data, sizeof little);
  return GUINT64_FROM_LE (little);
}

double
nysta_cursor_double (NystaCursor *cursor)
{
  guint64 bits = nysta_cursor_u64 (cursor);
  double value = 0;

  memcpy (&value, &bits, sizeof value);
  return value;
}

const char *
nysta_cursor_string (NystaCursor *cursor)
{
  guint32 n_bytes = nysta_cursor_u32 (cursor);

  if (cursor->failed || n_bytes == NYSTA_WIRE_NULL)
    return NULL;

  const guint8 *data = take (cursor, (gsize) n_bytes + 1);
  if (data == NULL)
    return NULL;
  /* g_utf8_validate() with a length refuses NUL inside. */
  if (data[n_bytes] != '\0' || !g_utf8_validate ((const char *) data, n_bytes, NULL))
    {
      cursor->failed = TRUE;
      return NULL;
    }
  return (const char *) data;
}

const char *
nysta_cursor_need_string (NystaCursor *cursor)
{
  const char *value = nysta_cursor_string (cursor);

  if (value == NULL)
    cursor->failed = TRUE;
  return value;
}

const guint8 *
nysta_cursor_bytes (NystaCursor *cursor, gsize *out_n_bytes)
{
  guint32 n_bytes = nysta_cursor_u32 (cursor);
  const guint8 *data = take (cursor, n_bytes);

  *out_n_bytes = data != NULL ? n_bytes : 0;
  return data;
}

gboolean
nysta_cursor_finish (const NystaCursor *cursor, GError **error)
{
  if (!cursor->failed && cursor->position == cursor->n_bytes)
    return TRUE;
  g_set_error_literal (error, NYSTA_WIRE_ERROR, NYSTA_WIRE_ERROR_MALFORMED,
                       "sent a frame that cannot be read");
  return FALSE;
}
