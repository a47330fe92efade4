/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One pass to look each token up, one to walk the phrases that begin at each. A token has
 * two readings: as it stands, and without its ending (`Kommuninvests`, `SKR:s`, `VD:n`).
 */
#include "config.h"
#include "text/lexicon.h"

#include <string.h>

#include "text/character.h"
#include "text/lexicon-private.h"
#include "text/tokenize.h"

#define NO_WORD G_MAXUINT32
#define NO_HEAD G_MAXUINT32
#define MAX_WORD_BYTES 120
#define MAX_SUFFIX_BYTES 40
#define MIN_COMPOUND_PREFIX_BYTES 2
#define MAX_MODIFIERS 3
/* Of one phrase: past any entry of a sane lexicon, it bounds a hostile one. */
#define MAX_PHRASE_TOKENS 24
/* A name in the genitive that is a rarer name as it stands: `Annas` is Anna's. */
#define GENITIVE_TIMES 20

typedef struct
{
  guint32 word;       /* slot, or NO_WORD */
  guint32 stem;       /* slot of the word without its ending, or NO_WORD */
  guint32 head;       /* slot of the title's head that ends it, or NO_HEAD */
  guint8 stem_flags;  /* what the ending says: GENITIVE, DEFINITE, PLURAL */
  guint8 n_ending;    /* its bytes */
  guint8 head_ending; /* bytes of a genitive behind the head */
  guint8 reserved;
} Reading;

typedef struct
{
  NystaLexicon *lexicon;
  const char *text;
  const NystaToken *tokens;
  gsize n_tokens;
  Reading *readings;
  GStringChunk *strings;
  GArray *matches;
  GString *room;
} Matcher;

/* --- tables -------------------------------------------------------------------- */

static guint32
find_word (const NystaLexicon *lexicon, const char *folded, gsize n_bytes)
{
  guint32 hash = nysta_lexicon_hash (folded, n_bytes);
  guint32 slot = nysta_lexicon_slot (hash, lexicon->n_words);

  for (guint32 tried = 0; tried < lexicon->n_words; tried++)
    {
      const NystaLexiconWord *word = &lexicon->words[slot];

      if (word->text == 0)
        return NO_WORD;
      if (word->hash == hash)
        {
          const char *text = nysta_lexicon_string (lexicon, word->text);

          if (strncmp (text, folded, n_bytes) == 0 && text[n_bytes] == '\0')
            return slot;
        }
      slot = (slot + 1) & (lexicon->n_words - 1);
    }
  return NO_WORD;
}

