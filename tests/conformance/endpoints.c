/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "endpoints.h"

#include "../unit/http-server.h"
#include "engine.h"

struct Endpoints
{
  HttpServer *server;
  GHashTable *quads; /* IRI -> Tuples * */
};

/* Proxies answer for a host that they don't know as here. */
static void
handle (const char *target, const char *accept, const char *query, HttpReply *reply,
        gpointer user_data)
{
  const Endpoints *endpoints = user_data;
  const Tuples *quads = g_hash_table_lookup (endpoints->quads, target);
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = NULL;

  reply->type = "text/plain";
  if (quads == NULL || query == NULL)
    {
      reply->status = 502;
      return;
    }
  answer = engine_ask (query, target, quads, &error);
  if (answer != NULL && answer_write (answer, NYSTA_RESULTS_JSON, reply->body, &error))
    {
      reply->type = "application/sparql-results+json";
      return;
    }
  reply->status = 500;
  g_string_assign (reply->body, error->message);
}

Endpoints *
endpoints_new (void)
{
  Endpoints *endpoints = g_new (Endpoints, 1);

  endpoints->quads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) tuples_free);
  endpoints->server = http_server_new (handle, endpoints);
  g_setenv ("http_proxy", http_server_address (endpoints->server), TRUE);
  g_unsetenv ("no_proxy");
  g_unsetenv ("NO_PROXY");
  return endpoints;
}

void
endpoints_free (Endpoints *endpoints)
{
  if (endpoints == NULL)
    return;
  http_server_free (endpoints->server);
  g_hash_table_unref (endpoints->quads);
  g_free (endpoints);
}

void
endpoints_add (Endpoints *endpoints, const char *iri, Tuples *quads)
{
  g_hash_table_insert (endpoints->quads, g_strdup (iri), quads);
}
