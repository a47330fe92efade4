/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "metadata.h"

#include "elements.h"
#include "page.h"

#include <stdlib.h>
#include <string.h>

#define MAX_VALUE_BYTES 1000u

typedef enum
{
  FIELD_TITLE,
  FIELD_SITE_NAME,
  FIELD_LANGUAGE,
  FIELD_ISSUED,
  FIELD_MODIFIED,
  FIELD_SOURCE
} Field;

typedef struct
{
  const char *name; /* of <meta name>, property, itemprop or http-equiv */
  Field field;
  unsigned rank;
} KnownMeta;

/* Facebook's Open Graph first since it is kept with most care, then Dublin Core. */
static const KnownMeta known_meta[] = {
  { "og:title", FIELD_TITLE, 1 },
  { "dcterms.title", FIELD_TITLE, 2 },
  { "dc.title", FIELD_TITLE, 3 },
  { "twitter:title", FIELD_TITLE, 4 },
  { "og:site_name", FIELD_SITE_NAME, 1 },
  { "dcterms.publisher", FIELD_SITE_NAME, 2 },
  { "dc.publisher", FIELD_SITE_NAME, 3 },
  { "publisher", FIELD_SITE_NAME, 4 },
  { "dcterms.language", FIELD_LANGUAGE, 2 },
  { "dc.language", FIELD_LANGUAGE, 2 },
  { "content-language", FIELD_LANGUAGE, 3 },
  { "og:locale", FIELD_LANGUAGE, 4 },
  { "article:published_time", FIELD_ISSUED, 1 },
  { "og:article:published_time", FIELD_ISSUED, 1 },
  { "datepublished", FIELD_ISSUED, 2 },
  { "dcterms.issued", FIELD_ISSUED, 3 },
  { "dcterms.date", FIELD_ISSUED, 4 },
  { "dc.date.issued", FIELD_ISSUED, 4 },
  { "dc.date", FIELD_ISSUED, 5 },
  { "pubdate", FIELD_ISSUED, 6 },
  { "publish-date", FIELD_ISSUED, 6 },
  { "publication_date", FIELD_ISSUED, 6 },
  { "date", FIELD_ISSUED, 7 },
  { "article:modified_time", FIELD_MODIFIED, 1 },
  { "og:updated_time", FIELD_MODIFIED, 2 },
  { "datemodified", FIELD_MODIFIED, 3 },
  { "dcterms.modified", FIELD_MODIFIED, 4 },
  { "dc.date.modified", FIELD_MODIFIED, 5 },
  { "last-modified", FIELD_MODIFIED, 6 },
  { "og:url", FIELD_SOURCE, 2 },
};

#define RANK_ROOT_LANGUAGE 1
#define RANK_CANONICAL_LINK 1
#define RANK_MARKED_TIME 2
#define RANK_FIRST_TIME 9

/* --- values -------------------------------------------------------------------------- */

/* @text with its white space collapsed, or NULL if nothing is left. (transfer full) */
static char *
tidy (const char *text)
{
  const char *end = text + strlen (text);
  Buffer out = { 0 };
  int gap = 0;

  for (const char *c = text; c < end;)
    {
      unsigned code = page_next_character (&c, end);

      if (code == PAGE_DROPPED)
        continue;
      if (code < 0x80 && is_space ((char) code))
        {
          gap = out.n_bytes > 0;
          continue;
        }
      if (gap)
        buffer_append_char (&out, ' ');
      gap = 0;
      buffer_append_unicode (&out, code);
    }
  if (out.n_bytes == 0 || out.n_bytes > MAX_VALUE_BYTES)
    {
      buffer_clear (&out);
      return NULL;
    }
  buffer_string (&out);
  return out.data;
}

/* The date at the beginning of an ISO 8601 moment. */
static char *
take_date (const char *text)
{
  static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  static const char pattern[] = "dddd-dd-dd";
  char date[sizeof pattern] = "";

  while (is_space (*text))
    text++;
  for (size_t i = 0; i + 1 < sizeof pattern; i++)
    {
      if (pattern[i] == 'd' ? !is_digit (text[i]) : text[i] != pattern[i])
        return NULL;
      date[i] = text[i];
    }
  if (is_digit (text[10]))
    return NULL;

  int year = atoi (date);
  int month = atoi (date + 5);
  int day = atoi (date + 8);
  int is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > days[month - 1] ||
      (month == 2 && day == 29 && !is_leap))
    return NULL;
  return strdup (date);
}