static guint32
find_edge (const NystaLexicon *lexicon, guint32 from, guint32 word)
{
  guint32 slot = nysta_lexicon_slot (nysta_lexicon_edge_hash (from, word), lexicon->n_edges);

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

static guint32
find_head_slot (const NystaLexicon *lexicon, guint32 hash, const char *suffix, gsize n_bytes)
{
  guint32 slot = nysta_lexicon_slot (hash, lexicon->n_heads);

  for (guint32 tried = 0; tried < lexicon->n_heads; tried++)
    {
      const NystaLexiconHead *head = &lexicon->heads[slot];

      if (head->suffix == 0)
        return NO_HEAD;
      if (head->hash == hash)
        {
          const char *text = nysta_lexicon_string (lexicon, head->suffix);

          if (strncmp (text, suffix, n_bytes) == 0 && text[n_bytes] == '\0')
            return slot;
        }
      slot = (slot + 1) & (lexicon->n_heads - 1);
    }
  return NO_HEAD;
}

/* The longest head that ends @word and leaves something before it. */
static guint32
find_head (const NystaLexicon *lexicon, const char *word, gsize n_bytes)
{
  guint32 hash = nysta_lexicon_hash (NULL, 0);
  guint32 found = NO_HEAD;

  for (gsize n = 1; n <= MAX_SUFFIX_BYTES && n + MIN_COMPOUND_PREFIX_BYTES <= n_bytes; n++)
    {
      hash = nysta_lexicon_hash_step (hash, word[n_bytes - n]);
      guint32 slot = n < 2 ? NO_HEAD : find_head_slot (lexicon, hash, word + n_bytes - n, n);

      if (slot != NO_HEAD)
        found = slot;
    }
  return found;
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

static void
read_token (Matcher *matcher, gsize index)
{
  const NystaToken *token = &matcher->tokens[index];
  Reading *reading = &matcher->readings[index];
  GString *word = matcher->room;

  *reading = (Reading){ .word = NO_WORD, .stem = NO_WORD, .head = NO_HEAD };
  if (token->end - token->start > MAX_WORD_BYTES)
    return;
  g_string_truncate (word, 0);
  nysta_text_normalise (matcher->text, token->start, token->end, TRUE, word);
  reading->word = find_word (matcher->lexicon, word->str, word->len);
  if (token->kind != NYSTA_TOKEN_WORD)
    return;

  guint8 flags;
  guint n_ending = ending_of (word->str, word->len, &flags);
  if (n_ending > 0)
    {
      reading->stem = find_word (matcher->lexicon, word->str, word->len - n_ending);
      reading->stem_flags = flags;
      reading->n_ending = (guint8) n_ending;
    }
  reading->head = find_head (matcher->lexicon, word->str, word->len);
  if (reading->head == NO_HEAD && n_ending > 0 && (flags & NYSTA_MATCH_GENITIVE) != 0)
    {
      reading->head = find_head (matcher->lexicon, word->str, word->len - n_ending);
      reading->head_ending = (guint8) n_ending;
    }
}

/* --- phrases ------------------------------------------------------------------- */

static gboolean
is_name_class (guint32 match_class)
{
  return match_class == NYSTA_MATCH_GIVEN_NAME || match_class == NYSTA_MATCH_SURNAME;
}

/* `AI`, `IT` and `EU` are nobody's names, though Ai and It are. */
static gboolean
is_short_acronym (const Matcher *matcher, const NystaToken *token)
{
  return (token->flags & NYSTA_TOKEN_ALL_UPPER) != 0
         && g_utf8_strlen (matcher->text + token->start, token->end - token->start) <= 2;
}

static gboolean
case_fits (Matcher *matcher, const NystaLexiconEntry *entry, gsize index, guint n_ending)
{
  const NystaToken *token = &matcher->tokens[index];

  if (entry->letter_case == NYSTA_CASE_ANY)
    return TRUE;
  if (entry->letter_case == NYSTA_CASE_CAPITAL)
    return (token->flags & NYSTA_TOKEN_UPPER_FIRST) != 0
           && !(is_name_class (entry->match_class) && is_short_acronym (matcher, token));

  const char *surface = nysta_lexicon_string (matcher->lexicon, entry->surface);
  gsize n_surface = strlen (surface);
  g_string_truncate (matcher->room, 0);
  nysta_text_normalise (matcher->text, token->start, token->end, FALSE, matcher->room);
  /* An ending in capitals is no ending of an acronym: ESS is not ES's. */
  if (n_ending > 0 && g_ascii_isupper (matcher->room->str[matcher->room->len - 1]))
    return FALSE;
  return matcher->room->len == n_surface + n_ending
         && memcmp (matcher->room->str, surface, n_surface) == 0;
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

static void
append_match (Matcher *matcher, gsize first, gsize n, guint32 match_class, guint32 flags,
              guint32 weight, const char *canonical, const char *authority)
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
word_flags (const Matcher *matcher, gsize from, gsize n)
{
  guint32 flags = 0;

  for (gsize i = from; n == 1 && i < matcher->matches->len; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->n_tokens == 1
          && (match->match_class == NYSTA_MATCH_FUNCTION_WORD
              || match->match_class == NYSTA_MATCH_COMMON_WORD))
        flags = NYSTA_MATCH_AMBIGUOUS;
    }
  return flags;
}

static gboolean
is_plain_name (const Matcher *matcher, gsize from, const NystaMatch *other, gsize n)
{
  for (gsize i = from; i < matcher->matches->len; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->match_class == other->match_class && match->n_tokens == n
          && (match->flags & NYSTA_MATCH_GENITIVE) == 0
          && match->weight >= other->weight / GENITIVE_TIMES)
        return TRUE;
    }
  return FALSE;
}

/* Everything that ends in @node, its last token read with @ending_flags. */
static void
take_entries (Matcher *matcher, guint32 node_index, gsize first, gsize n,
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

      if ((n_ending > 0 && !takes_ending (entry, ending_flags))
          || !case_fits (matcher, entry, first, n == 1 ? n_ending : 0))
        continue;
      if (n_ending > 0
          && is_name_class (entry->match_class)
          && is_plain_name (matcher, from, &name, n))
        continue;
      append_match (matcher, first, n, entry->match_class,
                    entry->flags | ending_flags
                      | (entry->match_class == NYSTA_MATCH_ROLE ? 0 : doubt),
                    entry->weight, nysta_lexicon_string (lexicon, entry->canonical),
                    entry->authority == 0 ? NULL
                                          : nysta_lexicon_string (lexicon, entry->authority));
    }
}

