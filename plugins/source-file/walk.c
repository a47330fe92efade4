/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The description file of a store: see core/store. */
#define STORE_FILE "nysta.store"

typedef struct
{
  char **items;
  size_t n;
  size_t allocated;
} Strings;

typedef struct
{
  dev_t device;
  ino_t inode;
} FolderId;

typedef struct
{
  const WalkVisitor *visitor;
  Strings pending; /* paths still to visit; the next is the last */
  Strings links;   /* links to folders, for when `pending` is empty */
  FolderId *seen;
  size_t n_seen;
  size_t n_seen_allocated;
} Walk;

static bool
strings_take (Strings *strings, char *text)
{
  if (text != NULL && strings->n == strings->allocated)
    {
      size_t wanted = strings->allocated == 0 ? 32 : 2 * strings->allocated;
      char **items = realloc (strings->items, wanted * sizeof *items);

      if (items == NULL)
        {
          free (text);
          return false;
        }
      strings->items = items;
      strings->allocated = wanted;
    }
  if (text == NULL)
    return false;
  strings->items[strings->n++] = text;
  return true;
}

static void
strings_clear (Strings *strings)
{
  for (size_t i = 0; i < strings->n; i++)
    free (strings->items[i]);
  free (strings->items);
  *strings = (Strings){ NULL, 0, 0 };
}

static char *
join (const char *folder, const char *name)
{
  size_t n = strlen (folder);
  char *path = malloc (n + strlen (name) + 2);

  if (path == NULL)
    return NULL;
  memcpy (path, folder, n);
  if (n > 0 && folder[n - 1] != '/')
    path[n++] = '/';
  strcpy (path + n, name);
  return path;
}

const char *
walk_kind_name (mode_t mode)
{
  switch (mode & S_IFMT)
    {
    case S_IFDIR:
      return "a folder";
    case S_IFIFO:
      return "a FIFO";
    case S_IFSOCK:
      return "a socket";
    case S_IFCHR:
    case S_IFBLK:
      return "a device";
    default:
      return "of an unknown kind";
    }
}

const char *
walk_why (int number)
{
  switch (number)
    {
    case ENOENT:
      return "no such file or folder: it is gone, or a link leads nowhere";
    case EACCES:
    case EPERM:
      return "permission denied: ask for the right to it";
    case ELOOP:
      return "links that lead to each other: name the file itself";
    case ENAMETOOLONG:
      return "a longer name than the system takes: name a folder further down";
    default:
      return strerror (number);
    }
}

bool
walk_is_store (const char *folder)
{
  struct stat status;
  char *path = join (folder, STORE_FILE);
  bool is_store = path != NULL && stat (path, &status) == 0 && S_ISREG (status.st_mode);

  free (path);
  return is_store;
}

static int
compare_later_first (const void *a, const void *b)
{
  return -strcmp (*(char *const *) a, *(char *const *) b);
}

/* Put the entries of @folder on the stack, the first by name on top. */
static bool
push_entries (Walk *walk, const char *folder)
{
  DIR *dir = opendir (folder);
  if (dir == NULL)
    return walk->visitor->unavailable (walk->visitor->user_data, folder, walk_why (errno));

  size_t first = walk->pending.n;
  bool going = true;
  struct dirent *entry;

  errno = 0;
  while (going && (entry = readdir (dir)) != NULL)
    {
      if (entry->d_name[0] != '.')
        going = strings_take (&walk->pending, join (folder, entry->d_name));
      errno = going ? 0 : ENOMEM;
    }
  if (going && errno != 0)
    {
      going = walk->visitor->unavailable (walk->visitor->user_data, folder,
                                          walk_why (errno));
      errno = 0;
    }
  closedir (dir);
  if (walk->pending.n > first)
    qsort (walk->pending.items + first, walk->pending.n - first, sizeof (char *),
           compare_later_first);
  return going;
}

