/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* press.c: what is known of each token, and the spans that lie over them. */
#include "press.h"

#include <string.h>

/* What looks like a longer sentence is none; no rule reads further than this, so that all
 * take linear time. */
#define SENTENCE_MAX_TOKENS 200
#define GAP_BYTES 3
#define LINE_BYTES 80

#define LONG_TOKENS 100000

/* --- text -------------------------------------------------------------------- */

void
lower_in_place (char *text)
{
  for (unsigned char *p = (unsigned char *) text; *p != '\0'; p++)
    {
      if (*p >= 'A' && *p <= 'Z')
        *p += 'a' - 'A';
      else if (*p == 0xC3 && p[1] >= 0x80 && p[1] <= 0x9E && p[1] != 0x97)
        *++p += 0x20;
      else if ((*p == 0xC4 || *p == 0xC5) && p[1] != '\0')
        {
          unsigned c = ((*p & 0x1Fu) << 6) | (p[1] & 0x3Fu);
          bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);

          p++;
          if (c != 0x130 && c != 0x138 && c != 0x149 && c != 0x178 && c != 0x17F &&
              (c % 2 == 1) == odd_is_upper && *p < 0xBF)
            ++*p;
        }
    }
}

typedef enum
{
  SEEN,
  SPACE,
  UNSEEN
} Look;

/* What a reader sees of the character at @text, and its length in bytes. Soft hyphens, joiners
 * and marks of direction are not seen; controls are taken for space. */
static Look
look_of (const unsigned char *text, size_t n, size_t *out_bytes)
{
  unsigned char c = text[0];

  *out_bytes = 1;
  if (c < 0x80)
    return c <= ' ' || c == 0x7F ? SPACE : SEEN;
  if (c == 0xC2 && n > 1 && text[1] <= 0xAD)
    {
      *out_bytes = 2;
      return text[1] == 0xAD ? UNSEEN : text[1] <= 0xA0 ? SPACE : SEEN;
    }
  if (c == 0xE2 && n > 2 && (text[1] == 0x80 || text[1] == 0x81))
    {
      unsigned char last = text[2];

      *out_bytes = 3;
      if (text[1] == 0x81)
        return last == 0x9F ? SPACE : last >= 0xA0 && last <= 0xAF ? UNSEEN : SEEN;
      if (last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF)
        return SPACE;
      return last <= 0x8F || (last >= 0xAA && last <= 0xAE) ? UNSEEN : SEEN;
    }
  if (c == 0xEF && n > 2 && text[1] == 0xBB && text[2] == 0xBF)
    {
      *out_bytes = 3;
      return UNSEEN;
    }
  return SEEN;
}

char *
copy_plain (Arena *arena, const char *text, size_t n)
{
  char *copy = arena_alloc (arena, n + 1);
  size_t used = 0;
  size_t n_bytes;

  for (size_t i = 0; i < n; i += n_bytes)
    {
      Look look = look_of ((const unsigned char *) text + i, n - i, &n_bytes);

      if (((unsigned char) text[i] & 0xFE) == 0xCC && used > 0 && i + 1 < n &&
          compose (copy[used - 1], text + i, copy + used - 1))
        {
          used++;
          n_bytes = 2;
        }
      else if (look == SEEN)
        for (size_t k = 0; k < n_bytes; k++)
          copy[used++] = text[i + k];
      else if (look == SPACE && used > 0 && copy[used - 1] != ' ')
        copy[used++] = ' ';
    }
  while (used > 0 && copy[used - 1] == ' ')
    used--;
  copy[used] = '\0';
  return copy;
}

char *
fold_with_room (Press *press, const char *text, size_t n, size_t n_more)
{
  char *copy = arena_alloc (&press->arena, n + n_more + 1);

  memcpy (copy, text, n);
  lower_in_place (copy);
  return copy;
}

char *
fold (Press *press, const char *text)
{
  return fold_with_room (press, text, strlen (text), 0);
}

char *
text_between (Press *press, uint32_t first, uint32_t end)
{
  if (first >= end)
    return arena_copy (&press->arena, "", 0);

  uint32_t from = token_of (press, first)->start, to = token_of (press, end - 1)->end;
  return copy_plain (&press->arena, press->text->text + from, to - from);
}

