/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* name.c: addresses beside names. */
#include "contact.h"

#include <ctype.h>
#include <string.h>

#define MAX_WORDS 8
#define MAX_NAME_BYTES 256

typedef struct
{
  char folded[2 * MAX_NAME_BYTES + 1];
  const char *words[MAX_WORDS];
  size_t n;
} Words;

/* Base letters of U+00C0–U+00FF and U+0100–U+017F; a space where there is none. */
static const char latin_1[] =
  "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
static const char latin_extended_a[] =
  "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
  "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

void
fold_name (const char *name, size_t n_bytes, char *out)
{
  for (size_t i = 0; i < n_bytes; i++)
    {
      unsigned char c = (unsigned char) name[i];
      unsigned char next = i + 1 < n_bytes ? (unsigned char) name[i + 1] : 0;

      if (c < 0x80)
        *out++ = isalnum (c) ? (char) tolower (c) : ' ';
      else if (c == 0xC3 && (next & 0xC0) == 0x80)
        {
          *out++ = latin_1[next & 0x3F];
          /* æ is written out in addresses. */
          if ((next & 0xDF) == 0x86)
            *out++ = 'e';
        }
      else if ((c == 0xC4 || c == 0xC5) && (next & 0xC0) == 0x80)
        *out++ = latin_extended_a[(c - 0xC4) * 64 + (next & 0x3F)];
      else if (c >= 0xC0)
        *out++ = ' ';
    }
  *out = '\0';
}

/* Split @n_bytes of @name; with @join_hyphens `Lars-Erik` is one word, `larserik`. */
static void
words_init (Words *words, const char *name, size_t n_bytes, bool join_hyphens)
{
  char joined[MAX_NAME_BYTES];
  size_t n = 0;

  for (size_t i = 0; i < n_bytes && n < sizeof joined; i++)
    if (!join_hyphens || name[i] != '-')
      joined[n++] = name[i];
  fold_name (joined, n, words->folded);
  words->n = 0;
  for (char *word = strtok (words->folded, " "); word != NULL && words->n < MAX_WORDS;
       word = strtok (NULL, " "))
    words->words[words->n++] = word;
}

static void
concatenate (const Words *words, char out[2 * MAX_NAME_BYTES + 1])
{
  *out = '\0';
  for (size_t i = 0; i < words->n; i++)
    out = stpcpy (out, words->words[i]);
}

static bool
words_contain (const Words *words, const char *word)
{
  for (size_t i = 0; i < words->n; i++)
    if (strcmp (words->words[i], word) == 0)
      return true;
  return false;
}

/* The local part's words, without digits that tell namesakes apart: `anna.berg2`. */
static void
local_words (Words *words, const char *address)
{
  char local[MAX_NAME_BYTES];
  size_t n = 0;

  for (const char *c = address; *c != '\0' && *c != '@' && n < sizeof local; c++)
    if (!isdigit ((unsigned char) *c))
      local[n++] = *c;
  words_init (words, local, n, false);
}

static bool
joins (const char *whole, const char *a, size_t n_a, const char *b, size_t n_b)
{
  return strlen (whole) == n_a + n_b && strlen (a) >= n_a && strlen (b) >= n_b &&
         memcmp (whole, a, n_a) == 0 && memcmp (whole + n_a, b, n_b) == 0;
}

static int
match_one_word (const char *local, const char *first, const char *last)
{
  size_t n_first = strlen (first);
  size_t n_last = strlen (last);

  if (joins (local, first, n_first, last, n_last) ||
      joins (local, last, n_last, first, n_first))
    return 4;
  if (joins (local, first, 1, last, n_last) || joins (local, first, n_first, last, 1) ||
      joins (local, last, n_last, first, 1))
    return 3;
  if (strcmp (local, first) == 0 || strcmp (local, last) == 0)
    return 2;
  for (size_t n = 2; n <= 4; n++)
    for (size_t m = 2; m <= 4; m++)
      if (joins (local, first, n, last, m))
        return 1;
  return 0;
}

int
match_person (const char *address, const char *name)
{
  Words local, whole, pieces;
  char joined_local[2 * MAX_NAME_BYTES + 1], joined_name[2 * MAX_NAME_BYTES + 1];

  local_words (&local, address);
  words_init (&whole, name, strlen (name), true);
  words_init (&pieces, name, strlen (name), false);
  /* A name that begins with hyphens without end has no pieces. */
  if (local.n == 0 || whole.n < 2 || pieces.n == 0)
    return 0;

  const char *first = whole.words[0];
  const char *last = whole.words[whole.n - 1];
  concatenate (&local, joined_local);
  concatenate (&whole, joined_name);
  if (strcmp (joined_local, joined_name) == 0)
    return 4;
  if (local.n == 1)
    return match_one_word (local.words[0], first, last);

  const char *a = local.words[0];
  const char *b = local.words[local.n - 1];
  if (strcmp (b, first) == 0 && strcmp (a, last) == 0)
    return 4;
  /* One of two surnames, or half of `Lars-Erik`, will do. */
  bool has_given = strcmp (a, first) == 0 || strcmp (a, pieces.words[0]) == 0;
  bool has_family = strcmp (b, last) == 0 ||
                    (words_contain (&pieces, b) && strcmp (b, pieces.words[0]) != 0);
  if (has_given && has_family)
    return 4;
  if ((strlen (a) == 1 && a[0] == first[0] && has_family) ||
      (has_given && strlen (b) == 1 && b[0] == last[0]))
    return 3;
  return 0;
}