/* First time here? Linear: a corpus has thousands of folders, not millions. */
static bool
remember (Walk *walk, const struct stat *status, bool *out_new)
{
  for (size_t i = 0; i < walk->n_seen; i++)
    if (walk->seen[i].inode == status->st_ino && walk->seen[i].device == status->st_dev)
      {
        *out_new = false;
        return true;
      }
  if (walk->n_seen == walk->n_seen_allocated)
    {
      size_t wanted = walk->n_seen_allocated == 0 ? 64 : 2 * walk->n_seen_allocated;
      FolderId *seen = realloc (walk->seen, wanted * sizeof *seen);

      if (seen == NULL)
        return false;
      walk->seen = seen;
      walk->n_seen_allocated = wanted;
    }
  walk->seen[walk->n_seen++] = (FolderId){ status->st_dev, status->st_ino };
  *out_new = true;
  return true;
}

static bool
visit_folder (Walk *walk, const char *path, const struct stat *status)
{
  bool is_new = false;

  if (!remember (walk, status, &is_new))
    {
      errno = ENOMEM;
      return false;
    }
  return !is_new || walk_is_store (path) || push_entries (walk, path);
}

static bool
visit (Walk *walk, const char *path, bool follow)
{
  const WalkVisitor *visitor = walk->visitor;
  struct stat own, status;

  if (lstat (path, &own) != 0 || stat (path, &status) != 0)
    {
      bool dangling = errno == ENOENT && lstat (path, &own) == 0 && S_ISLNK (own.st_mode);
      return visitor->unavailable (visitor->user_data, path,
                                   dangling ? "the link leads nowhere" : walk_why (errno));
    }
  if (S_ISREG (status.st_mode))
    return visitor->file (visitor->user_data, path, &status);
  if (S_ISDIR (status.st_mode))
    {
      if (S_ISLNK (own.st_mode) && !follow)
        {
          if (strings_take (&walk->links, strdup (path)))
            return true;
          errno = ENOMEM;
          return false;
        }
      return visit_folder (walk, path, &status);
    }

  char why[64];
  snprintf (why, sizeof why, "%s, not a file", walk_kind_name (status.st_mode));
  return visitor->unavailable (visitor->user_data, path, why);
}

bool
walk_folder (const char *folder, const WalkVisitor *visitor)
{
  Walk walk = { .visitor = visitor };
  errno = 0;
  bool going = visit (&walk, folder, true);

  for (size_t next_link = 0; going;)
    {
      bool from_link = walk.pending.n == 0;

      if (from_link && next_link == walk.links.n)
        break;
      char *path = from_link ? strdup (walk.links.items[next_link++])
                             : walk.pending.items[--walk.pending.n];
      errno = path == NULL ? ENOMEM : 0;
      going = path != NULL && visit (&walk, path, from_link);
      int saved = errno;
      free (path);
      errno = saved;
    }

  int saved = going ? 0 : errno == ENOMEM ? ENOMEM : 0;
  strings_clear (&walk.pending);
  strings_clear (&walk.links);
  free (walk.seen);
  errno = saved;
  return going;
}

/* Iterative, with one point to come back to: only the last `**` seen ever needs another
 * try, as with `*` in a single segment. */
bool
walk_match (const char *pattern, const char *path)
{
  const char *retry_pattern = NULL;
  const char *retry_path = NULL;

  for (;;)
    {
      size_t n_pattern = strcspn (pattern, "/");
      size_t n_path = strcspn (path, "/");

      if (n_pattern == 2 && memcmp (pattern, "**", 2) == 0)
        {
          if (pattern[2] == '\0')
            return true;
          pattern += 3;
          retry_pattern = pattern;
          retry_path = path;
          continue;
        }

      bool last_pattern = pattern[n_pattern] == '\0';
      bool last_path = path[n_path] == '\0';
      char *glob = strndup (pattern, n_pattern);
      char *name = strndup (path, n_path);
      bool fits = glob != NULL && name != NULL && fnmatch (glob, name, FNM_PERIOD) == 0;
      free (glob);
      free (name);

      if (fits && last_pattern && last_path)
        return true;
      if (fits && !last_pattern && !last_path)
        {
          pattern += n_pattern + 1;
          path += n_path + 1;
          continue;
        }
      const char *slash = retry_path != NULL ? strchr (retry_path, '/') : NULL;
      if (slash == NULL)
        return false;
      retry_path = slash + 1;
      path = retry_path;
      pattern = retry_pattern;
    }
}
