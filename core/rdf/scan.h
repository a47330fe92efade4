/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * scan.h: the end of a run of bytes, sixteen at a time. Only read-ntriples.c includes it.
 *
 * Caveats: up to NYSTA_SCAN_PADDING bytes past the byte that ends the run are looked at, so
 * they must be there; and a byte that ends it must come.
 */
#pragma once

#include <glib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define NYSTA_SCAN_PADDING 16

/* N-Triples [8] IRIREF: what cannot stand in it as it is, the backslash of an escape too. */
static inline gboolean
nysta_scan_ends_iri (char c)
{
  guchar b = (guchar) c;

  return b <= 0x20 || b == '"' || b == '<' || b == '>' || b == '\\' || b == '^' ||
         b == '`' || (b >= '{' && b <= '}');
}

/* N-Triples [9] STRING_LITERAL_QUOTE */
static inline gboolean
nysta_scan_ends_literal (char c)
{
  return c == '"' || c == '\\' || c == '\n' || c == '\r';
}

#ifdef __SSE2__

static inline __m128i
nysta_scan_either (__m128i a, __m128i b)
{
  return _mm_or_si128 (a, b);
}

/* With bit 1 set `<` is `>`, `\` is `^`, and a space is `"`: one comparison for two. */
static inline const char *
nysta_scan_iri (const char *c)
{
  for (;; c += 16)
    {
      __m128i b = _mm_loadu_si128 ((const __m128i *) (gconstpointer) c);
      __m128i paired = _mm_or_si128 (b, _mm_set1_epi8 (2));
      __m128i braces = _mm_sub_epi8 (b, _mm_set1_epi8 ('{'));
      __m128i ends = nysta_scan_either (
        nysta_scan_either (_mm_cmpeq_epi8 (paired, _mm_set1_epi8 ('>')),
                           _mm_cmpeq_epi8 (paired, _mm_set1_epi8 ('^'))),
        nysta_scan_either (_mm_cmpeq_epi8 (paired, _mm_set1_epi8 ('"')),
                           _mm_cmpeq_epi8 (b, _mm_set1_epi8 ('`'))));
      ends = nysta_scan_either (
        ends, nysta_scan_either (
                _mm_cmpeq_epi8 (_mm_min_epu8 (b, _mm_set1_epi8 (0x20)), b),
                _mm_cmpeq_epi8 (_mm_min_epu8 (braces, _mm_set1_epi8 (2)), braces)));
      int mask = _mm_movemask_epi8 (ends);

      if (mask != 0)
        return c + __builtin_ctz ((guint) mask);
    }
}

static inline const char *
nysta_scan_literal (const char *c)
{
  for (;; c += 16)
    {
      __m128i b = _mm_loadu_si128 ((const __m128i *) (gconstpointer) c);
      __m128i ends = nysta_scan_either (
        nysta_scan_either (_mm_cmpeq_epi8 (b, _mm_set1_epi8 ('"')),
                           _mm_cmpeq_epi8 (b, _mm_set1_epi8 ('\\'))),
        nysta_scan_either (_mm_cmpeq_epi8 (b, _mm_set1_epi8 ('\n')),
                           _mm_cmpeq_epi8 (b, _mm_set1_epi8 ('\r'))));
      int mask = _mm_movemask_epi8 (ends);

      if (mask != 0)
        return c + __builtin_ctz ((guint) mask);
    }
}

#else

static inline const char *
nysta_scan_iri (const char *c)
{
  while (!nysta_scan_ends_iri (*c))
    c++;
  return c;
}

static inline const char *
nysta_scan_literal (const char *c)
{
  while (!nysta_scan_ends_literal (*c))
    c++;
  return c;
}

#endif
