/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * name-features.c: what a model is to know of a name: how it is written, what the lexicon and
 * the tagger say of its words, and the words and names beside it, wherever it stands.
 *
 * No names: endings of words, nouns that bodies are called by, and what stands in small
 * letters beside it.
 */
#include "name-candidates.h"

#include <string.h>

#include "word-sets.h"

static const char *const form_names[NAME_FORMS] = { "run",    "tagged", "headed", "seated",
                                                    "proved", "found",  "run" };
static const char *const kind_names[] = { "person", "organisation", "role", "project",
                                          "short" };
static const char *const tag_names[] = { "none", "person", "organisation", "place",
                                         "project" };

/* The last @n characters, if there are more. */
static const char *
ending_of (const char *lower, unsigned n)
{
  const char *at = lower + strlen (lower);

  for (; n > 0 && at > lower; n--)
    for (at--; at > lower && ((unsigned char) *at & 0xC0u) == 0x80u;)
      at--;
  return at > lower ? at : NULL;
}

static bool
is_small (const Press *press, uint32_t i)
{
  return token_word (press, i) && span_over (press, i) == NULL && !token_name (press, i);
}

/* --- the name itself ------------------------------------------------------------------ */

static void
add_classes (Press *press, const NameCandidate *name, Features *out)
{
  static const struct
  {
    NystaMatchClass which;
    const char *first, *last, *all;
  } classes[] = {
    { NYSTA_MATCH_COMMON_WORD, "common-first", "common-last", "common-all" },
    { NYSTA_MATCH_PLACE, "place-first", "place-last", "place-all" },
    { NYSTA_MATCH_MUNICIPALITY, "town-first", "town-last", "town-all" },
    { NYSTA_MATCH_GIVEN_NAME, "given-first", "given-last", "given-all" },
    { NYSTA_MATCH_SURNAME, "surname-first", "surname-last", "surname-all" },
    { NYSTA_MATCH_ROLE, "role-first", "role-last", "role-all" },
  };

  for (size_t c = 0; c < sizeof classes / sizeof *classes; c++)
    {
      bool all = true;

      if (token_class (press, name->first, classes[c].which))
        feature_add (out, classes[c].first, NULL);
      if (token_class (press, name->end - 1, classes[c].which))
        feature_add (out, classes[c].last, NULL);
      for (uint32_t i = name->first; i < name->end; i++)
        all = all && token_class (press, i, classes[c].which);
      if (all)
        feature_add (out, classes[c].all, NULL);
    }
}

static void
add_spelling (Press *press, const NameCandidate *name, Features *out)
{
  uint32_t last = name->end - 1, title_end;
  const char *lower = press->tokens[last].lower, *hyphen = strchr (name->text, '-');

  feature_add (out, "form", form_names[name->form]);
  feature_add_number (out, "words", name->end - name->first);
  feature_add (out, in_english (press, name->first) ? "english" : "swedish", NULL);
  if (name->end - name->first == 1)
    {
      if (token_acronym (press, last))
        feature_add_number (out, "letters", (uint32_t) strlen (lower));
      else if (token_of (press, last)->flags & NYSTA_TOKEN_MIXED_CASE)
        feature_add (out, "mixed", NULL);
      else
        feature_add_number (out, "length", (uint32_t) strlen (lower));
    }
  /* Compounds are told by their ends: three more letters must stand before, and what lists
   * know is left out, so that no weight is that of a name. */
  if (name->form != NAME_KNOWN && !token_acronym (press, last))
    for (unsigned n = 3; n <= 6; n++)
      if (ending_of (lower, n + 2) != NULL)
        feature_add (out, "ends", ending_of (lower, n));
  if (!token_upper (press, last) || token_bits (press, last, W_ORG_HEAD | W_LEGAL))
    feature_add (out, "head", lower);
  if (token_bits (press, name->first, W_ORG_OPENER))
    feature_add (out, "opener", press->tokens[name->first].lower);
  if (token_bits (press, name->first, W_NO_ACTOR | W_UNIT | W_PROJECT))
    feature_add (out, "no-actor", NULL);
  if (title_head (press, name->first, &title_end))
    feature_add (out, "title", NULL);
  if (hyphen != NULL)
    feature_add (out, hyphen[1] >= 'a' && hyphen[1] <= 'z' ? "hyphen-small" : "hyphen",
                 NULL);
  if (strpbrk (name->text, "0123456789") != NULL)
    feature_add (out, "digit", NULL);
  if (strchr (name->text, ':') != NULL)
    feature_add (out, "colon", NULL);
  if (name->genitive)
    feature_add (out, "genitive", NULL);
  feature_add_number (out, "places", name->n_places);
  for (uint32_t i = name->first + 1; i + 1 < name->end; i++)
    if (!token_upper (press, i))
      feature_add (out, "within", press->tokens[i].lower);
}

/* --- where it stands ------------------------------------------------------------------- */

/* What the tagger makes of it, and how sure it is. */
static void
add_tag (Press *press, uint32_t first, uint32_t end, Features *out)
{
  static const NystaNameKind kinds[] = { NYSTA_NAME_PERSON, NYSTA_NAME_ORGANISATION,
                                         NYSTA_NAME_PLACE, NYSTA_NAME_PROJECT };

  if (!tags_known (press))
    return;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
    {
      uint32_t confidence = 0, past = tag_end (press, first, kinds[k], &confidence);

      if (past == end)
        {
          feature_add (out, "tag", tag_names[k + 1]);
          feature_add_pair (out, "tag", tag_names[k + 1], feature_step (confidence));
          if (confidence >= 90)
            feature_add_pair (out, "tag", tag_names[k + 1], "90");
        }
      else if (past > first)
        feature_add_pair (out, "tag", tag_names[k + 1], past > end ? "longer" : "shorter");
      else if (tag_over (press, first, end, kinds[k]))
        feature_add_pair (out, "tag", tag_names[k + 1], "within");
    }
  if (press->text->tags[first].kind == NYSTA_NAME_NONE)
    feature_add (out, "tag", tag_names[0]);
}

