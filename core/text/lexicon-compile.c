/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * From what the Turtle says to phrases: which forms of a name or title a text may have, and
 * how it must write them.
 */
#include "config.h"
#include "text/lexicon.h"

#include <string.h>

#include "base/file.h"
#include "text/character.h"
#include "text/lexicon-builder.h"
#include "text/lexicon-source.h"
#include "text/tokenize.h"

/* A name is ambiguous where the word is so many times commoner than its bearers. */
#define WORD_PER_BEARER 5

/* So short a bare name may be anything: written just so, or not at all. */
#define SHORT_LABEL_CHARS 3

typedef struct
{
  NystaLexiconBuilder *builder;
  GHashTable *ambiguous;      /* folded words said to be ambiguous, and function words */
  GHashTable *common;         /* folded word -> occurrences */
  GHashTable *acronym_owners; /* acronym -> first owner; "" once there are two */
} Compiler;

static char *
fold (const char *text)
{
  GString *out = g_string_new (NULL);

  nysta_text_normalise (text, 0, (guint32) strlen (text), TRUE, out);
  return g_string_free (out, FALSE);
}

/* --- lists of words ------------------------------------------------------------ */

typedef void (*WordFunc) (Compiler *compiler, const NystaLexiconResource *list,
                          const char *word, guint32 weight);

/* One word or phrase a line; a number behind a tab is its weight. */
static void
foreach_word (Compiler *compiler, const NystaLexiconResource *list, WordFunc func)
{
  for (guint i = 0; i < list->words->len; i++)
    {
      g_auto (GStrv) lines = g_strsplit (g_ptr_array_index (list->words, i), "\n", -1);

      for (guint n = 0; lines[n] != NULL; n++)
        {
          char *tab = strchr (lines[n], '\t');
          guint64 weight = 0;

          if (tab != NULL)
            {
              weight = g_ascii_strtoull (tab + 1, NULL, 10);
              *tab = '\0';
            }
          if (*g_strstrip (lines[n]) != '\0')
            func (compiler, list, lines[n], (guint32) MIN (weight, G_MAXUINT32));
        }
    }
}

static void
note_word (Compiler *compiler, const NystaLexiconResource *list, const char *word,
           guint32 weight)
{
  if (list->match_class == NYSTA_MATCH_COMMON_WORD)
    g_hash_table_insert (compiler->common, fold (word), GUINT_TO_POINTER (MAX (weight, 1)));
  else
    g_hash_table_add (compiler->ambiguous, fold (word));
}

static guint32
ambiguity (const Compiler *compiler, const char *label, guint32 weight)
{
  g_autofree char *folded = fold (label);
  guint32 occurrences = GPOINTER_TO_UINT (g_hash_table_lookup (compiler->common, folded));

  if (g_hash_table_contains (compiler->ambiguous, folded) ||
      (occurrences > 0 && occurrences / WORD_PER_BEARER >= weight))
    return NYSTA_MATCH_AMBIGUOUS;
  return 0;
}

/* How titles outside the list of heads are inflected, by their end. */
static const struct
{
  const char *ending;
  guint n_dropped; /* bytes, before the inflection is put on */
  const char *definite;
  const char *plural;
  const char *definite_plural;
} inflections[] = {
  { "are", 0, "n", "", NULL },          { "are", 1, NULL, NULL, "na" },
  { "iker", 0, "n", "", "na" },         { "ör", 0, "en", "er", "erna" },
  { "ist", 0, "en", "er", "erna" },     { "log", 0, "en", "er", "erna" },
  { "ant", 0, "en", "er", "erna" },     { "ent", 0, "en", "er", "erna" },
  { "at", 0, "en", "er", "erna" },      { "it", 0, "en", "er", "erna" },
  { "ska", 1, "an", "or", "orna" },     { "kvinna", 1, "an", "or", "orna" },
  { "man", 2, "annen", "än", "ännen" },
};

