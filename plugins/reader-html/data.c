/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "data.h"

#include <libxml/uri.h>
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A list of a thousand people with all about them; more is a flood. */
#define MAX_STATEMENTS 10000u

/* Longer literals are whole articles, whose text is read as text. */
#define MAX_LITERAL_BYTES 16384u
#define MAX_IRI_BYTES 2000u

#define MAX_STEPS 20000000u

int
data_is_open (const Data *data)
{
  return data->status != NYSTA_STOP && data->n_statements < MAX_STATEMENTS &&
         data->n_steps < MAX_STEPS;
}

int
data_may_go_on (Data *data, size_t n_steps)
{
  int was_open = data->n_steps < MAX_STEPS;

  data->n_steps += n_steps < MAX_STEPS ? n_steps : MAX_STEPS;
  if (was_open && data->n_steps >= MAX_STEPS)
    data_warn (data, "its data refer to each other without end: the rest is left out");
  return data_is_open (data);
}

void
data_warn (Data *data, const char *message)
{
  data->host->warn (data->host, message);
}

char *
data_new_key (Data *data, const char *kind)
{
  char key[64];

  snprintf (key, sizeof key, "_:%s%u", kind, ++data->n_keys);
  return strdup (key);
}

/* N-Triples [8] IRIREF. */
static int
is_iri_text (const char *text)
{
  size_t n_bytes = strlen (text);

  if (n_bytes > MAX_IRI_BYTES || strpbrk (text, "<>\"{}|^`\\") != NULL)
    return 0;
  for (size_t i = 0; i < n_bytes; i++)
    if ((unsigned char) text[i] <= ' ' || text[i] == 0x7F)
      return 0;
  return 1;
}

char *
data_resource (const Data *data, const char *reference)
{
  Buffer tidied = { 0 };
  size_t n_bytes = strlen (reference);

  while (n_bytes > 0 && is_space (reference[n_bytes - 1]))
    n_bytes--;
  while (n_bytes > 0 && is_space (*reference))
    reference++, n_bytes--;
  /* Editors let a space slip into addresses. */
  for (size_t i = 0; i < n_bytes; i++)
    if (reference[i] == ' ')
      buffer_append (&tidied, "%20", 3);
    else
      buffer_append_char (&tidied, reference[i]);

  char *iri = strdup (buffer_string (&tidied));
  buffer_clear (&tidied);
  if (data->base != NULL && strncmp (iri, "_:", 2) != 0 && is_iri_text (iri))
    {
      xmlChar *whole = xmlBuildURI ((const xmlChar *) iri, (const xmlChar *) data->base);

      if (whole != NULL)
        {
          free (iri);
          iri = strdup ((const char *) whole);
          xmlFree (whole);
        }
    }
  if (is_iri_text (iri))
    return iri;
  free (iri);
  return NULL;
}

static void
say (Data *data, const NystaStatementProposal *statement)
{
  if (!data_is_open (data) || !is_iri_text (statement->predicate) ||
      !is_iri_text (statement->subject))
    return;
  if (++data->n_statements == MAX_STATEMENTS)
    data_warn (data, "more than 10000 statements of data: the rest is left out");
  if (data->host->statement (data->host, statement) == NYSTA_STOP)
    data->status = NYSTA_STOP;
}

void
data_say_resource (Data *data, const char *subject, const char *predicate,
                   const char *object)
{
  if (subject == NULL || object == NULL || !is_iri_text (object))
    return;

  NystaStatementProposal statement = { .struct_size = sizeof statement,
                                       .subject = subject,
                                       .predicate = predicate,
                                       .object = object,
                                       .object_kind = NYSTA_OBJECT_RESOURCE };
  say (data, &statement);
}

/* BCP 47 in outline. */
static int
is_language (const char *tag)
{
  size_t n = strlen (tag);

  return n >= 2 && n <= 35 && is_alpha (tag[0]) && is_alpha (tag[1]) &&
         strspn (tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
           n &&
         tag[n - 1] != '-' && strstr (tag, "--") == NULL;
}

void
data_say_literal (Data *data, const char *subject, const char *predicate, const char *text,
                  const char *datatype, const char *language)
{
  Buffer tidied = { 0 };
  int gap = 0;

  if (subject == NULL || text == NULL)
    return;
  for (const char *c = text; *c != '\0' && tidied.n_bytes <= MAX_LITERAL_BYTES; c++)
    {
      if (is_space (*c) || ((unsigned char) *c < 0x20))
        {
          gap = tidied.n_bytes > 0;
          continue;
        }
      if (gap)
        buffer_append_char (&tidied, ' ');
      gap = 0;
      buffer_append_char (&tidied, *c);
    }
  if (tidied.n_bytes > 0 && tidied.n_bytes <= MAX_LITERAL_BYTES)
    {
      NystaStatementProposal statement = { .struct_size = sizeof statement,
                                           .subject = subject,
                                           .predicate = predicate,
                                           .object = buffer_string (&tidied),
                                           .object_kind = NYSTA_OBJECT_LITERAL,
                                           .datatype = datatype };

      if (datatype == NULL && language != NULL && is_language (language))
        statement.language = language;
      say (data, &statement);
    }
  buffer_clear (&tidied);
}
