/* SPDX-License-Identifier: 0BSD */
/* (what you begin with is anybody's: put your own licence here and in manifest.ttl) */
/* An extractor: from text in blocks to entities, relations and where they are said. This
 * one takes each word in capitals for an organisation: `SMHI`. */
#include <nysta-plugin.h>

#include <string.h>

#define MAX_NAME_BYTES 100

/* Propose the organisation, and that this token mentions it. */
static NystaStatus
propose (const NystaExtractorHost *host, const NystaText *text, const NystaToken *token)
{
  char name[MAX_NAME_BYTES + 1] = "";
  size_t n_bytes = token->end - token->start;
  NystaEntity entity = {
    .struct_size = sizeof entity,
    .key = name, /* yours to choose; the same key is the same thing */
    .kind = NYSTA_ORGANISATION,
    .name = name,
  };
  NystaMention mention = {
    .struct_size = sizeof mention,
    .key = name,
    .start = token->start,
    .end = token->end,
    .confidence = 0.5, /* the share of such mentions that you would bet on */
  };

  if (n_bytes > MAX_NAME_BYTES)
    return NYSTA_OK;
  memcpy (name, text->text + token->start, n_bytes);

  /* NYSTA_FAILED: the host refused it and has said why; go on with the rest. */
  if (host->entity (host, &entity) == NYSTA_STOP)
    return NYSTA_STOP;
  return host->mention (host, &mention);
}

static NystaStatus
extract (const NystaExtractorHost *host, const NystaText *text)
{
  for (size_t i = 0; i < text->n_tokens; i++)
    {
      const NystaToken *token = &text->tokens[i];

      if (token->kind == NYSTA_TOKEN_WORD && (token->flags & NYSTA_TOKEN_ALL_UPPER) != 0 &&
          propose (host, text, token) == NYSTA_STOP)
        return NYSTA_STOP;
    }
  return NYSTA_OK;
}

static const NystaExtractor extractor = {
  .struct_size = sizeof extractor,
  .extract = extract,
};

NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "@ID@",
  .kind = NYSTA_KIND_EXTRACTOR,
  .extractor = &extractor,
};
