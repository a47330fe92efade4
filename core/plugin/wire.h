/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * wire.h: what host and worker say to each other: frames of
 *
 *   u32 length of the payload · u32 type · payload
 *
 * all little endian; a payload is a row of u32, u64, doubles (their 64 bits) and strings
 * (u32 length, the bytes, a NUL; NYSTA_WIRE_NULL as the length stands for no string).
 *
 * Caveats: the decoder trusts nothing. A cursor that once failed stays failed and hands out
 * zeros, so that a caller may read all fields and ask nysta_cursor_finish() once.
 */
#pragma once

#include "base/error.h"
#include "base/limits.h"

#define NYSTA_WIRE_HEADER_BYTES 8u
#define NYSTA_WIRE_NULL G_MAXUINT32

typedef enum
{
  /* host to worker */
  NYSTA_FRAME_CONFIGURE =
    1, /* role, memory, deadline ms, max document, lexicon or null, tagger or null */
  NYSTA_FRAME_PLUGIN, /* id, kind, abi, object, memory: the next plugin of the call */
  NYSTA_FRAME_DATA,   /* bytes: the next of the document */
  NYSTA_FRAME_RUN,    /* media type, charset, NystaRunFlags: read and extract */
  NYSTA_FRAME_LIST,   /* locator */
  NYSTA_FRAME_FETCH,  /* key */
  NYSTA_FRAME_CHECK,  /* nothing: open the plugin only */
  /* worker to host */
  NYSTA_FRAME_ENTER = 64, /* number of the plugin now in charge; NYSTA_WIRE_NULL: none */
  NYSTA_FRAME_WARN,       /* message */
  NYSTA_FRAME_TEXT,       /* bytes: the next of the document's text */
  NYSTA_FRAME_METADATA,   /* property, value */
  NYSTA_FRAME_ENTITY,
  NYSTA_FRAME_ALIAS,
  NYSTA_FRAME_MENTION,
  NYSTA_FRAME_MEMBERSHIP,
  NYSTA_FRAME_PARTICIPATION,
  NYSTA_FRAME_CONTACT,
  NYSTA_FRAME_VALUE,
  NYSTA_FRAME_DOCUMENT,    /* from a source: key, iri, media type, size, modified, named */
  NYSTA_FRAME_UNAVAILABLE, /* iri, message */
  NYSTA_FRAME_BYTES,       /* bytes: the next of what is fetched */
  NYSTA_FRAME_TRACE,       /* one line for a person */
  NYSTA_FRAME_CRASH,       /* signal, bytes that the plugins had: the last words */
  NYSTA_FRAME_END,         /* outcome, message or null: the call is over */
  NYSTA_FRAME_STATEMENT,   /* subject, predicate, object, its kind, datatype, language */
  NYSTA_FRAME_STAGES       /* the worker's bytes, number of stages, each name and ns */
} NystaFrameType;

/* What a run is to tell besides what it finds. */
typedef enum
{
  NYSTA_RUN_TRACED = 1u << 0,
  NYSTA_RUN_TIMED = 1u << 1
} NystaRunFlags;

/* --- writing: frames are appended to a buffer ------------------------------- */

/* Begin a frame; returns what nysta_frame_end() wants. */
guint nysta_frame_begin (GByteArray *buffer, NystaFrameType type);
void nysta_frame_u32 (GByteArray *buffer, guint32 value);
void nysta_frame_u64 (GByteArray *buffer, guint64 value);
void nysta_frame_double (GByteArray *buffer, double value);
void nysta_frame_string (GByteArray *buffer, const char *value); /* NULL is a value */
void nysta_frame_bytes (GByteArray *buffer, gconstpointer data, gsize n_bytes);
/* Close the frame. FALSE if it is over the limit: the buffer is as before it began. */
gboolean nysta_frame_end (GByteArray *buffer, guint begun);

/* --- reading ------------------------------------------------------------------ */

typedef struct
{
  const guint8 *data;
  gsize n_bytes;
  gsize position;
  gboolean failed;
} NystaCursor;

/* The first frame of @data. TRUE with *@out_consumed 0 if more bytes are needed.
 * @out_cursor borrows from @data. Errors: NYSTA_WIRE_ERROR_FRAME_TOO_LARGE. */
gboolean nysta_frame_next (const guint8 *data, gsize n_bytes, guint32 *out_type,
                           NystaCursor *out_cursor, gsize *out_consumed, GError **error);

guint32 nysta_cursor_u32 (NystaCursor *cursor);
guint64 nysta_cursor_u64 (NystaCursor *cursor);
double nysta_cursor_double (NystaCursor *cursor);
/* (nullable) (transfer none): UTF-8; borrowed from the frame. */
const char *nysta_cursor_string (NystaCursor *cursor);
/* Like it, but NULL is a failure. */
const char *nysta_cursor_need_string (NystaCursor *cursor);
const guint8 *nysta_cursor_bytes (NystaCursor *cursor, gsize *out_n_bytes);
/* Errors: NYSTA_WIRE_ERROR_MALFORMED if anything failed or bytes are left. */
gboolean nysta_cursor_finish (const NystaCursor *cursor, GError **error);
