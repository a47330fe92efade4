/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/byte-source.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

/* Of a file at once; a decoder takes less a step. */
#define RAW_BYTES (128u * 1024)
/* Enough to tell a syntax by. */
#define PEEK_BYTES 4096u
/* As long as the longest mark of a compressed file. */
#define MAGIC_BYTES 4u

typedef gssize (*DecodeFunc) (NystaByteSource *source, char *buffer, gsize n_bytes,
                              GError **error);

struct NystaByteSource
{
  char *name;
  int fd; /* -1: from memory */
  gboolean owns_fd;
  const char *memory;
  gsize n_memory;
  guint64 *n_bytes_read; /* or NULL */
  gint64 deadline_us;    /* 0: none */

  char *raw; /* RAW_BYTES: read, and not yet taken from raw_at to raw_end */
  gsize raw_at;
  gsize raw_end;
  guint64 raw_offset; /* in the file, of raw_end */
  gboolean at_end;    /* of the file */

  DecodeFunc decode; /* NULL: the bytes are plain */
  GConverter *gzip;
  ZSTD_DStream *zstd;
  gboolean inside; /* a gzip member or a zstd frame that must go on */

  char *head; /* peeked at, from head_at to head_end */
  gsize head_at;
  gsize head_end;
  gboolean head_is_all; /* the end came while it was peeked at */
};

static NystaByteSource *
source_new (const char *name, int fd)
{
  NystaByteSource *source = g_new0 (NystaByteSource, 1);

  source->name = g_strdup (name);
  source->fd = fd;
  return source;
}

NystaByteSource *
nysta_byte_source_from_memory (const char *data, gsize n_bytes, const char *name)
{
  NystaByteSource *source = source_new (name, -1);

  source->memory = data;
  source->n_memory = n_bytes;
  return source;
}

void
nysta_byte_source_free (NystaByteSource *source)
{
  if (source == NULL)
    return;
  if (source->owns_fd)
    close (source->fd);
  g_clear_object (&source->gzip);
  ZSTD_freeDStream (source->zstd);
  g_free (source->raw);
  g_free (source->head);
  g_free (source->name);
  g_free (source);
}

const char *
nysta_byte_source_name (const NystaByteSource *source)
{
  return source->name;
}

void
nysta_byte_source_set_deadline (NystaByteSource *source, gint64 deadline_us)
{
  source->deadline_us = deadline_us;
}

/* --- bytes as they lie there --------------------------------------------------------- */

/* A pipe may stay silent for ever; a file is always ready. */
static gboolean
wait_for_bytes (const NystaByteSource *source, GError **error)
{
  struct pollfd polled = { .fd = source->fd, .events = POLLIN };
  int n_ready = -1;

  if (source->deadline_us == 0)
    return TRUE;
  do
    {
      gint64 left_ms = (source->deadline_us - g_get_monotonic_time ()) / 1000;

      if (left_ms <= 0)
        n_ready = 0;
      else
        n_ready = poll (&polled, 1, (int) MIN (left_ms, G_MAXINT));
    }
  while (n_ready < 0 && errno == EINTR);
  if (n_ready != 0)
    return TRUE;
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_TIMED_OUT,
               "%s: was not read in time: raise --timeout", source->name);
  return FALSE;
}

static gssize
read_raw (NystaByteSource *source, char *buffer, gsize n_bytes, GError **error)
{
  ssize_t n_read = 0;

  if (source->fd < 0)
    {
      n_read = (gssize) MIN (n_bytes, source->n_memory);
      if (n_read > 0)
        memcpy (buffer, source->memory, (gsize) n_read);
      source->memory += n_read;
      source->n_memory -= (gsize) n_read;
    }
  else
    {
      if (!wait_for_bytes (source, error))
        return -1;
      do
        n_read = read (source->fd, buffer, n_bytes);
      while (n_read < 0 && errno == EINTR);
      if (n_read < 0)
        {
          nysta_io_set_error (error, errno, "read", source->name);
          return -1;
        }
    }
  source->raw_offset += (guint64) n_read;
  source->at_end = n_read == 0;
  if (source->n_bytes_read != NULL)
    __atomic_fetch_add (source->n_bytes_read, (guint64) n_read, __ATOMIC_RELAXED);
  return n_read;
}

