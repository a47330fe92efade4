/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* command.h: one subcommand, one file, one function. */
#pragma once

#include <glib.h>

/* Exit codes, for every subcommand. */
enum
{
  NYSTA_EXIT_OK = 0,
  NYSTA_EXIT_FAILED = 1,
  NYSTA_EXIT_USAGE = 2,
  NYSTA_EXIT_NEGATIVE = 3,
  NYSTA_EXIT_TIMED_OUT = 4,
  NYSTA_EXIT_PARTIAL = 5,
  NYSTA_EXIT_INTERRUPTED = 130
};

typedef struct
{
  const char *name;
  const char *summary;
  /* @argv[0] is the subcommand's name. Returns an exit code. */
  int (*run) (int argc, char **argv);
} NystaCommand;

/* All of them, in the order in which they are listed; ends with a name of NULL. */
extern const NystaCommand nysta_commands[];

/* (transfer none) (nullable) */
const NystaCommand *nysta_command_find (const char *name);
/* Say that there is no such command, and which was meant; returns an exit code. */
int nysta_command_unknown (const char *name);
/* Append what `nysta help` prints. */
void nysta_overview_append (GString *out);

int nysta_command_help (int argc, char **argv);
int nysta_command_index (int argc, char **argv);
int nysta_command_query (int argc, char **argv);
int nysta_command_update (int argc, char **argv);
int nysta_command_load (int argc, char **argv);
int nysta_command_export (int argc, char **argv);
int nysta_command_show (int argc, char **argv);
int nysta_command_why (int argc, char **argv);
int nysta_command_same (int argc, char **argv);
int nysta_command_different (int argc, char **argv);
int nysta_command_stats (int argc, char **argv);
int nysta_command_verify (int argc, char **argv);
int nysta_command_backup (int argc, char **argv);
int nysta_command_compact (int argc, char **argv);
int nysta_command_migrate (int argc, char **argv);
int nysta_command_plugins (int argc, char **argv);
int nysta_command_extract (int argc, char **argv);
int nysta_command_lexicon (int argc, char **argv);