static void
add_title (Compiler *compiler, const NystaPhrase *base)
{
  nysta_lexicon_builder_add (compiler->builder, base);
  for (guint i = 0; i < G_N_ELEMENTS (inflections); i++)
    {
      if (!g_str_has_suffix (base->label, inflections[i].ending))
        continue;
      const char *forms[] = { inflections[i].definite, inflections[i].plural,
                              inflections[i].definite_plural };
      static const guint32 flags[] = { NYSTA_MATCH_DEFINITE, NYSTA_MATCH_PLURAL,
                                       NYSTA_MATCH_DEFINITE | NYSTA_MATCH_PLURAL };
      gsize n_stem = strlen (base->label) - inflections[i].n_dropped;

      for (guint form = 0; form < G_N_ELEMENTS (forms); form++)
        {
          if (forms[form] == NULL)
            continue;
          g_autofree char *label = g_strdup_printf ("%.*s%s", (int) n_stem, base->label,
                                                    forms[form]);
          NystaPhrase phrase = *base;
          phrase.label = label;
          phrase.flags |= flags[form];
          nysta_lexicon_builder_add (compiler->builder, &phrase);
        }
    }
}

static void
add_word (Compiler *compiler, const NystaLexiconResource *list, const char *word,
          guint32 weight)
{
  NystaPhrase phrase = { .label = word,
                         .canonical = word,
                         .match_class = list->match_class,
                         .flags = list->english ? NYSTA_MATCH_ENGLISH : 0,
                         .weight = weight };

  switch (list->match_class)
    {
    case NYSTA_MATCH_GIVEN_NAME:
    case NYSTA_MATCH_SURNAME:
    case NYSTA_MATCH_PLACE:
      phrase.letter_case = NYSTA_CASE_CAPITAL;
      phrase.flags |= ambiguity (compiler, word, weight);
      break;
    case NYSTA_MATCH_ROLE:
      add_title (compiler, &phrase);
      return;
    default:
      break;
    }
  nysta_lexicon_builder_add (compiler->builder, &phrase);
}

/* --- organisations ------------------------------------------------------------- */

typedef struct
{
  guint n_chars;
  guint n_upper;
  gboolean one_word;
  gboolean capital;
  gboolean mixed; /* a capital after a small letter */
} LabelShape;

static LabelShape
label_shape (const char *label)
{
  LabelShape shape = { .one_word = TRUE };
  NystaCharKind before = NYSTA_CHAR_OTHER;

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    {
      NystaCharKind kind = nysta_char_kind (g_utf8_get_char (at));

      if (kind == NYSTA_CHAR_SPACE)
        shape.one_word = FALSE;
      if (at == label)
        shape.capital = kind == NYSTA_CHAR_UPPER;
      shape.mixed |= kind == NYSTA_CHAR_UPPER && before == NYSTA_CHAR_LOWER;
      shape.n_upper += kind == NYSTA_CHAR_UPPER;
      shape.n_chars += nysta_kind_is_word (kind);
      before = kind;
    }
  return shape;
}

static gboolean
is_acronym (const LabelShape *shape)
{
  return shape->one_word && (shape->n_upper == shape->n_chars || shape->mixed ||
                             shape->n_chars <= SHORT_LABEL_CHARS);
}

static NystaLexiconCase
label_case (const LabelShape *shape)
{
  if (is_acronym (shape))
    return NYSTA_CASE_EXACT;
  return shape->capital ? NYSTA_CASE_CAPITAL : NYSTA_CASE_ANY;
}

/* `Boden kommun` for Bodens kommun, `Kungsbackas kommun` for Kungsbacka kommun: the first
 * word with its genitive s taken away or put on. */
static void
add_genitive_variant (Compiler *compiler, const NystaPhrase *base)
{
  const char *space = strchr (base->label, ' ');
  gsize n_first = space == NULL ? 0 : (gsize) (space - base->label);
  NystaPhrase phrase = *base;

  if (n_first < 3 || strcmp (space, " län") == 0)
    return;
  gboolean has_s = base->label[n_first - 1] == 's';
  g_autofree char *label = g_strdup_printf ("%.*s%s%s",
                                            (int) (has_s ? n_first - 1 : n_first),
                                            base->label, has_s ? "" : "s", space);
  phrase.label = label;
  nysta_lexicon_builder_add (compiler->builder, &phrase);
}

