/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/lexicon-builder.h"

#include <string.h>

#include "nysta-plugin.h"
#include "text/tokenize.h"

#define MAX_PHRASE_WORDS 24

typedef struct
{
  guint32 node;
  guint32 order; /* of adding: ties keep it */
  NystaLexiconEntry entry;
} Pending;

typedef struct
{
  guint32 from;
  guint32 word; /* number of the word, in order of adding */
  guint32 to;
} Edge;

struct NystaLexiconBuilder
{
  GString *strings;
  GHashTable *string_offsets; /* text -> offset */
  GHashTable *word_numbers;   /* offset of the text -> number from 1 */
  GArray *words;              /* of NystaLexiconWord, in order of adding */
  GHashTable *edge_index;     /* Edge (from, word) -> itself */
  GPtrArray *edges;           /* of Edge */
  GArray *nodes;              /* of NystaLexiconNode; the first is nobody's */
  GArray *pending;
  GArray *heads;          /* of NystaLexiconHead */
  GHashTable *head_index; /* offset of the suffix -> index + 1 */
  GString *folded;
  GArray *tokens;
};

static guint
edge_hash (gconstpointer key)
{
  const Edge *edge = key;

  return nysta_lexicon_edge_hash (edge->from, edge->word);
}

static gboolean
edge_equal (gconstpointer a, gconstpointer b)
{
  const Edge *one = a;
  const Edge *other = b;

  return one->from == other->from && one->word == other->word;
}

NystaLexiconBuilder *
nysta_lexicon_builder_new (void)
{
  NystaLexiconBuilder *builder = g_new0 (NystaLexiconBuilder, 1);
  NystaLexiconNode nobody = { 0 };

  builder->strings = g_string_new (NULL);
  g_string_append_c (builder->strings, '\0');
  builder->string_offsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder->word_numbers = g_hash_table_new (NULL, NULL);
  builder->words = g_array_new (FALSE, FALSE, sizeof (NystaLexiconWord));
  builder->edge_index = g_hash_table_new (edge_hash, edge_equal);
  builder->edges = g_ptr_array_new_with_free_func (g_free);
  builder->nodes = g_array_new (FALSE, TRUE, sizeof (NystaLexiconNode));
  g_array_append_val (builder->nodes, nobody);
  builder->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  builder->heads = g_array_new (FALSE, FALSE, sizeof (NystaLexiconHead));
  builder->head_index = g_hash_table_new (NULL, NULL);
  builder->folded = g_string_new (NULL);
  builder->tokens = g_array_new (FALSE, FALSE, sizeof (NystaToken));
  return builder;
}

void
nysta_lexicon_builder_free (NystaLexiconBuilder *builder)
{
  if (builder == NULL)
    return;
  g_string_free (builder->strings, TRUE);
  g_hash_table_unref (builder->string_offsets);
  g_hash_table_unref (builder->word_numbers);
  g_array_unref (builder->words);
  g_hash_table_unref (builder->edge_index);
  g_ptr_array_unref (builder->edges);
  g_array_unref (builder->nodes);
  g_array_unref (builder->pending);
  g_array_unref (builder->heads);
  g_hash_table_unref (builder->head_index);
  g_string_free (builder->folded, TRUE);
  g_array_unref (builder->tokens);
  g_free (builder);
}

static guint32
intern (NystaLexiconBuilder *builder, const char *text)
{
  gpointer offset = g_hash_table_lookup (builder->string_offsets, text);

  if (*text == '\0')
    return 0;
  if (offset == NULL)
    {
      offset = GSIZE_TO_POINTER (builder->strings->len);
      g_string_append_len (builder->strings, text, (gssize) strlen (text) + 1);
      g_hash_table_insert (builder->string_offsets, g_strdup (text), offset);
    }
  return (guint32) GPOINTER_TO_SIZE (offset);
}

