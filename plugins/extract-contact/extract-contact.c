/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* extract-contact: e-mail addresses and telephone numbers, and whose they are. */
#include "contact.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Owners are sought among everybody named for each address; a document that is all
 * addresses is a directory dump, and is cut off here with a warning. */
#define MAX_CONTACTS 2000

/* Where the line ends that holds the byte @at. */
static uint32_t
line_end (const NystaText *text, const NystaBlock *block, uint32_t at)
{
  const char *end = memchr (text->text + at, '\n', block->end - at);

  return end != NULL ? (uint32_t) (end - text->text) : block->end;
}

static bool
find_lines (const NystaText *text, Lines *lines)
{
  size_t allocated = text->n_blocks + 1;

  lines->n = 0;
  lines->items = malloc (allocated * sizeof *lines->items);
  for (size_t i = 0; i < text->n_blocks && lines->items != NULL; i++)
    {
      const NystaBlock *block = &text->blocks[i];

      for (uint32_t at = block->start, end; at < block->end; at = end + 1)
        {
          end = line_end (text, block, at);
          if (end == at)
            continue;
          if (lines->n == allocated)
            {
              Line *items = realloc (lines->items, 2 * allocated * sizeof *items);

              if (items == NULL)
                return false;
              lines->items = items;
              allocated *= 2;
            }
          lines->items[lines->n++] = (Line){ at, end, (uint32_t) i, 0 };
        }
    }
  return lines->items != NULL;
}

static int
compare_places (const void *a, const void *b)
{
  const Contact *first = a, *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

static bool
is_said_before (const Contacts *contacts, size_t index)
{
  const Contact *contact = &contacts->items[index];

  for (size_t i = 0; i < index; i++)
    if (contacts->items[i].owner != NULL &&
        strcmp (contacts->items[i].owner, contact->owner) == 0 &&
        strcmp (contacts->items[i].value, contact->value) == 0)
      return true;
  return false;
}

/* What became of an address or number, for who writes rules. */
static void
trace (const NystaExtractorHost *host, const Contact *contact, bool said_before)
{
  char message[512];

  if (!NYSTA_IS_TRACED (host))
    return;
  if (contact->owner == NULL)
    snprintf (message, sizeof message, "%s dropped: nobody's", contact->value);
  else
    snprintf (message, sizeof message, "%s%s: %s", contact->value,
              said_before ? " again" : "", contact->owner_name);
  host->trace (host, contact->rule != NULL ? contact->rule : "own", contact->start,
               contact->end, message);
}

static NystaStatus
propose (const NystaExtractorHost *host, const Contacts *contacts)
{
  for (size_t i = 0; i < contacts->n; i++)
    {
      const Contact *contact = &contacts->items[i];

      bool said_before = contact->owner != NULL && is_said_before (contacts, i);

      trace (host, contact, said_before);
      if (contact->owner == NULL || said_before)
        continue;
      NystaContact proposal = {
        .struct_size = sizeof proposal,
        .owner = contact->owner,
        .kind = contact->kind,
        .value = contact->value,
        .shared = contact->shared,
        .start = contact->start,
        .end = contact->end,
        .confidence = contact->confidence,
      };
      if (host->contact (host, &proposal) == NYSTA_STOP)
        return NYSTA_STOP;
    }
  return NYSTA_OK;
}

static NystaStatus
extract (const NystaExtractorHost *host, const NystaText *text)
{
  Lines lines = { NULL, 0 };
  Contacts contacts = { NULL, 0, 0 };
  NystaStatus status = NYSTA_OK;

  bool fine = find_lines (text, &lines) && find_emails (text, &lines, &contacts) &&
              find_phones (text, &lines, &contacts);
  if (fine && contacts.n > 0)
    {
      qsort (contacts.items, contacts.n, sizeof *contacts.items, compare_places);
      if (contacts.n > MAX_CONTACTS)
        {
          host->warn (host, "more than 2000 addresses and numbers: the rest is left out");
          contacts.n = MAX_CONTACTS;
        }
      fine = find_owners (text, &lines, &contacts);
    }
  if (fine)
    status = propose (host, &contacts);
  else
    {
      host->fail (host, "out of memory");
      status = NYSTA_FAILED;
    }
  free (lines.items);
  free (contacts.items);
  return status;
}

static const NystaExtractor extractor = {
  .struct_size = sizeof extractor,
  .extract = extract,
};

const NystaPlugin nysta_plugin = {
  .struct_size = sizeof nysta_plugin,
  .abi = NYSTA_PLUGIN_ABI,
  .id = "extract-contact",
  .kind = NYSTA_KIND_EXTRACTOR,
  .extractor = &extractor,
};