/* BCP 47, with the hyphens that Open Graph writes as underscores: sv, en-GB. */
static char *
take_language (const char *text)
{
  char *tag = tidy (text);
  size_t n_letters = 0;

  if (tag == NULL)
    return NULL;
  for (char *c = tag; *c != '\0'; c++)
    {
      if (*c == '_')
        *c = '-';
      if (*c == ',' || *c == ' ' || *c == '.')
        *c = '\0';
      if (*c == '\0')
        break;
    }
  while (is_alpha (tag[n_letters]))
    {
      tag[n_letters] = lower (tag[n_letters]);
      n_letters++;
    }

  int is_good = n_letters >= 2 && n_letters <= 3;
  for (const char *c = tag + n_letters; *c != '\0' && is_good;)
    {
      size_t n = 0;

      is_good = *c++ == '-';
      while (is_alpha (c[n]) || is_digit (c[n]))
        n++;
      is_good = is_good && n >= 1 && n <= 8;
      c += n;
    }
  if (is_good)
    return tag;
  free (tag);
  return NULL;
}

static char *
take_web_address (const char *text)
{
  char *address = tidy (text);

  if (address != NULL && strpbrk (address, " <>\"{}|\\^`") == NULL &&
      (strncmp (address, "https://", 8) == 0 || strncmp (address, "http://", 7) == 0))
    return address;
  free (address);
  return NULL;
}

static void
offer (Metadata *metadata, Field field, unsigned rank, const char *text)
{
  MetadataValue *place = NULL;
  char *(*take) (const char *) = tidy;

  switch (field)
    {
    case FIELD_TITLE:
      place = &metadata->title;
      break;
    case FIELD_SITE_NAME:
      place = &metadata->site_name;
      break;
    case FIELD_LANGUAGE:
      place = &metadata->language;
      take = take_language;
      break;
    case FIELD_ISSUED:
      place = &metadata->issued;
      take = take_date;
      break;
    case FIELD_MODIFIED:
      place = &metadata->modified;
      take = take_date;
      break;
    case FIELD_SOURCE:
      place = &metadata->source;
      take = take_web_address;
      break;
    }
  if (text == NULL || (place->value != NULL && place->rank <= rank))
    return;

  char *value = take (text);
  if (value == NULL)
    return;
  free (place->value);
  *place = (MetadataValue){ value, rank };
}

/* --- where they stand ---------------------------------------------------------------- */

void
metadata_add_meta (Metadata *metadata, const char *const *attributes)
{
  static const char *const places[] = { "property", "name", "itemprop", "http-equiv" };
  const char *content = element_attribute (attributes, "content");

  for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
    {
      const char *name = element_attribute (attributes, places[i]);

      for (size_t j = 0; name != NULL && j < sizeof known_meta / sizeof known_meta[0]; j++)
        if (equal_no_case (name, known_meta[j].name))
          offer (metadata, known_meta[j].field, known_meta[j].rank, content);
    }
}

void
metadata_add_link (Metadata *metadata, const char *const *attributes)
{
  const char *relation = element_attribute (attributes, "rel");

  if (relation != NULL && equal_no_case (relation, "canonical"))
    offer (metadata, FIELD_SOURCE, RANK_CANONICAL_LINK,
           element_attribute (attributes, "href"));
}

void
metadata_add_root (Metadata *metadata, const char *const *attributes)
{
  const char *language = element_attribute (attributes, "lang");

  if (language == NULL)
    language = element_attribute (attributes, "xml:lang");
  offer (metadata, FIELD_LANGUAGE, RANK_ROOT_LANGUAGE, language);
}