/* Number of the word, from 0. */
static guint32
word_number (NystaLexiconBuilder *builder, const char *folded)
{
  guint32 offset = intern (builder, folded);
  gpointer number = g_hash_table_lookup (builder->word_numbers, GUINT_TO_POINTER (offset));

  if (number == NULL)
    {
      NystaLexiconWord word = { .hash = nysta_lexicon_hash (folded, strlen (folded)),
                                .text = offset };

      g_array_append_val (builder->words, word);
      number = GUINT_TO_POINTER (builder->words->len);
      g_hash_table_insert (builder->word_numbers, GUINT_TO_POINTER (offset), number);
    }
  return GPOINTER_TO_UINT (number) - 1;
}

static guint32
node_new (NystaLexiconBuilder *builder)
{
  NystaLexiconNode node = { 0 };

  g_array_append_val (builder->nodes, node);
  return builder->nodes->len - 1;
}

static guint32
step (NystaLexiconBuilder *builder, guint32 from, guint32 word)
{
  Edge key = { from, word, 0 };
  const Edge *known = g_hash_table_lookup (builder->edge_index, &key);

  if (known != NULL)
    return known->to;
  key.to = node_new (builder);
  Edge *edge = g_memdup2 (&key, sizeof key);
  g_ptr_array_add (builder->edges, edge);
  g_hash_table_add (builder->edge_index, edge);
  g_array_index (builder->nodes, NystaLexiconNode, from).has_children = 1;
  return key.to;
}

/* The tokens that a text with @label in it would have. A full stop at the end is seen as it
 * is before a small letter: `vik. rektor`. */
static void
tokenize_label (NystaLexiconBuilder *builder, const char *label)
{
  gsize n_bytes = strlen (label);

  g_array_set_size (builder->tokens, 0);
  if (n_bytes == 0 || label[n_bytes - 1] != '.')
    {
      nysta_text_tokenize (label, 0, (guint32) n_bytes, 0, builder->tokens);
      return;
    }
  g_autofree char *longer = g_strconcat (label, " x", NULL);
  nysta_text_tokenize (longer, 0, (guint32) n_bytes + 2, 0, builder->tokens);
  g_array_set_size (builder->tokens, builder->tokens->len - 1);
}

static guint32
phrase_node (NystaLexiconBuilder *builder, const char *label)
{
  guint32 node = 0;

  tokenize_label (builder, label);
  if (builder->tokens->len == 0 || builder->tokens->len > MAX_PHRASE_WORDS)
    return 0;
  for (guint i = 0; i < builder->tokens->len; i++)
    {
      const NystaToken *token = &g_array_index (builder->tokens, NystaToken, i);

      g_string_truncate (builder->folded, 0);
      nysta_text_normalise (label, token->start, token->end, TRUE, builder->folded);
      if (builder->folded->len == 0)
        return 0;
      guint32 number = word_number (builder, builder->folded->str);
      if (i > 0)
        node = step (builder, node, number);
      else
        {
          node = g_array_index (builder->words, NystaLexiconWord, number).node;
          if (node == 0)
            node = node_new (builder);
          g_array_index (builder->words, NystaLexiconWord, number).node = node;
        }
    }
  return node;
}

void
nysta_lexicon_builder_add (NystaLexiconBuilder *builder, const NystaPhrase *phrase)
{
  guint32 node = phrase_node (builder, phrase->label);

  if (node == 0)
    return;
  gboolean exact = phrase->letter_case == NYSTA_CASE_EXACT && builder->tokens->len == 1;
  g_string_truncate (builder->folded, 0);
  nysta_text_normalise (phrase->label, 0, (guint32) strlen (phrase->label), FALSE,
                        builder->folded);

  Pending pending = {
    .node = node,
    .order = builder->pending->len,
    .entry = { .canonical = intern (builder, phrase->canonical),
               .authority = phrase->authority == NULL ? 0
                                                      : intern (builder, phrase->authority),
               .surface = exact ? intern (builder, builder->folded->str) : 0,
               .weight = phrase->weight,
               .flags = (guint16) phrase->flags,
               .match_class = (guint8) phrase->match_class,
               .letter_case = (guint8) (phrase->letter_case == NYSTA_CASE_EXACT && !exact
                                          ? NYSTA_CASE_CAPITAL
                                          : phrase->letter_case) },
  };
  g_array_append_val (builder->pending, pending);
}