static guint32
checked_node (const Matcher *matcher, guint32 node)
{
  return node < matcher->lexicon->n_nodes ? node : 0;
}

static guint32
next_node (const Matcher *matcher, guint32 node, guint32 word)
{
  if (word == NO_WORD)
    return 0;
  if (node == 0)
    return checked_node (matcher, matcher->lexicon->words[word].node);
  if (!matcher->lexicon->nodes[node].has_children)
    return 0;
  return checked_node (matcher, find_edge (matcher->lexicon, node, word));
}

static void
walk_phrases (Matcher *matcher, gsize first)
{
  gsize from = matcher->matches->len;
  guint32 block = matcher->tokens[first].block;
  guint32 node = 0;

  for (gsize n = 1; n <= MAX_PHRASE_TOKENS && first + n <= matcher->n_tokens; n++)
    {
      const Reading *reading = &matcher->readings[first + n - 1];

      if (matcher->tokens[first + n - 1].block != block)
        break;
      guint32 plain = next_node (matcher, node, reading->word);
      guint32 stem = next_node (matcher, node, reading->stem);
      if (plain != 0)
        take_entries (matcher, plain, first, n, 0, 0, from);
      if (stem != 0)
        take_entries (matcher, stem, first, n, reading->stem_flags, reading->n_ending, from);
      if (plain == 0)
        break;
      node = plain;
    }
}

/* --- compounds ----------------------------------------------------------------- */

static gboolean
has_match (const Matcher *matcher, gsize from, guint32 match_class, gsize n_tokens)
{
  for (gsize i = from; i < matcher->matches->len; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->match_class == match_class
          && (n_tokens == 0 || match->n_tokens == n_tokens))
        return TRUE;
    }
  return FALSE;
}

/* The first part of a compound as a dictionary would write it: `Digitaliserings`, `IT-`. */
static void
lower_prefix (GString *prefix)
{
  const char *hyphen = strchr (prefix->str, '-');
  const char *second = g_utf8_next_char (prefix->str);
  gboolean one_letter = hyphen == second;
  g_autofree char *rest
    = hyphen == NULL ? g_strdup (second)
                     : g_strndup (second, (gsize) (MAX (hyphen, second) - second));
  g_autofree char *lowered = g_utf8_strdown (rest, -1);

  /* An acronym or a name before a hyphen keeps its capitals. */
  if (hyphen != NULL && (one_letter || strcmp (rest, lowered) != 0))
    return;
  g_autofree char *all = g_utf8_strdown (prefix->str, -1);
  g_string_assign (prefix, all);
}

static char *
compound_canonical (Matcher *matcher, gsize index, const NystaLexiconHead *head)
{
  const NystaToken *token = &matcher->tokens[index];
  const Reading *reading = &matcher->readings[index];
  const char *suffix = nysta_lexicon_string (matcher->lexicon, head->suffix);
  g_autoptr (GString) word = g_string_new (NULL);
  gsize n_tail = strlen (suffix) + reading->head_ending;

  nysta_text_normalise (matcher->text, token->start, token->end, FALSE, word);
  /* Letters whose small form has another length: leave such a word alone. */
  if (word->len <= n_tail || !g_utf8_validate (word->str, (gssize) (word->len - n_tail), NULL))
    return NULL;
  g_string_truncate (word, word->len - n_tail);
  lower_prefix (word);
  g_string_append (word, nysta_lexicon_string (matcher->lexicon, head->base));
  return g_string_chunk_insert_const (matcher->strings, word->str);
}

/* A title by its head, unless the word is listed as a title or is somebody's name. */
static void
take_compound (Matcher *matcher, gsize index, gsize from)
{
  const Reading *reading = &matcher->readings[index];

  if (reading->head == NO_HEAD || has_match (matcher, from, NYSTA_MATCH_ROLE, 1))
    return;
  if ((matcher->tokens[index].flags & NYSTA_TOKEN_UPPER_FIRST) != 0
      && (has_match (matcher, from, NYSTA_MATCH_SURNAME, 1)
          || has_match (matcher, from, NYSTA_MATCH_GIVEN_NAME, 1)))
    return;

  const NystaLexiconHead *head = &matcher->lexicon->heads[reading->head];
  const char *canonical = compound_canonical (matcher, index, head);
  if (canonical != NULL)
    append_match (matcher, index, 1, NYSTA_MATCH_ROLE,
                  head->flags | NYSTA_MATCH_COMPOUND
                    | (reading->head_ending > 0 ? NYSTA_MATCH_GENITIVE : 0),
                  0, canonical, NULL);
}

/* --- double-barrelled names ---------------------------------------------------- */

