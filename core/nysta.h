/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * nysta.h: what a C program that links libnysta may call: open a store, ask it, close it.
 *
 * Plain C types only. Caveats: a handle belongs to the thread that opened it; every
 * string is UTF-8; what a callback is handed is valid until it returns.
 *
 *   NystaSession *session = NULL;
 *   char *message = NULL;
 *
 *   if (nysta_session_open ("graph.nysta", &session, &message) != NYSTA_SESSION_OK)
 *     fprintf (stderr, "%s\n", message), nysta_string_free (message);
 *   else
 *     nysta_session_query (session, "SELECT ?n { ?p foaf:name ?n }", 0, on_row, NULL,
 *                          &message);
 *   nysta_session_close (session);
 */
#ifndef NYSTA_H
#define NYSTA_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NYSTA_PUBLIC __attribute__ ((visibility ("default")))

/** "0.1.0": the version of the library that runs. */
NYSTA_PUBLIC const char *nysta_version (void);

typedef enum
{
  NYSTA_SESSION_OK = 0,
  NYSTA_SESSION_FAILED = 1, /**< the store cannot be read, or a limit was reached */
  NYSTA_SESSION_QUERY = 2,  /**< a syntax error, or what this engine does not answer */
  NYSTA_SESSION_TIMED_OUT = 4,
  NYSTA_SESSION_STOPPED = 5 /**< a callback asked for it */
} NystaSessionStatus;

typedef enum
{
  NYSTA_VALUE_UNBOUND = 0,
  NYSTA_VALUE_IRI = 1,
  NYSTA_VALUE_BLANK = 2,
  NYSTA_VALUE_LITERAL = 3
} NystaValueKind;

/** One value of a row. */
typedef struct
{
  int kind;             /**< NystaValueKind */
  const char *variable; /**< its name, without the question mark */
  const char *text;     /**< IRI, blank node label or lexical form; NULL if unbound */
  const char *datatype; /**< IRI, or NULL for a plain or language-tagged string */
  const char *language; /**< tag, or NULL */
} NystaValue;

/** Called with each row of a SELECT; of a CONSTRUCT with each triple, as the values
 *  `subject`, `predicate` and `object`; of an ASK once, with the value `boolean`, a literal
 *  "true" or "false". Return 0 to go on, anything else to end the query. */
typedef int (*NystaRowFunc) (const NystaValue *values, size_t n_values, void *user_data);

/** A store as it was when it was opened. */
typedef struct NystaSession NystaSession;

/** Open the store at @path for reading and take a snapshot of it. On failure *@out_message
 *  (may be NULL) is one line that says why; free it with nysta_string_free(). */
NYSTA_PUBLIC NystaSessionStatus nysta_session_open (const char *path,
                                                    NystaSession **out_session,
                                                    char **out_message);

/** The IRI that the store's own terms begin with. Valid until the session is closed. */
NYSTA_PUBLIC const char *nysta_session_base (const NystaSession *session);

/** Ask @sparql. Well-known prefixes such as foaf: need not be declared. @timeout_ms: 0 waits
 *  without limit. Rows come in the query's order. */
NYSTA_PUBLIC NystaSessionStatus nysta_session_query (NystaSession *session,
                                                     const char *sparql,
                                                     unsigned timeout_ms, NystaRowFunc row,
                                                     void *user_data, char **out_message);

/** Takes NULL. */
NYSTA_PUBLIC void nysta_session_close (NystaSession *session);

/** Takes NULL. */
NYSTA_PUBLIC void nysta_string_free (char *string);

#ifdef __cplusplus
}
#endif

#endif