/* --- tokens ------------------------------------------------------------------ */

static void
note_match (Press *press, uint32_t index)
{
  const NystaMatch *match = &press->text->matches[index];
  Token *token = &press->tokens[match->first_token];

  if (token->first_match == NONE)
    token->first_match = index;
  if (match->n_tokens != 1)
    return;
  token->classes |= 1u << match->match_class;
  if (match->flags & NYSTA_MATCH_AMBIGUOUS)
    token->ambiguous |= 1u << match->match_class;
  if (match->match_class == NYSTA_MATCH_SURNAME)
    token->genitive |= (match->flags & NYSTA_MATCH_GENITIVE) != 0;
}

/* Who sets a line in columns has a tab or three blanks between them; two come about by
 * mistake in running text. */
static bool
is_gap (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);
  uint32_t from = t[-1].end;

  return t->start > from && t->block == t[-1].block &&
         !(t->flags & NYSTA_TOKEN_LINE_BEFORE) &&
         (t->start - from >= GAP_BYTES || press->text->text[from] == '\t');
}

/* What is known of each token's word; tokens that spell the same are chained. */
static void
tokens_prepare (Press *press)
{
  uint32_t document = vocabulary_begin (press->arena.out_of_memory);

  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      const NystaToken *t = token_of (press, i);
      Word *word = vocabulary_word (press->text->text + t->start, t->end - t->start);
      Token *token = &press->tokens[i];

      token->known = word;
      token->word = word->word;
      token->lower = word->lower;
      token->first_match = token->span = token->next_same = NONE;
      token->gap = i > 0 && is_gap (press, i);
      press->has_gaps |= token->gap;
      if (word->document == document)
        press->tokens[word->last].next_same = i;
      else
        word->first = i;
      word->document = document;
      word->last = i;
    }
}

/* --- languages ----------------------------------------------------------------- */

/* Of the block; a host built before languages were told by blocks says the document's. */
static const char *
block_language (const Press *press, uint32_t block)
{
  const NystaText *text = press->text;

  if (text->struct_size >= offsetof (NystaText, n_languages) + sizeof text->n_languages &&
      text->n_languages == text->n_blocks)
    return text->languages[block];
  return text->language;
}

static bool
is_primary (const char *language, const char *primary)
{
  return has_prefix (language, primary) && (language[2] == '\0' || language[2] == '-');
}

bool
in_english (const Press *press, uint32_t i)
{
  const char *language = block_language (press, block_of (press, i));

  return language != NULL && is_primary (language, "en");
}

static void
languages_prepare (Press *press)
{
  press->block_foreign = arena_alloc (&press->arena, press->text->n_blocks + 1);
  for (uint32_t b = 0; b < press->text->n_blocks; b++)
    {
      const char *language = block_language (press, b);

      /* A line is too little to tell the languages of the North apart. */
      bool line = press->text->blocks[b].end - press->text->blocks[b].start < LINE_BYTES &&
                  language != NULL && word_in (language, "da no nb nn");

      press->block_foreign[b] = language != NULL && !line && !is_primary (language, "sv") &&
                                !is_primary (language, "en");
    }
}

void
press_prepare (Press *press)
{
  const NystaText *text = press->text;
  uint32_t n = (uint32_t) text->n_tokens;

  press->n_tokens = n;
  press->tokens = arena_alloc (&press->arena, (n + 1) * sizeof *press->tokens);
  press->block_first = arena_alloc (&press->arena,
                                    (text->n_blocks + 1) * sizeof *press->block_first);
  press->block_read = arena_alloc (&press->arena, text->n_blocks + 1);
  /* Of a long document: what is not used of it takes no memory, as an array does that was
   * too short. */
  if (n > LONG_TOKENS)
    {
      press->max_spans = press->max_mentions = n / 4;
      press->spans = arena_alloc (&press->arena, press->max_spans * sizeof *press->spans);
      press->mentions = arena_alloc (&press->arena,
                                     press->max_mentions * sizeof *press->mentions);
    }
  tokens_prepare (press);
  languages_prepare (press);
  for (size_t i = 0; i < text->n_matches; i++)
    if (text->matches[i].first_token < n &&
        text->matches[i].n_tokens <= n - text->matches[i].first_token)
      note_match (press, (uint32_t) i);

  uint32_t at = 0;
  for (uint32_t b = 0; b < text->n_blocks; b++)
    {
      while (at < n && token_of (press, at)->block < b)
        at++;
      press->block_first[b] = at;
    }
  press->block_first[text->n_blocks] = n;
  memset (press->buckets, 0xFF, sizeof press->buckets);
  press->owner = press->publisher = NONE;
}

