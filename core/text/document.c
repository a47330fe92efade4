/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/document.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/iri.h"
#include "text/language.h"
#include "text/sentence.h"
#include "text/tokenize.h"

struct NystaDocument
{
  GString *text;
  GHashTable *metadata; /* NYSTA_META_… -> value */
  GArray *blocks;
  GArray *sentences;
  GArray *tokens;
  GArray *matches;
  GArray *found;
  GArray *tags; /* one a token, or none */
  gboolean found_sorted;
  GStringChunk *strings; /* of matches */
  GStringChunk *found_strings;
  NystaFingerprints *fingerprints; /* not owned; or NULL */
  NystaLanguages languages;
  NystaText view;
};

NystaDocument *
nysta_document_new (void)
{
  NystaDocument *document = g_new0 (NystaDocument, 1);

  document->text = g_string_new (NULL);
  document->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  document->blocks = g_array_new (FALSE, FALSE, sizeof (NystaBlock));
  document->sentences = g_array_new (FALSE, FALSE, sizeof (NystaSentence));
  document->tokens = g_array_new (FALSE, FALSE, sizeof (NystaToken));
  document->matches = g_array_new (FALSE, FALSE, sizeof (NystaMatch));
  document->found = g_array_new (FALSE, FALSE, sizeof (NystaFound));
  document->tags = g_array_new (FALSE, FALSE, sizeof (NystaNameTag));
  document->languages.blocks = g_ptr_array_new ();
  document->strings = g_string_chunk_new (4096);
  document->found_strings = g_string_chunk_new (4096);
  return document;
}

void
nysta_document_free (NystaDocument *document)
{
  if (document == NULL)
    return;
  g_string_free (document->text, TRUE);
  g_hash_table_unref (document->metadata);
  g_array_unref (document->blocks);
  g_array_unref (document->sentences);
  g_array_unref (document->tokens);
  g_array_unref (document->matches);
  g_array_unref (document->found);
  g_array_unref (document->tags);
  g_ptr_array_unref (document->languages.blocks);
  g_string_chunk_free (document->strings);
  g_string_chunk_free (document->found_strings);
  g_free (document);
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_FAILED, message);
  return FALSE;
}

gboolean
nysta_document_append_text (NystaDocument *document, const char *utf8, gsize n_bytes,
                            GError **error)
{
  const char *bad = NULL;

  if (n_bytes > NYSTA_MAX_TEXT_BYTES - document->text->len)
    return refuse (error, "text: longer than %u bytes", NYSTA_MAX_TEXT_BYTES);
  /* Refuses NUL too. */
  if (!g_utf8_validate_len (utf8, n_bytes, &bad))
    return refuse (error, "text: byte %" G_GSIZE_FORMAT " is not UTF-8",
                   document->text->len + (gsize) (bad - utf8));
  g_string_append_len (document->text, utf8, (gssize) n_bytes);
  return TRUE;
}

static gboolean
is_boundary (const GString *text, guint32 offset)
{
  return offset == text->len || ((guchar) text->str[offset] & 0xC0) != 0x80;
}

gboolean
nysta_document_add_block (NystaDocument *document, const NystaBlock *block, GError **error)
{
  const GString *text = document->text;
  guint n_blocks = document->blocks->len;

  if (block->kind < NYSTA_BLOCK_PARAGRAPH || block->kind > NYSTA_BLOCK_QUOTATION)
    return refuse (error, "block %u: kind %u is unknown", n_blocks + 1, block->kind);
  if (block->kind == NYSTA_BLOCK_HEADING && (block->level < 1 || block->level > 6))
    return refuse (error, "block %u: heading level %u is not 1 to 6", n_blocks + 1,
                   block->level);
  if (block->start > block->end || block->end > text->len)
    return refuse (error,
                   "block %u: %u to %u lies outside the text of %" G_GSIZE_FORMAT " bytes",
                   n_blocks + 1, block->start, block->end, text->len);
  if (!is_boundary (text, block->start) || !is_boundary (text, block->end))
    return refuse (error, "block %u: cuts a character in two", n_blocks + 1);
  if (n_blocks > 0 &&
      block->start < g_array_index (document->blocks, NystaBlock, n_blocks - 1).end)
    return refuse (error, "block %u: begins before the one before it ends", n_blocks + 1);
  g_array_append_vals (document->blocks, block, 1);
  return TRUE;
}

