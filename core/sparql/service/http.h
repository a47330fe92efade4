/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * http.h: what nysta-http.so gives: requests over HTTP by libcurl, which brings dozens of
 * shared objects with it, so that it is opened when the first endpoint is asked. Only
 * endpoint.c and the module include this.
 */
#pragma once

#include <glib.h>

typedef struct NystaHttpClient NystaHttpClient;

typedef struct
{
  const char *url; /* http or https */
  const char *body;
  gsize n_bytes;
  const char *content_type;
  const char *accept;
  gsize max_bytes;  /* of the answer, once it is unpacked */
  guint timeout_ms; /* 0: none but silence for NYSTA_SERVICE_SILENCE_S */
  /* Asked about once a second, and more often while bytes come: FALSE ends it. */
  gboolean (*go_on) (gpointer user_data);
  gpointer user_data;
} NystaHttpRequest;

typedef struct
{
  guint status;
  char *media_type; /* in lower case, without parameters; or NULL */
  char *location;   /* where a redirection leads to, absolute; or NULL */
  GString *body;
  gboolean is_too_large;
} NystaHttpAnswer;

typedef struct
{
  const char *version; /* of the nysta that it was built with */

  NystaHttpClient *(*open) (void);
  /* POST; redirections are not followed. @out_answer: cleared by the caller, also after a
   * failure. Errors: NYSTA_IO_ERROR_FAILED, saying what libcurl said. */
  gboolean (*post) (NystaHttpClient *client, const NystaHttpRequest *request,
                    NystaHttpAnswer *out_answer, GError **error);
  void (*close) (NystaHttpClient *client);
} NystaHttpModule;

#define NYSTA_HTTP_SYMBOL "nysta_http"

/* (transfer none) The module, opened once. Any thread may ask.
 * Errors: NYSTA_PLUGIN_ERROR. */
const NystaHttpModule *nysta_http_module (GError **error);