uint32_t
token_next_gap (const Press *press, uint32_t i, uint32_t limit)
{
  if (press->has_gaps)
    for (uint32_t k = i + 1; k < limit; k++)
      if (press->tokens[k].gap)
        return k;
  return limit;
}

uint32_t
sentence_first (const Press *press, uint32_t i)
{
  uint32_t first = press->text->sentences[token_of (press, i)->sentence].first_token;

  return i - first > SENTENCE_MAX_TOKENS ? i - SENTENCE_MAX_TOKENS : first;
}

uint32_t
sentence_end (const Press *press, uint32_t i)
{
  const NystaSentence *s = &press->text->sentences[token_of (press, i)->sentence];

  uint32_t end = s->first_token + s->n_tokens;

  return end - i > SENTENCE_MAX_TOKENS ? i + SENTENCE_MAX_TOKENS : end;
}

bool
token_opens (const Press *press, uint32_t i)
{
  uint32_t first = sentence_first (press, i);

  while (i > first && token_of (press, i - 1)->kind != NYSTA_TOKEN_WORD &&
         token_of (press, i - 1)->kind != NYSTA_TOKEN_NUMBER)
    i--;
  return i == first;
}

uint32_t
name_bearers (const Press *press, uint32_t i, NystaMatchClass which)
{
  const NystaText *text = press->text;
  uint32_t bearers = 0;

  if (!token_class (press, i, which))
    return 0;
  for (size_t m = press->tokens[i].first_match;
       m < text->n_matches && text->matches[m].first_token == i; m++)
    if (text->matches[m].match_class == which && text->matches[m].n_tokens == 1)
      bearers = text->matches[m].weight;
  return bearers;
}

const NystaMatch *
match_at (const Press *press, uint32_t i, uint32_t classes)
{
  const NystaText *text = press->text;
  const NystaMatch *best = NULL;

  if (i >= press->n_tokens || press->tokens[i].first_match == NONE)
    return NULL;
  for (size_t m = press->tokens[i].first_match;
       m < text->n_matches && text->matches[m].first_token == i; m++)
    if ((classes & 1u << text->matches[m].match_class) != 0 &&
        (best == NULL || text->matches[m].n_tokens > best->n_tokens))
      best = &text->matches[m];
  return best;
}

/* --- spans ------------------------------------------------------------------- */

/* What lies in a block of another language is a span for its caller alone: dropped, and in
 * no list. */
static Span *
foreign_span (Press *press, const char *rule, const Span *span)
{
  Span *copy = arena_alloc (&press->arena, sizeof *copy);

  *copy = *span;
  copy->dropped = true;
  TRACE (press, rule, span->first, span->end, "%s dropped: in another language",
         kind_name (span->kind));
  return copy;
}

Span *
span_add_by (Press *press, const char *rule, Kind kind, uint32_t first, uint32_t end,
             double confidence)
{
  Span span = { .kind = kind,
                .first = first,
                .end = end,
                .entity = NONE,
                .confidence = confidence,
                .name = text_between (press, first, end) };

  if (press->block_foreign[block_of (press, first)])
    return foreign_span (press, rule, &span);
  press->spans = arena_grow (&press->arena, press->spans, press->n_spans, &press->max_spans,
                             sizeof *press->spans);
  for (uint32_t i = first; i < end; i++)
    press->tokens[i].span = (uint32_t) press->n_spans;
  press->spans[press->n_spans] = span;
  TRACE (press, rule, first, end, "%s?", kind_name (kind));
  return &press->spans[press->n_spans++];
}

void
span_drop_by (Press *press, const char *rule, Span *span)
{
  if (!span->dropped)
    TRACE (press, rule, span->first, span->end, "%s dropped: part of another name",
           kind_name (span->kind));
  span->dropped = true;
}

bool
span_free (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end && i < press->n_tokens; i++)
    if (press->tokens[i].span != NONE)
      return false;
  return true;
}
