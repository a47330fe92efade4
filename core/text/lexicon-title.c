/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Titles that no list has: compounds by their head, several that share one head, and the
 * words before a title that belong to it.
 */
#include "config.h"
#include "text/lexicon-matcher.h"

#include <string.h>

#include "text/tokenize.h"

#define MAX_SUFFIX_BYTES 40
#define MIN_SUFFIX_BYTES 2
#define MIN_COMPOUND_PREFIX_BYTES 2
#define MAX_MODIFIERS 3
#define MAX_JOINT_PARTS 3

/* --- compounds ----------------------------------------------------------------- */

static guint32
find_head_slot (const NystaLexicon *lexicon, guint32 hash, const char *suffix,
                gsize n_bytes)
{
  guint32 slot = nysta_lexicon_slot (hash, lexicon->n_heads);

  for (guint32 tried = 0; tried < lexicon->n_heads; tried++)
    {
      const NystaLexiconHead *head = &lexicon->heads[slot];

      if (head->suffix == 0)
        return NYSTA_NO_HEAD;
      if (head->hash == hash)
        {
          const char *text = nysta_lexicon_string (lexicon, head->suffix);

          if (strncmp (text, suffix, n_bytes) == 0 && text[n_bytes] == '\0')
            return slot;
        }
      slot = (slot + 1) & (lexicon->n_heads - 1);
    }
  return NYSTA_NO_HEAD;
}

/* The longest head that ends @word and leaves something before it. */
guint32
nysta_lexicon_find_head (const NystaLexicon *lexicon, const char *word, gsize n_bytes)
{
  guint32 hash = nysta_lexicon_hash (NULL, 0);
  guint32 found = NYSTA_NO_HEAD;

  for (gsize n = 1; n <= MAX_SUFFIX_BYTES && n + MIN_COMPOUND_PREFIX_BYTES <= n_bytes; n++)
    {
      hash = nysta_lexicon_hash_step (hash, word[n_bytes - n]);
      if (n < MIN_SUFFIX_BYTES)
        continue;
      guint32 slot = find_head_slot (lexicon, hash, word + n_bytes - n, n);
      if (slot != NYSTA_NO_HEAD)
        found = slot;
    }
  return found;
}

/* The first part of a compound as a dictionary would write it: `Digitaliserings`, `IT-`. */
static void
lower_prefix (GString *prefix)
{
  const char *hyphen = strchr (prefix->str, '-');
  const char *second = g_utf8_next_char (prefix->str);
  gboolean one_letter = hyphen == second;
  g_autofree char *rest = hyphen == NULL
                            ? g_strdup (second)
                            : g_strndup (second, (gsize) (MAX (hyphen, second) - second));
  g_autofree char *lowered = g_utf8_strdown (rest, -1);

  /* An acronym or a name before a hyphen keeps its capitals. */
  if (hyphen != NULL && (one_letter || strcmp (rest, lowered) != 0))
    return;
  g_autofree char *all = g_utf8_strdown (prefix->str, -1);
  g_string_assign (prefix, all);
}

static char *
compound_canonical (NystaMatcher *matcher, gsize index, const NystaLexiconHead *head)
{
  const NystaToken *token = &matcher->tokens[index];
  const NystaReading *reading = &matcher->readings[index];
  const char *suffix = nysta_lexicon_string (matcher->lexicon, head->suffix);
  g_autoptr (GString) word = g_string_new (NULL);
  gsize n_tail = strlen (suffix) + reading->head_ending;

  nysta_text_normalise (matcher->text, token->start, token->end, FALSE, word);
  /* Letters whose small form has another length: leave such a word alone. */
  if (word->len <= n_tail ||
      !g_utf8_validate (word->str, (gssize) (word->len - n_tail), NULL))
    return NULL;
  g_string_truncate (word, word->len - n_tail);
  lower_prefix (word);
  g_string_append (word, nysta_lexicon_string (matcher->lexicon, head->base));
  return g_string_chunk_insert_const (matcher->strings, word->str);
}

