/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Each key that it is asked for is another sin. */
#include "toy.h"

#include <stdio.h>

static NystaStatus
list (const NystaSourceHost *host, const char *locator)
{
  for (unsigned long i = 0; strcmp (locator, "toy:endless") == 0 || i < 3; i++)
    {
      char key[64] = "";
      NystaSourceDocument document = {
        .struct_size = sizeof document, .key = key, .iri = key, .named = 1
      };

      snprintf (key, sizeof key, "toy:%lu", i);
      if (strcmp (locator, "toy:latin1") == 0)
        document.iri = "toy:\xf6";
      host->document (host, &document);
    }
  if (strcmp (locator, "toy:crash") == 0)
    raise (SIGSEGV);
  return host->unavailable (host, "toy:gone", "it went away");
}

static NystaStatus
fetch (const NystaSourceHost *host, const char *key, uint64_t max_bytes)
{
  static char bytes[1 << 16];

  (void) max_bytes;
  if (strcmp (key, "toy:crash") == 0)
    raise (SIGSEGV);
  if (strcmp (key, "toy:endless") == 0)
    for (;;)
      host->bytes (host, bytes, sizeof bytes);
  host->warn (host, "hello");
  return host->bytes (host, key, strlen (key));
}

TOY_SOURCE (list, fetch)