/* Have @n_wanted bytes, or all that are left, in the raw buffer. */
static gboolean
fill_raw (NystaByteSource *source, gsize n_wanted, GError **error)
{
  if (source->raw_end - source->raw_at >= n_wanted)
    return TRUE;
  if (source->raw_at < source->raw_end)
    memmove (source->raw, source->raw + source->raw_at, source->raw_end - source->raw_at);
  source->raw_end -= source->raw_at;
  source->raw_at = 0;
  while (source->raw_end < n_wanted && !source->at_end)
    {
      gssize n_read = read_raw (source, source->raw + source->raw_end,
                                RAW_BYTES - source->raw_end, error);

      if (n_read < 0)
        return FALSE;
      source->raw_end += (gsize) n_read;
    }
  return TRUE;
}

static gssize
read_plain (NystaByteSource *source, char *buffer, gsize n_bytes, GError **error)
{
  gsize n_held = MIN (source->raw_end - source->raw_at, n_bytes);

  if (n_held == 0)
    return read_raw (source, buffer, n_bytes, error);
  memcpy (buffer, source->raw + source->raw_at, n_held);
  source->raw_at += n_held;
  return (gssize) n_held;
}

/* --- compressed ---------------------------------------------------------------------- */

/* @why: of the library, or NULL. Returns -1. */
static gssize
fail_decoding (const NystaByteSource *source, const char *what, const char *why,
               GError **error)
{
  guint64 offset = source->raw_offset - (source->raw_end - source->raw_at);

  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
               "%s: after byte %" G_GUINT64_FORMAT ": the %s data %s%s%s", source->name,
               offset, source->gzip != NULL ? "gzip" : "zstd", what,
               why != NULL ? ": " : "", why != NULL ? why : "");
  return -1;
}

static gboolean
has_gzip_mark (const char *data, gsize n_bytes)
{
  return n_bytes >= 2 && memcmp (data, "\x1F\x8B", 2) == 0;
}

/* A zstd frame, or one that is to be skipped (RFC 8878 §3.1.2). */
static gboolean
has_zstd_mark (const char *data, gsize n_bytes)
{
  return n_bytes >= 4 &&
         (memcmp (data, "\x28\xB5\x2F\xFD", 4) == 0 ||
          (((guchar) data[0] & 0xF0) == 0x50 && memcmp (data + 1, "\x2A\x4D\x18", 3) == 0));
}

/* After a member: another one, padding of zeros as tapes have, or the end. FALSE with
 * @error, or with source->at_end. */
static gboolean
begin_gzip_member (NystaByteSource *source, GError **error)
{
  do
    {
      if (!fill_raw (source, 2, error))
        return FALSE;
      while (source->raw_at < source->raw_end && source->raw[source->raw_at] == '\0')
        source->raw_at++;
    }
  while (source->raw_end - source->raw_at < 2 && !source->at_end);

  gsize n_held = source->raw_end - source->raw_at;
  if (n_held == 0)
    return FALSE;
  if (!has_gzip_mark (source->raw + source->raw_at, n_held))
    {
      fail_decoding (source, "is followed by something else", NULL, error);
      return FALSE;
    }
  g_converter_reset (source->gzip);
  source->inside = TRUE;
  return TRUE;
}