/* `Scania CV` for Scania CV AB. */
static void
add_without_form (Compiler *compiler, const NystaPhrase *base)
{
  NystaPhrase phrase = *base;

  if (!g_str_has_suffix (base->label, " AB"))
    return;
  g_autofree char *label = g_strndup (base->label, strlen (base->label) - strlen (" AB"));
  LabelShape shape = label_shape (label);
  phrase.label = label;
  phrase.flags |= NYSTA_MATCH_SHORT;
  phrase.letter_case = label_case (&shape);
  if (shape.one_word)
    phrase.flags |= ambiguity (compiler, label, 0);
  nysta_lexicon_builder_add (compiler->builder, &phrase);
}

static const char *
preferred_label (const NystaLexiconResource *resource)
{
  const char *found = NULL;

  for (guint i = 0; i < resource->labels->len; i++)
    {
      const NystaLabel *label = &g_array_index (resource->labels, NystaLabel, i);

      if (label->kind == NYSTA_LABEL_PREFERRED && (found == NULL || !label->english))
        {
          found = label->text;
          if (!label->english)
            break;
        }
    }
  return found;
}

static guint32
organisation_flags (const Compiler *compiler, const NystaLabel *label,
                    const LabelShape *shape, const char *canonical)
{
  gboolean acronym = is_acronym (shape);
  guint32 flags = 0;

  if (label->english)
    flags |= NYSTA_MATCH_ENGLISH;
  if (label->kind != NYSTA_LABEL_PREFERRED && (!label->english || shape->one_word))
    flags |= NYSTA_MATCH_SHORT;
  if (label->kind == NYSTA_LABEL_AMBIGUOUS || shape->n_chars <= 1)
    flags |= NYSTA_MATCH_AMBIGUOUS;
  else if (shape->one_word && !(acronym && shape->n_upper == shape->n_chars))
    flags |= ambiguity (compiler, label->text, 0);
  if (acronym &&
      g_strcmp0 (g_hash_table_lookup (compiler->acronym_owners, label->text), "") == 0)
    flags |= NYSTA_MATCH_AMBIGUOUS;
  return flags;
}

static void
add_organisation (Compiler *compiler, const NystaLexiconResource *resource)
{
  const char *canonical = preferred_label (resource);
  guint32 match_class = resource->match_class != 0 ? resource->match_class
                                                   : NYSTA_MATCH_ORGANISATION;

  if (canonical == NULL)
    return;
  for (guint i = 0; i < resource->labels->len; i++)
    {
      const NystaLabel *label = &g_array_index (resource->labels, NystaLabel, i);
      LabelShape shape = label_shape (label->text);
      NystaPhrase phrase = { .label = label->text,
                             .canonical = canonical,
                             .authority = resource->iri,
                             .match_class = match_class,
                             .letter_case = label_case (&shape) };

      phrase.flags = organisation_flags (compiler, label, &shape, canonical);
      nysta_lexicon_builder_add (compiler->builder, &phrase);
      add_without_form (compiler, &phrase);
      if (!label->english && (match_class == NYSTA_MATCH_MUNICIPALITY ||
                              match_class == NYSTA_MATCH_UNIVERSITY))
        add_genitive_variant (compiler, &phrase);
    }
}

/* One acronym of two organisations tells neither. */
static void
note_acronyms (Compiler *compiler, const NystaLexiconResource *resource)
{
  for (guint i = 0; i < resource->labels->len; i++)
    {
      const NystaLabel *label = &g_array_index (resource->labels, NystaLabel, i);
      LabelShape shape = label_shape (label->text);
      const char *owner = g_hash_table_lookup (compiler->acronym_owners, label->text);

      if (!is_acronym (&shape))
        continue;
      if (owner == NULL)
        g_hash_table_insert (compiler->acronym_owners, label->text, resource->iri);
      else if (strcmp (owner, resource->iri) != 0)
        g_hash_table_insert (compiler->acronym_owners, label->text, (gpointer) "");
    }
}