/* --- metadata --------------------------------------------------------------- */

/* RFC 5646 in outline: letters, then parts of letters and digits. */
static gboolean
is_language (const char *value)
{
  gsize part = 0;
  gsize n_parts = 1;

  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '-')
        {
          if (part == 0)
            return FALSE;
          n_parts++;
          part = 0;
        }
      else if (!(n_parts == 1 ? g_ascii_isalpha (*at) : g_ascii_isalnum (*at)) ||
               ++part > 8)
        return FALSE;
    }
  return part > 0 && (n_parts > 1 || part >= 2);
}

static gboolean
is_date (const char *value)
{
  guint number[3] = { 0, 0, 0 };
  guint n_digits = 0;
  guint field = 0;

  for (const char *at = value; *at != '\0'; at++, n_digits++)
    {
      if (n_digits == 4 || n_digits == 7)
        {
          if (*at != '-')
            return FALSE;
          field++;
        }
      else if (!g_ascii_isdigit (*at) || n_digits >= 10)
        return FALSE;
      else
        number[field] = number[field] * 10 + (guint) (*at - '0');
    }
  return n_digits == 10 && g_date_valid_dmy ((GDateDay) number[2], (GDateMonth) number[1],
                                             (GDateYear) number[0]);
}

static gboolean
is_text (const char *value)
{
  return *value != '\0';
}

static const struct
{
  const char *property;
  gboolean (*is_valid) (const char *value);
  const char *expected;
} properties[] = {
  { NYSTA_META_TITLE, is_text, "some text" },
  { NYSTA_META_LANGUAGE, is_language, "a BCP 47 tag such as sv" },
  { NYSTA_META_ISSUED, is_date, "a date YYYY-MM-DD" },
  { NYSTA_META_MODIFIED, is_date, "a date YYYY-MM-DD" },
  { NYSTA_META_PUBLISHER, is_text, "a name" },
  { NYSTA_META_SOURCE, nysta_iri_is_absolute, "an absolute IRI" },
};

/* One line, single spaces, no controls, NFC. */
static char *
tidy (const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *value != '\0'; value = g_utf8_next_char (value))
    {
      gunichar c = g_utf8_get_char (value);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_DEFAULT_COMPOSE);
}

gboolean
nysta_document_set_metadata (NystaDocument *document, const char *property,
                             const char *value, GError **error)
{
  if (!g_utf8_validate (property, -1, NULL) || !g_utf8_validate (value, -1, NULL))
    return refuse (error, "metadata: not UTF-8");
  if (strlen (value) > NYSTA_MAX_LITERAL_BYTES)
    return refuse (error, "metadata %s: longer than %u bytes", property,
                   NYSTA_MAX_LITERAL_BYTES);

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      if (strcmp (properties[i].property, property) != 0)
        continue;
      g_autofree char *tidied = tidy (value);

      if (!properties[i].is_valid (tidied))
        return refuse (error, "metadata %s: “%.60s” is not %s", property, tidied,
                       properties[i].expected);
      if (!g_hash_table_contains (document->metadata, property))
        g_hash_table_insert (document->metadata, (gpointer) properties[i].property,
                             g_steal_pointer (&tidied));
      return TRUE;
    }
  return refuse (error, "metadata %.40s: unknown property", property);
}

void
nysta_document_drop_metadata (NystaDocument *document, const char *property)
{
  g_hash_table_remove (document->metadata, property);
}

const char *
nysta_document_metadata (const NystaDocument *document, const char *property)
{
  const char *value = g_hash_table_lookup (document->metadata, property);

  if (document->languages.document != NULL && strcmp (property, NYSTA_META_LANGUAGE) == 0)
    return document->languages.document;
  return value;
}

/* --- analysis --------------------------------------------------------------- */

