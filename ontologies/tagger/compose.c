/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "compose.h"

#include <string.h>

#include "base/error.h"
#include "corpus.h"
#include "nysta-plugin.h"
#include "text/lexicon-private.h"

#define N_CLASSES 12

/* A rule that leads to itself ends somewhere. */
#define MAX_DEPTH 12

/* What a slot may become, one as likely as its weight. */
typedef struct
{
  GPtrArray *texts; /* of char * */
  GArray *until;    /* of guint: the sum of weights up to each */
} Rule;

typedef struct
{
  GPtrArray *names[N_CLASSES]; /* of the lexicon, as they lie there */
  GHashTable *rules;           /* of Rule, by name */
  char *last;                  /* the name that was filled in last, for its initials */
  guint32 last_kind;
  guint64 random;
} Composer;

/* xorshift64*, Vigna 2016 */
static guint
below (Composer *composer, guint n)
{
  composer->random ^= composer->random >> 12;
  composer->random ^= composer->random << 25;
  composer->random ^= composer->random >> 27;
  return (guint) ((composer->random * 0x2545f4914f6cdd1du >> 32) % n);
}

/* --- from the lexicon ----------------------------------------------------------------- */

static const struct
{
  const char *name;
  guint class;
} classes[] = {
  { "given", NYSTA_MATCH_GIVEN_NAME },
  { "surname", NYSTA_MATCH_SURNAME },
  { "role", NYSTA_MATCH_ROLE },
  { "municipality", NYSTA_MATCH_MUNICIPALITY },
  { "region", NYSTA_MATCH_REGION },
  { "agency", NYSTA_MATCH_AGENCY },
  { "university", NYSTA_MATCH_UNIVERSITY },
  { "listed", NYSTA_MATCH_ORGANISATION },
  { "place", NYSTA_MATCH_PLACE },
  { "word", NYSTA_MATCH_COMMON_WORD },
};

/* In the order of the file, so that the same lexicon gives the same sentences. */
static void
gather (Composer *composer, const NystaLexicon *lexicon)
{
  for (guint k = 0; k < N_CLASSES; k++)
    composer->names[k] = g_ptr_array_new ();
  for (guint32 i = 0; i < lexicon->n_entries; i++)
    {
      const NystaLexiconEntry *entry = &lexicon->entries[i];
      const char *name = nysta_lexicon_string (lexicon, entry->canonical);
      gboolean frequent = entry->weight == 0 || entry->weight >= 100;

      if (entry->match_class < N_CLASSES && *name != '\0' && frequent && strlen (name) < 60)
        g_ptr_array_add (composer->names[entry->match_class], (gpointer) name);
    }
}

static const char *
any_of (Composer *composer, guint class)
{
  GPtrArray *names = composer->names[class];

  return names->len == 0 ? "Nystby"
                         : g_ptr_array_index (names, below (composer, names->len));
}

/* The beginning of one name and the end of another: `Lundqvist` and `Torsby`: `lunsby`. */
static char *
made_up (Composer *composer)
{
  const char *one = any_of (composer, NYSTA_MATCH_SURNAME);
  const char *other = any_of (composer, NYSTA_MATCH_PLACE);
  glong n_one = MIN (g_utf8_strlen (one, -1), 3 + (glong) below (composer, 2));
  glong n_other = g_utf8_strlen (other, -1);
  glong n_kept = MIN (n_other, 3 + (glong) below (composer, 2));
  g_autofree char *head = g_utf8_substring (one, 0, n_one);
  g_autofree char *tail = g_utf8_substring (other, n_other - n_kept, n_other);
  g_autofree char *joined = g_strconcat (head, tail, NULL);

  return g_utf8_strdown (joined, -1);
}

static char *
letters (Composer *composer)
{
  GString *out = g_string_new (NULL);

  for (guint n = 3 + below (composer, 3); n > 0; n--)
    g_string_append_c (out, "ABCDEFGHIKLMNOPRSTUV"[below (composer, 20)]);
  return g_string_free (out, FALSE);
}

/* A municipality by its bare name: without `kommun` and, mostly, the genitive's s. */
static char *
bare_municipality (Composer *composer)
{
  char *name = g_strdup (any_of (composer, NYSTA_MATCH_MUNICIPALITY));
  char *space = strrchr (name, ' ');

  if (space == NULL)
    return name;
  if (space > name && space[-1] == 's' && below (composer, 8) > 0)
    space--;
  *space = '\0';
  return name;
}

