/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "compose.h"

#include <string.h>

#include "corpus.h"
#include "nysta-plugin.h"
#include "text/lexicon-private.h"

#define N_CLASSES 12

/* Of each class the canonical names, as they lie in the lexicon. */
typedef struct
{
  GPtrArray *names[N_CLASSES];
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

static const char *
any_of (Composer *composer, guint class)
{
  GPtrArray *names = composer->names[class];

  return names->len == 0 ? "Nystby"
                         : g_ptr_array_index (names, below (composer, names->len));
}

static const char *
pick (Composer *composer, const char *const *list, guint n)
{
  return list[below (composer, n)];
}

#define PICK(composer, list) pick (composer, list, G_N_ELEMENTS (list))

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

/* --- names -------------------------------------------------------------------------- */

/* With a capital, whatever list it is from. */
static char *
capitalised (const char *word)
{
  GString *out = g_string_new (NULL);

  g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
  g_string_append (out, g_utf8_next_char (word));
  return g_string_free (out, FALSE);
}

/* The beginning of one name and the end of another: `Lundqvist` and `Torsby`: `Lunsby`. */
static char *
made_up (Composer *composer, guint class)
{
  const char *one = any_of (composer, class);
  const char *other = any_of (composer, NYSTA_MATCH_PLACE);
  glong n_one = MIN (g_utf8_strlen (one, -1), 3 + (glong) below (composer, 2));
  glong n_other = g_utf8_strlen (other, -1);
  glong n_kept = MIN (n_other, 3 + (glong) below (composer, 2));
  g_autofree char *head = g_utf8_substring (one, 0, n_one);
  g_autofree char *tail = g_utf8_substring (other, n_other - n_kept, n_other);
  g_autofree char *small = g_utf8_strdown (tail, -1);
  g_autofree char *joined = g_strconcat (head, small, NULL);

  return capitalised (joined);
}

static char *
family_name (Composer *composer)
{
  if (below (composer, 4) == 0)
    return made_up (composer, NYSTA_MATCH_SURNAME);
  return capitalised (any_of (composer, NYSTA_MATCH_SURNAME));
}

static char *
person (Composer *composer)
{
  g_autofree char *given = below (composer, 6) == 0
                             ? made_up (composer, NYSTA_MATCH_GIVEN_NAME)
                             : capitalised (any_of (composer, NYSTA_MATCH_GIVEN_NAME));
  g_autofree char *family = family_name (composer);
  g_autofree char *second = family_name (composer);

  if (below (composer, 8) == 0)
    return g_strconcat (given, " ", second, " ", family, NULL);
  return g_strconcat (given, " ", family, NULL);
}

static char *
acronym (Composer *composer)
{
  GString *out = g_string_new (NULL);

  for (guint n = 3 + below (composer, 3); n > 0; n--)
    g_string_append_c (out, "ABCDEFGHIKLMNOPRSTUV"[below (composer, 20)]);
  return g_string_free (out, FALSE);
}

static char *
invented_organisation (Composer *composer)
{
  static const char *const ends[] = { "AB",         "Sverige",      "Group",
                                      "Sweden",     "Nordic",       "Energi",
                                      "Partners",   "Science Park", "Institute",
                                      "Arkitekter", "Stiftelse",    "Lab" };
  static const char *const begins[] = {
    "Svensk",     "Svenska",    "Sveriges",       "Nordisk",         "Stiftelsen",
    "Föreningen", "Center for", "Institutet för", "Delegationen för"
  };
  g_autofree char *one = made_up (composer, NYSTA_MATCH_SURNAME);
  g_autofree char *word = g_strdup (any_of (composer, NYSTA_MATCH_COMMON_WORD));
  g_autofree char *big = capitalised (word);
  g_autofree char *other = capitalised (any_of (composer, NYSTA_MATCH_COMMON_WORD));

  switch (below (composer, 8))
    {
    case 0:
      return g_steal_pointer (&one);
    case 1:
      return acronym (composer);
    case 2:
      return g_strconcat (one, " ", PICK (composer, ends), NULL);
    case 3:
      return g_strconcat (big, " ", PICK (composer, ends), NULL);
    case 4:
      return g_strconcat (big, other, NULL);
    case 5:
      return g_strconcat (big, " ", other, NULL);
    case 6:
      return g_strconcat (PICK (composer, begins), " ", word, NULL);
    default:
      return g_strconcat (one, " & ", other, NULL);
    }
}

static char *
organisation (Composer *composer)
{
  static const guint8 classes[] = { NYSTA_MATCH_MUNICIPALITY, NYSTA_MATCH_REGION,
                                    NYSTA_MATCH_AGENCY,       NYSTA_MATCH_AGENCY,
                                    NYSTA_MATCH_UNIVERSITY,   NYSTA_MATCH_ORGANISATION,
                                    NYSTA_MATCH_ORGANISATION };

  if (below (composer, 5) < 2)
    return invented_organisation (composer);
  return capitalised (any_of (composer, classes[below (composer, G_N_ELEMENTS (classes))]));
}

/* By its bare name, as one that acts. */
static char *
municipality (Composer *composer)
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

/* A project, an event, a product: a name that nobody bears. */
static char *
other_name (Composer *composer)
{
  static const char *const ends[] = { "2030", "Days", "Forum", "Challenge", "Lyftet" };
  g_autofree char *one = capitalised (any_of (composer, NYSTA_MATCH_COMMON_WORD));
  g_autofree char *other = capitalised (any_of (composer, NYSTA_MATCH_COMMON_WORD));

  switch (below (composer, 4))
    {
    case 0:
      return g_strconcat (one, " ", PICK (composer, ends), NULL);
    case 1:
      return g_strconcat (one, " för ", any_of (composer, NYSTA_MATCH_COMMON_WORD), NULL);
    case 2:
      return g_strconcat (one, other, NULL);
    default:
      return g_strconcat (one, " ", any_of (composer, NYSTA_MATCH_COMMON_WORD), NULL);
    }
}

static char *
fill (Composer *composer, char slot, guint32 *out_kind)
{
  switch (slot)
    {
    case 'P':
      *out_kind = NYSTA_NAME_PERSON;
      return person (composer);
    case 'S':
      *out_kind = NYSTA_NAME_PERSON;
      return family_name (composer);
    case 'O':
      *out_kind = NYSTA_NAME_ORGANISATION;
      return organisation (composer);
    case 'M':
      *out_kind = NYSTA_NAME_ORGANISATION;
      return municipality (composer);
    case 'L':
      *out_kind = NYSTA_NAME_PLACE;
      return capitalised (any_of (composer, NYSTA_MATCH_PLACE));
    case 'R':
      *out_kind = NYSTA_NAME_NONE;
      return g_strdup (any_of (composer, NYSTA_MATCH_ROLE));
    default:
      *out_kind = NYSTA_NAME_NONE;
      return other_name (composer);
    }
}

/* --- sentences ------------------------------------------------------------------------ */

static void
example_free (gpointer data)
{
  NystaExample *example = data;

  g_free (example->text);
  g_array_unref (example->names);
  g_free (example);
}

static NystaExample *
compose (Composer *composer, const char *line)
{
  NystaExample *example = g_new0 (NystaExample, 1);
  g_autoptr (GString) text = g_string_new (NULL);

  example->names = g_array_new (FALSE, FALSE, sizeof (NystaName));
  for (const char *at = line; *at != '\0'; at++)
    {
      NystaName name = { .start = (guint32) text->len };

      if (at[0] != '{' || at[1] == '\0' || at[2] != '}')
        {
          g_string_append_c (text, *at);
          continue;
        }
      g_autofree char *filled = fill (composer, at[1], &name.kind);
      g_string_append (text, filled);
      at += 2;
      /* A genitive's s belongs to the word. */
      name.end = (guint32) text->len + (at[1] == 's');
      if (name.kind != NYSTA_NAME_NONE)
        g_array_append_val (example->names, name);
    }
  example->text = g_string_free (g_steal_pointer (&text), FALSE);
  return example;
}

GPtrArray *
nysta_compose (const char *path, const NystaLexicon *lexicon, guint n_times,
               gboolean hold_out, GError **error)
{
  g_autofree char *data = NULL;
  Composer composer = { .random = 0x6e79737461u };

  if (!g_file_get_contents (path, &data, NULL, error))
    return NULL;

  GPtrArray *examples = g_ptr_array_new_with_free_func (example_free);
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  gather (&composer, lexicon);
  for (guint i = 0; lines[i] != NULL; i++)
    for (guint k = 0; k < n_times && lines[i][0] != '\0' && lines[i][0] != '#'; k++)
      {
        NystaExample *example = compose (&composer, lines[i]);

        example->held_out = hold_out && i % 10 == 9;
        g_ptr_array_add (examples, example);
      }
  for (guint k = 0; k < N_CLASSES; k++)
    g_ptr_array_unref (composer.names[k]);
  return examples;
}
