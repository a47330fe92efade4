/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * raptor-module.h: what nysta-raptor.so gives. raptor brings some forty shared objects
 * with it, which take longer to open than a query takes: so they are opened when the first
 * file is read that needs them. Only rdf-reader.c and the module include this.
 */
#pragma once

#include "rdf/rdf-reader.h"

typedef struct NystaRaptorReader NystaRaptorReader;

typedef struct
{
  const char *version; /* of the nysta that it was built with */

  /* (transfer full) @name stands in messages. The strings must live as long as the
   * reader. */
  NystaRaptorReader *(*open) (const char *name, NystaSyntax syntax, const char *base,
                              const char *blank_prefix, NystaStatementFunc func,
                              gpointer user_data, GError **error);
  /* The next bytes; the last ones with @is_end.
   * Errors: NYSTA_RDF_ERROR_SYNTAX; whatever the statement function sets. */
  gboolean (*feed) (NystaRaptorReader *reader, const char *data, gsize n_bytes,
                    gboolean is_end, GError **error);
  /* Instead: a whole document of its own; a reader may be given many. Blank nodes without
   * a label stay apart. With @only_check the statement function is not called. The message
   * of NYSTA_RDF_ERROR_SYNTAX says what, not where. */
  gboolean (*parse) (NystaRaptorReader *reader, const char *data, gsize n_bytes,
                     gboolean only_check, GError **error);
  void (*close) (NystaRaptorReader *reader);
} NystaRaptorModule;

/* TriG lets a blank node name a graph and raptor doesn't: such a graph is given to it under
 * this and the node's label, with a full stop between if the label was made up. */
#define NYSTA_RAPTOR_BLANK_GRAPH "nysta-blank://graph/"

#define NYSTA_RAPTOR_SYMBOL "nysta_raptor"

/* (transfer none) The module, opened once. Any thread may ask.
 * Errors: NYSTA_PLUGIN_ERROR. */
const NystaRaptorModule *nysta_raptor_module (GError **error);
