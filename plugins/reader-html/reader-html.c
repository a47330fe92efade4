/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A reader of web pages: bytes → charset.c → walk.c → page.c and metadata.c → blocks; and
 * markup.c → json-ld.c, microdata.c and rdfa.c → statements. */
#include "charset.h"
#include "walk.h"

#include <string.h>

/* What parts two blocks in the text; it shows how they stood on the page. */
static const char *
gap_between (const NystaBlock *before, const NystaBlock *after)
{
  int is_same_group = before->group != 0 && before->group == after->group;

  if (is_same_group && after->row != 0 && before->row == after->row &&
      before->column != after->column)
    return "\t";
  return is_same_group ? "\n" : "\n\n";
}

static NystaStatus
emit_blocks (const Page *page, PageLayout layout, const NystaReaderHost *host)
{
  const NystaBlock *before = NULL;
  uint64_t offset = 0;
  NystaStatus status = NYSTA_OK;

  for (size_t i = 0; i < page->n_blocks && status == NYSTA_OK; i++)
    {
      const PageBlock *found = &page->blocks[i];
      NystaBlock block = found->place.block;
      const char *gap = before != NULL ? gap_between (before, &block) : "";

      if (!page_block_is_wanted (found, layout))
        continue;
      if (offset + found->n_bytes + 2 > UINT32_MAX)
        {
          host->fail (host, "the text is longer than 4 GiB");
          return NYSTA_FAILED;
        }
      if (gap[0] != '\0')
        status = host->text (host, gap, strlen (gap));
      if (status == NYSTA_OK)
        status = host->text (host, page->text.data + found->start, found->n_bytes);
      block.start = (uint32_t) (offset + strlen (gap));
      block.end = (uint32_t) (block.start + found->n_bytes);
      offset = block.end;
      if (status == NYSTA_OK)
        status = host->block (host, &block);
      before = &page->blocks[i].place.block;
    }
  return status;
}

/* (transfer full) The first heading of the first rank, or NULL. */
static Buffer
find_heading (const Page *page, PageLayout layout)
{
  Buffer heading = { 0 };

  for (size_t i = 0; i < page->n_blocks && heading.n_bytes == 0; i++)
    {
      const PageBlock *block = &page->blocks[i];

      if (block->place.block.kind == NYSTA_BLOCK_HEADING && block->place.block.level == 1 &&
          page_block_is_wanted (block, layout))
        buffer_append (&heading, page->text.data + block->start, block->n_bytes);
    }
  return heading;
}

/* A host of before there were statements has no place for them. */
static NystaStatus
tell_data (const Markup *markup, const NystaReaderHost *host)
{
  Data data = { .host = host };

  if (host->struct_size < sizeof *host || host->statement == NULL)
    return NYSTA_OK;
  markup_tell (markup, &data);
  return data.status;
}

static NystaStatus
read_html (const NystaReaderHost *host, const NystaInput *input)
{
  Buffer html = { 0 };
  Page page = { 0 };
  Metadata metadata = { 0 };
  Markup markup = { 0 };
  NystaStatus status = NYSTA_FAILED;

  charset_decode (host, input, &html);
  if (!walk_html (&html, &page, &metadata, &markup))
    host->fail (host, "the HTML parser cannot be started");
  else
    {
      PageLayout layout = page_layout (&page);
      Buffer heading = find_heading (&page, layout);

      status = metadata_emit (&metadata,
                              heading.n_bytes > 0 ? buffer_string (&heading) : NULL, host);
      if (status == NYSTA_OK)
        status = emit_blocks (&page, layout, host);
      if (status == NYSTA_OK)
        status = tell_data (&markup, host);
      buffer_clear (&heading);
    }
  buffer_clear (&html);
  page_clear (&page);
  metadata_clear (&metadata);
  markup_clear (&markup);
  return status;
}

static const NystaReader reader = {
  .struct_size = sizeof (NystaReader),
  .read = read_html,
};

const NystaPlugin nysta_plugin = {
  .struct_size = sizeof (NystaPlugin),
  .abi = NYSTA_PLUGIN_ABI,
  .id = "reader-html",
  .kind = NYSTA_KIND_READER,
  .reader = &reader,
};
