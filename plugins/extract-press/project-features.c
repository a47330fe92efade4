/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-features.c: what is known of a name that may be a project's, over its mentions in
 * the document: its words and shape, the words around it by their kind, what it is said to
 * be, what the tagger and other rules take it for.
 */
#include "participations.h"
#include "project-frames.h"
#include "project-learned.h"
#include "projects.h"

#include <string.h>

#define MAX_MENTIONS 6 /* enough to know a name by */
#define REACH 7        /* words on either side that count */
#define NEAR 3

typedef struct
{
  Press *press;
  Features *out;
  uint32_t first, end;   /* the name, with its quotation marks */
  uint32_t floor, limit; /* its sentence */
} View;

static const char *
few (uint32_t n)
{
  return n == 0 ? "0" : n == 1 ? "1" : n == 2 ? "2" : n < 5 ? "3" : "5";
}

/* A word that may be told: written in small letters, or a mark; NULL for any other. */
static const char *
shown (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  if (t->kind == NYSTA_TOKEN_NUMBER)
    return "#";
  if (t->kind == NYSTA_TOKEN_EMAIL || t->kind == NYSTA_TOKEN_URL)
    return "@";
  if (t->kind == NYSTA_TOKEN_WORD &&
      (t->flags &
       (NYSTA_TOKEN_UPPER_FIRST | NYSTA_TOKEN_MIXED_CASE | NYSTA_TOKEN_HAS_DIGIT)) != 0)
    return NULL;
  return press->tokens[i].lower;
}

static const char *
span_shown (const Press *press, uint32_t i)
{
  static const char *const names[] = { "PERSON", "ORGANISATION", "ROLE", "PROJECT",
                                       "PERSON" };
  const Span *span = span_over (press, i);

  if (span == NULL || span->dropped)
    return token_upper (press, i) ? "NAME" : NULL;
  return span->kind == ORGANISATION && span->match == NULL ? "BODY" : names[span->kind];
}

/* The word beside it, and what the second one is. */
static void
read_beside (const View *view, const char *side, const char *second, uint32_t near,
             uint32_t far)
{
  const Press *press = view->press;

  if (near < view->floor || near >= view->limit)
    feature_add (view->out, side, "END");
  else
    {
      if (shown (press, near) != NULL)
        feature_add (view->out, side, shown (press, near));
      if (span_shown (press, near) != NULL)
        feature_add (view->out, side, span_shown (press, near));
    }
  if (far >= view->floor && far < view->limit && span_shown (press, far) != NULL)
    feature_add (view->out, second, span_shown (press, far));
}

static void
read_kinds (const View *view, uint32_t i, uint32_t distance, const char *const names[4])
{
  const char *kind = project_word_kind (view->press, i);
  const char *number = project_word_number (view->press, i);

  if (kind != NULL)
    {
      feature_add (view->out, names[0], kind);
      if (distance <= NEAR)
        feature_add (view->out, names[1], kind);
      if (distance == 1)
        feature_add (view->out, names[2], kind);
    }
  if (number != NULL && distance <= 2)
    feature_add_pair (view->out, names[3], distance == 1 ? "1" : "2", number);
}

static void
read_sides (const View *view)
{
  static const char *const left[] = { "left", "near-left", "at-left", "noun-left" };
  static const char *const right[] = { "right", "near-right", "at-right", "noun-right" };
  const Press *press = view->press;

  for (uint32_t k = 1; k <= REACH && view->first >= view->floor + k; k++)
    {
      read_kinds (view, view->first - k, k, left);
      if (word_in (press->tokens[view->first - k].lower, ". :"))
        break;
    }
  for (uint32_t k = 1; k <= REACH && view->end + k <= view->limit; k++)
    read_kinds (view, view->end + k - 1, k, right);
  if (view->end < view->limit && project_is_head (press, view->end))
    feature_add (view->out, "head-right", NULL);
  /* `projects such as X`, `projekt som X` */
  if (view->first >= view->floor + 3 &&
      word_in (press->tokens[view->first - 1].lower, "as som like exempelvis"))
    for (uint32_t k = 2; k <= 3; k++)
      if (project_word_kind (press, view->first - k) != NULL)
        {
          feature_add (view->out, "such-as", project_word_kind (press, view->first - k));
          break;
        }
}

