/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Each look ahead either becomes a token, is bounded by a constant, or is remembered
 * (no_email_before), so that no text makes this quadratic.
 */
#include "config.h"
#include "text/tokenize.h"

#include <string.h>

#include "text/abbreviation.h"
#include "text/character.h"

typedef struct
{
  const char *text;
  guint32 end;
  guint32 no_email_before; /* no address begins before this */
} Scanner;

typedef struct
{
  guint n_letters;
  guint n_upper;
  guint n_lower;
  guint n_digits;
  gboolean upper_first;
  gboolean upper_after_lower;
} Shape;

static NystaCharKind
kind_at (const Scanner *scanner, guint32 at, guint32 *out_bytes)
{
  if (at >= scanner->end)
    {
      *out_bytes = 0;
      return NYSTA_CHAR_SPACE;
    }
  return nysta_char_kind (nysta_char_at (scanner->text, at, out_bytes));
}

static gboolean
word_at (const Scanner *scanner, guint32 at)
{
  guint32 n_bytes;

  return nysta_kind_is_word (kind_at (scanner, at, &n_bytes));
}

static gboolean
has_prefix (const Scanner *scanner, guint32 at, const char *prefix)
{
  gsize n_bytes = strlen (prefix);

  return scanner->end - at > n_bytes &&
         g_ascii_strncasecmp (scanner->text + at, prefix, n_bytes) == 0;
}

/* --- addresses ------------------------------------------------------------- */

static gboolean
is_url_stop (gunichar c, NystaCharKind kind)
{
  return kind == NYSTA_CHAR_SPACE || kind == NYSTA_CHAR_LINE || kind == NYSTA_CHAR_OTHER ||
         c == '<' || c == '>' || c == '"' || c == 0x201C || c == 0x201D || c == 0x201E ||
         c == 0xAB || c == 0xBB || c == '{' || c == '}' || c == '|';
}

/* To the end of an address, less the marks that close the sentence around it. */
static guint32
url_tail (const Scanner *scanner, guint32 at)
{
  const char *text = scanner->text;
  guint32 start = at;
  guint32 n_bytes;
  guint n_open = 0;
  guint n_close = 0;

  while (at < scanner->end)
    {
      gunichar c = nysta_char_at (text, at, &n_bytes);

      if (is_url_stop (c, nysta_char_kind (c)))
        break;
      n_open += c == '(';
      n_close += c == ')';
      at += n_bytes;
    }
  while (at > start && strchr (".,;:!?)]*'", text[at - 1]) != NULL)
    {
      if (text[at - 1] == ')')
        {
          if (n_close <= n_open)
            break;
          n_close--;
        }
      at--;
    }
  return at;
}

static guint32
url_end (const Scanner *scanner, guint32 at)
{
  static const char *const schemes[] = { "http://", "https://", "ftp://", "www." };

  /* Most words are told off by their first letter. */
  if (strchr ("hHfFwW", scanner->text[at]) == NULL)
    return at;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (has_prefix (scanner, at, schemes[i]) &&
        word_at (scanner, at + (guint32) strlen (schemes[i])))
      return url_tail (scanner, at + (guint32) strlen (schemes[i]));
  return at;
}

static gboolean
is_top_domain (const char *label, guint32 n_bytes)
{
  static const char *const domains[] = { "se",   "nu", "com", "org", "net", "eu",
                                         "info", "io", "ai",  "dk",  "no",  "fi",
                                         "de",   "uk", "gov", "edu", "int" };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (strlen (domains[i]) == n_bytes && memcmp (domains[i], label, n_bytes) == 0)
      return TRUE;
  return FALSE;
}

/* `kungsbacka.se/ai`: a name that a well-known top domain ends. @word_end if not. */
static guint32
bare_domain_end (const Scanner *scanner, guint32 word_end)
{
  const char *text = scanner->text;
  guint32 at = word_end;
  guint32 found = word_end;

  for (guint labels = 0; labels < 4 && at < scanner->end && text[at] == '.'; labels++)
    {
      guint32 label = at + 1;
      guint32 to = label;

      while (to < scanner->end && to - label < 63 &&
             (g_ascii_islower (text[to]) || g_ascii_isdigit (text[to]) ||
              (text[to] == '-' && to > label)))
        to++;
      if (to == label)
        break;
      if (is_top_domain (text + label, to - label) && !word_at (scanner, to))
        found = to;
      at = to;
    }
  if (found == word_end)
    return word_end;
  if (found < scanner->end && text[found] == '/')
    return url_tail (scanner, found);
  return found;
}

/* A letter or digit, or a soft hyphen and the like behind @start. */
static gboolean
is_of_address (const Scanner *scanner, guint32 at, guint32 start, guint32 *out_bytes)
{
  NystaCharKind kind = kind_at (scanner, at, out_bytes);

  return nysta_kind_is_word (kind) || (kind == NYSTA_CHAR_MARK && at > start);
}

