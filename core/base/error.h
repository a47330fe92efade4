/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * error.h: the error domains. A message is lower case, without a final stop, begins with
 * the thing (`people.csv:12:4: …`) and ends with the remedy where one is known.
 */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_IO_ERROR_NOT_FOUND, /* check the name */
  NYSTA_IO_ERROR_DENIED,    /* ask for the right to read or write it */
  NYSTA_IO_ERROR_NO_SPACE,  /* free some space; nothing committed is lost */
  NYSTA_IO_ERROR_CLOSED,    /* the reader of a pipe went away: end quietly */
  NYSTA_IO_ERROR_TIMED_OUT, /* allow more time */
  NYSTA_IO_ERROR_FAILED     /* the message says what the system said */
} NystaIoError;
#define NYSTA_IO_ERROR (nysta_io_error_quark ())
GQuark nysta_io_error_quark (void);

typedef enum
{
  NYSTA_RDF_ERROR_SYNTAX,    /* mend the file at the place named */
  NYSTA_RDF_ERROR_UNWRITABLE /* the syntax has no words for it: choose another */
} NystaRdfError;
#define NYSTA_RDF_ERROR (nysta_rdf_error_quark ())
GQuark nysta_rdf_error_quark (void);

typedef enum
{
  NYSTA_STORE_ERROR_NOT_FOUND,   /* index or load something first */
  NYSTA_STORE_ERROR_NOT_A_STORE, /* another folder was meant */
  NYSTA_STORE_ERROR_BUSY,        /* wait for the other writer */
  NYSTA_STORE_ERROR_VERSION,     /* made by a later nysta */
  NYSTA_STORE_ERROR_CORRUPT,     /* restore it, or index again */
  NYSTA_STORE_ERROR_BASE,        /* the store has another base IRI */
  NYSTA_STORE_ERROR_READ_ONLY,   /* lift what protects the store, or ask for the right */
  NYSTA_STORE_ERROR_FULL         /* more terms than ids: part the data into two stores */
} NystaStoreError;
#define NYSTA_STORE_ERROR (nysta_store_error_quark ())
GQuark nysta_store_error_quark (void);

typedef enum
{
  NYSTA_SPARQL_ERROR_SYNTAX,      /* mend the query at line:column */
  NYSTA_SPARQL_ERROR_UNSUPPORTED, /* this engine does not answer it */
  NYSTA_SPARQL_ERROR_TIMED_OUT,   /* ask for less, or allow more time */
  NYSTA_SPARQL_ERROR_LIMIT,       /* ask for less at once */
  NYSTA_SPARQL_ERROR_FAILED,      /* an update does not fit what is there: see what is */
  NYSTA_SPARQL_ERROR_REFUSED,     /* allow the endpoint, or leave it out */
  NYSTA_SPARQL_ERROR_SERVICE      /* another endpoint failed: try later, or SILENT */
} NystaSparqlError;
#define NYSTA_SPARQL_ERROR (nysta_sparql_error_quark ())
GQuark nysta_sparql_error_quark (void);

typedef enum
{
  NYSTA_MANIFEST_ERROR_MISSING, /* no manifest.ttl, or a property that must be there */
  NYSTA_MANIFEST_ERROR_INVALID, /* a value that cannot be */
  NYSTA_MANIFEST_ERROR_ABI      /* built for another nysta */
} NystaManifestError;
#define NYSTA_MANIFEST_ERROR (nysta_manifest_error_quark ())
GQuark nysta_manifest_error_quark (void);

typedef enum
{
  NYSTA_PLUGIN_ERROR_LOAD,     /* the object cannot be opened */
  NYSTA_PLUGIN_ERROR_SYMBOL,   /* it exports no nysta_plugin */
  NYSTA_PLUGIN_ERROR_MISMATCH, /* descriptor and manifest, or ABI and size, disagree */
  NYSTA_PLUGIN_ERROR_FAILED    /* the plugin said so */
} NystaPluginError;
#define NYSTA_PLUGIN_ERROR (nysta_plugin_error_quark ())
GQuark nysta_plugin_error_quark (void);

typedef enum
{
  NYSTA_WIRE_ERROR_FRAME_TOO_LARGE, /* both: end the worker, it cannot be trusted */
  NYSTA_WIRE_ERROR_MALFORMED
} NystaWireError;
#define NYSTA_WIRE_ERROR (nysta_wire_error_quark ())
GQuark nysta_wire_error_quark (void);

typedef enum
{
  NYSTA_CONFIG_ERROR_USAGE,     /* type it as --help says; exit 2 */
  NYSTA_CONFIG_ERROR_NO_READER, /* install a plugin that reads the media type */
  NYSTA_CONFIG_ERROR_NO_SOURCE  /* install a plugin that knows the locator's scheme */
} NystaConfigError;
#define NYSTA_CONFIG_ERROR (nysta_config_error_quark ())
GQuark nysta_config_error_quark (void);

/* (transfer full): @text as a message may show it: one line of UTF-8 without controls, cut
 * where it is very long. For messages that repeat what stood in a file or a query. */
char *nysta_error_make_line (const char *text);

typedef enum
{
  NYSTA_IDENTITY_ERROR_NOT_FOUND, /* no indexed document names it: index one, or check the IRI */
  NYSTA_IDENTITY_ERROR_CONFLICT /* take back what was said before, which the message names */
} NystaIdentityError;
#define NYSTA_IDENTITY_ERROR (nysta_identity_error_quark ())
GQuark nysta_identity_error_quark (void);
