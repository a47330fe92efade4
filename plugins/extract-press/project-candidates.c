/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-candidates.c: what may be the name of a project, by its shape and place alone, each
 * name with all its mentions.
 */
#include "project-learned.h"
#include "projects.h"

#include <string.h>

#define MAX_TOKENS 12
#define MAX_LINE_TOKENS 14

/* How far the last word of a name goes without its genitive and definite ending. */
static size_t
stem_length (const char *lower)
{
  size_t n = strlen (lower);

  if (n > 4 && lower[n - 1] == 's')
    n -= lower[n - 2] == ':' ? 2 : 1;
  if (n > 6 && lower[n - 1] == 'n' && lower[n - 2] == 'e')
    return n - 2;
  if (n > 6 && lower[n - 1] == 't' && lower[n - 2] == 'e')
    return n - 2;
  return n;
}

static bool
same_name (const Press *press, uint32_t a, uint32_t b, uint32_t n)
{
  for (uint32_t k = 0; k + 1 < n; k++)
    if (press->tokens[a + k].lower != press->tokens[b + k].lower &&
        strcmp (press->tokens[a + k].lower, press->tokens[b + k].lower) != 0)
      return false;
  const char *last = press->tokens[a + n - 1].lower;
  const char *other = press->tokens[b + n - 1].lower;
  size_t stem = stem_length (last);

  return stem == stem_length (other) && memcmp (last, other, stem) == 0;
}

static uint32_t
name_hash (const Press *press, uint32_t first, uint32_t end)
{
  uint32_t h = 2166136261u;

  for (uint32_t i = first; i < end; i++)
    {
      const char *lower = press->tokens[i].lower;
      size_t n = i + 1 == end ? stem_length (lower) : strlen (lower);

      for (size_t k = 0; k < n; k++)
        h = (h ^ (unsigned char) lower[k]) * 16777619u;
      h = (h ^ ' ') * 16777619u;
    }
  return h;
}

static ProjectName *
name_of (ProjectCandidates *c, uint32_t first, uint32_t end)
{
  uint32_t hash = name_hash (c->press, first, end);
  uint32_t *bucket = &c->buckets[hash & 255];

  for (uint32_t k = *bucket; k != 0; k = c->names[k - 1].next)
    {
      ProjectName *name = &c->names[k - 1];
      const ProjectMention *m = &c->mentions[name->first_mention - 1];

      if (name->hash == hash && m->end - m->first == end - first &&
          same_name (c->press, m->first, first, end - first))
        return name;
    }
  c->names = arena_grow (&c->press->arena, c->names, c->n_names, &c->max_names,
                         sizeof *c->names);
  c->names[c->n_names] = (ProjectName){ .hash = hash, .next = *bucket };
  *bucket = (uint32_t) c->n_names + 1;
  return &c->names[c->n_names++];
}

/* `Nordvinds institut – NVI`: the organisation's own. */
static bool
is_short_form (const Press *press, uint32_t first, uint32_t end)
{
  if (end != first + 1 || first < 2 || !token_acronym (press, first) ||
      !word_in (press->tokens[first - 1].lower, "– - ("))
    return false;
  const Span *span = span_over (press, first - 2);
  return span != NULL && span->kind == ORGANISATION && !span->dropped;
}

/* What is somebody's name, a place, a public body or a title is no project's. */
static bool
is_something_else (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    {
      const Span *span = span_over (press, i);

      if (span != NULL && !span->dropped && (span->kind == PERSON || span->kind == ROLE))
        return true;
    }
  uint32_t title_end;

  if (title_head (press, first, &title_end) || is_short_form (press, first, end) ||
      word_ends_in (press->tokens[first].lower,
                    "möte protokoll rapport dagordning kallelse"))
    return true;
  const NystaMatch *match = match_at (
    press, first,
    1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY | 1u << NYSTA_MATCH_REGION |
      1u << NYSTA_MATCH_AGENCY | 1u << NYSTA_MATCH_UNIVERSITY | 1u << NYSTA_MATCH_ROLE);
  return (match != NULL && match->n_tokens >= end - first) ||
         (end - first == 1 &&
          (token_bits (press, first, W_NO_ACTOR | W_MONTH | W_CONTACT) ||
           token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
           strlen (press->tokens[first].lower) < 2));
}

