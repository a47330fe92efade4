/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* http-server.h: an HTTP server on this machine that answers queries as it is told, also
 * wrongly. It takes each connection in a thread of its own, and one request of it. */
#pragma once

#include <glib.h>

typedef struct
{
  guint status;
  const char *type;
  char *location;    /* or NULL */
  GString *body;     /* to be filled */
  gboolean is_cut;   /* it breaks off before its end */
  gboolean is_never; /* nothing comes until the other side gives up */
} HttpReply;

/* @target: what was asked for, an absolute IRI if the server is taken for a proxy. @accept:
 * "" if not said. Any thread. */
typedef void (*HttpHandler) (const char *target, const char *accept, const char *query,
                             HttpReply *reply, gpointer user_data);

typedef struct HttpServer HttpServer;
HttpServer *http_server_new (HttpHandler handler, gpointer user_data);
void http_server_free (HttpServer *server);
/* "http://127.0.0.1:PORT" */
const char *http_server_address (const HttpServer *server);
