/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/lexicon.h"

#include "base/error.h"

struct NystaLexicon
{
  GMappedFile *file;
};

NystaLexicon *
nysta_lexicon_open (const char *path, GError **error)
{
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND, "%s: no lexicon yet", path);
  return NULL;
}

void
nysta_lexicon_free (NystaLexicon *lexicon)
{
  if (lexicon == NULL)
    return;
  g_clear_pointer (&lexicon->file, g_mapped_file_unref);
  g_free (lexicon);
}

void
nysta_lexicon_match (NystaLexicon *lexicon, const char *text, const NystaToken *tokens,
                     gsize n_tokens, GStringChunk *strings, GArray *matches)
{
}
