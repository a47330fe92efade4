/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-line-features.c: what is known of a name that is a line of its own, or opens one:
 * what stands under it, what it stands under, labels, the document as a whole.
 */
#include "project-learned.h"
#include "projects.h"
#include "sheets.h"

#include <string.h>

#define NEAR 20       /* tokens below a line: the first of them tell most */
#define BELOW 60      /* tokens below it that count */
#define MAX_UP 60     /* blocks up to a heading or to what leads in a list */
#define MAX_LABELS 8  /* blocks below it that may be labels */
#define MAX_HEADING 8 /* tokens */
#define MAX_LINE 20

static const char *
few (uint32_t n)
{
  return n == 0 ? "0" : n == 1 ? "1" : n == 2 ? "2" : n < 5 ? "3" : "5";
}

/* Words of what stands below: each kind is told once. */
static void
read_below (const Press *press, uint32_t b, const char *line, Features *out)
{
  uint32_t first = press->block_first[b + 1];
  const char *told = NULL;

  for (uint32_t i = first; i < press->n_tokens && i < first + BELOW; i++)
    {
      bool near = i < first + NEAR;
      const char *kind = project_word_kind (press, i);
      const char *number = project_word_number (press, i);

      if (i > first + 8 &&
          press->text->blocks[block_of (press, i)].kind == NYSTA_BLOCK_HEADING)
        break;
      if (kind != NULL && kind != told)
        feature_add_pair (out, near ? "near-below" : "below", line, kind);
      if (number != NULL)
        feature_add_pair (out, near ? "noun-near-below" : "noun-below", line, number);
      told = kind != NULL ? kind : told;
    }
}

/* `Kund: X` below it, and below others. */
static void
read_label (const Press *press, uint32_t b, const char *line, Features *out)
{
  uint32_t first = press->block_first[b + 1], colon = first;

  while (colon < press->n_tokens && colon < first + 14 && !token_is (press, colon, ":"))
    colon++;
  if (colon > first && colon < first + 4 && token_is (press, colon, ":") &&
      block_of (press, colon) <= b + 2)
    feature_add_pair (out, "label", line,
                      press->tokens[token_first_same (press, colon - 1)].next_same != NONE
                        ? "recurs"
                        : "once");
}

/* Does the next line begin with the name? */
static bool
stands_below (const Press *press, const ProjectMention *m, uint32_t b)
{
  uint32_t first = press->block_first[b + 1], n = m->end - m->first;

  for (uint32_t k = 0; k < n; k++)
    if (first + k >= press->n_tokens ||
        strcmp (press->tokens[first + k].lower, press->tokens[m->first + k].lower) != 0)
      return false;
  return true;
}

static void
read_words (const Press *press, uint32_t b, const char *noun, const char *kind,
            const char *line, Features *out)
{
  for (uint32_t i = press->block_first[b]; i < press->block_first[b + 1]; i++)
    {
      if (project_word_number (press, i) != NULL)
        feature_add_pair (out, noun, line, project_word_number (press, i));
      if (project_word_kind (press, i) != NULL)
        feature_add_pair (out, kind, line, project_word_kind (press, i));
    }
}

/* What leads in the list that it is in, and the heading that it stands under: the nearest of
 * any block, of a heading one that is shorter than headings mostly are. */
static void
read_above (const Press *press, uint32_t b, const char *line, Features *out)
{
  const NystaBlock *blocks = press->text->blocks;

  if (blocks[b].kind == NYSTA_BLOCK_LIST_ITEM)
    {
      uint32_t lead = b;

      while (lead > 0 && blocks[lead].kind == NYSTA_BLOCK_LIST_ITEM && b - lead < MAX_UP)
        lead--;
      read_words (press, lead, "lead-noun", "lead", line, out);
    }
  for (uint32_t k = b; k-- > 0 && b - k < MAX_UP;)
    {
      uint32_t n = press->block_first[k + 1] - press->block_first[k];

      if (blocks[k].kind == NYSTA_BLOCK_HEADING && n <= MAX_HEADING &&
          (blocks[b].kind != NYSTA_BLOCK_HEADING || n <= 3))
        {
          read_words (press, k, "under-noun", "under", line, out);
          return;
        }
    }
}

/* Lines of `Koordinator: X`, `Projekttid 2021–2024` soon below, and what leads in projects. */
static void
read_sheet (const Press *press, uint32_t b, Features *out)
{
  uint32_t n_labels = 0, n_strong = 0;
  SheetLabel label;

  for (size_t k = b + 1; k < press->text->n_blocks && k < b + MAX_LABELS; k++)
    if (sheet_label (press, k, &label))
      {
        n_labels++;
        n_strong += label.strong;
      }
  if (n_labels > 0)
    feature_add (out, "labels", few (n_labels));
  if (n_strong > 0)
    feature_add (out, "strong-labels", few (n_strong));
  if (projects_led_in (press, b) || (b > 0 && projects_led_in (press, b - 1)))
    feature_add (out, "led-in", NULL);
}

void
project_line_features (const ProjectCandidates *candidates, const ProjectMention *m,
                       Features *out)
{
  const Press *press = candidates->press;
  uint32_t b = block_of (press, m->first);
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  bool whole = m->end == limit;

  if (b == 0)
    feature_add_pair (out, "title", few (candidates->n_pointing),
                      candidates->n_known > 0 ? "some" : "none");
  if (m->first != first)
    return;
  read_sheet (press, b, out);
  if (token_is (press, m->end, ":"))
    feature_add (out, "is-label", NULL);
  if (limit - first > MAX_LINE ||
      (!whole && (token_is (press, limit - 1, ".") || token_word (press, m->end))))
    return;
  const char *line = whole ? "whole" : "head";
  read_below (press, b, line, out);
  read_label (press, b, line, out);
  read_above (press, b, line, out);
  if (stands_below (press, m, b))
    feature_add (out, "again-below", line);
}