static void
find_languages (NystaDocument *document)
{
  nysta_text_find_languages (
    document->text->str, (const NystaBlock *) document->blocks->data, document->blocks->len,
    (const NystaToken *) document->tokens->data, document->tokens->len,
    g_hash_table_lookup (document->metadata, NYSTA_META_LANGUAGE), document->fingerprints,
    &document->languages);
}

void
nysta_document_set_fingerprints (NystaDocument *document, NystaFingerprints *fingerprints)
{
  document->fingerprints = fingerprints;
}

void
nysta_document_analyse (NystaDocument *document, NystaLexicon *lexicon)
{
  const char *text = document->text->str;

  g_array_set_size (document->tokens, 0);
  g_array_set_size (document->sentences, 0);
  g_array_set_size (document->matches, 0);
  g_array_set_size (document->tags, 0);
  g_string_chunk_clear (document->strings);
  if (document->blocks->len == 0 && document->text->len > 0)
    {
      NystaBlock whole = { .kind = NYSTA_BLOCK_PARAGRAPH,
                           .end = (guint32) document->text->len };

      g_array_append_val (document->blocks, whole);
    }

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const NystaBlock *block = &g_array_index (document->blocks, NystaBlock, i);
      gsize first = document->tokens->len;

      nysta_text_tokenize (text, block->start, block->end, i, document->tokens);
      nysta_text_split_sentences (text, document->tokens, first, document->sentences);
    }

  find_languages (document);
  if (lexicon != NULL)
    nysta_document_match (document, lexicon);
}

void
nysta_document_match (NystaDocument *document, NystaLexicon *lexicon)
{
  nysta_lexicon_match (lexicon, document->text->str,
                       (const NystaToken *) document->tokens->data, document->tokens->len,
                       document->strings, document->matches);
}

void
nysta_document_tag (NystaDocument *document, NystaTagger *tagger)
{
  const NystaText *text = nysta_document_text (document);

  g_array_set_size (document->tags, (guint) text->n_tokens);
  nysta_tagger_tag (tagger, text, (NystaNameTag *) document->tags->data);
}

void
nysta_document_add_found (NystaDocument *document, const char *key, const char *name,
                          NystaEntityKind kind, guint32 start, guint32 end)
{
  GStringChunk *strings = document->found_strings;
  NystaFound found = { .key = g_string_chunk_insert_const (strings, key),
                       .name = g_string_chunk_insert_const (strings, name),
                       .kind = kind,
                       .start = start,
                       .end = end };

  g_array_append_val (document->found, found);
  document->found_sorted = FALSE;
}

/* Longest first where several start at one place; then as they were found. */
static int
compare_found (gconstpointer a, gconstpointer b, gpointer unused)
{
  const NystaFound *one = a;
  const NystaFound *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return one->end == other->end ? 0 : one->end > other->end ? -1 : 1;
}

const NystaText *
nysta_document_text (NystaDocument *document)
{
  if (!document->found_sorted)
    g_qsort_with_data (document->found->data, (gint) document->found->len,
                       sizeof (NystaFound), compare_found, NULL);
  document->found_sorted = TRUE;

  document->view = (NystaText){
    .struct_size = sizeof (NystaText),
    .text = document->text->str,
    .n_bytes = document->text->len,
    .language = nysta_document_metadata (document, NYSTA_META_LANGUAGE),
    .title = nysta_document_metadata (document, NYSTA_META_TITLE),
    .publisher = nysta_document_metadata (document, NYSTA_META_PUBLISHER),
    .blocks = (const NystaBlock *) document->blocks->data,
    .n_blocks = document->blocks->len,
    .sentences = (const NystaSentence *) document->sentences->data,
    .n_sentences = document->sentences->len,
    .tokens = (const NystaToken *) document->tokens->data,
    .n_tokens = document->tokens->len,
    .matches = (const NystaMatch *) document->matches->data,
    .n_matches = document->matches->len,
    .found = (const NystaFound *) document->found->data,
    .n_found = document->found->len,
    .tags = (const NystaNameTag *) document->tags->data,
    .n_tags = document->tags->len,
    .issued = nysta_document_metadata (document, NYSTA_META_ISSUED),
    .languages = (const char *const *) document->languages.blocks->pdata,
    .n_languages = document->languages.blocks->len,
  };
  return &document->view;
}