/* A title by its head, unless the word is listed as a title or is somebody's name. */
void
nysta_matcher_take_compound (NystaMatcher *matcher, gsize index, gsize from)
{
  const NystaReading *reading = &matcher->readings[index];

  if (reading->head == NYSTA_NO_HEAD ||
      nysta_matcher_has (matcher, from, NYSTA_MATCH_ROLE, 1))
    return;
  if ((matcher->tokens[index].flags & NYSTA_TOKEN_UPPER_FIRST) != 0 &&
      (nysta_matcher_has (matcher, from, NYSTA_MATCH_SURNAME, 1) ||
       nysta_matcher_has (matcher, from, NYSTA_MATCH_GIVEN_NAME, 1)))
    return;

  const NystaLexiconHead *head = &matcher->lexicon->heads[reading->head];
  const char *canonical = compound_canonical (matcher, index, head);
  if (canonical != NULL)
    nysta_matcher_append (matcher, index, 1, NYSTA_MATCH_ROLE,
                          head->flags | NYSTA_MATCH_COMPOUND |
                            (reading->head_ending > 0 ? NYSTA_MATCH_GENITIVE : 0),
                          0, canonical, NULL);
}

/* --- titles with a part left out ------------------------------------------------ */

static gboolean
is_word (const NystaMatcher *matcher, gsize index, const char *word)
{
  const NystaToken *token = &matcher->tokens[index];
  gsize n_bytes = strlen (word);

  return token->end - token->start == n_bytes &&
         memcmp (matcher->text + token->start, word, n_bytes) == 0;
}

/* A token that is `-` right behind a word, with which the word waits for its end. */
gboolean
nysta_matcher_is_hanging (const NystaMatcher *matcher, gsize index)
{
  return index + 1 < matcher->n_tokens && matcher->tokens[index].kind == NYSTA_TOKEN_WORD &&
         is_word (matcher, index + 1, "-") &&
         (matcher->tokens[index + 1].flags & NYSTA_TOKEN_SPACE_BEFORE) == 0 &&
         matcher->tokens[index + 1].block == matcher->tokens[index].block;
}

static gboolean
is_conjunction (const NystaMatcher *matcher, gsize index)
{
  return is_word (matcher, index, "och") || is_word (matcher, index, "samt") ||
         is_word (matcher, index, "eller") || is_word (matcher, index, "and");
}

/* `klimat- och miljöminister`, `kultur-, idrotts- och fritidschef`: index of the title that
 * completes the word at @index, or 0. */
static gsize
completing_title (const NystaMatcher *matcher, gsize index)
{
  gsize at = index;

  for (guint n = 0; n < MAX_JOINT_PARTS && nysta_matcher_is_hanging (matcher, at); n++)
    {
      at += 2;
      if (at + 1 >= matcher->n_tokens ||
          matcher->tokens[at + 1].block != matcher->tokens[index].block)
        return 0;
      if (is_conjunction (matcher, at))
        return nysta_matcher_is_hanging (matcher, at + 1) ? 0 : at + 1;
      if (!is_word (matcher, at, ","))
        return 0;
      at++;
    }
  return 0;
}

static char *
joint_canonical (NystaMatcher *matcher, gsize index, gsize title, const char *role)
{
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) canonical = g_string_new (NULL);

  /* As a compound with a hyphen: `EU-` stays, `Hälso-` is made small. */
  nysta_text_normalise (matcher->text, matcher->tokens[index].start,
                        matcher->tokens[index + 1].end, FALSE, first);
  lower_prefix (first);
  g_string_append (canonical, first->str);
  for (gsize i = index + 2; i < title; i++)
    {
      if ((matcher->tokens[i].flags & NYSTA_TOKEN_SPACE_BEFORE) != 0)
        g_string_append_c (canonical, ' ');
      nysta_text_normalise (matcher->text, matcher->tokens[i].start, matcher->tokens[i].end,
                            FALSE, canonical);
    }
  g_string_append_printf (canonical, " %s", role);
  return g_string_chunk_insert_const (matcher->strings, canonical->str);
}

