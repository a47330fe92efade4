/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One pass to look each token up, one to walk the phrases that begin at each. A token has
 * two readings: as it stands, and without its ending (`Kommuninvests`, `SKR:s`, `VD:n`).
 */
#include "config.h"
#include "text/lexicon-matcher.h"

#include <string.h>

#include "text/tokenize.h"

/* Of one phrase: past any entry of a sane lexicon, it bounds a hostile one. */
#define MAX_PHRASE_TOKENS 24
/* A name in the genitive that is a rarer name as it stands: `Annas` is Anna's. */
#define GENITIVE_TIMES 20
/* Tokens between asking for entries and reading them. */
#define ENTRIES_AHEAD 6

/* --- tables -------------------------------------------------------------------- */

guint32
nysta_lexicon_find_word (const NystaLexicon *lexicon, const char *folded, gsize n_bytes)
{
  guint32 hash = nysta_lexicon_hash (folded, n_bytes);
  guint32 slot = nysta_lexicon_slot (hash, lexicon->n_words);

  for (guint32 tried = 0; tried < lexicon->n_words; tried++)
    {
      const NystaLexiconWord *word = &lexicon->words[slot];

      if (word->text == 0)
        return NYSTA_NO_WORD;
      if (word->hash == hash)
        {
          const char *text = nysta_lexicon_string (lexicon, word->text);

          if (strncmp (text, folded, n_bytes) == 0 && text[n_bytes] == '\0')
            return slot;
        }
      slot = (slot + 1) & (lexicon->n_words - 1);
    }
  return NYSTA_NO_WORD;
}

static guint32
find_edge (const NystaLexicon *lexicon, guint32 from, guint32 word)
{
  guint32 hash = nysta_lexicon_edge_hash (from, word);
  guint32 slot = nysta_lexicon_slot (hash, lexicon->n_edges);

  for (guint32 tried = 0; tried < lexicon->n_edges; tried++)
    {
      const NystaLexiconEdge *edge = &lexicon->edges[slot];

      if (edge->to == 0)
        return 0;
      if (edge->from == from && edge->word == word)
        return edge->to;
      slot = (slot + 1) & (lexicon->n_edges - 1);
    }
  return 0;
}

/* --- readings ------------------------------------------------------------------ */

/* What may come behind a colon: `SKR:s`, `VD:n`, `VD:ns`. */
static const struct
{
  const char *ending;
  guint32 flags;
} colon_endings[] = {
  { ":s", NYSTA_MATCH_GENITIVE },
  { ":n", NYSTA_MATCH_DEFINITE },
  { ":en", NYSTA_MATCH_DEFINITE },
  { ":t", NYSTA_MATCH_DEFINITE },
  { ":et", NYSTA_MATCH_DEFINITE },
  { ":ns", NYSTA_MATCH_DEFINITE | NYSTA_MATCH_GENITIVE },
  { ":ens", NYSTA_MATCH_DEFINITE | NYSTA_MATCH_GENITIVE },
  { ":ts", NYSTA_MATCH_DEFINITE | NYSTA_MATCH_GENITIVE },
  { ":er", NYSTA_MATCH_PLURAL },
  { ":ar", NYSTA_MATCH_PLURAL },
};

static gboolean
ends_with (const char *word, gsize n_bytes, const char *ending)
{
  gsize n_ending = strlen (ending);

  return n_bytes > n_ending && memcmp (word + n_bytes - n_ending, ending, n_ending) == 0;
}

/* Bytes of the ending of a folded word, 0 if it has none. */
static guint
ending_of (const char *word, gsize n_bytes, guint8 *out_flags)
{
  *out_flags = NYSTA_MATCH_GENITIVE;
  if (ends_with (word, n_bytes, "'s"))
    return 2;
  if (memchr (word, ':', n_bytes) != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (colon_endings); i++)
      if (ends_with (word, n_bytes, colon_endings[i].ending))
        {
          *out_flags = (guint8) colon_endings[i].flags;
          return (guint) strlen (colon_endings[i].ending);
        }
  /* Two letters at least, or anything that ends in s is somebody's: `As`, `Is`. */
  return n_bytes > 2 && ends_with (word, n_bytes, "s") ? 1 : 0;
}

static guint32
first_node (const NystaLexicon *lexicon, guint32 word)
{
  guint32 node = word == NYSTA_NO_WORD ? 0 : lexicon->words[word].node;

  return node < lexicon->n_nodes ? node : 0;
}