bool
contradicts_person (const char *address, const char *name)
{
  Words local, pieces;

  local_words (&local, address);
  words_init (&pieces, name, strlen (name), false);
  if (local.n < 2)
    return false;
  for (size_t i = 0; i < local.n; i++)
    if (strlen (local.words[i]) < 2 || words_contain (&pieces, local.words[i]))
      return false;
  return true;
}

/* Words that say what an organisation is, not which. */
static bool
is_generic (const char *word)
{
  static const char *const generic[] = {
    "kommun",    "kommuns",     "stad",       "stads",       "region",
    "regionen",  "lan",         "lans",       "ab",          "aktiebolag",
    "hb",        "foreningen",  "forening",   "universitet", "universitetet",
    "hogskola",  "hogskolan",   "stiftelsen", "stiftelse",   "forbund",
    "forbundet", "myndigheten", "for",        "i",           "och",
    "av",        "the",         "of",         "and",         "sweden",
    "sverige",   "university",  "ek",         "ideell",      "landsting"
  };

  for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
    if (strcmp (word, generic[i]) == 0)
      return true;
  return false;
}

/* The label that somebody registered: `kb` of lab.kb.se. */
static size_t
registered_label (const char *address, char out[MAX_NAME_BYTES])
{
  const char *domain = strchr (address, '@');
  if (domain == NULL)
    return 0;
  const char *end = strrchr (domain + 1, '.');
  if (end == NULL)
    return 0;

  const char *start = end;
  while (start > domain + 1 && start[-1] != '.')
    start--;
  char folded[2 * MAX_NAME_BYTES + 1];
  size_t n = (size_t) (end - start), used = 0;
  fold_name (start, n < MAX_NAME_BYTES ? n : MAX_NAME_BYTES, folded);
  for (const char *c = folded; *c != '\0' && used < MAX_NAME_BYTES - 1; c++)
    if (*c != ' ')
      out[used++] = *c;
  out[used] = '\0';
  return used;
}

/* `Nordlunds kommun` has nordlund.se: the genitive does not count. */
static bool
is_word_of (const char *word, const char *label)
{
  size_t n = strlen (label);

  return strncmp (word, label, n) == 0 && (word[n] == '\0' || strcmp (word + n, "s") == 0);
}

int
match_domain (const char *address, const char *name)
{
  char label[MAX_NAME_BYTES], all[2 * MAX_NAME_BYTES + 1], own[2 * MAX_NAME_BYTES + 1];
  char initials[MAX_WORDS + 1];
  Words words;
  size_t n_own = 0, n_initials = 0;
  bool has_word = false;

  if (registered_label (address, label) < 2)
    return 0;
  words_init (&words, name, strlen (name), false);
  concatenate (&words, all);
  own[0] = '\0';
  for (size_t i = 0; i < words.n; i++)
    {
      const char *word = words.words[i];

      initials[n_initials++] = word[0];
      if (is_generic (word))
        continue;
      strcpy (own + n_own, word);
      n_own += strlen (word);
      has_word = has_word || is_word_of (word, label);
    }
  initials[n_initials] = '\0';

  if (strcmp (label, all) == 0 || (n_own > 0 && is_word_of (own, label)))
    return 3;
  if (n_initials >= 2 && strcmp (label, initials) == 0)
    return 2;
  return has_word ? 1 : 0;
}

/* --- keys ------------------------------------------------------------------ */

static size_t
add_key (uint64_t *keys, size_t n, const char *a, size_t n_a, const char *b, size_t n_b)
{
  keys[n] = hash_key (hash_key (KEY_SEED, a, n_a), b, n_b);
  return n + 1;
}

/* Two words of an address with a mark between them. */
static size_t
add_pair (uint64_t *keys, size_t n, const char *a, size_t n_a, const char *b, size_t n_b)
{
  keys[n] = hash_key (hash_key (hash_key (KEY_SEED, a, n_a), " ", 1), b, n_b);
  return n + 1;
}

