/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * file.h: the file seam. Everything that nysta itself writes goes through here, so that a
 * test can make each call fail once: NYSTA_IO_FAIL_AT=n makes the n-th call of the process
 * fail with ENOSPC (or with NYSTA_IO_FAIL_ERRNO).
 */
#pragma once

#include <glib.h>

/* Whether the call that a library is about to make for nysta is the one to fail: then errno
 * says how. */
gboolean nysta_file_call_fails (void);

/* Set @error from @saved_errno: `path: cannot DOING: what: remedy` in NYSTA_IO_ERROR;
 * @doing is a verb: "open", "write", "lock". */
void nysta_io_set_error (GError **error, int saved_errno, const char *doing,
                         const char *path);

/* Whole file; at most @max_bytes (0: no limit). Not a folder, not a device. */
gboolean nysta_file_read (const char *path, gsize max_bytes, char **out_data,
                          gsize *out_bytes, GError **error);

/* Is there something at @path that no file may take the place of: a device, a pipe? */
gboolean nysta_file_is_special (const char *path);

/* Write @path whole: a temporary beside it, fsync, rename, fsync of the folder. What is
 * special is written to instead. */
gboolean nysta_file_replace (const char *path, const char *data, gsize n_bytes,
                             GError **error);

/* Every call here that takes an @error sets one of NYSTA_IO_ERROR, as nysta_io_set_error()
 * words it, unless it says otherwise. */

/* A file that grows. Writing is buffered: the system has all after a flush, the disk after
 * a sync. */
typedef struct NystaFile NystaFile;
/* (transfer full): made if it is missing; what it holds stays. */
NystaFile *nysta_file_open_append (const char *path, GError **error);
/* (transfer full): what it held is gone. */
NystaFile *nysta_file_create (const char *path, GError **error);
/* Standard output or another descriptor that stays open. */
NystaFile *nysta_file_from_fd (int fd, const char *name);
gboolean nysta_file_write (NystaFile *file, const char *data, gsize n_bytes,
                           GError **error);
gboolean nysta_file_flush (NystaFile *file, GError **error);
gboolean nysta_file_sync (NystaFile *file, GError **error);
/* Have what was flushed written soon, so that the syncs of many files take as long as one.
 * Promises nothing. */
void nysta_file_sync_soon (NystaFile *file);
/* Closes without flushing: what wasn't flushed was not wanted. */
void nysta_file_free (NystaFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaFile, nysta_file_free)

/* One folder, whose parent is there; one that is there already is an error. */
gboolean nysta_file_make_dir (const char *path, GError **error);
gboolean nysta_file_remove (const char *path, GError **error);
gboolean nysta_file_rename (const char *from, const char *to, GError **error);
gboolean nysta_file_truncate (const char *path, guint64 n_bytes, GError **error);
/* After a rename, a removal or a new file: only this makes the name itself sure. */
gboolean nysta_file_sync_dir (const char *path, GError **error);

/* "64M", "1GiB", "4096" -> bytes. FALSE with NYSTA_CONFIG_ERROR_USAGE. */
gboolean nysta_parse_size (const char *text, guint64 *out_bytes, GError **error);
