/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * pattern.c: REGEX and REPLACE, SPARQL 1.1 §17.4.3.14 and .15, by way of PCRE2.
 *
 * PCRE2 itself and not GLib's cover for it, because that neither limits the steps of a match
 * nor reuses the room for its results.
 */
#include "config.h"
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include "base/limits.h"
#include "sparql/expression/operators.h"
#include "sparql/expression/xpath-pattern.h"

/* Most patterns are constant: what was compiled last is kept. */
struct NystaRegex
{
  char *source; /* flags, `/`, pattern; NULL: nothing compiled yet */
  gboolean literal;
  char *plain; /* what to look for if the pattern is no more than a text */
  pcre2_code *code;
  pcre2_match_data *match;
  pcre2_match_context *limits;
};

NystaRegex *
nysta_regex_new (void)
{
  return g_new0 (NystaRegex, 1);
}

static void
regex_clear (NystaRegex *regex)
{
  g_clear_pointer (&regex->source, g_free);
  g_clear_pointer (&regex->plain, g_free);
  g_clear_pointer (&regex->match, pcre2_match_data_free);
  g_clear_pointer (&regex->limits, pcre2_match_context_free);
  g_clear_pointer (&regex->code, pcre2_code_free);
}

void
nysta_regex_free (NystaRegex *regex)
{
  if (regex == NULL)
    return;
  regex_clear (regex);
  g_free (regex);
}

typedef struct
{
  guint32 options;
  gboolean dot_all;
  gboolean spaced;
  gboolean literal;
} Flags;

static gboolean
parse_flags (const char *text, Flags *flags)
{
  *flags = (Flags){ .options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY };
  for (const char *c = text; *c != '\0'; c++)
    switch (*c)
      {
      case 'i':
        flags->options |= PCRE2_CASELESS;
        break;
      case 's':
        flags->options |= PCRE2_DOTALL;
        flags->dot_all = TRUE;
        break;
      case 'm':
        flags->options |= PCRE2_MULTILINE;
        break;
      case 'x':
        flags->spaced = TRUE;
        break;
      case 'q':
        flags->literal = TRUE;
        break;
      default:
        return FALSE;
      }
  /* With q the others but i say nothing; PCRE2 refuses them. */
  if (flags->literal)
    flags->options = (flags->options & PCRE2_CASELESS) | PCRE2_UTF | PCRE2_LITERAL;
  return TRUE;
}

static gboolean
compile_text (NystaRegex *regex, const char *text, gsize length, guint32 options)
{
  pcre2_compile_context *context = pcre2_compile_context_create (NULL);
  int number = 0;
  PCRE2_SIZE place = 0;

  pcre2_set_newline (context, PCRE2_NEWLINE_LF);
  regex->code = pcre2_compile ((PCRE2_SPTR) text, length, options, &number, &place,
                               context);
  pcre2_compile_context_free (context);
  if (regex->code == NULL)
    return FALSE;
  pcre2_jit_compile (regex->code, PCRE2_JIT_COMPLETE);
  regex->match = pcre2_match_data_create_from_pattern (regex->code, NULL);
  regex->limits = pcre2_match_context_create (NULL);
  pcre2_set_match_limit (regex->limits, NYSTA_MAX_REGEX_STEPS);
  pcre2_set_heap_limit (regex->limits, NYSTA_MAX_REGEX_HEAP_KIB);
  return TRUE;
}

/* FALSE: an error of the expression, or, noted, of the query. */
static gboolean
regex_set (NystaRegex *regex, NystaExpressionContext *context, const char *pattern,
           const char *flag_text)
{
  gsize n_flags = strlen (flag_text);
  Flags flags;

  if (regex->source != NULL && strncmp (regex->source, flag_text, n_flags) == 0 &&
      regex->source[n_flags] == '/' && strcmp (regex->source + n_flags + 1, pattern) == 0)
    return regex->code != NULL;

  gsize length = strlen (pattern);

  regex_clear (regex);
  if (length > NYSTA_MAX_REGEX_BYTES)
    return nysta_context_fail (context, "limit: a regular expression of more than 64 KiB: "
                                        "ask with a shorter one");
  regex->source = g_strdup_printf ("%s/%s", flag_text, pattern);
  if (!parse_flags (flag_text, &flags))
    return FALSE;
  regex->literal = flags.literal;
  if ((flags.options & PCRE2_CASELESS) == 0 && length > 0 &&
      (flags.literal || (strpbrk (pattern, "\\|.?*+(){}[]^$") == NULL && !flags.spaced)))
    regex->plain = g_strdup (pattern);
  if (flags.literal)
    return compile_text (regex, pattern, length, flags.options);

  g_autoptr (GString) text = g_string_new (NULL);

  return nysta_xpath_pattern_translate (pattern, flags.dot_all, flags.spaced, text) &&
         compile_text (regex, text->str, text->len, flags.options);
}