static void
read_word (NystaMatcher *matcher, gsize index)
{
  const NystaToken *token = &matcher->tokens[index];
  NystaReading *reading = &matcher->readings[index];
  GString *word = matcher->room;

  *reading = (NystaReading){ .word = NYSTA_NO_WORD,
                             .stem = NYSTA_NO_WORD,
                             .head = NYSTA_NO_HEAD };
  if (token->end - token->start > NYSTA_MAX_WORD_BYTES)
    return;
  g_string_truncate (word, 0);
  nysta_text_normalise (matcher->text, token->start, token->end, TRUE, word);
  reading->word = nysta_lexicon_find_word (matcher->lexicon, word->str, word->len);
  reading->word_node = first_node (matcher->lexicon, reading->word);
  if (token->kind != NYSTA_TOKEN_WORD)
    return;

  guint8 flags;
  guint n_ending = ending_of (word->str, word->len, &flags);
  if (n_ending > 0)
    {
      reading->stem = nysta_lexicon_find_word (matcher->lexicon, word->str,
                                               word->len - n_ending);
      reading->stem_node = first_node (matcher->lexicon, reading->stem);
      reading->stem_flags = flags;
      reading->n_ending = (guint8) n_ending;
    }
  reading->head = nysta_lexicon_find_head (matcher->lexicon, word->str, word->len);
  if (reading->head == NYSTA_NO_HEAD && n_ending > 0 && (flags & NYSTA_MATCH_GENITIVE) != 0)
    {
      reading->head = nysta_lexicon_find_head (matcher->lexicon, word->str,
                                               word->len - n_ending);
      reading->head_ending = (guint8) n_ending;
    }
}

static void
read_token (NystaMatcher *matcher, gsize index)
{
  const NystaToken *token = &matcher->tokens[index];
  const char *word = matcher->text + token->start;
  gsize n_bytes = token->end - token->start;

  if (n_bytes > NYSTA_REMEMBERED_BYTES)
    {
      read_word (matcher, index);
      return;
    }
  guint32 hash = nysta_lexicon_hash (word, n_bytes) + token->kind;
  NystaRemembered *place = &matcher->lexicon
                              ->remembered[nysta_lexicon_slot (hash, NYSTA_N_REMEMBERED)];

  if (place->hash == hash && place->n_bytes == n_bytes && place->kind == token->kind &&
      memcmp (place->text, word, n_bytes) == 0)
    {
      matcher->readings[index] = place->reading;
      return;
    }
  read_word (matcher, index);
  place->hash = hash;
  place->kind = (guint8) token->kind;
  place->n_bytes = (guint8) n_bytes;
  memcpy (place->text, word, n_bytes);
  place->reading = matcher->readings[index];
}

/* --- phrases ------------------------------------------------------------------- */

static gboolean
is_name_class (guint32 match_class)
{
  return match_class == NYSTA_MATCH_GIVEN_NAME || match_class == NYSTA_MATCH_SURNAME;
}

/* `AI`, `IT` and `EU` are nobody's names, though Ai and It are. */
static gboolean
is_short_acronym (const NystaMatcher *matcher, const NystaToken *token)
{
  return (token->flags & NYSTA_TOKEN_ALL_UPPER) != 0 &&
         g_utf8_strlen (matcher->text + token->start, token->end - token->start) <= 2;
}

static gboolean
case_fits (NystaMatcher *matcher, const NystaLexiconEntry *entry, gsize index,
           guint n_ending)
{
  const NystaToken *token = &matcher->tokens[index];

  if (entry->letter_case == NYSTA_CASE_ANY)
    return TRUE;
  if (entry->letter_case == NYSTA_CASE_CAPITAL)
    return (token->flags & NYSTA_TOKEN_UPPER_FIRST) != 0 &&
           !(is_name_class (entry->match_class) && is_short_acronym (matcher, token));

  const char *surface = nysta_lexicon_string (matcher->lexicon, entry->surface);
  gsize n_surface = strlen (surface);
  g_string_truncate (matcher->room, 0);
  nysta_text_normalise (matcher->text, token->start, token->end, FALSE, matcher->room);
  /* An ending in capitals is no ending of an acronym: ESS is not ES's. */
  if (n_ending > 0 && g_ascii_isupper (matcher->room->str[matcher->room->len - 1]))
    return FALSE;
  return matcher->room->len == n_surface + n_ending &&
         memcmp (matcher->room->str, surface, n_surface) == 0;
}

/* Words and names as they stand are what they are. */
static gboolean
takes_ending (const NystaLexiconEntry *entry, guint32 flags)
{
  switch (entry->match_class)
    {
    case NYSTA_MATCH_FUNCTION_WORD:
    case NYSTA_MATCH_COMMON_WORD:
    case NYSTA_CLASS_ROLE_MODIFIER:
      return FALSE;
    case NYSTA_MATCH_ROLE:
      return TRUE;
    default:
      return (flags & NYSTA_MATCH_DEFINITE) == 0 && (flags & NYSTA_MATCH_PLURAL) == 0;
    }
}

