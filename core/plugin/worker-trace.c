/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an extractor is given, as tab-separated lines for who writes its rules. */
#include "config.h"
#include "plugin/worker.h"

#include <string.h>

static const char *const block_names[] = { "?",         "paragraph",  "heading",
                                           "list-item", "table-cell", "table-header",
                                           "quotation" };
static const char *const token_names[] = { "?",     "word", "number", "punct",
                                           "email", "url",  "symbol" };
static const char *const match_names[] = { "?",      "given-name",    "surname",
                                           "role",   "municipality",  "region",
                                           "agency", "university",    "organisation",
                                           "place",  "function-word", "common-word" };
static const char *const token_flags[] = { "upper-first", "all-upper",    "mixed-case",
                                           "has-digit",   "space-before", "line-before" };
static const char *const match_flags[] = { "genitive", "definite",  "plural", "short",
                                           "compound", "ambiguous", "english" };

static const char *const tag_names[] = { "none", "person", "organisation", "place",
                                         "project" };

#define NAME(names, number) ((number) < G_N_ELEMENTS (names) ? (names)[number] : "?")

static char *
flag_names (guint32 flags, const char *const *names, guint n_names)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n_names; i++)
    if ((flags & 1u << i) != 0)
      g_string_append_printf (all, "%s%s", all->len > 0 ? "," : "", names[i]);
  return g_string_free (all, FALSE);
}

#define QUOTED_CHARACTERS 80

/* The text of a stretch on one line that no terminal obeys, cut after some characters. An
 * extractor's stretch may begin or end inside of one. */
static char *
quote (const NystaText *text, guint32 start, guint32 end)
{
  gssize n_bytes = (gssize) MIN (end - start, (QUOTED_CHARACTERS + 1) * 4);
  g_autofree char *whole = g_utf8_make_valid (text->text + start, n_bytes);
  g_autofree char *cut = g_utf8_substring (
    whole, 0, MIN (QUOTED_CHARACTERS, g_utf8_strlen (whole, -1)));

  return nysta_message_clean (cut);
}

static void G_GNUC_PRINTF (2, 3) line (NystaWorker *worker, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  nysta_worker_send_line (worker, NYSTA_FRAME_TRACE, text);
}

static void
trace_block (NystaWorker *worker, const NystaText *text, gsize i)
{
  const NystaBlock *block = &text->blocks[i];
  g_autofree char *quoted = quote (text, block->start, block->end);

  line (worker,
        "block\t%" G_GSIZE_FORMAT
        "\t%u-%u\t%s\tlevel=%u group=%u row=%u column=%u language=%s\t%s",
        i, block->start, block->end, NAME (block_names, block->kind), block->level,
        block->group, block->row, block->column,
        text->languages[i] != NULL ? text->languages[i] : "", quoted);
}

static void
trace_token (NystaWorker *worker, const NystaText *text, gsize i)
{
  const NystaToken *token = &text->tokens[i];
  g_autofree char *quoted = quote (text, token->start, token->end);
  g_autofree char *flags = flag_names (token->flags, token_flags,
                                       G_N_ELEMENTS (token_flags));

  line (worker, "token\t%" G_GSIZE_FORMAT "\t%u-%u\t%s\t%s\tblock=%u sentence=%u\t%s", i,
        token->start, token->end, NAME (token_names, token->kind), flags, token->block,
        token->sentence, quoted);
}

static void
trace_match (NystaWorker *worker, const NystaText *text, gsize i)
{
  const NystaMatch *match = &text->matches[i];
  g_autofree char *quoted = quote (text, match->start, match->end);
  g_autofree char *flags = flag_names (match->flags, match_flags,
                                       G_N_ELEMENTS (match_flags));

  line (worker, "match\t%u+%u\t%u-%u\t%s\t%s\tweight=%u\t%s\t%s\t%s", match->first_token,
        match->n_tokens, match->start, match->end, NAME (match_names, match->match_class),
        flags, match->weight, quoted, match->canonical,
        match->authority != NULL ? match->authority : "");
}

/* A name that begins at token @i, and the tokens that go on with it; nothing else. */
static void
trace_tags (NystaWorker *worker, const NystaText *text, gsize i)
{
  const NystaNameTag *tag = &text->tags[i];
  gsize end = i + 1;
  guint confidence = tag->confidence;

  if (tag->kind == NYSTA_NAME_NONE || !tag->begins)
    return;
  for (; end < text->n_tags && text->tags[end].kind == tag->kind && !text->tags[end].begins;
       end++)
    confidence = MIN (confidence, text->tags[end].confidence);
  g_autofree char *quoted = quote (text, text->tokens[i].start, text->tokens[end - 1].end);

  line (worker,
        "tag\t%" G_GSIZE_FORMAT "+%" G_GSIZE_FORMAT "\t%u-%u\t%s\tconfidence=%u\t%s", i,
        end - i, text->tokens[i].start, text->tokens[end - 1].end,
        NAME (tag_names, tag->kind), confidence, quoted);
}

void
nysta_worker_trace (NystaWorker *worker, const NystaText *text)
{
  line (worker, "language\t%s", text->language != NULL ? text->language : "");
  for (gsize i = 0; i < text->n_blocks; i++)
    trace_block (worker, text, i);
  for (gsize i = 0; i < text->n_tokens; i++)
    trace_token (worker, text, i);
  for (gsize i = 0; i < text->n_matches; i++)
    trace_match (worker, text, i);
  for (gsize i = 0; i < text->n_tags; i++)
    trace_tags (worker, text, i);
}

void
nysta_worker_trace_rule (NystaWorker *worker, const char *plugin, const NystaText *text,
                         const char *rule, guint32 start, guint32 end, const char *message)
{
  gboolean sound = start <= end && end <= text->n_bytes;
  g_autofree char *rule_shown = nysta_message_clean (rule != NULL ? rule : "");
  g_autofree char *shown = nysta_message_clean (message != NULL ? message : "");
  g_autofree char *quoted = sound ? quote (text, start, end) : g_strdup ("");

  line (worker, "rule\t%s\t%s\t%u-%u\t%s\t%s", plugin, rule_shown, sound ? start : 0,
        sound ? end : 0, shown, quoted);
}