/* What stands at @i, beside the name. */
static const char *
what_stands (const Press *press, uint32_t i, uint32_t block)
{
  const Span *span = span_over (press, i);

  if (i >= press->n_tokens || block_of (press, i) != block)
    return "|";
  if (span != NULL && !span->dropped)
    return kind_names[span->kind];
  if (!token_word (press, i))
    return token_of (press, i)->kind == NYSTA_TOKEN_NUMBER ? "9" : press->tokens[i].lower;
  if (token_name (press, i))
    return match_at (press, i, 1u << NYSTA_MATCH_PLACE) != NULL ? "place" : "Name";
  return press->tokens[i].lower;
}

/* Over names and what stands between them to the word that governs the enumeration. */
static uint32_t
governor (const Press *press, uint32_t i, uint32_t floor)
{
  while (i > floor && !(is_small (press, i - 1) && !token_bits (press, i - 1, W_AND)))
    i--;
  return i;
}

/* The first six characters of a word, and its last: one weight serves all its forms, and all
 * compounds with it. */
static void
add_word (const Press *press, uint32_t i, const char *template, Features *out)
{
  const char *lower = press->tokens[i].lower;
  char stem[32];
  size_t n = 0, n_characters = 0;

  if (!is_small (press, i))
    return;
  for (; lower[n] != '\0' && n < sizeof stem - 1; n++)
    {
      n_characters += ((unsigned char) lower[n] & 0xC0u) != 0x80u;
      if (n_characters > 6)
        break;
      stem[n] = lower[n];
    }
  stem[n] = '\0';
  feature_add_pair (out, template, stem, "");
  for (unsigned k = 2; k < 8; k += 2)
    if (ending_of (lower, k) != NULL)
      feature_add_pair (out, template, "", ending_of (lower, k));
}

static void
add_neighbours (Press *press, uint32_t first, uint32_t end, Features *out)
{
  uint32_t block = block_of (press, first), floor = press->block_first[block];
  uint32_t head = governor (press, first, floor), title_end;
  const char *before = first > floor ? what_stands (press, first - 1, block) : "|";
  const char *after = what_stands (press, end, block);

  feature_add (out, "before", before);
  feature_add (out, "after", after);
  feature_add_pair (out, "around", before, after);
  if (first > floor + 1)
    feature_add_pair (out, "before2", what_stands (press, first - 2, block), before);
  feature_add_pair (out, "after2", after, what_stands (press, end + 1, block));
  if (first > floor)
    add_word (press, first - 1, "before-like", out);
  if (head > floor && head < first)
    {
      feature_add (out, "governed", press->tokens[head - 1].lower);
      if (head > floor + 1)
        feature_add_pair (out, "governed", what_stands (press, head - 2, block),
                          press->tokens[head - 1].lower);
    }
  /* `rådgivare på X`: an employer. */
  if (first > floor + 1 && is_small (press, first - 1) &&
      title_head (press, first - 2, &title_end) && title_end == first - 1)
    feature_add (out, "title-before", before);
}

/* What stands in line with it. */
static void
add_line (Press *press, uint32_t first, uint32_t end, Features *out)
{
  uint32_t block = block_of (press, first), floor = press->block_first[block];

  if (first > floor + 1 &&
      (token_is (press, first - 1, ",") || token_is (press, first - 1, "/") ||
       token_bits (press, first - 1, W_AND)))
    feature_add (out, "in-line-after", what_stands (press, first - 2, block));
  if (token_is (press, end, ",") || token_is (press, end, "/") ||
      token_bits (press, end, W_AND))
    feature_add (out, "in-line-before", what_stands (press, end + 1, block));
}

static void
add_place (Press *press, uint32_t first, uint32_t end, Features *out)
{
  static const char *const kinds[] = { "paragraph", "heading", "item", "cell", "other" };
  uint32_t block = block_of (press, first);
  const NystaBlock *in = &press->text->blocks[block];
  const char *kind = in->kind == NYSTA_BLOCK_HEADING     ? kinds[1]
                     : in->kind == NYSTA_BLOCK_LIST_ITEM ? kinds[2]
                                                         : kinds[0];
  bool opens = token_opens (press, first);

  feature_add (out, "block", kind);
  if (first == press->block_first[block] && end == press->block_first[block + 1])
    feature_add_pair (out, "block", kind, "alone");
  feature_add (out, opens ? "opens" : "inside", NULL);
  if (!opens && in->kind != NYSTA_BLOCK_HEADING && !in_english (press, first))
    feature_add (out, "inside-swedish", NULL);
  if (opens && token_class (press, first, NYSTA_MATCH_COMMON_WORD))
    feature_add (out, "opens-common", NULL);
  if (token_is (press, end, "(") && token_is (press, end + 2, ")"))
    feature_add (out, token_acronym (press, end + 1) ? "before-letters" : "before-brackets",
                 NULL);
}

void
name_features (Press *press, const NameCandidate *name, uint32_t place, Features *out)
{
  uint32_t first = name->places[place], end = first + (name->end - name->first);
  const Span *span = span_over (press, name->first);

  features_begin (out, press);
  add_spelling (press, name, out);
  add_classes (press, name, out);
  if (name->form == NAME_FOUND && span != NULL && span->rule != NULL)
    feature_add (out, "rule", span->rule);
  add_tag (press, first, end, out);
  add_neighbours (press, first, end, out);
  add_line (press, first, end, out);
  add_place (press, first, end, out);
}