void
nysta_matcher_take_joint_title (NystaMatcher *matcher, gsize index)
{
  gsize title = completing_title (matcher, index);

  if (title == 0)
    return;
  gsize scratch = matcher->matches->len;
  nysta_matcher_take_phrases (matcher, title);
  nysta_matcher_take_compound (matcher, title, scratch);
  gsize end = matcher->matches->len;
  NystaMatch role = { 0 };
  for (gsize i = scratch; i < end; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->match_class == NYSTA_MATCH_ROLE && match->n_tokens == 1 &&
          role.canonical == NULL)
        role = *match;
    }
  g_array_remove_range (matcher->matches, (guint) scratch, (guint) (end - scratch));
  /* `barn- och ungdomschef` is one title, `barn- och chef` none. */
  if (role.canonical == NULL || matcher->readings[title].head == NYSTA_NO_HEAD)
    return;
  nysta_matcher_append (matcher, index, title - index + 1, NYSTA_MATCH_ROLE,
                        role.flags | NYSTA_MATCH_COMPOUND, role.weight,
                        joint_canonical (matcher, index, title, role.canonical), NULL);
}

/* --- modifiers ----------------------------------------------------------------- */

static gboolean
is_modifier (const NystaMatcher *matcher, gsize index)
{
  const NystaLexicon *lexicon = matcher->lexicon;
  guint32 node_index = nysta_matcher_next_node (matcher, 0, matcher->readings[index].word);

  if (node_index == 0)
    return FALSE;
  const NystaLexiconNode *node = &lexicon->nodes[node_index];
  for (guint i = 0; i < node->n_entries && node->first_entry + i < lexicon->n_entries; i++)
    if (lexicon->entries[node->first_entry + i].match_class == NYSTA_CLASS_ROLE_MODIFIER)
      return TRUE;
  return FALSE;
}

/* `biträdande kommundirektör`: the words before a title that belong to it. */
void
nysta_matcher_take_modified (NystaMatcher *matcher, gsize index, gsize from)
{
  gsize title = index;
  guint32 block = matcher->tokens[index].block;

  while (title < matcher->n_tokens && title < index + MAX_MODIFIERS &&
         matcher->tokens[title].block == block && is_modifier (matcher, title))
    title++;
  if (title == index || title >= matcher->n_tokens || matcher->tokens[title].block != block)
    return;

  g_autoptr (GString) canonical = g_string_new (NULL);
  for (gsize i = index; i < title; i++)
    {
      nysta_text_normalise (matcher->text, matcher->tokens[i].start, matcher->tokens[i].end,
                            TRUE, canonical);
      g_string_append_c (canonical, ' ');
    }
  gsize n_modifiers = canonical->len;
  gsize scratch = matcher->matches->len;
  nysta_matcher_take_all (matcher, title);
  gsize end = matcher->matches->len;
  for (gsize i = scratch; i < end; i++)
    {
      NystaMatch role = g_array_index (matcher->matches, NystaMatch, i);
      gsize n = role.n_tokens + (title - index);
      gboolean listed = FALSE;

      for (gsize known = from; known < scratch; known++)
        listed |= g_array_index (matcher->matches, NystaMatch, known).n_tokens == n &&
                  g_array_index (matcher->matches, NystaMatch, known).match_class ==
                    NYSTA_MATCH_ROLE;
      if (role.match_class != NYSTA_MATCH_ROLE || listed)
        continue;
      g_string_truncate (canonical, n_modifiers);
      g_string_append (canonical, role.canonical);
      nysta_matcher_append (matcher, index, n, NYSTA_MATCH_ROLE, role.flags, role.weight,
                            g_string_chunk_insert_const (matcher->strings, canonical->str),
                            NULL);
    }
  g_array_remove_range (matcher->matches, (guint) scratch, (guint) (end - scratch));
}
