/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * walk.h: what lies below a folder, in an order that does not depend on the file system:
 * by name (bytes), depth first; what links to folders lead to comes last.
 */
#pragma once

#include <stdbool.h>
#include <sys/stat.h>

typedef struct
{
  void *user_data;
  /* Both return false to end the walk. */
  bool (*file) (void *user_data, const char *path, const struct stat *status);
  /* @why: what the system said, or what else is wrong. */
  bool (*unavailable) (void *user_data, const char *path, const char *why);
} WalkVisitor;

/* What is not a regular file, in words: "a FIFO". */
const char *walk_kind_name (mode_t mode);

/* What errno @number says, and what to do about it. */
const char *walk_why (int number);

/* A folder that nysta itself keeps. */
bool walk_is_store (const char *folder);

/* False if a visitor ended the walk or memory did (errno is ENOMEM then, else 0). */
bool walk_folder (const char *folder, const WalkVisitor *visitor);

/* Does @path match @pattern? Both relative; a segment `**` stands for any number of
 * segments, other segments match as in the shell. */
bool walk_match (const char *pattern, const char *path);