/* What match_person() reads of an address. */
static size_t
address_person_keys (const char *address, char out_key[MAX_KEY_BYTES],
                     uint64_t out[MAX_ADDRESS_KEYS])
{
  Words local;
  char joined[2 * MAX_NAME_BYTES + 1];

  if (local_kind (address) != LOCAL_PERSONAL)
    return 0;
  local_words (&local, address);
  if (local.n == 0)
    return 0;
  char *end = out_key;
  for (size_t i = 0; i < local.n; i++)
    end = stpcpy (stpcpy (end, i > 0 ? " " : ""), local.words[i]);
  concatenate (&local, joined);
  size_t n = add_key (out, 0, joined, strlen (joined), "", 0);
  const char *last = local.words[local.n - 1];
  return local.n == 1 ? n
                      : add_pair (out, n, local.words[0], strlen (local.words[0]), last,
                                  strlen (last));
}

/* What match_one_word() gives 2 or more for, and the whole name in one. */
static size_t
one_word_keys (const Words *whole, uint64_t *out)
{
  const char *first = whole->words[0], *last = whole->words[whole->n - 1];
  size_t n_first = strlen (first), n_last = strlen (last), n = 0;
  char joined[2 * MAX_NAME_BYTES + 1];

  concatenate (whole, joined);
  n = add_key (out, n, joined, strlen (joined), "", 0);
  n = add_key (out, n, first, n_first, last, n_last);
  n = add_key (out, n, last, n_last, first, n_first);
  n = add_key (out, n, first, 1, last, n_last);
  n = add_key (out, n, first, n_first, last, 1);
  n = add_key (out, n, last, n_last, first, 1);
  n = add_key (out, n, first, n_first, "", 0);
  return add_key (out, n, last, n_last, "", 0);
}

/* Every pair of words, a name or an initial each, that match_person() accepts. */
static size_t
person_keys (const char *name, uint64_t out[MAX_NAME_KEYS])
{
  Words whole, pieces;

  words_init (&whole, name, strlen (name), true);
  words_init (&pieces, name, strlen (name), false);
  if (whole.n < 2 || pieces.n == 0)
    return 0;

  const char *first = whole.words[0], *last = whole.words[whole.n - 1];
  const char *given[] = { first, pieces.words[0] };
  size_t n = one_word_keys (&whole, out);
  n = add_pair (out, n, last, strlen (last), first, strlen (first));
  for (size_t i = 0; i <= pieces.n; i++)
    {
      const char *family = i < pieces.n ? pieces.words[i] : last;
      size_t n_family = strlen (family);

      for (size_t k = 0; k < 2; k++)
        n = add_pair (out, n, given[k], strlen (given[k]), family, n_family);
      n = add_pair (out, n, first, 1, family, n_family);
    }
  for (size_t k = 0; k < 2; k++)
    n = add_pair (out, n, given[k], strlen (given[k]), last, 1);
  return n;
}

static size_t
address_domain_keys (const char *address, char out_key[MAX_KEY_BYTES],
                     uint64_t out[MAX_ADDRESS_KEYS])
{
  size_t n = local_kind (address) != LOCAL_PERSONAL ? registered_label (address, out_key)
                                                    : 0;

  return n < 2 ? 0 : add_key (out, 0, out_key, n, "", 0);
}

/* A word, and without the s of a genitive. */
static size_t
add_word_keys (uint64_t *keys, size_t n, const char *word)
{
  size_t n_word = strlen (word);

  n = add_key (keys, n, word, n_word, "", 0);
  return n_word > 0 && word[n_word - 1] == 's' ? add_key (keys, n, word, n_word - 1, "", 0)
                                               : n;
}

static size_t
organisation_keys (const char *name, uint64_t out[MAX_NAME_KEYS])
{
  Words words;
  char all[2 * MAX_NAME_BYTES + 1], own[2 * MAX_NAME_BYTES + 1], initials[MAX_WORDS + 1];
  char *own_end = own;
  size_t n = 0;

  words_init (&words, name, strlen (name), false);
  concatenate (&words, all);
  own[0] = '\0';
  for (size_t i = 0; i < words.n; i++)
    {
      initials[i] = words.words[i][0];
      if (is_generic (words.words[i]))
        continue;
      own_end = stpcpy (own_end, words.words[i]);
      n = add_word_keys (out, n, words.words[i]);
    }
  n = add_key (out, n, all, strlen (all), "", 0);
  n = add_key (out, n, initials, words.n, "", 0);
  return add_word_keys (out, n, own);
}

/* A short code of letters, match_person()'s 1, is nobody's. */
const NameRules person_rules = { .kind = NYSTA_PERSON,
                                 .least = 2,
                                 .score = match_person,
                                 .address_keys = address_person_keys,
                                 .name_keys = person_keys };
const NameRules organisation_rules = { .kind = NYSTA_ORGANISATION,
                                       .least = 1,
                                       .score = match_domain,
                                       .address_keys = address_domain_keys,
                                       .name_keys = organisation_keys };