static guint32
domain_end (const Scanner *scanner, guint32 at)
{
  const char *text = scanner->text;
  guint32 best = at;
  gboolean dot = FALSE;

  for (;;)
    {
      guint32 label = at;
      guint32 n_bytes;

      while (at < scanner->end &&
             (is_of_address (scanner, at, label, &n_bytes) ||
              (text[at] == '-' && at > label && word_at (scanner, at + 1))))
        at += n_bytes;
      if (dot && at - label >= 2)
        best = at;
      if (at == label || at >= scanner->end || text[at] != '.')
        return best;
      dot = TRUE;
      at++;
    }
}

/* Local part, `@`, domain; @start if there is no address. */
static guint32
email_end (Scanner *scanner, guint32 start)
{
  const char *text = scanner->text;
  guint32 at = start;

  if (start < scanner->no_email_before)
    return start;
  while (at < scanner->end)
    {
      guint32 n_bytes;

      if (!is_of_address (scanner, at, start, &n_bytes) &&
          strchr ("._%+-", text[at]) == NULL)
        break;
      at += n_bytes;
    }
  /* Whatever begins between here and there ends there too. */
  scanner->no_email_before = at;
  if (at >= scanner->end || text[at] != '@' || text[at - 1] == '.')
    return start;

  guint32 end = domain_end (scanner, at + 1);
  return end > at + 1 ? end : start;
}

/* --- words ----------------------------------------------------------------- */

