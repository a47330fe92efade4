/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* source-file: files, folders and patterns of this machine. */
#include "file-iri.h"
#include "walk.h"

#include <nysta-plugin.h>

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES 65536

typedef struct
{
  const NystaSourceHost *host;
  NystaStatus status;  /* what list() will return */
  const char *base;    /* patterns with `**`: the folder that they start from */
  const char *pattern; /* … and what follows; NULL: everything matches */
  size_t n_offered;
} Listing;

static NystaStatus
fail (const NystaSourceHost *host, const char *message)
{
  host->fail (host, message);
  return NYSTA_FAILED;
}

static bool
out_of_memory (Listing *listing)
{
  listing->status = fail (listing->host, "out of memory");
  return false;
}

static bool
offer (Listing *listing, const char *path, const struct stat *status, bool named)
{
  char *iri = file_iri_from_path (path);
  if (iri == NULL)
    return out_of_memory (listing);

  /* The IRI is the key as well: a path need not be UTF-8. */
  NystaSourceDocument document = {
    .struct_size = sizeof document,
    .key = iri,
    .iri = iri,
    .size_bytes = (uint64_t) status->st_size,
    .modified_s = status->st_mtime,
    .named = named,
  };
  listing->status = listing->host->document (listing->host, &document);
  listing->n_offered++;
  free (iri);
  /* One refused document is no reason to leave out the others. */
  return listing->status != NYSTA_STOP;
}

static bool
report (Listing *listing, const char *path, const char *why)
{
  char *iri = file_iri_from_path (path);
  if (iri == NULL)
    return out_of_memory (listing);

  listing->status = listing->host->unavailable (listing->host, iri, why);
  listing->n_offered++;
  free (iri);
  return listing->status != NYSTA_STOP;
}

static bool
matches (const Listing *listing, const char *path)
{
  if (listing->pattern == NULL)
    return true;
  const char *relative = path + strlen (listing->base);

  return walk_match (listing->pattern, relative + strspn (relative, "/"));
}

static bool
on_file (void *user_data, const char *path, const struct stat *status)
{
  Listing *listing = user_data;

  return !matches (listing, path) || offer (listing, path, status, false);
}

/* What a pattern leaves out anyway is passed over in silence; a folder that cannot be
 * read might have held something. */
static bool
on_unavailable (void *user_data, const char *path, const char *why)
{
  Listing *listing = user_data;
  struct stat status;
  bool folder = stat (path, &status) == 0 && S_ISDIR (status.st_mode);

  return (!folder && !matches (listing, path)) || report (listing, path, why);
}

static NystaStatus
list_folder (Listing *listing, const char *path)
{
  const WalkVisitor visitor = { listing, on_file, on_unavailable };

  if (walk_is_store (path))
    return fail (listing->host, "a nysta store, not a folder of documents");
  if (!walk_folder (path, &visitor) && errno == ENOMEM)
    return fail (listing->host, "out of memory");
  return listing->status == NYSTA_STOP ? NYSTA_STOP : NYSTA_OK;
}

/* A path that the locator, or a pattern in it, names. */
static NystaStatus
list_path (Listing *listing, const char *path, bool named)
{
  struct stat status;
  char why[64];

  if (stat (path, &status) != 0)
    {
      report (listing, path, walk_why (errno));
      return listing->status == NYSTA_STOP ? NYSTA_STOP : NYSTA_OK;
    }
  if (S_ISDIR (status.st_mode))
    return list_folder (listing, path);
  if (S_ISREG (status.st_mode))
    offer (listing, path, &status, named);
  else
    {
      snprintf (why, sizeof why, "%s, not a file", walk_kind_name (status.st_mode));
      report (listing, path, why);
    }
  return listing->status == NYSTA_STOP ? NYSTA_STOP : NYSTA_OK;
}

