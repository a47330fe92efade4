/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/service/endpoint.h"

#include "base/error.h"
#include "base/limits.h"
#include "sparql/service/http.h"

#include <string.h>

#define ACCEPT "application/sparql-results+json, application/sparql-results+xml;q=0.9"

/* Of what a server says about an error, so much is shown. */
#define SHOWN_LETTERS 120

struct NystaEndpoints
{
  const char *const *allowed;
  NystaBudget *budget;
  const NystaHttpModule *module;
  NystaHttpClient *client;
};

NystaEndpoints *
nysta_endpoints_new (const char *const *allowed, NystaBudget *budget)
{
  NystaEndpoints *endpoints = g_new0 (NystaEndpoints, 1);

  endpoints->allowed = allowed;
  endpoints->budget = budget;
  return endpoints;
}

void
nysta_endpoints_free (NystaEndpoints *endpoints)
{
  if (endpoints == NULL)
    return;
  if (endpoints->module != NULL)
    endpoints->module->close (endpoints->client);
  g_free (endpoints);
}

static void
answer_clear (NystaHttpAnswer *answer)
{
  g_free (answer->media_type);
  g_free (answer->location);
  if (answer->body != NULL)
    g_string_free (answer->body, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaHttpAnswer, answer_clear)

/* --- who may be asked --------------------------------------------------------------------- */

static gboolean
allows (const char *prefix, const char *endpoint)
{
  gsize n = strlen (prefix);

  if (n == 0)
    return TRUE;
  if (!g_str_has_prefix (endpoint, prefix))
    return FALSE;
  return endpoint[n] == '\0' || strchr ("/?#", endpoint[n]) != NULL ||
         strchr ("/?#", prefix[n - 1]) != NULL;
}

gboolean
nysta_endpoint_check (const char *endpoint, const char *const *allowed, GError **error)
{
  gboolean is_http = g_ascii_strncasecmp (endpoint, "http://", 7) == 0 ||
                     g_ascii_strncasecmp (endpoint, "https://", 8) == 0;

  for (guint i = 0; is_http && allowed != NULL && allowed[i] != NULL; i++)
    if (allows (allowed[i], endpoint))
      return TRUE;
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_REFUSED,
               allowed == NULL ? "SERVICE <%s>: other endpoints are not asked unless "
                                 "--allow-service is given"
               : is_http       ? "SERVICE <%s>: is not among the endpoints that "
                                 "--allow-service names"
                               : "SERVICE <%s>: only http and https endpoints are asked",
               endpoint);
  return FALSE;
}

/* --- a request ---------------------------------------------------------------------------- */

/* RFC 3987 §3.1: what is not ASCII is percent-encoded, but for the host's name, which libcurl
 * knows how to look up. */
static char *
url_of (const char *iri)
{
  GString *url = g_string_new (NULL);
  const char *host = strstr (iri, "://");
  const char *path = host == NULL ? iri : host + 3 + strcspn (host + 3, "/?#");

  g_string_append_len (url, iri, path - iri);
  for (; *path != '\0'; path++)
    if ((guchar) *path >= 0x80)
      g_string_append_printf (url, "%%%02X", (guchar) *path);
    else
      g_string_append_c (url, *path);
  return g_string_free (url, FALSE);
}

static gboolean
fail (const char *endpoint, const char *what, GError **error)
{
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SERVICE, "SERVICE <%s>: %s",
               endpoint, what);
  return FALSE;
}

/* The first words of an error page. */
static gboolean
fail_status (const char *endpoint, const NystaHttpAnswer *answer, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (answer->body->str,
                                              (gssize) MIN (answer->body->len, 4096));
  gboolean is_text = answer->media_type == NULL ||
                     strcmp (answer->media_type, "text/plain") == 0;

  g_strstrip (valid);
  valid[strcspn (valid, "\r\n")] = '\0';

  g_autofree char *shown = g_utf8_substring (
    valid, 0, MIN (g_utf8_strlen (valid, -1), SHOWN_LETTERS));
  g_autofree char *what = g_strdup_printf (
    "answered with HTTP status %u%s%s", answer->status,
    is_text && shown[0] != '\0' ? ": " : "", is_text ? shown : "");

  return fail (endpoint, what, error);
}

static gboolean
go_on (gpointer budget)
{
  return nysta_budget_check (budget, NULL);
}

/* A little more, so that time is up when libcurl says so. */
static guint
milliseconds_left (const NystaBudget *budget)
{
  gint64 left_us = budget->deadline_us - g_get_monotonic_time ();

  return budget->deadline_us == 0 ? 0 : (guint) (MAX (left_us, 0) / 1000 + 2);
}