/* `X, som A driver`, `X, ett treårigt utbyte`: how what is said of it begins. */
static void
read_clause (const View *view, uint32_t i)
{
  const Press *press = view->press;

  if (i >= view->limit)
    return;
  if (word_in (press->tokens[i].lower, "som which that där dit"))
    {
      const Span *span = span_over (press, i + 1 < view->limit ? i + 1 : i);

      feature_add (view->out, "clause",
                   span != NULL && span->kind == ORGANISATION ? "of-organisation"
                                                              : "other");
    }
  else if (token_bits (press, i, W_ARTICLE) || word_in (press->tokens[i].lower, "det den"))
    feature_add (view->out, "clause", "article");
  for (uint32_t k = i; k < view->limit && k < i + 4; k++)
    if (word_ends_in (press->tokens[k].lower, "årig årigt åriga -year"))
      feature_add (view->out, "years", NULL);
}

/* `X, bolagets satsning på`, `X är ett nationellt labb`: what it is said to be. */
static void
read_said (const View *view)
{
  const Press *press = view->press;
  uint32_t i = view->end;

  if (i < view->limit && token_is (press, i, "("))
    {
      while (i < view->limit && i < view->end + 6 && !token_is (press, i, ")"))
        i++;
      i++;
    }
  if (i >= view->limit)
    return;
  bool is = token_bits (press, i, W_COPULA) ||
            word_in (press->tokens[i].lower, "is was are");
  if (!is && !word_in (press->tokens[i].lower, ", –"))
    return;
  if (!is)
    read_clause (view, i + 1);
  for (uint32_t k = i + 1; k < view->limit && k < i + 9 && token_word (press, k); k++)
    {
      const char *word = shown (press, k), *kind = project_word_kind (press, k);

      if (kind != NULL && strcmp (kind, "within") != 0)
        {
          feature_add (view->out, is ? "is" : "comma", kind);
          return;
        }
      if (word != NULL && project_is_head (press, k))
        {
          feature_add (view->out, is ? "is" : "comma", "HEAD");
          return;
        }
      if (word != NULL &&
          (token_bits (press, k, W_PREP | W_VERB) || word_in (word, "som that which där")))
        return;
    }
}

/* Verbs of project-frames.c. */
static void
read_frames (const View *view)
{
  static const char *const names[] = { "agent", "subject", "object", "infinitive" };
  Speech speech = {
    .press = view->press, .project = NONE, .first = view->floor, .limit = view->limit
  };
  uint32_t from = view->first > view->floor + 6 ? view->first - 6 : view->floor;

  for (uint32_t i = from; i < view->limit && i < view->end + 6; i++)
    for (uint32_t c = BY_AGENT; (i < view->first || i >= view->end) && c <= INFINITIVE; c++)
      {
        uint32_t role = frame_role (&speech, i, (Construction) c);
        bool beside = i == view->end || i + 1 == view->first;

        if (role == 0)
          continue;
        feature_add (view->out, i < view->first ? "frame-left" : "frame-right", names[c]);
        feature_add_pair (view->out, i < view->first ? "role-left" : "role-right", names[c],
                          participation_name (role));
        if (beside)
          feature_add (view->out, i < view->first ? "frame-at-left" : "frame-at-right",
                       names[c]);
      }
}

static void
read_tags (const View *view, const ProjectMention *m)
{
  static const char *const kinds[] = { "none", "person", "organisation", "place",
                                       "project" };
  const NystaNameTag *tags = view->press->text->tags;
  uint32_t n_of_kind[5] = { 0 }, sure = 0;

  if (!tags_known (view->press))
    return;
  for (uint32_t i = m->first; i < m->end; i++)
    {
      n_of_kind[tags[i].kind < 5 ? tags[i].kind : 0]++;
      sure += tags[i].confidence;
    }
  for (uint32_t k = 0; k < 5; k++)
    if (2 * n_of_kind[k] > m->end - m->first)
      {
        feature_add (view->out, "tag", kinds[k]);
        if (sure / (m->end - m->first) > 128)
          feature_add (view->out, "sure-tag", kinds[k]);
      }
}

