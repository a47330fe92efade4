/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * annotated.c: an extractor for train.py alone, which builds it: proposes the names that
 * annotators have marked, as lines of the file that NYSTA_ANNOTATED names say: kind, first
 * byte, end, name.
 */
#include <nysta-plugin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static NystaStatus
extract (const NystaExtractorHost *host, const NystaText *text)
{
  const char *path = getenv ("NYSTA_ANNOTATED");
  FILE *file = path != NULL ? fopen (path, "r") : NULL;
  char line[4096];

  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    {
      unsigned kind, start, end;
      int name = 0;

      line[strcspn (line, "\n")] = '\0';
      if (sscanf (line, "%u %u %u %n", &kind, &start, &end, &name) < 3 || name == 0 ||
          end > text->n_bytes)
        continue;
      NystaEntity entity = {
        .struct_size = sizeof entity, .key = line + name, .kind = kind, .name = line + name
      };
      NystaMention mention = { .struct_size = sizeof mention,
                               .key = line + name,
                               .start = start,
                               .end = end,
                               .confidence = 1 };

      if (host->entity (host, &entity) == NYSTA_STOP ||
          host->mention (host, &mention) == NYSTA_STOP)
        break;
    }
  if (file != NULL)
    fclose (file);
  return NYSTA_OK;
}

static const NystaExtractor extractor = { .struct_size = sizeof extractor,
                                          .extract = extract };

NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "annotated",
  .kind = NYSTA_KIND_EXTRACTOR,
  .extractor = &extractor,
};