static int
compare_paths (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static NystaStatus
list_glob (Listing *listing, const char *pattern)
{
  glob_t found;
  int result = glob (pattern, GLOB_NOSORT, NULL, &found);

  if (result == GLOB_NOMATCH)
    return fail (listing->host, "nothing matches: check the pattern");
  if (result != 0)
    return fail (listing->host,
                 result == GLOB_NOSPACE ? "out of memory" : "the pattern cannot be read");

  /* glob() sorts as the locale says; the order must not depend on it. */
  qsort (found.gl_pathv, found.gl_pathc, sizeof (char *), compare_paths);
  NystaStatus status = NYSTA_OK;
  for (size_t i = 0; i < found.gl_pathc && status == NYSTA_OK; i++)
    status = list_path (listing, found.gl_pathv[i], false);
  globfree (&found);
  return status;
}

/* A pattern with a double star: walk from the last folder before the first wildcard. */
static NystaStatus
list_deep_glob (Listing *listing, const char *pattern)
{
  size_t n_base = strcspn (pattern, "*?[");

  while (n_base > 1 && pattern[n_base - 1] != '/')
    n_base--;
  char *base = strndup (pattern, n_base > 1 ? n_base - 1 : 1);
  if (base == NULL)
    return fail (listing->host, "out of memory");

  listing->base = base;
  listing->pattern = pattern + n_base;
  struct stat status;
  NystaStatus result = stat (base, &status) == 0 && S_ISDIR (status.st_mode)
                         ? list_folder (listing, base)
                         : NYSTA_OK;
  if (result == NYSTA_OK && listing->n_offered == 0)
    result = fail (listing->host, "nothing matches: check the pattern");
  free (base);
  return result;
}

static NystaStatus
list (const NystaSourceHost *host, const char *locator)
{
  Listing listing = { .host = host, .status = NYSTA_OK };
  bool is_iri = is_file_iri (locator);
  char *decoded = is_iri ? file_iri_to_path (locator) : strdup (locator);

  if (decoded == NULL || decoded[0] == '\0')
    {
      free (decoded);
      return fail (host, is_iri ? "not the IRI of a file on this machine"
                                : "an empty name: name a file or a folder");
    }
  char *path = absolute_path (decoded);
  free (decoded);
  if (path == NULL)
    return fail (host, walk_why (errno));

  struct stat status;
  NystaStatus result;
  if (lstat (path, &status) == 0)
    result = list_path (&listing, path, true);
  else if (errno == ENOENT && !is_iri && strpbrk (path, "*?[") != NULL)
    result = strstr (path, "**") != NULL ? list_deep_glob (&listing, path)
                                         : list_glob (&listing, path);
  else if (errno == ENOENT)
    result = fail (host, "no such file or folder: check the name");
  else
    result = fail (host, walk_why (errno));
  free (path);
  return result;
}

static NystaStatus
fail_not_a_file (const NystaSourceHost *host, mode_t mode)
{
  char message[64];

  snprintf (message, sizeof message, "%s, not a file", walk_kind_name (mode));
  return fail (host, message);
}

static NystaStatus
too_large (const NystaSourceHost *host, uint64_t max_bytes)
{
  static const char *const units[] = { "bytes", "KiB", "MiB", "GiB" };
  size_t unit = 0;
  uint64_t amount = max_bytes;
  char message[96];

  while (unit < 3 && amount >= 1024 && amount % 1024 == 0)
    {
      amount /= 1024;
      unit++;
    }
  snprintf (message, sizeof message,
            "larger than the limit of %" PRIu64 " %s (--max-document)", amount,
            units[unit]);
  return fail (host, message);
}

static NystaStatus
deliver (const NystaSourceHost *host, int fd, uint64_t max_bytes)
{
  unsigned char chunk[CHUNK_BYTES];
  uint64_t total = 0;

  for (;;)
    {
      ssize_t n = read (fd, chunk, sizeof chunk);

      if (n == 0)
        return NYSTA_OK;
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (host, walk_why (errno));
      /* It may have grown since it was measured. */
      total += (uint64_t) n;
      if (total > max_bytes)
        return too_large (host, max_bytes);
      NystaStatus status = host->bytes (host, chunk, (size_t) n);
      if (status != NYSTA_OK)
        return status;
    }
}

static NystaStatus
fetch (const NystaSourceHost *host, const char *key, uint64_t max_bytes)
{
  char *path = file_iri_to_path (key);
  if (path == NULL)
    return fail (host, "not the IRI of a file on this machine");

  /* Opening a device can do something to it, so look first; and what was a file may be a
   * FIFO a moment later, for which O_NONBLOCK never waits. */
  struct stat status = { 0 };
  int fd = -1;
  if (stat (path, &status) == 0 && S_ISREG (status.st_mode))
    fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  int saved = errno;
  free (path);
  if (status.st_mode != 0 && !S_ISREG (status.st_mode))
    return fail_not_a_file (host, status.st_mode);
  if (fd < 0)
    return fail (host, walk_why (saved));

  NystaStatus result;
  if (fstat (fd, &status) != 0)
    result = fail (host, walk_why (errno));
  else if (!S_ISREG (status.st_mode))
    result = fail_not_a_file (host, status.st_mode);
  else if ((uint64_t) status.st_size > max_bytes)
    result = too_large (host, max_bytes);
  else
    result = deliver (host, fd, max_bytes);
  close (fd);
  return result;
}

static const NystaSource source = {
  .struct_size = sizeof source,
  .list = list,
  .fetch = fetch,
};

const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "source-file",
  .kind = NYSTA_KIND_SOURCE,
  .source = &source,
};