static void
propose (ProjectCandidates *c, uint32_t first, uint32_t end, uint32_t why)
{
  const Press *press = c->press;

  while (end > first && !token_word (press, end - 1) &&
         token_of (press, end - 1)->kind != NYSTA_TOKEN_NUMBER &&
         !token_is (press, end - 1, "!") && !token_is (press, end - 1, "?") &&
         !token_is (press, end - 1, ")"))
    end--;
  if (end <= first || end - first > MAX_TOKENS ||
      (why != BY_RULE && is_something_else (press, first, end)))
    return;
  ProjectName *name = name_of (c, first, end);
  if (name->last_mention != 0 && c->mentions[name->last_mention - 1].first == first)
    {
      c->mentions[name->last_mention - 1].why |= why;
      name->why |= why;
      return;
    }
  size_t place = (size_t) (name - c->names);
  c->mentions = arena_grow (&c->press->arena, c->mentions, c->n_mentions, &c->max_mentions,
                            sizeof *c->mentions);
  c->mentions[c->n_mentions++] = (ProjectMention){ .first = first, .end = end, .why = why };
  name = &c->names[place];
  if (name->last_mention != 0)
    c->mentions[name->last_mention - 1].next = (uint32_t) c->n_mentions;
  else
    name->first_mention = (uint32_t) c->n_mentions;
  name->last_mention = (uint32_t) c->n_mentions;
  name->n_mentions++;
  name->why |= why;
}

static bool
is_joiner (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, "för i och of for in the and på till med om av & "
                                          "genom från to on at with by utan under") ||
         token_is (press, i, "-") || token_is (press, i, "–");
}

/* Past the run of words with capitals at @i, small words between them. */
static uint32_t
run_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  for (;;)
    {
      while (end < limit && (project_name_token (press, end) ||
                             (token_of (press, end)->kind == NYSTA_TOKEN_NUMBER &&
                              token_joined (press, end))))
        end++;
      uint32_t k = end;
      while (k < limit && k - end < 2 && is_joiner (press, k))
        k++;
      if (k == end || k >= limit || !project_name_token (press, k) ||
          !token_joined (press, k))
        return end;
      end = k + 1;
    }
}

/* `Nordvind workshop`, `Levande climate assembly`, and, to a mark, `Sång i trädgården`. */
static void
propose_longer (ProjectCandidates *c, uint32_t first, uint32_t end)
{
  const Press *press = c->press;
  uint32_t limit = sentence_end (press, first), stop = end;

  for (uint32_t k = end;
       k < limit && k < end + 3 && token_word (press, k) && !token_upper (press, k) &&
       !token_bits (press, k, W_PREP | W_AND | W_VERB);
       k++)
    if (word_ends_in (
          press->tokens[k].lower,
          "workshop conference assembly initiative programme program project study "
          "challenge campaign week network platform centre center call budget "
          "forskningsprogram projektet programmet initiativet satsningen kampanj "
          "kampanjen konferens konferensen dag dagen vecka veckan festival "
          "festivalen studien piloten"))
      stop = k + 1;
  if (stop > end)
    propose (c, first, stop, BY_LONG);
  bool line = first == press->block_first[block_of (press, first)] &&
              block_end (press, first) - first <= MAX_LINE_TOKENS;
  if (token_opens (press, first) && !line)
    return;
  uint32_t longest = project_longest_end (press, first, limit);
  for (uint32_t k = end; k < longest; k++)
    if (span_over (press, k) != NULL)
      return;
  if (longest > stop && longest - first <= 7 &&
      (longest >= limit || !token_word (press, longest)))
    propose (c, first, longest, BY_LONG);
}

/* `Vinnovas X`: what follows the owner. */
static bool
follows_owner (const Press *press, uint32_t i)
{
  const Span *before = span_over (press, i - 1);

  return before != NULL && before->kind == ORGANISATION && span_over (press, i) != before;
}

/* One word is no part of a longer name but as a short form. */
static bool
may_be_part (const Press *press, uint32_t first, uint32_t end)
{
  return end > first + 1 || token_acronym (press, first) ||
         (token_of (press, first)->flags & NYSTA_TOKEN_MIXED_CASE) != 0;
}

/* The run, and its parts between small words. */
static void
propose_run (ProjectCandidates *c, uint32_t first, uint32_t end)
{
  const Press *press = c->press;

  /* `Idag`, `Projektet` open a sentence; the name stands behind. */
  if (end - first > 1 && token_opens (press, first) &&
      (token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
       token_bits (press, first, W_PREP | W_ARTICLE | W_PROJECT)))
    first++;
  while (first < end && !project_name_token (press, first))
    first++;
  if (first == end)
    return;
  propose (c, first, end, BY_RUN);
  propose_longer (c, first, end);
  for (uint32_t part = first, i = first; part < end; i = part)
    {
      while (i < end && (project_name_token (press, i) ||
                         token_of (press, i)->kind == NYSTA_TOKEN_NUMBER))
        {
          if (i > part && follows_owner (press, i))
            propose (c, i, run_end (press, i, end), BY_PART);
          i++;
        }
      if ((part > first || i < end) && may_be_part (press, part, i))
        propose (c, part, i, BY_PART);
      for (part = i; part < end && !project_name_token (press, part);)
        part++;
    }
}

/* `Kommunen är redo` tells something and names nothing. */
static bool
has_verb (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    if (token_bits (press, i, W_VERB | W_COPULA | W_SAY))
      return true;
  return false;
}

