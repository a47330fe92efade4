/* SPDX-License-Identifier: 0BSD */
/* (what you begin with is anybody's: put your own licence here and in manifest.ttl) */
/* A reader: from the bytes of a media type to text in blocks, and metadata. This one takes
 * lines of UTF-8: the first is the title, each of the others a paragraph. */
#include <nysta-plugin.h>

#include <string.h>

/* Lines longer than this are no titles. */
#define MAX_TITLE_BYTES 1000

static NystaStatus
set_title (const NystaReaderHost *host, const char *line, size_t n_bytes)
{
  char title[MAX_TITLE_BYTES + 1] = "";

  if (n_bytes > MAX_TITLE_BYTES)
    return NYSTA_OK;
  memcpy (title, line, n_bytes);
  return host->metadata (host, NYSTA_META_TITLE, title);
}

/* Append a line to the text and declare it a block. */
static NystaStatus
add_line (const NystaReaderHost *host, const char *line, size_t n_bytes, size_t at,
          int first)
{
  NystaBlock block = {
    .kind = first ? NYSTA_BLOCK_HEADING : NYSTA_BLOCK_PARAGRAPH,
    .level = first ? 1 : 0,
    .start = (uint32_t) at,
    .end = (uint32_t) (at + n_bytes),
  };
  NystaStatus status = first ? set_title (host, line, n_bytes) : NYSTA_OK;

  if (status == NYSTA_OK)
    status = host->text (host, line, n_bytes); /* must be UTF-8 without NUL */
  if (status == NYSTA_OK)
    status = host->block (host, &block);
  return status;
}

static NystaStatus
read_lines (const NystaReaderHost *host, const NystaInput *input)
{
  const char *at = (const char *) input->data;
  const char *end = at + input->n_bytes;
  size_t n_written = 0;
  NystaStatus status = NYSTA_OK;

  while (at < end && status == NYSTA_OK)
    {
      const char *newline = memchr (at, '\n', (size_t) (end - at));
      size_t n = (size_t) ((newline != NULL ? newline : end) - at);

      if (n > 0)
        {
          status = add_line (host, at, n, n_written, n_written == 0);
          if (status == NYSTA_OK)
            status = host->text (host, "\n", 1);
          n_written += n + 1;
        }
      at += n + 1;
    }
  return status;
}

static const NystaReader reader = {
  .struct_size = sizeof reader,
  .read = read_lines,
};

NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "@ID@",
  .kind = NYSTA_KIND_READER,
  .reader = &reader,
};