/* What may follow a colon inside a word: `SKR:s`, `1:e`, `S:t`, `VD:n`. */
static gboolean
is_colon_suffix (const Scanner *scanner, guint32 at)
{
  static const char *const suffixes[] = { "s",    "n",    "t",     "e",     "a",    "en",
                                          "et",   "er",   "ar",    "or",    "ns",   "ts",
                                          "ta",   "te",   "as",    "is",    "na",   "nas",
                                          "ens",  "ets",  "an",    "are",   "dje",  "erna",
                                          "arna", "orna", "ernas", "arnas", "aren", "are" };
  char word[8];
  gsize used = 0;

  while (at + used < scanner->end && used < sizeof word - 1 &&
         g_ascii_islower (scanner->text[at + used]))
    {
      word[used] = scanner->text[at + used];
      used++;
    }
  word[used] = '\0';
  if (used == 0 || word_at (scanner, at + (guint32) used))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (strcmp (word, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Whether @c between @before and what follows it holds a word together. */
static gboolean
joins (const Scanner *scanner, gunichar c, NystaCharKind before, guint32 next)
{
  guint32 n_bytes;
  NystaCharKind after = kind_at (scanner, next, &n_bytes);

  if (!nysta_kind_is_word (after))
    return FALSE;
  switch (c)
    {
    case '-':
    case 0x2010:
    case 0x2011:
    case '&':
      return TRUE;
    case '\'':
    case 0x2019:
    case 0x02BC:
      return nysta_kind_is_letter (before) && nysta_kind_is_letter (after);
    case ':':
      return (before == NYSTA_CHAR_DIGIT && after == NYSTA_CHAR_DIGIT) ||
             is_colon_suffix (scanner, next);
    case '.':
    case ',':
      return before == NYSTA_CHAR_DIGIT && after == NYSTA_CHAR_DIGIT;
    default:
      return FALSE;
    }
}

static void
shape_add (Shape *shape, NystaCharKind kind, NystaCharKind before)
{
  switch (kind)
    {
    case NYSTA_CHAR_UPPER:
      if (shape->n_letters + shape->n_digits == 0)
        shape->upper_first = TRUE;
      shape->upper_after_lower |= before == NYSTA_CHAR_LOWER;
      shape->n_upper++;
      shape->n_letters++;
      break;
    case NYSTA_CHAR_LOWER:
      shape->n_lower++;
      shape->n_letters++;
      break;
    case NYSTA_CHAR_LETTER:
      shape->n_letters++;
      break;
    case NYSTA_CHAR_DIGIT:
      shape->n_digits++;
      break;
    default:
      break;
    }
}

static guint32
word_end (const Scanner *scanner, guint32 at, Shape *shape)
{
  NystaCharKind before = NYSTA_CHAR_OTHER;

  while (at < scanner->end)
    {
      guint32 n_bytes;
      gunichar c = nysta_char_at (scanner->text, at, &n_bytes);
      NystaCharKind kind = nysta_char_kind (c);

      if (nysta_kind_is_word (kind))
        {
          shape_add (shape, kind, before);
          before = kind;
        }
      else if (joins (scanner, c, before, at + n_bytes))
        before = NYSTA_CHAR_OTHER;
      else if (kind != NYSTA_CHAR_MARK)
        break;
      at += n_bytes;
    }
  return at;
}

static guint32
shape_flags (const Shape *shape)
{
  guint32 flags = 0;

  if (shape->upper_first)
    flags |= NYSTA_TOKEN_UPPER_FIRST;
  if (shape->n_letters >= 2 && shape->n_upper == shape->n_letters)
    flags |= NYSTA_TOKEN_ALL_UPPER;
  if (shape->upper_after_lower)
    flags |= NYSTA_TOKEN_MIXED_CASE;
  if (shape->n_digits > 0)
    flags |= NYSTA_TOKEN_HAS_DIGIT;
  return flags;
}

/* A token that begins with a letter or a digit. */
static void
scan_word (Scanner *scanner, NystaToken *token)
{
  guint32 start = token->start;
  guint32 end = email_end (scanner, start);
  Shape shape = { 0 };

  if (end > start)
    token->kind = NYSTA_TOKEN_EMAIL;
  else if ((end = url_end (scanner, start)) > start)
    token->kind = NYSTA_TOKEN_URL;
  if (end > start)
    {
      token->end = end;
      return;
    }

  end = word_end (scanner, start, &shape);
  token->kind = shape.n_letters > 0 ? NYSTA_TOKEN_WORD : NYSTA_TOKEN_NUMBER;
  token->flags |= shape_flags (&shape);
  token->end = end;
  if (end >= scanner->end || scanner->text[end] != '.' || shape.n_letters == 0)
    return;

  guint32 domain = bare_domain_end (scanner, end);
  if (domain > end)
    token->kind = NYSTA_TOKEN_URL;
  token->end = domain > end
                 ? domain
                 : nysta_abbreviation_end (scanner->text, start, end, scanner->end);
}

/* One mark, or a run of the same one; combining marks and stray controls in one run. */
static void
scan_mark (const Scanner *scanner, NystaToken *token)
{
  guint32 n_bytes;
  gunichar first = nysta_char_at (scanner->text, token->start, &n_bytes);
  NystaCharKind kind = nysta_char_kind (first);
  guint32 at = token->start + n_bytes;

  while (at < scanner->end)
    {
      gunichar c = nysta_char_at (scanner->text, at, &n_bytes);
      NystaCharKind next = nysta_char_kind (c);

      if (c != first && next != NYSTA_CHAR_MARK &&
          !(kind == NYSTA_CHAR_OTHER && next == NYSTA_CHAR_OTHER))
        break;
      at += n_bytes;
    }
  token->end = at;
  token->kind = kind == NYSTA_CHAR_PUNCT ? NYSTA_TOKEN_PUNCT : NYSTA_TOKEN_SYMBOL;
}

void
nysta_text_tokenize (const char *text, guint32 start, guint32 end, guint32 block,
                     GArray *tokens)
{
  Scanner scanner = { text, end, start };
  guint32 flags = 0;

  for (guint32 at = start; at < end;)
    {
      guint32 n_bytes;
      NystaCharKind kind = kind_at (&scanner, at, &n_bytes);

      if (kind == NYSTA_CHAR_SPACE || kind == NYSTA_CHAR_LINE)
        {
          flags |= NYSTA_TOKEN_SPACE_BEFORE;
          if (kind == NYSTA_CHAR_LINE)
            flags |= NYSTA_TOKEN_LINE_BEFORE;
          at += n_bytes;
          continue;
        }

      NystaToken token = { .start = at, .flags = flags, .block = block };
      if (nysta_kind_is_word (kind))
        scan_word (&scanner, &token);
      else
        scan_mark (&scanner, &token);
      g_array_append_val (tokens, token);
      at = token.end;
      flags = 0;
    }
}

void
nysta_text_normalise (const char *text, guint32 start, guint32 end, gboolean fold,
                      GString *out)
{
  gsize first = out->len;
  gboolean compose = FALSE;

  for (guint32 at = start; at < end;)
    {
      guint32 n_bytes;
      gunichar c = nysta_char_at (text, at, &n_bytes);

      at += n_bytes;
      if (c < 128)
        {
          g_string_append_c (out, fold ? g_ascii_tolower ((char) c) : (char) c);
          continue;
        }
      if (c == NYSTA_SOFT_HYPHEN || c == 0x200C || c == 0x200D || c == 0x2060)
        continue;
      if (c == 0x2019 || c == 0x02BC)
        c = '\'';
      else if (c == 0x2010 || c == 0x2011)
        c = '-';
      compose |= c >= 0x300;
      g_string_append_unichar (out, fold ? g_unichar_tolower (c) : c);
    }
  if (compose)
    {
      g_autofree char *composed = g_utf8_normalize (out->str + first, -1,
                                                    G_NORMALIZE_DEFAULT_COMPOSE);

      g_string_truncate (out, first);
      g_string_append (out, composed);
    }
}
