/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * participation-features.c: what a model is to know of a project and an organisation: the
 * words around the enumeration that the organisation stands in, the frames of project-frames.c
 * near it, what the list or the label above says, what kind of organisation it is.
 *
 * No names: words only as they stand in small letters, cut after six characters, so that one
 * weight serves all forms of a word.
 */
#include "participation-pairs.h"
#include "project-frames.h"
#include "projects.h"
#include "sheets.h"

#include <stdio.h>

#define STEM_CHARACTERS 6
#define REACH 12        /* tokens on either side where a frame counts */
#define MAX_LABEL_UP 40 /* blocks from an item up to what heads its list */
#define MAX_SENTENCE 40 /* tokens of a sentence whose words are told */

static const char *const construction_names[] = { "agent", "subject", "object",
                                                  "infinitive" };

typedef struct
{
  const Pairs *pairs;
  const Pair *pair;
  const PairMention *mention;
  Features *out;
  uint32_t first, limit;             /* its sentence */
  uint32_t series_first, series_end; /* the enumeration that it stands in */
  uint32_t n_series;
} View;

static bool
is_small_word (const Press *press, uint32_t i)
{
  return token_word (press, i) && span_over (press, i) == NULL &&
         (token_of (press, i)->flags &
          (NYSTA_TOKEN_UPPER_FIRST | NYSTA_TOKEN_ALL_UPPER | NYSTA_TOKEN_MIXED_CASE)) == 0;
}

/* The word's first characters. */
static const char *
stem_of (const char *lower, char out[STEM_CHARACTERS * 4 + 1])
{
  size_t n = 0, n_characters = 0;

  for (; lower[n] != '\0'; n++)
    {
      n_characters += ((unsigned char) lower[n] & 0xC0u) != 0x80u;
      if (n_characters > STEM_CHARACTERS || n == STEM_CHARACTERS * 4)
        break;
    }
  memcpy (out, lower, n);
  out[n] = '\0';
  return out;
}

static void
add_stem (View *view, const char *template, uint32_t i)
{
  char stem[STEM_CHARACTERS * 4 + 1];

  feature_add (view->out, template, stem_of (view->pairs->press->tokens[i].lower, stem));
}

/* The last of them: `huvudsponsor`, `projektägare` are by their ends what they are. */
static const char *
tail_of (const char *lower)
{
  size_t n = strlen (lower), n_characters = 0, i = n;

  while (i > 0 && n_characters < STEM_CHARACTERS)
    n_characters += ((unsigned char) lower[--i] & 0xC0u) != 0x80u;
  return i > 1 ? lower + i : NULL;
}

static void
add_tail (View *view, const char *template, uint32_t i)
{
  const char *tail = tail_of (view->pairs->press->tokens[i].lower);

  if (tail != NULL)
    feature_add (view->out, template, tail);
}

/* A word that may be told; of anything else what it is. */
static const char *
shown (const View *view, uint32_t i)
{
  static const char *const kinds[] = { "PERSON", "ORGANISATION", "ROLE", "PROJECT",
                                       "PERSON" };
  const Press *press = view->pairs->press;

  if (i == NONE || i >= view->limit)
    return "END";
  if (i < view->first)
    return "BEGIN";
  const Span *span = span_over (press, i);
  if (span != NULL)
    return kinds[span->kind];
  switch (token_of (press, i)->kind)
    {
    case NYSTA_TOKEN_PUNCT:
      return press->tokens[i].lower;
    case NYSTA_TOKEN_WORD:
      return is_small_word (press, i) ? press->tokens[i].lower : "NAME";
    case NYSTA_TOKEN_NUMBER:
      return "NUMBER";
    default:
      return "OTHER";
    }
}