void
nysta_matcher_append (NystaMatcher *matcher, gsize first, gsize n, guint32 match_class,
                      guint32 flags, guint32 weight, const char *canonical,
                      const char *authority)
{
  NystaMatch match = { .start = matcher->tokens[first].start,
                       .end = matcher->tokens[first + n - 1].end,
                       .first_token = (guint32) first,
                       .n_tokens = (guint32) n,
                       .match_class = match_class,
                       .flags = flags,
                       .weight = weight,
                       .canonical = canonical,
                       .authority = authority };

  g_array_append_val (matcher->matches, match);
}

/* Whether the last token of a match is a word as it stands: `This` is not Thi's. */
static guint32
word_flags (const NystaMatcher *matcher, gsize from, gsize n)
{
  guint32 flags = 0;

  for (gsize i = from; n == 1 && i < matcher->matches->len; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->n_tokens == 1 && (match->match_class == NYSTA_MATCH_FUNCTION_WORD ||
                                   match->match_class == NYSTA_MATCH_COMMON_WORD))
        flags = NYSTA_MATCH_AMBIGUOUS;
    }
  return flags;
}

static gboolean
is_plain_name (const NystaMatcher *matcher, gsize from, const NystaMatch *other, gsize n)
{
  for (gsize i = from; i < matcher->matches->len; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->match_class == other->match_class && match->n_tokens == n &&
          (match->flags & NYSTA_MATCH_GENITIVE) == 0 &&
          match->weight >= other->weight / GENITIVE_TIMES)
        return TRUE;
    }
  return FALSE;
}

/* Everything that ends in @node, its last token read with @ending_flags. */
static void
take_entries (NystaMatcher *matcher, guint32 node_index, gsize first, gsize n,
              guint32 ending_flags, guint n_ending, gsize from)
{
  const NystaLexicon *lexicon = matcher->lexicon;
  const NystaLexiconNode *node = &lexicon->nodes[node_index];
  guint32 doubt = n_ending > 0 ? word_flags (matcher, from, n) : 0;

  for (guint i = 0; i < node->n_entries; i++)
    {
      if (node->first_entry + i >= lexicon->n_entries)
        return;
      const NystaLexiconEntry *entry = &lexicon->entries[node->first_entry + i];
      NystaMatch name = { .match_class = entry->match_class, .weight = entry->weight };

      if ((n_ending > 0 && !takes_ending (entry, ending_flags)) ||
          !case_fits (matcher, entry, first, n == 1 ? n_ending : 0))
        continue;
      if (n_ending > 0 && is_name_class (entry->match_class) &&
          is_plain_name (matcher, from, &name, n))
        continue;
      const char *authority = nysta_lexicon_string (lexicon, entry->authority);
      guint32 flags = entry->flags | ending_flags;
      if (entry->match_class != NYSTA_MATCH_ROLE)
        flags |= doubt;
      nysta_matcher_append (matcher, first, n, entry->match_class, flags, entry->weight,
                            nysta_lexicon_string (lexicon, entry->canonical),
                            entry->authority == 0 ? NULL : authority);
    }
}

static guint32
checked_node (const NystaMatcher *matcher, guint32 node)
{
  return node < matcher->lexicon->n_nodes ? node : 0;
}

guint32
nysta_matcher_next_node (const NystaMatcher *matcher, guint32 node, guint32 word)
{
  if (word == NYSTA_NO_WORD)
    return 0;
  if (node == 0)
    return checked_node (matcher, matcher->lexicon->words[word].node);
  if (!matcher->lexicon->nodes[node].has_children)
    return 0;
  return checked_node (matcher, find_edge (matcher->lexicon, node, word));
}

void
nysta_matcher_take_phrases (NystaMatcher *matcher, gsize first)
{
  gsize from = matcher->matches->len;
  guint32 block = matcher->tokens[first].block;
  guint32 node = 0;

  for (gsize n = 1; n <= MAX_PHRASE_TOKENS && first + n <= matcher->n_tokens; n++)
    {
      const NystaReading *reading = &matcher->readings[first + n - 1];

      if (matcher->tokens[first + n - 1].block != block)
        break;
      guint32 plain = node == 0 ? reading->word_node
                                : nysta_matcher_next_node (matcher, node, reading->word);
      guint32 stem = node == 0 ? reading->stem_node
                               : nysta_matcher_next_node (matcher, node, reading->stem);
      if (plain != 0)
        take_entries (matcher, plain, first, n, 0, 0, from);
      if (stem != 0)
        take_entries (matcher, stem, first, n, reading->stem_flags, reading->n_ending,
                      from);
      if (plain == 0)
        break;
      node = plain;
    }
}

gboolean
nysta_matcher_has (const NystaMatcher *matcher, gsize from, guint32 match_class,
                   gsize n_tokens)
{
  for (gsize i = from; i < matcher->matches->len; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->match_class == match_class &&
          (n_tokens == 0 || match->n_tokens == n_tokens))
        return TRUE;
    }
  return FALSE;
}

