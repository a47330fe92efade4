/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* term-pack.c: a term of the dictionary as one string of bytes. */
#include "config.h"
#include "store/dictionary.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* What spreads small numbers over 64 bits: 2^64 divided by the golden ratio. */
#define SPREAD 0x9e3779b97f4a7c15ull

/* Language tags, datatypes and values go before the lexical form and are parted by a NUL,
 * which no term has. */
static inline gboolean
has_two_parts (NystaTag tag)
{
  return tag == NYSTA_TAG_LANGUAGE || tag == NYSTA_TAG_TYPED || tag == NYSTA_TAG_VALUE;
}

void
nysta_term_pack (const NystaTerm *term, GString *out_bytes)
{
  g_string_truncate (out_bytes, 0);
  if (has_two_parts (nysta_id_dictionary_tag (term)))
    {
      g_string_append (out_bytes, term->language != NULL ? term->language : term->datatype);
      g_string_append_c (out_bytes, '\0');
    }
  g_string_append (out_bytes, term->value);
}

gboolean
nysta_term_unpack (NystaTag tag, const char *bytes, gsize n_bytes, NystaTerm *out_term)
{
  NystaTerm term = { .kind = NYSTA_TERM_LITERAL, .value = bytes };

  if (has_two_parts (tag))
    {
      const char *end = memchr (bytes, '\0', n_bytes);

      if (end == NULL || end == bytes)
        return FALSE;
      term.value = end + 1;
      if (tag == NYSTA_TAG_LANGUAGE)
        term.language = bytes;
      else
        term.datatype = bytes;
    }
  else if (tag == NYSTA_TAG_IRI)
    term.kind = NYSTA_TERM_IRI;
  else if (tag == NYSTA_TAG_BLANK)
    term.kind = NYSTA_TERM_BLANK;
  else if (tag != NYSTA_TAG_STRING)
    return FALSE;
  if (memchr (term.value, '\0', n_bytes - (gsize) (term.value - bytes)) != NULL)
    return FALSE;
  *out_term = term;
  return TRUE;
}

guint64
nysta_term_pack_hash (NystaTag tag, const char *bytes, gsize n_bytes, guint64 seed)
{
  guint64 state = seed ^ (guint64) tag * SPREAD;

  if (tag == NYSTA_TAG_LANGUAGE)
    {
      const char *end = memchr (bytes, '\0', n_bytes);
      const char *c = bytes;

      for (; end != NULL && c < end; c++)
        state = (state ^ (guint64) (guchar) g_ascii_tolower (*c)) * SPREAD;
      n_bytes -= (gsize) (c - bytes);
      bytes = c;
    }
  return XXH3_64bits_withSeed (bytes, n_bytes, state);
}

gboolean
nysta_term_pack_equal (NystaTag tag, const char *a, gsize n_a, const char *b, gsize n_b)
{
  if (n_a != n_b)
    return FALSE;
  if (tag == NYSTA_TAG_LANGUAGE)
    {
      const char *end = memchr (a, '\0', n_a);
      gsize n_tag = end != NULL ? (gsize) (end - a) : 0;

      for (gsize i = 0; i < n_tag; i++)
        if (g_ascii_tolower (a[i]) != g_ascii_tolower (b[i]))
          return FALSE;
      a += n_tag;
      b += n_tag;
      n_a -= n_tag;
    }
  return memcmp (a, b, n_a) == 0;
}