/* What is not a rule of the file; NULL if there is no such thing. */
static char *
built_in (Composer *composer, const char *name)
{
  for (gsize k = 0; k < G_N_ELEMENTS (classes); k++)
    if (strcmp (name, classes[k].name) == 0)
      return g_strdup (any_of (composer, classes[k].class));
  if (strcmp (name, "made") == 0)
    return made_up (composer);
  if (strcmp (name, "letters") == 0)
    return letters (composer);
  if (strcmp (name, "bare") == 0)
    return bare_municipality (composer);
  if (strcmp (name, "number") == 0)
    return g_strdup_printf ("%u", 1 + below (composer, 99));
  if (strcmp (name, "year") == 0)
    return g_strdup_printf ("%u", 2005 + below (composer, 35));
  return NULL;
}

/* --- rules ------------------------------------------------------------------------------ */

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_ptr_array_unref (rule->texts);
  g_array_unref (rule->until);
  g_free (rule);
}

static Rule *
rule_of (Composer *composer, const char *name)
{
  Rule *rule = g_hash_table_lookup (composer->rules, name);

  if (rule != NULL)
    return rule;
  rule = g_new0 (Rule, 1);
  rule->texts = g_ptr_array_new_with_free_func (g_free);
  rule->until = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (composer->rules, g_strdup (name), rule);
  return rule;
}

/* `3 one | another`: each of them weighs three. */
static void
add_alternatives (Rule *rule, const char *line)
{
  const char *from = line;
  guint weight = 0;

  while (g_ascii_isdigit (*from))
    weight = weight * 10 + (guint) (*from++ - '0');
  if (from == line || *from != ' ')
    {
      from = line;
      weight = 1;
    }
  g_auto (GStrv) texts = g_strsplit (from, " | ", -1);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      guint before = rule->until->len == 0
                       ? 0
                       : g_array_index (rule->until, guint, rule->until->len - 1);
      guint until = before + weight;

      g_ptr_array_add (rule->texts, g_strdup (g_strstrip (texts[i])));
      g_array_append_val (rule->until, until);
    }
}

static gboolean
read_rules (Composer *composer, const char *path, GError **error)
{
  g_autofree char *data = NULL;
  Rule *rule = NULL;

  if (!g_file_get_contents (path, &data, NULL, error))
    return FALSE;
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      gsize n = strlen (line);

      if (n == 0 || line[0] == '#')
        continue;
      if (line[0] == '[' && line[n - 1] == ']')
        {
          line[n - 1] = '\0';
          rule = rule_of (composer, line + 1);
        }
      else if (rule != NULL)
        add_alternatives (rule, line);
    }
  return TRUE;
}

static char *
capitalised (const char *word)
{
  GString *out = g_string_new (NULL);

  if (*word == '\0')
    return g_string_free (out, FALSE);
  g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
  g_string_append (out, g_utf8_next_char (word));
  return g_string_free (out, FALSE);
}

static gboolean expand (Composer *composer, const char *slot, guint depth, GString *out,
                        GError **error);

static gboolean
expand_text (Composer *composer, const char *text, guint depth, GString *out,
             GError **error)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (out, *at);
          continue;
        }
      g_autofree char *slot = g_strndup (at + 1, (gsize) (end - at - 1));
      if (!expand (composer, slot, depth + 1, out, error))
        return FALSE;
      at = end;
    }
  return TRUE;
}

/* What the slot becomes: `word`, or `^word` with a capital. */
static gboolean
expand (Composer *composer, const char *slot, guint depth, GString *out, GError **error)
{
  gboolean capital = slot[0] == '^';
  const char *name = slot + capital;
  const Rule *rule = g_hash_table_lookup (composer->rules, name);
  g_autoptr (GString) text = g_string_new (NULL);

  if (rule != NULL && rule->texts->len > 0 && depth < MAX_DEPTH)
    {
      guint sum = g_array_index (rule->until, guint, rule->until->len - 1);
      guint drawn = below (composer, sum), k = 0;

      while (g_array_index (rule->until, guint, k) <= drawn)
        k++;
      if (!expand_text (composer, g_ptr_array_index (rule->texts, k), depth, text, error))
        return FALSE;
    }
  else
    {
      g_autofree char *built = built_in (composer, name);

      if (built == NULL)
        {
          g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
                       "{%s}: no rule of that name: add one to the file of names", name);
          return FALSE;
        }
      g_string_append (text, built);
    }
  g_autofree char *big = capital ? capitalised (text->str) : NULL;
  g_string_append (out, big != NULL ? big : text->str);
  return TRUE;
}