/* `A, B (kort) och C`: back and on over what an enumeration is of. */
static void
find_series (View *view)
{
  const Press *press = view->pairs->press;
  uint32_t first = view->mention->first, end = view->mention->end;

  view->n_series = 1;
  while (first > view->first && view->n_series < 30)
    {
      uint32_t k = first;

      while (k > view->first &&
             (token_is (press, k - 1, ",") || token_bits (press, k - 1, W_AND) ||
              token_is (press, k - 1, "/") || token_is (press, k - 1, ")") ||
              token_is (press, k - 1, "(")))
        k--;
      if (k == first || k == view->first)
        break;
      const Span *span = span_over (press, k - 1);
      if (span != NULL ? span->kind != ORGANISATION : !token_name (press, k - 1))
        break;
      view->n_series += span != NULL;
      first = span != NULL && span->first >= view->first ? span->first : k - 1;
      while (span == NULL && first > view->first && token_name (press, first - 1) &&
             span_over (press, first - 1) == NULL)
        first--;
    }
  while (end < view->limit && view->n_series < 60)
    {
      uint32_t k = end;

      while (k < view->limit && (token_is (press, k, ",") || token_bits (press, k, W_AND) ||
                                 token_is (press, k, "/") || token_is (press, k, ")") ||
                                 token_is (press, k, "(")))
        k++;
      if (k == end || k == view->limit)
        break;
      const Span *span = span_over (press, k);
      if (span != NULL ? span->kind != ORGANISATION : !token_name (press, k))
        break;
      view->n_series += span != NULL;
      end = span != NULL ? span->end : k + 1;
      while (span == NULL && end < view->limit && token_name (press, end) &&
             span_over (press, end) == NULL)
        end++;
    }
  view->series_first = first;
  view->series_end = end < view->limit ? end : view->limit;
}

/* --- the words around it ------------------------------------------------------------ */

/* `stöd av`, `samarbete med`: the noun before a preposition, in any form. */
static void
lead_in (View *view, uint32_t noun)
{
  char stem[STEM_CHARACTERS * 4 + 1];
  const char *lower = view->pairs->press->tokens[noun].lower;

  feature_add_pair (view->out, "lead-in", stem_of (lower, stem), shown (view, noun + 1));
}

static void
add_neighbours (View *view, bool near)
{
  uint32_t before = view->series_first > view->first ? view->series_first - 1 : NONE;
  const char *b1 = before != NONE ? shown (view, before) : "BEGIN";
  const char *b2 = before != NONE && before > view->first ? shown (view, before - 1)
                                                          : "BEGIN";
  const char *a1 = shown (view, view->series_end);
  const char *a2 = view->series_end + 1 < view->limit ? shown (view, view->series_end + 1)
                                                      : "END";
  const Press *press = view->pairs->press;

  feature_add (view->out, near ? "before" : "far-before", b1);
  feature_add (view->out, near ? "behind" : "far-behind", a1);
  feature_add_pair (view->out, "before", b2, b1);
  feature_add_pair (view->out, "behind", a1, a2);
  feature_add_pair (view->out, "around", b1, a1);
  for (uint32_t k = 1; k <= 5; k++)
    {
      uint32_t left = view->series_first - k, right = view->series_end + k - 1;

      if (view->series_first >= view->first + k && is_small_word (press, left))
        {
          add_stem (view, "left", left);
          add_tail (view, "left-end", left);
          if (k == 2)
            lead_in (view, left);
        }
      if (right < view->limit && is_small_word (press, right))
        {
          add_stem (view, "right", right);
          add_tail (view, "right-end", right);
          if (k == 1)
            add_stem (view, near ? "verb" : "far-verb", right);
        }
    }
  /* `A:s projekt`, and who stands right beside it */
  if (has_suffix (press->tokens[view->mention->end - 1].lower, "s") &&
      is_small_word (press, view->mention->end) && view->mention->end < view->limit)
    add_stem (view, "owns", view->mention->end);
  if (view->mention->end + 1 < view->limit && token_is (press, view->mention->end, "("))
    feature_add (view->out, "bracket", shown (view, view->mention->end + 1));
}

/* Tokens between it and the project, both in one sentence. */
static void
add_between (View *view)
{
  const Press *press = view->pairs->press;
  uint32_t project = view->mention->project, from, to;
  const Span *span = span_over (press, project);
  bool after = view->mention->first > project;

  from = after ? (span != NULL && span->kind == PROJECT ? span->end : project + 1)
               : view->series_end;
  to = after ? view->series_first : project;
  feature_add (view->out, "order", after ? "after" : "first");
  if (from > to)
    return;
  feature_add_number (view->out, after ? "apart-after" : "apart-first", to - from);
  for (uint32_t i = from; i < to && i < from + MAX_SENTENCE; i++)
    if (is_small_word (press, i))
      add_stem (view, after ? "between-after" : "between-first", i);
  if (to - from <= 3)
    for (uint32_t i = from; i < to; i++)
      feature_add_number (view->out, shown (view, i), i - from);
}