/* Where it stands. */
static void
read_place (const View *view, const ProjectMention *m)
{
  static const char *const whys[] = { "quotes", "run",  "line", "head", "tail",
                                      "noun",   "tags", "span", "part", "long" };
  const Press *press = view->press;
  uint32_t b = block_of (press, m->first);
  uint32_t kind = press->text->blocks[b].kind;

  for (uint32_t k = 0; k < sizeof whys / sizeof *whys; k++)
    if (m->why & 2u << k)
      feature_add (view->out, "why", whys[k]);
  feature_add (view->out, "block",
               kind == NYSTA_BLOCK_HEADING      ? "heading"
               : kind == NYSTA_BLOCK_LIST_ITEM  ? "item"
               : kind == NYSTA_BLOCK_TABLE_CELL ? "cell"
                                                : "text");
  if (b < 4)
    feature_add (view->out, "in", b == 0 ? "title" : "lead");
  if (m->first == press->block_first[b])
    feature_add (view->out, "opens", m->end == press->block_first[b + 1] ? "all" : "block");
  else if (m->first == view->floor)
    feature_add (view->out, "opens", "sentence");
}

static View
view_of (Press *press, const ProjectMention *m, Features *out)
{
  View view = { .press = press,
                .out = out,
                .first = m->first,
                .end = m->end,
                .floor = sentence_first (press, m->first),
                .limit = sentence_end (press, m->end - 1) };

  if (view.first > view.floor && project_quote (press, view.first - 1))
    view.first--;
  if (view.end < view.limit && project_quote (press, view.end))
    view.end++;
  return view;
}

/* What other steps take it for. */
static void
read_spans (const Press *press, const ProjectMention *m, Features *out)
{
  const Span *span = span_over (press, m->first);

  if (span != NULL && !span->dropped && span->kind != PROJECT)
    feature_add (out,
                 span->first == m->first && span->end == m->end ? "is-span"
                 : span->end > m->end                           ? "in-span"
                                                                : "has-span",
                 span->match != NULL ? "listed" : "shaped");
  if (project_is_actor (press, m))
    feature_add (out, "actor", NULL);
}

/* What is said around it. */
static void
read_context (const ProjectCandidates *c, const ProjectMention *m, Features *out)
{
  Press *press = c->press;
  View view = view_of (press, m, out);

  read_beside (&view, "before", "before-it", view.first > 0 ? view.first - 1 : NONE,
               view.first > 1 ? view.first - 2 : NONE);
  read_beside (&view, "after", "after-it", view.end, view.end + 1);
  read_sides (&view);
  read_said (&view);
  read_frames (&view);
  project_line_features (c, m, out);
  /* `Projektet …` behind it. */
  if (view.limit < press->n_tokens &&
      project_reference (press, view.limit, sentence_end (press, view.limit)) != NONE)
    feature_add (out, "then",
                 block_of (press, view.limit) == block_of (press, m->first) ? "sentence"
                                                                            : "block");
  if (tokens_have (press, view.floor, view.limit, MONEY))
    feature_add (out, "money", NULL);
  if (m->end + 1 < view.limit && token_is (press, m->end, "(") &&
      token_acronym (press, m->end + 1))
    feature_add (out, "bracket", "acronym");
  if (m->first > view.floor + 1 && token_is (press, m->first - 1, "(") &&
      token_is (press, m->end, ")"))
    feature_add (out, "bracket", "inside");
}