/* One POST. Whatever went wrong because time or memory is up is an error of its own. */
static gboolean
post (NystaEndpoints *endpoints, const char *endpoint, const char *body,
      NystaHttpAnswer *out_answer, GError **error)
{
  NystaBudget *budget = endpoints->budget;
  gsize left = budget->max_bytes == 0
                 ? G_MAXSSIZE
                 : budget->max_bytes - MIN (budget->n_bytes, budget->max_bytes);
  g_autofree char *url = url_of (endpoint);
  g_autoptr (GError) problem = NULL;
  const NystaHttpRequest request = {
    .url = url,
    .body = body,
    .n_bytes = strlen (body),
    .content_type = "application/x-www-form-urlencoded",
    .accept = ACCEPT,
    .max_bytes = left,
    .timeout_ms = milliseconds_left (budget),
    .go_on = go_on,
    .user_data = budget,
  };

  if (!nysta_budget_check (budget, error))
    return FALSE;
  if (endpoints->module->post (endpoints->client, &request, out_answer, &problem))
    return TRUE;
  if (out_answer->is_too_large)
    {
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                   "limit: SERVICE <%s>: its answer takes more than %" G_GSIZE_FORMAT
                   " MiB: ask for less at once",
                   endpoint, budget->max_bytes >> 20);
      return FALSE;
    }
  return nysta_budget_check (budget, error) && fail (endpoint, problem->message, error);
}

static gboolean
is_redirection (guint status)
{
  return status == 301 || status == 302 || status == 307 || status == 308;
}

/* Redirections are followed here and not by libcurl: each place that one leads to must be
 * allowed, too. */
static gboolean
follow (NystaEndpoints *endpoints, const char *endpoint, const char *body,
        NystaHttpAnswer *out_answer, GError **error)
{
  g_autofree char *at = g_strdup (endpoint);

  for (guint i = 0; i <= NYSTA_SERVICE_REDIRECTIONS; i++)
    {
      if (!nysta_endpoint_check (at, endpoints->allowed, error) ||
          !post (endpoints, at, body, out_answer, error))
        return FALSE;
      if (!is_redirection (out_answer->status))
        return TRUE;
      if (out_answer->location == NULL)
        return fail (endpoint, "redirects without saying where to", error);
      g_free (at);
      at = g_steal_pointer (&out_answer->location);
      answer_clear (out_answer);
      *out_answer = (NystaHttpAnswer){ 0 };
    }
  return fail (endpoint, "redirects again and again", error);
}

/* --- an answer ---------------------------------------------------------------------------- */

static gboolean
format_of (const char *media_type, NystaResultsFormat *out_format)
{
  static const struct
  {
    const char *media_type;
    NystaResultsFormat format;
  } formats[] = {
    { "application/sparql-results+json", NYSTA_RESULTS_JSON },
    { "application/json", NYSTA_RESULTS_JSON },
    { "application/sparql-results+xml", NYSTA_RESULTS_XML },
    { "application/xml", NYSTA_RESULTS_XML },
    { "text/xml", NYSTA_RESULTS_XML },
  };

  for (gsize i = 0; media_type != NULL && i < G_N_ELEMENTS (formats); i++)
    if (strcmp (media_type, formats[i].media_type) == 0)
      {
        *out_format = formats[i].format;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_answer (NystaEndpoints *endpoints, const char *endpoint, const NystaHttpAnswer *answer,
             const NystaResultsFuncs *funcs, gpointer user_data, GError **error)
{
  NystaResultsFormat format;
  g_autoptr (GError) problem = NULL;

  if (answer->status != 200)
    return fail_status (endpoint, answer, error);
  if (!format_of (answer->media_type, &format))
    {
      g_autofree char *what = g_strdup_printf (
        "answered with %s, which is no result of a query: is it an endpoint?",
        answer->media_type != NULL ? answer->media_type : "no media type");

      return fail (endpoint, what, error);
    }
  if (nysta_results_read (answer->body->str, answer->body->len, "its answer", format, funcs,
                          user_data, &problem))
    return TRUE;
  if (!g_error_matches (problem, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return fail (endpoint, problem->message, error);
}

gboolean
nysta_endpoints_ask (NystaEndpoints *endpoints, const char *endpoint, const char *text,
                     const NystaResultsFuncs *funcs, gpointer user_data, GError **error)
{
  g_auto (NystaHttpAnswer) answer = { 0 };
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *body = g_strconcat ("query=", escaped, NULL);

  if (!nysta_endpoint_check (endpoint, endpoints->allowed, error))
    return FALSE;
  if (endpoints->module == NULL)
    {
      endpoints->module = nysta_http_module (error);
      if (endpoints->module == NULL)
        return FALSE;
      endpoints->client = endpoints->module->open ();
    }
  if (!follow (endpoints, endpoint, body, &answer, error) ||
      !nysta_budget_charge (endpoints->budget, answer.body->len, "SERVICE", error))
    return FALSE;

  gboolean ok = read_answer (endpoints, endpoint, &answer, funcs, user_data, error);

  nysta_budget_release (endpoints->budget, answer.body->len);
  return ok;
}