static void
add_sentence (View *view)
{
  const Press *press = view->pairs->press;

  for (uint32_t i = view->first; i < view->limit && i < view->first + MAX_SENTENCE; i++)
    if (is_small_word (press, i) && strlen (press->tokens[i].lower) > 3)
      add_stem (view, "said", i);
  if (participations_supposed (press, view->first, view->limit))
    feature_add (view->out, "supposed", NULL);
  if (tokens_have (press, view->first, view->limit, MONEY))
    feature_add (view->out, "money", link_name (view->mention->link));
}

/* --- verbs and nouns of taking part ------------------------------------------------- */

/* Where the project is far off, the frame may be of another. */
static void
add_nearest (View *view, uint32_t role, const char *where)
{
  const PairMention *mention = view->mention;

  feature_add_pair (view->out, mention->link <= LINK_POINTED ? "nearest" : "far-nearest",
                    participation_name (role), where);
  feature_add_pair (view->out, mention->rivalled ? "rivalled-nearest" : "own-nearest",
                    participation_name (role), where);
}

/* Of the frames on one side of the enumeration: each, and the nearest. */
static void
add_frames (View *view, bool right, bool best)
{
  Press *press = view->pairs->press;
  Speech speech = { .press = press,
                    .project = view->pair->project,
                    .first = view->first,
                    .limit = view->limit };
  const char *side = right ? "right" : "left";
  bool seen = false;

  for (uint32_t k = 0; k < REACH; k++)
    {
      uint32_t i = right ? view->series_end + k : view->series_first - k - 1;

      if (right ? i >= view->limit : view->series_first < view->first + k + 1)
        break;
      uint32_t noun = part_of_noun (press->tokens[i].lower);
      if (noun != 0)
        {
          feature_add_pair (view->out, best ? "noun" : "far-noun",
                            participation_name (noun), side);
          if (!seen)
            add_nearest (view, noun, side);
        }
      seen |= noun != 0;
      for (uint32_t c = 0; c < 4; c++)
        {
          uint32_t role = frame_role (&speech, i, (Construction) c);
          char name[40];

          if (role == 0)
            continue;
          snprintf (name, sizeof name, "%s.%s", construction_names[c], side);
          feature_add_pair (view->out, best ? "frame" : "far-frame",
                            participation_name (role), name);
          if (!seen)
            add_nearest (view, role, name);
          seen = true;
        }
    }
}

/* --- the page ------------------------------------------------------------------------- */

/* The block that says what the item in @b is: what stands over its list. */
static size_t
label_block (const Press *press, size_t b)
{
  size_t up = b;

  while (up > 0 && b - up < MAX_LABEL_UP)
    {
      up--;
      if (press->text->blocks[up].kind == NYSTA_BLOCK_HEADING ||
          (press->text->blocks[up].kind != NYSTA_BLOCK_LIST_ITEM &&
           press->text->blocks[b].kind == NYSTA_BLOCK_LIST_ITEM))
        return up;
      /* short lines over short lines: a list without marks */
      if (press->block_first[up + 1] - press->block_first[up] > 12 ||
          press->block_first[b + 1] - press->block_first[b] > 12)
        return NONE;
    }
  return NONE;
}

static void
add_label (View *view, size_t b)
{
  Press *press = view->pairs->press;
  size_t label = label_block (press, b);

  if (label == NONE)
    return;
  uint32_t first = press->block_first[label], limit = press->block_first[label + 1];
  uint32_t role = part_in (press, first, limit > first + 20 ? first + 20 : limit);
  if (role != 0)
    feature_add (view->out, "label-says", participation_name (role));
  if (press->sheet_labels != NULL && press->sheet_labels[label].found)
    feature_add (view->out, "label-role",
                 participation_name (press->sheet_labels[label].role));
  for (uint32_t i = first; i < limit && i < first + 12; i++)
    if (token_word (press, i) && span_over (press, i) == NULL &&
        (i == first || is_small_word (press, i)))
      {
        add_stem (view, "label", i);
        add_tail (view, "label-end", i);
      }
}