/* Weight of @part as a name of the class, 0 if it is none. */
static guint32
name_weight (Matcher *matcher, const char *part, gsize n_bytes, guint32 match_class)
{
  const NystaLexicon *lexicon = matcher->lexicon;

  g_string_truncate (matcher->room, 0);
  nysta_text_normalise (part, 0, (guint32) n_bytes, TRUE, matcher->room);
  guint32 word = find_word (lexicon, matcher->room->str, matcher->room->len);
  guint32 node_index = next_node (matcher, 0, word);
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
static void
take_double_name (Matcher *matcher, gsize index, gsize from)
{
  const NystaToken *token = &matcher->tokens[index];

  if ((token->flags & NYSTA_TOKEN_UPPER_FIRST) == 0 || token->kind != NYSTA_TOKEN_WORD
      || has_match (matcher, from, NYSTA_MATCH_ROLE, 1)
      || token->end - token->start > MAX_WORD_BYTES
      || memchr (matcher->text + token->start, '-', token->end - token->start) == NULL)
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

  for (guint32 class = NYSTA_MATCH_GIVEN_NAME; class <= NYSTA_MATCH_SURNAME; class++)
    {
      guint32 flags = 0;
      guint32 first = name_weight (matcher, word->str, n_first, class);
      guint32 second = name_weight (matcher, hyphen + 1, n_second, class);

      if (has_match (matcher, from, class, 1))
        continue;
      if (second == 0 && word->str[word->len - 1] == 's'
          && (second = name_weight (matcher, hyphen + 1, n_second - 1, class)) > 0)
        flags = NYSTA_MATCH_GENITIVE;
      if (class == NYSTA_MATCH_GIVEN_NAME ? first == 0 || second == 0
                                          : first == 0 && second == 0)
        continue;
      g_autofree char *name = g_strndup (word->str, word->len - (flags != 0 ? 1 : 0));
      append_match (matcher, index, 1, class, flags, MIN (first, second),
                    g_string_chunk_insert_const (matcher->strings, name), NULL);
    }
}

/* --- titles with a part left out ------------------------------------------------ */

static gboolean
is_word (const Matcher *matcher, gsize index, const char *word)
{
  const NystaToken *token = &matcher->tokens[index];
  gsize n_bytes = strlen (word);

  return token->end - token->start == n_bytes
         && memcmp (matcher->text + token->start, word, n_bytes) == 0;
}

/* A token that is `-` right behind a word, with which the word waits for its end. */
static gboolean
is_hanging (const Matcher *matcher, gsize index)
{
  return index + 1 < matcher->n_tokens
         && matcher->tokens[index].kind == NYSTA_TOKEN_WORD
         && is_word (matcher, index + 1, "-")
         && (matcher->tokens[index + 1].flags & NYSTA_TOKEN_SPACE_BEFORE) == 0
         && matcher->tokens[index + 1].block == matcher->tokens[index].block;
}

static gboolean
is_conjunction (const Matcher *matcher, gsize index)
{
  return is_word (matcher, index, "och") || is_word (matcher, index, "samt")
         || is_word (matcher, index, "eller") || is_word (matcher, index, "and");
}

/* `klimat- och miljöminister`, `kultur-, idrotts- och fritidschef`: index of the title that
 * completes the word at @index, or 0. */
static gsize
completing_title (const Matcher *matcher, gsize index)
{
  gsize at = index;

  for (guint part = 0; part < MAX_MODIFIERS && is_hanging (matcher, at); part++)
    {
      at += 2;
      if (at + 1 >= matcher->n_tokens
          || matcher->tokens[at + 1].block != matcher->tokens[index].block)
        return 0;
      if (is_conjunction (matcher, at))
        return is_hanging (matcher, at + 1) ? 0 : at + 1;
      if (!is_word (matcher, at, ","))
        return 0;
      at++;
    }
  return 0;
}

static char *
joint_canonical (Matcher *matcher, gsize index, gsize title, const char *role)
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

static void
take_joint_title (Matcher *matcher, gsize index)
{
  gsize title = completing_title (matcher, index);

  if (title == 0)
    return;
  gsize scratch = matcher->matches->len;
  walk_phrases (matcher, title);
  take_compound (matcher, title, scratch);
  gsize end = matcher->matches->len;
  NystaMatch role = { 0 };
  for (gsize i = scratch; i < end; i++)
    {
      const NystaMatch *match = &g_array_index (matcher->matches, NystaMatch, i);

      if (match->match_class == NYSTA_MATCH_ROLE && match->n_tokens == 1
          && role.canonical == NULL)
        role = *match;
    }
  g_array_remove_range (matcher->matches, (guint) scratch, (guint) (end - scratch));
  /* `barn- och ungdomschef` is one title, `barn- och chef` none. */
  if (role.canonical == NULL || matcher->readings[title].head == NO_HEAD)
    return;
  append_match (matcher, index, title - index + 1, NYSTA_MATCH_ROLE,
                role.flags | NYSTA_MATCH_COMPOUND, role.weight,
                joint_canonical (matcher, index, title, role.canonical), NULL);
}

static void
collect_at (Matcher *matcher, gsize index)
{
  gsize from = matcher->matches->len;

  walk_phrases (matcher, index);
  take_compound (matcher, index, from);
  take_double_name (matcher, index, from);
  if (is_hanging (matcher, index))
    take_joint_title (matcher, index);
}

/* --- modifiers ----------------------------------------------------------------- */

static gboolean
is_modifier (const Matcher *matcher, gsize index)
{
  const NystaLexicon *lexicon = matcher->lexicon;
  guint32 node_index = next_node (matcher, 0, matcher->readings[index].word);

  if (node_index == 0)
    return FALSE;
  const NystaLexiconNode *node = &lexicon->nodes[node_index];
  for (guint i = 0; i < node->n_entries && node->first_entry + i < lexicon->n_entries; i++)
    if (lexicon->entries[node->first_entry + i].match_class == NYSTA_CLASS_ROLE_MODIFIER)
      return TRUE;
  return FALSE;
}

/* `biträdande kommundirektör`: the words before a title that belong to it. */
static void
take_modified (Matcher *matcher, gsize index, gsize from)
{
  gsize title = index;
  guint32 block = matcher->tokens[index].block;

  while (title < matcher->n_tokens && title < index + MAX_MODIFIERS
         && matcher->tokens[title].block == block && is_modifier (matcher, title))
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
  collect_at (matcher, title);
  gsize end = matcher->matches->len;
  for (gsize i = scratch; i < end; i++)
    {
      NystaMatch role = g_array_index (matcher->matches, NystaMatch, i);
      gsize n = role.n_tokens + (title - index);
      gboolean listed = FALSE;

      for (gsize known = from; known < scratch; known++)
        listed |= g_array_index (matcher->matches, NystaMatch, known).n_tokens == n
                  && g_array_index (matcher->matches, NystaMatch, known).match_class
                       == NYSTA_MATCH_ROLE;
      if (role.match_class != NYSTA_MATCH_ROLE || listed)
        continue;
      g_string_truncate (canonical, n_modifiers);
      g_string_append (canonical, role.canonical);
      append_match (matcher, index, n, NYSTA_MATCH_ROLE, role.flags, role.weight,
                    g_string_chunk_insert_const (matcher->strings, canonical->str), NULL);
    }
  g_array_remove_range (matcher->matches, (guint) scratch, (guint) (end - scratch));
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

/* `DIGG` and `Digg` are two labels and one finding. */
static gboolean
is_same (const NystaMatch *one, const NystaMatch *other)
{
  return one->n_tokens == other->n_tokens && one->match_class == other->match_class
         && strcmp (one->canonical, other->canonical) == 0
         && (other->authority == NULL || g_strcmp0 (one->authority, other->authority) == 0);
}

static void
match_at (Matcher *matcher, gsize index)
{
  gsize from = matcher->matches->len;
  gsize kept = from;

  collect_at (matcher, index);
  take_modified (matcher, index, from);

  NystaMatch *matches = &g_array_index (matcher->matches, NystaMatch, 0);
  if (matcher->matches->len - from > 1)
    qsort (matches + from, matcher->matches->len - from, sizeof *matches, compare_match);
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

void
nysta_lexicon_match (NystaLexicon *lexicon, const char *text, const NystaToken *tokens,
                     gsize n_tokens, GStringChunk *strings, GArray *matches)
{
  g_autofree Reading *readings = g_new (Reading, n_tokens);
  g_autoptr (GString) room = g_string_new (NULL);
  Matcher matcher = { lexicon, text, tokens, n_tokens, readings, strings, matches, room };

  for (gsize i = 0; i < n_tokens; i++)
    read_token (&matcher, i);
  for (gsize i = 0; i < n_tokens; i++)
    if (readings[i].word != NO_WORD || readings[i].stem != NO_WORD
        || readings[i].head != NO_HEAD || is_hanging (&matcher, i)
        || (tokens[i].flags & NYSTA_TOKEN_UPPER_FIRST) != 0)
      match_at (&matcher, i);
}