/* --- roles --------------------------------------------------------------------- */

static guint32
inflection_flags (NystaLabelKind kind)
{
  switch (kind)
    {
    case NYSTA_LABEL_DEFINITE:
      return NYSTA_MATCH_DEFINITE;
    case NYSTA_LABEL_PLURAL:
      return NYSTA_MATCH_PLURAL;
    case NYSTA_LABEL_DEFINITE_PLURAL:
      return NYSTA_MATCH_DEFINITE | NYSTA_MATCH_PLURAL;
    case NYSTA_LABEL_PREFERRED:
      return 0;
    default:
      return NYSTA_MATCH_SHORT;
    }
}

static void
add_role (Compiler *compiler, const NystaLexiconResource *resource)
{
  const char *canonical = preferred_label (resource);

  if (canonical == NULL)
    return;
  for (guint i = 0; i < resource->labels->len; i++)
    {
      const NystaLabel *label = &g_array_index (resource->labels, NystaLabel, i);
      LabelShape shape = label_shape (label->text);
      guint32 flags = inflection_flags (label->kind);
      gboolean all_upper = shape.n_upper > 1 && shape.n_upper == shape.n_chars;
      g_autofree char *folded = fold (label->text);
      NystaPhrase phrase = { .label = label->text,
                             .canonical = canonical,
                             .authority = resource->iri,
                             .match_class = NYSTA_MATCH_ROLE,
                             .flags = flags | (label->english ? NYSTA_MATCH_ENGLISH : 0),
                             .letter_case = all_upper ? NYSTA_CASE_EXACT : NYSTA_CASE_ANY };

      if (label->kind == NYSTA_LABEL_AMBIGUOUS ||
          g_hash_table_contains (compiler->ambiguous, folded))
        phrase.flags |= NYSTA_MATCH_AMBIGUOUS;
      nysta_lexicon_builder_add (compiler->builder, &phrase);
      if (resource->is_compound_head && !label->english && shape.one_word &&
          label->kind != NYSTA_LABEL_ALTERNATIVE)
        nysta_lexicon_builder_add_head (compiler->builder, label->text, canonical, flags);
    }
}

/* --- all of it ----------------------------------------------------------------- */

static void
compile (Compiler *compiler, GPtrArray *resources)
{
  for (guint i = 0; i < resources->len; i++)
    {
      const NystaLexiconResource *resource = g_ptr_array_index (resources, i);

      if (resource->is_ambiguous_list || resource->match_class == NYSTA_MATCH_COMMON_WORD ||
          resource->match_class == NYSTA_MATCH_FUNCTION_WORD)
        foreach_word (compiler, resource, note_word);
      if (resource->is_organisation)
        note_acronyms (compiler, resource);
    }
  for (guint i = 0; i < resources->len; i++)
    {
      const NystaLexiconResource *resource = g_ptr_array_index (resources, i);

      if (resource->is_list && resource->match_class != 0)
        foreach_word (compiler, resource, add_word);
      if (resource->is_organisation)
        add_organisation (compiler, resource);
      if (resource->is_role)
        add_role (compiler, resource);
    }
}

gboolean
nysta_lexicon_compile (const char *const *turtle_paths, const char *out_path,
                       GError **error)
{
  g_autoptr (GPtrArray) resources = nysta_lexicon_source_read (turtle_paths, error);

  if (resources == NULL)
    return FALSE;

  g_autoptr (NystaLexiconBuilder) builder = nysta_lexicon_builder_new ();
  g_autoptr (GHashTable)
    ambiguous = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
    common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);
  Compiler compiler = { builder, ambiguous, common, owners };

  compile (&compiler, resources);
  g_autoptr (GByteArray) file = nysta_lexicon_builder_finish (builder);
  return nysta_file_replace (out_path, (const char *) file->data, file->len, error);
}