static void
add_block (View *view)
{
  static const char *const kinds[] = { "?",         "paragraph",  "heading",
                                       "list-item", "table-cell", "table-header",
                                       "quotation" };
  Press *press = view->pairs->press;
  size_t b = block_of (press, view->mention->first);
  uint32_t kind = press->text->blocks[b].kind;
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  uint32_t headed = view->pairs->of_block[b];

  feature_add (view->out, "block", kind < sizeof kinds / sizeof *kinds ? kinds[kind] : "?");
  if (b == 0)
    feature_add (view->out, "in-title", NULL);
  if (view->series_first == first && view->series_end >= limit)
    feature_add (view->out, "alone", NULL);
  else if (view->mention->first == first)
    feature_add (view->out, "opens-block", NULL);
  if (headed != NONE)
    feature_add (view->out, "section", headed == view->pair->project ? "its" : "another's");
  if (press->sheet_labels != NULL && press->sheet_labels[b].found &&
      press->sheet_labels[b].kind == SHEET_PARTIES)
    feature_add (view->out, "line-role", participation_name (press->sheet_labels[b].role));
  add_label (view, b);
}

static void
add_people (View *view)
{
  const Press *press = view->pairs->press;
  uint32_t first = view->series_first;

  for (uint32_t k = 1; k <= 4 && first >= view->first + k; k++)
    {
      const Span *span = span_over (press, first - k);

      if (span == NULL || (span->kind != PERSON && span->kind != ROLE))
        continue;
      feature_add_number (view->out, span->kind == PERSON ? "person-left" : "role-left", k);
      break;
    }
  const Span *span = span_over (press, view->series_end);
  if (span != NULL && view->series_end < view->limit &&
      (span->kind == PERSON || span->kind == ROLE))
    feature_add (view->out, "person-right", NULL);
}

/* What the rules say of those that stand in a row with it: `leds av A, B och C`. */
static void
add_row_mates (const View *view)
{
  const Press *press = view->pairs->press;

  for (uint32_t i = view->series_first; i < view->series_end; i++)
    {
      const Span *span = span_over (press, i);
      uint32_t n = 0;

      if (span == NULL || span->kind != ORGANISATION || span->first != i ||
          span->entity == NONE || span->entity == view->pair->organisation)
        continue;
      for (uint32_t k = press->entities[view->pair->project].facts; k != 0 && n++ < 60;
           k = press->participations[k - 1].next)
        if (press->participations[k - 1].organisation == span->entity)
          feature_add (view->out, "rule-of-mate",
                       participation_name (press->participations[k - 1].role));
    }
}

void
pair_features (const Pairs *pairs, const Pair *pair, Features *out)
{
  Press *press = pairs->press;

  features_begin (out, press);
  feature_add (out, "bias", NULL);
  feature_add (out, "link", link_name (pair->mentions[0].link));
  for (uint32_t k = 0; k < LINKS; k++)
    if (pair->n_links[k] > 0)
      feature_add_pair (out, "links", link_name (k), feature_step (pair->n_links[k]));
  if (pair->project == pairs->title_project)
    feature_add (out, "of-text", pairs->n_projects == 1 ? "only" : "title");
  else if (pairs->title_project != NONE)
    feature_add (out, "of-text", "another");
  pair_add_party (pairs, pair, out);
  for (uint32_t k = 0; k < pair->n_mentions; k++)
    {
      const PairMention *mention = &pair->mentions[k];
      View view = { .pairs = pairs,
                    .pair = pair,
                    .mention = mention,
                    .out = out,
                    .first = sentence_first (press, mention->first),
                    .limit = sentence_end (press, mention->first) };
      bool near = mention->link <= LINK_POINTED;

      find_series (&view);
      add_frames (&view, false, k == 0 && near);
      add_frames (&view, true, k == 0 && near);
      if (k > 0)
        continue;
      feature_add_number (out, "series", view.n_series);
      feature_add_pair (out, "rival", link_name (mention->link),
                        mention->sole       ? "sole"
                        : mention->rivalled ? "rivalled"
                                            : "nearest");
      add_row_mates (&view);
      add_neighbours (&view, near);
      if (near)
        add_between (&view);
      add_sentence (&view);
      add_block (&view);
      add_people (&view);
    }
}
