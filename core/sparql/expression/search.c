/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/expression/search.h"

#include <string.h>

#include "rdf/fold.h"
#include "rdf/vocabulary.h"
#include "rdf/word-pattern.h"
#include "sparql/expression/operators.h"

/* Words in a row, as they stand in folded text: " kommunal strat" or, if the last one has
 * to end there, " kommunal strategi " */
typedef struct
{
  char *words;
  gboolean excludes;
} Item;

struct NystaSearchQuery
{
  char *source;
  GArray *items;
  gboolean is_known; /* all characters are */
  GString *folded;
  GString *text; /* @folded with a space on both sides */
};

static void
item_clear (gpointer item)
{
  g_free (((Item *) item)->words);
}

/* --- reading a query ------------------------------------------------------------------- */

static void
add_item (NystaSearchQuery *query, const char *text, gsize n_bytes, gboolean is_prefix,
          gboolean excludes)
{
  g_autoptr (GString) words = g_string_new (" ");
  Item item = { .excludes = excludes };

  if (nysta_fold (text, n_bytes, query->folded) != NYSTA_FOLD_KNOWN)
    query->is_known = FALSE;
  g_string_append (words, query->folded->str + (query->folded->str[0] == ' '));
  if (words->len == 1)
    return;
  if (words->str[words->len - 1] == ' ')
    g_string_truncate (words, words->len - 1);
  if (words->len == 0)
    return;
  if (!is_prefix)
    g_string_append_c (words, ' ');
  item.words = g_string_free (g_steal_pointer (&words), FALSE);
  g_array_append_val (query->items, item);
}

static const char *
skip_spaces (const char *at)
{
  while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

/* The item at @at, which is no space; returns where the next one may begin. */
static const char *
take_item (NystaSearchQuery *query, const char *at)
{
  gboolean excludes = *at == '-';
  const char *first = at + excludes;
  const char *end = first;
  gboolean is_prefix = FALSE;

  if (*first == '"')
    {
      end = strchr (++first, '"');
      if (end == NULL)
        end = first + strlen (first);
      at = *end == '"' ? end + 1 : end;
      is_prefix = *end == '"' && *at == '*';
      at += is_prefix;
    }
  else
    {
      while (*end != '\0' && *end != '"' && !g_unichar_isspace (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      at = end;
      is_prefix = end > first && end[-1] == '*';
      end -= is_prefix;
    }
  add_item (query, first, (gsize) (end - first), is_prefix, excludes);
  return at;
}

NystaSearchQuery *
nysta_search_query_new (const char *text)
{
  NystaSearchQuery *query = g_new0 (NystaSearchQuery, 1);

  query->source = g_strdup (text);
  query->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (query->items, item_clear);
  query->folded = g_string_new (NULL);
  query->text = g_string_new (NULL);
  query->is_known = TRUE;
  for (const char *at = skip_spaces (text); *at != '\0'; at = skip_spaces (at))
    at = take_item (query, at);
  return query;
}

void
nysta_search_query_free (NystaSearchQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->source);
  g_array_unref (query->items);
  g_string_free (query->folded, TRUE);
  g_string_free (query->text, TRUE);
  g_free (query);
}

gboolean
nysta_search_query_is (const NystaSearchQuery *query, const char *text)
{
  return strcmp (query->source, text) == 0;
}

/* --- asking ------------------------------------------------------------------------------ */

gboolean
nysta_search_query_fits (NystaSearchQuery *query, const char *text)
{
  nysta_fold (text, strlen (text), query->folded);
  g_string_assign (query->text, query->folded->str[0] == ' ' ? "" : " ");
  g_string_append_len (query->text, query->folded->str, (gssize) query->folded->len);
  if (query->text->str[query->text->len - 1] != ' ')
    g_string_append_c (query->text, ' ');
  for (guint i = 0; i < query->items->len; i++)
    {
      const Item *item = &g_array_index (query->items, Item, i);

      if ((strstr (query->text->str, item->words) != NULL) == item->excludes)
        return FALSE;
    }
  return query->items->len > 0;
}

gboolean
nysta_search_query_patterns (const NystaSearchQuery *query, GArray *patterns)
{
  guint n_before = patterns->len;

  for (guint i = 0; i < query->items->len && query->is_known; i++)
    {
      const Item *item = &g_array_index (query->items, Item, i);
      const char *at = item->words;
      const char *end = at + strlen (at);
      const char *word = NULL;
      gsize n_bytes = 0;

      while (!item->excludes && (word = nysta_fold_next_word (&at, end, &n_bytes)) != NULL)
        nysta_word_patterns_add (patterns, at < end ? NYSTA_WORD_WHOLE : NYSTA_WORD_PREFIX,
                                 word, n_bytes);
    }
  return patterns->len > n_before;
}

/* --- the function -------------------------------------------------------------------------- */

NystaTruth
nysta_test_search (const NystaPart *part, NystaExpressionContext *context)
{
  NystaSearchQuery **query = part->search;
  NystaTerm text = { 0 };
  NystaTerm words = { 0 };

  if (!nysta_operand_string (part, 0, context, &text) ||
      !nysta_operand_string (part, 1, context, &words))
    return NYSTA_TRUTH_ERROR;
  /* Most are constant. */
  if (*query == NULL || !nysta_search_query_is (*query, words.value))
    {
      nysta_search_query_free (*query);
      *query = nysta_search_query_new (words.value);
    }
  return nysta_truth (nysta_search_query_fits (*query, text.value));
}

const NystaPartClass *
nysta_function_class (const char *iri, guint n_arguments)
{
  static const NystaPartClass search_class = { .test = nysta_test_search };

  return n_arguments == 2 && strcmp (iri, NYSTA_SEARCH) == 0 ? &search_class : NULL;
}