/* --- sentences ---------------------------------------------------------------------------- */

static const struct
{
  const char *slot, *rule;
  guint32 kind;
} slots[] = {
  { "P", "person", NYSTA_NAME_PERSON },
  { "S", "family", NYSTA_NAME_PERSON },
  { "O", "^organisation", NYSTA_NAME_ORGANISATION },
  { "M", "bare", NYSTA_NAME_ORGANISATION },
  { "L", "^place", NYSTA_NAME_PLACE },
  { "J", "^project", NYSTA_NAME_PROJECT },
  { "R", "role", NYSTA_NAME_NONE },
  { "X", "^other", NYSTA_NAME_NONE },
};

/* `Rådet för hav och luft`: RHL; of a single word, its first three letters. */
static void
append_initials (const Composer *composer, GString *out)
{
  const char *last = composer->last != NULL ? composer->last : "";
  gsize before = out->len;
  gboolean begins = TRUE;

  for (const char *at = last; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (begins && g_unichar_isalpha (c))
        g_string_append_unichar (out, g_unichar_toupper (c));
      begins = !g_unichar_isalpha (c);
    }
  if (out->len - before >= 2)
    return;
  g_string_truncate (out, before);
  for (guint n = 0; n < 3 && *last != '\0'; n++, last = g_utf8_next_char (last))
    g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (last)));
}

static gboolean
fill (Composer *composer, const char *slot, GString *text, guint32 *out_kind,
      GError **error)
{
  gsize before = text->len;

  *out_kind = NYSTA_NAME_NONE;
  if (strcmp (slot, "A") == 0)
    {
      append_initials (composer, text);
      *out_kind = composer->last_kind;
      return TRUE;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (slots); k++)
    if (strcmp (slot, slots[k].slot) == 0)
      {
        *out_kind = slots[k].kind;
        if (!expand (composer, slots[k].rule, 0, text, error))
          return FALSE;
        g_free (composer->last);
        composer->last = g_strdup (text->str + before);
        composer->last_kind = *out_kind;
        return TRUE;
      }
  return expand (composer, slot, 0, text, error);
}

static void
example_free (gpointer data)
{
  NystaExample *example = data;

  g_free (example->text);
  g_array_unref (example->names);
  g_free (example);
}

static NystaExample *
compose (Composer *composer, const char *line, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (NystaName));

  for (const char *at = line; *at != '\0'; at++)
    {
      NystaName name = { .start = (guint32) text->len };
      const char *end = *at == '{' ? strchr (at, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (text, *at);
          continue;
        }
      g_autofree char *slot = g_strndup (at + 1, (gsize) (end - at - 1));
      if (!fill (composer, slot, text, &name.kind, error))
        return NULL;
      /* A genitive's s belongs to the word. */
      name.end = (guint32) text->len + (end[1] == 's');
      if (name.kind != NYSTA_NAME_NONE && name.end > name.start)
        g_array_append_val (names, name);
      at = end;
    }

  NystaExample *example = g_new0 (NystaExample, 1);
  example->text = g_string_free (g_steal_pointer (&text), FALSE);
  example->names = g_steal_pointer (&names);
  return example;
}

static void
composer_clear (Composer *composer)
{
  for (guint k = 0; k < N_CLASSES; k++)
    g_clear_pointer (&composer->names[k], g_ptr_array_unref);
  g_clear_pointer (&composer->rules, g_hash_table_unref);
  g_clear_pointer (&composer->last, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Composer, composer_clear)

GPtrArray *
nysta_compose (const char *sentences, const char *names, const NystaLexicon *lexicon,
               guint n_times, gboolean hold_out, GError **error)
{
  g_autofree char *data = NULL;
  g_auto (Composer) composer = { .random = 0x6e79737461u };
  g_autoptr (GPtrArray) examples = g_ptr_array_new_with_free_func (example_free);

  composer.rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rule_free);
  gather (&composer, lexicon);
  if (!g_file_get_contents (sentences, &data, NULL, error) ||
      !read_rules (&composer, names, error))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    for (guint k = 0; k < n_times && lines[i][0] != '\0' && lines[i][0] != '#'; k++)
      {
        NystaExample *example = compose (&composer, lines[i], error);

        if (example == NULL)
          return NULL;
        example->held_out = hold_out && i % 10 == 9;
        g_ptr_array_add (examples, example);
      }
  return g_steal_pointer (&examples);
}