/* Of the words of a name only those of grammar are told, and what it says that it is. */
static void
read_word (const Press *press, uint32_t i, const char *place, Features *out)
{
  const Token *token = &press->tokens[i];
  bool head = project_is_head (press, i);

  if (head || token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    feature_add (out, place, token->lower);
  if (head)
    feature_add (out, place, "HEAD");
  if ((token_of (press, i)->flags & NYSTA_TOKEN_HAS_DIGIT) != 0 ||
      token_of (press, i)->kind == NYSTA_TOKEN_NUMBER)
    feature_add (out, "digit", place);
  if (strchr (token->word, '-') != NULL)
    feature_add (out, "hyphen", place);
}

static const char *
share (uint32_t n, uint32_t of)
{
  return n == 0 ? "none" : n == of ? "all" : "some";
}

static void
read_shape (const Press *press, uint32_t i, Features *out)
{
  uint32_t flags = token_of (press, i)->flags;
  size_t n = strlen (press->tokens[i].lower);

  feature_add (out, "shape",
               flags & NYSTA_TOKEN_ALL_UPPER     ? "AB"
               : flags & NYSTA_TOKEN_MIXED_CASE  ? "aB"
               : flags & NYSTA_TOKEN_UPPER_FIRST ? "Ab"
                                                 : "ab");
  if (n > 7)
    {
      const char *end = press->tokens[i].lower + n - 3;

      while ((*end & 0xC0) == 0x80)
        end--;
      feature_add (out, "suffix", end);
    }
  feature_add (out, "length", n < 4 ? "3" : n < 7 ? "6" : n < 11 ? "10" : "more");
}

static bool
is_line (const Press *press, uint32_t i)
{
  return block_end (press, i) - press->block_first[block_of (press, i)] < 12;
}

static void
read_name (const Press *press, const ProjectMention *m, Features *out)
{
  uint32_t n = m->end - m->first, n_common = 0, n_upper = 0, n_given = 0, n_places = 0;
  const char *last = press->tokens[m->end - 1].lower, *ending = project_head_ending (last);

  for (uint32_t i = m->first; i < m->end; i++)
    {
      n_common += token_class (press, i, NYSTA_MATCH_COMMON_WORD) ||
                  !token_upper (press, i) || project_is_head (press, i);
      n_upper += token_upper (press, i);
      n_given += token_class (press, i, NYSTA_MATCH_GIVEN_NAME) ||
                 token_class (press, i, NYSTA_MATCH_SURNAME);
      n_places += token_class (press, i, NYSTA_MATCH_PLACE) ||
                  token_class (press, i, NYSTA_MATCH_MUNICIPALITY);
      read_word (press, i,
                 i + 1 == m->end ? "last"
                 : i == m->first ? "first"
                                 : "inner",
                 out);
    }
  if (ending != NULL)
    feature_add (out, "ending", ending);
  if (token_bits (press, m->end - 1, W_ORG_HEAD | W_LEGAL))
    feature_add (out, "ends-as", "organisation");
  if (is_body_name (last) || is_org_compound (last))
    feature_add (out, "ends-as", "body");
  feature_add (out, "words", n < 4 ? few (n) : n < 6 ? "5" : "more");
  feature_add (out, "common", share (n_common, n));
  feature_add (out, "capitals", n > 1 && n_upper == 1 ? "one" : share (n_upper, n));
  feature_add (out, "given", share (n_given, n));
  feature_add (out, "places", share (n_places, n));
  if (n == 1)
    read_shape (press, m->first, out);
  /* Words with capitals that are no names of anybody's say much where they stand in running
   * Swedish text. */
  char looks[] = { in_english (press, m->first) ? 'e' : 's',
                   n < 3   ? (char) ('0' + n)
                   : n < 5 ? '3'
                           : '5',
                   n_common == 0   ? 'N'
                   : n_common == n ? 'W'
                                   : 'M',
                   n_upper == n            ? 'A'
                   : n > 1 && n_upper == 1 ? '1'
                                           : 'm',
                   is_line (press, m->first)       ? 'L'
                   : token_opens (press, m->first) ? 'o'
                                                   : 'i',
                   '\0' };
  feature_add (out, "looks", looks);
}

void
project_name_features (const ProjectCandidates *c, const ProjectName *name, Features *out)
{
  const ProjectMention *first = project_first_mention (c, name);
  uint32_t density = 1000 * c->n_nouns / (c->press->n_tokens + 50), n = 0;
  const char *dense = density == 0   ? "0"
                      : density < 5  ? "5"
                      : density < 15 ? "15"
                      : density < 30 ? "30"
                                     : "more";

  features_begin (out, c->press);
  feature_add (out, "bias", NULL);
  read_name (c->press, first, out);
  for (uint32_t k = name->first_mention; k != 0 && n < MAX_MENTIONS; n++)
    {
      const ProjectMention *m = &c->mentions[k - 1];
      View view = view_of (c->press, m, out);

      read_place (&view, m);
      read_tags (&view, m);
      read_spans (c->press, m, out);
      k = m->next;
    }
  feature_add (out, "times", few (name->n_mentions));
  feature_add (out, "nouns", few (c->n_nouns));
  feature_add (out, "pointing", few (c->n_pointing));
  feature_add (out, "known", few (c->n_known));
  feature_add (out, "dense", dense);
  if (name->why & BY_LINE)
    feature_add (out, "line-dense", dense);
  if (in_english (c->press, first->first))
    feature_add (out, "english", NULL);
}

void
project_context_features (const ProjectCandidates *c, const ProjectName *name,
                          Features *out)
{
  uint32_t n = 0;

  for (uint32_t k = name->first_mention; k != 0 && n < MAX_MENTIONS; n++)
    {
      read_context (c, &c->mentions[k - 1], out);
      k = c->mentions[k - 1].next;
    }
}