/* `Namn – vad det är` before a long text. */
static void
propose_head (ProjectCandidates *c, uint32_t first, uint32_t limit)
{
  const Press *press = c->press;

  for (uint32_t i = first + 1; i + 1 < limit && i < first + 10; i++)
    if (token_is (press, i, ":") || token_is (press, i, "–"))
      {
        propose (c, first, i, BY_HEAD);
        return;
      }
    else if (!token_word (press, i) && token_of (press, i)->kind != NYSTA_TOKEN_NUMBER)
      return;
}

/* Lines, and what they open or end with. */
static void
propose_line (ProjectCandidates *c, uint32_t b)
{
  const Press *press = c->press;
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  if (limit == first)
    return;
  bool name = project_name_token (press, first);
  bool stops = token_is (press, limit - 1, ".") || token_is (press, limit - 1, ":");
  if (limit - first > MAX_LINE_TOKENS + 8)
    {
      if (name)
        propose_head (c, first, limit);
      return;
    }
  if (name && !stops && limit - first <= MAX_LINE_TOKENS && !has_verb (press, first, limit))
    propose (c, first, limit, BY_LINE);
  for (uint32_t i = first + 1; i + 1 < limit; i++)
    {
      bool wide = token_is (press, i, ":") || token_is (press, i, "–");

      if (!wide && !word_in (press->tokens[i].lower, "( ,") &&
          !(token_is (press, i, "-") && token_joined (press, i)))
        continue;
      if (name && !has_verb (press, first, i))
        propose (c, first, i, BY_HEAD);
      if (wide && !stops && project_name_token (press, i + 1) &&
          !has_verb (press, i + 1, limit))
        propose (c, i + 1, limit, BY_TAIL);
      if (!token_is (press, i, ","))
        return;
    }
}

/* `forskningsprojekt Namn över flera små ord.`: as far as rules go, and to the mark. */
static void
propose_behind_noun (ProjectCandidates *c, uint32_t i, uint32_t limit)
{
  const Press *press = c->press;
  uint32_t first = i + 1, end;

  if (first < limit && token_is (press, first, ":"))
    first++;
  if (first >= limit || !project_name_token (press, first))
    return;
  propose (c, first, project_longest_end (press, first, limit), BY_NOUN);
  for (end = first; end < limit && end - first < MAX_TOKENS && token_word (press, end) &&
                    !token_bits (press, end, W_COPULA | W_SAY);)
    end++;
  if (end >= limit || word_in (press->tokens[end].lower, ". , ( ;"))
    propose (c, first, end, BY_NOUN);
}

static void
propose_spans (ProjectCandidates *c, uint32_t i)
{
  const Span *span = span_over (c->press, i);
  uint32_t confidence, end = tag_end (c->press, i, NYSTA_NAME_PROJECT, &confidence);

  if (span != NULL && span->first == i && !span->dropped &&
      (span->kind == PROJECT || span->kind == ORGANISATION))
    propose (c, i, span->end, span->kind == PROJECT ? BY_RULE : BY_SPAN);
  if (end > i)
    propose (c, i, end, BY_TAGS);
}

/* What stands between quotation marks is named by the whole. Past it, or @i. */
static uint32_t
propose_quoted (ProjectCandidates *c, uint32_t i, uint32_t limit)
{
  if (!project_quote (c->press, i) || i + 1 >= limit ||
      !project_name_token (c->press, i + 1))
    return i;
  uint32_t end = project_quoted_end (c->press, i + 1, limit);
  if (end == i + 1)
    return i;
  propose (c, i + 1, end, BY_QUOTES);
  for (uint32_t k = i + 1; k < end; k++)
    propose_spans (c, k);
  return end;
}

/* Where a run of words with capitals begins, and not in the middle of one. */
static bool
begins_run (const Press *press, uint32_t i)
{
  uint32_t first = press->block_first[block_of (press, i)];

  if (i == first)
    return true;
  if (project_name_token (press, i - 1) && !token_opens (press, i))
    return false;
  return i < first + 2 || !is_joiner (press, i - 1) || !project_name_token (press, i - 2);
}

void
project_candidates_find (ProjectCandidates *c)
{
  Press *press = c->press;

  for (uint32_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t limit = press->block_first[b + 1];

      if (press->block_foreign[b])
        continue;
      propose_line (c, b);
      for (uint32_t i = press->block_first[b]; i < limit; i++)
        {
          propose_spans (c, i);
          if (token_of (press, i)->kind == NYSTA_TOKEN_PUNCT)
            i = propose_quoted (c, i, limit);
          if (!token_word (press, i))
            continue;
          if (project_word_definite (press, i) || project_word_indefinite (press, i))
            propose_behind_noun (c, i, sentence_end (press, i));
          if (project_name_token (press, i) && begins_run (press, i))
            propose_run (c, i, run_end (press, i, sentence_end (press, i)));
        }
    }
}
