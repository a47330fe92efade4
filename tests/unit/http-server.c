/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "http-server.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_REQUEST_BYTES (1024u * 1024)

struct HttpServer
{
  HttpHandler handler;
  gpointer user_data;
  GSocketListener *listener;
  GCancellable *cancellable;
  GThread *thread;
  char *address;
  GMutex mutex;
  GCond idle;
  guint n_open;
};

typedef struct
{
  HttpServer *server;
  GSocketConnection *connection;
} Visit;

/* --- a request ---------------------------------------------------------------------- */

/* The head of a request, and its body in @out_body. NULL: the other side went away. */
static char *
read_request (GInputStream *in, char **out_body)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_wanted = G_MAXSIZE;
  char *end = NULL;
  char buffer[4096];

  while (text->len < n_wanted && text->len < MAX_REQUEST_BYTES)
    {
      gssize n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        return NULL;
      g_string_append_len (text, buffer, n);
      end = strstr (text->str, "\r\n\r\n");
      if (end == NULL || n_wanted != G_MAXSIZE)
        continue;

      const char *length = strstr (text->str, "Content-Length: ");

      n_wanted = (gsize) (end + 4 - text->str) +
                 (length != NULL && length < end ? g_ascii_strtoull (length + 16, NULL, 10)
                                                 : 0);
    }
  end = strstr (text->str, "\r\n\r\n");
  *out_body = g_strdup (end + 4);
  return g_strndup (text->str, (gsize) (end - text->str));
}

static char *
header_value (const char *head, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s: ", name);
  const char *found = strstr (head, start);

  return found == NULL
           ? g_strdup ("")
           : g_strndup (found + strlen (start), strcspn (found + strlen (start), "\r"));
}

static char *
form_query (const char *body)
{
  return g_str_has_prefix (body, "query=") ? g_uri_unescape_string (body + 6, NULL) : NULL;
}

static void
write_reply (GSocketConnection *connection, const HttpReply *reply)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gsize n_bytes = reply->is_cut ? reply->body->len / 2 : reply->body->len;
  g_autofree char *head = g_strdup_printf (
    "HTTP/1.1 %u Said\r\nConnection: close\r\nContent-Length: %" G_GSIZE_FORMAT
    "\r\n%s%s%s%s%s%s\r\n",
    reply->status, reply->body->len, reply->type != NULL ? "Content-Type: " : "",
    reply->type != NULL ? reply->type : "", reply->type != NULL ? "\r\n" : "",
    reply->location != NULL ? "Location: " : "",
    reply->location != NULL ? reply->location : "", reply->location != NULL ? "\r\n" : "");

  if (g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL))
    g_output_stream_write_all (out, reply->body->str, n_bytes, NULL, NULL, NULL);
}

static gpointer
visit (gpointer data)
{
  Visit *self = data;
  HttpServer *server = self->server;
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));
  g_autofree char *body = NULL;
  g_autofree char *head = read_request (in, &body);

  if (head != NULL)
    {
      g_autofree char *query = form_query (body);
      g_autofree char *accept = header_value (head, "Accept");
      g_auto (GStrv) words = g_strsplit (head, " ", 3);
      HttpReply reply = { .status = 200, .body = g_string_new (NULL) };
      char byte = 0;

      if (g_strv_length (words) == 3)
        server->handler (words[1], accept, query, &reply, server->user_data);
      while (reply.is_never && g_input_stream_read (in, &byte, 1, NULL, NULL) > 0)
        ;
      if (!reply.is_never)
        write_reply (self->connection, &reply);
      g_string_free (reply.body, TRUE);
      g_free (reply.location);
    }
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_free (self);
  g_mutex_lock (&server->mutex);
  server->n_open--;
  g_cond_signal (&server->idle);
  g_mutex_unlock (&server->mutex);
  return NULL;
}

static gpointer
serve (gpointer data)
{
  HttpServer *server = data;
  GSocketConnection *connection = NULL;

  while ((connection = g_socket_listener_accept (server->listener, NULL,
                                                 server->cancellable, NULL)) != NULL)
    {
      Visit *self = g_new (Visit, 1);

      *self = (Visit){ server, connection };
      g_mutex_lock (&server->mutex);
      server->n_open++;
      g_mutex_unlock (&server->mutex);
      g_thread_unref (g_thread_new ("visit", visit, self));
    }
  return NULL;
}

/* --- the server --------------------------------------------------------------------- */

HttpServer *
http_server_new (HttpHandler handler, gpointer user_data)
{
  HttpServer *server = g_new0 (HttpServer, 1);
  g_autoptr (GInetAddress) here = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (here, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  server->handler = handler;
  server->user_data = user_data;
  server->listener = g_socket_listener_new ();
  server->cancellable = g_cancellable_new ();
  g_mutex_init (&server->mutex);
  g_cond_init (&server->idle);
  g_socket_listener_add_address (server->listener, any_port, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  server->address = g_strdup_printf (
    "http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  server->thread = g_thread_new ("server", serve, server);
  return server;
}

void
http_server_free (HttpServer *server)
{
  g_cancellable_cancel (server->cancellable);
  g_thread_join (server->thread);
  g_mutex_lock (&server->mutex);
  while (server->n_open > 0)
    g_cond_wait (&server->idle, &server->mutex);
  g_mutex_unlock (&server->mutex);
  g_object_unref (server->listener);
  g_object_unref (server->cancellable);
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->idle);
  g_free (server->address);
  g_free (server);
}

const char *
http_server_address (const HttpServer *server)
{
  return server->address;
}