void
nysta_matcher_take_all (NystaMatcher *matcher, gsize index)
{
  gsize from = matcher->matches->len;

  nysta_matcher_take_phrases (matcher, index);
  nysta_matcher_take_compound (matcher, index, from);
  nysta_matcher_take_double_name (matcher, index, from);
  if (nysta_matcher_is_hanging (matcher, index))
    nysta_matcher_take_joint_title (matcher, index);
}

static int
compare_match (gconstpointer a, gconstpointer b)
{
  const NystaMatch *one = a;
  const NystaMatch *other = b;

  if (one->n_tokens != other->n_tokens)
    return one->n_tokens > other->n_tokens ? -1 : 1;
  if (one->match_class != other->match_class)
    return one->match_class < other->match_class ? -1 : 1;
  /* A word as it stands before a genitive: `managers` are several. */
  if ((one->flags ^ other->flags) & NYSTA_MATCH_GENITIVE)
    return (one->flags & NYSTA_MATCH_GENITIVE) == 0 ? -1 : 1;
  if (one->flags != other->flags)
    return one->flags < other->flags ? -1 : 1;
  if (one->weight != other->weight)
    return one->weight > other->weight ? -1 : 1;
  int order = strcmp (one->canonical, other->canonical);
  return order != 0 ? order : -g_strcmp0 (one->authority, other->authority);
}

/* Of the few that begin at one token. */
static void
sort_matches (NystaMatch *matches, gsize n)
{
  if (n > 32)
    {
      qsort (matches, n, sizeof *matches, compare_match);
      return;
    }
  for (gsize i = 1; i < n; i++)
    {
      NystaMatch moving = matches[i];
      gsize k = i;

      for (; k > 0 && compare_match (&matches[k - 1], &moving) > 0; k--)
        matches[k] = matches[k - 1];
      matches[k] = moving;
    }
}

/* `DIGG` and `Digg` are two labels and one finding. */
static gboolean
is_same (const NystaMatch *one, const NystaMatch *other)
{
  return one->n_tokens == other->n_tokens && one->match_class == other->match_class &&
         strcmp (one->canonical, other->canonical) == 0 &&
         (other->authority == NULL || g_strcmp0 (one->authority, other->authority) == 0);
}

static void
match_at (NystaMatcher *matcher, gsize index)
{
  gsize from = matcher->matches->len;
  gsize kept = from;

  nysta_matcher_take_all (matcher, index);
  nysta_matcher_take_modified (matcher, index, from);

  /* Nothing there, and the array may have no memory to point into. */
  if (matcher->matches->len == from)
    return;
  NystaMatch *matches = &g_array_index (matcher->matches, NystaMatch, 0);
  sort_matches (matches + from, matcher->matches->len - from);
  for (gsize i = from; i < matcher->matches->len; i++)
    {
      gboolean known = matches[i].match_class == NYSTA_CLASS_ROLE_MODIFIER;

      for (gsize other = from; !known && other < kept; other++)
        known = is_same (&matches[other], &matches[i]);
      if (!known)
        matches[kept++] = matches[i];
    }
  g_array_set_size (matcher->matches, (guint) kept);
}

/* Ask memory for what will be read soon. */
static void
fetch_entries (const NystaMatcher *matcher, gsize index)
{
  guint32 node = matcher->readings[index].word_node;

  if (node != 0)
    __builtin_prefetch (
      &matcher->lexicon->entries[matcher->lexicon->nodes[node].first_entry]);
}

void
nysta_lexicon_match (NystaLexicon *lexicon, const char *text, const NystaToken *tokens,
                     gsize n_tokens, GStringChunk *strings, GArray *matches)
{
  g_autofree NystaReading *readings = g_new (NystaReading, n_tokens);
  g_autoptr (GString) room = g_string_new (NULL);
  NystaMatcher matcher = {
    lexicon, text, tokens, n_tokens, readings, strings, matches, room
  };

  for (gsize i = 0; i < n_tokens; i++)
    {
      read_token (&matcher, i);
      __builtin_prefetch (&lexicon->nodes[readings[i].word_node]);
    }
  for (gsize i = 0; i < n_tokens; i++)
    {
      if (i + ENTRIES_AHEAD < n_tokens)
        fetch_entries (&matcher, i + ENTRIES_AHEAD);
      if (readings[i].word != NYSTA_NO_WORD || readings[i].stem != NYSTA_NO_WORD ||
          readings[i].head != NYSTA_NO_HEAD || nysta_matcher_is_hanging (&matcher, i) ||
          (tokens[i].flags & NYSTA_TOKEN_UPPER_FIRST) != 0)
        match_at (&matcher, i);
    }
}