static gssize
decode_gzip (NystaByteSource *source, char *buffer, gsize n_bytes, GError **error)
{
  gsize n_wanted = 1;

  for (;;)
    {
      if (!source->inside)
        {
          g_autoptr (GError) wrong = NULL;

          if (!begin_gzip_member (source, &wrong))
            {
              if (wrong == NULL)
                return 0;
              g_propagate_error (error, g_steal_pointer (&wrong));
              return -1;
            }
        }
      if (!fill_raw (source, n_wanted, error))
        return -1;

      gsize n_held = source->raw_end - source->raw_at;
      gsize n_taken = 0;
      gsize n_made = 0;
      g_autoptr (GError) why = NULL;
      GConverterResult result = g_converter_convert (
        source->gzip, source->raw + source->raw_at, n_held, buffer, n_bytes,
        source->at_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &n_taken, &n_made,
        &why);

      if (result == G_CONVERTER_ERROR)
        {
          if (!g_error_matches (why, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
            return fail_decoding (source, "is damaged", NULL, error);
          if (source->at_end || n_held >= RAW_BYTES)
            return fail_decoding (source, "ends too early", NULL, error);
          n_wanted = n_held + 1;
          continue;
        }
      source->raw_at += n_taken;
      n_wanted = 1;
      source->inside = result != G_CONVERTER_FINISHED;
      if (n_made > 0)
        return (gssize) n_made;
    }
}

static gssize
decode_zstd (NystaByteSource *source, char *buffer, gsize n_bytes, GError **error)
{
  ZSTD_outBuffer made = { buffer, n_bytes, 0 };

  while (made.pos == 0)
    {
      if (!fill_raw (source, 1, error))
        return -1;

      ZSTD_inBuffer taken = { source->raw + source->raw_at,
                              source->raw_end - source->raw_at, 0 };
      if (taken.size == 0 && !source->inside)
        return 0;

      size_t result = ZSTD_decompressStream (source->zstd, &made, &taken);
      gboolean stuck = taken.size == 0 && made.pos == 0;

      source->raw_at += taken.pos;
      if (ZSTD_isError (result))
        return fail_decoding (source, "is damaged", ZSTD_getErrorName (result), error);
      source->inside = result != 0;
      if (stuck && source->inside)
        return fail_decoding (source, "ends too early", NULL, error);
    }
  return (gssize) made.pos;
}

static void
choose_decoder (NystaByteSource *source)
{
  const char *data = source->raw + source->raw_at;
  gsize n_bytes = source->raw_end - source->raw_at;

  if (has_gzip_mark (data, n_bytes))
    {
      source->gzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      source->decode = decode_gzip;
      source->inside = TRUE;
    }
  else if (has_zstd_mark (data, n_bytes))
    {
      source->zstd = ZSTD_createDStream ();
      source->decode = decode_zstd;
    }
}

NystaByteSource *
nysta_byte_source_open (const char *path, guint64 *n_bytes_read, GError **error)
{
  gboolean is_stdin = strcmp (path, "-") == 0;
  int fd = is_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    {
      nysta_io_set_error (error, errno, "open", path);
      return NULL;
    }

  g_autoptr (NystaByteSource) source = source_new (is_stdin ? "standard input" : path, fd);
  source->owns_fd = !is_stdin;
  source->n_bytes_read = n_bytes_read;
  source->raw = g_malloc (RAW_BYTES);
  if (!fill_raw (source, MAGIC_BYTES, error))
    return NULL;
  choose_decoder (source);
  return g_steal_pointer (&source);
}

/* --- plain --------------------------------------------------------------------------- */

static gssize
read_decoded (NystaByteSource *source, char *buffer, gsize n_bytes, GError **error)
{
  return source->decode != NULL ? source->decode (source, buffer, n_bytes, error)
                                : read_plain (source, buffer, n_bytes, error);
}

gboolean
nysta_byte_source_peek (NystaByteSource *source, const char **out_data, gsize *out_n_bytes,
                        GError **error)
{
  gssize n_read = 1;

  if (source->head == NULL)
    source->head = g_malloc (PEEK_BYTES);
  while (n_read > 0 && !source->head_is_all && source->head_end < PEEK_BYTES)
    {
      n_read = read_decoded (source, source->head + source->head_end,
                             PEEK_BYTES - source->head_end, error);
      if (n_read < 0)
        return FALSE;
      source->head_end += (gsize) n_read;
    }
  source->head_is_all = n_read == 0 || source->head_is_all;
  *out_data = source->head;
  *out_n_bytes = source->head_end;
  return TRUE;
}

gboolean
nysta_byte_source_skip_mark (NystaByteSource *source, GError **error)
{
  const char *head = NULL;
  gsize n_bytes = 0;

  if (!nysta_byte_source_peek (source, &head, &n_bytes, error))
    return FALSE;
  if (n_bytes >= 3 && memcmp (head, "\xEF\xBB\xBF", 3) == 0)
    source->head_at = 3;
  return TRUE;
}

gssize
nysta_byte_source_read (NystaByteSource *source, char *buffer, gsize n_bytes,
                        GError **error)
{
  gsize n_held = MIN (source->head_end - source->head_at, n_bytes);

  if (n_held == 0)
    return source->head_is_all ? 0 : read_decoded (source, buffer, n_bytes, error);
  memcpy (buffer, source->head + source->head_at, n_held);
  source->head_at += n_held;
  return (gssize) n_held;
}
