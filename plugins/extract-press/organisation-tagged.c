/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-tagged.c: names that no list knows, whose shape says nothing and which no rule
 * reads, but which the host's tagger takes for organisations. Its guess counts where it is
 * sure, where it ends as the capitals do, and where it is the same all through the document.
 */
#include "organisations.h"

#include <string.h>

/* Of 255. What is above it and passes the tests below is right four times of five, in texts
 * that the model was not trained on; letters alone are methods, substances and standards
 * more often. */
#define SURE_TAG 60
#define SURE_LETTERS 80

/* `AI-utveckling`, `FN-politik`, `api:et`, `H.M.`: of something, no name itself. */
static bool
is_compound_of_name (const char *word)
{
  const char *hyphen = strrchr (word, '-');

  return (hyphen != NULL && hyphen[1] >= 'a' && hyphen[1] <= 'z') ||
         strpbrk (word, ":.") != NULL;
}

static bool
in_heading (const Press *press, uint32_t i)
{
  return press->text->blocks[block_of (press, i)].kind == NYSTA_BLOCK_HEADING;
}

/* Is the name an organisation to the tagger wherever it stands? At the beginning of a
 * sentence and in a heading it has little to go by. */
static bool
is_agreed (const Press *press, uint32_t first, uint32_t end)
{
  unsigned n_for = 0, n_against = 0, n_seen = 0;

  for (uint32_t i = token_first_same (press, first); i != NONE && n_seen < 64;
       i = press->tokens[i].next_same, n_seen++)
    {
      uint32_t confidence, k = 0;

      while (k < end - first && i + k < press->n_tokens &&
             press->tokens[i + k].known == press->tokens[first + k].known)
        k++;
      if (k < end - first)
        continue;
      if (tag_end (press, i, NYSTA_NAME_ORGANISATION, &confidence) == i + (end - first))
        n_for++;
      else if (!in_heading (press, i) && !token_opens (press, i))
        n_against++;
    }
  return n_for > n_against;
}

/* No further capital beside it, which the tagger has taken for something else. */
static bool
is_whole_run (const Press *press, uint32_t first, uint32_t end)
{
  bool joins = first > 0 && token_joined (press, first) && token_name (press, first - 1) &&
               !token_class (press, first - 1, NYSTA_MATCH_FUNCTION_WORD);

  return !joins && (end >= press->n_tokens || !token_joined (press, end) ||
                    !token_upper (press, end));
}

static bool
is_mark_of_quotation (const Press *press, uint32_t i)
{
  return token_is (press, i, "”") || token_is (press, i, "\"") || token_is (press, i, "“");
}

/* `”Awareness, Bridging and Action”`: between quotation marks, with as many capitals as small
 * letters, words are a title's and not names of their own. */
static bool
in_quoted_title (const Press *press, uint32_t i)
{
  uint32_t floor = sentence_first (press, i), limit = sentence_end (press, i);
  uint32_t first = i, end = i, n_upper = 0, n_words = 0;

  while (first > floor && i - first < 16 && !is_mark_of_quotation (press, first - 1))
    first--;
  while (end < limit && end - i < 16 && !is_mark_of_quotation (press, end))
    end++;
  if (first == floor || i - first == 16 || end == limit || end - i == 16)
    return false;
  for (uint32_t k = first; k < end; k++)
    if (token_word (press, k))
      {
        n_upper += token_upper (press, k);
        n_words++;
      }
  return n_upper * 2 >= n_words;
}

/* English gives capitals to subjects, titles and headings: there one word must be spelt as
 * no ordinary one is. */
static bool
is_spelt_as_name (const Press *press, uint32_t i, uint32_t end)
{
  return !in_english (press, i) ||
         (end == i + 1 && (token_acronym (press, i) ||
                           (token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE) != 0));
}

static void
read_tagged (Press *press, uint32_t i, uint32_t end, uint32_t confidence)
{
  bool letters = end == i + 1 && token_acronym (press, i);

  if (confidence < (letters ? SURE_LETTERS : SURE_TAG) || in_heading (press, i) ||
      is_compound_of_name (press->tokens[i].word) ||
      is_compound_of_name (press->tokens[end - 1].word) || !is_whole_run (press, i, end) ||
      !is_spelt_as_name (press, i, end) ||
      organisation_free_end (press, i, end, true) != end || in_quoted_title (press, i) ||
      !is_agreed (press, i, end))
    return;
  organisation_add (press, i, end, 0.65);
}

void
organisations_find_tagged (Press *press)
{
  for (uint32_t i = 0; tags_known (press) && i < press->n_tokens; i++)
    {
      uint32_t confidence = 0;
      uint32_t end = tag_end (press, i, NYSTA_NAME_ORGANISATION, &confidence);

      if (end > i)
        {
          read_tagged (press, i, end, confidence);
          i = end - 1;
        }
    }
}