void
metadata_add_time (Metadata *metadata, const char *const *attributes, int is_near_top)
{
  const char *moment = element_attribute (attributes, "datetime");
  const char *property = element_attribute (attributes, "itemprop");

  if (property == NULL)
    property = "";
  if (equal_no_case (property, "dateModified"))
    offer (metadata, FIELD_MODIFIED, RANK_MARKED_TIME + 1, moment);
  else if (equal_no_case (property, "datePublished") ||
           element_attribute (attributes, "pubdate") != NULL)
    offer (metadata, FIELD_ISSUED, RANK_MARKED_TIME, moment);
  else if (is_near_top)
    offer (metadata, FIELD_ISSUED, RANK_FIRST_TIME, moment);
}

/* --- telling ------------------------------------------------------------------------- */

/* Cut @title where it goes on after @n_kept bytes with a mark that sites put before their
 * name. */
static int
cut_at_separator (char *title, size_t n_kept)
{
  static const char *const separators[] = { "|", "-", "–", "—", "·", "•", "»", ":" };
  const char *rest = title + n_kept;

  if (*rest != ' ' && *rest != '|')
    return 0;
  while (*rest == ' ')
    rest++;
  for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
    {
      size_t n_bytes = strlen (separators[i]);

      if (strncmp (rest, separators[i], n_bytes) == 0 && rest[n_bytes] == ' ')
        {
          title[n_kept] = '\0';
          return 1;
        }
    }
  return 0;
}

/* Certain only in two cases: the title is the page's heading and something more, or it
 * ends with what the page gives as the site's name. */
static void
strip_site_name (char *title, const char *site_name, const char *heading)
{
  size_t n_title = strlen (title);
  size_t n_heading = heading != NULL ? strlen (heading) : 0;
  size_t n_name = site_name != NULL ? strlen (site_name) : 0;

  if (n_heading > 0 && n_heading < n_title && strncmp (title, heading, n_heading) == 0 &&
      cut_at_separator (title, n_heading))
    return;
  if (n_name == 0 || n_name + 3 >= n_title ||
      strcmp (title + n_title - n_name, site_name) != 0)
    return;
  for (size_t n_kept = n_title - n_name; n_kept > 1; n_kept--)
    if (title[n_kept - 1] != ' ' && title[n_kept] == ' ')
      {
        size_t n_between = n_title - n_name - n_kept;

        /* Nothing but the mark lies between. */
        if (n_between > 5)
          return;
        if (cut_at_separator (title, n_kept))
          return;
      }
}

static NystaStatus
emit_title (Metadata *metadata, const char *heading, const NystaReaderHost *host)
{
  char *own_heading = heading != NULL ? tidy (heading) : NULL;
  char *title = metadata->title.value != NULL
                  ? strdup (metadata->title.value)
                  : tidy (buffer_string (&metadata->title_element));
  NystaStatus status = NYSTA_OK;

  if (title == NULL && own_heading != NULL)
    title = strdup (own_heading);
  if (title != NULL)
    {
      strip_site_name (title, metadata->site_name.value, own_heading);
      status = host->metadata (host, NYSTA_META_TITLE, title);
    }
  free (title);
  free (own_heading);
  return status;
}

NystaStatus
metadata_emit (Metadata *metadata, const char *heading, const NystaReaderHost *host)
{
  const struct
  {
    const char *property;
    const char *value;
  } values[] = {
    { NYSTA_META_LANGUAGE, metadata->language.value },
    { NYSTA_META_ISSUED, metadata->issued.value },
    { NYSTA_META_MODIFIED, metadata->modified.value },
    { NYSTA_META_PUBLISHER, metadata->site_name.value },
    { NYSTA_META_SOURCE, metadata->source.value },
  };
  NystaStatus status = emit_title (metadata, heading, host);

  for (size_t i = 0; i < sizeof values / sizeof values[0] && status == NYSTA_OK; i++)
    if (values[i].value != NULL)
      status = host->metadata (host, values[i].property, values[i].value);
  return status;
}

void
metadata_clear (Metadata *metadata)
{
  free (metadata->title.value);
  free (metadata->site_name.value);
  free (metadata->language.value);
  free (metadata->issued.value);
  free (metadata->modified.value);
  free (metadata->source.value);
  buffer_clear (&metadata->title_element);
  *metadata = (Metadata){ 0 };
}