void
nysta_lexicon_builder_add_head (NystaLexiconBuilder *builder, const char *suffix,
                                const char *base, guint32 flags)
{
  guint32 hash = nysta_lexicon_hash (NULL, 0);

  g_string_truncate (builder->folded, 0);
  nysta_text_normalise (suffix, 0, (guint32) strlen (suffix), TRUE, builder->folded);
  for (gsize i = builder->folded->len; i > 0; i--)
    hash = nysta_lexicon_hash_step (hash, builder->folded->str[i - 1]);

  NystaLexiconHead head = { .hash = hash,
                            .suffix = intern (builder, builder->folded->str),
                            .base = intern (builder, base),
                            .flags = flags };
  gpointer key = GUINT_TO_POINTER (head.suffix);
  gpointer known = g_hash_table_lookup (builder->head_index, key);

  /* `ledare` is one leader before it is several. */
  if (known != NULL)
    {
      NystaLexiconHead *old = &g_array_index (builder->heads, NystaLexiconHead,
                                              GPOINTER_TO_UINT (known) - 1);

      if (flags < old->flags)
        *old = head;
      return;
    }
  g_array_append_val (builder->heads, head);
  g_hash_table_insert (builder->head_index, key, GUINT_TO_POINTER (builder->heads->len));
}

/* --- the file ---------------------------------------------------------------- */

static int
compare_pending (gconstpointer a, gconstpointer b)
{
  const Pending *one = a;
  const Pending *other = b;
  const guint32 keys[][2] = {
    { one->node, other->node },
    { one->entry.match_class, other->entry.match_class },
    { one->entry.canonical, other->entry.canonical },
    { one->entry.authority, other->entry.authority },
    { one->entry.letter_case, other->entry.letter_case },
    { one->entry.surface, other->entry.surface },
    { one->entry.flags, other->entry.flags },
    { one->order, other->order },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;
  return 0;
}

static gboolean
is_double (const NystaLexiconEntry *entry, const NystaLexiconEntry *before)
{
  return entry->match_class == before->match_class &&
         entry->canonical == before->canonical && entry->authority == before->authority &&
         entry->letter_case == before->letter_case && entry->surface == before->surface;
}

static GArray *
collect_entries (NystaLexiconBuilder *builder)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (NystaLexiconEntry));
  guint32 last_node = 0;

  g_array_sort (builder->pending, compare_pending);
  for (guint i = 0; i < builder->pending->len; i++)
    {
      const Pending *pending = &g_array_index (builder->pending, Pending, i);
      NystaLexiconNode *node = &g_array_index (builder->nodes, NystaLexiconNode,
                                               pending->node);

      if (pending->node == last_node &&
          is_double (&pending->entry,
                     &g_array_index (entries, NystaLexiconEntry, entries->len - 1)))
        {
          NystaLexiconEntry *kept = &g_array_index (entries, NystaLexiconEntry,
                                                    entries->len - 1);

          kept->weight = MAX (kept->weight, pending->entry.weight);
          continue;
        }
      if (pending->node != last_node)
        node->first_entry = entries->len;
      last_node = pending->node;
      if (node->n_entries == G_MAXUINT16)
        continue;
      node->n_entries++;
      g_array_append_val (entries, pending->entry);
    }
  return entries;
}

static guint32
table_size (guint n)
{
  guint32 size = 8;

  while (size < n * 2u)
    size *= 2;
  return size;
}

/* Places words into their table; @out_slots says which word went where. */
static GArray *
word_table (NystaLexiconBuilder *builder, guint32 *slots)
{
  guint32 n = table_size (builder->words->len);
  GArray *table = g_array_sized_new (FALSE, TRUE, sizeof (NystaLexiconWord), n);

  g_array_set_size (table, n);
  for (guint i = 0; i < builder->words->len; i++)
    {
      const NystaLexiconWord *word = &g_array_index (builder->words, NystaLexiconWord, i);
      guint32 slot = nysta_lexicon_slot (word->hash, n);

      while (g_array_index (table, NystaLexiconWord, slot).text != 0)
        slot = (slot + 1) & (n - 1);
      g_array_index (table, NystaLexiconWord, slot) = *word;
      slots[i] = slot;
    }
  return table;
}

