/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * reader-text.c: plain text and Markdown. The document's text is the decoded text itself,
 * so an offset into it is an offset into the file.
 */
#include "reader-text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HEAD_LINES 12 /* a date further down belongs to the matter, not to the document */

static const struct
{
  const char *key;
  const char *property;
} keys[] = {
  { "title:", NYSTA_META_TITLE },         { "titel:", NYSTA_META_TITLE },
  { "rubrik:", NYSTA_META_TITLE },        { "lang:", NYSTA_META_LANGUAGE },
  { "language:", NYSTA_META_LANGUAGE },   { "publisher:", NYSTA_META_PUBLISHER },
  { "avsändare:", NYSTA_META_PUBLISHER },
};

static NystaStatus
say (const NystaReaderHost *host, const char *property, const char *text, size_t start,
     size_t end)
{
  while (start < end && strchr (" \t\"'", text[start]) != NULL)
    start++;
  while (end > start && strchr (" \t\"'", text[end - 1]) != NULL)
    end--;
  if (start == end)
    return NYSTA_OK;

  char *value = strndup (text + start, end - start);
  NystaStatus status = value != NULL ? host->metadata (host, property, value) : NYSTA_STOP;

  free (value);
  return status == NYSTA_STOP ? NYSTA_STOP : NYSTA_OK;
}

/* `Title: …` says the title, a line that is a date says when. */
static NystaStatus
read_head_line (const NystaReaderHost *host, const char *text, const Line *line)
{
  char date[11];

  if (date_of_line (text, line, date))
    return host->metadata (host, NYSTA_META_ISSUED, date) == NYSTA_STOP ? NYSTA_STOP
                                                                        : NYSTA_OK;
  for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
    {
      size_t n = strlen (keys[k].key);

      if (line->end - line->start > n &&
          strncasecmp (text + line->start, keys[k].key, n) == 0)
        return say (host, keys[k].property, text, line->start + n, line->end);
    }
  return NYSTA_OK;
}

/* Front matter: `key: value` lines between two rules at the very top. Returns the line
 * past it, or 0 if there is none. */
static size_t
front_matter_end (const Line *lines, size_t n, const char *text)
{
  if (n == 0 || !lines[0].rule || text[lines[0].end - 1] != '-')
    return 0;
  for (size_t i = 1; i < n && i < 60; i++)
    if (lines[i].rule)
      return i + 1;
  return 0;
}

static NystaStatus
read_lines (const NystaReaderHost *host, const char *text, Line *lines, size_t n)
{
  size_t first = front_matter_end (lines, n, text);
  NystaStatus status = NYSTA_OK;

  for (size_t i = 0, n_full = 0; i < n && status == NYSTA_OK; i++)
    {
      if (i >= first && n_full++ >= HEAD_LINES)
        break;
      if (!lines[i].blank)
        status = read_head_line (host, text, &lines[i]);
    }

  size_t title = n;
  if (status == NYSTA_OK)
    status = blocks_emit (host, text, lines, first, n, &title);
  /* A heading far down is not the document's. */
  size_t top = first;
  while (top < n && lines[top].blank)
    top++;
  if ((title == n || title > top + 8) && top < n && lines[top].n_chars <= 200)
    title = top;
  if (status == NYSTA_OK && title < n)
    status = say (host, NYSTA_META_TITLE, text, lines[title].start, lines[title].end);
  return status;
}

static NystaStatus
read_text (const NystaReaderHost *host, const NystaInput *input)
{
  Decoded decoded = { 0 };
  const char *why = decode (input, &decoded);

  if (why != NULL)
    {
      host->fail (host, why);
      return NYSTA_FAILED;
    }
  if (decoded.warning[0] != '\0')
    host->warn (host, decoded.warning);

  NystaStatus status = decoded.n_bytes > 0
                         ? host->text (host, decoded.text, decoded.n_bytes)
                         : NYSTA_OK;
  size_t n = 0;
  Line *lines = status == NYSTA_OK ? lines_new (decoded.text, decoded.n_bytes, &n) : NULL;

  if (status == NYSTA_OK && lines == NULL)
    {
      host->fail (host, "not enough memory");
      status = NYSTA_FAILED;
    }
  else if (status == NYSTA_OK)
    status = read_lines (host, decoded.text, lines, n);
  free (lines);
  free (decoded.text);
  return status;
}

static const NystaReader reader = { .struct_size = sizeof reader, .read = read_text };

NYSTA_PLUGIN_EXPORT const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "reader-text",
  .kind = NYSTA_KIND_READER,
  .reader = &reader,
};
