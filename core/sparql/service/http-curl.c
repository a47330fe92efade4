/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* nysta-http.so: the one place that includes libcurl. */
#include "config.h"
#include "sparql/service/http.h"

#include "base/error.h"
#include "base/limits.h"

#include <curl/curl.h>
#include <string.h>

struct NystaHttpClient
{
  CURL *curl; /* kept for its open connections */
  char message[CURL_ERROR_SIZE];
};

typedef struct
{
  const NystaHttpRequest *request;
  NystaHttpAnswer *answer;
} Exchange;

static gpointer
begin (gpointer data)
{
  return GINT_TO_POINTER (curl_global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK);
}

static NystaHttpClient *
client_open (void)
{
  static GOnce once = G_ONCE_INIT;
  NystaHttpClient *client = g_new0 (NystaHttpClient, 1);

  g_once (&once, begin, NULL);
  client->curl = curl_easy_init ();
  return client;
}

static void
client_close (NystaHttpClient *client)
{
  if (client == NULL)
    return;
  curl_easy_cleanup (client->curl);
  g_free (client);
}

static size_t
on_bytes (char *data, size_t size, size_t n, void *user_data)
{
  Exchange *exchange = user_data;
  GString *body = exchange->answer->body;

  if (n * size >
      exchange->request->max_bytes - MIN (body->len, exchange->request->max_bytes))
    {
      exchange->answer->is_too_large = TRUE;
      return 0;
    }
  g_string_append_len (body, data, (gssize) (n * size));
  return n * size;
}

static int
on_progress (void *user_data, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
             curl_off_t up)
{
  const NystaHttpRequest *request = ((Exchange *) user_data)->request;

  return request->go_on != NULL && !request->go_on (request->user_data);
}

static void
set_options (NystaHttpClient *client, Exchange *exchange, struct curl_slist *headers)
{
  CURL *curl = client->curl;
  const NystaHttpRequest *request = exchange->request;

  curl_easy_reset (curl);
  curl_easy_setopt (curl, CURLOPT_ERRORBUFFER, client->message);
  curl_easy_setopt (curl, CURLOPT_URL, request->url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (curl, CURLOPT_FOLLOWLOCATION, 0L);
  /* Who may be asked was decided by the address as it is written. */
  curl_easy_setopt (curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_USERAGENT, "nysta/" PACKAGE_VERSION);
  curl_easy_setopt (curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt (curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (curl, CURLOPT_POSTFIELDS, request->body);
  curl_easy_setopt (curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) request->n_bytes);
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, on_bytes);
  curl_easy_setopt (curl, CURLOPT_WRITEDATA, exchange);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, exchange);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, (long) NYSTA_SERVICE_CONNECT_S);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (curl, CURLOPT_LOW_SPEED_TIME, (long) NYSTA_SERVICE_SILENCE_S);
  if (request->timeout_ms != 0)
    curl_easy_setopt (curl, CURLOPT_TIMEOUT_MS, (long) request->timeout_ms);
}

static void
take_answer (CURL *curl, NystaHttpAnswer *answer)
{
  long status = 0;
  const char *type = NULL;
  const char *location = NULL;

  curl_easy_getinfo (curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo (curl, CURLINFO_CONTENT_TYPE, &type);
  curl_easy_getinfo (curl, CURLINFO_REDIRECT_URL, &location);
  answer->status = (guint) status;
  answer->location = g_strdup (location);
  if (type == NULL)
    return;

  g_autofree char *bare = g_strndup (type, strcspn (type, ";"));

  answer->media_type = g_ascii_strdown (g_strstrip (bare), -1);
}

static gboolean
client_post (NystaHttpClient *client, const NystaHttpRequest *request,
             NystaHttpAnswer *out_answer, GError **error)
{
  Exchange exchange = { request, out_answer };
  g_autofree char *accept = g_strconcat ("Accept: ", request->accept, NULL);
  g_autofree char *type = g_strconcat ("Content-Type: ", request->content_type, NULL);
  struct curl_slist *headers = NULL;

  *out_answer = (NystaHttpAnswer){ .body = g_string_new (NULL) };
  if (client->curl == NULL)
    {
      g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
                           "libcurl does not start");
      return FALSE;
    }
  client->message[0] = '\0';
  headers = curl_slist_append (headers, accept);
  headers = curl_slist_append (headers, type);
  /* Else a server that doesn't know it lets every request wait a second. */
  headers = curl_slist_append (headers, "Expect:");
  set_options (client, &exchange, headers);

  CURLcode code = curl_easy_perform (client->curl);

  if (code == CURLE_OK)
    take_answer (client->curl, out_answer);
  curl_slist_free_all (headers);
  if (code == CURLE_OK)
    return TRUE;
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
                       client->message[0] != '\0' ? client->message
                                                  : curl_easy_strerror (code));
  return FALSE;
}

/* Declared first: the module's one exported symbol. */
extern const NystaHttpModule nysta_http;
__attribute__ ((visibility ("default"))) const NystaHttpModule nysta_http = {
  .version = PACKAGE_VERSION,
  .open = client_open,
  .post = client_post,
  .close = client_close,
};
