/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "link.h"

#include "elements.h"

#include <string.h>

static int
hex_value (char c)
{
  return is_digit (c)                           ? c - '0'
         : lower (c) >= 'a' && lower (c) <= 'f' ? lower (c) - 'a' + 10
                                                : -1;
}

int
link_begin (Link *link, const Page *page, const char *const *attributes)
{
  const char *target = element_attribute (attributes, "href");

  link->address.n_bytes = 0;
  link->start = page->run.n_bytes;
  link->block = page->n_blocks;
  while (target != NULL && is_space (*target))
    target++;
  if (target == NULL || (lower (target[0]) != 'm' && lower (target[0]) != 't'))
    return 0;

  const char *c = strchr (target, ':');
  size_t n_scheme = c != NULL ? (size_t) (c - target) : 0;
  if (!(n_scheme == 6 && contains_no_case (target, "mailto:")) &&
      !(n_scheme == 3 && contains_no_case (target, "tel:")))
    return 0;
  for (c++; *c != '\0' && *c != '?' && *c != ';'; c++)
    if (*c == '%' && hex_value (c[1]) >= 0 && hex_value (c[2]) >= 0)
      {
        int byte = hex_value (c[1]) * 16 + hex_value (c[2]);

        /* Addresses are ASCII; anything else could break a character in two. */
        if (byte > ' ' && byte < 0x7F)
          buffer_append_char (&link->address, (char) byte);
        c += 2;
      }
    else if ((unsigned char) *c > ' ')
      buffer_append_char (&link->address, lower (*c));
  return link->address.n_bytes > 0;
}

static size_t
keep_digits (const char *text, char *out, size_t room)
{
  size_t n = 0;

  for (; *text != '\0' && n + 1 < room; text++)
    if (is_digit (*text))
      out[n++] = *text;
  out[n] = '\0';
  return n;
}

/* Numbers are the same if they end the same: +46 70… is 070… */
static int
shows_address (const char *text, const char *address)
{
  enum
  {
    SAME_DIGITS = 7
  };
  char shown[200] = "";
  char wanted[60] = "";

  if (strchr (address, '@') != NULL)
    return contains_no_case (text, address);
  keep_digits (text, shown, sizeof shown);
  size_t n = keep_digits (address, wanted, sizeof wanted);
  return n == 0 || strstr (shown, wanted + (n > SAME_DIGITS ? n - SAME_DIGITS : 0)) != NULL;
}

void
link_end (Link *link, Page *page, const Place *place)
{
  if (link->address.n_bytes == 0)
    return;

  size_t start = page->n_blocks == link->block && link->start <= page->run.n_bytes
                   ? link->start
                   : 0;
  const char *address = buffer_string (&link->address);

  if (!shows_address (buffer_string (&page->run) + start, address))
    {
      int has_text = page->run.n_bytes > start;

      page->n_breaks = 0;
      page->space_waits = 1;
      if (has_text)
        page_add_text (page, place, "(", 1, 0);
      page_add_text (page, place, address, link->address.n_bytes, 0);
      if (has_text)
        page_add_text (page, place, ")", 1, 0);
    }
  link->address.n_bytes = 0;
}

void
link_clear (Link *link)
{
  buffer_clear (&link->address);
}
