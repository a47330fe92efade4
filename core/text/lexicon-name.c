/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Double-barrelled names, of which the lists have the commonest only. */
#include "config.h"
#include "text/lexicon-matcher.h"

#include <string.h>

#include "text/character.h"
#include "text/tokenize.h"

/* Weight of @part as a name of the class, 0 if it is none. */
static guint32
name_weight (NystaMatcher *matcher, const char *part, gsize n_bytes, guint32 match_class)
{
  const NystaLexicon *lexicon = matcher->lexicon;

  g_string_truncate (matcher->room, 0);
  nysta_text_normalise (part, 0, (guint32) n_bytes, TRUE, matcher->room);
  guint32 word = nysta_lexicon_find_word (lexicon, matcher->room->str, matcher->room->len);
  guint32 node_index = nysta_matcher_next_node (matcher, 0, word);
  if (node_index == 0)
    return 0;

  const NystaLexiconNode *node = &lexicon->nodes[node_index];
  for (guint i = 0; i < node->n_entries && node->first_entry + i < lexicon->n_entries; i++)
    {
      const NystaLexiconEntry *entry = &lexicon->entries[node->first_entry + i];

      if (entry->match_class == match_class)
        return MAX (entry->weight, 1);
    }
  return 0;
}

static gboolean
is_capitalised (const char *part, gsize n_bytes)
{
  return n_bytes > 1 && nysta_char_kind (g_utf8_get_char (part)) == NYSTA_CHAR_UPPER;
}

/* Both parts given names: a given name; one of them a surname: a surname. */
void
nysta_matcher_take_double_name (NystaMatcher *matcher, gsize index, gsize from)
{
  const NystaToken *token = &matcher->tokens[index];

  if ((token->flags & NYSTA_TOKEN_UPPER_FIRST) == 0 || token->kind != NYSTA_TOKEN_WORD ||
      nysta_matcher_has (matcher, from, NYSTA_MATCH_ROLE, 1) ||
      token->end - token->start > NYSTA_MAX_WORD_BYTES ||
      memchr (matcher->text + token->start, '-', token->end - token->start) == NULL)
    return;
  g_autoptr (GString) word = g_string_new (NULL);
  nysta_text_normalise (matcher->text, token->start, token->end, FALSE, word);
  char *hyphen = strchr (word->str, '-');
  if (hyphen == NULL || strchr (hyphen + 1, '-') != NULL)
    return;
  gsize n_first = (gsize) (hyphen - word->str);
  gsize n_second = word->len - n_first - 1;
  if (!is_capitalised (word->str, n_first) || !is_capitalised (hyphen + 1, n_second))
    return;

  for (guint32 class = NYSTA_MATCH_GIVEN_NAME; class <= NYSTA_MATCH_SURNAME; class ++)
    {
      guint32 flags = 0;
      guint32 first = name_weight (matcher, word->str, n_first, class);
      guint32 second = name_weight (matcher, hyphen + 1, n_second, class);

      if (nysta_matcher_has (matcher, from, class, 1))
        continue;
      if (second == 0 && word->str[word->len - 1] == 's' &&
          (second = name_weight (matcher, hyphen + 1, n_second - 1, class)) > 0)
        flags = NYSTA_MATCH_GENITIVE;
      if (class == NYSTA_MATCH_GIVEN_NAME ? first == 0 || second == 0
                                          : first == 0 && second == 0)
        continue;
      g_autofree char *name = g_strndup (word->str, word->len - (flags != 0 ? 1 : 0));
      nysta_matcher_append (matcher, index, 1, class, flags, MIN (first, second),
                            g_string_chunk_insert_const (matcher->strings, name), NULL);
    }
}
