/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * regex.c: REGEX and REPLACE by way of GLib's regular expressions (PCRE2).
 *
 * PCRE2 takes more than XPath does, and reads a few forms otherwise. Those few are errors
 * here, so that none gives an answer that another engine would not.
 */
#include "sparql/exec/functions-internal.h"

#include <string.h>

/* \i and \c are XPath's own; [a-z-[aeiou]] subtracts there; \b, \A, look-around and named
 * groups are PCRE's own. */
static gboolean
is_common_syntax (const char *pattern)
{
  gboolean in_class = FALSE;

  for (const char *c = pattern; *c != '\0'; c++)
    {
      if (*c == '\\')
        {
          c++;
          if (*c == '\0' || (g_ascii_isalpha (*c) && strchr ("nrtsSdDwWpP", *c) == NULL) ||
              *c == '0')
            return FALSE;
        }
      else if (in_class && *c == '[')
        return FALSE;
      else if (*c == '[')
        {
          in_class = TRUE;
          if (c[1] == '^')
            c++;
          if (c[1] == ']')
            return FALSE;
        }
      else if (*c == ']')
        in_class = FALSE;
      else if (!in_class && *c == '(' && c[1] == '?')
        return FALSE;
      else if (!in_class && *c == '(' && c[1] == '*')
        return FALSE;
      /* Possessive quantifiers: an error in XPath. */
      else if (!in_class && *c == '+' && c > pattern && strchr ("*+?}", c[-1]) != NULL &&
               (c < pattern + 2 || c[-2] != '\\'))
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_flags (const char *flags, GRegexCompileFlags *out_flags, gboolean *out_literal)
{
  *out_flags = G_REGEX_DOLLAR_ENDONLY;
  *out_literal = FALSE;
  for (const char *c = flags; *c != '\0'; c++)
    switch (*c)
      {
      case 'i':
        *out_flags |= G_REGEX_CASELESS;
        break;
      case 's':
        *out_flags |= G_REGEX_DOTALL;
        break;
      case 'm':
        *out_flags |= G_REGEX_MULTILINE;
        break;
      case 'x':
        *out_flags |= G_REGEX_EXTENDED;
        break;
      case 'q':
        *out_literal = TRUE;
        break;
      default:
        return FALSE;
      }
  return TRUE;
}

/* (transfer none): the expression keeps what it compiled last, as most are constant. */
static GRegex *
compile (NystaExpression *expression, const char *pattern, const char *flags)
{
  g_autofree char *source = g_strdup_printf ("%s/%s", flags, pattern);
  GRegexCompileFlags compile_flags = 0;
  gboolean literal = FALSE;

  if (g_strcmp0 (source, expression->regex_source) == 0)
    return expression->regex;

  g_clear_pointer (&expression->regex, g_regex_unref);
  g_free (expression->regex_source);
  expression->regex_source = g_steal_pointer (&source);
  if (parse_flags (flags, &compile_flags, &literal))
    {
      g_autofree char *quoted = literal ? g_regex_escape_string (pattern, -1) : NULL;

      if (literal || is_common_syntax (pattern))
        expression->regex = g_regex_new (literal ? quoted : pattern,
                                         compile_flags | G_REGEX_NEWLINE_LF, 0, NULL);
    }
  return expression->regex;
}

gboolean
nysta_call_regex (NYSTA_CALL_ARGUMENTS)
{
  if (!nysta_term_is_string (&arguments[0]) || !nysta_term_is_simple (&arguments[1]) ||
      (n > 2 && !nysta_term_is_simple (&arguments[2])))
    return FALSE;

  GRegex *regex = compile (expression, arguments[1].value, n > 2 ? arguments[2].value : "");
  g_autoptr (GError) error = NULL;

  if (regex == NULL)
    return FALSE;

  gboolean matches = g_regex_match_full (regex, arguments[0].value, -1, 0, 0, NULL, &error);

  /* A pattern that backtracks without end is cut off by PCRE2. */
  if (error != NULL)
    {
      evaluation->out_of_range = TRUE;
      return FALSE;
    }
  *out_term = nysta_truth_to_term (matches);
  return TRUE;
}

/* XPath's replacement: $1 to $9 (more digits while such a group exists), \$ and \\. */
static gboolean
append_replacement (GString *out, const GMatchInfo *match, const char *replacement,
                    int n_groups)
{
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

          int group = *++c - '0';

          while (g_ascii_isdigit (c[1]) && group * 10 + c[1] - '0' <= n_groups)
            group = group * 10 + *++c - '0';

          g_autofree char *text = group <= n_groups ? g_match_info_fetch (match, group)
                                                    : NULL;

          if (text != NULL)
            g_string_append (out, text);
        }
      else
        g_string_append_c (out, *c);
    }
  return TRUE;
}

static gboolean
replace_all (GRegex *regex, const char *text, const char *replacement, gboolean literal,
             GString *out, gboolean *out_gave_up)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  int n_groups = g_regex_get_capture_count (regex);
  int last = 0;

  g_regex_match_full (regex, text, -1, 0, 0, &match, &error);
  while (error == NULL && g_match_info_matches (match))
    {
      int start = 0;
      int end = 0;

      g_match_info_fetch_pos (match, 0, &start, &end);
      g_string_append_len (out, text + last, start - last);
      if (literal)
        g_string_append (out, replacement);
      else if (!append_replacement (out, match, replacement, n_groups))
        return FALSE;
      last = end;
      g_match_info_next (match, &error);
    }
  g_string_append (out, text + last);
  *out_gave_up = error != NULL;
  return error == NULL;
}

gboolean
nysta_call_replace (NYSTA_CALL_ARGUMENTS)
{
  if (!nysta_term_is_string (&arguments[0]) || !nysta_term_is_simple (&arguments[1]) ||
      !nysta_term_is_simple (&arguments[2]) ||
      (n > 3 && !nysta_term_is_simple (&arguments[3])))
    return FALSE;

  const char *flags = n > 3 ? arguments[3].value : "";
  GRegex *regex = compile (expression, arguments[1].value, flags);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean gave_up = FALSE;

  /* XPath: a pattern that matches the empty string is an error. */
  if (regex == NULL || g_regex_match (regex, "", 0, NULL))
    return FALSE;
  if (!replace_all (regex, arguments[0].value, arguments[2].value,
                    strchr (flags, 'q') != NULL, out, &gave_up))
    {
      evaluation->out_of_range = evaluation->out_of_range || gave_up;
      return FALSE;
    }
  *out_term = nysta_literal (g_string_chunk_insert (evaluation->strings, out->str), NULL,
                             arguments[0].language);
  return TRUE;
}
