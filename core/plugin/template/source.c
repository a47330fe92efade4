/* SPDX-License-Identifier: 0BSD */
/* (what you begin with is anybody's: put your own licence here and in manifest.ttl) */
/* A source: from a locator to documents and their bytes. This one takes `@ID@:WORD` and
 * offers one document about the word. */
#include <nysta-plugin.h>

#include <stdio.h>
#include <string.h>

#define SCHEME "@ID@:"

/* Offer every document that the locator stands for, always in the same order. */
static NystaStatus
list (const NystaSourceHost *host, const char *locator)
{
  NystaSourceDocument document = {
    .struct_size = sizeof document,
    .key = locator,             /* comes back in fetch(), maybe in another process */
    .iri = locator,             /* names the document in the graph: absolute, and lasting */
    .media_type = "text/plain", /* chooses the reader */
    .named = 1,                 /* the locator named this very document */
  };

  if (strncmp (locator, SCHEME, strlen (SCHEME)) != 0 || locator[strlen (SCHEME)] == '\0')
    {
      host->fail (host, "a locator is " SCHEME "WORD");
      return NYSTA_FAILED;
    }
  /* NYSTA_STOP means that a limit was reached or the run ended: pass it on. */
  return host->document (host, &document);
}

/* Deliver the bytes, in as many pieces as they come. */
static NystaStatus
fetch (const NystaSourceHost *host, const char *key, uint64_t max_bytes)
{
  char text[256] = "";
  int n = snprintf (text, sizeof text, "This is all that is known of %s.\n",
                    key + strlen (SCHEME));

  if (n < 0 || (size_t) n >= sizeof text || (uint64_t) n > max_bytes)
    {
      host->fail (host, "too much is known of it");
      return NYSTA_FAILED;
    }
  return host->bytes (host, text, (size_t) n);
}

static const NystaSource source = {
  .struct_size = sizeof source,
  .list = list,
  .fetch = fetch,
};

NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "@ID@",
  .kind = NYSTA_KIND_SOURCE,
  .source = &source,
};