static GArray *
edge_table (NystaLexiconBuilder *builder, const guint32 *slots)
{
  guint32 n = table_size (builder->edges->len);
  GArray *table = g_array_sized_new (FALSE, TRUE, sizeof (NystaLexiconEdge), n);

  g_array_set_size (table, n);
  for (guint i = 0; i < builder->edges->len; i++)
    {
      const Edge *edge = g_ptr_array_index (builder->edges, i);
      NystaLexiconEdge row = { edge->from, slots[edge->word], edge->to };
      guint32 slot = nysta_lexicon_slot (nysta_lexicon_edge_hash (row.from, row.word), n);

      while (g_array_index (table, NystaLexiconEdge, slot).to != 0)
        slot = (slot + 1) & (n - 1);
      g_array_index (table, NystaLexiconEdge, slot) = row;
    }
  return table;
}

static GArray *
head_table (NystaLexiconBuilder *builder)
{
  guint32 n = table_size (builder->heads->len);
  GArray *table = g_array_sized_new (FALSE, TRUE, sizeof (NystaLexiconHead), n);

  g_array_set_size (table, n);
  for (guint i = 0; i < builder->heads->len; i++)
    {
      const NystaLexiconHead *head = &g_array_index (builder->heads, NystaLexiconHead, i);
      guint32 slot = nysta_lexicon_slot (head->hash, n);

      while (g_array_index (table, NystaLexiconHead, slot).suffix != 0)
        slot = (slot + 1) & (n - 1);
      g_array_index (table, NystaLexiconHead, slot) = *head;
    }
  return table;
}

static NystaLexiconArray
append (GByteArray *file, const void *data, gsize n, gsize item_bytes)
{
  static const guint8 padding[8] = { 0 };
  NystaLexiconArray array = { file->len, (guint32) n };

  g_byte_array_append (file, data, (guint) (n * item_bytes));
  g_byte_array_append (file, padding, (8 - file->len % 8) % 8);
  return array;
}

GByteArray *
nysta_lexicon_builder_finish (NystaLexiconBuilder *builder)
{
  g_autofree guint32 *slots = g_new0 (guint32, builder->words->len + 1);
  g_autoptr (GArray) entries = collect_entries (builder);
  g_autoptr (GArray) words = word_table (builder, slots);
  g_autoptr (GArray) edges = edge_table (builder, slots);
  g_autoptr (GArray) heads = head_table (builder);
  GByteArray *file = g_byte_array_new ();
  NystaLexiconHeader header = { .version = NYSTA_LEXICON_VERSION,
                                .byte_order = NYSTA_LEXICON_BYTE_ORDER };

  memcpy (header.magic, NYSTA_LEXICON_MAGIC, sizeof header.magic);
  g_byte_array_append (file, (const guint8 *) &header, sizeof header);
  header.words = append (file, words->data, words->len, sizeof (NystaLexiconWord));
  header.edges = append (file, edges->data, edges->len, sizeof (NystaLexiconEdge));
  header.nodes = append (file, builder->nodes->data, builder->nodes->len,
                         sizeof (NystaLexiconNode));
  header.entries = append (file, entries->data, entries->len, sizeof (NystaLexiconEntry));
  header.heads = append (file, heads->data, heads->len, sizeof (NystaLexiconHead));
  header.strings = append (file, builder->strings->str, builder->strings->len, 1);
  header.n_bytes = file->len;
  memcpy (file->data, &header, sizeof header);
  header.checksum = nysta_checksum ((const char *) file->data + NYSTA_LEXICON_SUMMED_FROM,
                                    file->len - NYSTA_LEXICON_SUMMED_FROM);
  memcpy (file->data, &header, sizeof header);
  return file;
}
