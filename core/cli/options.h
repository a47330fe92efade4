/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * options.h: what every subcommand shares: options and --help, which store, standard
 * output, and errors on one line.
 *
 * Caveats: take strings with G_OPTION_ARG_FILENAME, also those that are no file names:
 * G_OPTION_ARG_STRING refuses å in the C locale that a bare machine has.
 */
#pragma once

#include "base/file.h"
#include "cli/command.h"

/* How a subcommand is used; what --help prints. */
typedef struct
{
  const char *name;      /* "query" */
  const char *arguments; /* "[TEXT | -]", or "" */
  const char *summary;   /* a sentence or two, wrapped by --help */
  /* Pairs of what it does and the command line that does it; ends with NULL. */
  const char *const *examples;
} NystaUsage;

/* Parse @argv (argv[0] is the subcommand) by @entries, which end with { NULL }.
 * An option of an array whose description begins with "[=" may stand without a value, which
 * is "" then. TRUE: go on; @out_arguments (transfer full) holds what is no option, as bytes.
 * FALSE: --help was printed, or one line about what is wrong; return @out_exit. */
gboolean nysta_options_parse (const NystaUsage *usage, const GOptionEntry *entries,
                              int argc, char **argv, GStrv *out_arguments, int *out_exit);

/* --- the store -------------------------------------------------------------- */

#define NYSTA_OPTION_STORE(variable)                                                       \
  {                                                                                        \
    "store", 0, 0, G_OPTION_ARG_FILENAME, variable,                                        \
      "the store's folder [$NYSTA_STORE, else graph.nysta]", "DIR"                         \
  }

/* (transfer full): @option, else $NYSTA_STORE, else "graph.nysta". */
char *nysta_store_choice (const char *option);

/* --- other endpoints --------------------------------------------------------- */

#define NYSTA_OPTION_ALLOW_SERVICE(variable)                                               \
  {                                                                                        \
    "allow-service", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, variable,                          \
      "let SERVICE ask other endpoints over HTTP [only those whose IRI begins so; may "    \
      "repeat]",                                                                           \
      "[=IRI]"                                                                             \
  }

/* (transfer full) (nullable): the tagger's model; a file that cannot be used is warned of,
 * and extraction goes on without tags. @doing: the subcommand. */
char *nysta_tagger_choice (const char *doing);

/* --- errors ----------------------------------------------------------------- */

/* Print `nysta: DOING: message` on standard error as one line, and return the exit code
 * that suits @error. Says nothing, and returns 0, if a pipe was closed by its reader.
 * @doing may be NULL. */
int nysta_fail (const char *doing, const GError *error);

/* Print `nysta: NAME: message: see nysta NAME --help` (without the last part if the
 * message ends in a question); returns NYSTA_EXIT_USAGE. */
int nysta_fail_usage (const char *name, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* --- standard output --------------------------------------------------------- */

/* Buffered; flush with nysta_output_finish(), or nothing is sure to have arrived.
 * (transfer full) */
NystaFile *nysta_output_new (void);

/* A NystaWriteFunc; @file is a NystaFile. */
gboolean nysta_output_write (const char *data, gsize n_bytes, gpointer file,
                             GError **error);

/* Flush. Returns @status, or what nysta_fail() says of a disk that is full. */
int nysta_output_finish (NystaFile *file, int status);

/* Print @text; returns an exit code. */
int nysta_output_text (const char *text);