/* 1: it matches from @start on; 0: it doesn't; -1: it took too long. */
static int
regex_match (NystaRegex *regex, NystaExpressionContext *context, const char *text,
             gsize length, gsize start, guint32 options)
{
  int result = pcre2_match (regex->code, (PCRE2_SPTR) text, length, start, options,
                            regex->match, regex->limits);

  /* Machine code has little room to go back in; without it the heap is there. */
  if (result == PCRE2_ERROR_JIT_STACKLIMIT)
    result = pcre2_match (regex->code, (PCRE2_SPTR) text, length, start,
                          options | PCRE2_NO_JIT, regex->match, regex->limits);
  if (result >= 0)
    return 1;
  if (result == PCRE2_ERROR_NOMATCH)
    return 0;
  if (result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_DEPTHLIMIT ||
      result == PCRE2_ERROR_HEAPLIMIT)
    nysta_context_fail (context, "limit: a regular expression takes too many steps: ask "
                                 "with one that has less to try");
  return -1;
}

/* The pattern at operand 1 and the flags at @flags_at, if there are any. */
static gboolean
get_regex (const NystaPart *part, NystaExpressionContext *context, guint flags_at)
{
  NystaTerm pattern = { 0 };
  NystaTerm flags = { .value = "" };

  return context->error == NULL && nysta_operand_simple (part, 1, context, &pattern) &&
         (part->n_parts <= flags_at ||
          nysta_operand_simple (part, flags_at, context, &flags)) &&
         regex_set (part->regex, context, pattern.value, flags.value);
}

NystaTruth
nysta_test_regex (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTerm text = { 0 };
  int found = 0;

  if (!nysta_operand_string (part, 0, context, &text) || !get_regex (part, context, 2))
    return NYSTA_TRUTH_ERROR;
  if (part->regex->plain != NULL)
    return nysta_truth (strstr (text.value, part->regex->plain) != NULL);
  found = regex_match (part->regex, context, text.value, strlen (text.value), 0, 0);
  return found < 0 ? NYSTA_TRUTH_ERROR : nysta_truth (found == 1);
}

/* --- REPLACE -------------------------------------------------------------------------- */

/* XPath's replacement: $0 to $9 (more digits while such a group exists), \$ and \\. */
static gboolean
append_replacement (GString *out, const NystaRegex *regex, const char *text,
                    const char *replacement)
{
  const PCRE2_SIZE *places = pcre2_get_ovector_pointer (regex->match);
  guint32 n_groups = pcre2_get_ovector_count (regex->match) - 1;

  for (const char *c = replacement; *c != '\0'; c++)
    {
      if (*c == '\\')
        {
          c++;
          if (*c != '\\' && *c != '$')
            return FALSE;
          g_string_append_c (out, *c);
        }
      else if (*c == '$')
        {
          if (!g_ascii_isdigit (c[1]))
            return FALSE;

          guint group = (guint) (*++c - '0');

          while (g_ascii_isdigit (c[1]) && group * 10 + (guint) (c[1] - '0') <= n_groups)
            group = group * 10 + (guint) (*++c - '0');
          if (group <= n_groups && places[2 * group] != PCRE2_UNSET)
            g_string_append_len (out, text + places[2 * group],
                                 (gssize) (places[2 * group + 1] - places[2 * group]));
        }
      else
        g_string_append_c (out, *c);
    }
  return TRUE;
}

static gboolean
replace_all (NystaRegex *regex, NystaExpressionContext *context, const char *text,
             const char *replacement, GString *out)
{
  const PCRE2_SIZE *places = pcre2_get_ovector_pointer (regex->match);
  gsize length = strlen (text);
  gsize last = 0;
  int found = 0;

  /* A pattern that matches nothing at all is refused, so that every match goes on. The text
   * was checked for UTF-8 the first time. */
  while ((found = regex_match (regex, context, text, length, last,
                               last > 0 ? PCRE2_NO_UTF_CHECK : 0)) == 1)
    {
      if (places[1] <= last || places[0] < last)
        break;
      g_string_append_len (out, text + last, (gssize) (places[0] - last));
      if (regex->literal)
        g_string_append (out, replacement);
      else if (!append_replacement (out, regex, text, replacement))
        return FALSE;
      last = places[1];
      if (out->len > NYSTA_MAX_LITERAL_BYTES)
        return nysta_context_fail (context, "limit: REPLACE makes a string of more than "
                                            "16 MiB: replace less");
    }
  g_string_append (out, text + last);
  return found >= 0;
}

gboolean
nysta_part_replace (const NystaPart *part, NystaExpressionContext *context,
                    NystaValue *out_value)
{
  NystaTerm text = { 0 };
  NystaTerm replacement = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);

  /* XPath: a pattern that matches the empty string is an error. */
  return nysta_operand_string (part, 0, context, &text) &&
         nysta_operand_simple (part, 2, context, &replacement) &&
         get_regex (part, context, 3) &&
         regex_match (part->regex, context, "", 0, 0, 0) == 0 &&
         replace_all (part->regex, context, text.value, replacement.value, out) &&
         nysta_give_text_value (context, out->str, out->len, text.language, out_value);
}
